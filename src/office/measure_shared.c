/* What those who read the measure share: how crossings stood at another act, and a cell of working. */
#include "measure.h"

void then_visit(void *ctx, const struct measure *m, const struct measured *p)
{
	struct crossings_then *t = ctx;

	if (!t->of) {
		t->count = m->roll.count;
		t->of = arena_new(t->arena, (size_t)m->roll.count + 1, sizeof *t->of);
	}
	t->of[p->id] = crossings_copy(&p->result->crossings, t->arena);
}

const struct crossings *then_of(const struct crossings_then *t, int64_t pupil)
{
	static const struct crossings none;

	return t->of && pupil < t->count ? &t->of[pupil] : &none;
}

struct cell working_cell(struct report *r, const struct report_asked *k, const struct working_steps *s)
{
	return cell_kept(k->wish->working ? working_line(s, &r->arena) : NULL);
}
