/* League and praise (C17). */
#include "table_screen.h"

static void league_start(void *state, const void *about)
{
	struct table_screen *t = state;

	(void)about;
	t->width = -1;
	t->wish = (struct report_wish){ .date = DAY_NONE, .from = DAY_NONE, .to = DAY_NONE, .session = -1 };
}

static int league_reload(struct ui *ui, void *state, struct err *e)
{
	return table_screen_fill(ui, state, report_fill_league, "pupil", e);
}

static void league_close(void *state)
{
	table_screen_finish(state);
}

static void league_title(const void *state, struct buf *to)
{
	buf_text(to, ((const struct table_screen *)state)->report.title);
}

static void league_draw(void *state, struct area *a)
{
	table_screen_draw(state, a);
}

static struct list *league_list(void *state)
{
	return &((struct table_screen *)state)->list;
}

static const struct binding league_keys[] = {
	{ .name = NULL },
};

const struct screen_kind league_screen = {
	.name = "league", .help = "Classes by attendance, and praise.", .keys = league_keys, .reload = league_reload, .title = league_title,
	.draw = league_draw, .list = league_list, .close = league_close, .state_size = sizeof(struct table_screen),
};

int open_league(struct ui *ui)
{
	return ui_open(ui, &league_screen, league_start, NULL) < 0 ? REACT_STOP : REACT_NONE;
}
