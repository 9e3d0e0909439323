/* Pictures in cells: what the rules describe, painted with what the terminal has (C20). */
#include "picture.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"

/* A BAR ------------------------------------------------------------------------------------------------------------------------------- */

static const struct {
	enum paint paint;
	const char *ascii;
} bar_looks[PICTURE_BAR_ROLES] = {
	[PICTURE_BAR_NONE] = { PAINT_TEXT, " " },
	[PICTURE_BAR_WHOLE] = { PAINT_TEXT, "#" },
	[PICTURE_BAR_SO_FAR] = { PAINT_DIM, "-" },
};

/* Whole cells, and the eighths of one that are left. */
void picture_bar_draw(const struct picture_bars *b, int bar, struct area *a, int row, int col, int cells)
{
	static const char *const eighths[] = { "", "▏", "▎", "▍", "▌", "▋", "▊", "▉" };
	bool ascii = a->canvas->ascii;
	int of_cell = ascii ? 1 : 8, length = picture_bar_length(b, bar, cells * of_cell);
	enum picture_bar_role role = b->bars[bar].role;
	CLEAN_BUF struct buf text = { 0 };

	for (int n = 0; n < length / of_cell; n++)
		buf_text(&text, ascii ? bar_looks[role].ascii : "█");
	if (!ascii)
		buf_text(&text, eighths[length % of_cell]);
	area_put(a, row, col, cells, bar_looks[role].paint, buf_string(&text));
}

/* A LINE ------------------------------------------------------------------------------------------------------------------------------ */

#define PLOT_LEAST 10  /* cells: the text gives way to fewer */
#define STEP_MOST 4    /* cells from one point to the next: a week of two cells' width and one of six are hard to compare */

/* The plot within its area, in dots: two by four a cell, or one where there are no dots. */
struct plot {
	const struct picture_line *l;
	struct area cells;
	int across, down;      /* dots of a cell */
	int span;              /* dots from the first point to the last */
	int16_t *top, *bottom; /* of the line in each column of dots; -1: none */
};

static int column_of(const struct plot *p, int point)
{
	return p->l->count < 2 ? 0 : (int)((int64_t)point * p->span / (p->l->count - 1));
}

static void dot(struct plot *p, int x, int y)
{
	if (p->top[x] < 0 || y < p->top[x])
		p->top[x] = (int16_t)y;
	if (y > p->bottom[x])
		p->bottom[x] = (int16_t)y;
}

/* From one point to the next without a hole: where it is steep a column has all that lies between. */
static void segment(struct plot *p, int x0, int y0, int x1, int y1)
{
	int before = y0;

	dot(p, x0, y0);
	for (int x = x0 + 1; x <= x1; x++) {
		int part = 2 * (y1 - y0) * (x - x0), of = 2 * (x1 - x0);
		int y = y0 + (part >= 0 ? part + of / 2 : part - of / 2) / of;

		dot(p, x, y > before ? before + 1 : y < before ? before - 1 : y);
		dot(p, x, y);
		before = y;
	}
	dot(p, x1, y1);
}

static void line_find(struct plot *p)
{
	int rows = p->cells.rows * p->down, x0 = 0, y0 = -1;

	for (int i = 0; i < p->l->count; i++) {
		int x = column_of(p, i), y = picture_line_row(p->l, p->l->points[i].value, rows);

		if (y >= 0 && y0 >= 0)
			segment(p, x0, y0, x, y);
		else if (y >= 0)
			dot(p, x, y);
		x0 = x;
		y0 = y;
	}
}

static const uint8_t braille_bits[2][4] = { { 0x01, 0x02, 0x04, 0x40 }, { 0x08, 0x10, 0x20, 0x80 } };

static unsigned line_bits(const struct plot *p, int row, int col)
{
	unsigned dots = 0;

	for (int dx = 0; dx < 2; dx++)
		for (int dy = 0; dy < 4; dy++) {
			int x = 2 * col + dx, y = 4 * row + dy;

			if (p->top[x] >= 0 && y >= p->top[x] && y <= p->bottom[x])
				dots |= braille_bits[dx][dy];
		}
	return dots;
}

/* A rule is a dot a cell, at its very height: the line is seen to be above or below it. */
static unsigned rule_bits(const struct plot *p, int row)
{
	unsigned dots = 0;

	for (int i = 0; i < p->l->rule_count; i++) {
		int y = picture_line_row(p->l, p->l->rules[i].value, 4 * p->cells.rows);

		if (y >= 0 && y / 4 == row)
			dots |= braille_bits[0][y % 4];
	}
	return dots;
}

static const char *braille(unsigned dots, char to[static 4])
{
	memcpy(to, (char[]){ (char)0xe2, (char)(0xa0 | dots >> 6), (char)(0x80 | (dots & 0x3f)), '\0' }, 4);
	return to;
}

static const char *star(const struct plot *p, int row, int col)
{
	return p->top[col] >= 0 && row >= p->top[col] && row <= p->bottom[col] ? "*" : NULL;
}

static void cell_draw(struct plot *p, int row, int col)
{
	unsigned line = p->across == 1 ? 0 : line_bits(p, row, col), rule = p->across == 1 ? 0 : rule_bits(p, row);
	char glyph[4];

	if (p->across == 1)
		area_put(&p->cells, row, col, 1, PAINT_TEXT, star(p, row, col));
	else if (line | rule)
		area_put(&p->cells, row, col, 1, line ? PAINT_TEXT : PAINT_DIM, braille(line | rule, glyph));
}

static void plot_draw(struct plot *p)
{
	for (int row = 0; row < p->cells.rows; row++)
		for (int col = 0; col < p->cells.cols; col++)
			cell_draw(p, row, col);
}

/* Behind the line, and said at the left; the ends of the scale likewise, where no rule is. */
static void rules_draw(const struct plot *p, struct area *a, int left)
{
	char end[16];

	snprintf(end, sizeof end, "%d", p->l->to / 10);
	area_put_right(a, 0, 0, left - 1, PAINT_LABEL, end);
	snprintf(end, sizeof end, "%d", p->l->from / 10);
	area_put_right(a, p->cells.rows - 1, 0, left - 1, PAINT_LABEL, end);
	for (int i = p->l->rule_count - 1; i >= 0; i--) { /* of two in one row the higher one is said */
		struct area cells = p->cells;
		int row = picture_line_row(p->l, p->l->rules[i].value, p->cells.rows);

		for (int col = 0; p->across == 1 && row >= 0 && col < cells.cols; col++)
			area_put(&cells, row, col, 1, PAINT_DIM, "-");
		if (row < 0)
			continue;
		area_fill(a, row, 0, left - 1, PAINT_TEXT);
		area_put_right(a, row, 0, left - 1, PAINT_LABEL, p->l->rules[i].label);
	}
}

static void labels_draw(const struct plot *p, struct area *a, int row, int left)
{
	int free = 0;

	for (int i = 0; i < p->l->count; i++) {
		const char *label = p->l->points[i].label;
		int at = column_of(p, i) / p->across;

		if (!label || at < free || at + text_width(label) > a->cols - left)
			continue;
		area_put(a, row, left + at, text_width(label), PAINT_LABEL, label);
		free = at + text_width(label) + 1;
	}
}

static int left_of(const struct picture_line *l)
{
	int left = l->to >= 1000 ? 3 : 2;

	for (int i = 0; i < l->rule_count; i++)
		left = text_width(l->rules[i].label) > left ? text_width(l->rules[i].label) : left;
	return left + 1;
}

/* The text stands where the line ends. */
static void text_draw(const struct plot *p, struct area *a, int left)
{
	int row = -1;

	for (int i = p->l->count - 1; i >= 0 && row < 0; i--)
		row = picture_line_row(p->l, p->l->points[i].value, p->cells.rows);
	if (p->l->text)
		area_put(a, row < 0 ? 0 : row, left + p->cells.cols + 1, a->cols - left - p->cells.cols - 1, PAINT_LABEL, p->l->text);
}

void picture_line_draw(const struct picture_line *l, struct area *a)
{
	CLEAN_ARENA struct arena work = { 0 };
	int left = left_of(l), text = l->text ? text_width(l->text) + 1 : 0, room = a->cols - left;
	int rows = a->rows > PICTURE_LINE_LEAST ? a->rows - 1 : a->rows; /* the last for the labels */
	bool ascii = a->canvas->ascii || a->canvas->no_dots;

	if (a->rows < PICTURE_LINE_LEAST || room < PLOT_LEAST)
		return;
	room -= room - text >= PLOT_LEAST ? text : 0;
	struct plot p = { l, area_part(a, 0, left, rows, room), ascii ? 1 : 2, ascii ? 1 : 4, 0, NULL, NULL };
	int most = room * p.across - 1, steps = l->count > 1 ? (l->count - 1) * STEP_MOST * p.across : 0;
	p.span = steps < most ? steps : most;
	p.cells.cols = p.span / p.across + 1;
	p.top = arena_new(&work, (size_t)(room + 1) * 2, sizeof *p.top);
	p.bottom = arena_new(&work, (size_t)(room + 1) * 2, sizeof *p.bottom);
	for (int i = 0; i < (room + 1) * 2; i++)
		p.top[i] = p.bottom[i] = -1;
	line_find(&p);
	rules_draw(&p, a, left);
	plot_draw(&p);
	if (rows < a->rows)
		labels_draw(&p, a, rows, left);
	text_draw(&p, a, left);
}

/* A BAR IN PARTS ---------------------------------------------------------------------------------------------------------------------- */

#define PARTS_MOST 32

static void part_put(const struct picture_stack *s, int part, bool ascii, int cells, struct buf *to)
{
	static const char *const shades[] = { "█", "▓", "▒", "░" };

	buf_char(to, s->parts[part].letter);
	for (int n = 1; n < cells; n++)
		if (ascii)
			buf_char(to, s->parts[part].letter);
		else
			buf_text(to, shades[part % 4]);
}

void picture_stack_draw(const struct picture_stack *s, struct area *a, int row, int col, int cells)
{
	CLEAN_BUF struct buf text = { 0 };
	int of[PARTS_MOST];

	if (s->part_count > PARTS_MOST || cells <= 0)
		return;
	picture_stack_cells(s, cells, of);
	for (int i = 0; i < s->part_count; i++)
		if (of[i] > 0)
			part_put(s, i, a->canvas->ascii, of[i], &text);
	area_put(a, row, col, cells, PAINT_TEXT, buf_string(&text));
}
