#ifndef OFFICE_CALENDAR_PARTS_H
#define OFFICE_CALENDAR_PARTS_H

/* What terms and closures share: a change of the calendar, and which marks stand in sessions that are no longer held. */

#include "internal.h"
#include "school.h"

#define TERM_DAYS_MOST 366

/** One change in the making. */
struct changing {
	struct office *o;
	struct buf *said;
	struct arena arena;
	struct day first, last;   /**< days that it may open or shut */
	uint8_t *before;          /**< their sessions, as they were held */
	const char *reason;       /**< NULL: none was given */
};
struct changing changing_begin(struct office *o, struct buf *said);
void changing_widen(struct changing *c, struct day from, struct day to);
/** As an act of that kind; `row` NULL: the row `id` goes.  Says which marks stand in sessions that are no longer held. */
int changing_save(struct changing *c, const char *kind, enum thing thing, void *row, int64_t id, int64_t *ret_act, struct err *e);
void changing_say(struct changing *c, const char *name, struct day from, struct day to, const char *end);
/** "Mon 26 Oct 2026 to Fri 30 Oct 2026" */
const char *changing_days(struct changing *c, struct day from, struct day to);

#endif
