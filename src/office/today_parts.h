#ifndef OFFICE_TODAY_PARTS_H
#define OFFICE_TODAY_PARTS_H

/* What Today and the head's morning page are made of: one reading of a session, then its counts, its registers and what is due. */

#include "office/today.h"
#include "presence.h"
#include "register_grid.h"

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
	struct child *children;    /**< those who may be seen */
	int child_count;
	struct alarm *alarms;
	int alarm_count;
};

/** `besides` are other sessions, not later, whose pupils are wanted in f->grid.  The caller finishes it whatever it answers. */
int session_facts_read(struct session_facts *f, const sitting *besides, int besides_count, struct err *e);
void session_facts_finish(struct session_facts *f);
void session_counts_add(struct session_counts *to, enum presence presence, uint8_t mark, struct day day);

/** In a read transaction: a view of the facts, texts in its arena. */
int today_fill(struct session_facts *f, struct today_view *v, struct err *e);
void today_due(struct session_facts *f, struct today_view *v);
/** Who may see what of that session, and whether it has come: before anything is read. */
int session_may(struct office *o, struct day day, enum session session, bool *ret_names, struct err *e);

#endif
