/* The turn of the year: a school of pupils previewed, moved up in one act and undone, beside the same rows in plain tables. */
#include <stdio.h>
#include <unistd.h>

#include <sqlite3.h>

#include "office/classes.h"
#include "office/register.h"
#include "school.h"

#define SQL_DO(call) ((call) == SQLITE_OK ? (void)0 : wrong("SQLite: %s", #call))
#define TURNS 5

struct turning {
	const struct bench *b;
	struct arena *a;
	struct rollover_wish wish;
	struct samples preview, act, undo, floor;
};

/* FLOOR: of each pupil a place and a year that end, and two that begin, and what changed of them, a row a field, in one durable transaction */

static void floor_prepare(sqlite3 *db, int pupils)
{
	sqlite3_stmt *put;

	SQL_DO(sqlite3_exec(db, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 0;"
			    "CREATE TABLE place (id INTEGER PRIMARY KEY, pupil INTEGER, class INTEGER, from_day INTEGER, to_day INTEGER);"
			    "CREATE TABLE year (id INTEGER PRIMARY KEY, pupil INTEGER, year INTEGER, from_day INTEGER, to_day INTEGER);"
			    "CREATE TABLE history (thing TEXT, id INTEGER, field TEXT, before TEXT, after TEXT); BEGIN", NULL, NULL, NULL));
	for (int table = 0; table < 2; table++) {
		static const char *const rows[] = { "INSERT INTO place VALUES (NULL, ?, 1, 18000, NULL)", "INSERT INTO year VALUES (NULL, ?, 7, 18000, NULL)" };

		SQL_DO(sqlite3_prepare_v2(db, rows[table], -1, &put, NULL));
		for (int n = 1; n <= pupils; n++) {
			SQL_DO(sqlite3_bind_int(put, 1, n));
			MUST(sqlite3_step(put) == SQLITE_DONE);
			SQL_DO(sqlite3_reset(put));
		}
		SQL_DO(sqlite3_finalize(put));
	}
	SQL_DO(sqlite3_exec(db, "COMMIT; PRAGMA wal_checkpoint(TRUNCATE)", NULL, NULL, NULL));
}

static void floor_history(sqlite3 *db, int pupils)
{
	static const char *const fields[] = { "to_day", "pupil", "roll_group", "weekdays", "sessions", "from_day", "to_day", "pupil", "year",
					      "from_day" };
	sqlite3_stmt *put;

	SQL_DO(sqlite3_prepare_v2(db, "INSERT INTO history VALUES ('membership', ?, ?, NULL, '20001')", -1, &put, NULL));
	for (int n = 1; n <= pupils; n++)
		for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
			SQL_DO(sqlite3_bind_int(put, 1, n));
			SQL_DO(sqlite3_bind_text(put, 2, fields[i], -1, SQLITE_STATIC));
			MUST(sqlite3_step(put) == SQLITE_DONE);
			SQL_DO(sqlite3_reset(put));
		}
	SQL_DO(sqlite3_finalize(put));
}

static void floor_turn(sqlite3 *db, int pupils)
{
	static const char *const steps[] = { "UPDATE place SET to_day = 20000 WHERE id = ?", "INSERT INTO place VALUES (NULL, ?, 2, 20001, NULL)",
					     "UPDATE year SET to_day = 20000 WHERE id = ?", "INSERT INTO year VALUES (NULL, ?, 8, 20001, NULL)" };

	SQL_DO(sqlite3_exec(db, "BEGIN", NULL, NULL, NULL));
	floor_history(db, pupils);
	for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
		sqlite3_stmt *step;

		SQL_DO(sqlite3_prepare_v2(db, steps[i], -1, &step, NULL));
		for (int n = 1; n <= pupils; n++) {
			SQL_DO(sqlite3_bind_int(step, 1, n));
			MUST(sqlite3_step(step) == SQLITE_DONE);
			SQL_DO(sqlite3_reset(step));
		}
		SQL_DO(sqlite3_finalize(step));
	}
	SQL_DO(sqlite3_exec(db, "COMMIT", NULL, NULL, NULL));
}

static double floor_rows(const struct turning *t)
{
	const char *path = arena_printf(t->a, "%s/rollover-floor.db", t->b->data);
	sqlite3 *db;

	for (int i = 0; i < 3; i++) {
		static const char *const ends[] = { "", "-wal", "-shm" };

		unlink(arena_printf(t->a, "%s%s", path, ends[i]));
	}
	SQL_DO(sqlite3_open(path, &db));
	floor_prepare(db, t->b->sizes->pupils);
	double began = seconds_now();
	floor_turn(db, t->b->sizes->pupils);
	double taken = seconds_now() - began;
	SQL_DO(sqlite3_close(db));
	return taken;
}

/* THE SCHOOL: each class of Year 7 goes into a new one of Year 8 */

static void make_wish(struct turning *t)
{
	int classes = school_classes(t->b->sizes);
	struct rollover_map *map = arena_new(t->a, (size_t)classes, sizeof *map);

	for (int i = 0; i < classes; i++)
		map[i] = (struct rollover_map){ .group = i + 1, .year = 7, .to = arena_printf(t->a, "8-%02d", i + 1) };
	t->wish = (struct rollover_wish){ .first = DAY_NONE, .last_year = 11, .leave = DAY_NONE, .map = map, .map_count = classes };
}

static void preview(struct turning *t, struct office *o, enum rollover_fate all)
{
	struct rollover_view v;
	struct err e = { 0 };
	double began = seconds_now();

	if (office_rollover_open(o, &t->wish, &v, &e) < 0)
		wrong("%s", e.text);
	if (all == FATE_MOVES)
		vec_push(&t->preview, seconds_now() - began);
	MUST(v.of_fate[all] == t->b->sizes->pupils);
	rollover_view_finish(&v);
}

static void one_turn(struct turning *t)
{
	const char *directory = school_roll(t->b, t->a, "rollover");
	struct office_options options = { .directory = directory, .uid = getuid(), .terminal = "" };
	CLEAN_BUF struct buf said = { 0 };
	struct mark_result got;
	struct office *o;
	struct err e = { 0 };
	int64_t act = 0;

	if (office_open(&options, &o, &e) < 0)
		wrong("%s", e.text);
	preview(t, o, FATE_MOVES);
	double began = seconds_now();
	if (office_rollover(o, &t->wish, NULL, &said, &act, &e) < 0)
		wrong("%s", e.text);
	vec_push(&t->act, seconds_now() - began);
	preview(t, o, FATE_DONE);
	began = seconds_now();
	if (office_undo(o, act, NULL, &said, &got, &e) < 0)
		wrong("%s", e.text);
	vec_push(&t->undo, seconds_now() - began);
	preview(t, o, FATE_MOVES);
	office_close(o);
}

static void check_record(const struct turning *t)
{
	struct store *st = school_open(arena_printf(t->a, "%s/rollover-%d-%d", t->b->data, t->b->sizes->pupils, t->b->sizes->years));
	struct verify_result v;

	DO(st, store_verify(st, t->a, &v));
	if (!v.ok)
		wrong("the record does not hold: %s", v.faults.items[0]);
	vec_finish(&v.faults);
	store_close(st);
}

void row_rollover(const struct bench *b)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct turning t = { .b = b, .a = &a };

	make_wish(&t);
	for (int i = 0; i < TURNS && i < b->sizes->repeats; i++) {
		vec_push(&t.floor, floor_rows(&t));
		one_turn(&t);
	}
	print_heading(arena_printf(&a, "a roll-over of %d pupils", b->sizes->pupils));
	print_pairs(b, "one act, durable; floor: the same rows in plain tables", &t.act, &t.floor, 10);
	print_pairs(b, "its undo", &t.undo, &t.floor, 30);
	print_limit(b, "the preview", samples_percentile(&t.preview, 50) * 1e3, 100, "ms");
	print_beside("the act", samples_percentile(&t.act, 50));
	print_beside("its undo", samples_percentile(&t.undo, 50));
	check_record(&t);
	vec_finish(&t.preview);
	vec_finish(&t.act);
	vec_finish(&t.undo);
	vec_finish(&t.floor);
}
