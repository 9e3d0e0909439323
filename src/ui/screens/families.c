/* Families: every home with its adults and children; a name typed narrows it to theirs (H3). */
#include <string.h>

#include "base/text.h"
#include "roll.h"

/* A child at a home; a child with two homes stands at both. */
struct families_row {
	const struct home_line *home;
	const struct family_child *child;
	const char *heading;   /* over the first child of a home */
};

struct families {
	struct list list;
	struct field typed;
	struct families_view view;
	struct arena arena;      /* of the rows; as old as the view */
	struct families_row *rows;
	bool moved;
};

/* READING ----------------------------------------------------------------------------------------------------------------------------- */

/* "Grace Okafor (mother), 12 Mill Lane". */
static const char *heading_of_home(struct arena *a, const struct home_line *h)
{
	const char *adults = h->adults && *h->adults ? h->adults : "No adult lives with them";

	return arena_printf(a, "%s: %s%s", adults, h->secret ? "(secret) " : "", h->address ? h->address : "address not known");
}

static int rows_keep(struct families *f)
{
	int n = 0, count = 0;

	for (int i = 0; i < f->view.count; i++)
		count += f->view.homes[i].child_count;
	f->rows = arena_new(&f->arena, (size_t)count + 1, sizeof *f->rows);
	for (int i = 0; i < f->view.count; i++) {
		const struct home_line *h = &f->view.homes[i];

		for (int k = 0; k < h->child_count; k++)
			f->rows[n++] = (struct families_row){ h, &h->children[k], k == 0 ? heading_of_home(&f->arena, h) : NULL };
	}
	return n;
}

/* Does a word of the name begin with what was typed? */
static bool is_named(const char *name, const char *typed)
{
	CLEAN_ARENA struct arena a = { 0 };
	const char *folded = text_fold(&a, typed);
	size_t n = strcspn(folded, " ");

	for (const char *word = text_fold(&a, name); n > 0 && *word; word += strcspn(word, " "), word += strspn(word, " "))
		if (strncmp(word, folded, n) == 0)
			return true;
	return false;
}

/* The child that it was on; else the first of that name: a home may have others before. */
static void focus_find(struct families *f, int64_t pupil)
{
	for (int i = f->list.count; i-- > 0;)
		if (pupil ? f->rows[i].child->pupil == pupil : is_named(f->rows[i].child->name, field_text(&f->typed)))
			list_focus(&f->list, i);
}

static int families_reload(struct ui *ui, void *state, struct err *e)
{
	struct families *f = state;
	int64_t pupil = f->list.count > 0 ? f->rows[f->list.focus].child->pupil : 0;
	struct families_view fresh;
	int r = office_families_open(ui->office, field_text(&f->typed), &fresh, e);

	if (r < 0)
		return r;
	families_view_finish(&f->view);
	arena_finish(&f->arena);
	f->view = fresh;
	list_count(&f->list, rows_keep(f));
	focus_find(f, pupil);
	return 0;
}

static void families_close(void *state)
{
	struct families *f = state;

	families_view_finish(&f->view);
	field_finish(&f->typed);
	arena_finish(&f->arena);
}

/* SEEN -------------------------------------------------------------------------------------------------------------------------------- */

static void families_title(const void *state, struct buf *to)
{
	(void)state;
	buf_text(to, "Families");
}

static const char *families_heading(const void *state, int row)
{
	return ((const struct families *)state)->rows[row].heading;
}

static void families_draw_line(const void *state, int row, struct area *line)
{
	const struct families_row *r = &((const struct families *)state)->rows[row];
	int name = line->cols < 60 ? line->cols - 13 : 34;

	area_put(line, 0, 2, name - 2, PAINT_TEXT, r->child->name);
	area_put(line, 0, name + 1, 12, r->child->group ? PAINT_TEXT : PAINT_DIM, r->child->group ? r->child->group : "no class");
	if (line->cols >= 60 && r->home->child_count > 1)
		area_put(line, 0, name + 14, line->cols, PAINT_DIM, r->child->sibling ? "sibling" : "no sibling here");
}

static void families_draw(void *state, struct area *a)
{
	struct families *f = state;
	const struct list_look look = { .state = f, .heading = families_heading, .draw = families_draw_line };
	int label = area_put(a, 0, 0, a->cols, PAINT_LABEL, "Name:"), head = a->rows > 6 ? 2 : 1;
	struct area rest = area_part(a, head, 0, a->rows - head, a->cols);

	list_draw(&f->list, &rest, &look);
	if (f->list.count == 0)
		area_put(&rest, 0, 0, a->cols, PAINT_TEXT, f->typed.text.length ? "No child or adult here has that name." : "No home is known yet.");
	field_draw(&f->typed, a, 0, label + 1, a->cols - label - 1, !f->moved || f->list.count == 0);
}

static struct list *families_list(void *state)
{
	return &((struct families *)state)->list;
}

/* KEYS -------------------------------------------------------------------------------------------------------------------------------- */

static int key_type(struct ui *ui, void *state, const struct key *k)
{
	struct families *f = state;
	struct err e = { 0 };

	f->moved = false;
	if (!field_key(&f->typed, k))
		return ui_refuse(ui, "That is longer than any name here.");
	list_count(&f->list, 0);
	return families_reload(ui, f, &e) < 0 ? ui_refuse_err(ui, &e) : REACT_NONE;
}

static int key_move(struct ui *ui, void *state, const struct key *k)
{
	(void)ui;
	(void)k;
	((struct families *)state)->moved = true;
	return REACT_PASS;
}

static int64_t child(const void *state)
{
	const struct families *f = state;

	return f->rows[f->list.focus].child->pupil;
}

static int key_family(struct ui *ui, void *state, const struct key *k)
{
	(void)k;
	return open_family(ui, child(state));
}

static int key_record(struct ui *ui, void *state, const struct key *k)
{
	(void)k;
	return open_record(ui, child(state));
}

enum families_need { NEED_DONE = NEED_OWN };

static const char *const families_refusals[] = { ROLL_NOT_DONE };

static unsigned families_has(struct ui *ui, const void *state)
{
	(void)state;
	return roll_has_done(ui) ? NEED_DONE : 0;
}

static const struct binding families_keys[] = {
	{ ON(KEY_ENTER), "open", key_family, NEED_ROW, "Open this child's family: contacts, homes, siblings", "Family" },
	{ ON(KEY_TAB), "record", key_record, NEED_ROW, "Open this child's record", "Record" },
	{ ON(KEY_F(8)), "undo", roll_undo, NEED_WRITE | NEED_DONE, "Undo your last change here", "Undo" },
	{ ON_ANY_TEXT, "type", key_type, 0, "Narrow the list to children and adults whose names begin so", NULL },
	{ ON(KEY_BACKSPACE), "backspace", key_type, 0, "Take the last letter away", NULL },
	{ ON(KEY_LEFT), "left", key_type, 0, "One letter to the left", NULL },
	{ ON(KEY_RIGHT), "right", key_type, 0, "One letter to the right", NULL },
	{ ON(KEY_UP), "up", key_move, 0, "One line up", NULL },
	{ ON(KEY_DOWN), "down", key_move, 0, "One line down", NULL },
	{ .name = NULL },
};

const struct screen_kind families_screen = {
	.name = "families",
	.help = "Every home: who lives there, and its children. Two homes of one child are two; living together makes nobody a sibling.",
	.keys = families_keys, .refusals = families_refusals, .has = families_has, .typing = true, .reload = families_reload, .title = families_title,
	.draw = families_draw, .list = families_list, .close = families_close, .state_size = sizeof(struct families),
};

int open_families(struct ui *ui)
{
	return ui_open(ui, &families_screen, NULL, NULL) < 0 ? REACT_STOP : REACT_NONE;
}
