#include "rows.h"

#include <errno.h>
#include <stdio.h>

#include "base/day.h"

/* First in the program: afterwards a zone is set for good. */
static void utc_until_a_zone_is_set(void **state)
{
	struct civil c = moment_civil((struct moment){ 1784106420 }); /* 2026-07-15T09:07:00Z */

	assert_int_equal(c.minute, 547);
	assert_int_equal(c.offset, 0);
}

static const struct name_row {
	const char *name, *zone;
	int want;
} name_rows[] = {
	{ "London",                        "Europe/London", 0 },
	{ "UTC",                           "UTC", 0 },
	{ "three parts",                   "America/Argentina/Buenos_Aires", 0 },
	{ "no such zone",                  "Europe/Londinium", -ENOENT },
	{ "a directory",                   "Europe", -ENOENT },
	{ "a table that is no zone",       "zone.tab", -ENOENT },
	{ "upwards",                       "Europe/../Europe/London", -ENOENT },
	{ "out of the directory",          "../../../etc/localtime", -ENOENT },
	{ "absolute",                      "/usr/share/zoneinfo/Europe/London", -ENOENT },
	{ "a colon",                       ":Europe/London", -ENOENT },
	{ "a rule",                        "GMT0BST,M3.5.0/1,M10.5.0", -ENOENT },
	{ "nothing",                       "", -ENOENT },
	{ "wrong letters",                 "europe/london", -ENOENT },
};

static void name_row(void **state)
{
	const struct name_row *row = *state;

	assert_int_equal(zone_set(row->zone), row->want);
}

static void a_refused_zone_changes_nothing(void **state)
{
	assert_int_equal(zone_set("Asia/Tokyo"), 0);
	assert_int_equal(zone_set("Nowhere/Atall"), -ENOENT);
	assert_int_equal(moment_civil((struct moment){ 0 }).offset, 540);
}

/* The last Sundays of March and October (Summer Time Act 1972, as amended 2002). */
static const struct change_row {
	const char *name;
	int year, march, october;
} change_rows[] = {
	{ "2024", 2024, 31, 27 }, { "2025", 2025, 30, 26 }, { "2026", 2026, 29, 25 }, { "2027", 2027, 28, 31 },
	{ "2028", 2028, 26, 29 }, { "2029", 2029, 25, 28 }, { "2030", 2030, 31, 27 },
};

static int64_t midnight_utc(struct day d)
{
	return (int64_t)d.n * 86400;
}

static void clocks_go_forward(void **state)
{
	const struct change_row *row = *state;
	struct day d = day_of(row->year, 3, row->march);
	int64_t change = midnight_utc(d) + 3600;

	assert_int_equal(zone_set("Europe/London"), 0);
	assert_int_equal(moment_civil((struct moment){ change - 1 }).minute, 59);
	assert_int_equal(moment_civil((struct moment){ change }).minute, 120);
	assert_int_equal(moment_civil((struct moment){ change }).offset, 60);
	assert_int_equal(moment_of(d, 59, 59).seconds, change - 1);
	assert_int_equal(moment_of(d, 60, 0).seconds, change);
	assert_int_equal(moment_of(d, 90, 0).seconds, change); /* 01:30 does not exist */
	assert_int_equal(moment_of(d, 119, 59).seconds, change);
	assert_int_equal(moment_of(d, 120, 0).seconds, change);
	assert_int_equal(moment_of(d, 540, 0).seconds, midnight_utc(d) + 480 * 60);
}

static void clocks_go_back(void **state)
{
	const struct change_row *row = *state;
	struct day d = day_of(row->year, 10, row->october);
	int64_t change = midnight_utc(d) + 3600;

	assert_int_equal(zone_set("Europe/London"), 0);
	assert_int_equal(moment_civil((struct moment){ change - 1800 }).minute, 90);
	assert_int_equal(moment_civil((struct moment){ change + 1800 }).minute, 90); /* 01:30 twice */
	assert_int_equal(moment_of(d, 90, 0).seconds, change - 1800);                /* and the first is meant */
	assert_int_equal(moment_of(d, 59, 59).seconds, change - 3601);
	assert_int_equal(moment_of(d, 60, 0).seconds, change - 3600);
	assert_int_equal(moment_of(d, 119, 59).seconds, change - 1);
	assert_int_equal(moment_of(d, 120, 0).seconds, change + 3600);
	assert_int_equal(moment_of(d, 540, 0).seconds, midnight_utc(d) + 540 * 60);
}

static const struct civil_row {
	const char *name, *zone;
	int64_t seconds;
	int year, month, date, minute, second, offset;
} civil_rows[] = {
	{ "London in winter",       "Europe/London", 1795165625, 2026, 11, 20, 547, 5, 0 },
	{ "London in summer",       "Europe/London", 1784106420, 2026, 7, 15, 607, 0, 60 },
	{ "London after midnight",  "Europe/London", 1784156400, 2026, 7, 16, 0, 0, 60 },
	{ "Tokyo",                  "Asia/Tokyo",    1795165620, 2026, 11, 20, 1087, 0, 540 },
	{ "west of Greenwich",      "America/New_York", 3600, 1969, 12, 31, 1200, 0, -300 },
	{ "half an hour",           "Asia/Kolkata",  0, 1970, 1, 1, 330, 0, 330 },
	{ "a day left out",         "Pacific/Apia",  1325239200, 2011, 12, 31, 0, 0, 840 },
};

static void civil_row(void **state)
{
	const struct civil_row *row = *state;

	assert_int_equal(zone_set(row->zone), 0);
	struct civil got = moment_civil((struct moment){ row->seconds });
	assert_int_equal(got.day.n, day_of(row->year, row->month, row->date).n);
	assert_int_equal(got.minute, row->minute);
	assert_int_equal(got.second, row->second);
	assert_int_equal(got.offset, row->offset);
	assert_int_equal(moment_of(got.day, got.minute, got.second).seconds, row->seconds);
}

static void a_day_left_out_is_the_moment_of_the_jump(void **state)
{
	assert_int_equal(zone_set("Pacific/Apia"), 0);
	assert_int_equal(moment_of(day_of(2011, 12, 30), 720, 0).seconds, 1325239200);
}

static void moments_outside_the_years_have_no_day(void **state)
{
	assert_true(day_is_none(moment_civil((struct moment){ INT64_MAX }).day));
	assert_true(day_is_none(moment_civil((struct moment){ INT64_MIN }).day));
	assert_int_equal(moment_civil((struct moment){ INT64_MIN }).minute, -1);
}

static void the_host_says_another_zone(void **state)
{
	setenv("TZDIR", "/nonexistent", 1);
	assert_int_equal(zone_set("Europe/London"), 0);
	assert_int_equal(moment_civil((struct moment){ 1784106420 }).minute, 607);
}

static struct rows tests;

int main(void)
{
	rows_case(&tests, "UTC until a zone is set", utc_until_a_zone_is_set, NULL);
	rows_add(&tests, name_row, name_rows);
	rows_case(&tests, "a refused zone changes nothing", a_refused_zone_changes_nothing, NULL);
	rows_add(&tests, clocks_go_forward, change_rows);
	rows_add(&tests, clocks_go_back, change_rows);
	rows_add(&tests, civil_row, civil_rows);
	rows_case(&tests, "a day left out", a_day_left_out_is_the_moment_of_the_jump, NULL);
	rows_case(&tests, "no day", moments_outside_the_years_have_no_day, NULL);
	rows_case(&tests, "TZDIR of the host", the_host_says_another_zone, NULL);
	return rows_run(&tests, "base/zone");
}
