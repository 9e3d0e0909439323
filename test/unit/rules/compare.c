#include "rows.h"

#include "rules/compare.h"

/* The figures that the issue and domain 4 name. */
static const struct figure_row {
	const char *name, *phase;
	int year;
	enum national_measure measure;
	int want, want_year; /* hundredths; 0: there is none */
} figures[] = {
	{ "primary", "primary", 2025, NATIONAL_ATTENDANCE, 9472, 2025 },
	{ "secondary", "secondary", 2025, NATIONAL_ATTENDANCE, 9151, 2025 },
	{ "special", "special", 2025, NATIONAL_ATTENDANCE, 8683, 2025 },
	{ "all schools", "all", 2025, NATIONAL_ATTENDANCE, 9312, 2025 },
	{ "persistent, primary", "primary", 2025, NATIONAL_PERSISTENT, 1377, 2025 },
	{ "persistent, secondary", "secondary", 2025, NATIONAL_PERSISTENT, 2377, 2025 },
	{ "persistent, special", "special", 2025, NATIONAL_PERSISTENT, 3606, 2025 },
	{ "persistent, all schools", "all", 2025, NATIONAL_PERSISTENT, 1878, 2025 },
	{ "authorised, primary", "primary", 2025, NATIONAL_AUTHORISED, 373, 2025 },
	{ "unauthorised, secondary", "secondary", 2025, NATIONAL_UNAUTHORISED, 327, 2025 },
	{ "2020/21, primary", "primary", 2020, NATIONAL_ATTENDANCE, 9640, 2020 },
	{ "2020/21, persistent, special", "special", 2020, NATIONAL_PERSISTENT, 4890, 2020 },
	{ "2020/21, all schools: the nation's, not Medway's", "all", 2020, NATIONAL_ATTENDANCE, 9540, 2020 },
	{ "a year without one: the last before it", "primary", 2023, NATIONAL_ATTENDANCE, 9640, 2020 },
	{ "a year to come: the last there is", "secondary", 2030, NATIONAL_PERSISTENT, 2377, 2025 },
	{ "before them all", "primary", 2019, NATIONAL_ATTENDANCE, 0, 0 },
	{ "no phase", NULL, 2025, NATIONAL_ATTENDANCE, 9312, 2025 },
	{ "a phase that is not known", "middle deemed primary", 2025, NATIONAL_ATTENDANCE, 9312, 2025 },
	{ "a phase in capitals", "Primary", 2025, NATIONAL_ATTENDANCE, 9472, 2025 },
	{ "a measure that nobody gives", "primary", 2025, NATIONAL_SEVERE, 0, 0 },
};

static void figure_row(void **state)
{
	const struct figure_row *row = *state;
	const struct national_figure *f = national_find(row->phase, row->year, row->measure);

	if (!row->want) {
		assert_null(f);
		return;
	}
	assert_non_null(f);
	assert_int_equal(f->hundredths, row->want);
	assert_int_equal(f->year, row->want_year);
	assert_string_equal(f->area, "England");
	assert_true(f->source[0] != '\0');
}

static const struct share_row {
	const char *name;
	int64_t a, b, c, d;
	int want, apart, tenths;
} shares[] = {
	{ "the same, in other words", 19, 20, 95, 100, 0, 0, 0 },
	{ "a session more", 96, 100, 95, 100, 1, 100, 10 },
	{ "a session less", 94, 100, 95, 100, -1, -100, -10 },
	{ "both print 90.0; rounded once they are nothing apart", 181, 201, 342, 380, 1, 5, 0 },
	{ "less than half of a hundredth apart", 500001, 1000000, 1, 2, 1, 0, 0 },
	{ "half of a hundredth is rounded away", 50005, 100000, 1, 2, 1, 1, 0 },
	{ "and below", 49995, 100000, 1, 2, -1, -1, 0 },
	{ "half of a tenth is rounded away", 5005, 10000, 1, 2, 1, 5, 1 },
	{ "none and none", 0, 5, 0, 9, 0, 0, 0 },
	{ "all of a nation", INT64_C(3037000500), INT64_C(3037000501), INT64_C(3037000499), INT64_C(3037000500), 1, 0, 0 },
	{ "beyond 64 bits", INT64_C(9000000000000000), INT64_C(9000000000000001), INT64_C(8999999999999999), INT64_C(9000000000000000), 1, 0, 0 },
};

static void share_row(void **state)
{
	const struct share_row *row = *state;

	assert_int_equal(share_compare(row->a, row->b, row->c, row->d), row->want);
	assert_int_equal(share_compare(row->c, row->d, row->a, row->b), -row->want);
	assert_int_equal(share_apart(row->a, row->b, row->c, row->d), row->apart);
	assert_int_equal(share_apart(row->c, row->d, row->a, row->b), -row->apart);
	assert_int_equal(share_apart_tenths(row->c, row->d, row->a, row->b), -row->tenths);
	assert_int_equal(share_apart_tenths(row->a, row->b, row->c, row->d), row->tenths);
}

static const struct points_row {
	const char *name;
	int64_t part, of;
	int hundredths, want;
} points[] = {
	{ "exactly", 9472, 10000, 9472, 0 },
	{ "above", 19, 20, 9472, 28 },
	{ "below", 9, 10, 9312, -312 },
	{ "a half above", 20001, 40000, 5000, 0 },
	{ "a half of a hundredth is up", 10001, 20000, 5000, 1 },
	{ "below, away from nought", 9999, 20000, 5000, -1 },
	{ "nothing attended", 0, 1, 10000, -10000 },
	{ "everything", 1, 1, 0, 10000 },
	{ "a third", 1, 3, 3333, 0 },
	{ "two thirds", 2, 3, 6666, 1 },
};

static void points_row(void **state)
{
	const struct points_row *row = *state;

	assert_int_equal(share_points(row->part, row->of, row->hundredths), row->want);
}

static const struct miss_row {
	const char *name;
	int64_t attended, possible, left;
	int hundredths;
	int64_t want;
} misses[] = {
	{ "half a year at 95, none missed yet", 190, 190, 190, 9500, 19 },
	{ "one missed of them", 189, 190, 190, 9500, 18 },
	{ "all that may be missed is", 171, 190, 190, 9500, 0 },
	{ "a session too many", 170, 190, 190, 9500, -1 },
	{ "rounded down", 100, 100, 1, 9500, 1 },
	{ "more than are left", 100, 100, 1, 5000, 1 },
	{ "nothing left, reached", 95, 100, 0, 9500, 0 },
	{ "nothing left, missed", 94, 100, 0, 9500, -1 },
	{ "nothing yet", 0, 0, 380, 9700, 11 },
	{ "100 per cent", 10, 10, 10, 10000, 0 },
	{ "94.72 per cent", 0, 0, 10000, 9472, 528 },
};

static void miss_row(void **state)
{
	const struct miss_row *row = *state;
	int64_t may = share_may_miss(row->attended, row->possible, row->left, row->hundredths);

	assert_int_equal(may, row->want);
	/* one more would be too many */
	if (may >= 0 && may < row->left)
		assert_int_equal(share_compare(row->attended + row->left - may - 1, row->possible + row->left, row->hundredths, 10000), -1);
}

static void names(void **state)
{
	(void)state;
	assert_string_equal(national_measure_name(NATIONAL_ATTENDANCE), "attendance");
	assert_string_equal(national_measure_name(NATIONAL_UNAUTHORISED), "unauthorised");
	for (int i = 0; i < national_figures_count; i++)
		assert_in_range(national_figures[i].hundredths, 1, 10000);
}

int main(void)
{
	static struct rows r;

	rows_add(&r, figure_row, figures);
	rows_add(&r, share_row, shares);
	rows_add(&r, points_row, points);
	rows_add(&r, miss_row, misses);
	rows_case(&r, "names of measures, and every figure", names, NULL);
	return rows_run(&r, "rules/compare");
}
