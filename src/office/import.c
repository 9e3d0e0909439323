/* `import pupils`: the whole file is read and judged, then all of it is written or nothing (design 6; E1, E10). */
#include <errno.h>
#include <string.h>

#include "import.h"

/* READING AND JUDGING */

/* A file that cannot be read as CSV has one fault: where it stops making sense. */
static int refuse_csv(struct buf *said, const struct err *e)
{
	char text[sizeof e->text + sizeof e->file + 32];

	err_format(e, text, sizeof text);
	buf_printf(said, "%s\n", text);
	return -EBADMSG;
}

static int refuse_faults(const struct import_faults *f, struct err *e)
{
	if (f->count == 0)
		return 0;
	if (f->count > IMPORT_FAULTS_MOST)
		buf_printf(f->said, "and %d more\n", f->count - IMPORT_FAULTS_MOST);
	if (e)
		*e = f->first;
	return -EBADMSG;
}

/* WRITING */

static int put_classes(struct office *o, struct import_plan *plan, struct day today, struct key_maker *keys, int64_t *ids, int64_t *acts, struct err *e)
{
	for (int i = 0; i < plan->classes.count; i++) {
		struct roll_group_row g = ROLL_GROUP_NEW;
		int r = office_act_open(o, "class", NULL, NULL, 0, e);

		if (r < 0)
			return r;
		g.key = key_make(keys);
		g.name = plan->classes.items[i];
		g.kind = "class";
		/* From the start of the year, so that a pupil who began then has a class. */
		g.from_day = school_year_start(today);
		for (int k = 0; k < plan->changes.count; k++)
			if (!day_is_none(plan->changes.items[k].row->start) && plan->changes.items[k].row->start.n < g.from_day.n)
				g.from_day = plan->changes.items[k].row->start;
		r = store_act_put(o->store, THING_ROLL_GROUP, &g);
		if (r >= 0)
			r = store_act_end(o->store, false, &acts[1]);
		if (r < 0)
			return office_fail(o, r, e);
		acts[0] = acts[0] ? acts[0] : acts[1];
		ids[i] = g.id;
	}
	return 0;
}

/* In every row that belongs to a pupil the id is followed by the pupil's. */
_Static_assert(offsetof(struct enrolment_row, pupil) == 8 && offsetof(struct membership_row, pupil) == 8 &&
	       offsetof(struct pupil_year_row, pupil) == 8 && offsetof(struct pupil_flag_row, pupil) == 8 &&
	       offsetof(struct pupil_name_row, pupil) == 8, "put_row() sets the second field");

static int put_row(struct store *st, const struct import_put *put, int64_t pupil, const int64_t *classes)
{
	if (put->remove)
		return store_act_remove(st, put->thing, put->remove);
	((int64_t *)put->row)[1] = pupil;
	if (put->group >= 0)
		((struct membership_row *)put->row)->roll_group = classes[put->group];
	return store_act_put(st, put->thing, put->row);
}

static int put_change(struct office *o, struct import_change *c, struct key_maker *keys, const int64_t *classes, int64_t *ret_act, struct err *e)
{
	bool new = c->pupil.id == 0;
	int r = office_act_open(o, new ? "pupil added" : "pupil", NULL, NULL, 0, e);

	if (r < 0)
		return r;
	if (new)
		c->pupil.key = key_make(keys);
	r = store_act_put(o->store, THING_PUPIL, &c->pupil);
	for (int i = 0; r >= 0 && i < c->puts.count; i++)
		r = put_row(o->store, &c->puts.items[i], c->pupil.id, classes);
	if (r >= 0)
		r = store_act_end(o->store, false, ret_act);
	return r < 0 ? office_fail(o, r, e) : 0;
}

static int plan_write(struct office *o, struct import_plan *plan, struct day today, struct import_result *ret, struct err *e)
{
	CLEAN_FREE int64_t *classes = mem_new((size_t)plan->classes.count + 1, sizeof *classes);
	struct key_maker keys;
	int64_t acts[2] = { 0, 0 };

	key_maker_start(&keys, o->store, "roll");
	int r = put_classes(o, plan, today, &keys, classes, acts, e);
	for (int i = 0; r == 0 && i < plan->changes.count; i++) {
		r = put_change(o, &plan->changes.items[i], &keys, classes, &acts[1], e);
		acts[0] = acts[0] ? acts[0] : acts[1];
	}
	if (r == 0 && acts[0])
		r = office_write_end(o, e);
	if (r == 0) {
		ret->first_act = acts[0];
		ret->last_act = acts[1];
	}
	return r;
}

/* SAYING */

static void say_changes(const struct import_plan *plan, struct buf *said)
{
	CLEAN_ARENA struct arena a = { 0 };

	for (int i = 0; i < plan->classes.count; i++)
		buf_printf(said, "class %s: new\n", plan->classes.items[i]);
	for (int i = 0; i < plan->changes.count; i++) {
		const struct import_change *c = &plan->changes.items[i];

		buf_printf(said, "line %d: %s: %s\n", c->row->line, c->row->forename || c->row->surname ? import_name(c->row, &a) : pupil_display_name(&c->pupil, &a),
			   buf_string(&c->words));
	}
}

static void say_counts(const struct import_plan *plan, bool dry_run, struct buf *said)
{
	const char *would = dry_run ? "would be " : "";

	if (plan->added + plan->changed == 0)
		buf_printf(said, "nothing to change: %d pupil%s as in the file\n", plan->same, plan->same == 1 ? " is" : "s are");
	else
		buf_printf(said, "%d %sadded, %d %schanged, %d the same\n", plan->added, would, plan->changed, would, plan->same);
}

/* THE USE CASE */

/* What of the file is judged against the roll, and written, in one transaction (a dry run reads in it). */
static int import_rows(struct office *o, struct import_row *rows, int count, const struct import_map *map, bool dry_run, struct import_faults *f,
		       struct import_result *ret, struct err *e)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct day today = office_today(o);
	struct import_roll roll;
	struct import_plan plan;
	int r = import_roll_read(o, today, &roll, e);

	if (r < 0)
		return r;
	import_match(rows, count, map, &roll, today, &a, f);
	r = refuse_faults(f, e);
	if (r == 0) {
		import_plan_make(rows, count, map, &roll, today, &plan);
		*ret = (struct import_result){ .added = plan.added, .changed = plan.changed, .same = plan.same };
		if (dry_run)
			say_changes(&plan, f->said);
		else
			r = plan_write(o, &plan, today, ret, e);
		if (r == 0)
			say_counts(&plan, dry_run, f->said);
		import_plan_finish(&plan);
	}
	import_roll_finish(&roll);
	return r;
}

static int import_transaction(struct office *o, struct import_row *rows, int count, const struct import_map *map, bool dry_run,
			      struct import_faults *f, struct import_result *ret, struct err *e)
{
	int r = dry_run ? store_read_begin(o->store) : office_write_begin(o, e);

	if (r < 0)
		return dry_run ? office_fail(o, r, e) : r;
	r = office_may(o, ACTION_CHANGE_ROLL, 0, e);
	if (r == 0)
		r = import_rows(o, rows, count, map, dry_run, f, ret, e);
	if (dry_run)
		store_read_end(o->store);
	else
		office_act_abandon(o);
	return r;
}

int office_import_pupils(struct office *o, const char *name, const char *bytes, size_t n, bool dry_run, struct buf *said,
			 struct import_result *ret, struct err *e)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct import_faults faults = { .file = name, .said = said };
	struct import_result result = { 0 };
	struct csv_table table = { 0 };
	struct import_map map;
	struct err why = { 0 };
	int r = office_may(o, ACTION_CHANGE_ROLL, 0, e);

	if (r < 0)
		return r;
	r = csv_read(name, bytes, n, &table, &why);
	if (r < 0) {
		if (e)
			*e = why;
		return refuse_csv(said, &why);
	}
	struct import_row *rows = arena_new(&a, (size_t)table.rows.count + 1, sizeof *rows);
	import_headings(&table, &map, &faults);
	for (int i = 0; i < table.rows.count; i++)
		import_read(&table, &table.rows.items[i], &map, office_today(o), &a, &rows[i], &faults);
	r = import_transaction(o, rows, table.rows.count, &map, dry_run, &faults, &result, e);
	csv_finish(&table);
	if (r == 0)
		*ret = result;
	return r == 0 && result.last_act ? office_load(o, e) : r;
}
