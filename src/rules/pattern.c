/* When a pupil is away (C10, C11) and late (C12), in one pass over the marks. */
#include "rules/pattern.h"

#include <stdlib.h>
#include <string.h>

/* COUNTING -------------------------------------------------------------------------------------------------------------------------- */

/* Possible and missed sessions in one number, so that one addition counts both. */
#define MISSED_ONE ((uint64_t)1 << 32)

static const uint64_t weights[CATEGORIES] = {
	[CATEGORY_PRESENT] = 1,
	[CATEGORY_ACTIVITY] = 1,
	[CATEGORY_AUTHORISED] = 1 + MISSED_ONE,
	[CATEGORY_UNAUTHORISED] = 1 + MISSED_ONE,
};

static struct pattern_share share_of(uint64_t weight)
{
	return (struct pattern_share){ .missed = (int)(weight >> 32), .possible = (int)(weight & UINT32_MAX) };
}

#define EDGE_SETS 16

struct counting {
	const struct school_days *days;
	uint64_t half[14];          /**< two a weekday, am and pm */
	uint64_t month[12];
	uint64_t edge[EDGE_SETS];   /**< by the edges of the day */
	uint64_t today, week, this_month; /**< of those that are being counted */
	struct day day;             /**< that is being counted, with its weekday and edges */
	int weekday, edges;
	int next_week, next_month;  /**< the first day behind them */
	int month_at;
};

/* A week in which no session of the school was held is no school week (domain 5.1). */
static void week_close(struct counting *c, struct patterns *to)
{
	struct pattern_share s = share_of(c->week);

	c->week = 0;
	if (s.possible == 0 || school_days_week(c->days, c->day) < 0)
		return;
	to->weeks++;
	to->weeks_missed += s.missed == s.possible;
	to->weeks_broken += s.missed > 0 && s.missed < s.possible;
}

static void month_close(struct counting *c)
{
	c->month[c->month_at] += c->this_month;
	c->this_month = 0;
}

static void month_open(struct counting *c, struct day day)
{
	int year, month, date;

	month_close(c);
	day_to_ymd(day, &year, &month, &date);
	c->month_at = month - 1;
	c->next_month = month == 12 ? day.n + 32 - date : day_of(year, month + 1, 1).n;
}

/* Here and not asked of school_days.c: once a day of every pupil, the call would cost more than its answer. */
static int edges_of(const struct school_days *d, struct day day)
{
	int at = day.n < d->first.n || day.n > d->last.n ? -1 : d->index[day.n - d->first.n];

	return at < 0 ? 0 : d->of[at].edges;
}

static void day_close(struct counting *c)
{
	c->week += c->today;
	c->this_month += c->today;
	c->edge[c->edges] += c->today;
	c->today = 0;
}

static void day_open(struct counting *c, struct day day, struct patterns *to)
{
	day_close(c);
	if (day.n >= c->next_week) {
		week_close(c, to);
		c->next_week = day.n + 7 - day_weekday(day);
	}
	if (day.n >= c->next_month)
		month_open(c, day);
	c->day = day;
	c->weekday = day.n + 7 - c->next_week;
	c->edges = edges_of(c->days, day);
}

static void late_count(const struct mark *m, int weekday, struct patterns *to)
{
	bool late = mark_is_late(m), after_close = mark_is_after_close(m);

	to->late += late;
	to->after_close += after_close;
	to->late_at[weekday] += late || after_close;
}

static void marks_count(struct counting *c, struct marks m, struct patterns *to)
{
	for (int i = 0; i < m.count; i++) {
		const struct mark *mark = &m.of[i];
		uint64_t weight = weights[mark->category];

		if (c->day.n != sitting_day(mark->at).n)
			day_open(c, sitting_day(mark->at), to);
		c->half[2 * c->weekday + (mark->at & 1)] += weight;
		c->today += weight;
		if (mark->code == CODE_LATE || mark->code == CODE_U)
			late_count(mark, c->weekday, to);
	}
	day_close(c);
	week_close(c, to);
	month_close(c);
}

static void places_fill(const struct counting *c, struct patterns *to)
{
	static const int edge_bits[] = { EDGE_TERM_FIRST, EDGE_TERM_LAST, EDGE_HALF_LAST, EDGE_HALF_FIRST }; /* in order of their places */
	uint64_t am = 0, pm = 0, any = 0, edge[4] = { 0 };

	for (int i = 0; i < 7; i++) {
		to->at[PLACE_MONDAY + i] = share_of(c->half[2 * i] + c->half[2 * i + 1]);
		to->at[PLACE_MONDAY_AM + 2 * i] = share_of(c->half[2 * i]);
		to->at[PLACE_MONDAY_PM + 2 * i] = share_of(c->half[2 * i + 1]);
		am += c->half[2 * i];
		pm += c->half[2 * i + 1];
	}
	to->at[PLACE_AM] = share_of(am);
	to->at[PLACE_PM] = share_of(pm);
	to->all = share_of(am + pm);
	for (int set = 1; set < EDGE_SETS; set++) {
		any += c->edge[set];
		for (int i = 0; i < 4; i++)
			edge[i] += set & edge_bits[i] ? c->edge[set] : 0;
	}
	to->at[PLACE_EDGES] = share_of(any);
	for (int i = 0; i < 4; i++)
		to->at[PLACE_TERM_FIRST + i] = share_of(edge[i]);
	for (int i = 0; i < 12; i++)
		to->at[PLACE_JANUARY + i] = share_of(c->month[i]);
}

static void spells_count(const struct spells *s, struct patterns *to)
{
	to->spells = s->of.count;
	for (int i = 0; i < s->of.count; i++) {
		const struct spell *spell = &s->of.items[i];

		to->spells_one += sitting_day(spell->first).n == sitting_day(spell->last).n;
		to->longest = spell->sessions > to->longest ? spell->sessions : to->longest;
	}
}

void patterns_count(struct marks m, const struct school_days *d, const struct spells *s, struct patterns *ret)
{
	struct counting c = { .days = d, .day = DAY_NONE, .next_week = INT32_MIN, .next_month = INT32_MIN };

	*ret = (struct patterns){ 0 };
	marks_count(&c, m, ret);
	places_fill(&c, ret);
	spells_count(s, ret);
}

/* WHAT IS WORTH A LINE ---------------------------------------------------------------------------------------------------------------- */

struct pattern_rule policy_pattern_rule(const struct policy *p)
{
	return p->pattern_least > 0 && p->pattern_times > 0 ? (struct pattern_rule){ p->pattern_least, p->pattern_times } : PATTERN_RULE_COMMON;
}

bool pattern_share_is_worth(const struct pattern_rule *r, const struct pattern_share *there, const struct pattern_share *all)
{
	int64_t missed = there->missed, possible = there->possible;

	return missed > 0 && missed >= r->least && missed * all->possible >= r->times * possible * all->missed;
}

static int months_possible(const struct patterns *p)
{
	int months = 0;

	for (int at = PLACE_JANUARY; at <= PLACE_DECEMBER; at++)
		months += p->at[at].possible > 0;
	return months;
}

static bool is_judged(const struct patterns *p, enum pattern_place at)
{
	return at < PLACE_JANUARY || at > PLACE_DECEMBER || months_possible(p) >= PATTERN_MONTHS_FEWEST;
}

bool pattern_is_worth(const struct pattern_rule *r, const struct patterns *p, enum pattern_place at)
{
	return pattern_share_is_worth(r, &p->at[at], &p->all) && is_judged(p, at);
}

/** A place that is worth a line, and what is missed there. */
struct worth {
	struct pattern_share share;
	enum pattern_place at;
};

static int worth_compare(const void *a, const void *b)
{
	const struct worth *x = a, *y = b;
	int64_t left = (int64_t)x->share.missed * y->share.possible, right = (int64_t)y->share.missed * x->share.possible;

	return left != right ? (left > right ? -1 : 1) : (int)x->at - (int)y->at;
}

/* The weekday that a place is, or is a half of; -1: neither. */
static int weekday_of(enum pattern_place at)
{
	return at <= PLACE_SUNDAY ? (int)at : at >= PLACE_MONDAY_AM && at <= PLACE_SUNDAY_PM ? ((int)at - PLACE_MONDAY_AM) / 2 : -1;
}

int patterns_worth(const struct pattern_rule *r, const struct patterns *p, enum pattern_place to[static PLACES])
{
	struct worth found[PLACES];
	bool told[2][7] = { 0 }; /* halves of a weekday; the weekday */
	int n = 0, count = 0;

	for (int at = 0; at < PLACES; at++)
		if (pattern_is_worth(r, p, (enum pattern_place)at))
			found[n++] = (struct worth){ p->at[at], (enum pattern_place)at };
	qsort(found, (size_t)n, sizeof *found, worth_compare);
	for (int i = 0; i < n; i++) {
		int weekday = weekday_of(found[i].at);
		bool whole = found[i].at <= PLACE_SUNDAY;

		if (weekday >= 0 && told[!whole][weekday])
			continue;
		if (weekday >= 0)
			told[whole][weekday] = true;
		to[count++] = found[i].at;
	}
	return count;
}

/* WORDS ----------------------------------------------------------------------------------------------------------------------------------- */

#define HALVES(day, short, name) { "on " day " mornings", name "_am", "on " short " mornings" }, { "on " day " afternoons", name "_pm", "on " short " afternoons" }

static const struct {
	const char *words, *name, *brief; /**< brief NULL: the words are */
} places[PLACES] = {
	[PLACE_MONDAY] = { "on Mondays", "monday" }, { "on Tuesdays", "tuesday" }, { "on Wednesdays", "wednesday" }, { "on Thursdays", "thursday" },
	{ "on Fridays", "friday" }, { "on Saturdays", "saturday" }, { "on Sundays", "sunday" },
	[PLACE_AM] = { "in the mornings", "am" }, [PLACE_PM] = { "in the afternoons", "pm" },
	[PLACE_MONDAY_AM] = HALVES("Monday", "Mon", "monday"), HALVES("Tuesday", "Tue", "tuesday"), HALVES("Wednesday", "Wed", "wednesday"), HALVES("Thursday", "Thu", "thursday"),
	HALVES("Friday", "Fri", "friday"), HALVES("Saturday", "Sat", "saturday"), HALVES("Sunday", "Sun", "sunday"),
	[PLACE_TERM_FIRST] = { "on the first day of a term", "term_first", "first day of a term" },
	[PLACE_TERM_LAST] = { "on the last day of a term", "term_last", "last day of a term" },
	[PLACE_HALF_LAST] = { "on the last day before a half-term", "half_term_last", "day before a half-term" },
	[PLACE_HALF_FIRST] = { "on the first day after a half-term", "half_term_first", "day after a half-term" },
	[PLACE_EDGES] = { "at the edges of terms and half-terms", "edges", "edges of (half-)terms" },
	[PLACE_JANUARY] = { "in January", "january" }, { "in February", "february" }, { "in March", "march" }, { "in April", "april" },
	{ "in May", "may" }, { "in June", "june" }, { "in July", "july" }, { "in August", "august" }, { "in September", "september" },
	{ "in October", "october" }, { "in November", "november" }, { "in December", "december" },
};

const char *pattern_place_words(enum pattern_place p)
{
	return places[p].words;
}

const char *pattern_place_brief(enum pattern_place p)
{
	return places[p].brief ? places[p].brief : places[p].words;
}

const char *pattern_place_name(enum pattern_place p)
{
	return places[p].name;
}

static void so_working(bool worth, struct working_steps *to)
{
	working_words(to, "So", "%s", worth ? "worth a line" : "too few to say");
}

static void counts_working(const struct pattern_rule *r, const struct pattern_share *there, const struct pattern_share *all, const char *words,
			   struct working_steps *to)
{
	int64_t missed = there->missed, possible = there->possible;
	int64_t left = missed * all->possible, right = r->times * possible * all->missed;

	working_step(to, "Missed there", missed, "%s, of %lld possible there", words, (long long)possible);
	working_step(to, "Missed in all", all->missed, "of %d possible", all->possible);
	working_words(to, "At least", "%lld is %s %d", (long long)missed, missed >= r->least ? "not less than" : "less than", r->least);
	working_words(to, "Share", "%lld x %d = %lld is %s %d x %lld x %d = %lld", (long long)missed, all->possible, (long long)left,
		      left >= right ? "not less than" : "less than", r->times, (long long)possible, all->missed, (long long)right);
}

void pattern_share_working(const struct pattern_rule *r, const struct pattern_share *there, const struct pattern_share *all, const char *words,
			   struct working_steps *to)
{
	counts_working(r, there, all, words, to);
	so_working(pattern_share_is_worth(r, there, all), to);
}

void pattern_working(const struct pattern_rule *r, const struct patterns *p, enum pattern_place at, struct working_steps *to)
{
	counts_working(r, &p->at[at], &p->all, places[at].words, to);
	if (!is_judged(p, at))
		working_step(to, "Months", months_possible(p), "with possible sessions, and a month is judged where %d or more have them", PATTERN_MONTHS_FEWEST);
	so_working(pattern_is_worth(r, p, at), to);
}
