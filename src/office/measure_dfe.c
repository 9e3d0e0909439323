/* As the Department counts (C21), for reports that walk the roll themselves. */
#include "measure_parts.h"
#include "presence.h"

#define NEVER INT32_MIN

struct reading {
	sitting *last;
	uint8_t *why;
};

static void visit(void *ctx, const struct measure *m, const struct measured *p)
{
	struct reading *r = ctx;

	r->last[p->id] = measure_dfe_last(m, p->pupil);
	r->why[p->id] = DFE_IN;
}

/* Who had no turn, or was left out at it. */
static void read_why(const struct measure *m, struct reading *r)
{
	for (int64_t id = 1; id < m->roll.count; id++) {
		const struct roll_pupil *p = &m->roll.pupils[id];
		enum dfe_out why = p->row ? measure_dfe_why(m, p) : DFE_IN;

		r->last[id] = NEVER;
		r->why[id] = (uint8_t)(why == DFE_IN ? DFE_NONE_POSSIBLE : why);
	}
}

int dfe_counted_read(struct office *o, const struct report_asked *k, struct arena *a, struct dfe_counted *ret, struct err *e)
{
	CLEAN_MEASURE struct measure m = { 0 };
	struct report_asked all = *k;
	const struct measure_wish wish = { .asked = &all, .parts = ENGINE_TALLY, .as_dfe = true, .year = SESSION_ANY_YEAR };

	all.everything = true;
	if (!k->wish->as_dfe)
		return 0;
	int r = measure_begin(o, &wish, &m, e);
	if (r < 0)
		return r;
	struct reading to = { arena_new(a, (size_t)m.roll.count, sizeof *to.last), arena_new(a, (size_t)m.roll.count, 1) };
	read_why(&m, &to);
	r = measure_each(&m, visit, &to, e);
	if (r == 0)
		*ret = (struct dfe_counted){ .last = to.last, .why = to.why };
	return r;
}

bool dfe_counted_in(const struct dfe_counted *c, int64_t pupil)
{
	return !c->last || c->last[pupil] != NEVER;
}

bool dfe_counted_cut(struct dfe_counted *c, struct roll_strip *s)
{
	if (c->last && c->last[s->id] < s->span.last) {
		s->span.last = c->last[s->id];
		c->cut++;
	}
	return s->span.first <= s->span.last;
}

void dfe_counted_leave(struct dfe_counted *c, int64_t pupil)
{
	if (c->why[pupil] == DFE_IN)
		return;
	c->out++;
	c->out_why[c->why[pupil]]++;
	c->why[pupil] = DFE_IN;
}

int dfe_counted_few(const struct dfe_counted *c, const struct report_asked *k, struct err *e)
{
	int apart = c->out + c->cut;

	return k->action == ACTION_SEE_FIGURES && apart > 0 && apart < FIGURES_FEWEST ? figures_few(e) : 0;
}
