/* Session times of the school, a year or a class, from a day on or of single days (A26). */
#include <errno.h>

#include "internal.h"
#include "office/classes.h"
#include "rules/pupil.h"
#include "school.h"
#include "times.h"

/* One change in the making. */
struct timing {
	struct office *o;
	const struct times_wish *w;
	struct buf *said;
	struct err *e;
	struct arena arena;
	struct day from;
	int64_t group, year;             /* NONE: not of one */
	struct session_time_row *rows;
	int count;
};

static bool same_scope(const struct timing *t, const struct session_time_row *row)
{
	return row->site == NONE && row->roll_group == t->group && row->year == t->year && row->session == (int64_t)t->w->session;
}

static struct session_time_row *find_row(const struct timing *t)
{
	for (int i = 0; i < t->count; i++)
		if (same_scope(t, &t->rows[i]) && day_equal(t->rows[i].from_day, t->from) && day_equal(t->rows[i].to_day, t->w->to))
			return &t->rows[i];
	return NULL;
}

static const char *whose(struct timing *t)
{
	char year[16];

	if (t->group != NONE)
		return arena_printf(&t->arena, "%s of %s", session_words(t->w->session), office_group_name(t->o, t->group));
	if (t->year != NONE)
		return arena_printf(&t->arena, "%s of %s", session_words(t->w->session), year_title((int)t->year, year));
	return session_words(t->w->session);
}

static const char *days_words(struct timing *t)
{
	char a[DAY_TEXT], b[DAY_TEXT];

	day_long(t->from, a);
	if (day_is_none(t->w->to))
		return arena_printf(&t->arena, "from %s", a);
	if (day_equal(t->from, t->w->to))
		return arena_printf(&t->arena, "on %s", a);
	return arena_printf(&t->arena, "from %s to %s", a, day_long(t->w->to, b));
}

/* JUDGED */

static int check_wish(struct timing *t)
{
	const struct times_wish *w = t->w;

	if (w->group && w->year != SESSION_ANY_YEAR)
		return err_usage(t->e, "Times are of a class or of a year, not of both.");
	if (w->year != SESSION_ANY_YEAR && (w->year < -2 || w->year > 14))
		return err_usage(t->e, "A year group is from N1 to 14.");
	if (w->session != SESSION_AM && w->session != SESSION_PM)
		return err_usage(t->e, "A session is am or pm.");
	if (!day_is_none(w->to) && w->to.n < t->from.n)
		return err_usage(t->e, "The last day is before the first. Give them the other way round.");
	return w->remove ? 0 : session_times_check(&w->times, t->e);
}

/* The other session of that day, as it is for the same pupils. */
static const struct session_times *other_times(const struct timing *t)
{
	enum session other = t->w->session == SESSION_AM ? SESSION_PM : SESSION_AM;

	return office_times_for(t->o, t->from, other, t->group == NONE ? 0 : t->group, t->year == NONE ? SESSION_ANY_YEAR : (int)t->year);
}

/* The morning is over when the afternoon begins. */
static int check_halves(struct timing *t)
{
	const struct session_times *other = other_times(t), *am = &t->w->times, *pm = other;
	char a[8], b[8];

	if (!other || t->w->remove)
		return 0;
	if (t->w->session == SESSION_PM) {
		am = other;
		pm = &t->w->times;
	}
	if (am->ends <= pm->starts)
		return 0;
	return err_refuse(t->e, "The morning would end at %s, after the afternoon starts at %s. Change the other one first.",
			  minute_text(am->ends, a), minute_text(pm->starts, b));
}

/* Without times of the whole school no register of that session could open. */
static int check_left(struct timing *t, const struct session_time_row *goes)
{
	if (goes->year != NONE || goes->roll_group != NONE || !day_is_none(goes->to_day))
		return 0;
	for (int i = 0; i < t->count; i++)
		if (&t->rows[i] != goes && same_scope(t, &t->rows[i]) && day_is_none(t->rows[i].to_day) && t->rows[i].from_day.n <= t->from.n)
			return 0;
	return err_refuse(t->e, "The school would have no times for the %s %s. Change them instead.", session_words(t->w->session), days_words(t));
}

/* SAID */

void times_say_open(const struct session_times *t, struct buf *to)
{
	int over = session_times_over(t);

	if (over > 0)
		buf_printf(to, "The register is open for %d minutes: a register may not stay open longer than %d.\n", SESSION_OPEN_MOST + over,
			   SESSION_OPEN_MOST);
}

void times_say_closed(int closed, struct buf *to)
{
	if (closed == 1)
		buf_text(to, "1 register of these days was closed by other times: it stays closed as it was.\n");
	else if (closed > 1)
		buf_printf(to, "%d registers of these days were closed by other times: they stay closed as they were.\n", closed);
}

void times_say(const char *whose, const char *days, const struct session_times *t, struct buf *to)
{
	char gate[8], starts[8], closes[8], ends[8];

	buf_printf(to, "Times of the %s %s: gate %s, register %s to %s, end %s.\n", whose, days, minute_text(t->gate, gate),
		   minute_text(t->starts, starts), minute_text(t->closes, closes), minute_text(t->ends, ends));
}

/* Of the class, or of the year that most of its pupils are of. */
static bool is_meant(struct timing *t, const struct register_row *row)
{
	struct due_row *due;
	int n;

	if (!row->closed_act || row->session != t->w->session || (t->group != NONE && row->roll_group != t->group))
		return false;
	n = t->year == NONE ? 0 : store_due(t->o->store, row->day, row->session, row->roll_group, &t->arena, &due);
	return t->year == NONE || (n > 0 && office_common_year(due, n) == (int)t->year);
}

/* What is past stays closed as it was. */
static int say_closed(struct timing *t)
{
	struct day last = !day_is_none(t->w->to) && t->w->to.n < office_today(t->o).n ? t->w->to : office_today(t->o);
	struct register_row *rows;
	int closed = 0, n = t->from.n > last.n ? 0 : store_registers_between(t->o->store, t->from, last, &t->arena, &rows);

	if (n < 0)
		return office_fail(t->o, n, t->e);
	for (int i = 0; i < n; i++)
		closed += is_meant(t, &rows[i]);
	times_say_closed(closed, t->said);
	return 0;
}

static void say_times(struct timing *t)
{
	if (t->w->remove)
		buf_printf(t->said, "Times of the %s %s: taken away.\n", whose(t), days_words(t));
	else
		times_say(whose(t), days_words(t), &t->w->times, t->said);
}

/* WRITTEN */

static int put(struct timing *t)
{
	const struct session_time_row *had = find_row(t);
	struct session_time_row row = SESSION_TIME_NEW;
	int r;

	if (had)
		row = *had;
	row.roll_group = t->group;
	row.year = t->year;
	row.session = t->w->session;
	row.from_day = t->from;
	row.to_day = t->w->to;
	row.gate = t->w->times.gate;
	row.starts = t->w->times.starts;
	row.closes = t->w->times.closes;
	row.ends = t->w->times.ends;
	r = office_act_open(t->o, "session times", NULL, NULL, 0, t->e);
	if (r == 0 && (r = store_act_put(t->o->store, THING_SESSION_TIME, &row)) < 0)
		r = office_fail(t->o, r, t->e);
	return r < 0 ? r : 0;
}

static int take_away(struct timing *t)
{
	const struct session_time_row *had = find_row(t);
	int r;

	if (!had) {
		err_refuse(t->e, "There are no times of the %s %s of their own, so none are taken away.", whose(t), days_words(t));
		return -ENOENT;
	}
	r = check_left(t, had);
	if (r == 0)
		r = office_act_open(t->o, "session times gone", NULL, NULL, 0, t->e);
	if (r == 0 && (r = store_act_remove(t->o->store, THING_SESSION_TIME, had->id)) < 0)
		r = office_fail(t->o, r, t->e);
	return r < 0 ? r : 0;
}

/* The times of one date are the day's work (A26: a late start, an early finish); those that go on are the school's. */
static int may_check(const struct timing *t)
{
	if (day_equal(t->from, t->w->to) && office_reach(t->o, ACTION_PLAN) == REACH_ALL)
		return 0;
	return office_may(t->o, ACTION_CHANGE_SCHOOL, 0, t->e);
}

static int change(struct timing *t, int64_t *ret_act)
{
	t->from = day_is_none(t->w->from) ? office_today(t->o) : t->w->from;
	int r = may_check(t);

	t->year = t->w->year == SESSION_ANY_YEAR ? NONE : t->w->year;
	t->group = NONE;
	if (r == 0)
		r = check_wish(t);
	if (r == 0 && t->w->group)
		r = office_group_find(t->o, t->w->group, t->from, &t->group, t->e);
	if (r == 0)
		r = check_halves(t);
	if (r == 0 && (t->count = store_thing_all(t->o->store, THING_SESSION_TIME, &t->arena, &t->rows)) < 0)
		r = office_fail(t->o, t->count, t->e);
	if (r == 0)
		r = t->w->remove ? take_away(t) : put(t);
	return r < 0 ? r : office_act_end(t->o, false, ret_act, t->e);
}

int office_times_put(struct office *o, const struct times_wish *w, struct buf *ret_said, int64_t *ret_act, struct err *e)
{
	struct timing t = { .o = o, .w = w, .said = ret_said, .e = e };
	int r = office_write_begin(o, e);

	if (r == 0)
		r = change(&t, ret_act);
	if (r == 0 && *ret_act) {
		say_times(&t);
		if (!w->remove)
			times_say_open(&w->times, ret_said);
		r = say_closed(&t);
	}
	office_act_abandon(o);
	arena_finish(&t.arena);
	return r;
}
