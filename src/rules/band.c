#include "rules/band.h"

#include <stdint.h>

int boundary_side(const struct boundary *line, int possible, int attended, enum side *ret)
{
	if (possible < 0 || attended < 0 || attended > possible)
		return -ERANGE;
	if (possible == 0) {
		*ret = SIDE_UNKNOWN;
		return 0;
	}
	int64_t have = INT64_C(100) * attended, need = (int64_t)line->percent * possible;
	*ret = have < need || (line->inclusive && have == need) ? SIDE_BELOW : SIDE_ABOVE;
	return 0;
}

int policy_band(const struct policy *p, int possible, int attended)
{
	enum side side = SIDE_UNKNOWN;
	int band = 0;

	if (possible == 0)
		return -1;
	for (; band < p->boundary_count; band++) {
		BUG_UNLESS(boundary_side(&p->boundaries[band], possible, attended, &side) == 0);
		if (side == SIDE_ABOVE)
			break;
	}
	return band;
}

/* Domain 4 and 6.6: exactly 10% missed is persistent, exactly 50% severe. */

bool absence_persistent(int possible, int missed)
{
	return possible > 0 && INT64_C(10) * missed >= possible;
}

bool absence_severe(int possible, int missed)
{
	return possible > 0 && INT64_C(2) * missed >= possible;
}

/* The same as share/policies/national.conf, for a school that has adopted none. */

#define COMMON_PRACTICE "Common practice of local authorities and schools"

static const struct boundary national_boundaries[] = {
	{ 95, false, COMMON_PRACTICE },
	{ 90, true, "DfE: persistent absence is 10% or more of possible sessions missed" },
	{ 80, false, COMMON_PRACTICE },
	{ 50, true, "DfE: severe absence is 50% or more of possible sessions missed" },
};

static const char *const national_bands[] = { "95 and above", "90 to 95", "80 to 90", "50 to 80", "50 or less" };

const struct policy policy_national = {
	.name = "national",
	.title = "National: 95, 90, 80 and 50 per cent",
	.boundaries = national_boundaries,
	.boundary_count = sizeof national_boundaries / sizeof *national_boundaries,
	.bands = national_bands,
};
