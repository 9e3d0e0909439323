/* Why do another product's figures differ from ours?  Sessions lie in pools by code; a way of counting moves whole pools. */
#include "rules/reconcile.h"

#include <string.h>

/* Where a session counts.  SUM_ABSENT: possible and not attended, in neither count of absence. */
enum sum { SUM_ATTENDED, SUM_AUTHORISED, SUM_UNAUTHORISED, SUM_ABSENT, SUM_OUT, SUMS };

static const enum sum sum_of[CATEGORIES] = {
	[CATEGORY_NONE] = SUM_OUT,
	[CATEGORY_PRESENT] = SUM_ATTENDED,
	[CATEGORY_ACTIVITY] = SUM_ATTENDED,
	[CATEGORY_AUTHORISED] = SUM_AUTHORISED,
	[CATEGORY_UNAUTHORISED] = SUM_UNAUTHORISED,
	[CATEGORY_NOT_POSSIBLE] = SUM_OUT,
	[CATEGORY_ADMINISTRATIVE] = SUM_OUT,
};

enum pool { POOL_D, POOL_X, POOL_Q, POOL_Y, POOL_J1, POOL_J, POOL_K, POOL_ACTIVITY, POOL_L, POOL_U, POOL_N, POOL_CLOSED,
	    POOL_UNPLANNED, POOL_UNMARKED, POOL_BEFORE, POOL_AFTER, POOLS };
#define IN(pool) (1u << (pool))

static const struct {
	const char *symbol;
	enum pool pool;
} pool_codes[] = {
	{ "D", POOL_D }, { "X", POOL_X }, { "Q", POOL_Q }, { "J1", POOL_J1 }, { "J", POOL_J }, { "K", POOL_K }, { "L", POOL_L }, { "U", POOL_U },
	{ "N", POOL_N }, { "Y", POOL_Y }, { "Y1", POOL_Y }, { "Y2", POOL_Y }, { "Y3", POOL_Y }, { "Y4", POOL_Y }, { "Y5", POOL_Y },
	{ "Y6", POOL_Y }, { "Y7", POOL_Y }, { "B", POOL_ACTIVITY }, { "P", POOL_ACTIVITY }, { "V", POOL_ACTIVITY }, { "W", POOL_ACTIVITY },
};

enum move { MOVE_NONE, MOVE_ATTENDED, MOVE_ABSENT, MOVE_OUT, MOVE_LATE, MOVE_MARKS };
enum width { ONE_CODE, MANY_CODES, A_TIME }; /* the more specific first */

static const struct {
	const char *name;
	unsigned int pools;
	enum move move;
	enum width width;
	const char *words;
	unsigned int or_also; /* pools that a product may count so too, or not */
} ways[RECONCILE_WAYS] = {
	[RECONCILE_SAME] = { "same", 0, MOVE_NONE, ONE_CODE,
		"the figures agree" },
	[RECONCILE_NOTHING_GIVEN] = { "nothing_given", 0, MOVE_NONE, ONE_CODE,
		"the file says nothing to compare" },
	[RECONCILE_NOTHING_POSSIBLE] = { "nothing_possible", 0, MOVE_NONE, ONE_CODE,
		"no session was possible, so there is no percentage to compare" },
	[RECONCILE_ROUNDING] = { "rounding", 0, MOVE_NONE, ONE_CODE,
		"the percentage is rounded another way, not half up" },
	[RECONCILE_CONTRADICTION] = { "contradiction", 0, MOVE_NONE, ONE_CODE,
		"the percentage in the file does not follow from the counts beside it" },
	/* domain 1.3, 1.4: Hackney's table, and DfE's until August 2011 */
	[RECONCILE_D_ATTENDED] = { "d_attended", IN(POOL_D), MOVE_ATTENDED, ONE_CODE,
		"D (dual registered) is counted as attended; DfE leaves it out" },
	[RECONCILE_D_POSSIBLE] = { "d_possible", IN(POOL_D), MOVE_ABSENT, ONE_CODE,
		"D (dual registered) is counted as absence; DfE leaves it out" },
	[RECONCILE_X_POSSIBLE] = { "x_possible", IN(POOL_X), MOVE_ABSENT, ONE_CODE,
		"X (not required to attend) is counted as absence; DfE leaves it out" },
	/* domain 1.5: the table of Veritas has Q and K under absence, J1 with the present */
	[RECONCILE_Q_POSSIBLE] = { "q_possible", IN(POOL_Q), MOVE_ABSENT, ONE_CODE,
		"Q (no access arrangements) is counted as absence; DfE leaves it out" },
	[RECONCILE_J1_ATTENDED] = { "j1_attended", IN(POOL_J1), MOVE_ATTENDED, ONE_CODE,
		"J1 (interview) is counted as attended, as J was until 2024" },
	[RECONCILE_J_ABSENT] = { "j_absent", IN(POOL_J), MOVE_ABSENT, ONE_CODE,
		"J (interview, until 2024) is counted as absence, as J1 is now" },
	[RECONCILE_K_ABSENT] = { "k_absent", IN(POOL_K), MOVE_ABSENT, ONE_CODE,
		"K (local authority provision) is counted as absence; it is attended" },
	[RECONCILE_LATE_ABSENT] = { "late_absent", IN(POOL_L), MOVE_ABSENT, ONE_CODE,
		"L (late) is not counted as attended" },
	[RECONCILE_U_ATTENDED] = { "u_attended", IN(POOL_U), MOVE_ATTENDED, ONE_CODE,
		"U (after the close) is counted as attended; it is absence" },
	[RECONCILE_LATE_WITH_U] = { "late_with_u", 0, MOVE_LATE, ONE_CODE,
		"U (after the close) is counted among the late" },
	[RECONCILE_N_LEFT_OUT] = { "n_left_out", IN(POOL_N), MOVE_OUT, ONE_CODE,
		"N (no reason yet) is left out until there is a reason" },
	[RECONCILE_Y_POSSIBLE] = { "y_possible", IN(POOL_Y), MOVE_ABSENT, MANY_CODES,
		"Y1 to Y7 (unable to attend) are counted as absence; DfE leaves them out", IN(POOL_UNPLANNED) },
	/* domain 4: the help text of DfE's own dashboard */
	[RECONCILE_ACTIVITY_ABSENT] = { "activity_absent", IN(POOL_J) | IN(POOL_K) | IN(POOL_ACTIVITY), MOVE_ABSENT, MANY_CODES,
		"approved educational activity (K V P W B) is not counted as attended" },
	[RECONCILE_NOT_POSSIBLE] = { "not_possible", IN(POOL_D) | IN(POOL_Q) | IN(POOL_X) | IN(POOL_Y), MOVE_ABSENT, MANY_CODES,
		"D, Q, X and Y1 to Y7 are counted as absence; DfE leaves them out", IN(POOL_UNPLANNED) },
	[RECONCILE_CLOSED_POSSIBLE] = { "closed_possible", IN(POOL_CLOSED), MOVE_ABSENT, A_TIME,
		"sessions when the school was closed (#) are counted as possible" },
	[RECONCILE_UNMARKED_PRESENT] = { "unmarked_present", IN(POOL_UNMARKED), MOVE_ATTENDED, A_TIME,
		"sessions without a mark are counted as attended" },
	[RECONCILE_UNMARKED_ABSENT] = { "unmarked_absent", IN(POOL_UNMARKED), MOVE_ABSENT, A_TIME,
		"sessions without a mark are counted as absence" },
	[RECONCILE_BEFORE_JOINING] = { "before_joining", IN(POOL_BEFORE), MOVE_ABSENT, A_TIME,
		"sessions before joining are counted as absence" },
	[RECONCILE_AFTER_LEAVING] = { "after_leaving", IN(POOL_AFTER), MOVE_ABSENT, A_TIME,
		"sessions after leaving are counted as absence" },
	[RECONCILE_OFF_ROLL_MARKS] = { "off_roll_marks", IN(POOL_BEFORE) | IN(POOL_AFTER), MOVE_MARKS, A_TIME,
		"marks before joining or after leaving are counted" },
	[RECONCILE_OTHER_DAYS] = { "other_days", 0, MOVE_NONE, A_TIME,
		"the number of sessions differs: other days are covered, or marks are missing" },
	[RECONCILE_UNKNOWN] = { "unknown", 0, MOVE_NONE, A_TIME,
		"no known way of counting explains it" },
};

const char *reconcile_name(enum reconcile_way w)
{
	return ways[w].name;
}

const char *reconcile_words(enum reconcile_way w)
{
	return ways[w].words;
}

/* SESSIONS ---------------------------------------------------------------------------------------------------- */

struct sums {
	int32_t n[SUMS], late;
};

struct trial {
	const struct reconcile_ours *ours;
	const struct reconcile_theirs *theirs;
	struct sums sums;
	int32_t pools[POOLS][SUMS];
	bool idle[RECONCILE_WAYS]; /* of a way: it concerns no session of this pupil */
};

static struct sums sums_of(const struct reconcile_ours *ours)
{
	struct sums s = { .late = ours->count[CATEGORY_PRESENT][CODE_LATE] };

	for (int c = CATEGORY_NONE + 1; c < CATEGORIES; c++)
		for (int code = 0; code < 256; code++)
			s.n[sum_of[c]] += ours->count[c][code];
	return s;
}

static struct reconcile_figures figures_of(const struct sums *s)
{
	int32_t absent = s->n[SUM_AUTHORISED] + s->n[SUM_UNAUTHORISED] + s->n[SUM_ABSENT];

	return (struct reconcile_figures){ .possible = s->n[SUM_ATTENDED] + absent, .attended = s->n[SUM_ATTENDED], .authorised = s->n[SUM_AUTHORISED],
					   .unauthorised = s->n[SUM_UNAUTHORISED], .late = s->late };
}

struct reconcile_figures reconcile_figures(const struct reconcile_ours *ours)
{
	struct sums s = sums_of(ours);

	return figures_of(&s);
}

static void pools_fill(const struct reconcile_ours *ours, struct trial *t)
{
	for (size_t i = 0; i < sizeof pool_codes / sizeof *pool_codes; i++)
		for (int c = CATEGORY_NONE + 1; c < CATEGORIES; c++)
			t->pools[pool_codes[i].pool][sum_of[c]] += ours->count[c][code_number(pool_codes[i].symbol)];
	t->pools[POOL_CLOSED][SUM_OUT] = ours->closed;
	t->pools[POOL_UNPLANNED][SUM_OUT] = ours->unplanned;
	t->pools[POOL_UNMARKED][SUM_OUT] = ours->unmarked;
	t->pools[POOL_BEFORE][SUM_OUT] = ours->before_joining;
	t->pools[POOL_AFTER][SUM_OUT] = ours->after_leaving;
}

/* Moves the pools of a way: how many sessions that concerns. */
static int32_t move_pools(const struct trial *t, unsigned int pools, enum sum to, struct sums *s)
{
	int32_t moved = 0;

	for (int p = 0; p < POOLS; p++)
		for (int from = 0; from < SUMS && pools & IN(p); from++) {
			int32_t n = from == (int)to ? 0 : t->pools[p][from];

			s->n[from] -= n;
			s->n[to] += n;
			moved += n;
		}
	return moved;
}

static int32_t add_marks(const struct reconcile_ours *ours, struct sums *s)
{
	int32_t added = 0;

	for (int c = CATEGORY_NONE + 1; c < CATEGORIES; c++) {
		s->n[sum_of[c]] += ours->off_roll[c];
		added += ours->off_roll[c];
	}
	s->late += ours->off_roll_late;
	return added;
}

static int32_t add_late(const struct trial *t, struct sums *s)
{
	int32_t n = 0;

	for (int from = 0; from < SUMS; from++)
		n += t->pools[POOL_U][from];
	s->late += n;
	return n;
}

/* A product that counts a code as absence may call it authorised, unauthorised or neither: each is tried. */
static const enum sum absences[] = { SUM_AUTHORISED, SUM_UNAUTHORISED, SUM_ABSENT };
#define ABSENCES ((int)(sizeof absences / sizeof *absences))

static int forms_of(enum reconcile_way w)
{
	return ways[w].move != MOVE_ABSENT ? 1 : ways[w].or_also ? 2 * ABSENCES : ABSENCES;
}

static int32_t apply(const struct trial *t, enum reconcile_way w, int form, struct sums *s)
{
	switch (ways[w].move) {
	case MOVE_ATTENDED:
		return move_pools(t, ways[w].pools, SUM_ATTENDED, s);
	case MOVE_ABSENT:
		return move_pools(t, ways[w].pools | (form < ABSENCES ? 0 : ways[w].or_also), absences[form % ABSENCES], s);
	case MOVE_OUT:
		return move_pools(t, ways[w].pools, SUM_OUT, s);
	case MOVE_LATE:
		return add_late(t, s);
	case MOVE_MARKS:
		return add_marks(t->ours, s);
	case MOVE_NONE:
		break;
	}
	return 0;
}

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

static bool fits(const struct trial *t, const struct sums *s, enum rounding how)
{
	struct reconcile_figures f = figures_of(s);

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
	*t = (struct trial){ .ours = ours, .theirs = theirs, .sums = sums_of(ours) };
	pools_fill(ours, t);
	for (enum reconcile_way w = RECONCILE_LEAST; w <= RECONCILE_MOST; w++) {
		struct sums s = t->sums;

		t->idle[w] = apply(t, w, forms_of(w) - 1, &s) == 0;
	}
}

static bool try_one(const struct trial *t, enum reconcile_way w, bool rounding, struct reconcile_answer *ret)
{
	for (int form = 0; form < forms_of(w); form++) {
		struct sums s = t->sums;
		int32_t n = apply(t, w, form, &s);

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
	for (int form = 0; form < forms_of(v) * forms_of(w); form++) {
		struct sums s = t->sums;
		int32_t n = apply(t, v, form % forms_of(v), &s), m = apply(t, w, form / forms_of(v), &s);

		if (fits(t, &s, HALF_UP))
			return answer(ret, v, w, n + m);
	}
	return false;
}

/* Two that concern the same sessions cannot both be. */
static bool go_together(const struct trial *t, enum reconcile_way v, enum reconcile_way w)
{
	return !t->idle[v] && !t->idle[w] && !((ways[v].pools | ways[v].or_also) & (ways[w].pools | ways[w].or_also));
}

static bool try_two_of_all(const struct trial *t, struct reconcile_answer *ret)
{
	for (int width = 2 * ONE_CODE; width <= 2 * A_TIME; width++)
		for (enum reconcile_way v = RECONCILE_LEAST; v < RECONCILE_MOST; v++)
			for (enum reconcile_way w = v + 1; w <= RECONCILE_MOST; w++)
				if ((int)(ways[v].width + ways[w].width) == width && go_together(t, v, w) && try_two(t, v, w, ret))
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
	const struct reconcile_figures f = figures_of(&t->sums), *them = &t->theirs->counts;
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
	struct reconcile_figures f = figures_of(&t->sums);

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
