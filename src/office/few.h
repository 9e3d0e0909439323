#ifndef OFFICE_FEW_H
#define OFFICE_FEW_H

/*
 * What who sees figures alone may be told (C14; reliability 5), one answer for every report: which codes, categories, classes and years, so that neither a report nor
 * another of the same days brings back what a few pupils did.  rules/few.h hides parts of a whole; this says which parts and wholes there are.
 */

#include "report_parts.h"

/** A code in a category, and the pupils of whom it stands. */
struct few_code {
	uint8_t code;
	enum category category;
	const uint64_t *who;       /**< a bit a pupil */
	bool hidden;
};
struct few_told {
	bool code[256][CATEGORIES];
	bool category[CATEGORIES]; /**< present and activity are told both or neither, for what is attended is; authorised and unauthorised likewise */
	int pupils;                /**< with a possible session */
};
/** Hides codes: the categories of a side where one of the two is of few, then the codes of each category, or of the side where it is not told. */
void few_codes_hide(struct few_code *codes, int count, int words, struct few_told *ret);
/** Of the days and pupils that were asked for. */
int few_told_read(struct office *o, const struct report_asked *k, struct few_told *ret, struct err *e);

/** The classes and years that `report groups` tells of the same days. */
struct few_parts {
	const bool *classes, *years; /**< private: few_class_told(), few_year_told() */
	int class_count;
};
int few_parts_read(struct office *o, const struct report_asked *k, struct arena *a, struct few_parts *ret, struct err *e);
bool few_class_told(const struct few_parts *p, int index); /**< index into office.roll_groups, -1: none */
bool few_year_told(const struct few_parts *p, int year);   /**< SESSION_ANY_YEAR: not known */
/** A class or year that was asked for: refused where it is not told, where both were, and as the Department counts. */
int few_part_check(struct office *o, const struct report_asked *k, int year, struct err *e);

/** How many pupils are much absent, of how many. */
struct few_absence {
	int pupils, persistent, severe;
};
/** Is it told as the Department counts, beside what is told of everybody?  figures_absence() asked too, and neither may what lies between the two be of few. */
void few_absence_told(const struct few_absence *all, const struct few_absence *dfe, bool *ret_persistent, bool *ret_severe);

#endif
