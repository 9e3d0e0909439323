/* The ways in which other products are known to count, and what each makes of a pupil's sessions. */
#include "reconcile_ways.h"

static const enum sum sum_of[CATEGORIES] = {
	[CATEGORY_NONE] = SUM_OUT,
	[CATEGORY_PRESENT] = SUM_ATTENDED,
	[CATEGORY_ACTIVITY] = SUM_ATTENDED,
	[CATEGORY_AUTHORISED] = SUM_AUTHORISED,
	[CATEGORY_UNAUTHORISED] = SUM_UNAUTHORISED,
	[CATEGORY_NOT_POSSIBLE] = SUM_OUT,
	[CATEGORY_ADMINISTRATIVE] = SUM_OUT,
};

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

static const struct {
	const char *name;
	unsigned int pools;
	enum move move;
	enum way_width width;
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

enum way_width way_width(enum reconcile_way w)
{
	return ways[w].width;
}

unsigned int way_pools(enum reconcile_way w)
{
	return ways[w].pools | ways[w].or_also;
}

/* SESSIONS ---------------------------------------------------------------------------------------------------- */

struct sums sums_of(const struct reconcile_ours *ours)
{
	struct sums s = { .late = ours->count[CATEGORY_PRESENT][CODE_LATE] };

	for (int c = CATEGORY_NONE + 1; c < CATEGORIES; c++)
		for (int code = 0; code < 256; code++)
			s.n[sum_of[c]] += ours->count[c][code];
	return s;
}

struct reconcile_figures sums_figures(const struct sums *s)
{
	int32_t absent = s->n[SUM_AUTHORISED] + s->n[SUM_UNAUTHORISED] + s->n[SUM_ABSENT];

	return (struct reconcile_figures){ .possible = s->n[SUM_ATTENDED] + absent, .attended = s->n[SUM_ATTENDED],
					   .authorised = s->n[SUM_AUTHORISED], .unauthorised = s->n[SUM_UNAUTHORISED], .late = s->late };
}

struct reconcile_figures reconcile_figures(const struct reconcile_ours *ours)
{
	struct sums s = sums_of(ours);

	return sums_figures(&s);
}

void pools_fill(const struct reconcile_ours *ours, struct pools *ret)
{
	struct pools p = { .ours = ours };

	for (size_t i = 0; i < sizeof pool_codes / sizeof *pool_codes; i++)
		for (int c = CATEGORY_NONE + 1; c < CATEGORIES; c++)
			p.n[pool_codes[i].pool][sum_of[c]] += ours->count[c][code_number(pool_codes[i].symbol)];
	p.n[POOL_CLOSED][SUM_OUT] = ours->closed;
	p.n[POOL_UNPLANNED][SUM_OUT] = ours->unplanned;
	p.n[POOL_UNMARKED][SUM_OUT] = ours->unmarked;
	p.n[POOL_BEFORE][SUM_OUT] = ours->before_joining;
	p.n[POOL_AFTER][SUM_OUT] = ours->after_leaving;
	*ret = p;
}

/* Moves the pools of a way: how many sessions that concerns. */
static int32_t move_pools(const struct pools *p, unsigned int pools, enum sum to, struct sums *s)
{
	int32_t moved = 0;

	for (int pool = 0; pool < POOLS; pool++)
		for (int from = 0; from < SUMS && pools & IN(pool); from++) {
			int32_t n = from == (int)to ? 0 : p->n[pool][from];

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

static int32_t add_late(const struct pools *p, struct sums *s)
{
	int32_t n = 0;

	for (int from = 0; from < SUMS; from++)
		n += p->n[POOL_U][from];
	s->late += n;
	return n;
}

static const enum sum absences[] = { SUM_AUTHORISED, SUM_UNAUTHORISED, SUM_ABSENT };
#define ABSENCES ((int)(sizeof absences / sizeof *absences))

int way_forms(enum reconcile_way w)
{
	return ways[w].move != MOVE_ABSENT ? 1 : ways[w].or_also ? 2 * ABSENCES : ABSENCES;
}

int32_t way_apply(const struct pools *p, enum reconcile_way w, int form, struct sums *s)
{
	switch (ways[w].move) {
	case MOVE_ATTENDED:
		return move_pools(p, ways[w].pools, SUM_ATTENDED, s);
	case MOVE_ABSENT:
		return move_pools(p, ways[w].pools | (form < ABSENCES ? 0 : ways[w].or_also), absences[form % ABSENCES], s);
	case MOVE_OUT:
		return move_pools(p, ways[w].pools, SUM_OUT, s);
	case MOVE_LATE:
		return add_late(p, s);
	case MOVE_MARKS:
		return add_marks(p->ours, s);
	case MOVE_NONE:
		break;
	}
	return 0;
}
