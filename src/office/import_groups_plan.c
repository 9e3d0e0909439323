/* What a groups file would change, an act a pupil: in which groups, and which year, on which days; and groups that are new. */
#include <string.h>

#include "import_groups.h"
#include "base/text.h"
#include "lookup.h"
#include "rules/pupil.h"

/* A group of the file. */
struct file_group {
	int64_t id;              /* below 0: a promise */
	const char *name, *kind;
	const struct roll_group_row *old;
	int32_t from, to;        /* of its rows */
};

struct work {
	struct import_job *job;
	struct plan *plan;
	struct plan_act *act;
	const struct groups_there *there;
	struct { VEC(struct file_group); } groups;
	struct group_line *lines;
	int count;
	struct sorted by_pupil;  /* of them */
	/* The pupil at hand, and the rows of the file that make sense. */
	int64_t pupil;
	struct { VEC(struct group_line *); } of;
};

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

static bool registers(const char *kind)
{
	return strcmp(kind, "other") != 0;
}

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

static const struct file_group *group_of(const struct work *w, const struct group_line *l)
{
	return &w->groups.items[l->group_index];
}

static int group_add(struct work *w, const struct group_line *l, struct lookup *by, struct arena *a)
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

static void find_groups(struct work *w, struct arena *a)
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

static const char *dates_words(int32_t from, int32_t to, struct arena *a)
{
	char first[DAY_TEXT], last[DAY_TEXT];

	if (to == STRETCH_OPEN)
		return arena_printf(a, "from %s", day_iso((struct day){ from }, first));
	return arena_printf(a, "%s to %s", day_iso((struct day){ from }, first), day_iso((struct day){ to }, last));
}

/* New ones begin with their first pupil; one that is there is there for all of its pupils. */
static void plan_group(struct work *w, struct file_group *g)
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
		plan_say(act, "%s", dates_words(row.from_day.n, stretch_to(row.to_day), a));
	}
	plan_put(w->plan, act, THING_ROLL_GROUP, &row, sizeof row, g->old ? 0 : g->id);
}

/* ROWS OF THE FILE THAT CANNOT BOTH BE */

static struct stretch stretch_of(const struct work *w, const struct group_line *l)
{
	return (struct stretch){ .what = l->group_index, .weekdays = l->weekdays, .sessions = l->sessions, .from = l->first.n,
				.to = stretch_to(l->last), .ends = l->ends, .goes_on = l->goes_on, .line = l->from.line };
}

static void check_pair(struct work *w, const struct group_line *l, const struct group_line *m)
{
	struct stretch a = stretch_of(w, l), b = stretch_of(w, m);
	int32_t from = a.from > b.from ? a.from : b.from;
	char day[DAY_TEXT], one[8], two[8];
	bool both = registers(group_of(w, l)->kind) && registers(group_of(w, m)->kind);

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

static void check_pupil(struct work *w)
{
	for (int i = 0; i < w->of.count; i++)
		for (int k = 0; k < i; k++)
			check_pair(w, w->of.items[k], w->of.items[i]);
}

/* MEMBERSHIPS */

static const struct roll_group_row *group_row(const struct work *w, int64_t id)
{
	for (int i = 0; i < w->there->group_count; i++)
		if (w->there->groups[i].id == id)
			return &w->there->groups[i];
	return NULL;
}

static const char *group_name(const struct work *w, int64_t id)
{
	const struct roll_group_row *g = id > 0 ? group_row(w, id) : NULL;

	for (int i = 0; !g && i < w->groups.count; i++)
		if (w->groups.items[i].id == id)
			return w->groups.items[i].name;
	return g ? g->name : "a group";
}

static const struct stretch *stretch_with(const struct stretches *s, int64_t id)
{
	for (int i = 0; i < s->of.count; i++)
		if (s->of.items[i].id == id)
			return &s->of.items[i];
	return NULL;
}

static bool stretch_equal(const struct stretch *a, const struct stretch *b)
{
	return a->what == b->what && a->from == b->from && a->to == b->to && a->weekdays == b->weekdays && a->sessions == b->sessions;
}

/* A row that goes, or is changed in place. */
static void say_gone(struct work *w, const struct stretches *old, const struct stretches *now, enum thing thing,
		     const char *(*name)(const struct work *, int64_t))
{
	for (int i = 0; i < old->of.count; i++) {
		const struct stretch *was = &old->of.items[i], *is = stretch_with(now, was->id);

		if (is && (stretch_equal(is, was) || is->what == was->what))
			continue;
		plan_say(w->act, "no longer %s (%s)", name(w, was->what), dates_words(was->from, was->to, &w->plan->arena));
		if (!is)
			plan_remove(w->act, thing, was->id);
	}
}

static const char *part_words(const struct stretch *s)
{
	if (s->weekdays == 31 && s->sessions == 3)
		return "";
	return s->sessions == 1 ? ", mornings of some days" : s->sessions == 2 ? ", afternoons of some days" : ", some days";
}

static void put_memberships(struct work *w, int64_t pupil, const struct stretches *old, const struct stretches *now)
{
	say_gone(w, old, now, THING_MEMBERSHIP, group_name);
	for (int i = 0; i < now->of.count; i++) {
		const struct stretch *s = &now->of.items[i], *was = s->id ? stretch_with(old, s->id) : NULL;
		struct membership_row row = { .id = s->id, .pupil = pupil, .roll_group = s->what, .weekdays = s->weekdays,
					     .sessions = s->sessions, .from_day = { s->from }, .to_day = stretch_end(s->to) };

		if (was && stretch_equal(s, was))
			continue;
		plan_say(w->act, "%s %s%s", group_name(w, s->what), dates_words(s->from, s->to, &w->plan->arena), part_words(s));
		plan_put(w->plan, w->act, THING_MEMBERSHIP, &row, sizeof row, 0);
	}
}

/* The pupil's rows that may stand in the way of one another: of all registering groups, or of one other group. */
static bool in_lane(const struct work *w, const struct membership_row *m, int64_t other)
{
	const struct roll_group_row *g = group_row(w, m->roll_group);

	return other ? m->roll_group == other : g && registers(g->kind);
}

static void lane_file(const struct work *w, int64_t other, struct stretches *to)
{
	for (int i = 0; i < w->of.count; i++) {
		const struct file_group *g = group_of(w, w->of.items[i]);

		if (other ? g->id != other : !registers(g->kind))
			continue;
		vec_push(&to->of, stretch_of(w, w->of.items[i]));
		to->of.items[to->of.count - 1].what = g->id;
	}
}

static void count_lines(struct work *w, const struct stretches *file)
{
	for (int i = 0; i < file->of.count; i++)
		*(file->of.items[i].same ? &w->plan->same : &w->plan->added) += 1;
}

static void plan_lane(struct work *w, int64_t other)
{
	struct stretches old = { 0 }, file = { 0 }, now;
	int n;
	const struct sorted_row *row = sorted_of(&w->there->memberships, w->pupil, &n);

	lane_file(w, other, &file);
	for (int i = 0; file.of.count && i < n; i++) {
		const struct membership_row *m = row[i].row;

		if (in_lane(w, m, other))
			vec_push(&old.of, (struct stretch){ .what = m->roll_group, .weekdays = m->weekdays, .sessions = m->sessions,
							   .from = m->from_day.n, .to = stretch_to(m->to_day), .id = m->id });
	}
	if (file.of.count) {
		stretches_go_on(&old, &file);
		stretches_settle(&old, &file, &now);
		put_memberships(w, w->pupil, &old, &now);
		count_lines(w, &file);
		stretches_finish(&now);
	}
	stretches_finish(&old);
	stretches_finish(&file);
}

/* YEARS */

static const char *year_words(const struct work *w, int64_t year)
{
	char title[16];

	return arena_text(&w->plan->arena, year_title((int)year, title));
}

/* A pupil's groups at one time give the same year: it is said once. */
static void add_year(struct stretches *to, const struct group_line *l)
{
	struct stretch s = { .what = l->year, .weekdays = 1, .sessions = 1, .from = l->first.n, .to = stretch_to(l->last),
			    .goes_on = l->goes_on };

	for (int i = 0; i < to->of.count;) {
		const struct stretch *had = &to->of.items[i];

		if (had->what != s.what || !stretches_meet(had, &s)) {
			i++;
			continue;
		}
		s.from = had->from < s.from ? had->from : s.from;
		s.goes_on = had->to > s.to ? had->goes_on : s.to > had->to ? s.goes_on : s.goes_on && had->goes_on;
		s.to = had->to > s.to ? had->to : s.to;
		to->of.items[i] = to->of.items[--to->of.count];
		i = 0;
	}
	vec_push(&to->of, s);
}

static void put_years(struct work *w, int64_t pupil, const struct stretches *old, const struct stretches *now)
{
	say_gone(w, old, now, THING_PUPIL_YEAR, year_words);
	for (int i = 0; i < now->of.count; i++) {
		const struct stretch *s = &now->of.items[i], *was = s->id ? stretch_with(old, s->id) : NULL;
		struct pupil_year_row row = { .id = s->id, .pupil = pupil, .year = s->what, .from_day = { s->from },
					     .to_day = stretch_end(s->to) };

		if (was && stretch_equal(s, was))
			continue;
		plan_say(w->act, "%s %s", year_words(w, s->what), dates_words(s->from, s->to, &w->plan->arena));
		plan_put(w->plan, w->act, THING_PUPIL_YEAR, &row, sizeof row, 0);
	}
}

static void plan_years(struct work *w)
{
	struct stretches old = { 0 }, file = { 0 }, now;
	int n;
	const struct sorted_row *row = sorted_of(&w->there->years, w->pupil, &n);

	for (int i = 0; i < w->of.count; i++)
		if (w->of.items[i]->year != IMPORT_NO_YEAR)
			add_year(&file, w->of.items[i]);
	for (int i = 0; i < n; i++) {
		const struct pupil_year_row *y = row[i].row;

		vec_push(&old.of, (struct stretch){ .what = y->year, .weekdays = 1, .sessions = 1, .from = y->from_day.n,
						   .to = stretch_to(y->to_day), .id = y->id });
	}
	stretches_go_on(&old, &file);
	stretches_settle(&old, &file, &now);
	put_years(w, w->pupil, &old, &now);
	stretches_finish(&now);
	stretches_finish(&old);
	stretches_finish(&file);
}

/* THE WHOLE */

static void plan_others(struct work *w)
{
	for (int i = 0; i < w->of.count; i++) {
		const struct group_line *l = w->of.items[i];
		bool before = false;

		for (int k = 0; k < i; k++)
			before |= w->of.items[k]->group_index == l->group_index;
		if (!before && !registers(group_of(w, l)->kind))
			plan_lane(w, group_of(w, l)->id);
	}
}

static void plan_pupil(struct work *w, const struct group_line *first, const struct import_pupils_index *pupils)
{
	w->act = plan_act_new(w->plan, "groups", first->from.line, pupil_display_name(import_index_row(pupils, w->pupil), &w->plan->arena));
	plan_lane(w, 0);
	plan_others(w);
	plan_years(w);
	plan_act_keep(w->plan);
}

static void check_one(struct work *w, const struct group_line *first, const struct import_pupils_index *pupils)
{
	check_pupil(w);
}

/* Each pupil, in the order in which the file names them. */
static void each_pupil(struct work *w, void (*f)(struct work *, const struct group_line *, const struct import_pupils_index *),
		       const struct import_pupils_index *pupils)
{
	for (int i = 0; i < w->count; i++) {
		const struct group_line *l = &w->lines[i];
		int n;
		const struct sorted_row *row = sorted_of(&w->by_pupil, l->pupil, &n);

		if (!l->pupil || row->row != l)
			continue; /* refused, or not the first of its pupil */
		w->pupil = l->pupil;
		w->of.count = 0;
		for (int k = 0; k < n; k++) {
			struct group_line *m = row[k].row;

			if (m->group && m->whole)
				vec_push(&w->of, m);
		}
		f(w, l, pupils);
	}
}

void groups_plan(struct import_job *j, struct group_line *lines, int count, const struct groups_there *there,
		 const struct import_pupils_index *pupils, struct plan *p)
{
	struct work w = { .job = j, .plan = p, .there = there, .lines = lines, .count = count };

	w.by_pupil = SORTED(&p->arena, lines, count, pupil);
	find_groups(&w, &p->arena);
	each_pupil(&w, check_one, pupils);
	if (!j->progress.refused) {
		for (int i = 0; i < w.groups.count; i++)
			plan_group(&w, &w.groups.items[i]);
		each_pupil(&w, plan_pupil, pupils);
	}
	vec_finish(&w.groups);
	vec_finish(&w.of);
}
