#ifndef UI_CLASSES_H
#define UI_CLASSES_H

#include "form_screen.h"
#include "office/classes.h"

/* Classes and staff: two lists behind Tab, and the forms that change them.  A class or a person is known by its id. */

/** That class as it is today, its texts in `a`; -ENOENT with `e` where there is none. */
int class_line_read(struct ui *ui, int64_t class, struct arena *a, struct class_line *ret, struct err *e);
int staff_line_read(struct ui *ui, int64_t staff, struct arena *a, struct staff_line *ret, struct err *e);

/* FORMS OF A CLASS */
int class_form_open(struct ui *ui, const struct form_use *use, int64_t class);
/** Of a form's read: the class as it is now, its name the form's; the first time only for who may change it. */
int class_form_begin(struct ui *ui, struct form_screen *s, bool first, struct class_line *ret, struct err *e);
enum teaching { TEACHING_GIVE, TEACHING_END, TEACHING_COVER };
int open_class_new(struct ui *ui);
int open_class_change(struct ui *ui, int64_t class);
int open_class_end(struct ui *ui, int64_t class);
int open_class_teacher(struct ui *ui, int64_t class, enum teaching what);
int open_class_join(struct ui *ui, int64_t class);
int open_class_split_form(struct ui *ui, int64_t class, const int64_t *pupils, int count);
/** Its pupils: chosen for a new class, or put in the order in which they line up. */
int open_class_split(struct ui *ui, int64_t class);
int open_class_line(struct ui *ui, int64_t class);

/* FORMS OF A PERSON */
int open_staff_new(struct ui *ui);
int open_staff_change(struct ui *ui, int64_t staff);
int open_staff_role(struct ui *ui, int64_t staff);
int open_staff_class(struct ui *ui, int64_t staff);
int open_staff_leave(struct ui *ui, int64_t staff);

/** "from Tue 1 Sep 2026", "to Fri 18 Dec 2026", both, or "". */
void days_words(struct day from, struct day to, struct buf *to_text);

#endif
