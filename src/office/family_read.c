/* The families of the school, read at once: who is whose contact, where they live, what somebody said of two. */
#include "family_read.h"

#include <stdlib.h>
#include <string.h>

#include "lookup.h"
#include "names.h"

/* FINDING -------------------------------------------------------------------------------------------------------------------------------------- */

/* Both arrays are by their first member, an id. */
static void *find_by_id(const void *rows, int count, size_t size, int64_t id)
{
	int low = 0, high = count;

	while (low < high) {
		int middle = (low + high) / 2;
		const char *row = (const char *)rows + (size_t)middle * size;
		int64_t here = *(const int64_t *)row;

		if (here == id)
			return (char *)rows + (size_t)middle * size;
		if (here < id)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

struct family_adult *families_adult(const struct families *f, int64_t id)
{
	_Static_assert(offsetof(struct family_adult, row.id) == 0, "found by their first member");
	return find_by_id(f->adults, f->adult_count, sizeof *f->adults, id);
}

struct family_pupil *families_pupil(const struct families *f, int64_t id)
{
	return find_by_id(f->pupils, f->pupil_count, sizeof *f->pupils, id);
}

/* ADULTS --------------------------------------------------------------------------------------------------------------------------------------- */

static int compare_numbers(const void *a, const void *b)
{
	const struct adult_number_row *x = a, *y = b;

	if (x->adult != y->adult)
		return x->adult < y->adult ? -1 : 1;
	if (x->rank != y->rank)
		return x->rank < y->rank ? -1 : 1;
	return (x->id > y->id) - (x->id < y->id);
}

static int read_adults(struct families *f)
{
	struct adult_row *rows;
	struct adult_number_row *numbers;
	struct store *st = f->office->store;
	int n = store_thing_all(st, THING_ADULT, &f->arena, &rows), m = n < 0 ? n : store_thing_all(st, THING_ADULT_NUMBER, &f->arena, &numbers);

	if (m < 0)
		return m;
	f->adults = arena_new(&f->arena, (size_t)n + 1, sizeof *f->adults);
	f->adult_count = n;
	for (int i = 0; i < n; i++)
		f->adults[i] = (struct family_adult){ .row = rows[i], .name = adult_name(&rows[i], &f->arena) };
	qsort(numbers, (size_t)m, sizeof *numbers, compare_numbers);
	for (int i = 0; i < m; i++) {
		struct family_adult *adult = families_adult(f, numbers[i].adult);

		if (!adult)
			continue;
		if (adult->number_count++ == 0)
			adult->numbers = &numbers[i];
	}
	return 0;
}

/* PUPILS --------------------------------------------------------------------------------------------------------------------------------------- */

static int read_here(struct families *f)
{
	CLEAN_ARENA struct arena work = { 0 };
	struct spell_row *spells;
	int n = store_spells_between(f->office->store, f->today, DAY_MAX, &work, &spells);

	for (int i = 0; i < n; i++) {
		struct family_pupil *p = families_pupil(f, spells[i].pupil);

		if (!p || spells[i].last < sitting_of(f->today, SESSION_AM)) /* who has died is on the roll for a day yet */
			continue;
		p->here = true;
		p->on_roll |= spells[i].first <= sitting_of(f->today, SESSION_PM);
	}
	return n < 0 ? n : 0;
}

/* The class of today, whatever the weekday; of who is in none yet the first to come. */
static int read_groups(struct families *f)
{
	CLEAN_ARENA struct arena work = { 0 };
	struct place_row *places;
	int n = store_places_between(f->office->store, f->today, DAY_MAX, &work, &places);
	sitting *since = arena_new(&work, (size_t)f->pupil_count + 1, sizeof *since), end = sitting_of(f->today, SESSION_PM);
	int64_t *later = arena_new(&work, (size_t)f->pupil_count + 1, sizeof *later);

	for (int i = 0; i < n; i++) {
		struct family_pupil *p = families_pupil(f, places[i].pupil);
		sitting first = places[i].first;

		if (!p || !p->here)
			continue;
		if (first <= end && p->on_roll && (!p->group_now || first > since[p - f->pupils])) {
			p->group_now = places[i].roll_group;
			since[p - f->pupils] = first;
		} else if (!p->group_now && (!later[p - f->pupils] || first < since[p - f->pupils])) {
			later[p - f->pupils] = places[i].roll_group;
			since[p - f->pupils] = first;
		}
	}
	for (int i = 0; i < f->pupil_count; i++) {
		struct family_pupil *p = &f->pupils[i];
		int64_t group = p->group_now ? p->group_now : later[i];

		p->group = group ? arena_text(&f->arena, office_group_name(f->office, group)) : NULL;
	}
	return n < 0 ? n : 0;
}

/* H4: equal names of those who are here carry class and date of birth. */
static void tell_apart(struct families *f)
{
	CLEAN_ARENA struct arena work = { 0 };
	struct named *named = arena_new(&work, (size_t)f->pupil_count + 1, sizeof *named);
	struct family_pupil **of = arena_new(&work, (size_t)f->pupil_count + 1, sizeof *of);
	int n = 0;

	for (int i = 0; i < f->pupil_count; i++) {
		f->pupils[i].name = arena_text(&f->arena, f->pupils[i].who->name);
		if (!f->pupils[i].here)
			continue;
		of[n] = &f->pupils[i];
		named[n++] = (struct named){ f->pupils[i].name, f->pupils[i].group, f->pupils[i].who->born };
	}
	names_tell_apart(named, n, &f->arena);
	for (int i = 0; i < n; i++)
		of[i]->name = named[i].name;
}

static int read_pupils(struct families *f)
{
	int r = search_refresh(f->office);

	if (r < 0)
		return r;
	const struct search *s = f->office->search;
	f->pupils = arena_new(&f->arena, (size_t)s->count + 1, sizeof *f->pupils);
	f->pupil_count = s->count;
	for (int i = 0; i < s->count; i++)
		f->pupils[i] = (struct family_pupil){ .id = s->pupils[i].pupil, .who = &s->pupils[i] };
	r = read_here(f);
	if (r == 0)
		r = read_groups(f);
	tell_apart(f);
	return r;
}

/* CONTACTS ------------------------------------------------------------------------------------------------------------------------------------- */

/* In force; to come; ended. */
static int contact_class(const struct contact_row *c, struct day today)
{
	return day_within(today, c->from_day, c->to_day) ? 0 : contact_goes_on(c, today) ? 1 : 2;
}

static int compare_contacts(const void *a, const void *b, void *today)
{
	const struct contact_row *x = a, *y = b;

	if (x->pupil != y->pupil)
		return x->pupil < y->pupil ? -1 : 1;
	int c = contact_class(x, *(struct day *)today) - contact_class(y, *(struct day *)today);
	if (c != 0)
		return c;
	if (x->priority != y->priority)
		return x->priority < y->priority ? -1 : 1;
	return (x->id > y->id) - (x->id < y->id);
}

static int read_contacts(struct families *f)
{
	struct contact_row *rows;
	int n = store_thing_all(f->office->store, THING_CONTACT, &f->arena, &rows);

	if (n < 0)
		return n;
	qsort_r(rows, (size_t)n, sizeof *rows, compare_contacts, &f->today);
	for (int i = 0; i < n; i++) {
		struct family_pupil *p = families_pupil(f, rows[i].pupil);

		if (!p)
			continue;
		if (p->contact_count++ == 0)
			p->contacts = &rows[i];
		p->contacts_now += contact_class(&rows[i], f->today) == 0;
	}
	return 0;
}

/* ADDRESSES ------------------------------------------------------------------------------------------------------------------------------------ */

/* Lines without a postcode are the place that has those lines, where there is but one such. */
struct places {
	struct lookup *codes;   /* by lines: index into `whole` */
	struct { VEC(const char *); } whole; /* NULL: two places */
};

static void keep_code(struct places *p, const struct address_row *row, struct arena *a)
{
	const char *lines = place_fold(a, row->lines, NULL), *whole = place_fold(a, row->lines, row->postcode);
	int found = lookup_add(p->codes, lines, p->whole.count);

	if (found < 0)
		vec_push(&p->whole, whole);
	else if (p->whole.items[found] && strcmp(p->whole.items[found], whole) != 0)
		p->whole.items[found] = NULL;
}

static const char *place_of(const struct places *p, const struct address_row *row, struct arena *a)
{
	const char *whole = place_fold(a, row->lines, row->postcode);
	int found = row->postcode ? -1 : lookup_get(p->codes, whole);

	return found >= 0 && p->whole.items[found] ? p->whole.items[found] : whole;
}

static void place_everybody(struct families *f, const struct address_row *rows, int n)
{
	struct places p = { .codes = lookup_new(n) };

	for (int i = 0; i < n; i++)
		if (rows[i].postcode && day_within(f->today, rows[i].from_day, rows[i].to_day))
			keep_code(&p, &rows[i], &f->arena);
	for (int i = 0; i < n; i++) {
		struct family_adult *adult = rows[i].adult != NONE ? families_adult(f, rows[i].adult) : NULL;
		struct family_pupil *pupil = rows[i].adult == NONE ? families_pupil(f, rows[i].pupil) : NULL;

		if (!day_within(f->today, rows[i].from_day, rows[i].to_day))
			continue;
		if (adult && (!adult->address || adult->address->from_day.n <= rows[i].from_day.n)) {
			adult->address = &rows[i];
			adult->home = place_of(&p, &rows[i], &f->arena);
		}
		if (pupil && (!pupil->address || pupil->address->from_day.n <= rows[i].from_day.n)) {
			pupil->address = &rows[i];
			pupil->home = place_of(&p, &rows[i], &f->arena);
		}
	}
	lookup_free(p.codes);
	vec_finish(&p.whole);
}

static int read_addresses(struct families *f)
{
	struct address_row *rows;
	int n = store_thing_all(f->office->store, THING_ADDRESS, &f->arena, &rows);

	if (n < 0)
		return n;
	secrets_make(f->office, rows, n, &f->secrets);
	place_everybody(f, rows, n);
	return 0;
}

/* LINKS ---------------------------------------------------------------------------------------------------------------------------------------- */

bool families_lives_with(const struct families *f, const struct contact_row *c)
{
	const struct family_adult *adult = families_adult(f, c->adult);

	return c->lives_with && adult && day_is_none(adult->row.died_day);
}

static bool is_linked(const struct family_pupil *p, int64_t also)
{
	return p->here || also == FAMILIES_ALL || p->id == also;
}

/* Who has died lives with nobody, and is the parent still. */
static void make_links(struct families *f, int64_t also)
{
	int room = 0;

	for (int i = 0; i < f->pupil_count; i++)
		room += f->pupils[i].contacts_now;
	f->links = arena_new(&f->arena, (size_t)room + 1, sizeof *f->links);
	for (int i = 0; i < f->pupil_count; i++) {
		const struct family_pupil *p = &f->pupils[i];

		for (int k = 0; is_linked(p, also) && k < p->contacts_now; k++) {
			const struct contact_row *c = &p->contacts[k];
			const struct family_adult *adult = families_adult(f, c->adult);

			if (adult)
				f->links[f->link_count++] = (struct family_link){
					.adult = c->adult, .pupil = p->id, .lives_with = families_lives_with(f, c), .home = adult->home,
					.parent = family_makes_siblings(c->relation, adult->name, c->parental_responsibility != 0),
				};
		}
	}
}

static bool is_asked_for(const struct families *f, int64_t pupil, int64_t also)
{
	const struct family_pupil *p = families_pupil(f, pupil);

	return p && is_linked(p, also);
}

bool pair_says(const struct pupil_pair_row *row, bool *ret_siblings)
{
	*ret_siblings = strcmp(row->said, "siblings") == 0;
	return *ret_siblings || strcmp(row->said, "not siblings") == 0;
}

static int read_said(struct families *f, int64_t also)
{
	struct pupil_pair_row *rows;
	int n = store_thing_all(f->office->store, THING_PUPIL_PAIR, &f->arena, &rows);

	if (n < 0)
		return n;
	f->said = arena_new(&f->arena, (size_t)n + 1, sizeof *f->said);
	f->pairs = rows;
	for (int i = 0; i < n; i++) {
		bool yes;

		if (!pair_says(&rows[i], &yes) || !is_asked_for(f, rows[i].pupil, also) || !is_asked_for(f, rows[i].other, also))
			continue;
		f->pairs[f->said_count] = rows[i];
		f->said[f->said_count++] = (struct family_said){ rows[i].pupil, rows[i].other, yes };
	}
	return 0;
}

int families_read(struct office *o, int64_t also, struct families *ret)
{
	struct families f = { .office = o, .today = office_today(o) };
	int r = read_pupils(&f);

	f.seen = arena_new(&f.arena, (size_t)o->roll_group_count + 1, sizeof *f.seen);
	memset(f.seen, -1, (size_t)o->roll_group_count + 1);
	if (r == 0)
		r = read_adults(&f);
	if (r == 0)
		r = read_contacts(&f);
	if (r == 0)
		r = read_addresses(&f);
	if (r == 0)
		r = read_said(&f, also);
	if (r < 0) {
		families_finish(&f);
		return r;
	}
	make_links(&f, also);
	*ret = f;
	return 0;
}

void families_finish(struct families *f)
{
	secrets_finish(&f->secrets);
	arena_finish(&f->arena);
}
