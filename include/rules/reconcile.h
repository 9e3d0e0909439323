#ifndef RULES_RECONCILE_H
#define RULES_RECONCILE_H

#include <stdbool.h>
#include <stdint.h>

#include "rules/code.h"

/*
 * Two products, one child: why do their figures differ?  Another product's known ways of counting are tried on our own sessions, one by one
 * and then two together; those that give exactly its figures explain the difference (domain 1.4, 1.5, 4).
 */

/** Counts of sessions; of another product -1 where it does not say. */
struct reconcile_figures {
	int32_t possible, attended, authorised, unauthorised, late;
};

/** What we know of a pupil over the days asked for. */
struct reconcile_ours {
	int32_t count[CATEGORIES][256]; /**< while on the roll: by category at the date of the session (but not CATEGORY_NONE), and code number */
	int32_t unmarked;               /**< held, due, the register closed, and without a mark */
	int32_t closed;                 /**< the school closed to the pupil on a weekday of a term: what other products mark # */
	int32_t unplanned;              /**< it closed unexpectedly, and no mark says so: what other products mark Y4 */
	int32_t before_joining;         /**< held, before the pupil joined */
	int32_t after_leaving;          /**< held, after the pupil left */
	int32_t off_roll[CATEGORIES];   /**< marks that stand outside the time on the roll */
	int32_t off_roll_late;
};
/** Our own figures (domain 1.1): marks while on the roll. */
struct reconcile_figures reconcile_figures(const struct reconcile_ours *ours);

#define RECONCILE_DECIMALS_MOST 6
/** 94.74 is 9474 with 2 decimals; value -1: the other product does not say. */
struct reconcile_percent {
	int64_t value;
	int decimals;
};
/** Half up (domain 4), as we print it; value -1 where `of` is 0. */
struct reconcile_percent reconcile_percent(int64_t part, int64_t of, int decimals);

struct reconcile_theirs {
	struct reconcile_figures counts;
	struct reconcile_percent attendance, absence;
};

/* The ways of counting stand between LEAST and MOST, what concerns the most specific code first: of several that fit the first is named. */
enum reconcile_way {
	RECONCILE_SAME,             /**< the figures agree */
	RECONCILE_NOTHING_GIVEN,    /**< the other product says nothing to compare */
	RECONCILE_NOTHING_POSSIBLE, /**< the counts agree and no session was possible: there is no percentage to agree on */
	RECONCILE_ROUNDING,         /**< the counts agree; the percentage is cut, rounded half to even, or taken from 100 */
	RECONCILE_CONTRADICTION,    /**< their percentage does not follow from their counts */

	RECONCILE_D_ATTENDED,       /**< D counted as attended (until 2011; domain 1.3) */
	RECONCILE_LEAST = RECONCILE_D_ATTENDED,
	RECONCILE_D_POSSIBLE,       /**< D counted as absence */
	RECONCILE_X_POSSIBLE,       /**< X counted as absence */
	RECONCILE_Q_POSSIBLE,       /**< Q counted as absence */
	RECONCILE_J1_ATTENDED,      /**< J1 counted as attended, as J was until 2024 */
	RECONCILE_J_ABSENT,         /**< J of before 2024 counted as absence, as J1 is since */
	RECONCILE_K_ABSENT,         /**< K counted as absence */
	RECONCILE_LATE_ABSENT,      /**< L not counted as attended */
	RECONCILE_U_ATTENDED,       /**< U counted as attended */
	RECONCILE_LATE_WITH_U,      /**< U counted among the late */
	RECONCILE_N_LEFT_OUT,       /**< N not counted until there is a reason */
	RECONCILE_Y_POSSIBLE,       /**< Y and Y1 to Y7 counted as absence */
	RECONCILE_ACTIVITY_ABSENT,  /**< approved educational activity not counted as attended */
	RECONCILE_NOT_POSSIBLE,     /**< D, Q, X and Y counted as absence, as a common wrong table has it (domain 1.2) */
	RECONCILE_CLOSED_POSSIBLE,  /**< # counted as possible, not attended */
	RECONCILE_UNMARKED_PRESENT, /**< sessions without a mark counted as attended */
	RECONCILE_UNMARKED_ABSENT,  /**< sessions without a mark counted as absence */
	RECONCILE_BEFORE_JOINING,   /**< sessions before joining counted as absence */
	RECONCILE_AFTER_LEAVING,    /**< sessions after leaving counted as absence */
	RECONCILE_OFF_ROLL_MARKS,   /**< marks before joining or after leaving are counted */
	RECONCILE_MOST = RECONCILE_OFF_ROLL_MARKS,

	RECONCILE_OTHER_DAYS,       /**< only the number of sessions differs: other days are covered, or marks are missing here or there */
	RECONCILE_UNKNOWN,
	RECONCILE_WAYS
};
const char *reconcile_name(enum reconcile_way w);  /**< "d_attended": a stable word for data */
const char *reconcile_words(enum reconcile_way w); /**< "D (dual registered) is counted as attended; DfE leaves it out" */

struct reconcile_answer {
	enum reconcile_way ways[2];
	int count;        /**< 1 or 2 */
	int32_t sessions; /**< that the ways concern; OTHER_DAYS: how many more are possible by them, below 0 by us */
	bool weak;        /**< a percentage alone was compared: other ways could give the same one */
};
/** One way before two, exact before rounding, a code before a group of codes before a time. */
void reconcile_explain(const struct reconcile_ours *ours, const struct reconcile_theirs *theirs, struct reconcile_answer *ret);

#endif
