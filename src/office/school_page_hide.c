/* Which bands, and whether persistent and severe absence, are told to who sees figures alone (C14). */
#include "presence.h"
#include "rules/few.h"
#include "school_page.h"

static bool any_hidden(const bool *hidden, int count)
{
	while (count > 0 && !hidden[count - 1])
		count--;
	return count > 0;
}

static int sum_of(const int *of, int count)
{
	int sum = 0;

	for (int i = 0; i < count; i++)
		sum += of[i];
	return sum;
}

/* Two parts that make up a whole: may both be told? */
static bool both_told(int one, int other)
{
	const int sides[] = { one, other };
	bool few[2];

	return few_hide(sides, 2, FIGURES_FEWEST, few) && !few[0] && !few[1];
}

/* Each side of the line of 90 by itself: then the sum of a side, which persistent absence tells, tells none of its few.  What is hidden goes by the bands
 * alone: every page that shows them hides the same. */
static bool hide_by_sides(const struct school_bands *b, bool *hidden)
{
	if (!both_told(sum_of(b->of, b->split), sum_of(b->of + b->split, b->count - b->split)))
		return false;
	return few_hide(b->of, b->split, FIGURES_FEWEST, hidden) &&
	       (b->split == b->count || few_hide(b->of + b->split, b->count - b->split, FIGURES_FEWEST, hidden + b->split));
}

void school_bands_hide(const struct school_bands *b, bool *hidden, bool *ret_persistent, bool *ret_severe)
{
	bool by_sides = hide_by_sides(b, hidden);

	if (!by_sides)
		few_hide(b->of, b->count, FIGURES_FEWEST, hidden);
	*ret_persistent = !by_sides || !both_told(b->persistent, b->pupils - b->persistent);
	*ret_severe = *ret_persistent || (b->severe > 0 && b->severe < FIGURES_FEWEST) || any_hidden(hidden + b->split, b->count - b->split);
}

/* Without such a line there is one side. */
int school_bands_split(const struct policy *p)
{
	for (int i = 0; i < p->boundary_count; i++)
		if (p->boundaries[i].percent == 90)
			return i + 1;
	return p->boundary_count + 1;
}
