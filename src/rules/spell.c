/* Runs of absence, and runs of whole school days of some codes (B11, C9, C11; domain 3.4). */
#include "rules/spell.h"

void spells_find(struct marks m, struct spells *to)
{
	(void)m;
	to->of.count = 0;
}

void spells_finish(struct spells *s)
{
	vec_finish(&s->of);
}

void day_runs_find(struct marks m, const struct school_days *d, const bool set[static 256], struct day_runs *to)
{
	(void)m, (void)d, (void)codes;
	to->of.count = 0;
}

void day_runs_finish(struct day_runs *r)
{
	vec_finish(&r->of);
}
