/* Plain mode: tasks, and the lists of what has to be settled. */
#include "plain.h"

#include <string.h>

#include "office/calls.h"

/* TASKS ------------------------------------------------------------------------------------------------------------------------------------- */

static void task_say(struct plain *p, int number, const struct task_line *t)
{
	char day[DAY_TEXT], time[8];

	plain_say(p, "%d %s%s%s%s%s, %s%s%s", number, t->overdue ? "Overdue: " : "", t->name ? t->name : "", t->name ? ": " : "", t->text,
		  t->who ? arena_printf(&p->c->arena, ", for %s", t->who) : "", day_long(t->due, day), t->minute >= 0 ? " " : "",
		  t->minute >= 0 ? minute_text(t->minute, time) : "");
}

static void task_done(struct plain *p, int64_t task)
{
	const struct buf nothing = { 0 };
	struct err e = { 0 };
	int64_t act = 0;
	const char *words = plain_ask(p, "What came of it (Enter: nothing to add, n goes back): ");

	if (!words || plain_goes_back(words))
		return;
	int r = office_task_done(p->office, task, *words ? words : NULL, &act, &e);
	plain_done(p, r, &nothing, act, &e);
}

/* False: there is nothing to do, or the person goes back. */
static bool task_choose(struct plain *p)
{
	const struct tasks_wish mine = { 0 };
	struct tasks_view v;
	struct err e = { 0 };
	int chosen;

	if (office_tasks_open(p->office, &mine, &v, &e) < 0) {
		plain_refuse(p, &e);
		return false;
	}
	for (int i = 0; i < v.count; i++)
		task_say(p, i + 1, &v.lines[i]);
	if (v.count == 0)
		plain_say(p, "Nothing is to be done.");
	bool found = v.count && plain_choose(p, v.count, &chosen);
	if (found)
		task_done(p, v.lines[chosen].task);
	tasks_view_finish(&v);
	return found;
}

static void task_add(struct plain *p, const char *text)
{
	const struct buf nothing = { 0 };
	struct task_wish wish = { .due = office_today(p->office), .minute = -1, .text = arena_text(&p->c->arena, text) };
	struct err e = { 0 };
	int64_t task, act = 0;
	enum role role;
	const char *whom = plain_ask(p, "For whom, a sign-in name or a role such as dsl (n goes back): ");

	if (!whom || !*whom || plain_goes_back(whom))
		return;
	if (role_parse(whom, &role) == 0)
		wish.role = role_name(role);
	else
		wish.sign_in = arena_text(&p->c->arena, whom);
	int r = office_task_add(p->office, &wish, &task, &act, &e);
	plain_done(p, r, &nothing, act, &e);
}

void plain_tasks(void *state, char *rest)
{
	if (*rest) {
		task_add(state, rest);
		return;
	}
	while (task_choose(state))
		;
}

/* TO SETTLE --------------------------------------------------------------------------------------------------------------------------------- */

static void lines_say(struct plain *p, const struct watch_view *v)
{
	for (int i = 0; i < v->count; i++) {
		const struct watch_line *l = &v->lines[i];

		if (i == 0 || l->kind != v->lines[i - 1].kind)
			plain_say(p, "%s: %d", watch_title(l->kind), v->of[l->kind]);
		plain_say(p, "%d %s%s%s, %s", i + 1, l->name, l->group ? ", " : "", l->group ? l->group : "", l->words);
	}
}

static void settle(struct plain *p, const struct watch_line *l)
{
	const struct buf nothing = { 0 };
	struct err e = { 0 };
	int64_t act = 0;
	const char *words = plain_ask(p, "What is so of %s (n goes back): ", l->name);

	if (!words || !*words || plain_goes_back(words))
		return;
	int r = office_watch_settle(p->office, l->kind, l->pupil, &l->ref, words, &act, &e);
	plain_done(p, r, &nothing, act, &e);
}

static bool settle_choose(struct plain *p)
{
	struct watch_view v;
	struct err e = { 0 };
	int chosen;

	if (office_watch_open(p->office, office_today(p->office), &v, &e) < 0) {
		plain_refuse(p, &e);
		return false;
	}
	lines_say(p, &v);
	if (v.count == 0)
		plain_say(p, "Nothing is to be settled.");
	bool found = v.count && plain_choose(p, v.count, &chosen);
	if (found)
		settle(p, &v.lines[chosen]);
	watch_view_finish(&v);
	return found;
}

void plain_settle(void *state, char *rest)
{
	(void)rest;
	while (settle_choose(state))
		;
}
