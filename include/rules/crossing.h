#ifndef RULES_CROSSING_H
#define RULES_CROSSING_H

#include "rules/band.h"
#include "rules/marks.h"
#include "rules/working.h"

/*
 * Crossings (C4): the session at which a pupil's attendance, counted from the first of the marks given, came to lie on the other side of a line.
 * Everybody begins above every line.  Nothing is looked at before `floor` sessions were possible, so that week one is not noise; who is below a line at the
 * session that makes it `floor` crosses there.  One session may cross several lines: down the highest first, up the lowest first.
 */
#define CROSSING_FLOOR 20 /**< where a policy says nothing else */
struct crossing {
	sitting at;
	int16_t line;            /**< index into policy->boundaries */
	bool down;
	int possible, attended;  /**< with that session */
};
struct crossings {
	struct { VEC(struct crossing); } of; /**< in order of time; reused from pupil to pupil: crossings_find() empties it first */
};
void crossings_find(const struct policy *p, struct marks m, struct crossings *to);
void crossings_finish(struct crossings *c);
/** What the arena owns, and is not to be finished. */
struct crossings crossings_copy(const struct crossings *c, struct arena *a);
bool crossing_is(const struct crossing *a, const struct crossing *b); /**< the same session, line and direction */
#define CLEAN_CROSSINGS __attribute__((cleanup(crossings_finish)))

/**
 * The stage that the marks led to, and the session at which it began: replayed, so that a stage with `leave_at` holds a pupil until then.  Nothing is a stage before
 * the floor.  Stages by person are not found here.
 */
struct stage_at {
	int stage;               /**< index into policy->stages; -1: none */
	sitting since;           /**< with a stage */
};
#define STAGE_SINCE_UNKNOWN INT32_MIN
void stage_find(const struct policy *p, struct marks m, const struct crossings *c, struct stage_at *ret);

/** The last crossing of a line, or NULL. */
const struct crossing *crossings_last(const struct crossings *c, int line);

/**
 * What amending made of them: `then` were found from the marks as they stood at some act, `now` from those that stand, both up to the same session or later.
 * A crossing is the same as crossing_is() says.  Fills `to` in order of time, new ones and withdrawn ones.
 */
struct crossing_change {
	struct crossing crossing;
	bool withdrawn;          /**< it was, and no longer holds: a mark before it was changed; false: it is new */
	bool late;               /**< new, of a session that `then` had come to already: an amendment brought it */
};
struct crossing_changes {
	struct { VEC(struct crossing_change); } of;
};
void crossings_compare(const struct crossings *then, sitting then_last, const struct crossings *now, struct crossing_changes *to);
void crossing_changes_finish(struct crossing_changes *c);

/** "below 90 on Tue 3 Nov 2026, pm: 54 of 61 (88.5%)" is said by whoever shows it; this is its arithmetic, of the marks up to that session.  `m`: those it was found in. */
void crossing_working(const struct policy *p, const struct crossing *c, struct marks m, struct working_steps *to);

#endif
