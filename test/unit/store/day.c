#include "school.h"

/* The day's work as the store gives it: what holds when, to the session. */

#define DAY day_of(2026, 11, 20) /* a Friday */
#define ALL_WEEK 31
#define BOTH 3
#define NEVER 9999

static struct day day_at(int after)
{
	return after == NEVER ? DAY_NONE : day_add(DAY, after);
}

/* PLANS */

static int64_t put_plan(struct school *s, const char *kind, const char *code, int from, int from_session, int to, int to_session)
{
	struct plan_row p = PLAN_NEW;

	p.kind = kind;
	p.code = code;
	p.from_day = day_at(from);
	p.from_session = from_session;
	p.to_day = day_at(to);
	p.to_session = to_session;
	p.weekdays = ALL_WEEK;
	p.sessions = BOTH;
	must(s, store_act_put(s->st, THING_PLAN, &p));
	return p.id;
}

static int64_t put_goer(struct school *s, int64_t plan, int pupil, int until, int until_session)
{
	struct plan_pupil_row p = PLAN_PUPIL_NEW;

	p.plan = plan;
	p.pupil = s->pupil[pupil];
	p.until_day = day_at(until);
	p.until_session = until == NEVER ? NONE : until_session;
	must(s, store_act_put(s->st, THING_PLAN_PUPIL, &p));
	return p.id;
}

/* A plan of one child, asked for on DAY: does it speak of the morning and the afternoon? */
static const struct planned_case {
	const char *name;
	int from, from_session, to, to_session, weekdays, sessions, until, until_session;
	bool given, morning, afternoon;
} planned_cases[] = {
	{ "that day",                                   0, 0,  0, 1, ALL_WEEK, BOTH, NEVER, 0, true, true, true },
	{ "the morning alone, by its last session",     0, 0,  0, 0, ALL_WEEK, BOTH, NEVER, 0, true, true, false },
	{ "from the afternoon on",                      0, 1,  4, 1, ALL_WEEK, BOTH, NEVER, 0, true, false, true },
	{ "over since yesterday afternoon",            -4, 0, -1, 1, ALL_WEEK, BOTH, NEVER, 0, false, false, false },
	{ "over at noon",                              -4, 0,  0, 0, ALL_WEEK, BOTH, NEVER, 0, true, true, false },
	{ "begins tomorrow",                            1, 0,  4, 1, ALL_WEEK, BOTH, NEVER, 0, false, false, false },
	{ "Mondays alone",                            -40, 0, 40, 1, 1,        BOTH, NEVER, 0, true, false, false },
	{ "Fridays alone",                            -40, 0, 40, 1, 16,       BOTH, NEVER, 0, true, true, true },
	{ "mornings alone",                           -40, 0, 40, 1, ALL_WEEK, 1,    NEVER, 0, true, true, false },
	{ "Friday afternoons",                        -40, 0, 40, 1, 16,       2,    NEVER, 0, true, false, true },
	{ "ended for the child yesterday",             -4, 0,  4, 1, ALL_WEEK, BOTH, -1, 1, false, false, false },
	{ "ended for the child at noon",               -4, 0,  4, 1, ALL_WEEK, BOTH, 0, 0, true, true, false },
	{ "ends for the child tonight",                -4, 0,  4, 1, ALL_WEEK, BOTH, 0, 1, true, true, true },
	{ "ended for the child before it began",        0, 0,  4, 1, ALL_WEEK, BOTH, -1, 1, false, false, false },
	{ "left behind: ended the session before",      0, 1,  0, 1, ALL_WEEK, BOTH, 0, 0, false, false, false },
	{ "no later end for a child than the plan's",  -4, 0,  0, 0, ALL_WEEK, BOTH, 7, 1, true, true, false },
	{ "a plan of years ago",                     -900, 0, -800, 1, ALL_WEEK, BOTH, NEVER, 0, false, false, false },
};

static void planned_row_case(void **state)
{
	const struct planned_case *row = *state;
	struct plan_row p = PLAN_NEW;
	struct planned_row *at;
	struct school s;

	school_start(&s, NULL);
	act_begin(&s, "planned");
	p.id = put_plan(&s, "absence", "M", row->from, row->from_session, row->to, row->to_session);
	must(&s, store_thing_get(s.st, THING_PLAN, p.id, &s.a, &p));
	p.weekdays = row->weekdays;
	p.sessions = row->sessions;
	p.words = "dentist";
	must(&s, store_act_put(s.st, THING_PLAN, &p));
	int64_t goer = put_goer(&s, p.id, 2, row->until, row->until_session);
	act_save(&s);
	assert_int_equal(must(&s, store_planned_between(s.st, DAY, DAY, &s.a, &at)), row->given);
	if (row->given) {
		assert_int_equal(at->at.pupil, s.pupil[2]);
		assert_int_equal(at->at.roll_group, 0);
		assert_int_equal(at->plan, p.id);
		assert_int_equal(at->plan_pupil, goer);
		assert_string_equal(at->kind, "absence");
		assert_string_equal(at->words, "dentist");
		assert_null(at->place);
		assert_int_equal(place_covers(&at->at, sitting_of(DAY, SESSION_AM)), row->morning);
		assert_int_equal(place_covers(&at->at, sitting_of(DAY, SESSION_PM)), row->afternoon);
	}
	school_finish(&s);
}

static void planned_order(void **state)
{
	struct school s;
	struct planned_row *at;
	struct plan_row *plans;
	struct plan_pupil_row *goers;

	school_start(&s, NULL);
	act_begin(&s, "planned");
	int64_t trip = put_plan(&s, "trip", "V", 0, 0, 0, 1), earlier = put_plan(&s, "absence", "C", -3, 0, 3, 1);
	put_plan(&s, "trip", "V", 1, 0, 1, 1);
	put_plan(&s, "trip", "V", -9, 0, -1, 1);
	put_goer(&s, trip, 4, NEVER, 0);
	put_goer(&s, trip, 1, NEVER, 0);
	put_goer(&s, earlier, 4, NEVER, 0);
	act_save(&s);
	assert_int_equal(must(&s, store_planned_between(s.st, DAY, DAY, &s.a, &at)), 3);
	assert_int_equal(at[0].at.pupil, s.pupil[1]);
	assert_int_equal(at[1].plan, trip);
	assert_int_equal(at[2].plan, earlier);
	assert_int_equal(must(&s, store_plans_between(s.st, DAY, DAY, &s.a, &plans)), 2);
	assert_int_equal(plans[0].id, earlier); /* by the day that they begin */
	assert_int_equal(plans[1].id, trip);
	assert_int_equal(must(&s, store_plans_between(s.st, day_at(-1), day_at(1), &s.a, &plans)), 4);
	assert_int_equal(must(&s, store_pupils_of_plan(s.st, trip, &s.a, &goers)), 2);
	assert_int_equal(goers[0].pupil, s.pupil[1]);
	assert_int_equal(must(&s, store_plans_of_pupil(s.st, s.pupil[4], &s.a, &goers)), 2);
	assert_int_equal(must(&s, store_plans_of_pupil(s.st, s.pupil[0], &s.a, &goers)), 0);
	assert_holds(&s);
	school_finish(&s);
}

static void reviews(void **state)
{
	static const int days[] = { -1, 0, 6, 7, NEVER };
	struct school s;
	struct plan_row p = PLAN_NEW, *rows;

	school_start(&s, NULL);
	act_begin(&s, "planned");
	for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
		p.id = put_plan(&s, "pattern", "C2", -30, 0, 60, 1);
		must(&s, store_thing_get(s.st, THING_PLAN, p.id, &s.a, &p));
		p.review_day = day_at(days[i]);
		must(&s, store_act_put(s.st, THING_PLAN, &p));
	}
	act_save(&s);
	assert_int_equal(must(&s, store_plans_to_review(s.st, DAY, day_at(6), &s.a, &rows)), 2);
	assert_int_equal(rows[0].review_day.n, DAY.n);
	assert_int_equal(rows[1].review_day.n, day_at(6).n);
	school_finish(&s);
}

/* WHAT FAMILIES SAID */

static int64_t put_reported(struct school *s, int pupil, int from, int from_session, int back, int back_session)
{
	struct reported_row p = REPORTED_NEW;

	p.pupil = s->pupil[pupil];
	p.code = "I";
	p.words = "ill";
	p.caller = "Grace Okafor (mother)";
	p.from_day = day_at(from);
	p.from_session = from_session;
	p.back_day = day_at(back);
	p.back_session = back == NEVER ? NONE : back_session;
	must(s, store_act_put(s->st, THING_REPORTED, &p));
	return p.id;
}

static const struct reported_case {
	const char *name;
	int from, back, back_session;
	bool on_day, due_back; /* given of DAY; expected back on it */
} reported_cases[] = {
	{ "of that day alone",                      0, NEVER, 0, true, false },
	{ "of yesterday alone",                    -1, NEVER, 0, false, false },
	{ "of tomorrow alone",                      1, NEVER, 0, false, false },
	{ "ill since Wednesday, back on Monday",   -2, 3, 0, true, false },
	{ "ill since Wednesday, back that day",    -2, 0, 0, false, true },
	{ "ill since Wednesday, back at noon",     -2, 0, 1, true, true },
	{ "ill since Tuesday, back yesterday",     -3, -1, 0, false, false },
	{ "ill that day, back tomorrow",            0, 1, 0, true, false },
	{ "ill from tomorrow",                      1, 4, 0, false, false },
	{ "of years ago",                        -900, -890, 0, false, false },
};

static void reported_row_case(void **state)
{
	const struct reported_case *row = *state;
	struct school s;
	struct reported_row *rows;

	school_start(&s, NULL);
	act_begin(&s, "reported");
	int64_t id = put_reported(&s, 3, row->from, 0, row->back, row->back_session);
	act_save(&s);
	assert_int_equal(must(&s, store_reported_between(s.st, DAY, DAY, &s.a, &rows)), row->on_day);
	if (row->on_day)
		assert_int_equal(rows->id, id);
	assert_int_equal(must(&s, store_reported_back(s.st, DAY, DAY, &s.a, &rows)), row->due_back);
	assert_int_equal(must(&s, store_reported_of_pupil(s.st, s.pupil[3], &s.a, &rows)), 1);
	assert_int_equal(must(&s, store_reported_of_pupil(s.st, s.pupil[2], &s.a, &rows)), 0);
	school_finish(&s);
}

static void reported_order(void **state)
{
	struct school s;
	struct reported_row *rows;

	school_start(&s, NULL);
	act_begin(&s, "reported");
	int64_t later = put_reported(&s, 4, 0, 0, NEVER, 0), first = put_reported(&s, 1, -2, 0, 3, 0);
	put_reported(&s, 1, -9, 0, -2, 0);
	act_save(&s);
	assert_int_equal(must(&s, store_reported_between(s.st, day_at(-1), day_at(1), &s.a, &rows)), 2);
	assert_int_equal(rows[0].id, first);
	assert_int_equal(rows[1].id, later);
	assert_int_equal(must(&s, store_reported_of_pupil(s.st, s.pupil[1], &s.a, &rows)), 2);
	assert_int_equal(rows[1].id, first); /* by the day that it began */
	assert_holds(&s);
	school_finish(&s);
}

static void class_notes(void **state)
{
	struct school s;
	struct class_note_row *rows;

	school_start(&s, NULL);
	act_begin(&s, "class note");
	for (int n = 0; n < 4; n++) {
		struct class_note_row note = CLASS_NOTE_NEW;

		note.roll_group = n == 0 ? s.group[0] : NONE;
		note.pupil = n == 0 ? NONE : s.pupil[2];
		note.from_day = day_at(n - 2);
		note.to_day = day_at(n - 2 + (n == 0 ? 2 : 0));
		note.text = "Eats with the nurse";
		must(&s, store_act_put(s.st, THING_CLASS_NOTE, &note));
	}
	act_save(&s);
	assert_int_equal(must(&s, store_class_notes_on(s.st, DAY, &s.a, &rows)), 2); /* the class's, and the one of that day */
	assert_int_equal(rows[0].roll_group, s.group[0]);
	assert_int_equal(rows[1].pupil, s.pupil[2]);
	assert_int_equal(must(&s, store_class_notes_on(s.st, day_at(-2), &s.a, &rows)), 1);
	assert_int_equal(must(&s, store_class_notes_on(s.st, day_at(2), &s.a, &rows)), 0);
	assert_int_equal(must(&s, store_class_notes_of_pupil(s.st, s.pupil[2], &s.a, &rows)), 3);
	assert_holds(&s);
	school_finish(&s);
}

/* OUT OF THE GATE */

static int64_t put_out(struct school *s, int pupil, int day, int minute)
{
	struct sign_out_row p = SIGN_OUT_NEW;

	p.pupil = s->pupil[pupil];
	p.out_day = day_at(day);
	p.out_minute = minute;
	p.reason = "dentist";
	must(s, store_act_put(s->st, THING_SIGN_OUT, &p));
	return p.id;
}

static void sign_outs(void **state)
{
	struct school s;
	struct sign_out_row *rows;

	school_start(&s, NULL);
	act_begin(&s, "signed out");
	int64_t last = put_out(&s, 3, 0, 630), second = put_out(&s, 1, 0, 800), first = put_out(&s, 1, 0, 600);
	put_out(&s, 1, -1, 700);
	put_out(&s, 1, 1, 700);
	act_save(&s);
	assert_int_equal(must(&s, store_sign_outs_on(s.st, DAY, &s.a, &rows)), 3);
	assert_int_equal(rows[0].id, first);
	assert_int_equal(rows[1].id, second);
	assert_int_equal(rows[2].id, last);
	assert_int_equal(rows[0].in_minute, NONE);
	assert_int_equal(must(&s, store_sign_outs_of_pupil(s.st, s.pupil[1], &s.a, &rows)), 4);
	assert_int_equal(rows[0].out_day.n, day_at(-1).n);
	assert_int_equal(rows[3].out_day.n, day_at(1).n);
	assert_holds(&s);
	school_finish(&s);
}

/* CALLS */

static int64_t put_call(struct school *s, int pupil, int of, int made, int minute, bool spoken, const char *seen_by)
{
	struct call_row c = CALL_NEW;

	c.pupil = s->pupil[pupil];
	c.of_day = day_at(of);
	c.made_day = day_at(made);
	c.made_minute = minute;
	c.kind = "call";
	c.outcome = "no reply";
	c.child_spoken = spoken;
	c.child_seen_by = seen_by;
	must(s, store_act_put(s->st, THING_CALL, &c));
	return c.id;
}

static void calls(void **state)
{
	struct school s;
	struct call_row *rows;

	school_start(&s, NULL);
	act_begin(&s, "call");
	int64_t late = put_call(&s, 1, 0, 0, 600, false, NULL), early = put_call(&s, 2, 0, 0, 560, false, NULL);
	int64_t after = put_call(&s, 1, 0, 3, 500, false, NULL);  /* of DAY, made on Monday */
	int64_t before = put_call(&s, 3, -1, 0, 540, false, NULL); /* of the day before, made on DAY */
	put_call(&s, 3, -1, -1, 540, false, NULL);
	put_call(&s, 3, 3, 3, 540, false, NULL);
	act_save(&s);
	assert_int_equal(must(&s, store_calls_between(s.st, DAY, DAY, &s.a, &rows)), 4);
	assert_int_equal(rows[0].id, before);
	assert_int_equal(rows[1].id, early);
	assert_int_equal(rows[2].id, late);
	assert_int_equal(rows[3].id, after);
	assert_int_equal(must(&s, store_calls_of_pupil(s.st, s.pupil[3], &s.a, &rows)), 3);
	assert_int_equal(rows[2].made_day.n, day_at(3).n);
	assert_holds(&s);
	school_finish(&s);
}

static void contact_last(void **state)
{
	struct school s;
	struct contact_last_row *rows;

	school_start(&s, NULL);
	act_begin(&s, "call");
	put_call(&s, 1, -5, -5, 600, true, NULL);
	put_call(&s, 1, -3, -3, 600, true, NULL);
	put_call(&s, 1, -4, -4, 600, false, "Jo Reed");
	put_call(&s, 1, -2, -2, 600, false, NULL); /* neither */
	put_call(&s, 2, -1, -1, 600, true, "Jo Reed");
	act_save(&s);
	assert_int_equal(must(&s, store_contact_last(s.st, (int64_t[]){ s.pupil[2], s.pupil[0], s.pupil[1] }, 3, &s.a, &rows)), 3);
	assert_int_equal(rows[0].pupil, s.pupil[0]);
	assert_true(day_is_none(rows[0].spoken) && day_is_none(rows[0].seen));
	assert_int_equal(rows[1].pupil, s.pupil[1]);
	assert_int_equal(rows[1].spoken.n, day_at(-3).n);
	assert_int_equal(rows[1].seen.n, day_at(-4).n);
	assert_int_equal(rows[2].spoken.n, day_at(-1).n);
	assert_int_equal(rows[2].seen.n, day_at(-1).n);
	assert_int_equal(must(&s, store_contact_last(s.st, NULL, 0, &s.a, &rows)), 0);
	school_finish(&s);
}

/* TASKS AND WHAT IS AT REST */

static int64_t put_task(struct school *s, int due, int64_t minute, int done)
{
	struct task_row t = TASK_NEW;

	t.kind = "ring back";
	t.for_role = "office";
	t.pupil = s->pupil[1];
	t.about_day = DAY;
	t.due_day = day_at(due);
	t.due_minute = minute;
	t.text = "Ring Grace Okafor back";
	t.done_day = day_at(done);
	must(s, store_act_put(s->st, THING_TASK, &t));
	return t.id;
}

static void tasks(void **state)
{
	struct school s;
	struct task_row *rows;

	school_start(&s, NULL);
	act_begin(&s, "task");
	int64_t by_evening = put_task(&s, 0, NONE, NEVER), at_one = put_task(&s, 0, 780, NEVER), at_ten = put_task(&s, 0, 600, NEVER);
	int64_t overdue = put_task(&s, -300, 600, NEVER), done = put_task(&s, -1, 600, 0);
	put_task(&s, -1, 600, -1);
	act_save(&s);
	assert_int_equal(must(&s, store_tasks_open(s.st, &s.a, &rows)), 4);
	assert_int_equal(rows[0].id, overdue);
	assert_int_equal(rows[1].id, at_ten);
	assert_int_equal(rows[2].id, at_one);
	assert_int_equal(rows[3].id, by_evening);
	assert_int_equal(must(&s, store_tasks_done(s.st, DAY, DAY, &s.a, &rows)), 1);
	assert_int_equal(rows[0].id, done);
	assert_int_equal(must(&s, store_tasks_of_pupil(s.st, s.pupil[1], &s.a, &rows)), 6);
	assert_int_equal(must(&s, store_tasks_of_pupil(s.st, s.pupil[2], &s.a, &rows)), 0);
	assert_holds(&s);
	school_finish(&s);
}

static void settled(void **state)
{
	struct school s;
	struct settled_row row = SETTLED_NEW, *rows;

	school_start(&s, NULL);
	act_begin(&s, "settled");
	for (int day = -1; day <= 1; day++) {
		row.id = 0;
		row.pupil = s.pupil[0];
		row.of_day = day_at(day);
		row.kind = "not in class";
		row.words = "in the medical room";
		must(&s, store_act_put(s.st, THING_SETTLED, &row));
	}
	act_save(&s);
	assert_int_equal(must(&s, store_settled_between(s.st, DAY, DAY, &s.a, &rows)), 1);
	assert_int_equal(rows[0].of_day.n, DAY.n);
	assert_int_equal(rows[0].of_session, NONE);
	assert_int_equal(must(&s, store_settled_between(s.st, day_at(-1), day_at(1), &s.a, &rows)), 3);
	assert_int_equal(must(&s, store_settled_of_pupil(s.st, s.pupil[0], &s.a, &rows)), 3);
	assert_int_equal(must(&s, store_settled_of_pupil(s.st, s.pupil[1], &s.a, &rows)), 0);
	assert_holds(&s);
	school_finish(&s);
}

/* WHAT STANDS IN ONE SESSION */

static void marks_of_session(void **state)
{
	struct school s;
	uint8_t *marks;

	school_start(&s, NULL);
	mark_one(&s, s.pupil[0], DAY, SESSION_AM, CODE_NONE, 1);
	mark_one(&s, s.pupil[3], DAY, SESSION_AM, CODE_NONE, 3);
	mark_one(&s, s.pupil[3], DAY, SESSION_PM, CODE_NONE, 4);
	mark_one(&s, s.pupil[4], day_at(-1), SESSION_AM, CODE_NONE, 1);
	int n = must(&s, store_marks_of_session(s.st, DAY, SESSION_AM, &s.a, &marks));
	assert_int_equal(n, s.pupil[PUPILS - 1] + 1); /* those without a strip too */
	assert_int_equal(marks[s.pupil[0]], 1);
	assert_int_equal(marks[s.pupil[3]], 3);
	assert_int_equal(marks[s.pupil[4]], CODE_NONE);
	assert_int_equal(marks[s.pupil[5]], CODE_NONE);
	must(&s, store_marks_of_session(s.st, DAY, SESSION_PM, &s.a, &marks));
	assert_int_equal(marks[s.pupil[0]], CODE_NONE);
	assert_int_equal(marks[s.pupil[3]], 4);
	must(&s, store_marks_of_session(s.st, day_of(2025, 11, 20), SESSION_AM, &s.a, &marks));
	assert_int_equal(marks[s.pupil[0]], CODE_NONE);
	school_finish(&s);
}

/* LINES THAT ARE BEING RUNG */

static struct ringing_row ringing_of(struct school *s, int pupil, int64_t staff, int seconds)
{
	return (struct ringing_row){ s->pupil[pupil], staff, { CLOCK.seconds + seconds } };
}

static int64_t put_second_clerk(struct school *s)
{
	struct staff_row staff = STAFF_NEW;

	act_begin(s, "staff");
	staff.key = key_of('t', 1);
	staff.sign_in = "jo";
	staff.name = "Jo Reed";
	staff.position = "Clerk";
	staff.kind = "person";
	staff.from_day = STARTED;
	must(s, store_act_put(s->st, THING_STAFF, &staff));
	act_save(s);
	return staff.id;
}

static void ringing(void **state)
{
	struct school s;
	struct ringing_row *rows, one, other, again;
	struct hash before, after;
	int64_t seq, last;

	school_start(&s, NULL);
	int64_t jo = put_second_clerk(&s);
	must(&s, store_act_last(s.st, &seq, &before));
	one = ringing_of(&s, 1, s.staff, 0);
	other = ringing_of(&s, 1, jo, 30);
	again = ringing_of(&s, 1, s.staff, 60);
	must(&s, store_ringing_put(s.st, &one));
	assert_int_equal(store_ringing_put(s.st, &other), -EEXIST);
	must(&s, store_ringing_put(s.st, &again));
	other.pupil = s.pupil[2];
	must(&s, store_ringing_put(s.st, &other));
	assert_int_equal(must(&s, store_ringing_all(s.st, &s.a, &rows)), 2);
	assert_int_equal(rows[0].staff, s.staff);
	assert_int_equal(rows[0].since.seconds, CLOCK.seconds + 60);
	assert_int_equal(rows[1].staff, jo);
	must(&s, store_ringing_clear(s.st, s.pupil[2], s.staff)); /* not hers */
	assert_int_equal(must(&s, store_ringing_all(s.st, &s.a, &rows)), 2);
	must(&s, store_ringing_clear(s.st, 0, jo));
	assert_int_equal(must(&s, store_ringing_all(s.st, &s.a, &rows)), 1);
	must(&s, store_ringing_clear(s.st, s.pupil[1], s.staff));
	assert_int_equal(must(&s, store_ringing_all(s.st, &s.a, &rows)), 0);
	must(&s, store_act_last(s.st, &last, &after));
	assert_int_equal(last, seq);
	assert_memory_equal(&before, &after, sizeof before);
	assert_holds(&s);
	school_finish(&s);
}

/* Of a program that was killed yesterday. */
static void ringing_forgotten(void **state)
{
	struct school s;
	struct ringing_row *rows, one, other;
	int64_t jo;

	school_start(&s, NULL);
	jo = put_second_clerk(&s);
	one = ringing_of(&s, 1, s.staff, 0);
	other = ringing_of(&s, 1, jo, 23 * 3600);
	must(&s, store_ringing_put(s.st, &one));
	must(&s, store_ringing_put(s.st, &other));
	assert_int_equal(must(&s, store_ringing_all(s.st, &s.a, &rows)), 1);
	assert_int_equal(rows[0].staff, jo);
	assert_holds(&s);
	school_finish(&s);
}

/* Two programs: the second is told, and what the first saved is what it reads. */
static void ringing_elsewhere(void **state)
{
	struct school s, second;
	struct ringing_row one, other;
	const char **found;

	school_start(&s, NULL);
	one = ringing_of(&s, 1, s.staff, 0);
	other = ringing_of(&s, 1, put_second_clerk(&s), 5);
	second = (struct school){ 0 };
	memcpy(second.directory, s.directory, sizeof s.directory);
	school_open(&second);
	must(&s, store_ringing_put(s.st, &one));
	assert_int_equal(store_ringing_put(second.st, &other), -EEXIST);
	must(&s, store_ringing_clear(s.st, s.pupil[1], s.staff));
	must(&second, store_ringing_put(second.st, &other));
	assert_int_equal(must(&s, store_integrity(s.st, &s.a, &found)), 0); /* the shape of the store is what the migrations make */
	school_close(&second);
	school_finish(&s);
}

static const struct case_row cases[] = {
	{ "plans by pupil, then plan", planned_order },
	{ "plans whose review is due", reviews },
	{ "reports by pupil", reported_order },
	{ "notes for a class", class_notes },
	{ "who went out of the gate", sign_outs },
	{ "calls about a day, and those made on it", calls },
	{ "when a child was last spoken to and seen", contact_last },
	{ "tasks by when they are due", tasks },
	{ "what is at rest", settled },
	{ "what stands in one session", marks_of_session },
	{ "a line that somebody rings", ringing },
	{ "a line that somebody rang yesterday", ringing_forgotten },
	{ "a line that is rung from another terminal", ringing_elsewhere },
};

int main(void)
{
	static struct rows r;
	struct err e;

	if (seal_start(&e) < 0)
		return 1;
	rows_add(&r, planned_row_case, planned_cases);
	rows_add(&r, reported_row_case, reported_cases);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		rows_case(&r, cases[i].name, cases[i].f, NULL);
	return rows_run(&r, "store/day");
}
