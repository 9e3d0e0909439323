#ifndef RULES_BAND_H
#define RULES_BAND_H

#include <errno.h>
#include <stdbool.h>
#include <stdint.h>

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
/** From above: the least number of sessions that, missed in a row, bring the pupil below; at least 1. */
int boundary_missed_to_fall(const struct boundary *line, int possible, int attended);
/** From below: the least number that, attended in a row, bring them above; -1: no number does (a line at 100). */
int boundary_attended_to_rise(const struct boundary *line, int possible, int attended);

/**
 * A stage of a policy (domain 6): what is done for a pupil whose attendance lies between two of its lines.  Its edges are boundaries, so that who is exactly on
 * one is where the boundary says.  A stage without lines is set by a person (Veritas, domain 6.5).
 */
struct policy_action {
	const char *title;                /**< "Meeting with the class teacher or deputy" */
	const char *who;                  /**< "Class teacher" */
	const char *role;                 /**< whose task it is on Today, as roles are named; NULL: the office's */
	const char *letter;               /**< its letter's name; NULL: none */
	int after;                        /**< school days in the stage without coming above it; 0: at once */
	int line;                         /**< only at or below that boundary (its index); -1: all of the stage */
	const char *source;
};
struct policy_stage {
	const char *name;                 /**< "2" */
	const char *title;                /**< "Stage 2: warning letter" */
	bool by_person;                   /**< set by a person, not by figures */
	int upper, lower;                 /**< indices of boundaries: below `upper` (-1: from 100), not below `lower` (boundary_count: down to 0) */
	int leave_at;                     /**< once in, until attendance is at least that percent; 0: as the lines say */
	int review;                       /**< school days until it is looked at again; 0: none said */
	const char *who;                  /**< who watches it */
	const struct policy_action *actions;
	int action_count;
	const char *source;
};

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
	int floor;                        /**< possible sessions before a crossing counts; CROSSING_FLOOR where the file says none */
	int review;                       /**< school days between two reviews; 10 where the file says none */
	const char *period;               /**< what its figures are of, as period_parse() has it; NULL: "year" */
	int pattern_least, pattern_times; /**< when a pattern is worth a line; PATTERN_RULE_COMMON where the file says none */
	const struct policy_stage *stages;/**< from the highest down, then those by person */
	int stage_count;
};

extern const struct policy policy_national; /**< what DfE's own lines say: 95, 90 inclusive, 80, 50 inclusive */

/** Index into policy->bands, or -1 if nothing was possible. */
int policy_band(const struct policy *p, int possible, int attended);

/**
 * The stage by the figures alone; `before` is the one that the pupil was in (-1: none), which `leave_at` may hold them in.
 * @return index into policy->stages, or -1: none, or nothing was possible
 */
int policy_stage(const struct policy *p, int possible, int attended, int before);
int policy_stage_named(const struct policy *p, const char *name); /**< by its name or title; -1 */
/** Those of a stage that are due for a pupil who has been in it for `days` school days; a bit an action. */
uint32_t policy_actions_due(const struct policy *p, int stage, int possible, int attended, int days);

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
