/* Plain mode: the day's reports, what is due, and undoing. */
#include "plain.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/text.h"
#include "office/reports.h"
#include "office/today.h"

/* REPORTS -------------------------------------------------------------------------------------------------------------------------- */

#define HISTORY_MOST 20

/* The end of a long list is what was asked for. */
static void last_rows_keep(struct report *r, int most)
{
	int all = r->rows.count;

	if (most == 0 || all <= most)
		return;
	memmove(r->rows.items, r->rows.items + all - most, (size_t)most * sizeof *r->rows.items);
	r->rows.count = most;
	report_line(r, "The last %d of %d.", most, all);
}

/* `most` 0: all of it. */
static void report_say(struct plain *p, report_filler *fill, const struct report_wish *wish, int most)
{
	struct report report = { 0 };
	struct err e = { 0 };
	int r = fill(p->office, wish, &report, &e);

	if (r == 0)
		last_rows_keep(&report, most);
	if (r == 0)
		r = cli_report(p->c, &report, &e);
	if (r < 0)
		plain_refuse(p, &e);
	report_finish(&report);
}

void plain_report_say(struct plain *p, report_filler *fill, const struct report_wish *wish)
{
	report_say(p, fill, wish, 0);
}

static void report_of_session(struct plain *p, char *rest, report_filler *fill)
{
	const struct plain_which which = plain_which(rest);
	const struct report_wish wish = { .date = which.day, .from = DAY_NONE, .to = DAY_NONE, .session = which.session, .group = which.group };

	report_say(p, fill, &wish, 0);
}

void plain_absentees(void *p, char *rest)
{
	report_of_session(p, rest, report_fill_absentees);
}

/* Who is not seen comes first (B13). */
void plain_onsite(void *p, char *rest)
{
	report_of_session(p, rest, report_fill_onsite);
}

void plain_missing(void *p, char *rest)
{
	report_of_session(p, rest, report_fill_missing);
}

static bool is_number(const char *text)
{
	size_t n = strlen(text);

	return n > 0 && n < 10 && strspn(text, "0123456789") == n;
}

/* UPNs and admission numbers may be digits too: of those a pupil's history is asked by name. */
void plain_history(void *state, char *rest)
{
	struct plain *p = state;
	struct report_wish wish = { .date = DAY_NONE, .from = DAY_NONE, .to = DAY_NONE, .session = -1 };

	if (is_number(rest))
		wish.act = strtoll(rest, NULL, 10);
	else if (*rest)
		wish.pupil = rest;
	else
		wish.from = wish.to = office_today(p->office);
	report_say(p, report_fill_history, &wish, wish.act ? 0 : HISTORY_MOST);
}

/* WHAT IS DUE ---------------------------------------------------------------------------------------------------------------------- */

static void counts_say(struct plain *p, const struct today_view *v)
{
	const struct session_counts *n = &v->counts;
	char day[DAY_TEXT];

	plain_say(p, "%s of %s: %d on roll, %d here, %d late.", v->session == SESSION_AM ? "Morning" : "Afternoon", day_long(v->day, day), n->on_roll,
		  n->here, n->late);
	plain_say(p, "Not known: %d. Absent: %d with a reason, %d without. Off site: %d.", n->not_known, n->with_reason, n->no_reason, n->off_site);
}

static void due_say(struct plain *p, const struct today_view *v)
{
	char time[8];

	for (int i = 0; i < v->due_count; i++) {
		const struct today_due *d = &v->due[i];

		if (d->done)
			plain_say(p, "Done%s%s: %s", d->minute < 0 ? "" : " ", minute_text(d->minute, time), d->text);
		else if (d->minute < 0)
			plain_say(p, "%s: %s", d->overdue ? "Overdue" : "Any time", d->text);
		else
			plain_say(p, "%s %s: %s", d->overdue ? "Overdue since" : "Due", minute_text(d->minute, time), d->text);
	}
	if (v->due_count == 0 || v->due[0].done)
		plain_say(p, "Nothing is due.");
}

void plain_drafts_say(struct plain *p)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct draft_left *left;
	struct group_line *groups;
	char day[DAY_TEXT], time[8];
	int n = office_drafts_left(p->office, &a, &left);

	for (int i = 0; i < n; i++) {
		int count = office_groups(p->office, left[i].ref.day, &a, &groups, NULL), g = 0;

		while (g < count && groups[g].roll_group != left[i].ref.roll_group)
			g++;
		if (g < count)
			plain_say(p, "Not sent: %s %s of %s, %d mark%s from %s.", groups[g].name, session_name(left[i].ref.session),
				  day_long(left[i].ref.day, day), left[i].marks, PLURAL(left[i].marks),
				  minute_text(moment_civil(left[i].since).minute, time));
	}
}

static bool same_register(const struct register_ref *a, const struct register_ref *b)
{
	return a->roll_group == b->roll_group && a->session == b->session && day_equal(a->day, b->day);
}

void plain_others_say(struct plain *p, const struct register_ref *ref)
{
	struct today_view v;

	if (office_today_open(p->office, ref->day, ref->session, &v, NULL) < 0)
		return; /* the register itself says why */
	for (int i = 0; i < v.due_count; i++) {
		const struct today_due *d = &v.due[i];
		bool waits = !d->done && (d->kind == DUE_REGISTER || d->kind == DUE_BLANKS || d->kind == DUE_PAST_REGISTER);

		if (waits && !same_register(&d->ref, ref))
			plain_say(p, "Also waiting: %s", d->text);
	}
	today_view_finish(&v);
}

void plain_due(void *state, char *rest)
{
	struct plain *p = state;
	struct today_view v;
	struct err e = { 0 };

	(void)rest;
	if (office_today_open(p->office, office_today(p->office), office_session_now(p->office), &v, &e) < 0) {
		plain_refuse(p, &e);
		return;
	}
	if (v.shut)
		plain_say(p, "No session is held today: %s.", v.shut);
	counts_say(p, &v);
	if (v.names)
		due_say(p, &v);
	plain_drafts_say(p);
	today_view_finish(&v);
}

/* UNDOING -------------------------------------------------------------------------------------------------------------------------- */

void plain_undo_act(struct plain *p, int64_t act)
{
	CLEAN_BUF struct buf left = { 0 };
	struct mark_result done = { 0 };
	struct err e = { 0 };
	const char *reason = plain_ask(p, "Undo act %" PRId64 ". Reason (Enter: none, n goes back): ", act);

	if (!reason || strcasecmp(reason, "n") == 0)
		return;
	if (office_undo(p->office, act, *reason ? reason : NULL, &left, &done, &e) < 0) {
		plain_refuse(p, &e);
		return;
	}
	p->c->saved = done.act;
	if (done.opened)
		plain_say(p, "The register is open again, and due to be closed.");
	plain_say(p, "Act %" PRId64 " is undone: %d put back. The undo is act %" PRId64 ".", act, done.entries, done.act);
	cli_lines(p->c, &left);
}

void plain_undo(void *state, char *rest)
{
	struct plain *p = state;

	if (is_number(rest))
		plain_undo_act(p, strtoll(rest, NULL, 10));
	else if (*rest)
		plain_say(p, "Undo takes the number of an act, as h lists them, not \"%.40s\".", rest);
	else if (p->c->saved)
		plain_undo_act(p, p->c->saved);
	else
		plain_say(p, "Which act? Type its number behind u; h lists those of today.");
}
