/* A class becomes two; two registers are taken as one (A32). */
#include <stdlib.h>

#include "classes_parts.h"
#include "lanes.h"

struct moving {
	const char *group, *to; /* the new class, or the one they join */
	const int64_t *pupils;  /* NULL: everybody */
	int count;
	struct day from, last;
	int session;            /* -1: both */
};

static bool is_named(const struct moving *m, int64_t pupil)
{
	for (int i = 0; i < m->count; i++)
		if (m->pupils[i] == pupil)
			return true;
	return !m->pupils;
}

/* The days, weekdays and sessions of that place which are meant; false: none of them. */
static bool part_of(const struct moving *m, const struct membership_row *row, struct lane_days *ret)
{
	struct day to = day_is_none(m->last) || (!day_is_none(row->to_day) && row->to_day.n < m->last.n) ? row->to_day : m->last;
	int sessions = (int)row->sessions & (m->session < 0 ? 3 : 1 << m->session);

	*ret = (struct lane_days){ row->from_day.n > m->from.n ? row->from_day : m->from, to, (int)row->weekdays, sessions };
	return sessions && ret->weekdays && (day_is_none(to) || to.n >= ret->from.n);
}

/* Each of them from the one class into the other: how many pupils. */
static int move_all(struct classing *c, const struct moving *m, const struct membership_row *rows, int n, int64_t to)
{
	int pupils = 0;
	int64_t last = 0;

	for (int i = 0; i < n; i++) {
		struct lane_days days;

		if (!is_named(m, rows[i].pupil) || !part_of(m, &rows[i], &days))
			continue;
		int r = classing_on_roll(c, rows[i].pupil, days.from, days.to);
		if (r > 0)
			r = lane_place_put(c->o, rows[i].pupil, to, &days, c->e);
		if (r < 0)
			return r;
		pupils += r > 0 && rows[i].pupil != last;
		last = rows[i].pupil;
	}
	return pupils;
}

static int row_compare(const void *a, const void *b)
{
	const struct membership_row *x = a, *y = b;

	return x->pupil != y->pupil ? (x->pupil < y->pupil ? -1 : 1) : (x->id > y->id) - (x->id < y->id);
}

static int read_places(struct classing *c, const struct moving *m, const struct roll_group_row *g, struct membership_row **ret)
{
	int n = classing_places(c, g->id, m->from, ret);

	if (n > 0)
		qsort(*ret, (size_t)n, sizeof **ret, row_compare);
	return n;
}

/* SPLIT */

static int check_pupils(struct classing *c, const struct moving *m, const struct roll_group_row *g, const struct membership_row *rows, int n)
{
	if (m->count == 0)
		return err_usage(c->e, "Name the pupils who go into %s.", m->to);
	for (int i = 0; i < m->count; i++) {
		struct lane_days days;
		bool in = false;

		for (int k = 0; k < n; k++)
			in |= rows[k].pupil == m->pupils[i] && part_of(m, &rows[k], &days);
		if (!in)
			return err_refuse(c->e, "%s is not in %s from %s on. Nothing was changed.",
					  office_pupil_name(c->o, m->pupils[i], &c->arena), g->name, classing_day(c, m->from));
	}
	return 0;
}

static struct roll_group_row like(const struct roll_group_row *g, const char *name, struct day from)
{
	struct roll_group_row row = ROLL_GROUP_NEW;

	row.name = name;
	row.kind = g->kind;
	row.site = g->site;
	row.name_order = g->name_order;
	row.from_day = from;
	row.to_day = g->to_day;
	return row;
}

static int split(struct classing *c, const void *wish, int64_t *ret_act)
{
	struct moving m = *(const struct moving *)wish;
	struct roll_group_row g, row;
	struct membership_row *rows;
	int n, r;

	m.from = day_is_none(m.from) ? c->today : m.from;
	r = classing_find(c, m.group, m.from, &g);
	if (r == 0)
		r = class_name_check(m.to, c->e);
	if (r == 0)
		r = classing_name_free(c, m.to, m.from, g.to_day, 0);
	n = r < 0 ? r : read_places(c, &m, &g, &rows);
	if (n < 0)
		return n;
	row = like(&g, m.to, m.from);
	r = check_pupils(c, &m, &g, rows, n);
	if (r == 0)
		r = classing_open(c, "class split");
	if (r == 0)
		r = classing_make(c, &row);
	n = r < 0 ? r : move_all(c, &m, rows, n, row.id);
	r = n < 0 ? n : classing_close(c, ret_act);
	if (r == 0)
		buf_printf(c->said, "%d pupil%s of %s %s in %s from %s. Nobody teaches it yet.\n", n, PLURAL(n), g.name,
			   n == 1 ? "is" : "are", row.name, classing_day(c, m.from));
	return r;
}

int office_class_split(struct office *o, const char *group, const char *new_name, const int64_t *pupils, int count, struct day from,
		       struct buf *ret_said, int64_t *ret_act, struct err *e)
{
	static const int64_t nobody;
	const struct moving m = { .group = group, .to = new_name, .pupils = pupils ? pupils : &nobody, .count = count, .from = from, .last = DAY_NONE,
				  .session = -1 };

	return classing_run(o, ret_said, e, split, &m, ret_act);
}

/* JOINED */

static int check_join(struct classing *c, struct moving *m, struct roll_group_row *ret_group, struct roll_group_row *ret_with)
{
	int r;

	m->from = day_is_none(m->from) ? c->today : m->from;
	m->last = day_is_none(m->last) ? m->from : m->last;
	if (m->last.n < m->from.n)
		return err_usage(c->e, "The last day is before the first. Give them the other way round.");
	if (m->session > 1)
		return err_usage(c->e, "A session is the morning, the afternoon, or both.");
	r = classing_find(c, m->group, m->from, ret_group);
	if (r == 0)
		r = classing_find(c, m->to, m->from, ret_with);
	if (r == 0 && ret_group->id == ret_with->id)
		r = err_usage(c->e, "%s cannot be joined with itself. Name another class.", ret_group->name);
	if (r == 0 && !group_registers(ret_with->kind))
		r = err_refuse(c->e, "No register is taken of %s. Name a class that has one.", ret_with->name);
	if (r == 0 && !day_is_none(ret_with->to_day) && ret_with->to_day.n < m->last.n)
		r = err_refuse(c->e, "%s ends on %s. Join them until then at the latest.", ret_with->name, classing_day(c, ret_with->to_day));
	return r;
}

static void say_join(struct classing *c, const struct moving *m, const struct roll_group_row *g, const struct roll_group_row *with, int n)
{
	const char *when = m->session < 0 ? "" : arena_printf(&c->arena, " in the %s", session_words((enum session)m->session));

	buf_printf(c->said, "%d pupil%s of %s %s in the register of %s%s ", n, PLURAL(n), g->name, n == 1 ? "is" : "are", with->name, when);
	if (day_equal(m->from, m->last))
		buf_printf(c->said, "on %s.\n", classing_day(c, m->from));
	else
		buf_printf(c->said, "from %s to %s.\n", classing_day(c, m->from), classing_day(c, m->last));
}

static int join(struct classing *c, const void *wish, int64_t *ret_act)
{
	struct moving m = *(const struct moving *)wish;
	struct roll_group_row g, with;
	struct membership_row *rows;
	int r = check_join(c, &m, &g, &with), n = r < 0 ? r : read_places(c, &m, &g, &rows);

	if (n < 0)
		return n;
	r = classing_open(c, "classes joined");
	n = r < 0 ? r : move_all(c, &m, rows, n, with.id);
	if (n == 0)
		return err_refuse(c->e, "Nobody is in the register of %s then. Nothing was changed.", g.name);
	r = n < 0 ? n : classing_close(c, ret_act);
	if (r == 0)
		say_join(c, &m, &g, &with, n);
	return r;
}

int office_class_join(struct office *o, const char *group, const char *with, struct day from, struct day to, int session, struct buf *ret_said,
		      int64_t *ret_act, struct err *e)
{
	const struct moving m = { .group = group, .to = with, .from = from, .last = to, .session = session };

	return classing_run(o, ret_said, e, join, &m, ret_act);
}
