/* What is planned: its words, the list of it, and one as it stands (A10-A12). */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "plans_parts.h"
#include "pupils_parts.h"

#define WEEK 31 /* Monday to Friday */
#define HALVES 3

static const char *const kind_names[PLAN_KINDS] = { "absence", "pattern", "trip" };

const char *plan_kind_name(enum plan_kind k)
{
	return kind_names[k];
}

static enum plan_kind kind_of(const struct plan_row *p)
{
	enum plan_kind k = PLAN_ABSENCE;

	while (k < PLAN_TRIP && strcmp(kind_names[k], p->kind) != 0)
		k++;
	return k;
}

enum expected_from plan_row_from(const struct plan_row *p)
{
	static const enum expected_from from[PLAN_KINDS] = { EXPECTED_PLAN, EXPECTED_PATTERN, EXPECTED_TRIP };

	return from[kind_of(p)];
}

sitting plan_until(const struct plan_row *plan, const struct plan_pupil_row *of)
{
	sitting last = plan_last(plan), until = day_is_none(of->until_day) ? last : sitting_of(of->until_day, (enum session)of->until_session);

	return until < last ? until : last;
}

bool plan_covers(const struct plan_row *p, sitting s)
{
	return s >= plan_first(p) && s <= plan_last(p) && p->weekdays >> day_weekday(sitting_day(s)) & 1 && p->sessions >> (s & 1) & 1;
}

/* WORDS */

const char *sitting_words(sitting s, struct arena *a)
{
	char day[DAY_TEXT];

	return arena_printf(a, "%s, %s", day_long(sitting_day(s), day), session_words(sitting_session(s)));
}

const char *plan_title(const struct plan_row *p)
{
	const struct code *code = code_on(code_number(p->code), p->from_day);

	return p->name ? p->name : p->words ? p->words : p->place ? p->place : code ? code->words : p->code;
}

/* "Mon, Wed mornings" */
static const char *week_words(const struct plan_row *p, struct arena *a)
{
	static const char *const names[] = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" };
	static const char *const halves[] = { "", " mornings", " afternoons", "" };
	CLEAN_BUF struct buf days = { 0 };
	bool every = (p->weekdays & WEEK) == WEEK;

	for (int i = 0; !every && i < 7; i++)
		if (p->weekdays >> i & 1)
			buf_printf(&days, "%s%s", days.length ? ", " : "", names[i]);
	if (every)
		return p->sessions == 1 ? "mornings" : p->sessions == 2 ? "afternoons" : "every day";
	return arena_printf(a, "%s%s", buf_string(&days), halves[p->sessions & HALVES]);
}

static const char *range_words(const struct plan_row *p, struct arena *a)
{
	char first[DAY_TEXT], last[DAY_TEXT];
	bool same = day_equal(p->from_day, p->to_day);

	day_long(p->from_day, first);
	day_long(p->to_day, last);
	if (same && p->from_session == p->to_session)
		return sitting_words(plan_first(p), a);
	if (same)
		return arena_text(a, first);
	return arena_printf(a, "%s%s to %s%s", first, p->from_session == SESSION_PM ? ", afternoon," : "", last,
			    p->to_session == SESSION_AM ? ", morning" : "");
}

const char *plan_days_words(const struct plan_row *p, struct day today, struct arena *a)
{
	char first[DAY_TEXT], last[DAY_TEXT];
	bool some = (p->weekdays & WEEK) != WEEK || p->sessions != HALVES;

	if (strcmp(p->kind, "pattern") != 0 && !(some && !day_equal(p->from_day, p->to_day)))
		return range_words(p, a);
	day_long(p->to_day, last);
	if (p->from_day.n <= today.n)
		return arena_printf(a, "%s until %s", week_words(p, a), last);
	return arena_printf(a, "%s from %s until %s", week_words(p, a), day_long(p->from_day, first), last);
}

const char *row_changed_by(struct office *o, enum thing thing, int64_t id, struct arena *a)
{
	struct act_row act;

	if (changed_last_by(o, thing, id, NULL, a, &act) < 0)
		return NULL;
	return arena_printf(a, "%s by %s", when_words(act.head.at, office_today(o), a), act.head.staff_name);
}

int plan_get(struct office *o, int64_t plan, struct arena *a, struct plan_row *ret, struct err *e)
{
	int r = store_thing_get(o->store, THING_PLAN, plan, a, ret);

	if (r != -ENOENT)
		return r < 0 ? office_fail(o, r, e) : 0;
	const char *by = row_changed_by(o, THING_PLAN, plan, a);
	if (by)
		err_refuse(e, "That is no longer planned: it was ended %s.", by);
	else
		err_refuse(e, "There is no plan %lld. Look again at the list.", (long long)plan);
	return -ENOENT;
}

/* THE LIST */

/** A list in the making. */
struct listing {
	struct office *o;
	struct err *e;
	const struct plans_wish *wish;
	struct plans_view *v;
	struct day today, from, to;
	bool everywhere;                       /* the person may see every class */
	struct { VEC(struct plan_line); } lines;
};

static int may_see(struct listing *l, int64_t pupil)
{
	for (enum session s = SESSION_AM; s <= SESSION_PM; s++) {
		int64_t group = 0;
		int r = office_pupil_group(l->o, pupil, l->today, s, &group, l->e);

		if (r < 0)
			return r;
		if (group && office_may(l->o, ACTION_SEE_REGISTER, group, NULL) == 0)
			return 1;
	}
	return 0;
}

/* Of those who wait for somebody to confirm them, how many have no mark yet in a session of today. */
static int count_waiting(struct listing *l, const struct plan_row *p, const struct plan_pupil_row *rows, int n, int *ret)
{
	const struct code *code = code_on(code_number(p->code), l->today);
	int r = 0;

	*ret = 0;
	for (int i = 0; r == 0 && code && code->confirm && i < n; i++) {
		bool waits = false;

		for (sitting s = sitting_of(l->today, SESSION_AM); r == 0 && s <= sitting_of(l->today, SESSION_PM); s++) {
			uint8_t mark = CODE_NONE;

			if (!plan_covers(p, s) || s > plan_until(p, &rows[i]) || !calendar_is_open(&l->o->calendar, s))
				continue;
			r = store_mark_get(l->o->store, rows[i].pupil, l->today, sitting_session(s), &mark);
			waits |= mark == CODE_NONE;
		}
		*ret += waits;
	}
	return r;
}

static const char *who_words(struct listing *l, const struct plan_row *p, const struct plan_pupil_row *rows, int n)
{
	const char *who = n == 1 ? office_pupil_name(l->o, rows[0].pupil, &l->v->arena) : arena_printf(&l->v->arena, "%d pupils", n);

	return p->name ? arena_printf(&l->v->arena, "%s: %s", p->name, who) : who;
}

/* Was, or will, the child be on the roll in any of its sessions that are listed?  Who has left, or died, is on no list. */
static int is_there(struct listing *l, const struct plan_row *p, const struct plan_pupil_row *row)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct enrolment_row *spells;
	int n = store_enrolments_of_pupil(l->o->store, row->pupil, &a, &spells), there = 0;
	sitting first = sitting_of(l->from, SESSION_AM), last = plan_last(p);

	first = plan_first(p) > first ? plan_first(p) : first;
	for (int i = 0; i < n; i++)
		there |= spell_first(&spells[i]) <= last && spell_last(&spells[i]) >= first;
	return n < 0 ? n : there;
}

static int keep_those_there(struct listing *l, const struct plan_row *p, struct plan_pupil_row *rows, int n)
{
	int kept = 0, r = 0;

	for (int i = 0; r >= 0 && i < n; i++) {
		r = is_there(l, p, &rows[i]);
		if (r > 0)
			rows[kept++] = rows[i];
	}
	return r < 0 ? r : kept;
}

static int line_add(struct listing *l, const struct plan_row *p)
{
	struct plan_pupil_row *rows;
	int n = store_pupils_of_plan(l->o->store, p->id, &l->v->arena, &rows), waiting = 0;

	n = n < 0 ? n : keep_those_there(l, p, rows, n);
	int r = n <= 0 ? n : l->everywhere;
	for (int i = 0; r == 0 && i < n; i++)
		r = may_see(l, rows[i].pupil);
	if (r <= 0)
		return r;
	r = count_waiting(l, p, rows, n, &waiting);
	if (r < 0)
		return r;
	vec_push(&l->lines, (struct plan_line){
		.plan = p->id, .kind = kind_of(p), .code = p->code, .words = p->words ? p->words : plan_title(p),
		.who = who_words(l, p, rows, n), .days = plan_days_words(p, l->today, &l->v->arena), .from = p->from_day, .to = p->to_day,
		.review = p->review_day, .pupils = n, .running = day_within(l->today, p->from_day, p->to_day),
		.review_due = !day_is_none(p->review_day) && p->review_day.n <= l->today.n && p->to_day.n >= l->today.n, .waiting = waiting });
	return 0;
}

static bool is_wanted(const struct listing *l, const struct plan_row *p)
{
	return p->to_day.n >= l->from.n && p->from_day.n <= l->to.n && (l->wish->kind < 0 || (int)kind_of(p) == l->wish->kind);
}

static int list_all(struct listing *l)
{
	struct plan_row *plans;
	int n = store_plans_between(l->o->store, l->from, l->to, &l->v->arena, &plans), r = n < 0 ? n : 0;

	for (int i = 0; r == 0 && i < n; i++)
		r = is_wanted(l, &plans[i]) ? line_add(l, &plans[i]) : 0;
	return r;
}

static int list_of_pupil(struct listing *l)
{
	struct plan_pupil_row *rows;
	struct plan_row plan;
	int n = store_plans_of_pupil(l->o->store, l->wish->pupil, &l->v->arena, &rows), r = n < 0 ? n : 0;

	for (int i = 0; r == 0 && i < n; i++) {
		r = store_thing_get(l->o->store, THING_PLAN, rows[i].plan, &l->v->arena, &plan);
		if (r == 0 && is_wanted(l, &plan))
			r = line_add(l, &plan);
	}
	return r;
}

static int by_day(const void *a, const void *b)
{
	const struct plan_line *x = a, *y = b;

	if (x->running != y->running)
		return x->running ? -1 : 1;
	if (x->from.n != y->from.n)
		return x->from.n < y->from.n ? -1 : 1;
	return (x->plan > y->plan) - (x->plan < y->plan);
}

static int list_read(struct listing *l)
{
	int r = l->wish->pupil ? list_of_pupil(l) : list_all(l);

	if (r < 0)
		return office_fail(l->o, r, l->e);
	struct plan_line *lines = arena_new(&l->v->arena, (size_t)l->lines.count + 1, sizeof *lines);
	if (l->lines.count)
		memcpy(lines, l->lines.items, (size_t)l->lines.count * sizeof *lines);
	qsort(lines, (size_t)l->lines.count, sizeof *lines, by_day);
	l->v->lines = lines;
	l->v->count = l->lines.count;
	l->v->may_change = office_may(l->o, ACTION_PLAN, 0, NULL) == 0;
	return 0;
}

int office_plans_open(struct office *o, const struct plans_wish *w, struct plans_view *ret, struct err *e)
{
	struct plans_view v = { 0 };
	struct listing l = { .o = o, .e = e, .wish = w, .v = &v };
	int r = office_refresh(o, e);

	if (r == 0)
		r = office_may(o, ACTION_SEE_REGISTER, 0, e);
	if (r < 0)
		return r;
	l.today = office_today(o);
	l.from = day_or_today(o, w->from);
	l.to = day_is_none(w->to) ? day_is_none(w->from) ? DAY_MAX : w->from : w->to;
	l.everywhere = office_reach(o, ACTION_SEE_REGISTER) == REACH_ALL;
	r = store_read_begin(o->store);
	if (r < 0)
		return office_fail(o, r, e);
	r = list_read(&l);
	store_read_end(o->store);
	vec_finish(&l.lines);
	if (r < 0)
		plans_view_finish(&v);
	else
		*ret = v;
	return r;
}

void plans_view_finish(struct plans_view *v)
{
	arena_finish(&v->arena);
	v->lines = NULL;
	v->count = 0;
}

/* ONE OF THEM */

static int minute_or_none(int64_t v)
{
	return v == NONE ? -1 : (int)v;
}

static int facts(struct office *o, int64_t plan, struct arena *a, struct plan_wish *ret, struct err *e)
{
	struct plan_pupil_row *rows;
	struct plan_row p;
	int r = plan_get(o, plan, a, &p, e);

	if (r < 0)
		return r;
	int n = store_pupils_of_plan(o->store, plan, a, &rows);
	if (n < 0)
		return office_fail(o, n, e);
	int64_t *pupils = arena_new(a, (size_t)n + 1, sizeof *pupils);
	int going = 0;
	for (int i = 0; i < n; i++)
		if (plan_until(&p, &rows[i]) == plan_last(&p)) /* whoever was left behind is not named again by the way */
			pupils[going++] = rows[i].pupil;
	*ret = (struct plan_wish){
		.kind = kind_of(&p), .code = p.code, .words = p.words, .granted_by = p.granted_by, .from = p.from_day, .to = p.to_day,
		.from_session = (int)p.from_session, .to_session = (int)p.to_session, .weekdays = (int)p.weekdays, .sessions = (int)p.sessions,
		.review = p.review_day, .name = p.name, .place = p.place, .leader = p.leader, .leaves = minute_or_none(p.leaves),
		.returns = minute_or_none(p.returns), .pupils = pupils, .count = going, .year = SESSION_ANY_YEAR,
	};
	return 0;
}

int office_plan_facts(struct office *o, int64_t plan, struct arena *a, struct plan_wish *ret, struct err *e)
{
	int r = office_refresh(o, e);

	if (r == 0)
		r = office_may(o, ACTION_PLAN, 0, e);
	if (r < 0)
		return r;
	r = store_read_begin(o->store);
	if (r < 0)
		return office_fail(o, r, e);
	r = facts(o, plan, a, ret, e);
	store_read_end(o->store);
	return r;
}
