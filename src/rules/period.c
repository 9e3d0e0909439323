/* Stretches of time that figures are of (C7), by name, from the calendar. */
#include "rules/period.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/err.h"

/* THE SCHOOL YEAR ------------------------------------------------------------------------------------------------------------------- */

#define AUGUST 31 /* days */

/* EA 1996 s.579: it begins with the first term after July. */
static struct day year_begin(const struct calendar *c, struct day september)
{
	struct day begin = september;

	for (int i = 0; i < c->term_count; i++) {
		struct day from = c->terms[i].from;

		if (from.n >= september.n - AUGUST && from.n < begin.n)
			begin = from;
	}
	return begin;
}

static struct day september_after(struct day september)
{
	return school_year_start(day_add(september, 366));
}

struct day school_year_first(const struct calendar *c, struct day d)
{
	struct day september = school_year_start(d);

	if (day_is_none(d))
		return d;
	struct day next = year_begin(c, september_after(september));
	return d.n >= next.n ? next : year_begin(c, september);
}

struct day school_year_last(const struct calendar *c, struct day d)
{
	struct day first = school_year_first(c, d);

	if (day_is_none(d))
		return d;
	/* the September of that year: a first day in August lies before it */
	return day_add(year_begin(c, september_after(school_year_start(day_add(first, AUGUST)))), -1);
}

/* WORDS ----------------------------------------------------------------------------------------------------------------------------- */

#define PREVIOUS "previous "
#define WEEKS_MOST 60
#define WORDS_MOST 40

static int words_refuse(const char *words, struct err *e)
{
	return err_usage(e, "\"%.30s\" is no period. Write year, term, half-term, fortnight, \"6 weeks\", review or FROM..TO.", words);
}

static int days_parse(const char *words, const char *dots, struct period *ret, struct err *e)
{
	struct period p = { .kind = PERIOD_DAYS };
	char first[WORDS_MOST];
	size_t n = (size_t)(dots - words);

	if (n >= sizeof first)
		return words_refuse(words, e);
	memcpy(first, words, n);
	first[n] = '\0';
	if (day_parse(first, &p.from) < 0 || day_parse(dots + 2, &p.to) < 0)
		return words_refuse(words, e);
	if (p.from.n > p.to.n)
		return err_usage(e, "%.30s: the first day is after the last. Write the earlier one first.", words);
	*ret = p;
	return 0;
}

/* Small letters, with a blank for each hyphen: "Half-Term" is "half term". */
static bool words_plain(const char *words, char to[static WORDS_MOST])
{
	size_t n = strlen(words);

	if (n == 0 || n >= WORDS_MOST)
		return false;
	for (size_t i = 0; i <= n; i++)
		to[i] = words[i] == '-' ? ' ' : words[i] >= 'A' && words[i] <= 'Z' ? (char)(words[i] - 'A' + 'a') : words[i];
	return true;
}

static bool weeks_parse(const char *plain, struct period *to)
{
	char *end;
	long n = plain[0] >= '1' && plain[0] <= '9' ? strtol(plain, &end, 10) : 0;

	if (strcmp(plain, "fortnight") == 0)
		n = 2;
	else if (n < 1 || n > WEEKS_MOST || strcmp(end, n == 1 ? " week" : " weeks") != 0)
		return false;
	*to = (struct period){ .kind = PERIOD_WEEKS, .weeks = (int)n };
	return true;
}

static const struct named {
	const char *words;
	enum period_kind kind;
} named[] = { { "year", PERIOD_YEAR }, { "term", PERIOD_TERM }, { "half term", PERIOD_HALF_TERM } };

static bool named_parse(const char *plain, struct period *to)
{
	bool previous = strncmp(plain, PREVIOUS, strlen(PREVIOUS)) == 0;

	for (size_t i = 0; i < sizeof named / sizeof *named; i++)
		if (strcmp(plain + (previous ? strlen(PREVIOUS) : 0), named[i].words) == 0) {
			*to = (struct period){ .kind = named[i].kind, .previous = previous };
			return true;
		}
	return false;
}

int period_parse(const char *words, struct period *ret, struct err *e)
{
	const char *dots = strstr(words, "..");
	char plain[WORDS_MOST];
	struct period p;

	if (dots)
		return days_parse(words, dots, ret, e);
	if (!words_plain(words, plain))
		return words_refuse(words, e);
	if (strcmp(plain, "review") == 0)
		p = (struct period){ .kind = PERIOD_REVIEW };
	else if (!named_parse(plain, &p) && !weeks_parse(plain, &p))
		return words_refuse(words, e);
	*ret = p;
	return 0;
}

/* DAYS ------------------------------------------------------------------------------------------------------------------------------ */

struct stretch {
	struct day from, to;
};

static bool term_last(const struct calendar *c, struct day d, struct stretch *to)
{
	bool found = false;

	for (int i = 0; i < c->term_count; i++) {
		const struct term *t = &c->terms[i];

		if (t->from.n > d.n || t->from.n > t->to.n || (found && t->from.n <= to->from.n))
			continue;
		*to = (struct stretch){ t->from, t->to };
		found = true;
	}
	return found;
}

/* A week that snow took is no half-term: its days were to be held. */
static bool to_be_held(const struct calendar *c, struct day d)
{
	for (enum session s = SESSION_AM; s <= SESSION_PM; s++) {
		enum opening o = calendar_opening(c, sitting_of(d, s), SESSION_ANY_YEAR, 0, NULL);

		if (o == OPENING_OPEN || o == OPENING_UNPLANNED)
			return true;
	}
	return false;
}

/* A term without such a week is one half-term: so schools enter six of them, too. */
static bool half_last(const struct calendar *c, struct day d, struct stretch *to)
{
	struct day before = DAY_NONE;
	struct stretch half;

	if (!term_last(c, d, &half))
		return false;
	for (struct day at = half.from; at.n <= half.to.n; at = day_add(at, 1)) {
		if (!to_be_held(c, at))
			continue;
		if (!day_is_none(before) && half_term_between(before, at)) {
			if (at.n > d.n) {
				half.to = before;
				break;
			}
			half.from = at;
		}
		before = at;
	}
	*to = half;
	return true;
}

static bool year_last(const struct calendar *c, struct day d, struct stretch *to)
{
	*to = (struct stretch){ school_year_first(c, d), school_year_last(c, d) };
	return true;
}

/* The last one that has begun: in the holidays the one before them. */
typedef bool stretch_last(const struct calendar *c, struct day d, struct stretch *to);
static stretch_last *const last_of[] = { [PERIOD_YEAR] = year_last, [PERIOD_TERM] = term_last, [PERIOD_HALF_TERM] = half_last };
static const char *const kinds[] = { [PERIOD_YEAR] = "school year", [PERIOD_TERM] = "term", [PERIOD_HALF_TERM] = "half-term" };

static int stretch_days(const struct period *p, const struct calendar *c, struct day today, struct stretch *to, struct err *e)
{
	stretch_last *last = last_of[p->kind];
	bool found = last(c, today, to);

	if (found && p->previous)
		found = last(c, day_add(to->from, -1), to);
	if (!found)
		return err_usage(e, "The school's calendar has no %s%s then. Enter its terms first.", p->previous ? "earlier " : "", kinds[p->kind]);
	return 0;
}

static bool week_held(const struct calendar *c, struct day monday)
{
	for (int i = 0; i < 7; i++)
		if (calendar_is_school_day(c, day_add(monday, i)))
			return true;
	return false;
}

/* School weeks, Monday to Sunday with at least one session held (domain 5.1). */
static int weeks_days(const struct period *p, const struct calendar *c, struct day today, struct stretch *to, struct err *e)
{
	struct day monday = day_add(today, -day_weekday(today)), earliest = today;
	int left = p->weeks;

	for (int i = 0; i < c->term_count; i++)
		earliest = c->terms[i].from.n < earliest.n ? c->terms[i].from : earliest;
	*to = (struct stretch){ DAY_NONE, today };
	for (; left > 0 && monday.n + 6 >= earliest.n; monday = day_add(monday, -7))
		if (week_held(c, monday)) {
			to->from = monday;
			left--;
		}
	if (day_is_none(to->from))
		return err_usage(e, "The school's calendar has no school week up to then. Enter its terms first.");
	return 0;
}

static int review_days(struct day today, struct day reviewed, struct stretch *to, struct err *e)
{
	if (day_is_none(reviewed))
		return err_usage(e, "There was no review yet, so there is no time since. Choose another period.");
	if (reviewed.n >= today.n)
		return err_usage(e, "The last review was today: nothing has come since. Choose another period.");
	*to = (struct stretch){ day_add(reviewed, 1), today };
	return 0;
}

int period_days(const struct period *p, const struct calendar *c, struct day today, struct day reviewed, struct day *ret_from, struct day *ret_to, struct err *e)
{
	struct stretch s = { p->from, p->to };
	int r = 0;

	if (p->kind == PERIOD_WEEKS)
		r = weeks_days(p, c, today, &s, e);
	else if (p->kind == PERIOD_REVIEW)
		r = review_days(today, reviewed, &s, e);
	else if (p->kind != PERIOD_DAYS)
		r = stretch_days(p, c, today, &s, e);
	if (r == 0 && s.from.n > today.n)
		r = err_usage(e, "That time has not come yet: there are no marks to report on.");
	if (r < 0)
		return r;
	*ret_from = s.from;
	*ret_to = s.to.n < today.n ? s.to : today;
	return 0;
}

/* TITLES ---------------------------------------------------------------------------------------------------------------------------- */

static void weeks_title(int weeks, char text[static PERIOD_TITLE])
{
	if (weeks == 1)
		snprintf(text, PERIOD_TITLE, "the last school week");
	else
		snprintf(text, PERIOD_TITLE, "the last %d school weeks", weeks);
}

const char *period_title(const struct period *p, struct day from, struct day to, char text[static PERIOD_TITLE])
{
	char first[DAY_TEXT], last[DAY_TEXT];

	day_long(from, first);
	day_long(to, last);
	if (p->kind == PERIOD_WEEKS)
		weeks_title(p->weeks, text);
	else if (p->kind == PERIOD_REVIEW)
		snprintf(text, PERIOD_TITLE, "since the last review, from %s", first);
	else if (p->kind == PERIOD_DAYS)
		snprintf(text, PERIOD_TITLE, "%s to %s", first, last);
	else if (p->previous)
		snprintf(text, PERIOD_TITLE, "the %s before, to %s", kinds[p->kind], last);
	else
		snprintf(text, PERIOD_TITLE, "this %s, from %s", kinds[p->kind], first);
	return text;
}
