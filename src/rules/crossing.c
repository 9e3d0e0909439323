#include "rules/crossing.h"

#include <string.h>

/* CROSSINGS ---------------------------------------------------------------------------------------------------------------------- */

/*
 * Below a line is 100 x attended < percent x possible, or equal where the line is inclusive: what is over is less than `need`.  Since the
 * lines fall, who is below one is below all above it: only the next one down and the last one up are looked at.
 */
struct edge {
	int64_t percent, need;
};
struct walk {
	const struct policy *policy;
	int band;                /**< lines that the pupil is below */
	struct edge down, up;    /**< of the next line down, of the last one up */
};

static bool edge_below(struct edge e, int possible, int attended)
{
	return 100 * (int64_t)attended - e.percent * possible < e.need;
}

/* Where there is no line nothing is below, and nothing above. */
static void walk_edges(struct walk *w)
{
	const struct boundary *lines = w->policy->boundaries;

	w->down = w->band < w->policy->boundary_count ? (struct edge){ lines[w->band].percent, lines[w->band].inclusive } : (struct edge){ 0, INT64_MIN };
	w->up = w->band > 0 ? (struct edge){ lines[w->band - 1].percent, lines[w->band - 1].inclusive } : (struct edge){ 0, INT64_MAX };
}

static bool walk_crosses(const struct walk *w, int possible, int attended)
{
	return edge_below(w->down, possible, attended) | !edge_below(w->up, possible, attended);
}

static void walk_cross(struct walk *w, sitting at, int possible, int attended, struct crossings *to)
{
	while (walk_crosses(w, possible, attended)) {
		bool down = edge_below(w->down, possible, attended);
		int line = down ? w->band++ : --w->band;

		vec_push(&to->of, (struct crossing){ .at = at, .line = (int16_t)line, .down = down, .possible = possible, .attended = attended });
		walk_edges(w);
	}
}

static int policy_floor(const struct policy *p)
{
	return p->floor > 1 ? p->floor : 1;
}

/* What is no possible session changes no count, and so crosses nothing. */
void crossings_find(const struct policy *p, struct marks m, struct crossings *to)
{
	struct walk w = { .policy = p };
	int floor = policy_floor(p), possible = 0, attended = 0;

	to->of.count = 0;
	walk_edges(&w);
	for (int i = 0; i < m.count; i++) {
		possible += mark_is_possible(&m.of[i]);
		attended += mark_is_attended(&m.of[i]);
		if (possible >= floor && walk_crosses(&w, possible, attended))
			walk_cross(&w, m.of[i].at, possible, attended, to);
	}
}

void crossings_finish(struct crossings *c)
{
	vec_finish(&c->of);
}

struct crossings crossings_copy(const struct crossings *c, struct arena *a)
{
	struct crossings copy = { 0 };

	if (c->of.count == 0)
		return copy;
	copy.of.count = c->of.count;
	copy.of.items = arena_new(a, (size_t)c->of.count, sizeof *copy.of.items);
	memcpy(copy.of.items, c->of.items, (size_t)c->of.count * sizeof *copy.of.items);
	return copy;
}

const struct crossing *crossings_last(const struct crossings *c, int line)
{
	for (int i = c->of.count - 1; i >= 0; i--)
		if (c->of.items[i].line == line)
			return &c->of.items[i];
	return NULL;
}

/* STAGES ------------------------------------------------------------------------------------------------------------------------- */

struct stage_walk {
	const struct policy *policy;
	sitting at;              /**< figures up to and with that session */
	int possible, attended;
	struct stage_at found;
};

static void stage_step(struct stage_walk *w)
{
	int stage = policy_stage(w->policy, w->possible, w->attended, w->found.stage);

	if (stage != w->found.stage)
		w->found = (struct stage_at){ stage, w->at };
}

/* The first session that is looked at.  @return is there one? */
static bool stage_floor(struct stage_walk *w, struct marks m)
{
	int floor = policy_floor(w->policy);

	for (int i = 0; i < m.count && w->possible < floor; i++) {
		w->possible += mark_is_possible(&m.of[i]);
		w->attended += mark_is_attended(&m.of[i]);
		w->at = m.of[i].at;
	}
	return w->possible >= floor;
}

/* A stage with a percentage of its own to be left at may end at any session. */
static bool stage_may_end(const struct stage_walk *w)
{
	return w->found.stage >= 0 && w->policy->stages[w->found.stage].leave_at > 0;
}

static void stage_hold(struct stage_walk *w, struct marks all, sitting last)
{
	if (!stage_may_end(w))
		return;
	struct marks m = marks_between(all, w->at + 1, last);
	for (int i = 0; i < m.count && stage_may_end(w); i++) {
		if (!mark_is_possible(&m.of[i]))
			continue;
		w->possible++;
		w->attended += mark_is_attended(&m.of[i]);
		w->at = m.of[i].at;
		stage_step(w);
	}
}

/* Any other can end or begin only where a line is crossed, so that the marks between need not be looked at. */
void stage_find(const struct policy *p, struct marks m, const struct crossings *c, struct stage_at *ret)
{
	struct stage_walk w = { .policy = p, .found = { .stage = -1 } };

	*ret = w.found;
	if (p->stage_count == 0 || !stage_floor(&w, m))
		return;
	stage_step(&w);
	for (int i = 0; i < c->of.count; i++) {
		const struct crossing *x = &c->of.items[i];

		if (x->at <= w.at) /* the same session */
			continue;
		stage_hold(&w, m, x->at - 1);
		w.at = x->at;
		w.possible = x->possible;
		w.attended = x->attended;
		stage_step(&w);
	}
	stage_hold(&w, m, INT32_MAX);
	*ret = w.found;
}

/* WHAT AMENDING CHANGED ---------------------------------------------------------------------------------------------------------- */

bool crossing_is(const struct crossing *a, const struct crossing *b)
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
static int session_compare(const struct crossings *c, int from, const struct crossings *other, int other_from, sitting at,
			   struct crossing_change change, struct crossing_changes *to)
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

/* What it was found in may have been changed since: then both are told, and the line is held against what stands. */
static struct tally crossing_marks(const struct crossing *c, struct marks m, struct working_steps *to)
{
	struct tally t = { 0 };

	marks_tally(m, &t);
	if (tally_possible(&t) != c->possible || tally_attended(&t) != c->attended)
		working_step(to, "Before the change", c->attended, "attended of %d possible", c->possible);
	marks_working(m, to);
	return t;
}

void crossing_working(const struct policy *p, const struct crossing *c, struct marks m, struct working_steps *to)
{
	char day[DAY_TEXT];
	struct tally t;

	working_words(to, "Up to", "%s, %s", day_long(sitting_day(c->at), day), session_name(sitting_session(c->at)));
	t = crossing_marks(c, marks_between(m, INT32_MIN, c->at), to);
	working_boundary(to, &p->boundaries[c->line], tally_possible(&t), tally_attended(&t));
	working_step(to, "Counted from", policy_floor(p), "possible sessions on, so that the first days do not decide");
}
