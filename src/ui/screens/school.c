/* School: counts by class, by year and of all, each one key from the pupils behind it (C1 to C5). */
#include <string.h>

#include "base/text.h"
#include "office/bands.h"
#include "rules/pupil.h"
#include "table_screen.h"

static void school_start(void *state, const void *about)
{
	struct table_screen *t = state;

	(void)about;
	t->width = -1;
	t->wish = (struct report_wish){ .date = DAY_NONE, .from = DAY_NONE, .to = DAY_NONE, .session = -1 };
}

static int school_reload(struct ui *ui, void *state, struct err *e)
{
	return table_screen_fill(ui, state, report_fill_school, "name", e);
}

static void school_close(void *state)
{
	table_screen_finish(state);
}

static void school_title(const void *state, struct buf *to)
{
	(void)state;
	buf_text(to, "School figures");
}

static struct list *school_list(void *state)
{
	return &((struct table_screen *)state)->list;
}

/* The figure and the bands of the focused row: five of them do not fit beside the rest. */
static void put_bands(const struct table_screen *t, struct area *a)
{
	const struct cell *name = table_screen_cell(t, "name"), *bands = table_screen_cell(t, "bands");
	const struct cell *pupils = table_screen_cell(t, "pupils"), *none = table_screen_cell(t, "no_possible_session");
	CLEAN_BUF struct buf text = { 0 };

	if (t->list.count == 0)
		return;
	buf_printf(&text, "%s: attended %s", name->text, table_screen_cell(t, "attended_share")->text);
	for (int i = 0; i < bands->pair_count; i++)
		buf_printf(&text, "%s%s %lld", i > 0 ? ", " : "; ", bands->pairs[i].name, (long long)bands->pairs[i].number);
	if (!none->empty && none->number > 0)
		buf_printf(&text, ", no possible session %lld", (long long)none->number);
	if (bands->pair_count > 0)
		buf_printf(&text, " of %lld pupil%s", (long long)pupils->number, PLURAL(pupils->number));
	buf_char(&text, '.');
	area_paragraph(a, 0, 0, a->cols, PAINT_TEXT, buf_string(&text));
}

static void school_draw(void *state, struct area *a)
{
	struct table_screen *t = state;
	int foot = a->rows > 12 ? 4 : a->rows > 5 ? 3 : 0, gap = a->rows > 12;
	struct area rows = area_part(a, 0, 0, a->rows - foot, a->cols);
	struct area below = area_part(a, a->rows - foot + gap, 0, foot - gap, a->cols);

	if (foot > 0)
		put_bands(t, &below);
	table_screen_draw(t, &rows);
}

/* KEYS -------------------------------------------------------------------------------------------------------------------------------- */

static bool row_is_of(const struct table_screen *t, const char *what)
{
	const struct cell *of = table_screen_cell(t, "of");

	return !of->empty && strcmp(of->text, what) == 0;
}

/* The year of the focused row, SESSION_ANY_YEAR where it is of none.  False: refused, it is of pupils whose year nobody knows. */
static bool row_year(struct ui *ui, const struct table_screen *t, int *ret)
{
	*ret = SESSION_ANY_YEAR;
	if (!row_is_of(t, "year") || year_parse(table_screen_cell(t, "name")->text, ret) == 0)
		return true;
	ui_refuse(ui, "The year group of these pupils is not known.");
	return false;
}

/* The class of the focused row, NULL where it is of none.  False: refused, it is of pupils without one. */
static bool row_class(struct ui *ui, const struct table_screen *t, const char **ret)
{
	const struct cell *name = table_screen_cell(t, "name");
	int64_t class;

	*ret = row_is_of(t, "class") ? name->text : NULL;
	if (!*ret || office_group_find(ui->office, *ret, office_today(ui->office), &class, NULL) == 0)
		return true;
	ui_refuse(ui, "These pupils are in no class today. Enter on the first row lists everybody.");
	return false;
}

static int school_open(struct ui *ui, void *state, const struct key *k)
{
	const char *class;
	int year;

	(void)k;
	if (!row_class(ui, state, &class) || !row_year(ui, state, &year))
		return REACT_STOP;
	return open_bands_of(ui, class, year);
}

static int school_working(struct ui *ui, void *state, const struct key *k)
{
	const struct table_screen *t = state;
	const char *name = table_screen_cell(t, "name")->text;
	int year;

	(void)k;
	if (!row_year(ui, t, &year))
		return REACT_STOP;
	return open_working_of(ui, row_is_of(t, "class") ? name : NULL, row_is_of(t, "year") ? name : NULL);
}

static int school_trend(struct ui *ui, void *state, const struct key *k)
{
	const char *class;
	int year;

	(void)k;
	if (!row_class(ui, state, &class) || !row_year(ui, state, &year))
		return REACT_STOP;
	return open_trend_of(ui, class, year, NULL);
}

static const struct binding school_keys[] = {
	{ ON(KEY_ENTER), "open", school_open, NEED_ROW, "The pupils of this class or year, by band", "Pupils" },
	{ ON(KEY_F(4)), "working", school_working, NEED_ROW, "How this figure comes about", "Working" },
	{ ON_TEXT("t"), "trend", school_trend, NEED_ROW, "This figure week by week", "Trend" },
	{ .name = NULL },
};

const struct screen_kind school_screen = {
	.name = "school", .help = "Attendance by class, by year and of the school; below, how many pupils of the focused one are in each band.",
	.keys = school_keys, .reload = school_reload, .title = school_title,
	.draw = school_draw, .list = school_list, .close = school_close, .state_size = sizeof(struct table_screen),
};

int open_school(struct ui *ui)
{
	return ui_open(ui, &school_screen, school_start, NULL) < 0 ? REACT_STOP : REACT_NONE;
}
