/* Typing in the Register: every letter, digit, / \ and # is a code and nothing else (design 5). */
#include <ctype.h>
#include <string.h>

#include "register.h"
#include "base/text.h"

#define PROMPT_NAME 40 /* cells of a name in a question */
#define COPIED "not heard today" /* design A24: the reason of the session before, and nobody has rung since */

static struct taking_row *focused(struct taking *t)
{
	return &t->rows[t->list.focus];
}

void taking_settle(struct taking *t)
{
	t->waiting = 0;
	t->just = 0;
	for (int i = 0; i < t->view.count; i++)
		if (!taking_is_stale(&t->rows[i]))
			t->rows[i].changed = NULL;
}

/* MAY THIS CODE BE GIVEN HERE? -------------------------------------------------------------------------------------------------------- */

static bool is_allowed(const struct taking *t, uint8_t code)
{
	for (int i = 0; i < t->allowed_count; i++)
		if (t->allowed[i]->number == code)
			return true;
	return false;
}

/* A8: who does it, and what to do now. */
static int refuse_code(struct ui *ui, const struct taking *t, uint8_t code)
{
	const struct code *c = code_on(code, t->ref.day);
	char time[8];

	if (t->all_codes && t->allowed_count == 1)
		return ui_refuse(ui, "The school was closed unexpectedly: only %s is recorded then.", t->allowed[0]->symbol);
	if (code == CODE_U || code == CODE_LATE)
		return ui_refuse(ui, "The office records arrivals after %s (%s): send the child there.",
				 code == CODE_U ? taking_closes(t, time) : "the start", code_symbol(code));
	return ui_refuse(ui, "The office records %s (%s): mark N and tell them.", code_symbol(code), c ? c->words : "");
}

/* A mark that stands is the office's once the register has closed. */
static int closed_check(struct ui *ui, const struct taking *t, const struct taking_row *r, uint8_t code)
{
	char time[8];

	if (t->may_amend || r->line->mark == CODE_NONE || r->line->mark == code || !taking_is_closed(ui, t))
		return 0;
	return ui_refuse(ui, "The register closed at %s: the office changes its marks now.", taking_closes(t, time));
}

/* A note was about the mark that it was typed for. */
static const char *note_kept(const struct taking_row *r, uint8_t code)
{
	return r->typed.is && (r->typed.code == CODE_NONE || r->typed.code == code) ? r->typed.note : NULL;
}

static int take_number(struct ui *ui, struct taking *t, struct taking_row *r, uint8_t code, const char *note)
{
	struct typed_mark typed = { .is = true, .code = code, .before = r->typed.is ? r->typed.before : r->line->mark, .minutes_late = -1,
				    .note = note ? note : note_kept(r, code) };
	struct err e = { 0 };

	if (!is_allowed(t, code))
		return refuse_code(ui, t, code);
	int reaction = closed_check(ui, t, r, code);
	if (reaction)
		return reaction;
	return taking_put(t, r, &typed, &e) < 0 ? ui_refuse_err(ui, &e) : 0;
}

/* A code by its symbol on a row: refused with a sentence, or in the draft and shown.  0 or a reaction. */
static int taking_take(struct ui *ui, struct taking *t, struct taking_row *r, const char *symbol, const char *note)
{
	struct err e = { 0 };
	uint8_t code;

	if (code_read(symbol, t->ref.day, t->ref.session, &code, &e) < 0)
		return ui_refuse_err(ui, &e);
	return take_number(ui, t, r, code, note);
}

/* CODES OF TWO CHARACTERS ------------------------------------------------------------------------------------------------------------- */

/** What the digit after a letter makes, on that day: CODE_NONE if nothing. */
static uint8_t with_digit(const struct taking *t, char letter, char digit)
{
	char symbol[] = { letter, digit, '\0' };
	uint8_t number = code_number(symbol);

	return code_on(number, t->ref.day) ? number : CODE_NONE;
}

/* "1", "1 or 2", "1 to 7": the digits that a letter takes; "" if none. */
static const char *digits_of(const struct taking *t, char letter, char to[static 16])
{
	char first = '\0', last = '\0';

	for (char d = '1'; d <= '9'; d++) {
		if (with_digit(t, letter, d) == CODE_NONE)
			continue;
		first = first ? first : d;
		last = d;
	}
	to[0] = '\0';
	if (first == last)
		snprintf(to, 16, "%.1s", &first);
	else
		snprintf(to, 16, "%c %s %c", first, last == first + 1 ? "or" : "to", last);
	return to;
}

static int begin_waiting(struct ui *ui, struct taking *t, char letter)
{
	char digits[16];
	uint8_t first = CODE_NONE;

	for (char d = '1'; d <= '9'; d++) {
		uint8_t code = with_digit(t, letter, d);

		first = first ? first : code;
		if (code == CODE_NONE || !is_allowed(t, code))
			continue;
		t->waiting = letter;
		ui_say(ui, "%c waits for %s.", letter, digits_of(t, letter, digits));
		return REACT_NONE;
	}
	return refuse_code(ui, t, first);
}

/* NEXT PUPIL -------------------------------------------------------------------------------------------------------------------------- */

static int move_down(struct ui *ui, struct taking *t, const struct taking_row *r)
{
	char letter = code_symbol(r->typed.code)[0], digits[16];

	t->just = r->line->pupil;
	if (taking_needs_note(t, r))
		ui_say(ui, "%s needs a note: F6.", code_symbol(r->typed.code));
	else if (code_symbol(r->typed.code)[1] == '\0' && code_is_prefix(letter, t->ref.day))
		ui_say(ui, "%s is %c: %s as the very next key is added to it.", r->line->name, letter, digits_of(t, letter, digits));
	list_focus(&t->list, (int)(r - t->rows) + 1);
	return REACT_NONE;
}

static int type_digit(struct ui *ui, struct taking *t, char digit)
{
	struct taking_row *just = t->just ? taking_row(t, t->just) : NULL;
	const char *symbol = just && just->typed.is ? code_symbol(just->typed.code) : "";
	struct taking_row *r = t->waiting ? focused(t) : just;
	char letter = t->waiting ? t->waiting : symbol[0] && !symbol[1] ? symbol[0] : '\0', digits[16];
	uint8_t code = letter ? with_digit(t, letter, digit) : CODE_NONE;

	if (code == CODE_NONE && letter && *digits_of(t, letter, digits))
		return ui_refuse(ui, "%c takes %s, not %c.", letter, digits, digit);
	if (code == CODE_NONE)
		return ui_refuse(ui, "A digit only follows C, J or Y. F3 goes to a row by its number.");
	if (t->waiting)
		taking_step_begin(t); /* else one step with the letter: F8 takes both back */
	int reaction = take_number(ui, t, r, code, NULL);
	if (reaction)
		return reaction;
	taking_settle(t);
	return move_down(ui, t, r);
}

static int type_letter(struct ui *ui, struct taking *t, const char *text)
{
	char symbol[8] = "", digits[16];
	struct taking_row *r = focused(t);

	snprintf(symbol, sizeof symbol, "%s", text);
	symbol[0] = (char)toupper((unsigned char)symbol[0]);
	if (t->waiting)
		return ui_refuse(ui, "%c waits for %s. Backspace takes it back.", t->waiting, digits_of(t, t->waiting, digits));
	taking_settle(t);
	if (!symbol[1] && !code_on(code_number(symbol), t->ref.day) && code_is_prefix(symbol[0], t->ref.day))
		return begin_waiting(ui, t, symbol[0]);
	taking_step_begin(t);
	int reaction = taking_take(ui, t, r, symbol, NULL);
	return reaction ? reaction : move_down(ui, t, r);
}

/* A key that is a code, or a part of one, on the focused row. */
static int taking_type(struct ui *ui, void *state, const struct key *k)
{
	struct taking *t = state;

	if (isdigit((unsigned char)k->text[0]))
		return type_digit(ui, t, k->text[0]);
	return type_letter(ui, t, strcmp(k->text, " ") == 0 ? "/" : k->text);
}

/* A24: only a reason goes on to the next session. */
static int taking_copy(struct ui *ui, void *state, const struct key *k)
{
	struct taking *t = state;
	struct taking_row *r = focused(t);
	uint8_t prior = r->line->before[sizeof r->line->before - 1];
	const char *name = r->line->forename;

	(void)k;
	taking_settle(t);
	if (prior == CODE_NONE)
		return ui_refuse(ui, "%s has no mark of the session before to copy.", name);
	if (prior == CODE_N)
		return ui_refuse(ui, "N never carries over: the reason is not known yet.");
	if (!code_is_out(prior, t->ref.day) && code_on(prior, t->ref.day))
		return ui_refuse(ui, "%s was %s the session before: = copies a reason for absence.", name, code_on(prior, t->ref.day)->words);
	taking_step_begin(t);
	int reaction = taking_take(ui, t, r, code_symbol(prior), COPIED);
	return reaction ? reaction : move_down(ui, t, r);
}

/* OTHER KEYS -------------------------------------------------------------------------------------------------------------------------- */

static int taking_clear(struct ui *ui, void *state, const struct key *k)
{
	struct taking *t = state;
	struct taking_row *r = focused(t);
	struct err e = { 0 };
	bool waited = t->waiting;

	(void)k;
	taking_settle(t);
	if (waited)
		return REACT_NONE;
	if (!r->typed.is)
		return ui_refuse(ui, "Nothing unsent is typed on this row. F8 takes back what was typed last.");
	taking_step_begin(t);
	return taking_put(t, r, &(struct typed_mark){ 0 }, &e) < 0 ? ui_refuse_err(ui, &e) : REACT_NONE;
}

/* The keys that move are this screen's own: the very next key, be it Up, ends what a digit could have been about. */
static int taking_move(struct ui *ui, void *state, const struct key *k)
{
	struct taking *t = state;
	bool waited = t->waiting;

	taking_settle(t);
	list_key(&t->list, k);
	if (waited)
		ui_say(ui, "The code was not finished: nothing was marked.");
	return REACT_NONE;
}

static int taking_next(struct ui *ui, void *state, const struct key *k)
{
	(void)k;
	return taking_move(ui, state, &(struct key){ .code = KEY_DOWN });
}

static int taking_find(struct ui *ui, void *state, const struct key *k)
{
	(void)k;
	taking_settle(state);
	return open_register_find(ui, state);
}

static void say_filled(struct ui *ui, int filled, int left)
{
	if (left > 0 && filled == 0)
		ui_say(ui, "No blank is left. %d %s expected, in brackets.", left, left == 1 ? "is" : "are");
	else if (left > 0)
		ui_say(ui, "%d filled as present, not sent yet. %d left as expected, in brackets.", filled, left);
	else if (filled == 0)
		ui_say(ui, "No blank is left.");
	else
		ui_say(ui, "%d blank%s now present, not sent yet. F10 sends.", filled, filled == 1 ? " is" : "s are");
}

/* Nobody has seen a child of whom something else is expected: only whoever sees one marks one (design 5, "Not known"). */
static int taking_fill(struct ui *ui, void *state, const struct key *k)
{
	struct taking *t = state;
	int filled = 0, left = 0;

	(void)k;
	taking_settle(t);
	taking_step_begin(t);
	for (int i = 0; i < t->view.count; i++) {
		if (taking_mark(&t->rows[i]) != CODE_NONE)
			continue;
		if (t->rows[i].line->expected != CODE_NONE) {
			left++;
			continue;
		}
		int reaction = taking_take(ui, t, &t->rows[i], "/", NULL);
		if (reaction)
			return reaction;
		filled++;
	}
	say_filled(ui, filled, left);
	return REACT_NONE;
}

static int noted(struct ui *ui, void *state, const char *text)
{
	struct taking *t = state;
	struct taking_row *r = taking_row(t, t->asked);
	struct typed_mark typed;
	struct err e = { 0 };

	if (!r)
		return ui_refuse(ui, "The child is not in this register any more: the note was not kept.");
	typed = r->typed;
	if (!typed.is)
		typed = (struct typed_mark){ .is = true, .code = r->line->mark, .before = r->line->mark, .minutes_late = -1 };
	if (!text[0] && !typed.note)
		return ui_refuse(ui, "Nothing was typed: a note that was sent stays in the history.");
	typed.note = text[0] ? arena_text(&t->words, text) : NULL;
	taking_step_begin(t);
	return taking_put(t, r, &typed, &e) < 0 ? ui_refuse_err(ui, &e) : REACT_NONE;
}

static int taking_note(struct ui *ui, void *state, const struct key *k)
{
	struct taking *t = state;
	struct taking_row *r = t->just ? taking_row(t, t->just) : NULL;
	char prompt[400];

	(void)k;
	if (!r || !taking_needs_note(t, r))
		r = focused(t);
	t->asked = r->line->pupil;
	taking_settle(t);
	snprintf(prompt, sizeof prompt, "Note for %.*s:", (int)text_clip(r->line->name, PROMPT_NAME, NULL), r->line->name);
	return ui_ask(ui, prompt, r->typed.is && r->typed.note ? r->typed.note : r->line->note, noted);
}

static int taking_chain(struct ui *ui, void *state, const struct key *k)
{
	struct taking *t = state;

	(void)k;
	taking_settle(t);
	return open_mark_history(ui, &t->ref, focused(t)->line->pupil);
}

static int taking_pupil(struct ui *ui, void *state, const struct key *k)
{
	struct taking *t = state;

	(void)k;
	taking_settle(t);
	return open_pupil(ui, focused(t)->line->pupil);
}

/* Marks stay where they are kept; whoever shows what is left unsent reads it again. */
static int taking_back(struct ui *ui, void *state, const struct key *k)
{
	struct taking *t = state;
	int unsent = taking_unsent(t);
	bool waited = t->waiting, last = ui->stack.count == 1;

	(void)k;
	taking_settle(t);
	if (waited)
		return REACT_NONE;
	if (last && ui->leaving) {
		ui->over = true;
		return REACT_NONE;
	}
	if (unsent)
		ui_say(ui, "%d mark%s not sent %s kept.%s", unsent, PLURAL(unsent), unsent == 1 ? "is" : "are",
		       last ? " Press Esc again to leave firstbell." : "");
	else if (last)
		ui_say(ui, "Press Esc again to leave firstbell.");
	ui->leaving = last;
	return last ? REACT_NONE : REACT_LEAVE | REACT_RELOAD;
}

const struct binding taking_keys[] = {
	{ ON_TEXT(" "), "present", taking_type, NEED_TO_MARK, "Mark the pupil present, as / does", NULL },
	{ ON_TEXT("="), "copy", taking_copy, NEED_TO_MARK, "Copy the reason of the session before, as not heard today", NULL },
	{ ON_ANY_TEXT, "code", taking_type, NEED_TO_MARK, "Give this code and move down: / N L I C1 Y3 ...", NULL },
	{ ON(KEY_F(10)), "send", taking_send, NEED_TO_MARK, "Send the register to the office", "Send" },
	{ ON(KEY_F(5)), "fill-blanks", taking_fill, NEED_TO_MARK, "Mark every blank pupil present", "Fill" },
	{ ON(KEY_F(6)), "note", taking_note, NEED_TO_MARK, "A note on the mark", "Note" },
	{ ON(KEY_F(8)), "undo", taking_undo, NEED_TO_MARK | NEED_DONE, "Take back what was typed last, then what was sent last", "Undo" },
	{ ON(KEY_F(3)), "row", taking_find, NEED_PUPIL, "Go to a name or row; 7 N marks row 7", "Row" },
	{ ON(KEY_ESC), "leave", taking_back, 0, "Go back; unsent marks are kept", "Back" },
	{ ON(KEY_F(4)), "history", taking_chain, NEED_PUPIL, "Who changed this mark, when and why", NULL },
	{ ON(KEY_TAB), "pupil", taking_pupil, NEED_PUPIL, "Open this pupil's page: the year, figures, contacts", NULL },
	{ ON(KEY_CTRL('O')), "overwrite", taking_overwrite, NEED_TO_MARK, "Give every pupil one code, marks that stand included", NULL },
	{ ON(KEY_BACKSPACE), "clear", taking_clear, NEED_TO_MARK, "Take back the unsent mark of this row", NULL },
	{ ON(KEY_ENTER), "next", taking_next, NEED_PUPIL, "Next pupil", NULL },
	{ ON(KEY_UP), "up", taking_move, NEED_PUPIL, "One pupil up", NULL },
	{ ON(KEY_DOWN), "down", taking_move, NEED_PUPIL, "One pupil down", NULL },
	{ ON(KEY_PAGE_UP), "page-up", taking_move, NEED_PUPIL, "A page up", NULL },
	{ ON(KEY_PAGE_DOWN), "page-down", taking_move, NEED_PUPIL, "A page down", NULL },
	{ ON(KEY_HOME), "first", taking_move, NEED_PUPIL, "To the first pupil", NULL },
	{ ON(KEY_END), "last", taking_move, NEED_PUPIL, "To the last pupil", NULL },
	{ .name = NULL },
};
