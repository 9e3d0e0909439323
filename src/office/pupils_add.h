#ifndef OFFICE_PUPILS_ADD_H
#define OFFICE_PUPILS_ADD_H

/* A new pupil, in parts: judged and written (pupils_add.c), what follows from the first day (pupils_add_said.c). */

#include "internal.h"
#include "office/pupils.h"

/** A pupil on the way onto the roll. */
struct adding {
	struct office *o;
	const struct pupil_new *wish;
	struct err *e;
	struct arena arena;
	struct pupil_wish who; /**< as it is kept */
	struct pupil_row row;
	struct enrolment_row spell;
	const struct roll_group_row *group; /**< NULL: none yet */
	int year; /**< SESSION_ANY_YEAR: none */
	enum pupil_known known; /**< of -EEXIST */
	struct buf said;
	size_t of_contact; /**< where in it the contact begins */
};

/** Sessions since the start that nobody has marked, and the register in which the child stands first: lines of `said`.  0, or -errno said. */
int adding_say_sessions(struct adding *d);

#endif
