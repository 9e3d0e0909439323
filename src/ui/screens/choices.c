/* One of the short lists of reasons, which a school sets (A17, A18, A20, B5). */
#include <stdio.h>
#include <string.h>

#include "calls.h"

struct choices_screen {
	struct list list;
	struct arena arena;
	struct choice *items;
	enum choices kind;
};

static int choices_reload(struct ui *ui, void *state, struct err *e)
{
	struct choices_screen *s = state;
	CLEAN_ARENA struct arena old = { 0 };
	struct choice *fresh = NULL;
	struct arena arena = { 0 };
	int n = office_choices(ui->office, s->kind, &arena, &fresh, e);

	if (n < 0) {
		arena_finish(&arena);
		return n;
	}
	old = s->arena;
	s->arena = arena;
	s->items = fresh;
	list_count(&s->list, n);
	return 0;
}

static void choices_start(void *state, const void *about)
{
	((struct choices_screen *)state)->kind = *(const enum choices *)about;
}

static void choices_close(void *state)
{
	arena_finish(&((struct choices_screen *)state)->arena);
}

static const char *const titles[CHOICES_KINDS] = {
	[CHOICES_LATE] = "Why late", [CHOICES_AMEND] = "Why a mark is changed", [CHOICES_OUT] = "Why out of school", [CHOICES_ABSENT] = "Why absent",
};

static void choices_title(const void *state, struct buf *to)
{
	buf_printf(to, "Reasons: %s", titles[((const struct choices_screen *)state)->kind]);
}

static void choices_line(const void *state, int row, struct area *line)
{
	const struct choice *c = &((const struct choices_screen *)state)->items[row];

	area_put(line, 0, 0, 4, PAINT_TEXT, c->code);
	area_put(line, 0, 5, line->cols - 5, PAINT_TEXT, c->words);
}

static void choices_draw(void *state, struct area *a)
{
	struct choices_screen *s = state;
	const struct list_look look = { .state = s, .draw = choices_line };

	area_cursor(a, 0, 0);
	if (s->list.count == 0)
		area_put(a, 0, 0, a->cols, PAINT_TEXT, "There is no reason here yet: + adds one.");
	list_draw(&s->list, a, &look);
}

static struct list *choices_list(void *state)
{
	return &((struct choices_screen *)state)->list;
}

/* SAVING: the list as a whole, with one line of it other than it was -------------------------------------------------------------------- */

static void line_put(const struct choice *c, struct buf *to)
{
	buf_printf(to, "%s%s%s", c->words, c->code ? " = " : "", c->code ? c->code : "");
}

/* `row` becomes `line`, goes where that is "", or (one behind the last) is new. */
static int put(struct ui *ui, struct choices_screen *s, int row, const char *line, const char *said)
{
	CLEAN_ANSWER struct roll_answer a = { 0 };
	CLEAN_BUF struct buf lines = { 0 };

	for (int i = 0; i < s->list.count; i++) {
		if (i == row)
			buf_text(&lines, line);
		else
			line_put(&s->items[i], &lines);
		if (i != row || *line)
			buf_text(&lines, "\n");
	}
	if (row == s->list.count)
		buf_printf(&lines, "%s\n", line);
	int r = office_choices_put(ui->office, s->kind, buf_string(&lines), &a.act, &a.e);
	return roll_answered(ui, r, &a, "%s.", said);
}

static int add_answer(struct ui *ui, void *state, const char *typed)
{
	struct choices_screen *s = state;

	return *typed ? put(ui, s, s->list.count, typed, "The reason is added") : ui_refuse(ui, "Nothing was added.");
}

static int change_answer(struct ui *ui, void *state, const char *typed)
{
	struct choices_screen *s = state;

	return *typed ? put(ui, s, s->list.focus, typed, "The reason is changed") : ui_refuse(ui, "Nothing was changed: x takes a reason away.");
}

static int choices_add(struct ui *ui, void *state, const struct key *k)
{
	(void)state;
	(void)k;
	return ui_ask(ui, "Reason, and its code if it has one (dentist = M):", NULL, add_answer);
}

static int choices_change(struct ui *ui, void *state, const struct key *k)
{
	struct choices_screen *s = state;
	CLEAN_BUF struct buf line = { 0 };

	(void)k;
	line_put(&s->items[s->list.focus], &line);
	return ui_ask(ui, "Reason:", buf_string(&line), change_answer);
}

static int choices_remove(struct ui *ui, void *state, const struct key *k)
{
	struct choices_screen *s = state;

	(void)k;
	if (s->list.count == 1)
		return ui_refuse(ui, "The last reason stays: d puts the list back as it was shipped.");
	return put(ui, s, s->list.focus, "", "The reason is taken away");
}

static int choices_default(struct ui *ui, void *state, const struct key *k)
{
	struct choices_screen *s = state;
	CLEAN_ANSWER struct roll_answer a = { 0 };
	int r = office_choices_put(ui->office, s->kind, "", &a.act, &a.e);

	(void)k;
	return roll_answered(ui, r, &a, "The list is as it was shipped.");
}

enum choices_need { NEED_SET = NEED_OWN, NEED_DONE = NEED_OWN << 1 };

static const char *const choices_refusals[] = { "The office sets these lists: ask them.", ROLL_NOT_DONE };

static unsigned choices_has(struct ui *ui, const void *state)
{
	(void)state;
	bool may = office_reach(ui->office, ACTION_PLAN) == REACH_ALL || office_may(ui->office, ACTION_CHANGE_SCHOOL, 0, NULL) == 0;

	return (may ? NEED_SET : 0) | (roll_has_done(ui) ? NEED_DONE : 0);
}

#define SETS (NEED_WRITE | NEED_SET)

static const struct binding choices_keys[] = {
	{ ON(KEY_ENTER), "change", choices_change, SETS | NEED_ROW, "Change this reason, or its code", "Change" },
	{ ON_TEXT("+"), "add", choices_add, SETS, "Another reason", "Add" },
	{ ON_TEXT("x"), "remove", choices_remove, SETS | NEED_ROW, "Take this reason away", "Take away" },
	{ ON_TEXT("d"), "default", choices_default, SETS, "As the list was shipped", "As shipped" },
	{ ON(KEY_F(8)), "undo", roll_undo, NEED_WRITE | NEED_DONE, "Undo your last change here", "Undo" },
	{ .name = NULL },
};

const struct screen_kind choices_screen = {
	.name = "reasons", .help = "A short list of reasons, in the order in which they are offered; a code behind a reason is given with it.",
	.keys = choices_keys, .refusals = choices_refusals, .has = choices_has, .reload = choices_reload, .title = choices_title, .draw = choices_draw,
	.list = choices_list, .close = choices_close, .state_size = sizeof(struct choices_screen),
};

int open_choices(struct ui *ui, enum choices kind)
{
	return ui_open(ui, &choices_screen, choices_start, &kind) < 0 ? REACT_STOP : REACT_NONE;
}
