#ifndef OFFICE_NOTES_LACKING_H
#define OFFICE_NOTES_LACKING_H

/* Marks whose code must say what kind, and that do not (A15). */

#include "internal.h"
#include "office/plans.h"

/** As office_notes_lacking(), within a reading and for whoever may see registers. */
int lacking_read(struct office *o, int most, struct arena *a, struct lacking_note **ret, struct err *e);

/** Codes that ask for a note in some era, and where today's session of a strip ends: for whoever walks over the strips. */
struct lacking_codes {
	uint8_t ask[64];
	int count, last_slot;
};
void lacking_codes_find(struct day today, struct lacking_codes *ret);
bool lacking_asks(const struct lacking_codes *c, const uint8_t *marks); /**< has the strip any of them? */

#endif
