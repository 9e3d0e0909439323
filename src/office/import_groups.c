/* A file of groups: a row a pupil, group and time.  For groups that have registers its dates win; all else is left alone. */
#include "import_groups.h"

struct state {
	struct arena arena;
	struct { VEC(struct group_line); } lines;
	struct groups_there there;   /* as it was when the plan was made, which has its texts */
	struct plan plan;
};

static const int no_names[3] = { -1, -1, -1 };

static int groups_begin(struct import_job *j, void *state, struct err *e)
{
	if (!import_has(j, GROUPS_KEY) && !import_has(j, GROUPS_UPN) && !import_has(j, GROUPS_ADMISSION_NUMBER))
		return err_input(e, j->name, csv_heading(j->csv)->line, 1, "Nothing tells whose groups these are: the file needs the "
				 "pupils' upn or admission_number.");
	if (!import_has(j, GROUPS_GROUP))
		return err_input(e, j->name, csv_heading(j->csv)->line, 1, "No column has the groups' names: the file needs group.");
	return 0;
}

static int groups_row(struct import_job *j, void *state, const struct csv_row *row, struct err *e)
{
	struct state *s = state;
	struct group_line l;

	group_read(j, row, &s->arena, &l);
	vec_push(&s->lines, l);
	return 0;
}

static int make(struct import_job *j, void *state, struct plan *p, struct err *e)
{
	struct state *s = state;
	struct import_pupils_index *pupils;
	int r = import_index_open(j, &pupils, e);

	if (r < 0)
		return r;
	arena_finish(&s->there.arena);
	s->there = (struct groups_there){ 0 };
	r = groups_there_read(j, &s->there, e);
	for (int i = 0; r == 0 && i < s->lines.count; i++)
		s->lines.items[i].pupil = import_index_find(pupils, j, &s->lines.items[i].from, no_names);
	if (r == 0)
		groups_plan(j, s->lines.items, s->lines.count, &s->there, pupils, p);
	import_index_close(pupils);
	return r;
}

static int groups_judge(struct import_job *j, void *state, struct err *e)
{
	return plan_judge(j, state, &((struct state *)state)->plan, make, e);
}

static int groups_write(struct import_job *j, void *state, struct err *e)
{
	return plan_write(j, state, &((struct state *)state)->plan, make, e);
}

static void groups_finish(struct import_job *j, void *state)
{
	struct state *s = state;

	plan_finish(&s->plan);
	arena_finish(&s->there.arena);
	vec_finish(&s->lines);
	arena_finish(&s->arena);
}

const struct import_reader import_groups = {
	.action = ACTION_CHANGE_ROLL,
	.one = "row is",
	.many = "rows are",
	.state_size = sizeof(struct state),
	.begin = groups_begin,
	.row = groups_row,
	.judge = groups_judge,
	.write = groups_write,
	.finish = groups_finish,
};
