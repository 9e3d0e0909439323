/* The pupils of a class: some of them chosen for a new one (a class that is split), or all of them put in the order in which they line up (A9). */
#include "classes.h"

#include <stdlib.h>
#include <string.h>

#include "office/pupils.h"

struct one {
	int64_t pupil;
	const char *name;
	bool chosen;
};

struct class_pupils {
	struct list list;
	int64_t class;
	const char *name;    /* of the class */
	struct arena arena;
	struct one *ones;
	bool carries;        /* in a line: the focused one is carried up and down */
	bool changed;        /* the order is no more the one that was read */
};

/* READING ----------------------------------------------------------------------------------------------------------------------------- */

static void start(void *state, const void *about)
{
	((struct class_pupils *)state)->class = *(const int64_t *)about;
}

static void finish(void *state)
{
	arena_finish(&((struct class_pupils *)state)->arena);
}

static bool was_chosen(const struct class_pupils *c, int64_t pupil)
{
	for (int i = 0; i < c->list.count; i++)
		if (c->ones[i].pupil == pupil)
			return c->ones[i].chosen;
	return false;
}

static void take(struct class_pupils *c, struct arena *a, struct one *ones, int n)
{
	int64_t focused = c->list.count > 0 ? c->ones[c->list.focus].pupil : 0;

	for (int i = 0; i < n; i++)
		ones[i].chosen = was_chosen(c, ones[i].pupil);
	arena_finish(&c->arena);
	c->arena = *a;
	c->ones = ones;
	list_count(&c->list, n);
	for (int i = 0; i < n; i++)
		if (ones[i].pupil == focused)
			list_focus(&c->list, i);
}

/* In the order of its register today; where there is none today, by name. */
static int ones_of_register(struct ui *ui, const struct class_pupils *c, struct arena *a, struct one **ret)
{
	const struct register_ref ref = { .roll_group = c->class, .day = office_today(ui->office), .session = SESSION_AM };
	struct register_view v;

	if (office_register_open(ui->office, &ref, &v, NULL) < 0)
		return -1;
	struct one *ones = arena_new(a, (size_t)v.count + 1, sizeof *ones);
	for (int i = 0; i < v.count; i++)
		ones[i] = (struct one){ v.lines[i].pupil, arena_text(a, v.lines[i].name), false };
	int n = v.count;
	register_view_finish(&v);
	*ret = ones;
	return n;
}

static int ones_by_name(struct ui *ui, const char *class, struct arena *a, struct one **ret, struct err *e)
{
	const struct pupils_wish w = { .group = class, .year = SESSION_ANY_YEAR, .day = DAY_NONE };
	struct pupils_view v;
	int r = office_pupils_open(ui->office, &w, &v, e);

	if (r < 0)
		return r;
	struct one *ones = arena_new(a, (size_t)v.count + 1, sizeof *ones);
	for (int i = 0; i < v.count; i++)
		ones[i] = (struct one){ v.lines[i].pupil, arena_text(a, v.lines[i].name), false };
	r = v.count;
	pupils_view_finish(&v);
	*ret = ones;
	return r;
}

static int reload(struct ui *ui, void *state, struct err *e)
{
	struct class_pupils *c = state;
	struct arena fresh = { 0 };
	struct class_line l;
	struct one *ones = NULL;

	if (c->changed)
		return 0; /* what a person has put in order stays so */
	int r = class_line_read(ui, c->class, &fresh, &l, e);
	if (r == 0)
		r = ones_of_register(ui, c, &fresh, &ones);
	if (r == -1)
		r = ones_by_name(ui, l.name, &fresh, &ones, e);
	if (r < 0) {
		arena_finish(&fresh);
		return r;
	}
	take(c, &fresh, ones, r);
	c->name = l.name;
	return 0;
}

/* SEEN -------------------------------------------------------------------------------------------------------------------------------- */

static int chosen_count(const struct class_pupils *c)
{
	int n = 0;

	for (int i = 0; i < c->list.count; i++)
		n += c->ones[i].chosen;
	return n;
}

static struct list *list_of(void *state)
{
	return &((struct class_pupils *)state)->list;
}

static void draw_rows(struct class_pupils *c, struct area *a, const struct list_look *look, const char *words)
{
	int head = area_paragraph(a, 0, 0, a->cols, PAINT_TEXT, words) + (a->rows > 10);
	struct area rows = area_part(a, head, 0, a->rows - head, a->cols);

	list_draw(&c->list, &rows, look);
	if (c->list.count == 0)
		area_put(&rows, 0, 0, a->cols, PAINT_TEXT, "Nobody is in this class today.");
}

/* SPLIT ------------------------------------------------------------------------------------------------------------------------------- */

static void split_title(const void *state, struct buf *to)
{
	buf_printf(to, "Split %s", ((const struct class_pupils *)state)->name);
}

static void split_draw_line(const void *state, int row, struct area *line)
{
	const struct one *o = &((const struct class_pupils *)state)->ones[row];

	area_put(line, 0, 0, 1, PAINT_UNSENT, o->chosen ? "*" : "");
	area_put(line, 0, 2, line->cols - 2, PAINT_TEXT, o->name);
}

static void split_draw(void *state, struct area *a)
{
	struct class_pupils *c = state;
	const struct list_look look = { .state = c, .draw = split_draw_line };
	CLEAN_BUF struct buf words = { 0 };

	buf_printf(&words, "Space chooses who goes into the new class (*): %d of %d.", chosen_count(c), c->list.count);
	draw_rows(c, a, &look, words.text);
}

static int split_choose(struct ui *ui, void *state, const struct key *k)
{
	struct class_pupils *c = state;

	(void)ui;
	(void)k;
	c->ones[c->list.focus].chosen = !c->ones[c->list.focus].chosen;
	list_focus(&c->list, c->list.focus + 1);
	return REACT_NONE;
}

static int split_go_on(struct ui *ui, void *state, const struct key *k)
{
	struct class_pupils *c = state;
	int64_t *pupils = mem_new((size_t)c->list.count + 1, sizeof *pupils);
	int n = 0;

	(void)k;
	for (int i = 0; i < c->list.count; i++)
		if (c->ones[i].chosen)
			pupils[n++] = c->ones[i].pupil;
	int reaction = open_class_split_form(ui, c->class, pupils, n);
	free(pupils);
	return reaction;
}

enum split_need { NEED_CHOSEN = NEED_OWN };

static const char *const split_refusals[] = { "Choose who goes into the new class first, with Space." };

static unsigned split_has(struct ui *ui, const void *state)
{
	(void)ui;
	return chosen_count(state) > 0 ? NEED_CHOSEN : 0;
}

static const char *split_unsaved(const void *state)
{
	return chosen_count(state) > 0 ? "the choice for a new class" : NULL;
}

static const struct binding split_keys[] = {
	{ ON_TEXT(" "), "choose", split_choose, NEED_ROW, "Choose this pupil for the new class, or not after all", "Choose" },
	{ ON(KEY_F(10)), "go-on", split_go_on, NEED_WRITE | NEED_CHOSEN, "Name the new class, and its first day", "Go on" },
	{ .name = NULL },
};

const struct screen_kind class_split_screen = {
	.name = "split",
	.help = "Who of this class goes into a new one. Nothing is changed before the new class has a name and a first day.",
	.keys = split_keys, .refusals = split_refusals, .has = split_has, .reload = reload, .title = split_title, .draw = split_draw,
	.list = list_of,
	.unsaved = split_unsaved, .close = finish, .state_size = sizeof(struct class_pupils),
};

int open_class_split(struct ui *ui, int64_t class)
{
	return ui_open(ui, &class_split_screen, start, &class) < 0 ? REACT_STOP : REACT_NONE;
}

/* THE LINE ---------------------------------------------------------------------------------------------------------------------------- */

static void line_title(const void *state, struct buf *to)
{
	buf_printf(to, "How %s lines up", ((const struct class_pupils *)state)->name);
}

static void line_draw_line(const void *state, int row, struct area *line)
{
	const struct class_pupils *c = state;
	bool carried = c->carries && row == c->list.focus;

	area_printf(line, 0, 0, 3, PAINT_DIM, "%3d", row + 1);
	area_put(line, 0, 4, 1, PAINT_UNSENT, carried ? ">" : "");
	area_put(line, 0, 6, line->cols - 6, PAINT_TEXT, c->ones[row].name);
}

static void line_draw(void *state, struct area *a)
{
	struct class_pupils *c = state;
	const struct list_look look = { .state = c, .draw = line_draw_line };

	draw_rows(c, a, &look, c->carries ? "Up and Down carry this pupil; Space puts them down."
		  : "Space picks a pupil up, Up and Down carry them, Space puts them down.");
}

static int line_pick(struct ui *ui, void *state, const struct key *k)
{
	struct class_pupils *c = state;

	(void)ui;
	(void)k;
	c->carries = !c->carries;
	return REACT_NONE;
}

static void carry_to(struct class_pupils *c, int to)
{
	int from = c->list.focus, step = to < from ? -1 : 1;
	struct one carried = c->ones[from];

	for (int i = from; i != to; i += step)
		c->ones[i] = c->ones[i + step];
	c->ones[to] = carried;
	c->changed |= from != to;
}

/* The focus moves as in every list; who is carried moves with it. */
static int line_move(struct ui *ui, void *state, const struct key *k)
{
	struct class_pupils *c = state;
	struct list moved = c->list;

	(void)ui;
	if (!c->carries)
		return REACT_PASS;
	list_key(&moved, k);
	carry_to(c, moved.focus);
	c->list = moved;
	return REACT_NONE;
}

static int line_save(struct ui *ui, void *state, const struct key *k)
{
	CLEAN_ANSWER struct roll_answer a = { 0 };
	struct class_pupils *c = state;
	int64_t *pupils = mem_new((size_t)c->list.count + 1, sizeof *pupils);

	(void)k;
	for (int i = 0; i < c->list.count; i++)
		pupils[i] = c->ones[i].pupil;
	int r = office_class_line(ui->office, c->name, pupils, c->list.count, &a.said, &a.act, &a.e);
	free(pupils);
	if (r == 0)
		c->changed = c->carries = false;
	int reaction = roll_answered(ui, r, &a, "The line of %s is saved.", c->name);
	return reaction & REACT_RELOAD ? reaction | REACT_LEAVE : reaction;
}

static const char *line_unsaved(const void *state)
{
	return ((const struct class_pupils *)state)->changed ? "the new order of a line" : NULL;
}

static int line_back(struct ui *ui, void *state, const struct key *k)
{
	(void)k;
	return ui_leave_unsaved(ui, line_unsaved(state));
}

static const struct binding line_keys[] = {
	{ ON_TEXT(" "), "carry", line_pick, NEED_ROW, "Pick this pupil up, or put them down", "Carry" },
	{ ON(KEY_F(10)), "save", line_save, NEED_ROW | NEED_WRITE, "Save this order; their register is taken in it", "Save" },
	{ ON(KEY_UP), "up", line_move, 0, "One row up, with the pupil who is carried", NULL },
	{ ON(KEY_DOWN), "down", line_move, 0, "One row down, with the pupil who is carried", NULL },
	{ ON(KEY_PAGE_UP), "page-up", line_move, 0, "A page up, likewise", NULL },
	{ ON(KEY_PAGE_DOWN), "page-down", line_move, 0, "A page down, likewise", NULL },
	{ ON(KEY_HOME), "first", line_move, 0, "To the head of the line, likewise", NULL },
	{ ON(KEY_END), "last", line_move, 0, "To the end of the line, likewise", NULL },
	{ ON(KEY_ESC), "back", line_back, 0, "Go back; a new order that is not saved asks first", "Back" },
	{ .name = NULL },
};

const struct screen_kind class_line_screen = {
	.name = "line", .help = "The order in which a class lines up, for its register.",
	.keys = line_keys, .reload = reload, .title = line_title, .draw = line_draw, .list = list_of, .unsaved = line_unsaved,
	.close = finish,
	.state_size = sizeof(struct class_pupils),
};

int open_class_line(struct ui *ui, int64_t class)
{
	return ui_open(ui, &class_line_screen, start, &class) < 0 ? REACT_STOP : REACT_NONE;
}
