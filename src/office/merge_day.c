/* The day's work and the reviews of two rows of one child: plans, reports, notes, sign-outs, calls, tasks, decisions, stages, returns go over. */
#include <stddef.h>
#include <string.h>

#include "merge.h"
#include "review_parts.h"

/* Is it in that plan on the row that stays, too? */
static bool is_twice_in_plan(const void *theirs, const void *ours)
{
	return ((const struct plan_pupil_row *)theirs)->plan == ((const struct plan_pupil_row *)ours)->plan;
}

static bool is_same_report(const void *theirs, const void *ours)
{
	const struct reported_row *a = theirs, *b = ours;

	return day_equal(a->from_day, b->from_day) && a->from_session == b->from_session && day_equal(a->back_day, b->back_day) &&
	       strcmp(a->code, b->code) == 0 && strcmp(a->words, b->words) == 0;
}

static bool is_same_note(const void *theirs, const void *ours)
{
	const struct class_note_row *a = theirs, *b = ours;

	return day_equal(a->from_day, b->from_day) && day_equal(a->to_day, b->to_day) && strcmp(a->text, b->text) == 0;
}

/* What a stage asks for is asked once, whenever it began. */
static bool is_about_same(const struct task_row *a, const struct task_row *b)
{
	return strcmp(a->kind, REVIEW_TASK) == 0 ? strcmp(a->text, b->text) == 0 : day_equal(a->about_day, b->about_day);
}

/* Still to do, and raised for both. */
static bool is_same_task(const void *theirs, const void *ours)
{
	const struct task_row *a = theirs, *b = ours;

	return day_is_none(a->done_day) && day_is_none(b->done_day) && strcmp(a->kind, b->kind) == 0 && is_about_same(a, b) &&
	       a->for_staff == b->for_staff && (!a->for_role || (b->for_role && strcmp(a->for_role, b->for_role) == 0));
}

/* A review has one decision of a child: that of the row that stays. */
static bool is_same_review(const void *theirs, const void *ours)
{
	return ((const struct reviewed_row *)theirs)->review == ((const struct reviewed_row *)ours)->review;
}

static bool is_same_stage(const void *theirs, const void *ours)
{
	const struct pupil_stage_row *a = theirs, *b = ours;

	return strcmp(a->policy, b->policy) == 0 && strcmp(a->stage, b->stage) == 0 && day_equal(a->from_day, b->from_day) && day_equal(a->to_day, b->to_day);
}

static bool is_same_return(const void *theirs, const void *ours)
{
	const struct return_made_row *a = theirs, *b = ours;

	return strcmp(a->kind, b->kind) == 0 && day_equal(a->from_day, b->from_day) && day_equal(a->made_day, b->made_day);
}

static bool is_same_target(const void *theirs, const void *ours)
{
	const struct target_row *a = theirs, *b = ours;

	return strcmp(a->kind, b->kind) == 0 && a->year == b->year;
}

static bool is_left_out_too(const void *theirs, const void *ours)
{
	return theirs && ours;
}

#define LIST_OF(name, of) \
	static int name(struct store *st, int64_t pupil, struct arena *a, void *ret) { return of(st, pupil, a, ret); }
LIST_OF(list_plans, store_plans_of_pupil)
LIST_OF(list_reports, store_reported_of_pupil)
LIST_OF(list_notes, store_class_notes_of_pupil)
LIST_OF(list_outs, store_sign_outs_of_pupil)
LIST_OF(list_calls, store_calls_of_pupil)
LIST_OF(list_tasks, store_tasks_of_pupil)
LIST_OF(list_settled, store_settled_of_pupil)
LIST_OF(list_reviewed, store_reviewed_of_pupil)
LIST_OF(list_stages, store_stages_of_pupil)
LIST_OF(list_targets, store_targets_of_pupil)
LIST_OF(list_left_out, store_league_out_of_pupil)

static int list_returns(struct store *st, int64_t pupil, struct arena *a, void *ret)
{
	return store_returns_made(st, pupil, DAY_MIN, a, ret);
}

/* `same`: such a row need not go over, the other has it; NULL: all go. */
static const struct day_kind {
	enum thing thing;
	const char *one, *many;
	size_t size, pupil;
	int (*list)(struct store *st, int64_t pupil, struct arena *a, void *ret);
	bool (*same)(const void *theirs, const void *ours);
} kinds[] = {
	{ THING_PLAN_PUPIL, "plan", "plans", sizeof(struct plan_pupil_row), offsetof(struct plan_pupil_row, pupil), list_plans, is_twice_in_plan },
	{ THING_REPORTED, "report of the family", "reports of the family", sizeof(struct reported_row), offsetof(struct reported_row, pupil), list_reports,
	  is_same_report },
	{ THING_CLASS_NOTE, "note for the class", "notes for the class", sizeof(struct class_note_row), offsetof(struct class_note_row, pupil), list_notes,
	  is_same_note },
	{ THING_SIGN_OUT, "sign-out", "sign-outs", sizeof(struct sign_out_row), offsetof(struct sign_out_row, pupil), list_outs, NULL },
	{ THING_CALL, "call", "calls", sizeof(struct call_row), offsetof(struct call_row, pupil), list_calls, NULL },
	{ THING_TASK, "task", "tasks", sizeof(struct task_row), offsetof(struct task_row, pupil), list_tasks, is_same_task },
	{ THING_SETTLED, "settled matter", "settled matters", sizeof(struct settled_row), offsetof(struct settled_row, pupil), list_settled, NULL },
	{ THING_REVIEWED, "decision of a review", "decisions of reviews", sizeof(struct reviewed_row), offsetof(struct reviewed_row, pupil), list_reviewed,
	  is_same_review },
	{ THING_PUPIL_STAGE, "stage", "stages", sizeof(struct pupil_stage_row), offsetof(struct pupil_stage_row, pupil), list_stages, is_same_stage },
	{ THING_RETURN_MADE, "return", "returns", sizeof(struct return_made_row), offsetof(struct return_made_row, pupil), list_returns, is_same_return },
	{ THING_TARGET, "target", "targets", sizeof(struct target_row), offsetof(struct target_row, pupil), list_targets, is_same_target },
	{ THING_LEAGUE_OUT, "leaving out of praise", "leavings out of praise", sizeof(struct league_out_row), offsetof(struct league_out_row, pupil),
	  list_left_out, is_left_out_too },
};

static bool is_there(const struct day_kind *k, const char *theirs, const char *ours, int count)
{
	for (int i = 0; k->same && i < count; i++)
		if (k->same(theirs, ours + k->size * (size_t)i))
			return true;
	return false;
}

static int merge_kind(struct merging *m, const struct day_kind *k)
{
	char *theirs, *ours;
	int n = k->list(m->o->store, m->from.id, &m->arena, &theirs);
	int c = n < 0 ? n : k->list(m->o->store, m->to.id, &m->arena, &ours), r = c < 0 ? c : 0, over = 0;

	for (int i = 0; r >= 0 && i < n; i++) {
		char *row = theirs + k->size * (size_t)i;

		if (is_there(k, row, ours, c)) {
			r = store_act_remove(m->o->store, k->thing, *(int64_t *)(void *)row);
			continue;
		}
		memcpy(row + k->pupil, &m->to.id, sizeof m->to.id);
		r = store_act_put(m->o->store, k->thing, row);
		over++;
	}
	if (over)
		merging_say(m, "%d %s over.", over, over == 1 ? arena_printf(&m->arena, "%s goes", k->one) : arena_printf(&m->arena, "%s go", k->many));
	return r < 0 ? r : 0;
}

int merge_write_day(struct merging *m)
{
	int r = 0;

	for (size_t i = 0; r == 0 && i < sizeof kinds / sizeof *kinds; i++)
		r = merge_kind(m, &kinds[i]);
	return r < 0 ? office_fail(m->o, r, m->e) : 0;
}
