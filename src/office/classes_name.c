/* What a class was called on a day: its row has the name of now, and a register of the past is titled as it was then. */
#include <string.h>

#include "internal.h"

struct renaming {
	struct office *o;
	int64_t group;
	struct day day;
	struct arena *a;
	const char *name; /**< so far */
	bool before;      /**< it is the name before the first change behind that day */
};

static int day_of_act(const struct renaming *n, int64_t act, struct day *ret)
{
	struct act_row row;
	int r = store_act_get(n->o->store, act, n->a, &row);

	if (r == 0)
		*ret = moment_civil(row.head.at).day;
	return r;
}

/* From the day of a change on it is the new name; a class that was made later than the day had its first name then. */
static int take_change(struct renaming *n, const struct change_row *c)
{
	struct day day = DAY_NONE;
	int r;

	if (n->before)
		return 0;
	r = day_of_act(n, c->act, &day);
	if (r < 0)
		return r;
	if (day.n <= n->day.n || !n->name || !c->before) {
		n->name = c->after ? c->after : n->name;
		return 0;
	}
	n->name = c->before;
	n->before = true;
	return 0;
}

const char *office_group_name_on(struct office *o, int64_t group, struct day day, struct arena *a)
{
	struct renaming n = { .o = o, .group = group, .day = day, .a = a };
	struct change_row *rows;
	int count = day.n < office_today(o).n ? store_changes_of_thing(o->store, THING_ROLL_GROUP, a, &rows) : 0, names = 0, r = 0;

	for (int i = 0; i < count; i++)
		names += rows[i].id == group && strcmp(rows[i].field, "name") == 0;
	for (int i = 0; r == 0 && names > 1 && i < count; i++)
		if (rows[i].id == group && strcmp(rows[i].field, "name") == 0)
			r = take_change(&n, &rows[i]);
	return r == 0 && n.name ? n.name : arena_text(a, office_group_name(o, group));
}
