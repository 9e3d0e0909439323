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

/* An act without items: it says that the report left. */
static int report_out(struct office *o, const struct register_ref *ref, const char *how, int64_t *ret_act, struct err *e)
{
	int r = office_may(o, ACTION_SEE_REGISTER, 0, e);

	if (r == 0 && how)
		r = office_words_check("way that the report went", how, e);
	if (r == 0)
		r = office_act_open(o, ACT_REPORT_OUT, how, ref, 0, e);
	return r < 0 ? r : office_act_end(o, true, ret_act, e);
}

int office_report_out(struct office *o, struct day day, enum session session, const char *how, int64_t *ret_act, struct err *e)
{
	const struct register_ref ref = { 0, day, session };

	IN_TRANSACTION(o, e, report_out(o, &ref, how, ret_act, e));
}
