#ifndef RULES_RECONCILE_H
#define RULES_RECONCILE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/mem.h"
#include "rules/code.h"

/*
 * Two products, one child: why do their figures differ?  Another product's known ways of counting are tried on our own counts, one by one and
 * then two together; those that give exactly its figures explain the difference (domain 1.5, 4).
 */

/** What we know of a pupil over the days asked for. */
struct reconcile_ours {
	int32_t count[256];      /**< sessions by code number, each at its own date, while on the roll */
	int32_t possible, attended, authorised, unauthorised, late; /**< by our rules, at the date of each session */
	int32_t by_category[CATEGORIES]; /**< [CATEGORY_NONE]: held, due and without a mark */
	int32_t untaken;         /**< of those without a mark: in registers that nobody took */
	int32_t held;            /**< sessions that the school held over these days */
	int32_t off_roll;        /**< of them, before the pupil joined or after they left */
	int32_t marks_off_roll;  /**< marks that stand outside the time on the roll */
	struct day joined, left; /**< within the days asked for; DAY_NONE: on the roll at that end */
};
/** What the other product says; -1: it does not say.  A percentage in hundredths (9474: 94.74), and how many decimals it was given with. */
struct reconcile_theirs {
	int32_t possible, attended, authorised, unauthorised, late;
	int32_t percent_hundredths;
	int decimals;
};

enum reconcile_way {
	RECONCILE_SAME,            /**< the figures agree */
	RECONCILE_ROUNDING,        /**< the counts agree; the percentage is cut or rounded another way */
	RECONCILE_D_ATTENDED,      /**< D counted as attended (until 2011; domain 1.3) */
	RECONCILE_D_POSSIBLE,      /**< D counted as possible, not attended */
	RECONCILE_X_POSSIBLE,      /**< X counted as absence */
	RECONCILE_Y_POSSIBLE,      /**< Y and Y1 to Y7, Q counted as absence */
	RECONCILE_J_ATTENDED,      /**< J1 counted as attended, as J was until 2024 */
	RECONCILE_K_ABSENT,        /**< K counted as absence */
	RECONCILE_ACTIVITY_ABSENT, /**< approved educational activity not counted as attended */
	RECONCILE_LATE_ABSENT,     /**< L not counted as attended */
	RECONCILE_U_ATTENDED,      /**< U counted as attended */
	RECONCILE_N_LEFT_OUT,      /**< N not counted until there is a reason */
	RECONCILE_CLOSED_POSSIBLE, /**< # counted as possible */
	RECONCILE_UNTAKEN_PRESENT, /**< sessions without a mark counted as attended */
	RECONCILE_UNTAKEN_ABSENT,  /**< sessions without a mark counted as absence */
	RECONCILE_BEFORE_JOINING,  /**< sessions before joining or after leaving counted as absence */
	RECONCILE_OTHER_DAYS,      /**< the number of sessions differs: other days are covered, or marks are missing here or there */
	RECONCILE_UNKNOWN,
	RECONCILE_WAYS
};
const char *reconcile_words(enum reconcile_way w); /**< "D (dual registered) is counted as attended; DfE leaves it out" */

struct reconcile_answer {
	enum reconcile_way ways[2];
	int count;               /**< 1 or 2 */
	int32_t sessions;        /**< that the ways concern */
};
void reconcile_explain(const struct reconcile_ours *ours, const struct reconcile_theirs *theirs, struct reconcile_answer *ret);

#endif
