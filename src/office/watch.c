/* What is to be settled until somebody says what is so (A15, A22, B5, B17): seven lists of one day. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "office/plans.h"
#include "notes_lacking.h"
#include "watch_parts.h"

#define NOTES_MOST 100

static const struct {
	const char *name, *title;
} kinds[WATCH_KINDS] = {
	[WATCH_NOT_IN_CLASS] = { "not in class", "Signed in, not in class" },
	[WATCH_OUT_OVERDUE] = { "out overdue", "Signed out, due back, not here" },
	[WATCH_NOT_BACK] = { "not back", "Expected back today, absent" },
	[WATCH_HERE_AFTER_ALL] = { "here after all", "Here, though an absence was expected" },
	[WATCH_NO_REASON] = { "no reason", "Back, and an absence has no reason" },
	[WATCH_NOT_SPOKEN] = { "not spoken to", "Ill for days and not spoken to" },
	[WATCH_NEEDS_NOTE] = { "needs note", "A code that must say what kind" },
};

const char *watch_title(enum watch_kind k)
{
	return k < WATCH_KINDS ? kinds[k].title : "?";
}

const char *watch_name(enum watch_kind k)
{
	return kinds[k].name;
}

/* A year of school begins anew: what nobody explained in July is not asked in September. */
struct day watch_first(struct office *o, struct day day)
{
	struct day first = calendar_school_day(&o->calendar, day, -WATCH_SCHOOL_DAYS), year = school_year_start(day);

	return day_is_none(first) || first.n < year.n ? year : first;
}

/* A LINE -------------------------------------------------------------------------------------------------------------------------------------- */

/* An absence without a reason is settled with all that lie before it. */
static bool is_settled(const struct watching *w, enum watch_kind kind, int64_t pupil, sitting at)
{
	for (int i = 0; i < w->settled_count; i++) {
		const struct settled_row *row = &w->settled[i];
		sitting of = sitting_of(row->of_day, row->of_session == NONE ? sitting_session(at) : (enum session)row->of_session);

		if (row->pupil == pupil && strcmp(row->kind, kinds[kind].name) == 0 && (of == at || (kind == WATCH_NO_REASON && of > at)))
			return true;
	}
	return false;
}

int watch_add(struct watching *w, enum watch_kind kind, int64_t pupil, struct day day, enum session session, int minute, const char *words)
{
	struct arena *a = &w->view->arena;
	int64_t group = 0;

	if (is_settled(w, kind, pupil, sitting_of(day, session)) || said_died(w->o, pupil))
		return 0;
	if (!(w->counts && office_reach(w->o, ACTION_CALL) == REACH_ALL) && said_may(w->o, ACTION_CALL, pupil, w->day, NULL) < 0)
		return 0;
	if (w->counts) {
		if (w->counts[kind]++ == 0 || minute < w->since[kind])
			w->since[kind] = minute;
		return 0;
	}
	int r = office_pupil_group(w->o, pupil, day, session, &group, NULL);
	if (r < 0)
		return r;
	vec_push(&w->lines, (struct watch_line){
		.kind = kind, .pupil = pupil, .ref = { group, day, session }, .name = office_pupil_name(w->o, pupil, a),
		.group = group ? arena_text(a, office_group_name(w->o, group)) : NULL, .words = words, .minute = minute,
	});
	return 0;
}

/* THE DAY ------------------------------------------------------------------------------------------------------------------------------------- */

static int facts_read(struct watching *w)
{
	struct civil now = moment_civil(office_now(w->o));
	int n = store_settled_between(w->o->store, watch_first(w->o, w->day), w->day, &w->work, &w->settled);

	if (n < 0)
		return n;
	w->settled_count = n;
	w->minute = day_equal(w->day, now.day) ? now.minute : DAY_MINUTES - 1;
	for (int s = SESSION_AM; s <= SESSION_PM; s++) {
		w->due_count[s] = store_due(w->o->store, w->day, (enum session)s, 0, &w->work, &w->due[s]);
		if (w->due_count[s] < 0)
			return w->due_count[s];
	}
	return 0;
}

/* Whoever may not put a note in is not asked for one. */
static int needs_note(struct watching *w)
{
	struct lacking_note *rows;
	int n = office_notes_lacking(w->o, NOTES_MOST, &w->view->arena, &rows, NULL), r = 0;

	for (int i = 0; r == 0 && i < n && i < NOTES_MOST; i++)
		r = watch_add(w, WATCH_NEEDS_NOTE, rows[i].pupil, rows[i].ref.day, rows[i].ref.session, -1,
			      rows[i].last ? arena_printf(&w->view->arena, "%s, and not what kind; before: %s", rows[i].code, rows[i].last)
					   : arena_printf(&w->view->arena, "%s, and not what kind", rows[i].code));
	return n < 0 && n != -EPERM ? n : r;
}

static int line_compare(const void *a, const void *b)
{
	const struct watch_line *x = a, *y = b;

	if (x->kind != y->kind)
		return (int)x->kind - (int)y->kind;
	if (x->minute != y->minute)
		return x->minute - y->minute;
	int c = text_compare(x->name, y->name);
	return c != 0 ? c : (int)sitting_of(x->ref.day, x->ref.session) - (int)sitting_of(y->ref.day, y->ref.session);
}

static void view_keep(struct watching *w)
{
	struct watch_line *lines = arena_new(&w->view->arena, (size_t)w->lines.count + 1, sizeof *lines);

	if (w->lines.count > 0) {
		qsort(w->lines.items, (size_t)w->lines.count, sizeof *w->lines.items, line_compare);
		memcpy(lines, w->lines.items, (size_t)w->lines.count * sizeof *lines);
	}
	w->view->lines = lines;
	w->view->count = w->lines.count;
	w->view->day = w->day;
	for (int i = 0; i < w->lines.count; i++)
		w->view->of[lines[i].kind]++;
}

static int lists_read(struct watching *w)
{
	static int (*const lists[])(struct watching *) = {
		facts_read, watch_not_in_class, watch_out_overdue, watch_not_back, watch_here_after_all, watch_no_reason, watch_not_spoken, needs_note,
	};
	int r = 0;

	for (size_t i = 0; r == 0 && i < sizeof lists / sizeof *lists; i++)
		r = lists[i](w);
	return r;
}

int watch_count(struct watching *w, int of[static WATCH_KINDS])
{
	static int (*const lists[])(struct watching *) = { watch_out_overdue, watch_not_back, watch_here_after_all, watch_no_reason, watch_not_spoken };
	struct watch_view unused = { 0 };
	struct lacking_note *notes;
	int r = store_settled_between(w->o->store, watch_first(w->o, w->day), w->day, &w->work, &w->settled);

	memset(of, 0, WATCH_KINDS * sizeof *of);
	w->settled_count = r < 0 ? 0 : r;
	w->view = &unused;
	w->counts = of;
	r = r < 0 ? r : 0;
	for (size_t i = 0; r == 0 && i < sizeof lists / sizeof *lists; i++)
		r = lists[i](w);
	if (r == 0 && !w->no_note_asked && office_reach(w->o, ACTION_SEE_REGISTER) != REACH_NONE)
		r = lacking_read(w->o, 0, &w->work, &notes, NULL);
	of[WATCH_NEEDS_NOTE] = r < 0 ? 0 : r < NOTES_MOST ? r : NOTES_MOST;
	arena_finish(&unused.arena);
	arena_finish(&w->work);
	return r < 0 ? r : 0;
}

int office_watch_open(struct office *o, struct day day, struct watch_view *ret, struct err *e)
{
	struct watch_view v = { 0 };
	struct watching w = { .o = o, .view = &v, .day = day };
	int r = office_refresh(o, e);

	if (r == 0)
		r = office_may(o, ACTION_CALL, 0, e);
	if (r == 0)
		r = said_day(o, &w.day, e);
	if (r < 0)
		return r;
	r = store_read_begin(o->store);
	if (r == 0) {
		r = lists_read(&w);
		store_read_end(o->store);
	}
	view_keep(&w);
	vec_finish(&w.lines);
	arena_finish(&w.work);
	if (r < 0) {
		watch_view_finish(&v);
		return office_fail(o, r, e);
	}
	*ret = v;
	return 0;
}

void watch_view_finish(struct watch_view *v)
{
	arena_finish(&v->arena);
	*v = (struct watch_view){ 0 };
}
