#ifndef OFFICE_UNDO_H
#define OFFICE_UNDO_H

#include "marking.h"

/* What the two halves of undo share: marks (undo.c) and the fields of things (undo_fields.c). */

/** A change to be taken back. */
struct put_back {
	struct change_row row;
	bool made;                            /**< by the act, with its whole row: the row goes */
};

/** One undo in the making. */
struct undoing {
	struct office *o;
	struct err *e;
	struct arena arena;
	struct act_row act;
	const char *reason;
	struct moment now;
	bool any;                             /**< may undo what somebody else did */
	struct { VEC(struct entry); } entries;
	struct { VEC(struct put_back); } changes;
	struct { VEC(struct stayer); } stayers; /**< rows that stay as they are, which others may have to stay with */
	struct buf left;                      /**< a line each */
	int left_count;
};

/** A row of a pupil that was changed since. */
struct stayer {
	enum thing thing;
	int64_t pupil;
};

void undo_leave(struct undoing *u, const char *line);
/** "by Tom Bell at 08:30 (act 12)" */
const char *undo_who_and_when(struct undoing *u, int64_t seq);
int undo_plan_fields(struct undoing *u);
/** Into the act that is open. */
int undo_write_fields(struct undoing *u);

#endif
