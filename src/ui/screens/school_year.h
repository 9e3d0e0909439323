#ifndef UI_SCHOOL_YEAR_H
#define UI_SCHOOL_YEAR_H

#include "form_screen.h"
#include "office/classes.h"

/** The forms of School year: `line` NULL for a new one; its texts need not last. */
int open_term(struct ui *ui, const struct year_line *line);
int open_times(struct ui *ui, const struct year_line *line);
/** What a line of times is of; texts in `a`.  False: it cannot be read. */
bool times_of(const struct year_line *line, struct arena *a, struct times_wish *ret);
/** Of the school, a year or a class (closure_form.c); 0: a new one. */
int open_closure(struct ui *ui, int64_t closure);

#endif
