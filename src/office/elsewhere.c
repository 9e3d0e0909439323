/* Sessions agreed at another place (H7; domain 1.2 D): who is expected where. */
#include "elsewhere.h"

#include "rules/code.h"

int agreed_read(struct office *o, struct day first, struct day last, struct arena *a, struct agreed *ret)
{
	ret->count = store_elsewhere_between(o->store, first, last, a, &ret->rows);
	return ret->count < 0 ? ret->count : 0;
}

static int first_of(const struct agreed *g, int64_t pupil)
{
	int low = 0, high = g->count;

	while (low < high) {
		int middle = (low + high) / 2;

		if (g->rows[middle].at.pupil < pupil)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

const struct agreed_row *agreed_at(const struct agreed *g, int64_t pupil, sitting s)
{
	for (int i = first_of(g, pupil); i < g->count && g->rows[i].at.pupil == pupil; i++)
		if (place_covers(&g->rows[i].at, s))
			return &g->rows[i];
	return NULL;
}

uint8_t agreed_code(const struct agreed_row *row, sitting s)
{
	uint8_t number = row ? code_number(row->code) : CODE_NONE;

	return number && code_on(number, sitting_day(s)) ? number : CODE_NONE;
}

const char *agreed_words(const struct agreed_row *row, struct arena *a)
{
	return arena_printf(a, "expected at %s (%s)", row->place, row->code);
}
