#include "rows.h"

#include "rules/calendar.h"
#include "rules/span.h"

#define YEARS 4

/* A fixed seed: the same marks at each run, on every machine. */
static uint64_t seed = 20240819;

static unsigned chance(unsigned below)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return (unsigned)(seed >> 33) % below;
}

/* The plain way: look at every session, ask for its mark, ask what the mark was that day. */
static void tally_plainly(const struct span *s, struct tally *to)
{
	for (sitting at = s->first; at <= s->last; at++) {
		uint8_t mark = span_mark(s, at);
		enum category c = code_category(mark, sitting_day(at));

		to->count[c]++;
		to->late += c == CATEGORY_PRESENT && mark == CODE_LATE;
	}
}

static uint8_t mark_plainly(const struct span *s, sitting at)
{
	int year, month, date;

	if (at < s->first || at > s->last)
		return CODE_NONE;
	day_to_ymd(sitting_day(at), &year, &month, &date);
	year -= month < 9;
	if (year < s->year || year >= s->year + s->years || !s->strips[year - s->year])
		return CODE_NONE;
	return s->strips[year - s->year][2 * (sitting_day(at).n - day_of(year, 9, 1).n) + sitting_session(at)];
}

static void fill(uint8_t *strip)
{
	unsigned most = 1 + chance(255); /* also numbers that no code has */
	bool one = chance(4) == 0;	 /* one mark throughout: what makes a counter pass 255 */

	for (int i = 0; i < STRIP_BYTES; i++)
		strip[i] = (uint8_t)(one ? most : chance(most + 1));
}

static void tally_equal(const struct tally *a, const struct tally *b)
{
	assert_memory_equal(a->count, b->count, sizeof a->count);
	assert_int_equal(a->late, b->late);
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

static void spans_agree(void **state)
{
	const struct year_row *row = *state;
	static uint8_t strips[YEARS][STRIP_BYTES];
	int marked = 0;

	for (int round = 0; round < 400; round++) {
		const uint8_t *pointers[YEARS];
		struct tally fast = { .late = 7, .count = { 1, 2, 3, 4, 5, 6, 7 } }, plain = fast;
		int from = strip_sitting(row->year, 0) - 100, length = YEARS * STRIP_BYTES + 200;

		for (int y = 0; y < YEARS; y++) {
			fill(strips[y]);
			pointers[y] = chance(5) == 0 ? NULL : strips[y];
		}
		struct span s = { .year = row->year, .years = 1 + (int)chance(YEARS), .strips = pointers };
		s.first = from + (int)chance(length);
		s.last = round % 4 ? s.first + (int)chance(round % 4 == 1 ? 30 : length) : s.first - (int)chance(3);
		tally_span(&s, &fast);
		tally_plainly(&s, &plain);
		tally_equal(&fast, &plain);
		marked += tally_possible(&fast);
	}
	assert_true(marked > 1000);
}

static void codes_agree(void **state)
{
	const struct year_row *row = *state;
	static uint8_t strips[2][STRIP_BYTES];
	const uint8_t *pointers[2] = { strips[0], strips[1] };

	for (int round = 0; round < 50; round++) {
		int32_t got[256] = { 0 }, want[256] = { 0 };
		struct span s = { .year = row->year, .years = 2, .strips = pointers };

		fill(strips[0]);
		fill(strips[1]);
		s.first = strip_sitting(row->year, 0) - 20 + (int)chance(1500);
		s.last = s.first + (int)chance(1500) - 1;
		for (sitting at = s.first; at <= s.last; at++) {
			assert_int_equal(span_mark(&s, at), mark_plainly(&s, at));
			want[mark_plainly(&s, at)]++;
		}
		span_codes(&s, got);
		assert_memory_equal(got, want, sizeof want);
		assert_int_equal(span_mark(&s, s.first - 1), CODE_NONE);
		assert_int_equal(span_mark(&s, s.last + 1), CODE_NONE);
	}
}

#define PUPILS 50

static void strips_agree(void **state)
{
	const struct year_row *row = *state;
	static uint8_t strips[PUPILS][STRIP_BYTES];

	for (int round = 0; round < 20; round++) {
		struct tally fast[PUPILS] = { 0 };
		sitting first = strip_sitting(row->year, 0), last = strip_sitting(row->year + 1, 0) - 1;

		if (round > 0) {
			first += (int)chance(732) - 5;
			last = first + (int)chance(732);
		}
		for (int i = 0; i < PUPILS; i++)
			fill(strips[i]);
		tally_strips(strips[0], PUPILS, row->year, first, last, fast);
		for (int i = 0; i < PUPILS; i++) {
			const uint8_t *strip = strips[i];
			sitting begin = strip_sitting(row->year, 0), end = strip_sitting(row->year + 1, 0) - 1;
			struct span s = { first > begin ? first : begin, last < end ? last : end, row->year, 1, &strip };
			struct tally plain = { 0 };

			tally_plainly(&s, &plain);
			tally_equal(&fast[i], &plain);
		}
	}
}

static const struct layout_row {
	const char *name;
	int year, month, date, storage_year, slot;
} layouts[] = {
	{ "the first day", 2026, 9, 1, 2026, 0 },
	{ "the last day of a year of 365", 2027, 8, 31, 2026, 728 },
	{ "the last day of a year of 366", 2028, 8, 31, 2027, 730 },
	{ "29 February", 2028, 2, 29, 2027, 2 * 181 },
	{ "1 January", 2027, 1, 1, 2026, 2 * 122 },
	{ "the first day there is", 1900, 1, 1, 1899, 2 * 122 },
	{ "the last day there is", 2199, 12, 31, 2199, 2 * 121 },
	{ "1 September 1900", 1900, 9, 1, 1900, 0 },
	{ "the last day before a leap day there is not", 2100, 2, 28, 2099, 2 * 180 },
};

static void layout_row(void **state)
{
	const struct layout_row *row = *state;
	struct day d = day_of(row->year, row->month, row->date);

	assert_int_equal(strip_year(d), row->storage_year);
	for (enum session s = SESSION_AM; s <= SESSION_PM; s++) {
		assert_int_equal(strip_slot(sitting_of(d, s)), row->slot + (int)s);
		assert_int_equal(strip_sitting(row->storage_year, row->slot + (int)s), sitting_of(d, s));
	}
}

/* J is an educational activity until 18 August 2024, and J1 an authorised absence from the next day. */
static void split_at_2024(void **state)
{
	uint8_t strip[STRIP_BYTES] = { 0 };
	const uint8_t *pointer = strip;
	struct day before = day_of(2024, 8, 18), after = day_of(2024, 8, 19);
	struct tally t = { 0 };

	strip[strip_slot(sitting_of(before, SESSION_PM))] = code_number("J");
	strip[strip_slot(sitting_of(after, SESSION_AM))] = code_number("J1");
	strip[strip_slot(sitting_of(after, SESSION_PM))] = code_number("J"); /* not in force: counts as no mark */
	struct span s = { sitting_of(before, SESSION_AM), sitting_of(after, SESSION_PM), 2023, 1, &pointer };
	tally_span(&s, &t);
	assert_int_equal(t.count[CATEGORY_ACTIVITY], 1);
	assert_int_equal(t.count[CATEGORY_AUTHORISED], 1);
	assert_int_equal(t.count[CATEGORY_NONE], 2);
	assert_int_equal(tally_possible(&t), 2);
	assert_int_equal(tally_attended(&t), 1);
	assert_int_equal(tally_missed(&t), 1);
}

static void adds_up(void **state)
{
	struct tally a = { .count = { 1, 2, 3, 4, 5, 6, 7 }, .late = 8 }, b = a;

	tally_add(&a, &b);
	for (int c = 0; c < CATEGORIES; c++)
		assert_int_equal(a.count[c], 2 * b.count[c]);
	assert_int_equal(a.late, 16);
	assert_int_equal(tally_attended(&b), 2 + 3);
	assert_int_equal(tally_missed(&b), 4 + 5);
	assert_int_equal(tally_possible(&b), 2 + 3 + 4 + 5);
}

static const struct percent_row {
	const char *name;
	int64_t part, of;
	int want;
	const char *text;
} percents[] = {
	{ "0 of 0", 0, 0, -1, "–" },
	{ "0 of 380", 0, 380, 0, "0.0" },
	{ "380 of 380", 380, 380, 1000, "100.0" },
	{ "360 of 380", 360, 380, 947, "94.7" },
	{ "342 of 380", 342, 380, 900, "90.0" },
	{ "343 of 380", 343, 380, 903, "90.3" },
	{ "181 of 201 prints 90.0", 181, 201, 900, "90.0" },
	{ "190 of 211 prints 90.0", 190, 211, 900, "90.0" },
	{ "7 of 8 is 87.5", 7, 8, 875, "87.5" },
	{ "304 of 380", 304, 380, 800, "80.0" },
	{ "361 of 380", 361, 380, 950, "95.0" },
	{ "a half goes up", 1, 2000, 1, "0.1" },
	{ "just below a half goes down", 1, 2001, 0, "0.0" },
	{ "1 of 16 is 6.25 and goes up", 1, 16, 63, "6.3" },
	{ "DfE, 8 September 2025", 12989271, 13624000, 953, "95.3" },
	{ "past 32 bits", 3000000000000, 4000000000000, 750, "75.0" },
};

static void percent_row(void **state)
{
	const struct percent_row *row = *state;
	char text[8];

	assert_int_equal(percent_tenths(row->part, row->of), row->want);
	assert_string_equal(percent_text(row->want, text), row->text);
}

int main(void)
{
	static struct rows r;

	rows_add(&r, spans_agree, years);
	rows_add(&r, codes_agree, years);
	rows_add(&r, strips_agree, years);
	rows_add(&r, layout_row, layouts);
	rows_case(&r, "a year is split on 19 August 2024", split_at_2024, NULL);
	rows_case(&r, "tallies add up", adds_up, NULL);
	rows_add(&r, percent_row, percents);
	return rows_run(&r, "rules/span");
}
