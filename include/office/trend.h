#ifndef OFFICE_TREND_H
#define OFFICE_TREND_H

#include "office/bands.h"
#include "rules/picture.h"

/* Attendance week by week (C20). */

/** A school week of a trend: one in which a session was held and somebody was on the roll, or a mark counts. */
struct trend_week {
	struct day monday;
	struct day first, last;   /**< of it, of the days asked for */
	const char *term;         /**< NULL: in none */
	bool so_far;              /**< a register of it has still to close */
	int possible, attended, missed;
	int percent;              /**< tenths; -1: nothing was possible */
	bool has_change;          /**< the week before has a figure, and this one */
	int change;               /**< with has_change: of the percentage, as both are shown, in tenths of a point */
	int possible_to_date, attended_to_date; /**< from the first of these weeks on */
};
/** Attendance week by week, of the school, a class, a year or a group (C20): each session counts in the class and the year in which the
 *  pupil was then, and in a group by flag where the pupil had the flag then. */
struct trend_view {
	struct arena arena;
	struct day from, to;
	struct day day;           /**< the last of these days that has come */
	const char *of;           /**< "Willow, Year 4, fsm"; "the school", "your classes" */
	const struct trend_week *weeks; /**< the earliest first */
	int count;
	int few;                  /**< weeks in no figure: of too few pupils for who sees figures alone */
	int boarders;             /**< in no figure */
	struct picture_bars bars; /**< one a week */
};
/** `within` and `band` of the wish do not matter. */
int office_trend_open(struct office *o, const struct bands_wish *w, struct trend_view *ret, struct err *e);
void trend_view_finish(struct trend_view *v);
#define TREND_CHANGE 8
/** "+0.4", "-1.2", "0.0", "+100.0"; NULL where there is none. */
const char *trend_change_text(const struct trend_week *w, char to[static TREND_CHANGE]);

#endif
