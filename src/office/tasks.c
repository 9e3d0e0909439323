/* Somebody is to do something (B3, B5, B10, B19): of a role, whoever holds it today, or of one person. */
#include "tasks.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "call_parts.h"

/* WHOSE THEY ARE ----------------------------------------------------------------------------------------------------------------------------- */

static bool is_held(struct office *o, const char *role)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct staff_role_row *rows;
	struct day today = office_today(o);
	int n = store_thing_all(o->store, THING_STAFF_ROLE, &a, &rows);

	for (int i = 0; i < n; i++)
		if (strcmp(rows[i].role, role) == 0 && rows[i].from_day.n <= today.n && (day_is_none(rows[i].to_day) || rows[i].to_day.n >= today.n))
			return true;
	return n < 0;
}

/* What is for a role that nobody holds is the head's: a small school may not have named its safeguarding lead here. */
static bool has_role(struct office *o, const char *name)
{
	enum role role;

	if (!name || role_parse(name, &role) < 0)
		return false;
	return o->person.roles & 1u << role || (o->person.roles & 1u << ROLE_HEAD && !is_held(o, name));
}

/* A role for one year has the tasks of its own children. */
static bool is_mine(struct office *o, const struct task_row *row)
{
	if (row->for_staff != NONE)
		return row->for_staff == o->person.staff || row->for_staff == o->acting_for;
	if (!has_role(o, row->for_role))
		return false;
	return row->pupil == NONE || said_may(o, ACTION_SEE_REGISTER, row->pupil, office_today(o), NULL) == 0;
}

bool task_answer_is_kept(struct office *o, const struct task_row *row)
{
	return row->for_role && strcmp(row->for_role, role_name(ROLE_DSL)) == 0 && !is_mine(o, row) && !office_sees_secrets(o);
}

/* The program's own words say no more than the office knows. */
bool task_text_is_kept(struct office *o, const struct task_row *row)
{
	static const char *const raised[] = { "contacts failed", "social worker", "youth offending worker", "virtual school", "court order" };

	for (size_t i = 0; i < sizeof raised / sizeof *raised; i++)
		if (strcmp(row->kind, raised[i]) == 0)
			return false;
	return task_answer_is_kept(o, row);
}

static bool may_see(struct office *o, const struct task_row *row)
{
	if (is_mine(o, row) || task_text_is_kept(o, row))
		return !task_text_is_kept(o, row);
	return row->pupil == NONE ? office_reach(o, ACTION_CALL) == REACH_ALL : said_may(o, ACTION_CALL, row->pupil, office_today(o), NULL) == 0;
}

static const char *who_words(struct office *o, const struct task_row *row, struct arena *a)
{
	struct staff_row staff;

	if (row->for_staff != NONE)
		return store_thing_get(o->store, THING_STAFF, row->for_staff, a, &staff) < 0 ? "?" : staff.name;
	if (strcmp(row->for_role, role_name(ROLE_DSL)) == 0)
		return "safeguarding lead";
	char *words = arena_text(a, row->for_role);
	for (char *p = words; *p; p++)
		*p = *p == '_' ? ' ' : *p;
	return words;
}

/* A LIST OF THEM ------------------------------------------------------------------------------------------------------------------------------ */

struct task_list {
	struct office *o;
	struct tasks_view *view;
	struct civil now;
	bool everybody;
	struct { VEC(struct task_line); } lines;
};

static bool is_overdue(const struct task_list *l, const struct task_row *row)
{
	return day_is_none(row->done_day) && (row->due_day.n < l->now.day.n || (day_equal(row->due_day, l->now.day) && row->due_minute != NONE &&
									     l->now.minute > row->due_minute));
}

/* An absence that was explained since: whoever is to tell of it has to know. */
static const char *text_words(const struct task_list *l, const struct task_row *row)
{
	CLEAN_BUF struct buf now = { 0 };
	uint8_t mark;

	if (row->pupil == NONE || day_is_none(row->about_day) || !day_is_none(row->done_day))
		return row->text;
	for (enum session s = SESSION_AM; s <= SESSION_PM; s++) {
		if (store_mark_get(l->o->store, row->pupil, row->about_day, s, &mark) < 0 || mark == CODE_NONE)
			continue;
		if (code_has_no_reason(mark))
			return row->text;
		buf_printf(&now, "%s%s", now.length ? " " : "", code_symbol(mark));
	}
	return now.length ? arena_printf(&l->view->arena, "%s Now: %s.", row->text, buf_string(&now)) : row->text;
}

static void line_add(struct task_list *l, const struct task_row *row)
{
	struct arena *a = &l->view->arena;
	bool mine = is_mine(l->o, row), done = !day_is_none(row->done_day);

	if (!mine && !(l->everybody && may_see(l->o, row)))
		return;
	vec_push(&l->lines, (struct task_line){
		.task = row->id, .pupil = row->pupil == NONE ? 0 : row->pupil, .kind = row->kind, .text = text_words(l, row),
		.name = row->pupil == NONE ? NULL : office_pupil_name(l->o, row->pupil, a), .who = who_words(l->o, row, a), .about = row->about_day,
		.due = row->due_day, .done = row->done_day, .minute = row->due_minute == NONE ? -1 : (int)row->due_minute,
		.overdue = is_overdue(l, row), .mine = mine, .done_words = task_answer_is_kept(l->o, row) ? NULL : row->done_words,
	});
	l->view->open += !done;
	l->view->overdue += l->lines.items[l->lines.count - 1].overdue;
}

static int line_compare(const void *a, const void *b)
{
	const struct task_line *x = a, *y = b;
	int at_x = x->minute < 0 ? DAY_MINUTES : x->minute, at_y = y->minute < 0 ? DAY_MINUTES : y->minute;

	if (day_is_none(x->done) != day_is_none(y->done))
		return day_is_none(x->done) ? -1 : 1;
	if (x->due.n != y->due.n)
		return x->due.n < y->due.n ? -1 : 1;
	return at_x != at_y ? at_x - at_y : (x->task > y->task) - (x->task < y->task);
}

static int list_read(struct task_list *l, bool done)
{
	struct task_row *rows;
	int n = store_tasks_open(l->o->store, &l->view->arena, &rows);

	for (int i = 0; i < n; i++)
		line_add(l, &rows[i]);
	if (n >= 0 && done) {
		n = store_tasks_done(l->o->store, l->now.day, l->now.day, &l->view->arena, &rows);
		for (int i = 0; i < n; i++)
			line_add(l, &rows[i]);
	}
	if (l->lines.count > 0)
		qsort(l->lines.items, (size_t)l->lines.count, sizeof *l->lines.items, line_compare);
	return n < 0 ? n : 0;
}

static void list_keep(struct task_list *l)
{
	struct task_line *lines = arena_new(&l->view->arena, (size_t)l->lines.count + 1, sizeof *lines);

	if (l->lines.count > 0)
		memcpy(lines, l->lines.items, (size_t)l->lines.count * sizeof *lines);
	l->view->lines = lines;
	l->view->count = l->lines.count;
	vec_finish(&l->lines);
}

int office_tasks_open(struct office *o, const struct tasks_wish *w, struct tasks_view *ret, struct err *e)
{
	struct tasks_view v = { 0 };
	struct task_list l = { .o = o, .view = &v, .everybody = w->everybody };
	int r = office_refresh(o, e);

	if (r == 0 && w->everybody)
		r = office_may(o, ACTION_CALL, 0, e);
	if (r < 0)
		return r;
	l.now = moment_civil(office_now(o));
	r = store_read_begin(o->store);
	if (r == 0) {
		r = list_read(&l, w->done);
		store_read_end(o->store);
	}
	list_keep(&l);
	if (r < 0) {
		tasks_view_finish(&v);
		return office_fail(o, r, e);
	}
	*ret = v;
	return 0;
}

void tasks_view_finish(struct tasks_view *v)
{
	arena_finish(&v->arena);
	*v = (struct tasks_view){ 0 };
}

/* ONE MORE ----------------------------------------------------------------------------------------------------------------------------------- */

static int whose_read(struct office *o, const struct task_wish *w, struct arena *a, struct task_row *row, struct err *e)
{
	struct staff_row staff;
	enum role role;

	if (!w->role == !w->sign_in)
		return err_usage(e, "Say who is to do it: a role or a person, one of the two.");
	if (w->role && role_parse(w->role, &role) < 0)
		return err_usage(e, "There is no role %.40s. There are: office, dsl, head, attendance_officer, pastoral ...", w->role);
	row->for_role = w->role;
	if (w->role)
		return 0;
	int r = store_staff_by_sign_in(o->store, w->sign_in, a, &staff);
	if (r == -ENOENT || (r == 0 && !day_within(office_today(o), staff.from_day, staff.to_day))) {
		err_refuse(e, "Nobody signs in as %.40s now. Check the name.", w->sign_in);
		return -ENOENT;
	}
	row->for_staff = staff.id;
	return r < 0 ? office_fail(o, r, e) : 0;
}

static int when_read(struct office *o, const struct task_wish *w, struct task_row *row, struct err *e)
{
	char day[DAY_TEXT];

	row->due_day = w->due;
	int r = said_day(o, &row->due_day, e);
	if (r < 0)
		return r;
	if (row->due_day.n < office_today(o).n)
		return err_refuse(e, "%s is past: a task is due today or later.", day_long(row->due_day, day));
	if (w->minute >= DAY_MINUTES)
		return err_usage(e, "That is no time of the day. Give one like 13:00.");
	if (w->minute >= 0)
		row->due_minute = w->minute;
	return 0;
}

static int task_add(struct office *o, const struct task_wish *w, struct arena *a, int64_t *ret_task, int64_t *ret_act, struct err *e)
{
	struct task_row row = TASK_NEW;
	struct contact_work work = { o, a, NULL, e, office_today(o) };
	struct pupil_row pupil;
	int r = w->pupil ? said_may(o, ACTION_CALL, w->pupil, work.today, e) : office_may(o, ACTION_CALL, 0, e);

	if (r == 0 && w->pupil)
		r = contact_pupil_get(&work, w->pupil, &pupil);
	if (r == 0)
		r = said_line("The kind of task", w->kind, a, &row.kind, e);
	if (r == 0)
		r = said_line_needed("What is to be done", w->text, a, &row.text, e);
	if (r == 0)
		r = whose_read(o, w, a, &row, e);
	if (r == 0)
		r = when_read(o, w, &row, e);
	if (r < 0)
		return r;
	row.kind = row.kind ? row.kind : "task";
	if (w->pupil)
		row.pupil = w->pupil;
	r = office_act_open(o, "task", NULL, NULL, 0, e);
	if (r == 0)
		r = contact_put(&work, THING_TASK, &row);
	if (r >= 0)
		r = office_act_end(o, false, ret_act, e);
	if (r == 0)
		*ret_task = row.id;
	return r;
}

int office_task_add(struct office *o, const struct task_wish *w, int64_t *ret_task, int64_t *ret_act, struct err *e)
{
	CLEAN_ARENA struct arena a = { 0 };

	IN_TRANSACTION(o, e, task_add(o, w, &a, ret_task, ret_act, e));
}

/* DONE --------------------------------------------------------------------------------------------------------------------------------------- */

/* "Hal Moor did that at 10:02: told her. Nothing was changed." */
static int refuse_done(struct office *o, const struct task_row *row, struct arena *a, struct err *e)
{
	struct act_row act;
	int r = changed_last_by(o, THING_TASK, row->id, "done_day", a, &act);

	if (r < 0)
		return office_fail(o, r, e);
	bool kept = task_answer_is_kept(o, row);
	return err_refuse(e, "%s did that %s%s%.200s. Nothing was changed.", act.head.staff_name, when_words(act.head.at, office_today(o), a),
			  kept ? "" : ": ", kept ? "" : row->done_words);
}

static int task_done(struct office *o, int64_t task, const char *words, struct arena *a, int64_t *ret_act, struct err *e)
{
	struct task_row row;
	const char *said;
	int r = store_thing_get(o->store, THING_TASK, task, a, &row);

	if (r == -ENOENT) {
		err_refuse(e, "There is no task %" PRId64 ". Look again at the list.", task);
		return -ENOENT;
	}
	if (r < 0)
		return office_fail(o, r, e);
	if (!may_see(o, &row))
		return err_refuse(e, "That task is not yours, nor of a class of yours. Ask the office.");
	if (!day_is_none(row.done_day))
		return refuse_done(o, &row, a, e);
	r = said_line_needed("What was done", words, a, &said, e);
	if (r == 0)
		r = office_act_open(o, "task done", NULL, NULL, 0, e);
	if (r < 0)
		return r;
	row.done_day = office_today(o);
	row.done_words = said;
	r = store_act_put(o->store, THING_TASK, &row);
	return r < 0 ? office_fail(o, r, e) : office_act_end(o, false, ret_act, e);
}

int office_task_done(struct office *o, int64_t task, const char *words, int64_t *ret_act, struct err *e)
{
	CLEAN_ARENA struct arena a = { 0 };

	IN_TRANSACTION(o, e, task_done(o, task, words, &a, ret_act, e));
}
