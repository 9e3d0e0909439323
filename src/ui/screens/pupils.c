/* Pupils: the roll as a list that narrows while a name is typed; one or many of them go on to what changes them (H1, H2). */
#include <string.h>

#include "pupils.h"

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
	if (p->before >= 0 && ui->done.act != p->before)
		p->marked.count = 0;
	p->before = -1;
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
	p->before = -1;
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
	int64_t pupil = pupils_focused(p)->pupil;
	int at = pupils_marked_at(p, pupil);

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
		all = all && pupils_marked_at(p, p->view.lines[i].pupil) >= 0;
	if (all) {
		p->marked.count = 0;
		ui_say(ui, "Nobody is marked now.");
		return REACT_NONE;
	}
	for (int i = 0; i < p->view.count; i++)
		if (pupils_marked_at(p, p->view.lines[i].pupil) < 0)
			vec_push(&p->marked, p->view.lines[i].pupil);
	ui_say(ui, "%d marked: F10 moves them to a class or a year.", p->marked.count);
	return REACT_NONE;
}

static int key_change(struct ui *ui, void *state, const struct key *k)
{
	struct pupils *p = state;

	(void)k;
	p->before = ui->done.act;
	if (p->marked.count > 0)
		return open_move(ui, p->marked.items, p->marked.count, false);
	return open_move(ui, &pupils_focused(p)->pupil, 1, false);
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
	return open_record(ui, pupils_focused(state)->pupil);
}

static int key_figures(struct ui *ui, void *state, const struct key *k)
{
	(void)k;
	return open_pupil(ui, pupils_focused(state)->pupil);
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

enum pupils_need { NEED_ROLL = NEED_OWN, NEED_DONE = NEED_OWN << 1 };

static const char *const pupils_refusals[] = { "The office changes the roll: ask them.", ROLL_NOT_DONE };

static unsigned pupils_has(struct ui *ui, const void *state)
{
	(void)state;
	return (office_may(ui->office, ACTION_CHANGE_ROLL, 0, NULL) == 0 ? NEED_ROLL : 0) | (roll_has_done(ui) ? NEED_DONE : 0);
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
	{ ON(KEY_F(8)), "undo", roll_undo, NEED_WRITE | NEED_DONE, "Undo your last change here", "Undo" },
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
	int64_t pupil = pupils_focused(p)->pupil;
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
