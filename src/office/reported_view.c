/* What families said of a day, and what became of it (B5). */
#include <stdlib.h>
#include <string.h>

#include "call_facts.h"
#include "names.h"

struct reported_listing {
	struct office *o;
	struct reported_view *view;
	struct { VEC(struct reported_line); } lines;
};

/* The later session of that day of which it speaks, and which is marked. */
static int mark_read(struct reported_listing *l, const struct reported_row *row, uint8_t *ret)
{
	sitting first = sitting_of(row->from_day, (enum session)row->from_session), am = sitting_of(l->view->day, SESSION_AM);
	sitting end = day_is_none(row->back_day) ? am + 2 : sitting_of(row->back_day, (enum session)row->back_session);
	int r = 0;

	*ret = CODE_NONE;
	for (sitting s = am + 1; r == 0 && *ret == CODE_NONE && s >= am; s--)
		if (s >= first && s < end)
			r = store_mark_get(l->o->store, row->pupil, l->view->day, sitting_session(s), ret);
	return r;
}

static const char *state_words(const struct reported_listing *l, uint8_t mark)
{
	if (mark == CODE_NONE)
		return "waiting for the register";
	return code_is_in(mark, l->view->day) ? "here after all" : arena_printf(&l->view->arena, "%s stands", code_symbol(mark));
}

static int line_add(struct reported_listing *l, const struct reported_row *row)
{
	struct arena *a = &l->view->arena;
	int64_t group;
	uint8_t mark;
	int r = mark_read(l, row, &mark);

	if (r == 0)
		r = said_class(l->o, row->pupil, l->view->day, SESSION_AM, &group, NULL);
	if (r < 0)
		return r;
	vec_push(&l->lines, (struct reported_line){
		.reported = row->id, .pupil = row->pupil, .name = office_pupil_name(l->o, row->pupil, a),
		.group = group ? arena_text(a, office_group_name(l->o, group)) : NULL, .code = row->code, .words = row->words, .caller = row->caller,
		.from = row->from_day, .back = row->back_day, .mark = mark, .state = state_words(l, mark),
	});
	return 0;
}

/* Who is here after all comes first, then who is waited for. */
static int rank_of(const struct reported_line *line)
{
	return strcmp(line->state, "here after all") == 0 ? 0 : line->mark == CODE_NONE ? 1 : 2;
}

static int line_compare(const void *a, const void *b)
{
	const struct reported_line *x = a, *y = b;
	int c = rank_of(x) - rank_of(y);

	if (c == 0)
		c = text_compare(x->name, y->name);
	return c != 0 ? c : (x->reported > y->reported) - (x->reported < y->reported);
}

static int lines_read(struct reported_listing *l)
{
	struct reported_row *rows;
	int n = store_reported_between(l->o->store, l->view->day, l->view->day, &l->view->arena, &rows), r = 0;

	for (int i = 0; r == 0 && i < n; i++)
		if (said_may(l->o, ACTION_CALL, rows[i].pupil, l->view->day, NULL) == 0)
			r = line_add(l, &rows[i]);
	if (n < 0 || r < 0)
		return n < 0 ? n : r;
	struct reported_line *lines = arena_new(&l->view->arena, (size_t)l->lines.count + 1, sizeof *lines);
	if (l->lines.count > 0) {
		qsort(l->lines.items, (size_t)l->lines.count, sizeof *l->lines.items, line_compare);
		memcpy(lines, l->lines.items, (size_t)l->lines.count * sizeof *lines);
	}
	l->view->lines = lines;
	l->view->count = l->lines.count;
	return 0;
}

int office_reported_open(struct office *o, struct day day, struct reported_view *ret, struct err *e)
{
	struct reported_view v = { .day = day };
	struct reported_listing l = { .o = o, .view = &v };
	int r = office_refresh(o, e);

	if (r == 0)
		r = office_may(o, ACTION_CALL, 0, e);
	if (r == 0)
		r = said_day(o, &v.day, e);
	if (r < 0)
		return r;
	r = store_read_begin(o->store);
	if (r == 0) {
		r = lines_read(&l);
		store_read_end(o->store);
	}
	vec_finish(&l.lines);
	if (r < 0) {
		reported_view_finish(&v);
		return office_fail(o, r, e);
	}
	*ret = v;
	return 0;
}

void reported_view_finish(struct reported_view *v)
{
	arena_finish(&v->arena);
	*v = (struct reported_view){ 0 };
}
