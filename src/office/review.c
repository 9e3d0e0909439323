/* The fortnight's list (C19): everyone in a stage, everyone newly below a line since the last review that was closed. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "names.h"
#include "office/today.h"
#include "review_parts.h"

void review_view_finish(struct review_view *v)
{
	arena_finish(&v->arena);
	*v = (struct review_view){ 0 };
}

/* WHICH REVIEW -------------------------------------------------------------------------------------------------------------------------- */

int reviews_find(struct office *o, int64_t group, struct arena *a, struct reviews *ret, struct err *e)
{
	struct reviews found = { .open = REVIEW_NEW, .before = REVIEW_NEW };
	struct review_row *rows;
	int n = store_reviews(o->store, a, &rows);

	if (n < 0)
		return office_fail(o, n, e);
	for (int i = 0; i < n; i++) {
		bool everybody = rows[i].roll_group == NONE, same = (everybody ? 0 : rows[i].roll_group) == group;

		if ((same || everybody) && day_is_none(rows[i].closed_day) && (!found.open.id || (same && found.open.roll_group == NONE)))
			found.open = rows[i];
	}
	int r = reviews_beside(o, &found, rows, n, a, e);
	for (int i = 0; r == 0 && i < n && !found.before.id; i++)
		if ((rows[i].roll_group == NONE || rows[i].roll_group == group) && !day_is_none(rows[i].closed_day) && !review_beside(&found, rows[i].id))
			found.before = rows[i];
	if (r == 0)
		*ret = found;
	return r;
}

static int find_reviews(struct review_work *w)
{
	const struct review_row *before = &w->of.before;
	int r = reviews_find(w->o, w->group, &w->arena, &w->of, w->e);

	w->open = w->of.open;
	w->before = before->id;
	w->policy_before = before->policy;
	if (w->before)
		w->last = (struct review_last){ before->closed_day, before->of_act, sitting_of(before->through_day, (enum session)before->through_session) };
	return r;
}

/* An open review goes on by the policy that it was opened by; one that is gone since stops nobody: the adopted one is taken. */
static int read_policy(struct review_work *w)
{
	struct review_view *v = w->v;
	struct policy adopted;
	int r = report_policy_named(w->o, NULL, w->today, &w->arena, &adopted, w->e);
	bool other = r == 0 && !w->wish->policy && w->open.id && strcmp(adopted.name, w->open.policy) != 0;

	if (r < 0)
		return r;
	w->policy = other ? w->open.policy : w->wish->policy;
	r = report_policy_named(w->o, w->policy, w->today, &v->arena, &v->policy, other ? NULL : w->e);
	if (r < 0 && other) {
		w->policy = NULL;
		r = report_policy_named(w->o, NULL, w->today, &v->arena, &v->policy, w->e);
	}
	if (r < 0)
		return r;
	if (!other && !w->wish->policy && w->before && strcmp(v->policy.name, w->policy_before) != 0)
		v->policy_note = arena_printf(&v->arena, "This review goes by %s; the last went by the policy %s.", v->policy.title, w->policy_before);
	if (other)
		v->policy_note = arena_printf(&v->arena, "This review was opened by the policy %s; the next goes by %s.", w->open.policy, adopted.name);
	return 0;
}

/* WHAT IS READ ONCE --------------------------------------------------------------------------------------------------------------------- */

static int reviewed_compare(const void *a, const void *b)
{
	const struct reviewed_row *x = a, *y = b;

	return (x->pupil > y->pupil) - (x->pupil < y->pupil);
}

static int read_said(struct review_work *w)
{
	int n = review_said_read(w->o, &w->of, &w->arena, &w->said_now, w->e);

	if (n < 0)
		return n;
	w->said_now_count = n;
	n = review_said_last(w);
	if (n == 0 && w->said_last_count > 0)
		qsort(w->said_last, (size_t)w->said_last_count, sizeof *w->said_last, reviewed_compare);
	return n;
}

static int read_set(struct review_work *w)
{
	int n = store_stages_on(w->o->store, w->v->policy.name, w->today, &w->arena, &w->set);

	w->set_count = n;
	return n < 0 ? office_fail(w->o, n, w->e) : review_tasks_read(w);
}

/* FIGURES ------------------------------------------------------------------------------------------------------------------------------- */

static void measure_look(struct review_work *w, const struct measure *m)
{
	const struct school_days *d = &m->days;

	w->last_day = d->count - 1;
	while (w->last_day >= 0 && d->of[w->last_day].day.n > w->today.n)
		w->last_day--;
	w->change_from = calendar_school_day(&w->o->calendar, w->today, -REVIEW_DAYS);
}

static void visit_now(void *ctx, const struct measure *m, const struct measured *p)
{
	struct review_work *w = ctx;
	struct review_pupil pupil = { 0 };

	if (w->last_day < -1)
		measure_look(w, m);
	if (!review_line_make(w, m, p, &pupil.line))
		return;
	pupil.sort_key = roll_sort_key(p->pupil->row, &w->arena);
	pupil.born = p->pupil->row->born_day;
	vec_push(&w->pupils, pupil);
}

static int read_then(struct review_work *w, const struct report_asked *k)
{
	const struct measure_wish wish = { .asked = k, .policy = w->policy, .year = SESSION_ANY_YEAR, .of_act = w->last.of_act, .of_last = w->last.last,
					   .parts = ENGINE_CROSSINGS };
	CLEAN_MEASURE struct measure m = { 0 };
	int r = measure_begin(w->o, &wish, &m, w->e);

	w->then.arena = &w->arena;
	return r < 0 ? r : measure_each(&m, then_visit, &w->then, w->e);
}

static int read_now(struct review_work *w, const struct report_asked *k)
{
	const struct measure_wish wish = { .asked = k, .policy = w->policy, .year = SESSION_ANY_YEAR, .to_now = true,
					   .parts = ENGINE_TALLY | ENGINE_CROSSINGS | ENGINE_PENALTY };
	CLEAN_MEASURE struct measure m = { 0 };
	int r = measure_begin(w->o, &wish, &m, w->e);

	return r < 0 ? r : measure_each(&m, visit_now, w, w->e);
}

/* THE LIST ------------------------------------------------------------------------------------------------------------------------------ */

static int pupil_compare(const void *a, const void *b)
{
	const struct review_pupil *p = a, *q = b;
	const struct review_line *x = &p->line, *y = &q->line;
	int64_t left = (int64_t)x->attended * y->possible, right = (int64_t)y->attended * x->possible;

	if (!x->now.act != !y->now.act)
		return x->now.act ? 1 : -1;
	if (x->stage != y->stage)
		return y->stage - x->stage;
	if (left != right)
		return left < right ? -1 : 1;
	int c = strcmp(p->sort_key, q->sort_key);
	return c != 0 ? c : (x->pupil > y->pupil) - (x->pupil < y->pupil);
}

static void keep_lines(struct review_work *w)
{
	struct review_view *v = w->v;
	int n = w->pupils.count;
	struct review_line *lines = arena_new(&v->arena, (size_t)n + 1, sizeof *lines);
	struct named *names = arena_new(&w->arena, (size_t)n + 1, sizeof *names);

	if (n > 0)
		qsort(w->pupils.items, (size_t)n, sizeof *w->pupils.items, pupil_compare);
	for (int i = 0; i < n; i++) {
		const struct review_pupil *p = &w->pupils.items[i];

		lines[i] = p->line;
		names[i] = (struct named){ p->line.name, p->line.class, p->born };
		v->looked += p->line.now.act != 0;
	}
	names_tell_apart(names, n, &v->arena);
	for (int i = 0; i < n; i++)
		lines[i].name = names[i].name;
	v->lines = lines;
	v->count = n;
	vec_finish(&w->pupils);
}

/* Who opened it: the act by which the row came. */
static void opened_fill(struct review_work *w)
{
	struct review_view *v = w->v;
	struct act_row act;

	v->review = w->open.id;
	v->opened = w->open.id ? w->open.opened_day : DAY_NONE;
	v->last_closed = w->before ? w->last.day : DAY_NONE;
	v->due = w->before ? calendar_school_day(&w->o->calendar, w->last.day, w->v->policy.review) : DAY_NONE;
	if (w->open.id && changed_standing_by(w->o, &(struct thing_ref){ THING_REVIEW, w->open.id }, "opened_day", NULL, &w->arena, &act) == 0)
		v->opened_by = arena_text(&v->arena, act.head.staff_name);
	review_beside_say(w);
	v->may_close = !w->group ? office_reach(w->o, ACTION_REVIEW) == REACH_ALL
				 : !review_is_shared(w) && office_may(w->o, ACTION_REVIEW, w->group, NULL) == 0;
}

static int read_list(struct office *o, const struct report_asked *k, void *ctx, struct err *e)
{
	struct review_work *w = ctx;

	(void)o, (void)e;
	w->group = k->group;
	w->v->from = k->from;
	w->v->to = k->to;
	int r = find_reviews(w);
	if (r == 0)
		r = read_policy(w);
	if (r == 0)
		r = read_said(w);
	if (r == 0)
		r = read_set(w);
	if (r == 0 && w->before)
		r = read_then(w, k);
	if (r == 0)
		r = read_now(w, k);
	if (r < 0)
		return r;
	opened_fill(w);
	keep_lines(w);
	return w->after ? w->after(w) : 0;
}

int review_read(struct review_work *w)
{
	struct report_wish asked = { .date = DAY_NONE, .from = DAY_NONE, .to = DAY_NONE, .session = -1, .group = w->wish->group,
				     .policy = w->wish->policy, .judged = true };
	int r = w->only ? office_pupil_key(w->o, w->only, &w->arena, &asked.pupil, w->e) : 0;

	*w->v = (struct review_view){ .opened = DAY_NONE, .last_closed = DAY_NONE, .due = DAY_NONE };
	w->today = office_today(w->o);
	w->now = sitting_of(w->today, office_session_now(w->o));
	w->last_day = -2;
	return r < 0 ? r : report_read(w->o, &asked, ACTION_REVIEW, read_list, w, w->e);
}

void review_work_finish(struct review_work *w)
{
	vec_finish(&w->pupils);
	arena_finish(&w->arena);
}

int office_review_open(struct office *o, const struct review_wish *wish, struct review_view *ret, struct err *e)
{
	struct review_view v = { 0 };
	CLEAN_REVIEW struct review_work w = { .o = o, .wish = wish, .v = &v, .e = e };
	int r = review_read(&w);

	if (r < 0)
		review_view_finish(&v);
	else
		*ret = v;
	return r;
}
