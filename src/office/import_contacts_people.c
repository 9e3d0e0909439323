/*
 * Which adult a row is: by the adult's key; else a contact of that pupil by name with the priority or the relation; else, be it of another
 * child, whoever has the same name and the same number or email.  A name alone makes nobody the same person (H3).
 */
#include <inttypes.h>
#include <string.h>
#include <strings.h>

#include "base/text.h"
#include "contact.h"
#include "import_contacts.h"

/* WHO IS THERE */

int contacts_there_read(struct import_job *j, struct contacts_there *ret, struct err *e)
{
	struct contacts_there t = { 0 };
	struct adult_row *adults = NULL;
	struct contact_row *contacts = NULL;
	struct adult_number_row *numbers = NULL;
	struct address_row *addresses = NULL;
	struct {
		enum thing thing;
		void *rows;
		int count;
	} reads[] = { { THING_ADULT, &adults, 0 }, { THING_CONTACT, &contacts, 0 }, { THING_ADULT_NUMBER, &numbers, 0 },
		      { THING_ADDRESS, &addresses, 0 } };

	for (size_t i = 0; i < sizeof reads / sizeof *reads; i++) {
		reads[i].count = store_thing_all(j->office->store, reads[i].thing, &t.arena, reads[i].rows);
		if (reads[i].count < 0) {
			arena_finish(&t.arena);
			return office_fail(j->office, reads[i].count, e);
		}
	}
	t.adults = SORTED(&t.arena, adults, reads[0].count, id);
	t.contacts = SORTED(&t.arena, contacts, reads[1].count, pupil);
	t.numbers = SORTED(&t.arena, numbers, reads[2].count, adult);
	t.addresses = SORTED(&t.arena, addresses, reads[3].count, adult);
	*ret = t;
	return 0;
}

static const struct adult_row *adult_of(const struct contacts_there *t, int64_t id)
{
	int n;
	const struct sorted_row *row = sorted_of(&t->adults, id, &n);

	return n ? row->row : NULL;
}

const struct address_row *contact_address_now(const struct contacts_there *t, int64_t adult, struct day today)
{
	int n;
	const struct sorted_row *row = sorted_of(&t->addresses, adult, &n);

	for (int i = n - 1; i >= 0; i--) {
		const struct address_row *a = row[i].row;

		if (day_within(today, a->from_day, a->to_day))
			return a;
	}
	return NULL;
}

bool contact_address_secret(const struct contacts_there *t, int64_t adult, struct day today)
{
	const struct address_row *last = contact_address_now(t, adult, today);
	bool now = last != NULL;
	int n;
	const struct sorted_row *row = sorted_of(&t->addresses, adult, &n);

	for (int i = 0; i < n && !now; i++) {
		const struct address_row *a = row[i].row;

		last = !last || a->from_day.n >= last->from_day.n ? a : last;
	}
	return last && last->secret;
}

/* LOOKING UP */

struct matching {
	struct import_job *job;
	const struct contacts_there *there;
	struct contact_people *people;
	struct plan *plan;
	struct arena arena;
	struct lookup *keys;      /* adults there, by key: index into there->adults */
	struct lookup *traits;    /* "name, number" and "name, email": people of the file, and adults there from ADULTS on */
	struct lookup *persons;   /* adults there by id: people of the file */
	struct lookup *pairs;     /* pupil and person: line of the file */
};
#define ADULTS 0x20000000 /* values from here on are indexes into there->adults */

static const char *adult_folded(struct arena *a, const struct adult_row *adult)
{
	return text_fold(a, arena_joined(a, adult->forename, ' ', adult->surname));
}

static const char *trait(struct arena *a, const char *folded, const char *what)
{
	return arena_printf(a, "%s\x1f%s", folded, what);
}

static const char *number_trait(struct matching *m, const char *folded, const struct adult_number_row *number)
{
	return trait(&m->arena, folded, number_digits(&m->arena, number->number));
}

static void matching_begin(struct matching *m)
{
	for (int i = 0; i < m->there->adults.count; i++) {
		const struct adult_row *adult = m->there->adults.rows[i].row;
		char key[KEY_TEXT];
		const char *folded = adult_folded(&m->arena, adult);
		int n;
		const struct sorted_row *number = sorted_of(&m->there->numbers, adult->id, &n);

		lookup_add(m->keys, arena_text(&m->arena, key_hex(&adult->key, key)), i);
		if (adult->email)
			lookup_add(m->traits, trait(&m->arena, folded, text_fold(&m->arena, adult->email)), ADULTS + i);
		for (int k = 0; k < n; k++)
			lookup_add(m->traits, number_trait(m, folded, number[k].row), ADULTS + i);
	}
}

void contact_people_finish(struct contact_people *p)
{
	for (int i = 0; i < p->people.count; i++)
		vec_finish(&p->people.items[i].numbers);
	vec_finish(&p->people);
}

/* MATCHING */

static int person_of_adult(struct matching *m, const struct adult_row *adult)
{
	const char *id = arena_printf(&m->arena, "%" PRId64, adult->id);
	int person = lookup_get(m->persons, id);

	if (person >= 0)
		return person;
	vec_push(&m->people->people, (struct contact_person){ .id = adult->id, .old = adult, .said.secret = -1 });
	person = m->people->people.count - 1;
	lookup_add(m->persons, id, person);
	return person;
}

static bool in_force(const struct contact_row *c, struct day today)
{
	return day_is_none(c->to_day) || c->to_day.n >= today.n;
}

/* That pupil's contact of that name: best by priority and relation, or the first where the file has neither. */
static const struct adult_row *by_contact(struct matching *m, const struct contact_line *l)
{
	CLEAN_ARENA struct arena a = { 0 };
	const struct adult_row *best = NULL;
	int n, best_fit = 0;
	const struct sorted_row *row = sorted_of(&m->there->contacts, l->pupil, &n);

	for (int i = 0; i < n; i++) {
		const struct contact_row *c = row[i].row;
		const struct adult_row *adult = adult_of(m->there, c->adult);

		if (!adult || !in_force(c, m->job->today) || strcmp(adult_folded(&a, adult), l->folded) != 0)
			continue;
		bool relation = l->relation && strcasecmp(l->relation, c->relation) == 0;
		int fit = (!l->priority && !l->relation) + 2 * (l->priority == c->priority) + relation;
		if (fit > best_fit) {
			best_fit = fit;
			best = adult;
		}
	}
	return best;
}

/* -1: nobody */
static int by_traits(struct matching *m, const struct contact_line *l)
{
	int found = l->email ? lookup_get(m->traits, trait(&m->arena, l->folded, text_fold(&m->arena, l->email))) : -1;

	for (int i = 0; found < 0 && i < l->number_count; i++)
		found = lookup_get(m->traits, trait(&m->arena, l->folded, l->numbers[i].digits));
	return found >= ADULTS ? person_of_adult(m, m->there->adults.rows[found - ADULTS].row) : found;
}

static int new_person(struct matching *m)
{
	vec_push(&m->people->people, (struct contact_person){ .id = plan_promise(m->plan), .said.secret = -1 });
	return m->people->people.count - 1;
}

static int person_of(struct matching *m, const struct contact_line *l)
{
	if (l->adult) {
		int known = lookup_get(m->keys, l->adult);

		if (known < 0)
			import_refuse(m->job, &l->from, CONTACTS_ADULT, "No adult here has this key. Leave it empty for a new adult.");
		return known < 0 ? -1 : person_of_adult(m, m->there->adults.rows[known].row);
	}
	const struct adult_row *adult = by_contact(m, l);
	if (adult)
		return person_of_adult(m, adult);
	int person = by_traits(m, l);
	return person >= 0 ? person : new_person(m);
}

static void keep_number(struct contact_person *person, const struct contact_number *number)
{
	for (int i = 0; i < person->numbers.count; i++)
		if (strcmp(person->numbers.items[i].digits, number->digits) == 0)
			return;
	vec_push(&person->numbers, *number);
}

/* Where rows of brothers and sisters differ, the first that says anything is taken: the file read again says the same. */
static void gather(struct contact_person *person, const struct contact_line *l)
{
	struct contact_line *said = &person->said;

	if (!said->forename) {
		said->forename = l->forename;
		said->surname = l->surname;
		said->split = l->split;
	}
	said->title = said->title ? said->title : l->title;
	said->email = said->email ? said->email : l->email;
	said->language = said->language ? said->language : l->language;
	if (!said->address && !said->postcode) {
		said->address = l->address;
		said->postcode = l->postcode;
	}
	said->secret = l->secret > said->secret ? l->secret : said->secret; /* of rows that differ the careful one */
	for (int i = 0; i < l->number_count; i++)
		keep_number(person, &l->numbers[i]);
}

/* Rows that follow know this person by what this row says. */
static void remember(struct matching *m, const struct contact_line *l)
{
	gather(&m->people->people.items[l->person], l);
	if (l->email)
		lookup_add(m->traits, trait(&m->arena, l->folded, text_fold(&m->arena, l->email)), l->person);
	for (int i = 0; i < l->number_count; i++)
		lookup_add(m->traits, trait(&m->arena, l->folded, l->numbers[i].digits), l->person);
}

static void find_contact(struct matching *m, struct contact_line *l)
{
	int n;
	const struct sorted_row *row = sorted_of(&m->there->contacts, l->pupil, &n);

	l->old = NULL;
	for (int i = 0; i < n; i++) {
		const struct contact_row *c = row[i].row;

		if (c->adult == m->people->people.items[l->person].id && in_force(c, m->job->today))
			l->old = c;
	}
}

static void match_line(struct matching *m, struct contact_line *lines, int i)
{
	struct contact_line *l = &lines[i];

	l->person = l->pupil ? person_of(m, l) : -1;
	if (l->person < 0)
		return;
	int before = lookup_add(m->pairs, arena_printf(&m->arena, "%" PRId64 " %d", l->pupil, l->person), i);
	if (before >= 0) {
		import_refuse(m->job, &l->from, -1, "This adult is this pupil's contact in line %d already. Keep one of the two.",
			      lines[before].from.line);
		return;
	}
	remember(m, l);
	find_contact(m, l);
}

/* Only who sees a secret address takes that away (H3); and what is said of none is of one that is still to be typed. */
static void judge_secret(struct matching *m, const struct contact_line *l)
{
	const struct contact_person *person = &m->people->people.items[l->person];
	struct day today = m->job->today;

	if (l->secret == 0 && person->old && contact_address_secret(m->there, person->id, today) && !office_sees_secrets(m->job->office))
		import_refuse(m->job, &l->from, CONTACTS_ADDRESS_SECRET, "This address is kept secret here. Leave the cell empty, or ask the head or the "
			      "designated safeguarding lead.");
	if (l->secret > 0 && !person->said.address && !person->said.postcode &&
	    !(person->old && contact_address_now(m->there, person->id, today)))
		import_refuse(m->job, &l->from, CONTACTS_ADDRESS_SECRET, "There is no address to keep secret. Give it, or leave this cell empty.");
}

void contacts_match(struct import_job *j, struct contact_line *lines, int count, const struct contacts_there *there,
		    struct contact_people *people, struct plan *p)
{
	struct matching m = {
		.job = j, .there = there, .people = people, .plan = p,
		.keys = lookup_new(there->adults.count), .traits = lookup_new(2 * there->adults.count + 2 * count),
		.persons = lookup_new(count), .pairs = lookup_new(count),
	};

	matching_begin(&m);
	for (int i = 0; i < count; i++)
		match_line(&m, lines, i);
	for (int i = 0; i < count; i++)
		if (lines[i].person >= 0)
			judge_secret(&m, &lines[i]);
	lookup_free(m.keys);
	lookup_free(m.traits);
	lookup_free(m.persons);
	lookup_free(m.pairs);
	arena_finish(&m.arena);
}
