#ifndef OFFICE_IMPORT_GROUPS_H
#define OFFICE_IMPORT_GROUPS_H

/* One row of a groups file: as it was read (import_groups_row.c), what it would change (import_groups_plan.c). */

#include "import_stretch.h"

struct group_line {
	struct csv_row from;
	const char *group, *folded, *kind;  /**< kind NULL: not said */
	struct day first, last;             /**< DAY_NONE: no end */
	bool ends;                          /**< its own last day, not a school year's */
	bool goes_on;                       /**< this school year's, or a later one's */
	int year;
	int64_t weekdays, sessions;
	bool whole;                         /**< the dates make sense */
	int64_t pupil;                      /**< of judging: 0 refused */
	int group_index;                    /**< of judging: which group of the file */
};
void group_read(struct import_job *j, const struct csv_row *from, struct arena *a, struct group_line *ret);

struct groups_there {
	struct arena arena;
	struct roll_group_row *groups;
	int group_count;
	const char **folded;                /**< their names, for comparing */
	struct sorted memberships, years;   /**< by pupil */
};
int groups_there_read(struct import_job *j, struct groups_there *ret, struct err *e);
void groups_plan(struct import_job *j, struct group_line *lines, int count, const struct groups_there *there,
		 const struct import_pupils_index *pupils, struct plan *p);

#endif
