#ifndef FIRSTBELL_OFFICE_REVIEW_PARTS_H
#define FIRSTBELL_OFFICE_REVIEW_PARTS_H

/* The fortnightly review in the making: what is read once for everybody, then line by line. */

#include "measure.h"
#include "office/review.h"

/** A pupil on the list, with what the order goes by. */
struct review_pupil {
	struct review_line line;
	const char *sort_key;
	struct day born;
};

/** The reviews that a list is of. */
struct reviews {
	struct review_row open;          /**< the group's own before that of everybody; id 0: none is */
	struct review_row before;        /**< closed last before it was opened; id 0: none was */
	struct review_row *beside;       /**< all others that are open, or were when it was opened */
	int beside_count;
};

struct review_work {
	struct office *o;
	const struct review_wish *wish;
	bool working;                    /**< each line says its working */
	int64_t only;                    /**< that pupil alone, on the list or not; 0: everybody on it */
	struct review_view *v;           /**< its arena keeps every text that is shown */
	int (*after)(struct review_work *w); /**< what more is read in the same reading, once the list is there; NULL: nothing */
	void *ctx;                       /**< of `after` */
	struct arena arena;
	struct err *e;
	struct day today;
	sitting now;                     /**< the session that is running */
	int64_t group;                   /**< of the review; 0: everybody */
	const char *policy;              /**< by which it is read; NULL: the one adopted */
	struct review_row open;          /**< id 0: none is */
	struct reviews of;
	int64_t before;                  /**< of.before.id */
	const char *policy_before;       /**< by which it went */
	struct review_last last;         /**< with `before` */
	struct reviewed_row *said_now, *said_last; /**< in the one that is open or beside it; the last before it of each pupil: by pupil */
	int said_now_count, said_last_count;
	struct pupil_stage_row *set;     /**< stages by person in force today, by pupil */
	int set_count;
	struct task_row *tasks;          /**< that stages made, this school year */
	int task_count;
	struct crossings_then then;      /**< as they were known at the last review */
	int last_day;                    /**< index of the last school day that has come; -2: not looked for yet */
	struct day change_from;          /**< ten school days ago; DAY_NONE */
	struct { VEC(struct review_pupil); } pupils;
};

/** A class was asked for, and the review that is open is of everybody. */
static inline bool review_is_shared(const struct review_work *w)
{
	return w->group != 0 && w->open.id != 0 && w->open.roll_group == NONE;
}

/** Within a transaction too: o, wish, only, v and e are given; the list, or with `only` that pupil's line alone.  -EPERM where the person may not review. */
int review_read(struct review_work *w);
void review_work_finish(struct review_work *w);
#define CLEAN_REVIEW __attribute__((cleanup(review_work_finish)))

/** The line of a pupil; false: not on the list (review_line.c). */
bool review_line_make(struct review_work *w, const struct measure *m, const struct measured *p, struct review_line *ret);
/** What was decided, and how many marks were changed since (review_said.c). */
void review_said_fill(struct review_work *w, const struct measure *m, const struct measured *p, const struct reviewed_row *row, struct review_said *ret);

/** What the line's figures are made of (review_working.c). */
void review_working_fill(struct review_work *w, const struct measured *p, struct review_line *l);
/** What the policy asks for next: due, proposed, next step (review_next.c). */
void review_next_fill(struct review_work *w, struct review_line *l);
#define REVIEW_TASK "stage"
/** The actions that are due become tasks, in the act that is open; they are said. */
int review_tasks_raise(struct review_work *w, const struct review_line *l, struct buf *said);
int review_tasks_read(struct review_work *w);

struct review_due {
	struct day due;                  /**< since when; of an open one when it was opened */
	bool open;
	int looked;                      /**< in the one that is open */
};
/** Is a review of everybody due, or open?  1, 0 or -errno.  No figure is read for it.  Within a reading. */
int review_due_read(struct office *o, struct arena *a, struct review_due *ret, struct err *e);

/** -EINVAL: there is no such stage, and which there are. */
int stage_refuse(const struct policy *p, const char *name, struct err *e);
/** The reviews of that group, and of everybody: each of those is one of every class too, as review_last() has it. */
int reviews_find(struct office *o, int64_t group, struct arena *a, struct reviews *ret, struct err *e);

/* OPEN AT THE SAME TIME, of a class and of everybody (review_beside.c): one decision about a pupil does for both. */

/** of->beside, of all reviews there are. */
int reviews_beside(struct office *o, struct reviews *of, const struct review_row *rows, int n, struct arena *a, struct err *e);
const struct review_row *review_beside(const struct reviews *of, int64_t review); /**< NULL: it is none of them */
/** What was decided in the one that is open and in those beside it, one row a pupil, by pupil.  How many */
int review_said_read(struct office *o, const struct reviews *of, struct arena *a, struct reviewed_row **ret, struct err *e);
int review_said_last(struct review_work *w); /**< w->said_last, none of it from a review beside this one */
const char *review_of_whom(struct review_work *w, const struct review_row *row); /**< "Willow", "everybody" */
void review_beside_say(struct review_work *w); /**< in the head of the list */

#endif
