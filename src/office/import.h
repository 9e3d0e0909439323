#ifndef OFFICE_IMPORT_H
#define OFFICE_IMPORT_H

/* One row of a pupils file: as it was read (import_row.c), whom it is about (import_match.c), what it would change (import_plan.c). */

#include "base/mem.h"
#include "exchange/csv.h"
#include "internal.h"
#include "school.h"

#define IMPORT_FAULTS_MOST 100 /**< that are listed */

/** The columns of design 6, in the order of import_columns[]; the flags follow. */
enum import_column { IMPORT_UPN, IMPORT_ADMISSION_NUMBER, IMPORT_SURNAME, IMPORT_FORENAME, IMPORT_PREFERRED_NAME, IMPORT_DOB, IMPORT_SEX,
		     IMPORT_YEAR, IMPORT_CLASS, IMPORT_START_DATE, IMPORT_LEAVE_DATE, IMPORT_COLUMNS };
enum { IMPORT_FLAGS = 9 };
extern const char *const import_columns[IMPORT_COLUMNS];
extern const char *const import_flags[IMPORT_FLAGS];

/** What is wrong with the file, a sentence each. */
struct import_faults {
	const char *file;
	struct buf *said;
	struct err first;
	int count;
};
void import_fault(struct import_faults *f, int line, int column, const char *format, ...) __attribute__((format(printf, 4, 5)));

#define IMPORT_NO_YEAR INT32_MIN

/** The fields of a row, each checked by itself; NULL, DAY_NONE or IMPORT_NO_YEAR where the cell is empty or the column is not there. */
struct import_row {
	int line;
	const char *upn, *admission_number, *surname, *forename, *preferred_name, *sex, *class;
	const char *flags[IMPORT_FLAGS];  /**< the value; NULL: not so */
	struct day dob, start, leave;
	int year;
	unsigned unread;                  /**< bit 1 << enum import_column: there was something, but no sense in it */
	int64_t pupil;                    /**< found on the roll; 0: new */
	int known;                        /**< its index among the pupils of the roll; -1: new */
};

/** Where the file has which column; -1 where it does not. */
struct import_map {
	int column[IMPORT_COLUMNS];
	int flag[IMPORT_FLAGS];
};

/** Every heading is one that is known, and there is enough to tell pupils apart. */
void import_headings(const struct csv_table *t, struct import_map *ret, struct import_faults *f);
/** The cells of a row, by themselves and with one another. */
void import_read(const struct csv_table *t, const struct csv_row *from, const struct import_map *map, struct day today, struct arena *a,
		 struct import_row *ret, struct import_faults *f);
/** "Amara Okafor" as the row has it. */
const char *import_name(const struct import_row *row, struct arena *a);

/** Rows on the roll of everybody, by pupil: what a file is compared with. */
struct import_roll {
	struct arena arena;
	struct pupil_row *pupils;
	int pupil_count;
	struct enrolment_row **enrolments; /**< the latest of each pupil, by index in pupils; NULL: none */
	struct membership_row **memberships;
	struct pupil_year_row **years;
	struct pupil_flag_row ***flags;    /**< those that stand, by index and flag */
	struct roll_group_row *groups;
	int group_count;
};
int import_roll_read(struct office *o, struct day today, struct import_roll *ret, struct err *e);
void import_roll_finish(struct import_roll *r);

/** Finds each row's pupil; a row that fits two, or two rows that fit one, are faults. */
void import_match(struct import_row *rows, int count, const struct import_map *map, const struct import_roll *roll, struct day today,
		  struct arena *a, struct import_faults *f);

/** One row to put (its `pupil` set once that has an id) or, with `remove`, to take away. */
struct import_put {
	enum thing thing;
	void *row;
	int64_t remove;
	int group;                        /**< index into import_plan's classes; -1: the row's own */
};
/** What one row would change. */
struct import_change {
	const struct import_row *row;
	struct pupil_row pupil;
	struct { VEC(struct import_put); } puts;
	struct buf words;                 /**< "surname Hall to Hull; class Hazel to Maple" */
};
/** What a file would change. */
struct import_plan {
	struct arena arena;
	struct { VEC(const char *); } classes; /**< new ones, by name */
	struct { VEC(struct import_change); } changes;
	int added, changed, same;
};
void import_plan_make(const struct import_row *rows, int count, const struct import_map *map, const struct import_roll *roll, struct day today,
		      struct import_plan *ret);
void import_plan_finish(struct import_plan *p);

#endif
