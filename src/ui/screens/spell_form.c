/* How a pupil is on the roll: status, the other school, an arrangement; and coming back after having left (H7, H2). */
#include <string.h>

#include "office/today.h"
#include "roll.h"

enum spell_line { SPELL_FROM, SPELL_CLASS, SPELL_YEAR, SPELL_KIND, SPELL_OTHER, SPELL_OTHER_CONTACT, SPELL_ARRANGEMENT, SPELL_REVIEW,
		  SPELL_TO, SPELL_LAST_SCHOOL, SPELL_WHY, SPELL_LINES };

#define SPELL_SHARED \
	[SPELL_KIND] = { "Status", FORM_CHOICE, false, "Main and subsidiary: also at another school. Guest: on the roll of another.", spell_choices }, \
	[SPELL_OTHER] = { "Other school", FORM_TEXT, false, "Of a main, subsidiary or guest pupil.", NULL }, \
	[SPELL_OTHER_CONTACT] = { "Its contact", FORM_TEXT, false, "Whom to ring there, and the number.", NULL }, \
	[SPELL_ARRANGEMENT] = { "Arrangement", FORM_CHOICE, false, "Why the pupil is at two schools.", arrangement_choices }, \
	[SPELL_REVIEW] = { "Review on", FORM_DAY, false, "When the arrangement is looked at again.", NULL }, \
	[SPELL_TO] = { "Until", FORM_DAY, false, "Of a guest, or of an arrangement that ends. Empty: open.", NULL }, \
	[SPELL_LAST_SCHOOL] = { "Last school", FORM_TEXT, false, "Its name and address.", NULL }

static const struct form_line status_lines[SPELL_LINES] = {
	[SPELL_FROM] = { "Starts", FORM_DAY, false, "May be changed while it has not come yet.", NULL },
	[SPELL_CLASS] = { "How the pupil is on the roll", FORM_HEADING, false, NULL, NULL },
	[SPELL_YEAR] = { "", FORM_HEADING, false, NULL, NULL },
	SPELL_SHARED,
	[SPELL_WHY] = { "Why", FORM_TEXT, false, "The reason, for the history. It may stay empty.", NULL },
};

static const struct form_line return_lines[SPELL_LINES] = {
	[SPELL_FROM] = { "Starts again", FORM_DAY, true, "The first day back on the roll, as agreed.", NULL },
	[SPELL_CLASS] = { "Class", FORM_CHOICE, false, "Whose register the child is in.", NULL },
	[SPELL_YEAR] = { "Year", FORM_CHOICE, false, "By date of birth, unless the child is taught in another year.", NULL },
	SPELL_SHARED,
	[SPELL_WHY] = { "", FORM_HEADING, false, NULL, NULL },
};

static int arrangement_of(const char *name)
{
	for (int i = 1; name && arrangement_choices[i]; i++)
		if (strcmp(arrangement_choices[i], name) == 0)
			return i;
	return 0;
}

static int kind_of(const char *name)
{
	for (int i = 0; name && spell_choices[i]; i++)
		if (strcmp(spell_choices[i], name) == 0)
			return i;
	return 0;
}

/* What stands, for a form to begin with. */
static int spell_begin(struct ui *ui, struct form_screen *s, struct spell_wish *ret, struct err *e)
{
	struct pupil_wish who = { .boarder = -1 };
	struct leave_wish leave = { 0 };
	int r = office_pupil_facts(ui->office, s->of, &s->arena, &who, ret, &leave, e);

	if (r < 0)
		return r;
	form_choose(&s->form, SPELL_KIND, kind_of(ret->kind));
	form_set(&s->form, SPELL_OTHER, ret->other_school);
	form_set(&s->form, SPELL_OTHER_CONTACT, ret->other_school_contact);
	form_choose(&s->form, SPELL_ARRANGEMENT, arrangement_of(ret->arrangement));
	form_set_day(&s->form, SPELL_REVIEW, ret->review);
	form_set_day(&s->form, SPELL_TO, ret->to);
	form_set(&s->form, SPELL_LAST_SCHOOL, ret->last_school);
	return 0;
}

static int day_changed(struct form *f, int line, struct day today, struct day *ret, struct err *e)
{
	*ret = DAY_NONE;
	return form_changed(f, line) ? form_day(f, line, today, ret, e) : 0;
}

/* Only what was changed. */
static int spell_wish(struct ui *ui, struct form *f, struct spell_wish *w, struct err *e)
{
	struct day today = office_today(ui->office);

	*w = (struct spell_wish){ .from_session = -1, .kind = form_changed(f, SPELL_KIND), .last_school = form_changed(f, SPELL_LAST_SCHOOL),
				  .other_school = form_changed(f, SPELL_OTHER), .other_school_contact = form_changed(f, SPELL_OTHER_CONTACT),
				  .arrangement = !form_changed(f, SPELL_ARRANGEMENT) ? NULL : form_choice(f, SPELL_ARRANGEMENT) > 0 ?
						 form_text(f, SPELL_ARRANGEMENT) : "" };
	int r = form_complete(f, e);
	if (r == 0)
		r = day_changed(f, SPELL_FROM, today, &w->from, e);
	if (r == 0)
		r = day_changed(f, SPELL_REVIEW, today, &w->review, e);
	if (r == 0)
		r = day_changed(f, SPELL_TO, today, &w->to, e);
	return r;
}

/* STATUS ------------------------------------------------------------------------------------------------------------------------------ */

static void status_title(const struct form_screen *s, struct buf *to)
{
	buf_printf(to, "Status: %s", s->name);
}

static int status_read(struct ui *ui, struct form_screen *s, bool first, struct err *e)
{
	struct spell_wish now = { 0 };
	int r = first ? spell_begin(ui, s, &now, e) : 0;

	if (r == 0 && first)
		form_set_day(&s->form, SPELL_FROM, now.from);
	return r;
}

static int status_save(struct ui *ui, struct form_screen *s, bool sure)
{
	CLEAN_ANSWER struct roll_answer a = { .told = true };
	struct spell_wish w;

	(void)sure;
	if (spell_wish(ui, &s->form, &w, &a.e) < 0)
		return ui_refuse_err(ui, &a.e);
	int r = office_pupil_status(ui->office, s->of, &w, form_given(&s->form, SPELL_WHY), &a.said, &a.act, &a.e);
	return form_answered(ui, s, r, &a, "The status of %s is changed.", s->name);
}

static const struct form_use status_use = {
	.lines = status_lines, .count = SPELL_LINES, .what = "the status", .saves = "That is the last line: F10 saves the status.",
	.title = status_title, .read = status_read, .save = status_save,
};

int open_status(struct ui *ui, int64_t pupil, const char *label)
{
	static const struct { const char *label; enum spell_line line; } begins[] = {
		{ "Last school", SPELL_LAST_SCHOOL }, { "Other school", SPELL_OTHER }, { "Who is rung there", SPELL_OTHER_CONTACT },
		{ "Arrangement", SPELL_ARRANGEMENT }, { "To be reviewed", SPELL_REVIEW },
	};
	enum spell_line line = SPELL_KIND;

	for (size_t i = 0; label && i < sizeof begins / sizeof *begins; i++)
		if (strcmp(begins[i].label, label) == 0)
			line = begins[i].line;
	return open_form(ui, &(struct form_about){ .use = &status_use, .of = pupil, .line = (int)line });
}

/* BACK AGAIN -------------------------------------------------------------------------------------------------------------------------- */

static void return_title(const struct form_screen *s, struct buf *to)
{
	buf_printf(to, "Back on the roll: %s", s->name);
}

static int return_read(struct ui *ui, struct form_screen *s, bool first, struct err *e)
{
	int r = form_classes(ui, &s->form, SPELL_CLASS, e);

	if (r < 0 || !first)
		return r;
	form_set_day(&s->form, SPELL_FROM, office_today(ui->office));
	form_choose(&s->form, SPELL_KIND, 0);
	form_choose(&s->form, SPELL_ARRANGEMENT, 0);
	year_choices(&s->form, SPELL_YEAR, true);
	form_choose(&s->form, SPELL_YEAR, 0);
	return 0;
}

static int return_save(struct ui *ui, struct form_screen *s, bool sure)
{
	CLEAN_ANSWER struct roll_answer a = { .told = true };
	struct form *f = &s->form;
	struct spell_wish w;

	(void)sure;
	if (spell_wish(ui, f, &w, &a.e) < 0 || form_day(f, SPELL_FROM, office_today(ui->office), &w.from, &a.e) < 0)
		return ui_refuse_err(ui, &a.e);
	int r = office_pupil_return(ui->office, s->of, &w, form_given(f, SPELL_CLASS), year_chosen(f, SPELL_YEAR, true), &a.said, &a.act, &a.e);
	return form_answered(ui, s, r, &a, "%s is back on the roll.", s->name);
}

static const struct form_use return_use = {
	.lines = return_lines, .count = SPELL_LINES, .what = "the return", .saves = "That is the last line: F10 puts the pupil on the roll again.",
	.title = return_title, .read = return_read, .save = return_save,
};

int open_return(struct ui *ui, int64_t pupil)
{
	return open_form(ui, &(struct form_about){ .use = &return_use, .of = pupil });
}
