#ifndef OFFICE_WATCH_PARTS_H
#define OFFICE_WATCH_PARTS_H

/* The seven lists of what is to be settled, and what was (A15, A22, B5, B17). */

#include "call_parts.h"
#include "presence.h"

struct watching {
	struct office *o;
	struct watch_view *view;
	struct arena work;
	struct day day;
	int minute;                     /**< now; of a past day its last */
	struct due_row *due[2];
	int due_count[2];
	struct settled_row *settled;    /**< of the days that the lists look at */
	int settled_count;
	const struct unexplained_list *unexplained; /**< found in somebody's walk over the strips; NULL: watch_no_reason() walks */
	bool no_note_asked;             /**< that walk met no code that asks for a note */
	int *counts;                    /**< Today's: how many of each kind, and no line; NULL */
	int since[WATCH_KINDS];         /**< and since what minute of the day, -1 of those without a time */
	struct { VEC(struct watch_line); } lines;
};

/** A child who is here, and whose absences before have no reason. */
struct unexplained {
	int64_t pupil;
	sitting first, last;
	int count;
};
struct unexplained_list {
	struct day day;
	sitting from;
	int slot;                       /**< of the morning of `day` */
	VEC(struct unexplained);
};
void watch_look_begin(struct office *o, struct day day, struct unexplained_list *ret);
/** For each strip of the storage year of that day. */
void watch_look(struct unexplained_list *list, int64_t pupil, const uint8_t *marks);
/**
 * How long the lists are, but that of alarms, without their lines: for Today, which has read who is due, and walked over the strips.  Within a reading;
 * o, day, minute, due and unexplained are given.
 */
int watch_count(struct watching *w, int of[static WATCH_KINDS]);

#define WATCH_SCHOOL_DAYS 15            /* how far back an absence without a reason is looked for */
const char *watch_name(enum watch_kind k); /**< as the store has it: "not back" */
/** The first day of the last school days, in the storage year of that day. */
struct day watch_first(struct office *o, struct day day);
/** A line, unless it was settled or the person may not call for the class; 0 or -errno of the store. */
int watch_add(struct watching *w, enum watch_kind kind, int64_t pupil, struct day day, enum session session, int minute, const char *words);

/* The lists (watch_lists.c, watch_back.c): 0, or -errno of the store. */
int watch_not_in_class(struct watching *w);
int watch_out_overdue(struct watching *w);
int watch_not_back(struct watching *w);
int watch_here_after_all(struct watching *w);
int watch_no_reason(struct watching *w);
int watch_not_spoken(struct watching *w);

#endif
