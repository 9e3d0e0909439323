#include "rows.h"

#include <stdio.h>

#include "list.h"

/* A list of `count` rows in a window of `rows` lines, a heading over each row of `headings`; keys, and where the focus and the window are. */
static const struct list_row {
	const char *name;
	int count, rows;
	const char *headings; /* digits: rows with one */
	enum key_code keys[6];
	int focus, top;
} lists[] = {
	{ "at the start", 20, 5, "", { 0 }, 0, 0 },
	{ "up from the first", 20, 5, "", { KEY_UP }, 0, 0 },
	{ "down", 20, 5, "", { KEY_DOWN, KEY_DOWN }, 2, 0 },
	{ "down from the last", 3, 5, "", { KEY_END, KEY_DOWN }, 2, 0 },
	{ "to the end", 20, 5, "", { KEY_END }, 19, 15 },
	{ "and back", 20, 5, "", { KEY_END, KEY_HOME }, 0, 0 },
	{ "nothing to move in", 0, 5, "", { KEY_DOWN, KEY_END }, 0, 0 },
	{ "one line to see it in", 20, 1, "", { KEY_DOWN, KEY_DOWN, KEY_DOWN }, 3, 3 },
	{ "headings", 6, 10, "03", { KEY_END }, 5, 0 },
	{ "a heading out of sight", 6, 3, "03", { KEY_END }, 5, 4 },
};

static const char *heading(const void *state, int row)
{
	return strchr(((const struct list_row *)state)->headings, '0' + row) && row < 10 ? "Heading" : NULL;
}

static void draw(const void *state, int row, struct area *line)
{
	area_printf(line, 0, 0, line->cols, PAINT_TEXT, "row %d", row);
}

static void show(struct list *l, const struct list_row *row, struct canvas *c)
{
	const struct list_look look = { .state = row, .heading = heading, .draw = draw };
	struct area a = area_all(c);

	canvas_erase(c);
	list_draw(l, &a, &look);
}

static void list_row(void **state)
{
	const struct list_row *row = *state;
	struct canvas c = { 0 };
	struct list l = { 0 };

	canvas_size(&c, row->rows, 20);
	list_count(&l, row->count);
	show(&l, row, &c);
	for (int i = 0; row->keys[i]; i++) {
		assert_true(list_key(&l, &(struct key){ .code = row->keys[i] }));
		show(&l, row, &c);
	}
	assert_int_equal(l.focus, row->focus);
	assert_in_range(l.top, 0, row->focus);
	if (!row->headings[0])
		assert_int_equal(l.top, row->top);
	if (row->count > 0) {
		char text[20], seen[20] = "";

		snprintf(text, sizeof text, "row %d", row->focus);
		for (int i = 0; i < (int)strlen(text); i++)
			strcat(seen, canvas_at(&c, c.cursor_row, i)->text);
		assert_string_equal(seen, text);
	}
	canvas_finish(&c);
}

/* Every row is reached by pages, none is left out, and the focus is always in sight. */
static void pages_reach_all(void **state)
{
	static const struct list_row row = { .count = 50, .headings = "05" };
	struct canvas c = { 0 };
	struct list l = { 0 };
	bool seen[50] = { false };

	canvas_size(&c, 7, 20);
	list_count(&l, 50);
	for (int page = 0; page < 40; page++) {
		show(&l, &row, &c);
		assert_in_range(l.focus, l.top, l.top + l.shown - 1);
		for (int i = l.top; i < l.top + l.shown; i++)
			seen[i] = true;
		list_key(&l, &(struct key){ .code = KEY_PAGE_DOWN });
	}
	assert_int_equal(l.focus, 49);
	for (int i = 0; i < 50; i++)
		assert_true(seen[i]);
	memset(seen, 0, sizeof seen);
	for (int page = 0; page < 40; page++) {
		show(&l, &row, &c);
		assert_in_range(l.focus, l.top, l.top + l.shown - 1);
		for (int i = l.top; i < l.top + l.shown; i++)
			seen[i] = true;
		list_key(&l, &(struct key){ .code = KEY_PAGE_UP });
	}
	assert_int_equal(l.focus, 0);
	for (int i = 0; i < 50; i++)
		assert_true(seen[i]);
	canvas_finish(&c);
}

static void the_focus_stays_in_range(void **state)
{
	struct list l = { 0 };

	list_count(&l, 10);
	list_focus(&l, 99);
	assert_int_equal(l.focus, 9);
	list_count(&l, 4);
	assert_int_equal(l.focus, 3);
	list_count(&l, 12);
	assert_int_equal(l.focus, 3);
	list_focus(&l, -5);
	assert_int_equal(l.focus, 0);
	list_count(&l, 0);
	assert_int_equal(l.focus, 0);
	assert_false(list_key(&l, &(struct key){ .code = KEY_ENTER }));
	assert_false(list_key(&l, &(struct key){ .code = KEY_TEXT, .text = "j" }));
}

int main(void)
{
	static struct rows all;

	rows_add(&all, list_row, lists);
	rows_case(&all, "pages reach every row", pages_reach_all, NULL);
	rows_case(&all, "the focus stays in range", the_focus_stays_in_range, NULL);
	return rows_run(&all, "ui/list");
}
