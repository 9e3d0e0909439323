/* The practice school's year: terms, half-terms and INSET days as English schools have them (domain 11). */
#include <errno.h>
#include <string.h>

#include "demo.h"
#include "rules/code.h"
#include "rules/span.h"

const struct session_times demo_times[2] = {
	[SESSION_AM] = { .gate = 8 * 60 + 40, .starts = 9 * 60, .closes = 9 * 60 + 15, .ends = 12 * 60 },
	[SESSION_PM] = { .gate = 13 * 60, .starts = 13 * 60, .closes = 13 * 60 + 15, .ends = 15 * 60 + 30 },
};

enum { MONDAY, WEDNESDAY = 2, FRIDAY = 4 };

static struct day weekday_from(struct day d, int weekday)
{
	return day_add(d, (weekday - day_weekday(d) + 7) % 7);
}

static struct day working_day_from(struct day d)
{
	while (day_weekday(d) > FRIDAY || bank_holiday(d))
		d = day_add(d, 1);
	return d;
}

static void term_set(struct demo_year *y, int i, const char *name, struct day from, struct day to)
{
	y->init_terms[i] = (struct init_term){ name, from, to };
	y->terms[i] = (struct term){ name, from, to };
}

static void closure_add(struct demo_year *y, const char *name, const char *kind, enum closing closing, struct day from, struct day to)
{
	int i = y->calendar.closure_count++;

	BUG_UNLESS(i < DEMO_CLOSURES);
	y->init_closures[i] = (struct init_closure){ name, kind, from, to };
	y->closures[i] = (struct closure){ sitting_of(from, SESSION_AM), sitting_of(to, SESSION_PM), closing, SESSION_ANY_YEAR, 0, name };
}

static void half_term_add(struct demo_year *y, const char *name, struct day monday)
{
	closure_add(y, name, "holiday", CLOSING_HOLIDAY, monday, day_add(monday, FRIDAY));
}

static void inset_add(struct demo_year *y, struct day d)
{
	closure_add(y, "INSET day", "inset", CLOSING_INSET, d, d);
}

/* Two weeks at Easter: around an early one, before a late one. */
static void easter_break(int year, struct day *ret_last, struct day *ret_first)
{
	struct day easter = easter_sunday(year);
	bool early = easter.n <= day_of(year, 4, 8).n;

	*ret_last = day_add(easter, early ? -3 : -16);
	*ret_first = day_add(easter, early ? 15 : 2);
}

void demo_year_make(int year, struct demo_year *ret)
{
	struct day autumn = working_day_from(day_of(year, 9, 1)), spring = working_day_from(weekday_from(day_of(year + 1, 1, 2), MONDAY));
	struct day october = weekday_from(day_of(year, 10, 23), MONDAY), february = weekday_from(day_of(year + 1, 2, 12), MONDAY);
	struct day may = weekday_from(day_of(year + 1, 5, 25), MONDAY), spring_last, summer;

	*ret = (struct demo_year){ .year = year };
	easter_break(year + 1, &spring_last, &summer);
	term_set(ret, 0, "Autumn", autumn, weekday_from(day_of(year, 12, 16), FRIDAY));
	term_set(ret, 1, "Spring", spring, spring_last);
	term_set(ret, 2, "Summer", summer, weekday_from(day_of(year + 1, 7, 18), WEDNESDAY));
	half_term_add(ret, "Autumn half-term", october);
	half_term_add(ret, "Spring half-term", february);
	half_term_add(ret, "Summer half-term", may);
	inset_add(ret, autumn);
	inset_add(ret, day_add(october, FRIDAY - 7));
	inset_add(ret, spring);
	inset_add(ret, day_add(february, 7));
	inset_add(ret, day_add(may, 7));
	ret->calendar.terms = ret->terms;
	ret->calendar.term_count = DEMO_TERMS;
	ret->calendar.closures = ret->closures;
}

/* THE CLOCK */

#define SCHOOL_ON_FROM (9 * 60)
#define SCHOOL_ON_TO (15 * 60 + 30)
#define MORNING (9 * 60 + 7)

static struct day last_school_day(struct day before)
{
	for (int year = strip_year(before);; year--) {
		struct demo_year y;

		demo_year_make(year, &y);
		struct day d = calendar_school_day(&y.calendar, before, -1);
		if (!day_is_none(d))
			return d;
	}
}

static struct moment clock_by_itself(void)
{
	struct civil now = moment_civil(moment_now());
	struct day last = last_school_day(day_add(now.day, 1));

	if (day_equal(last, now.day) && now.minute >= SCHOOL_ON_FROM && now.minute <= SCHOOL_ON_TO)
		return moment_of(now.day, now.minute, 0);
	if (day_equal(last, now.day) && now.minute < SCHOOL_ON_FROM)
		last = last_school_day(now.day);
	return moment_of(last, MORNING, 0);
}

int demo_clock(const char *clock, struct moment *ret, struct err *e)
{
	struct day first = day_of(2024, 9, 1), last = day_of(2099, 8, 31);
	struct civil at = moment_civil(moment_now());

	if (!clock && (at.day.n < first.n || at.day.n > last.n))
		return err_usage(e, "This computer's clock stands before September 2024 or after August 2099. Give the school one, like --clock 2026-11-20T09:07.");
	if (!clock) {
		*ret = clock_by_itself();
		return 0;
	}
	if (civil_parse(clock, &at) < 0)
		return err_usage(e, "%s is not a date and time. Write it like 2026-11-20T09:07.", clock);
	if (at.day.n < first.n || at.day.n > last.n)
		return err_usage(e, "A practice school's clock can stand from 1 September 2024, when today's codes were new, to 31 August 2099.");
	*ret = moment_of(at.day, at.minute, 0);
	return 0;
}
