#include "rules/few.h"

/** What is hidden so far, and the least of what is told: its place, -1 where nothing above 0 is left. */
struct few {
	int count, sum, least;
};

static struct few few_look(const int *of, int count, const bool *hidden)
{
	struct few f = { .least = -1 };

	for (int i = 0; i < count; i++) {
		if (hidden[i]) {
			f.count++;
			f.sum += of[i];
		} else if (of[i] > 0 && (f.least < 0 || of[i] < of[f.least])) {
			f.least = i;
		}
	}
	return f;
}

/* One alone is what the whole lacks; and of several the sum tells each where it is the least, or the most, that so many can come to. */
static bool few_tells(const struct few *f, int fewest)
{
	return f->count > 0 && (f->count == 1 || f->sum < fewest || f->sum == f->count || f->sum == f->count * (fewest - 1));
}

static bool few_hide_all(int count, bool *hidden)
{
	for (int i = 0; i < count; i++)
		hidden[i] = true;
	return false;
}

bool few_hide(const int *of, int count, int fewest, bool *hidden)
{
	int whole = 0;

	for (int i = 0; i < count; i++) {
		whole += of[i];
		hidden[i] = of[i] > 0 && of[i] < fewest;
	}
	if (whole < fewest)
		return few_hide_all(count, hidden);
	for (;;) {
		struct few f = few_look(of, count, hidden);

		if (!few_tells(&f, fewest))
			return true;
		if (f.least < 0)
			return few_hide_all(count, hidden);
		hidden[f.least] = true;
	}
}
