/* Reports: every report by its name (Enter opens it), and the one way to look at any of them: narrowed, on paper, in a file. */
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "exchange/csv.h"
#include "office/gate.h"
#include "print/text.h"
#include "table_screen.h"

/* THE LIST ----------------------------------------------------------------------------------------------------------------------------------- */

/* Those that need more than a school and days to be of: opened elsewhere, or from a pupil's page. */
static bool report_listed(const struct report_kind *k)
{
	static const char *const elsewhere[] = { "pupil", "reconcile", "working" };

	for (size_t i = 0; i < sizeof elsewhere / sizeof *elsewhere; i++)
		if (strcmp(k->name, elsewhere[i]) == 0)
			return false;
	return true;
}

struct reports {
	struct list list;
	bool figures;            /* those without names alone: who is at the keys sees no others */
};

static const struct report_kind *report_at(const struct reports *s, int row)
{
	for (const struct report_kind *k = report_kinds; k->name; k++)
		if (report_listed(k) && (k->figures || !s->figures) && row-- == 0)
			return k;
	return NULL;
}

static int reports_reload(struct ui *ui, void *state, struct err *e)
{
	struct reports *s = state;
	int n = 0;

	(void)e;
	s->figures = office_may(ui->office, ACTION_SEE_REGISTER, 0, NULL) < 0;
	while (report_at(s, n))
		n++;
	list_count(&s->list, n);
	return 0;
}

static void reports_title(const void *state, struct buf *to)
{
	(void)state;
	buf_text(to, "Reports");
}

/* "class_sheet" is "class sheet" on the screen, and crossings, a word of commands and files, is what it lists. */
static const char *spaced(const char *name, char to[static 32])
{
	snprintf(to, 32, "%s", strcmp(name, "crossings") == 0 ? "newly below" : name);
	for (char *p = to; *p; p++)
		*p = *p == '_' ? ' ' : *p;
	return to;
}

#define NAME_CELLS 13

static void reports_draw_line(const void *state, int row, struct area *line)
{
	const struct report_kind *k = report_at(state, row);
	char name[32];

	area_put(line, 0, 0, NAME_CELLS, PAINT_LABEL, spaced(k->name, name));
	area_put(line, 0, NAME_CELLS + 1, line->cols - NAME_CELLS - 1, PAINT_TEXT, k->help);
}

static void reports_draw(void *state, struct area *a)
{
	struct reports *s = state;
	const struct list_look look = { .state = s, .draw = reports_draw_line };
	const struct report_kind *k = report_at(s, s->list.focus);
	int foot = k && a->rows > 14 ? 3 : 0;
	struct area rows = area_part(a, 0, 0, a->rows - foot, a->cols);

	if (foot > 0)
		area_paragraph(a, a->rows - foot + 1, 0, a->cols, PAINT_TEXT, k->help);
	list_draw(&s->list, &rows, &look);
}

static struct list *reports_list(void *state)
{
	return &((struct reports *)state)->list;
}

static int reports_open(struct ui *ui, void *state, const struct key *k)
{
	const struct reports *s = state;

	(void)k;
	return open_report(ui, report_at(s, s->list.focus)->name, NULL);
}

static const struct binding reports_keys[] = {
	{ ON(KEY_ENTER), "open", reports_open, NEED_ROW, "Open the report of the school, or of your classes", "Open" },
	{ .name = NULL },
};

const struct screen_kind reports_screen = {
	.name = "reports", .help = "Every report by its name. Each opens for the school, or for your classes; a class and other days are asked for there.",
	.keys = reports_keys, .reload = reports_reload, .title = reports_title, .draw = reports_draw, .list = reports_list, .state_size = sizeof(struct reports),
};

int open_reports(struct ui *ui)
{
	return ui_open(ui, &reports_screen, NULL, NULL) < 0 ? REACT_STOP : REACT_NONE;
}

/* ONE REPORT ----------------------------------------------------------------------------------------------------------------------------------- */

struct shown {
	struct table_screen table; /* first: what shows tables is given it */
	const struct report_kind *kind;
};

struct about_report {
	const struct report_kind *kind;
	const struct report_wish *wish;
};

/* Its texts are the screen's own from here on. */
static void report_start_wish(struct shown *s, const struct report_wish *wish)
{
	struct arena *a = &s->table.arena;
	struct report_wish w = wish ? *wish : (struct report_wish){ .date = DAY_NONE, .from = DAY_NONE, .to = DAY_NONE, .session = -1 };

	w.group = arena_text(a, w.group);
	w.pupil = arena_text(a, w.pupil);
	w.year = arena_text(a, w.year);
	w.flag = arena_text(a, w.flag);
	w.policy = arena_text(a, w.policy);
	w.period = arena_text(a, w.period);
	w.stage = arena_text(a, w.stage);
	w.kind = arena_text(a, w.kind);
	s->table.wish = w;
}

static void report_start(void *state, const void *about)
{
	const struct about_report *x = about;
	struct shown *s = state;

	s->kind = x->kind;
	s->table.width = -1;
	report_start_wish(s, x->wish);
}

static int report_reload(struct ui *ui, void *state, struct err *e)
{
	struct shown *s = state;

	return table_screen_fill(ui, &s->table, s->kind->fill, "pupil", e);
}

static void report_close(void *state)
{
	table_screen_finish(&((struct shown *)state)->table);
}

static void report_title(const void *state, struct buf *to)
{
	buf_text(to, ((const struct shown *)state)->table.report.title);
}

/* What is too long for a line of a table: of the focused row it is said whole. */
static const char *row_words(const struct shown *s)
{
	static const char *const names[] = { "sentence", "worth_knowing", "finding", "words" };

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		const struct cell *c = table_screen_cell(&s->table, names[i]);

		if (!c->empty && c->text && *c->text)
			return c->text;
	}
	return "";
}

static void report_draw(void *state, struct area *a)
{
	struct shown *s = state;
	int foot = a->rows > 14 && *row_words(s) ? 3 : 0;
	struct area rows = area_part(a, 0, 0, a->rows - foot, a->cols);

	if (foot > 0)
		area_paragraph(a, a->rows - foot + 1, 0, a->cols, PAINT_TEXT, row_words(s));
	table_screen_draw(&s->table, &rows);
}

static struct list *report_list(void *state)
{
	return &((struct shown *)state)->table.list;
}

static int report_pupil(struct ui *ui, void *state, const struct key *k)
{
	struct err e = { 0 };
	int64_t pupil;

	(void)k;
	return table_screen_pupil(ui, &((struct shown *)state)->table, &pupil, &e) < 0 ? ui_refuse_err(ui, &e) : open_pupil(ui, pupil);
}

/* NARROWED: what cannot be had is refused, and everything stays as it was ----------------------------------------------------------------------- */

static int report_again(struct ui *ui, struct shown *s, const struct report_wish *before)
{
	struct err e = { 0 };

	if (report_reload(ui, s, &e) == 0)
		return REACT_NONE;
	s->table.wish = *before;
	return ui_refuse_err(ui, &e);
}

static int class_answer(struct ui *ui, void *state, const char *typed)
{
	struct shown *s = state;
	const struct report_wish before = s->table.wish;

	s->table.wish.group = *typed ? arena_text(&s->table.arena, typed) : NULL;
	return report_again(ui, s, &before);
}

static int report_class(struct ui *ui, void *state, const struct key *k)
{
	const struct report_wish *w = &((struct shown *)state)->table.wish;

	(void)k;
	return ui_ask(ui, "Class (empty: all):", w->group ? w->group : "", class_answer);
}

static int period_answer(struct ui *ui, void *state, const char *typed)
{
	struct shown *s = state;
	const struct report_wish before = s->table.wish;

	s->table.wish.period = *typed ? arena_text(&s->table.arena, typed) : NULL;
	s->table.wish.from = s->table.wish.to = DAY_NONE;
	return report_again(ui, s, &before);
}

static int report_period(struct ui *ui, void *state, const struct key *k)
{
	const struct report_wish *w = &((struct shown *)state)->table.wish;

	(void)k;
	return ui_ask(ui, "Time (year, term, half-term, 6 weeks, review):", w->period ? w->period : "", period_answer);
}

static int group_answer(struct ui *ui, void *state, const char *typed)
{
	struct shown *s = state;
	const struct report_wish before = s->table.wish;

	s->table.wish.flag = *typed ? arena_text(&s->table.arena, typed) : NULL;
	return report_again(ui, s, &before);
}

static int report_group(struct ui *ui, void *state, const struct key *k)
{
	const struct report_wish *w = &((struct shown *)state)->table.wish;

	(void)k;
	return ui_ask(ui, "Group, such as fsm or sen (empty: all):", w->flag ? w->flag : "", group_answer);
}

/* A step a row: a whole year's arithmetic is more than a line at the foot. */
static int working_steps_open(struct ui *ui, const struct shown *s, const char *words)
{
	const struct report_wish steps = { .date = DAY_NONE, .from = DAY_NONE, .to = DAY_NONE, .session = -1, .kind = words };
	const struct cell *name = table_screen_cell(&s->table, "name");
	CLEAN_ARENA struct arena a = { 0 };
	char kind[32];

	return open_working_filled(ui, arena_printf(&a, "%s, %s", name->text ? name->text : "the row", spaced(s->kind->name, kind)), &steps, report_fill_said);
}

/* Filled once with its working and once more without: the rows stay as they are. */
static int report_working(struct ui *ui, void *state, const struct key *k)
{
	struct shown *s = state;
	const struct report_wish before = s->table.wish;
	CLEAN_BUF struct buf words = { 0 };

	(void)k;
	s->table.wish.working = true;
	int r = report_again(ui, s, &before);
	const struct cell *c = table_screen_cell(&s->table, "working");
	buf_text(&words, c->text ? c->text : "");
	s->table.wish = before;
	if (r == REACT_NONE)
		r = report_again(ui, s, &before);
	if (r != REACT_NONE)
		return r;
	if (words.length == 0)
		return ui_refuse(ui, "This row has its counts beside it, and no other working.");
	return working_steps_open(ui, s, buf_string(&words));
}

/* ON PAPER AND IN A FILE ------------------------------------------------------------------------------------------------------------------------- */

#define PAPER_CELLS 80

static int report_print(struct ui *ui, void *state, const struct key *k)
{
	struct shown *s = state;
	CLEAN_BUF struct buf text = { 0 }, said = { 0 };
	struct err e = { 0 };

	(void)k;
	print_report(&s->table.report, PAPER_CELLS, &text);
	if (office_paper_text(ui->office, s->kind->name, buf_string(&text), 1, &said, &e) < 0)
		return ui_refuse_err(ui, &e);
	ui_say_lines(ui, buf_string(&said));
	return REACT_RELOAD;
}

static bool ends_in(const char *path, const char *end)
{
	size_t n = strlen(path), m = strlen(end);

	return n > m && strcasecmp(path + n - m, end) == 0;
}

static int file_answer(struct ui *ui, void *state, const char *typed)
{
	struct shown *s = state;
	CLEAN_BUF struct buf path = { 0 }, text = { 0 };
	struct err e = { 0 };

	if (!*typed)
		return ui_refuse(ui, "Nothing was written: give the file a name.");
	ui_path(typed, &path);
	if (ends_in(typed, ".csv"))
		csv_report(&s->table.report, &text);
	else
		print_report(&s->table.report, PAPER_CELLS, &text);
	if (office_output_write(ui->office, buf_string(&path), buf_string(&text), text.length, &e) < 0)
		return ui_refuse_err(ui, &e);
	ui_say(ui, "Written: %s. Keep what holds children's names where only you can read it.", buf_string(&path));
	return REACT_NONE;
}

static int report_file(struct ui *ui, void *state, const struct key *k)
{
	const struct shown *s = state;
	char name[64], day[DAY_TEXT];

	(void)k;
	snprintf(name, sizeof name, "~/%s-%s.csv", s->kind->name, day_iso(office_today(ui->office), day));
	return ui_ask(ui, "File (.csv, or .txt for text):", name, file_answer);
}

enum report_need { NEED_PUPIL = NEED_OWN };

static const char *const report_refusals[] = { "This row is of no pupil." };

static unsigned report_has(struct ui *ui, const void *state)
{
	const struct cell *c = table_screen_cell(&((const struct shown *)state)->table, "pupil");

	(void)ui;
	return !c->empty && c->text && *c->text ? NEED_PUPIL : 0;
}

static const struct binding report_keys[] = {
	{ ON(KEY_ENTER), "pupil", report_pupil, NEED_ROW | NEED_PUPIL, "Open the page of the pupil in this row", "Pupil" },
	{ ON_TEXT("c"), "class", report_class, 0, "Of one class, or of all again", "Class" },
	{ ON_TEXT("t"), "time", report_period, 0, "Of other days: a term, a half-term, some weeks", "Time" },
	{ ON_TEXT("g"), "group", report_group, 0, "Of the pupils of a group, such as fsm", "Group" },
	{ ON_TEXT("p"), "print", report_print, 0, "Print this report, or put it as text into out/", "Print" },
	{ ON_TEXT("x"), "file", report_file, 0, "Write this report to a file: CSV, or text", "File" },
	{ ON(KEY_F(4)), "working", report_working, NEED_ROW, "How the figure of this row comes about", NULL },
	{ .name = NULL },
};

const struct screen_kind report_screen = {
	.name = "report", .help = "One report, as it is printed. It begins with the school, or your classes, and the school year to today.",
	.keys = report_keys, .refusals = report_refusals, .has = report_has, .reload = report_reload, .title = report_title, .draw = report_draw, .list = report_list, .close = report_close,
	.state_size = sizeof(struct shown),
};

int open_report(struct ui *ui, const char *name, const struct report_wish *wish)
{
	for (const struct report_kind *k = report_kinds; k->name; k++)
		if (strcmp(k->name, name) == 0) {
			const struct about_report about = { k, wish };
			return ui_open(ui, &report_screen, report_start, &about) < 0 ? REACT_STOP : REACT_NONE;
		}
	return ui_refuse(ui, "There is no report %.40s.", name);
}
