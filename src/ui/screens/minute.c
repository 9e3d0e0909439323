/* A time of day as a person types it. */
#include "minute.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/day.h"

static bool is_digits(const char *s)
{
	return s[strspn(s, "0123456789")] == '\0';
}

int minute_typed(const char *typed, int *ret)
{
	char text[8] = "";
	size_t n = strlen(typed);

	if (n < 3 || n > 5)
		return -EINVAL;
	if (is_digits(typed)) {
		snprintf(text, sizeof text, "%.*s:%s", (int)n - 2, typed, typed + n - 2);
		return minute_parse(text, ret);
	}
	snprintf(text, sizeof text, "%s", typed);
	if (text[n - 3] == '.')
		text[n - 3] = ':';
	return minute_parse(text, ret);
}
