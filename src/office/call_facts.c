/* A child who is absent: contacts, calls, the days of this absence, and when the child was last seen (B2, B3, B9, B19). */
#include "call_facts.h"

#include <stdlib.h>
#include <string.h>

#include "family_read.h"

#define BLANKS_MOST 40 /* sessions without a mark: beyond a month nobody calls it one absence */

/* Was the session one for this child?  Not where the school was shut to them, nor where it did not ask for them. */
static bool is_asked_for(uint8_t mark, struct day day)
{
	bool shut = mark == CODE_Y3 || mark == CODE_Y4 || mark == CODE_Y7;

	return mark != CODE_NONE && mark != CODE_X && !shut && code_category(mark, day) != CATEGORY_ADMINISTRATIVE;
}

bool mark_is_absent(uint8_t mark, struct day day)
{
	return is_asked_for(mark, day) && code_is_out(mark, day);
}

enum session call_case_session(const struct call_case *c)
{
	for (int s = SESSION_PM; s >= SESSION_AM; s--)
		if (code_has_no_reason(c->mark[s]))
			return (enum session)s;
	return c->mark[SESSION_PM] ? SESSION_PM : SESSION_AM;
}

/* CONTACTS ------------------------------------------------------------------------------------------------------------------------------------ */

static bool is_now(const struct contact_row *c, struct day today)
{
	return day_within(today, c->from_day, c->to_day);
}

static int contact_compare(const void *a, const void *b, void *today)
{
	const struct contact_row *x = a, *y = b;
	bool now_x = is_now(x, *(struct day *)today), now_y = is_now(y, *(struct day *)today);

	if (now_x != now_y)
		return now_x ? -1 : 1;
	if (x->priority != y->priority)
		return x->priority < y->priority ? -1 : 1;
	return (x->id > y->id) - (x->id < y->id);
}

static bool has_number(const struct caller *c)
{
	for (int i = 0; i < c->number_count; i++)
		if (!c->numbers[i].dead)
			return true;
	return false;
}

/* Why nobody rings them; NULL: they may be rung. */
static const char *warning_of(const struct call_facts *f, const struct caller *c)
{
	struct day today = office_today(f->o);
	char day[DAY_TEXT];

	if (!day_is_none(c->adult.died_day))
		return "has died";
	if (!day_is_none(c->row.to_day) && c->row.to_day.n < today.n)
		return arena_printf(f->a, "no contact since %s", day_long(c->row.to_day, day));
	if (c->row.from_day.n > today.n)
		return arena_printf(f->a, "a contact only from %s", day_long(c->row.from_day, day));
	if (c->row.court_order && *c->row.court_order)
		return arena_printf(f->a, "court order: %s", c->row.court_order);
	if (c->row.do_not_contact)
		return "do not contact";
	return has_number(c) ? NULL : "no number that is answered";
}

static int caller_read(struct call_facts *f, const struct contact_row *row, struct caller *ret)
{
	int r = store_thing_get(f->o->store, THING_ADULT, row->adult, f->a, &ret->adult);

	ret->row = *row;
	if (r == 0)
		r = store_numbers_of_adult(f->o->store, row->adult, f->a, &ret->numbers);
	if (r < 0)
		return r;
	ret->number_count = r;
	ret->name = adult_name(&ret->adult, f->a);
	ret->relation = relation_words(row->relation, f->a);
	ret->warning = warning_of(f, ret);
	ret->barred = ret->warning != NULL;
	return 0;
}

static int callers_read(struct call_facts *f, struct call_case *c)
{
	struct contact_row *rows;
	struct day today = office_today(f->o);
	int n = store_contacts_of_pupil(f->o->store, c->pupil, f->a, &rows), r = 0;

	if (n < 0)
		return n;
	qsort_r(rows, (size_t)n, sizeof *rows, contact_compare, &today);
	c->callers = arena_new(f->a, (size_t)n + 1, sizeof *c->callers);
	c->caller_count = n;
	for (int i = 0; r == 0 && i < n; i++)
		r = caller_read(f, &rows[i], &c->callers[i]);
	return r;
}

/* CALLS --------------------------------------------------------------------------------------------------------------------------------------- */

static void calls_take(struct call_facts *f, struct call_case *c)
{
	struct call_row *rows = arena_new(f->a, (size_t)f->call_count + 1, sizeof *rows);

	for (int i = 0; i < f->call_count; i++) {
		const struct call_row *row = &f->calls[i];

		if (row->pupil != c->pupil || !day_equal(row->of_day, f->day))
			continue;
		rows[c->call_count++] = *row;
		for (int k = 0; call_failed(row) && k < c->caller_count; k++)
			if (c->callers[k].adult.id == row->adult)
				c->callers[k].tried = &rows[c->call_count - 1];
	}
	c->calls = rows;
}

static int checked_read(struct call_facts *f, struct call_case *c)
{
	struct task_row *rows;
	int n = store_tasks_of_pupil(f->o->store, c->pupil, f->a, &rows);

	for (int i = 0; i < n; i++)
		c->checked |= strcmp(rows[i].kind, "contacts failed") == 0 && day_equal(rows[i].about_day, f->day) && !day_is_none(rows[i].done_day);
	return n < 0 ? n : 0;
}

/* HOW LONG ------------------------------------------------------------------------------------------------------------------------------------ */

/* Back from the last session of the day that was missed: one that is not held, or not asked for, divides nothing. */
static void absence_walk(struct call_facts *f, struct call_case *c, const struct span *span)
{
	sitting s = sitting_of(f->day, SESSION_PM);
	struct day last = DAY_NONE;

	c->since = -1;
	while (s >= sitting_of(f->day, SESSION_AM) && !mark_is_absent(span_mark(span, s), f->day))
		s--;
	if (s < sitting_of(f->day, SESSION_AM))
		return;
	for (int blanks = 0; s >= span->first && blanks < BLANKS_MOST; s--) {
		struct day day = sitting_day(s);
		uint8_t mark = span_mark(span, s);

		if (mark_is_absent(mark, day)) {
			c->since = s;
			c->day_of += !day_equal(day, last);
			last = day;
			blanks = 0;
		} else if (is_asked_for(mark, day))
			return;
		else
			blanks += calendar_is_open(&f->o->calendar, s);
	}
}

static void seen_walk(struct call_facts *f, struct call_case *c, const struct span *span)
{
	c->seen = DAY_NONE;
	for (sitting s = span->last; s >= span->first; s--)
		if (code_is_in(span_mark(span, s), sitting_day(s))) {
			c->seen = sitting_day(s);
			return;
		}
}

static struct day later(struct day a, struct day b)
{
	return day_is_none(a) || (!day_is_none(b) && b.n > a.n) ? b : a;
}

/* Strips of this and the last storage year; and who was seen at the door. */
static int days_read(struct call_facts *f, struct call_case *c)
{
	int year = strip_year(f->day);
	const uint8_t *const *strips;
	struct contact_last_row *last;
	int r = store_strips(f->o->store, c->pupil, year - 1, year, f->a, &strips);

	if (r < 0)
		return r;
	struct span span = { .first = strip_sitting(year - 1, 0), .last = sitting_of(f->day, SESSION_PM), .year = year - 1, .years = 2, .strips = strips };
	absence_walk(f, c, &span);
	seen_walk(f, c, &span);
	r = store_contact_last(f->o->store, &c->pupil, 1, f->a, &last);
	c->spoken = DAY_NONE;
	if (r > 0) {
		c->spoken = last->spoken;
		c->seen = later(c->seen, last->seen);
	}
	return r < 0 ? r : 0;
}

/* ONE CHILD ----------------------------------------------------------------------------------------------------------------------------------- */

int call_case_read(struct call_facts *f, struct call_case *c, struct err *e)
{
	int r = callers_read(f, c);

	if (r == 0) {
		calls_take(f, c);
		r = checked_read(f, c);
	}
	if (r == 0)
		r = days_read(f, c);
	if (r < 0)
		return office_fail(f->o, r, e);
	call_judge(f, c);
	return 0;
}

int call_case_find(struct call_facts *f, int64_t pupil, struct call_case *ret, struct err *e)
{
	struct call_case c = { .pupil = pupil };
	int r = 0;

	for (enum session s = SESSION_AM; r == 0 && s <= SESSION_PM; s++) {
		r = office_pupil_group(f->o, pupil, f->day, s, &c.group[s], e);
		if (r == 0 && (r = store_mark_get(f->o->store, pupil, f->day, s, &c.mark[s])) < 0)
			return office_fail(f->o, r, e);
	}
	if (r == 0)
		r = call_case_read(f, &c, e);
	if (r == 0)
		*ret = c;
	return r;
}

static int step_compare(const void *a, const void *b)
{
	const struct policy_step *x = a, *y = b;

	return x->minute != y->minute ? x->minute - y->minute : (int)x->clock - (int)y->clock;
}

int call_facts_read(struct call_facts *f, struct err *e)
{
	struct civil now = moment_civil(office_now(f->o));
	int n = store_calls_between(f->o->store, f->day, f->day, f->a, &f->calls);

	if (n < 0)
		return office_fail(f->o, n, e);
	f->call_count = n;
	f->minute = day_equal(f->day, now.day) ? now.minute : 24 * 60 - 1;
	n = office_clocks(f->o, f->day, f->a, &f->steps, e);
	if (n < 0)
		return n;
	f->step_count = n;
	f->ringing_count = store_ringing_all(f->o->store, f->a, &f->ringing);
	if (f->ringing_count < 0)
		return office_fail(f->o, f->ringing_count, e);
	qsort(f->steps, (size_t)n, sizeof *f->steps, step_compare);
	return 0;
}
