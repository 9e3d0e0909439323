#include "rows.h"

#include <errno.h>

#include "rules/period.h"

/* Three calendars: one as most schools have it, one that begins in August, one of six terms. */
static struct term usual_terms[6], august_terms[3], six_terms[6];
static struct closure usual_closures[5], august_closures[1];
static struct calendar usual = { usual_terms, 6, usual_closures, 0, false }, august = { august_terms, 3, august_closures, 0, false },
		       six = { six_terms, 6, NULL, 0, false }, none;

static void shut(struct calendar *c, struct closure *to, enum closing kind, struct day from, struct day until)
{
	to[c->closure_count++] = (struct closure){ sitting_of(from, SESSION_AM), sitting_of(until, SESSION_PM), kind, SESSION_ANY_YEAR, 0, "" };
}

static void make(void)
{
	/* the order of the file is no order of time */
	usual_terms[0] = (struct term){ "Spring", day_of(2027, 1, 4), day_of(2027, 3, 25) };
	usual_terms[1] = (struct term){ "Autumn", day_of(2026, 9, 2), day_of(2026, 12, 18) };
	usual_terms[2] = (struct term){ "Summer", day_of(2027, 4, 12), day_of(2027, 7, 21) };
	usual_terms[3] = (struct term){ "Autumn", day_of(2025, 9, 3), day_of(2025, 12, 19) };
	usual_terms[4] = (struct term){ "Spring", day_of(2026, 1, 5), day_of(2026, 3, 27) };
	usual_terms[5] = (struct term){ "Summer", day_of(2026, 4, 13), day_of(2026, 7, 22) };
	shut(&usual, usual_closures, CLOSING_HOLIDAY, day_of(2026, 10, 26), day_of(2026, 10, 30));
	shut(&usual, usual_closures, CLOSING_INSET, day_of(2026, 11, 2), day_of(2026, 11, 2));
	shut(&usual, usual_closures, CLOSING_UNPLANNED, day_of(2027, 1, 18), day_of(2027, 1, 22)); /* snow */
	shut(&usual, usual_closures, CLOSING_HOLIDAY, day_of(2027, 2, 15), day_of(2027, 2, 19));
	shut(&usual, usual_closures, CLOSING_HOLIDAY, day_of(2026, 9, 14), day_of(2026, 9, 15)); /* two days */
	august_terms[0] = (struct term){ "Autumn", day_of(2026, 8, 24), day_of(2026, 12, 18) };
	august_terms[1] = (struct term){ "Autumn", day_of(2027, 9, 2), day_of(2027, 12, 17) };
	august_terms[2] = (struct term){ "Summer", day_of(2026, 4, 13), day_of(2026, 7, 22) };
	for (int i = 0; i < 6; i++)
		six_terms[i] = (struct term){ "Term", day_add(day_of(2026, 9, 2), 56 * i), day_add(day_of(2026, 9, 2), 56 * i + 44) };
}

#define D(y, m, d) { y, m, d }
struct ymd { int year, month, date; };
static struct day of(struct ymd d) { return d.year ? day_of(d.year, d.month, d.date) : DAY_NONE; }

/* THE SCHOOL YEAR */

static const struct year_row {
	const char *name;
	const struct calendar *calendar;
	struct ymd day, first, last;
} years[] = {
	{ "1 September", &usual, D(2026, 9, 1), D(2026, 9, 1), D(2027, 8, 31) },
	{ "31 August", &usual, D(2026, 8, 31), D(2025, 9, 1), D(2026, 8, 31) },
	{ "in term", &usual, D(2026, 11, 20), D(2026, 9, 1), D(2027, 8, 31) },
	{ "without a calendar", &none, D(2027, 3, 1), D(2026, 9, 1), D(2027, 8, 31) },
	{ "a leap day", &none, D(2028, 2, 29), D(2027, 9, 1), D(2028, 8, 31) },
	{ "a term in August begins it", &august, D(2026, 8, 24), D(2026, 8, 24), D(2027, 8, 31) },
	{ "the day before that term", &august, D(2026, 8, 23), D(2025, 9, 1), D(2026, 8, 23) },
	{ "31 August of such a year", &august, D(2026, 8, 31), D(2026, 8, 24), D(2027, 8, 31) },
	{ "1 September of such a year", &august, D(2026, 9, 1), D(2026, 8, 24), D(2027, 8, 31) },
	{ "the year after it", &august, D(2027, 9, 1), D(2027, 9, 1), D(2028, 8, 31) },
	{ "the year before it ends early", &august, D(2026, 5, 1), D(2025, 9, 1), D(2026, 8, 23) },
};

static void year_row(void **state)
{
	const struct year_row *row = *state;

	assert_int_equal(school_year_first(row->calendar, of(row->day)).n, of(row->first).n);
	assert_int_equal(school_year_last(row->calendar, of(row->day)).n, of(row->last).n);
}

/* Each day is in one school year, and the years leave no day out. */
static void every_day(void **state)
{
	const struct calendar *calendars[] = { &usual, &august, &none };

	(void)state;
	for (size_t i = 0; i < 3; i++)
		for (struct day d = day_of(2024, 9, 1); d.n < day_of(2030, 9, 1).n; d = day_add(d, 1)) {
			struct day first = school_year_first(calendars[i], d), last = school_year_last(calendars[i], d);

			assert_true(first.n <= d.n && d.n <= last.n);
			assert_int_equal(school_year_first(calendars[i], first).n, first.n);
			assert_int_equal(school_year_last(calendars[i], first).n, last.n);
			assert_int_equal(school_year_first(calendars[i], day_add(last, 1)).n, last.n + 1);
		}
}

/* BY NAME */

static const struct period_row {
	const char *name, *words;
	const struct calendar *calendar;
	struct ymd today, reviewed, from, to;
	const char *title;
} periods[] = {
	{ "the year to date", "year", &usual, D(2026, 11, 20), D(0, 0, 0), D(2026, 9, 1), D(2026, 11, 20), "this school year, from Tue 1 Sep 2026" },
	{ "the year before", "previous year", &usual, D(2026, 11, 20), D(0, 0, 0), D(2025, 9, 1), D(2026, 8, 31), "the school year before, to Mon 31 Aug 2026" },
	{ "the year before, of one that begins in August", "PREVIOUS-YEAR", &august, D(2026, 8, 25), D(0, 0, 0), D(2025, 9, 1), D(2026, 8, 23),
	  "the school year before, to Sun 23 Aug 2026" },
	{ "this term", "Term", &usual, D(2026, 11, 20), D(0, 0, 0), D(2026, 9, 2), D(2026, 11, 20), "this term, from Wed 2 Sep 2026" },
	{ "the term on its first day", "term", &usual, D(2027, 1, 4), D(0, 0, 0), D(2027, 1, 4), D(2027, 1, 4), "this term, from Mon 4 Jan 2027" },
	{ "in the holidays the term before them", "term", &usual, D(2026, 12, 25), D(0, 0, 0), D(2026, 9, 2), D(2026, 12, 18), "this term, from Wed 2 Sep 2026" },
	{ "the term before, over Christmas", "previous term", &usual, D(2027, 1, 10), D(0, 0, 0), D(2026, 9, 2), D(2026, 12, 18), "the term before, to Fri 18 Dec 2026" },
	{ "the term before, over the summer", "previous-term", &usual, D(2026, 9, 10), D(0, 0, 0), D(2026, 4, 13), D(2026, 7, 22), "the term before, to Wed 22 Jul 2026" },
	{ "the first half-term", "half-term", &usual, D(2026, 10, 20), D(0, 0, 0), D(2026, 9, 2), D(2026, 10, 20), "this half-term, from Wed 2 Sep 2026" },
	{ "in the half-term holiday the one before it", "half term", &usual, D(2026, 10, 28), D(0, 0, 0), D(2026, 9, 2), D(2026, 10, 23), "this half-term, from Wed 2 Sep 2026" },
	{ "the second half-term begins behind an INSET day", "HALF-TERM", &usual, D(2026, 11, 20), D(0, 0, 0), D(2026, 11, 3), D(2026, 11, 20),
	  "this half-term, from Tue 3 Nov 2026" },
	{ "the half-term before (Hackney)", "previous half-term", &usual, D(2026, 11, 20), D(0, 0, 0), D(2026, 9, 2), D(2026, 10, 23),
	  "the half-term before, to Fri 23 Oct 2026" },
	{ "the half-term before, over Christmas", "Previous Half Term", &usual, D(2027, 1, 10), D(0, 0, 0), D(2026, 11, 3), D(2026, 12, 18),
	  "the half-term before, to Fri 18 Dec 2026" },
	{ "a week of snow is no half-term", "half-term", &usual, D(2027, 2, 12), D(0, 0, 0), D(2027, 1, 4), D(2027, 2, 12), "this half-term, from Mon 4 Jan 2027" },
	{ "of six terms each is a half-term", "half-term", &six, D(2026, 11, 20), D(0, 0, 0), D(2026, 10, 28), D(2026, 11, 20), "this half-term, from Wed 28 Oct 2026" },
	{ "this week, on its Monday", "1 week", &usual, D(2026, 11, 16), D(0, 0, 0), D(2026, 11, 16), D(2026, 11, 16), "the last school week" },
	{ "this week, on its Sunday", "1-WEEK", &usual, D(2026, 11, 22), D(0, 0, 0), D(2026, 11, 16), D(2026, 11, 22), "the last school week" },
	{ "a fortnight", "fortnight", &usual, D(2026, 11, 20), D(0, 0, 0), D(2026, 11, 9), D(2026, 11, 20), "the last 2 school weeks" },
	{ "six weeks step over half-term", "6 weeks", &usual, D(2026, 11, 20), D(0, 0, 0), D(2026, 10, 5), D(2026, 11, 20), "the last 6 school weeks" },
	{ "a week with a bank holiday counts", "3 weeks", &usual, D(2026, 5, 8), D(0, 0, 0), D(2026, 4, 20), D(2026, 5, 8), "the last 3 school weeks" },
	{ "a week that is all holidays does not", "2 weeks", &usual, D(2026, 12, 31), D(0, 0, 0), D(2026, 12, 7), D(2026, 12, 31), "the last 2 school weeks" },
	{ "a school week of one day counts", "2 weeks", &usual, D(2026, 9, 7), D(0, 0, 0), D(2026, 8, 31), D(2026, 9, 7), "the last 2 school weeks" },
	{ "as many weeks as there are", "60 weeks", &usual, D(2026, 9, 7), D(0, 0, 0), D(2025, 9, 1), D(2026, 9, 7), "the last 60 school weeks" },
	{ "since the review", "review", &usual, D(2026, 11, 20), D(2026, 11, 6), D(2026, 11, 7), D(2026, 11, 20), "since the last review, from Sat 7 Nov 2026" },
	{ "since a review of yesterday", "Review", &usual, D(2026, 11, 20), D(2026, 11, 19), D(2026, 11, 20), D(2026, 11, 20),
	  "since the last review, from Fri 20 Nov 2026" },
	{ "by date", "2026-09-01..2026-10-23", &usual, D(2026, 11, 20), D(0, 0, 0), D(2026, 9, 1), D(2026, 10, 23), "Tue 1 Sep 2026 to Fri 23 Oct 2026" },
	{ "by date, as far as today", "2026-09-01..2027-07-21", &usual, D(2026, 11, 20), D(0, 0, 0), D(2026, 9, 1), D(2026, 11, 20), "Tue 1 Sep 2026 to Fri 20 Nov 2026" },
	{ "one day", "2026-11-20..2026-11-20", &usual, D(2026, 11, 20), D(0, 0, 0), D(2026, 11, 20), D(2026, 11, 20), "Fri 20 Nov 2026 to Fri 20 Nov 2026" },
};

static void period_row(void **state)
{
	const struct period_row *row = *state;
	char title[PERIOD_TITLE];
	struct day from, to;
	struct period p;

	assert_int_equal(period_parse(row->words, &p, NULL), 0);
	assert_int_equal(period_days(&p, row->calendar, of(row->today), of(row->reviewed), &from, &to, NULL), 0);
	assert_int_equal(from.n, of(row->from).n);
	assert_int_equal(to.n, of(row->to).n);
	assert_string_equal(period_title(&p, from, to, title), row->title);
}

static const struct refused_row {
	const char *name, *words;
} unparsed[] = {
	{ "nothing", "" },
	{ "a blank", " " },
	{ "another word", "month" },
	{ "two words", "next term" },
	{ "previous of nothing", "previous" },
	{ "previous weeks", "previous 2 weeks" },
	{ "previous review", "previous review" },
	{ "no weeks", "0 weeks" },
	{ "a week too many", "61 weeks" },
	{ "weeks below nothing", "-2 weeks" },
	{ "one weeks", "1 weeks" },
	{ "two week", "2 week" },
	{ "a number alone", "6" },
	{ "a number beyond all numbers", "99999999999999999999999 weeks" },
	{ "weeks in octal", "06 weeks" },
	{ "a word behind", "term 1" },
	{ "two blanks", "6  weeks" },
	{ "letters without end", "previous half term previous half term previous half term" },
	{ "days backwards", "2026-10-23..2026-09-01" },
	{ "half of the days", "2026-09-01.." },
	{ "the other half", "..2026-09-01" },
	{ "no such day", "2026-02-29..2026-03-01" },
	{ "English days", "01/09/2026..23/10/2026" },
	{ "three dots", "2026-09-01...2026-10-23" },
	{ "days without end", "2026-09-01 2026-09-01 2026-09-01 2026-09-01..2026-10-23" },
};

static void unparsed_row(void **state)
{
	const struct refused_row *row = *state;
	struct period p = { .weeks = 77 };
	struct err e = { 0 };

	assert_int_equal(period_parse(row->words, &p, &e), -EINVAL);
	assert_int_equal(p.weeks, 77);
	assert_true(e.text[0] != '\0');
}

static const struct nodays_row {
	const char *name, *words;
	const struct calendar *calendar;
	struct ymd today, reviewed;
	const char *want;
} nodays[] = {
	{ "no term yet", "term", &usual, D(2025, 9, 1), D(0, 0, 0), "no term then" },
	{ "no term before the first", "previous term", &usual, D(2025, 10, 1), D(0, 0, 0), "no earlier term then" },
	{ "no half-term before the first", "previous half-term", &usual, D(2025, 10, 1), D(0, 0, 0), "no earlier half-term then" },
	{ "no calendar", "half-term", &none, D(2026, 10, 1), D(0, 0, 0), "no half-term then" },
	{ "no week yet", "6 weeks", &usual, D(2025, 8, 1), D(0, 0, 0), "no school week up to then" },
	{ "weeks without a calendar", "fortnight", &none, D(2026, 10, 1), D(0, 0, 0), "no school week" },
	{ "no review yet", "review", &usual, D(2026, 11, 20), D(0, 0, 0), "There was no review yet" },
	{ "reviewed today", "review", &usual, D(2026, 11, 20), D(2026, 11, 20), "The last review was today" },
	{ "a time to come", "2026-11-21..2026-11-30", &usual, D(2026, 11, 20), D(0, 0, 0), "has not come yet" },
};

static void nodays_row(void **state)
{
	const struct nodays_row *row = *state;
	struct day from = { 7 }, to = { 8 };
	struct err e = { 0 };
	struct period p;

	assert_int_equal(period_parse(row->words, &p, NULL), 0);
	assert_int_equal(period_days(&p, row->calendar, of(row->today), of(row->reviewed), &from, &to, &e), -EINVAL);
	assert_non_null(strstr(e.text, row->want));
	assert_int_equal(from.n, 7);
	assert_int_equal(to.n, 8);
}

int main(void)
{
	static struct rows r;

	make();
	rows_add(&r, year_row, years);
	rows_case(&r, "each day is in one school year", every_day, NULL);
	rows_add(&r, period_row, periods);
	rows_add(&r, unparsed_row, unparsed);
	rows_add(&r, nodays_row, nodays);
	return rows_run(&r, "rules/period");
}
