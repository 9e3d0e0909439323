/* Transactions: one writer at a time, nothing half done, and a failed COMMIT asked about until it is known (reliability 2.1-2.4). */
#include <errno.h>
#include <string.h>

#include "internal.h"

/* A connection that could not roll back was closed: here it is opened again. */
static int connect_again(struct store *st)
{
	struct err e = { 0 };
	int r = st->db ? 0 : store_connect(st, &e);

	if (r < 0 && e.kind != ERR_NONE)
		st->trouble = e;
	return r;
}

/*
 * Who saves a register saves the next one: the end of each pupil's marks, which it adds to, is not read from the disk again.  Who
 * only reads goes through the pages once, and would only take memory for them.
 */
static int keep_more(struct store *st)
{
	int r = st->keeps_more ? 0 : store_run(st, "PRAGMA cache_size = -4000");

	if (r == 0)
		st->keeps_more = true;
	return r;
}

int txn_begin(struct store *st)
{
	int r = lock_queue(st);

	if (r < 0)
		return r;
	st->broken = false;
	st->writing = true; /* from here on store_abandon() has something to give back, whatever of this came about */
	st->deferred = false;
	r = connect_again(st);
	if (r == 0)
		r = keep_more(st);
	if (r == 0)
		r = store_run(st, "BEGIN IMMEDIATE");
	if (r < 0)
		store_abandon(st);
	return r;
}

int txn_defer(struct store *st)
{
	int r = st->deferred ? 0 : store_run(st, "PRAGMA defer_foreign_keys = ON");

	if (r == 0)
		st->deferred = true;
	return r;
}

/* The store under us is still the one that was opened: a restore or an upgrade would have changed these. */
static int same_store(struct store *st)
{
	uint8_t random[16];
	int64_t version = 0;
	int r = stmt_ask(st, SQL_VERSION_GET, &version);

	if (r == 0)
		r = store_identify(st, random, NULL);
	if (r < 0)
		return r;
	if (version == STORE_VERSION && memcmp(random, st->random, sizeof random) == 0)
		return 0;
	return err_store(&st->trouble, -ESTALE,
			 "The school's records were restored or upgraded since this was opened: nothing was saved. Leave, and open the school again.");
}

int txn_chain_end(struct store *st)
{
	int64_t seq;
	struct hash head;
	int r = store_act_last(st, &seq, &head);

	if (r < 0)
		return r;
	st->first_seq = st->next_seq = seq + 1;
	st->head = head;
	return 0;
}

static int log_of(struct store *st, sqlite3_file **ret)
{
	*ret = NULL;
	int rc = sqlite3_file_control(st->db, NULL, SQLITE_FCNTL_JOURNAL_POINTER, ret);

	return rc == SQLITE_OK && (!*ret || !(*ret)->pMethods) ? SQLITE_INTERNAL : rc;
}

/*
 * An act that is not noted was found in the log by who opened it first: its COMMIT failed, or was killed.  What may be only in the
 * kernel's memory is written again before anything counts on it: an act after it in the log would be lost with it, and a checkpoint
 * would leave a part of it in the file.  Where another has the store open such an act is not found, and the next one takes its place.
 */
int txn_secure(struct store *st)
{
	sqlite3_file *log;

	if (lock_head_is(st, &st->head))
		return 0;
	int rc = log_of(st, &log);
	if (rc == SQLITE_OK)
		rc = log_rewrite(log);
	if (rc != SQLITE_OK)
		return store_answer(st, rc, "log written again");
	(void)lock_note_head(st, &st->head); /* else the next one does it again */
	return 0;
}

void txn_secure_found(struct store *st)
{
	/* a record that cannot be read is for verify to name; one that ends otherwise may only be ahead of who is in the queue */
	if (txn_chain_end(st) < 0 || lock_head_is(st, &st->head) || lock_queue(st) < 0)
		return;
	if (txn_chain_end(st) == 0 && txn_secure(st) < 0)
		st->read_only = mem_text("The disk did not take what was saved last: it may be lost. Nothing can be saved.");
	unlock_queue(st);
}

int store_begin(struct store *st)
{
	if (st->fresh) {
		st->fresh = false;
		return 0;
	}
	BUG_UNLESS(!st->writing);
	if (st->read_only)
		return err_store(&st->trouble, -EROFS, "%s", st->read_only);
	if (st->stopped)
		return err_store(&st->trouble, -EIO,
				 "The disk failed while saving: nothing more is written until firstbell is started again and `firstbell verify` holds.");
	int r = txn_begin(st);
	if (r == 0)
		r = same_store(st);
	if (r == 0)
		r = txn_chain_end(st);
	if (r == 0)
		r = txn_secure(st);
	if (r < 0)
		store_abandon(st);
	return r;
}

static int reread(void *ctx, const struct chain_act *act)
{
	struct hash *head = ctx;

	if (act->fault || memcmp(&act->hash, &act->again, sizeof act->hash) != 0)
		return -EUCLEAN;
	*head = act->hash;
	return 0;
}

/* What is about to be committed is read back and hashed again (reliability 2.7). */
static int read_back(struct store *st)
{
	struct hash head = st->head;
	int64_t erasing = 0;
	int r = st->first_seq < st->next_seq ? chain_walk(st, st->first_seq, reread, &head) : 0;

	if (r == 0)
		r = stmt_ask(st, SQL_ERASING_COUNT, &erasing);
	if (r == 0 && memcmp(&head, &st->head, sizeof head) == 0 && erasing == 0)
		return 0;
	if (r == 0 || r == -EUCLEAN)
		return err_store(&st->trouble, -EUCLEAN, "What was written could not be read back as it was meant: nothing was saved. Run `firstbell check`.");
	return r;
}

/* Is the transaction in the store?  1, 0, or -errno where nobody can say. */
static int find_saved(struct store *st)
{
	int64_t found = 0;
	int r;

	if (st->making) {
		r = store_ask(st, "PRAGMA user_version", &found);
		return r < 0 ? r : found == st->making;
	}
	if (st->first_seq == st->next_seq)
		return -ENODATA;
	r = store_act_find(st, &st->last_key, &found);
	return r == -ENOENT ? 0 : r < 0 ? r : 1;
}

/*
 * A whole commit may stand in the log and not be counted, or be counted and not be on the disk: a later power cut would turn
 * the answer round.  Moved into the file, with the log emptied, it can no longer do that.  The log is on the disk before its first
 * page goes into the file, whatever became of the sync in COMMIT: else a power cut leaves a part of it there and nothing to mend it.
 */
static int settle(struct store *st)
{
	sqlite3_file *log;
	int rc = log_of(st, &log);

	if (rc == SQLITE_OK)
		rc = log_rewrite(log);
	if (rc == SQLITE_OK)
		rc = sqlite3_wal_checkpoint_v2(st->db, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
	if (rc == SQLITE_OK) /* SQLite itself leaves the emptied log to the next sync */
		rc = log->pMethods->xSync(log, SQLITE_SYNC_NORMAL);
	return rc == SQLITE_OK ? 0 : store_answer(st, rc, "settle");
}

/* Where a write was refused the log has no whole commit: rolled back, this connection can be asked, and a full disk may stop another. */
static int ask_here(struct store *st)
{
	if (sqlite3_get_autocommit(st->db) == 0 && store_run(st, "ROLLBACK") < 0)
		return -EIO;
	return find_saved(st);
}

/* After all else the log may have one: only what a new connection reads counts. */
static int ask_anew(struct store *st)
{
	struct err e = { 0 };

	store_disconnect(st);
	int saved = store_connect(st, &e);
	if (saved == 0)
		saved = find_saved(st);
	return saved >= 0 && settle(st) < 0 ? -EIO : saved;
}

/* COMMIT answered with an error, which may still be a commit (1 in 50 of those injected): the act's key knows. */
static int resolve(struct store *st, int rc)
{
	int said = store_answer(st, rc, "commit");
	struct err first = st->trouble;
	bool refused = (rc & 0xff) == SQLITE_FULL || rc == SQLITE_IOERR_WRITE;

	st->writing = st->broken = false;
	if (st->passing) {
		store_disconnect(st); /* not known whether it was saved, nor needed: the next transaction connects anew, and secures what it finds */
		return said;
	}
	int saved = refused ? ask_here(st) : -EIO;
	if (saved != 0)
		saved = ask_anew(st);
	if (saved > 0)
		return 0;
	if (saved == 0) {
		st->trouble = first;
		return said;
	}
	st->stopped = true;
	return err_store(&st->trouble, -EINPROGRESS, "The disk failed while saving, and it is not known whether it was saved. Do not enter it again: "
			 "start firstbell again and look in the history.");
}

/* A rule of the tables that is asked at the end only: nothing was written, the transaction stands, and there is nothing to find out. */
static bool is_refusal(const struct store *st, int rc)
{
	return ((rc & 0xff) == SQLITE_CONSTRAINT || (rc & 0xff) == SQLITE_BUSY) && sqlite3_get_autocommit(st->db) == 0;
}

static int commit_gathered(struct store *st)
{
	sqlite3_file *log;
	int rc = log_of(st, &log);
	bool gathers = rc == SQLITE_OK && gather_begin(st, log);

	if (rc == SQLITE_OK)
		rc = sqlite3_exec(st->db, "COMMIT", NULL, NULL, NULL);
	if (gathers)
		gather_end(log, rc == SQLITE_OK);
	return rc;
}

/*
 * What a migration was allowed nobody is after it.  One that was not saved may have left this connection a schema that is not the
 * file's (PRAGMA writable_schema changes no cookie): the next transaction connects anew.
 */
static void make_no_more(struct store *st, bool saved)
{
	if (st->making && st->db && (!saved || store_guard(st) < 0))
		store_disconnect(st);
}

int store_commit(struct store *st)
{
	BUG_UNLESS(st->writing && !st->act.open);
	st->fresh = false;
	int r = st->broken ? -ECANCELED : read_back(st);

	if (r == 0 && sqlite3_get_autocommit(st->db) != 0)
		r = err_store(&st->trouble, -EIO, "The transaction was lost on the way: nothing was saved. Do the same again.");
	if (r == 0 && st->first_seq == st->next_seq)
		r = lock_note_head(st, NULL); /* without an act nobody could tell by the record that it may not be on the disk */
	if (r < 0) {
		store_abandon(st);
		return r;
	}
	int rc = commit_gathered(st);
	if (is_refusal(st, rc)) {
		r = store_answer(st, rc, "commit");
		store_abandon(st);
		return r;
	}
	if (rc != SQLITE_OK)
		r = resolve(st, rc);
	make_no_more(st, r == 0);
	if (r == 0)
		(void)lock_note_head(st, &st->head); /* else the next one writes the log again for nothing */
	if (st->making == STORE_VERSION)
		lock_share(st); /* the one that made the store lets others in */
	st->writing = st->broken = false;
	st->making = 0;
	unlock_queue(st);
	return r;
}

void store_abandon(struct store *st)
{
	st->act.open = st->fresh = false;
	if (!st->writing)
		return;
	/* After some errors SQLite has rolled back by itself; otherwise this does.  Either way none may be open. */
	if (st->db && sqlite3_get_autocommit(st->db) == 0) {
		int rc = sqlite3_exec(st->db, "ROLLBACK", NULL, NULL, NULL);

		if (rc != SQLITE_OK && sqlite3_get_autocommit(st->db) == 0)
			store_disconnect(st); /* a closed connection cannot commit */
	}
	BUG_UNLESS(!st->db || sqlite3_get_autocommit(st->db) != 0);
	make_no_more(st, false);
	st->making = 0;
	st->writing = st->broken = false;
	unlock_queue(st);
}

int store_read_begin(struct store *st)
{
	if (st->writing || st->reading)
		return 0;
	int r = connect_again(st);
	if (r == 0)
		r = store_run(st, "BEGIN");
	st->reading = r == 0;
	return r;
}

void store_read_end(struct store *st)
{
	if (st->reading && store_run(st, "COMMIT") < 0)
		st->broken = true; /* nothing was written: the next transaction begins afresh */
	st->reading = false;
}

/*
 * The only checkpoint: passive, in the queue, after the answer is out (design 2).  This connection has saved, so what it found in the
 * log was secured, and what came after was synced by who saved it: while we have the store open nothing else is ever counted.
 */
void store_rest(struct store *st)
{
	int log = 0, moved = 0;

	if (st->read_only || st->stopped || st->writing || !st->db || st->wal_pages < WAL_PAGES_MOST || lock_queue(st) < 0)
		return;
	int rc = sqlite3_wal_checkpoint_v2(st->db, NULL, SQLITE_CHECKPOINT_PASSIVE, &log, &moved);
	if (rc == SQLITE_OK)
		st->wal_pages = 0;
	else
		store_answer(st, rc, "checkpoint"); /* the log keeps everything; a failed fsync stops the writing */
	unlock_queue(st);
}

struct moment store_now(struct store *st)
{
	int64_t clock = 0;

	if (!st->practice)
		return moment_now();
	/* in a transaction that is lost statements are not lent, and the time is the school's even then */
	if (stmt_ask(st, SQL_CLOCK_GET, &clock) < 0 && store_ask(st, statement_text[SQL_CLOCK_GET], &clock) < 0)
		return moment_now();
	return (struct moment){ clock };
}

int store_clock_put(struct store *st, struct moment to)
{
	STMT q = NULL;

	BUG_UNLESS(st->practice);
	int r = stmt_borrow(st, SQL_CLOCK_PUT, &q);
	if (r < 0)
		return r;
	stmt_bind_int(q, CLOCK_PUT_CLOCK, to.seconds);
	return stmt_done(q);
}
