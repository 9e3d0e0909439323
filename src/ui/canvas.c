/* A grid of cells: text comes in clean and whole, so that nothing that is drawn can disturb a terminal or a column. */
#include "canvas.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/glyph.h"
#include "base/text.h"

#define MARKS_MOST 4 /* combining marks in a cell: what a curses cell holds beside its base */

static const char *const paint_names[PAINTS] = {
	[PAINT_TEXT] = "text", [PAINT_HEADER] = "header", [PAINT_PRACTICE] = "practice", [PAINT_SCHOOL] = "school",
	[PAINT_TITLE] = "title", [PAINT_LABEL] = "label",
	[PAINT_DIM] = "dim", [PAINT_FOCUS] = "focus", [PAINT_KEY] = "key", [PAINT_FOOTER] = "footer", [PAINT_MESSAGE] = "message",
	[PAINT_ALERT] = "alert", [PAINT_UNKNOWN] = "unknown", [PAINT_ABSENT] = "absent", [PAINT_LATE] = "late",
	[PAINT_PRESENT] = "present", [PAINT_UNSENT] = "unsent", [PAINT_STALE] = "stale",
	[PAINT_MAP_BLANK] = "map-blank", [PAINT_MAP_PRESENT] = "map-present", [PAINT_MAP_LATE] = "map-late", [PAINT_MAP_ACTIVITY] = "map-activity",
	[PAINT_MAP_AUTHORISED] = "map-authorised", [PAINT_MAP_UNAUTHORISED] = "map-unauthorised",
	[PAINT_MAP_NOT_POSSIBLE] = "map-not-possible",
};

const char *paint_name(enum paint p)
{
	return paint_names[p];
}

/* THE GRID -------------------------------------------------------------------------------------------------------------------------- */

static const struct canvas_cell blank_cell = { .text = " ", .width = 1, .paint = PAINT_TEXT };

static struct canvas_cell *cell_at(const struct canvas *c, int row, int col)
{
	return &c->cells[(size_t)row * (size_t)c->cols + (size_t)col];
}

void canvas_size(struct canvas *c, int rows, int cols)
{
	c->rows = rows < 1 ? 1 : rows;
	c->cols = cols < 1 ? 1 : cols;
	c->cells = mem_grow(c->cells, (size_t)c->rows * (size_t)c->cols, sizeof *c->cells);
	canvas_erase(c);
}

void canvas_finish(struct canvas *c)
{
	free(c->cells);
	*c = (struct canvas){ 0 };
}

void canvas_erase(struct canvas *c)
{
	for (int i = 0; i < c->cols; i++)
		c->cells[i] = blank_cell;
	for (int row = 1; row < c->rows; row++)
		memcpy(cell_at(c, row, 0), c->cells, (size_t)c->cols * sizeof *c->cells);
	c->cursor_row = c->cursor_col = 0;
}

const struct canvas_cell *canvas_at(const struct canvas *c, int row, int col)
{
	return cell_at(c, row, col);
}

static int row_end(const struct canvas *c, int row)
{
	int end = c->cols;

	while (end > 0 && strcmp(cell_at(c, row, end - 1)->text, " ") == 0)
		end--;
	return end;
}

void canvas_text(const struct canvas *c, struct buf *to)
{
	for (int row = 0; row < c->rows; row++) {
		int end = row_end(c, row);

		for (int col = 0; col < end; col++)
			buf_text(to, cell_at(c, row, col)->text);
		buf_char(to, '\n');
	}
}

void canvas_paints(const struct canvas *c, struct buf *to)
{
	for (int row = 0; row < c->rows; row++) {
		int from = 0;

		for (int col = 1; col <= c->cols; col++) {
			if (col < c->cols && cell_at(c, row, col)->paint == cell_at(c, row, from)->paint)
				continue;
			if (cell_at(c, row, from)->paint != PAINT_TEXT)
				buf_printf(to, "%d %d-%d %s\n", row, from, col - 1, paint_name(cell_at(c, row, from)->paint));
			from = col;
		}
	}
	buf_printf(to, "cursor %d %d\n", c->cursor_row, c->cursor_col);
}

/* AREAS ----------------------------------------------------------------------------------------------------------------------------- */

struct area area_all(struct canvas *c)
{
	return (struct area){ c, 0, 0, c->rows, c->cols };
}

static int between(int least, int n, int most)
{
	return n < least ? least : n > most ? most : n;
}

struct area area_part(const struct area *a, int row, int col, int rows, int cols)
{
	row = between(0, row, a->rows);
	col = between(0, col, a->cols);
	return (struct area){ a->canvas, a->row + row, a->col + col, between(0, rows, a->rows - row), between(0, cols, a->cols - col) };
}

/* The cell left of a wide one's right half, and the right half of one that is overwritten, would be torn: they become blanks. */
static void cell_clear(struct area *a, int row, int col)
{
	struct canvas *c = a->canvas;
	struct canvas_cell *at = cell_at(c, row, col);

	if (at->width == 0 && col > 0) {
		struct canvas_cell *left = cell_at(c, row, col - 1);
		left->width = 1;
		memcpy(left->text, " ", 2);
	}
	if (at->width == 2 && col + 1 < c->cols) {
		struct canvas_cell *right = cell_at(c, row, col + 1);
		right->width = 1;
		memcpy(right->text, " ", 2);
	}
}

static void cell_put(struct area *a, int row, int col, enum paint p, const char *text, size_t n, int width)
{
	struct canvas_cell *at = cell_at(a->canvas, row, col);

	if (at->width != 1)
		cell_clear(a, row, col);
	if (width == 2)
		cell_clear(a, row, col + 1);
	*at = (struct canvas_cell){ .text = { text[0] }, .width = (uint8_t)width, .paint = (uint8_t)p };
	if (n > 1)
		memcpy(at->text, text, n);
	if (width == 2)
		at[1] = (struct canvas_cell){ .width = 0, .paint = (uint8_t)p };
}

/* Bytes of the code point at `s` with the marks that stand on it. */
static size_t glyph_whole(const char *s, int *ret_width)
{
	int width, marks = 0;
	size_t whole = glyph_next(s, &width), kept = whole;

	for (int more; s[whole];) {
		size_t n = glyph_next(s + whole, &more);
		if (more > 0)
			break;
		whole += n;
		if (++marks <= MARKS_MOST && whole < CELL_TEXT_MOST)
			kept = whole;
	}
	*ret_width = width;
	return kept;
}

static int put_glyphs(struct area *a, int row, int col, enum paint p, const char *s, size_t bytes)
{
	int from = col;

	for (size_t at = 0; at < bytes;) {
		int width;
		size_t n = glyph_whole(s + at, &width);

		if (width > 0 && a->col + col + width <= a->canvas->cols)
			cell_put(a, a->row + row, a->col + col, p, s + at, n, width);
		col += width;
		at += n;
		for (int more; at < bytes && s[at]; at += n) { /* marks beyond those a cell holds */
			n = glyph_next(s + at, &more);
			if (more > 0)
				break;
		}
	}
	return col - from;
}

/* The text as this terminal can show it: cleaned, and in ASCII where it knows no more. */
static const char *text_shown(const struct area *a, const char *text, struct buf *clean, struct buf *ascii)
{
	text_clean(text, clean);
	if (!a->canvas->ascii)
		return buf_string(clean);
	glyph_ascii(buf_string(clean), ascii);
	return buf_string(ascii);
}

static bool is_ascii(char c)
{
	return c >= ' ' && c <= '~';
}

/* Nearly all that is drawn at a key is ASCII that fits: a byte a cell.  @return the cells, -1: it must be looked at */
static int put_ascii(struct area *a, int row, int col, int room, enum paint p, const char *text)
{
	int n = 0;

	while (n < room && is_ascii(text[n]))
		n++;
	if (text[n] != '\0')
		return -1;
	for (int i = 0; i < n; i++)
		cell_put(a, a->row + row, a->col + col + i, p, text + i, 1, 1);
	return n;
}

int area_put(struct area *a, int row, int col, int cells, enum paint p, const char *text)
{
	CLEAN_BUF struct buf clean = { 0 }, ascii = { 0 };
	int width, room = between(0, cells, a->cols - col);

	if (!text || row < 0 || row >= a->rows || col < 0 || room <= 0)
		return 0;
	int put = put_ascii(a, row, col, room, p, text);
	if (put >= 0)
		return put;
	const char *s = text_shown(a, text, &clean, &ascii);
	size_t bytes = text_clip(s, room, &width);
	if (!s[bytes])
		return put_glyphs(a, row, col, p, s, bytes);
	bytes = text_clip(s, room - 1, &width);
	put_glyphs(a, row, col, p, s, bytes);
	return width + put_glyphs(a, row, col + width, p, a->canvas->ascii ? "~" : "…", a->canvas->ascii ? 1 : strlen("…"));
}

int area_printf(struct area *a, int row, int col, int cells, enum paint p, const char *format, ...)
{
	char text[512];
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof text, format, args);
	va_end(args);
	return area_put(a, row, col, cells, p, text);
}

void area_put_right(struct area *a, int row, int col, int cells, enum paint p, const char *text)
{
	CLEAN_BUF struct buf clean = { 0 }, ascii = { 0 };
	int width = text ? text_width(text_shown(a, text, &clean, &ascii)) : 0;

	area_put(a, row, col + (width < cells ? cells - width : 0), width < cells ? width : cells, p, text);
}

void area_fill(struct area *a, int row, int col, int cells, enum paint p)
{
	if (row < 0 || row >= a->rows)
		return;
	int from = col < 0 ? 0 : col, end = col + cells < a->cols ? col + cells : a->cols;
	if (from >= end)
		return;
	cell_put(a, a->row + row, a->col + from, p, " ", 1, 1);
	cell_put(a, a->row + row, a->col + end - 1, p, " ", 1, 1);
	struct canvas_cell *at = cell_at(a->canvas, a->row + row, a->col);
	for (int i = from + 1; i < end - 1; i++)
		at[i] = at[from];
}

void area_tint(struct area *a, int row, int col, int cells, enum paint p)
{
	if (row < 0 || row >= a->rows)
		return;
	for (int i = col < 0 ? 0 : col; i < col + cells && i < a->cols; i++)
		cell_at(a->canvas, a->row + row, a->col + i)->paint = (uint8_t)p;
}

size_t paragraph_bytes(const char *s, int cells)
{
	size_t most = text_clip(s, cells, NULL), at = most;

	if (!s[most])
		return most;
	while (at > 0 && s[at] != ' ')
		at--;
	return at > 0 ? at : most;
}

int area_paragraph(struct area *a, int row, int col, int cells, enum paint p, const char *text)
{
	CLEAN_BUF struct buf clean = { 0 }, ascii = { 0 };
	const char *s = text_shown(a, text, &clean, &ascii);
	int rows = 0;

	for (; *s && cells > 0; rows++) {
		size_t n = paragraph_bytes(s, cells);

		if (n == 0)
			break;
		if (row + rows >= 0 && row + rows < a->rows)
			put_glyphs(a, row + rows, col, p, s, n);
		s += n;
		while (*s == ' ')
			s++;
	}
	return rows;
}

void area_cursor(struct area *a, int row, int col)
{
	a->canvas->cursor_row = between(0, a->row + between(0, row, a->rows - 1), a->canvas->rows - 1);
	a->canvas->cursor_col = between(0, a->col + between(0, col, a->cols - 1), a->canvas->cols - 1);
}
