#include "base/day.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/err.h"

/* Years are counted from March, so that the leap day is the last of its year; an era is 400 years. */
enum { ERA_YEARS = 400, ERA_DAYS = 146097, EPOCH_DAYS = 719468 /* 1 March 0000 to 1 January 1970 */ };

static bool year_is_leap(int year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int month_days(int year, int month)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

	return days[month - 1] + (month == 2 && year_is_leap(year));
}

int day_from_ymd(int year, int month, int date, struct day *ret)
{
	if (year < 1900 || year > 2199 || month < 1 || month > 12 || date < 1 || date > month_days(year, month))
		return -ERANGE;
	int y = year - (month <= 2), m = (month + 9) % 12; /* March is 0 */
	int era = y / ERA_YEARS, of_era = y % ERA_YEARS;
	int of_year = (153 * m + 2) / 5 + date - 1;
	*ret = (struct day){ era * ERA_DAYS + of_era * 365 + of_era / 4 - of_era / 100 + of_year - EPOCH_DAYS };
	return 0;
}

void day_to_ymd(struct day d, int *ret_year, int *ret_month, int *ret_date)
{
	int64_t n = (int64_t)d.n + EPOCH_DAYS;
	int64_t era = (n >= 0 ? n : n - (ERA_DAYS - 1)) / ERA_DAYS;
	int day = (int)(n - era * ERA_DAYS);
	int of_era = (day - day / 1460 + day / 36524 - day / 146096) / 365;
	int of_year = day - (365 * of_era + of_era / 4 - of_era / 100);
	int m = (5 * of_year + 2) / 153;

	*ret_date = of_year - (153 * m + 2) / 5 + 1;
	*ret_month = m < 10 ? m + 3 : m - 9;
	*ret_year = (int)(of_era + era * ERA_YEARS) + (m >= 10);
}

struct day day_of(int year, int month, int date)
{
	struct day d = DAY_NONE;

	if (day_from_ymd(year, month, date, &d) < 0)
		BUG("there is no day %d-%d-%d", year, month, date);
	return d;
}

int day_weekday(struct day d)
{
	int w = (int)(((int64_t)d.n + 3) % 7); /* 1 January 1970 was a Thursday */

	return w < 0 ? w + 7 : w;
}

/* Reads exactly what the shape says: '0' stands for a digit, anything else for itself. */
static bool shape_fits(const char *s, const char *shape)
{
	for (; *shape; s++, shape++)
		if (*shape == '0' ? *s < '0' || *s > '9' : *s != *shape)
			return false;
	return *s == '\0';
}

static int digits(const char *s, int n)
{
	int value = 0;

	while (n-- > 0)
		value = value * 10 + (*s++ - '0');
	return value;
}

int day_parse(const char *s, struct day *ret)
{
	if (!shape_fits(s, "0000-00-00"))
		return -EINVAL;
	return day_from_ymd(digits(s, 4), digits(s + 5, 2), digits(s + 8, 2), ret) < 0 ? -EINVAL : 0;
}

int day_parse_english(const char *s, struct day *ret)
{
	static const char *const shapes[] = { "00/00/0000", "0/00/0000", "00/0/0000", "0/0/0000" }; /* spreadsheets drop a leading zero */

	for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
		if (!shape_fits(s, shapes[i]))
			continue;
		const char *month = strchr(s, '/') + 1, *year = strchr(month, '/') + 1;

		return day_from_ymd(digits(year, 4), digits(month, (int)(year - month) - 1), digits(s, (int)(month - s) - 1), ret) < 0 ? -EINVAL : 0;
	}
	return day_parse(s, ret);
}

const char *day_iso(struct day d, char to[static DAY_TEXT])
{
	int year, month, date;

	to[0] = '\0';
	if (day_is_none(d))
		return to;
	day_to_ymd(d, &year, &month, &date);
	snprintf(to, DAY_TEXT, "%04d-%02d-%02d", year, month, date);
	return to;
}

const char *day_long(struct day d, char to[static DAY_TEXT])
{
	static const char weekdays[][4] = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" };
	static const char months[][4] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
	int year, month, date;

	to[0] = '\0';
	if (day_is_none(d))
		return to;
	day_to_ymd(d, &year, &month, &date);
	snprintf(to, DAY_TEXT, "%s %d %s %d", weekdays[day_weekday(d)], date, months[month - 1], year);
	return to;
}

int minute_parse(const char *s, int *ret)
{
	int hour_digits = shape_fits(s, "00:00") ? 2 : 1;

	if (hour_digits == 1 && !shape_fits(s, "0:00"))
		return -EINVAL;
	int hour = digits(s, hour_digits), minute = digits(s + hour_digits + 1, 2);
	if (hour > 23 || minute > 59)
		return -EINVAL;
	*ret = hour * 60 + minute;
	return 0;
}

const char *minute_text(int minute, char to[static 8])
{
	to[0] = '\0';
	if (minute >= 0 && minute < DAY_MINUTES)
		snprintf(to, 8, "%02d:%02d", minute / 60, minute % 60);
	return to;
}

int civil_parse(const char *s, struct civil *ret)
{
	char date[11];
	struct civil c = { 0 };

	if (strlen(s) < 12 || (s[10] != 'T' && s[10] != ' '))
		return -EINVAL;
	memcpy(date, s, 10);
	date[10] = '\0';
	if (day_parse(date, &c.day) < 0 || minute_parse(s + 11, &c.minute) < 0)
		return -EINVAL;
	*ret = c;
	return 0;
}

const char *moment_iso(struct moment m, char to[static 28])
{
	int64_t n = m.seconds / 86400, rest = m.seconds % 86400;
	char day[DAY_TEXT];

	to[0] = '\0';
	if (rest < 0) {
		rest += 86400;
		n--;
	}
	if (n < DAY_MIN.n || n > DAY_MAX.n)
		return to;
	snprintf(to, 28, "%.10sT%02d:%02d:%02dZ", day_iso((struct day){ (int32_t)n }, day), (int)rest / 3600,
		 (int)rest / 60 % 60, (int)rest % 60);
	return to;
}

int moment_parse(const char *s, struct moment *ret)
{
	struct day d;

	if (!shape_fits(s, "0000-00-00T00:00:00Z"))
		return -EINVAL;
	int hour = digits(s + 11, 2), minute = digits(s + 14, 2), second = digits(s + 17, 2);
	if (hour > 23 || minute > 59 || second > 59 ||
	    day_from_ymd(digits(s, 4), digits(s + 5, 2), digits(s + 8, 2), &d) < 0)
		return -EINVAL;
	*ret = (struct moment){ (int64_t)d.n * 86400 + hour * 3600 + minute * 60 + second };
	return 0;
}
