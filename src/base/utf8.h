#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/mem.h"

/* What text.c, clean.c and fold.c share; no other layer includes it. */

#define UTF8_REPLACEMENT 0xfffd

/**
 * The next code point of a text that is ended by a zero byte.
 *
 * @param ret  the code point, or -1 for a byte that is not UTF-8
 * @return bytes taken (1 for such a byte), 0 at the end
 */
size_t utf8_next(const char *s, int32_t *ret);
void utf8_put(struct buf *to, int32_t c);

/** Cells of one code point in the C.UTF-8 locale; -1 if the C library cannot show it. */
int utf8_width(int32_t c);

/** ASCII from blank to tilde only: needs no table of any kind. */
bool utf8_plain(const char *s, size_t *ret_length);

#endif
