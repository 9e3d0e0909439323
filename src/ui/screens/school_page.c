/* The head's page: who is not known, attendance, bands, weeks, classes, groups; every figure one key from what is behind it (C1 to C20). */
#include "school_page.h"

#include <string.h>

#include "base/text.h"
#include "morning.h"
#include "office/gate.h"
#include "print/text.h"
#include "rules/pupil.h"

#define PAPER_CELLS 80

/* READING ----------------------------------------------------------------------------------------------------------------------------- */

/* The same line, wherever it stands now: by its part and its label. */
static int item_like(const struct school_page *p, const struct school_item *was, int otherwise)
{
	for (int i = 0; i < p->count; i++)
		if (p->items[i].part == was->part && strcmp(p->items[i].label, was->label) == 0)
			return i;
	return otherwise;
}

static int page_reload(struct ui *ui, void *state, struct err *e)
{
	struct school_screen *s = state;
	struct school_page fresh;
	int r = office_school_page_open(ui->office, &fresh, e);

	if (r < 0)
		return r;
	int focus = s->is_read ? item_like(&fresh, &s->page.items[s->list.focus], s->list.focus) : 0;
	school_page_finish(&s->page);
	s->page = fresh;
	s->is_read = true;
	list_count(&s->list, fresh.count);
	list_focus(&s->list, focus);
	return 0;
}

static void page_close(void *state)
{
	school_page_finish(&((struct school_screen *)state)->page);
}

static void page_title(const void *state, struct buf *to)
{
	buf_text(to, ((const struct school_screen *)state)->page.whole ? "School" : "Your classes");
}

static struct list *page_list(void *state)
{
	return &((struct school_screen *)state)->list;
}

static const struct school_item *focused(const void *state)
{
	const struct school_screen *s = state;

	return &s->page.items[s->list.focus];
}

/* WHAT IS BEHIND A LINE --------------------------------------------------------------------------------------------------------------- */

static int open_not_known(struct ui *ui, const struct school_page *p)
{
	const struct morning_about about = { PART_NOT_KNOWN, p->session };

	return p->names ? open_morning_names(ui, &about) : open_morning(ui);
}

/* NULL where the line is of no class, of no group. */
static const char *class_of(const struct school_item *i)
{
	return i->part == SCHOOL_CLASS ? i->name : NULL;
}

static const char *group_of(const struct school_item *i)
{
	return i->part == SCHOOL_GROUP ? i->name : NULL;
}

static int item_working(struct ui *ui, const struct school_page *p, const struct school_item *i)
{
	const struct report_wish wish = { .date = DAY_NONE, .from = i->from, .to = i->to, .session = -1, .group = class_of(i), .flag = group_of(i) };
	const struct report_wish steps = { .date = DAY_NONE, .from = DAY_NONE, .to = DAY_NONE, .session = -1, .kind = i->label };
	const char *of = p->whole ? "the school" : "your classes";

	if (i->part == SCHOOL_ABSENCE || i->part == SCHOOL_BAND || i->part == SCHOOL_COMPARED)
		return open_working_filled(ui, i->label, &steps, report_fill_school_steps);
	return open_working_wish(ui, i->name ? i->name : of, &wish);
}

static int page_open_line(struct ui *ui, void *state, const struct key *k)
{
	const struct school_page *p = &((struct school_screen *)state)->page;
	const struct school_item *i = focused(state);

	(void)k;
	switch (i->part) {
	case SCHOOL_NOT_KNOWN: return open_not_known(ui, p);
	case SCHOOL_SHARE:     return day_equal(i->from, p->day) ? open_morning(ui) : open_trend(ui);
	case SCHOOL_ABSENCE:   return open_bands(ui);
	case SCHOOL_BAND:      return open_bands_filtered(ui, NULL, SESSION_ANY_YEAR, NULL, p->names ? i->band : -1);
	case SCHOOL_TREND:     return open_trend(ui);
	case SCHOOL_CLASS:     return open_bands_of(ui, i->name, SESSION_ANY_YEAR);
	case SCHOOL_GROUP:     return open_bands_filtered(ui, NULL, SESSION_ANY_YEAR, i->name, -1);
	default:               return item_working(ui, p, i);
	}
}

static int page_working(struct ui *ui, void *state, const struct key *k)
{
	const struct school_page *p = &((struct school_screen *)state)->page;
	const struct school_item *i = focused(state);

	(void)k;
	return i->part == SCHOOL_NOT_KNOWN ? open_morning(ui) : item_working(ui, p, i);
}

static int page_trend(struct ui *ui, void *state, const struct key *k)
{
	const struct school_item *i = focused(state);

	(void)k;
	return open_trend_of(ui, class_of(i), SESSION_ANY_YEAR, group_of(i));
}

static int page_figures(struct ui *ui, void *state, const struct key *k)
{
	(void)state;
	(void)k;
	return open_school(ui);
}

static int page_bands(struct ui *ui, void *state, const struct key *k)
{
	(void)state;
	(void)k;
	return open_bands(ui);
}

static int page_print(struct ui *ui, void *state, const struct key *k)
{
	const struct report_wish wish = { .date = DAY_NONE, .from = DAY_NONE, .to = DAY_NONE, .session = -1 };
	CLEAN_BUF struct buf text = { 0 }, said = { 0 };
	struct report report = { 0 };
	struct err e = { 0 };
	int r = report_fill_school_page(ui->office, &wish, &report, &e);

	(void)state;
	(void)k;
	if (r == 0) {
		print_report(&report, PAPER_CELLS, &text);
		r = office_paper_text(ui->office, "school", buf_string(&text), 1, &said, &e);
	}
	report_finish(&report);
	if (r < 0)
		return ui_refuse_err(ui, &e);
	ui_say_lines(ui, buf_string(&said));
	return REACT_RELOAD;
}

static const struct binding page_keys[] = {
	{ ON(KEY_ENTER), "open", page_open_line, NEED_ROW, "What is behind this figure: who it is, the bands, the weeks", "Open" },
	{ ON(KEY_F(4)), "working", page_working, NEED_ROW, "How this figure comes about", "Working" },
	{ ON_TEXT("t"), "trend", page_trend, NEED_ROW, "Week by week: of this class or group, else of all", "Trend" },
	{ ON_TEXT("b"), "bands", page_bands, 0, "Everybody by band of attendance", "Bands" },
	{ ON_TEXT("f"), "figures", page_figures, 0, "Every class and year group with its figures", "Figures" },
	{ ON_TEXT("p"), "print", page_print, NEED_NAMES, "Print this page, or write it to a file where there is no printer", "Print" },
	{ .name = NULL },
};

const struct screen_kind school_page_screen = {
	.name = "school-page",
	.help = "The school on one page: who is not known, attendance today, this week, this term and this year, what that is compared with, bands, "
		"weeks, classes and groups. Every figure leads to what is behind it.",
	.keys = page_keys, .reload = page_reload, .title = page_title, .draw = school_page_draw, .list = page_list, .close = page_close,
	.state_size = sizeof(struct school_screen),
};

int open_school_page(struct ui *ui)
{
	return ui_open(ui, &school_page_screen, NULL, NULL) < 0 ? REACT_STOP : REACT_NONE;
}
