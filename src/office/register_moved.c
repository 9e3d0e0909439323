/* An old register as it was taken (H2): children who have moved since stand in it with the mark that was made there, and are due elsewhere. */
#include <string.h>

#include "lanes.h"
#include "register_view.h"
#include "rules/code.h"

struct moved_read {
	struct office *o;
	const struct register_ref *ref;
	struct arena *a;
	struct { VEC(struct moved_mark); } marks;
};

static bool is_due(const struct due_row *due, int n, int64_t pupil)
{
	for (int i = 0; i < n; i++)
		if (due[i].pupil == pupil)
			return true;
	return false;
}

/* Of a mark that was changed there the last one stands. */
static void mark_keep(struct moved_read *m, const struct entry *e)
{
	const struct moved_mark mark = { .due = { .pupil = e->pupil, .roll_group = m->ref->roll_group, .year = SESSION_ANY_YEAR, .enrolment = "",
						  .mark = e->after }, .minutes_late = e->minutes_late };

	for (int i = 0; i < m->marks.count; i++)
		if (m->marks.items[i].due.pupil == e->pupil) {
			m->marks.items[i] = mark;
			return;
		}
	vec_push(&m->marks, mark);
}

/* WHY */

/* Since when the pupil is in the class of that session. */
static int moved_words(struct moved_read *m, int64_t pupil, int64_t to, const char **ret)
{
	struct membership_row *rows;
	struct day since = m->ref->day;
	char day[DAY_TEXT];
	int n = store_memberships_of_pupil(m->o->store, pupil, m->a, &rows);

	for (int i = 0; i < n; i++)
		if (rows[i].roll_group == to && day_within(m->ref->day, rows[i].from_day, rows[i].to_day))
			since = rows[i].from_day;
	*ret = arena_printf(m->a, "moved to %s from %s", office_group_name(m->o, to), day_long(since, day));
	return n < 0 ? n : 0;
}

/* In no other class then: off the roll, as it turned out later, or a boarder. */
static int left_words(struct moved_read *m, int64_t pupil, const char **ret)
{
	struct enrolment_row *rows;
	char day[DAY_TEXT];
	int n = store_enrolments_of_pupil(m->o->store, pupil, m->a, &rows);

	*ret = "not due any more";
	for (int i = 0; i < n; i++)
		if (!day_is_none(rows[i].to_day) && rows[i].to_day.n <= m->ref->day.n)
			*ret = arena_printf(m->a, "left on %s", day_long(rows[i].to_day, day));
	return n < 0 ? n : 0;
}

static int remark_make(struct moved_read *m, struct moved_mark *mark)
{
	int64_t pupil = mark->due.pupil, to = 0;
	uint8_t now = CODE_NONE;
	int r = office_pupil_group(m->o, pupil, m->ref->day, m->ref->session, &to, NULL);

	if (r == 0)
		r = to && to != m->ref->roll_group ? moved_words(m, pupil, to, &mark->remark) : left_words(m, pupil, &mark->remark);
	if (r == 0)
		r = store_mark_get(m->o->store, pupil, m->ref->day, m->ref->session, &now);
	if (r == 0 && now != mark->due.mark)
		mark->remark = arena_printf(m->a, "%s; now %s", mark->remark, now ? code_symbol(now) : "blank");
	return r;
}

/* Two rows of one child: the other one is due, or is told of. */
static int is_merged(struct moved_read *m, int64_t pupil)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct pupil_row row;
	int r = store_thing_get(m->o->store, THING_PUPIL, pupil, &a, &row);

	return r < 0 ? r : row.merged_into != NONE;
}

static int read_marks(struct moved_read *m, const struct due_row *due, int n)
{
	struct entry_row *rows;
	int count = store_entries_through(m->o->store, m->ref->day, m->ref->session, m->ref->roll_group, m->a, &rows);

	for (int i = 0; i < count; i++)
		if (!is_due(due, n, rows[i].entry.pupil))
			mark_keep(m, &rows[i].entry);
	return count < 0 ? count : 0;
}

static int keep_real(struct moved_read *m)
{
	int kept = 0, r = 0;

	for (int i = 0; r == 0 && i < m->marks.count; i++) {
		struct moved_mark *mark = &m->marks.items[i];
		int merged = mark->due.mark == CODE_NONE ? 1 : is_merged(m, mark->due.pupil);

		r = merged < 0 ? merged : merged ? 0 : remark_make(m, mark);
		if (r == 0 && !merged)
			m->marks.items[kept++] = *mark;
	}
	m->marks.count = kept;
	return r;
}

int register_moved_read(struct office *o, const struct register_ref *ref, const struct due_row *due, int n, struct arena *a, struct moved_mark **ret)
{
	struct moved_read m = { .o = o, .ref = ref, .a = a };
	int r = read_marks(&m, due, n);

	if (r == 0)
		r = keep_real(&m);
	if (r == 0) {
		*ret = arena_new(a, (size_t)m.marks.count + 1, sizeof **ret);
		if (m.marks.count)
			memcpy(*ret, m.marks.items, (size_t)m.marks.count * sizeof **ret);
		r = m.marks.count;
	}
	vec_finish(&m.marks);
	return r;
}
