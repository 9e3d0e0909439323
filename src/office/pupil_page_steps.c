/* The working of one of the facts of a pupil's page (C2). */
#include <string.h>

#include "pupil_page.h"

enum { COL_STEP, COL_NUMBER, COL_WORDS, COLUMNS_ALL };

static const struct report_column columns[] = {
	[COL_STEP] = { "step", "Step", CELL_TEXT, 0, COLUMN_BOTH },
	[COL_NUMBER] = { "number", "Number", CELL_INTEGER, 0, COLUMN_BOTH },
	[COL_WORDS] = { "words", "", CELL_TEXT, 0, COLUMN_BOTH },
};

static void step_row(struct report *r, const struct working_step *s)
{
	struct cell *c = report_row_add(r, NULL);

	c[COL_STEP] = cell_text(r, s->what);
	c[COL_NUMBER] = cell_integer(s->number);
	c[COL_NUMBER].empty = !s->numbered;
	c[COL_WORDS] = cell_text(r, s->words);
}

static const struct pupil_fact *fact_named(const struct pupil_page *p, const char *name)
{
	const struct pupil_facts *all[] = { &p->ahead, &p->habits };

	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		for (int n = 0; n < all[i]->count; n++)
			if (all[i]->of[n].name && strcmp(all[i]->of[n].name, name) == 0)
				return &all[i]->of[n];
	return NULL;
}

static int nothing_more(struct paging *g, struct err *e)
{
	(void)g;
	(void)e;
	return 0;
}

static int steps_make(struct paging *g, struct report *r, struct err *e)
{
	const struct pupil_fact *f = fact_named(g->page, g->steps_of);

	if (!f)
		return err_refuse(e, "That no longer holds: a mark has changed.");
	report_start(g->office, r, "pupil_steps", columns, COLUMNS_ALL);
	r->title = arena_printf(&r->arena, "%s: %s", f->label, f->text);
	r->none = "This is all that there is to it.";
	report_line(r, "%s: %s.", f->label, f->text);
	for (int i = 0; i < g->steps->of.count; i++)
		step_row(r, &g->steps->of.items[i]);
	return 0;
}

int report_fill_pupil_steps(struct office *o, const struct report_wish *w, struct report *ret, struct err *e)
{
	CLEAN_ARENA struct arena a = { 0 };
	CLEAN_STEPS struct working_steps steps = { .arena = &a };
	struct pupil_page page = { 0 };
	struct paging g = { .office = o, .page = &page, .steps_of = w->kind ? w->kind : "", .steps = &steps };
	struct report report = { 0 };
	int64_t pupil;
	int r = office_pupil_find(o, w->pupil, true, &pupil, e);

	if (r == 0)
		r = page_open(&g, pupil, w->from, nothing_more, e);
	if (r == 0)
		r = steps_make(&g, &report, e);
	if (r < 0)
		report_finish(&report);
	else
		*ret = report;
	pupil_page_finish(&page);
	return r;
}
