/* An address from a day on, of one or of all who live there with them; what stands of a contact, for a form. */
#include <string.h>

#include "family_read.h"

/* WHO MOVES ------------------------------------------------------------------------------------------------------------------------------------- */

struct moving {
	struct contact_work *work;
	struct address_wish wish;
	struct { VEC(int64_t); } adults, children; /* whose rows are written */
	struct { VEC(const char *); } names;
};

static void move_adult(struct moving *m, const struct family_adult *adult)
{
	if (!day_is_none(adult->row.died_day))
		return;
	vec_push(&m->adults, adult->row.id);
	vec_push(&m->names, arena_text(m->work->arena, adult->name));
}

/* The household of who is asked for; with two homes nobody can tell which one moves.  *ret NULL: they are alone. */
static int find_household(struct moving *m, const struct families *f, const struct family_homes *homes, const struct household **ret)
{
	const struct family_pupil *p = m->wish.adult ? NULL : families_pupil(f, m->wish.pupil);
	int found = 0;

	*ret = NULL;
	for (int i = 0; i < homes->count; i++) {
		const struct household *h = &homes->households[i];
		bool in = p && household_has(h, p->id) && (!p->home || !h->home || strcmp(p->home, h->home) == 0);

		for (int k = 0; !p && k < h->adult_count; k++)
			in |= h->adults[k] == m->wish.adult;
		if (!in)
			continue;
		found++;
		*ret = h;
	}
	if (found > 1)
		return err_refuse(m->work->e, "%s has %d homes. Change the address of an adult of the one that moves.", p->name, found);
	return 0;
}

/* A secret home stays secret for all of them. */
static void keep_secret(struct moving *m, const struct address_row *row)
{
	if (row && row->secret && m->wish.secret < 0)
		m->wish.secret = 1;
}

static void move_household(struct moving *m, const struct families *f, const struct household *h)
{
	for (int i = 0; i < h->adult_count; i++) {
		const struct family_adult *adult = families_adult(f, h->adults[i]);

		move_adult(m, adult);
		keep_secret(m, adult->address);
	}
	for (int i = 0; i < h->child_count; i++) {
		const struct family_pupil *p = families_pupil(f, h->children[i]);

		if (p->address && h->home && strcmp(p->home, h->home) != 0 && p->id != m->wish.pupil)
			continue; /* lives at the other parent's */
		vec_push(&m->names, contact_child_words(m->work, p->id));
		if (!p->address)
			continue; /* lives where the adults live */
		vec_push(&m->children, p->id);
		keep_secret(m, p->address);
	}
}

static int with_household(struct moving *m)
{
	CLEAN_FAMILIES struct families f = { 0 };
	struct family_homes homes;
	const struct household *h;
	int r = families_read(m->work->o, m->wish.adult ? 0 : m->wish.pupil, &f);

	if (r < 0)
		return contact_fail(m->work, r);
	family_homes_make(&f, &homes);
	r = find_household(m, &f, &homes, &h);
	if (r == 0 && h)
		move_household(m, &f, h);
	family_homes_finish(&homes);
	return r;
}

/* THE ACT ---------------------------------------------------------------------------------------------------------------------------------------- */

static int put_all(struct moving *m)
{
	int changes = 0, r = 0;

	for (int i = 0; r >= 0 && i < m->adults.count + m->children.count; i++) {
		struct address_wish of = m->wish;
		bool adult = i < m->adults.count;

		of.adult = adult ? m->adults.items[i] : 0;
		of.pupil = adult ? 0 : m->children.items[i - m->adults.count];
		r = contact_address_put(m->work, &of);
		changes += r;
	}
	return r < 0 ? r : changes;
}

static void say_moved(struct moving *m)
{
	char day[DAY_TEXT];

	if (m->names.count > 1)
		contact_say(m->work, "%s from %s: %s.", *m->wish.lines ? "There" : "No longer there", day_long(m->wish.from, day),
			    contact_list(m->work, m->names.items, m->names.count));
}

static int who_is_asked_for(struct moving *m)
{
	struct adult_row adult;
	struct pupil_row pupil;

	return m->wish.adult ? contact_adult_get(m->work, m->wish.adult, &adult) : contact_pupil_get(m->work, m->wish.pupil, &pupil);
}

int contact_address_read(struct contact_work *w, struct address_wish *of)
{
	int r = contact_text_read(w, "The address", &of->lines);

	if (r == 0)
		r = contact_text_read(w, "The postcode", &of->postcode);
	return r < 0 ? r : contact_day_read(w, &of->from);
}

static int address_put(struct moving *m, bool household, int64_t *ret_act)
{
	struct contact_work *w = m->work;
	int r = contact_change_begin(w, NULL);

	if (r == 0)
		r = contact_address_read(w, &m->wish);
	if (r == 0)
		r = who_is_asked_for(m);
	if (r == 0 && household)
		r = with_household(m);
	m->wish.household = household;
	if (r == 0)
		r = office_act_open(w->o, "address changed", NULL, NULL, 0, w->e);
	if (r < 0)
		return r;
	if (m->adults.count + m->children.count == 0 && m->wish.adult)
		vec_push(&m->adults, m->wish.adult);
	else if (m->adults.count + m->children.count == 0)
		vec_push(&m->children, m->wish.pupil);
	r = put_all(m);
	if (r > 0)
		say_moved(m);
	return r < 0 ? r : office_act_end(w->o, false, ret_act, w->e);
}

static int address_put_all(struct contact_work *w, const struct address_wish *wish, bool household, int64_t *ret_act)
{
	struct moving m = { .work = w, .wish = *wish };
	int r = address_put(&m, household, ret_act);

	vec_finish(&m.adults);
	vec_finish(&m.children);
	vec_finish(&m.names);
	return r;
}

int office_address_put(struct office *o, int64_t pupil, int64_t adult, const char *lines, const char *postcode, int secret, struct day from,
		       bool household, struct buf *ret_said, int64_t *ret_act, struct err *e)
{
	const struct address_wish wish = {
		.pupil = adult ? 0 : pupil, .adult = adult, .lines = lines, .postcode = postcode, .secret = secret, .from = from,
	};

	CONTACT_USE_CASE(o, ret_said, e, address_put_all(&work, &wish, household, ret_act));
}

/* WHAT STANDS ------------------------------------------------------------------------------------------------------------------------------------ */

static void number_facts(const struct family_adult *adult, struct arena *a, struct contact_wish *c)
{
	for (int i = adult->number_count - 1; i >= 0; i--) {
		const struct adult_number_row *n = &adult->numbers[i];

		if (n->dead)
			continue;
		*(strcmp(n->kind, "mobile") == 0 ? &c->mobile : strcmp(n->kind, "home") == 0 ? &c->home : &c->work) = arena_text(a, n->number);
	}
}

/* An address that is masked is left empty: saved again so it stays as it is. */
static void address_facts(const struct families *f, const struct family_adult *adult, struct arena *a, struct contact_wish *c)
{
	const struct address_row *row = adult->address;

	c->secret = row && row->secret;
	if (!row || secrets_mask(&f->secrets, row->lines, row->postcode, row->secret != 0))
		return;
	c->address = arena_text(a, row->lines);
	c->postcode = arena_text(a, row->postcode);
}

static void facts_fill(const struct families *f, const struct contact_row *row, struct arena *a, struct contact_wish *ret)
{
	const struct family_adult *adult = families_adult(f, row->adult);
	struct contact_wish c = CONTACT_WISH;

	c.adult = row->adult;
	c.name = arena_text(a, adult->name);
	c.title = arena_text(a, adult->row.title);
	c.forename = arena_text(a, adult->row.forename);
	c.surname = arena_text(a, adult->row.surname);
	c.relation = arena_text(a, row->relation);
	c.priority = (int)row->priority;
	c.email = arena_text(a, adult->row.email);
	c.language = arena_text(a, adult->row.language);
	c.court_order = arena_text(a, row->court_order);
	c.lives_with = (int)row->lives_with;
	c.parental_responsibility = (int)row->parental_responsibility;
	c.letters = (int)row->letters;
	c.texts = (int)row->texts;
	c.may_collect = (int)row->may_collect;
	c.do_not_contact = (int)row->do_not_contact;
	number_facts(adult, a, &c);
	address_facts(f, adult, a, &c);
	*ret = c;
}

static int facts(struct contact_work *w, int64_t contact, struct arena *a, struct contact_wish *ret)
{
	CLEAN_FAMILIES struct families f = { 0 };
	struct contact_row row;
	struct adult_row adult;
	int r = contact_get(w, contact, &row, &adult);

	if (r < 0)
		return r;
	r = families_read(w->o, row.pupil, &f);
	if (r < 0)
		return contact_fail(w, r);
	const struct family_pupil *p = families_pupil(&f, row.pupil);
	if (!p || !families_sees(&f, p))
		return err_refuse(w->e, "This contact is of no pupil of your classes. Ask the office.");
	facts_fill(&f, &row, a, ret);
	return 0;
}

int office_contact_facts(struct office *o, int64_t contact, struct arena *a, struct contact_wish *ret, struct err *e)
{
	CLEAN_ARENA struct arena arena = { 0 };
	struct contact_work work = { o, &arena, NULL, e, office_today(o) };
	int r = office_refresh(o, e);

	if (r == 0)
		r = office_may(o, ACTION_SEE_CONTACTS, 0, e);
	if (r < 0)
		return r;
	r = store_read_begin(o->store);
	if (r < 0)
		return office_fail(o, r, e);
	r = facts(&work, contact, a, ret);
	store_read_end(o->store);
	return r;
}
