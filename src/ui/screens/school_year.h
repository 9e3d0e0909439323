#ifndef UI_SCHOOL_YEAR_H
#define UI_SCHOOL_YEAR_H

#include "form_screen.h"
#include "office/classes.h"

/** The forms of School year: `line` NULL for a new one; its texts need not last. */
int open_term(struct ui *ui, const struct year_line *line);
int open_closure(struct ui *ui, const struct year_line *line);
int open_times(struct ui *ui, const struct year_line *line);
/** What a line of times is of; texts in `a`.  False: it cannot be read. */
bool times_of(const struct year_line *line, struct arena *a, struct times_wish *ret);
/** Can a closure be said anew here?  Not one of half a day, or of one year or class. */
bool closure_is_whole(const struct year_line *line);

#endif
