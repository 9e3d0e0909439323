/* Those who are expected elsewhere on a day, by who can say that they are there (A10, A30). */
#include <stdlib.h>
#include <string.h>

#include "confirm_parts.h"
#include "names.h"
#include "pupils_parts.h"

/** A list in the making. */
struct confirming {
	struct expecting x;
	struct err *e;
	struct confirms_view *v;
	bool everywhere;            /* the person may see every class */
	bool alone;                 /* one plan was asked for, whatever it expects */
	struct { VEC(struct confirm_group); } groups;
};

/* ONE CHILD */

static const char *mark_remark(struct confirming *c, uint8_t mark, const struct due_row *due)
{
	return arena_printf(&c->v->arena, "marked %s in %s", code_symbol(mark), office_group_name(c->x.o, due->roll_group));
}

/** A child's sessions of the day that the place expects them in. */
struct sessions {
	const struct due_row *blank, *marked; /* the first of each; NULL: none */
	sitting at;                           /* of the blank one */
	const struct due_row *any;
};

static struct sessions sessions_of(const struct confirming *c, const struct expecting_child *of)
{
	struct sessions s = { 0 };
	sitting am = sitting_of(c->x.day, SESSION_AM);

	for (int i = 0; i < 2; i++) {
		const struct due_row *due = expecting_due(&c->x, of->pupil, am + i);

		s.any = s.any ? s.any : due;
		if (!due || !of->covers[i])
			continue;
		if (due->mark == CODE_NONE && !s.blank) {
			s.blank = due;
			s.at = am + i;
		} else if (due->mark != CODE_NONE && !s.marked)
			s.marked = due;
	}
	return s;
}

/* Blank: awaited there, or something nearer says where the child is. */
static void fill_blank(struct confirming *c, const struct expecting_place *p, const struct sessions *s, struct goer *g)
{
	const struct expected *nearest = expected_at(c->x.expectations, g->pupil, s->blank->year, s->blank->roll_group, s->at);

	g->state = GOER_EXPECTED;
	if (s->marked && s->marked->mark != p->code->number)
		g->remark = mark_remark(c, s->marked->mark, s->marked);
	const char *out = expecting_out(&c->x, s->blank, s->at);
	if (out) {
		g->state = GOER_ABSENT;
		g->remark = out;
		return;
	}
	if (!nearest || expecting_is_nearest(p, nearest))
		return;
	g->state = GOER_ABSENT;
	g->remark = expected_words(nearest, &c->v->arena);
}

static void fill_marked(struct confirming *c, const struct expecting_place *p, const struct sessions *s, struct goer *g)
{
	g->mark = s->marked->mark;
	g->state = g->mark == p->code->number ? GOER_CONFIRMED : code_is_in(g->mark, c->x.day) ? GOER_HERE : GOER_ABSENT;
	if (g->state != GOER_CONFIRMED)
		g->remark = mark_remark(c, g->mark, s->marked);
}

static int consent_of(const struct plan_pupil_row *row)
{
	return !row->consent ? -1 : strcmp(row->consent, "yes") == 0;
}

/* 1 if the child is in the list of that place, 0 if not. */
static int fill_goer(struct confirming *c, const struct expecting_place *p, const struct expecting_child *of, struct goer *g)
{
	struct sessions s = sessions_of(c, of);
	bool stayed = !of->covers[0] && !of->covers[1];

	if (!s.any || (!stayed && !s.blank && !s.marked) || (!c->everywhere && office_may(c->x.o, ACTION_SEE_REGISTER, s.any->roll_group, NULL) < 0))
		return 0;
	*g = (struct goer){ .pupil = of->pupil, .plan_pupil = of->row.id, .group = office_group_name(c->x.o, s.any->roll_group),
			    .with_whom = of->row.with_whom, .consent = consent_of(&of->row) };
	if (stayed) {
		g->state = GOER_STAYED;
		g->mark = s.any->mark;
		g->remark = arena_printf(&c->v->arena, "with %s", g->group);
	} else if (s.blank)
		fill_blank(c, p, &s, g);
	else
		fill_marked(c, p, &s, g);
	/* whoever is expected at another place is in that one's list */
	const struct expected *nearest = s.blank ? expected_at(c->x.expectations, g->pupil, s.blank->year, s.blank->roll_group, s.at) : NULL;
	return c->alone || !nearest || !nearest->waits || expecting_is_nearest(p, nearest);
}

/* A PLACE */

static int by_class(const void *a, const void *b)
{
	const struct goer *x = a, *y = b;
	int r = strcmp(x->group, y->group);

	return r ? r : strcmp(x->name, y->name);
}

static int name_goers(struct confirming *c, struct goer *goers, int n)
{
	struct named *names = arena_new(&c->v->arena, (size_t)n + 1, sizeof *names);

	for (int i = 0; i < n; i++) {
		struct pupil_row row;
		int r = pupil_row_get(c->x.o, goers[i].pupil, &c->v->arena, &row, c->e);

		if (r < 0)
			return r;
		names[i] = (struct named){ pupil_display_name(&row, &c->v->arena), goers[i].group, row.born_day };
	}
	names_tell_apart(names, n, &c->v->arena);
	for (int i = 0; i < n; i++)
		goers[i].name = names[i].name;
	qsort(goers, (size_t)n, sizeof *goers, by_class);
	return 0;
}

static const char *place_title(struct confirming *c, const struct expecting_place *p)
{
	if (p->plan.id == 0)
		return arena_printf(&c->v->arena, "%s (%s)", p->place, p->code->symbol);
	const char *title = plan_title(&p->plan);
	return p->plan.leader ? arena_printf(&c->v->arena, "%s, with %s", title, p->plan.leader) : title;
}

static int place_add(struct confirming *c, const struct expecting_place *p)
{
	struct goer *goers = arena_new(&c->v->arena, (size_t)p->count + 1, sizeof *goers);
	int n = 0, waiting = 0;

	for (int i = 0; i < p->count; i++)
		n += fill_goer(c, p, &p->children[i], &goers[n]);
	int r = name_goers(c, goers, n);
	if (r < 0 || n == 0)
		return r;
	for (int i = 0; i < n; i++)
		waiting += goers[i].state == GOER_EXPECTED;
	vec_push(&c->groups, (struct confirm_group){ .from = p->from, .plan = p->plan.id, .title = place_title(c, p),
		.place = p->plan.id ? p->plan.place : p->place, .leader = p->plan.leader, .code = p->code->symbol,
		.leaves = p->plan.leaves == NONE ? -1 : (int)p->plan.leaves, .goers = goers, .count = n, .waiting = waiting });
	c->v->waiting += waiting;
	return 0;
}

static int add_plan(struct confirming *c, int64_t plan)
{
	struct expecting_place p;
	int r = expecting_plan(&c->x, plan, &p);

	return r <= 0 ? r : place_add(c, &p);
}

static int add_plans(struct confirming *c)
{
	struct plan_row *plans;
	int n = store_plans_between(c->x.o->store, c->x.day, c->x.day, &c->v->arena, &plans), r = n < 0 ? office_fail(c->x.o, n, c->e) : 0;

	for (int i = 0; r == 0 && i < n; i++) {
		const struct code *code = code_on(code_number(plans[i].code), c->x.day);

		r = code && code->confirm ? add_plan(c, plans[i].id) : 0;
	}
	return r;
}

static bool agreed_before(const struct agreed_row *rows, int i)
{
	for (int k = 0; k < i; k++)
		if (strcmp(rows[k].place, rows[i].place) == 0 && strcmp(rows[k].code, rows[i].code) == 0)
			return true;
	return false;
}

static int add_agreed(struct confirming *c)
{
	struct agreed_row *rows;
	int n = store_elsewhere_between(c->x.o->store, c->x.day, c->x.day, &c->v->arena, &rows), r = n < 0 ? office_fail(c->x.o, n, c->e) : 0;

	for (int i = 0; r >= 0 && i < n; i++) {
		struct expecting_place p;

		r = agreed_before(rows, i) ? 0 : expecting_agreed(&c->x, rows[i].place, rows[i].code, &p);
		if (r > 0)
			r = place_add(c, &p);
	}
	return r;
}

/* Those of no hour last. */
static int by_leaving(const void *a, const void *b)
{
	const struct confirm_group *x = a, *y = b;
	unsigned int left = (unsigned int)x->leaves, right = (unsigned int)y->leaves;

	if (left != right)
		return left < right ? -1 : 1;
	return strcmp(x->title, y->title);
}

static int read_all(struct confirming *c, int64_t plan)
{
	int r = plan ? add_plan(c, plan) : add_plans(c);

	if (r == 0 && !plan)
		r = add_agreed(c);
	if (r < 0)
		return r;
	struct confirm_group *groups = arena_new(&c->v->arena, (size_t)c->groups.count + 1, sizeof *groups);
	if (c->groups.count)
		memcpy(groups, c->groups.items, (size_t)c->groups.count * sizeof *groups);
	qsort(groups, (size_t)c->groups.count, sizeof *groups, by_leaving);
	c->v->groups = groups;
	c->v->count = c->groups.count;
	return 0;
}

int office_confirms_open(struct office *o, struct day day, int64_t plan, struct confirms_view *ret, struct err *e)
{
	struct confirms_view v = { .day = day_or_today(o, day) };
	struct confirming c = { .v = &v, .e = e, .alone = plan != 0 };
	int r = office_refresh(o, e);

	if (r == 0)
		r = office_may(o, ACTION_SEE_REGISTER, 0, e);
	if (r < 0)
		return r;
	c.everywhere = office_reach(o, ACTION_SEE_REGISTER) == REACH_ALL;
	r = store_read_begin(o->store);
	if (r < 0)
		return office_fail(o, r, e);
	r = expecting_read(&c.x, o, v.day, &v.arena, e);
	if (r == 0)
		r = read_all(&c, plan);
	store_read_end(o->store);
	vec_finish(&c.groups);
	if (r < 0)
		confirms_view_finish(&v);
	else
		*ret = v;
	return r;
}

void confirms_view_finish(struct confirms_view *v)
{
	arena_finish(&v->arena);
	v->groups = NULL;
	v->count = 0;
}
