/* A plan that ends, for all of its children or for some: what is past of it stays. */
#include "plans_parts.h"
#include "pupils_parts.h"

/** A plan being ended. */
struct ending {
	struct office *o;
	struct err *e;
	struct arena arena;
	struct plan_row plan;
	struct plan_pupil_row *rows;
	int count;
	const int64_t *pupils;   /* those alone; */
	int pupil_count;         /* 0: all */
	sitting cut;             /* the first session that it no longer holds */
	int ended, marks;
	int64_t one;             /* the last of them */
};

static bool is_meant(const struct ending *g, int64_t pupil)
{
	for (int i = 0; i < g->pupil_count; i++)
		if (g->pupils[i] == pupil)
			return true;
	return g->pupil_count == 0;
}

static int refuse_over(const struct ending *g)
{
	char day[DAY_TEXT];

	return err_refuse(g->e, "It is over by then: its last day %s %s. Nothing was changed.",
			  g->plan.to_day.n < office_today(g->o).n ? "was" : "is", day_long(g->plan.to_day, day));
}

/* Marks made of it today are marks: whoever takes one back does it in the register. */
static int count_marks(struct ending *g, int64_t pupil)
{
	uint8_t code = code_number(g->plan.code), mark = CODE_NONE;
	sitting end = sitting_of(office_today(g->o), SESSION_PM);
	int r = 0;

	for (sitting s = g->cut; r == 0 && s <= end; s++) {
		r = plan_covers(&g->plan, s) ? store_mark_get(g->o->store, pupil, sitting_day(s), sitting_session(s), &mark) : 0;
		g->marks += mark == code;
		mark = CODE_NONE;
	}
	return r;
}

static int end_pupil(struct ending *g, struct plan_pupil_row *row)
{
	int r = count_marks(g, row->pupil);

	if (r < 0)
		return r;
	g->ended++;
	g->one = row->pupil;
	if (g->cut <= plan_first(&g->plan))
		return store_act_remove(g->o->store, THING_PLAN_PUPIL, row->id);
	if (g->pupil_count == 0)
		return 0; /* with the plan */
	row->until_day = sitting_day(g->cut - 1);
	row->until_session = sitting_session(g->cut - 1);
	return store_act_put(g->o->store, THING_PLAN_PUPIL, row);
}

/* For all, or for the last of them: the plan itself ends, or goes where it has not begun. */
static int end_plan(struct ending *g)
{
	struct plan_row row = g->plan;

	if (g->cut <= plan_first(&row))
		return store_act_remove(g->o->store, THING_PLAN, row.id);
	row.to_day = sitting_day(g->cut - 1);
	row.to_session = sitting_session(g->cut - 1);
	if (!day_is_none(row.review_day) && row.review_day.n > row.to_day.n)
		row.review_day = DAY_NONE;
	return store_act_put(g->o->store, THING_PLAN, &row);
}

static bool runs_on(const struct ending *g, const struct plan_pupil_row *row)
{
	return plan_until(&g->plan, row) >= g->cut;
}

/* Where nobody is left of it, it ends for all. */
static void narrow(struct ending *g)
{
	int left = 0;

	for (int i = 0; i < g->count; i++)
		left += runs_on(g, &g->rows[i]) && !is_meant(g, g->rows[i].pupil);
	if (left == 0)
		g->pupil_count = 0;
}

static int end_rows(struct ending *g)
{
	int r = 0;

	for (int i = 0; r >= 0 && i < g->count; i++) {
		if (!is_meant(g, g->rows[i].pupil))
			continue;
		if (runs_on(g, &g->rows[i]))
			r = end_pupil(g, &g->rows[i]);
		else if (g->pupil_count == 0 && g->cut <= plan_first(&g->plan)) /* left behind before it began */
			r = store_act_remove(g->o->store, THING_PLAN_PUPIL, g->rows[i].id);
	}
	return r;
}

static int save(struct ending *g, const char *reason, int64_t *ret_act)
{
	int r = office_act_open(g->o, "plan ended", reason, NULL, 0, g->e);

	if (r < 0)
		return r;
	r = end_rows(g);
	if (r >= 0 && g->ended == 0 && g->pupil_count)
		return err_refuse(g->e, "It is not for %s then. Nothing was changed.", g->pupil_count == 1 ? "that child" : "those children");
	if (r >= 0 && g->pupil_count == 0)
		r = end_plan(g);
	return r < 0 ? office_fail(g->o, r, g->e) : pupil_act_end(g->o, ret_act, g->e);
}

static void say(struct ending *g, struct buf *said)
{
	bool gone = g->cut <= plan_first(&g->plan);
	const char *who = g->ended == 1 ? office_pupil_name(g->o, g->one, &g->arena) : arena_printf(&g->arena, "%d pupils", g->ended);

	buf_printf(said, "%s (%s): %s, %s%s.\n", plan_title(&g->plan), g->plan.code, who, gone ? "no longer planned" : "until ",
		   gone ? "" : sitting_words(g->cut - 1, &g->arena));
	if (g->marks)
		buf_printf(said, "%d mark%s made of it today: change the register if %s wrong.\n", g->marks,
			   g->marks == 1 ? " was" : "s were", g->marks == 1 ? "it is" : "they are");
}

static int read_plan(struct ending *g, int64_t plan, struct day from, int session)
{
	int r = office_may(g->o, ACTION_PLAN, 0, g->e);
	sitting now = sitting_of(office_today(g->o), SESSION_AM);

	if (r == 0)
		r = plan_get(g->o, plan, &g->arena, &g->plan, g->e);
	if (r < 0)
		return r;
	g->cut = sitting_of(day_or_today(g->o, from), session < 0 ? SESSION_AM : (enum session)session);
	g->cut = g->cut < now ? now : g->cut;
	if (g->cut > plan_last(&g->plan))
		return refuse_over(g);
	g->count = store_pupils_of_plan(g->o->store, plan, &g->arena, &g->rows);
	return g->count < 0 ? office_fail(g->o, g->count, g->e) : 0;
}

static int may(struct ending *g)
{
	int64_t *ids = arena_new(&g->arena, (size_t)g->count + 1, sizeof *ids);
	int n = 0;

	for (int i = 0; i < g->count; i++)
		if (is_meant(g, g->rows[i].pupil))
			ids[n++] = g->rows[i].pupil;
	return planning_may(g->o, ids, n, office_today(g->o), g->e);
}

static int cancel(struct ending *g, int64_t plan, struct day from, int session, const char *reason, struct buf *ret_said, int64_t *ret_act)
{
	int r = reason ? office_words_check("reason", reason, g->e) : 0;

	if (r == 0)
		r = read_plan(g, plan, from, session);
	if (r == 0)
		r = may(g);
	if (r == 0) {
		narrow(g);
		r = save(g, reason, ret_act);
	}
	if (r == 0)
		say(g, ret_said);
	arena_finish(&g->arena);
	return r;
}

int office_plan_cancel(struct office *o, int64_t plan, const int64_t *pupils, int count, struct day from, int session, const char *reason,
		       struct buf *ret_said, int64_t *ret_act, struct err *e)
{
	struct ending g = { .o = o, .e = e, .pupils = pupils, .pupil_count = count };

	IN_TRANSACTION(o, e, cancel(&g, plan, from, session, reason, ret_said, ret_act));
}
