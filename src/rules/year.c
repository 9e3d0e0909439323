#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "rules/pupil.h"

/* Letters and digits of `s` in capitals; blanks dropped.  @return 0 or -EINVAL if it does not fit or has others */
static int squeeze(const char *s, char to[static 16])
{
	size_t n = 0;

	for (; *s; s++) {
		char c = *s >= 'a' && *s <= 'z' ? (char)(*s - 'a' + 'A') : *s;

		if (c == ' ' || c == '\t')
			continue;
		if (n == 15 || !((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')))
			return -EINVAL;
		to[n++] = c;
	}
	to[n] = '\0';
	return 0;
}

static const struct {
	const char *text;
	int year;
} named[] = {
	{ "N1", -2 }, { "NURSERY1", -2 }, { "N2", -1 }, { "NURSERY2", -1 },
	{ "R", 0 },   { "YR", 0 },	  { "YEARR", 0 }, { "RECEPTION", 0 },
};

static const char *skip_prefix(const char *s)
{
	static const char *const prefixes[] = { "YEAR", "YR", "Y" };

	for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++)
		if (strncmp(s, prefixes[i], strlen(prefixes[i])) == 0)
			return s + strlen(prefixes[i]);
	return s;
}

int year_parse(const char *s, int *ret)
{
	char text[16];

	if (squeeze(s, text) < 0)
		return -EINVAL;
	for (size_t i = 0; i < sizeof named / sizeof *named; i++)
		if (strcmp(text, named[i].text) == 0) {
			*ret = named[i].year;
			return 0;
		}
	const char *digits = skip_prefix(text);
	size_t n = strlen(digits);
	if (n == 0 || n > 2 || strspn(digits, "0123456789") != n)
		return -EINVAL;
	int year = n == 1 ? digits[0] - '0' : 10 * (digits[0] - '0') + digits[1] - '0';
	if (year < 1 || year > 14)
		return -EINVAL;
	*ret = year;
	return 0;
}

#define YEAR_LEAST (-2)

const char *year_name(int year, char to[static 8])
{
	if (year < YEAR_LEAST)
		strcpy(to, "none");
	else if (year < 0)
		snprintf(to, 8, "N%d", (year + 3) % 10);
	else if (year == 0)
		strcpy(to, "R");
	else
		snprintf(to, 8, "%d", year % 100);
	return to;
}

const char *year_title(int year, char to[static 16])
{
	if (year < YEAR_LEAST)
		strcpy(to, "no year");
	else if (year < 0)
		snprintf(to, 16, "Nursery %d", (year + 3) % 10);
	else if (year == 0)
		strcpy(to, "Reception");
	else
		snprintf(to, 16, "Year %d", year % 100);
	return to;
}
