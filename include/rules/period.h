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

/* AS THE DEPARTMENT COUNTS IT (C21; domain 4) ------------------------------------------------------------------------------------------- */

/** Census periods: autumn 1 Aug to 31 Dec, spring 1 Jan to Easter Sunday, summer Easter Monday to 31 Jul; the second half from the spring bank holiday. */
enum census_term { CENSUS_AUTUMN, CENSUS_SPRING, CENSUS_SUMMER_1, CENSUS_SUMMER_2, CENSUS_TERMS };
void census_term_days(int year, enum census_term t, struct day *ret_from, struct day *ret_to); /**< `year`: in which the academic year begins */
enum dfe_out { DFE_IN, DFE_TOO_YOUNG, DFE_TOO_OLD, DFE_BOARDER, DFE_JOINED_LATE, DFE_NONE_POSSIBLE };
/** In the figures of that academic year?  5 to 15 on the 31 August at its start, no boarder, not first enrolled in the second half of summer. */
enum dfe_out dfe_pupil(int year, struct day born, struct day joined, bool boarder);
/** The last day that counts: 31 July, but of who was 15 the last before the second half of summer. */
struct day dfe_last(int year, struct day born);
const char *dfe_out_words(enum dfe_out o); /**< "under 5 on 31 August" */

#endif
