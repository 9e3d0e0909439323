#ifndef RULES_CALENDAR_H
#define RULES_CALENDAR_H

#include <stdbool.h>
#include <stdint.h>

#include "base/day.h"
#include "rules/session.h"

/* Which sessions the school holds (domain 11).  `#` is derived from this, never stored. */

struct term {
	const char *name;      /**< "Autumn" */
	struct day from, to;   /**< first and last school day, inclusive */
};

/** Where several closures cover one session, the one earliest in this list says why. */
enum closing {
	CLOSING_HOLIDAY,   /**< half-term and the like: # */
	CLOSING_INSET,     /**< # */
	CLOSING_PLANNED,   /**< planned, whole school: # (A13) */
	CLOSING_UNPLANNED, /**< whole school unexpectedly: Y4 */
	CLOSING_PARTIAL,   /**< part of the premises: Y3, for a year or a group */
	CLOSING_STAGGERED, /**< a staggered start: Y7 with its reason, for a year or a group */
	CLOSING_OPEN,      /**< open after all: overrides out of term, a weekend or a bank holiday, not another closure */
};

struct closure {
	sitting from, to;    /**< inclusive */
	enum closing kind;
	int year;            /**< SESSION_ANY_YEAR = the whole school */
	int64_t group;       /**< 0 = the whole school */
	const char *name;    /**< "Autumn half-term", "Boiler" */
};

/** Is it one of the whole school's, or of that year and group? */
bool closure_is_for(const struct closure *x, int year, int64_t group);

struct calendar {
	const struct term *terms;
	int term_count;
	const struct closure *closures;
	int closure_count;
	bool no_bank_holidays; /**< the school keeps its own list of them */
};

enum opening { OPENING_OPEN, OPENING_OUT_OF_TERM, OPENING_WEEKEND, OPENING_BANK_HOLIDAY, OPENING_HOLIDAY,
	       OPENING_INSET, OPENING_PLANNED, OPENING_UNPLANNED, OPENING_PARTIAL, OPENING_STAGGERED };

/** Is the session held for the whole school (year SESSION_ANY_YEAR, group 0) or for that year and group?  A closure's name in *ret_name if not NULL. */
enum opening calendar_opening(const struct calendar *c, sitting s, int year, int64_t group, const char **ret_name);
/** The same for a whole range, one byte (enum opening) a session into to[0 .. last - first]: each closure is looked at once. */
void calendar_openings(const struct calendar *c, sitting first, sitting last, int year, int64_t group, uint8_t *to);
static inline bool calendar_is_open(const struct calendar *c, sitting s) { return calendar_opening(c, s, SESSION_ANY_YEAR, 0, NULL) == OPENING_OPEN; }
bool calendar_is_school_day(const struct calendar *c, struct day d); /**< at least one session open to the school */
/** Is there a whole Monday to Friday between two days?  Between a school day of a term and the next one that is a half-term. */
bool half_term_between(struct day before, struct day after);
const char *opening_words(enum opening o);                            /**< "out of term", "a bank holiday" ... */

/** The k-th school day strictly after d (k < 0: before; 0: d itself).  @return DAY_NONE if the calendar does not reach that far */
struct day calendar_school_day(const struct calendar *c, struct day d, int k);

/** England and Wales, by rule (domain 11); where a substitute day is given, that day and not the weekend's.  Days
 *  proclaimed for one year are the school's closures.  @return its name, or NULL */
const char *bank_holiday(struct day d);
struct day easter_sunday(int year);

/** 1 September on or before d: the first day of the storage year and of the school year by default; of DAY_MIN one that
 *  day_of() does not know. */
struct day school_year_start(struct day d);

#endif
