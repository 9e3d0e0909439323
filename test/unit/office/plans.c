#include "rows.h"

#include <errno.h>

#include "office/plans.h"
#include "office/pupils.h"
#include "rules/code.h"
#include "store/store.h"
#include "world.h"

#define MONDAY day_of(2026, 11, 23)

static const int64_t chloe[] = { CHLOE }, ben[] = { BEN }, three[] = { AMARA, BEN, CHLOE };

static int64_t made;

static int put(struct world *w, int64_t plan, const struct plan_wish *wish)
{
	int64_t act = 0;

	buf_reset(&w->said);
	err_clear(&w->e);
	return office_plan_put(w->o, plan, wish, NULL, &made, &w->said, &act, &w->e);
}

static int count_plans(struct world *w, struct plan_line *ret)
{
	const struct plans_wish wish = { DAY_NONE, DAY_NONE, -1, 0 };
	struct plans_view v;

	assert_done(office_plans_open(w->o, &wish, &v, &w->e));
	int n = v.count;
	if (n && ret) {
		static char days[80], who[80];

		*ret = v.lines[0];
		snprintf(days, sizeof days, "%s", v.lines[0].days);
		snprintf(who, sizeof who, "%s", v.lines[0].who);
		ret->days = days;
		ret->who = who;
	}
	plans_view_finish(&v);
	return n;
}

/* WHAT MAY BE PLANNED */

static const struct judged {
	const char *name;
	struct plan_wish wish; /* of Ben, today unless it says otherwise */
	const char *refused;   /* NULL: planned */
} judged[] = {
	{ "an appointment", { .code = "m", .words = "dentist" }, NULL },
	{ "nobody is planned present", { .code = "/" }, "who is here is seen on the day" },
	{ "nor late", { .code = "L" }, "who is late is seen" },
	{ "N is no plan", { .code = "N" }, "no reason is known" },
	{ "O is no plan", { .code = "O" }, "found afterwards" },
	{ "a holiday not granted is recorded when it was taken", { .code = "G" }, "recorded when it was taken" },
	{ "# comes from the calendar", { .code = "#" }, "comes from the calendar" },
	{ "Z comes from the roll", { .code = "Z" }, "comes from the roll" },
	{ "H was retired", { .code = "H" }, "was retired" },
	{ "no code", { 0 }, "not a code" },
	{ "leave says who granted it", { .code = "C" }, "say who granted it" },
	{ "leave that somebody granted", { .code = "C", .granted_by = "Hal Moor" }, NULL },
	{ "C2 is looked at again", { .code = "C2", .granted_by = "Hal Moor" }, "give the review date" },
	{ "K says what kind", { .code = "K", .place = "Hill Provision" }, "must say what kind" },
	{ "K with its kind", { .code = "K", .words = "mornings at Hill Provision" }, NULL },
	{ "a control character", { .code = "M", .words = "den\ntist" }, "cannot be printed" },
	{ "a pattern needs its end", { .kind = PLAN_PATTERN, .code = "K", .words = "Hill" }, "needs its last day" },
	{ "a trip has a name", { .kind = PLAN_TRIP, .code = "V" }, "What is the trip called" },
	{ "a trip is no leave", { .kind = PLAN_TRIP, .code = "M", .name = "Hever Castle" }, "no code of a trip" },
	{ "an hour that is none", { .kind = PLAN_TRIP, .code = "V", .name = "Hever Castle", .leaves = 1440 }, "24 hours" },
	{ "back before it leaves", { .kind = PLAN_TRIP, .code = "V", .name = "Hever Castle", .leaves = 600, .returns = 599 }, "before the departure" },
};

static void judge_row(void **state)
{
	const struct judged *row = *state;
	struct world world, *w = &world;
	struct plan_wish wish = row->wish;

	world_make(w, false);
	as(w, "ann");
	wish.from = wish.to = wish.review = DAY_NONE;
	wish.from_session = wish.to_session = -1;
	wish.year = SESSION_ANY_YEAR;
	wish.leaves = wish.leaves ? wish.leaves : -1;
	wish.returns = wish.returns ? wish.returns : -1;
	wish.pupils = ben;
	wish.count = 1;
	int r = put(w, 0, &wish);
	if (row->refused) {
		assert_int_not_equal(r, 0);
		assert_non_null(strstr(w->e.text, row->refused));
		assert_int_equal(count_plans(w, NULL), 0);
	} else {
		assert_done(r);
		assert_int_equal(count_plans(w, NULL), 1);
	}
	world_end(w);
}

/* DAYS */

static const struct days {
	const char *name;
	struct day from, to;
	int from_session, to_session, weekdays, sessions;
	const char *want; /* its words; or, of a plan that cannot be, of the refusal */
	bool refused;
} days[] = {
	{ "today", DAY_NONE, DAY_NONE, -1, -1, 0, 0, "Fri 20 Nov 2026", false },
	{ "this afternoon", DAY_NONE, DAY_NONE, 1, -1, 0, 0, "Fri 20 Nov 2026, afternoon", false },
	{ "a range with half days at its ends", { 20781 }, { 20785 }, 1, 0, 0, 0, "Tue 24 Nov 2026, afternoon, to Sat 28 Nov 2026, morning", false },
	{ "some weekdays", { 20780 }, { 20806 }, -1, -1, 5, 1, "Mon, Wed mornings from Mon 23 Nov 2026 until Sat 19 Dec 2026", false },
	{ "yesterday is past", { 20776 }, DAY_NONE, -1, -1, 0, 0, "Change the register of that day", true },
	{ "the wrong way round", { 20780 }, { 20779 }, -1, -1, 0, 0, "the other way round", true },
	{ "the afternoon before the morning", DAY_NONE, DAY_NONE, 1, 0, 0, 0, "the other way round", true },
	{ "longer than two years", DAY_NONE, { 20777 + 731 }, -1, -1, 0, 0, "longer than two years", true },
	{ "a Saturday", { 20778 }, DAY_NONE, -1, -1, 0, 0, "No session is held", true },
	{ "an eighth weekday", DAY_NONE, DAY_NONE, -1, -1, 128, 0, "which weekdays", true },
};

static void days_row(void **state)
{
	const struct days *row = *state;
	struct world world, *w = &world;
	struct plan_wish wish = PLAN_WISH;
	struct plan_line line;

	world_make(w, false);
	as(w, "ann");
	wish.code = "M";
	wish.from = row->from;
	wish.to = row->to;
	wish.from_session = row->from_session;
	wish.to_session = row->to_session;
	wish.weekdays = row->weekdays;
	wish.sessions = row->sessions;
	wish.pupils = ben;
	wish.count = 1;
	int r = put(w, 0, &wish);
	if (row->refused) {
		assert_int_not_equal(r, 0);
		assert_non_null(strstr(w->e.text, row->want));
	} else {
		assert_done(r);
		assert_int_equal(count_plans(w, &line), 1);
		assert_string_equal(line.days, row->want);
		assert_string_equal(line.who, "Ben Ash");
	}
	world_end(w);
}

/* CONFLICTS */

static int conflicts(struct world *w, const struct plan_wish *wish, enum plan_conflict_kind kind, int *ret_sessions)
{
	struct plan_preview v;
	int n = 0;

	buf_reset(&w->said);
	assert_done(office_plan_preview(w->o, 0, wish, &v, &w->e));
	for (int i = 0; i < v.conflict_count; i++)
		if (v.conflicts[i].kind == kind) {
			buf_printf(&w->said, "%s %s\n", v.conflicts[i].name, v.conflicts[i].words);
			n++;
		}
	*ret_sessions = v.sessions;
	plan_preview_finish(&v);
	return n;
}

/* Born on 1 June 2022: of compulsory age from 31 August 2027. */
static void reaches_age(struct world *w)
{
	struct plan_wish wish = PLAN_WISH;
	int n;

	as(w, "ann");
	wish.code = "X";
	wish.granted_by = "Hal Moor";
	wish.pupils = chloe;
	wish.count = 1;
	assert_int_equal(conflicts(w, &wish, CONFLICT_REFUSED, &n), 0);
	assert_done(put(w, 0, &wish));
	wish.pupils = three;
	wish.count = 3;
	wish.from = MONDAY;
	assert_int_equal(conflicts(w, &wish, CONFLICT_REFUSED, &n), 2);
	assert_refused(put(w, 0, &wish), "of compulsory school age on Mon 23 Nov 2026: plan C2, with a review date. So is 1 other");
}

static void reaches_age_on_the_day(struct world *w)
{
	struct term_row summer = TERM_NEW;
	struct plan_wish wish = PLAN_WISH;
	int n;

	summer.name = "Next autumn";
	summer.from_day = day_of(2027, 8, 23);
	summer.to_day = day_of(2027, 12, 17);
	world_put(w, THING_TERM, &summer);
	as(w, "ann");
	wish.code = "X";
	wish.granted_by = "Hal Moor";
	wish.pupils = chloe;
	wish.count = 1;
	wish.from = day_of(2027, 8, 26);
	wish.to = day_of(2027, 8, 30);
	assert_int_equal(conflicts(w, &wish, CONFLICT_REFUSED, &n), 0);
	wish.to = day_of(2027, 8, 31);
	assert_int_equal(conflicts(w, &wish, CONFLICT_REFUSED, &n), 1);
	assert_words(buf_string(&w->said), "Tue 31 Aug 2027");
	wish.code = "C2";
	wish.review = day_of(2027, 8, 31);
	assert_int_equal(conflicts(w, &wish, CONFLICT_REFUSED, &n), 0);
	wish.review = day_of(2027, 9, 1);
	assert_int_not_equal(put(w, 0, &wish), 0);
	assert_words(w->e.text, "not between");
}

static void marks_stay(struct world *w)
{
	struct plan_wish wish = PLAN_WISH;
	int n;

	as(w, "ann");
	assert_done(mark(w, WILLOW_AM, BEN, "/", NULL));
	wish.code = "M";
	wish.pupils = three;
	wish.count = 3;
	assert_int_equal(conflicts(w, &wish, CONFLICT_MARKED, &n), 1);
	assert_string_equal(buf_string(&w->said), "Ben Ash / stands on Fri 20 Nov 2026, morning\n");
	assert_int_equal(n, 6);
	assert_done(put(w, 0, &wish));
	assert_string_equal(stands(w, WILLOW_AM, BEN), "/");
}

/* Monday to Friday over a bank holiday or a half-term: said once, for everybody. */
static void over_a_closure(struct world *w)
{
	struct closure_row shut = CLOSURE_NEW;
	struct plan_wish wish = PLAN_WISH;
	int n;

	shut.name = "Polling";
	shut.kind = "planned";
	shut.from_day = day_of(2026, 11, 24);
	shut.to_day = day_of(2026, 11, 25);
	shut.to_session = 1;
	world_put(w, THING_CLOSURE, &shut);
	as(w, "ann");
	wish.code = "C2";
	wish.granted_by = "Hal Moor";
	wish.from = MONDAY;
	wish.to = wish.review = day_of(2026, 11, 30);
	wish.group = "Willow";
	assert_int_equal(conflicts(w, &wish, CONFLICT_CLOSED, &n), 1);
	assert_string_equal(buf_string(&w->said), "the school is shut on Tue 24 Nov 2026 to Wed 25 Nov 2026: Polling\n");
	assert_int_equal(n, 4 * 8); /* Dev has joined by then, Ed has left */
}

static void joiner_and_leaver(struct world *w)
{
	static const int64_t both[] = { DEV, ED };
	struct plan_wish wish = PLAN_WISH;
	int n;

	as(w, "ann");
	wish.code = "M";
	wish.pupils = both;
	wish.count = 2;
	assert_int_equal(conflicts(w, &wish, CONFLICT_NOT_ON_ROLL, &n), 2);
	assert_string_equal(buf_string(&w->said), "Ed Left is not on the roll then\nDev Rao is on the roll from Fri 20 Nov 2026, afternoon: it holds from then\n");
	assert_int_equal(n, 1);
}

static void two_plans(struct world *w)
{
	struct plan_wish first = PLAN_WISH, trip = PLAN_WISH;
	int n;

	as(w, "ann");
	first.code = "M";
	first.words = "dentist";
	first.from_session = 1;
	first.pupils = ben;
	first.count = 1;
	assert_done(put(w, 0, &first));
	trip.kind = PLAN_TRIP;
	trip.code = "V";
	trip.name = "Hever Castle";
	trip.leader = "Tom Bell";
	trip.group = "Willow";
	assert_int_equal(conflicts(w, &trip, CONFLICT_PLANNED, &n), 1);
	assert_string_equal(buf_string(&w->said), "Ben Ash M (dentist) is planned then, and holds\n");
	assert_done(put(w, 0, &trip));
	assert_words(buf_string(&w->said), "V counts only when Tom Bell confirms it");
	first.code = "I";
	assert_int_equal(conflicts(w, &first, CONFLICT_PLANNED, &n), 2);
	assert_words(buf_string(&w->said), "M (dentist) is planned then, and gives way");
}

/* Two clerks: the second is told who was first. */
static void twice(struct world *w)
{
	struct plan_wish wish = PLAN_WISH;

	as(w, "ann");
	wish.code = "M";
	wish.words = "dentist";
	wish.pupils = ben;
	wish.count = 1;
	assert_done(put(w, 0, &wish));
	as(w, "hal");
	assert_int_equal(put(w, 0, &wish), -EEXIST);
	assert_words(w->e.text, "planned already, at 08:30 by Ann Reed");
	wish.pupils = three;
	wish.count = 3;
	assert_done(put(w, 0, &wish));
}

/* CHANGED AND ENDED */

static void change(struct world *w)
{
	struct plan_wish wish = PLAN_WISH, again = PLAN_WISH;
	struct plan_line line;
	int64_t plan;

	as(w, "ann");
	wish.kind = PLAN_PATTERN;
	wish.code = "C2";
	wish.granted_by = "Hal Moor";
	wish.from = DAY_NONE;
	wish.to = day_of(2026, 12, 18);
	wish.review = day_of(2026, 12, 4);
	wish.sessions = 2;
	wish.pupils = ben;
	wish.count = 1;
	assert_done(put(w, 0, &wish));
	plan = made;
	again.words = "half days";
	assert_done(put(w, plan, &again)); /* the rest stays as it was */
	assert_int_equal(made, plan);
	assert_int_equal(count_plans(w, &line), 1);
	assert_string_equal(line.days, "afternoons until Fri 18 Dec 2026");
	at(w, "2026-11-30T08:00");
	again.sessions = 1; /* what is past stays: another plan from today on */
	assert_done(put(w, plan, &again));
	assert_int_not_equal(made, plan);
	assert_words(buf_string(&w->said), "it stays as it was");
	assert_int_equal(count_plans(w, &line), 1);
	assert_string_equal(line.days, "mornings until Fri 18 Dec 2026");
	assert_int_not_equal(put(w, plan, &again), 0);
	assert_words(w->e.text, "was over on Sun 29 Nov 2026");
}

/* A review that is past is none of what begins today. */
static void review_again(struct world *w)
{
	struct plan_wish wish = PLAN_WISH, again = PLAN_WISH;

	as(w, "ann");
	wish.kind = PLAN_PATTERN;
	wish.code = "C2";
	wish.granted_by = "Hal Moor";
	wish.to = day_of(2026, 12, 18);
	wish.review = day_of(2026, 11, 27);
	wish.sessions = 2;
	wish.pupils = ben;
	wish.count = 1;
	assert_done(put(w, 0, &wish));
	at(w, "2026-11-30T08:00");
	again.sessions = 1;
	assert_int_not_equal(put(w, made, &again), 0);
	assert_words(w->e.text, "not between the first and the last day");
	again.review = day_of(2026, 12, 11);
	assert_done(put(w, made, &again));
}

static int cancel(struct world *w, int64_t plan, const int64_t *pupils, int count, struct day from, int session)
{
	int64_t act = 0;

	buf_reset(&w->said);
	err_clear(&w->e);
	return office_plan_cancel(w->o, plan, pupils, count, from, session, NULL, &w->said, &act, &w->e);
}

static void cancel_it(struct world *w)
{
	struct plan_wish wish = PLAN_WISH;
	struct plan_line line;

	as(w, "ann");
	wish.code = "C";
	wish.granted_by = "Hal Moor";
	wish.to = day_of(2026, 11, 27);
	wish.pupils = three;
	wish.count = 3;
	assert_done(put(w, 0, &wish));
	assert_done(cancel(w, made, ben, 1, MONDAY, 1));
	assert_string_equal(buf_string(&w->said), "exceptional leave (C): Ben Ash, until Mon 23 Nov 2026, morning.\n");
	assert_refused(cancel(w, made, ben, 1, day_of(2026, 11, 24), -1), "not for that child then");
	assert_done(cancel(w, made, NULL, 0, day_of(2026, 11, 25), -1));
	assert_int_equal(count_plans(w, &line), 1);
	assert_string_equal(line.days, "Fri 20 Nov 2026 to Tue 24 Nov 2026");
	assert_done(cancel(w, made, NULL, 0, DAY_NONE, -1));
	assert_int_equal(count_plans(w, NULL), 0);
	as(w, "hal");
	assert_int_equal(cancel(w, made, NULL, 0, DAY_NONE, -1), -ENOENT);
	assert_words(w->e.text, "ended at 08:30 by Ann Reed");
}

static void undone(struct world *w)
{
	struct plan_wish wish = PLAN_WISH;
	int64_t act = 0;

	as(w, "ann");
	wish.kind = PLAN_TRIP;
	wish.code = "V";
	wish.name = "Hever Castle";
	wish.everybody = true;
	assert_done(office_plan_put(w->o, 0, &wish, NULL, &made, &w->said, &act, &w->e));
	assert_int_equal(count_plans(w, NULL), 1);
	buf_reset(&w->said);
	assert_done(office_undo(w->o, act, NULL, &w->said, &w->got, &w->e));
	assert_int_equal(count_plans(w, NULL), 0);
}

/* WHO MAY, WHO IS MEANT */

static void permission(struct world *w)
{
	struct plan_wish wish = PLAN_WISH;
	static const int64_t finn[] = { FINN };

	wish.code = "M";
	wish.pupils = ben;
	wish.count = 1;
	as(w, "tom");
	assert_refused(put(w, 0, &wish), "may not plan absences");
	as(w, "yaz"); /* head of year 1 */
	assert_refused(put(w, 0, &wish), "may not plan absences, trips and closures (Willow)");
	wish.pupils = finn;
	assert_done(put(w, 0, &wish));
	as(w, "tom"); /* sees no plan of Oak */
	assert_int_equal(count_plans(w, NULL), 0);
}

static void by_rule(struct world *w)
{
	struct plan_wish wish = PLAN_WISH;

	as(w, "ann");
	wish.code = "M";
	wish.year = 1;
	assert_done(put(w, 0, &wish));
	assert_words(buf_string(&w->said), "2 pupils, 4 sessions");
	wish.group = "Willow";
	assert_refused(put(w, 0, &wish), "Nobody on the roll");
	wish.year = SESSION_ANY_YEAR;
	assert_done(put(w, 0, &wish));
	assert_words(buf_string(&w->said), "4 pupils, 7 sessions");
	wish.group = NULL;
	assert_int_not_equal(put(w, 0, &wish), 0);
	assert_words(w->e.text, "Whom is it for?");
}

/* Who comes into the class afterwards is in no plan of it. */
static void joins_afterwards(struct world *w)
{
	const struct move_wish move = { .pupils = ben, .count = 1, .group = "Oak", .from = DAY_NONE, .to = DAY_NONE };
	struct plan_wish wish = PLAN_WISH;
	struct register_view v;
	int64_t act = 0;

	as(w, "ann");
	wish.code = "M";
	wish.group = "Oak";
	assert_done(put(w, 0, &wish));
	assert_done(office_pupils_move(w->o, &move, NULL, &w->said, &act, &w->e));
	assert_done(office_register_open(w->o, REF(OAK, TODAY, SESSION_AM), &v, &w->e));
	assert_int_equal(v.count, 3);
	for (int i = 0; i < v.count; i++)
		assert_int_equal(v.lines[i].expected, v.lines[i].pupil == BEN ? CODE_NONE : code_number("M"));
	register_view_finish(&v);
}

/* Or died: the plan of a child who is not on the roll is not shown to anybody. */
static void left_since(struct world *w)
{
	struct plan_wish wish = PLAN_WISH;
	int64_t act = 0;

	as(w, "ann");
	wish.code = "M";
	wish.from = day_of(2026, 12, 1);
	wish.pupils = ben;
	wish.count = 1;
	assert_done(put(w, 0, &wish));
	assert_int_equal(count_plans(w, NULL), 1);
	as(w, "hal");
	assert_done(office_pupil_died(w->o, BEN, day_of(2026, 11, 19), &w->said, &act, &w->e));
	assert_int_equal(count_plans(w, NULL), 0);
}

static const struct world_case cases[] = {
	{ "X at compulsory age is refused, and C2 offered", reaches_age, false },
	{ "X until the day before compulsory age", reaches_age_on_the_day, false },
	{ "a mark stands, and stays", marks_stay, false },
	{ "over a closure", over_a_closure, false },
	{ "a joiner and a leaver", joiner_and_leaver, false },
	{ "two plans of one child", two_plans, false },
	{ "the same again is told who was first", twice, false },
	{ "changed while it runs: what is past stays", change, false },
	{ "another pattern is looked at again too", review_again, false },
	{ "who has left is on no list", left_since, false },
	{ "ended for one, then for all", cancel_it, false },
	{ "a trip of everybody undone", undone, false },
	{ "who may plan for whom", permission, false },
	{ "a year, a class", by_rule, false },
	{ "who joins afterwards is in no plan of the class", joins_afterwards, false },
};

int main(void)
{
	static struct rows all;

	rows_add(&all, judge_row, judged);
	rows_add(&all, days_row, days);
	rows_add(&all, world_case, cases);
	return rows_run(&all, "plans");
}
