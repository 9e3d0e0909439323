/* Targets: what the school, a class or a pupil is to reach, and the figure that the Department gave the school (C18). */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "calls.h"
#include "office/today.h"
#include "office/targets.h"

struct targets {
	struct list list;
	struct arena arena;      /* as old as the reading */
	struct target_line *lines;
	int year, next;          /* shown; 1: of the year to come */
	const char *phase;
	bool is_read;
};

static const char *const kind_titles[TARGET_KINDS + 1] = { /* ended by NULL: choices of the form */
	[TARGET_ATTENDANCE] = "Attendance, at least",
	[TARGET_PERSISTENT] = "Persistent, at most",
	[TARGET_ABIE] = "DfE's own figure (ABIE)",
};

/* READING ----------------------------------------------------------------------------------------------------------------------------- */

static int targets_reload(struct ui *ui, void *state, struct err *e)
{
	struct targets *t = state;
	struct arena fresh = { 0 };
	struct target_line *lines;
	int year = office_school_year(ui->office, office_today(ui->office)) + t->next, n = office_targets(ui->office, year, &fresh, &lines, e);

	if (n < 0) {
		arena_finish(&fresh);
		return n;
	}
	arena_finish(&t->arena);
	t->arena = fresh;
	t->lines = lines;
	t->year = year;
	t->phase = arena_text(&t->arena, office_school_phase(ui->office));
	t->is_read = true;
	list_count(&t->list, n);
	return 0;
}

static void targets_close(void *state)
{
	arena_finish(&((struct targets *)state)->arena);
}

/* SEEN -------------------------------------------------------------------------------------------------------------------------------- */

static void targets_title(const void *state, struct buf *to)
{
	const struct targets *t = state;

	buf_printf(to, "Targets of %d/%02d", t->year, (t->year + 1) % 100);
}

enum { OF_COL = 25, PERCENT_COL = 48, PERCENT_CELLS = 8, NOTE_COL = 58, NARROW = 60 };

static void percent_put(int hundredths, struct buf *to)
{
	buf_printf(to, "%d.%02d%%", hundredths / 100, hundredths % 100);
}

static void targets_draw_line(const void *state, int row, struct area *a)
{
	const struct target_line *l = &((const struct targets *)state)->lines[row];
	bool narrow = a->cols < NARROW;
	int of = narrow ? 0 : OF_COL, percent = narrow ? a->cols - PERCENT_CELLS : PERCENT_COL;
	CLEAN_BUF struct buf text = { 0 };

	percent_put(l->hundredths, &text);
	if (!narrow)
		area_put(a, 0, 0, OF_COL - 1, PAINT_TEXT, kind_titles[l->kind]);
	area_put(a, 0, of, percent - of - 1, PAINT_TEXT, l->of);
	area_put_right(a, 0, percent, PERCENT_CELLS, PAINT_TEXT, buf_string(&text));
	if (!narrow && l->words)
		area_put(a, 0, NOTE_COL, a->cols - NOTE_COL, PAINT_DIM, l->words);
}

static void targets_draw(void *state, struct area *a)
{
	struct targets *t = state;
	const struct list_look look = { .state = t, .draw = targets_draw_line };
	int foot = a->rows > 8 ? 4 : 0;
	struct area list = area_part(a, 1, 0, a->rows - foot - 1, a->cols), below = area_part(a, a->rows - foot + 1, 0, foot - 1, a->cols);

	area_cursor(a, 0, 0);
	area_printf(a, 0, 0, a->cols, PAINT_TEXT, "Compared with: %s", t->phase ? t->phase : "all schools. p says which");
	if (t->list.count == 0) {
		area_paragraph(&list, 0, 0, list.cols, PAINT_TEXT, "Nothing is to be reached yet. + sets a target of the school, a class or a pupil.");
		return;
	}
	list_draw(&t->list, &list, &look);
	if (foot > 0) {
		const struct target_line *l = &t->lines[t->list.focus];
		CLEAN_BUF struct buf text = { 0 };

		buf_printf(&text, "%s ", kind_titles[l->kind]);
		percent_put(l->hundredths, &text);
		buf_printf(&text, ", of %s%s%s.", l->of, l->words ? ": " : "", l->words ? l->words : "");
		area_paragraph(&below, 0, 0, below.cols, PAINT_TEXT, buf_string(&text));
	}
}

static struct list *targets_list(void *state)
{
	return &((struct targets *)state)->list;
}

/* A TARGET ----------------------------------------------------------------------------------------------------------------------------- */

enum { SET_KIND, SET_OF, SET_PUPIL, SET_PERCENT, SET_WORDS, SET_LINES };
static const struct form_line set_lines[SET_LINES] = {
	[SET_KIND] = { "What", FORM_CHOICE, true, "Attendance; persistent absence at most; or the figure that the Department gave the school.", kind_titles },
	[SET_OF] = { "Of", FORM_CHOICE, true, "The school, or a class.", NULL },
	[SET_PUPIL] = { "Pupil", FORM_TEXT, false, "Of one pupil, in place of the class: a name or an admission number.", NULL },
	[SET_PERCENT] = { "Percent", FORM_TEXT, true, "95, 94.5 or 94.25.", NULL },
	[SET_WORDS] = { "Note", FORM_TEXT, false, "Who agreed it, and where it comes from.", NULL },
};
#define OF_THE_SCHOOL "the school"

static void set_title(const struct form_screen *s, struct buf *to)
{
	buf_printf(to, "Target of %d/%02d", (int)s->of, ((int)s->of + 1) % 100);
}

static int set_read(struct ui *ui, struct form_screen *s, bool first, struct err *e)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct group_line *groups = NULL;
	int n = office_groups(ui->office, office_today(ui->office), &a, &groups, e);

	if (n < 0)
		return n;
	const char **names = arena_new(&a, (size_t)n + 1, sizeof *names);
	names[0] = OF_THE_SCHOOL;
	for (int i = 0; i < n; i++)
		names[i + 1] = groups[i].name;
	form_choices(&s->form, SET_OF, names, n + 1);
	if (first) {
		form_choose(&s->form, SET_KIND, TARGET_ATTENDANCE);
		form_choose(&s->form, SET_OF, 0);
	}
	return 0;
}

static int set_wish(struct ui *ui, struct form_screen *s, struct target_wish *w, struct err *e)
{
	const char *pupil = form_given(&s->form, SET_PUPIL);
	int r = form_complete(&s->form, e);

	if (r < 0)
		return r;
	w->kind = (enum target_kind)form_choice(&s->form, SET_KIND);
	w->year = (int)s->of;
	w->words = form_given(&s->form, SET_WORDS);
	if (pupil)
		r = office_pupil_find(ui->office, pupil, true, &w->pupil, e);
	else if (form_choice(&s->form, SET_OF) > 0)
		r = office_group_find(ui->office, form_text(&s->form, SET_OF), office_today(ui->office), &w->group, e);
	if (r < 0) {
		form_focus(&s->form, pupil ? SET_PUPIL : SET_OF);
		return r;
	}
	r = target_percent_parse(form_text(&s->form, SET_PERCENT), &w->hundredths, e);
	if (r < 0)
		form_focus(&s->form, SET_PERCENT);
	return r;
}

static int set_save(struct ui *ui, struct form_screen *s, bool sure)
{
	CLEAN_ANSWER struct roll_answer a = { 0 };
	struct target_wish w = { 0 };
	int r = set_wish(ui, s, &w, &a.e);

	(void)sure;
	if (r == 0)
		r = office_target_set(ui->office, &w, &a.act, &a.e);
	return form_answered(ui, s, r, &a, "The target stands.");
}

static const struct form_use set_use = {
	.lines = set_lines, .count = SET_LINES, .what = "the target", .saves = "That is the last line: F10 sets the target.",
	.title = set_title, .read = set_read, .save = set_save,
};

/* KEYS -------------------------------------------------------------------------------------------------------------------------------- */

static int targets_new(struct ui *ui, void *state, const struct key *k)
{
	(void)k;
	return open_form(ui, &(struct form_about){ .use = &set_use, .of = ((const struct targets *)state)->year });
}

/* The new figure in one line; what it is of, and its note, stay. */
static int change_answer(struct ui *ui, void *state, const char *typed)
{
	const struct targets *t = state;
	const struct target_line *l = &t->lines[t->list.focus];
	struct target_wish w = { .kind = l->kind, .year = l->year, .group = l->group, .pupil = l->pupil, .words = l->words };
	CLEAN_ANSWER struct roll_answer a = { 0 };
	int r = target_percent_parse(typed, &w.hundredths, &a.e);

	if (r == 0)
		r = office_target_set(ui->office, &w, &a.act, &a.e);
	return roll_answered(ui, r, &a, "The target of %s is %d.%02d%%.", l->of, w.hundredths / 100, w.hundredths % 100);
}

static int targets_change(struct ui *ui, void *state, const struct key *k)
{
	(void)state;
	(void)k;
	return ui_ask(ui, "Percent:", NULL, change_answer);
}

static int targets_remove(struct ui *ui, void *state, const struct key *k)
{
	const struct targets *t = state;
	const struct target_line *l = &t->lines[t->list.focus];
	const struct target_wish w = { .kind = l->kind, .year = l->year, .group = l->group, .pupil = l->pupil };
	CLEAN_ANSWER struct roll_answer a = { 0 };
	int r = office_target_remove(ui->office, &w, &a.act, &a.e);

	(void)k;
	return roll_answered(ui, r, &a, "The target of %s is gone.", l->of);
}

static int targets_turn(struct ui *ui, void *state, const struct key *k)
{
	struct targets *t = state;

	(void)ui;
	(void)k;
	t->next = !t->next;
	return REACT_RELOAD;
}

static int phase_answer(struct ui *ui, void *state, const char *typed)
{
	CLEAN_ANSWER struct roll_answer a = { 0 };
	int r = office_school_phase_set(ui->office, typed, &a.act, &a.e);

	(void)state;
	return roll_answered(ui, r, &a, "Compared with %s schools.", typed);
}

static int targets_phase(struct ui *ui, void *state, const struct key *k)
{
	(void)state;
	(void)k;
	return ui_ask(ui, "Compared with (primary, secondary, special, all):", NULL, phase_answer);
}

enum targets_need { NEED_MAKER = NEED_OWN, NEED_DONE = NEED_OWN << 1, NEED_ADMIN = NEED_OWN << 2, NEED_THIS = NEED_OWN << 3 };

static const char *const targets_refusals[] = {
	"The head and the office set targets: ask there.",
	ROLL_NOT_DONE,
	"An administrator says which schools this one is compared with.",
	"This one is the whole school's: the head and the office set it.",
};

/* Of a class or a pupil the office says so when it comes to it: whoever sees the line has some of them. */
static bool may_this(struct ui *ui, const struct targets *t)
{
	const struct target_line *l = t->list.count > 0 ? &t->lines[t->list.focus] : NULL;

	return l && (l->group || l->pupil || office_reach(ui->office, ACTION_REVIEW) == REACH_ALL);
}

static unsigned targets_has(struct ui *ui, const void *state)
{
	return (may_this(ui, state) ? NEED_THIS : 0) | (office_may(ui->office, ACTION_REVIEW, 0, NULL) == 0 ? NEED_MAKER : 0) | (roll_has_done(ui) ? NEED_DONE : 0) |
	       (office_may(ui->office, ACTION_CHANGE_SCHOOL, 0, NULL) == 0 ? NEED_ADMIN : 0);
}

static const struct binding targets_keys[] = {
	{ ON(KEY_ENTER), "change", targets_change, NEED_WRITE | NEED_MAKER | NEED_ROW | NEED_THIS, "Another figure for this target", "Change" },
	{ ON_TEXT("+"), "new", targets_new, NEED_WRITE | NEED_MAKER, "A target of the school, a class or a pupil", "New" },
	{ ON_TEXT("-"), "remove", targets_remove, NEED_WRITE | NEED_MAKER | NEED_ROW | NEED_THIS, "Take this target away; F8 brings it back", "Remove" },
	{ ON_TEXT("y"), "year", targets_turn, 0, "This school year, or the next", "Year" },
	{ ON_TEXT("p"), "phase", targets_phase, NEED_WRITE | NEED_ADMIN, "Which schools this one is compared with", "Phase" },
	{ ON(KEY_F(8)), "undo", roll_undo, NEED_WRITE | NEED_DONE, "Undo your last change here", NULL },
	{ .name = NULL },
};

const struct screen_kind targets_screen = {
	.name = "targets", .help = "What the school, a class or a pupil is to reach this year, and the Department's own figure for the school.",
	.keys = targets_keys, .refusals = targets_refusals, .has = targets_has, .reload = targets_reload, .title = targets_title, .draw = targets_draw,
	.list = targets_list, .close = targets_close, .state_size = sizeof(struct targets),
};

int open_targets(struct ui *ui)
{
	return ui_open(ui, &targets_screen, NULL, NULL) < 0 ? REACT_STOP : REACT_NONE;
}
