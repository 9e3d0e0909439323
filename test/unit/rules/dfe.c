#include "rows.h"

#include "rules/dfe.h"

/* As the Department counts it: EES table 6 (domain 4), and the ages of domain 2.8's table. */

#define D(y, m, d) { y, m, d }
struct ymd { int year, month, date; };
static struct day of(struct ymd d) { return day_of(d.year, d.month, d.date); }

static const struct year_row {
	const char *name;
	struct ymd day;
	int want;
} years[] = {
	{ "it begins on 1 August", D(2026, 8, 1), 2026 },
	{ "and ends on 31 July", D(2026, 7, 31), 2025 },
	{ "in the new year it is last year's", D(2027, 1, 1), 2026 },
	{ "a leap day", D(2028, 2, 29), 2027 },
};

static void year_row(void **state)
{
	const struct year_row *row = *state;

	assert_int_equal(dfe_year(of(row->day)), row->want);
}

static const struct census_row {
	const char *name;
	int year;
	enum census_term term;
	struct ymd from, to;
} census[] = {
	{ "autumn", 2026, CENSUS_AUTUMN, D(2026, 8, 1), D(2026, 12, 31) },
	{ "spring, to Easter Sunday", 2026, CENSUS_SPRING, D(2027, 1, 1), D(2027, 3, 28) },
	{ "first half of summer, to the Sunday before the bank holiday", 2026, CENSUS_SUMMER_1, D(2027, 3, 29), D(2027, 5, 30) },
	{ "second half of summer", 2026, CENSUS_SUMMER_2, D(2027, 5, 31), D(2027, 7, 31) },
	{ "a late Easter", 2024, CENSUS_SPRING, D(2025, 1, 1), D(2025, 4, 20) },
	{ "a bank holiday on the 25th", 2025, CENSUS_SUMMER_2, D(2026, 5, 25), D(2026, 7, 31) },
};

static void census_row(void **state)
{
	const struct census_row *row = *state;
	struct day from, to;

	census_term_days(row->year, row->term, &from, &to);
	assert_int_equal(from.n, of(row->from).n);
	assert_int_equal(to.n, of(row->to).n);
}

/* The four are the year from August to July, without a day between or twice. */
static void census_whole(void **state)
{
	(void)state;
	for (int year = 2005; year < 2060; year++) {
		struct day next = day_of(year, 8, 1), from, to;

		for (enum census_term t = 0; t < CENSUS_TERMS; t++) {
			census_term_days(year, t, &from, &to);
			assert_int_equal(from.n, next.n);
			assert_true(to.n > from.n);
			next = day_add(to, 1);
		}
		assert_int_equal(next.n, day_of(year + 1, 8, 1).n);
	}
}

static const struct pupil_row {
	const char *name;
	struct ymd born, joined;
	bool boarder;
	enum dfe_out want;
	struct ymd last; /* of 2026/27 */
} pupils[] = {
	{ "five on 31 August", D(2021, 8, 31), D(2026, 9, 1), false, DFE_IN, D(2027, 7, 31) },
	{ "five on 1 September", D(2021, 9, 1), D(2026, 9, 1), false, DFE_TOO_YOUNG, D(2027, 7, 31) },
	{ "fifteen on 31 August", D(2011, 8, 31), D(2022, 9, 1), false, DFE_IN, D(2027, 5, 30) },
	{ "fourteen on it", D(2011, 9, 1), D(2022, 9, 1), false, DFE_IN, D(2027, 7, 31) },
	{ "the oldest of fifteen", D(2010, 9, 1), D(2022, 9, 1), false, DFE_IN, D(2027, 5, 30) },
	{ "sixteen on it", D(2010, 8, 31), D(2022, 9, 1), false, DFE_TOO_OLD, D(2027, 7, 31) },
	{ "born on a leap day", D(2020, 2, 29), D(2026, 9, 1), false, DFE_IN, D(2027, 7, 31) },
	{ "a boarder", D(2015, 1, 1), D(2022, 9, 1), true, DFE_BOARDER, D(2027, 7, 31) },
	{ "joined on the last day of the first half of summer", D(2015, 1, 1), D(2027, 5, 30), false, DFE_IN, D(2027, 7, 31) },
	{ "joined in its second half", D(2015, 1, 1), D(2027, 5, 31), false, DFE_JOINED_LATE, D(2027, 7, 31) },
};

static void pupil_row(void **state)
{
	const struct pupil_row *row = *state;

	assert_int_equal(dfe_pupil(2026, of(row->born), of(row->joined), row->boarder), row->want);
	assert_int_equal(dfe_last(2026, of(row->born)).n, of(row->last).n);
	assert_int_equal(dfe_out_words(row->want)[0] == '\0', row->want == DFE_IN);
}

int main(void)
{
	static struct rows r;

	rows_add(&r, year_row, years);
	rows_add(&r, census_row, census);
	rows_case(&r, "census terms are the whole year", census_whole, NULL);
	rows_add(&r, pupil_row, pupils);
	return rows_run(&r, "rules/dfe");
}
