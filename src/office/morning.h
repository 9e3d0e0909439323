#ifndef OFFICE_MORNING_H
#define OFFICE_MORNING_H

/* What the files of the morning page share. */

#include "marking.h"
#include "presence_words.h"
#include "today_parts.h"

struct morning {
	struct session_facts facts;
	struct morning_view *view;
	struct policy policy;
	sitting last_week;         /**< -1: none */
	int64_t pupils;            /**< highest id of the children + 1 */
	bool *priority;            /**< by pupil */
	struct contacted contacted;
};

/** A child on its way into a list. */
struct morning_name {
	struct morning_pupil pupil;
	int first, rank;           /**< the order: first, then the class, then the name */
	const char *sort_key;
	struct day born;
};
struct name_list { VEC(struct morning_name); };

/** The child with its name, class and remark; an error of the store as -errno. */
int morning_list_add(struct morning *m, const struct child *c, int first, const char *remark, struct name_list *to);
/** Gives the list its order and its place; `list` is empty then. */
void morning_list_keep(struct morning *m, struct name_list *list, struct morning_list *ret);

int morning_fill_below(struct morning *m);

#endif
