/* A file of contacts: a row a pupil and adult (H3, B18, B19).  Who is missing from it is left alone. */
#include "import_contacts.h"

struct state {
	struct arena arena;
	struct { VEC(struct contact_line); } lines;
	struct contacts_there there;   /* as it was when the plan was made, which has its texts */
	struct plan plan;
};

static const int no_names[3] = { -1, -1, -1 };

static int contacts_begin(struct import_job *j, void *state, struct err *e)
{
	if (!import_has(j, CONTACTS_KEY) && !import_has(j, CONTACTS_UPN) && !import_has(j, CONTACTS_ADMISSION_NUMBER))
		return err_input(e, j->name, csv_heading(j->csv)->line, 1, "Nothing tells whose contacts these are: the file needs the "
				 "pupils' upn or admission_number.");
	if (!import_has(j, CONTACTS_NAME) && !import_has(j, CONTACTS_FORENAME) && !import_has(j, CONTACTS_SURNAME) &&
	    !import_has(j, CONTACTS_ADULT))
		return err_input(e, j->name, csv_heading(j->csv)->line, 1, "No column has the contacts' names: the file needs forename and "
				 "surname, or name.");
	return 0;
}

static int contacts_row(struct import_job *j, void *state, const struct csv_row *row, struct err *e)
{
	struct state *s = state;
	struct contact_line l;

	contact_read(j, row, &s->arena, &l);
	vec_push(&s->lines, l);
	return 0;
}

static int make(struct import_job *j, void *state, struct plan *p, struct err *e)
{
	struct state *s = state;
	struct import_pupils_index *pupils;
	struct contact_people people = { 0 };
	int r = import_index_open(j, &pupils, e);

	if (r < 0)
		return r;
	arena_finish(&s->there.arena);
	s->there = (struct contacts_there){ 0 };
	r = contacts_there_read(j, &s->there, e);
	if (r == 0) {
		for (int i = 0; i < s->lines.count; i++)
			s->lines.items[i].pupil = import_index_find(pupils, j, &s->lines.items[i].from, no_names);
		contacts_match(j, s->lines.items, s->lines.count, &s->there, &people, p);
	}
	if (r == 0 && !j->progress.refused)
		contacts_plan(j, s->lines.items, s->lines.count, &s->there, &people, pupils, p);
	contact_people_finish(&people);
	import_index_close(pupils);
	return r;
}

static int contacts_judge(struct import_job *j, void *state, struct err *e)
{
	return plan_judge(j, state, &((struct state *)state)->plan, make, e);
}

static int contacts_write(struct import_job *j, void *state, struct err *e)
{
	return plan_write(j, state, &((struct state *)state)->plan, make, e);
}

static void contacts_finish(struct import_job *j, void *state)
{
	struct state *s = state;

	plan_finish(&s->plan);
	arena_finish(&s->there.arena);
	vec_finish(&s->lines);
	arena_finish(&s->arena);
}

const struct import_reader import_contacts = {
	.action = ACTION_CHANGE_ROLL,
	.one = "contact is",
	.many = "contacts are",
	.state_size = sizeof(struct state),
	.begin = contacts_begin,
	.row = contacts_row,
	.judge = contacts_judge,
	.write = contacts_write,
	.finish = contacts_finish,
};
