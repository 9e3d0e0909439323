/* Plain mode: what is typed in a register.  Codes are typed as on the screens, letters alone; all else is a word of three letters or more,
 * a number, a sign, or a name behind a dot. */
#include "plain.h"

#include <ctype.h>
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "office/today.h"

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

static void code_type(struct plain_taking *t, const char *typed)
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
static void copy_type(struct plain_taking *t)
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

/* GOING TO A ROW ------------------------------------------------------------------------------------------------------------------- */

static bool fits(const char *name, const char *typed)
{
	size_t n = strlen(typed);

	for (const char *at = name; *at; at += strcspn(at, " "), at += strspn(at, " "))
		if (strncmp(at, typed, n) == 0)
			return true;
	return false;
}

/* The next that fits after this row: the row itself comes last. */
static void name_type(void *state, char *rest)
{
	CLEAN_ARENA struct arena a = { 0 };
	CLEAN_BUF struct buf others = { 0 };
	struct plain_taking *t = state;
	const char *typed = text_fold(&a, rest);
	int found = -1, count = 0;

	for (int i = 1; *typed && i <= t->view.count; i++) {
		int row = (t->at + i) % t->view.count;

		if (!fits(text_fold(&a, t->view.lines[row].name), typed))
			continue;
		found = found < 0 ? row : found;
		if (count++)
			buf_printf(&others, "%s row %d %s", count > 2 ? "," : " Also:", row + 1, t->view.lines[row].name);
	}
	if (found < 0) {
		plain_say(t->p, "No name here begins with \"%.40s\".", rest);
		return;
	}
	t->at = found;
	plain_say(t->p, "Row %d, %s.%s%s", found + 1, t->view.lines[found].name, buf_string(&others), others.length ? "." : "");
}

static void answer_row(struct plain_taking *t, char *typed);

static void number_type(struct plain_taking *t, char *typed)
{
	char *rest;
	long row = strtol(typed, &rest, 10);

	if (row < 1 || row > t->view.count) {
		plain_say(t->p, "There are %d rows.", t->view.count);
		return;
	}
	t->at = (int)row - 1;
	t->noted = 0;
	rest = text_trim(rest);
	if (*rest)
		answer_row(t, rest);
}

/* OTHER WORDS ---------------------------------------------------------------------------------------------------------------------- */

/* A child planned to be elsewhere is blank until somebody says what happened (design 5, "Not known"). */
static void fill_word(void *state, char *rest)
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
		plain_say(t->p, "%d filled as present, not sent yet. %d expected elsewhere: say what happened.", filled, left);
	else if (filled)
		plain_say(t->p, "%d blank%s now present, not sent yet. send sends.", filled, filled == 1 ? " is" : "s are");
	else if (r == 0)
		plain_say(t->p, "No blank is left.");
	if (filled && !left)
		t->at = t->view.count;
}

/* As F6: about the mark that has just asked for one, else the row of the question. */
static void note_word(void *state, char *rest)
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

static void clear_word(void *state, char *rest)
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

static void undo_word(void *state, char *rest)
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

/* LOOKING -------------------------------------------------------------------------------------------------------------------------- */

static void list_word(void *state, char *rest)
{
	const struct plain_taking *t = state;
	bool blank = strncmp(rest, "blank", 5) == 0;
	int said = 0;

	for (int i = 0; i < t->view.count; i++)
		if (!blank || plain_mark(t, i) == CODE_NONE) {
			plain_row_say(t, i);
			said++;
		}
	if (said == 0)
		plain_say(t->p, "No blank is left.");
}

/* A23: twenty sessions, morning and afternoon of a day together. */
static void weeks_word(void *state, char *rest)
{
	CLEAN_BUF struct buf marks = { 0 };
	struct plain_taking *t = state;

	(void)rest;
	if (t->at >= t->view.count) {
		plain_say(t->p, "Which row? Type its number first, such as: 1 weeks");
		return;
	}
	const struct register_line *l = &t->view.lines[t->at];
	for (size_t i = 0; i < sizeof l->before; i++)
		buf_printf(&marks, " %s", l->before[i] ? code_symbol(l->before[i]) : "-");
	plain_say(t->p, "%s, the last 20 sessions:%s", l->name, buf_string(&marks));
}

static void chain_word(void *state, char *rest)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct plain_taking *t = state;
	struct mark_change *changes;
	struct err e = { 0 };
	char day[DAY_TEXT], time[8];

	(void)rest;
	if (t->at >= t->view.count) {
		plain_say(t->p, "Which row? Type its number first, such as: 1 history");
		return;
	}
	int n = office_mark_history(t->p->office, &t->ref, t->view.lines[t->at].pupil, &a, &changes, &e);
	if (n < 0)
		plain_refuse(t->p, &e);
	if (n == 0)
		plain_say(t->p, "No mark has been made for %s.", t->view.lines[t->at].name);
	for (int i = 0; i < n; i++) {
		struct civil at = moment_civil(changes[i].at);

		plain_say(t->p, "%s %s, %s, %s: %s to %s%s. %s", day_long(at.day, day), minute_text(at.minute, time), changes[i].who,
			  changes[i].position, *changes[i].from ? changes[i].from : "blank", *changes[i].to ? changes[i].to : "blank",
			  changes[i].stands ? "" : ", not taken over", changes[i].reason ? changes[i].reason : "");
	}
}

static void codes_word(void *state, char *rest)
{
	const struct plain_taking *t = state;

	(void)rest;
	for (int i = 0; i < t->allowed_count; i++)
		plain_say(t->p, "%s: %s", t->allowed[i]->symbol, t->allowed[i]->words);
	if (t->allowed_count == 0)
		plain_refuse(t->p, &t->no_draft);
}

static void back_word(void *state, char *rest)
{
	(void)rest;
	((struct plain_taking *)state)->done = true;
}

static void help_word(void *state, char *rest);

static const struct plain_word words[] = {
	{ NULL, "fill", "", "mark every blank pupil present", fill_word },
	{ NULL, "send", "", "send the register to the office", plain_send },
	{ NULL, "note", "TEXT", "a note on this row; after a mark that needs one, on that mark", note_word },
	{ NULL, "undo", "", "take back what was typed last; with nothing unsent, what was sent last", undo_word },
	{ NULL, "clear", "", "take back the unsent mark of this row", clear_word },
	{ NULL, "list", "[blanks]", "every row, one a line", list_word },
	{ NULL, "weeks", "", "the last two weeks of this row", weeks_word },
	{ NULL, "history", "", "who changed this mark, when and why", chain_word },
	{ NULL, "name", "NAME", "go to a name; .NAME does the same", name_type },
	{ NULL, "codes", "", "the codes that you can give here", codes_word },
	{ NULL, "back", "", "leave; marks not sent are kept", back_word },
	{ "?", "help", "", "these lines", help_word },
	{ .word = NULL },
};

static void help_word(void *state, char *rest)
{
	struct plain *p = ((struct plain_taking *)state)->p;

	(void)rest;
	plain_say(p, "A code such as / N L I C1: marks this row and goes to the next. Enter alone: next.");
	plain_say(p, "A number: goes to that row. 7 N: marks row 7. =: copies yesterday's reason.");
	plain_words_say(p, words);
}

/* DISPATCH ------------------------------------------------------------------------------------------------------------------------- */

/* One sign, or a letter and a digit: C, /, C1. */
static bool looks_like_code(const char *typed)
{
	return !typed[1] || (isalpha((unsigned char)typed[0]) && isdigit((unsigned char)typed[1]) && !typed[2]) ||
	       code_number(typed) != CODE_NONE;
}

static void answer_row(struct plain_taking *t, char *typed)
{
	const struct plain_word *w;
	char *rest;

	if (typed[0] == '.')
		name_type(t, typed + 1);
	else if (strcmp(typed, "=") == 0)
		copy_type(t);
	else if ((w = plain_word_find(words, typed, &rest)))
		w->run(t, rest);
	else if (looks_like_code(typed))
		code_type(t, typed);
	else
		plain_say(t->p, "\"%.40s\" is no code and no word here. A name has a dot before it. ? lists all.", typed);
}

static void next_row(struct plain_taking *t)
{
	if (t->at < t->view.count)
		t->at++;
	else if (plain_blank(t) == 0)
		plain_say(t->p, "No blank is left: send sends, back leaves.");
	else
		for (t->at = 0; plain_mark(t, t->at) != CODE_NONE;)
			t->at++;
}

void plain_answer(struct plain_taking *t, char *typed)
{
	t->noted = t->just;
	t->just = 0;
	if (!*typed)
		next_row(t);
	else if (isdigit((unsigned char)typed[0]))
		number_type(t, typed);
	else
		answer_row(t, typed);
}
