/* What becomes of each pupil when the year turns, and the rows that say so. */
#include <string.h>

#include "rollover.h"

#define YEAR_MOST 14

/* ROWS */

static void *copy(struct turn *t, const void *row, size_t size)
{
	return memcpy(arena_new(t->a, 1, size), row, size);
}

#define PUT(t, thing, row, to) vec_push(&(t)->puts, (struct turn_put){ thing, copy(t, row, sizeof *(row)), false, to })

static void put_years(struct turn *t, const struct turn_pupil *p)
{
	struct pupil_year_row next = PUPIL_YEAR_NEW, past;

	if (p->year_new || !p->year)
		return;
	past = *p->year;
	next.pupil = p->row->id;
	next.year = past.year < YEAR_MOST ? past.year + 1 : YEAR_MOST;
	next.from_day = t->first;
	if (turn_lasts(past.to_day, t->first)) {
		next.to_day = past.to_day;
		past.to_day = t->before;
		PUT(t, THING_PUPIL_YEAR, &past, -1);
	}
	PUT(t, THING_PUPIL_YEAR, &next, -1);
}

/* Nobody was ever there on days that have not come: the row itself goes. */
static void end_place(struct turn *t, const struct membership_row *place, struct day last)
{
	struct membership_row row = *place;

	if (!turn_lasts(row.to_day, day_add(last, 1)))
		return;
	if (row.from_day.n > last.n) {
		vec_push(&t->puts, (struct turn_put){ THING_MEMBERSHIP, copy(t, &row, sizeof row), true, -1 });
		return;
	}
	row.to_day = last;
	PUT(t, THING_MEMBERSHIP, &row, -1);
}

static void move_seat(struct turn *t, const struct turn_seat *s, int to)
{
	struct membership_row row = *s->row;
	bool stays = t->classes.items[to].id == row.roll_group;

	if (stays && !s->ended) {
		t->classes.items[to].pupils++;
		return;
	}
	if (stays) {
		row.to_day = DAY_NONE;
	} else if (row.from_day.n < t->first.n) {
		end_place(t, s->row, t->before);
		row.id = 0;
		row.from_day = t->first;
		row.to_day = s->ended ? DAY_NONE : row.to_day;
	}
	row.place = stays ? row.place : NONE;
	t->classes.items[to].pupils++;
	PUT(t, THING_MEMBERSHIP, &row, to);
}

/* In no class before: all of the week in the new one. */
static void give_seat(struct turn *t, const struct turn_pupil *p, int to)
{
	struct membership_row row = MEMBERSHIP_NEW;

	row.pupil = p->row->id;
	row.weekdays = 31;
	row.sessions = 3;
	row.from_day = t->first;
	row.to_day = p->spell->to_day;
	t->classes.items[to].pupils++;
	PUT(t, THING_MEMBERSHIP, &row, to);
}

/* FATES */

static const struct turn_line *line_of(const struct turn *t, const struct turn_pupil *p)
{
	for (int i = 0; i < p->seat_count; i++)
		if (p->seats[i].row->roll_group == p->from && p->seats[i].line >= 0)
			return &t->lines.items[p->seats[i].line];
	int line = p->seat_count ? p->seats[0].line : !p->to ? turn_line_of(t, 0, turn_year(p)) : -1;
	return line < 0 ? NULL : &t->lines.items[line];
}

static bool leaves(const struct turn *t, const struct turn_pupil *p)
{
	const struct turn_line *l = line_of(t, p);

	if (l)
		return l->leaves && (l->given || !p->year_new);
	return !p->to && !p->year_new && p->year && p->year->year >= t->last_year;
}

/* Its planned sessions elsewhere end with the spell. */
static void end_elsewhere(struct turn *t, int64_t pupil)
{
	for (int i = 0; i < t->elsewhere_count; i++) {
		struct elsewhere_row row = t->elsewhere[i];

		if (row.pupil != pupil || !turn_lasts(row.to_day, day_add(t->leave, 1)))
			continue;
		if (row.from_day.n > t->leave.n) {
			vec_push(&t->puts, (struct turn_put){ THING_ELSEWHERE, copy(t, &row, sizeof row), true, -1 });
			continue;
		}
		row.to_day = t->leave;
		PUT(t, THING_ELSEWHERE, &row, -1);
	}
}

static int let_go(struct turn *t, struct turn_pupil *p, struct err *e)
{
	struct enrolment_row spell = *p->spell;
	struct day last = t->leave.n < t->before.n ? t->leave : t->before;

	int r = turn_leaver(t, p, &spell, &p->why, e);

	if (r < 0)
		return r;
	p->fate = p->why ? FATE_HELD : FATE_LEAVES;
	/* In a register of the new year nobody waits for a child who is about to go: held or not, it is no class of theirs any more. */
	for (int i = 0; i < p->seat_count; i++)
		end_place(t, p->seats[i].row, p->why ? t->before : last);
	if (p->why)
		return 0;
	PUT(t, THING_ENROLMENT, &spell, -1);
	for (int i = 0; i < p->other_count; i++)
		end_place(t, p->others[i], t->leave);
	end_elsewhere(t, p->row->id);
	return 0;
}

static void move_up(struct turn *t, struct turn_pupil *p)
{
	const struct turn_line *l = line_of(t, p);
	bool decided = l ? l->to >= 0 : p->to != 0;

	put_years(t, p);
	for (int i = 0; i < p->seat_count; i++) {
		int to = p->seats[i].line < 0 ? -1 : t->lines.items[p->seats[i].line].to;

		decided &= to >= 0;
		if (to >= 0)
			move_seat(t, &p->seats[i], to);
		else
			end_place(t, p->seats[i].row, t->before);
	}
	if (p->seat_count == 0 && l && l->to >= 0)
		give_seat(t, p, l->to);
	p->fate = decided ? FATE_MOVES : FATE_UNDECIDED;
}

static int decide(struct turn *t, struct turn_pupil *p, struct err *e)
{
	char day[DAY_TEXT];

	if (p->joins && (!p->to || p->spell->from_day.n > t->today.n))
		p->fate = FATE_JOINS;
	else if (p->joins || p->done)
		p->fate = FATE_DONE;
	else if (!turn_lasts(p->spell->to_day, t->first)) {
		p->fate = FATE_LEAVES;
		p->why = arena_printf(t->a, "leaves on %s already", day_long(p->spell->to_day, day));
	} else if (leaves(t, p))
		return let_go(t, p, e);
	else
		move_up(t, p);
	return 0;
}


int turn_plan(struct turn *t, struct err *e)
{
	int r = 0;

	for (int i = 0; r == 0 && i < t->pupils.count; i++)
		r = decide(t, &t->pupils.items[i], e);
	return r;
}
