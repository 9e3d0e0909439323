#include "rows.h"

#include "base/text.h"
#include "exchange/csv.h"

static const struct put_row {
	const char *name;
	const char *fields[4];
	int count;
	const char *want;
	bool returns; /* csv_read gives back what was put */
} put_rows[] = {
	{ "plain fields", { "a", "b c", "" }, 3, "a,b c,\r\n", true },
	{ "a comma", { "x, y", "z" }, 2, "\"x, y\",z\r\n", true },
	{ "quotes", { "say \"hi\"", "\"", "z" }, 3, "\"say \"\"hi\"\"\",\"\"\"\",z\r\n", true },
	{ "blanks at the ends", { " a", "b ", "c" }, 3, "\" a\",\"b \",c\r\n", true },
	{ "one empty field is no blank line", { "" }, 1, "\"\"\r\n", true },
	{ "formulas", { "=1+1", "+44", "-2", "@x" }, 4, "'=1+1,'+44,'-2,'@x\r\n", true },
	{ "a formula with a comma", { "=SUM(A1,A2)", "x" }, 2, "\"'=SUM(A1,A2)\",x\r\n", true },
	{ "a formula behind apostrophes", { "'=1", "''+" }, 2, "''=1,'''+\r\n", true },
	{ "a formula behind blanks", { " =1", "  -2", "\xc2\xa0+3", "' @x" }, 4, "' =1,'  -2,'\xc2\xa0+3,'' @x\r\n", true },
	{ "wide signs", { "＝1", " －2", "'＠" }, 3, "'＝1,' －2,''＠\r\n", true },
	{ "a sign that its mark makes another", { "=\xcc\xb8" }, 1, "\xe2\x89\xa0\r\n", false },
	{ "other apostrophes", { "'", "'Abd", "O'Neill" }, 3, "','Abd,O'Neill\r\n", true },
	{ "a code of slashes", { "/", "\\" }, 2, "/,\\\r\n", true },
	{ "a name beyond ASCII", { "Łucja", "李" }, 2, "Łucja,李\r\n", true },
	{ "a newline and a tab are cleaned", { "a\nb", "\t=x" }, 2, "a\xef\xbf\xbd" "b,\xef\xbf\xbd=x\r\n", false },
	{ "text that runs the other way is cleaned", { "a\xe2\x80\xae" "b" }, 1, "a\xef\xbf\xbd" "b\r\n", false },
};

static void put_case(void **state)
{
	const struct put_row *row = *state;
	CLEAN_BUF struct buf got = { 0 };

	csv_put(&got, row->fields, row->count);
	assert_string_equal(buf_string(&got), row->want);
}

static void return_case(void **state)
{
	const struct put_row *row = *state;
	const char *heading[] = { "a", "b", "c", "d" };
	CLEAN_BUF struct buf text = { 0 };
	struct csv_table t;

	csv_put(&text, heading, row->count);
	csv_put(&text, row->fields, row->count);
	assert_int_equal(csv_read("x", text.text, text.length, &t, NULL), 0);
	for (int i = 0; i < row->count; i++)
		assert_string_equal(csv_field(&t.rows.items[0], i), row->fields[i]);
	csv_finish(&t);
}

/* PROPERTY: whatever is put, no spreadsheet runs it, and it reads back the same. */

#define PIECES 5

static const char *const pieces[] = {
	"=", "+", "-", "@", "\t", "\r", "\n", " ", "'", "\"", ",", ";", "x", "1+1", "é", "\xcc\x81", "\xcc\xb8", "\xc2\xa0", "\xe3\x80\x80", "＝", "＠",
	"\xef\xbb\xbf", "\xe2\x80\x8b", "\xff", "|", "%",
};

/** What a spreadsheet does with a cell: quotes off, blanks before it passed over.  An apostrophe makes it text. */
static bool would_run(const char *cell)
{
	static const char *const before[] = { "\"", " ", "\xc2\xa0", "\xe3\x80\x80" };
	static const char *const run[] = { "=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠" };

	for (size_t i = 0; i < sizeof before / sizeof *before; i++)
		if (strncmp(cell, before[i], strlen(before[i])) == 0)
			return would_run(cell + strlen(before[i]));
	for (size_t i = 0; i < sizeof run / sizeof *run; i++)
		if (strncmp(cell, run[i], strlen(run[i])) == 0)
			return true;
	return false;
}

static void assert_harmless(const char *text)
{
	CLEAN_ARENA struct arena a = { 0 };
	CLEAN_BUF struct buf line = { 0 };
	const char *fields[] = { "name", text };
	struct csv_table t;
	struct err e = { 0 };

	csv_put(&line, fields, 2);
	line.text[line.length - strlen("\r\n")] = '\0';
	if (would_run(buf_string(&line) + strlen("name,")))
		fail_msg("a spreadsheet would run %s", buf_string(&line));
	buf_reset(&line);
	csv_put(&line, fields, 2);
	csv_put(&line, fields, 2);
	if (csv_read("x", line.text, line.length, &t, &e) < 0)
		fail_msg("%s: %s", e.text, line.text);
	assert_int_equal(t.rows.count, 1);
	assert_string_equal(csv_field(&t.rows.items[0], 1), text_cleaned(&a, text));
	csv_finish(&t);
}

static void harmless_case(void **state)
{
	int count = (int)(sizeof pieces / sizeof *pieces);
	uint32_t random = 20261120;

	for (int i = 0; i < 40000; i++) {
		CLEAN_BUF struct buf text = { 0 };
		int n = i < count * count ? 2 : PIECES; /* first every pair */
		for (int k = 0, next = i; k < n; k++, next /= count) {
			random = random * 1664525 + 1013904223;
			buf_text(&text, pieces[n == 2 ? next % count : (int)(random >> 8) % count]);
		}
		assert_harmless(buf_string(&text));
	}
}

static const struct cell_pair pairs[] = { { "I", 4 }, { "N", 2 } };

static const struct cell_row {
	const char *name;
	enum cell_kind kind;
	struct cell cell;
	const char *want;
} cell_rows[] = {
	{ "text", CELL_TEXT, { .text = "Łucja" }, "Łucja" },
	{ "a formula", CELL_TEXT, { .text = "=x" }, "'=x" },
	{ "no text", CELL_TEXT, { .empty = true }, "" },
	{ "a number", CELL_INTEGER, { .number = 1234 }, "1234" },
	{ "a negative number is no formula", CELL_INTEGER, { .number = -1 }, "-1" },
	{ "an empty number", CELL_INTEGER, { .empty = true }, "" },
	{ "90.0", CELL_PERCENT, { .number = 900 }, "90.0" },
	{ "100.0", CELL_PERCENT, { .number = 1000 }, "100.0" },
	{ "0.0", CELL_PERCENT, { .number = 0 }, "0.0" },
	{ "0.5 lower", CELL_PERCENT, { .number = -5 }, "-0.5" },
	{ "12.3 lower", CELL_PERCENT, { .number = -123 }, "-12.3" },
	{ "no percentage", CELL_PERCENT, { .empty = true }, "" },
	{ "a day", CELL_DAY, { .number = 20777 }, "2026-11-20" },
	{ "no day", CELL_DAY, { .number = INT32_MIN }, "" },
	{ "yes", CELL_FLAG, { .number = 1 }, "true" },
	{ "no", CELL_FLAG, { .number = 0 }, "false" },
	{ "a list", CELL_LIST, { .text = "sibling; plan" }, "sibling; plan" },
	{ "counts", CELL_COUNTS, { .pairs = pairs, .pair_count = 2 }, "\"I 4, N 2\"" },
	{ "no counts", CELL_COUNTS, { .pair_count = 0 }, "" },
};

/** Between two columns, one of which is for people only. */
static void cell_case(void **state)
{
	const struct cell_row *row = *state;
	const struct report_column columns[] = {
		{ "words", "Words", CELL_TEXT, 0, COLUMN_TEXT_ONLY },
		{ "first", "First", CELL_TEXT, 0, COLUMN_BOTH },
		{ "value", "Value", row->kind, 0, COLUMN_DATA_ONLY },
	};
	const struct cell cells[] = { { .text = "not me" }, { .text = "x" }, row->cell };
	struct report_row one = { "Sub-heading", cells };
	struct report r = { .title = "Title", .banner = "PRACTICE", .columns = columns, .column_count = 3, .rows = { &one, 1, 1 } };
	CLEAN_BUF struct buf got = { 0 }, want = { 0 };

	csv_report(&r, &got);
	buf_printf(&want, "first,value\r\nx,%s\r\n", row->want);
	assert_string_equal(buf_string(&got), buf_string(&want));
}

static void none_case(void **state)
{
	const struct report_column columns[] = { { "upn", "UPN", CELL_TEXT, 0, COLUMN_BOTH } };
	struct report r = { .columns = columns, .column_count = 1, .none = "Nobody is absent." };
	CLEAN_BUF struct buf got = { 0 };

	csv_report(&r, &got);
	assert_string_equal(buf_string(&got), "upn\r\n");
}

int main(void)
{
	static struct rows rows;

	rows_add(&rows, put_case, put_rows);
	for (size_t i = 0; i < sizeof put_rows / sizeof *put_rows; i++)
		if (put_rows[i].returns)
			rows_case(&rows, put_rows[i].name, return_case, &put_rows[i]);
	rows_add(&rows, cell_case, cell_rows);
	rows_case(&rows, "whatever is put, no spreadsheet runs it", harmless_case, NULL);
	rows_case(&rows, "a report without rows has its headings", none_case, NULL);
	return rows_run(&rows, "csv_out");
}
