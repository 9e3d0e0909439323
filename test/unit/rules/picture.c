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

int main(void)
{
	static struct rows r;

	rows_add(&r, role_row, roles);
	rows_case(&r, "each role has words of its own", words_differ, NULL);
	rows_add(&r, scale_row, scales);
	rows_add(&r, length_row, lengths);
	return rows_run(&r, "rules/picture");
}
