/* Pupils: the roll as a list that narrows while a name is typed; one or many of them go on to what changes them (H1, H2). */
#include <string.h>

#include "base/text.h"
#include "office/today.h"
#include "roll.h"
#include "rules/pupil.h"

struct pupils {
	struct list list;
	struct field typed;
	struct pupils_view view;
	struct arena arena;                /* of the classes, read anew with the list */
	const struct group_line *classes;
	int class_count;
	char *class;                       /* only this one; NULL: all */
	enum roll_state state;             /* ROLL_STATES: all */
	bool moved;                        /* the last key moved in the list: the cursor is there, and Space marks */
	struct { VEC(int64_t); } marked;
	const char *title;                 /* of a choice; NULL: the list itself */
	roll_chosen *chosen;
};

struct about_pupils {
	const char *title;
	roll_chosen *chosen;
};

/* READING ----------------------------------------------------------------------------------------------------------------------------- */

static int classes_read(struct ui *ui, struct pupils *p, struct err *e)
{
	struct arena fresh = { 0 };
	struct group_line *groups = NULL;
	int n = office_groups(ui->office, office_today(ui->office), &fresh, &groups, e);

	if (n < 0) {
		arena_finish(&fresh);
		return n;
	}
	arena_finish(&p->arena);
	p->arena = fresh;
	p->classes = groups;
	p->class_count = n;
	return 0;
}

static void focus_pupil(struct pupils *p, int64_t pupil)
{
	for (int i = 0; pupil && i < p->view.count; i++)
		if (p->view.lines[i].pupil == pupil)
			list_focus(&p->list, i);
}

static int pupils_reload(struct ui *ui, void *state, struct err *e)
{
	struct pupils *p = state;
	struct pupils_wish w = { .typed = field_text(&p->typed), .group = p->class, .year = SESSION_ANY_YEAR, .day = DAY_NONE,
				 .states = p->state == ROLL_STATES ? (1u << ROLL_STATES) - 1 : 1u << p->state };
	int64_t focused = p->list.count > 0 ? p->view.lines[p->list.focus].pupil : 0;
	struct pupils_view fresh;
	int r = classes_read(ui, p, e);

	if (r == 0)
		r = office_pupils_open(ui->office, &w, &fresh, e);
	if (r < 0)
		return r;
	pupils_view_finish(&p->view);
	p->view = fresh;
	list_count(&p->list, fresh.count);
	focus_pupil(p, focused);
	return 0;
}

static void pupils_start(void *state, const void *about)
{
	const struct about_pupils *from = about;
	struct pupils *p = state;

	p->title = from->title;
	p->chosen = from->chosen;
}

static void pupils_close(void *state)
{
	struct pupils *p = state;

	pupils_view_finish(&p->view);
	field_finish(&p->typed);
	arena_finish(&p->arena);
	vec_finish(&p->marked);
	mem_cleanup(&p->class);
}

static const struct pupil_line *focused(const struct pupils *p)
{
	return p->list.count > 0 ? &p->view.lines[p->list.focus] : NULL;
}

static int marked_at(const struct pupils *p, int64_t pupil)
{
	for (int i = 0; i < p->marked.count; i++)
		if (p->marked.items[i] == pupil)
			return i;
	return -1;
}

/* SEEN -------------------------------------------------------------------------------------------------------------------------------- */

static const char *const state_words[ROLL_STATES + 1] = { "on the roll", "to come", "left", "all" };

static void pupils_title(const void *state, struct buf *to)
{
	const struct pupils *p = state;

	buf_printf(to, "%s: %s", p->title ? p->title : "Pupils", state_words[p->state]);
	if (p->class)
		buf_printf(to, ", %s", p->class);
}

/* Columns of the list, by what the window has room for. */
struct shape {
	int name, class, year, born, remark;
};

static struct shape shape_of(int cols)
{
	if (cols < 60)
		return (struct shape){ .name = cols - 12, .class = cols - 11 };
	int name = cols > 100 ? 40 : 27;
	return (struct shape){ name, name + 3, name + 15, name + 20, name + 33 };
}

static void pupils_draw_line(const void *state, int row, struct area *line)
{
	const struct pupils *p = state;
	const struct pupil_line *l = &p->view.lines[row];
	struct shape at = shape_of(line->cols);
	char born[DAY_TEXT], year[8];

	if (marked_at(p, l->pupil) >= 0)
		area_put(line, 0, 0, 1, PAINT_UNSENT, "*");
	area_put(line, 0, 2, at.name - 1, PAINT_TEXT, l->name);
	area_put(line, 0, at.class, 11, l->group ? PAINT_TEXT : PAINT_DIM, l->group ? l->group : "no class");
	if (at.year == 0)
		return;
	area_put(line, 0, at.year, 4, PAINT_TEXT, l->year == SESSION_ANY_YEAR ? "" : year_name(l->year, year));
	area_put(line, 0, at.born, 12, PAINT_TEXT, short_day(l->born, born));
	if (l->remark)
		area_put(line, 0, at.remark, line->cols - at.remark, PAINT_DIM, l->remark);
}

static void titles_draw(struct area *a, int row)
{
	struct shape at = shape_of(a->cols);

	area_put(a, row, 2, at.name, PAINT_LABEL, "Name");
	area_put(a, row, at.class, 11, PAINT_LABEL, "Class");
	if (at.year == 0)
		return;
	area_put(a, row, at.year, 4, PAINT_LABEL, "Year");
	area_put(a, row, at.born, 12, PAINT_LABEL, "Born");
	area_put(a, row, at.remark, a->cols - at.remark, PAINT_LABEL, "Remark");
}

/* "412 on the roll, 3 to come, 20 left", and how many are marked. */
static void counts_put(const struct pupils *p, struct buf *to)
{
	const int *of = p->view.of_state;

	if (p->marked.count > 0)
		buf_printf(to, "%d marked; ", p->marked.count);
	buf_printf(to, "%d on the roll, %d to come, %d left", of[ROLL_ON], of[ROLL_TO_COME], of[ROLL_LEFT]);
}

static void nobody_put(const struct pupils *p, struct buf *to)
{
	if (p->typed.text.length)
		buf_printf(to, "Nobody here has that name (%s). Tab shows others.", state_words[p->state]);
	else
		buf_printf(to, "Nobody is shown: %s%s%s. Tab shows others.", state_words[p->state], p->class ? ", " : "", p->class ? p->class : "");
}

/* What did not fit in the focused line. */
static void particulars_put(const struct pupils *p, int cols, struct buf *to)
{
	const struct pupil_line *l = focused(p);
	char born[DAY_TEXT], year[16];

	if (!l)
		return;
	if (cols < 60) {
		buf_printf(to, "%s, born %s", l->year == SESSION_ANY_YEAR ? "no year" : year_title(l->year, year), short_day(l->born, born));
	} else {
		buf_printf(to, "%s%s%s", l->name, l->admission_number ? ", number " : "", l->admission_number ? l->admission_number : "");
		buf_printf(to, ", %s%s", l->upn ? "UPN " : "no UPN yet", l->upn ? l->upn : "");
	}
	if (l->remark)
		buf_printf(to, "; %s", l->remark);
}

static void foot_draw(const struct pupils *p, struct area *a, int rows)
{
	CLEAN_BUF struct buf words = { 0 }, counts = { 0 };

	particulars_put(p, a->cols, &words);
	counts_put(p, &counts);
	area_put(a, a->rows - rows, 0, a->cols, PAINT_DIM, buf_string(&counts));
	if (rows > 1)
		area_put(a, a->rows - 1, 0, a->cols, PAINT_TEXT, buf_string(&words));
}

static void pupils_draw(void *state, struct area *a)
{
	struct pupils *p = state;
	const struct list_look look = { .state = p, .draw = pupils_draw_line };
	int label = area_put(a, 0, 0, a->cols, PAINT_LABEL, "Name:"), head = a->rows > 8 ? 2 : 1, foot = a->rows > 10 ? 3 : a->rows > 4 ? 1 : 0;
	struct area rest = area_part(a, head, 0, a->rows - head - foot, a->cols);
	CLEAN_BUF struct buf nobody = { 0 };

	if (head > 1)
		titles_draw(a, 1);
	list_draw(&p->list, &rest, &look);
	nobody_put(p, &nobody);
	if (p->list.count == 0)
		area_put(&rest, 0, 0, a->cols, PAINT_TEXT, buf_string(&nobody));
	if (foot > 0)
		foot_draw(p, a, foot > 1 ? 2 : 1);
	field_draw(&p->typed, a, 0, label + 1, a->cols - label - 1, !p->moved || p->list.count == 0);
}

static struct list *pupils_list(void *state)
{
	return &((struct pupils *)state)->list;
}

/* NARROWING --------------------------------------------------------------------------------------------------------------------------- */

static int key_type(struct ui *ui, void *state, const struct key *k)
{
	struct pupils *p = state;
	struct err e = { 0 };

	p->moved = false;
	if (!field_key(&p->typed, k))
		return ui_refuse(ui, "That is longer than any name here.");
	p->list.focus = 0;
	list_count(&p->list, 0);
	return pupils_reload(ui, p, &e) < 0 ? ui_refuse_err(ui, &e) : REACT_NONE;
}

static int key_move(struct ui *ui, void *state, const struct key *k)
{
	(void)ui;
	(void)k;
	((struct pupils *)state)->moved = true;
	return REACT_PASS;
}

static int key_state(struct ui *ui, void *state, const struct key *k)
{
	struct pupils *p = state;

	(void)ui;
	p->state = (enum roll_state)((p->state + (k->code == KEY_TAB ? 1 : ROLL_STATES)) % (ROLL_STATES + 1));
	return REACT_RELOAD;
}

/* Round through all, and each class. */
static int key_class(struct ui *ui, void *state, const struct key *k)
{
	struct pupils *p = state;
	int at = 0, n = p->class_count + 1;

	(void)ui;
	for (int i = 0; p->class && i < p->class_count; i++)
		if (strcmp(p->classes[i].name, p->class) == 0)
			at = i + 1;
	at = (at + (k->code == KEY_RIGHT ? 1 : n - 1)) % n;
	mem_cleanup(&p->class);
	p->class = at > 0 ? mem_text(p->classes[at - 1].name) : NULL;
	return REACT_RELOAD;
}

/* MARKING ----------------------------------------------------------------------------------------------------------------------------- */

static int key_mark(struct ui *ui, void *state, const struct key *k)
{
	struct pupils *p = state;
	int64_t pupil = focused(p)->pupil;
	int at = marked_at(p, pupil);

	(void)ui;
	(void)k;
	if (at < 0)
		vec_push(&p->marked, pupil);
	else
		p->marked.items[at] = p->marked.items[--p->marked.count];
	list_focus(&p->list, p->list.focus + 1);
	p->moved = true;
	return REACT_NONE;
}

/* In the list Space marks; in what is typed it divides words. */
static int key_space(struct ui *ui, void *state, const struct key *k)
{
	const struct pupils *p = state;

	if (p->typed.text.length > 0 && !p->moved)
		return key_type(ui, state, k);
	return p->list.count > 0 ? key_mark(ui, state, k) : ui_refuse(ui, "There is nobody in this list to mark.");
}

static int key_mark_all(struct ui *ui, void *state, const struct key *k)
{
	struct pupils *p = state;
	bool all = true;

	(void)k;
	for (int i = 0; i < p->view.count; i++)
		all = all && marked_at(p, p->view.lines[i].pupil) >= 0;
	if (all) {
		p->marked.count = 0;
		ui_say(ui, "Nobody is marked now.");
		return REACT_NONE;
	}
	for (int i = 0; i < p->view.count; i++)
		if (marked_at(p, p->view.lines[i].pupil) < 0)
			vec_push(&p->marked, p->view.lines[i].pupil);
	ui_say(ui, "%d marked: F10 moves them to a class or a year.", p->marked.count);
	return REACT_NONE;
}

static int key_change(struct ui *ui, void *state, const struct key *k)
{
	const struct pupils *p = state;

	(void)k;
	if (p->marked.count > 0)
		return open_move(ui, p->marked.items, p->marked.count, false);
	return open_move(ui, &focused(p)->pupil, 1, false);
}

/* OPENING ----------------------------------------------------------------------------------------------------------------------------- */

static int key_new(struct ui *ui, void *state, const struct key *k)
{
	(void)state;
	(void)k;
	return open_pupil_new(ui);
}

static int key_record(struct ui *ui, void *state, const struct key *k)
{
	(void)k;
	return open_record(ui, focused(state)->pupil);
}

static int key_figures(struct ui *ui, void *state, const struct key *k)
{
	(void)k;
	return open_pupil(ui, focused(state)->pupil);
}

/* First the marks go, then the screen. */
static int key_back(struct ui *ui, void *state, const struct key *k)
{
	struct pupils *p = state;

	(void)k;
	if (p->marked.count == 0)
		return REACT_LEAVE;
	p->marked.count = 0;
	ui_say(ui, "Nobody is marked now. Esc goes back.");
	return REACT_NONE;
}

enum pupils_need { NEED_ROLL = NEED_OWN };

static const char *const pupils_refusals[] = { "The office changes the roll: ask them." };

static unsigned pupils_has(struct ui *ui, const void *state)
{
	(void)state;
	return office_may(ui->office, ACTION_CHANGE_ROLL, 0, NULL) == 0 ? NEED_ROLL : 0;
}

#define NARROWING \
	{ ON_ANY_TEXT, "type", key_type, 0, "Narrow the list to names that begin so", NULL }, \
	{ ON(KEY_BACKSPACE), "backspace", key_type, 0, "Take the last letter away", NULL }, \
	{ ON(KEY_LEFT), "class-before", key_class, 0, "Only the class before, or all", NULL }, \
	{ ON(KEY_RIGHT), "class-next", key_class, 0, "Only the next class, or all", NULL }, \
	{ ON(KEY_BACKTAB), "state-before", key_state, 0, "The other way round", NULL }, \
	{ ON(KEY_UP), "up", key_move, 0, "One line up", NULL }, \
	{ ON(KEY_DOWN), "down", key_move, 0, "One line down", NULL }, \
	{ ON(KEY_PAGE_UP), "page-up", key_move, 0, "A page up", NULL }, \
	{ ON(KEY_PAGE_DOWN), "page-down", key_move, 0, "A page down", NULL }, \
	{ ON(KEY_HOME), "first", key_move, 0, "To the first line", NULL }, \
	{ ON(KEY_END), "last", key_move, 0, "To the last line", NULL }

static const struct binding pupils_keys[] = {
	{ ON(KEY_ENTER), "open", key_record, NEED_ROW, "Open this pupil's record", "Record" },
	{ ON_TEXT("+"), "new", key_new, NEED_WRITE | NEED_ROLL, "A new pupil", "New" },
	{ ON(KEY_TAB), "state", key_state, 0, "On the roll, to come, left, or all of them", "Others" },
	{ ON_TEXT(" "), "mark", key_space, 0, "Mark this pupil, to change several at once", "Mark" },
	{ ON(KEY_F(5)), "mark-all", key_mark_all, NEED_ROW, "Mark all that are shown, or none", "All" },
	{ ON(KEY_F(10)), "move", key_change, NEED_ROW | NEED_WRITE | NEED_ROLL, "Move who is marked, or this pupil, to a class or a year", "Move" },
	{ ON(KEY_F(4)), "figures", key_figures, NEED_ROW, "This pupil's year: marks and figures", "Figures" },
	{ ON(KEY_F(8)), "undo", roll_undo, NEED_WRITE, "Undo your last change here", "Undo" },
	{ ON(KEY_ESC), "back", key_back, 0, "Unmark everybody; then go back", "Back" },
	NARROWING,
	{ .name = NULL },
};

const struct screen_kind pupils_screen = {
	.name = "pupils",
	.help = "The roll. Letters narrow it, Left and Right take one class, Tab shows who is to come or has left; equal names carry class and date of "
		"birth. Space marks several.",
	.keys = pupils_keys, .refusals = pupils_refusals, .has = pupils_has, .typing = true, .reload = pupils_reload, .title = pupils_title,
	.draw = pupils_draw, .list = pupils_list, .close = pupils_close, .state_size = sizeof(struct pupils),
};

int open_pupils(struct ui *ui)
{
	return ui_open(ui, &pupils_screen, pupils_start, &(struct about_pupils){ 0 }) < 0 ? REACT_STOP : REACT_NONE;
}

/* CHOOSING ONE ------------------------------------------------------------------------------------------------------------------------ */

static int key_choose(struct ui *ui, void *state, const struct key *k)
{
	const struct pupils *p = state;
	void *asker = ui->stack.items[ui->stack.count - 2].state;
	int64_t pupil = focused(p)->pupil;
	roll_chosen *chosen = p->chosen;

	(void)k;
	ui_leave(ui);
	return ui_state(ui) == asker ? chosen(ui, asker, pupil) : REACT_STOP;
}

static const struct binding pick_keys[] = {
	{ ON(KEY_ENTER), "choose", key_choose, NEED_ROW, "Choose this pupil", "Choose" },
	{ ON(KEY_TAB), "state", key_state, 0, "On the roll, to come, left, or all of them", "Others" },
	NARROWING,
	{ .name = NULL },
};

const struct screen_kind pupil_pick_screen = {
	.name = "pick", .help = "Type a part of the name; Enter chooses the pupil.", .keys = pick_keys, .typing = true, .reload = pupils_reload,
	.title = pupils_title, .draw = pupils_draw, .list = pupils_list, .close = pupils_close, .state_size = sizeof(struct pupils),
};

int open_pupil_pick(struct ui *ui, const char *title, roll_chosen *chosen)
{
	return ui_open(ui, &pupil_pick_screen, pupils_start, &(struct about_pupils){ title, chosen }) < 0 ? REACT_STOP : REACT_NONE;
}
