/* What a walk over the strips needs beside the grid: who is where when, and which sessions are held for whom. */
#include "register_grid_facts.h"

/* READING ---------------------------------------------------------------------------------------------------------------------- */

static int *indexes(struct grid_facts *f, int64_t n)
{
	int *list = arena_new(&f->arena, (size_t)n + 1, sizeof *list);

	for (int64_t i = 0; i <= n; i++)
		list[i] = -1;
	return list;
}

static void highest(struct grid_facts *f, int64_t pupil)
{
	if (pupil >= f->pupils)
		f->pupils = pupil + 1;
}

int grid_rows_read(struct grid_facts *f)
{
	struct office *o = f->grid->office;
	struct day first = sitting_day(f->grid->first), last = sitting_day(f->grid->last);

	f->place_count = store_places_between(o->store, first, last, &f->arena, &f->places);
	if (f->place_count < 0)
		return f->place_count;
	f->spell_count = store_spells_between(o->store, first, last, &f->arena, &f->spells);
	if (f->spell_count < 0)
		return f->spell_count;
	if (o->by_year)
		f->year_count = store_years_between(o->store, first, last, &f->arena, &f->years);
	return f->year_count < 0 ? f->year_count : 0;
}

/* The latest place first, of two that begin together the later row: the order in which one of them holds. */
static void place_insert(struct grid_facts *f, int i)
{
	int *at = &f->place_of[f->places[i].pupil];

	while (*at >= 0 && f->places[*at].first > f->places[i].first)
		at = &f->next_place[*at];
	f->next_place[i] = *at;
	*at = i;
}

static void year_insert(struct grid_facts *f, int i)
{
	int *at = &f->year_of[f->years[i].pupil];

	while (*at >= 0 && f->years[*at].first > f->years[i].first)
		at = &f->next_year[*at];
	f->next_year[i] = *at;
	*at = i;
}

/* Rows mostly come class by class: the one after the last row's, or the same again. */
int grid_group_index(const struct office *o, int last, int64_t id)
{
	for (int i = last < 0 ? 0 : last; i < o->roll_group_count && i <= last + 1; i++)
		if (o->roll_groups[i].id == id)
			return i;
	return report_group_index(o, id);
}

void grid_rows_link(struct grid_facts *f)
{
	int group = -1;

	for (int i = 0; i < f->place_count; i++)
		highest(f, f->places[i].pupil);
	for (int i = 0; i < f->spell_count; i++)
		highest(f, f->spells[i].pupil);
	for (int i = 0; i < f->year_count; i++)
		highest(f, f->years[i].pupil);
	f->place_of = indexes(f, f->pupils);
	f->spell_of = indexes(f, f->pupils);
	f->year_of = indexes(f, f->pupils);
	f->next_place = indexes(f, f->place_count);
	f->next_spell = indexes(f, f->spell_count);
	f->next_year = indexes(f, f->year_count);
	f->group_of_place = indexes(f, f->place_count);
	for (int i = 0; i < f->place_count; i++) {
		group = f->group_of_place[i] = grid_group_index(f->grid->office, group, f->places[i].roll_group);
		place_insert(f, i);
	}
	for (int i = 0; i < f->spell_count; i++) {
		f->next_spell[i] = f->spell_of[f->spells[i].pupil];
		f->spell_of[f->spells[i].pupil] = i;
	}
	for (int i = 0; i < f->year_count; i++)
		year_insert(f, i);
}

int grid_unmarked_read(struct grid_facts *f)
{
	int64_t *ids;
	int n = store_pupils_without_marks(f->grid->office->store, &f->arena, &ids);

	f->unmarked = arena_new(&f->arena, (size_t)f->pupils, sizeof *f->unmarked);
	f->seen = arena_new(&f->arena, (size_t)f->pupils, sizeof *f->seen);
	for (int i = 0; i < n; i++)
		if (ids[i] < f->pupils)
			f->unmarked[ids[i]] = true;
	return n < 0 ? n : 0;
}

/* WHICH SESSIONS --------------------------------------------------------------------------------------------------------------- */

/* In most schools no closure is for a class or a year alone: then one answer does for all. */
static bool closures_narrow(const struct calendar *c)
{
	bool narrow = false;

	for (int i = 0; i < c->closure_count; i++)
		narrow |= c->closures[i].group != 0 || c->closures[i].year != SESSION_ANY_YEAR;
	return narrow;
}

/* `group` -1: the whole school. */
const uint8_t *grid_openings(struct grid_facts *f, int year, int group)
{
	struct register_grid *g = f->grid;
	struct grid_opening *at = f->openings;

	if (!f->narrow) {
		year = SESSION_ANY_YEAR;
		group = -1;
	}
	while (at && (at->year != year || at->group != group))
		at = at->next;
	if (!at) {
		uint8_t *open = arena_new(&f->arena, (size_t)(g->last - g->first + 1), 1);

		calendar_openings(office_calendar(g->office), g->first, g->last, year, group < 0 ? 0 : g->office->roll_groups[group].id, open);
		at = arena_new(&f->arena, 1, sizeof *at);
		*at = (struct grid_opening){ year, group, open, f->openings };
		f->openings = at;
	}
	return at->open;
}

void grid_columns_find(struct grid_facts *f)
{
	struct register_grid *g = f->grid;
	const uint8_t *open;

	f->narrow = closures_narrow(office_calendar(g->office));
	f->columns = arena_new(&f->arena, (size_t)(g->last - g->first + 1), sizeof *f->columns);
	open = grid_openings(f, SESSION_ANY_YEAR, -1);
	for (sitting s = g->first; s <= g->last; s++) {
		if (!f->narrow && open[s - g->first] != OPENING_OPEN)
			continue;
		struct grid_column *c = &f->columns[f->column_count++];
		*c = (struct grid_column){ s, place_bits(s), NULL };
		for (int i = 0; i < g->wanted_count; i++)
			c->wanted = g->wanted[i].at == s ? &g->wanted[i] : c->wanted;
	}
}
