/* What the policy asks for next (C19; domain 6): the actions of a stage that are due, each once a task, and what comes behind them. */
#include <limits.h>
#include <string.h>

#include "call_parts.h"
#include "review_parts.h"
#include "rules/period.h"

#define KEEP_WATCHING "Keep watching"
#define LOOK_AGAIN "Look again"
#define NO_MORE "No more to do: above the lines"

/* TASKS --------------------------------------------------------------------------------------------------------------------------------- */

static void tasks_keep(struct review_work *w, const struct task_row *rows, int n)
{
	struct task_row *kept = arena_new(&w->arena, (size_t)(w->task_count + n) + 1, sizeof *kept);

	if (w->task_count > 0)
		memcpy(kept, w->tasks, (size_t)w->task_count * sizeof *kept);
	for (int i = 0; i < n; i++)
		if (strcmp(rows[i].kind, REVIEW_TASK) == 0 && rows[i].pupil != NONE && (!w->only || rows[i].pupil == w->only))
			kept[w->task_count++] = rows[i];
	w->tasks = kept;
}

/* Those done before this school year are of a stage before it. */
int review_tasks_read(struct review_work *w)
{
	struct task_row *rows;
	int n = store_tasks_open(w->o->store, &w->arena, &rows);

	if (n >= 0) {
		tasks_keep(w, rows, n);
		n = store_tasks_done(w->o->store, school_year_first(&w->o->calendar, w->today), w->today, &w->arena, &rows);
	}
	if (n < 0)
		return office_fail(w->o, n, w->e);
	tasks_keep(w, rows, n);
	return 0;
}

static const char *role_of(const struct policy_action *action)
{
	enum role role;

	return action->role && role_parse(action->role, &role) == 0 ? action->role : role_name(ROLE_OFFICE);
}

/* "Meeting with the head (Stage 3: below 90)" */
static const char *task_text(struct review_work *w, const struct policy_stage *stage, const struct policy_action *action)
{
	return arena_printf(&w->arena, "%s (%s)", action->title, stage->title);
}

/* A task that waits, or one of this time in the stage: an amendment that moved its beginning by days makes no second one. */
static bool is_task(struct review_work *w, const struct review_line *l, int action)
{
	const struct policy_stage *stage = &w->v->policy.stages[l->stage];
	const char *text = task_text(w, stage, &stage->actions[action]);

	for (int i = 0; i < w->task_count; i++) {
		const struct task_row *t = &w->tasks[i];

		if (t->pupil == l->pupil && strcmp(t->text, text) == 0 && (day_is_none(t->done_day) || t->due_day.n >= l->stage_since.n))
			return true;
	}
	return false;
}

static uint32_t actions_due(struct review_work *w, const struct review_line *l)
{
	uint32_t due = l->stage < 0 ? 0 : policy_actions_due(&w->v->policy, l->stage, l->possible, l->attended, l->stage_days);

	for (int i = 0; i < 32 && due >> i; i++)
		if (due >> i & 1 && is_task(w, l, i))
			due &= ~(1u << i);
	return due;
}

static int task_put(struct review_work *w, const struct review_line *l, int action, struct buf *said)
{
	const struct policy_stage *stage = &w->v->policy.stages[l->stage];
	struct task_row row = TASK_NEW;

	row.kind = REVIEW_TASK;
	row.for_role = role_of(&stage->actions[action]);
	row.pupil = l->pupil;
	row.about_day = row.due_day = w->today;
	row.text = task_text(w, stage, &stage->actions[action]);
	int r = store_act_put(w->o->store, THING_TASK, &row);
	if (r < 0)
		return office_fail(w->o, r, w->e);
	buf_printf(said, "A task: %s%s%s.\n", stage->actions[action].title, stage->actions[action].who ? ", " : "",
		   stage->actions[action].who ? stage->actions[action].who : "");
	return 0;
}

int review_tasks_raise(struct review_work *w, const struct review_line *l, struct buf *said)
{
	uint32_t due = actions_due(w, l);
	int r = 0;

	for (int i = 0; r == 0 && i < 32 && due >> i; i++)
		if (due >> i & 1)
			r = task_put(w, l, i, said);
	return r;
}

/* WHAT IS PROPOSED ---------------------------------------------------------------------------------------------------------------------- */

static void due_fill(struct review_work *w, struct review_line *l)
{
	const struct policy_stage *stage = l->stage < 0 ? NULL : &w->v->policy.stages[l->stage];
	uint32_t due = actions_due(w, l);
	struct arena *a = &w->v->arena;

	for (int i = 0; i < 32 && due >> i; i++) {
		if (!(due >> i & 1))
			continue;
		l->due = l->due ? arena_printf(a, "%s; %s", l->due, stage->actions[i].title) : stage->actions[i].title;
		l->due_count++;
	}
}

/* The action that time alone makes due, the soonest. */
static const struct policy_action *action_coming(const struct review_work *w, const struct review_line *l)
{
	const struct policy_stage *stage = &w->v->policy.stages[l->stage];
	uint32_t all = policy_actions_due(&w->v->policy, l->stage, l->possible, l->attended, INT_MAX);
	const struct policy_action *first = NULL;

	for (int i = 0; i < stage->action_count && i < 32; i++)
		if (all >> i & 1 && stage->actions[i].after > l->stage_days && (!first || stage->actions[i].after < first->after))
			first = &stage->actions[i];
	return first;
}

/* What one key logs is kept as it stands: whole actions, as many as there is room for. */
static const char *proposed_of(const struct review_work *w, const struct review_line *l)
{
	const char *end = l->due;
	int room = SAID_MOST - (int)sizeof "; and more", kept = 0;

	if (!l->due || strlen(l->due) <= SAID_MOST)
		return l->due ? l->due : KEEP_WATCHING;
	for (const char *at = strstr(l->due, "; "); at && at - l->due <= room; at = strstr(at + 2, "; "), kept++)
		end = at;
	if (kept == 0)
		return arena_printf(&w->v->arena, "What the stage asks for: %d actions", l->due_count);
	return arena_printf(&w->v->arena, "%.*s; and more", (int)(end - l->due), l->due);
}

static bool is_below_any(const struct review_work *w, const struct review_line *l)
{
	return policy_band(&w->v->policy, l->possible, l->attended) > 0;
}

static int review_days(const struct review_work *w, const struct review_line *l)
{
	int days = l->stage >= 0 ? w->v->policy.stages[l->stage].review : 0;

	return days > 0 ? days : w->v->policy.review;
}

void review_next_fill(struct review_work *w, struct review_line *l)
{
	const struct calendar *c = &w->o->calendar;
	const struct policy_action *coming = l->stage < 0 ? NULL : action_coming(w, l);

	due_fill(w, l);
	if (l->stage < 0 && !is_below_any(w, l)) {
		l->proposed = NO_MORE;
		return;
	}
	l->proposed = proposed_of(w, l);
	l->next = coming ? coming->title : LOOK_AGAIN;
	l->next_day = coming ? calendar_school_day(c, w->today, coming->after - l->stage_days) : calendar_school_day(c, w->today, review_days(w, l));
}
