#ifndef OFFICE_BANDS_H
#define OFFICE_BANDS_H

#include "base/mem.h"
#include "office/register.h"
#include "office/reports.h"
#include "rules/crossing.h"

/* Who is near a line, and what moved since the last review: the Bands screen and its report (C1 to C5, C21).  Figures are of the school year to now unless days or a
 * period are given; a count is never shown without what it is of: `n of m (p%)`. */

struct bands_wish {
	struct day from, to;      /**< DAY_NONE: 1 September .. today */
	const char *group;        /**< a class by its name; NULL: all */
	int year;                 /**< SESSION_ANY_YEAR: all */
	const char *flag;         /**< a group of pupils by flag (fsm, sen ...), for who may see it; NULL: all */
	int within;               /**< only pupils so many sessions, missed or attended, from a line; 0: all */
	int band;                 /**< -1: all */
	const char *policy;       /**< NULL: the one that is adopted */
	const char *period;       /**< as period_parse() has it; NULL: from..to */
	bool as_dfe;              /**< pupils and days as the Department counts them */
	const char *stage;        /**< only pupils in that stage of the policy; NULL: all */
	bool new_only;            /**< only pupils with a crossing since the last review, or one that was withdrawn */
};
struct band_line {
	int64_t pupil;
	const char *name, *class, *upn, *admission_number; /**< NULL where there is none */
	int year;                 /**< SESSION_ANY_YEAR: not known */
	int possible, attended, missed;
	int band;                 /**< -1: nothing was possible */
	bool persistent, severe;
	struct band_near near;    /**< within `within`, or 3 where that is 0 */
	const char *stage, *stage_title; /**< NULL: none */
	int then_possible, then_attended; /**< as at the last review, by the marks as they stood then; -1: there was none */
	const struct crossing *crossed;   /**< the newest since then: who is newly below or above; NULL: none */
	const struct crossing *withdrawn; /**< it was one then, and a mark changed since took it back; NULL: none */
};
struct bands_view {
	struct arena arena;
	struct policy policy;
	struct day from, to;
	const struct band_line *lines; /**< the lowest band first; in it the lowest attendance first, compared as fractions; then by name */
	int count;
	int *of_band;             /**< pupils in each band, of those that the filters let through but for `band` and `within` */
	const int *then_of_band;  /**< as at the last review, by the marks of then; NULL: there was none in these days, or nobody is named */
	int none;                 /**< of them, without a possible session: in no band */
	int all, with_band;       /**< of them: all; in a band */
	int persistent, severe;
	struct day reviewed;      /**< the last review that was closed; DAY_NONE: none yet, and everything that was crossed in these days is new; or none until they were over, and only what was amended since is */
	int newly_below, newly_above, withdrawn; /**< pupils, of `all`, by their newest crossing since */
	int dfe_out;              /**< with as_dfe: left out as the Department counts */
	bool names;               /**< false: the person sees figures alone: no lines */
	const bool *hidden;       /**< bands that are not told to who sees figures alone, and 0 here: of few, or what would bring the few back; NULL: all are told */
	int pooled;               /**< pupils in those together */
	bool persistent_hidden, severe_hidden;
};
/** Who sees figures alone has them of the whole school: those of a class or a year would bring back the few of the others. */
int office_bands_open(struct office *o, const struct bands_wish *w, struct bands_view *ret, struct err *e);
void bands_view_finish(struct bands_view *v);

#endif
