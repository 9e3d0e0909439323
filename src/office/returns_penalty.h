#ifndef OFFICE_RETURNS_PENALTY_H
#define OFFICE_RETURNS_PENALTY_H

/* What the list of the penalty threshold and its report share. */

#include "office/returns.h"
#include "report_listed.h"

#define PENALTY_WITHIN 3 /* lacking so many or fewer, a pupil is on the list */

enum penalty_state { PENALTY_MET, PENALTY_EARLIER, PENALTY_NEAR }; /**< met now; met in this period, not now; lacks few */
struct penalty_item {
	struct listed who;
	enum penalty_state state;
	int now, provisional, lacking;
	const struct penalty_window *windows; /**< that end in the days asked for, in order */
	int window_count;
	const struct mark *sessions;          /**< the ten of the latest window, else what counts now */
	int session_count;
	const char *working;
};
struct penalty_items {
	struct { VEC(struct penalty_item); } of; /**< by state, class and name */
	struct measure measure;
	struct day from, to;                  /**< the ten school weeks up to the last day; DAY_NONE: nobody was looked at */
};
int penalty_gather(struct office *o, const struct report_asked *k, int within, struct arena *a, struct penalty_items *ret, struct err *e);
void penalty_items_finish(struct penalty_items *p);
#define CLEAN_PENALTIES __attribute__((cleanup(penalty_items_finish)))

#endif
