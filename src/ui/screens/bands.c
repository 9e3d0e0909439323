/* Bands: everyone by band, the lowest first, and how near a line (C1, C3, C5). */
#include "bands.h"

#include <strings.h>

#include "rules/pupil.h"

extern const struct screen_kind bands_screen;

static const struct bands_filter everybody = { .year = SESSION_ANY_YEAR, .band = -1 };

/* READING ----------------------------------------------------------------------------------------------------------------------------- */

static bool bands_is_filtered(const struct bands_filter *f)
{
	return f->class || f->year != SESSION_ANY_YEAR || f->flag || f->band >= 0 || f->near || f->moved || f->stage || f->policy || f->period || f->as_dfe;
}

static bool filter_same(const struct bands_filter *a, const struct bands_filter *b)
{
	return a->class == b->class && a->year == b->year && a->flag == b->flag && a->band == b->band && a->near == b->near && a->moved == b->moved &&
	       a->stage == b->stage && a->policy == b->policy && a->period == b->period && a->as_dfe == b->as_dfe;
}

static void keep_view(struct bands *b, const struct bands_view *fresh)
{
	int64_t pupil = b->list.count > 0 && b->view.names ? b->view.lines[b->list.focus].pupil : 0;

	bands_view_finish(&b->view);
	b->view = *fresh;
	b->shown = b->asked;
	b->is_read = true;
	bands_measure(b);
	list_count(&b->list, b->view.names ? b->view.count : b->view.policy.boundary_count + 1 + (b->view.none > 0));
	for (int i = 0; pupil && i < b->list.count; i++)
		if (b->view.lines[i].pupil == pupil)
			list_focus(&b->list, i);
}

/* What cannot be shown leaves what was shown before in sight, and why is said. */
static int bands_reload(struct ui *ui, void *state, struct err *e)
{
	struct bands *b = state;
	const struct bands_filter *f = &b->asked;
	struct bands_wish w = { .from = DAY_NONE, .to = DAY_NONE, .group = f->class, .year = f->year, .flag = f->flag ? f->flag->name : NULL,
				.within = f->near ? BANDS_NEAR : 0, .band = f->band, .policy = f->policy, .period = f->period, .as_dfe = f->as_dfe,
				.stage = f->stage, .new_only = f->moved };
	struct bands_view fresh;
	int r = office_bands_open(ui->office, &w, &fresh, e);

	if (r < 0 && b->is_read && !filter_same(&b->asked, &b->shown)) {
		b->asked = b->shown;
		ui_refuse_err(ui, e);
		return 0;
	}
	if (r < 0)
		return r;
	keep_view(b, &fresh);
	b->sees_flags = office_may(ui->office, ACTION_SEE_FLAGS, 0, NULL) == 0;
	return 0;
}

static void bands_start(void *state, const void *about)
{
	const struct bands_filter *first = about;
	struct bands *b = state;

	b->asked = *first;
	b->asked.class = arena_text(&b->words, first->class);
}

static void bands_close(void *state)
{
	struct bands *b = state;

	bands_view_finish(&b->view);
	arena_finish(&b->words);
	arena_finish(&b->arena);
}

static void part_put(struct buf *to, const char *text)
{
	buf_printf(to, "%s%s", to->length ? ", " : "", text);
}

void bands_filter_put(const struct bands *b, struct buf *to)
{
	const struct bands_filter *f = &b->shown;
	char year[16];

	if (f->class)
		part_put(to, f->class);
	if (f->year != SESSION_ANY_YEAR)
		part_put(to, year_title(f->year, year));
	if (f->flag)
		part_put(to, f->flag->title);
	if (f->band >= 0)
		part_put(to, b->view.policy.bands[f->band]);
	if (f->near)
		part_put(to, BANDS_NEAR_WORDS);
	if (f->moved)
		part_put(to, "moved since the last review");
	if (f->stage)
		buf_printf(to, "%sstage %s", to->length ? ", " : "", f->stage);
	if (f->policy)
		part_put(to, f->policy);
	if (f->period)
		part_put(to, f->period);
	if (f->as_dfe)
		part_put(to, "as DfE counts");
}

static void bands_title(const void *state, struct buf *to)
{
	CLEAN_BUF struct buf only = { 0 };

	bands_filter_put(state, &only);
	buf_printf(to, "Bands: %s", only.length ? buf_string(&only) : "everybody");
}

static struct list *bands_list(void *state)
{
	return &((struct bands *)state)->list;
}

/* BACK -------------------------------------------------------------------------------------------------------------------------------- */

struct bands *bands_below(struct ui *ui)
{
	for (int i = ui->stack.count; i-- > 0;)
		if (ui->stack.items[i].kind == &bands_screen)
			return ui->stack.items[i].state;
	return NULL;
}

/* First all that is left out comes back, then the screen goes. */
static int bands_back(struct ui *ui, void *state, const struct key *k)
{
	struct bands *b = state;

	(void)ui;
	(void)k;
	if (!bands_is_filtered(&b->shown))
		return REACT_LEAVE;
	b->asked = everybody;
	return REACT_RELOAD;
}

/* KEYS -------------------------------------------------------------------------------------------------------------------------------- */

static int bands_pupil(struct ui *ui, void *state, const struct key *k)
{
	const struct bands *b = state;

	(void)k;
	return open_pupil(ui, b->view.lines[b->list.focus].pupil);
}

static int bands_working(struct ui *ui, void *state, const struct key *k)
{
	const struct bands *b = state;

	(void)k;
	return b->shown.period ? open_working(ui, b->view.lines[b->list.focus].pupil, b->view.from, b->view.to)
			       : open_working(ui, b->view.lines[b->list.focus].pupil, DAY_NONE, DAY_NONE);
}

static int bands_review(struct ui *ui, void *state, const struct key *k)
{
	const struct bands *b = state;

	(void)k;
	return open_review_at(ui, b->view.lines[b->list.focus].pupil);
}

static int bands_school(struct ui *ui, void *state, const struct key *k)
{
	(void)state;
	(void)k;
	return open_school(ui);
}

static int bands_trend(struct ui *ui, void *state, const struct key *k)
{
	const struct bands_filter *f = &((const struct bands *)state)->shown;

	(void)k;
	return open_trend_of(ui, f->class, f->year, f->flag ? f->flag->name : NULL);
}

enum bands_need { NEED_LINES = NEED_OWN, NEED_FLAGS = NEED_OWN << 1, NEED_REVIEWER = NEED_OWN << 2 };

static const char *const bands_refusals[] = {
	"You may see figures, and nobody's name.",
	"You may not see such groups of children: ask the office.",
	"The office, heads of year and pastoral staff review: ask them.",
};

static unsigned bands_has(struct ui *ui, const void *state)
{
	const struct bands *b = state;

	return (b->view.names ? NEED_LINES : 0) | (b->sees_flags ? NEED_FLAGS : 0) |
	       (office_may(ui->office, ACTION_REVIEW, 0, NULL) == 0 ? NEED_REVIEWER : 0);
}

static const struct binding bands_keys[] = {
	{ ON(KEY_ENTER), "open", bands_pupil, NEED_LINES | NEED_ROW, "Open this pupil's page", "Pupil" },
	{ ON(KEY_F(4)), "working", bands_working, NEED_LINES | NEED_ROW, "How this pupil's figure comes about", "Working" },
	{ ON_TEXT("r"), "review", bands_review, NEED_LINES | NEED_ROW | NEED_REVIEWER, "This pupil's line in the fortnightly review", "Review" },
	{ ON_TEXT("n"), "near", bands_near, NEED_LINES, "Only those " BANDS_NEAR_WORDS ", or all", "Near" },
	{ ON_TEXT("m"), "moved", bands_moved, NEED_LINES, "Only those newly below or above since the review, or all", "Moved" },
	{ ON_TEXT("f"), "filter", bands_form, NEED_LINES, "By stage, another policy, another period, or as DfE counts", NULL },
	{ ON_TEXT("c"), "class", bands_class, NEED_LINES, "Only one class, by the first letters of its name", NULL },
	{ ON_TEXT("y"), "year", bands_year, NEED_LINES, "Only one year group", NULL },
	{ ON_TEXT("g"), "group", bands_group, NEED_LINES | NEED_FLAGS, "Only one group: special needs, free school meals ...", NULL },
	{ ON_TEXT("b"), "band", bands_band, NEED_LINES, "Only one band: the lowest, the next one up ..., all", NULL },
	{ ON_TEXT("s"), "school", bands_school, 0, "The same by class and by year", "School" },
	{ ON_TEXT("t"), "trend", bands_trend, 0, "Week by week, of this class, year and group", NULL },
	{ ON(KEY_ESC), "back", bands_back, 0, "Show everybody again; then go back", "Back" },
	{ .name = NULL },
};

const struct screen_kind bands_screen = {
	.name = "bands",
	.help = "Everyone by band of attendance, the lowest first; missed is how many sessions. Near a line: how many more, missed or attended in "
		"a row, bring the pupil over it. What moved is since the last review.",
	.keys = bands_keys, .refusals = bands_refusals, .has = bands_has, .reload = bands_reload, .title = bands_title, .draw = bands_draw,
	.list = bands_list, .close = bands_close, .state_size = sizeof(struct bands),
};

int open_bands_of(struct ui *ui, const char *class, int year)
{
	struct bands_filter first = everybody;

	first.class = class;
	first.year = year;
	return ui_open(ui, &bands_screen, bands_start, &first) < 0 ? REACT_STOP : REACT_NONE;
}

int open_bands_filtered(struct ui *ui, const char *class, int year, const char *flag, int band)
{
	struct bands_filter first = everybody;

	first.class = class;
	first.year = year;
	first.band = band;
	for (int i = PUPILS_SEN; flag && i <= PUPILS_SERVICE; i++)
		if (strcasecmp(file_shapes[FILE_PUPILS].columns[i].name, flag) == 0)
			first.flag = &file_shapes[FILE_PUPILS].columns[i];
	if (flag && !first.flag)
		return ui_refuse(ui, "Bands cannot be narrowed to the group %s: that is a group of this school's own.", flag);
	return ui_open(ui, &bands_screen, bands_start, &first) < 0 ? REACT_STOP : REACT_NONE;
}

int open_bands(struct ui *ui)
{
	return open_bands_of(ui, NULL, SESSION_ANY_YEAR);
}
