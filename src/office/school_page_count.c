/* The sums of the head's page: each strip of this year once, once more as the Department counts, and of the year before (C5, C14, C16). */
#include <string.h>
#include <strings.h>

#include "presence.h"
#include "rules/few.h"
#include "rules/period.h"
#include "school_page.h"

/* TIMES ---------------------------------------------------------------------------------------------------------------------------- */

static void times_find(struct schooling *s)
{
	const struct calendar *c = office_calendar(s->office);
	struct day today = s->page->day;

	s->from[TIME_TODAY] = today;
	s->from[TIME_WEEK] = day_add(today, -day_weekday(today));
	s->from[TIME_TERM] = DAY_NONE;
	s->from[TIME_YEAR] = s->asked->from;
	s->label[TIME_TODAY] = "Today";
	s->label[TIME_WEEK] = "This week";
	s->label[TIME_YEAR] = "This year";
	for (int i = 0; i < c->term_count; i++)
		if (day_within(today, c->terms[i].from, c->terms[i].to)) {
			s->from[TIME_TERM] = c->terms[i].from;
			s->label[TIME_TERM] = arena_text(&s->page->arena, c->terms[i].name);
		}
	for (int i = 0; i < TIMES; i++)
		if (!day_is_none(s->from[i]) && s->from[i].n < s->asked->from.n)
			s->from[i] = s->asked->from;
}

/* GROUPS --------------------------------------------------------------------------------------------------------------------------- */

static struct school_sum *group_find(struct schooling *s, const char *flag)
{
	for (int i = 0; i < s->group_count; i++)
		if (strcasecmp(s->groups[i].name, flag) == 0)
			return &s->groups[i];
	return NULL;
}

/* A flag that a person may not know of somebody is as if it were not there (band_flag_read). */
static int groups_read(struct schooling *s, const struct measure *m, struct err *e)
{
	struct pupil_flag_row *rows;
	bool sees = office_may(s->office, ACTION_SEE_FLAGS, 0, NULL) == 0;
	int n = sees ? store_thing_all(s->office->store, THING_PUPIL_FLAG, &s->work, &rows) : 0, r = 0;

	if (n < 0)
		return office_fail(s->office, n, e);
	s->groups = arena_new(&s->work, (size_t)n + 1, sizeof *s->groups);
	for (int i = 0; r == 0 && i < n; i++) {
		if (group_find(s, rows[i].flag))
			continue;
		struct school_sum *g = &s->groups[s->group_count++];
		g->name = arena_text(&s->page->arena, rows[i].flag);
		r = band_flag_read(s->office, g->name, m->day, &m->roll, &s->work, &g->has, e);
	}
	return r;
}

/* VISITS --------------------------------------------------------------------------------------------------------------------------- */

static void sum_add(struct school_sum *to, const struct engine_result *r)
{
	to->attended += r->attended;
	to->possible += r->possible;
	to->pupils++;
}

static void count_time(struct schooling *s, int time, const struct engine_result *r, sitting last)
{
	struct tally t = { 0 };

	if (day_is_none(s->from[time]))
		return;
	if (time == TIME_YEAR)
		t = r->tally;
	else
		marks_tally(marks_between(r->marks, sitting_of(s->from[time], SESSION_AM), last), &t);
	tally_add(&s->times[time], &t);
	s->pupils[time] += tally_possible(&t) > 0;
}

static void count_pupil(void *ctx, const struct measure *m, const struct measured *d)
{
	const struct engine_result *r = d->result;
	struct schooling *s = ctx;

	for (int i = 0; i < TIMES; i++)
		count_time(s, i, r, m->terms.last);
	band_spread_add(&s->spread, &m->policy, r->possible, r->attended);
	sum_add(&s->classes[d->class + 1], r);
	for (int i = 0; i < s->group_count; i++)
		if (s->groups[i].has[d->id])
			sum_add(&s->groups[i], r);
}

static void count_as_dfe(void *ctx, const struct measure *m, const struct measured *d)
{
	struct schooling *s = ctx;

	(void)m;
	s->dfe_pupils++;
	s->persistent += d->result->persistent;
	s->severe += d->result->severe;
}

static void count_last_year(void *ctx, const struct measure *m, const struct measured *d)
{
	(void)m;
	tally_add(&((struct schooling *)ctx)->last_year, &d->result->tally);
}

static int measure_with(struct schooling *s, const struct report_asked *k, bool as_dfe, measure_visit *visit, struct err *e)
{
	const struct measure_wish w = { .asked = k, .parts = ENGINE_TALLY, .as_dfe = as_dfe, .year = SESSION_ANY_YEAR };
	CLEAN_MEASURE struct measure m = { 0 };
	int r = measure_begin(s->office, &w, &m, e);

	if (r == 0)
		r = measure_each(&m, visit, s, e);
	if (as_dfe)
		s->page->dfe_out = m.dfe_out;
	return r;
}

static int this_year(struct schooling *s, struct err *e)
{
	const struct measure_wish w = { .asked = s->asked, .parts = ENGINE_TALLY, .year = SESSION_ANY_YEAR };
	CLEAN_MEASURE struct measure m = { 0 };
	struct school_page *p = s->page;
	int r = report_policy(s->office, s->asked->to, &p->arena, &p->policy, e);

	if (r == 0)
		r = measure_begin(s->office, &w, &m, e);
	if (r == 0)
		r = groups_read(s, &m, e);
	if (r < 0)
		return r;
	s->class_count = s->office->roll_group_count + 1;
	s->classes = arena_new(&s->work, (size_t)s->class_count, sizeof *s->classes);
	for (int i = 0; i < s->office->roll_group_count; i++)
		s->classes[i + 1].name = arena_text(&p->arena, s->office->roll_groups[i].name);
	band_spread_start(&s->spread, &p->policy, &s->work);
	p->boarders = m.boarders;
	r = measure_each(&m, count_pupil, s, e);
	p->pupils = s->spread.all;
	return r;
}

/* To the same date: 29 February becomes the 28th. */
static int year_before(struct schooling *s, struct err *e)
{
	struct report_asked k = *s->asked;
	int year, month, date;

	day_to_ymd(s->page->day, &year, &month, &date);
	k.to = day_of(year - 1, month, month == 2 && date == 29 ? 28 : date);
	k.from = school_year_first(office_calendar(s->office), k.to);
	k.date = k.to;
	k.first = sitting_of(k.from, SESSION_AM);
	k.last = sitting_of(k.to, SESSION_PM);
	k.to_date = false;
	s->last_from = k.from;
	s->last_to = k.to;
	return measure_with(s, &k, false, count_last_year, e);
}

int school_count(struct schooling *s, struct err *e)
{
	times_find(s);
	int r = this_year(s, e);

	if (r == 0 && s->asked->action == ACTION_SEE_FIGURES && s->spread.all < FIGURES_FEWEST)
		r = figures_few(e);
	if (r == 0)
		r = measure_with(s, s->asked, true, count_as_dfe, e);
	return r == 0 ? year_before(s, e) : r;
}

/* SMALL NUMBERS: of who sees figures alone (C14) ----------------------------------------------------------------------------------- */

static void sums_hide(struct schooling *s, struct school_sum *sums, int count)
{
	int *of = arena_new(&s->work, (size_t)count + 1, sizeof *of);
	bool *hidden = arena_new(&s->work, (size_t)count + 1, sizeof *hidden);

	for (int i = 0; i < count; i++)
		of[i] = sums[i].pupils;
	few_hide(of, count, FIGURES_FEWEST, hidden);
	for (int i = 0; i < count; i++)
		sums[i].hidden = hidden[i];
}

void school_hide(struct schooling *s)
{
	if (s->page->names)
		return;
	sums_hide(s, s->classes, s->class_count);
	for (int i = 0; i < s->group_count; i++) { /* a group and the rest make up the school */
		struct school_sum both[] = { s->groups[i], { .pupils = s->spread.all - s->groups[i].pupils } };

		sums_hide(s, both, 2);
		s->groups[i].hidden = both[0].hidden || both[1].hidden;
	}
}
