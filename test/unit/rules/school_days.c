#include "rows.h"

#include "rules/school_days.h"

/* A year that begins in August, with a half-term of one week, a Christmas holiday, a fortnight in spring, and a school week of one day. */
static const struct term_text {
	const char *name, *from, *to;
} term_texts[] = {
	{ "Autumn", "2026-08-27", "2026-12-18" }, { "Spring", "2027-01-05", "2027-03-25" }, { "Summer", "2027-04-12", "2027-07-21" },
};

static const struct closure_text {
	const char *from, *to; /* "2026-10-26 am" */
	enum closing kind;
	int year;
} closure_texts[] = {
	{ "2026-10-26 am", "2026-10-30 pm", CLOSING_HOLIDAY, SESSION_ANY_YEAR },
	{ "2027-02-08 am", "2027-02-19 pm", CLOSING_HOLIDAY, SESSION_ANY_YEAR },   /* a fortnight */
	{ "2026-11-16 am", "2026-11-17 pm", CLOSING_UNPLANNED, SESSION_ANY_YEAR }, /* of this week only the Wednesday is held */
	{ "2026-11-19 am", "2026-11-20 pm", CLOSING_UNPLANNED, SESSION_ANY_YEAR },
	{ "2026-09-04 pm", "2026-09-04 pm", CLOSING_INSET, SESSION_ANY_YEAR },
	{ "2026-09-07 am", "2026-09-11 pm", CLOSING_PARTIAL, 4 },                  /* shuts a year, not the school */
	{ "2026-12-05 am", "2026-12-05 am", CLOSING_OPEN, SESSION_ANY_YEAR },      /* a Saturday morning */
	{ "2026-12-29 am", "2026-12-29 pm", CLOSING_OPEN, SESSION_ANY_YEAR },      /* in the holidays: of no term */
};
enum { TERMS = 3, CLOSURES = sizeof closure_texts / sizeof *closure_texts };

static struct day date(const char *text)
{
	struct day d;
	char iso[11] = "";

	memcpy(iso, text, 10);
	assert_int_equal(day_parse(iso, &d), 0);
	return d;
}

static sitting session_at(const char *text)
{
	return sitting_of(date(text), strcmp(text + 11, "pm") == 0 ? SESSION_PM : SESSION_AM);
}

static const struct calendar *the_calendar(void)
{
	static struct term terms[TERMS];
	static struct closure closures[CLOSURES];
	static struct calendar c = { terms, TERMS, closures, CLOSURES, false };

	for (int i = 0; i < TERMS; i++)
		terms[i] = (struct term){ term_texts[i].name, date(term_texts[i].from), date(term_texts[i].to) };
	for (int i = 0; i < CLOSURES; i++)
		closures[i] = (struct closure){ .from = session_at(closure_texts[i].from), .to = session_at(closure_texts[i].to), .kind = closure_texts[i].kind,
						.year = closure_texts[i].year, .name = "" };
	return &c;
}

/* EVERY DAY ---------------------------------------------------------------------------------------------------------------------------- */

static const struct cover_row {
	const char *name, *first, *last;
} covers[] = {
	{ "the whole year", "2026-08-01", "2027-08-31" },	     { "from a Monday to a Sunday", "2026-09-07", "2026-12-06" },
	{ "from a Wednesday to a Tuesday", "2026-10-28", "2027-02-16" }, { "one day", "2026-11-18", "2026-11-18" },
	{ "to a Tuesday before the only day of its week", "2026-11-02", "2026-11-17" },
	{ "one day that is not held", "2026-11-19", "2026-11-19" },  { "within a holiday", "2026-12-21", "2027-01-03" },
	{ "before every term", "2020-01-01", "2020-12-31" },	     { "no day at all", "2026-09-02", "2026-09-01" },
};

static uint8_t sessions_plainly(const struct calendar *c, struct day d)
{
	return (uint8_t)(calendar_is_open(c, sitting_of(d, SESSION_AM)) | calendar_is_open(c, sitting_of(d, SESSION_PM)) << 1);
}

static bool week_plainly(const struct calendar *c, struct day d)
{
	struct day monday = day_add(d, -day_weekday(d));

	for (int i = 0; i < 7; i++)
		if (calendar_is_school_day(c, day_add(monday, i)))
			return true;
	return false;
}

static void cover_row(void **state)
{
	CLEAN_ARENA struct arena a = { 0 };
	const struct cover_row *row = *state;
	const struct calendar *c = the_calendar();
	struct day first = date(row->first), last = date(row->last), monday = DAY_NONE;
	struct school_days s;
	int count = 0, weeks = 0;

	school_days_make(c, first, last, &a, &s);
	for (struct day d = first; d.n <= last.n; d = day_add(d, 1)) {
		uint8_t sessions = sessions_plainly(c, d);
		int at = school_days_at(&s, d), week = school_days_week(&s, d);

		assert_int_equal(at, sessions ? count : -1);
		count += sessions != 0;
		if (!week_plainly(c, d)) {
			assert_int_equal(week, -1);
		} else if (!day_equal(day_add(d, -day_weekday(d)), monday)) {
			monday = day_add(d, -day_weekday(d));
			assert_int_equal(week, weeks);
			assert_int_equal(s.mondays[weeks++].n, monday.n);
		}
		assert_int_equal(week >= 0, week_plainly(c, d));
		if (at < 0)
			continue;
		assert_int_equal(s.of[at].day.n, d.n);
		assert_int_equal(s.of[at].sessions, sessions);
		assert_int_equal(s.of[at].week, week);
	}
	assert_int_equal(s.count, count);
	assert_int_equal(s.week_count, weeks);
	assert_int_equal(school_days_at(&s, day_add(first, -1)), -1);
	assert_int_equal(school_days_at(&s, day_add(last, 1)), -1);
	assert_int_equal(school_days_week(&s, day_add(first, -1)), -1);
	assert_int_equal(school_days_week(&s, day_add(last, 1)), -1);
}

static void days_between(void **state)
{
	CLEAN_ARENA struct arena a = { 0 };
	const struct calendar *c = the_calendar();
	struct day first = date("2026-10-01"), last = date("2027-02-28");
	struct school_days s;

	school_days_make(c, first, last, &a, &s);
	for (int from = first.n - 10; from < last.n + 10; from += 3)
		for (int to = from - 5, want = 0; to < last.n + 10; to++) {
			struct day d = { to };

			want += to > from && to >= first.n && to <= last.n && calendar_is_school_day(c, d);
			assert_int_equal(school_days_between(&s, (struct day){ from }, d), want);
		}
}

/* The tenth school day from any day is where the calendar has it. */
static void tenth_day(void **state)
{
	CLEAN_ARENA struct arena a = { 0 };
	const struct calendar *c = the_calendar();
	struct school_days s;

	school_days_make(c, date("2026-08-01"), date("2027-08-31"), &a, &s);
	for (struct day d = date("2026-08-01"); d.n < date("2027-06-01").n; d = day_add(d, 1)) {
		struct day tenth = calendar_school_day(c, d, 10);

		assert_int_equal(school_days_between(&s, d, tenth), 10);
		assert_int_equal(school_days_between(&s, d, day_add(tenth, -1)), 9);
	}
}

/* EDGES -------------------------------------------------------------------------------------------------------------------------------- */

static const struct edge_row {
	const char *name, *day;
	int edges;
} edges[] = {
	{ "the first day of a term in August", "2026-08-27", EDGE_TERM_FIRST },
	{ "its second day", "2026-08-28", 0 },
	{ "after a bank holiday", "2026-09-01", 0 },
	{ "the last day before half-term", "2026-10-23", EDGE_HALF_LAST },
	{ "the first day after half-term", "2026-11-02", EDGE_HALF_FIRST },
	{ "before a week of one day", "2026-11-13", 0 },
	{ "a week of one day", "2026-11-18", 0 },
	{ "a Saturday that is held", "2026-12-05", 0 },
	{ "the last day of a term", "2026-12-18", EDGE_TERM_LAST },
	{ "a day held in the holidays", "2026-12-29", 0 },
	{ "the first day of the next", "2027-01-05", EDGE_TERM_FIRST },
	{ "before a fortnight", "2027-02-05", EDGE_HALF_LAST },
	{ "after a fortnight", "2027-02-22", EDGE_HALF_FIRST },
	{ "the last day of the spring term", "2027-03-25", EDGE_TERM_LAST },
	{ "the first day of the summer term", "2027-04-12", EDGE_TERM_FIRST },
	{ "the last day of the year", "2027-07-21", EDGE_TERM_LAST },
};

static void edge_row(void **state)
{
	CLEAN_ARENA struct arena a = { 0 };
	const struct edge_row *row = *state;
	struct day d = date(row->day);
	struct school_days whole, part;

	school_days_make(the_calendar(), date("2026-08-01"), date("2027-08-31"), &a, &whole);
	school_days_make(the_calendar(), day_add(d, -2), day_add(d, 1), &a, &part);
	assert_true(school_days_at(&whole, d) >= 0);
	assert_int_equal(whole.of[school_days_at(&whole, d)].edges, row->edges);
	assert_int_equal(part.of[school_days_at(&part, d)].edges, row->edges); /* whatever is covered beside it */
}

static void edges_counted(void **state)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct school_days s;
	int count[16] = { 0 };

	school_days_make(the_calendar(), date("2026-08-01"), date("2027-08-31"), &a, &s);
	for (int i = 0; i < s.count; i++)
		count[s.of[i].edges]++;
	assert_int_equal(count[EDGE_TERM_FIRST], 3);
	assert_int_equal(count[EDGE_TERM_LAST], 3);
	assert_int_equal(count[EDGE_HALF_LAST], 2);
	assert_int_equal(count[EDGE_HALF_FIRST], 2);
	assert_int_equal(count[0], s.count - 10);
}

/* A week is one of a half-term where Monday to Friday hold nothing; what the Saturday holds does not matter. */
static const struct week_row {
	const char *name, *shut_from, *shut_to, *open; /* closed sessions; a Saturday that is held */
	const char *before, *after;
	int before_edges, after_edges;
} week_rows[] = {
	{ "held on its Friday: no half-term", "2026-10-26 am", "2026-10-29 pm", NULL, "2026-10-23", "2026-10-30", 0, 0 },
	{ "held on its Monday: no half-term", "2026-10-27 am", "2026-11-03 pm", NULL, "2026-10-26", "2026-11-04", 0, 0 },
	{ "held on a Friday afternoon", "2026-10-26 am", "2026-10-30 am", NULL, "2026-10-23", "2026-10-30", 0, 0 },
	{ "held on its Saturday: a half-term before it", "2026-10-26 am", "2026-10-30 pm", "2026-10-31 am", "2026-10-23", "2026-10-31", EDGE_HALF_LAST,
	  EDGE_HALF_FIRST },
	{ "held on the Saturday before: a half-term after it", "2026-10-26 am", "2026-10-30 pm", "2026-10-24 am", "2026-10-24", "2026-11-02", EDGE_HALF_LAST,
	  EDGE_HALF_FIRST },
	{ "the first of three weeks began on a Wednesday", "2026-10-21 am", "2026-11-10 pm", NULL, "2026-10-20", "2026-11-11", EDGE_HALF_LAST, EDGE_HALF_FIRST },
};

static void week_row(void **state)
{
	CLEAN_ARENA struct arena a = { 0 };
	const struct week_row *row = *state;
	struct term term = { "Autumn", date("2026-09-01"), date("2026-12-18") };
	struct closure closures[2] = { { session_at(row->shut_from), session_at(row->shut_to), CLOSING_HOLIDAY, SESSION_ANY_YEAR, 0, "" } };
	struct calendar c = { &term, 1, closures, 1, false };
	struct school_days s;

	if (row->open)
		closures[c.closure_count++] = (struct closure){ session_at(row->open), session_at(row->open), CLOSING_OPEN, SESSION_ANY_YEAR, 0, "" };
	school_days_make(&c, date("2026-09-01"), date("2026-12-31"), &a, &s);
	assert_int_equal(s.of[school_days_at(&s, date(row->before))].edges, row->before_edges);
	assert_int_equal(s.of[school_days_at(&s, date(row->after))].edges, row->after_edges);
	assert_int_equal(school_days_at(&s, date(row->after)), school_days_at(&s, date(row->before)) + 1);
}

static void term_of_one_day(void **state)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct term term = { "Trial", date("2026-09-09"), date("2026-09-09") };
	struct calendar c = { &term, 1, NULL, 0, false };
	struct school_days s;

	school_days_make(&c, date("2026-09-01"), date("2026-09-30"), &a, &s);
	assert_int_equal(s.count, 1);
	assert_int_equal(s.week_count, 1);
	assert_int_equal(s.of[0].edges, EDGE_TERM_FIRST | EDGE_TERM_LAST);
}

static void no_terms(void **state)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct calendar c = { 0 };
	struct school_days s;

	school_days_make(&c, date("2026-09-01"), date("2027-08-31"), &a, &s);
	assert_int_equal(s.count, 0);
	assert_int_equal(s.week_count, 0);
	assert_int_equal(school_days_between(&s, date("2026-09-01"), date("2027-08-31")), 0);
}

int main(void)
{
	static struct rows r;

	rows_add(&r, cover_row, covers);
	rows_case(&r, "school days between two days", days_between, NULL);
	rows_case(&r, "the tenth school day", tenth_day, NULL);
	rows_add(&r, edge_row, edges);
	rows_add(&r, week_row, week_rows);
	rows_case(&r, "no other edges", edges_counted, NULL);
	rows_case(&r, "a term of one day", term_of_one_day, NULL);
	rows_case(&r, "a school year with no session", no_terms, NULL);
	return rows_run(&r, "rules/school_days");
}
