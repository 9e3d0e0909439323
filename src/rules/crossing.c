#include "rules/crossing.h"

/* CROSSINGS ---------------------------------------------------------------------------------------------------------------------- */

/*
 * Below a line is 100 x attended < percent x possible, or equal where the line is inclusive.  What is over is kept, so that a mark is one addition; and since the
 * lines fall, who is below one is below all above it: only the next one down and the last one up are looked at.
 */
struct walk {
	const struct policy *policy;
	int possible, attended;
	int band;                /**< lines that the pupil is below */
};

static bool walk_below(const struct walk *w, int line)
{
	const struct boundary *b = &w->policy->boundaries[line];

	return INT64_C(100) * w->attended - (int64_t)b->percent * w->possible < b->inclusive;
}

static void walk_cross(struct walk *w, sitting at, int line, bool down, struct crossings *to)
{
	vec_push(&to->of, (struct crossing){ .at = at, .line = (int16_t)line, .down = down, .possible = w->possible, .attended = w->attended });
}

static void walk_step(struct walk *w, sitting at, struct crossings *to)
{
	while (w->band < w->policy->boundary_count && walk_below(w, w->band))
		walk_cross(w, at, w->band++, true, to);
	while (w->band > 0 && !walk_below(w, w->band - 1))
		walk_cross(w, at, --w->band, false, to);
}

static int policy_floor(const struct policy *p)
{
	return p->floor > 1 ? p->floor : 1;
}

void crossings_find(const struct policy *p, struct marks m, struct crossings *to)
{
	struct walk w = { .policy = p };
	int floor = policy_floor(p);

	to->of.count = 0;
	for (int i = 0; i < m.count; i++) {
		if (!mark_is_possible(&m.of[i]))
			continue;
		w.possible++;
		w.attended += mark_is_attended(&m.of[i]);
		if (w.possible >= floor)
			walk_step(&w, m.of[i].at, to);
	}
}

void crossings_finish(struct crossings *c)
{
	vec_finish(&c->of);
}

const struct crossing *crossings_last(const struct crossings *c, int line)
{
	for (int i = c->of.count - 1; i >= 0; i--)
		if (c->of.items[i].line == line)
			return &c->of.items[i];
	return NULL;
}

/* STAGES ------------------------------------------------------------------------------------------------------------------------- */

/* A stage can end or begin only where a line is crossed, but for one that is left at a percentage of its own. */
void stage_find(const struct policy *p, struct marks m, const struct crossings *c, struct stage_at *ret)
{
	int possible = 0, attended = 0, floor = policy_floor(p), crossed = 0;
	struct stage_at found = { .stage = -1 };

	for (int i = 0; i < m.count && p->stage_count > 0; i++) {
		if (!mark_is_possible(&m.of[i]))
			continue;
		attended += mark_is_attended(&m.of[i]);
		if (++possible < floor)
			continue;
		bool crosses = crossed < c->of.count && c->of.items[crossed].at == m.of[i].at;
		while (crossed < c->of.count && c->of.items[crossed].at == m.of[i].at)
			crossed++;
		if (!crosses && possible > floor && (found.stage < 0 || p->stages[found.stage].leave_at == 0))
			continue;
		int stage = policy_stage(p, possible, attended, found.stage);
		if (stage != found.stage)
			found = (struct stage_at){ stage, m.of[i].at };
	}
	*ret = found;
}

/* WHAT AMENDING CHANGED ---------------------------------------------------------------------------------------------------------- */

static bool crossing_is(const struct crossing *a, const struct crossing *b)
{
	return a->at == b->at && a->line == b->line && a->down == b->down;
}

/* Is it among those of its session, which begin at `from`? */
static bool crossings_have(const struct crossings *c, int from, const struct crossing *x)
{
	for (int i = from; i < c->of.count && c->of.items[i].at == x->at; i++)
		if (crossing_is(&c->of.items[i], x))
			return true;
	return false;
}

/* What one session has in `c` and not in `other`; both begin with its first.  @return where the next session begins in `c` */
static int session_compare(const struct crossings *c, int from, const struct crossings *other, int other_from, sitting at, struct crossing_change change,
			   struct crossing_changes *to)
{
	int i = from;

	for (; i < c->of.count && c->of.items[i].at == at; i++)
		if (!crossings_have(other, other_from, &c->of.items[i])) {
			change.crossing = c->of.items[i];
			vec_push(&to->of, change);
		}
	return i;
}

void crossings_compare(const struct crossings *then, sitting then_last, const struct crossings *now, struct crossing_changes *to)
{
	int was = 0, is = 0;

	to->of.count = 0;
	while (was < then->of.count || is < now->of.count) {
		sitting at = was < then->of.count ? then->of.items[was].at : INT32_MAX;

		if (is < now->of.count && now->of.items[is].at < at)
			at = now->of.items[is].at;
		int was_next = session_compare(then, was, now, is, at, (struct crossing_change){ .withdrawn = true }, to);
		is = session_compare(now, is, then, was, at, (struct crossing_change){ .late = at <= then_last }, to);
		was = was_next;
	}
}

void crossing_changes_finish(struct crossing_changes *c)
{
	vec_finish(&c->of);
}

void crossing_working(const struct policy *p, const struct crossing *c, struct working_steps *to)
{
	char day[DAY_TEXT];

	working_words(to, "Session", "%s, %s", day_long(sitting_day(c->at), day), session_name(sitting_session(c->at)));
	working_step(to, "Possible", c->possible, "up to and with that session");
	working_step(to, "Attended", c->attended, "of them");
	working_boundary(to, &p->boundaries[c->line], c->possible, c->attended);
	working_step(to, "Counted from", policy_floor(p), "possible sessions, so that the first days are no noise");
}
