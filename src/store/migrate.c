/*
 * The shape of a store: made by the migrations, and of an older one brought up to what this program knows (design 2; reliability R22).
 * Nobody else is in the school meanwhile; a backup of it as it was comes first; all of it is one transaction.
 */
#include <errno.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"
#include "internal.h"
#include "rules/code.h"

_Static_assert(MIGRATIONS == STORE_VERSION, "the number of the last migration is the store's version");

/* A NEW ONE */

static int put_codes(struct store *st)
{
	STMT q = NULL;
	int r = stmt_borrow(st, SQL_CODE_PUT, &q);

	for (int i = 0; r == 0 && i < codes_count; i++) {
		stmt_bind_int(q, CODE_PUT_NUMBER, codes[i].number);
		stmt_bind_text(q, CODE_PUT_SYMBOL, codes[i].symbol);
		stmt_bind_day(q, CODE_PUT_FROM_DAY, codes[i].from);
		stmt_bind_day(q, CODE_PUT_TO_DAY, codes[i].to);
		stmt_bind_text(q, CODE_PUT_CATEGORY, category_name(codes[i].category));
		stmt_bind_text(q, CODE_PUT_LABEL, codes[i].label);
		r = stmt_done(q);
	}
	return r;
}

static int put_info(struct store *st, const struct moment *clock)
{
	STMT q = NULL;
	int r = stmt_borrow(st, SQL_INFO_PUT, &q);

	if (r < 0)
		return r;
	stmt_bind_blob(q, INFO_PUT_RANDOM, st->random, sizeof st->random);
	stmt_bind_int(q, INFO_PUT_CLOCK, clock ? clock->seconds : NONE);
	return stmt_done(q);
}

int store_begin_new(struct store *st, const struct moment *clock)
{
	char mark[96];
	int r = txn_begin(st);

	if (r == 0) {
		st->making = STORE_VERSION;
		r = store_unguard(st);
	}
	for (int i = 0; r == 0 && i < MIGRATIONS; i++)
		r = store_run(st, migration_text[i]);
	snprintf(mark, sizeof mark, "PRAGMA application_id = %d; PRAGMA user_version = %d",
		 clock ? APPLICATION_PRACTICE : APPLICATION_REAL, STORE_VERSION);
	if (r == 0)
		r = store_run(st, mark);
	if (r == 0)
		r = put_info(st, clock);
	if (r == 0)
		r = put_codes(st);
	if (r == 0)
		r = txn_chain_end(st);
	if (r < 0) {
		store_abandon(st);
		return r;
	}
	st->fresh = true;
	return 0;
}

/* AN OLDER ONE */

#define TRIES 30
static const struct timespec MOMENT = { .tv_nsec = 10000000 };

/* Who found it old beside us leaves it within a moment, and waits in the queue; who works in the school does not. */
static int be_alone(struct store *st, struct err *e)
{
	struct err said = { 0 };
	int r = lock_in(st, true, &said);

	for (int i = 0; r == -EBUSY && i < TRIES; i++) {
		nanosleep(&MOMENT, NULL);
		r = lock_in(st, true, &said);
	}
	if (r == -EBUSY)
		return err_store(e, r, "The school's records have to be upgraded for this firstbell, with nobody in them. %s", said.text);
	if (r < 0)
		*e = said;
	return r;
}

/* Into the school's own backups; those of upgrades that were stopped stay beside it. */
static int back_up(struct store *st, struct buf *path, struct err *e)
{
	int r = 0, number = 0;

	buf_printf(path, "%s/backups", st->directory);
	if (!file_exists(path->text))
		r = file_make_directory(path->text, 0700, e);
	while (r == 0) {
		buf_reset(path);
		buf_printf(path, "%s/backups/before-upgrade-to-%d-%d.db", st->directory, STORE_VERSION, ++number);
		if (!file_exists(path->text))
			break;
		buf_text(path, ".making");
		unlink(path->text); /* killed when it had its name already */
	}
	return r < 0 ? r : store_backup(st, path->text, e);
}

/* No row names one that is not there: asked for by hand. */
static int rows_hold(struct store *st)
{
	STMT q = NULL;
	int r = stmt_borrow(st, SQL_FOREIGN_KEYS, &q);

	if (r == 0)
		r = stmt_row(q);
	return r > 0 ? err_store(&st->trouble, -EUCLEAN, "A row of %s names a %s that is not there. Run the firstbell of before: `firstbell check` says more.",
				 stmt_said(q, 0), stmt_said(q, 2)) : r;
}

/* SQLite may put a heading on a line of its own: a sentence is one line. */
static int say_damaged(struct store *st, const char *found)
{
	char line[301];

	snprintf(line, sizeof line, "%s", found);
	for (char *p = line; *p; p++)
		*p = *p == '\n' ? ' ' : *p;
	return err_store(&st->trouble, -EUCLEAN, "The records are damaged: %s. Run the firstbell of before: `firstbell check` says more.", line);
}

/* Tables and rows agree: a migration that writes the schema itself is not checked by SQLite while it does. */
static int tables_hold(struct store *st)
{
	STMT q = NULL;
	int r = stmt_borrow(st, SQL_INTEGRITY, &q);

	if (r == 0)
		r = stmt_row(q);
	if (r > 0 && strcmp(stmt_said(q, 0), "ok") != 0)
		return say_damaged(st, stmt_said(q, 0));
	return r < 0 ? r : 0;
}

static int bring_up(struct store *st, int from)
{
	char mark[48];
	int r = store_unguard(st);

	for (int i = from; r == 0 && i < MIGRATIONS; i++)
		r = store_run(st, migration_text[i]);
	snprintf(mark, sizeof mark, "PRAGMA user_version = %d", STORE_VERSION);
	return r == 0 ? store_run(st, mark) : r;
}

/* All that are wanted, in one transaction: whatever stops it, the store is the old one, and the firstbell of before opens it. */
static int run_migrations(struct store *st, int from)
{
	int r = txn_begin(st);

	if (r == 0)
		r = txn_chain_end(st);
	if (r == 0)
		r = txn_secure(st);
	if (r == 0) {
		st->making = STORE_VERSION;
		r = bring_up(st, from);
	}
	if (r == 0)
		r = rows_hold(st);
	if (r == 0)
		r = tables_hold(st);
	if (r < 0) {
		store_abandon(st);
		return r;
	}
	return store_commit(st);
}

static int upgrade(struct store *st, int from, struct err *e)
{
	CLEAN_BUF struct buf backup = { 0 };
	int r = be_alone(st, e);

	if (r == 0)
		r = back_up(st, &backup, e);
	if (r < 0)
		return r;
	r = run_migrations(st, from);
	if (r == 0)
		return 0;
	if (r == -ENOSPC)
		unlink(backup.text); /* the store is as it was, and room is what is wanted */
	if (r == -EINPROGRESS)
		return err_store(e, r, "The disk failed while the school's records were upgraded. Start firstbell again: it goes on where it was. "
				 "They are as they were in %s.", backup.text);
	return err_store(e, r, "The school's records were not upgraded. %s", st->trouble.text);
}

static int ask_version(struct store *st, int *ret, struct err *e)
{
	int64_t version = 0;
	int r = store_ask(st, "PRAGMA user_version", &version);

	if (r == 0)
		*ret = (int)version;
	else
		*e = st->trouble;
	return r;
}

/* Of two who find it old at once one upgrades it, and the other finds that done when its turn in the queue comes. */
int migrate_store(struct store *st, struct err *e)
{
	int version = STORE_VERSION, r;

	store_disconnect(st);
	lock_leave(st);
	r = lock_queue(st);
	if (r < 0)
		*e = st->trouble;
	if (r == 0)
		r = lock_in(st, false, e);
	if (r == 0)
		r = store_connect(st, e);
	if (r == 0)
		r = ask_version(st, &version, e);
	if (r == 0 && version < STORE_VERSION)
		r = upgrade(st, version, e);
	unlock_queue(st);
	return r;
}

/* A private copy, which nobody else can see and which goes when the store is closed: a failure costs nothing. */
int migrate_copy(struct store *st, struct err *e)
{
	int version = STORE_VERSION, r = 0;

	if (!st->copy) {
		store_disconnect(st);
		st->from_copy = true;
		r = store_connect(st, e);
	}
	if (r == 0)
		r = ask_version(st, &version, e);
	if (r < 0)
		return r;
	r = store_run(st, "BEGIN IMMEDIATE");
	if (r == 0)
		r = bring_up(st, version);
	if (r == 0)
		r = store_run(st, "COMMIT");
	if (r == 0)
		r = store_guard(st);
	return r == 0 ? 0 : err_store(e, r, "The school's records are of an older firstbell, and their copy could not be upgraded to be read. %s",
					 st->trouble.text);
}
