#include "rules/school_days.h"

/* The school's days are laid out from a Monday to a Sunday, so that a week at the edge of what is covered is known whole. */
struct layout {
	const struct calendar *calendar;
	struct day begin;        /**< a Monday */
	int days;                /**< whole weeks from there */
	uint8_t *sessions;       /**< by day from `begin`: bit 0 am, bit 1 pm */
};

static void layout_make(struct layout *l, struct day first, struct day last, struct arena *a)
{
	l->begin = day_add(first, -day_weekday(first));
	l->days = day_add(last, 6 - day_weekday(last)).n - l->begin.n + 1;
	uint8_t *openings = arena_new(a, (size_t)l->days * 2, 1);
	sitting begin = sitting_of(l->begin, SESSION_AM);
	calendar_openings(l->calendar, begin, begin + 2 * l->days - 1, SESSION_ANY_YEAR, 0, openings);
	l->sessions = arena_new(a, (size_t)l->days, 1);
	for (int i = 0; i < l->days; i++)
		l->sessions[i] = (uint8_t)((openings[2 * i] == OPENING_OPEN) | (openings[2 * i + 1] == OPENING_OPEN) << 1);
}

static bool layout_held(const struct layout *l, int from, int days)
{
	for (int i = from; i < from + days; i++)
		if (l->sessions[i])
			return true;
	return false;
}

/* WEEKS AND DAYS ------------------------------------------------------------------------------------------------------------------ */

static void weeks_make(const struct layout *l, struct arena *a, struct school_days *s, int16_t *week)
{
	struct day *mondays = arena_new(a, (size_t)l->days / 7, sizeof *mondays);

	for (int monday = 0; monday < l->days; monday += 7) {
		bool held = layout_held(l, monday, 7);

		for (int i = monday; i < monday + 7; i++) {
			int civil = l->begin.n + i - s->first.n;

			if (civil >= 0 && civil <= s->last.n - s->first.n)
				week[civil] = (int16_t)(held ? s->week_count : -1);
		}
		if (held)
			mondays[s->week_count++] = day_add(l->begin, monday);
	}
	s->mondays = mondays;
}

static void days_make(const struct layout *l, struct school_days *s, const int16_t *week, int16_t *index, int16_t *upto, struct school_day *of)
{
	int skip = s->first.n - l->begin.n;

	for (int i = 0; i <= s->last.n - s->first.n; i++) {
		uint8_t sessions = l->sessions[skip + i];

		index[i] = (int16_t)(sessions ? s->count : -1);
		if (sessions)
			of[s->count++] = (struct school_day){ .day = day_add(s->first, i), .sessions = sessions, .week = week[i] };
		upto[i] = (int16_t)s->count;
	}
}

/* EDGES --------------------------------------------------------------------------------------------------------------------------- */

static void edge_set(const struct school_days *s, struct school_day *of, struct day d, enum school_edge edge)
{
	int i = school_days_at(s, d);

	if (i >= 0)
		of[i].edges |= (uint8_t)edge;
}

/* The term is looked at whole, also where it is covered in part. */
static void term_edges(const struct calendar *c, const struct term *t, const struct school_days *s, struct school_day *of)
{
	CLEAN_ARENA struct arena work = { 0 };
	struct layout l = { .calendar = c };
	struct day before = DAY_NONE;

	layout_make(&l, t->from, t->to, &work);
	for (struct day d = t->from; d.n <= t->to.n; d = day_add(d, 1)) {
		if (!l.sessions[d.n - l.begin.n])
			continue;
		if (day_is_none(before)) {
			edge_set(s, of, d, EDGE_TERM_FIRST);
		} else if (half_term_between(before, d)) {
			edge_set(s, of, before, EDGE_HALF_LAST);
			edge_set(s, of, d, EDGE_HALF_FIRST);
		}
		before = d;
	}
	edge_set(s, of, before, EDGE_TERM_LAST);
}

void school_days_make(const struct calendar *c, struct day first, struct day last, struct arena *a, struct school_days *ret)
{
	CLEAN_ARENA struct arena work = { 0 };
	struct layout l = { .calendar = c };
	int covered = last.n < first.n ? 0 : last.n - first.n + 1;
	int16_t *index = arena_new(a, (size_t)covered, sizeof *index), *week = arena_new(a, (size_t)covered, sizeof *week);
	int16_t *upto = arena_new(a, (size_t)covered, sizeof *upto);
	struct school_day *of = arena_new(a, (size_t)covered, sizeof *of);

	*ret = (struct school_days){ .first = first, .last = last, .index = index, .week = week, .upto = upto, .of = of };
	if (covered == 0)
		return;
	layout_make(&l, first, last, &work);
	weeks_make(&l, a, ret, week);
	days_make(&l, ret, week, index, upto, of);
	for (int i = 0; i < c->term_count; i++)
		if (c->terms[i].from.n <= last.n && c->terms[i].to.n >= first.n && c->terms[i].from.n <= c->terms[i].to.n)
			term_edges(c, &c->terms[i], ret, of);
}

/* LOOKING THINGS UP ---------------------------------------------------------------------------------------------------------------- */

int school_days_at(const struct school_days *s, struct day d)
{
	return d.n < s->first.n || d.n > s->last.n ? -1 : s->index[d.n - s->first.n];
}

int school_days_week(const struct school_days *s, struct day d)
{
	return d.n < s->first.n || d.n > s->last.n ? -1 : s->week[d.n - s->first.n];
}

static int days_upto(const struct school_days *s, struct day d)
{
	return d.n < s->first.n ? 0 : d.n > s->last.n ? s->count : s->upto[d.n - s->first.n];
}

int school_days_between(const struct school_days *s, struct day from, struct day to)
{
	int between = days_upto(s, to) - days_upto(s, from);

	return between > 0 ? between : 0;
}
