/* Pupils into a class, or a year, from a day on (H2, A32): marks stay with the pupil, and a register that was taken prints as it was taken. */
#include <errno.h>
#include <string.h>

#include "lanes.h"
#include "names.h"
#include "pupils_parts.h"
#include "rules/code.h"
#include "rules/pupil.h"

/** One act about many pupils. */
struct moving {
	struct office *o;
	struct err *e;
	struct arena arena;
	struct day from, to;
	const struct roll_group_row *group;
	int year;
	int moved, there;        /* changed; stood there already */
	const char *one;         /* of one pupil alone: what to say */
	struct buf said;
};

/* ONE PUPIL */

/* From the first day on the roll, at the earliest; refused by name for who has left by then. */
static int first_day(struct moving *m, const struct pupil_row *p, struct day *ret)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct enrolment_row *spells;
	char day[DAY_TEXT];
	int n = store_enrolments_of_pupil(m->o->store, p->id, &a, &spells);

	if (n < 0)
		return office_fail(m->o, n, m->e);
	const struct enrolment_row *spell = spell_about(spells, n, m->from);
	if (!spell)
		return err_refuse(m->e, "%s was never on the roll.", pupil_display_name(p, &m->arena));
	if (!day_is_none(spell->to_day) && spell->to_day.n < m->from.n)
		return err_refuse(m->e, "%s is off the roll: the last day was %s. Nobody was moved.", pupil_display_name(p, &m->arena),
				  day_long(spell->to_day, day));
	if (!day_is_none(m->to) && m->to.n < spell->from_day.n)
		return err_refuse(m->e, "%s is not on the roll yet: the first day is %s. Nobody was moved.", pupil_display_name(p, &m->arena),
				  day_long(spell->from_day, day));
	*ret = spell->from_day.n > m->from.n ? spell->from_day : m->from;
	return 0;
}

static int move_one(struct moving *m, int64_t pupil, const struct move_wish *w)
{
	struct pupil_row row;
	struct lane_days days = { .to = m->to, .weekdays = w->weekdays, .sessions = w->sessions };
	int64_t before = 0;
	char day[DAY_TEXT];
	int r = pupil_row_get(m->o, pupil, &m->arena, &row, m->e);

	if (r == 0)
		r = first_day(m, &row, &days.from);
	if (r == 0)
		r = office_pupil_group(m->o, pupil, days.from, w->sessions == 2 ? SESSION_PM : SESSION_AM, &before, m->e);
	if (r == 0)
		r = lane_place_put(m->o, pupil, m->group->id, &days, m->e);
	if (r < 0)
		return r;
	*(r ? &m->moved : &m->there) += 1;
	if (w->count == 1)
		m->one = arena_printf(&m->arena, "%s: %s%s%s from %s", pupil_display_name(&row, &m->arena),
				      before ? office_group_name(m->o, before) : "", before ? " to " : "", m->group->name,
				      day_long(days.from, day));
	return 0;
}

static int year_one(struct moving *m, int64_t pupil, int count)
{
	struct pupil_row row;
	struct day from;
	char day[DAY_TEXT], title[16];
	int r = pupil_row_get(m->o, pupil, &m->arena, &row, m->e);

	if (r == 0)
		r = first_day(m, &row, &from);
	if (r == 0)
		r = lane_year_put(m->o, pupil, m->year, from, DAY_NONE, m->e);
	if (r < 0)
		return r;
	*(r ? &m->moved : &m->there) += 1;
	if (count == 1)
		m->one = arena_printf(&m->arena, "%s: %s from %s", pupil_display_name(&row, &m->arena), year_title(m->year, title),
				      day_long(from, day));
	return 0;
}

/* SAYING */

static void say_until(struct moving *m)
{
	char day[DAY_TEXT];

	if (!day_is_none(m->to))
		buf_printf(&m->said, ", until %s, then back again", day_long(m->to, day));
	buf_text(&m->said, ".\n");
}

static void say_moved(struct moving *m, const char *where)
{
	char day[DAY_TEXT];

	if (m->one && m->moved)
		buf_text(&m->said, m->one);
	else if (m->moved)
		buf_printf(&m->said, "%d pupil%s: %s from %s", m->moved, PLURAL(m->moved), where, day_long(m->from, day));
	if (m->moved)
		say_until(m);
	if (m->there)
		buf_printf(&m->said, "%d pupil%s in %s already.\n", m->there, m->there == 1 ? " was" : "s were", where);
}

/* Registers since then print as they were taken; whoever looks for the child's marks finds them in the class they are in now. */
static void say_past(struct moving *m)
{
	if (m->moved && m->from.n < office_today(m->o).n)
		buf_printf(&m->said, "Registers taken since print as they were taken; the marks count in %s.\n", m->group->name);
}

static int unmarked(const struct due_row *due, int n, const int64_t *pupils, int count)
{
	int without = 0;

	for (int i = 0; i < n; i++)
		for (int k = 0; due[i].mark == CODE_NONE && k < count; k++)
			without += due[i].pupil == pupils[k];
	return without;
}

/* Who comes into a register that was sent already makes it one with blanks: somebody has to see to it. */
static int say_sent(struct moving *m, const int64_t *pupils, int count)
{
	struct day today = office_today(m->o);
	enum session now = office_session_now(m->o);
	struct register_row row;
	struct due_row *due;
	int r = m->moved ? store_register_get(m->o->store, today, now, m->group->id, &row) : -ENOENT;

	if (r < 0 || !row.sent_act)
		return r == -ENOENT || r == 0 ? 0 : office_fail(m->o, r, m->e);
	r = store_due(m->o->store, today, now, m->group->id, &m->arena, &due);
	if (r < 0)
		return office_fail(m->o, r, m->e);
	int without = unmarked(due, r, pupils, count);
	if (without)
		buf_printf(&m->said, "%s's register of this %s was sent before: %d of them %s without a mark in it.\n", m->group->name,
			   session_words(now), without, without == 1 ? "is" : "are");
	return 0;
}

/* THE ACTS */

static int check_days(struct moving *m)
{
	if (!day_is_none(m->to) && m->to.n < m->from.n)
		return err_usage(m->e, "The last day is before the first. Give them the other way round.");
	return 0;
}

static int begin(struct moving *m, struct day from, struct day to, const char *reason)
{
	int r = office_may(m->o, ACTION_CHANGE_ROLL, 0, m->e);

	if (r == 0 && reason)
		r = office_words_check("reason", reason, m->e);
	m->from = day_or_today(m->o, from);
	m->to = to;
	return r < 0 ? r : check_days(m);
}

static int find_class(struct moving *m, const struct move_wish *w)
{
	int64_t id;
	char day[DAY_TEXT];
	int r = office_group_find(m->o, w->group ? w->group : "", m->from, &id, m->e);

	if (r < 0)
		return r;
	m->group = office_group(m->o, id);
	if (!group_registers(m->group->kind))
		return err_refuse(m->e, "%s takes no register. Give a class.", m->group->name);
	if (w->weekdays & ~127 || w->sessions & ~3)
		return err_usage(m->e, "There is no such part of the week.");
	if (!day_is_none(m->to) && !day_within(m->to, m->group->from_day, m->group->to_day))
		return err_refuse(m->e, "%s ends on %s: give a last day before that.", m->group->name, day_long(m->group->to_day, day));
	return 0;
}

static int finish(struct moving *m, int r, struct buf *ret_said, int64_t *ret_act)
{
	if (r == 0)
		r = pupil_act_end(m->o, ret_act, m->e);
	if (r == 0)
		buf_text(ret_said, buf_string(&m->said));
	buf_finish(&m->said);
	arena_finish(&m->arena);
	return r;
}

static int check_year(struct moving *m, int year)
{
	m->year = year;
	return year < YEAR_FIRST || year > YEAR_LAST ? err_usage(m->e, "There is no such year group. Type N1, N2, R or 1 to 14.") : 0;
}

/* The act is open. */
static int put_year(struct moving *m, const int64_t *pupils, int count)
{
	char title[16];
	int r = 0;

	m->moved = m->there = 0;
	m->one = NULL;
	m->to = DAY_NONE;
	for (int i = 0; r == 0 && i < count; i++)
		r = year_one(m, pupils[i], count);
	if (r == 0)
		say_moved(m, year_title(m->year, title));
	return r;
}

static int pupils_move(struct moving *m, const struct move_wish *w, const char *reason)
{
	int r = begin(m, w->from, w->to, reason);

	if (r == 0)
		r = find_class(m, w);
	if (r == 0 && w->year)
		r = check_year(m, *w->year);
	if (r == 0)
		r = office_act_open(m->o, "moved", reason, NULL, 0, m->e);
	for (int i = 0; r == 0 && i < w->count; i++)
		r = move_one(m, w->pupils[i], w);
	if (r < 0)
		return r;
	say_moved(m, m->group->name);
	say_past(m);
	r = say_sent(m, w->pupils, w->count);
	return r == 0 && w->year ? put_year(m, w->pupils, w->count) : r;
}

int office_pupils_move(struct office *o, const struct move_wish *w, const char *reason, struct buf *ret_said, int64_t *ret_act, struct err *e)
{
	struct moving m = { .o = o, .e = e };

	IN_TRANSACTION(o, e, finish(&m, pupils_move(&m, w, reason), ret_said, ret_act));
}

static int pupils_year(struct moving *m, const int64_t *pupils, int count, int year, struct day from, const char *reason)
{
	int r = begin(m, from, DAY_NONE, reason);

	if (r == 0)
		r = check_year(m, year);
	if (r == 0)
		r = office_act_open(m->o, "year", reason, NULL, 0, m->e);
	return r == 0 ? put_year(m, pupils, count) : r;
}

int office_pupils_year(struct office *o, const int64_t *pupils, int count, int year, struct day from, const char *reason, struct buf *ret_said,
		       int64_t *ret_act, struct err *e)
{
	struct moving m = { .o = o, .e = e };

	IN_TRANSACTION(o, e, finish(&m, pupils_year(&m, pupils, count, year, from, reason), ret_said, ret_act));
}
