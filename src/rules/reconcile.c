/* Why do another product's figures differ from ours?  Its known ways of counting are tried until one gives them. */
#include "reconcile_ways.h"

/* DO THE FIGURES AGREE? ---------------------------------------------------------------------------------------------------- */

enum rounding { HALF_UP, CUT, HALF_EVEN, FROM_100, ROUNDINGS };

static struct reconcile_percent rounded(int64_t part, int64_t of, int decimals, enum rounding how)
{
	int64_t scaled = 100 * part;

	for (int i = 0; i < decimals; i++)
		scaled *= 10;
	if (of == 0)
		return (struct reconcile_percent){ -1, decimals };
	int64_t whole = scaled / of, twice = 2 * (scaled % of);
	bool up = how == CUT ? false : how == HALF_EVEN && twice == of ? whole & 1 : twice >= of;
	return (struct reconcile_percent){ whole + up, decimals };
}

struct reconcile_percent reconcile_percent(int64_t part, int64_t of, int decimals)
{
	return rounded(part, of, decimals, HALF_UP);
}

static bool percent_is(const struct reconcile_percent *theirs, int64_t part, int64_t of, enum rounding how)
{
	return theirs->value < 0 || (of > 0 && rounded(part, of, theirs->decimals, how).value == theirs->value);
}

/* 100 less the attendance that is printed: 5.2 where absence itself would be 5.25, and so 5.3. */
static bool absence_is(const struct reconcile_percent *theirs, int64_t missed, int64_t of, enum rounding how)
{
	if (how != FROM_100 || theirs->value < 0 || of == 0)
		return percent_is(theirs, missed, of, how);
	return rounded(of, of, theirs->decimals, HALF_UP).value - rounded(of - missed, of, theirs->decimals, HALF_UP).value == theirs->value;
}

static bool percents_are(const struct reconcile_theirs *t, int32_t possible, int32_t attended, enum rounding how)
{
	return percent_is(&t->attendance, attended, possible, how) && absence_is(&t->absence, possible - attended, possible, how);
}

static bool count_is(int32_t theirs, int32_t n)
{
	return theirs < 0 || theirs == n;
}

static bool counts_are(const struct reconcile_figures *theirs, const struct reconcile_figures *f)
{
	return count_is(theirs->possible, f->possible) && count_is(theirs->attended, f->attended) && count_is(theirs->authorised, f->authorised) &&
	       count_is(theirs->unauthorised, f->unauthorised) && count_is(theirs->late, f->late);
}

struct trial {
	const struct reconcile_theirs *theirs;
	struct sums sums;
	struct pools pools;
	bool idle[RECONCILE_WAYS]; /* of a way: it concerns no session of this pupil */
};

static bool fits(const struct trial *t, const struct sums *s, enum rounding how)
{
	struct reconcile_figures f = sums_figures(s);

	return counts_are(&t->theirs->counts, &f) && percents_are(t->theirs, f.possible, f.attended, how);
}

static bool fits_rounded(const struct trial *t, const struct sums *s)
{
	for (int how = HALF_UP + 1; how < ROUNDINGS; how++)
		if (fits(t, s, how))
			return true;
	return false;
}

/* THE SEARCH ---------------------------------------------------------------------------------------------------- */

static bool answer(struct reconcile_answer *ret, enum reconcile_way first, enum reconcile_way second, int32_t sessions)
{
	ret->ways[0] = first;
	ret->ways[1] = second;
	ret->count = second == RECONCILE_SAME ? 1 : 2;
	ret->sessions = sessions;
	return true;
}

static void trial_start(const struct reconcile_ours *ours, const struct reconcile_theirs *theirs, struct trial *t)
{
	*t = (struct trial){ .theirs = theirs, .sums = sums_of(ours) };
	pools_fill(ours, &t->pools);
	for (enum reconcile_way w = RECONCILE_LEAST; w <= RECONCILE_MOST; w++) {
		struct sums s = t->sums;

		t->idle[w] = way_apply(&t->pools, w, way_forms(w) - 1, &s) == 0;
	}
}

static bool try_one(const struct trial *t, enum reconcile_way w, bool rounding, struct reconcile_answer *ret)
{
	for (int form = 0; form < way_forms(w); form++) {
		struct sums s = t->sums;
		int32_t n = way_apply(&t->pools, w, form, &s);

		if (rounding ? fits_rounded(t, &s) : fits(t, &s, HALF_UP))
			return answer(ret, w, rounding ? RECONCILE_ROUNDING : RECONCILE_SAME, n);
	}
	return false;
}

static bool try_one_of_all(const struct trial *t, bool rounding, struct reconcile_answer *ret)
{
	for (enum reconcile_way w = RECONCILE_LEAST; w <= RECONCILE_MOST; w++)
		if (!t->idle[w] && try_one(t, w, rounding, ret))
			return true;
	return false;
}

static bool try_two(const struct trial *t, enum reconcile_way v, enum reconcile_way w, struct reconcile_answer *ret)
{
	for (int form = 0; form < way_forms(v) * way_forms(w); form++) {
		struct sums s = t->sums;
		int32_t n = way_apply(&t->pools, v, form % way_forms(v), &s), m = way_apply(&t->pools, w, form / way_forms(v), &s);

		if (fits(t, &s, HALF_UP))
			return answer(ret, v, w, n + m);
	}
	return false;
}

/* Two that concern the same sessions cannot both be. */
static bool go_together(const struct trial *t, enum reconcile_way v, enum reconcile_way w)
{
	return !t->idle[v] && !t->idle[w] && !(way_pools(v) & way_pools(w));
}

static bool try_two_of_all(const struct trial *t, struct reconcile_answer *ret)
{
	for (int width = 2 * ONE_CODE; width <= 2 * A_TIME; width++)
		for (enum reconcile_way v = RECONCILE_LEAST; v < RECONCILE_MOST; v++)
			for (enum reconcile_way w = v + 1; w <= RECONCILE_MOST; w++)
				if ((int)(way_width(v) + way_width(w)) == width && go_together(t, v, w) && try_two(t, v, w, ret))
					return true;
	return false;
}

/* Does a count differ by something from 0 to `by`?  Adds it to *sum. */
static bool differs_within(int32_t theirs, int32_t ours, int32_t by, int32_t *sum)
{
	int32_t d = theirs < 0 ? 0 : theirs - ours;

	*sum += d;
	return by > 0 ? d >= 0 && d <= by : d <= 0 && d >= by;
}

static bool percents_within(const struct reconcile_theirs *t, const struct reconcile_figures *f, int32_t by)
{
	int32_t step = by > 0 ? 1 : -1;

	if (t->counts.attended >= 0)
		return true; /* else their own counts would contradict */
	for (int32_t d = 0; d != by + step; d += step)
		if (percents_are(t, f->possible + by, f->attended + d, HALF_UP))
			return true;
	return false;
}

/* Some sessions more, or fewer, each with some mark: nothing of what we both have differs. */
static bool try_other_days(const struct trial *t, struct reconcile_answer *ret)
{
	const struct reconcile_figures f = sums_figures(&t->sums), *them = &t->theirs->counts;
	int32_t by = them->possible - f.possible, parts = 0, late = 0;
	bool all = them->attended >= 0 && them->authorised >= 0 && them->unauthorised >= 0;

	if (them->possible < 0 || by == 0 || !differs_within(them->attended, f.attended, by, &parts) ||
	    !differs_within(them->authorised, f.authorised, by, &parts) || !differs_within(them->unauthorised, f.unauthorised, by, &parts) ||
	    !differs_within(them->late, f.late, by, &late) || (all ? parts != by : (by > 0 ? parts > by : parts < by)) ||
	    !percents_within(t->theirs, &f, by))
		return false;
	return answer(ret, RECONCILE_OTHER_DAYS, RECONCILE_SAME, by);
}

/* Who was late says nothing of how sessions are counted. */
static bool counts_given(const struct reconcile_figures *c)
{
	return c->possible >= 0 || c->attended >= 0 || c->authorised >= 0 || c->unauthorised >= 0;
}

static bool percents_given(const struct reconcile_theirs *t)
{
	return t->attendance.value >= 0 || t->absence.value >= 0;
}

static bool contradicts(const struct reconcile_theirs *t)
{
	if (t->counts.possible < 0 || t->counts.attended < 0 || t->counts.possible == 0)
		return false;
	for (int how = 0; how < ROUNDINGS; how++)
		if (percents_are(t, t->counts.possible, t->counts.attended, how))
			return false;
	return true;
}

static bool try_nothing(const struct trial *t, struct reconcile_answer *ret)
{
	struct reconcile_figures f = sums_figures(&t->sums);

	if (!counts_given(&t->theirs->counts) && t->theirs->counts.late < 0 && !percents_given(t->theirs))
		return answer(ret, RECONCILE_NOTHING_GIVEN, RECONCILE_SAME, 0);
	if (f.possible == 0 && percents_given(t->theirs) && counts_are(&t->theirs->counts, &f))
		return answer(ret, RECONCILE_NOTHING_POSSIBLE, RECONCILE_SAME, 0);
	return false;
}

static void explain(const struct trial *t, struct reconcile_answer *ret)
{
	if (try_nothing(t, ret))
		return;
	if (fits(t, &t->sums, HALF_UP))
		answer(ret, RECONCILE_SAME, RECONCILE_SAME, 0);
	else if (try_one_of_all(t, false, ret))
		return;
	else if (fits_rounded(t, &t->sums))
		answer(ret, RECONCILE_ROUNDING, RECONCILE_SAME, 0);
	else if (!try_one_of_all(t, true, ret) && !try_two_of_all(t, ret) && !try_other_days(t, ret))
		answer(ret, RECONCILE_UNKNOWN, RECONCILE_SAME, 0);
}

/* Their counts alone, where their own percentage does not follow from them. */
static void explain_counts(const struct reconcile_ours *ours, const struct reconcile_theirs *theirs, struct reconcile_answer *ret)
{
	const struct reconcile_theirs counts = { theirs->counts, { -1, 0 }, { -1, 0 } };
	struct trial t;

	trial_start(ours, &counts, &t);
	explain(&t, ret);
	if (ret->ways[0] == RECONCILE_SAME)
		answer(ret, RECONCILE_CONTRADICTION, RECONCILE_SAME, 0);
	else if (ret->count == 1)
		answer(ret, ret->ways[0], RECONCILE_CONTRADICTION, ret->sessions);
}

void reconcile_explain(const struct reconcile_ours *ours, const struct reconcile_theirs *theirs, struct reconcile_answer *ret)
{
	struct trial t;

	*ret = (struct reconcile_answer){ .weak = !counts_given(&theirs->counts) && percents_given(theirs) };
	if (contradicts(theirs)) {
		explain_counts(ours, theirs, ret);
		return;
	}
	trial_start(ours, theirs, &t);
	explain(&t, ret);
}
