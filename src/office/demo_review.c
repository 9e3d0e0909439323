/*
 * What the thresholds engine has to find in the practice school, made by construction and without a throw of the dice: pupils newly below
 * each line since a review two weeks before the clock, one whose crossing an amendment took back, the threshold of a penalty notice met
 * and nearly met, long absences, a weekday, siblings.  Nothing of the clock's own day is touched.
 */
#include <string.h>

#include "demo.h"
#include "rules/band.h"
#include "rules/code.h"

enum { HAZEL = 2, MAPLE, ROWAN, BIRCH, BEECH };
enum { REVIEW_DAYS = 10,  /* school days before the clock's */
       DAYS_LEAST = 30 }; /* that all of it needs */

/* WHO: those of whom nothing else is told */

/* Of whom something else is told: a call, a plan, a case. */
static bool is_told_of(const struct demo *d, const struct demo_pupil *p)
{
	int pupil = (int)(p - d->pupils.items);

	for (int i = 0; i < d->events.count; i++)
		if (d->events.items[i].pupil == pupil && d->events.items[i].what != HAPPENED_PUPIL)
			return true;
	return false;
}

/* Here since the year began, and in school on the clock's own day. */
static bool is_free(const struct demo *d, const struct demo_pupil *p, int class, int today)
{
	bool here = true;

	for (int k = today; k < d->session_count; k++)
		here &= p->marks[k] == CODE_PRESENT_AM || p->marks[k] == CODE_PRESENT_PM;
	return here && !is_told_of(d, p) && p->class == class && p->special == SPECIAL_NONE && !p->picked && !p->named &&
	       day_is_none(p->to) && day_is_none(p->moved) && p->from.n <= day_of(d->year.year, 9, 2).n;
}

/* Until the clock's day they came each day. */
static struct demo_pupil *clear(const struct demo *d, struct demo_pupil *p, int today)
{
	for (int k = 0; k < today; k++) {
		p->why[k] = p->arrival[k] = 0;
		if (p->marks[k] != CODE_NONE && p->marks[k] != code_number("V"))
			p->marks[k] = sitting_session(d->sessions[k]) == SESSION_AM ? CODE_PRESENT_AM : CODE_PRESENT_PM;
	}
	p->picked = true;
	return p;
}

static int missed(const struct demo_pupil *p, int today)
{
	int n = 0;

	for (int k = 0; k < today; k++)
		n += p->why[k] != 0;
	return n;
}

/* Whoever was away most: with other absences instead, the school's attendance stays what it was. */
static struct demo_pupil *take(struct demo *d, int class, int today)
{
	struct demo_pupil *most = NULL;

	for (int i = 0; i < d->pupils.count; i++) {
		struct demo_pupil *p = &d->pupils.items[i];

		if (is_free(d, p, class, today) && (!most || missed(p, today) >= missed(most, today)))
			most = p;
	}
	return most ? clear(d, most, today) : NULL;
}

/* Two of one family, the elder first. */
static bool take_siblings(struct demo *d, int today, struct demo_pupil *pair[2])
{
	for (int i = d->pupils.count - 1; i >= 0; i--)
		for (int k = i - 1; k >= 0; k--) {
			struct demo_pupil *a = &d->pupils.items[i], *b = &d->pupils.items[k];

			if (a->family != b->family || !is_free(d, a, a->class, today) || !is_free(d, b, b->class, today) || b->class < HAZEL)
				continue;
			pair[0] = clear(d, a, today);
			pair[1] = clear(d, b, today);
			return true;
		}
	return false;
}

/* ABSENCES */

static int reason_of(const char *code)
{
	for (int i = 0; i < practice_absences_count; i++)
		if (strcmp(practice_absences[i].code, code) == 0)
			return i + 1;
	BUG("share/practice/absences.csv lacks a code");
}

/* When the school heard: before the bell; of an absence without a reason five school days later, or not yet. */
static int64_t heard(const struct demo *d, int session, const char *code)
{
	int day = session - session % 2;

	if (strcmp(code, "O") == 0)
		return day + 10 < d->session_count ? demo_moment(d, day + 10, 15 * 60 + 40, 0) : 0;
	return demo_moment(d, day, 8 * 60 + 20, 0);
}

static void miss_session(struct demo *d, struct demo_pupil *p, int k, const char *code)
{
	bool unheard = strcmp(code, "N") == 0;

	p->marks[k] = code_number(code);
	p->why[k] = reason_of(unheard ? "O" : code);
	p->settled[k] = unheard ? 0 : heard(d, k, code);
}

/* Whole school days, counted back from the clock's: the first of them, and how many. */
static void miss_days(struct demo *d, struct demo_pupil *p, int today, int back, int days, const char *code)
{
	for (int k = today - 2 * back; k < today - 2 * (back - days); k++)
		miss_session(d, p, k, code);
}

static bool is_below(const struct demo *d, const struct demo_pupil *p, int until, const struct boundary *line)
{
	int possible = 0, attended = 0;
	enum side side = SIDE_UNKNOWN;

	for (int k = 0; k < until; k++) {
		enum category c = p->marks[k] == CODE_NONE ? CATEGORY_NONE : code_category(p->marks[k], sitting_day(d->sessions[k]));

		attended += c == CATEGORY_PRESENT || c == CATEGORY_ACTIVITY;
		possible += c == CATEGORY_PRESENT || c == CATEGORY_ACTIVITY || c == CATEGORY_AUTHORISED || c == CATEGORY_UNAUTHORISED;
	}
	return boundary_side(line, possible, attended, &side) == 0 && side == SIDE_BELOW;
}

/* A day here and there, in no rhythm, as long as it is one day more from the line at the review. */
static void come_near(struct demo *d, struct demo_pupil *p, int review, const struct boundary *line)
{
	int days = review / 2;

	for (int n = 0, day = 2; n < days; n++, day = (day + 3) % days) {
		while (p->why[2 * day] || p->why[2 * day + 1])
			day = (day + 1) % days;
		miss_session(d, p, 2 * day, "I");
		miss_session(d, p, 2 * day + 1, "I");
		if (!is_below(d, p, review, line))
			continue;
		for (int k = 2 * day; k < 2 * day + 2; k++) {
			p->why[k] = 0;
			p->marks[k] = k % 2 == 0 ? CODE_PRESENT_AM : CODE_PRESENT_PM;
		}
		return;
	}
}

static void fall_below(struct demo *d, int class, int today, const struct boundary *line)
{
	struct demo_pupil *p = take(d, class, today);
	int review = today - 2 * (REVIEW_DAYS - 1);

	if (!p)
		return;
	come_near(d, p, review, line);
	for (int k = review + 2; k < today - 4 && !is_below(d, p, today, line); k += 2) {
		miss_session(d, p, k, "I");
		miss_session(d, p, k + 1, "I");
	}
}

/* Away without a word before the review, which found them below a line; since then the office was shown that they were at the county's trials. */
static void make_amended(struct demo *d, int today)
{
	struct demo_pupil *p = take(d, BIRCH, today);
	int review = today - 2 * (REVIEW_DAYS - 1);

	if (p)
		come_near(d, p, review - 12, &policy_national.boundaries[1]);
	for (int k = review - 12; p && k < review - 2; k++) {
		p->marks[k] = code_number("P");
		p->why[k] = reason_of("O"); /* the register says N */
		p->settled[k] = 0;
		demo_event_add(d, (struct event){ .at = demo_moment(d, today - 8, 10 * 60 + 5, k % 60), .what = HAPPENED_MARK, .staff = DEMO_OFFICE,
						  .class = demo_class_at(d, p, k), .session = k, .pupil = (int)(p - d->pupils.items), .code = p->marks[k],
						  .arrival = -1, .reason = "County swimming trials: letter seen" });
	}
}

static void make_fridays(struct demo *d, int today)
{
	struct demo_pupil *p = take(d, ROWAN, today);
	int fridays = 0;

	for (int k = today - 2; p && k >= 0 && fridays < 5; k -= 2)
		if (day_weekday(sitting_day(d->sessions[k])) == 4) {
			miss_session(d, p, k, "I");
			miss_session(d, p, k + 1, "I");
			fridays++;
		}
}

static void make_siblings(struct demo *d, int today)
{
	struct demo_pupil *pair[2];

	if (!take_siblings(d, today, pair))
		return;
	for (int i = 0; i < 2; i++) {
		miss_days(d, pair[i], today, 22, 2, "I");
		miss_days(d, pair[i], today, 14, 2, "I");
		miss_days(d, pair[i], today, 7, 1, "I");
	}
}

/* A run of absence in one class. */
static const struct demo_run {
	int class, back, days;
	const char *code;
} runs[] = {
	{ MAPLE, 24, 5, "G" },   /* ten sessions of leave that was not granted: the threshold of a penalty notice */
	{ BEECH, 15, 10, "O" },  /* ten continuous school days without a reason */
	{ HAZEL, 21, 12, "I" },  /* twelve school days of illness */
};

/* Eight sessions of the ten, one of them not explained yet. */
static void make_nearly(struct demo *d, int today)
{
	struct demo_pupil *p = take(d, MAPLE, today);

	if (!p)
		return;
	miss_days(d, p, today, 26, 3, "G");
	miss_session(d, p, today - 2 * 9, "O");
	miss_session(d, p, today - 2 * 3 + 1, "N");
}

/* THE REVIEW ITSELF, AND TARGETS */

static void happen(struct demo *d, enum demo_review what, int pupil, int staff, int64_t at)
{
	demo_event_add(d, (struct event){ .what = HAPPENED_REVIEW, .at = at, .staff = staff, .class = -1, .session = -1, .pupil = pupil,
					  .code = (uint8_t)what, .arrival = -1 });
}

enum { HEAD = 1, ATTENDANCE_OFFICER = 3 };

static void happen_review(struct demo *d, int session)
{
	int64_t at = demo_moment(d, session, 15 * 60 + 40, 0);

	happen(d, REVIEW_OPENED, -1, ATTENDANCE_OFFICER, at);
	for (int i = 0; i < d->pupils.count; i++)
		happen(d, REVIEW_DECIDED, i, ATTENDANCE_OFFICER, at + 60 + 5 * i);
	happen(d, REVIEW_CLOSED, -1, ATTENDANCE_OFFICER, at + 30 * 60);
}

void demo_review_happen(struct demo *d)
{
	static const int fallen[] = { ROWAN, HAZEL, BIRCH, MAPLE };
	const struct policy *p = &policy_national;
	int today = d->session_count;

	while (today > 0 && day_equal(sitting_day(d->sessions[today - 1]), d->now.day))
		today--;
	happen(d, TARGET_SET, -1, HEAD, moment_of(day_of(d->year.year, 9, 8), 16 * 60 + 5, 0).seconds);
	happen(d, ABIE_SET, -1, HEAD, moment_of(day_of(d->year.year, 9, 22), 16 * 60 + 20, 0).seconds);
	if (today < 2 * DAYS_LEAST)
		return;
	for (int i = 0; i < p->boundary_count; i++)
		fall_below(d, fallen[i % 4], today, &p->boundaries[i]);
	make_amended(d, today);
	for (size_t i = 0; i < sizeof runs / sizeof *runs; i++) {
		struct demo_pupil *away = take(d, runs[i].class, today);

		if (away)
			miss_days(d, away, today, runs[i].back, runs[i].days, runs[i].code);
	}
	make_nearly(d, today);
	make_fridays(d, today);
	make_siblings(d, today);
	happen_review(d, today - 2 * REVIEW_DAYS + 1);
}
