/* Words from the office in a class's register on some days (A33): for the whole class, or about one child. */
#include <errno.h>
#include <stdlib.h>

#include "call_parts.h"

static int days_read(struct office *o, const struct class_note_wish *w, struct class_note_row *row, struct err *e)
{
	char day[DAY_TEXT];

	row->from_day = w->from;
	int r = said_day(o, &row->from_day, e);
	if (r < 0)
		return r;
	row->to_day = day_is_none(w->to) ? row->from_day : w->to;
	r = said_day(o, &row->to_day, e);
	if (r < 0)
		return r;
	if (row->to_day.n < row->from_day.n)
		return err_usage(e, "The last day is before the first. Give them the other way round.");
	if (row->to_day.n < office_today(o).n)
		return err_refuse(e, "%s is past: nobody would read it. Give today or a day to come.", day_long(row->to_day, day));
	if (w->session > SESSION_PM)
		return err_usage(e, "A session is am or pm.");
	row->session = w->session < 0 ? NONE : w->session;
	return 0;
}

/* For whom, and may the person say so there? */
static int whose_read(struct contact_work *work, const struct class_note_wish *w, struct class_note_row *row)
{
	struct pupil_row pupil;

	if (!w->group == !w->pupil)
		return err_usage(work->e, "Say for whom it is: a class or a pupil, one of the two.");
	if (w->group) {
		int r = office_group_find(work->o, w->group, row->from_day, &row->roll_group, work->e);

		return r < 0 ? r : office_may_on(work->o, ACTION_CALL, row->roll_group, row->from_day, work->e);
	}
	row->pupil = w->pupil;
	int r = said_may(work->o, ACTION_CALL, w->pupil, row->from_day, work->e);
	return r < 0 ? r : contact_pupil_get(work, w->pupil, &pupil);
}

static int note_put(struct contact_work *work, const struct class_note_wish *w, int64_t *ret_act)
{
	struct class_note_row row = CLASS_NOTE_NEW;
	int r = office_may(work->o, ACTION_CALL, 0, work->e);

	if (r == 0)
		r = days_read(work->o, w, &row, work->e);
	if (r == 0)
		r = said_line_needed("The note", w->text, work->arena, &row.text, work->e);
	if (r == 0)
		r = whose_read(work, w, &row);
	if (r == 0)
		r = office_act_open(work->o, "class note", NULL, NULL, 0, work->e);
	if (r == 0)
		r = contact_put(work, THING_CLASS_NOTE, &row);
	return r < 0 ? r : office_act_end(work->o, false, ret_act, work->e);
}

int office_class_note_put(struct office *o, const struct class_note_wish *w, int64_t *ret_act, struct err *e)
{
	CONTACT_USE_CASE(o, NULL, e, note_put(&work, w, ret_act));
}

/* What was in a register stays in it: only from today on the note is gone. */
static int note_end(struct contact_work *work, int64_t note, int64_t *ret_act)
{
	struct class_note_row row;
	struct office *o = work->o;
	int r = store_thing_get(o->store, THING_CLASS_NOTE, note, work->arena, &row);

	if (r == -ENOENT || (r == 0 && row.to_day.n < work->today.n)) {
		err_refuse(work->e, "That note is gone already. Look again at the register.");
		return -ENOENT;
	}
	if (r < 0)
		return contact_fail(work, r);
	r = row.roll_group != NONE ? office_may_on(o, ACTION_CALL, row.roll_group, work->today, work->e)
				   : said_may(o, ACTION_CALL, row.pupil, work->today, work->e);
	if (r == 0)
		r = office_act_open(o, "class note", NULL, NULL, 0, work->e);
	if (r < 0)
		return r;
	if (row.from_day.n < work->today.n) {
		row.to_day = day_add(work->today, -1);
		r = contact_put(work, THING_CLASS_NOTE, &row);
	} else {
		r = store_act_remove(o->store, THING_CLASS_NOTE, note);
		r = r < 0 ? contact_fail(work, r) : r;
	}
	return r < 0 ? r : office_act_end(o, false, ret_act, work->e);
}

int office_class_note_end(struct office *o, int64_t note, int64_t *ret_act, struct err *e)
{
	CONTACT_USE_CASE(o, NULL, e, note_end(&work, note, ret_act));
}

/* OF A REGISTER ------------------------------------------------------------------------------------------------------------------------------- */

/* 1 if it is of that register, 0 if not. */
static int is_of(struct office *o, const struct class_note_row *row, const struct register_ref *ref, struct err *e)
{
	int64_t group = 0;

	if (!day_within(ref->day, row->from_day, row->to_day) || (row->session != NONE && row->session != (int64_t)ref->session))
		return 0;
	if (row->roll_group != NONE)
		return row->roll_group == ref->roll_group;
	int r = office_pupil_group(o, row->pupil, ref->day, ref->session, &group, e);
	return r < 0 ? r : group == ref->roll_group;
}

/* Of the class first. */
static int note_compare(const void *a, const void *b)
{
	const struct class_note_line *x = a, *y = b;

	if (x->pupil != y->pupil)
		return x->pupil < y->pupil ? -1 : 1;
	return (x->note > y->note) - (x->note < y->note);
}

int office_class_notes(struct office *o, const struct register_ref *ref, struct arena *a, struct class_note_line **ret, struct err *e)
{
	CLEAN_ARENA struct arena work = { 0 };
	struct class_note_row *rows;
	int r = office_may_on(o, ACTION_SEE_REGISTER, ref->roll_group, ref->day, e), count = 0;

	if (r < 0)
		return r;
	int n = store_class_notes_on(o->store, ref->day, &work, &rows);
	if (n < 0)
		return office_fail(o, n, e);
	struct class_note_line *lines = arena_new(a, (size_t)n + 1, sizeof *lines);
	for (int i = 0; i < n; i++) {
		bool whole = rows[i].roll_group != NONE;

		r = is_of(o, &rows[i], ref, e);
		if (r < 0)
			return r;
		if (r > 0)
			lines[count++] = (struct class_note_line){ rows[i].id, ref->roll_group, whole ? 0 : rows[i].pupil,
								   whole ? NULL : office_pupil_name(o, rows[i].pupil, a), arena_text(a, rows[i].text) };
	}
	qsort(lines, (size_t)count, sizeof *lines, note_compare);
	*ret = lines;
	return count;
}
