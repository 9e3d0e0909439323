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
	bool on[2];             /**< on the roll, likewise */
	bool placed;            /**< in a registering group today, be it on other weekdays or in the other session alone */
	bool boarder;           /**< in no register (domain 2.1) */
	int year;               /**< today's; SESSION_ANY_YEAR: none */
	const char *told;       /**< list_name, told apart from others who are here (H4) */
	const struct former *former;
	const struct shared *shared;
};

/** The names of the school: office->search, made when somebody first types part of one. */
struct search {
	struct arena arena;
	struct searched *pupils;            /**< by id */
	const struct searched **by_name;    /**< in the order of names */
	int count;
	int64_t act;            /**< the last one that it knows of */
	struct day day;
	int64_t made;           /**< counts how often it was made anew in this process: another number, other pointers */
};
void search_free(struct search *s); /**< NULL is welcome */
/** Within a reading: office->search as things stand. */
int search_refresh(struct office *o);
int search_refresh_to(struct office *o, int64_t act); /**< whose last act is that */
struct searched *search_pupil(const struct search *s, int64_t pupil); /**< NULL: none, or merged */

/** A list of the school's children is not for everybody: only those of classes whose register one may see now. */
bool search_may_see(struct office *o, const struct searched *p);

/** What somebody typed: folded words, and the whole as an identifier. */
struct typed {
	const char *words[16];
	int count;
	const char *identifier;
};
void typed_read(const char *text, struct arena *a, struct typed *ret);
/** 0: no; the better the higher.  *ret_was: the former name that was meant, NULL where it is one of now. */
int pupil_fits(const struct searched *p, const struct typed *t, const char **ret_was);
/** The same where words of the class's folded name, " 3h ", count too. */
int pupil_fits_or_class(const struct searched *p, const struct typed *t, const char *class, const char **ret_was);

#endif
