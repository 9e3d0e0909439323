/* Which of several schools this is: names that are not taken for one another, however narrow the header. */
#include "rows.h"

#include <locale.h>

#include "base/text.h"
#include "ui.h"

/* ONE NAME ------------------------------------------------------------------------------------------------------------------------------ */

static const struct fit_row {
	const char *name;
	const char *names[4];
	int cells;
	bool ascii;
	const char *want; /* of the first */
} fits[] = {
	{ "it has room", { "Oakfield", "Elm" }, 20, false, "Oakfield" },
	{ "exactly as wide as the room", { "Oakfield", "Elm" }, 8, false, "Oakfield" },
	{ "cut at its end where that tells it", { "Oakfield Primary", "Elm Bank" }, 9, false, "Oakfield…" },
	{ "cut in the middle where another begins alike", { "Saint Mary Primary, Lewes", "Saint Mary Primary, Hove" }, 14, false, "Saint Ma…Lewes" },
	{ "the word that tells it, cut", { "Saint Mary Primary, Lewes Road", "Saint Mary Primary, Lewisham" }, 16, false, "Saint…Lewes Road" },
	{ "they differ inside one long word", { "Aaaaaaaaaaaaaaaaaaaab", "Aaaaaaaaaaaaaaaaaaaac" }, 10, false, "Aaaaaaaa…b" },
	{ "one is the beginning of the other", { "Oakfield Infants", "Oakfield Infants Annexe" }, 20, false, "Oakfield Infants" },
	{ "the other of them", { "Oakfield Infants Annexe", "Oakfield Infants" }, 16, false, "Oakfield…Annexe" },
	{ "in ASCII", { "Saint Mary Primary, Lewes", "Saint Mary Primary, Hove" }, 14, true, "Saint...Lewes" },
	{ "wide letters", { "漢漢漢漢漢漢甲", "漢漢漢漢漢漢乙" }, 9, false, "漢漢漢…甲" },
	{ "alone", { "Saint Mary Primary, Lewes" }, 10, false, "Saint Mar…" },
};

static int count_of(const char *const *names)
{
	int n = 0;

	while (n < 4 && names[n])
		n++;
	return n;
}

static void fit_row(void **state)
{
	const struct fit_row *row = *state;
	CLEAN_BUF struct buf got = { 0 };

	school_name_fit(row->names, count_of(row->names), 0, row->cells, row->ascii, &got);
	assert_string_equal(buf_string(&got), row->want);
}

/* ALL OF THEM, IN EVERY ROOM -------------------------------------------------------------------------------------------------------------- */

static const char *const alike[] = {
	"St Mary's Church of England Primary School, Lewes", "St Mary's Church of England Primary School, Hastings",
	"St Mary's Church of England Primary School", "St Mary's Catholic Primary School, Lewes", "St Mark's Catholic Primary School, Lewes",
	"Oakfield Infants", "Oakfield Juniors", "Oakfield Juniors 2", "A", "B",
};
enum { ALIKE = sizeof alike / sizeof *alike };

static void no_two_look_the_same(void **state)
{
	for (int cells = 8; cells < 60; cells++)
		for (int i = 0; i < ALIKE; i++)
			for (int k = 0; k < i; k++) {
				CLEAN_BUF struct buf a = { 0 }, b = { 0 };

				school_name_fit(alike, ALIKE, i, cells, cells % 2 == 0, &a);
				school_name_fit(alike, ALIKE, k, cells, cells % 2 == 0, &b);
				assert_string_not_equal(buf_string(&a), buf_string(&b));
				assert_in_range(text_width(buf_string(&a)), 1, cells);
			}
}

int main(void)
{
	static struct rows all;

	setlocale(LC_CTYPE, "C.UTF-8");
	rows_add(&all, fit_row, fits);
	rows_case(&all, "no two look the same in 8 to 60 cells", no_two_look_the_same, NULL);
	return rows_run(&all, "ui/schools");
}
