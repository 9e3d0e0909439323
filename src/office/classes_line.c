/* The order in which a class lines up, and is called (A9). */
#include "classes_parts.h"

/** Those at the front, in their order; the others come behind them. */
struct line_wish {
	const char *group;
	const int64_t *pupils;
	int count;
};

static int place_of(const struct line_wish *w, int64_t pupil)
{
	for (int i = 0; i < w->count; i++)
		if (w->pupils[i] == pupil)
			return i + 1;
	return 0;
}

static bool is_in(const struct membership_row *rows, int n, int64_t pupil)
{
	for (int i = 0; i < n; i++)
		if (rows[i].pupil == pupil)
			return true;
	return false;
}

static int check_in_class(struct classing *c, const struct line_wish *w, const struct roll_group_row *g, const struct membership_row *rows, int n)
{
	for (int i = 0; i < w->count; i++) {
		if (!is_in(rows, n, w->pupils[i]))
			return err_refuse(c->e, "%s is not in %s. Nothing was changed.", office_pupil_name(c->o, w->pupils[i], &c->arena), g->name);
		if (place_of(w, w->pupils[i]) != i + 1)
			return err_usage(c->e, "%s is named twice. Name each pupil once.", office_pupil_name(c->o, w->pupils[i], &c->arena));
	}
	return 0;
}

static int line_up(struct classing *c, const void *wish, int64_t *ret_act)
{
	const struct line_wish *w = wish;
	struct roll_group_row g;
	struct membership_row *rows;
	int r = classing_find(c, w->group, DAY_NONE, &g), n = r < 0 ? r : classing_places(c, g.id, c->today, &rows);

	if (n < 0)
		return n;
	r = check_in_class(c, w, &g, rows, n);
	if (r == 0)
		r = classing_open(c, "class line");
	for (int i = 0; r == 0 && i < n; i++) {
		int place = place_of(w, rows[i].pupil);

		rows[i].place = place ? place : NONE;
		r = classing_put(c, THING_MEMBERSHIP, &rows[i]);
	}
	g.name_order = "line";
	if (r == 0)
		r = classing_put(c, THING_ROLL_GROUP, &g);
	if (r == 0)
		r = classing_close(c, ret_act);
	if (r == 0 && *ret_act)
		buf_printf(c->said, "The register of %s is in this order from now on.\n", g.name);
	return r;
}

int office_class_line(struct office *o, const char *group, const int64_t *pupils, int count, struct buf *ret_said, int64_t *ret_act, struct err *e)
{
	return classing_run(o, ret_said, e, line_up, &(struct line_wish){ .group = group, .pupils = pupils, .count = count }, ret_act);
}
