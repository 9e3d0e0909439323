#include "rules/calendar.h"

static const enum opening closing_opening[] = {
	[CLOSING_HOLIDAY] = OPENING_HOLIDAY,
	[CLOSING_INSET] = OPENING_INSET,
	[CLOSING_PLANNED] = OPENING_PLANNED,
	[CLOSING_UNPLANNED] = OPENING_UNPLANNED,
	[CLOSING_PARTIAL] = OPENING_PARTIAL,
	[CLOSING_STAGGERED] = OPENING_STAGGERED,
	[CLOSING_OPEN] = OPENING_OPEN,
};

static const char *const words[] = {
	[OPENING_OPEN] = "open",
	[OPENING_OUT_OF_TERM] = "out of term",
	[OPENING_WEEKEND] = "a weekend",
	[OPENING_BANK_HOLIDAY] = "a bank holiday",
	[OPENING_HOLIDAY] = "a school holiday",
	[OPENING_INSET] = "an INSET day",
	[OPENING_PLANNED] = "a planned closure",
	[OPENING_UNPLANNED] = "an unexpected closure",
	[OPENING_PARTIAL] = "a closure of part of the premises",
	[OPENING_STAGGERED] = "a staggered start",
};

const char *opening_words(enum opening o)
{
	return words[o];
}

static bool in_term(const struct calendar *c, struct day d)
{
	for (int i = 0; i < c->term_count; i++)
		if (d.n >= c->terms[i].from.n && d.n <= c->terms[i].to.n)
			return true;
	return false;
}

/* What the day is before any closure is looked at. */
static enum opening day_opening(const struct calendar *c, struct day d, const char **ret_name)
{
	if (!in_term(c, d))
		return OPENING_OUT_OF_TERM;
	if (day_weekday(d) >= 5)
		return OPENING_WEEKEND;
	const char *name = c->no_bank_holidays ? NULL : bank_holiday(d);
	if (!name)
		return OPENING_OPEN;
	*ret_name = name;
	return OPENING_BANK_HOLIDAY;
}

bool closure_is_for(const struct closure *x, int year, int64_t group)
{
	return (x->year == SESSION_ANY_YEAR || x->year == year) && (x->group == 0 || x->group == group);
}

enum opening calendar_opening(const struct calendar *c, sitting s, int year, int64_t group, const char **ret_name)
{
	const struct closure *shut = NULL;
	const char *name = NULL;
	bool opened = false;

	for (int i = 0; i < c->closure_count; i++) {
		const struct closure *x = &c->closures[i];

		if (s < x->from || s > x->to || !closure_is_for(x, year, group))
			continue;
		if (x->kind == CLOSING_OPEN)
			opened = true;
		else if (!shut || x->kind < shut->kind)
			shut = x;
	}
	enum opening o = opened ? OPENING_OPEN : day_opening(c, sitting_day(s), &name);
	if (o == OPENING_OPEN && shut) {
		o = closing_opening[shut->kind];
		name = shut->name;
	}
	if (ret_name)
		*ret_name = name;
	return o;
}

/* Over what stands there: a planned closure is not made unexpected by one that covers it too. */
static void closure_lay(const struct closure *x, sitting first, sitting last, uint8_t *to)
{
	sitting from = x->from > first ? x->from : first, until = x->to < last ? x->to : last;
	uint8_t o = (uint8_t)closing_opening[x->kind];

	for (sitting s = from; s <= until; s++)
		if (x->kind == CLOSING_OPEN || to[s - first] == OPENING_OPEN || to[s - first] > o)
			to[s - first] = o;
}

void calendar_openings(const struct calendar *c, sitting first, sitting last, int year, int64_t group, uint8_t *to)
{
	const char *name;

	for (sitting s = first; s <= last; s++)
		to[s - first] = s > first && sitting_session(s) == SESSION_PM
					? to[s - first - 1]
					: (uint8_t)day_opening(c, sitting_day(s), &name);
	for (int opens = 1; opens >= 0; opens--)
		for (int i = 0; i < c->closure_count; i++)
			if ((c->closures[i].kind == CLOSING_OPEN) == opens && closure_is_for(&c->closures[i], year, group))
				closure_lay(&c->closures[i], first, last, to);
}

bool calendar_is_school_day(const struct calendar *c, struct day d)
{
	return calendar_is_open(c, sitting_of(d, SESSION_AM)) || calendar_is_open(c, sitting_of(d, SESSION_PM));
}

bool half_term_between(struct day before, struct day after)
{
	struct day monday = day_add(before, 7 - day_weekday(before));

	return day_add(monday, 4).n < after.n;
}

/* No day outside these is open; from > to if none is at all. */
static void calendar_reach(const struct calendar *c, struct day *ret_from, struct day *ret_to)
{
	struct day from = DAY_MAX, to = DAY_MIN;

	for (int i = 0; i < c->term_count; i++) {
		from = c->terms[i].from.n < from.n ? c->terms[i].from : from;
		to = c->terms[i].to.n > to.n ? c->terms[i].to : to;
	}
	for (int i = 0; i < c->closure_count; i++) {
		const struct closure *x = &c->closures[i];

		if (x->kind != CLOSING_OPEN)
			continue;
		from = sitting_day(x->from).n < from.n ? sitting_day(x->from) : from;
		to = sitting_day(x->to).n > to.n ? sitting_day(x->to) : to;
	}
	*ret_from = from;
	*ret_to = to;
}

struct day calendar_school_day(const struct calendar *c, struct day d, int k)
{
	int step = k < 0 ? -1 : 1;
	struct day from, to;

	if (k == 0)
		return d;
	calendar_reach(c, &from, &to);
	if (step > 0 && d.n < from.n)
		d = day_add(from, -1);
	if (step < 0 && d.n > to.n)
		d = day_add(to, 1);
	while (k != 0) {
		d = day_add(d, step);
		if (step > 0 ? d.n > to.n : d.n < from.n)
			return DAY_NONE;
		if (calendar_is_school_day(c, d))
			k -= step;
	}
	return d;
}

struct day school_year_start(struct day d)
{
	static const int since[] = { 122, 153, 181, 212, 242, 273, 303, 334, 0, 30, 61, 91 }; /* days from 1 September, without a leap day */
	int year, month, date;

	if (day_is_none(d))
		return d;
	day_to_ymd(d, &year, &month, &date);
	bool leap = month > 2 && month < 9 && ((year % 4 == 0 && year % 100 != 0) || year % 400 == 0);
	return day_add(d, -(since[month - 1] + leap + date - 1));
}
