#include "rows.h"

#include "presence.h"
#include "school_page.h"

/*
 * Two bands above the line of 90, two below, the last of them severe absence: every school of up to MOST pupils a band.  A number of few is safe where the
 * sums that are told leave another one possible for it.
 */
#define BANDS 4
#define SPLIT 2
#define MOST 11

struct school {
	int of[BANDS];
	bool hidden[BANDS], no_persistent, no_severe;
};

static int sum(const int *of, int first, int end)
{
	int all = 0;

	for (int i = first; i < end; i++)
		all += of[i];
	return all;
}

static void tell(struct school *s)
{
	const struct school_bands b = { s->of, BANDS, SPLIT, sum(s->of, SPLIT, BANDS), s->of[3], sum(s->of, 0, BANDS) };

	school_bands_hide(&b, s->hidden, &s->no_persistent, &s->no_severe);
}

/* Could it be these numbers, by all that is told? */
static bool is_possible(const struct school *s, const int *other)
{
	return sum(other, 0, BANDS) == sum(s->of, 0, BANDS) && (s->no_persistent || sum(other, SPLIT, BANDS) == sum(s->of, SPLIT, BANDS)) &&
	       (s->no_severe || other[3] == s->of[3]);
}

/* Another number for that band: the hidden ones from `at` on are tried, each at least 1. */
static bool another(const struct school *s, int *other, int at, int band)
{
	if (at == BANDS)
		return other[band] != s->of[band] && is_possible(s, other);
	other[at] = s->of[at];
	if (!s->hidden[at])
		return another(s, other, at + 1, band);
	for (other[at] = 1; other[at] <= sum(s->of, 0, BANDS); other[at]++)
		if (another(s, other, at + 1, band))
			return true;
	return false;
}

static void school_holds(const struct school *s)
{
	int other[BANDS];

	for (int band = 0; band < BANDS; band++) {
		if (s->of[band] == 0 || s->of[band] >= FIGURES_FEWEST)
			continue;
		if (!s->hidden[band] || !another(s, other, 0, band))
			fail_msg("%d %d %d %d: the %d of band %d is brought back", s->of[0], s->of[1], s->of[2], s->of[3], s->of[band], band);
	}
	if (!s->no_severe)
		assert_true(s->of[3] == 0 || s->of[3] >= FIGURES_FEWEST);
	if (!s->no_persistent)
		assert_true(sum(s->of, SPLIT, BANDS) == 0 || sum(s->of, SPLIT, BANDS) >= FIGURES_FEWEST);
}

static void every_school(void **state)
{
	(void)state;
	for (int i = 0; i < (MOST + 1) * (MOST + 1) * (MOST + 1) * (MOST + 1); i++) {
		struct school s = { .of = { i % (MOST + 1), i / (MOST + 1) % (MOST + 1), i / (MOST + 1) / (MOST + 1) % (MOST + 1),
					    i / (MOST + 1) / (MOST + 1) / (MOST + 1) } };

		if (sum(s.of, 0, BANDS) < FIGURES_FEWEST)
			continue; /* nothing at all is told of so small a school */
		tell(&s);
		school_holds(&s);
	}
}

static const struct told_row {
	const char *name;
	int of[BANDS];
	bool hidden[BANDS], persistent, severe;
} rows[] = {
	{ "many in each", { 100, 40, 20, 8 }, { false, false, false, false }, false, false },
	{ "few in severe absence: it and the next one, on their side", { 134, 46, 20, 3 }, { false, false, true, true }, false, true },
	{ "nobody in severe absence is told", { 134, 46, 20, 0 }, { false, false, false, false }, false, false },
	{ "few in persistent absence: it is not told", { 134, 46, 3, 0 }, { false, true, true, false }, true, true },
};

static void told_row(void **state)
{
	const struct told_row *row = *state;
	const int persistent = row->of[2] + row->of[3];
	const struct school_bands b = { row->of, BANDS, SPLIT, persistent, row->of[3], row->of[0] + row->of[1] + persistent };
	bool hidden[BANDS] = { false }, no_persistent, no_severe;

	school_bands_hide(&b, hidden, &no_persistent, &no_severe);
	for (int i = 0; i < BANDS; i++)
		assert_int_equal(hidden[i], row->hidden[i]);
	assert_int_equal(no_persistent, row->persistent);
	assert_int_equal(no_severe, row->severe);
}

/* Two pages with the same bands count absence of other pupils beside them: what the one hides, the other must. */
static void the_same_everywhere(void **state)
{
	const int of[BANDS] = { 100, 7, 10, 3 };

	(void)state;
	for (int persistent = 0; persistent <= 13; persistent++) {
		const struct school_bands b = { of, BANDS, SPLIT, persistent, 3, 100 + persistent };
		bool hidden[BANDS] = { false }, no_persistent, no_severe;

		school_bands_hide(&b, hidden, &no_persistent, &no_severe);
		assert_true(!hidden[0] && !hidden[1] && hidden[2] && hidden[3]);
		assert_int_equal(no_persistent, persistent > 0 && persistent < FIGURES_FEWEST);
	}
}

int main(void)
{
	static struct rows r;

	rows_add(&r, told_row, rows);
	rows_case(&r, "the same bands are hidden, whatever is counted beside them", the_same_everywhere, NULL);
	rows_case(&r, "no few are brought back by what is told", every_school, NULL);
	return rows_run(&r, "office/school_few");
}
