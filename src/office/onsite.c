/* Who is on the site now (B13): every child on the roll, those to be found first. */
#include "onsite.h"

#include <stdlib.h>
#include <string.h>

#include "report_parts.h"

const char *where_words(enum whereabouts w)
{
	static const char *const words[WHERES] = {
		[WHERE_NOT_SEEN] = "expected and not yet registered",
		[WHERE_OFF_SITE] = "off site with us",
		[WHERE_HERE] = "here",
		[WHERE_ABSENT] = "known absent",
	};

	return words[w];
}

enum session session_of_pupil(struct office *o, const struct searched *p, int minute)
{
	const struct session_times *pm = office_times_for(o, office_today(o), SESSION_PM, p->group[SESSION_PM], p->year);

	return minute < (pm ? pm->starts : 12 * 60) ? SESSION_AM : SESSION_PM;
}

/* READING ----------------------------------------------------------------------------------------------------------------------------- */

/* Of one year and class: the clock and the calendar answer alike for all of them. */
struct class_clock {
	int64_t group[2];
	int year;
	enum session session;
	const struct session_times *times;
	const char *name;
	bool held;
};

struct onsite_reading {
	struct office *o;
	struct onsite_view *v;
	struct where_now now;
	struct expectations *plans;
	struct sign_out_row *outs;      /**< by pupil, then as they went */
	struct settled_row *settled;
	int out_count, settled_count, out_at;
	struct class_clock clock;
	bool everybody;
	struct onsite_line *lines;      /**< by name */
	const int *ranks;
	int *rank_of;                   /**< of each line: of its class */
};

static bool is_held(enum opening o)
{
	return o == OPENING_OPEN || o == OPENING_UNPLANNED || o == OPENING_PARTIAL || o == OPENING_STAGGERED;
}

static const struct class_clock *clock_of(struct onsite_reading *g, const struct searched *p)
{
	struct class_clock *k = &g->clock;

	if (k->name && k->group[0] == p->group[0] && k->group[1] == p->group[1] && k->year == p->year)
		return k;
	enum session s = session_of_pupil(g->o, p, g->now.minute);
	int64_t group = p->group[s] ? p->group[s] : p->group[!s];
	*k = (struct class_clock){
		.group = { p->group[0], p->group[1] }, .year = p->year, .session = s,
		.times = office_times_for(g->o, g->now.day, s, group, p->year), .name = group ? office_group_name(g->o, group) : "",
		.held = is_held(calendar_opening(office_calendar(g->o), sitting_of(g->now.day, s), p->year, group, NULL)),
	};
	return k;
}

static int outs_first(const struct onsite_reading *g, int64_t pupil)
{
	int low = 0, high = g->out_count;

	while (low < high) {
		int middle = (low + high) / 2;

		if (g->outs[middle].pupil < pupil)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static void outs_of(const struct onsite_reading *g, int64_t pupil, struct where_child *c)
{
	for (int i = outs_first(g, pupil); i < g->out_count && g->outs[i].pupil == pupil; i++) {
		c->out = g->outs[i].in_minute == NONE ? &g->outs[i] : NULL;
		c->back = g->outs[i].in_minute == NONE ? c->back : &g->outs[i];
	}
}

static const char *settled_of(const struct onsite_reading *g, int64_t pupil, enum session session)
{
	for (int i = g->settled_count; i-- > 0;)
		if (g->settled[i].pupil == pupil && (g->settled[i].of_session == NONE || g->settled[i].of_session == (int64_t)session))
			return g->settled[i].words;
	return NULL;
}

static void child_find(struct onsite_reading *g, const struct searched *p, struct where_answer *ret)
{
	const struct class_clock *k = clock_of(g, p);
	const struct day_kept *day = g->o->day_kept;
	int64_t group = p->group[k->session];
	struct where_child c = {
		.group = *k->name ? k->name : NULL, .due = group != 0, .placed = p->placed, .boarder = p->boarder, .held = k->held,
		.seen = day_sighting(day, p->pupil, k->session), .before = k->session == SESSION_PM ? day_sighting(day, p->pupil, SESSION_AM) : NULL,
		.times = k->times, .sent = day_sent(day, group, k->session) >= 0,
	};

	g->now.session = k->session;
	outs_of(g, p->pupil, &c);
	c.expected = expected_at(g->plans, p->pupil, p->year, group, sitting_of(g->now.day, k->session));
	if (c.seen->contradicted)
		c.settled = settled_of(g, p->pupil, k->session);
	where_find(&g->now, &c, ret);
}

static bool may_be_listed(const struct onsite_reading *g, const struct searched *p)
{
	for (int half = 0; half < 2 && !g->everybody; half++)
		if (p->group[half] && office_may(g->o, ACTION_SEE_REGISTER, p->group[half], NULL) == 0)
			return true;
	return g->everybody;
}

/* A child who leaves at noon is on the roll until then. */
static bool is_on_roll(const struct onsite_reading *g, const struct searched *p)
{
	return p->on[0] == p->on[1] ? p->on[0] : p->on[session_of_pupil(g->o, p, g->now.minute)];
}

static int class_rank(const struct onsite_reading *g, int64_t group)
{
	int i = group ? report_group_index(g->o, group) : -1;

	return i < 0 ? g->o->roll_group_count : g->ranks[i];
}

static void lines_read(struct onsite_reading *g)
{
	const struct search *s = g->o->search;
	struct onsite_view *v = g->v;

	g->lines = arena_new(&v->arena, (size_t)s->count + 1, sizeof *g->lines);
	g->rank_of = arena_new(&v->arena, (size_t)s->count + 1, sizeof *g->rank_of);
	for (int i = 0; i < s->count; i++) {
		const struct searched *p = s->by_name[i];
		struct where_answer at;

		if (!is_on_roll(g, p) || !may_be_listed(g, p))
			continue;
		child_find(g, p, &at);
		g->rank_of[v->count] = at.where == WHERE_HERE ? class_rank(g, p->group[g->clock.session] ? p->group[g->clock.session] : p->group[!g->clock.session]) : 0;
		g->lines[v->count++] = (struct onsite_line){ p->pupil, p->told, *g->clock.name ? g->clock.name : NULL, at.where, at.last };
		v->of[at.where]++;
	}
}

/* By kind, those who are here by class, each by name: counted into place, for they are in the order of names already. */
static void lines_order(struct onsite_reading *g)
{
	struct onsite_view *v = g->v;
	int ranks = g->o->roll_group_count + 1, slots = (int)WHERES * ranks;
	int *at = arena_new(&v->arena, (size_t)slots + 1, sizeof *at);
	struct onsite_line *sorted = arena_new(&v->arena, (size_t)v->count + 1, sizeof *sorted);

	for (int i = 0; i < v->count; i++)
		at[(int)g->lines[i].where * ranks + g->rank_of[i] + 1]++;
	for (int i = 1; i <= slots; i++)
		at[i] += at[i - 1];
	for (int i = 0; i < v->count; i++)
		sorted[at[(int)g->lines[i].where * ranks + g->rank_of[i]]++] = g->lines[i];
	v->lines = sorted;
}

static int facts_read(struct onsite_reading *g)
{
	struct office *o = g->o;
	struct arena *a = &g->v->arena;
	int r = expectations_read(o, g->now.day, g->now.day, a, &g->plans);

	if (r == 0)
		r = g->out_count = store_sign_outs_on(o->store, g->now.day, a, &g->outs);
	if (r >= 0)
		r = g->settled_count = store_settled_between(o->store, g->now.day, g->now.day, a, &g->settled);
	return r < 0 ? r : 0;
}

int onsite_read(struct office *o, bool everybody, struct onsite_view *ret)
{
	struct civil now = moment_civil(office_now(o));
	struct onsite_view v = { .day = now.day, .minute = now.minute, .session = office_session_now(o) };
	struct onsite_reading g = { .o = o, .v = &v, .everybody = everybody, .now = { .o = o, .arena = &v.arena, .day = now.day, .minute = now.minute } };
	int r = day_follow(o);

	if (r == 0)
		r = facts_read(&g);
	if (r < 0) {
		arena_finish(&v.arena);
		return r;
	}
	v.act = o->day_kept->act;
	g.ranks = report_group_ranks(o, &v.arena);
	lines_read(&g);
	lines_order(&g);
	*ret = v;
	return 0;
}

/* THE SCREEN'S ------------------------------------------------------------------------------------------------------------------------ */

int office_onsite_open(struct office *o, struct onsite_view *ret, struct err *e)
{
	int r = office_refresh(o, e);

	if (r == 0)
		r = office_may(o, ACTION_SEE_REGISTER, 0, e);
	if (r < 0)
		return r;
	r = store_read_begin(o->store);
	if (r == 0) {
		r = onsite_read(o, office_reach(o, ACTION_SEE_REGISTER) == REACH_ALL, ret);
		store_read_end(o->store);
	}
	if (r < 0)
		return office_fail(o, r, e);
	for (int i = 0; i < ret->count; i++) { /* names are the office's until the roll changes */
		struct onsite_line *line = (struct onsite_line *)&ret->lines[i];

		line->name = arena_text(&ret->arena, line->name);
		line->group = arena_text(&ret->arena, line->group);
	}
	return 0;
}

void onsite_view_finish(struct onsite_view *v)
{
	arena_finish(&v->arena);
}
