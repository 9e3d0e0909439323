/* What the rules say of one pupil: the trend, what is ahead, and when the pupil is away (C4 to C13, C20). */
#include <string.h>

#include "pupil_page.h"

static void facts_keep(struct paging *g, struct pupil_facts *to)
{
	struct pupil_fact *of = arena_new(&g->page->arena, (size_t)g->facts.count + 1, sizeof *of);

	for (int i = 0; i < g->facts.count; i++)
		of[i] = g->facts.items[i];
	*to = (struct pupil_facts){ of, g->facts.count };
	g->facts.count = 0;
}

/* THE TREND: to date, since that is what a line judges ----------------------------------------------------------------------------- */

static bool week_is_in(const struct paging *g, struct day monday)
{
	return day_add(monday, 6).n >= g->page->from.n && monday.n <= g->page->to.n;
}

static const char *month_of(struct arena *a, struct day monday)
{
	char day[DAY_TEXT];
	const char *text = day_long(day_add(monday, 4), day); /* a week is of the month that its Friday is in */

	return arena_text_n(a, text + strlen(text) - strlen("Nov 2026"), 3);
}

static struct picture_rule *rules_of(struct arena *a, const struct policy *p)
{
	struct picture_rule *rules = arena_new(a, (size_t)p->boundary_count + 1, sizeof *rules);

	for (int i = 0; i < p->boundary_count; i++)
		rules[i] = (struct picture_rule){ 10 * p->boundaries[i].percent, arena_printf(a, "%d", p->boundaries[i].percent) };
	return rules;
}

static int points_make(struct paging *g, const struct measure *m, struct marks marks, struct picture_point *to)
{
	const char *month = "";
	struct tally t = { 0 };
	int n = 0, at = 0;

	for (int week = 0; week < m->days.week_count; week++) {
		struct day monday = m->days.mondays[week];
		int from = at;

		if (!week_is_in(g, monday))
			continue;
		while (at < marks.count && marks.of[at].at <= sitting_of(day_add(monday, 6), SESSION_PM))
			at++;
		marks_tally((struct marks){ marks.of + from, at - from }, &t);
		const char *now = month_of(&g->page->arena, monday);
		to[n++] = (struct picture_point){ percent_tenths(tally_attended(&t), tally_possible(&t)), strcmp(now, month) != 0 ? now : NULL };
		month = now;
	}
	return n;
}

static const char *trend_sentence(struct paging *g, const struct picture_line *l, const struct measured *d)
{
	struct arena *a = &g->page->arena;
	int first = -1, last = -1, lowest = -1;

	for (int i = 0; i < l->count; i++) {
		int value = l->points[i].value;

		if (value < 0)
			continue;
		first = first < 0 ? i : first;
		lowest = lowest < 0 || value < l->points[lowest].value ? i : lowest;
		last = i;
	}
	if (last < 0)
		return "No session was possible, so there is no line to draw.";
	int begin = l->points[first].value, least = l->points[lowest].value;
	return arena_printf(a, "Attended to date, week by week: %d.%d%% after the first, %d.%d%% at the lowest, %s %s.", begin / 10, begin % 10,
			    least / 10, least % 10, report_share_text(a, d->result->attended, d->result->possible), g->this_year ? "now" : "at the end");
}

static void page_trend(struct paging *g, const struct measure *m, const struct measured *d)
{
	struct pupil_page *p = g->page;
	struct picture_point *points = arena_new(&p->arena, (size_t)m->days.week_count + 1, sizeof *points);
	int now = percent_tenths(d->result->attended, d->result->possible);
	struct picture_line l = { .count = points_make(g, m, d->result->marks, points), .points = points, .rules = rules_of(&p->arena, &m->policy),
				  .rule_count = m->policy.boundary_count };

	picture_line_scale(&l);
	l.text = now < 0 ? "no figure" : arena_printf(&p->arena, "%d.%d%%%s", now / 10, now % 10, g->this_year ? " now" : "");
	l.sentence = trend_sentence(g, &l, d);
	p->trend = l;
}

/* MEASURED ------------------------------------------------------------------------------------------------------------------------- */

struct visiting {
	struct paging *g;
	int r;
};

static void page_visit(void *ctx, const struct measure *m, const struct measured *d)
{
	struct visiting *v = ctx;
	struct paging *g = v->g;

	if (d->id != g->page->pupil)
		return;
	g->page->measured = true;
	page_trend(g, m, d);
	v->r = page_ahead(g, m, d);
	facts_keep(g, &g->page->ahead);
	if (v->r == 0)
		v->r = page_habits(g, m, d);
	facts_keep(g, &g->page->habits);
}

int page_measured(struct paging *g, struct err *e)
{
	const struct pupil_page *p = g->page;
	const struct report_wish wish = { .date = DAY_NONE, .from = p->from, .to = p->to, .session = -1 };
	const struct report_asked asked = {
		.wish = &wish, .action = ACTION_SEE_TOTALS, .date = p->to, .session = SESSION_PM, .from = p->from, .to = p->to, .policy_day = p->to, .first = g->first,
		.last = g->last, .to_date = g->this_year, .pupil = p->pupil, .everything = true,
	};
	const struct measure_wish w = { .asked = &asked, .parts = ENGINE_ALL, .year = SESSION_ANY_YEAR };
	CLEAN_MEASURE struct measure m = { 0 };
	struct visiting v = { g, 0 };
	int r = measure_begin(g->office, &w, &m, e);

	if (r == 0)
		r = measure_each(&m, page_visit, &v, e);
	vec_finish(&g->facts);
	if (r == 0 && v.r < 0)
		return office_fail(g->office, v.r, e);
	return r;
}
