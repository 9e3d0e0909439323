#ifndef OFFICE_MERGE_H
#define OFFICE_MERGE_H

/* Two rows of one child: what goes over, in one act (design 2). */

#include "internal.h"
#include "office/pupils.h"

struct merging {
	struct office *o;
	struct err *e;
	struct buf *said;
	struct arena arena;
	struct pupil_row from, to;           /**< as they stood */
	const char *from_name, *to_name;     /**< "Amara Okafor (101)" */
	int keep;                            /**< whose mark stands where both have one: -1 not said, 0 `to`'s, 1 `from`'s */
	struct { VEC(struct entry); } entries;
	int moved, same, different;          /**< marks */
};

void merging_say(struct merging *m, const char *format, ...) __attribute__((format(printf, 2, 3)));

/** Judges the marks of both; refused where they differ and nobody said whose stand (merge_marks.c). */
int merge_plan_marks(struct merging *m);
/** Into the open act: 0 or -errno, with m->e said. */
int merge_write_marks(struct merging *m);
/** Spells, classes, years, flags, sessions elsewhere, homes, contacts, former names, pairs (merge_rows.c). */
int merge_write_rows(struct merging *m);
/** Plans, what the family said, notes, sign-outs, calls, tasks, decisions of reviews, stages, returns, targets (merge_day.c). */
int merge_write_day(struct merging *m);

#endif
