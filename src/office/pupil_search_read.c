/* The names of the school, folded once and kept until the roll may have changed, so that each key that is typed costs little. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "names.h"
#include "pupil_search.h"

void search_free(struct search *s)
{
	if (s)
		arena_finish(&s->arena);
	free(s);
}

/* MAKING IT -------------------------------------------------------------------------------------------------------------------- */

static const char *folded(struct arena *work, const char *s)
{
	return s ? text_fold(work, s) : "";
}

/* `work` holds what is thrown away. */
static void pupil_make(struct search *s, const struct name_row *n, struct arena *work, struct searched *ret)
{
	const struct pupil_row row = pupil_of_name(n);
	const char *surname = folded(work, n->surname), *known = folded(work, n->preferred_surname);

	*ret = (struct searched){
		.pupil = n->pupil, .year = SESSION_ANY_YEAR, .upn = n->upn, .former_upn = n->former_upn, .admission_number = n->admission_number,
		.name = pupil_display_name(&row, &s->arena), .list_name = pupil_list_name(&row, &s->arena), .born = n->born,
		.names = arena_printf(&s->arena, " %s %s %s %s %s ", surname, known, folded(work, n->forename), folded(work, n->preferred_name),
				      folded(work, n->middle_names)),
		.surname_length = 1 + (int)strlen(surname) + 1 + (int)strlen(known),
		.sort_key = arena_printf(&s->arena, "%s\t%s", folded(work, pupil_sort_surname(&row)), folded(work, n->forename)),
	};
}

struct searched *search_pupil(const struct search *s, int64_t pupil)
{
	for (int low = 0, high = s->count; low < high;) {
		int middle = (low + high) / 2;

		if (s->pupils[middle].pupil == pupil)
			return &s->pupils[middle];
		if (s->pupils[middle].pupil < pupil)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

bool search_may_see(struct office *o, const struct searched *p)
{
	bool may = office_reach(o, ACTION_SEE_REGISTER) == REACH_ALL;

	for (int half = 0; half < 2 && !may; half++)
		may = p->group[half] && office_may(o, ACTION_SEE_REGISTER, p->group[half], NULL) == 0;
	return may;
}

static void former_add(struct search *s, const struct name_row *n, struct arena *work)
{
	const struct pupil_row row = pupil_of_name(n);
	struct searched *p = search_pupil(s, n->pupil);

	if (!p)
		return;
	struct former *f = arena_new(&s->arena, 1, sizeof *f);
	*f = (struct former){
		.names = arena_printf(&s->arena, " %s %s %s %s %s ", folded(work, n->surname), folded(work, n->preferred_surname),
				      folded(work, n->forename), folded(work, n->preferred_name), folded(work, n->middle_names)),
		.name = pupil_display_name(&row, &s->arena), .next = p->former,
	};
	p->former = f;
}

static int by_name(const void *a, const void *b)
{
	const struct searched *x = *(const struct searched *const *)a, *y = *(const struct searched *const *)b;
	int c = strcmp(x->sort_key, y->sort_key);

	return c != 0 ? c : (x->pupil > y->pupil) - (x->pupil < y->pupil);
}

static int read_names(struct store *st, struct search *s)
{
	CLEAN_ARENA struct arena work = { 0 };
	struct name_row *now, *before;
	int n = store_names_now(st, &s->arena, &now), m = n < 0 ? n : store_names_before(st, &work, &before);

	if (m < 0)
		return m;
	s->pupils = arena_new(&s->arena, (size_t)n + 1, sizeof *s->pupils);
	s->by_name = arena_new(&s->arena, (size_t)n + 1, sizeof *s->by_name);
	for (int i = 0; i < n; i++) {
		pupil_make(s, &now[i], &work, &s->pupils[i]);
		s->by_name[i] = &s->pupils[i];
	}
	s->count = n;
	qsort(s->by_name, (size_t)n, sizeof *s->by_name, by_name);
	for (int i = 0; i < m; i++)
		former_add(s, &before[i], &work);
	return 0;
}

static int read_groups(struct store *st, struct search *s)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct place_row *places;
	struct spell_row *spells;
	int n = store_places_between(st, s->day, s->day, &a, &places), m = n < 0 ? n : store_spells_between(st, s->day, s->day, &a, &spells);

	for (int half = 0; m >= 0 && half < 2; half++) {
		sitting at = sitting_of(s->day, (enum session)half);
		sitting *since = arena_new(&a, (size_t)s->count + 1, sizeof *since);

		for (int i = 0; i < m; i++) {
			struct searched *p = search_pupil(s, spells[i].pupil);

			if (p)
				p->on[half] |= spells[i].first <= at && at <= spells[i].last;
		}
		for (int i = 0; i < n; i++) {
			struct searched *p = search_pupil(s, places[i].pupil);

			if (p)
				p->placed = true;
			if (!p || !p->on[half] || !place_covers(&places[i], at) || (p->group[half] && places[i].first < since[p - s->pupils]))
				continue;
			p->group[half] = places[i].roll_group; /* of two the later one, as in the register */
			since[p - s->pupils] = places[i].first;
		}
	}
	return m < 0 ? m : 0;
}

static int read_years(struct store *st, struct search *s)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct year_row *rows;
	int n = store_years_between(st, s->day, s->day, &a, &rows);
	sitting *since = arena_new(&a, (size_t)s->count + 1, sizeof *since);

	for (int i = 0; i < n; i++) {
		struct searched *p = search_pupil(s, rows[i].pupil);

		if (!p || (p->year != SESSION_ANY_YEAR && rows[i].first < since[p - s->pupils]))
			continue;
		p->year = rows[i].year;
		since[p - s->pupils] = rows[i].first;
	}
	return n < 0 ? n : 0;
}

static int read_boarders(struct store *st, struct search *s)
{
	CLEAN_ARENA struct arena a = { 0 };
	int64_t *ids;
	int n = store_pupils_without_marks(st, &a, &ids);

	for (int i = 0; i < n; i++) {
		struct searched *p = search_pupil(s, ids[i]);

		if (p)
			p->boarder = true;
	}
	return n < 0 ? n : 0;
}

/* H4: of those who are here the date of birth tells two of one name apart; the class has a column of its own wherever this is shown. */
static void tell_apart(struct search *s)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct named *named = arena_new(&a, (size_t)s->count + 1, sizeof *named);
	struct searched **of = arena_new(&a, (size_t)s->count + 1, sizeof *of);
	char born[DAY_TEXT];
	int n = 0;

	for (int i = 0; i < s->count; i++) {
		struct searched *p = &s->pupils[i];

		p->told = p->list_name;
		if (!p->on[0] && !p->on[1])
			continue;
		of[n] = p;
		named[n++].name = p->list_name;
	}
	const bool *same = names_equal(named, n, &a);
	for (int i = 0; i < n; i++)
		if (same[i])
			of[i]->told = arena_printf(&s->arena, "%s (%s)", of[i]->list_name, day_long(of[i]->born, born) + strlen("Fri "));
}

/* Those whose registration is no single one: guests and the like. */
static int read_shared(struct store *st, struct search *s)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct enrolment_row *rows;
	int n = store_thing_all(st, THING_ENROLMENT, &a, &rows);

	for (int i = 0; i < n; i++) {
		struct searched *p = strcmp(rows[i].kind, "single") == 0 ? NULL : search_pupil(s, rows[i].pupil);

		if (!p)
			continue;
		struct shared *k = arena_new(&s->arena, 1, sizeof *k);
		*k = (struct shared){ rows[i].from_day, rows[i].to_day, arena_text(&s->arena, rows[i].kind),
				      arena_text(&s->arena, rows[i].other_school), p->shared };
		p->shared = k;
	}
	return n < 0 ? n : 0;
}

static int search_make(struct office *o, int64_t act, struct day day, struct search **ret)
{
	struct search *s = mem_new(1, sizeof *s);

	*s = (struct search){ .act = act, .day = day, .made = o->search ? o->search->made + 1 : 1 };
	int r = read_names(o->store, s);
	if (r == 0)
		r = read_groups(o->store, s);
	if (r == 0)
		r = read_years(o->store, s);
	if (r == 0)
		r = read_boarders(o->store, s);
	if (r == 0)
		r = read_shared(o->store, s);
	tell_apart(s);
	if (r < 0)
		search_free(s);
	else
		*ret = s;
	return r;
}

/* KEEPING IT: most acts are of marks, and no name changes with them -------------------------------------------------------------- */

#define ACTS_MOST 64 /* that are looked into; after more it is read anew */

/* Things whose rows are in it. */
static bool is_of_roll(enum thing t)
{
	static const enum thing of_roll[] = { THING_SCHOOL, THING_SITE, THING_ROLL_GROUP, THING_PUPIL, THING_PUPIL_NAME, THING_PUPIL_YEAR, THING_ENROLMENT,
					      THING_MEMBERSHIP, THINGS };

	for (size_t i = 0; i < sizeof of_roll / sizeof *of_roll; i++)
		if (t == of_roll[i])
			return true;
	return false;
}

/* 1 if an act since has changed the roll, 0 if none has. */
static int roll_changed(struct store *st, int64_t since, int64_t act)
{
	if (act - since > ACTS_MOST)
		return 1;
	for (int64_t seq = since + 1; seq <= act; seq++) {
		CLEAN_ARENA struct arena a = { 0 };
		struct change_row *rows;
		int n = store_changes_of_act(st, seq, &a, &rows);

		for (int i = 0; i < n; i++)
			if (is_of_roll(rows[i].thing))
				return 1;
		if (n < 0)
			return n;
	}
	return 0;
}

/* 1 if it still holds as things stand. */
static int still_holds(struct office *o, int64_t act, struct day today)
{
	struct search *s = o->search;

	if (!s || !day_equal(s->day, today) || act < s->act)
		return 0;
	int changed = roll_changed(o->store, s->act, act);
	if (changed == 0)
		s->act = act;
	return changed < 0 ? changed : !changed;
}

int search_refresh_to(struct office *o, int64_t act)
{
	struct day today = office_today(o);
	struct search *fresh;
	int r = still_holds(o, act, today);

	if (r != 0)
		return r < 0 ? r : 0;
	r = search_make(o, act, today, &fresh);
	if (r == 0) {
		search_free(o->search);
		o->search = fresh;
	}
	return r;
}

int search_refresh(struct office *o)
{
	struct hash head;
	int64_t act;
	int r = store_act_last(o->store, &act, &head);

	return r < 0 ? r : search_refresh_to(o, act);
}
