#ifndef OFFICE_CALLS_H
#define OFFICE_CALLS_H

#include "base/mem.h"
#include "office/family.h"
#include "office/register.h"

/*
 * First-day calls, what families say before anybody asks, home visits, tasks, and what has to be settled (features A22, A33, B2-B5, B9, B10, B16-B19; domain 2.9,
 * 7).  Each use case is one act.  Needs ACTION_CALL for the child's class, but where it is said.
 */

/* THE CALLS ----------------------------------------------------------------------------------------------------------------------------- */

enum call_kind { CALL_CALL, CALL_RANG_US, CALL_TEXT, CALL_EMAIL, CALL_IN_PERSON, CALL_VISIT, CALL_KINDS };
enum call_outcome { CALL_SPOKE, CALL_MESSAGE_LEFT, CALL_NO_REPLY, CALL_WRONG_NUMBER, CALL_WILL_CALL_BACK, CALL_SENT, CALL_NOBODY_IN, CALL_SEEN, CALL_OUTCOMES };
const char *call_kind_name(enum call_kind k);       /**< as in the store: "rang us" */
const char *call_outcome_name(enum call_outcome c); /**< "no reply" */

enum call_state { CALL_DUE, CALL_TRIED, CALL_LATER, CALL_FAILED, CALL_DONE }; /**< nobody yet; tried, somebody is next; a call back is promised; everybody failed; answered */
struct call_line {
	int64_t pupil;
	struct register_ref ref;
	const char *name, *group;
	uint8_t mark;
	enum call_state state;
	bool priority;                /**< comes first, and nobody is told why (design 4) */
	int family;                   /**< absent siblings have one number, and stand together; 0: none */
	int day_of;                   /**< 1: the first school day of this absence, 2 ... */
	int since_seen, since_spoken; /**< days since the child was last seen (a mark of one who is here, or by somebody) and spoken to; -1: not known */
	const char *next_name, *next_relation, *next_number; /**< who is rung next; NULL: nobody is left, or there never was any number */
	const char *last;             /**< "no reply 09:34, mother"; NULL: nothing yet */
	const char *said;             /**< "I, temperature": the family told the office, and the mark has no reason yet; NULL */
	const char *ringing;          /**< "Jo Reed is ringing since 09:41"; NULL */
	int due;                      /**< minute when the next thing is due; -1 */
	const char *step;             /**< of the policy: "first calls", "second message"; NULL */
	bool overdue;
};
/** "seen 3 days ago", "seen today", "not seen". */
void since_put(struct buf *to, const char *what, int days);
struct calls_view {
	struct arena arena;
	struct day day;
	enum session session;
	int minute;
	const struct call_line *lines; /**< due and tried before later and done; within these by priority, social worker, days unseen, families together */
	int count, due, failed, done;
};
/** Children who are absent and whose reason is not known (N, O), and (`everybody`) the other absences of the day. */
int office_calls_open(struct office *o, struct day day, enum session session, bool everybody, struct calls_view *ret, struct err *e);
void calls_view_finish(struct calls_view *v);

/** One family on the telephone. */
struct call_contact {
	int64_t adult;
	const char *name, *relation, *language;
	const struct contact_number_line *numbers;
	int number_count;
	bool next;                    /**< the one to ring now */
	const char *tried;            /**< "no reply 09:34"; NULL */
	const char *tried_number;     /**< of these the number that was rung; NULL: not said which */
	const char *warning;          /**< "do not contact", the court order; such a one is never `next` */
};
struct call_entry {
	int64_t call;
	struct day day;
	int minute;
	const char *line;             /**< "Fri 20 Nov 09:34 no reply: Grace Okafor (mother), 07700 900123, by Jo Reed" */
};
struct call_step {                    /**< what the policy asks for next, with its clock */
	const char *title, *who;
	int minute;
	bool done, overdue;
};
struct call_child {
	int64_t pupil;
	const char *name, *group;
	uint8_t mark;
	const char *proposed;         /**< code that is proposed; NULL */
};
struct call_page {
	struct arena arena;
	struct day day;
	int64_t pupil;
	const char *name, *group, *why; /**< "absent since Wed 18 Nov 2026, no reason yet" */
	struct register_ref ref;
	struct call_line line;
	const struct call_contact *contacts; /**< in their order */
	int contact_count;
	const struct call_child *siblings;   /**< absent too: one call does for all */
	int sibling_count;
	const struct call_entry *log;        /**< the newest first */
	int log_count;
	const struct call_step *steps;
	int step_count;
	const char *const *warnings;         /**< ended by NULL */
};
int office_call_open(struct office *o, int64_t pupil, struct day day, struct call_page *ret, struct err *e);
void call_page_finish(struct call_page *p);
/** While it rings the other clerk sees who rings.  -EEXIST with who it is where somebody else does; `on` false when it is over. */
int office_ringing(struct office *o, int64_t pupil, bool on, struct err *e);

struct call_given {
	int64_t pupil;
	const char *code;             /**< NULL: the mark stays */
	uint8_t seen;                 /**< the mark that the person saw when they chose it; CODE_NONE: not said, and a code goes in place of N, O or a blank; never of one who is here */
	const char *words;            /**< of a report: why this child is away, where that is another reason, of the first day alone; NULL: as all */
};
struct call_wish {
	struct day day;               /**< the absence that it is about; DAY_NONE: today */
	const struct call_given *children; /**< the first is whose line was rung; siblings answered by the same call behind it, each with its code */
	int count;
	enum call_kind kind;
	enum call_outcome outcome;
	int64_t adult;                /**< 0: nobody of the contacts */
	const char *number, *caller, *words;
	bool dead;                    /**< the number is struck out for all (B18); of a wrong number always */
	bool child_spoken;
	const char *child_seen_by;    /**< NULL: not seen */
	const char *went;             /**< of a visit: who went */
	const char *next;             /**< the next step; NULL */
	struct day next_day;
	int next_minute;
	int minute;                   /**< -1: now; of today */
	const char *reason;           /**< for a code after the close; NULL: "parent rang" where somebody spoke, else one is asked for (A20) */
};
#define CALL_WISH (struct call_wish){ .day = DAY_NONE, .next_day = DAY_NONE, .next_minute = -1, .minute = -1 }
/**
 * When the last contact has failed the DSL is told, as a task in the same act.  A code changes the mark of the session that is asked about and, where the
 * child is still without a reason in the other, that too; -ESTALE with who was first where another mark stands now than N, O, a blank or the one `seen`.
 * -EEXIST with who it is where somebody else rings the family now, and this was a call of now that nobody answered.
 * Ends the ringing.
 */
int office_call_log(struct office *o, const struct call_wish *w, struct buf *ret_said, struct mark_result *ret, struct err *e);
/**
 * What two people take to the door (B16), as text: name, class, home, contacts, last seen, what was tried; no flag, and no secret address but
 * for whoever has ACTION_SEE_SECRETS.  DAY_NONE: today.
 */
int office_visit_sheet(struct office *o, int64_t pupil, struct day day, struct buf *ret_text, struct err *e);

/* WHAT FAMILIES SAY BEFORE (B5) ------------------------------------------------------------------------------------------------------------- */

struct reported_wish {
	const struct call_given *children; /**< each with its own code */
	int count;
	int64_t adult;                /**< of the contacts; 0: */
	const char *caller;           /**< by name */
	const char *words;
	struct day from;              /**< DAY_NONE: today */
	int from_session;             /**< -1: the morning; of today the afternoon, once the morning has a mark that is neither N, O nor blank */
	struct day back;              /**< DAY_NONE: not said: it is of that day alone */
	int back_session;             /**< -1: the morning */
};
#define REPORTED_WISH (struct reported_wish){ .from = DAY_NONE, .from_session = -1, .back = DAY_NONE, .back_session = -1 }
/**
 * In the register the child is expected so until the register is sent; a mark N or blank of a register that was sent becomes the code at once, as an amendment.
 * Any other mark stands, and is said.  -EEXIST with who was first where the same was noted already; another code takes the place of what was said before.
 */
int office_reported_put(struct office *o, const struct reported_wish *w, struct buf *ret_said, struct mark_result *ret, struct err *e);
struct reported_line {
	int64_t reported, pupil;
	const char *name, *group, *code, *words, *caller;
	struct day from, back;
	uint8_t mark;
	const char *state;            /**< "waiting for the register", "I stands", "here after all" */
};
struct reported_view {
	struct arena arena;
	struct day day;
	const struct reported_line *lines;
	int count;
};
int office_reported_open(struct office *o, struct day day, struct reported_view *ret, struct err *e);
void reported_view_finish(struct reported_view *v);
int office_reported_end(struct office *o, int64_t reported, const char *reason, int64_t *ret_act, struct err *e); /**< it was wrong: it goes */

/** In the register of the class on these days (A33). */
struct class_note_wish {
	const char *group;            /**< NULL: of a child */
	int64_t pupil;                /**< 0: of the whole class */
	struct day from, to;          /**< DAY_NONE: today, that day alone */
	int session;                  /**< -1: both */
	const char *text;
};
int office_class_note_put(struct office *o, const struct class_note_wish *w, int64_t *ret_act, struct err *e);
int office_class_note_end(struct office *o, int64_t note, int64_t *ret_act, struct err *e);
struct class_note_line {
	int64_t note, roll_group, pupil;
	const char *name, *text;      /**< NULL: of the class */
};
/** Of a register, for whoever may see it.  @return how many */
int office_class_notes(struct office *o, const struct register_ref *ref, struct arena *a, struct class_note_line **ret, struct err *e);

/* TASKS --------------------------------------------------------------------------------------------------------------------------------------- */

struct task_line {
	int64_t task, pupil;
	const char *kind, *text, *name, *who; /**< who is to do it; pupil 0, name NULL: about nobody */
	struct day about, due, done;
	int minute;                   /**< -1 */
	bool overdue, mine;
	const char *done_words;
};
struct tasks_wish {
	bool everybody;               /**< not only those for the person and their roles */
	bool done;                    /**< those done today too */
};
struct tasks_view {
	struct arena arena;
	const struct task_line *lines; /**< by when they are due; done ones last */
	int count, open, overdue;
};
/** For whoever is signed in: those for them; the rest of the school's with ACTION_CALL, but what was typed for the safeguarding lead, and what the lead
 *  answered, only with ACTION_SEE_SECRETS. */
int office_tasks_open(struct office *o, const struct tasks_wish *w, struct tasks_view *ret, struct err *e);
void tasks_view_finish(struct tasks_view *v);
struct task_wish {
	const char *kind;             /**< NULL: "task"; "ring back" */
	const char *role, *sign_in;   /**< for whom: one of the two */
	int64_t pupil;
	struct day due;
	int minute;
	const char *text;
};
int office_task_add(struct office *o, const struct task_wish *w, int64_t *ret_task, int64_t *ret_act, struct err *e);
int office_task_done(struct office *o, int64_t task, const char *words, int64_t *ret_act, struct err *e);

/* WHAT IS TO BE SETTLED (A15, A22, B5, B17): until somebody says what is so ------------------------------------------------------------------- */

enum watch_kind {
	WATCH_NOT_IN_CLASS,  /**< signed in, and absent from the class: an alarm */
	WATCH_OUT_OVERDUE,   /**< signed out, due back, not here */
	WATCH_NOT_BACK,      /**< expected back today, and absent */
	WATCH_HERE_AFTER_ALL,/**< present, though an absence was planned or reported */
	WATCH_NO_REASON,     /**< back in school, and an absence before is without a reason */
	WATCH_NOT_SPOKEN,    /**< ill for so many school days as the setting `watch.ill` says (3), and not spoken to */
	WATCH_NEEDS_NOTE,    /**< a code that must say what kind */
	WATCH_KINDS
};
const char *watch_title(enum watch_kind k); /**< "Signed in, not in class" */
struct watch_line {
	enum watch_kind kind;
	int64_t pupil;
	struct register_ref ref;
	const char *name, *group, *words; /**< "signed in at 08:52 by Jo Reed, N in Oak by Tom Bell" */
	int minute;                       /**< since when; -1 */
};
struct watch_view {
	struct arena arena;
	struct day day;
	const struct watch_line *lines; /**< by kind, the alarms first */
	int count, of[WATCH_KINDS];
};
int office_watch_open(struct office *o, struct day day, struct watch_view *ret, struct err *e);
void watch_view_finish(struct watch_view *v);
/** `words` say what is so: "in the medical room since 9:00".  Of a note that is missing they are the note. */
int office_watch_settle(struct office *o, enum watch_kind kind, int64_t pupil, const struct register_ref *ref, const char *words, int64_t *ret_act, struct err *e);

#endif
