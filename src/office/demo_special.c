/* The pupils that a figure is wished of: made by construction, after the dice (issue: 95, 90, 80 and 50 per cent, and beside each). */
#include <string.h>

#include "demo.h"
#include "rules/code.h"

/* COUNTING: what stands at the clock in a pupil's marks */

static bool counts(const struct demo *d, const struct demo_pupil *p, int session)
{
	return demo_on_roll(d, p, session) && demo_taken(d, p->class, session) == TAKEN_SENT;
}

/* Everything before the first of the last `possible` sessions is before the pupil's time; @return false if there are not so many. */
static bool start_so_that(struct demo *d, struct demo_pupil *p, int possible, int *ret_first)
{
	int left = possible, k = d->session_count;

	while (left > 0 && --k >= 0)
		left -= counts(d, p, k);
	if (left > 0)
		return false;
	*ret_first = k;
	return true;
}

static void here_throughout(struct demo *d, struct demo_pupil *p, int first)
{
	for (int k = 0; k < d->session_count; k++) {
		p->marks[k] = k < first ? CODE_NONE : sitting_session(d->sessions[k]) == SESSION_AM ? CODE_PRESENT_AM : CODE_PRESENT_PM;
		p->why[k] = 0;
		p->arrival[k] = 0;
	}
}

/* The sessions before a pupil's own count: a later start, or in Reception a staggered one. */
static void begin_at(struct demo *d, struct demo_pupil *p, int first)
{
	here_throughout(d, p, first);
	if (p->year == 0) {
		for (int k = 0; k < first; k++)
			p->marks[k] = CODE_Y7;
		return;
	}
	if (first == 0)
		return;
	p->from = sitting_day(d->sessions[first]);
	p->from_session = sitting_session(d->sessions[first]);
}

/* Exactly `missed` of the sessions from `first` on, whole days where that can be, none that is not marked yet. */
static void miss(struct demo *d, struct demo_pupil *p, int first, int missed)
{
	int last = d->session_count - 1;
	int ill = 0, unexplained = 0, appointment = 0;

	while (last >= first && !counts(d, p, last))
		last--;
	for (int i = 0; i < practice_absences_count; i++) {
		ill = strcmp(practice_absences[i].code, "I") == 0 && !ill ? i : ill;
		unexplained = strcmp(practice_absences[i].code, "O") == 0 ? i : unexplained;
		appointment = strcmp(practice_absences[i].code, "M") == 0 ? i : appointment;
	}
	for (int tries = 0; missed > 0; tries++) {
		int k = first + (int)dice_roll(&d->dice, (uint32_t)(last - first + 1));
		bool pair = missed > 1 && k % 2 == 0 && k + 1 <= last && tries < 4000;

		if (!pair && missed > 1 && tries < 4000)
			continue;
		missed -= demo_absence(d, p, k, pair ? k + 1 : k, !pair ? appointment : dice_chance(&d->dice, 2500) ? unexplained : ill);
	}
}

/* SENTENCES */

static void cannot(struct demo *d, const char *what, const char *why)
{
	buf_printf(d->said, "Not made: %s. %s\n", what, why);
}

static void make_exact(struct demo *d, struct demo_pupil *p, int *missing)
{
	int possible = 0, first;

	for (int k = 0; k < d->session_count; k++)
		possible += counts(d, p, k);
	possible = possible / 20 * 20;
	if (possible < 20 || !start_so_that(d, p, possible, &first)) {
		++*missing;
		return;
	}
	begin_at(d, p, first);
	miss(d, p, first, possible * (100 - p->percent) / 100 - p->beside);
}

/* 20 of 201 is printed as 90.0 and is above it. */
static void make_20_of_201(struct demo *d, struct demo_pupil *p)
{
	int first;

	if (d->now.day.n < day_of(d->year.year + 1, 3, 1).n || !start_so_that(d, p, 201, &first)) {
		cannot(d, "the pupil who missed 20 of 201 sessions", "That needs a clock after February.");
		return;
	}
	begin_at(d, p, first);
	miss(d, p, first, 20);
}

/* The first school day of the school week before this one. */
static struct day last_week(const struct demo *d)
{
	struct day monday = day_add(d->now.day, -day_weekday(d->now.day));
	struct day end = calendar_school_day(&d->year.calendar, monday, -1), first = end;

	for (int i = 1; !day_is_none(end) && i <= day_weekday(end); i++)
		if (calendar_is_school_day(&d->year.calendar, day_add(end, -i)))
			first = day_add(end, -i);
	return first;
}

static void on_roll_from(struct demo *d, struct demo_pupil *p, struct day from)
{
	p->from = from;
	for (int k = 0; k < d->session_count; k++)
		if (!demo_on_roll(d, p, k))
			p->marks[k] = CODE_NONE;
}

static void make_joiner(struct demo *d, struct demo_pupil *p)
{
	struct day from = last_week(d);

	if (day_is_none(from))
		cannot(d, "a joiner last week", "There was no school last week.");
	else
		on_roll_from(d, p, from);
}

static void make_leaver(struct demo *d, struct demo_pupil *p)
{
	struct day to = calendar_school_day(&d->year.calendar, d->now.day, -8);

	if (day_is_none(to)) {
		cannot(d, "a leaver", "The year is too young for one.");
		return;
	}
	p->to = to;
	p->ground = "a";
	p->destination = "Saltmarsh Primary School";
	on_roll_from(d, p, p->from);
}

static void make_guest(struct demo *d, struct demo_pupil *p)
{
	struct day from = calendar_school_day(&d->year.calendar, d->now.day, -15);

	p->enrolment = "guest";
	p->other_school = "École Jules-Verne, Dieppe";
	p->other_contact = "Mme Lefèvre, +33 1 99 00 12 34";
	if (!day_is_none(from))
		on_roll_from(d, p, from);
}

/* Tuesdays and Thursdays at the special school. */
static void make_dual(struct demo *d, struct demo_pupil *p)
{
	p->enrolment = "main";
	p->other_school = "Saltmarsh School";
	p->other_contact = "Ruth Elder, 01632 960777, office@saltmarsh.example";
	p->arrangement = "dual registration";
	for (int k = 0; k < d->session_count; k++) {
		int weekday = day_weekday(sitting_day(d->sessions[k]));

		if (weekday == 1 || weekday == 3)
			p->marks[k] = CODE_D;
	}
}

/* The authority's transport is not there yet: no session counts. */
static void make_none_possible(struct demo *d, struct demo_pupil *p)
{
	struct day from = calendar_school_day(&d->year.calendar, d->now.day, -12);

	if (!day_is_none(from))
		on_roll_from(d, p, from);
	for (int k = 0; k < d->session_count; k++)
		if (p->marks[k] != CODE_NONE) {
			p->marks[k] = code_number("Q");
			p->why[k] = 0;
		}
}

void demo_special_make(struct demo *d)
{
	static void (*const makes[])(struct demo *, struct demo_pupil *) = {
		[SPECIAL_20_OF_201] = make_20_of_201, [SPECIAL_JOINER] = make_joiner, [SPECIAL_LEAVER] = make_leaver,
		[SPECIAL_DUAL] = make_dual, [SPECIAL_GUEST] = make_guest, [SPECIAL_NONE_POSSIBLE] = make_none_possible,
	};
	int missing = 0;

	for (int i = 0; i < d->pupils.count; i++) {
		struct demo_pupil *p = &d->pupils.items[i];

		if (p->special == SPECIAL_EXACT)
			make_exact(d, p, &missing);
		else if (p->special < sizeof makes / sizeof *makes && makes[p->special])
			makes[p->special](d, p);
	}
	if (missing)
		cannot(d, "pupils at exactly 95.0, 90.0, 80.0 and 50.0%, and a session above and below each",
		       "That needs 20 possible sessions before the clock.");
}
