/* Grounds on which a name leaves the admission register (PR24 reg 9; domain 3.2). */
#include "rules/ground.h"

#include <stddef.h>
#include <strings.h>

const struct ground *ground_find(const char *letter, struct day day)
{
	for (int i = 0; i < grounds_count; i++) {
		const struct ground *g = &grounds[i];

		if (strcasecmp(g->letter, letter) == 0 && !day_is_none(g->from) && day_within(day, g->from, g->to))
			return g;
	}
	return NULL;
}

bool ground_is_for(const struct ground *g, bool compulsory)
{
	return compulsory ? g->compulsory : g->younger;
}
