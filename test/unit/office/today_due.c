/* Today: the day in its order: what is overdue, due, and done; by the policy's clocks (B1-B4, A10, A18, A27). */
#include "rows.h"

#include <errno.h>

#include "office/calls.h"
#include "office/clocks.h"
#include "office/gate.h"
#include "office/today.h"
#include "rules/code.h"
#include "store/store.h"
#include "world.h"

#define OAK_AM REF(OAK, TODAY, SESSION_AM)
#define PAST "Registers of past days not complete"

static int64_t act;

/* The first line of that kind that is not done; the caller knows that there is one. */
static struct today_due due_of(struct world *w, enum session session, enum due_kind kind)
{
	struct today_due found = { .kind = DUE_KINDS };
	struct today_view v;

	assert_done(office_today_open(w->o, TODAY, session, &v, &w->e));
	for (int i = v.due_count; i-- > 0;)
		if (v.due[i].kind == kind && !v.due[i].done)
			found = v.due[i];
	today_view_finish(&v);
	assert_int_equal(found.kind, kind);
	found.text = NULL;
	return found;
}

/* "! 09:30 text" overdue, "  09:30 text" due, "= 09:30 text" done, a line each; past registers, of which this world has many, left out. */
static const char *shown(struct world *w, enum session session)
{
	struct today_view v;
	char at[8];

	err_clear(&w->e);
	assert_done(office_today_open(w->o, TODAY, session, &v, &w->e));
	buf_reset(&w->said);
	for (int i = 0; i < v.due_count; i++) {
		const struct today_due *d = &v.due[i];

		assert_false(d->done && d->overdue);
		assert_true(d->count > 0);
		if (!strstr(d->text, PAST) && d->kind != DUE_RETURN && d->kind != DUE_FORTNIGHT) /* those two have tests of their own */
			buf_printf(&w->said, "%s %s %s\n", d->done ? "=" : d->overdue ? "!" : "-", d->minute < 0 ? "--" : minute_text(d->minute, at), d->text);
	}
	today_view_finish(&v);
	return buf_string(&w->said);
}

static void all_in(struct world *w, const char *amara)
{
	as(w, "ann");
	assert_done(mark(w, WILLOW_AM, AMARA, amara, NULL));
	assert_done(mark(w, WILLOW_AM, BEN, "/", NULL));
	assert_done(mark(w, WILLOW_AM, CHLOE, "/", NULL));
	assert_done(mark(w, OAK_AM, FINN, "/", NULL));
	assert_done(mark(w, OAK_AM, GIA, "/", NULL));
	assert_done(office_register_send(w->o, WILLOW_AM, &w->said, &w->got, &w->e));
	assert_done(office_register_send(w->o, OAK_AM, &w->said, &w->got, &w->e));
}

static void called(struct world *w, int64_t pupil, int minute, const char *kind, const char *outcome)
{
	struct call_row call = CALL_NEW;

	call.pupil = pupil;
	call.of_day = call.made_day = TODAY;
	call.made_minute = minute;
	call.kind = kind;
	call.outcome = outcome;
	if (strcmp(outcome, "will call back") == 0) {
		call.next_day = TODAY;
		call.next_minute = 10 * 60 + 15;
	}
	world_put(w, THING_CALL, &call);
}

static void adopt(struct world *w, const char *name)
{
	as(w, "ada");
	assert_done(office_policy_adopt(w->o, name, TODAY, false, NULL, &w->said, &act, &w->e));
	as(w, "ann");
}

/* REGISTERS, THE CLOSE, THE REPORT */

static void from_all_in_to_the_report(struct world *w)
{
	as(w, "ann");
	at(w, "2026-11-20T09:04");
	all_in(w, "/");
	assert_string_equal(shown(w, SESSION_AM), "= 09:04 Registers of the morning are all in: 2\n");
	at(w, "2026-11-20T09:15");
	assert_string_equal(shown(w, SESSION_AM), "- 09:15 Close the morning: 2 registers\n= 09:04 Registers of the morning are all in: 2\n");
	at(w, "2026-11-20T09:16");
	assert_words(shown(w, SESSION_AM), "! 09:15 Close the morning: 2 registers\n");
	assert_done(office_session_close(w->o, REF(0, TODAY, SESSION_AM), true, &w->said, &w->got, &w->e));
	assert_string_equal(shown(w, SESSION_AM), "- 09:16 Absentee report of the morning, for the head\n= 09:04 Registers of the morning are all in: 2\n"
						  "= 09:16 The morning is closed: 2 registers\n");
	at(w, "2026-11-20T09:17");
	assert_words(shown(w, SESSION_AM), "! 09:16 Absentee report of the morning");
	as(w, "hal");
	assert_words(shown(w, SESSION_AM), "! 09:16 Absentee report of the morning");
	as(w, "des"); /* who closes nothing waits for no report */
	assert_string_equal(shown(w, SESSION_AM), "= 09:04 Registers of the morning are all in: 2\n");
	as(w, "ann");
	assert_done(office_report_out(w->o, TODAY, SESSION_AM, "on paper", &act, &w->e));
	assert_true(act > 0);
	assert_string_equal(shown(w, SESSION_AM), "= 09:04 Registers of the morning are all in: 2\n= 09:16 The morning is closed: 2 registers\n"
						  "= 09:17 The absentee report of the morning is out\n");
	as(w, "tom");
	assert_string_equal(shown(w, SESSION_AM), "= 09:04 Register of the morning is in: Willow\n");
}

static void report_at_the_policys_minute(struct world *w)
{
	adopt(w, "federation-hamsey-plumpton");
	as(w, "ann");
	at(w, "2026-11-20T09:14");
	assert_null(strstr(shown(w, SESSION_AM), "report"));
	at(w, "2026-11-20T09:15");
	assert_words(shown(w, SESSION_AM), "- 09:15 Absentee report of the morning, for the head\n");
	at(w, "2026-11-20T09:16");
	assert_words(shown(w, SESSION_AM), "! 09:15 Absentee report of the morning, for the head\n");
	assert_done(office_report_out(w->o, TODAY, SESSION_PM, NULL, &act, &w->e)); /* of another session */
	assert_words(shown(w, SESSION_AM), "! 09:15 Absentee report of the morning, for the head\n");
	assert_done(office_paper_text(w->o, "slip", "of somebody\n", 1, &w->said, &w->e));
	assert_words(shown(w, SESSION_AM), "! 09:15 Absentee report of the morning, for the head\n");
	assert_done(office_paper_text(w->o, "absentees", "nobody\n", 1, &w->said, &w->e));
	assert_words(shown(w, SESSION_AM), "= 09:16 The absentee report of the morning is out\n");
}

/* CALLS */

static void first_calls_to_the_minute(struct world *w)
{
	as(w, "ann");
	at(w, "2026-11-20T09:30");
	all_in(w, "N");
	assert_words(shown(w, SESSION_AM), "- 09:30 No reason yet: 1 pupil, first calls by 09:30\n");
	at(w, "2026-11-20T09:31");
	assert_words(shown(w, SESSION_AM), "! 09:30 No reason yet: 1 pupil, first calls by 09:30\n");
	called(w, AMARA, 9 * 60 + 34, "call", "no reply");
	at(w, "2026-11-20T09:35"); /* nobody is left to ring: the policy's next steps, whose time has not come */
	assert_words(shown(w, SESSION_AM), "- 13:00 A second message where there is no reason yet: 1 pupil\n- 13:00 A visit to the home is considered: 1 pupil\n"
					   "- 13:00 A welfare check is considered where nobody has answered: 1 pupil\n");
	assert_words(shown(w, SESSION_AM), "= 09:34 First calls made: 1 pupil\n");
	assert_null(strstr(shown(w, SESSION_AM), "No reason yet"));
	assert_int_equal(due_of(w, SESSION_AM, DUE_HOME_VISIT).pupil, AMARA);
	called(w, AMARA, 9 * 60 + 40, "rang us", "spoke"); /* and gave no reason: nobody knows where the child is */
	assert_words(shown(w, SESSION_AM), "- 13:00 A visit to the home is considered: 1 pupil\n");
	assert_words(shown(w, SESSION_AM), "= 09:34 First calls made: 1 pupil\n");
	as(w, "tom");
	assert_null(strstr(shown(w, SESSION_AM), "calls"));
}

static void promised(struct world *w)
{
	as(w, "ann");
	at(w, "2026-11-20T09:31");
	all_in(w, "N");
	called(w, AMARA, 9 * 60 + 31, "call", "will call back");
	assert_words(shown(w, SESSION_AM), "- 10:15 No reason yet: 1 family promised to ring back\n");
	at(w, "2026-11-20T10:16");
	assert_words(shown(w, SESSION_AM), "! 10:15 No reason yet: 1 family promised to ring back\n");
}

/* In the afternoon who was missed in the morning is missed still. */
static void one_o_clock(struct world *w)
{
	as(w, "ann");
	at(w, "2026-11-20T09:31");
	all_in(w, "N");
	at(w, "2026-11-20T13:00");
	assert_words(shown(w, SESSION_PM), "! 09:30 No reason yet: 1 pupil, first calls by 09:30\n");
	assert_words(shown(w, SESSION_PM), "- 13:00 A second message where there is no reason yet: 1 pupil\n- 13:00 A visit to the home is considered: 1 pupil\n");
	assert_null(strstr(shown(w, SESSION_PM), "welfare")); /* nobody was rung in vain */
	called(w, AMARA, 12 * 60 + 59, "text", "sent");
	at(w, "2026-11-20T13:01");
	assert_words(shown(w, SESSION_PM), "! 13:00 A second message where there is no reason yet: 1 pupil\n");
	called(w, AMARA, 13 * 60 + 1, "text", "sent");
	assert_null(strstr(shown(w, SESSION_PM), "A second message"));
	assert_words(shown(w, SESSION_PM), "= 13:01 Second message or call: 1 pupil\n");
	called(w, AMARA, 13 * 60 + 40, "visit", "nobody in");
	assert_words(shown(w, SESSION_PM), "= 13:40 Visits made: 1 pupil\n");
	assert_null(strstr(shown(w, SESSION_PM), "A visit to the home"));
}

static void a_policy_without_steps(struct world *w)
{
	adopt(w, "federation-hamsey-plumpton");
	as(w, "ann");
	at(w, "2026-11-20T09:31");
	all_in(w, "N");
	called(w, AMARA, 9 * 60 + 31, "call", "no reply");
	at(w, "2026-11-20T13:30");
	assert_null(strstr(shown(w, SESSION_PM), "message"));
	assert_null(strstr(shown(w, SESSION_PM), "visit"));
}

static void friendly_call(struct world *w)
{
	adopt(w, "federation-hamsey-plumpton");
	as(w, "ann");
	at(w, "2026-11-20T13:20");
	assert_done(mark(w, WILLOW_PM, AMARA, "I", NULL));
	assert_null(strstr(shown(w, SESSION_PM), "friendly")); /* it is the class teacher's */
	as(w, "tom");
	assert_words(shown(w, SESSION_PM), "- 15:30 A friendly call home about the next day: 1 pupil\n");
	called(w, AMARA, 15 * 60 + 20, "call", "spoke");
	assert_null(strstr(shown(w, SESSION_PM), "friendly"));
}

/* PLANS, THE GATE, LISTS */

static int64_t plan(struct world *w, const char *kind, const char *code, int64_t leaves, struct day review)
{
	struct plan_row plan = PLAN_NEW;

	plan.kind = kind;
	plan.code = code;
	plan.name = strcmp(kind, "trip") == 0 ? "Hever Castle" : NULL;
	plan.leader = plan.name ? "Tom Bell" : NULL;
	plan.from_day = plan.to_day = TODAY;
	plan.to_session = 1;
	plan.weekdays = 127;
	plan.sessions = 3;
	plan.leaves = leaves;
	plan.review_day = review;
	world_put(w, THING_PLAN, &plan);
	return plan.id;
}

static void joins(struct world *w, int64_t plan, int64_t pupil)
{
	struct plan_pupil_row on = PLAN_PUPIL_NEW;

	on.plan = plan;
	on.pupil = pupil;
	world_put(w, THING_PLAN_PUPIL, &on);
}

static void a_trip(struct world *w)
{
	as(w, "ann");
	int64_t trip = plan(w, "trip", "V", 9 * 60 + 20, DAY_NONE), pattern = plan(w, "pattern", "B", NONE, DAY_NONE);

	joins(w, trip, AMARA);
	joins(w, trip, FINN);
	joins(w, pattern, BEN);
	at(w, "2026-11-20T09:20");
	assert_words(shown(w, SESSION_AM), "- 09:20 Confirm 2 pupils: Hever Castle, with Tom Bell\n");
	assert_words(shown(w, SESSION_AM), "! 09:15 Confirm 1 pupil: educated off site\n"); /* without a time of its own: by the close */
	assert_int_equal(due_of(w, SESSION_AM, DUE_CONFIRM).id, pattern); /* of the two it is overdue */
	at(w, "2026-11-20T09:21");
	assert_words(shown(w, SESSION_AM), "! 09:20 Confirm 2 pupils: Hever Castle, with Tom Bell\n");
	assert_done(mark(w, OAK_AM, FINN, "/", NULL)); /* stayed here */
	assert_words(shown(w, SESSION_AM), "! 09:20 Confirm 1 pupil: Hever Castle, with Tom Bell\n");
	as(w, "yaz"); /* of year 1 alone: nobody is waited for */
	assert_null(strstr(shown(w, SESSION_AM), "Hever"));
}

static void reviews(struct world *w)
{
	as(w, "ann");
	joins(w, plan(w, "pattern", "C2", NONE, TODAY), AMARA);
	assert_words(shown(w, SESSION_AM), "- -- Review: C2 pattern of Amara Okafor, since 20 Nov 2026\n");
	joins(w, plan(w, "pattern", "C2", NONE, day_add(TODAY, -1)), BEN);
	assert_words(shown(w, SESSION_AM), "! -- Review: C2 pattern of Ben Ash, since 19 Nov 2026\n");
	for (int i = 0; i < 3; i++)
		plan(w, "pattern", "C2", NONE, TODAY);
	assert_words(shown(w, SESSION_AM), "- -- Plans to be reviewed: 5\n");
	assert_int_equal(due_of(w, SESSION_AM, DUE_REVIEW).id, 0);
	plan(w, "pattern", "C2", NONE, day_add(TODAY, 1));
	assert_words(shown(w, SESSION_AM), "- -- Plans to be reviewed: 5\n");
}

static void out_of_the_gate(struct world *w)
{
	struct sign_out_row out = SIGN_OUT_NEW;
	struct today_view v;

	as(w, "ann");
	at(w, "2026-11-20T09:10");
	all_in(w, "/");
	out.pupil = AMARA;
	out.out_day = TODAY;
	out.out_minute = 9 * 60 + 5;
	out.due_minute = 9 * 60 + 10;
	out.reason = "dentist";
	world_put(w, THING_SIGN_OUT, &out);
	assert_words(shown(w, SESSION_AM), "- 09:10 Amara Okafor is due back: dentist\n");
	assert_done(office_today_open(w->o, TODAY, SESSION_AM, &v, &w->e));
	assert_int_equal(v.counts.off_site, 0); /* not with us: the mark counts */
	assert_int_equal(v.counts.here, 5);
	today_view_finish(&v);
	at(w, "2026-11-20T09:11");
	assert_null(strstr(shown(w, SESSION_AM), "is due back:"));
	assert_words(shown(w, SESSION_AM), "! 09:10 Signed out, due back, not here: 1\n"); /* in its place by time: the child is somewhere, now */
	out.id = 0;
	out.pupil = CHLOE;
	out.due_minute = 9 * 60 + 8;
	world_put(w, THING_SIGN_OUT, &out);
	assert_words(shown(w, SESSION_AM), "! 09:08 Signed out, due back, not here: 2\n");
	out.in_minute = 9 * 60 + 11;
	world_put(w, THING_SIGN_OUT, &out);
	out = SIGN_OUT_NEW;
	out.out_day = TODAY;
	out.out_minute = 9 * 60 + 5;
	out.reason = "swimming lesson";
	out.pupil = BEN;
	out.due_minute = NONE;
	out.place = "swimming";
	world_put(w, THING_SIGN_OUT, &out);
	assert_done(office_today_open(w->o, TODAY, SESSION_AM, &v, &w->e));
	assert_int_equal(v.counts.off_site, 1);
	assert_int_equal(v.counts.here, 4);
	assert_int_equal(v.counts.attended, 5);
	today_view_finish(&v);
}

/* As many as the list itself has. */
static void lists_to_settle(struct world *w)
{
	struct register_ref yesterday = { WILLOW, day_of(2026, 11, 19), SESSION_AM };
	struct watch_view v;

	as(w, "ann");
	at(w, "2026-11-20T09:10");
	as(w, "ann");
	assert_done(mark(w, &yesterday, AMARA, "N", "from paper"));
	assert_done(mark(w, &yesterday, BEN, "N", "from paper"));
	all_in(w, "/");
	assert_words(shown(w, SESSION_AM), "- -- Back, and an absence has no reason: 2\n");
	assert_done(office_watch_open(w->o, TODAY, &v, &w->e));
	assert_int_equal(v.of[WATCH_NO_REASON], 2);
	watch_view_finish(&v);
	assert_done(office_watch_settle(w->o, WATCH_NO_REASON, BEN, &yesterday, "mother rang: ill", &act, &w->e));
	assert_words(shown(w, SESSION_AM), "- -- Back, and an absence has no reason: 1\n");
	as(w, "tom");
	assert_null(strstr(shown(w, SESSION_AM), "Back,"));
	as(w, "yaz"); /* neither is of her year */
	assert_null(strstr(shown(w, SESSION_AM), "Back,"));
}

/* TASKS */

static void task(struct world *w, const char *role, struct day due, int64_t minute, const char *text)
{
	struct task_row row = TASK_NEW;

	row.kind = "task";
	row.for_role = role;
	row.due_day = due;
	row.due_minute = minute;
	row.text = text;
	world_put(w, THING_TASK, &row);
}

static void tasks(struct world *w)
{
	struct task_row failed = TASK_NEW;

	as(w, "ann");
	at(w, "2026-11-20T09:16");
	failed.kind = "contacts failed";
	failed.for_role = "dsl";
	failed.pupil = AMARA;
	failed.about_day = failed.due_day = TODAY;
	failed.text = "All contacts failed.";
	world_put(w, THING_TASK, &failed);
	task(w, "office", TODAY, 9 * 60 + 16, "Ring the coach company");
	task(w, "office", day_add(TODAY, -1), NONE, "Ask for the note");
	task(w, "office", day_add(TODAY, 1), NONE, "Nothing for today");
	as(w, "ann");
	/* Oak and Willow are overdue since 9:15, the task of yesterday has no time */
	assert_words(shown(w, SESSION_AM), "! 09:15 Willow: register not taken, 3 pupils\n! -- Ask for the note\n- 09:16 Ring the coach company\n");
	assert_null(strstr(shown(w, SESSION_AM), "All contacts"));
	assert_null(strstr(shown(w, SESSION_AM), "Nothing for today"));
	as(w, "des"); /* the safeguarding lead's come before all the rest */
	assert_words(shown(w, SESSION_AM), "- -- Amara Okafor: All contacts failed.\n! 09:15 Oak: register not taken");
	assert_int_equal(due_of(w, SESSION_AM, DUE_TASK).id, failed.id);
	assert_int_equal(due_of(w, SESSION_AM, DUE_TASK).pupil, AMARA);
	assert_done(office_task_done(w->o, failed.id, "went there", &act, &w->e));
	assert_words(shown(w, SESSION_AM), "= -- Amara Okafor: All contacts failed.\n");
	for (int i = 0; i < 10; i++)
		task(w, "dsl", TODAY, NONE, "One of many");
	assert_words(shown(w, SESSION_AM), "- -- And 2 more tasks\n");
}

int main(void)
{
	static const struct world_case cases[] = {
		{ "from the registers to the report", from_all_in_to_the_report },
		{ "the report at the policy's minute", report_at_the_policys_minute },
		{ "first calls to the minute, and what follows", first_calls_to_the_minute },
		{ "a promise to ring back", promised },
		{ "one o'clock: a second message, a visit", one_o_clock },
		{ "a policy that asks for no second message", a_policy_without_steps },
		{ "the friendly call is the class teacher's", friendly_call },
		{ "a trip and a provider, to be confirmed", a_trip },
		{ "plans to be reviewed", reviews },
		{ "out of the gate, with us and not", out_of_the_gate },
		{ "lists to settle, as long as they are", lists_to_settle },
		{ "tasks, and whose come first", tasks },
	};
	static struct rows r;

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		rows_case(&r, cases[i].name, world_case, &cases[i]);
	return rows_run(&r, "today_due");
}
