/* Trend: attendance week by week as bars, of the school, a class, a year or a group (C20). */
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "figures.h"
#include "office/trend.h"
#include "picture.h"
#include "rules/pupil.h"
#include "rules/span.h"
#include "ui.h"

#define NARROW 60
#define CHANGE_WIDTH 6  /* "+10.4", and the word above it */
#define TO_DATE_WIDTH 7 /* "100.0%", and the words above it */

struct trend {
	struct list list;
	struct trend_view view;
	struct bands_wish wish;
	struct arena words;    /**< of the wish */
	int label_width, text_width, share_width; /**< found out when it is read */
};

/* READING ----------------------------------------------------------------------------------------------------------------------------- */

static int wider(int width, const char *text)
{
	int other = text_width(text);

	return other > width ? other : width;
}

static void trend_measure(struct trend *t)
{
	char share[SHARE_MOST];

	t->label_width = t->text_width = t->share_width = 8; /* of the words above them */
	for (int i = 0; i < t->view.count; i++) {
		const struct trend_week *w = &t->view.weeks[i];

		t->label_width = wider(t->label_width, t->view.bars.bars[i].label);
		t->text_width = wider(t->text_width, t->view.bars.bars[i].text);
		t->share_width = wider(t->share_width, share_text(w->attended, w->possible, share));
	}
}

static int trend_reload(struct ui *ui, void *state, struct err *e)
{
	struct trend *t = state;
	struct trend_view fresh;
	struct day monday = t->list.count > 0 ? t->view.weeks[t->list.focus].monday : DAY_NONE;
	int r = office_trend_open(ui->office, &t->wish, &fresh, e);

	if (r < 0)
		return r;
	trend_view_finish(&t->view);
	t->view = fresh;
	trend_measure(t);
	list_count(&t->list, fresh.count);
	for (int i = 0; !day_is_none(monday) && i < fresh.count; i++)
		if (day_equal(fresh.weeks[i].monday, monday))
			list_focus(&t->list, i);
	return 0;
}

static void trend_start(void *state, const void *about)
{
	const struct bands_wish *wish = about;
	struct trend *t = state;

	t->wish = *wish;
	t->wish.group = arena_text(&t->words, wish->group);
	t->wish.flag = arena_text(&t->words, wish->flag);
}

static void trend_close(void *state)
{
	struct trend *t = state;

	trend_view_finish(&t->view);
	arena_finish(&t->words);
}

static void trend_title(const void *state, struct buf *to)
{
	buf_printf(to, "Trend: %s", ((const struct trend *)state)->view.of);
}

static struct list *trend_list(void *state)
{
	return &((struct trend *)state)->list;
}

/* ROWS -------------------------------------------------------------------------------------------------------------------------------- */

/* Where the columns begin; 0: not shown. */
struct columns {
	int text, change, to_date, bar;
};

static struct columns columns_of(const struct trend *t, int cols)
{
	struct columns c = { 0 };

	if (cols < NARROW) { /* "7 Sep" */
		c.text = t->label_width - 5 + 1;
		c.bar = c.text + t->share_width + 1;
		return c;
	}
	c.text = t->label_width + 1;
	c.change = c.text + t->text_width + 1;
	c.to_date = c.change + CHANGE_WIDTH + 1;
	c.bar = c.to_date + TO_DATE_WIDTH + 1;
	return c;
}

static void to_date_put(const struct trend_week *w, struct buf *to)
{
	char percent[8];

	if (w->possible_to_date > 0)
		buf_printf(to, "%s%%", percent_text(percent_tenths(w->attended_to_date, w->possible_to_date), percent));
}

static void row_draw(const void *state, int row, struct area *line)
{
	const struct trend *t = state;
	const struct trend_week *w = &t->view.weeks[row];
	const struct picture_bar *bar = &t->view.bars.bars[row];
	const struct columns c = columns_of(t, line->cols);
	CLEAN_BUF struct buf to_date = { 0 };
	char text[SHARE_MOST];

	if (!c.change) {
		snprintf(text, sizeof text, "%.*s", (int)(strrchr(bar->label, ' ') - bar->label), bar->label);
		area_put(line, 0, 0, c.text - 1, PAINT_TEXT, text);
		area_put(line, 0, c.text, t->share_width, PAINT_TEXT, share_text(w->attended, w->possible, text));
	} else {
		to_date_put(w, &to_date);
		area_put(line, 0, 0, c.text - 1, PAINT_TEXT, bar->label);
		area_put(line, 0, c.text, t->text_width, PAINT_TEXT, bar->text);
		area_put_right(line, 0, c.change, CHANGE_WIDTH, PAINT_TEXT, w->has_change ? trend_change_text(w, text) : "");
		area_put_right(line, 0, c.to_date, TO_DATE_WIDTH, PAINT_TEXT, buf_string(&to_date));
	}
	picture_bar_draw(&t->view.bars, row, line, 0, c.bar, line->cols - c.bar);
}

static const char *row_heading(const void *state, int row)
{
	const struct trend *t = state;
	const char *term = t->view.weeks[row].term, *before = row > 0 ? t->view.weeks[row - 1].term : NULL;

	if (row > 0 && (term && before ? strcmp(term, before) == 0 : term == before))
		return NULL;
	return term ? term : "In no term";
}

/* ABOVE AND BELOW THE ROWS ------------------------------------------------------------------------------------------------------------ */

/* The scale stands over the bars: they do not begin at nought. */
static void titles_draw(const struct trend *t, struct area *a, int row)
{
	const struct columns c = columns_of(t, a->cols);
	const struct picture_bars *b = &t->view.bars;
	char scale[32];

	snprintf(scale, sizeof scale, "%d-%d%%", b->from / 10, b->to / 10);
	area_put(a, row, 0, c.text - 1, PAINT_LABEL, c.change ? "Week of" : "Week");
	area_put(a, row, c.text, t->text_width, PAINT_LABEL, "Attended");
	if (c.change) {
		area_put_right(a, row, c.change, CHANGE_WIDTH, PAINT_LABEL, "Change");
		area_put_right(a, row, c.to_date, TO_DATE_WIDTH, PAINT_LABEL, "To date");
	}
	area_put(a, row, c.bar, a->cols - c.bar, PAINT_LABEL, text_width(b->scale) <= a->cols - c.bar ? b->scale : scale);
}

/* What is not in this figure. */
static int remarks_draw(const struct trend *t, struct area *a, int row)
{
	CLEAN_BUF struct buf words = { 0 };

	if (t->view.boarders > 0)
		buf_printf(&words, "Boarders are in no figure: %d. ", t->view.boarders);
	if (t->view.few > 0)
		buf_printf(&words, "Weeks of too few pupils to show you, in no figure: %d.", t->view.few);
	return words.length ? area_paragraph(a, row, 0, a->cols, PAINT_TEXT, buf_string(&words)) : 0;
}

/* How many rows it took. */
static int head_draw(const struct trend *t, struct area *a)
{
	int row = 0;

	if (a->rows > 12)
		row = area_paragraph(a, 0, 0, a->cols, PAINT_TEXT, t->view.bars.sentence);
	if (a->rows > 12)
		row += remarks_draw(t, a, row);
	row += a->rows > 16;
	titles_draw(t, a, row);
	return row + 1;
}

/* The focused row in full: in a line it may be cut. */
static void foot_draw(const struct trend *t, struct area *a)
{
	const struct trend_week *w = &t->view.weeks[t->list.focus];
	const struct picture_bar *bar = &t->view.bars.bars[t->list.focus];
	CLEAN_BUF struct buf words = { 0 };
	char change[TREND_CHANGE], share[SHARE_MOST];

	buf_printf(&words, "Week of %s: %s", bar->label, w->percent < 0 ? "no session was possible" : bar->text);
	if (trend_change_text(w, change))
		buf_printf(&words, ", %s on the week before", change);
	buf_printf(&words, "; to date %s.", share_text(w->attended_to_date, w->possible_to_date, share));
	area_paragraph(a, 0, 0, a->cols, PAINT_TEXT, buf_string(&words));
}

static void trend_draw(void *state, struct area *a)
{
	struct trend *t = state;
	const struct list_look look = { .state = t, .heading = row_heading, .draw = row_draw };
	int foot = t->list.count == 0 ? 0 : a->rows > 12 ? 3 : a->rows > 5 ? 2 : 0, gap = a->rows > 12;
	int head = t->list.count > 0 ? head_draw(t, a) : 0;
	struct area rows = area_part(a, head, 0, a->rows - head - foot, a->cols);
	struct area below = area_part(a, a->rows - foot + gap, 0, foot - gap, a->cols);

	area_cursor(&rows, 0, 0);
	if (t->list.count == 0)
		area_paragraph(a, 0, 0, a->cols, PAINT_TEXT, "No pupil was on the roll in a week of school since 1 September.");
	if (foot > 0)
		foot_draw(t, &below);
	list_draw(&t->list, &rows, &look);
}

/* KEYS -------------------------------------------------------------------------------------------------------------------------------- */

static int trend_working(struct ui *ui, void *state, const struct key *k)
{
	const struct trend *t = state;
	const struct trend_week *w = &t->view.weeks[t->list.focus];
	CLEAN_BUF struct buf of = { 0 };
	char year[16];
	const struct report_wish wish = {
		.date = DAY_NONE, .from = w->first, .to = w->last, .session = -1, .group = t->wish.group,
		.flag = t->wish.flag, .year = t->wish.year == SESSION_ANY_YEAR ? NULL : year_name(t->wish.year, year),
	};

	(void)k;
	buf_printf(&of, "%s, week of %s", t->view.of, t->view.bars.bars[t->list.focus].label);
	return open_working_wish(ui, buf_string(&of), &wish);
}

static const struct binding trend_keys[] = {
	{ ON(KEY_F(4)), "working", trend_working, NEED_ROW, "How this week's figure comes about", "Working" },
	{ .name = NULL },
};

const struct screen_kind trend_screen = {
	.name = "trend",
	.help = "Attendance week by week, with the change on the week before in points, and the figure to date. Each session counts in the class and "
		"the year in which the pupil was then. Mind where the bars begin: it is said above them.",
	.keys = trend_keys, .reload = trend_reload, .title = trend_title, .draw = trend_draw, .list = trend_list, .close = trend_close,
	.state_size = sizeof(struct trend),
};

int open_trend_of(struct ui *ui, const char *class, int year, const char *flag)
{
	const struct bands_wish wish = { .from = DAY_NONE, .to = DAY_NONE, .group = class, .year = year, .flag = flag, .band = -1 };

	return ui_open(ui, &trend_screen, trend_start, &wish) < 0 ? REACT_STOP : REACT_NONE;
}

int open_trend(struct ui *ui)
{
	return open_trend_of(ui, NULL, SESSION_ANY_YEAR, NULL);
}
