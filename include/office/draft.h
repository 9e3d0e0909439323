#ifndef OFFICE_DRAFT_H
#define OFFICE_DRAFT_H

#include "office/register.h"

/*
 * Marks that were typed and not sent (design 2): a file in drafts/ a person and register, one write() a mark and no fsync; synced when
 * the keyboard rests; removed when the act has landed.  It outlives a killed program, a lost line and a power cut since the last rest.
 * A line a mark, in order of typing (the last of a pupil holds); a torn last line counts for nothing.
 */
struct draft;

struct draft_mark {
	int64_t pupil;
	char code[4];     /**< as typed: "N"; "" takes a mark away */
	int before;       /**< the code number that stood when it was typed */
	int minutes_late; /**< -1: none */
	const char *note; /**< NULL: none */
	struct moment at;
};

/** Opens, or begins, the draft of the person at the keys for that register.  What it holds from before is in draft_marks(). */
int office_draft_open(struct office *o, const struct register_ref *ref, struct draft **ret, struct err *e);
/** What stands in it, one a pupil, in the order of typing; the first typing of it in *ret_since. */
int draft_marks(const struct draft *d, const struct draft_mark **ret, struct moment *ret_since);
int draft_put(struct draft *d, const struct draft_mark *m, struct err *e);  /**< typed: in the file before this returns */
int draft_drop(struct draft *d, int64_t pupil, struct err *e);              /**< taken back */
void draft_rest(struct draft *d);                                           /**< the keyboard rests: fsync if anything is new */
int draft_discard(struct draft *d, struct err *e);                          /**< all of it: sent, or thrown away by a person; the file goes */
void draft_close(struct draft *d);                                          /**< the file stays where it holds marks; NULL is welcome */

/** Registers that the person at the keys left with marks not sent, and how many marks; for Today and the sign-in. */
struct draft_left {
	struct register_ref ref;
	int marks;
	struct moment since;
};
int office_drafts_left(struct office *o, struct arena *a, struct draft_left **ret);

#endif
