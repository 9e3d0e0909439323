/* Who is due in which register over a stretch of sessions, and how many are marked (A4, A19). */
#include <string.h>

#include "register_grid.h"

/* What a walk needs beside the grid: the facts of each pupil as lists of indexes, -1 at the end. */
struct facts {
	struct register_grid *grid;
	struct arena arena;
	int64_t pupils;                       /**< highest id + 1 */
	struct place_row *places;
	struct spell_row *spells;
	struct year_row *years;
	int place_count, spell_count, year_count;
	int *place_of, *spell_of, *year_of;   /**< by pupil */
	int *next_place, *next_spell, *next_year;
	int *group_of_place;                  /**< index into office.roll_groups, -1: not there any more */
	bool *unmarked, *seen;                /**< by pupil: a boarder or a merged row; walked */
	struct column *columns;               /**< sessions that are held for somebody */
	int column_count;
	bool narrow;                          /**< some closure is of a year or a class */
	struct opening_of *openings;
};

/** A session to be counted. */
struct column {
	sitting at;
	int bits;                    /**< place_bits() */
	struct grid_wanted *wanted;  /**< NULL: its number alone */
};

/** Which sessions are held for a year and group. */
struct opening_of {
	int year, group;
	const uint8_t *open; /**< enum opening, from grid->first */
	struct opening_of *next;
};

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

/* READING ---------------------------------------------------------------------------------------------------------------------- */

static int *indexes(struct facts *f, int64_t n)
{
	int *list = arena_new(&f->arena, (size_t)n + 1, sizeof *list);

	for (int64_t i = 0; i <= n; i++)
		list[i] = -1;
	return list;
}

static void highest(struct facts *f, int64_t pupil)
{
	if (pupil >= f->pupils)
		f->pupils = pupil + 1;
}

static int read_rows(struct facts *f)
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
static void place_insert(struct facts *f, int i)
{
	int *at = &f->place_of[f->places[i].pupil];

	while (*at >= 0 && f->places[*at].first > f->places[i].first)
		at = &f->next_place[*at];
	f->next_place[i] = *at;
	*at = i;
}

static void year_insert(struct facts *f, int i)
{
	int *at = &f->year_of[f->years[i].pupil];

	while (*at >= 0 && f->years[*at].first > f->years[i].first)
		at = &f->next_year[*at];
	f->next_year[i] = *at;
	*at = i;
}

/* Rows mostly come class by class: the one after the last row's, or the same again. */
static int group_index(const struct office *o, int last, int64_t id)
{
	for (int i = last < 0 ? 0 : last; i < o->roll_group_count && i <= last + 1; i++)
		if (o->roll_groups[i].id == id)
			return i;
	return report_group_index(o, id);
}

static void link_rows(struct facts *f)
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
		group = f->group_of_place[i] = group_index(f->grid->office, group, f->places[i].roll_group);
		place_insert(f, i);
	}
	for (int i = 0; i < f->spell_count; i++) {
		f->next_spell[i] = f->spell_of[f->spells[i].pupil];
		f->spell_of[f->spells[i].pupil] = i;
	}
	for (int i = 0; i < f->year_count; i++)
		year_insert(f, i);
}

static int read_unmarked(struct facts *f)
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
static const uint8_t *openings(struct facts *f, int year, int group)
{
	struct register_grid *g = f->grid;
	struct opening_of *at = f->openings;

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
		*at = (struct opening_of){ year, group, open, f->openings };
		f->openings = at;
	}
	return at->open;
}

static void columns_find(struct facts *f)
{
	struct register_grid *g = f->grid;
	const uint8_t *open;

	f->narrow = closures_narrow(office_calendar(g->office));
	f->columns = arena_new(&f->arena, (size_t)(g->last - g->first + 1), sizeof *f->columns);
	open = openings(f, SESSION_ANY_YEAR, -1);
	for (sitting s = g->first; s <= g->last; s++) {
		if (!f->narrow && open[s - g->first] != OPENING_OPEN)
			continue;
		struct column *c = &f->columns[f->column_count++];
		*c = (struct column){ s, place_bits(s), NULL };
		for (int i = 0; i < g->wanted_count; i++)
			c->wanted = g->wanted[i].at == s ? &g->wanted[i] : c->wanted;
	}
}

/* ONE PUPIL -------------------------------------------------------------------------------------------------------------------- */

static int place_at(const struct facts *f, int i, const struct column *c)
{
	for (; i >= 0; i = f->next_place[i]) {
		const struct place_row *p = &f->places[i];

		if (c->at >= p->first && c->at <= p->last && (p->when & c->bits) == c->bits)
			break;
	}
	return i;
}

static bool spell_at(const struct facts *f, int i, sitting s)
{
	while (i >= 0 && (s < f->spells[i].first || s > f->spells[i].last))
		i = f->next_spell[i];
	return i >= 0;
}

static int year_at(const struct facts *f, int i, sitting s)
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
static void count_run(struct facts *f, const struct part *p, int place, int year, const struct column *from, const struct column *to)
{
	sitting start = f->grid->first;
	int group = f->group_of_place[place], when = f->places[place].when;
	const uint8_t *open = openings(f, year, group);
	struct register_facts *row = grid_at(f->grid, group, start);

	for (const struct column *c = from; c < to; c++) {
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

static void count_each(struct facts *f, const struct part *p, const struct column *from, const struct column *to)
{
	for (const struct column *c = from; c < to; c++) {
		int place = place_at(f, f->place_of[p->pupil], c);

		if (place >= 0 && f->group_of_place[place] >= 0 && spell_at(f, f->spell_of[p->pupil], c->at))
			count_run(f, p, place, year_at(f, f->year_of[p->pupil], c->at), c, c + 1);
	}
}

/* Most pupils are in one place of one spell. */
static void count_pupil(struct facts *f, const struct part *p)
{
	int place = f->place_of[p->pupil], spell = f->spell_of[p->pupil];
	const struct column *from = f->columns, *to = f->columns + f->column_count;
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
	struct facts *facts;
	int year;
	sitting first, last;
};

static int walk_strip(void *ctx, int64_t pupil, const uint8_t *marks)
{
	const struct strip_walk *w = ctx;
	struct facts *f = w->facts;

	if (pupil >= f->pupils || f->unmarked[pupil])
		return 0;
	f->seen[pupil] = true;
	if (f->grid->visit)
		f->grid->visit(f->grid->visitor, w->year, pupil, marks);
	count_pupil(f, &(struct part){ pupil, w->first, w->last, marks + strip_slot(w->first) });
	return 0;
}

static int walk_year(struct facts *f, int year)
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
		group = group_index(g->office, group, rows[i].roll_group);
		if (group >= 0 && rows[i].at >= g->first && rows[i].at <= g->last)
			grid_at(g, group, rows[i].at)->sent = true;
	}
	return n < 0 ? n : 0;
}

static int read_all(struct facts *f)
{
	struct register_grid *g = f->grid;
	int r = read_rows(f);

	if (r < 0)
		return r;
	link_rows(f);
	g->facts = arena_new(&g->arena, (size_t)g->office->roll_group_count * (size_t)(g->last - g->first + 1), sizeof *g->facts);
	for (int i = 0; i < g->wanted_count; i++)
		g->wanted[i].due = arena_new(&g->arena, (size_t)f->pupils, sizeof *g->wanted[i].due);
	columns_find(f);
	r = read_unmarked(f);
	for (int year = strip_year(sitting_day(g->first)); r == 0 && year <= strip_year(sitting_day(g->last)); year++)
		r = walk_year(f, year);
	return r < 0 ? r : read_sent(g);
}

int grid_read(struct register_grid *ret, struct office *o, struct err *e)
{
	struct facts f = { .grid = ret };

	ret->office = o;
	int r = read_all(&f);
	arena_finish(&f.arena);
	return r < 0 ? office_fail(o, r, e) : 0;
}
