#include "rows.h"

#include "rules/picture.h"

static const struct role_row {
	const char *name, *symbol;
	struct day day;
	enum picture_role want;
} roles[] = {
	{ "no mark", "", { 20777 }, PICTURE_BLANK },
	{ "present in the morning", "/", { 20777 }, PICTURE_PRESENT },
	{ "present in the afternoon", "\\", { 20777 }, PICTURE_PRESENT },
	{ "late is present, and shown apart", "L", { 20777 }, PICTURE_LATE },
	{ "a visit", "V", { 20777 }, PICTURE_ACTIVITY },
	{ "illness", "I", { 20777 }, PICTURE_AUTHORISED },
	{ "no reason yet", "N", { 20777 }, PICTURE_UNAUTHORISED },
	{ "not required to attend", "X", { 20777 }, PICTURE_NOT_POSSIBLE },
	{ "closed", "#", { 20777 }, PICTURE_NOT_POSSIBLE },
	{ "H, retired in 2024, says nothing today", "H", { 20777 }, PICTURE_BLANK },
	{ "H on its last day", "H", { 19953 }, PICTURE_AUTHORISED },
	{ "H on the day after it", "H", { 19954 }, PICTURE_BLANK },
	{ "J was an activity until 2024", "J", { 19953 }, PICTURE_ACTIVITY },
	{ "D was an activity until August 2011", "D", { 15217 }, PICTURE_ACTIVITY },
	{ "D is not possible since September 2011", "D", { 15218 }, PICTURE_NOT_POSSIBLE },
};

static void role_row(void **state)
{
	const struct role_row *row = *state;

	assert_int_equal(picture_role_of(*row->symbol ? code_number(row->symbol) : CODE_NONE, row->day), row->want);
}

static void words_differ(void **state)
{
	(void)state;
	for (enum picture_role r = 0; r < PICTURE_ROLES; r++) {
		assert_true(strlen(picture_role_words(r)) > 0);
		for (enum picture_role s = 0; s < r; s++)
			assert_string_not_equal(picture_role_words(r), picture_role_words(s));
	}
}

/* BARS */

static const struct scale_row {
	const char *name;
	int values[3], want;
} scales[] = {
	{ "all above 80", { 912, 955, 1000 }, 800 },
	{ "just above 80", { 801, 955, 1000 }, 800 },
	{ "exactly 80 needs a bar, too", { 800, 955, 1000 }, 700 },
	{ "below 80", { 799, 955, 1000 }, 700 },
	{ "the least decides", { 955, 441, 955 }, 400 },
	{ "exactly 10", { 100, 955, 1000 }, 0 },
	{ "nobody was there", { 0, 955, 1000 }, 0 },
	{ "weeks without a figure say nothing", { -1, 955, -1 }, 800 },
	{ "no figure at all", { -1, -1, -1 }, 800 },
};

static void scale_row(void **state)
{
	const struct scale_row *row = *state;
	const struct picture_bar bars[] = { { .value = row->values[0] }, { .value = row->values[1] }, { .value = row->values[2] } };

	assert_int_equal(picture_bars_from(bars, 3), row->want);
}

static const struct length_row {
	const char *name;
	int value, from, most, want;
} lengths[] = {
	{ "all of it", 1000, 800, 160, 160 },
	{ "the beginning of the scale", 800, 800, 160, 0 },
	{ "half", 900, 800, 160, 80 },
	{ "a tenth of a point more", 901, 800, 160, 81 },
	{ "half up", 850, 800, 10, 3 },
	{ "a little below the half", 849, 800, 10, 2 },
	{ "never nothing", 801, 800, 10, 1 },
	{ "from nought", 500, 0, 8, 4 },
	{ "no figure", -1, 800, 160, 0 },
	{ "no figure on a scale from nought", -1, 0, 160, 0 },
	{ "no room", 955, 800, 0, 0 },
};

static void length_row(void **state)
{
	const struct length_row *row = *state;
	const struct picture_bar bar = { .value = row->value };
	const struct picture_bars bars = { .count = 1, .bars = &bar, .from = row->from, .to = 1000 };

	assert_int_equal(picture_bar_length(&bars, 0, row->most), row->want);
}

/* LINES */

static const struct line_row {
	const char *name;
	int values[3], rules[3], from, to;
} lines[] = {
	{ "tens round the values, and the rules on both sides", { 912, 955, 968 }, { 950, 900, 800 }, 900, 1000 },
	{ "the next rule below is in it", { 845, 852, 868 }, { 950, 900, 800 }, 800, 900 },
	{ "a rule far below is in it", { 623, 641, 650 }, { 900, 800, 500 }, 500, 800 },
	{ "a value on a rule needs no other", { 900, 905, 910 }, { 950, 900, 800 }, 900, 1000 },
	{ "below every rule", { 410, 423, 431 }, { 900, 800, 500 }, 400, 500 },
	{ "all of it", { 1000, 1000, 1000 }, { -1, -1, -1 }, 900, 1000 },
	{ "nothing of it", { 0, 0, 0 }, { -1, -1, -1 }, 0, 100 },
	{ "a gap says nothing", { -1, 955, -1 }, { -1, -1, -1 }, 900, 1000 },
	{ "no figure at all", { -1, -1, -1 }, { 950, 900, 800 }, 800, 1000 },
	{ "all on a rule that is a ten", { 900, 900, 900 }, { 900, -1, -1 }, 900, 1000 },
};

static void line_row(void **state)
{
	const struct line_row *row = *state;
	const struct picture_point points[] = { { .value = row->values[0] }, { .value = row->values[1] }, { .value = row->values[2] } };
	const struct picture_rule rules[] = { { row->rules[0], "" }, { row->rules[1], "" }, { row->rules[2], "" } };
	struct picture_line l = { .count = 3, .points = points, .rules = rules, .rule_count = 3 };

	while (l.rule_count > 0 && rules[l.rule_count - 1].value < 0)
		l.rule_count--;
	picture_line_scale(&l);
	assert_int_equal(l.from, row->from);
	assert_int_equal(l.to, row->to);
}

static const struct place_row {
	const char *name;
	int from, to, value, rows, want;
} places[] = {
	{ "the top", 800, 1000, 1000, 4, 0 },
	{ "the bottom", 800, 1000, 800, 4, 3 },
	{ "a value on an edge is in the row below it", 800, 1000, 950, 4, 1 },
	{ "just above the edge", 800, 1000, 951, 4, 0 },
	{ "the same among dots", 800, 1000, 951, 16, 3 },
	{ "above the scale", 800, 900, 901, 4, -1 },
	{ "below the scale", 800, 900, 799, 4, -1 },
	{ "no figure", 800, 900, -1, 4, -1 },
	{ "no rows", 800, 900, 850, 0, -1 },
	{ "no scale", 0, 0, 0, 4, -1 },
};

static void place_row(void **state)
{
	const struct place_row *row = *state;
	const struct picture_line l = { .from = row->from, .to = row->to };

	assert_int_equal(picture_line_row(&l, row->value, row->rows), row->want);
}

/* BARS IN PARTS */

static const struct stack_row {
	const char *name;
	int counts[4], most, want[4];
} stacks[] = {
	{ "as it comes out", { 10, 5, 4, 1 }, 20, { 10, 5, 4, 1 } },
	{ "the largest remainder gets the cell that is left", { 70, 20, 10, 0 }, 16, { 11, 3, 2, 0 } },
	{ "of equal remainders the first", { 1, 1, 1, 1 }, 6, { 2, 2, 1, 1 } },
	{ "never nothing for a part that is not nothing", { 997, 1, 1, 1 }, 20, { 17, 1, 1, 1 } },
	{ "nothing for nothing", { 0, 0, 7, 0 }, 20, { 0, 0, 20, 0 } },
	{ "more parts than cells: the largest have them", { 9, 1, 1, 9 }, 2, { 1, 0, 0, 1 } },
	{ "nobody", { 0, 0, 0, 0 }, 20, { 0, 0, 0, 0 } },
	{ "no room", { 5, 5, 5, 5 }, 0, { 0, 0, 0, 0 } },
	{ "counts that a product of 32 bits does not hold", { 1500000000, 500000000, 0, 0 }, 80, { 60, 20, 0, 0 } },
};

static void stack_row(void **state)
{
	const struct stack_row *row = *state;
	struct picture_part parts[4];
	const struct picture_stack s = { .parts = parts, .part_count = 4 };
	int cells[4] = { -1, -1, -1, -1 };

	for (int i = 0; i < 4; i++)
		parts[i] = (struct picture_part){ row->counts[i], (char)('A' + i), "" };
	picture_stack_cells(&s, row->most, cells);
	for (int i = 0; i < 4; i++)
		assert_int_equal(cells[i], row->want[i]);
}

static void stacks_add_up(void **state)
{
	(void)state;
	for (int most = 1; most < 60; most++)
		for (int a = 0; a < 12; a++)
			for (int b = 0; b < 12; b++) {
				const struct picture_part parts[] = { { a * a, 'A', "" }, { b, 'B', "" }, { 3, 'C', "" } };
				const struct picture_stack s = { .parts = parts, .part_count = 3 };
				int cells[3];

				picture_stack_cells(&s, most, cells);
				assert_int_equal(cells[0] + cells[1] + cells[2], most);
				assert_true(most < 3 || (cells[2] > 0 && (a == 0 || cells[0] > 0) && (b == 0 || cells[1] > 0)));
			}
}

int main(void)
{
	static struct rows r;

	rows_add(&r, role_row, roles);
	rows_case(&r, "each role has words of its own", words_differ, NULL);
	rows_add(&r, scale_row, scales);
	rows_add(&r, length_row, lengths);
	rows_add(&r, line_row, lines);
	rows_add(&r, place_row, places);
	rows_add(&r, stack_row, stacks);
	rows_case(&r, "the cells of a bar add up, and nobody is left out", stacks_add_up, NULL);
	return rows_run(&r, "rules/picture");
}
