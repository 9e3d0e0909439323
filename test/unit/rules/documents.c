#include "rows.h"

#include "rules/band.h"
#include "rules/span.h"

/* The numbers that policy documents print (domain 6, 9), and those at the edge of every line.  What a document has wrong is marked so, with what
 * is right beside it. */

enum verdict { EXACT, ROUNDED, WRONG };

/* Tenths of a percent; of the lines on lateness, tenths of a day of five hours (a percentage of 100 days). */
static const struct printed_row {
	const char *name;
	int64_t part, of;
	int printed, right;
	enum verdict verdict;
} printed[] = {
	{ "100% is 190 days of 190", 380, 380, 1000, 1000, EXACT },
	{ "97% is 184 days, 6 missed: wrong, that is 96.8%", 368, 380, 970, 968, WRONG },
	{ "95% is 180.5 days, 9.5 missed", 361, 380, 950, 950, EXACT },
	{ "90% is 171 days, 19 missed", 342, 380, 900, 900, EXACT },
	{ "80% is 152 days, 38 missed", 304, 380, 800, 800, EXACT },
	{ "Hackney: 10 days of holiday leave 94.7%", 360, 380, 947, 947, EXACT },
	{ "Hackney: 95% is a session missed in two weeks", 19, 20, 950, 950, EXACT },
	{ "Hackney: 90% is a session missed a week", 9, 10, 900, 900, EXACT },
	{ "Hackney: 85% is three sessions missed in two weeks", 17, 20, 850, 850, EXACT },
	{ "Hackney: 80% is a day missed a week", 8, 10, 800, 800, EXACT },
	{ "15% missed is 57 of 380", 57, 380, 150, 150, EXACT },
	{ "20% missed is 76 of 380", 76, 380, 200, 200, EXACT },
	{ "56 of 380, the old line of DfE, as 15%", 56, 380, 150, 147, ROUNDED },
	{ "Medway: 95.4% attended is 4.6% missed", 1000 - 954, 1000, 46, 46, EXACT },
	{ "DfE, 8 Sep 2025: 95.34% are 95.3", 12946834 + 42437, 13624157, 953, 953, EXACT },
	{ "5 minutes late a day are 3 days a year", 190 * 5, 300 * 100, 30, 32, ROUNDED },
	{ "10 minutes late a day are 6.5 days", 190 * 10, 300 * 100, 65, 63, ROUNDED },
	{ "15 minutes late a day are 10 days: wrong, they are 9.5", 190 * 15, 300 * 100, 100, 95, WRONG },
	{ "20 minutes late a day are 13 days", 190 * 20, 300 * 100, 130, 127, ROUNDED },
	{ "30 minutes late a day are 19 days", 190 * 30, 300 * 100, 190, 190, EXACT },
};

static void printed_is_judged(void **state)
{
	const struct printed_row *row = *state;
	int apart = abs(row->printed - row->right);

	assert_int_equal(percent_tenths(row->part, row->of), row->right);
	if (row->verdict == EXACT)
		assert_int_equal(apart, 0);
	else
		assert_in_range(apart, 1, 5);
}

/* THE EDGES --------------------------------------------------------------------------------------------------------------------------- */

static const struct edge_row {
	const char *name;
	int possible, missed, tenths;
	int band;                 /* of the national policy; -1: none */
	bool persistent, severe;
	const char *sides;        /* of 95, 90, 80 and 50: Above, Below, ? */
} edges[] = {
	{ "0 of 380 missed", 380, 0, 1000, 0, false, false, "AAAA" },
	{ "19 of 380 missed is exactly 95%, and above that line", 380, 19, 950, 0, false, false, "AAAA" },
	{ "20 of 380 missed", 380, 20, 947, 1, false, false, "BAAA" },
	{ "37 of 380 missed is 9.74%, not persistent", 380, 37, 903, 1, false, false, "BAAA" },
	{ "38 of 380 missed is exactly 10%, persistent", 380, 38, 900, 2, true, false, "BBAA" },
	{ "20 of 201 missed prints 90.0 and is above", 201, 20, 900, 1, false, false, "BAAA" },
	{ "21 of 201 missed is below", 201, 21, 896, 2, true, false, "BBAA" },
	{ "21 of 211 missed prints 90.0 and is above", 211, 21, 900, 1, false, false, "BAAA" },
	{ "22 of 211 missed is below", 211, 22, 896, 2, true, false, "BBAA" },
	{ "76 of 380 missed is exactly 80%, and above that line", 380, 76, 800, 2, true, false, "BBAA" },
	{ "77 of 380 missed", 380, 77, 797, 3, true, false, "BBBA" },
	{ "189 of 380 missed is not severe", 380, 189, 503, 3, true, false, "BBBA" },
	{ "190 of 380 missed is exactly 50%, severe", 380, 190, 500, 4, true, true, "BBBB" },
	{ "1 of 8 missed is persistent", 8, 1, 875, 2, true, false, "BBAA" },
	{ "0 of 0 is in no figure", 0, 0, -1, -1, false, false, "????" },
	{ "1 of 1 missed", 1, 1, 0, 4, true, true, "BBBB" },
	{ "380 of 380 missed", 380, 380, 0, 4, true, true, "BBBB" },
	{ "370 possible, ten X left out: 36 missed is 9.73%", 370, 36, 903, 1, false, false, "BAAA" },
	{ "370 possible, ten X left out: 37 missed is exactly 10%", 370, 37, 900, 2, true, false, "BBAA" },
	{ "380 with the X wrongly in: 37 missed would not be persistent", 380, 37, 903, 1, false, false, "BAAA" },
};

static void edge_is_exact(void **state)
{
	const struct edge_row *row = *state;
	int attended = row->possible - row->missed;

	assert_int_equal(percent_tenths(attended, row->possible), row->tenths);
	assert_int_equal(policy_band(&policy_national, row->possible, attended), row->band);
	assert_int_equal(absence_persistent(row->possible, row->missed), row->persistent);
	assert_int_equal(absence_severe(row->possible, row->missed), row->severe);
	for (int i = 0; i < policy_national.boundary_count; i++) {
		enum side side;

		assert_int_equal(boundary_side(&policy_national.boundaries[i], row->possible, attended, &side), 0);
		assert_int_equal("AB?"[side], row->sides[i]);
	}
}

/* BANDS OF THE DOCUMENTS --------------------------------------------------------------------------------------------------------------- */

#define POLICY(lines, names) { .boundaries = lines, .boundary_count = sizeof(lines) / sizeof *(lines), .bands = names }

static const struct boundary east_sussex_lines[] = { { 97, false, "" }, { 95, false, "" }, { 90, false, "" } };
static const char *const east_sussex_bands[] = { "target met", "stage 1", "stage 2", "stage 3" };
static const struct policy east_sussex = POLICY(east_sussex_lines, east_sussex_bands);

static const struct boundary tier_lines[] = { { 93, false, "" }, { 80, false, "" }, { 50, true, "" } };
static const char *const tier_bands[] = { "tier 1", "tier 2", "tier 3", "tier 4" };
static const struct policy tiers = POLICY(tier_lines, tier_bands);

/* Its text says "at or below 95"; its headings "<95%". */
static const struct boundary hackney_lines[] = { { 95, true, "" }, { 90, true, "" }, { 85, true, "" }, { 80, true, "" } };
static const char *const hackney_bands[] = { "above 95", "95", "90", "85", "80" };
static const struct policy hackney = POLICY(hackney_lines, hackney_bands);

static const struct document_row {
	const char *name;
	const struct policy *policy;
	int possible, missed;
	const char *wrong; /* the band that a reading of the document would give, and should not; NULL: it is clear */
	const char *want;
	bool persistent;
} documents[] = {
	{ "East Sussex: 97.0 meets the target", &east_sussex, 1000, 30, NULL, "target met", false },
	{ "East Sussex: 96.9", &east_sussex, 1000, 31, NULL, "stage 1", false },
	{ "East Sussex: 95.0 is stage 1", &east_sussex, 1000, 50, NULL, "stage 1", false },
	{ "East Sussex: 94.9 is stage 2", &east_sussex, 1000, 51, NULL, "stage 2", false },
	{ "East Sussex: 90.0 is stage 2, and persistent all the same", &east_sussex, 380, 38, "stage 3", "stage 2", true },
	{ "East Sussex: 89.9 is stage 3", &east_sussex, 1000, 101, NULL, "stage 3", true },
	{ "East Sussex: 184 of 190 days are not its target", &east_sussex, 380, 12, "target met", "stage 1", false },
	{ "tiers: 93 is tier 1", &tiers, 100, 7, NULL, "tier 1", false },
	{ "tiers: 92.9, between the lines as printed, is tier 2", &tiers, 1000, 71, "tier 1", "tier 2", false },
	{ "tiers: 87, under a stray label of tier 1, is tier 2", &tiers, 100, 13, "tier 1", "tier 2", true },
	{ "tiers: 80 is tier 2", &tiers, 100, 20, NULL, "tier 2", true },
	{ "tiers: 79.9, between the lines as printed, is tier 3", &tiers, 1000, 201, "tier 2", "tier 3", true },
	{ "tiers: 50.1, between the lines as printed, is tier 3", &tiers, 1000, 499, "tier 4", "tier 3", true },
	{ "tiers: 50 is tier 4, and severe", &tiers, 100, 50, NULL, "tier 4", true },
	{ "Hackney: 95.1", &hackney, 1000, 49, NULL, "above 95", false },
	{ "Hackney: exactly 95, by its text and not its heading", &hackney, 380, 19, "above 95", "95", false },
	{ "Hackney: exactly 90", &hackney, 380, 38, "95", "90", true },
	{ "Hackney: exactly 85", &hackney, 380, 57, "90", "85", true },
	{ "Hackney: exactly 80", &hackney, 380, 76, "85", "80", true },
	{ "Hackney: ten days of holiday", &hackney, 380, 20, NULL, "95", false },
};

static void document_band(void **state)
{
	const struct document_row *row = *state;
	int band = policy_band(row->policy, row->possible, row->possible - row->missed);

	assert_string_equal(row->policy->bands[band], row->want);
	if (row->wrong)
		assert_string_not_equal(row->policy->bands[band], row->wrong);
	assert_int_equal(absence_persistent(row->possible, row->missed), row->persistent);
}

int main(void)
{
	static struct rows r;

	rows_add(&r, printed_is_judged, printed);
	rows_add(&r, edge_is_exact, edges);
	rows_add(&r, document_band, documents);
	return rows_run(&r, "rules/documents");
}
