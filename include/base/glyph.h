#ifndef BASE_GLYPH_H
#define BASE_GLYPH_H

#include <stddef.h>

#include "base/mem.h"

/* Clean text taken apart for a grid of cells, as a terminal does it. */

/** The next code point: its bytes (0 at the end), and its cells: 0 belongs to the one before. */
size_t glyph_next(const char *s, int *ret_cells);

/**
 * For a terminal that shows ASCII only: letters without their marks (Łukasz -> Lukasz, Nguyễn -> Nguyen), dashes, quotes and dots in plain
 * form, a question mark for whatever has no such form.  Appends to `to`.
 */
void glyph_ascii(const char *s, struct buf *to);

#endif
