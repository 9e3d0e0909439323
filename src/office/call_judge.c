/* Who is rung next, and what is due when: the clocks of the policy (B3, B4; domain 7). */
#include <string.h>

#include "call_facts.h"

#define FIRST_CALLS (9 * 60 + 30) /* domain 7.1, where the policy says nothing */
#define FIRST_CALLS_AFTER 15      /* of the afternoon the same time after the close, as 9:15 to 9:30 */

/* WORDS AS THE STORE HAS THEM --------------------------------------------------------------------------------------------------------------- */

enum call_kind call_kind_of(const struct call_row *row)
{
	for (enum call_kind k = 0; k < CALL_KINDS; k++)
		if (strcmp(row->kind, call_kind_name(k)) == 0)
			return k;
	return CALL_KINDS;
}

static enum call_outcome call_outcome_of(const struct call_row *row)
{
	for (enum call_outcome c = 0; c < CALL_OUTCOMES; c++)
		if (strcmp(row->outcome, call_outcome_name(c)) == 0)
			return c;
	return CALL_OUTCOMES;
}

/* A message that we left reaches nobody until somebody answers, and an answer may leave the child unaccounted for. */
bool call_failed(const struct call_row *row)
{
	enum call_outcome c = call_outcome_of(row);

	if (call_kind_of(row) == CALL_RANG_US)
		return false;
	return c == CALL_SPOKE || c == CALL_NO_REPLY || c == CALL_MESSAGE_LEFT || c == CALL_WRONG_NUMBER || c == CALL_NOBODY_IN;
}

/* Does somebody know now where the child is?  A parent who says "he left at half past eight" leaves the child unaccounted for. */
static bool is_answer(const struct call_row *row)
{
	return call_outcome_of(row) == CALL_SEEN || row->child_spoken || row->child_seen_by || row->code;
}

int call_compare(const void *a, const void *b)
{
	const struct call_row *x = a, *y = b;

	if (x->made_day.n != y->made_day.n)
		return x->made_day.n < y->made_day.n ? -1 : 1;
	if (x->made_minute != y->made_minute)
		return x->made_minute < y->made_minute ? -1 : 1;
	return (x->id > y->id) - (x->id < y->id);
}

const char *call_words(const struct call_row *row, struct day day, struct arena *a)
{
	char at[8], on[DAY_TEXT];

	if (day_equal(row->made_day, day))
		return arena_printf(a, "%s %s", row->outcome, minute_text((int)row->made_minute, at));
	return arena_printf(a, "%s %s %s", row->outcome, day_long(row->made_day, on), minute_text((int)row->made_minute, at));
}

/* WHO IS NEXT --------------------------------------------------------------------------------------------------------------------------------- */

static const char *number_of(const struct caller *c)
{
	for (int i = 0; i < c->number_count; i++)
		if (!c->numbers[i].dead)
			return c->numbers[i].number;
	return NULL;
}

/* Was that number of theirs rung?  Of a call without one it was the first. */
static bool is_rung(const struct call_case *c, const struct caller *who, const char *number)
{
	for (int i = 0; i < c->call_count; i++) {
		const struct call_row *row = &c->calls[i];

		if (row->adult == who->adult.id && call_failed(row) && strcmp(row->number ? row->number : number_of(who), number) == 0)
			return true;
	}
	return false;
}

/* A wrong number is struck out: the next one of the same contact is tried, unless that was rung before. */
static bool is_spent(const struct call_case *c, const struct caller *who)
{
	const char *number = number_of(who);

	return who->barred || (who->tried && (call_outcome_of(who->tried) != CALL_WRONG_NUMBER || !number || is_rung(c, who, number)));
}

/* The first of theirs that is answered, as far as anybody knows, and was not rung yet; NULL: none.  Whoever was spoken to is not rung again. */
static const char *other_number(const struct call_case *c, const struct caller *who)
{
	bool spoken = who->tried && call_outcome_of(who->tried) == CALL_SPOKE;

	for (int i = 0; !who->barred && !spoken && i < who->number_count; i++)
		if (!who->numbers[i].dead && !is_rung(c, who, who->numbers[i].number))
			return who->numbers[i].number;
	return NULL;
}

/* Every contact once, in their order; then their other numbers, before anybody says that nobody can be reached (domain 7.2). */
static void next_find(struct call_case *c)
{
	c->next = -1;
	c->next_number = NULL;
	for (int i = 0; c->next < 0 && i < c->caller_count; i++)
		if (!is_spent(c, &c->callers[i])) {
			c->next = i;
			c->next_number = number_of(&c->callers[i]);
		}
	for (int i = 0; c->next < 0 && i < c->caller_count; i++)
		if ((c->next_number = other_number(c, &c->callers[i])) != NULL)
			c->next = i;
}

/* WHERE IT STANDS ----------------------------------------------------------------------------------------------------------------------------- */

/* A promise holds until something else was tried. */
static const struct call_row *promise_of(const struct call_case *c)
{
	const struct call_row *last = c->call_count ? &c->calls[c->call_count - 1] : NULL;

	return last && call_outcome_of(last) == CALL_WILL_CALL_BACK ? last : NULL;
}

static enum call_state state_of(const struct call_case *c)
{
	bool asked = code_has_no_reason(c->mark[SESSION_AM]) || code_has_no_reason(c->mark[SESSION_PM]), tried = false;

	if (!asked)
		return CALL_DONE;
	if (promise_of(c))
		return CALL_LATER;
	for (int i = 0; i < c->call_count; i++) {
		if (is_answer(&c->calls[i]))
			return CALL_DONE;
		tried |= call_failed(&c->calls[i]);
	}
	if (c->next < 0)
		return CALL_FAILED;
	return tried ? CALL_TRIED : CALL_DUE;
}

/* THE CLOCK ----------------------------------------------------------------------------------------------------------------------------------- */

const struct policy_step *call_step(const struct call_facts *f, enum policy_clock clock)
{
	for (int i = 0; i < f->step_count; i++)
		if (f->steps[i].clock == clock)
			return &f->steps[i];
	return NULL;
}

static bool has_call_since(const struct call_case *c, int minute, bool visit)
{
	for (int i = 0; i < c->call_count; i++)
		if ((call_kind_of(&c->calls[i]) == CALL_VISIT) == visit && (c->calls[i].made_day.n > c->calls[i].of_day.n || c->calls[i].made_minute >= minute))
			return true;
	return false;
}

bool call_step_done(const struct call_case *c, const struct policy_step *step)
{
	switch (step->clock) {
	case CLOCK_FIRST_CALLS:
		return c->state == CALL_DONE || (c->state == CALL_FAILED && c->call_count > 0) || c->state == CALL_LATER;
	case CLOCK_SECOND_MESSAGE:
		return c->state == CALL_DONE || has_call_since(c, step->minute, false);
	case CLOCK_HOME_VISIT:
		return c->state == CALL_DONE || has_call_since(c, 0, true);
	default:
		return c->state == CALL_DONE || c->checked;
	}
}

/* Missed only in the afternoon: its own close, not the morning's clock. */
int call_first_minute(const struct call_facts *f, const struct call_case *c)
{
	const struct policy_step *step = call_step(f, CLOCK_FIRST_CALLS);
	int minute = step ? step->minute : FIRST_CALLS;

	if (code_has_no_reason(c->mark[SESSION_AM]) || !code_has_no_reason(c->mark[SESSION_PM]) || !c->group[SESSION_PM])
		return minute;
	const struct session_times *t = office_times(f->o, f->day, SESSION_PM, c->group[SESSION_PM]);
	return t ? t->closes + FIRST_CALLS_AFTER : minute;
}

static const char *const step_names[POLICY_CLOCKS] = {
	[CLOCK_FIRST_CALLS] = "first calls", [CLOCK_SECOND_MESSAGE] = "second message", [CLOCK_HOME_VISIT] = "home visit",
	[CLOCK_WELFARE_CHECK] = "welfare check",
};

static void due_put(const struct call_facts *f, struct call_case *c, enum policy_clock clock, const char *step, int minute)
{
	c->clock = clock;
	c->step = step;
	c->due = minute;
	c->overdue = minute >= 0 && f->minute > minute;
}

static void next_step_put(const struct call_facts *f, struct call_case *c)
{
	for (int i = 0; i < f->step_count; i++) {
		const struct policy_step *step = &f->steps[i];

		if (step->clock < CLOCK_SECOND_MESSAGE || step->clock > CLOCK_WELFARE_CHECK || call_step_done(c, step))
			continue;
		due_put(f, c, step->clock, step_names[step->clock], step->minute);
		return;
	}
}

void call_judge(const struct call_facts *f, struct call_case *c)
{
	const struct call_row *promise = promise_of(c);

	next_find(c);
	c->state = state_of(c);
	c->clock = POLICY_CLOCKS;
	c->due = -1;
	if (c->state == CALL_DUE || c->state == CALL_TRIED)
		due_put(f, c, CLOCK_FIRST_CALLS, step_names[CLOCK_FIRST_CALLS], call_first_minute(f, c));
	else if (c->state == CALL_FAILED)
		next_step_put(f, c);
	else if (c->state == CALL_LATER) {
		bool then = promise->next_minute != NONE && (day_is_none(promise->next_day) || promise->next_day.n <= f->day.n);

		due_put(f, c, POLICY_CLOCKS, "ring back", then ? (int)promise->next_minute : -1);
	}
}
