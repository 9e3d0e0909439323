#ifndef OFFICE_RETURNS_PARTS_H
#define OFFICE_RETURNS_PARTS_H

/* What lists, the report and the use cases of returns share. */

#include "office/returns.h"
#include "report_listed.h"

/** An episode, or a naming. */
struct return_item {
	struct listed who;         /**< `name` as lists have it, told apart from its equals */
	struct return_found found;
	const char *words;         /**< "7 1/2 school days of illness, 10 sessions to come" */
	const char *said;          /**< of a naming why, of one that was made to whom; NULL */
	const char *working;       /**< one line */
	bool overdue;
};
struct return_items {
	struct { VEC(struct return_item); } of; /**< in order of pupil, then kind */
	struct measure measure;    /**< `who` points into its roll */
};
/** Everybody's whom the person may see, of one kind (-1: all); those that were made where `made`.  Texts are the arena's. */
int returns_gather(struct office *o, const struct report_asked *k, int kind, bool made, struct arena *a, struct return_items *ret, struct err *e);
void return_items_finish(struct return_items *r);
#define CLEAN_RETURNS __attribute__((cleanup(return_items_finish)))
/** Overdue first, then due, near, made; by kind, class and name. */
void return_items_sort(struct return_items *r);

/** Of one pupil, whoever may see them, within a reading or an act: the last of that kind that is not made, else the last that is.  0, or -ENOENT: there is none */
int return_find(struct office *o, int64_t pupil, enum return_kind kind, struct return_found *ret, struct err *e);

/** "7 1/2 school days of illness, 10 sessions to come" */
const char *return_words(const struct return_found *f, struct arena *a);
const char *half_days(int days, int half, struct arena *a); /**< "7 1/2 school days" */

#endif
