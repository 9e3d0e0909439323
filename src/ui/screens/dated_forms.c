/* What holds of a pupil from a day on, or at times: sessions elsewhere, a group such as free school meals, the home. */
#include <errno.h>
#include <string.h>

#include "exchange/columns.h"
#include "office/family.h"
#include "office/today.h"
#include "roll.h"
#include "rules/code.h"

/* The days of a form: from needed, until open. */
static int days_of(struct ui *ui, struct form *f, int from_line, int to_line, struct day *ret_from, struct day *ret_to, struct err *e)
{
	struct day today = office_today(ui->office);
	int r = form_complete(f, e);

	if (r == 0)
		r = form_day(f, from_line, today, ret_from, e);
	return r == 0 ? form_day(f, to_line, today, ret_to, e) : r;
}

/* ELSEWHERE --------------------------------------------------------------------------------------------------------------------------- */

enum elsewhere_line { ELSEWHERE_CODE, ELSEWHERE_PLACE, ELSEWHERE_DAYS, ELSEWHERE_SESSIONS, ELSEWHERE_FROM, ELSEWHERE_TO, ELSEWHERE_ENDS,
		      ELSEWHERE_LINES };

static const struct form_line elsewhere_lines[ELSEWHERE_LINES] = {
	[ELSEWHERE_CODE] = { "Code", FORM_CHOICE, true, "What these sessions are; each is confirmed when its register is sent.", NULL },
	[ELSEWHERE_PLACE] = { "Place", FORM_TEXT, false, "The school or provider, and whom to ring there.", NULL },
	[ELSEWHERE_DAYS] = { "Weekdays", FORM_TEXT, false, "Like mon wed fri. Empty: every day.", NULL },
	[ELSEWHERE_SESSIONS] = { "Sessions", FORM_CHOICE, false, NULL, session_choices },
	[ELSEWHERE_FROM] = { "From", FORM_DAY, true, NULL, NULL },
	[ELSEWHERE_TO] = { "Until", FORM_DAY, false, "Empty: until it is ended, or the pupil leaves.", NULL },
	[ELSEWHERE_ENDS] = { "It ends", FORM_YES_NO, false, "Yes: these sessions are here again from the day above on.", NULL },
};

static void elsewhere_title(const struct form_screen *s, struct buf *to)
{
	buf_printf(to, "Sessions elsewhere: %s", s->name);
}

/* Codes of what happens at another place: D is the common case, so it is first. */
static void elsewhere_codes(struct form *f, struct day today)
{
	CLEAN_ARENA struct arena a = { 0 };
	const char **choices = arena_new(&a, (size_t)codes_count + 1, sizeof *choices);
	int n = 0;

	for (int dual = 1; dual >= 0; dual--)
		for (int i = 0; i < codes_count; i++)
			if (codes[i].confirm && (codes[i].number == CODE_D) == dual && code_on(codes[i].number, today) == &codes[i])
				choices[n++] = arena_printf(&a, "%s %s", codes[i].symbol, codes[i].words);
	form_choices(f, ELSEWHERE_CODE, choices, n);
}

static int elsewhere_read(struct ui *ui, struct form_screen *s, bool first, struct err *e)
{
	int r = first ? office_may(ui->office, ACTION_CHANGE_ROLL, 0, e) : 0;

	if (r < 0 || !first)
		return r;
	elsewhere_codes(&s->form, office_today(ui->office));
	form_choose(&s->form, ELSEWHERE_CODE, 0);
	form_choose(&s->form, ELSEWHERE_SESSIONS, 0);
	form_choose(&s->form, ELSEWHERE_ENDS, 0);
	form_set_day(&s->form, ELSEWHERE_FROM, office_today(ui->office));
	return 0;
}

static int elsewhere_save(struct ui *ui, struct form_screen *s, bool sure)
{
	CLEAN_ANSWER struct roll_answer a = { .told = true };
	struct form *f = &s->form;
	const char code[] = { form_text(f, ELSEWHERE_CODE)[0], '\0' };
	struct elsewhere_wish w = { .code = code, .place = form_given(f, ELSEWHERE_PLACE), .sessions = sessions_chosen(f, ELSEWHERE_SESSIONS),
				    .remove = form_yes(f, ELSEWHERE_ENDS) };

	(void)sure;
	if (days_of(ui, f, ELSEWHERE_FROM, ELSEWHERE_TO, &w.from, &w.to, &a.e) < 0 || weekdays_chosen(f, ELSEWHERE_DAYS, &w.weekdays, &a.e) < 0)
		return ui_refuse_err(ui, &a.e);
	int r = office_pupil_elsewhere(ui->office, s->of, &w, &a.said, &a.act, &a.e);
	if (r == -EINVAL && !w.place && !w.remove)
		form_focus(f, ELSEWHERE_PLACE);
	return form_answered(ui, s, r, &a, w.remove ? "%s: no sessions elsewhere any more." : "%s: sessions elsewhere are planned.", s->name);
}

static const struct form_use elsewhere_use = {
	.lines = elsewhere_lines, .count = ELSEWHERE_LINES, .what = "sessions elsewhere", .saves = "That is the last line: F10 saves it.",
	.title = elsewhere_title, .read = elsewhere_read, .save = elsewhere_save,
};

int open_elsewhere(struct ui *ui, int64_t pupil)
{
	return open_form(ui, &(struct form_about){ .use = &elsewhere_use, .of = pupil });
}

/* FLAGS ------------------------------------------------------------------------------------------------------------------------------- */

enum flag_line { FLAG_NAME, FLAG_VALUE, FLAG_FROM, FLAG_TO, FLAG_ENDS, FLAG_LINES };

static const struct form_line flag_lines[FLAG_LINES] = {
	[FLAG_NAME] = { "Group", FORM_CHOICE, true, "Figures can be shown for each of these groups.", NULL },
	[FLAG_VALUE] = { "Kind", FORM_TEXT, false, "Where there are several: E or K of sen. Empty: yes.", NULL },
	[FLAG_FROM] = { "From", FORM_DAY, true, NULL, NULL },
	[FLAG_TO] = { "Until", FORM_DAY, false, "Empty: open.", NULL },
	[FLAG_ENDS] = { "It ends", FORM_YES_NO, false, "Yes: not any more from the day above on.", NULL },
};

static void flag_title(const struct form_screen *s, struct buf *to)
{
	buf_printf(to, "Group: %s", s->name);
}

static void flag_names(struct form *f)
{
	const char *names[FILE_COLUMNS_MOST];

	for (int i = PUPILS_SEN; i <= PUPILS_SERVICE; i++)
		names[i - PUPILS_SEN] = file_shapes[FILE_PUPILS].columns[i].name;
	form_choices(f, FLAG_NAME, names, PUPILS_SERVICE - PUPILS_SEN + 1);
}

static int flag_read(struct ui *ui, struct form_screen *s, bool first, struct err *e)
{
	int r = first ? office_may(ui->office, ACTION_CHANGE_ROLL, 0, e) : 0;

	if (r < 0 || !first)
		return r;
	flag_names(&s->form);
	form_choose(&s->form, FLAG_ENDS, 0);
	form_set_day(&s->form, FLAG_FROM, office_today(ui->office));
	return 0;
}

static int flag_save(struct ui *ui, struct form_screen *s, bool sure)
{
	CLEAN_ANSWER struct roll_answer a = { 0 };
	struct form *f = &s->form;
	bool ends = form_yes(f, FLAG_ENDS);
	struct day from, to;

	(void)sure;
	if (days_of(ui, f, FLAG_FROM, FLAG_TO, &from, &to, &a.e) < 0)
		return ui_refuse_err(ui, &a.e);
	const char *value = ends ? NULL : form_given(f, FLAG_VALUE) ? form_text(f, FLAG_VALUE) : "yes";
	int r = office_pupil_flag(ui->office, s->of, form_text(f, FLAG_NAME), value, from, to, ends, &a.act, &a.e);
	return form_answered(ui, s, r, &a, ends ? "%s: %s ends." : "%s: %s.", s->name, form_text(f, FLAG_NAME));
}

static const struct form_use flag_use = {
	.lines = flag_lines, .count = FLAG_LINES, .what = "the group", .saves = "That is the last line: F10 saves it.",
	.title = flag_title, .read = flag_read, .save = flag_save,
};

int open_flag(struct ui *ui, int64_t pupil)
{
	return open_form(ui, &(struct form_about){ .use = &flag_use, .of = pupil });
}

/* HOME -------------------------------------------------------------------------------------------------------------------------------- */

enum address_line { ADDRESS_LINES_OF, ADDRESS_POSTCODE, ADDRESS_SECRET, ADDRESS_FROM, ADDRESS_HOUSEHOLD, ADDRESS_LINES };

static const struct form_line address_lines[ADDRESS_LINES] = {
	[ADDRESS_LINES_OF] = { "Address", FORM_WORD, true, "With commas between its lines. Typing writes over it; End goes behind it.", NULL },
	[ADDRESS_POSTCODE] = { "Postcode", FORM_WORD, false, NULL, NULL },
	[ADDRESS_SECRET] = { "Secret", FORM_YES_NO, false, "Yes: only those who may know it see where this is.", NULL },
	[ADDRESS_FROM] = { "From", FORM_DAY, true, "The first day there.", NULL },
	[ADDRESS_HOUSEHOLD] = { "All who live there", FORM_YES_NO, false, "Yes: the adults and children who live with this one move too.", NULL },
};

static void address_title(const struct form_screen *s, struct buf *to)
{
	buf_printf(to, "New address: %s", s->name);
}

static int address_read(struct ui *ui, struct form_screen *s, bool first, struct err *e)
{
	int r = first ? office_may(ui->office, ACTION_CHANGE_ROLL, 0, e) : 0;

	if (r < 0 || !first)
		return r;
	form_choose(&s->form, ADDRESS_SECRET, 0);
	form_choose(&s->form, ADDRESS_HOUSEHOLD, 1);
	form_set_day(&s->form, ADDRESS_FROM, office_today(ui->office));
	return 0;
}

static int address_save(struct ui *ui, struct form_screen *s, bool sure)
{
	CLEAN_ANSWER struct roll_answer a = { 0 };
	struct form *f = &s->form;
	struct day from;

	(void)sure;
	if (form_complete(f, &a.e) < 0 || form_day(f, ADDRESS_FROM, office_today(ui->office), &from, &a.e) < 0)
		return ui_refuse_err(ui, &a.e);
	int r = office_address_put(ui->office, s->of, 0, form_text(f, ADDRESS_LINES_OF), form_given(f, ADDRESS_POSTCODE), form_choice(f, ADDRESS_SECRET),
				   from, form_yes(f, ADDRESS_HOUSEHOLD), &a.said, &a.act, &a.e);
	return form_answered(ui, s, r, &a, "%s has a new address.", s->name);
}

static const struct form_use address_use = {
	.lines = address_lines, .count = ADDRESS_LINES, .what = "the address", .saves = "That is the last line: F10 saves the address.",
	.title = address_title, .read = address_read, .save = address_save,
};

int open_address(struct ui *ui, int64_t pupil)
{
	return open_form(ui, &(struct form_about){ .use = &address_use, .of = pupil });
}
