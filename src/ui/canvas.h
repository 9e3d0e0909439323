#ifndef UI_CANVAS_H
#define UI_CANVAS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/mem.h"

/*
 * What is to be seen, as cells: screens draw here, term.c brings it to the terminal, tests read it.  Text is cleaned and clipped by
 * whole graphemes on its way in, so nothing on a canvas can disturb a terminal or a column.
 */

/** What a cell is for; a theme says how that looks.  Never the only sign of anything: a word or a character says it too. */
enum paint {
	PAINT_TEXT, PAINT_HEADER, PAINT_PRACTICE,
	PAINT_SCHOOL,  /**< which of several schools this is */
	PAINT_TITLE, PAINT_LABEL, PAINT_DIM, PAINT_FOCUS, PAINT_KEY, PAINT_FOOTER, PAINT_MESSAGE,
	PAINT_ALERT,   /**< a refusal; what must not be missed */
	PAINT_UNKNOWN, /**< nobody knows where the child is */
	PAINT_ABSENT, PAINT_LATE, PAINT_PRESENT,
	PAINT_UNSENT,  /**< typed, not sent */
	PAINT_STALE,   /**< changed by somebody else */
	/* cells of a heat map: the letter says it, the shade behind it is seen from afar */
	PAINT_MAP_BLANK, PAINT_MAP_PRESENT, PAINT_MAP_LATE, PAINT_MAP_ACTIVITY, PAINT_MAP_AUTHORISED, PAINT_MAP_UNAUTHORISED, PAINT_MAP_NOT_POSSIBLE,
	PAINTS,
};
const char *paint_name(enum paint p); /**< "header": in themes and goldens */

#define CELL_TEXT_MOST 24 /* one base of four bytes and four combining marks, the most that text_clean lets through */
struct canvas_cell {
	char text[CELL_TEXT_MOST]; /**< one grapheme; "" right of a wide one */
	uint8_t width;             /**< 1 or 2; 0 right of a wide one */
	uint8_t paint;
};

struct canvas {
	int rows, cols;
	int cursor_row, cursor_col;
	bool ascii;                /**< the terminal shows ASCII only */
	bool no_dots;              /**< it has no braille dots */
	struct canvas_cell *cells;
};
void canvas_size(struct canvas *c, int rows, int cols); /**< also the first time; erased */
void canvas_finish(struct canvas *c);
void canvas_erase(struct canvas *c);
const struct canvas_cell *canvas_at(const struct canvas *c, int row, int col);
/** The text of it, a line a row, blanks at the end cut. */
void canvas_text(const struct canvas *c, struct buf *to);
/** The same with the paint of each run of cells and the cursor: what a golden of colours holds. */
void canvas_paints(const struct canvas *c, struct buf *to);

/** A part of it that a screen draws in; whatever falls outside is cut off. */
struct area {
	struct canvas *canvas;
	int row, col, rows, cols;
};
struct area area_all(struct canvas *c);
struct area area_part(const struct area *a, int row, int col, int rows, int cols);
/** At most `cells` cells of text, an ellipsis where it had to be cut; the width that it took. */
int area_put(struct area *a, int row, int col, int cells, enum paint p, const char *text);
int area_printf(struct area *a, int row, int col, int cells, enum paint p, const char *format, ...) __attribute__((format(printf, 6, 7)));
/** The same, aligned right in exactly `cells`. */
void area_put_right(struct area *a, int row, int col, int cells, enum paint p, const char *text);
void area_fill(struct area *a, int row, int col, int cells, enum paint p); /**< blanks */
void area_tint(struct area *a, int row, int col, int cells, enum paint p); /**< text stays, its paint changes */
/** Words wrapped into rows from `row`; how many rows they took. */
int area_paragraph(struct area *a, int row, int col, int cells, enum paint p, const char *text);
/** Bytes of its next row: whole words of clean text, or a part of one that is wider than the row. */
size_t paragraph_bytes(const char *s, int cells);
/** Where the hardware cursor is: on the focus, always (reliability 6). */
void area_cursor(struct area *a, int row, int col);

#endif
