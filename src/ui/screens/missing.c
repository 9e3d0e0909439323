/* Missing registers and blank marks, of today and of past days (A19). */
#include "table_screen.h"

#define DAYS_BACK 20 /* school days that the list of past days goes back */

static void missing_start(void *state, const void *about)
{
	struct table_screen *t = state;

	(void)about;
	t->width = -1;
	t->wish = (struct report_wish){ .date = DAY_NONE, .from = DAY_NONE, .to = DAY_NONE, .session = -1 };
}

static int missing_reload(struct ui *ui, void *state, struct err *e)
{
	return table_screen_fill(ui, state, report_fill_missing, "class", e);
}

static void missing_close(void *state)
{
	table_screen_finish(state);
}

static void missing_title(const void *state, struct buf *to)
{
	buf_text(to, ((const struct table_screen *)state)->report.title);
}

static void missing_draw(void *state, struct area *a)
{
	table_screen_draw(state, a);
}

static struct list *missing_list(void *state)
{
	return &((struct table_screen *)state)->list;
}

static int missing_open(struct ui *ui, void *state, const struct key *k)
{
	struct register_ref ref;
	struct err e = { 0 };

	(void)k;
	return table_screen_register(ui, state, &ref, &e) < 0 ? ui_refuse_err(ui, &e) : open_register(ui, &ref, 0);
}

static void past_days(struct ui *ui, struct table_screen *t)
{
	struct day today = office_today(ui->office), back = calendar_school_day(office_calendar(ui->office), today, -DAYS_BACK);

	if (day_is_none(back) || back.n < school_year_start(today).n)
		back = school_year_start(today);
	t->wish.from = back;
	t->wish.to = today;
}

/* Today's session, or today and the twenty school days before it. */
static int missing_past(struct ui *ui, void *state, const struct key *k)
{
	struct table_screen *t = state;

	(void)k;
	if (day_is_none(t->wish.from))
		past_days(ui, t);
	else
		t->wish.from = t->wish.to = DAY_NONE;
	return REACT_RELOAD;
}

static const struct binding missing_keys[] = {
	{ ON(KEY_ENTER), "open", missing_open, NEED_ROW, "Open this register at its first blank", "Register" },
	{ ON_TEXT("p"), "past", missing_past, 0, "Past days too, or today only", "Past days" },
	{ .name = NULL },
};

const struct screen_kind missing_screen = {
	.name = "missing", .help = "Registers not taken, or partly taken, with how many marks are blank and how long ago they closed.",
	.keys = missing_keys, .reload = missing_reload, .title = missing_title, .draw = missing_draw, .list = missing_list,
	.close = missing_close, .state_size = sizeof(struct table_screen),
};

static void missing_past_start(void *state, const void *about)
{
	missing_start(state, NULL);
	past_days(*(struct ui *const *)about, state);
}

int open_missing(struct ui *ui)
{
	return ui_open(ui, &missing_screen, missing_start, NULL) < 0 ? REACT_STOP : REACT_NONE;
}

int open_missing_past(struct ui *ui)
{
	return ui_open(ui, &missing_screen, missing_past_start, &ui) < 0 ? REACT_STOP : REACT_NONE;
}
