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
	bool within;                          /**< a part of more: whoever began the writing ends it */
	const char *register_kind;            /**< of an act that opens its register again, or closes it again; NULL: it does neither */
	struct { VEC(struct entry); } entries;
	const struct change_row *act_rows;    /**< every change of the act */
	int act_row_count;
	struct { VEC(struct put_back); } changes;
	struct { VEC(struct stayer); } stayers; /**< rows that stay as they are, which others may have to stay with */
	struct buf left;                      /**< a line each */
	int left_count, note_count;           /**< lines, and those of them that are notes */
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
/** The changes of one row of the plan end there. */
int undo_row_end(const struct undoing *u, int from);
/** Whose story those changes of one row are part of (below 0: an adult's); 0: of none. */
int64_t undo_pupil_of(struct undoing *u, const struct put_back *changes, int n);
/** A row of the plan stays: it is said why, and so does what makes one story with it. */
void undo_stay_beside(struct undoing *u, const struct put_back *first, int64_t owner, const char *why);
/** Takes out of the plan what would stand beside another that excludes it.  undo_apart.c */
int undo_keep_apart(struct undoing *u, bool *ret_any);
/** Into the act that is open. */
int undo_write_fields(struct undoing *u);
/** office_undo() within a writing that is begun and is the caller's to end. */
int undo_within(struct office *o, int64_t act, const char *reason, struct buf *ret_left, struct mark_result *ret, struct err *e);

/* THE DAY'S WORK (undo_day.c) */

/** May the person put that row back?  `action` is what its thing asks for; of a child's, a plan's or a class's row it is asked for those classes. */
int undo_may(struct undoing *u, enum action action, const struct change_row *rows, int n);
/** "the plan Hever Castle", "Amara Okafor signed out"; NULL for what is none of the day's work. */
const char *undo_day_words(struct undoing *u, enum thing thing, int64_t id);
/** The plan that the row is of, where the act made that plan or took it away: they go together.  0: none */
int64_t undo_plan_of(struct undoing *u, enum thing thing, int64_t id);
/** *ret_why: why the row cannot go back, though nobody changed it: "Ben Ash was added since"; NULL: it can. */
int undo_gone_on(struct undoing *u, const struct change_row *rows, int n, bool made, const char **ret_why);

#endif
