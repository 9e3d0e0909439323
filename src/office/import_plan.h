#ifndef OFFICE_IMPORT_PLAN_H
#define OFFICE_IMPORT_PLAN_H

/*
 * What a file of the roll would change, judged before anything is written (E10): one list for the dry run and the real one.  Rows are kept;
 * judging makes the plan in a view of the store, and writing looks in its own transaction whether any act came between: then the plan is made
 * anew there.  So what is judged and what is written saw the same store, and nobody waits while a file is read.
 */
#include "import_job.h"

/** One row to put or, with `remove`, to take away.  An id below 0 in it is a promise: of what this plan makes before. */
struct plan_put {
	enum thing thing;
	void *row;
	int64_t remove;
	int64_t promise;                  /**< what this row makes; 0: nobody asks */
};
struct plan_act {
	const char *kind, *who;
	int line;                         /**< of the file; 0: of none */
	struct { VEC(struct plan_put); } puts;
	struct buf words;                 /**< "surname Hall to Hull; class Hazel to Maple"; none: nothing would change */
};
struct plan {
	struct arena arena;
	struct { VEC(struct plan_act); } acts;
	struct { VEC(const char *); } notes; /**< said behind the changes */
	int promises;
	int64_t seen;                     /**< the last act when it was made */
	int64_t added, changed, same;
};

typedef int plan_make(struct import_job *j, void *state, struct plan *p, struct err *e); /**< refusals by import_refuse() */

/** In judge(): makes the plan, and says what it would change unless a row is refused. */
int plan_judge(struct import_job *j, void *state, struct plan *p, plan_make *make, struct err *e);
/** In write(): all of it in one transaction. */
int plan_write(struct import_job *j, void *state, struct plan *p, plan_make *make, struct err *e);
void plan_finish(struct plan *p);

struct plan_act *plan_act_new(struct plan *p, const char *kind, int line, const char *who); /**< until the next one is made */
/** A copy of the row goes in; `promise` of plan_promise(), or 0. */
void plan_put(struct plan *p, struct plan_act *act, enum thing thing, const void *row, size_t size, int64_t promise);
void plan_remove(struct plan_act *act, enum thing thing, int64_t id);
int64_t plan_promise(struct plan *p);
void plan_say(struct plan_act *act, const char *format, ...) __attribute__((format(printf, 2, 3)));
/** Drops the last act if it says nothing.  @return whether it stays */
bool plan_act_keep(struct plan *p);

/** Rows of the store by whom they belong to, in the order of their ids. */
struct sorted_row {
	int64_t key;
	void *row;
	int order;
};
struct sorted {
	struct sorted_row *rows;
	int count;
};
struct sorted sorted_make(struct arena *a, void *rows, int count, size_t size, size_t key);
#define SORTED(a, rows, count, key) sorted_make(a, rows, count, sizeof *(rows), offsetof(__typeof__(*(rows)), key))
const struct sorted_row *sorted_of(const struct sorted *s, int64_t key, int *ret_count);

/** Refuses control characters, and what nobody can see, in any of our columns, by field. */
void import_check_letters(struct import_job *j, const struct csv_row *row);
/** A row that outlives the reading, its letters written as they go out again (NFC). */
struct csv_row import_row_keep(struct arena *a, const struct csv_row *row);

/* Cells that every file of the roll has alike; each refuses what makes no sense. */
const char *import_text(struct import_job *j, const struct csv_row *row, int column, struct arena *a); /**< NULL: empty */
/** A key that firstbell made, in small letters; NULL: empty, or refused.  `of`: "a pupil" */
const char *import_key(struct import_job *j, const struct csv_row *row, int column, const char *of, struct arena *a);
struct day import_day(struct import_job *j, const struct csv_row *row, int column);                    /**< DAY_NONE: empty, or refused */
#define IMPORT_NO_YEAR INT32_MIN
int import_year(struct import_job *j, const struct csv_row *row, int column);                          /**< IMPORT_NO_YEAR likewise */
int import_session(struct import_job *j, const struct csv_row *row, int column);                       /**< 0, 1; -1 likewise */
int import_yes_no(const char *cell); /**< 1 yes, 0 no (and empty), -1 other words */

#endif
