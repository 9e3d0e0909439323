#include "fuzz.h"

#include <errno.h>

#include "base/text.h"
#include "exchange/csv.h"

/* The first byte says how the file is meant, the second how little of it is given at a time. */

struct dripping {
	const uint8_t *bytes;
	size_t left, drop;
};

static long drip(void *ctx, char *to, size_t room, struct err *e)
{
	struct dripping *d = ctx;
	size_t n = d->left < d->drop ? d->left : d->drop;

	n = n < room ? n : room;
	if (n > 0)
		memcpy(to, d->bytes, n);
	d->bytes += n;
	d->left -= n;
	return (long)n;
}

static void keep(const struct csv_row *row, struct buf *to)
{
	buf_printf(to, "%d", row->line);
	for (int i = 0; i < row->count; i++) {
		BUG_UNLESS(text_bad_utf8(row->fields[i], strlen(row->fields[i])) < 0);
		buf_printf(to, "\1%s", row->fields[i]);
	}
	buf_char(to, '\2');
}

/** What is written reads back as it was, cleaned; a field that cleaning makes too long is the one that may be refused. */
static void write_and_read(const struct csv_row *row)
{
	CLEAN_ARENA struct arena a = { 0 };
	CLEAN_BUF struct buf text = { 0 };
	struct csv_table t;
	struct err e = { 0 };

	buf_text(&text, "first");
	for (int i = 1; i < row->count; i++)
		buf_printf(&text, ",h%d", i);
	buf_text(&text, "\r\n");
	csv_put(&text, row->fields, row->count);
	if (csv_read("again", text.text, text.length, &t, &e) < 0) {
		BUG_UNLESS(strstr(e.text, "is longer than"));
		return;
	}
	BUG_UNLESS(t.rows.count == 1);
	for (int i = 0; i < row->count; i++)
		BUG_UNLESS(strcmp(t.rows.items[0].fields[i], text_cleaned(&a, row->fields[i])) == 0);
	csv_finish(&t);
}

static int read_slowly(const uint8_t *bytes, size_t n, size_t drop, const struct csv_form *form, struct buf *got, struct err *e)
{
	struct dripping from = { bytes, n, drop };
	struct csv_reader *in = NULL;
	struct csv_row row;
	int64_t rows = 0;

	int r = csv_open("fuzz", drip, &from, form, &in, e);
	if (r == 0) {
		keep(csv_heading(in), got);
		write_and_read(csv_heading(in));
		while ((r = csv_next(in, &row, e)) > 0) {
			BUG_UNLESS(row.count == csv_heading(in)->count);
			keep(&row, got);
			if (rows++ < 1)
				write_and_read(&row);
		}
		BUG_UNLESS(csv_bytes(in) <= (int64_t)n && (r < 0 || csv_bytes(in) == (int64_t)n));
	}
	csv_close(in);
	must_be_said(r, e);
	return r;
}

/** The whole file at once is the same as bit by bit. */
static void read_at_once(const uint8_t *bytes, size_t n, int r, const struct buf *want, const struct err *e)
{
	CLEAN_BUF struct buf got = { 0 };
	struct csv_table t;
	struct err whole = { 0 };

	BUG_UNLESS(csv_read("fuzz", (const char *)bytes, n, &t, &whole) == r);
	BUG_UNLESS(whole.line == e->line && whole.column == e->column);
	if (r < 0)
		return;
	keep(&t.heading, &got);
	for (int i = 0; i < t.rows.count; i++)
		keep(&t.rows.items[i], &got);
	BUG_UNLESS(strcmp(buf_string(&got), buf_string(want)) == 0);
	csv_finish(&t);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	static const char delimiters[] = { 0, ',', ';', '\t' };
	CLEAN_BUF struct buf slowly = { 0 }, otherwise = { 0 };
	struct err e = { 0 }, f = { 0 };

	if (n < 2)
		return 0;
	struct csv_form form = { delimiters[bytes[0] % 4], (bytes[0] & 4) ? CSV_WINDOWS_1252 : CSV_UTF8 };
	size_t drop = (size_t)bytes[1] + 1;

	int r = read_slowly(bytes + 2, n - 2, drop, &form, &slowly, &e);
	BUG_UNLESS(read_slowly(bytes + 2, n - 2, SIZE_MAX, &form, &otherwise, &f) == r);
	BUG_UNLESS(strcmp(buf_string(&slowly), buf_string(&otherwise)) == 0);
	BUG_UNLESS(strcmp(e.text, f.text) == 0 && e.line == f.line && e.column == f.column);
	if (form.delimiter == ',' && form.encoding == CSV_UTF8)
		read_at_once(bytes + 2, n - 2, r, &slowly, &e);
	return 0;
}
