/*
 * A calendar from the marks: in years that nobody entered, a session was held where it was marked (domain 11).  Terms end where no school
 * was for five weekdays (Christmas, Easter, half-terms); what is shut within a term is a closure of its own.
 */
#include "import_marks.h"

#define GAP_DAYS 5           /* weekdays without a session that end a term */
#define AUTUMN_FROM 815      /* month and date: a term that begins in the last weeks of August is the next year's first */
#define SUMMER_FROM 401      /* ... and from here on a summer term, wherever Easter is */
#define SHUT "Shut (from the marks)"
#define OPEN "Open (from the marks)"

struct making {
	struct made_calendar *to;
	struct arena *arena;
	const uint8_t *held;
	sitting first;
	int sessions;
	bool no_bank_holidays;
};

void made_calendar_finish(struct made_calendar *c)
{
	vec_finish(&c->terms);
	vec_finish(&c->closures);
}

static bool was_held(const struct making *m, sitting s)
{
	return s >= m->first && s < m->first + m->sessions && m->held[s - m->first];
}

static bool held_on(const struct making *m, struct day d)
{
	return was_held(m, sitting_of(d, SESSION_AM)) || was_held(m, sitting_of(d, SESSION_PM));
}

/* TERMS */

enum season { AUTUMN, SPRING, SUMMER };

static enum season season_of(struct day d, int *ret_year)
{
	int year, month, date;

	day_to_ymd(d, &year, &month, &date);
	*ret_year = year;
	int at = 100 * month + date;
	if (at >= AUTUMN_FROM)
		return AUTUMN;
	return at >= SUMMER_FROM || d.n > easter_sunday(year).n ? SUMMER : SPRING;
}

static void terms_find(struct making *m)
{
	struct term term = { 0 };
	int gap = 0;
	bool in = false;

	for (struct day d = sitting_day(m->first); sitting_of(d, SESSION_AM) < m->first + m->sessions; d = day_add(d, 1)) {
		if (day_weekday(d) >= 5)
			continue;
		if (!held_on(m, d)) {
			gap++;
			continue;
		}
		if (in && gap >= GAP_DAYS)
			vec_push(&m->to->terms, term);
		if (!in || gap >= GAP_DAYS)
			term.from = d;
		term.to = d;
		in = true;
		gap = 0;
	}
	if (in)
		vec_push(&m->to->terms, term);
}

/* "Autumn 2023 (1)", and where a half-term was not kept "Autumn 2023". */
static void terms_name(struct making *m)
{
	static const char *const names[] = { [AUTUMN] = "Autumn", [SPRING] = "Spring", [SUMMER] = "Summer" };
	struct term *terms = m->to->terms.items;
	int count = m->to->terms.count, part = 0, year, other;

	for (int i = 0; i < count; i++) {
		enum season season = season_of(terms[i].from, &year);
		bool follows = i > 0 && season_of(terms[i - 1].from, &other) == season && other == year;
		bool goes_on = i + 1 < count && season_of(terms[i + 1].from, &other) == season && other == year;

		part = follows ? part + 1 : 1;
		terms[i].name = follows || goes_on ? arena_printf(m->arena, "%s %d (%d)", names[season], year, part)
						   : arena_printf(m->arena, "%s %d", names[season], year);
	}
}

/* CLOSURES */

/* Sessions of one kind and name that follow one another are one closure; over a weekend they are two. */
static void closure_add(struct making *m, sitting s, enum closing kind, const char *name)
{
	struct closure *last = m->to->closures.count ? &m->to->closures.items[m->to->closures.count - 1] : NULL;

	if (last && last->to == s - 1 && last->kind == kind && last->name == name)
		last->to = s;
	else
		vec_push(&m->to->closures, (struct closure){ s, s, kind, SESSION_ANY_YEAR, 0, name });
}

/* What terms, weekends and bank holidays alone would say of that session is put right. */
static void session_look(struct making *m, sitting s, bool in_term)
{
	struct day d = sitting_day(s);
	const char *holiday = bank_holiday(d);
	bool weekday = day_weekday(d) < 5, open = in_term && weekday && (!holiday || m->no_bank_holidays);

	if (was_held(m, s) && !open)
		closure_add(m, s, CLOSING_OPEN, OPEN);
	else if (!was_held(m, s) && open)
		closure_add(m, s, CLOSING_PLANNED, holiday ? holiday : SHUT);
}

static void closures_find(struct making *m)
{
	const struct term *terms = m->to->terms.items;
	int term = 0;

	for (sitting s = m->first; s < m->first + m->sessions; s++) {
		struct day d = sitting_day(s);

		while (term < m->to->terms.count && terms[term].to.n < d.n)
			term++;
		session_look(m, s, term < m->to->terms.count && terms[term].from.n <= d.n);
	}
}

void made_calendar_fill(struct made_calendar *c, const uint8_t *held, sitting first, int sessions, bool no_bank_holidays, struct arena *a)
{
	struct making m = { c, a, held, first, sessions, no_bank_holidays };

	terms_find(&m);
	terms_name(&m);
	closures_find(&m);
}
