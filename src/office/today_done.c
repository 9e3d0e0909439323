/* Today: what is behind the person: registers all in, the session closed, and the absentee report after it (A27, B1). */
#include <string.h>

#include "office/clocks.h"
#include "today_parts.h"

/* Registers of a session, of which some are in and some closed. */
struct progress {
	int due, in, closed;
	int64_t sent_act, closed_act; /* the last */
	const char *name;             /* of the last of them */
};

static void progress_add(const struct due_list *d, const struct half *s, int g, struct progress *to)
{
	const struct register_facts *facts = grid_at(&d->facts->grid, g, s->at);
	const struct register_row *row = &s->groups[g].row;

	if (!d->facts->sees[g] || facts->due == 0)
		return;
	to->due++;
	to->name = d->facts->office->roll_groups[g].name;
	to->in += !register_is_missing(facts);
	to->closed += row->closed_act != 0;
	to->sent_act = row->sent_act > to->sent_act ? row->sent_act : to->sent_act;
	to->closed_act = row->closed_act > to->closed_act ? row->closed_act : to->closed_act;
}

/* Of those for whom the person may do it. */
static struct progress progress_of(const struct due_list *d, const struct half *s, enum action action)
{
	struct progress p = { 0 };

	for (int g = 0; g < d->facts->office->roll_group_count; g++)
		if (d->facts->sees[g] && grid_at(&d->facts->grid, g, s->at)->due > 0 && due_may(d, action, d->facts->office->roll_groups[g].id))
			progress_add(d, s, g, &p);
	return p;
}

static void registers_done(struct due_list *d, const struct half *s)
{
	const struct register_ref ref = { 0, d->facts->day, s->session };
	struct progress p = progress_of(d, s, ACTION_TAKE_REGISTER);
	const char *words = session_words(s->session);

	if (p.due == 0 || p.in < p.due)
		return;
	due_done(d, DUE_REGISTER, due_act_minute(d, p.sent_act), p.due, &ref,
		 p.due == 1 ? arena_printf(&d->view->arena, "Register of the %s is in: %s", words, p.name)
			    : arena_printf(&d->view->arena, "Registers of the %s are all in: %d", words, p.due));
}

static void close_done(struct due_list *d, const struct half *s, const struct progress *p)
{
	const struct register_ref ref = { 0, d->facts->day, s->session };

	if (p->due > 0 && p->closed == p->due)
		due_done(d, DUE_CLOSE, due_act_minute(d, p->closed_act), p->due, &ref,
			 arena_printf(&d->view->arena, "The %s is closed: %d register%s", session_words(s->session), p->due, PLURAL(p->due)));
}

/* When it went to the head; -1: not yet.  A printed one did, too: it is read where it is printed. */
static int report_out(const struct due_list *d, const struct half *s, bool *ret_out)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct moment first = moment_of(d->facts->day, 0, 0), last = moment_of(d->facts->day, 24 * 60 - 1, 59);
	struct act_row *acts;
	int minute = -1, n = store_acts_between(d->facts->office->store, first, last, &a, &acts);

	for (int i = 0; i < n; i++)
		if (strcmp(acts[i].head.kind, ACT_REPORT_OUT) == 0 && acts[i].head.session == (int)s->session && day_equal(acts[i].head.day, d->facts->day)) {
			minute = moment_civil(acts[i].head.at).minute;
			*ret_out = true;
		}
	return n < 0 ? n : minute;
}

/* At the policy's minute, in the morning; else when the session is closed (domain 7.1). */
static int report_due(struct due_list *d, const struct half *s, const struct progress *p)
{
	struct office *o = d->facts->office;
	const struct register_ref ref = { 0, d->facts->day, s->session };
	int minute = s->session == SESSION_AM ? office_clock_minute(o, d->facts->day, CLOCK_REPORT) : -1;
	bool out = false, closed = p->closed > 0 && p->closed == p->due;

	if (!d->today || p->due == 0 || office_reach(o, ACTION_CLOSE_SESSION) != REACH_ALL || (!closed && (minute < 0 || d->minute < minute)))
		return 0;
	int at = report_out(d, s, &out);
	if (at < -1)
		return at;
	if (out)
		due_done(d, DUE_REPORT, at, 1, &ref, arena_printf(&d->view->arena, "The absentee report of the %s is out", session_words(s->session)));
	else
		due_add(d, DUE_REPORT, minute >= 0 ? minute : due_act_minute(d, p->closed_act), 1, &ref,
			arena_printf(&d->view->arena, "Absentee report of the %s, for the head", session_words(s->session)));
	return 0;
}

int due_sessions(struct due_list *d)
{
	int r = 0;

	for (int i = 0; r == 0 && i < d->facts->side_count; i++) {
		const struct half *s = &d->facts->sides[i];
		struct progress p = progress_of(d, s, ACTION_CLOSE_SESSION);

		registers_done(d, s);
		close_done(d, s, &p);
		r = report_due(d, s, &p);
	}
	return r;
}
