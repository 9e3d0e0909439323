#ifndef OFFICE_FAMILY_READ_H
#define OFFICE_FAMILY_READ_H

/* The families of the school: each table read once, no query a pupil. */

#include "contact.h"
#include "pupil_search.h"
#include "rules/family.h"

struct family_adult {
	struct adult_row row;
	const char *name;
	const struct adult_number_row *numbers; /**< by rank */
	int number_count;
	const struct address_row *address;      /**< of today; NULL: none */
	const char *home;                       /**< its place; NULL */
};
struct family_pupil {
	int64_t id;
	const struct searched *who;
	const char *name, *group;               /**< told apart where two are equal; NULL: in no class */
	int64_t group_now;                      /**< today's, whatever the weekday; 0: none */
	bool here, on_roll;                     /**< on the roll, or to come; today */
	const struct address_row *address;      /**< of their own, today; NULL: none */
	const char *home;
	struct contact_row *contacts;           /**< by priority; those that ended behind the others */
	int contact_count, contacts_now;        /**< all; those in force today */
};
struct families {
	struct arena arena;
	struct office *office;
	struct day today;
	struct secrets secrets;
	struct family_adult *adults;            /**< by id */
	struct family_pupil *pupils;            /**< by id; merged rows are not there */
	struct family_link *links;              /**< of today, of those who are here and of `also` */
	struct family_said *said;
	struct pupil_pair_row *pairs;           /**< behind `said`, one to one */
	int adult_count, pupil_count, link_count, said_count;
	signed char *seen;                      /**< of each of the office's groups: 1 its contacts may be seen, 0 not, -1 nobody asked yet */
};
/** Within a reading.  `also`: a pupil whose family is asked for though they left; 0: none; FAMILIES_ALL: of everybody who left. */
#define FAMILIES_ALL (-1)
int families_read(struct office *o, int64_t also, struct families *ret);
void families_finish(struct families *f);
#define CLEAN_FAMILIES __attribute__((cleanup(families_finish)))

struct family_adult *families_adult(const struct families *f, int64_t id); /**< NULL: none */
struct family_pupil *families_pupil(const struct families *f, int64_t id);
/** Lives the child with that contact today? */
bool families_lives_with(const struct families *f, const struct contact_row *c);
/** Does the row say whether the two are siblings?  That they are two children is another one. */
bool pair_says(const struct pupil_pair_row *row, bool *ret_siblings);

/* WHO MAY SEE WHAT (family_see.c) */

/** May the person at the keys see this pupil's contacts?  A teacher: those of their own pupils. */
bool families_sees(const struct families *f, const struct family_pupil *p);
/** Of a child: their own address, masked too where it can only be that of an adult whose home is secret. */
const char *families_own_address(const struct families *f, const struct family_pupil *p, struct arena *a);

/* HOMES (family_homes.c) */

struct family_homes {
	const struct families *families;
	struct household *households;
	struct sibling *siblings;               /**< by pupil, other */
	int count, sibling_count;
	struct arena arena;
};
void family_homes_make(const struct families *f, struct family_homes *ret);
void family_homes_finish(struct family_homes *h);
/** Both, kept by the office while nothing has been saved since: within a reading, not in an act.  Not to be changed. */
int families_open(struct office *o, int64_t also, const struct families **ret, const struct family_homes **ret_homes);
struct families_kept;
void families_kept_free(struct families_kept *k); /**< NULL is welcome */
const struct sibling *family_sibling(const struct family_homes *h, int64_t pupil, int64_t other); /**< NULL: they are none */
bool household_has(const struct household *h, int64_t child);
/** What the person at the keys may see of a home; no child in it: nothing. */
void family_home_line(const struct family_homes *h, const struct household *of, struct arena *a, struct home_line *ret);
/** Of a child with whom no adult lives, as far as is known; or whose own address is none of those homes. */
void family_own_home_line(const struct family_homes *h, const struct family_pupil *p, struct arena *a, struct home_line *ret);
/** Of one pupil; `v` is zeroed. */
void family_view_make(const struct families *f, const struct family_homes *homes, const struct family_pupil *p, struct family_view *v);
/** "mother": with a small letter, as it stands in a sentence. */
const char *relation_words(const char *relation, struct arena *a);

#endif
