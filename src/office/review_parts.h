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

struct review_work {
	struct office *o;
	const struct review_wish *wish;
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
	int64_t before;                  /**< the last that was closed; 0: none */
	const char *policy_before;       /**< by which it went */
	struct review_last last;         /**< with `before` */
	struct reviewed_row *said_now, *said_last; /**< in the one that is open; the last before it of each pupil: by pupil */
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

/** What the policy asks for next: due, proposed, next step (review_next.c). */
void review_next_fill(struct review_work *w, struct review_line *l);
#define REVIEW_TASK "stage"
/** The actions that are due become tasks, in the act that is open; they are said. */
int review_tasks_raise(struct review_work *w, const struct review_line *l, struct buf *said);
int review_tasks_read(struct review_work *w);

/** office_review_due() within a reading. */
int review_due_read(struct office *o, struct arena *a, struct review_due *ret, struct err *e);

/** -EINVAL: there is no such stage, and which there are. */
int stage_refuse(const struct policy *p, const char *name, struct err *e);
/**
 * The reviews of that group, and of everybody: each of those is one of every class too, as review_last() has it.  Which is open (id 0: none), the group's own
 * before the other; which was closed last (id 0: none).
 */
int reviews_find(struct office *o, int64_t group, struct arena *a, struct review_row *ret_open, struct review_row *ret_before, struct err *e);

#endif
