/* Today: who is missing, what is due, overdue and done, in order; each line one key from the screen that does it (design 5). */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "calls.h"
#include "today_screen.h"

/* READING --------------------------------------------------------------------------------------------------------------------------- */

/* What comes first for whom: a person who is told of children as DSL, and does not keep the office besides, has the tasks before all else. */
static bool tasks_first(struct office *o)
{
	uint32_t roles = office_person(o)->roles;

	return roles & 1u << ROLE_DSL && !(roles & 1u << ROLE_OFFICE);
}

enum due_part { PART_TASKS, PART_DUE, PART_DONE };

static enum due_part part_of(const struct today_due *d, bool tasks)
{
	if (d->done)
		return PART_DONE;
	return tasks && d->kind == DUE_TASK ? PART_TASKS : PART_DUE;
}

static int keep_part(struct today *t, int n, enum due_part part, bool tasks)
{
	for (int i = 0; i < t->view.due_count; i++)
		if (part_of(&t->view.due[i], tasks) == part)
			t->lines[n++].due = &t->view.due[i];
	return n;
}

static void keep_lines(struct today *t, const struct draft_left *drafts, int draft_count, bool tasks)
{
	int n = 0;

	t->lines = arena_new(&t->arena, (size_t)(draft_count + t->view.due_count + t->view.register_count) + 1, sizeof *t->lines);
	for (int i = 0; i < draft_count; i++)
		t->lines[n++].draft = &drafts[i];
	n = keep_part(t, n, PART_TASKS, tasks);
	n = keep_part(t, n, PART_DUE, tasks);
	t->due_lines = n;
	n = keep_part(t, n, PART_DONE, tasks);
	t->done_lines = n;
	for (int i = 0; i < t->view.register_count; i++)
		t->lines[n++].taken = &t->view.registers[i];
	list_count(&t->list, n);
}

/* What a line is about, to find it again when the lists are read anew. */
struct about_line {
	struct register_ref ref;
	int kind; /* DUE_..; of a draft and of a register, below 0 */
	int64_t id, pupil;
	bool done;
};

static struct about_line about(const struct today *t, int row)
{
	const struct today_line *l = &t->lines[row];
	struct about_line a = { .kind = -1 };

	if (l->draft)
		a = (struct about_line){ .ref = l->draft->ref, .kind = -2 };
	else if (l->due)
		a = (struct about_line){ l->due->ref, (int)l->due->kind, l->due->id, l->due->pupil, l->due->done };
	else
		a.ref.roll_group = l->taken->roll_group;
	return a;
}

static bool is_same(const struct about_line *a, const struct about_line *b)
{
	return a->kind == b->kind && a->id == b->id && a->pupil == b->pupil && a->done == b->done && a->ref.roll_group == b->ref.roll_group &&
	       a->ref.day.n == b->ref.day.n && a->ref.session == b->ref.session;
}

/* The focus stays on what it was on; where that is done, on what came after it. */
static void focus_again(struct today *t, const struct about_line *was)
{
	for (int i = 0; i < t->list.count; i++) {
		struct about_line is = about(t, i);

		if (is_same(&is, was)) {
			list_focus(&t->list, i);
			return;
		}
	}
}

/* The header of the screens above says it (design 5): first what is left of it when there is little room. */
static void keep_next(struct ui *ui, const struct today *t)
{
	const struct today_due *next = t->view.due_count > 0 && !t->view.due[0].done ? &t->view.due[0] : NULL;
	int overdue = 0;
	char at[8];

	buf_reset(&ui->next);
	for (int i = 0; i < t->view.due_count; i++)
		overdue += t->view.due[i].overdue && !t->view.due[i].done;
	if (next && next->overdue)
		buf_printf(&ui->next, "%d overdue. %s%s%s", overdue, next->text, next->minute < 0 ? "" : ", since ", minute_text(next->minute, at));
	else if (next)
		buf_printf(&ui->next, "Next%s%s %s", next->minute < 0 ? ":" : " ", minute_text(next->minute, at), next->text);
}

/* A session that was chosen yesterday is nobody's choice of today. */
static enum session session_of(struct today *t, struct office *o)
{
	if (!day_equal(t->view.day, office_today(o)))
		t->session = -1;
	return t->session < 0 ? office_session_now(o) : (enum session)t->session;
}

static int today_reload(struct ui *ui, void *state, struct err *e)
{
	struct today *t = state;
	struct today_view fresh;
	struct draft_left *drafts = NULL;
	int r = office_today_open(ui->office, office_today(ui->office), session_of(t, ui->office), &fresh, e);

	if (r < 0)
		return r;
	struct about_line was = { .kind = DUE_KINDS };
	if (t->list.count > 0)
		was = about(t, t->list.focus);
	today_view_finish(&t->view);
	arena_finish(&t->arena);
	t->view = fresh;
	int n = office_drafts_left(ui->office, &t->arena, &drafts);
	keep_lines(t, drafts, n > 0 ? n : 0, tasks_first(ui->office));
	focus_again(t, &was);
	keep_next(ui, t);
	return 0;
}

static void today_start(void *state, const void *about)
{
	struct today *t = state;

	(void)about;
	t->session = -1;
}

static void today_close(void *state)
{
	struct today *t = state;

	today_view_finish(&t->view);
	arena_finish(&t->arena);
}

/* KEYS ------------------------------------------------------------------------------------------------------------------------------ */

static struct list *today_list(void *state)
{
	return &((struct today *)state)->list;
}

/* Each list that does a thing which is due, where no one register does. */
typedef int due_opens(struct ui *ui, const struct today_due *due);

static bool may_call(struct ui *ui)
{
	return office_may(ui->office, ACTION_CALL, 0, NULL) == 0;
}

#define DUE_OPENS(name, open) \
	static int name(struct ui *ui, const struct today_due *due) \
	{ \
		(void)due; \
		return open; \
	}
DUE_OPENS(due_missing, open_missing(ui))
DUE_OPENS(due_past, open_missing_past(ui))
DUE_OPENS(due_close, open_close(ui))
DUE_OPENS(due_report, open_absentees(ui))
DUE_OPENS(due_calls, !may_call(ui) ? open_absentees(ui) : due->pupil ? open_call(ui, due->pupil, DAY_NONE) : open_calls(ui))
DUE_OPENS(due_visit, due->pupil ? open_visit(ui, due->pupil, DAY_NONE) : open_calls(ui))
DUE_OPENS(due_alarm, may_call(ui) ? open_watch(ui, WATCH_NOT_IN_CLASS) : open_absentees(ui))
DUE_OPENS(due_confirm, open_confirm(ui, due->id))
DUE_OPENS(due_task, open_tasks_at(ui, due->id))
DUE_OPENS(due_watch, open_watch(ui, (int)due->id))
DUE_OPENS(due_back, open_gate(ui))
DUE_OPENS(due_fortnight, open_review(ui))
DUE_OPENS(due_return, open_returns(ui))
DUE_OPENS(due_review, due->id ? open_plan(ui, due->id, 0) : open_plans(ui))

static due_opens *const opens[DUE_KINDS] = {
	[DUE_DRAFT] = due_missing, [DUE_REGISTER] = due_missing, [DUE_BLANKS] = due_missing, [DUE_NOT_IN_CLASS] = due_alarm, [DUE_CLOSE] = due_close,
	[DUE_NO_REASON] = due_calls, [DUE_PAST_REGISTER] = due_past, [DUE_CONFIRM] = due_confirm, [DUE_REPORT] = due_report,
	[DUE_SECOND_MESSAGE] = due_calls, [DUE_HOME_VISIT] = due_visit, [DUE_WELFARE_CHECK] = due_calls, [DUE_FRIENDLY_CALL] = due_calls,
	[DUE_RETURN] = due_return, [DUE_TASK] = due_task, [DUE_WATCH] = due_watch, [DUE_BACK] = due_back, [DUE_REVIEW] = due_review,
	[DUE_FORTNIGHT] = due_fortnight,
};

int open_due(struct ui *ui, const struct today_due *due)
{
	bool alarm = due->kind == DUE_NOT_IN_CLASS && may_call(ui);

	return due->ref.roll_group != 0 && !alarm ? open_register(ui, &due->ref, due->pupil) : opens[due->kind](ui, due);
}

static int today_open_line(struct ui *ui, void *state, const struct key *k)
{
	struct today *t = state;
	const struct today_line *l = &t->lines[t->list.focus];

	(void)k;
	if (l->draft)
		return open_register(ui, &l->draft->ref, 0);
	if (l->due)
		return open_due(ui, l->due);
	struct register_ref ref = { .roll_group = l->taken->roll_group, .day = t->view.day, .session = t->view.session };
	return open_register(ui, &ref, 0);
}

static int today_turn(struct ui *ui, void *state, const struct key *k)
{
	struct today *t = state;

	(void)ui;
	(void)k;
	t->session = t->view.session == SESSION_AM ? SESSION_PM : SESSION_AM;
	return REACT_RELOAD;
}

enum today_need { NEED_CLOSER = NEED_OWN, NEED_HISTORY = NEED_OWN << 1, NEED_ROLL = NEED_OWN << 2, NEED_CALLER = NEED_OWN << 3,
		  NEED_PLANNER = NEED_OWN << 4, NEED_DONE = NEED_OWN << 5 };

static const char *const today_refusals[] = {
	"The office closes the session.",
	"You may not see who changed what: ask the office.",
	"The office puts pupils on the roll: ask them.",
	"The office rings families: ask them.",
	"The office plans absences: ask them.",
	ROLL_NOT_DONE,
};

static unsigned today_has(struct ui *ui, const void *state)
{
	static const struct { enum action action; unsigned need; } rights[] = {
		{ ACTION_CLOSE_SESSION, NEED_CLOSER }, { ACTION_SEE_HISTORY, NEED_HISTORY }, { ACTION_CHANGE_ROLL, NEED_ROLL },
		{ ACTION_CALL, NEED_CALLER }, { ACTION_PLAN, NEED_PLANNER },
	};
	unsigned has = roll_has_done(ui) ? NEED_DONE : 0;

	(void)state;
	for (size_t i = 0; i < sizeof rights / sizeof *rights; i++)
		if (office_may(ui->office, rights[i].action, 0, NULL) == 0)
			has |= rights[i].need;
	return has;
}

OPENS(today_absentees, void, open_absentees(ui))
OPENS(today_missing, void, open_missing(ui))
OPENS(today_close_session, void, open_close(ui))
OPENS(today_registers, void, open_registers(ui))
OPENS(today_morning, void, open_morning(ui))
OPENS(today_history, void, open_history(ui, 0, 0))
OPENS(today_new_pupil, void, open_pupil_new(ui))
OPENS(today_pupils, void, open_pupils(ui))
OPENS(today_calls, void, open_calls(ui))
OPENS(today_ring_in, void, open_reported_new(ui, 0))
OPENS(today_reported, void, open_reported(ui))
OPENS(today_out, void, open_sign_out(ui, NULL, 0))
OPENS(today_gate, void, open_gate(ui))
OPENS(today_onsite, void, open_onsite(ui))
OPENS(today_tasks, void, open_tasks(ui))
OPENS(today_settle, void, open_watch(ui, -1))
OPENS(today_plans, void, open_plans(ui))

static const struct binding today_keys[] = {
	{ ON(KEY_ENTER), "open", today_open_line, NEED_ROW, "Open what is focused", "Open" },
	{ ON_TEXT("f"), "calls", today_calls, NEED_NAMES | NEED_CALLER, "First-day calls: whom to ring", "Calls" },
	{ ON_TEXT("i"), "ring-in", today_ring_in, NEED_WRITE | NEED_CALLER, "A family rings in: write down what they say", "They ring" },
	{ ON_TEXT("o"), "out", today_out, NEED_WRITE | NEED_LATE, "A child goes out of the gate: sign out", "Out" },
	{ ON_TEXT("a"), "absentees", today_absentees, NEED_NAMES, "Absentees: everybody who is not here", NULL },
	{ ON_TEXT("k"), "not-known", today_absentees, NEED_NAMES, "Not known: the children nobody has seen yet", NULL },
	{ ON_TEXT("s"), "settle", today_settle, NEED_CALLER, "What is to be settled, the alarms first", NULL },
	{ ON_TEXT("t"), "tasks", today_tasks, 0, "Your tasks", NULL },
	{ ON_TEXT("c"), "close-session", today_close_session, NEED_WRITE | NEED_CLOSER, "Close the session", NULL },
	{ ON_TEXT("m"), "missing", today_missing, NEED_NAMES, "Missing registers, of past days too", NULL },
	{ ON_TEXT("g"), "gate", today_gate, NEED_NAMES, "Who is out of the gate, and back", NULL },
	{ ON_TEXT("e"), "evacuation", today_onsite, NEED_NAMES, "Evacuation list: who is on the site now", NULL },
	{ ON_TEXT("n"), "plans", today_plans, NEED_PLANNER, "Planned absence, patterns, trips and closures", NULL },
	{ ON_TEXT("v"), "reported", today_reported, NEED_CALLER, "What families said today", NULL },
	{ ON_TEXT("+"), "new-pupil", today_new_pupil, NEED_WRITE | NEED_ROLL, "A new pupil", NULL },
	{ ON_TEXT("p"), "pupils", today_pupils, NEED_NAMES, "Pupils: the roll, and what changes it", NULL },
	{ ON_TEXT("r"), "registers", today_registers, NEED_NAMES, "Choose a register: class, day and session", NULL },
	{ ON_TEXT("b"), "morning", today_morning, 0, "The head's morning page", NULL },
	{ ON_TEXT("h"), "history", today_history, NEED_HISTORY, "Who changed what today", NULL },
	{ ON(KEY_F(8)), "undo", roll_undo, NEED_WRITE | NEED_DONE, "Undo your last change here", NULL },
	{ ON(KEY_TAB), "session", today_turn, NEED_AFTERNOON, "Turn between morning and afternoon", NULL },
	{ .name = NULL },
};

const struct screen_kind today_screen = {
	.name = "today",
	.help = "Who is missing; what is due and overdue, in order, and what is done; the registers of the session. Enter opens what does the line.",
	.keys = today_keys, .refusals = today_refusals, .has = today_has, .reload = today_reload, .title = today_title, .draw = today_draw,
	.list = today_list, .close = today_close,
	.state_size = sizeof(struct today),
};

int open_today(struct ui *ui)
{
	return ui_open(ui, &today_screen, today_start, NULL) < 0 ? REACT_STOP : REACT_NONE;
}
