#ifndef OFFICE_MARKING_H
#define OFFICE_MARKING_H

/* Marks of one register, judged one by one inside the transaction that saves them together. */

#include "expected.h"
#include "internal.h"
#include "names.h"

struct mark_note {
	int64_t pupil;
	const char *text;
};

struct marking {
	struct office *o;
	struct register_ref ref;
	struct err *e;
	struct arena arena;
	struct due_row *due;
	int count;
	bool *given;                         /**< a wish for that pupil was judged */
	struct moment now;
	const struct session_times *times;   /**< NULL: none are set */
	struct register_row row;
	bool sent, past, closed;
	bool all_codes;                      /**< beyond the teacher's short list */
	const char *reason;                  /**< NULL: none was given */
	struct { VEC(struct entry); } entries;
	struct { VEC(struct mark_note); } notes;
	struct mark_result result;
	const struct expected *const *expected; /**< of each of `due`, whatever the mark is: NULL: nothing is; NULL: not asked for yet */
	const struct sign_out_row *const *gone; /**< likewise: out of the gate; read with it */
	const struct named *names;           /**< of `due`, told apart (H4); NULL: not asked for yet */
};

/**
 * Begins the transaction, asks `today` of the person for this group (of a past day always ACTION_AMEND), reads who is due.
 * `reason` NULL or blank-checked here.  marking_finish() is due whatever it answers.
 */
int marking_begin(struct marking *m, struct office *o, const struct register_ref *ref, enum action today, const char *reason,
		  struct err *e);
/** The same within a transaction that is begun already, of several registers; marking_leave() is due whatever it answers. */
int marking_join(struct marking *m, struct office *o, const struct register_ref *ref, enum action today, const char *reason, struct err *e);
void marking_leave(struct marking *m);
/** The same to find out what would come of it, as if a reason were given: nothing is locked, and nothing can be saved. */
int marking_look(struct marking *m, struct office *o, const struct register_ref *ref, enum action today);
/** Judges one wish; nothing is written yet. */
int marking_judge(struct marking *m, const struct mark_wish *w);
/** Each until one is refused, with its line in m->e; `named`: and with the child's name, which not every rule says. */
int marking_judge_all(struct marking *m, const struct mark_wish *wishes, int count, bool named);
/** The rules of a code alone: short list, compulsory age, an unexpected closure. */
int marking_code_check(struct marking *m, const struct due_row *due, uint8_t code);
/** While the school is shut without warning, or the class is shut, only its code is recorded (Y4; Y3, Y7 and whoever is here all the same). */
int marking_shut_check(struct marking *m, uint8_t code);
/** A change after the close or on a past day needs permission and a reason; a first entry only on a past day. */
int marking_time_check(struct marking *m, const struct due_row *due);
/** A note for all to see, unless it is the last one already. */
int marking_note(struct marking *m, int64_t pupil, const char *text);
void marking_entry(struct marking *m, const struct due_row *due, uint8_t code, int minutes_late, int arrival, bool stands);
/** The row of a pupil who is due; refused by name, with why, where they are not.  NULL with m->e said; *ret_r the -errno. */
struct due_row *marking_due(struct marking *m, int64_t pupil, int *ret_r);
/** As everybody calls the child; of two of one name in the register with class and date of birth (H4). */
const char *marking_name(struct marking *m, int64_t pupil);
#define MARKING_TAKEN "register being taken" /* the program's own reason, before the close */
/** Writes what was judged into the act that is open, with the tasks that follow from it. */
int marking_items(struct marking *m);
/** m->due say what stands once it is written. */
void marking_follow(struct marking *m);

/** Reads what is expected of each who is due into m->expected; or finds it in what was read already. */
int marking_expected(struct marking *m);
void marking_expect(struct marking *m, const struct expectations *x);
/** Blank, and something is expected: a mark once the register is sent; or (awaited) no mark until somebody confirms it. */
bool marking_is_planned(const struct marking *m, int i);
bool marking_is_awaited(const struct marking *m, int i);
/** Blank, nothing is expected, and the office signed the child out of the gate: no N, and nobody who is here. */
bool marking_is_gone(const struct marking *m, int i);
/** The former become entries (planned = 1), not yet written; the teacher's short list does not matter for these.  m->expected is read. */
int marking_planned_put(struct marking *m);
/** "; 2 as planned or reported: Ben Ash M, Amara Okafor X", or nothing. */
void marking_planned_say(struct marking *m, struct buf *to);
/** Writes what was judged as one act, m->result.act, and has m->due say what stands then.  office_write_end() is the caller's. */
int marking_write(struct marking *m, const char *kind, const char *reason);
/** Saves what was judged as one act; where there is nothing to save, none. */
int marking_save(struct marking *m, const char *kind, const char *reason, struct mark_result *ret);
void marking_finish(struct marking *m);

/** A signing in beside a mark that stays (M, I), taken back: the mark again, without a time (undo.c). */
static inline bool arrival_taken_back(const struct entry *e)
{
	return !e->stands && e->arrival < 0 && e->before == e->after && code_is_out(e->after, e->day);
}
/** The last entry of a mark's chain that stands; NULL if none does. */
const struct entry_row *chain_standing(const struct entry_row *chain, int n);

/** Is that register after its close, for changes of marks: its minute is past, it was closed, or its day is? */
bool register_is_closed(const struct register_ref *ref, const struct session_times *times, const struct register_row *row,
			struct moment now);

/** "27 here, 2 absent, 0 blank": the blanks always, for a register without any is what a teacher looks for. */
void counts_say(const struct due_row *due, int n, struct day day, struct buf *to);
int count_marked(const struct due_row *due, int n);
/** "already sent at 09:02 by Tom Bell": `done` by that act. */
int say_already(struct marking *m, int64_t act_seq, const char *done, struct buf *to);

#endif
