#ifndef OFFICE_IMPORT_PUPILS_H
#define OFFICE_IMPORT_PUPILS_H

/* One row of a pupils file: as it was read (import_pupils_row.c), whom it is about (_match.c), what it would change (_plan.c). */

#include "import_plan.h"

enum { IMPORT_FLAGS = PUPILS_SERVICE - PUPILS_SEN + 1 };
const char *import_flag(int flag); /**< "sen": of PUPILS_SEN + flag */

/** The fields of a row, each checked by itself; NULL, DAY_NONE or IMPORT_NO_YEAR where the cell is empty or the column is not there. */
struct import_row {
	struct csv_row from;
	const char *key, *upn, *admission_number, *surname, *forename, *preferred_name, *sex, *class, *enrolment;
	const char *middle_names, *preferred_surname, *last_school, *other_school, *other_school_contact, *arrangement;
	const char *flags[IMPORT_FLAGS];  /**< the value; NULL: not so */
	struct day dob, start, leave;
	int start_session, leave_session; /**< -1: not said */
	int year;
	unsigned unread;                  /**< bit 1 << PUPILS_...: there was something, but no sense in it */
	int64_t pupil;                    /**< found on the roll; 0: new */
	int known;                        /**< its index among the pupils of the roll; -1: new */
};

/** The cells of a row, by themselves and with one another. */
void import_read(struct import_job *j, const struct csv_row *from, struct arena *a, struct import_row *ret);
/** "Amara Okafor" as the row has it. */
const char *import_name(const struct import_row *row, struct arena *a);

/** Rows on the roll of everybody, by pupil: what a file is compared with. */
struct import_roll {
	struct arena arena;
	struct pupil_row *pupils;
	int pupil_count;
	struct enrolment_row **enrolments; /**< the latest of each pupil, by index in pupils; NULL: none */
	struct enrolment_row **earlier;    /**< the one before it */
	sitting *began;                    /**< of each the first session of the time on the roll that the latest ends: a change of status splits it */
	struct sorted memberships, years;  /**< all of them, by pupil */
	struct pupil_flag_row ***flags;    /**< those that stand, by index and flag */
	struct roll_group_row *groups;
	int group_count;
};
int import_roll_read(struct office *o, struct day today, struct import_roll *ret, struct err *e);
void import_roll_finish(struct import_roll *r);

/** Finds each row's pupil; a row that fits two, or two rows that fit one, are refused; so is a new pupil without what each needs. */
void import_match(struct import_job *j, struct import_row *rows, int count, const struct import_roll *roll, struct arena *a);
/** What a matched row says beside the roll, and the rows beside one another (import_pupils_check.c). */
void import_check_row(struct import_job *j, const struct import_row *row, const struct import_roll *roll);
void import_check_twice(struct import_job *j, const struct import_row *rows, int count, struct arena *a);
const char *import_name_key(const char *surname, const char *forename, struct day dob, struct arena *a); /**< NULL without a dob */

void import_plan_make(struct import_job *j, const struct import_row *rows, int count, const struct import_roll *roll, struct plan *ret);

/** A class that the file makes. */
struct new_class {
	const char *name;
	int64_t promise;
};

/** A change being put together. */
struct pupils_work {
	struct import_job *job;
	struct plan *plan;
	struct plan_act *act;
	const struct import_roll *roll;
	const struct import_row *row;
	struct pupil_row pupil;
	int64_t id;              /**< of the pupil, or its promise */
	struct day today;
	struct { VEC(struct new_class); } classes;
};

#define PUT(w, thing, row) plan_put((w)->plan, (w)->act, thing, &(row), sizeof (row), 0)
#define SAY(w, ...) plan_say((w)->act, __VA_ARGS__)

/* import_pupils_class.c */
struct day pupil_new_from(const struct import_job *j, const struct import_row *row);
struct day pupil_begins(const struct pupils_work *w); /**< what is new of a pupil on the roll */
bool pupil_gone(const struct pupils_work *w, const struct import_row *row); /**< left before today, as the row leaves the roll */
void pupils_make_classes(struct pupils_work *w, const struct import_row *rows, int count);
void pupil_change_class(struct pupils_work *w, struct day from);
void pupil_change_year(struct pupils_work *w, struct day from);
void pupil_count_years_back(struct pupils_work *w);

#endif
