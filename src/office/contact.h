#ifndef OFFICE_CONTACT_H
#define OFFICE_CONTACT_H

/* What the use cases of contacts and families share (include/office/family.h), and what they give to others. */

#include "internal.h"
#include "office/family.h"

/** As office_contact_add(), into the open act: of a pupil who is new in it too.  `said` gets a sentence a line. */
int contact_put_new(struct office *o, int64_t pupil, const struct contact_wish *w, bool another, struct arena *a, int64_t *ret_contact,
		    struct buf *said, struct err *e);

/* SECRET ADDRESSES (contact_secret.c; H3, B19): for named roles alone, wherever lines or postcode of an address leave the office -------------- */

/** Which addresses the person at the keys may not see: those that are secret, and whatever else is the same place. */
struct secrets {
	struct arena arena;
	bool sees, blind;        /**< everything; nothing */
	struct lookup *places;   /**< folded; NULL where nothing is masked */
};
int secrets_read(struct office *o, struct secrets *ret); /**< within a reading or an act; 0 or -errno of the store */
void secrets_make(struct office *o, const struct address_row *rows, int n, struct secrets *ret); /**< the same from all of them */
void secrets_finish(struct secrets *s);
#define CLEAN_SECRETS __attribute__((cleanup(secrets_finish)))
bool secrets_mask(const struct secrets *s, const char *lines, const char *postcode, bool secret);
bool office_sees_secrets(struct office *o);
/** As things stand, kept until somebody saves anything: a history asks of every change.  Where it cannot be read everything is masked. */
const struct secrets *office_secrets(struct office *o);
struct secrets_kept;
void secrets_free(struct secrets_kept *k); /**< NULL is welcome */
/** "5 Elm Street, Leeds, LS1 1AA", or ADDRESS_MASKED. */
const char *address_words(const struct secrets *s, const struct address_row *row, struct arena *a);
#define ADDRESS_MASKED "kept secret"
/**
 * Where a pupil moves to (enrolment.new_address, PR24 reg 8): the same text; NULL where the person may not see it, because it is a secret place, or
 * the child's home was ever secret: then the next one is as secret.
 */
const char *secret_new_address(struct office *o, int64_t pupil, const char *text);
/** Letters and digits of it, folded: the same whatever the lines, commas, blanks and case. */
const char *place_fold(struct arena *a, const char *lines, const char *postcode);
bool place_same(const struct address_row *row, const char *lines, const char *postcode);

/* A USE CASE ON ITS WAY (contact_parts.c) ------------------------------------------------------------------------------------------------------- */

struct contact_work {
	struct office *o;
	struct arena *arena;
	struct buf *said;        /**< NULL: nobody asks */
	struct err *e;
	struct day today;
};
void contact_say(struct contact_work *w, const char *format, ...) __attribute__((format(printf, 2, 3)));
int contact_fail(struct contact_work *w, int r);

/** A wish whose texts are checked, trimmed and as they go out again, with a name told apart. */
int contact_wish_read(struct contact_work *w, const struct contact_wish *given, struct contact_wish *ret);
/** One line of text, or "" : 0, or refused.  `what` begins the sentence. */
int contact_text_read(struct contact_work *w, const char *what, const char **text);
/** -EINVAL for a day outside the calendar; DAY_NONE is today. */
int contact_day_read(struct contact_work *w, struct day *day);

const char *adult_name(const struct adult_row *row, struct arena *a); /**< "Grace Okafor" */
const char *contact_child_words(struct contact_work *w, int64_t pupil); /**< "Amara Okafor (3H)" */
/** A row by its id, or refused as one that is not there. */
int contact_get(struct contact_work *w, int64_t id, struct contact_row *ret, struct adult_row *ret_adult);
int contact_adult_get(struct contact_work *w, int64_t id, struct adult_row *ret);
int contact_pupil_get(struct contact_work *w, int64_t id, struct pupil_row *ret);
bool contact_goes_on(const struct contact_row *c, struct day today); /**< has not ended: it may begin later */
/** "Amara Okafor (3H) and Ben Okafor (5K)": whose contact the adult is, but for `except`; NULL: nobody's. */
int contact_children(struct contact_work *w, int64_t adult, int64_t except, const char **ret);
const char *contact_list(struct contact_work *w, const char *const *words, int count); /**< "a, b and c" */
int contact_put(struct contact_work *w, enum thing thing, void *row); /**< how many fields changed, or -errno said */

/** May change the roll, and the reason (NULL: none) makes sense. */
int contact_change_begin(struct contact_work *w, const char *reason);
#define CONTACT_USE_CASE(o, said, e, use_case) \
	do { \
		CLEAN_ARENA struct arena arena_ = { 0 }; \
		struct contact_work work = { o, &arena_, said, e, office_today(o) }; \
		IN_TRANSACTION(o, e, use_case); \
	} while (0)
/** Is it somebody who is here?  *known as it was, or (it was CONTACT_SAME) who; -EEXIST, said, where a person must say. */
int contact_known_find(struct contact_work *w, int64_t pupil, const struct contact_wish *c, int64_t *known);

/* Parts of a change: each into the open act, and how many fields changed. */
/** Name, e-mail, language, numbers and home of an adult, as `c` has them. */
int contact_adult_put(struct contact_work *w, struct adult_row *adult, const struct contact_wish *c);
/** A number of theirs is struck out for every child, or comes alive again; what follows is said. */
int contact_number_put(struct contact_work *w, int64_t adult, const char *number, bool dead);
/** Relation, flags and order; letters and texts are off for whoever is not to be contacted. */
int contact_flags_put(struct contact_work *w, struct contact_row *row, const struct adult_row *adult, const struct contact_wish *c);
/** Puts the contact at that place among the pupil's, and counts the others anew from 1. */
int contact_priority_put(struct contact_work *w, struct contact_row *row, int priority);

/** An address of one owner from a day on; others of the owner end or begin beside it. */
struct address_wish {
	int64_t pupil, adult;    /**< one of them, 0 */
	const char *lines, *postcode; /**< "" lines: no address from that day on */
	int secret;              /**< -1: as the one before */
	struct day from;
	bool household;          /**< the others are moved as well: nobody is named who stays behind */
};
int contact_address_put(struct contact_work *w, const struct address_wish *of);
/** What a person typed of it, checked: 0, or refused. */
int contact_address_read(struct contact_work *w, struct address_wish *of);

#endif
