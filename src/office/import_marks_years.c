/*
 * The calendar of school years gone by (domain 11).  Those that nobody entered are made from the marks; and so long as nobody has touched
 * what was made, they are made anew from what stands and every later file: September and then October give what both at once would.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "import_marks.h"

/* The years that days are in; none where they are before all or after all. */
struct years {
	int first, last;
};

static struct years years_of(const struct marks_state *m, struct day from, struct day to)
{
	int first = strip_year(from) - MARKS_FIRST_YEAR, last = strip_year(to) - MARKS_FIRST_YEAR;

	return (struct years){ first < 0 ? 0 : first, last >= m->years ? m->years - 1 : last };
}

static bool years_any(const bool *of, struct years y)
{
	for (int year = y.first; year <= y.last; year++)
		if (of[year])
			return true;
	return false;
}

static void years_mark(bool *of, struct years y)
{
	for (int year = y.first; year <= y.last; year++)
		of[year] = true;
}

/* What reaches over 1 September ties its years together: true where that marked another. */
static bool years_tie(bool *of, struct years y)
{
	bool all = true;

	for (int year = y.first; year <= y.last; year++)
		all &= of[year];
	if (all || !years_any(of, y))
		return false;
	years_mark(of, y);
	return true;
}

static struct years term_years(const struct marks_state *m, const struct term_row *t)
{
	return years_of(m, t->from_day, t->to_day);
}

static struct years closure_years(const struct marks_state *m, const struct closure_row *c)
{
	return years_of(m, c->from_day, c->to_day);
}

static void tie_rows(const struct marks_state *m, bool *of)
{
	bool more = true;

	while (more) {
		more = false;
		for (int i = 0; i < m->stood.term_count; i++)
			more |= years_tie(of, term_years(m, &m->stood.terms[i]));
		for (int i = 0; i < m->stood.closure_count; i++)
			more |= years_tie(of, closure_years(m, &m->stood.closures[i]));
	}
}

/* WHO MADE IT: what acts of kind "calendar" left, or the undoing of one, nobody has typed */

static int made_by(struct marks_state *m, int64_t seq, bool *ret, struct err *e)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct act_row act;

	do {
		int r = store_act_get(m->job->office->store, seq, &a, &act);

		if (r < 0)
			return office_fail(m->job->office, r, e);
		seq = act.head.undoes;
	} while (seq);
	*ret = strcmp(act.head.kind, "calendar") == 0;
	return 0;
}

/* What was made and somebody took away is theirs, too: it is not made again. */
static void look_gone(struct marks_state *m, const struct change_row *c, bool *typed)
{
	if (c->after || !c->before || (strcmp(c->field, "from_day") != 0 && strcmp(c->field, "to_day") != 0))
		return;
	struct day day = { (int32_t)strtol(c->before, NULL, 10) };
	years_mark(typed, years_of(m, day, day));
}

/* By id, whether the marks made the row as it stands. */
static int made_rows(struct marks_state *m, enum thing thing, bool *typed, bool **ret, struct err *e)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct change_row *rows;
	int64_t most = 0;
	bool ours = false;
	int n = store_changes_of_thing(m->job->office->store, thing, &a, &rows), r = 0;

	if (n < 0)
		return office_fail(m->job->office, n, e);
	for (int i = 0; i < n; i++)
		most = rows[i].id > most ? rows[i].id : most;
	bool *made = arena_new(&m->arena, (size_t)most + 1, sizeof *made);
	for (int i = 0; r == 0 && i < n; i++) {
		if (i == 0 || rows[i].act != rows[i - 1].act)
			r = made_by(m, rows[i].act, &ours, e);
		if (made[rows[i].id] && !ours)
			look_gone(m, &rows[i], typed);
		if (rows[i].after)
			made[rows[i].id] = ours;
	}
	*ret = made;
	return r;
}

static int stood_read(struct marks_state *m, struct err *e)
{
	struct store *st = m->job->office->store;
	int n = store_thing_all(st, THING_TERM, &m->arena, &m->stood.terms);

	m->stood.term_count = n < 0 ? 0 : n;
	if (n >= 0)
		n = store_thing_all(st, THING_CLOSURE, &m->arena, &m->stood.closures);
	m->stood.closure_count = n < 0 ? 0 : n;
	return n < 0 ? office_fail(m->job->office, n, e) : 0;
}

int marks_years_open(struct marks_state *m, struct err *e)
{
	CLEAN_FREE bool *typed = mem_new((size_t)m->years, sizeof *typed);
	bool *made_terms, *made_closures;
	int r = stood_read(m, e);

	if (r == 0)
		r = made_rows(m, THING_TERM, typed, &made_terms, e);
	if (r == 0)
		r = made_rows(m, THING_CLOSURE, typed, &made_closures, e);
	if (r < 0)
		return r;
	for (int i = 0; i < m->stood.term_count; i++)
		if (!made_terms[m->stood.terms[i].id])
			years_mark(typed, term_years(m, &m->stood.terms[i]));
	for (int i = 0; i < m->stood.closure_count; i++)
		if (!made_closures[m->stood.closures[i].id])
			years_mark(typed, closure_years(m, &m->stood.closures[i]));
	tie_rows(m, typed);
	for (int year = 0; year < m->years; year++) {
		m->anew[year] = m->known[year] && !typed[year];
		m->known[year] &= typed[year];
	}
	return 0;
}

bool marks_year_makes(const struct marks_state *m, int year)
{
	return m->job->wish.moving_in && m->has[year] && !m->known[year];
}

/* WHICH YEARS: those of the file, and of what was made their neighbours, since a term may begin in the last days of August */

static void years_choose(struct marks_state *m)
{
	for (int year = 0; year < m->years; year++) {
		bool beside = (year > 0 && marks_year_makes(m, year - 1)) || (year + 1 < m->years && marks_year_makes(m, year + 1));

		m->making[year] = marks_year_makes(m, year) || (m->anew[year] && beside);
	}
	tie_rows(m, m->making);
}

/* Of a year that the file has no marks of, what stands is not read yet. */
static int years_read(struct marks_state *m, struct err *e)
{
	int r = 0;

	for (int year = 0; r == 0 && year < m->years; year++)
		if (m->making[year] && !m->has[year])
			r = marks_year_stands(m, year, e);
	return r;
}

/* THE ROWS: what was made before is changed where it can be, so that history and undo say what became of it */

static bool is_replaced(const struct marks_state *m, struct years y)
{
	for (int year = y.first; year <= y.last; year++)
		if (m->making[year] && m->anew[year])
			return true;
	return false;
}

static void plan_term(struct marks_state *m, bool *used, const struct term *new)
{
	struct term_change change = { .row = TERM_NEW };

	for (int i = 0; i < m->stood.term_count && !change.was; i++) {
		const struct term_row *old = &m->stood.terms[i];

		if (used[i] || !is_replaced(m, term_years(m, old)) || old->to_day.n < new->from.n || old->from_day.n > new->to.n)
			continue;
		used[i] = true;
		change.was = old;
		change.row.id = old->id;
	}
	change.row.name = new->name;
	change.row.from_day = new->from;
	change.row.to_day = new->to;
	if (!change.was || strcmp(change.was->name, new->name) != 0 || !day_equal(change.was->from_day, new->from) ||
	    !day_equal(change.was->to_day, new->to))
		vec_push(&m->plan.terms, change);
}

static struct closure_row closure_row_of(const struct closure *c)
{
	struct closure_row row = CLOSURE_NEW;

	row.name = c->name;
	row.kind = c->kind == CLOSING_OPEN ? "open" : "planned";
	row.from_day = sitting_day(c->from);
	row.from_session = sitting_session(c->from);
	row.to_day = sitting_day(c->to);
	row.to_session = sitting_session(c->to);
	return row;
}

static bool closure_is(const struct closure_row *a, const struct closure_row *b)
{
	return strcmp(a->name, b->name) == 0 && strcmp(a->kind, b->kind) == 0 && day_equal(a->from_day, b->from_day) &&
	       a->from_session == b->from_session && day_equal(a->to_day, b->to_day) && a->to_session == b->to_session;
}

/* Closures are as they were, or others. */
static void plan_closure(struct marks_state *m, bool *used, const struct closure *new)
{
	struct closure_row row = closure_row_of(new);

	for (int i = 0; i < m->stood.closure_count; i++)
		if (!used[i] && is_replaced(m, closure_years(m, &m->stood.closures[i])) && closure_is(&m->stood.closures[i], &row)) {
			used[i] = true;
			return;
		}
	vec_push(&m->plan.closures, row);
}

static void plan_rows(struct marks_state *m)
{
	CLEAN_FREE bool *terms = mem_new((size_t)m->stood.term_count + 1, sizeof *terms);
	CLEAN_FREE bool *closures = mem_new((size_t)m->stood.closure_count + 1, sizeof *closures);

	for (int i = 0; i < m->made.terms.count; i++)
		plan_term(m, terms, &m->made.terms.items[i]);
	for (int i = 0; i < m->made.closures.count; i++)
		plan_closure(m, closures, &m->made.closures.items[i]);
	for (int i = 0; i < m->stood.term_count; i++)
		if (!terms[i] && is_replaced(m, term_years(m, &m->stood.terms[i])))
			vec_push(&m->plan.gone, ((struct row_gone){ THING_TERM, m->stood.terms[i].id, &m->stood.terms[i] }));
	for (int i = 0; i < m->stood.closure_count; i++)
		if (!closures[i] && is_replaced(m, closure_years(m, &m->stood.closures[i])))
			vec_push(&m->plan.gone, ((struct row_gone){ THING_CLOSURE, m->stood.closures[i].id, NULL }));
}

/* OPENINGS: the calendar as it will be is what the marks are judged by, here and wherever the file is read again */

static void openings_again(struct marks_state *m, int first, int last)
{
	const struct calendar *now = office_calendar(m->job->office);
	struct made_calendar both = { 0 };

	for (int i = 0; i < now->term_count; i++)
		if (!is_replaced(m, years_of(m, now->terms[i].from, now->terms[i].to)))
			vec_push(&both.terms, now->terms[i]);
	for (int i = 0; i < now->closure_count; i++)
		if (!is_replaced(m, years_of(m, sitting_day(now->closures[i].from), sitting_day(now->closures[i].to))))
			vec_push(&both.closures, now->closures[i]);
	for (int i = 0; i < m->made.terms.count; i++)
		vec_push(&both.terms, m->made.terms.items[i]);
	for (int i = 0; i < m->made.closures.count; i++)
		vec_push(&both.closures, m->made.closures.items[i]);
	struct calendar c = { both.terms.items, both.terms.count, both.closures.items, both.closures.count, now->no_bank_holidays };
	sitting from = marks_year_first(first);
	calendar_openings(&c, from, marks_year_first(last + 1) - 1, SESSION_ANY_YEAR, 0, m->opening + (from - m->first));
	made_calendar_finish(&both);
}

/* ALL OF IT */

/* Years side by side are one calendar: a term that begins in the last days of August is not torn in two. */
static void make_years(struct marks_state *m, int first, int last)
{
	sitting from = marks_year_first(first);
	int sessions = marks_year_first(last + 1) - from;
	uint8_t *held = arena_new(&m->arena, (size_t)sessions, 1);
	struct made_calendar part = { 0 };

	for (int year = first; year <= last; year++)
		marks_held_in_year(m, year, held + (marks_year_first(year) - from));
	made_calendar_fill(&part, held, from, sessions, office_calendar(m->job->office)->no_bank_holidays, &m->arena);
	for (int i = 0; i < part.terms.count; i++)
		vec_push(&m->made.terms, part.terms.items[i]);
	for (int i = 0; i < part.closures.count; i++)
		vec_push(&m->made.closures, part.closures.items[i]);
	made_calendar_finish(&part);
	openings_again(m, first, last);
}

int marks_judge_calendar(struct marks_state *m, struct err *e)
{
	years_choose(m);
	int r = years_read(m, e);

	if (r < 0)
		return r;
	for (int first = 0; first < m->years; first++) {
		int last = first;

		if (!m->making[first])
			continue;
		while (last + 1 < m->years && m->making[last + 1])
			last++;
		make_years(m, first, last);
		first = last;
	}
	plan_rows(m);
	marks_say_calendar(m);
	for (int year = 0; year < m->years; year++)
		if (marks_year_makes(m, year))
			marks_say_part(m, year);
	return 1;
}

void marks_plan_finish(struct calendar_plan *p)
{
	vec_finish(&p->terms);
	vec_finish(&p->closures);
	vec_finish(&p->gone);
}
