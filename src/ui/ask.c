/* Questions: one line over the screen that asks.  Nothing else of the program waits for an answer. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "numbered.h"
#include "ui.h"

struct ask {
	struct field field;
	char *prompt;
	ui_answer *answer;
	struct key again;    /* of a confirmation: the key that asked says yes too */
	struct arena arena;
	struct choice *choices; /* a short list below the line, each by its number; in the arena */
	int choice_count;
};

struct asking {
	const char *prompt, *given;
	ui_answer *answer;
	enum key_code again;
};

static void ask_start(void *state, const void *about)
{
	const struct asking *from = about;
	struct ask *a = state;

	a->prompt = mem_text(from->prompt);
	a->answer = from->answer;
	a->again = (struct key){ .code = from->again };
	field_set(&a->field, from->given ? from->given : "");
}

static void ask_close(void *state)
{
	struct ask *a = state;

	field_finish(&a->field);
	mem_cleanup(&a->prompt);
	arena_finish(&a->arena);
}

/* The question goes before it is answered: the answer may ask the next one. */
static int ask_enter(struct ui *ui, void *state, const struct key *k)
{
	struct ask *a = state;
	void *asker = ui->stack.items[ui->stack.count - 2].state;
	CLEAN_FREE char *typed = mem_text(field_text(&a->field));
	ui_answer *answer = a->answer;

	(void)k;
	text_trim(typed);
	ui_leave(ui);
	if (ui_state(ui) != asker)
		return REACT_STOP; /* it can no longer be read, and is left */
	int reaction = answer(ui, asker, typed);
	if (reaction > 0 && (reaction & REACT_LEAVE)) {
		ui_leave(ui);
		reaction &= ~REACT_LEAVE;
	}
	return reaction;
}

static int ask_leave(struct ui *ui, void *state, const struct key *k)
{
	(void)state;
	(void)k;
	ui_leave(ui);
	return REACT_NONE;
}

/* A number that begins the answer is one of the list, and may still be changed. */
static bool take_number(struct ui *ui, struct ask *a, const struct key *k)
{
	int number = k->code == KEY_TEXT && k->text[0] >= '1' && k->text[0] <= '9' ? k->text[0] - '0' : 0;

	if (ui_is_low(ui) || !number || number > a->choice_count || field_text(&a->field)[0])
		return false;
	field_set(&a->field, a->choices[number - 1].words);
	return true;
}

static int ask_edit(struct ui *ui, void *state, const struct key *k)
{
	struct ask *a = state;

	if (take_number(ui, a, k))
		return REACT_NONE;
	return field_key(&a->field, k) ? REACT_NONE : ui_refuse(ui, "That is as much as can be kept here.");
}

/* With a list the question has a row to itself, and the answer the next. */
static int ask_rows(const void *state, int cols)
{
	const struct ask *a = state;

	return a->choice_count > 0 ? 2 + numbered_rows(a->choice_count, cols) : 1;
}

static void draw_listed(struct ask *s, struct area *a)
{
	struct area below = area_part(a, 2, 0, a->rows - 2, a->cols);
	int width = area_put(a, 1, 0, a->cols, PAINT_LABEL, "Reason:");

	area_put(a, 0, 0, a->cols, PAINT_MESSAGE, s->prompt);
	numbered_draw(&below, s->choices, s->choice_count, -1);
	field_draw(&s->field, a, 1, width + 1, a->cols - width - 1, true);
}

static void ask_draw(void *state, struct area *a)
{
	struct ask *s = state;

	if (s->choice_count > 0 && a->rows > 2) {
		draw_listed(s, a);
		return;
	}
	int room = a->cols / 3 * 2, width = area_put(a, 0, 0, room, PAINT_MESSAGE, s->prompt);

	field_draw(&s->field, a, 0, width + 1, a->cols - width - 1, true);
}

static const struct binding ask_keys[] = {
	{ ON(KEY_ENTER), "take", ask_enter, 0, "Take what was typed", "Take" },
	{ ON(KEY_ESC), "back", ask_leave, 0, "Go back, nothing is done", "Back" },
	{ ON_ANY_TEXT, "type", ask_edit, 0, "Type the answer", NULL },
	{ ON(KEY_BACKSPACE), "backspace", ask_edit, 0, "Take the last letter away", NULL },
	{ ON(KEY_DELETE), "delete", ask_edit, 0, "Take the letter under the cursor away", NULL },
	{ ON(KEY_LEFT), "left", ask_edit, 0, "One letter to the left", NULL },
	{ ON(KEY_RIGHT), "right", ask_edit, 0, "One letter to the right", NULL },
	{ ON(KEY_HOME), "start", ask_edit, 0, "To the start of the line", NULL },
	{ ON(KEY_END), "end", ask_edit, 0, "To the end of the line", NULL },
	{ .name = NULL },
};

const struct screen_kind ask_screen = {
	.name = "question", .help = "A question of one line.", .keys = ask_keys, .typing = true, .overlay = true,
	.rows = ask_rows, .draw = ask_draw, .close = ask_close, .state_size = sizeof(struct ask),
};

int ui_ask(struct ui *ui, const char *prompt, const char *given, ui_answer *answer)
{
	struct asking about = { prompt, given, answer, KEY_NONE };

	ui_open(ui, &ask_screen, ask_start, &about);
	return REACT_NONE;
}

int ui_ask_reason(struct ui *ui, const char *prompt, ui_answer *answer)
{
	struct err e = { 0 };

	ui_ask(ui, prompt, NULL, answer);
	if (ui_kind(ui) != &ask_screen)
		return REACT_STOP;
	struct ask *a = ui_state(ui);
	int n = office_choices(ui->office, CHOICES_AMEND, &a->arena, &a->choices, &e);
	a->choice_count = n < 0 ? 0 : n < NUMBERED_MOST ? n : NUMBERED_MOST; /* without the list it is typed */
	return REACT_NONE;
}

void ui_path(const char *typed, struct buf *to)
{
	const char *home = strncmp(typed, "~/", 2) == 0 ? getenv("HOME") : NULL;

	buf_printf(to, "%s%s", home ? home : "", home ? typed + 1 : typed);
}

#define CONFIRM_MOST 3 /* rows of a question */

/* YES OR BACK ----------------------------------------------------------------------------------------------------------------------- */

static int confirm_no(struct ui *ui, void *state, const struct key *k)
{
	ask_leave(ui, state, k);
	ui_say(ui, "Nothing was done.");
	return REACT_NONE;
}

/* The key that asked says yes too.  Any other was meant for something else: nothing is done, and it is said. */
static int confirm_other(struct ui *ui, void *state, const struct key *k)
{
	struct ask *a = state;
	struct key twin = key_twin(k);

	if (key_same(&twin, &a->again))
		return ask_enter(ui, state, k);
	ask_leave(ui, state, k);
	return ui_refuse(ui, "Nothing was done: Enter would have, Esc goes back.");
}

/* A question that is longer than the window is wide takes a second row, or a third, as a message does; with less room its end is cut. */
static int confirm_rows(const void *state, int cols)
{
	const char *s = ((const struct ask *)state)->prompt;
	int rows = 0;

	for (; *s && rows < CONFIRM_MOST; rows++) {
		s += paragraph_bytes(s, cols - 1);
		s += strspn(s, " ");
	}
	return rows > 0 ? rows : 1;
}

static void confirm_draw(void *state, struct area *a)
{
	const char *s = ((const struct ask *)state)->prompt;
	int row = 0, width;

	for (; row < a->rows - 1 && s[paragraph_bytes(s, a->cols - 1)]; row++) {
		CLEAN_ARENA struct arena arena = { 0 };
		size_t n = paragraph_bytes(s, a->cols - 1);

		area_put(a, row, 0, a->cols - 1, PAINT_MESSAGE, arena_text_n(&arena, s, n));
		s += n + strspn(s + n, " ");
	}
	width = area_put(a, row, 0, a->cols - 1, PAINT_MESSAGE, s);
	area_cursor(a, row, width);
}

static const struct binding confirm_keys[] = {
	{ ON(KEY_ENTER), "yes", ask_enter, 0, "Do it; the key that asked does it too", "Yes, do it" },
	{ ON(KEY_ESC), "no", confirm_no, 0, "Go back, nothing is done", "Back" },
	{ .name = NULL },
};

const struct screen_kind confirm_screen = {
	.name = "confirm", .help = "Enter does it, Esc goes back.", .keys = confirm_keys, .other = confirm_other, .typing = true, .overlay = true,
	.rows = confirm_rows, .draw = confirm_draw, .close = ask_close, .state_size = sizeof(struct ask),
};

int ui_confirm(struct ui *ui, const char *question, enum key_code again, ui_answer *answer)
{
	struct asking about = { question, NULL, answer, again };

	ui_open(ui, &confirm_screen, ask_start, &about);
	return REACT_NONE;
}

static int leave_unsaved(struct ui *ui, void *state, const char *typed)
{
	(void)ui;
	(void)state;
	(void)typed;
	return REACT_LEAVE;
}

int ui_leave_unsaved(struct ui *ui, const char *what)
{
	char question[160];

	if (!what)
		return REACT_LEAVE;
	snprintf(question, sizeof question, "This is not saved: %s. Enter leaves it, Esc stays.", what);
	return ui_confirm(ui, question, KEY_NONE, leave_unsaved);
}
