/* Who is expected elsewhere today, and came: one key for all but the missing (A10, A30). */
#include "plans.h"

#include <string.h>

#include "office/today.h"
#include "rules/code.h"

/* A child of a group, and whether a person has said that they are missing. */
struct coming {
	int group;                 /* of view.groups */
	const struct goer *goer;
	const char *heading;       /* of the group */
	bool missing;
};

struct confirms {
	struct list list;
	int64_t plan;              /* 0: everybody who is expected */
	struct confirms_view view;
	struct coming *rows;
};

/* READING ----------------------------------------------------------------------------------------------------------------------------- */

static void confirms_start(void *state, const void *about)
{
	((struct confirms *)state)->plan = *(const int64_t *)about;
}

static bool was_missing(const struct confirms *c, const struct confirm_group *g, int64_t pupil)
{
	for (int i = 0; i < c->list.count; i++) {
		const struct confirm_group *of = &c->view.groups[c->rows[i].group];

		if (c->rows[i].goer->pupil == pupil && of->plan == g->plan && strcmp(of->title, g->title) == 0)
			return c->rows[i].missing;
	}
	return false;
}

static const char *heading_of(const struct confirm_group *g, struct arena *a)
{
	char at[8];

	return arena_printf(a, "%d of %d to confirm, %s%s%s: %s", g->waiting, g->count, g->code, g->leaves >= 0 ? ", leaves " : "", minute_text(g->leaves, at),
			    g->title);
}

static struct coming *rows_of(const struct confirms *c, struct confirms_view *v, int *ret_count)
{
	int n = 0;

	for (int g = 0; g < v->count; g++)
		n += v->groups[g].count;
	struct coming *rows = arena_new(&v->arena, (size_t)n + 1, sizeof *rows);
	n = 0;
	for (int g = 0; g < v->count; g++) {
		const char *heading = heading_of(&v->groups[g], &v->arena);

		for (int i = 0; i < v->groups[g].count; i++) {
			const struct goer *goer = &v->groups[g].goers[i];

			rows[n++] = (struct coming){ g, goer, heading, goer->state == GOER_EXPECTED && was_missing(c, &v->groups[g], goer->pupil) };
		}
	}
	*ret_count = n;
	return rows;
}

static int confirms_reload(struct ui *ui, void *state, struct err *e)
{
	struct confirms *c = state;
	struct confirms_view fresh;
	int n, r = office_confirms_open(ui->office, office_today(ui->office), c->plan, &fresh, e);

	if (r < 0)
		return r;
	int64_t was = c->list.count > 0 ? c->rows[c->list.focus].goer->pupil : 0;
	struct coming *rows = rows_of(c, &fresh, &n);
	confirms_view_finish(&c->view);
	c->view = fresh;
	c->rows = rows;
	list_count(&c->list, n);
	for (int i = 0; i < n && c->rows[c->list.focus].goer->pupil != was; i++)
		if (rows[i].goer->pupil == was)
			list_focus(&c->list, i);
	return 0;
}

static void confirms_close(void *state)
{
	confirms_view_finish(&((struct confirms *)state)->view);
}

/* SEEN -------------------------------------------------------------------------------------------------------------------------------- */

static void confirms_title(const void *state, struct buf *to)
{
	const struct confirms *c = state;

	if (c->plan && c->view.count > 0)
		buf_printf(to, "Who came: %s", c->view.groups[0].title);
	else
		buf_text(to, "Who came");
}

static const char *confirms_heading(const void *state, int row)
{
	const struct confirms *c = state;

	return row > 0 && c->rows[row - 1].group == c->rows[row].group ? NULL : c->rows[row].heading;
}

static const struct {
	const char *words;
	enum paint paint;
} states[] = {
	[GOER_EXPECTED] = { "comes", PAINT_TEXT },     [GOER_CONFIRMED] = { "went", PAINT_PRESENT }, [GOER_STAYED] = { "stays here", PAINT_TEXT },
	[GOER_HERE] = { "in school", PAINT_PRESENT },  [GOER_ABSENT] = { "absent", PAINT_ABSENT },
};

static const char *consent_words(const struct goer *g)
{
	return g->plan_pupil == 0 || g->consent == 1 ? "" : g->consent == 0 ? "no consent" : "consent not heard";
}

static void draw_goer(const struct coming *c, struct area *line)
{
	const struct goer *g = c->goer;
	int name = line->cols < 60 ? line->cols - 14 : 26, state = line->cols < 60 ? 11 : 10;

	area_put(line, 0, 0, 1, PAINT_ALERT, c->missing ? "?" : "");
	area_put(line, 0, 2, name, PAINT_TEXT, g->name);
	area_put(line, 0, 3 + name, state, c->missing ? PAINT_UNKNOWN : states[g->state].paint, c->missing ? "not there" : states[g->state].words);
	if (line->cols < 60)
		return;
	int col = 4 + name + state;
	col += area_put(line, 0, col, 8, PAINT_DIM, g->group);
	if (*consent_words(g))
		col += 2 + area_put(line, 0, col + 2, line->cols - col - 2, PAINT_ALERT, consent_words(g));
	if (g->with_whom)
		col += 2 + area_printf(line, 0, col + 2, line->cols - col - 2, PAINT_TEXT, "with %s", g->with_whom);
	if (g->remark)
		area_put(line, 0, col + 2, line->cols - col - 2, PAINT_DIM, g->remark);
}

static void confirms_draw_line(const void *state, int row, struct area *line)
{
	draw_goer(&((const struct confirms *)state)->rows[row], line);
}

static void confirms_draw(void *state, struct area *a)
{
	struct confirms *c = state;
	const struct list_look look = { .state = c, .heading = confirms_heading, .draw = confirms_draw_line };

	area_cursor(a, 0, 0);
	list_draw(&c->list, a, &look);
	if (c->list.count == 0)
		area_put(a, 0, 0, a->cols, PAINT_TEXT, "Nobody is expected elsewhere today.");
}

static struct list *confirms_list(void *state)
{
	return &((struct confirms *)state)->list;
}

/* KEYS -------------------------------------------------------------------------------------------------------------------------------- */

static struct coming *focused(struct confirms *c)
{
	return &c->rows[c->list.focus];
}

static int confirms_miss(struct ui *ui, void *state, const struct key *k)
{
	struct confirms *c = state;
	struct coming *row = focused(c);

	(void)k;
	row->missing = !row->missing;
	list_focus(&c->list, c->list.focus + 1);
	return REACT_NONE;
}

static int missing_of(const struct confirms *c, int group, int64_t *to)
{
	int n = 0;

	for (int i = 0; i < c->list.count; i++)
		if (c->rows[i].group == group && c->rows[i].missing)
			to[n++] = c->rows[i].goer->pupil;
	return n;
}

static int confirm_write(struct ui *ui, struct confirms *c, int group)
{
	CLEAN_ARENA struct arena a = { 0 };
	CLEAN_ANSWER struct roll_answer answer = { .told = true };
	const struct confirm_group *g = &c->view.groups[group];
	int64_t *missing = arena_new(&a, (size_t)g->count + 1, sizeof *missing);
	const struct confirm_wish w = { .from = g->from, .plan = g->plan, .place = g->place, .day = c->view.day, .session = -1, .missing = missing,
					.missing_count = missing_of(c, group, missing) };
	struct mark_result done = { 0 };
	int r = office_confirm(ui->office, &w, &answer.said, &done, &answer.e);

	answer.act = done.act;
	return roll_answered(ui, r, &answer, "%s is confirmed.", g->title);
}

/* At once: who is missing was said child by child, the answer names them, and F8 takes it back. */
static int confirms_confirm(struct ui *ui, void *state, const struct key *k)
{
	struct confirms *c = state;

	(void)k;
	return confirm_write(ui, c, focused(c)->group);
}

static int confirms_stay(struct ui *ui, void *state, const struct key *k)
{
	struct confirms *c = state;
	const struct coming *row = focused(c);

	(void)k;
	return open_trip_stay(ui, c->view.groups[row->group].plan, row->goer->pupil);
}

static int goer_write(struct ui *ui, struct confirms *c, int consent, const char *with)
{
	CLEAN_ANSWER struct roll_answer a = { 0 };
	const struct coming *row = focused(c);
	const char *name = row->goer->name;
	int r = office_trip_goer(ui->office, c->view.groups[row->group].plan, &row->goer->pupil, 1, consent, with, &a.act, &a.e);

	return roll_answered(ui, r, &a, "%s: %s.", name, with ? with : consent ? "consent given" : "no consent");
}

/* Given, refused, and given again. */
static int confirms_consent(struct ui *ui, void *state, const struct key *k)
{
	struct confirms *c = state;

	(void)k;
	return goer_write(ui, c, focused(c)->goer->consent != 1, NULL);
}

static int with_answer(struct ui *ui, void *state, const char *typed)
{
	return goer_write(ui, state, -1, typed);
}

static int confirms_with(struct ui *ui, void *state, const struct key *k)
{
	struct confirms *c = state;

	(void)k;
	return ui_ask(ui, "With whom?", focused(c)->goer->with_whom, with_answer);
}

static int confirms_off(struct ui *ui, void *state, const struct key *k)
{
	struct confirms *c = state;

	(void)k;
	return open_plan_end(ui, c->view.groups[focused(c)->group].plan, &focused(c)->goer->pupil, 1);
}

static int added(struct ui *ui, void *asker, int64_t pupil)
{
	CLEAN_ARENA struct arena arena = { 0 };
	CLEAN_ANSWER struct roll_answer a = { 0 };
	struct confirms *c = asker;
	struct plan_wish w = PLAN_WISH;
	int64_t plan = focused(c)->goer->plan_pupil ? c->view.groups[focused(c)->group].plan : 0, made;
	int r = office_plan_facts(ui->office, plan, &arena, &w, &a.e);

	w.pupils = &pupil;
	w.count = 1;
	if (r == 0)
		r = office_plan_put(ui->office, plan, &w, NULL, &made, &a.said, &a.act, &a.e);
	return roll_answered(ui, r, &a, "%s goes too.", office_name_of_pupil(ui->office, pupil, &arena));
}

static int confirms_add(struct ui *ui, void *state, const struct key *k)
{
	(void)k;
	return open_pupil_pick(ui, "Who goes too?", added);
}

static int confirms_plan(struct ui *ui, void *state, const struct key *k)
{
	struct confirms *c = state;

	(void)k;
	return open_plan(ui, c->view.groups[focused(c)->group].plan, 0);
}

enum confirms_need {
	NEED_PLANNER = NEED_OWN,      /* the person plans and confirms */
	NEED_WAITING = NEED_OWN << 1, /* somebody of the focused group is still to be confirmed */
	NEED_EXPECTED = NEED_OWN << 2,
	NEED_TRIP = NEED_OWN << 3,    /* the child goes by a plan, which is changed here */
	NEED_DONE = NEED_OWN << 4,
};

static const char *const confirms_refusals[] = {
	"You may see who is expected elsewhere; the office confirms who came.",
	"Nobody of this group is waiting to be confirmed.",
	"This child is marked already. F8 or the register changes it.",
	"This child is there by an agreement of the roll: change it in the record.",
	ROLL_NOT_DONE,
};

static unsigned confirms_has(struct ui *ui, const void *state)
{
	const struct confirms *c = state;
	const struct coming *row = c->list.count > 0 ? &c->rows[c->list.focus] : NULL;
	unsigned met = (office_may(ui->office, ACTION_PLAN, 0, NULL) == 0 ? NEED_PLANNER : 0) | (roll_has_done(ui) ? NEED_DONE : 0);

	if (row && c->view.groups[row->group].waiting > 0)
		met |= NEED_WAITING;
	if (row && row->goer->state == GOER_EXPECTED)
		met |= NEED_EXPECTED;
	if (row && row->goer->plan_pupil)
		met |= NEED_TRIP;
	return met;
}

#define CONFIRMS (NEED_ROW | NEED_WRITE | NEED_PLANNER)

static const struct binding confirms_keys[] = {
	{ ON_TEXT(" "), "missing", confirms_miss, CONFIRMS | NEED_EXPECTED, "Not there: this child is left out, and is not known until somebody says more", "Not there" },
	{ ON(KEY_F(10)), "confirm", confirms_confirm, CONFIRMS | NEED_WAITING, "Confirm this group: all but those who are not there", "Confirm" },
	{ ON_TEXT("l"), "left-behind", confirms_stay, CONFIRMS | NEED_TRIP, "Left behind: stays in school today, in a class", "Stays" },
	{ ON_TEXT("y"), "consent", confirms_consent, CONFIRMS | NEED_TRIP, "Consent given; again: not given", "Consent" },
	{ ON_TEXT("w"), "with", confirms_with, CONFIRMS | NEED_TRIP, "The adult whom this child goes with", "With" },
	{ ON_TEXT("+"), "add", confirms_add, CONFIRMS | NEED_TRIP, "One more goes too", NULL },
	{ ON(KEY_DELETE), "off", confirms_off, CONFIRMS | NEED_TRIP, "Does not go at all", NULL },
	{ ON_TEXT("e"), "plan", confirms_plan, CONFIRMS | NEED_TRIP, "Change the plan", NULL },
	{ ON(KEY_F(8)), "undo", roll_undo, NEED_WRITE | NEED_DONE, "Undo your last change", NULL },
	{ .name = NULL },
};

const struct screen_kind confirms_screen = {
	.name = "came",
	.help = "Who is expected elsewhere today. Nobody is marked V, P, W, B, K or D before the leader or the other school has said who came.",
	.keys = confirms_keys, .refusals = confirms_refusals, .has = confirms_has, .reload = confirms_reload, .title = confirms_title,
	.draw = confirms_draw, .list = confirms_list, .close = confirms_close, .state_size = sizeof(struct confirms),
};

int open_confirm(struct ui *ui, int64_t plan)
{
	return ui_open(ui, &confirms_screen, confirms_start, &plan) < 0 ? REACT_STOP : REACT_NONE;
}

/* LEFT BEHIND ------------------------------------------------------------------------------------------------------------------------- */

enum stay_line { STAY_CLASS, STAY_LINES };

static const struct form_line stay_lines[STAY_LINES] = {
	[STAY_CLASS] = { "In class", FORM_CHOICE, false, "In whose register the child is today. Nothing chosen: in their own.", NULL },
};

static void stay_title(const struct form_screen *s, struct buf *to)
{
	buf_printf(to, "Stays in school: %s", s->name);
}

static int stay_read(struct ui *ui, struct form_screen *s, bool first, struct err *e)
{
	(void)first;
	return form_classes(ui, &s->form, STAY_CLASS, e);
}

static int stay_save(struct ui *ui, struct form_screen *s, bool sure)
{
	CLEAN_ANSWER struct roll_answer a = { 0 };
	const char *group = form_given(&s->form, STAY_CLASS);
	int r = office_trip_stay(ui->office, s->also, s->of, office_today(ui->office), group, &a.said, &a.act, &a.e);

	(void)sure;
	return form_answered(ui, s, r, &a, "%s stays in school%s%s.", s->name, group ? ", today with " : "", group ? group : "");
}

static const struct form_use stay_use = {
	.lines = stay_lines, .count = STAY_LINES, .what = "where the child stays", .saves = "F10 keeps the child in school.",
	.title = stay_title, .read = stay_read, .save = stay_save,
};

int open_trip_stay(struct ui *ui, int64_t plan, int64_t pupil)
{
	return open_form(ui, &(struct form_about){ .use = &stay_use, .of = pupil, .also = plan });
}
