/* What the old product says of each pupil, beside what firstbell says (rules/reconcile.h): a head reads it before trusting the change. */
#include "table_screen.h"

struct about_compare {
	const char *file;
};

static void compare_start(void *state, const void *about)
{
	struct table_screen *t = state;

	t->width = -1;
	t->wish = (struct report_wish){ .date = DAY_NONE, .from = DAY_NONE, .to = DAY_NONE, .session = -1,
					.file = arena_text(&t->arena, ((const struct about_compare *)about)->file) };
}

static int compare_reload(struct ui *ui, void *state, struct err *e)
{
	return table_screen_fill(ui, state, report_fill_reconcile, "pupil", e);
}

static void compare_close(void *state)
{
	table_screen_finish(state);
}

static void compare_title(const void *state, struct buf *to)
{
	buf_text(to, ((const struct table_screen *)state)->report.title);
}

/* The cause is over many rows; the focused one's is said whole, with its sessions. */
static void compare_draw(void *state, struct area *a)
{
	struct table_screen *t = state;
	int foot = a->rows > 14 ? 3 : 0;
	struct area rows = area_part(a, 0, 0, a->rows - foot, a->cols);
	const struct cell *why = table_screen_cell(t, "why"), *name = table_screen_cell(t, "name");
	CLEAN_BUF struct buf words = { 0 };

	if (foot > 0 && !why->empty && *why->text) {
		buf_printf(&words, "%s: %s.", name->empty ? "This line" : name->text, why->text);
		area_paragraph(a, a->rows - foot + 1, 0, a->cols, PAINT_TEXT, buf_string(&words));
	}
	table_screen_draw(t, &rows);
}

static struct list *compare_list(void *state)
{
	return &((struct table_screen *)state)->list;
}

static int compare_pupil(struct ui *ui, void *state, const struct key *k)
{
	struct err e = { 0 };
	int64_t pupil;

	(void)k;
	return table_screen_pupil(ui, state, &pupil, &e) < 0 ? ui_refuse_err(ui, &e) : open_pupil(ui, pupil);
}

static struct day day_in(const struct cell *c)
{
	return c->empty ? DAY_NONE : (struct day){ (int32_t)c->number };
}

static int compare_working(struct ui *ui, void *state, const struct key *k)
{
	struct table_screen *t = state;
	const struct cell *from = table_screen_cell(t, "from_date"), *to = table_screen_cell(t, "to_date");
	struct err e = { 0 };
	int64_t pupil;

	(void)k;
	if (table_screen_pupil(ui, t, &pupil, &e) < 0)
		return ui_refuse_err(ui, &e);
	return open_working(ui, pupil, day_in(from), day_in(to));
}

static const struct binding compare_keys[] = {
	{ ON(KEY_ENTER), "pupil", compare_pupil, NEED_ROW, "The pupil's page: figures, year and contacts", "Pupil" },
	{ ON(KEY_F(4)), "working", compare_working, NEED_ROW, "How our figure comes about", "Working" },
	{ .name = NULL },
};

const struct screen_kind compare_screen = {
	.name = "compare", .help = "Another product's figures beside ours: who agrees, who differs, and which way of counting explains it.",
	.keys = compare_keys, .reload = compare_reload, .title = compare_title, .draw = compare_draw, .list = compare_list,
	.close = compare_close, .state_size = sizeof(struct table_screen),
};

static int compare_file(struct ui *ui, void *state, const char *typed)
{
	CLEAN_BUF struct buf path = { 0 };

	(void)state;
	ui_path(typed, &path);
	const struct about_compare about = { buf_string(&path) };
	if (!*typed)
		return ui_refuse(ui, "Nothing was opened: type the name of the file.");
	return ui_open(ui, &compare_screen, compare_start, &about) < 0 ? REACT_STOP : REACT_NONE;
}

int open_compare(struct ui *ui)
{
	return ui_ask(ui, "File with their figures:", NULL, compare_file);
}
