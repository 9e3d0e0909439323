/* Whom a plan is for: children by name, a class, a year, those with a flag, or everybody, as they are on its first day (A11). */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "call_parts.h"
#include "plans_parts.h"
#include "pupils_parts.h"

/** Everything that is true of everybody while the plan runs, read once. */
struct facts {
	struct place_row *places;
	struct spell_row *spells;
	struct year_row *years;
	int place_count, spell_count, year_count;
};

static int facts_read(struct planning *p, struct facts *f)
{
	struct store *st = p->o->store;
	struct day first = p->row.from_day, last = p->row.to_day;

	f->place_count = store_places_between(st, first, last, &p->arena, &f->places);
	f->spell_count = f->place_count < 0 ? f->place_count : store_spells_between(st, first, last, &p->arena, &f->spells);
	f->year_count = f->spell_count < 0 ? f->spell_count : store_years_between(st, first, last, &p->arena, &f->years);
	return f->year_count < 0 ? office_fail(p->o, f->year_count, p->e) : 0;
}

#define PICK(c, member, all, all_count, arena) \
	do { \
		for (int i_ = 0; i_ < (all_count); i_++) \
			(c)->member##_count += (all)[i_].pupil == (c)->pupil; \
		(c)->member##s = arena_new(arena, (size_t)(c)->member##_count + 1, sizeof *(c)->member##s); \
		(c)->member##_count = 0; \
		for (int i_ = 0; i_ < (all_count); i_++) \
			if ((all)[i_].pupil == (c)->pupil) \
				(c)->member##s[(c)->member##_count++] = (all)[i_]; \
	} while (0)

static void facts_pick(struct planning *p, const struct facts *f, struct planning_pupil *c)
{
	PICK(c, place, f->places, f->place_count, &p->arena);
	PICK(c, spell, f->spells, f->spell_count, &p->arena);
	PICK(c, year, f->years, f->year_count, &p->arena);
}

static bool on_roll(const struct planning_pupil *c, sitting s)
{
	for (int i = 0; i < c->spell_count; i++)
		if (s >= c->spells[i].first && s <= c->spells[i].last)
			return true;
	return false;
}

bool planning_at(const struct planning_pupil *c, sitting s, int64_t *ret_group, int *ret_year)
{
	*ret_group = 0;
	*ret_year = SESSION_ANY_YEAR;
	for (int i = 0; i < c->place_count; i++)
		if (place_covers(&c->places[i], s))
			*ret_group = c->places[i].roll_group;
	for (int i = 0; i < c->year_count; i++)
		if (s >= c->years[i].first && s <= c->years[i].last)
			*ret_year = c->years[i].year;
	return on_roll(c, s);
}

/* WHO WAS MEANT */

struct who {
	struct { VEC(int64_t); } ids;
};

static int by_id(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

static void sort_unique(struct who *w)
{
	int kept = 0;

	if (w->ids.count)
		qsort(w->ids.items, (size_t)w->ids.count, sizeof *w->ids.items, by_id);
	for (int i = 0; i < w->ids.count; i++)
		if (kept == 0 || w->ids.items[kept - 1] != w->ids.items[i])
			w->ids.items[kept++] = w->ids.items[i];
	w->ids.count = kept;
}

/* Those of `w` who are in the list. */
static void keep_only(struct who *w, const struct who *list)
{
	int kept = 0;

	for (int i = 0; i < w->ids.count; i++)
		if (list->ids.count && bsearch(&w->ids.items[i], list->ids.items, (size_t)list->ids.count, sizeof *list->ids.items, by_id))
			w->ids.items[kept++] = w->ids.items[i];
	w->ids.count = kept;
}

/* On the roll on the first day, and no boarder: nobody else has a mark. */
static int everybody(struct planning *p, const struct facts *f, struct who *w)
{
	sitting first = plan_first(&p->row), end = sitting_of(p->row.from_day, SESSION_PM);
	struct who without = { 0 };
	int64_t *ids;
	int n = store_pupils_without_marks(p->o->store, &p->arena, &ids), kept = 0;

	for (int i = 0; i < f->spell_count; i++)
		if (f->spells[i].first <= end && f->spells[i].last >= first)
			vec_push(&w->ids, f->spells[i].pupil);
	sort_unique(w);
	for (int i = 0; i < n; i++)
		vec_push(&without.ids, ids[i]);
	sort_unique(&without);
	for (int i = 0; i < w->ids.count; i++)
		if (!without.ids.count || !bsearch(&w->ids.items[i], without.ids.items, (size_t)without.ids.count, sizeof *without.ids.items, by_id))
			w->ids.items[kept++] = w->ids.items[i];
	w->ids.count = kept;
	vec_finish(&without.ids);
	return n < 0 ? office_fail(p->o, n, p->e) : 0;
}

static int only_group(struct planning *p, struct who *w)
{
	struct membership_row *rows;
	struct who in = { 0 };
	int64_t group;
	int r = office_group_find(p->o, p->wish->group, p->row.from_day, &group, p->e);

	if (r < 0)
		return r;
	int n = store_memberships_of_group(p->o->store, group, p->row.from_day, &p->arena, &rows);
	for (int i = 0; i < n; i++)
		vec_push(&in.ids, rows[i].pupil);
	sort_unique(&in);
	keep_only(w, &in);
	vec_finish(&in.ids);
	return n < 0 ? office_fail(p->o, n, p->e) : 0;
}

static void only_year(struct planning *p, const struct facts *f, struct who *w)
{
	sitting s = sitting_of(p->row.from_day, SESSION_PM);
	struct who of = { 0 };

	for (int i = 0; i < f->year_count; i++)
		if (f->years[i].year == p->wish->year && s >= f->years[i].first && s <= f->years[i].last)
			vec_push(&of.ids, f->years[i].pupil);
	sort_unique(&of);
	keep_only(w, &of);
	vec_finish(&of.ids);
}

static int only_flag(struct planning *p, struct who *w)
{
	struct pupil_flag_row *rows;
	struct who with = { 0 };
	int r = office_may(p->o, ACTION_SEE_FLAGS, 0, p->e), n = r < 0 ? r : store_thing_all(p->o->store, THING_PUPIL_FLAG, &p->arena, &rows);

	for (int i = 0; i < n; i++)
		if (strcasecmp(rows[i].flag, p->wish->flag) == 0 && day_within(p->row.from_day, rows[i].from_day, rows[i].to_day))
			vec_push(&with.ids, rows[i].pupil);
	sort_unique(&with);
	keep_only(w, &with);
	vec_finish(&with.ids);
	if (r < 0)
		return r;
	return n < 0 ? office_fail(p->o, n, p->e) : 0;
}

static int by_rule(struct planning *p, const struct facts *f, struct who *w)
{
	const struct plan_wish *wish = p->wish;
	char day[DAY_TEXT];
	int r = everybody(p, f, w);

	if (r == 0 && wish->group)
		r = only_group(p, w);
	if (r == 0 && wish->year != SESSION_ANY_YEAR)
		only_year(p, f, w);
	if (r == 0 && wish->flag)
		r = only_flag(p, w);
	if (r == 0 && w->ids.count == 0)
		return err_refuse(p->e, "Nobody on the roll on %s is one of those. Nothing was planned.", day_long(p->row.from_day, day));
	return r;
}

static int by_name(struct planning *p, struct who *w)
{
	struct pupil_row row;
	int r = 0;

	for (int i = 0; r == 0 && i < p->wish->count; i++) {
		r = pupil_row_get(p->o, p->wish->pupils[i], &p->arena, &row, p->e);
		if (r == 0)
			vec_push(&w->ids, row.id);
	}
	return r;
}

static int find(struct planning *p, const struct facts *f, struct who *w)
{
	const struct plan_wish *wish = p->wish;
	int r = 0;

	if (wish->count)
		r = by_name(p, w);
	else if (wish->group || wish->year != SESSION_ANY_YEAR || wish->flag || wish->everybody)
		r = by_rule(p, f, w);
	else if (!p->was.id)
		r = err_usage(p->e, "Whom is it for? Name a pupil, a class, a year, or everybody.");
	for (int i = 0; r == 0 && i < p->there_count; i++)
		if (!p->split || plan_until(&p->was, &p->there[i]) >= plan_first(&p->row))
			vec_push(&w->ids, p->there[i].pupil);
	sort_unique(w);
	return r;
}

/* MAY THEY? */

int planning_may(struct office *o, const int64_t *pupils, int count, struct day day, struct err *e)
{
	int64_t last = -1;
	int r = office_may(o, ACTION_PLAN, 0, e);

	for (int i = 0; r == 0 && i < count && office_reach(o, ACTION_PLAN) != REACH_ALL; i++) {
		int64_t group = 0;

		r = said_class(o, pupils[i], day, SESSION_AM, &group, e);
		if (r == 0 && group != last)
			r = office_may_on(o, ACTION_PLAN, group, day, e);
		last = group;
	}
	return r;
}

int planning_who(struct planning *p)
{
	struct facts f = { 0 };
	struct who w = { 0 };
	int r = facts_read(p, &f);

	if (r == 0 && p->was.id) {
		p->there_count = store_pupils_of_plan(p->o->store, p->was.id, &p->arena, &p->there);
		r = p->there_count < 0 ? office_fail(p->o, p->there_count, p->e) : 0;
	}
	if (r == 0)
		r = find(p, &f, &w);
	if (r == 0)
		r = planning_may(p->o, w.ids.items, w.ids.count, p->row.from_day, p->e);
	p->pupils = arena_new(&p->arena, (size_t)w.ids.count + 1, sizeof *p->pupils);
	for (int i = 0; r == 0 && i < w.ids.count; i++) {
		p->pupils[p->count].pupil = w.ids.items[i];
		facts_pick(p, &f, &p->pupils[p->count++]);
	}
	vec_finish(&w.ids);
	return r;
}
