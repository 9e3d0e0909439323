/*
 * Sessions that may still be possible this school year (C6): from the first that is to come, or whose register has not closed and that has no mark yet, to the
 * last of the school year; held for the pupil's year and class, on the roll, and not planned as no possible session (X or D: domain 1.3).
 */
#include <string.h>

#include "measure_parts.h"
#include "office/plans.h"
#include "rules/pupil.h"

/* How many such sessions there are for a year and class. */
struct left_open {
	int year;
	int64_t group;
	const struct roll_opening *opening;
	int held;
	struct left_open *next;
};

struct measure_left {
	sitting first, last;
	bool past;                 /* the days asked for are over: all behind them is to come */
	struct planned_row *planned;
	struct agreed_row *agreed;
	int planned_count, agreed_count, planned_at, agreed_at;
	struct left_open *opens, *latest; /* `latest`: of the pupil before, who is often of the same class */
};

int measure_left_begin(struct measure *m, struct err *e)
{
	struct measure_parts *x = m->parts;
	struct store *st = m->office->store;
	struct measure_left *l = x->left = arena_new(&m->arena, 1, sizeof *l);
	sitting today = sitting_of(office_today(m->office), SESSION_AM);

	l->past = x->wish.of_act != 0 || m->terms.last < today;
	l->first = l->past ? m->terms.last + 1 : today;
	l->last = sitting_of(x->year_last, SESSION_PM);
	if (l->first > l->last)
		return 0;
	l->planned_count = store_planned_between(st, sitting_day(l->first), x->year_last, &m->arena, &l->planned);
	if (l->planned_count < 0)
		return office_fail(m->office, l->planned_count, e);
	l->agreed_count = store_elsewhere_between(st, sitting_day(l->first), x->year_last, &m->arena, &l->agreed);
	return l->agreed_count < 0 ? office_fail(m->office, l->agreed_count, e) : 0;
}

void measure_left_again(struct measure *m)
{
	struct measure_left *l = m->parts->left;

	if (l)
		l->planned_at = l->agreed_at = 0;
}

/* WHAT IS PLANNED --------------------------------------------------------------------------------------------------------------------- */

static bool is_away(const char *symbol)
{
	uint8_t code = code_number(symbol);

	return code == CODE_X || code == CODE_D;
}

/* Goes on to that pupil, who come by their ids.  @return whether anything planned of theirs may take a session away */
static bool left_plans(struct measure_left *l, int64_t id)
{
	bool away = false;

	while (l->planned_at < l->planned_count && l->planned[l->planned_at].at.pupil < id)
		l->planned_at++;
	while (l->agreed_at < l->agreed_count && l->agreed[l->agreed_at].at.pupil < id)
		l->agreed_at++;
	for (int i = l->planned_at; i < l->planned_count && l->planned[i].at.pupil == id; i++)
		away |= is_away(l->planned[i].code);
	for (int i = l->agreed_at; i < l->agreed_count && l->agreed[i].at.pupil == id; i++)
		away |= is_away(l->agreed[i].code);
	return away;
}

static enum expected_from plan_from(const char *kind)
{
	return strcmp(kind, "trip") == 0 ? EXPECTED_TRIP : strcmp(kind, "pattern") == 0 ? EXPECTED_PATTERN : EXPECTED_PLAN;
}

/* A code of which nothing may come that day: not in force, or X of a child of compulsory school age (PR24 reg 11(6)). */
static bool stands_on(uint8_t code, struct day born, struct day day)
{
	return code_on(code, day) && (code != CODE_X || !compulsory_on(born, day));
}

/* As expected_at() has it: an absence before a trip, a trip before a pattern, that before what is agreed elsewhere; of equals the later. */
static bool planned_away(const struct measure_left *l, const struct roll_pupil *p, int64_t id, sitting s)
{
	struct day born = p->row->born_day, day = sitting_day(s);
	enum expected_from nearest = EXPECTED_AGREED;
	int64_t plan = -1;
	uint8_t holds = CODE_NONE;

	for (int i = l->agreed_at; i < l->agreed_count && l->agreed[i].at.pupil == id; i++)
		if (place_covers(&l->agreed[i].at, s) && stands_on(code_number(l->agreed[i].code), born, day))
			holds = code_number(l->agreed[i].code);
	for (int i = l->planned_at; i < l->planned_count && l->planned[i].at.pupil == id; i++) {
		const struct planned_row *row = &l->planned[i];
		enum expected_from from = plan_from(row->kind);

		if (!place_covers(&row->at, s) || from > nearest || (from == nearest && row->plan < plan) || !stands_on(code_number(row->code), born, day))
			continue;
		nearest = from;
		plan = row->plan;
		holds = code_number(row->code);
	}
	return holds == CODE_X || holds == CODE_D;
}

/* COUNTING ---------------------------------------------------------------------------------------------------------------------------- */

/* The fact that holds all the time, on every day and session; NULL: it changes. */
static const struct roll_fact *steady(const struct roll_fact *f, sitting first, sitting last)
{
	while (f && (f->first > last || f->last < first))
		f = f->next;
	return f && f->first <= first && f->last >= last && f->when == PLACE_ALWAYS ? f : NULL;
}

static struct left_open *open_make(struct measure *m, int year, int64_t group)
{
	struct measure_left *l = m->parts->left;
	const struct roll_opening *o = roll_opening(&m->roll, year, group);
	struct left_open *open = arena_new(&m->arena, 1, sizeof *open);

	*open = (struct left_open){ year, group, o, 0, l->opens };
	for (sitting s = l->past ? l->first : o->until + 1; s <= l->last; s++)
		open->held += o->open[s - m->roll.first] == OPENING_OPEN;
	return l->opens = open;
}

static const struct left_open *open_of(struct measure *m, int year, int64_t group)
{
	struct measure_left *l = m->parts->left;
	struct left_open *open = l->latest;

	if (open && open->year == year && open->group == group)
		return open;
	for (open = l->opens; open && (open->year != year || open->group != group);)
		open = open->next;
	return l->latest = open ? open : open_make(m, year, group);
}

/* Marked before its register has closed: it is among the possible already. */
static int marked_open(const struct measure *m, const struct roll_opening *o, const struct span *marks)
{
	int n = 0;

	for (sitting s = o->until + 1; !m->parts->left->past && s <= marks->last; s++)
		n += o->open[s - m->roll.first] == OPENING_OPEN && span_mark(marks, s) != CODE_NONE;
	return n;
}

static int count_each(struct measure *m, int64_t id, const struct roll_pupil *p, const struct span *marks)
{
	const struct measure_left *l = m->parts->left;
	int n = 0;

	for (sitting s = l->first; s <= l->last; s++) {
		struct roll_at at = roll_at(&m->roll, p, s);

		if (!at.on || !at.held || at.group == 0 || (!l->past && at.closed))
			continue;
		n += span_mark(marks, s) == CODE_NONE && !planned_away(l, p, id, s);
	}
	return n;
}

int measure_left_of(struct measure *m, int64_t id, const struct roll_pupil *p, const struct span *marks)
{
	struct measure_left *l = m->parts->left;

	if (l->first > l->last)
		return 0;
	bool away = left_plans(l, id);
	const struct roll_fact *spell = steady(p->spells, l->first, l->last), *place = steady(p->places, l->first, l->last);
	const struct roll_fact *year = steady(p->years, l->first, l->last);
	if (away || !spell || !place || !year)
		return roll_overlaps(p, l->first, l->last) ? count_each(m, id, p, marks) : 0;
	const struct left_open *open = open_of(m, (int)year->value, place->value);
	return open->held - marked_open(m, open->opening, marks);
}
