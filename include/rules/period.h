#ifndef RULES_PERIOD_H
#define RULES_PERIOD_H

#include "rules/calendar.h"

/* Stretches of time that figures are of (C7): by name, from the calendar; never of a storage year. */

/** First day of the school year of `d`: that of the first term that begins in August where one does, else 1 September (EA 1996 s.579; domain 11). */
struct day school_year_first(const struct calendar *c, struct day d);
struct day school_year_last(const struct calendar *c, struct day d); /**< the day before the next one begins */

enum period_kind { PERIOD_YEAR, PERIOD_TERM, PERIOD_HALF_TERM, PERIOD_WEEKS, PERIOD_REVIEW, PERIOD_DAYS };
struct period {
	enum period_kind kind;
	bool previous;            /**< the one before: "previous half-term" */
	int weeks;                /**< PERIOD_WEEKS: school weeks up to today's */
	struct day from, to;      /**< PERIOD_DAYS */
};
/**
 * "year", "term", "half-term", each also "previous ..."; "6 weeks", "1 week", "fortnight" (2 weeks); "review" (since the last review);
 * "2026-09-01..2026-10-23".  Case does not matter; "-" and " " are the same.
 * @return 0, or -EINVAL with `e`
 */
int period_parse(const char *words, struct period *ret, struct err *e);
/**
 * Its days, as far as today.
 * @param reviewed  the day of the last review; DAY_NONE: there was none, and "review" is refused
 * @return 0, or -EINVAL with `e`: no term then, and so on
 */
int period_days(const struct period *p, const struct calendar *c, struct day today, struct day reviewed, struct day *ret_from, struct day *ret_to, struct err *e);
#define PERIOD_TITLE 64
/** "this term, from Thu 3 Sep 2026", "the last 6 school weeks". */
const char *period_title(const struct period *p, struct day from, struct day to, char text[static PERIOD_TITLE]);

#endif
