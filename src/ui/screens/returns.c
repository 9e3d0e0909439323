/* Returns to the authority (C9): what is due and near, what it is made of, and that it was made. */
#include <stdio.h>

#include "calls.h"
#include "office/returns.h"
#include "office/today.h"

struct returns_screen {
	struct list list;
	struct returns_view view;
	struct returns_wish wish;
	int64_t adding;         /* whom: why is being asked */
	char picking[64];       /* the title of the list that asks whom */
	bool is_read, working;
};

/* READING ----------------------------------------------------------------------------------------------------------------------------- */

static int row_of(const struct returns_view *v, const struct return_line *was)
{
	for (int i = 0; i < v->count; i++)
		if (v->lines[i].pupil == was->pupil && v->lines[i].found.kind == was->found.kind && day_equal(v->lines[i].found.from, was->found.from))
			return i;
	return -1;
}

static int returns_reload(struct ui *ui, void *state, struct err *e)
{
	struct returns_screen *t = state;
	struct returns_view fresh;
	int r = office_returns_open(ui->office, &t->wish, &fresh, e), row = -1;

	if (r < 0)
		return r;
	if (t->is_read && t->list.count > 0)
		row = row_of(&fresh, &t->view.lines[t->list.focus]);
	if (t->is_read)
		returns_view_finish(&t->view);
	t->view = fresh;
	t->is_read = true;
	list_count(&t->list, fresh.count);
	if (row >= 0)
		list_focus(&t->list, row);
	return 0;
}

static void returns_start(void *state, const void *about)
{
	struct returns_screen *t = state;

	(void)about;
	t->wish = (struct returns_wish){ .kind = -1 };
}

static void returns_close(void *state)
{
	struct returns_screen *t = state;

	if (t->is_read)
		returns_view_finish(&t->view);
}

/* SEEN -------------------------------------------------------------------------------------------------------------------------------- */

static void returns_title(const void *state, struct buf *to)
{
	const struct returns_screen *t = state;

	buf_printf(to, "%s: %d due, %d near%s", t->wish.kind < 0 ? "Returns to the authority" : return_title((enum return_kind)t->wish.kind), t->view.due,
		   t->view.near, t->wish.made ? ", made too" : "");
}

static const char *returns_heading(const void *state, int row)
{
	const struct return_line *l = &((const struct returns_screen *)state)->view.lines[row];
	bool goes_on = row > 0 && l->found.state == l[-1].found.state && l->overdue == l[-1].overdue;

	return goes_on ? NULL : return_heading(&l->found, l->overdue);
}

/* In a column: by when, or how many days; all of it is below the list. */
static void brief_put(const struct return_line *l, struct buf *to)
{
	const struct return_found *f = &l->found;
	char due[DAY_TEXT];

	if (f->state == RETURN_DUE && !day_is_none(f->due)) {
		buf_printf(to, "by %s", short_day(f->due, due));
		return;
	}
	if (f->days > 0 || f->half)
		buf_printf(to, "%d%s day%s", f->days, f->half ? " 1/2" : "", f->days == 1 && !f->half ? "" : "s");
	if (f->ahead > 0)
		buf_printf(to, "%s%d to come", to->length > 0 ? ", " : "", f->ahead);
	if (to->length == 0 && f->named)
		buf_text(to, "named");
}

enum { KIND_CELLS = 26, CLASS_CELLS = 9, NARROW = 60 };

static void returns_draw_line(const void *state, int row, struct area *a)
{
	const struct returns_screen *t = state;
	const struct return_line *l = &t->view.lines[row];
	bool narrow = a->cols < NARROW;
	int name = narrow ? a->cols - KIND_CELLS - 1 : 22, words = KIND_CELLS + name + CLASS_CELLS + 3;
	CLEAN_BUF struct buf brief = { 0 };

	area_put(a, 0, 0, KIND_CELLS, l->overdue ? PAINT_ALERT : PAINT_TEXT, return_title(l->found.kind));
	area_put(a, 0, KIND_CELLS + 1, name, PAINT_TEXT, l->name);
	if (narrow)
		return;
	area_put(a, 0, KIND_CELLS + name + 2, CLASS_CELLS, PAINT_DIM, l->group ? l->group : "");
	brief_put(l, &brief);
	area_put(a, 0, words, a->cols - words, PAINT_DIM, buf_string(&brief));
}

static void below_put(const struct returns_screen *t, struct area *a)
{
	const struct return_line *l = &t->view.lines[t->list.focus];
	CLEAN_BUF struct buf text = { 0 };
	char day[DAY_TEXT];

	buf_printf(&text, "%s: %s.", l->name, t->working ? l->working : l->words);
	if (!t->working && l->found.state == RETURN_DUE && !day_is_none(l->found.due))
		buf_printf(&text, " By %s%s.", day_long(l->found.due, day), l->overdue ? ", overdue" : "");
	if (!t->working && l->said)
		buf_printf(&text, " \"%s\"", l->said);
	area_paragraph(a, 0, 0, a->cols, PAINT_TEXT, buf_string(&text));
}

static void returns_draw(void *state, struct area *a)
{
	struct returns_screen *t = state;
	const struct list_look look = { .state = t, .heading = returns_heading, .draw = returns_draw_line };
	int foot = a->rows > 14 ? 5 : a->rows > 8 ? 3 : 0;
	struct area list = area_part(a, 0, 0, a->rows - foot, a->cols), below = area_part(a, a->rows - foot + 1, 0, foot - 1, a->cols);

	area_cursor(a, 0, 0);
	if (t->list.count == 0) {
		area_paragraph(a, 0, 0, a->cols, PAINT_TEXT, "No return is due or near. + adds a pupil to one.");
		return;
	}
	list_draw(&t->list, &list, &look);
	if (foot > 0)
		below_put(t, &below);
}

static struct list *returns_list(void *state)
{
	return &((struct returns_screen *)state)->list;
}

/* KEYS -------------------------------------------------------------------------------------------------------------------------------- */

static const struct return_line *focused(const struct returns_screen *t)
{
	return &t->view.lines[t->list.focus];
}

static int returns_pupil(struct ui *ui, void *state, const struct key *k)
{
	(void)k;
	return open_pupil(ui, focused(state)->pupil);
}

static int made_answer(struct ui *ui, void *state, const char *typed)
{
	const struct return_line *l = focused(state);
	CLEAN_ANSWER struct roll_answer a = { 0 };
	int r = office_return_made(ui->office, l->pupil, l->found.kind, DAY_NONE, typed, &a.act, &a.e);

	return roll_answered(ui, r, &a, "%s of %s: made.", return_title(l->found.kind), l->name);
}

static int returns_made(struct ui *ui, void *state, const struct key *k)
{
	(void)state;
	(void)k;
	return ui_ask(ui, "Made. To whom it went, and how:", NULL, made_answer);
}

/* Of all kinds it is the attendance return: "fails to attend regularly" is a person's to say (reg 13). */
static enum return_kind kind_of(const struct returns_screen *t)
{
	return t->wish.kind < 0 ? RETURN_ATTENDANCE : (enum return_kind)t->wish.kind;
}

static int add_answer(struct ui *ui, void *state, const char *typed)
{
	CLEAN_ARENA struct arena arena = { 0 };
	CLEAN_ANSWER struct roll_answer a = { 0 };
	struct returns_screen *t = state;
	int r = office_return_add(ui->office, t->adding, kind_of(t), typed, &a.act, &a.e);

	return roll_answered(ui, r, &a, "%s: %s was added.", return_title(kind_of(t)), office_name_of_pupil(ui->office, t->adding, &arena));
}

static int chosen(struct ui *ui, void *asker, int64_t pupil)
{
	((struct returns_screen *)asker)->adding = pupil;
	return ui_ask(ui, "Why:", NULL, add_answer);
}

static int returns_add(struct ui *ui, void *state, const struct key *k)
{
	struct returns_screen *t = state;

	(void)k;
	snprintf(t->picking, sizeof t->picking, "Add to: %s", return_title(kind_of(t)));
	return open_pupil_pick(ui, t->picking, chosen);
}

static int drop_answer(struct ui *ui, void *state, const char *typed)
{
	const struct return_line *l = focused(state);
	CLEAN_ANSWER struct roll_answer a = { 0 };
	int r = office_return_drop(ui->office, l->pupil, l->found.kind, typed, &a.act, &a.e);

	return roll_answered(ui, r, &a, "%s: %s is off it.", return_title(l->found.kind), l->name);
}

static int returns_drop(struct ui *ui, void *state, const struct key *k)
{
	(void)state;
	(void)k;
	return ui_ask(ui, "Off it, without a return. Why:", NULL, drop_answer);
}

/* All kinds, each, and round again. */
static int returns_turn(struct ui *ui, void *state, const struct key *k)
{
	struct returns_screen *t = state;

	(void)ui;
	(void)k;
	t->wish.kind = t->wish.kind + 1 < RETURN_KINDS ? t->wish.kind + 1 : -1;
	return REACT_RELOAD;
}

static int returns_past(struct ui *ui, void *state, const struct key *k)
{
	struct returns_screen *t = state;

	(void)ui;
	(void)k;
	t->wish.made = !t->wish.made;
	return REACT_RELOAD;
}

static int returns_working(struct ui *ui, void *state, const struct key *k)
{
	struct returns_screen *t = state;

	(void)ui;
	(void)k;
	t->working = !t->working;
	return REACT_NONE;
}

enum returns_need { NEED_OPEN = NEED_OWN, NEED_NAMED = NEED_OWN << 1, NEED_DONE = NEED_OWN << 2, NEED_MAKER = NEED_OWN << 3, NEED_ROLL = NEED_OWN << 4 };

static const char *const returns_refusals[] = {
	"This return was made already.",
	"Nobody added this pupil: it goes when the marks say so.",
	ROLL_NOT_DONE,
	"The office makes returns: ask there.",
	"Who came and who left is told with the roll: ask the office.",
};

/* A new-pupil or deletion return is noted on the roll, by whoever keeps it, but for one that a person named. */
static bool may_make(struct ui *ui, const struct return_line *l)
{
	bool of_roll = (l->found.kind == RETURN_NEW_PUPIL || l->found.kind == RETURN_DELETION) && !l->found.named;

	return !of_roll || office_may(ui->office, ACTION_CHANGE_ROLL, 0, NULL) == 0;
}

static unsigned returns_has(struct ui *ui, const void *state)
{
	const struct returns_screen *t = state;
	const struct return_line *l = t->list.count > 0 ? focused(t) : NULL;

	return (l && l->found.state != RETURN_MADE ? NEED_OPEN : 0) | (l && l->found.named ? NEED_NAMED : 0) | (roll_has_done(ui) ? NEED_DONE : 0) |
	       (t->view.may_change ? NEED_MAKER : 0) | (l && may_make(ui, l) ? NEED_ROLL : 0);
}

static const struct binding returns_keys[] = {
	{ ON(KEY_ENTER), "pupil", returns_pupil, NEED_ROW, "Open the page of the pupil", "Pupil" },
	{ ON_TEXT("m"), "made", returns_made, NEED_WRITE | NEED_MAKER | NEED_ROW | NEED_OPEN | NEED_ROLL, "The return was made: to whom, and how", "Made" },
	{ ON_TEXT("+"), "add", returns_add, NEED_WRITE | NEED_MAKER, "Add a pupil to the return, with why", "Add" },
	{ ON_TEXT("-"), "drop", returns_drop, NEED_WRITE | NEED_MAKER | NEED_ROW | NEED_NAMED, "Take a pupil whom somebody added off it, with why", NULL },
	{ ON_TEXT("k"), "kind", returns_turn, 0, "One kind of return, the next, and all again", "Kind" },
	{ ON(KEY_TAB), "past", returns_past, 0, "Those that were made too, or not", "Made ones" },
	{ ON(KEY_F(4)), "working", returns_working, NEED_ROW, "How the days come about, step by step", "Working" },
	{ ON(KEY_F(8)), "undo", roll_undo, NEED_WRITE | NEED_DONE, "Undo your last change here", NULL },
	{ .name = NULL },
};

const struct screen_kind returns_screen = {
	.name = "returns", .help = "What the local authority is to be told: ten days of absence, illness, leave, suspension, who came and who left. m says that one was made.",
	.keys = returns_keys, .refusals = returns_refusals, .has = returns_has, .reload = returns_reload, .title = returns_title, .draw = returns_draw,
	.list = returns_list, .close = returns_close, .state_size = sizeof(struct returns_screen),
};

int open_returns(struct ui *ui)
{
	return ui_open(ui, &returns_screen, returns_start, NULL) < 0 ? REACT_STOP : REACT_NONE;
}
