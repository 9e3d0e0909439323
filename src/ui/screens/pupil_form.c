/* A new pupil, in the order in which a parent says it (H1); and what is known of one, changed (H2, H4). */
#include <errno.h>
#include <string.h>

#include "office/family.h"
#include "office/today.h"
#include "roll.h"

const char *const relation_offers[] = { "parent", "mother", "father", "stepmother", "stepfather", "grandmother", "grandfather", "guardian",
					 "foster carer", "social worker", "aunt", "uncle", "sister", "brother", "childminder", NULL };

const char *const same_choices[] = { "not said", "the same person", "another person", NULL };

/* NEW --------------------------------------------------------------------------------------------------------------------------------- */

enum new_line { NEW_SURNAME, NEW_FORENAME, NEW_BORN, NEW_CLASS, NEW_STARTS, NEW_CONTACT, NEW_RELATION, NEW_NUMBER, NEW_SAME, NEW_REST,
		NEW_LIVES_WITH, NEW_COLLECT, NEW_LETTERS, NEW_RESPONSIBLE, NEW_KNOWN, NEW_MIDDLE, NEW_SEX, NEW_UPN,
		NEW_ADMISSION, NEW_YEAR, NEW_ADDRESS, NEW_POSTCODE, NEW_LAST_SCHOOL, NEW_STATUS, NEW_OTHER_SCHOOL, NEW_LINES };

static const struct form_line new_lines[NEW_LINES] = {
	[NEW_SURNAME] = { "Surname", FORM_TEXT, false, "The legal one. Of a child with one name only, leave the other line empty.", NULL },
	[NEW_FORENAME] = { "Forename", FORM_TEXT, false, "The legal one; what the child is called comes further down.", NULL },
	[NEW_BORN] = { "Born", FORM_BORN, true, "Like 3/9/2014 or 030914.", NULL },
	[NEW_CLASS] = { "Class", FORM_CHOICE, false, "Whose register the child is in; its first letters.", NULL },
	[NEW_STARTS] = { "Starts", FORM_DAY, true, "The first day on the roll, as agreed. Later: the child is to come until then.", NULL },
	[NEW_CONTACT] = { "Contact", FORM_TEXT, false, "Whom to ring first, like Grace Okafor. More contacts: the child's family, later.", NULL },
	[NEW_RELATION] = { "Relation", FORM_WORD, false, "To the child: parent, mother, father, foster carer ...", relation_offers },
	[NEW_NUMBER] = { "Number", FORM_TEXT, false, "The number to ring in an emergency.", NULL },
	[NEW_SAME] = { "Known here", FORM_CHOICE, false, "Where the school knows somebody of that name: are they the same person?", same_choices },
	[NEW_REST] = { "The rest may wait. F10 puts the child on the roll.", FORM_HEADING, false, NULL, NULL },
	[NEW_LIVES_WITH] = { "Lives with them", FORM_YES_NO, false, "Does the child live with this contact?", NULL },
	[NEW_COLLECT] = { "They may collect", FORM_YES_NO, false, "May this contact fetch the child from school?", NULL },
	[NEW_LETTERS] = { "They get letters", FORM_YES_NO, false, "And texts.", NULL },
	[NEW_RESPONSIBLE] = { "Responsible", FORM_YES_NO, false, "Has this contact parental responsibility in law? Not known yet: leave it empty.", NULL },
	[NEW_KNOWN] = { "Known as", FORM_TEXT, false, "What the child is called, where that is not the forename.", NULL },
	[NEW_MIDDLE] = { "Middle names", FORM_TEXT, false, NULL, NULL },
	[NEW_SEX] = { "Sex", FORM_CHOICE, false, "As the admission register has it.", sex_choices },
	[NEW_UPN] = { "UPN", FORM_TEXT, false, "13 characters, from the last school. Not known yet: leave it empty.", NULL },
	[NEW_ADMISSION] = { "Admission number", FORM_TEXT, false, "Empty: the next one that is free.", NULL },
	[NEW_YEAR] = { "Year", FORM_CHOICE, false, "By date of birth, unless the child is taught in another year.", NULL },
	[NEW_ADDRESS] = { "Address", FORM_TEXT, false, "Where the child lives, with commas between its lines.", NULL },
	[NEW_POSTCODE] = { "Postcode", FORM_TEXT, false, NULL, NULL },
	[NEW_LAST_SCHOOL] = { "Last school", FORM_TEXT, false, "Its name and address.", NULL },
	[NEW_STATUS] = { "Status", FORM_CHOICE, false, "Main and subsidiary: also at another school. Guest: on the roll of another.", spell_choices },
	[NEW_OTHER_SCHOOL] = { "Other school", FORM_TEXT, false, "Of a main, subsidiary or guest pupil.", NULL },
};

static void new_title(const struct form_screen *s, struct buf *to)
{
	(void)s;
	buf_text(to, "New pupil");
}

static int new_read(struct ui *ui, struct form_screen *s, bool first, struct err *e)
{
	int r = first ? office_may(ui->office, ACTION_CHANGE_ROLL, 0, e) : 0;

	if (r == 0)
		r = form_classes(ui, &s->form, NEW_CLASS, e);
	if (r < 0 || !first)
		return r;
	form_set_day(&s->form, NEW_STARTS, office_today(ui->office));
	form_set(&s->form, NEW_RELATION, relation_offers[0]);
	form_choose(&s->form, NEW_STATUS, 0);
	form_choose(&s->form, NEW_SAME, SAME_NOT_SAID);
	form_choose(&s->form, NEW_LIVES_WITH, 1);
	form_choose(&s->form, NEW_COLLECT, 0); /* nobody fetches a child because nobody said no */
	form_choose(&s->form, NEW_LETTERS, 1);
	year_choices(&s->form, NEW_YEAR, true);
	form_choose(&s->form, NEW_YEAR, 0);
	return 0;
}

static bool is_mobile(const char *number)
{
	return strncmp(number, "07", 2) == 0 || strncmp(number, "+447", 4) == 0 || strncmp(number, "+44 7", 5) == 0;
}

/* A number or an address without a name is of nobody yet: it is asked whose it is. */
static int contact_of(struct form *f, struct contact_wish *w, bool *ret_has, struct err *e)
{
	const char *number = form_given(f, NEW_NUMBER);

	*ret_has = form_given(f, NEW_CONTACT) != NULL;
	if (!*ret_has && !number)
		return 0;
	if (!*ret_has) {
		form_focus(f, NEW_CONTACT);
		return err_usage(e, "Whose number is that? Fill in the contact's name.");
	}
	*w = CONTACT_WISH;
	w->adult = form_choice(f, NEW_SAME) == SAME_PERSON ? CONTACT_SAME : 0;
	w->name = form_given(f, NEW_CONTACT);
	w->relation = form_given(f, NEW_RELATION);
	w->mobile = number && is_mobile(number) ? number : NULL;
	w->home = number && !is_mobile(number) ? number : NULL;
	w->lives_with = form_choice(f, NEW_LIVES_WITH);
	w->address = w->lives_with > 0 ? form_given(f, NEW_ADDRESS) : NULL;
	w->postcode = w->address ? form_given(f, NEW_POSTCODE) : NULL;
	w->may_collect = form_choice(f, NEW_COLLECT);
	w->letters = w->texts = form_choice(f, NEW_LETTERS);
	w->parental_responsibility = form_choice(f, NEW_RESPONSIBLE);
	return 0;
}

static int new_wish(struct ui *ui, struct form *f, struct pupil_new *w, struct err *e)
{
	struct day today = office_today(ui->office);

	*w = (struct pupil_new){ .group = form_given(f, NEW_CLASS), .year = year_chosen(f, NEW_YEAR, true) };
	w->who = (struct pupil_wish){ .surname = form_text(f, NEW_SURNAME), .forename = form_text(f, NEW_FORENAME),
				      .middle_names = form_given(f, NEW_MIDDLE), .preferred_name = form_given(f, NEW_KNOWN),
				      .sex = sex_letter(f, NEW_SEX), .upn = form_given(f, NEW_UPN),
				      .admission_number = form_given(f, NEW_ADMISSION), .boarder = -1 };
	w->spell = (struct spell_wish){ .kind = form_given(f, NEW_STATUS), .from_session = -1, .last_school = form_given(f, NEW_LAST_SCHOOL),
					.other_school = form_given(f, NEW_OTHER_SCHOOL), .review = DAY_NONE, .to = DAY_NONE };
	if (!*w->who.surname && !*w->who.forename) {
		form_focus(f, NEW_SURNAME);
		return err_usage(e, "The child's name is needed: fill it in.");
	}
	int r = form_complete(f, e);
	if (r == 0)
		r = form_day(f, NEW_BORN, today, &w->who.born, e);
	if (r == 0)
		r = form_day(f, NEW_STARTS, today, &w->spell.from, e);
	return r;
}

/* An address without a contact who lives there is the child's own. */
static void own_address(const struct form *f, struct pupil_new *w)
{
	if (w->contact && w->contact->lives_with > 0)
		return;
	w->address = form_given(f, NEW_ADDRESS);
	w->postcode = w->address ? form_given(f, NEW_POSTCODE) : NULL;
}

static int new_saved(struct ui *ui, struct form_screen *s, const struct pupil_new *w, int64_t pupil, const struct roll_answer *a)
{
	CLEAN_ARENA struct arena names = { 0 };
	bool to_come = w->spell.from.n > office_today(ui->office).n;

	return form_answered(ui, s, 0, a, "%s is %s.", office_name_of_pupil(ui->office, pupil, &names), to_come ? "to come" : "on the roll");
}

static int known_already(struct ui *ui, struct form_screen *s, enum pupil_known who, const struct roll_answer *a)
{
	int reaction = form_answered(ui, s, -EEXIST, a, " ");

	if (who == KNOWN_NUMBER)
		return reaction;
	if (who == KNOWN_CONTACT) {
		form_focus(&s->form, NEW_SAME);
		return ui_refuse(ui, "%s may be here already: choose on this line, then F10.", form_text(&s->form, NEW_CONTACT));
	}
	buf_text(&s->said, a->e.text);
	return form_sure(ui, "Another child? Enter or F10 puts it on the roll too, Esc goes back.");
}

static int new_save(struct ui *ui, struct form_screen *s, bool sure)
{
	CLEAN_ANSWER struct roll_answer a = { 0 };
	struct contact_wish contact;
	struct pupil_new w;
	enum pupil_known known = KNOWN_CHILD;
	bool has_contact;
	int64_t pupil = 0;

	if (new_wish(ui, &s->form, &w, &a.e) < 0 || contact_of(&s->form, &contact, &has_contact, &a.e) < 0)
		return ui_refuse_err(ui, &a.e);
	w.contact = has_contact ? &contact : NULL;
	own_address(&s->form, &w);
	w.another_child = sure;
	w.another_contact = form_choice(&s->form, NEW_SAME) == SAME_NOBODY;
	int r = office_pupil_add(ui->office, &w, &pupil, &known, &a.said, &a.act, &a.e);
	if (r == 0)
		return new_saved(ui, s, &w, pupil, &a);
	return r == -EEXIST ? known_already(ui, s, known, &a) : form_answered(ui, s, r, &a, " ");
}

static const struct form_use new_use = {
	.lines = new_lines, .count = NEW_LINES, .what = "a new pupil", .saves = "That is the last line: F10 puts the child on the roll.",
	.title = new_title, .read = new_read, .save = new_save,
};

int open_pupil_new(struct ui *ui)
{
	return open_form(ui, &(struct form_about){ .use = &new_use });
}

/* CHANGE ------------------------------------------------------------------------------------------------------------------------------ */

static const struct form_line change_lines[CHANGE_LINES] = {
	[CHANGE_SURNAME] = { "Surname", FORM_TEXT, false, "The legal one. The one until now becomes a former name.", NULL },
	[CHANGE_FORENAME] = { "Forename", FORM_TEXT, false, "The legal one.", NULL },
	[CHANGE_MIDDLE] = { "Middle names", FORM_TEXT, false, NULL, NULL },
	[CHANGE_KNOWN] = { "Known as", FORM_TEXT, false, "What the child is called, where that is not the forename.", NULL },
	[CHANGE_KNOWN_SURNAME] = { "Known surname", FORM_TEXT, false, "Where it is not the legal one.", NULL },
	[CHANGE_SORT] = { "Sorted as", FORM_TEXT, false, "Where the name does not begin with what it is sorted by.", NULL },
	[CHANGE_SEX] = { "Sex", FORM_CHOICE, false, "As the admission register has it.", sex_choices },
	[CHANGE_BORN] = { "Born", FORM_BORN, true, "Like 3/9/2014 or 030914.", NULL },
	[CHANGE_UPN] = { "UPN", FORM_TEXT, false, "13 characters. The one until now becomes a former UPN.", NULL },
	[CHANGE_NUMBER] = { "Admission number", FORM_TEXT, false, NULL, NULL },
	[CHANGE_BOARDER] = { "Boarder", FORM_YES_NO, false, "A boarder, or a day pupil.", NULL },
	[CHANGE_REST] = { "Of the change", FORM_HEADING, false, NULL, NULL },
	[CHANGE_FROM] = { "From", FORM_DAY, true, "The first day of a new name. A slip put right: the first day on the roll.", NULL },
	[CHANGE_WHY] = { "Why", FORM_TEXT, false, "The reason, for the history. It may stay empty.", NULL },
};

static void change_title(const struct form_screen *s, struct buf *to)
{
	buf_printf(to, "Change: %s", s->name);
}

static int change_read(struct ui *ui, struct form_screen *s, bool first, struct err *e)
{
	struct form *f = &s->form;
	struct pupil_wish who = { .boarder = -1 };
	struct spell_wish spell = { 0 };
	struct leave_wish leave = { 0 };
	int r = first ? office_pupil_facts(ui->office, s->of, &s->arena, &who, &spell, &leave, e) : 0;

	if (r < 0 || !first)
		return r;
	form_set(f, CHANGE_SURNAME, who.surname);
	form_set(f, CHANGE_FORENAME, who.forename);
	form_set(f, CHANGE_MIDDLE, who.middle_names);
	form_set(f, CHANGE_KNOWN, who.preferred_name);
	form_set(f, CHANGE_KNOWN_SURNAME, who.preferred_surname);
	form_set(f, CHANGE_SORT, who.sort_name);
	form_choose(f, CHANGE_SEX, !who.sex ? -1 : who.sex[0] == 'M');
	form_set_day(f, CHANGE_BORN, who.born);
	form_set(f, CHANGE_UPN, who.upn);
	form_set(f, CHANGE_NUMBER, who.admission_number);
	form_choose(f, CHANGE_BOARDER, who.boarder);
	form_set_day(f, CHANGE_FROM, office_today(ui->office));
	return 0;
}

/* "": it is taken away. */
static const char *sex_changed(const struct form *f)
{
	const char *now = sex_letter(f, CHANGE_SEX);

	return !form_changed(f, CHANGE_SEX) ? NULL : now ? now : "";
}

static int change_save(struct ui *ui, struct form_screen *s, bool sure)
{
	CLEAN_ANSWER struct roll_answer a = { 0 };
	struct form *f = &s->form;
	struct day today = office_today(ui->office), from, born;

	(void)sure;
	if (form_complete(f, &a.e) < 0 || form_day(f, CHANGE_FROM, today, &from, &a.e) < 0 || form_day(f, CHANGE_BORN, today, &born, &a.e) < 0)
		return ui_refuse_err(ui, &a.e);
	const struct pupil_wish w = {
		.surname = form_changed(f, CHANGE_SURNAME), .forename = form_changed(f, CHANGE_FORENAME), .middle_names = form_changed(f, CHANGE_MIDDLE),
		.preferred_name = form_changed(f, CHANGE_KNOWN), .preferred_surname = form_changed(f, CHANGE_KNOWN_SURNAME),
		.sort_name = form_changed(f, CHANGE_SORT), .sex = sex_changed(f),
		.upn = form_changed(f, CHANGE_UPN), .admission_number = form_changed(f, CHANGE_NUMBER),
		.born = form_changed(f, CHANGE_BORN) ? born : DAY_NONE, .boarder = form_changed(f, CHANGE_BOARDER) ? form_choice(f, CHANGE_BOARDER) : -1,
	};
	int r = office_pupil_change(ui->office, s->of, &w, from, form_given(f, CHANGE_WHY), &a.said, &a.act, &a.e);
	return form_answered(ui, s, r, &a, "%s is changed.", s->name);
}

static const struct form_use change_use = {
	.lines = change_lines, .count = CHANGE_LINES, .what = "what you changed", .saves = "That is the last line: F10 saves the change.",
	.title = change_title, .read = change_read, .save = change_save,
};

int open_pupil_change(struct ui *ui, int64_t pupil, int line)
{
	return open_form(ui, &(struct form_about){ .use = &change_use, .of = pupil, .line = line });
}
