/* Today: children without a reason: whom to ring, what the policy asks for then, and what of it is behind us (B2-B4; domain 7). */
#include <limits.h>

#include "call_facts.h"
#include "today_parts.h"

struct ringing {
	struct due_list *list;
	struct call_facts facts;
	struct { VEC(struct call_case); } cases;
};

/* WHO ------------------------------------------------------------------------------------------------------------------------------------ */

static struct call_case *case_of(struct ringing *r, int64_t pupil)
{
	for (int i = 0; i < r->cases.count; i++)
		if (r->cases.items[i].pupil == pupil)
			return &r->cases.items[i];
	vec_push(&r->cases, (struct call_case){ .pupil = pupil });
	return &r->cases.items[r->cases.count - 1];
}

static void cases_find(struct ringing *r, sitting at)
{
	struct session_facts *f = r->list->facts;
	const struct grid_wanted *w = grid_wanted(&f->grid, at);

	for (int i = 0; i < w->count; i++) {
		int64_t group = f->office->roll_groups[w->due[i].group].id;

		if (!code_has_no_reason(w->due[i].mark) || !f->sees[w->due[i].group] || !due_may(r->list, ACTION_CALL, group) ||
		    said_died(f->office, w->due[i].pupil))
			continue;
		struct call_case *c = case_of(r, w->due[i].pupil);
		c->group[sitting_session(at)] = group;
		c->mark[sitting_session(at)] = w->due[i].mark;
	}
}

static bool is_tried(const struct ringing *r, int64_t pupil)
{
	for (int i = 0; i < r->facts.call_count; i++)
		if (r->facts.calls[i].pupil == pupil && day_equal(r->facts.calls[i].of_day, r->facts.day))
			return true;
	return false;
}

/* Of a child whom nobody was rung about yet nothing need be read: with a number or without, somebody has to begin. */
static int cases_read(struct ringing *r, struct err *e)
{
	struct session_facts *f = r->list->facts;
	int got = 0;

	cases_find(r, f->at);
	if (f->session == SESSION_PM)
		cases_find(r, sitting_of(f->day, SESSION_AM));
	for (int i = 0; got == 0 && i < r->cases.count; i++) {
		struct call_case *c = &r->cases.items[i];

		if (is_tried(r, c->pupil)) {
			got = call_case_read(&r->facts, c, e);
		} else {
			c->state = CALL_DUE;
			c->due = call_first_minute(&r->facts, c);
		}
	}
	return got;
}

/* WHAT IS TO BE DONE ----------------------------------------------------------------------------------------------------------------------- */

/* One line for all who are still to be rung, and one for those who promised to ring back. */
static void first_calls(struct ringing *r)
{
	struct due_list *d = r->list;
	const struct register_ref ref = { 0, d->facts->day, d->facts->session };
	int first = 0, later = 0, minute = INT_MAX, back = INT_MAX;
	char at[8];

	for (int i = 0; i < r->cases.count; i++) {
		const struct call_case *c = &r->cases.items[i];

		if (c->state == CALL_DUE || c->state == CALL_TRIED) {
			first++;
			minute = c->due < minute ? c->due : minute;
		} else if (c->state == CALL_LATER) {
			later++;
			back = c->due >= 0 && c->due < back ? c->due : back;
		}
	}
	if (first > 0)
		due_add(d, DUE_NO_REASON, minute, first, &ref,
			arena_printf(&d->view->arena, "No reason yet: %d pupil%s, first calls by %s", first, PLURAL(first), minute_text(minute, at)));
	if (later > 0)
		due_add(d, DUE_NO_REASON, back == INT_MAX ? -1 : back, later, &ref,
			arena_printf(&d->view->arena, "No reason yet: %d famil%s promised to ring back", later, later == 1 ? "y" : "ies"));
}

static const struct {
	enum policy_clock clock;
	enum due_kind kind;
} kinds[] = {
	{ CLOCK_SECOND_MESSAGE, DUE_SECOND_MESSAGE }, { CLOCK_HOME_VISIT, DUE_HOME_VISIT }, { CLOCK_WELFARE_CHECK, DUE_WELFARE_CHECK },
};

/* For whom everybody was rung in vain at once; for all others, but for a welfare check, when its time has come. */
static bool waits_for(const struct ringing *r, const struct call_case *c, const struct policy_step *step)
{
	bool time = step->clock != CLOCK_WELFARE_CHECK && r->facts.minute >= step->minute && c->state != CALL_DONE;

	return (c->state == CALL_FAILED || time) && !call_step_done(c, step);
}

static void step_due(struct ringing *r, const struct policy_step *step, enum due_kind kind)
{
	struct due_list *d = r->list;
	const struct register_ref ref = { 0, d->facts->day, d->facts->session };
	int64_t pupil = 0;
	int count = 0;

	for (int i = 0; i < r->cases.count; i++)
		if (waits_for(r, &r->cases.items[i], step)) {
			count++;
			pupil = r->cases.items[i].pupil;
		}
	if (count == 0)
		return;
	struct today_due *line = due_add(d, kind, step->minute, count, &ref,
					 arena_printf(&d->view->arena, "%s: %d pupil%s", step->title, count, PLURAL(count)));
	line->pupil = count == 1 ? pupil : 0;
}

static void steps_due(struct ringing *r)
{
	for (size_t k = 0; r->list->today && k < sizeof kinds / sizeof *kinds; k++) {
		const struct policy_step *step = call_step(&r->facts, kinds[k].clock);

		if (step)
			step_due(r, step, kinds[k].kind);
	}
}

/* WHAT IS DONE ------------------------------------------------------------------------------------------------------------------------------ */

/* Contacts made today about today that `which` takes: how many children, and when the last of them was first reached for. */
static int contacts_count(const struct ringing *r, bool (*which)(const struct call_row *row, int minute), int minute, int *ret_last)
{
	int count = 0;

	for (int i = 0; i < r->facts.call_count; i++) {
		const struct call_row *row = &r->facts.calls[i];
		bool first = day_equal(row->of_day, r->facts.day) && day_equal(row->made_day, r->facts.day) && which(row, minute);

		for (int k = 0; first && k < i; k++)
			first = r->facts.calls[k].pupil != row->pupil || !which(&r->facts.calls[k], minute);
		if (!first)
			continue;
		count++;
		*ret_last = (int)row->made_minute > *ret_last ? (int)row->made_minute : *ret_last;
	}
	return count;
}

static bool any_contact(const struct call_row *row, int minute)
{
	(void)minute;
	return call_kind_of(row) != CALL_VISIT;
}

static bool late_contact(const struct call_row *row, int minute)
{
	return call_kind_of(row) != CALL_VISIT && row->made_minute >= minute;
}

static bool any_visit(const struct call_row *row, int minute)
{
	(void)minute;
	return call_kind_of(row) == CALL_VISIT;
}

static bool is_waiting(const struct due_list *d, enum due_kind kind)
{
	for (int i = 0; i < d->lines.count; i++)
		if (d->lines.items[i].kind == kind && !d->lines.items[i].done)
			return true;
	return false;
}

static void contacts_done(struct ringing *r, enum due_kind kind, bool (*which)(const struct call_row *, int), int minute, const char *title)
{
	struct due_list *d = r->list;
	const struct register_ref ref = { 0, d->facts->day, d->facts->session };
	int last = -1, count = is_waiting(d, kind) ? 0 : contacts_count(r, which, minute, &last);

	if (count > 0)
		due_done(d, kind, last, count, &ref, arena_printf(&d->view->arena, "%s: %d pupil%s", title, count, PLURAL(count)));
}

static void steps_done(struct ringing *r)
{
	const struct policy_step *second = call_step(&r->facts, CLOCK_SECOND_MESSAGE);

	contacts_done(r, DUE_NO_REASON, any_contact, 0, "First calls made");
	if (second)
		contacts_done(r, DUE_SECOND_MESSAGE, late_contact, second->minute, "Second message or call");
	contacts_done(r, DUE_HOME_VISIT, any_visit, 0, "Visits made");
}

/* THE FRIENDLY CALL: only where the policy has one, by whose class it is ------------------------------------------------------------------------ */

static bool is_called(const struct ringing *r, int64_t pupil, int minute)
{
	for (int i = 0; i < r->facts.call_count; i++)
		if (r->facts.calls[i].pupil == pupil && r->facts.calls[i].made_minute >= minute && day_equal(r->facts.calls[i].made_day, r->facts.day))
			return true;
	return false;
}

static bool group_mine(const struct office *o, int64_t roll_group)
{
	for (int i = 0; i < o->group_count; i++)
		if (o->groups[i].roll_group == roll_group)
			return true;
	return false;
}

static void friendly_call(struct ringing *r)
{
	struct session_facts *f = r->list->facts;
	const struct policy_step *step = f->session == SESSION_PM && r->list->today ? call_step(&r->facts, CLOCK_FRIENDLY_CALL) : NULL;
	struct register_ref ref = { 0, f->day, f->session };
	int count = 0;

	for (int i = 0; step && i < f->child_count; i++) {
		const struct child *c = &f->children[i];
		const struct half_group *side = &f->sides[0].groups[c->due->group];

		if ((c->presence != ABSENT && c->presence != NO_REASON) || !group_mine(f->office, f->office->roll_groups[c->due->group].id) ||
		    is_called(r, c->due->pupil, side->timed ? side->times.starts : 0))
			continue;
		count++;
		ref.roll_group = f->office->roll_groups[c->due->group].id;
	}
	if (count > 0)
		due_add(r->list, DUE_FRIENDLY_CALL, step->minute, count, &ref,
			arena_printf(&r->list->view->arena, "%s: %d pupil%s", step->title, count, PLURAL(count)));
}

int due_calls(struct due_list *d, struct err *e)
{
	struct session_facts *f = d->facts;
	struct ringing r = { .list = d, .facts = { .o = f->office, .a = &f->arena, .day = f->day } };
	bool rings = office_reach(f->office, ACTION_CALL) != REACH_NONE;
	int got = rings || f->office->group_count > 0 ? call_facts_read(&r.facts, e) : 0;

	if (got == 0 && rings)
		got = cases_read(&r, e);
	if (got == 0) {
		first_calls(&r);
		steps_due(&r);
		if (rings && d->today)
			steps_done(&r);
		friendly_call(&r);
	}
	vec_finish(&r.cases);
	return got;
}
