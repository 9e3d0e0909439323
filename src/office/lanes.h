#ifndef OFFICE_LANES_H
#define OFFICE_LANES_H

/*
 * Dated rows of a pupil that exclude one another, changed by a person: places in registering groups, years, one flag.  What is said holds on its
 * days (weekdays, sessions); what stood there is cut or split, and all else stays (stretch.h).  Each writes into the open act.
 * @return 1 if anything changed, 0 if it stood already, or -errno with `e` said
 */

#include "internal.h"

struct lane_days {
	struct day from, to;      /**< `to` DAY_NONE: for good */
	int weekdays, sessions;   /**< of a place; 0: every one */
};
/** A move for good leaves what begins in a later school year (a roll-over that was made already) as it is. */
int lane_place_put(struct office *o, int64_t pupil, int64_t group, const struct lane_days *d, struct err *e);
int lane_year_put(struct office *o, int64_t pupil, int year, struct day from, struct day to, struct err *e);
/** `value` NULL: it does not stand on those days. */
int lane_flag_put(struct office *o, int64_t pupil, const char *flag, const char *value, struct day from, struct day to, struct err *e);

/** Is a register taken of it? */
bool group_registers(const char *kind);
bool lane_is_of(struct office *o, int64_t group); /**< the same by id */

#endif
