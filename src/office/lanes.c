/* Places, years and flags of a pupil from a day on: what stood there is cut, and all else stays. */
#include "lanes.h"

#include <string.h>

#include "rules/calendar.h"
#include "stretch.h"

#define NOTHING INT64_MIN /* what is said of the days is that nothing stands there */
#define WEEK 31           /* Monday to Friday */

bool group_registers(const char *kind)
{
	return strcmp(kind, "other") != 0;
}

/** One lane being changed: how its rows are read and written. */
struct lane {
	struct office *o;
	int64_t pupil;
	enum thing thing;
	const char *flag;                   /* of flags: which */
	struct arena arena;
	struct { VEC(const char *); } values; /* of flags: stretch.what is an index into them */
	struct stretches old, said, now;
};

static void lane_finish(struct lane *l)
{
	stretches_finish(&l->old);
	stretches_finish(&l->said);
	stretches_finish(&l->now);
	vec_finish(&l->values);
	arena_finish(&l->arena);
}

/* READING */

static int64_t value_index(struct lane *l, const char *value)
{
	int i = 0;

	while (i < l->values.count && strcmp(l->values.items[i], value) != 0)
		i++;
	if (i == l->values.count)
		vec_push(&l->values, value);
	return i;
}

bool lane_is_of(struct office *o, int64_t group)
{
	const struct roll_group_row *g = office_group(o, group);

	return g && group_registers(g->kind);
}

static int read_places(struct lane *l)
{
	struct membership_row *rows;
	int n = store_memberships_of_pupil(l->o->store, l->pupil, &l->arena, &rows);

	for (int i = 0; i < n; i++)
		if (lane_is_of(l->o, rows[i].roll_group))
			vec_push(&l->old.of, (struct stretch){ .what = rows[i].roll_group, .weekdays = rows[i].weekdays, .sessions = rows[i].sessions,
							      .from = rows[i].from_day.n, .to = stretch_to(rows[i].to_day), .id = rows[i].id,
							      .place = rows[i].place == NONE ? 0 : rows[i].place });
	return n < 0 ? n : 0;
}

/* Years and flags are of whole days. */
static void push_days(struct stretches *to, int64_t what, struct day from, struct day until, int64_t id)
{
	vec_push(&to->of, (struct stretch){ .what = what, .weekdays = 1, .sessions = 1, .from = from.n, .to = stretch_to(until), .id = id });
}

static int read_years(struct lane *l)
{
	struct pupil_year_row *rows;
	int n = store_years_of_pupil(l->o->store, l->pupil, &l->arena, &rows);

	for (int i = 0; i < n; i++)
		push_days(&l->old, rows[i].year, rows[i].from_day, rows[i].to_day, rows[i].id);
	return n < 0 ? n : 0;
}

static int read_flags(struct lane *l)
{
	struct pupil_flag_row *rows;
	int n = store_flags_of_pupil(l->o->store, l->pupil, &l->arena, &rows);

	for (int i = 0; i < n; i++)
		if (strcmp(rows[i].flag, l->flag) == 0)
			push_days(&l->old, value_index(l, rows[i].value), rows[i].from_day, rows[i].to_day, rows[i].id);
	return n < 0 ? n : 0;
}

/* WRITING */

static int put_stretch(struct lane *l, const struct stretch *s)
{
	struct membership_row place = { .id = s->id, .pupil = l->pupil, .roll_group = s->what, .weekdays = s->weekdays, .sessions = s->sessions,
					.from_day = { s->from }, .to_day = stretch_end(s->to), .place = s->place ? s->place : NONE };
	struct pupil_year_row year = { .id = s->id, .pupil = l->pupil, .year = s->what, .from_day = { s->from }, .to_day = stretch_end(s->to) };
	struct pupil_flag_row flag = { .id = s->id, .pupil = l->pupil, .flag = l->flag, .from_day = { s->from }, .to_day = stretch_end(s->to) };

	if (l->thing == THING_MEMBERSHIP)
		return store_act_put(l->o->store, l->thing, &place);
	if (l->thing == THING_PUPIL_YEAR)
		return store_act_put(l->o->store, l->thing, &year);
	flag.value = l->values.items[s->what];
	return store_act_put(l->o->store, l->thing, &flag);
}

static bool keeps_row(const struct stretches *now, int64_t id)
{
	for (int i = 0; i < now->of.count; i++)
		if (now->of.items[i].id == id && now->of.items[i].what != NOTHING)
			return true;
	return false;
}

static bool stood(const struct stretches *old, const struct stretch *s)
{
	for (int i = 0; i < old->of.count; i++) {
		const struct stretch *was = &old->of.items[i];

		if (was->id == s->id && was->what == s->what && was->from == s->from && was->to == s->to && was->weekdays == s->weekdays &&
		    was->sessions == s->sessions)
			return true;
	}
	return false;
}

/* Rows that go, then those that are new or other than they were; how many. */
static int write_now(struct lane *l)
{
	int changed = 0, r = 0;

	for (int i = 0; r >= 0 && i < l->old.of.count; i++)
		if (!keeps_row(&l->now, l->old.of.items[i].id)) {
			r = store_act_remove(l->o->store, l->thing, l->old.of.items[i].id);
			changed++;
		}
	for (int i = 0; r >= 0 && i < l->now.of.count; i++) {
		const struct stretch *s = &l->now.of.items[i];

		if (s->what == NOTHING || (s->id && stood(&l->old, s)))
			continue;
		r = put_stretch(l, s);
		changed++;
	}
	return r < 0 ? r : changed > 0;
}

static int settle(struct lane *l, int r, struct err *e)
{
	if (r >= 0) {
		stretches_settle(&l->old, &l->said, &l->now);
		r = write_now(l);
	}
	if (r < 0)
		office_fail(l->o, r, e);
	lane_finish(l);
	return r;
}

/* PLACES */

/* Every weekday: the five, and any other on which the pupil has a place. */
static int64_t whole_week(const struct lane *l, const struct stretch *s)
{
	int64_t days = WEEK;

	for (int i = 0; i < l->old.of.count; i++)
		if (l->old.of.items[i].to >= s->from && l->old.of.items[i].from <= s->to)
			days |= l->old.of.items[i].weekdays;
	return days;
}

/* Up to the roll-over that was made already. */
static int32_t until_next_year(const struct lane *l, const struct stretch *s)
{
	struct day year = school_year_start((struct day){ s->from });
	int32_t until = STRETCH_OPEN;

	for (int i = 0; i < l->old.of.count; i++) {
		const struct stretch *later = &l->old.of.items[i];

		if (later->from > s->from && school_year_start((struct day){ later->from }).n > year.n && later->from <= until)
			until = later->from - 1;
	}
	return until;
}

static int32_t group_until(struct office *o, int64_t group)
{
	const struct roll_group_row *g = office_group(o, group);

	return g ? stretch_to(g->to_day) : STRETCH_OPEN;
}

int lane_place_put(struct office *o, int64_t pupil, int64_t group, const struct lane_days *d, struct err *e)
{
	struct lane l = { .o = o, .pupil = pupil, .thing = THING_MEMBERSHIP };
	struct stretch said = { .what = group, .weekdays = d->weekdays, .sessions = d->sessions ? d->sessions : 3, .from = d->from.n,
				.to = stretch_to(d->to) };
	int r = read_places(&l);

	if (said.to == STRETCH_OPEN)
		said.to = until_next_year(&l, &said);
	if (group_until(o, group) < said.to)
		said.to = group_until(o, group);
	if (!said.weekdays)
		said.weekdays = whole_week(&l, &said);
	vec_push(&l.said.of, said);
	return settle(&l, r, e);
}

/* YEARS AND FLAGS */

int lane_year_put(struct office *o, int64_t pupil, int year, struct day from, struct day to, struct err *e)
{
	struct lane l = { .o = o, .pupil = pupil, .thing = THING_PUPIL_YEAR };
	int r = read_years(&l);

	push_days(&l.said, year, from, to, 0);
	if (day_is_none(to))
		l.said.of.items[0].to = until_next_year(&l, &l.said.of.items[0]);
	return settle(&l, r, e);
}

int lane_flag_put(struct office *o, int64_t pupil, const char *flag, const char *value, struct day from, struct day to, struct err *e)
{
	struct lane l = { .o = o, .pupil = pupil, .thing = THING_PUPIL_FLAG, .flag = flag };
	int r = read_flags(&l);

	push_days(&l.said, value ? value_index(&l, value) : NOTHING, from, to, 0);
	return settle(&l, r, e);
}
