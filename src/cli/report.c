#include "internal.h"

#include <limits.h>
#include <string.h>

#include "office/clocks.h"
#include "office/reports.h"
#include "print/text.h"

#define PAPER_CELLS 80

/* report, verify, check */

const struct report_kind *report_kind_of(const struct command *command)
{
	const char *name = strchr(command->name, ' ');

	for (const struct report_kind *k = report_kinds; name && k->name; k++)
		if (strcmp(k->name, name + 1) == 0)
			return k;
	BUG("no report is filled for %s", command->name);
}

/* For the head: on paper, and an act says that it left (B1). */
static int report_print(struct cli *c, const struct report_wish *wish, const struct report *report, struct err *e)
{
	CLEAN_BUF struct buf text = { 0 };
	struct day day = day_is_none(wish->date) ? office_today(c->office) : wish->date, today = office_today(c->office);
	enum session usual = day_equal(day, today) ? office_session_now(c->office) : SESSION_AM;
	int64_t act = 0;

	print_report(report, PAPER_CELLS, &text);
	cli_paper(c, report->name, buf_string(&text), 1);
	if (wish->group || wish->pupil)
		return 0; /* a part of it is not the report */
	int r = office_report_out(c->office, day, wish->session < 0 ? usual : (enum session)wish->session, "printed", &act, e);
	if (r == 0 && act)
		cli_say(arena_printf(&c->arena, "act %lld saved: the report is out", (long long)act));
	return r;
}

static int clamp(int64_t n)
{
	return n > INT_MAX ? INT_MAX : (int)n;
}

int command_report(struct cli *c, struct err *e)
{
	const struct report_kind *kind = report_kind_of(c->command);
	struct report report = { 0 };
	struct report_wish wish = {
		.date = given_day(c, OPTION_DATE),
		.from = given_day(c, OPTION_FROM),
		.to = given_day(c, OPTION_TO),
		.session = (int)given_number(c, OPTION_SESSION, -1),
		.group = given_text(c, OPTION_CLASS),
		.pupil = given_text(c, OPTION_PUPIL),
		.working = given_find(c, OPTION_WORKING),
		.year = given_text(c, OPTION_YEAR),
		.flag = given_text(c, OPTION_GROUP),
		.within = clamp(given_number(c, OPTION_WITHIN, 0)),
		.policy = given_text(c, OPTION_POLICY),
		.period = given_text(c, OPTION_PERIOD),
		.as_dfe = given_find(c, OPTION_COUNTED_AS),
		.stage = given_text(c, OPTION_STAGE),
		.new_only = given_find(c, OPTION_NEW),
		.kind = given_text(c, OPTION_WHICH),
		.file = c->operand_count ? c->operands[0] : NULL,
		.map = given_text(c, OPTION_MAP),
	};

	cli_csv_form(c, &wish.form);
	int r = kind->fill(c->office, &wish, &report, e);
	if (r == 0)
		r = cli_report(c, &report, e);
	if (r == 0 && given_find(c, OPTION_PRINT))
		r = report_print(c, &wish, &report, e);
	/* a register that nobody took is what this report is there to find (design 6) */
	if (r == 0 && strcmp(kind->name, "missing") == 0 && report.rows.count > 0)
		r = 1;
	report_finish(&report);
	return r;
}

int command_verify(struct cli *c, struct err *e)
{
	struct report report = { 0 };
	bool ok = false;
	int r = report_fill_verify(c->office, &ok, &report, e);

	if (r == 0)
		r = cli_report(c, &report, e);
	report_finish(&report);
	return r == 0 ? !ok : r;
}

int command_check(struct cli *c, struct err *e)
{
	struct report report = { 0 };
	int found = 0, r = report_fill_check(c->office, &found, &report, e);

	if (r == 0)
		r = cli_report(c, &report, e);
	report_finish(&report);
	return r == 0 ? found > 0 : r;
}
