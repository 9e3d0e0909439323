#include "school.h"

#include <sqlite3.h>

#include "rules/span.h"

/* What figures need beside the strips: years side by side, marks as they once stood, minutes late, reviews, stages, returns, targets. */

#define DAY day_of(2026, 11, 20) /* a Friday */
#define LAST_YEAR day_of(2025, 11, 20)

/* STRIPS SIDE BY SIDE */

struct seen {
	struct buf said;
	int years, stop_at, count;
};

static int see(void *ctx, int64_t pupil, const uint8_t *const *strips)
{
	struct seen *s = ctx;

	buf_printf(&s->said, "%s%d:", s->count > 0 ? " " : "", (int)pupil);
	for (int i = 0; i < 3; i++)
		buf_printf(&s->said, "%c", i >= s->years || !strips[i] ? '-' : strips[i][strip_slot(sitting_of(DAY, SESSION_AM))] ? 'x' : 'o');
	return ++s->count == s->stop_at ? 7 : 0;
}

static void strips_between(void **state)
{
	struct school s;
	struct seen seen = { .years = 3 };

	school_start(&s, NULL);
	mark_one(&s, s.pupil[4], LAST_YEAR, SESSION_AM, CODE_NONE, CODE_I);
	mark_one(&s, s.pupil[1], DAY, SESSION_AM, CODE_NONE, CODE_I);
	mark_one(&s, s.pupil[1], LAST_YEAR, SESSION_AM, CODE_NONE, CODE_N);
	mark_one(&s, s.pupil[2], DAY, SESSION_PM, CODE_NONE, CODE_N);
	mark_one(&s, s.pupil[3], day_of(2030, 1, 1), SESSION_PM, CODE_NONE, CODE_N);
	must(&s, store_strips_between(s.st, 2024, 2026, see, &seen));
	assert_string_equal(buf_string(&seen.said), "2:-xx 3:--o 5:-x-");
	buf_reset(&seen.said);
	seen.count = 0;
	seen.stop_at = 2;
	assert_int_equal(store_strips_between(s.st, 2024, 2026, see, &seen), 7);
	assert_string_equal(buf_string(&seen.said), "2:-xx 3:--o");
	buf_reset(&seen.said);
	assert_int_equal(store_strips_between(s.st, 2026, 2024, see, &seen), 0);
	assert_int_equal(seen.said.length, 0);
	buf_finish(&seen.said);
	school_finish(&s);
}

/* Another walk may begin within one: each has cursors of its own. */
static int walk_within(void *ctx, int64_t pupil, const uint8_t *const *strips)
{
	struct school *s = ctx;
	struct seen seen = { .years = 3 };

	(void)pupil, (void)strips;
	must(s, store_strips_between(s->st, 2024, 2026, see, &seen));
	assert_int_equal(seen.count, 2);
	buf_finish(&seen.said);
	return 0;
}

static void strips_within(void **state)
{
	struct school s;

	school_start(&s, NULL);
	mark_one(&s, s.pupil[0], DAY, SESSION_AM, CODE_NONE, CODE_I);
	mark_one(&s, s.pupil[1], LAST_YEAR, SESSION_AM, CODE_NONE, CODE_I);
	must(&s, store_strips_between(s.st, 2025, 2026, walk_within, &s));
	school_finish(&s);
}

/* A strip that is none is said, and nobody behind it is counted. */
static void strips_damaged(void **state)
{
	struct school s;
	struct seen seen = { .years = 1 };
	char path[256];
	sqlite3 *db;

	school_start(&s, NULL);
	for (int n = 0; n < 3; n++)
		mark_one(&s, s.pupil[n], DAY, SESSION_AM, CODE_NONE, CODE_I);
	school_close(&s);
	school_path(&s, STORE_FILE, path);
	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, "PRAGMA ignore_check_constraints = 1; UPDATE strip SET marks = x'01' WHERE pupil = 2", NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(db);
	school_open(&s);
	assert_int_equal(store_strips_between(s.st, 2026, 2026, see, &seen), -EUCLEAN);
	assert_string_equal(buf_string(&seen.said), "1:x--");
	assert_non_null(strstr(store_trouble(s.st)->text, "marks are damaged"));
	buf_finish(&seen.said);
	school_finish(&s);
}

/* MARKS AS THEY STOOD */

static const char *then_words(struct school *s, int64_t act, sitting last, int64_t pupil, struct buf *to)
{
	struct mark_then *rows;
	int n = must(s, store_marks_as_of(s->st, act, last, pupil, &s->a, &rows));
	char iso[DAY_TEXT];

	buf_reset(to);
	for (int i = 0; i < n; i++)
		buf_printf(to, "%s%d %s %s %s", i > 0 ? "; " : "", (int)rows[i].pupil, day_iso(sitting_day(rows[i].at), iso),
			   session_name(sitting_session(rows[i].at)), rows[i].code ? code_symbol(rows[i].code) : "blank");
	return buf_string(to);
}

static void attempt(struct school *s, int64_t pupil, uint8_t before, uint8_t after)
{
	struct entry e = { .pupil = pupil, .day = DAY, .session = SESSION_AM, .before = before, .after = after, .minutes_late = -1, .arrival = -1, .stands = false };

	act_begin(s, "mark");
	must(s, store_act_mark(s->st, &e));
	act_save(s);
}

static void as_of(void **state)
{
	CLEAN_BUF struct buf b = { 0 };
	struct school s;

	school_start(&s, NULL);
	mark_one(&s, s.pupil[1], DAY, SESSION_AM, CODE_NONE, CODE_N);
	int64_t then = mark_one(&s, s.pupil[0], DAY, SESSION_AM, CODE_NONE, CODE_N);
	sitting last = sitting_of(DAY, SESSION_PM);
	assert_string_equal(then_words(&s, then, last, 0, &b), "");
	mark_one(&s, s.pupil[1], DAY, SESSION_AM, CODE_N, CODE_I);
	mark_one(&s, s.pupil[1], DAY, SESSION_AM, CODE_I, CODE_PRESENT_AM);
	mark_one(&s, s.pupil[0], DAY, SESSION_PM, CODE_NONE, CODE_PRESENT_PM);
	mark_one(&s, s.pupil[0], day_add(DAY, 3), SESSION_AM, CODE_NONE, CODE_N);
	mark_one(&s, s.pupil[0], LAST_YEAR, SESSION_AM, CODE_NONE, CODE_N);
	attempt(&s, s.pupil[0], CODE_N, CODE_I);
	assert_string_equal(then_words(&s, then, last, 0, &b), "1 2025-11-20 am blank; 1 2026-11-20 pm blank; 2 2026-11-20 am N");
	assert_string_equal(then_words(&s, then, sitting_of(DAY, SESSION_AM), 0, &b), "1 2025-11-20 am blank; 2 2026-11-20 am N");
	assert_string_equal(then_words(&s, then, last, s.pupil[1], &b), "2 2026-11-20 am N");
	assert_string_equal(then_words(&s, then + 1, last, s.pupil[1], &b), "2 2026-11-20 am I");
	mark_one(&s, s.pupil[1], DAY, SESSION_AM, CODE_PRESENT_AM, CODE_N);
	assert_string_equal(then_words(&s, then, last, s.pupil[1], &b), "2 2026-11-20 am N");
	school_finish(&s);
}

/* MINUTES LATE */

static void mark_late(struct school *s, int64_t pupil, struct day day, uint8_t before, uint8_t after, int minutes)
{
	struct entry e = { .pupil = pupil, .day = day, .session = SESSION_AM, .before = before, .after = after, .minutes_late = minutes, .arrival = 560,
			   .stands = true };

	act_begin(s, "late");
	must(s, store_act_mark(s->st, &e));
	act_save(s);
}

static void late(void **state)
{
	CLEAN_BUF struct buf b = { 0 };
	struct school s;
	struct late_row *rows;

	school_start(&s, NULL);
	mark_late(&s, s.pupil[2], DAY, CODE_NONE, CODE_LATE, 12);
	mark_late(&s, s.pupil[0], DAY, CODE_NONE, CODE_LATE, 5);
	mark_late(&s, s.pupil[0], DAY, CODE_LATE, CODE_U, 40);
	mark_late(&s, s.pupil[1], DAY, CODE_NONE, CODE_LATE, 7);
	mark_one(&s, s.pupil[1], DAY, SESSION_AM, CODE_LATE, CODE_I); /* no longer late */
	mark_late(&s, s.pupil[0], LAST_YEAR, CODE_NONE, CODE_LATE, 3);
	int n = must(&s, store_late_between(s.st, day_add(DAY, -7), DAY, 0, &s.a, &rows));
	for (int i = 0; i < n; i++)
		buf_printf(&b, "%d %s %d;", (int)rows[i].pupil, code_symbol(rows[i].code), rows[i].minutes);
	assert_string_equal(buf_string(&b), "1 U 40;3 L 12;");
	assert_int_equal(must(&s, store_late_between(s.st, LAST_YEAR, DAY, s.pupil[0], &s.a, &rows)), 2);
	assert_int_equal(rows[0].minutes, 3);
	assert_int_equal(must(&s, store_late_between(s.st, LAST_YEAR, LAST_YEAR, s.pupil[2], &s.a, &rows)), 0);
	school_finish(&s);
}

/* REVIEWS, STAGES, RETURNS, TARGETS */

static int64_t put_review(struct school *s, struct day closed)
{
	struct review_row r = REVIEW_NEW;

	r.policy = "national";
	r.of_act = 1;
	r.through_day = r.opened_day = DAY;
	r.closed_day = closed;
	must(s, store_act_put(s->st, THING_REVIEW, &r));
	return r.id;
}

static void put_reviewed(struct school *s, int64_t review, int pupil, int after, const char *decision)
{
	struct reviewed_row r = REVIEWED_NEW;

	r.review = review;
	r.pupil = s->pupil[pupil];
	r.day = day_add(DAY, after).n;
	r.possible = 20;
	r.attended = 18;
	r.decision = decision;
	must(s, store_act_put(s->st, THING_REVIEWED, &r));
}

static const char *decisions(const struct reviewed_row *rows, int n, struct buf *to)
{
	buf_reset(to);
	for (int i = 0; i < n; i++)
		buf_printf(to, "%s%d %s", i > 0 ? ", " : "", (int)rows[i].pupil, rows[i].decision);
	return buf_string(to);
}

static void reviews(void **state)
{
	CLEAN_BUF struct buf b = { 0 };
	struct school s;
	struct review_row *rows;
	struct reviewed_row *said;

	school_start(&s, NULL);
	act_begin(&s, "review");
	int64_t first = put_review(&s, DAY), second = put_review(&s, DAY_NONE);
	put_reviewed(&s, first, 2, 0, "a letter");
	put_reviewed(&s, first, 0, 0, "a call");
	put_reviewed(&s, second, 0, 14, "a meeting");
	act_save(&s);
	assert_int_equal(must(&s, store_reviews(s.st, &s.a, &rows)), 2);
	assert_int_equal(rows[0].id, second);
	assert_true(day_is_none(rows[0].closed_day));
	int n = must(&s, store_reviewed_of_review(s.st, first, &s.a, &said));
	assert_string_equal(decisions(said, n, &b), "1 a call, 3 a letter");
	n = must(&s, store_reviewed_of_pupil(s.st, s.pupil[0], &s.a, &said));
	assert_string_equal(decisions(said, n, &b), "1 a meeting, 1 a call");
	n = must(&s, store_reviewed_last(s.st, 0, &s.a, &said));
	assert_string_equal(decisions(said, n, &b), "1 a meeting, 3 a letter");
	n = must(&s, store_reviewed_last(s.st, second, &s.a, &said));
	assert_string_equal(decisions(said, n, &b), "1 a call, 3 a letter");
	n = must(&s, store_reviewed_last(s.st, first, &s.a, &said));
	assert_int_equal(n, 0);
	assert_holds(&s);
	school_finish(&s);
}

static void put_stage(struct school *s, int pupil, const char *policy, const char *stage, int from, int to)
{
	struct pupil_stage_row r = PUPIL_STAGE_NEW;

	r.pupil = s->pupil[pupil];
	r.policy = policy;
	r.stage = stage;
	r.from_day = day_add(DAY, from);
	r.to_day = to == 999 ? DAY_NONE : day_add(DAY, to);
	r.words = "as agreed";
	must(s, store_act_put(s->st, THING_PUPIL_STAGE, &r));
}

static const struct stage_row {
	const char *name, *policy;
	int day;
	const char *want;
} stage_rows[] = {
	{ "the first day of a stage", "veritas", -30, "2 1" },
	{ "its last day, and one without an end", "veritas", -1, "1 2, 2 1" },
	{ "the day after its last", "veritas", 0, "1 2" },
	{ "before any", "veritas", -31, "" },
	{ "of another policy", "national", 0, "3 support" },
	{ "of none", "kent", 0, "" },
};

static void stage_case(void **state)
{
	const struct stage_row *row = *state;
	CLEAN_BUF struct buf b = { 0 };
	struct school s;
	struct pupil_stage_row *rows;

	school_start(&s, NULL);
	act_begin(&s, "stage");
	put_stage(&s, 1, "veritas", "1", -30, -1);
	put_stage(&s, 0, "veritas", "2", -10, 999);
	put_stage(&s, 2, "national", "support", -10, 999);
	act_save(&s);
	int n = must(&s, store_stages_on(s.st, row->policy, day_add(DAY, row->day), &s.a, &rows));
	for (int i = 0; i < n; i++)
		buf_printf(&b, "%s%d %s", i > 0 ? ", " : "", (int)rows[i].pupil, rows[i].stage);
	assert_string_equal(buf_string(&b), row->want);
	assert_int_equal(must(&s, store_stages_of_pupil(s.st, s.pupil[1], &s.a, &rows)), 1);
	school_finish(&s);
}

static void put_return(struct school *s, int pupil, const char *kind, int from, int made)
{
	struct return_made_row r = RETURN_MADE_NEW;

	r.pupil = s->pupil[pupil];
	r.kind = kind;
	r.from_day = day_add(DAY, from);
	r.made_day = made == 999 ? DAY_NONE : day_add(DAY, made);
	r.words = "by the portal";
	must(s, store_act_put(s->st, THING_RETURN_MADE, &r));
}

static const char *return_kinds(const struct return_made_row *rows, int n, struct buf *to)
{
	buf_reset(to);
	for (int i = 0; i < n; i++)
		buf_printf(to, "%s%d %s", i > 0 ? ", " : "", (int)rows[i].pupil, rows[i].kind);
	return buf_string(to);
}

static void returns(void **state)
{
	CLEAN_BUF struct buf b = { 0 };
	struct school s;
	struct return_made_row *rows;

	school_start(&s, NULL);
	act_begin(&s, "return");
	put_return(&s, 3, "sickness", -10, -1);
	put_return(&s, 0, "attendance", -300, -290);
	put_return(&s, 0, "leave", -300, 999);
	put_return(&s, 0, "attendance", -11, 0);
	act_save(&s);
	int n = must(&s, store_returns_made(s.st, 0, day_add(DAY, -11), &s.a, &rows));
	assert_string_equal(return_kinds(rows, n, &b), "1 leave, 1 attendance, 4 sickness");
	n = must(&s, store_returns_made(s.st, s.pupil[0], day_add(DAY, -10), &s.a, &rows));
	assert_string_equal(return_kinds(rows, n, &b), "1 leave");
	n = must(&s, store_returns_made(s.st, s.pupil[0], DAY_MIN, &s.a, &rows));
	assert_string_equal(return_kinds(rows, n, &b), "1 attendance, 1 leave, 1 attendance");
	school_finish(&s);
}

static void targets(void **state)
{
	struct school s;
	struct target_row t = TARGET_NEW, *rows;
	struct league_out_row out = LEAGUE_OUT_NEW, *outs;

	school_start(&s, NULL);
	act_begin(&s, "target");
	t.kind = "attendance";
	t.year = 2026;
	t.hundredths = 9650;
	must(&s, store_act_put(s.st, THING_TARGET, &t));
	t.id = 0;
	t.pupil = s.pupil[1];
	t.year = 2025;
	must(&s, store_act_put(s.st, THING_TARGET, &t));
	out.pupil = s.pupil[1];
	out.words = "at the family's wish";
	must(&s, store_act_put(s.st, THING_LEAGUE_OUT, &out));
	act_save(&s);
	assert_int_equal(must(&s, store_targets(s.st, 2026, &s.a, &rows)), 1);
	assert_int_equal(rows[0].hundredths, 9650);
	assert_int_equal(must(&s, store_targets(s.st, 2024, &s.a, &rows)), 0);
	assert_int_equal(must(&s, store_targets_of_pupil(s.st, s.pupil[1], &s.a, &rows)), 1);
	assert_int_equal(rows[0].year, 2025);
	assert_int_equal(must(&s, store_league_out(s.st, &s.a, &outs)), 1);
	assert_int_equal(must(&s, store_league_out_of_pupil(s.st, s.pupil[1], &s.a, &outs)), 1);
	assert_int_equal(must(&s, store_league_out_of_pupil(s.st, s.pupil[0], &s.a, &outs)), 0);
	assert_holds(&s);
	school_finish(&s);
}

static const struct case_row cases[] = {
	{ "strips of three years, side by side", strips_between },
	{ "a walk within a walk", strips_within },
	{ "a damaged strip", strips_damaged },
	{ "marks as they stood at an act", as_of },
	{ "minutes late of marks that stand", late },
	{ "reviews and what they decided", reviews },
	{ "returns made, and those named", returns },
	{ "targets, and who is left out of praise", targets },
};

int main(void)
{
	static struct rows r;
	struct err e;

	if (seal_start(&e) < 0)
		return 1;
	rows_add(&r, stage_case, stage_rows);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		rows_case(&r, cases[i].name, cases[i].f, NULL);
	return rows_run(&r, "store/figures");
}
