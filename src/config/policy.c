#include "config/policy.h"

#include <string.h>

#include "policy_parts.h"

static const char *const policy_keys[] = { "name", "title", "target", "lowest", "floor", "review", "period", "pattern_least", "pattern_times", NULL };
static const char *const boundary_keys[] = { "percent", "inclusive", "above", "source", NULL };
static const struct settings_kind policy_kinds[] = {
	{ "boundary", boundary_keys },
	{ POLICY_STEP, policy_step_keys },
	{ POLICY_SESSION, policy_session_keys },
	{ POLICY_STAGE, policy_stage_keys },
	{ POLICY_ACTION, policy_action_keys },
	{ NULL, NULL },
};
static const struct settings_format policy_format = { policy_keys, policy_kinds };

static int percent_take(const struct settings *s, int block, int above, int *ret, struct err *e)
{
	const struct setting *v = settings_find(s, block, "percent");
	int percent = 0;

	if (!v)
		return settings_refuse(e, s->file, s->blocks.items[block].line,
				       "percent: This is not said in the block that ends here. Write percent = \"...\".");
	int r = value_number(s, v, 1, 100, &percent, e);
	if (r != 0)
		return r;
	if (percent == above)
		return value_refuse(s, v, e, "The boundary before has the same percentage. Remove one of them.");
	if (percent > above)
		return value_refuse(s, v, e, "The boundary before is lower. Write them from the highest down.");
	*ret = percent;
	return 0;
}

static int boundary_take(const struct settings *s, int block, int above, struct boundary *to, const char **ret_band, struct err *e)
{
	const struct setting *inclusive = settings_find(s, block, "inclusive");
	int line = s->blocks.items[block].line;
	const char *said;

	int r = percent_take(s, block, above, &to->percent, e);
	if (r == 0)
		r = value_text(s, block, "inclusive", line, &said, e);
	if (r == 0)
		r = value_flag(s, inclusive, &to->inclusive, e);
	if (r == 0)
		r = value_text(s, block, "above", line, ret_band, e);
	if (r == 0)
		r = value_text(s, block, "source", line, &to->source, e);
	return r;
}

static int boundaries_take(const struct settings *s, struct arena *a, struct policy *to, struct err *e)
{
	int first = 0, count = settings_blocks(s, "boundary", &first), above = 101, r = 0;

	if (count == 0)
		return settings_refuse(e, s->file, 0, "boundary: There is none in this file. Write at least one.");
	struct boundary *boundaries = arena_new(a, (size_t)count, sizeof *boundaries);
	const char **bands = arena_new(a, (size_t)count + 1, sizeof *bands);
	for (int i = 0; i < count && r == 0; i++) {
		r = boundary_take(s, first + i, above, &boundaries[i], &bands[i], e);
		above = boundaries[i].percent;
	}
	if (r == 0)
		r = value_text(s, SETTING_TOP, "lowest", 0, &bands[count], e);
	to->boundaries = boundaries;
	to->boundary_count = count;
	to->bands = bands;
	return r;
}

static int policy_take(const struct settings *s, struct arena *a, struct policy *to, struct err *e)
{
	const struct setting *target = settings_find(s, SETTING_TOP, "target");

	int r = value_text(s, SETTING_TOP, "name", 0, &to->name, e);
	if (r == 0)
		r = value_text(s, SETTING_TOP, "title", 0, &to->title, e);
	if (r == 0 && target)
		r = value_number(s, target, 0, 100, &to->target, e);
	if (r == 0)
		r = policy_figures_take(s, to, e);
	if (r == 0)
		r = boundaries_take(s, a, to, e);
	if (r == 0)
		r = policy_stages_take(s, a, to, e);
	if (r == 0)
		r = policy_steps_take(s, a, to, e);
	if (r == 0)
		r = policy_times_take(s, a, to, e);
	return r;
}

int policy_parse(const char *name, const char *text, struct arena *arena, struct policy *ret, struct err *e)
{
	struct policy made = { 0 };
	struct settings s;

	int r = settings_parse(name, text, strlen(text), &policy_format, arena, &s, e);
	if (r == 0)
		r = policy_take(&s, arena, &made, e);
	settings_finish(&s);
	if (r == 0)
		*ret = made;
	return r;
}
