#ifndef FIRSTBELL_OFFICE_KNOWN_H
#define FIRSTBELL_OFFICE_KNOWN_H

#include "internal.h"
#include "rules/returns.h"

/*
 * What returns need beside the marks (rules/returns.h): read once for all pupils, or for one, from plans, what families said, the roll, and the returns that
 * were made.  By pupil's id: (*ret)[0 .. count - 1]; `only` 0: everybody.  Illness that is expected is counted on school days from the session behind the
 * last one that has begun today up to year_last.  Memory is the arena's.
 */
int known_read(struct office *o, int64_t only, struct day today, struct day year_first, struct day year_last, const struct school_days *d,
	       int64_t count, struct arena *a, struct return_known **ret, struct err *e);

#endif
