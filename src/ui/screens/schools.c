/* Schools: the ones that this person switches between, the open one marked; Enter goes to another (F17). */
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "office/draft.h"
#include "office/today.h"
#include "ui.h"

struct schools {
	struct list list;
	struct ui *ui;               /* whose list it is; only to be looked at */
	const char *going;           /* the name that was asked about */
	const char *directory;
	struct arena arena;
};

static int schools_reload(struct ui *ui, void *state, struct err *e)
{
	struct schools *s = state;
	bool first = !s->ui;
	int r = ui_schools_read(ui, e);

	if (r < 0)
		return r;
	s->ui = ui;
	list_count(&s->list, ui->schools.count);
	if (first && ui->school >= 0 && ui->schools.count > 1) /* on the one that they will want: with two, the other */
		list_focus(&s->list, ui->schools.count == 2 ? 1 - ui->school : ui->school);
	return 0;
}

static void schools_close(void *state)
{
	arena_finish(&((struct schools *)state)->arena);
}

static void schools_title(const void *state, struct buf *to)
{
	(void)state;
	buf_text(to, "Schools");
}

static void schools_draw_line(const void *state, int row, struct area *line)
{
	const struct schools *s = state;
	const struct school_line *l = &s->ui->schools.lines[row];
	CLEAN_BUF struct buf name = { 0 };
	int room = line->cols < 60 ? line->cols - 10 : line->cols / 2 - 10;

	ui_school_line_fit(s->ui, row, room, &name);
	area_put(line, 0, 0, 8, PAINT_LABEL, row == s->ui->school ? "open now" : "");
	area_put(line, 0, 9, room, PAINT_TEXT, buf_string(&name));
	if (line->cols >= 60)
		area_put(line, 0, room + 11, line->cols - room - 11, PAINT_DIM, l->directory);
}

static void schools_draw(void *state, struct area *a)
{
	struct schools *s = state;
	const struct list_look look = { .state = s, .draw = schools_draw_line };
	CLEAN_BUF struct buf words = { 0 };

	if (s->list.count == 0)
		buf_text(&words, "You have no list of schools yet. On a command line, firstbell schools --help says how one is put on it.");
	else if (s->ui->school < 0)
		buf_printf(&words, "The school that is open, %s, is not in your list.", office_school_name(s->ui->office));
	int head = words.length ? area_paragraph(a, 0, 0, a->cols, PAINT_TEXT, words.text) + (a->rows > 6) : 0;
	struct area rows = area_part(a, head, 0, a->rows - head, a->cols);
	list_draw(&s->list, &rows, &look);
}

static struct list *schools_list(void *state)
{
	return &((struct schools *)state)->list;
}

/* GOING ------------------------------------------------------------------------------------------------------------------------------- */

static int go(struct ui *ui, void *state, const char *typed)
{
	const struct schools *s = state;

	(void)typed;
	ui_go(ui, s->directory, s->going);
	return REACT_NONE;
}

/* The screens below that hold what would be lost: the highest. */
static const char *unsaved(const struct ui *ui)
{
	for (int i = ui->stack.count; i-- > 0;) {
		const struct screen *s = &ui->stack.items[i];
		const char *what = s->kind->unsaved ? s->kind->unsaved(s->state) : NULL;

		if (what)
			return what;
	}
	return NULL;
}

/* "31 marks of Birch, Rowan and 2 more", which are not sent; "" where all are. */
static void unsent_words(struct ui *ui, struct buf *to)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct draft_left *left = NULL;
	int n = office_is_signed_in(ui->office) ? office_drafts_left(ui->office, &a, &left) : 0, marks = 0;

	for (int i = 0; i < n; i++)
		marks += left[i].marks;
	if (marks == 0)
		return;
	buf_printf(to, "%d mark%s of %s", marks, PLURAL(marks), left[0].group);
	if (n == 2)
		buf_printf(to, " and %s", left[1].group);
	else if (n > 2)
		buf_printf(to, ", %s and %d more", left[1].group, n - 2);
}

/* Nothing is lost in silence: what is not sent stays in its school, what is not saved goes only where that was asked. */
static int ask_and_go(struct ui *ui, struct schools *s)
{
	const char *lost = unsaved(ui);
	CLEAN_BUF struct buf words = { 0 }, question = { 0 };

	unsent_words(ui, &words);
	if (lost && words.length) /* short: a question has one row */
		buf_printf(&question, "Lost if you go: %s. Kept here: %s. ", lost, words.text);
	else if (lost)
		buf_printf(&question, "Not saved, and lost if you go: %s. ", lost);
	else if (words.length)
		buf_printf(&question, "%s not sent; kept here. ", words.text);
	if (question.length == 0)
		return go(ui, s, "");
	buf_text(&question, "Go?");
	return ui_confirm(ui, question.text, KEY_NONE, go);
}

static int schools_open(struct ui *ui, void *state, const struct key *k)
{
	struct schools *s = state;
	const struct school_line *l = &ui->schools.lines[s->list.focus];

	(void)k;
	if (s->list.focus == ui->school)
		return ui_refuse(ui, "You are in %s already.", l->name);
	s->going = arena_text(&s->arena, l->name);
	s->directory = arena_text(&s->arena, l->directory);
	return ask_and_go(ui, s);
}

static const struct binding schools_keys[] = {
	{ ON(KEY_ENTER), "go", schools_open, NEED_ROW, "Go to this school; marks not sent stay in theirs", "Go there" },
	{ .name = NULL },
};

const struct screen_kind schools_screen = {
	.name = "schools", .help = "Your schools. Enter goes to another one; nothing that was typed before it is to be seen lands in it.",
	.keys = schools_keys, .reload = schools_reload, .title = schools_title, .draw = schools_draw, .list = schools_list,
	.close = schools_close,
	.state_size = sizeof(struct schools),
};

int open_schools(struct ui *ui)
{
	if (ui_kind(ui) == &schools_screen)
		return REACT_NONE;
	return ui_open(ui, &schools_screen, NULL, NULL) < 0 ? REACT_STOP : REACT_NONE;
}
