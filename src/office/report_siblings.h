#ifndef OFFICE_REPORT_SIBLINGS_H
#define OFFICE_REPORT_SIBLINGS_H

/* Siblings side by side (C15): sessions missed together. */

#include "report_parts.h"
#include "rules/pattern.h"

/** A pupil and a sibling of theirs, both of whom the person may see. */
struct together {
	int64_t pupil, other;
	struct pattern_share there; /**< possible to the pupil while the other was missing; missed of those: both were away */
	int possible, missed;       /**< of the other, in the same days */
};
struct togethers {
	struct { VEC(struct together); } of; /**< by pupil, then other */
};
/** Of everybody, or (`only` not 0) of that pupil.  Days as asked.  In one walk over the strips; who has no sibling is not looked at. */
int togethers_read(struct office *o, const struct report_asked *k, int64_t only, struct togethers *ret, struct err *e);
void togethers_finish(struct togethers *t);
#define CLEAN_TOGETHERS __attribute__((cleanup(togethers_finish)))
/** The first of that pupil; *ret_count how many. */
const struct together *togethers_of(const struct togethers *t, int64_t pupil, int *ret_count);

#endif
