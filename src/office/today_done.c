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

#define PRINTED "printed" /* office_paper_text(), with "absentees: 2 pages" for its reason */

/* Said of that session; or printed while it ran: what is on paper has left the office. */
static bool is_out(const struct due_list *d, const struct half *s, const struct act_head *head)
{
	const struct session_times *pm = office_times(d->facts->office, d->facts->day, SESSION_PM, 0);
	enum session ran = pm && moment_civil(head->at).minute >= pm->starts ? SESSION_PM : SESSION_AM;

	if (strcmp(head->kind, ACT_REPORT_OUT) == 0)
		return head->session == (int)s->session && day_equal(head->day, d->facts->day);
	return strcmp(head->kind, PRINTED) == 0 && head->reason && strncmp(head->reason, "absentees", strlen("absentees")) == 0 && ran == s->session;
}

/* 1 and when it went to the head, 0 if it did not yet. */
static int report_out(const struct due_list *d, const struct half *s, int *ret_minute)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct moment first = moment_of(d->facts->day, 0, 0), last = moment_of(d->facts->day, DAY_MINUTES - 1, 59);
	struct act_row *acts;
	int out = 0, n = store_acts_between(d->facts->office->store, first, last, &a, &acts);

	for (int i = 0; i < n; i++)
		if (is_out(d, s, &acts[i].head)) {
			*ret_minute = moment_civil(acts[i].head.at).minute;
			out = 1;
		}
	return n < 0 ? n : out;
}

/* At the policy's minute, in the morning; else when the session is closed (domain 7.1). */
static int report_due(struct due_list *d, const struct half *s, const struct progress *p)
{
	struct office *o = d->facts->office;
	const struct register_ref ref = { 0, d->facts->day, s->session };
	int minute = s->session == SESSION_AM ? office_clock_minute(o, d->facts->day, CLOCK_REPORT) : -1;
	bool closed = p->closed > 0 && p->closed == p->due;
	int at = -1;

	if (!d->today || p->due == 0 || office_reach(o, ACTION_CLOSE_SESSION) != REACH_ALL || (!closed && (minute < 0 || d->minute < minute)))
		return 0;
	int out = report_out(d, s, &at);
	if (out > 0)
		due_done(d, DUE_REPORT, at, 1, &ref, arena_printf(&d->view->arena, "The absentee report of the %s is out", session_words(s->session)));
	if (out == 0)
		due_add(d, DUE_REPORT, minute >= 0 ? minute : due_act_minute(d, p->closed_act), 1, &ref,
			arena_printf(&d->view->arena, "Absentee report of the %s, for the head", session_words(s->session)));
	return out < 0 ? out : 0;
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
