/* A plan made or changed, each as one act, a trip of sixty too (A10-A12). */
#include <errno.h>
#include <string.h>

#include "plans_parts.h"
#include "pupils_parts.h"

#define SAID_MOST 6 /* conflicts by name */

static int refuse_conflict(struct planning *p, const struct plan_preview *v)
{
	const struct plan_conflict *c = v->conflicts;
	int others = v->refused - 1;

	if (others > 0)
		return err_refuse(p->e, "%s %s. So %s %d other%s. Nothing was planned.", c->name, c->words, others == 1 ? "is" : "are", others,
				  PLURAL(others));
	return err_refuse(p->e, "%s %s. Nothing was planned.", c->name, c->words);
}

static void say_conflicts(const struct plan_preview *v, struct buf *said)
{
	for (int i = 0; i < v->conflict_count && i < SAID_MOST; i++)
		buf_printf(said, "%s %s\n", v->conflicts[i].name, v->conflicts[i].words);
	if (v->conflict_count > SAID_MOST)
		buf_printf(said, "and %d more\n", v->conflict_count - SAID_MOST);
}

static void say(struct planning *p, const struct plan_preview *v, struct buf *said)
{
	const char *who = p->count == 1 ? office_pupil_name(p->o, p->pupils[0].pupil, &p->arena) : NULL;

	buf_printf(said, "%s%s%s (%s): %s\n", who ? who : "", who ? ": " : "", plan_title(&p->row), p->row.code,
		   plan_days_words(&p->row, p->today, &p->arena));
	for (const char *const *line = v->remarks; *line; line++)
		buf_printf(said, "%s\n", *line);
	say_conflicts(v, said);
}

/* SAVING */

static const struct plan_pupil_row *row_of(const struct planning *p, int64_t pupil)
{
	for (int i = 0; i < p->there_count; i++)
		if (p->there[i].pupil == pupil)
			return &p->there[i];
	return NULL;
}

static bool was_named(const struct planning *p, int64_t pupil)
{
	for (int i = 0; i < p->wish->count; i++)
		if (p->wish->pupils[i] == pupil)
			return true;
	return false;
}

/* Whoever was left behind, and is named again, goes along again. */
static int pupil_put(struct planning *p, int64_t pupil)
{
	const struct plan_pupil_row *there = row_of(p, pupil);
	struct plan_pupil_row row = there ? *there : PLAN_PUPIL_NEW;

	if (there && !p->split && !was_named(p, pupil))
		return 0;
	row.plan = p->row.id;
	row.pupil = pupil;
	if (p->split)
		row.id = 0;
	if (was_named(p, pupil)) {
		row.until_day = DAY_NONE;
		row.until_session = NONE;
	}
	return store_act_put(p->o->store, THING_PLAN_PUPIL, &row);
}

/* What is past stays: the one that has begun ends where the new one begins. */
static int end_old(struct planning *p)
{
	struct plan_row old = p->was;
	sitting last = plan_first(&p->row) - 1;

	if (plan_last(&old) <= last)
		return 0;
	old.to_day = sitting_day(last);
	old.to_session = sitting_session(last);
	if (!day_is_none(old.review_day) && old.review_day.n > old.to_day.n)
		old.review_day = DAY_NONE;
	return store_act_put(p->o->store, THING_PLAN, &old);
}

static int save(struct planning *p, const char *reason, int64_t *ret_plan, int64_t *ret_act)
{
	int r = office_act_open(p->o, "planned", reason, NULL, 0, p->e);

	if (r < 0)
		return r;
	if (p->split) {
		r = end_old(p);
		p->row.id = 0;
	}
	if (r >= 0)
		r = store_act_put(p->o->store, THING_PLAN, &p->row);
	for (int i = 0; r >= 0 && i < p->count; i++)
		r = pupil_put(p, p->pupils[i].pupil);
	if (r < 0)
		return office_fail(p->o, r, p->e);
	r = pupil_act_end(p->o, ret_act, p->e);
	if (r == 0)
		*ret_plan = p->row.id;
	return r;
}

/* THE SAME AGAIN: whoever was first is named to the second */

static bool is_same(const struct planning *p, const struct planned_row *row)
{
	return strcmp(row->kind, p->row.kind) == 0 && strcmp(row->code, p->row.code) == 0 && row->at.first == plan_first(&p->row) &&
	       row->at.last == plan_last(&p->row) && row->at.when == (int)(p->row.weekdays | p->row.sessions << 7);
}

static int64_t same_of(const struct planning *p, const struct planned_row *rows, int n, int64_t pupil)
{
	for (int i = 0; i < n; i++)
		if (rows[i].at.pupil == pupil && is_same(p, &rows[i]))
			return rows[i].plan;
	return 0;
}

static int refuse_same(struct planning *p)
{
	struct planned_row *rows;
	int n = p->was.id ? 0 : store_planned_between(p->o->store, p->row.from_day, p->row.to_day, &p->arena, &rows);
	int64_t plan = 0;

	if (n <= 0)
		return n < 0 ? office_fail(p->o, n, p->e) : 0;
	for (int i = 0; i < p->count; i++) {
		plan = same_of(p, rows, n, p->pupils[i].pupil);
		if (!plan)
			return 0;
	}
	const char *by = row_changed_by(p->o, THING_PLAN, plan, &p->arena);
	err_refuse(p->e, "That is planned already%s%s. Nothing was changed.", by ? ", " : "", by ? by : "");
	return -EEXIST;
}

static int put(struct planning *p, int64_t plan, const char *reason, struct plan_preview *v)
{
	int r = reason ? office_words_check("reason", reason, p->e) : 0;

	if (r == 0)
		r = planning_read(p, plan);
	if (r == 0)
		r = planning_who(p);
	if (r == 0)
		r = refuse_same(p);
	if (r == 0)
		r = planning_preview(p, v);
	if (r == 0 && v->refused)
		r = refuse_conflict(p, v);
	if (r == 0 && v->sessions == 0)
		r = err_refuse(p->e, "No session is held for %s then. Nothing was planned.",
			       p->count == 1 ? office_pupil_name(p->o, p->pupils[0].pupil, &p->arena) : "them");
	return r;
}

static int plan_put(struct planning *p, int64_t plan, const char *reason, int64_t *ret_plan, struct buf *ret_said, int64_t *ret_act)
{
	struct plan_preview v = { 0 };
	int r = put(p, plan, reason, &v);

	if (r == 0)
		r = save(p, reason, ret_plan, ret_act);
	if (r == 0)
		say(p, &v, ret_said);
	plan_preview_finish(&v);
	planning_finish(p);
	return r;
}

int office_plan_put(struct office *o, int64_t plan, const struct plan_wish *w, const char *reason, int64_t *ret_plan, struct buf *ret_said,
		    int64_t *ret_act, struct err *e)
{
	struct planning p = { .o = o, .e = e, .wish = w };

	IN_TRANSACTION(o, e, plan_put(&p, plan, reason, ret_plan, ret_said, ret_act));
}
