/* How the marks came about: who did what at which moment, in the order of time. */
#include <stdlib.h>

#include "demo.h"
#include "rules/code.h"

#define OPENS (8 * 60 + 15) /* the office writes down who rang before the bell */

static int teacher_of(const struct demo *d, int class, int session)
{
	bool covered = class == DEMO_COVERED && d->cover_session >= 0 && session / 2 == d->cover_session / 2;

	return covered ? DEMO_SUPPLY : d->classes[class].staff;
}

/* ABSENCES AND LATE ARRIVALS */

static void add_reason(struct demo *d, int pupil, int session, int64_t register_at)
{
	const struct demo_pupil *p = &d->pupils.items[pupil];
	const struct practice_absences *why = &practice_absences[p->why[session] - 1];
	int64_t morning = demo_moment(d, session, OPENS, 0), at = p->settled[session];

	if (at == 0)
		return;
	if (at < register_at && at < morning)
		at = morning;
	demo_event_add(d, (struct event){ .at = at + pupil % 60, .what = HAPPENED_MARK, .staff = DEMO_OFFICE,
			       .class = demo_class_at(d, p, session), .session = session, .pupil = pupil,
			       .code = p->marks[session], .arrival = -1, .reason = *why->note ? why->note : "No reason given in five school days" });
}

static void add_arrival(struct demo *d, int pupil, int session)
{
	const struct demo_pupil *p = &d->pupils.items[pupil];

	demo_event_add(d, (struct event){ .at = demo_moment(d, session, p->arrival[session], pupil % 60), .what = HAPPENED_MARK,
			       .staff = DEMO_OFFICE, .class = demo_class_at(d, p, session),
			       .session = session, .pupil = pupil, .code = p->marks[session], .arrival = p->arrival[session], .reason = "arrived" });
}

static void add_marks(struct demo *d, int class, int session, int64_t register_at)
{
	for (int i = 0; i < d->pupils.count; i++) {
		const struct demo_pupil *p = &d->pupils.items[i];

		if (demo_class_at(d, p, session) != class || !demo_on_roll(d, p, session))
			continue;
		if (p->why[session])
			add_reason(d, i, session, register_at);
		else if (p->arrival[session])
			add_arrival(d, i, session);
	}
}

/* REGISTERS */

#define TAKING 95 /* seconds from the marks to the sending */

static void add_register(struct demo *d, int class, int session)
{
	enum taken taken = demo_taken(d, class, session);
	int64_t sent = demo_sent_at(d, class, session);
	const struct session_times *t = &demo_times[sitting_session(d->sessions[session])];
	struct event e = { .staff = teacher_of(d, class, session), .class = class, .session = session, .pupil = -1, .arrival = -1 };

	if (taken == TAKEN_NOT)
		return;
	add_marks(d, class, session, sent - TAKING);
	e.what = HAPPENED_REGISTER;
	e.at = sent - TAKING;
	e.reason = "register being taken";
	demo_event_add(d, e);
	if (taken == TAKEN_PARTLY)
		return;
	e.what = HAPPENED_SENT;
	e.at = sent;
	e.reason = NULL;
	demo_event_add(d, e);
	e.what = HAPPENED_CLOSE;
	e.staff = DEMO_OFFICE;
	e.at = demo_moment(d, session, t->closes + 6, 4 * class);
	demo_event_add(d, e);
}

/* COMING AND GOING */

static void add_coming(struct demo *d, int pupil)
{
	const struct demo_pupil *p = &d->pupils.items[pupil];
	struct event e = { .what = HAPPENED_PUPIL, .staff = DEMO_OFFICE, .class = p->class, .session = -1, .pupil = pupil, .arrival = -1 };
	struct day before = calendar_school_day(&d->year.calendar, p->from, -1);
	/* Who begins with the year, or soon after, was known in August. */
	bool known = day_is_none(before) || p->special == SPECIAL_EXACT || p->special == SPECIAL_20_OF_201;

	e.at = known ? moment_of(day_of(d->year.year, 8, 25), 9 * 60 + pupil, 0).seconds : moment_of(before, 15 * 60 + 45, pupil % 60).seconds;
	if (p->told)
		e.at = p->told;
	demo_event_add(d, e);
	if (day_is_none(p->to))
		return;
	e.what = HAPPENED_LEAVING;
	e.at = moment_of(p->to, 15 * 60 + 50, 0).seconds;
	e.reason = "Moves to Saltmarsh";
	demo_event_add(d, e);
}

static int by_time(const void *a, const void *b)
{
	const struct event *x = a, *y = b;

	return x->at != y->at ? (x->at > y->at) - (x->at < y->at) : (x->order > y->order) - (x->order < y->order);
}

void demo_events_make(struct demo *d)
{
	for (int i = 0; i < d->pupils.count; i++)
		add_coming(d, i);
	if (d->cover_session >= 0)
		demo_event_add(d, (struct event){ .at = demo_moment(d, d->cover_session, 7 * 60 + 45, 0), .what = HAPPENED_COVER, .staff = DEMO_OFFICE,
				       .class = DEMO_COVERED, .session = d->cover_session, .pupil = -1, .arrival = -1 });
	demo_cases_happen(d);
	demo_day_happen(d);
	demo_review_happen(d);
	for (int k = 0; k < d->session_count; k++)
		for (int c = 0; c < d->class_count; c++)
			add_register(d, c, k);
	qsort(d->events.items, (size_t)d->events.count, sizeof *d->events.items, by_time);
}
