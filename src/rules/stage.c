/* Stages of a policy (domain 6): between which of its lines a pupil lies, and what is due there. */
#include "rules/band.h"

#include <string.h>

/* Below the upper edge and not below the lower one: a band is the number of lines that the pupil is below. */
static int stage_of_band(const struct policy *p, int band)
{
	for (int i = 0; i < p->stage_count; i++)
		if (!p->stages[i].by_person && band > p->stages[i].upper && band <= p->stages[i].lower)
			return i;
	return -1;
}

/* Domain 6.3: tier 4 begins at 50 and closes at 55.  A fall into a stage further down is never held back. */
static bool held(const struct policy *p, int possible, int attended, int before, int now)
{
	const struct policy_stage *s = before < 0 || before >= p->stage_count ? NULL : &p->stages[before];

	if (!s || s->by_person || s->leave_at == 0 || (now >= 0 && now >= before))
		return false;
	return INT64_C(100) * attended < (int64_t)s->leave_at * possible;
}

int policy_stage(const struct policy *p, int possible, int attended, int before)
{
	int band = policy_band(p, possible, attended);

	if (band < 0)
		return -1;
	int now = stage_of_band(p, band);
	return held(p, possible, attended, before, now) ? before : now;
}

int policy_stage_named(const struct policy *p, const char *name)
{
	for (int i = 0; i < p->stage_count; i++)
		if (strcmp(p->stages[i].name, name) == 0 || (p->stages[i].title && strcmp(p->stages[i].title, name) == 0))
			return i;
	return -1;
}

uint32_t policy_actions_due(const struct policy *p, int stage, int possible, int attended, int days)
{
	int band = policy_band(p, possible, attended);
	uint32_t due = 0;

	if (stage < 0)
		return 0;
	const struct policy_stage *s = &p->stages[stage];
	for (int i = 0; i < s->action_count; i++)
		if (days >= s->actions[i].after && (s->actions[i].line < 0 || band > s->actions[i].line))
			due |= UINT32_C(1) << i;
	return due;
}
