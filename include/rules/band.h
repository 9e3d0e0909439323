#ifndef RULES_BAND_H
#define RULES_BAND_H

#include <errno.h>
#include <stdbool.h>

#include "base/err.h"
#include "rules/timeline.h"

/** One boundary of a policy.  Policies are data (share/policies), not code. */
struct boundary {
	int percent;        /**< attendance, 1..100 */
	bool inclusive;     /**< attendance of exactly `percent` is below the line */
	const char *source; /**< the policy or regulation that draws the line */
};

enum side { SIDE_ABOVE, SIDE_BELOW, SIDE_UNKNOWN };

/**
 * On which side of a boundary is a pupil?  Integers only: 38 of 380 missed is exactly 10%, which doubles get wrong.
 * @param possible  possible sessions so far, >= 0 (0 gives SIDE_UNKNOWN)
 * @param attended  those of them attended, 0..possible
 * @return 0, or -ERANGE if a count is negative or attended exceeds possible; *ret untouched then
 */
int boundary_side(const struct boundary *line, int possible, int attended, enum side *ret);

/** A policy as adopted: lines from the highest down, and the names of the bands between them (count + 1 of those). */
struct policy {
	const char *name;                 /**< "national" */
	const char *title;                /**< "National: 95, 90, 80 and 50 per cent" */
	int target;                       /**< percent; 0 = none */
	const struct boundary *boundaries;/**< strictly falling percent */
	int boundary_count;
	const char *const *bands;         /**< bands[0] above the first line ... */
	const struct policy_step *steps;  /**< by minute */
	int step_count;
	const struct policy_times *times;
	int time_count;
};

extern const struct policy policy_national; /**< what DfE's own lines say: 95, 90 inclusive, 80, 50 inclusive */

/** Index into policy->bands, or -1 if nothing was possible. */
int policy_band(const struct policy *p, int possible, int attended);

/** "90 to 95 (over 90)": the band's name, and its edges where the name alone leaves a boundary open.  Owned by the caller's `to`. */
#define BAND_EDGES_MOST 96
const char *policy_band_edges(const struct policy *p, int band, char to[static BAND_EDGES_MOST]);

/** How near is a pupil to a line?  Sessions in a row from here on, missed or attended, exactly. */
struct band_near {
	int missed;         /**< this many more sessions missed would bring the pupil below `below`; 0: not within `most` */
	int attended;       /**< this many more sessions attended would bring the pupil above `above`; 0: not within `most` */
	int below, above;   /**< indices into policy->boundaries; -1: none */
};
/** Nothing is near where nothing was possible yet. */
struct band_near policy_near(const struct policy *p, int possible, int attended, int most);

bool absence_persistent(int possible, int missed); /**< 10% or more missed, as DfE counts it (domain 4) */
bool absence_severe(int possible, int missed);     /**< 50% or more missed */

#endif
