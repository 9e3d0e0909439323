#ifndef OFFICE_IMPORT_GROUPS_H
#define OFFICE_IMPORT_GROUPS_H

/* One row of a groups file: as it was read (import_groups_row.c), what it would change (import_groups_plan.c). */

#include "import_plan.h"
#include "lanes.h"
#include "stretch.h"

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

/** A group of the file. */
struct file_group {
	int64_t id;              /**< below 0: a promise */
	const char *name, *kind;
	const struct roll_group_row *old;
	int32_t from, to;        /**< of its rows */
};

struct groups_work {
	struct import_job *job;
	struct plan *plan;
	struct plan_act *act;
	const struct groups_there *there;
	struct { VEC(struct file_group); } groups;
	struct group_line *lines;
	int count;
	struct sorted by_pupil;  /**< of them */
	/** The pupil at hand, and the rows of the file that make sense. */
	int64_t pupil;
	struct { VEC(struct group_line *); } of;
};

/* import_groups_find.c */
void groups_find(struct groups_work *w, struct arena *a);            /**< which group each row means; a kind that it is not is refused */
const struct file_group *group_of(const struct groups_work *w, const struct group_line *l);
void group_plan(struct groups_work *w, struct file_group *g);        /**< what is new of the group itself */
struct stretch group_stretch(const struct groups_work *w, const struct group_line *l);
void groups_check(struct groups_work *w);                            /**< two rows of the pupil at hand that cannot both be are refused */
const char *group_dates(int32_t from, int32_t to, struct arena *a);  /**< "2026-09-01 to 2027-08-31" */

void groups_plan(struct import_job *j, struct group_line *lines, int count, const struct groups_there *there,
		 const struct import_pupils_index *pupils, struct plan *p);

#endif
