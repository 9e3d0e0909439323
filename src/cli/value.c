#include "internal.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/text.h"
#include "exchange/csv.h"
#include "rules/pupil.h"

/* What one option may be given. */

static const char *const format_names[] = { [FORMAT_TEXT] = "text", [FORMAT_CSV] = "csv", [FORMAT_JSON] = "json" };

static int read_text(const char *text, struct given *ret)
{
	return *text && text_bad_utf8(text, strlen(text)) < 0 ? 0 : -EINVAL;
}

static int read_text_or_none(const char *text, struct given *ret)
{
	return text_bad_utf8(text, strlen(text)) < 0 ? 0 : -EINVAL;
}

static int read_path(const char *text, struct given *ret)
{
	return *text ? 0 : -EINVAL;
}

static int read_day(const char *text, struct given *ret)
{
	return day_parse(text, &ret->day);
}

static int read_session(const char *text, struct given *ret)
{
	enum session session;
	int r = session_parse(text, &session);

	if (r == 0)
		ret->number = session;
	return r;
}

static int read_minute(const char *text, struct given *ret)
{
	int minute, r = minute_parse(text, &minute);

	if (r == 0)
		ret->number = minute;
	return r;
}

/* 11:40; 2026-11-24, or with its session: "2026-11-24 pm" */
static int read_when(const char *text, struct given *ret)
{
	char day[16];
	size_t n = strcspn(text, " ");

	if (read_minute(text, ret) == 0)
		return 0;
	if (n >= sizeof day)
		return -EINVAL;
	memcpy(day, text, n);
	day[n] = '\0';
	ret->number = -1;
	if (day_parse_english(day, &ret->day) < 0)
		return -EINVAL;
	return text[n] ? read_session(text + n + 1, ret) : 0;
}

static int read_number(const char *text, struct given *ret)
{
	size_t digits = strspn(text, "0123456789");

	if (digits == 0 || digits > 18 || text[digits])
		return -EINVAL;
	ret->number = strtoll(text, NULL, 10);
	return 0;
}

static int read_year(const char *text, struct given *ret)
{
	int year, r = year_parse(text, &year);

	if (r == 0)
		ret->number = year;
	return r;
}

static int read_format(const char *text, struct given *ret)
{
	for (int i = 0; i <= FORMAT_JSON; i++) {
		if (strcmp(text, format_names[i]) == 0) {
			ret->number = i;
			return 0;
		}
	}
	return -EINVAL;
}

static int read_delimiter(const char *text, struct given *ret)
{
	static const struct { const char *name; char sign; } delimiters[] = { { "comma", ',' }, { "semicolon", ';' }, { "tab", '\t' } };

	for (size_t i = 0; i < sizeof delimiters / sizeof *delimiters; i++) {
		if (strcmp(text, delimiters[i].name) == 0) {
			ret->number = delimiters[i].sign;
			return 0;
		}
	}
	return -EINVAL;
}

static int read_encoding(const char *text, struct given *ret)
{
	if (strcasecmp(text, "utf-8") == 0)
		ret->number = CSV_UTF8;
	else if (strcasecmp(text, "windows-1252") == 0)
		ret->number = CSV_WINDOWS_1252;
	else
		return -EINVAL;
	return 0;
}

/* "mon,tue" or "mon tue": bit 1 << weekday. */
static int read_days(const char *text, struct given *ret)
{
	static const char names[][4] = { "mon", "tue", "wed", "thu", "fri", "sat", "sun" };
	int bits = 0;

	while (*(text += strspn(text, ", "))) {
		size_t n = strcspn(text, ", ");
		int day = 0;
		while (day < 7 && (n != 3 || strncasecmp(text, names[day], n) != 0))
			day++;
		if (day == 7)
			return -EINVAL;
		bits |= 1 << day;
		text += n;
	}
	ret->number = bits;
	return bits ? 0 : -EINVAL;
}

static const struct {
	int (*read)(const char *text, struct given *ret);
	const char *wanted;
} values[] = {
	[VALUE_TEXT]    = { read_text, "text in UTF-8" },
	[VALUE_TEXT_OR_NONE] = { read_text_or_none, "text in UTF-8" },
	[VALUE_DAYS]    = { read_days, "days such as mon,tue" },
	[VALUE_PATH]    = { read_path, "the name of a file or directory" },
	[VALUE_DAY]     = { read_day, "a date such as 2026-11-20" },
	[VALUE_SESSION] = { read_session, "am or pm" },
	[VALUE_MINUTE]  = { read_minute, "a time such as 09:07" },
	[VALUE_WHEN]    = { read_when, "a time such as 11:40, or a day such as 2026-11-24" },
	[VALUE_NUMBER]  = { read_number, "a whole number" },
	[VALUE_YEAR]    = { read_year, "a year: N1, N2, R or 1 to 14" },
	[VALUE_FORMAT]  = { read_format, "text, csv or json" },
	[VALUE_DELIMITER] = { read_delimiter, "comma, semicolon or tab" },
	[VALUE_ENCODING] = { read_encoding, "utf-8 or windows-1252" },
};

int value_read(const char *option, enum value_kind kind, const char *text, struct given *ret, struct err *e)
{
	struct given value = { .text = text, .day = DAY_NONE };

	if (values[kind].read(text, &value) < 0)
		return err_usage(e, "%s takes %s, not \"%.100s\".", option, values[kind].wanted, text);
	*ret = value;
	return 0;
}

int date_read(const char *text, struct day *ret, struct err *e)
{
	if (day_parse_english(text, ret) < 0)
		return err_usage(e, "\"%.60s\" is not a date. Type it as 2026-09-03 or 03/09/2026.", text);
	return 0;
}

/* "am|pm" as "am or pm" */
static void words_say(const char *words, struct buf *to)
{
	const char *last = strrchr(words, '|');

	for (const char *s = words; *s; s++)
		buf_text(to, *s != '|' ? (char[]){ *s, '\0' } : s == last ? " or " : ", ");
}

int word_read(const char *option, const char *words, const char *text, struct given *ret, struct err *e)
{
	size_t n = strlen(text);
	int place = 0;

	for (const char *word = words; word; place++) {
		const char *bar = strchrnul(word, '|');
		if ((size_t)(bar - word) == n && strncmp(word, text, n) == 0) {
			*ret = (struct given){ .text = text, .day = DAY_NONE, .number = place };
			return 0;
		}
		word = *bar ? bar + 1 : NULL;
	}
	CLEAN_BUF struct buf said = { 0 };
	words_say(words, &said);
	return err_usage(e, "%s takes %s, not \"%.100s\".", option, buf_string(&said), text);
}
