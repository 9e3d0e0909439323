/* How a pupil is on the roll from a day on (H7): the spell is changed, or split in spells that touch. */
#include <string.h>

#include "leaving.h"

struct status_case {
	const struct spell_wish *wish;
	const char *reason;
};

static bool same_text(const char *a, const char *b)
{
	return a == b || (a && b && strcmp(a, b) == 0);
}

/* What makes it another time on the roll, from a day on: then the spell is split. */
static bool is_other_status(const struct enrolment_row *a, const struct enrolment_row *b)
{
	return strcmp(a->kind, b->kind) != 0 || !same_text(a->arrangement, b->arrangement);
}

/* Registered here alone again: no other school is left from before. */
static void single_clear(const struct spell_wish *w, const struct enrolment_row *was, struct enrolment_row *row)
{
	if (strcmp(row->kind, "single") != 0 || strcmp(was->kind, "single") == 0)
		return;
	if (!w->other_school)
		row->other_school = NULL;
	if (!w->other_school_contact)
		row->other_school_contact = NULL;
	if (!w->arrangement)
		row->arrangement = NULL;
	if (day_is_none(w->review))
		row->review_day = DAY_NONE;
}

/* Is it a start that has not come yet?  Where another status begins in the middle of a time on the roll nobody starts. */
static bool is_start(const struct leaving *l, const struct enrolment_row *s)
{
	return s->from_day.n > l->today.n && (s == l->spells || !spell_goes_on(s - 1, s));
}

static int start_change(struct leaving *l, const struct status_case *c, const struct enrolment_row *was, struct enrolment_row *row)
{
	const struct spell_wish *w = c->wish;
	sitting before = was > l->spells ? spell_last(was - 1) : INT32_MIN;

	row->from_day = w->from;
	row->from_session = w->from_session == SESSION_PM ? SESSION_PM : SESSION_AM;
	if (spell_first(row) <= before)
		return leaving_refuse_on_roll(l, was - 1);
	if (spell_last(row) < spell_first(row))
		return err_refuse(l->e, "%s leaves on %s, before that start. Change the last day first.", l->name, leaving_day(l, row->to_day));
	leaving_say(l, "%s starts on %s (was %s).", l->name, leaving_day(l, row->from_day), leaving_day(l, was->from_day));
	return 0;
}

/* Classes and years of a start that moves begin with it. */
static int move_rows(struct leaving *l, struct day was, struct day from)
{
	struct membership_row *places;
	struct pupil_year_row *years;
	int n = store_memberships_of_pupil(l->o->store, l->pupil.id, &l->arena, &places);
	int m = n < 0 ? n : store_years_of_pupil(l->o->store, l->pupil.id, &l->arena, &years), r = m < 0 ? office_fail(l->o, m, l->e) : 0;

	for (int i = 0; r == 0 && i < n; i++)
		if (day_equal(places[i].from_day, was) && (day_is_none(places[i].to_day) || places[i].to_day.n >= from.n)) {
			places[i].from_day = from;
			r = leaving_put(l, THING_MEMBERSHIP, &places[i]);
		}
	for (int i = 0; r == 0 && i < m; i++)
		if (day_equal(years[i].from_day, was) && (day_is_none(years[i].to_day) || years[i].to_day.n >= from.n)) {
			years[i].from_day = from;
			r = leaving_put(l, THING_PUPIL_YEAR, &years[i]);
		}
	return r;
}

/* The spell in up to three that touch: as it was, as it is wished, and as it was again behind the last day of that. */
static int split(struct leaving *l, const struct enrolment_row *was, struct enrolment_row *now, struct day until)
{
	struct enrolment_row before = *was, after = *was;
	sitting end = spell_first(now) - 1;
	int r = 0;

	if (spell_first(now) > spell_first(was)) {
		before.to_day = sitting_day(end);
		before.to_session = sitting_session(end);
		before.ground = before.destination = before.new_address = before.enquiries = before.consent = NULL;
		before.evidence_day = before.social_worker_told_day = before.virtual_school_told_day = before.left_return_day = DAY_NONE;
		now->id = 0;
		r = leaving_put(l, THING_ENROLMENT, &before);
	}
	if (r == 0 && !day_is_none(until) && sitting_of(until, SESSION_PM) < spell_last(was)) {
		after.id = 0;
		after.from_day = day_add(until, 1);
		after.from_session = SESSION_AM;
		now->to_day = until;
		now->to_session = SESSION_PM;
		now->ground = now->destination = now->new_address = now->enquiries = now->consent = NULL;
		now->evidence_day = now->social_worker_told_day = now->virtual_school_told_day = now->left_return_day = DAY_NONE;
		r = leaving_put(l, THING_ENROLMENT, &after);
	}
	return r < 0 ? r : leaving_put(l, THING_ENROLMENT, now);
}

/* From which session the other status holds, within the spell. */
static int status_from(struct leaving *l, const struct spell_wish *w, const struct enrolment_row *was, struct enrolment_row *row)
{
	struct day from = day_is_none(w->from) ? l->today : w->from;
	sitting first = sitting_of(from, w->from_session == SESSION_PM ? SESSION_PM : SESSION_AM);

	if (day_is_none(w->from) && first < spell_first(was))
		first = spell_first(was);
	if (first < spell_first(was))
		return err_refuse(l->e, "%s is on the roll since %s. Give that day or a later one.", l->name, leaving_day(l, was->from_day));
	if (first > spell_last(was))
		return err_refuse(l->e, "%s leaves on %s. Give an earlier day, or change the last day first.", l->name, leaving_day(l, was->to_day));
	if (!day_is_none(w->to) && sitting_of(w->to, SESSION_PM) < first)
		return err_usage(l->e, "The last day is before the first. Give them the other way round.");
	row->from_day = sitting_day(first);
	row->from_session = sitting_session(first);
	return 0;
}

static int status_dated(struct leaving *l, const struct status_case *c, const struct enrolment_row *was, struct enrolment_row *row, int64_t *ret_act)
{
	int r = status_from(l, c->wish, was, row);

	if (r < 0)
		return r;
	leaving_say(l, "%s: %s%s%s (was %s).", l->name, row->kind, row->arrangement ? ", " : "", row->arrangement ? row->arrangement : "", was->kind);
	leaving_say(l, "From %s%s%s.", leaving_day(l, row->from_day), day_is_none(c->wish->to) ? "" : " to ",
		    day_is_none(c->wish->to) ? "" : leaving_day(l, c->wish->to));
	leaving_say_other_school(l, row);
	r = leaving_open(l, "status", c->reason);
	if (r == 0)
		r = split(l, was, row, c->wish->to);
	return r < 0 ? r : leaving_close(l, ret_act);
}

static int status_undated(struct leaving *l, const struct status_case *c, const struct enrolment_row *was, struct enrolment_row *row, int64_t *ret_act)
{
	bool other = !day_is_none(c->wish->from) && !day_equal(c->wish->from, was->from_day), starts = other && is_start(l, was);
	int r = starts ? start_change(l, c, was, row) : 0;

	if (r == 0 && !day_is_none(c->wish->to))
		r = err_refuse(l->e, "%s", spell_is_guest(row) ? "A guest's last day is a leaving: enter it there." :
			       "Which status or arrangement ends then? Name it with its first and its last day.");
	if (r < 0)
		return r;
	if (other && was->from_day.n <= l->today.n)
		leaving_say(l, "The start, %s, is past and stays.", leaving_day(l, was->from_day));
	leaving_say_other_school(l, row);
	r = leaving_open(l, "status", c->reason);
	if (r == 0 && starts)
		r = move_rows(l, was->from_day, row->from_day);
	if (r == 0)
		r = leaving_put(l, THING_ENROLMENT, row);
	return r < 0 ? r : leaving_close(l, ret_act);
}

/* The spell that the change is about: the one of its first day, else that of today or the next to come. */
static struct enrolment_row *status_spell(struct leaving *l, const struct spell_wish *w)
{
	sitting at = day_is_none(w->from) ? INT32_MIN : sitting_of(w->from, w->from_session == SESSION_PM ? SESSION_PM : SESSION_AM);
	struct enrolment_row *now = leaving_spell(l);

	for (struct enrolment_row *s = now; s && s < l->spells + l->count; s++)
		if (spell_first(s) <= at && at <= spell_last(s))
			return s;
	return now;
}

static int status(struct leaving *l, const void *wish, int64_t *ret_act)
{
	const struct status_case *c = wish;
	const struct enrolment_row *was = status_spell(l, c->wish);
	struct enrolment_row row;

	if (!was)
		return err_refuse(l->e, "%s is not on the roll, and not to come. Enter the return first.", l->name);
	row = *was;
	int r = leaving_facts_take(l, c->wish, &row);
	if (r < 0)
		return r;
	single_clear(c->wish, was, &row);
	if (is_other_status(was, &row) && !is_start(l, was))
		return status_dated(l, c, was, &row, ret_act);
	return status_undated(l, c, was, &row, ret_act);
}

int office_pupil_status(struct office *o, int64_t pupil, const struct spell_wish *w, const char *reason, struct buf *ret_said, int64_t *ret_act,
			struct err *e)
{
	return leaving_run(o, pupil, ret_said, e, status, &(struct status_case){ w, reason }, ret_act);
}
