/* Who is out of the gate now, and who was (A18). */
#include <stdlib.h>
#include <string.h>

#include "onsite.h"

struct gate_row {
	struct gate_line line;
	const char *key;
};

/* Overdue first, by when they were due; then who is out; then who is back. */
static int state_of(const struct gate_line *l)
{
	return l->overdue ? 0 : l->in < 0 ? 1 : 2;
}

static int compare_rows(const void *a, const void *b)
{
	const struct gate_row *x = a, *y = b;
	int c = state_of(&x->line) - state_of(&y->line);

	if (c == 0 && x->line.overdue)
		c = x->line.due - y->line.due;
	if (c == 0)
		c = x->line.out - y->line.out;
	return c != 0 ? c : strcmp(x->key, y->key);
}

static int or_minute(int64_t m)
{
	return m == NONE ? -1 : (int)m;
}

static struct gate_row row_of(struct office *o, const struct searched *p, const struct sign_out_row *row, struct gate_view *v)
{
	int64_t group = p->group[v->minute < 12 * 60 ? 0 : 1];
	struct gate_line l = {
		.pupil = p->pupil, .sign_out = row->id, .name = arena_text(&v->arena, p->told), .reason = row->reason, .code = row->code,
		.with = row->place ? row->place : row->collected_by, .with_us = row->place != NULL, .out = (int)row->out_minute, .due = or_minute(row->due_minute),
		.in = or_minute(row->in_minute),
	};

	group = group ? group : p->group[0] ? p->group[0] : p->group[1];
	l.group = group ? arena_text(&v->arena, office_group_name(o, group)) : NULL;
	l.overdue = l.in < 0 && l.due >= 0 && v->minute > l.due;
	return (struct gate_row){ l, p->sort_key };
}

static int view_read(struct office *o, struct gate_view *v)
{
	CLEAN_ARENA struct arena work = { 0 };
	struct sign_out_row *rows;
	int r = search_refresh(o), n = r < 0 ? r : store_sign_outs_on(o->store, v->day, &v->arena, &rows);
	struct gate_row *found = arena_new(&work, (size_t)(n > 0 ? n : 0) + 1, sizeof *found);

	for (int i = 0; i < n; i++) {
		const struct searched *p = search_pupil(o->search, rows[i].pupil);

		if (!p || !search_may_see(o, p))
			continue;
		found[v->count] = row_of(o, p, &rows[i], v);
		v->out += found[v->count].line.in < 0;
		v->overdue += found[v->count++].line.overdue;
	}
	if (n < 0)
		return n;
	qsort(found, (size_t)v->count, sizeof *found, compare_rows);
	struct gate_line *lines = arena_new(&v->arena, (size_t)v->count + 1, sizeof *lines);
	for (int i = 0; i < v->count; i++)
		lines[i] = found[i].line;
	v->lines = lines;
	return 0;
}

int office_gate_open(struct office *o, struct gate_view *ret, struct err *e)
{
	struct civil now = moment_civil(office_now(o));
	struct gate_view v = { .day = now.day, .minute = now.minute };
	int r = office_refresh(o, e);

	if (r == 0)
		r = office_may(o, ACTION_SEE_REGISTER, 0, e);
	if (r < 0)
		return r;
	r = store_read_begin(o->store);
	if (r == 0) {
		r = view_read(o, &v);
		store_read_end(o->store);
	}
	if (r < 0) {
		gate_view_finish(&v);
		return office_fail(o, r, e);
	}
	*ret = v;
	return 0;
}

void gate_view_finish(struct gate_view *v)
{
	arena_finish(&v->arena);
}
