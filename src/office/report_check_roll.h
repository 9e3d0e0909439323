#ifndef OFFICE_REPORT_CHECK_ROLL_H
#define OFFICE_REPORT_CHECK_ROLL_H

#include "family_read.h"
#include "report_parts.h"

/* The check of the roll, in parts: what the register lacks, and what is due (report_check_roll.c), one child twice (report_check_twice.c). */

struct check_roll {
	struct check *check;
	struct families families;
	struct family_homes homes;
	struct pupil_row *rows;
	int row_count;
	struct pupil_pair_row *pairs;
	int pair_count;
	struct enrolment_row *spells;
	int spell_count;
	bool names; /**< the person may see pupils by name */
	struct arena arena;
};
#define LISTED_MOST 10 /**< by name; more are counted */

/** A name only for those who may see it: an administrator checks, and has no pupil data. */
const char *check_roll_name(struct check_roll *k, const struct pupil_row *p);
/** Says each pair that may be one child, or that there is none. */
void check_roll_alike(struct check_roll *k);

#endif
