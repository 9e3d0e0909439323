/* From which day a roll-over counts, and what the calendar says of it. */
#include "rollover.h"
#include "rules/pupil.h"

#define YEAR_DAYS 366
#define AHEAD_MOST 550  /* days: next year's roll-over is tried out at the earliest in March */
#define TERM_EARLY 31   /* days that an autumn term may begin before 1 September */
#define HOLIDAY_MOST 100 /* days between a summer and an autumn term: where there is more, the summer term is not entered yet */

/* 1 September of the school year that begins about that day: an autumn term may begin in August. */
static struct day year_near(struct day first)
{
	return school_year_start(day_add(first, TERM_EARLY));
}

/* The first day of the first term of the year that begins on that 1 September; DAY_NONE: no term of it is there. */
static struct day first_term(const struct turn *t, struct day september)
{
	struct day first = DAY_NONE;

	for (int i = 0; i < t->term_count; i++)
		if (day_equal(school_year_start(t->terms[i].to_day), september) && (day_is_none(first) || t->terms[i].from_day.n < first.n))
			first = t->terms[i].from_day;
	return first;
}

/*
 * From September to Christmas the year that has begun is meant: to be turned late, or to be finished, or turned already.  Not so in a school
 * that came in with everybody where they belong and nothing to say so: most were never moved up, and are as old as their year.
 */
static bool means_this_year(const struct turn *t, struct day september)
{
	int behind = 0, open = 0, all = 0;

	for (int i = 0; i < t->pupils.count; i++) {
		const struct turn_pupil *p = &t->pupils.items[i];

		if (p->joins || !turn_lasts(p->spell->to_day, t->today))
			continue;
		all++;
		open += !p->done;
		behind += !p->done && (p->year_new || (p->year && p->year->year < year_of_birth_on(p->row->born_day, september)));
	}
	return behind * 2 > open || open * 2 <= all;
}

static void dated(struct turn *t, struct day first)
{
	struct day september = year_near(first), last = DAY_NONE;

	t->first = first;
	t->before = day_add(first, -1);
	t->begins = first.n < september.n ? first : september;
	for (int i = 0; i < t->term_count; i++)
		if (t->terms[i].to_day.n < first.n && t->terms[i].to_day.n >= first.n - HOLIDAY_MOST && t->terms[i].to_day.n > last.n)
			last = t->terms[i].to_day;
	t->joins = day_is_none(last) ? t->begins : last;
	t->leave = !day_is_none(t->w->leave) ? t->w->leave : t->before.n < t->today.n ? t->today : t->before;
}

static struct day term_or_september(const struct turn *t, struct day september)
{
	struct day first = first_term(t, september);

	return day_is_none(first) ? september : first;
}

void turn_days(struct turn *t)
{
	struct day this = school_year_start(t->today), next = school_year_start(day_add(this, YEAR_DAYS + 1));
	int year, month, date;

	day_to_ymd(t->today, &year, &month, &date);
	if (!day_is_none(t->w->first)) {
		dated(t, t->w->first);
	} else if (t->pupils.count == 0) {
		/* before anybody is read: the year that has begun, to see who was moved up */
		dated(t, term_or_september(t, month >= 9 ? this : next));
	} else if (month >= 9 && !means_this_year(t, this)) {
		dated(t, term_or_september(t, next));
	}
}

int turn_days_check(const struct turn *t, struct err *e)
{
	char a[DAY_TEXT], b[DAY_TEXT];
	struct day earliest = day_add(school_year_start(t->today), -TERM_EARLY);
	int year, month, date;

	day_to_ymd(t->first, &year, &month, &date);
	if (month < 8 || month > 10)
		return err_refuse(e, "%s is not the beginning of a school year. Give the first day of its first term.", day_long(t->first, a));
	if (t->first.n < earliest.n)
		return err_refuse(e, "The school year of %s is over: nobody can be moved up from then on.", day_long(t->first, a));
	if (t->first.n > t->today.n + AHEAD_MOST)
		return err_refuse(e, "%s is too far ahead: roll over to the next school year first.", day_long(t->first, a));
	if (t->leave.n < t->today.n)
		return err_refuse(e, "Nobody leaves the roll before today: %s is past. Today is %s.", day_long(t->leave, a), day_long(t->today, b));
	if (t->w->last_year != SESSION_ANY_YEAR && (t->w->last_year < -2 || t->w->last_year > 14))
		return err_usage(e, "A year group is from N1 to 14.");
	return 0;
}

void turn_remarks_terms(struct turn *t)
{
	struct day september = year_near(t->first), term = first_term(t, september);
	char a[DAY_TEXT];
	int year, month, date;

	day_to_ymd(september, &year, &month, &date);
	if (day_is_none(term))
		turn_remark(t, "There is no first term of %d/%02d yet: add its terms, or no register is taken.", year, (year + 1) % 100);
	else if (!day_equal(term, t->first))
		turn_remark(t, "The first term of %d/%02d begins on %s.", year, (year + 1) % 100, day_long(term, a));
}
