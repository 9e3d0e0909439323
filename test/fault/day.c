/*
 * The acts of a morning as the screens do them, to be killed or starved (day.py), in a practice school of a Thursday in September:
 *
 *   day DIR arrivals         three of one bus at the late desk
 *   day DIR out              a group out of the gate with an adult
 *   day DIR plan             a trip of sixty
 *   day DIR confirm          the trip of the day, but for one who is missing
 *   day DIR call N           the Nth number of a child's contacts (from 0) does not answer; of the last the lead for safeguarding is told
 *   day DIR ringing          a line that is being rung: no act
 *   day DIR contacts         how many numbers those contacts have
 *   day DIR stage            a stage that a person sets, whose actions are due
 *   day DIR review           what is decided of that child: a review is opened, and a task raised
 *   day DIR review seen      the same by who saw the list before anybody had decided
 *   day DIR review-end       the review is closed
 *   day DIR returned named   the child is added to a return
 *   day DIR returned         and it was made
 *   day DIR target           of that child
 *   day DIR league           that child is left out of praise
 *   day DIR adopt            a policy
 *
 * What a person would be told; exit status as a command's.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "office/calls.h"
#include "office/clocks.h"
#include "office/gate.h"
#include "office/league.h"
#include "office/plans.h"
#include "office/pupils.h"
#include "office/returns.h"
#include "office/review.h"
#include "office/targets.h"
#include "seal/seal.h"

#define COUNT(a) ((int)(sizeof(a) / sizeof *(a)))
#define GOERS 60
#define FIRST_GOER 1053 /* Hazel, Maple, Rowan, by admission number */

/* By admission number: what nobody has marked yet, who is here, and who is absent. */
static const char *const arrivers[] = { "1161", "1167", "1176" }, *const leavers[] = { "1077", "1063", "1067" };
#define ABSENT "1178"

static int find(struct office *o, const char *const *numbers, int n, int64_t *to, struct err *e)
{
	int r = 0;

	for (int i = 0; r == 0 && i < n; i++)
		r = office_pupil_find(o, numbers[i], false, &to[i], e);
	return r;
}

static void say(int64_t act, struct buf *said)
{
	printf("act %" PRId64 " saved\n%s", act, buf_string(said));
}

static int arrivals(struct office *o, const char *more, struct err *e)
{
	int64_t pupils[COUNT(arrivers)];
	struct arrivals_wish w = { .pupils = pupils, .count = COUNT(arrivers), .day = DAY_NONE, .session = -1, .minute = -1, .why = "bus" };
	CLEAN_BUF struct buf slips = { 0 }, said = { 0 };
	struct mark_result got = { 0 };
	int r = find(o, arrivers, w.count, pupils, e);

	if (r == 0)
		r = office_arrivals(o, &w, &slips, &said, &got, e);
	if (r == 0)
		say(got.act, &said);
	return r;
}

static int out(struct office *o, const char *more, struct err *e)
{
	int64_t pupils[COUNT(leavers)], act = 0;
	struct sign_out_wish w = SIGN_OUT_WISH;
	CLEAN_BUF struct buf said = { 0 };
	int r = find(o, leavers, COUNT(leavers), pupils, e);

	w.pupils = pupils;
	w.count = COUNT(leavers);
	w.due_back = 11 * 60 + 40;
	w.reason = "swimming";
	w.place = "Seabourne Baths, with Rachel D'Arcy";
	if (r == 0)
		r = office_gate_out(o, &w, &said, &act, e);
	if (r == 0)
		say(act, &said);
	return r;
}

static int plan(struct office *o, const char *more, struct err *e)
{
	int64_t pupils[GOERS], made = 0, act = 0;
	struct plan_wish w = PLAN_WISH;
	CLEAN_BUF struct buf said = { 0 };
	int r = 0;

	for (int i = 0; r == 0 && i < GOERS; i++) {
		char number[8];

		snprintf(number, sizeof number, "%d", FIRST_GOER + i);
		r = office_pupil_find(o, number, false, &pupils[i], e);
	}
	w.kind = PLAN_TRIP;
	w.code = "V";
	w.name = "Castle";
	w.words = "history";
	w.place = "Hever";
	w.leader = "Kate Okonjo";
	w.from = day_add(office_today(o), 7);
	w.pupils = pupils;
	w.count = GOERS;
	if (r == 0)
		r = office_plan_put(o, 0, &w, NULL, &made, &said, &act, e);
	if (r == 0)
		say(act, &said);
	return r;
}

static int confirm(struct office *o, const char *more, struct err *e)
{
	struct confirms_view v;
	CLEAN_BUF struct buf said = { 0 };
	struct mark_result got = { 0 };
	int r = office_confirms_open(o, office_today(o), 0, &v, e);

	if (r < 0)
		return r;
	for (int i = 0; r == 0 && i < v.count; i++) {
		const struct confirm_group *g = &v.groups[i];
		struct confirm_wish w = { .from = g->from, .plan = g->plan, .day = v.day, .session = -1 };

		if (g->from != EXPECTED_TRIP || g->count == 0)
			continue;
		w.missing = &g->goers[0].pupil;
		w.missing_count = 1;
		r = office_confirm(o, &w, &said, &got, e);
	}
	confirms_view_finish(&v);
	if (r == 0)
		say(got.act, &said);
	return r;
}

/* How many numbers there are; the Nth of them, and whose it is, in the wish. */
static int numbers_of(const struct call_page *page, int which, struct call_wish *w)
{
	int count = 0;

	for (int i = 0; i < page->contact_count; i++)
		for (int k = 0; k < page->contacts[i].number_count && !page->contacts[i].warning; k++)
			if (!page->contacts[i].numbers[k].dead && count++ == which) {
				w->adult = page->contacts[i].adult;
				w->number = page->contacts[i].numbers[k].number;
			}
	return count;
}

static int call(struct office *o, const char *more, struct err *e)
{
	struct call_given child = { 0 };
	struct call_wish w = CALL_WISH;
	struct call_page page;
	CLEAN_BUF struct buf said = { 0 };
	struct mark_result got = { 0 };
	int r = office_pupil_find(o, ABSENT, false, &child.pupil, e);

	if (r == 0)
		r = office_call_open(o, child.pupil, DAY_NONE, &page, e);
	if (r < 0)
		return r;
	int which = more ? atoi(more) : -1, count = numbers_of(&page, which, &w);
	if (which < 0) {
		printf("%d\n", count);
	} else if (which < count) {
		w.children = &child;
		w.count = 1;
		w.kind = CALL_CALL;
		w.outcome = CALL_NO_REPLY;
		r = office_call_log(o, &w, &said, &got, e);
		if (r == 0)
			say(got.act, &said);
	}
	call_page_finish(&page);
	return r;
}

static int ringing(struct office *o, const char *more, struct err *e)
{
	int64_t pupil;
	int r = office_pupil_find(o, ABSENT, false, &pupil, e);

	if (r == 0)
		r = office_ringing(o, pupil, true, e);
	if (r == 0)
		puts("ringing");
	return r;
}

/* WHAT THE THRESHOLDS ASK FOR ------------------------------------------------------------------------------------------------------------ */

static int stage(struct office *o, const char *more, struct err *e)
{
	struct stage_wish w = { .stage = "support", .words = "asked by the family", .from = DAY_NONE };
	CLEAN_BUF struct buf said = { 0 };
	int64_t act = 0;
	int r = office_pupil_find(o, ABSENT, false, &w.pupil, e);

	if (r == 0)
		r = office_stage_put(o, &w, &act, e);
	if (r == 0)
		say(act, &said);
	return r;
}

/* The first decision opens the review: two acts, and tasks of the stage. */
static int review(struct office *o, const char *more, struct err *e)
{
	struct review_decision d = { .next_day = DAY_NONE, .review = REVIEW_ANY, .seen = REVIEW_ANY };
	CLEAN_BUF struct buf said = { 0 };
	int64_t act = 0;
	int r = office_pupil_find(o, ABSENT, false, &d.pupil, e);

	if (more)
		d.review = d.seen = 0;

	if (r == 0)
		r = office_review_log(o, &d, &said, &act, e);
	if (r == 0)
		say(act, &said);
	return r;
}

static int review_end(struct office *o, const char *more, struct err *e)
{
	CLEAN_BUF struct buf said = { 0 };
	int64_t act = 0;
	int r = office_review_close(o, &(struct review_wish){ 0 }, REVIEW_ANY, true, &act, e);

	if (r == 0)
		say(act, &said);
	return r;
}

/* `more`: the pupil is named for the return; else it was made. */
static int returned(struct office *o, const char *more, struct err *e)
{
	CLEAN_BUF struct buf said = { 0 };
	int64_t pupil = 0, act = 0;
	int r = office_pupil_find(o, ABSENT, false, &pupil, e);

	if (r == 0)
		r = more ? office_return_add(o, pupil, RETURN_ATTENDANCE, "asked", &act, e)
			 : office_return_made(o, pupil, RETURN_ATTENDANCE, DAY_NONE, "by the portal", &act, e);
	if (r == 0)
		say(act, &said);
	return r;
}

static int target(struct office *o, const char *more, struct err *e)
{
	struct target_wish w = { .kind = TARGET_ATTENDANCE, .year = 2026, .hundredths = 9550 };
	CLEAN_BUF struct buf said = { 0 };
	int64_t act = 0;
	int r = office_pupil_find(o, ABSENT, false, &w.pupil, e);

	if (r == 0)
		r = office_target_set(o, &w, &act, e);
	if (r == 0)
		say(act, &said);
	return r;
}

static int league(struct office *o, const char *more, struct err *e)
{
	CLEAN_BUF struct buf said = { 0 };
	int64_t pupil = 0, act = 0;
	int r = office_pupil_find(o, ABSENT, false, &pupil, e);

	if (r == 0)
		r = office_league_leave_out(o, pupil, 0, "asked by the family", &act, e);
	if (r == 0)
		say(act, &said);
	return r;
}

static int adopt(struct office *o, const char *more, struct err *e)
{
	CLEAN_BUF struct buf said = { 0 };
	int64_t act = 0;
	int r = office_policy_adopt(o, "federation-hamsey-plumpton", DAY_NONE, false, "the governors' decision", &said, &act, e);

	if (r == 0)
		say(act, &said);
	return r;
}

static const struct {
	const char *name;
	int (*run)(struct office *o, const char *more, struct err *e);
} commands[] = { { "arrivals", arrivals }, { "out", out }, { "plan", plan }, { "confirm", confirm }, { "call", call }, { "contacts", call }, { "ringing", ringing },
	       { "stage", stage }, { "review", review }, { "review-end", review_end }, { "returned", returned }, { "target", target }, { "league", league }, { "adopt", adopt } };

static int run(struct office *o, char **words, struct err *e)
{
	for (int i = 0; i < COUNT(commands); i++)
		if (strcmp(commands[i].name, words[2]) == 0)
			return commands[i].run(o, words[3], e);
	return err_usage(e, "There is no command %s.", words[2]);
}

int main(int count, char **words)
{
	struct office_options options = { .directory = words[1], .uid = getuid(), .terminal = "test" };
	struct office *o = NULL;
	struct err e = { 0 };
	int r = count >= 3 ? seal_start(&e) : err_usage(&e, "day DIR COMMAND");

	if (r == 0)
		r = office_open(&options, &o, &e);
	if (r == 0)
		r = run(o, words, &e);
	fflush(stdout); /* the answer is out: only then the housekeeping, which may fail in silence */
	if (r == 0)
		office_rest(o);
	if (r < 0)
		fprintf(stderr, "day: %s\n", e.text);
	office_close(o);
	return r < 0 ? (int)e.kind : 0;
}
