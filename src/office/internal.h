#ifndef OFFICE_INTERNAL_H
#define OFFICE_INTERNAL_H

/* What the files of this layer share and nobody else sees. */

#include "base/text.h"
#include "config/conf.h"
#include "office/office.h"
#include "office/register.h"
#include "store/store.h"

struct office {
	struct arena arena;              /**< the school's own facts: read at open, and anew when somebody has changed them */
	char *directory;
	struct store *store;
	struct conf conf;
	struct office_hands hands;       /**< of it */
	struct arena people;             /**< who is at the keys: for as long as they are */
	struct person person;
	bool known;                      /**< somebody is at the keys; without, every text of `person` is empty and every use case refused */
	const char *clock_trouble;       /**< NULL: the clock was never seen before the last act; of `people` */
	struct arena standing;           /**< their roles and groups, and those of whom they act for */
	struct staff_role_row *roles;    /**< in force on `as_of` */
	int role_count;
	struct staff_group_row *groups;  /**< in force on `as_of` */
	int group_count;
	const char *role_names;          /**< "office,head" */
	int64_t acting_for;              /**< 0: nobody */
	struct day as_of;                /**< the day that roles and groups were read for */
	int64_t seen;                    /**< the store's data version when all this was read */
	int64_t uid;
	char *terminal;
	struct school_row school;
	struct calendar calendar;
	const int64_t *closure_ids;      /**< of the rows of its closures */
	struct session_rule *session_rules;
	int session_rule_count;
	bool by_year;                    /**< a session time or a closure is for one year */
	struct roll_group_row *roll_groups;
	int roll_group_count;
	struct setting_row *settings;
	int setting_count;
	struct import_file_row *import_files; /**< files of marks that were brought in, or are half in */
	int import_file_count;
	struct search *search;           /**< pupil_search.c: NULL until somebody looks for a pupil by part of a name */
	struct secrets_kept *secrets;    /**< contact_secret.c: NULL until an address is shown */
	struct families_kept *families;  /**< family_kept.c: NULL until a family is shown */
	struct day_kept *day_kept;       /**< day_kept.c: NULL until somebody asks who is here now */
	struct evacuation_kept *evacuation; /**< evacuation.c: NULL until something is saved */
	struct printing *printing;       /**< paper.c: what was given to the printer and has not ended */
	char *print_trouble, *print_told; /**< what did not come out; NULL */
	int64_t began;                   /**< the last act when this program opened the school */
	bool saved;                      /**< something was, since the last rest */
	struct returns_due {
		int64_t act, version, staff;
		sitting now;
		int due, overdue;
	} returns_due;                   /**< returns_today.c: of the act, the session and the person that it was counted for */
	struct roll_kept *roll;          /**< report_roll_read.c: NULL until somebody asks for figures */
};

/** Copies the store's sentence into `e` and gives `r` back: `return office_fail(o, r, e);` */
int office_fail(struct office *o, int r, struct err *e);

/** Reads school, calendar, times, groups and settings anew (after they changed). */
int office_load(struct office *o, struct err *e);
/** The same, and who may do what, if another program has written since or the day has changed: each use case begins with it.  Refused
 *  where nobody is signed in. */
int office_refresh(struct office *o, struct err *e);
/** A setting as it is on that day; `otherwise` if it was never set. */
const char *office_setting(struct office *o, const char *name, struct day day, const char *otherwise);

/* WRITING (act.c) ------------------------------------------------------------------------------------------------------------- */

/** Begins a transaction: from here on what is read stays true.  Roles are read anew if anything was written since. */
int office_write_begin(struct office *o, struct err *e);
/** Begins an act of the person at the keys in it, now.  `ref` NULL: no register concerned; `undoes` 0: not an undo. */
int office_act_open(struct office *o, const char *kind, const char *reason, const struct register_ref *ref, int64_t undoes,
		    struct err *e);
/** Both: a transaction of one act. */
int office_act_begin(struct office *o, const char *kind, const char *reason, const struct register_ref *ref, struct err *e);
/** Ends the act and commits; 0 and *ret_act (0: nothing was written).  On any failure everything is rolled back. */
int office_act_end(struct office *o, bool always, int64_t *ret_act, struct err *e);
/** Commits acts that store_act_end() has ended one by one. */
int office_write_end(struct office *o, struct err *e);
void office_act_abandon(struct office *o);
/** Each use case reads and writes in one transaction; where nothing came of it, nothing is left of it. */
#define IN_TRANSACTION(o, e, use_case) \
	do { \
		int r_ = office_write_begin(o, e); \
		if (r_ == 0) \
			r_ = (use_case); \
		office_act_abandon(o); \
		return r_; \
	} while (0)
#define CLOCK_OUTSIDE "This computer's clock stands outside the years 1900 to 2199. Have it set right, then do the same again."
/** Looks whether the clock stands before the last act, and keeps what to say. */
int office_clock_look(struct office *o, struct err *e);

/** A reason or note as a person gives it: 0, or refused unless it is one to 2,000 bytes of UTF-8 and not blank. */
int office_words_check(const char *what, const char *text, struct err *e);
#define OFFICE_WORDS_MOST 2000

/** The act that changed that field of a thing last; NULL: any field of it.  -ENOENT: none did.  Within a reading. */
int changed_last_by(struct office *o, enum thing thing, int64_t id, const char *field, struct arena *a, struct act_row *ret);
/**
 * The act to whose doer that field (NULL: the field but `beside` that was so made last) is owed as it stands.  Whoever took another change back, or put this one
 * back that somebody had taken away, did neither: the history says that they did that.  -ENOENT: none.  Within a reading.
 */
int changed_standing_by(struct office *o, const struct thing_ref *row, const char *field, const char *beside, struct arena *a, struct act_row *ret);

/** Would office_undo() put anything of that act back, were a reason given?  Within a reading. */
bool undo_would_do(struct office *o, int64_t act);

/* WHO AND WHERE (sign_in.c, people.c, permission.c, roll.c) ------------------------------------------------------------------------ */

/** At the opening of the school; with options->later there need be nobody. */
int office_person_find(struct office *o, const struct office_options *options, struct err *e);
/** Is somebody signed in?  0, or refused. */
int office_someone(struct office *o, struct err *e);
void office_standing_drop(struct office *o); /**< no roles, no groups */
/** Reads the roles and groups in force today, of the person and of those they act for. */
int office_standing_load(struct office *o, struct err *e);

/** As office_may, for a group as it is on `day` (a role for one year reaches the groups that have pupils of it). */
int office_may_on(struct office *o, enum action a, int64_t roll_group, struct day day, struct err *e);

/** What every change of staff begins with: permission, and the person it is about.  -EPERM, or -ENOENT, said. */
int staff_change_begin(struct office *o, const char *sign_in, struct arena *a, struct staff_row *ret, struct err *e);
/** Somebody must be able to change staff from that day on, whatever becomes of the role row `without` (0: none). */
int staff_admin_check(struct office *o, int64_t without, struct day from, struct err *e);

const struct roll_group_row *office_group(struct office *o, int64_t id); /**< NULL if there is none */
const char *office_group_name(struct office *o, int64_t id);             /**< "?" if there is none */
/** As it was called on that day, whatever its name is now.  Within a reading. */
const char *office_group_name_on(struct office *o, int64_t group, struct day day, struct arena *a);

/** "Amara Okafor": as staff call the child; the legal name where nothing else is set. */
const char *pupil_display_name(const struct pupil_row *p, struct arena *a);
/** The same by id; "pupil 12" if it cannot be read. */
const char *office_pupil_name(struct office *o, int64_t pupil, struct arena *a);

/** A spell's first and last session on the roll; INT32_MAX: no end. */
static inline sitting spell_first(const struct enrolment_row *s) { return sitting_of(s->from_day, (enum session)s->from_session); }
static inline sitting spell_last(const struct enrolment_row *s)
{
	return day_is_none(s->to_day) ? INT32_MAX : sitting_of(s->to_day, (enum session)s->to_session);
}
/** Does `after`, which is not empty, begin where `before` ends?  They are one time on the roll: a change of status is no leaving and no joining. */
static inline bool spell_goes_on(const struct enrolment_row *before, const struct enrolment_row *after)
{
	return !day_is_none(before->to_day) && spell_first(after) == spell_last(before) + 1 && spell_last(after) >= spell_first(after);
}

/** Is that session held?  0, or refused with why not: a weekend, a closure by its name. */
int office_session_held(struct office *o, const struct register_ref *ref, int year, struct err *e);
/** The group whose register a pupil is in on that day and session; 0 if none. */
int office_pupil_group(struct office *o, int64_t pupil, struct day day, enum session session, int64_t *ret, struct err *e);
/** The year that most pupils of a group are in, for times and closures by year; SESSION_ANY_YEAR where none is by year. */
int office_group_year(struct office *o, struct day day, enum session session, int64_t roll_group, int *ret, struct err *e);
int office_common_year(const struct due_row *due, int n); /**< of these, by their `year` */
const struct session_times *office_times_for(struct office *o, struct day day, enum session session, int64_t roll_group, int year);

/**
 * Were that day's registers taken in the product that the school comes from?  A file of marks says so for the whole school: no register of
 * it was sent here, and none is missing where it has marks; a blank in it is still a blank.
 */
bool office_taken_elsewhere(const struct office *o, struct day day);

const char *session_words(enum session s);          /**< "morning" */
/** "at 09:02", or "on Fri 20 Nov 2026 at 09:02" where it was not on `day`. */
const char *when_words(struct moment m, struct day day, struct arena *a);

#endif
