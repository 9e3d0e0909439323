#ifndef UI_PICTURE_H
#define UI_PICTURE_H

#include "canvas.h"
#include "rules/picture.h"

/*
 * Pictures in cells (C20; reliability 6): bars in eighths of a cell, lines in braille dots, parts in shades with their letters; and in ASCII letters for all of
 * it.  No colour says anything here, so every theme shows the same.
 */

/** One bar from `col` on, at most `cells` long. */
void picture_bar_draw(const struct picture_bars *b, int bar, struct area *a, int row, int col, int cells);

#define PICTURE_LINE_LEAST 3 /**< rows: fewer show nothing */
/** The line over all of the area: the scale and the rules at its left, the labels of its points below, its text at its right. */
void picture_line_draw(const struct picture_line *l, struct area *a);

/** The parts side by side, each beginning with its letter. */
void picture_stack_draw(const struct picture_stack *s, struct area *a, int row, int col, int cells);

#endif
