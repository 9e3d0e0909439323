#ifndef OFFICE_PUPIL_SEARCH_H
#define OFFICE_PUPIL_SEARCH_H

#include "internal.h"

/** A name that a pupil had before. */
struct former {
	const char *names;      /**< folded, as below */
	const char *name;       /**< "Amara Jones" */
	const struct former *next;
};
/** A registration that is shared with another school. */
struct shared {
	struct day from, to;
	const char *kind, *other_school; /**< NULL: not known */
	const struct shared *next;
};
/** A pupil, ready to be looked for. */
struct searched {
	int64_t pupil;
	const char *names;      /**< folded: " okafor amara ", the surnames first, with a blank around each word */
	int surname_length;     /**< of the part of `names` that is surnames */
	const char *upn, *former_upn, *admission_number, *name, *list_name, *sort_key;
	struct day born;
	int64_t group[2];       /**< today's by session; 0: none */
	const struct former *former;
	const struct shared *shared;
};

/** The names of the school: office->search, made when somebody first types part of one. */
struct search {
	struct arena arena;
	struct searched *pupils;            /**< by id */
	const struct searched **by_name;    /**< in the order of names */
	int count;
	int64_t act;            /**< the last one when it was made: whatever changes the roll is an act */
	struct day day;
};
void search_free(struct search *s); /**< NULL is welcome */
/** Within a reading: office->search as things stand. */
int search_refresh(struct office *o);
struct searched *search_pupil(const struct search *s, int64_t pupil); /**< NULL: none, or merged */

/** What somebody typed: folded words, and the whole as an identifier. */
struct typed {
	const char *words[16];
	int count;
	const char *identifier;
};
void typed_read(const char *text, struct arena *a, struct typed *ret);
/** 0: no; the better the higher.  *ret_was: the former name that was meant, NULL where it is one of now. */
int pupil_fits(const struct searched *p, const struct typed *t, const char **ret_was);

#endif
