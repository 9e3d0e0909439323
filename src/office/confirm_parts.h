#ifndef OFFICE_CONFIRM_PARTS_H
#define OFFICE_CONFIRM_PARTS_H

/* Who is expected where on a day, and what is known of them: what confirming and its list share. */

#include "plans_parts.h"

/** A day, read once. */
struct expecting {
	struct office *o;
	struct err *e;
	struct arena *arena;
	struct day day;
	struct expectations *expectations;
	struct due_row *due[2];           /**< of each session, by pupil */
	int due_count[2];
};
int expecting_read(struct expecting *x, struct office *o, struct day day, struct arena *a, struct err *e);
/** NULL: not due, or the session is not held for them. */
const struct due_row *expecting_due(const struct expecting *x, int64_t pupil, sitting s);

/** "out since 10:30: dentist": out of the gate in or before that session, not with us, and not back; NULL */
const char *expecting_out(const struct expecting *x, const struct due_row *due, sitting s);

/** A leader, a provider or another school, and for whom. */
struct expecting_child {
	int64_t pupil;
	struct plan_pupil_row row;        /**< id 0: of sessions agreed elsewhere */
	const struct code *code;
	bool covers[2];                   /**< the morning, the afternoon */
};
struct expecting_place {
	enum expected_from from;
	struct plan_row plan;             /**< id 0: of sessions agreed elsewhere */
	const char *place;                /**< of these */
	const struct code *code;          /**< of the first of them */
	struct expecting_child *children;
	int count;
};
/** 1, or 0 where that plan has nothing on that day; those who were left behind are in it, and covered by nothing. */
int expecting_plan(struct expecting *x, int64_t plan, struct expecting_place *ret);
/** Sessions agreed at that place with that code (NULL: with any). */
int expecting_agreed(struct expecting *x, const char *place, const char *code, struct expecting_place *ret);
/** Does what is nearest to the child in that session come from there? */
bool expecting_is_nearest(const struct expecting_place *p, const struct expected *nearest);

#endif
