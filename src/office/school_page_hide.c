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

/* Each side of the line of 90 by itself: then the sum of a side, which persistent absence tells, tells none of its few. */
static bool hide_by_sides(const struct school_bands *b, bool *hidden)
{
	const int sides[] = { b->persistent, b->pupils - b->persistent };
	bool few[2];

	if (!few_hide(sides, 2, FIGURES_FEWEST, few) || few[0] || few[1])
		return false;
	return few_hide(b->of, b->split, FIGURES_FEWEST, hidden) &&
	       (b->split == b->count || few_hide(b->of + b->split, b->count - b->split, FIGURES_FEWEST, hidden + b->split));
}

void school_bands_hide(const struct school_bands *b, bool *hidden, bool *ret_persistent, bool *ret_severe)
{
	*ret_persistent = !hide_by_sides(b, hidden);
	if (*ret_persistent)
		few_hide(b->of, b->count, FIGURES_FEWEST, hidden);
	*ret_severe = *ret_persistent || (b->severe > 0 && b->severe < FIGURES_FEWEST) || any_hidden(hidden + b->split, b->count - b->split);
}
