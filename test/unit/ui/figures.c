/* Figures in words: shares, how near a line, and the word for much absence. */
#include "rows.h"

#include <stdio.h>

#include "screens/figures.h"

static const struct share_row {
	const char *name;
	int part, of;
	const char *want;
} shares[] = {
	{ "nothing possible",                        0,   0, "–" },
	{ "none of one",                             0,   1, "0 of 1 (0.0%)" },
	{ "all",                                     380, 380, "380 of 380 (100.0%)" },
	{ "exactly nine in ten",                     342, 380, "342 of 380 (90.0%)" },
	{ "half up",                                 1,   2000, "1 of 2000 (0.1%)" },
	{ "181 of 201 prints 90.0 and is above it",  181, 201, "181 of 201 (90.0%)" },
};

static void share_row(void **state)
{
	const struct share_row *row = *state;
	char text[SHARE_MOST];

	assert_string_equal(share_text(row->part, row->of, text), row->want);
}

static const struct near_row {
	const char *name;
	struct band_near near;
	const char *want;
} nears[] = {
	{ "no line is near",             { 0, 0, -1, -1 }, "" },
	{ "the one below",               { 2, 0, 1, -1 }, "2 missed: below 90" },
	{ "the one above",               { 0, 1, -1, 0 }, "1 attended: above 95" },
	{ "both, early in the year",     { 1, 3, 2, 1 }, "1 missed: below 80; 3 attended: above 90" },
};

static void near_row(void **state)
{
	const struct near_row *row = *state;
	CLEAN_BUF struct buf b = { 0 };

	assert_int_equal(near_put(&policy_national, &row->near, &b), row->want[0] != '\0');
	assert_string_equal(buf_string(&b), row->want);
}

static const struct word_row {
	const char *name;
	bool persistent, severe;
	const char *want;
} words[] = {
	{ "neither", false, false, "" },
	{ "persistent", true, false, "persistent" },
	{ "severe is persistent too, and is called severe", true, true, "severe" },
};

static void word_row(void **state)
{
	const struct word_row *row = *state;

	assert_string_equal(absence_word(row->persistent, row->severe), row->want);
}

int main(void)
{
	static struct rows all;

	rows_add(&all, share_row, shares);
	rows_add(&all, near_row, nears);
	rows_add(&all, word_row, words);
	return rows_run(&all, "ui/figures");
}
