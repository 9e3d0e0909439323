/* When the day's work is due, by the policy in force (domain 7; B4). */
#include "office/clocks.h"

#include "report_parts.h"

int office_clocks(struct office *o, struct day day, struct arena *a, struct policy_step **ret, struct err *e)
{
	struct policy p;
	int r = report_policy(o, day, a, &p, e);

	if (r < 0)
		return r;
	struct policy_step *steps = arena_new(a, (size_t)p.step_count + 1, sizeof *steps);
	for (int i = 0; i < p.step_count; i++)
		steps[i] = p.steps[i];
	*ret = steps;
	return p.step_count;
}

int office_clock_minute(struct office *o, struct day day, enum policy_clock step)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct policy_step *steps;
	int n = office_clocks(o, day, &a, &steps, NULL);

	for (int i = 0; i < n; i++)
		if (steps[i].clock == step)
			return steps[i].minute;
	return -1;
}
