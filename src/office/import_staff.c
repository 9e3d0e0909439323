/* A file of staff: a row a person.  Who is missing from it, and what it does not name, is left alone. */
#include "import_staff.h"

struct state {
	struct arena arena;
	struct { VEC(struct staff_line); } lines;
	struct staff_there there;   /* as it was when the plan was made, which has its texts */
	struct plan plan;
};

static int staff_begin(struct import_job *j, void *state, struct err *e)
{
	if (import_has(j, STAFF_SIGN_IN) || import_has(j, STAFF_NAME) || import_has(j, STAFF_SURNAME))
		return 0;
	return err_input(e, j->name, csv_heading(j->csv)->line, 1, "Nothing tells members of staff apart: the file needs name, surname or "
			 "sign_in.");
}

static int staff_row(struct import_job *j, void *state, const struct csv_row *row, struct err *e)
{
	struct state *s = state;
	struct staff_line l;

	staff_read(j, row, &s->arena, &l);
	vec_push(&s->lines, l);
	return 0;
}

static int make(struct import_job *j, void *state, struct plan *p, struct err *e)
{
	struct state *s = state;

	arena_finish(&s->there.arena);
	s->there = (struct staff_there){ 0 };
	int r = staff_there_read(j, &s->there, e);
	if (r == 0)
		staff_plan(j, s->lines.items, s->lines.count, &s->there, p);
	return r;
}

static int staff_judge(struct import_job *j, void *state, struct err *e)
{
	return plan_judge(j, state, &((struct state *)state)->plan, make, e);
}

static int staff_write(struct import_job *j, void *state, struct err *e)
{
	return plan_write(j, state, &((struct state *)state)->plan, make, e);
}

static void staff_finish(struct import_job *j, void *state)
{
	struct state *s = state;

	for (int i = 0; i < s->lines.count; i++)
		vec_finish(&s->lines.items[i].gifts);
	plan_finish(&s->plan);
	arena_finish(&s->there.arena);
	vec_finish(&s->lines);
	arena_finish(&s->arena);
}

const struct import_reader import_staff = {
	.action = ACTION_CHANGE_STAFF,
	.one = "member of staff is",
	.many = "members of staff are",
	.state_size = sizeof(struct state),
	.begin = staff_begin,
	.row = staff_row,
	.judge = staff_judge,
	.write = staff_write,
	.finish = staff_finish,
};
