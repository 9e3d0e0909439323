/* The engine over the school: who is asked about, what has to be read for it, and each pupil's turn. */
#include <errno.h>
#include <string.h>

#include "bands_parts.h"
#include "known.h"
#include "measure_parts.h"
#include "rules/dfe.h"
#include "rules/period.h"

#define WEEKS_BEFORE PENALTY_WEEKS
#define DAYS_BEFORE 450 /* civil days in which so many school weeks are found */
#define DAYS_BEHIND 60  /* behind the school year: what is due by a school day may be due in the next */

/* WHAT HAS TO BE READ ------------------------------------------------------------------------------------------------------------------ */

/* The Monday of the tenth school week before the one that holds the day, or that comes next. */
static struct day weeks_before(const struct school_days *d, struct day day)
{
	int week = 0;

	while (week < d->week_count && d->mondays[week].n + 6 < day.n)
		week++;
	week -= WEEKS_BEFORE;
	return d->week_count == 0 ? day : d->mondays[week < 0 ? 0 : week];
}

static struct day first_read(const struct measure *m, const struct report_asked *k)
{
	struct day first = k->from;

	if (m->parts->wish.parts & (ENGINE_PENALTY | ENGINE_RETURNS)) {
		struct day before = weeks_before(&m->days, k->from);
		first = before.n < first.n ? before : first;
	}
	if (m->parts->wish.parts & ENGINE_RETURNS && m->parts->year_first.n < first.n)
		first = m->parts->year_first;
	/* a run of absence that goes on is as long as it is (domain 3.4); the strips of that storage year are read anyway */
	return m->parts->wish.parts & ENGINE_RETURNS ? school_year_start(first) : first;
}

static void plan_days(struct measure *m)
{
	struct measure_parts *x = m->parts;
	const struct report_asked *k = x->wish.asked;
	const struct calendar *c = office_calendar(m->office);

	x->year_first = school_year_first(c, m->day);
	x->year_last = school_year_last(c, m->day);
	struct day from = day_add(x->year_first.n < k->from.n ? x->year_first : k->from, -DAYS_BEFORE);
	struct day to = day_add(x->year_last.n > k->to.n ? x->year_last : k->to, DAYS_BEHIND);
	school_days_make(c, from.n < DAY_MIN.n ? DAY_MIN : from, to.n > DAY_MAX.n ? DAY_MAX : to, &m->arena, &m->days);
	sitting read = m->day.n > k->to.n ? sitting_of(m->day, SESSION_PM) : k->last;
	x->last = x->wish.of_act && x->wish.of_last < read ? x->wish.of_last : read;
	x->first = sitting_of(first_read(m, k), SESSION_AM);
	x->first_year = strip_year(sitting_day(x->first));
	x->years = strip_year(m->day.n > k->to.n ? m->day : k->to) - x->first_year + 1;
	x->scratch = arena_new(&m->arena, (size_t)x->years, STRIP_BYTES);
	x->strips = arena_new(&m->arena, (size_t)x->years, sizeof *x->strips);
	x->none = arena_new(&m->arena, (size_t)x->years, sizeof *x->none);
}

static void plan_terms(struct measure *m)
{
	const struct measure_parts *x = m->parts;
	sitting asked = x->wish.asked->last;

	m->terms = (struct engine_terms){ .policy = &m->policy, .days = &m->days, .first = x->wish.asked->first, .last = x->last < asked ? x->last : asked, .today = m->day,
					  .parts = x->wish.parts | ENGINE_TALLY };
}

/* WHAT IS READ --------------------------------------------------------------------------------------------------------------------------- */

static int read_filters(struct measure *m, struct err *e)
{
	struct measure_parts *x = m->parts;
	int r = band_flag_read(m->office, x->wish.flag, m->day, &m->roll, &m->arena, &m->has_flag, e);

	x->year = x->wish.year;
	return r == 0 && x->wish.year_words ? band_year_read(x->wish.year_words, &m->roll, m->day, &x->year, e) : r;
}

static int read_then(struct measure *m, struct err *e)
{
	struct measure_parts *x = m->parts;

	if (x->wish.of_act == 0)
		return 0;
	x->then_count = store_marks_as_of(m->office->store, x->wish.of_act, x->last, x->wish.asked->pupil, &m->arena, &x->then);
	return x->then_count < 0 ? office_fail(m->office, x->then_count, e) : 0;
}

static int read_known(struct measure *m, struct err *e)
{
	struct measure_parts *x = m->parts;

	if (!(x->wish.parts & ENGINE_RETURNS))
		return 0;
	return known_read(m->office, x->wish.asked->pupil, m->day, x->year_first, x->year_last, &m->days, m->roll.count, &m->arena, &x->known, e);
}

static int measure_read(struct measure *m, struct err *e)
{
	struct measure_parts *x = m->parts;
	const struct report_asked *k = x->wish.asked;
	struct day to = x->wish.parts & ENGINE_FORECAST && x->year_last.n > k->to.n ? x->year_last : k->to;
	to = m->day.n > to.n ? m->day : to;
	int r = roll_load_only(m->office, k->pupil, ROLL_PLACES | ROLL_YEARS, x->first, sitting_of(to, SESSION_PM), &m->roll, e);

	if (r == 0)
		r = read_filters(m, e);
	if (r == 0)
		r = read_then(m, e);
	if (r == 0)
		r = read_known(m, e);
	if (r == 0 && x->wish.parts & ENGINE_FORECAST)
		r = measure_left_begin(m, e);
	return r;
}

int measure_begin(struct office *o, const struct measure_wish *w, struct measure *ret, struct err *e)
{
	struct day today = office_today(o);
	struct measure m = { .office = o, .day = w->asked->to.n < today.n && !w->to_now ? w->asked->to : today };
	int r = report_policy_named(o, w->policy, w->asked->policy_day, &m.arena, &m.policy, e);

	if (r == 0) {
		m.parts = arena_new(&m.arena, 1, sizeof *m.parts);
		m.parts->wish = *w;
		m.parts->dfe_year = dfe_year(m.day);
		m.parts->ranks = report_group_ranks(o, &m.arena);
		plan_days(&m);
		plan_terms(&m);
		r = measure_read(&m, e);
	}
	if (r < 0) {
		measure_finish(&m);
		return r;
	}
	m.boarders = m.roll.boarders;
	*ret = m;
	ret->terms.policy = &ret->policy;
	ret->terms.days = &ret->days;
	return 0;
}

void measure_finish(struct measure *m)
{
	if (m->parts)
		engine_result_finish(&m->parts->result);
	roll_finish(&m->roll);
	arena_finish(&m->arena);
}

/* EACH PUPIL'S TURN -------------------------------------------------------------------------------------------------------------------- */

struct turns {
	struct measure *measure;
	measure_visit *visit;
	void *ctx;
	int64_t next; /* whose turn it is */
};

/* Leavers are in (domain 4): for the time that they were on the roll. */
static bool wanted(const struct measure *m, int64_t id, struct measured *ret)
{
	const struct measure_parts *x = m->parts;
	const struct report_asked *k = x->wish.asked;
	const struct roll_pupil *p = &m->roll.pupils[id];

	if (!p->row || (x->wish.listed && !day_is_none(p->row->died_day)) || (k->pupil != 0 && k->pupil != id) || (m->has_flag && !m->has_flag[id]) || !roll_overlaps(p, k->first, k->last))
		return false;
	int class = report_group_index(m->office, roll_class(p, m->day)), year = roll_year(p, m->day);
	if (!report_sees_index(k, class) || (x->year != SESSION_ANY_YEAR && x->year != year))
		return false;
	*ret = (struct measured){ .id = id, .pupil = p, .class = class, .year = year,
				  .class_rank = class < 0 ? m->office->roll_group_count : x->ranks[class] };
	return true;
}

/* In the figures of the academic year (C21)? */
enum dfe_out measure_dfe_why(const struct measure *m, const struct roll_pupil *p)
{
	struct day joined = p->spells ? sitting_day(p->spells->first) : DAY_NONE;

	return dfe_pupil(m->parts->dfe_year, p->row->born_day, joined, false);
}

static void leave_out(struct measure *m, enum dfe_out why)
{
	m->dfe_out++;
	m->dfe_why[why]++;
}

sitting measure_dfe_last(const struct measure *m, const struct roll_pupil *p)
{
	sitting last = sitting_of(dfe_last(m->parts->dfe_year, p->row->born_day), SESSION_PM);

	return last < m->terms.last ? last : m->terms.last;
}

static void run(struct turns *t, struct measured *p, const struct engine_terms *terms, const struct span *span)
{
	struct measure *m = t->measure;
	struct measure_parts *x = m->parts;
	struct engine_pupil pupil = { .span = *span };

	if (x->known)
		pupil.known = x->known[p->id];
	else
		pupil.known.born = p->pupil->row->born_day;
	if (x->left)
		pupil.left = measure_left_of(m, p->id, p->pupil, span);
	engine_run(terms, &pupil, &x->result);
	if (x->wish.as_dfe && x->result.possible == 0) { /* in no measure (domain 4) */
		leave_out(m, DFE_NONE_POSSIBLE);
		return;
	}
	p->result = &x->result;
	p->known = x->known ? &pupil.known : NULL;
	p->span = &pupil.span;
	p->left = pupil.left;
	t->visit(t->ctx, m, p);
}

static void take_turn(struct turns *t, int64_t id, const uint8_t *const *strips)
{
	struct measure *m = t->measure;
	struct engine_terms terms = m->terms;
	struct measured p;
	struct span span;

	if (!wanted(m, id, &p))
		return;
	enum dfe_out why = m->parts->wish.as_dfe ? measure_dfe_why(m, p.pupil) : DFE_IN;
	if (why != DFE_IN) {
		leave_out(m, why);
		return;
	}
	if (m->parts->wish.as_dfe)
		terms.last = measure_dfe_last(m, p.pupil);
	measure_span(m, id, p.pupil, strips, &span);
	run(t, &p, &terms, &span);
}

/* Pupils without any strip have their turn too. */
static void turns_up_to(struct turns *t, int64_t id)
{
	for (; t->next < id; t->next++)
		take_turn(t, t->next, t->measure->parts->none);
}

static int turn_of_strips(void *ctx, int64_t id, const uint8_t *const *strips)
{
	struct turns *t = ctx;

	if (id >= t->measure->roll.count)
		return 0;
	turns_up_to(t, id);
	take_turn(t, id, strips);
	t->next = id + 1;
	return 0;
}

static int each_of_all(struct turns *t)
{
	struct measure *m = t->measure;
	const struct measure_parts *x = m->parts;
	int r = store_strips_between(m->office->store, x->first_year, x->first_year + x->years - 1, turn_of_strips, t);

	if (r == 0)
		turns_up_to(t, m->roll.count);
	return r;
}

static int each_of_one(struct turns *t, int64_t id)
{
	struct measure *m = t->measure;
	const struct measure_parts *x = m->parts;
	CLEAN_ARENA struct arena a = { 0 };
	const uint8_t *const *strips;
	int r = store_strips(m->office->store, id, x->first_year, x->first_year + x->years - 1, &a, &strips);

	if (r == 0 && id < m->roll.count)
		take_turn(t, id, strips);
	return r;
}

int measure_each(struct measure *m, measure_visit *f, void *ctx, struct err *e)
{
	struct turns t = { m, f, ctx, 1 };
	int64_t only = m->parts->wish.asked->pupil;

	m->terms.policy = &m->policy;
	m->terms.days = &m->days;
	m->dfe_out = 0;
	memset(m->dfe_why, 0, sizeof m->dfe_why);
	m->parts->then_at = 0;
	measure_left_again(m);
	int r = only ? each_of_one(&t, only) : each_of_all(&t);
	return r < 0 ? office_fail(m->office, r, e) : 0;
}
