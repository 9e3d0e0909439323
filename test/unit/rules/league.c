#include "rows.h"

#include "rules/league.h"

#define ROWS 4

static const struct sort_row {
	const char *name;
	int count;
	struct league_row rows[ROWS];
	int64_t want[ROWS];
	int places[ROWS];
} sort_rows[] = {
	{ "the greater share first", 2, { { 1, 90, 100 }, { 2, 95, 100 } }, { 2, 1 }, { 1, 2 } },
	{ "a small class beside a large one: by fraction", 2, { { 1, 949, 1000 }, { 2, 19, 20 } }, { 2, 1 }, { 1, 2 } },
	{ "equal shares have one place", 3, { { 3, 19, 20 }, { 1, 95, 100 }, { 2, 90, 100 } }, { 1, 3, 2 }, { 1, 1, 3 } },
	{ "1, 2, 2, 4", 4, { { 1, 9, 10 }, { 2, 8, 10 }, { 3, 80, 100 }, { 4, 7, 10 } }, { 1, 2, 3, 4 }, { 1, 2, 2, 4 } },
	{ "nothing possible has no place, and comes last", 3, { { 1, 0, 0 }, { 2, 0, 10 }, { 3, 1, 10 } }, { 3, 2, 1 }, { 1, 2, 0 } },
	{ "nothing possible anywhere", 2, { { 2, 0, 0 }, { 1, 0, 0 } }, { 1, 2 }, { 0, 0 } },
	{ "shares that print alike are told apart", 2, { { 1, 1000, 1053 }, { 2, 1001, 1054 } }, { 2, 1 }, { 1, 2 } },
	{ "one alone", 1, { { 7, 3, 4 } }, { 7 }, { 1 } },
	{ "none", 0, { { 0 } }, { 0 }, { 0 } },
	{ "a class of half-timers is not behind for it", 2, { { 1, 50, 50 }, { 2, 99, 100 } }, { 1, 2 }, { 1, 2 } },
	{ "sessions of a whole authority", 2, { { 1, 50000000, 57000000 }, { 2, 50000001, 57000000 } }, { 2, 1 }, { 1, 2 } },
};

static void sort_row(void **state)
{
	const struct sort_row *row = *state;
	struct league_row rows[ROWS];
	int places[ROWS];

	memcpy(rows, row->rows, sizeof rows);
	league_sort(rows, row->count, places);
	for (int i = 0; i < row->count; i++) {
		assert_int_equal(rows[i].id, row->want[i]);
		assert_int_equal(places[i], row->places[i]);
	}
}

static const struct improved_row {
	const char *name;
	int count;
	struct league_row rows[ROWS];
	int64_t want[ROWS];
} improved_rows[] = {
	{ "who gained more", 2, { { 1, 90, 100, 85, 100 }, { 2, 80, 100, 70, 100 } }, { 2, 1 } },
	{ "who lost least", 2, { { 1, 80, 100, 90, 100 }, { 2, 85, 100, 90, 100 } }, { 2, 1 } },
	{ "without a period before, last", 3, { { 1, 10, 10 }, { 2, 8, 10, 9, 10 }, { 3, 9, 10, 8, 10 } }, { 3, 2, 1 } },
	{ "nothing possible now, last", 2, { { 1, 0, 0, 5, 10 }, { 2, 1, 10, 9, 10 } }, { 2, 1 } },
	{ "equal gains in order of id", 2, { { 2, 9, 10, 8, 10 }, { 1, 90, 100, 16, 20 } }, { 1, 2 } },
	{ "a hair apart", 2, { { 1, 900000, 1000000, 800000, 1000000 }, { 2, 900001, 1000000, 800000, 1000000 } }, { 2, 1 } },
	{ "sessions of a whole authority", 2, { { 1, 50000000, 57000000, 49999999, 57000000 }, { 2, 50000000, 57000000, 49999998, 57000000 } }, { 2, 1 } },
	{ "none", 0, { { 0 } }, { 0 } },
};

static void improved_row(void **state)
{
	const struct improved_row *row = *state;
	struct league_row rows[ROWS];

	memcpy(rows, row->rows, sizeof rows);
	league_sort_improved(rows, row->count);
	for (int i = 0; i < row->count; i++)
		assert_int_equal(rows[i].id, row->want[i]);
}

static const struct streak_row {
	const char *name;
	const char *marks;    /* a letter a session from Monday 7 September 2026 */
	const char *unbroken; /* codes that break no streak */
	bool full;
	int streak;
} streak_rows[] = {
	{ "all attended", "/\\/\\/\\", "", true, 6 },
	{ "late is attended", "L\\L\\", "", true, 4 },
	{ "a trip is attended", "VV/\\", "", true, 4 },
	{ "one missed", "/\\I\\/\\", "", false, 3 },
	{ "missed at the end", "/\\/I", "", false, 0 },
	{ "a code that breaks no streak makes it no longer", "/\\R\\/\\", "R", true, 5 },
	{ "another code does", "/\\I\\/\\", "R", false, 3 },
	{ "what was not possible breaks nothing", "/\\XX/\\", "", true, 4 },
	{ "a part-timer's week", "XX/\\/\\/\\XX", "", true, 6 },
	{ "nothing possible is not full", "XX", "", false, 0 },
	{ "no mark at all", "", "", false, 0 },
	{ "only absences that break no streak", "RR", "R", true, 0 },
	{ "U breaks it", "U\\", "R", false, 1 },
};

static void streak_row(void **state)
{
	const struct streak_row *row = *state;
	struct mark of[32];
	bool unbroken[256] = { false };
	sitting at = sitting_of(day_of(2026, 9, 7), SESSION_AM);
	int n = 0;

	for (const char *p = row->marks; *p; p++, at++) {
		uint8_t code = code_number((char[]){ *p, 0 });

		of[n++] = (struct mark){ at, code, (uint8_t)code_category(code, sitting_day(at)) };
	}
	for (const char *p = row->unbroken; *p; p++)
		unbroken[code_number((char[]){ *p, 0 })] = true;
	const struct marks m = { of, n };
	assert_int_equal(league_is_full(m, unbroken), row->full);
	assert_int_equal(league_streak(m, unbroken), row->streak);
	int broken = league_broken_at(m, unbroken);
	assert_true(broken >= -1 && broken < n && (broken < 0 || !unbroken[of[broken].code]));
	assert_int_equal(league_streak((struct marks){ of + broken + 1, n - broken - 1 }, unbroken), row->streak);
}

int main(void)
{
	static struct rows r;

	rows_add(&r, sort_row, sort_rows);
	rows_add(&r, improved_row, improved_rows);
	rows_add(&r, streak_row, streak_rows);
	return rows_run(&r, "rules/league");
}
