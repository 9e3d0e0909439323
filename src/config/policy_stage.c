/* The stages of a policy and what is done in them (domain 6), and its figures' settings. */
#include <errno.h>
#include <string.h>

#include "policy_parts.h"
#include "rules/crossing.h"
#include "rules/pattern.h"
#include "rules/period.h"
#include "rules/role.h"

const char *const policy_stage_keys[] = { "title", "by", "below", "down_to", "leave", "review", "who", "source", NULL };
const char *const policy_action_keys[] = { "stage", "title", "who", "role", "letter", "after", "at", "source", NULL };

#define DAYS_MOST 400    /* school days: two years of them */
#define NAME_MOST 40     /* bytes of a stage's name, which is typed and stored */
#define ACTIONS_MOST 32  /* of one stage: policy_actions_due() answers a bit each */

static int number_take(const struct settings *s, int block, const char *key, int least, int most, int *ret, struct err *e)
{
	const struct setting *v = settings_find(s, block, key);

	return v ? value_number(s, v, least, most, ret, e) : 0;
}

/* The setting's line; of one that is not said the line where its block ends. */
static int line_of(const struct settings *s, int block, const char *key)
{
	const struct setting *v = settings_find(s, block, key);

	return v ? v->line : s->blocks.items[block].line;
}

/* A boundary by its percentage: its index.  What is not said leaves *ret as it is. */
static int boundary_find(const struct settings *s, int block, const char *key, const struct policy *p, int *ret, struct err *e)
{
	const struct setting *v = settings_find(s, block, key);
	CLEAN_BUF struct buf known = { 0 };
	int percent = 0, r = v ? value_number(s, v, 1, 100, &percent, e) : 0;

	if (r < 0 || !v)
		return r;
	for (int i = 0; i < p->boundary_count; i++) {
		if (p->boundaries[i].percent == percent) {
			*ret = i;
			return 0;
		}
		buf_printf(&known, "%s%d", i > 0 ? ", " : "", p->boundaries[i].percent);
	}
	return settings_refuse(e, s->file, v->line, "%s: %.100s: There is no boundary of this percentage. Write one of %s, or add it.", key, v->value,
			       buf_string(&known));
}

/* ONE STAGE --------------------------------------------------------------------------------------------------------------------------- */

static int by_take(const struct settings *s, int block, bool *ret, struct err *e)
{
	static const char *const lines[] = { "below", "down_to", "leave" };
	const struct setting *by = settings_find(s, block, "by"), *line;

	if (!by)
		return 0;
	if (strcmp(by->value, "person") != 0)
		return value_refuse(s, by, e, "Write person where a person sets the stage; leave it out where the figures do.");
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
		if ((line = settings_find(s, block, lines[i])))
			return value_refuse(s, line, e, "A person sets this stage, so it has no lines. Remove this, or by = \"person\".");
	*ret = true;
	return 0;
}

static int leave_take(const struct settings *s, int block, const struct policy *p, struct policy_stage *to, struct err *e)
{
	const struct setting *v = settings_find(s, block, "leave");
	int r = number_take(s, block, "leave", 1, 100, &to->leave_at, e);

	if (r < 0 || !v)
		return r;
	if (to->upper < 0)
		return value_refuse(s, v, e, "This stage begins at 100, so nobody leaves it upwards. Remove this.");
	if (to->leave_at <= p->boundaries[to->upper].percent)
		return value_refuse(s, v, e, "A pupil would leave before coming in. Write more than the boundary that it begins below.");
	return 0;
}

/* A band is what lies between two boundaries next to each other; the highest is empty where 100 itself is below the first. */
static int reach_check(const struct settings *s, int block, const struct policy *p, const struct policy_stage *to, struct err *e)
{
	const struct boundary *first = &p->boundaries[0];

	if (to->lower <= to->upper)
		return settings_refuse(e, s->file, line_of(s, block, "down_to"),
				       "stage: %.40s: Nobody can be in it: its lines are crossed over. Write the higher one as below.", to->name);
	if (to->upper < 0 && to->lower == 0 && first->percent == 100 && first->inclusive)
		return settings_refuse(e, s->file, line_of(s, block, "down_to"),
				       "stage: %.40s: Nobody can be in it: attendance of 100 is below its boundary.", to->name);
	return 0;
}

static int lines_take(const struct settings *s, int block, const struct policy *p, struct policy_stage *to, struct err *e)
{
	int r = by_take(s, block, &to->by_person, e);

	to->upper = -1;
	to->lower = p->boundary_count;
	if (r == 0)
		r = boundary_find(s, block, "below", p, &to->upper, e);
	if (r == 0)
		r = boundary_find(s, block, "down_to", p, &to->lower, e);
	if (r == 0)
		r = leave_take(s, block, p, to, e);
	return r < 0 || to->by_person ? r : reach_check(s, block, p, to, e);
}

static int stage_take(const struct settings *s, int block, const struct policy *p, struct policy_stage *to, struct err *e)
{
	const struct setting_block *b = &s->blocks.items[block];
	size_t n = strlen(b->title);

	to->name = b->title;
	if (n == 0 || n > NAME_MOST || strspn(b->title, " \t") == n)
		return settings_refuse(e, s->file, b->line, "stage: %.100s: Give it a name of one to %d characters, like \"2\".", b->title, NAME_MOST);
	int r = value_text(s, block, "title", b->line, &to->title, e);
	if (r == 0)
		r = lines_take(s, block, p, to, e);
	if (r == 0)
		r = number_take(s, block, "review", 1, DAYS_MOST, &to->review, e);
	if (r == 0)
		r = value_text(s, block, "who", b->line, &to->who, e);
	if (r == 0)
		r = value_text(s, block, "source", b->line, &to->source, e);
	return r;
}

/* ALL OF THEM: from the highest down, each begins where the one before ends ------------------------------------------------------------ */

struct placed {
	int block;
	struct policy_stage stage;
};

static bool goes_before(const struct policy_stage *x, const struct policy_stage *y)
{
	return x->by_person != y->by_person ? y->by_person : !x->by_person && x->upper < y->upper;
}

static void stage_place(struct placed *of, int at)
{
	struct placed moved = of[at];

	for (; at > 0 && goes_before(&moved.stage, &of[at - 1].stage); at--)
		of[at] = of[at - 1];
	of[at] = moved;
}

static int pair_check(const struct settings *s, const struct policy *p, const struct placed *x, const struct placed *y, struct err *e)
{
	const struct policy_stage *high = &x->stage, *low = &y->stage;
	int line = line_of(s, y->block, "below");

	if (low->upper == high->lower)
		return 0;
	if (low->upper > high->lower)
		return settings_refuse(e, s->file, line, "stage: %.40s: From %d down to %d nobody is in a stage. Begin it where stage %.40s ends.", low->name,
				       p->boundaries[high->lower].percent, p->boundaries[low->upper].percent, high->name);
	if (low->lower <= high->lower)
		return settings_refuse(e, s->file, line, "stage: %.40s: Nobody can be in it: stage %.40s has all of it.", low->name, high->name);
	return settings_refuse(e, s->file, line, "stage: %.40s: It overlaps stage %.40s. Begin it where that one ends.", low->name, high->name);
}

static int order_check(const struct settings *s, const struct policy *p, const struct placed *of, int count, struct err *e)
{
	const struct placed *last = NULL;
	int r = 0;

	for (int i = 0; i < count && r == 0 && !of[i].stage.by_person; i++) {
		if (last)
			r = pair_check(s, p, last, &of[i], e);
		last = &of[i];
	}
	if (r == 0 && last && last->stage.lower < p->boundary_count)
		r = settings_refuse(e, s->file, line_of(s, last->block, "down_to"), "stage: %.40s: Below %d nobody is in a stage. Leave down_to out of the last one.",
				    last->stage.name, p->boundaries[last->stage.lower].percent);
	return r;
}

/* ACTIONS ----------------------------------------------------------------------------------------------------------------------------- */

static int role_take(const struct settings *s, int block, const char **ret, struct err *e)
{
	const struct setting *v = settings_find(s, block, "role");
	CLEAN_BUF struct buf known = { 0 };
	enum role role;

	if (!v)
		return 0;
	for (enum role i = 0; i < ROLES; i++)
		buf_printf(&known, "%s%s", i > 0 ? ", " : "", role_name(i));
	if (role_parse(v->value, &role) < 0)
		return settings_refuse(e, s->file, v->line, "role: %.100s: There is no role of this name. Write one of %s.", v->value, buf_string(&known));
	*ret = role_name(role);
	return 0;
}

static int letter_take(const struct settings *s, int block, const char **ret, struct err *e)
{
	return settings_find(s, block, "letter") ? value_text(s, block, "letter", 0, ret, e) : 0;
}

/* Within the stage's lines: elsewhere it is due for nobody in it, or for everybody. */
static int at_take(const struct settings *s, int block, const struct policy *p, const struct policy_stage *stage, int *ret, struct err *e)
{
	const struct setting *v = settings_find(s, block, "at");
	int r;

	*ret = -1;
	r = boundary_find(s, block, "at", p, ret, e);
	if (r < 0 || !v || stage->by_person)
		return r;
	if (*ret <= stage->upper)
		return value_refuse(s, v, e, "Everybody in that stage is below this boundary. Leave it out.");
	if (*ret >= stage->lower)
		return value_refuse(s, v, e, "Nobody in that stage is below this boundary. Write one within the stage.");
	return 0;
}

static int action_take(const struct settings *s, int block, const struct policy *p, const struct policy_stage *stage, struct policy_action *to, struct err *e)
{
	int line = s->blocks.items[block].line;
	int r = value_text(s, block, "title", line, &to->title, e);

	if (r == 0)
		r = value_text(s, block, "who", line, &to->who, e);
	if (r == 0)
		r = role_take(s, block, &to->role, e);
	if (r == 0)
		r = letter_take(s, block, &to->letter, e);
	if (r == 0)
		r = number_take(s, block, "after", 0, DAYS_MOST, &to->after, e);
	if (r == 0)
		r = at_take(s, block, p, stage, &to->line, e);
	if (r == 0)
		r = value_text(s, block, "source", line, &to->source, e);
	return r;
}

static int stage_actions_take(const struct settings *s, struct arena *a, const struct policy *p, struct policy_stage *stage, struct err *e)
{
	int first = 0, count = settings_blocks(s, POLICY_ACTION, &first), r = 0;
	struct policy_action *actions = arena_new(a, ACTIONS_MOST, sizeof *actions);

	stage->actions = actions;
	for (int i = first; i < first + count && r == 0; i++) {
		if (strcmp(settings_find(s, i, "stage")->value, stage->name) != 0)
			continue;
		if (stage->action_count == ACTIONS_MOST)
			return settings_refuse(e, s->file, s->blocks.items[i].line, "action: %.40s: A stage has at most %d of them. Remove some.",
					       s->blocks.items[i].title, ACTIONS_MOST);
		r = action_take(s, i, p, stage, &actions[stage->action_count++], e);
	}
	return r;
}

/* Each names a stage that is there. */
static int actions_check(const struct settings *s, const struct policy_stage *stages, int stage_count, struct err *e)
{
	int first = 0, count = settings_blocks(s, POLICY_ACTION, &first);

	for (int i = first; i < first + count; i++) {
		const char *name;
		int at = 0, r = value_text(s, i, "stage", s->blocks.items[i].line, &name, e);

		if (r < 0)
			return r;
		while (at < stage_count && strcmp(stages[at].name, name) != 0)
			at++;
		if (at == stage_count)
			return value_refuse(s, settings_find(s, i, "stage"), e, "There is no stage of this name in the file.");
	}
	return 0;
}

int policy_stages_take(const struct settings *s, struct arena *a, struct policy *to, struct err *e)
{
	int first = 0, count = settings_blocks(s, POLICY_STAGE, &first), r = 0;
	struct placed *placed = arena_new(a, (size_t)count + 1, sizeof *placed);
	struct policy_stage *stages = arena_new(a, (size_t)count + 1, sizeof *stages);

	for (int i = 0; i < count && r == 0; i++) {
		placed[i].block = first + i;
		r = stage_take(s, first + i, to, &placed[i].stage, e);
		if (r == 0)
			stage_place(placed, i);
	}
	if (r == 0)
		r = order_check(s, to, placed, count, e);
	for (int i = 0; i < count; i++)
		stages[i] = placed[i].stage;
	if (r == 0)
		r = actions_check(s, stages, count, e);
	for (int i = 0; i < count && r == 0; i++)
		r = stage_actions_take(s, a, to, &stages[i], e);
	to->stages = stages;
	to->stage_count = count;
	return r;
}

/* WHAT ITS FIGURES ARE OF ------------------------------------------------------------------------------------------------------------- */

static int period_take(const struct settings *s, const char **ret, struct err *e)
{
	const struct setting *v = settings_find(s, SETTING_TOP, "period");
	struct period period;
	struct err why = { 0 };

	if (!v)
		return 0;
	if (period_parse(v->value, &period, &why) < 0)
		return settings_refuse(e, s->file, v->line, "period: %s", why.text);
	if (period.kind == PERIOD_DAYS)
		return value_refuse(s, v, e, "A policy holds for years. Write a period by its name, like year or \"6 weeks\".");
	*ret = v->value;
	return 0;
}

int policy_figures_take(const struct settings *s, struct policy *to, struct err *e)
{
	int r;

	to->floor = CROSSING_FLOOR;
	to->review = 10; /* a fortnight */
	to->pattern_least = PATTERN_RULE_COMMON.least;
	to->pattern_times = PATTERN_RULE_COMMON.times;
	r = number_take(s, SETTING_TOP, "floor", 0, 380, &to->floor, e);
	if (r == 0)
		r = number_take(s, SETTING_TOP, "review", 1, DAYS_MOST, &to->review, e);
	if (r == 0)
		r = number_take(s, SETTING_TOP, "pattern_least", 1, 380, &to->pattern_least, e);
	if (r == 0)
		r = number_take(s, SETTING_TOP, "pattern_times", 1, 20, &to->pattern_times, e);
	return r < 0 ? r : period_take(s, &to->period, e);
}
