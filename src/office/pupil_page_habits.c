/* When a pupil is away and late: patterns, lates, broken weeks, runs of absence, off together with siblings (C10 to C12, C15). */
#include <string.h>

#include "desk.h"
#include "pupil_page.h"
#include "rules/pupil.h"

#define RUNS_MOST 6 /* the latest: the rest are in the map */

/* PATTERNS ------------------------------------------------------------------------------------------------------------------------- */

static void patterns_put(struct paging *g, const struct policy *policy, const struct patterns *p)
{
	const struct pattern_rule rule = policy_pattern_rule(policy);
	enum pattern_place places[PLACES];
	int n = patterns_worth(&rule, p, places);

	for (int i = 0; i < n; i++) {
		const struct pattern_share *at = &p->at[places[i]];
		const char *name = pattern_place_name(places[i]);

		page_fact(g, name, "Pattern", "%s %s missed; of all %s", pattern_place_words(places[i]),
			  report_share_text(&g->page->arena, at->missed, at->possible), report_share_text(&g->page->arena, p->all.missed, p->all.possible));
		if (page_wants(g, name))
			pattern_working(&rule, p, places[i], g->steps);
	}
	if (n == 0 && p->all.missed < rule.least)
		page_fact(g, NULL, "Patterns", "too few to say: %d session%s missed", p->all.missed, p->all.missed == 1 ? "" : "s");
	else if (n == 0)
		page_fact(g, NULL, "Patterns", "none: no day, half day, month or edge of a term with %d missed and %d times its share", rule.least,
			  rule.times);
}

static int late_put(struct paging *g, const struct patterns *p)
{
	CLEAN_ARENA struct arena work = { 0 };
	struct late_row *rows;
	int n = store_late_between(g->office->store, g->page->from, g->page->to, g->page->pupil, &work, &rows);
	int64_t minutes = 0;

	if (n < 0 || p->late + p->after_close == 0)
		return n < 0 ? n : 0;
	for (int i = 0; i < n; i++)
		minutes += rows[i].minutes;
	CLEAN_BUF struct buf b = { 0 };
	buf_printf(&b, "%d time%s", p->late + p->after_close, p->late + p->after_close == 1 ? "" : "s");
	if (p->after_close > 0)
		buf_printf(&b, ", %d of them after the close (U)", p->after_close);
	if (minutes > 0)
		buf_printf(&b, "; %lld minutes in all", (long long)minutes);
	page_fact(g, NULL, "Late", "%s", buf_string(&b));
	return 0;
}

/* RUNS OF ABSENCE -------------------------------------------------------------------------------------------------------------------- */

static void run_put(struct paging *g, const struct spell *s)
{
	const struct code *c = code_on(s->code, sitting_day(s->first));
	char first[DAY_TEXT], last[DAY_TEXT];
	bool one = sitting_day(s->first).n == sitting_day(s->last).n;

	day_long(sitting_day(s->first), first);
	page_fact(g, NULL, "Run", "%s%s%s: %d session%s%s%s %s%s", first, one ? "" : " to ", one ? "" : day_long(sitting_day(s->last), last),
		  s->sessions, s->sessions == 1 ? "" : "s", c ? ", " : "", c ? c->symbol : "", c ? c->words : "",
		  s->open && g->this_year ? "; not back yet" : "");
}

static void runs_put(struct paging *g, const struct patterns *p, const struct spells *s)
{
	if (p->weeks > 0 && p->all.missed > 0)
		page_fact(g, NULL, "Weeks", "%d of %d broken, %d missed whole", p->weeks_broken, p->weeks, p->weeks_missed);
	if (p->spells > 0)
		page_fact(g, NULL, "Runs of absence", "%d, %d of them of one session or day; the longest of %d session%s", p->spells, p->spells_one,
			  p->longest, p->longest == 1 ? "" : "s");
	for (int i = s->of.count - 1; i >= 0 && i >= s->of.count - RUNS_MOST; i--)
		run_put(g, &s->of.items[i]);
}

/* OFF TOGETHER ----------------------------------------------------------------------------------------------------------------------- */

struct together {
	const struct paging *g;
	int missed;            /**< by both */
};

/* A session of both, missed by both. */
static void together_strip(void *ctx, const struct roll_strip *s)
{
	struct together *t = ctx;

	for (sitting at = s->span.first; at <= s->span.last; at++) {
		uint8_t theirs = s->marks[at - s->span.first], ours = t->g->marks[at - t->g->first];
		enum category a, b;

		if (theirs == CODE_NONE || ours == CODE_NONE)
			continue;
		a = code_category(theirs, sitting_day(at));
		b = code_category(ours, sitting_day(at));
		t->missed += (a == CATEGORY_AUTHORISED || a == CATEGORY_UNAUTHORISED) && (b == CATEGORY_AUTHORISED || b == CATEGORY_UNAUTHORISED);
	}
}

static bool sees(struct paging *g, const struct roll_pupil *p)
{
	int64_t group = roll_class(p, g->page->to);

	return group != 0 ? office_may(g->office, ACTION_SEE_TOTALS, group, NULL) == 0 : office_reach(g->office, ACTION_SEE_TOTALS) == REACH_ALL;
}

static int sibling_put(struct paging *g, int64_t sibling, int missed)
{
	struct together t = { .g = g };
	struct pupil_row row;
	CLEAN_ARENA struct arena work = { 0 };
	CLEAN_ROLL struct roll roll = { 0 };
	int r = store_thing_get(g->office->store, THING_PUPIL, sibling, &work, &row);

	if (r == 0)
		r = roll_load_only(g->office, sibling, ROLL_PLACES, g->first, g->last, &roll, NULL);
	if (r < 0 || !roll.pupils[sibling].row || !sees(g, &roll.pupils[sibling]))
		return r;
	r = roll_walk(&roll, g->first, g->last, sibling, together_strip, &t, NULL);
	const char *class = report_group_name(g->office, roll_class(&roll.pupils[sibling], g->page->to));
	if (r == 0 && t.missed > 0)
		page_fact(g, NULL, "Off together", "with %s (%s): %d of the %d sessions missed", pupil_display_name(&row, &work),
			  class ? class : "in no class", t.missed, missed);
	return r;
}

static int siblings_put(struct paging *g, int missed)
{
	CLEAN_ARENA struct arena work = { 0 };
	int64_t *siblings;
	int n = missed > 0 ? desk_siblings(g->office, g->page->pupil, &work, &siblings) : 0, r = n < 0 ? n : 0;

	for (int i = 0; r == 0 && i < n; i++)
		r = sibling_put(g, siblings[i], missed);
	return r;
}

int page_habits(struct paging *g, const struct measure *m, const struct measured *d)
{
	const struct engine_result *r = d->result;
	int n;

	patterns_put(g, &m->policy, &r->patterns);
	n = late_put(g, &r->patterns);
	if (n < 0)
		return n;
	runs_put(g, &r->patterns, &r->spells);
	return siblings_put(g, r->missed);
}
