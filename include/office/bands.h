#ifndef OFFICE_BANDS_H
#define OFFICE_BANDS_H

#include "base/mem.h"
#include "office/register.h"
#include "office/reports.h"
#include "rules/band.h"
#include "rules/picture.h"
#include "rules/span.h"

/* Who is near a line, and why: the Bands, School and Pupil screens and their reports (C1 to C3, C5, C20).  Figures are of 1 September to now
 * unless days are given; a count is never shown without what it is of: `n of m (p%)`. */

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
 *  pupil was then, and in a group by flag the pupils who had the flag on the last of these days. */
struct trend_view {
	struct arena arena;
	struct day from, to;
	struct day day;           /**< that the flags are of */
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

/** One pupil's page. */
struct pupil_contact {
	const char *name, *relation;
	const char *numbers;      /**< "mobile 07700 900123, home 01234 567890" */
	bool lives_with, parental_responsibility, do_not_contact;
	const char *order;        /**< NULL: none */
};
struct pupil_code { uint8_t code; int count; };
struct pupil_page {
	struct arena arena;
	int64_t pupil;
	const char *name, *class, *upn, *admission_number;
	int year, age;
	struct day born, from, to, joined, left; /**< joined, left: DAY_NONE where outside these days */
	const char *status;       /**< NULL, or "left on Fri 12 Dec 2025", "boarder" ...: what a reader must know */
	struct policy policy;
	struct tally tally;
	int unmarked;             /**< held, due and without a mark: in no figure */
	int band;                 /**< -1: nothing was possible */
	bool persistent, severe;
	struct band_near near;
	const struct pupil_code *codes; /**< most frequent first, every code that stands */
	int code_count;
	struct picture_year picture;
	const struct pupil_contact *contacts; /**< by priority; only for who may see them */
	int contact_count;
	bool sees_contacts;
};
/** `year_from` DAY_NONE: this school year; else the school year that begins then. */
int office_pupil_page_open(struct office *o, int64_t pupil, struct day year_from, struct pupil_page *ret, struct err *e);
void pupil_page_finish(struct pupil_page *p);

/**
 * The working of a pupil's figures (C2), step by step, each with its number and its words: possible, what was left out, by which code and
 * why, counted, boundary, comparison.  Columns step, number, words.  Never more than 5 ms for one pupil's year.
 * With `session` it is of that session of `date` alone, and of those who were due in a register, as the morning page counts; with a `flag`,
 * of the pupils who had it on `date`, else on the last day.
 */
int report_fill_working(struct office *o, const struct report_wish *w, struct report *ret, struct err *e);
/** A row a school week: week, term, possible, attended, missed, attendance_percent, change_tenths, the same to date. */
int report_fill_trend(struct office *o, const struct report_wish *w, struct report *ret, struct err *e);
/** Counts by class and by year, and of the school: pupils, attended n of m (p%), pupils in each band, persistent, severe. */
int report_fill_school(struct office *o, const struct report_wish *w, struct report *ret, struct err *e);

#endif
