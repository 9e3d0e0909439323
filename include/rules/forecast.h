#ifndef RULES_FORECAST_H
#define RULES_FORECAST_H

#include "rules/band.h"
#include "rules/marks.h"
#include "rules/working.h"

/*
 * What may still come of a year (C6): sessions in a row, and what is left of the real calendar.  Integers only; nothing is guessed but "at this rate", which
 * is the rate so far and says so.
 */
struct forecast_line {
	bool below;              /**< now */
	int missed_in_row;       /**< above it: this many more missed in a row bring the pupil below, at least 1; 0 where below already */
	int attended_in_row;     /**< below it: this many more attended in a row bring the pupil above; 0 where above; -1: no number does (a line at 100) */
	int may_miss;            /**< of the sessions left this many may be missed, the others attended, and the year ends above; -1: it cannot any more; 0 where nothing was or will be possible */
	bool in_reach_down;      /**< missing every session left brings the pupil below, or leaves them there */
};
struct forecast {
	int possible, attended, left;
	int best, worst;         /**< attended at the end of the year with all, with none of those left, of possible + left */
	int at_this_rate;        /**< attended + left * attended / possible, half up; -1 where nothing was possible yet */
	int band_best, band_worst, band_at_this_rate; /**< as policy_band() says of those; at this rate as of today (the fraction is the same) */
	const struct forecast_line *lines; /**< one a boundary */
	int line_count;
};
/**
 * @param left   sessions that will be possible for this pupil: held for the pupil's year and class from the next session to the last of the school year,
 *               while on the roll, without those already known to be no possible session (a pattern of X or D)
 * @param lines  room for p->boundary_count of them, the caller's
 */
void forecast_make(const struct policy *p, int possible, int attended, int left, struct forecast_line *lines, struct forecast *ret);
/** `m`: the marks so far. */
void forecast_working(const struct policy *p, const struct forecast *f, struct marks m, struct working_steps *to);

#endif
