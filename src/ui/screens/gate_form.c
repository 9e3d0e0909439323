/* Signing out (A18, A29, B19): when, why, back when, and who fetches them; a warning is said, and asked about once. */
#include "gate.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "desk.h"
#include "office/today.h"
#include "numbered.h"

extern const struct screen_kind sign_out_screen;

static const struct form_line lines[OUT_LINES] = {
	[OUT_AT] = { "Leaves at", FORM_WORD, true, "Now, unless you write another time.", NULL },
	[OUT_WHY] = { "Reason", FORM_WORD, true, "A number of the list, or type it.", NULL },
	[OUT_BACK] = { "Back at", FORM_WORD, false, "When they are due back, like 11:40. Empty: not today.", NULL },
	[OUT_WHO] = { "Fetched by", FORM_WORD, false, "A number of the list, or a name. Empty: they go alone, or with us.", NULL },
	[OUT_PLACE] = { "With us at", FORM_TEXT, false, "Off the site with staff: swimming, with Tom Bell. Empty: not with us.", NULL },
	[OUT_CODE] = { "Code", FORM_WORD, false, "For registers taken while they are out: M, or I of one gone home ill.", NULL },
};

/* WHO MAY FETCH THEM --------------------------------------------------------------------------------------------------------------- */

static const struct collector *collector_of(const struct collector *of, int count, int64_t adult)
{
	for (int i = 0; i < count; i++)
		if (of[i].adult == adult)
			return &of[i];
	return NULL;
}

/* Of brothers and sisters only whoever may be asked about each of them; a warning of one is a warning. */
static void keep_common(struct sign_out *s, const struct collector *of, int count)
{
	int n = 0;

	for (int i = 0; i < s->collector_count; i++) {
		const struct collector *other = collector_of(of, count, s->collectors[i].adult);

		if (!other)
			continue;
		s->collectors[n] = s->collectors[i];
		s->collectors[n].may_collect = s->collectors[n].may_collect && other->may_collect;
		if (!s->collectors[n].warning)
			s->collectors[n].warning = other->warning;
		n++;
	}
	s->collector_count = n;
}

static int read_collectors(struct ui *ui, struct sign_out *s, struct err *e)
{
	for (int i = 0; i < s->count; i++) {
		struct collector *of = NULL;
		int n = office_collectors(ui->office, s->pupils[i], &s->arena, &of, e);

		if (n < 0)
			return n;
		if (i > 0)
			keep_common(s, of, n);
		else
			s->collectors = of;
		s->collector_count = i > 0 ? s->collector_count : n;
	}
	return 0;
}

/* READING -------------------------------------------------------------------------------------------------------------------------- */

static void offer_words(struct sign_out *s)
{
	const char *reasons[NUMBERED_MOST + 1] = { NULL }, *names[NUMBERED_MOST + 1] = { NULL };

	for (int i = 0; i < s->choice_count; i++)
		reasons[i] = s->choices[i].words;
	for (int i = 0; i < s->collector_count; i++)
		names[i] = s->collectors[i].name;
	form_choices(&s->form, OUT_WHY, reasons, s->choice_count);
	form_choices(&s->form, OUT_WHO, names, s->collector_count);
}

static int read_first(struct ui *ui, struct sign_out *s, struct err *e)
{
	struct choice *choices = NULL;
	int n = office_may(ui->office, ACTION_RECORD_LATE, 0, e);

	if (n == 0)
		n = office_choices(ui->office, CHOICES_OUT, &s->arena, &choices, e);
	if (n < 0)
		return n;
	s->choices = choices;
	s->choice_count = n < NUMBERED_MOST ? n : NUMBERED_MOST;
	int r = read_collectors(ui, s, e);
	if (r < 0)
		return r;
	if (s->collector_count > NUMBERED_MOST)
		s->collector_count = NUMBERED_MOST;
	s->name = s->count == 1 ? office_name_of_pupil(ui->office, s->pupils[0], &s->arena) : arena_printf(&s->arena, "%d children", s->count);
	offer_words(s);
	form_focus(&s->form, OUT_WHY);
	return 0;
}

static int sign_out_reload(struct ui *ui, void *state, struct err *e)
{
	struct sign_out *s = state;
	char now[8];
	int r = s->is_read ? 0 : read_first(ui, s, e);

	if (r < 0)
		return r;
	s->is_read = true;
	if (!form_changed(&s->form, OUT_AT))
		form_set(&s->form, OUT_AT, minute_text(moment_civil(office_now(ui->office)).minute, now));
	return 0;
}

struct out_about {
	const int64_t *pupils;
	int count;
};

static void sign_out_start(void *state, const void *about)
{
	const struct out_about *from = about;
	struct sign_out *s = state;

	s->pupils = arena_new(&s->arena, (size_t)from->count + 1, sizeof *s->pupils);
	for (int i = 0; i < from->count; i++)
		s->pupils[i] = from->pupils[i];
	s->count = from->count;
	s->chosen = -1;
	form_start(&s->form, lines, OUT_LINES);
}

static void sign_out_close(void *state)
{
	struct sign_out *s = state;

	form_finish(&s->form);
	buf_finish(&s->warning);
	arena_finish(&s->arena);
}

static void sign_out_title(const void *state, struct buf *to)
{
	buf_printf(to, "Sign out: %s", ((const struct sign_out *)state)->name);
}

/* TYPING --------------------------------------------------------------------------------------------------------------------------- */

int sign_out_offers(const struct sign_out *s)
{
	return s->form.list.focus == OUT_WHY ? s->choice_count : s->form.list.focus == OUT_WHO ? s->collector_count : 0;
}

static const struct choice *reason_chosen(const struct sign_out *s)
{
	for (int i = 0; i < s->choice_count; i++)
		if (strcasecmp(s->choices[i].words, form_text(&s->form, OUT_WHY)) == 0)
			return &s->choices[i];
	return NULL;
}

/* The code comes with the reason, until somebody writes another. */
static void code_follows(struct sign_out *s)
{
	const struct choice *chosen = reason_chosen(s);

	if (!form_changed(&s->form, OUT_CODE))
		form_set(&s->form, OUT_CODE, chosen && chosen->code ? chosen->code : "");
}

static bool is_number(const struct sign_out *s, const struct key *k)
{
	int line = s->form.list.focus;
	bool empty = *form_text(&s->form, line) == '\0' || (line == OUT_WHY ? reason_chosen(s) != NULL : s->chosen >= 0);

	return sign_out_offers(s) > 0 && empty && k->code == KEY_TEXT && k->text[0] >= '1' && k->text[0] <= '9' && !k->text[1];
}

static int choose(struct ui *ui, struct sign_out *s, int n)
{
	int line = s->form.list.focus;

	if (n >= sign_out_offers(s))
		return ui_refuse(ui, "The list has %d: type any other.", sign_out_offers(s));
	if (line == OUT_WHO)
		s->chosen = n;
	form_set(&s->form, line, line == OUT_WHO ? s->collectors[n].name : s->choices[n].words);
	s->touched = true;
	code_follows(s);
	return REACT_NONE;
}

static int key_press(struct ui *ui, void *state, const struct key *k)
{
	struct sign_out *s = state;
	int line = s->form.list.focus;

	if (is_number(s, k))
		return choose(ui, s, k->text[0] - '1');
	if (line == OUT_WHO && (k->code == KEY_TEXT || k->code == KEY_BACKSPACE || k->code == KEY_DELETE))
		s->chosen = -1;
	int reaction = form_press(ui, &s->form, k, "That is the last line: F10 signs them out.");
	code_follows(s);
	return reaction;
}

/* SAVING --------------------------------------------------------------------------------------------------------------------------- */

/* By the number that was pressed; else by the name, where only one has it. */
static int64_t adult_of(const struct sign_out *s)
{
	int64_t found = 0;

	if (s->chosen >= 0)
		return s->collectors[s->chosen].adult;
	for (int i = 0; i < s->collector_count; i++)
		if (strcasecmp(s->collectors[i].name, form_text(&s->form, OUT_WHO)) == 0) {
			if (found)
				return 0;
			found = s->collectors[i].adult;
		}
	return found;
}

#define ASK_TIME "a time, like 11:40"

static int wish_make(struct sign_out *s, struct sign_out_wish *w, struct err *e)
{
	*w = SIGN_OUT_WISH;
	int r = form_complete(&s->form, e);
	if (r == 0 && form_changed(&s->form, OUT_AT))
		r = form_minute(&s->form, OUT_AT, ASK_TIME, &w->minute, e);
	if (r == 0)
		r = form_minute(&s->form, OUT_BACK, ASK_TIME, &w->due_back, e);
	w->pupils = s->pupils;
	w->count = s->count;
	w->reason = form_given(&s->form, OUT_WHY);
	w->code = form_given(&s->form, OUT_CODE);
	w->adult = adult_of(s);
	w->collected_by = form_given(&s->form, OUT_WHO);
	w->place = form_given(&s->form, OUT_PLACE);
	return r;
}

static int save(struct ui *ui, struct sign_out *s, bool sure);

static int answer_sure(struct ui *ui, void *state, const char *typed)
{
	return save(ui, state, true);
}

/* It stays in sight above the question. */
static int ask_sure(struct ui *ui, struct sign_out *s, const struct err *e)
{
	buf_reset(&s->warning);
	buf_text(&s->warning, e->text);
	return ui_confirm(ui, "Do they go all the same? Enter: yes, and the DSL is told. Esc goes back.", KEY_F(10), answer_sure);
}

static int save(struct ui *ui, struct sign_out *s, bool sure)
{
	CLEAN_ANSWER struct roll_answer a = { .told = true };
	struct sign_out_wish w;

	buf_reset(&s->warning);
	if (wish_make(s, &w, &a.e) < 0)
		return ui_refuse_err(ui, &a.e);
	w.sure = sure;
	int r = office_gate_out(ui->office, &w, &a.said, &a.act, &a.e);
	if (r == -EEXIST && !sure)
		return ask_sure(ui, s, &a.e);
	int reaction = roll_answered(ui, r, &a, "%s: signed out.", s->name);
	return reaction & REACT_RELOAD ? reaction | REACT_LEAVE : reaction;
}

static int key_save(struct ui *ui, void *state, const struct key *k)
{
	return save(ui, state, false);
}

static const char *sign_out_unsaved(const void *state)
{
	const struct sign_out *s = state;

	return s->touched || form_any_changed(&s->form) ? "the signing out" : NULL;
}

static int key_back(struct ui *ui, void *state, const struct key *k)
{
	return ui_leave_unsaved(ui, sign_out_unsaved(state));
}

static const struct binding sign_out_keys[] = {
	{ ON(KEY_F(10)), "save", key_save, NEED_WRITE | NEED_LATE, "Sign them out", "Sign out" },
	FORM_KEYS(key_press),
	{ ON(KEY_ESC), "back", key_back, 0, "Go back; what is not saved asks first", "Back" },
	{ .name = NULL },
};

const struct screen_kind sign_out_screen = {
	.name = "sign-out",
	.help = "Who leaves, when, why and with whom. A number chooses a reason, or who fetches them; F10 signs them out. The mark stays as it "
		"is.",
	.keys = sign_out_keys, .typing = true, .reload = sign_out_reload, .title = sign_out_title, .draw = sign_out_draw,
	.unsaved = sign_out_unsaved,
	.close = sign_out_close, .state_size = sizeof(struct sign_out),
};

int open_sign_out(struct ui *ui, const int64_t *pupils, int count)
{
	if (count == 0)
		return open_leaving(ui);
	return ui_open(ui, &sign_out_screen, sign_out_start, &(struct out_about){ pupils, count }) < 0 ? REACT_STOP : REACT_NONE;
}
