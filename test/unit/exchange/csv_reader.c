#include "rows.h"

#include <errno.h>
#include <malloc.h>

#include "exchange/csv.h"

/* A source that gives as little at a time as it is told to. */
struct dripping {
	const char *bytes;
	size_t left, drop;
	int fails_after; /* pieces; -1: never */
};

static long drip(void *ctx, char *to, size_t room, struct err *e)
{
	struct dripping *d = ctx;
	size_t n = d->left < d->drop ? d->left : d->drop;

	if (d->fails_after >= 0 && d->fails_after-- == 0)
		return err_store(e, -EIO, "The stick was pulled out.");
	n = n < room ? n : room;
	memcpy(to, d->bytes, n);
	d->bytes += n;
	d->left -= n;
	return (long)n;
}

static void dump(const struct csv_row *row, struct buf *to)
{
	buf_printf(to, "%d|", row->line);
	for (int i = 0; i < row->count; i++)
		buf_printf(to, "%s|", row->fields[i]);
	buf_char(to, '\n');
}

/* The heading and the rows, then line:column of a refusal. */
static void read_all(const char *bytes, size_t n, size_t drop, const struct csv_form *form, struct buf *got, char *ret_delimiter, struct err *e)
{
	struct dripping from = { bytes, n, drop, -1 };
	struct csv_reader *in = NULL;
	struct csv_row row;

	int r = csv_open("marks.csv", drip, &from, form, &in, e);
	if (r == 0) {
		*ret_delimiter = csv_delimiter(in);
		dump(csv_heading(in), got);
		while ((r = csv_next(in, &row, e)) > 0)
			dump(&row, got);
		if (r == 0)
			assert_int_equal(csv_bytes(in), n);
		else
			assert_int_equal(csv_next(in, &row, NULL), r);
	}
	csv_close(in);
	if (r < 0) {
		assert_int_equal(r, -EBADMSG);
		assert_string_equal(e->file, "marks.csv");
		buf_printf(got, "%d:%d", e->line, e->column);
	}
}

#define BYTES(s) (s), sizeof(s) - 1

static const struct read_row {
	const char *name, *text;
	size_t n;
	struct csv_form form;
	char delimiter;
	const char *want, *said;
} read_rows[] = {
	{ "commas as told", BYTES("a,b\n1,2\n"), { ',', CSV_UTF8 }, ',', "1|a|b|\n2|1|2|\n", "" },
	{ "commas found", BYTES("a,b\n1,2\n"), { 0, CSV_UTF8 }, ',', "1|a|b|\n2|1|2|\n", "" },
	{ "semicolons found", BYTES("a;b, c;d\n1;2,5;3\n"), { 0, CSV_UTF8 }, ';', "1|a|b, c|d|\n2|1|2,5|3|\n", "" },
	{ "tabs found", BYTES("a\tb b\tc\n1\t 2 \t\n"), { 0, CSV_UTF8 }, '\t', "1|a|b b|c|\n2|1|2||\n", "" },
	{ "as many of both: commas", BYTES("a,b;c\n1,2\n"), { 0, CSV_UTF8 }, ',', "1|a|b;c|\n2|1|2|\n", "" },
	{ "what is within quotes does not count", BYTES("\"a;;;\",b\n1,2\n"), { 0, CSV_UTF8 }, ',', "1|a;;;|b|\n2|1|2|\n", "" },
	{ "a heading of two lines", BYTES("\"a\n;;\";b\n1;2\n"), { 0, CSV_UTF8 }, ';', "1|a\n;;|b|\n3|1|2|\n", "" },
	{ "blank lines before the heading", BYTES("\n\r\n \t\t\na;b\n1;2\n"), { 0, CSV_UTF8 }, ';', "4|a|b|\n5|1|2|\n", "" },
	{ "one column has no delimiter", BYTES("upn\nA1\n"), { 0, CSV_UTF8 }, ',', "1|upn|\n2|A1|\n", "" },
	{ "no newline behind the heading", BYTES("a;b"), { 0, CSV_UTF8 }, ';', "1|a|b|\n", "" },
	{ "a mark, then semicolons", BYTES("\xef\xbb\xbf" "a;b\r\n1;2\r\n"), { 0, CSV_UTF8 }, ';', "1|a|b|\n2|1|2|\n", "" },
	{ "an empty last field behind a tab", BYTES("a\tb\n1\t\n\t\n"), { '\t', CSV_UTF8 }, '\t', "1|a|b|\n2|1||\n3|||\n", "" },
	{ "CR, LF and CRLF in one file", BYTES("a\r1\r\n2\n3\r\r\n4"), { 0, CSV_UTF8 }, ',', "1|a|\n2|1|\n3|2|\n4|3|\n6|4|\n", "" },
	{ "Windows-1252", BYTES("n\nZo\xeb\n\x80 \x9c\x9f\xff\n"), { 0, CSV_WINDOWS_1252 }, ',', "1|n|\n2|Zoë|\n3|€ œŸÿ|\n", "" },
	{ "Windows-1252 has a character that it does not have", BYTES("n\nok\nx\xe9\x81\n"), { 0, CSV_WINDOWS_1252 }, ',', "1|n|\n2|ok|\n3:3",
	  "not Windows-1252" },
	{ "a zero byte in Windows-1252", BYTES("n\nx\0\n"), { 0, CSV_WINDOWS_1252 }, ',', "1|n|\n2:2", "zero byte" },
	{ "the mark of UTF-8 in Windows-1252", BYTES("\xef\xbb\xbfn\nx\n"), { 0, CSV_WINDOWS_1252 }, 0, "1:1", "Read it as UTF-8." },
	{ "Windows-1252 taken for UTF-8", BYTES("n\nx\nA Zo\xeb\n"), { 0, CSV_UTF8 }, ',', "1|n|\n2|x|\n3:5", "--encoding windows-1252" },
	{ "UTF-16, little end first", BYTES("\xff\xfe" "a\0,\0b\0"), { 0, CSV_UTF8 }, 0, "1:1", "This file is UTF-16, not UTF-8. Save it as CSV UTF-8" },
	{ "UTF-16, big end first", BYTES("\xfe\xff\0a"), { 0, CSV_WINDOWS_1252 }, 0, "1:1", "UTF-16" },
	{ "nothing but the mark of UTF-16", BYTES("\xff\xfe"), { 0, CSV_UTF8 }, 0, "1:1", "UTF-16" },
	{ "half a mark of UTF-8", BYTES("\xef\xbb"), { 0, CSV_UTF8 }, 0, "1:1", "not UTF-8" },
	{ "a character cut short at the end", BYTES("n\n\xe2\x82"), { 0, CSV_UTF8 }, ',', "1|n|\n2:1", "not UTF-8" },
	{ "a fault of a row comes before bytes of a later line", BYTES("a,b\n1\n\xff\n"), { 0, CSV_UTF8 }, ',', "1|a|b|\n2:2", "Field 2 (b) is missing" },
	{ "a fault of a row names the delimiter", BYTES("a;b\n1;2;3\n"), { 0, CSV_UTF8 }, ';', "1|a|b|\n2:3", "a text that has a semicolon in quotes" },
	{ "a fault of bytes comes before a fault of its own line", BYTES("a,b\n1,\"x\"y\xff\n"), { 0, CSV_UTF8 }, ',', "1|a|b|\n2:7", "not UTF-8" },
	{ "columns count from the delimiter found", BYTES("a\tb\n1\t\"2\"x\n"), { 0, CSV_UTF8 }, '\t', "1|a|b|\n2:6", "(it opens on line 2, column 3)" },
	{ "no bytes", BYTES(""), { 0, CSV_UTF8 }, 0, "1:1", "The file is empty." },
};

static void read_case(void **state)
{
	static const size_t drops[] = { 1, 2, 3, 5, 1 << 20 };
	const struct read_row *row = *state;

	for (size_t i = 0; i < sizeof drops / sizeof *drops; i++) {
		CLEAN_BUF struct buf got = { 0 };
		struct err e = { 0 };
		char delimiter = 0;

		read_all(row->text, row->n, drops[i], &row->form, &got, &delimiter, &e);
		assert_string_equal(buf_string(&got), row->want);
		assert_int_equal(delimiter, row->delimiter);
		if (!strstr(e.text, row->said))
			assert_string_equal(e.text, row->said);
	}
}

/* Pieces of many sizes end everywhere: in a CRLF, in a character, in a quoted field; what is read stays the same. */
static void pieces_case(void **state)
{
	CLEAN_BUF struct buf text = { 0 }, want = { 0 };
	struct csv_form form = { 0 };
	struct err e = { 0 };
	char delimiter;

	buf_text(&text, "name,\"n o\nte\",code\r\n");
	for (int i = 0; i < 9000; i++)
		buf_printf(&text, "Siân %d,\"%.*s \"\"\r\n€\",/\r\n", i, i % 97, "a long note, and more of it, until it is as long as a note may be, and a little longer");
	read_all(text.text, text.length, 1 << 20, &form, &want, &delimiter, &e);
	for (size_t drop = 4093; drop < 4100; drop++) {
		CLEAN_BUF struct buf got = { 0 };
		read_all(text.text, text.length, drop, &form, &got, &delimiter, &e);
		assert_string_equal(buf_string(&got), buf_string(&want));
	}
	assert_non_null(strstr(buf_string(&want), "\n18001|Siân 8999|"));
}

/* A CR that ends a line just where a piece of it ends. */
static void edge_case(void **state)
{
	for (int n = 4080; n < 4100; n++) {
		CLEAN_BUF struct buf text = { 0 }, got = { 0 };
		struct csv_form form = { 0 };
		struct err e = { 0 };
		char delimiter;

		buf_text(&text, "a\r\n");
		buf_blanks(&text, n);
		buf_text(&text, "x\r\ny\r\n");
		read_all(text.text, text.length, 1 << 20, &form, &got, &delimiter, &e);
		assert_string_equal(buf_string(&got), "1|a|\n2|x|\n3|y|\n");
	}
}

struct endless {
	int64_t rows;
	char line[64];
};

static long endless_rows(void *ctx, char *to, size_t room, struct err *e)
{
	struct endless *from = ctx;
	size_t n = strlen(from->line), have = 0;

	for (; from->rows > 0 && have + n <= room; from->rows--, have += n)
		memcpy(to + have, from->line, n);
	return (long)have;
}

static size_t memory_after(int64_t rows)
{
	struct endless from = { rows, "A801200005001,2026-09-02,am,/\n" };
	struct csv_form form = { 0 };
	struct csv_reader *in = NULL;
	struct csv_row row;
	int64_t count = 0;

	assert_int_equal(csv_open("endless", endless_rows, &from, &form, &in, NULL), 0);
	while (csv_next(in, &row, NULL) > 0)
		count++;
	size_t used = mallinfo2().uordblks + mallinfo2().hblkhd;
	csv_close(in);
	assert_int_equal(count, rows - 1);
	return used;
}

static void memory_case(void **state)
{
	size_t little = memory_after(10000);

	assert_int_equal(memory_after(1000000), little);
}

static void failing_case(void **state)
{
	for (int pieces = 0; pieces < 5; pieces++) {
		struct dripping from = { BYTES("a,b\n1,2\n3,4\n5,6\n"), 6, pieces };
		struct csv_form form = { 0 };
		struct csv_reader *in = NULL;
		struct csv_row row;
		struct err e = { 0 };
		int r = csv_open("x", drip, &from, &form, &in, &e);

		while (r == 0 && (r = csv_next(in, &row, &e)) > 0)
			r = 0;
		assert_int_equal(r, pieces < 4 ? -EIO : 0);
		assert_string_equal(e.text, pieces < 4 ? "The stick was pulled out." : "");
		csv_close(in);
	}
}

/* A blank that never ends is no field that is too long, but a row that is. */
static void long_row_case(void **state)
{
	struct endless from = { 1 << 20, "                " };
	struct csv_form form = { ',', CSV_UTF8 };
	struct csv_reader *in = NULL;
	struct err e = { 0 };

	assert_int_equal(csv_open("x", endless_rows, &from, &form, &in, &e), -EBADMSG);
	assert_non_null(strstr(e.text, "longer than 8 megabytes"));
	assert_int_equal(e.line, 1);
}

int main(void)
{
	static struct rows rows;

	rows_add(&rows, read_case, read_rows);
	rows_case(&rows, "pieces of every size", pieces_case, NULL);
	rows_case(&rows, "a line that ends where a piece ends", edge_case, NULL);
	rows_case(&rows, "memory stays the same", memory_case, NULL);
	rows_case(&rows, "a source that fails", failing_case, NULL);
	rows_case(&rows, "a row without an end", long_row_case, NULL);
	csv_close(NULL);
	return rows_run(&rows, "csv_reader");
}
