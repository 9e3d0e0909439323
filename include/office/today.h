#ifndef OFFICE_TODAY_H
#define OFFICE_TODAY_H

#include "base/mem.h"
#include "office/register.h"

/* Today, and the head's morning page: what is due, who is where, who is not known.  Counts of what the person may see. */

/** Where the pupils of one session are (design 5 "Not known").  on_roll = here + off_site + absent + not_known + not_required. */
struct session_counts {
	int on_roll;
	int here;             /**< in the school; late ones and U included */
	int off_site;         /**< learning elsewhere: K V P W B, with a mark that says so */
	int absent;           /**< with a mark that says so: reason and no_reason together */
	int with_reason, no_reason; /**< no_reason: N */
	int not_known;        /**< register not taken, blank, signed in and not in class */
	int not_required;     /**< X, D, Q, Y.. and Z, #: no possible attendance, wherever the child is */
	int late;             /**< of those here: L and U */
	int possible, attended; /**< of the marks there are (domain 1.1); never of a blank */
};

/** A register of the session. */
struct today_register {
	int64_t roll_group;
	const char *name;
	enum register_state state;
	int due, blank;
	bool mine;              /**< of the groups of the person at the keys */
	bool sent;              /**< only such a one is closed with the session */
	bool closed;            /**< closed by an act, not only past its time */
	int since_close;        /**< minutes since its time; negative: until then; 0 where no times are set */
	struct session_times times; /**< zeros where none are set */
	const char *taker;      /**< who sent it; before that, who marked last; NULL: nobody */
};

/** What the day asks of the person at the keys, in order: today's before past days', overdue first, then by time (without one last), then
 *  by kind; a safeguarding lead's tasks before it all, what is done behind it all.  In the afternoon what is left of the morning's registers, and
 *  of its calls, is among it.  DUE_DRAFT is the screen's own: office_drafts_left() knows those. */
enum due_kind {
	DUE_DRAFT, DUE_REGISTER, DUE_BLANKS, DUE_NOT_IN_CLASS, DUE_CLOSE,
	DUE_NO_REASON,      /**< families to be rung; a line of their own: those who promised to ring back */
	DUE_PAST_REGISTER,
	DUE_CONFIRM,        /**< a trip or provider that expects children and has not confirmed them: `id` is the plan, 0 all */
	DUE_REPORT,         /**< the absentee report for the head: printed, or office_report_out(), and it is done */
	DUE_SECOND_MESSAGE, DUE_HOME_VISIT, DUE_WELFARE_CHECK, DUE_FRIENDLY_CALL, /**< by the policy's clocks, while somebody has no reason */
	DUE_TASK,           /**< `id` is the task; 0: those that are more than a page holds */
	DUE_WATCH,          /**< lists to settle: `id` is enum watch_kind */
	DUE_BACK,           /**< signed out and due back */
	DUE_REVIEW,         /**< a pattern, or C2, to be reviewed: `id` is the plan; 0: several */
	DUE_FORTNIGHT,      /**< the fortnightly review is due by the policy, or open */
	DUE_RETURN,         /**< returns to the authority that are due */
	DUE_KINDS
};
struct today_due {
	enum due_kind kind;
	bool done;              /**< it is: behind what is due, with the minute when it was done */
	int64_t id, pupil;      /**< of what it is about; 0 */
	int minute;             /**< of today when it is, or was, due; -1: any time */
	bool overdue;
	int count;              /**< of what it is about: pupils, registers */
	const char *text;       /**< "Oak: register not taken, 26 pupils" */
	struct register_ref ref; /**< the register that does it; roll_group 0: a list does (missing, absentees, close; its session) */
};

struct today_view {
	struct arena arena;
	struct day day;
	enum session session;
	int minute;             /**< now */
	const char *shut;       /**< NULL, or why no session is held today ("a bank holiday") */
	struct session_counts counts;
	struct today_register *registers; /**< in the order of the school's classes */
	int register_count;
	struct today_due *due;
	int due_count;
	int past_missing;       /**< registers of past days not taken or with blanks, in the last 20 school days */
	bool names;             /**< false: the person sees figures alone (a governor): no registers, nothing due, lists empty */
};
/** Refuses a session that has not begun, and whoever may see neither registers nor the school's figures. */
int office_today_open(struct office *o, struct day day, enum session session, struct today_view *ret, struct err *e);
void today_view_finish(struct today_view *v);

/** A child on the morning page. */
struct morning_pupil {
	int64_t pupil;
	struct register_ref ref; /**< the register the child is in */
	const char *name, *group;
	const char *remark;      /**< "register not taken", "blank", "reported illness, no mark", "signed in at 08:52, not in class", "not called", "no reply
				  *   09:34", "8 min", "after the close", "newly below 90%: 342 of 381 (89.8%)"; NULL where there is nothing to say */
	bool priority;           /**< has a flag that comes first (B2) and that the person may see; nobody is told which (design 4) */
};
struct morning_list {
	struct morning_pupil *items;
	int count;
};
struct morning_kind {
	uint8_t code;
	int count;
};
struct morning_view {
	struct arena arena;
	struct today_view today;
	struct day last_week;       /**< the same weekday a week of school before; DAY_NONE: there was none */
	int last_week_attended, last_week_possible; /**< the same session of it */
	int target;                 /**< percent, from the policy or the setting `target`; 0: none is set */
	/* not_known: signed in and not in class, then blank, then not taken; no_reason, late: by class and surname; call_first: those of
	 * no_reason, the ones with priority before the others; newly_below: the lowest line first */
	struct morning_list not_known, call_first, no_reason, late, newly_below;
	struct morning_kind *kinds; /**< absent with a reason, by code, the most first */
	int kind_count;
	const char *line;           /**< "90 to 95": the band below the policy's highest line; newly_below are below any of its lines now and were not
				     *   at the end of the school day before */
};
int office_morning_open(struct office *o, struct day day, enum session session, struct morning_view *ret, struct err *e);
void morning_view_finish(struct morning_view *v);

/** Groups that take a register on that day and that the person may see (who changes staff: by name, all), in the school's order; `mine` those of the person at the
 *  keys.  @return how many, or -errno */
struct group_line {
	int64_t roll_group;
	const char *name;
	bool mine;
};
int office_groups(struct office *o, struct day day, struct arena *a, struct group_line **ret, struct err *e);

/** Where the person begins (*ret_register only with HOME_REGISTER): a teacher in a register of hers, the head on the morning page, the office and the DSL on Today; an administrator,
 *  who sees neither registers nor figures, with the staff. */
enum home { HOME_TODAY, HOME_MORNING, HOME_REGISTER, HOME_STAFF };
enum home office_home(struct office *o, struct register_ref *ret_register);

/** A pupil found by what a person types: part of a name, UPN, admission number; best first, at most `most`. */
struct pupil_hit {
	int64_t pupil;
	struct register_ref ref; /**< the register they are in now; roll_group 0: in none today */
	const char *name, *group, *remark; /**< group NULL: in none; remark: class and date of birth where names are equal, the
						  *   former name where that was typed; NULL */
};
/** Each word typed begins a word of a name, known or former; or what was typed begins a UPN or an admission number.  @return how many */
int office_pupil_search(struct office *o, const char *typed, int most, struct arena *a, struct pupil_hit **ret, struct err *e);

/** The name that staff call a pupil by, and the permanent key that commands and reports know them by. */
const char *office_name_of_pupil(struct office *o, int64_t pupil, struct arena *a);
int office_pupil_key(struct office *o, int64_t pupil, struct arena *a, const char **ret, struct err *e);

/** The chain of one mark for people: who, position, when, from, to ("" blank), reason; oldest first (A20).  @return how many, or -errno */
struct mark_change {
	int64_t act;
	struct moment at;
	const char *who, *position, *reason, *from, *to;
	bool stands;
};
int office_mark_history(struct office *o, const struct register_ref *ref, int64_t pupil, struct arena *a, struct mark_change **ret, struct err *e);

#endif
