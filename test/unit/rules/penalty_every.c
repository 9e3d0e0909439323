/* Penalty windows by brute force: every school week is tried as the last of ten, with nothing but the calendar and the marks (domain 5.1). */
#include "letters.h"

#include "rules/penalty.h"
#include "rules/pupil.h"

/* A RANDOM SCHOOL ------------------------------------------------------------------------------------------------------------------------ */

enum { TERMS_MOST = 12, CLOSURES_MOST = 30 };

struct world {
	struct term terms[TERMS_MOST];
	struct closure closures[CLOSURES_MOST];
	struct calendar calendar;
	struct day first, last;
	struct arena arena;
	struct school_days days;
};

/* Terms of 1 to 12 weeks with holidays between them; closures of a session up to a fortnight; a Saturday now and then. */
static void world_make(struct world *w, struct day first)
{
	int terms = 3 + (int)chance(TERMS_MOST - 2), closures = (int)chance(CLOSURES_MOST + 1);
	struct day at = first;

	*w = (struct world){ .first = first, .calendar = { w->terms, 0, w->closures, 0, true } };
	for (int i = 0; i < terms; i++) {
		w->terms[i] = (struct term){ "", at, day_add(at, 4 + (int)chance(80)) };
		w->calendar.term_count++;
		at = day_add(w->terms[i].to, 3 + (int)chance(45));
	}
	w->last = at;
	for (int i = 0; i < closures; i++) {
		sitting from = sitting_of(day_add(first, (int)chance((unsigned)(at.n - first.n))), chance(2) ? SESSION_PM : SESSION_AM);
		bool opens = chance(6) == 0;

		w->closures[i] = (struct closure){ from, from + (int)chance(opens ? 2 : chance(3) ? 10 : 28), opens ? CLOSING_OPEN : CLOSING_HOLIDAY,
						   SESSION_ANY_YEAR, 0, "" };
		w->calendar.closure_count++;
	}
	school_days_make(&w->calendar, w->first, w->last, &w->arena, &w->days);
}

/* Absences in bunches, so that some windows hold ten and many nearly. */
static int absences_make(const struct world *w, struct mark to[static LETTERS_MOST])
{
	static const char *const missed[] = { "G", "N", "O", "U", "I", "C", "E" };
	unsigned in = 2 + chance(chance(2) ? 8 : 40);
	int count = 0;

	for (sitting at = sitting_of(w->first, SESSION_AM); at <= sitting_of(w->last, SESSION_PM); at++)
		if (calendar_is_open(&w->calendar, at) && chance(30) != 0 && count < LETTERS_MOST)
			to[count++] = mark_at(at, chance(in) == 0 ? code_number(missed[chance(7)]) : at & 1 ? CODE_PRESENT_PM : CODE_PRESENT_AM);
	return count;
}

/* WHAT EVERY WEEK SAYS --------------------------------------------------------------------------------------------------------------------- */

struct trial {
	struct world world;
	struct day born, today;
	sitting used[8];
	int used_count;
	struct penalty got;
	int windows;
};

static bool week_is_school(const struct trial *t, struct day monday)
{
	for (int i = 0; i < 7; i++)
		if (calendar_is_school_day(&t->world.calendar, day_add(monday, i)))
			return true;
	return false;
}

static bool counts(const struct trial *t, const struct mark *m)
{
	const char *symbol = code_symbol(m->code);
	struct day day = sitting_day(m->at);

	for (int i = 0; i < t->used_count; i++)
		if (t->used[i] == m->at)
			return false;
	if (day.n < day_of(2024, 8, 19).n || (!day_is_none(t->born) && (day.n < compulsory_start(t->born).n || day.n > compulsory_end(t->born).n)))
		return false;
	return strcmp(symbol, "G") == 0 || strcmp(symbol, "N") == 0 || strcmp(symbol, "O") == 0 || strcmp(symbol, "U") == 0;
}

/* The Monday of the earliest of ten school weeks, the last of which begins with `monday`; as far back as the days are covered. */
static struct day ten_weeks_from(const struct trial *t, struct day monday)
{
	struct day first = monday, begin = day_add(t->world.first, -day_weekday(t->world.first));
	int weeks = 0;

	for (struct day d = monday; d.n >= begin.n && weeks < 10; d = day_add(d, -7))
		if (week_is_school(t, d)) {
			first = d;
			weeks++;
		}
	return first;
}

/* Of the marks that count from one day to another: how many, how many N, the first one's place among all that count, the tenth. */
struct every {
	int count, provisional, first;
	sitting tenth;
};

static struct every count_between(const struct trial *t, struct marks m, struct day from, struct day to)
{
	struct every e = { .first = -1 };
	int place = 0;

	for (int i = 0; i < m.count; i++) {
		if (!counts(t, &m.of[i]))
			continue;
		if (day_within(sitting_day(m.of[i].at), from, to)) {
			e.first = e.count == 0 ? place : e.first;
			e.count++;
			e.provisional += m.of[i].code == CODE_N;
			e.tenth = e.count == 10 ? m.of[i].at : e.tenth;
		}
		place++;
	}
	return e;
}

static bool window_is(const struct trial *t, struct marks m, struct day monday, const struct penalty_window *w)
{
	struct day from = ten_weeks_from(t, monday), to = day_add(monday, 6);
	struct every e = count_between(t, m, from, to);

	return w->from.n == from.n && w->to.n == to.n && w->count == e.count && w->provisional == e.provisional && w->first == e.first && w->met == e.tenth &&
	       w->last_week - w->first_week < 10 && day_equal(t->world.days.mondays[w->first_week], from) && day_equal(t->world.days.mondays[w->last_week], monday);
}

static bool now_is(const struct trial *t, struct marks m)
{
	struct day monday = day_add(t->today, -day_weekday(t->today)), begin = day_add(t->world.first, -day_weekday(t->world.first));

	while (monday.n >= begin.n && !week_is_school(t, monday)) /* in a holiday the last week before it */
		monday = day_add(monday, -7);
	if (monday.n < begin.n)
		return t->got.now == 0 && t->got.lacking == 10;
	struct every e = count_between(t, m, ten_weeks_from(t, monday), day_add(monday, 6));
	return t->got.now == e.count && t->got.now_provisional == e.provisional && t->got.lacking == (e.count < 10 ? 10 - e.count : 0) &&
	       day_equal(t->got.from, ten_weeks_from(t, monday));
}

static bool counted_are(const struct trial *t, struct marks m)
{
	int place = 0;

	for (int i = 0; i < m.count; i++)
		if (counts(t, &m.of[i]) && (place >= t->got.counted.count || t->got.counted.items[place++].at != m.of[i].at))
			return false;
	return place == t->got.counted.count;
}

static bool windows_are_all(void *ctx, struct marks m)
{
	struct trial *t = ctx;
	struct day begin = day_add(t->world.first, -day_weekday(t->world.first));
	int found = 0;

	penalty_find(m, &t->world.days, t->born, t->today, t->used, t->used_count, &t->got);
	if (!counted_are(t, m) || !now_is(t, m))
		return false;
	for (struct day monday = begin; monday.n <= t->world.last.n; monday = day_add(monday, 7)) {
		bool own = count_between(t, m, monday, day_add(monday, 6)).count > 0;

		if (!own || count_between(t, m, ten_weeks_from(t, monday), day_add(monday, 6)).count < 10)
			continue;
		if (found >= t->got.windows.count || !window_is(t, m, monday, &t->got.windows.items[found++]))
			return false;
	}
	t->windows += found;
	return found == t->got.windows.count;
}

static void used_make(struct trial *t, const struct mark *of, int count)
{
	t->used_count = 0;
	for (int i = 0; i < count && t->used_count < 8; i++)
		if (mark_is_missed(&of[i]) && chance(12) == 0)
			t->used[t->used_count++] = of[i].at;
}

static const struct start_row {
	const char *name;
	int year, month, date;
} starts[] = {
	{ "before the framework, over its first day", 2024, 4, 10 },
	{ "from its first day", 2024, 8, 19 },
	{ "over three years", 2025, 9, 3 },
	{ "from a Sunday", 2026, 8, 30 },
};

static void every_window(void **state)
{
	static struct mark of[LETTERS_MOST];
	const struct start_row *row = *state;
	struct trial *t = mem_new(1, sizeof *t);

	for (int round = 0; round < 150; round++) {
		world_make(&t->world, day_of(row->year, row->month, row->date));
		int count = absences_make(&t->world, of);
		t->born = chance(3) ? DAY_NONE : day_of(chance(2) ? row->year - 5 : row->year - 15, 1 + (int)chance(12), 1 + (int)chance(28));
		t->today = day_add(t->world.first, (int)chance((unsigned)(t->world.last.n - t->world.first.n)));
		used_make(t, of, chance(2) ? count : 0);
		letters_hold("every window is found", windows_are_all, t, of, count);
		arena_finish(&t->world.arena);
	}
	assert_true(t->windows > 100);
	penalty_finish(&t->got);
	free(t);
}

int main(void)
{
	static struct rows r;

	rows_add(&r, every_window, starts);
	return rows_run(&r, "rules/penalty_every");
}
