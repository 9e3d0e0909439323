/* Counting the sessions of a whole school: one look-up a session, and the roll's facts only where they change. */
#include <stdlib.h>

#include "report_count.h"

/* ERAS -------------------------------------------------------------------------------------------------------------------------- */

/* The days on which a code begins or has ended, from the first on; before them all is era 0. */
static int eras_find(struct day to[static COUNT_ERAS])
{
	int count = 1;

	to[0] = DAY_MIN;
	for (int i = 0; i < 2 * codes_count; i++) {
		const struct code *c = &codes[i / 2];
		struct day d = i % 2 == 0 ? c->from : day_is_none(c->to) ? DAY_MIN : day_add(c->to, 1);
		int at = count;

		while (at > 0 && to[at - 1].n >= d.n)
			at--;
		if (at < count && to[at].n == d.n)
			continue;
		BUG_UNLESS(count < COUNT_ERAS);
		for (int k = count++; k > at; k--)
			to[k] = to[k - 1];
		to[at] = d;
	}
	return count;
}

static const struct day *eras(int *ret_count)
{
	static struct day found[COUNT_ERAS];
	static int count;

	if (count == 0)
		count = eras_find(found);
	*ret_count = count;
	return found;
}

struct day count_era_day(int era)
{
	int count;
	const struct day *from = eras(&count);

	return from[era < count ? era : count - 1];
}

/* STRETCHES --------------------------------------------------------------------------------------------------------------------- */

static sitting smaller(sitting a, sitting b)
{
	return a < b ? a : b;
}

/* The first fact of the list that covers the session by date; *until is where that, or anything before it in the list, changes. */
static const struct roll_fact *fact_by_date(const struct roll_fact *list, sitting s, sitting *until, int *ret_covering)
{
	const struct roll_fact *found = NULL;

	*ret_covering = 0;
	for (const struct roll_fact *f = list; f; f = f->next) {
		if (f->first > s) {
			*until = smaller(*until, f->first - 1);
		} else if (f->last >= s) {
			*until = smaller(*until, f->last);
			found = found ? found : f;
			++*ret_covering;
		}
	}
	return found;
}

/* Of several places at once each session has its own: the first whose weekdays and sessions let it through. */
static const struct roll_fact *place_exactly(const struct roll_fact *list, sitting s)
{
	while (list && !(s >= list->first && s <= list->last && !(place_bits(s) & ~list->when)))
		list = list->next;
	return list;
}

void roll_stretches(const struct roll_strip *s, roll_stretch_visit *f, void *ctx)
{
	for (sitting at = s->span.first; at <= s->span.last;) {
		struct roll_stretch t = { at, s->span.last, SESSION_ANY_YEAR, 0, PLACE_ALWAYS };
		int places, years;
		const struct roll_fact *place = fact_by_date(s->pupil->places, at, &t.last, &places);
		const struct roll_fact *year = fact_by_date(s->pupil->years, at, &t.last, &years);

		if (places > 1) {
			t.last = at;
			place = place_exactly(s->pupil->places, at);
		}
		t.year = year ? (int)year->value : SESSION_ANY_YEAR;
		t.group = place ? place->value : 0;
		t.when = place && places == 1 ? place->when : PLACE_ALWAYS;
		f(ctx, s, &t);
		at = t.last + 1;
	}
}

/* STATES: which row of the counts each session of a class belongs to, made once for all its pupils ------------------------------------- */

static uint16_t state_of(const struct roll_opening *o, sitting s, sitting from, bool out)
{
	enum count_state state = o->open[s - from] != OPENING_OPEN ? COUNT_SHUT : s <= o->until ? COUNT_CLOSED : COUNT_OPEN;

	return (uint16_t)(state + (out ? COUNT_OUT_CLOSED : COUNT_CLOSED));
}

static const uint16_t *states_make(struct roll *r, const struct roll_stretch *t)
{
	const struct roll_opening *in = roll_opening(r, t->year, t->group), *out = roll_opening(r, t->year, 0);
	uint16_t *to = arena_new(&r->arena, (size_t)(r->last - r->first + 1), sizeof *to);
	int count, era = 0;
	const struct day *from = eras(&count);

	for (sitting s = r->first; s <= r->last; s++) {
		bool due = t->group != 0 && !(place_bits(s) & ~t->when);

		while (era + 1 < count && from[era + 1].n <= sitting_day(s).n)
			era++;
		to[s - r->first] = (uint16_t)(era * COUNT_STATES + state_of(due ? in : out, s, r->first, !due));
	}
	return to;
}

static const uint16_t *states_of(struct roll *r, const struct roll_stretch *t)
{
	struct roll_states **at = &r->states;

	while (*at && ((*at)->year != t->year || (*at)->group != t->group || (*at)->when != t->when))
		at = &(*at)->next;
	if (!*at) {
		*at = arena_new(&r->arena, 1, sizeof **at);
		**at = (struct roll_states){ t->year, t->group, t->when, states_make(r, t), NULL };
	}
	return (*at)->state;
}

void mark_counts_add(struct roll *r, const struct roll_strip *s, const struct roll_stretch *t, struct mark_counts *to)
{
	const uint16_t *state = states_of(r, t) - r->first;
	const uint8_t *marks = s->marks - s->span.first;
	int32_t *n = &to->n[0][0][0];

	for (sitting at = t->first; at <= t->last; at++)
		n[256 * state[at] + marks[at]]++;
}

/* WHAT IT COMES TO ------------------------------------------------------------------------------------------------------------------ */

static bool category_possible(enum category c)
{
	return c == CATEGORY_PRESENT || c == CATEGORY_ACTIVITY || c == CATEGORY_AUTHORISED || c == CATEGORY_UNAUTHORISED;
}

static void work_held(enum count_state state, uint8_t mark, enum category c, int n, struct working *to)
{
	to->held += n;
	if (mark != CODE_NONE && !category_possible(c)) {
		to->left_out += n;
		to->left[mark] += n;
	} else if (mark == CODE_NONE && state >= COUNT_OUT_CLOSED) {
		to->not_due += n;
	} else if (mark == CODE_NONE && state == COUNT_CLOSED) {
		to->unmarked += n;
	} else if (mark == CODE_NONE) {
		to->not_yet += n;
	}
}

static void work_count(enum count_state state, uint8_t mark, enum category c, int n, struct working *to)
{
	to->tally.count[c] += n;
	if (mark == CODE_LATE && c == CATEGORY_PRESENT)
		to->tally.late += n;
	if (c == CATEGORY_AUTHORISED || c == CATEGORY_UNAUTHORISED)
		to->missed[mark] += n;
	if (state != COUNT_SHUT && state != COUNT_OUT_SHUT)
		work_held(state, mark, c, n, to);
	else if (category_possible(c))
		to->extra += n;
}

void mark_counts_work(const struct mark_counts *c, bool outs, struct working *to)
{
	int count;
	const struct day *from = eras(&count);

	for (int era = 0; era < count; era++)
		for (enum count_state state = 0; state < (outs ? COUNT_STATES : COUNT_OUT_CLOSED); state++)
			for (int mark = 0; mark < 256; mark++) {
				int n = c->n[era][state][mark];

				if (n > 0)
					work_count(state, (uint8_t)mark, mark == CODE_NONE ? CATEGORY_NONE : code_category((uint8_t)mark, from[era]), n, to);
			}
}
