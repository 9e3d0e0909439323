#include "rows.h"

#include <errno.h>

#include "office/gate.h"
#include "office/plans.h"
#include "rules/code.h"
#include "store/store.h"
#include "world.h"

static const int64_t all_of_willow[] = { AMARA, BEN, CHLOE }, ben[] = { BEN };

/* Amara, Ben and Chloé go to Hever Castle with Tom, today. */
static int64_t trip(struct world *w, const char *code, struct day to)
{
	struct plan_wish wish = PLAN_WISH;
	int64_t plan = 0, act = 0;

	wish.kind = PLAN_TRIP;
	wish.code = code;
	wish.name = "Hever Castle";
	wish.leader = "Tom Bell";
	wish.words = "history";
	wish.leaves = 9 * 60 + 30;
	wish.to = to;
	wish.pupils = all_of_willow;
	wish.count = 3;
	assert_done(office_plan_put(w->o, 0, &wish, NULL, &plan, &w->said, &act, &w->e));
	return plan;
}

static int confirm(struct world *w, int64_t plan, const int64_t *missing, int count, int session)
{
	const struct confirm_wish wish = { .from = EXPECTED_TRIP, .plan = plan, .day = DAY_NONE, .session = session, .missing = missing,
					   .missing_count = count };

	buf_reset(&w->said);
	err_clear(&w->e);
	w->got = (struct mark_result){ .act = -1 };
	return office_confirm(w->o, &wish, &w->said, &w->got, &w->e);
}

static struct goer goer_of(struct world *w, int64_t plan, int64_t pupil, char remark[static 120])
{
	struct confirms_view v;
	struct goer found = { 0 };

	assert_done(office_confirms_open(w->o, DAY_NONE, plan, &v, &w->e));
	assert_int_equal(v.count, 1);
	for (int i = 0; i < v.groups[0].count; i++)
		if (v.groups[0].goers[i].pupil == pupil)
			found = v.groups[0].goers[i];
	assert_int_equal(found.pupil, pupil);
	snprintf(remark, 120, "%s", found.remark ? found.remark : "");
	confirms_view_finish(&v);
	return found;
}

static void all_but_one(struct world *w)
{
	char remark[120];

	as(w, "ann");
	int64_t plan = trip(w, "V", DAY_NONE);
	assert_int_equal(goer_of(w, plan, BEN, remark).state, GOER_EXPECTED);
	assert_done(confirm(w, plan, ben, 1, -1));
	assert_string_equal(buf_string(&w->said), "2 pupils marked V, confirmed by Tom Bell\nNot there: Ben Ash\n");
	assert_int_equal(w->got.entries, 4);
	assert_int_equal(w->got.planned, 4);
	assert_int_equal(w->got.expected, 2);
	assert_string_equal(stands(w, WILLOW_AM, AMARA), "V");
	assert_string_equal(stands(w, WILLOW_PM, AMARA), "V");
	assert_string_equal(stands(w, WILLOW_AM, BEN), "");
	assert_int_equal(goer_of(w, plan, AMARA, remark).state, GOER_CONFIRMED);
	assert_int_equal(goer_of(w, plan, BEN, remark).state, GOER_EXPECTED);
}

static void by_two_clerks(struct world *w)
{
	as(w, "ann");
	int64_t plan = trip(w, "V", DAY_NONE);
	assert_done(confirm(w, plan, NULL, 0, -1));
	as(w, "hal");
	assert_done(confirm(w, plan, NULL, 0, -1));
	assert_int_equal(w->got.act, 0);
	assert_string_equal(buf_string(&w->said), "Already confirmed at 08:30 by Ann Reed\n");
	assert_done(confirm(w, plan, ben, 1, SESSION_AM)); /* two people disagree: it is seen */
	assert_words(buf_string(&w->said), "Ben Ash is marked V already, at 08:30 by Ann Reed: change the register");
}

static void reason_and_undo(struct world *w)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct act_row act;
	struct entry_row *rows;
	struct store *st;

	as(w, "ann");
	int64_t plan = trip(w, "V", DAY_NONE), confirmed;
	assert_done(confirm(w, plan, NULL, 0, -1));
	confirmed = w->got.act;
	assert_done(store_open(w->directory, &st, &w->e));
	assert_int_equal(store_act_get(st, confirmed, &a, &act), 0);
	assert_int_equal(store_entries_of_act(st, confirmed, &a, &rows), 6);
	assert_true(rows[0].entry.planned);
	store_close(st);
	assert_string_equal(act.head.kind, "confirmed");
	assert_string_equal(act.head.reason, "confirmed by Tom Bell");
	buf_reset(&w->said);
	assert_done(office_undo(w->o, confirmed, NULL, &w->said, &w->got, &w->e));
	assert_int_equal(w->got.entries, 6);
	assert_string_equal(stands(w, WILLOW_AM, BEN), "");
}

/* PR24 reg 10(2): who is seen here is here, whatever was planned. */
static void seen_in_class(struct world *w)
{
	char remark[120];

	as(w, "ann");
	int64_t plan = trip(w, "V", DAY_NONE);
	assert_done(mark(w, WILLOW_AM, BEN, "/", NULL));
	assert_done(confirm(w, plan, NULL, 0, SESSION_AM));
	assert_string_equal(stands(w, WILLOW_AM, BEN), "/");
	assert_string_equal(stands(w, WILLOW_PM, BEN), "");
	assert_int_equal(w->got.standing, 1);
	struct goer g = goer_of(w, plan, BEN, remark);
	assert_int_equal(g.state, GOER_EXPECTED); /* of the afternoon */
	assert_string_equal(remark, "marked / in Willow");
}

/* Planned while the child was thought to be younger: nobody is marked X at compulsory age, whoever confirms it (domain 2.8). */
static void x_at_compulsory_age(struct world *w)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct plan_wish wish = PLAN_WISH;
	struct pupil_row row;
	struct store *st;
	const int64_t chloe = CHLOE;
	int64_t plan = 0, act = 0;

	as(w, "ann");
	wish.code = "X";
	wish.granted_by = "Hal Moor";
	wish.pupils = &chloe;
	wish.count = 1;
	assert_done(office_plan_put(w->o, 0, &wish, NULL, &plan, &w->said, &act, &w->e));
	assert_done(store_open(w->directory, &st, &w->e));
	assert_int_equal(store_thing_get(st, THING_PUPIL, CHLOE, &a, &row), 0);
	store_close(st);
	row.born_day = day_of(2019, 6, 1);
	world_put(w, THING_PUPIL, &row);
	assert_done(confirm(w, plan, NULL, 0, -1));
	assert_words(buf_string(&w->said), "X may not be used");
	assert_string_equal(stands(w, WILLOW_AM, CHLOE), "");
}

/* Out of the gate, and not with us: a leader's word about all does not bring the child back. */
static void out_of_the_gate(struct world *w)
{
	struct sign_out_wish out = SIGN_OUT_WISH;
	char remark[120];
	int64_t act;

	as(w, "ann");
	int64_t plan = trip(w, "V", DAY_NONE);
	at(w, "2026-11-20T09:20");
	out.pupils = ben;
	out.count = 1;
	out.reason = "dentist";
	assert_done(office_gate_out(w->o, &out, &w->said, &act, &w->e));
	struct goer goer = goer_of(w, plan, BEN, remark);
	assert_int_equal(goer.state, GOER_ABSENT);
	assert_string_equal(remark, "out since 09:20: dentist");
	assert_done(confirm(w, plan, NULL, 0, -1));
	assert_words(buf_string(&w->said), "Ben Ash is left as they are: out since 09:20: dentist.");
	assert_string_equal(stands(w, WILLOW_AM, BEN), "");
	assert_string_equal(stands(w, WILLOW_AM, AMARA), "V");
	assert_done(office_gate_back(w->o, ben, 1, -1, &w->said, &act, &w->e));
	assert_done(confirm(w, plan, NULL, 0, SESSION_PM));
	assert_string_equal(stands(w, WILLOW_PM, BEN), "V");
}

static void reported_ill(struct world *w)
{
	struct reported_row ill = REPORTED_NEW;
	char remark[120];

	ill.pupil = BEN;
	ill.code = "I";
	ill.words = "a cold";
	ill.caller = "Grace Ash (mother)";
	ill.from_day = TODAY;
	world_put(w, THING_REPORTED, &ill);
	as(w, "ann");
	int64_t plan = trip(w, "V", DAY_NONE);
	assert_int_equal(goer_of(w, plan, BEN, remark).state, GOER_ABSENT);
	assert_string_equal(remark, "expected: I, a cold, said Grace Ash (mother)");
	assert_done(confirm(w, plan, NULL, 0, -1));
	assert_string_equal(stands(w, WILLOW_AM, BEN), "");
	assert_words(buf_string(&w->said), "Ben Ash is left as they are: expected: I");
}

static void left_behind(struct world *w)
{
	struct register_view v;
	char remark[120];
	int64_t act = 0;
	bool found = false;

	as(w, "ann");
	int64_t plan = trip(w, "V", day_of(2026, 11, 24));
	buf_reset(&w->said);
	assert_done(office_trip_stay(w->o, plan, BEN, DAY_NONE, "Oak", &w->said, &act, &w->e));
	assert_string_equal(buf_string(&w->said), "Ben Ash stays behind, and is in Oak's register for the day.\n");
	assert_done(office_register_open(w->o, REF(OAK, TODAY, SESSION_AM), &v, &w->e));
	for (int i = 0; i < v.count; i++)
		if (v.lines[i].pupil == BEN) {
			found = true;
			assert_int_equal(v.lines[i].expected, CODE_NONE);
		}
	register_view_finish(&v);
	assert_true(found);
	assert_int_equal(goer_of(w, plan, BEN, remark).state, GOER_STAYED);
	assert_string_equal(remark, "with Oak");
	assert_done(confirm(w, plan, NULL, 0, -1));
	assert_string_equal(stands(w, REF(OAK, TODAY, SESSION_AM), BEN), "");
	at(w, "2026-11-23T08:30");
	assert_done(mark(w, REF(WILLOW, day_of(2026, 11, 23), SESSION_AM), BEN, "/", NULL)); /* back in their own */
	assert_refused(office_trip_stay(w->o, plan, BEN, DAY_NONE, NULL, &w->said, &act, &w->e), "does not go with Hever Castle then");
}

static void stay_undone(struct world *w)
{
	char remark[120];
	int64_t act = 0;

	as(w, "ann");
	int64_t plan = trip(w, "V", DAY_NONE);
	assert_done(office_trip_stay(w->o, plan, BEN, DAY_NONE, "Oak", &w->said, &act, &w->e));
	assert_done(office_undo(w->o, act, NULL, &w->said, &w->got, &w->e));
	assert_int_equal(goer_of(w, plan, BEN, remark).state, GOER_EXPECTED);
	assert_done(mark(w, WILLOW_AM, BEN, "/", NULL));
}

/* Who comes into a register that was sent already has no mark in it. */
static void left_behind_late(struct world *w)
{
	int64_t act = 0;

	as(w, "ann");
	int64_t plan = trip(w, "V", DAY_NONE);
	assert_done(mark(w, REF(OAK, TODAY, SESSION_AM), FINN, "/", NULL));
	assert_done(office_register_send(w->o, REF(OAK, TODAY, SESSION_AM), &w->said, &w->got, &w->e));
	buf_reset(&w->said);
	assert_done(office_trip_stay(w->o, plan, BEN, DAY_NONE, "Oak", &w->said, &act, &w->e));
	assert_words(buf_string(&w->said), "Oak's register of the morning was sent before");
}

static void goers(struct world *w)
{
	char remark[120];
	int64_t act = 0;

	as(w, "ann");
	int64_t plan = trip(w, "V", DAY_NONE);
	assert_int_equal(goer_of(w, plan, BEN, remark).consent, -1);
	assert_done(office_trip_goer(w->o, plan, all_of_willow, 3, 1, "Sue Lane", &act, &w->e));
	assert_int_equal(goer_of(w, plan, BEN, remark).consent, 1);
	assert_done(office_trip_goer(w->o, plan, ben, 1, 0, NULL, &act, &w->e));
	assert_int_equal(goer_of(w, plan, BEN, remark).consent, 0);
	assert_non_null(goer_of(w, plan, BEN, remark).with_whom);
	assert_done(office_trip_goer(w->o, plan, ben, 1, -1, "", &act, &w->e));
	assert_null(goer_of(w, plan, BEN, remark).with_whom);
	assert_refused(office_trip_goer(w->o, plan, (int64_t[]){ FINN }, 1, 1, NULL, &act, &w->e), "is not of Hever Castle");
}

/* Nobody is left in the class to take its register: the close sends it once the leader has confirmed them. */
static void whole_class_away(struct world *w)
{
	struct plan_wish wish = PLAN_WISH;
	struct register_ref oak = { OAK, TODAY, SESSION_AM };
	int64_t plan = 0, act = 0;

	as(w, "ann");
	wish.kind = PLAN_TRIP;
	wish.code = "V";
	wish.name = "The zoo";
	wish.group = "Oak";
	assert_done(office_plan_put(w->o, 0, &wish, NULL, &plan, &w->said, &act, &w->e));
	at(w, "2026-11-20T09:20");
	buf_reset(&w->said);
	assert_done(office_session_close(w->o, &oak, true, &w->said, &w->got, &w->e));
	assert_string_equal(buf_string(&w->said), "Oak: not taken\n");
	assert_done(confirm(w, plan, NULL, 0, -1));
	buf_reset(&w->said);
	assert_done(office_session_close(w->o, &oak, true, &w->said, &w->got, &w->e));
	assert_words(buf_string(&w->said), "Oak: 0 here, 0 absent, 2 elsewhere, 0 blank; closed by act");
}

/* B must say what kind: the plan has said it. */
static void nature(struct world *w)
{
	struct register_view v;

	as(w, "ann");
	assert_done(confirm(w, trip(w, "B", DAY_NONE), NULL, 0, SESSION_AM));
	assert_done(office_register_open(w->o, WILLOW_AM, &v, &w->e));
	assert_string_equal(v.lines[0].note, "history");
	assert_false(v.lines[0].needs_note);
	register_view_finish(&v);
}

static void agreed(struct world *w)
{
	const struct confirm_wish wish = { .from = EXPECTED_AGREED, .place = "Hill School", .day = DAY_NONE, .session = -1 };
	struct elsewhere_row row = ELSEWHERE_NEW;
	struct confirms_view v;

	row.pupil = BEN;
	row.code = "D";
	row.place = "Hill School";
	row.weekdays = 16;
	row.sessions = 1;
	row.from_day = TODAY;
	world_put(w, THING_ELSEWHERE, &row);
	as(w, "ann");
	trip(w, "V", DAY_NONE);
	assert_done(office_confirms_open(w->o, DAY_NONE, 0, &v, &w->e));
	assert_int_equal(v.count, 1); /* the trip is nearer */
	assert_string_equal(v.groups[0].title, "Hever Castle, with Tom Bell");
	assert_int_equal(v.waiting, 3);
	confirms_view_finish(&v);
	at(w, "2026-11-27T09:00");
	assert_done(office_confirms_open(w->o, DAY_NONE, 0, &v, &w->e));
	assert_int_equal(v.count, 1);
	assert_string_equal(v.groups[0].title, "Hill School (D)");
	confirms_view_finish(&v);
	buf_reset(&w->said);
	assert_done(office_confirm(w->o, &wish, &w->said, &w->got, &w->e));
	assert_string_equal(buf_string(&w->said), "1 pupil marked D, confirmed by Ann Reed\n");
	assert_string_equal(stands(w, REF(WILLOW, day_of(2026, 11, 27), SESSION_AM), BEN), "D");
	assert_string_equal(stands(w, REF(WILLOW, day_of(2026, 11, 27), SESSION_PM), BEN), "");
}

static void not_yet_and_not_theirs(struct world *w)
{
	struct confirm_wish wish = { .from = EXPECTED_TRIP, .day = day_of(2026, 11, 23), .session = -1 };

	as(w, "ann");
	wish.plan = trip(w, "V", DAY_NONE);
	assert_refused(office_confirm(w->o, &wish, &w->said, &w->got, &w->e), "still to come");
	assert_refused(confirm(w, wish.plan, (int64_t[]){ FINN }, 1, -1), "not expected there");
	as(w, "tom");
	assert_refused(confirm(w, wish.plan, NULL, 0, -1), "may not plan");
}

/* A2, design 2: fill and send leave whoever waits for the leader. */
static void register_waits(struct world *w)
{
	as(w, "ann");
	trip(w, "V", DAY_NONE);
	assert_done(office_register_fill(w->o, WILLOW_AM, NULL, &w->got, &w->e));
	assert_int_equal(w->got.expected, 3);
	assert_int_equal(w->got.entries, 0);
	buf_reset(&w->said);
	assert_refused(office_register_send(w->o, WILLOW_AM, &w->said, &w->got, &w->e), "No mark has been made");
}

/* Sixty of Oak on one trip: planned, confirmed and taken back, an act each. */
static void child_put(struct world *w, int64_t id)
{
	struct pupil_row row = PUPIL_NEW;
	struct enrolment_row spell = ENROLMENT_NEW;
	struct membership_row in = MEMBERSHIP_NEW;
	char number[24];

	snprintf(number, sizeof number, "2%03d", (int)id);
	row.id = spell.pupil = in.pupil = id;
	row.key = (struct key){ { 9, 9, (uint8_t)id } };
	row.admission_number = number;
	row.surname = "Marsh";
	row.forename = number;
	row.born_day = day_of(2020, 10, 1);
	world_put(w, THING_PUPIL, &row);
	spell.kind = "single";
	spell.from_day = in.from_day = day_of(2026, 9, 1);
	world_put(w, THING_ENROLMENT, &spell);
	in.roll_group = OAK;
	in.weekdays = 31;
	in.sessions = 3;
	world_put(w, THING_MEMBERSHIP, &in);
}

static void trip_of_sixty(struct world *w)
{
	struct plan_wish wish = PLAN_WISH;
	struct confirms_view v;
	int64_t plan = 0, planned = 0;

	for (int64_t id = 100; id < 158; id++)
		child_put(w, id);
	as(w, "ann");
	wish.kind = PLAN_TRIP;
	wish.code = "V";
	wish.name = "The zoo";
	wish.group = "Oak";
	assert_done(office_plan_put(w->o, 0, &wish, NULL, &plan, &w->said, &planned, &w->e));
	assert_words(buf_string(&w->said), "60 pupils, 120 sessions");
	assert_done(confirm(w, plan, NULL, 0, -1));
	assert_int_equal(w->got.entries, 120);
	assert_done(office_undo(w->o, w->got.act, NULL, &w->said, &w->got, &w->e));
	assert_int_equal(w->got.entries, 120);
	assert_done(office_confirms_open(w->o, DAY_NONE, 0, &v, &w->e));
	assert_int_equal(v.waiting, 60);
	confirms_view_finish(&v);
	assert_done(office_undo(w->o, planned, NULL, &w->said, &w->got, &w->e));
	assert_done(office_confirms_open(w->o, DAY_NONE, 0, &v, &w->e));
	assert_int_equal(v.count, 0);
	confirms_view_finish(&v);
}

static const struct world_case cases[] = {
	{ "all but the missing, in both sessions", all_but_one, false },
	{ "two clerks: the second is told who was first", by_two_clerks, false },
	{ "who confirmed it, and undone", reason_and_undo, false },
	{ "seen in class stands", seen_in_class, false },
	{ "reported ill is left", reported_ill, false },
	{ "out of the gate is left", out_of_the_gate, false },
	{ "X at compulsory age", x_at_compulsory_age, false },
	{ "left behind, in another class for the day", left_behind, false },
	{ "left behind once the register was sent", left_behind_late, false },
	{ "left behind, undone", stay_undone, false },
	{ "consent, and with whom", goers, false },
	{ "a whole class away", whole_class_away, false },
	{ "the plan says what kind of activity", nature, false },
	{ "a trip of sixty, confirmed, and both undone", trip_of_sixty, false },
	{ "another school confirms", agreed, false },
	{ "not before its day, nobody else, and not by everybody", not_yet_and_not_theirs, false },
	{ "fill and send leave them blank", register_waits, false },
};

int main(void)
{
	static struct rows all;

	rows_add(&all, world_case, cases);
	return rows_run(&all, "confirm");
}
