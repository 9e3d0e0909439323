#include "rows.h"

#include <stdio.h>

#include "rules/report.h"

static const struct report_column columns[] = {
	{ "pupil", "Pupil", CELL_TEXT, 20, COLUMN_BOTH },
	{ "attendance_percent", "Attendance", CELL_PERCENT, 0, COLUMN_BOTH },
};

/* Many rows, so that the lists grow; under the address sanitizer this is also the test of ownership. */
static void rows_are_kept(void **state)
{
	struct report r = { .name = "bands", .columns = columns, .column_count = 2 };
	char name[16];

	for (int i = 0; i < 1000; i++) {
		snprintf(name, sizeof name, "pupil %d", i);
		struct cell *cells = report_row_add(&r, i == 500 ? "Not known" : NULL);
		assert_true(cells[0].empty && cells[1].empty);
		cells[0] = cell_text(&r, name);
		cells[1] = cell_percent(i);
	}
	report_line(&r, "%d pupils, %s", 1000, "all of them");
	report_note(&r, "Half: %d%%", 50);
	memset(name, 'x', sizeof name);

	assert_int_equal(r.rows.count, 1000);
	assert_string_equal(r.rows.items[500].heading, "Not known");
	assert_null(r.rows.items[499].heading);
	assert_string_equal(r.rows.items[999].cells[0].text, "pupil 999");
	assert_int_equal(r.rows.items[999].cells[1].number, 999);
	assert_false(r.rows.items[999].cells[1].empty);
	assert_string_equal(r.lines.items[0], "1000 pupils, all of them");
	assert_string_equal(r.notes.items[0], "Half: 50%");
	report_finish(&r);
	assert_int_equal(r.rows.count, 0);
}

static void cells_say_when_empty(void **state)
{
	struct report r = { 0 };

	assert_true(cell_text(&r, NULL).empty);
	assert_false(cell_text(&r, "").empty);
	assert_true(cell_kept(NULL).empty);
	assert_false(cell_kept("").empty);
	assert_true(cell_percent(-1).empty);
	assert_false(cell_percent(0).empty);
	assert_true(cell_day(DAY_NONE).empty);
	assert_int_equal(cell_day(day_of(1970, 1, 2)).number, 1);
	assert_int_equal(cell_integer(INT64_MIN).number, INT64_MIN);
	assert_int_equal(cell_flag(true).number, 1);
	assert_false(cell_flag(false).empty);
	report_finish(&r);
}

int main(void)
{
	static struct rows r;

	rows_case(&r, "rows, lines and notes are kept and given back", rows_are_kept, NULL);
	rows_case(&r, "cells say when they are empty", cells_say_when_empty, NULL);
	return rows_run(&r, "rules/report");
}
