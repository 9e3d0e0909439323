#ifndef OFFICE_BANDS_H
#define OFFICE_BANDS_H

#include "base/mem.h"
#include "office/register.h"
#include "office/reports.h"
#include "rules/band.h"

/* Who is near a line: the Bands screen and its report (C1 to C3, C5).  Figures are of 1 September to now unless days are given; a count is never
 * shown without what it is of: `n of m (p%)`. */

struct bands_wish {
	struct day from, to;      /**< DAY_NONE: 1 September .. today */
	const char *group;        /**< a class by its name; NULL: all */
	int year;                 /**< SESSION_ANY_YEAR: all */
	const char *flag;         /**< a group of pupils by flag (fsm, sen ...), for who may see it; NULL: all */
	int within;               /**< only pupils so many sessions, missed or attended, from a line; 0: all */
	int band;                 /**< -1: all */
};
struct band_line {
	int64_t pupil;
	const char *name, *class, *upn, *admission_number; /**< NULL where there is none */
	int year;                 /**< SESSION_ANY_YEAR: not known */
	int possible, attended, missed;
	int band;                 /**< -1: nothing was possible */
	bool persistent, severe;
	struct band_near near;    /**< within `within`, or 3 where that is 0 */
};
struct bands_view {
	struct arena arena;
	struct policy policy;
	struct day from, to;
	const struct band_line *lines; /**< the lowest band first; in it the lowest attendance first, compared as fractions; then by name */
	int count;
	int *of_band;             /**< pupils in each band, of those that the filters let through but for `band` and `within` */
	int none;                 /**< of them, without a possible session: in no band */
	int all, with_band;       /**< of them: all; in a band */
	int persistent, severe;
	bool names;               /**< false: the person sees figures alone: no lines */
};
int office_bands_open(struct office *o, const struct bands_wish *w, struct bands_view *ret, struct err *e);
void bands_view_finish(struct bands_view *v);

#endif
