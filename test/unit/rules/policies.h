#ifndef TEST_RULES_POLICIES_H
#define TEST_RULES_POLICIES_H

/* Policies for tests of the engine: random ones, and one whose last stage is left later than it is entered. */

#include "letters.h"

#include "rules/band.h"

#define POLICY_LINES 6
struct policy_made {
	struct boundary lines[POLICY_LINES];
	struct policy_stage stages[POLICY_LINES + 1];
	struct policy policy;
};

static const char *const policy_bands[] = { "a", "b", "c", "d", "e", "f", "g" };

static inline int policy_lines_make(struct boundary *lines)
{
	int count = 0, most = (int)chance(POLICY_LINES + 1);

	for (int percent = 100 - (int)chance(8); count < most && percent > 0; percent -= 1 + (int)chance(chance(2) ? 4 : 30))
		lines[count++] = (struct boundary){ percent, chance(2), "" };
	return count;
}

/* One or more bands a stage, from somewhere down; some are left at a percentage of their own. */
static inline int policy_stages_make(const struct boundary *lines, int line_count, struct policy_stage *stages)
{
	int count = 0, upper = (int)chance((unsigned)line_count + 1) - 1;

	while (upper < line_count && chance(8) != 0) {
		int lower = upper + 1 + (int)chance(2);

		lower = lower > line_count ? line_count : lower;
		int leave = upper >= 0 && chance(2) ? lines[upper].percent + (int)chance(8) : 0;
		stages[count] = (struct policy_stage){ .name = policy_bands[count], .title = "", .upper = upper, .lower = lower };
		stages[count].leave_at = leave > 100 ? 0 : leave;
		count++;
		upper = lower;
	}
	return count;
}

static inline const struct policy *policy_make(struct policy_made *m)
{
	int lines = policy_lines_make(m->lines);

	m->policy = (struct policy){ .name = "random", .title = "", .boundaries = m->lines, .boundary_count = lines, .bands = policy_bands };
	m->policy.stages = m->stages;
	m->policy.floor = chance(3) ? 1 + (int)chance(30) : 20;
	m->policy.stage_count = policy_stages_make(m->lines, lines, m->stages);
	return &m->policy;
}

/* The lines of domain 6.6, without stages. */
static const struct boundary common_lines[] = { { 95, false, "" }, { 90, true, "" }, { 80, false, "" }, { 50, true, "" } };
static const struct policy policy_common = { .name = "common", .title = "Common", .boundaries = common_lines, .boundary_count = 4,
					     .bands = policy_bands, .floor = 20 };

/* East Sussex tiers (domain 6.3): the fourth begins at 50 and is left at 55. */
static const struct boundary tier_lines[] = { { 93, false, "" }, { 80, false, "" }, { 50, true, "" } };
static const struct policy_stage tier_stages[] = {
	{ .name = "1", .title = "Tier 1", .upper = -1, .lower = 0 },
	{ .name = "2", .title = "Tier 2", .upper = 0, .lower = 1 },
	{ .name = "3", .title = "Tier 3", .upper = 1, .lower = 2 },
	{ .name = "4", .title = "Tier 4", .upper = 2, .lower = 3, .leave_at = 55 },
};
static const struct policy policy_tiers = { .name = "tiers", .title = "Tiers", .boundaries = tier_lines, .boundary_count = 3, .bands = policy_bands,
					    .floor = 20, .stages = tier_stages, .stage_count = 4 };

/* "two parts are the whole (lines 95 90i, floor 20, stages -1-0 0-2 until 55)": what a failure was tried with. */
static inline const char *policy_says(const char *what, const struct policy *p)
{
	static struct buf text;

	buf_reset(&text);
	buf_printf(&text, "%s (lines", what);
	for (int i = 0; i < p->boundary_count; i++)
		buf_printf(&text, " %d%s", p->boundaries[i].percent, p->boundaries[i].inclusive ? "i" : "");
	buf_printf(&text, ", floor %d, stages", p->floor);
	for (int i = 0; i < p->stage_count; i++) {
		buf_printf(&text, " %d-%d", p->stages[i].upper, p->stages[i].lower);
		if (p->stages[i].leave_at > 0)
			buf_printf(&text, " until %d", p->stages[i].leave_at);
	}
	buf_char(&text, ')');
	return buf_string(&text);
}

#endif
