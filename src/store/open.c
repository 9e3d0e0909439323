/* Opening: what SQLite must be told, asserted; what is not ours, refused by name (reliability 2.5; design 2). */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "internal.h"

static int wal_grown(void *ctx, sqlite3 *db, const char *name, int pages)
{
	((struct store *)ctx)->wal_pages = pages;
	return SQLITE_OK;
}

/* A statement of the settings: what to run, what to ask, what must be answered. */
static const struct setting {
	const char *run, *ask;
	int64_t want;
} settings[] = {
	{ "PRAGMA foreign_keys = ON", "PRAGMA foreign_keys", 1 },
	{ "PRAGMA synchronous = FULL", "PRAGMA synchronous", 2 },
	{ "PRAGMA cell_size_check = ON", "PRAGMA cell_size_check", 1 },
	{ "PRAGMA secure_delete = ON", "PRAGMA secure_delete", 1 },
	{ "PRAGMA recursive_triggers = ON", "PRAGMA recursive_triggers", 1 },
	{ "PRAGMA trusted_schema = OFF", "PRAGMA trusted_schema", 0 },
	{ "PRAGMA temp_store = MEMORY", "PRAGMA temp_store", 2 },
	{ "PRAGMA wal_autocheckpoint = 0", "PRAGMA wal_autocheckpoint", 0 }, /* takes away any hook too */
	{ "PRAGMA mmap_size = 0", NULL, 0 },
	/* A report goes through years of marks once: to keep pages takes longer than to ask for them again. */
	{ "PRAGMA cache_size = -500", "PRAGMA cache_size", -500 },
};

static int assert_settings(struct store *st)
{
	static const struct { int verb, value; } flags[] = {
		{ SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1 }, { SQLITE_DBCONFIG_DEFENSIVE, 1 }, { SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0 },
		{ SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0 }, { SQLITE_DBCONFIG_ENABLE_TRIGGER, 1 },
	};

	for (size_t i = 0; i < sizeof flags / sizeof *flags; i++) {
		int now = -1, rc = sqlite3_db_config(st->db, flags[i].verb, flags[i].value, &now);

		if (rc != SQLITE_OK || now != flags[i].value)
			return store_answer(st, rc == SQLITE_OK ? SQLITE_MISUSE : rc, "a setting did not take");
	}
	for (size_t i = 0; i < sizeof settings / sizeof *settings; i++) {
		int64_t now = settings[i].want;
		int r = store_run(st, settings[i].run);

		if (r == 0 && settings[i].ask)
			r = store_ask(st, settings[i].ask, &now);
		if (r == 0 && now != settings[i].want)
			r = store_answer(st, SQLITE_MISUSE, settings[i].ask);
		if (r < 0)
			return r;
	}
	sqlite3_wal_hook(st->db, wal_grown, st);
	return 0;
}

/* One thread: SQLite need not guard its memory and its pages against others, nor count them.  Refused, and as good, once it is at work. */
static int settle_library(void)
{
	static const int asked[] = { SQLITE_CONFIG_SINGLETHREAD, SQLITE_CONFIG_MEMSTATUS };
	int rc = SQLITE_OK;

	for (size_t i = 0; rc == SQLITE_OK && i < sizeof asked / sizeof *asked; i++)
		rc = sqlite3_config(asked[i], 0);
	return rc == SQLITE_MISUSE ? SQLITE_OK : rc;
}

int store_connect_file(struct store *st, const char *name, int flags)
{
	int rc = settle_library();

	if (rc == SQLITE_OK)
		rc = sqlite3_open_v2(name, &st->db, flags | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_NOMUTEX, NULL);

	if (rc == SQLITE_OK)
		rc = sqlite3_busy_timeout(st->db, 10000);
	if (rc != SQLITE_OK) {
		int r = store_answer(st, rc, "open");

		store_disconnect(st);
		return r;
	}
	return 0;
}

static int assert_journal(struct store *st)
{
	sqlite3_stmt *raw = NULL;
	int rc = sqlite3_prepare_v2(st->db, "PRAGMA journal_mode", -1, &raw, NULL);

	if (rc == SQLITE_OK)
		rc = sqlite3_step(raw);
	bool wal = rc == SQLITE_ROW && strcmp((const char *)sqlite3_column_text(raw, 0), "wal") == 0;
	(void)sqlite3_finalize(raw); /* repeats the step's answer */
	if (rc != SQLITE_ROW)
		return store_answer(st, rc, "journal_mode");
	return wal || st->read_only ? 0 : store_answer(st, SQLITE_MISUSE, "the journal is not a write-ahead log");
}

/* What nobody asks for once the school is made: the shape of the store, other files, other settings (reliability 2.8). */
static int authorise(void *ctx, int action, const char *what, const char *value, const char *database, const char *by)
{
	static const int never[] = {
		SQLITE_CREATE_INDEX, SQLITE_CREATE_TABLE, SQLITE_CREATE_TEMP_INDEX, SQLITE_CREATE_TEMP_TABLE, SQLITE_CREATE_TEMP_TRIGGER,
		SQLITE_CREATE_TEMP_VIEW, SQLITE_CREATE_TRIGGER, SQLITE_CREATE_VIEW, SQLITE_CREATE_VTABLE, SQLITE_DROP_INDEX, SQLITE_DROP_TABLE,
		SQLITE_DROP_TEMP_INDEX, SQLITE_DROP_TEMP_TABLE, SQLITE_DROP_TEMP_TRIGGER, SQLITE_DROP_TEMP_VIEW, SQLITE_DROP_TRIGGER,
		SQLITE_DROP_VIEW, SQLITE_DROP_VTABLE, SQLITE_ALTER_TABLE, SQLITE_ATTACH, SQLITE_DETACH,
	};

	for (size_t i = 0; i < sizeof never / sizeof *never; i++)
		if (action == never[i])
			return SQLITE_DENY;
	if (action == SQLITE_PRAGMA && value && strcmp(what, "defer_foreign_keys") != 0 && strcmp(what, "integrity_check") != 0 &&
	    strcmp(what, "cache_size") != 0)
		return SQLITE_DENY;
	return SQLITE_OK;
}

/* The authorizer, and SQLite's own guard of its schema: a migration may need to take a constraint away. */
static int set_guard(struct store *st, bool on)
{
	int now = -1, rc = sqlite3_set_authorizer(st->db, on ? authorise : NULL, NULL);

	if (rc == SQLITE_OK)
		rc = sqlite3_db_config(st->db, SQLITE_DBCONFIG_DEFENSIVE, (int)on, &now);
	return rc == SQLITE_OK && now == (int)on ? 0 : store_answer(st, rc == SQLITE_OK ? SQLITE_MISUSE : rc, "authorizer");
}

int store_guard(struct store *st)
{
	return set_guard(st, true);
}

int store_unguard(struct store *st)
{
	return set_guard(st, false);
}

int store_connect(struct store *st, struct err *e)
{
	int r = st->read_only ? copy_connect(st, e) : store_connect_file(st, st->file, SQLITE_OPEN_READWRITE);

	if (r == 0)
		r = assert_settings(st);
	if (r == 0)
		r = store_guard(st);
	if (r < 0 && st->db)
		store_disconnect(st); /* not told what it must be told, so not used */
	if (r < 0 && e && e->kind == ERR_NONE)
		*e = st->trouble;
	return r;
}

void store_disconnect(struct store *st)
{
	for (int i = 0; i < SQL_COUNT; i++) {
		(void)sqlite3_finalize(st->statements[i].raw); /* repeats the last step's answer */
		st->statements[i] = (struct stmt){ 0 };
	}
	if (sqlite3_close(st->db) != SQLITE_OK)
		BUG("a statement is still in use at close");
	st->db = NULL;
	st->keeps_more = false;
}

int store_identify(struct store *st, uint8_t random[static 16], struct err *e)
{
	STMT q = NULL;
	int r = stmt_borrow(st, SQL_INFO_GET, &q), size = 0;

	if (r == 0)
		r = stmt_row(q);
	const void *found = r > 0 ? stmt_blob(q, 0, &size) : NULL;
	if (size == 16)
		memcpy(random, found, 16);
	else if (r >= 0)
		r = err_store(&st->trouble, -EUCLEAN, "school.db does not say which store it is.");
	if (r < 0 && e)
		*e = st->trouble;
	return r < 0 ? r : 0;
}

/* Ours, of this version, and whole?  *ret_version 0: nothing in it yet. */
static int recognise(struct store *st, int *ret_version, struct err *e)
{
	int64_t application = 0, version = 0;
	int r = store_ask(st, "PRAGMA application_id", &application);

	if (r == 0)
		r = store_ask(st, "PRAGMA user_version", &version);
	if (r < 0) {
		*e = st->trouble;
		return r;
	}
	if (application == 0 && version == 0) {
		int64_t tables;

		r = store_ask(st, "SELECT count(*) FROM sqlite_schema", &tables);
		if (r < 0) {
			*e = st->trouble;
			return r;
		}
		if (tables == 0) {
			*ret_version = 0;
			return 0;
		}
	}
	if (application != APPLICATION_REAL && application != APPLICATION_PRACTICE)
		return err_store(e, -EUCLEAN, "%s is not a firstbell store: another program made it. Nothing was changed.", st->file);
	if (version > STORE_VERSION)
		return err_store(e, -ENOTSUP, "%s was written by a newer firstbell (store version %lld; this one knows %d). Install that version.", st->file,
				 (long long)version, STORE_VERSION);
	st->practice = application == APPLICATION_PRACTICE;
	*ret_version = (int)version;
	return 0;
}

static struct store *store_new(const char *directory)
{
	struct store *st = mem_new(1, sizeof *st);
	CLEAN_BUF struct buf file = { 0 };

	buf_printf(&file, "%s/" STORE_FILE, directory);
	st->directory = mem_text(directory);
	st->file = mem_text(file.text);
	st->in_fd = st->queue_fd = -1;
	return st;
}

static int refuse_network(const struct store *st, struct err *e)
{
	const char *kind = file_network(st->directory);

	return kind ? err_store(e, -EREMOTE, "%s is on a network file system (%s), where two offices can damage each other's records. "
				"Keep the school on a disk of this machine and let the others sign in here.", st->directory, kind) : 0;
}

int store_open(const char *directory, struct store **ret, struct err *e)
{
	struct store *st = store_new(directory);
	struct err said = { 0 };
	int version = 0, r;

	if (!file_exists(st->file))
		r = err_store(&said, -ENOENT, "There is no school in %s. Make one with `firstbell init %s`.", directory, directory);
	else
		r = refuse_network(st, &said);
	/* the log and its index are made in the directory, so it must be writable too */
	if (r == 0 && (file_read_only(st->file) || file_read_only(st->directory)))
		st->read_only = mem_text("The school's directory can only be read here: nothing can be saved.");
	if (r == 0)
		r = lock_in(st, false, &said);
	if (r == 0)
		r = store_connect(st, &said);
	if (r == 0)
		r = recognise(st, &version, &said);
	if (r == 0 && version == 0)
		r = err_store(&said, -ENOENT, "%s is empty: making this school was not finished. Run `firstbell init %s` again.", st->file, directory);
	if (r == 0 && version < STORE_VERSION)
		r = st->read_only ? migrate_copy(st, &said) : migrate_store(st, &said);
	if (r == 0 && (r = assert_journal(st)) < 0)
		said = st->trouble;
	if (r == 0)
		r = store_identify(st, st->random, &said);
	if (r < 0) {
		store_close(st);
		if (e)
			*e = said;
		return r;
	}
	if (!st->read_only)
		txn_secure_found(st);
	*ret = st;
	return 0;
}

/* The first transaction of a store is its migration; before it nothing in the file counts as a school. */
int store_create(const char *directory, const struct moment *clock, struct store **ret, struct err *e)
{
	struct store *st = store_new(directory);
	struct err said = { 0 };
	int version = 0, r = refuse_network(st, &said);

	st->practice = clock != NULL;
	if (r == 0)
		r = lock_in(st, true, &said);
	if (r == 0 && (r = store_connect_file(st, st->file, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE)) < 0)
		said = st->trouble;
	if (r == 0 && (r = assert_settings(st)) < 0)
		said = st->trouble;
	if (r == 0)
		r = recognise(st, &version, &said);
	if (r == 0 && version > 0)
		r = err_refuse(&said, "There is a school in %s already. Nothing was changed.", directory);
	if (r == 0) {
		st->practice = clock != NULL;
		if (st->practice)
			practice_bytes("store", clock->seconds, 0, st->random, sizeof st->random);
		else
			random_bytes(st->random, sizeof st->random);
		if ((r = store_run(st, "PRAGMA journal_mode = WAL")) < 0 || (r = assert_journal(st)) < 0)
			said = st->trouble;
	}
	if (r == 0)
		r = store_begin_new(st, clock);
	if (r < 0) {
		if (said.kind == ERR_NONE)
			said = st->trouble;
		store_close(st);
		if (e)
			*e = said;
		return r;
	}
	*ret = st;
	return 0;
}

void store_close(struct store *st)
{
	if (!st)
		return;
	store_abandon(st);
	if (st->reading)
		store_read_end(st);
	if (st->db)
		store_disconnect(st);
	copy_remove(st);
	if (st->queue_fd >= 0)
		close(st->queue_fd);
	if (st->in_fd >= 0)
		close(st->in_fd);
	arena_finish(&st->act.arena);
	vec_finish(&st->act.items);
	free(st->gathering);
	free(st->copy);
	free(st->read_only);
	free(st->directory);
	free(st->file);
	free(st);
}

const struct err *store_trouble(const struct store *st)
{
	return &st->trouble;
}

const char *store_read_only(const struct store *st)
{
	return st->read_only;
}

bool store_is_practice(const struct store *st)
{
	return st->practice;
}

const char *store_sqlite_version(void)
{
	return sqlite3_libversion();
}

int64_t store_data_version(struct store *st)
{
	int64_t version = 0;

	return stmt_ask(st, SQL_DATA_VERSION_GET, &version) < 0 ? -1 : version;
}
