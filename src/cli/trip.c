/* trip show, confirm, stay, goer: who came, in the word of somebody who was there (A10, A30). */
#include "plan.h"

#include <errno.h>
#include <string.h>
#include <strings.h>

#include "rules/code.h"

/* SHOW ------------------------------------------------------------------------------------------------------------------------------------ */

enum { SHOW_PLAN, SHOW_TITLE, SHOW_PLACE, SHOW_LEADER, SHOW_CODE, SHOW_LEAVES, SHOW_PUPIL, SHOW_NAME, SHOW_CLASS, SHOW_STATE, SHOW_MARK, SHOW_AGREED,
       SHOW_WITH, SHOW_REMARK, SHOW_COLUMNS };
static const struct report_column show_columns[SHOW_COLUMNS] = {
	[SHOW_PLAN]   = { "plan", "Plan", CELL_INTEGER, 0, COLUMN_DATA_ONLY },
	[SHOW_TITLE]  = { "title", "Trip", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[SHOW_PLACE]  = { "place", "Place", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[SHOW_LEADER] = { "leader", "Leader", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[SHOW_CODE]   = { "code", "Code", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[SHOW_LEAVES] = { "leaves", "Leaves", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[SHOW_PUPIL]  = { "pupil", "Key", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[SHOW_NAME]   = { "name", "Name", CELL_TEXT, 26, COLUMN_BOTH },
	[SHOW_CLASS]  = { "class", "Class", CELL_TEXT, 0, COLUMN_BOTH },
	[SHOW_STATE]  = { "state", "State", CELL_TEXT, 0, COLUMN_BOTH },
	[SHOW_MARK]   = { "mark", "Mark", CELL_TEXT, 0, COLUMN_BOTH },
	[SHOW_AGREED] = { "agreed", "Agreed", CELL_TEXT, 0, COLUMN_BOTH },
	[SHOW_WITH]   = { "with", "With", CELL_TEXT, 0, COLUMN_BOTH },
	[SHOW_REMARK] = { "remark", "", CELL_TEXT, 0, COLUMN_BOTH, .whole = true },
};

static const char *const state_names[] = {
	[GOER_EXPECTED] = "expected", [GOER_CONFIRMED] = "confirmed", [GOER_STAYED] = "stayed", [GOER_HERE] = "here", [GOER_ABSENT] = "absent",
};

static const char *group_heading(const struct confirm_group *g, struct arena *a)
{
	char time[8];

	return arena_printf(a, "%s%s%s%s%s, %s: %d of %d not confirmed", g->title, g->plan ? ", plan " : "",
			    g->plan ? arena_printf(a, "%lld", (long long)g->plan) : "", g->leaves >= 0 ? ", leaves " : "",
			    g->leaves >= 0 ? minute_text(g->leaves, time) : "", g->code ? g->code : "", g->waiting, g->count);
}

static void show_row(struct cli *c, const struct confirm_group *g, const struct goer *goer, bool first, struct report *r)
{
	struct cell *cells = report_row_add(r, first ? group_heading(g, &r->arena) : NULL);

	if (g->plan)
		cells[SHOW_PLAN] = cell_integer(g->plan);
	cells[SHOW_TITLE] = cell_text(r, g->title);
	cells[SHOW_PLACE] = cell_text(r, g->place);
	cells[SHOW_LEADER] = cell_text(r, g->leader);
	cells[SHOW_CODE] = cell_text(r, g->code);
	cells[SHOW_LEAVES] = roll_minute_cell(r, g->leaves);
	cells[SHOW_PUPIL] = cell_text(r, roll_key(c, r, goer->pupil));
	cells[SHOW_NAME] = cell_text(r, goer->name);
	cells[SHOW_CLASS] = cell_text(r, goer->group);
	cells[SHOW_STATE] = cell_kept(state_names[goer->state]);
	if (goer->mark != CODE_NONE)
		cells[SHOW_MARK] = cell_text(r, code_symbol(goer->mark));
	if (goer->consent >= 0)
		cells[SHOW_AGREED] = cell_kept(goer->consent ? "yes" : "no");
	cells[SHOW_WITH] = cell_text(r, goer->with_whom);
	cells[SHOW_REMARK] = cell_text(r, goer->remark);
}

int command_trip_show(struct cli *c, struct err *e)
{
	struct confirms_view v;
	struct report report;
	char day[DAY_TEXT];
	int64_t plan = 0;
	int r = c->operand_count ? plan_read(c->operands[0], &plan, e) : 0;

	if (r == 0)
		r = office_confirms_open(c->office, roll_day(c), plan, &v, e);
	if (r < 0)
		return r;
	cli_report_start(c, "trips", NULL, show_columns, SHOW_COLUMNS, &report);
	report.title = arena_printf(&report.arena, "Expected elsewhere, %s", day_long(v.day, day));
	report.none = "Nobody is expected elsewhere.";
	for (int g = 0; g < v.count; g++)
		for (int i = 0; i < v.groups[g].count; i++)
			show_row(c, &v.groups[g], &v.groups[g].goers[i], i == 0, &report);
	confirms_view_finish(&v);
	return cli_report_end(c, 0, &report, e);
}

/* CONFIRM: all but the missing -------------------------------------------------------------------------------------------------------------- */

static bool is_the_group(const struct confirm_group *g, int64_t plan, const char *place)
{
	if (plan)
		return g->plan == plan;
	return g->plan == 0 && g->place && strcasecmp(g->place, place) == 0;
}

/* Which of the day's is meant: by its number, or sessions agreed at another place by that place. */
static int group_find(struct cli *c, int64_t plan, const char *place, struct confirm_wish *ret, struct err *e)
{
	struct confirms_view v;
	char day[DAY_TEXT];
	int r = office_confirms_open(c->office, roll_day(c), plan, &v, e), found = 0;

	if (r < 0)
		return r;
	for (int i = 0; i < v.count; i++) {
		if (!is_the_group(&v.groups[i], plan, place))
			continue;
		ret->from = v.groups[i].from;
		ret->plan = plan;
		ret->place = plan ? NULL : arena_text(&c->arena, v.groups[i].place);
		found++;
	}
	if (!found && plan)
		err_refuse(e, "Plan %lld expects nobody on %s.", (long long)plan, day_long(v.day, day));
	else if (!found)
		err_refuse(e, "Nobody is expected at %.60s on %s. firstbell trip show lists who is expected where.", place, day_long(v.day, day));
	confirms_view_finish(&v);
	return found ? 0 : -EPERM;
}

static int confirm_which(struct cli *c, struct confirm_wish *ret, struct err *e)
{
	const char *place = given_text(c, OPTION_PLACE);
	int64_t plan = 0;
	int r = 0;

	if (!place && c->operand_count == 0)
		return err_usage(e, "Which? Name the plan by its number, or with --place the place of agreed sessions. firstbell trip show lists them.");
	if (!place)
		r = plan_read(c->operands[0], &plan, e);
	return r < 0 ? r : group_find(c, plan, place, ret, e);
}

/* A pupil named without --missing might be meant the other way round. */
static int confirm_missing(struct cli *c, int first, struct pupil_ids *ret, struct err *e)
{
	bool missing = given_find(c, OPTION_MISSING);
	int r = roll_whom(c, first, ret, e);

	if (r == 0 && ret->count && !missing)
		return err_usage(e, "Those named are the ones who did not come: say so with --missing.");
	if (r == 0 && missing && ret->count == 0)
		return err_usage(e, "Who is missing? Name them behind --missing.");
	return r;
}

int command_trip_confirm(struct cli *c, struct err *e)
{
	CLEAN_BUF struct buf said = { 0 };
	struct pupil_ids missing = { 0 };
	struct mark_result result = { 0 };
	struct confirm_wish wish = { .day = roll_day(c), .session = (int)given_number(c, OPTION_SESSION, -1), .who = given_text(c, OPTION_WHO) };
	int r = confirm_which(c, &wish, e);

	if (r == 0)
		r = confirm_missing(c, given_find(c, OPTION_PLACE) ? 0 : 1, &missing, e);
	wish.missing = missing.items;
	wish.missing_count = missing.count;
	if (r == 0)
		r = office_confirm(c->office, &wish, &said, &result, e);
	vec_finish(&missing);
	if (r < 0) {
		cli_say(buf_string(&said));
		return r;
	}
	cli_lines(c, &said);
	cli_saved(c, &result);
	return 0;
}

/* STAY, GOER -------------------------------------------------------------------------------------------------------------------------------- */

int command_trip_stay(struct cli *c, struct err *e)
{
	CLEAN_BUF struct buf said = { 0 };
	int64_t plan, pupil, act = 0;
	int r = plan_read(c->operands[0], &plan, e);

	if (r == 0)
		r = roll_pupil(c, c->operands[1], &pupil, e);
	if (r == 0)
		r = office_trip_stay(c->office, plan, pupil, roll_day(c), given_text(c, OPTION_CLASS), &said, &act, e);
	return cli_changed(c, r, &said, act, "the pupil stays already");
}

int command_trip_goer(struct cli *c, struct err *e)
{
	const char *with = given_text(c, OPTION_WITH);
	struct pupil_ids pupils = { 0 };
	int64_t plan, act = 0;
	int agreed = given_yes(c, OPTION_AGREED);
	int r = agreed < 0 && !with ? err_usage(e, "What of them? Say --agreed yes or no, or --with NAME.") : plan_read(c->operands[0], &plan, e);

	if (r == 0)
		r = roll_whom_some(c, 1, &pupils, e);
	if (r == 0)
		r = office_trip_goer(c->office, plan, pupils.items, pupils.count, agreed, with, &act, e);
	vec_finish(&pupils);
	if (r == 0)
		cli_saved_act(c, act, "it stands so already");
	return r;
}
