#ifndef OFFICE_PUPILS_PARTS_H
#define OFFICE_PUPILS_PARTS_H

/* What the use cases of the roll (office/pupils.h) share. */

#include "internal.h"
#include "office/pupils.h"

/** A line of a wish as it is kept: NULL where nothing is said, "" where it is taken away; trimmed.  `what` begins the refusal: "The surname". */
int pupil_line(const char *what, const char *text, struct arena *a, const char **ret, struct err *e);
/** What is said of a pupil, each thing by itself, and that the UPN and number are nobody else's (-EEXIST).  `self` 0: a new pupil. */
int pupil_wish_read(struct office *o, const struct pupil_wish *w, int64_t self, struct arena *a, struct pupil_wish *ret, struct err *e);
/** Says whose UPN it was before, where it was another's; `self` 0: a new pupil. */
int pupil_upn_say(struct office *o, const char *upn, int64_t self, struct arena *a, struct buf *said, struct err *e);
/** Kind, texts, days of a spell into a row that is new (all that is NULL is left as it is).  DAY_NONE as `from`: left too. */
int spell_wish_read(const struct spell_wish *w, struct arena *a, struct enrolment_row *row, struct err *e);
/** Is that age one of a pupil?  0, or refused. */
int pupil_born_check(struct office *o, struct day born, struct day start, struct err *e);

/** The row of a pupil who is not merged into another; -ENOENT with `e`. */
int pupil_row_get(struct office *o, int64_t pupil, struct arena *a, struct pupil_row *ret, struct err *e);
/** The spell of that day, else the next one to come, else the last; NULL: none.  `rows` are a pupil's, by their first day. */
const struct enrolment_row *spell_about(const struct enrolment_row *rows, int n, struct day day);
/** The same of rows that are on the roll on that very day; NULL: not on it. */
const struct enrolment_row *spell_on(const struct enrolment_row *rows, int n, struct day day);
/** The one that goes on where that one ends, as where the status changed: they are one time on the roll.  NULL: none does. */
const struct enrolment_row *spell_going_on(const struct enrolment_row *rows, int n, const struct enrolment_row *spell);
/** Today where no day is said. */
struct day day_or_today(struct office *o, struct day d);
/** "3 May 2019" */
const char *day_short(struct day d, struct arena *a);
/** Where nothing changed the act is not written, and *ret_act is 0. */
int pupil_act_end(struct office *o, int64_t *ret_act, struct err *e);

#endif
