/* A home as a person reads it: who lives there, of those whom they may see. */
#include "family_read.h"

#include <stdlib.h>
#include <string.h>

void family_homes_make(const struct families *f, struct family_homes *ret)
{
	struct family_homes h = { .families = f };

	h.count = family_households(f->links, f->link_count, &h.arena, &h.households);
	h.sibling_count = family_siblings(f->links, f->link_count, f->said, f->said_count, &h.arena, &h.siblings);
	*ret = h;
}

void family_homes_finish(struct family_homes *h)
{
	arena_finish(&h->arena);
}

static int compare_siblings(const void *a, const void *b)
{
	const struct sibling *x = a, *y = b;

	if (x->pupil != y->pupil)
		return x->pupil < y->pupil ? -1 : 1;
	return (x->other > y->other) - (x->other < y->other);
}

const struct sibling *family_sibling(const struct family_homes *h, int64_t pupil, int64_t other)
{
	const struct sibling key = { .pupil = pupil, .other = other };

	return h->sibling_count ? bsearch(&key, h->siblings, (size_t)h->sibling_count, sizeof key, compare_siblings) : NULL;
}

static bool has_id(const int64_t *ids, int n, int64_t id)
{
	for (int i = 0; i < n; i++)
		if (ids[i] == id)
			return true;
	return false;
}

bool household_has(const struct household *h, int64_t child)
{
	return has_id(h->children, h->child_count, child);
}

const char *relation_words(const char *relation, struct arena *a)
{
	char *words = arena_text(a, relation);

	if (words[0] >= 'A' && words[0] <= 'Z' && !(words[1] >= 'A' && words[1] <= 'Z'))
		words[0] = (char)(words[0] + 'a' - 'A');
	return words;
}

/* CHILDREN: the eldest first ---------------------------------------------------------------------------------------------------------------- */

static int compare_age(const void *a, const void *b)
{
	const struct family_pupil *x = *(const struct family_pupil *const *)a, *y = *(const struct family_pupil *const *)b;

	if (!day_equal(x->who->born, y->who->born))
		return x->who->born.n < y->who->born.n ? -1 : 1;
	return (x->id > y->id) - (x->id < y->id);
}

/* Those who are here, and whom the person may see. */
static const struct family_pupil **children_of(const struct families *f, const int64_t *ids, int n, struct arena *a, int *ret_count)
{
	const struct family_pupil **children = arena_new(a, (size_t)n + 1, sizeof *children);
	int count = 0;

	for (int i = 0; i < n; i++) {
		const struct family_pupil *p = families_pupil(f, ids[i]);

		if (p && families_sees(f, p))
			children[count++] = p;
	}
	qsort(children, (size_t)count, sizeof *children, compare_age);
	*ret_count = count;
	return children;
}

static const struct family_child *child_lines(const struct family_homes *h, const struct family_pupil *const *children, int n, struct arena *a)
{
	struct family_child *lines = arena_new(a, (size_t)n + 1, sizeof *lines);

	for (int i = 0; i < n; i++) {
		const struct family_pupil *p = children[i];

		lines[i] = (struct family_child){ .pupil = p->id, .name = arena_text(a, p->name), .group = arena_text(a, p->group) };
		for (int k = 0; k < n; k++)
			lines[i].sibling |= family_sibling(h, p->id, children[k]->id) != NULL;
	}
	return lines;
}

/* ADULTS: as they come among the contacts of the eldest, then of the next ------------------------------------------------------------------ */

static const char *adults_words(const struct families *f, const struct household *of, const struct family_pupil *const *children, int n, struct arena *a)
{
	CLEAN_BUF struct buf words = { 0 };
	CLEAN_ARENA struct arena work = { 0 };
	int64_t *named = arena_new(&work, (size_t)of->adult_count + 1, sizeof *named);
	int count = 0;

	for (int i = 0; i < n; i++)
		for (int k = 0; k < children[i]->contacts_now; k++) {
			const struct contact_row *c = &children[i]->contacts[k];

			if (!families_lives_with(f, c) || !has_id(of->adults, of->adult_count, c->adult) || has_id(named, count, c->adult))
				continue;
			buf_printf(&words, "%s%s (%s)", count ? ", " : "", families_adult(f, c->adult)->name, relation_words(c->relation, &work));
			named[count++] = c->adult;
		}
	return arena_text(a, buf_string(&words));
}

/* Where no adult's address is known, the children's own, if it is one for all. */
static const char *address_of_children(const struct families *f, const struct family_pupil *const *children, int n, struct arena *a)
{
	for (int i = 0; i < n; i++)
		if (!children[i]->home || strcmp(children[i]->home, children[0]->home) != 0)
			return NULL;
	return n ? families_own_address(f, children[0], a) : NULL;
}

static const char *home_address(const struct families *f, const struct household *of, const struct family_pupil *const *children, int n, struct arena *a)
{
	const char *words = NULL;

	for (int i = 0; i < of->adult_count; i++) {
		const struct family_adult *adult = families_adult(f, of->adults[i]);
		const char *own = adult->address ? address_words(&f->secrets, adult->address, a) : NULL;

		if (own && (!words || strcmp(own, ADDRESS_MASKED) == 0))
			words = own;
	}
	return words ? words : address_of_children(f, children, n, a);
}

static bool is_secret(const struct address_row *row)
{
	return row && row->secret;
}

/* Whoever may see where it is has to see that nobody else may. */
static bool shown_secret(const struct families *f, const struct household *of, const struct family_pupil *const *children, int n, const char *shown)
{
	bool secret = false, of_adults = false;

	for (int i = 0; of && i < of->adult_count; i++) {
		const struct address_row *own = families_adult(f, of->adults[i])->address;

		of_adults |= own != NULL;
		secret |= is_secret(own);
	}
	for (int i = 0; !of_adults && i < n; i++)
		secret |= is_secret(children[i]->address);
	return secret && shown && strcmp(shown, ADDRESS_MASKED) != 0;
}

/* LINES ---------------------------------------------------------------------------------------------------------------------------------------- */

void family_home_line(const struct family_homes *h, const struct household *of, struct arena *a, struct home_line *ret)
{
	CLEAN_ARENA struct arena work = { 0 };
	const struct families *f = h->families;
	int n;
	const struct family_pupil **children = children_of(f, of->children, of->child_count, &work, &n);

	*ret = (struct home_line){ .child_count = n };
	if (n == 0)
		return;
	ret->address = home_address(f, of, children, n, a);
	ret->secret = shown_secret(f, of, children, n, ret->address);
	ret->adults = adults_words(f, of, children, n, a);
	ret->children = child_lines(h, children, n, a);
}

void family_own_home_line(const struct family_homes *h, const struct family_pupil *p, struct arena *a, struct home_line *ret)
{
	const struct family_pupil *const children[] = { p };

	*ret = (struct home_line){
		.address = families_own_address(h->families, p, a), .adults = "", .children = child_lines(h, children, 1, a), .child_count = 1,
	};
	ret->secret = shown_secret(h->families, NULL, children, 1, ret->address);
}
