/* Classes: who teaches them, which years are in them, how many; each key opens the form that changes the focused one (H5, A9, A32). */
#include "classes.h"
#include "base/text.h"

#include <errno.h>
#include <string.h>

struct classes {
	struct list list;
	struct classes_view view;
};

/* READING ----------------------------------------------------------------------------------------------------------------------------- */

static int64_t focused(const struct classes *c)
{
	return c->list.count > 0 ? c->view.lines[c->list.focus].id : 0;
}

static int classes_reload(struct ui *ui, void *state, struct err *e)
{
	struct classes *c = state;
	struct classes_view fresh;
	int64_t was = focused(c);
	int r = office_may(ui->office, ACTION_CHANGE_ROLL, 0, e);

	if (r == 0)
		r = office_classes_open(ui->office, office_today(ui->office), &fresh, e);
	if (r < 0)
		return r;
	classes_view_finish(&c->view);
	c->view = fresh;
	list_count(&c->list, fresh.count);
	for (int i = 0; i < fresh.count; i++)
		if (fresh.lines[i].id == was)
			list_focus(&c->list, i);
	return 0;
}

static void classes_close(void *state)
{
	classes_view_finish(&((struct classes *)state)->view);
}

int class_line_read(struct ui *ui, int64_t class, struct arena *a, struct class_line *ret, struct err *e)
{
	struct classes_view v;
	int r = office_classes_open(ui->office, office_today(ui->office), &v, e);

	if (r < 0)
		return r;
	r = err_usage(e, "This class is no longer there: somebody has taken it back.");
	for (int i = 0; i < v.count; i++)
		if (v.lines[i].id == class) {
			*ret = v.lines[i];
			ret->name = arena_text(a, ret->name);
			ret->kind = arena_text(a, ret->kind);
			ret->order = arena_text(a, ret->order);
			ret->teachers = arena_text(a, ret->teachers);
			ret->years = arena_text(a, ret->years);
			r = 0;
		}
	classes_view_finish(&v);
	return r;
}

/* SEEN -------------------------------------------------------------------------------------------------------------------------------- */

static const struct {
	const char *order, *words;
} order_words[] = {
	{ "surname", "by surname" }, { "forename", "by forename" }, { "admission_number", "by admission number" },
	{ "line", "as they line up" },
};

/* "surname"; of what the school has where NULL */
static const char *class_order_words(const char *order)
{
	for (size_t i = 0; order && i < sizeof order_words / sizeof *order_words; i++)
		if (strcmp(order_words[i].order, order) == 0)
			return order_words[i].words;
	return "as the school has it";
}

void days_words(struct day from, struct day to, struct buf *to_text)
{
	char day[DAY_TEXT];

	if (!day_is_none(from))
		buf_printf(to_text, "from %s", day_long(from, day));
	if (!day_is_none(to))
		buf_printf(to_text, "%sto %s", day_is_none(from) ? "" : " ", day_long(to, day));
}

static void classes_title(const void *state, struct buf *to)
{
	const struct classes *c = state;

	buf_text(to, "Classes");
	if (c->view.without > 0)
		buf_printf(to, ": %d pupil%s in no class", c->view.without, PLURAL(c->view.without));
}

/* There now, to come, past: in this order (office/classes.h). */
static const char *part_of(const struct classes *c, int row)
{
	const struct class_line *l = &c->view.lines[row];

	return l->past ? "Past" : l->from.n > c->view.day.n ? "To come" : NULL;
}

static const char *classes_heading(const void *state, int row)
{
	const char *part = part_of(state, row);

	return part && (row == 0 || part_of(state, row - 1) != part) ? part : NULL;
}

static void classes_draw_line(const void *state, int row, struct area *line)
{
	const struct class_line *l = &((const struct classes *)state)->view.lines[row];
	bool narrow = line->cols < 60;
	int name = narrow ? 12 : 16, teachers = narrow ? line->cols - name - 6 : line->cols - name - 22, at = name + 1;

	area_put(line, 0, 0, name, PAINT_TEXT, l->name);
	if (narrow)
		area_printf(line, 0, at, 4, PAINT_TEXT, "%4d", l->pupils);
	else
		area_printf(line, 0, at, 6, PAINT_TEXT, "%6d", l->pupils);
	at += narrow ? 5 : 8;
	if (!narrow) {
		area_put(line, 0, at, 11, PAINT_TEXT, l->years ? l->years : "");
		at += 12;
	}
	area_put(line, 0, at, teachers, l->teachers ? PAINT_TEXT : PAINT_DIM, l->teachers ? l->teachers : "nobody");
}

static void titles_draw(struct area *a)
{
	int name = a->cols < 60 ? 12 : 16;

	area_put(a, 0, 0, name, PAINT_LABEL, "Class");
	area_put(a, 0, name + 1, 6, PAINT_LABEL, a->cols < 60 ? "Here" : "Pupils");
	if (a->cols >= 60)
		area_put(a, 0, name + 9, 11, PAINT_LABEL, "Years");
	area_put(a, 0, a->cols < 60 ? name + 6 : name + 21, 20, PAINT_LABEL, "Teachers");
}

/* The focused one, whole. */
static void particulars_draw(const struct classes *c, struct area *a)
{
	const struct class_line *l = &c->view.lines[c->list.focus];
	CLEAN_BUF struct buf words = { 0 };

	if (c->list.count == 0)
		return;
	buf_printf(&words, "%s, %s ", l->name, strcmp(l->kind, "other") == 0 ? "a group" : l->kind);
	days_words(l->from, l->to, &words);
	buf_printf(&words, "; names %s. %s: %s.", class_order_words(l->order), "Teachers", l->teachers ? l->teachers : "nobody");
	area_paragraph(a, 0, 0, a->cols, PAINT_TEXT, words.text);
}

static void classes_draw(void *state, struct area *a)
{
	struct classes *c = state;
	const struct list_look look = { .state = c, .heading = classes_heading, .draw = classes_draw_line };
	int head = a->rows > 8 ? 1 : 0, foot = a->rows > 12 ? 3 : 0;
	struct area rows = area_part(a, head, 0, a->rows - head - foot, a->cols);
	struct area below = area_part(a, a->rows - foot + 1, 0, foot - 1, a->cols);

	if (head > 0)
		titles_draw(a);
	if (foot > 0)
		particulars_draw(c, &below);
	list_draw(&c->list, &rows, &look);
	if (c->list.count == 0)
		area_paragraph(&rows, 0, 0, a->cols, PAINT_TEXT, "There is no class yet: + adds one.");
}

static struct list *classes_list(void *state)
{
	return &((struct classes *)state)->list;
}

/* KEYS -------------------------------------------------------------------------------------------------------------------------------- */

static int classes_add(struct ui *ui, void *state, const struct key *k)
{
	(void)state;
	(void)k;
	return open_class_new(ui);
}

static int classes_change(struct ui *ui, void *state, const struct key *k)
{
	(void)k;
	return open_class_change(ui, focused(state));
}

static int classes_give(struct ui *ui, void *state, const struct key *k)
{
	(void)k;
	return open_class_teacher(ui, focused(state), TEACHING_GIVE);
}

static int classes_take(struct ui *ui, void *state, const struct key *k)
{
	(void)k;
	return open_class_teacher(ui, focused(state), TEACHING_END);
}

static int classes_cover(struct ui *ui, void *state, const struct key *k)
{
	(void)k;
	return open_class_teacher(ui, focused(state), TEACHING_COVER);
}

static int classes_split(struct ui *ui, void *state, const struct key *k)
{
	(void)k;
	return open_class_split(ui, focused(state));
}

static int classes_join(struct ui *ui, void *state, const struct key *k)
{
	(void)k;
	return open_class_join(ui, focused(state));
}

static int classes_line(struct ui *ui, void *state, const struct key *k)
{
	(void)k;
	return open_class_line(ui, focused(state));
}

static int classes_end(struct ui *ui, void *state, const struct key *k)
{
	(void)k;
	return open_class_end(ui, focused(state));
}

/* The other list takes the place of this one. */
static int classes_staff(struct ui *ui, void *state, const struct key *k)
{
	(void)state;
	(void)k;
	int reaction = open_staff(ui);
	return reaction == REACT_NONE ? REACT_LEAVE : reaction;
}

enum classes_need { NEED_THERE = NEED_OWN, NEED_DONE = NEED_OWN << 1 };

static const char *const classes_refusals[] = {
	"This class is past: nothing more happens in it. Enter changes its last day.",
	ROLL_NOT_DONE,
};

static unsigned classes_has(struct ui *ui, const void *state)
{
	const struct classes *c = state;

	return (c->list.count > 0 && c->view.lines[c->list.focus].past ? 0 : NEED_THERE) | (roll_has_done(ui) ? NEED_DONE : 0);
}

#define NEED_CLASS (NEED_ROW | NEED_WRITE | NEED_THERE)

static const struct binding classes_keys[] = {
	{ ON(KEY_ENTER), "change", classes_change, NEED_ROW | NEED_WRITE, "Change its name, kind, days, or the order of its names",
	  "Change" },
	{ ON_TEXT("+"), "add", classes_add, NEED_WRITE, "Make a new class", "New" },
	{ ON_TEXT("t"), "teacher", classes_give, NEED_CLASS, "Give this class a teacher", "Teacher" },
	{ ON_TEXT("e"), "teacher-ends", classes_take, NEED_CLASS, "End a teacher's time with this class", NULL },
	{ ON_TEXT("c"), "cover", classes_cover, NEED_CLASS, "Have somebody cover this class for a day, or for some", "Cover" },
	{ ON_TEXT("s"), "split", classes_split, NEED_CLASS, "Split it: some of its pupils go into a new class", "Split" },
	{ ON_TEXT("j"), "join", classes_join, NEED_CLASS, "Take its register with another class's, on some days", "Join" },
	{ ON_TEXT("l"), "line", classes_line, NEED_CLASS, "The order in which its pupils line up", "Line" },
	{ ON(KEY_TAB), "staff", classes_staff, 0, "Staff: who works here, as what, with which classes", "Staff" },
	{ ON(KEY_DELETE), "end", classes_end, NEED_CLASS, "End this class: its last day", NULL },
	{ ON(KEY_F(8)), "undo", roll_undo, NEED_WRITE | NEED_DONE, "Undo the last change that was made here", "Undo" },
	{ .name = NULL },
};

const struct screen_kind classes_screen = {
	.name = "classes",
	.help = "Classes with their teachers, years and pupils. Everything is dated: registers of the past stay as they were taken.",
	.keys = classes_keys, .refusals = classes_refusals, .has = classes_has, .reload = classes_reload, .title = classes_title,
	.draw = classes_draw,
	.list = classes_list, .close = classes_close, .state_size = sizeof(struct classes),
};

int open_classes(struct ui *ui)
{
	return ui_open(ui, &classes_screen, NULL, NULL) < 0 ? REACT_STOP : REACT_NONE;
}
