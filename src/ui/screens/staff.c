/* Staff: who works here, as what, with which classes and by which login of this computer; each key opens the form that changes the focused one. */
#include "classes.h"

#include <string.h>

struct staff {
	struct list list;
	struct staff_view view;
	struct day day;
};

/* READING ----------------------------------------------------------------------------------------------------------------------------- */

static const struct staff_line *focused(const struct staff *s)
{
	return s->list.count > 0 ? &s->view.lines[s->list.focus] : NULL;
}

static int staff_reload(struct ui *ui, void *state, struct err *e)
{
	struct staff *s = state;
	struct staff_view fresh;
	int64_t was = focused(s) ? focused(s)->id : 0;
	int r = office_staff_open(ui->office, office_today(ui->office), &fresh, e);

	if (r < 0)
		return r;
	staff_view_finish(&s->view);
	s->view = fresh;
	s->day = office_today(ui->office);
	list_count(&s->list, fresh.count);
	for (int i = 0; i < fresh.count; i++)
		if (fresh.lines[i].id == was)
			list_focus(&s->list, i);
	return 0;
}

static void staff_close(void *state)
{
	staff_view_finish(&((struct staff *)state)->view);
}

int staff_line_read(struct ui *ui, int64_t staff, struct arena *a, struct staff_line *ret, struct err *e)
{
	struct staff_view v;
	int r = office_staff_open(ui->office, office_today(ui->office), &v, e);

	if (r < 0)
		return r;
	r = err_usage(e, "This member of staff is no longer there: somebody has taken it back.");
	for (int i = 0; i < v.count; i++)
		if (v.lines[i].id == staff) {
			*ret = v.lines[i];
			ret->sign_in = arena_text(a, ret->sign_in);
			ret->name = arena_text(a, ret->name);
			ret->position = arena_text(a, ret->position);
			ret->kind = arena_text(a, ret->kind);
			ret->roles = arena_text(a, ret->roles);
			ret->classes = arena_text(a, ret->classes);
			ret->logins = arena_text(a, ret->logins);
			r = 0;
		}
	staff_view_finish(&v);
	return r;
}

/* SEEN -------------------------------------------------------------------------------------------------------------------------------- */

static void staff_title(const void *state, struct buf *to)
{
	(void)state;
	buf_text(to, "Staff");
}

static const char *part_of(const struct staff *s, int row)
{
	const struct staff_line *l = &s->view.lines[row];

	return l->from.n > s->day.n ? "To come" : !day_is_none(l->to) && l->to.n < s->day.n ? "Left" : NULL;
}

static const char *staff_heading(const void *state, int row)
{
	const char *part = part_of(state, row);

	return part && (row == 0 || part_of(state, row - 1) != part) ? part : NULL;
}

static void staff_draw_line(const void *state, int row, struct area *line)
{
	const struct staff_line *l = &((const struct staff *)state)->view.lines[row];
	int name = line->cols < 60 ? 20 : 22, position = line->cols < 60 ? line->cols - name - 1 : 20, rest = name + position + 2;

	area_put(line, 0, 0, name, PAINT_TEXT, l->name);
	area_put(line, 0, name + 1, position, PAINT_TEXT, l->position);
	if (line->cols < 60)
		return;
	int classes = (line->cols - rest) * 2 / 5;
	area_put(line, 0, rest, classes, PAINT_TEXT, l->classes ? l->classes : "");
	area_put(line, 0, rest + classes + 1, line->cols - rest - classes - 1, PAINT_TEXT, l->roles ? l->roles : "");
}

static void titles_draw(struct area *a)
{
	int rest = 44, classes = (a->cols - rest) * 2 / 5;

	area_put(a, 0, 0, 20, PAINT_LABEL, "Name");
	area_put(a, 0, a->cols < 60 ? 21 : 23, 20, PAINT_LABEL, "Position");
	if (a->cols < 60)
		return;
	area_put(a, 0, rest, classes, PAINT_LABEL, "Classes");
	area_put(a, 0, rest + classes + 1, a->cols - rest - classes - 1, PAINT_LABEL, "Roles");
}

static void particulars_draw(const struct staff *s, struct area *a)
{
	const struct staff_line *l = focused(s);
	CLEAN_BUF struct buf words = { 0 };

	if (!l)
		return;
	buf_printf(&words, "%s signs in as %s", strcmp(l->kind, "machine") == 0 ? "A job without a person" : l->name, l->sign_in);
	buf_printf(&words, "%s%s; ", l->logins ? ", by the login " : "", l->logins ? l->logins : "");
	days_words(l->from, l->to, &words);
	buf_printf(&words, ". Roles: %s. Classes: %s.", l->roles ? l->roles : "none", l->classes ? l->classes : "none");
	area_paragraph(a, 0, 0, a->cols, PAINT_TEXT, words.text);
}

static void staff_draw(void *state, struct area *a)
{
	struct staff *s = state;
	const struct list_look look = { .state = s, .heading = staff_heading, .draw = staff_draw_line };
	int head = a->rows > 8 ? 1 : 0, foot = a->rows > 12 ? 4 : 0;
	struct area rows = area_part(a, head, 0, a->rows - head - foot, a->cols);
	struct area below = area_part(a, a->rows - foot + 1, 0, foot - 1, a->cols);

	if (head > 0)
		titles_draw(a);
	if (foot > 0)
		particulars_draw(s, &below);
	list_draw(&s->list, &rows, &look);
}

static struct list *staff_list(void *state)
{
	return &((struct staff *)state)->list;
}

/* KEYS -------------------------------------------------------------------------------------------------------------------------------- */

static int staff_add(struct ui *ui, void *state, const struct key *k)
{
	(void)state;
	(void)k;
	return open_staff_new(ui);
}

static int staff_change(struct ui *ui, void *state, const struct key *k)
{
	(void)k;
	return open_staff_change(ui, focused(state)->id);
}

static int staff_role(struct ui *ui, void *state, const struct key *k)
{
	(void)k;
	return open_staff_role(ui, focused(state)->id);
}

static int staff_class(struct ui *ui, void *state, const struct key *k)
{
	(void)k;
	return open_staff_class(ui, focused(state)->id);
}

static int staff_leave(struct ui *ui, void *state, const struct key *k)
{
	(void)k;
	return open_staff_leave(ui, focused(state)->id);
}

static int staff_classes(struct ui *ui, void *state, const struct key *k)
{
	(void)state;
	(void)k;
	int reaction = open_classes(ui);
	return reaction == REACT_NONE ? REACT_LEAVE : reaction;
}

enum staff_need { NEED_HERE = NEED_OWN, NEED_STAFF = NEED_OWN << 1, NEED_DONE = NEED_OWN << 2, NEED_CLASSES = NEED_OWN << 3 };

static const char *const staff_refusals[] = {
	"They have left, so they have no role or class any more.",
	"Staff are changed by whoever looks after them (the role admin).",
	ROLL_NOT_DONE,
	"Classes are changed by the office: ask there.",
};

static unsigned staff_has(struct ui *ui, const void *state)
{
	const struct staff *s = state;
	const struct staff_line *l = focused(s);
	bool left = l && !day_is_none(l->to) && l->to.n < s->day.n;

	return (left ? 0 : NEED_HERE) | (office_may(ui->office, ACTION_CHANGE_STAFF, 0, NULL) == 0 ? NEED_STAFF : 0) |
	       (roll_has_done(ui) ? NEED_DONE : 0) | (office_may(ui->office, ACTION_CHANGE_ROLL, 0, NULL) == 0 ? NEED_CLASSES : 0);
}

static const struct binding staff_keys[] = {
	{ ON(KEY_ENTER), "change", staff_change, NEED_ROW | NEED_WRITE | NEED_STAFF,
	  "Change the name or the position; acts keep those of their day", "Change" },
	{ ON_TEXT("+"), "add", staff_add, NEED_WRITE | NEED_STAFF, "A new member of staff", "New" },
	{ ON_TEXT("r"), "role", staff_role, NEED_ROW | NEED_WRITE | NEED_STAFF | NEED_HERE, "Give a role, or end it", "Role" },
	{ ON_TEXT("c"), "class", staff_class, NEED_ROW | NEED_WRITE | NEED_STAFF | NEED_HERE,
	  "Give a class, for good or to cover it, or end it", "Class" },
	{ ON(KEY_TAB), "classes", staff_classes, NEED_CLASSES, "Classes: who teaches them, who is in them", "Classes" },
	{ ON(KEY_DELETE), "leave", staff_leave, NEED_ROW | NEED_WRITE | NEED_STAFF | NEED_HERE, "They leave: their last day", "Leaves" },
	{ ON(KEY_F(8)), "undo", roll_undo, NEED_WRITE | NEED_DONE, "Undo the last change that was made here", "Undo" },
	{ .name = NULL },
};

const struct screen_kind staff_screen = {
	.name = "staff",
	.help = "Who works here, as what, and with which classes. Everything is dated: acts keep the name and position of their day.",
	.keys = staff_keys, .refusals = staff_refusals, .has = staff_has, .reload = staff_reload, .title = staff_title, .draw = staff_draw,
	.list = staff_list, .close = staff_close, .state_size = sizeof(struct staff),
};

int open_staff(struct ui *ui)
{
	return ui_open(ui, &staff_screen, NULL, NULL) < 0 ? REACT_STOP : REACT_NONE;
}
