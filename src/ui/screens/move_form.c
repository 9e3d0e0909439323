/* To another class or year, one pupil or a thousand in one act (H2, A32). */
#include <stdio.h>
#include <string.h>

#include "office/today.h"
#include "roll.h"
#include "rules/pupil.h"

enum move_line { MOVE_CLASS, MOVE_FROM, MOVE_YEAR, MOVE_WHY, MOVE_REST, MOVE_TO, MOVE_DAYS, MOVE_SESSIONS, MOVE_LINES };

static const struct form_line move_lines[MOVE_LINES] = {
	[MOVE_CLASS] = { "To class", FORM_CHOICE, false, "Nothing chosen: the class stays.", NULL },
	[MOVE_FROM] = { "From", FORM_DAY, true, "The first day there. It may be yesterday: marks stay with the pupil.", NULL },
	[MOVE_YEAR] = { "To year", FORM_CHOICE, false, "Nothing chosen: the year stays.", NULL },
	[MOVE_WHY] = { "Why", FORM_TEXT, false, "The reason, for the history. It may stay empty.", NULL },
	[MOVE_REST] = { "Only for a while, or only at times", FORM_HEADING, false, NULL, NULL },
	[MOVE_TO] = { "Until", FORM_DAY, false, "The last day there; back again on the next. Empty: for good.", NULL },
	[MOVE_DAYS] = { "Weekdays", FORM_TEXT, false, "Like mon wed fri. Empty: every day.", NULL },
	[MOVE_SESSIONS] = { "Sessions", FORM_CHOICE, false, "At the other times the pupil stays where they are.", session_choices },
};

static void who_put(const struct form_screen *s, struct buf *to)
{
	if (s->pupil_count == 1)
		buf_text(to, s->name);
	else
		buf_printf(to, "%d pupils", s->pupil_count);
}

static void move_title(const struct form_screen *s, struct buf *to)
{
	buf_text(to, "Move: ");
	who_put(s, to);
}

static int move_read(struct ui *ui, struct form_screen *s, bool first, struct err *e)
{
	int r = first ? office_may(ui->office, ACTION_CHANGE_ROLL, 0, e) : 0;

	if (r == 0)
		r = form_classes(ui, &s->form, MOVE_CLASS, e);
	if (r < 0 || !first)
		return r;
	year_choices(&s->form, MOVE_YEAR, false);
	form_choose(&s->form, MOVE_SESSIONS, 0);
	form_set_day(&s->form, MOVE_FROM, office_today(ui->office));
	return 0;
}

static int move_wish(struct ui *ui, struct form_screen *s, struct move_wish *w, struct err *e)
{
	struct day today = office_today(ui->office);
	struct form *f = &s->form;

	*w = (struct move_wish){ .pupils = s->pupils, .count = s->pupil_count, .group = form_given(f, MOVE_CLASS),
				 .sessions = sessions_chosen(f, MOVE_SESSIONS) };
	if (!w->group && form_choice(f, MOVE_YEAR) < 0)
		return err_usage(e, "Choose the class or the year to move to.");
	int r = form_complete(f, e);
	if (r == 0)
		r = form_day(f, MOVE_FROM, today, &w->from, e);
	if (r == 0)
		r = form_day(f, MOVE_TO, today, &w->to, e);
	if (r == 0)
		r = weekdays_chosen(f, MOVE_DAYS, &w->weekdays, e);
	return r;
}

/* "Oak and Year 4". */
static void where_put(const struct form *f, struct buf *to)
{
	char year[16];
	int chosen = year_chosen(f, MOVE_YEAR, false);

	if (form_given(f, MOVE_CLASS))
		buf_text(to, form_text(f, MOVE_CLASS));
	if (form_choice(f, MOVE_YEAR) >= 0)
		buf_printf(to, "%s%s", to->length ? " and " : "", year_title(chosen, year));
}

static int move_write(struct ui *ui, struct form_screen *s, struct move_wish *w, struct roll_answer *a)
{
	const char *why = form_given(&s->form, MOVE_WHY);
	bool to_year = form_choice(&s->form, MOVE_YEAR) >= 0;
	int year = to_year ? year_chosen(&s->form, MOVE_YEAR, false) : 0;

	if (!w->group)
		return office_pupils_year(ui->office, w->pupils, w->count, year, w->from, why, &a->said, &a->act, &a->e);
	w->year = to_year ? &year : NULL;
	return office_pupils_move(ui->office, w, why, &a->said, &a->act, &a->e);
}

static int move_save(struct ui *ui, struct form_screen *s, bool sure)
{
	CLEAN_BUF struct buf who = { 0 }, where = { 0 };
	CLEAN_ANSWER struct roll_answer a = { 0 };
	char day[DAY_TEXT];
	struct move_wish w;

	if (move_wish(ui, s, &w, &a.e) < 0)
		return ui_refuse_err(ui, &a.e);
	who_put(s, &who);
	where_put(&s->form, &where);
	if (s->pupil_count > 1 && !sure)
		return form_sure(ui, "%s go to %s from %s. Enter does it.", buf_string(&who), buf_string(&where), day_long(w.from, day));
	int r = move_write(ui, s, &w, &a);
	return form_answered(ui, s, r, &a, "%s moved to %s.", buf_string(&who), buf_string(&where));
}

static const struct form_use move_use = {
	.lines = move_lines, .count = MOVE_LINES, .what = "the move", .saves = "That is the last line: F10 moves them.",
	.title = move_title, .read = move_read, .save = move_save,
};

int open_move(struct ui *ui, const int64_t *pupils, int count, bool year)
{
	return open_form(ui, &(struct form_about){ .use = &move_use, .of = pupils[0], .pupils = pupils, .pupil_count = count,
						   .line = year ? MOVE_YEAR : MOVE_CLASS });
}
