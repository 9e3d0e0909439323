/* review list, log, close; stage: the fortnightly review, and stages that a person sets (C19). */
#include "roll.h"

#include <errno.h>

#include "office/review.h"

static struct review_wish wish_of(const struct cli *c)
{
	return (struct review_wish){ .group = given_text(c, OPTION_CLASS), .policy = given_text(c, OPTION_POLICY) };
}

/* The same list as the screen's and as `report review`. */
int command_review_list(struct cli *c, struct err *e)
{
	const struct report_wish wish = { .date = DAY_NONE, .from = DAY_NONE, .to = DAY_NONE, .session = -1, .group = given_text(c, OPTION_CLASS),
					  .policy = given_text(c, OPTION_POLICY) };
	struct report report = { 0 };
	int r = report_fill_review(c->office, &wish, &report, e);

	if (r == 0)
		r = cli_report(c, &report, e);
	report_finish(&report);
	return r;
}

int command_review_log(struct cli *c, struct err *e)
{
	CLEAN_BUF struct buf said = { 0 };
	struct review_decision d = {
		.group = given_text(c, OPTION_CLASS), .policy = given_text(c, OPTION_POLICY),
		.decision = c->operand_count > 1 ? c->operands[1] : NULL, .next = given_text(c, OPTION_NEXT),
		.next_day = given_day(c, OPTION_NEXT_ON), .no_tasks = given_find(c, OPTION_NO_TASKS), .review = REVIEW_ANY, .seen = REVIEW_ANY,
	};
	int64_t act = 0;
	int r = roll_pupil(c, c->operands[0], &d.pupil, e);

	if (r < 0)
		return r;
	r = office_review_log(c->office, &d, &said, &act, e);
	return cli_changed(c, r, &said, act, "it stands so already");
}

/* --yes N: N were not looked at, and it is closed all the same; more are said first. */
int command_review_close(struct cli *c, struct err *e)
{
	const struct review_wish wish = wish_of(c);
	struct review_view v;
	int64_t act = 0, review;
	int r = office_review_open(c->office, &wish, &v, e), left;

	if (r < 0)
		return r;
	left = v.count - v.looked;
	review = v.review;
	review_view_finish(&v);
	r = office_review_close(c->office, &wish, review, given_number(c, OPTION_YES, -1) == left, &act, e);
	if (r == -EAGAIN)
		cli_add(e, arena_printf(&c->arena, "Close it all the same with --yes %d.", left));
	if (r == 0)
		cli_saved_act(c, act, "it is closed already");
	return r;
}

/* STAGES ---------------------------------------------------------------------------------------------------------------------------------- */

enum { LIST_STAGE, LIST_TITLE, LIST_PERSON, LIST_COLUMNS };
static const struct report_column list_columns[LIST_COLUMNS] = {
	[LIST_STAGE]  = { "stage", "Stage", CELL_TEXT, 0, COLUMN_BOTH },
	[LIST_TITLE]  = { "title", "Title", CELL_TEXT, 0, COLUMN_BOTH, .whole = true },
	[LIST_PERSON] = { "by_person", "By person", CELL_FLAG, 0, COLUMN_DATA_ONLY },
};

static int stages_list(struct cli *c, struct err *e)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct stage_choice *stages;
	struct report report;
	int n = office_stages(c->office, given_text(c, OPTION_POLICY), &a, &stages, e);

	if (n < 0)
		return n;
	cli_report_start(c, "stages", "Stages of the policy", list_columns, LIST_COLUMNS, &report);
	report.none = "The policy has no stages.";
	for (int i = 0; i < n; i++) {
		struct cell *cells = report_row_add(&report, NULL);
		cells[LIST_STAGE] = cell_text(&report, stages[i].name);
		cells[LIST_TITLE] = cell_text(&report, stages[i].title);
		cells[LIST_PERSON] = cell_flag(stages[i].by_person);
	}
	return cli_report_end(c, 0, &report, e);
}

/* stage PUPIL STAGE --reason WHY; stage PUPIL --remove; stage */
int command_stage(struct cli *c, struct err *e)
{
	struct stage_wish wish = { .policy = given_text(c, OPTION_POLICY), .words = given_text(c, OPTION_REASON), .from = given_day(c, OPTION_FROM) };
	bool ends = given_find(c, OPTION_REMOVE);
	int64_t act = 0;

	if (c->operand_count == 0)
		return stages_list(c, e);
	if (c->operand_count == 1 && !ends)
		return err_usage(e, "Which stage? Name it behind the pupil, or end the one that was set with --remove.");
	int r = roll_pupil(c, c->operands[0], &wish.pupil, e);
	if (r < 0)
		return r;
	wish.stage = ends ? NULL : c->operands[1];
	r = office_stage_put(c->office, &wish, &act, e);
	if (r == 0)
		cli_saved_act(c, act, "it stands so already");
	return r;
}
