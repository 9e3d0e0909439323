#ifndef OFFICE_CLASSES_PARTS_H
#define OFFICE_CLASSES_PARTS_H

/* What the use cases of classes share: one transaction, the classes read in it. */

#include "internal.h"
#include "office/classes.h"

struct classing {
	struct office *o;
	struct err *e;
	struct buf *said;
	struct arena arena;
	struct day today;
	struct roll_group_row *groups;
	int count;
};

/** A use case in a transaction: permission, the classes, then what is wished. */
typedef int classing_case(struct classing *c, const void *wish, int64_t *ret_act);
int classing_run(struct office *o, struct buf *said, struct err *e, classing_case *run, const void *wish, int64_t *ret_act);

/** By its name: of that day; DAY_NONE: of today, else the next to come, else the last that was. */
int classing_find(struct classing *c, const char *name, struct day day, struct roll_group_row *ret);
/** No other class is called so on days from..to; `but`: the one that is changed, or 0. */
int classing_name_free(struct classing *c, const char *name, struct day from, struct day to, int64_t but);
/** Into the open act: its id in the row. */
int classing_make(struct classing *c, struct roll_group_row *row);
int classing_open(struct classing *c, const char *kind);
int classing_put(struct classing *c, enum thing thing, void *row);
int classing_close(struct classing *c, int64_t *ret_act);
const char *classing_day(struct classing *c, struct day d); /**< "Fri 20 Nov 2026" */

/** Places of a class that are not over before `from`, in order of their ids. */
int classing_places(struct classing *c, int64_t group, struct day from, struct membership_row **ret);
/** Is the pupil on the roll on some day of from..to (DAY_NONE: open)?  1, 0 or -errno. */
int classing_on_roll(struct classing *c, int64_t pupil, struct day from, struct day to);

/** A name as it may be kept: one line, nothing in it that cannot be seen, no blanks around it. */
int class_name_check(const char *name, struct err *e);

#endif
