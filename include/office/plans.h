#ifndef OFFICE_PLANS_H
#define OFFICE_PLANS_H

#include "base/mem.h"
#include "office/register.h"

/*
 * What is known before its day (features A10-A13, A26, A30; domain 1.2, 2.8): absences, weekly patterns, trips, closures.  A plan is laid over the
 * sessions without a mark: "expected".  It becomes an entry (planned = 1) when the register is sent or the session closed; but V P W B K D only when
 * the leader, the provider or the other school has confirmed it.  A child who is seen is present, whatever was planned.  Each use case is one act;
 * DAY_NONE: today, session -1: the morning of the first day, the afternoon of the last.  What else follows is said in `ret_said`, a sentence a line.
 */

enum plan_kind { PLAN_ABSENCE, PLAN_PATTERN, PLAN_TRIP, PLAN_KINDS };
const char *plan_kind_name(enum plan_kind k); /**< "absence", "pattern", "trip" */

/** What a person gives.  Who: `pupils`, or (count 0) a class, a year, those with a flag, or everybody, as they are on the first day. */
struct plan_wish {
	enum plan_kind kind;
	const char *code;
	const char *words;            /**< the nature of it; needed where the code asks for it (A15) */
	const char *granted_by;       /**< of leave (C C1 C2 J1 S, and X): who granted it (PR24 reg 11) */
	struct day from, to;          /**< `to` DAY_NONE: that day alone; a pattern needs its end */
	int from_session, to_session;
	int weekdays, sessions;       /**< bits as in membership; 0: every one */
	struct day review;            /**< a pattern and C2 need one */
	const char *name, *place, *leader; /**< of a trip; place and leader (a provider) of K, B ... too */
	int leaves, returns;          /**< minutes of the day; -1 */
	const int64_t *pupils;
	int count;
	const char *group;
	int year;                     /**< SESSION_ANY_YEAR: not by year */
	const char *flag;
	bool everybody;
};
#define PLAN_WISH (struct plan_wish){ .from = DAY_NONE, .to = DAY_NONE, .from_session = -1, .to_session = -1, .review = DAY_NONE, .leaves = -1, \
	.returns = -1, .year = SESSION_ANY_YEAR }

/** What stands in the way of a plan for a child, or beside it (A11). */
enum plan_conflict_kind {
	CONFLICT_REFUSED,    /**< the code may not be given to this child: X at compulsory age (C2 is offered).  The plan cannot be saved */
	CONFLICT_NOT_ON_ROLL,/**< some of these sessions are outside the child's time on the roll: the plan holds for the others */
	CONFLICT_CLOSED,     /**< the school, or the child's class, is shut then */
	CONFLICT_MARKED,     /**< a mark stands and stays */
	CONFLICT_PLANNED,    /**< something else is planned or reported for the same sessions: which of the two holds is said */
	CONFLICT_KINDS
};
struct plan_conflict {
	enum plan_conflict_kind kind;
	int64_t pupil;
	const char *name, *group;
	const char *words;            /**< "/ stands on Fri 20 Nov 2026, morning", "is of compulsory school age: C2, with a review date" */
	struct day day;               /**< the first it is about */
	enum session session;
};
struct plan_preview {
	struct arena arena;
	int pupils, sessions;         /**< sessions in all that it would be laid over */
	int refused;                  /**< of the conflicts */
	const struct plan_conflict *conflicts; /**< by kind, then class and name */
	int conflict_count;
	const char *const *remarks;   /**< "20 children, 40 sessions; V counts only when Tom Bell confirms it" ...; ended by NULL */
};
/** What would come of it; `plan` 0: a new one, else as changed. */
int office_plan_preview(struct office *o, int64_t plan, const struct plan_wish *w, struct plan_preview *ret, struct err *e);
void plan_preview_finish(struct plan_preview *v);
/** Makes or (plan != 0) changes it; refused where the preview has CONFLICT_REFUSED, with who and why.  Pupils that are given to a plan that is there are added.
 *  In a change NULL, DAY_NONE, -1 and 0 leave a thing as it is, and "" takes a text away.  Other sessions or another code of one that has begun are another
 *  plan from today (or `from`) on, *ret_plan.  The same again for the same children is -EEXIST, with who was first. */
int office_plan_put(struct office *o, int64_t plan, const struct plan_wish *w, const char *reason, int64_t *ret_plan, struct buf *ret_said,
		    int64_t *ret_act, struct err *e);
/** Ends it from that session on, for these pupils (count 0: for all): what is past stays as it was.  A plan that has not begun goes. */
int office_plan_cancel(struct office *o, int64_t plan, const int64_t *pupils, int count, struct day from, int session, const char *reason,
		       struct buf *ret_said, int64_t *ret_act, struct err *e);

/** A plan in a list. */
struct plan_line {
	int64_t plan;
	enum plan_kind kind;
	const char *code, *words;     /**< of the code, or what was said */
	const char *who;              /**< "Amara Okafor", "Hever Castle: 26 pupils" */
	const char *days;             /**< "Fri 20 Nov 2026, afternoon", "Mon, Wed mornings until Fri 18 Dec 2026" */
	struct day from, to, review;
	int pupils;
	bool running, review_due;     /**< today */
	int waiting;                  /**< expected today and not yet confirmed */
};
struct plans_wish {
	struct day from, to;          /**< DAY_NONE, DAY_NONE: from today on */
	int kind;                     /**< -1: all */
	int64_t pupil;                /**< 0: all */
};
struct plans_view {
	struct arena arena;
	const struct plan_line *lines; /**< running first, then by first day */
	int count;
	bool may_change;
};
int office_plans_open(struct office *o, const struct plans_wish *w, struct plans_view *ret, struct err *e);
void plans_view_finish(struct plans_view *v);
/** As it stands, for a form to begin with; texts are the arena's, `pupils` too. */
int office_plan_facts(struct office *o, int64_t plan, struct arena *a, struct plan_wish *ret, struct err *e);

/* CONFIRMING: somebody who was there says who came (A10, A30) ----------------------------------------------------------------------- */

enum expected_from { EXPECTED_CLOSURE, EXPECTED_SIGNED_OUT, EXPECTED_REPORTED, EXPECTED_PLAN, EXPECTED_TRIP, EXPECTED_PATTERN, EXPECTED_AGREED };
enum goer_state { GOER_EXPECTED, GOER_CONFIRMED, GOER_STAYED, GOER_HERE, GOER_ABSENT };
struct goer {
	int64_t pupil;
	int64_t plan_pupil;           /**< 0 of sessions agreed elsewhere */
	const char *name, *group;
	const char *with_whom;        /**< NULL: not said */
	int consent;                  /**< 1 yes, 0 no, -1 not heard yet */
	enum goer_state state;
	const char *remark;           /**< "reported ill by Grace Okafor", "marked / in Oak", "with Willow today"; NULL */
	uint8_t mark;
};
/** One leader, provider or other school, and whom they expect on that day. */
struct confirm_group {
	enum expected_from from;
	int64_t plan;                 /**< 0: of EXPECTED_AGREED, which goes by its place */
	const char *title;            /**< "Hever Castle, with Tom Bell", "Hill School (D)" */
	const char *place, *leader, *code;
	int leaves;                   /**< minute; -1 */
	const struct goer *goers;
	int count, waiting;
};
struct confirms_view {
	struct arena arena;
	struct day day;
	const struct confirm_group *groups; /**< by when they leave */
	int count, waiting;
};
/** `plan` 0: everybody who is expected on that day; else that one alone, whatever it expects. */
int office_confirms_open(struct office *o, struct day day, int64_t plan, struct confirms_view *ret, struct err *e);
void confirms_view_finish(struct confirms_view *v);
/**
 * All but the missing are where they were expected: marked with its code in every session of that day that it covers and that is not marked, one
 * act.  `who` said so.  The missing stay without a mark: not known, until somebody says where they are.  `session` -1: all that it covers.
 * Whoever something nearer speaks of (reported ill, out of the gate) is left as they are, and said.  Nobody left to mark: act 0, and who confirmed it when.
 */
struct confirm_wish {
	enum expected_from from;
	int64_t plan;
	const char *place;            /**< of EXPECTED_AGREED */
	struct day day;
	int session;
	const int64_t *missing;
	int missing_count;
	const char *who;              /**< NULL: the leader, else the person at the keys */
};
int office_confirm(struct office *o, const struct confirm_wish *w, struct buf *ret_said, struct mark_result *ret, struct err *e);
/** Left behind: the plan ends for the child before that session, and the child is in that class's register for the day (NULL: in their own). */
int office_trip_stay(struct office *o, int64_t plan, int64_t pupil, struct day day, const char *group, struct buf *ret_said, int64_t *ret_act, struct err *e);
/** `consent` -1: as it was; `with_whom` NULL likewise, "" takes it away. */
int office_trip_goer(struct office *o, int64_t plan, const int64_t *pupils, int count, int consent, const char *with_whom, int64_t *ret_act, struct err *e);

/* CLOSURES (A13) and marks without their nature (A15) ------------------------------------------------------------------------------------ */

struct closure_wish {
	const char *name;             /**< "Boiler", "Staggered start of reception" */
	const char *kind;             /**< as in the store: planned (#), unplanned (Y4), partial (Y3), staggered (Y7) ... */
	struct day from, to;
	int from_session, to_session; /**< -1: as in a plan; but an unexpected one of today begins in the afternoon where anybody is marked in the morning */
	int year;                     /**< SESSION_ANY_YEAR */
	const char *group;            /**< NULL: not of one class.  # and Y4 are for the whole school alone, Y3 and Y7 for a year or class */
	bool remove, dry;             /**< `remove`: the one of these very days and kind; `dry`: says and writes nothing */
};
#define CLOSURE_WISH (struct closure_wish){ .from = DAY_NONE, .to = DAY_NONE, .from_session = -1, .to_session = -1, .year = SESSION_ANY_YEAR }
/** Which marks stand in these sessions and are replaced (those of an unexpected closure of today and of past days) or stay is said, with how many of each code.
 *  Needs ACTION_PLAN for the whole school, or ACTION_CHANGE_SCHOOL. */
int office_closure(struct office *o, const struct closure_wish *w, const char *reason, struct buf *ret_said, struct mark_result *ret, struct err *e);
/** As it stands, to be changed or taken away; texts are the arena's. */
int office_closure_facts(struct office *o, int64_t closure, struct arena *a, struct closure_wish *ret, struct err *e);

/** A mark whose code must say what kind (rules/code.h needs_note), and does not. */
struct lacking_note {
	int64_t pupil;
	struct register_ref ref;
	const char *name, *group, *code;
	const char *last;             /**< what was said of the last mark of that code; NULL */
};
/** Of this school year, the newest first, at most `most`. @return how many there are, or -errno */
int office_notes_lacking(struct office *o, int most, struct arena *a, struct lacking_note **ret, struct err *e);
int office_note_put(struct office *o, const struct register_ref *ref, int64_t pupil, const char *text, int64_t *ret_act, struct err *e);

#endif
