/* One pupil's page: the year's figures, the codes behind them, the picture, and whom to call (C1 to C5, C20). */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "pupil_page.h"
#include "rules/period.h"
#include "rules/pupil.h"

void pupil_page_finish(struct pupil_page *p)
{
	arena_finish(&p->arena);
	*p = (struct pupil_page){ 0 };
}

static int page_days(struct paging *g, struct day year_from, struct err *e)
{
	struct pupil_page *p = g->page;
	struct day today = office_today(g->office), from;
	const struct calendar *c = office_calendar(g->office);

	from = school_year_first(c, day_is_none(year_from) ? today : year_from);
	if (from.n > today.n)
		return err_refuse(e, "That school year has not begun: there are no marks to show.");
	g->first = sitting_of(from, SESSION_AM);
	g->end = sitting_of(school_year_last(c, from), SESSION_PM);
	g->last = g->end < sitting_of(today, SESSION_PM) ? g->end : sitting_of(today, SESSION_PM);
	p->from = from;
	p->to = sitting_day(g->last);
	g->this_year = g->end >= sitting_of(today, SESSION_PM);
	return 0;
}

/* FIGURES ----------------------------------------------------------------------------------------------------------------------- */

static void page_strip(void *ctx, const struct roll_strip *s)
{
	struct paging *g = ctx;

	working_add(&g->roll, s, &g->working);
	memcpy(g->marks + (s->span.first - g->first), s->marks, (size_t)(s->span.last - s->span.first + 1));
}

static int code_compare(const void *a, const void *b)
{
	const struct pupil_code *x = a, *y = b;

	return x->count != y->count ? y->count - x->count : (int)x->code - (int)y->code;
}

static void page_codes(struct paging *g)
{
	struct pupil_code *list = arena_new(&g->page->arena, 256, sizeof *list);
	int count[256] = { 0 }, n = 0;

	for (int i = 0; i < PAGE_SESSIONS; i++)
		count[g->marks[i]]++;
	for (int i = CODE_NONE + 1; i < 256; i++)
		if (count[i] > 0)
			list[n++] = (struct pupil_code){ (uint8_t)i, count[i] };
	qsort(list, (size_t)n, sizeof *list, code_compare);
	g->page->codes = list;
	g->page->code_count = n;
}

static int page_figures(struct paging *g, struct err *e)
{
	struct pupil_page *p = g->page;
	int r = report_policy(g->office, p->to, &p->arena, &p->policy, e);

	if (r == 0)
		r = roll_walk(&g->roll, g->first, g->last, p->pupil, page_strip, g, e);
	if (r < 0)
		return r;
	int possible = tally_possible(&g->working.tally), attended = tally_attended(&g->working.tally);
	p->tally = g->working.tally;
	p->unmarked = g->working.unmarked;
	p->band = policy_band(&p->policy, possible, attended);
	p->persistent = absence_persistent(possible, possible - attended);
	p->severe = absence_severe(possible, possible - attended);
	p->near = policy_near(&p->policy, possible, attended, 3);
	page_codes(g);
	return 0;
}

/* WHO --------------------------------------------------------------------------------------------------------------------------- */

static int page_may(struct paging *g, struct err *e)
{
	int64_t group = roll_class(g->pupil, office_today(g->office));

	if (group != 0 ? office_may(g->office, ACTION_SEE_TOTALS, group, NULL) == 0 : office_reach(g->office, ACTION_SEE_TOTALS) == REACH_ALL)
		return 0;
	return err_refuse(e, "That pupil is not in one of your classes. Ask the office for the figures.");
}

static void page_who(struct paging *g)
{
	struct pupil_page *p = g->page;
	struct day today = office_today(g->office);

	p->name = pupil_display_name(&g->row, &p->arena);
	p->class = arena_text(&p->arena, report_group_name(g->office, roll_class(g->pupil, p->to)));
	p->upn = arena_text(&p->arena, g->row.upn);
	p->admission_number = arena_text(&p->arena, g->row.admission_number);
	p->year = roll_year(g->pupil, p->to);
	p->born = g->row.born_day;
	p->age = age_on(p->born, today);
}

static int page_row(struct paging *g, struct err *e)
{
	int r = store_thing_get(g->office->store, THING_PUPIL, g->page->pupil, &g->page->arena, &g->row);

	if (r == -ENOENT)
		return err_usage(e, "There is no such pupil: look for the name again.");
	if (r < 0)
		return office_fail(g->office, r, e);
	r = roll_load_only(g->office, g->page->pupil, ROLL_PLACES | ROLL_YEARS, g->first, g->end, &g->roll, e);
	if (r == 0)
		g->pupil = &g->roll.pupils[g->page->pupil];
	return r;
}

static int page_fill(struct paging *g, struct day year_from, struct err *e)
{
	int r = page_days(g, year_from, e);

	if (r == 0)
		r = page_row(g, e);
	if (r == 0)
		r = page_may(g, e);
	if (r == 0)
		r = page_figures(g, e);
	if (r == 0)
		r = page_measured(g, e);
	return r;
}

/* What only the page shows, not the working of one of its facts. */
static int page_rest(struct paging *g, struct err *e)
{
	int r = page_status(g, e);

	if (r == 0)
		r = page_contacts(g, e);
	if (r < 0)
		return r;
	page_who(g);
	page_picture(g);
	return 0;
}

static int page_read(struct paging *g, struct day year_from, int (*rest)(struct paging *g, struct err *e), struct err *e)
{
	int r = store_read_begin(g->office->store);

	if (r < 0)
		return office_fail(g->office, r, e);
	r = page_fill(g, year_from, e);
	if (r == 0)
		r = rest(g, e);
	store_read_end(g->office->store);
	roll_finish(&g->roll);
	return r;
}

int page_open(struct paging *g, int64_t pupil, struct day year_from, int (*rest)(struct paging *g, struct err *e), struct err *e)
{
	int r = office_refresh(g->office, e);

	g->page->pupil = pupil;
	if (r == 0)
		r = office_may(g->office, ACTION_SEE_TOTALS, 0, e);
	if (r == 0)
		r = page_read(g, year_from, rest, e);
	if (r < 0)
		pupil_page_finish(g->page);
	return r;
}

int office_pupil_page_open(struct office *o, int64_t pupil, struct day year_from, struct pupil_page *ret, struct err *e)
{
	struct pupil_page page = { 0 };
	struct paging g = { .office = o, .page = &page };
	int r = page_open(&g, pupil, year_from, page_rest, e);

	if (r == 0)
		*ret = page;
	return r;
}
