/* A contact made or tried: one act (B3, B9, B16, B18, B19). */
#include <errno.h>
#include <string.h>

#include "call_facts.h"
#include "call_marks.h"
#include "tasks.h"

#define DAY_MINUTES (24 * 60)
#define PARENT_RANG "parent rang" /* A20: a reason of the program, where somebody was spoken to */

struct logging {
	struct contact_work *work;
	const struct call_wish *wish;
	struct mark_result result;
	struct call_row row;          /**< what is the same for every child */
	struct caller *callers;       /**< of the first child */
	int caller_count;
	const struct caller *caller;  /**< NULL: nobody of the contacts */
	const char *reason;
	struct day day;
	int minute;                   /**< now */
};

/* WHAT WAS GIVEN ------------------------------------------------------------------------------------------------------------------------------ */

#define CAN(outcome) (1u << (outcome))
/* What can come of which. */
static const unsigned int outcomes[CALL_KINDS] = {
	[CALL_CALL] = CAN(CALL_SPOKE) | CAN(CALL_MESSAGE_LEFT) | CAN(CALL_NO_REPLY) | CAN(CALL_WRONG_NUMBER) | CAN(CALL_WILL_CALL_BACK),
	[CALL_RANG_US] = CAN(CALL_SPOKE) | CAN(CALL_MESSAGE_LEFT) | CAN(CALL_WILL_CALL_BACK),
	[CALL_TEXT] = CAN(CALL_SENT) | CAN(CALL_SPOKE) | CAN(CALL_WRONG_NUMBER),
	[CALL_EMAIL] = CAN(CALL_SENT) | CAN(CALL_SPOKE),
	[CALL_IN_PERSON] = CAN(CALL_SPOKE) | CAN(CALL_SEEN) | CAN(CALL_WILL_CALL_BACK),
	[CALL_VISIT] = CAN(CALL_SPOKE) | CAN(CALL_SEEN) | CAN(CALL_NOBODY_IN) | CAN(CALL_MESSAGE_LEFT) | CAN(CALL_WILL_CALL_BACK),
};

static int kind_read(struct logging *l)
{
	const struct call_wish *w = l->wish;

	if (w->kind >= CALL_KINDS || w->outcome >= CALL_OUTCOMES)
		return err_usage(l->work->e, "That is no kind of contact, or nothing that can come of one.");
	if (!(outcomes[w->kind] & CAN(w->outcome)))
		return err_usage(l->work->e, "\"%s\" cannot come of \"%s\". Choose another outcome.", call_outcome_name(w->outcome), call_kind_name(w->kind));
	l->row.kind = call_kind_name(w->kind);
	l->row.outcome = call_outcome_name(w->outcome);
	return 0;
}

static int when_read(struct logging *l)
{
	const struct call_wish *w = l->wish;
	struct err *e = l->work->e;
	char a[8], b[8], day[DAY_TEXT];

	l->minute = moment_civil(office_now(l->work->o)).minute;
	if (l->day.n > l->work->today.n)
		return err_refuse(e, "%s is still to come: nobody is absent yet. Note what the family says as a report.", day_long(l->day, day));
	if (w->minute > l->minute)
		return err_refuse(e, "%s is still to come: it is %s now.", minute_text(w->minute, a), minute_text(l->minute, b));
	l->row.of_day = l->day;
	l->row.made_day = l->work->today;
	l->row.made_minute = w->minute < 0 ? l->minute : w->minute;
	return 0;
}

static int next_read(struct logging *l)
{
	const struct call_wish *w = l->wish;
	struct err *e = l->work->e;
	int r = said_line("The next step", w->next, l->work->arena, &l->row.next, e);
	char day[DAY_TEXT];

	if (r < 0)
		return r;
	if (w->next_minute >= DAY_MINUTES)
		return err_usage(e, "That is no time of the day. Give one like 13:00.");
	if (!day_is_none(w->next_day) && (w->next_day.n < l->work->today.n || w->next_day.n > DAY_MAX.n))
		return err_refuse(e, "%s is past: a next step is today or later.", day_long(w->next_day, day));
	if (w->next_minute >= 0)
		l->row.next_minute = w->next_minute;
	l->row.next_day = day_is_none(w->next_day) && w->next_minute >= 0 ? l->work->today : w->next_day;
	return 0;
}

static int texts_read(struct logging *l)
{
	const struct call_wish *w = l->wish;
	const struct { const char *what, *given; const char **to; } texts[] = {
		{ "The number", w->number, &l->row.number }, { "Whom", w->caller, &l->row.caller }, { "What was said", w->words, &l->row.words },
		{ "Who saw the child", w->child_seen_by, &l->row.child_seen_by }, { "Who went", w->went, &l->row.went },
	};
	int r = 0;

	for (size_t i = 0; r == 0 && i < sizeof texts / sizeof *texts; i++)
		r = said_line(texts[i].what, texts[i].given, l->work->arena, texts[i].to, l->work->e);
	if (r < 0)
		return r;
	if (w->kind == CALL_VISIT && !l->row.went)
		return err_usage(l->work->e, "Say who went: two people, by name.");
	if (w->outcome == CALL_SEEN && !l->row.child_seen_by)
		l->row.child_seen_by = l->row.went ? l->row.went : l->work->o->person.name;
	l->row.child_spoken = w->child_spoken;
	return 0;
}

/* Whose number it was; a contact of the first child. */
static int caller_read(struct logging *l)
{
	struct call_facts facts = { .o = l->work->o, .a = l->work->arena, .day = l->day };
	struct call_case c;
	int r = call_case_find(&facts, l->wish->children[0].pupil, &c, l->work->e);

	if (r < 0 || !l->wish->adult)
		return r;
	for (int i = 0; !l->caller && i < c.caller_count; i++)
		if (c.callers[i].adult.id == l->wish->adult)
			l->caller = &c.callers[i];
	if (!l->caller)
		return err_refuse(l->work->e, "That person is no contact of %s. Look again at the contacts.",
				  said_child(l->work->o, c.pupil, l->day, l->work->arena));
	l->row.adult = l->wish->adult;
	if (!l->row.caller)
		l->row.caller = arena_printf(l->work->arena, "%s (%s)", l->caller->name, l->caller->relation);
	return 0;
}

static int children_check(struct logging *l)
{
	const struct call_wish *w = l->wish;
	struct pupil_row row;
	int r = w->count > 0 ? 0 : err_usage(l->work->e, "Say which child it is about.");

	for (int i = 0; r == 0 && i < w->count; i++) {
		r = contact_pupil_get(l->work, w->children[i].pupil, &row);
		if (r == 0)
			r = said_may(l->work->o, ACTION_CALL, w->children[i].pupil, l->day, l->work->e);
		for (int k = 0; r == 0 && k < i; k++)
			if (w->children[k].pupil == w->children[i].pupil)
				r = err_usage(l->work->e, "%s is given twice. Give each child once.", pupil_display_name(&row, l->work->arena));
	}
	return r;
}

static int wish_read(struct logging *l)
{
	const struct call_wish *w = l->wish;
	int r = w->reason ? office_words_check("reason", w->reason, l->work->e) : 0;

	if (r == 0)
		r = said_day(l->work->o, &l->day, l->work->e);
	if (r == 0)
		r = children_check(l);
	if (r == 0)
		r = kind_read(l);
	if (r == 0)
		r = when_read(l);
	if (r == 0)
		r = texts_read(l);
	if (r == 0)
		r = next_read(l);
	if (r == 0)
		r = caller_read(l);
	l->reason = w->reason ? w->reason : w->outcome == CALL_SPOKE || w->outcome == CALL_SEEN ? PARENT_RANG : NULL;
	return r;
}

/* THE ACT ------------------------------------------------------------------------------------------------------------------------------------- */

static int act_open(struct logging *l, struct call_marks *marks)
{
	const struct call_wish *w = l->wish;
	struct register_ref ref = { 0 };
	bool coded = false;
	int r = 0;

	for (int i = 0; r == 0 && i < w->count && !coded; i++)
		if (w->children[i].code) {
			coded = true;
			r = call_marks_ref(marks, &w->children[i], &ref);
		}
	return r < 0 ? r : office_act_open(l->work->o, w->kind == CALL_VISIT ? "visit" : "call", coded ? l->reason : w->reason, coded ? &ref : NULL, 0,
					   l->work->e);
}

static int child_put(struct logging *l, const struct call_given *given, struct call_marks *marks)
{
	struct call_row row = l->row;
	int r = 0;

	row.pupil = given->pupil;
	if (given->code)
		r = call_marks_put(marks, given, &row.code);
	if (r < 0)
		return r;
	r = contact_put(l->work, THING_CALL, &row);
	return r < 0 ? r : 0;
}

/* A wrong number is nobody's: it is struck out wherever it stands (B18). */
static int number_put(struct logging *l)
{
	if (!l->row.number || !l->caller || (!l->wish->dead && l->wish->outcome != CALL_WRONG_NUMBER))
		return 0;
	return contact_number_put(l->work, l->caller->adult.id, l->row.number, true);
}

static int children_put(struct logging *l)
{
	struct call_marks marks = { .work = l->work, .day = l->day, .reason = l->reason, .words = l->row.words, .result = &l->result };
	int r = act_open(l, &marks);

	for (int i = 0; r == 0 && i < l->wish->count; i++)
		r = child_put(l, &l->wish->children[i], &marks);
	return r < 0 ? r : number_put(l);
}

/* WHAT FOLLOWS -------------------------------------------------------------------------------------------------------------------------------- */

/* The task of a call back: one a child and day, moved where another time is promised; done where they were reached. */
static int ring_back_open(struct logging *l, int64_t pupil, struct task_row *ret)
{
	struct task_row *rows;
	int n = store_tasks_of_pupil(l->work->o->store, pupil, l->work->arena, &rows);

	*ret = TASK_NEW;
	for (int i = 0; i < n; i++)
		if (strcmp(rows[i].kind, "ring back") == 0 && day_equal(rows[i].about_day, l->day) && day_is_none(rows[i].done_day))
			*ret = rows[i];
	return n < 0 ? contact_fail(l->work, n) : 0;
}

static int ring_back_put(struct logging *l, int64_t pupil)
{
	const char *caller = l->row.caller ? l->row.caller : "The family";
	enum call_outcome outcome = l->wish->outcome;
	bool promised = outcome == CALL_WILL_CALL_BACK, reached = outcome == CALL_SPOKE || outcome == CALL_SEEN;
	struct task_row row;
	char at[8];
	int r = promised || reached ? ring_back_open(l, pupil, &row) : 0;

	if (r < 0 || (!promised && (!reached || !row.id)))
		return r;
	if (reached) {
		row.done_day = l->work->today;
		row.done_words = arena_printf(l->work->arena, "%s %s", l->row.outcome, minute_text((int)l->row.made_minute, at));
	} else {
		row.kind = "ring back";
		row.for_role = role_name(ROLE_OFFICE);
		row.pupil = pupil;
		row.about_day = l->day;
		row.due_day = day_is_none(l->row.next_day) ? l->work->today : l->row.next_day;
		row.due_minute = l->row.next_minute;
		row.text = arena_printf(l->work->arena, "%s is to call back about %s: ring where nobody has.", caller,
					said_child(l->work->o, pupil, l->day, l->work->arena));
	}
	r = contact_put(l->work, THING_TASK, &row);
	return r < 0 ? r : 0;
}

/* A next step on another day would be forgotten in the log. */
static int next_put(struct logging *l, int64_t pupil)
{
	if (!l->row.next || day_is_none(l->row.next_day) || l->wish->outcome == CALL_WILL_CALL_BACK)
		return 0;
	struct task_row row = TASK_NEW;
	row.kind = "task";
	row.for_role = role_name(ROLE_OFFICE);
	row.pupil = pupil;
	row.about_day = l->day;
	row.due_day = l->row.next_day;
	row.due_minute = l->row.next_minute;
	row.text = arena_printf(l->work->arena, "%s: %s", said_child(l->work->o, pupil, l->day, l->work->arena), l->row.next);
	int r = contact_put(l->work, THING_TASK, &row);
	return r < 0 ? r : 0;
}

/* Somebody who is not to be contacted was: the lead for safeguarding is told that, and nothing of the order (B19). */
static int barred_raise(struct logging *l, int64_t pupil)
{
	const struct caller *c = l->caller;
	char day[DAY_TEXT];

	if (!c || (!c->row.do_not_contact && !(c->row.court_order && *c->row.court_order)))
		return 0;
	contact_say(l->work, "%s is not to be contacted: the safeguarding lead has a task.", c->name);
	return task_raise(l->work->o, "court order", ROLE_DSL, pupil, l->day, -1,
			  arena_printf(l->work->arena, "%s (%s), who is not to be contacted, and the office were in touch about %s on %s: look into it.", c->name,
				       c->relation, said_child(l->work->o, pupil, l->day, l->work->arena), day_long(l->work->today, day)),
			  l->work->e);
}

static void next_say(struct logging *l, const struct call_case *c)
{
	const struct caller *next = c->next >= 0 ? &c->callers[c->next] : NULL;

	if (next && c->state == CALL_TRIED)
		contact_say(l->work, "Next: %s (%s), %s.", next->name, next->relation, c->next_number);
}

/* Nobody is left to ring: the lead for safeguarding decides about a visit and a welfare check (B3). */
static int failed_raise(struct logging *l, struct call_facts *facts, int i)
{
	int64_t pupil = l->wish->children[i].pupil;
	struct call_case c;
	char day[DAY_TEXT];
	int r = call_case_find(facts, pupil, &c, l->work->e), before = store_act_items(l->work->o->store);

	if (r < 0)
		return r;
	if (i == 0)
		next_say(l, &c);
	if (c.state != CALL_FAILED)
		return 0;
	const char *child = said_child(l->work->o, pupil, l->day, l->work->arena);
	r = task_raise(l->work->o, "contacts failed", ROLE_DSL, pupil, l->day, -1,
		       arena_printf(l->work->arena, "Nobody could be reached about %s, absent on %s: decide on a visit and a welfare check.", child,
				    day_long(l->day, day)), l->work->e);
	if (r == 0 && store_act_items(l->work->o->store) > before)
		contact_say(l->work, "Nobody is left to ring about %s: the safeguarding lead has a task.", child);
	return r;
}

static int follow(struct logging *l)
{
	struct call_facts facts = { .o = l->work->o, .a = l->work->arena, .day = l->day };
	int r = call_facts_read(&facts, l->work->e);

	for (int i = 0; r == 0 && i < l->wish->count; i++) {
		int64_t pupil = l->wish->children[i].pupil;

		r = ring_back_put(l, pupil);
		if (r == 0)
			r = next_put(l, pupil);
		if (r == 0)
			r = barred_raise(l, pupil);
		if (r == 0)
			r = failed_raise(l, &facts, i);
	}
	return r;
}

static int log_call(struct contact_work *work, const struct call_wish *w, struct mark_result *ret)
{
	struct logging l = { .work = work, .wish = w, .row = CALL_NEW, .day = w->day };
	int r = wish_read(&l);

	if (r == 0)
		r = children_put(&l);
	if (r == 0)
		r = follow(&l);
	if (r == 0)
		r = office_act_end(work->o, true, &l.result.act, work->e);
	if (r == 0)
		*ret = l.result;
	return r;
}

static int log_in_transaction(struct office *o, const struct call_wish *w, struct buf *said, struct mark_result *ret, struct err *e)
{
	CONTACT_USE_CASE(o, said, e, log_call(&work, w, ret));
}

int office_call_log(struct office *o, const struct call_wish *w, struct buf *ret_said, struct mark_result *ret, struct err *e)
{
	CLEAN_BUF struct buf said = { 0 };
	int r = log_in_transaction(o, w, &said, ret, e);

	if (r < 0)
		return r;
	buf_text(ret_said, buf_string(&said));
	for (int i = 0; i < w->count; i++)
		store_ringing_clear(o->store, w->children[i].pupil, o->person.staff); /* saved is saved: a line left ringing ends by itself */
	return 0;
}
