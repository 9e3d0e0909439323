#ifndef OFFICE_REPORT_LISTED_H
#define OFFICE_REPORT_LISTED_H

/* What the reports of pupils of issue 7 share: who is in them, in the order of classes and names, and what they are called. */

#include "measure.h"

/** In text the class is a heading over its rows. */
#define LISTED_HEADINGS \
	[MEASURED_PUPIL] = { "pupil", "Key", CELL_TEXT, 0, COLUMN_DATA_ONLY }, \
	[MEASURED_UPN] = { "upn", "UPN", CELL_TEXT, 0, COLUMN_DATA_ONLY }, \
	[MEASURED_NUMBER] = { "admission_number", "Number", CELL_TEXT, 0, COLUMN_DATA_ONLY }, \
	[MEASURED_NAME] = { "name", "Name", CELL_TEXT, 20, COLUMN_BOTH }, \
	[MEASURED_CLASS] = { "class", "Class", CELL_TEXT, 0, COLUMN_DATA_ONLY }

/** Who a row is of, once the visit is over. */
struct listed {
	int64_t id;
	const struct roll_pupil *pupil;
	int class, class_rank;     /**< as struct measured has them */
	const char *sort_key, *name;
};
void listed_make(struct listed *to, const struct measured *p, struct arena *a);
/** Class by class, by name; rows of one pupil stay as they were put where the caller compares further. */
int listed_compare(const struct listed *a, const struct listed *b);
/** pupil, upn, admission_number, name, class. */
void listed_cells(struct office *o, struct report *r, struct cell *cells, const struct listed *l);
/** The class where another begins, "No class"; else NULL: a row's heading. */
const char *listed_heading(struct office *o, struct report *r, const struct listed *l, const struct listed *before);

/** Equal names get class and date of birth behind them (H4): of `count` things of that size that each begin with a struct listed, one a pupil. */
void listed_tell_apart(struct office *o, void *items, int count, size_t size, struct arena *a);

/** From the start of the register to the end of each session, in minutes: what a child who is late loses a part of; 0: not known. */
int school_day_minutes(struct office *o, struct day day);

/** "Patterns of absence of Willow, Year 3, Thu 3 Sep 2026 to Fri 20 Nov 2026", and who is left out. */
void report_titled(struct office *o, const struct report_asked *k, struct report *r, const char *what);
void report_left_out(struct report *r, const struct report_asked *k, const struct measure *m);
/** "As the Department counts: left out 5: under 5 on 31 August 4, without a possible session 1.": nothing where that was not asked for. */
void report_dfe_line(struct report *r, const struct report_asked *k, const int why[static DFE_OUTS]);
/** Totals for who may see no names: ACTION_SEE_FIGURES; else ACTION_SEE_TOTALS. */
enum action figures_action(struct office *o);
/** `report groups`, for who takes its rows into a report of their own: columns name, attended_share, gap ... */
int groups_fill(struct office *o, const struct report_asked *k, struct report *r, struct err *e);
/** What was asked, for measure_begin(). */
struct measure_wish listed_wish(const struct report_asked *k, unsigned int parts);

#endif
