#include "rows.h"

#include <errno.h>
#include <stdio.h>
#include <time.h>

#include "base/day.h"

static const struct ymd_row {
	const char *name;
	int year, month, date, want_r, want_n;
} ymd_rows[] = {
	{ "the epoch",                        1970,  1,  1, 0, 0 },
	{ "the day before it",                1969, 12, 31, 0, -1 },
	{ "the first day known",              1900,  1,  1, 0, -25567 },
	{ "the last day known",               2199, 12, 31, 0, 84005 },
	{ "the day before the first",         1899, 12, 31, -ERANGE, 0 },
	{ "the day after the last",           2200,  1,  1, -ERANGE, 0 },
	{ "29 February of a leap year",       2024,  2, 29, 0, 19782 },
	{ "29 February of a plain year",      2026,  2, 29, -ERANGE, 0 },
	{ "29 February 2000, leap by 400",    2000,  2, 29, 0, 11016 },
	{ "29 February 1900, plain by 100",   1900,  2, 29, -ERANGE, 0 },
	{ "29 February 2100, plain by 100",   2100,  2, 29, -ERANGE, 0 },
	{ "1 March after it",                 2100,  3,  1, 0, 47541 },
	{ "30 February",                      2024,  2, 30, -ERANGE, 0 },
	{ "31 April",                         2026,  4, 31, -ERANGE, 0 },
	{ "month 0",                          2026,  0,  1, -ERANGE, 0 },
	{ "month 13",                         2026, 13,  1, -ERANGE, 0 },
	{ "date 0",                           2026,  1,  0, -ERANGE, 0 },
	{ "date 32",                          2026,  1, 32, -ERANGE, 0 },
};

static void ymd_row(void **state)
{
	const struct ymd_row *row = *state;
	struct day got = { 0 };

	assert_int_equal(day_from_ymd(row->year, row->month, row->date, &got), row->want_r);
	assert_int_equal(got.n, row->want_n);
}

/* Against the C library's own calendar, which shares no code with ours. */
static void every_day_goes_there_and_back(void **state)
{
	char text[DAY_TEXT];
	int count = 0;

	for (struct day d = DAY_MIN; d.n <= DAY_MAX.n; d = day_add(d, 1), count++) {
		time_t t = (time_t)d.n * 86400;
		struct day back = DAY_NONE, parsed = DAY_NONE;
		struct tm tm;
		int year, month, date;

		gmtime_r(&t, &tm);
		day_to_ymd(d, &year, &month, &date);
		if (year != tm.tm_year + 1900 || month != tm.tm_mon + 1 || date != tm.tm_mday ||
		    day_weekday(d) != (tm.tm_wday + 6) % 7)
			fail_msg("day %d is %d-%d-%d", d.n, year, month, date);
		if (day_from_ymd(year, month, date, &back) < 0 || !day_equal(back, d))
			fail_msg("%d-%d-%d is not day %d again", year, month, date, d.n);
		if (day_parse(day_iso(d, text), &parsed) < 0 || !day_equal(parsed, d))
			fail_msg("%s does not parse", text);
	}
	assert_int_equal(count, 109573);
}

static const struct parse_row {
	const char *name, *text;
	int want_iso, want_english; /**< 0 or -errno */
	int year, month, date;
} parse_rows[] = {
	{ "ISO",                       "2026-11-20",  0,       0,       2026, 11, 20 },
	{ "ISO, a leap day",           "2024-02-29",  0,       0,       2024,  2, 29 },
	{ "English",                   "20/11/2026",  -EINVAL, 0,       2026, 11, 20 },
	{ "English: the day is first", "03/04/2026",  -EINVAL, 0,       2026,  4,  3 },
	{ "English, a leap day",       "29/02/2024",  -EINVAL, 0,       2024,  2, 29 },
	{ "the American order",        "11/20/2026",  -EINVAL, -EINVAL, 0, 0, 0 },
	{ "no such leap day",          "2026-02-29",  -EINVAL, -EINVAL, 0, 0, 0 },
	{ "no such leap day, English", "29/02/2026",  -EINVAL, -EINVAL, 0, 0, 0 },
	{ "31 April",                  "31/04/2026",  -EINVAL, -EINVAL, 0, 0, 0 },
	{ "one digit",                 "2026-2-3",    -EINVAL, -EINVAL, 0, 0, 0 },
	{ "one digit, English",        "3/2/2026",    -EINVAL, 0,       2026,  2, 3 },
	{ "one digit, the day",        "3/12/2026",   -EINVAL, 0,       2026, 12, 3 },
	{ "one digit, the month",      "13/2/2026",   -EINVAL, 0,       2026,  2, 13 },
	{ "three digits",              "003/2/2026",  -EINVAL, -EINVAL, 0, 0, 0 },
	{ "no day",                    "/2/2026",     -EINVAL, -EINVAL, 0, 0, 0 },
	{ "one digit, no such day",    "30/2/2026",   -EINVAL, -EINVAL, 0, 0, 0 },
	{ "two-digit year",            "20/11/26",    -EINVAL, -EINVAL, 0, 0, 0 },
	{ "text behind",               "2026-11-20x", -EINVAL, -EINVAL, 0, 0, 0 },
	{ "a blank behind",            "2026-11-20 ", -EINVAL, -EINVAL, 0, 0, 0 },
	{ "a blank before",            " 2026-11-20", -EINVAL, -EINVAL, 0, 0, 0 },
	{ "text behind, English",      "20/11/20261", -EINVAL, -EINVAL, 0, 0, 0 },
	{ "a sign",                    "+026-11-20",  -EINVAL, -EINVAL, 0, 0, 0 },
	{ "slashes the ISO way round", "2026/11/20",  -EINVAL, -EINVAL, 0, 0, 0 },
	{ "dashes the English way",    "20-11-2026",  -EINVAL, -EINVAL, 0, 0, 0 },
	{ "before 1900",               "1899-12-31",  -EINVAL, -EINVAL, 0, 0, 0 },
	{ "after 2199",                "2200-01-01",  -EINVAL, -EINVAL, 0, 0, 0 },
	{ "zeros",                     "0000-00-00",  -EINVAL, -EINVAL, 0, 0, 0 },
	{ "nothing",                   "",            -EINVAL, -EINVAL, 0, 0, 0 },
	{ "a word",                    "today",       -EINVAL, -EINVAL, 0, 0, 0 },
	{ "digits of another script",  "２０２６-11-20", -EINVAL, -EINVAL, 0, 0, 0 },
};

static void parse_row(void **state)
{
	const struct parse_row *row = *state;
	struct day iso = { 77 }, english = { 77 };
	struct day want = row->year ? day_of(row->year, row->month, row->date) : (struct day){ 77 };

	assert_int_equal(day_parse(row->text, &iso), row->want_iso);
	assert_int_equal(day_parse_english(row->text, &english), row->want_english);
	assert_int_equal(iso.n, row->want_iso ? 77 : want.n);
	assert_int_equal(english.n, want.n);
}

static const struct within_row {
	const char *name;
	int from, to, at; /* 0: no such day */
	bool want;
} within_rows[] = {
	{ "the first day", 10, 12, 10, true }, { "the day before", 10, 12, 9, false }, { "the last day", 10, 12, 12, true },
	{ "the day after", 10, 12, 13, false }, { "one day alone", 10, 10, 10, true }, { "the last before the first", 12, 10, 11, false },
	{ "without an end", 10, 0, 9999, true }, { "before what has no end", 10, 0, 9, false },
	{ "without a beginning", 0, 12, 1, true }, { "after what has no beginning", 0, 12, 13, false }, { "open at both ends", 0, 0, 11, true },
};

static void within_row(void **state)
{
	const struct within_row *row = *state;
	struct day from = row->from ? (struct day){ row->from } : DAY_NONE, to = row->to ? (struct day){ row->to } : DAY_NONE;

	assert_int_equal(day_within((struct day){ row->at }, from, to), row->want);
}

static const struct text_row {
	const char *name;
	struct day day;
	const char *iso, *english;
} text_rows[] = {
	{ "a Friday",          { 20777 },    "2026-11-20", "Fri 20 Nov 2026" },
	{ "one-digit date",    { 20486 },    "2026-02-02", "Mon 2 Feb 2026" },
	{ "a Sunday",          { 20541 },    "2026-03-29", "Sun 29 Mar 2026" },
	{ "the first day",     { -25567 },   "1900-01-01", "Mon 1 Jan 1900" },
	{ "the last day",      { 84005 },    "2199-12-31", "Tue 31 Dec 2199" },
	{ "none",              { INT32_MIN }, "", "" },
	{ "far beyond, whole", { INT32_MAX }, "5881580-07-11", "Fri 11 Jul 5881580" },
};

static void text_row(void **state)
{
	const struct text_row *row = *state;
	char text[DAY_TEXT];

	assert_string_equal(day_iso(row->day, text), row->iso);
	assert_string_equal(day_long(row->day, text), row->english);
}

static const struct minute_row {
	const char *name, *text;
	int want_r, want;
	const char *back;
} minute_rows[] = {
	{ "two digits",     "09:07",  0, 547, "09:07" },
	{ "one digit",      "9:07",   0, 547, "09:07" },
	{ "midnight",       "00:00",  0, 0, "00:00" },
	{ "the last",       "23:59",  0, 1439, "23:59" },
	{ "24:00",          "24:00",  -EINVAL, -1, "" },
	{ "60 minutes",     "09:60",  -EINVAL, -1, "" },
	{ "a dot",          "09.07",  -EINVAL, -1, "" },
	{ "no colon",       "0907",   -EINVAL, -1, "" },
	{ "one minute digit", "9:7",  -EINVAL, -1, "" },
	{ "text behind",    "9:07am", -EINVAL, -1, "" },
	{ "seconds",        "09:07:00", -EINVAL, -1, "" },
	{ "three digits",   "009:07", -EINVAL, -1, "" },
	{ "a sign",         "-9:07",  -EINVAL, -1, "" },
	{ "nothing",        "",       -EINVAL, -1, "" },
};

static void minute_row(void **state)
{
	const struct minute_row *row = *state;
	char text[8];
	int got = -1;

	assert_int_equal(minute_parse(row->text, &got), row->want_r);
	assert_int_equal(got, row->want);
	assert_string_equal(minute_text(got, text), row->back);
}

static const struct moment_row {
	const char *name, *text;
	int want_r;
	int64_t want;
} moment_rows[] = {
	{ "the epoch",        "1970-01-01T00:00:00Z",  0, 0 },
	{ "an ordinary one",  "2026-11-20T09:07:00Z",  0, 1795165620 },
	{ "before the epoch", "1969-12-31T23:59:59Z",  0, -1 },
	{ "the first",        "1900-01-01T00:00:00Z",  0, -25567LL * 86400 },
	{ "the last",         "2199-12-31T23:59:59Z",  0, 84006LL * 86400 - 1 },
	{ "no Z",             "2026-11-20T09:07:00",   -EINVAL, 7 },
	{ "an offset",        "2026-11-20T09:07:00+01:00", -EINVAL, 7 },
	{ "a blank for T",    "2026-11-20 09:07:00Z",  -EINVAL, 7 },
	{ "a leap second",    "2016-12-31T23:59:60Z",  -EINVAL, 7 },
	{ "hour 24",          "2026-11-20T24:00:00Z",  -EINVAL, 7 },
	{ "no such day",      "2026-02-29T09:07:00Z",  -EINVAL, 7 },
	{ "fractions",        "2026-11-20T09:07:00.5Z", -EINVAL, 7 },
};

static void moment_row(void **state)
{
	const struct moment_row *row = *state;
	struct moment got = { 7 };
	char text[28];

	assert_int_equal(moment_parse(row->text, &got), row->want_r);
	assert_int_equal(got.seconds, row->want);
	if (row->want_r == 0)
		assert_string_equal(moment_iso(got, text), row->text);
}

static const struct civil_row {
	const char *name, *text;
	int want_r, want_minute;
} civil_rows[] = {
	{ "a T between",       "2026-11-20T09:07",    0, 9 * 60 + 7 },
	{ "a blank between",   "2026-11-20 9:07",     0, 9 * 60 + 7 },
	{ "the day alone",     "2026-11-20",          -EINVAL, 7 },
	{ "no time",           "2026-11-20T",         -EINVAL, 7 },
	{ "seconds",           "2026-11-20T09:07:00", -EINVAL, 7 },
	{ "no such day",       "2026-02-29T09:07",    -EINVAL, 7 },
	{ "no such minute",    "2026-11-20T09:60",    -EINVAL, 7 },
	{ "another separator", "2026-11-20,09:07",    -EINVAL, 7 },
	{ "nothing",           "",                    -EINVAL, 7 },
};

static void civil_row(void **state)
{
	const struct civil_row *row = *state;
	struct civil got = { .minute = 7 };

	assert_int_equal(civil_parse(row->text, &got), row->want_r);
	assert_int_equal(got.minute, row->want_minute);
	if (row->want_r == 0)
		assert_int_equal(got.day.n, day_of(2026, 11, 20).n);
}

static void moments_without_a_day_have_no_text(void **state)
{
	char text[28];

	assert_string_equal(moment_iso((struct moment){ INT64_MAX }, text), "");
	assert_string_equal(moment_iso((struct moment){ INT64_MIN }, text), "");
	assert_string_equal(moment_iso((struct moment){ 84006LL * 86400 }, text), "");
}

static struct rows tests;

int main(void)
{
	rows_add(&tests, ymd_row, ymd_rows);
	rows_add(&tests, parse_row, parse_rows);
	rows_add(&tests, within_row, within_rows);
	rows_add(&tests, text_row, text_rows);
	rows_add(&tests, minute_row, minute_rows);
	rows_add(&tests, moment_row, moment_rows);
	rows_add(&tests, civil_row, civil_rows);
	rows_case(&tests, "every day from 1900 to 2199", every_day_goes_there_and_back, NULL);
	rows_case(&tests, "moments outside the years known", moments_without_a_day_have_no_text, NULL);
	return rows_run(&tests, "base/day");
}
