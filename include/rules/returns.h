#ifndef RULES_RETURNS_H
#define RULES_RETURNS_H

#include "rules/spell.h"
#include "rules/working.h"

/*
 * What the authority is told, and when (C9; PR24 reg 9 and 13; domain 3.2 to 3.4): returns look back at the marks and forward at what is expected.
 * Only children of compulsory school age are in an attendance or a sickness return.
 */
enum return_kind {
	RETURN_ATTENDANCE,       /**< ten continuous school days of G, N, O or U: one an episode */
	RETURN_SICKNESS,         /**< 15 school days of illness in the school year, had or expected; warning at 10 */
	RETURN_LEAVE,            /**< not back within ten school days of the end of leave (ground h) */
	RETURN_GROUND_I,         /**< 20 continuous school days of G, N or O, not U (ground i) */
	RETURN_SUSPENSION_6,     /**< provision is due from the sixth day of a suspension */
	RETURN_SUSPENSION_45,    /**< 45 days of suspension in the school year at most */
	RETURN_EXAM,             /**< study leave is over with the last examination: then C, until the last Friday in June */
	RETURN_OFF_ROLL,         /**< past compulsory school age since the last Friday in June, and still on the roll */
	RETURN_NEW_PUPIL,        /**< within five days of the name being entered (reg 13(1)) */
	RETURN_DELETION,         /**< with the deletion (reg 13(4)) */
	RETURN_KINDS
};
const char *return_name(enum return_kind k);  /**< "attendance", "sickness", "leave", "ground_i", "suspension_6", ... as files have it */
const char *return_title(enum return_kind k); /**< "Attendance return" */
int return_parse(const char *name, enum return_kind *ret);

enum return_state { RETURN_NEAR, RETURN_DUE, RETURN_MADE }; /**< a warning; due; made for this episode already */

/** What is known of a pupil beside the marks. */
struct return_known {
	struct day born, today;
	struct day year_first, year_last; /**< of the school year: illness and suspension are counted in it */
	struct day leave_ended;   /**< the last day of leave that was agreed (C, C1 ...), before today; DAY_NONE */
	struct day exam_last;     /**< the last day of study leave, before today; DAY_NONE */
	struct day on_roll_since; /**< DAY_NONE: not on the roll today */
	bool stays_on;            /**< expected to stay after compulsory school age: a sixth form */
	int illness_ahead;        /**< sessions of I that are expected from the next session on (planned, or said by the family); within the year */
	const struct return_made *made;
	int made_count;
};
/** One that was made, or a person's naming of a pupil for one. */
struct return_made {
	enum return_kind kind;
	struct day from;          /**< the episode that it is of begins then; of a naming: the day it was named */
	struct day made;          /**< DAY_NONE: named, not made yet */
};
struct return_found {
	enum return_kind kind;
	enum return_state state;
	bool named;               /**< a person added the pupil */
	struct day from;          /**< of the episode */
	struct day due;           /**< by when; DAY_NONE: with the next return that the authority asks for */
	int days, half;           /**< school days, and 1 where half a day is over: 7 and 1 is 7 1/2 */
	int ahead;                /**< sessions of them that are expected and not had yet */
	int provisional;          /**< of the sessions: N */
};
struct returns {
	struct { VEC(struct return_found); } of; /**< by kind; used again */
	struct day_runs runs;      /**< buffers */
};
void returns_find(struct marks m, const struct school_days *d, const struct return_known *k, struct returns *to);
void returns_finish(struct returns *r);
void return_working(const struct return_found *f, const struct return_known *k, struct working_steps *to);

#endif
