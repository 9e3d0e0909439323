/* The school, a year or a class is shut, from a session to a session (A13); which marks it touches is seen before it is saved. */
#include "office/school.h"
#include "office/today.h"
#include "plans.h"

enum shut_line { SHUT_KIND, SHUT_NAME, SHUT_FOR, SHUT_FROM, SHUT_FROM_SESSION, SHUT_TO, SHUT_TO_SESSION, SHUT_WHY, SHUT_LINES };

/* In the order of shut_kinds. */
static const char *const kind_choices[] = {
	"unexpected, whole school (Y4)", "part of the premises (Y3)", "staggered start (Y7)", "planned, whole school (#)", "inset (#)", "open after all", NULL,
};
static const char *const shut_kinds[] = { "unplanned", "partial", "staggered", "planned", "inset", "open" };

static const struct form_line shut_lines[SHUT_LINES] = {
	[SHUT_KIND] = { "Closure", FORM_CHOICE, true, "# is planned, and for the whole school alone; a year or a class is Y3 or Y7.", kind_choices },
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
	(void)s;
	buf_text(to, "Closure");
}

static int shut_read(struct ui *ui, struct form_screen *s, bool first, struct err *e)
{
	int r = plan_for_choices(ui, &s->form, SHUT_FOR, NULL, e);

	if (r < 0 || !first)
		return r;
	form_choose(&s->form, SHUT_KIND, 0);
	form_set(&s->form, SHUT_FOR, "everybody");
	form_set_day(&s->form, SHUT_FROM, office_today(ui->office));
	form_choose(&s->form, SHUT_FROM_SESSION, (int)office_session_now(ui->office));
	form_choose(&s->form, SHUT_TO_SESSION, SESSION_PM);
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
	w->kind = shut_kinds[form_choice(f, SHUT_KIND) < 0 ? 0 : form_choice(f, SHUT_KIND)];
	w->name = form_text(f, SHUT_NAME);
	w->group = who.group;
	w->year = who.year;
	w->from_session = form_choice(f, SHUT_FROM_SESSION);
	w->to_session = form_choice(f, SHUT_TO_SESSION);
	return r;
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
	if (r < 0 || sure)
		return form_answered(ui, s, r, &a, "%s is saved.", w.name);
	buf_text(&s->said, buf_string(&a.said));
	return form_sure(ui, "What it would do stands below. F10 saves the closure.");
}

static const struct form_use shut_use = {
	.lines = shut_lines, .count = SHUT_LINES, .what = "a closure", .saves = "That is the last line: F10 shows what it would do, and saves.",
	.title = shut_title, .read = shut_read, .save = shut_save,
};

int open_closure_new(struct ui *ui)
{
	return open_form(ui, &(struct form_about){ .use = &shut_use });
}
