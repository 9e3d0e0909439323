/* A focus in rows that scroll. */
#include "list.h"

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

bool list_key(struct list *l, const struct key *k)
{
	int page = l->shown > 1 ? l->shown - 1 : 1;

	switch (k->code) {
	case KEY_UP:        list_focus(l, l->focus - 1); return true;
	case KEY_DOWN:      list_focus(l, l->focus + 1); return true;
	case KEY_PAGE_UP:   list_focus(l, l->focus - page); return true;
	case KEY_PAGE_DOWN: list_focus(l, l->focus + page); return true;
	case KEY_HOME:      list_focus(l, 0); return true;
	case KEY_END:       list_focus(l, l->count - 1); return true;
	default:            return false;
	}
}

int list_top(struct list *l, int rows)
{
	l->shown = rows;
	if (l->focus < l->top)
		l->top = l->focus;
	if (l->focus >= l->top + rows)
		l->top = l->focus - rows + 1;
	l->top = between(0, l->top, l->count - rows);
	return l->top;
}
