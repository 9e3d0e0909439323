/* What the office of the practice school knows before the bell of the clock's own day (issue 6): plans, what families said, calls of the days before. */
#include <string.h>

#include "demo.h"
#include "rules/code.h"

enum { WILLOW = 1, MAPLE = 3, ROWAN = 4, BEECH = 6, OAK = 7, YEAR_6 = 6 };
#define OFFICE_MOMENT(day, minute) moment_of(day, minute, 0).seconds

/* WHO: pupils of no other case, by the order of the roll; without a throw of the dice */

/* Whom nothing else is told of, here since the year began. */
static bool is_free(const struct demo *d, int i, int class)
{
	const struct demo_pupil *p = &d->pupils.items[i];

	return p->class == class && p->special == SPECIAL_NONE && !p->picked && day_is_none(p->to) && day_is_none(p->moved) &&
	       p->from.n <= day_of(d->year.year, 9, 2).n;
}

static int take(struct demo *d, int i)
{
	d->pupils.items[i].picked = true;
	return i;
}

static int take_free(struct demo *d, int class)
{
	for (int i = 0; i < d->pupils.count; i++)
		if (is_free(d, i, class) && d->families.items[d->pupils.items[i].family].children == 1)
			return take(d, i);
	for (int i = 0; i < d->pupils.count; i++)
		if (is_free(d, i, class))
			return take(d, i);
	BUG("a class of the practice school has nobody left");
}

/* The session of that day, counted in `sessions`; -1: not held, or not begun. */
static int session_of(const struct demo *d, struct day day, enum session session)
{
	for (int k = d->session_count - 1; k >= 0 && sitting_day(d->sessions[k]).n >= day.n; k--)
		if (d->sessions[k] == sitting_of(day, session))
			return k;
	return -1;
}

/* What is planned or reported is what comes of it, in a register that is taken later than the clock's own 9:07. */
static void comes_true(struct demo *d, int pupil, enum session session, const char *code)
{
	int k = session_of(d, d->now.day, session);
	struct demo_pupil *p = &d->pupils.items[pupil];

	if (k < 0)
		return;
	p->marks[k] = code_number(code);
	p->why[k] = p->arrival[k] = 0;
}

static bool is_ill(const struct demo_pupil *p, int session)
{
	return session >= 0 && p->marks[session] == CODE_I;
}

/* WHEN */

/* That many school days before the clock's, at that minute; as the office opened where the year is too young. */
static int64_t before(const struct demo *d, int days, int minute)
{
	struct day then = days ? calendar_school_day(&d->year.calendar, d->now.day, -days) : d->now.day;

	return day_is_none(then) ? OFFICE_MOMENT(d->now.day, 8 * 60) : OFFICE_MOMENT(then, minute);
}

static void happen(struct demo *d, enum demo_day_case what, int pupil, int64_t at)
{
	demo_event_add(d, (struct event){ .what = HAPPENED_DAY, .at = at, .staff = DEMO_OFFICE, .class = -1, .session = -1, .pupil = pupil,
					  .code = (uint8_t)what, .arrival = -1 });
}

/* PLANS */

static void happen_plans(struct demo *d)
{
	int dentist = take_free(d, BEECH), granted = take_free(d, BEECH), holy = take_free(d, BEECH), provider = take_free(d, BEECH);

	happen(d, DAY_DENTIST, dentist, before(d, 4, 8 * 60 + 52));
	happen(d, DAY_HOSPITAL, take_free(d, MAPLE), before(d, 3, 15 * 60 + 20));
	happen(d, DAY_GRANTED, granted, before(d, 6, 10 * 60 + 15));
	happen(d, DAY_HOLY, holy, before(d, 7, 9 * 60 + 50));
	happen(d, DAY_PROVIDER, provider, before(d, 5, 14 * 60 + 5));
	happen(d, DAY_PART_TIME, take_free(d, ROWAN), before(d, 5, 14 * 60 + 35));
	comes_true(d, dentist, SESSION_AM, "M");
	comes_true(d, provider, SESSION_AM, "B");
	for (enum session s = SESSION_AM; s <= SESSION_PM; s++) {
		comes_true(d, granted, s, "C");
		comes_true(d, holy, s, "R");
	}
}

/* At the other school that day. */
static bool is_elsewhere(const struct demo *d, int i)
{
	for (int k = 0; k < d->events.count; k++)
		if (d->events.items[k].what == HAPPENED_CASE && d->events.items[k].code == CASE_ELSEWHERE_TODAY && d->events.items[k].pupil == i)
			return true;
	return false;
}

/* Oak's Year 6, but for those whose figures are made, who came that morning, and who is elsewhere or at the doctor's. */
static bool goes_on_trip(const struct demo *d, int i)
{
	const struct demo_pupil *p = &d->pupils.items[i];

	return p->class == OAK && p->year == YEAR_6 && (p->special == SPECIAL_NONE || p->special == SPECIAL_SAME_NAME) && i != d->sibling && i != d->rang &&
	       !is_elsewhere(d, i);
}

static void happen_trip(struct demo *d)
{
	for (int i = 0; i < d->pupils.count && d->trip_count < DEMO_TRIP; i++) {
		if (!goes_on_trip(d, i))
			continue;
		d->trip[d->trip_count++] = take(d, i);
		for (enum session s = SESSION_AM; s <= SESSION_PM; s++)
			comes_true(d, i, s, "V");
	}
	happen(d, DAY_TRIP, -1, before(d, 9, 15 * 60 + 50));
}

/* WHAT FAMILIES SAID */

static bool is_in_taken_last(const struct demo *d, int i)
{
	return is_free(d, i, BEECH) || is_free(d, i, OAK);
}

/* Two of one family whose registers nobody has taken yet. */
static bool take_siblings(struct demo *d)
{
	for (int i = 0; i < d->pupils.count; i++)
		for (int k = i + 1; k < d->pupils.count; k++)
			if (d->pupils.items[i].family == d->pupils.items[k].family && is_in_taken_last(d, i) && is_in_taken_last(d, k)) {
				d->rang = take(d, i);
				d->sibling = take(d, k);
				return true;
			}
	return false;
}

/* Who was ill on the two school days before, by what the dice said. */
static int take_ill(struct demo *d, struct day two, struct day one)
{
	int first = session_of(d, two, SESSION_AM), last = session_of(d, one, SESSION_PM);

	for (int i = 0; i < d->pupils.count; i++)
		if (is_in_taken_last(d, i) && is_ill(&d->pupils.items[i], first) && is_ill(&d->pupils.items[i], last))
			return take(d, i);
	return take_free(d, BEECH);
}

static void ill_until(struct demo *d, int pupil, struct day from, struct day to)
{
	struct demo_pupil *p = &d->pupils.items[pupil];
	int ill = 0;

	while (ill < practice_absences_count && strcmp(practice_absences[ill].code, "I") != 0)
		ill++;
	for (int k = 0; k < d->session_count; k++) {
		struct day day = sitting_day(d->sessions[k]);

		if (day.n < from.n || day.n > to.n || is_ill(p, k))
			continue;
		p->marks[k] = CODE_I;
		p->why[k] = ill + 1;
		p->arrival[k] = 0;
		p->settled[k] = demo_moment(d, k, sitting_session(d->sessions[k]) == SESSION_AM ? 8 * 60 + 20 : 12 * 60 + 40, 0);
	}
}

static void happen_reports(struct demo *d)
{
	struct day one = calendar_school_day(&d->year.calendar, d->now.day, -1), two = calendar_school_day(&d->year.calendar, d->now.day, -2);
	int ill;

	if (take_siblings(d)) {
		happen(d, DAY_SIBLINGS, d->rang, OFFICE_MOMENT(d->now.day, 8 * 60 + 21));
		comes_true(d, d->rang, SESSION_AM, "I");
		comes_true(d, d->sibling, SESSION_AM, "M");
	}
	ill = take_free(d, BEECH);
	happen(d, DAY_ILL, ill, OFFICE_MOMENT(d->now.day, 8 * 60 + 33));
	comes_true(d, ill, SESSION_AM, "I");
	comes_true(d, ill, SESSION_PM, "I");
	if (day_is_none(two))
		return;
	ill = take_ill(d, two, one);
	ill_until(d, ill, two, one);
	happen(d, DAY_BACK_TODAY, ill, OFFICE_MOMENT(two, 8 * 60 + 26));
}

/* FAMILIES WHO ARE HARD TO REACH: of those who are absent at the clock, or (before the bell) of the lower classes */

static bool is_absent_now(const struct demo *d, const struct demo_pupil *p)
{
	int k = d->session_count - 1;

	return k >= 0 && sitting_day(d->sessions[k]).n == d->now.day.n && p->why[k] && demo_taken(d, p->class, k) != TAKEN_NOT &&
	       (p->settled[k] == 0 || p->settled[k] > d->clock.seconds) && p->class > 0 && p->class < DEMO_PARTLY;
}

static int take_absent(struct demo *d, int class)
{
	for (int i = 0; i < d->pupils.count; i++) {
		const struct demo_pupil *p = &d->pupils.items[i];

		if (is_free(d, i, p->class) && !p->named && is_absent_now(d, p))
			return take(d, i);
	}
	return take_free(d, class);
}

static void happen_families(struct demo *d)
{
	struct day october = day_of(d->year.year, 10, 14);
	int nobody_answers = take_absent(d, WILLOW), worker = take_absent(d, MAPLE), changed = take_absent(d, ROWAN);

	for (int i = 0; i < d->pupils.count; i++)
		if (d->pupils.items[i].special == SPECIAL_DO_NOT_CONTACT)
			happen(d, DAY_COURT_ORDER, i, OFFICE_MOMENT(october, 11 * 60 + 5));
	happen(d, DAY_SOCIAL_WORKER, worker, OFFICE_MOMENT(october, 11 * 60 + 20));
	happen(d, DAY_NUMBERS_DEAD, nobody_answers, OFFICE_MOMENT(october, 14 * 60 + 10));
	happen(d, DAY_NUMBER_DEAD, changed, OFFICE_MOMENT(october, 14 * 60 + 30));
}

/* CALLS OF THE DAYS BEFORE: about each first day of an absence that nobody had explained before the register */

enum { CALL_SPOKE, CALL_NO_REPLY, CALL_MESSAGE };

static void add_call(struct demo *d, int pupil, int session, int minute, int outcome)
{
	demo_event_add(d, (struct event){ .what = HAPPENED_DAY, .at = demo_moment(d, session, minute, pupil % 60), .staff = DEMO_OFFICE, .class = -1,
					  .session = session, .pupil = pupil, .code = DAY_CALL, .arrival = outcome });
}

static void call_about(struct demo *d, int pupil, int k)
{
	const struct demo_pupil *p = &d->pupils.items[pupil];
	int64_t sent = demo_sent_at(d, p->class, k), midday = demo_moment(d, k, 12 * 60, 0);

	if (p->settled[k] > sent && p->settled[k] < midday) {
		add_call(d, pupil, k, moment_civil((struct moment){ p->settled[k] }).minute, CALL_SPOKE);
		return;
	}
	if (p->settled[k] && p->settled[k] <= sent)
		return;
	add_call(d, pupil, k, 9 * 60 + 28 + pupil % 20, CALL_NO_REPLY);
	add_call(d, pupil, k, 10 * 60 + 5 + pupil % 20, CALL_MESSAGE);
	if (p->settled[k] && p->settled[k] <= d->clock.seconds)
		return;
	d->unanswered = pupil;
	d->unanswered_session = k;
}

#define CALL_DAYS 4
static void happen_calls(struct demo *d)
{
	struct day first = calendar_school_day(&d->year.calendar, d->now.day, -CALL_DAYS);

	for (int k = 0; k < d->session_count; k++) {
		struct day day = sitting_day(d->sessions[k]);

		if (sitting_session(d->sessions[k]) != SESSION_AM || day_is_none(first) || day.n < first.n || day.n >= d->now.day.n)
			continue;
		for (int i = 0; i < d->pupils.count; i++)
			if (d->pupils.items[i].why[k] && !(k >= 2 && d->pupils.items[i].why[k - 2]) && demo_on_roll(d, &d->pupils.items[i], k))
				call_about(d, i, k);
	}
	if (d->unanswered >= 0)
		demo_event_add(d, (struct event){ .what = HAPPENED_DAY, .at = demo_moment(d, d->unanswered_session, 10 * 60 + 26, 0), .staff = DEMO_OFFICE, .class = -1,
						  .session = d->unanswered_session, .pupil = d->unanswered, .code = DAY_TASK, .arrival = -1 });
}

/* NOTES FOR CLASSES */

static void happen_notes(struct demo *d)
{
	happen(d, DAY_NOTE_CLASS, -1, before(d, 1, 15 * 60 + 48));
	happen(d, DAY_NOTE_PUPIL, take_free(d, MAPLE), before(d, 2, 8 * 60 + 44));
}

void demo_day_happen(struct demo *d)
{
	d->rang = d->sibling = d->unanswered = -1;
	happen_families(d);
	happen_calls(d);
	if (!calendar_is_school_day(&d->year.calendar, d->now.day))
		return;
	happen_reports(d);
	happen_plans(d);
	happen_trip(d);
	happen_notes(d);
}
