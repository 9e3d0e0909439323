#include "rows.h"

#include "rules/band.h"

/* East Sussex tiers (domain 6.3) with a stage set by a person behind them; their lines are 93, 92 and below, 80, 50 and below. */
static const struct boundary lines[] = { { 93, false, "" }, { 92, true, "" }, { 80, false, "" }, { 50, true, "" } };
static const char *const bands[] = { "a", "b", "c", "d", "e" };
static const struct policy_action two[] = {
	{ .title = "at once", .line = -1 },
	{ .title = "for 92 and below", .line = 1 },
	{ .title = "after ten days", .after = 10, .line = -1 },
	{ .title = "for 92 and below after ten days", .after = 10, .line = 1 },
};
static const struct policy_stage stages[] = {
	{ .name = "1", .upper = -1, .lower = 0 },
	{ .name = "2", .upper = 0, .lower = 2, .actions = two, .action_count = 4 },
	{ .name = "3", .upper = 2, .lower = 3 },
	{ .name = "4", .upper = 3, .lower = 4, .leave_at = 55 },
	{ .name = "court", .by_person = true, .upper = -1, .lower = 4, .leave_at = 99, .actions = two, .action_count = 4 },
};
static const struct policy tiers = { .boundaries = lines, .boundary_count = 4, .bands = bands, .stages = stages, .stage_count = 5 };
enum { ONE, TWO, THREE, FOUR, COURT };

static const struct stage_row {
	const char *name;
	const struct policy *policy;
	int possible, missed, before, want;
} rows[] = {
	{ "all attended", &tiers, 380, 0, -1, ONE },
	{ "exactly 93 is above it", &tiers, 100, 7, -1, ONE },
	{ "a session below 93", &tiers, 1000, 71, -1, TWO },
	{ "exactly 80 is in tier 2", &tiers, 380, 76, -1, TWO },
	{ "a session below 80", &tiers, 380, 77, -1, THREE },
	{ "a session over 50", &tiers, 380, 189, -1, THREE },
	{ "exactly 50 is in tier 4", &tiers, 380, 190, -1, FOUR },
	{ "none attended", &tiers, 380, 380, -1, FOUR },
	{ "1 of 8 missed", &tiers, 8, 1, -1, TWO },
	{ "nothing possible", &tiers, 0, 0, FOUR, -1 },
	{ "held below 55", &tiers, 380, 172, FOUR, FOUR },
	{ "exactly 55 leaves", &tiers, 380, 171, FOUR, THREE },
	{ "far above 55 leaves", &tiers, 380, 0, FOUR, ONE },
	{ "not held by a stage without a line to leave at", &tiers, 380, 30, THREE, TWO },
	{ "not held by a stage that a person set", &tiers, 380, 30, COURT, TWO },
	{ "not held by a stage that there is not", &tiers, 380, 30, 99, TWO },
	{ "not held from falling", &tiers, 380, 300, ONE, FOUR },
	{ "national: 95 is in none", &policy_national, 380, 19, -1, -1 },
	{ "national: below 95", &policy_national, 380, 20, -1, 0 },
	{ "national: 90 is persistent", &policy_national, 380, 38, -1, 1 },
	{ "national: 80 is no stage of its own", &policy_national, 380, 77, -1, 1 },
	{ "national: 50 is severe", &policy_national, 380, 190, -1, 2 },
};

static void stage_row(void **state)
{
	const struct stage_row *row = *state;

	assert_int_equal(policy_stage(row->policy, row->possible, row->possible - row->missed, row->before), row->want);
}

static const struct due_row {
	const char *name;
	int stage, possible, missed, days;
	uint32_t want;
} dues[] = {
	{ "at once", TWO, 1000, 71, 0, 1 },
	{ "at 92 exactly", TWO, 100, 8, 0, 3 },
	{ "a session over 92", TWO, 1000, 79, 0, 1 },
	{ "a day short", TWO, 100, 8, 9, 3 },
	{ "on the tenth day", TWO, 100, 8, 10, 15 },
	{ "on the tenth day, over 92", TWO, 1000, 79, 10, 5 },
	{ "long after", TWO, 100, 8, 400, 15 },
	{ "a stage without actions", THREE, 100, 30, 400, 0 },
	{ "no stage", -1, 100, 8, 400, 0 },
	{ "set by a person", COURT, 100, 0, 10, 5 },
	{ "set by a person, with nothing possible", COURT, 0, 0, 10, 5 },
};

static void due_row(void **state)
{
	const struct due_row *row = *state;

	assert_int_equal(policy_actions_due(&tiers, row->stage, row->possible, row->possible - row->missed, row->days), row->want);
}

/* Everything there is up to 60 sessions, from every stage: held to a plain reading of the header. */
static void every_pupil(void **state)
{
	(void)state;
	for (int possible = 1; possible <= 60; possible++)
		for (int attended = 0; attended <= possible; attended++)
			for (int before = -1; before < 5; before++) {
				int percent_low = 100 * attended < 93 * possible ? TWO : ONE;
				int plain = 100 * attended <= 50 * possible ? FOUR : 100 * attended < 80 * possible ? THREE : percent_low;
				int want = before == FOUR && plain != FOUR && 100 * attended < 55 * possible ? FOUR : plain;

				assert_int_equal(policy_stage(&tiers, possible, attended, before), want);
			}
}

int main(void)
{
	static struct rows r;

	rows_add(&r, stage_row, rows);
	rows_add(&r, due_row, dues);
	rows_case(&r, "every pupil of up to 60 sessions", every_pupil, NULL);
	return rows_run(&r, "rules/stage");
}
