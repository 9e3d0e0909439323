#include "rows.h"

#include "rules/working.h"

static const struct grouped_row {
	const char *name, *want;
	int64_t n;
} grouped[] = {
	{ "nought", "0", 0 }, { "three digits", "999", 999 }, { "four digits", "1,000", 1000 }, { "a comparison", "34,290", 34290 },
	{ "a million", "1,234,567", 1234567 }, { "below nought", "-1,000", -1000 }, { "the least there is", "-9,223,372,036,854,775,808", INT64_MIN },
};

static void grouped_row(void **state)
{
	CLEAN_ARENA struct arena a = { 0 };
	const struct grouped_row *row = *state;

	assert_string_equal(working_grouped(&a, row->n), row->want);
}

static void steps_and_line(void **state)
{
	CLEAN_ARENA struct arena a = { 0 };
	CLEAN_STEPS struct working_steps s = { .arena = &a };
	char what[] = "Possible";

	assert_string_equal(working_line(&s, &a), "");
	working_step(&s, what, 1381, "from %s", "Tue 1 Sep 2026");
	memset(what, 'x', 8); /* what was given may go: the arena has a copy */
	working_step(&s, "Missed", 38, "%s", "");
	working_words(&s, "Band", "80 to 90");
	assert_int_equal(s.of.count, 3);
	assert_string_equal(s.of.items[0].what, "Possible");
	assert_true(s.of.items[0].numbered);
	assert_int_equal(s.of.items[0].number, 1381);
	assert_string_equal(s.of.items[0].words, "from Tue 1 Sep 2026");
	assert_string_equal(s.of.items[1].words, "");
	assert_false(s.of.items[2].numbered);
	assert_string_equal(working_line(&s, &a), "Possible: 1,381, from Tue 1 Sep 2026; Missed: 38; Band: 80 to 90");
}

static const struct line_row {
	const char *name, *want;
	struct boundary line;
	int possible, attended;
} lines[] = {
	{ "38 of 380 missed, inclusive", "Line of 90: 342 of 380: 34,200 is 90 x 380 = 34,200, not more, so at or below 90", { 90, true, "" }, 380, 342 },
	{ "37 of 380 missed", "Line of 90: 343 of 380: 34,300 is more than 90 x 380 = 34,200, so over 90", { 90, true, "" }, 380, 343 },
	{ "39 of 380 missed", "Line of 90: 341 of 380: 34,100 is less than 90 x 380 = 34,200, so at or below 90", { 90, true, "" }, 380, 341 },
	{ "19 of 380 missed, not inclusive", "Line of 95: 361 of 380: 36,100 is 95 x 380 = 36,100, not less, so at or above 95", { 95, false, "" }, 380, 361 },
	{ "20 of 201 missed prints 90.0", "Line of 90: 181 of 201: 18,100 is more than 90 x 201 = 18,090, so over 90", { 90, true, "" }, 201, 181 },
	{ "below one that is not inclusive", "Line of 95: 360 of 380: 36,000 is less than 95 x 380 = 36,100, so below 95", { 95, false, "" }, 380, 360 },
	{ "nothing possible says nothing", "", { 90, true, "" }, 0, 0 },
};

static void line_row(void **state)
{
	CLEAN_ARENA struct arena a = { 0 };
	CLEAN_STEPS struct working_steps s = { .arena = &a };
	const struct line_row *row = *state;

	working_boundary(&s, &row->line, row->possible, row->attended);
	assert_string_equal(working_line(&s, &a), row->want);
}

int main(void)
{
	static struct rows r;

	rows_add(&r, grouped_row, grouped);
	rows_case(&r, "steps, and all of them in a line", steps_and_line, NULL);
	rows_add(&r, line_row, lines);
	return rows_run(&r, "rules/working");
}
