/* Who is due in which register over a stretch of sessions, and how many are marked (A4, A19). */
#include <string.h>

#include "register_grid_facts.h"

void grid_finish(struct register_grid *g)
{
	arena_finish(&g->arena);
}

struct register_facts *grid_at(const struct register_grid *g, int group, sitting s)
{
	return &g->facts[group * (g->last - g->first + 1) + (s - g->first)];
}

const struct grid_wanted *grid_wanted(const struct register_grid *g, sitting s)
{
	for (int i = 0; i < g->wanted_count; i++)
		if (g->wanted[i].at == s)
			return &g->wanted[i];
	BUG("session %d was not asked for", s);
}

bool register_is_missing(const struct register_facts *f)
{
	enum register_state state = register_state(f);

	return state == REGISTER_NOT_TAKEN || state == REGISTER_PARTLY_TAKEN;
}

bool register_has_begun(const struct civil *at, struct day day, const struct session_times *times)
{
	return day.n < at->day.n || (day.n == at->day.n && (!times || at->minute >= times->starts));
}

int64_t minutes_since(struct office *o, struct day day, int minute)
{
	int64_t seconds = office_now(o).seconds - moment_of(day, minute, 0).seconds;

	return seconds / 60 - (seconds % 60 < 0);
}

/* ONE PUPIL -------------------------------------------------------------------------------------------------------------------- */

static int place_at(const struct grid_facts *f, int i, const struct grid_column *c)
{
	for (; i >= 0; i = f->next_place[i]) {
		const struct place_row *p = &f->places[i];

		if (c->at >= p->first && c->at <= p->last && (p->when & c->bits) == c->bits)
			break;
	}
	return i;
}

static bool spell_at(const struct grid_facts *f, int i, sitting s)
{
	while (i >= 0 && (s < f->spells[i].first || s > f->spells[i].last))
		i = f->next_spell[i];
	return i >= 0;
}

static int year_at(const struct grid_facts *f, int i, sitting s)
{
	while (i >= 0 && (s < f->years[i].first || s > f->years[i].last))
		i = f->next_year[i];
	return i >= 0 ? f->years[i].year : SESSION_ANY_YEAR;
}

/* One strip's part of a pupil: `marks` are those of `first` and on. */
struct part {
	int64_t pupil;
	sitting first, last;
	const uint8_t *marks;
};

/* Sessions at which the pupil is on the roll, in one place and of one year. */
static void count_run(struct grid_facts *f, const struct part *p, int place, int year, const struct grid_column *from, const struct grid_column *to)
{
	sitting start = f->grid->first;
	int group = f->group_of_place[place], when = f->places[place].when;
	const uint8_t *open = grid_openings(f, year, group);
	struct register_facts *row = grid_at(f->grid, group, start);

	for (const struct grid_column *c = from; c < to; c++) {
		if ((when & c->bits) != c->bits || open[c->at - start] != OPENING_OPEN)
			continue;
		struct register_facts *r = row + (c->at - start);
		uint8_t mark = p->marks[c->at - p->first];
		r->due++;
		r->marked += mark != CODE_NONE;
		if (c->wanted)
			c->wanted->due[c->wanted->count++] = (struct grid_due){ p->pupil, group, year, mark };
	}
}

static void count_each(struct grid_facts *f, const struct part *p, const struct grid_column *from, const struct grid_column *to)
{
	for (const struct grid_column *c = from; c < to; c++) {
		int place = place_at(f, f->place_of[p->pupil], c);

		if (place >= 0 && f->group_of_place[place] >= 0 && spell_at(f, f->spell_of[p->pupil], c->at))
			count_run(f, p, place, year_at(f, f->year_of[p->pupil], c->at), c, c + 1);
	}
}

/* Most pupils are in one place of one spell. */
static void count_pupil(struct grid_facts *f, const struct part *p)
{
	int place = f->place_of[p->pupil], spell = f->spell_of[p->pupil];
	const struct grid_column *from = f->columns, *to = f->columns + f->column_count;
	sitting first = p->first, last = p->last;

	if (place < 0 || spell < 0)
		return;
	bool simple = f->next_place[place] < 0 && f->next_spell[spell] < 0 && f->year_count == 0 && f->group_of_place[place] >= 0;
	if (simple) {
		const struct place_row *in = &f->places[place];
		const struct spell_row *on = &f->spells[spell];

		first = in->first > first ? in->first : first;
		first = on->first > first ? on->first : first;
		last = in->last < last ? in->last : last;
		last = on->last < last ? on->last : last;
	}
	while (from < to && from->at < first)
		from++;
	while (from < to && to[-1].at > last)
		to--;
	if (simple)
		count_run(f, p, place, SESSION_ANY_YEAR, from, to);
	else
		count_each(f, p, from, to);
}

/* THE WALK --------------------------------------------------------------------------------------------------------------------- */

struct strip_walk {
	struct grid_facts *facts;
	int year;
	sitting first, last;
};

static int walk_strip(void *ctx, int64_t pupil, const uint8_t *marks)
{
	const struct strip_walk *w = ctx;
	struct grid_facts *f = w->facts;

	if (pupil >= f->pupils || f->unmarked[pupil])
		return 0;
	f->seen[pupil] = true;
	if (f->grid->visit)
		f->grid->visit(f->grid->visitor, w->year, pupil, marks);
	count_pupil(f, &(struct part){ pupil, w->first, w->last, marks + strip_slot(w->first) });
	return 0;
}

static int walk_year(struct grid_facts *f, int year)
{
	static const uint8_t blank[STRIP_BYTES];
	const struct register_grid *g = f->grid;
	sitting begin = strip_sitting(year, 0), end = strip_sitting(year + 1, 0) - 1;
	struct strip_walk w = { f, year, g->first > begin ? g->first : begin, g->last < end ? g->last : end };

	memset(f->seen, 0, (size_t)f->pupils * sizeof *f->seen);
	int r = store_strips_each(g->office->store, year, walk_strip, &w);
	for (int64_t id = 1; r == 0 && id < f->pupils; id++)
		if (!f->seen[id])
			r = walk_strip(&w, id, blank);
	return r;
}

/* Taken in the product that the school comes from: as good as sent, where there are marks. */
static void taken_elsewhere(struct register_grid *g)
{
	for (sitting s = g->first; s <= g->last; s++)
		for (int group = 0; office_taken_elsewhere(g->office, sitting_day(s)) && group < g->office->roll_group_count; group++)
			grid_at(g, group, s)->sent |= grid_at(g, group, s)->marked > 0;
}

static int read_sent(struct register_grid *g)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct sent_row *rows;
	int n = store_sent_between(g->office->store, sitting_day(g->first), sitting_day(g->last), &a, &rows), group = -1;

	taken_elsewhere(g);
	for (int i = 0; i < n; i++) {
		group = grid_group_index(g->office, group, rows[i].roll_group);
		if (group >= 0 && rows[i].at >= g->first && rows[i].at <= g->last)
			grid_at(g, group, rows[i].at)->sent = true;
	}
	return n < 0 ? n : 0;
}

static int read_all(struct grid_facts *f)
{
	struct register_grid *g = f->grid;
	int r = grid_rows_read(f);

	if (r < 0)
		return r;
	grid_rows_link(f);
	g->facts = arena_new(&g->arena, (size_t)g->office->roll_group_count * (size_t)(g->last - g->first + 1), sizeof *g->facts);
	for (int i = 0; i < g->wanted_count; i++)
		g->wanted[i].due = arena_new(&g->arena, (size_t)f->pupils, sizeof *g->wanted[i].due);
	grid_columns_find(f);
	r = grid_unmarked_read(f);
	for (int year = strip_year(sitting_day(g->first)); r == 0 && year <= strip_year(sitting_day(g->last)); year++)
		r = walk_year(f, year);
	return r < 0 ? r : read_sent(g);
}

int grid_read(struct register_grid *ret, struct office *o, struct err *e)
{
	struct grid_facts f = { .grid = ret };

	ret->office = o;
	int r = read_all(&f);
	arena_finish(&f.arena);
	return r < 0 ? office_fail(o, r, e) : 0;
}
