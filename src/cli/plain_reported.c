/* Plain mode: a parent rang before anybody asked (B5). */
#include "plain.h"

#include <string.h>

#include "office/calls.h"
#include "office/today.h"

struct reporting {
	struct plain *p;
	struct arena arena;
	struct pupil_ids pupils;
	struct call_given *children;
	struct reported_wish wish;
};

/* Each child has a code of its own: that of the reason, or of the child before, unless another is typed. */
static bool codes_ask(struct reporting *g, const char *code)
{
	for (int i = 0; i < g->pupils.count; i++) {
		const char *name = office_name_of_pupil(g->p->office, g->pupils.items[i], &g->arena), *typed;

		do
			typed = code ? plain_ask(g->p, "Code of %s (Enter: %s, n goes back): ", name, code)
				     : plain_ask(g->p, "Code of %s (such as I, n goes back): ", name);
		while (typed && !*typed && !code);
		/* N is no reason that a family gives */
		if (!typed || plain_goes_back(typed))
			return false;
		if (*typed)
			code = arena_text(&g->arena, typed);
		g->children[i] = (struct call_given){ .pupil = g->pupils.items[i], .code = code };
	}
	return true;
}

static bool reporting_ask(struct reporting *g, char *rest)
{
	struct plain *p = g->p;
	const char *code, *who;

	if (!plain_whom(p, rest, "Of whom (a part of the name): ", &g->arena, &g->pupils, &who))
		return false;
	g->children = arena_new(&g->arena, (size_t)g->pupils.count, sizeof *g->children);
	g->wish.children = g->children;
	g->wish.count = g->pupils.count;
	return plain_contact(p, g->pupils.items[0], "Who rang, a number or a name (n goes back): ", true, &g->arena, &g->wish.adult, &g->wish.caller) &&
	       plain_reason(p, CHOICES_ABSENT, true, &g->arena, &g->wish.words, &code) && codes_ask(g, code) &&
	       plain_day(p, "Expected back on (Enter: not said, n goes back): ", &g->wish.back);
}

void plain_reported(void *state, char *rest)
{
	CLEAN_BUF struct buf said = { 0 };
	struct reporting g = { .p = state, .wish = REPORTED_WISH };
	struct mark_result result = { 0 };
	struct err e = { 0 };

	if (reporting_ask(&g, rest)) {
		int r = office_reported_put(g.p->office, &g.wish, &said, &result, &e);
		plain_done(g.p, r, &said, result.act, &e);
	} else if (g.pupils.count && !g.p->over) {
		plain_say(g.p, "Nothing was recorded.");
	}
	vec_finish(&g.pupils);
	arena_finish(&g.arena);
}
