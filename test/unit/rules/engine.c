#include "policies.h"

#include <stdio.h>

#include "rules/engine.h"

/* A SCHOOL OF TWO YEARS: one that begins in August, so that it lies in two storage years, and the one before it --------------------------- */

#define YEARS 4 /* storage years from 2023 */
#define FIRST_YEAR 2023

struct school {
	struct arena arena;
	struct school_days days;
};

static const struct term_row {
	int year, month, date, days;
} term_rows[] = {
	{ 2024, 4, 15, 100 }, { 2024, 9, 3, 108 }, { 2025, 1, 6, 88 }, { 2025, 4, 22, 91 }, { 2025, 8, 25, 117 }, { 2026, 1, 5, 82 }, { 2026, 4, 13, 101 },
};
enum { TERMS = sizeof term_rows / sizeof *term_rows };

static struct school *school_open(void)
{
	static struct term terms[TERMS];
	static struct closure halves[TERMS];
	struct calendar c = { terms, TERMS, halves, TERMS, true };
	struct school *s = mem_new(1, sizeof *s);

	for (int i = 0; i < TERMS; i++) {
		struct day from = day_of(term_rows[i].year, term_rows[i].month, term_rows[i].date), monday = day_add(from, 49 - day_weekday(from));

		terms[i] = (struct term){ "Term", from, day_add(from, term_rows[i].days) };
		halves[i] = (struct closure){ sitting_of(monday, SESSION_AM), sitting_of(day_add(monday, 4), SESSION_PM), CLOSING_HOLIDAY, SESSION_ANY_YEAR, 0, "" };
	}
	school_days_make(&c, day_of(2023, 9, 1), day_of(2026, 8, 31), &s->arena, &s->days);
	return s;
}

static void school_close(struct school *s)
{
	arena_finish(&s->arena);
	free(s);
}

static bool held(const struct school *s, sitting at)
{
	int i = school_days_at(&s->days, sitting_day(at));

	return i >= 0 && s->days.of[i].sessions >> (at & 1) & 1;
}

/* A pupil's strips, and what else is known. */
struct pupil {
	uint8_t strips[YEARS][STRIP_BYTES];
	const uint8_t *pointers[YEARS];
	sitting used[4];
	struct engine_pupil of;
};

static void pupil_begin(struct pupil *p, struct day first, struct day last)
{
	*p = (struct pupil){ .of = { .span = { .first = sitting_of(first, SESSION_AM), .last = sitting_of(last, SESSION_PM), .year = FIRST_YEAR, .years = YEARS } } };
	for (int i = 0; i < YEARS; i++)
		p->pointers[i] = p->strips[i];
	p->of.span.strips = p->pointers;
	p->of.used = p->used;
	p->of.known = (struct return_known){ .born = DAY_NONE, .today = last, .year_first = day_of(2025, 8, 25), .year_last = day_of(2026, 7, 31),
					     .leave_ended = DAY_NONE, .exam_last = DAY_NONE, .on_roll_since = first };
}

static void pupil_put(struct pupil *p, sitting at, uint8_t code)
{
	p->strips[strip_year(sitting_day(at)) - FIRST_YEAR][strip_slot(at)] = code;
}

static void pupil_marks(struct pupil *p, struct marks m)
{
	for (int i = 0; i < m.count; i++)
		pupil_put(p, m.of[i].at, m.of[i].code);
}

/* A letter each session held, from that day on. */
static void pupil_letters(struct pupil *p, const struct school *s, struct day from, const char *letters)
{
	static struct mark of[LETTERS_MOST];
	sitting at = sitting_of(from, SESSION_AM);
	int count = letters_read(letters, 0, of);

	for (int i = 0, done = 0; i < count; i++) {
		for (; done <= of[i].at; at++)
			done += held(s, at);
		pupil_put(p, at - 1, of[i].code);
	}
}

static struct engine_terms terms_of(const struct school *s, const struct policy *policy, struct day first, struct day last, unsigned int parts)
{
	return (struct engine_terms){ .policy = policy, .days = &s->days, .first = sitting_of(first, SESSION_AM), .last = sitting_of(last, SESSION_PM), .today = last,
				      .parts = parts };
}

/* ALL OF A RESULT AS TEXT: two are the same where their texts are ----------------------------------------------------------------------------- */

static void text_figures(const struct engine_result *r, struct buf *to)
{
	buf_printf(to, "%d of %d, missed %d, band %d, stage %d since %d, %d %d;", r->attended, r->possible, r->missed, r->band, r->stage.stage,
		   r->stage.stage < 0 ? 0 : r->stage.since, r->persistent, r->severe);
	for (int i = 0; i < r->crossings.of.count; i++) {
		const struct crossing *c = &r->crossings.of.items[i];

		buf_printf(to, " %c%d@%d(%d/%d)", c->down ? '-' : '+', c->line, c->at, c->attended, c->possible);
	}
	buf_printf(to, "; forecast %d %d %d %d %d %d %d", r->forecast.left, r->forecast.best, r->forecast.worst, r->forecast.at_this_rate, r->forecast.band_best,
		   r->forecast.band_worst, r->forecast.band_at_this_rate);
	for (int i = 0; i < r->forecast.line_count; i++) {
		const struct forecast_line *l = &r->forecast.lines[i];

		buf_printf(to, " %d,%d,%d,%d,%d", l->below, l->missed_in_row, l->attended_in_row, l->may_miss, l->in_reach_down);
	}
}

static void text_penalty(const struct penalty *p, struct buf *to)
{
	buf_printf(to, "; penalty %d %d %d:", p->now, p->now_provisional, p->lacking);
	for (int i = 0; i < p->counted.count; i++)
		buf_printf(to, " %d", p->counted.items[i].at);
	for (int i = 0; i < p->windows.count; i++) {
		const struct penalty_window *w = &p->windows.items[i];

		buf_printf(to, " [%d %d: %d %d, %d met %d]", w->first_week, w->last_week, w->count, w->provisional, w->first, w->met);
	}
}

static void text_absence(const struct engine_result *r, struct buf *to)
{
	buf_text(to, "; returns");
	for (int i = 0; i < r->returns.of.count; i++) {
		const struct return_found *f = &r->returns.of.items[i];

		buf_printf(to, " %s %d from %d due %d: %d %d %d %d", return_name(f->kind), f->state, f->from.n, f->due.n, f->days, f->half, f->ahead, f->provisional);
	}
	buf_text(to, "; spells");
	for (int i = 0; i < r->spells.of.count; i++) {
		const struct spell *s = &r->spells.of.items[i];

		buf_printf(to, " %d-%d %d %d %d %d %d %d", s->first, s->last, s->sessions, s->authorised, s->unauthorised, s->no_reason, s->code, s->open);
	}
	buf_printf(to, "; patterns %d %d %d %d %d %d %d %d", r->patterns.late, r->patterns.after_close, r->patterns.weeks, r->patterns.weeks_broken,
		   r->patterns.weeks_missed, r->patterns.spells, r->patterns.spells_one, r->patterns.longest);
	for (int i = 0; i < PLACES; i++)
		buf_printf(to, " %d/%d", r->patterns.at[i].missed, r->patterns.at[i].possible);
}

static const char *result_text(const struct engine_result *r, struct buf *to)
{
	buf_reset(to);
	text_figures(r, to);
	text_penalty(&r->penalty, to);
	text_absence(r, to);
	return buf_string(to);
}

/* BAD DAYS ------------------------------------------------------------------------------------------------------------------------------------ */

static const struct boundary hundred_lines[] = { { 100, true, "" } };
static const struct policy policy_hundred = { .boundaries = hundred_lines, .boundary_count = 1, .bands = policy_bands, .floor = 20 };
static const struct policy policy_bare = { .bands = policy_bands };

/* Of the school year that begins on 25 August 2025, up to that day. */
static const struct figure_row {
	const char *name;
	const struct policy *policy;
	int year, month, date;    /**< the first mark */
	const char *letters;
	int to_year, to_month, to_date;
	int attended, possible, band, crossings, stage;
	bool persistent, severe;
} figures[] = {
	{ "week one: a session missed is persistent, and crosses nothing", &policy_common, 2025, 8, 25, "N 7/", 2025, 8, 29, 7, 8, 2, 0, -1, true, false },
	{ "a year that begins in August, over two storage years", &policy_common, 2025, 8, 25, "2N 18/", 2025, 9, 30, 18, 20, 2, 2, -1, true, false },
	{ "its August alone", &policy_common, 2025, 8, 25, "2N 8/", 2025, 8, 31, 8, 10, 2, 0, -1, true, false },
	{ "a year with no possible session", &policy_tiers, 2025, 8, 25, "100X 20# 10Z", 2026, 7, 31, 0, 0, -1, 0, -1, false, false },
	{ "a year without a mark", &policy_tiers, 2025, 8, 25, "", 2026, 7, 31, 0, 0, -1, 0, -1, false, false },
	{ "all attended", &policy_tiers, 2025, 8, 25, "300/", 2026, 7, 31, 300, 300, 0, 0, 0, false, false },
	{ "all missed", &policy_tiers, 2025, 8, 25, "300I", 2026, 7, 31, 0, 300, 3, 3, 3, true, true },
	{ "above 50, and in tier 4 until 55", &policy_tiers, 2025, 8, 25, "20/ 20N 4/", 2026, 7, 31, 24, 44, 2, 4, 3, true, false },
	{ "a line that nobody can be above", &policy_hundred, 2025, 8, 25, "300/", 2026, 7, 31, 300, 300, 1, 1, -1, false, false },
	{ "a policy with neither lines, stages nor floor", &policy_bare, 2025, 8, 25, "300N", 2026, 7, 31, 0, 300, 0, 0, -1, true, true },
	{ "on the roll twice, with months between", &policy_common, 2025, 8, 25, "10/ 180. 8/ 2I", 2026, 7, 31, 18, 20, 2, 2, -1, true, false },
	{ "joined late: the floor is of one's own sessions", &policy_common, 2026, 6, 1, "2I 17/", 2026, 7, 31, 17, 19, 2, 0, -1, true, false },
	{ "38 of 342 sessions", &policy_common, 2025, 8, 25, "342/ 38I", 2026, 7, 31, 342, 380, 2, 2, -1, true, false },
};

static void figure_row(void **state)
{
	const struct figure_row *row = *state;
	CLEAN_ENGINE struct engine_result r = { 0 };
	struct school *s = school_open();
	struct pupil *p = mem_new(1, sizeof *p);
	struct day first = day_of(2025, 8, 25), last = day_of(row->to_year, row->to_month, row->to_date);
	struct engine_terms t = terms_of(s, row->policy, first, last, ENGINE_ALL);

	pupil_begin(p, day_of(2025, 6, 1), last);
	pupil_letters(p, s, day_of(row->year, row->month, row->date), row->letters);
	pupil_put(p, sitting_of(day_of(2025, 6, 10), SESSION_AM), CODE_I); /* of the year before: in no figure of this one */
	engine_run(&t, &p->of, &r);
	assert_int_equal(r.all.count, r.marks.count + 1);
	assert_int_equal(r.attended, row->attended);
	assert_int_equal(r.possible, row->possible);
	assert_int_equal(r.missed, row->possible - row->attended);
	assert_int_equal(r.band, row->band);
	assert_int_equal(r.crossings.of.count, row->crossings);
	assert_int_equal(r.stage.stage, row->stage);
	assert_int_equal(r.persistent, row->persistent);
	assert_int_equal(r.severe, row->severe);
	assert_int_equal(r.forecast.best, row->attended);
	assert_int_equal(r.patterns.all.missed, r.missed);
	free(p);
	school_close(s);
}

/* Ten sessions over two school years and the change of the codes: what lies before 19 August 2024 is of no window. */
static void window_over_two_code_sets(void **state)
{
	CLEAN_ENGINE struct engine_result r = { 0 };
	struct school *s = school_open();
	struct pupil *p = mem_new(1, sizeof *p);
	struct day last = day_of(2024, 10, 31);
	struct engine_terms t = terms_of(s, &policy_common, day_of(2024, 9, 1), last, ENGINE_ALL);

	pupil_begin(p, day_of(2024, 5, 1), last);
	pupil_letters(p, s, day_of(2024, 7, 1), "10G");
	pupil_letters(p, s, day_of(2024, 9, 3), "9G");
	engine_run(&t, &p->of, &r);
	assert_int_equal(r.penalty.counted.count, 9);
	assert_int_equal(r.penalty.windows.count, 0);
	assert_int_equal(r.penalty.lacking, 1);
	pupil_letters(p, s, day_of(2024, 9, 3), "9G U");
	engine_run(&t, &p->of, &r);
	assert_int_equal(r.penalty.windows.count, 1);
	assert_int_equal(r.all.count, 20);
	assert_int_equal(r.marks.count, 10);
	free(p);
	school_close(s);
}

/* Two in the last week of July and eight in August and September: the summer uses up no week. */
static void window_over_two_years(void **state)
{
	CLEAN_ENGINE struct engine_result r = { 0 };
	struct school *s = school_open();
	struct pupil *p = mem_new(1, sizeof *p);
	struct day last = day_of(2025, 9, 30);
	struct engine_terms t = terms_of(s, &policy_common, day_of(2025, 8, 25), last, ENGINE_ALL);

	pupil_begin(p, day_of(2025, 5, 1), last);
	pupil_letters(p, s, day_of(2025, 7, 21), "2O");
	pupil_letters(p, s, day_of(2025, 8, 25), "4O 16/ 4N");
	engine_run(&t, &p->of, &r);
	assert_int_equal(r.penalty.windows.count, 1);
	assert_int_equal(r.penalty.windows.items[0].count, 10);
	assert_int_equal(r.penalty.windows.items[0].provisional, 4);
	p->used[0] = r.penalty.counted.items[3].at; /* listed by an earlier notice */
	p->of.used_count = 1;
	engine_run(&t, &p->of, &r);
	assert_int_equal(r.penalty.windows.count, 0);
	assert_int_equal(r.penalty.lacking, 1);
	assert_int_equal(r.missed, 8);
	free(p);
	school_close(s);
}

/* Two policies on one school: each says what it says alone, though they share a result. */
static void two_policies(void **state)
{
	const struct policy *const policies[] = { &policy_common, &policy_tiers, &policy_hundred, &policy_bare };
	CLEAN_BUF struct buf want = { 0 }, got = { 0 };
	CLEAN_ENGINE struct engine_result shared = { 0 };
	struct school *s = school_open();
	struct pupil *p = mem_new(1, sizeof *p);
	struct day first = day_of(2025, 8, 25), last = day_of(2026, 7, 31);

	pupil_begin(p, first, last);
	pupil_letters(p, s, first, "20/ 20N 4/ 8I 40/ 10L 10U");
	for (int i = 0; i < 8; i++) {
		CLEAN_ENGINE struct engine_result alone = { 0 };
		struct engine_terms t = terms_of(s, policies[i % 4], first, last, ENGINE_ALL);

		engine_run(&t, &p->of, &alone);
		engine_run(&t, &p->of, &shared);
		assert_string_equal(result_text(&shared, &got), result_text(&alone, &want));
	}
	free(p);
	school_close(s);
}

/* A policy changed in mid-year: crossings are those of the lines that hold now, from the first day of the year on. */
static void policy_changed(void **state)
{
	CLEAN_ENGINE struct engine_result then = { 0 }, now = { 0 };
	struct school *s = school_open();
	struct pupil *p = mem_new(1, sizeof *p);
	struct day first = day_of(2025, 8, 25), last = day_of(2026, 7, 31);
	struct engine_terms old = terms_of(s, &policy_common, first, last, ENGINE_CROSSINGS), new = terms_of(s, &policy_tiers, first, last, ENGINE_CROSSINGS);

	pupil_begin(p, first, last);
	pupil_letters(p, s, first, "38/ 2I 10/ I 50/");
	engine_run(&old, &p->of, &then);
	engine_run(&new, &p->of, &now);
	assert_int_equal(then.crossings.of.count, 2); /* 95, down and up */
	assert_int_equal(now.crossings.of.count, 0);
	assert_int_equal(now.stage.stage, 0);
	assert_int_equal(then.possible, now.possible);
	free(p);
	school_close(s);
}

/* PARTS ----------------------------------------------------------------------------------------------------------------------------------------- */

static void only_what_is_asked(void **state)
{
	CLEAN_BUF struct buf before = { 0 }, after = { 0 };
	CLEAN_ENGINE struct engine_result r = { 0 };
	struct school *s = school_open();
	struct pupil *p = mem_new(1, sizeof *p);
	struct day first = day_of(2025, 8, 25), last = day_of(2026, 7, 31);
	struct engine_terms t = terms_of(s, &policy_common, first, last, ENGINE_ALL);

	pupil_begin(p, first, last);
	pupil_letters(p, s, first, "20/ 20N");
	engine_run(&t, &p->of, &r);
	text_penalty(&r.penalty, &before);
	text_absence(&r, &before);
	pupil_letters(p, s, first, "20N 20/ 10N");
	t.parts = ENGINE_TALLY;
	engine_run(&t, &p->of, &r);
	text_penalty(&r.penalty, &after);
	text_absence(&r, &after);
	assert_string_equal(after.text, before.text);
	assert_int_equal(r.possible, 50);
	assert_int_equal(r.attended, 20);
	assert_int_equal(r.crossings.of.items[0].possible, 22);
	free(p);
	school_close(s);
}

/* Patterns count the runs of absence, asked for or not. */
static void patterns_alone(void **state)
{
	CLEAN_ENGINE struct engine_result r = { 0 };
	struct school *s = school_open();
	struct pupil *p = mem_new(1, sizeof *p);
	struct day first = day_of(2025, 8, 25), last = day_of(2026, 7, 31);
	struct engine_terms t = terms_of(s, &policy_common, first, last, ENGINE_PATTERNS);

	pupil_begin(p, first, last);
	pupil_letters(p, s, first, "10/ 2I 10/ 4N /");
	engine_run(&t, &p->of, &r);
	assert_int_equal(r.patterns.spells, 2);
	assert_int_equal(r.patterns.longest, 4);
	assert_int_equal(r.spells.of.count, 2);
	free(p);
	school_close(s);
}

/* Without crossings the stage is that of the figures, as if nobody had been held in one; below the floor there is none. */
static const struct alone_row {
	const char *name, *letters;
	int stage;
} alone[] = {
	{ "above 50: not held in the fourth", "20/ 20N 4/", 2 }, { "exactly 50", "20/ 20N", 3 }, { "below the floor", "9/ 10N", -1 }, { "at the floor", "10/ 10N", 3 },
	{ "nothing possible", "30X", -1 },
};

static void alone_row(void **state)
{
	const struct alone_row *row = *state;
	CLEAN_ENGINE struct engine_result r = { 0 };
	struct school *s = school_open();
	struct pupil *p = mem_new(1, sizeof *p);
	struct day first = day_of(2025, 8, 25), last = day_of(2026, 7, 31);
	struct engine_terms t = terms_of(s, &policy_tiers, first, last, ENGINE_TALLY);

	pupil_begin(p, first, last);
	pupil_letters(p, s, first, row->letters);
	engine_run(&t, &p->of, &r);
	assert_int_equal(r.stage.stage, row->stage);
	assert_int_equal(r.stage.since, STAGE_SINCE_UNKNOWN);
	free(p);
	school_close(s);
}

static void no_span(void **state)
{
	CLEAN_ENGINE struct engine_result r = { 0 };
	struct school *s = school_open();
	const uint8_t *none[1] = { NULL };
	struct day first = day_of(2025, 8, 25);
	struct engine_terms t = terms_of(s, &policy_tiers, first, day_of(2026, 7, 31), ENGINE_ALL);
	struct engine_pupil p = { .span = { t.first, t.first - 1, FIRST_YEAR, 0, NULL }, .left = 10 };

	p.known = (struct return_known){ .born = DAY_NONE, .today = t.today, .leave_ended = DAY_NONE, .exam_last = DAY_NONE, .on_roll_since = DAY_NONE };
	engine_run(&t, &p, &r);
	assert_int_equal(r.possible, 0);
	assert_int_equal(r.band, -1);
	assert_int_equal(r.forecast.best, 10);
	p.span = (struct span){ t.first, t.last, 2025, 1, none };
	engine_run(&t, &p, &r);
	assert_int_equal(r.all.count, 0);
	assert_int_equal(r.penalty.lacking, PENALTY_SESSIONS);
	school_close(s);
}

/* PROPERTIES, OF RANDOM PUPILS -------------------------------------------------------------------------------------------------------------------- */

/* Three years, few blanks, stretches of one kind. */
static int pupil_random(const struct school *s, struct day first, struct day last, struct mark to[static LETTERS_MOST])
{
	unsigned present = 40 + chance(60);
	int count = 0, run = 0;
	uint8_t code = CODE_NONE;

	for (sitting at = sitting_of(first, SESSION_AM); at <= sitting_of(last, SESSION_PM); at++) {
		if (!held(s, at) || chance(50) == 0)
			continue;
		if (run == 0 && chance(40) == 0) {
			run = 1 + (int)chance(40);
			code = letters_random(at, 10);
		}
		to[count] = mark_at(at, run > 0 ? code : letters_random(at, present));
		count += to[count].category != CATEGORY_NONE;
		run -= run > 0;
	}
	return count;
}

struct trial {
	const struct school *school;
	const struct policy *policy;
	struct day first, last;
	struct pupil pupil;
	struct engine_result one, other;
	struct buf one_text, other_text;
	struct day born;
	int cut;
};

static void trial_run(struct trial *t, struct marks m, struct engine_result *r)
{
	struct engine_terms terms = terms_of(t->school, t->policy, t->first, t->last, ENGINE_ALL);

	pupil_begin(&t->pupil, day_of(2024, 4, 15), t->last);
	pupil_marks(&t->pupil, m);
	t->pupil.of.left = 40;
	t->pupil.of.known.born = t->born;
	engine_run(&terms, &t->pupil.of, r);
}

static void trial_begin(struct trial *t, struct policy_made *made)
{
	t->policy = chance(3) ? policy_make(made) : &policy_tiers;
	t->first = day_add(day_of(2025, 8, 25), -(int)chance(300));
	t->last = day_add(day_of(2025, 9, 1), (int)chance(330));
	t->born = chance(2) ? DAY_NONE : day_of(2010 + (int)chance(10), 1 + (int)chance(12), 1);
}

static const char *trial_says(const char *what, const struct trial *t)
{
	static struct buf text;
	char first[DAY_TEXT], last[DAY_TEXT], born[DAY_TEXT];

	buf_reset(&text);
	buf_printf(&text, "%s, from %s to %s, cut at %d, born %s", policy_says(what, t->policy), day_iso(t->first, first), day_iso(t->last, last), t->cut,
		   day_iso(t->born, born));
	return buf_string(&text);
}

static void trials(const char *what, property *holds, int rounds)
{
	static struct mark of[LETTERS_MOST];
	struct school *s = school_open();
	struct trial *t = mem_new(1, sizeof *t);
	struct policy_made made;

	t->school = s;
	for (int i = 0; i < rounds; i++) {
		trial_begin(t, &made);
		t->cut = t->first.n + (int)chance(300);
		int count = pupil_random(s, day_of(2024, 4, 15), t->last, of);
		letters_hold(trial_says(what, t), holds, t, of, count);
	}
	engine_result_finish(&t->one);
	engine_result_finish(&t->other);
	buf_finish(&t->one_text);
	buf_finish(&t->other_text);
	free(t);
	school_close(s);
}

static bool same(struct trial *t)
{
	return strcmp(result_text(&t->one, &t->one_text), result_text(&t->other, &t->other_text)) == 0;
}

/* Which of the codes that are no possible session it is makes no difference to any rule. */
static bool nothing_is_nothing(void *ctx, struct marks m)
{
	static const char *const codes_of_nothing[] = { "X", "#", "Z", "D", "Q", "Y1", "Y3" };
	static struct mark others[LETTERS_MOST];
	struct trial *t = ctx;

	for (int i = 0; i < m.count; i++)
		others[i] = mark_is_possible(&m.of[i]) ? m.of[i] : mark_at(m.of[i].at, code_number(codes_of_nothing[i % 7]));
	trial_run(t, m, &t->one);
	trial_run(t, (struct marks){ others, m.count }, &t->other);
	return same(t);
}

static void metamorphic_codes(void **state)
{
	trials("X, #, Y, Z, D and Q are one", nothing_is_nothing, 1000);
}

/* Sessions without a mark filled with such codes: no figure, crossing, stage, forecast, window, run of absence or pattern changes. */
static bool filled_is_blank(void *ctx, struct marks m)
{
	static struct mark filled[LETTERS_MOST];
	struct trial *t = ctx;
	int count = 0;

	for (int i = 0; i < m.count; i++) {
		for (sitting at = i > 0 ? m.of[i - 1].at + 1 : m.of[i].at; at < m.of[i].at; at++)
			if (held(t->school, at))
				filled[count++] = mark_at(at, at % 3 ? CODE_X : CODE_CLOSED);
		filled[count++] = m.of[i];
	}
	trial_run(t, m, &t->one);
	trial_run(t, (struct marks){ filled, count }, &t->other);
	t->one.returns.of.count = t->other.returns.of.count = 0; /* a day with a session that nobody marked is in no run of days */
	return same(t);
}

static void metamorphic_blanks(void **state)
{
	trials("a blank and an X change nothing", filled_is_blank, 1000);
}

/* Two parts of a period add up to it. */
static bool ranges_add_up(void *ctx, struct marks m)
{
	struct trial *t = ctx;
	struct day first = t->first, last = t->last;

	trial_run(t, m, &t->one);
	struct tally whole = t->one.tally, sum = { 0 };
	t->last = (struct day){ t->cut < first.n ? first.n : t->cut > last.n ? last.n : t->cut };
	trial_run(t, m, &t->other);
	tally_add(&sum, &t->other.tally);
	t->first = day_add(t->last, 1);
	t->last = last;
	trial_run(t, m, &t->other);
	tally_add(&sum, &t->other.tally);
	t->first = first;
	return memcmp(&whole, &sum, sizeof sum) == 0;
}

static void metamorphic_ranges(void **state)
{
	trials("ranges add up", ranges_add_up, 1000);
}

/* What the engine says is what each rule says alone. */
static bool rules_agree(void *ctx, struct marks m)
{
	struct trial *t = ctx;
	struct engine_result *r = &t->one, *o = &t->other;
	const struct engine_pupil *p = &t->pupil.of;
	struct tally tally = { 0 };

	trial_run(t, m, r);
	struct marks all = marks_between(m, INT32_MIN, sitting_of(t->last, SESSION_PM));
	struct marks period = marks_between(all, sitting_of(t->first, SESSION_AM), sitting_of(t->last, SESSION_PM));
	marks_tally(period, &tally);
	engine_result_finish(o);
	o->possible = tally_possible(&tally);
	o->attended = tally_attended(&tally);
	o->missed = tally_missed(&tally);
	o->band = policy_band(t->policy, o->possible, o->attended);
	o->persistent = absence_persistent(o->possible, o->missed);
	o->severe = absence_severe(o->possible, o->missed);
	crossings_find(t->policy, period, &o->crossings);
	stage_find(t->policy, period, &o->crossings, &o->stage);
	o->lines = mem_new(POLICY_LINES, sizeof *o->lines);
	forecast_make(t->policy, o->possible, o->attended, p->left, o->lines, &o->forecast);
	penalty_find(all, &t->school->days, t->born, t->last, NULL, 0, &o->penalty);
	returns_find(all, &t->school->days, &p->known, &o->returns);
	spells_find(period, &o->spells);
	patterns_count(period, &t->school->days, &o->spells, &o->patterns);
	return same(t);
}

static void rules_alone(void **state)
{
	trials("the engine says what each rule says", rules_agree, 1000);
}

/* The order of the pupils does not matter, though they share one result. */
static void any_order(void **state)
{
	enum { PUPILS = 40 };
	static struct mark of[LETTERS_MOST];
	static struct buf want[PUPILS];
	CLEAN_ENGINE struct engine_result shared = { 0 };
	CLEAN_BUF struct buf got = { 0 };
	struct school *s = school_open();
	struct pupil *pupils = mem_new(PUPILS, sizeof *pupils);
	struct day first = day_of(2025, 8, 25), last = day_of(2026, 7, 10);
	struct engine_terms t = terms_of(s, &policy_tiers, first, last, ENGINE_ALL);

	for (int i = 0; i < PUPILS; i++) {
		CLEAN_ENGINE struct engine_result r = { 0 };

		pupil_begin(&pupils[i], day_of(2024, 4, 15), last);
		pupil_marks(&pupils[i], (struct marks){ of, i % 10 ? pupil_random(s, day_of(2024, 4, 15), last, of) : 0 });
		pupils[i].of.left = i;
		engine_run(&t, &pupils[i].of, &r);
		result_text(&r, &want[i]);
	}
	for (int round = 0; round < 300; round++) {
		int i = (int)chance(PUPILS);

		engine_run(&t, &pupils[i].of, &shared);
		assert_string_equal(result_text(&shared, &got), want[i].text);
	}
	for (int i = 0; i < PUPILS; i++)
		buf_finish(&want[i]);
	free(pupils);
	school_close(s);
}

int main(void)
{
	static struct rows r;

	rows_add(&r, figure_row, figures);
	rows_case(&r, "a penalty window over two sets of codes", window_over_two_code_sets, NULL);
	rows_case(&r, "a penalty window over two years", window_over_two_years, NULL);
	rows_case(&r, "two policies side by side", two_policies, NULL);
	rows_case(&r, "a policy changed in mid-year", policy_changed, NULL);
	rows_case(&r, "only what is asked", only_what_is_asked, NULL);
	rows_case(&r, "patterns without runs of absence", patterns_alone, NULL);
	rows_add(&r, alone_row, alone);
	rows_case(&r, "no span, and no strips", no_span, NULL);
	rows_case(&r, "codes of no possible session are one", metamorphic_codes, NULL);
	rows_case(&r, "a blank and an X change nothing", metamorphic_blanks, NULL);
	rows_case(&r, "ranges add up", metamorphic_ranges, NULL);
	rows_case(&r, "the engine says what each rule says", rules_alone, NULL);
	rows_case(&r, "in any order", any_order, NULL);
	return rows_run(&r, "rules/engine");
}
