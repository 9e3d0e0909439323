#ifndef OFFICE_REVIEW_H
#define OFFICE_REVIEW_H

#include "base/mem.h"
#include "office/reports.h"
#include "rules/band.h"

/*
 * The fortnightly review (C19): everyone in a stage, by figures or by a person, and everyone newly below a line since the last review that was closed; for each
 * what is known, what was agreed last time, what the policy asks for next, and one decision.  A review is opened by its first decision, can be left and
 * resumed, and two people may do one together: what one logged the other sees, and never writes over unseen.  Where a review of a class and one of everybody are
 * open at the same time, whoever was decided about in one is done in both.  Leavers are in figures, and on no list.
 */

struct review_wish {
	const char *group;        /**< the one of everybody that is open, as far as that class goes; else a review of that class alone; NULL: of everybody */
	const char *policy;       /**< by its name; NULL: the open review's, else the one that is adopted */
};
#define REVIEW_ANY (-1)

/** Why somebody is on the list: bits. */
enum review_why {
	WHY_STAGE = 1,         /**< in a stage, by the figures or by a person */
	WHY_NEW = 2,           /**< newly below a line */
	WHY_WITHDRAWN = 4,     /**< was below a line; the marks were changed since */
	WHY_AGREED = 8,        /**< something was agreed at the last review for a day since */
};

#define REVIEW_SESSIONS 20 /**< shown as letters */
#define REVIEW_WEEKS 8     /**< school weeks of the trend */
#define REVIEW_DAYS 10     /**< school days: the change is over those */

/** What was decided about a pupil, at one review. */
struct review_said {
	int64_t act;              /**< the last that changed it; 0: nothing was said */
	struct day day;
	const char *who;          /**< "Jo Reed" */
	const char *stage;        /**< as the policy called it then; NULL: none */
	int possible, attended;   /**< as the figures were then */
	const char *decision, *next; /**< next NULL: nothing was agreed */
	struct day next_day;      /**< by when; DAY_NONE: not said */
	int amended;              /**< marks up to then that were changed since */
	const char *of;           /**< it was decided in another review, open at the same time: of "Willow", "everybody"; NULL: in this one */
};
struct review_line {
	int64_t pupil;
	const char *key;          /**< the permanent one, as commands have it */
	const char *name, *class, *upn, *admission_number; /**< NULL where there is none */
	unsigned int why;         /**< WHY_*; 0: on the list only because something was decided in the review that is open */
	int possible, attended;
	int possible_then, attended_then; /**< ten school days ago */
	int change;               /**< tenths of a percent, as the two are printed; INT_MIN: nothing was possible then */
	const char *sessions;     /**< the last 20 that were held: a letter each, the oldest first; "-" no mark, "." not on the roll */
	struct review_week { int possible, attended; } weeks[REVIEW_WEEKS]; /**< the last school weeks, this one last */
	int week_count;
	int unauthorised, provisional; /**< G, N, O, U in the ten school weeks up to now, of the 10 of a penalty notice; those of them that are N */
	int seen_days, spoken_days; /**< days since; -1: not known */
	int stage;                /**< index into the policy's; -1: none */
	const char *stage_name, *stage_title; /**< "2", "Stage 2: warning letter"; NULL */
	bool by_person;           /**< a person set it */
	const char *stage_words;  /**< why they did; NULL */
	struct day stage_since;
	int stage_days;           /**< school days in it */
	const char *crossed;      /**< "newly below 90 on Tue 3 Nov 2026, am: 54 of 61 (88.5%)": the lowest such line; NULL */
	const char *withdrawn;    /**< "was below 90 on Tue 3 Nov 2026, am; the marks were changed since"; several joined by "; "; NULL */
	struct review_said last;  /**< at the review before */
	struct review_said now;   /**< at the one that is open: looked at where act != 0 */
	const char *due;          /**< the actions of its stage that are due and no task yet, joined by "; "; NULL */
	int due_count;
	const char *proposed;     /**< what one key logs: the next of those, else that it goes on */
	const char *next;         /**< and what comes behind it by the policy; NULL: nothing does */
	struct day next_day;      /**< and when */
	const char *working;      /**< of its figures, step by step, one line (C2); NULL: not asked for */
};
struct review_view {
	struct arena arena;
	struct policy policy;
	const char *policy_note;  /**< it goes by another policy than the one adopted now, or than the last one did; NULL */
	struct day from, to;      /**< of the figures */
	int64_t review;           /**< the one that is open; 0: the first decision opens one */
	struct day opened;        /**< DAY_NONE */
	const char *opened_by;    /**< NULL */
	struct day last_closed;   /**< DAY_NONE: there was none yet */
	struct day due;           /**< by the policy; DAY_NONE: the calendar does not reach that far */
	const char *beside;       /**< other reviews are open that are of children on this list: which, since when and whose; a sentence; NULL */
	bool may_close;           /**< everybody on it is this person's to review */
	const struct review_line *lines; /**< to be looked at first: the gravest stage, then the lowest attendance, then by name; those looked at below */
	int count, looked;
};
/** ACTION_REVIEW; heads of year and pastoral staff have the pupils of their own classes. */
int office_review_open(struct office *o, const struct review_wish *w, struct review_view *ret, struct err *e);
void review_view_finish(struct review_view *v);

/** One decision.  Opens the review where none is open: that is an act of its own before it, so that the decision can be undone alone. */
struct review_decision {
	const char *group, *policy; /**< as in the wish */
	int64_t pupil;
	const char *decision;     /**< NULL: as proposed */
	const char *next;         /**< NULL: as proposed, where the decision is; "": nothing is agreed */
	struct day next_day;      /**< DAY_NONE: as proposed with the next step, else none */
	bool no_tasks;            /**< the stage's actions that are due make no tasks */
	int64_t review;           /**< view.review as the person saw it; REVIEW_ANY: whichever is open */
	int64_t seen;             /**< line.now.act as the person saw it; REVIEW_ANY: whatever stands */
};
/**
 * The stage's actions that are due become tasks for their roles, each once for as long as the pupil is in the stage; they are said.  -ESTALE with who and what
 * where another decision, or another review, stands than the one seen: nothing is written then.
 */
int office_review_log(struct office *o, const struct review_decision *d, struct buf *ret_said, int64_t *ret_act, struct err *e);
/** `review` as in a decision.  -EAGAIN, with those in `e` who were not looked at, unless `sure`; where none is open, one is opened and closed. */
int office_review_close(struct office *o, const struct review_wish *w, int64_t review, bool sure, int64_t *ret_act, struct err *e);

/** A stage that a person sets (Veritas, domain 6.5), or holds a pupil in: of it and the one by the figures the graver holds. */
struct stage_wish {
	int64_t pupil;
	const char *policy;       /**< NULL: the one adopted */
	const char *stage;        /**< its name ("3") or title; NULL or "": the one that was set ends */
	const char *words;        /**< why; needed but at an end */
	struct day from;          /**< DAY_NONE: today; not to come */
};
int office_stage_put(struct office *o, const struct stage_wish *w, int64_t *ret_act, struct err *e);

/** What a person may set: the stages of a policy (NULL: of the one adopted).  How many, or -errno */
struct stage_choice {
	const char *name, *title;
	bool by_person;           /**< a person alone sets it; else it holds a pupil in beside the figures */
};
int office_stages(struct office *o, const char *policy, struct arena *a, struct stage_choice **ret, struct err *e);

#endif
