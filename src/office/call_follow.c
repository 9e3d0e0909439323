/* What follows from a contact that was logged: tasks, and whom to ring next (B3, B9, B19). */
#include "call_log.h"

#include <string.h>

#include "tasks.h"

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
		       arena_printf(l->work->arena, "No contact could say where %s is, absent on %s: decide on a visit and a welfare check.", child,
				    day_long(l->day, day)), l->work->e);
	if (r == 0 && store_act_items(l->work->o->store) > before)
		contact_say(l->work, "Nobody is left to ring about %s: the safeguarding lead has a task.", child);
	return r;
}

int call_follow(struct logging *l)
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
