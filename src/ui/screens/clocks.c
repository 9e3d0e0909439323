/* Policy and clocks: what the policy times today, the short lists of reasons, and which policy is in force (design 2 Settings; domain 7). */
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "calls.h"
#include "office/today.h"

#define PROMPT_TITLE 50 /* cells of a policy's name in a question */

enum clock_row_kind { CLOCK_STEP, CLOCK_CHOICES, CLOCK_POLICY };
struct clock_row {
	enum clock_row_kind kind;
	int at;                       /* of the steps, the lists or the policies */
};

struct clocks {
	struct list list;
	struct arena arena;
	struct policy_step *steps;
	const struct today_due **due; /* of each step; NULL: nothing is due by it */
	struct today_view today;
	struct policy_line *policies;
	int step_count, policy_count, minute;
	const char *reasons[CHOICES_KINDS];
	struct { VEC(struct clock_row); } rows;
	bool may_adopt, may_call, is_read;
};

static const char *const list_titles[CHOICES_KINDS] = {
	[CHOICES_LATE] = "Why late", [CHOICES_AMEND] = "Why a mark is changed", [CHOICES_OUT] = "Why out of school", [CHOICES_ABSENT] = "Why absent",
};

/* READING ----------------------------------------------------------------------------------------------------------------------------- */

static const int due_of[POLICY_CLOCKS] = {
	[CLOCK_REPORT_BY] = -1, [CLOCK_REPORT] = DUE_REPORT, [CLOCK_FIRST_CALLS] = DUE_NO_REASON, [CLOCK_SECOND_MESSAGE] = DUE_SECOND_MESSAGE,
	[CLOCK_HOME_VISIT] = DUE_HOME_VISIT, [CLOCK_WELFARE_CHECK] = DUE_WELFARE_CHECK, [CLOCK_FRIENDLY_CALL] = DUE_FRIENDLY_CALL,
};

static const struct today_due *due_for(const struct today_view *v, enum policy_clock clock)
{
	for (int i = 0; i < v->due_count; i++)
		if ((int)v->due[i].kind == due_of[clock])
			return &v->due[i];
	return NULL;
}

static int reasons_read(struct ui *ui, struct clocks *c, struct err *e)
{
	for (int kind = 0; kind < CHOICES_KINDS; kind++) {
		CLEAN_BUF struct buf words = { 0 };
		struct choice *items = NULL;
		int n = office_choices(ui->office, (enum choices)kind, &c->arena, &items, e);

		if (n < 0)
			return n;
		for (int i = 0; i < n; i++)
			buf_printf(&words, "%s%s%s%s", i ? ", " : "", items[i].words, items[i].code ? " " : "", items[i].code ? items[i].code : "");
		c->reasons[kind] = arena_text(&c->arena, buf_string(&words));
	}
	return 0;
}

static void rows_add(struct clocks *c, enum clock_row_kind kind, int count)
{
	for (int i = 0; i < count; i++)
		vec_push(&c->rows, (struct clock_row){ kind, i });
}

static void rows_make(struct clocks *c)
{
	c->rows.count = 0;
	rows_add(c, CLOCK_STEP, c->step_count);
	rows_add(c, CLOCK_CHOICES, CHOICES_KINDS);
	rows_add(c, CLOCK_POLICY, c->policy_count);
	c->due = arena_new(&c->arena, (size_t)c->step_count + 1, sizeof *c->due);
	for (int i = 0; i < c->step_count; i++)
		c->due[i] = due_for(&c->today, c->steps[i].clock);
	list_count(&c->list, c->rows.count);
}

static const struct policy_line *policy_focused(const struct clocks *c)
{
	const struct clock_row *row = &c->rows.items[c->list.focus];

	return row->kind == CLOCK_POLICY ? &c->policies[row->at] : NULL;
}

/* A policy that is adopted goes to another place in the list: the focus goes with it. */
static void focus_policy(struct clocks *c, const char *name)
{
	for (int i = 0; name && i < c->rows.count; i++)
		if (c->rows.items[i].kind == CLOCK_POLICY && strcmp(c->policies[c->rows.items[i].at].name, name) == 0)
			list_focus(&c->list, i);
}

/* Read into what is new: of a refusal the screen stays as it was. */
/* The one in force is seen without scrolling; the others stay in their order. */
static void in_force_first(struct policy_line *lines, int count)
{
	for (int i = 1; i < count; i++) {
		struct policy_line on = lines[i];

		if (!on.in_force)
			continue;
		memmove(lines + 1, lines, (size_t)i * sizeof *lines);
		lines[0] = on;
		return;
	}
}

static int clocks_fill(struct ui *ui, struct clocks *c, struct err *e)
{
	struct day today = office_today(ui->office);

	c->step_count = office_clocks(ui->office, today, &c->arena, &c->steps, e);
	if (c->step_count < 0)
		return c->step_count;
	c->policy_count = office_policies(ui->office, &c->arena, &c->policies, e);
	if (c->policy_count < 0)
		return c->policy_count;
	in_force_first(c->policies, c->policy_count);
	int r = reasons_read(ui, c, e);
	return r < 0 ? r : office_today_open(ui->office, today, office_session_now(ui->office), &c->today, e);
}

static int clocks_reload(struct ui *ui, void *state, struct err *e)
{
	struct clocks *c = state, fresh = { 0 };
	int r = clocks_fill(ui, &fresh, e);

	if (r < 0) {
		arena_finish(&fresh.arena);
		return r;
	}
	const struct policy_line *on = c->list.count > 0 ? policy_focused(c) : NULL;
	CLEAN_FREE char *was = on ? mem_text(on->name) : NULL;
	if (c->is_read)
		today_view_finish(&c->today);
	arena_finish(&c->arena);
	fresh.list = c->list;
	vec_finish(&c->rows);
	fresh.minute = moment_civil(office_now(ui->office)).minute;
	fresh.may_adopt = office_may(ui->office, ACTION_CHANGE_SCHOOL, 0, NULL) == 0;
	fresh.may_call = office_may(ui->office, ACTION_CALL, 0, NULL) == 0;
	fresh.is_read = true;
	*c = fresh;
	rows_make(c);
	focus_policy(c, was);
	return 0;
}

static void clocks_close(void *state)
{
	struct clocks *c = state;

	if (c->is_read)
		today_view_finish(&c->today);
	vec_finish(&c->rows);
	arena_finish(&c->arena);
}

/* SEEN -------------------------------------------------------------------------------------------------------------------------------- */

static void clocks_title(const void *state, struct buf *to)
{
	const struct clocks *c = state;

	buf_text(to, "Policy and clocks");
	for (int i = 0; i < c->policy_count; i++)
		if (c->policies[i].in_force)
			buf_printf(to, ": %s", c->policies[i].title);
}

static const char *clocks_heading(const void *state, int row)
{
	static const char *const headings[] = {
		[CLOCK_STEP] = "Today by the policy", [CLOCK_CHOICES] = "Short lists of reasons", [CLOCK_POLICY] = "Policies",
	};
	const struct clock_row *rows = ((const struct clocks *)state)->rows.items;

	return row == 0 || rows[row].kind != rows[row - 1].kind ? headings[rows[row].kind] : NULL;
}

static const char *step_state(const struct clocks *c, int i)
{
	const struct today_due *d = c->due[i];

	if (d)
		return d->done ? "done" : d->overdue ? "overdue" : "due";
	return c->steps[i].minute <= c->minute ? "past" : "to come";
}

static void step_draw(const struct clocks *c, int i, struct area *a)
{
	const struct policy_step *s = &c->steps[i];
	bool late = c->due[i] && c->due[i]->overdue && !c->due[i]->done;
	char at[8];

	area_put(a, 0, 0, 5, PAINT_TEXT, minute_text(s->minute, at));
	area_put(a, 0, 6, 7, late ? PAINT_ALERT : PAINT_DIM, step_state(c, i));
	area_printf(a, 0, 14, a->cols - 14, PAINT_TEXT, "%s%s%s%s", s->title, s->who ? " (" : "", s->who ? s->who : "", s->who ? ")" : "");
}

static void choices_draw(const struct clocks *c, int i, struct area *a)
{
	int label = a->cols < 60 ? 14 : 23;

	area_put(a, 0, 0, label - 1, PAINT_LABEL, list_titles[i]);
	area_put(a, 0, label, a->cols - label, PAINT_TEXT, c->reasons[i]);
}

static void policy_draw(const struct clocks *c, int i, struct area *a)
{
	const struct policy_line *p = &c->policies[i];
	CLEAN_BUF struct buf text = { 0 };
	char day[DAY_TEXT];

	buf_text(&text, p->title ? p->title : p->name);
	if (!day_is_none(p->from))
		buf_printf(&text, ", adopted from %s", day_long(p->from, day));
	area_put(a, 0, 0, 9, p->in_force ? PAINT_LABEL : PAINT_DIM, p->in_force ? "in force" : "");
	area_put(a, 0, 9, a->cols - 9, PAINT_TEXT, buf_string(&text));
}

static void clocks_line(const void *state, int row, struct area *line)
{
	static void (*const draws[])(const struct clocks *, int, struct area *) = {
		[CLOCK_STEP] = step_draw, [CLOCK_CHOICES] = choices_draw, [CLOCK_POLICY] = policy_draw,
	};
	const struct clocks *c = state;

	draws[c->rows.items[row].kind](c, c->rows.items[row].at, line);
}

/* Where a clock comes from, and how many lines and clocks a policy has. */
static void foot_put(const struct clocks *c, struct buf *to)
{
	const struct clock_row *row = &c->rows.items[c->list.focus];

	if (row->kind == CLOCK_STEP)
		buf_printf(to, "Source: %s.", c->steps[row->at].source ? c->steps[row->at].source : "the policy");
	else if (row->kind == CLOCK_CHOICES)
		buf_printf(to, "%s: %s.", list_titles[row->at], c->reasons[row->at]);
	else
		buf_printf(to, "%s: %d lines, %d clocks, %d session times.", c->policies[row->at].title, c->policies[row->at].boundaries,
			   c->policies[row->at].steps, c->policies[row->at].times);
}

static void clocks_draw(void *state, struct area *a)
{
	struct clocks *c = state;
	const struct list_look look = { .state = c, .heading = clocks_heading, .draw = clocks_line };
	int foot = a->rows > 8 ? 3 : 0;
	struct area list = area_part(a, 0, 0, a->rows - foot, a->cols), below = area_part(a, a->rows - foot + 1, 0, foot - 1, a->cols);
	CLEAN_BUF struct buf text = { 0 };

	area_cursor(a, 0, 0);
	list_draw(&c->list, &list, &look);
	if (foot == 0 || c->list.count == 0)
		return;
	foot_put(c, &text);
	area_paragraph(&below, 0, 0, a->cols, PAINT_TEXT, buf_string(&text));
}

static struct list *clocks_list(void *state)
{
	return &((struct clocks *)state)->list;
}

/* KEYS -------------------------------------------------------------------------------------------------------------------------------- */

static int adopt(struct ui *ui, const struct clocks *c, const char *typed, bool times)
{
	struct day today = office_today(ui->office), from = today;
	const struct policy_line *p = policy_focused(c);
	CLEAN_ANSWER struct roll_answer a = { 0 };

	if (*typed && form_day_read(typed, today, false, &from) < 0)
		return ui_refuse(ui, "Nothing was adopted: write the first day, like 3/9/2026, or today.");
	int r = office_policy_adopt(ui->office, p->name, from, times, NULL, &a.said, &a.act, &a.e);
	return roll_answered(ui, r, &a, "%s is adopted.", p->title);
}

static int adopt_answer(struct ui *ui, void *state, const char *typed)
{
	return adopt(ui, state, typed, false);
}

static int adopt_times_answer(struct ui *ui, void *state, const char *typed)
{
	return adopt(ui, state, typed, true);
}

static int ask_adopt(struct ui *ui, const struct clocks *c, ui_answer *answer)
{
	const char *title = policy_focused(c)->title;
	size_t name = strcspn(title, ":"), most = text_clip(title, PROMPT_TITLE, NULL);
	char prompt[400];

	snprintf(prompt, sizeof prompt, "Adopt %.*s from:", (int)(name < most ? name : most), title);
	return ui_ask(ui, prompt, "today", answer);
}

static int clocks_open(struct ui *ui, void *state, const struct key *k)
{
	const struct clocks *c = state;
	const struct clock_row *row = &c->rows.items[c->list.focus];

	(void)k;
	if (row->kind == CLOCK_CHOICES)
		return open_choices(ui, (enum choices)row->at);
	if (row->kind == CLOCK_STEP)
		return c->due[row->at] ? open_due(ui, c->due[row->at]) : open_calls(ui);
	return ask_adopt(ui, c, adopt_answer);
}

static int clocks_times(struct ui *ui, void *state, const struct key *k)
{
	(void)k;
	return ask_adopt(ui, state, adopt_times_answer);
}

enum clocks_need { NEED_POLICY = NEED_OWN, NEED_ADOPT = NEED_OWN << 1, NEED_DONE = NEED_OWN << 2, NEED_OPENS = NEED_OWN << 3 };

static const char *const clocks_refusals[] = {
	"Go to a policy first: End.",
	"An administrator or the head adopts a policy: ask them.",
	ROLL_NOT_DONE,
	"The office does that: ask them.",
};

/* A list of reasons is for everybody to look at. */
static bool may_open(const struct clocks *c)
{
	const struct clock_row *row = &c->rows.items[c->list.focus];

	return row->kind == CLOCK_CHOICES || (row->kind == CLOCK_STEP ? c->may_call : c->may_adopt);
}

static unsigned clocks_has(struct ui *ui, const void *state)
{
	const struct clocks *c = state;

	return (c->list.count > 0 && policy_focused(c) ? NEED_POLICY : 0) | (c->list.count > 0 && may_open(c) ? NEED_OPENS : 0) |
	       (c->may_adopt ? NEED_ADOPT : 0) | (roll_has_done(ui) ? NEED_DONE : 0);
}

static const struct binding clocks_keys[] = {
	{ ON(KEY_ENTER), "open", clocks_open, NEED_ROW | NEED_OPENS, "What the step asks for; the list of reasons; adopt the policy", "Open" },
	{ ON_TEXT("a"), "adopt-times", clocks_times, NEED_WRITE | NEED_ROW | NEED_POLICY | NEED_ADOPT, "Adopt this policy, and its session times with it",
	  "With its times" },
	{ ON(KEY_F(8)), "undo", roll_undo, NEED_WRITE | NEED_DONE, "Undo your last change here", "Undo" },
	{ .name = NULL },
};

const struct screen_kind clocks_screen = {
	.name = "clocks",
	.help = "What the policy in force times today, and how far it is; the short lists of reasons, which the school sets; the policies that can be adopted.",
	.keys = clocks_keys, .refusals = clocks_refusals, .has = clocks_has, .reload = clocks_reload, .title = clocks_title,
	.draw = clocks_draw,
	.list = clocks_list, .close = clocks_close, .state_size = sizeof(struct clocks),
};

int open_clocks(struct ui *ui)
{
	return ui_open(ui, &clocks_screen, NULL, NULL) < 0 ? REACT_STOP : REACT_NONE;
}
