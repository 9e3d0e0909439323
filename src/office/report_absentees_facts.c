/* Absentees: what the store knows of a session, and which child is where by it (A22; design 5 "Not known"). */
#include <stdlib.h>
#include <string.h>

#include "report_absentees.h"
#include "rules/register.h"

static int read_arrivals(struct day_facts *d, struct err *e)
{
	const struct report_asked *k = d->asked;
	struct entry_row *rows;
	struct session_change *changes;
	struct alarm *alarms;
	int n = store_entries_standing(d->office->store, k->date, k->session, &d->arena, &rows), r = n < 0 ? n : 0;

	d->arrivals = arena_new(&d->arena, (size_t)d->roll.count, sizeof *d->arrivals);
	for (int64_t i = 0; i < d->roll.count; i++)
		d->arrivals[i] = (struct arrival_facts){ -1, -1, false };
	for (int i = 0; i < n; i++)
		if (rows[i].entry.pupil < d->roll.count)
			d->arrivals[rows[i].entry.pupil] = (struct arrival_facts){ rows[i].entry.minutes_late, rows[i].entry.arrival, false };
	if (r == 0)
		r = store_changes_of_session(d->office->store, k->date, k->session, &d->arena, &changes);
	if (r >= 0)
		r = presence_alarms(d->office, k->date, k->session, changes, r, &d->arena, &alarms);
	for (int i = 0; i < r; i++)
		if (alarms[i].pupil < d->roll.count)
			d->arrivals[alarms[i].pupil].contradicted = true;
	return r < 0 ? office_fail(d->office, r, e) : 0;
}

static int read_flags(struct day_facts *d, struct err *e)
{
	if (office_may(d->office, ACTION_SEE_FLAGS, 0, NULL) < 0)
		return 0;
	int n = store_thing_all(d->office->store, THING_PUPIL_FLAG, &d->arena, &d->flags);
	if (n < 0)
		return office_fail(d->office, n, e);
	d->flag_count = n;
	return 0;
}

/* The mark of that very day stands in its register, and is in no list (H8). */
static bool has_died(const struct pupil_row *row, struct day date)
{
	return !day_is_none(row->died_day) && row->died_day.n <= date.n;
}

/* Who is due, and with which marks: what the store's rows are for, less groups that may not be seen and closures of a year or class. */
static int read_due(struct day_facts *d, struct err *e)
{
	struct office *o = d->office;
	const struct report_asked *k = d->asked;
	sitting s = sitting_of(k->date, k->session);
	int n = store_due(o->store, k->date, k->session, k->group, &d->arena, &d->due), kept = 0;

	if (n < 0)
		return office_fail(o, n, e);
	d->groups = arena_new(&d->arena, (size_t)o->roll_group_count, sizeof *d->groups);
	for (int i = 0; i < n; i++) {
		const struct due_row due = d->due[i];
		int g = report_group_index(o, due.roll_group);

		if (g < 0 || !report_sees(o, k, due.roll_group) || (k->pupil != 0 && k->pupil != due.pupil) || due.pupil >= d->roll.count ||
		    !d->roll.pupils[due.pupil].row || has_died(d->roll.pupils[due.pupil].row, k->date) ||
		    calendar_opening(office_calendar(o), s, due.year, due.roll_group, NULL) != OPENING_OPEN)
			continue;
		d->groups[g].due++;
		d->groups[g].marked += due.mark != CODE_NONE;
		d->due[kept++] = due;
	}
	d->due_count = kept;
	return 0;
}

static int read_registers(struct day_facts *d, struct err *e)
{
	struct register_row *rows;
	int n = store_registers_between(d->office->store, d->asked->date, d->asked->date, &d->arena, &rows);

	for (int g = 0; office_taken_elsewhere(d->office, d->asked->date) && g < d->office->roll_group_count; g++)
		d->groups[g].sent = d->groups[g].marked > 0;
	for (int i = 0; i < n; i++) {
		int g = report_group_index(d->office, rows[i].roll_group);

		if (g >= 0 && rows[i].session == d->asked->session)
			d->groups[g].sent |= rows[i].sent_act != 0;
	}
	return n < 0 ? office_fail(d->office, n, e) : 0;
}

static int read_expected(struct day_facts *d, struct err *e)
{
	int r = expectations_read(d->office, d->asked->date, d->asked->date, &d->arena, &d->expected);

	if (r == 0)
		r = contacted_read(d->office, d->asked->date, &d->arena, &d->contacted);
	return r < 0 ? office_fail(d->office, r, e) : 0;
}

int absentees_read(struct day_facts *d, struct err *e)
{
	const struct report_asked *k = d->asked;
	int r = roll_load(d->office, 0, k->first, k->last, &d->roll, e);

	if (r == 0)
		r = read_due(d, e);
	if (r == 0)
		r = read_registers(d, e);
	if (r == 0)
		r = read_arrivals(d, e);
	if (r == 0)
		r = read_flags(d, e);
	return r == 0 ? read_expected(d, e) : r;
}

static int line_compare(const void *a, const void *b)
{
	const struct line *x = a, *y = b;
	int c = (int)x->presence - (int)y->presence;

	if (c == 0 && x->presence == NOT_TAKEN)
		c = x->rank - y->rank;
	if (c == 0 && x->presence == ABSENT)
		c = strcmp(x->code->symbol, y->code->symbol);
	if (c == 0)
		c = (int)y->first - (int)x->first;
	if (c == 0)
		c = x->rank - y->rank;
	return c != 0 ? c : x->order - y->order;
}

/* By pupil; all false where flags may not be seen. */
static const bool *find_first(struct day_facts *d)
{
	bool *first = arena_new(&d->arena, (size_t)d->roll.count + 1, sizeof *first);

	for (int i = 0; i < d->flag_count; i++)
		if (d->flags[i].pupil < d->roll.count && flag_first(d->flags[i].flag) && flag_stands(&d->flags[i], d->asked->date))
			first[d->flags[i].pupil] = true;
	return first;
}

static struct line line_of(struct day_facts *d, const struct due_row *due, enum presence p, const struct code *code)
{
	struct line l = { .presence = p, .due = due, .code = code };

	if (p <= BLANK)
		l.expected = expected_at(d->expected, due->pupil, due->year, due->roll_group, sitting_of(d->asked->date, d->asked->session));
	return l;
}

void absentees_lines(struct day_facts *d)
{
	const bool *first = find_first(d);
	const int *ranks = report_group_ranks(d->office, &d->arena);

	d->lines = arena_new(&d->arena, (size_t)d->due_count, sizeof *d->lines);
	for (int i = 0; i < d->due_count; i++) {
		const struct due_row *due = &d->due[i];
		const struct code *code = code_on(due->mark, d->asked->date);
		enum register_state state = register_state(&d->groups[report_group_index(d->office, due->roll_group)]);
		enum presence p = presence_of(due->mark, code, state, d->arrivals[due->pupil].contradicted);

		d->count[p]++;
		d->elsewhere[due->mark] += p == ELSEWHERE;
		d->not_required[due->mark] += p == NOT_REQUIRED;
		if (p > LATE)
			continue;
		struct line *l = &d->lines[d->line_count++];
		*l = line_of(d, due, p, code);
		l->first = first[due->pupil] && office_may(d->office, ACTION_SEE_FLAGS, due->roll_group, NULL) == 0;
		l->rank = ranks[report_group_index(d->office, due->roll_group)];
		l->order = i;
	}
	qsort(d->lines, (size_t)d->line_count, sizeof *d->lines, line_compare);
}
