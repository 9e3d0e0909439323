/* Two rows that look like one child: they become one, or it is said that they are two (design 2). */
#include <errno.h>
#include <string.h>

#include "office/today.h"
#include "roll.h"

enum merge_line { MERGE_ARE, MERGE_STAYS, MERGE_MARKS, MERGE_LINES };

static const char *const are_choices[] = { "one child, entered twice", "two children", NULL };
static const char *const marks_choices[] = { "stop, and list them", "those of the one that stays", "those of the one that goes", NULL };

static const struct form_line merge_lines[MERGE_LINES] = {
	[MERGE_ARE] = { "They are", FORM_CHOICE, true, "Two children: they are not named as one again.", are_choices },
	[MERGE_STAYS] = { "Which one stays", FORM_CHOICE, true, "The other gives it what it has not: marks, contacts, numbers.", NULL },
	[MERGE_MARKS] = { "Different marks", FORM_CHOICE, true, "Of sessions in which both have a mark, and not the same.", marks_choices },
};

/* The names of both, the asked one first; equal names carry class and date of birth. */
static int row_words(struct ui *ui, int64_t pupil, struct arena *a, const char **ret, struct err *e)
{
	struct pupil_wish who = { .boarder = -1 };
	struct spell_wish spell = { 0 };
	struct leave_wish leave = { 0 };
	char born[DAY_TEXT];
	int r = office_pupil_facts(ui->office, pupil, a, &who, &spell, &leave, e);

	if (r < 0)
		return r;
	*ret = arena_printf(a, "%s, %s%s, born %s", office_name_of_pupil(ui->office, pupil, a), who.admission_number ? "number " : "no number",
			    who.admission_number ? who.admission_number : "", day_is_none(who.born) ? "not known" : short_day(who.born, born));
	return 0;
}

static void merge_title(const struct form_screen *s, struct buf *to)
{
	buf_printf(to, "One child twice? %s", s->name);
}

static int merge_read(struct ui *ui, struct form_screen *s, bool first, struct err *e)
{
	const char *rows[2] = { "", "" };
	int r = first ? row_words(ui, s->of, &s->arena, &rows[0], e) : 0;

	if (r == 0 && first)
		r = row_words(ui, s->also, &s->arena, &rows[1], e);
	if (r < 0 || !first)
		return r;
	form_choices(&s->form, MERGE_STAYS, rows, 2);
	form_choose(&s->form, MERGE_ARE, 0);
	form_choose(&s->form, MERGE_STAYS, 0);
	form_choose(&s->form, MERGE_MARKS, 0);
	return 0;
}

static int two_save(struct ui *ui, struct form_screen *s)
{
	CLEAN_ANSWER struct roll_answer a = { 0 };
	int r = office_pupils_two(ui->office, s->of, s->also, &a.act, &a.e);

	return form_answered(ui, s, r, &a, "They are two children.");
}

static int merge_save(struct ui *ui, struct form_screen *s, bool sure)
{
	CLEAN_ANSWER struct roll_answer a = { 0 };
	bool first_stays = form_choice(&s->form, MERGE_STAYS) == 0;
	int64_t to = first_stays ? s->of : s->also, from = first_stays ? s->also : s->of;

	if (form_complete(&s->form, &a.e) < 0)
		return ui_refuse_err(ui, &a.e);
	if (form_choice(&s->form, MERGE_ARE) == 1)
		return two_save(ui, s);
	int r = office_pupils_merge(ui->office, from, to, form_choice(&s->form, MERGE_MARKS) - 1, !sure, &a.said, &a.act, &a.e);
	if (r == 0 && sure) {
		record_becomes(ui, from, to);
		family_becomes(ui, from, to);
	}
	if (r < 0 && a.said.length > 0 && form_choice(&s->form, MERGE_MARKS) == 0)
		form_focus(&s->form, MERGE_MARKS);
	if (r < 0 || sure)
		return form_answered(ui, s, r, &a, "The two are one child.");
	buf_text(&s->said, buf_string(&a.said));
	return form_sure(ui, "The two become one child. Enter does it, Esc goes back.");
}

static const struct form_use merge_use = {
	.lines = merge_lines, .count = MERGE_LINES, .what = "what you said of the two", .saves = "That is the last line: F10 says what would follow, and asks.",
	.title = merge_title, .read = merge_read, .save = merge_save,
};

int open_merge(struct ui *ui, int64_t pupil, int64_t other)
{
	if (pupil == other)
		return ui_refuse(ui, "That is the child you came from: choose the other entry.");
	return open_form(ui, &(struct form_about){ .use = &merge_use, .of = pupil, .also = other });
}
