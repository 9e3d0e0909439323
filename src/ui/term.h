#ifndef UI_TERM_H
#define UI_TERM_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "canvas.h"

/* The terminal of descriptors 0 and 1: what is to be seen goes there, and it is left as it was found.  One a process. */

/** Takes the terminal over in the looks of a theme.  0, or -EINVAL with `e` saying what a terminal that cannot show screens wants. */
int term_open(const char *theme, struct err *e);
void term_look(const char *theme); /**< other looks from here on; the next paint paints everything */
bool term_is_ascii(void); /**< it cannot be counted on to show more than ASCII */
bool term_has_dots(void); /**< braille dots, too: the fonts of the Linux console have none */
void term_size(int *ret_rows, int *ret_cols);
void term_resized(void);  /**< reads its size anew; the next paint paints everything */
void term_repaint(void);  /**< the next paint paints everything: who knows what stands there */
void term_return(void);   /**< the process was stopped and goes on: its modes are set anew */
/** Brings a canvas to the terminal: what has changed since the last one, nothing if nothing has. */
void term_paint(const struct canvas *c);
void term_bell(void);
/** For tests, which wait for it: an OSC that terminals pass over, with the bytes taken, the ticks and the size of what is painted. */
void term_mark(size_t taken, unsigned ticks);
/** As it was found, what was shown no longer to be seen.  It never waits long for a line that takes nothing. */
void term_close(void);

#endif
