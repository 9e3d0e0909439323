/* Everybody's figures and band, and what moved since the last review (C1 to C5; domain 4): through the measure, no query a pupil. */
#include <errno.h>

#include "bands_parts.h"
#include "review_parts.h"
#include "rules/period.h"

#define NEAR_COMMON 3 /* sessions from a line that a list names where nobody asked for more */

void bands_finish(struct bands *b)
{
	measure_finish(&b->measure);
	roll_finish(&b->roll);
	arena_finish(&b->arena);
}

void band_spread_start(struct band_spread *s, const struct policy *p, struct arena *a)
{
	*s = (struct band_spread){ .of_band = arena_new(a, (size_t)p->boundary_count + 1, sizeof *s->of_band) };
}

void band_spread_add(struct band_spread *s, const struct policy *p, int possible, int attended)
{
	int band = policy_band(p, possible, attended);

	s->all++;
	if (band < 0) {
		s->none++;
		return;
	}
	s->of_band[band]++;
	s->persistent += absence_persistent(possible, possible - attended);
	s->severe += absence_severe(possible, possible - attended);
}

/** How a pupil's figures stood at the last review, by the marks of then. */
struct band_then {
	int possible, attended;
	struct crossings crossings; /* of the arena */
};

struct gathering {
	struct office *office;
	const struct report_asked *asked;
	const struct band_filter *filter;
	const char *year;          /* in words; NULL */
	struct arena *kept;        /* the caller's */
	struct bands *to;
	bool reviewed;             /* there is a review within these days */
	struct review_last last;
	struct band_then *then;    /* by pupil, where there is */
	int64_t then_count;
	int *held;                 /* by pupil: the stage that a person set; -1: none */
	int stage;                 /* asked for; -1: all */
	struct crossing_changes changes;
};

static struct measure_wish wish_of(const struct gathering *g)
{
	const struct report_wish *w = g->asked->wish;

	return (struct measure_wish){ .asked = g->asked, .parts = ENGINE_TALLY | ENGINE_CROSSINGS, .policy = w->policy, .as_dfe = w->as_dfe,
				      .year = g->filter->year, .year_words = g->year, .flag = g->filter->flag };
}

/* THE LAST REVIEW ---------------------------------------------------------------------------------------------------------------------- */

static void keep_then(void *ctx, const struct measure *m, const struct measured *p)
{
	const struct gathering *g = ctx;

	(void)m;
	if (p->id < g->then_count)
		g->then[p->id] = (struct band_then){ p->result->possible, p->result->attended, crossings_copy(&p->result->crossings, &g->to->arena) };
}

/* By the marks as they stood then: what an amendment made of them since is told apart from what came of new ones. */
static int read_then(struct gathering *g, struct err *e)
{
	struct measure_wish w = wish_of(g);
	CLEAN_MEASURE struct measure m = { 0 };
	int r = review_last(g->office, g->asked->group, &g->last);

	if (r == -ENOENT)
		return 0;
	if (r < 0)
		return office_fail(g->office, r, e);
	if (g->last.last <= g->asked->last) /* of days that were over by then nothing is since the review but what was amended */
		g->to->reviewed = g->last.day;
	g->reviewed = g->last.last >= g->asked->first;
	if (!g->reviewed)
		return 0;
	w.of_act = g->last.of_act;
	w.of_last = g->last.last;
	r = measure_begin(g->office, &w, &m, e);
	if (r < 0)
		return r;
	g->then_count = m.roll.count;
	g->then = arena_new(&g->to->arena, (size_t)m.roll.count, sizeof *g->then);
	for (int64_t id = 0; id < m.roll.count; id++)
		g->then[id].possible = g->then[id].attended = -1;
	return measure_each(&m, keep_then, g, e);
}

static const struct crossing *crossing_keep(const struct crossing *c, struct arena *a)
{
	struct crossing *kept = arena_new(a, 1, sizeof *kept);

	*kept = *c;
	return kept;
}

static void moved(struct gathering *g, const struct measured *p, struct band_pupil *b)
{
	static const struct crossings none;
	const struct band_then *then = g->then ? &g->then[p->id] : NULL;
	const struct crossing *crossed = NULL, *withdrawn = NULL;

	b->then_possible = then ? then->possible : -1;
	b->then_attended = then ? then->attended : -1;
	if (then && then->possible >= 0)
		band_spread_add(&g->to->then, &g->to->policy, then->possible, then->attended);
	crossings_compare(then ? &then->crossings : &none, then ? g->last.last : g->asked->first - 1, &p->result->crossings, &g->changes);
	for (int i = 0; i < g->changes.of.count; i++) {
		const struct crossing_change *c = &g->changes.of.items[i];

		*(c->withdrawn ? &withdrawn : &crossed) = &c->crossing;
	}
	b->crossed = crossed ? crossing_keep(crossed, g->kept) : NULL;
	b->withdrawn = withdrawn ? crossing_keep(withdrawn, g->kept) : NULL;
}

/* STAGES ------------------------------------------------------------------------------------------------------------------------------- */

/* Of the stage that a person set and the one by the figures the graver holds (domain 6.5). */
static int read_stages(struct gathering *g, struct err *e)
{
	const struct measure *m = &g->to->measure;
	const char *name = g->asked->wish->stage;
	struct pupil_stage_row *rows;
	int n = store_stages_on(g->office->store, m->policy.name, m->day, &g->to->arena, &rows);

	if (n < 0)
		return office_fail(g->office, n, e);
	g->held = arena_new(&g->to->arena, (size_t)m->roll.count, sizeof *g->held);
	for (int64_t id = 0; id < m->roll.count; id++)
		g->held[id] = -1;
	for (int i = 0; i < n; i++) {
		int stage = policy_stage_named(&m->policy, rows[i].stage);

		if (rows[i].pupil < m->roll.count && stage > g->held[rows[i].pupil])
			g->held[rows[i].pupil] = stage;
	}
	g->stage = name ? policy_stage_named(&m->policy, name) : -1;
	return name && g->stage < 0 ? stage_refuse(&m->policy, name, e) : 0;
}

/* EACH PUPIL --------------------------------------------------------------------------------------------------------------------------- */

static void figures(struct band_pupil *b, const struct engine_result *r, const struct policy *p, int within)
{
	b->possible = r->possible;
	b->attended = r->attended;
	b->missed = r->missed;
	b->band = r->band;
	b->persistent = r->persistent;
	b->severe = r->severe;
	b->near = policy_near(p, b->possible, b->attended, within > 0 ? within : NEAR_COMMON);
}

static bool listed(const struct gathering *g, const struct band_pupil *b)
{
	const struct band_filter *f = g->filter;

	return (f->band < 0 || f->band == b->band) && (f->within == 0 || b->near.missed > 0 || b->near.attended > 0) &&
	       (g->stage < 0 || g->stage == b->stage) && (!g->asked->wish->new_only || b->crossed || b->withdrawn);
}

static void gather_pupil(void *ctx, const struct measure *m, const struct measured *p)
{
	struct gathering *g = ctx;
	struct bands *to = g->to;
	struct band_pupil *b = &to->pupils[to->count];

	*b = (struct band_pupil){ .pupil = p->pupil, .id = p->id, .class = p->class, .class_rank = p->class_rank, .year = p->year };
	figures(b, p->result, &m->policy, g->filter->within);
	b->stage = p->result->stage.stage > g->held[p->id] ? p->result->stage.stage : g->held[p->id];
	moved(g, p, b);
	band_spread_add(&to->spread, &m->policy, b->possible, b->attended);
	to->newly_below += b->crossed && b->crossed->down;
	to->newly_above += b->crossed && !b->crossed->down;
	to->withdrawn += b->withdrawn != NULL;
	if (!listed(g, b))
		return;
	b->sort_key = roll_sort_key(b->pupil->row, &to->arena);
	to->count++;
}

/* WORKINGS ------------------------------------------------------------------------------------------------------------------------------ */

struct working_walk {
	struct bands *to;
	bool as_dfe;
};

static void work_strip(void *ctx, const struct roll_strip *s)
{
	const struct working_walk *w = ctx;
	struct roll_strip cut = *s;

	if (w->as_dfe) {
		sitting last = measure_dfe_last(&w->to->measure, s->pupil);
		cut.span.last = last < cut.span.last ? last : cut.span.last;
	}
	if (cut.span.first <= cut.span.last)
		working_add(&w->to->roll, &cut, &w->to->workings[s->id]);
}

static int gather_workings(struct gathering *g, struct err *e)
{
	const struct report_asked *k = g->asked;
	struct bands *to = g->to;
	sitting end = report_end(g->office, k);
	int r = roll_load_only(g->office, k->pupil, ROLL_PLACES | ROLL_YEARS, k->first, end, &to->roll, e);

	if (r < 0)
		return r;
	to->workings = arena_new(&to->arena, (size_t)to->roll.count, sizeof *to->workings);
	r = roll_walk(&to->roll, k->first, k->last, k->pupil, work_strip, &(struct working_walk){ to, k->wish->as_dfe }, e);
	for (int i = 0; r == 0 && i < to->count; i++)
		working_rest(&to->roll, to->pupils[i].pupil, k->first, k->last, end, &to->workings[to->pupils[i].id]);
	return r;
}

static int gather(struct gathering *g, bool working, struct err *e)
{
	const struct measure_wish w = wish_of(g);
	struct bands *to = g->to;
	int r = measure_begin(g->office, &w, &to->measure, e);

	if (r == 0)
		r = read_stages(g, e);
	if (r == 0)
		r = read_then(g, e);
	if (r < 0)
		return r;
	to->day = to->measure.day;
	to->pupils = arena_new(&to->arena, (size_t)to->measure.roll.count, sizeof *to->pupils);
	band_spread_start(&to->spread, &to->policy, &to->arena);
	if (g->then)
		band_spread_start(&to->then, &to->policy, &to->arena);
	r = measure_each(&to->measure, gather_pupil, g, e);
	return r == 0 && working ? gather_workings(g, e) : r;
}

int bands_gather(struct office *o, const struct report_asked *k, const struct band_filter *filter, const char *year, bool working, struct arena *a,
		 struct bands *ret, struct err *e)
{
	struct gathering g = { .office = o, .asked = k, .filter = filter, .year = year, .kept = a, .to = ret };
	int r;

	*ret = (struct bands){ .reviewed = DAY_NONE };
	r = report_policy_named(o, k->wish->policy, k->policy_day, a, &ret->policy, e);
	if (r == 0)
		r = gather(&g, working, e);
	crossing_changes_finish(&g.changes);
	if (r < 0) {
		bands_finish(ret);
		*ret = (struct bands){ 0 };
	}
	return r;
}
