/* The school, a year or a class is shut, from a session to a session (A13); which marks it touches is seen before it is saved. */
#include "plans.h"

#include <string.h>

#include "office/today.h"
#include "rules/pupil.h"
#include "school_year.h"

enum shut_line { SHUT_KIND, SHUT_NAME, SHUT_FOR, SHUT_FROM, SHUT_FROM_SESSION, SHUT_TO, SHUT_TO_SESSION, SHUT_WHY, SHUT_LINES };

static const struct {
	const char *kind, *words;
} kinds[] = {
	{ "unplanned", "unexpected, whole school (Y4)" }, { "partial", "part of the premises (Y3)" }, { "staggered", "staggered start (Y7)" },
	{ "planned", "planned, whole school (#)" },       { "holiday", "holiday (#)" },               { "inset", "INSET day (#)" },
	{ "open", "open after all" },
};
enum { KINDS = sizeof kinds / sizeof *kinds };

static const struct form_line shut_lines[SHUT_LINES] = {
	[SHUT_KIND] = { "Closure", FORM_CHOICE, true, "# is planned, and for the whole school alone; a year or a class is Y3 or Y7.", NULL },
	[SHUT_NAME] = { "Because of", FORM_TEXT, true, "Snow, no heating, staggered start of reception: it stands on every paper.", NULL },
	[SHUT_FOR] = { "For", FORM_CHOICE, true, "A class, a year, or everybody.", NULL },
	[SHUT_FROM] = { "From", FORM_DAY, true, NULL, NULL },
	[SHUT_FROM_SESSION] = { "Beginning with the", FORM_CHOICE, true, NULL, half_choices },
	[SHUT_TO] = { "Until", FORM_DAY, false, "The last day of it. Empty: that day alone.", NULL },
	[SHUT_TO_SESSION] = { "Ending with the", FORM_CHOICE, true, NULL, half_choices },
	[SHUT_WHY] = { "Why changed", FORM_TEXT, false, "For the history, where marks of a closed register change.", NULL },
};

static void shut_title(const struct form_screen *s, struct buf *to)
{
	buf_printf(to, "Closure%s%s", s->name ? ": " : "", s->name ? s->name : "");
}

static void set_kinds(struct form *f)
{
	const char *choices[KINDS];

	for (int i = 0; i < KINDS; i++)
		choices[i] = kinds[i].words;
	form_choices(f, SHUT_KIND, choices, KINDS);
	form_choose(f, SHUT_KIND, 0);
}

static void set_new(struct ui *ui, struct form *f)
{
	form_set(f, SHUT_FOR, "everybody");
	form_set_day(f, SHUT_FROM, office_today(ui->office));
	form_choose(f, SHUT_FROM_SESSION, (int)office_session_now(ui->office));
	form_choose(f, SHUT_TO_SESSION, SESSION_PM);
}

/* One that is there, as it stands. */
static int set_facts(struct ui *ui, struct form_screen *s, struct err *e)
{
	struct closure_wish *w = arena_new(&s->arena, 1, sizeof *w);
	int r = office_closure_facts(ui->office, s->also, &s->arena, w, e);
	char year[16];

	if (r < 0)
		return r;
	s->kept = w;
	s->name = w->name;
	for (int i = 0; i < KINDS; i++)
		if (strcmp(kinds[i].kind, w->kind) == 0)
			form_choose(&s->form, SHUT_KIND, i);
	form_set(&s->form, SHUT_NAME, w->name);
	form_set(&s->form, SHUT_FOR, w->group ? w->group : w->year == SESSION_ANY_YEAR ? "everybody" : year_title(w->year, year));
	form_set_day(&s->form, SHUT_FROM, w->from);
	form_set_day(&s->form, SHUT_TO, w->to);
	form_choose(&s->form, SHUT_FROM_SESSION, w->from_session);
	form_choose(&s->form, SHUT_TO_SESSION, w->to_session);
	return 0;
}

static int shut_read(struct ui *ui, struct form_screen *s, bool first, struct err *e)
{
	int r = plan_for_choices(ui, &s->form, SHUT_FOR, NULL, e);

	if (r < 0 || !first)
		return r;
	set_kinds(&s->form);
	if (s->also)
		return set_facts(ui, s, e);
	set_new(ui, &s->form);
	return 0;
}

/* By its name, its days and for whom it is a closure is known: one that is changed keeps its name, for whom it is, and some of its days. */
static int same_check(const struct form_screen *s, const struct closure_wish *w, struct err *e)
{
	const struct closure_wish *was = s->kept;

	if (!was)
		return 0;
	if (strcmp(w->name, was->name) != 0 || w->year != was->year || strcmp(w->group ? w->group : "", was->group ? was->group : "") != 0)
		return err_usage(e, "%s keeps its name and for whom it is. Take it away with Del in the list, and add it anew.", was->name);
	if (w->to.n < was->from.n || w->from.n > was->to.n)
		return err_usage(e, "These days and the old ones have none in common. Take %s away with Del, and add it anew.", was->name);
	return 0;
}

static int shut_wish(struct ui *ui, struct form_screen *s, struct closure_wish *w, struct arena *a, struct err *e)
{
	struct day today = office_today(ui->office);
	struct plan_wish who = PLAN_WISH;
	struct form *f = &s->form;
	int r = form_complete(f, e);

	*w = CLOSURE_WISH;
	if (r == 0)
		r = plan_for_chosen(ui, f, SHUT_FOR, false, a, &who, e);
	if (r == 0)
		r = form_day(f, SHUT_FROM, today, &w->from, e);
	if (r == 0)
		r = form_day(f, SHUT_TO, today, &w->to, e);
	if (r == 0 && who.flag)
		r = err_usage(e, "A closure is for a class, a year or everybody: choose one of them.");
	w->to = day_is_none(w->to) ? w->from : w->to;
	w->kind = kinds[form_choice(f, SHUT_KIND) < 0 ? 0 : form_choice(f, SHUT_KIND)].kind;
	w->name = form_text(f, SHUT_NAME);
	w->group = who.group;
	w->year = who.year;
	w->from_session = form_choice(f, SHUT_FROM_SESSION);
	w->to_session = form_choice(f, SHUT_TO_SESSION);
	return r < 0 ? r : same_check(s, w, e);
}

static int shut_save(struct ui *ui, struct form_screen *s, bool sure)
{
	CLEAN_ARENA struct arena arena = { 0 };
	CLEAN_ANSWER struct roll_answer a = { 0 };
	struct mark_result done = { 0 };
	struct closure_wish w;

	if (shut_wish(ui, s, &w, &arena, &a.e) < 0)
		return ui_refuse_err(ui, &a.e);
	w.dry = !sure;
	int r = office_closure(ui->office, &w, form_given(&s->form, SHUT_WHY), &a.said, &done, &a.e);
	a.act = done.act;
	if (r < 0 && strstr(a.e.text, "say why"))
		form_focus(&s->form, SHUT_WHY);
	if (r < 0 || sure)
		return form_answered(ui, s, r, &a, "%s is saved.", w.name);
	buf_text(&s->said, buf_string(&a.said));
	return form_sure(ui, "What it would do stands below. F10 saves the closure.");
}

static const struct form_use shut_use = {
	.lines = shut_lines, .count = SHUT_LINES, .what = "a closure", .saves = "That is the last line: F10 shows what it would do, and saves.",
	.title = shut_title, .read = shut_read, .save = shut_save,
};

int open_closure(struct ui *ui, int64_t closure)
{
	return open_form(ui, &(struct form_about){ .use = &shut_use, .also = closure });
}

int open_closure_new(struct ui *ui)
{
	return open_closure(ui, 0);
}
