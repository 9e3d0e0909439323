#ifndef OFFICE_CALL_PARTS_H
#define OFFICE_CALL_PARTS_H

/* What calls, what families say, tasks and visits share. */

#include "contact.h"
#include "office/calls.h"

/** One line that a person typed, trimmed and checked; NULL where nothing was.  `what` begins the refusal: "What was said". */
int said_line(const char *what, const char *given, struct arena *a, const char **ret, struct err *e);
#define SAID_MOST 500 /* bytes: what was said on the telephone is longer than a name */
/** The same where nothing is refused too. */
int said_line_needed(const char *what, const char *given, struct arena *a, const char **ret, struct err *e);
/** "Amara Okafor (Willow)": the class of that day. */
const char *said_child(struct office *o, int64_t pupil, struct day day, struct arena *a);
/** The class whose register the child is in on that day: that of the session, else of the other one; 0: in none. */
int said_class(struct office *o, int64_t pupil, struct day day, enum session session, int64_t *ret, struct err *e);
/** May the person do that for the child's class of that day?  For one in no class: for the whole school. */
int said_may(struct office *o, enum action action, int64_t pupil, struct day day, struct err *e);
/** Is there a child, each once, and may the person call for all of them? */
int said_children_check(struct contact_work *w, const struct call_given *children, int count, struct day day);
#define PARENT_RANG "parent rang" /* A20: a reason of the program, where somebody was spoken to */
/** The mark of the day of the death stands in its register; from then on nobody rings, waits or asks (H8). */
bool said_died(struct office *o, int64_t pupil);
/** DAY_NONE is today; -EINVAL outside the calendar. */
int said_day(struct office *o, struct day *day, struct err *e);

#endif
