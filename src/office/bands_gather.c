/* Everybody's figures and band (C1 to C5; domain 4): each strip once, no query a pupil. */
#include <string.h>

#include "bands_parts.h"

#define NEAR_COMMON 3 /* sessions from a line that a list names where nobody asked for more */

void bands_finish(struct bands *b)
{
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

struct counted {
	struct roll *roll;
	struct tally *tallies;    /**< by pupil */
	struct working *workings; /**< by pupil; NULL where nobody asked */
};

static void count_strip(void *ctx, const struct roll_strip *s)
{
	struct counted *c = ctx;

	if (c->workings)
		working_add(c->roll, s, &c->workings[s->id]);
	tally_span(&s->span, &c->tallies[s->id]);
}

struct gathering {
	struct office *office;
	const struct report_asked *asked;
	const struct band_filter *filter;
	const bool *has_flag;      /**< by pupil, of those of whom the person may know it; NULL: nobody asked */
	const int *ranks;
	int year;
	struct bands *to;
};

/* Leavers are in (domain 4): for the time that they were on the roll. */
static bool wanted(const struct gathering *g, int64_t id, struct band_pupil *ret)
{
	const struct report_asked *k = g->asked;
	const struct roll_pupil *p = &g->to->roll.pupils[id];

	if (!p->row || (k->pupil != 0 && k->pupil != id) || !roll_overlaps(p, k->first, k->last))
		return false;
	int class = report_group_index(g->office, roll_class(p, g->to->day)), year = roll_year(p, g->to->day);
	if (!report_sees_index(k, class) || (g->year != SESSION_ANY_YEAR && g->year != year))
		return false;
	if (g->has_flag && !g->has_flag[id])
		return false;
	*ret = (struct band_pupil){ .pupil = p, .id = id, .class = class, .year = year,
				    .class_rank = class < 0 ? g->office->roll_group_count : g->ranks[class] };
	return true;
}

static void figures(struct band_pupil *b, const struct tally *t, const struct policy *p, int within)
{
	b->possible = tally_possible(t);
	b->attended = tally_attended(t);
	b->missed = tally_missed(t);
	b->band = policy_band(p, b->possible, b->attended);
	b->persistent = absence_persistent(b->possible, b->missed);
	b->severe = absence_severe(b->possible, b->missed);
	b->near = policy_near(p, b->possible, b->attended, within > 0 ? within : NEAR_COMMON);
}

static bool listed(const struct band_filter *f, const struct band_pupil *b)
{
	return (f->band < 0 || f->band == b->band) && (f->within == 0 || b->near.missed > 0 || b->near.attended > 0);
}

static void gather_pupils(struct gathering *g, const struct tally *tallies)
{
	struct bands *to = g->to;

	to->pupils = arena_new(&to->arena, (size_t)to->roll.count, sizeof *to->pupils);
	band_spread_start(&to->spread, &to->policy, &to->arena);
	for (int64_t id = 1; id < to->roll.count; id++) {
		struct band_pupil *b = &to->pupils[to->count];

		if (!wanted(g, id, b))
			continue;
		figures(b, &tallies[id], &to->policy, g->filter->within);
		band_spread_add(&to->spread, &to->policy, b->possible, b->attended);
		if (!listed(g->filter, b))
			continue;
		b->sort_key = roll_sort_key(b->pupil->row, &to->arena);
		to->count++;
	}
}

static int read_filter(struct gathering *g, const char *year, struct err *e)
{
	struct bands *to = g->to;
	int r = band_flag_read(g->office, g->filter->flag, to->day, &to->roll, &to->arena, &g->has_flag, e);

	g->year = g->filter->year;
	return r == 0 && year ? band_year_read(year, &to->roll, to->day, &g->year, e) : r;
}

static int gather(struct gathering *g, const char *year, bool working, struct err *e)
{
	const struct report_asked *k = g->asked;
	struct bands *to = g->to;
	sitting end = working && k->to_date ? report_year_end(k->to) : k->last;
	int r = roll_load_only(g->office, k->pupil, ROLL_PLACES | ROLL_YEARS, k->first, end, &to->roll, e);

	if (r == 0)
		r = read_filter(g, year, e);
	if (r < 0)
		return r;
	struct counted counted = { &to->roll, arena_new(&to->arena, (size_t)to->roll.count, sizeof *counted.tallies), NULL };
	if (working)
		counted.workings = to->workings = arena_new(&to->arena, (size_t)to->roll.count, sizeof *counted.workings);
	r = roll_walk(&to->roll, k->first, k->last, k->pupil, count_strip, &counted, e);
	if (r < 0)
		return r;
	g->ranks = report_group_ranks(g->office, &to->arena);
	gather_pupils(g, counted.tallies);
	for (int i = 0; working && i < to->count; i++)
		working_rest(&to->roll, to->pupils[i].pupil, k->first, k->last, end, &to->workings[to->pupils[i].id]);
	return 0;
}

int bands_gather(struct office *o, const struct report_asked *k, const struct band_filter *filter, const char *year, bool working, struct arena *a,
		 struct bands *ret, struct err *e)
{
	struct day today = office_today(o);
	struct bands b = { .day = k->to.n < today.n ? k->to : today };
	struct gathering g = { .office = o, .asked = k, .filter = filter, .to = &b };
	int r = report_policy(o, k->to, a, &b.policy, e);

	if (r == 0)
		r = gather(&g, year, working, e);
	if (r < 0)
		bands_finish(&b);
	else
		*ret = b;
	return r;
}
