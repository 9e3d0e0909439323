#include "policies.h"

#include "rules/forecast.h"

/* EVERY NUMBER TRIED ------------------------------------------------------------------------------------------------------------------ */

static bool below(const struct boundary *line, int possible, int attended)
{
	enum side side = SIDE_ABOVE;

	assert_int_equal(boundary_side(line, possible, attended, &side), 0);
	return side == SIDE_BELOW;
}

static int missed_plainly(const struct boundary *line, int possible, int attended)
{
	for (int k = 1;; k++)
		if (below(line, possible + k, attended))
			return k;
}

/* Above a line of 99 that is inclusive it takes more than 99 for each one missed. */
static int attended_plainly(const struct boundary *line, int possible, int attended)
{
	for (int k = 1; k <= 101 * possible; k++)
		if (!below(line, possible + k, attended + k))
			return k;
	return -1;
}

static int may_miss_plainly(const struct boundary *line, int possible, int attended, int left)
{
	for (int k = left; k >= 0; k--)
		if (!below(line, possible + left, attended + left - k))
			return k;
	return -1;
}

static void line_agrees(const struct boundary *line, int possible, int attended, int left, const struct forecast_line *got)
{
	struct forecast_line want = { .below = below(line, possible, attended) };

	want.missed_in_row = want.below ? 0 : missed_plainly(line, possible, attended);
	want.attended_in_row = want.below ? attended_plainly(line, possible, attended) : 0;
	want.may_miss = may_miss_plainly(line, possible, attended, left);
	want.in_reach_down = below(line, possible + left, attended);
	if (want.below != got->below || want.missed_in_row != got->missed_in_row || want.attended_in_row != got->attended_in_row ||
	    want.may_miss != got->may_miss || want.in_reach_down != got->in_reach_down)
		fail_msg("%d of %d, %d left, line of %d%s: below %d, missed %d, attended %d, may miss %d, in reach %d; but tried: %d, %d, %d, %d, %d", attended, possible,
			 left, line->percent, line->inclusive ? " inclusive" : "", got->below, got->missed_in_row, got->attended_in_row, got->may_miss,
			 got->in_reach_down, want.below, want.missed_in_row, want.attended_in_row, want.may_miss, want.in_reach_down);
}

static void all_agree(const struct policy *p, int possible, int attended, int left)
{
	struct forecast_line lines[POLICY_LINES];
	struct forecast f;

	forecast_make(p, possible, attended, left, lines, &f);
	assert_int_equal(f.line_count, p->boundary_count);
	assert_ptr_equal(f.lines, lines);
	for (int i = 0; i < p->boundary_count; i++)
		line_agrees(&p->boundaries[i], possible, attended, left, &lines[i]);
	assert_int_equal(f.best, attended + left);
	assert_int_equal(f.worst, attended);
	assert_int_equal(f.band_best, policy_band(p, possible + left, attended + left));
	assert_int_equal(f.band_worst, policy_band(p, possible + left, attended));
	assert_int_equal(f.band_at_this_rate, policy_band(p, possible, attended));
	if (possible == 0) {
		assert_int_equal(f.at_this_rate, -1);
		return;
	}
	/* half up: 2 x rate x possible lies within one possible of 2 x attended x (possible + left), and the half belongs to the greater */
	int64_t twice = INT64_C(2) * attended * (possible + left), rate = INT64_C(2) * f.at_this_rate * possible;
	assert_true(rate - possible <= twice && twice < rate + possible);
}

/* Small counts, all of them. */
static void small_counts(void **state)
{
	for (int possible = 0; possible <= 24; possible++)
		for (int attended = 0; attended <= possible; attended++)
			for (int left = 0; left <= 12; left++)
				all_agree(&policy_common, possible, attended, left);
}

/* Every percent of a line, both kinds. */
static void every_line(void **state)
{
	for (int percent = 1; percent <= 100; percent++)
		for (int inclusive = 0; inclusive < 2; inclusive++) {
			struct boundary line = { percent, inclusive, "" };
			struct policy p = { .boundaries = &line, .boundary_count = 1, .bands = policy_bands };

			for (int round = 0; round < 60; round++) {
				int possible = (int)chance(round % 2 ? 400 : 30);

				all_agree(&p, possible, (int)chance((unsigned)possible + 1), (int)chance(round % 3 ? 200 : 5));
			}
		}
}

static void random_policies(void **state)
{
	struct policy_made made;

	for (int round = 0; round < 2000; round++) {
		int possible = (int)chance(400), attended = possible - (int)chance((unsigned)(possible / (1 + (int)chance(8))) + 1);

		all_agree(policy_make(&made), possible, attended, (int)chance(250));
	}
}

/* ROWS -------------------------------------------------------------------------------------------------------------------------------- */

static const struct boundary persistent = { 90, true, "" }, ninety = { 90, false, "" }, hundred = { 100, false, "" }, hundred_inclusive = { 100, true, "" },
			     severe = { 50, true, "" }, one = { 1, false, "" };

static const struct line_row {
	const char *name;
	const struct boundary *line;
	int possible, missed, left;
	struct forecast_line want; /* below, missed in a row, attended in a row, may miss, in reach */
} lines[] = {
	{ "38 of 380 with none left", &persistent, 380, 38, 0, { true, 0, 1, -1, true } },
	{ "38 of 380 with one left", &persistent, 380, 38, 1, { true, 0, 1, 0, true } },
	{ "37 of 380", &persistent, 380, 37, 0, { false, 2, 0, 0, false } },
	{ "37 of 380 with one left, which may be missed", &persistent, 380, 37, 1, { false, 2, 0, 1, false } },
	{ "37 of 380 with two left, of which one may be", &persistent, 380, 37, 2, { false, 2, 0, 1, true } },
	{ "20 of 201", &persistent, 201, 20, 0, { false, 1, 0, 0, false } },
	{ "21 of 211", &persistent, 211, 21, 0, { false, 1, 0, 0, false } },
	{ "38 of 380 is above a line that is not inclusive", &ninety, 380, 38, 0, { false, 1, 0, 0, false } },
	{ "190 of 380 is at 50", &severe, 380, 190, 0, { true, 0, 1, -1, true } },
	{ "1 of 8", &persistent, 8, 1, 0, { true, 0, 3, -1, true } },
	{ "1 of 8 with all of a year left", &persistent, 8, 1, 372, { true, 0, 3, 36, true } },
	{ "nothing possible yet, 380 left", &persistent, 0, 0, 380, { false, 1, 0, 37, true } },
	{ "nothing possible, nothing left", &persistent, 0, 0, 0, { false, 1, 0, 0, false } },
	{ "380 of 380", &persistent, 380, 380, 0, { true, 0, 3421, -1, true } },
	{ "none of 380", &persistent, 380, 0, 0, { false, 43, 0, 0, false } },
	{ "a line of 100 that nobody comes above again", &hundred, 20, 1, 300, { true, 0, -1, -1, true } },
	{ "a line of 100 not crossed yet", &hundred, 20, 0, 300, { false, 1, 0, 0, true } },
	{ "a line of 100 that nobody can be above", &hundred_inclusive, 20, 0, 300, { true, 0, -1, -1, true } },
	{ "a line of 1, out of reach", &one, 100, 0, 200, { false, 9901, 0, 200, false } },
	{ "so far below that the year cannot be saved", &persistent, 300, 100, 80, { true, 0, 701, -1, true } },
};

static void line_row(void **state)
{
	const struct line_row *row = *state;
	struct policy p = { .boundaries = row->line, .boundary_count = 1, .bands = policy_bands };
	struct forecast_line got;
	struct forecast f;

	forecast_make(&p, row->possible, row->possible - row->missed, row->left, &got, &f);
	assert_int_equal(got.below, row->want.below);
	assert_int_equal(got.missed_in_row, row->want.missed_in_row);
	assert_int_equal(got.attended_in_row, row->want.attended_in_row);
	assert_int_equal(got.may_miss, row->want.may_miss);
	assert_int_equal(got.in_reach_down, row->want.in_reach_down);
}

static const struct rate_row {
	const char *name;
	int possible, attended, left, rate;
} rates[] = {
	{ "nothing possible has no rate", 0, 0, 100, -1 },   { "all attended", 190, 190, 190, 380 },
	{ "none attended", 190, 0, 190, 0 },		      { "exactly", 100, 90, 100, 180 },
	{ "a half is one more", 2, 1, 1, 2 },		      { "less than a half is none", 3, 1, 1, 1 },
	{ "two thirds are one more", 3, 2, 1, 3 },	      { "nothing left", 381, 342, 0, 342 },
	{ "counts past what an int times 2 holds", 1000000000, 999999999, 1000000000, 1999999998 },
};

static void rate_row(void **state)
{
	const struct rate_row *row = *state;
	struct forecast_line room[4];
	struct forecast f;

	forecast_make(&policy_common, row->possible, row->attended, row->left, room, &f);
	assert_int_equal(f.at_this_rate, row->rate);
}

static void no_lines(void **state)
{
	struct policy p = { .bands = policy_bands };
	struct forecast f;

	forecast_make(&p, 10, 9, 5, NULL, &f);
	assert_int_equal(f.line_count, 0);
	assert_int_equal(f.band_best, 0);
	assert_int_equal(f.at_this_rate, 14);
}

/* WORDS ------------------------------------------------------------------------------------------------------------------------------- */

static const struct words_row {
	const char *name;
	const struct boundary *line;
	int possible, attended, left;
	const char *want;
} words[] = {
	{ "above", &persistent, 380, 343, 2,
	  "Marks: 380, sessions that were marked; Possible: 380, what is left; Present: 343, / 343; Attended: 343, of them; Unauthorised absence: 37, N 37; Missed: 37, of them; "
	  "Left: 2, sessions from the calendar, to the end of the year; "
	  "Line of 90: 343 of 380: 34,300 is more than 90 x 380 = 34,200, so over 90; "
	  "To fall below 90: 2, more missed in a row would make 343 of 382, at or below 90; May miss: 1, of the 2 left, and end with 344 of 382, over 90; "
	  "Best: 345, of 382, with all of those left; Worst: 343, of 382, with none of those left; "
	  "At this rate: 345, of 382: 343 and 2 x 343 / 380, half up" },
	{ "below", &persistent, 380, 342, 0,
	  "Marks: 380, sessions that were marked; Possible: 380, what is left; Present: 342, / 342; Attended: 342, of them; Unauthorised absence: 38, N 38; Missed: 38, of them; "
	  "Left: 0, sessions from the calendar, to the end of the year; "
	  "Line of 90: 342 of 380: 34,200 is 90 x 380 = 34,200, not more, so at or below 90; "
	  "To come above 90: 1, more attended would make 343 of 381, over 90; May miss: none, 342 of 380 at best, at or below 90; "
	  "Best: 342, of 380, with all of those left; Worst: 342, of 380, with none of those left; "
	  "At this rate: 342, of 380: 342 and 0 x 342 / 380, half up" },
	{ "nothing possible", &hundred, 0, 0, 2,
	  "Marks: 0, sessions that were marked; Possible: 0, what is left; Attended: 0, of them; Missed: 0, of them; "
	  "Left: 2, sessions from the calendar, to the end of the year; "
	  "To fall below 100: 1, more missed would make 0 of 1, below 100; May miss: 0, of the 2 left, and end with 2 of 2, at or above 100; "
	  "Best: 2, of 2, with all of those left; Worst: 0, of 2, with none of those left" },
	{ "never above again", &hundred, 20, 19, 0,
	  "Marks: 20, sessions that were marked; Possible: 20, what is left; Present: 19, / 19; Attended: 19, of them; Unauthorised absence: 1, N 1; Missed: 1, of them; "
	  "Left: 0, sessions from the calendar, to the end of the year; "
	  "Line of 100: 19 of 20: 1,900 is less than 100 x 20 = 2,000, so below 100; "
	  "To come above 100: no number of sessions attended brings anyone above it; May miss: none, 19 of 20 at best, below 100; "
	  "Best: 19, of 20, with all of those left; Worst: 19, of 20, with none of those left; "
	  "At this rate: 19, of 20: 19 and 0 x 19 / 20, half up" },
};

static void words_row(void **state)
{
	CLEAN_ARENA struct arena a = { 0 };
	CLEAN_STEPS struct working_steps s = { .arena = &a };
	const struct words_row *row = *state;
	struct policy p = { .boundaries = row->line, .boundary_count = 1, .bands = policy_bands };
	struct forecast_line line;
	static struct mark of[LETTERS_MOST];
	struct forecast f;
	char letters[32];

	snprintf(letters, sizeof letters, "%d/ %dN", row->attended, row->possible - row->attended);
	struct marks m = { of, letters_read(letters, sitting_of(day_of(2026, 9, 7), SESSION_AM), of) };
	forecast_make(&p, row->possible, row->attended, row->left, &line, &f);
	forecast_working(&p, &f, m, &s);
	assert_string_equal(working_line(&s, &a), row->want);
}

int main(void)
{
	static struct rows r;

	rows_case(&r, "small counts, every number tried", small_counts, NULL);
	rows_case(&r, "every line, every number tried", every_line, NULL);
	rows_case(&r, "random policies, every number tried", random_policies, NULL);
	rows_add(&r, line_row, lines);
	rows_add(&r, rate_row, rates);
	rows_case(&r, "a policy without lines", no_lines, NULL);
	rows_add(&r, words_row, words);
	return rows_run(&r, "rules/forecast");
}
