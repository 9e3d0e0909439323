#ifndef RULES_RECONCILE_WAYS_H
#define RULES_RECONCILE_WAYS_H

#include "rules/reconcile.h"

/* Another product's ways of counting: a pupil's sessions lie in pools by code or time, and a way moves whole pools. */

/** Where a session counts.  SUM_ABSENT: possible and not attended, in neither count of absence. */
enum sum { SUM_ATTENDED, SUM_AUTHORISED, SUM_UNAUTHORISED, SUM_ABSENT, SUM_OUT, SUMS };
struct sums {
	int32_t n[SUMS], late;
};
struct sums sums_of(const struct reconcile_ours *ours);
struct reconcile_figures sums_figures(const struct sums *s);

enum pool { POOL_D, POOL_X, POOL_Q, POOL_Y, POOL_J1, POOL_J, POOL_K, POOL_ACTIVITY, POOL_L, POOL_U, POOL_N, POOL_CLOSED,
	    POOL_UNPLANNED, POOL_UNMARKED, POOL_BEFORE, POOL_AFTER, POOLS };
struct pools {
	const struct reconcile_ours *ours;
	int32_t n[POOLS][SUMS];
};
void pools_fill(const struct reconcile_ours *ours, struct pools *ret);

/** How specific a way is; a way of the more specific is named first. */
enum way_width { ONE_CODE, MANY_CODES, A_TIME };
enum way_width way_width(enum reconcile_way w);
unsigned int way_pools(enum reconcile_way w); /**< a bit for each pool that it may move */
/**
 * How many forms a way has: a product that counts a code as absence may call it authorised, unauthorised or neither.  Each is to be tried;
 * the last of them moves the most sessions.
 */
int way_forms(enum reconcile_way w);
/** Counts the sessions as that form does.  @return how many that concerns */
int32_t way_apply(const struct pools *p, enum reconcile_way w, int form, struct sums *s);

#endif
