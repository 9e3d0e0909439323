#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "csv_reader.h"

/** RFC 4180; blanks at the ends and a lone empty field (a blank line) would not come back without quotes. */
static bool quotes_needed(const char *s, int count)
{
	size_t n = strlen(s);

	if (n == 0)
		return count == 1;
	return strpbrk(s, ",\"\r\n") || strchr(" \t", s[0]) || strchr(" \t", s[n - 1]);
}

static void put_quoted(struct buf *to, const char *s)
{
	buf_char(to, '"');
	for (const char *quote; (quote = strchr(s, '"')); s = quote + 1) {
		buf_put(to, s, (size_t)(quote - s));
		buf_text(to, "\"\"");
	}
	buf_text(to, s);
	buf_char(to, '"');
}

static void put_field(struct buf *to, const char *s, int count, bool guard)
{
	CLEAN_BUF struct buf clean = { 0 };

	buf_char(&clean, '\'');
	text_clean(s, &clean);
	const char *field = buf_string(&clean);
	if (!guard || !csv_is_formula(field + 1, clean.length - 1))
		field++;
	if (quotes_needed(field, count))
		put_quoted(to, field);
	else
		buf_text(to, field);
}

void csv_put(struct buf *to, const char *const *fields, int count)
{
	for (int i = 0; i < count; i++) {
		if (i > 0)
			buf_char(to, ',');
		put_field(to, fields[i], count, true);
	}
	buf_text(to, "\r\n");
}

static void text_of(const struct cell *c, struct buf *to)
{
	buf_text(to, c->text ? c->text : "");
}

static void integer_of(const struct cell *c, struct buf *to)
{
	buf_printf(to, "%" PRId64, c->number);
}

static void percent_of(const struct cell *c, struct buf *to)
{
	buf_printf(to, "%s%" PRId64 ".%d", c->number < 0 ? "-" : "", c->number < 0 ? -(c->number / 10) : c->number / 10,
		   abs((int)(c->number % 10)));
}

static void day_of_cell(const struct cell *c, struct buf *to)
{
	char text[DAY_TEXT];

	buf_text(to, day_iso((struct day){ (int32_t)c->number }, text));
}

static void flag_of(const struct cell *c, struct buf *to)
{
	buf_text(to, c->number ? "true" : "false");
}

static void counts_of(const struct cell *c, struct buf *to)
{
	for (int i = 0; i < c->pair_count; i++)
		buf_printf(to, "%s%s %" PRId64, i > 0 ? ", " : "", c->pairs[i].name, c->pairs[i].number);
}

static const struct writer {
	void (*write)(const struct cell *c, struct buf *to);
	bool from_outside; /* words, not our own figures: guarded */
} writers[] = {
	[CELL_TEXT] = { text_of, true },
	[CELL_INTEGER] = { integer_of, false },
	[CELL_PERCENT] = { percent_of, false },
	[CELL_DAY] = { day_of_cell, false },
	[CELL_FLAG] = { flag_of, false },
	[CELL_LIST] = { text_of, true },
	[CELL_COUNTS] = { counts_of, true },
};

static void put_cell(struct buf *to, const struct cell *c, enum cell_kind kind, int count)
{
	CLEAN_BUF struct buf text = { 0 };

	if (!c->empty)
		writers[kind].write(c, &text);
	put_field(to, buf_string(&text), count, writers[kind].from_outside);
}

static int data_columns(const struct report *r)
{
	int count = 0;

	for (int i = 0; i < r->column_count; i++)
		count += r->columns[i].where != COLUMN_TEXT_ONLY;
	return count;
}

/** One line: a row's cells, or the headings for no row. */
static void put_line(const struct report *r, const struct report_row *row, int count, struct buf *to)
{
	bool first = true;

	for (int i = 0; i < r->column_count; i++) {
		if (r->columns[i].where == COLUMN_TEXT_ONLY)
			continue;
		if (!first)
			buf_char(to, ',');
		first = false;
		if (row)
			put_cell(to, &row->cells[i], r->columns[i].kind, count);
		else
			put_field(to, r->columns[i].name, count, false);
	}
	buf_text(to, "\r\n");
}

void csv_report(const struct report *r, struct buf *to)
{
	int count = data_columns(r);

	put_line(r, NULL, count, to);
	for (int i = 0; i < r->rows.count; i++)
		put_line(r, &r->rows.items[i], count, to);
}
