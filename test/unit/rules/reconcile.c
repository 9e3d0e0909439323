#include "rows.h"

#include <stdio.h>

#include "rules/reconcile.h"

/* Most pupils here: 300 present, 10 late, 20 ill, and what the row adds. */
#define USUAL "/300 L10 I20"
#define NOBODY { -1, 0 }
#define TENTHS(n) { n, 1 }
#define HUNDREDTHS(n) { n, 2 }
#define ALONE(w) { RECONCILE_##w, RECONCILE_SAME }
#define BOTH(v, w) { RECONCILE_##v, RECONCILE_##w }
#define SILENT { -1, -1, -1, -1, -1 }
#define COUNTS_ONLY NOBODY, NOBODY

static const struct explain_row {
	const char *name, *marks;
	int year;
	struct { int32_t unmarked, closed, unplanned, before, after, off_present, off_late; } times;
	struct reconcile_theirs theirs;
	enum reconcile_way want[2];
	int32_t sessions;
	bool weak;
} explains[] = {
	/* They agree */
	{ "all counts and the percentage agree",
	  USUAL, 2026, { 0 }, { { 330, 310, 20, 0, 10 }, TENTHS(939), NOBODY }, ALONE(SAME), 0, false },
	{ "the percentage alone agrees", USUAL, 2026, { 0 }, { SILENT, TENTHS(939), NOBODY }, ALONE(SAME), 0, true },
	{ "the percentage with two decimals", USUAL, 2026, { 0 }, { SILENT, HUNDREDTHS(9394), NOBODY }, ALONE(SAME), 0, true },
	{ "the percentage with none", USUAL, 2026, { 0 }, { SILENT, { 94, 0 }, NOBODY }, ALONE(SAME), 0, true },
	{ "the percentage with six", USUAL, 2026, { 0 }, { SILENT, { 93939394, 6 }, NOBODY }, ALONE(SAME), 0, true },
	{ "absence in percent", USUAL, 2026, { 0 }, { SILENT, NOBODY, TENTHS(61) }, ALONE(SAME), 0, true },
	{ "one count alone", USUAL, 2026, { 0 }, { { -1, -1, 20, -1, -1 }, COUNTS_ONLY }, ALONE(SAME), 0, false },
	{ "exactly half a tenth is rounded up",
	  "/379 I21", 2026, { 0 }, { { 400, 379, -1, -1, -1 }, TENTHS(948), NOBODY }, ALONE(SAME), 0, false },
	{ "more sessions than an int times a million holds",
	  "/2000000000 I1000", 2026, { 0 }, { { 2000001000, 2000000000, -1, -1, -1 }, { 99999950, 6 }, NOBODY }, ALONE(SAME), 0, false },
	/* Nothing to compare */
	{ "a row that says nothing", USUAL, 2026, { 0 }, { SILENT, COUNTS_ONLY }, ALONE(NOTHING_GIVEN), 0, false },
	{ "nothing possible, and so say they", "", 2026, { 0 }, { { 0, 0, 0, 0, 0 }, COUNTS_ONLY }, ALONE(SAME), 0, false },
	{ "nothing possible, they print 0%",
	  "", 2026, { 0 }, { { 0, 0, -1, -1, -1 }, TENTHS(0), NOBODY }, ALONE(NOTHING_POSSIBLE), 0, false },
	{ "nothing possible, they print 100% and nothing else",
	  "X40", 2026, { 0 }, { SILENT, TENTHS(1000), NOBODY }, ALONE(NOTHING_POSSIBLE), 0, true },
	{ "nothing possible here, something there",
	  "", 2026, { 0 }, { { 10, 9, -1, -1, -1 }, TENTHS(900), NOBODY }, ALONE(OTHER_DAYS), 10, false },
	{ "nothing possible there, something here",
	  "/10", 2026, { 0 }, { { 0, 0, 0, 0, -1 }, COUNTS_ONLY }, ALONE(OTHER_DAYS), -10, false },
	/* Rounding */
	{ "cut", "/379 I21", 2026, { 0 }, { { 400, 379, -1, -1, -1 }, TENTHS(947), NOBODY }, ALONE(ROUNDING), 0, false },
	{ "cut, to whole percents",
	  "/379 I1", 2026, { 0 }, { { 380, 379, -1, -1, -1 }, { 99, 0 }, NOBODY }, ALONE(ROUNDING), 0, false },
	{ "half to even, downwards",
	  "/377 I23", 2026, { 0 }, { { 400, 377, -1, -1, -1 }, TENTHS(942), NOBODY }, ALONE(ROUNDING), 0, false },
	{ "half to even, upwards, is half up",
	  "/379 I21", 2026, { 0 }, { { 400, -1, -1, -1, -1 }, TENTHS(948), NOBODY }, ALONE(SAME), 0, false },
	{ "absence taken from 100",
	  "/379 I21", 2026, { 0 }, { { 400, -1, -1, -1, -1 }, TENTHS(948), TENTHS(52) }, ALONE(ROUNDING), 0, false },
	{ "absence for itself",
	  "/379 I21", 2026, { 0 }, { { 400, -1, -1, -1, -1 }, TENTHS(948), TENTHS(53) }, ALONE(SAME), 0, false },
	{ "a percentage that no rounding of their counts gives",
	  USUAL, 2026, { 0 }, { { 330, 310, 20, 0, -1 }, TENTHS(949), NOBODY }, ALONE(CONTRADICTION), 0, false },
	{ "counts explained, and their percentage wrong",
	  USUAL, 2026, { 0 }, { { 330, 300, -1, -1, -1 }, TENTHS(939), NOBODY }, BOTH(LATE_ABSENT, CONTRADICTION), 10, false },
	/* Each way */
	{ "D attended", USUAL " D12", 2026, { 0 }, { { 342, 322, 20, 0, -1 }, TENTHS(942), NOBODY }, ALONE(D_ATTENDED), 12, false },
	{ "D attended, by the percentage alone",
	  USUAL " D12", 2026, { 0 }, { SILENT, TENTHS(942), NOBODY }, ALONE(D_ATTENDED), 12, true },
	{ "D of 2010 was attended by everybody",
	  USUAL " D12", 2010, { 0 }, { { 342, 322, 20, 0, -1 }, TENTHS(942), NOBODY }, ALONE(SAME), 0, false },
	{ "D authorised absence",
	  USUAL " D12", 2026, { 0 }, { { 342, 310, 32, 0, -1 }, COUNTS_ONLY }, ALONE(D_POSSIBLE), 12, false },
	{ "D possible, neither attended nor absent",
	  USUAL " D12", 2026, { 0 }, { { 342, 310, 20, 0, -1 }, COUNTS_ONLY }, ALONE(D_POSSIBLE), 12, false },
	{ "X unauthorised absence",
	  USUAL " X8", 2026, { 0 }, { { 338, 310, 20, 8, -1 }, COUNTS_ONLY }, ALONE(X_POSSIBLE), 8, false },
	{ "Q authorised absence, as Veritas has it",
	  USUAL " Q6", 2026, { 0 }, { { 336, 310, 26, 0, -1 }, TENTHS(923), NOBODY }, ALONE(Q_POSSIBLE), 6, false },
	{ "J1 attended, as Veritas has it",
	  USUAL " J14", 2026, { 0 }, { { 334, 314, 20, 0, -1 }, COUNTS_ONLY }, ALONE(J1_ATTENDED), 4, false },
	{ "J of 2020 absent", USUAL " J4", 2020, { 0 }, { { 334, 310, 24, 0, -1 }, COUNTS_ONLY }, ALONE(J_ABSENT), 4, false },
	{ "K authorised absence, as Veritas has it",
	  USUAL " K9", 2026, { 0 }, { { 339, 310, 29, 0, -1 }, COUNTS_ONLY }, ALONE(K_ABSENT), 9, false },
	{ "L not attended", USUAL, 2026, { 0 }, { { 330, 300, 20, 0, 10 }, COUNTS_ONLY }, ALONE(LATE_ABSENT), 10, false },
	{ "L not attended, by the percentage alone",
	  USUAL, 2026, { 0 }, { SILENT, TENTHS(909), NOBODY }, ALONE(LATE_ABSENT), 10, true },
	{ "L not attended, by the percentage and who was late",
	  USUAL, 2026, { 0 }, { { -1, -1, -1, -1, 10 }, TENTHS(909), NOBODY }, ALONE(LATE_ABSENT), 10, true },
	{ "who was late alone", USUAL, 2026, { 0 }, { { -1, -1, -1, -1, 10 }, COUNTS_ONLY }, ALONE(SAME), 0, false },
	{ "U attended", USUAL " U5", 2026, { 0 }, { { 335, 315, 20, 0, -1 }, COUNTS_ONLY }, ALONE(U_ATTENDED), 5, false },
	{ "U among the late",
	  USUAL " U5", 2026, { 0 }, { { 335, 310, 20, 5, 15 }, TENTHS(925), NOBODY }, ALONE(LATE_WITH_U), 5, false },
	{ "N left out", USUAL " N3", 2026, { 0 }, { { 330, 310, 20, 0, -1 }, TENTHS(939), NOBODY }, ALONE(N_LEFT_OUT), 3, false },
	{ "Y1 and Y3 authorised absence",
	  USUAL " Y12 Y34", 2026, { 0 }, { { 336, 310, 26, 0, -1 }, COUNTS_ONLY }, ALONE(Y_POSSIBLE), 6, false },
	{ "Y1 absent, and the day that the boiler was cold left out",
	  USUAL " Y12", 2026, { .unplanned = 5 }, { { 332, 310, 22, 0, -1 }, COUNTS_ONLY }, ALONE(Y_POSSIBLE), 2, false },
	{ "Y1 absent, and that day too",
	  USUAL " Y12", 2026, { .unplanned = 5 }, { { 337, 310, 20, 7, -1 }, COUNTS_ONLY }, ALONE(Y_POSSIBLE), 7, false },
	{ "that day alone", USUAL, 2026, { .unplanned = 5 }, { { 335, 310, 20, 5, -1 }, COUNTS_ONLY }, ALONE(Y_POSSIBLE), 5, false },
	{ "Y of 2020 absent", USUAL " Y2", 2020, { 0 }, { { 332, 310, 22, 0, -1 }, COUNTS_ONLY }, ALONE(Y_POSSIBLE), 2, false },
	{ "only / \\ and L attended",
	  USUAL " B4 V6 K2", 2026, { 0 }, { { 342, 310, 20, 0, -1 }, COUNTS_ONLY }, ALONE(ACTIVITY_ABSENT), 12, false },
	{ "the common wrong table: D Q X Y absent",
	  USUAL " D1 Q2 X3 Y74", 2026, { 0 }, { { 340, 310, 30, 0, -1 }, COUNTS_ONLY }, ALONE(NOT_POSSIBLE), 10, false },
	{ "closed days possible",
	  USUAL, 2026, { .closed = 10 }, { { 340, 310, 20, 0, -1 }, COUNTS_ONLY }, ALONE(CLOSED_POSSIBLE), 10, false },
	{ "no mark is attended",
	  USUAL, 2026, { .unmarked = 7 }, { { 337, 317, 20, 0, -1 }, COUNTS_ONLY }, ALONE(UNMARKED_PRESENT), 7, false },
	{ "no mark is unauthorised",
	  USUAL, 2026, { .unmarked = 7 }, { { 337, 310, 20, 7, -1 }, COUNTS_ONLY }, ALONE(UNMARKED_ABSENT), 7, false },
	{ "absent before joining",
	  USUAL, 2026, { .before = 50 }, { { 380, 310, 20, 50, -1 }, COUNTS_ONLY }, ALONE(BEFORE_JOINING), 50, false },
	{ "absent after leaving",
	  USUAL, 2026, { .after = 50 }, { { 380, 310, 20, 50, -1 }, TENTHS(816), NOBODY }, ALONE(AFTER_LEAVING), 50, false },
	{ "marks outside the roll are counted",
	  USUAL, 2026, { .before = 50, .off_present = 6, .off_late = 1 }, { { 336, 316, 20, 0, 11 }, COUNTS_ONLY }, ALONE(OFF_ROLL_MARKS), 6, false },
	/* Two ways */
	{ "L not attended and U attended",
	  USUAL " U5", 2026, { 0 }, { { 335, 305, -1, -1, -1 }, COUNTS_ONLY }, BOTH(LATE_ABSENT, U_ATTENDED), 15, false },
	{ "D attended and X absent",
	  USUAL " D12 X8", 2026, { 0 }, { { 350, 322, 28, 0, -1 }, COUNTS_ONLY }, BOTH(D_ATTENDED, X_POSSIBLE), 20, false },
	{ "K and Q absent, as Veritas has both",
	  USUAL " K9 Q6", 2026, { 0 }, { { 345, 310, 35, 0, -1 }, TENTHS(899), NOBODY }, BOTH(Q_POSSIBLE, K_ABSENT), 15, false },
	{ "J1 attended and K absent, as Veritas has both",
	  USUAL " J14 K9", 2026, { 0 }, { { 343, 314, 29, 0, -1 }, COUNTS_ONLY }, BOTH(J1_ATTENDED, K_ABSENT), 13, false },
	{ "U attended and among the late",
	  USUAL " U5", 2026, { 0 }, { { 335, 315, 20, 0, 15 }, COUNTS_ONLY }, BOTH(U_ATTENDED, LATE_WITH_U), 10, false },
	{ "N left out and no mark attended",
	  USUAL " N3", 2026, { .unmarked = 7 }, { { 337, 317, 20, 0, -1 }, COUNTS_ONLY }, BOTH(N_LEFT_OUT, UNMARKED_PRESENT), 10, false },
	{ "activity not attended and D attended",
	  USUAL " B4 D12", 2026, { 0 }, { { 346, 322, 20, 0, -1 }, COUNTS_ONLY }, BOTH(D_ATTENDED, ACTIVITY_ABSENT), 16, false },
	{ "absent before joining and after leaving",
	  USUAL, 2026, { .before = 50, .after = 20 }, { { 400, 310, 20, 70, -1 }, COUNTS_ONLY }, BOTH(BEFORE_JOINING, AFTER_LEAVING), 70, false },
	{ "L not attended, and the percentage cut",
	  USUAL, 2026, { 0 }, { { 330, 300, -1, -1, -1 }, { 90, 0 }, NOBODY }, BOTH(LATE_ABSENT, ROUNDING), 10, false },
	/* Which of several */
	{ "one way before two",
	  USUAL " D12 X12", 2026, { 0 }, { { 342, 322, -1, -1, -1 }, COUNTS_ONLY }, ALONE(D_ATTENDED), 12, false },
	{ "a code before a group of codes",
	  USUAL " K9", 2026, { 0 }, { { 339, 310, -1, -1, -1 }, COUNTS_ONLY }, ALONE(K_ABSENT), 9, false },
	{ "a code before a time",
	  USUAL " X7", 2026, { .unmarked = 7 }, { { 337, 310, -1, -1, -1 }, COUNTS_ONLY }, ALONE(X_POSSIBLE), 7, false },
	{ "a way before other days",
	  USUAL " X7", 2026, { 0 }, { { 337, -1, -1, -1, -1 }, COUNTS_ONLY }, ALONE(X_POSSIBLE), 7, false },
	{ "the same sessions are not counted two ways",
	  USUAL " D12", 2026, { 0 }, { { 354, 322, 32, 0, -1 }, COUNTS_ONLY }, ALONE(OTHER_DAYS), 24, false },
	/* Other days */
	{ "two sessions more, both present",
	  USUAL, 2026, { 0 }, { { 332, 312, 20, 0, -1 }, TENTHS(940), NOBODY }, ALONE(OTHER_DAYS), 2, false },
	{ "two sessions more, one ill", USUAL, 2026, { 0 }, { { 332, 311, 21, 0, 10 }, COUNTS_ONLY }, ALONE(OTHER_DAYS), 2, false },
	{ "two sessions fewer", USUAL, 2026, { 0 }, { { 328, 309, 19, 0, -1 }, COUNTS_ONLY }, ALONE(OTHER_DAYS), -2, false },
	{ "possible alone differs", USUAL, 2026, { 0 }, { { 350, -1, -1, -1, -1 }, COUNTS_ONLY }, ALONE(OTHER_DAYS), 20, false },
	{ "possible and a percentage that some marks give",
	  USUAL, 2026, { 0 }, { { 340, -1, -1, -1, -1 }, TENTHS(926), NOBODY }, ALONE(OTHER_DAYS), 10, false },
	{ "possible and a percentage that no marks give",
	  USUAL, 2026, { 0 }, { { 332, -1, -1, -1, -1 }, TENTHS(850), NOBODY }, ALONE(UNKNOWN), 0, false },
	/* Nothing fits */
	{ "more attended than the days that are more",
	  USUAL, 2026, { 0 }, { { 332, 315, -1, -1, -1 }, COUNTS_ONLY }, ALONE(UNKNOWN), 0, false },
	{ "more sessions and fewer attended",
	  USUAL, 2026, { 0 }, { { 332, 309, -1, -1, -1 }, COUNTS_ONLY }, ALONE(UNKNOWN), 0, false },
	{ "parts that do not make the sum",
	  USUAL, 2026, { 0 }, { { 334, 311, 21, 1, -1 }, COUNTS_ONLY }, ALONE(UNKNOWN), 0, false },
	{ "the same sessions, other marks",
	  USUAL, 2026, { 0 }, { { 330, 311, 19, 0, -1 }, COUNTS_ONLY }, ALONE(UNKNOWN), 0, false },
	{ "a percentage far away", USUAL, 2026, { 0 }, { SILENT, TENTHS(500), NOBODY }, ALONE(UNKNOWN), 0, true },
	{ "no late where we have some", USUAL, 2026, { 0 }, { { 330, 310, 20, 0, 0 }, COUNTS_ONLY }, ALONE(UNKNOWN), 0, false },
};

/* "L10 Y34": ten L, four Y3.  A symbol is what ends before the last digits that are a number of sessions. */
static void count_marks(const char *marks, struct day day, struct reconcile_ours *to)
{
	char copy[64], *rest = copy;

	snprintf(copy, sizeof copy, "%s", marks);
	for (char *word; (word = strtok_r(rest, " ", &rest));) {
		char symbol[3] = { word[0] };
		const char *number = word + 1;

		if (strchr("JY", word[0]) && strlen(word) > 2)
			symbol[1] = *number++;
		uint8_t code = code_number(symbol);
		assert_int_not_equal(code, CODE_NONE);
		assert_int_not_equal(code_category(code, day), CATEGORY_NONE);
		to->count[code_category(code, day)][code] += atoi(number);
	}
}

static void explain_row(void **state)
{
	const struct explain_row *row = *state;
	struct reconcile_ours ours = { .unmarked = row->times.unmarked, .closed = row->times.closed, .unplanned = row->times.unplanned,
				       .before_joining = row->times.before,
				       .after_leaving = row->times.after, .off_roll_late = row->times.off_late };
	struct reconcile_answer got;

	ours.off_roll[CATEGORY_PRESENT] = row->times.off_present;
	count_marks(row->marks, day_of(row->year, 3, 3), &ours);
	reconcile_explain(&ours, &row->theirs, &got);
	assert_string_equal(reconcile_name(got.ways[0]), reconcile_name(row->want[0]));
	assert_string_equal(reconcile_name(got.ways[1]), reconcile_name(row->want[1]));
	assert_int_equal(got.count, row->want[1] == RECONCILE_SAME ? 1 : 2);
	assert_int_equal(got.sessions, row->sessions);
	assert_int_equal(got.weak, row->weak);
}

static void figures_are_ours(void **state)
{
	struct reconcile_ours ours = { .unmarked = 9, .closed = 9, .before_joining = 9, .after_leaving = 9 };

	(void)state;
	count_marks("/100 \\90 L5 B4 K1 I7 J12 G3 U2 N1 O4 X6 D5 Y72 #8 Z1", day_of(2026, 3, 2), &ours);
	struct reconcile_figures f = reconcile_figures(&ours);
	assert_int_equal(f.attended, 200);
	assert_int_equal(f.authorised, 9);
	assert_int_equal(f.unauthorised, 10);
	assert_int_equal(f.possible, 219);
	assert_int_equal(f.late, 5);
}

static void percentages_are_half_up(void **state)
{
	(void)state;
	assert_int_equal(reconcile_percent(379, 400, 1).value, 948);
	assert_int_equal(reconcile_percent(379, 400, 2).value, 9475);
	assert_int_equal(reconcile_percent(2, 3, 0).value, 67);
	assert_int_equal(reconcile_percent(2, 3, 6).value, 66666667);
	assert_int_equal(reconcile_percent(0, 0, 1).value, -1);
	assert_int_equal(reconcile_percent(0, 8, 1).value, 0);
}

/* Every way is named for data, said in words that fit a screen, and none twice. */
static void ways_have_words(void **state)
{
	(void)state;
	for (int w = 0; w < RECONCILE_WAYS; w++) {
		assert_non_null(reconcile_name((enum reconcile_way)w));
		assert_in_range(strlen(reconcile_words((enum reconcile_way)w)), 10, 80);
		for (int v = 0; v < w; v++) {
			assert_string_not_equal(reconcile_name((enum reconcile_way)v), reconcile_name((enum reconcile_way)w));
			assert_string_not_equal(reconcile_words((enum reconcile_way)v), reconcile_words((enum reconcile_way)w));
		}
	}
}

int main(void)
{
	static struct rows r;

	rows_add(&r, explain_row, explains);
	rows_case(&r, "our own figures", figures_are_ours, NULL);
	rows_case(&r, "percentages are half up", percentages_are_half_up, NULL);
	rows_case(&r, "every way has a name and words", ways_have_words, NULL);
	return rows_run(&r, "rules/reconcile");
}
