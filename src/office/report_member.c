/* Marks by membership on the day: class and year from the roll's facts, flags from their dates. */
#include "report_member.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "bands_parts.h"
#include "presence.h"
#include "report_count.h"

/** Days on which a flag stood. */
struct flag_span {
	int64_t pupil;
	sitting first, last;
	int flag;
};

/* FLAGS ------------------------------------------------------------------------------------------------------------------------------ */

/* Of a group of pupils whoever sees figures alone may know the figures; which child is in it, they never see (few_hide). */
static bool flag_of_pupil_seen(struct member *m, int64_t pupil)
{
	struct day today = office_today(m->office), day = m->asked->to.n < today.n ? m->asked->to : today;

	if (pupil >= m->roll.count || !m->roll.pupils[pupil].row)
		return false;
	if (m->asked->action == ACTION_SEE_FIGURES || office_reach(m->office, ACTION_SEE_FLAGS) == REACH_ALL)
		return true;
	int64_t class = roll_class(&m->roll.pupils[pupil], day);
	return class && office_may(m->office, ACTION_SEE_FLAGS, class, NULL) == 0;
}

static int name_order(const void *a, const void *b)
{
	return strcasecmp(*(const char *const *)a, *(const char *const *)b);
}

static int flag_index(const struct member *m, const char *name)
{
	for (int i = 0; i < m->flag_count; i++)
		if (strcasecmp(m->flags[i], name) == 0)
			return i;
	return -1;
}

static void flags_name(struct member *m, const struct pupil_flag_row *rows, int n)
{
	const char **names = arena_new(&m->arena, (size_t)n + 1, sizeof *names);

	for (int i = 0; i < n; i++)
		names[i] = rows[i].flag;
	qsort(names, (size_t)n, sizeof *names, name_order);
	for (int i = 0; i < n && m->flag_count < MEMBER_FLAGS_MOST; i++)
		if (i == 0 || strcasecmp(names[i], names[i - 1]) != 0)
			names[m->flag_count++] = names[i];
	m->flags = names;
}

static int span_order(const void *a, const void *b)
{
	const struct flag_span *x = a, *y = b;

	return x->pupil < y->pupil ? -1 : x->pupil > y->pupil;
}

static void spans_make(struct member *m, const struct pupil_flag_row *rows, int n)
{
	m->spans = arena_new(&m->arena, (size_t)n + 1, sizeof *m->spans);
	for (int i = 0; i < n; i++) {
		const struct pupil_flag_row *f = &rows[i];
		int flag = flag_index(m, f->flag);

		if (flag < 0 || !flag_stands(f, f->from_day) || !flag_of_pupil_seen(m, f->pupil))
			continue;
		m->spans[m->span_count++] = (struct flag_span){ f->pupil, sitting_of(f->from_day, SESSION_AM),
								day_is_none(f->to_day) ? INT32_MAX : sitting_of(f->to_day, SESSION_PM), flag };
	}
	qsort(m->spans, (size_t)m->span_count, sizeof *m->spans, span_order);
}

static int flags_read(struct member *m, bool with_flags, struct err *e)
{
	const char *wished = m->asked->wish->flag;
	struct pupil_flag_row *rows;
	int n, r = 0;

	m->flag = -1;
	if (!wished && !with_flags)
		return 0;
	if (wished)
		r = office_may(m->office, ACTION_SEE_FLAGS, 0, e);
	if (r < 0)
		return r;
	n = store_thing_all(m->office->store, THING_PUPIL_FLAG, &m->arena, &rows);
	if (n < 0)
		return office_fail(m->office, n, e);
	flags_name(m, rows, n);
	spans_make(m, rows, n);
	m->flag = wished ? flag_index(m, wished) : -1;
	if (wished && m->flag < 0)
		return err_refuse(e, "There is no group of pupils %.60s. `report groups` names those there are.", wished);
	return 0;
}

/* STRETCHES ------------------------------------------------------------------------------------------------------------------------ */

struct walking {
	struct member *member;
	member_visit *visit;
	void *ctx;
};

static const struct flag_span *spans_of(const struct member *m, int64_t pupil, int *ret_count)
{
	int low = 0, high = m->span_count, last;

	while (low < high) {
		int middle = (low + high) / 2;

		if (m->spans[middle].pupil < pupil)
			low = middle + 1;
		else
			high = middle;
	}
	for (last = low; last < m->span_count && m->spans[last].pupil == pupil; last++)
		;
	*ret_count = last - low;
	return m->spans + low;
}

/* The flags that stand at a session, and until when nothing of that changes. */
static uint64_t flags_at(const struct flag_span *spans, int n, sitting at, sitting *until)
{
	uint64_t flags = 0;

	for (int i = 0; i < n; i++) {
		bool stands = spans[i].first <= at && at <= spans[i].last;
		sitting change = stands ? spans[i].last : spans[i].first > at ? spans[i].first - 1 : *until;

		flags |= (uint64_t)stands << spans[i].flag;
		*until = change < *until ? change : *until;
	}
	return flags;
}

static void tell(struct walking *w, struct member_stretch s)
{
	int n;
	const struct flag_span *spans = spans_of(w->member, s.strip->id, &n);
	sitting end = s.last;

	if (s.first > s.last || !report_sees_index(w->member->asked, s.class) ||
	    (w->member->year != SESSION_ANY_YEAR && w->member->year != s.year))
		return;
	for (sitting at = s.first; at <= end; at = s.last + 1) {
		s.first = at;
		s.last = end;
		s.flags = flags_at(spans, n, at, &s.last);
		if (w->member->flag >= 0 && !(s.flags >> w->member->flag & 1))
			continue;
		if (dfe_counted_in(&w->member->counted, s.strip->id))
			w->visit(w->ctx, w->member, &s);
		else
			dfe_counted_leave(&w->member->counted, s.strip->id);
	}
}

/* Of a class that is not every weekday's: what is marked at the others, as a Saturday, is in no class. */
static void walk_stretch(void *ctx, const struct roll_strip *strip, const struct roll_stretch *t)
{
	struct walking *w = ctx;
	struct member_stretch s = { .strip = strip, .of = t, .class = report_group_index(w->member->office, t->group), .year = t->year };
	const uint8_t *marks = strip->marks - strip->span.first;
	sitting from = t->first;

	for (sitting at = t->first; at <= t->last; at++) {
		if (marks[at] == CODE_NONE || !(place_bits(at) & ~t->when))
			continue;
		struct member_stretch apart = s;

		s.first = from;
		s.last = at - 1;
		tell(w, s);
		apart.class = -1;
		apart.first = apart.last = at;
		tell(w, apart);
		from = at + 1;
	}
	s.first = from;
	s.last = t->last;
	tell(w, s);
}

static void walk_strip(void *ctx, const struct roll_strip *s)
{
	struct walking *w = ctx;
	struct roll_strip cut = *s;

	if (!dfe_counted_in(&w->member->counted, s->id) || dfe_counted_cut(&w->member->counted, &cut))
		roll_stretches(&cut, walk_stretch, ctx);
}

int member_each(struct member *m, member_visit *f, void *ctx, struct err *e)
{
	struct walking w = { m, f, ctx };

	return roll_walk(&m->roll, m->asked->first, m->asked->last, m->asked->pupil, walk_strip, &w, e);
}

int member_begin(struct office *o, const struct report_asked *k, bool with_flags, struct member *ret, struct err *e)
{
	struct day today = office_today(o);
	int r;

	*ret = (struct member){ .office = o, .asked = k, .year = SESSION_ANY_YEAR };
	r = roll_load(o, ROLL_PLACES | ROLL_YEARS, k->first, k->last, &ret->roll, e);
	if (r == 0 && k->wish->year)
		r = band_year_read(k->wish->year, &ret->roll, k->to.n < today.n ? k->to : today, &ret->year, e);
	if (r == 0)
		r = dfe_counted_read(o, k, &ret->arena, &ret->counted, e);
	return r == 0 ? flags_read(ret, with_flags, e) : r;
}

void member_finish(struct member *m)
{
	roll_finish(&m->roll);
	arena_finish(&m->arena);
}

void member_tally(const struct member_stretch *s, struct tally *to)
{
	struct span span = s->strip->span;

	span.first = s->first;
	span.last = s->last;
	tally_span(&span, to);
}
