#ifndef OFFICE_OFFICE_H
#define OFFICE_OFFICE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/day.h"
#include "base/err.h"
#include "rules/calendar.h"
#include "rules/role.h"
#include "rules/session.h"

/* An open school with somebody at the keys.  Permission, rules and history live in this layer, once (design 1, 4). */
struct office;

/** Asks for a password: fills `to` (at most size - 1 bytes), answers its length or -errno. NULL where nobody can be asked. */
typedef int office_ask(void *ctx, const char *prompt, char *to, size_t size);

struct office_options {
	const char *directory;      /**< of the school */
	const char *as;             /**< sign-in name, NULL: whoever the operating-system user is bound to */
	office_ask *ask;            /**< for the password, where one is needed (design 4) */
	void *ask_ctx;
	const char *clock;          /**< "2026-11-20T09:07": moves a practice school's time forward; NULL otherwise */
	int64_t uid;                /**< the operating-system user at the keys */
	const char *terminal;       /**< "/dev/pts/3", "ssh 10.0.0.7", "cron" */
	bool later;                 /**< nobody need be at the keys yet: where the computer's login is not one person's, a screen asks */
};

/** Opens the store, sets the school's time zone, finds out who is at the keys.  0 or -errno with `e` said. */
int office_open(const struct office_options *options, struct office **ret, struct err *e);
void office_close(struct office *o);
/** A copy of the school's records in a file of that name, which must be new; an act ("backup") says that it was made. */
int office_backup(struct office *o, const char *path, int64_t *ret_act, struct err *e);
/** A file that a command is to write: 0, or -EINVAL where it would lie over the school's own (school.db, drafts/ ...). */
int office_output_check(const struct office *o, const char *path, struct err *e);
/** What a screen shows, in a file that only its owner may read: checked so, then put in the place of what had that name. */
int office_output_write(const struct office *o, const char *path, const void *bytes, size_t n, struct err *e);
/** After the answer is out: the store's housekeeping. */
void office_rest(struct office *o);

/* SIGNING IN AND OUT ON A SCREEN (design 4) ----------------------------------------------------------------------------------------- */

/** Without anybody every use case is refused ("Nobody is signed in: sign in first."), and office_person() has empty texts and no roles. */
bool office_is_signed_in(struct office *o);
/** Must that person type a password?  Not in a practice school, nor where the computer's login is theirs alone. */
bool office_asks_password(struct office *o, const char *sign_in);
/**
 * Somebody else (or the same person again) at the keys; `password` NULL where none was typed.  It never waits: while wrong passwords of
 * late make the next one wait it is -EAGAIN, and `e` says how many seconds.  -EPERM otherwise; whoever was at the keys stays then.
 */
int office_sign_in(struct office *o, const char *sign_in, const char *password, size_t n, struct err *e);
void office_sign_out(struct office *o);

/** What belongs to the hands of whoever sits here: firstbell.conf, for the screens. */
struct office_hands {
	const char *theme; /**< "default", "mono", "high-contrast" */
	bool reader, sounds;
	int lock_minutes;
	/** Rebound: "register.send" and "F12", as written; `line` of `file` says where, for a refusal. */
	const struct office_key { const char *name, *key; int line; } *keys;
	int key_count;
	const char *file;  /**< the path of firstbell.conf */
};
const struct office_hands *office_hands(struct office *o);

/** Changes whenever anybody else has saved anything: asking costs no more than a look. */
int64_t office_version(struct office *o);

struct moment office_now(struct office *o);
struct day office_today(struct office *o);
/** Which session is running or ran last today: am until the PM register starts. */
enum session office_session_now(struct office *o);
const char *office_school_name(struct office *o);
const char *office_banner(struct office *o);     /**< "PRACTICE" in a practice school, else NULL: first on every screen and paper */
const char *office_read_only(struct office *o);  /**< NULL, or why nothing can be saved */
/** NULL, or that the clock stands before the last act (reliability 2.9): found when the school was opened, or since at any write. */
const char *office_clock_trouble(struct office *o);
const struct calendar *office_calendar(struct office *o);
/** The times of a session for a group on a day; NULL if the school has none.  Like the calendar, until the next use case. */
const struct session_times *office_times(struct office *o, struct day day, enum session session, int64_t roll_group);

/* WHO MAY DO WHAT: one table (src/office/permission.c); every use case asks it, the screens only show it --------------------------- */

enum action {
	ACTION_SEE_REGISTER,    /**< names and marks of a group */
	ACTION_TAKE_REGISTER,   /**< mark, fill, send a group's register today */
	ACTION_AMEND,           /**< change a mark after the close, or of a past day */
	ACTION_ALL_CODES,       /**< beyond the short list of the teacher (A8) */
	ACTION_RECORD_LATE,
	ACTION_CLOSE_SESSION,
	ACTION_UNDO_ANY,        /**< another person's act */
	ACTION_SEE_TOTALS,      /**< figures with names */
	ACTION_SEE_FIGURES,     /**< figures without names */
	ACTION_SEE_CONTACTS,    /**< a teacher: the emergency numbers of their own pupils */
	ACTION_SEE_HISTORY,
	ACTION_CHANGE_ROLL,     /**< import and edit pupils */
	ACTION_CHANGE_SCHOOL,   /**< settings, terms, times */
	ACTION_CHANGE_STAFF,
	ACTION_VERIFY,
	ACTION_BACKUP,
	ACTION_SEE_FLAGS,       /**< what makes a child come first (looked after, CP ...) */
	ACTION_SEE_SECRETS,     /**< addresses that are secret: masked for everybody else (H3) */
	ACTION_PLAN,            /**< planned absence, patterns, trips, closures, the times of one date */
	ACTION_CALL,            /**< first-day calls, what families said, visits, tasks about them */
	ACTION_REVIEW,          /**< log what a review decided, set stages and targets, make returns */
	ACTIONS,
};

/** One line of the table: who, and whether everywhere or only in their own groups and scope. */
enum reach { REACH_NONE, REACH_OWN, REACH_ALL };
enum reach permission_reach(enum role r, enum action a);

/**
 * May the person at the keys do that (to that group; 0: at all, be it only in their own groups)?  A change of the roll, the school or
 * staff, and verify, need a role for the whole school.  0, or -EPERM with a plain refusal.
 */
int office_may(struct office *o, enum action a, int64_t roll_group, struct err *e);
/** How far they may: REACH_OWN means that a list has to be narrowed to the groups that office_may() lets through. */
enum reach office_reach(struct office *o, enum action a);

struct person {
	int64_t staff;
	const char *sign_in, *name, *position;
	uint32_t roles; /**< bit 1 << enum role, those in force today */
};
const struct person *office_person(struct office *o);

#endif
