/* The turn of the year: one act for the whole school, dated the first day of the new one (H5). */
#include <errno.h>

#include "classes_parts.h"
#include "rollover.h"
#include "school.h"

static void turn_finish(struct turn *t)
{
	vec_finish(&t->pupils);
	vec_finish(&t->lines);
	vec_finish(&t->classes);
	vec_finish(&t->puts);
	vec_finish(&t->remarks);
}

/* In one view of the store; nothing is written. */
static int turn_make(struct turn *t, struct err *e)
{
	int r = office_may(t->o, ACTION_CHANGE_ROLL, 0, e);

	if (r == 0)
		r = turn_read(t, e);
	if (r == 0)
		r = turn_map(t, e);
	if (r == 0)
		r = turn_plan(t, e);
	return r < 0 ? r : turn_view(t, e);
}

static struct turn turn_begin(struct office *o, const struct rollover_wish *w, struct rollover_view *v)
{
	return (struct turn){ .o = o, .w = w, .v = v, .a = &v->arena, .today = office_today(o) };
}

int office_rollover_open(struct office *o, const struct rollover_wish *w, struct rollover_view *ret, struct err *e)
{
	struct rollover_view v = { 0 };
	int r = office_refresh(o, e);
	struct turn t = turn_begin(o, w, &v);

	if (r < 0)
		return r;
	r = store_read_begin(o->store);
	if (r < 0)
		return office_fail(o, r, e);
	r = turn_make(&t, e);
	store_read_end(o->store);
	turn_finish(&t);
	if (r < 0)
		rollover_view_finish(&v);
	else
		*ret = v;
	return r;
}

void rollover_view_finish(struct rollover_view *v)
{
	arena_finish(&v->arena);
	*v = (struct rollover_view){ 0 };
}

/* WRITING */

/* A class that begins later than the year is there from its first day too. */
static int write_there(struct turn *t, const struct turn_class *c)
{
	struct roll_group_row row = *turn_group(t, c->id);

	if (!c->pupils || row.from_day.n <= t->first.n)
		return 0;
	row.from_day = t->first;
	return store_act_put(t->o->store, THING_ROLL_GROUP, &row);
}

static int write_classes(struct turn *t)
{
	struct key_maker keys;
	int r = 0;

	key_maker_start(&keys, t->o->store, "class");
	for (int i = 0; r >= 0 && i < t->classes.count; i++) {
		struct turn_class *c = &t->classes.items[i];
		struct roll_group_row row = ROLL_GROUP_NEW;

		if (c->id) {
			r = write_there(t, c);
			continue;
		}
		if (!c->pupils)
			continue;
		row.key = key_make(&keys);
		row.name = c->name;
		row.kind = c->kind;
		row.name_order = c->order;
		row.site = c->site;
		row.from_day = t->first;
		r = store_act_put(t->o->store, THING_ROLL_GROUP, &row);
		c->id = row.id;
	}
	return r < 0 ? r : 0;
}

static int write_puts(struct turn *t)
{
	int r = 0;

	for (int i = 0; r >= 0 && i < t->puts.count; i++) {
		const struct turn_put *p = &t->puts.items[i];

		if (p->group >= 0)
			((struct membership_row *)p->row)->roll_group = t->classes.items[p->group].id;
		r = p->remove ? store_act_remove(t->o->store, p->thing, *(const int64_t *)p->row) : store_act_put(t->o->store, p->thing, p->row);
	}
	return r < 0 ? r : 0;
}

static void say_count(struct buf *said, int n, const char *one, const char *several, const char *rest)
{
	if (n > 0)
		buf_printf(said, "%d %s%s\n", n, n == 1 ? one : several, rest);
}

static void say(const struct turn *t, struct buf *said)
{
	const struct rollover_view *v = t->v;
	const char *end;
	char day[DAY_TEXT];

	end = arena_printf(t->a, " on %s.", day_long(t->first, day));
	say_count(said, v->of_fate[FATE_MOVES], "pupil moves up", "pupils move up", end);
	end = arena_printf(t->a, " by %s.", day_long(t->leave, day));
	say_count(said, v->of_fate[FATE_LEAVES], "pupil leaves", "pupils leave", end);
	say_count(said, v->of_fate[FATE_HELD], "leaver stays", "leavers stay", " on the roll for now, in no class: see why in the roll-over.");
	say_count(said, v->of_fate[FATE_UNDECIDED], "pupil moves", "pupils move", " up without a class: say where they go.");
	say_count(said, v->of_fate[FATE_JOINS], "child is", "children are", " to come, or new and in no class yet.");
	say_count(said, v->of_fate[FATE_DONE], "pupil was", "pupils were", " there already.");
	for (const char *const *remark = v->remarks; *remark; remark++)
		buf_printf(said, "%s\n", *remark);
}

static int rollover(struct turn *t, const char *reason, int64_t *ret_act, struct err *e)
{
	int r = turn_make(t, e);

	if (r == 0 && reason)
		r = office_words_check("reason", reason, e);
	if (r == 0)
		r = office_act_open(t->o, "roll-over", reason, NULL, 0, e);
	if (r < 0)
		return r;
	r = write_classes(t);
	if (r == 0)
		r = write_puts(t);
	return r < 0 ? office_fail(t->o, r, e) : office_act_end(t->o, false, ret_act, e);
}

int office_rollover(struct office *o, const struct rollover_wish *w, const char *reason, struct buf *ret_said, int64_t *ret_act, struct err *e)
{
	struct rollover_view v = { 0 };
	int r = office_write_begin(o, e);
	struct turn t = turn_begin(o, w, &v);

	if (r < 0)
		return r;
	r = rollover(&t, reason, ret_act, e);
	if (r == 0)
		say(&t, ret_said);
	office_act_abandon(o);
	turn_finish(&t);
	rollover_view_finish(&v);
	return r;
}
