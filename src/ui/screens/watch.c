/* What is to be settled: lists that stand until somebody says what is so (A15, A22, B5, B17). */
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "calls.h"

struct watch {
	struct list list;
	struct watch_view view;
	int kind;               /* where it was opened; -1: at the first */
	bool is_read;
};

/* READING ----------------------------------------------------------------------------------------------------------------------------- */

static int row_of(const struct watch_view *v, enum watch_kind kind, int64_t pupil)
{
	for (int i = 0; i < v->count; i++)
		if (v->lines[i].kind == kind && (pupil == 0 || v->lines[i].pupil == pupil))
			return i;
	return -1;
}

static int watch_reload(struct ui *ui, void *state, struct err *e)
{
	struct watch *w = state;
	struct watch_view fresh;
	int r = office_watch_open(ui->office, office_today(ui->office), &fresh, e);

	if (r < 0)
		return r;
	int row = -1;
	if (w->is_read && w->list.count > 0)
		row = row_of(&fresh, w->view.lines[w->list.focus].kind, w->view.lines[w->list.focus].pupil);
	else if (!w->is_read && w->kind >= 0)
		row = row_of(&fresh, (enum watch_kind)w->kind, 0);
	if (w->is_read)
		watch_view_finish(&w->view);
	w->view = fresh;
	w->is_read = true;
	list_count(&w->list, fresh.count);
	if (row >= 0)
		list_focus(&w->list, row);
	return 0;
}

static void watch_start(void *state, const void *about)
{
	((struct watch *)state)->kind = *(const int *)about;
}

static void watch_close(void *state)
{
	struct watch *w = state;

	if (w->is_read)
		watch_view_finish(&w->view);
}

/* SEEN -------------------------------------------------------------------------------------------------------------------------------- */

static void watch_screen_title(const void *state, struct buf *to)
{
	const struct watch *w = state;

	buf_printf(to, "To settle: %d", w->view.count);
}

static const char *watch_heading(const void *state, int row)
{
	const struct watch_line *l = ((const struct watch *)state)->view.lines;

	return row == 0 || l[row].kind != l[row - 1].kind ? watch_title(l[row].kind) : NULL;
}

/* Nobody knows where these children are: they are no list to be got through some time. */
static bool is_alarm(enum watch_kind k)
{
	return k == WATCH_NOT_IN_CLASS || k == WATCH_OUT_OVERDUE;
}

enum { TIME_COL = 0, NAME_COL = 6, WORDS_COL = 36, NARROW = 60 };

static void watch_draw_line(const void *state, int row, struct area *a)
{
	const struct watch_line *l = &((const struct watch *)state)->view.lines[row];
	enum paint p = is_alarm(l->kind) ? PAINT_UNKNOWN : PAINT_TEXT;
	bool narrow = a->cols < NARROW;
	int words = narrow ? a->cols / 2 : WORDS_COL;
	CLEAN_BUF struct buf name = { 0 };
	char at[8];

	buf_printf(&name, "%s%s%s", l->name, l->group && !narrow ? ", " : "", l->group && !narrow ? l->group : "");
	if (!narrow)
		area_put(a, 0, TIME_COL, NAME_COL - 1, PAINT_DIM, minute_text(l->minute, at));
	area_put(a, 0, narrow ? 0 : NAME_COL, words - 1 - (narrow ? 0 : NAME_COL), p, buf_string(&name));
	area_put(a, 0, words, a->cols - words, PAINT_TEXT, l->words);
}

static void foot_draw(const struct watch_line *l, struct area *a)
{
	CLEAN_BUF struct buf text = { 0 };

	buf_printf(&text, "%s%s%s: %s", l->name, l->group ? ", " : "", l->group ? l->group : "", l->words ? l->words : "");
	area_paragraph(a, 0, 0, a->cols, PAINT_TEXT, buf_string(&text));
}

static void watch_draw(void *state, struct area *a)
{
	struct watch *w = state;
	const struct list_look look = { .state = w, .heading = watch_heading, .draw = watch_draw_line };
	int foot = a->rows > 8 ? 3 : 0;
	struct area list = area_part(a, 0, 0, a->rows - foot, a->cols), below = area_part(a, a->rows - foot + 1, 0, foot - 1, a->cols);

	area_cursor(a, 0, 0);
	if (w->list.count == 0) {
		area_paragraph(a, 0, 0, a->cols, PAINT_TEXT, "There is nothing to settle.");
		return;
	}
	list_draw(&w->list, &list, &look);
	if (foot > 0)
		foot_draw(&w->view.lines[w->list.focus], &below);
}

static struct list *watch_list(void *state)
{
	return &((struct watch *)state)->list;
}

/* KEYS -------------------------------------------------------------------------------------------------------------------------------- */

static const struct watch_line *focused(const struct watch *w)
{
	return &w->view.lines[w->list.focus];
}

static int settle_answer(struct ui *ui, void *state, const char *typed)
{
	const struct watch_line *l = focused(state);
	CLEAN_ANSWER struct roll_answer a = { 0 };
	int r = office_watch_settle(ui->office, l->kind, l->pupil, &l->ref, typed, &a.act, &a.e);

	return roll_answered(ui, r, &a, "%s is settled.", l->name);
}

static const char *const questions[WATCH_KINDS] = {
	[WATCH_NOT_IN_CLASS] = "Where is the child?", [WATCH_OUT_OVERDUE] = "Where is the child?", [WATCH_NOT_BACK] = "What is so?",
	[WATCH_HERE_AFTER_ALL] = "What is so?", [WATCH_NO_REASON] = "What is so?", [WATCH_NOT_SPOKEN] = "What is so?",
	[WATCH_NEEDS_NOTE] = "What kind?",
};

static int watch_settle(struct ui *ui, void *state, const struct key *k)
{
	(void)k;
	return ui_ask(ui, questions[focused(state)->kind], NULL, settle_answer);
}

/* The next list, round again. */
static int watch_next(struct ui *ui, void *state, const struct key *k)
{
	struct watch *w = state;
	int row = w->list.focus;

	(void)ui;
	(void)k;
	while (row < w->list.count && w->view.lines[row].kind == focused(w)->kind)
		row++;
	list_focus(&w->list, row < w->list.count ? row : 0);
	return REACT_NONE;
}

OPENS(watch_register, struct watch, open_register(ui, &focused(s)->ref, focused(s)->pupil))
OPENS(watch_call, struct watch, open_call(ui, focused(s)->pupil, focused(s)->ref.day))
OPENS(watch_pupil, struct watch, open_pupil(ui, focused(s)->pupil))
OPENS(watch_task, struct watch, open_task(ui, focused(s)->pupil))

enum watch_need { NEED_DONE = NEED_OWN };

static const char *const watch_refusals[] = { ROLL_NOT_DONE };

static unsigned watch_has(struct ui *ui, const void *state)
{
	(void)state;
	return roll_has_done(ui) ? NEED_DONE : 0;
}

static const struct binding watch_keys[] = {
	{ ON(KEY_ENTER), "settle", watch_settle, NEED_WRITE | NEED_ROW, "Say what is so, in one line: then it is settled", "Settle" },
	{ ON_TEXT("r"), "register", watch_register, NEED_ROW, "Open the register that it is about, on this pupil", "Register" },
	{ ON_TEXT("c"), "call", watch_call, NEED_ROW, "Ring the family", "Ring" },
	{ ON_TEXT("p"), "pupil", watch_pupil, NEED_ROW, "Open this pupil's page", "Pupil" },
	{ ON_TEXT("t"), "task", watch_task, NEED_WRITE | NEED_ROW, "A task for somebody, about this pupil", "Task" },
	{ ON(KEY_TAB), "next-list", watch_next, NEED_ROW, "To the next of the lists", "Next list" },
	{ ON(KEY_F(8)), "undo", roll_undo, NEED_WRITE | NEED_DONE, "Undo your last change here", NULL },
	{ .name = NULL },
};

const struct screen_kind watch_screen = {
	.name = "watch",
	.help = "Signed in and not in class, out and overdue, expected back, here after all, without a reason, not spoken to, a note missing: each until "
		"somebody says what is so.",
	.keys = watch_keys, .refusals = watch_refusals, .has = watch_has, .reload = watch_reload,
	.title = watch_screen_title, .draw = watch_draw, .list = watch_list, .close = watch_close,
	.state_size = sizeof(struct watch),
};

int open_watch(struct ui *ui, int kind)
{
	return ui_open(ui, &watch_screen, watch_start, &kind) < 0 ? REACT_STOP : REACT_NONE;
}
