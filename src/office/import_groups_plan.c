/* What a groups file would change, an act a pupil: in which groups, and which year, on which days. */
#include <string.h>

#include "import_groups.h"
#include "rules/pupil.h"

/* MEMBERSHIPS */

static const struct roll_group_row *group_row(const struct groups_work *w, int64_t id)
{
	for (int i = 0; i < w->there->group_count; i++)
		if (w->there->groups[i].id == id)
			return &w->there->groups[i];
	return NULL;
}

static const char *group_name(const struct groups_work *w, int64_t id)
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
static void say_gone(struct groups_work *w, const struct stretches *old, const struct stretches *now, enum thing thing,
		     const char *(*name)(const struct groups_work *, int64_t))
{
	for (int i = 0; i < old->of.count; i++) {
		const struct stretch *was = &old->of.items[i], *is = stretch_with(now, was->id);

		if (is && (stretch_equal(is, was) || is->what == was->what))
			continue;
		plan_say(w->act, "no longer %s (%s)", name(w, was->what), group_dates(was->from, was->to, &w->plan->arena));
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

static void put_memberships(struct groups_work *w, int64_t pupil, const struct stretches *old, const struct stretches *now)
{
	say_gone(w, old, now, THING_MEMBERSHIP, group_name);
	for (int i = 0; i < now->of.count; i++) {
		const struct stretch *s = &now->of.items[i], *was = s->id ? stretch_with(old, s->id) : NULL;
		struct membership_row row = { .id = s->id, .pupil = pupil, .roll_group = s->what, .weekdays = s->weekdays,
					     .sessions = s->sessions, .from_day = { s->from }, .to_day = stretch_end(s->to), .place = s->place ? s->place : NONE };

		if (was && stretch_equal(s, was))
			continue;
		plan_say(w->act, "%s %s%s", group_name(w, s->what), group_dates(s->from, s->to, &w->plan->arena), part_words(s));
		plan_put(w->plan, w->act, THING_MEMBERSHIP, &row, sizeof row, 0);
	}
}

/* The pupil's rows that may stand in the way of one another: of all registering groups, or of one other group. */
static bool in_lane(const struct groups_work *w, const struct membership_row *m, int64_t other)
{
	const struct roll_group_row *g = group_row(w, m->roll_group);

	return other ? m->roll_group == other : g && group_registers(g->kind);
}

static void lane_file(const struct groups_work *w, int64_t other, struct stretches *to)
{
	for (int i = 0; i < w->of.count; i++) {
		const struct file_group *g = group_of(w, w->of.items[i]);

		if (other ? g->id != other : !group_registers(g->kind))
			continue;
		vec_push(&to->of, group_stretch(w, w->of.items[i]));
		to->of.items[to->of.count - 1].what = g->id;
	}
}

static void count_lines(struct groups_work *w, const struct stretches *file)
{
	for (int i = 0; i < file->of.count; i++)
		*(file->of.items[i].same ? &w->plan->same : &w->plan->added) += 1;
}

static void plan_lane(struct groups_work *w, int64_t other)
{
	struct stretches old = { 0 }, file = { 0 }, now;
	int n;
	const struct sorted_row *row = sorted_of(&w->there->memberships, w->pupil, &n);

	lane_file(w, other, &file);
	for (int i = 0; file.of.count && i < n; i++) {
		const struct membership_row *m = row[i].row;

		if (in_lane(w, m, other))
			vec_push(&old.of, (struct stretch){ .what = m->roll_group, .weekdays = m->weekdays, .sessions = m->sessions,
							   .from = m->from_day.n, .to = stretch_to(m->to_day), .id = m->id,
							   .place = m->place == NONE ? 0 : m->place });
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

static const char *year_words(const struct groups_work *w, int64_t year)
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

static void put_years(struct groups_work *w, int64_t pupil, const struct stretches *old, const struct stretches *now)
{
	say_gone(w, old, now, THING_PUPIL_YEAR, year_words);
	for (int i = 0; i < now->of.count; i++) {
		const struct stretch *s = &now->of.items[i], *was = s->id ? stretch_with(old, s->id) : NULL;
		struct pupil_year_row row = { .id = s->id, .pupil = pupil, .year = s->what, .from_day = { s->from },
					     .to_day = stretch_end(s->to) };

		if (was && stretch_equal(s, was))
			continue;
		plan_say(w->act, "%s %s", year_words(w, s->what), group_dates(s->from, s->to, &w->plan->arena));
		plan_put(w->plan, w->act, THING_PUPIL_YEAR, &row, sizeof row, 0);
	}
}

static void plan_years(struct groups_work *w)
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

static void plan_others(struct groups_work *w)
{
	for (int i = 0; i < w->of.count; i++) {
		const struct group_line *l = w->of.items[i];
		bool before = false;

		for (int k = 0; k < i; k++)
			before |= w->of.items[k]->group_index == l->group_index;
		if (!before && !group_registers(group_of(w, l)->kind))
			plan_lane(w, group_of(w, l)->id);
	}
}

static void plan_pupil(struct groups_work *w, const struct group_line *first, const struct import_pupils_index *pupils)
{
	w->act = plan_act_new(w->plan, "groups", first->from.line, pupil_display_name(import_index_row(pupils, w->pupil), &w->plan->arena));
	plan_lane(w, 0);
	plan_others(w);
	plan_years(w);
	plan_act_keep(w->plan);
}

static void check_one(struct groups_work *w, const struct group_line *first, const struct import_pupils_index *pupils)
{
	groups_check(w);
}

/* Each pupil, in the order in which the file names them. */
static void each_pupil(struct groups_work *w, void (*f)(struct groups_work *, const struct group_line *, const struct import_pupils_index *),
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
	struct groups_work w = { .job = j, .plan = p, .there = there, .lines = lines, .count = count };

	w.by_pupil = SORTED(&p->arena, lines, count, pupil);
	groups_find(&w, &p->arena);
	each_pupil(&w, check_one, pupils);
	if (!j->progress.refused) {
		for (int i = 0; i < w.groups.count; i++)
			group_plan(&w, &w.groups.items[i]);
		each_pupil(&w, plan_pupil, pupils);
	}
	vec_finish(&w.groups);
	vec_finish(&w.of);
}
