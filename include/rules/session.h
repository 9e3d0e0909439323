#ifndef RULES_SESSION_H
#define RULES_SESSION_H

#include <stdint.h>

#include "base/day.h"
#include "base/err.h"

/** Half a day: the unit of every mark (A1). */
enum session { SESSION_AM, SESSION_PM };
const char *session_name(enum session s);              /**< "am", "pm" */
int session_parse(const char *s, enum session *ret);   /**< am, pm, any case; 0 or -EINVAL */

/** Sessions in one line: 2 * day + session.  Spans and calendars count in these. */
typedef int32_t sitting; /* an ordinal, not a thing: arithmetic on it is the point */
static inline sitting sitting_of(struct day d, enum session s) { return 2 * d.n + (int)s; }
static inline struct day sitting_day(sitting s) { return (struct day){ s >> 1 }; }
static inline enum session sitting_session(sitting s) { return (enum session)(s & 1); }

/* The session clock (A16, A26; domain 2.3) */

/** Minutes after midnight. */
struct session_times {
	int gate;   /**< the gate closes: later arrivals come through the office and get a slip */
	int starts; /**< the register begins to be taken */
	int closes; /**< the register closes: the last minute of L */
	int ends;   /**< the session ends */
};

/** One row of the school's times.  0 / DAY_NONE / -100 (year) where a row does not narrow by it. */
struct session_rule {
	int64_t site, group;
	int year;                 /**< SESSION_ANY_YEAR = every year */
	struct day from, to;      /**< in force, inclusive; to may be DAY_NONE */
	enum session session;
	struct session_times times;
};
#define SESSION_ANY_YEAR (-100)

/**
 * The times of a session for a group: nearest wins: a single date (from == to) before a group, before a year, before
 * a site, before the school; among equals the later `from`, then the later row.
 * @return the times, or NULL if no rule covers it
 */
const struct session_times *session_times_for(const struct session_rule *rules, int count, struct day day,
					      enum session session, int64_t site, int year, int64_t group);

/** @return 0, or -EPERM with `e`: gate <= starts < closes < ends does not hold */
int session_times_check(const struct session_times *t, struct err *e);
#define SESSION_OPEN_MOST 30 /**< minutes that a register may stay open (domain 2.3) */
/** Minutes that the register stays open beyond those allowed; 0 if within. */
int session_times_over(const struct session_times *t);

enum arrival { ARRIVAL_ON_TIME, ARRIVAL_SLIP, ARRIVAL_LATE, ARRIVAL_AFTER_CLOSE, ARRIVAL_TOO_LATE };

/**
 * What an arrival at `minute` is: on time (up to the gate), a slip only (after the gate, up to the start), L (after
 * the start, up to and including the close), U (after the close, before the end), or too late for the session.
 * *ret_minutes (may be NULL): minutes after the start if L or U, else 0.
 */
enum arrival session_arrival(const struct session_times *t, int minute, int *ret_minutes);

#endif
