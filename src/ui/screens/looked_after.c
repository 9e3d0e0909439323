/* The marks of the looked-after today: what the virtual school's caller asks for, by one key (B10). */
#include "table_screen.h"

static void looked_after_start(void *state, const void *about)
{
	struct table_screen *t = state;

	(void)about;
	t->width = -1;
	t->wish = (struct report_wish){ .date = DAY_NONE, .from = DAY_NONE, .to = DAY_NONE, .session = -1, .flag = "looked_after" };
}

static int looked_after_reload(struct ui *ui, void *state, struct err *e)
{
	return table_screen_fill(ui, state, report_fill_marks, "pupil", e);
}

static void looked_after_close(void *state)
{
	table_screen_finish(state);
}

static void looked_after_title(const void *state, struct buf *to)
{
	buf_text(to, ((const struct table_screen *)state)->report.title);
}

static void looked_after_draw(void *state, struct area *a)
{
	table_screen_draw(state, a);
}

static struct list *looked_after_list(void *state)
{
	return &((struct table_screen *)state)->list;
}

static int looked_after_open(struct ui *ui, void *state, const struct key *k)
{
	struct err e = { 0 };
	int64_t pupil;

	(void)k;
	return table_screen_pupil(ui, state, &pupil, &e) < 0 ? ui_refuse_err(ui, &e) : open_pupil(ui, pupil);
}

static const struct binding looked_after_keys[] = {
	{ ON(KEY_ENTER), "open", looked_after_open, NEED_ROW, "Open this pupil's page", "Pupil" },
	{ .name = NULL },
};

const struct screen_kind looked_after_screen = {
	.name = "looked-after", .help = "Today's marks of the looked-after, for whoever rings each day and asks. A blank is no mark yet.",
	.keys = looked_after_keys, .reload = looked_after_reload, .title = looked_after_title, .draw = looked_after_draw, .list = looked_after_list,
	.close = looked_after_close, .state_size = sizeof(struct table_screen),
};

int open_looked_after(struct ui *ui)
{
	return ui_open(ui, &looked_after_screen, looked_after_start, NULL) < 0 ? REACT_STOP : REACT_NONE;
}
