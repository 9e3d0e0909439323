#ifndef RULES_RETURNS_H
#define RULES_RETURNS_H

#include "rules/spell.h"
#include "rules/working.h"

/*
 * What the authority is told, and when (C9; PR24 reg 9 and 13; domain 1.2, 3.2 to 3.4): returns look back at the marks and forward at what is expected.
 *
 * An episode has a first day, and a return that was made for it is not asked for again; the next episode is.  A pupil whose birthday is not known is taken for
 * of compulsory school age.  Of a pupil who is off the roll today there is the deletion return, and what a person named.
 */
enum return_kind {
	/**
	 * Ten continuous school days of G, N, O or U (day_runs_find), of the marks at compulsory age alone and of a child who is of it today, near from seven.  An episode is
	 * a run; it ends in this school year or later, and is near only while it goes on.  Made: a return's `from` is from the day of the run's `since` to its last day, or,
	 * while it goes on, to today.  Of marks since the pupil is on the roll this time, as for ground i: another enrolment is another absence.
	 */
	RETURN_ATTENDANCE,
	/**
	 * 30 sessions of I in the school year, had at compulsory age and expected: due at once; 20: near.  A return that was made covers its illness up to the first
	 * session attended after the day it was made and after the session that makes 30, whichever is later: what is had from there on, and what is expected then, is
	 * another episode, and counts from nothing.
	 */
	RETURN_SICKNESS,
	/**
	 * Not back within ten school days of the end of agreed leave (ground h), near from five.  A school day counts once it is over: before today, or its last held session is
	 * marked.  At least one unauthorised absence since is marked; any other possible session since, Q or Y to Y7 (the child is seen, ill, on leave, or kept by an unavoidable
	 * cause) ends it; at compulsory age.
	 */
	RETURN_LEAVE,
	RETURN_GROUND_I,         /**< 20 continuous school days of G, N or O, not U (ground i), near from 15; at any age, and only while it goes on and the pupil is on the roll */
	/**
	 * Provision is due from the sixth school day of a suspension.  A school day with E in either session is a day of it (half days count: domain 1.2); a day with a
	 * possible session and no E ends it; what is no possible session and what is not marked neither ends it nor counts.  Had and planned to go on without a break: due
	 * at six, near at four; only while it goes on.
	 */
	RETURN_SUSPENSION_6,
	RETURN_SUSPENSION_45,    /**< 45 days of suspension in the school year at most: 90 sessions of E, had and planned, due; 70 near.  The school year is the episode */
	/** Study leave ended before today, and no session since was attended or marked C: S is for the time up to the last examination, then it is C, until the last Friday in June
	 *  of that school year: due by then, of a child of compulsory age today. */
	RETURN_EXAM,
	/** Past compulsory school age since the last Friday in June, still on the roll from before it, and not staying on; near from 14 days before that Friday on. */
	RETURN_OFF_ROLL,
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
	/** The new-pupil return and the deletion return of this school year (domain 3.3): `asked` where the law asks for it; the day on or off the roll, by when, and
	 *  when it was made (DAY_NONE: not yet). */
	struct { bool asked; struct day of, due, made; } joined, left;
	bool stays_on;            /**< expected to stay after compulsory school age: a sixth form */
	int illness_ahead;        /**< sessions of I that are expected from the next session on (planned, or said by the family); within the year */
	int suspension_ahead;     /**< sessions of E that are planned from the next session on, within the year */
	int suspension_days_ahead; /**< school days in a row, from the next one on, with a session of E planned */
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
	struct day from;          /**< of the episode; where nothing of it was had yet: today, of illness that a return was made for: that day, of RETURN_SUSPENSION_6: the next school day */
	struct day due;           /**< by when; DAY_NONE: with the next return that the authority asks for */
	int days, half;           /**< school days had, and 1 where half a day is over: 7 and 1 is 7 1/2 */
	int ahead;                /**< sessions that are expected and not had yet, not in `days`; of RETURN_SUSPENSION_6 school days */
	int provisional;          /**< of the sessions: N */
};
struct returns {
	struct { VEC(struct return_found); } of; /**< by kind; used again */
	struct day_runs runs;      /**< buffers */
};
/**
 * A naming that is open makes its kind due, one line with what the marks found of that kind, where they found any that is not made.  Of each kind but the attendance
 * return at most one episode is there, the last that is near or due; of that one each that is due, and the last where it is
 * near.  It is made where a return was made for it.
 * Of illness the one that a return was made for is there also where it is not near any more.
 */
void returns_find(struct marks m, const struct school_days *d, const struct return_known *k, struct returns *to);
void returns_finish(struct returns *r);
void return_working(const struct return_found *f, const struct return_known *k, struct working_steps *to);

#endif
