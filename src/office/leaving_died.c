/* A pupil has died: one act ends every list, letter and message (H8). */
#include "leaving.h"

static int died_check(struct leaving *l, struct day died)
{
	if (died.n > l->today.n)
		return err_refuse(l->e, "%s is still to come. Give the day of the death.", leaving_day(l, died));
	if (died.n < l->pupil.born_day.n)
		return err_refuse(l->e, "%s is before the day of birth. Give the day of the death.", leaving_day(l, died));
	return 0;
}

/* Those that run end today; those that were to come do not begin.  What is past is past. */
static int end_spells(struct leaving *l)
{
	int r = 0;

	for (int i = 0; r == 0 && i < l->count; i++) {
		struct enrolment_row *row = &l->spells[i];

		if (spell_last(row) < sitting_of(l->today, SESSION_AM))
			continue;
		if (row->from_day.n > l->today.n) {
			r = leaving_remove(l, THING_ENROLMENT, row->id);
			continue;
		}
		if (i + 1 < l->count && l->spells[i + 1].from_day.n <= l->today.n)
			continue; /* the status changed at noon: the other half of the day ends it */
		row->to_day = l->today;
		row->to_session = SESSION_PM;
		row->ground = "j";
		r = leaving_put(l, THING_ENROLMENT, row);
	}
	return r;
}

/* THE DAY'S WORK: nobody is asked to ring, to confirm or to wait */

static int end_tasks(struct leaving *l)
{
	struct task_row *rows;
	int n = store_tasks_of_pupil(l->o->store, l->pupil.id, &l->arena, &rows), r = n < 0 ? office_fail(l->o, n, l->e) : 0;

	for (int i = 0; r == 0 && i < n; i++) {
		if (!day_is_none(rows[i].done_day))
			continue;
		rows[i].done_day = l->today;
		rows[i].done_words = "The child has died.";
		r = leaving_put(l, THING_TASK, &rows[i]);
	}
	return r;
}

static int end_plan(struct leaving *l, struct plan_pupil_row *row)
{
	struct plan_row plan;
	int r = store_thing_get(l->o->store, THING_PLAN, row->plan, &l->arena, &plan);

	if (r < 0)
		return office_fail(l->o, r, l->e);
	if (plan.to_day.n < l->today.n || (!day_is_none(row->until_day) && row->until_day.n < l->today.n))
		return 0;
	if (plan.from_day.n >= l->today.n)
		return leaving_remove(l, THING_PLAN_PUPIL, row->id);
	row->until_day = day_add(l->today, -1);
	row->until_session = SESSION_PM;
	return leaving_put(l, THING_PLAN_PUPIL, row);
}

static int end_plans(struct leaving *l)
{
	struct plan_pupil_row *rows;
	int n = store_plans_of_pupil(l->o->store, l->pupil.id, &l->arena, &rows), r = n < 0 ? office_fail(l->o, n, l->e) : 0;

	for (int i = 0; r == 0 && i < n; i++)
		r = end_plan(l, &rows[i]);
	return r;
}

static int end_notes(struct leaving *l)
{
	struct class_note_row *rows;
	int n = store_class_notes_of_pupil(l->o->store, l->pupil.id, &l->arena, &rows), r = n < 0 ? office_fail(l->o, n, l->e) : 0;

	for (int i = 0; r == 0 && i < n; i++) {
		if (rows[i].to_day.n < l->today.n)
			continue;
		rows[i].to_day = day_add(l->today, -1);
		r = rows[i].from_day.n >= l->today.n ? leaving_remove(l, THING_CLASS_NOTE, rows[i].id) : leaving_put(l, THING_CLASS_NOTE, &rows[i]);
	}
	return r;
}

/* Whom the family said to expect back nobody waits for. */
static int end_reports(struct leaving *l)
{
	struct reported_row *rows;
	int n = store_reported_of_pupil(l->o->store, l->pupil.id, &l->arena, &rows), r = n < 0 ? office_fail(l->o, n, l->e) : 0;

	for (int i = 0; r == 0 && i < n; i++) {
		if (day_is_none(rows[i].back_day) || rows[i].back_day.n < l->today.n)
			continue;
		rows[i].back_day = DAY_NONE;
		rows[i].back_session = NONE;
		r = leaving_put(l, THING_REPORTED, &rows[i]);
	}
	return r;
}

static int end_day_work(struct leaving *l)
{
	int r = end_tasks(l);

	if (r == 0)
		r = end_plans(l);
	if (r == 0)
		r = end_notes(l);
	return r < 0 ? r : end_reports(l);
}

static int died(struct leaving *l, const void *wish, int64_t *ret_act)
{
	const struct day *given = wish;
	struct day day = day_is_none(*given) ? l->today : *given;
	struct enrolment_row *running = leaving_spell(l);
	int r = died_check(l, day);

	if (r < 0)
		return r;
	leaving_say(l, "%s died on %s.", l->name, leaving_day(l, day));
	if (running && running->from_day.n <= l->today.n)
		leaving_say(l, "The last day on the roll is today, %s (ground j).", leaving_day(l, l->today));
	leaving_say(l, "The name is in no register, list, letter or message from now on.");
	r = leaving_say_marks_after(l, sitting_of(day, SESSION_PM));
	l->pupil.died_day = day;
	if (r == 0)
		r = leaving_open(l, "died", NULL);
	if (r == 0)
		r = leaving_put(l, THING_PUPIL, &l->pupil);
	if (r == 0)
		r = end_spells(l);
	if (r == 0 && running)
		r = leaving_end_places(l, l->today);
	if (r == 0)
		r = end_day_work(l);
	return r < 0 ? r : leaving_close(l, ret_act);
}

int office_pupil_died(struct office *o, int64_t pupil, struct day day, struct buf *ret_said, int64_t *ret_act, struct err *e)
{
	return leaving_run(o, pupil, ret_said, e, died, &day, ret_act);
}
