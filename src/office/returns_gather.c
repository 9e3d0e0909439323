/* Everybody's returns, through the one reader of figures (C9). */
#include <stdlib.h>
#include <string.h>

#include "names.h"
#include "returns_parts.h"

struct gathering {
	struct office *o;
	struct arena *arena;
	struct return_items *to;
	int kind;
	bool made;
	bool said;                          /* why a child was named, and to whom a return went, is for who reviews */
	const struct return_made_row *rows; /**< by pupil */
	int row_count;
};

void return_items_finish(struct return_items *r)
{
	vec_finish(&r->of);
	measure_finish(&r->measure);
}

/* What a person said of it: of a naming that is open, else of the return that was made for that very episode, else of the last one. */
static const char *said_of(const struct gathering *g, int64_t pupil, const struct return_found *f)
{
	const char *said = NULL;

	for (int i = 0; i < g->row_count; i++) {
		const struct return_made_row *row = &g->rows[i];
		bool made = !day_is_none(row->made_day), fits = f->named ? !made : f->state == RETURN_MADE && made && row->from_day.n >= f->from.n;

		if (row->pupil != pupil || !fits || strcmp(row->kind, return_name(f->kind)) != 0)
			continue;
		said = row->words;
		if (made && day_equal(row->from_day, f->from))
			break;
	}
	return said;
}

static const char *working_of(const struct return_found *f, const struct return_known *known, struct arena *a)
{
	CLEAN_STEPS struct working_steps steps = { .arena = a };

	return_working(f, known, &steps);
	return working_line(&steps, a);
}

static void visit(void *ctx, const struct measure *m, const struct measured *p)
{
	struct gathering *g = ctx;

	for (int i = 0; i < p->result->returns.of.count; i++) {
		const struct return_found *f = &p->result->returns.of.items[i];
		struct return_item item = { .found = *f };

		if ((g->kind >= 0 && (int)f->kind != g->kind) || (f->state == RETURN_MADE && !g->made))
			continue;
		listed_make(&item.who, p, g->arena);
		item.words = return_words(f, g->arena);
		item.said = g->said ? said_of(g, p->id, f) : NULL;
		item.working = working_of(f, p->known, g->arena);
		item.overdue = f->state == RETURN_DUE && !day_is_none(f->due) && f->due.n < m->day.n;
		vec_push(&g->to->of, item);
	}
}

/* H4: of each pupil once, whatever the lines of theirs. */
static void tell_apart(struct gathering *g)
{
	struct return_items *r = g->to;
	struct named *names = arena_new(g->arena, (size_t)r->of.count + 1, sizeof *names);
	int n = 0;

	for (int i = 0; i < r->of.count; i++) {
		const struct listed *w = &r->of.items[i].who;

		if (i == 0 || w->id != r->of.items[i - 1].who.id)
			names[n++] = (struct named){ w->name, w->class < 0 ? NULL : g->o->roll_groups[w->class].name, w->pupil->row->born_day };
	}
	names_tell_apart(names, n, g->arena);
	for (int i = 0, at = -1; i < r->of.count; i++) {
		at += i == 0 || r->of.items[i].who.id != r->of.items[i - 1].who.id;
		r->of.items[i].who.name = names[at].name;
	}
}

static int read_rows(struct gathering *g, int64_t pupil, struct err *e)
{
	struct return_made_row *rows;
	int n = store_returns_made(g->o->store, pupil, day_add(office_today(g->o), -400), g->arena, &rows);

	g->rows = rows;
	g->row_count = n < 0 ? 0 : n;
	return n < 0 ? office_fail(g->o, n, e) : 0;
}

int returns_gather(struct office *o, const struct report_asked *k, int kind, bool made, struct arena *a, struct return_items *ret, struct err *e)
{
	const struct measure_wish wish = listed_wish(k, ENGINE_RETURNS);
	struct gathering g = { .o = o, .arena = a, .to = ret, .kind = kind, .made = made,
			       .said = office_may(o, ACTION_REVIEW, 0, NULL) == 0 };
	int r = read_rows(&g, k->pupil, e);

	if (r == 0)
		r = measure_begin(o, &wish, &ret->measure, e);
	if (r == 0)
		r = measure_each(&ret->measure, visit, &g, e);
	if (r == 0)
		tell_apart(&g);
	return r;
}

const char *return_heading(const struct return_found *f, bool overdue)
{
	static const char *const headings[] = { [RETURN_DUE] = "Due", [RETURN_NEAR] = "Near", [RETURN_MADE] = "Made" };

	return overdue ? "Overdue" : headings[f->state];
}

static int rank_of(const struct return_item *item)
{
	static const int order[] = { [RETURN_DUE] = 1, [RETURN_NEAR] = 2, [RETURN_MADE] = 3 };

	return item->overdue ? 0 : order[item->found.state];
}

static int item_compare(const void *a, const void *b)
{
	const struct return_item *x = a, *y = b;

	if (rank_of(x) != rank_of(y))
		return rank_of(x) - rank_of(y);
	if (x->found.kind != y->found.kind)
		return (int)x->found.kind - (int)y->found.kind;
	int c = listed_compare(&x->who, &y->who);
	return c != 0 ? c : (x->found.from.n > y->found.from.n) - (x->found.from.n < y->found.from.n);
}

void return_items_sort(struct return_items *r)
{
	if (r->of.count > 0)
		qsort(r->of.items, (size_t)r->of.count, sizeof *r->of.items, item_compare);
}
