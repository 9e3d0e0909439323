#ifndef OFFICE_PUPILS_H
#define OFFICE_PUPILS_H

#include "base/mem.h"
#include "office/family.h"
#include "office/office.h"
#include "rules/ground.h"

/*
 * The roll (features H1, H2, H4, H7; D12's act): a pupil comes, is renamed, moves, leaves, comes back.  Each use case is one act with its history and
 * its undo.  Dates are the first day on which the new thing holds; DAY_NONE: today.  What else follows, or should be looked at, is said in
 * `ret_said`, a sentence a line.  *ret_act 0: nothing to change.
 */

/** What a person gives of a pupil.  In a change NULL and DAY_NONE leave a thing as it is, and "" takes it away. */
struct pupil_wish {
	const char *surname, *forename, *middle_names;       /**< legal; one of surname and forename may be "" (a mononym) */
	const char *preferred_name, *preferred_surname;      /**< known as */
	const char *sort_name;
	const char *sex;                                     /**< "F", "M"; NULL of a new pupil: not known yet */
	const char *upn, *admission_number;                  /**< a UPN that changes: the old one becomes the former UPN */
	struct day born;
	int boarder;                                         /**< -1: not said */
};
#define PUPIL_WISH (struct pupil_wish){ .born = DAY_NONE, .boarder = -1 } /**< nothing said */

/** How a pupil is on the roll (H7; PR24 reg 8). */
struct spell_wish {
	const char *kind;                /**< "single" (NULL), "main", "subsidiary", "guest" */
	struct day from;                 /**< the starting day */
	int from_session;                /**< -1: the morning */
	const char *last_school;         /**< name and address */
	const char *other_school, *other_school_contact;
	const char *arrangement;         /**< "dual registration", "managed move", "off-site direction", "mobile child" */
	struct day review;
	struct day to;                   /**< of a guest, or of an arrangement that ends; DAY_NONE: open */
};
#define SPELL_WISH (struct spell_wish){ .from = DAY_NONE, .from_session = -1, .review = DAY_NONE, .to = DAY_NONE } /**< nothing said */

/**
 * A new pupil: one act.  `year` SESSION_ANY_YEAR: by date of birth.  `contact` NULL: none yet.  `group` NULL: no class yet (of a child to come).
 * A start may lie before today: the child is on the roll from the agreed starting day, and the sessions since are listed as without a mark, with
 * how many of their registers are closed.
 *
 * -EEXIST where somebody is known already; *ret_known then says who, and it is set only then:
 * the child by name and birthday, on the roll or who left it, with who entered them and when (`another_child`: the person's word that it is another);
 * whoever has the UPN or the number, which no word helps; or the contact, whom `ret_said` describes (`another_contact`, or its `adult` CONTACT_SAME).
 */
enum pupil_known { KNOWN_CHILD, KNOWN_LEAVER, KNOWN_NUMBER, KNOWN_CONTACT };
struct pupil_new {
	struct pupil_wish who;
	struct spell_wish spell;
	const char *group;
	int year;
	const struct contact_wish *contact;
	const char *address, *postcode; /**< of the child alone, where no contact says where they live; NULL: none */
	bool another_child, another_contact;
};
int office_pupil_add(struct office *o, const struct pupil_new *w, int64_t *ret_pupil, enum pupil_known *ret_known, struct buf *ret_said,
		     int64_t *ret_act, struct err *e);
/** A legal or known name that changes goes into the former names, the last day of it the day before `from`; on the first day on the
 *  roll or before it is a slip put right, and the old one is in the history only. */
int office_pupil_change(struct office *o, int64_t pupil, const struct pupil_wish *w, struct day from, const char *reason, struct buf *ret_said,
			int64_t *ret_act, struct err *e);
/**
 * Into a registering group from that day on (the past too: "yesterday, told today"; marks stay with the pupil, and a register that was taken
 * prints as it was taken).  `weekdays`, `sessions` 0: every one; else the pupil stays where they are at the other times (A32).  `to` DAY_NONE: for good; else
 * back again on the day after it.  `year` NULL: that stays; else they are in it from that day on.  A thousand pupils are one act too.
 */
struct move_wish {
	const int64_t *pupils;
	int count;
	const char *group;
	struct day from, to;
	int weekdays, sessions;
	const int *year;
};
int office_pupils_move(struct office *o, const struct move_wish *w, const char *reason, struct buf *ret_said, int64_t *ret_act, struct err *e);
int office_pupils_year(struct office *o, const int64_t *pupils, int count, int year, struct day from, const char *reason, struct buf *ret_said,
		       int64_t *ret_act, struct err *e);
/** A flag (sen, fsm ...) with its dates: C14's membership.  `value` "" or NULL with `remove`: it ends on the day before `from`. */
int office_pupil_flag(struct office *o, int64_t pupil, const char *flag, const char *value, struct day from, struct day to, bool remove,
		      int64_t *ret_act, struct err *e);

/* LEAVING AND COMING BACK (domain 3.2, 3.3; PR24 reg 9) */

/** What is known of a pupil who leaves; with `dry` the answer is the same, and nothing is written. */
struct leave_wish {
	struct day to;                   /**< last day on the roll: today or later, never before (DAY_NONE: today) */
	int to_session;                  /**< -1: the afternoon */
	const char *ground;              /**< letter of rules/ground.h; for a guest or a child below compulsory age as its table says */
	const char *destination, *new_address, *enquiries, *consent; /**< NULL: as they are */
	struct day evidence, social_worker_told, virtual_school_told;
	bool dry;
};
/** Refused (-EPERM) while the ground asks for something that is not there: each missing thing is a line of `ret_said`.  Marks after it are listed
 *  and stay; classes and sessions elsewhere end with it.  A child to come who does not come (`to` before the start) needs no ground. */
int office_pupil_leave(struct office *o, int64_t pupil, const struct leave_wish *w, const char *reason,
		       struct buf *ret_said, int64_t *ret_act, struct err *e);
/** A day of leaving that has not come yet is taken back or changed; what is past is past. */
int office_pupil_stay(struct office *o, int64_t pupil, const char *reason, struct buf *ret_said, int64_t *ret_act, struct err *e);
/** A second spell of the same pupil. */
int office_pupil_return(struct office *o, int64_t pupil, const struct spell_wish *w, const char *group, int year, struct buf *ret_said,
			int64_t *ret_act, struct err *e);
/** Of the spell that is running or is to come: kind, other school, arrangement, review, last school, and the day of a start that has not come yet.
 *  NULL and DAY_NONE leave a thing as it is, "" takes it away.  A kind or arrangement that changes holds from `from` (and to `to`): the spell is
 *  split there into spells that touch, which are one time on the roll. */
int office_pupil_status(struct office *o, int64_t pupil, const struct spell_wish *w, const char *reason, struct buf *ret_said, int64_t *ret_act,
			struct err *e);
/** Sessions agreed at another place: `code` D (NULL) and the like (rules/code.h `confirm`); `place` NULL: the other school of the spell; weekdays,
 *  sessions as in membership, 0: every one.  `remove` ends those that fit (code and place NULL: all) before `from`. */
struct elsewhere_wish {
	const char *code, *place;
	int weekdays, sessions;
	struct day from, to;
	bool remove;
};
int office_pupil_elsewhere(struct office *o, int64_t pupil, const struct elsewhere_wish *w, struct buf *ret_said, int64_t *ret_act, struct err *e);
/** One act stops every list, letter and message (H8): ground j, the last day on the roll is that day or today, whichever is later. */
int office_pupil_died(struct office *o, int64_t pupil, struct day died, struct buf *ret_said, int64_t *ret_act, struct err *e);
/** New-pupil return and deletion return (PR24 reg 13) were made on that day. */
int office_pupil_return_made(struct office *o, int64_t pupil, bool deletion, struct day made, int64_t *ret_act, struct err *e);

/**
 * Two rows of one child become one (design 2): marks of `from` are entered again on `to` and blanked on `from`, spells, classes, years, flags, contacts
 * and addresses go over where `to` has none for those days, and `from` points to `to`.  Sessions that both have different marks for are
 * listed in `ret_said` and refuse it, unless `keep` says whose mark stands: -1 not said, 0 those of `to`, 1 those of `from`.
 */
int office_pupils_merge(struct office *o, int64_t from, int64_t to, int keep, bool dry, struct buf *ret_said, int64_t *ret_act, struct err *e);
/** Two rows that look alike are two pupils (twins): they are not named as duplicates again. */
int office_pupils_two(struct office *o, int64_t a, int64_t b, int64_t *ret_act, struct err *e);

/* LOOKING */

enum roll_state { ROLL_ON, ROLL_TO_COME, ROLL_LEFT, ROLL_STATES };
struct pupils_wish {
	const char *typed;        /**< each word begins a word of a name (legal, known, former), or a UPN or number; NULL, "": all */
	const char *group;        /**< NULL: all */
	int year;                 /**< SESSION_ANY_YEAR: all */
	uint32_t states;          /**< bits 1 << enum roll_state; 0: on the roll */
	struct day day;           /**< DAY_NONE: today */
};
struct pupil_line {
	int64_t pupil;
	const char *name;         /**< "Okafor, Amara"; in the order of names; equal ones carry class and date of birth (H4) */
	const char *group;        /**< NULL: none */
	const char *remark;       /**< "starts Mon 23 Nov 2026 (Z)", "left on ...", "guest of Hill School", "was Amara Jones"; NULL */
	const char *upn, *admission_number; /**< NULL: none */
	int year;
	struct day born;
	enum roll_state state;
};
struct pupils_view {
	struct arena arena;
	struct day day;
	const struct pupil_line *lines;
	int count;
	int of_state[ROLL_STATES]; /**< of those that the filters but `states` let through */
};
/** Names of those whom the person may see. */
int office_pupils_open(struct office *o, const struct pupils_wish *w, struct pupils_view *ret, struct err *e);
void pupils_view_finish(struct pupils_view *v);

/** A line of a pupil's record: what the admission register holds, and where it comes from. */
enum record_part { RECORD_NAMES, RECORD_NUMBERS, RECORD_SPELLS, RECORD_CLASSES, RECORD_ELSEWHERE, RECORD_FLAGS, RECORD_HOME, RECORD_CONTACTS, RECORD_FAMILY,
		   RECORD_PARTS };
struct record_line {
	enum record_part part;
	const char *label, *value; /**< "Known as", "Amy"; secret addresses are masked here for whoever may not see them */
	int64_t id;                /**< of the row that it shows (enrolment, membership, contact, pupil), 0: of the pupil's own */
	bool missing;              /**< reg 8 asks for it and it is not there */
	bool past;
};
struct pupil_record {
	struct arena arena;
	int64_t pupil;
	const char *name, *key;
	const struct record_line *lines; /**< by part */
	int count, missing;
	enum roll_state state;
	int64_t spell;             /**< enrolment that is running, to come, or was last */
	bool may_change;
};
int office_pupil_record_open(struct office *o, int64_t pupil, struct pupil_record *ret, struct err *e);
void pupil_record_finish(struct pupil_record *r);
/** What stands now, for a form to begin with: texts NULL where there are none. */
int office_pupil_facts(struct office *o, int64_t pupil, struct arena *a, struct pupil_wish *ret_who, struct spell_wish *ret_spell, struct leave_wish *ret_leave,
		       struct err *e);

#endif
