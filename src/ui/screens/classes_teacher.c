/* The forms of a class's teachers: one given, one whose time ends, somebody who covers. */
#include "classes.h"

#include <string.h>

#include "office/school.h"

enum { TEACH_WHO, TEACH_FROM, TEACH_TO, TEACH_LINES };
enum { TEACH_ENDS_WHO, TEACH_ENDS_LAST, TEACH_ENDS_LINES };

static const struct form_line give_lines[TEACH_LINES] = {
	[TEACH_WHO] = { "Who", FORM_CHOICE, true, "The first letters of the name. More than one may teach a class.", NULL },
	[TEACH_FROM] = { "First day", FORM_DAY, true, "From this day on the register is theirs.", NULL },
	[TEACH_TO] = { "Last day", FORM_DAY, false, "Empty: until it is ended.", NULL },
};
static const struct form_line cover_lines[TEACH_LINES] = {
	[TEACH_WHO] = { "Who", FORM_CHOICE, true, "Who takes the register in somebody's place; the first letters of the name.", NULL },
	[TEACH_FROM] = { "First day", FORM_DAY, true, "The day of the cover.", NULL },
	[TEACH_TO] = { "Last day", FORM_DAY, false, "Empty: that day only.", NULL },
};
static const struct form_line ends_lines[TEACH_ENDS_LINES] = {
	[TEACH_ENDS_WHO] = { "Who", FORM_CHOICE, true, "Whose time with this class ends; the first letters of the name.", NULL },
	[TEACH_ENDS_LAST] = { "Last day", FORM_DAY, true, "Their last day with it.", NULL },
};

/* Staff as choices, "Priya Nair (priya)"; their sign-in names are kept in the same order. */
static int staff_choices(struct ui *ui, struct form_screen *s, const char *of_class, struct err *e)
{
	struct staff_view v;
	int r = office_staff_open(ui->office, office_today(ui->office), &v, e), n = 0;

	if (r < 0)
		return r;
	const char **shown = arena_new(&s->arena, (size_t)v.count + 1, sizeof *shown);
	const char **names = arena_new(&s->arena, (size_t)v.count + 1, sizeof *names);
	for (int i = 0; i < v.count; i++) {
		const struct staff_line *l = &v.lines[i];
		bool left = !day_is_none(l->to) && l->to.n < office_today(ui->office).n;

		if (left || strcmp(l->kind, "machine") == 0 || (of_class && !(l->classes && strstr(l->classes, of_class))))
			continue;
		names[n] = arena_text(&s->arena, l->sign_in);
		shown[n++] = arena_printf(&s->arena, "%s (%s)", l->name, l->sign_in);
	}
	form_choices(&s->form, TEACH_WHO, shown, n);
	s->kept = names;
	staff_view_finish(&v);
	return 0;
}

static const char *staff_chosen(const struct form_screen *s)
{
	const char *const *names = s->kept;

	return names[form_choice(&s->form, TEACH_WHO)];
}

static void give_title(const struct form_screen *s, struct buf *to) { buf_printf(to, "A teacher for %s", s->name); }
static void cover_title(const struct form_screen *s, struct buf *to) { buf_printf(to, "Cover for %s", s->name); }
static void ends_title(const struct form_screen *s, struct buf *to) { buf_printf(to, "A teacher's last day with %s", s->name); }

static int give_read(struct ui *ui, struct form_screen *s, bool first, struct err *e)
{
	struct class_line l;
	int r = class_form_begin(ui, s, first, &l, e);

	if (r == 0)
		r = staff_choices(ui, s, NULL, e);
	if (r == 0 && first)
		form_set_day(&s->form, TEACH_FROM, office_today(ui->office));
	return r;
}

static int ends_read(struct ui *ui, struct form_screen *s, bool first, struct err *e)
{
	struct class_line l;
	int r = class_form_begin(ui, s, first, &l, e);

	if (r == 0 && !l.teachers)
		return err_usage(e, "Nobody teaches %s: t gives it a teacher.", l.name);
	if (r == 0)
		r = staff_choices(ui, s, l.name, e);
	if (r == 0 && first) {
		form_choose(&s->form, TEACH_ENDS_WHO, 0);
		form_set_day(&s->form, TEACH_ENDS_LAST, office_today(ui->office));
	}
	return r;
}

static int teach_save(struct ui *ui, struct form_screen *s, bool cover)
{
	CLEAN_ANSWER struct roll_answer a = { 0 };
	struct day today = office_today(ui->office), from, to;
	int r = form_complete(&s->form, &a.e);

	if (r == 0)
		r = form_day(&s->form, TEACH_FROM, today, &from, &a.e);
	if (r == 0)
		r = form_day(&s->form, TEACH_TO, today, &to, &a.e);
	if (r == 0)
		r = office_staff_class(ui->office, staff_chosen(s), s->name, cover, from, to, false, &a.act, &a.e);
	return form_answered(ui, s, r, &a, "%s %s %s.", form_text(&s->form, TEACH_WHO), cover ? "covers" : "teaches", s->name);
}

static int give_save(struct ui *ui, struct form_screen *s, bool sure)
{
	(void)sure;
	return teach_save(ui, s, false);
}

static int cover_save(struct ui *ui, struct form_screen *s, bool sure)
{
	(void)sure;
	return teach_save(ui, s, true);
}

/* A teacher, or where they do not teach it a cover. */
static int ends_save(struct ui *ui, struct form_screen *s, bool sure)
{
	CLEAN_ANSWER struct roll_answer a = { 0 };
	struct day last;
	int r = form_complete(&s->form, &a.e);

	(void)sure;
	if (r == 0)
		r = form_day(&s->form, TEACH_ENDS_LAST, office_today(ui->office), &last, &a.e);
	if (r == 0)
		r = office_staff_class(ui->office, staff_chosen(s), s->name, false, DAY_NONE, last, true, &a.act, &a.e);
	if (r < 0 && a.e.kind == ERR_REFUSED)
		r = office_staff_class(ui->office, staff_chosen(s), s->name, true, DAY_NONE, last, true, &a.act, &a.e);
	return form_answered(ui, s, r, &a, "The time of %s with %s is ended.", form_text(&s->form, TEACH_ENDS_WHO), s->name);
}

static const struct form_use teach_uses[] = {
	[TEACHING_GIVE] = { give_lines, TEACH_LINES, "a new teacher of a class", "F10 gives them the class.", give_title, give_read,
			    give_save, NULL },
	[TEACHING_END] = { ends_lines, TEACH_ENDS_LINES, "the last day of a teacher", "F10 ends it.", ends_title, ends_read, ends_save,
			   NULL },
	[TEACHING_COVER] = { cover_lines, TEACH_LINES, "a cover", "F10 gives them the class for these days.", cover_title, give_read,
			     cover_save, NULL },
};

int open_class_teacher(struct ui *ui, int64_t class, enum teaching what)
{
	return class_form_open(ui, &teach_uses[what], class);
}
