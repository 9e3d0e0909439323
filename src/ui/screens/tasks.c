/* Tasks: what somebody is to do, and by when (B3, B10, B19). */
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "calls.h"

#define DONE_CELLS 70 /* of a task that is done, in the message */

struct tasks {
	struct list list;
	struct tasks_view view;
	struct tasks_wish wish;
	int64_t wanted;         /* the task that it was opened on; 0: the first */
	struct day today;
	bool is_read;
};

/* READING ----------------------------------------------------------------------------------------------------------------------------- */

static int row_of(const struct tasks_view *v, int64_t task)
{
	for (int i = 0; i < v->count; i++)
		if (v->lines[i].task == task)
			return i;
	return -1;
}

static int tasks_reload(struct ui *ui, void *state, struct err *e)
{
	struct tasks *t = state;
	struct tasks_view fresh;
	int r = office_tasks_open(ui->office, &t->wish, &fresh, e);

	if (r < 0)
		return r;
	int64_t was = t->is_read && t->list.count > 0 ? t->view.lines[t->list.focus].task : t->wanted;
	if (t->is_read)
		tasks_view_finish(&t->view);
	t->view = fresh;
	t->today = office_today(ui->office);
	t->is_read = true;
	list_count(&t->list, fresh.count);
	if (row_of(&t->view, was) >= 0)
		list_focus(&t->list, row_of(&t->view, was));
	return 0;
}

static void tasks_start(void *state, const void *about)
{
	((struct tasks *)state)->wanted = *(const int64_t *)about;
}

static void tasks_close(void *state)
{
	struct tasks *t = state;

	if (t->is_read)
		tasks_view_finish(&t->view);
}

/* SEEN -------------------------------------------------------------------------------------------------------------------------------- */

static void tasks_title(const void *state, struct buf *to)
{
	const struct tasks *t = state;

	buf_printf(to, "Tasks: %s%s", t->wish.everybody ? "everybody's" : "yours", t->wish.done ? ", those done today too" : "");
}

static bool is_done(const struct task_line *l)
{
	return !day_is_none(l->done);
}

static const char *tasks_heading(const void *state, int row)
{
	const struct task_line *l = ((const struct tasks *)state)->view.lines;

	if (row > 0 && is_done(&l[row]) == is_done(&l[row - 1]))
		return NULL;
	return is_done(&l[row]) ? "Done" : "To do";
}

/* Whose it is comes first: the same step is due for several children, and the end of a row is cut. */
static void what_put(const struct task_line *l, struct buf *to)
{
	if (l->name && (!l->text || !strstr(l->text, l->name)))
		buf_printf(to, "%s: ", l->name);
	buf_text(to, l->text ? l->text : l->kind);
	if (is_done(l) && l->done_words)
		buf_printf(to, " (%s)", l->done_words);
}

static void when_put(const struct task_line *l, struct day today, struct buf *to)
{
	char day[DAY_TEXT], at[8];

	if (!day_is_none(l->due) && !day_equal(l->due, today))
		buf_text(to, short_day(l->due, day));
	else
		buf_text(to, minute_text(l->minute, at));
}

enum { WHEN_COL = 8, WHAT_COL = 20, WHO_CELLS = 18, NARROW = 60 };

static void tasks_draw_line(const void *state, int row, struct area *a)
{
	const struct tasks *t = state;
	const struct task_line *l = &t->view.lines[row];
	bool narrow = a->cols < NARROW;
	int who = narrow ? 0 : WHO_CELLS, what = narrow ? WHEN_COL : WHAT_COL;
	CLEAN_BUF struct buf text = { 0 }, when = { 0 };

	area_put(a, 0, 0, WHEN_COL - 1, l->overdue ? PAINT_ALERT : PAINT_DIM, is_done(l) ? "done" : l->overdue ? "overdue" : "due");
	when_put(l, t->today, &when);
	if (!narrow)
		area_put(a, 0, WHEN_COL, WHAT_COL - WHEN_COL - 1, PAINT_TEXT, buf_string(&when));
	what_put(l, &text);
	area_put(a, 0, what, a->cols - what - who - (who > 0), PAINT_TEXT, buf_string(&text));
	if (!narrow)
		area_put(a, 0, a->cols - who, who, PAINT_DIM, l->who);
}

static void tasks_draw(void *state, struct area *a)
{
	struct tasks *t = state;
	const struct list_look look = { .state = t, .heading = tasks_heading, .draw = tasks_draw_line };
	int foot = a->rows > 8 ? 3 : 0;
	struct area list = area_part(a, 0, 0, a->rows - foot, a->cols), below = area_part(a, a->rows - foot + 1, 0, foot - 1, a->cols);
	CLEAN_BUF struct buf text = { 0 };

	area_cursor(a, 0, 0);
	if (t->list.count == 0) {
		area_paragraph(a, 0, 0, a->cols, PAINT_TEXT,
			       t->wish.everybody ? "Nobody has a task. + gives somebody one." : "You have no task.");
		return;
	}
	list_draw(&t->list, &list, &look);
	what_put(&t->view.lines[t->list.focus], &text);
	if (foot > 0)
		area_paragraph(&below, 0, 0, a->cols, PAINT_TEXT, buf_string(&text));
}

static struct list *tasks_list(void *state)
{
	return &((struct tasks *)state)->list;
}

/* KEYS -------------------------------------------------------------------------------------------------------------------------------- */

static const struct task_line *focused(const struct tasks *t)
{
	return &t->view.lines[t->list.focus];
}

static int done_answer(struct ui *ui, void *state, const char *typed)
{
	const struct task_line *l = focused(state);
	CLEAN_ANSWER struct roll_answer a = { 0 };
	CLEAN_BUF struct buf text = { 0 };
	int r = office_task_done(ui->office, l->task, *typed ? typed : NULL, &a.act, &a.e);

	what_put(l, &text);
	return roll_answered(ui, r, &a, "Done: %.*s.", (int)text_clip(buf_string(&text), DONE_CELLS, NULL), buf_string(&text));
}

static int tasks_done(struct ui *ui, void *state, const struct key *k)
{
	(void)state;
	(void)k;
	return ui_ask(ui, "Done. What came of it:", NULL, done_answer);
}

static int tasks_everybody(struct ui *ui, void *state, const struct key *k)
{
	struct tasks *t = state;

	(void)ui;
	(void)k;
	t->wish.everybody = !t->wish.everybody;
	return REACT_RELOAD;
}

static int tasks_past(struct ui *ui, void *state, const struct key *k)
{
	struct tasks *t = state;

	(void)ui;
	(void)k;
	t->wish.done = !t->wish.done;
	return REACT_RELOAD;
}

static int tasks_new(struct ui *ui, void *state, const struct key *k)
{
	(void)state;
	(void)k;
	return open_task(ui, 0);
}

static int tasks_call(struct ui *ui, void *state, const struct key *k)
{
	const struct task_line *l = focused(state);

	(void)k;
	return open_call(ui, l->pupil, l->about);
}

static int tasks_pupil(struct ui *ui, void *state, const struct key *k)
{
	(void)k;
	return open_pupil(ui, focused(state)->pupil);
}

static int tasks_visit(struct ui *ui, void *state, const struct key *k)
{
	const struct task_line *l = focused(state);

	(void)k;
	return open_visit(ui, l->pupil, l->about);
}

enum tasks_need { NEED_CHILD = NEED_OWN, NEED_OPEN = NEED_OWN << 1, NEED_DONE = NEED_OWN << 2, NEED_CALLER = NEED_OWN << 3 };

static const char *const tasks_refusals[] = {
	"This task is about no pupil.",
	"This task is done.",
	ROLL_NOT_DONE,
	"The office and the DSL give tasks, and see everybody's: ask them.",
};

static unsigned tasks_has(struct ui *ui, const void *state)
{
	const struct tasks *t = state;
	const struct task_line *l = t->list.count > 0 ? focused(t) : NULL;

	return (l && l->pupil ? NEED_CHILD : 0) | (l && !is_done(l) ? NEED_OPEN : 0) | (roll_has_done(ui) ? NEED_DONE : 0) |
	       (office_may(ui->office, ACTION_CALL, 0, NULL) == 0 ? NEED_CALLER : 0);
}

static const struct binding tasks_keys[] = {
	{ ON(KEY_ENTER), "done", tasks_done, NEED_WRITE | NEED_ROW | NEED_OPEN, "It is done: what came of it, in one line", "Done" },
	{ ON_TEXT("c"), "call", tasks_call, NEED_ROW | NEED_CHILD | NEED_CALLER, "Ring the family that it is about", "Ring" },
	{ ON_TEXT("p"), "pupil", tasks_pupil, NEED_ROW | NEED_CHILD, "Open the page of the pupil that it is about", "Pupil" },
	{ ON_TEXT("+"), "new", tasks_new, NEED_WRITE | NEED_CALLER, "A new task for somebody", "New" },
	{ ON_TEXT("a"), "everybody", tasks_everybody, NEED_CALLER, "Everybody's tasks, or yours", "All" },
	{ ON_TEXT("v"), "visit", tasks_visit, NEED_WRITE | NEED_ROW | NEED_CHILD | NEED_CALLER, "A home visit", NULL },
	{ ON(KEY_TAB), "past", tasks_past, 0, "Those that were done today too, or not", "Done ones" },
	{ ON(KEY_F(8)), "undo", roll_undo, NEED_WRITE | NEED_DONE, "Undo your last change here", NULL },
	{ .name = NULL },
};

const struct screen_kind tasks_screen = {
	.name = "tasks", .help = "What you, or your role, are to do, by when it is due. Enter says that one is done and what came of it.",
	.keys = tasks_keys, .refusals = tasks_refusals, .has = tasks_has, .reload = tasks_reload, .title = tasks_title,
	.draw = tasks_draw, .list = tasks_list,
	.close = tasks_close, .state_size = sizeof(struct tasks),
};

int open_tasks_at(struct ui *ui, int64_t task)
{
	return ui_open(ui, &tasks_screen, tasks_start, &task) < 0 ? REACT_STOP : REACT_NONE;
}

int open_tasks(struct ui *ui)
{
	return open_tasks_at(ui, 0);
}
