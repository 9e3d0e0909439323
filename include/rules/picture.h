#ifndef RULES_PICTURE_H
#define RULES_PICTURE_H

#include "rules/code.h"

/*
 * A picture is a description: cells with a letter, a figure and a role.  A screen paints it in cells, paper in points; never shade alone,
 * and always a sentence for who listens (reliability 6; C20).
 */
enum picture_role { PICTURE_NONE,     /**< no session: a weekend, a holiday, not on the roll */
		    PICTURE_BLANK,    /**< held, and without a mark */
		    PICTURE_PRESENT, PICTURE_LATE, PICTURE_ACTIVITY, PICTURE_AUTHORISED, PICTURE_UNAUTHORISED, PICTURE_NOT_POSSIBLE, PICTURE_ROLES };
enum picture_role picture_role_of(uint8_t code, struct day day); /**< CODE_NONE: PICTURE_BLANK */
const char *picture_role_words(enum picture_role r);               /**< "authorised absence" */

struct picture_cell {
	char letter[4];        /**< the code's symbol; "." where held and blank, "" where no session is */
	uint8_t code;
	uint8_t role;          /**< enum picture_role */
	sitting at;            /**< what it is of */
};
/** A year of one pupil: a column a school week, a row a session of the week (Mon am, Mon pm ... Fri pm; Saturday only where one is held). */
struct picture_year {
	int weeks, rows;
	const struct day *mondays;           /**< of each column */
	const char *const *row_names;        /**< "Mon am" */
	const struct picture_cell *cells;    /**< row * weeks + week */
	const char *sentence;                /**< "Attendance was 95.2% in autumn and 88.1% in spring; 9 of 14 absences were on a Friday." */
};

enum picture_bar_role { PICTURE_BAR_NONE,   /**< no figure, so no bar */
			PICTURE_BAR_WHOLE,
			PICTURE_BAR_SO_FAR, /**< its time is not over; the text says so too */
			PICTURE_BAR_ROLES };
struct picture_bar {
	int value;             /**< tenths of a percent; -1: no figure */
	uint8_t role;          /**< enum picture_bar_role */
	const char *label;     /**< "7 Sep" */
	const char *text;      /**< "134 of 149 (89.9%), so far": stands beside the bar, always */
};
/** A bar a week, one below the other, all on one scale, which is said with them: it does not begin at nought. */
struct picture_bars {
	int count;
	const struct picture_bar *bars;
	int from, to;          /**< the values at the two ends of the scale: 800, 1000 */
	const char *scale;     /**< "Bars from 80% to 100%." */
	const char *sentence;  /**< the same for who listens */
};
/** Where the scale of such values begins: whole tens of percents, 80% at most, below the least of them, so that each has a bar. */
int picture_bars_from(const struct picture_bar *bars, int count);
/** How long a bar is, of `most`: half up, and never nothing where the value is above the scale's beginning. */
int picture_bar_length(const struct picture_bars *b, int bar, int most);

/**
 * A line over time, with the lines of a policy behind it (C20): one point a week, or a session.  The figures stand beside it always, as `text` of the last point
 * and in the sentence.  Painted with braille dots, or with letters where there are none.
 */
struct picture_point {
	int value;             /**< tenths of a percent; -1: none, and the line has a gap */
	const char *label;     /**< "7 Sep"; NULL where none is written below it */
};
struct picture_rule { int value; const char *label; };  /**< a boundary across: 900, "90" */
struct picture_line {
	int count;
	const struct picture_point *points;
	const struct picture_rule *rules;
	int rule_count;
	int from, to;          /**< the values at the bottom and the top */
	const char *text;      /**< "88.1% now" */
	const char *sentence;
};
/** Where the scale of such a line begins and ends: whole tens of percents round its values, and the nearest rules. */
void picture_line_scale(struct picture_line *l);
/** The row of `rows` (0 at the top) in which a value lies; -1: off the scale. */
int picture_line_row(const struct picture_line *l, int value, int rows);

/** One bar in parts, each with its figure and letter (bands of a school, a class, a group). */
struct picture_part {
	int count;
	char letter;           /**< that stands for it where there is no shade: "A" the highest band ... */
	const char *label;     /**< "95 and above" */
};
struct picture_stack {
	const char *label;     /**< "Willow" */
	const struct picture_part *parts;
	int part_count, all;
	const char *sentence;
};
/** Cells of each part of `most`, by largest remainder, and never nothing for a part that is not nothing while there is room; they add up to `most`. */
void picture_stack_cells(const struct picture_stack *s, int most, int *cells);

#endif
