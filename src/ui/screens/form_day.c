/* A day as a person types it into a form. */
#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "form.h"

#define YEAR_NOT_SAID (-1)

struct parts {
	int date, month, year, year_digits;
};

static int word_read(const char *typed, struct day today, struct day *ret)
{
	static const struct {
		const char *word;
		int days;
	} words[] = { { "today", 0 }, { "yesterday", -1 }, { "tomorrow", 1 } };

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (strcasecmp(words[i].word, typed) == 0) {
			*ret = day_add(today, words[i].days);
			return 0;
		}
	return -EINVAL;
}

/* "030914", "03092014": what fast hands type. */
static bool digits_read(const char *s, struct parts *p)
{
	size_t n = strspn(s, "0123456789");

	if (s[n] || (n != 6 && n != 8))
		return false;
	p->year_digits = (int)n - 4;
	return sscanf(s, "%2d%2d%4d", &p->date, &p->month, &p->year) == 3;
}

static int month_named(const char *s)
{
	static const char months[][4] = { "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec" };

	for (int i = 0; i < 12; i++)
		if (strncasecmp(s, months[i], 3) == 0)
			return i + 1;
	return 0;
}

/* A number of at most `most` digits at *at, which goes on behind it; -1 if there is none. */
static int number_at(const char **at, int most, int *ret_digits)
{
	int n = 0, digits = 0;

	while (digits < most && isdigit((unsigned char)**at)) {
		n = 10 * n + *(*at)++ - '0';
		digits++;
	}
	if (ret_digits)
		*ret_digits = digits;
	return digits > 0 ? n : -1;
}

static void pass(const char **at, const char *those)
{
	*at += strspn(*at, those);
}

static int month_at(const char **at)
{
	int month = isalpha((unsigned char)**at) ? month_named(*at) : number_at(at, 2, NULL);

	while (isalpha((unsigned char)**at))
		(*at)++;
	return month;
}

#define BETWEEN " /.-,"

/* The day of the week is said by the date, so it is passed over. */
static void weekday_pass(const char **at)
{
	static const char weekdays[][4] = { "mon", "tue", "wed", "thu", "fri", "sat", "sun" };

	for (int i = 0; i < 7; i++)
		if (strncasecmp(*at, weekdays[i], 3) == 0) {
			while (isalpha((unsigned char)**at))
				(*at)++;
			return;
		}
}

/* "3/9/2026", "3 Sep 26", "Thu 3 September". */
static bool parts_read(const char *s, struct parts *p)
{
	weekday_pass(&s);
	pass(&s, BETWEEN);
	p->date = number_at(&s, 2, NULL);
	pass(&s, BETWEEN);
	p->month = month_at(&s);
	pass(&s, BETWEEN);
	p->year = *s ? number_at(&s, 4, &p->year_digits) : YEAR_NOT_SAID;
	return p->date > 0 && p->month > 0 && *s == '\0' && (p->year == YEAR_NOT_SAID || p->year_digits == 2 || p->year_digits == 4);
}

/* 29 February has no day in the next year, and may have one in this. */
static int nearest(const struct parts *p, struct day today, struct day *ret)
{
	struct day best = DAY_NONE, d;
	int year, month, date;

	day_to_ymd(today, &year, &month, &date);
	for (int i = -1; i <= 1; i++)
		if (day_from_ymd(year + i, p->month, p->date, &d) == 0 && (day_is_none(best) || abs(d.n - today.n) < abs(best.n - today.n)))
			best = d;
	if (day_is_none(best))
		return -EINVAL;
	*ret = best;
	return 0;
}

static int born_on(const struct parts *p, struct day today, struct day *ret)
{
	struct day d;

	if (p->year == YEAR_NOT_SAID || day_from_ymd(p->year_digits == 2 ? 2000 + p->year : p->year, p->month, p->date, &d) < 0)
		return -EINVAL;
	if (d.n > today.n && (p->year_digits == 4 || day_from_ymd(1900 + p->year, p->month, p->date, &d) < 0))
		return -EINVAL;
	*ret = d;
	return 0;
}

static int parts_day(const struct parts *p, struct day today, bool born, struct day *ret)
{
	if (born)
		return born_on(p, today, ret);
	if (p->year == YEAR_NOT_SAID)
		return nearest(p, today, ret);
	return day_from_ymd(p->year_digits == 2 ? 2000 + p->year : p->year, p->month, p->date, ret) < 0 ? -EINVAL : 0;
}

int form_day_read(const char *typed, struct day today, bool born, struct day *ret)
{
	struct parts p = { 0 };
	struct day iso;

	if (!born && word_read(typed, today, ret) == 0)
		return 0;
	if (day_parse(typed, &iso) == 0) {
		if (born && iso.n > today.n)
			return -EINVAL;
		*ret = iso;
		return 0;
	}
	if (digits_read(typed, &p) || parts_read(typed, &p))
		return parts_day(&p, today, born, ret);
	return -EINVAL;
}
