/* Targets, the Department's own figure, the school's phase; the school compared (C16, C18). */
#include "rows.h"

#include <errno.h>

#include "office/clocks.h"
#include "office/reports.h"
#include "office/targets.h"
#include "store/store.h"
#include "world.h"

#define BEGIN day_of(2026, 9, 2)

static struct arena arena;
static int64_t act;

static struct target_wish wish_of(enum target_kind kind, int64_t group, int64_t pupil, int hundredths, const char *words)
{
	return (struct target_wish){ kind, 2026, group, pupil, hundredths, words };
}

static int set(struct world *w, enum target_kind kind, int64_t group, int64_t pupil, int hundredths)
{
	struct target_wish wish = wish_of(kind, group, pupil, hundredths, NULL);

	act = -1;
	err_clear(&w->e);
	return office_target_set(w->o, &wish, &act, &w->e);
}

static int take_away(struct world *w, enum target_kind kind, int64_t group, int64_t pupil)
{
	struct target_wish wish = wish_of(kind, group, pupil, 0, NULL);

	act = -1;
	err_clear(&w->e);
	return office_target_remove(w->o, &wish, &act, &w->e);
}

/* "attendance of Willow 9500, ..." */
static const char *listed(struct world *w, int year)
{
	struct target_line *lines;
	int n = office_targets(w->o, year, &arena, &lines, &w->e);

	assert_true(n >= 0);
	buf_reset(&w->said);
	for (int i = 0; i < n; i++)
		buf_printf(&w->said, "%s%s of %s %d%s%s", i > 0 ? ", " : "", target_kind_name(lines[i].kind), lines[i].of, lines[i].hundredths,
			   lines[i].words ? ": " : "", lines[i].words ? lines[i].words : "");
	return buf_string(&w->said);
}

static void all_kinds(struct world *w)
{
	as(w, "ann");
	assert_done(set(w, TARGET_ATTENDANCE, 0, AMARA, 9250));
	assert_done(set(w, TARGET_ATTENDANCE, OAK, 0, 9600));
	assert_done(set(w, TARGET_ABIE, 0, 0, 9540));
	assert_done(set(w, TARGET_ATTENDANCE, WILLOW, 0, 9500));
	assert_done(set(w, TARGET_PERSISTENT, 0, 0, 1000));
	assert_done(set(w, TARGET_ATTENDANCE, 0, 0, 9700));
	assert_true(act > 0);
	assert_string_equal(listed(w, 2026), "attendance of the school 9700, persistent of the school 1000, abie of the school 9540, attendance of Oak 9600, "
					     "attendance of Willow 9500, attendance of Amara Okafor 9250");
	assert_string_equal(listed(w, 2025), "");
}

static void set_again(struct world *w)
{
	struct target_wish said = wish_of(TARGET_ATTENDANCE, 0, 0, 9700, "governors, 12 Oct");

	as(w, "ann");
	assert_done(set(w, TARGET_ATTENDANCE, 0, 0, 9700));
	assert_done(set(w, TARGET_ATTENDANCE, 0, 0, 9700));
	assert_int_equal(act, 0);
	assert_done(office_target_set(w->o, &said, &act, &w->e));
	assert_true(act > 0);
	assert_string_equal(listed(w, 2026), "attendance of the school 9700: governors, 12 Oct");
	assert_done(set(w, TARGET_ATTENDANCE, 0, 0, 9650));
	assert_string_equal(listed(w, 2026), "attendance of the school 9650");
	assert_done(office_undo(w->o, act, NULL, &w->said, &w->got, &w->e));
	assert_string_equal(listed(w, 2026), "attendance of the school 9700: governors, 12 Oct");
}

static void taken_away(struct world *w)
{
	as(w, "ann");
	assert_done(set(w, TARGET_ATTENDANCE, WILLOW, 0, 9500));
	assert_int_equal(take_away(w, TARGET_ATTENDANCE, OAK, 0), -ENOENT);
	assert_words(w->e.text, "There is no such target in 2026/27");
	assert_done(take_away(w, TARGET_ATTENDANCE, WILLOW, 0));
	assert_true(act > 0);
	assert_string_equal(listed(w, 2026), "");
	assert_done(office_undo(w->o, act, NULL, &w->said, &w->got, &w->e));
	assert_string_equal(listed(w, 2026), "attendance of Willow 9500");
}

static void what_cannot_be(struct world *w)
{
	struct target_wish old = { TARGET_ABIE, 2025, 0, 0, 9500, NULL }, far = { TARGET_ATTENDANCE, 1999, 0, 0, 9500, NULL };

	as(w, "ann");
	assert_int_equal(set(w, TARGET_PERSISTENT, WILLOW, 0, 900), -EINVAL);
	assert_words(w->e.text, "Only attendance has targets of a class or a pupil");
	assert_int_equal(set(w, TARGET_ABIE, 0, AMARA, 900), -EINVAL);
	assert_int_equal(set(w, TARGET_ATTENDANCE, WILLOW, AMARA, 900), -EINVAL);
	assert_int_equal(set(w, TARGET_ATTENDANCE, 0, 0, 10001), -EINVAL);
	assert_int_equal(set(w, TARGET_ATTENDANCE, 0, 0, -1), -EINVAL);
	assert_int_equal(office_target_set(w->o, &old, &act, &w->e), -EINVAL);
	assert_words(w->e.text, "from 2026/27 on");
	assert_int_equal(office_target_set(w->o, &far, &act, &w->e), -EINVAL);
	assert_words(w->e.text, "1999 is no school year near this one. Give the year in which it begins, like 2026.");
	assert_int_equal(set(w, TARGET_ATTENDANCE, 0, 999, 9500), -ENOENT);
	assert_refused(set(w, TARGET_ATTENDANCE, 999, 0, 9500), "There is no such class any more.");
	struct target_wish two_lines = wish_of(TARGET_ATTENDANCE, 0, 0, 9500, "one\ntwo");
	assert_true(office_target_set(w->o, &two_lines, &act, &w->e) < 0);
	assert_string_equal(listed(w, 2026), "");
	assert_done(set(w, TARGET_ATTENDANCE, 0, 0, 10000));
	assert_done(set(w, TARGET_ATTENDANCE, 0, 0, 0));
}

static void whose_to_set(struct world *w)
{
	as(w, "tom");
	assert_refused(set(w, TARGET_ATTENDANCE, WILLOW, 0, 9500), "may not ");
	as(w, "gus");
	assert_refused(set(w, TARGET_ATTENDANCE, 0, 0, 9500), "may not");
	as(w, "yaz");
	assert_refused(set(w, TARGET_ATTENDANCE, 0, 0, 9500), "Yaz Khan may not set targets of the school. Ask the office.");
	as(w, "hal");
	assert_done(set(w, TARGET_ATTENDANCE, 0, 0, 9500));
}

static void whose_to_see(struct world *w)
{
	as(w, "ann");
	assert_done(set(w, TARGET_ATTENDANCE, 0, 0, 9700));
	assert_done(set(w, TARGET_ATTENDANCE, WILLOW, 0, 9500));
	assert_done(set(w, TARGET_ATTENDANCE, OAK, 0, 9600));
	assert_done(set(w, TARGET_ATTENDANCE, 0, AMARA, 9250));
	assert_done(set(w, TARGET_ATTENDANCE, 0, FINN, 9000));
	as(w, "tom");
	assert_string_equal(listed(w, 2026), "attendance of the school 9700, attendance of Willow 9500, attendance of Amara Okafor 9250");
	as(w, "gus");
	assert_string_equal(listed(w, 2026), "attendance of the school 9700, attendance of Oak 9600, attendance of Willow 9500");
}

/* Of the school: its own, else the policy's while it is adopted; of nobody else anything is made up. */
static void school_or_policy(struct world *w)
{
	struct target_wish school = wish_of(TARGET_ATTENDANCE, 0, 0, 0, NULL), amara = wish_of(TARGET_ATTENDANCE, 0, AMARA, 0, NULL);
	int got = -1;

	as(w, "ann");
	assert_int_equal(office_target_of(w->o, &school, &got, &w->e), 0);
	as(w, "ada");
	assert_done(office_policy_adopt(w->o, "federation-hamsey-plumpton", DAY_NONE, false, NULL, &w->said, &act, &w->e));
	as(w, "ann");
	assert_int_equal(office_target_of(w->o, &school, &got, &w->e), 1);
	assert_int_equal(got, 9700);
	school.year = 2025; /* it was not adopted then */
	assert_int_equal(office_target_of(w->o, &school, &got, &w->e), 0);
	school.year = 2026;
	assert_done(set(w, TARGET_ATTENDANCE, 0, 0, 9600));
	assert_int_equal(office_target_of(w->o, &school, &got, &w->e), 1);
	assert_int_equal(got, 9600);
	assert_int_equal(office_target_of(w->o, &amara, &got, &w->e), 0);
	assert_done(set(w, TARGET_ATTENDANCE, 0, AMARA, 9250));
	assert_int_equal(office_target_of(w->o, &amara, &got, &w->e), 1);
	assert_int_equal(got, 9250);
}

static void phase(struct world *w)
{
	as(w, "ann");
	assert_refused(office_school_phase_set(w->o, "primary", &act, &w->e), "may not change the school's settings");
	as(w, "ada");
	assert_null(office_school_phase(w->o));
	assert_int_equal(office_school_phase_set(w->o, "middle", &act, &w->e), -EINVAL);
	assert_words(w->e.text, "middle: Write primary, secondary, special or all.");
	assert_done(office_school_phase_set(w->o, "primary", &act, &w->e));
	assert_true(act > 0);
	assert_done(office_school_phase_set(w->o, "primary", &act, &w->e));
	assert_int_equal(act, 0);
	assert_string_equal(office_school_phase(w->o), "primary");
	assert_done(office_school_phase_set(w->o, NULL, &act, &w->e));
	assert_done(office_school_phase_set(w->o, NULL, &act, &w->e));
	assert_null(office_school_phase(w->o));
}

/* COMPARED ------------------------------------------------------------------------------------------------------------------------------ */

#define COMPARE ((struct report_wish){ .date = DAY_NONE, .from = DAY_NONE, .to = DAY_NONE, .session = -1 })
enum { MEASURE, BESIDE, PART, OF, PERCENT, NAME, BESIDE_PART, BESIDE_OF, HUNDREDTHS, FIGURE, APART, APART_TEXT, SIDE, MET, FROM, TO, SOURCE, WORKING };

/* "attendance 450/500 nation 9312 -312 lower; ..." of one measure; then the notes. */
static const char *compared(struct world *w, const struct report_wish *wish, const char *measure)
{
	struct report r = { 0 };

	err_clear(&w->e);
	assert_done(report_fill_compare(w->o, wish, &r, &w->e));
	buf_reset(&w->said);
	for (int i = 0; i < r.rows.count; i++) {
		const struct cell *c = r.rows.items[i].cells;

		if (strcmp(c[MEASURE].text, measure) != 0)
			continue;
		buf_printf(&w->said, "%d/%d %s", (int)c[PART].number, (int)c[OF].number, c[BESIDE].empty ? "-" : c[BESIDE].text);
		if (!c[HUNDREDTHS].empty)
			buf_printf(&w->said, " %d", (int)c[HUNDREDTHS].number);
		if (!c[BESIDE_OF].empty)
			buf_printf(&w->said, " %d/%d", (int)c[BESIDE_PART].number, (int)c[BESIDE_OF].number);
		if (!c[APART].empty)
			buf_printf(&w->said, " %d %s", (int)c[APART].number, c[SIDE].text);
		if (!c[MET].empty)
			buf_printf(&w->said, " %s", c[MET].number ? "met" : "not met");
		if (wish->working && !c[WORKING].empty)
			buf_printf(&w->said, " {%s}", c[WORKING].text);
		buf_text(&w->said, "; ");
	}
	for (int i = 0; i < r.notes.count; i++)
		if (strncmp(r.notes.items[i], "Seal", 4) != 0)
			buf_printf(&w->said, "[%s]", r.notes.items[i]);
	report_finish(&r);
	return buf_string(&w->said);
}

/* 500 sessions, 50 missed; of five pupils one at exactly 90, one at 80. */
static void marks(struct world *w)
{
	RUN(w, { AMARA, BEGIN, 100, 10, "I" }, { BEN, BEGIN, 100, 0, "I" }, { CHLOE, BEGIN, 100, 5, "O" }, { FINN, BEGIN, 100, 20, "I" },
	    { GIA, BEGIN, 100, 15, "G" });
}

static void beside_the_nation(struct world *w)
{
	struct report_wish wish = COMPARE;

	marks(w);
	as(w, "ada");
	assert_done(office_school_phase_set(w->o, "primary", &act, &w->e));
	as(w, "ann");
	assert_string_equal(compared(w, &wish, "attendance"),
			    "450/500 nation 9472 -472 lower; [England: DfE, Pupil attendance in schools: school year 2025/26 to date, from 8 September 2025; "
			    "the file says no last day.]");
	/* Chloé is four: of all pupils three in five */
	assert_words(compared(w, &wish, "persistent"), "3/4 nation 1377 6123 higher; ");
	assert_words(compared(w, &wish, "severe"), "0/4 -; ");
	assert_words(compared(w, &wish, "authorised"), "30/500 nation 373 227 higher; ");
	assert_words(compared(w, &wish, "unauthorised"), "20/500 nation 155 245 higher; ");
	wish.working = true;
	assert_words(compared(w, &wish, "attendance"),
		     "{Counted: 450 of 500; Beside it: 94.72%; Comparison: 10,000 x 450 = 4,500,000 is less than 9,472 x 500 = 4,736,000: lower}");
}

static void without_a_phase(struct world *w)
{
	marks(w);
	as(w, "ann");
	assert_words(compared(w, &COMPARE, "attendance"), "450/500 nation 9312 -312 lower; ");
	assert_words(compared(w, &COMPARE, "attendance"), "[The school's phase (primary, secondary, special) is not said, so it stands beside all schools.]");
}

/* To Fri 20 Nov: last year to Thu 20 Nov 2025, though it went on. */
static void beside_last_year(struct world *w)
{
	struct enrolment_row before = ENROLMENT_NEW;

	before.pupil = AMARA;
	before.kind = "single";
	before.from_day = day_of(2025, 9, 1);
	before.to_day = day_of(2026, 7, 22);
	before.to_session = 1;
	world_put(w, THING_ENROLMENT, &before);
	RUN(w, { AMARA, day_of(2025, 11, 17), 10, 4, "I" }, { AMARA, BEGIN, 100, 10, "I" });
	as(w, "ann");
	assert_words(compared(w, &COMPARE, "attendance"), "90/100 last_year 4/8 4000 higher; ");
	struct report_wish days = COMPARE;
	days.from = day_of(2026, 11, 19);
	days.to = day_of(2026, 11, 24);
	assert_words(compared(w, &days, "attendance"), "0/0 last_year 4/4; ");
}

static void beside_targets(struct world *w)
{
	marks(w);
	as(w, "ann");
	assert_done(set(w, TARGET_ATTENDANCE, 0, 0, 9000));
	assert_done(set(w, TARGET_ABIE, 0, 0, 9001));
	assert_done(set(w, TARGET_PERSISTENT, 0, 0, 7500));
	assert_words(compared(w, &COMPARE, "attendance"), "450/500 target 9000 0 the same met; 450/500 abie 9001 -1 lower not met; ");
	assert_words(compared(w, &COMPARE, "persistent"), "3/4 target 7500 0 the same met; ");
	assert_done(set(w, TARGET_PERSISTENT, 0, 0, 7499));
	assert_words(compared(w, &COMPARE, "persistent"), "3/4 target 7499 1 higher not met; ");
}

/* What is left of the year is to Fri 18 Dec: two sessions of today and 40 of four weeks for each of six on the roll, as from `left` of the forecast. */
static void progress(struct world *w)
{
	marks(w);
	as(w, "ann");
	assert_done(set(w, TARGET_ATTENDANCE, 0, 0, 9000));
	assert_done(set(w, TARGET_ABIE, 0, 0, 9900));
	const char *said = compared(w, &COMPARE, "attendance");
	assert_words(said, "[Target, 90.00%: of the ");
	assert_words(said, " sessions still to come this school year ");
	assert_words(said, "[DfE's figure for the school (ABIE), 99.00%: out of reach this school year: with every session still to come attended it would be ");
	struct report_wish days = COMPARE;
	days.from = day_of(2026, 10, 1);
	assert_null(strstr(compared(w, &days, "attendance"), "still to come"));
}

static void a_class(struct world *w)
{
	struct report_wish wish = COMPARE;

	marks(w);
	as(w, "ann");
	assert_done(set(w, TARGET_ATTENDANCE, 0, 0, 9700));
	assert_done(set(w, TARGET_ABIE, 0, 0, 9540));
	assert_done(set(w, TARGET_ATTENDANCE, WILLOW, 0, 9500));
	wish.group = "Willow";
	assert_words(compared(w, &wish, "attendance"), "285/300 nation 9312 188 higher; 285/300 target 9500 0 the same met; [");
	as(w, "tom");
	assert_words(compared(w, &COMPARE, "attendance"), "285/300 nation 9312 188 higher; [");
	wish.group = "Oak";
	struct report r = { 0 };
	assert_refused(report_fill_compare(w->o, &wish, &r, &w->e), "may not");
}

static void without_names(struct world *w)
{
	struct report r = { 0 };

	marks(w);
	as(w, "gus");
	assert_refused(report_fill_compare(w->o, &COMPARE, &r, &w->e), "");
	RUN(w, { ED, BEGIN, 50, 0, "I" });
	assert_words(compared(w, &COMPARE, "attendance"), "500/550 nation 9312 -221 lower; ");
}

static void nothing_yet(struct world *w)
{
	as(w, "ann");
	assert_words(compared(w, &COMPARE, "attendance"), "0/0 nation 9312; ");
	struct report_wish wish = COMPARE;
	struct report r = { 0 };
	wish.pupil = "Amara Okafor";
	assert_int_equal(report_fill_compare(w->o, &wish, &r, &w->e), -EINVAL);
}

/* PERCENTAGES ----------------------------------------------------------------------------------------------------------------------------- */

static const struct percent_row {
	const char *name, *text;
	int want; /* -1: refused */
} percents[] = {
	{ "whole", "95", 9500 },       { "a tenth", "94.5", 9450 },     { "a hundredth", "94.25", 9425 }, { "with its sign", "94.5%", 9450 },
	{ "nothing", "0", 0 },	       { "everything", "100", 10000 },  { "below one", "0.05", 5 },	  { "100.00", "100.00", 10000 },
	{ "no text", "", -1 },	       { "over 100", "100.01", -1 },	{ "three decimals", "94.255", -1 }, { "no decimals behind the dot", "94.", -1 },
	{ "no number before it", ".5", -1 }, { "a comma", "94,5", -1 }, { "a minus", "-1", -1 },	  { "words", "ninety", -1 },
	{ "two signs", "94%%", -1 },   { "a blank", "94 %", -1 },	{ "without end", "999999999999", -1 }, { "the sign alone", "%", -1 },
};

static void percent_case(void **state)
{
	const struct percent_row *row = *state;
	int got = -1, r = target_percent_parse(row->text, &got, NULL);

	assert_int_equal(r, row->want < 0 ? -EINVAL : 0);
	assert_int_equal(got, row->want);
}

int main(void)
{
	static const struct world_case cases[] = {
		{ "of the school, classes and pupils, in order", all_kinds },
		{ "set again, changed, undone", set_again },
		{ "taken away, undone", taken_away },
		{ "what cannot be", what_cannot_be },
		{ "whose to set", whose_to_set },
		{ "whose to see", whose_to_see },
		{ "the school's own, else the policy's", school_or_policy },
		{ "the school's phase", phase },
		{ "beside the nation", beside_the_nation },
		{ "beside all schools where no phase is said", without_a_phase },
		{ "beside last year at the same date", beside_last_year },
		{ "beside its targets and the Department's figure", beside_targets },
		{ "how far to a target", progress },
		{ "a class", a_class },
		{ "without names, and never of a few", without_names },
		{ "before anything is possible", nothing_yet },
	};
	static struct rows r;

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		rows_case(&r, cases[i].name, world_case, &cases[i]);
	rows_add(&r, percent_case, percents);
	int failed = rows_run(&r, "targets");
	arena_finish(&arena);
	return failed;
}
