#include "rows.h"

#include "config/policy.h"
#include "rules/span.h"

/* The tables of the policy documents (domain 6), and the edges of every line, under each policy that is shipped. */

static struct arena arena;

static struct policy policy_of(const char *name)
{
	const struct shared_file *f = policies_shipped;
	struct policy p;

	while (f->name && (strncmp(f->name, name, strlen(name)) != 0 || strcmp(f->name + strlen(name), ".conf") != 0))
		f++;
	assert_non_null(f->name);
	assert_int_equal(policy_parse(f->name, f->text, &arena, &p, NULL), 0);
	return p;
}

/* "band|stage", with the stage's actions that are due after `days` */
static const char *said_of(const struct policy *p, int possible, int missed, int before, int days)
{
	int attended = possible - missed, band = policy_band(p, possible, attended), stage = policy_stage(p, possible, attended, before);
	CLEAN_BUF struct buf said = { 0 };
	uint32_t due = policy_actions_due(p, stage, possible, attended, days);

	buf_printf(&said, "%s|%s", band < 0 ? "-" : p->bands[band], stage < 0 ? "-" : p->stages[stage].name);
	for (int i = 0; stage >= 0 && days >= 0 && i < p->stages[stage].action_count; i++)
		if (due >> i & 1)
			buf_printf(&said, "; %s", p->stages[stage].actions[i].letter ? p->stages[stage].actions[i].letter : p->stages[stage].actions[i].title);
	return arena_text(&arena, buf_string(&said));
}

/* THE EDGES, the same ones under every policy: those of 90 and 50 alone are Greenwich, Kent and Veritas ------------------------------------ */

enum { NATIONAL, FEDERATION, TIERS, HACKNEY, DFE_LINES, KINDS };
static const char *const kinds[KINDS][6] = {
	[NATIONAL] = { "national" },
	[FEDERATION] = { "federation-hamsey-plumpton", "federation-barcombe-iford" },
	[TIERS] = { "east-sussex-tiers" },
	[HACKNEY] = { "hackney-2012" },
	[DFE_LINES] = { "greenwich", "kent", "veritas-mundella", "veritas-pilgrims-way", "veritas-warden-house" },
};

static const struct edge_row {
	const char *name;
	int possible, missed, tenths;
	bool persistent, severe;
	const char *want[KINDS];
} edges[] = {
	{ "0 of 0 is in no figure", 0, 0, -1, false, false, { "-|-", "-|-", "-|-", "-|-", "-|-" } },
	{ "0 of 380", 380, 0, 1000, false, false, { "95 and above|-", "97 and above|-", "93 and above|1", "over 95|-", "over 90|-" } },
	{ "19 of 380 is exactly 95%", 380, 19, 950, false, false, { "95 and above|-", "95 to 97|1", "93 and above|1", "90 to 95|95", "over 90|-" } },
	{ "20 of 380", 380, 20, 947, false, false, { "90 to 95|watch", "90 to 95|2", "93 and above|1", "90 to 95|95", "over 90|-" } },
	{ "37 of 380 is 9.74%, not persistent", 380, 37, 903, false, false, { "90 to 95|watch", "90 to 95|2", "80 to 92|2", "90 to 95|95", "over 90|-" } },
	{ "38 of 380 is exactly 10%", 380, 38, 900, true, false, { "80 to 90|support", "90 to 95|2", "80 to 92|2", "85 to 90|90", "50 to 90|-" } },
	{ "39 of 380", 380, 39, 897, true, false, { "80 to 90|support", "below 90|3", "80 to 92|2", "85 to 90|90", "50 to 90|-" } },
	{ "20 of 201 prints 90.0 and is above", 201, 20, 900, false, false, { "90 to 95|watch", "90 to 95|2", "80 to 92|2", "90 to 95|95", "over 90|-" } },
	{ "21 of 211 prints 90.0 and is above", 211, 21, 900, false, false, { "90 to 95|watch", "90 to 95|2", "80 to 92|2", "90 to 95|95", "over 90|-" } },
	{ "57 of 380 is exactly 85%", 380, 57, 850, true, false, { "80 to 90|support", "below 90|3", "80 to 92|2", "80 to 85|85", "50 to 90|-" } },
	{ "76 of 380 is exactly 80%", 380, 76, 800, true, false, { "80 to 90|support", "below 90|3", "80 to 92|2", "80 or less|80", "50 to 90|-" } },
	{ "77 of 380", 380, 77, 797, true, false, { "50 to 80|support", "below 90|3", "50 to 80|3", "80 or less|80", "50 to 90|-" } },
	{ "189 of 380 is not severe", 380, 189, 503, true, false, { "50 to 80|support", "below 90|3", "50 to 80|3", "80 or less|80", "50 to 90|-" } },
	{ "190 of 380 is exactly 50%", 380, 190, 500, true, true, { "50 or less|severe", "below 90|3", "50 or less|4", "80 or less|80", "50 or less|-" } },
	{ "1 of 8", 8, 1, 875, true, false, { "80 to 90|support", "below 90|3", "80 to 92|2", "85 to 90|90", "50 to 90|-" } },
	{ "1 of 1", 1, 1, 0, true, true, { "50 or less|severe", "below 90|3", "50 or less|4", "80 or less|80", "50 or less|-" } },
	{ "380 of 380", 380, 380, 0, true, true, { "50 or less|severe", "below 90|3", "50 or less|4", "80 or less|80", "50 or less|-" } },
	{ "370 possible, ten X left out: 36", 370, 36, 903, false, false, { "90 to 95|watch", "90 to 95|2", "80 to 92|2", "90 to 95|95", "over 90|-" } },
	{ "370 possible, ten X left out: 37", 370, 37, 900, true, false, { "80 to 90|support", "90 to 95|2", "80 to 92|2", "85 to 90|90", "50 to 90|-" } },
};

static void edge_row(void **state)
{
	const struct edge_row *row = *state;

	assert_int_equal(percent_tenths(row->possible - row->missed, row->possible), row->tenths);
	assert_int_equal(absence_persistent(row->possible, row->missed), row->persistent);
	assert_int_equal(absence_severe(row->possible, row->missed), row->severe);
	for (int kind = 0; kind < KINDS; kind++)
		for (int i = 0; kinds[kind][i]; i++) {
			struct policy p = policy_of(kinds[kind][i]);

			assert_string_equal(said_of(&p, row->possible, row->missed, -1, -1), row->want[kind]);
		}
}

/* WHAT EACH TABLE SAYS, and what is done there ------------------------------------------------------------------------------------------------ */

static const struct table_row {
	const char *name, *policy;
	int possible, missed;
	const char *before; /* the stage that the pupil was in; NULL: none */
	int days;           /* school days in the stage; -1: not asked */
	const char *want;
	bool persistent;
} tables[] = {
	{ "6.1: 97 exactly meets the target", "federation-hamsey-plumpton", 1000, 30, NULL, 0, "97 and above|-", false },
	{ "6.1: 96.9 is monitored", "federation-hamsey-plumpton", 1000, 31, NULL, 0, "95 to 97|1", false },
	{ "6.1: escalated after a fortnight", "federation-hamsey-plumpton", 1000, 31, NULL, 10,
	  "95 to 97|1; No improvement in a fortnight: take the steps of stage 2", false },
	{ "6.1: 95.0 is stage 1", "federation-barcombe-iford", 1000, 50, NULL, 0, "95 to 97|1", false },
	{ "6.2: letter 1 below 95", "federation-barcombe-iford", 1000, 51, NULL, 0, "90 to 95|2; letter-1", false },
	{ "6.2: two weeks less a day", "federation-barcombe-iford", 1000, 51, NULL, 9, "90 to 95|2; letter-1", false },
	{ "6.2: letter 2 and the meeting after two weeks", "federation-barcombe-iford", 1000, 51, NULL, 10,
	  "90 to 95|2; letter-1; No improvement in two weeks: meeting with class teacher or deputy; letter-2", false },
	{ "6.1: at exactly 90 stage 2, and persistent all the same", "federation-hamsey-plumpton", 1000, 100, NULL, -1, "90 to 95|2", true },
	{ "6.2: letter 3 and the head below 90", "federation-hamsey-plumpton", 1000, 101, NULL, 0, "below 90|3; Meeting with the head of school; letter-3", true },
	{ "6.1: a day of 190 short of the target's 184.3", "federation-hamsey-plumpton", 380, 12, NULL, -1, "95 to 97|1", false },
	{ "6.3: 93 is tier 1, and nothing is due", "east-sussex-tiers", 100, 7, NULL, 400, "93 and above|1", false },
	{ "6.3: 92.9, between the lines as printed, is tier 2", "east-sussex-tiers", 1000, 71, NULL, 0, "92 to 93|2", false },
	{ "6.3: Assess-Plan-Do-Review at exactly 92", "east-sussex-tiers", 100, 8, NULL, 0, "80 to 92|2; Assess-Plan-Do-Review form, and the pupil's own voice", false },
	{ "6.3: 87, under a stray label of tier 1, is tier 2", "east-sussex-tiers", 100, 13, NULL, -1, "80 to 92|2", true },
	{ "6.3: 80 is tier 2", "east-sussex-tiers", 100, 20, NULL, -1, "80 to 92|2", true },
	{ "6.3: 79.9, between the lines as printed, is tier 3", "east-sussex-tiers", 1000, 201, NULL, -1, "50 to 80|3", true },
	{ "6.3: the support plan below 80", "east-sussex-tiers", 1000, 201, NULL, 0,
	  "50 to 80|3; Attendance support plan, reviewed in 3 to 4 weeks; Targeted group work by the AST, for a time; Attendance Parent Contract", true },
	{ "6.3: 50.1, between the lines as printed, is tier 3", "east-sussex-tiers", 1000, 499, NULL, -1, "50 to 80|3", true },
	{ "6.3: 50 is tier 4, which is severe", "east-sussex-tiers", 100, 50, NULL, 0, "50 or less|4; Early Help keywork for 12 to 20 weeks", true },
	{ "6.3: tier 4 until 55", "east-sussex-tiers", 1000, 451, "4", 50,
	  "50 to 80|4; Early Help keywork for 12 to 20 weeks; Review of the plan at 10 weeks", true },
	{ "6.3: closed at 55", "east-sussex-tiers", 1000, 450, "4", -1, "50 to 80|3", true },
	{ "6.4: 95.1", "hackney-2012", 1000, 49, NULL, 0, "over 95|-", false },
	{ "6.4: exactly 95, by its text and not its heading", "hackney-2012", 1000, 50, NULL, 0, "90 to 95|95; unexplained-absence", false },
	{ "6.4: exactly 90", "hackney-2012", 1000, 100, NULL, 0, "85 to 90|90; deterioration", true },
	{ "6.4: exactly 85", "hackney-2012", 1000, 150, NULL, 0, "80 to 85|85; meeting-invitation; Individual Attendance Plan", true },
	{ "6.4: exactly 80", "hackney-2012", 1000, 200, NULL, 0, "80 or less|80; Referral to the SAO, with the plan", true },
	{ "6.4: five days later the SAO has answered", "hackney-2012", 1000, 200, NULL, 5, "80 or less|80; Referral to the SAO, with the plan; The SAO has answered", true },
	{ "9: ten days of holiday are 94.7", "hackney-2012", 380, 20, NULL, -1, "90 to 95|95", false },
	{ "6.5: no figures lead to a level", "veritas-mundella", 100, 100, NULL, -1, "50 or less|-", true },
	{ "6.5: nor hold in one", "kent", 100, 40, "4", -1, "50 to 90|-", true },
	{ "6.7: Greenwich has no stage", "greenwich", 100, 60, NULL, -1, "50 or less|-", true },
};

static void table_row(void **state)
{
	const struct table_row *row = *state;
	struct policy p = policy_of(row->policy);
	int before = -1;

	for (int i = 0; row->before && i < p.stage_count; i++)
		if (strcmp(p.stages[i].name, row->before) == 0)
			before = i;
	assert_string_equal(said_of(&p, row->possible, row->missed, before, row->days), row->want);
	assert_int_equal(absence_persistent(row->possible, row->missed), row->persistent);
}

/* THE SETTINGS AND STAGES of each */

static const struct stages_row {
	const char *name;
	const char *target_floor_review_period, *stages; /* "name review leave" */
} stages[] = {
	{ "national", "0 20 10 -", "watch 10 0, support 10 0, severe 10 0, " },
	{ "federation-hamsey-plumpton", "97 20 10 -", "1 10 0, 2 10 0, 3 10 0, " },
	{ "federation-barcombe-iford", "97 20 10 -", "1 10 0, 2 10 0, 3 10 0, " },
	{ "east-sussex-tiers", "0 20 10 -", "1 0 0, 2 10 0, 3 15 0, 4 50 55, " },
	{ "hackney-2012", "0 20 10 previous half-term", "95 10 0, 90 5 0, 85 5 0, 80 10 0, " },
	{ "kent", "0 20 10 -", "1 10 0, 2 10 0, 3 10 0, 4 10 0, " },
	{ "greenwich", "0 20 10 -", "" },
	{ "veritas-mundella", "0 20 10 -", "1 10 0, 2 10 0, 3 10 0, 4 10 0, " },
};

static void stages_row(void **state)
{
	const struct stages_row *row = *state;
	CLEAN_BUF struct buf said = { 0 };
	struct policy p = policy_of(row->name);

	buf_printf(&said, "%d %d %d %s", p.target, p.floor, p.review, p.period ? p.period : "-");
	assert_string_equal(buf_string(&said), row->target_floor_review_period);
	buf_reset(&said);
	for (int i = 0; i < p.stage_count; i++)
		buf_printf(&said, "%s %d %d, ", p.stages[i].name, p.stages[i].review, p.stages[i].leave_at);
	assert_string_equal(buf_string(&said), row->stages);
}

/* Nobody falls between two stages: who is in one, and misses more, is in one still. */
static void no_gaps(void **state)
{
	(void)state;
	for (const struct shared_file *f = policies_shipped; f->name; f++) {
		struct policy p;

		assert_int_equal(policy_parse(f->name, f->text, &arena, &p, NULL), 0);
		for (int missed = 0, last = -1; missed <= 1000; missed++) {
			int stage = policy_stage(&p, 1000, 1000 - missed, -1);

			assert_true(stage == last || stage == last + 1);
			last = stage;
		}
	}
}

int main(void)
{
	static struct rows r;

	rows_add(&r, edge_row, edges);
	rows_add(&r, table_row, tables);
	rows_add(&r, stages_row, stages);
	rows_case(&r, "nobody falls between two stages", no_gaps, NULL);
	int failed = rows_run(&r, "config/documents");
	arena_finish(&arena);
	return failed;
}
