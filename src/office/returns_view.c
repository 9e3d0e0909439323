/* What is due, or near, across kinds of returns (C9). */
#include <errno.h>

#include "office/today.h"
#include "returns_parts.h"

struct viewing {
	const struct returns_wish *wish;
	struct returns_view view;
};

static void line_put(struct viewing *v, struct office *o, const struct return_item *item, struct return_line *to)
{
	struct arena *a = &v->view.arena;

	*to = (struct return_line){ .pupil = item->who.id, .name = item->who.name, .found = item->found, .overdue = item->overdue, .words = item->words,
				    .working = item->working, .said = item->said };
	to->group = item->who.class < 0 ? NULL : arena_text(a, o->roll_groups[item->who.class].name);
	v->view.due += item->found.state == RETURN_DUE;
	v->view.near += item->found.state == RETURN_NEAR;
}

static int view_fill(struct office *o, const struct report_asked *k, void *ctx, struct err *e)
{
	struct viewing *v = ctx;
	CLEAN_RETURNS struct return_items items = { 0 };
	int r = returns_gather(o, k, v->wish->kind, v->wish->made, &v->view.arena, &items, e);

	if (r < 0)
		return r;
	return_items_sort(&items);
	struct return_line *lines = arena_new(&v->view.arena, (size_t)items.of.count + 1, sizeof *lines);
	for (int i = 0; i < items.of.count; i++)
		line_put(v, o, &items.of.items[i], &lines[i]);
	v->view.lines = lines;
	v->view.count = items.of.count;
	v->view.day = items.measure.day;
	return 0;
}

int office_returns_open(struct office *o, const struct returns_wish *w, struct returns_view *ret, struct err *e)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct viewing v = { .wish = w };
	struct report_wish wish = { .date = DAY_NONE, .from = DAY_NONE, .to = DAY_NONE, .session = -1, .group = w->group };
	const char *key = NULL;
	int r = w->pupil ? office_pupil_key(o, w->pupil, &a, &key, e) : 0;

	wish.pupil = key;
	if (r == 0)
		r = report_read(o, &wish, ACTION_SEE_TOTALS, view_fill, &v, e);
	if (r < 0) {
		returns_view_finish(&v.view);
		return r;
	}
	v.view.may_change = office_reach(o, ACTION_REVIEW) != REACH_NONE;
	*ret = v.view;
	return 0;
}

void returns_view_finish(struct returns_view *v)
{
	arena_finish(&v->arena);
	*v = (struct returns_view){ 0 };
}

/* ONE ------------------------------------------------------------------------------------------------------------------------------- */

struct wanted {
	enum return_kind kind;
	struct return_found *to;
	bool found;
};

static void find(void *ctx, const struct measure *m, const struct measured *p)
{
	struct wanted *w = ctx;

	(void)m;
	for (int i = 0; i < p->result->returns.of.count; i++) {
		const struct return_found *f = &p->result->returns.of.items[i];

		if (f->kind != w->kind || (w->found && f->state == RETURN_MADE && w->to->state != RETURN_MADE))
			continue;
		*w->to = *f;
		w->found = true;
	}
}

int return_find(struct office *o, int64_t pupil, enum return_kind kind, struct return_found *ret, struct err *e)
{
	const struct report_wish none = { .session = -1 };
	struct day today = office_today(o);
	struct report_asked k = { .wish = &none, .action = ACTION_SEE_TOTALS, .date = today, .from = school_year_start(today), .to = today, .to_date = true,
				  .pupil = pupil, .everything = true };
	struct wanted w = { .kind = kind, .to = ret };
	CLEAN_MEASURE struct measure m = { 0 };

	k.first = sitting_of(k.from, SESSION_AM);
	k.last = sitting_of(k.to, SESSION_PM);
	const struct measure_wish wish = listed_wish(&k, ENGINE_RETURNS);
	int r = measure_begin(o, &wish, &m, e);
	if (r == 0)
		r = measure_each(&m, find, &w, e);
	return r < 0 ? r : w.found ? 0 : -ENOENT;
}
