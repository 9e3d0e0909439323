/* The returns to the authority (PR24 reg 13; domain 3.3): until when they are due, and that they were made. */
#include "leaving.h"

#include <stdlib.h>

#include "rules/calendar.h"

#define JOINED_DAYS 5 /* days, not school days */

/* The years of those who are in a class then, or on the next weekday: the most junior and the most senior. */
static int years_on(struct office *o, struct day day, int *ret_least, int *ret_most, struct err *e)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct due_row *due;
	struct day weekday = day_add(day, day_weekday(day) > 4 ? 7 - day_weekday(day) : 0);
	int n = store_due(o->store, weekday, SESSION_AM, 0, &a, &due);

	*ret_least = *ret_most = SESSION_ANY_YEAR;
	for (int i = 0; i < n; i++) {
		if (due[i].year == SESSION_ANY_YEAR)
			continue;
		*ret_least = *ret_least == SESSION_ANY_YEAR || due[i].year < *ret_least ? due[i].year : *ret_least;
		*ret_most = due[i].year > *ret_most ? due[i].year : *ret_most;
	}
	return n < 0 ? office_fail(o, n, e) : 0;
}

static int year_then(struct leaving *l, struct day day, int *ret)
{
	struct pupil_year_row *rows;
	int n = store_years_of_pupil(l->o->store, l->pupil.id, &l->arena, &rows);

	*ret = SESSION_ANY_YEAR;
	for (int i = 0; i < n; i++)
		if (day_within(day, rows[i].from_day, rows[i].to_day))
			*ret = (int)rows[i].year;
	return n < 0 ? office_fail(l->o, n, l->e) : 0;
}

/* First and last school day of the year that `day` is in; a term is of the year in which it ends. */
static void school_year_days(const struct calendar *c, struct day day, struct day *ret_first, struct day *ret_last)
{
	struct day year = school_year_start(day);

	*ret_first = *ret_last = DAY_NONE;
	for (int i = 0; i < c->term_count; i++) {
		const struct term *t = &c->terms[i];

		if (!day_equal(school_year_start(t->to), year))
			continue;
		if (day_is_none(*ret_first) || t->from.n < ret_first->n)
			*ret_first = t->from;
		if (day_is_none(*ret_last) || t->to.n > ret_last->n)
			*ret_last = t->to;
	}
}

int return_terms_read(struct office *o, struct day of, struct day on, struct return_terms *ret, struct err *e)
{
	school_year_days(office_calendar(o), of, &ret->first, &ret->last);
	return years_on(o, on, &ret->least, &ret->most, e);
}

bool return_joined_asked(const struct return_terms *t, struct day from, int year)
{
	bool junior = year != SESSION_ANY_YEAR && (t->least == SESSION_ANY_YEAR || year <= t->least);

	return !junior || day_is_none(t->first) || from.n > t->first.n;
}

struct day return_joined_due(struct day from, struct day entered)
{
	return day_add(from.n > entered.n ? from : entered, JOINED_DAYS);
}

bool return_left_asked(const struct return_terms *t, struct day to, int year)
{
	return year == SESSION_ANY_YEAR || year < t->most || day_is_none(t->last) || to.n < t->last.n;
}

int leaving_say_joined(struct leaving *l, const struct enrolment_row *spell, int year)
{
	struct return_terms t;

	if (spell_is_guest(spell))
		return 0;
	int r = return_terms_read(l->o, spell->from_day, spell->from_day, &t, l->e);
	if (r < 0)
		return r;
	if (return_joined_asked(&t, spell->from_day, year))
		leaving_say(l, "New-pupil return to the local authority: by %s.", leaving_day(l, return_joined_due(spell->from_day, l->today)));
	else
		leaving_say(l, "No new-pupil return is due: the most junior class, from the year's first day.");
	return 0;
}

int leaving_say_left(struct leaving *l, const struct enrolment_row *spell)
{
	struct return_terms t;
	int year = SESSION_ANY_YEAR;

	if (spell_is_guest(spell))
		return 0;
	int r = return_terms_read(l->o, spell->to_day, l->today, &t, l->e);
	if (r == 0)
		r = year_then(l, spell->to_day, &year);
	if (r < 0)
		return r;
	if (return_left_asked(&t, spell->to_day, year))
		leaving_say(l, "Deletion return to the local authority: by %s, with the ground.", leaving_day(l, spell->to_day));
	else
		leaving_say(l, "No deletion return is due: the most senior class, at the end of its last term.");
	return 0;
}

/* MADE ------------------------------------------------------------------------------------------------------------------------------ */

struct made_case {
	bool deletion;
	struct day made;
};

/* That of the last spell that it can be about. */
static int return_made(struct leaving *l, const void *wish, int64_t *ret_act)
{
	const struct made_case *c = wish;
	struct enrolment_row *row = leaving_last_spell(l);
	int r = 0;

	for (int i = l->count; c->deletion && i-- > 0 && day_is_none(row->to_day);)
		row = &l->spells[i];
	if (!row)
		return err_refuse(l->e, "%s was never on the roll here: no return is due.", l->name);
	if (c->deletion && day_is_none(row->to_day))
		return err_refuse(l->e, "No last day is set for %s, so no deletion return is due. Enter the leaving first.", l->name);
	r = leaving_past_day(l, "The day of the return", day_is_none(c->made) ? l->today : c->made,
			     c->deletion ? &row->left_return_day : &row->joined_return_day);
	if (r == 0)
		r = leaving_open(l, c->deletion ? "deletion return" : "new-pupil return", NULL);
	if (r == 0)
		r = leaving_put(l, THING_ENROLMENT, row);
	return r < 0 ? r : leaving_close(l, ret_act);
}

int office_pupil_return_made(struct office *o, int64_t pupil, bool deletion, struct day made, int64_t *ret_act, struct err *e)
{
	return leaving_run(o, pupil, NULL, e, return_made, &(struct made_case){ deletion, made }, ret_act);
}
