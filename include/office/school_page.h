#ifndef OFFICE_SCHOOL_PAGE_H
#define OFFICE_SCHOOL_PAGE_H

#include "base/mem.h"
#include "office/reports.h"
#include "rules/band.h"
#include "rules/picture.h"

/*
 * The head's page (C1, C3, C5, C14, C16, C18, C20): one screen that begins with who is not known, then attendance today, this week, this term and this
 * year, what it is compared with, the bands, the weeks, classes and groups.  Figures are of the school year; a class and a group are those of today, as
 * on the Bands screen.
 */
enum school_part { SCHOOL_NOT_KNOWN, SCHOOL_SHARE, SCHOOL_COMPARED, SCHOOL_ABSENCE, SCHOOL_BAND, SCHOOL_TREND, SCHOOL_CLASS, SCHOOL_GROUP,
		   SCHOOL_PARTS };
const char *school_part_name(enum school_part p); /**< "not_known", "attendance", "compared" ... */

/** A line of it: everything that can be asked about. */
struct school_item {
	enum school_part part;
	const char *label;         /**< "This week", "Willow", "England, primary, 2025/26" */
	const char *text;          /**< "402 of 418 (96.2%)"; "not shown: too few" */
	const char *beside;        /**< "-2.9": in points; NULL: nothing */
	bool hidden;               /**< too few for who sees figures alone: no number below is told */
	int64_t of, all;           /**< attended of possible; pupils of pupils */
	struct day from, to;       /**< that it is of; DAY_NONE: of the year */
	const char *name;          /**< class or group, as the Bands screen finds it; NULL */
	int band;                  /**< of SCHOOL_BAND; -1: of several */
};
struct school_page {
	struct arena arena;
	struct day day;
	enum session session;
	bool names;                /**< false: figures alone */
	bool whole;                /**< of the school, not of somebody's classes */
	struct day from, to;       /**< of the year */
	int not_known;             /**< -1: not told, they are too few */
	struct policy policy;
	struct school_item *items; /**< in the order of the parts; classes from the highest attendance down, groups from the widest gap */
	int count;
	int at[SCHOOL_PARTS], n[SCHOOL_PARTS]; /**< where each part begins, and how many it has */
	struct picture_stack bands;
	struct picture_line trend; /**< a point a week */
	int boarders;              /**< in no figure */
	int pupils, dfe_out;       /**< on the roll at some time of the year; of them, in no figure of the Department's */
};
int office_school_page_open(struct office *o, struct school_page *ret, struct err *e);
void school_page_finish(struct school_page *p);
/** The working of what is compared, of much absence and of a band, step by step: `wish.kind` is the label of the line. */
int report_fill_school_steps(struct office *o, const struct report_wish *w, struct report *ret, struct err *e);

#endif
