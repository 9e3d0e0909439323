/* A contact of a pupil: what is the adult's own holds for every child of theirs, the rest for this child alone (H3, B18). */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "office/family.h"
#include "office/today.h"
#include "roll.h"

enum contact_line { CONTACT_NAME, CONTACT_RELATION, CONTACT_ORDER, CONTACT_MOBILE, CONTACT_HOME, CONTACT_WORK, CONTACT_IS,
		    CONTACT_CHILD, CONTACT_LIVES_WITH, CONTACT_RESPONSIBLE, CONTACT_LETTERS, CONTACT_TEXTS, CONTACT_COLLECT, CONTACT_NEVER,
		    CONTACT_COURT, CONTACT_ADULT, CONTACT_EMAIL,
		    CONTACT_LANGUAGE, CONTACT_ADDRESS, CONTACT_POSTCODE, CONTACT_SECRET, CONTACT_FROM, CONTACT_WHY, CONTACT_LINES };

#define LINES_OF_BOTH \
	[CONTACT_NAME] = { "Name", FORM_TEXT, true, "Like Grace Okafor, or Mrs G Okafor.", NULL }, \
	[CONTACT_RELATION] = { "Relation", FORM_WORD, true, "To the child: parent, mother, father, foster carer ...", relation_offers }, \
	[CONTACT_ORDER] = { "Order", FORM_TEXT, false, "1 is rung first. Empty: after the others.", NULL }, \
	[CONTACT_MOBILE] = { "Mobile", FORM_WORD, false, "A new number is added; the old one stays until x on the family's page strikes it out.", NULL }, \
	[CONTACT_HOME] = { "Home", FORM_WORD, false, "At home. Likewise: the old one stays until it is struck out.", NULL }, \
	[CONTACT_WORK] = { "Work", FORM_WORD, false, "At work. Likewise: the old one stays until it is struck out.", NULL }, \
	[CONTACT_CHILD] = { "For this child", FORM_HEADING, false, NULL, NULL }, \
	[CONTACT_LIVES_WITH] = { "Lives with", FORM_YES_NO, false, "Does the child live with them?", NULL }, \
	[CONTACT_RESPONSIBLE] = { "Responsible", FORM_YES_NO, false, "Parental responsibility in law.", NULL }, \
	[CONTACT_LETTERS] = { "Gets letters", FORM_YES_NO, false, NULL, NULL }, \
	[CONTACT_TEXTS] = { "Gets texts", FORM_YES_NO, false, NULL, NULL }, \
	[CONTACT_COLLECT] = { "May collect", FORM_YES_NO, false, "May they fetch the child from school?", NULL }, \
	[CONTACT_NEVER] = { "Do not contact", FORM_YES_NO, false, "Yes: nobody rings or writes to them about this child.", NULL }, \
	[CONTACT_COURT] = { "Court order", FORM_TEXT, false, "What it says, and of when.", NULL }, \
	[CONTACT_ADULT] = { "Theirs, for every child of theirs", FORM_HEADING, false, NULL, NULL }, \
	[CONTACT_EMAIL] = { "E-mail", FORM_TEXT, false, NULL, NULL }, \
	[CONTACT_LANGUAGE] = { "Language", FORM_TEXT, false, "To speak and write to them in, where it is not English.", NULL }, \
	[CONTACT_ADDRESS] = { "Address", FORM_WORD, false, "With commas between its lines. Typing writes over it; End goes behind it.", NULL }, \
	[CONTACT_POSTCODE] = { "Postcode", FORM_WORD, false, NULL, NULL }, \
	[CONTACT_SECRET] = { "Address secret", FORM_YES_NO, false, "Yes: only those who may know it see where this is.", NULL }, \
	[CONTACT_FROM] = { "From", FORM_DAY, true, "The first day on which this holds.", NULL }

static const struct form_line add_lines[CONTACT_LINES] = {
	LINES_OF_BOTH,
	[CONTACT_IS] = { "Known here", FORM_CHOICE, false, "Where the school knows somebody of that name: are they the same person?", same_choices },
	[CONTACT_WHY] = { "", FORM_HEADING, false, NULL, NULL },
};

static const struct form_line change_lines[CONTACT_LINES] = {
	LINES_OF_BOTH,
	[CONTACT_IS] = { "", FORM_HEADING, false, NULL, NULL },
	[CONTACT_WHY] = { "Why", FORM_TEXT, false, "The reason, for the history. It may stay empty.", NULL },
};

static void contact_title(const struct form_screen *s, struct buf *to)
{
	buf_printf(to, "%s of %s", s->also ? "Contact" : "New contact", s->name);
}

/* READING ----------------------------------------------------------------------------------------------------------------------------- */

static void contact_show(struct form *f, const struct contact_wish *w)
{
	const struct { enum contact_line line; int value; } flags[] = {
		{ CONTACT_LIVES_WITH, w->lives_with }, { CONTACT_RESPONSIBLE, w->parental_responsibility }, { CONTACT_LETTERS, w->letters },
		{ CONTACT_TEXTS, w->texts }, { CONTACT_COLLECT, w->may_collect }, { CONTACT_NEVER, w->do_not_contact }, { CONTACT_SECRET, w->secret },
	};
	const struct { enum contact_line line; const char *text; } texts[] = {
		{ CONTACT_RELATION, w->relation }, { CONTACT_MOBILE, w->mobile }, { CONTACT_HOME, w->home }, { CONTACT_WORK, w->work },
		{ CONTACT_COURT, w->court_order }, { CONTACT_EMAIL, w->email }, { CONTACT_LANGUAGE, w->language }, { CONTACT_ADDRESS, w->address },
		{ CONTACT_POSTCODE, w->postcode },
	};

	for (size_t i = 0; i < sizeof flags / sizeof *flags; i++)
		form_choose(f, flags[i].line, flags[i].value);
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		form_set(f, texts[i].line, texts[i].text);
}

/* "Mrs Grace Okafor". */
static const char *name_of(struct arena *a, const struct contact_wish *w)
{
	if (w->name)
		return w->name;
	const char *last = arena_joined(a, w->forename ? w->forename : "", ' ', w->surname ? w->surname : "");
	return w->title ? arena_joined(a, w->title, ' ', last) : last;
}

static int contact_read(struct ui *ui, struct form_screen *s, bool first, struct err *e)
{
	struct contact_wish now = CONTACT_WISH;
	struct form *f = &s->form;
	char order[12] = "";
	int r = first ? office_may(ui->office, ACTION_CHANGE_ROLL, 0, e) : 0;

	if (r == 0 && first && s->also)
		r = office_contact_facts(ui->office, s->also, &s->arena, &now, e);
	if (r < 0 || !first)
		return r;
	contact_show(f, &now);
	form_set(f, CONTACT_NAME, s->also ? name_of(&s->arena, &now) : "");
	if (now.priority >= 0)
		snprintf(order, sizeof order, "%d", now.priority);
	form_set(f, CONTACT_ORDER, order);
	if (!s->also)
		form_choose(f, CONTACT_IS, SAME_NOT_SAID);
	form_set_day(f, CONTACT_FROM, office_today(ui->office));
	return 0;
}

/* SAVING ------------------------------------------------------------------------------------------------------------------------------ */

static int flag_changed(const struct form *f, enum contact_line line)
{
	return form_changed(f, line) ? form_choice(f, line) : -1;
}

static int order_changed(struct form *f, int *ret, struct err *e)
{
	const char *typed = form_changed(f, CONTACT_ORDER);
	char *end;

	*ret = -1;
	if (!typed || !*typed)
		return 0;
	long n = strtol(typed, &end, 10);
	if (*end || n < 1 || n > 99) {
		form_focus(f, CONTACT_ORDER);
		return err_usage(e, "Order: write a number from 1 on, or nothing.");
	}
	*ret = (int)n;
	return 0;
}

static int contact_wish(struct ui *ui, struct form *f, struct contact_wish *w, struct err *e)
{
	*w = CONTACT_WISH;
	w->adult = form_choice(f, CONTACT_IS) == SAME_PERSON ? CONTACT_SAME : 0;
	w->name = form_changed(f, CONTACT_NAME);
	w->relation = form_changed(f, CONTACT_RELATION);
	w->mobile = form_changed(f, CONTACT_MOBILE);
	w->home = form_changed(f, CONTACT_HOME);
	w->work = form_changed(f, CONTACT_WORK);
	w->email = form_changed(f, CONTACT_EMAIL);
	w->language = form_changed(f, CONTACT_LANGUAGE);
	w->address = form_changed(f, CONTACT_ADDRESS);
	w->postcode = form_changed(f, CONTACT_POSTCODE);
	w->court_order = form_changed(f, CONTACT_COURT);
	w->secret = flag_changed(f, CONTACT_SECRET);
	w->lives_with = flag_changed(f, CONTACT_LIVES_WITH);
	w->parental_responsibility = flag_changed(f, CONTACT_RESPONSIBLE);
	w->letters = flag_changed(f, CONTACT_LETTERS);
	w->texts = flag_changed(f, CONTACT_TEXTS);
	w->may_collect = flag_changed(f, CONTACT_COLLECT);
	w->do_not_contact = flag_changed(f, CONTACT_NEVER);
	int r = form_complete(f, e);
	if (r == 0)
		r = order_changed(f, &w->priority, e);
	return r < 0 ? r : form_day(f, CONTACT_FROM, office_today(ui->office), &w->from, e);
}

static int contact_add(struct ui *ui, struct form_screen *s, const struct contact_wish *w)
{
	CLEAN_ANSWER struct roll_answer a = { 0 };
	int64_t contact = 0;
	int r = office_contact_add(ui->office, s->of, w, form_choice(&s->form, CONTACT_IS) == SAME_NOBODY, &contact, &a.said, &a.act, &a.e);

	if (r != -EEXIST)
		return form_answered(ui, s, r, &a, "%s is a contact of %s.", form_text(&s->form, CONTACT_NAME), s->name);
	form_answered(ui, s, r, &a, " ");
	form_focus(&s->form, CONTACT_IS);
	return ui_refuse(ui, "%s may be here already: choose on this line, then F10.", form_text(&s->form, CONTACT_NAME));
}

static int contact_save(struct ui *ui, struct form_screen *s, bool sure)
{
	CLEAN_ANSWER struct roll_answer a = { 0 };
	struct contact_wish w;

	(void)sure;
	if (contact_wish(ui, &s->form, &w, &a.e) < 0)
		return ui_refuse_err(ui, &a.e);
	if (!s->also)
		return contact_add(ui, s, &w);
	int r = office_contact_change(ui->office, s->also, &w, form_given(&s->form, CONTACT_WHY), &a.said, &a.act, &a.e);
	return form_answered(ui, s, r, &a, "%s is changed.", form_text(&s->form, CONTACT_NAME));
}

static const struct form_use add_use = {
	.lines = add_lines, .count = CONTACT_LINES, .what = "a new contact", .saves = "That is the last line: F10 saves the contact.",
	.title = contact_title, .read = contact_read, .save = contact_save,
};

static const struct form_use change_use = {
	.lines = change_lines, .count = CONTACT_LINES, .what = "what you changed", .saves = "That is the last line: F10 saves the change.",
	.title = contact_title, .read = contact_read, .save = contact_save,
};

int open_contact(struct ui *ui, int64_t pupil, int64_t contact, enum contact_part part)
{
	static const enum contact_line lines[] = {
		[CONTACT_PART_NAME] = CONTACT_NAME, [CONTACT_PART_MOBILE] = CONTACT_MOBILE, [CONTACT_PART_HOME] = CONTACT_HOME,
		[CONTACT_PART_WORK] = CONTACT_WORK, [CONTACT_PART_CHILD] = CONTACT_LIVES_WITH, [CONTACT_PART_COURT] = CONTACT_COURT,
		[CONTACT_PART_NEVER] = CONTACT_NEVER, [CONTACT_PART_ADDRESS] = CONTACT_ADDRESS, [CONTACT_PART_WORDS] = CONTACT_EMAIL,
	};

	return open_form(ui, &(struct form_about){ .use = contact ? &change_use : &add_use, .of = pupil, .also = contact,
						   .line = contact ? lines[part] : CONTACT_NAME });
}
