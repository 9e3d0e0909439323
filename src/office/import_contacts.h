#ifndef OFFICE_IMPORT_CONTACTS_H
#define OFFICE_IMPORT_CONTACTS_H

/* One row of a contacts file: as it was read (import_contacts_row.c), which adult it is (_people.c), what it would change (_plan.c). */

#include "import_plan.h"
#include "lookup.h"

enum { NUMBERS = 4, FLAGS = 6 };
struct contact_number {
	const char *kind;           /**< "mobile", "home", "work" */
	const char *text, *digits;  /**< as typed, and as it is compared: 07700900123 */
	bool named;                 /**< its column says the kind; not `phone`, whose kind is a guess */
};
struct contact_line {
	struct csv_row from;
	const char *adult, *title, *forename, *surname, *folded, *email, *language, *relation, *address, *postcode;
	bool split;                 /**< one name was cut in two: a guess, that changes no name which is known */
	const char *court_order;    /**< NULL: nothing is said; "": none */
	struct contact_number numbers[NUMBERS];
	int number_count;
	int priority;               /**< 0: not said */
	struct day confirmed;       /**< DAY_NONE: not said */
	int flags[FLAGS];           /**< in the order of contact_flags; -1: not said */
	int secret;                 /**< is the address kept secret? -1: not said */
	int64_t pupil;              /**< of judging: 0 refused */
	int person;                 /**< of judging: index into the people of the file */
	const struct contact_row *old;
};
/** Yes or no of a contact: the column, and where the row keeps it. */
struct contact_flag {
	int column;
	size_t at;
};
extern const struct contact_flag contact_flags[FLAGS];

void contact_read(struct import_job *j, const struct csv_row *from, struct arena *a, struct contact_line *ret);
/** "+44 (0)7700 900 123" is 07700900123. */
const char *number_digits(struct arena *a, const char *text);
bool number_is_one(const char *text); /**< has enough digits, and is not too long */
/** "Mrs Mary Ann Smith": the last blank is before the surname.  *title stays where it is not NULL. */
void contact_name_split(const char *name, struct arena *a, const char **title, const char **forename, const char **surname);
#define CONTACT_PRIORITY_MOST 99

/** The school's adults as they are. */
struct contacts_there {
	struct arena arena;
	struct sorted adults, contacts, numbers, addresses; /**< by id, pupil, adult, adult */
};
int contacts_there_read(struct import_job *j, struct contacts_there *ret, struct err *e);
/** An adult's address of today; NULL: none. */
const struct address_row *contact_address_now(const struct contacts_there *t, int64_t adult, struct day today);
/** Is it secret where the adult lives, or lived last? */
bool contact_address_secret(const struct contacts_there *t, int64_t adult, struct day today);

/** An adult of the file, be it in rows of several children. */
struct contact_person {
	int64_t id;                 /**< below 0: a promise */
	const struct adult_row *old;
	struct contact_line said;   /**< what the file says of the adult: of rows that differ the first */
	struct { VEC(struct contact_number); } numbers;
	bool planned;
};
struct contact_people {
	struct { VEC(struct contact_person); } people;
};
void contact_people_finish(struct contact_people *p);
/** Says of each row which adult it is. */
void contacts_match(struct import_job *j, struct contact_line *lines, int count, const struct contacts_there *there,
		    struct contact_people *people, struct plan *p);
void contacts_plan(struct import_job *j, struct contact_line *lines, int count, const struct contacts_there *there, struct contact_people *people,
		   const struct import_pupils_index *pupils, struct plan *p);

#endif
