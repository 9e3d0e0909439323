/* Absentees: what the store knows of a session, and which child is where by it (A22; design 5 "Not known"). */
#include <stdlib.h>
#include <string.h>

#include "report_absentees.h"
#include "rules/register.h"

/* Marked absent after they were seen: an attempt behind the entry that stands (A22). */
static int read_contradicted(struct day_facts *d, int64_t pupil, bool *ret)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct entry_row *rows;
	bool contradicted = false;
	int n = store_entries_of_mark(d->office->store, pupil, d->asked->date, d->asked->session, &a, &rows);

	for (int i = 0; i < n; i++)
		contradicted = !rows[i].entry.stands && code_is_out(rows[i].entry.after, d->asked->date);
	*ret = contradicted;
	return n < 0 ? n : 0;
}

static int read_arrivals(struct day_facts *d, struct err *e)
{
	const struct report_asked *k = d->asked;
	struct entry_row *rows;
	int r = 0, n = store_entries_standing(d->office->store, k->date, k->session, &d->arena, &rows);

	d->arrivals = arena_new(&d->arena, (size_t)d->roll.count, sizeof *d->arrivals);
	for (int64_t i = 0; i < d->roll.count; i++)
		d->arrivals[i] = (struct arrival_facts){ -1, -1, false };
	for (int i = 0; i < n; i++)
		if (rows[i].entry.pupil < d->roll.count)
			d->arrivals[rows[i].entry.pupil] = (struct arrival_facts){ rows[i].entry.minutes_late, rows[i].entry.arrival, false };
	for (int i = 0; n >= 0 && r == 0 && i < d->due_count; i++)
		if (code_is_in(d->due[i].mark, k->date))
			r = read_contradicted(d, d->due[i].pupil, &d->arrivals[d->due[i].pupil].contradicted);
	return n < 0 || r < 0 ? office_fail(d->office, n < 0 ? n : r, e) : 0;
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
		    !d->roll.pupils[due.pupil].row ||
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

	for (int i = 0; i < n; i++) {
		int g = report_group_index(d->office, rows[i].roll_group);

		if (g >= 0 && rows[i].session == d->asked->session)
			d->groups[g].sent = rows[i].sent_act != 0;
	}
	return n < 0 ? office_fail(d->office, n, e) : 0;
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
	return r;
}

static enum presence presence_of(const struct day_facts *d, const struct due_row *due, const struct code *code)
{
	int g = report_group_index(d->office, due->roll_group);

	if (due->mark == CODE_NONE)
		return register_state(&d->groups[g]) == REGISTER_NOT_TAKEN ? NOT_TAKEN : BLANK;
	if (d->arrivals[due->pupil].contradicted)
		return SIGNED_IN;
	if (!code || due->mark == CODE_N)
		return NO_REASON;
	if (due->mark == CODE_LATE || due->mark == CODE_U)
		return LATE;
	if (code->physical == PHYSICAL_IN)
		return HERE;
	if (code->physical == PHYSICAL_ELSEWHERE)
		return ELSEWHERE;
	return due->mark == CODE_X || code->category == CATEGORY_ADMINISTRATIVE ? NOT_REQUIRED : ABSENT;
}

static int line_compare(const void *a, const void *b)
{
	const struct line *x = a, *y = b;
	int c = (int)x->presence - (int)y->presence;

	if (c == 0 && x->presence == ABSENT)
		c = strcmp(x->code->symbol, y->code->symbol);
	if (c == 0)
		c = x->rank - y->rank;
	return c != 0 ? c : x->order - y->order;
}

void absentees_lines(struct day_facts *d)
{
	const int *ranks = report_group_ranks(d->office, &d->arena);

	d->lines = arena_new(&d->arena, (size_t)d->due_count, sizeof *d->lines);
	for (int i = 0; i < d->due_count; i++) {
		const struct due_row *due = &d->due[i];
		const struct code *code = code_on(due->mark, d->asked->date);
		enum presence p = presence_of(d, due, code);

		d->count[p]++;
		d->elsewhere[due->mark] += p == ELSEWHERE;
		d->not_required[due->mark] += p == NOT_REQUIRED;
		if (p <= LATE)
			d->lines[d->line_count++] = (struct line){ p, due, code, ranks[report_group_index(d->office, due->roll_group)], i };
	}
	qsort(d->lines, (size_t)d->line_count, sizeof *d->lines, line_compare);
}
