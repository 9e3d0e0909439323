/* Which groups are not told to who sees figures alone, so that no subtraction brings back what a few pupils did (C14; reliability 5). */
#include "presence.h"
#include "report_groups.h"
#include "rules/few.h"

/* Figures are of those with a possible session; where nobody has one, what is told is how many there are. */
static int size_of(const struct group *g)
{
	return g->counted > 0 ? g->counted : g->pupils;
}

static bool is_few(int pupils)
{
	return pupils > 0 && pupils < FIGURES_FEWEST;
}

static int in_both(const struct grouping *g, const struct group *a, const struct group *b)
{
	int n = 0;

	for (int i = 0; i < g->words; i++)
		n += __builtin_popcountll(a->members[i] & b->members[i]);
	return n;
}

static void dimension_hide(struct grouping *g, enum dimension of)
{
	for (int i = g->first[of]; i < g->first[of + 1]; i++)
		g->groups[i].hidden = true;
}

static void parts_hide(struct grouping *g, enum dimension of)
{
	int first = g->first[of], n = g->first[of + 1] - first;
	int *pupils = arena_new(&g->arena, (size_t)n, sizeof *pupils);
	bool *hidden = arena_new(&g->arena, (size_t)n, sizeof *hidden);

	for (int i = 0; i < n; i++)
		pupils[i] = size_of(&g->groups[first + i]);
	few_hide(pupils, n, FIGURES_FEWEST, hidden);
	for (int i = 0; i < n; i++)
		g->groups[first + i].hidden = hidden[i];
}

static void flags_hide(struct grouping *g)
{
	for (int i = g->first[OF_FLAG]; i < g->first[DIMENSIONS]; i++) {
		const int parts[2] = { size_of(&g->groups[i]), size_of(&g->groups[g->first[OF_ALL]]) - size_of(&g->groups[i]) };
		bool hidden[2];

		few_hide(parts, 2, FIGURES_FEWEST, hidden);
		g->groups[i].hidden = hidden[0];
	}
}

/* Classes are in years: a year less its other classes must not come to a few. */
static void classes_hide(struct grouping *g)
{
	for (int i = g->first[OF_CLASS]; i < g->first[OF_CLASS + 1]; i++)
		for (int k = g->first[OF_YEAR]; k < g->first[OF_YEAR + 1]; k++) {
			int both = in_both(g, &g->groups[i], &g->groups[k]);

			if (is_few(both))
				dimension_hide(g, OF_CLASS);
		}
}

/* One group less another that lies within it, wherever both are told.  @return whether any more was hidden */
static bool pair_hide(struct grouping *g, struct group *whole, struct group *part)
{
	int left = size_of(whole) - size_of(part);

	if (whole == part || whole->hidden || part->hidden || part->counted == 0 || !is_few(left) || in_both(g, whole, part) != part->counted)
		return false;
	if (part->of == OF_FLAG)
		part->hidden = true;
	else
		dimension_hide(g, part->of);
	return true;
}

void groups_hide(struct grouping *g)
{
	bool more = true;

	parts_hide(g, OF_YEAR);
	parts_hide(g, OF_CLASS);
	parts_hide(g, OF_SEX);
	flags_hide(g);
	classes_hide(g);
	while (more) {
		more = false;
		for (int i = 0; i < g->count; i++)
			for (int k = 1; k < g->count; k++)
				more = pair_hide(g, &g->groups[i], &g->groups[k]) || more;
	}
}
