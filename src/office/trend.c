/* Attendance week by week (C20): each strip once, a look-up a session, and no query a pupil or week. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bands_parts.h"
#include "few.h"
#include "report_member.h"
#include "presence.h"
#include "report_count.h"
#include "trend.h"

#define WEEK 14 /* sessions */

/** Sessions of one week between two dates at which a code changes. */
struct bin {
	int week;
	struct day day;          /**< one of them */
	int32_t n[256];          /**< how often each mark stands */
};

struct trending {
	struct office *office;
	const struct report_asked *asked;
	struct roll roll;
	struct trend_view *view;
	struct arena arena;      /**< of what is thrown away */
	const bool *sees;        /**< by class + 1; NULL: all, and sessions in no class */
	int year;                /**< SESSION_ANY_YEAR: all */
	sitting monday;          /**< the first session of the first week */
	int weeks;
	struct bin *bins;
	int bin_count;
	uint16_t *bin;           /**< by session, from asked->first */
	int *pupils;             /**< by week */
	struct tally *tallies;   /**< likewise */
	int *counted;            /**< by pupil: the last week that they count in, + 1 */
	int all;
	bool *hidden;            /**< by week: of too few pupils for who sees figures alone */
	bool gap;                /**< the week before is not shown */
};

void trend_view_finish(struct trend_view *v)
{
	arena_finish(&v->arena);
	*v = (struct trend_view){ 0 };
}

const char *trend_change_text(const struct trend_week *w, char to[static TREND_CHANGE])
{
	int size = abs(w->change);

	if (!w->has_change)
		return NULL;
	snprintf(to, TREND_CHANGE, "%s%d.%d", w->change > 0 ? "+" : w->change < 0 ? "-" : "", size / 10 % 1000, size % 10);
	return to;
}

/* COUNTING ------------------------------------------------------------------------------------------------------------------------- */

static int week_of(const struct trending *t, sitting s)
{
	return (s - t->monday) / WEEK;
}

static bool same_codes(struct day a, struct day b)
{
	for (int era = 0; era < COUNT_ERAS; era++)
		if (count_era_day(era).n > a.n && count_era_day(era).n <= b.n)
			return false;
	return true;
}

static void bins_make(struct trending *t)
{
	const struct report_asked *k = t->asked;
	int sessions = k->last - k->first + 1;
	struct bin *b = NULL;

	t->monday = sitting_of(day_add(k->from, -day_weekday(k->from)), SESSION_AM);
	t->weeks = week_of(t, k->last) + 1;
	t->bins = arena_new(&t->arena, (size_t)(t->weeks + COUNT_ERAS), sizeof *t->bins);
	t->bin = arena_new(&t->arena, (size_t)sessions, sizeof *t->bin);
	t->pupils = arena_new(&t->arena, (size_t)t->weeks, sizeof *t->pupils);
	for (int i = 0; i < sessions; i++) {
		struct day day = sitting_day(k->first + i);

		if (!b || b->week != week_of(t, k->first + i) || !same_codes(b->day, day)) {
			b = &t->bins[t->bin_count++];
			b->week = week_of(t, k->first + i);
			b->day = day;
		}
		t->bin[i] = (uint16_t)(t->bin_count - 1);
	}
}

static void count_pupil(struct trending *t, int64_t id, int first, int last)
{
	t->all += t->counted[id] == 0;
	for (int week = first < t->counted[id] ? t->counted[id] : first; week <= last; week++)
		t->pupils[week]++;
	if (t->counted[id] <= last)
		t->counted[id] = last + 1;
}

/* A stretch in a class counts where the class has the session; the rest of its sessions are in no class. */
static void count_stretch(void *ctx, const struct roll_strip *s, const struct roll_stretch *stretch)
{
	struct trending *t = ctx;
	const uint8_t *marks = s->marks - s->span.first;
	const uint16_t *bin = t->bin - t->asked->first;

	if (t->year != SESSION_ANY_YEAR && t->year != stretch->year)
		return;
	if (t->sees && !t->sees[report_group_index(t->office, stretch->group) + 1])
		return;
	count_pupil(t, s->id, week_of(t, stretch->first), week_of(t, stretch->last));
	for (sitting at = stretch->first; at <= stretch->last; at++)
		if (marks[at] != CODE_NONE && (!t->sees || !(place_bits(at) & ~stretch->when)))
			t->bins[bin[at]].n[marks[at]]++;
}

static void count_strip(void *ctx, const struct roll_strip *s)
{
	roll_stretches(s, count_stretch, ctx);
}

/* Of a flag: the sessions at which the pupil had it (C14), as `report groups` counts. */
static void count_member(void *ctx, const struct member *m, const struct member_stretch *s)
{
	struct trending *t = ctx;
	const uint8_t *marks = s->strip->marks - s->strip->span.first;
	const uint16_t *bin = t->bin - t->asked->first;

	count_pupil(t, s->strip->id, week_of(t, s->first), week_of(t, s->last));
	for (sitting at = s->first; at <= s->last; at++)
		if (marks[at] != CODE_NONE)
			t->bins[bin[at]].n[marks[at]]++;
	(void)m;
}

static int count_flagged(struct trending *t, const struct trend_filter *f, struct err *e)
{
	struct report_wish wish = *t->asked->wish;
	struct report_asked k = *t->asked;
	CLEAN_MEMBER struct member m = { 0 };

	wish.flag = f->flag;
	wish.year = NULL;
	wish.as_dfe = false;
	k.wish = &wish;
	int r = member_begin(t->office, &k, false, &m, e);
	m.year = t->year;
	return r < 0 ? r : member_each(&m, count_member, t, e);
}

/* WEEKS ---------------------------------------------------------------------------------------------------------------------------- */

static void tally_bin(const struct bin *b, struct tally *to)
{
	for (int mark = CODE_NONE + 1; mark < 256; mark++)
		if (b->n[mark] > 0)
			to->count[code_category((uint8_t)mark, b->day)] += b->n[mark];
}

static const char *term_of(struct trending *t, struct day first, struct day last)
{
	const struct calendar *c = office_calendar(t->office);

	for (int i = 0; i < c->term_count; i++)
		if (first.n <= c->terms[i].to.n && last.n >= c->terms[i].from.n)
			return arena_text(&t->view->arena, c->terms[i].name);
	return NULL;
}

static bool any_held(struct trending *t, sitting first, sitting last)
{
	const uint8_t *open = roll_opening(&t->roll, t->year, t->asked->group)->open - t->roll.first;

	while (last >= first && open[last] != OPENING_OPEN)
		last--;
	return last >= first;
}

/* Has a register of it still to close?  Up to now means that the week goes on behind the last day asked for. */
static bool week_goes_on(struct trending *t, int week, sitting last)
{
	const struct report_asked *k = t->asked;
	sitting first = t->monday + WEEK * week, until = roll_opening(&t->roll, t->year, k->group)->until;

	if (k->to_date)
		last = first + WEEK - 1;
	if (last <= until || first > sitting_of(office_today(t->office), SESSION_PM))
		return false;
	while (last >= first && calendar_opening(office_calendar(t->office), last, t->year, k->group, NULL) != OPENING_OPEN)
		last--;
	return last >= first && last > until;
}

static void week_figures(const struct tally *tally, const struct trend_week *before, struct trend_week *w)
{
	w->possible = tally_possible(tally);
	w->attended = tally_attended(tally);
	w->missed = tally_missed(tally);
	w->percent = percent_tenths(w->attended, w->possible);
	w->possible_to_date = w->possible + (before ? before->possible_to_date : 0);
	w->attended_to_date = w->attended + (before ? before->attended_to_date : 0);
	w->has_change = before && before->percent >= 0 && w->percent >= 0;
	w->change = before ? w->percent - before->percent : 0;
}

/* @return whether it is one to show */
static bool week_make(struct trending *t, int week, const struct tally *tally, const struct trend_week *before, struct trend_week *w)
{
	const struct report_asked *k = t->asked;
	sitting first = t->monday + WEEK * week, last = first + WEEK - 1;
	struct day today = office_today(t->office);

	*w = (struct trend_week){ .monday = sitting_day(first) };
	first = first < k->first ? k->first : first;
	last = last > k->last ? k->last : last;
	w->first = sitting_day(first);
	w->last = sitting_day(last);
	if (tally_possible(tally) == 0 && (t->pupils[week] == 0 || w->first.n > today.n || !any_held(t, first, last)))
		return false;
	if (t->hidden[week]) {
		t->view->few++;
		t->gap = true;
		return false;
	}
	w->term = term_of(t, w->first, w->last);
	w->so_far = week_goes_on(t, week, last);
	week_figures(tally, before, w);
	w->has_change &= !t->gap;
	t->gap = false;
	return true;
}

static void tallies_make(struct trending *t)
{
	t->tallies = arena_new(&t->arena, (size_t)t->weeks, sizeof *t->tallies);
	for (int i = 0; i < t->bin_count; i++)
		tally_bin(&t->bins[i], &t->tallies[t->bins[i].week]);
}

/* A class that is hidden in one week of all would be brought back by the others of the week. */
static int week_hide(struct trending *t, int week, struct err *e)
{
	struct report_asked k = *t->asked;
	sitting first = t->monday + WEEK * week, last = first + WEEK - 1;
	struct err why = { 0 };

	k.first = first > k.first ? first : k.first;
	k.last = last < k.last ? last : k.last;
	k.from = sitting_day(k.first);
	k.to = sitting_day(k.last);
	t->hidden[week] = t->pupils[week] < FIGURES_FEWEST;
	int r = t->hidden[week] ? 0 : few_part_check(t->office, &k, t->year, &why);
	t->hidden[week] = t->hidden[week] || r == -EPERM;
	if (r < 0 && r != -EPERM)
		*e = why;
	return r == -EPERM ? 0 : r;
}

/* All weeks together are told elsewhere: with the weeks of few one of more pupils goes. */
static int weeks_hide(struct trending *t, struct err *e)
{
	int least = -1, hidden = 0, r = 0;

	t->hidden = arena_new(&t->arena, (size_t)t->weeks, sizeof *t->hidden);
	if (t->asked->action != ACTION_SEE_FIGURES)
		return 0;
	for (int i = 0; i < t->weeks && r == 0; i++) {
		if (tally_possible(&t->tallies[i]) == 0)
			continue; /* as in the holidays: of nobody there is a figure */
		r = week_hide(t, i, e);
		hidden += t->hidden[i];
		if (!t->hidden[i] && (least < 0 || t->pupils[i] < t->pupils[least]))
			least = i;
	}
	if (hidden > 0 && least >= 0)
		t->hidden[least] = true;
	return r;
}

static void weeks_make(struct trending *t)
{
	struct trend_view *v = t->view;
	struct trend_week *weeks = arena_new(&v->arena, (size_t)t->weeks, sizeof *weeks);

	for (int i = 0; i < t->weeks; i++)
		v->count += week_make(t, i, &t->tallies[i], v->count > 0 ? &weeks[v->count - 1] : NULL, &weeks[v->count]);
	v->weeks = weeks;
}

/* WORDS AND BARS ------------------------------------------------------------------------------------------------------------------- */

/* "1150 of 1208 (95.2%)" of so many weeks with a figure, from that one on. */
static void put_weeks(const struct trend_view *v, struct arena *a, const int *known, int n, struct buf *to)
{
	int64_t possible = 0, attended = 0;

	for (int i = 0; i < n; i++) {
		possible += v->weeks[known[i]].possible;
		attended += v->weeks[known[i]].attended;
	}
	buf_text(to, report_share_text(a, attended, possible));
}

#define SIDE_MOST 4 /* weeks: a single one is chance */

static const char *sentence(struct trending *t)
{
	static const char *const numbers[] = { NULL, "", " two", " three", " four" };
	const struct trend_view *v = t->view;
	CLEAN_BUF struct buf b = { 0 };
	int *known = arena_new(&t->arena, (size_t)t->weeks, sizeof *known), n = 0;

	for (int i = 0; i < v->count; i++)
		if (v->weeks[i].percent >= 0)
			known[n++] = i;
	if (n == 0)
		return "No session was possible, so there is no attendance figure.";
	int side = n / 2 > SIDE_MOST ? SIDE_MOST : n / 2;
	buf_text(&b, "Attendance was ");
	put_weeks(v, &t->arena, known, side > 0 ? side : 1, &b);
	if (side > 0) {
		buf_printf(&b, " in the first%s week%s and ", numbers[side], PLURAL(side));
		put_weeks(v, &t->arena, known + n - side, side, &b);
		buf_printf(&b, " in the last%s.", numbers[side]);
	} else {
		buf_text(&b, " in the one week that there is.");
	}
	return arena_text(&t->view->arena, buf_string(&b));
}

static void bars_make(struct trending *t)
{
	struct trend_view *v = t->view;
	struct arena *a = &v->arena;
	struct picture_bar *bars = arena_new(a, (size_t)v->count, sizeof *bars);
	char day[DAY_TEXT];

	for (int i = 0; i < v->count; i++) {
		const struct trend_week *w = &v->weeks[i];

		bars[i] = (struct picture_bar){
			w->percent, w->percent < 0 ? PICTURE_BAR_NONE : w->so_far ? PICTURE_BAR_SO_FAR : PICTURE_BAR_WHOLE,
			arena_text(a, day_long(w->monday, day) + strlen("Mon ")), report_share_text(a, w->attended, w->possible),
		};
		if (w->so_far)
			bars[i].text = arena_printf(a, "%s so far", bars[i].text);
	}
	v->bars = (struct picture_bars){ v->count, bars, picture_bars_from(bars, v->count), 1000, NULL, sentence(t) };
	v->bars.scale = arena_printf(a, "Bars from %d%% to 100%%.", v->bars.from / 10);
}

/* FOR WHOM ------------------------------------------------------------------------------------------------------------------------- */

static void find_seen(struct trending *t)
{
	const struct report_asked *k = t->asked;
	bool *sees;

	if (k->everything)
		return;
	sees = arena_new(&t->arena, (size_t)t->office->roll_group_count + 1, sizeof *sees);
	for (int i = 0; i < t->office->roll_group_count; i++)
		sees[i + 1] = report_sees_index(k, i);
	t->sees = sees;
}

static int read_filter(struct trending *t, const struct trend_filter *f, struct err *e)
{
	struct trend_view *v = t->view;
	const bool *known = NULL; /* a flag that nobody has is refused by its name */
	int r = band_flag_read(t->office, f->flag, v->day, &t->roll, &t->arena, &known, e);

	t->year = f->year;
	if (r == 0 && f->year_words)
		r = band_year_read(f->year_words, &t->roll, v->day, &t->year, e);
	if (r < 0)
		return r;
	v->of = band_narrowed(t->office, t->asked->group, t->year, f->flag, &v->arena);
	if (!*v->of)
		v->of = t->asked->everything ? "the school" : "your classes";
	return 0;
}

static int trend_read(struct trending *t, const struct trend_filter *f, struct err *e)
{
	const struct report_asked *k = t->asked;
	int r = roll_load(t->office, ROLL_PLACES | ROLL_YEARS, k->first, k->last, &t->roll, e);

	if (r == 0)
		r = read_filter(t, f, e);
	if (r < 0)
		return r;
	find_seen(t);
	bins_make(t);
	t->counted = arena_new(&t->arena, (size_t)t->roll.count, sizeof *t->counted);
	r = few_part_check(t->office, k, t->year, e);
	if (r == 0)
		r = f->flag ? count_flagged(t, f, e) : roll_walk(&t->roll, k->first, k->last, 0, count_strip, t, e);
	if (r == 0 && k->action == ACTION_SEE_FIGURES && t->all < FIGURES_FEWEST)
		r = figures_few(e);
	tallies_make(t);
	if (r == 0)
		r = weeks_hide(t, e);
	if (r < 0)
		return r;
	t->view->boarders = t->roll.boarders;
	weeks_make(t);
	bars_make(t);
	return 0;
}

int trend_fill(struct office *o, const struct report_asked *k, const struct trend_filter *filter, struct trend_view *v, struct err *e)
{
	struct day today = office_today(o);
	struct trending t = { .office = o, .asked = k, .view = v };

	v->from = k->from;
	v->to = k->to;
	v->day = k->to.n < today.n ? k->to : today;
	int r = trend_read(&t, filter, e);
	roll_finish(&t.roll);
	arena_finish(&t.arena);
	return r;
}

struct viewing {
	const struct bands_wish *wish;
	struct trend_view view;
};

static int view_fill(struct office *o, const struct report_asked *k, void *ctx, struct err *e)
{
	struct viewing *v = ctx;
	const struct trend_filter filter = { v->wish->year, NULL, v->wish->flag };

	return trend_fill(o, k, &filter, &v->view, e);
}

int office_trend_open(struct office *o, const struct bands_wish *w, struct trend_view *ret, struct err *e)
{
	struct report_wish wish = { .date = DAY_NONE, .from = w->from, .to = w->to, .session = -1, .group = w->group };
	struct viewing v = { .wish = w };
	bool names = office_may(o, ACTION_SEE_TOTALS, 0, NULL) == 0;
	int r = report_read(o, &wish, names ? ACTION_SEE_TOTALS : ACTION_SEE_FIGURES, view_fill, &v, e);

	if (r < 0)
		trend_view_finish(&v.view);
	else
		*ret = v.view;
	return r;
}
