/* Which groups a groups file means, those that are new, and rows of it that cannot both be. */
#include <string.h>

#include "base/text.h"
#include "import_groups.h"
#include "lookup.h"
#include "rules/pupil.h"

/* THERE */

int groups_there_read(struct import_job *j, struct groups_there *ret, struct err *e)
{
	struct groups_there t = { 0 };
	struct membership_row *memberships;
	struct pupil_year_row *years;
	int m, y = 0;

	m = store_thing_all(j->office->store, THING_MEMBERSHIP, &t.arena, &memberships);
	if (m >= 0)
		y = store_thing_all(j->office->store, THING_PUPIL_YEAR, &t.arena, &years);
	if (m >= 0 && y >= 0)
		t.group_count = store_thing_all(j->office->store, THING_ROLL_GROUP, &t.arena, &t.groups);
	if (m < 0 || y < 0 || t.group_count < 0) {
		arena_finish(&t.arena);
		return office_fail(j->office, m < 0 ? m : y < 0 ? y : t.group_count, e);
	}
	t.folded = arena_new(&t.arena, (size_t)t.group_count + 1, sizeof *t.folded);
	for (int i = 0; i < t.group_count; i++)
		t.folded[i] = text_fold(&t.arena, t.groups[i].name);
	t.memberships = SORTED(&t.arena, memberships, m, pupil);
	t.years = SORTED(&t.arena, years, y, pupil);
	*ret = t;
	return 0;
}

/* WHICH GROUPS */

/* Of several of one name the one that was there at the time, else the last. */
static const struct roll_group_row *group_there(const struct groups_there *t, const struct group_line *l)
{
	const struct roll_group_row *best = NULL;

	for (int i = 0; i < t->group_count; i++) {
		const struct roll_group_row *g = &t->groups[i];

		if (strcmp(t->folded[i], l->folded) != 0)
			continue;
		if (day_within(l->first, g->from_day, g->to_day))
			return g;
		if (!best || g->from_day.n >= best->from_day.n)
			best = g;
	}
	return best;
}

const struct file_group *group_of(const struct groups_work *w, const struct group_line *l)
{
	return &w->groups.items[l->group_index];
}

static int group_add(struct groups_work *w, const struct group_line *l, struct lookup *by, struct arena *a)
{
	const struct roll_group_row *old = group_there(w->there, l);
	const char *key = arena_printf(a, "%lld %s", old ? (long long)old->id : 0LL, l->folded);
	int index = lookup_add(by, key, w->groups.count);

	if (index >= 0)
		return index;
	vec_push(&w->groups, (struct file_group){ .id = old ? old->id : 0, .name = old ? old->name : l->group, .kind = old ? old->kind : l->kind,
						  .old = old, .from = INT32_MAX, .to = INT32_MIN });
	return w->groups.count - 1;
}

void groups_find(struct groups_work *w, struct arena *a)
{
	struct lookup *by = lookup_new(64);

	for (int i = 0; i < w->count; i++) {
		struct group_line *l = &w->lines[i];

		if (!l->group || !l->whole)
			continue;
		l->group_index = group_add(w, l, by, a);
		struct file_group *g = &w->groups.items[l->group_index];
		g->kind = g->kind ? g->kind : l->kind;
		g->from = l->first.n < g->from ? l->first.n : g->from;
		g->to = stretch_to(l->last) > g->to ? stretch_to(l->last) : g->to;
	}
	lookup_free(by);
	for (int i = 0; i < w->groups.count; i++)
		w->groups.items[i].kind = w->groups.items[i].kind ? w->groups.items[i].kind : "class";
	for (int i = 0; i < w->count; i++) {
		const struct group_line *l = &w->lines[i];

		if (l->group && l->whole && l->kind && strcmp(l->kind, group_of(w, l)->kind) != 0)
			import_refuse(w->job, &l->from, GROUPS_KIND, "%.60s is of the kind %s, here or in another row. Give one kind, or "
				      "none.", l->group,
				      group_of(w, l)->kind);
	}
}

const char *group_dates(int32_t from, int32_t to, struct arena *a)
{
	char first[DAY_TEXT], last[DAY_TEXT];

	if (to == STRETCH_OPEN)
		return arena_printf(a, "from %s", day_iso((struct day){ from }, first));
	return arena_printf(a, "%s to %s", day_iso((struct day){ from }, first), day_iso((struct day){ to }, last));
}

/* New ones begin with their first pupil; one that is there is there for all of its pupils. */
void group_plan(struct groups_work *w, struct file_group *g)
{
	struct arena *a = &w->plan->arena;
	struct roll_group_row row = g->old ? *g->old : ROLL_GROUP_NEW;
	int32_t to = g->old && g->old->to_day.n > g->to ? stretch_to(g->old->to_day) : g->to;

	if (g->old && g->old->from_day.n <= g->from && (day_is_none(g->old->to_day) || g->old->to_day.n >= g->to))
		return;
	struct plan_act *act = plan_act_new(w->plan, "class", 0, arena_printf(a, "%s %s", g->kind, g->name));
	if (!g->old) {
		g->id = plan_promise(w->plan);
		row.name = g->name;
		row.kind = g->kind;
		row.from_day.n = g->from;
		plan_say(act, "new");
	} else {
		row.from_day.n = g->from < row.from_day.n ? g->from : row.from_day.n;
		row.to_day = day_is_none(row.to_day) ? row.to_day : stretch_end(to);
		plan_say(act, "%s", group_dates(row.from_day.n, stretch_to(row.to_day), a));
	}
	plan_put(w->plan, act, THING_ROLL_GROUP, &row, sizeof row, g->old ? 0 : g->id);
}

/* ROWS OF THE FILE THAT CANNOT BOTH BE */

struct stretch group_stretch(const struct groups_work *w, const struct group_line *l)
{
	return (struct stretch){ .what = l->group_index, .weekdays = l->weekdays, .sessions = l->sessions, .from = l->first.n,
				.to = stretch_to(l->last), .ends = l->ends, .goes_on = l->goes_on, .line = l->from.line };
}

static void check_pair(struct groups_work *w, const struct group_line *l, const struct group_line *m)
{
	struct stretch a = group_stretch(w, l), b = group_stretch(w, m);
	int32_t from = a.from > b.from ? a.from : b.from;
	char day[DAY_TEXT], one[8], two[8];
	bool both = group_registers(group_of(w, l)->kind) && group_registers(group_of(w, m)->kind);

	if (!stretches_meet(&a, &b))
		return;
	day_long((struct day){ from }, day);
	if (l->group_index == m->group_index)
		import_refuse(w->job, &m->from, -1, "This pupil is in %.60s on %s in line %d already. Keep one of the two.", m->group, day,
			      l->from.line);
	else if (both)
		import_refuse(w->job, &m->from, -1, "This pupil is in %.60s on %s in line %d, and in %.60s here (line %d). A pupil is in "
			      "one register at a time.",
			      l->group, day, l->from.line, m->group, m->from.line);
	else if (l->year != IMPORT_NO_YEAR && m->year != IMPORT_NO_YEAR && l->year != m->year)
		import_refuse(w->job, &m->from, GROUPS_YEAR, "This pupil is in year %s on %s in line %d, and in year %s here (line %d). "
			      "Correct one.",
			      year_name(l->year, one), day, l->from.line, year_name(m->year, two), m->from.line);
}

void groups_check(struct groups_work *w)
{
	for (int i = 0; i < w->of.count; i++)
		for (int k = 0; k < i; k++)
			check_pair(w, w->of.items[k], w->of.items[i]);
}
