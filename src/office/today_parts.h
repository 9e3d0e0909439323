#ifndef OFFICE_TODAY_PARTS_H
#define OFFICE_TODAY_PARTS_H

/* What Today and the head's morning page are made of: one reading of a session, then its counts, its registers and what is due. */

#include "expected.h"
#include "office/today.h"
#include "notes_lacking.h"
#include "presence.h"
#include "register_grid.h"
#include "watch_parts.h"

/** A register's row, times and hands, by index into office.roll_groups. */
struct half_group {
	struct register_row row;
	struct session_times times;
	bool timed;                /**< `times` are set */
	const char *taker;
};
/** One session of the day: the one asked for, or the morning behind it. */
struct half {
	enum session session;
	sitting at;
	struct half_group *groups;
};

/** A pupil due in the session, and where they are. */
struct child {
	const struct grid_due *due;
	enum presence presence;
	const struct code *code;   /**< NULL: none in force */
	bool out_with_us;          /**< out of the gate now, with somebody of the school (A18): the mark is another matter */
};

struct session_facts {
	struct office *office;
	struct day day;
	enum session session;
	sitting at;
	struct civil now;
	bool names;                /**< false: figures of the whole school, nobody's name */
	struct arena arena;
	struct register_grid grid;
	sitting before;            /**< the first session of the last 20 school days */
	const bool *sees;          /**< by group */
	const int *ranks;          /**< of the groups by name */
	int *order;                /**< groups by rank */
	struct half sides[2];      /**< [0] the one asked for; [1] the morning, where that is an afternoon */
	int side_count;
	struct child *children;    /**< those who may be seen, by pupil */
	int child_count;
	struct alarm *alarms;
	int alarm_count;
	struct expectations *expected; /**< what is laid over the day */
	bool watches;              /**< asked for: `unexplained` and `note_asked` are found on the way, in the strips of `year` */
	int year;
	struct unexplained_list unexplained;
	struct lacking_codes noted;
	bool note_asked;           /**< some strip has a code that asks for a note */
	struct sign_out_row *outs; /**< of that day, by pupil; only where it is today */
	int out_count;
};

/** `besides` are other sessions, not later, whose pupils are wanted in f->grid.  The caller finishes it whatever it answers. */
int session_facts_read(struct session_facts *f, const sitting *besides, int besides_count, struct err *e);
void session_facts_finish(struct session_facts *f);
struct child *child_find(const struct session_facts *f, int64_t pupil); /**< NULL: not due, or not to be seen */
enum presence child_counted(const struct child *c); /**< where the child is in the counts */
void session_counts_add(struct session_counts *to, enum presence presence, uint8_t mark, struct day day);

/** In a read transaction: a view of the facts, texts in its arena. */
int today_fill(struct session_facts *f, struct today_view *v, struct err *e);
/** And what is due, in a reading of its own. */
int today_due(struct session_facts *f, struct today_view *v, struct err *e);

/* WHAT IS DUE: gathered by kind, then put in order (today_due.c) */

struct due_list {
	struct session_facts *facts;
	struct today_view *view;
	bool today;
	int minute;                   /**< now, of today */
	bool tasks_first;             /**< the safeguarding lead begins with them */
	struct { VEC(struct today_due); } lines;
};
bool due_may(const struct due_list *d, enum action action, int64_t roll_group);
/** Overdue a minute after its time (-1: it has none), and always of a past day.  The line may be changed until the next. */
struct today_due *due_add(struct due_list *d, enum due_kind kind, int minute, int count, const struct register_ref *ref, const char *text);
/** What is behind the person, since that minute. */
void due_done(struct due_list *d, enum due_kind kind, int minute, int count, const struct register_ref *ref, const char *text);
/** The minute of that day when an act was saved; -1: another day. */
int due_act_minute(const struct due_list *d, int64_t act);

/** Registers that are all in, a session that is closed, the absentee report (today_done.c). */
int due_sessions(struct due_list *d);
/** Children without a reason: whom to ring, and the policy's steps behind that (today_calls.c). */
int due_calls(struct due_list *d, struct err *e);
/** Trips and providers to be confirmed, who is out, reviews, lists to be settled (today_expected.c) ... */
int due_expected(struct due_list *d);
/** The fortnightly review, where it is due or open (today_expected.c) ... */
int due_fortnight(struct due_list *d, struct err *e);
/** ... and tasks: a use case of its own, outside any reading. */
int due_tasks(struct due_list *d, struct err *e);
/** Returns to the authority that are due, likewise (returns_today.c). */
int due_returns(struct due_list *d, struct err *e);

/** Who may see what of that session, and whether it has come: before anything is read. */
int session_may(struct office *o, struct day day, enum session session, bool *ret_names, struct err *e);

#endif
