#include "rules/calendar.h"

/* The Gregorian computus, as Meeus and others print it. */
struct day easter_sunday(int year)
{
	int golden = year % 19, century = year / 100, rest = year % 100;
	int moon = (19 * golden + century - century / 4 - (century - (century + 8) / 25 + 1) / 3 + 15) % 30;
	int sunday = (32 + 2 * (century % 4) + 2 * (rest / 4) - moon - rest % 4) % 7;
	int late = (golden + 11 * moon + 22 * sunday) / 451;
	int count = moon + sunday - 7 * late + 114;

	return day_of(year, count / 31, count % 31 + 1);
}

enum { MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY };

/* Dates of a month that are a bank holiday if they fall on one of these weekdays (domain 11). */
static const struct rule {
	int month, first, last, from, to;
	const char *name;
} rules[] = {
	{ 1, 1, 1, MONDAY, FRIDAY, "New Year's Day" },
	{ 1, 2, 3, MONDAY, MONDAY, "New Year's Day, substitute day" },
	{ 5, 1, 7, MONDAY, MONDAY, "Early May bank holiday" },
	{ 5, 25, 31, MONDAY, MONDAY, "Spring bank holiday" },
	{ 8, 25, 31, MONDAY, MONDAY, "Summer bank holiday" },
	{ 12, 25, 25, MONDAY, FRIDAY, "Christmas Day" },
	{ 12, 26, 26, MONDAY, FRIDAY, "Boxing Day" },
	{ 12, 27, 27, MONDAY, TUESDAY, "Christmas Day, substitute day" },
	{ 12, 28, 28, MONDAY, TUESDAY, "Boxing Day, substitute day" },
};

static const char *easter_name(struct day d, int year)
{
	int after = d.n - easter_sunday(year).n;

	return after == -2 ? "Good Friday" : after == 1 ? "Easter Monday" : NULL;
}

const char *bank_holiday(struct day d)
{
	int year, month, date, weekday = day_weekday(d);

	day_to_ymd(d, &year, &month, &date);
	for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
		const struct rule *r = &rules[i];

		if (month == r->month && date >= r->first && date <= r->last && weekday >= r->from && weekday <= r->to)
			return r->name;
	}
	return month == 3 || month == 4 ? easter_name(d, year) : NULL;
}
