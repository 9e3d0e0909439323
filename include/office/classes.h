#ifndef OFFICE_CLASSES_H
#define OFFICE_CLASSES_H

#include "base/mem.h"
#include "office/office.h"
#include "office/school.h"
#include "rules/session.h"

/* Classes, who teaches them, and the turn of the year (features H5, A9, A32; A26's times).  Conventions as in office/pupils.h. */

/** A group that takes a register: class or form; or another. */
struct class_wish {
	const char *name;         /**< the new one, in a change; NULL: as it is */
	const char *kind;         /**< "class" (NULL), "form", "other" */
	const char *order;        /**< of names in its register (A9): "surname", "forename", "admission_number", "line"; NULL: as it is */
	struct day from, to;      /**< DAY_NONE: today; open; in a change as they are */
};
int office_class_add(struct office *o, const struct class_wish *w, struct buf *ret_said, int64_t *ret_act, struct err *e);
int office_class_change(struct office *o, const char *group, const struct class_wish *w, struct buf *ret_said, int64_t *ret_act, struct err *e);
/** After that day it takes no register; refused while pupils are in it then, who are counted. */
int office_class_end(struct office *o, const char *group, struct day last, struct buf *ret_said, int64_t *ret_act, struct err *e);
/** The order in which the class lines up, which its register has from then on: pupils in it, the first first; those left out come after, by name. */
int office_class_line(struct office *o, const char *group, const int64_t *pupils, int count, struct buf *ret_said, int64_t *ret_act, struct err *e);
/** In February a class becomes two: these pupils go into a new one (made here) from that day on, one act. */
int office_class_split(struct office *o, const char *group, const char *new_name, const int64_t *pupils, int count, struct day from, struct buf *ret_said,
		       int64_t *ret_act, struct err *e);
/** Two registers taken as one on those days (A32): everybody of `group` is in `with`; session -1: both. */
int office_class_join(struct office *o, const char *group, const char *with, struct day from, struct day to, int session, struct buf *ret_said,
		      int64_t *ret_act, struct err *e);

struct class_line {
	int64_t id;
	const char *name, *kind, *order;
	const char *teachers;     /**< "Priya Nair; cover: Tom Bell"; NULL: nobody */
	const char *years;        /**< "3, 4"; NULL: none */
	struct day from, to;
	int pupils;               /**< in its register of that day's morning */
	bool past;
};
struct classes_view {
	struct arena arena;
	struct day day;
	const struct class_line *lines; /**< those there are first, then those to come, then the past */
	int count;
	int without;              /**< pupils on the roll who are in no class */
};
int office_classes_open(struct office *o, struct day day, struct classes_view *ret, struct err *e);
void classes_view_finish(struct classes_view *v);

/* STAFF, beside office/school.h */
/** A teacher who marries: acts keep the name of their day.  NULL: as it is. */
int office_staff_change(struct office *o, const char *sign_in, const char *name, const char *position, int64_t *ret_act, struct err *e);
/** Another short name to sign in with, from now on: old acts are the same person's. */
int office_staff_sign_in(struct office *o, const char *sign_in, const char *to, int64_t *ret_act, struct err *e);
/** Their last day: roles, classes and logins end with it. */
int office_staff_leave(struct office *o, const char *sign_in, struct day last, struct buf *ret_said, int64_t *ret_act, struct err *e);
struct staff_line {
	int64_t id;
	const char *sign_in, *name, *position, *kind;
	const char *roles, *classes, *logins; /**< in force that day; NULL: none */
	struct day from, to;
};
struct staff_view {
	struct arena arena;
	const struct staff_line *lines;
	int count;
};
int office_staff_open(struct office *o, struct day day, struct staff_view *ret, struct err *e);
void staff_view_finish(struct staff_view *v);

/* TIMES AND THE YEAR */
/** Session times of the school, of a year or of a class (nearest wins), from a day on or on days from..to (A26).
 *  `remove` takes the row of exactly these away. */
struct times_wish {
	const char *group;        /**< NULL: not of a class */
	int year;                 /**< SESSION_ANY_YEAR: not of a year */
	struct day from, to;
	enum session session;
	struct session_times times;
	bool remove;
};
int office_times_put(struct office *o, const struct times_wish *w, struct buf *ret_said, int64_t *ret_act, struct err *e);

struct year_line {
	enum { YEAR_TERM, YEAR_CLOSURE, YEAR_TIMES } kind;
	int64_t id;
	const char *label, *value; /**< "Autumn term", "Tue 1 Sep to Fri 18 Dec 2026"; "Morning", "08:45, 08:50 to 09:20, 12:00" */
	const char *detail;        /**< closure's kind, "for Year 3"; NULL */
	struct day from, to;
};
struct year_view {
	struct arena arena;
	struct day first, last;    /**< of the school year */
	const struct year_line *lines;
	int count;
	int sessions;              /**< held in it for the whole school */
	const char *remark;        /**< below 380 of them (domain 2.1); NULL */
	int on_roll, to_come, leaving; /**< pupils today; start later; have a last day from today on */
};
/** The school year that the day is in. */
int office_year_open(struct office *o, struct day day, struct year_view *ret, struct err *e);
void year_view_finish(struct year_view *v);

/**
 * ROLL-OVER: one act for the whole school, dated the first day of the new school year, so that it may be made in July and takes effect then.  Pupils
 * who have a year and class of the new year already (joiners, a roll-over that was begun) are left as they are, so it can be finished in September.
 */
struct rollover_map {
	int64_t group;             /**< of this year; 0: those in no class */
	int year;                  /**< of the pupils in it: a mixed class has a line a year */
	const char *to;            /**< class of the new year; NULL: decide later (they stay in no class, and are listed); "": they leave */
};
struct rollover_wish {
	struct day first;          /**< of the new year; DAY_NONE: the first day of its first term, else 1 September: of the year that comes next;
				        until Christmas of the one that has begun, unless most are as old as their year and nobody was moved up */
	int last_year;             /**< the most senior: its pupils leave; SESSION_ANY_YEAR: the highest on the roll */
	struct day leave;          /**< the last day of leavers; DAY_NONE: the day before `first`, or today where that is past */
	const char *ground;        /**< of leavers whose destination is known; NULL: as rules/ground.h says for the end of the last year */
	const struct rollover_map *map; /**< lines given by a person; the rest as proposed */
	int map_count;
};
struct rollover_line {
	struct rollover_map map;
	const char *name;          /**< of the class now */
	int pupils;
	bool new_class;            /**< `to` is made by it */
};
enum rollover_fate { FATE_MOVES, FATE_LEAVES, FATE_HELD, FATE_UNDECIDED, FATE_JOINS, FATE_DONE };
struct rollover_pupil {
	int64_t pupil;
	const char *name, *from, *to; /**< classes; NULL: none */
	const char *why;           /**< of FATE_HELD: "destination not known"; of FATE_LEAVES: "leaves on Fri 16 Jul 2027 already"; NULL */
	int year, new_year;        /**< SESSION_ANY_YEAR: none */
	enum rollover_fate fate;
};
struct rollover_view {
	struct arena arena;
	struct day first, leave;
	int last_year;
	const struct rollover_line *lines; /**< by class and year */
	int line_count;
	const struct rollover_pupil *pupils; /**< by fate: leavers, held, undecided, joiners, the rest; then by name */
	int pupil_count;
	int of_fate[FATE_DONE + 1];
	const char *const *remarks; /**< "There is no first term of 2027/28 yet." ...; ended by NULL */
};
/** What it would do. */
int office_rollover_open(struct office *o, const struct rollover_wish *w, struct rollover_view *ret, struct err *e);
void rollover_view_finish(struct rollover_view *v);
/** The same, done; what was changed is said in a few lines. */
int office_rollover(struct office *o, const struct rollover_wish *w, const char *reason, struct buf *ret_said, int64_t *ret_act, struct err *e);

#endif
