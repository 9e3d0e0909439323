#include "rows.h"

#include "exchange/csv.h"

static const struct cell_pair pairs[] = { { "N", 2 }, { "I", 4 }, { "/", 170 } };

static const struct cell_row {
	const char *name;
	enum cell_kind kind;
	struct cell cell;
	const char *want;
} cell_rows[] = {
	{ "text", CELL_TEXT, { .text = "Siân \"Łu\" \\" }, "\"Siân \\\"Łu\\\" \\\\\"" },
	{ "text that is cleaned", CELL_TEXT, { .text = "a\nb\xff" "c" }, "\"a\xef\xbf\xbd" "b\xef\xbf\xbd" "c\"" },
	{ "a formula is no matter", CELL_TEXT, { .text = "=x" }, "\"=x\"" },
	{ "empty text", CELL_TEXT, { .text = "" }, "\"\"" },
	{ "no text", CELL_TEXT, { .empty = true }, "null" },
	{ "a number", CELL_INTEGER, { .number = 1234 }, "1234" },
	{ "a number below zero", CELL_INTEGER, { .number = -7 }, "-7" },
	{ "no number", CELL_INTEGER, { .empty = true }, "null" },
	{ "90.0", CELL_PERCENT, { .number = 900 }, "90.0" },
	{ "90.1 has one decimal", CELL_PERCENT, { .number = 901 }, "90.1" },
	{ "100.0", CELL_PERCENT, { .number = 1000 }, "100.0" },
	{ "0.0", CELL_PERCENT, { .number = 0 }, "0.0" },
	{ "0.1", CELL_PERCENT, { .number = 1 }, "0.1" },
	{ "no percentage", CELL_PERCENT, { .empty = true }, "null" },
	{ "a day", CELL_DAY, { .number = 20777 }, "\"2026-11-20\"" },
	{ "no day", CELL_DAY, { .number = INT32_MIN }, "null" },
	{ "yes", CELL_FLAG, { .number = 1 }, "true" },
	{ "no", CELL_FLAG, { .number = 0 }, "false" },
	{ "not known", CELL_FLAG, { .empty = true }, "null" },
	{ "a list", CELL_LIST, { .text = "sibling; a plan;with" }, "[\n      \"sibling\",\n      \"a plan;with\"\n    ]" },
	{ "an empty list", CELL_LIST, { .text = "" }, "[]" },
	{ "counts in their order", CELL_COUNTS, { .pairs = pairs, .pair_count = 3 }, "{\n      \"N\": 2,\n      \"I\": 4,\n      \"/\": 170\n    }" },
	{ "no counts", CELL_COUNTS, { .pair_count = 0 }, "{}" },
};

/** Between two columns, one of which is for people only. */
static void cell_case(void **state)
{
	const struct cell_row *row = *state;
	const struct report_column columns[] = {
		{ "value", "Value", row->kind, 0, COLUMN_DATA_ONLY },
		{ "words", "Words", CELL_TEXT, 0, COLUMN_TEXT_ONLY },
		{ "after", "After", CELL_TEXT, 0, COLUMN_BOTH },
	};
	const struct cell cells[] = { row->cell, { .text = "not me" }, { .text = "x" } };
	struct report_row one = { "Sub-heading", cells };
	struct report r = { .title = "Title", .banner = "PRACTICE", .columns = columns, .column_count = 3, .rows = { &one, 1, 1 } };
	CLEAN_BUF struct buf got = { 0 }, want = { 0 };

	json_report(&r, &got);
	buf_printf(&want, "[\n  {\n    \"value\": %s,\n    \"after\": \"x\"\n  }\n]\n", row->want);
	assert_string_equal(buf_string(&got), buf_string(&want));
}

static const struct percent_row {
	const char *name;
	int from, to;
} percent_rows[] = {
	{ "every tenth from 0.0 to 100.0 has one decimal", 0, 1000 },
	{ "every tenth of a change too", -1000, -1 },
};

static void percent_case(void **state)
{
	const struct percent_row *row = *state;
	const struct report_column columns[] = { { "p", "P", CELL_PERCENT, 0, COLUMN_BOTH } };

	for (int tenths = row->from; tenths <= row->to; tenths++) {
		struct cell cell = { .number = tenths };
		struct report_row one = { NULL, &cell };
		struct report r = { .columns = columns, .column_count = 1, .rows = { &one, 1, 1 }, .record = true };
		CLEAN_BUF struct buf got = { 0 }, want = { 0 };

		json_report(&r, &got);
		buf_printf(&want, "{\n  \"p\": %s%d.%d\n}\n", tenths < 0 ? "-" : "", abs(tenths) / 10, abs(tenths) % 10);
		assert_string_equal(buf_string(&got), buf_string(&want));
	}
}

static void none_case(void **state)
{
	const struct report_column columns[] = { { "upn", "UPN", CELL_TEXT, 0, COLUMN_BOTH } };
	struct report r = { .columns = columns, .column_count = 1, .none = "Nobody is absent." };
	CLEAN_BUF struct buf got = { 0 };

	json_report(&r, &got);
	assert_string_equal(buf_string(&got), "[]\n");
	r.record = true;
	buf_reset(&got);
	json_report(&r, &got);
	assert_string_equal(buf_string(&got), "{}\n");
}

static void record_case(void **state)
{
	const struct report_column columns[] = {
		{ "possible", "Possible", CELL_INTEGER, 0, COLUMN_BOTH },
		{ "attendance_percent", "Attendance", CELL_PERCENT, 0, COLUMN_BOTH },
		{ "codes", "Codes", CELL_COUNTS, 0, COLUMN_BOTH },
	};
	const struct cell cells[] = { { .number = 380 }, { .number = 900 }, { .pairs = pairs, .pair_count = 1 } };
	struct report_row one = { NULL, cells };
	struct report r = { .columns = columns, .column_count = 3, .rows = { &one, 1, 1 }, .record = true };
	CLEAN_BUF struct buf got = { 0 };

	json_report(&r, &got);
	assert_string_equal(buf_string(&got),
			    "{\n  \"possible\": 380,\n  \"attendance_percent\": 90.0,\n  \"codes\": {\n    \"N\": 2\n  }\n}\n");
}

int main(void)
{
	static struct rows rows;

	rows_add(&rows, cell_case, cell_rows);
	rows_add(&rows, percent_case, percent_rows);
	rows_case(&rows, "a report without rows", none_case, NULL);
	rows_case(&rows, "a record is one object", record_case, NULL);
	return rows_run(&rows, "json");
}
