#ifndef OFFICE_FAMILY_H
#define OFFICE_FAMILY_H

#include "base/mem.h"
#include "office/office.h"
#include "rules/family.h"

/* Contacts, homes and siblings (features H3, H8, B18, B19).  Each use case is one act; conventions as in office/pupils.h. */

/** What a person gives of a contact.  In a change NULL and -1 leave a thing as it is, "" takes it away. */
struct contact_wish {
	int64_t adult;            /**< one who is known already (of a sibling); 0: a new one, or as it is; CONTACT_SAME: who was offered */
	const char *name;         /**< "Grace Okafor"; or */
	const char *title, *forename, *surname;
	const char *relation;     /**< "mother" */
	int priority;             /**< -1: after the others */
	const char *mobile, *home, *work; /**< adds a number where it is not there yet, before the others of its kind; "": all of the kind go */
	const char *email, *language;
	const char *address, *postcode;   /**< lines of it divided by ", " */
	int secret;               /**< the address */
	int lives_with, parental_responsibility, letters, texts, may_collect, do_not_contact;
	const char *court_order;
	struct day from;
};
#define CONTACT_SAME (-1)
#define CONTACT_WISH (struct contact_wish){ .priority = -1, .secret = -1, .lives_with = -1, .parental_responsibility = -1, .letters = -1, .texts = -1, \
	.may_collect = -1, .do_not_contact = -1, .from = DAY_NONE }

/** A new contact of a pupil.  An adult of the same name and a number or the home in common is offered, not joined: said, -EEXIST, unless `adult`
 *  or `another`.
 *  The answer "it is the same person" is the same wish again, with `adult` CONTACT_SAME. */
int office_contact_add(struct office *o, int64_t pupil, const struct contact_wish *w, bool another, int64_t *ret_contact, struct buf *ret_said,
		       int64_t *ret_act, struct err *e);
/** What belongs to the adult (name, numbers, e-mail, language, home) changes for every child of theirs, and they are named; the rest for this child alone. */
int office_contact_change(struct office *o, int64_t contact, const struct contact_wish *w, const char *reason, struct buf *ret_said, int64_t *ret_act,
			  struct err *e);
/** No contact of this child any more, after that day (DAY_NONE: today). */
int office_contact_end(struct office *o, int64_t contact, struct day last, const char *reason, int64_t *ret_act, struct err *e);
/** A number that nobody answers is struck out for all children (dead), or comes alive again. */
int office_number_dead(struct office *o, int64_t adult, const char *number, bool dead, struct buf *ret_said, int64_t *ret_act, struct err *e);
/**
 * Of a pupil (adult 0) or an adult, from that day on; `household`: with those who live there with them.  The one before ends on the day before, one that
 * is known to come later stands.  "" for `lines`: no address any more.  `secret` -1: as the one before; whoever takes it off may see such addresses.
 */
int office_address_put(struct office *o, int64_t pupil, int64_t adult, const char *lines, const char *postcode, int secret, struct day from, bool household,
		       struct buf *ret_said, int64_t *ret_act, struct err *e);
/** The family said that everything is right (B18). */
int office_contacts_confirm(struct office *o, int64_t pupil, struct day day, int64_t *ret_act, struct err *e);
/** One act stops every letter and message to them (H8). */
int office_adult_died(struct office *o, int64_t adult, struct day died, struct buf *ret_said, int64_t *ret_act, struct err *e);
/** `said` 1: siblings, 0: not siblings, -1: let homes and contacts say. */
int office_siblings_say(struct office *o, int64_t a, int64_t b, int said, struct buf *ret_said, int64_t *ret_act, struct err *e);

/* LOOKING */

struct contact_number_line {
	const char *kind, *number;
	bool dead;
};
struct contact_line_view {
	int64_t contact, adult, pupil;
	int priority;
	const char *name, *relation;
	const struct contact_number_line *numbers;
	int number_count;
	const char *email, *language;
	const char *address;      /**< one line; NULL: none; the words of the mask where it is secret and the person may not see it */
	bool address_masked, address_secret;
	bool lives_with, parental_responsibility, letters, texts, may_collect, do_not_contact;
	const char *court_order;  /**< NULL: none */
	struct day confirmed, from, to;
	bool died;
};
struct sibling_line {
	int64_t pupil;
	const char *name, *group, *why; /**< "share Grace Okafor (mother)", "said so by Jo Reed on ..." */
	enum sibling_basis basis;
};
struct home_line {
	const char *address;      /**< masked as above; NULL: not known */
	bool secret;              /**< shown to a person who may see it, and must go no further */
	const char *adults;       /**< "Grace Okafor (mother), Sam Okafor (father)" */
	const struct family_child { int64_t pupil; const char *name, *group; bool sibling; } *children; /**< on the roll or to come; sibling: of at least one other here */
	int child_count;
};
struct family_view {
	struct arena arena;
	int64_t pupil;
	const char *name, *group;
	const struct contact_line_view *contacts; /**< by priority; those who are no contact any more last */
	int contact_count;
	const struct sibling_line *siblings;
	int sibling_count;
	const struct home_line *homes;
	int home_count;
	const char *const *remarks; /**< contacts check (B18): "fewer than two numbers", "nobody with parental responsibility" ...; ended by NULL */
	bool may_change;
};
int office_family_open(struct office *o, int64_t pupil, struct family_view *ret, struct err *e);
void family_view_finish(struct family_view *v);

/** Every home with its children, by the name of the eldest; `typed` narrows as in office_pupils_open(), by children and adults. */
struct families_view {
	struct arena arena;
	const struct home_line *homes;
	int count;
};
int office_families_open(struct office *o, const char *typed, struct families_view *ret, struct err *e);
void families_view_finish(struct families_view *v);
/** What stands now, for a form to begin with: numbers that are struck out, and an address that is masked, are not there; `from` is not said. */
int office_contact_facts(struct office *o, int64_t contact, struct arena *a, struct contact_wish *ret, struct err *e);

#endif
