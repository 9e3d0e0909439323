#ifndef OFFICE_RETURNS_H
#define OFFICE_RETURNS_H

#include "base/mem.h"
#include "office/office.h"
#include "rules/returns.h"

/*
 * What the authority is to be told (C9; PR24 reg 9 and 13) and who meets the threshold of penalty notices (C8; domain 5.1): listed with what each is made
 * of.  That a return was made, that a person names a pupil for one, and that a naming ends is one act each.  A return is found by the marks; nothing is due
 * because of an old list.
 */

struct return_line {
	int64_t pupil;
	const char *name, *group;    /**< in the order of names; equal ones carry class and date of birth (H4); group NULL: none */
	struct return_found found;
	bool overdue;                /**< its day is past */
	const char *words;           /**< "12 1/2 school days of illness, 4 to come; 15 is the line": what it is made of */
	const char *working;         /**< the same step by step, one line (C2) */
	const char *said;            /**< of a naming: why; of one that was made: to whom, and how it went; NULL */
};
struct returns_wish {
	int kind;                    /**< enum return_kind; -1: all */
	int64_t pupil;               /**< 0: all */
	const char *group;           /**< class; NULL: all that may be seen */
	bool made;                   /**< those that were made too */
};
struct returns_view {
	struct arena arena;
	struct day day;
	const struct return_line *lines; /**< overdue first, then due, near, made; by kind, class and name */
	int count, due, near;
	bool may_change;
};
/** Needs ACTION_SEE_TOTALS. */
int office_returns_open(struct office *o, const struct returns_wish *w, struct returns_view *ret, struct err *e);
void returns_view_finish(struct returns_view *v);
const char *return_heading(const struct return_found *f, bool overdue); /**< "Overdue", "Due", "Near", "Made" */

/**
 * The return of that kind was made for the pupil, for the episode that is due or near, or because a person named the pupil: on that day (DAY_NONE: today).
 * `words`: to whom, and how it went.  Refused where none is due or near, and where it was made already: by whom.  Needs ACTION_REVIEW; of RETURN_NEW_PUPIL and
 * RETURN_DELETION as office_pupil_return_made().
 */
int office_return_made(struct office *o, int64_t pupil, enum return_kind kind, struct day made, const char *words, int64_t *ret_act, struct err *e);
/** A person adds a pupil to a return, with why ("fails to attend regularly").  -EEXIST where one is open. */
int office_return_add(struct office *o, int64_t pupil, enum return_kind kind, const char *words, int64_t *ret_act, struct err *e);
/** The naming ends without a return, with why. */
int office_return_drop(struct office *o, int64_t pupil, enum return_kind kind, const char *words, int64_t *ret_act, struct err *e);

/** A pupil who meets the threshold, or lacks few. */
struct penalty_line {
	int64_t pupil;
	const char *name, *group;
	int now, provisional, lacking; /**< in the ten school weeks up to today; of them N; to ten */
	int windows;                 /**< that hold ten or more, since the school year began */
	struct day met;              /**< the day of the tenth session of the latest of them; DAY_NONE: none */
	const char *ten;             /**< "Mon 2 Nov 2026 am O, pm O; ...": the ten of the latest, else those that count now; "" */
	const char *working;         /**< of it, one line (C2) */
};
struct penalty_wish {
	int within;                  /**< lacking so many at most; 0: three */
	const char *group;           /**< NULL: all that may be seen */
};
struct penalty_view {
	struct arena arena;
	struct day day, from;        /**< the ten school weeks: Monday of the first */
	int within;
	const struct penalty_line *lines; /**< those who meet it now, then by how many they lack; by class and name */
	int count, met;              /**< `met`: now */
};
int office_penalty_open(struct office *o, const struct penalty_wish *w, struct penalty_view *ret, struct err *e);
void penalty_view_finish(struct penalty_view *v);

#endif
