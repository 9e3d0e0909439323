#include "rules/league.h"

#include <stdlib.h>

#include "rules/compare.h"

/* The sign of a - b: qsort() wants an int. */
static int sign(int64_t a, int64_t b)
{
	return a < b ? -1 : a > b;
}

static int row_share(const struct league_row *x, const struct league_row *y)
{
	return share_compare(y->attended, y->possible, x->attended, x->possible);
}

/* Where nothing was possible there is no share: last. */
static int row_compare(const void *a, const void *b)
{
	const struct league_row *x = a, *y = b;

	if ((x->possible == 0) != (y->possible == 0))
		return x->possible == 0 ? 1 : -1;
	int c = x->possible == 0 ? 0 : row_share(x, y);
	return c != 0 ? c : sign(x->id, y->id);
}

void league_sort(struct league_row *rows, int count, int *places)
{
	if (count > 0)
		qsort(rows, (size_t)count, sizeof *rows, row_compare);
	for (int i = 0; i < count; i++)
		places[i] = rows[i].possible == 0 ? 0 : i > 0 && row_share(&rows[i - 1], &rows[i]) == 0 ? places[i - 1] : i + 1;
}

__extension__ typedef __int128 wide; /* a product of four counts, each of a whole authority's sessions */

static bool row_improves(const struct league_row *r)
{
	return r->possible > 0 && r->possible_before > 0;
}

/* a/b - c/d is (ad - cb) / bd. */
static int row_improvement(const struct league_row *x, const struct league_row *y)
{
	wide left = (wide)(x->attended * x->possible_before - x->attended_before * x->possible) * (y->possible * y->possible_before);
	wide right = (wide)(y->attended * y->possible_before - y->attended_before * y->possible) * (x->possible * x->possible_before);

	return left > right ? -1 : left < right;
}

static int row_improved_compare(const void *a, const void *b)
{
	const struct league_row *x = a, *y = b;

	if (row_improves(x) != row_improves(y))
		return row_improves(x) ? -1 : 1;
	int c = row_improves(x) ? row_improvement(x, y) : 0;
	return c != 0 ? c : sign(x->id, y->id);
}

void league_sort_improved(struct league_row *rows, int count)
{
	if (count > 0)
		qsort(rows, (size_t)count, sizeof *rows, row_improved_compare);
}

static bool mark_breaks(const struct mark *m, const bool unbroken[static 256])
{
	return mark_is_missed(m) && !unbroken[m->code];
}

bool league_is_full(struct marks m, const bool unbroken[static 256])
{
	bool possible = false;

	for (int i = 0; i < m.count; i++) {
		if (mark_breaks(&m.of[i], unbroken))
			return false;
		possible = possible || mark_is_possible(&m.of[i]);
	}
	return possible;
}

int league_broken_at(struct marks m, const bool unbroken[static 256])
{
	int i = m.count - 1;

	while (i >= 0 && !mark_breaks(&m.of[i], unbroken))
		i--;
	return i;
}

int league_streak(struct marks m, const bool unbroken[static 256])
{
	int streak = 0;

	for (int i = league_broken_at(m, unbroken) + 1; i < m.count; i++)
		streak += mark_is_attended(&m.of[i]);
	return streak;
}
