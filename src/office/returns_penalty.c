/* Who meets the threshold of penalty notices, or lacks few (C8; domain 5.1). */
#include "returns_penalty.h"

#include <stdlib.h>
#include <string.h>

#include "names.h"

struct gathering {
	struct arena *arena;
	struct penalty_items *to;
	const struct report_asked *asked;
	int within;
};

void penalty_items_finish(struct penalty_items *p)
{
	vec_finish(&p->of);
	measure_finish(&p->measure);
}

/* Windows that end in the days asked for: what was met a year ago was looked at then. */
static void windows_keep(struct gathering *g, const struct penalty *p, struct penalty_item *item)
{
	const struct penalty_window *w = p->windows.items;
	int n = p->windows.count;

	for (; n > 0 && w->to.n < g->asked->from.n; w++)
		n--;
	struct penalty_window *kept = arena_new(g->arena, (size_t)n + 1, sizeof *kept);
	if (n > 0)
		memcpy(kept, w, (size_t)n * sizeof *kept);
	item->windows = kept;
	item->window_count = n;
}

/* The ten of the latest window, else those of the ten school weeks up to now. */
static void sessions_keep(struct gathering *g, const struct penalty *p, struct penalty_item *item)
{
	const struct penalty_window *last = item->window_count > 0 ? &item->windows[item->window_count - 1] : NULL;
	int first = last ? last->first : 0, n = last ? PENALTY_SESSIONS : p->now;

	while (!last && first < p->counted.count && sitting_day(p->counted.items[first].at).n < p->from.n)
		first++;
	struct mark *kept = arena_new(g->arena, (size_t)n + 1, sizeof *kept);
	if (n > 0)
		memcpy(kept, &p->counted.items[first], (size_t)n * sizeof *kept);
	item->sessions = kept;
	item->session_count = n;
}

static const char *working_of(const struct penalty *p, const struct penalty_item *item, const struct school_days *d, struct arena *a)
{
	CLEAN_STEPS struct working_steps steps = { .arena = a };

	penalty_working(p, item->window_count > 0 ? &p->windows.items[p->windows.count - 1] : NULL, d, &steps);
	return working_line(&steps, a);
}

static void visit(void *ctx, const struct measure *m, const struct measured *p)
{
	struct gathering *g = ctx;
	const struct penalty *penalty = &p->result->penalty;
	struct penalty_item item = { .now = penalty->now, .provisional = penalty->now_provisional, .lacking = penalty->lacking };

	g->to->from = penalty->from;
	g->to->to = penalty->to;
	windows_keep(g, penalty, &item);
	if (item.lacking > g->within && item.window_count == 0)
		return;
	listed_make(&item.who, p, g->arena);
	item.state = item.lacking == 0 ? PENALTY_MET : item.window_count > 0 ? PENALTY_EARLIER : PENALTY_NEAR;
	sessions_keep(g, penalty, &item);
	item.working = working_of(penalty, &item, &m->days, g->arena);
	vec_push(&g->to->of, item);
}

static int item_compare(const void *a, const void *b)
{
	const struct penalty_item *x = a, *y = b;

	if (x->state != y->state)
		return (int)x->state - (int)y->state;
	return x->state == PENALTY_NEAR && x->lacking != y->lacking ? x->lacking - y->lacking : listed_compare(&x->who, &y->who);
}

static void tell_apart(struct office *o, struct penalty_items *p, struct arena *a)
{
	struct named *names = arena_new(a, (size_t)p->of.count + 1, sizeof *names);

	for (int i = 0; i < p->of.count; i++) {
		const struct listed *w = &p->of.items[i].who;

		names[i] = (struct named){ w->name, w->class < 0 ? NULL : o->roll_groups[w->class].name, w->pupil->row->born_day };
	}
	names_tell_apart(names, p->of.count, a);
	for (int i = 0; i < p->of.count; i++)
		p->of.items[i].who.name = names[i].name;
}

int penalty_gather(struct office *o, const struct report_asked *k, int within, struct arena *a, struct penalty_items *ret, struct err *e)
{
	const struct measure_wish wish = listed_wish(k, ENGINE_PENALTY);
	struct gathering g = { .arena = a, .to = ret, .asked = k, .within = within > 0 ? within : PENALTY_WITHIN };
	int r = measure_begin(o, &wish, &ret->measure, e);

	ret->from = ret->to = DAY_NONE;
	if (r == 0)
		r = measure_each(&ret->measure, visit, &g, e);
	if (r < 0)
		return r;
	if (ret->of.count > 1)
		qsort(ret->of.items, (size_t)ret->of.count, sizeof *ret->of.items, item_compare);
	tell_apart(o, ret, a);
	return 0;
}

/* THE LIST -------------------------------------------------------------------------------------------------------------------------- */

/* "Mon 2 Nov 2026 am O, pm O; Tue 3 Nov 2026 am U" */
static const char *ten_words(const struct penalty_item *item, struct arena *a)
{
	CLEAN_BUF struct buf text = { 0 };
	char day[DAY_TEXT];

	for (int i = 0; i < item->session_count; i++) {
		const struct mark *m = &item->sessions[i];
		bool same = i > 0 && day_equal(sitting_day(m->at), sitting_day(m[-1].at));

		if (same)
			buf_text(&text, ", ");
		else
			buf_printf(&text, "%s%s ", i == 0 ? "" : "; ", day_long(sitting_day(m->at), day));
		buf_printf(&text, "%s %s", session_name(sitting_session(m->at)), code_symbol(m->code));
	}
	return arena_text(a, buf_string(&text));
}

struct viewing {
	const struct penalty_wish *wish;
	struct penalty_view view;
};

static void line_put(struct viewing *v, struct office *o, const struct penalty_item *item, struct penalty_line *to)
{
	struct arena *a = &v->view.arena;
	bool met = item->window_count > 0;

	*to = (struct penalty_line){ .pupil = item->who.id, .name = item->who.name, .now = item->now, .provisional = item->provisional,
				     .lacking = item->lacking, .windows = item->window_count, .ten = ten_words(item, a), .working = item->working };
	to->group = item->who.class < 0 ? NULL : arena_text(a, o->roll_groups[item->who.class].name);
	to->met = met ? sitting_day(item->windows[item->window_count - 1].met) : DAY_NONE;
	v->view.met += item->state == PENALTY_MET;
}

static int view_fill(struct office *o, const struct report_asked *k, void *ctx, struct err *e)
{
	struct viewing *v = ctx;
	CLEAN_PENALTIES struct penalty_items items = { 0 };
	int r = penalty_gather(o, k, v->wish->within, &v->view.arena, &items, e);

	if (r < 0)
		return r;
	struct penalty_line *lines = arena_new(&v->view.arena, (size_t)items.of.count + 1, sizeof *lines);
	for (int i = 0; i < items.of.count; i++)
		line_put(v, o, &items.of.items[i], &lines[i]);
	v->view.lines = lines;
	v->view.count = items.of.count;
	v->view.day = items.measure.day;
	v->view.from = items.from;
	v->view.within = v->wish->within > 0 ? v->wish->within : PENALTY_WITHIN;
	return 0;
}

int office_penalty_open(struct office *o, const struct penalty_wish *w, struct penalty_view *ret, struct err *e)
{
	const struct report_wish wish = { .date = DAY_NONE, .from = DAY_NONE, .to = DAY_NONE, .session = -1, .group = w->group };
	struct viewing v = { .wish = w };
	int r = report_read(o, &wish, ACTION_SEE_TOTALS, view_fill, &v, e);

	if (r < 0)
		penalty_view_finish(&v.view);
	else
		*ret = v.view;
	return r;
}

void penalty_view_finish(struct penalty_view *v)
{
	arena_finish(&v->arena);
	*v = (struct penalty_view){ 0 };
}
