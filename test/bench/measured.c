/*
 * The engine from a store: a school of years through the office, as its screens and reports ask; an authority whose strips pass by one after the other; and the same
 * three questions (tallies, bands, penalty windows) in plain SQL over one row a mark.
 */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <sqlite3.h>

#include "../../src/office/measure.h"
#include "office/bands.h"
#include "rules/engine.h"
#include "school.h"

/* A SCHOOL, through the office -------------------------------------------------------------------------------------------------------- */

static struct office *office_of(const char *directory)
{
	const struct office_options options = { .directory = directory, .uid = getuid(), .terminal = "bench" };
	struct office *o;
	struct err e = { 0 };

	DO(NULL, zone_set("Europe/London"));
	if (office_open(&options, &o, &e) < 0)
		wrong("%s", e.text);
	return o;
}

struct asking {
	unsigned int parts;
	int pupils;
	int64_t attended;
};

static void add_result(void *ctx, const struct measure *m, const struct measured *p)
{
	struct asking *a = ctx;

	a->pupils++;
	a->attended += p->result->attended;
}

static int ask(struct office *o, const struct report_asked *k, void *ctx, struct err *e)
{
	struct asking *a = ctx;
	const struct measure_wish w = { .asked = k, .parts = a->parts, .year = SESSION_ANY_YEAR };
	CLEAN_MEASURE struct measure m = { 0 };
	int r = measure_begin(o, &w, &m, e);

	return r == 0 ? measure_each(&m, add_result, a, e) : r;
}

static double ask_seconds(struct office *o, unsigned int parts, const char *pupil, int pupils)
{
	const struct report_wish wish = { .date = DAY_NONE, .from = DAY_NONE, .to = DAY_NONE, .session = -1, .pupil = pupil };
	struct asking a = { .parts = parts };
	struct err e = { 0 };
	double began = seconds_now();

	if (report_read(o, &wish, ACTION_SEE_TOTALS, ask, &a, &e) < 0)
		wrong("%s", e.text);
	began = seconds_now() - began;
	MUST(a.pupils == pupils && a.attended > 100 * pupils);
	return began;
}

static double report_seconds(struct office *o, int pupils)
{
	const struct report_wish wish = { .date = DAY_NONE, .from = DAY_NONE, .to = DAY_NONE, .session = -1 };
	struct report r;
	struct err e = { 0 };
	double began = seconds_now();

	if (report_fill_bands(o, &wish, &r, &e) < 0)
		wrong("%s", e.text);
	began = seconds_now() - began;
	MUST(r.rows.count == pupils);
	report_finish(&r);
	return began;
}

/* One mark amended, and then everybody's bands anew: the pupil's own line is right. */
static double amended_seconds(struct office *o, int pupils, int n)
{
	const struct bands_wish wish = { .from = DAY_NONE, .to = DAY_NONE, .year = SESSION_ANY_YEAR, .band = -1 };
	const struct register_ref ref = { 1, day_add(school_today(), -1), SESSION_AM };
	const struct mark_wish mark = { .pupil = 1, .code = n % 2 ? "I" : "/", .before = -1, .minutes_late = -1 };
	static int attended = -1;
	struct mark_result got;
	struct bands_view v;
	struct err e = { 0 };
	int now = -1;

	if (office_marks_set(o, &ref, &mark, 1, "amended", &got, &e) < 0)
		wrong("%s", e.text);
	double began = seconds_now();
	if (office_bands_open(o, &wish, &v, &e) < 0)
		wrong("%s", e.text);
	began = seconds_now() - began;
	for (int i = 0; i < v.count; i++)
		now = v.lines[i].pupil == 1 ? v.lines[i].attended : now;
	MUST(v.count == pupils && now >= 0 && (attended < 0 || now == attended + (n % 2 ? -1 : 1)));
	attended = now;
	bands_view_finish(&v);
	return began;
}

/* A review that was closed a fortnight before. */
static void put_review(const char *directory)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct store *st = school_open(directory);
	struct review_row row = REVIEW_NEW;
	struct session_act *acts;
	int64_t seq;
	struct act_head head = { .kind = "review", .at = store_now(st), .staff_name = "", .position = "", .roles = "", .terminal = "bench", .version = "bench",
				 .day = DAY_NONE, .session = -1 };

	row.policy = "national";
	row.through_day = row.opened_day = row.closed_day = day_add(school_today(), -14);
	row.through_session = SESSION_PM;
	int n = DO(st, store_acts_of_session(st, row.through_day, SESSION_PM, &a, &acts));
	MUST(n > 0);
	row.of_act = acts[n - 1].seq;
	DO(st, store_begin(st));
	DO(st, store_act_begin(st, &head));
	DO(st, store_act_put(st, THING_REVIEW, &row));
	DO(st, store_act_end(st, true, &seq));
	DO(st, store_commit(st));
	store_close(st);
}

/* And what has moved since. */
static double moved_seconds(struct office *o, int pupils)
{
	const struct bands_wish wish = { .from = DAY_NONE, .to = DAY_NONE, .year = SESSION_ANY_YEAR, .band = -1 };
	struct bands_view v;
	struct err e = { 0 };
	double began = seconds_now();

	if (office_bands_open(o, &wish, &v, &e) < 0)
		wrong("%s", e.text);
	began = seconds_now() - began;
	MUST(v.count == pupils && !day_is_none(v.reviewed) && v.newly_below + v.newly_above > 0);
	bands_view_finish(&v);
	return began;
}

void row_measured(const struct bench *b)
{
	CLEAN_ARENA struct arena a = { 0 };
	const char *directory = school_copy(b, &a, "measured");
	struct office *o = office_of(directory);
	struct samples all = { 0 }, one = { 0 }, report = { 0 }, amended = { 0 }, moved = { 0 };
	int pupils = b->sizes->pupils;

	for (int i = 0; i < b->sizes->repeats; i++) {
		vec_push(&all, ask_seconds(o, ENGINE_ALL, NULL, pupils));
		vec_push(&one, ask_seconds(o, ENGINE_ALL, arena_printf(&a, "A%06d", i * 131 % pupils + 1), 1));
		vec_push(&report, report_seconds(o, pupils));
	}
	for (int i = 0; i < b->sizes->repeats; i++)
		vec_push(&amended, amended_seconds(o, pupils, i));
	put_review(directory);
	for (int i = 0; i < b->sizes->repeats; i++)
		vec_push(&moved, moved_seconds(o, pupils));
	office_close(o);
	print_heading(arena_printf(&a, "The engine of %d pupils through the office, %d years kept", pupils, b->sizes->years));
	print_limit(b, "everything of everybody: read, and worked out", 1e3 * samples_percentile(&all, 50), 60, "ms");
	print_limit(b, "everything of one pupil", 1e3 * samples_percentile(&one, 50), 5, "ms");
	print_limit(b, "`report bands`", 1e3 * samples_percentile(&report, 50), 24, "ms");
	print_limit(b, "Bands after one amended mark", 1e3 * samples_percentile(&amended, 50), 16, "ms");
	print_limit(b, "Bands, and what moved since a review a fortnight ago", 1e3 * samples_percentile(&moved, 50), 32, "ms");
}

/* AN AUTHORITY, strip by strip ---------------------------------------------------------------------------------------------------------- */

/* Weeks of ten sessions, each eighth a holiday, until slot 640: as the strips of an authority are. */
#define WEEKS 46

static void days_make(struct arena *a, struct school_days *to)
{
	static struct term term;
	static struct closure holidays[WEEKS / 8 + 1];
	struct calendar c = { .terms = &term, .term_count = 1, .closures = holidays, .no_bank_holidays = true };
	struct day first = day_of(SCHOOL_YEAR, 9, 1);

	term = (struct term){ "Year", first, day_add(first, 319) };
	for (int week = 7; week < WEEKS; week += 8)
		holidays[c.closure_count++] = (struct closure){ sitting_of(day_add(first, 7 * week), SESSION_AM), sitting_of(day_add(first, 7 * week + 6), SESSION_PM),
								CLOSING_HOLIDAY, SESSION_ANY_YEAR, 0, "Holiday" };
	school_days_make(&c, first, day_add(first, 364), a, to);
}

struct streaming {
	struct engine_terms terms;
	struct engine_result result;
	int64_t attended, met;
	int left, bands[8];
};

static int stream_pupil(void *ctx, int64_t pupil, const uint8_t *const *strips)
{
	struct streaming *s = ctx;
	struct engine_pupil p = { .span = { s->terms.first, s->terms.last, SCHOOL_YEAR, 1, strips }, .left = 20 };
	struct day first = day_of(SCHOOL_YEAR, 9, 1);

	p.known = (struct return_known){ .born = DAY_NONE, .today = s->terms.today, .year_first = first, .year_last = day_add(first, 364),
					 .leave_ended = DAY_NONE, .exam_last = DAY_NONE, .on_roll_since = first };
	engine_run(&s->terms, &p, &s->result);
	s->attended += s->result.attended;
	s->bands[s->result.band + 1]++;
	s->met += s->terms.parts & ENGINE_PENALTY && s->result.penalty.windows.count > 0;
	return --s->left == 0;
}

/* The first `pupils` of them. */
static double stream_seconds(struct store *st, const struct school_days *days, unsigned int parts, int pupils, struct streaming *ret)
{
	struct streaming s = { .left = pupils };

	s.terms = (struct engine_terms){ .policy = &policy_national, .days = days, .parts = parts, .today = day_of(SCHOOL_YEAR + 1, 7, 17) };
	s.terms.first = strip_sitting(SCHOOL_YEAR, 0);
	s.terms.last = strip_sitting(SCHOOL_YEAR + 1, 0) - 1;
	double began = seconds_now();
	DO(st, store_read_begin(st));
	DO(st, store_strips_between(st, SCHOOL_YEAR, SCHOOL_YEAR, stream_pupil, &s));
	store_read_end(st);
	began = seconds_now() - began;
	engine_result_finish(&s.result);
	*ret = s;
	return began;
}

/* PLAIN SQL over one row a mark ----------------------------------------------------------------------------------------------------------- */

#define SCHOOL_WEEKS "CREATE TEMP TABLE school_week AS SELECT week, row_number() OVER (ORDER BY week) AS n FROM (SELECT DISTINCT (day - %d) / 7 AS week FROM mark)"
static const char *const questions[] = {
	"SELECT count(*), sum(attended) FROM (SELECT pupil, sum(category IN (1, 2)) AS attended, sum(category IN (1, 2, 3, 4)) AS possible FROM mark GROUP BY pupil)",
	"SELECT count(*), sum(100 * attended <= 90 * possible) FROM (SELECT pupil, sum(category IN (1, 2)) AS attended, sum(category IN (1, 2, 3, 4)) AS possible"
	" FROM mark GROUP BY pupil)",
	"WITH w AS (SELECT m.pupil, s.n, lag(s.n, 9) OVER (PARTITION BY m.pupil ORDER BY m.day, m.session) AS tenth FROM mark m"
	" JOIN school_week s ON s.week = (m.day - %d) / 7 WHERE m.code IN ('G', 'N', 'O', 'U')) SELECT 0, count(DISTINCT pupil) FROM w WHERE n - tenth < 10",
};
enum { QUESTIONS = sizeof questions / sizeof *questions };

static double ask_sql(sqlite3 *db, const char *sql, int64_t *ret)
{
	sqlite3_stmt *q;
	double began = seconds_now();

	if (sqlite3_prepare_v2(db, sql, -1, &q, NULL) != SQLITE_OK)
		wrong("%s", sqlite3_errmsg(db));
	MUST(sqlite3_step(q) == SQLITE_ROW);
	*ret = sqlite3_column_int64(q, 1);
	sqlite3_finalize(q);
	return seconds_now() - began;
}

static double plain_seconds(const char *marks, int64_t found[static QUESTIONS])
{
	int monday = day_of(SCHOOL_YEAR, 9, 1).n;
	double taken = 0;
	char sql[512];
	sqlite3 *db;

	MUST(sqlite3_open_v2(marks, &db, SQLITE_OPEN_READONLY, NULL) == SQLITE_OK);
	snprintf(sql, sizeof sql, SCHOOL_WEEKS, monday);
	MUST(sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK);
	for (int i = 0; i < QUESTIONS; i++) {
		CLEAN_BUF struct buf asked = { 0 };
		const char *at = strstr(questions[i], "%d");

		buf_put(&asked, questions[i], at ? (size_t)(at - questions[i]) : strlen(questions[i]));
		if (at)
			buf_printf(&asked, "%d%s", monday, at + 2);
		taken += ask_sql(db, buf_string(&asked), &found[i]);
	}
	sqlite3_close(db);
	return taken;
}

/* As the national policy draws it: 90 is within. */
static int64_t at_or_below_90(const struct streaming *s)
{
	return s->bands[3] + s->bands[4] + s->bands[5];
}

void row_engine_store(const struct bench *b)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct store *st = school_open(authority_directory(b, &a));
	const char *marks = authority_marks(b, &a);
	struct school_days days;
	struct streaming all, some;
	int64_t found[QUESTIONS];
	int rows = b->sizes->rows_of_marks;

	days_make(&a, &days);
	double whole = stream_seconds(st, &days, ENGINE_ALL, b->sizes->authority, &all), three = 0;
	for (int i = 0; i < 5; i++) {
		double taken = stream_seconds(st, &days, ENGINE_TALLY | ENGINE_PENALTY, rows, &some);
		three = i == 0 || taken < three ? taken : three;
	}
	store_close(st);
	print_heading(arena_printf(&a, "The engine of %d pupils from a store, strip by strip", b->sizes->authority));
	print_ratio(b, "everything of everybody, one thread", whole, authority_floor(b, &a), 12);
	print_limit(b, "the most memory that it took", (double)memory_most_kib() / 1024, 100, "MiB");
	double plain = plain_seconds(marks, found);
	MUST(found[0] == some.attended && found[1] == at_or_below_90(&some) && found[2] == some.met);
	print_beside(arena_printf(&a, "tallies, bands, penalty windows of %d pupils", rows), three);
	print_beside("the same in SQL over one row a mark", plain);
	print_limit(b, "of that time the engine takes", 100 * three / plain, 2, "%");
}
