#include "fuzz.h"

#include "config/policy.h"

/* What is taken is in order, named and sourced: a band is found for every figure. */

static void must_hold(const struct policy *p)
{
	BUG_UNLESS(p->name[0] != '\0' && p->title[0] != '\0');
	BUG_UNLESS(p->boundary_count >= 1 && p->target >= 0 && p->target <= 100);
	for (int i = 0; i < p->boundary_count; i++) {
		const struct boundary *line = &p->boundaries[i];
		BUG_UNLESS(line->percent >= 1 && line->percent <= 100 && line->source);
		BUG_UNLESS(i == 0 || line->percent < p->boundaries[i - 1].percent);
		BUG_UNLESS(p->bands[i][0] != '\0');
	}
	BUG_UNLESS(p->bands[p->boundary_count][0] != '\0');
}

static void must_find_bands(const struct policy *p)
{
	char edges[BAND_EDGES_MOST];

	BUG_UNLESS(policy_band(p, 0, 0) == -1);
	for (int attended = 0, band = p->boundary_count; attended <= 380; attended++) {
		int now = policy_band(p, 380, attended);
		BUG_UNLESS(now >= 0 && now <= band);
		BUG_UNLESS(policy_band_edges(p, now, edges)[0] != '\0');
		band = now;
	}
}

/* Steps are in order and once each; of one year and session there is one time, and it can be. */
static void must_time_the_day(const struct policy *p)
{
	struct err e = { 0 };
	unsigned int seen = 0;

	for (int i = 0; i < p->step_count; i++) {
		const struct policy_step *step = &p->steps[i];

		BUG_UNLESS(step->minute >= 0 && step->minute < 24 * 60 && step->title[0] && step->who[0] && step->source[0]);
		BUG_UNLESS(i == 0 || step->minute >= p->steps[i - 1].minute);
		BUG_UNLESS(step->clock < POLICY_CLOCKS && !(seen >> step->clock & 1u));
		seen |= 1u << step->clock;
	}
	for (int i = 0; i < p->time_count; i++) {
		const struct policy_times *t = &p->times[i];

		BUG_UNLESS(session_times_check(&t->times, &e) == 0 && t->year_from <= t->year_to && t->source[0]);
		for (int j = 0; j < i; j++)
			BUG_UNLESS(p->times[j].session != t->session || p->times[j].year_to < t->year_from || t->year_to < p->times[j].year_from);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct policy p;
	struct err e = { 0 };

	int r = policy_parse("fuzz.conf", arena_text_n(&a, (const char *)bytes, n), &a, &p, &e);
	must_be_said(r, &e);
	if (r == 0) {
		must_hold(&p);
		must_find_bands(&p);
		must_time_the_day(&p);
	}
	return 0;
}
