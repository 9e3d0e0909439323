#include "rows.h"

#include <errno.h>
#include <stdio.h>

#include "callers.h"
#include "office/today.h"
#include "rules/code.h"

/* What is logged, and what follows from it in the same act (B3, B9, B16, B18; A20). */

static int64_t grace, sam;

static void undo(struct world *w)
{
	CLEAN_BUF struct buf left = { 0 };
	struct mark_result got;
	int64_t act = w->got.act;

	assert_done(office_undo(w->o, act, "mistake", &left, &got, &w->e));
	assert_string_equal(buf_string(&left), "");
}

/* Amara and Finn: N at 9:20, both with Grace and Sam. */
static void two_absent(struct world *w)
{
	as(w, "ann");
	grace = caller(w, AMARA, "Grace Okafor", "mother", "07700 900123");
	sam = caller(w, AMARA, "Sam Okafor", "father", "07700 900456");
	caller_too(w, FINN, grace, "mother");
	absent(w, AMARA, "N");
	absent(w, FINN, "N");
	at(w, "2026-11-20T09:34");
}

/* Of Amara's contacts, in their order. */
static void contact_change(struct world *w, int which, const struct contact_wish *wish)
{
	struct family_view v;
	int64_t act = 0;

	assert_done(office_family_open(w->o, AMARA, &v, &w->e));
	assert_done(office_contact_change(w->o, v.contacts[which].contact, wish, NULL, &w->said, &act, &w->e));
	family_view_finish(&v);
}

/* WHAT BECOMES OF THE LINE */

static const struct outcome_row {
	const char *name;
	enum call_kind kind;
	enum call_outcome outcome;
	const char *code;
	enum call_state state;
	const char *next, *last, *mark;
} outcome_rows[] = {
	{ "no reply: the next contact", CALL_CALL, CALL_NO_REPLY, NULL, CALL_TRIED, "Sam Okafor", "no reply 09:34, mother", "N" },
	{ "a message left reaches nobody", CALL_CALL, CALL_MESSAGE_LEFT, NULL, CALL_TRIED, "Sam Okafor", "message left 09:34, mother", "N" },
	{ "a wrong number: the only one of hers", CALL_CALL, CALL_WRONG_NUMBER, NULL, CALL_TRIED, "Sam Okafor", "wrong number 09:34, mother", "N" },
	{ "will call back: waits for it", CALL_CALL, CALL_WILL_CALL_BACK, NULL, CALL_LATER, "Grace Okafor", "will call back 09:34, mother", "N" },
	{ "spoke, and nobody knows where the child is", CALL_CALL, CALL_SPOKE, NULL, CALL_TRIED, "Sam Okafor", "spoke 09:34, mother", "N" },
	{ "spoke: ill", CALL_CALL, CALL_SPOKE, "i", CALL_DONE, NULL, "spoke 09:34, mother", "I" },
	{ "they rang us: dentist", CALL_RANG_US, CALL_SPOKE, "M", CALL_DONE, NULL, "spoke 09:34, mother", "M" },
	{ "their message on our machine is no attempt of ours", CALL_RANG_US, CALL_MESSAGE_LEFT, NULL, CALL_DUE, "Grace Okafor",
	  "message left 09:34, mother", "N" },
	{ "a text is no attempt that failed", CALL_TEXT, CALL_SENT, NULL, CALL_DUE, "Grace Okafor", "sent 09:34, mother", "N" },
};

static void outcome_case(void **state)
{
	const struct outcome_row *row = *state;
	struct world world, *w = &world;
	struct call_page p;

	world_make(w, false);
	two_absent(w);
	assert_done(CALL(w, AMARA, row->code, .kind = row->kind, .outcome = row->outcome, .adult = grace, .number = "07700 900123"));
	assert_true(w->got.act > 0);
	assert_int_equal(w->got.entries, row->code ? 1 : 0);
	assert_string_equal(stands(w, WILLOW_AM, AMARA), row->mark);
	assert_string_equal(stands(w, REF(OAK, TODAY, SESSION_AM), FINN), "N");
	assert_done(office_call_open(w->o, AMARA, DAY_NONE, &p, &w->e));
	assert_int_equal(p.line.state, row->state);
	if (row->next)
		assert_string_equal(p.line.next_name, row->next);
	else
		assert_null(p.line.next_name);
	assert_string_equal(p.line.last, row->last);
	call_page_finish(&p);
	undo(w);
	assert_string_equal(stands(w, WILLOW_AM, AMARA), "N");
	assert_done(office_call_open(w->o, AMARA, DAY_NONE, &p, &w->e));
	assert_int_equal(p.line.state, CALL_DUE);
	assert_int_equal(p.log_count, 0);
	assert_string_equal(p.line.next_number, "07700 900123"); /* a number that was struck out rings again */
	call_page_finish(&p);
	world_end(w);
}

/* THE LAST CONTACT FAILS */

static void last_fails(struct world *w)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct call_page p;

	two_absent(w);
	flag(w, AMARA, "cp");
	assert_done(CALL(w, AMARA, NULL, .kind = CALL_CALL, .outcome = CALL_NO_REPLY, .adult = grace));
	assert_words(buf_string(&w->said), "Next: Sam Okafor (father), 07700 900456.");
	assert_string_equal(tasks(w, &a), "");
	assert_done(CALL(w, AMARA, NULL, .kind = CALL_CALL, .outcome = CALL_MESSAGE_LEFT, .adult = sam));
	assert_words(buf_string(&w->said), "Nobody is left to ring about Amara Okafor (Willow): the safeguarding lead has a task.");
	assert_string_equal(tasks(w, &a), "contacts failed, safeguarding lead: No contact could say where Amara Okafor (Willow) is, absent on Fri 20 Nov "
		"2026: decide on a visit and a welfare check.\n");
	assert_done(CALL(w, AMARA, NULL, .kind = CALL_CALL, .outcome = CALL_NO_REPLY, .adult = sam)); /* once a child and day */
	assert_string_equal(tasks(w, &a), "contacts failed, safeguarding lead: No contact could say where Amara Okafor (Willow) is, absent on Fri 20 Nov "
		"2026: decide on a visit and a welfare check.\n");
	assert_done(office_call_open(w->o, AMARA, DAY_NONE, &p, &w->e));
	assert_int_equal(p.line.state, CALL_FAILED);
	assert_true(p.step_count >= 3);
	assert_true(p.steps[0].done); /* the first calls were made */
	assert_int_equal(p.steps[1].minute, 13 * 60);
	assert_false(p.steps[1].done);
	call_page_finish(&p);
}

/* Her mobile was rung before: it is not offered again because another number of hers is nobody's. */
static void wrong_at_last(struct world *w)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct contact_wish wish = CONTACT_WISH;

	two_absent(w);
	wish.work = "01632 960045";
	contact_change(w, 0, &wish);
	assert_done(CALL(w, AMARA, NULL, .kind = CALL_CALL, .outcome = CALL_NO_REPLY, .adult = grace, .number = "07700 900123"));
	assert_done(CALL(w, AMARA, NULL, .kind = CALL_CALL, .outcome = CALL_NO_REPLY, .adult = sam, .number = "07700 900456"));
	assert_words(buf_string(&w->said), "Next: Grace Okafor (mother), 01632 960045.");
	assert_string_equal(tasks(w, &a), "");
	assert_done(CALL(w, AMARA, NULL, .kind = CALL_CALL, .outcome = CALL_WRONG_NUMBER, .adult = grace, .number = "01632 960045"));
	assert_words(buf_string(&w->said), "Nobody is left to ring about Amara Okafor (Willow): the safeguarding lead has a task.");
	assert_words(tasks(w, &a), "contacts failed");
}

/* A first number that is nobody's: the next one of the same contact, before anybody else. */
static void wrong_at_first(struct world *w)
{
	struct contact_wish wish = CONTACT_WISH;

	two_absent(w);
	wish.work = "01632 960045";
	contact_change(w, 0, &wish);
	assert_done(CALL(w, AMARA, NULL, .kind = CALL_CALL, .outcome = CALL_WRONG_NUMBER, .adult = grace, .number = "07700 900123"));
	assert_words(buf_string(&w->said), "Next: Grace Okafor (mother), 01632 960045.");
}

static void last_fails_undone(struct world *w)
{
	CLEAN_ARENA struct arena a = { 0 };

	two_absent(w);
	assert_done(CALL(w, AMARA, NULL, .kind = CALL_CALL, .outcome = CALL_NO_REPLY, .adult = grace));
	assert_done(CALL(w, AMARA, NULL, .kind = CALL_CALL, .outcome = CALL_NO_REPLY, .adult = sam));
	undo(w);
	assert_string_equal(tasks(w, &a), "");
	assert_done(CALL(w, AMARA, NULL, .kind = CALL_CALL, .outcome = CALL_NO_REPLY, .adult = sam));
	assert_words(tasks(w, &a), "contacts failed");
}

/* Nobody is told of a call that a parent answered at last. */
static void nobody_at_all(struct world *w)
{
	CLEAN_ARENA struct arena a = { 0 };

	as(w, "ann");
	absent(w, BEN, "N");
	at(w, "2026-11-20T09:34");
	assert_done(CALL(w, BEN, NULL, .kind = CALL_CALL, .outcome = CALL_NO_REPLY, .number = "0113 496 0000"));
	assert_words(tasks(w, &a), "No contact could say where Ben Ash (Willow) is");
}

/* ONE CALL FOR ALL */

static void siblings(struct world *w)
{
	struct call_page p;

	two_absent(w);
	const struct call_given children[] = { { .pupil = AMARA, .code = "I" }, { .pupil = FINN, .code = "M" } };
	struct call_wish wish = CALL_WISH;

	wish.children = children;
	wish.count = 2;
	wish.kind = CALL_CALL;
	wish.outcome = CALL_SPOKE;
	wish.adult = grace;
	wish.words = "one ill, one at the dentist";
	assert_done(office_call_log(w->o, &wish, &w->said, &w->got, &w->e));
	assert_int_equal(w->got.entries, 2);
	assert_string_equal(stands(w, WILLOW_AM, AMARA), "I");
	assert_string_equal(stands(w, REF(OAK, TODAY, SESSION_AM), FINN), "M");
	assert_done(office_call_open(w->o, FINN, DAY_NONE, &p, &w->e));
	assert_int_equal(p.log_count, 1);
	assert_words(p.log[0].line, "spoke: Grace Okafor (mother)");
	call_page_finish(&p);
	undo(w);
	assert_string_equal(stands(w, WILLOW_AM, AMARA), "N");
	assert_string_equal(stands(w, REF(OAK, TODAY, SESSION_AM), FINN), "N");
}

/* A number that is nobody's is so for the sibling too (B18). */
static void dead_number(struct world *w)
{
	struct call_page p;

	two_absent(w);
	assert_done(CALL(w, AMARA, NULL, .kind = CALL_CALL, .outcome = CALL_WRONG_NUMBER, .adult = grace, .number = "07700 900 123"));
	assert_words(buf_string(&w->said), "It is struck out for Amara Okafor (Willow) and Finnley Oakley (Oak).");
	assert_done(office_call_open(w->o, FINN, DAY_NONE, &p, &w->e));
	assert_true(p.contacts[0].numbers[0].dead);
	assert_string_equal(p.contacts[0].warning, "no number that is answered");
	assert_int_equal(p.line.state, CALL_FAILED);
	call_page_finish(&p);
	undo(w);
	assert_done(office_call_open(w->o, FINN, DAY_NONE, &p, &w->e));
	assert_false(p.contacts[0].numbers[0].dead);
	assert_int_equal(p.line.state, CALL_DUE);
	call_page_finish(&p);
}

/* TWO CLERKS */

static void two_clerks(struct world *w)
{
	two_absent(w);
	at(w, "2026-11-20T09:41");
	assert_done(CALL(w, AMARA, "I", .kind = CALL_CALL, .outcome = CALL_SPOKE, .adult = grace));
	as(w, "hal");
	at(w, "2026-11-20T09:42");
	assert_int_equal(CALL(w, AMARA, "M", .kind = CALL_RANG_US, .outcome = CALL_SPOKE, .adult = sam), -ESTALE);
	assert_words(w->e.text, "Amara Okafor (Willow) is I (illness) now, by Ann Reed at 09:41: look again, then decide.");
	assert_string_equal(stands(w, WILLOW_AM, AMARA), "I");
	assert_done(CALL(w, AMARA, "I", .kind = CALL_RANG_US, .outcome = CALL_SPOKE, .adult = sam)); /* the same is no matter */
	assert_int_equal(w->got.entries, 0);
	assert_words(buf_string(&w->said), "Amara Okafor (Willow): I stands for the morning already, by Ann Reed at 09:41.");
	const struct call_given known = { .pupil = AMARA, .code = "M", .seen = CODE_I };
	struct call_wish wish = CALL_WISH;

	wish.children = &known;
	wish.count = 1;
	wish.outcome = CALL_SPOKE;
	assert_done(office_call_log(w->o, &wish, &w->said, &w->got, &w->e)); /* who saw the I may change it */
	assert_string_equal(stands(w, WILLOW_AM, AMARA), "M");
}

/* A child who came meanwhile is here, whatever is said on the telephone (A22). */
static void came_meanwhile(struct world *w)
{
	two_absent(w);
	assert_done(late(w, AMARA, -1, NULL, "bus"));
	assert_int_equal(CALL(w, AMARA, "I", .kind = CALL_CALL, .outcome = CALL_SPOKE, .adult = grace), -ESTALE);
	assert_words(w->e.text, "is U (after the close)");
	const struct call_given known = { .pupil = AMARA, .code = "I", .seen = CODE_U };
	struct call_wish wish = CALL_WISH;

	wish.children = &known;
	wish.count = 1;
	wish.outcome = CALL_SPOKE;
	assert_int_equal(office_call_log(w->o, &wish, &w->said, &w->got, &w->e), -ESTALE); /* whoever saw it: change it in the register */
	assert_done(CALL(w, AMARA, NULL, .kind = CALL_CALL, .outcome = CALL_SPOKE, .adult = grace, .words = "on the bus"));
	assert_string_equal(stands(w, WILLOW_AM, AMARA), "U");
}

/* A20: somebody spoke, so the reason is the program's; of a letter it is not. */
static void reasons(struct world *w)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct mark_change *changes;

	two_absent(w);
	assert_done(CALL(w, AMARA, "I", .kind = CALL_CALL, .outcome = CALL_SPOKE, .adult = grace));
	int n = office_mark_history(w->o, WILLOW_AM, AMARA, &a, &changes, &w->e);
	assert_int_equal(n, 2);
	assert_string_equal(changes[1].reason, "parent rang");
	assert_refused(CALL(w, FINN, "I", .kind = CALL_TEXT, .outcome = CALL_SENT, .adult = grace), "needs a reason");
	assert_done(CALL(w, FINN, "I", .kind = CALL_TEXT, .outcome = CALL_SENT, .adult = grace, .reason = "a note came"));
	n = office_mark_history(w->o, REF(OAK, TODAY, SESSION_AM), FINN, &a, &changes, &w->e);
	assert_string_equal(changes[n - 1].reason, "a note came");
}

/* Both sessions, where neither has a reason. */
static void both_sessions(struct world *w)
{
	two_absent(w);
	at(w, "2026-11-20T13:20");
	assert_done(mark(w, WILLOW_PM, AMARA, "N", NULL));
	assert_done(CALL(w, AMARA, "I", .kind = CALL_CALL, .outcome = CALL_SPOKE, .adult = grace));
	assert_int_equal(w->got.entries, 2);
	assert_string_equal(stands(w, WILLOW_AM, AMARA), "I");
	assert_string_equal(stands(w, WILLOW_PM, AMARA), "I");
}

/* A CALL BACK */

static void call_back(struct world *w)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct calls_view v;

	two_absent(w);
	assert_done(CALL(w, AMARA, NULL, .kind = CALL_CALL, .outcome = CALL_WILL_CALL_BACK, .adult = grace, .next_minute = 600));
	assert_words(tasks(w, &a), "ring back, office: Grace Okafor (mother) is to call back about Amara Okafor (Willow)");
	assert_done(office_calls_open(w->o, DAY_NONE, SESSION_AM, false, &v, &w->e));
	assert_string_equal(v.lines[0].name, "Finnley Oakley"); /* who is still to be rung comes first */
	assert_int_equal(v.lines[1].due, 600);
	assert_false(v.lines[1].overdue);
	calls_view_finish(&v);
	at(w, "2026-11-20T10:01");
	assert_done(office_calls_open(w->o, DAY_NONE, SESSION_AM, false, &v, &w->e));
	for (int i = 0; i < v.count; i++)
		assert_true(v.lines[i].overdue);
	calls_view_finish(&v);
	assert_done(CALL(w, AMARA, NULL, .kind = CALL_CALL, .outcome = CALL_WILL_CALL_BACK, .adult = grace, .next_minute = 660));
	struct tasks_view t;
	assert_done(office_tasks_open(w->o, &(struct tasks_wish){ 0 }, &t, &w->e));
	assert_int_equal(t.count, 1); /* moved, not doubled */
	assert_int_equal(t.lines[0].minute, 660);
	tasks_view_finish(&t);
	assert_done(CALL(w, AMARA, "I", .kind = CALL_RANG_US, .outcome = CALL_SPOKE, .adult = grace));
	assert_string_equal(tasks(w, &a), ""); /* reached: it is done */
	undo(w);
	assert_words(tasks(w, &a), "ring back");
}

/* Whoever is not to be contacted rang all the same: the safeguarding lead hears of it, and nothing of the order (B19). */
static void court_order(struct world *w)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct contact_wish wish = CONTACT_WISH;

	two_absent(w);
	wish.court_order = "prohibited steps";
	contact_change(w, 1, &wish);
	assert_done(CALL(w, AMARA, NULL, .kind = CALL_RANG_US, .outcome = CALL_SPOKE, .adult = sam));
	assert_words(buf_string(&w->said), "Sam Okafor is not to be contacted");
	const char *text = tasks(w, &a);
	assert_words(text, "court order, safeguarding lead: Sam Okafor (father), who is not to be contacted");
	assert_null(strstr(text, "prohibited"));
}

/* A VISIT (B16) */

static void visit(struct world *w)
{
	struct call_page p;

	two_absent(w);
	assert_int_equal(CALL(w, AMARA, NULL, .kind = CALL_VISIT, .outcome = CALL_NOBODY_IN), -EINVAL);
	assert_words(w->e.text, "Say who went");
	at(w, "2026-11-20T14:30");
	assert_done(CALL(w, AMARA, NULL, .kind = CALL_VISIT, .outcome = CALL_SEEN, .went = "Des Hill and Hal Moor", .minute = 14 * 60 + 5, .caller = "the child",
			 .words = "in bed, well cared for", .child_spoken = true));
	assert_done(office_call_open(w->o, AMARA, DAY_NONE, &p, &w->e));
	assert_int_equal(p.line.since_seen, 0);
	assert_int_equal(p.line.since_spoken, 0);
	assert_int_equal(p.line.state, CALL_DONE);
	assert_string_equal(p.log[0].line, "Fri 20 Nov 14:05 visit, seen: the child; \"in bed, well cared for\"; child spoken to; child seen by Des Hill and "
		"Hal Moor; went: Des Hill and Hal Moor, by Ann Reed");
	call_page_finish(&p);
}

/* WHAT IS REFUSED */

static void refusals(struct world *w)
{
	two_absent(w);
	assert_refused(CALL(w, AMARA, NULL, .kind = CALL_CALL, .outcome = CALL_NO_REPLY, .minute = 9 * 60 + 35), "09:35 is still to come: it is 09:34 now");
	assert_refused(CALL(w, AMARA, NULL, .outcome = CALL_NO_REPLY, .day = day_of(2026, 11, 21)), "Sat 21 Nov 2026 is still to come");
	assert_int_equal(CALL(w, AMARA, NULL, .kind = CALL_CALL, .outcome = CALL_NOBODY_IN), -EINVAL);
	assert_words(w->e.text, "\"nobody in\" cannot come of \"call\"");
	assert_refused(CALL(w, FINN, NULL, .kind = CALL_CALL, .outcome = CALL_NO_REPLY, .adult = sam), "no contact of Finnley Oakley (Oak)");
	assert_int_equal(CALL(w, AMARA, NULL, .kind = CALL_CALL, .outcome = CALL_SPOKE, .words = "a\nb"), -EINVAL);
	assert_int_equal(CALL(w, AMARA, NULL, .kind = CALL_CALL, .outcome = CALL_SPOKE, .words = "a\xe2\x80\x8b" "b"), -EINVAL);
	assert_refused(CALL(w, AMARA, NULL, .kind = CALL_CALL, .outcome = CALL_SPOKE, .next = "ring", .next_day = day_of(2026, 11, 19)), "is past");
	as(w, "tom");
	assert_refused(CALL(w, AMARA, NULL, .kind = CALL_CALL, .outcome = CALL_NO_REPLY), "may not log calls");
	as(w, "yaz");
	assert_refused(CALL(w, AMARA, NULL, .kind = CALL_CALL, .outcome = CALL_NO_REPLY), "may not log calls");
	assert_done(CALL(w, FINN, NULL, .kind = CALL_CALL, .outcome = CALL_NO_REPLY, .adult = grace));
}

/* While Hal rings the family Ann cannot have rung it in vain now; whom she has spoken to, or rang before, is told all the same. */
static void line_taken(struct world *w)
{
	two_absent(w);
	as(w, "hal");
	assert_done(office_ringing(w->o, AMARA, true, &w->e));
	as(w, "ann");
	for (size_t i = 0; i < 3; i++) {
		static const enum call_outcome in_vain[] = { CALL_NO_REPLY, CALL_MESSAGE_LEFT, CALL_WRONG_NUMBER };

		assert_int_equal(CALL(w, AMARA, NULL, .outcome = in_vain[i], .adult = grace, .number = "07700 900123"), -EEXIST);
		assert_string_equal(w->e.text, "Hal Moor is ringing since 09:34: ring another family, or ask them.");
	}
	assert_int_equal(CALL(w, FINN, NULL, .outcome = CALL_NO_REPLY, .adult = grace), -EEXIST); /* about the brother: the same line */
	assert_done(CALL(w, AMARA, NULL, .outcome = CALL_NO_REPLY, .adult = grace, .minute = 9 * 60 + 31));
	assert_done(CALL(w, AMARA, "i", .outcome = CALL_SPOKE, .adult = grace));
	as(w, "hal");
	assert_done(CALL(w, AMARA, NULL, .outcome = CALL_NO_REPLY, .adult = grace));
}

static const struct world_case cases[] = {
	{ "when the last contact fails the lead has a task, once", last_fails, false },
	{ "a wrong number at last, and the others of hers were rung: nobody is left", wrong_at_last, false },
	{ "a wrong number at first: the next one of hers", wrong_at_first, false },
	{ "that task goes with the call that is undone", last_fails_undone, false },
	{ "a child without any contact", nobody_at_all, false },
	{ "one call does for siblings, each with a code", siblings, false },
	{ "a dead number is so for the sibling too", dead_number, false },
	{ "two clerks: the second hears who was first", two_clerks, false },
	{ "a line that the other clerk rings", line_taken, false },
	{ "a child who came meanwhile is here", came_meanwhile, false },
	{ "the reason of the change", reasons, false },
	{ "both sessions without a reason", both_sessions, false },
	{ "a call back is promised", call_back, false },
	{ "one who is not to be contacted", court_order, false },
	{ "a visit to the home", visit, false },
	{ "what is refused", refusals, false },
};

int main(void)
{
	static struct rows r;

	rows_add(&r, outcome_case, outcome_rows);
	rows_add(&r, world_case, cases);
	return rows_run(&r, "call log");
}
