/* The sums of the head's page: each strip of this year once, once more as the Department counts, and of the year before (C5, C14, C16). */
#include <string.h>

#include "few.h"
#include "presence.h"
#include "report_member.h"
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

/* CLASSES AND GROUPS, by membership on the day ----------------------------------------------------------------------------------------- */

static void sum_add(struct school_sum *to, int64_t pupil, const struct tally *t)
{
	uint64_t bit = (uint64_t)1 << pupil % 64;

	to->attended += tally_attended(t);
	to->possible += tally_possible(t);
	to->pupils += !(to->members[pupil / 64] & bit);
	to->members[pupil / 64] |= bit;
}

static void count_stretch(void *ctx, const struct member *m, const struct member_stretch *t)
{
	struct schooling *s = ctx;
	struct tally tally = { 0 };

	member_tally(t, &tally);
	if (tally_possible(&tally) == 0)
		return;
	sum_add(&s->classes[t->class + 1], t->strip->id, &tally);
	for (int i = 0; i < m->flag_count; i++)
		if (t->flags >> i & 1)
			sum_add(&s->groups[i], t->strip->id, &tally);
}

static struct school_sum *sums_new(struct schooling *s, int count, int64_t pupils)
{
	struct school_sum *sums = arena_new(&s->work, (size_t)count + 1, sizeof *sums);

	for (int i = 0; i < count; i++)
		sums[i].members = arena_new(&s->work, (size_t)pupils / 64 + 1, sizeof *sums[i].members);
	return sums;
}

static int count_members(struct schooling *s, struct err *e)
{
	CLEAN_MEMBER struct member m = { 0 };
	struct arena *a = &s->page->arena;
	int r = member_begin(s->office, s->asked, office_may(s->office, ACTION_SEE_FLAGS, 0, NULL) == 0, &m, e);

	if (r < 0)
		return r;
	s->class_count = s->office->roll_group_count + 1;
	s->classes = sums_new(s, s->class_count, m.roll.count);
	for (int i = 0; i < s->office->roll_group_count; i++)
		s->classes[i + 1].name = arena_text(a, s->office->roll_groups[i].name);
	s->group_count = m.flag_count;
	s->groups = sums_new(s, s->group_count, m.roll.count);
	for (int i = 0; i < s->group_count; i++)
		s->groups[i].name = arena_text(a, m.flags[i]);
	return member_each(&m, count_stretch, s, e);
}

/* VISITS --------------------------------------------------------------------------------------------------------------------------- */

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
	struct schooling *s = ctx;

	(void)m;
	tally_add(&s->last_year, &d->result->tally);
	s->last_pupils += d->result->possible > 0;
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
		r = count_members(s, e);
	if (r < 0)
		return r;
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

/* A group and the rest make up the school. */
static void groups_hide(struct schooling *s)
{
	for (int i = 0; i < s->group_count; i++) {
		const int of[] = { s->groups[i].pupils, s->pupils[TIME_YEAR] - s->groups[i].pupils };
		bool hidden[2];

		few_hide(of, 2, FIGURES_FEWEST, hidden);
		s->groups[i].hidden = hidden[0] || hidden[1];
	}
}

/* Classes as `report groups` tells them. */
int school_hide(struct schooling *s, struct err *e)
{
	struct few_parts told;

	if (s->page->names)
		return 0;
	int r = few_parts_read(s->office, s->asked, &s->work, &told, e);
	if (r < 0)
		return r;
	for (int i = 0; i < s->class_count; i++)
		s->classes[i].hidden = !few_class_told(&told, i - 1);
	groups_hide(s);
	return 0;
}
