/* A school year: its terms, closures and times, and how many sessions it holds. */
#include <stdlib.h>
#include <string.h>

#include "import_plan.h"
#include "internal.h"
#include "office/classes.h"
#include "rules/pupil.h"

#define YEAR_DAYS 366
#define SESSIONS_LEAST 380 /* domain 2.1: said, not enforced */

struct yearly {
	struct office *o;
	struct err *e;
	struct year_view *v;
	struct arena *a;
	struct { VEC(struct year_line); } lines;
	struct term_row *terms;
	int term_count;
};

static bool meets(const struct yearly *y, struct day from, struct day to)
{
	return from.n <= y->v->last.n && (day_is_none(to) || to.n >= y->v->first.n);
}

/* From 1 September, or from its first term where that begins in August. */
static void find_year(struct yearly *y, struct day day)
{
	struct day september = school_year_start(day);

	for (int i = 0; i < y->term_count; i++)
		if (day_within(day, y->terms[i].from_day, y->terms[i].to_day))
			september = school_year_start(y->terms[i].to_day);
	y->v->first = september;
	y->v->last = day_add(school_year_start(day_add(september, YEAR_DAYS)), -1);
	for (int i = 0; i < y->term_count; i++) {
		struct day begins = school_year_start(y->terms[i].to_day), from = y->terms[i].from_day;

		if (day_equal(begins, september) && from.n < y->v->first.n)
			y->v->first = from;
		if (begins.n > september.n && from.n <= y->v->last.n)
			y->v->last = day_add(from, -1);
	}
}

/* LINES */

/* "Tue 1 Sep to Fri 18 Dec 2026", "Mon 9 Nov 2026", "from Tue 1 Sep 2026" */
static const char *range_text(struct yearly *y, struct day from, struct day to)
{
	char a[DAY_TEXT], b[DAY_TEXT], *year;

	day_long(from, a);
	if (day_is_none(to))
		return arena_printf(y->a, "from %s", a);
	if (day_equal(from, to))
		return arena_text(y->a, a);
	day_long(to, b);
	year = strrchr(a, ' ');
	if (strcmp(year, strrchr(b, ' ')) == 0)
		*year = '\0';
	return arena_printf(y->a, "%s to %s", a, b);
}

static void add_terms(struct yearly *y)
{
	for (int i = 0; i < y->term_count; i++) {
		const struct term_row *t = &y->terms[i];
		const char *days = range_text(y, t->from_day, t->to_day);

		if (meets(y, t->from_day, t->to_day))
			vec_push(&y->lines, (struct year_line){ YEAR_TERM, t->id, t->name, days, NULL, t->from_day, t->to_day });
	}
}

/* "for Year 3", "for Willow"; NULL: for everybody */
static const char *scope_text(struct yearly *y, int64_t year, int64_t group)
{
	char title[16];

	if (group != NONE)
		return arena_printf(y->a, "for %s", office_group_name(y->o, group));
	return year != NONE ? arena_printf(y->a, "for %s", year_title((int)year, title)) : NULL;
}

/* Half a day at either end is said. */
static const char *closure_value(struct yearly *y, const struct closure_row *c)
{
	const char *days = range_text(y, c->from_day, c->to_day);

	if (c->from_session == SESSION_AM && c->to_session == SESSION_PM)
		return days;
	if (day_equal(c->from_day, c->to_day))
		return arena_printf(y->a, "%s, %s", days, session_words((enum session)c->from_session));
	if (c->from_session == SESSION_AM)
		return arena_printf(y->a, "%s (to the morning)", days);
	return arena_printf(y->a, "%s (from the afternoon%s)", days, c->to_session == SESSION_AM ? " to the morning" : "");
}

static int add_closures(struct yearly *y)
{
	struct closure_row *rows;
	int n = store_thing_all(y->o->store, THING_CLOSURE, y->a, &rows);

	for (int i = 0; i < n; i++) {
		const char *scope = scope_text(y, rows[i].year, rows[i].roll_group);

		if (meets(y, rows[i].from_day, rows[i].to_day))
			vec_push(&y->lines, (struct year_line){ YEAR_CLOSURE, rows[i].id, rows[i].name, closure_value(y, &rows[i]),
								scope ? arena_printf(y->a, "%s, %s", rows[i].kind, scope) : rows[i].kind,
								rows[i].from_day, rows[i].to_day });
	}
	return n < 0 ? office_fail(y->o, n, y->e) : 0;
}

/* Another of the same scope that takes its place before the year begins. */
static bool is_over(const struct yearly *y, const struct session_time_row *rows, int n, int at)
{
	const struct session_time_row *t = &rows[at];

	for (int i = 0; i < n; i++) {
		const struct session_time_row *o = &rows[i];

		if (i != at && o->site == t->site && o->year == t->year && o->roll_group == t->roll_group && o->session == t->session &&
		    day_is_none(o->to_day) && day_is_none(t->to_day) && o->from_day.n <= y->v->first.n &&
		    (o->from_day.n > t->from_day.n || (day_equal(o->from_day, t->from_day) && i > at)))
			return true;
	}
	return false;
}

/* "08:45, 08:50 to 09:20, 12:00": gate, register, end */
static const char *times_value(struct yearly *y, const struct session_time_row *t)
{
	char gate[8], starts[8], closes[8], ends[8];

	return arena_printf(y->a, "%s, %s to %s, %s", minute_text((int)t->gate, gate), minute_text((int)t->starts, starts),
			    minute_text((int)t->closes, closes), minute_text((int)t->ends, ends));
}

static int add_times(struct yearly *y)
{
	struct session_time_row *rows;
	int n = store_thing_all(y->o->store, THING_SESSION_TIME, y->a, &rows);

	for (int i = 0; i < n; i++) {
		const struct session_time_row *t = &rows[i];
		const char *scope = scope_text(y, t->year, t->roll_group);
		bool always = day_is_none(t->to_day) && t->from_day.n <= y->v->first.n;
		const char *days = always ? NULL : range_text(y, t->from_day, t->to_day);

		if (!meets(y, t->from_day, t->to_day) || is_over(y, rows, n, i))
			continue;
		vec_push(&y->lines, (struct year_line){ YEAR_TIMES, t->id, t->session == SESSION_AM ? "Morning" : "Afternoon", times_value(y, t),
							scope && days ? arena_printf(y->a, "%s, %s", scope, days) : scope ? scope : days, t->from_day,
							t->to_day });
	}
	return n < 0 ? office_fail(y->o, n, y->e) : 0;
}

static int line_compare(const void *a, const void *b)
{
	const struct year_line *x = a, *y = b;

	if (x->kind != y->kind)
		return (int)x->kind - (int)y->kind;
	if (!day_equal(x->from, y->from))
		return x->from.n < y->from.n ? -1 : 1;
	return (x->id > y->id) - (x->id < y->id);
}

/* COUNTS */

static void count_sessions(struct yearly *y)
{
	sitting first = sitting_of(y->v->first, SESSION_AM), last = sitting_of(y->v->last, SESSION_PM);
	uint8_t *held = arena_new(y->a, (size_t)(last - first + 1), 1);

	calendar_openings(office_calendar(y->o), first, last, SESSION_ANY_YEAR, 0, held);
	for (sitting s = first; s <= last; s++)
		y->v->sessions += held[s - first] == OPENING_OPEN;
	if (y->v->sessions < SESSIONS_LEAST)
		y->v->remark = arena_printf(y->a, "%d sessions are held in this year: a maintained school holds at least %d.", y->v->sessions,
					    SESSIONS_LEAST);
}

static sitting goes_on_until(const struct sorted_row *rows, int n, const struct spell_row *spell)
{
	sitting last = spell->last;

	for (int i = 0; i < n; i++) {
		const struct spell_row *next = rows[i].row;

		if (last == INT32_MAX || next->first != last + 1)
			continue;
		last = next->last;
		i = -1; /* they stand in the order in which they were entered */
	}
	return last;
}

/* Each once, however many spells a change of status made of their time on the roll. */
static void count_pupil(struct yearly *y, const struct sorted_row *rows, int n)
{
	struct day today = office_today(y->o);
	sitting am = sitting_of(today, SESSION_AM), pm = sitting_of(today, SESSION_PM);
	const struct spell_row *on = NULL, *to_come = NULL;

	for (int i = 0; i < n; i++) {
		const struct spell_row *s = rows[i].row;

		if (s->first <= pm && s->last >= am)
			on = s;
		else if (s->first > pm)
			to_come = s;
	}
	y->v->on_roll += on != NULL;
	y->v->to_come += !on && to_come;
	y->v->leaving += on && goes_on_until(rows, n, on) != INT32_MAX;
}

static int count_pupils(struct yearly *y)
{
	struct spell_row *spells;
	int n = store_spells_between(y->o->store, office_today(y->o), DAY_MAX, y->a, &spells);

	if (n < 0)
		return office_fail(y->o, n, y->e);
	struct sorted by_pupil = SORTED(y->a, spells, n, pupil);
	for (int i = 0, of; i < by_pupil.count; i += of) {
		const struct sorted_row *rows = sorted_of(&by_pupil, by_pupil.rows[i].key, &of);

		count_pupil(y, rows, of);
	}
	return 0;
}

static int read_year(struct yearly *y, struct day day)
{
	int r;

	y->term_count = store_thing_all(y->o->store, THING_TERM, y->a, &y->terms);
	if (y->term_count < 0)
		return office_fail(y->o, y->term_count, y->e);
	find_year(y, day);
	add_terms(y);
	r = add_closures(y);
	if (r == 0)
		r = add_times(y);
	if (r == 0)
		r = count_pupils(y);
	count_sessions(y);
	return r;
}

static void keep_lines(struct yearly *y)
{
	struct year_line *lines = arena_new(y->a, (size_t)y->lines.count + 1, sizeof *lines);

	for (int i = 0; i < y->lines.count; i++)
		lines[i] = y->lines.items[i];
	qsort(lines, (size_t)y->lines.count, sizeof *lines, line_compare);
	y->v->lines = lines;
	y->v->count = y->lines.count;
	vec_finish(&y->lines);
}

int office_year_open(struct office *o, struct day day, struct year_view *ret, struct err *e)
{
	struct year_view v = { 0 };
	struct yearly y = { .o = o, .e = e, .v = &v, .a = &v.arena };
	int r = office_refresh(o, e);

	if (r < 0)
		return r;
	r = store_read_begin(o->store);
	if (r < 0)
		return office_fail(o, r, e);
	r = read_year(&y, day_is_none(day) ? office_today(o) : day);
	store_read_end(o->store);
	keep_lines(&y);
	if (r < 0)
		arena_finish(&v.arena);
	else
		*ret = v;
	return r;
}

void year_view_finish(struct year_view *v)
{
	arena_finish(&v->arena);
	*v = (struct year_view){ 0 };
}
