/*
 * Is a new contact somebody who is here already?  Of the same name, with a number or the home in common, they are offered and never joined by
 * themselves (H3): a father and a son may share both.
 */
#include <errno.h>
#include <string.h>

#include "base/text.h"
#include "contact.h"
#include "import_contacts.h"

struct finding {
	struct contact_work *w;
	int64_t pupil;
	const struct contact_wish *wish;
	const char *folded;              /* name */
	struct secrets secrets;
	struct { VEC(const char *); } homes; /* folded: of the wish, and of the child */
	struct { VEC(const char *); } digits;
};

static const char *full_name(struct contact_work *w, const struct contact_wish *c)
{
	const char *forename = c->forename ? c->forename : "", *surname = c->surname ? c->surname : "", *title = NULL;

	if (!*forename && !*surname && c->name)
		contact_name_split(c->name, w->arena, &title, &forename, &surname);
	return arena_joined(w->arena, forename, ' ', surname);
}

/* A home that the person may not see tells nothing. */
static void keep_homes(struct finding *f, const struct address_row *rows, int n)
{
	struct contact_work *w = f->w;

	for (int i = 0; i < n; i++)
		if (day_within(w->today, rows[i].from_day, rows[i].to_day) &&
		    !secrets_mask(&f->secrets, rows[i].lines, rows[i].postcode, rows[i].secret != 0))
			vec_push(&f->homes, place_fold(w->arena, rows[i].lines, rows[i].postcode));
}

static int homes_of_child(struct finding *f)
{
	struct contact_work *w = f->w;
	struct address_row *rows;
	struct contact_row *contacts;
	int n = store_addresses_of_pupil(w->o->store, f->pupil, w->arena, &rows), m;

	keep_homes(f, rows, n);
	m = n < 0 ? n : store_contacts_of_pupil(w->o->store, f->pupil, w->arena, &contacts);
	for (int i = 0; n >= 0 && i < m; i++) {
		if (!contacts[i].lives_with || !contact_goes_on(&contacts[i], w->today))
			continue;
		n = store_addresses_of_adult(w->o->store, contacts[i].adult, w->arena, &rows);
		keep_homes(f, rows, n);
	}
	return n < 0 ? n : m < 0 ? m : 0;
}

static int finding_begin(struct finding *f)
{
	const struct contact_wish *c = f->wish;
	const char *const numbers[] = { c->mobile, c->home, c->work };
	int r = secrets_read(f->w->o, &f->secrets);

	f->folded = text_fold(f->w->arena, full_name(f->w, c));
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
		if (numbers[i] && *numbers[i])
			vec_push(&f->digits, number_digits(f->w->arena, numbers[i]));
	if (c->address && *c->address && !secrets_mask(&f->secrets, c->address, c->postcode, false))
		vec_push(&f->homes, place_fold(f->w->arena, c->address, c->postcode));
	return r < 0 ? r : homes_of_child(f);
}

/* 1: a number in common, in *ret_words; 0; -errno */
static int number_in_common(struct finding *f, int64_t adult, const char **ret_words)
{
	struct adult_number_row *rows;
	int n = store_numbers_of_adult(f->w->o->store, adult, f->w->arena, &rows);

	for (int i = 0; i < n; i++)
		for (int k = 0; k < f->digits.count; k++)
			if (strcmp(number_digits(f->w->arena, rows[i].number), f->digits.items[k]) == 0) {
				*ret_words = arena_printf(f->w->arena, "the number %s", rows[i].number);
				return 1;
			}
	return n < 0 ? n : 0;
}

static int home_in_common(struct finding *f, int64_t adult, const char **ret_words)
{
	struct address_row *rows;
	int n = store_addresses_of_adult(f->w->o->store, adult, f->w->arena, &rows);

	for (int i = 0; i < n; i++) {
		if (!day_within(f->w->today, rows[i].from_day, rows[i].to_day) ||
		    secrets_mask(&f->secrets, rows[i].lines, rows[i].postcode, rows[i].secret != 0))
			continue;
		const char *place = place_fold(f->w->arena, rows[i].lines, rows[i].postcode);
		for (int k = 0; k < f->homes.count; k++)
			if (strcmp(place, f->homes.items[k]) == 0) {
				*ret_words = "the home";
				return 1;
			}
	}
	return n < 0 ? n : 0;
}

/* Of whose name nothing is in common they are somebody else, unless they are this very child's contact. */
static int in_common(struct finding *f, int64_t adult, const char **ret_words)
{
	struct contact_row *rows;
	int n = store_children_of_adult(f->w->o->store, adult, f->w->arena, &rows);

	for (int i = 0; i < n; i++)
		if (rows[i].pupil == f->pupil && contact_goes_on(&rows[i], f->w->today)) {
			*ret_words = "this child";
			return 1;
		}
	int r = n < 0 ? n : number_in_common(f, adult, ret_words);
	return r != 0 ? r : home_in_common(f, adult, ret_words);
}

static int say_known(struct finding *f, const struct adult_row *adult, const char *in_common)
{
	struct contact_work *w = f->w;
	const char *children;
	int r = contact_children(w, adult->id, 0, &children);

	if (r < 0)
		return r;
	contact_say(w, "%s%s%s has the same name, and %s in common.", adult_name(adult, w->arena), children ? ", contact of " : "",
		    children ? children : "", in_common);
	err_refuse(w->e, "%s may be here already. Say whether this is the same person or another.", adult_name(adult, w->arena));
	return -EEXIST;
}

static int find(struct finding *f, int64_t *known)
{
	struct adult_row *rows;
	struct arena *a = f->w->arena;
	int r = finding_begin(f), n = r < 0 ? r : store_thing_all(f->w->o->store, THING_ADULT, a, &rows);

	for (int i = 0; n >= 0 && i < n; i++) {
		CLEAN_ARENA struct arena work = { 0 };
		const char *words;

		if (strcmp(text_fold(&work, adult_name(&rows[i], &work)), f->folded) != 0)
			continue;
		r = in_common(f, rows[i].id, &words);
		if (r < 0)
			return contact_fail(f->w, r);
		if (r > 0 && *known != CONTACT_SAME)
			return say_known(f, &rows[i], words);
		if (r > 0) {
			*known = rows[i].id;
			return 0;
		}
	}
	if (n < 0)
		return contact_fail(f->w, n);
	return *known == CONTACT_SAME ? err_refuse(f->w->e, "Nobody of that name is here who has a number or the home in common. Add them as another.") : 0;
}

int contact_known_find(struct contact_work *w, int64_t pupil, const struct contact_wish *c, int64_t *known)
{
	struct finding f = { .w = w, .pupil = pupil, .wish = c };
	int r = find(&f, known);

	secrets_finish(&f.secrets);
	vec_finish(&f.homes);
	vec_finish(&f.digits);
	return r;
}
