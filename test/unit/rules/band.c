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

/* NEAR ------------------------------------------------------------------------------------------------------------------------- */

static const struct near_row {
	const char *name;
	int possible, missed, most;
	struct band_near want;
} nears[] = {
	{ "nothing possible: nothing near", 0, 0, 400, { 0, 0, -1, -1 } },
	{ "38 of 380: exactly 90, one attended brings it above", 380, 38, 3, { 0, 1, -1, 1 } },
	{ "37 of 380: two missed would be 39 of 382", 380, 37, 3, { 2, 0, 1, -1 } },
	{ "37 of 380: one is not enough", 380, 37, 1, { 0, 0, -1, -1 } },
	{ "37 of 370 against 36", 370, 37, 1, { 0, 1, -1, 1 } },
	{ "20 of 201 prints 90.0 and is above: one missed is 21 of 202", 201, 20, 3, { 1, 0, 1, -1 } },
	{ "21 of 211 likewise", 211, 21, 3, { 1, 0, 1, -1 } },
	{ "190 of 380: exactly 50, one attended", 380, 190, 3, { 0, 1, -1, 3 } },
	{ "76 of 380: exactly 80 is above, one missed", 380, 76, 3, { 1, 0, 2, -1 } },
	{ "77 of 380: 77 of 385 is exactly 80, which is above", 380, 77, 5, { 0, 5, -1, 2 } },
	{ "77 of 380: four are not enough", 380, 77, 4, { 0, 0, -1, -1 } },
	{ "19 of 380: exactly 95 is above, one missed", 380, 19, 3, { 1, 0, 0, -1 } },
	{ "20 of 380: 20 of 400 is exactly 95", 380, 20, 20, { 20, 20, 1, 0 } },
	{ "1 of 8: two attended are exactly 90, three above", 8, 1, 3, { 1, 3, 2, 1 } },
	{ "none of 1", 1, 0, 3, { 1, 0, 0, -1 } },
	{ "all of 1: two attended are 2 of 3", 1, 1, 3, { 0, 2, -1, 3 } },
	{ "all of 380", 380, 380, 400, { 0, 381, -1, 3 } },
	{ "none of 380", 380, 0, 400, { 21, 0, 0, -1 } },
};

static void near_row(void **state)
{
	const struct near_row *row = *state;
	struct band_near got = policy_near(&policy_national, row->possible, row->possible - row->missed, row->most);

	assert_int_equal(got.missed, row->want.missed);
	assert_int_equal(got.attended, row->want.attended);
	assert_int_equal(got.below, row->want.below);
	assert_int_equal(got.above, row->want.above);
}

/* ODD POLICIES ------------------------------------------------------------------------------------------------------------------ */

static const struct boundary one_line[] = { { 100, false, "" } }, one_line_in[] = { { 100, true, "" } };
static const struct boundary tiers[] = { { 97, true, "" }, { 95, true, "" }, { 90, false, "" }, { 1, true, "" } };
static const struct boundary few[] = { { 96, true, "" }, { 93, true, "" } };
static const char *const one_names[] = { "100", "less" }, *const whole_names[] = { "Over 100%", "100% or less" };
static const char *const tier_names[] = { "97 and above", "95 to 97", "90 to 95", "under 90", "1 or less" };
static const char *const few_names[] = { "Green", "Amber: over 93, 96 or less", "Red" };
static const struct policy all_present = { "all", "All", 0, one_line, 1, one_names }, all_in = { "in", "In", 0, one_line_in, 1, whole_names };
static const struct policy in_tiers = { "tiers", "Tiers", 0, tiers, 4, tier_names }, in_colours = { "colours", "Colours", 0, few, 2, few_names };
static const struct policy *const policies[] = { &policy_national, &all_present, &all_in, &in_tiers, &in_colours };

/* The least of 1..most sessions that changes the side of the line; 0: none does. */
static int near_by_trying(const struct boundary *line, int possible, int attended, bool attend, int most)
{
	enum side now, then;

	assert_int_equal(boundary_side(line, possible, attended, &now), 0);
	for (int k = 1; k <= most; k++) {
		assert_int_equal(boundary_side(line, possible + k, attended + (attend ? k : 0), &then), 0);
		if (now == (attend ? SIDE_BELOW : SIDE_ABOVE) && then != now)
			return k;
	}
	return 0;
}

static void near_one(const struct policy *p, int possible, int attended, int most)
{
	struct band_near near = policy_near(p, possible, attended, most);
	int missed = 0, attend = 0, below = -1, above = -1;

	for (int i = 0; possible > 0 && i < p->boundary_count; i++) {
		int k = near_by_trying(&p->boundaries[i], possible, attended, false, most);

		if (k > 0 && (missed == 0 || k < missed))
			missed = k, below = i;
		k = near_by_trying(&p->boundaries[i], possible, attended, true, most);
		if (k > 0 && (attend == 0 || k < attend))
			attend = k, above = i;
	}
	assert_int_equal(near.missed, missed);
	assert_int_equal(near.below, below);
	assert_int_equal(near.attended, attend);
	assert_int_equal(near.above, above);
}

static void near_as_by_trying(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof policies / sizeof *policies; i++)
		for (int possible = 0; possible <= 64; possible++)
			for (int attended = 0; attended <= possible; attended++)
				near_one(policies[i], possible, attended, attended % 2 ? 3 : 40);
}

static const struct edges_row {
	const char *name;
	const struct policy *policy;
	int band;
	const char *want;
} edges[] = {
	{ "national: above every line", &policy_national, 0, "95 and above" },
	{ "national: 90 to 95", &policy_national, 1, "90 to 95 (over 90)" },
	{ "national: 80 to 90", &policy_national, 2, "80 to 90 (80 or more, 90 or less)" },
	{ "national: 50 to 80", &policy_national, 3, "50 to 80 (over 50, under 80)" },
	{ "national: below every line", &policy_national, 4, "50 or less" },
	{ "no band", &policy_national, -1, "" },
	{ "one line at 100, not inclusive: above", &all_present, 0, "100 (100 or more)" },
	{ "one line at 100, not inclusive: below", &all_present, 1, "less (under 100)" },
	{ "one line at 100, inclusive: above, said with a capital and a percent sign", &all_in, 0, "Over 100%" },
	{ "one line at 100, inclusive: below", &all_in, 1, "100% or less" },
	{ "a name that contradicts its line", &in_tiers, 0, "97 and above (over 97)" },
	{ "inclusive below and above, the highest name being wrong", &in_tiers, 1, "95 to 97 (over 95, 97 or less)" },
	{ "not inclusive below, inclusive above", &in_tiers, 2, "90 to 95 (90 or more, 95 or less)" },
	{ "a name that says its upper edge itself", &in_tiers, 3, "under 90 (over 1)" },
	{ "1 or less is no end of 11 or less", &in_tiers, 4, "1 or less" },
	{ "a name without figures", &in_colours, 0, "Green (over 96)" },
	{ "a name that says both", &in_colours, 1, "Amber: over 93, 96 or less" },
	{ "the lowest without figures", &in_colours, 2, "Red (93 or less)" },
};

static void edges_row(void **state)
{
	const struct edges_row *row = *state;
	char got[BAND_EDGES_MOST];

	assert_ptr_equal(policy_band_edges(row->policy, row->band, got), got);
	assert_string_equal(got, row->want);
}

/* A percentage in the name's own figures may be part of another number; a name may be longer than the room. */
static void edges_of_odd_names(void **state)
{
	static const char *const names[] = { "195 and above or 95.5 or more", "\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9"
		"\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9"
		"\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9" };
	static const struct boundary line = { 95, false, "" };
	const struct policy p = { "odd", "Odd", 0, &line, 1, names };
	char got[BAND_EDGES_MOST];

	(void)state;
	assert_string_equal(policy_band_edges(&p, 0, got), "195 and above or 95.5 or more (95 or more)");
	policy_band_edges(&p, 1, got);
	assert_memory_equal(got, names[1], strlen(got));
	assert_true(strlen(got) <= BAND_EDGES_MOST - 1 && strlen(got) % 2 == 0);
}

int main(void)
{
	static struct rows r;

	rows_add(&r, side_row, sides);
	rows_add(&r, band_row, bands);
	rows_case(&r, "the national lines fall and name their source", national_falls, NULL);
	rows_case(&r, "bands and flags agree for all of 1 to 420 sessions", flags_agree_with_bands, NULL);
	rows_add(&r, near_row, nears);
	rows_case(&r, "near a line, as by trying every number of sessions", near_as_by_trying, NULL);
	rows_add(&r, edges_row, edges);
	rows_case(&r, "edges of odd names", edges_of_odd_names, NULL);
	return rows_run(&r, "rules/band");
}
