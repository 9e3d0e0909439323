#include "letters.h"

#include "rules/calendar.h"
#include "rules/working.h"

#define YEARS 4

static void fill(uint8_t *strip)
{
	unsigned most = 1 + chance(255); /* also numbers that no code has */
	bool sparse = chance(3) == 0;

	for (int i = 0; i < STRIP_BYTES; i++)
		strip[i] = (uint8_t)(sparse && i / 60 % 2 ? 0 : chance(most + 1));
}

/* Storage years: before the codes, D's era, an ordinary one, the two regulations, leap ones, and the last there is. */
static const struct year_row {
	const char *name;
	int year;
} years[] = {
	{ "from 2004, before the first code", 2004 }, { "from 2009, over D's change", 2009 },
	{ "from 2011, over the end of F and a leap year", 2011 }, { "from 2022, over 19 August 2024", 2022 },
	{ "from 2023, a leap year", 2023 }, { "from 2026", 2026 }, { "from 2097, not a leap year in 2100", 2097 },
};

/* The plain way: look at every session, ask for its mark, ask what the mark was that day. */
static int marks_plainly(const struct span *s, struct mark *to)
{
	int count = 0;

	for (sitting at = s->first; at <= s->last; at++) {
		struct mark m = mark_at(at, span_mark(s, at));

		if (m.category != CATEGORY_NONE)
			to[count++] = m;
	}
	return count;
}

static void marks_equal(const struct mark *a, const struct mark *b, int count)
{
	for (int i = 0; i < count; i++)
		if (a[i].at != b[i].at || a[i].code != b[i].code || a[i].category != b[i].category)
			fail_msg("mark %d: %s at %d, but %s at %d", i, code_symbol(a[i].code), a[i].at, code_symbol(b[i].code), b[i].at);
}

static struct span span_random(int year, uint8_t strips[YEARS][STRIP_BYTES], const uint8_t *pointers[YEARS])
{
	int from = strip_sitting(year, 0) - 100, length = YEARS * STRIP_BYTES + 200;

	for (int y = 0; y < YEARS; y++) {
		fill(strips[y]);
		pointers[y] = chance(5) == 0 ? NULL : strips[y];
	}
	struct span s = { .year = year, .years = 1 + (int)chance(YEARS), .strips = pointers };
	s.first = from + (int)chance((unsigned)length);
	s.last = s.first - 2 + (int)chance(chance(3) ? (unsigned)length : 30);
	return s;
}

static void spans_agree(void **state)
{
	const struct year_row *row = *state;
	static uint8_t strips[YEARS][STRIP_BYTES];
	const uint8_t *pointers[YEARS];
	int found = 0;

	for (int round = 0; round < 300; round++) {
		struct span s = span_random(row->year, strips, pointers);
		int room = s.last < s.first ? 0 : s.last - s.first + 1;
		CLEAN_FREE struct mark *got = mem_new((size_t)room, sizeof *got), *want = mem_new((size_t)room, sizeof *want);
		int count = marks_of_span(&s, got);

		assert_int_equal(count, marks_plainly(&s, want));
		marks_equal(got, want, count);
		found += count;
	}
	assert_true(found > 1000);
}

/* What marks come to is what the strips come to. */
static void tallies_agree(void **state)
{
	const struct year_row *row = *state;
	static uint8_t strips[YEARS][STRIP_BYTES];
	const uint8_t *pointers[YEARS];

	for (int round = 0; round < 300; round++) {
		struct span s = span_random(row->year, strips, pointers);
		CLEAN_FREE struct mark *of = mem_new(s.last < s.first ? 0 : (size_t)(s.last - s.first + 1), sizeof *of);
		struct tally fast = { .count = { 3, 1 }, .late = 2 }, want = fast;

		marks_tally((struct marks){ of, marks_of_span(&s, of) }, &fast);
		tally_span(&s, &want);
		assert_int_equal(fast.count[CATEGORY_NONE], 3);
		want.count[CATEGORY_NONE] = 3;
		assert_memory_equal(fast.count, want.count, sizeof want.count);
		assert_int_equal(fast.late, want.late);
	}
}

/* A span that ends with the first session of the codes of 2024 counts it once. */
static void first_of_an_era(void **state)
{
	uint8_t strip[STRIP_BYTES] = { 0 };
	const uint8_t *pointer = strip;
	sitting change = sitting_of(CODES_2024, SESSION_AM);
	struct span s = { change - 1, change, 2023, 1, &pointer };
	struct mark of[3];

	strip[strip_slot(change - 1)] = CODE_I;
	strip[strip_slot(change)] = CODE_N;
	assert_int_equal(marks_of_span(&s, of), 2);
	assert_int_equal(of[1].at, change);
	s.last--;
	assert_int_equal(marks_of_span(&s, of), 1);
}

/* PARTS ------------------------------------------------------------------------------------------------------------------------------- */

static struct day monday(void)
{
	return day_of(2026, 11, 2);
}

static const struct part_row {
	const char *name;
	const char *letters;
	int first, last; /* sessions from the Monday's morning */
	int from, count;
} parts[] = {
	{ "all of it", "/\\/\\", 0, 3, 0, 4 },
	{ "longer than all of it", "/\\/\\", -9, 30, 0, 4 },
	{ "the first alone", "/\\/\\", 0, 0, 0, 1 },
	{ "the last alone", "/\\/\\", 3, 3, 3, 1 },
	{ "from the middle, over a blank", "/.\\/\\", 1, 3, 1, 2 },
	{ "a blank alone", "/.\\/\\", 1, 1, 1, 0 },
	{ "before", "/\\/\\", -9, -1, 0, 0 },
	{ "after", "/\\/\\", 4, 9, 4, 0 },
	{ "ends before it begins", "/\\/\\", 2, 1, 2, 0 },
	{ "ends long before it begins", "/\\/\\", 3, 0, 3, 0 },
	{ "of no marks", "....", 0, 3, 0, 0 },
};

static void part_row(void **state)
{
	static struct mark of[LETTERS_MOST];
	const struct part_row *row = *state;
	sitting first = sitting_of(monday(), SESSION_AM);
	struct marks all = { of, letters_read(row->letters, first, of) }, got = marks_between(all, first + row->first, first + row->last);

	assert_int_equal(got.count, row->count);
	if (got.count > 0)
		assert_ptr_equal(got.of, of + row->from);
}

static void no_end(void **state)
{
	static struct mark of[LETTERS_MOST];
	struct marks all = { of, letters_read("/\\N", sitting_of(monday(), SESSION_AM), of) };

	assert_int_equal(marks_between(all, INT32_MIN, INT32_MAX).count, 3);
	assert_int_equal(marks_between((struct marks){ NULL, 0 }, INT32_MIN, INT32_MAX).count, 0);
}

static bool parts_add_up(void *ctx, struct marks m)
{
	sitting cut = *(sitting *)ctx;
	struct tally all = { 0 }, two = { 0 };

	marks_tally(m, &all);
	marks_tally(marks_between(m, INT32_MIN, cut), &two);
	marks_tally(marks_between(m, cut + 1, INT32_MAX), &two);
	return memcmp(&all, &two, sizeof all) == 0;
}

static void ranges_add_up(void **state)
{
	static struct mark of[LETTERS_MOST];
	sitting first = sitting_of(day_of(2024, 8, 1), SESSION_AM);

	for (int round = 0; round < 500; round++) {
		int count = letters_make(first, 1 + (int)chance(1000), of);
		sitting cut = first + (int)chance(1000);

		letters_hold("two parts are the whole", parts_add_up, &cut, of, count);
	}
}

/* 600 marks of one kind, and each of them late: no counter passes over. */
static void many_of_one(void **state)
{
	static struct mark of[LETTERS_MOST];
	struct tally t = { 0 };

	for (int i = 0; i < 600; i++)
		of[i] = mark_at(sitting_of(monday(), SESSION_AM) + i, CODE_LATE);
	marks_tally((struct marks){ of, 600 }, &t);
	assert_int_equal(t.count[CATEGORY_PRESENT], 600);
	assert_int_equal(t.late, 600);
	assert_int_equal(tally_possible(&t), 600);
}

/* CATEGORIES -------------------------------------------------------------------------------------------------------------------------- */

static const struct category_row {
	const char *name, *code;
	int year, month, date;
	bool attended, missed;
} categories[] = {
	{ "J attended an interview until 18 August 2024", "J", 2024, 7, 1, true, false },
	{ "J1 is missed since", "J1", 2024, 9, 4, false, true },
	{ "C is missed", "C", 2026, 9, 4, false, true },
	{ "O is missed", "O", 2026, 9, 4, false, true },
	{ "V is attended", "V", 2026, 9, 4, true, false },
	{ "L is attended", "L", 2026, 9, 4, true, false },
	{ "U is missed", "U", 2026, 9, 4, false, true },
	{ "X is neither", "X", 2026, 9, 4, false, false },
	{ "# is neither", "#", 2026, 9, 4, false, false },
	{ "Z is neither", "Z", 2026, 9, 4, false, false },
	{ "D is neither today", "D", 2026, 9, 4, false, false },
	{ "Q is neither", "Q", 2026, 9, 4, false, false },
	{ "Y1 is neither", "Y1", 2026, 9, 4, false, false },
};

static void category_row(void **state)
{
	const struct category_row *row = *state;
	struct mark m = mark_at(sitting_of(day_of(row->year, row->month, row->date), SESSION_AM), code_number(row->code));

	assert_int_not_equal(m.category, CATEGORY_NONE);
	assert_int_equal(mark_is_attended(&m), row->attended);
	assert_int_equal(mark_is_missed(&m), row->missed);
	assert_int_equal(mark_is_possible(&m), row->attended || row->missed);
}

/* WORKING ----------------------------------------------------------------------------------------------------------------------------- */

static const struct working_row {
	const char *name, *letters, *want;
} workings[] = {
	{ "of no marks", "", "Marks: 0, sessions that were marked; Possible: 0, what is left; Attended: 0, of them; Missed: 0, of them" },
	{ "of every kind", "5/ 2L V 3I N 4X # 2Z",
	  "Marks: 19, sessions that were marked; Left out: 4, X: not required, not a possible attendance; "
	  "Left out: 2, Z: not yet on roll, no mark of attendance; Left out: 1, #: school closed, no mark of attendance; Possible: 12, what is left; "
	  "Present: 7, / 5, L 2; Approved educational activity: 1, V 1; Attended: 8, of them; Authorised absence: 3, I 3; Unauthorised absence: 1, N 1; "
	  "Missed: 4, of them" },
	{ "codes by how often", "/ 2N 3U G 2O",
	  "Marks: 9, sessions that were marked; Possible: 9, what is left; Present: 1, / 1; Attended: 1, of them; "
	  "Unauthorised absence: 8, U 3, N 2, O 2, G 1; Missed: 8, of them" },
};

static void working_row(void **state)
{
	static struct mark of[LETTERS_MOST];
	CLEAN_ARENA struct arena a = { 0 };
	CLEAN_STEPS struct working_steps s = { .arena = &a };
	const struct working_row *row = *state;

	marks_working((struct marks){ of, letters_read(row->letters, sitting_of(monday(), SESSION_AM), of) }, &s);
	assert_string_equal(working_line(&s, &a), row->want);
}

/* SHRINKING: a failure is told small */

static bool fewer_than_three_n(void *ctx, struct marks m)
{
	int n = 0;

	for (int i = 0; i < m.count; i++)
		n += m.of[i].code == CODE_N;
	return n < 3;
}

static void shrinks(void **state)
{
	static struct mark of[LETTERS_MOST];
	CLEAN_BUF struct buf text = { 0 };
	int count = letters_read("/\\/\\N.\\//\\ NN/\\/N/\\/\\", sitting_of(monday(), SESSION_AM), of);

	count = letters_shrink(fewer_than_three_n, NULL, of, count);
	assert_int_equal(count, 3);
	assert_string_equal(letters_of((struct marks){ of, count }, &text), "2026-11-07 am: NN...N");
}

int main(void)
{
	static struct rows r;

	rows_add(&r, spans_agree, years);
	rows_add(&r, tallies_agree, years);
	rows_case(&r, "a span that ends as a set of codes begins", first_of_an_era, NULL);
	rows_add(&r, part_row, parts);
	rows_case(&r, "without an end", no_end, NULL);
	rows_case(&r, "ranges add up", ranges_add_up, NULL);
	rows_case(&r, "600 of one kind", many_of_one, NULL);
	rows_add(&r, category_row, categories);
	rows_add(&r, working_row, workings);
	rows_case(&r, "a failure is shrunk to what it needs", shrinks, NULL);
	return rows_run(&r, "rules/marks");
}
