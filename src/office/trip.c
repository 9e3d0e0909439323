/* A child of a trip: left behind, allowed to go, with whom (A30). */
#include <errno.h>

#include "lanes.h"
#include "plans_parts.h"
#include "pupils_parts.h"

/** One child, or several, of a plan. */
struct going {
	struct office *o;
	struct err *e;
	struct arena arena;
	struct plan_row plan;
	struct plan_pupil_row *rows;
	int count;
	struct buf said;
};

static int read_plan(struct going *g, int64_t plan, const int64_t *pupils, int count)
{
	int r = office_may(g->o, ACTION_PLAN, 0, g->e);

	if (r == 0)
		r = plan_get(g->o, plan, &g->arena, &g->plan, g->e);
	if (r == 0)
		r = planning_may(g->o, pupils, count, office_today(g->o), g->e);
	if (r < 0)
		return r;
	g->count = store_pupils_of_plan(g->o->store, plan, &g->arena, &g->rows);
	return g->count < 0 ? office_fail(g->o, g->count, g->e) : 0;
}

static struct plan_pupil_row *row_of(struct going *g, int64_t pupil)
{
	for (int i = 0; i < g->count; i++)
		if (g->rows[i].pupil == pupil)
			return &g->rows[i];
	err_refuse(g->e, "%s is not of %s. Nothing was changed.", office_pupil_name(g->o, pupil, &g->arena), plan_title(&g->plan));
	return NULL;
}

static int finish(struct going *g, int r, struct buf *ret_said, int64_t *ret_act)
{
	if (r == 0)
		r = pupil_act_end(g->o, ret_act, g->e);
	if (r == 0 && ret_said)
		buf_text(ret_said, buf_string(&g->said));
	buf_finish(&g->said);
	arena_finish(&g->arena);
	return r;
}

/* LEFT BEHIND */

/* The first session of that day, or the next of the plan's; -1 where there is none any more. */
static sitting first_on(const struct going *g, struct day day)
{
	for (sitting s = sitting_of(day, SESSION_AM); s <= plan_last(&g->plan); s++)
		if (plan_covers(&g->plan, s))
			return s;
	return -1;
}

/* Who comes into a register that was sent is without a mark in it: somebody has to see to that. */
static void say_sent(struct going *g, int64_t pupil, struct day day, int64_t group)
{
	for (enum session s = SESSION_AM; s <= SESSION_PM; s++) {
		struct register_row row = { 0 };
		uint8_t mark = CODE_NONE;

		if (store_register_get(g->o->store, day, s, group, &row) < 0 || !row.sent_act ||
		    store_mark_get(g->o->store, pupil, day, s, &mark) < 0 || mark != CODE_NONE)
			continue;
		buf_printf(&g->said, "%s's register of the %s was sent before: give the mark there.\n", office_group_name(g->o, group),
			   session_words(s));
	}
}

static int place(struct going *g, int64_t pupil, struct day day, const char *group)
{
	int64_t id, own = 0;
	int r = office_pupil_group(g->o, pupil, day, SESSION_AM, &own, g->e);

	if (r == 0 && !own)
		r = office_pupil_group(g->o, pupil, day, SESSION_PM, &own, g->e);
	id = own;
	if (r == 0 && group)
		r = office_group_find(g->o, group, day, &id, g->e);
	if (r < 0)
		return r;
	if (id != own) {
		if (!lane_is_of(g->o, id))
			return err_refuse(g->e, "%s takes no register. Give a class.", office_group_name(g->o, id));
		r = office_may_on(g->o, ACTION_PLAN, id, day, g->e);
		if (r == 0)
			r = lane_place_put(g->o, pupil, id, &(struct lane_days){ .from = day, .to = day }, g->e);
	}
	if (r < 0)
		return r;
	buf_printf(&g->said, "%s stays behind, and is in %s's register for the day.\n", office_pupil_name(g->o, pupil, &g->arena),
		   office_group_name(g->o, id));
	say_sent(g, pupil, day, id);
	return 0;
}

/* A mark that says that the child is on the trip is somebody's word: it is changed in the register. */
static int say_marks(struct going *g, int64_t pupil, struct day day)
{
	uint8_t mark = CODE_NONE;
	int r = 0;

	for (enum session s = SESSION_AM; r == 0 && s <= SESSION_PM; s++) {
		r = store_mark_get(g->o->store, pupil, day, s, &mark);
		if (r == 0 && mark != CODE_NONE && mark == code_number(g->plan.code))
			buf_printf(&g->said, "%s stands in the %s: change the register.\n", code_symbol(mark), session_words(s));
	}
	return r < 0 ? office_fail(g->o, r, g->e) : 0;
}

static int stay(struct going *g, int64_t plan, int64_t pupil, struct day day, const char *group)
{
	char text[DAY_TEXT];
	int r = read_plan(g, plan, &pupil, 1);
	struct plan_pupil_row *row = r == 0 ? row_of(g, pupil) : NULL;

	if (!row)
		return r < 0 ? r : -EPERM;
	day = day_or_today(g->o, day);
	if (day.n < office_today(g->o).n)
		return err_refuse(g->e, "%s is past. Change the register of that day instead.", day_long(day, text));
	sitting first = first_on(g, day);
	if (first < 0 || first > plan_until(&g->plan, row))
		return err_refuse(g->e, "%s does not go with %s then. Nothing was changed.", office_pupil_name(g->o, pupil, &g->arena),
				  plan_title(&g->plan));
	row->until_day = sitting_day(first - 1);
	row->until_session = sitting_session(first - 1);
	r = office_act_open(g->o, "stayed behind", NULL, NULL, 0, g->e);
	if (r == 0)
		r = store_act_put(g->o->store, THING_PLAN_PUPIL, row);
	if (r < 0)
		return office_fail(g->o, r, g->e);
	r = place(g, pupil, day, group);
	return r < 0 ? r : say_marks(g, pupil, day);
}

int office_trip_stay(struct office *o, int64_t plan, int64_t pupil, struct day day, const char *group, struct buf *ret_said, int64_t *ret_act, struct err *e)
{
	struct going g = { .o = o, .e = e };

	IN_TRANSACTION(o, e, finish(&g, stay(&g, plan, pupil, day, group), ret_said, ret_act));
}

/* CONSENT, AND WITH WHOM */

static int goer_put(struct going *g, int64_t pupil, int consent, const char *with_whom)
{
	struct plan_pupil_row *row = row_of(g, pupil);

	if (!row)
		return -EPERM;
	if (consent >= 0)
		row->consent = consent ? "yes" : "no";
	if (with_whom)
		row->with_whom = *with_whom ? with_whom : NULL;
	int r = store_act_put(g->o->store, THING_PLAN_PUPIL, row);
	return r < 0 ? office_fail(g->o, r, g->e) : 0;
}

static int goers(struct going *g, int64_t plan, const int64_t *pupils, int count, int consent, const char *with_whom)
{
	const char *line = NULL;
	int r = pupil_line("The name of the adult", with_whom, &g->arena, &line, g->e);

	if (r == 0)
		r = read_plan(g, plan, pupils, count);
	if (r == 0)
		r = office_act_open(g->o, "trip", NULL, NULL, 0, g->e);
	for (int i = 0; r == 0 && i < count; i++)
		r = goer_put(g, pupils[i], consent, line);
	return r;
}

int office_trip_goer(struct office *o, int64_t plan, const int64_t *pupils, int count, int consent, const char *with_whom, int64_t *ret_act, struct err *e)
{
	struct going g = { .o = o, .e = e };

	IN_TRANSACTION(o, e, finish(&g, goers(&g, plan, pupils, count, consent, with_whom), NULL, ret_act));
}
