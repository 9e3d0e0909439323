#ifndef RULES_SCHOOL_DAYS_H
#define RULES_SCHOOL_DAYS_H

#include "base/mem.h"
#include "rules/calendar.h"

/*
 * The days on which the school is held, laid out once for everybody, so that a rule steps over holidays without asking the calendar: the school day, the
 * school week (Monday to Sunday with at least one session held: domain 5.1), and what lies at an edge of a term or a half-term.
 */

enum school_edge { EDGE_TERM_FIRST = 1, EDGE_TERM_LAST = 2,   /**< first and last school day of a term */
		   EDGE_HALF_LAST = 4, EDGE_HALF_FIRST = 8 };  /**< last before, first after a week (Monday to Friday) within a term without a session, where
								 *   that term has school days on both sides of it */
struct school_day {
	struct day day;
	uint8_t sessions;          /**< held: bit 0 am, bit 1 pm */
	uint8_t edges;             /**< enum school_edge, as bits */
	int16_t week;              /**< index into mondays */
};
struct school_days {
	struct day first, last;    /**< civil days covered */
	const int16_t *index;      /**< by civil day from `first`: its index into `of`; -1: no session is held */
	const int16_t *week;       /**< by civil day from `first`: the index of its school week; -1: no session is held in that week */
	const int16_t *upto;       /**< by civil day from `first`: how many of `of` there are up to and with that day */
	const struct school_day *of;
	int count;
	const struct day *mondays; /**< of each school week */
	int week_count;
};
/** Of the whole school (closures of a year or a class shut no school day).  A school week, and an edge, are what the calendar makes them, wherever
 *  the days covered begin and end.  Memory is the arena's. */
void school_days_make(const struct calendar *c, struct day first, struct day last, struct arena *a, struct school_days *ret);
int school_days_at(const struct school_days *s, struct day d);      /**< its index; -1: not a school day, or not covered */
int school_days_week(const struct school_days *s, struct day d);    /**< index of its school week; -1 */
/** School days strictly after `from`, up to and with `to`. */
int school_days_between(const struct school_days *s, struct day from, struct day to);

#endif
