#ifndef FIRSTBELL_OFFICE_TARGETS_PARTS_H
#define FIRSTBELL_OFFICE_TARGETS_PARTS_H

/* Targets, for what else tells of them. */

#include "internal.h"

/** With its figure and what is said of it: of a pupil by whoever may see that pupil's figures, else by whoever may see those of the class or the school. */
bool target_is_seen(struct office *o, const struct target_row *row);

#endif
