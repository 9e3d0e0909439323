/* Who was in the practice school, and who was not: about one session in twenty is missed, more on Mondays and Fridays. */
#include <stdlib.h>
#include <string.h>

#include "demo.h"
#include "rules/code.h"

int64_t demo_moment(const struct demo *d, int session, int minute, int second)
{
	return moment_of(sitting_day(d->sessions[session]), minute, second).seconds;
}

static const struct session_times *times_of(const struct demo *d, int session)
{
	return &demo_times[sitting_session(d->sessions[session])];
}

/* Classes send one after the other, within nine minutes; the same at each run. */
int64_t demo_sent_at(const struct demo *d, int class, int session)
{
	int minute = times_of(d, session)->starts + 2 + 3 * class / 4 + (session * 7 + class * 3) % 2;

	return demo_moment(d, session, minute, 11 + 5 * class);
}

enum taken demo_taken(const struct demo *d, int class, int session)
{
	bool last = session == d->session_count - 1 && day_equal(sitting_day(d->sessions[session]), d->now.day);

	if (last && class >= DEMO_NOT_TAKEN)
		return TAKEN_NOT;
	if (demo_sent_at(d, class, session) > d->clock.seconds)
		return TAKEN_NOT;
	return last && class == DEMO_PARTLY ? TAKEN_PARTLY : TAKEN_SENT;
}

bool demo_on_roll(const struct demo *d, const struct demo_pupil *p, int session)
{
	sitting s = d->sessions[session];

	return s >= sitting_of(p->from, p->from_session) && (day_is_none(p->to) || s <= sitting_of(p->to, SESSION_PM));
}

/* PRESENT, UNLESS */

static uint8_t present_code(const struct demo *d, int session)
{
	return sitting_session(d->sessions[session]) == SESSION_AM ? CODE_PRESENT_AM : CODE_PRESENT_PM;
}

static void mark_present(struct demo *d, struct demo_pupil *p)
{
	for (int k = 0; k < d->session_count; k++) {
		bool pm = sitting_session(d->sessions[k]) == SESSION_PM;

		if (demo_on_roll(d, p, k))
			p->marks[k] = p->mornings && pm ? CODE_X : present_code(d, k);
	}
}

/* ABSENCES */

/* When the school hears why: before the first session, the same morning, days later, or never. */
static int64_t hears(struct demo *d, int first, const struct practice_absences *why)
{
	uint32_t kind = dice_roll(&d->dice, 100);
	int day = first - first % 2, later = day + 2 * (1 + (int)dice_roll(&d->dice, 4));

	if (strcmp(why->known, "yes") == 0)
		return demo_moment(d, first, 8 * 60 + 10, 0);
	if (strcmp(why->code, "O") == 0)
		later = day + 10; /* nothing was heard in five school days (domain 2.4) */
	else if (kind < 34)
		return demo_moment(d, first, first % 2 ? 12 * 60 + 40 : 8 * 60 + 20 + (int)kind / 2, 0);
	else if (kind < 86)
		return demo_moment(d, first, (first % 2 ? 13 * 60 + 25 : 9 * 60 + 25) + (int)dice_roll(&d->dice, 60), 0);
	if (later >= d->session_count)
		return 0;
	return demo_moment(d, later, strcmp(why->code, "O") == 0 ? 15 * 60 + 40 : 8 * 60 + 25 + (int)dice_roll(&d->dice, 15), 0);
}

int demo_absence(struct demo *d, struct demo_pupil *p, int first, int last, int why)
{
	const struct practice_absences *reason = &practice_absences[why];
	int64_t settled = hears(d, first, reason);
	uint8_t code = code_number(reason->code);
	int count = 0;

	for (int k = first; k <= last && k < d->session_count; k++) {
		if (p->marks[k] != present_code(d, k))
			continue;
		p->marks[k] = code;
		p->why[k] = why + 1;
		p->settled[k] = settled;
		count++;
	}
	return count;
}

static int pick_absence(struct demo *d)
{
	return dice_weighted(&d->dice, &practice_absences->weight, sizeof *practice_absences, practice_absences_count);
}

/* Last session of a spell that begins on the day of `morning`. */
static void absent_from(struct demo *d, struct demo_pupil *p, int morning, int *ret_next)
{
	int why = pick_absence(d);
	const struct practice_absences *reason = &practice_absences[why];
	int least = atoi(reason->least), most = atoi(reason->most), days = least + (int)dice_roll(&d->dice, (uint32_t)(most - least + 1));
	bool half = strcmp(reason->half, "yes") == 0, afternoon = half && dice_chance(&d->dice, 4000);

	demo_absence(d, p, morning + afternoon, half ? morning + afternoon : morning + 2 * days - 1, why);
	*ret_next = morning + 2 * (half ? 1 : days);
}

static void late_on(struct demo *d, struct demo_pupil *p, int morning)
{
	const struct session_times *t = times_of(d, morning);
	bool after = dice_chance(&d->dice, 1200);
	int arrival = after ? t->closes + 1 + (int)dice_roll(&d->dice, 55) : t->starts + 1 + (int)dice_roll(&d->dice, (uint32_t)(t->closes - t->starts));

	if (p->marks[morning] != CODE_PRESENT_AM || demo_moment(d, morning, arrival, 0) > d->clock.seconds)
		return;
	p->marks[morning] = after ? CODE_U : CODE_LATE;
	p->arrival[morning] = arrival;
}

static void mark_absences(struct demo *d, struct demo_pupil *p)
{
	static const uint32_t weekday_percent[] = { 190, 70, 60, 80, 200, 100, 100 };

	for (int k = 0, next; k < d->session_count; k = next) {
		uint32_t share = weekday_percent[day_weekday(sitting_day(d->sessions[k]))];

		next = k + 2;
		if (dice_chance(&d->dice, p->frailty * share / 100))
			absent_from(d, p, k, &next);
		else if (dice_chance(&d->dice, p->tardiness))
			late_on(d, p, k);
	}
}

/* A class that spent a day out with its teacher. */
#define TRIP_CLASS 3
static void mark_trip(struct demo *d)
{
	int morning = (d->session_count - 24) & ~1;

	for (int i = 0; morning >= 0 && i < d->pupils.count; i++)
		for (int k = morning; k < morning + 2; k++)
			if (d->pupils.items[i].class == TRIP_CLASS && d->pupils.items[i].marks[k] == present_code(d, k))
				d->pupils.items[i].marks[k] = code_number("V");
}

void demo_marks_make(struct demo *d)
{
	for (int i = 0; i < d->pupils.count; i++) {
		struct demo_pupil *p = &d->pupils.items[i];

		mark_present(d, p);
		if (p->special == SPECIAL_NONE || p->special >= SPECIAL_TWIN)
			mark_absences(d, p);
	}
	mark_trip(d);
	d->cover_session = d->session_count >= 20 ? (d->session_count - 16) & ~1 : -1;
}
