/* Plain mode: marks typed on a register's rows, kept in its draft, and taken back. */
#include "plain.h"

#include <ctype.h>
#include <errno.h>
#include <string.h>

#define COPIED "not heard today" /* design A24, as the screens write it */

/* KEPT ----------------------------------------------------------------------------------------------------------------------------- */

static void step_push(struct plain_taking *t, int row)
{
	const struct draft_mark *typed = plain_typed(t, row);
	struct plain_step step = { .number = t->step, .pupil = t->view.lines[row].pupil, .was = typed != NULL };

	if (typed) {
		step.mark = *typed;
		step.mark.note = arena_text(&t->words, typed->note);
	}
	vec_push(&t->steps, step);
}

int plain_put(struct plain_taking *t, int row, const struct draft_mark *m, struct err *e)
{
	if (!t->draft) {
		*e = t->no_draft;
		return -EPERM;
	}
	step_push(t, row);
	int r = m ? draft_put(t->draft, m, e) : draft_drop(t->draft, t->view.lines[row].pupil, e);
	if (r < 0)
		t->steps.count--;
	return r;
}

/* MAY THIS CODE BE GIVEN HERE? ----------------------------------------------------------------------------------------------------- */

static bool is_allowed(const struct plain_taking *t, uint8_t code)
{
	for (int i = 0; i < t->allowed_count; i++)
		if (t->allowed[i]->number == code)
			return true;
	return false;
}

/* A8: who does it, and what to do now. */
static int refuse_code(const struct plain_taking *t, uint8_t code, struct err *e)
{
	const struct code *c = code_on(code, t->ref.day);
	char time[8];

	if (t->allowed_count == 0) {
		*e = t->no_draft;
		return -EPERM;
	}
	if (t->all_codes && t->allowed_count == 1)
		return err_refuse(e, "The school was closed unexpectedly: only %s is recorded then.", t->allowed[0]->symbol);
	if (code == CODE_U || code == CODE_LATE)
		return err_refuse(e, "The office records arrivals after %s (%s): send the child there.",
				  code == CODE_U ? plain_closes(t, time) : "the start", code_symbol(code));
	return err_refuse(e, "The office records %s (%s): mark N and tell them.", code_symbol(code), c ? c->words : "");
}

/* A mark that stands is the office's once the register has closed. */
static int closed_check(const struct plain_taking *t, int row, uint8_t code, struct err *e)
{
	uint8_t stands = t->view.lines[row].mark;
	char time[8];

	if (t->may_amend || stands == CODE_NONE || stands == code || !plain_is_closed(t))
		return 0;
	return err_refuse(e, "The register closed at %s: the office changes its marks now.", plain_closes(t, time));
}

/* A note was about the mark that it was typed for. */
static const char *note_kept(const struct draft_mark *typed, uint8_t code)
{
	uint8_t was = typed ? code_number(typed->code) : CODE_NONE;

	return typed && (was == CODE_NONE || was == code) ? typed->note : NULL;
}

static int code_put(struct plain_taking *t, int row, uint8_t code, const char *note, struct err *e)
{
	const struct draft_mark *typed = plain_typed(t, row);
	const struct register_line *l = &t->view.lines[row];
	struct draft_mark m = { .pupil = l->pupil, .before = typed ? typed->before : l->mark, .minutes_late = -1 };
	int r = is_allowed(t, code) ? closed_check(t, row, code, e) : refuse_code(t, code, e);

	if (r < 0)
		return r;
	m.note = arena_text(&t->words, note ? note : note_kept(typed, code));
	strncpy(m.code, code_symbol(code), sizeof m.code - 1);
	return plain_put(t, row, &m, e);
}

static void code_give(struct plain_taking *t, uint8_t code, const char *note)
{
	struct err e = { 0 };
	int row = t->at;

	t->step++;
	if (code_put(t, row, code, note, &e) < 0) {
		plain_refuse(t->p, &e);
		return;
	}
	plain_row_say(t, row);
	t->just = t->view.lines[row].pupil;
	t->at = row + 1;
}

/* J and Y are no codes by themselves today: what they may become is said. */
static int refuse_start(const struct plain_taking *t, const char *typed, const struct err *why, struct err *e)
{
	char letter = (char)toupper((unsigned char)typed[0]), found[80] = "";
	size_t n = 0;

	for (char d = '1'; !typed[1] && d <= '9'; d++) {
		const char symbol[] = { letter, d, '\0' };

		if (code_on(code_number(symbol), t->ref.day))
			n += (size_t)snprintf(found + n, sizeof found - n, "%s%s", n ? ", " : "", symbol);
	}
	return n ? err_refuse(e, "%c needs its number: %s.", letter, found) : err_refuse(e, "%s", why->text);
}

void plain_code(struct plain_taking *t, const char *typed)
{
	struct err why = { 0 }, e = { 0 };
	uint8_t code;

	if (t->at >= t->view.count)
		plain_say(t->p, "Which row? Type its number first, such as: 1 %s", typed);
	else if (code_read(typed, t->ref.day, t->ref.session, &code, &why) == 0)
		code_give(t, code, NULL);
	else {
		refuse_start(t, typed, &why, &e);
		plain_refuse(t->p, &e);
	}
}

/* A24: only a reason goes on to the next session. */
void plain_copy(struct plain_taking *t)
{
	const struct register_line *l = t->at < t->view.count ? &t->view.lines[t->at] : NULL;
	uint8_t prior = l ? l->before[sizeof l->before - 1] : CODE_NONE;

	if (!l)
		plain_say(t->p, "Which row? Type its number first, such as: 1 =");
	else if (prior == CODE_NONE)
		plain_say(t->p, "%s has no mark of the session before to copy.", l->forename);
	else if (prior == CODE_N)
		plain_say(t->p, "N never carries over: the reason is not known yet.");
	else if (code_on(prior, t->ref.day) && !code_is_out(prior, t->ref.day))
		plain_say(t->p, "%s was %s the session before: = copies a reason for absence.", l->forename, code_on(prior, t->ref.day)->words);
	else
		code_give(t, prior, COPIED);
}

/* SEVERAL, AND NOTES ---------------------------------------------------------------------------------------------------------------------- */

/* Nobody has seen a child of whom something else is expected: only whoever sees one marks one (design 5, "Not known"). */
void plain_fill(void *state, char *rest)
{
	struct plain_taking *t = state;
	struct err e = { 0 };
	int filled = 0, left = 0, r = 0;

	(void)rest;
	t->step++;
	for (int i = 0; r == 0 && i < t->view.count; i++) {
		if (plain_mark(t, i) != CODE_NONE)
			continue;
		if (t->view.lines[i].expected != CODE_NONE) {
			left++;
			continue;
		}
		r = code_put(t, i, t->ref.session == SESSION_AM ? CODE_PRESENT_AM : CODE_PRESENT_PM, NULL, &e);
		filled += r == 0;
	}
	if (r < 0)
		plain_refuse(t->p, &e);
	if (left)
		plain_say(t->p, "%d filled as present, not sent yet. %d left as expected.", filled, left);
	else if (filled)
		plain_say(t->p, "%d blank%s now present, not sent yet. send sends.", filled, filled == 1 ? " is" : "s are");
	else if (r == 0)
		plain_say(t->p, "No blank is left.");
	if (filled)
		t->at = t->view.count;
}

/* As F6: about the mark that has just asked for one, else the row of the question. */
void plain_note(void *state, char *rest)
{
	struct plain_taking *t = state;
	int row = t->noted ? plain_row_of(t, t->noted) : -1;
	struct err e = { 0 };

	if (row < 0 || !plain_needs_note(t, row))
		row = t->at;
	if (row >= t->view.count || !*rest) {
		plain_say(t->p, "Type the row and the text, such as: 7 note dentist");
		return;
	}
	const struct register_line *l = &t->view.lines[row];
	const struct draft_mark *typed = plain_typed(t, row);
	struct draft_mark m = { .pupil = l->pupil, .before = l->mark, .minutes_late = -1 };

	strncpy(m.code, code_symbol(l->mark), sizeof m.code - 1);
	if (typed)
		m = *typed;
	m.note = arena_text(&t->words, rest);
	t->step++;
	if (plain_put(t, row, &m, &e) < 0)
		plain_refuse(t->p, &e);
	else
		plain_row_say(t, row);
}

void plain_clear(void *state, char *rest)
{
	struct plain_taking *t = state;
	struct err e = { 0 };

	(void)rest;
	t->step++;
	if (t->at >= t->view.count || !plain_typed(t, t->at))
		plain_say(t->p, "Nothing unsent is typed on this row. undo takes back what was typed last.");
	else if (plain_put(t, t->at, NULL, &e) < 0)
		plain_refuse(t->p, &e);
	else
		plain_row_say(t, t->at);
}

/* UNDOING -------------------------------------------------------------------------------------------------------------------------- */

/* The last step of this conversation: how many rows, or -errno. */
static int step_back(struct plain_taking *t, struct err *e)
{
	int rows = 0, number = t->steps.items[t->steps.count - 1].number, r = 0;

	while (t->steps.count && t->steps.items[t->steps.count - 1].number == number) {
		const struct plain_step *s = &t->steps.items[t->steps.count - 1];
		int row = plain_row_of(t, s->pupil);

		r = s->was ? draft_put(t->draft, &s->mark, e) : draft_drop(t->draft, s->pupil, e);
		if (r < 0)
			return r;
		t->steps.count--;
		t->at = row < 0 ? t->at : row;
		rows++;
	}
	return rows;
}

/* Typed before this conversation began: one after the other, the last first. */
static int offered_back(struct plain_taking *t, struct err *e)
{
	const struct draft_mark *marks;
	struct moment since;
	int n = draft_marks(t->draft, &marks, &since), row = -1;

	while (n-- > 0 && row < 0)
		row = plain_row_of(t, marks[n].pupil);
	if (row < 0)
		return 0;
	t->at = row;
	int r = draft_drop(t->draft, t->view.lines[row].pupil, e);
	return r < 0 ? r : 1;
}

static void undo_sent(struct plain_taking *t)
{
	int64_t act = office_act_to_undo(t->p->office, &t->ref);
	struct err e = { 0 };

	if (act == 0) {
		plain_say(t->p, "Nothing that you did in this register is left to undo.");
		return;
	}
	plain_undo_act(t->p, act);
	if (plain_reload(t, true, &e) < 0)
		plain_refuse(t->p, &e);
}

void plain_take_back(void *state, char *rest)
{
	struct plain_taking *t = state;
	struct err e = { 0 };

	(void)rest;
	if (plain_unsent(t) == 0 && t->steps.count == 0) {
		undo_sent(t);
		return;
	}
	int rows = t->steps.count ? step_back(t, &e) : offered_back(t, &e);
	if (rows < 0)
		plain_refuse(t->p, &e);
	else if (rows == 1)
		plain_row_say(t, t->at);
	else
		plain_say(t->p, "%d marks are taken back; %d not sent.", rows, plain_unsent(t));
}
