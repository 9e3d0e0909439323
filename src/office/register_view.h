#ifndef OFFICE_REGISTER_VIEW_H
#define OFFICE_REGISTER_VIEW_H

/* What a register is made of beside the marks of those who are due: who was in it when it was taken, and in which order names stand. */

#include "internal.h"

/** Somebody who is not due in it, and whose mark was made through it. */
struct moved_mark {
	struct due_row due;       /**< with the mark as it was made */
	int minutes_late;         /**< -1: none */
	const char *remark;       /**< "moved to Oak from Thu 19 Nov 2026" */
};
/** Of a register that was sent (H2): those who have moved since.  @return how many, or -errno */
int register_moved_read(struct office *o, const struct register_ref *ref, const struct due_row *due, int n, struct arena *a, struct moved_mark **ret);

/** A line with what puts it in its place. */
struct register_seen {
	struct register_line line;
	struct pupil_row row;     /**< as the pupil was called on that day */
	bool moved;
	int64_t place;            /**< in the line of the class; NONE: none */
	const char *first, *second;
	int64_t number;
};
/** As the class has its names (A9): by surname, forename, number or as it lines up. */
int register_order(struct office *o, const struct register_ref *ref, struct register_seen *list, int n, struct arena *a);

#endif
