/* A family rings: who, why, until when, and the brothers and sisters, each with its own reason (B5, B17). */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "calls.h"
#include "office/family.h"
#include "office/today.h"

/* Behind these a line a sibling. */
enum { REPORTED_CALLER, REPORTED_REASON, REPORTED_BACK, REPORTED_WORDS, REPORTED_FROM, REPORTED_FAMILY, REPORTED_LINES };

static const struct form_line first_lines[REPORTED_LINES] = {
	[REPORTED_CALLER] = { "Who rang", FORM_WORD, true, "A contact by number, or any name as it is said.", NULL },
	[REPORTED_REASON] = { "Reason", FORM_CHOICE, true, NULL, NULL },
	[REPORTED_BACK] = { "Back on", FORM_DAY, false, "Expected back: tomorrow, 25/11. Empty: that day alone.", NULL },
	[REPORTED_WORDS] = { "Their words", FORM_TEXT, false, "What they said, where it is more than the reason.", NULL },
	[REPORTED_FROM] = { "From", FORM_DAY, true, "The first day away.", NULL },
	[REPORTED_FAMILY] = { "Brothers and sisters: away too?", FORM_HEADING, false, NULL, NULL },
};

struct reported_form {
	struct form form;
	struct arena arena;          /* all that it began with */
	int64_t pupil;
	const char *name;
	const struct call_given *siblings;
	int sibling_count;
	const struct contact_line_view *contacts;
	int contact_count;
	struct choice *reasons;
	int reason_count;
	struct family_view family;
	bool is_read, has_family;
};

/* READING ----------------------------------------------------------------------------------------------------------------------------- */

/* "ill (I)". */
static const char *reason_name(struct arena *a, const struct choice *c)
{
	return c->code ? arena_printf(a, "%s (%s)", c->words, c->code) : c->words;
}

static struct form_line *lines_make(struct reported_form *s)
{
	int siblings = s->family.sibling_count;
	struct form_line *lines = arena_new(&s->arena, (size_t)(REPORTED_LINES + siblings) + 1, sizeof *lines);
	const char **reasons = arena_new(&s->arena, (size_t)s->reason_count + 2, sizeof *reasons);

	memcpy(lines, first_lines, sizeof first_lines);
	for (int i = 0; i < s->reason_count; i++)
		reasons[i + 1] = reason_name(&s->arena, &s->reasons[i]);
	reasons[0] = "no";
	lines[REPORTED_REASON].choices = reasons + 1;
	if (siblings == 0)
		lines[REPORTED_FAMILY].label = "";
	for (int i = 0; i < siblings; i++)
		lines[REPORTED_LINES + i] = (struct form_line){ s->family.siblings[i].name, FORM_CHOICE, false, s->family.siblings[i].group, reasons };
	return lines;
}

static bool is_caller(const struct contact_line_view *c, struct day today)
{
	return !c->died && (day_is_none(c->to) || c->to.n >= today.n);
}

/* "1 Grace Okafor (mother)": 1 finds her. */
static void callers_make(struct reported_form *s, struct day today)
{
	const char **names = arena_new(&s->arena, (size_t)s->family.contact_count + 1, sizeof *names);
	struct contact_line_view *contacts = arena_new(&s->arena, (size_t)s->family.contact_count + 1, sizeof *contacts);

	for (int i = 0; i < s->family.contact_count; i++) {
		const struct contact_line_view *c = &s->family.contacts[i];

		if (!is_caller(c, today))
			continue;
		contacts[s->contact_count] = *c;
		names[s->contact_count] = arena_printf(&s->arena, "%d %s%s%s%s", s->contact_count + 1, c->name, c->relation ? " (" : "",
						       c->relation ? c->relation : "", c->relation ? ")" : "");
		s->contact_count++;
	}
	s->contacts = contacts;
	form_choices(&s->form, REPORTED_CALLER, names, s->contact_count);
	if (s->contact_count > 0)
		form_set(&s->form, REPORTED_CALLER, names[0]);
}

static int begin(struct ui *ui, struct reported_form *s, struct err *e)
{
	struct day today = office_today(ui->office);
	int r = office_family_open(ui->office, s->pupil, &s->family, e);

	if (r < 0)
		return r;
	s->has_family = true;
	s->reason_count = office_choices(ui->office, CHOICES_ABSENT, &s->arena, &s->reasons, e);
	if (s->reason_count < 0)
		return s->reason_count;
	s->name = office_name_of_pupil(ui->office, s->pupil, &s->arena);
	form_start(&s->form, lines_make(s), REPORTED_LINES + s->family.sibling_count);
	s->is_read = true;
	callers_make(s, today);
	form_set_day(&s->form, REPORTED_FROM, today);
	for (int i = 0; i < s->family.sibling_count; i++)
		form_choose(&s->form, REPORTED_LINES + i, 0);
	form_focus(&s->form, REPORTED_CALLER);
	return 0;
}

/* What was typed stands, whatever has changed in the store. */
static int reported_reload(struct ui *ui, void *state, struct err *e)
{
	struct reported_form *s = state;
	int r = s->is_read ? 0 : begin(ui, s, e);

	s->form.today = office_today(ui->office);
	return r;
}

static void reported_start(void *state, const void *about)
{
	((struct reported_form *)state)->pupil = *(const int64_t *)about;
}

static void reported_close(void *state)
{
	struct reported_form *s = state;

	if (s->is_read)
		form_finish(&s->form);
	if (s->has_family)
		family_view_finish(&s->family);
	arena_finish(&s->arena);
}

static void reported_title(const void *state, struct buf *to)
{
	buf_printf(to, "They ring: %s", ((const struct reported_form *)state)->name);
}

static void reported_draw(void *state, struct area *a)
{
	form_draw(&((struct reported_form *)state)->form, a);
}

/* SAVING ------------------------------------------------------------------------------------------------------------------------------ */

/* Who rang: one of the contacts as offered, or a name. */
static void caller_of(const struct reported_form *s, struct reported_wish *w)
{
	const char *typed = form_text(&s->form, REPORTED_CALLER);
	int n = *typed >= '1' && *typed <= '9' ? *typed - '0' : 0;

	w->adult = n >= 1 && n <= s->contact_count ? s->contacts[n - 1].adult : 0;
	w->caller = w->adult ? NULL : typed;
}

/* What was said is about every child with that reason; of another reason the words are its own. */
static int children_of(const struct reported_form *s, struct call_given *to)
{
	int n = 0, chosen = form_choice(&s->form, REPORTED_REASON);

	to[n++] = (struct call_given){ s->pupil, chosen < 0 ? NULL : s->reasons[chosen].code };
	for (int i = 0; i < s->family.sibling_count; i++) {
		int reason = form_choice(&s->form, REPORTED_LINES + i) - 1;

		if (reason >= 0)
			to[n++] = (struct call_given){ .pupil = s->family.siblings[i].pupil, .code = s->reasons[reason].code,
						       .words = reason == chosen ? NULL : s->reasons[reason].words };
	}
	return n;
}

static int wish_fill(struct ui *ui, struct reported_form *s, struct reported_wish *w, struct err *e)
{
	struct day today = office_today(ui->office);
	int r = form_complete(&s->form, e), chosen = form_choice(&s->form, REPORTED_REASON);
	const char *words = form_given(&s->form, REPORTED_WORDS);

	*w = REPORTED_WISH;
	caller_of(s, w);
	w->words = words ? words : chosen >= 0 ? s->reasons[chosen].words : NULL;
	if (r == 0)
		r = form_day(&s->form, REPORTED_FROM, today, &w->from, e);
	if (r == 0)
		r = form_day(&s->form, REPORTED_BACK, today, &w->back, e);
	return r;
}

static int save(struct ui *ui, struct reported_form *s)
{
	CLEAN_FREE struct call_given *children = mem_new((size_t)s->family.sibling_count + 1, sizeof *children);
	CLEAN_ANSWER struct roll_answer a = { .told = true };
	struct mark_result done = { 0 };
	struct reported_wish w;
	int r = wish_fill(ui, s, &w, &a.e);

	w.children = children;
	w.count = children_of(s, children);
	if (r == 0)
		r = office_reported_put(ui->office, &w, &a.said, &done, &a.e);
	a.act = done.act;
	int reaction = roll_answered(ui, r, &a, "%s: %s.", s->name, form_text(&s->form, REPORTED_REASON));
	return reaction & REACT_RELOAD ? reaction | REACT_LEAVE : reaction;
}

/* KEYS -------------------------------------------------------------------------------------------------------------------------------- */

static int reported_press(struct ui *ui, void *state, const struct key *k)
{
	return form_press(ui, &((struct reported_form *)state)->form, k, "That is the last line: F10 writes it down.");
}

static int reported_save(struct ui *ui, void *state, const struct key *k)
{
	(void)k;
	return save(ui, state);
}

static const char *reported_unsaved(const void *state)
{
	return form_any_changed(&((const struct reported_form *)state)->form) ? "what they said" : NULL;
}

static int reported_back(struct ui *ui, void *state, const struct key *k)
{
	(void)k;
	return ui_leave_unsaved(ui, reported_unsaved(state));
}

static int reported_note(struct ui *ui, void *state, const struct key *k)
{
	(void)k;
	return open_class_note(ui, ((const struct reported_form *)state)->pupil, NULL);
}

static int reported_task(struct ui *ui, void *state, const struct key *k)
{
	(void)k;
	return open_task_of(ui, ((const struct reported_form *)state)->pupil, true);
}

static const struct binding reported_form_keys[] = {
	{ ON(KEY_F(10)), "save", reported_save, NEED_WRITE, "Write down what they said", "Save" },
	{ ON(KEY_F(6)), "note", reported_note, NEED_WRITE, "A note for the class, about this child", "Note" },
	{ ON(KEY_F(5)), "ring-back", reported_task, NEED_WRITE, "Somebody is to ring them back", "Ring back" },
	FORM_KEYS(reported_press),
	{ ON(KEY_ESC), "back", reported_back, 0, "Go back; what is not saved asks first", "Back" },
	{ .name = NULL },
};

const struct screen_kind reported_form_screen = {
	.name = "they-ring",
	.help = "A family rings: who it is, why the child is away, and when it is expected back. A reason on the line of a brother or sister is for them too.",
	.keys = reported_form_keys, .typing = true, .reload = reported_reload, .title = reported_title,
	.draw = reported_draw, .unsaved = reported_unsaved,
	.close = reported_close, .state_size = sizeof(struct reported_form),
};

static int open_on(struct ui *ui, int64_t pupil)
{
	return ui_open(ui, &reported_form_screen, reported_start, &pupil) < 0 ? REACT_STOP : REACT_NONE;
}

static int chosen(struct ui *ui, void *asker, int64_t pupil)
{
	(void)asker;
	return open_on(ui, pupil);
}

int open_reported_new(struct ui *ui, int64_t pupil)
{
	struct err e = { 0 };

	if (office_may(ui->office, ACTION_CALL, 0, &e) < 0)
		return ui_refuse_err(ui, &e);
	return pupil ? open_on(ui, pupil) : open_pupil_pick(ui, "They ring: about whom", chosen);
}
