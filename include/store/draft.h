#ifndef STORE_DRAFT_H
#define STORE_DRAFT_H

#include "base/day.h"
#include "base/key.h"
#include "base/mem.h"
#include "rules/session.h"

/*
 * Marks typed and not sent (design 2): plain files in drafts/, no SQLite.  A file a person, register and terminal, mode 0600, named by
 * permanent keys, which a renamed class or a merged row does not change:
 *
 *	<key of staff>-<key of group>-2026-11-20-am, and the same with -2, -3 ... for their further terminals
 *
 * The first line is "firstbell draft 1"; then a line a mark typed or taken back, in order of typing, so that the last of a pupil holds:
 *
 *	<check> mark <key of pupil> <seconds since 1970> <code number that stood> <minutes late, -1: none> =<code>[ <note>]
 *	<check> drop <key of pupil> <seconds since 1970>
 *
 * <check> is the first four bytes, in hex, of BLAKE2b-256 of the rest of its line: a torn or damaged line does not fit and counts for
 * nothing.  Control characters and % of a code or a note are %XX; bytes that are no UTF-8 become U+FFFD.
 *
 * Whoever has a file open holds it with flock(), so it is never two programs': a second terminal of the same person begins a file of
 * its own.  What a program that is gone left behind is found unlocked by the next one, and its files are made one.
 */
struct draft_name {
	struct key staff, group;
	struct day day;
	enum session session;
};

struct draft_typed {
	struct key pupil;
	struct moment at;
	int before, minutes_late;
	char code[4];
	const char *note; /**< NULL: none */
};

struct draft_file;

/** Reads what is there; a file begins with the first mark put into it.  0 or -errno (files that cannot be read as drafts are passed over). */
int draft_file_open(const char *school, const struct draft_name *name, struct draft_file **ret);
/** What stands, one a pupil, by their last typing; until the next put, drop or discard.  How many. */
int draft_file_typed(const struct draft_file *f, const struct draft_typed **ret);
int draft_file_passed_over(const struct draft_file *f); /**< lines that count for nothing */
int draft_file_elsewhere(const struct draft_file *f);   /**< marks that another terminal held when this was opened */

/* 0 when it is in the file: it outlives this program from then on.  -errno: it is not, and the file is as it was. */
int draft_file_put(struct draft_file *f, const struct draft_typed *t);
int draft_file_drop(struct draft_file *f, const struct key *pupil, struct moment at);

int draft_file_rest(struct draft_file *f);     /**< fsync if anything is new: from then on it outlives a power cut */
int draft_file_discard(struct draft_file *f);  /**< the file goes, durably */
void draft_file_close(struct draft_file *f);   /**< the file stays where it holds marks; NULL is welcome */

/** A draft as it lies there, whoever has it open. */
struct draft_found {
	struct draft_name name;
	struct draft_typed *typed;
	int count, passed_over;
};
/** All drafts of a person (NULL: of everybody), in no order.  How many, or -errno; *ret_strange counts files that are no draft of this version. */
int draft_files_find(const char *school, const struct key *staff, struct arena *a, struct draft_found **ret, int *ret_strange);

#endif
