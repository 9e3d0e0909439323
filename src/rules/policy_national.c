/* The same as share/policies/national.conf, for a school that has adopted none (domain 4, 6.6). */
#include "rules/band.h"

#define COMMON_PRACTICE "Common practice of local authorities and schools"

static const struct boundary national_boundaries[] = {
	{ 95, false, COMMON_PRACTICE },
	{ 90, true, "DfE: persistent absence is 10% or more of possible sessions missed" },
	{ 80, false, COMMON_PRACTICE },
	{ 50, true, "DfE: severe absence is 50% or more of possible sessions missed" },
};

static const char *const national_bands[] = { "95 and above", "90 to 95", "80 to 90", "50 to 80", "50 or less" };

#define VERITAS "Veritas: no reason by 1:00pm"
#define DSL "Designated safeguarding lead"
#define LEAD "Attendance lead"
#define SEVERE "DfE, Working together: severe absence is a priority for all services"

static const struct policy_step national_steps[] = {
	{ CLOCK_FIRST_CALLS, 9 * 60 + 30, "Calls home to families not heard from", "Office", "DfE: contact on the first day; East Sussex federation, App 6: 9:30" },
	{ CLOCK_SECOND_MESSAGE, 13 * 60, "A second message where there is no reason yet", "Office", VERITAS },
	{ CLOCK_HOME_VISIT, 13 * 60, "A visit to the home is considered", DSL, VERITAS },
	{ CLOCK_WELFARE_CHECK, 13 * 60, "A welfare check is considered where nobody has answered", DSL, VERITAS },
};

static const struct policy_action watch_actions[] = {
	{ "Look at the pattern, and talk with the family", "Class teacher", NULL, NULL, 10, -1, "Common practice" },
};

static const struct policy_action support_actions[] = {
	{ "Meeting with the family: what is in the way, what is agreed", LEAD, NULL, NULL, 0, -1,
	  "DfE, Working together: work with families on what keeps the child away" },
	{ "Attendance plan with a target and a date", LEAD, NULL, NULL, 0, 2, "Common practice: 80 is a day missed a week" },
};

static const struct policy_action severe_actions[] = {
	{ "Plan with the family and other services", DSL, "dsl", NULL, 0, -1, SEVERE },
};

static const struct policy_stage national_stages[] = {
	{ .name = "watch", .title = "Watch: below 95", .upper = 0, .lower = 1, .review = 10, .who = "Class teacher and attendance lead",
	  .actions = watch_actions, .action_count = 1, .source = "Common practice; DfE: find early who is at risk of persistent absence" },
	{ .name = "support", .title = "Support: persistent absence", .upper = 1, .lower = 3, .review = 10, .who = LEAD,
	  .actions = support_actions, .action_count = 2, .source = "DfE, Working together: targeted support where absence is persistent" },
	{ .name = "severe", .title = "Severe absence", .upper = 3, .lower = 4, .review = 10,
	  .who = "Attendance lead and designated safeguarding lead", .actions = severe_actions, .action_count = 1, .source = SEVERE },
};

const struct policy policy_national = {
	.name = "national",
	.title = "National: 95, 90, 80 and 50 per cent",
	.boundaries = national_boundaries,
	.boundary_count = sizeof national_boundaries / sizeof *national_boundaries,
	.bands = national_bands,
	.steps = national_steps,
	.step_count = sizeof national_steps / sizeof *national_steps,
	.floor = 20,
	.review = 10,
	.pattern_least = 6,
	.pattern_times = 2,
	.stages = national_stages,
	.stage_count = sizeof national_stages / sizeof *national_stages,
};
