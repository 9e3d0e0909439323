/* What a policy times: the steps of the day, and the school's session times (domain 7). */
#include <errno.h>
#include <string.h>

#include "policy_parts.h"
#include "rules/pupil.h"

const char *const policy_step_keys[] = { "at", "title", "who", "source", NULL };
const char *const policy_session_keys[] = { "times", "source", NULL };

/* STEPS ---------------------------------------------------------------------------------------------------------------------------- */

static int clock_take(const struct settings *s, const struct setting_block *b, enum policy_clock *ret, struct err *e)
{
	CLEAN_BUF struct buf names = { 0 };

	if (policy_clock_parse(b->title, ret) == 0)
		return 0;
	for (enum policy_clock c = 0; c < POLICY_CLOCKS; c++)
		buf_printf(&names, "%s%s", c > 0 ? ", " : "", policy_clock_name(c));
	return settings_refuse(e, s->file, b->line, "%s: %.100s: There is no step of this name. Write one of %s.", POLICY_STEP, b->title,
			       buf_string(&names));
}

static int step_take(const struct settings *s, int block, struct policy_step *to, struct err *e)
{
	const struct setting_block *b = &s->blocks.items[block];
	const char *at;

	int r = clock_take(s, b, &to->clock, e);
	if (r == 0)
		r = value_text(s, block, "at", b->line, &at, e);
	if (r == 0)
		r = value_minute(s, settings_find(s, block, "at"), &to->minute, e);
	if (r == 0)
		r = value_text(s, block, "title", b->line, &to->title, e);
	if (r == 0)
		r = value_text(s, block, "who", b->line, &to->who, e);
	if (r == 0)
		r = value_text(s, block, "source", b->line, &to->source, e);
	return r;
}

/* Of one minute the order of the file. */
static void step_place(struct policy_step *steps, int at)
{
	struct policy_step step = steps[at];

	for (; at > 0 && steps[at - 1].minute > step.minute; at--)
		steps[at] = steps[at - 1];
	steps[at] = step;
}

int policy_steps_take(const struct settings *s, struct arena *a, struct policy *to, struct err *e)
{
	int first = 0, count = settings_blocks(s, POLICY_STEP, &first), r = 0;
	struct policy_step *steps = arena_new(a, (size_t)count + 1, sizeof *steps);

	for (int i = 0; i < count && r == 0; i++) {
		r = step_take(s, first + i, &steps[i], e);
		if (r == 0)
			step_place(steps, i);
	}
	to->steps = steps;
	to->step_count = count;
	return r;
}

/* TIMES ---------------------------------------------------------------------------------------------------------------------------- */

static int whose_refuse(const struct settings *s, const struct setting_block *b, struct err *e)
{
	return settings_refuse(e, s->file, b->line, "%s: %.100s: Write am or pm, and behind it the years where it is not for all, like \"pm R-3\".",
			       POLICY_SESSION, b->title);
}

/* "am", "pm R-3", "am N1" */
static int whose_take(const struct settings *s, const struct setting_block *b, struct arena *a, struct policy_times *to, struct err *e)
{
	char *half = arena_text(a, b->title), *years = strchr(half, ' '), *last = NULL;

	to->year_from = to->year_to = SESSION_ANY_YEAR;
	if (years)
		*years++ = '\0';
	if (years && (last = strchr(years, '-')))
		*last++ = '\0';
	if (session_parse(half, &to->session) < 0 || (years && year_parse(years, &to->year_from) < 0) || (last && year_parse(last, &to->year_to) < 0))
		return whose_refuse(s, b, e);
	if (!last)
		to->year_to = to->year_from;
	return to->year_to < to->year_from ? whose_refuse(s, b, e) : 0;
}

/* "08:45,08:45,09:25,12:00": gate, register starts, register closes, session ends */
static int times_take(const struct settings *s, const struct setting *v, struct arena *a, struct session_times *to, struct err *e)
{
	char *rest = arena_text(a, v->value), *part;
	int *const at[] = { &to->gate, &to->starts, &to->closes, &to->ends };
	struct err why = { 0 };
	size_t n = 0;

	while ((part = strsep(&rest, ",")) && n < sizeof at / sizeof *at && minute_parse(part, at[n]) == 0)
		n++;
	if (part || n < sizeof at / sizeof *at)
		return value_refuse(s, v, e, "Write four times: gate, register starts, register closes, end: \"08:45,08:45,09:15,12:00\".");
	return session_times_check(to, &why) < 0 ? value_refuse(s, v, e, why.text) : 0;
}

static bool years_meet(const struct policy_times *x, const struct policy_times *y)
{
	return x->year_from <= y->year_to && y->year_from <= x->year_to;
}

/* A year has one time of a session; the morning of those who have both is over when their afternoon begins. */
static int times_meet(const struct settings *s, const struct setting *v, const struct policy_times *x, const struct policy_times *y, struct err *e)
{
	bool all = x->year_from == SESSION_ANY_YEAR || y->year_from == SESSION_ANY_YEAR;
	const struct policy_times *am = x->session == SESSION_AM ? x : y, *pm = am == x ? y : x;

	if (x->session == y->session)
		return years_meet(x, y) ? value_refuse(s, v, e, "A block before is of this session and one of these years. Leave one out.") : 0;
	if ((all || years_meet(x, y)) && am->times.ends > pm->times.starts)
		return value_refuse(s, v, e, "The morning ends after the afternoon starts. Change one of the two.");
	return 0;
}

static int session_take(const struct settings *s, int block, struct arena *a, struct policy_times *all, int count, struct err *e)
{
	const struct setting_block *b = &s->blocks.items[block];
	const struct setting *v = settings_find(s, block, "times");
	struct policy_times *to = &all[count];
	const char *said;

	int r = whose_take(s, b, a, to, e);
	if (r == 0)
		r = value_text(s, block, "times", b->line, &said, e);
	if (r == 0)
		r = times_take(s, v, a, &to->times, e);
	if (r == 0)
		r = value_text(s, block, "source", b->line, &to->source, e);
	for (int i = 0; i < count && r == 0; i++)
		r = times_meet(s, v, &all[i], to, e);
	return r;
}

int policy_times_take(const struct settings *s, struct arena *a, struct policy *to, struct err *e)
{
	int first = 0, count = settings_blocks(s, POLICY_SESSION, &first), r = 0;
	struct policy_times *times = arena_new(a, (size_t)count + 1, sizeof *times);

	for (int i = 0; i < count && r == 0; i++)
		r = session_take(s, first + i, a, times, i, e);
	to->times = times;
	to->time_count = count;
	return r;
}
