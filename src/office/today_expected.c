/* Today: who is expected elsewhere and not confirmed, who is out of the gate, what is to be reviewed, tasks and lists to settle (A10, A18, B3, B17). */
#include <errno.h>
#include <limits.h>
#include <string.h>

#include "office/calls.h"
#include "review_parts.h"
#include "today_parts.h"

#define TASKS_SHOWN 8
#define REVIEWS_SHOWN 4

/* TRIPS AND PROVIDERS ------------------------------------------------------------------------------------------------------------------------- */

/* One leader, provider or other school, and how many without a mark they expect. */
struct waiting {
	const struct expected *of;
	int count, minute;
};
struct waiting_list { VEC(struct waiting); };

static bool same_source(const struct expected *x, const struct expected *y)
{
	if (x->from != y->from || x->id != y->id)
		return false;
	return x->id != 0 || (x->code == y->code && strcmp(x->place ? x->place : "", y->place ? y->place : "") == 0);
}

static void waiting_add(struct waiting_list *list, const struct expected *x, int closes)
{
	int i = 0;

	while (i < list->count && !same_source(list->items[i].of, x))
		i++;
	if (i == list->count)
		vec_push(list, (struct waiting){ .of = x, .minute = INT_MAX });
	list->items[i].count++;
	if (closes >= 0 && closes < list->items[i].minute)
		list->items[i].minute = closes;
}

/* A trip is confirmed when it leaves, the others when the register closes. */
static int leaves_minute(const struct due_list *d, const struct waiting *w)
{
	struct plan_row plan;
	int minute = w->minute == INT_MAX ? -1 : w->minute;

	if (w->of->from != EXPECTED_TRIP || store_thing_get(d->facts->office->store, THING_PLAN, w->of->id, &d->facts->arena, &plan) < 0)
		return minute;
	return plan.leaves == NONE ? minute : (int)plan.leaves;
}

static const char *waiting_title(const struct waiting *w, struct arena *a)
{
	const struct expected *x = w->of;

	if (x->from == EXPECTED_AGREED)
		return arena_printf(a, "%s (%s)", x->place ? x->place : x->words, code_symbol(x->code));
	return x->place && !strstr(x->words, x->place) ? arena_printf(a, "%s, %s", x->words, x->place) : x->words;
}

/* What a family said goes by no plan. */
static bool is_plan(const struct expected *x)
{
	return x->from == EXPECTED_PLAN || x->from == EXPECTED_TRIP || x->from == EXPECTED_PATTERN;
}

static void confirms_due(struct due_list *d)
{
	struct session_facts *f = d->facts;
	struct register_ref ref = { 0, f->day, f->session };
	struct waiting_list list = { 0 };

	for (int i = 0; i < f->child_count; i++) {
		const struct grid_due *due = f->children[i].due;
		const struct half_group *side = &f->sides[0].groups[due->group];
		int64_t group = f->office->roll_groups[due->group].id;
		const struct expected *x = due->mark == CODE_NONE ? expected_at(f->expected, due->pupil, due->year, group, f->at) : NULL;

		if (x && x->waits && due_may(d, ACTION_TAKE_REGISTER, group))
			waiting_add(&list, x, side->timed ? side->times.closes : -1);
	}
	for (int i = 0; i < list.count; i++) {
		const struct waiting *w = &list.items[i];
		struct today_due *line = due_add(d, DUE_CONFIRM, leaves_minute(d, w), w->count, &ref,
			arena_printf(&d->view->arena, "Confirm %d pupil%s: %s", w->count, PLURAL(w->count), waiting_title(w, &d->view->arena)));

		line->id = is_plan(w->of) ? w->of->id : 0;
	}
	vec_finish(&list);
}

/* OUT AND BACK ---------------------------------------------------------------------------------------------------------------------------------- */

/* Due back and not yet late: those who are late are a list to settle. */
static void back_due(struct due_list *d)
{
	struct session_facts *f = d->facts;
	struct register_ref ref = { 0, f->day, f->session };
	const struct sign_out_row *next = NULL;
	int count = 0;

	for (int i = 0; i < f->out_count; i++) {
		const struct sign_out_row *row = &f->outs[i];
		const struct child *c = child_find(f, row->pupil);

		if (row->in_minute != NONE || row->due_minute == NONE || row->due_minute < d->minute || !c ||
		    !due_may(d, ACTION_RECORD_LATE, f->office->roll_groups[c->due->group].id))
			continue;
		count++;
		next = !next || row->due_minute < next->due_minute ? row : next;
	}
	if (count == 0)
		return;
	const char *name = office_pupil_name(f->office, next->pupil, &d->view->arena);
	struct today_due *line = due_add(d, DUE_BACK, (int)next->due_minute, count, &ref,
		count == 1 ? arena_printf(&d->view->arena, "%s is due back: %s", name, next->reason)
			   : arena_printf(&d->view->arena, "Due back: %d pupils, %s first", count, name));
	line->pupil = next->pupil;
}

/* REVIEWS --------------------------------------------------------------------------------------------------------------------------------------- */

static const char *review_words(struct due_list *d, const struct plan_row *plan)
{
	struct arena *a = &d->view->arena;
	struct plan_pupil_row *pupils;
	char day[DAY_TEXT];
	int n = store_pupils_of_plan(d->facts->office->store, plan->id, &d->facts->arena, &pupils);
	const char *who = n == 1 ? office_pupil_name(d->facts->office, pupils[0].pupil, a) : arena_printf(a, "%d pupils", n < 0 ? 0 : n);

	return arena_printf(a, "Review: %s %s of %s, since %s", plan->code, strcmp(plan->kind, "pattern") == 0 ? "pattern" : "absence", who,
			    day_long(plan->review_day, day) + strlen("Fri "));
}

/* Of this school year: a plan of an earlier one has ended. */
static int reviews_due(struct due_list *d)
{
	struct session_facts *f = d->facts;
	const struct register_ref ref = { 0, f->day, f->session };
	struct plan_row *plans;
	int n = 0, shown = 0, count = 0;

	if (office_reach(f->office, ACTION_PLAN) == REACH_ALL)
		n = store_plans_to_review(f->office->store, school_year_start(f->day), f->day, &f->arena, &plans);
	for (int i = 0; i < n; i++)
		count += plans[i].to_day.n >= f->day.n;
	for (int i = 0; i < n && count <= REVIEWS_SHOWN; i++)
		if (plans[i].to_day.n >= f->day.n) {
			struct today_due *line = due_add(d, DUE_REVIEW, -1, 1, &ref, review_words(d, &plans[i]));

			line->id = plans[i].id;
			line->overdue = plans[i].review_day.n < f->day.n;
			shown++;
		}
	if (count > shown)
		due_add(d, DUE_REVIEW, -1, count, &ref, arena_printf(&d->view->arena, "Plans to be reviewed: %d", count));
	return n < 0 ? n : 0;
}

/* The fortnightly review (C19), by the policy; one that is open is gone on with. */
int due_fortnight(struct due_list *d, struct err *e)
{
	struct session_facts *f = d->facts;
	const struct register_ref ref = { 0, f->day, f->session };
	struct arena *a = &d->view->arena;
	struct review_due due;
	char day[DAY_TEXT];
	int r = !d->today || office_reach(f->office, ACTION_REVIEW) == REACH_NONE ? 0 : review_due_read(f->office, &f->arena, &due, e);

	if (r <= 0)
		return r;
	const char *since = day_long(due.due, day) + strlen("Fri ");
	due_add(d, DUE_FORTNIGHT, -1, 1, &ref,
		due.open ? arena_printf(a, "Review: open since %s, %d looked at", since, due.looked) : arena_printf(a, "Review: due since %s", since))
		->overdue = !due.open && due.due.n < f->day.n;
	return 0;
}

/* TASKS ----------------------------------------------------------------------------------------------------------------------------------------- */

static void task_due(struct due_list *d, const struct task_line *t)
{
	const struct register_ref ref = { 0, d->facts->day, d->facts->session };
	struct arena *a = &d->view->arena;
	const char *text = t->name && !strstr(t->text, t->name) ? arena_printf(a, "%s: %s", t->name, t->text) : arena_text(a, t->text);
	bool today = day_equal(t->due, d->facts->day), done = !day_is_none(t->done);
	struct today_due *line = due_add(d, DUE_TASK, today && !done ? t->minute : -1, 1, &ref, text);

	line->id = t->task;
	line->pupil = t->pupil;
	line->done = done;
	line->overdue = t->overdue && !done;
}

/* Those that are for later are nothing that today asks for. */
int due_tasks(struct due_list *d, struct err *e)
{
	const struct register_ref ref = { 0, d->facts->day, d->facts->session };
	struct tasks_view v;
	int rest = 0, shown = 0, r = office_tasks_open(d->facts->office, &(struct tasks_wish){ .done = true }, &v, e);

	if (r < 0)
		return r;
	for (int i = 0; i < v.count; i++) {
		if (v.lines[i].due.n > d->facts->day.n && day_is_none(v.lines[i].done))
			continue;
		if (shown < TASKS_SHOWN) {
			task_due(d, &v.lines[i]);
			shown++;
		} else if (day_is_none(v.lines[i].done)) {
			rest++;
		}
	}
	if (rest > 0)
		due_add(d, DUE_TASK, -1, rest, &ref, arena_printf(&d->view->arena, "And %d more task%s", rest, PLURAL(rest)));
	tasks_view_finish(&v);
	return 0;
}

/* LISTS TO SETTLE --------------------------------------------------------------------------------------------------------------------------------- */

static struct due_row *due_rows(struct session_facts *f, sitting at, int *ret_count)
{
	const struct grid_wanted *w = grid_wanted(&f->grid, at);
	struct due_row *rows = arena_new(&f->arena, (size_t)w->count + 1, sizeof *rows);

	for (int i = 0; i < w->count; i++)
		rows[i] = (struct due_row){ .pupil = w->due[i].pupil, .roll_group = f->office->roll_groups[w->due[i].group].id, .year = w->due[i].year,
					    .enrolment = "", .mark = w->due[i].mark };
	*ret_count = w->count;
	return rows;
}

/* Each alarm has its own line already. */
static int watch_due(struct due_list *d)
{
	struct session_facts *f = d->facts;
	const struct register_ref ref = { 0, f->day, f->session };
	struct watching w = { .o = f->office, .day = f->day, .minute = d->minute, .unexplained = &f->unexplained,
			      .no_note_asked = !f->note_asked };
	int of[WATCH_KINDS];

	w.due[f->session] = due_rows(f, f->at, &w.due_count[f->session]);
	if (f->session == SESSION_PM)
		w.due[SESSION_AM] = due_rows(f, sitting_of(f->day, SESSION_AM), &w.due_count[SESSION_AM]);
	int r = watch_count(&w, of);
	for (enum watch_kind k = WATCH_NOT_IN_CLASS + 1; r == 0 && k < WATCH_KINDS; k++) {
		if (of[k] == 0)
			continue;
		struct today_due *line = due_add(d, DUE_WATCH, k == WATCH_OUT_OVERDUE ? w.since[k] : -1, of[k], &ref,
						   arena_printf(&d->view->arena, "%s: %d", watch_title(k), of[k]));

		line->id = k;
		line->overdue = k == WATCH_OUT_OVERDUE;
	}
	return r;
}

int due_expected(struct due_list *d)
{
	int r;

	confirms_due(d);
	if (!d->today)
		return 0;
	back_due(d);
	r = reviews_due(d);
	if (r == 0 && office_reach(d->facts->office, ACTION_CALL) != REACH_NONE)
		r = watch_due(d);
	return r;
}
