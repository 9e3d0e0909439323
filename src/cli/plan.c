/* plan add, change, cancel, list, pattern, trip add: what is known before its day (A10-A12, A30). */
#include "plan.h"

#include <errno.h>
#include <inttypes.h>
#include <string.h>

/* WHAT IS WISHED ------------------------------------------------------------------------------------------------------------------------ */

/* What the options say of a plan; its kind and name are the caller's. */
static void wish_read(struct cli *c, const struct pupil_ids *pupils, struct plan_wish *ret)
{
	*ret = (struct plan_wish){
		.code = given_text(c, OPTION_CODE),
		.words = given_text(c, OPTION_WHY),
		.granted_by = given_text(c, OPTION_GRANTED_BY),
		.from = given_day(c, OPTION_FROM),
		.to = given_day(c, OPTION_TO),
		.from_session = (int)given_number(c, OPTION_FROM_SESSION, -1),
		.to_session = (int)given_number(c, OPTION_TO_SESSION, -1),
		.weekdays = (int)given_number(c, OPTION_WEEKDAYS, 0),
		.sessions = roll_sessions(c),
		.review = given_day(c, OPTION_REVIEW),
		.place = given_text(c, OPTION_PLACE),
		.leader = given_text(c, OPTION_LEADER),
		.leaves = (int)given_number(c, OPTION_LEAVES, -1),
		.returns = (int)given_number(c, OPTION_RETURNS, -1),
		.pupils = pupils->items,
		.count = pupils->count,
		.group = given_text(c, OPTION_CLASS),
		.year = (int)given_number(c, OPTION_YEAR, SESSION_ANY_YEAR),
		.flag = given_text(c, OPTION_GROUP),
		.everybody = given_find(c, OPTION_EVERYBODY),
	};
}

/* Pupils, or one of --class, --year, --group and --everybody. */
static int ways_count(const struct plan_wish *w)
{
	return (w->count > 0) + (w->group != NULL) + (w->year != SESSION_ANY_YEAR) + (w->flag != NULL) + w->everybody;
}

static int check_who(const struct plan_wish *w, bool may_be_nobody, struct err *e)
{
	int ways = ways_count(w);

	if (ways == 0 && !may_be_nobody)
		return err_usage(e, "For whom? Name pupils, or --file, --class, --year, --group or --everybody.");
	if (ways > 1)
		return err_usage(e, "For whom? Pupils, --class, --year, --group and --everybody do not go together.");
	return 0;
}

int plan_read(const char *text, int64_t *ret, struct err *e)
{
	struct given number;

	if (value_read("", VALUE_NUMBER, text, &number, NULL) < 0 || number.number == 0)
		return err_usage(e, "\"%.60s\" is not the number of a plan. firstbell plan list has them.", text);
	*ret = number.number;
	return 0;
}

/* --DRY-RUN: what stands in its way, a line each; 1 where something blocks it ----------------------------------------------------------- */

static void conflict_line(struct cli *c, const struct plan_conflict *conflict)
{
	cli_line(c, "%s%s%s%s: %s", conflict->kind == CONFLICT_REFUSED ? "Refused: " : "", conflict->name, conflict->group ? ", " : "",
		 conflict->group ? conflict->group : "", conflict->words);
}

static int preview(struct cli *c, int64_t plan, const struct plan_wish *wish, struct err *e)
{
	struct plan_preview v;
	int r = office_plan_preview(c->office, plan, wish, &v, e);

	if (r < 0)
		return r;
	for (int i = 0; v.remarks && v.remarks[i]; i++)
		cli_line(c, "%s", v.remarks[i]);
	for (int i = 0; i < v.conflict_count; i++)
		conflict_line(c, &v.conflicts[i]);
	int refused = v.refused;
	plan_preview_finish(&v);
	return refused > 0;
}

/* ADD, CHANGE, CANCEL --------------------------------------------------------------------------------------------------------------------- */

static int put(struct cli *c, int64_t plan, const struct plan_wish *wish, struct err *e)
{
	CLEAN_BUF struct buf said = { 0 };
	int64_t made = 0, act = 0;

	if (given_find(c, OPTION_DRY_RUN))
		return preview(c, plan, wish, e);
	int r = office_plan_put(c->office, plan, wish, given_text(c, OPTION_REASON), &made, &said, &act, e);
	if (r == 0 && plan == 0 && act)
		buf_printf(&c->out, "plan %" PRId64 "\n", made);
	return cli_changed(c, r, &said, act, "it is planned so already");
}

static int add(struct cli *c, enum plan_kind kind, int first, struct err *e)
{
	struct pupil_ids pupils = { 0 };
	struct plan_wish wish;
	int r = roll_whom(c, first, &pupils, e);

	if (r == 0) {
		wish_read(c, &pupils, &wish);
		wish.kind = kind;
		wish.name = kind == PLAN_TRIP ? c->operands[0] : NULL;
		r = check_who(&wish, false, e);
	}
	if (r == 0)
		r = put(c, 0, &wish, e);
	vec_finish(&pupils);
	return r;
}

int command_plan_add(struct cli *c, struct err *e)
{
	return add(c, PLAN_ABSENCE, 0, e);
}

int command_pattern(struct cli *c, struct err *e)
{
	return add(c, PLAN_PATTERN, 0, e);
}

int command_trip_add(struct cli *c, struct err *e)
{
	return add(c, PLAN_TRIP, 1, e);
}

/* What was not said stays; whom it adds comes to those there are. */
static void changed_as(struct plan_wish *wish, const struct plan_wish *is)
{
	static const size_t texts[] = {
		offsetof(struct plan_wish, code), offsetof(struct plan_wish, words), offsetof(struct plan_wish, granted_by),
		offsetof(struct plan_wish, name), offsetof(struct plan_wish, place), offsetof(struct plan_wish, leader),
	};
	static const size_t numbers[] = {
		offsetof(struct plan_wish, from_session), offsetof(struct plan_wish, to_session), offsetof(struct plan_wish, leaves),
		offsetof(struct plan_wish, returns),
	};

	wish->kind = is->kind;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		const char **to = (const char **)((char *)wish + texts[i]);
		*to = *to ? *to : *(const char *const *)((const char *)is + texts[i]);
	}
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
		int *to = (int *)((char *)wish + numbers[i]);
		*to = *to >= 0 ? *to : *(const int *)((const char *)is + numbers[i]);
	}
	wish->weekdays = wish->weekdays ? wish->weekdays : is->weekdays;
	wish->sessions = wish->sessions ? wish->sessions : is->sessions;
	wish->from = day_is_none(wish->from) ? is->from : wish->from;
	wish->to = day_is_none(wish->to) ? is->to : wish->to;
	wish->review = day_is_none(wish->review) ? is->review : wish->review;
	if (ways_count(wish) > 0)
		return;
	wish->pupils = is->pupils;
	wish->count = is->count;
}

int command_plan_change(struct cli *c, struct err *e)
{
	struct pupil_ids pupils = { 0 };
	struct plan_wish wish, is;
	int64_t plan;
	int r = plan_read(c->operands[0], &plan, e);

	if (r == 0)
		r = roll_whom(c, 1, &pupils, e);
	if (r == 0)
		r = office_plan_facts(c->office, plan, &c->arena, &is, e);
	if (r == 0) {
		wish_read(c, &pupils, &wish);
		wish.name = given_text(c, OPTION_NAME);
		r = check_who(&wish, true, e);
	}
	if (r == 0) {
		changed_as(&wish, &is);
		r = put(c, plan, &wish, e);
	}
	vec_finish(&pupils);
	return r;
}

int command_plan_cancel(struct cli *c, struct err *e)
{
	CLEAN_BUF struct buf said = { 0 };
	struct pupil_ids pupils = { 0 };
	int64_t plan, act = 0;
	int r = plan_read(c->operands[0], &plan, e);

	if (r == 0)
		r = roll_whom(c, 1, &pupils, e);
	if (r == 0)
		r = office_plan_cancel(c->office, plan, pupils.items, pupils.count, given_day(c, OPTION_FROM), (int)given_number(c, OPTION_SESSION, -1),
				       given_text(c, OPTION_REASON), &said, &act, e);
	vec_finish(&pupils);
	return cli_changed(c, r, &said, act, "it has ended already");
}

/* LIST -------------------------------------------------------------------------------------------------------------------------------------- */

enum { LIST_PLAN, LIST_KIND, LIST_CODE, LIST_WHO, LIST_DAYS, LIST_WORDS, LIST_FROM, LIST_TO, LIST_REVIEW, LIST_PUPILS, LIST_RUNNING, LIST_DUE,
       LIST_WAITING, LIST_REMARK, LIST_COLUMNS };
static const struct report_column list_columns[LIST_COLUMNS] = {
	[LIST_PLAN]    = { "plan", "Plan", CELL_INTEGER, 0, COLUMN_BOTH },
	[LIST_KIND]    = { "kind", "Kind", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[LIST_CODE]    = { "code", "Code", CELL_TEXT, 0, COLUMN_BOTH },
	[LIST_WHO]     = { "who", "Who", CELL_TEXT, 30, COLUMN_BOTH },
	[LIST_DAYS]    = { "days", "When", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[LIST_WORDS]   = { "words", "What", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[LIST_FROM]    = { "from", "From", CELL_DAY, 0, COLUMN_DATA_ONLY },
	[LIST_TO]      = { "to", "To", CELL_DAY, 0, COLUMN_DATA_ONLY },
	[LIST_REVIEW]  = { "review", "Review", CELL_DAY, 0, COLUMN_DATA_ONLY },
	[LIST_PUPILS]  = { "pupils", "Pupils", CELL_INTEGER, 0, COLUMN_DATA_ONLY },
	[LIST_RUNNING] = { "running", "Today", CELL_FLAG, 0, COLUMN_DATA_ONLY },
	[LIST_DUE]     = { "review_due", "Review due", CELL_FLAG, 0, COLUMN_DATA_ONLY },
	[LIST_WAITING] = { "waiting", "Waiting", CELL_INTEGER, 0, COLUMN_DATA_ONLY },
	[LIST_REMARK]  = { "remark", "When and what", CELL_TEXT, 0, COLUMN_TEXT_ONLY, .whole = true },
};

static const char *list_remark(const struct plan_line *line, struct arena *a)
{
	CLEAN_BUF struct buf words = { 0 };

	buf_text(&words, line->days);
	if (line->words)
		buf_printf(&words, ": %s", line->words);
	if (line->waiting)
		buf_printf(&words, "; %d not confirmed", line->waiting);
	if (line->review_due)
		buf_text(&words, "; review due");
	return arena_text(a, buf_string(&words));
}

static void list_row(const struct plan_line *line, const char *heading, struct report *r)
{
	struct cell *cells = report_row_add(r, heading);

	cells[LIST_PLAN] = cell_integer(line->plan);
	cells[LIST_KIND] = cell_kept(plan_kind_name(line->kind));
	cells[LIST_CODE] = cell_text(r, line->code);
	cells[LIST_WHO] = cell_text(r, line->who);
	cells[LIST_DAYS] = cell_text(r, line->days);
	cells[LIST_WORDS] = cell_text(r, line->words);
	cells[LIST_FROM] = cell_day(line->from);
	cells[LIST_TO] = cell_day(line->to);
	cells[LIST_REVIEW] = cell_day(line->review);
	cells[LIST_PUPILS] = cell_integer(line->pupils);
	cells[LIST_RUNNING] = cell_flag(line->running);
	cells[LIST_DUE] = cell_flag(line->review_due);
	cells[LIST_WAITING] = cell_integer(line->waiting);
	cells[LIST_REMARK] = cell_kept(list_remark(line, &r->arena));
}

static int list_wish(struct cli *c, struct plans_wish *ret, struct err *e)
{
	struct given kind;
	int r = 0;

	*ret = (struct plans_wish){ .from = given_day(c, OPTION_FROM), .to = given_day(c, OPTION_TO), .kind = -1 };
	if (c->operand_count) {
		r = word_read("plan list", "absence|pattern|trip", c->operands[0], &kind, e);
		ret->kind = r == 0 ? (int)kind.number : -1;
	}
	return r == 0 && given_find(c, OPTION_PUPIL) ? roll_pupil(c, given_text(c, OPTION_PUPIL), &ret->pupil, e) : r;
}

int command_plan_list(struct cli *c, struct err *e)
{
	struct plans_wish wish;
	struct plans_view v;
	struct report report;
	int r = list_wish(c, &wish, e);

	if (r == 0)
		r = office_plans_open(c->office, &wish, &v, e);
	if (r < 0)
		return r;
	cli_report_start(c, "plans", "Planned", list_columns, LIST_COLUMNS, &report);
	report.none = "Nothing is planned.";
	for (int i = 0; i < v.count; i++) {
		bool turns = i == 0 || v.lines[i].running != v.lines[i - 1].running;
		list_row(&v.lines[i], !turns ? NULL : v.lines[i].running ? "Running" : "To come", &report);
	}
	plans_view_finish(&v);
	return cli_report_end(c, 0, &report, e);
}
