#include "rows.h"

#include "rules/few.h"

#define PARTS 6

static const struct hide_row {
	const char *name;
	int fewest, count, of[PARTS];
	const char *hidden; /* a letter a part: "h" hidden, "-" told */
	bool whole;
} hide_rows[] = {
	{ "none is small", 6, 3, { 6, 7, 20 }, "---", true },
	{ "one is small: the least of the others goes with it", 6, 3, { 5, 30, 20 }, "h-h", true },
	{ "nobody in a part is told", 6, 3, { 0, 30, 20 }, "---", true },
	{ "nobody is not hidden with a small one either", 6, 3, { 5, 0, 20 }, "h-h", true },
	{ "two small ones hide one another", 6, 3, { 4, 3, 20 }, "hh-", true },
	{ "two small ones that come to too few", 6, 3, { 2, 3, 20 }, "hhh", true },
	{ "and to exactly enough", 6, 3, { 2, 4, 20 }, "hh-", true },
	{ "three of 1 that come to too few", 6, 4, { 1, 1, 1, 20 }, "hhhh", true },
	{ "six of 1 tell each: one more", 6, 6, { 1, 1, 1, 1, 1, 1 }, "hhhhhh", false },
	{ "as many ones as are asked for, and others", 3, 5, { 1, 1, 1, 9, 7 }, "hhh-h", true },
	{ "each the most that is hidden, and others", 6, 3, { 5, 5, 20 }, "hhh", true },
	{ "each the most that is hidden, and no others", 6, 2, { 5, 5 }, "hh", false },
	{ "equal ones: the first", 6, 3, { 5, 20, 20 }, "hh-", true },
	{ "the whole is small", 6, 2, { 2, 3 }, "hh", false },
	{ "the whole is small, and a part empty", 6, 2, { 0, 5 }, "hh", false },
	{ "one part that is large", 6, 1, { 6 }, "-", true },
	{ "one part that is small", 6, 1, { 5 }, "h", false },
	{ "nothing at all", 6, 0, { 0 }, "", false },
	{ "one pupil is few enough to be told", 1, 2, { 1, 9 }, "--", true },
};

static void hide_row(void **state)
{
	const struct hide_row *row = *state;
	bool hidden[PARTS];

	assert_int_equal(few_hide(row->of, row->count, row->fewest, hidden), row->whole);
	for (int i = 0; i < row->count; i++)
		assert_int_equal(hidden[i], row->hidden[i] == 'h');
}

/*
 * What a reader can know: the parts told, the whole, and so what the hidden ones come to; that none of them is nobody, for that is told; and (`small`), who believes
 * that only what is small is hidden, that each is below `fewest`.  Of every small part there must be two values that could stand there.
 */
struct reader {
	const bool *hidden;
	int count, fewest;
	bool small;
	int values[PARTS];      /* of the case that is tried */
	bool could[PARTS][64];  /* by part and value */
};

static void try_parts(struct reader *r, int part, int left)
{
	while (part < r->count && !r->hidden[part])
		part++;
	if (part == r->count) {
		for (int i = 0; left == 0 && i < r->count; i++)
			if (r->hidden[i])
				r->could[i][r->values[i]] = true;
		return;
	}
	for (int value = 1; value <= left && (!r->small || value < r->fewest); value++) {
		r->values[part] = value;
		try_parts(r, part + 1, left - value);
	}
}

static void brings_none_back(const int *of, int count, int fewest, bool small)
{
	bool hidden[PARTS];
	struct reader r = { .hidden = hidden, .count = count, .fewest = fewest, .small = small };
	int sum = 0;

	if (!few_hide(of, count, fewest, hidden))
		return; /* the whole is not told, so nothing can be taken from it */
	for (int i = 0; i < count; i++)
		sum += hidden[i] ? of[i] : 0;
	try_parts(&r, 0, sum);
	for (int i = 0; i < count; i++) {
		int values = 0;

		for (int v = 0; v < 64; v++)
			values += r.could[i][v];
		if (hidden[i] && of[i] < fewest && values == 1) {
			print_message("%d parts, fewest %d: %d %d %d %d tells part %d\n", count, fewest, of[0], of[1], of[2], of[3], i + 1);
			fail();
		}
		assert_true(hidden[i] || of[i] == 0 || of[i] >= fewest);
	}
}

#define LARGE 8

static void no_subtraction_brings_one_back(void **state)
{
	(void)state;
	for (int count = 1; count <= 4; count++)
		for (int fewest = 2; fewest <= 6; fewest++)
			for (int n = 0; n < (LARGE + 1) * (LARGE + 1) * (LARGE + 1) * (LARGE + 1); n++) {
				int of[PARTS] = { n % (LARGE + 1), n / (LARGE + 1) % (LARGE + 1), n / (LARGE + 1) / (LARGE + 1) % (LARGE + 1),
						  n / (LARGE + 1) / (LARGE + 1) / (LARGE + 1) };

				if ((count < 4 && of[3]) || (count < 3 && of[2]) || (count < 2 && of[1]))
					continue;
				brings_none_back(of, count, fewest, false);
				if (fewest > 2) /* of two hidden ones each would be 1 */
					brings_none_back(of, count, fewest, true);
			}
}

int main(void)
{
	static struct rows r;

	rows_add(&r, hide_row, hide_rows);
	rows_case(&r, "no subtraction brings a small number back", no_subtraction_brings_one_back, NULL);
	return rows_run(&r, "rules/few");
}
