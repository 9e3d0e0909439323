/* Planned absence, weekly patterns, trips: what is running and what is to come; each line one key from its form, or from who came (A10-A12, A30). */
#include "plans.h"

#include "office/today.h"

struct plans {
	struct list list;
	struct plans_view view;
	int kind;                  /* -1: all */
};

/* READING ----------------------------------------------------------------------------------------------------------------------------- */

static void plans_start(void *state, const void *about)
{
	(void)about;
	((struct plans *)state)->kind = -1;
}

static const struct plan_line *focused(const struct plans *p)
{
	return &p->view.lines[p->list.focus];
}

static int plans_reload(struct ui *ui, void *state, struct err *e)
{
	struct plans *p = state;
	const struct plans_wish w = { .from = DAY_NONE, .to = DAY_NONE, .kind = p->kind };
	int64_t was = p->list.count > 0 ? focused(p)->plan : 0;
	struct plans_view fresh;
	int r = office_plans_open(ui->office, &w, &fresh, e);

	if (r < 0)
		return r;
	plans_view_finish(&p->view);
	p->view = fresh;
	list_count(&p->list, fresh.count);
	for (int i = 0; i < fresh.count; i++)
		if (fresh.lines[i].plan == was)
			list_focus(&p->list, i);
	return 0;
}

static void plans_close(void *state)
{
	plans_view_finish(&((struct plans *)state)->view);
}

/* SEEN -------------------------------------------------------------------------------------------------------------------------------- */

static const char *const kind_titles[PLAN_KINDS] = { [PLAN_ABSENCE] = "absences", [PLAN_PATTERN] = "weekly patterns", [PLAN_TRIP] = "trips" };

static void plans_title(const void *state, struct buf *to)
{
	const struct plans *p = state;

	buf_printf(to, "Planned%s%s", p->kind < 0 ? "" : ": ", p->kind < 0 ? "" : kind_titles[p->kind]);
}

static const char *plans_heading(const void *state, int row)
{
	const struct plan_line *lines = ((const struct plans *)state)->view.lines;

	if (row == 0)
		return lines[0].running ? "Today" : "To come";
	return lines[row - 1].running && !lines[row].running ? "To come" : NULL;
}

enum { WHO_CELLS = 32, REMARK_CELLS = 13 };

/* What is to be done about it: a column at the right. */
static void put_remark(const struct plan_line *l, struct area *line)
{
	int col = line->cols - REMARK_CELLS;
	char day[DAY_TEXT];

	if (l->waiting > 0)
		area_printf(line, 0, col, REMARK_CELLS, PAINT_ALERT, "%d to confirm", l->waiting);
	else if (l->review_due)
		area_put(line, 0, col, REMARK_CELLS, PAINT_ALERT, "review due");
	else if (!day_is_none(l->review))
		area_printf(line, 0, col, REMARK_CELLS, PAINT_DIM, "review %.6s", short_day(l->review, day));
}

static void plans_draw_line(const void *state, int row, struct area *line)
{
	const struct plan_line *l = &((const struct plans *)state)->view.lines[row];
	int narrow = line->cols < 60, who = narrow ? line->cols - 4 : WHO_CELLS;

	area_put(line, 0, 0, 2, PAINT_LABEL, l->code);
	area_put(line, 0, 3, who, PAINT_TEXT, l->who);
	if (narrow)
		return;
	area_printf(line, 0, 4 + who, line->cols - who - REMARK_CELLS - 6, PAINT_TEXT, "%s%s%s", l->words ? l->words : "", l->words && *l->words ? ", " : "",
		    l->days);
	put_remark(l, line);
}

static void plans_draw(void *state, struct area *a)
{
	struct plans *p = state;
	const struct list_look look = { .state = p, .heading = plans_heading, .draw = plans_draw_line };

	area_cursor(a, 0, 0);
	list_draw(&p->list, a, &look);
	if (p->list.count == 0)
		area_paragraph(a, 0, 0, a->cols, PAINT_TEXT, p->view.may_change ? "Nothing is planned from today on. + plans an absence, t a trip, w a weekly pattern."
										: "Nothing is planned from today on.");
}

static struct list *plans_list(void *state)
{
	return &((struct plans *)state)->list;
}

/* KEYS -------------------------------------------------------------------------------------------------------------------------------- */

/* A plan that somebody has to confirm is opened where that is done; the others where they are changed. */
static bool is_confirmed(const struct plan_line *l)
{
	return l->kind == PLAN_TRIP || l->waiting > 0;
}

static int plans_open_line(struct ui *ui, void *state, const struct key *k)
{
	const struct plan_line *l = focused(state);

	(void)k;
	return is_confirmed(l) ? open_confirm(ui, l->plan) : open_plan(ui, l->plan, 0);
}

static int plans_change(struct ui *ui, void *state, const struct key *k)
{
	(void)k;
	return open_plan(ui, focused(state)->plan, 0);
}

static int plans_end(struct ui *ui, void *state, const struct key *k)
{
	(void)k;
	return open_plan_end(ui, focused(state)->plan, NULL, 0);
}

static int chosen_absence(struct ui *ui, void *asker, int64_t pupil)
{
	(void)asker;
	return open_plan_new(ui, PLAN_ABSENCE, &pupil, 1);
}

static int chosen_pattern(struct ui *ui, void *asker, int64_t pupil)
{
	(void)asker;
	return open_plan_new(ui, PLAN_PATTERN, &pupil, 1);
}

OPENS(plans_new, void, open_pupil_pick(ui, "Absence of", chosen_absence))
OPENS(plans_pattern, void, open_pupil_pick(ui, "Weekly pattern of", chosen_pattern))
OPENS(plans_group, void, open_plan_new(ui, PLAN_ABSENCE, NULL, 0))
OPENS(plans_trip, void, open_plan_new(ui, PLAN_TRIP, NULL, 0))
OPENS(plans_closure, void, open_closure_new(ui))
OPENS(plans_notes, void, open_notes_lacking(ui))
OPENS(plans_confirm, void, open_confirm(ui, 0))

/* All, absences, patterns, trips, and round again. */
static int plans_turn(struct ui *ui, void *state, const struct key *k)
{
	struct plans *p = state;

	(void)ui;
	(void)k;
	p->kind = p->kind + 1 == PLAN_KINDS ? -1 : p->kind + 1;
	return REACT_RELOAD;
}

#define LOOKS_ONLY "You may see what is planned; the office plans it."

enum plans_need { NEED_PLANNER = NEED_OWN, NEED_DONE = NEED_OWN << 1, NEED_OPENS = NEED_OWN << 2 };

static const char *const plans_refusals[] = { LOOKS_ONLY, ROLL_NOT_DONE, LOOKS_ONLY };

static unsigned plans_has(struct ui *ui, const void *state)
{
	const struct plans *p = state;
	bool may_change = p->view.may_change, opens = may_change || (p->list.count > 0 && is_confirmed(focused(p)));

	return (may_change ? NEED_PLANNER : 0) | (roll_has_done(ui) ? NEED_DONE : 0) | (opens ? NEED_OPENS : 0);
}

static const struct binding plans_keys[] = {
	{ ON(KEY_ENTER), "open", plans_open_line, NEED_ROW | NEED_OPENS, "Open it: a trip where it is confirmed, the others where they are changed", "Open" },
	{ ON_TEXT("+"), "new", plans_new, NEED_WRITE | NEED_PLANNER, "Plan an absence of a pupil", "New" },
	{ ON_TEXT("g"), "group", plans_group, NEED_WRITE | NEED_PLANNER, "Plan an absence of a class, a year or a group", "Group" },
	{ ON_TEXT("t"), "trip", plans_trip, NEED_WRITE | NEED_PLANNER, "Plan a trip", "Trip" },
	{ ON_TEXT("w"), "pattern", plans_pattern, NEED_WRITE | NEED_PLANNER, "Plan a weekly pattern of a pupil", "Pattern" },
	{ ON_TEXT("c"), "closure", plans_closure, NEED_WRITE | NEED_PLANNER, "The school, a year or a class is shut", "Closure" },
	{ ON_TEXT("o"), "confirm", plans_confirm, 0, "Who is expected elsewhere today, and came", "Came" },
	{ ON_TEXT("e"), "change", plans_change, NEED_ROW | NEED_WRITE | NEED_PLANNER, "Change the plan", NULL },
	{ ON_TEXT("n"), "notes", plans_notes, 0, "Marks that must say what kind, and do not", NULL },
	{ ON(KEY_DELETE), "end", plans_end, NEED_ROW | NEED_WRITE | NEED_PLANNER, "End it, or call it off", NULL },
	{ ON(KEY_F(8)), "undo", roll_undo, NEED_WRITE | NEED_DONE, "Undo your last change", NULL },
	{ ON(KEY_TAB), "kind", plans_turn, 0, "All, absences, weekly patterns, trips", NULL },
	{ .name = NULL },
};

const struct screen_kind plans_screen = {
	.name = "plans", .help = "What is known before its day: absences, weekly patterns and trips. It is laid over the register; a child who is seen is present.",
	.keys = plans_keys, .refusals = plans_refusals, .has = plans_has, .reload = plans_reload, .title = plans_title, .draw = plans_draw,
	.list = plans_list, .close = plans_close, .state_size = sizeof(struct plans),
};

int open_plans(struct ui *ui)
{
	return ui_open(ui, &plans_screen, plans_start, NULL) < 0 ? REACT_STOP : REACT_NONE;
}

/* AN END ------------------------------------------------------------------------------------------------------------------------------ */

enum end_line { END_FROM, END_SESSION, END_WHY, END_LINES };

static const struct form_line end_lines[END_LINES] = {
	[END_FROM] = { "Not any more from", FORM_DAY, true, "What is before that day stays as it was. A plan that has not begun goes.", NULL },
	[END_SESSION] = { "Beginning with the", FORM_CHOICE, true, NULL, half_choices },
	[END_WHY] = { "Why", FORM_TEXT, false, "The reason, for the history. It may stay empty.", NULL },
};

static void end_title(const struct form_screen *s, struct buf *to)
{
	buf_printf(to, "End: %s", s->name);
}

static int end_read(struct ui *ui, struct form_screen *s, bool first, struct err *e)
{
	struct plan_wish w = PLAN_WISH;
	int r = first ? office_plan_facts(ui->office, s->also, &s->arena, &w, e) : 0;

	if (r < 0 || !first)
		return r;
	if (!s->name)
		s->name = w.name ? w.name : w.count == 1 ? office_name_of_pupil(ui->office, w.pupils[0], &s->arena) : arena_printf(&s->arena, "%d pupils", w.count);
	form_set_day(&s->form, END_FROM, w.from.n > office_today(ui->office).n ? w.from : office_today(ui->office));
	form_choose(&s->form, END_SESSION, SESSION_AM);
	return 0;
}

static int end_save(struct ui *ui, struct form_screen *s, bool sure)
{
	CLEAN_ANSWER struct roll_answer a = { 0 };
	struct day from;

	(void)sure;
	if (form_complete(&s->form, &a.e) < 0 || form_day(&s->form, END_FROM, office_today(ui->office), &from, &a.e) < 0)
		return ui_refuse_err(ui, &a.e);
	int r = office_plan_cancel(ui->office, s->also, s->pupils, s->pupil_count, from, form_choice(&s->form, END_SESSION), form_given(&s->form, END_WHY),
				   &a.said, &a.act, &a.e);
	return form_answered(ui, s, r, &a, "%s: the plan ends.", s->name);
}

static const struct form_use end_use = {
	.lines = end_lines, .count = END_LINES, .what = "the end of a plan", .saves = "That is the last line: F10 ends it.",
	.title = end_title, .read = end_read, .save = end_save,
};

int open_plan_end(struct ui *ui, int64_t plan, const int64_t *pupils, int count)
{
	return open_form(ui, &(struct form_about){ .use = &end_use, .also = plan, .of = count == 1 ? pupils[0] : 0, .pupils = pupils, .pupil_count = count });
}
