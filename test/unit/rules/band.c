#include "rows.h"

#include "rules/band.h"

static const struct boundary above_90 = { 90, false, "" }, persistent = { 90, true, "" }, severe = { 50, true, "" };

/* Domain 9, extra oracles. */
static const struct side_row {
	const char *name;
	const struct boundary *line;
	int possible, attended, want_r;
	enum side want;
} sides[] = {
	{ "38 of 380 missed is on the line, and below it", &persistent, 380, 342, 0, SIDE_BELOW },
	{ "38 of 380 missed is above a line that is not inclusive", &above_90, 380, 342, 0, SIDE_ABOVE },
	{ "39 of 380 missed is below a line that is not inclusive", &above_90, 380, 341, 0, SIDE_BELOW },
	{ "37 of 380 missed is above", &persistent, 380, 343, 0, SIDE_ABOVE },
	{ "20 of 201 prints 90.0 but is above", &persistent, 201, 181, 0, SIDE_ABOVE },
	{ "21 of 211 prints 90.0 but is above", &persistent, 211, 190, 0, SIDE_ABOVE },
	{ "22 of 211 is below", &persistent, 211, 189, 0, SIDE_BELOW },
	{ "190 of 380 missed is on the line of 50", &severe, 380, 190, 0, SIDE_BELOW },
	{ "189 of 380 missed is above the line of 50", &severe, 380, 191, 0, SIDE_ABOVE },
	{ "1 of 8 missed is below", &persistent, 8, 7, 0, SIDE_BELOW },
	{ "36 of 370 missed is above", &persistent, 370, 334, 0, SIDE_ABOVE },
	{ "37 of 370 missed is below", &persistent, 370, 333, 0, SIDE_BELOW },
	{ "all missed is below", &persistent, 12, 0, 0, SIDE_BELOW },
	{ "none missed is above", &persistent, 12, 12, 0, SIDE_ABOVE },
	{ "nothing possible has no side", &persistent, 0, 0, 0, SIDE_UNKNOWN },
	{ "more attended than possible", &persistent, 10, 11, -ERANGE, SIDE_UNKNOWN },
	{ "less than nothing possible", &persistent, -1, -1, -ERANGE, SIDE_UNKNOWN },
	{ "less than nothing attended", &persistent, 10, -1, -ERANGE, SIDE_UNKNOWN },
	{ "counts past what an int times 100 holds", &persistent, 2000000000, 1800000001, 0, SIDE_ABOVE },
};

static void side_row(void **state)
{
	const struct side_row *row = *state;
	enum side got = SIDE_UNKNOWN;

	assert_int_equal(boundary_side(row->line, row->possible, row->attended, &got), row->want_r);
	assert_int_equal(got, row->want);
}

static const struct band_row {
	const char *name;
	int possible, missed;
	const char *want; /* NULL: no band */
	bool persistent, severe;
} bands[] = {
	{ "0 of 0 is in no band", 0, 0, NULL, false, false },
	{ "0 of 380", 380, 0, "95 and above", false, false },
	{ "380 of 380", 380, 380, "50 or less", true, true },
	{ "1 of 1", 1, 1, "50 or less", true, true },
	{ "0 of 1", 1, 0, "95 and above", false, false },
	{ "18 of 380", 380, 18, "95 and above", false, false },
	{ "19 of 380 is exactly 95", 380, 19, "95 and above", false, false },
	{ "20 of 380", 380, 20, "90 to 95", false, false },
	{ "37 of 380", 380, 37, "90 to 95", false, false },
	{ "38 of 380 is exactly 90", 380, 38, "80 to 90", true, false },
	{ "39 of 380", 380, 39, "80 to 90", true, false },
	{ "20 of 201 prints 90.0", 201, 20, "90 to 95", false, false },
	{ "21 of 211 prints 90.0", 211, 21, "90 to 95", false, false },
	{ "1 of 8", 8, 1, "80 to 90", true, false },
	{ "75 of 380", 380, 75, "80 to 90", true, false },
	{ "76 of 380 is exactly 80", 380, 76, "80 to 90", true, false },
	{ "77 of 380", 380, 77, "50 to 80", true, false },
	{ "189 of 380", 380, 189, "50 to 80", true, false },
	{ "190 of 380 is exactly 50", 380, 190, "50 or less", true, true },
	{ "191 of 380", 380, 191, "50 or less", true, true },
	{ "36 of 370", 370, 36, "90 to 95", false, false },
	{ "37 of 370", 370, 37, "80 to 90", true, false },
};

static void band_row(void **state)
{
	const struct band_row *row = *state;
	int band = policy_band(&policy_national, row->possible, row->possible - row->missed);

	if (row->want)
		assert_string_equal(policy_national.bands[band], row->want);
	else
		assert_int_equal(band, -1);
	assert_int_equal(absence_persistent(row->possible, row->missed), row->persistent);
	assert_int_equal(absence_severe(row->possible, row->missed), row->severe);
}

static void national_falls(void **state)
{
	const struct policy *p = &policy_national;

	assert_int_equal(p->boundary_count, 4);
	for (int i = 1; i < p->boundary_count; i++)
		assert_true(p->boundaries[i].percent < p->boundaries[i - 1].percent);
	for (int i = 0; i < p->boundary_count; i++)
		assert_true(strlen(p->boundaries[i].source) > 0);
}

/* The band names and DfE's two flags must tell the same story for every pupil that can be. */
static void flags_agree_with_bands(void **state)
{
	for (int possible = 1; possible <= 420; possible++)
		for (int missed = 0; missed <= possible; missed++) {
			int band = policy_band(&policy_national, possible, possible - missed);

			assert_int_equal(absence_persistent(possible, missed), band >= 2);
			assert_int_equal(absence_severe(possible, missed), band == 4);
		}
}

int main(void)
{
	static struct rows r;

	rows_add(&r, side_row, sides);
	rows_add(&r, band_row, bands);
	rows_case(&r, "the national lines fall and name their source", national_falls, NULL);
	rows_case(&r, "bands and flags agree for all of 1 to 420 sessions", flags_agree_with_bands, NULL);
	return rows_run(&r, "rules/band");
}
