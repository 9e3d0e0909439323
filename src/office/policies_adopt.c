/* A policy is adopted: an act keeps its text, and its session times become the school's (A26; design 2 Settings). */
#include <errno.h>
#include <string.h>

#include "policies.h"
#include "rules/pupil.h"
#include "times.h"

struct adoption {
	struct office *o;
	struct buf *said;
	struct err *e;
	struct arena arena;
	struct policy policy;
	const char *text;
	struct day from;
	struct session_time_row *rows;
	int row_count;
};

/* JUDGED ------------------------------------------------------------------------------------------------------------------------------ */

static bool covers_year(const struct policy_times *t, int64_t year)
{
	return t->year_from == SESSION_ANY_YEAR ? year == NONE : year != NONE && year >= t->year_from && year <= t->year_to;
}

static const struct policy_times *times_of(const struct adoption *a, enum session session, int64_t year)
{
	for (int i = 0; i < a->policy.time_count; i++)
		if (a->policy.times[i].session == session && covers_year(&a->policy.times[i], year))
			return &a->policy.times[i];
	return NULL;
}

static bool speaks_of(const struct adoption *a, enum session session)
{
	for (int i = 0; i < a->policy.time_count; i++)
		if (a->policy.times[i].session == session)
			return true;
	return false;
}

/* The policy agrees with itself; what it leaves to the school must fit, too: a morning is over when the afternoon begins. */
static int check_halves(const struct adoption *a, const struct policy_times *t)
{
	enum session other = t->session == SESSION_AM ? SESSION_PM : SESSION_AM;
	const struct session_times *had = speaks_of(a, other) ? NULL : office_times_for(a->o, a->from, other, 0, t->year_from);
	const struct session_times *am = t->session == SESSION_AM ? &t->times : had, *pm = t->session == SESSION_AM ? had : &t->times;
	char ends[8], starts[8];

	if (!had || am->ends <= pm->starts)
		return 0;
	return err_refuse(a->e, "The morning would end at %s, after the afternoon starts at %s. Change the school's times first.",
			  minute_text(am->ends, ends), minute_text(pm->starts, starts));
}

static int check_times(const struct adoption *a)
{
	int r = 0;

	for (int i = 0; r == 0 && i < a->policy.time_count; i++)
		r = check_halves(a, &a->policy.times[i]);
	return r;
}

/* SAID -------------------------------------------------------------------------------------------------------------------------------- */

static const char *whose(struct adoption *a, enum session session, int64_t from, int64_t to)
{
	char first[16], last[16];

	if (from == NONE)
		return session_words(session);
	return arena_printf(&a->arena, "%s of %s%s%s", session_words(session), year_title((int)from, first), to == from ? "" : " to ",
			    to == from ? "" : year_title((int)to, last));
}

static const char *from_words(struct adoption *a)
{
	char day[DAY_TEXT];

	return arena_printf(&a->arena, "from %s", day_long(a->from, day));
}

static void say_times(struct adoption *a)
{
	for (int i = 0; i < a->policy.time_count; i++) {
		const struct policy_times *t = &a->policy.times[i];
		bool all = t->year_from == SESSION_ANY_YEAR;

		times_say(whose(a, t->session, all ? NONE : t->year_from, all ? NONE : t->year_to), from_words(a), &t->times, a->said);
		times_say_open(&t->times, a->said);
	}
}

static int say_closed(struct adoption *a)
{
	struct day today = office_today(a->o);
	struct register_row *rows;
	int closed = 0, n = a->from.n > today.n ? 0 : store_registers_between(a->o->store, a->from, today, &a->arena, &rows);

	if (n < 0)
		return office_fail(a->o, n, a->e);
	for (int i = 0; i < n; i++)
		closed += rows[i].closed_act != 0 && speaks_of(a, rows[i].session);
	times_say_closed(closed, a->said);
	return 0;
}

/* What is nearer than the policy's stays, and is said. */
static void say_nearer(struct adoption *a)
{
	char day[DAY_TEXT];

	for (int i = 0; i < a->row_count; i++) {
		const struct session_time_row *row = &a->rows[i];
		enum session session = (enum session)row->session;
		bool holds = day_is_none(row->to_day) || row->to_day.n >= a->from.n;

		if (!holds || !speaks_of(a, session))
			continue;
		if (row->roll_group != NONE)
			buf_printf(a->said, "%s has times of its own for the %s: they stay.\n", office_group_name(a->o, row->roll_group), session_words(session));
		else if (row->from_day.n > a->from.n)
			buf_printf(a->said, "Other times of the %s hold from %s: they stay.\n", whose(a, session, row->year, row->year),
				   day_long(row->from_day, day));
	}
}

/* WRITTEN ----------------------------------------------------------------------------------------------------------------------------- */

static bool is_standing(const struct session_time_row *row, enum session session)
{
	return row->site == NONE && row->roll_group == NONE && row->session == (int64_t)session && day_is_none(row->to_day);
}

/* The row of the school, or of a year, that holds on the first day; NULL: none. */
static struct session_time_row *row_in_force(struct adoption *a, enum session session, int64_t year)
{
	struct session_time_row *found = NULL;

	for (int i = 0; i < a->row_count; i++) {
		struct session_time_row *row = &a->rows[i];

		if (is_standing(row, session) && row->year == year && row->from_day.n <= a->from.n &&
		    (!found || row->from_day.n >= found->from_day.n))
			found = row;
	}
	return found;
}

static bool same_times(const struct session_time_row *row, const struct session_times *t)
{
	return row->gate == t->gate && row->starts == t->starts && row->closes == t->closes && row->ends == t->ends;
}

static int put_row(struct adoption *a, enum session session, int64_t year, const struct session_times *t)
{
	const struct session_time_row *had = row_in_force(a, session, year);
	struct session_time_row row = SESSION_TIME_NEW;

	if (had && same_times(had, t))
		return 0;
	if (had && day_equal(had->from_day, a->from))
		row = *had;
	row.year = year;
	row.session = session;
	row.from_day = a->from;
	row.gate = t->gate;
	row.starts = t->starts;
	row.closes = t->closes;
	row.ends = t->ends;
	return store_act_put(a->o->store, THING_SESSION_TIME, &row);
}

/* A year with times of its own that the policy does not have: they would stand before the policy's. */
static int end_years(struct adoption *a)
{
	int r = 0;

	for (int i = 0; r >= 0 && i < a->row_count; i++) {
		struct session_time_row row = a->rows[i];
		enum session session = (enum session)row.session;

		if (!is_standing(&row, session) || row.year == NONE || row.from_day.n > a->from.n || !speaks_of(a, session) ||
		    times_of(a, session, row.year))
			continue;
		if (day_equal(row.from_day, a->from)) {
			r = store_act_remove(a->o->store, THING_SESSION_TIME, row.id);
		} else {
			row.to_day = day_add(a->from, -1);
			r = store_act_put(a->o->store, THING_SESSION_TIME, &row);
		}
		buf_printf(a->said, "The %s has no times of its own any more.\n", whose(a, session, row.year, row.year));
	}
	return r;
}

static int put_times(struct adoption *a)
{
	int r = 0;

	for (int i = 0; r >= 0 && i < a->policy.time_count; i++) {
		const struct policy_times *t = &a->policy.times[i];

		if (t->year_from == SESSION_ANY_YEAR)
			r = put_row(a, t->session, NONE, &t->times);
		for (int year = t->year_from; r >= 0 && t->year_from != SESSION_ANY_YEAR && year <= t->year_to; year++)
			r = put_row(a, t->session, year, &t->times);
	}
	return r < 0 ? r : end_years(a);
}

/* The text that stands is not kept a second time. */
static int put_policy(struct adoption *a)
{
	struct policy_row *rows, row = POLICY_NEW;
	int at, n = policies_adopted(a->o, a->from, &a->arena, &rows, &at, a->e);

	if (n < 0)
		return n;
	if (at >= 0 && strcmp(rows[at].name, a->policy.name) == 0 && strcmp(rows[at].text, a->text) == 0)
		return 0;
	if (at >= 0 && day_equal(rows[at].from_day, a->from))
		row = rows[at];
	row.name = a->policy.name;
	row.text = a->text;
	row.from_day = a->from;
	return store_act_put(a->o->store, THING_POLICY, &row);
}

static int adopt(struct adoption *a, bool times, const char *reason, int64_t *ret_act)
{
	int r = office_act_open(a->o, "policy adopted", reason, NULL, 0, a->e);

	if (r == 0 && ((r = put_policy(a)) < 0 || (times && (r = put_times(a)) < 0)))
		r = office_fail(a->o, r, a->e);
	if (r < 0)
		return r;
	r = office_act_end(a->o, false, ret_act, a->e);
	if (r < 0)
		return r;
	buf_printf(a->said, "%s: %s %s%s.\n", a->policy.name, *ret_act ? "adopted" : "in force", from_words(a), *ret_act ? "" : " already");
	if (!times)
		return 0;
	say_times(a);
	say_nearer(a);
	return *ret_act ? say_closed(a) : 0;
}

static int use_case(struct adoption *a, const char *name, bool times, const char *reason, int64_t *ret_act)
{
	int r = office_may(a->o, ACTION_CHANGE_SCHOOL, 0, a->e);

	if (r == 0 && reason)
		r = office_words_check("reason", reason, a->e);
	if (r == 0)
		r = policy_find(a->o, name, &a->arena, &a->text, &a->policy, a->e);
	if (r == 0 && times && a->policy.time_count == 0)
		r = err_refuse(a->e, "The policy %s gives no session times: adopt it without them.", a->policy.name);
	if (r == 0 && times)
		r = check_times(a);
	if (r == 0 && times && (a->row_count = store_thing_all(a->o->store, THING_SESSION_TIME, &a->arena, &a->rows)) < 0)
		r = office_fail(a->o, a->row_count, a->e);
	return r < 0 ? r : adopt(a, times, reason, ret_act);
}

int office_policy_adopt(struct office *o, const char *name, struct day from, bool times, const char *reason, struct buf *ret_said, int64_t *ret_act,
			struct err *e)
{
	struct adoption a = { .o = o, .said = ret_said, .e = e, .from = day_is_none(from) ? office_today(o) : from };
	int r = office_write_begin(o, e);

	if (r == 0)
		r = use_case(&a, name, times, reason, ret_act);
	office_act_abandon(o);
	arena_finish(&a.arena);
	return r;
}
