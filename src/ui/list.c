/* A focus in rows that scroll. */
#include "list.h"

#include <stddef.h>

static int between(int least, int n, int most)
{
	return n > most ? (most < least ? least : most) : n < least ? least : n;
}

void list_count(struct list *l, int count)
{
	l->count = count;
	l->focus = between(0, l->focus, count - 1);
}

void list_focus(struct list *l, int row)
{
	l->focus = between(0, row, l->count - 1);
}

/* To what is below, or above, all that is in sight: no row is passed over, however few a page shows. */
static void page_down(struct list *l)
{
	int next = l->top + (l->shown > 0 ? l->shown : 1);

	l->top = next < l->count ? next : l->top;
	list_focus(l, next < l->count ? next : l->count - 1);
}

static void page_up(struct list *l)
{
	list_focus(l, l->top - 1);
	l->top = between(0, l->top - l->shown, l->focus);
}

bool list_key(struct list *l, const struct key *k)
{
	switch (k->code) {
	case KEY_UP:        list_focus(l, l->focus - 1); return true;
	case KEY_DOWN:      list_focus(l, l->focus + 1); return true;
	case KEY_PAGE_UP:   page_up(l); return true;
	case KEY_PAGE_DOWN: page_down(l); return true;
	case KEY_HOME:      list_focus(l, 0); return true;
	case KEY_END:       list_focus(l, l->count - 1); return true;
	default:            return false;
	}
}

/* SHOWN ----------------------------------------------------------------------------------------------------------------------------- */

static const char *heading_of(const struct list_look *look, int row)
{
	return look->heading ? look->heading(look->state, row) : NULL;
}

/* Lines that a row takes with its heading, and the blank line over that: not where it is the first in sight. */
static int lines_of(const struct list_look *look, int row, bool first)
{
	return !heading_of(look, row) ? 1 : first ? 2 : 3;
}

static int lines_between(const struct list_look *look, int from, int to)
{
	int lines = 0;

	for (int row = from; row <= to; row++)
		lines += lines_of(look, row, row == from);
	return lines;
}

/* A focus that has left what is in sight comes to the middle of it: one large step now, none for the keys that follow. */
static void focus_bring(struct list *l, int rows, const struct list_look *look)
{
	bool in_sight = l->focus >= l->top && lines_between(look, l->top, l->focus) <= rows;

	if (in_sight)
		return;
	l->top = l->focus;
	while (l->top > 0 && lines_between(look, l->top - 1, l->focus) <= rows / 2)
		l->top--;
}

/* The focus in sight, and no empty lines at the foot while rows are out of sight above. */
static void top_find(struct list *l, int rows, const struct list_look *look)
{
	l->top = between(0, l->top, l->count - 1);
	focus_bring(l, rows, look);
	while (l->top > 0 && l->count - l->top < rows && lines_between(look, l->top - 1, l->count - 1) <= rows)
		l->top--;
}

static int row_draw(const struct list *l, int row, int at, struct area *a, const struct list_look *look)
{
	const char *heading = heading_of(look, row);

	if (heading) {
		at += row > l->top;
		if (a->rows > 1)
			area_put(a, at++, 0, a->cols, PAINT_LABEL, heading);
	}
	struct area line = area_part(a, at, 0, 1, a->cols);
	if (line.rows == 0)
		return at + 1;
	if (row == l->focus && !look->own_focus)
		area_cursor(&line, 0, 0);
	look->draw(look->state, row, &line);
	if (row == l->focus && !look->own_focus)
		area_tint(&line, 0, 0, FOCUS_CELLS, PAINT_FOCUS);
	return at + 1;
}

void list_draw(struct list *l, struct area *a, const struct list_look *look)
{
	int at = 0, row;

	if (l->count == 0 || a->rows <= 0)
		return;
	top_find(l, a->rows, look);
	for (row = l->top; row < l->count && at < a->rows; row++)
		at = row_draw(l, row, at, a, look);
	l->shown = row - l->top;
}
