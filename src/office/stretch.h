#ifndef OFFICE_STRETCH_H
#define OFFICE_STRETCH_H

#include <stdbool.h>
#include <stdint.h>

#include "base/day.h"
#include "base/mem.h"

/*
 * Dated rows of one pupil that exclude one another (the groups whose registers the pupil may be in; the year groups), beside what a file or a
 * person says of them: on days, weekdays and sessions of which the file speaks the file is right, on all others what stands stays.
 */
struct stretch {
	int64_t what;            /**< a group or its promise; a year group */
	int64_t weekdays, sessions;
	int32_t from, to;        /**< days; `to` STRETCH_OPEN: no end */
	int64_t id;              /**< its row; 0: none yet */
	bool ends;               /**< of the file: its last day is said, so nothing of the same goes on behind it */
	bool goes_on;            /**< of the file: of a school year that is not over: what it takes the place of does not come back */
	bool same;               /**< of the file: it stands already */
	bool old;
	int64_t place;           /**< in the line of the class, of a row that has one; 0: none */
	int line;
};
#define STRETCH_OPEN INT32_MAX
struct stretches {
	struct { VEC(struct stretch); } of;
};

bool stretches_meet(const struct stretch *a, const struct stretch *b);
/** What stands once the file is taken: those of `old` as they are cut, joined or left, and those of `file` that are new. */
void stretches_settle(const struct stretches *old, struct stretches *file, struct stretches *ret);
/** Those of the file that go on last as long as what stood would have. */
void stretches_go_on(const struct stretches *old, struct stretches *file);
void stretches_finish(struct stretches *s);

static inline int32_t stretch_to(struct day d) { return day_is_none(d) ? STRETCH_OPEN : d.n; }
static inline struct day stretch_end(int32_t to) { return to == STRETCH_OPEN ? DAY_NONE : (struct day){ to }; }

#endif
