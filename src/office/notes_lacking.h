#ifndef OFFICE_NOTES_LACKING_H
#define OFFICE_NOTES_LACKING_H

/* Marks whose code must say what kind, and that do not (A15). */

#include "internal.h"
#include "office/plans.h"

/** As office_notes_lacking(), within a reading and for whoever may see registers. */
int lacking_read(struct office *o, int most, struct arena *a, struct lacking_note **ret, struct err *e);

#endif
