/* A school's figures beside the nation's (C16).  No floating point: products of counts and hundredths go beyond 64 bits. */
#include "rules/compare.h"

#include <string.h>
#include <strings.h>

__extension__ typedef __int128 wide;

static const char *const measures[NATIONAL_MEASURES] = { "attendance", "persistent", "severe", "authorised", "unauthorised" };

const char *national_measure_name(enum national_measure m)
{
	return measures[m];
}

#define NATION "England"
#define EVERY_PHASE "all"

static const char *phase_known(const char *phase)
{
	for (int i = 0; phase && i < national_figures_count; i++)
		if (strcasecmp(national_figures[i].phase, phase) == 0)
			return national_figures[i].phase;
	return EVERY_PHASE;
}

const struct national_figure *national_find(const char *phase, int year, enum national_measure m)
{
	const struct national_figure *found = NULL;

	phase = phase_known(phase);
	for (int i = 0; i < national_figures_count; i++) {
		const struct national_figure *f = &national_figures[i];

		if (f->measure == m && f->year <= year && strcmp(f->area, NATION) == 0 && strcmp(f->phase, phase) == 0 && (!found || f->year > found->year))
			found = f;
	}
	return found;
}

int share_compare(int64_t a, int64_t b, int64_t c, int64_t d)
{
	wide left = (wide)a * d, right = (wide)c * b;

	return (left > right) - (left < right);
}

/* Half away from nought. */
static int rounded(wide part, wide of)
{
	wide size = part < 0 ? -part : part, whole = (2 * size + of) / (2 * of);

	return (int)(part < 0 ? -whole : whole);
}

int share_points(int64_t part, int64_t of, int hundredths)
{
	return rounded((wide)part * 10000 - (wide)hundredths * of, of);
}

int share_apart(int64_t a, int64_t b, int64_t c, int64_t d)
{
	return rounded(((wide)a * d - (wide)c * b) * 10000, (wide)b * d);
}

int share_apart_tenths(int64_t a, int64_t b, int64_t c, int64_t d)
{
	return rounded(((wide)a * d - (wide)c * b) * 1000, (wide)b * d);
}

int64_t share_may_miss(int64_t attended, int64_t possible, int64_t left, int hundredths)
{
	/* the most that may be missed of all, rounded down, less what is */
	int64_t may = (int64_t)((wide)(10000 - hundredths) * (possible + left) / 10000) - (possible - attended);

	return may < 0 ? -1 : may < left ? may : left;
}
