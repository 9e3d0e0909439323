/* How the head's page is seen: all of it in one window of 80x24, more weeks and classes in a larger one, a line each in a narrow one. */
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "picture.h"
#include "school_page.h"

#define WIDE 76
#define TALL 17       /* rows: with fewer it is a list */
#define BAND_CELLS 38
#define TREND_MOST 12
#define TREND_LEAST 5
#define GAPS 4        /* empty rows between the parts, where there is room */
#define LISTS_LEAST 3 /* a heading, the best and the worst */

struct drawing {
	const struct school_page *page;
	struct area *a;
	int focus;
};

static int more(int a, int b)
{
	return a > b ? a : b;
}

/* ONE LINE ---------------------------------------------------------------------------------------------------------------------------- */

static void item_text(const struct school_item *i, struct buf *to)
{
	buf_printf(to, "%s%s%s", i->text, i->beside ? " " : "", i->beside ? i->beside : "");
}

/* Label before value; the label is tinted where the focus is, and the cursor stands on it. */
static void item_draw(struct drawing *d, int at, int row, int col, int label, int cells)
{
	const struct school_item *i = &d->page->items[at];
	CLEAN_BUF struct buf text = { 0 };
	enum paint paint = i->part == SCHOOL_NOT_KNOWN && i->of > 0 ? PAINT_UNKNOWN : PAINT_TEXT;

	item_text(i, &text);
	area_put(d->a, row, col, label - 1, paint, i->label);
	area_put(d->a, row, col + label, cells - label, paint, buf_string(&text));
	if (at == d->focus) {
		int width = text_width(i->label);

		area_tint(d->a, row, col, width < label - 1 ? width : label - 1, PAINT_FOCUS);
		area_cursor(d->a, row, col);
	}
}

static int part_item(const struct drawing *d, enum school_part part, int i)
{
	return d->page->at[part] + i;
}

static int part_count(const struct drawing *d, enum school_part part)
{
	return d->page->n[part];
}

static bool in_part(const struct drawing *d, enum school_part part)
{
	return d->focus >= d->page->at[part] && d->focus < d->page->at[part] + d->page->n[part];
}

/* PARTS ------------------------------------------------------------------------------------------------------------------------------- */

#define LABEL_LEAST 8

/* The figures are never cut for the sake of a label. */
static int label_width(const struct drawing *d, enum school_part part, int cells)
{
	int label = 0, text = 0;

	for (int i = 0; i < part_count(d, part); i++) {
		const struct school_item *item = &d->page->items[part_item(d, part, i)];
		CLEAN_BUF struct buf b = { 0 };

		item_text(item, &b);
		label = more(label, text_width(item->label));
		text = more(text, text_width(buf_string(&b)));
	}
	return more(label < cells - text - 1 ? label : cells - text - 1, LABEL_LEAST) + 1;
}

static int column_draw(struct drawing *d, enum school_part part, int row, int col, int cells)
{
	int label = label_width(d, part, cells);

	for (int i = 0; i < part_count(d, part); i++)
		item_draw(d, part_item(d, part, i), row + i, col, label, cells);
	return part_count(d, part);
}

/* Side by side, as many in a row as there is room for. */
static int flow_draw(struct drawing *d, enum school_part part, int row, int col, int each)
{
	int across = (d->a->cols - col) / each, n = part_count(d, part);

	if (n == 0)
		return 0;
	for (int i = 0; i < n; i++) {
		int at = part_item(d, part, i);

		item_draw(d, at, row + i / across, col + i % across * each, text_width(d->page->items[at].label) + 1, each - 1);
	}
	return (n + across - 1) / across;
}

/* Which of `n` is on row `i` of `rows`: the first and the last where not all fit, but the focused one is always in sight. */
static int window_item(const struct drawing *d, enum school_part part, int i, int rows)
{
	int n = part_count(d, part), top = (rows + 1) / 2, focus = d->focus - d->page->at[part];

	if (n <= rows)
		return i;
	if (!in_part(d, part) || focus < top || focus >= n - (rows - top))
		return i < top ? i : n - rows + i;
	return focus - top + 1 + i;
}

static void window_draw(struct drawing *d, enum school_part part, const char *heading, int row, int col, int cells, int rows)
{
	int n = part_count(d, part), label = label_width(d, part, cells);

	area_put(d->a, row, col, cells, PAINT_LABEL, n == 0 ? "" : heading);
	for (int i = 0; i < rows - 1 && i < n; i++)
		item_draw(d, part_item(d, part, window_item(d, part, i, rows - 1)), row + 1 + i, col, label, cells);
}

/* ALL OF IT --------------------------------------------------------------------------------------------------------------------------- */

static int bands_draw(struct drawing *d, int row)
{
	area_put(d->a, row, 0, 6, PAINT_LABEL, "Bands");
	picture_stack_draw(&d->page->bands, d->a, row, 6, d->a->cols - 6);
	return 1 + flow_draw(d, SCHOOL_BAND, row + 1, 0, BAND_CELLS);
}

static int trend_draw(struct drawing *d, int row, int rows)
{
	struct area line = area_part(d->a, row, 13, rows, d->a->cols - 13);
	const int at = d->page->at[SCHOOL_TREND];

	area_put(d->a, row, 0, 12, at == d->focus ? PAINT_FOCUS : PAINT_LABEL, "Week by week");
	if (at == d->focus)
		area_cursor(d->a, row, 0);
	picture_line_draw(&d->page->trend, &line);
	return rows;
}

static void page_draw(struct drawing *d)
{
	int half = d->a->cols / 2, row = 0, rows = d->a->rows, across = d->a->cols / BAND_CELLS;
	int bands = (part_count(d, SCHOOL_BAND) + across - 1) / across;
	int top = 1 + more(part_count(d, SCHOOL_SHARE), part_count(d, SCHOOL_COMPARED)) + 1 + 1 + bands, left = rows - top;
	int lists = 1 + more(part_count(d, SCHOOL_CLASS), part_count(d, SCHOOL_GROUP));

	if (lists > left - TREND_LEAST)
		lists = more(left - TREND_LEAST, LISTS_LEAST);
	bool air = left - lists - TREND_LEAST >= GAPS;
	int trend = left - lists - (air ? GAPS : 0) < TREND_MOST ? left - lists - (air ? GAPS : 0) : TREND_MOST;
	item_draw(d, part_item(d, SCHOOL_NOT_KNOWN, 0), row, 0, 10, d->a->cols);
	row += 1 + air;
	column_draw(d, SCHOOL_SHARE, row, 0, half - 1);
	column_draw(d, SCHOOL_COMPARED, row, half, half);
	row += more(part_count(d, SCHOOL_SHARE), part_count(d, SCHOOL_COMPARED));
	row += flow_draw(d, SCHOOL_ABSENCE, row, 0, BAND_CELLS) + air;
	row += bands_draw(d, row) + air;
	row += trend_draw(d, row, trend) + air;
	bool all = part_count(d, SCHOOL_CLASS) < lists;
	window_draw(d, SCHOOL_CLASS, all ? "Classes" : "Classes, the best and the last", row, 0, half - 1, lists);
	window_draw(d, SCHOOL_GROUP, "Groups, and points from the rest", row, half, half, lists);
}

/* A LINE EACH ------------------------------------------------------------------------------------------------------------------------- */

static const char *row_heading(const void *state, int row)
{
	static const char *const headings[SCHOOL_PARTS] = {
		[SCHOOL_COMPARED] = "Compared", [SCHOOL_ABSENCE] = "Much absence", [SCHOOL_BAND] = "Bands", [SCHOOL_CLASS] = "Classes",
		[SCHOOL_GROUP] = "Groups",
	};
	const struct school_page *p = &((const struct school_screen *)state)->page;
	enum school_part part = p->items[row].part;

	return row == p->at[part] ? headings[part] : NULL;
}

static void row_draw(const void *state, int row, struct area *line)
{
	const struct school_item *i = &((const struct school_screen *)state)->page.items[row];
	CLEAN_BUF struct buf text = { 0 };

	buf_printf(&text, "%s ", i->label);
	item_text(i, &text);
	area_put(line, 0, 0, line->cols, i->part == SCHOOL_NOT_KNOWN && i->of > 0 ? PAINT_UNKNOWN : PAINT_TEXT, buf_string(&text));
}

void school_page_draw(void *state, struct area *a)
{
	struct school_screen *s = state;
	const struct list_look look = { .state = s, .heading = row_heading, .draw = row_draw };
	struct drawing d = { &s->page, a, s->list.focus };

	area_cursor(a, 0, 0);
	if (a->cols >= WIDE && a->rows >= TALL)
		page_draw(&d);
	else
		list_draw(&s->list, a, &look);
}
