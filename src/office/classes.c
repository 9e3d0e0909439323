/* Classes: made, renamed, ended. */
#include "classes_parts.h"

#include <errno.h>
#include <string.h>

#include "base/text.h"
#include "lanes.h"
#include "school.h"

/* THE CASE */

int classing_run(struct office *o, struct buf *said, struct err *e, classing_case *run, const void *wish, int64_t *ret_act)
{
	struct classing c = { .o = o, .e = e, .said = said };
	int r = office_write_begin(o, e);

	if (r < 0)
		return r;
	c.today = office_today(o);
	r = office_may(o, ACTION_CHANGE_ROLL, 0, e);
	if (r == 0) {
		c.count = store_thing_all(o->store, THING_ROLL_GROUP, &c.arena, &c.groups);
		r = c.count < 0 ? office_fail(o, c.count, e) : run(&c, wish, ret_act);
	}
	office_act_abandon(o);
	arena_finish(&c.arena);
	return r;
}

int classing_open(struct classing *c, const char *kind)
{
	return office_act_open(c->o, kind, NULL, NULL, 0, c->e);
}

int classing_put(struct classing *c, enum thing thing, void *row)
{
	int r = store_act_put(c->o->store, thing, row);

	return r < 0 ? office_fail(c->o, r, c->e) : 0;
}

int classing_close(struct classing *c, int64_t *ret_act)
{
	return office_act_end(c->o, false, ret_act, c->e);
}

const char *classing_day(struct classing *c, struct day d)
{
	return day_long(d, arena_new(&c->arena, DAY_TEXT, 1));
}

int classing_make(struct classing *c, struct roll_group_row *row)
{
	struct key_maker keys;

	key_maker_start(&keys, c->o->store, "class");
	row->key = key_make(&keys);
	return classing_put(c, THING_ROLL_GROUP, row);
}

/* WHICH CLASS */

static int refuse_no_class(struct classing *c, const char *name, struct day day)
{
	CLEAN_BUF struct buf list = { 0 };

	for (int i = 0; i < c->count; i++)
		if (day_within(day, c->groups[i].from_day, c->groups[i].to_day))
			buf_printf(&list, "%s%s", list.length ? ", " : "", c->groups[i].name);
	if (list.length)
		err_usage(c->e, "There is no class %.60s on %s. There are: %s.", name, classing_day(c, day), buf_string(&list));
	else
		err_usage(c->e, "There is no class %.60s on %s, nor any other.", name, classing_day(c, day));
	return -ENOENT;
}

/* On that day before any other; to come before past; the nearer one. */
static int nearness(const struct roll_group_row *g, struct day day)
{
	if (day_within(day, g->from_day, g->to_day))
		return INT32_MAX;
	return g->from_day.n > day.n ? INT32_MAX / 2 - (g->from_day.n - day.n) : INT32_MIN / 2 - (day.n - g->to_day.n);
}

int classing_find(struct classing *c, const char *name, struct day day, struct roll_group_row *ret)
{
	const struct roll_group_row *best = NULL;
	const char *folded = text_fold(&c->arena, name);
	struct day on = day_is_none(day) ? c->today : day;

	for (int exact = 1; exact >= 0 && !best; exact--)
		for (int i = 0; i < c->count; i++) {
			const struct roll_group_row *g = &c->groups[i];

			if (exact ? strcmp(g->name, name) != 0 : strcmp(text_fold(&c->arena, g->name), folded) != 0)
				continue;
			if (!day_is_none(day) && !day_within(day, g->from_day, g->to_day))
				continue;
			best = !best || nearness(g, on) > nearness(best, on) ? g : best;
		}
	if (!best)
		return refuse_no_class(c, name, on);
	*ret = *best;
	return 0;
}

int class_name_check(const char *name, struct err *e)
{
	size_t n = strlen(name);
	int r = line_check("The name of the class", name, e);

	if (r == 0 && text_unseen(name))
		r = err_usage(e, "The name of the class has a character that cannot be seen. Type it again.");
	if (r == 0 && (name[0] == ' ' || name[n - 1] == ' '))
		r = err_usage(e, "The name of the class has a blank at an end. Type it without.");
	return r;
}

int classing_name_free(struct classing *c, const char *name, struct day from, struct day to, int64_t but)
{
	const char *folded = text_fold(&c->arena, name);

	for (int i = 0; i < c->count; i++) {
		const struct roll_group_row *g = &c->groups[i];

		if (g->id == but || (!day_is_none(to) && g->from_day.n > to.n) || (!day_is_none(g->to_day) && g->to_day.n < from.n) ||
		    strcmp(text_fold(&c->arena, g->name), folded) != 0)
			continue;
		return err_refuse(c->e, "There is a class %s already, from %s. Choose another name.", g->name, classing_day(c, g->from_day));
	}
	return 0;
}

/* WHO IS IN IT */

int classing_places(struct classing *c, int64_t group, struct day from, struct membership_row **ret)
{
	int n = store_thing_all(c->o->store, THING_MEMBERSHIP, &c->arena, ret), kept = 0;

	for (int i = 0; i < n; i++)
		if ((*ret)[i].roll_group == group && (day_is_none((*ret)[i].to_day) || (*ret)[i].to_day.n >= from.n))
			(*ret)[kept++] = (*ret)[i];
	return n < 0 ? office_fail(c->o, n, c->e) : kept;
}

int classing_on_roll(struct classing *c, int64_t pupil, struct day from, struct day to)
{
	struct enrolment_row *spells;
	int n = store_enrolments_of_pupil(c->o->store, pupil, &c->arena, &spells);

	for (int i = 0; i < n; i++)
		if ((day_is_none(to) || spells[i].from_day.n <= to.n) && (day_is_none(spells[i].to_day) || spells[i].to_day.n >= from.n))
			return 1;
	return n < 0 ? office_fail(c->o, n, c->e) : 0;
}

/* Pupils who have a place in it and are on the roll on some of those days. */
static int count_between(struct classing *c, int64_t group, struct day from, struct day to)
{
	struct membership_row *rows;
	int n = classing_places(c, group, from, &rows), pupils = 0, r = 0;

	for (int i = 0; r >= 0 && i < n; i++) {
		bool again = false;

		if (!day_is_none(to) && rows[i].from_day.n > to.n)
			continue;
		for (int k = 0; k < i; k++)
			again |= rows[k].pupil == rows[i].pupil && (day_is_none(to) || rows[k].from_day.n <= to.n);
		r = again ? 0 : classing_on_roll(c, rows[i].pupil, rows[i].from_day.n > from.n ? rows[i].from_day : from, to);
		pupils += r > 0;
	}
	return n < 0 ? n : r < 0 ? r : pupils;
}

/* WISHES */

static const char *const kinds[] = { "class", "form", "other" };
static const char *const orders[] = { "surname", "forename", "admission_number", "line" };

static const char *one_of(const char *word, const char *const *words, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(word, words[i]) == 0)
			return words[i];
	return NULL;
}

static int wish_check(const struct class_wish *w, struct err *e)
{
	int r = w->name ? class_name_check(w->name, e) : 0;

	if (r == 0 && w->kind && !one_of(w->kind, kinds, 3))
		r = err_usage(e, "There is no kind of class %.40s. There are: class, form, other.", w->kind);
	if (r == 0 && w->order && !one_of(w->order, orders, 4))
		r = err_usage(e, "There is no order of names %.40s. There are: surname, forename, admission_number, line.", w->order);
	if (r == 0 && !day_is_none(w->from) && !day_is_none(w->to) && w->to.n < w->from.n)
		r = err_usage(e, "The last day is before the first. Give them the other way round.");
	return r;
}

static int add(struct classing *c, const void *wish, int64_t *ret_act)
{
	const struct class_wish *w = wish;
	struct roll_group_row row = ROLL_GROUP_NEW;
	int r = w->name ? wish_check(w, c->e) : err_usage(c->e, "Give the class a name.");

	row.name = w->name;
	row.kind = w->kind ? w->kind : "class";
	row.name_order = w->order;
	row.from_day = day_is_none(w->from) ? c->today : w->from;
	row.to_day = w->to;
	if (r == 0 && !day_is_none(row.to_day) && row.to_day.n < row.from_day.n)
		r = err_usage(c->e, "The last day is before the first, which is today. Give both.");
	if (r == 0)
		r = classing_name_free(c, row.name, row.from_day, row.to_day, 0);
	if (r == 0)
		r = classing_open(c, "class added");
	if (r == 0)
		r = classing_make(c, &row);
	if (r == 0)
		buf_printf(c->said, "%s is a class from %s. Nobody is in it and nobody teaches it yet.\n", row.name, classing_day(c, row.from_day));
	return r < 0 ? r : classing_close(c, ret_act);
}

int office_class_add(struct office *o, const struct class_wish *w, struct buf *ret_said, int64_t *ret_act, struct err *e)
{
	return classing_run(o, ret_said, e, add, w, ret_act);
}

/* CHANGED AND ENDED */

struct class_case {
	const char *group;
	const struct class_wish *wish;
	struct day last;
};

/* Days that are taken from a class must be nobody's. */
static int check_nobody(struct classing *c, const struct roll_group_row *g, struct day from, struct day to, const char *when)
{
	int n = count_between(c, g->id, from, to);

	if (n <= 0)
		return n;
	return err_refuse(c->e, "%d pupil%s in %s %s. Move %s first.", n, n == 1 ? " is" : "s are", g->name, when,
			  n == 1 ? "the pupil" : "them");
}

static int change_days(struct classing *c, const struct class_wish *w, const struct roll_group_row *was, struct roll_group_row *row)
{
	int r = 0;

	if (!day_is_none(w->from))
		row->from_day = w->from;
	if (!day_is_none(w->to))
		row->to_day = w->to;
	if (!day_is_none(row->to_day) && row->to_day.n < row->from_day.n)
		return err_usage(c->e, "%s would end on %s, before it begins.", row->name, classing_day(c, row->to_day));
	if (row->from_day.n > was->from_day.n)
		r = check_nobody(c, was, was->from_day, day_add(row->from_day, -1),
				 arena_printf(&c->arena, "before %s", classing_day(c, row->from_day)));
	if (r == 0 && !day_is_none(row->to_day))
		r = check_nobody(c, was, day_add(row->to_day, 1), DAY_NONE,
				 arena_printf(&c->arena, "after %s", classing_day(c, row->to_day)));
	/* Another of that name may begin where this one ended so far. */
	return r == 0 ? classing_name_free(c, row->name, row->from_day, row->to_day, row->id) : r;
}

/* A register is taken of it, or not: no pupil is left without one. */
static int change_kind(struct classing *c, const struct class_wish *w, const struct roll_group_row *was, struct roll_group_row *row)
{
	if (!w->kind)
		return 0;
	row->kind = w->kind;
	if (group_registers(row->kind) == group_registers(was->kind))
		return 0;
	return check_nobody(c, was, was->from_day, DAY_NONE, "now, were in it, or will be");
}

static const char *order_words(const char *order)
{
	return strcmp(order, "admission_number") == 0 ? "admission number" : order;
}

static void say_change(struct classing *c, const struct roll_group_row *was, const struct roll_group_row *row)
{
	if (strcmp(was->name, row->name) != 0)
		buf_printf(c->said, "%s is called %s now. Registers of the days before keep its old name.\n", was->name, row->name);
	if (row->name_order && (!was->name_order || strcmp(was->name_order, row->name_order) != 0))
		buf_printf(c->said, "Its register is in the order of: %s.\n", order_words(row->name_order));
	if (!day_equal(was->from_day, row->from_day))
		buf_printf(c->said, "%s begins on %s.\n", row->name, classing_day(c, row->from_day));
	if (!day_equal(was->to_day, row->to_day))
		buf_printf(c->said, "%s ends on %s.\n", row->name, classing_day(c, row->to_day));
}

static int change(struct classing *c, const void *wish, int64_t *ret_act)
{
	const struct class_case *w = wish;
	struct roll_group_row was, row;
	int r = classing_find(c, w->group, DAY_NONE, &was);

	if (r == 0)
		r = wish_check(w->wish, c->e);
	if (r < 0)
		return r;
	row = was;
	row.name = w->wish->name ? w->wish->name : was.name;
	row.name_order = w->wish->order ? w->wish->order : was.name_order;
	r = change_days(c, w->wish, &was, &row);
	if (r == 0)
		r = change_kind(c, w->wish, &was, &row);
	if (r == 0)
		r = classing_open(c, "class changed");
	if (r == 0)
		r = classing_put(c, THING_ROLL_GROUP, &row);
	if (r == 0)
		r = classing_close(c, ret_act);
	if (r == 0 && *ret_act)
		say_change(c, &was, &row);
	return r;
}

int office_class_change(struct office *o, const char *group, const struct class_wish *w, struct buf *ret_said, int64_t *ret_act, struct err *e)
{
	return classing_run(o, ret_said, e, change, &(struct class_case){ .group = group, .wish = w }, ret_act);
}

static int end(struct classing *c, const void *wish, int64_t *ret_act)
{
	const struct class_case *w = wish;
	const struct class_wish ends = { .from = DAY_NONE, .to = day_is_none(w->last) ? c->today : w->last };
	struct roll_group_row was, row;
	int r = classing_find(c, w->group, DAY_NONE, &was);

	if (r < 0)
		return r;
	row = was;
	r = change_days(c, &ends, &was, &row);
	if (r == 0)
		r = classing_open(c, "class ended");
	if (r == 0)
		r = classing_put(c, THING_ROLL_GROUP, &row);
	if (r == 0)
		r = classing_close(c, ret_act);
	if (r == 0 && *ret_act)
		buf_printf(c->said, "%s ends on %s: no register is taken of it afterwards.\n", row.name, classing_day(c, row.to_day));
	return r;
}

int office_class_end(struct office *o, const char *group, struct day last, struct buf *ret_said, int64_t *ret_act, struct err *e)
{
	return classing_run(o, ret_said, e, end, &(struct class_case){ .group = group, .last = last }, ret_act);
}
