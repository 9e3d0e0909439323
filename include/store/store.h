#ifndef STORE_STORE_H
#define STORE_STORE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/day.h"
#include "base/err.h"
#include "base/key.h"
#include "base/mem.h"
#include "rules/session.h"
#include "rules/span.h"
#include "seal/seal.h"
#include "store/rows.h"

/*
 * The SQLite store of one school: school.db in its directory (design 2; reliability 2).  Every function answers 0 (or
 * a count) or -errno; the sentence is then in store_trouble().
 */
struct store;

#define STORE_FILE "school.db"
#define STORE_VERSION 5

/** `clock` NULL: a real school.  Otherwise a practice school whose time stands at *clock.  The directory exists. */
int store_create(const char *directory, const struct moment *clock, struct store **ret, struct err *e);
/** Refuses by name what is not ours, newer, on a network file system, or held for a restore.  A store that can only be
 *  read is opened for reading: store_read_only() says why. */
int store_open(const char *directory, struct store **ret, struct err *e);
void store_close(struct store *st); /**< NULL is welcome */

const struct err *store_trouble(const struct store *st);
const char *store_read_only(const struct store *st); /**< NULL, or the reason in words */
bool store_is_practice(const struct store *st);
/** The practice school's own time, or the system's. */
struct moment store_now(struct store *st);
const char *store_sqlite_version(void);
/** Changes whenever another connection has written (PRAGMA data_version). */
int64_t store_data_version(struct store *st);
/**
 * A copy of what is saved, while others go on working: written beside `path`, checked, durable, then given its name.  A file of
 * that name is left alone (-EPERM).  0 or -errno with `e`.
 */
int store_backup(struct store *st, const char *path, struct err *e);
/** After the answer is on the screen: a checkpoint under the queue if the log has grown past 1,000 pages. */
void store_rest(struct store *st);

/* READING: one view of everything between begin and end ---------------------------------------------------------------- */
int store_read_begin(struct store *st);
void store_read_end(struct store *st);

/* WRITING: whole acts in one transaction ---------------------------------------------------------------------------------- */

/** Who did it, when, from where and why: the act's own columns but those that the store fills. */
struct act_head {
	const char *kind;        /**< "register", "fill", "late", "pupil" ... (firstbell-data(7)) */
	struct moment at;
	int64_t staff;           /**< 0: nobody yet (the first act of a school) */
	const char *staff_name, *position, *roles;
	int64_t acting_for;      /**< 0: nobody */
	int64_t uid;
	const char *terminal, *version;
	const char *reason;      /**< NULL where none is asked for */
	int64_t roll_group;      /**< 0: no register concerned */
	struct day day;          /**< DAY_NONE likewise */
	int session;             /**< -1 likewise */
	int64_t undoes;          /**< 0: not an undo */
	const struct key *key;   /**< made before the first attempt; NULL: the store makes one */
};

/** One mark to change. */
struct entry {
	int64_t pupil;
	struct day day;
	enum session session;
	uint8_t before, after;  /**< `before` is what the writer saw */
	int minutes_late;       /**< -1: none */
	int arrival;            /**< minute of the day, -1: none */
	bool planned, stands;
};

/** Waits in the queue, then BEGIN IMMEDIATE.  -EROFS where the store can only be read. */
int store_begin(struct store *st);
int store_act_begin(struct store *st, const struct act_head *head);
/** -ESTALE if another mark than e->before stands (the sentence says so; nothing is lost: abandon or ask).
 *  A mark equal to the one that stands makes no entry: returns 0; 1 if an entry was made. */
int store_act_mark(struct store *st, const struct entry *e);
/** Writes the row (id 0: a new one, its id set in the row) and a change for every field that differs; no difference, no change: returns how many. */
int store_act_put(struct store *st, enum thing thing, void *row);
int store_act_remove(struct store *st, enum thing thing, int64_t id);
/** One field back to what it was (undo). */
int store_act_field(struct store *st, enum thing thing, int64_t id, const char *field, const char *text);
int store_act_note(struct store *st, int64_t pupil, struct day day, int session, const char *audience, const char *text);
int store_act_items(const struct store *st); /**< items in the open act so far */
/** Chains and writes the act; without items only if `always`.  *ret_seq 0 if nothing was written. */
int store_act_end(struct store *st, bool always, int64_t *ret_seq);
/** A secret beside the record; the act's change of staff.password_seal is the caller's. */
int store_password_put(struct store *st, int64_t staff, const char *hash);
/** Practice only: moves the school's own time forward. */
int store_clock_put(struct store *st, struct moment to);
/**
 * Rows read back and hashed again, then COMMIT.  Where COMMIT itself fails the store is opened anew and asked for the act's key:
 * 0 means that it is saved, durably; -EIO that it is not; -EINPROGRESS that nobody can say yet.
 */
int store_commit(struct store *st);
void store_abandon(struct store *st); /**< rolls back; harmless without a transaction */

/* THINGS --------------------------------------------------------------------------------------------------------------------- */
/** 0, or -ENOENT.  Text is the arena's. */
int store_thing_get(struct store *st, enum thing thing, int64_t id, struct arena *a, void *ret_row);
/** Every row by id: *ret is an array of the thing's struct in the arena.  @return how many, or -errno */
int store_thing_all(struct store *st, enum thing thing, struct arena *a, void *ret_array);

/* MARKS ------------------------------------------------------------------------------------------------------------------------ */
/** Copies of a pupil's strips for the storage years first..last into an array of pointers, NULL where there are none. */
int store_strips(struct store *st, int64_t pupil, int first_year, int last_year, struct arena *a, const uint8_t *const **ret);
int store_mark_get(struct store *st, int64_t pupil, struct day day, enum session session, uint8_t *ret); /**< what stands */
/** Every strip of a year in order of pupil, without copying: f is called with each.  Stops when f answers nonzero and gives that back. */
int store_strips_each(struct store *st, int year, int (*f)(void *ctx, int64_t pupil, const uint8_t *marks), void *ctx);

/** One row of the history of marks. */
struct entry_row {
	int64_t act;
	int ordinal;
	struct entry entry;
};
/** The chain of one mark, oldest first. */
int store_entries_of_mark(struct store *st, int64_t pupil, struct day day, enum session session, struct arena *a, struct entry_row **ret);
int store_entries_of_act(struct store *st, int64_t act, struct arena *a, struct entry_row **ret);
/** Entries of a pupil, or of everybody (0), on days first..last, by act. */
int store_entries_between(struct store *st, int64_t pupil, struct day first, struct day last, struct arena *a, struct entry_row **ret);
/** The standing entry of each mark of a day and session: who is late and since when. */
int store_entries_standing(struct store *st, struct day day, enum session session, struct arena *a, struct entry_row **ret);
/** Entries that stood, made by acts about that register: of pupils who are in another class now as well.  By act. */
int store_entries_through(struct store *st, struct day day, enum session session, int64_t roll_group, struct arena *a, struct entry_row **ret);

/**
 * Every mark that stands on days first..last, in order of day and session, as the last entry that stood left it; `before` is what that
 * entry found.  No row for a mark that was taken away.  Stops when f answers nonzero and gives that back.
 */
int store_marks_each(struct store *st, int64_t pupil, struct day first, struct day last, int (*f)(void *ctx, const struct entry *e), void *ctx);

struct note_row {
	int64_t act, pupil;
	int ordinal;
	struct day day;
	int session;
	const char *audience, *text;
};
int store_notes_of_pupil(struct store *st, int64_t pupil, struct arena *a, struct note_row **ret);
int store_notes_of_act(struct store *st, int64_t act, struct arena *a, struct note_row **ret);
int store_notes_of_session(struct store *st, struct day day, enum session session, struct arena *a, struct note_row **ret);

/* ACTS ---------------------------------------------------------------------------------------------------------------------- */
struct act_row {
	int64_t seq;
	struct key key;
	struct act_head head; /**< texts are the arena's */
	struct hash hash;
	int64_t undone_by;    /**< the last act that undid it, 0 if none */
};
int store_act_get(struct store *st, int64_t seq, struct arena *a, struct act_row *ret); /**< -ENOENT */
int store_act_find(struct store *st, const struct key *key, int64_t *ret_seq);          /**< -ENOENT */
int store_act_last(struct store *st, int64_t *ret_seq, struct hash *ret_hash);          /**< 0 acts: seq 0 */
/** Acts done on civil days first..last of the school's zone, newest last. */
int store_acts_between(struct store *st, struct moment first, struct moment last, struct arena *a, struct act_row **ret);
/** Acts that changed a mark or note of the pupil or a row of theirs. */
int store_acts_of_pupil(struct store *st, int64_t pupil, struct arena *a, struct act_row **ret);

struct change_row {
	int64_t act;
	int ordinal;
	enum thing thing; /**< THINGS for one this program does not know */
	int64_t id;
	const char *field, *before, *after;
};
int store_changes_of_act(struct store *st, int64_t act, struct arena *a, struct change_row **ret);
/** Of every row that is or was the pupil's, and of the adults who are or were their contacts, by act. */
int store_changes_of_pupil(struct store *st, int64_t pupil, struct arena *a, struct change_row **ret);
/** Of every row of a thing that there is or was, by act. */
int store_changes_of_thing(struct store *st, enum thing thing, struct arena *a, struct change_row **ret);
/** The act that last changed that field. */
int store_change_last(struct store *st, enum thing thing, int64_t id, const char *field, int64_t *ret_act);
/** The act that last changed any field of the row but `beside`. */
int store_row_change_last(struct store *st, enum thing thing, int64_t id, const char *beside, int64_t *ret_act);
struct thing_ref {
	enum thing thing; /**< THINGS for what is no thing: a register, an act */
	int64_t id;
};
/** What names that class or group: how many. */
int store_group_uses(struct store *st, int64_t roll_group, struct arena *a, struct thing_ref **ret);
/**
 * The act by which that field (NULL: the field but `beside` that was so made last) stands as it does: one that was undone since, and the undo of
 * it, are left out.  0: as if nobody had ever changed it
 */
int store_change_standing(struct store *st, enum thing thing, int64_t id, const char *field, const char *beside, int64_t *ret_act);
const char *store_thing_name(enum thing thing);
/** Has every row of that thing something in that field?  Nothing before or after is then no row. */
bool store_field_required(enum thing thing, const char *field);

/* REGISTERS ------------------------------------------------------------------------------------------------------------------ */
struct register_row {
	struct day day;
	enum session session;
	int64_t roll_group;
	int64_t opened_act, sent_act, closed_act; /**< 0: not yet */
};
/** -ENOENT while nobody has touched it. */
int store_register_get(struct store *st, struct day day, enum session session, int64_t roll_group, struct register_row *ret);
/** The act that sent it first: sent_act is the last one.  -ENOENT if nobody has sent it */
int store_register_first_sent(struct store *st, const struct register_row *of, int64_t *ret_act);
/** The last act before number `below` of a member of staff in that register that nobody undid and that made a mark which still stands.  -ENOENT */
int store_act_standing(struct store *st, const struct register_row *of, int64_t staff, int64_t below, int64_t *ret_seq);
int store_registers_between(struct store *st, struct day first, struct day last, struct arena *a, struct register_row **ret);
/** Kinds of act that send and close a register: the row follows from them, in store_act_end and in verify. */
#define ACT_SEND "register sent"
#define ACT_CLOSE "session closed"
#define ACT_REOPEN "session reopened"

/* THE ROLL: who is due where ------------------------------------------------------------------------------------------------ */
/** A pupil on the roll of a group for one session. */
struct due_row {
	int64_t pupil, roll_group;
	int year;                    /**< SESSION_ANY_YEAR if not known */
	const char *enrolment;       /**< single, main, subsidiary, guest */
	uint8_t mark;                /**< what stands */
};
/** Due at that session: enrolled, no boarder, and in a registering group (0: of any).  By group, then surname (sort name, known, legal), forename. */
int store_due(struct store *st, struct day day, enum session session, int64_t roll_group, struct arena *a, struct due_row **ret);

/* A STRETCH OF DAYS: what the pages of the day ask of a whole school; each table once, no query a pupil ------------------------ */
/** In a registering group on some of these days, by row. */
struct place_row {
	int64_t pupil, roll_group;
	sitting first, last; /**< last INT32_MAX: no end */
	int when;            /**< bits, as place_bits() has them */
};
/** A weekday (0..6 Monday to Sunday) and half of the day (7 morning, 8 afternoon), both of which a place needs. */
static inline int place_bits(sitting s) { return 1 << day_weekday(sitting_day(s)) | 1 << (7 + (s & 1)); }
#define PLACE_ALWAYS 511 /**< every bit of it */
static inline bool place_covers(const struct place_row *p, sitting s)
{
	return s >= p->first && s <= p->last && (p->when & place_bits(s)) == place_bits(s);
}
int store_places_between(struct store *st, struct day first, struct day last, struct arena *a, struct place_row **ret);
/** Sessions agreed at another place, in order of pupil: `at` is in no group (0), and place_covers() says when. */
struct agreed_row {
	struct place_row at;
	const char *code, *place;
};
int store_elsewhere_between(struct store *st, struct day first, struct day last, struct arena *a, struct agreed_row **ret);
/** On the roll, likewise. */
struct spell_row {
	int64_t pupil;
	sitting first, last;
};
int store_spells_between(struct store *st, struct day first, struct day last, struct arena *a, struct spell_row **ret);
struct year_row {
	int64_t pupil;
	int year;
	sitting first, last;
};
int store_years_between(struct store *st, struct day first, struct day last, struct arena *a, struct year_row **ret);
/** Boarders, and rows that were merged: in no register, whatever the others say (domain 2.1). */
int store_pupils_without_marks(struct store *st, struct arena *a, int64_t **ret);

/** Registers that were sent, in no order. */
struct sent_row {
	int64_t roll_group;
	sitting at;
};
int store_sent_between(struct store *st, struct day first, struct day last, struct arena *a, struct sent_row **ret);

/** An act about a register of that session, by number. */
struct session_act {
	int64_t seq, roll_group;
	const char *staff_name;
};
int store_acts_of_session(struct store *st, struct day day, enum session session, struct arena *a, struct session_act **ret);
/** Entries that are no first entry of a mark: changes, and attempts that do not stand (A22); of acts of several classes those made on that day. */
struct session_change {
	int64_t roll_group;        /**< 0: the act was of several classes at once */
	int64_t act, pupil;
	bool stands;
};
int store_changes_of_session(struct store *st, struct day day, enum session session, struct arena *a, struct session_change **ret);

/** What a pupil is called and known by; of a former name only the names, and the last day that it held. */
struct name_row {
	int64_t pupil;
	const char *upn, *admission_number, *former_upn;   /**< NULL: none */
	const char *surname, *forename, *preferred_name, *sort_name;
	const char *middle_names, *preferred_surname;      /**< NULL: none; as the legal one */
	struct day born, to;
};
int store_names_now(struct store *st, struct arena *a, struct name_row **ret);    /**< by pupil; merged rows are not there */
int store_names_before(struct store *st, struct arena *a, struct name_row **ret);
/** Of those who were called otherwise on that day: what they were called then, by pupil.  One row a pupil; whoever has none is called as now. */
int store_names_on(struct store *st, struct day day, struct arena *a, struct name_row **ret);

/** An answer to "which pupil?": UPN, admission number, or 32 hex digits of the key.  -ENOENT */
int store_pupil_find(struct store *st, const char *identifier, int64_t *ret);
/** Pupils of that birthday, whenever they were on the roll; merged rows are not there. */
int store_pupils_born_on(struct store *st, struct day born, struct arena *a, struct pupil_row **ret);
int store_names_of_pupil(struct store *st, int64_t pupil, struct arena *a, struct pupil_name_row **ret); /**< former ones, the oldest first */
int store_contacts_of_pupil(struct store *st, int64_t pupil, struct arena *a, struct contact_row **ret);
/** The contacts that the adult is, of whichever child: by pupil; those that ended too. */
int store_children_of_adult(struct store *st, int64_t adult, struct arena *a, struct contact_row **ret);
/** By the day that they hold from; those that ended too. */
int store_addresses_of_pupil(struct store *st, int64_t pupil, struct arena *a, struct address_row **ret);
int store_addresses_of_adult(struct store *st, int64_t adult, struct arena *a, struct address_row **ret);
int store_numbers_of_adult(struct store *st, int64_t adult, struct arena *a, struct adult_number_row **ret);
int store_enrolments_of_pupil(struct store *st, int64_t pupil, struct arena *a, struct enrolment_row **ret);
int store_memberships_of_pupil(struct store *st, int64_t pupil, struct arena *a, struct membership_row **ret);
/** By pupil, those that hold on that day; DAY_NONE: all that there were, by the day that they hold from. */
int store_memberships_of_group(struct store *st, int64_t group, struct day day, struct arena *a, struct membership_row **ret);
int store_elsewhere_of_pupil(struct store *st, int64_t pupil, struct arena *a, struct elsewhere_row **ret);
int store_pairs_of_pupil(struct store *st, int64_t pupil, struct arena *a, struct pupil_pair_row **ret); /**< whichever of the two it is */
int store_flags_of_pupil(struct store *st, int64_t pupil, struct arena *a, struct pupil_flag_row **ret);
int store_years_of_pupil(struct store *st, int64_t pupil, struct arena *a, struct pupil_year_row **ret);

/* THE DAY'S WORK (migration 4): plans, what families said, who is out, calls, tasks.  Nothing here grows with the years kept. ------------- */
/** A plan on a child for some of these days, in order of pupil, then plan: `at` is in no group (0), and place_covers() says when. */
struct planned_row {
	struct place_row at;            /**< the plan's days, cut where it ends for this child */
	int64_t plan, plan_pupil;
	const char *kind, *code, *name, *words, *place, *leader; /**< as the plan has them; NULL: none */
};
int store_planned_between(struct store *st, struct day first, struct day last, struct arena *a, struct planned_row **ret);
/** Plans that hold on some of these days; by first day. */
int store_plans_between(struct store *st, struct day first, struct day last, struct arena *a, struct plan_row **ret);
/** Whose review is due on these days. */
int store_plans_to_review(struct store *st, struct day first, struct day last, struct arena *a, struct plan_row **ret);
int store_pupils_of_plan(struct store *st, int64_t plan, struct arena *a, struct plan_pupil_row **ret);
int store_plans_of_pupil(struct store *st, int64_t pupil, struct arena *a, struct plan_pupil_row **ret);
/** What families said of these days: that began by the last of them, and whose child is expected back after the first (or it was said of one of them alone). */
int store_reported_between(struct store *st, struct day first, struct day last, struct arena *a, struct reported_row **ret); /**< by pupil */
/** Whose child is expected back on one of these days. */
int store_reported_back(struct store *st, struct day first, struct day last, struct arena *a, struct reported_row **ret);
int store_reported_of_pupil(struct store *st, int64_t pupil, struct arena *a, struct reported_row **ret);
int store_class_notes_on(struct store *st, struct day day, struct arena *a, struct class_note_row **ret);
int store_class_notes_of_pupil(struct store *st, int64_t pupil, struct arena *a, struct class_note_row **ret);
int store_sign_outs_on(struct store *st, struct day day, struct arena *a, struct sign_out_row **ret); /**< by pupil, then as they went */
int store_sign_outs_of_pupil(struct store *st, int64_t pupil, struct arena *a, struct sign_out_row **ret);
/** About the absences of these days, or made on one of them; as they were made. */
int store_calls_between(struct store *st, struct day first, struct day last, struct arena *a, struct call_row **ret);
int store_calls_of_pupil(struct store *st, int64_t pupil, struct arena *a, struct call_row **ret);
/** When the child was last spoken to, and last seen, by a call or a visit: a row a pupil, by pupil; DAY_NONE: never. */
struct contact_last_row {
	int64_t pupil;
	struct day spoken, seen;
};
int store_contact_last(struct store *st, const int64_t *pupils, int count, struct arena *a, struct contact_last_row **ret);
int store_tasks_open(struct store *st, struct arena *a, struct task_row **ret); /**< by when they are due */
int store_tasks_done(struct store *st, struct day first, struct day last, struct arena *a, struct task_row **ret);
int store_tasks_of_pupil(struct store *st, int64_t pupil, struct arena *a, struct task_row **ret);
int store_settled_of_pupil(struct store *st, int64_t pupil, struct arena *a, struct settled_row **ret);
int store_settled_between(struct store *st, struct day first, struct day last, struct arena *a, struct settled_row **ret);
/** What stands in one session, by pupil's id: *ret[pupil] is the code's number, and the count is the highest id + 1.  One walk over the year's strips. */
int store_marks_of_session(struct store *st, struct day day, enum session session, struct arena *a, uint8_t **ret);

/** A line that somebody is ringing.  No part of the record: written in a transaction of its own (begun and committed here). */
struct ringing_row {
	int64_t pupil, staff;
	struct moment since;
};
int store_ringing_put(struct store *st, const struct ringing_row *row); /**< -EEXIST where somebody else rings it already */
int store_ringing_clear(struct store *st, int64_t pupil, int64_t staff); /**< pupil 0: all of that person's */
int store_ringing_all(struct store *st, struct arena *a, struct ringing_row **ret);

/* THE THRESHOLDS ENGINE (migration 5) -------------------------------------------------------------------------------------------------------- */
/**
 * Every strip of those storage years in order of pupil, without copying: strips[year - first_year], NULL where the pupil has none.  A pupil without any is not
 * visited.  Memory does not grow with the pupils.  Stops when f answers nonzero and gives that back.
 */
int store_strips_between(struct store *st, int first_year, int last_year, int (*f)(void *ctx, int64_t pupil, const uint8_t *const *strips), void *ctx);
/** What stood in each session that an act after `act` changed, when that act was the last: by pupil, then session; code CODE_NONE: blank then.  Only sessions up to
 *  `last`, and of one pupil (0: of all). */
struct mark_then {
	int64_t pupil;
	sitting at;
	uint8_t code;
};
int store_marks_as_of(struct store *st, int64_t act, sitting last, int64_t pupil, struct arena *a, struct mark_then **ret);
/** Minutes late of marks that stand (L and U), of those days: by pupil, then session; pupil 0: of all. */
struct late_row {
	int64_t pupil;
	sitting at;
	uint8_t code;
	int minutes;
};
int store_late_between(struct store *st, struct day first, struct day last, int64_t pupil, struct arena *a, struct late_row **ret);
int store_reviews(struct store *st, struct arena *a, struct review_row **ret); /**< the latest first; few: one a fortnight */
int store_reviewed_of_review(struct store *st, int64_t review, struct arena *a, struct reviewed_row **ret);
int store_reviewed_of_pupil(struct store *st, int64_t pupil, struct arena *a, struct reviewed_row **ret); /**< the latest first */
/** The last one of each pupil before that review (0: of all): by pupil. */
int store_reviewed_last(struct store *st, int64_t before, struct arena *a, struct reviewed_row **ret);
int store_stages_on(struct store *st, const char *policy, struct day day, struct arena *a, struct pupil_stage_row **ret); /**< by pupil */
int store_stages_of_pupil(struct store *st, int64_t pupil, struct arena *a, struct pupil_stage_row **ret);
int store_returns_made(struct store *st, int64_t pupil, struct day from, struct arena *a, struct return_made_row **ret); /**< by pupil; 0: of all; of episodes from that day on, and what is named and open */
int store_targets(struct store *st, int year, struct arena *a, struct target_row **ret);
int store_league_out(struct store *st, struct arena *a, struct league_out_row **ret);
int store_targets_of_pupil(struct store *st, int64_t pupil, struct arena *a, struct target_row **ret);
int store_league_out_of_pupil(struct store *st, int64_t pupil, struct arena *a, struct league_out_row **ret);

/* STAFF ------------------------------------------------------------------------------------------------------------------------ */
int store_staff_by_sign_in(struct store *st, const char *sign_in, struct arena *a, struct staff_row *ret); /**< -ENOENT */
/** Members of staff whom that operating-system user is bound to on that day. */
int store_staff_by_uid(struct store *st, int64_t uid, struct day day, struct arena *a, struct staff_row **ret);
int store_roles_of_staff(struct store *st, int64_t staff, struct arena *a, struct staff_role_row **ret);
int store_groups_of_staff(struct store *st, int64_t staff, struct arena *a, struct staff_group_row **ret);
int store_password_get(struct store *st, int64_t staff, struct arena *a, const char **ret); /**< -ENOENT */

/* VERIFY AND CHECK ---------------------------------------------------------------------------------------------------------- */
struct verify_result {
	bool ok;
	int64_t acts, entries, changes, notes, erased;
	struct hash head;
	int64_t first_bad_act;        /**< 0 if the chain holds */
	struct { VEC(const char *); } faults; /**< sentences, the first 100; in the arena */
};
/** Replays the whole chain and compares it with every strip and row.  0 also when something does not hold: see ret->ok. */
int store_verify(struct store *st, struct arena *a, struct verify_result *ret);
/** SQLite's own integrity check and foreign keys, and whether tables, triggers and views are as they were made.  Sentences; how many. */
int store_integrity(struct store *st, struct arena *a, const char ***ret);
/** Is the table of codes in the store the program's own?  0 or -ESTALE */
int store_codes_check(struct store *st);

#endif
