#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/mem.h"

/* Text from outside is checked at the door, kept as given, and cleaned at every way out. */

/** @return the first byte that is not UTF-8 (or is NUL before `n`), or -1 if all is well */
long text_bad_utf8(const char *s, size_t n);

/**
 * For every output path (terminal, CSV, log, PDF): NFC; each C0, C1, bidi control, zero-width (ZWJ and ZWNJ stay
 * inside scripts that need them), U+2028/9, tag and unassigned code point, and each byte that is not UTF-8, becomes
 * U+FFFD; more than four combining marks on one base are dropped, one without a base becomes U+FFFD.  Private use
 * and whatever else shows nothing (fillers, selectors) count as unassigned.  Cleaning twice changes nothing more.
 * Appends to `to`.
 */
void text_clean(const char *s, struct buf *to);
char *text_clean_arena(struct arena *a, const char *s);
const char *text_cleaned(struct arena *a, const char *s); /**< the same, or s itself where nothing is to be cleaned */

/** The search form: NFKD, marks stripped, case folded, apostrophes and hyphens of every kind dropped or blank; ł -> l, ø -> o. */
char *text_fold(struct arena *a, const char *s);

/** Width in terminal cells (wcwidth of the C.UTF-8 locale; 0 for combining, 1 for what text_clean would replace). */
int text_width(const char *s);
/** Bytes of the longest prefix of whole graphemes of at most `cells`; its width in *ret_width (may be NULL). */
size_t text_clip(const char *s, int cells, int *ret_width);
/** Appends exactly `cells` cells: cleaned, clipped with an ellipsis if need be, padded with blanks; right-aligned if asked. */
void text_pad(struct buf *to, const char *s, int cells, bool right);

/** Sort order of people's names: folded, then as given.  @return as strcmp.  It folds both each time: keep the folded form to sort thousands. */
int text_compare(const char *a, const char *b);

#define TEXT_NUMBER 21 /* room for every number, and the zero byte */
/** Digits, with a minus before them if n < 0.  @return their end, as stpcpy(): printf takes ten times as long, which tells in a long report */
char *text_number(char *to, int64_t n);

/** Leading and trailing white space off, in place. */
char *text_trim(char *s);

/** "3 pupil%s": the s of more than one, or of none. */
#define PLURAL(n) ((n) == 1 ? "" : "s")

#endif
