/* Siblings off together (C10, C15): a bit a session for what was possible and what was missed, of children who have siblings. */
#include "report_siblings.h"

#include "family_read.h"
#include "measure.h"

struct bits {
	uint64_t *possible, *missed; /* NULL: nobody needs them */
};

struct comparing {
	struct office *office;
	const struct report_asked *asked;
	struct roll roll;
	struct arena arena;
	struct bits *pupils;         /* by id */
	int words;
	struct dfe_counted counted;
};

/* A teacher hears of children of their own only. */
static bool seen(struct comparing *c, int64_t pupil)
{
	const struct report_asked *k = c->asked;
	struct day today = office_today(c->office);

	if (pupil >= c->roll.count || !c->roll.pupils[pupil].row)
		return false;
	int64_t class = roll_class(&c->roll.pupils[pupil], k->to.n < today.n ? k->to : today);
	return class ? office_may(c->office, k->action, class, NULL) == 0 : office_reach(c->office, k->action) == REACH_ALL;
}

static void want(struct comparing *c, int64_t pupil)
{
	struct bits *b = &c->pupils[pupil];

	if (b->possible)
		return;
	b->possible = arena_new(&c->arena, (size_t)c->words, sizeof *b->possible);
	b->missed = arena_new(&c->arena, (size_t)c->words, sizeof *b->missed);
}

static void fill_bits(void *ctx, const struct roll_strip *s)
{
	struct comparing *c = ctx;
	struct bits *b = &c->pupils[s->id];
	struct roll_strip cut = *s;

	if (!b->possible || !dfe_counted_cut(&c->counted, &cut))
		return;
	for (sitting at = cut.span.first; at <= cut.span.last; at++) {
		uint8_t code = s->marks[at - s->span.first];
		struct mark m = { at, code, code == CODE_NONE ? CATEGORY_NONE : (uint8_t)code_category(code, sitting_day(at)) };
		int bit = at - c->asked->first;

		b->possible[bit / 64] |= (uint64_t)mark_is_possible(&m) << bit % 64;
		b->missed[bit / 64] |= (uint64_t)mark_is_missed(&m) << bit % 64;
	}
}

static int ones(uint64_t word)
{
	return __builtin_popcountll(word);
}

static void compare(const struct comparing *c, struct together *t)
{
	const struct bits *mine = &c->pupils[t->pupil], *theirs = &c->pupils[t->other];

	for (int i = 0; i < c->words; i++) {
		t->there.possible += ones(mine->possible[i] & theirs->missed[i]);
		t->there.missed += ones(mine->missed[i] & theirs->missed[i]);
		t->possible += ones(theirs->possible[i]);
		t->missed += ones(theirs->missed[i]);
	}
}

static int pairs_find(struct comparing *c, int64_t only, struct togethers *to)
{
	const struct families *families;
	const struct family_homes *homes;
	int r = families_open(c->office, 0, &families, &homes);

	for (int i = 0; r == 0 && i < homes->sibling_count; i++) {
		const struct sibling *s = &homes->siblings[i];

		if (s->basis == SIBLING_NONE || (only && only != s->pupil) || !seen(c, s->pupil) || !seen(c, s->other))
			continue;
		if (!dfe_counted_in(&c->counted, s->pupil) || !dfe_counted_in(&c->counted, s->other))
			continue;
		want(c, s->pupil);
		want(c, s->other);
		vec_push(&to->of, (struct together){ .pupil = s->pupil, .other = s->other });
	}
	return r;
}

static int strips_read(struct comparing *c, int64_t only, const struct togethers *t, struct err *e)
{
	const struct report_asked *k = c->asked;
	int r = 0;

	if (t->of.count == 0)
		return 0;
	if (!only)
		return roll_walk(&c->roll, k->first, k->last, 0, fill_bits, c, e);
	r = roll_walk(&c->roll, k->first, k->last, only, fill_bits, c, e);
	for (int i = 0; r == 0 && i < t->of.count; i++)
		r = roll_walk(&c->roll, k->first, k->last, t->of.items[i].other, fill_bits, c, e);
	return r;
}

static int comparing_run(struct comparing *c, int64_t only, struct togethers *to, struct err *e)
{
	const struct report_asked *k = c->asked;
	struct report_asked all = *k;
	int r = roll_load(c->office, ROLL_PLACES | ROLL_YEARS, k->first, k->last, &c->roll, e);

	all.pupil = 0; /* the siblings of one who was asked for too */
	if (r == 0)
		r = dfe_counted_read(c->office, &all, &c->arena, &c->counted, e);
	if (r < 0)
		return r;
	c->words = (k->last - k->first) / 64 + 1;
	c->pupils = arena_new(&c->arena, (size_t)c->roll.count, sizeof *c->pupils);
	r = pairs_find(c, only, to);
	if (r < 0)
		return office_fail(c->office, r, e);
	r = strips_read(c, only, to, e);
	for (int i = 0; r == 0 && i < to->of.count; i++)
		compare(c, &to->of.items[i]);
	return r;
}

int togethers_read(struct office *o, const struct report_asked *k, int64_t only, struct togethers *ret, struct err *e)
{
	struct comparing c = { .office = o, .asked = k };
	struct togethers t = { 0 };
	int r = comparing_run(&c, only, &t, e);

	roll_finish(&c.roll);
	arena_finish(&c.arena);
	if (r < 0)
		togethers_finish(&t);
	else
		*ret = t;
	return r;
}

void togethers_finish(struct togethers *t)
{
	vec_finish(&t->of);
}

const struct together *togethers_of(const struct togethers *t, int64_t pupil, int *ret_count)
{
	int low = 0, high = t->of.count, last;

	while (low < high) {
		int middle = (low + high) / 2;

		if (t->of.items[middle].pupil < pupil)
			low = middle + 1;
		else
			high = middle;
	}
	for (last = low; last < t->of.count && t->of.items[last].pupil == pupil; last++)
		;
	*ret_count = last - low;
	return t->of.items + low;
}
