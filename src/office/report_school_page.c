/* The head's page as rows: the same lines as on the screen (C20). */
#include <errno.h>

#include "report_parts.h"
#include "school_page.h"

enum { COL_PART, COL_NAME, COL_FIGURE, COL_NUMBER, COL_OF, COL_PERCENT, COL_BESIDE, COL_FROM, COL_TO, COLUMNS_ALL };

static const struct report_column columns[] = {
	[COL_PART] = { "part", "Part", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[COL_NAME] = { "name", "Of", CELL_TEXT, 30, COLUMN_BOTH },
	[COL_FIGURE] = { "figure", "Figure", CELL_TEXT, 0, COLUMN_BOTH },
	[COL_NUMBER] = { "number", "Number", CELL_INTEGER, 0, COLUMN_DATA_ONLY },
	[COL_OF] = { "of", "Of", CELL_INTEGER, 0, COLUMN_DATA_ONLY },
	[COL_PERCENT] = { "percent", "Percent", CELL_PERCENT, 0, COLUMN_DATA_ONLY },
	[COL_BESIDE] = { "points", "Points", CELL_TEXT, 0, COLUMN_BOTH },
	[COL_FROM] = { "from", "From", CELL_DAY, 0, COLUMN_DATA_ONLY },
	[COL_TO] = { "to", "To", CELL_DAY, 0, COLUMN_DATA_ONLY },
};

static const char *const headings[SCHOOL_PARTS] = {
	[SCHOOL_NOT_KNOWN] = "Where each child is", [SCHOOL_SHARE] = "Attendance", [SCHOOL_COMPARED] = "Compared with this year",
	[SCHOOL_ABSENCE] = "Pupils with much absence, as the Department counts", [SCHOOL_BAND] = "Pupils by band", [SCHOOL_CLASS] = "Classes",
	[SCHOOL_GROUP] = "Groups, against the rest",
};

static void item_row(struct report *r, const struct school_page *p, int at)
{
	const struct school_item *i = &p->items[at];
	struct cell *c = report_row_add(r, at == p->at[i->part] ? headings[i->part] : NULL);

	c[COL_PART] = cell_kept(school_part_name(i->part));
	c[COL_NAME] = cell_text(r, i->label);
	c[COL_FIGURE] = cell_text(r, i->text);
	if (i->all > 0) {
		c[COL_NUMBER] = cell_integer(i->of);
		c[COL_OF] = cell_integer(i->all);
		c[COL_PERCENT] = cell_percent(i->part == SCHOOL_NOT_KNOWN ? -1 : percent_tenths(i->of, i->all));
	}
	c[COL_BESIDE] = cell_text(r, i->beside);
	c[COL_FROM] = cell_day(i->from);
	c[COL_TO] = cell_day(i->to);
}

static void page_rows(struct office *o, const struct school_page *p, struct report *r)
{
	char day[DAY_TEXT];

	report_start(o, r, "school_page", columns, COLUMNS_ALL);
	r->title = arena_printf(&r->arena, "%s, %s", p->whole ? "The school" : "Your classes", day_long(p->day, day));
	report_line(r, "Policy: %s.", p->policy.title);
	for (int i = 0; i < p->count; i++)
		if (p->items[i].part == SCHOOL_TREND)
			report_note(r, "%s: %s", p->items[i].label, p->items[i].text);
		else
			item_row(r, p, i);
	if (p->boarders > 0)
		report_note(r, "Boarders are in no figure: %d.", p->boarders);
}

int report_fill_school_page(struct office *o, const struct report_wish *w, struct report *ret, struct err *e)
{
	struct report r = { 0 };
	struct school_page p;
	int got;

	if (w->group || w->pupil || w->flag || !day_is_none(w->from) || !day_is_none(w->to) || !day_is_none(w->date))
		return err_usage(e, "The head's page is of the whole school today: leave out dates, --class, --pupil and --group.");
	got = office_school_page_open(o, &p, e);
	if (got < 0)
		return got;
	page_rows(o, &p, &r);
	school_page_finish(&p);
	*ret = r;
	return 0;
}
