/* The forms of a member of staff: new, changed, a role, a class, the last day. */
#include "classes.h"

#include <string.h>

#include "roll.h"

static int open_on(struct ui *ui, const struct form_use *use, int64_t staff)
{
	return open_form(ui, &(struct form_about){ .use = use, .also = staff });
}

/* Of whom it is: the name for people; the sign-in name is kept. */
static int begin(struct ui *ui, struct form_screen *s, bool first, struct staff_line *ret, struct err *e)
{
	int r = first ? office_may(ui->office, ACTION_CHANGE_STAFF, 0, e) : 0;

	if (r == 0)
		r = staff_line_read(ui, s->also, &s->arena, ret, e);
	if (r == 0) {
		s->name = ret->name;
		s->kept = ret->sign_in;
	}
	return r;
}

/* NEW --------------------------------------------------------------------------------------------------------------------------------- */

enum { STAFF_NAME, STAFF_POSITION, STAFF_SIGN_IN, STAFF_LINES };

static const struct form_line staff_lines[STAFF_LINES] = {
	[STAFF_NAME] = { "Name", FORM_TEXT, true, "As it stands beside what they do, like Priya Nair.", NULL },
	[STAFF_POSITION] = { "Position", FORM_TEXT, true, "Class teacher, office manager, head ...", NULL },
	[STAFF_SIGN_IN] = { "Signs in as", FORM_TEXT, true, "A short name in small letters, of nobody else: priya.", NULL },
};

static void new_title(const struct form_screen *s, struct buf *to)
{
	(void)s;
	buf_text(to, "New member of staff");
}

static int new_read(struct ui *ui, struct form_screen *s, bool first, struct err *e)
{
	(void)s;
	return first ? office_may(ui->office, ACTION_CHANGE_STAFF, 0, e) : 0;
}

static int new_save(struct ui *ui, struct form_screen *s, bool sure)
{
	CLEAN_ANSWER struct roll_answer a = { 0 };
	struct form *f = &s->form;
	int r = form_complete(f, &a.e);

	(void)sure;
	if (r == 0)
		r = office_staff_add(ui->office, form_text(f, STAFF_SIGN_IN), form_text(f, STAFF_NAME), form_text(f, STAFF_POSITION),
				     false, &a.act, &a.e);
	return form_answered(ui, s, r, &a, "%s is added. r gives a role, c a class.", form_text(f, STAFF_NAME));
}

static const struct form_use new_use = { staff_lines, STAFF_LINES, "a new member of staff", "F10 adds them.", new_title, new_read,
					 new_save, NULL };

int open_staff_new(struct ui *ui)
{
	return open_on(ui, &new_use, 0);
}

/* CHANGED ----------------------------------------------------------------------------------------------------------------------------- */

static const struct form_line change_lines[] = {
	[STAFF_NAME] = { "Name", FORM_TEXT, true, "What they did before keeps the name of its day.", NULL },
	[STAFF_POSITION] = { "Position", FORM_TEXT, true, "What they did before keeps the position of its day.", NULL },
};

static void named_title(const struct form_screen *s, struct buf *to)
{
	buf_text(to, s->name);
}

static int change_read(struct ui *ui, struct form_screen *s, bool first, struct err *e)
{
	struct staff_line l;
	int r = begin(ui, s, first, &l, e);

	if (r < 0 || !first)
		return r;
	form_set(&s->form, STAFF_NAME, l.name);
	form_set(&s->form, STAFF_POSITION, l.position);
	return 0;
}

static int change_save(struct ui *ui, struct form_screen *s, bool sure)
{
	CLEAN_ANSWER struct roll_answer a = { 0 };
	struct form *f = &s->form;
	int r = form_complete(f, &a.e);

	(void)sure;
	if (r == 0)
		r = office_staff_change(ui->office, s->kept, form_changed(f, STAFF_NAME), form_changed(f, STAFF_POSITION), &a.act, &a.e);
	return form_answered(ui, s, r, &a, "%s, %s.", form_text(f, STAFF_NAME), form_text(f, STAFF_POSITION));
}

static const struct form_use change_use = { change_lines, 2, "a changed member of staff", "F10 saves the changes.", named_title,
					    change_read, change_save, NULL };

int open_staff_change(struct ui *ui, int64_t staff)
{
	return open_on(ui, &change_use, staff);
}

/* A ROLE ------------------------------------------------------------------------------------------------------------------------------ */

enum { ROLE_LINE, ROLE_YEAR, ROLE_CLASS, ROLE_FROM, ROLE_TO, ROLE_ENDS, ROLE_LINES };

static const struct form_line role_lines[ROLE_LINES] = {
	[ROLE_LINE] = { "Role", FORM_CHOICE, true, "What they may do follows from it.", NULL },
	[ROLE_YEAR] = { "For year", FORM_CHOICE, false, "None: not for one year alone.", NULL },
	[ROLE_CLASS] = { "For class", FORM_CHOICE, false, "None: not for one class alone.", NULL },
	[ROLE_FROM] = { "First day", FORM_DAY, true, NULL, NULL },
	[ROLE_TO] = { "Last day", FORM_DAY, false, "Empty: until it is ended.", NULL },
	[ROLE_ENDS] = { "It ends", FORM_YES_NO, true, "Yes: they hold it, and it ends on that last day, or today.", NULL },
};

static void role_title(const struct form_screen *s, struct buf *to)
{
	buf_printf(to, "A role of %s", s->name);
}

/* "attendance officer" */
static const char *role_words(enum role role, struct arena *a)
{
	char *words = arena_text(a, role_name(role));

	for (char *at = words; *at; at++)
		*at = *at == '_' ? ' ' : *at;
	return words;
}

static int role_read(struct ui *ui, struct form_screen *s, bool first, struct err *e)
{
	const char *words[ROLES];
	struct staff_line l;
	int r = begin(ui, s, first, &l, e);

	if (r == 0)
		r = form_classes(ui, &s->form, ROLE_CLASS, e);
	if (r < 0 || !first)
		return r;
	for (int i = 0; i < ROLES; i++)
		words[i] = role_words((enum role)i, &s->arena);
	form_choices(&s->form, ROLE_LINE, words, ROLES);
	year_choices(&s->form, ROLE_YEAR, false);
	form_set_day(&s->form, ROLE_FROM, office_today(ui->office));
	form_choose(&s->form, ROLE_ENDS, 0);
	return 0;
}

static int role_save(struct ui *ui, struct form_screen *s, bool sure)
{
	CLEAN_ANSWER struct roll_answer a = { 0 };
	struct day today = office_today(ui->office), from, to;
	struct form *f = &s->form;
	bool ends = form_yes(f, ROLE_ENDS);
	int r = form_complete(f, &a.e);

	(void)sure;
	if (r == 0)
		r = form_day(f, ROLE_FROM, today, &from, &a.e);
	if (r == 0)
		r = form_day(f, ROLE_TO, today, &to, &a.e);
	if (r == 0)
		r = office_staff_role(ui->office, s->kept, (enum role)form_choice(f, ROLE_LINE), year_chosen(f, ROLE_YEAR, false),
				      form_given(f, ROLE_CLASS), from,
				      ends && day_is_none(to) ? today : to, ends, &a.act, &a.e);
	return form_answered(ui, s, r, &a, "%s: %s%s.", s->name, form_text(f, ROLE_LINE), ends ? " ends" : "");
}

static const struct form_use role_use = { role_lines, ROLE_LINES, "a role", "F10 gives the role, or ends it.", role_title, role_read,
					  role_save, NULL };

int open_staff_role(struct ui *ui, int64_t staff)
{
	return open_on(ui, &role_use, staff);
}

/* A CLASS ----------------------------------------------------------------------------------------------------------------------------- */

enum { TAUGHT_CLASS, TAUGHT_AS, TAUGHT_FROM, TAUGHT_TO, TAUGHT_ENDS, TAUGHT_LINES };

static const char *const taught_as[] = { "teacher", "cover", NULL };

static const struct form_line taught_lines[TAUGHT_LINES] = {
	[TAUGHT_CLASS] = { "Class", FORM_CHOICE, true, "Whose register is theirs.", NULL },
	[TAUGHT_AS] = { "As", FORM_CHOICE, true, "Its teacher, or to cover it: then for one day, if no last day is given.", taught_as },
	[TAUGHT_FROM] = { "First day", FORM_DAY, true, NULL, NULL },
	[TAUGHT_TO] = { "Last day", FORM_DAY, false, NULL, NULL },
	[TAUGHT_ENDS] = { "It ends", FORM_YES_NO, true, "Yes: they have it, and it ends on that last day, or today.", NULL },
};

static void taught_title(const struct form_screen *s, struct buf *to)
{
	buf_printf(to, "A class of %s", s->name);
}

static int taught_read(struct ui *ui, struct form_screen *s, bool first, struct err *e)
{
	struct staff_line l;
	int r = begin(ui, s, first, &l, e);

	if (r == 0)
		r = form_classes(ui, &s->form, TAUGHT_CLASS, e);
	if (r < 0 || !first)
		return r;
	form_choose(&s->form, TAUGHT_AS, 0);
	form_set_day(&s->form, TAUGHT_FROM, office_today(ui->office));
	form_choose(&s->form, TAUGHT_ENDS, 0);
	return 0;
}

static int taught_save(struct ui *ui, struct form_screen *s, bool sure)
{
	CLEAN_ANSWER struct roll_answer a = { 0 };
	struct day today = office_today(ui->office), from, to;
	struct form *f = &s->form;
	bool ends = form_yes(f, TAUGHT_ENDS);
	int r = form_complete(f, &a.e);

	(void)sure;
	if (r == 0)
		r = form_day(f, TAUGHT_FROM, today, &from, &a.e);
	if (r == 0)
		r = form_day(f, TAUGHT_TO, today, &to, &a.e);
	if (r == 0)
		r = office_staff_class(ui->office, s->kept, form_text(f, TAUGHT_CLASS), form_choice(f, TAUGHT_AS) == 1, from,
				       ends && day_is_none(to) ? today : to,
				       ends, &a.act, &a.e);
	return form_answered(ui, s, r, &a, "%s: %s%s.", s->name, form_text(f, TAUGHT_CLASS), ends ? " ends" : "");
}

static const struct form_use taught_use = { taught_lines, TAUGHT_LINES, "a class of a teacher", "F10 gives the class, or ends it.",
					    taught_title, taught_read,
					    taught_save, NULL };

int open_staff_class(struct ui *ui, int64_t staff)
{
	return open_on(ui, &taught_use, staff);
}

/* THE LAST DAY ------------------------------------------------------------------------------------------------------------------------ */

static const struct form_line leave_lines[] = {
	{ "Last day", FORM_DAY, true, "Roles, classes and logins end with it. What they did stays, with their name.", NULL },
};

static void leave_title(const struct form_screen *s, struct buf *to)
{
	buf_printf(to, "%s leaves", s->name);
}

static int leave_read(struct ui *ui, struct form_screen *s, bool first, struct err *e)
{
	struct staff_line l;
	int r = begin(ui, s, first, &l, e);

	if (r == 0 && first)
		form_set_day(&s->form, 0, day_is_none(l.to) ? office_today(ui->office) : l.to);
	return r;
}

static int leave_save(struct ui *ui, struct form_screen *s, bool sure)
{
	CLEAN_ANSWER struct roll_answer a = { 0 };
	struct day last;
	int r = form_complete(&s->form, &a.e);

	if (r == 0)
		r = form_day(&s->form, 0, office_today(ui->office), &last, &a.e);
	if (r == 0 && !sure)
		return form_sure(ui, "%s can no longer sign in after that day. Enter saves it.", s->name);
	if (r == 0)
		r = office_staff_leave(ui->office, s->kept, last, &a.said, &a.act, &a.e);
	return form_answered(ui, s, r, &a, "%s leaves.", s->name);
}

static const struct form_use leave_use = { leave_lines, 1, "somebody's last day", "F10 saves it.", leave_title, leave_read, leave_save,
					   NULL };

int open_staff_leave(struct ui *ui, int64_t staff)
{
	return open_on(ui, &leave_use, staff);
}
