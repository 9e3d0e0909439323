/* The judged marks into the store: an act a pupil, some tens of thousands of marks a transaction (E11). */
#include <errno.h>
#include <inttypes.h>
#include <string.h>

#include "import_marks.h"

#define MARKS_AT_ONCE 40000

/* Of a transaction: they are the result's when it is durable. */
static void acts_count(int64_t acts[2], int64_t first, int64_t last)
{
	if (last == 0)
		return;
	acts[0] = acts[0] ? acts[0] : first;
	acts[1] = last;
}

static int act_end(struct marks_state *m, bool always, struct err *e)
{
	int64_t act = 0;
	int r = store_act_end(m->job->office->store, always, &act);

	if (r < 0)
		return office_fail(m->job->office, r, e);
	acts_count(m->acts, act, act);
	return 0;
}

/* THE FILE AND ITS CALENDAR */

/* Judged by one roll and calendar, written under another, a mark could stand where none may. */
static int still_true(struct marks_state *m, struct err *e)
{
	struct hash now;
	int r = marks_facts(m, &now, e);

	if (r < 0 || memcmp(&now, &m->facts, sizeof now) == 0)
		return r;
	return err_refuse(e, "The roll or the calendar was changed while the file was read, so nothing was written. Read the file again.");
}

static int put_file(struct marks_state *m, int finished, const char *kind, struct err *e)
{
	struct office *o = m->job->office;
	int r = office_act_open(o, kind, m->job->reason, NULL, 0, e);

	if (r < 0)
		return r;
	m->row.finished = finished;
	r = store_act_put(o->store, THING_IMPORT_FILE, &m->row);
	return r < 0 ? office_fail(o, r, e) : act_end(m, false, e);
}

struct meanwhile {
	const uint8_t *before, *after; /* openings of the year */
	int length;
};

static int mark_in_closure(void *ctx, int64_t pupil, const uint8_t *marks)
{
	const struct meanwhile *w = ctx;

	(void)pupil;
	for (int slot = 0; slot < w->length; slot++)
		if (marks[slot] != CODE_NONE && w->before[slot] == OPENING_OPEN && w->after[slot] != OPENING_OPEN)
			return 1;
	return 0;
}

/* A session without a mark is shut by the calendar made anew: has somebody given it one while the file was read? */
static int refuse_marked(struct marks_state *m, struct err *e)
{
	struct office *o = m->job->office;
	uint8_t before[STRIP_BYTES];
	int r = 0;

	for (int year = 0; r == 0 && year < m->years; year++) {
		sitting first = marks_year_first(year), end = marks_year_first(year + 1);
		struct meanwhile w = { before, m->opening + (first - m->first), end - first };

		if (!m->making[year] || !m->anew[year])
			continue;
		calendar_openings(office_calendar(o), first, end - 1, SESSION_ANY_YEAR, 0, before);
		r = store_strips_each(o->store, MARKS_FIRST_YEAR + year, mark_in_closure, &w);
	}
	if (r > 0)
		return err_refuse(e, "Marks of a year whose terms are made anew were changed while the file was read. Read the file again.");
	return r < 0 ? office_fail(o, r, e) : 0;
}

static int put_rows(struct marks_state *m)
{
	struct store *st = m->job->office->store;
	int r = 0;

	for (int i = 0; r >= 0 && i < m->plan.gone.count; i++)
		r = store_act_remove(st, m->plan.gone.items[i].thing, m->plan.gone.items[i].id);
	for (int i = 0; r >= 0 && i < m->plan.terms.count; i++)
		r = store_act_put(st, THING_TERM, &m->plan.terms.items[i].row);
	for (int i = 0; r >= 0 && i < m->plan.closures.count; i++)
		r = store_act_put(st, THING_CLOSURE, &m->plan.closures.items[i]);
	return r;
}

static int put_calendar(struct marks_state *m, struct err *e)
{
	struct office *o = m->job->office;
	int r;

	if (calendar_plan_is_empty(&m->plan))
		return 0;
	r = office_may(o, ACTION_CHANGE_SCHOOL, 0, e);
	if (r == 0)
		r = refuse_marked(m, e);
	if (r == 0)
		r = office_act_open(o, "calendar", m->job->reason, NULL, 0, e);
	if (r < 0)
		return r;
	r = put_rows(m);
	return r < 0 ? office_fail(o, r, e) : act_end(m, false, e);
}

static int put_begun(struct marks_state *m, struct err *e)
{
	int r = still_true(m, e);

	if (r == 0 && !m->begun_before) {
		m->row.marks = m->job->progress.to_write;
		m->row.left_out = m->job->progress.set_aside;
		m->row.taken_from_day = m->taken_from;
		m->row.taken_to_day = m->taken_to;
		r = put_file(m, 0, "import begun", e);
	}
	return r == 0 ? put_calendar(m, e) : r;
}

/* A PUPIL */

struct pupil_writing {
	struct marks_state *m;
	int64_t pupil;
	struct marks_beside *beside; /* by session; NULL: not read yet */
	int count, at;
	struct arena arena;
	int64_t marks;
	bool open;                   /* the act has begun */
};

static int find_beside(struct pupil_writing *w, sitting at, const struct marks_beside **ret, struct err *e)
{
	if (!w->beside) {
		w->count = side_get(&w->m->side, w->pupil, &w->arena, &w->beside, e);
		if (w->count < 0)
			return w->count;
	}
	while (w->at < w->count && w->beside[w->at].at < at)
		w->at++;
	BUG_UNLESS(w->at < w->count && w->beside[w->at].at == at);
	*ret = &w->beside[w->at];
	return 0;
}

/* A21: what somebody marked while the file was read is not overwritten by what was judged before. */
static int refuse_stale(const struct pupil_writing *w, sitting at, struct err *e)
{
	CLEAN_ARENA struct arena a = { 0 };

	err_refuse(e, "%s: somebody changed this mark while the file was read. Read the file again.", marks_where(w->m, w->pupil, at, &a));
	return -ESTALE;
}

static int put_mark(struct pupil_writing *w, sitting at, uint8_t cell, uint8_t stands, struct err *e)
{
	struct office *o = w->m->job->office;
	const struct marks_beside *beside = NULL;
	struct entry entry = { w->pupil, sitting_day(at), sitting_session(at), stands, cell & MARK_CODE, -1, -1, false, true };
	int r = cell & MARK_NOTED ? find_beside(w, at, &beside, e) : 0;

	if (r == 0 && !w->open)
		r = office_act_open(o, "marks imported", w->m->job->reason, NULL, 0, e);
	if (r < 0)
		return r;
	w->open = true;
	if (beside)
		entry.minutes_late = beside->minutes;
	r = store_act_mark(o->store, &entry);
	if (r > 0 && beside && beside->note)
		r = store_act_note(o->store, w->pupil, entry.day, (int)entry.session, "all", beside->note);
	w->marks += r >= 0;
	if (r == -ESTALE)
		return refuse_stale(w, at, e);
	return r < 0 ? office_fail(o, r, e) : 0;
}

static int put_strip(struct pupil_writing *w, int year, struct err *e)
{
	const uint8_t *standing = matrix_strip(&w->m->stands, year, w->pupil), *strip = matrix_strip(&w->m->file, year, w->pupil);
	sitting first = strip_sitting(MARKS_FIRST_YEAR + year, 0);
	int r = 0;

	for (int slot = 0; strip && r == 0 && slot < STRIP_BYTES; slot++)
		if (strip[slot] != CODE_NONE && !(strip[slot] & MARK_PASSED))
			r = put_mark(w, first + slot, strip[slot], standing ? standing[slot] : CODE_NONE, e);
	return r;
}

/* @return marks written, or -errno */
static int put_pupil(struct marks_state *m, int64_t pupil, struct err *e)
{
	struct pupil_writing w = { .m = m, .pupil = pupil };
	int r = 0;

	for (int year = 0; r == 0 && year < m->years; year++)
		if (m->has[year])
			r = put_strip(&w, year, e);
	arena_finish(&w.arena);
	if (r == 0 && w.open)
		r = act_end(m, false, e);
	return r < 0 ? r : (int)w.marks;
}

/* A TRANSACTION */

static int put_some(struct marks_state *m, int64_t *ret_marks, struct err *e)
{
	int r = 0;

	while (m->next < m->pupils && *ret_marks < MARKS_AT_ONCE) {
		r = put_pupil(m, m->next, e);
		if (r < 0)
			return r;
		*ret_marks += r;
		m->next++;
	}
	return m->next == m->pupils ? put_file(m, 1, "import finished", e) : 0;
}

static int put_first(struct marks_state *m, struct err *e)
{
	m->next = 1;
	return put_begun(m, e);
}

/* What is durable stays, and is passed over when the same file is read again. */
static int say_saved(const struct marks_state *m, int r, struct err *e)
{
	const struct import_progress *p = &m->job->progress;
	struct err why = *e;

	if (p->written == 0)
		return r;
	snprintf(e->text, sizeof e->text, "%.300s %" PRId64 " of %" PRId64 " marks are saved; the same command with the same file goes on from there.",
		 why.text, p->written, p->to_write);
	return r;
}

static int write_some(struct marks_state *m, int64_t *ret_marks, struct err *e)
{
	struct office *o = m->job->office;
	int r = office_write_begin(o, e);

	m->acts[0] = m->acts[1] = 0;
	if (r < 0)
		return r;
	r = office_may(o, import_marks.action, 0, e);
	if (r == 0 && !m->written_begun)
		r = put_first(m, e);
	if (r == 0)
		r = put_some(m, ret_marks, e);
	if (r == 0)
		r = office_write_end(o, e);
	office_act_abandon(o);
	return r;
}

int marks_write(struct import_job *j, void *state, struct err *e)
{
	struct marks_state *m = state;
	int64_t marks = 0;

	if (j->progress.to_write == 0 && !m->begun_before && calendar_plan_is_empty(&m->plan)) {
		marks_say_summary(m);
		return 0;
	}
	int r = write_some(m, &marks, e);
	if (r < 0)
		return say_saved(m, r, e);
	m->written_begun = true;
	j->progress.written += marks;
	int64_t acts[2] = { j->result.first_act, j->result.last_act };
	acts_count(acts, m->acts[0], m->acts[1]);
	j->result.first_act = acts[0];
	j->result.last_act = acts[1];
	office_rest(j->office);
	if (m->next < m->pupils)
		return 1;
	marks_say_summary(m);
	return 0;
}
