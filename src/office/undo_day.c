/*
 * The day's work, taken back: who may, for whose classes; what such a row is called; and what has gone on since, so that it cannot go back
 * alone: a plan that others joined, a child who went out of the gate again.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "call_parts.h"
#include "change_words.h"
#include "undo.h"

/* WHOSE A ROW IS --------------------------------------------------------------------------------------------------------------------------- */

/* Things of one child, and what such a row is called before the child's name and behind it. */
static const struct day_thing {
	enum thing thing;
	size_t pupil;
	const char *before, *behind;
} day_things[] = {
	{ THING_PLAN_PUPIL, offsetof(struct plan_pupil_row, pupil), "", " in the plan" },
	{ THING_REPORTED, offsetof(struct reported_row, pupil), "what was reported of ", "" },
	{ THING_CLASS_NOTE, offsetof(struct class_note_row, pupil), "the note about ", "" },
	{ THING_SIGN_OUT, offsetof(struct sign_out_row, pupil), "", " signed out" },
	{ THING_CALL, offsetof(struct call_row, pupil), "the call about ", "" },
	{ THING_TASK, offsetof(struct task_row, pupil), "the task about ", "" },
	{ THING_SETTLED, offsetof(struct settled_row, pupil), "what was settled of ", "" },
	{ THING_REVIEWED, offsetof(struct reviewed_row, pupil), "the review of ", "" },
	{ THING_PUPIL_STAGE, offsetof(struct pupil_stage_row, pupil), "the stage of ", "" },
	{ THING_RETURN_MADE, offsetof(struct return_made_row, pupil), "the return about ", "" },
	{ THING_TARGET, offsetof(struct target_row, pupil), "the target of ", "" },
	{ THING_LEAGUE_OUT, offsetof(struct league_out_row, pupil), "", " left out of praise" },
};

static const struct day_thing *day_thing(enum thing thing)
{
	for (size_t i = 0; i < sizeof day_things / sizeof *day_things; i++)
		if (day_things[i].thing == thing)
			return &day_things[i];
	return NULL;
}

/* What the act did to that field of the row; NULL: nothing. */
static const struct change_row *change_of(const struct undoing *u, enum thing thing, int64_t id, const char *field)
{
	for (int i = 0; i < u->act_row_count; i++)
		if (u->act_rows[i].thing == thing && u->act_rows[i].id == id && strcmp(u->act_rows[i].field, field) == 0)
			return &u->act_rows[i];
	return NULL;
}

/* The value of a field that joins rows: by the act, else as the row stands; 0: none. */
static int64_t joined(struct undoing *u, enum thing thing, int64_t id, const char *field, size_t offset)
{
	CLEAN_ARENA struct arena a = { 0 };
	const struct change_row *c = change_of(u, thing, id, field);
	union { struct plan_pupil_row plan_pupil; struct reported_row reported; struct class_note_row note; struct sign_out_row out; struct call_row call;
		struct task_row task; struct settled_row settled; struct reviewed_row reviewed; struct pupil_stage_row stage; struct return_made_row made;
		struct target_row target; struct league_out_row league_out; } row;

	if (c)
		return strtoll(c->after ? c->after : c->before, NULL, 10);
	if (store_thing_get(u->o->store, thing, id, &a, &row) < 0)
		return 0;
	int64_t value = *(const int64_t *)((const char *)&row + offset);
	return value == NONE ? 0 : value;
}

static int64_t pupil_of(struct undoing *u, enum thing thing, int64_t id)
{
	const struct day_thing *t = day_thing(thing);

	return t ? joined(u, thing, id, "pupil", t->pupil) : 0;
}

static int64_t group_of(struct undoing *u, int64_t note)
{
	return joined(u, THING_CLASS_NOTE, note, "roll_group", offsetof(struct class_note_row, roll_group));
}

/* Did the act make that plan, or take it away? */
static bool is_plan_of_act(const struct undoing *u, int64_t plan)
{
	const struct change_row *kind = change_of(u, THING_PLAN, plan, "kind");

	return kind && (!kind->before || !kind->after);
}

int64_t undo_plan_of(struct undoing *u, enum thing thing, int64_t id)
{
	int64_t plan = thing == THING_PLAN ? id : 0;

	if (thing == THING_PLAN_PUPIL)
		plan = joined(u, thing, id, "plan", offsetof(struct plan_pupil_row, plan));
	return plan && is_plan_of_act(u, plan) ? plan : 0;
}

const char *undo_day_words(struct undoing *u, enum thing thing, int64_t id)
{
	const struct change_row in_plan = { .thing = THING_PLAN_PUPIL, .field = "plan" };
	const struct day_thing *t = day_thing(thing);
	int64_t pupil = pupil_of(u, thing, id);

	if (thing == THING_PLAN)
		return arena_printf(&u->arena, "the plan %s", change_value(u->o, &in_plan, arena_printf(&u->arena, "%" PRId64, id), &u->arena));
	if (thing == THING_CLASS_NOTE && !pupil)
		return arena_printf(&u->arena, "the note for %s", office_group_name(u->o, group_of(u, id)));
	return t && pupil ? arena_printf(&u->arena, "%s%s%s", t->before, office_pupil_name(u->o, pupil, &u->arena), t->behind) : NULL;
}

/* WHO MAY ------------------------------------------------------------------------------------------------------------------------------------ */

/* Of every child whom the plan is about. */
static int may_plan(struct undoing *u, int64_t plan)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct plan_pupil_row *rows;
	int n = store_pupils_of_plan(u->o->store, plan, &a, &rows), r = n < 0 ? office_fail(u->o, n, u->e) : office_may(u->o, ACTION_PLAN, 0, u->e);

	for (int i = 0; r == 0 && i < n; i++)
		r = said_may(u->o, ACTION_PLAN, rows[i].pupil, office_today(u->o), u->e);
	return r;
}

static bool is_for_me(struct undoing *u, const struct change_row *rows)
{
	CLEAN_ARENA struct arena a = { 0 };
	const struct person *me = &u->o->person;
	struct task_row row;
	enum role role;

	if (store_thing_get(u->o->store, THING_TASK, rows->id, &a, &row) < 0)
		return false;
	if (row.for_staff != NONE)
		return row.for_staff == me->staff;
	return row.for_role && role_parse(row.for_role, &role) == 0 && (me->roles & 1u << role);
}

/* A field of a row as the act left or found it, where the row itself may be gone. */
static const char *said(const struct undoing *u, const struct change_row *rows, const char *field)
{
	const struct change_row *c = change_of(u, rows->thing, rows->id, field);

	return c ? c->after ? c->after : c->before : NULL;
}

/* What is the school's, and not only an administrator's to change: closures, the times of one date, short lists (plans.h, clocks.h). */
static bool is_planned_school(struct undoing *u, const struct change_row *rows)
{
	const char *name = said(u, rows, "name"), *from = said(u, rows, "from_day"), *to = said(u, rows, "to_day");

	switch (rows->thing) {
	case THING_CLOSURE:      return true;
	case THING_SETTING:      return name && strncmp(name, "choices.", strlen("choices.")) == 0;
	case THING_SESSION_TIME: return from && to && strcmp(from, to) == 0;
	default:                 return false;
	}
}

/* Which codes break no streak is of who reviews the school, as setting it is (league.h). */
static bool is_praise(struct undoing *u, const struct change_row *rows)
{
	const char *name = rows->thing == THING_SETTING ? said(u, rows, "name") : NULL;

	return name ? strncmp(name, "league.", strlen("league.")) == 0 : rows->thing == THING_SETTING && strcmp(u->act.head.kind, "praise") == 0;
}

/* The number that nobody answers any more is struck out by whoever rang it (B18). */
static bool is_dead_number(const struct change_row *rows, int n)
{
	return rows->thing == THING_ADULT_NUMBER && n == 1 && strcmp(rows->field, "dead") == 0;
}

/* Who was left behind by a trip is in another class's register for the day: whoever plans for that class put the child there (A30). */
static bool is_place_of_trip(const struct undoing *u, const struct change_row *rows)
{
	return rows->thing == THING_MEMBERSHIP && strcmp(u->act.head.kind, "stayed behind") == 0;
}

static int may_place(struct undoing *u, const struct change_row *rows)
{
	CLEAN_ARENA struct arena a = { 0 };
	const char *group = said(u, rows, "roll_group");
	struct membership_row row;

	if (!group && store_thing_get(u->o->store, THING_MEMBERSHIP, rows->id, &a, &row) < 0)
		return office_may(u->o, ACTION_CHANGE_ROLL, 0, u->e);
	return office_may(u->o, ACTION_PLAN, group ? strtoll(group, NULL, 10) : row.roll_group, u->e);
}

int undo_may(struct undoing *u, enum action action, const struct change_row *rows, int n)
{
	int64_t pupil = pupil_of(u, rows->thing, rows->id);

	if (is_planned_school(u, rows) && office_reach(u->o, ACTION_PLAN) == REACH_ALL)
		return 0;
	if (is_praise(u, rows) && office_reach(u->o, ACTION_REVIEW) == REACH_ALL)
		return 0;
	if (is_dead_number(rows, n))
		return office_may(u->o, ACTION_CALL, 0, u->e);
	if (is_place_of_trip(u, rows))
		return may_place(u, rows);
	if (rows->thing == THING_TASK && is_for_me(u, rows))
		return 0;
	if (rows->thing == THING_PLAN)
		return may_plan(u, rows->id);
	if (rows->thing == THING_CLASS_NOTE && !pupil)
		return office_may(u->o, action, group_of(u, rows->id), u->e);
	return pupil ? said_may(u->o, action, pupil, office_today(u->o), u->e) : office_may(u->o, action, 0, u->e);
}

/* WHAT HAS GONE ON SINCE ------------------------------------------------------------------------------------------------------------------------ */

static int plan_joined(struct undoing *u, int64_t plan, const char **ret_why)
{
	struct plan_pupil_row *rows;
	int n = store_pupils_of_plan(u->o->store, plan, &u->arena, &rows);

	for (int i = 0; i < n && !*ret_why; i++)
		if (!change_of(u, THING_PLAN_PUPIL, rows[i].id, "pupil"))
			*ret_why = arena_printf(&u->arena, "%s was added since", office_pupil_name(u->o, rows[i].pupil, &u->arena));
	return n < 0 ? n : 0;
}

/* Were the child out twice at once?  `row` is as it would stand. */
static int went_again(struct undoing *u, const struct sign_out_row *row, const char **ret_why)
{
	struct sign_out_row *rows;
	int n = store_sign_outs_on(u->o->store, row->out_day, &u->arena, &rows);

	for (int i = 0; i < n; i++) {
		if (rows[i].id == row->id || rows[i].pupil != row->pupil)
			continue;
		if ((rows[i].in_minute == NONE || rows[i].in_minute > row->out_minute) && (row->in_minute == NONE || row->in_minute > rows[i].out_minute))
			*ret_why = "the child went out again since";
	}
	return n < 0 ? n : 0;
}

static void take_back(struct sign_out_row *row, const struct change_row *c)
{
	const struct { const char *field; int64_t *number; } fields[] = { { "out_minute", &row->out_minute }, { "in_minute", &row->in_minute },
									  { "pupil", &row->pupil } };

	if (strcmp(c->field, "out_day") == 0 && c->before)
		row->out_day = (struct day){ (int32_t)strtol(c->before, NULL, 10) };
	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
		if (strcmp(fields[i].field, c->field) == 0)
			*fields[i].number = c->before ? strtoll(c->before, NULL, 10) : NONE;
}

static int out_again(struct undoing *u, const struct change_row *rows, int n, bool made, const char **ret_why)
{
	struct sign_out_row row = SIGN_OUT_NEW;

	(void)store_thing_get(u->o->store, THING_SIGN_OUT, rows->id, &u->arena, &row); /* of one that was taken away everything is in the changes */
	row.id = rows->id;
	for (int i = 0; i < n; i++)
		take_back(&row, &rows[i]);
	return made ? 0 : went_again(u, &row, ret_why);
}

/* A review that somebody has gone on with stays: the decisions are taken back one by one. */
static int review_went_on(struct undoing *u, int64_t review, const char **ret_why)
{
	struct reviewed_row *rows;
	int n = store_reviewed_of_review(u->o->store, review, &u->arena, &rows);

	for (int i = 0; i < n && !*ret_why; i++)
		if (!change_of(u, THING_REVIEWED, rows[i].id, "pupil"))
			*ret_why = arena_printf(&u->arena, "%s was looked at in it since", office_pupil_name(u->o, rows[i].pupil, &u->arena));
	return n < 0 ? n : 0;
}

int undo_gone_on(struct undoing *u, const struct change_row *rows, int n, bool made, const char **ret_why)
{
	int r = 0;

	*ret_why = NULL;
	if (rows->thing == THING_PLAN && made)
		r = plan_joined(u, rows->id, ret_why);
	else if (rows->thing == THING_REVIEW && made)
		r = review_went_on(u, rows->id, ret_why);
	else if (rows->thing == THING_SIGN_OUT)
		r = out_again(u, rows, n, made, ret_why);
	return r < 0 ? office_fail(u->o, r, u->e) : 0;
}
