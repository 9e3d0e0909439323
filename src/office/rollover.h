#ifndef OFFICE_ROLLOVER_H
#define OFFICE_ROLLOVER_H

/*
 * A roll-over in the making: everybody it is about, where each class goes, and the rows that it writes.  The preview makes the same and
 * writes nothing.  All of it is the view's arena's.
 */
#include "import_plan.h"
#include "internal.h"
#include "office/classes.h"

/** A place in a register that has to go somewhere for the new year. */
struct turn_seat {
	struct membership_row *row;
	int line;                        /**< of turn.lines; -1: none */
	bool ended;                      /**< by a roll-over before: nothing is there to end */
};

struct turn_pupil {
	const struct pupil_row *row;
	struct enrolment_row *spell;
	struct pupil_year_row *year;     /**< of the year that ends; NULL: none */
	const struct pupil_year_row *year_new; /**< given already; NULL: not yet */
	struct turn_seat *seats;
	int seat_count;
	struct membership_row **others;  /**< of groups without a register: they are left as they are, but of a leaver */
	int other_count;
	int64_t from, to;                /**< classes: before, and given already; 0: none */
	bool joins, done;
	bool changes;                    /**< is on the roll in another way, from a day to come */
	enum rollover_fate fate;
	const char *why;
	const char *ground;              /**< of one who leaves */
};

/** A class of the new year: one that is there (`id`), or one that is made. */
struct turn_class {
	int64_t id;                      /**< 0: made by it */
	const char *name, *kind, *order;
	int64_t site;
	int pupils;                      /**< in it from then on */
};

struct turn_line {
	struct rollover_line line;
	const char *folded;              /**< name of the class */
	bool leaves, given;              /**< `given`: by a person */
	int to;                          /**< of turn.classes; -1: none */
};

struct turn_put {
	enum thing thing;
	void *row;
	bool remove;
	int group;                       /**< its class, of turn.classes; -1: as the row says */
};

struct turn {
	struct office *o;
	const struct rollover_wish *w;
	struct rollover_view *v;
	struct arena *a;
	struct day today, first, before; /**< `before`: the day before the first */
	struct day begins;               /**< rows from this day on are of the new year */
	struct day joins;                /**< who starts from this day on is a joiner */
	struct day leave;
	int last_year;
	struct roll_group_row *groups;
	int group_count;
	bool *used;                      /**< by group: somebody has a place of the new year in it already */
	struct term_row *terms;
	int term_count;
	struct elsewhere_row *elsewhere;
	int elsewhere_count;
	struct { VEC(struct turn_pupil); } pupils;
	struct { VEC(struct turn_line); } lines;
	struct { VEC(struct turn_class); } classes;
	struct { VEC(struct turn_put); } puts;
	struct { VEC(const char *); } remarks;
};

/** Within a reading or a transaction: who is in it, up to their fate. */
int turn_read(struct turn *t, struct err *e);          /* rollover_read.c */
void turn_days(struct turn *t);                        /* rollover_days.c */
int turn_days_check(const struct turn *t, struct err *e);
void turn_remarks_terms(struct turn *t);
int turn_map(struct turn *t, struct err *e);           /* rollover_map.c */
int turn_plan(struct turn *t, struct err *e);          /* rollover_plan.c: fates and rows */
/** *ret_why: why a leaver stays on the roll for now; NULL: nothing is in the way, and *spell is as it ends. */
int turn_leaver(struct turn *t, const struct turn_pupil *p, struct enrolment_row *spell, const char **ret_why, struct err *e); /* rollover_leave.c */
int turn_view(struct turn *t, struct err *e);          /* rollover_view.c: what it would do, and what to say of it */
void turn_remark(struct turn *t, const char *format, ...) __attribute__((format(printf, 2, 3)));
const struct roll_group_row *turn_group(const struct turn *t, int64_t id);
/** Of the class before: its line with that year; -1: none. */
int turn_line_of(const struct turn *t, int64_t group, int year);
int turn_year(const struct turn_pupil *p);             /**< before; SESSION_ANY_YEAR: none */
static inline bool turn_lasts(struct day to, struct day day) { return day_is_none(to) || to.n >= day.n; }

#endif
