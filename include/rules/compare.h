#ifndef RULES_COMPARE_H
#define RULES_COMPARE_H

#include <stdint.h>

#include "base/day.h"

/* National figures, to lay beside the school's (C16; domain 4): data of share/national, compiled in, each with its day and source. */
enum national_measure { NATIONAL_ATTENDANCE, NATIONAL_PERSISTENT, NATIONAL_SEVERE, NATIONAL_AUTHORISED, NATIONAL_UNAUTHORISED, NATIONAL_MEASURES };
const char *national_measure_name(enum national_measure m); /**< "attendance" */
struct national_figure {
	const char *phase;       /**< "primary", "secondary", "special", "all" */
	const char *area;        /**< "England" */
	int year;                /**< in which the school year begins */
	enum national_measure measure;
	int hundredths;          /**< of a percent: 9472 */
	struct day to;           /**< the year to this day; DAY_NONE: the whole year */
	const char *source;
};
extern const struct national_figure national_figures[];
extern const int national_figures_count;
/** Of England, that phase ("all" where the phase is NULL or not known) and year, or of the last year before it that there is; NULL: none. */
const struct national_figure *national_find(const char *phase, int year, enum national_measure m);

/** The sign of a/b - c/d in exact integers; b, d > 0. */
int share_compare(int64_t a, int64_t b, int64_t c, int64_t d);
/** part/of less a percentage given in hundredths, in hundredths of a point, half up (half away from nought below it); `of` > 0. */
int share_points(int64_t part, int64_t of, int hundredths);

/** a/b less c/d in hundredths of a point, likewise; b, d > 0. */
int share_apart(int64_t a, int64_t b, int64_t c, int64_t d);
/** The same in tenths of a point, rounded once. */
int share_apart_tenths(int64_t a, int64_t b, int64_t c, int64_t d);
/** Of `left` sessions still to come, how many may be missed so that at their end attendance is at least that; all of them at most; -1: it cannot be reached. */
int64_t share_may_miss(int64_t attended, int64_t possible, int64_t left, int hundredths);

#endif
