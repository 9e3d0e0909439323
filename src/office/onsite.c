/* Who is on the site now (B13): every child on the roll, those to be found first. */
#include "onsite.h"

#include <stdlib.h>
#include <string.h>

#include "report_parts.h"
#include "watch_parts.h"

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

/* ONE CHILD --------------------------------------------------------------------------------------------------------------------------- */

static bool is_held(enum opening o)
{
	return o == OPENING_OPEN || o == OPENING_UNPLANNED || o == OPENING_PARTIAL || o == OPENING_STAGGERED;
}

/* Who is seen for the afternoon before it begins is in it already: a register is taken early, a child is signed in at lunch. */
static const struct class_clock *clock_of(struct onsite_reading *g, const struct searched *p)
{
	bool early = code_is_in(day_sighting(g->o->day_kept, p->pupil, SESSION_PM)->mark, g->now.day);
	struct class_clock *k = &g->clock;

	if (k->name && k->group[0] == p->group[0] && k->group[1] == p->group[1] && k->year == p->year && k->early == early)
		return k;
	enum session s = early ? SESSION_PM : session_of_pupil(g->o, p, g->now.minute);
	int64_t group = p->group[s] ? p->group[s] : p->group[!s];
	*k = (struct class_clock){
		.group = { p->group[0], p->group[1] }, .year = p->year, .early = early, .session = s, .group_now = group,
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
		if (g->settled[i].pupil == pupil && strcmp(g->settled[i].kind, watch_name(WATCH_NOT_IN_CLASS)) == 0 &&
		    (g->settled[i].of_session == NONE || g->settled[i].of_session == (int64_t)session))
			return g->settled[i].words;
	return NULL;
}

void onsite_find(struct onsite_reading *g, const struct searched *p, struct where_answer *ret)
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
	c.expected = code_is_in(c.seen->mark, g->now.day) ? NULL : expected_at(g->plans, p->pupil, p->year, group, sitting_of(g->now.day, k->session));
	if (c.seen->contradicted)
		c.settled = settled_of(g, p->pupil, k->session);
	where_find(&g->now, &c, ret);
}

bool onsite_is_on_roll(const struct onsite_reading *g, const struct searched *p)
{
	const struct session_times *am = office_times_for(g->o, g->now.day, SESSION_AM, p->group[SESSION_PM], p->year);

	if (p->on[SESSION_AM] == p->on[SESSION_PM])
		return p->on[SESSION_AM];
	if (p->on[SESSION_AM])
		return session_of_pupil(g->o, p, g->now.minute) == SESSION_AM;
	return g->now.minute >= 12 * 60 || (am && g->now.minute >= am->ends);
}

int onsite_begin(struct office *o, struct arena *a, struct onsite_reading *ret)
{
	struct civil now = moment_civil(office_now(o));
	struct onsite_reading g = { .o = o, .now = { .o = o, .arena = a, .day = now.day, .minute = now.minute } };
	int r = day_follow(o);

	if (r == 0)
		r = expectations_read(o, now.day, now.day, a, &g.plans);
	if (r == 0)
		r = g.out_count = store_sign_outs_on(o->store, now.day, a, &g.outs);
	if (r >= 0)
		r = g.settled_count = store_settled_between(o->store, now.day, now.day, a, &g.settled);
	if (r >= 0)
		*ret = g;
	return r < 0 ? r : 0;
}

/* ALL OF THEM ------------------------------------------------------------------------------------------------------------------------- */

struct listing {
	struct office *o;
	struct onsite_view *v;
	struct onsite_line *lines;      /* by name */
	int *rank_of;                   /* of each line's class, where they are listed by class */
	const int *ranks;
	bool everybody;
};

static int class_rank(const struct listing *l, int64_t group)
{
	int i = group ? report_group_index(l->o, group) : -1;

	return i < 0 ? l->o->roll_group_count : l->ranks[i];
}

/* Names are the office's only until the roll changes: those of the view are its own. */
static const char *name_kept(struct listing *l, const struct onsite_reading *g)
{
	return *g->clock.name ? arena_text(&l->v->arena, g->clock.name) : NULL;
}

static void lines_read(struct listing *l, struct onsite_reading *g)
{
	const struct search *s = l->o->search;
	struct onsite_view *v = l->v;

	l->lines = arena_new(&v->arena, (size_t)s->count + 1, sizeof *l->lines);
	l->rank_of = arena_new(&v->arena, (size_t)s->count + 1, sizeof *l->rank_of);
	for (int i = 0; i < s->count; i++) {
		const struct searched *p = s->by_name[i];
		struct where_answer at;

		if (!onsite_is_on_roll(g, p) || !(l->everybody || search_may_see(l->o, p)))
			continue;
		onsite_find(g, p, &at);
		l->rank_of[v->count] = at.where == WHERE_HERE ? class_rank(l, g->clock.group_now) : 0;
		l->lines[v->count++] = (struct onsite_line){ p->pupil, arena_text(&v->arena, p->told), name_kept(l, g), at.where, at.last };
		v->of[at.where]++;
	}
}

/* By kind, those who are here by class, each by name: counted into place, for they are in the order of names already. */
static void lines_order(struct listing *l)
{
	struct onsite_view *v = l->v;
	int ranks = l->o->roll_group_count + 1, slots = (int)WHERES * ranks;
	int *at = arena_new(&v->arena, (size_t)slots + 1, sizeof *at);
	struct onsite_line *sorted = arena_new(&v->arena, (size_t)v->count + 1, sizeof *sorted);

	for (int i = 0; i < v->count; i++)
		at[(int)l->lines[i].where * ranks + l->rank_of[i] + 1]++;
	for (int i = 1; i <= slots; i++)
		at[i] += at[i - 1];
	for (int i = 0; i < v->count; i++)
		sorted[at[(int)l->lines[i].where * ranks + l->rank_of[i]]++] = l->lines[i];
	v->lines = sorted;
}

int onsite_read(struct office *o, bool everybody, struct onsite_view *ret)
{
	struct civil now = moment_civil(office_now(o));
	struct onsite_view v = { .day = now.day, .minute = now.minute, .session = office_session_now(o) };
	struct listing l = { .o = o, .v = &v, .everybody = everybody };
	struct onsite_reading g;
	int r = onsite_begin(o, &v.arena, &g);

	if (r < 0) {
		arena_finish(&v.arena);
		return r;
	}
	v.act = o->day_kept->act;
	l.ranks = report_group_ranks(o, &v.arena);
	lines_read(&l, &g);
	lines_order(&l);
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
	return 0;
}

void onsite_view_finish(struct onsite_view *v)
{
	arena_finish(&v->arena);
}
