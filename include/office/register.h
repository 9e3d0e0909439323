#ifndef OFFICE_REGISTER_H
#define OFFICE_REGISTER_H

#include "base/mem.h"
#include "office/office.h"
#include "rules/code.h"
#include "rules/register.h"

/* Take a register, record an arrival, close the session, change a mark. */

/** A group by its name (case aside) as it is on that day; 0 or -ENOENT with `e` naming the groups there are. */
int office_group_find(struct office *o, const char *name, struct day day, int64_t *ret, struct err *e);
/** A pupil by UPN, admission number or key; a name, or part of one, only where a person types it (`names`). -ENOENT, or -EPERM if several fit, listed. */
int office_pupil_find(struct office *o, const char *identifier, bool names, int64_t *ret, struct err *e);

/** Which register. */
struct register_ref {
	int64_t roll_group;
	struct day day;
	enum session session;
};
/** The same as a person types it who takes that register: of several whose names fit, those due there are meant. */
int office_pupil_find_in(struct office *o, const struct register_ref *ref, const char *identifier, int64_t *ret, struct err *e);
/** Refuses a session that is not held, before 1 September 2006, or later than today (marks for days to come are plans).  A closure
 *  that nobody planned is held: it is recorded, as Y4 (and nothing else) for the whole school, as Y3 for a part. */
int office_register_check(struct office *o, const struct register_ref *ref, struct err *e);

struct register_line {
	int64_t pupil;
	const char *name;         /**< "Amara Okafor"; with class and date of birth where two are equal (H4) */
	const char *surname, *forename;
	const char *upn, *admission_number;
	uint8_t mark;
	int minutes_late;         /**< -1: none */
	bool arrived;             /**< the office signed the child in: an absence from the class goes beside the mark, not over it (A22) */
	uint8_t before[20];       /**< the last two weeks' marks, oldest first (A23); CODE_NONE where none */
	uint8_t am;               /**< in a PM register: the morning's mark */
	uint8_t expected;         /**< planned, reported or agreed at another place, whatever the mark is; CODE_NONE where nothing is */
	bool expected_waits;      /**< it is no mark until somebody confirms it (V P W B K D) */
	const char *expected_words; /**< "dentist", "Hever Castle, with Tom Bell", "rang at 08:20: ill"; NULL */
	const char *office_note;  /**< the office's for this child today (A33); NULL */
	bool out;                 /**< signed out, and not back */
	bool needs_note;
	const char *note;         /**< the last one for all to see; NULL */
	const char *remark;       /**< of one who is not due: "moved to Oak from Thu 19 Nov 2026", and the mark that stands now if it is another; NULL */
};
struct register_view {
	struct arena arena;
	struct register_ref ref;
	const char *group, *title; /**< "Willow: morning of Fri 20 Nov 2026" */
	const struct session_times *times;
	enum register_state state;
	struct register_facts facts;
	bool closed;
	struct register_line *lines; /**< who is due, in the order of the class's setting (A9), called as they were on that day */
	int count;
	struct register_line *moved; /**< of a register that was sent: who was marked in it and has moved since; counted nowhere here (H2) */
	int moved_count;
	const char *const *class_notes; /**< the office's for the whole class today (A33); ended by NULL */
	const struct register_line *const *printed; /**< both, in that order: the register as it was taken */
};
int office_register_open(struct office *o, const struct register_ref *ref, struct register_view *ret, struct err *e);
void register_view_finish(struct register_view *v);

/** One mark that a person or a file gives. */
struct mark_wish {
	int64_t pupil;
	const char *code;          /**< as typed: "/", "c1"; "" takes a mark away (blank) */
	int before;                /**< the code number that stood when it was typed; -1: not said */
	int minutes_late;          /**< -1: none */
	const char *note;          /**< NULL: none */
	int line;                  /**< of the input it stands in, 0: none; the refusal of this wish has it in e->line */
};
struct mark_result {
	int64_t act;               /**< 0: nothing to change */
	int entries;               /**< entries written */
	int facts;                 /**< of these, what is no mark: only an undo puts such back */
	int standing;              /**< marks that already stood, arrivals that stand over an absence (A22) included */
	int needs_note;            /**< entries whose code must say what kind (A15), given without a note */
	int expected;              /**< of a fill, a send or a close: blanks left blank, for the child is expected elsewhere: somebody says what happened */
	int planned;               /**< of a send or a close: blanks that became what was planned or reported (entries with planned = 1); of a fill: left so */
	int opened;                /**< of an undo: registers that it opened again */
	int attempts;              /**< those arrivals: the child was signed in and is not in class, an alarm */
};
/**
 * One act, all or nothing: permission, short list of codes, enrolment, era, X at compulsory age (domain 2.8).  The reason:
 * before the close the program's own ("register being taken"), after it the caller's, and without one -EPERM (A20); a first
 * entry needs none, but of a past day.  A mark that changed since it was typed (`before`) is -ESTALE with who and when (A21).
 * An arrival recorded by the office today stands over a teacher's later absence: kept, entered as an attempt (stands = 0),
 * counted as standing and in `attempts` (A22).  The mark that stands, given again, ends that alarm: the child has been seen.
 */
int office_marks_set(struct office *o, const struct register_ref *ref, const struct mark_wish *wishes, int count, const char *reason,
		     struct mark_result *ret, struct err *e);
/** Every blank pupil present, but those expected elsewhere; never touches a mark (A2). */
int office_register_fill(struct office *o, const struct register_ref *ref, const char *reason, struct mark_result *ret, struct err *e);
/** Every pupil gets `code`, marks that stand included (A3).  With `sure` false nothing is written: *ret_replaces is a list like "2 N, 1 I". */
int office_register_overwrite(struct office *o, const struct register_ref *ref, const char *code, const char *reason, bool sure,
			      struct buf *ret_replaces, struct mark_result *ret, struct err *e);
/**
 * What a screen sends: the marks typed, then the register, as two acts of one transaction (no act of marks where none differs).  `wishes`
 * carry `before`.  Nothing at all is written where one of them is refused or stale.  `ret->act` is the act of the sending, or of
 * the marks where it had been sent and they are the office's change; ret_summary as below.
 */
int office_register_submit(struct office *o, const struct register_ref *ref, const struct mark_wish *wishes, int count, const char *reason,
			   struct buf *ret_summary, struct mark_result *ret, struct err *e);
/** Does sending these need a reason from a person (A20)?  `ret_why` says which change and since when the register is closed. */
bool office_register_asks_reason(struct office *o, const struct register_ref *ref, const struct mark_wish *wishes, int count, struct buf *ret_why);
/** Who last changed that mark: "Priya Nair at 09:14: N to I"; false if nobody did. */
bool office_mark_changed_by(struct office *o, const struct register_ref *ref, int64_t pupil, struct buf *ret);
/** The codes that the person at the keys may give in that register, by the short list of their role or all (A8); how many. */
int office_codes_allowed(struct office *o, const struct register_ref *ref, const struct code **ret, int most);
/** The act that the person's F8 would undo in that register: their own last one there that still stands, no undo itself; 0 if none. */
int64_t office_act_to_undo(struct office *o, const struct register_ref *ref);

/** Sends the register; `27 here, 2 absent, 1 blank` in ret_summary.  Nothing changed since it was sent: act 0, and "already sent at 09:02 by
 *  Tom Bell".  A register without any mark is refused. */
int office_register_send(struct office *o, const struct register_ref *ref, struct buf *ret_summary, struct mark_result *ret, struct err *e);
/**
 * Closes one group's register, or (roll_group 0) each that is due at its own time.  Lists blanks; they become N only if
 * `confirm_n` (A27), and only in registers that were sent; one that was not stays open, and missing.  A line a group in ret_summary; an act a
 * group, the last of them in `ret`.  Before its time a register named by its group is refused.
 */
int office_session_close(struct office *o, const struct register_ref *ref, bool confirm_n, struct buf *ret_summary, struct mark_result *ret, struct err *e);
/**
 * Undoes the closing of one group's register, or (roll_group 0) of each of the session that the person may close: an act a register, all or none.  What the
 * close wrote goes back, the register is open and due to be closed again, and what was changed since stays: a line each in ret_left.  A reason is needed.
 */
int office_session_reopen(struct office *o, const struct register_ref *ref, const char *reason, struct buf *ret_left, struct mark_result *ret, struct err *e);

/**
 * An arrival now (minute -1) or at a minute of today: /, a slip, L or U by the session clock (A16), or `code` instead of U (M, Y..).  After
 * the close a reason that stands (M) is kept and the time goes into a note, an illness (I) only with that `code`; a child marked present
 * already is refused.  Of a past day the minute and the reason are needed.  The slip is empty for a child who came by the gate.
 */
struct late_wish {
	int64_t pupil;
	struct day day;            /**< DAY_NONE: today */
	int session;               /**< -1: the one that is running */
	int minute;
	const char *code;          /**< NULL: by the clock */
	const char *why;           /**< the child's reason, a note; NULL */
	const char *reason;        /**< NULL: "arrived"; needed for a past day */
};
int office_late(struct office *o, const struct late_wish *w, struct buf *ret_slip, struct mark_result *ret, struct err *e);

/** Puts back what still stands as that act left it (of a close: and opens its register again), lists what does not (a line each: later changes, notes, passwords), refuses if nothing
 *  does (A7; design 2).  `entries` counts marks and fields put back, `standing` what was left but for notes. */
int office_undo(struct office *o, int64_t act, const char *reason, struct buf *ret_left, struct mark_result *ret, struct err *e);

#endif
