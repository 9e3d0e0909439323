/* The forms of a class: new, changed, ended, joined with another, split (H5, A32). */
#include "classes.h"
#include "base/text.h"

#include <string.h>

static const char *const kind_names[] = { "class", "form", "other", NULL };
static const char *const order_names[] = { "surname", "forename", "admission_number", "line" };
static const char *const class_orders[] = { "by surname", "by forename", "by admission number", "as they line up", NULL };
static const char *const session_names[] = { "both sessions", "the morning", "the afternoon", NULL };

/* WHICH CLASS ------------------------------------------------------------------------------------------------------------------------- */

int class_form_open(struct ui *ui, const struct form_use *use, int64_t class)
{
	return open_form(ui, &(struct form_about){ .use = use, .also = class });
}

int class_form_begin(struct ui *ui, struct form_screen *s, bool first, struct class_line *ret, struct err *e)
{
	int r = first ? office_may(ui->office, ACTION_CHANGE_ROLL, 0, e) : 0;

	if (r == 0)
		r = class_line_read(ui, s->also, &s->arena, ret, e);
	if (r == 0)
		s->name = ret->name;
	return r;
}

static int order_of(const char *order)
{
	for (int i = 0; order && i < 4; i++)
		if (strcmp(order_names[i], order) == 0)
			return i;
	return -1;
}

static const char *order_chosen(const struct form *f, int line)
{
	int choice = form_choice(f, line);

	return choice < 0 ? NULL : order_names[choice];
}

/* NEW --------------------------------------------------------------------------------------------------------------------------------- */

enum { CLASS_NAME, CLASS_KIND, CLASS_ORDER, CLASS_FROM, CLASS_TO, CLASS_LINES };

static const struct form_line class_lines[CLASS_LINES] = {
	[CLASS_NAME] = { "Name", FORM_TEXT, true, "As it stands on the register.", NULL },
	[CLASS_KIND] = { "Kind", FORM_CHOICE, true, "A class and a form take registers; another group does not.", kind_names },
	[CLASS_ORDER] = { "Names", FORM_CHOICE, false, "The order of names in its register; none: as the school has it.", class_orders },
	[CLASS_FROM] = { "First day", FORM_DAY, true, "From this day on it takes registers.", NULL },
	[CLASS_TO] = { "Last day", FORM_DAY, false, "Empty: until it is ended.", NULL },
};

static void new_title(const struct form_screen *s, struct buf *to)
{
	(void)s;
	buf_text(to, "New class");
}

static int new_read(struct ui *ui, struct form_screen *s, bool first, struct err *e)
{
	int r = first ? office_may(ui->office, ACTION_CHANGE_ROLL, 0, e) : 0;

	if (r < 0 || !first)
		return r;
	form_choose(&s->form, CLASS_KIND, 0);
	form_set_day(&s->form, CLASS_FROM, office_today(ui->office));
	return 0;
}

static int class_wish_read(struct ui *ui, struct form *f, struct class_wish *w, struct err *e)
{
	struct day today = office_today(ui->office);
	int kind = form_choice(f, CLASS_KIND), r = form_complete(f, e);

	*w = (struct class_wish){ .name = form_given(f, CLASS_NAME), .kind = kind < 0 ? NULL : kind_names[kind], .order = order_chosen(f, CLASS_ORDER) };
	if (r == 0)
		r = form_day(f, CLASS_FROM, today, &w->from, e);
	if (r == 0)
		r = form_day(f, CLASS_TO, today, &w->to, e);
	return r;
}

static int new_save(struct ui *ui, struct form_screen *s, bool sure)
{
	CLEAN_ANSWER struct roll_answer a = { 0 };
	struct class_wish w;
	int r = class_wish_read(ui, &s->form, &w, &a.e);

	(void)sure;
	if (r == 0)
		r = office_class_add(ui->office, &w, &a.said, &a.act, &a.e);
	return form_answered(ui, s, r, &a, "Class %s is made.", w.name ? w.name : "");
}

static const struct form_use new_use = { class_lines, CLASS_LINES, "a new class", "F10 makes the class.", new_title, new_read, new_save,
					 NULL };

int open_class_new(struct ui *ui)
{
	return class_form_open(ui, &new_use, 0);
}

/* CHANGED ----------------------------------------------------------------------------------------------------------------------------- */

static void change_title(const struct form_screen *s, struct buf *to)
{
	buf_printf(to, "Class %s", s->name);
}

static int kind_of(const char *kind)
{
	for (int i = 0; kind_names[i]; i++)
		if (strcmp(kind_names[i], kind) == 0)
			return i;
	return -1;
}

static int change_read(struct ui *ui, struct form_screen *s, bool first, struct err *e)
{
	struct class_line l;
	int r = class_form_begin(ui, s, first, &l, e);

	if (r < 0 || !first)
		return r;
	form_set(&s->form, CLASS_NAME, l.name);
	form_choose(&s->form, CLASS_KIND, kind_of(l.kind));
	form_choose(&s->form, CLASS_ORDER, order_of(l.order));
	form_set_day(&s->form, CLASS_FROM, l.from);
	form_set_day(&s->form, CLASS_TO, l.to);
	return 0;
}

/* What stands as it began is left as it is: somebody else may have changed it. */
static int change_save(struct ui *ui, struct form_screen *s, bool sure)
{
	CLEAN_ANSWER struct roll_answer a = { 0 };
	struct form *f = &s->form;
	struct class_wish w;
	int r = class_wish_read(ui, f, &w, &a.e);

	(void)sure;
	w.name = form_changed(f, CLASS_NAME);
	w.kind = form_changed(f, CLASS_KIND) ? w.kind : NULL;
	w.order = form_changed(f, CLASS_ORDER) ? w.order : NULL;
	w.from = form_changed(f, CLASS_FROM) ? w.from : DAY_NONE;
	w.to = form_changed(f, CLASS_TO) ? w.to : DAY_NONE;
	if (r == 0)
		r = office_class_change(ui->office, s->name, &w, &a.said, &a.act, &a.e);
	return form_answered(ui, s, r, &a, "Class %s is changed.", s->name);
}

static const struct form_use change_use = { class_lines, CLASS_LINES, "a changed class", "F10 saves the changes.", change_title,
					    change_read, change_save, NULL };

int open_class_change(struct ui *ui, int64_t class)
{
	return class_form_open(ui, &change_use, class);
}

/* ENDED ------------------------------------------------------------------------------------------------------------------------------- */

static const struct form_line end_lines[] = {
	{ "Last day", FORM_DAY, true, "After this day it takes no register. Its pupils have to be elsewhere by then.", NULL },
};

static void end_title(const struct form_screen *s, struct buf *to)
{
	buf_printf(to, "End class %s", s->name);
}

static int end_read(struct ui *ui, struct form_screen *s, bool first, struct err *e)
{
	struct class_line l;
	int r = class_form_begin(ui, s, first, &l, e);

	if (r == 0 && first)
		form_set_day(&s->form, 0, day_is_none(l.to) ? office_today(ui->office) : l.to);
	return r;
}

static int end_save(struct ui *ui, struct form_screen *s, bool sure)
{
	CLEAN_ANSWER struct roll_answer a = { 0 };
	struct day last;
	int r = form_complete(&s->form, &a.e);

	(void)sure;
	if (r == 0)
		r = form_day(&s->form, 0, office_today(ui->office), &last, &a.e);
	if (r == 0)
		r = office_class_end(ui->office, s->name, last, &a.said, &a.act, &a.e);
	return form_answered(ui, s, r, &a, "Class %s is ended.", s->name);
}

static const struct form_use end_use = { end_lines, 1, "the last day of a class", "F10 ends the class.", end_title, end_read, end_save,
					 NULL };

int open_class_end(struct ui *ui, int64_t class)
{
	return class_form_open(ui, &end_use, class);
}

/* JOINED ------------------------------------------------------------------------------------------------------------------------------ */

enum { JOIN_WITH, JOIN_FROM, JOIN_TO, JOIN_SESSION, JOIN_LINES };

static const struct form_line join_lines[JOIN_LINES] = {
	[JOIN_WITH] = { "With", FORM_CHOICE, true, "The class in whose register they all are then.", NULL },
	[JOIN_FROM] = { "First day", FORM_DAY, true, NULL, NULL },
	[JOIN_TO] = { "Last day", FORM_DAY, true, "The day after it each class has its own register again.", NULL },
	[JOIN_SESSION] = { "Sessions", FORM_CHOICE, true, "Both, or one of them.", session_names },
};

static void join_title(const struct form_screen *s, struct buf *to)
{
	buf_printf(to, "Take %s with another class", s->name);
}

static int join_read(struct ui *ui, struct form_screen *s, bool first, struct err *e)
{
	struct class_line l;
	int r = class_form_begin(ui, s, first, &l, e);

	if (r == 0)
		r = form_classes(ui, &s->form, JOIN_WITH, e);
	if (r < 0 || !first)
		return r;
	form_set_day(&s->form, JOIN_FROM, office_today(ui->office));
	form_set_day(&s->form, JOIN_TO, office_today(ui->office));
	form_choose(&s->form, JOIN_SESSION, 0);
	return 0;
}

static int join_save(struct ui *ui, struct form_screen *s, bool sure)
{
	CLEAN_ANSWER struct roll_answer a = { 0 };
	struct day today = office_today(ui->office), from, to;
	struct form *f = &s->form;
	int r = form_complete(f, &a.e);

	(void)sure;
	if (r == 0)
		r = form_day(f, JOIN_FROM, today, &from, &a.e);
	if (r == 0)
		r = form_day(f, JOIN_TO, today, &to, &a.e);
	if (r == 0)
		r = office_class_join(ui->office, s->name, form_text(f, JOIN_WITH), from, to, form_choice(f, JOIN_SESSION) - 1, &a.said,
				      &a.act, &a.e);
	return form_answered(ui, s, r, &a, "%s is taken with %s.", s->name, form_text(f, JOIN_WITH));
}

static const struct form_use join_use = { join_lines, JOIN_LINES, "classes to be joined", "F10 joins them for these days.", join_title,
					  join_read, join_save, NULL };

int open_class_join(struct ui *ui, int64_t class)
{
	return class_form_open(ui, &join_use, class);
}

extern const struct screen_kind class_split_screen;

/* SPLIT: its pupils have been chosen -------------------------------------------------------------------------------------------------- */

enum { SPLIT_NAME, SPLIT_FROM, SPLIT_LINES };

static const struct form_line split_lines[SPLIT_LINES] = {
	[SPLIT_NAME] = { "New class", FORM_TEXT, true, "Its name; the class is made by this.", NULL },
	[SPLIT_FROM] = { "First day", FORM_DAY, true, "From this day on they are in its register. Registers before it stay as they are.",
			 NULL },
};

static void split_title(const struct form_screen *s, struct buf *to)
{
	buf_printf(to, "Split %s: %d pupil%s go into a new class", s->name, s->pupil_count, PLURAL(s->pupil_count));
}

static int split_read(struct ui *ui, struct form_screen *s, bool first, struct err *e)
{
	struct class_line l;
	int r = class_form_begin(ui, s, first, &l, e);

	if (r == 0 && first)
		form_set_day(&s->form, SPLIT_FROM, office_today(ui->office));
	return r;
}

/* Where it was chosen who goes is done with too. */
static int leave_choice(struct ui *ui, int reaction)
{
	for (int i = 0; i < ui->stack.count && reaction >= 0 && reaction & REACT_LEAVE; i++)
		if (ui->stack.items[i].kind == &class_split_screen && i > 0)
			ui_back_to(ui, ui->stack.items[i - 1].state);
	return reaction;
}

static int split_save(struct ui *ui, struct form_screen *s, bool sure)
{
	CLEAN_ANSWER struct roll_answer a = { 0 };
	struct form *f = &s->form;
	struct day from;
	int r = form_complete(f, &a.e);

	(void)sure;
	if (r == 0)
		r = form_day(f, SPLIT_FROM, office_today(ui->office), &from, &a.e);
	if (r == 0)
		r = office_class_split(ui->office, s->name, form_text(f, SPLIT_NAME), s->pupils, s->pupil_count, from, &a.said, &a.act,
				       &a.e);
	return leave_choice(ui, form_answered(ui, s, r, &a, "%s is split.", s->name));
}

static const struct form_use split_use = { split_lines, SPLIT_LINES, "a class to be split", "F10 makes the new class.", split_title,
					   split_read, split_save, NULL };

int open_class_split_form(struct ui *ui, int64_t class, const int64_t *pupils, int count)
{
	return open_form(ui, &(struct form_about){ .use = &split_use, .also = class, .pupils = pupils, .pupil_count = count });
}
