/* The working of a figure, step by step (C2): what was possible, what was left out and why, what that makes. */
#include "office/bands.h"
#include "office/today.h"
#include "rules/pupil.h"
#include "table_screen.h"

typedef int working_fill(struct office *, const struct report_wish *, struct report *, struct err *);

struct working {
	struct table_screen table;
	const char *of; /* whose figure it is */
	working_fill *fill;
};

struct about_working {
	const char *of;
	const struct report_wish *wish;
	working_fill *fill;
};

static void working_start(void *state, const void *about)
{
	const struct about_working *of = about;
	struct working *w = state;
	struct table_screen *t = &w->table;

	t->width = -1;
	w->fill = of->fill;
	t->wish = *of->wish;
	w->of = arena_text(&t->arena, of->of);
	t->wish.pupil = arena_text(&t->arena, of->wish->pupil);
	t->wish.group = arena_text(&t->arena, of->wish->group);
	t->wish.year = arena_text(&t->arena, of->wish->year);
	t->wish.flag = arena_text(&t->arena, of->wish->flag);
	t->wish.policy = arena_text(&t->arena, of->wish->policy);
	t->wish.kind = arena_text(&t->arena, of->wish->kind);
}

static int working_reload(struct ui *ui, void *state, struct err *e)
{
	struct working *w = state;

	return table_screen_fill(ui, &w->table, w->fill, "step", e);
}

static void working_close(void *state)
{
	table_screen_finish(&((struct working *)state)->table);
}

static void working_title(const void *state, struct buf *to)
{
	buf_printf(to, "Working: %s", ((const struct working *)state)->of);
}

/* In a line it may be cut, or be brief: the focused step is said whole below. */
static void put_step(const struct table_screen *t, struct area *a)
{
	const struct cell *words = table_screen_cell(t, "words"), *step = table_screen_cell(t, "step");
	CLEAN_BUF struct buf text = { 0 };

	if (words->empty)
		return;
	buf_printf(&text, "%s: %s.", step->text, words->text);
	area_paragraph(a, 0, 0, a->cols, PAINT_TEXT, buf_string(&text));
}

static void working_draw(void *state, struct area *a)
{
	struct table_screen *t = &((struct working *)state)->table;
	int foot = a->rows > 12 ? 5 : a->rows > 5 ? 3 : 0, gap = a->rows > 12;
	struct area rows = area_part(a, 0, 0, a->rows - foot, a->cols);
	struct area below = area_part(a, a->rows - foot + gap, 0, foot - gap, a->cols);

	if (foot > 0)
		put_step(t, &below);
	table_screen_draw(t, &rows);
}

static struct list *working_list(void *state)
{
	return &((struct working *)state)->table.list;
}

static int working_leave(struct ui *ui, void *state, const struct key *k)
{
	(void)ui;
	(void)state;
	(void)k;
	return REACT_LEAVE;
}

static const struct binding working_keys[] = {
	{ ON(KEY_F(4)), "leave", working_leave, 0, "Back to the figure", NULL },
	{ .name = NULL },
};

const struct screen_kind working_screen = {
	.name = "working", .help = "How a figure comes about, step by step: what was possible, what was left out and why, and what that makes.",
	.keys = working_keys, .reload = working_reload, .title = working_title, .draw = working_draw, .list = working_list,
	.close = working_close, .state_size = sizeof(struct working),
};

int open_working_filled(struct ui *ui, const char *of, const struct report_wish *wish, working_fill *fill)
{
	const struct about_working about = { of, wish, fill };

	return ui_open(ui, &working_screen, working_start, &about) < 0 ? REACT_STOP : REACT_NONE;
}

int open_working_wish(struct ui *ui, const char *of, const struct report_wish *wish)
{
	return open_working_filled(ui, of, wish, report_fill_working);
}

int open_working(struct ui *ui, int64_t pupil, struct day from, struct day to)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct report_wish wish = { .date = DAY_NONE, .from = from, .to = to, .session = -1, .working = true };
	struct err e = { 0 };

	if (office_pupil_key(ui->office, pupil, &a, &wish.pupil, &e) < 0)
		return ui_refuse_err(ui, &e);
	return open_working_wish(ui, office_name_of_pupil(ui->office, pupil, &a), &wish);
}

int open_working_of(struct ui *ui, const char *class, const char *year)
{
	const struct report_wish wish = { .date = DAY_NONE, .from = DAY_NONE, .to = DAY_NONE, .session = -1, .group = class, .year = year };
	char title[16];
	int number;

	if (year && year_parse(year, &number) == 0)
		return open_working_wish(ui, year_title(number, title), &wish);
	return open_working_wish(ui, class ? class : "the school", &wish);
}
