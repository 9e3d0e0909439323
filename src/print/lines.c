#include "print/lines.h"

#include "sheet.h"

static const char *row_text(struct print_lines *l, const struct sheet *s, int row, bool whole, struct buf *line)
{
	if (!whole)
		return arena_text(&l->arena, sheet_cell(s, row, 0));
	buf_reset(line);
	table_row_put(s, row, line);
	return arena_text(&l->arena, buf_string(line));
}

void print_lines(const struct report *r, int width, struct print_lines *ret)
{
	CLEAN_BUF struct buf line = { 0 };
	struct print_lines l = { .count = r->rows.count };
	struct sheet s;

	sheet_init(&s, r);
	bool whole = table_fit(&s, width);
	l.rows = arena_new(&l.arena, (size_t)l.count + 1, sizeof *l.rows);
	l.headings = arena_new(&l.arena, (size_t)l.count + 1, sizeof *l.headings);
	table_titles_put(&s, &line);
	l.titles = arena_text(&l.arena, whole ? buf_string(&line) : s.columns[0].title);
	for (int row = 0; row < l.count; row++) {
		l.rows[row] = row_text(&l, &s, row, whole, &line);
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
