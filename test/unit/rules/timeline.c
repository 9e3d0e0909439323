#include "rows.h"

#include <errno.h>

#include "rules/timeline.h"

/* The names are those of policy files that schools keep: none may change. */
static const struct row {
	const char *name;
	int want_r;
	enum policy_clock want;
} rows[] = {
	{ "report_by", 0, CLOCK_REPORT_BY },
	{ "report", 0, CLOCK_REPORT },
	{ "first_calls", 0, CLOCK_FIRST_CALLS },
	{ "second_message", 0, CLOCK_SECOND_MESSAGE },
	{ "home_visit", 0, CLOCK_HOME_VISIT },
	{ "welfare_check", 0, CLOCK_WELFARE_CHECK },
	{ "friendly_call", 0, CLOCK_FRIENDLY_CALL },
	{ "first calls", -EINVAL, POLICY_CLOCKS },
	{ "Report", -EINVAL, POLICY_CLOCKS },
	{ "repor", -EINVAL, POLICY_CLOCKS },
	{ "", -EINVAL, POLICY_CLOCKS },
};

static void clock_row(void **state)
{
	const struct row *row = *state;
	enum policy_clock got = POLICY_CLOCKS;

	assert_int_equal(policy_clock_parse(row->name, &got), row->want_r);
	assert_int_equal(got, row->want);
	if (row->want_r == 0)
		assert_string_equal(policy_clock_name(got), row->name);
}

static void every_clock(void **state)
{
	(void)state;
	for (enum policy_clock c = 0, got; c < POLICY_CLOCKS; c++) {
		assert_int_equal(policy_clock_parse(policy_clock_name(c), &got), 0);
		assert_int_equal(got, c);
	}
}

int main(void)
{
	static struct rows r;

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		rows_case(&r, rows[i].name[0] ? rows[i].name : "an empty name", clock_row, &rows[i]);
	rows_case(&r, "every clock has a name of its own", every_clock, NULL);
	return rows_run(&r, "timeline");
}
