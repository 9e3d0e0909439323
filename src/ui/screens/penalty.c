/* The threshold of penalty notices (C8): who meets it or lacks few, and the ten sessions. */
#include <string.h>

#include "calls.h"
#include "office/returns.h"

struct penalty_list {
	struct list list;
	struct penalty_view view;
	struct penalty_wish wish;
	bool is_read, working;
};

/* READING ----------------------------------------------------------------------------------------------------------------------------- */

static int penalty_reload(struct ui *ui, void *state, struct err *e)
{
	struct penalty_list *t = state;
	struct penalty_view fresh;
	int r = office_penalty_open(ui->office, &t->wish, &fresh, e);

	if (r < 0)
		return r;
	int64_t was = t->is_read && t->list.count > 0 ? t->view.lines[t->list.focus].pupil : 0;
	if (t->is_read)
		penalty_view_finish(&t->view);
	t->view = fresh;
	t->is_read = true;
	list_count(&t->list, fresh.count);
	for (int i = 0; i < fresh.count; i++)
		if (fresh.lines[i].pupil == was)
			list_focus(&t->list, i);
	return 0;
}

static void penalty_close(void *state)
{
	struct penalty_list *t = state;

	if (t->is_read)
		penalty_view_finish(&t->view);
}

/* SEEN -------------------------------------------------------------------------------------------------------------------------------- */

static void penalty_title(const void *state, struct buf *to)
{
	const struct penalty_list *t = state;
	char from[DAY_TEXT];

	buf_printf(to, "Penalty threshold: %d met now", t->view.met);
	if (!day_is_none(t->view.from))
		buf_printf(to, ", since %s", day_long(t->view.from, from));
}

static const char *heading_of(const struct penalty_line *l)
{
	return l->lacking == 0 ? "Met now" : l->windows > 0 ? "Met before, not now" : "Close to it";
}

static const char *penalty_heading(const void *state, int row)
{
	const struct penalty_line *l = ((const struct penalty_list *)state)->view.lines;

	return row > 0 && strcmp(heading_of(&l[row]), heading_of(&l[row - 1])) == 0 ? NULL : heading_of(&l[row]);
}

enum { NARROW = 60, NAME_CELLS = 28, CLASS_COL = 29, NOW_COL = 40, N_COL = 53, MET_COL = 59 };

static void penalty_draw_line(const void *state, int row, struct area *a)
{
	const struct penalty_line *l = &((const struct penalty_list *)state)->view.lines[row];
	int at = a->cols < NARROW ? a->cols - 11 : NOW_COL;
	char met[DAY_TEXT];

	area_printf(a, 0, at, 12, l->lacking == 0 ? PAINT_ALERT : PAINT_TEXT, "%d session%s", l->now, l->now == 1 ? "" : "s");
	if (a->cols < NARROW) {
		area_put(a, 0, 0, at - 1, PAINT_TEXT, l->name);
		return;
	}
	area_put(a, 0, 0, NAME_CELLS, PAINT_TEXT, l->name);
	area_put(a, 0, CLASS_COL, NOW_COL - CLASS_COL - 1, PAINT_DIM, l->group ? l->group : "");
	if (l->provisional > 0)
		area_printf(a, 0, N_COL, MET_COL - N_COL - 1, PAINT_TEXT, "%d N", l->provisional);
	if (l->windows > 0)
		area_printf(a, 0, MET_COL, a->cols - MET_COL, PAINT_TEXT, "met %s", day_long(l->met, met));
	else
		area_printf(a, 0, MET_COL, a->cols - MET_COL, PAINT_TEXT, "%d lacking", l->lacking);
}

static void penalty_draw(void *state, struct area *a)
{
	struct penalty_list *t = state;
	const struct list_look look = { .state = t, .heading = penalty_heading, .draw = penalty_draw_line };
	int foot = a->rows > 14 ? 7 : a->rows > 8 ? 3 : 0;
	struct area list = area_part(a, 0, 0, a->rows - foot, a->cols), below = area_part(a, a->rows - foot + 1, 0, foot - 1, a->cols);
	CLEAN_BUF struct buf text = { 0 };

	area_cursor(a, 0, 0);
	if (t->list.count == 0) {
		area_paragraph(a, 0, 0, a->cols, PAINT_TEXT, "Nobody meets the threshold of ten sessions in ten school weeks, or lacks few.");
		return;
	}
	const struct penalty_line *l = &t->view.lines[t->list.focus];
	list_draw(&t->list, &list, &look);
	buf_printf(&text, "%s: %s.", l->name, t->working ? l->working : l->ten);
	if (foot > 0)
		area_paragraph(&below, 0, 0, below.cols, PAINT_TEXT, buf_string(&text));
}

static struct list *penalty_rows(void *state)
{
	return &((struct penalty_list *)state)->list;
}

/* KEYS -------------------------------------------------------------------------------------------------------------------------------- */

static int penalty_pupil(struct ui *ui, void *state, const struct key *k)
{
	struct penalty_list *t = state;

	(void)k;
	return open_pupil(ui, t->view.lines[t->list.focus].pupil);
}

static int penalty_ten(struct ui *ui, void *state, const struct key *k)
{
	struct penalty_list *t = state;

	(void)k;
	t->working = false;
	ui_say(ui, "%s", t->view.lines[t->list.focus].ten);
	return REACT_NONE;
}

static int penalty_working_key(struct ui *ui, void *state, const struct key *k)
{
	struct penalty_list *t = state;

	(void)ui;
	(void)k;
	t->working = !t->working;
	return REACT_NONE;
}

/* Three lacking, five, and three again. */
static int penalty_within(struct ui *ui, void *state, const struct key *k)
{
	struct penalty_list *t = state;

	(void)ui;
	(void)k;
	t->wish.within = t->wish.within == 5 ? 0 : 5;
	return REACT_RELOAD;
}

static const struct binding penalty_keys[] = {
	{ ON(KEY_ENTER), "ten", penalty_ten, NEED_ROW, "The ten sessions, said whole", "The ten" },
	{ ON_TEXT("p"), "pupil", penalty_pupil, NEED_ROW, "Open the page of the pupil", "Pupil" },
	{ ON_TEXT("n"), "near", penalty_within, 0, "Those who lack five or fewer, or three", "Near" },
	{ ON(KEY_F(4)), "working", penalty_working_key, NEED_ROW, "How the count comes about, step by step", "Working" },
	{ .name = NULL },
};

const struct screen_kind penalty_screen = {
	.name = "penalty", .help = "Who has ten sessions of G, N, O or U in ten school weeks, or lacks few: a notice is then considered, no more.",
	.keys = penalty_keys, .reload = penalty_reload, .title = penalty_title, .draw = penalty_draw, .list = penalty_rows, .close = penalty_close,
	.state_size = sizeof(struct penalty_list),
};

int open_penalty(struct ui *ui)
{
	return ui_open(ui, &penalty_screen, NULL, NULL) < 0 ? REACT_STOP : REACT_NONE;
}
