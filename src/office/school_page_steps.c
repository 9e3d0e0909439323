/* The working of a line of the head's page that is of pupils, or lies beside another figure (C2). */
#include <string.h>

#include "school_page.h"

enum { COL_STEP, COL_NUMBER, COL_WORDS, COLUMNS_ALL };

static const struct report_column columns[] = {
	[COL_STEP] = { "step", "Step", CELL_TEXT, 0, COLUMN_BOTH },
	[COL_NUMBER] = { "number", "Number", CELL_INTEGER, 0, COLUMN_BOTH },
	[COL_WORDS] = { "words", "", CELL_TEXT, 0, COLUMN_BOTH },
};

/* `number` -1: the step has none. */
static void step_add(struct report *r, const char *step, int64_t number, const char *words)
{
	struct cell *c = report_row_add(r, NULL);

	c[COL_STEP] = cell_text(r, step);
	c[COL_NUMBER] = cell_integer(number);
	c[COL_NUMBER].empty = number < 0;
	c[COL_WORDS] = cell_text(r, words);
}

static void absence_steps(struct report *r, const struct school_page *p, const struct school_item *i)
{
	bool severe = strncmp(i->label, "Severe", strlen("Severe")) == 0;

	step_add(r, "Pupils", p->pupils, "on the roll at some time of the school year, leavers too; no boarder");
	step_add(r, "Left out", p->dfe_out, "not 5 to 15 on 31 August, or without a possible session");
	step_add(r, "Counted", i->all, "as the Department counts");
	step_add(r, i->label, i->of, severe ? "missed x 2 is at least possible" : "missed x 10 is at least possible");
	step_add(r, "Share", -1, i->text);
}

static void band_steps(struct report *r, const struct school_page *p, const struct school_item *i)
{
	char edges[BAND_EDGES_MOST];

	step_add(r, "Pupils", p->pupils, "on the roll at some time of the school year, leavers too; no boarder");
	step_add(r, "In a band", i->all, "with a possible session");
	step_add(r, i->label, i->of, i->band < 0 ? "too few in each to be told apart" : policy_band_edges(&p->policy, i->band, edges));
	step_add(r, "Share", -1, i->text);
}

static void compared_steps(struct report *r, const struct school_page *p, const struct school_item *i)
{
	bool persistent = strstr(i->label, "ersistent") != NULL;
	enum school_part part = persistent ? SCHOOL_ABSENCE : SCHOOL_SHARE;
	const struct school_item *ours = &p->items[p->at[part] + (persistent ? 0 : p->n[part] - 1)];

	step_add(r, ours->label, -1, ours->text);
	step_add(r, i->label, -1, i->text);
	step_add(r, "Apart", -1, i->beside ? arena_printf(&r->arena, "%s points, from the exact shares", i->beside) : "no figure to compare");
}

static const struct school_item *item_named(const struct school_page *p, const char *label)
{
	for (int i = 0; i < p->count; i++)
		if (strcmp(p->items[i].label, label) == 0)
			return &p->items[i];
	return NULL;
}

static int steps_make(struct office *o, const struct school_page *p, const char *label, struct report *r, struct err *e)
{
	static void (*const makers[SCHOOL_PARTS])(struct report *r, const struct school_page *p, const struct school_item *i) = {
		[SCHOOL_ABSENCE] = absence_steps, [SCHOOL_BAND] = band_steps, [SCHOOL_COMPARED] = compared_steps,
	};
	const struct school_item *i = item_named(p, label);

	if (!i || !makers[i->part])
		return err_refuse(e, "That line is no longer on the page: a mark has changed.");
	if (i->hidden)
		return err_refuse(e, "That figure is of too few pupils to be shown to you.");
	report_start(o, r, "school_steps", columns, COLUMNS_ALL);
	r->title = arena_printf(&r->arena, "%s: %s", i->label, i->text);
	report_line(r, "%s: %s.", i->label, i->text);
	makers[i->part](r, p, i);
	return 0;
}

int report_fill_school_steps(struct office *o, const struct report_wish *w, struct report *ret, struct err *e)
{
	struct report report = { 0 };
	struct school_page p;
	int r = office_school_page_open(o, &p, e);

	if (r < 0)
		return r;
	r = steps_make(o, &p, w->kind ? w->kind : "", &report, e);
	school_page_finish(&p);
	if (r < 0)
		report_finish(&report);
	else
		*ret = report;
	return r;
}
