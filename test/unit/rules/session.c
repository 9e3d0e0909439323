#include "rows.h"

#include <errno.h>

#include "rules/session.h"

static const struct parse_row {
	const char *name, *text;
	int want_r;
	enum session want;
} parses[] = {
	{ "am", "am", 0, SESSION_AM },
	{ "PM", "PM", 0, SESSION_PM },
	{ "Am", "Am", 0, SESSION_AM },
	{ "nothing", "", -EINVAL, SESSION_PM },
	{ "half of it", "a", -EINVAL, SESSION_PM },
	{ "more than it", "amm", -EINVAL, SESSION_PM },
	{ "something else", "xm", -EINVAL, SESSION_PM },
};

static void parse_row(void **state)
{
	const struct parse_row *row = *state;
	enum session got = SESSION_PM;

	assert_int_equal(session_parse(row->text, &got), row->want_r);
	assert_int_equal(got, row->want);
	if (row->want_r == 0)
		assert_int_equal(strlen(session_name(got)), 2);
}

#define AT(h, m) ((h) * 60 + (m))

/* Domain 7.1: gate 8:40, register 9:00 to 9:15; and 7.3, where the close is not what the school shows. */
static const struct session_times hamsey = { AT(8, 40), AT(9, 0), AT(9, 15), AT(12, 0) };
static const struct session_times no_gate = { AT(13, 0), AT(13, 0), AT(13, 15), AT(15, 15) };

static const struct arrival_row {
	const char *name;
	const struct session_times *times;
	int minute;
	enum arrival want;
	int want_minutes;
} arrivals[] = {
	{ "before the gate", &hamsey, AT(8, 0), ARRIVAL_ON_TIME, 0 },
	{ "exactly at the gate", &hamsey, AT(8, 40), ARRIVAL_ON_TIME, 0 },
	{ "a minute after the gate", &hamsey, AT(8, 41), ARRIVAL_SLIP, 0 },
	{ "exactly at the start", &hamsey, AT(9, 0), ARRIVAL_SLIP, 0 },
	{ "a minute after the start", &hamsey, AT(9, 1), ARRIVAL_LATE, 1 },
	{ "exactly at the close", &hamsey, AT(9, 15), ARRIVAL_LATE, 15 },
	{ "a minute after the close", &hamsey, AT(9, 16), ARRIVAL_AFTER_CLOSE, 16 },
	{ "a minute before the end", &hamsey, AT(11, 59), ARRIVAL_AFTER_CLOSE, 179 },
	{ "exactly at the end", &hamsey, AT(12, 0), ARRIVAL_TOO_LATE, 0 },
	{ "after the end", &hamsey, AT(15, 0), ARRIVAL_TOO_LATE, 0 },
	{ "no gate: at the start", &no_gate, AT(13, 0), ARRIVAL_ON_TIME, 0 },
	{ "no gate: after the start", &no_gate, AT(13, 1), ARRIVAL_LATE, 1 },
};

static void arrival_row(void **state)
{
	const struct arrival_row *row = *state;
	int minutes = -1;

	assert_int_equal(session_arrival(row->times, row->minute, &minutes), row->want);
	assert_int_equal(minutes, row->want_minutes);
	assert_int_equal(session_arrival(row->times, row->minute, NULL), row->want);
}

static const struct times_row {
	const char *name;
	struct session_times times;
	int want_r, want_over;
	const char *want_word; /* in the refusal */
} times[] = {
	{ "as domain 7.1", { AT(8, 40), AT(9, 0), AT(9, 15), AT(12, 0) }, 0, 0, NULL },
	{ "gate at the start", { AT(9, 0), AT(9, 0), AT(9, 15), AT(12, 0) }, 0, 0, NULL },
	{ "30 minutes open", { AT(8, 40), AT(8, 55), AT(9, 25), AT(12, 0) }, 0, 0, NULL },
	{ "31 minutes open", { AT(8, 40), AT(8, 54), AT(9, 25), AT(12, 0) }, 0, 1, NULL },
	{ "domain 7.3: 40 minutes open", { AT(8, 40), AT(8, 45), AT(9, 25), AT(12, 0) }, 0, 10, NULL },
	{ "gate after the start", { AT(9, 1), AT(9, 0), AT(9, 15), AT(12, 0) }, -EPERM, 0, "09:01" },
	{ "closes as it starts", { AT(8, 40), AT(9, 0), AT(9, 0), AT(12, 0) }, -EPERM, 0, "later close" },
	{ "ends as it closes", { AT(8, 40), AT(9, 0), AT(9, 15), AT(9, 15) }, -EPERM, 0, "later end" },
	{ "before midnight", { -1, AT(9, 0), AT(9, 15), AT(12, 0) }, -EPERM, 0, "23:59" },
	{ "after midnight", { AT(8, 40), AT(9, 0), AT(9, 15), AT(24, 0) }, -EPERM, 0, "23:59" },
};

static void times_row(void **state)
{
	const struct times_row *row = *state;
	struct err e = { 0 };

	assert_int_equal(session_times_check(&row->times, &e), row->want_r);
	if (row->want_word) {
		assert_non_null(strstr(e.text, row->want_word));
		assert_int_equal(e.kind, ERR_REFUSED);
	} else {
		assert_int_equal(session_times_over(&row->times), row->want_over);
	}
}

/* The school's times, told apart by `gate`. */
#define RULE(site_, group_, year_, from_, to_, gate_) \
	{ .site = site_, .group = group_, .year = year_, .from = { from_ }, .to = { to_ }, .session = SESSION_AM, .times = { .gate = gate_ } }
#define NEVER INT32_MIN

static const struct session_rule rules[] = {
	RULE(0, 0, SESSION_ANY_YEAR, 20000, NEVER, 1),
	RULE(0, 0, SESSION_ANY_YEAR, 20100, NEVER, 2),
	RULE(0, 0, SESSION_ANY_YEAR, 20050, 20149, 3),
	RULE(7, 0, SESSION_ANY_YEAR, NEVER, NEVER, 4),
	RULE(0, 0, 4, NEVER, NEVER, 5),
	RULE(0, 42, SESSION_ANY_YEAR, NEVER, NEVER, 6),
	RULE(0, 0, SESSION_ANY_YEAR, 20200, 20200, 7),
	RULE(0, 42, SESSION_ANY_YEAR, 20200, 20200, 8),
	RULE(0, 0, -2, NEVER, NEVER, 9),
	RULE(7, 0, 4, NEVER, NEVER, 10),
	RULE(0, 0, SESSION_ANY_YEAR, 20100, 20300, 11),
	RULE(0, 43, SESSION_ANY_YEAR, NEVER, NEVER, 12),
};

static const struct nearest_row {
	const char *name;
	int day;
	int64_t site;
	int year;
	int64_t group;
	int want; /* 0: no rule */
} nearest[] = {
	{ "before the first rule", 19999, 0, 3, 1, 0 },
	{ "first day of the first rule", 20000, 0, 3, 1, 1 },
	{ "the later from wins", 20050, 0, 3, 1, 3 },
	{ "among equals of one date the later row wins", 20100, 0, 3, 1, 11 },
	{ "a rule that has ended no longer counts", 20301, 0, 3, 1, 2 },
	{ "a site before the school", 20000, 7, 3, 1, 4 },
	{ "a year before the school", 20000, 0, 4, 1, 5 },
	{ "a year before a site", 20000, 7, -2, 1, 9 },
	{ "a year of a site before the year", 20000, 7, 4, 1, 10 },
	{ "a group before a year and a site", 20000, 7, 4, 42, 6 },
	{ "a single date before a year and a site", 20200, 7, 4, 1, 7 },
	{ "a single date before a group", 20200, 7, 4, 43, 7 },
	{ "that group on another date", 20201, 7, 4, 43, 12 },
	{ "a single date of a group before the school's", 20200, 7, 4, 42, 8 },
	{ "the day after a single date", 20201, 0, 3, 1, 11 },
};

static void nearest_row(void **state)
{
	const struct nearest_row *row = *state;
	const struct session_times *t = session_times_for(rules, sizeof rules / sizeof *rules, (struct day){ row->day },
							  SESSION_AM, row->site, row->year, row->group);

	assert_int_equal(t ? t->gate : 0, row->want);
	assert_null(session_times_for(rules, sizeof rules / sizeof *rules, (struct day){ row->day }, SESSION_PM, row->site,
				      row->year, row->group));
}

static void sittings_count(void **state)
{
	struct day d = day_of(1969, 12, 31);

	assert_int_equal(sitting_of(d, SESSION_PM) + 1, sitting_of(day_add(d, 1), SESSION_AM));
	assert_int_equal(sitting_day(sitting_of(d, SESSION_PM)).n, d.n);
	assert_int_equal(sitting_session(sitting_of(d, SESSION_PM)), SESSION_PM);
	assert_int_equal(sitting_session(sitting_of(d, SESSION_AM)), SESSION_AM);
}

int main(void)
{
	static struct rows r;

	rows_add(&r, parse_row, parses);
	rows_add(&r, arrival_row, arrivals);
	rows_add(&r, times_row, times);
	rows_add(&r, nearest_row, nearest);
	rows_case(&r, "sittings count half days, before 1970 too", sittings_count, NULL);
	return rows_run(&r, "rules/session");
}
