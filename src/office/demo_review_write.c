/* The acts of the practice school's review, and of its targets. */
#include <string.h>

#include "demo.h"
#include "rules/code.h"
#include "rules/crossing.h"

/* Up to the session at which it was opened. */
static int through_of(const struct demo *d, const struct event *e)
{
	int k = d->session_count - 1;

	while (k >= 0 && demo_moment(d, k, demo_times[sitting_session(d->sessions[k])].closes, 0) > e->at)
		k--;
	return k;
}

static struct day day_of_event(const struct event *e)
{
	return moment_civil((struct moment){ e->at }).day;
}

static int act_end(struct demo *d)
{
	int64_t seq;

	return store_act_end(d->store, false, &seq);
}

static int put_review(struct demo *d, const struct event *e)
{
	int through = through_of(d, e);
	struct review_row row = REVIEW_NEW;
	struct hash head;
	int r = store_act_last(d->store, &row.of_act, &head);

	row.policy = policy_national.name;
	row.through_day = sitting_day(d->sessions[through]);
	row.through_session = sitting_session(d->sessions[through]);
	row.opened_day = day_of_event(e);
	if (r >= 0)
		r = demo_act_begin(d, "review", e->at, e->staff, NULL, -1, -1);
	if (r >= 0)
		r = store_act_put(d->store, THING_REVIEW, &row);
	d->review = row.id;
	return r < 0 ? r : act_end(d);
}

static int close_review(struct demo *d, const struct event *e)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct review_row row;
	int r = store_thing_get(d->store, THING_REVIEW, d->review, &a, &row);

	row.closed_day = day_of_event(e);
	if (r >= 0)
		r = demo_act_begin(d, "review", e->at, e->staff, NULL, -1, -1);
	if (r >= 0)
		r = store_act_put(d->store, THING_REVIEW, &row);
	return r < 0 ? r : act_end(d);
}

/* What stood at that moment. */
static struct marks marks_then(const struct demo *d, const struct demo_pupil *p, int through, struct mark *to)
{
	int n = 0;

	for (int k = 0; k <= through; k++)
		if (p->now[k] != CODE_NONE && demo_on_roll(d, p, k))
			to[n++] = (struct mark){ d->sessions[k], p->now[k], (uint8_t)code_category(p->now[k], sitting_day(d->sessions[k])) };
	return (struct marks){ to, n };
}

/** What was decided, by stage; one after the other. */
static const struct decided {
	const char *stage, *decision, *next;
	int days; /* school days, within which it is to be done; 0: nothing was agreed */
} decisions[] = {
	{ "watch", "Class teacher talks with the family at the gate", "Look again at the next review", 10 },
	{ "watch", "No action: came every day this week", NULL, 0 },
	{ "support", "Letter 1 sent", "Ring if there is no answer", 5 },
	{ "support", "Meeting with the family held", "Breakfast club from Monday", 10 },
	{ "support", "Attendance plan goes on", "Plan looked at with the family", 15 },
	{ "severe", "Early help assessment begun with the family", "Team around the family meets", 10 },
	{ "severe", "Social worker told", "Joint visit", 5 },
};
enum { DECISIONS = sizeof decisions / sizeof *decisions };

static const struct decided *decision_for(const char *stage, int turn)
{
	int first = 0, count = 0;

	for (int i = DECISIONS; i-- > 0;)
		if (strcmp(decisions[i].stage, stage) == 0) {
			first = i;
			count++;
		}
	return count ? &decisions[first + turn % count] : NULL;
}

/* Of those who are watched one in three was talked about. */
static int put_decision(struct demo *d, const struct event *e)
{
	CLEAN_ARENA struct arena a = { 0 };
	const struct demo_pupil *p = &d->pupils.items[e->pupil];
	const struct policy *policy = &policy_national;
	struct marks m = marks_then(d, p, through_of(d, e), arena_new(&a, (size_t)d->session_count + 1, sizeof(struct mark)));
	CLEAN_CROSSINGS struct crossings crossings = { 0 };
	struct stage_at at;
	struct tally t = { 0 };

	crossings_find(policy, m, &crossings);
	stage_find(policy, m, &crossings, &at);
	marks_tally(m, &t);
	const char *stage = at.stage < 0 || !p->row.id || !day_is_none(p->to) ? "" : policy->stages[at.stage].name;
	const struct decided *said = decision_for(stage, e->pupil);
	if (!said || (strcmp(stage, "watch") == 0 && e->pupil % 3))
		return 0;
	struct reviewed_row row = REVIEWED_NEW;
	struct day day = day_of_event(e);
	row.review = d->review;
	row.pupil = p->row.id;
	row.day = day.n;
	row.stage = stage;
	row.possible = tally_possible(&t);
	row.attended = tally_attended(&t);
	row.decision = said->decision;
	row.next = said->next;
	row.next_day = said->next ? calendar_school_day(&d->year.calendar, day, said->days) : DAY_NONE;
	int r = demo_act_begin(d, "review", e->at, e->staff, NULL, -1, -1);
	if (r >= 0)
		r = store_act_put(d->store, THING_REVIEWED, &row);
	return r < 0 ? r : act_end(d);
}

static int put_target(struct demo *d, const struct event *e, const char *kind, int hundredths, const char *words)
{
	struct target_row row = TARGET_NEW;
	int r = demo_act_begin(d, "target", e->at, e->staff, NULL, -1, -1);

	row.kind = kind;
	row.year = d->year.year;
	row.hundredths = hundredths;
	row.words = words;
	if (r >= 0)
		r = store_act_put(d->store, THING_TARGET, &row);
	return r < 0 ? r : act_end(d);
}

static int put_school_target(struct demo *d, const struct event *e)
{
	return put_target(d, e, "attendance", 9600, "Agreed with the governors");
}

/* The attendance baseline improvement expectation, as the Department gives each school one (C18). */
static int put_abie(struct demo *d, const struct event *e)
{
	return put_target(d, e, "abie", 9520, "From the Department's monthly report");
}

int demo_review_write(struct demo *d, const struct event *e)
{
	static int (*const writes[])(struct demo *, const struct event *) = {
		[REVIEW_OPENED] = put_review, [REVIEW_DECIDED] = put_decision, [REVIEW_CLOSED] = close_review, [TARGET_SET] = put_school_target,
		[ABIE_SET] = put_abie,
	};

	return writes[e->code](d, e);
}
