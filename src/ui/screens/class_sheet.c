/* Class sheet: a class's week for its teacher, the marks beside the year to date, and what is worth knowing (C23). */
#include <string.h>

#include "office/gate.h"
#include "office/today.h"
#include "print/text.h"
#include "rules/pupil.h"
#include "table_screen.h"

#define PAPER_CELLS 80

struct sheet {
	struct table_screen table;
	struct day day;        /**< the last of the week shown; DAY_NONE: today's */
	const char *class;     /**< as old as the screen; NULL: not chosen yet */
	int classes;           /**< that there are to see */
	bool is_read;
	struct day day_read;   /**< that it was read with */
	const char *class_read;
};

/* READING ----------------------------------------------------------------------------------------------------------------------------- */

/* The class behind that one (of one's own first), the first of all where it is the last, or NULL. */
static int class_after(struct ui *ui, struct sheet *s, const char **ret, struct err *e)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct group_line *groups = NULL;
	int n = office_groups(ui->office, office_today(ui->office), &a, &groups, e), at = -1;

	if (n < 0)
		return n;
	for (int i = 0; i < n; i++)
		if (s->class ? strcmp(groups[i].name, s->class) == 0 : at < 0 && groups[i].mine)
			at = i;
	if (n == 0)
		return err_refuse(e, "There is no class of yours today, so there is no sheet to show. Ask the office.");
	s->classes = n;
	*ret = arena_text(&s->table.arena, groups[s->class ? (at + 1) % n : at < 0 ? 0 : at].name);
	return 0;
}

/* What cannot be shown leaves what was shown before in sight, and why is said. */
static int sheet_reload(struct ui *ui, void *state, struct err *e)
{
	struct sheet *s = state;
	int r = s->class ? 0 : class_after(ui, s, &s->class, e);

	if (r < 0)
		return r;
	s->table.wish.group = s->class;
	s->table.wish.date = s->day;
	r = table_screen_fill(ui, &s->table, report_fill_class_sheet, "pupil", e);
	if (r == 0) {
		s->is_read = true;
		s->day_read = s->day;
		s->class_read = s->class;
	} else if (s->is_read) {
		s->day = s->day_read;
		s->class = s->class_read;
		ui_refuse_err(ui, e);
		return 0;
	}
	return r;
}

static void sheet_start(void *state, const void *about)
{
	struct sheet *s = state;

	(void)about;
	s->day = DAY_NONE;
	s->table.width = -1;
	s->table.wish = (struct report_wish){ .date = DAY_NONE, .from = DAY_NONE, .to = DAY_NONE, .session = -1 };
}

static void sheet_close(void *state)
{
	table_screen_finish(&((struct sheet *)state)->table);
}

static void sheet_title(const void *state, struct buf *to)
{
	buf_text(to, ((const struct sheet *)state)->table.report.title);
}

static struct list *sheet_list(void *state)
{
	return &((struct sheet *)state)->table.list;
}

/* SEEN -------------------------------------------------------------------------------------------------------------------------------- */

/* Below the list what is worth knowing of the focused child. */
static void sheet_draw(void *state, struct area *a)
{
	struct table_screen *t = &((struct sheet *)state)->table;
	const struct cell *name = table_screen_cell(t, "name"), *worth = table_screen_cell(t, "worth_knowing");
	int foot = a->rows > 12 ? 3 : a->rows > 5 ? 2 : 0, gap = a->rows > 12;
	struct area rows = area_part(a, 0, 0, a->rows - foot, a->cols), below = area_part(a, a->rows - foot + gap, 0, foot - gap, a->cols);
	CLEAN_BUF struct buf text = { 0 };

	if (t->list.count > 0 && foot > 0) {
		buf_printf(&text, "%s: %s.", name->text, worth->empty || !*worth->text ? "nothing of note this week" : worth->text);
		area_paragraph(&below, 0, 0, a->cols, PAINT_MESSAGE, buf_string(&text));
	}
	table_screen_draw(t, &rows);
}

/* KEYS -------------------------------------------------------------------------------------------------------------------------------- */

static int sheet_pupil(struct ui *ui, void *state, const struct key *k)
{
	struct err e = { 0 };
	int64_t pupil;

	(void)k;
	return table_screen_pupil(ui, state, &pupil, &e) < 0 ? ui_refuse_err(ui, &e) : open_pupil(ui, pupil);
}

static int sheet_working(struct ui *ui, void *state, const struct key *k)
{
	struct err e = { 0 };
	int64_t pupil;

	(void)k;
	return table_screen_pupil(ui, state, &pupil, &e) < 0 ? ui_refuse_err(ui, &e) : open_working(ui, pupil, DAY_NONE, DAY_NONE);
}

/* To the school week before or after, over a holiday too. */
static int sheet_week(struct ui *ui, void *state, const struct key *k)
{
	struct sheet *s = state;
	struct day today = office_today(ui->office), shown = day_is_none(s->day) ? today : s->day, monday = day_add(shown, -day_weekday(shown));
	bool back = k->code == KEY_LEFT;
	struct day to = calendar_school_day(office_calendar(ui->office), back ? monday : day_add(monday, 6), back ? -1 : 1);

	if (day_is_none(to))
		return ui_refuse(ui, "The calendar goes no further: no week of school is known there.");
	to = back ? to : day_add(to, 6 - day_weekday(to));
	if (!back && day_add(to, -6).n > today.n)
		return ui_refuse(ui, "That week is still to come.");
	s->day = to.n >= today.n ? DAY_NONE : to;
	return REACT_RELOAD;
}

static int sheet_class(struct ui *ui, void *state, const struct key *k)
{
	struct sheet *s = state;
	struct err e = { 0 };
	const char *next;

	(void)k;
	if (class_after(ui, s, &next, &e) < 0)
		return ui_refuse_err(ui, &e);
	s->class = next;
	return REACT_RELOAD;
}

static int sheet_trend(struct ui *ui, void *state, const struct key *k)
{
	(void)k;
	return open_trend_of(ui, ((struct sheet *)state)->class, SESSION_ANY_YEAR, NULL);
}

static int sheet_print(struct ui *ui, void *state, const struct key *k)
{
	struct sheet *s = state;
	CLEAN_BUF struct buf text = { 0 }, said = { 0 };
	struct err e = { 0 };

	(void)k;
	print_report(&s->table.report, PAPER_CELLS, &text);
	if (office_paper_text(ui->office, "class-sheet", buf_string(&text), 1, &said, &e) < 0)
		return ui_refuse_err(ui, &e);
	ui_say_lines(ui, buf_string(&said));
	return REACT_RELOAD;
}

enum sheet_need { NEED_CLASSES = NEED_OWN };

static const char *const sheet_refusals[] = { "This is the only class that you may see." };

static unsigned sheet_has(struct ui *ui, const void *state)
{
	(void)ui;
	return ((const struct sheet *)state)->classes > 1 ? NEED_CLASSES : 0;
}

static const struct binding sheet_keys[] = {
	{ ON(KEY_ENTER), "open", sheet_pupil, NEED_ROW, "Open this pupil's page", "Pupil" },
	{ ON(KEY_F(4)), "working", sheet_working, NEED_ROW, "How this pupil's figure comes about", "Working" },
	{ ON(KEY_LEFT), "week-before", sheet_week, 0, "The school week before", "Week before" },
	{ ON(KEY_RIGHT), "week-after", sheet_week, 0, "The school week after", NULL },
	{ ON(KEY_TAB), "class", sheet_class, NEED_CLASSES, "The next class", "Class" },
	{ ON_TEXT("t"), "trend", sheet_trend, 0, "This class week by week", "Trend" },
	{ ON_TEXT("p"), "print", sheet_print, 0, "Print the sheet, or write it to a file where there is no printer", "Print" },
	{ .name = NULL },
};

const struct screen_kind class_sheet_screen = {
	.name = "class-sheet",
	.help = "The week of a class: every mark, the year to date and its change this week in points, lates; below, what is worth knowing of the "
		"focused child.",
	.keys = sheet_keys, .refusals = sheet_refusals, .has = sheet_has, .reload = sheet_reload, .title = sheet_title, .draw = sheet_draw,
	.list = sheet_list, .close = sheet_close, .state_size = sizeof(struct sheet),
};

int open_class_sheet(struct ui *ui)
{
	return ui_open(ui, &class_sheet_screen, sheet_start, NULL) < 0 ? REACT_STOP : REACT_NONE;
}
