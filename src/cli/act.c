#include "internal.h"

#include "office/reports.h"

/* undo, history */

int command_undo(struct cli *c, struct err *e)
{
	CLEAN_BUF struct buf left = { 0 };
	struct mark_result result = { 0 };
	struct given act;
	int r = value_read("undo", VALUE_NUMBER, c->operands[0], &act, e);

	if (r == 0)
		r = office_undo(c->office, act.number, given_text(c, OPTION_REASON), &left, &result, e);
	if (r < 0)
		return r;
	cli_lines(c, &left);
	if (result.opened)
		cli_line(c, "the register is open again, and due to be closed");
	cli_saved(c, &result);
	return 0;
}

int command_history(struct cli *c, struct err *e)
{
	struct report report = { 0 };
	struct report_wish wish = {
		.date = DAY_NONE,
		.from = given_day(c, OPTION_FROM),
		.to = given_day(c, OPTION_TO),
		.session = -1,
		.pupil = given_text(c, OPTION_PUPIL),
		.act = given_number(c, OPTION_ACT, 0),
	};
	int r = report_fill_history(c->office, &wish, &report, e);

	if (r == 0)
		r = cli_report(c, &report, e);
	report_finish(&report);
	return r;
}
