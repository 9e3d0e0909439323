/* What may come of a pupil's year: stage, what was agreed, lines fallen below, forecast, penalty threshold, returns (C4 to C9, C19). */
#include <string.h>

#include "call_parts.h"
#include "pupil_page.h"

static const char *share(struct paging *g, int part, int of)
{
	return report_share_text(&g->page->arena, part, of);
}

/* THE STAGE, AND WHAT WAS AGREED --------------------------------------------------------------------------------------------------- */

static const char *stage_title(const struct policy *p, const char *name)
{
	for (int i = 0; i < p->stage_count; i++)
		if (strcmp(p->stages[i].name, name) == 0)
			return p->stages[i].title;
	return name;
}

/* What was decided, agreed and why is for who reviews the child, as in the history. */
static bool may_read_words(const struct paging *g)
{
	return said_may(g->office, ACTION_REVIEW, g->page->pupil, office_today(g->office), NULL) == 0;
}

static int stage_by_person(struct paging *g, const struct policy *p)
{
	CLEAN_ARENA struct arena work = { 0 };
	struct pupil_stage_row *rows;
	int n = store_stages_of_pupil(g->office->store, g->page->pupil, &work, &rows);
	char day[DAY_TEXT];

	for (int i = 0; i < n; i++)
		if (strcmp(rows[i].policy, p->name) == 0 && day_within(g->page->to, rows[i].from_day, rows[i].to_day))
			page_fact(g, NULL, "Stage", "%s, set on %s%s%s", stage_title(p, rows[i].stage), day_long(rows[i].from_day, day), may_read_words(g) ? ": " : "",
				  may_read_words(g) ? rows[i].words : "");
	return n;
}

static int stage_put(struct paging *g, const struct measure *m, const struct measured *d)
{
	const struct policy *p = &m->policy;
	const struct stage_at *at = &d->result->stage;
	char day[DAY_TEXT];

	if (p->stage_count == 0)
		return 0;
	if (at->stage >= 0)
		page_fact(g, NULL, "Stage", "%s, since %s", p->stages[at->stage].title, day_long(sitting_day(at->since), day));
	else
		page_fact(g, NULL, "Stage", "none by the figures");
	return g->this_year ? stage_by_person(g, p) : 0;
}

static int agreed_put(struct paging *g)
{
	CLEAN_ARENA struct arena work = { 0 };
	struct reviewed_row *rows;
	int n = may_read_words(g) ? store_reviewed_of_pupil(g->office->store, g->page->pupil, &work, &rows) : 0;
	char day[DAY_TEXT], by[DAY_TEXT];

	for (int i = 0; i < n; i++) {
		struct day on = { (int32_t)rows[i].day };

		if (!day_within(on, g->page->from, g->page->to))
			continue;
		page_fact(g, NULL, "Last review", "%s on %s, at %s", rows[i].decision, day_long(on, day),
			  share(g, (int)rows[i].attended, (int)rows[i].possible));
		if (rows[i].next)
			page_fact(g, NULL, "Agreed", "%s%s%s", rows[i].next, day_is_none(rows[i].next_day) ? "" : ", by ",
				  day_is_none(rows[i].next_day) ? "" : day_long(rows[i].next_day, by));
		break;
	}
	return n;
}

/* LINES -------------------------------------------------------------------------------------------------------------------------------- */

static void crossings_put(struct paging *g, const struct policy *p, const struct engine_result *r)
{
	struct arena *a = &g->page->arena;
	char day[DAY_TEXT];

	for (int i = 0; i < r->crossings.of.count; i++) {
		const struct crossing *x = &r->crossings.of.items[i];
		const char *name = arena_printf(a, "since_%d", i + 1);

		page_fact(g, name, arena_printf(a, "%s %d", x->down ? "Below" : "Above", p->boundaries[x->line].percent), "since %s, %s: %s",
			  day_long(sitting_day(x->at), day), session_words(sitting_session(x->at)), share(g, x->attended, x->possible));
		if (page_wants(g, name))
			crossing_working(p, x, r->marks, g->steps);
	}
}

static void above_put(const struct forecast *f, const struct forecast_line *l, struct buf *to)
{
	buf_printf(to, "above; %d more missed in a row bring%s it below", l->missed_in_row, l->missed_in_row == 1 ? "s" : "");
	if (!l->in_reach_down)
		buf_printf(to, ", more than the %d that are left", f->left);
	else if (l->may_miss >= 0)
		buf_printf(to, "; of the %d left %d may be missed", f->left, l->may_miss);
	else
		buf_text(to, "; at the year's end it is below, whatever comes");
}

static void below_put(const struct forecast *f, const struct forecast_line *l, struct buf *to)
{
	if (l->attended_in_row < 0)
		buf_text(to, "below, and no attendance brings it above");
	else
		buf_printf(to, "below; %d more attended in a row bring%s it above", l->attended_in_row, l->attended_in_row == 1 ? "s" : "");
	if (l->may_miss < 0)
		buf_printf(to, ", which the %d left cannot do", f->left);
	else
		buf_printf(to, "; of the %d left %d may be missed", f->left, l->may_miss);
}

static void lines_put(struct paging *g, const struct policy *p, const struct engine_result *r)
{
	const struct forecast *f = &r->forecast;
	struct arena *a = &g->page->arena;

	for (int i = 0; i < f->line_count && i < p->boundary_count; i++) {
		const char *name = arena_printf(a, "line_%d", p->boundaries[i].percent);
		CLEAN_BUF struct buf b = { 0 };

		if (f->lines[i].below)
			below_put(f, &f->lines[i], &b);
		else
			above_put(f, &f->lines[i], &b);
		page_fact(g, name, arena_printf(a, "Line of %d", p->boundaries[i].percent), "%s", buf_string(&b));
		if (page_wants(g, name))
			forecast_working(p, f, r->marks, g->steps);
	}
}

static void year_end_put(struct paging *g, const struct policy *p, const struct engine_result *r)
{
	const struct forecast *f = &r->forecast;
	int all = f->possible + f->left;

	if (f->at_this_rate >= 0)
		page_fact(g, "year_end", "Year's end", "%s at this rate; at best %s, at worst %s", share(g, f->at_this_rate, all), share(g, f->best, all),
			  share(g, f->worst, all));
	if (page_wants(g, "year_end"))
		forecast_working(p, f, r->marks, g->steps);
}

/* THRESHOLDS ------------------------------------------------------------------------------------------------------------------------ */

static void penalty_put(struct paging *g, const struct measure *m, const struct penalty *p)
{
	const struct penalty_window *met = p->now >= PENALTY_SESSIONS && p->windows.count > 0 ? &p->windows.items[p->windows.count - 1] : NULL;
	CLEAN_BUF struct buf b = { 0 };
	char from[DAY_TEXT], day[DAY_TEXT];

	buf_printf(&b, "%d of %d sessions of G, N, O or U since %s", p->now, PENALTY_SESSIONS, day_long(p->from, from));
	if (p->now_provisional > 0)
		buf_printf(&b, ", %d of them N and provisional", p->now_provisional);
	if (met)
		buf_printf(&b, "; met on %s, so a notice is considered", day_long(sitting_day(met->met), day));
	page_fact(g, "penalty", "Penalty notice", "%s", buf_string(&b));
	if (page_wants(g, "penalty"))
		penalty_working(p, met, &m->days, g->steps);
}

static void return_put(struct paging *g, const struct measured *d, const struct return_found *f)
{
	static const char *const states[] = { [RETURN_NEAR] = "near", [RETURN_DUE] = "due", [RETURN_MADE] = "made" };
	const char *name = return_name(f->kind);
	CLEAN_BUF struct buf b = { 0 };
	char day[DAY_TEXT];

	buf_text(&b, states[f->state]);
	if (f->days > 0 || f->half)
		buf_printf(&b, ", %d%s school day%s", f->days, f->half ? " 1/2" : "", f->days == 1 && !f->half ? "" : "s");
	buf_printf(&b, ", since %s", day_long(f->from, day));
	if (!day_is_none(f->due))
		buf_printf(&b, ", by %s", day_long(f->due, day));
	page_fact(g, name, return_title(f->kind), "%s", buf_string(&b));
	if (page_wants(g, name))
		return_working(f, d->known, g->steps);
}

int page_ahead(struct paging *g, const struct measure *m, const struct measured *d)
{
	const struct engine_result *r = d->result;
	int n = stage_put(g, m, d);

	if (n >= 0)
		n = agreed_put(g);
	if (n < 0)
		return n;
	if (g->this_year) {
		penalty_put(g, m, &r->penalty);
		for (int i = 0; i < r->returns.of.count; i++)
			return_put(g, d, &r->returns.of.items[i]);
		lines_put(g, &m->policy, r);
		year_end_put(g, &m->policy, r);
	}
	crossings_put(g, &m->policy, r);
	return 0;
}
