/* Whom a roll-over is about: on the roll when the year turns, on the way out, or to come. */
#include <stdarg.h>
#include <string.h>

#include "lanes.h"
#include "rollover.h"

#define YEAR_DAYS 366
#define SUMMER_DAYS 123 /* back from the first day of the new year: May */

const struct roll_group_row *turn_group(const struct turn *t, int64_t id)
{
	for (int i = 0; i < t->group_count; i++)
		if (t->groups[i].id == id)
			return &t->groups[i];
	return NULL;
}

void turn_remark(struct turn *t, const char *format, ...)
{
	va_list ap;

	va_start(ap, format);
	vec_push(&t->remarks, arena_vprintf(t->a, format, ap));
	va_end(ap);
}

int turn_year(const struct turn_pupil *p)
{
	return p->year ? (int)p->year->year : SESSION_ANY_YEAR;
}

/* Rows of everybody, by pupil. */
struct rows {
	struct sorted spells, years, places;
};

/* The spell that the turn of the year is about: the one of its first day, else of a joiner, else one that ends before. */
static struct enrolment_row *spell_of(const struct turn *t, const struct rows *rows, int64_t pupil)
{
	struct enrolment_row *best = NULL;
	int n, rank = 0;
	const struct sorted_row *row = sorted_of(&rows->spells, pupil, &n);

	for (int i = 0; i < n; i++) {
		struct enrolment_row *s = row[i].row;
		bool lasts = turn_lasts(s->to_day, t->first);
		int its = s->from_day.n <= t->first.n ? (lasts ? 3 : 1) : s->from_day.n <= t->first.n + YEAR_DAYS ? 2 : 0;

		if (!turn_lasts(s->to_day, t->today) || its <= rank)
			continue;
		rank = its;
		best = s;
	}
	return best;
}

/* Of spells that touch the first, or the last: a change of status is no joining and no leaving. */
static const struct enrolment_row *end_of_spells(const struct rows *rows, const struct enrolment_row *spell, bool first)
{
	int n;
	const struct sorted_row *row = sorted_of(&rows->spells, spell->pupil, &n);

	for (int i = 0; i < n; i++) {
		const struct enrolment_row *s = row[i].row, *before = first ? s : spell, *after = first ? spell : s;

		if (!spell_goes_on(before, after))
			continue;
		spell = s;
		i = -1;
	}
	return spell;
}

static void find_years(const struct turn *t, const struct rows *rows, struct turn_pupil *p)
{
	int n;
	const struct sorted_row *row = sorted_of(&rows->years, p->row->id, &n);

	for (int i = 0; i < n; i++) {
		struct pupil_year_row *y = row[i].row;

		if (y->from_day.n >= t->begins.n) {
			if (turn_lasts(y->to_day, t->first) && (!p->year_new || y->from_day.n < p->year_new->from_day.n))
				p->year_new = y;
		} else if (turn_lasts(y->to_day, t->before) && (!p->year || y->from_day.n > p->year->from_day.n)) {
			p->year = y;
		}
	}
}

static int half_days(const struct membership_row *m)
{
	return __builtin_popcountll((uint64_t)m->weekdays & 31) * __builtin_popcountll((uint64_t)m->sessions & 3);
}

/* A place of the new year: begun then, and no piece of what was there before. */
static bool is_new(const struct turn *t, const struct turn_pupil *p, const struct sorted_row *row, int n, const struct membership_row *m)
{
	if (m->from_day.n < t->begins.n)
		return false;
	for (int i = 0; i < n && !p->year_new; i++) {
		const struct membership_row *was = row[i].row;

		if (was->roll_group == m->roll_group && was->from_day.n < t->begins.n && turn_lasts(was->to_day, day_add(t->begins, -1)))
			return false;
	}
	return true;
}

static void take_place(struct turn *t, struct turn_pupil *p, const struct roll_group_row *g)
{
	p->to = g->id;
	t->used[g - t->groups] = true;
}

static void add_seat(const struct turn *t, struct turn_pupil *p, struct membership_row *m)
{
	p->seats[p->seat_count++] = (struct turn_seat){ .row = m, .line = -1, .ended = !turn_lasts(m->to_day, t->first) };
}

/* What was given for the new year; then what is there to move, the most of the week first. */
static void find_seats(struct turn *t, const struct rows *rows, struct turn_pupil *p)
{
	int n, most = 0;
	bool lasts = false;
	const struct sorted_row *row = sorted_of(&rows->places, p->row->id, &n);

	p->seats = arena_new(t->a, (size_t)n + 1, sizeof *p->seats);
	p->others = arena_new(t->a, (size_t)n + 1, sizeof *p->others);
	for (int i = 0; i < n; i++) {
		struct membership_row *m = row[i].row;
		const struct roll_group_row *g = turn_group(t, m->roll_group);

		if (!g || !group_registers(g->kind)) {
			p->others[p->other_count++] = m;
			continue;
		}
		if (is_new(t, p, row, n, m)) {
			if (turn_lasts(m->to_day, t->first))
				take_place(t, p, g);
			continue;
		}
		if (!turn_lasts(m->to_day, t->before))
			continue;
		if (half_days(m) > most) {
			most = half_days(m);
			p->from = m->roll_group;
		}
		lasts |= turn_lasts(m->to_day, t->first);
		add_seat(t, p, m);
	}
	/* Places that an earlier roll-over ended are of use only where it gave no other. */
	for (int i = 0; i < p->seat_count; i++)
		if (p->seats[i].ended && (p->to || lasts))
			p->seats[i--] = p->seats[--p->seat_count];
	p->done = (p->year_new || p->joins) && (p->to || lasts);
	for (int i = 0; p->done && i < p->seat_count; i++)
		take_place(t, p, turn_group(t, p->seats[i].row->roll_group));
}

/* The most senior year is that of the summer, also when all of it have gone. */
static void look_senior(struct turn *t, const struct rows *rows, int64_t pupil)
{
	struct day summer = day_add(t->first, -SUMMER_DAYS);
	int n, y;
	const struct sorted_row *spell = sorted_of(&rows->spells, pupil, &n), *year = sorted_of(&rows->years, pupil, &y);
	bool there = false;

	for (int i = 0; i < n; i++) {
		const struct enrolment_row *s = spell[i].row;

		there |= s->from_day.n < t->joins.n && turn_lasts(s->to_day, summer);
	}
	for (int i = 0; there && i < y; i++) {
		const struct pupil_year_row *r = year[i].row;

		if (r->from_day.n < t->begins.n && turn_lasts(r->to_day, summer) && r->year > t->last_year)
			t->last_year = (int)r->year;
	}
}

static void add_pupil(struct turn *t, const struct rows *rows, const struct pupil_row *row)
{
	struct turn_pupil p = { .row = row };

	if (row->merged_into != NONE)
		return;
	if (t->w->last_year == SESSION_ANY_YEAR)
		look_senior(t, rows, row->id);
	p.spell = spell_of(t, rows, row->id);
	if (!p.spell)
		return;
	p.joins = end_of_spells(rows, p.spell, true)->from_day.n >= t->joins.n;
	p.changes = end_of_spells(rows, p.spell, false) != p.spell;
	find_years(t, rows, &p);
	find_seats(t, rows, &p);
	vec_push(&t->pupils, p);
}

static int read_things(struct turn *t, struct err *e)
{
	struct store *st = t->o->store;

	t->group_count = store_thing_all(st, THING_ROLL_GROUP, t->a, &t->groups);
	t->term_count = t->group_count < 0 ? 0 : store_thing_all(st, THING_TERM, t->a, &t->terms);
	t->elsewhere_count = t->term_count < 0 ? 0 : store_thing_all(st, THING_ELSEWHERE, t->a, &t->elsewhere);
	if (t->group_count < 0 || t->term_count < 0 || t->elsewhere_count < 0)
		return office_fail(t->o, t->group_count < 0 ? t->group_count : t->term_count < 0 ? t->term_count : t->elsewhere_count, e);
	t->used = arena_new(t->a, (size_t)t->group_count + 1, sizeof *t->used);
	return 0;
}

static int read_pupils(struct turn *t, struct pupil_row **ret, struct rows *rows, struct err *e)
{
	struct store *st = t->o->store;
	struct enrolment_row *spells;
	struct pupil_year_row *years;
	struct membership_row *places;
	int n = store_thing_all(st, THING_PUPIL, t->a, ret);
	int s = n < 0 ? n : store_thing_all(st, THING_ENROLMENT, t->a, &spells);
	int y = s < 0 ? s : store_thing_all(st, THING_PUPIL_YEAR, t->a, &years);
	int p = y < 0 ? y : store_thing_all(st, THING_MEMBERSHIP, t->a, &places);

	if (p < 0)
		return office_fail(t->o, p, e);
	*rows = (struct rows){ SORTED(t->a, spells, s, pupil), SORTED(t->a, years, y, pupil), SORTED(t->a, places, p, pupil) };
	return n;
}

static void add_pupils(struct turn *t, const struct rows *rows, const struct pupil_row *all, int n)
{
	t->pupils.count = 0;
	t->last_year = t->w->last_year;
	memset(t->used, 0, (size_t)t->group_count * sizeof *t->used);
	for (int i = 0; i < n; i++)
		add_pupil(t, rows, &all[i]);
}

int turn_read(struct turn *t, struct err *e)
{
	struct pupil_row *all;
	struct rows rows;
	struct day first;
	int r = read_things(t, e), n;

	if (r < 0)
		return r;
	turn_days(t);
	r = turn_days_check(t, e);
	n = r < 0 ? r : read_pupils(t, &all, &rows, e);
	if (n < 0)
		return n;
	first = t->first;
	add_pupils(t, &rows, all, n);
	turn_days(t);
	if (!day_equal(first, t->first))
		add_pupils(t, &rows, all, n);
	return 0;
}
