/* What would come of a plan: how many sessions, and what stands in its way (A11). */
#include <stdlib.h>
#include <string.h>

#include "names.h"
#include "plans_parts.h"
#include "pupils_parts.h"
#include "rules/pupil.h"

#define OTHERS_MOST 8 /* that speak of one session */

/** A preview being made. */
struct looking {
	struct planning *p;
	struct plan_preview *v;
	struct expectations *x;
	const uint8_t *open;              /* enum opening for the whole school, a session */
	sitting first, last;
	struct { VEC(struct plan_conflict); } conflicts;
	struct { VEC(struct named); } named; /* of each */
	const struct planning_pupil *child;
	struct pupil_row row;             /* of the child */
	const char *group;
	int from;                         /* index of the child's first conflict */
	int off, sessions;                /* of the child: not on the roll; that it is laid over */
};

static void conflict_add(struct looking *l, enum plan_conflict_kind kind, sitting s, const char *words)
{
	vec_push(&l->conflicts, (struct plan_conflict){ .kind = kind, .pupil = l->child ? l->child->pupil : 0, .group = l->group, .words = words,
							.day = sitting_day(s), .session = sitting_session(s) });
	vec_push(&l->named, (struct named){ .name = l->child ? pupil_display_name(&l->row, &l->v->arena) : "the school", .group = l->group,
					    .born = l->child ? l->row.born_day : DAY_NONE });
}

/* One of a kind does for a child. */
static bool conflict_known(const struct looking *l, enum plan_conflict_kind kind, const char *words)
{
	for (int i = l->from; i < l->conflicts.count; i++)
		if (l->conflicts.items[i].kind == kind && (!words || strcmp(l->conflicts.items[i].words, words) == 0))
			return true;
	return false;
}

/* THE SCHOOL */

static bool is_shut(uint8_t opening)
{
	return opening != OPENING_OPEN;
}

/* From the first session of a closure to its last: "Mon 26 Oct 2026 to Fri 30 Oct 2026: Autumn half-term". */
static void say_closure(struct looking *l, sitting from, sitting to)
{
	char first[DAY_TEXT], last[DAY_TEXT];
	const char *name = NULL;
	enum opening o = calendar_opening(&l->p->o->calendar, from, SESSION_ANY_YEAR, 0, &name);

	day_long(sitting_day(from), first);
	day_long(sitting_day(to), last);
	conflict_add(l, CONFLICT_CLOSED, from,
		     arena_printf(&l->v->arena, "is shut on %s%s%s%s: %s", first, strcmp(first, last) ? " to " : "", strcmp(first, last) ? last : "",
				  from == to ? sitting_session(from) == SESSION_AM ? ", morning" : ", afternoon" : "", name ? name : opening_words(o)));
}

/* A weekend is nobody's surprise. */
static void look_closures(struct looking *l)
{
	sitting from = -1, to = -1;

	for (sitting s = l->first; s <= l->last; s++) {
		uint8_t o = l->open[s - l->first];

		if (o == OPENING_WEEKEND || !plan_covers(&l->p->row, s))
			continue;
		if (from >= 0 && (!is_shut(o) || o != l->open[from - l->first])) {
			say_closure(l, from, to);
			from = -1;
		}
		if (is_shut(o))
			from = from < 0 ? s : from;
		to = s;
	}
	if (from >= 0)
		say_closure(l, from, to);
}

/* A CHILD */

/* PR24 reg 11(6), domain 2.8: from the day on which the child is of compulsory age C2 is the code, and somebody looks at it again. */
static void look_age(struct looking *l, sitting s)
{
	char day[DAY_TEXT];

	if (l->p->code->number != CODE_X || !compulsory_on(l->row.born_day, sitting_day(s)) || conflict_known(l, CONFLICT_REFUSED, NULL))
		return;
	conflict_add(l, CONFLICT_REFUSED, s, arena_printf(&l->v->arena, "is of compulsory school age on %s: plan C2, with a review date",
							  day_long(sitting_day(s), day)));
}

static int look_mark(struct looking *l, sitting s)
{
	uint8_t mark = CODE_NONE;
	int r = sitting_day(s).n > l->p->today.n ? 0
		: store_mark_get(l->p->o->store, l->child->pupil, sitting_day(s), sitting_session(s), &mark);

	if (mark != CODE_NONE && mark != l->p->code->number)
		conflict_add(l, CONFLICT_MARKED, s, arena_printf(&l->v->arena, "%s stands on %s", code_symbol(mark), sitting_words(s, &l->v->arena)));
	return r < 0 ? office_fail(l->p->o, r, l->p->e) : 0;
}

static bool is_plans(enum expected_from from)
{
	return from == EXPECTED_PLAN || from == EXPECTED_TRIP || from == EXPECTED_PATTERN;
}

static bool other_holds(const struct looking *l, const struct expected *x)
{
	enum expected_from mine = plan_row_from(&l->p->row);

	return x->from < mine || (x->from == mine && l->p->row.id && x->id > l->p->row.id);
}

static void look_other(struct looking *l, const struct expected *x, sitting s)
{
	const char *what = arena_printf(&l->v->arena, "%s (%s) is %s then", code_symbol(x->code), x->words,
					x->from == EXPECTED_REPORTED ? "reported" : x->from == EXPECTED_AGREED ? "agreed" : "planned");
	const char *words = arena_printf(&l->v->arena, "%s, and %s", what, other_holds(l, x) ? "holds" : "gives way");

	if (!conflict_known(l, CONFLICT_PLANNED, words))
		conflict_add(l, CONFLICT_PLANNED, s, words);
}

/* `group`, `year`: the child's at that session. */
static void look_others(struct looking *l, sitting s, int64_t group, int year)
{
	const struct expected *list[OTHERS_MOST];
	int n = expected_all(l->x, l->child->pupil, year, group, s, list, OTHERS_MOST);

	for (int i = 0; i < n; i++) {
		if (list[i]->from == EXPECTED_SIGNED_OUT || (is_plans(list[i]->from) && list[i]->id == l->p->was.id))
			continue;
		if (list[i]->from != EXPECTED_CLOSURE)
			look_other(l, list[i], s);
		else if (!is_shut(l->open[s - l->first]) && !conflict_known(l, CONFLICT_CLOSED, NULL))
			conflict_add(l, CONFLICT_CLOSED, s, arena_printf(&l->v->arena, "the class is shut on %s: %s", sitting_words(s, &l->v->arena),
									 list[i]->words));
	}
}

static int look_session(struct looking *l, sitting s)
{
	int64_t group;
	int year;

	if (!planning_at(l->child, s, &group, &year)) {
		l->off++;
		return 0;
	}
	if (!l->group)
		l->group = group ? office_group_name(l->p->o, group) : NULL;
	if (calendar_opening(&l->p->o->calendar, s, year, group, NULL) == OPENING_OPEN)
		l->sessions++;
	look_age(l, s);
	look_others(l, s, group, year);
	return look_mark(l, s);
}

static void say_off_roll(struct looking *l)
{
	char day[DAY_TEXT];
	const struct planning_pupil *c = l->child;

	if (l->off == 0)
		return;
	if (l->sessions == 0)
		conflict_add(l, CONFLICT_NOT_ON_ROLL, l->first, "is not on the roll then");
	else if (c->spells[0].first > l->first)
		conflict_add(l, CONFLICT_NOT_ON_ROLL, l->first,
			     arena_printf(&l->v->arena, "is on the roll from %s%s: it holds from then", day_long(sitting_day(c->spells[0].first), day),
					  sitting_session(c->spells[0].first) == SESSION_PM ? ", afternoon" : ""));
	else
		conflict_add(l, CONFLICT_NOT_ON_ROLL, c->spells[c->spell_count - 1].last + 1,
			     arena_printf(&l->v->arena, "leaves the roll on %s: it holds until then",
					  day_long(sitting_day(c->spells[c->spell_count - 1].last), day)));
}

static int look_child(struct looking *l, const struct planning_pupil *c)
{
	int r = pupil_row_get(l->p->o, c->pupil, &l->v->arena, &l->row, l->p->e);

	l->child = c;
	l->group = NULL;
	l->from = l->conflicts.count;
	l->off = l->sessions = 0;
	for (sitting s = l->first; r == 0 && s <= l->last; s++)
		if (plan_covers(&l->p->row, s) && (!is_shut(l->open[s - l->first]) || l->open[s - l->first] >= OPENING_UNPLANNED))
			r = look_session(l, s);
	if (r == 0)
		say_off_roll(l);
	l->v->sessions += l->sessions;
	return r;
}

/* SAYING */

static int by_kind(const void *a, const void *b)
{
	const struct plan_conflict *x = a, *y = b;

	if (x->kind != y->kind)
		return x->kind < y->kind ? -1 : 1;
	int r = strcmp(x->group ? x->group : "", y->group ? y->group : "");
	if (r == 0)
		r = strcmp(x->name, y->name);
	return r ? r : (x->day.n > y->day.n) - (x->day.n < y->day.n);
}

static void remarks_make(struct looking *l)
{
	struct plan_preview *v = l->v;
	const struct planning *p = l->p;
	const char **list = arena_new(&v->arena, 5, sizeof *list);
	const char *by = p->row.leader ? p->row.leader : p->row.place ? p->row.place : "somebody who was there";
	char day[DAY_TEXT];
	int n = 0;

	list[n++] = arena_printf(&v->arena, "%d pupil%s, %d session%s%s", v->pupils, PLURAL(v->pupils), v->sessions, PLURAL(v->sessions),
				 p->code->confirm ? arena_printf(&v->arena, "; %s counts only when %s confirms it", p->row.code, by) : "");
	if (v->sessions == 0)
		list[n++] = "No session is held for them then.";
	if (p->split)
		list[n++] = arena_printf(&v->arena, "Until %s it stays as it was.", day_long(sitting_day(l->first - 1), day));
	if (!day_is_none(p->row.review_day))
		list[n++] = arena_printf(&v->arena, "Somebody looks at it again on %s.", day_long(p->row.review_day, day));
	v->remarks = list;
}

static void conflicts_make(struct looking *l)
{
	struct plan_preview *v = l->v;
	struct plan_conflict *list = arena_new(&v->arena, (size_t)l->conflicts.count + 1, sizeof *list);
	struct named *names = arena_new(&v->arena, (size_t)l->named.count + 1, sizeof *names);
	int n = 0;

	/* one name a child: two conflicts of one are no two children of one name */
	for (int i = 0; i < l->named.count; i++)
		if (i == 0 || l->conflicts.items[i].pupil != l->conflicts.items[i - 1].pupil)
			names[n++] = l->named.items[i];
	names_tell_apart(names, n, &v->arena);
	n = -1;
	for (int i = 0; i < l->conflicts.count; i++) {
		n += i == 0 || l->conflicts.items[i].pupil != l->conflicts.items[i - 1].pupil;
		list[i] = l->conflicts.items[i];
		list[i].name = names[n].name;
		v->refused += list[i].kind == CONFLICT_REFUSED;
	}
	qsort(list, (size_t)l->conflicts.count, sizeof *list, by_kind);
	v->conflicts = list;
	v->conflict_count = l->conflicts.count;
}

int planning_preview(struct planning *p, struct plan_preview *v)
{
	struct looking l = { .p = p, .v = v, .first = plan_first(&p->row), .last = plan_last(&p->row) };
	uint8_t *open = arena_new(&v->arena, (size_t)(l.last - l.first + 1), 1);
	int r = expectations_read(p->o, p->row.from_day, p->row.to_day, &v->arena, &l.x);

	if (r < 0)
		return office_fail(p->o, r, p->e);
	calendar_openings(&p->o->calendar, l.first, l.last, SESSION_ANY_YEAR, 0, open);
	l.open = open;
	look_closures(&l);
	for (int i = 0; r == 0 && i < p->count; i++)
		r = look_child(&l, &p->pupils[i]);
	v->pupils = p->count;
	if (r == 0) {
		conflicts_make(&l);
		remarks_make(&l);
	}
	vec_finish(&l.conflicts);
	vec_finish(&l.named);
	return r;
}

/* THE USE CASE */

void planning_finish(struct planning *p)
{
	arena_finish(&p->arena);
}

static int preview(struct planning *p, int64_t plan, struct plan_preview *v)
{
	int r = planning_read(p, plan);

	if (r == 0)
		r = planning_who(p);
	return r < 0 ? r : planning_preview(p, v);
}

int office_plan_preview(struct office *o, int64_t plan, const struct plan_wish *w, struct plan_preview *ret, struct err *e)
{
	struct planning p = { .o = o, .e = e, .wish = w };
	struct plan_preview v = { 0 };
	int r = office_refresh(o, e);

	if (r == 0) {
		r = store_read_begin(o->store);
		if (r < 0)
			return office_fail(o, r, e);
		r = preview(&p, plan, &v);
		store_read_end(o->store);
	}
	planning_finish(&p);
	if (r < 0)
		plan_preview_finish(&v);
	else
		*ret = v;
	return r;
}

void plan_preview_finish(struct plan_preview *v)
{
	arena_finish(&v->arena);
}
