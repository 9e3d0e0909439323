#include "rows.h"

#include <errno.h>

#include "exchange/csv.h"

/* What was read: a line a row, the number of its line, then its fields between bars. */
static const struct read_row {
	const char *name, *text;
	const char *want;
} read_rows[] = {
	{ "a heading and a row", "upn,code\nA1,/\n", "1|upn|code|\n2|A1|/|\n" },
	{ "no newline at the end", "a,b\n1,2", "1|a|b|\n2|1|2|\n" },
	{ "CRLF", "a,b\r\n1,2\r\n3,4\r\n", "1|a|b|\n2|1|2|\n3|3|4|\n" },
	{ "a byte order mark", "\xef\xbb\xbf" "a,b\n1,2\n", "1|a|b|\n2|1|2|\n" },
	{ "blank lines are passed over and counted", "\n \t\na\n\n\n1\n\n", "3|a|\n6|1|\n" },
	{ "blank lines of CRLF too", "a\r\n\r\n\r\n1\r\n", "1|a|\n4|1|\n" },
	{ "only a heading", "a,b\n", "1|a|b|\n" },
	{ "empty fields", "a,b,c\n,,\n", "1|a|b|c|\n2||||\n" },
	{ "an empty field in quotes is a row", "a\n\"\"\n", "1|a|\n2||\n" },
	{ "a comma and a doubled quote in quotes", "a,b\n\"x, y\",\"say \"\"hi\"\"\"\n", "1|a|b|\n2|x, y|say \"hi\"|\n" },
	{ "a newline in quotes: the row begins on its first line", "a,b\n\"one\ntwo\",x\ny,z\n", "1|a|b|\n2|one\ntwo|x|\n4|y|z|\n" },
	{ "CRLF in quotes, then a row over three lines", "a\r\n\"1\r\n2\"\r\n\"3\r\n\r\n4\"\r\n5\r\n", "1|a|\n2|1\r\n2|\n4|3\r\n\r\n4|\n7|5|\n" },
	{ "blanks around a field go, within quotes they stay", "a,b\n  x y\t,\" z \" \n", "1|a|b|\n2|x y| z |\n" },
	{ "names of many scripts", "n\nSiân O’Neill\nŁucja\n李\n", "1|n|\n2|Siân O’Neill|\n3|Łucja|\n4|李|\n" },
	{ "the guard of a formula goes", "a\n'=1+1\n'+44\n'-2\n'@x\n\"'=\"\n", "1|a|\n2|=1+1|\n3|+44|\n4|-2|\n5|@x|\n6|=|\n" },
	{ "one apostrophe of two before a formula goes", "a\n''=1\n", "1|a|\n2|'=1|\n" },
	{ "other apostrophes stay", "a\n'\n''\n'Abd\nO'=\n=\n", "1|a|\n2|'|\n3|''|\n4|'Abd|\n5|O'=|\n6|=|\n" },
	{ "columns without a heading may be many", "a,,\n1,,\n", "1|a|||\n2|1|||\n" },
	{ "a bare CR ends a line", "a\r1\r2", "1|a|\n2|1|\n3|2|\n" },
};

static void dump(const struct csv_row *row, struct buf *to)
{
	buf_printf(to, "%d|", row->line);
	for (int i = 0; i < row->count; i++)
		buf_printf(to, "%s|", row->fields[i]);
	buf_char(to, '\n');
}

static void read_case(void **state)
{
	const struct read_row *row = *state;
	CLEAN_BUF struct buf got = { 0 };
	struct csv_table t;
	struct err e = { 0 };

	assert_int_equal(csv_read("pupils.csv", row->text, strlen(row->text), &t, &e), 0);
	dump(&t.heading, &got);
	for (int i = 0; i < t.rows.count; i++)
		dump(&t.rows.items[i], &got);
	assert_string_equal(buf_string(&got), row->want);
	csv_finish(&t);
}

#define BYTES(s) (s), sizeof(s) - 1

static const struct refused_row {
	const char *name, *text;
	size_t n;
	int line, column;
	const char *want;
} refused_rows[] = {
	{ "an empty file", BYTES(""), 1, 1, "The file is empty." },
	{ "only blank lines", BYTES("\n\r\n  \n"), 1, 1, "The file is empty." },
	{ "only a byte order mark", BYTES("\xef\xbb\xbf"), 1, 1, "The file is empty." },
	{ "a Latin-1 letter, counted in characters", BYTES("a\nx,Łu\xe9\n"), 2, 5, "not UTF-8" },
	{ "a Latin-1 letter in the first line, after a mark", BYTES("\xef\xbb\xbf" "a\xe9\n"), 1, 2, "not UTF-8" },
	{ "a surrogate", BYTES("a\n\xed\xa0\x80\n"), 2, 1, "not UTF-8" },
	{ "UTF-16", BYTES("\xff\xfe" "a\0,\0b\0"), 1, 1, "not UTF-8" },
	{ "a zero byte", BYTES("a\nab\0c\n"), 2, 3, "zero byte" },
	{ "a zero byte at the end", BYTES("a\nb\0"), 2, 2, "zero byte" },
	{ "the line after a newline in quotes", BYTES("a\n\"x\r\ny\"\r\n\xe9\n"), 4, 1, "not UTF-8" },
	{ "a quote that never closes", BYTES("a,b\n1,\"2\n3,4\n"), 2, 3, "The quote that opens field 2 never closes." },
	{ "a quote that never closes in the heading", BYTES("\"a,b\n1,2\n"), 1, 1, "The quote that opens field 1 never closes." },
	{ "a quote that never closes, behind a doubled one", BYTES("a,b\n1,\n\"x, y\",  \"q\"\"r\n\n"), 3, 10, "opens field 2 never closes" },
	{ "a lone quote as the last byte", BYTES("a,b\n1,\""), 2, 3, "opens field 2 never closes" },
	{ "never closed, on the second line of its row", BYTES("a,b\n\"x\ny\",\"z\n"), 3, 4, "opens field 2 never closes" },
	{ "text after a closing quote", BYTES("a,b\n\"x\"y,2\n"), 2, 4, "Field 1 goes on after its closing quote (it opens on line 2, column 1)" },
	{ "text after a quote that another line opened", BYTES("a,b\n1,\"x\n3,\"y\"\n"), 3, 4, "Field 2 goes on after its closing quote (it opens on line 2, column 3)" },
	{ "text and a blank after a closing quote", BYTES("a\n\"x\" y\n"), 2, 5, "goes on after its closing quote" },
	{ "a quote in the middle of a field", BYTES("a,b\n1,5\" nail\n"), 2, 4, "Field 2 has a quote in the middle." },
	{ "a row with a field too many", BYTES("a,b\n1,2\n1,2,3\n"), 3, 3, "Field 3 has no heading: the row has 3 fields, and there are 2 headings." },
	{ "a row with an empty field too many", BYTES("a,b\n1,2,\n"), 2, 3, "Field 3 has no heading" },
	{ "a row with a field too few", BYTES("a,b,dob\n1,2\n"), 2, 3, "Field 3 (dob) is missing: the row has 2 fields, and there are 3 headings." },
	{ "a short row over two lines is named by its first", BYTES("a,b\n\n\"x\ny\"\n"), 3, 2, "Field 2 (b) is missing" },
	{ "the first of two faults is told", BYTES("a,b\n1\n1,\"2\n"), 2, 2, "Field 2 (b) is missing" },
	{ "a heading twice", BYTES("upn,name,upn\n"), 1, 3, "Fields 1 and 3 have the same heading, \"upn\"." },
	{ "a heading twice, written otherwise", BYTES("x,Admission Number,admission_number\n"), 1, 3, "Fields 2 and 3 have the same heading" },
};

static void refused_case(void **state)
{
	const struct refused_row *row = *state;
	struct csv_table t;
	struct err e = { 0 };

	assert_int_equal(csv_read("pupils.csv", row->text, row->n, &t, &e), -EBADMSG);
	assert_int_equal(e.kind, ERR_INPUT);
	assert_string_equal(e.file, "pupils.csv");
	if (!strstr(e.text, row->want))
		assert_string_equal(e.text, row->want);
	assert_int_equal(e.line, row->line);
	assert_int_equal(e.column, row->column);
	assert_null(t.arena.blocks);
	assert_int_equal(t.heading.count + t.rows.count, 0);
}

/* A field, or many, of a given size, between a heading and a row that would be well. */
static const struct size_row {
	const char *name, *before, *unit;
	int times;
	const char *after;
	int want_r, line, column;
	const char *want;
} size_rows[] = {
	{ "the longest field", "a,b\n1,", "x", CSV_FIELD_MOST, "\n", 0, 0, 0, "" },
	{ "a byte more", "a,b\n1,", "x", CSV_FIELD_MOST + 1, "\n", -EBADMSG, 2, 3, "Field 2 is longer than 4096 bytes. Shorten it" },
	{ "bytes count, not characters", "a,b\n1, ", "Ł", CSV_FIELD_MOST / 2 + 1, "\n", -EBADMSG, 2, 4, "Field 2 is longer" },
	{ "the longest field in quotes", "a,b\n1,\"", "x", CSV_FIELD_MOST, "\"\n", 0, 0, 0, "" },
	{ "the longest field of doubled quotes", "a,b\n1,\"", "\"\"", CSV_FIELD_MOST, "\"\n", 0, 0, 0, "" },
	{ "two thousand newlines in quotes", "a,b\n1,\"", "\n", 2000, "\"\n", 0, 0, 0, "" },
	{ "100,000 characters", "a,b\n1,2\n1,", "x", 100000, "\n", -EBADMSG, 3, 3, "Field 2 is longer" },
	{ "a pasted megabyte in quotes", "a,b\n1,\"", "x", 1 << 20, "\"\n", -EBADMSG, 2, 3, "Check that the quote that opens here is closed." },
	{ "a quote that never closes before a megabyte of rows", "a,b\n1,\"x\n", "1,2\n", 1 << 18, "", -EBADMSG, 2, 3, "Check that the quote that opens here is closed." },
	{ "a megabyte as the heading", "", "x", 1 << 20, "", -EBADMSG, 1, 1, "Field 1 is longer" },
	{ "a megabyte of commas in a row", "a,b\n", ",", 1 << 20, "\n", -EBADMSG, 2, 513, "more than 512 fields" },
	{ "a megabyte of commas in the heading", "", "a,", 1 << 19, "\n", -EBADMSG, 1, 513, "more than 512 fields" },
	{ "as many fields as there may be", "", ",", CSV_FIELDS_MOST - 1, "\n", 0, 0, 0, "" },
	{ "a field more", "", ",", CSV_FIELDS_MOST, "\n", -EBADMSG, 1, 513, "more than 512 fields" },
	{ "a megabyte of short rows is well", "a,b\n", "1,2\n", 1 << 18, "", 0, 0, 0, "" },
	{ "a megabyte of blank lines is well", "a,b\n", "\r\n", 1 << 19, "", 0, 0, 0, "" },
};

static void size_case(void **state)
{
	const struct size_row *row = *state;
	CLEAN_BUF struct buf text = { 0 };
	struct csv_table t;
	struct err e = { 0 };

	buf_text(&text, row->before);
	for (int i = 0; i < row->times; i++)
		buf_text(&text, row->unit);
	buf_text(&text, row->after);
	assert_int_equal(csv_read("big.csv", text.text, text.length, &t, &e), row->want_r);
	assert_int_equal(e.line, row->line);
	assert_int_equal(e.column, row->column);
	if (!strstr(e.text, row->want))
		assert_string_equal(e.text, row->want);
	csv_finish(&t);
}

static const struct column_row {
	const char *name, *heading;
	int want;
} column_rows[] = {
	{ "as written", "upn", 0 },
	{ "another case", "UPN", 0 },
	{ "blanks for underscores", "admission_number", 1 },
	{ "all as one word", "AdmissionNumber", 1 },
	{ "hyphens, as a header map takes them", "admission-number", 1 },
	{ "blanks around it", " sex ", 2 },
	{ "the start of one is another", "admission", -1 },
	{ "more than there is", "sexes", -1 },
	{ "no name finds no nameless column", "", -1 },
};

/** A line is fed in several pieces when it is long: the lines after it keep their numbers. */
static void long_line_case(void **state)
{
	CLEAN_BUF struct buf text = { 0 };
	struct csv_table t;

	buf_text(&text, "a,b,c\n");
	for (int i = 0; i < 3 * 4000; i++)
		buf_text(&text, i % 4000 == 3999 && i < 8000 ? "," : "x");
	buf_text(&text, "\n1,2,3\n");
	assert_int_equal(csv_read("x", text.text, text.length, &t, NULL), 0);
	assert_int_equal(t.rows.count, 2);
	assert_int_equal(t.rows.items[0].line, 2);
	assert_int_equal(t.rows.items[1].line, 3);
	csv_finish(&t);
}

static void column_case(void **state)
{
	const struct column_row *row = *state;
	const char text[] = "upn,Admission Number,Sex,\nA1,7,F,\n";
	struct csv_table t;

	assert_int_equal(csv_read("x", text, strlen(text), &t, NULL), 0);
	assert_int_equal(csv_column(&t, row->heading), row->want);
	csv_finish(&t);
}

static void field_case(void **state)
{
	const char text[] = "a,b\n1,2\n";
	struct csv_table t;

	assert_int_equal(csv_read("x", text, strlen(text), &t, NULL), 0);
	assert_string_equal(csv_field(&t.rows.items[0], 1), "2");
	assert_string_equal(csv_field(&t.rows.items[0], -1), "");
	assert_string_equal(csv_field(&t.rows.items[0], 2), "");
	csv_finish(&t);
}

static void nothing_case(void **state)
{
	struct csv_table t;
	struct err e = { 0 };

	assert_int_equal(csv_read("x", NULL, 0, &t, &e), -EBADMSG);
	assert_string_not_equal(e.text, "");
}

int main(void)
{
	static struct rows rows;

	rows_add(&rows, read_case, read_rows);
	rows_add(&rows, refused_case, refused_rows);
	rows_add(&rows, size_case, size_rows);
	rows_add(&rows, column_case, column_rows);
	rows_case(&rows, "a field of no column is empty", field_case, NULL);
	rows_case(&rows, "the line after a long line", long_line_case, NULL);
	rows_case(&rows, "no bytes at all", nothing_case, NULL);
	return rows_run(&rows, "csv");
}
