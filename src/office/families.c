/* Every home of the school with its children (H3). */
#include "family_read.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"

struct listing {
	const struct families *f;
	struct family_homes homes;
	struct typed typed;
	bool all;                        /* nothing was typed */
	struct families_view *view;
	struct { VEC(struct home_line); } lines;
	struct { VEC(const char *); } keys; /* of the eldest, one to one */
};

/* WHAT WAS TYPED --------------------------------------------------------------------------------------------------------------------------------- */

/* Each word that was typed has a blank before it, so that it begins one of theirs. */
static bool adult_fits(const struct listing *w, int64_t id)
{
	CLEAN_ARENA struct arena work = { 0 };
	const struct family_adult *adult = families_adult(w->f, id);
	const char *folded = adult ? arena_printf(&work, " %s", text_fold(&work, adult->name)) : "";

	for (int i = 0; i < w->typed.count; i++)
		if (!strstr(folded, w->typed.words[i]))
			return false;
	return w->typed.count > 0;
}

static bool child_fits(const struct listing *w, int64_t pupil)
{
	const char *was;

	return pupil_fits(families_pupil(w->f, pupil)->who, &w->typed, &was) > 0;
}

/* The child, or whoever is their contact, be it from another home. */
static bool family_fits(const struct listing *w, int64_t pupil)
{
	const struct family_pupil *p = families_pupil(w->f, pupil);

	if (child_fits(w, pupil))
		return true;
	for (int i = 0; i < p->contacts_now; i++)
		if (adult_fits(w, p->contacts[i].adult))
			return true;
	return false;
}

static bool home_fits(const struct listing *w, const struct home_line *line)
{
	bool fits = w->all;

	for (int i = 0; !fits && i < line->child_count; i++)
		fits = family_fits(w, line->children[i].pupil);
	return fits;
}

/* THE LIST --------------------------------------------------------------------------------------------------------------------------------------- */

static void list_line(struct listing *w, const struct home_line *line)
{
	if (line->child_count == 0 || !home_fits(w, line))
		return;
	vec_push(&w->lines, *line);
	vec_push(&w->keys, families_pupil(w->f, line->children[0].pupil)->who->sort_key);
}

static void list_all(struct listing *w)
{
	CLEAN_ARENA struct arena work = { 0 };
	const struct families *f = w->f;
	bool *housed = arena_new(&work, (size_t)f->pupil_count + 1, sizeof *housed);
	struct home_line line;

	for (int i = 0; i < w->homes.count; i++) {
		const struct household *h = &w->homes.households[i];

		family_home_line(&w->homes, h, &w->view->arena, &line);
		list_line(w, &line);
		for (int k = 0; k < h->child_count; k++)
			housed[families_pupil(f, h->children[k]) - f->pupils] = true;
	}
	for (int i = 0; i < f->pupil_count; i++) {
		if (housed[i] || !f->pupils[i].here || !families_sees(f, &f->pupils[i]))
			continue;
		family_own_home_line(&w->homes, &f->pupils[i], &w->view->arena, &line);
		list_line(w, &line);
	}
}

struct keyed {
	const char *key;
	int at;
};

static int compare_keyed(const void *a, const void *b)
{
	const struct keyed *x = a, *y = b;
	int c = strcmp(x->key, y->key);

	return c != 0 ? c : x->at - y->at;
}

static void keep_in_order(struct listing *w)
{
	CLEAN_ARENA struct arena work = { 0 };
	int n = w->lines.count;
	struct keyed *order = arena_new(&work, (size_t)n + 1, sizeof *order);
	struct home_line *lines = arena_new(&w->view->arena, (size_t)n + 1, sizeof *lines);

	for (int i = 0; i < n; i++)
		order[i] = (struct keyed){ w->keys.items[i], i };
	qsort(order, (size_t)n, sizeof *order, compare_keyed);
	for (int i = 0; i < n; i++)
		lines[i] = w->lines.items[order[i].at];
	w->view->homes = lines;
	w->view->count = n;
}

static void families_fill(const struct families *f, const struct family_homes *homes, const char *typed, struct families_view *v)
{
	CLEAN_ARENA struct arena work = { 0 };
	struct listing w = { .f = f, .homes = *homes, .view = v };

	typed_read(typed ? typed : "", &work, &w.typed);
	w.all = w.typed.count == 0 && !*w.typed.identifier;
	list_all(&w);
	keep_in_order(&w);
	vec_finish(&w.lines);
	vec_finish(&w.keys);
}

static int families_list(struct office *o, const char *typed, struct families_view *v)
{
	const struct families *f;
	const struct family_homes *homes;
	int r = families_open(o, 0, &f, &homes);

	if (r == 0)
		families_fill(f, homes, typed, v);
	return r;
}

int office_families_open(struct office *o, const char *typed, struct families_view *ret, struct err *e)
{
	struct families_view v = { 0 };
	int r = office_refresh(o, e);

	if (r == 0)
		r = office_may(o, ACTION_SEE_CONTACTS, 0, e);
	if (r < 0)
		return r;
	r = store_read_begin(o->store);
	if (r == 0) {
		r = families_list(o, typed, &v);
		store_read_end(o->store);
	}
	if (r < 0)
		return office_fail(o, r, e);
	*ret = v;
	return 0;
}

void families_view_finish(struct families_view *v)
{
	arena_finish(&v->arena);
	*v = (struct families_view){ 0 };
}
