/* Tallies and bands from the store: of a school, and of an authority.  Beside them the same from one row a mark. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <sqlite3.h>

#include "base/file.h"
#include "rules/band.h"
#include "rules/span.h"
#include "school.h"

/* A year of a store, and where the same marks lie as one row each. */
struct year {
	const char *directory, *marks;
	int pupils, rows, year, repeats;
};

struct figures {
	struct span span;
	const uint8_t *strip;
	int bands[8];
	struct tally sum;
};

static int count_strip(void *ctx, int64_t pupil, const uint8_t *marks)
{
	struct figures *f = ctx;
	struct tally t = { { 0 } };

	f->strip = marks;
	tally_span(&f->span, &t);
	f->bands[policy_band(&policy_national, tally_possible(&t), tally_attended(&t)) + 1]++;
	tally_add(&f->sum, &t);
	return 0;
}

static struct figures figures_from_store(struct store *st, int year)
{
	struct figures f = { { 0 } };

	f.span = (struct span){ strip_sitting(year, 0), strip_sitting(year + 1, 0) - 1, year, 1, &f.strip };
	DO(st, store_read_begin(st));
	DO(st, store_strips_each(st, year, count_strip, &f));
	store_read_end(st);
	return f;
}

/* THE FLOOR */

static int keep_strip(void *ctx, int64_t pupil, const uint8_t *marks)
{
	struct buf *all = ctx;

	buf_put(all, marks, STRIP_BYTES);
	return 0;
}

static void floor_counts(const struct year *y, const struct buf *strips, int32_t (*counts)[8])
{
	uint8_t class_of[256];

	for (int code = 0; code < 256; code++)
		class_of[code] = (uint8_t)code_category((uint8_t)code, day_of(y->year, 9, 1));
	floor_tally((const uint8_t *)strips->text, y->pupils, class_of, counts);
}

static void strips_keep(const struct year *y, struct buf *strips)
{
	struct store *st = school_open(y->directory);

	DO(st, store_strips_each(st, y->year, keep_strip, strips));
	MUST(strips->length == (size_t)y->pupils * STRIP_BYTES);
	store_close(st);
}

static double floor_seconds(const void *ctx)
{
	const struct year *y = ctx;
	CLEAN_BUF struct buf strips = { 0 };
	CLEAN_FREE int32_t (*counts)[8] = mem_new((size_t)y->pupils, sizeof *counts);
	struct samples taken = { 0 };

	strips_keep(y, &strips);
	for (int i = 0; i < y->repeats; i++) {
		double began = seconds_now();

		floor_counts(y, &strips, counts);
		vec_push(&taken, seconds_now() - began);
	}
	return samples_percentile(&taken, 50);
}

/* What the plainest count of all says: the store's figures must be these. */
static double floor_attended(const void *ctx)
{
	const struct year *y = ctx;
	CLEAN_BUF struct buf strips = { 0 };
	CLEAN_FREE int32_t (*counts)[8] = mem_new((size_t)y->pupils, sizeof *counts);
	double attended = 0;

	strips_keep(y, &strips);
	floor_counts(y, &strips, counts);
	for (int i = 0; i < y->pupils; i++)
		attended += counts[i][CATEGORY_PRESENT] + counts[i][CATEGORY_ACTIVITY];
	return attended;
}

/* ONE ROW A MARK: what the strips are compared with */

#define MARKS_SUM "SELECT pupil, sum(category IN (1, 2)), sum(category IN (1, 2, 3, 4)) FROM mark GROUP BY pupil"

static void run_sql(sqlite3 *db, const char *sql)
{
	if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK)
		wrong("%s: %s", sql, sqlite3_errmsg(db));
}

struct mark_rows {
	sqlite3_stmt *put;
	int year, left;
};

static int put_rows(void *ctx, int64_t pupil, const uint8_t *marks)
{
	struct mark_rows *m = ctx;

	if (m->left-- == 0)
		return 1;
	for (int slot = 0; slot < STRIP_BYTES; slot++) {
		struct day day = sitting_day(strip_sitting(m->year, slot));

		if (!marks[slot])
			continue;
		sqlite3_bind_int64(m->put, 1, pupil);
		sqlite3_bind_int(m->put, 2, day.n);
		sqlite3_bind_int(m->put, 3, slot & 1);
		sqlite3_bind_text(m->put, 4, code_symbol(marks[slot]), -1, SQLITE_STATIC);
		sqlite3_bind_int(m->put, 5, (int)code_category(marks[slot], day));
		MUST(sqlite3_step(m->put) == SQLITE_DONE);
		sqlite3_reset(m->put);
	}
	return 0;
}

static void make_marks(const struct year *y)
{
	struct store *st = school_open(y->directory);
	struct mark_rows m = { .year = y->year, .left = y->rows };
	CLEAN_BUF struct buf making = { 0 };
	sqlite3 *db;

	buf_printf(&making, "%s-making", y->marks);
	MUST(unlink(making.text) == 0 || errno == ENOENT);
	MUST(sqlite3_open(making.text, &db) == SQLITE_OK);
	run_sql(db, "PRAGMA journal_mode = OFF; BEGIN; CREATE TABLE mark (pupil INTEGER, day INTEGER, session INTEGER, code TEXT, category INTEGER,"
		    " PRIMARY KEY (pupil, day, session)) STRICT, WITHOUT ROWID");
	MUST(sqlite3_prepare_v2(db, "INSERT INTO mark VALUES (?, ?, ?, ?, ?)", -1, &m.put, NULL) == SQLITE_OK);
	DO(st, store_strips_each(st, y->year, put_rows, &m));
	sqlite3_finalize(m.put);
	run_sql(db, "COMMIT");
	sqlite3_close(db);
	store_close(st);
	MUST(rename(making.text, y->marks) == 0);
}

static double marks_seconds(const void *ctx)
{
	const struct year *y = ctx;
	sqlite3 *db;
	sqlite3_stmt *q;
	int rows = 0;

	if (!file_exists(y->marks))
		make_marks(y);
	double began = seconds_now();
	MUST(sqlite3_open_v2(y->marks, &db, SQLITE_OPEN_READONLY, NULL) == SQLITE_OK);
	MUST(sqlite3_prepare_v2(db, MARKS_SUM, -1, &q, NULL) == SQLITE_OK);
	while (sqlite3_step(q) == SQLITE_ROW)
		rows++;
	double took = seconds_now() - began;
	sqlite3_finalize(q);
	sqlite3_close(db);
	MUST(rows == y->rows);
	return took;
}

/* THE ROWS */

static void measure_year(const struct bench *b, const struct year *y, const char *what, double most)
{
	struct store *st = school_open(y->directory);
	struct samples taken = { 0 };
	double floor = answer_apart(floor_seconds, y), attended = answer_apart(floor_attended, y);

	for (int i = 0; i < y->repeats; i++) {
		double began = seconds_now();
		struct figures f = figures_from_store(st, y->year);

		vec_push(&taken, seconds_now() - began);
		MUST(tally_attended(&f.sum) == (int)attended);
	}
	print_ratio(b, what, samples_percentile(&taken, 50), floor, most);
	store_close(st);
}

void row_school(const struct bench *b)
{
	CLEAN_ARENA struct arena a = { 0 };
	const struct sizes *s = b->sizes;
	struct year y = { .directory = school_directory(b, &a), .pupils = s->pupils, .rows = s->pupils, .year = SCHOOL_YEAR, .repeats = s->repeats * 10 };

	y.marks = arena_printf(&a, "%s/marks-of-school-%d.db", b->data, s->pupils);
	print_heading(arena_printf(&a, "A school of %d pupils, one year of its store", s->pupils));
	measure_year(b, &y, "tallies and bands from strips", 3);
	print_beside("the same by GROUP BY over one row a mark", answer_apart(marks_seconds, &y));
}

/* Strips only, laid down in the order of the table: what a trust or an authority would gather from its schools. */
static void make_authority(const char *directory, const struct sizes *s)
{
	struct moment clock = { 0 };
	struct store *st;
	struct err e = { 0 };
	CLEAN_BUF struct buf path = { 0 };
	sqlite3_stmt *put;
	sqlite3 *db;

	if (store_create(directory, &clock, &st, &e) < 0)
		wrong("%s", e.text);
	DO(st, store_begin(st));
	DO(st, store_commit(st));
	store_close(st);
	buf_printf(&path, "%s/" STORE_FILE, directory);
	MUST(sqlite3_open_v2(path.text, &db, SQLITE_OPEN_READWRITE, NULL) == SQLITE_OK);
	run_sql(db, "BEGIN");
	MUST(sqlite3_prepare_v2(db, "INSERT INTO strip (year, pupil, marks) VALUES (?, ?, ?)", -1, &put, NULL) == SQLITE_OK);
	for (int pupil = 1; pupil <= s->authority; pupil++) {
		uint8_t marks[STRIP_BYTES] = { 0 };

		for (int slot = 0; slot < STRIP_BYTES; slot++)
			if (slot / 14 % 8 != 7 && slot % 14 < 10 && slot < 640)
				marks[slot] = school_mark(pupil, sitting_day(strip_sitting(SCHOOL_YEAR, slot)), (enum session)(slot & 1));
		sqlite3_bind_int(put, 1, SCHOOL_YEAR);
		sqlite3_bind_int(put, 2, pupil);
		sqlite3_bind_blob(put, 3, marks, STRIP_BYTES, SQLITE_STATIC);
		MUST(sqlite3_step(put) == SQLITE_DONE);
		sqlite3_reset(put);
	}
	sqlite3_finalize(put);
	run_sql(db, "COMMIT");
	MUST(sqlite3_close(db) == SQLITE_OK);
}

const char *authority_directory(const struct bench *b, struct arena *a)
{
	const char *making = arena_printf(a, "%s/authority-making", b->data);
	const char *directory = arena_printf(a, "%s/authority-%d", b->data, b->sizes->authority);

	if (!school_is_kept(b, a, directory)) {
		school_directory_new(making);
		make_authority(making, b->sizes);
		school_keep(making, directory);
	}
	return directory;
}

static struct year year_of_authority(const struct bench *b, struct arena *a)
{
	const struct sizes *s = b->sizes;
	struct year y = { .pupils = s->authority, .rows = s->rows_of_marks, .year = SCHOOL_YEAR, .repeats = s->repeats };

	y.directory = authority_directory(b, a);
	y.marks = arena_printf(a, "%s/marks-of-authority-%d.db", b->data, s->rows_of_marks);
	return y;
}

double authority_floor(const struct bench *b, struct arena *a)
{
	struct year y = year_of_authority(b, a);

	return answer_apart(floor_seconds, &y);
}

const char *authority_marks(const struct bench *b, struct arena *a)
{
	struct year y = year_of_authority(b, a);

	if (!file_exists(y.marks))
		make_marks(&y);
	return y.marks;
}

void row_authority(const struct bench *b)
{
	CLEAN_ARENA struct arena a = { 0 };
	const struct sizes *s = b->sizes;
	struct year y = year_of_authority(b, &a);

	print_heading(arena_printf(&a, "An authority of %d pupils, one year, strips only", s->authority));
	measure_year(b, &y, "tallies and bands from strips", 2);
	print_limit(b, "the most memory that it took", (double)memory_most_kib() / 1024, 64, "MiB");
	double some = answer_apart(marks_seconds, &y);
	print_beside(arena_printf(&a, "GROUP BY over one row a mark: %d pupils, times %d", s->rows_of_marks, s->authority / s->rows_of_marks),
		     some * s->authority / s->rows_of_marks);
}
