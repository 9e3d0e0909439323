/* History: what was done, by whom and why; an act or a pupil opened shows every change with all five particulars (domain 2.5). */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "office/today.h"
#include "form_screen.h"
#include "table_screen.h"

struct about_history {
	int64_t pupil, act;
	const char *key;     /* of the pupil */
};

static void history_start(void *state, const void *about)
{
	const struct about_history *of = about;
	struct table_screen *t = state;

	t->width = -1;
	t->wish = (struct report_wish){ .date = DAY_NONE, .from = DAY_NONE, .to = DAY_NONE, .session = -1, .act = of->act,
					.pupil = arena_text(&t->arena, of->key) };
}

/* Without a pupil or an act it is of one day: today, until another is chosen. */
static int history_reload(struct ui *ui, void *state, struct err *e)
{
	struct table_screen *t = state;

	if (!t->wish.pupil && t->wish.act == 0 && day_is_none(t->wish.from))
		t->wish.from = t->wish.to = office_today(ui->office);
	bool first = t->report.name == NULL;
	int r = table_screen_fill(ui, t, report_fill_history, "act", e);
	if (r == 0 && first)
		list_focus(&t->list, t->list.count - 1); /* the newest is last */
	return r;
}

static void history_close(void *state)
{
	table_screen_finish(state);
}

static void history_title(const void *state, struct buf *to)
{
	buf_text(to, ((const struct table_screen *)state)->report.title);
}

/* The focused row's particulars that have no column on 80 cells, in words. */
static void say_particulars(const struct table_screen *t, struct buf *to)
{
	const struct cell *name = table_screen_cell(t, "name"), *position = table_screen_cell(t, "position"), *reason = table_screen_cell(t, "reason");

	buf_printf(to, "Act %lld by %s, %s. ", (long long)table_screen_cell(t, "act")->number, name->empty ? "nobody" : name->text,
		   position->empty ? "" : position->text);
	buf_printf(to, "Reason: %s.", reason->empty || !*reason->text ? "none asked for" : reason->text);
	const struct cell *undone = table_screen_cell(t, "undone_by");
	if (!undone->empty)
		buf_printf(to, " Undone by act %lld.", (long long)undone->number);
}

#define FOOT_LEAST 2 /* rows, so that the list does not move with every row of it */

/* A reason is said whole, while it leaves the list its half. */
static void history_draw(void *state, struct area *a)
{
	struct table_screen *t = state;
	struct area none = area_part(a, 0, 0, 0, a->cols);
	CLEAN_BUF struct buf words = { 0 };

	if (t->list.count > 0)
		say_particulars(t, &words);
	int said = area_paragraph(&none, 0, 0, a->cols, PAINT_TEXT, buf_string(&words)), foot = said > FOOT_LEAST ? said : FOOT_LEAST;
	foot = a->rows <= 10 ? 0 : foot < a->rows / 2 ? foot + 1 : a->rows / 2;
	struct area rows = area_part(a, 0, 0, a->rows - foot, a->cols), below = area_part(a, a->rows - foot + 1, 0, foot - 1, a->cols);
	if (foot > 0)
		area_paragraph(&below, 0, 0, a->cols, PAINT_TEXT, buf_string(&words));
	table_screen_draw(t, &rows);
}

static struct list *history_list(void *state)
{
	return &((struct table_screen *)state)->list;
}

/* From the day's acts into one act; from a change into the chain of its mark. */
static int history_open(struct ui *ui, void *state, const struct key *k)
{
	struct table_screen *t = state;
	int64_t act = table_screen_cell(t, "act")->number;

	(void)k;
	return open_history(ui, 0, act);
}

/* The reason was asked for, where one is needed; the act undone is the focused one. */
static int undo_with(struct ui *ui, struct table_screen *t, const char *reason)
{
	int64_t act = table_screen_cell(t, "act")->number;
	CLEAN_BUF struct buf left = { 0 };
	struct mark_result done = { 0 };
	struct err e = { 0 };

	if (office_undo(ui->office, act, reason && *reason ? reason : NULL, &left, &done, &e) < 0)
		return ui_refuse_err(ui, &e);
	undone_say(ui, act, &done);
	return REACT_RELOAD;
}

static int undo_answer(struct ui *ui, void *state, const char *typed)
{
	return undo_with(ui, state, typed);
}

static int history_undo(struct ui *ui, void *state, const struct key *k)
{
	struct table_screen *t = state;
	char prompt[120];

	(void)k;
	snprintf(prompt, sizeof prompt, "Undo act %lld. Why (needed after the close)?", (long long)table_screen_cell(t, "act")->number);
	return ui_ask_reason(ui, prompt, undo_answer);
}

static int history_day_step(struct table_screen *t, int step)
{
	t->wish.from = t->wish.to = day_add(t->wish.from, step);
	return REACT_RELOAD;
}

static int history_before(struct ui *ui, void *state, const struct key *k)
{
	(void)ui;
	(void)k;
	return history_day_step(state, -1);
}

static int history_after(struct ui *ui, void *state, const struct key *k)
{
	(void)ui;
	(void)k;
	return history_day_step(state, 1);
}

/* Whose mark the focused change is of, or whose history it is. */
static int history_pupil(struct ui *ui, void *state, const struct key *k)
{
	const struct table_screen *t = state;
	const struct cell *of = table_screen_cell(t, "pupil");
	struct err e = { 0 };
	int64_t pupil;

	(void)k;
	if (office_pupil_find(ui->office, of->empty ? t->wish.pupil : of->text, false, &pupil, &e) < 0)
		return ui_refuse_err(ui, &e);
	return open_pupil(ui, pupil);
}

enum history_need { NEED_ACTS = NEED_OWN, NEED_DAY = NEED_OWN << 1, NEED_PAST = NEED_OWN << 2, NEED_PUPIL = NEED_OWN << 3 };

static const char *const history_refusals[] = {
	"This is the act, with all it changed. Esc goes back.",
	"This is all of it: it is not of one day.",
	"Nothing was done yet on a day to come.",
	"This line is of no pupil.",
};

static unsigned history_has(struct ui *ui, const void *state)
{
	const struct table_screen *t = state;

	return (t->wish.act == 0 ? NEED_ACTS : 0) | (!t->wish.pupil && t->wish.act == 0 ? NEED_DAY : 0) |
	       (t->wish.from.n < office_today(ui->office).n ? NEED_PAST : 0) |
	       (t->wish.pupil || !table_screen_cell(t, "pupil")->empty ? NEED_PUPIL : 0);
}

static const struct binding history_keys[] = {
	{ ON(KEY_ENTER), "open", history_open, NEED_ROW | NEED_ACTS, "Show all that this act changed", "Open" },
	{ ON(KEY_F(8)), "undo", history_undo, NEED_ROW | NEED_WRITE, "Put back what this act changed", "Undo" },
	{ ON_TEXT("p"), "pupil", history_pupil, NEED_PUPIL, "Open this pupil's page", "Pupil" },
	{ ON(KEY_LEFT), "day-before", history_before, NEED_DAY, "The day before", "Day before" },
	{ ON(KEY_RIGHT), "day-after", history_after, NEED_DAY | NEED_PAST, "The day after", "Day after" },
	{ .name = NULL },
};

const struct screen_kind history_screen = {
	.name = "history", .help = "What was done, by whom, when and why. Nothing in it can be changed; an act can be undone by another.",
	.keys = history_keys, .refusals = history_refusals, .has = history_has, .reload = history_reload, .title = history_title, .draw = history_draw, .list = history_list,
	.close = history_close, .state_size = sizeof(struct table_screen),
};

int open_history(struct ui *ui, int64_t pupil, int64_t act)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct about_history about = { .pupil = pupil, .act = act };
	struct err e = { 0 };

	if (pupil != 0 && office_pupil_key(ui->office, pupil, &a, &about.key, &e) < 0)
		return ui_refuse_err(ui, &e);
	return ui_open(ui, &history_screen, history_start, &about) < 0 ? REACT_STOP : REACT_NONE;
}
