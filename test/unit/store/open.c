#include "school.h"

#include <fcntl.h>
#include <sqlite3.h>

#include "internal.h"

/* What is opened, what is refused and how, what SQLite was told, and what other programs do under an open store. */

#define DAY day_of(2026, 11, 20)

/* Another program at the file. */
static void raw(const struct school *s, const char *sql)
{
	char path[256], *said = NULL;
	sqlite3 *db;

	school_path(s, STORE_FILE, path);
	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	if (sqlite3_exec(db, sql, NULL, NULL, &said) != SQLITE_OK)
		fail_msg("%s: %s", sql, said);
	assert_int_equal(sqlite3_close(db), SQLITE_OK);
}

static int raw_number(const struct school *s, const char *sql)
{
	char path[256];
	sqlite3 *db;
	sqlite3_stmt *q;

	school_path(s, STORE_FILE, path);
	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &q, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_step(q), SQLITE_ROW);
	int number = sqlite3_column_int(q, 0);
	assert_int_equal(sqlite3_finalize(q), SQLITE_OK);
	assert_int_equal(sqlite3_close(db), SQLITE_OK);
	return number;
}

static void put_file(const struct school *s, const char *name, const char *text)
{
	char path[256];

	school_path(s, name, path);
	FILE *f = fopen(path, "w");
	assert_non_null(f);
	fputs(text, f);
	assert_int_equal(fclose(f), 0);
}

/* What stands where a school should be, and how it is refused. */
static const struct refusal_row {
	const char *name;
	const char *text; /* NULL: a school, changed with sql */
	const char *sql;
	int r;
	const char *said;
} refusal_rows[] = {
	{ "an empty file", "", NULL, -ENOENT, "is empty: making this school was not finished" },
	{ "a text file", "Dear Parent,\n\nattendance this week was good.\n", NULL, -EUCLEAN, "not a firstbell store" },
	{ "another program's database", "", "CREATE TABLE marks (id INTEGER); INSERT INTO marks VALUES (1)", -EUCLEAN, "another program made it" },
	{ "another program's, with a number of its own", "", "CREATE TABLE t (a); PRAGMA application_id = 252006673", -EUCLEAN, "another program made it" },
	{ "only its number is ours", "", "CREATE TABLE t (a); PRAGMA application_id = 0x46426c6c; PRAGMA user_version = 1", -EIO, NULL },
	{ "a newer firstbell's", NULL, "PRAGMA user_version = 99", -ENOTSUP, "written by a newer firstbell (store version 99" },
	{ "version 0 with tables in it", NULL, "PRAGMA user_version = 0; PRAGMA application_id = 0", -EUCLEAN, "another program made it" },
	{ "it does not say which it is", NULL, "DELETE FROM store_info", -EUCLEAN, "does not say which store" },
	{ "no log is kept", NULL, "PRAGMA wal_checkpoint(TRUNCATE); PRAGMA journal_mode = DELETE", -EIO, "write-ahead log" },
};

static void refusal_case(void **state)
{
	const struct refusal_row *row = *state;
	struct school s;
	struct err e = { 0 };

	if (row->text)
		school_directory(&s);
	else
		school_start(&s, NULL);
	school_close(&s);
	if (row->text)
		put_file(&s, STORE_FILE, row->text);
	if (row->sql)
		raw(&s, row->sql);
	assert_int_equal(store_open(s.directory, &s.st, &e), row->r);
	assert_null(s.st);
	assert_true(strlen(e.text) > 20);
	if (row->said && !strstr(e.text, row->said))
		fail_msg("%s", e.text);
	assert_int_equal(e.kind, ERR_STORE);
	if (row->r != -ENOENT) { /* nothing there is made into a school either */
		assert_true(store_create(s.directory, NULL, &s.st, &e) < 0);
		assert_null(s.st);
	}
	school_finish(&s);
}

static void missing(void **state)
{
	struct school s;
	struct err e = { 0 };
	char path[256];

	school_directory(&s);
	assert_int_equal(store_open(s.directory, &s.st, &e), -ENOENT);
	assert_non_null(strstr(e.text, "There is no school in"));
	school_path(&s, "no-such-directory", path);
	assert_int_equal(store_open(path, &s.st, &e), -ENOENT);
	assert_true(store_create(path, NULL, &s.st, &e) < 0);
	assert_true(e.text[0] != 0);
	school_path(&s, STORE_FILE, path);
	assert_int_equal(access(path, F_OK), -1); /* looking makes nothing */
	school_finish(&s);
}

static void made_once(void **state)
{
	struct school s;
	struct store *other = NULL;
	struct err e = { 0 };

	school_start(&s, NULL);
	assert_int_equal(store_create(s.directory, NULL, &other, &e), -EBUSY);
	assert_non_null(strstr(e.text, "Others have this school open"));
	school_close(&s);
	assert_int_equal(store_create(s.directory, NULL, &other, &e), -EPERM);
	assert_non_null(strstr(e.text, "There is a school in"));
	assert_null(other);
	school_open(&s);
	assert_holds(&s);
	school_finish(&s);
}

/* A school whose making was given up is no school, and can be made again. */
static void given_up(void **state)
{
	struct school s;
	struct err e = { 0 };

	school_directory(&s);
	assert_int_equal(store_create(s.directory, NULL, &s.st, &e), 0);
	act_begin(&s, "school begun");
	put_school(&s);
	store_close(s.st);
	s.st = NULL;
	assert_int_equal(store_open(s.directory, &s.st, &e), -ENOENT);
	assert_int_equal(store_create(s.directory, &CLOCK, &s.st, &e), 0);
	act_begin(&s, "school begun");
	put_school(&s);
	act_save(&s);
	school_close(&s);
	school_open(&s);
	assert_true(store_is_practice(s.st));
	assert_holds(&s);
	school_finish(&s);
}

static void held_while_made(void **state)
{
	struct school s;
	struct store *other = NULL;
	struct err e = { 0 };

	school_directory(&s);
	assert_int_equal(store_create(s.directory, NULL, &s.st, &e), 0);
	assert_int_equal(store_open(s.directory, &other, &e), -EBUSY);
	assert_non_null(strstr(e.text, "being upgraded or restored"));
	act_begin(&s, "school begun");
	put_school(&s);
	act_save(&s);
	assert_int_equal(store_open(s.directory, &other, &e), 0); /* saved: others are let in */
	store_close(other);
	school_finish(&s);
}

/* THE CLASS OF A MARK, as the view has it: of several places the last begun, and never one in a group without a register. */

static int64_t put_group(struct school *s, int n, const char *name, const char *kind)
{
	struct roll_group_row g = ROLL_GROUP_NEW;

	g.key = key_of('g', n);
	g.name = name;
	g.kind = kind;
	g.from_day = STARTED;
	must(s, store_act_put(s->st, THING_ROLL_GROUP, &g));
	return g.id;
}

static void put_place(struct school *s, int64_t pupil, int64_t group, int sessions, const char *from)
{
	struct membership_row m = MEMBERSHIP_NEW;

	m.pupil = pupil;
	m.roll_group = group;
	m.weekdays = 31;
	m.sessions = sessions;
	assert_int_equal(day_parse(from, &m.from_day), 0);
	must(s, store_act_put(s->st, THING_MEMBERSHIP, &m));
}

static const struct class_row {
	const char *name, *kind;
	int pupil, sessions; /* children 0, 2 and 4 are in Ash */
	const char *from;    /* of their second place */
	const char *want;
} class_rows[] = {
	{ "in one class", NULL, 0, 0, NULL, "Ash" },
	{ "a club joined later", "other", 0, 3, "2026-11-16", "Ash" },
	{ "a club joined that day", "other", 2, 1, "2026-11-20", "Ash" },
	{ "a form from that day", "form", 4, 3, "2026-11-20", "Extra" },
	{ "a form from the next day", "form", 4, 3, "2026-11-21", "Ash" },
	{ "a class in the afternoons only", "class", 0, 2, "2026-11-16", "Ash" },
	{ "a class of the same first day, entered later", "class", 0, 3, "2024-09-01", "Extra" },
};

static void class_case(void **state)
{
	const struct class_row *row = *state;
	struct school s;
	char ask[128];

	school_start(&s, NULL);
	act_begin(&s, "class");
	if (row->kind)
		put_place(&s, s.pupil[row->pupil], put_group(&s, GROUPS, "Extra", row->kind), row->sessions, row->from);
	act_save(&s);
	mark_one(&s, s.pupil[row->pupil], DAY, SESSION_AM, CODE_NONE, CODE_N);
	school_close(&s);
	snprintf(ask, sizeof ask, "SELECT count(*) FROM v_mark WHERE class = '%s' AND date = '2026-11-20' AND session = 'am'", row->want);
	assert_int_equal(raw_number(&s, ask), 1);
	school_finish(&s);
}

/* WHAT SQLITE WAS TOLD */

static const struct told_row {
	const char *name, *ask;
	int64_t want;
} told_rows[] = {
	{ "foreign keys", "PRAGMA foreign_keys", 1 },
	{ "every commit on the disk", "PRAGMA synchronous", 2 },
	{ "no map of the file", "PRAGMA mmap_size", 0 },
	{ "cells are checked", "PRAGMA cell_size_check", 1 },
	{ "what is deleted is overwritten", "PRAGMA secure_delete", 1 },
	{ "the schema is not trusted", "PRAGMA trusted_schema", 0 },
	{ "no checkpoint in COMMIT", "PRAGMA wal_autocheckpoint", 0 },
	{ "nothing of ours in temporary files", "PRAGMA temp_store", 2 },
};

static void told_case(void **state)
{
	const struct told_row *row = *state;
	struct school s;

	school_start(&s, NULL);
	for (int again = 0; again < 2; again++) {
		int64_t got = 0;
		int r = store_ask(s.st, row->ask, &got);

		/* with no map at all SQLite answers with no row */
		assert_true(r == 0 || (r == -ENODATA && row->want == 0));
		assert_int_equal(got, row->want);
		school_close(&s);
		school_open(&s);
	}
	school_finish(&s);
}

static void assert_kept_pages(const struct school *s, int64_t want)
{
	int64_t kib = 0;

	assert_int_equal(store_ask(s->st, "PRAGMA cache_size", &kib), 0);
	assert_int_equal(kib, want);
}

static void pages_kept(void **state)
{
	struct school s;

	school_start(&s, NULL);
	school_close(&s);
	school_open(&s);
	assert_kept_pages(&s, -500);
	assert_int_equal(mark_one(&s, s.pupil[0], DAY, SESSION_AM, CODE_NONE, CODE_N), 2);
	assert_kept_pages(&s, -4000);
	school_close(&s);
	school_open(&s);
	assert_kept_pages(&s, -500);
	school_finish(&s);
}

/* The shape of the store, other files and the settings stay as they are. */
static const struct denied_row {
	const char *name, *sql;
} denied_rows[] = {
	{ "a table goes", "DROP TABLE entry" },
	{ "a trigger goes", "DROP TRIGGER entry_keep" },
	{ "an index goes", "DROP INDEX entry_by_pupil" },
	{ "a view goes", "DROP VIEW v_mark" },
	{ "a column goes", "ALTER TABLE entry DROP COLUMN planned" },
	{ "a table gets another name", "ALTER TABLE entry RENAME TO e" },
	{ "a table is made", "CREATE TABLE t (a)" },
	{ "a trigger is made", "CREATE TRIGGER t AFTER INSERT ON entry BEGIN SELECT 1; END" },
	{ "a passing table is made", "CREATE TEMP TABLE t (a)" },
	{ "another file is attached", "ATTACH ':memory:' AS other" },
	{ "the schema as a table", "PRAGMA writable_schema = ON" },
	{ "less is synced", "PRAGMA synchronous = OFF" },
	{ "another journal", "PRAGMA journal_mode = MEMORY" },
	{ "foreign keys off", "PRAGMA foreign_keys = OFF" },
	{ "another version", "PRAGMA user_version = 7" },
};

static void denied_case(void **state)
{
	const struct denied_row *row = *state;
	struct school s;

	school_start(&s, NULL);
	for (int again = 0; again < 2; again++) {
		assert_true(store_run(s.st, row->sql) < 0);
		assert_non_null(strstr(store_trouble(s.st)->text, "not allowed"));
		school_close(&s);
		school_open(&s);
	}
	assert_int_equal(mark_one(&s, s.pupil[0], DAY, SESSION_AM, CODE_NONE, CODE_N), 2);
	assert_holds(&s);
	school_finish(&s);
}

/* HOW IT CAME TO BE OPEN: the shape of the store is guarded afterwards, by the authorizer and by SQLite itself. */

static void make_old(const struct school *s, int version)
{
	char path[256], mark[160];
	sqlite3 *db;

	school_path(s, STORE_FILE, path);
	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	for (int i = 0; i < version; i++)
		assert_int_equal(sqlite3_exec(db, migration_text[i], NULL, NULL, NULL), SQLITE_OK);
	snprintf(mark, sizeof mark, "PRAGMA application_id = %d; PRAGMA user_version = %d; PRAGMA journal_mode = WAL;"
		 "INSERT INTO store_info (id, random) VALUES (1, randomblob(16))", APPLICATION_REAL, version);
	assert_int_equal(sqlite3_exec(db, mark, NULL, NULL, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_close(db), SQLITE_OK);
}

static const struct came_row {
	const char *name;
	int old;        /* version that was there; 0: made now */
	bool given_up;  /* the transaction that makes it */
	bool read_only; /* SQLite is told of a disk that can only be read: a private copy is upgraded */
} came_rows[] = {
	{ "made and saved", 0, false, false },
	{ "made and given up", 0, true, false },
	{ "upgraded from 1", 1, false, false },
	{ "upgraded from 2", 2, false, false },
	{ "a copy upgraded from 1", 1, false, true },
	{ "a copy upgraded from 2", 2, false, true },
};

static void come(struct school *s, const struct came_row *row)
{
	struct err e = { 0 };

	school_directory(s);
	if (row->old) {
		make_old(s, row->old);
		assert_int_equal(chmod(s->directory, row->read_only ? 0500 : 0700), 0);
		school_open(s);
		assert_int_equal(store_read_only(s->st) != NULL, row->read_only);
		return;
	}
	assert_int_equal(store_create(s->directory, NULL, &s->st, &e), 0);
	act_begin(s, "school begun");
	put_school(s);
	if (!row->given_up)
		act_save(s);
	else
		store_abandon(s->st);
}

static void remove_backup(const struct school *s)
{
	char path[256];

	school_path(s, "backups/before-upgrade-to-3-1.db", path);
	unlink(path);
	school_path(s, "backups", path);
	rmdir(path);
}

static void came_case(void **state)
{
	const struct came_row *row = *state;
	struct school s;
	const char **said;

	uid_t root = geteuid();

	if (root == 0)
		assert_int_equal(seteuid(65534), 0); /* nothing is closed to root */
	come(&s, row);
	if (row->given_up) {
		assert_true(store_begin(s.st) < 0); /* there is no school, and whatever is connected for it is guarded */
		assert_true(!s.st->db || store_run(s.st, "CREATE TABLE t (a)") < 0);
	} else {
		int defensive = 0;
		int64_t version = 0;

		assert_int_equal(sqlite3_db_config(s.st->db, SQLITE_DBCONFIG_DEFENSIVE, -1, &defensive), SQLITE_OK);
		assert_int_equal(defensive, 1);
		for (size_t i = 0; i < sizeof denied_rows / sizeof *denied_rows; i++)
			assert_true(store_run(s.st, denied_rows[i].sql) < 0);
		assert_true(store_run(s.st, "UPDATE sqlite_schema SET sql = 'x'") < 0);
		assert_int_equal(store_ask(s.st, "PRAGMA user_version", &version), 0);
		assert_int_equal(version, STORE_VERSION);
		if (row->old && store_integrity(s.st, &s.a, &said) != 0)
			fail_msg("%s", said[0]);
	}
	school_close(&s);
	assert_int_equal(chmod(s.directory, 0700), 0);
	remove_backup(&s);
	school_finish(&s);
	assert_int_equal(seteuid(root), 0);
}

/* A migration that cannot be finished: its schema is written already when a later statement fails. */
static void not_upgraded(void **state)
{
	struct school s;
	struct err e = { 0 };

	school_directory(&s);
	make_old(&s, 2);
	raw(&s, "CREATE TABLE elsewhere (a)");
	assert_true(store_open(s.directory, &s.st, &e) < 0);
	assert_non_null(strstr(e.text, "were not upgraded"));
	assert_null(s.st);
	assert_int_equal(raw_number(&s, "PRAGMA user_version"), 2);
	assert_int_equal(raw_number(&s, "SELECT count(*) FROM sqlite_schema WHERE name = 'pupil' AND sql LIKE '%sex TEXT NOT NULL CHECK%'"), 1);
	assert_int_equal(raw_number(&s, "SELECT \"notnull\" FROM pragma_table_info('pupil') WHERE name = 'sex'"), 1);
	assert_int_equal(raw_number(&s, "SELECT count(*) FROM pragma_table_info('pupil') WHERE name = 'middle_names'"), 0);
	remove_backup(&s);
	school_finish(&s);
}

/* Append-only: the triggers refuse it to any program that leaves them there. */
static const struct denied_row kept_rows[] = {
	{ "an act is changed", "UPDATE act SET staff_name = 'X' WHERE seq = 2" },
	{ "an act's number", "UPDATE act SET seq = 9 WHERE seq = 2" },
	{ "an act's salt", "UPDATE act SET salt = zeroblob(32) WHERE seq = 2" },
	{ "an act's hash", "UPDATE act SET hash = zeroblob(32) WHERE seq = 2" },
	{ "an act goes", "DELETE FROM act WHERE seq = 3" },
	{ "an act is replaced", "PRAGMA recursive_triggers = ON; REPLACE INTO act SELECT * FROM act WHERE seq = 3" },
	{ "an entry is changed", "UPDATE entry SET code_after = 1" },
	{ "an entry goes", "DELETE FROM entry" },
	{ "a change is changed", "UPDATE change SET after = 'x' WHERE act = 1" },
	{ "a change goes", "DELETE FROM change WHERE act = 1" },
	{ "a note is changed", "UPDATE note SET text = 'x'" },
	{ "a note goes", "DELETE FROM note" },
	{ "a note goes in the name of an old act", "INSERT INTO erasing VALUES (3, 0, 2); DELETE FROM note" },
};

static void kept_case(void **state)
{
	const struct denied_row *row = *state;
	struct school s;
	char path[256], *said = NULL;
	sqlite3 *db;

	school_start(&s, NULL);
	mark_one(&s, s.pupil[0], DAY, SESSION_AM, CODE_NONE, CODE_N);
	act_begin(&s, "note");
	must(&s, store_act_note(s.st, s.pupil[0], DAY, SESSION_AM, "all", "Seen"));
	act_save(&s);
	school_path(&s, STORE_FILE, path);
	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, "BEGIN", NULL, NULL, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, row->sql, NULL, NULL, &said), SQLITE_CONSTRAINT);
	assert_non_null(said);
	sqlite3_free(said);
	sqlite3_exec(db, "ROLLBACK", NULL, NULL, NULL);
	assert_int_equal(sqlite3_close(db), SQLITE_OK);
	assert_holds(&s);
	school_finish(&s);
}

/* UNDER AN OPEN STORE */

static void other_writes_are_seen(void **state)
{
	struct school s, other;
	int64_t before, after;

	school_start(&s, NULL);
	other = s;
	school_open(&other);
	before = store_data_version(s.st);
	mark_one(&s, s.pupil[0], DAY, SESSION_AM, CODE_NONE, CODE_N);
	assert_int_equal(store_data_version(s.st), before); /* our own */
	mark_one(&other, s.pupil[0], DAY, SESSION_AM, CODE_N, CODE_I);
	after = store_data_version(s.st);
	assert_int_not_equal(after, before);
	assert_int_equal(store_data_version(s.st), after);
	school_close(&other);
	school_finish(&s);
}

static void one_view(void **state)
{
	struct school s, other;
	uint8_t mark;

	school_start(&s, NULL);
	other = s;
	school_open(&other);
	must(&s, store_read_begin(s.st));
	must(&s, store_mark_get(s.st, s.pupil[0], DAY, SESSION_AM, &mark));
	mark_one(&other, s.pupil[0], DAY, SESSION_AM, CODE_NONE, CODE_N);
	must(&s, store_mark_get(s.st, s.pupil[0], DAY, SESSION_AM, &mark));
	assert_int_equal(mark, CODE_NONE);
	store_read_end(s.st);
	must(&s, store_mark_get(s.st, s.pupil[0], DAY, SESSION_AM, &mark));
	assert_int_equal(mark, CODE_N);
	school_close(&other);
	school_finish(&s);
}

static const struct denied_row swapped_rows[] = {
	{ "restored under an open store", "UPDATE store_info SET random = randomblob(16)" },
	{ "upgraded under an open store", "PRAGMA user_version = 99" },
};

static void swapped_case(void **state)
{
	const struct denied_row *row = *state;
	struct school s;

	school_start(&s, NULL);
	raw(&s, row->sql);
	assert_int_equal(store_begin(s.st), -ESTALE);
	assert_non_null(strstr(store_trouble(s.st)->text, "restored or upgraded"));
	assert_int_equal(store_begin(s.st), -ESTALE); /* and nothing is left held */
	school_finish(&s);
}

static void descriptors(void **state)
{
	struct school s;
	int seen = 0;

	school_start(&s, NULL);
	act_begin(&s, "register");
	for (int fd = 3; fd < 256; fd++) {
		char path[64], to[256] = "";

		snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
		if (readlink(path, to, sizeof to - 1) < 0 || !strstr(to, STORE_FILE))
			continue;
		assert_true(fcntl(fd, F_GETFD) & FD_CLOEXEC);
		seen++;
	}
	assert_true(seen >= 5); /* the file, its log and index, the two locks */
	store_abandon(s.st);
	school_finish(&s);
}

/* The log does not grow for ever: a rest after each act keeps it near a thousand pages. */
static void log_is_emptied(void **state)
{
	struct school s;
	struct stat log;
	char path[256];

	school_start(&s, NULL);
	school_path(&s, STORE_FILE "-wal", path);
	for (int n = 0; n < 800; n++) {
		mark_one(&s, s.pupil[n % PUPILS], day_add(DAY, -n / PUPILS), SESSION_AM, CODE_NONE, CODE_N);
		store_rest(s.st);
	}
	assert_int_equal(stat(path, &log), 0);
	assert_in_range(log.st_size, 1000 * 4096, 1200 * 4120);
	school_path(&s, STORE_FILE, path);
	assert_int_equal(stat(path, &log), 0);
	assert_true(log.st_size > 100 * 4096); /* what was in the log is in the file */
	assert_holds(&s);
	school_finish(&s);
}

/* Closed in the middle of everything: nothing half done, nothing left behind. */
static void closed_in_the_middle(void **state)
{
	struct school s;
	uint8_t mark;

	school_start(&s, NULL);
	must(&s, store_read_begin(s.st));
	school_close(&s);
	school_open(&s);
	act_begin(&s, "register");
	must(&s, act_mark(&s, s.pupil[0], DAY, SESSION_AM, CODE_NONE, CODE_N));
	school_close(&s);
	school_open(&s);
	must(&s, store_mark_get(s.st, s.pupil[0], DAY, SESSION_AM, &mark));
	assert_int_equal(mark, CODE_NONE);
	assert_holds(&s);
	school_finish(&s);
	store_close(NULL);
}

/* A DISK THAT CAN ONLY BE READ */

/* The private copies that are there now. */
static int copies_in(const char *directory)
{
	struct dirent *entry;
	int n = 0;
	DIR *d = opendir(directory);

	while (d && (entry = readdir(d)))
		n += entry->d_name[0] != '.';
	if (d)
		closedir(d);
	return n;
}

static void lock_up(const struct school *s, bool locked, bool files_too)
{
	static const char *const names[] = { STORE_FILE, STORE_FILE "-wal", STORE_FILE "-shm", STORE_FILE "-in", STORE_FILE "-queue" };
	char path[256];

	for (size_t i = 0; files_too && i < sizeof names / sizeof *names; i++) {
		school_path(s, names[i], path);
		chmod(path, locked ? 0400 : 0600);
	}
	assert_int_equal(chmod(s->directory, locked ? 0500 : 0700), 0);
}

static const struct locked_row {
	const char *name;
	bool log_full, files_too, index_gone;
} locked_rows[] = {
	{ "only read, with an empty log", false, true, true },
	{ "only read, with marks in the log", true, true, true },
	{ "only read, with marks in the log and its index there", true, true, false },
	{ "only the directory is, with an empty log", false, false, true },
	{ "only the directory is, with marks in the log", true, false, true },
};

static void look_and_leave(struct school *s, const struct locked_row *row, const char *copies)
{
	uint8_t mark;

	assert_int_equal(copies_in(copies), 0);
	school_open(s);
	assert_int_equal(copies_in(copies), row->log_full);
	assert_non_null(store_read_only(s->st));
	must(s, store_mark_get(s->st, s->pupil[0], DAY, SESSION_AM, &mark));
	assert_int_equal(mark, CODE_N); /* acknowledged, so seen */
	assert_holds(s);
	assert_int_equal(store_begin(s->st), -EROFS);
	assert_string_equal(store_trouble(s->st)->text, store_read_only(s->st));
	store_rest(s->st);
	school_close(s);
	assert_int_equal(copies_in(copies), 0);
}

static void locked_case(void **state)
{
	const struct locked_row *row = *state;
	struct school s, copies;
	char path[256];

	/* root may write anywhere, so root is somebody else here */
	uid_t root = geteuid();
	if (root == 0)
		assert_int_equal(seteuid(65534), 0);
	const char *had = getenv("TMPDIR");
	school_start(&s, NULL);
	school_directory(&copies);
	mark_one(&s, s.pupil[0], DAY, SESSION_AM, CODE_NONE, CODE_N);
	school_close(&s);
	if (!row->log_full)
		raw(&s, "PRAGMA wal_checkpoint(TRUNCATE)");
	school_path(&s, STORE_FILE "-shm", path);
	if (row->index_gone)
		unlink(path);
	lock_up(&s, true, row->files_too);
	setenv("TMPDIR", copies.directory, 1);
	look_and_leave(&s, row, copies.directory);
	had ? setenv("TMPDIR", had, 1) : unsetenv("TMPDIR");
	lock_up(&s, false, row->files_too);
	school_open(&s);
	assert_null(store_read_only(s.st));
	mark_one(&s, s.pupil[0], DAY, SESSION_AM, CODE_N, CODE_I);
	assert_holds(&s);
	school_finish(&copies);
	school_finish(&s);
	assert_int_equal(seteuid(root), 0);
}

static const struct case_row cases[] = {
	{ "a migration that fails half way", not_upgraded },
	{ "no school there", missing },
	{ "a school is made once", made_once },
	{ "a school whose making was given up", given_up },
	{ "a school is held while it is made", held_while_made },
	{ "the writes of others are seen", other_writes_are_seen },
	{ "one view of everything", one_view },
	{ "only who writes keeps many pages", pages_kept },
	{ "no program started from here gets a descriptor", descriptors },
	{ "the log is emptied", log_is_emptied },
	{ "closed in the middle", closed_in_the_middle },
};

int main(void)
{
	static struct rows r;
	struct err e;

	if (seal_start(&e) < 0)
		return 1;
	rows_add(&r, refusal_case, refusal_rows);
	rows_add(&r, class_case, class_rows);
	rows_add(&r, told_case, told_rows);
	rows_add(&r, denied_case, denied_rows);
	rows_add(&r, came_case, came_rows);
	rows_add(&r, kept_case, kept_rows);
	rows_add(&r, swapped_case, swapped_rows);
	rows_add(&r, locked_case, locked_rows);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		rows_case(&r, cases[i].name, cases[i].f, NULL);
	return rows_run(&r, "store/open");
}
