/* Plain mode: what is typed in a register.  Codes are typed as on the screens, letters alone; all else is a word of three letters or more,
 * a number, a sign, or a name behind a dot. */
#include "plain.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "office/today.h"

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
	{ NULL, "fill", "", "mark every blank pupil present", plain_fill },
	{ NULL, "send", "", "send the register to the office", plain_send },
	{ NULL, "note", "TEXT", "a note on this row; after a mark that needs one, on that mark", plain_note },
	{ NULL, "undo", "", "take back what was typed last; with nothing unsent, what was sent last", plain_take_back },
	{ NULL, "clear", "", "take back the unsent mark of this row", plain_clear },
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
		plain_copy(t);
	else if ((w = plain_word_find(words, typed, &rest)))
		w->run(t, rest);
	else if (looks_like_code(typed))
		plain_code(t, typed);
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
		for (t->at = 0; !plain_is_blank(t, t->at);)
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
