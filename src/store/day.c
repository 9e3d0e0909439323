/* The day's work: what is known before its day, what families said, who is out, calls and tasks. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "internal.h"

/* ROWS OF A THING: by their days, by one day, and by whose they are */

static int things_between(struct store *st, enum statement which, enum thing thing, struct day first, struct day last, struct arena *a, void *ret_array)
{
	STMT q = NULL;
	int r = stmt_borrow(st, which, &q);

	if (r < 0)
		return r;
	stmt_bind_day(q, 1, first); /* each of them names :first before :last */
	stmt_bind_day(q, 2, last);
	return thing_rows(q, thing, a, ret_array);
}

/* The only parameter is a day's number or an id. */
static int things_by(struct store *st, enum statement which, enum thing thing, int64_t by, struct arena *a, void *ret_array)
{
	STMT q = NULL;
	int r = stmt_borrow(st, which, &q);

	if (r < 0)
		return r;
	stmt_bind_int(q, 1, by);
	return thing_rows(q, thing, a, ret_array);
}

/* PLANS */

static void read_planned(struct stmt *q, struct arena *a, void *row)
{
	*(struct planned_row *)row = (struct planned_row){
		.at = { .pupil = stmt_int(q, 0), .first = stmt_small(q, 1), .last = stmt_small(q, 2), .when = stmt_small(q, 3) },
		.plan = stmt_int(q, 4), .plan_pupil = stmt_int(q, 5), .kind = stmt_keep_said(q, 6, a), .code = stmt_keep_said(q, 7, a),
		.name = stmt_keep(q, 8, a), .words = stmt_keep(q, 9, a), .place = stmt_keep(q, 10, a), .leader = stmt_keep(q, 11, a),
	};
}

int store_planned_between(struct store *st, struct day first, struct day last, struct arena *a, struct planned_row **ret)
{
	STMT q = NULL;
	int r = stmt_borrow(st, SQL_PLANNED_BETWEEN, &q);

	if (r < 0)
		return r;
	stmt_bind_day(q, PLANNED_BETWEEN_FIRST, first);
	stmt_bind_day(q, PLANNED_BETWEEN_LAST, last);
	return rows_keep(q, sizeof **ret, read_planned, a, ret);
}

int store_plans_between(struct store *st, struct day first, struct day last, struct arena *a, struct plan_row **ret)
{
	return things_between(st, SQL_PLANS_BETWEEN, THING_PLAN, first, last, a, ret);
}

int store_plans_to_review(struct store *st, struct day first, struct day last, struct arena *a, struct plan_row **ret)
{
	return things_between(st, SQL_PLANS_TO_REVIEW, THING_PLAN, first, last, a, ret);
}

int store_pupils_of_plan(struct store *st, int64_t plan, struct arena *a, struct plan_pupil_row **ret)
{
	return things_by(st, SQL_PUPILS_OF_PLAN, THING_PLAN_PUPIL, plan, a, ret);
}

int store_plans_of_pupil(struct store *st, int64_t pupil, struct arena *a, struct plan_pupil_row **ret)
{
	return things_by(st, SQL_PLANS_OF_PUPIL, THING_PLAN_PUPIL, pupil, a, ret);
}

/* WHAT FAMILIES SAID, AND NOTES FOR A CLASS */

int store_reported_between(struct store *st, struct day first, struct day last, struct arena *a, struct reported_row **ret)
{
	return things_between(st, SQL_REPORTED_BETWEEN, THING_REPORTED, first, last, a, ret);
}

int store_reported_back(struct store *st, struct day first, struct day last, struct arena *a, struct reported_row **ret)
{
	return things_between(st, SQL_REPORTED_BACK, THING_REPORTED, first, last, a, ret);
}

int store_reported_of_pupil(struct store *st, int64_t pupil, struct arena *a, struct reported_row **ret)
{
	return things_by(st, SQL_REPORTED_OF_PUPIL, THING_REPORTED, pupil, a, ret);
}

int store_class_notes_on(struct store *st, struct day day, struct arena *a, struct class_note_row **ret)
{
	return things_by(st, SQL_CLASS_NOTES_ON, THING_CLASS_NOTE, day.n, a, ret);
}

int store_class_notes_of_pupil(struct store *st, int64_t pupil, struct arena *a, struct class_note_row **ret)
{
	return things_by(st, SQL_CLASS_NOTES_OF_PUPIL, THING_CLASS_NOTE, pupil, a, ret);
}

/* OUT OF THE GATE, CALLS, TASKS, WHAT IS AT REST */

int store_sign_outs_on(struct store *st, struct day day, struct arena *a, struct sign_out_row **ret)
{
	return things_by(st, SQL_SIGN_OUTS_ON, THING_SIGN_OUT, day.n, a, ret);
}

int store_sign_outs_of_pupil(struct store *st, int64_t pupil, struct arena *a, struct sign_out_row **ret)
{
	return things_by(st, SQL_SIGN_OUTS_OF_PUPIL, THING_SIGN_OUT, pupil, a, ret);
}

int store_calls_between(struct store *st, struct day first, struct day last, struct arena *a, struct call_row **ret)
{
	return things_between(st, SQL_CALLS_BETWEEN, THING_CALL, first, last, a, ret);
}

int store_calls_of_pupil(struct store *st, int64_t pupil, struct arena *a, struct call_row **ret)
{
	return things_by(st, SQL_CALLS_OF_PUPIL, THING_CALL, pupil, a, ret);
}

static int contact_order(const void *a, const void *b)
{
	const struct contact_last_row *x = a, *y = b;

	return (x->pupil > y->pupil) - (x->pupil < y->pupil);
}

/* The ends of two indexes a child: the list of the day is short, and the calls of the years are not. */
int store_contact_last(struct store *st, const int64_t *pupils, int count, struct arena *a, struct contact_last_row **ret)
{
	struct contact_last_row *rows = arena_new(a, (size_t)count + 1, sizeof *rows);
	STMT q = NULL;
	int r = stmt_borrow(st, SQL_CONTACT_LAST, &q);

	for (int i = 0; r >= 0 && i < count; i++) {
		stmt_again(q);
		stmt_bind_int(q, CONTACT_LAST_PUPIL, pupils[i]);
		r = stmt_row(q);
		if (r > 0)
			rows[i] = (struct contact_last_row){ pupils[i], stmt_day(q, 0), stmt_day(q, 1) };
	}
	if (r < 0)
		return r;
	if (count)
		qsort(rows, (size_t)count, sizeof *rows, contact_order);
	*ret = rows;
	return count;
}

int store_tasks_open(struct store *st, struct arena *a, struct task_row **ret)
{
	STMT q = NULL;
	int r = stmt_borrow(st, SQL_TASKS_OPEN, &q);

	return r < 0 ? r : thing_rows(q, THING_TASK, a, ret);
}

int store_tasks_done(struct store *st, struct day first, struct day last, struct arena *a, struct task_row **ret)
{
	return things_between(st, SQL_TASKS_DONE, THING_TASK, first, last, a, ret);
}

int store_tasks_of_pupil(struct store *st, int64_t pupil, struct arena *a, struct task_row **ret)
{
	return things_by(st, SQL_TASKS_OF_PUPIL, THING_TASK, pupil, a, ret);
}

int store_settled_of_pupil(struct store *st, int64_t pupil, struct arena *a, struct settled_row **ret)
{
	return things_by(st, SQL_SETTLED_OF_PUPIL, THING_SETTLED, pupil, a, ret);
}

int store_settled_between(struct store *st, struct day first, struct day last, struct arena *a, struct settled_row **ret)
{
	return things_between(st, SQL_SETTLED_BETWEEN, THING_SETTLED, first, last, a, ret);
}

/* WHAT STANDS IN ONE SESSION */

struct session_marks {
	uint8_t *of;
	int64_t count;
	int slot;
};

static int keep_mark(void *ctx, int64_t pupil, const uint8_t *marks)
{
	struct session_marks *m = ctx;

	if (pupil >= 0 && pupil < m->count)
		m->of[pupil] = marks[m->slot];
	return 0;
}

int store_marks_of_session(struct store *st, struct day day, enum session session, struct arena *a, uint8_t **ret)
{
	struct session_marks m = { .slot = strip_slot(sitting_of(day, session)) };
	int64_t last;
	int r = stmt_ask(st, SQL_PUPIL_LAST, &last);

	if (r < 0)
		return r;
	m.count = last + 1;
	m.of = arena_new(a, (size_t)m.count, 1);
	r = store_strips_each(st, strip_year(day), keep_mark, &m);
	if (r < 0)
		return r;
	*ret = m.of;
	return (int)m.count;
}
