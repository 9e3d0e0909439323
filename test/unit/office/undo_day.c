#include "rows.h"

#include <errno.h>

#include "store/store.h"
#include "world.h"

/* The day's work, taken back: what goes together, what has gone on since, and whose classes it is about. */

static struct store *st;

static void act_open(struct world *w, const char *kind, int64_t staff, const char *name)
{
	struct act_head head = { .kind = kind, .staff = staff, .staff_name = name, .position = "", .roles = "", .terminal = "", .version = "test",
				 .day = DAY_NONE, .session = -1 };

	assert_done(store_open(w->directory, &st, &w->e));
	head.at = store_now(st);
	assert_int_equal(store_begin(st), 0);
	assert_int_equal(store_act_begin(st, &head), 0);
}

static void put(enum thing thing, void *row)
{
	assert_true(store_act_put(st, thing, row) > 0);
}

static int64_t act_close(void)
{
	int64_t act;

	assert_int_equal(store_act_end(st, true, &act), 0);
	assert_int_equal(store_commit(st), 0);
	store_close(st);
	return act;
}

static int undo(struct world *w, int64_t act)
{
	buf_reset(&w->said);
	err_clear(&w->e);
	w->got = (struct mark_result){ .act = -1 };
	return office_undo(w->o, act, NULL, &w->said, &w->got, &w->e);
}

static int count(struct world *w, enum thing thing)
{
	CLEAN_ARENA struct arena a = { 0 };
	void *rows;

	assert_done(store_open(w->directory, &st, &w->e));
	int n = store_thing_all(st, thing, &a, &rows);
	store_close(st);
	assert_true(n >= 0);
	return n;
}

/* PLANS */

static struct plan_pupil_row goer(int64_t plan, int64_t pupil)
{
	struct plan_pupil_row row = PLAN_PUPIL_NEW;

	row.plan = plan;
	row.pupil = pupil;
	put(THING_PLAN_PUPIL, &row);
	return row;
}

static struct plan_row trip;
static struct plan_pupil_row amara, finn;

/* A trip of two children, one of each class, by the office. */
static int64_t trip_planned(struct world *w, int64_t second)
{
	act_open(w, "planned", ANN, "Ann Reed");
	trip = PLAN_NEW;
	trip.kind = "trip";
	trip.code = "V";
	trip.name = "Hever Castle";
	trip.from_day = trip.to_day = TODAY;
	trip.from_session = 0;
	trip.to_session = 1;
	trip.weekdays = 127;
	trip.sessions = 3;
	put(THING_PLAN, &trip);
	amara = goer(trip.id, AMARA);
	finn = goer(trip.id, second);
	return act_close();
}

static void plan_goes(struct world *w)
{
	int64_t made = trip_planned(w, FINN);

	as(w, "ann");
	assert_done(undo(w, made));
	assert_int_equal(count(w, THING_PLAN), 0);
	assert_int_equal(count(w, THING_PLAN_PUPIL), 0);
	assert_string_equal(buf_string(&w->said), "");
	assert_done(undo(w, w->got.act));
	assert_int_equal(count(w, THING_PLAN), 1);
	assert_int_equal(count(w, THING_PLAN_PUPIL), 2);
}

static void plan_child_changed(struct world *w)
{
	int64_t made = trip_planned(w, FINN);

	act_open(w, "planned", HAL, "Hal Moor");
	finn.until_day = day_add(TODAY, -1);
	finn.until_session = 1;
	put(THING_PLAN_PUPIL, &finn);
	int64_t behind = act_close();
	as(w, "ann");
	assert_refused(undo(w, made), "Finnley Oakley in the plan");
	assert_refused(undo(w, made), "by Hal Moor");
	assert_int_equal(count(w, THING_PLAN_PUPIL), 2);
	assert_done(undo(w, behind));
	assert_done(undo(w, made));
	assert_int_equal(count(w, THING_PLAN), 0);
}

static void plan_changed(struct world *w)
{
	int64_t made = trip_planned(w, FINN);

	act_open(w, "planned", HAL, "Hal Moor");
	trip.place = "Hever"; /* left empty by who made it */
	put(THING_PLAN, &trip);
	act_close();
	as(w, "ann");
	assert_refused(undo(w, made), "the plan Hever Castle: changed by Hal Moor");
	assert_int_equal(count(w, THING_PLAN_PUPIL), 2);
}

static void plan_joined(struct world *w)
{
	int64_t made = trip_planned(w, FINN);

	act_open(w, "planned", HAL, "Hal Moor");
	goer(trip.id, BEN);
	int64_t joined = act_close();
	as(w, "ann");
	assert_refused(undo(w, made), "Ben Ash was added since");
	assert_int_equal(count(w, THING_PLAN_PUPIL), 3);
	assert_done(undo(w, joined));
	assert_int_equal(count(w, THING_PLAN_PUPIL), 2);
	assert_int_equal(count(w, THING_PLAN), 1);
	assert_done(undo(w, made));
}

/* A plan that was changed in two fields, of which one was changed again. */
static void plan_field(struct world *w)
{
	trip_planned(w, FINN);
	act_open(w, "planned", ANN, "Ann Reed");
	trip.leader = "Tom Bell";
	trip.words = "history";
	put(THING_PLAN, &trip);
	int64_t both = act_close();
	act_open(w, "planned", HAL, "Hal Moor");
	trip.leader = "Yaz Khan";
	put(THING_PLAN, &trip);
	act_close();
	as(w, "ann");
	assert_done(undo(w, both));
	assert_words(buf_string(&w->said), "the plan Hever Castle (Confirmed by): changed by Hal Moor");
	assert_int_equal(w->got.facts, 1);
}

/* Yaz is head of year 1, which is Oak. */
static void whose_plan(struct world *w)
{
	int64_t made = trip_planned(w, FINN), own;

	act_open(w, "planned", YAZ, "Yaz Khan");
	put(THING_PLAN, &(struct plan_row){ .kind = "absence", .code = "M", .from_day = TODAY, .to_day = TODAY, .to_session = 1, .weekdays = 127, .sessions = 3,
		.review_day = DAY_NONE, .leaves = NONE, .returns = NONE });
	goer(2, GIA);
	own = act_close();
	act_open(w, "planned", YAZ, "Yaz Khan");
	struct plan_row later = trip;
	later.words = "by coach";
	put(THING_PLAN, &later);
	int64_t of_both = act_close();
	as(w, "yaz");
	assert_refused(undo(w, made), "may not undo what somebody else did");
	assert_refused(undo(w, of_both), "may not plan absences, trips and closures (Willow)");
	assert_done(undo(w, own));
	as(w, "ann");
	assert_done(undo(w, of_both));
	assert_done(undo(w, made));
}

/* OUT OF THE GATE */

static struct sign_out_row out_row(int64_t pupil, int minute)
{
	struct sign_out_row row = SIGN_OUT_NEW;

	row.pupil = pupil;
	row.out_day = TODAY;
	row.out_minute = minute;
	row.reason = "dentist";
	return row;
}

static int64_t sign_out(struct world *w, struct sign_out_row *row)
{
	act_open(w, "signed out", ANN, "Ann Reed");
	put(THING_SIGN_OUT, row);
	return act_close();
}

static void out_and_back(struct world *w)
{
	struct sign_out_row row = out_row(AMARA, 630);
	int64_t out = sign_out(w, &row);

	row.in_minute = 700;
	int64_t back = sign_out(w, &row);
	as(w, "ann");
	assert_refused(undo(w, out), "Amara Okafor signed out: changed by Ann Reed");
	assert_done(undo(w, back));
	assert_done(undo(w, out));
	assert_int_equal(count(w, THING_SIGN_OUT), 0);
}

static void out_twice(struct world *w)
{
	struct sign_out_row row = out_row(AMARA, 630), again = out_row(AMARA, 780), other = out_row(BEN, 640);

	sign_out(w, &row);
	row.in_minute = 700;
	int64_t back = sign_out(w, &row);
	sign_out(w, &other);
	int64_t second = sign_out(w, &again);
	as(w, "ann");
	assert_refused(undo(w, back), "the child went out again since");
	assert_done(undo(w, second));
	assert_done(undo(w, back));
}

/* The sign-out that was taken back, done again, where the child went out in another way since. */
static void out_redone(struct world *w)
{
	struct sign_out_row row = out_row(AMARA, 630), again = out_row(AMARA, 640);
	int64_t out = sign_out(w, &row);

	as(w, "ann");
	assert_done(undo(w, out));
	int64_t undone = w->got.act;
	sign_out(w, &again);
	assert_refused(undo(w, undone), "the child went out again since");
}

/* CALLS, TASKS, NOTES */

static struct call_row call_of(int64_t pupil)
{
	struct call_row row = CALL_NEW;

	row.pupil = pupil;
	row.of_day = row.made_day = TODAY;
	row.made_minute = 575;
	row.kind = "call";
	row.outcome = "spoke";
	row.words = "ill";
	row.code = "I";
	row.child_spoken = 0;
	return row;
}

static void put_mark(int64_t pupil, const char *before, const char *after)
{
	struct entry e = { .pupil = pupil, .day = TODAY, .session = SESSION_AM, .before = code_number(before), .after = code_number(after),
			   .minutes_late = -1, .arrival = -1, .stands = true };

	assert_int_equal(store_act_mark(st, &e), 1);
}

static void call_with_mark(struct world *w)
{
	struct call_row call = call_of(AMARA);
	struct task_row task = TASK_NEW;

	as(w, "tom");
	assert_done(mark(w, WILLOW_AM, AMARA, "N", NULL));
	act_open(w, "call", ANN, "Ann Reed");
	put(THING_CALL, &call);
	put_mark(AMARA, "N", "I");
	task.kind = "ring back";
	task.for_role = "dsl";
	task.pupil = AMARA;
	task.about_day = task.due_day = TODAY;
	task.text = "Ring the mother back";
	put(THING_TASK, &task);
	int64_t made = act_close();
	act_open(w, "task done", DES, "Des Hill");
	task.done_day = TODAY;
	task.done_words = "rang";
	put(THING_TASK, &task);
	act_close();
	as(w, "ann");
	assert_done(undo(w, made));
	assert_string_equal(stands(w, WILLOW_AM, AMARA), "N");
	assert_int_equal(count(w, THING_CALL), 0);
	assert_int_equal(count(w, THING_TASK), 1); /* it was done: what was done stays */
	assert_words(buf_string(&w->said), "the task about Amara Okafor: changed by Des Hill");
}

/* What the lead of safeguarding did goes back by who did it. */
static void own_task(struct world *w)
{
	struct task_row task = TASK_NEW;

	act_open(w, "task", ANN, "Ann Reed");
	task.kind = "task";
	task.for_staff = TOM;
	task.due_day = TODAY;
	task.text = "Bring the keys back";
	put(THING_TASK, &task);
	act_close();
	act_open(w, "task done", TOM, "Tom Bell");
	task.done_day = TODAY;
	put(THING_TASK, &task);
	int64_t done = act_close();
	act_open(w, "task done", TOM, "Tom Bell");
	struct call_row call = call_of(AMARA);
	put(THING_CALL, &call);
	int64_t called = act_close();
	as(w, "tom");
	assert_done(undo(w, done));
	assert_refused(undo(w, called), "may not log calls");
}

static void note_of_class(struct world *w)
{
	struct class_note_row note = CLASS_NOTE_NEW;

	act_open(w, "class note", YAZ, "Yaz Khan");
	note.roll_group = OAK;
	note.from_day = note.to_day = TODAY;
	note.text = "Swimming bags";
	put(THING_CLASS_NOTE, &note);
	int64_t oak = act_close();
	act_open(w, "class note", YAZ, "Yaz Khan");
	note = (struct class_note_row){ .roll_group = WILLOW, .pupil = NONE, .from_day = TODAY, .to_day = TODAY, .session = NONE, .text = "Nit letters" };
	put(THING_CLASS_NOTE, &note);
	int64_t willow = act_close();
	as(w, "yaz");
	assert_done(undo(w, oak));
	assert_refused(undo(w, willow), "(Willow)");
	assert_int_equal(count(w, THING_CLASS_NOTE), 1);
}

/* A number that nobody answers any more: the lead may strike it out, and put it back. */
static void dead_number(struct world *w)
{
	struct adult_row adult = ADULT_NEW;
	struct adult_number_row number = ADULT_NUMBER_NEW;

	act_open(w, "contact", ANN, "Ann Reed");
	adult.key = (struct key){ { 7, 7 } };
	adult.surname = "Okafor";
	adult.forename = "Grace";
	put(THING_ADULT, &adult);
	number.adult = adult.id;
	number.kind = "mobile";
	number.number = "07700 900123";
	number.rank = 1;
	number.dead = 0;
	put(THING_ADULT_NUMBER, &number);
	int64_t made = act_close();
	act_open(w, "call", DES, "Des Hill");
	number.dead = 1;
	put(THING_ADULT_NUMBER, &number);
	int64_t dead = act_close();
	as(w, "des");
	assert_refused(undo(w, made), "");
	assert_done(undo(w, dead));
}

/* Left behind by a trip, and in another class for the day, by the head of year of both (Oak is Yaz's; Willow is not). */
static void left_behind(struct world *w)
{
	struct membership_row in = MEMBERSHIP_NEW;
	int64_t acts[2];

	for (int i = 0; i < 2; i++) {
		act_open(w, i == 0 ? "stayed behind" : "moved", YAZ, "Yaz Khan");
		in = (struct membership_row){ .pupil = GIA, .roll_group = OAK, .weekdays = 31, .sessions = 3, .from_day = day_add(TODAY, 7 * i + 7),
			.to_day = day_add(TODAY, 7 * i + 7), .place = NONE };
		put(THING_MEMBERSHIP, &in);
		acts[i] = act_close();
	}
	act_open(w, "stayed behind", YAZ, "Yaz Khan");
	in = (struct membership_row){ .pupil = GIA, .roll_group = WILLOW, .weekdays = 31, .sessions = 3, .from_day = day_add(TODAY, 28),
		.to_day = day_add(TODAY, 28), .place = NONE };
	put(THING_MEMBERSHIP, &in);
	int64_t willow = act_close();
	as(w, "yaz");
	assert_done(undo(w, acts[0]));
	assert_refused(undo(w, acts[1]), "may not change the roll");
	assert_refused(undo(w, willow), "(Willow)");
}

/* THE SCHOOL'S */

static void closure_of_office(struct world *w)
{
	struct closure_row shut = CLOSURE_NEW;

	act_open(w, "closure", ANN, "Ann Reed");
	shut.name = "Boiler";
	shut.kind = "unplanned";
	shut.from_day = shut.to_day = TODAY;
	shut.from_session = 0;
	shut.to_session = 1;
	put(THING_CLOSURE, &shut);
	int64_t made = act_close();
	int before = count(w, THING_CLOSURE);
	as(w, "ann");
	assert_done(undo(w, made));
	assert_int_equal(count(w, THING_CLOSURE), before - 1);
}

/* REVIEWS */

static int64_t review_row(void)
{
	struct review_row row = REVIEW_NEW;

	row.policy = "national";
	row.of_act = 1;
	row.through_day = row.opened_day = TODAY;
	put(THING_REVIEW, &row);
	return row.id;
}

static int64_t decided(struct world *w, int64_t review, int64_t pupil, int64_t staff, const char *name)
{
	struct reviewed_row row = REVIEWED_NEW;

	act_open(w, "review", staff, name);
	row.review = review;
	row.pupil = pupil;
	row.day = TODAY.n;
	row.decision = "Letter 1 sent";
	put(THING_REVIEWED, &row);
	return act_close();
}

static void review_gone_on(struct world *w)
{
	act_open(w, "review", ANN, "Ann Reed");
	int64_t review = review_row(), opened = act_close(), said = decided(w, review, AMARA, ANN, "Ann Reed");

	as(w, "ann");
	assert_refused(undo(w, opened), "Amara Okafor was looked at in it since");
	assert_done(undo(w, said));
	assert_int_equal(count(w, THING_REVIEWED), 0);
	int64_t undone = w->got.act;
	assert_done(undo(w, opened));
	assert_int_equal(count(w, THING_REVIEW), 0);
	assert_done(undo(w, w->got.act));
	assert_done(undo(w, undone));
	assert_int_equal(count(w, THING_REVIEWED), 1);
}

/* Yaz is head of Year 1: Oak is hers, Willow is not. */
static void decision_of_class(struct world *w)
{
	act_open(w, "review", ANN, "Ann Reed");
	int64_t review = review_row();
	act_close();
	int64_t finn_said = decided(w, review, FINN, YAZ, "Yaz Khan"), amara_said = decided(w, review, AMARA, YAZ, "Yaz Khan");

	as(w, "yaz");
	assert_true(undo(w, amara_said) == -EPERM);
	assert_done(undo(w, finn_said));
	as(w, "tom");
	assert_true(undo(w, amara_said) == -EPERM);
	assert_int_equal(count(w, THING_REVIEWED), 1);
}

/* A stage, a return, a target and a leaving out: each by whoever may review. */
static void figures_taken_back(struct world *w)
{
	struct pupil_stage_row stage = PUPIL_STAGE_NEW;
	struct return_made_row made = RETURN_MADE_NEW;
	struct target_row target = TARGET_NEW;
	struct league_out_row out = LEAGUE_OUT_NEW;

	act_open(w, "stage", ANN, "Ann Reed");
	stage.pupil = made.pupil = target.pupil = out.pupil = BEN;
	stage.policy = "national";
	stage.stage = "support";
	stage.from_day = made.from_day = TODAY;
	stage.words = made.words = out.words = "as agreed";
	made.kind = "attendance";
	target.kind = "attendance";
	target.year = 2026;
	target.hundredths = 9600;
	put(THING_PUPIL_STAGE, &stage);
	put(THING_RETURN_MADE, &made);
	put(THING_TARGET, &target);
	put(THING_LEAGUE_OUT, &out);
	int64_t act = act_close();
	as(w, "tom");
	assert_true(undo(w, act) == -EPERM);
	as(w, "ann");
	assert_done(undo(w, act));
	assert_int_equal(count(w, THING_PUPIL_STAGE) + count(w, THING_RETURN_MADE) + count(w, THING_TARGET) + count(w, THING_LEAGUE_OUT), 0);
}

static const struct world_case cases[] = {
	{ "a review that somebody went on with stays", review_gone_on, false },
	{ "a decision by whoever reviews that class", decision_of_class, false },
	{ "a stage, a return, a target, a leaving out of praise", figures_taken_back, false },
	{ "a plan goes with its children, and comes again", plan_goes, false },
	{ "where a child's part was changed all of it stays", plan_child_changed, false },
	{ "a plan that was changed since stays with its children", plan_changed, false },
	{ "a plan that a child joined since stays", plan_joined, false },
	{ "of a plan's fields those go back that stand", plan_field, false },
	{ "a plan is for whoever plans for all its classes", whose_plan, false },
	{ "out and back, taken back in turn", out_and_back, false },
	{ "nobody is let out twice", out_twice, false },
	{ "nor by doing it again", out_redone, false },
	{ "a call goes with the mark that it changed", call_with_mark, false },
	{ "a task by whom it is for", own_task, false },
	{ "a note for a class by who may plan for it", note_of_class, false },
	{ "a dead number by who may ring", dead_number, false },
	{ "a place for a day by who may plan for the class", left_behind, false },
	{ "a closure by the office", closure_of_office, false },
};

int main(void)
{
	static struct rows rows;

	rows_add(&rows, world_case, cases);
	return rows_run(&rows, "office/undo_day");
}
