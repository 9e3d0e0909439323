/* Coming back: a second spell of the same pupil (H2, H7). */
#include "leaving.h"

#include <stdlib.h>
#include <string.h>

#include "lanes.h"
#include "rules/calendar.h"
#include "rules/pupil.h"
#include "rules/span.h"
#include "school.h"

static const char *const kinds[] = { "single", "main", "subsidiary", "guest" };
static const char *const arrangements[] = { "dual registration", "managed move", "off-site direction", "mobile child" };

static int one_of(struct leaving *l, const char *given, const char *const *known, size_t n, const char *what, const char **field)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(given, known[i]) == 0) {
			*field = known[i];
			return 0;
		}
	return err_usage(l->e, "%.40s is no %s. There are: %s, %s, %s and %s.", given, what, known[0], known[1], known[2], known[3]);
}

static int kind_take(struct leaving *l, const char *kind, struct enrolment_row *row)
{
	return kind && *kind ? one_of(l, kind, kinds, sizeof kinds / sizeof *kinds, "way to be on the roll", &row->kind) : 0;
}

/* What a wish says of a spell but its days. */
int leaving_facts_take(struct leaving *l, const struct spell_wish *w, struct enrolment_row *row)
{
	int r = kind_take(l, w->kind, row);

	if (r == 0 && w->arrangement && *w->arrangement)
		r = one_of(l, w->arrangement, arrangements, sizeof arrangements / sizeof *arrangements, "arrangement", &row->arrangement);
	else if (r == 0 && w->arrangement)
		row->arrangement = NULL;
	if (r == 0)
		r = leaving_text(l, "The last school", w->last_school, &row->last_school);
	if (r == 0)
		r = leaving_text(l, "The other school", w->other_school, &row->other_school);
	if (r == 0)
		r = leaving_text(l, "Whom to ring at the other school", w->other_school_contact, &row->other_school_contact);
	if (r == 0 && !day_is_none(w->review))
		row->review_day = w->review;
	return r;
}

void leaving_say_other_school(struct leaving *l, const struct enrolment_row *row)
{
	if (strcmp(row->kind, "single") != 0 && !row->other_school)
		leaving_say(l, "Which other school? Its name and whom to ring there are not entered yet.");
	if (row->arrangement && day_is_none(row->review_day) &&
	    (strcmp(row->arrangement, "managed move") == 0 || strcmp(row->arrangement, "off-site direction") == 0))
		leaving_say(l, "When is the %s reviewed? No day is entered yet.", row->arrangement);
}

/* RETURN ---------------------------------------------------------------------------------------------------------------------------- */

struct return_case {
	const struct spell_wish *wish;
	const char *group;
	int year;
};

int leaving_refuse_on_roll(struct leaving *l, const struct enrolment_row *row)
{
	if (row->from_day.n > l->today.n)
		return err_refuse(l->e, "%s is to come already, on %s. Change that start instead.", l->name, leaving_day(l, row->from_day));
	if (day_is_none(row->to_day))
		return err_refuse(l->e, "%s is on the roll since %s, so there is no return to enter.", l->name, leaving_day(l, row->from_day));
	return err_refuse(l->e, "%s is on the roll until %s. The return begins after that day.", l->name, leaving_day(l, row->to_day));
}

/* Behind every spell there was. */
static int days_take(struct leaving *l, const struct spell_wish *w, struct enrolment_row *row)
{
	const struct enrolment_row *last = leaving_last_spell(l);

	row->from_day = day_is_none(w->from) ? l->today : w->from;
	row->from_session = w->from_session == SESSION_PM ? SESSION_PM : SESSION_AM;
	row->to_day = w->to;
	row->to_session = day_is_none(w->to) ? NONE : SESSION_PM;
	if (!last)
		return err_refuse(l->e, "%s was never on the roll here. Enter a new pupil instead.", l->name);
	if (!day_is_none(l->pupil.died_day))
		return err_refuse(l->e, "%s died on %s. Undo that act if it was entered for the wrong child.", l->name, leaving_day(l, l->pupil.died_day));
	if (spell_last(last) >= spell_first(row))
		return leaving_refuse_on_roll(l, last);
	if (!day_is_none(w->to) && w->to.n < row->from_day.n)
		return err_usage(l->e, "The last day is before the first. Give them the other way round.");
	if (!day_is_none(w->to) && !spell_is_guest(row))
		return err_refuse(l->e, "Only a guest's last day is set at the start. Enter the leaving when it comes, with its ground.");
	return 0;
}

static void say_former(struct leaving *l)
{
	for (int i = 0; i < l->count; i++) {
		const struct enrolment_row *s = &l->spells[i];

		leaving_say(l, "On the roll before: %s to %s%s%s.", leaving_day(l, s->from_day), leaving_day(l, s->to_day),
			    s->ground ? ", ground " : "", s->ground ? s->ground : "");
		if (s->destination)
			leaving_say(l, "Left then for: %s", s->destination);
	}
}

/* On the roll since a day that is past: sessions of then have no mark. */
static void say_sessions_since(struct leaving *l, const struct enrolment_row *row, int64_t group, int year)
{
	int held = 0;

	for (sitting s = spell_first(row); s < sitting_of(l->today, SESSION_AM); s++)
		held += calendar_opening(office_calendar(l->o), s, year, group, NULL) == OPENING_OPEN;
	if (held)
		leaving_say(l, "%d session%s held since then %s without a mark: enter what happened.", held, PLURAL(held), held == 1 ? "is" : "are");
}

/* What was left open when the last spell ended does not go on beside the new class. */
static int write_return(struct leaving *l, struct enrolment_row *row, int64_t group, int year, int64_t *ret_act)
{
	const struct lane_days days = { .from = row->from_day, .to = row->to_day };
	int r = leaving_open(l, "return", NULL);

	if (r == 0)
		r = leaving_end_places(l, leaving_last_spell(l)->to_day);
	if (r == 0)
		r = leaving_put(l, THING_ENROLMENT, row);
	if (r == 0 && group)
		r = lane_place_put(l->o, l->pupil.id, group, &days, l->e);
	if (r >= 0)
		r = lane_year_put(l->o, l->pupil.id, year, row->from_day, DAY_NONE, l->e);
	return r < 0 ? r : leaving_close(l, ret_act);
}

static int come_back(struct leaving *l, const void *wish, int64_t *ret_act)
{
	const struct return_case *c = wish;
	struct enrolment_row row = ENROLMENT_NEW;
	int64_t group = 0;

	row.pupil = l->pupil.id;
	row.kind = "single";
	int r = leaving_facts_take(l, c->wish, &row);
	if (r == 0)
		r = days_take(l, c->wish, &row);
	if (r == 0 && c->group && *c->group)
		r = office_group_find(l->o, c->group, row.from_day, &group, l->e);
	else if (r == 0 && row.from_day.n <= l->today.n)
		r = err_refuse(l->e, "In which class does %s start? Without one no register has the child's name.", l->name);
	if (r < 0)
		return r;
	int year = c->year == SESSION_ANY_YEAR ? year_of_birth_on(l->pupil.born_day, row.from_day) : c->year;
	char title[16];
	leaving_say(l, "%s is back from %s%s%s, %s.", l->name, leaving_day(l, row.from_day), group ? ", in " : "",
		    group ? office_group_name(l->o, group) : "", year_title(year, title));
	say_former(l);
	say_sessions_since(l, &row, group, year);
	leaving_say_other_school(l, &row);
	r = leaving_say_joined(l, &row, year);
	return r < 0 ? r : write_return(l, &row, group, year, ret_act);
}

int office_pupil_return(struct office *o, int64_t pupil, const struct spell_wish *w, const char *group, int year, struct buf *ret_said,
			int64_t *ret_act, struct err *e)
{
	return leaving_run(o, pupil, ret_said, e, come_back, &(struct return_case){ w, group, year }, ret_act);
}
