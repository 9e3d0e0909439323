#ifndef OFFICE_DRAFT_H
#define OFFICE_DRAFT_H

#include "office/register.h"

/*
 * Marks that were typed and not sent (design 2): a file in drafts/ a person, register and terminal (store/draft.h), one write() a mark and
 * no fsync; synced when the keyboard rests; removed when the act has landed.  It outlives a killed program and a lost line at once, a
 * power cut from the last rest on.  A line a mark, in order of typing (the last of a pupil holds); what is torn or damaged counts for
 * nothing.
 *
 * Two terminals of one person in one register each have a draft of their own: neither sends nor discards what the other typed, and
 * draft_elsewhere() says that there is another.  What a program that is gone left is in draft_marks() of the next one that opens that
 * register, its drafts made one by the later typing.
 */
struct draft;

struct draft_mark {
	int64_t pupil;
	char code[4];     /**< as typed: "N"; "" takes a mark away */
	int before;       /**< the code number that stood when it was typed */
	int minutes_late; /**< -1: none */
	const char *note; /**< NULL: none */
	struct moment at; /**< 0: now, by office_now() */
};

/**
 * Opens, or begins, the draft of the person at the keys for that register; the file begins with the first mark.  What it holds from
 * before is in draft_marks().  It is theirs until it is closed, whoever signs in meanwhile; close it before the office.
 * @return 0; -EROFS, said, where nothing can be saved; -EPERM; -errno
 */
int office_draft_open(struct office *o, const struct register_ref *ref, struct draft **ret, struct err *e);
/** What stands in it, one a pupil, in the order of typing; the first typing of it in *ret_since.  Until the next put, drop or discard.  How many. */
int draft_marks(const struct draft *d, const struct draft_mark **ret, struct moment *ret_since);
int draft_elsewhere(const struct draft *d);   /**< marks of this register that the same person had on another terminal when this was opened */
int draft_passed_over(const struct draft *d); /**< lines from before that count for nothing: damaged, or of a child or code not known here */
/** Typed: in the file before this answers 0.  Else it is in no draft, and `e` says so. */
int draft_put(struct draft *d, const struct draft_mark *m, struct err *e);
int draft_drop(struct draft *d, int64_t pupil, struct err *e); /**< taken back; 0 too where none stands */
void draft_rest(struct draft *d);                              /**< the keyboard rests: fsync if anything is new */
/** All of it: sent, or thrown away by a person; the file goes.  The draft is empty then and may be typed into again. */
int draft_discard(struct draft *d, struct err *e);
void draft_close(struct draft *d);                             /**< the file stays where it holds marks; NULL is welcome */

/** Registers that the person at the keys left with marks not sent (here or on another terminal), and how many marks; for Today and the sign-in. */
struct draft_left {
	struct register_ref ref;
	const char *group; /**< the name of its class */
	int marks;
	struct moment since;
};
/** By day, session and group.  How many; -EPERM with nobody signed in, -errno.  Drafts of a class or of children not known here are left alone. */
int office_drafts_left(struct office *o, struct arena *a, struct draft_left **ret);

#endif
