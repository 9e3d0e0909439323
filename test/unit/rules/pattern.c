#include "rows.h"

#include <stdio.h>

#include "rules/pattern.h"

/* A school year with an autumn half-term and two edges more at Christmas; the marks of a pupil as text, a day "/\" or "II", "." where there is none. */

static const struct term terms[] = {
	{ "Autumn", { 0 }, { 0 } },
	{ "Spring", { 0 }, { 0 } },
};
static struct term dated[2];
static struct closure closures[2];

static struct calendar calendar_make(void)
{
	memcpy(dated, terms, sizeof dated);
	dated[0].from = day_of(2026, 9, 3); /* a Thursday */
	dated[0].to = day_of(2026, 12, 18);
	dated[1].from = day_of(2027, 1, 5);
	dated[1].to = day_of(2027, 3, 25);
	closures[0] = (struct closure){ sitting_of(day_of(2026, 10, 26), SESSION_AM), sitting_of(day_of(2026, 10, 30), SESSION_PM), CLOSING_HOLIDAY,
					SESSION_ANY_YEAR, 0, "Half-term" };
	/* a school week of one day: Tuesday to Friday shut */
	closures[1] = (struct closure){ sitting_of(day_of(2026, 11, 17), SESSION_AM), sitting_of(day_of(2026, 11, 20), SESSION_PM), CLOSING_PLANNED,
					SESSION_ANY_YEAR, 0, "Boiler" };
	return (struct calendar){ .terms = dated, .term_count = 2, .closures = closures, .closure_count = 2 };
}

struct world {
	struct arena arena;
	struct calendar calendar;
	struct school_days days;
	struct { VEC(struct mark); } marks;
	struct spells spells;
};

static void world_make(struct world *w)
{
	*w = (struct world){ .calendar = calendar_make() };
	school_days_make(&w->calendar, day_of(2026, 9, 1), day_of(2027, 8, 31), &w->arena, &w->days);
}

static void world_finish(struct world *w)
{
	vec_finish(&w->marks);
	spells_finish(&w->spells);
	arena_finish(&w->arena);
}

static void mark_put(struct world *w, sitting at, char letter)
{
	char symbol[2] = { letter == '\\' && sitting_session(at) == SESSION_AM ? '/' : letter, 0 };
	uint8_t code = letter == '/' ? (sitting_session(at) == SESSION_AM ? CODE_PRESENT_AM : CODE_PRESENT_PM) : code_number(symbol);

	vec_push(&w->marks, (struct mark){ at, code, (uint8_t)code_category(code, sitting_day(at)) });
}

/* Two letters a civil day from `from` on; blanks are skipped, "." is no mark. */
static void marks_put(struct world *w, struct day from, const char *text)
{
	sitting at = sitting_of(from, SESSION_AM);

	for (const char *p = text; *p; p++) {
		if (*p == ' ')
			continue;
		if (*p != '.')
			mark_put(w, at, *p);
		at++;
	}
}

static struct marks marks_of(const struct world *w)
{
	return (struct marks){ w->marks.items, w->marks.count };
}

static struct patterns counted(struct world *w)
{
	struct patterns p;

	spells_find(marks_of(w), &w->spells);
	patterns_count(marks_of(w), &w->days, &w->spells, &p);
	return p;
}

/* WHERE THINGS COUNT ------------------------------------------------------------------------------------------------------------------ */

static const struct place_row {
	const char *name;
	int year, month, date;
	const char *marks;
	enum pattern_place at;
	int missed, possible;
} place_rows[] = {
	{ "a Monday missed", 2026, 9, 7, "II // // // //", PLACE_MONDAY, 2, 2 },
	{ "its morning", 2026, 9, 7, "II // // // //", PLACE_MONDAY_AM, 1, 1 },
	{ "its afternoon alone", 2026, 9, 7, "/I // // // //", PLACE_MONDAY_PM, 1, 1 },
	{ "and not its morning", 2026, 9, 7, "/I // // // //", PLACE_MONDAY_AM, 0, 1 },
	{ "mornings of the week", 2026, 9, 7, "I/ I/ // // //", PLACE_AM, 2, 5 },
	{ "afternoons of the week", 2026, 9, 7, "I/ II // // //", PLACE_PM, 1, 5 },
	{ "a Saturday is a place too", 2026, 9, 12, "II", PLACE_SATURDAY, 2, 2 },
	{ "and a Sunday afternoon", 2026, 9, 13, "/I", PLACE_SUNDAY_PM, 1, 1 },
	{ "no mark, no place", 2026, 9, 7, ".. II // // //", PLACE_MONDAY, 0, 0 },
	{ "X of a part-timer is not possible", 2026, 9, 7, "XX // // // XX", PLACE_MONDAY, 0, 0 },
	{ "nor is it missed on Fridays", 2026, 9, 7, "XX // // // XX", PLACE_FRIDAY, 0, 0 },
	{ "a trip is attended", 2026, 9, 7, "VV // // // //", PLACE_MONDAY, 0, 2 },
	{ "unauthorised is missed as well", 2026, 9, 7, "GN // // // //", PLACE_MONDAY, 2, 2 },
	{ "U is missed", 2026, 9, 7, "U/ // // // //", PLACE_MONDAY_AM, 1, 1 },
	{ "L is not", 2026, 9, 7, "L/ // // // //", PLACE_MONDAY_AM, 0, 1 },
	{ "the last day of September", 2026, 9, 30, "II // // // //", PLACE_JANUARY + 8, 2, 2 },
	{ "and the first of October behind it", 2026, 9, 30, "// II // .. ..", PLACE_JANUARY + 9, 2, 4 },
	{ "the last day of December", 2026, 12, 31, "II", PLACE_DECEMBER, 2, 2 },
	{ "the first of January", 2026, 12, 31, "// II", PLACE_JANUARY, 2, 2 },
	{ "the end of February", 2027, 2, 28, "II II", PLACE_JANUARY + 1, 2, 2 },
	{ "and March behind it", 2027, 2, 28, "II II", PLACE_JANUARY + 2, 2, 2 },
	{ "the first day of a term", 2026, 9, 3, "II //", PLACE_TERM_FIRST, 2, 2 },
	{ "the second day is no edge", 2026, 9, 3, "// II", PLACE_TERM_FIRST, 0, 2 },
	{ "the last day of a term", 2026, 12, 17, "// I/", PLACE_TERM_LAST, 1, 2 },
	{ "the last day before a half-term", 2026, 10, 22, "// /I", PLACE_HALF_LAST, 1, 2 },
	{ "the first day after it", 2026, 11, 2, "II //", PLACE_HALF_FIRST, 2, 2 },
	{ "any edge: of a term", 2026, 9, 3, "II //", PLACE_EDGES, 2, 2 },
	{ "any edge: of a half-term", 2026, 11, 2, "II //", PLACE_EDGES, 2, 2 },
	{ "a day on which the school is shut is at no edge", 2026, 10, 26, "II", PLACE_EDGES, 0, 0 },
	{ "but it is a Monday", 2026, 10, 26, "II", PLACE_MONDAY, 2, 2 },
};

static void place_row(void **state)
{
	const struct place_row *row = *state;
	struct world w;

	world_make(&w);
	marks_put(&w, day_of(row->year, row->month, row->date), row->marks);
	struct patterns p = counted(&w);
	assert_int_equal(p.at[row->at].missed, row->missed);
	assert_int_equal(p.at[row->at].possible, row->possible);
	world_finish(&w);
}

static const struct week_row {
	const char *name;
	int year, month, date;
	const char *marks;
	int weeks, broken, missed;
} week_rows[] = {
	{ "a whole week attended", 2026, 9, 7, "// // // // //", 1, 0, 0 },
	{ "a broken week", 2026, 9, 7, "// // I/ // //", 1, 1, 0 },
	{ "a week missed", 2026, 9, 7, "II II II II II", 1, 0, 1 },
	{ "two weeks, one broken", 2026, 9, 7, "// // // // // .. .. I/ // // // //", 2, 1, 0 },
	{ "a week of X is none", 2026, 9, 7, "XX XX XX XX XX", 0, 0, 0 },
	{ "a part-timer's week, whole", 2026, 9, 7, "XX // // // XX", 1, 0, 0 },
	{ "a part-timer's week, all missed", 2026, 9, 7, "XX II II II XX", 1, 0, 1 },
	{ "a joiner's first week, from Thursday", 2026, 9, 10, "// I/", 1, 1, 0 },
	{ "a school week of one day, attended", 2026, 11, 16, "//", 1, 0, 0 },
	{ "a school week of one day, missed", 2026, 11, 16, "II", 1, 0, 1 },
	{ "a school week of one day, broken", 2026, 11, 16, "I/", 1, 1, 0 },
	{ "a week in which the school is shut is no school week", 2026, 10, 26, "I/ // // // //", 0, 0, 0 },
	{ "no marks, no weeks", 2026, 9, 7, "..", 0, 0, 0 },
};

static void week_row(void **state)
{
	const struct week_row *row = *state;
	struct world w;

	world_make(&w);
	marks_put(&w, day_of(row->year, row->month, row->date), row->marks);
	struct patterns p = counted(&w);
	assert_int_equal(p.weeks, row->weeks);
	assert_int_equal(p.weeks_broken, row->broken);
	assert_int_equal(p.weeks_missed, row->missed);
	world_finish(&w);
}

static const struct run_row {
	const char *name;
	const char *marks; /* from Monday 7 September */
	int spells, one, longest, late, after_close, late_monday, late_friday;
} run_rows[] = {
	{ "no absence, no run", "// // // // //", 0, 0, 0, 0, 0, 0, 0 },
	{ "one session is a run of one day", "I/ // // // //", 1, 1, 1, 0, 0, 0, 0 },
	{ "one day is a run of one day", "II // // // //", 1, 1, 2, 0, 0, 0, 0 },
	{ "an afternoon and the morning after it are two days", "/I I/ // // //", 1, 0, 2, 0, 0, 0, 0 },
	{ "two runs", "I/ // /I II //", 2, 1, 3, 0, 0, 0, 0 },
	{ "X within a run neither breaks nor lengthens it", "II XX II // //", 1, 0, 4, 0, 0, 0, 0 },
	{ "lates by weekday", "L/ // // // LL", 0, 0, 0, 3, 0, 1, 2 },
	{ "after the close", "U/ // // // L/", 1, 1, 1, 1, 1, 1, 1 },
};

static void run_row(void **state)
{
	const struct run_row *row = *state;
	struct world w;

	world_make(&w);
	marks_put(&w, day_of(2026, 9, 7), row->marks);
	struct patterns p = counted(&w);
	assert_int_equal(p.spells, row->spells);
	assert_int_equal(p.spells_one, row->one);
	assert_int_equal(p.longest, row->longest);
	assert_int_equal(p.late, row->late);
	assert_int_equal(p.after_close, row->after_close);
	assert_int_equal(p.late_at[0], row->late_monday);
	assert_int_equal(p.late_at[4], row->late_friday);
	world_finish(&w);
}

/* THE PLAIN WAY: look at every mark for every place ------------------------------------------------------------------------------------ */

static uint64_t seed = 20260903;

static unsigned chance(unsigned below)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return (unsigned)(seed >> 33) % below;
}

static bool edge_is(const struct world *w, struct day d, int bits)
{
	int i = school_days_at(&w->days, d);

	return i >= 0 && (w->days.of[i].edges & bits);
}

static bool is_at(const struct world *w, const struct mark *m, enum pattern_place at)
{
	struct day day = sitting_day(m->at);
	int weekday = day_weekday(day), year, month, date;

	day_to_ymd(day, &year, &month, &date);
	if (at <= PLACE_SUNDAY)
		return weekday == (int)at - PLACE_MONDAY;
	if (at == PLACE_AM || at == PLACE_PM)
		return (int)sitting_session(m->at) == (int)at - PLACE_AM;
	if (at <= PLACE_SUNDAY_PM)
		return 2 * weekday + (int)sitting_session(m->at) == (int)at - PLACE_MONDAY_AM;
	switch (at) {
	case PLACE_TERM_FIRST: return edge_is(w, day, EDGE_TERM_FIRST);
	case PLACE_TERM_LAST:  return edge_is(w, day, EDGE_TERM_LAST);
	case PLACE_HALF_LAST:  return edge_is(w, day, EDGE_HALF_LAST);
	case PLACE_HALF_FIRST: return edge_is(w, day, EDGE_HALF_FIRST);
	case PLACE_EDGES:      return edge_is(w, day, 15);
	default:               return month - 1 == (int)at - PLACE_JANUARY;
	}
}

static void agrees_with_the_plain_way(void **state)
{
	static const char letters[] = "////////\\\\IIIIGNXVLUMCE";
	(void)state;

	for (int round = 0; round < 200; round++) {
		struct world w;
		int every = 1 + (int)chance(3);

		world_make(&w);
		for (sitting at = sitting_of(day_of(2026, 9, 1), SESSION_AM); at <= sitting_of(day_of(2027, 8, 31), SESSION_PM); at++)
			if (chance((unsigned)every) == 0 && (round % 2 || school_days_at(&w.days, sitting_day(at)) >= 0))
				mark_put(&w, at, letters[chance(sizeof letters - 1)]);
		struct patterns p = counted(&w);
		for (int at = 0; at < PLACES; at++) {
			struct pattern_share want = { 0, 0 };

			for (int i = 0; i < w.marks.count; i++) {
				const struct mark *m = &w.marks.items[i];

				if (!is_at(&w, m, (enum pattern_place)at))
					continue;
				want.missed += mark_is_missed(m);
				want.possible += mark_is_possible(m);
			}
			assert_int_equal(p.at[at].missed, want.missed);
			assert_int_equal(p.at[at].possible, want.possible);
		}
		assert_int_equal(p.all.missed, p.at[PLACE_AM].missed + p.at[PLACE_PM].missed);
		assert_int_equal(p.all.possible, p.at[PLACE_AM].possible + p.at[PLACE_PM].possible);
		world_finish(&w);
	}
}

/* THE RULE --------------------------------------------------------------------------------------------------------------------------------- */

static const struct rule_row {
	const char *name;
	int least, times;
	int missed_there, possible_there, missed, possible;
	bool worth;
} rule_rows[] = {
	{ "6 of 6 on one day of five", 6, 2, 6, 20, 6, 100, true },
	{ "5 are too few, however strong", 6, 2, 5, 20, 5, 100, false },
	{ "6 at exactly twice the share", 6, 2, 6, 20, 15, 100, true },
	{ "6 just under twice the share", 6, 2, 6, 20, 16, 105, false },
	{ "exactly twice: 8 of 20 when 20 of 100 are missed", 6, 2, 8, 20, 20, 100, true },
	{ "one session less is not", 6, 2, 7, 20, 20, 100, false },
	{ "all of a year missed is no pattern", 6, 2, 76, 76, 380, 380, false },
	{ "a part-timer who comes on Fridays alone", 6, 2, 20, 40, 20, 40, false },
	{ "half of what is possible, all missed there", 6, 2, 10, 50, 10, 100, true },
	{ "nothing missed", 6, 2, 0, 20, 0, 100, false },
	{ "nothing possible", 6, 2, 0, 0, 0, 0, false },
	{ "nothing missed there, and no least", 0, 2, 0, 0, 0, 100, false },
	{ "a policy that asks for 3 and once", 3, 1, 3, 20, 15, 100, true },
	{ "a policy that asks for three times", 6, 3, 11, 20, 20, 100, false },
	{ "and three times exactly", 6, 3, 12, 20, 20, 100, true },
	{ "counts of a whole authority", 6, 2, 40000000, 100000000, 50000000, 1000000000, true },
};

static struct patterns patterns_of(enum pattern_place at, int missed_there, int possible_there, int missed, int possible)
{
	struct patterns p = { .all = { missed, possible } };

	p.at[at] = (struct pattern_share){ missed_there, possible_there };
	return p;
}

static void rule_row(void **state)
{
	const struct rule_row *row = *state;
	struct pattern_rule rule = { row->least, row->times };
	struct patterns p = patterns_of(PLACE_FRIDAY, row->missed_there, row->possible_there, row->missed, row->possible);
	enum pattern_place to[PLACES];
	struct working_steps steps = { 0 };
	CLEAN_ARENA struct arena a = { 0 };

	assert_int_equal(pattern_is_worth(&rule, &p, PLACE_FRIDAY), row->worth);
	assert_int_equal(patterns_worth(&rule, &p, to), row->worth ? 1 : 0);
	steps.arena = &a;
	pattern_working(&rule, &p, PLACE_FRIDAY, &steps);
	assert_string_equal(steps.of.items[steps.of.count - 1].words, row->worth ? "worth a line" : "too few to say");
	working_steps_finish(&steps);
}

#define SHARES 4
#define NO { PLACES, 0, 0 }

static const struct worth_row {
	const char *name;
	struct { enum pattern_place at; int missed, possible; } shares[SHARES];
	enum pattern_place want[SHARES]; /* ended by PLACES */
} worth_rows[] = {
	{ "the strongest first", { { PLACE_MONDAY, 6, 20 }, { PLACE_FRIDAY, 8, 20 }, NO, NO }, { PLACE_FRIDAY, PLACE_MONDAY, PLACES, 0 } },
	{ "equals in order of place", { { PLACE_JANUARY + 10, 8, 20 }, { PLACE_MONDAY, 8, 20 }, NO, NO }, { PLACE_MONDAY, PLACE_JANUARY + 10, PLACES, 0 } },
	{ "the half is stronger than its weekday", { { PLACE_MONDAY, 9, 30 }, { PLACE_MONDAY_AM, 8, 15 }, NO, NO }, { PLACE_MONDAY_AM, PLACES, 0, 0 } },
	{ "the weekday is stronger than its half", { { PLACE_MONDAY, 10, 20 }, { PLACE_MONDAY_PM, 6, 14 }, NO, NO }, { PLACE_MONDAY, PLACES, 0, 0 } },
	{ "weekday and half alike: the weekday", { { PLACE_MONDAY, 12, 20 }, { PLACE_MONDAY_PM, 6, 10 }, NO, NO }, { PLACE_MONDAY, PLACES, 0, 0 } },
	{ "both halves may be told beside one another", { { PLACE_MONDAY, 15, 20 }, { PLACE_MONDAY_AM, 8, 10 }, { PLACE_MONDAY_PM, 7, 10 }, NO },
	  { PLACE_MONDAY_AM, PLACE_MONDAY_PM, PLACES, 0 } },
	{ "another weekday's half is no matter", { { PLACE_MONDAY, 8, 20 }, { PLACE_MONDAY_AM + 2, 6, 20 }, NO, NO },
	  { PLACE_MONDAY, PLACE_MONDAY_AM + 2, PLACES, 0 } },
	{ "edges and months are told too", { { PLACE_EDGES, 6, 8 }, { PLACE_JANUARY + 9, 9, 30 }, NO, NO }, { PLACE_EDGES, PLACE_JANUARY + 9, PLACES, 0 } },
	{ "a month beside six others is no habit", { { PLACE_JANUARY, 20, 40 }, { PLACE_JANUARY + 6, 0, 0 }, NO, NO }, { PLACES, 0, 0, 0 } },
	{ "nothing is worth a line", { { PLACE_MONDAY, 5, 20 }, NO, NO, NO }, { PLACES, 0, 0, 0 } },
};

static void worth_row(void **state)
{
	const struct worth_row *row = *state;
	struct patterns p = { .all = { 20, 200 } };
	enum pattern_place to[PLACES];
	int want = 0;

	for (int month = 0; month < PATTERN_MONTHS_FEWEST; month++)
		p.at[PLACE_JANUARY + month].possible = 20;
	for (int i = 0; i < SHARES && row->shares[i].at != PLACES; i++)
		p.at[row->shares[i].at] = (struct pattern_share){ row->shares[i].missed, row->shares[i].possible };
	int n = patterns_worth(&PATTERN_RULE_COMMON, &p, to);
	while (row->want[want] != PLACES)
		want++;
	assert_int_equal(n, want);
	for (int i = 0; i < n; i++)
		assert_int_equal(to[i], row->want[i]);
}

static const struct months_row {
	const char *name, *said; /**< NULL: nothing of months */
	int months;
	bool worth;
} months_rows[] = {
	{ "a month alone", "1, with possible sessions, and a month is judged where 8 or more have them", 1, false },
	{ "a month of seven", "7, with possible sessions, and a month is judged where 8 or more have them", 7, false },
	{ "a month of eight", NULL, 8, true },
	{ "a month of a whole year", NULL, 12, true },
};

static void months_row(void **state)
{
	const struct months_row *row = *state;
	CLEAN_ARENA struct arena a = { 0 };
	CLEAN_STEPS struct working_steps steps = { .arena = &a };
	struct patterns p = patterns_of(PLACE_DECEMBER, 10, 20, 10, 200);

	for (int i = 0; i + 1 < row->months; i++)
		p.at[PLACE_JANUARY + i].possible = 20;
	assert_int_equal(pattern_is_worth(&PATTERN_RULE_COMMON, &p, PLACE_DECEMBER), row->worth);
	pattern_working(&PATTERN_RULE_COMMON, &p, PLACE_DECEMBER, &steps);
	const struct working_step *step = &steps.of.items[steps.of.count - 2];
	assert_string_equal(step->what, row->said ? "Months" : "Share");
	if (row->said)
		assert_string_equal(arena_printf(&a, "%d, %s", (int)step->number, step->words), row->said);
	assert_string_equal(steps.of.items[steps.of.count - 1].words, row->worth ? "worth a line" : "too few to say");
}

static void names_are_told_apart(void **state)
{
	(void)state;
	for (int i = 0; i < PLACES; i++) {
		assert_true(strlen(pattern_place_brief((enum pattern_place)i)) <= 22);
		assert_non_null(pattern_place_name((enum pattern_place)i));
		assert_non_null(pattern_place_words((enum pattern_place)i));
		for (int k = 0; k < i; k++) {
			assert_string_not_equal(pattern_place_name((enum pattern_place)i), pattern_place_name((enum pattern_place)k));
			assert_string_not_equal(pattern_place_words((enum pattern_place)i), pattern_place_words((enum pattern_place)k));
		}
	}
	assert_string_equal(pattern_place_name(PLACE_SUNDAY_PM), "sunday_pm");
	assert_string_equal(pattern_place_words(PLACE_MONDAY_AM), "on Monday mornings");
	assert_string_equal(pattern_place_words(PLACE_DECEMBER), "in December");
}

int main(void)
{
	static struct rows r;

	rows_add(&r, place_row, place_rows);
	rows_add(&r, week_row, week_rows);
	rows_add(&r, run_row, run_rows);
	rows_add(&r, rule_row, rule_rows);
	rows_add(&r, worth_row, worth_rows);
	rows_add(&r, months_row, months_rows);
	rows_case(&r, "agrees with the plain way of counting", agrees_with_the_plain_way, NULL);
	rows_case(&r, "places are told apart by name and in words", names_are_told_apart, NULL);
	return rows_run(&r, "rules/pattern");
}
