#ifndef STORE_DRAFT_TEXT_H
#define STORE_DRAFT_TEXT_H

/* The text of a draft, and what the files of drafts share. */

#include "store/draft.h"

#define DRAFT_HEADER "firstbell draft 1\n"
#define TERMINALS_MOST 20 /* of one person with one register: -2 to -20 in their names */

/** What a text of lines comes to. */
struct draft_text {
	struct { VEC(struct draft_typed); } typed; /**< one a pupil */
	int passed_over;
};

/** Of any bytes; -EBADMSG where they are no draft of this version.  Notes are the arena's; typed.items is freed by the caller in any case. */
int draft_text_read(const char *bytes, size_t n, struct arena *a, struct draft_text *ret);

/** The same of an open file; -EBADMSG too where it is no file of lines at all.  `bytes` is what it holds. */
int draft_text_load(int fd, struct arena *a, struct draft_text *ret, struct buf *bytes);

void draft_text_put(struct draft_text *t, const struct draft_typed *typed); /**< the last typing of a pupil holds, and comes last */
void draft_text_drop(struct draft_text *t, const struct key *pupil);
const struct draft_typed *draft_text_get(const struct draft_text *t, const struct key *pupil); /**< NULL if none stands */

void draft_line_mark(struct buf *to, const struct draft_typed *typed);
void draft_line_drop(struct buf *to, const struct key *pupil, struct moment at);

#endif
