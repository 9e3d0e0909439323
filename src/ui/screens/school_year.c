/* School year: its terms, closures and session times, and how many sessions are held in it (H5, A26). */
#include "school_year.h"

#include <string.h>

#include "office/plans.h"
#include "office/school.h"

struct school_year {
	struct list list;
	struct year_view view;
	struct day day;      /* in the year that is shown; DAY_NONE: today */
};

/* READING ----------------------------------------------------------------------------------------------------------------------------- */

static void start(void *state, const void *about)
{
	(void)about;
	((struct school_year *)state)->day = DAY_NONE;
}

static const struct year_line *focused(const struct school_year *y)
{
	return y->list.count > 0 ? &y->view.lines[y->list.focus] : NULL;
}

static int reload(struct ui *ui, void *state, struct err *e)
{
	struct school_year *y = state;
	struct year_view fresh;
	const struct year_line *was = focused(y);
	int64_t id = was ? was->id : 0;
	int kind = was ? (int)was->kind : 0;

	int r = office_year_open(ui->office, day_is_none(y->day) ? office_today(ui->office) : y->day, &fresh, e);
	if (r < 0)
		return r;
	year_view_finish(&y->view);
	y->view = fresh;
	list_count(&y->list, fresh.count);
	for (int i = 0; i < fresh.count; i++)
		if (fresh.lines[i].id == id && (int)fresh.lines[i].kind == kind)
			list_focus(&y->list, i);
	return 0;
}

static void finish(void *state)
{
	year_view_finish(&((struct school_year *)state)->view);
}

/* SEEN -------------------------------------------------------------------------------------------------------------------------------- */

static void year_title_put(const void *state, struct buf *to)
{
	const struct school_year *y = state;
	char first[DAY_TEXT], last[DAY_TEXT];

	buf_printf(to, "School year: %s to %s", day_long(y->view.first, first), day_long(y->view.last, last));
}

static const char *heading(const void *state, int row)
{
	static const char *const parts[] = { [YEAR_TERM] = "Terms", [YEAR_CLOSURE] = "Closures", [YEAR_TIMES] = "Session times" };
	const struct year_line *l = ((const struct school_year *)state)->view.lines;

	return row == 0 || l[row].kind != l[row - 1].kind ? parts[l[row].kind] : NULL;
}

static void draw_line(const void *state, int row, struct area *line)
{
	const struct year_line *l = &((const struct school_year *)state)->view.lines[row];
	int label = line->cols < 60 ? 13 : 24, value = line->cols < 60 ? line->cols - label - 1 : 33;

	area_put(line, 0, 0, label, PAINT_TEXT, l->label);
	area_put(line, 0, label + 1, value, PAINT_TEXT, l->value);
	if (line->cols >= 60)
		area_put(line, 0, label + value + 3, line->cols - label - value - 3, PAINT_DIM, l->detail ? l->detail : "");
}

static const char *times_words = "Times: gate, register from and to, end.";

/* How many sessions, and who is here: what the year adds up to. */
static int head_draw(const struct school_year *y, struct area *a)
{
	const struct year_view *v = &y->view;
	CLEAN_BUF struct buf words = { 0 };
	int row;

	if (!v->remark)
		buf_printf(&words, "%d sessions held. ", v->sessions);
	buf_printf(&words, "%d pupils on roll, %d to come, %d leaving.", v->on_roll, v->to_come, v->leaving);
	row = area_paragraph(a, 0, 0, a->cols, PAINT_TEXT, words.text);
	if (v->remark)
		row += area_paragraph(a, row, 0, a->cols, PAINT_ALERT, v->remark);
	return row;
}

/* The focused line, whole. */
static void foot_draw(const struct school_year *y, struct area *a)
{
	const struct year_line *l = focused(y);
	CLEAN_BUF struct buf words = { 0 };

	if (!l)
		return;
	buf_printf(&words, "%s: %s%s%s", l->label, l->value, l->detail ? "; " : "", l->detail ? l->detail : "");
	if (l->kind == YEAR_TIMES)
		buf_printf(&words, ". %s", times_words);
	area_paragraph(a, 0, 0, a->cols, PAINT_TEXT, words.text);
}

static void draw(void *state, struct area *a)
{
	struct school_year *y = state;
	const struct list_look look = { .state = y, .heading = heading, .draw = draw_line };
	int head = head_draw(y, a) + (a->rows > 10), foot = a->rows > 12 ? 3 : a->rows > 5 ? 2 : 0;
	struct area rows = area_part(a, head, 0, a->rows - head - foot, a->cols);
	struct area below = area_part(a, a->rows - foot + (foot > 2), 0, 2, a->cols);

	if (foot > 0)
		foot_draw(y, &below);
	list_draw(&y->list, &rows, &look);
	if (y->list.count == 0)
		area_paragraph(&rows, 0, 0, a->cols, PAINT_TEXT, "Nothing is known of this school year yet: t adds a term.");
}

static struct list *list_of(void *state)
{
	return &((struct school_year *)state)->list;
}

/* KEYS -------------------------------------------------------------------------------------------------------------------------------- */

static int open_closure_of(struct ui *ui, const struct year_line *line)
{
	return open_closure(ui, line ? line->id : 0);
}

static int (*const openers[])(struct ui *ui, const struct year_line *line) = {
	[YEAR_TERM] = open_term, [YEAR_CLOSURE] = open_closure_of, [YEAR_TIMES] = open_times,
};

static int key_add(struct ui *ui, void *state, const struct key *k)
{
	const struct year_line *l = focused(state);

	(void)k;
	return openers[l ? l->kind : YEAR_TERM](ui, NULL);
}

static int key_term(struct ui *ui, void *state, const struct key *k)
{
	(void)state;
	(void)k;
	return open_term(ui, NULL);
}

static int key_closure(struct ui *ui, void *state, const struct key *k)
{
	(void)state;
	(void)k;
	return open_closure(ui, 0);
}

static int key_times(struct ui *ui, void *state, const struct key *k)
{
	(void)state;
	(void)k;
	return open_times(ui, NULL);
}

static int key_change(struct ui *ui, void *state, const struct key *k)
{
	const struct year_line *l = focused(state);

	(void)k;
	return openers[l->kind](ui, l);
}

/* The sessions of a closure that is taken away are held again. */
static int open_again(struct ui *ui, int64_t closure, struct roll_answer *a)
{
	CLEAN_ARENA struct arena arena = { 0 };
	struct mark_result done = { 0 };
	struct closure_wish w;
	int r = office_closure_facts(ui->office, closure, &arena, &w, &a->e);

	w.remove = true;
	if (r == 0)
		r = office_closure(ui->office, &w, NULL, &a->said, &done, &a->e);
	a->act = done.act;
	return r;
}

static int take_away(struct ui *ui, const struct year_line *l, struct roll_answer *a)
{
	CLEAN_ARENA struct arena arena = { 0 };
	struct times_wish w;

	if (l->kind == YEAR_TERM)
		return office_term_put(ui->office, &(struct init_term){ l->label, l->from, l->to }, true, &a->said, &a->act, &a->e);
	if (l->kind == YEAR_CLOSURE)
		return open_again(ui, l->id, a);
	if (!times_of(l, &arena, &w))
		return err_refuse(&a->e, "These times cannot be taken away here. firstbell year times does it.");
	w.remove = true;
	return office_times_put(ui->office, &w, &a->said, &a->act, &a->e);
}

/* Not asked about: F8 brings it back. */
static int key_remove(struct ui *ui, void *state, const struct key *k)
{
	CLEAN_ANSWER struct roll_answer a = { 0 };
	const struct year_line *l = focused(state);

	(void)k;
	return roll_answered(ui, take_away(ui, l, &a), &a, "%s (%s) is taken away; F8 brings it back.", l->label, l->value);
}

static int key_before(struct ui *ui, void *state, const struct key *k)
{
	struct school_year *y = state;

	(void)ui;
	(void)k;
	y->day = day_add(y->view.first, -30);
	return REACT_RELOAD;
}

static int key_after(struct ui *ui, void *state, const struct key *k)
{
	struct school_year *y = state;

	(void)ui;
	(void)k;
	y->day = day_add(y->view.last, 30);
	return REACT_RELOAD;
}

static int key_rollover(struct ui *ui, void *state, const struct key *k)
{
	(void)state;
	(void)k;
	return open_rollover(ui);
}

enum year_need { NEED_SCHOOL = NEED_OWN, NEED_ROLL = NEED_OWN << 1, NEED_DONE = NEED_OWN << 2, NEED_DATES = NEED_OWN << 3 };

static const char *const refusals[] = {
	"Terms, closures and times are changed by whoever looks after the school (the role admin).",
	"The office moves the school up.",
	ROLL_NOT_DONE,
	"The office, or whoever looks after the school, says when it is shut and when a session begins.",
};

static unsigned has(struct ui *ui, const void *state)
{
	(void)state;
	bool school = office_may(ui->office, ACTION_CHANGE_SCHOOL, 0, NULL) == 0;

	return (school ? NEED_SCHOOL : 0) | (school || office_reach(ui->office, ACTION_PLAN) == REACH_ALL ? NEED_DATES : 0) |
	       (office_may(ui->office, ACTION_CHANGE_ROLL, 0, NULL) == 0 ? NEED_ROLL : 0) | (roll_has_done(ui) ? NEED_DONE : 0);
}

#define NEED_CHANGE (NEED_WRITE | NEED_SCHOOL)

static const struct binding keys[] = {
	{ ON(KEY_ENTER), "change", key_change, NEED_ROW | NEED_CHANGE, "Change this term, closure or session", "Change" },
	{ ON_TEXT("+"), "add", key_add, NEED_CHANGE, "Add another of what is focused", "New" },
	{ ON(KEY_DELETE), "remove", key_remove, NEED_ROW | NEED_CHANGE, "Take this one away", "Remove" },
	{ ON_TEXT("t"), "term", key_term, NEED_CHANGE, "A new term", NULL },
	{ ON_TEXT("c"), "closure", key_closure, NEED_WRITE | NEED_DATES, "A new closure: holiday, INSET day, snow ...", NULL },
	{ ON_TEXT("s"), "times", key_times, NEED_WRITE | NEED_DATES, "Session times of one date, or from a day on: the school's, a year's, a class's", NULL },
	{ ON_TEXT("r"), "roll-over", key_rollover, NEED_ROLL, "Move everybody up into the next school year", "Roll-over" },
	{ ON(KEY_LEFT), "before", key_before, 0, "The school year before", "Year before" },
	{ ON(KEY_RIGHT), "after", key_after, 0, "The school year after", "Year after" },
	{ ON(KEY_F(8)), "undo", roll_undo, NEED_WRITE | NEED_DONE, "Undo the last change that was made here", "Undo" },
	{ .name = NULL },
};

const struct screen_kind school_year_screen = {
	.name = "year",
	.help = "Terms, closures and session times of a school year, and how many sessions are held in it. Registers follow from them.",
	.keys = keys, .refusals = refusals, .has = has, .reload = reload, .title = year_title_put, .draw = draw, .list = list_of,
	.close = finish,
	.state_size = sizeof(struct school_year),
};

int open_school_year(struct ui *ui)
{
	return ui_open(ui, &school_year_screen, start, NULL) < 0 ? REACT_STOP : REACT_NONE;
}
