/* year show, times; times: the school year as it stands, and when its sessions are. */
#include "roll.h"

#include "office/classes.h"

/* SHOW */

enum { SHOW_KIND, SHOW_LABEL, SHOW_VALUE, SHOW_DETAIL, SHOW_FROM, SHOW_TO, SHOW_COLUMNS };
static const struct report_column show_columns[SHOW_COLUMNS] = {
	[SHOW_KIND]   = { "kind", "Kind", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[SHOW_LABEL]  = { "label", "Name", CELL_TEXT, 0, COLUMN_BOTH },
	[SHOW_VALUE]  = { "value", "When", CELL_TEXT, 0, COLUMN_BOTH },
	[SHOW_DETAIL] = { "detail", "", CELL_TEXT, 0, COLUMN_BOTH },
	[SHOW_FROM]   = { "from", "From", CELL_DAY, 0, COLUMN_DATA_ONLY },
	[SHOW_TO]     = { "to", "To", CELL_DAY, 0, COLUMN_DATA_ONLY },
};

static const struct {
	const char *name, *title;
} kinds[] = {
	[YEAR_TERM]    = { "term", "Terms" },
	[YEAR_CLOSURE] = { "closure", "Closures" },
	[YEAR_TIMES]   = { "times", "Sessions" },
};

static void show_row(const struct year_line *line, bool first, struct report *r)
{
	struct cell *cells = report_row_add(r, first ? kinds[line->kind].title : NULL);

	cells[SHOW_KIND] = cell_kept(kinds[line->kind].name);
	cells[SHOW_LABEL] = cell_text(r, line->label);
	cells[SHOW_VALUE] = cell_text(r, line->value);
	cells[SHOW_DETAIL] = cell_text(r, line->detail);
	cells[SHOW_FROM] = cell_day(line->from);
	cells[SHOW_TO] = cell_day(line->to);
}

#define SESSIONS_WISHED 380 /* domain 2.1: a warning only */

int command_year_show(struct cli *c, struct err *e)
{
	struct report report;
	struct year_view v;
	char first[DAY_TEXT], last[DAY_TEXT];
	int r = office_year_open(c->office, roll_day(c), &v, e);

	if (r < 0)
		return r;
	cli_report_start(c, "year", NULL, show_columns, SHOW_COLUMNS, &report);
	report.title = arena_printf(&report.arena, "School year, %s to %s", day_long(v.first, first), day_long(v.last, last));
	report.none = "It has no terms, closures or times yet.";
	report_line(&report, "%d sessions for the whole school%s", v.sessions, v.sessions < SESSIONS_WISHED ? ": fewer than 380" : "");
	report_line(&report, "On the roll %d, to come %d, leaving %d", v.on_roll, v.to_come, v.leaving);
	for (int i = 0; i < v.count; i++)
		show_row(&v.lines[i], i == 0 || v.lines[i].kind != v.lines[i - 1].kind, &report);
	year_view_finish(&v);
	return cli_report_end(c, 0, &report, e);
}

/* TIMES */

static int times_put(struct cli *c, struct day from, struct day to, struct err *e)
{
	CLEAN_BUF struct buf said = { 0 };
	struct times_wish wish = {
		.group = given_text(c, OPTION_CLASS),
		.year = (int)given_number(c, OPTION_YEAR, SESSION_ANY_YEAR),
		.from = from,
		.to = to,
		.session = (enum session)given_number(c, OPTION_SESSION, SESSION_AM),
		.remove = given_find(c, OPTION_REMOVE),
	};
	int64_t act = 0;

	if (c->operand_count == 0 && !wish.remove)
		return err_usage(e, "At what times? Type them as 08:45,08:50,09:20,12:00: gate closes, register starts, register closes, session ends.");
	int r = c->operand_count ? times_read(&c->arena, c->operands[0], &wish.times, e) : 0;
	if (r == 0)
		r = office_times_put(c->office, &wish, &said, &act, e);
	return cli_changed(c, r, &said, act, "it stands so already");
}

int command_year_times(struct cli *c, struct err *e)
{
	return times_put(c, given_day(c, OPTION_FROM), given_day(c, OPTION_TO), e);
}

/* The day's twin (A26): of one date, unless --from or --to says more. */
int command_times(struct cli *c, struct err *e)
{
	struct day date = given_day(c, OPTION_DATE), from = given_day(c, OPTION_FROM), to = given_day(c, OPTION_TO);
	bool span = !day_is_none(from) || !day_is_none(to), date_said = !day_is_none(date);

	if (span && date_said)
		return err_usage(e, "Of one date, or of a stretch of days? Take out --date, or --from and --to.");
	if (!span && !date_said && !given_find(c, OPTION_CLASS) && !given_find(c, OPTION_YEAR))
		date = office_today(c->office);
	return span || day_is_none(date) ? times_put(c, from, to, e) : times_put(c, date, date, e);
}
