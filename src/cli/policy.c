/* policy list, show, adopt; choices: what times the day, and the reasons that are offered (domain 7). */
#include "roll.h"

#include <errno.h>
#include <string.h>

#include "base/file.h"
#include "base/text.h"
#include "office/clocks.h"

/* POLICIES -------------------------------------------------------------------------------------------------------------------------------- */

enum { LIST_NAME, LIST_FROM, LIST_IN_FORCE, LIST_CHANGED, LIST_BOUNDARIES, LIST_STEPS, LIST_TIMES, LIST_STAGES, LIST_TITLE, LIST_COLUMNS };
static const struct report_column list_columns[LIST_COLUMNS] = {
	[LIST_NAME]       = { "policy", "Policy", CELL_TEXT, 28, COLUMN_BOTH },
	[LIST_FROM]       = { "adopted_from", "Adopted from", CELL_DAY, 0, COLUMN_BOTH },
	[LIST_IN_FORCE]   = { "in_force", "In force", CELL_FLAG, 0, COLUMN_BOTH },
	[LIST_CHANGED]    = { "changed", "File changed", CELL_FLAG, 0, COLUMN_DATA_ONLY },
	[LIST_BOUNDARIES] = { "boundaries", "Lines", CELL_INTEGER, 0, COLUMN_DATA_ONLY },
	[LIST_STEPS]      = { "steps", "Clocks", CELL_INTEGER, 0, COLUMN_DATA_ONLY },
	[LIST_TIMES]      = { "times", "Times", CELL_INTEGER, 0, COLUMN_DATA_ONLY },
	[LIST_STAGES]     = { "stages", "Stages", CELL_INTEGER, 0, COLUMN_DATA_ONLY },
	[LIST_TITLE]      = { "title", "Title", CELL_TEXT, 0, COLUMN_BOTH, .whole = true },
};

int command_policy_list(struct cli *c, struct err *e)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct policy_line *lines;
	struct report report;
	int n = office_policies(c->office, &a, &lines, e);

	if (n < 0)
		return n;
	cli_report_start(c, "policies", "Attendance policies", list_columns, LIST_COLUMNS, &report);
	report.none = "There is no policy.";
	for (int i = 0; i < n; i++) {
		struct cell *cells = report_row_add(&report, NULL);
		cells[LIST_NAME] = cell_text(&report, lines[i].name);
		cells[LIST_TITLE] = cell_text(&report, lines[i].title);
		cells[LIST_FROM] = cell_day(lines[i].from);
		cells[LIST_IN_FORCE] = cell_flag(lines[i].in_force);
		cells[LIST_CHANGED] = cell_flag(lines[i].changed);
		cells[LIST_BOUNDARIES] = cell_integer(lines[i].boundaries);
		cells[LIST_STEPS] = cell_integer(lines[i].steps);
		cells[LIST_TIMES] = cell_integer(lines[i].times);
		cells[LIST_STAGES] = cell_integer(lines[i].stages);
	}
	for (int i = 0; i < n; i++)
		if (lines[i].trouble)
			report_note(&report, "It cannot be read: %s", lines[i].trouble);
		else if (lines[i].changed)
			report_note(&report, "%s says something else now than when it was adopted: firstbell policy adopt %s takes it.", lines[i].name, lines[i].name);
	return cli_report_end(c, 0, &report, e);
}

/* Cleaned as all that goes to a terminal, but its tabs stay: what is printed is a policy file again. */
static void policy_put(const char *text, struct buf *to)
{
	CLEAN_FREE char *copy = mem_text(text);

	for (char *at = copy; *at;) {
		size_t n = strcspn(at, "\t\n");
		char stop = at[n];
		at[n] = '\0';
		text_clean(at, to);
		if (stop)
			buf_char(to, stop);
		at += n + (stop != '\0');
	}
}

int command_policy_show(struct cli *c, struct err *e)
{
	CLEAN_ARENA struct arena a = { 0 };
	CLEAN_BUF struct buf clean = { 0 };
	const char *text, *path = given_text(c, OPTION_OUT);
	int r = office_policy_text(c->office, c->operand_count ? c->operands[0] : NULL, &a, &text, e);

	if (r < 0)
		return r;
	policy_put(text, path ? &clean : &c->out);
	return path ? file_replace(path, buf_string(&clean), clean.length, 0600, e) : 0;
}

int command_policy_adopt(struct cli *c, struct err *e)
{
	CLEAN_BUF struct buf said = { 0 };
	int64_t act = 0;
	int r = office_policy_adopt(c->office, c->operands[0], given_day(c, OPTION_FROM), given_find(c, OPTION_TIMES), given_text(c, OPTION_REASON), &said,
				    &act, e);

	return cli_changed(c, r, &said, act, "it is the school's policy already");
}

/* CHOICES ----------------------------------------------------------------------------------------------------------------------------------- */

static const char *const choices_about[CHOICES_KINDS] = {
	[CHOICES_LATE] = "why a pupil is late",
	[CHOICES_AMEND] = "why a mark is changed after the close",
	[CHOICES_OUT] = "why a pupil is signed out",
	[CHOICES_ABSENT] = "why a pupil is absent",
};

void choices_help(struct buf *to)
{
	buf_text(to, "\nLists:\n");
	for (int k = 0; k < CHOICES_KINDS; k++)
		buf_printf(to, "  %-16s %s\n", choices_name((enum choices)k), choices_about[k]);
}

static int list_read(const char *text, enum choices *ret, struct err *e)
{
	CLEAN_BUF struct buf names = { 0 };

	for (int k = 0; k < CHOICES_KINDS; k++) {
		if (strcmp(choices_name((enum choices)k), text) == 0) {
			*ret = (enum choices)k;
			return 0;
		}
		buf_printf(&names, "%s%s", k ? ", " : "", choices_name((enum choices)k));
	}
	return err_usage(e, "\"%.40s\" is not one of the lists. There are: %s.", text, buf_string(&names));
}

#define CHOICES_BYTES (64u << 10)

static int choices_set(struct cli *c, enum choices list, const char *path, struct err *e)
{
	CLEAN_BUF struct buf lines = { 0 };
	int64_t act = 0;
	int r = file_read(path, CHOICES_BYTES, &lines, e);

	if (r == 0)
		r = office_choices_put(c->office, list, buf_string(&lines), &act, e);
	if (r == 0)
		cli_saved_act(c, act, "it stands so already");
	return r;
}

enum { CHOICE_LIST, CHOICE_REASON, CHOICE_CODE, CHOICE_COLUMNS };
static const struct report_column choice_columns[CHOICE_COLUMNS] = {
	[CHOICE_LIST]   = { "list", "List", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[CHOICE_REASON] = { "reason", "Reason", CELL_TEXT, 0, COLUMN_BOTH },
	[CHOICE_CODE]   = { "code", "Code", CELL_TEXT, 0, COLUMN_BOTH },
};

static int choices_rows(struct cli *c, enum choices list, struct report *report, struct err *e)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct choice *choices;
	int n = office_choices(c->office, list, &a, &choices, e);

	for (int i = 0; i < n; i++) {
		const char *heading = arena_printf(&report->arena, "%s: %s", choices_name(list), choices_about[list]);
		struct cell *cells = report_row_add(report, i == 0 ? heading : NULL);
		cells[CHOICE_LIST] = cell_kept(choices_name(list));
		cells[CHOICE_REASON] = cell_text(report, choices[i].words);
		cells[CHOICE_CODE] = cell_text(report, choices[i].code);
	}
	return n < 0 ? n : 0;
}

int command_choices(struct cli *c, struct err *e)
{
	const char *path = given_text(c, OPTION_SET);
	struct report report;
	enum choices list = CHOICES_LATE;
	int r = c->operand_count ? list_read(c->operands[0], &list, e) : 0;

	if (r == 0 && path && c->operand_count == 0)
		r = err_usage(e, "Which list? Name it before --set: late, amend, out or absent.");
	if (r < 0 || path)
		return r < 0 ? r : choices_set(c, list, path, e);
	cli_report_start(c, "choices", "Reasons that are offered", choice_columns, CHOICE_COLUMNS, &report);
	report.none = "No reason is offered.";
	for (int k = 0; r == 0 && k < CHOICES_KINDS; k++)
		if (c->operand_count == 0 || k == (int)list)
			r = choices_rows(c, (enum choices)k, &report, e);
	return cli_report_end(c, r, &report, e);
}
