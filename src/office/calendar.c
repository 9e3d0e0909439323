/* Terms that somebody enters, changes or takes away, and what closures share with them (E6).  Marks are left as they are: what is no longer held is said. */
#include <errno.h>
#include <string.h>
#include <strings.h>

#include "calendar_parts.h"
#include "rules/code.h"

#define DAYS_SAID 10
#define CODE_NUMBERS 64 /* of a strip's byte */

/* MARKS IN SESSIONS THAT ARE NO LONGER HELD */

struct left {
	const struct changing *c;
	const uint8_t *after;
	int year;
	int (*by_day)[CODE_NUMBERS];
	int marks;
};

static int count_left(void *ctx, int64_t pupil, const uint8_t *marks)
{
	struct left *l = ctx;
	sitting from = sitting_of(l->c->first, SESSION_AM), to = sitting_of(l->c->last, SESSION_PM);

	(void)pupil;
	for (int slot = 0; slot < STRIP_BYTES; slot++) {
		sitting s = strip_sitting(l->year, slot);

		if (marks[slot] == CODE_NONE || s < from || s > to || l->c->before[s - from] != OPENING_OPEN || l->after[s - from] == OPENING_OPEN)
			continue;
		l->by_day[(s - from) / 2][marks[slot] % CODE_NUMBERS]++;
		l->marks++;
	}
	return 0;
}

/* "Thu 8 Oct 2026: / 12, I 2"; false where the day has none. */
static bool say_day(struct buf *said, struct day day, const int *counts)
{
	char text[DAY_TEXT];
	bool any = false;

	for (int code = 0; code < CODE_NUMBERS; code++) {
		if (counts[code] == 0)
			continue;
		if (!any)
			buf_printf(said, "%s:", day_long(day, text));
		buf_printf(said, "%s %s %d", any ? "," : "", code_symbol((uint8_t)code), counts[code]);
		any = true;
	}
	if (any)
		buf_char(said, '\n');
	return any;
}

static void say_left(const struct left *l)
{
	int days = l->c->last.n - l->c->first.n + 1, with = 0;

	if (l->marks == 0)
		return;
	buf_printf(l->c->said, "%d mark%s on these days: %s\n", l->marks, l->marks == 1 ? " stands" : "s stand",
		   l->marks == 1 ? "it stays as it is" : "they stay as they are");
	for (int i = 0; i < days && with < DAYS_SAID; i++)
		with += say_day(l->c->said, day_add(l->c->first, i), l->by_day[i]);
	if (with == DAYS_SAID)
		buf_text(l->c->said, "and so on\n");
}

void changing_widen(struct changing *c, struct day from, struct day to)
{
	c->first = day_is_none(c->first) || from.n < c->first.n ? from : c->first;
	c->last = day_is_none(c->last) || to.n > c->last.n ? to : c->last;
}

static uint8_t *openings(struct changing *c)
{
	sitting from = sitting_of(c->first, SESSION_AM), to = sitting_of(c->last, SESSION_PM);
	uint8_t *held = arena_new(&c->arena, (size_t)(to - from + 1), 1);

	calendar_openings(office_calendar(c->o), from, to, SESSION_ANY_YEAR, 0, held);
	return held;
}

/* It is saved by now: where the marks cannot be read, nothing is said of them. */
static void look_after(struct changing *c)
{
	struct left l = { .c = c };

	if (office_refresh(c->o, NULL) < 0)
		return;
	l.after = openings(c);
	l.by_day = arena_new(&c->arena, (size_t)(c->last.n - c->first.n + 1), sizeof *l.by_day);
	for (l.year = strip_year(c->first); l.year <= strip_year(c->last); l.year++)
		if (store_strips_each(c->o->store, l.year, count_left, &l) < 0)
			return;
	say_left(&l);
}

/* SAVING */

/* `row` NULL: the row `id` goes. */
int changing_save(struct changing *c, const char *kind, enum thing thing, void *row, int64_t id, int64_t *ret_act, struct err *e)
{
	int r = office_act_open(c->o, kind, c->reason, NULL, 0, e);

	if (r < 0)
		return r;
	c->before = openings(c);
	r = row ? store_act_put(c->o->store, thing, row) : store_act_remove(c->o->store, thing, id);
	if (r < 0)
		return office_fail(c->o, r, e);
	r = office_act_end(c->o, false, ret_act, e);
	if (r == 0 && *ret_act)
		look_after(c);
	return r;
}

void changing_say(struct changing *c, const char *name, struct day from, struct day to, const char *end)
{
	char first[DAY_TEXT], last[DAY_TEXT];

	if (day_equal(from, to))
		buf_printf(c->said, "%s, %s%s\n", name, day_long(from, first), end);
	else
		buf_printf(c->said, "%s, %s to %s%s\n", name, day_long(from, first), day_long(to, last), end);
}

const char *changing_days(struct changing *c, struct day from, struct day to)
{
	char first[DAY_TEXT], last[DAY_TEXT];

	day_long(from, first);
	return day_equal(from, to) ? arena_text(&c->arena, first) : arena_printf(&c->arena, "%s to %s", first, day_long(to, last));
}

/* TERMS */

/* By its last day: an autumn term may begin in August. */
static bool same_year(struct day a, struct day b)
{
	return day_equal(school_year_start(a), school_year_start(b));
}

static int find_terms(struct changing *c, struct term_row **ret, struct err *e)
{
	int n = store_thing_all(c->o->store, THING_TERM, &c->arena, ret);

	return n < 0 ? office_fail(c->o, n, e) : n;
}

static int refuse_overlap(struct changing *c, const struct term_row *rows, int n, const struct init_term *t, int64_t but, struct err *e)
{
	for (int i = 0; i < n; i++)
		if (rows[i].id != but && t->from.n <= rows[i].to_day.n && t->to.n >= rows[i].from_day.n)
			return err_refuse(e, "%s (%s) and %s have days in common. Terms cannot overlap: change the other one first.", rows[i].name,
					  changing_days(c, rows[i].from_day, rows[i].to_day), t->name);
	return 0;
}

static int term_put(struct changing *c, const struct init_term *t, int64_t *ret_act, struct err *e)
{
	struct term_row *rows, row = TERM_NEW;
	int n = find_terms(c, &rows, e), r;

	for (int i = 0; i < n; i++)
		if (strcasecmp(rows[i].name, t->name) == 0 && same_year(rows[i].to_day, t->to))
			row = rows[i];
	r = n < 0 ? n : refuse_overlap(c, rows, n, t, row.id, e);
	if (r < 0)
		return r;
	changing_widen(c, t->from, t->to);
	const char *was = row.id ? changing_days(c, row.from_day, row.to_day) : NULL;
	if (was)
		changing_widen(c, row.from_day, row.to_day);
	changing_say(c, t->name, t->from, t->to, was ? arena_printf(&c->arena, " (was %s)", was) : "");
	row.name = t->name;
	row.from_day = t->from;
	row.to_day = t->to;
	return changing_save(c, "term", THING_TERM, &row, 0, ret_act, e);
}

static int refuse_no_term(struct changing *c, const struct term_row *rows, int n, const struct init_term *t, struct err *e)
{
	for (int i = 0; i < n; i++)
		if (strcasecmp(rows[i].name, t->name) == 0 && same_year(rows[i].to_day, t->to)) {
			err_refuse(e, "%s is from %s. Name these days to take it away.", rows[i].name, changing_days(c, rows[i].from_day, rows[i].to_day));
			return -ENOENT;
		}
	err_refuse(e, "There is no term %s (%s), so nothing is taken away.", t->name, changing_days(c, t->from, t->to));
	return -ENOENT;
}

static int term_remove(struct changing *c, const struct init_term *t, int64_t *ret_act, struct err *e)
{
	struct term_row *rows;
	int n = find_terms(c, &rows, e);

	for (int i = 0; i < n; i++) {
		if (strcasecmp(rows[i].name, t->name) != 0 || !day_equal(rows[i].from_day, t->from) || !day_equal(rows[i].to_day, t->to))
			continue;
		changing_widen(c, t->from, t->to);
		changing_say(c, rows[i].name, t->from, t->to, " taken away");
		return changing_save(c, "term gone", THING_TERM, NULL, rows[i].id, ret_act, e);
	}
	return n < 0 ? n : refuse_no_term(c, rows, n, t, e);
}

static int term_do(struct changing *c, const struct init_term *t, bool remove, int64_t *ret_act, struct err *e)
{
	int r = office_may(c->o, ACTION_CHANGE_SCHOOL, 0, e);

	if (r == 0)
		r = term_check(t, e);
	if (r == 0 && !remove && t->to.n - t->from.n >= TERM_DAYS_MOST)
		r = err_usage(e, "%s would be longer than a year. Give its first and its last day.", t->name);
	if (r < 0)
		return r;
	return remove ? term_remove(c, t, ret_act, e) : term_put(c, t, ret_act, e);
}

/* THE USE CASE */

struct changing changing_begin(struct office *o, struct buf *said)
{
	return (struct changing){ .o = o, .said = said, .first = DAY_NONE, .last = DAY_NONE };
}

int office_term_put(struct office *o, const struct init_term *t, bool remove, struct buf *ret_said, int64_t *ret_act, struct err *e)
{
	struct changing c = changing_begin(o, ret_said);
	int r = office_write_begin(o, e);

	if (r == 0)
		r = term_do(&c, t, remove, ret_act, e);
	office_act_abandon(o);
	arena_finish(&c.arena);
	return r;
}
