#ifndef FIRSTBELL_OFFICE_SCHOOL_PAGE_H
#define FIRSTBELL_OFFICE_SCHOOL_PAGE_H

#include "bands_parts.h"
#include "measure.h"
#include "office/school_page.h"

#define SCHOOL_HIDDEN "not shown: too few"

/** Sums of one class or group: of the sessions at which a pupil was in it (C14), as `report groups` has them. */
struct school_sum {
	const char *name;
	int64_t attended, possible;
	int pupils;                /**< with a possible session */
	bool hidden;               /**< from who sees figures alone */
	uint64_t *members;         /**< a bit a pupil; of a group that is said NULL */
};
enum school_time { TIME_TODAY, TIME_WEEK, TIME_TERM, TIME_YEAR, TIMES };

/** A page on its way. */
struct schooling {
	struct office *office;
	const struct report_asked *asked; /**< of the school year to date */
	struct school_page *page;
	struct arena work;
	struct { VEC(struct school_item); } items;
	struct day from[TIMES];    /**< DAY_NONE: there is no such time now */
	const char *label[TIMES];
	struct tally times[TIMES];
	int pupils[TIMES];         /**< with a possible session then */
	struct band_spread spread;
	struct school_sum *classes;/**< by index + 1; the first: in no class */
	struct school_sum *groups;
	int class_count, group_count;
	int dfe_pupils, persistent, severe;
	struct tally last_year;
	int last_pupils;           /**< with a possible session of it */
	struct day last_from, last_to;
};

/** Everybody, once for this year, as the Department counts, and once for the year before. */
int school_count(struct schooling *s, struct err *e);
/** Which classes, groups and bands are told to who sees figures alone. */
int school_hide(struct schooling *s, struct err *e);
struct school_bands {
	const int *of;             /**< pupils in each band */
	int count, split;          /**< bands[split ..] are persistent absence; split == count: no line says so */
	int persistent, severe;    /**< of `pupils`, as they are counted beside the bands */
	int pupils;
};
/** The line of 90 parts the bands into those that are persistent absence and the others. */
int school_bands_split(const struct policy *p);
/**
 * Hides the few, so that neither the other bands, nor what hidden bands are together, nor persistent and severe absence bring one back.  Of the same bands the
 * same are hidden, whatever is counted beside them.
 * *ret_persistent, *ret_severe: they are not told.
 */
void school_bands_hide(const struct school_bands *b, bool *hidden, bool *ret_persistent, bool *ret_severe);
/** Items out of the sums. */
int school_say(struct schooling *s, struct err *e);
struct school_item *school_item_add(struct schooling *s, enum school_part part, const char *label, const char *text);

#endif
