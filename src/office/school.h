#ifndef OFFICE_SCHOOL_PRIVATE_H
#define OFFICE_SCHOOL_PRIVATE_H

/* What making a school, a practice school and a roll share. */

#include "office/school.h"
#include "store/store.h"

/** Permanent keys: random, but in a practice school the same at each run (design 2). */
struct key_maker {
	bool practice;
	const char *label;
	int64_t moment;
	uint64_t counter;
};
void key_maker_start(struct key_maker *m, struct store *st, const char *label); /**< for what comes after the store's last act */
struct key key_make(struct key_maker *m);

/* WHAT A PERSON TYPED (init_check.c) */

/** The first control character of a text (C0, delete, C1), or NULL. */
const char *text_control(const char *s);
/** Is there a character that nobody can see, or that is no letter: what would go out again as another text? */
bool text_unseen(const char *s);
/** One line that a person typed: not empty, UTF-8, no control characters.  `what` begins the sentence: "The name". */
int line_check(const char *what, const char *s, struct err *e);
/** A short name to sign in with: a small letter, then small letters, digits, dots, hyphens; 32 at most. */
int sign_in_check(const char *s, struct err *e);

/** A term by itself: its name, its days. */
int term_check(const struct init_term *t, struct err *e);

/** DIR (0700) with its directories and firstbell.conf, everything but the store.  Refuses a directory with anything else in it. */
int school_directory_make(const char *directory, struct err *e);
/** Into an open act: the school, its terms, closures and times, and its first member of staff; that one's id in *ret_staff. */
int school_put(struct store *st, const struct init_wish *w, struct day today, struct key_maker *keys, int64_t *ret_staff);

/** `what was said` of the store, and r. */
int store_said(struct store *st, int r, struct err *e);

#endif
