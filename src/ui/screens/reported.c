/* What families said today, before anybody asked (B5). */
#include <stdio.h>
#include <string.h>

#include "calls.h"

struct reported {
	struct list list;
	struct reported_view view;
	bool is_read;
};

/* READING ----------------------------------------------------------------------------------------------------------------------------- */

static int row_of(const struct reported_view *v, int64_t reported)
{
	for (int i = 0; i < v->count; i++)
		if (v->lines[i].reported == reported)
			return i;
	return -1;
}

static int reported_reload(struct ui *ui, void *state, struct err *e)
{
	struct reported *s = state;
	struct reported_view fresh;
	int r = office_reported_open(ui->office, office_today(ui->office), &fresh, e);

	if (r < 0)
		return r;
	int64_t was = s->is_read && s->list.count > 0 ? s->view.lines[s->list.focus].reported : 0;
	if (s->is_read)
		reported_view_finish(&s->view);
	s->view = fresh;
	s->is_read = true;
	list_count(&s->list, fresh.count);
	if (row_of(&s->view, was) >= 0)
		list_focus(&s->list, row_of(&s->view, was));
	return 0;
}

static void reported_close(void *state)
{
	struct reported *s = state;

	if (s->is_read)
		reported_view_finish(&s->view);
}

/* SEEN -------------------------------------------------------------------------------------------------------------------------------- */

static void reported_title(const void *state, struct buf *to)
{
	(void)state;
	buf_text(to, "What families said");
}

/* "ill, back Mon 23 Nov 2026; Grace Okafor". */
static void words_put(const struct reported_line *l, struct buf *to)
{
	char day[DAY_TEXT];

	buf_printf(to, "%s %s", l->code ? l->code : "-", l->words ? l->words : "");
	if (!day_is_none(l->back))
		buf_printf(to, ", back %s", short_day(l->back, day));
	if (l->caller)
		buf_printf(to, "; %s", l->caller);
}

enum { CLASS_COL = 24, WORDS_COL = 33, STATE_CELLS = 24, NARROW = 60 };

static void reported_draw_line(const void *state, int row, struct area *a)
{
	const struct reported_line *l = &((const struct reported *)state)->view.lines[row];
	CLEAN_BUF struct buf words = { 0 };

	words_put(l, &words);
	if (a->cols < NARROW) {
		area_put(a, 0, 0, a->cols / 2 - 1, PAINT_TEXT, l->name);
		area_put(a, 0, a->cols / 2, a->cols, PAINT_TEXT, buf_string(&words));
		return;
	}
	area_put(a, 0, 0, CLASS_COL - 1, PAINT_TEXT, l->name);
	area_put(a, 0, CLASS_COL, WORDS_COL - CLASS_COL - 1, PAINT_TEXT, l->group);
	area_put(a, 0, WORDS_COL, a->cols - WORDS_COL - STATE_CELLS - 1, PAINT_TEXT, buf_string(&words));
	area_put(a, 0, a->cols - STATE_CELLS, STATE_CELLS, PAINT_DIM, l->state);
}

static void reported_draw(void *state, struct area *a)
{
	struct reported *s = state;
	const struct list_look look = { .state = s, .draw = reported_draw_line };
	int foot = a->rows > 8 ? 3 : 0;
	struct area list = area_part(a, 0, 0, a->rows - foot, a->cols), below = area_part(a, a->rows - foot + 1, 0, foot - 1, a->cols);
	CLEAN_BUF struct buf text = { 0 };

	area_cursor(a, 0, 0);
	if (s->list.count == 0) {
		area_paragraph(a, 0, 0, a->cols, PAINT_TEXT, "No family has rung today. + writes down what one says.");
		return;
	}
	list_draw(&s->list, &list, &look);
	const struct reported_line *l = &s->view.lines[s->list.focus];
	buf_printf(&text, "%s: ", l->name);
	words_put(l, &text);
	buf_printf(&text, ": %s.", l->state ? l->state : "");
	if (foot > 0)
		area_paragraph(&below, 0, 0, a->cols, PAINT_TEXT, buf_string(&text));
}

static struct list *reported_list(void *state)
{
	return &((struct reported *)state)->list;
}

/* KEYS -------------------------------------------------------------------------------------------------------------------------------- */

static const struct reported_line *focused(const struct reported *s)
{
	return &s->view.lines[s->list.focus];
}

static int end_answer(struct ui *ui, void *state, const char *typed)
{
	const struct reported_line *l = focused(state);
	CLEAN_ANSWER struct roll_answer a = { 0 };
	int r = office_reported_end(ui->office, l->reported, *typed ? typed : NULL, &a.act, &a.e);

	return roll_answered(ui, r, &a, "What was said about %s is taken back.", l->name);
}

static int reported_end(struct ui *ui, void *state, const struct key *k)
{
	(void)state;
	(void)k;
	return ui_ask(ui, "It was wrong, and goes. Why:", NULL, end_answer);
}

/* Nobody where nobody is listed. */
static int64_t focused_pupil(const struct reported *s)
{
	return s->list.count > 0 ? focused(s)->pupil : 0;
}

OPENS(reported_new, struct reported, open_reported_new(ui, 0))
OPENS(reported_pupil, struct reported, open_pupil(ui, focused(s)->pupil))
OPENS(reported_note, struct reported, open_class_note(ui, focused_pupil(s), NULL))
OPENS(reported_task, struct reported, open_task_of(ui, focused_pupil(s), true))
OPENS(reported_settle, struct reported, open_watch(ui, WATCH_HERE_AFTER_ALL))

enum reported_need { NEED_DONE = NEED_OWN };

static const char *const reported_refusals[] = { ROLL_NOT_DONE };

static unsigned reported_has(struct ui *ui, const void *state)
{
	(void)state;
	return roll_has_done(ui) ? NEED_DONE : 0;
}

static const struct binding reported_keys[] = {
	{ ON(KEY_ENTER), "open", reported_pupil, NEED_ROW, "Open this pupil's page", "Pupil" },
	{ ON_TEXT("+"), "new", reported_new, NEED_WRITE, "A family rings: write down what they say", "New" },
	{ ON_TEXT("n"), "note", reported_note, NEED_WRITE, "A note for the class", "Note" },
	{ ON_TEXT("t"), "ring-back", reported_task, NEED_WRITE, "Somebody is to ring them back", "Ring back" },
	{ ON_TEXT("x"), "end", reported_end, NEED_WRITE | NEED_ROW, "It was wrong: it goes", "Take back" },
	{ ON_TEXT("s"), "settle", reported_settle, 0, "Who is here after all", NULL },
	{ ON(KEY_F(8)), "undo", roll_undo, NEED_WRITE | NEED_DONE, "Undo your last change here", NULL },
	{ .name = NULL },
};

const struct screen_kind reported_screen = {
	.name = "reported",
	.help = "What families said today before anybody asked. The register shows it until it is sent; whoever is here after all is listed to settle.",
	.keys = reported_keys, .refusals = reported_refusals, .has = reported_has, .reload = reported_reload,
	.title = reported_title, .draw = reported_draw,
	.list = reported_list, .close = reported_close, .state_size = sizeof(struct reported),
};

int open_reported(struct ui *ui)
{
	struct err e = { 0 };

	if (office_may(ui->office, ACTION_CALL, 0, &e) < 0)
		return ui_refuse_err(ui, &e);
	return ui_open(ui, &reported_screen, NULL, NULL) < 0 ? REACT_STOP : REACT_NONE;
}
