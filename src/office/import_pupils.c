/* A file of pupils: its rows are kept, matched with the roll, and what they would change is planned (E1, E10). */
#include "import_pupils.h"

struct state {
	struct arena arena;
	struct { VEC(struct import_row); } rows;
	struct import_roll roll; /* as it was when the plan was made, which has its texts */
	struct plan plan;
};

static int pupils_begin(struct import_job *j, void *state, struct err *e)
{
	bool names = import_has(j, PUPILS_SURNAME) || import_has(j, PUPILS_FORENAME);

	if (import_has(j, PUPILS_KEY) || import_has(j, PUPILS_UPN) || import_has(j, PUPILS_ADMISSION_NUMBER) ||
	    (names && import_has(j, PUPILS_DOB)))
		return 0;
	return err_input(e, j->name, csv_heading(j->csv)->line, 1, "Nothing tells pupils apart: the file needs upn, admission_number, or "
			 "names with dob.");
}

static int pupils_row(struct import_job *j, void *state, const struct csv_row *row, struct err *e)
{
	struct state *s = state;
	struct import_row read;

	import_read(j, row, &s->arena, &read);
	vec_push(&s->rows, read);
	return 0;
}

static int make(struct import_job *j, void *state, struct plan *p, struct err *e)
{
	struct state *s = state;
	CLEAN_ARENA struct arena a = { 0 };

	import_roll_finish(&s->roll);
	int r = import_roll_read(j->office, j->today, &s->roll, e);
	if (r < 0)
		return r;
	import_match(j, s->rows.items, s->rows.count, &s->roll, &a);
	if (!j->progress.refused)
		import_plan_make(j, s->rows.items, s->rows.count, &s->roll, p);
	return 0;
}

static int pupils_judge(struct import_job *j, void *state, struct err *e)
{
	return plan_judge(j, state, &((struct state *)state)->plan, make, e);
}

static int pupils_write(struct import_job *j, void *state, struct err *e)
{
	return plan_write(j, state, &((struct state *)state)->plan, make, e);
}

static void pupils_finish(struct import_job *j, void *state)
{
	struct state *s = state;

	plan_finish(&s->plan);
	import_roll_finish(&s->roll);
	vec_finish(&s->rows);
	arena_finish(&s->arena);
}

const struct import_reader import_pupils = {
	.action = ACTION_CHANGE_ROLL,
	.one = "pupil is",
	.many = "pupils are",
	.state_size = sizeof(struct state),
	.begin = pupils_begin,
	.row = pupils_row,
	.judge = pupils_judge,
	.write = pupils_write,
	.finish = pupils_finish,
};
