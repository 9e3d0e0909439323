#ifndef OFFICE_TASKS_H
#define OFFICE_TASKS_H

/* Tasks that follow from what was saved (B3, B10, B19): raised in the act that is open. */

#include "internal.h"
#include "office/calls.h"

/** One of that kind about that child and day, for a role, unless there is one already.  `due_minute` -1: that day. */
int task_raise(struct office *o, const char *kind, enum role role, int64_t pupil, struct day about, int due_minute, const char *text, struct err *e);
/**
 * After marks: a pupil with a social worker, a youth offending worker, or who is looked after (flags social_worker, yot_worker, looked_after), now absent without
 * a reason (N or O): the worker, and the virtual school, are to be told the same day (domain 2.9).  Reads nothing where there is no such mark.
 */
int tasks_of_marks(struct office *o, const struct entry *entries, int count, struct err *e);

/** What was written to the safeguarding lead, and what the lead answered, is theirs and the head's alone (reliability 5). */
bool task_text_is_kept(struct office *o, const struct task_row *row);
bool task_answer_is_kept(struct office *o, const struct task_row *row);

#endif
