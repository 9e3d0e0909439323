/* The forms of School year: a term, session times.  A closure has a form of its own. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "office/school.h"
#include "roll.h"
#include "rules/pupil.h"
#include "school_year.h"

/* What a form changes: a copy of the line; `is` false for a new one. */
struct about_line {
	bool is;
	struct year_line line;
};

/* The line lasts until the form has been read for the first time, which copies it. */
static int open_on(struct ui *ui, const struct form_use *use, const struct year_line *line)
{
	return open_form(ui, &(struct form_about){ .use = use, .also = (intptr_t)line });
}

/* The office moves the times of one date (A26), and no others. */
static bool dates_alone(struct ui *ui)
{
	return office_may(ui->office, ACTION_CHANGE_SCHOOL, 0, NULL) < 0 && office_reach(ui->office, ACTION_PLAN) == REACH_ALL;
}

static const struct about_line *begin(struct ui *ui, struct form_screen *s, bool first, struct err *e)
{
	const struct year_line *line = first ? (const struct year_line *)(intptr_t)s->also : NULL;

	if (!first)
		return s->kept;
	if (!dates_alone(ui) && office_may(ui->office, ACTION_CHANGE_SCHOOL, 0, e) < 0)
		return NULL;
	struct about_line *about = arena_new(&s->arena, 1, sizeof *about);
	s->kept = about;
	if (!line)
		return about;
	*about = (struct about_line){ true, *line };
	about->line.label = arena_text(&s->arena, line->label);
	about->line.value = arena_text(&s->arena, line->value);
	about->line.detail = arena_text(&s->arena, line->detail);
	return about;
}

static const struct year_line *changed(const struct form_screen *s)
{
	const struct about_line *about = s->kept;

	return about->is ? &about->line : NULL;
}

/* TERM -------------------------------------------------------------------------------------------------------------------------------- */

enum { DAYS_NAME, DAYS_FROM, DAYS_TO };

static const struct form_line term_lines[] = {
	[DAYS_NAME] = { "Name", FORM_TEXT, true, "Autumn term, Spring term ... Of one that is changed it stays.", NULL },
	[DAYS_FROM] = { "First day", FORM_DAY, true, "Days on which no register is taken (half-term, INSET) are closures of it.", NULL },
	[DAYS_TO] = { "Last day", FORM_DAY, true, NULL, NULL },
};

static void term_title(const struct form_screen *s, struct buf *to)
{
	buf_text(to, changed(s) ? changed(s)->label : "New term");
}

static int days_read(struct ui *ui, struct form_screen *s, bool first, struct err *e)
{
	const struct about_line *about = begin(ui, s, first, e);

	if (!about)
		return -EPERM;
	if (!first || !about->is)
		return 0;
	form_set(&s->form, DAYS_NAME, about->line.label);
	form_set_day(&s->form, DAYS_FROM, about->line.from);
	form_set_day(&s->form, DAYS_TO, about->line.to);
	return 0;
}

/* By its name and its days it is known: one that is changed keeps its name, and some of its days. */
static int days_check(struct ui *ui, struct form_screen *s, struct day *ret_from, struct day *ret_to, struct err *e)
{
	const struct year_line *was = changed(s);
	struct day today = office_today(ui->office);
	int r = form_complete(&s->form, e);

	if (r == 0)
		r = form_day(&s->form, DAYS_FROM, today, ret_from, e);
	if (r == 0)
		r = form_day(&s->form, DAYS_TO, today, ret_to, e);
	if (r < 0 || !was)
		return r;
	if (strcmp(form_text(&s->form, DAYS_NAME), was->label) != 0)
		return err_usage(e, "%s keeps its name. Take it away with Del in the list, and add it anew.", was->label);
	if (ret_to->n < was->from.n || (!day_is_none(was->to) && ret_from->n > was->to.n))
		return err_usage(e, "These days and the old ones have none in common. Take %s away with Del, and add it anew.", was->label);
	return 0;
}

static int term_save(struct ui *ui, struct form_screen *s, bool sure)
{
	CLEAN_ANSWER struct roll_answer a = { 0 };
	struct init_term t = { .name = form_text(&s->form, DAYS_NAME) };
	int r = days_check(ui, s, &t.from, &t.to, &a.e);

	(void)sure;
	if (r == 0)
		r = office_term_put(ui->office, &t, false, &a.said, &a.act, &a.e);
	return form_answered(ui, s, r, &a, "%s is saved.", t.name);
}

static const struct form_use term_use = { term_lines, 3, "a term", "F10 saves the term.", term_title, days_read, term_save, NULL };

int open_term(struct ui *ui, const struct year_line *line)
{
	return open_on(ui, &term_use, line);
}

/* TIMES ------------------------------------------------------------------------------------------------------------------------------- */

enum { TIMES_SESSION, TIMES_YEAR, TIMES_CLASS, TIMES_FROM, TIMES_TO, TIMES_GATE, TIMES_STARTS, TIMES_CLOSES, TIMES_ENDS, TIMES_LINES };

static const char *const sessions[] = { "morning", "afternoon", NULL };

static const struct form_line times_lines[TIMES_LINES] = {
	[TIMES_SESSION] = { "Session", FORM_CHOICE, true, NULL, sessions },
	[TIMES_YEAR] = { "For year", FORM_CHOICE, false, "None: not for one year alone.", NULL },
	[TIMES_CLASS] = { "For class", FORM_CHOICE, false,
			  "None: not for one class alone. A class's times stand before a year's, and those before the school's.", NULL },
	[TIMES_FROM] = { "First day", FORM_DAY, true, "From this day on; days before it keep their times.", NULL },
	[TIMES_TO] = { "Last day", FORM_DAY, false, "Empty: for good.", NULL },
	[TIMES_GATE] = { "Gate closes", FORM_TEXT, true, "Like 8:45. Who comes later comes through the office.", NULL },
	[TIMES_STARTS] = { "Register from", FORM_TEXT, true, "It begins to be taken; who comes later is late (L).", NULL },
	[TIMES_CLOSES] = { "Register to", FORM_TEXT, true, "It closes; who comes later is late after the close (U).", NULL },
	[TIMES_ENDS] = { "Session ends", FORM_TEXT, true, NULL, NULL },
};

static bool minutes_read(const char *value, struct session_times *ret)
{
	char gate[8], starts[8], closes[8], ends[8];

	return sscanf(value, "%7[0-9:], %7[0-9:] to %7[0-9:], %7[0-9:]", gate, starts, closes, ends) == 4 &&
	       minute_parse(gate, &ret->gate) == 0 &&
	       minute_parse(starts, &ret->starts) == 0 && minute_parse(closes, &ret->closes) == 0 && minute_parse(ends, &ret->ends) == 0;
}

/* "for Willow, from Tue 1 Sep 2026" */
bool times_of(const struct year_line *line, struct arena *a, struct times_wish *ret)
{
	*ret = (struct times_wish){ .year = SESSION_ANY_YEAR, .from = line->from, .to = line->to,
				    .session = strcmp(line->label, "Morning") == 0 ? SESSION_AM : SESSION_PM };
	if (line->detail && strncmp(line->detail, "for ", 4) == 0) {
		const char *scope = line->detail + 4;
		size_t n = strcspn(scope, ",");
		char *name = arena_text_n(a, scope, n);
		if (year_parse(name, &ret->year) < 0) {
			ret->year = SESSION_ANY_YEAR;
			ret->group = name;
		}
	}
	return minutes_read(line->value, &ret->times);
}

static void times_title(const struct form_screen *s, struct buf *to)
{
	if (changed(s))
		buf_printf(to, "%s times", changed(s)->label);
	else
		buf_text(to, "New session times");
}

static void set_minute(struct form *f, int line, int minute)
{
	char text[8];

	form_set(f, line, minute_text(minute, text));
}

static void set_times(struct form *f, const struct times_wish *w)
{
	char year[8];

	form_choose(f, TIMES_SESSION, w->session == SESSION_PM);
	form_set(f, TIMES_YEAR, w->year == SESSION_ANY_YEAR ? NULL : year_name(w->year, year));
	form_set(f, TIMES_CLASS, w->group);
	form_set_day(f, TIMES_FROM, w->from);
	form_set_day(f, TIMES_TO, w->to);
	set_minute(f, TIMES_GATE, w->times.gate);
	set_minute(f, TIMES_STARTS, w->times.starts);
	set_minute(f, TIMES_CLOSES, w->times.closes);
	set_minute(f, TIMES_ENDS, w->times.ends);
}

/* New ones begin as the school has them today.  Others are changed from today on: registers that were taken keep the times of their day. */
static int times_read(struct ui *ui, struct form_screen *s, bool first, struct err *e)
{
	struct times_wish w = { .year = SESSION_ANY_YEAR, .from = office_today(ui->office), .to = DAY_NONE, .session = SESSION_AM };
	const struct about_line *about = begin(ui, s, first, e);

	if (!about)
		return -EPERM;
	int r = form_classes(ui, &s->form, TIMES_CLASS, e);
	if (r < 0 || !first)
		return r;
	year_choices(&s->form, TIMES_YEAR, false);
	const struct session_times *now = office_times(ui->office, w.from, w.session, 0);
	if (now)
		w.times = *now;
	if (about->is && !times_of(&about->line, &s->arena, &w))
		return err_usage(e, "These times cannot be changed here. firstbell year times does it.");
	if (about->is && day_is_none(w.to) && w.from.n < office_today(ui->office).n)
		w.from = office_today(ui->office);
	if (dates_alone(ui))
		w.to = w.from;
	set_times(&s->form, &w);
	return 0;
}

static int minute_of(struct form *f, int line, int *ret, struct err *e)
{
	if (minute_parse(form_text(f, line), ret) == 0)
		return 0;
	form_focus(f, line);
	return err_usage(e, "%s: write a time like 8:45.", times_lines[line].label);
}

static int times_wish_read(struct ui *ui, struct form *f, struct times_wish *w, struct err *e)
{
	struct day today = office_today(ui->office);
	int r = form_complete(f, e);

	*w = (struct times_wish){ .group = form_given(f, TIMES_CLASS), .year = year_chosen(f, TIMES_YEAR, false),
				  .session = form_choice(f, TIMES_SESSION) == 1 ? SESSION_PM : SESSION_AM };
	if (r == 0)
		r = form_day(f, TIMES_FROM, today, &w->from, e);
	if (r == 0)
		r = form_day(f, TIMES_TO, today, &w->to, e);
	if (r == 0)
		r = minute_of(f, TIMES_GATE, &w->times.gate, e);
	if (r == 0)
		r = minute_of(f, TIMES_STARTS, &w->times.starts, e);
	if (r == 0)
		r = minute_of(f, TIMES_CLOSES, &w->times.closes, e);
	return r < 0 ? r : minute_of(f, TIMES_ENDS, &w->times.ends, e);
}

static int times_save(struct ui *ui, struct form_screen *s, bool sure)
{
	CLEAN_ANSWER struct roll_answer a = { 0 };
	struct times_wish w;
	int r = times_wish_read(ui, &s->form, &w, &a.e);

	(void)sure;
	if (r == 0)
		r = office_times_put(ui->office, &w, &a.said, &a.act, &a.e);
	return form_answered(ui, s, r, &a, "The times of the %s are saved.", sessions[form_choice(&s->form, TIMES_SESSION) == 1]);
}

static const struct form_use times_use = { times_lines, TIMES_LINES, "session times", "F10 saves the times.", times_title, times_read,
					   times_save, NULL };

int open_times(struct ui *ui, const struct year_line *line)
{
	return open_on(ui, &times_use, line);
}
