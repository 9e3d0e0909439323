#include "print/lines.h"

#include <string.h>

#include "base/glyph.h"
#include "base/text.h"
#include "sheet.h"

static const char *ascii_of(struct arena *a, const char *s)
{
	CLEAN_BUF struct buf b = { 0 };

	if (!s)
		return NULL;
	glyph_ascii(s, &b);
	return arena_text(a, buf_string(&b));
}

/* Before the columns are measured: a letter may be another number of cells in ASCII. */
static void sheet_ascii(struct sheet *s)
{
	for (int i = 0; i < s->column_count; i++)
		s->columns[i].widest = 0;
	for (int i = 0; i < s->row_count * s->column_count; i++) {
		struct sheet_column *c = &s->columns[i % s->column_count];
		int width;

		s->cells[i] = ascii_of(&s->arena, s->cells[i]);
		width = text_width(s->cells[i]);
		c->widest = width > c->widest ? width : c->widest;
	}
	for (int i = 0; i < s->row_count; i++)
		s->headings[i] = ascii_of(&s->arena, s->headings[i]);
}

/* What marks a cut is one cell, and stays one. */
static void cut_marks_ascii(struct buf *line)
{
	static const char mark[] = "…";

	for (char *at; line->text && (at = strstr(line->text, mark)); line->length -= sizeof mark - 2) {
		*at = '~';
		memmove(at + 1, at + sizeof mark - 1, strlen(at + sizeof mark - 1) + 1);
	}
}

static const char *row_text(struct print_lines *l, const struct sheet *s, int row, bool whole, bool ascii, struct buf *line)
{
	if (!whole)
		return arena_text(&l->arena, sheet_cell(s, row, 0));
	buf_reset(line);
	table_row_put(s, row, line);
	if (ascii)
		cut_marks_ascii(line);
	return arena_text(&l->arena, buf_string(line));
}

void print_lines(const struct report *r, int width, bool ascii, struct print_lines *ret)
{
	CLEAN_BUF struct buf line = { 0 };
	struct print_lines l = { .count = r->rows.count };
	struct sheet s;

	sheet_init(&s, r);
	if (ascii)
		sheet_ascii(&s);
	bool whole = table_fit(&s, width);
	l.rows = arena_new(&l.arena, (size_t)l.count + 1, sizeof *l.rows);
	l.headings = arena_new(&l.arena, (size_t)l.count + 1, sizeof *l.headings);
	table_titles_put(&s, &line);
	l.titles = arena_text(&l.arena, whole ? buf_string(&line) : s.columns[0].title);
	for (int row = 0; row < l.count; row++) {
		l.rows[row] = row_text(&l, &s, row, whole, ascii, &line);
		l.headings[row] = arena_text(&l.arena, s.headings[row]);
	}
	sheet_finish(&s);
	*ret = l;
}

void print_lines_finish(struct print_lines *l)
{
	arena_finish(&l->arena);
	*l = (struct print_lines){ 0 };
}
