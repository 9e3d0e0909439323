#ifndef OFFICE_EXPECTED_H
#define OFFICE_EXPECTED_H

/*
 * What is expected of a child in a session without a mark (design 2 Strips; A10, A13, B5, H7): laid over the register, in no figure, and an entry only when the
 * register is sent, the session closed or (V P W B K D) somebody has confirmed it.  Where several speak of one session the nearest holds: a closure of
 * the child's year or class, out of the gate and not back, what the family said, an absence, a trip, a pattern, sessions agreed elsewhere; of
 * equals the later.
 */

#include "internal.h"
#include "office/plans.h"

struct expected {
	enum expected_from from;
	uint8_t code;             /**< in force that day */
	bool waits;               /**< it is no mark until it is confirmed: rules/code.h `confirm` */
	int64_t id;               /**< of the plan, the report, the sign-out, the closure; 0 of sessions agreed elsewhere */
	const char *words;        /**< "dentist", "Hever Castle, with Tom Bell", "ill, said Grace Okafor (mother)"; where nothing was said, the code's */
	const char *place;        /**< NULL */
};

/** Everything that is laid over a stretch of days, read once; in the arena. */
struct expectations;
int expectations_read(struct office *o, struct day first, struct day last, struct arena *a, struct expectations **ret); /**< 0, or the store's -errno */
/** NULL: nothing is.  `year`, `roll_group`: of the child then, for closures. */
const struct expected *expected_at(const struct expectations *x, int64_t pupil, int year, int64_t roll_group, sitting s);
/** What else speaks of that session, behind what holds: for conflicts.  @return how many, the one that holds first, at most `most` */
int expected_all(const struct expectations *x, int64_t pupil, int year, int64_t roll_group, sitting s, const struct expected **ret, int most);
/** "expected: M, dentist" */
const char *expected_words(const struct expected *x, struct arena *a);
/** The code of a session that is shut in a way that is recorded: Y4, Y3, Y7 (Y before 2024); CODE_NONE: of any other. */
uint8_t closing_code(enum opening o, struct day day);
/** Out of the gate on that day, and not back; NULL: not so. */
const struct sign_out_row *expected_out(const struct expectations *x, int64_t pupil, struct day day);
/** Out of the gate in that session, whatever code the office gave them, so that a blank is no N (A18; domain 2.3); NULL: not so. */
const struct sign_out_row *expected_gone(const struct expectations *x, int64_t pupil, int year, int64_t roll_group, sitting s);
/** "Hever Castle, with Tom Bell"; NULL: nothing was said */
const char *planned_words(const struct planned_row *row, struct arena *a);

#endif
