/* A note of the office in the register of a class, about one child or all (A33). */
#include <errno.h>
#include <string.h>

#include "calls.h"
#include "office/today.h"

enum { NOTE_TEXT, NOTE_CLASS, NOTE_FROM, NOTE_TO, NOTE_SESSION, NOTE_LINES };

static const struct form_line note_lines[NOTE_LINES] = {
	[NOTE_TEXT] = { "Note", FORM_TEXT, true, "Whoever takes the register reads it: leaves 10:30 with aunt.", NULL },
	[NOTE_CLASS] = { "For", FORM_CHOICE, false, "This child, or every child of a class.", NULL },
	[NOTE_FROM] = { "From", FORM_DAY, true, "The first day on which it is shown.", NULL },
	[NOTE_TO] = { "Until", FORM_DAY, false, "The last day. Empty: that day alone.", NULL },
	[NOTE_SESSION] = { "Session", FORM_CHOICE, false, NULL, session_choices },
};

static void note_title(const struct form_screen *s, struct buf *to)
{
	buf_printf(to, "Note for the class%s%s", s->name ? ": " : "", s->name ? s->name : "");
}

/* The child first, where there is one, then the classes. */
static int whom_read(struct ui *ui, struct form_screen *s, struct err *e)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct group_line *groups = NULL;
	int n = office_groups(ui->office, office_today(ui->office), &a, &groups, e), count = 0;

	if (n < 0)
		return n;
	const char **names = arena_new(&a, (size_t)n + 2, sizeof *names);
	if (s->name)
		names[count++] = s->name;
	for (int i = 0; i < n; i++)
		names[count++] = groups[i].name;
	form_choices(&s->form, NOTE_CLASS, names, count);
	return 0;
}

static int note_read(struct ui *ui, struct form_screen *s, bool first, struct err *e)
{
	int r = first ? office_may(ui->office, ACTION_CALL, 0, e) : 0;

	if (r == 0)
		r = whom_read(ui, s, e);
	if (r < 0 || !first)
		return r;
	form_set(&s->form, NOTE_CLASS, s->name);
	form_set_day(&s->form, NOTE_FROM, office_today(ui->office));
	form_choose(&s->form, NOTE_SESSION, 0);
	return 0;
}

/* session_choices: both, the morning, the afternoon. */
static int session_of(const struct form *f)
{
	int sessions = sessions_chosen(f, NOTE_SESSION);

	return sessions == 1 << SESSION_AM ? (int)SESSION_AM : sessions == 1 << SESSION_PM ? (int)SESSION_PM : -1;
}

static int note_save(struct ui *ui, struct form_screen *s, bool sure)
{
	struct class_note_wish w = { .session = session_of(&s->form), .text = form_text(&s->form, NOTE_TEXT) };
	CLEAN_ANSWER struct roll_answer a = { 0 };
	const char *whom = form_given(&s->form, NOTE_CLASS);
	int r = form_complete(&s->form, &a.e);

	(void)sure;
	if (whom && s->name && strcmp(whom, s->name) == 0)
		w.pupil = s->of;
	else
		w.group = whom;
	if (r == 0 && !whom) {
		form_focus(&s->form, NOTE_CLASS);
		r = err_usage(&a.e, "Choose whom the note is for on this line.");
	}
	if (r == 0)
		r = form_day(&s->form, NOTE_FROM, office_today(ui->office), &w.from, &a.e);
	if (r == 0)
		r = form_day(&s->form, NOTE_TO, office_today(ui->office), &w.to, &a.e);
	if (r == 0)
		r = office_class_note_put(ui->office, &w, &a.act, &a.e);
	return form_answered(ui, s, r, &a, "The note stands in the register for %s.", whom ? whom : "");
}

static const struct form_use note_use = {
	.lines = note_lines, .count = NOTE_LINES, .what = "the note", .saves = "That is the last line: F10 puts the note into the register.",
	.title = note_title, .read = note_read, .save = note_save,
};

/* The group is chosen where it is known; the form keeps no other text of the caller's. */
int open_class_note(struct ui *ui, int64_t pupil, const char *group)
{
	int reaction = open_form(ui, &(struct form_about){ .use = &note_use, .of = pupil });

	if (reaction == REACT_NONE && group && pupil == 0)
		form_set(&((struct form_screen *)ui_state(ui))->form, NOTE_CLASS, group);
	return reaction;
}
