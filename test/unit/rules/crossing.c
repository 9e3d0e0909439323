#include "policies.h"

#include "rules/crossing.h"

static sitting first_session(void)
{
	return sitting_of(day_of(2026, 9, 7), SESSION_AM);
}

/* "-95@20 +95@31": below 95 at the 20th session, above it again at the 31st. */
static const char *crossings_text(const struct policy *p, const struct crossings *c, sitting first, struct buf *to)
{
	buf_reset(to);
	for (int i = 0; i < c->of.count; i++)
		buf_printf(to, "%s%c%d@%d", i > 0 ? " " : "", c->of.items[i].down ? '-' : '+', p->boundaries[c->of.items[i].line].percent,
			   c->of.items[i].at - first + 1);
	return buf_string(to);
}

/* ROWS -------------------------------------------------------------------------------------------------------------------------------- */

static const struct boundary close_lines[] = { { 60, false, "" }, { 50, false, "" }, { 40, false, "" } };
static const struct boundary hundred_inclusive[] = { { 100, true, "" }, { 1, false, "" } };
static const struct boundary hundred[] = { { 100, false, "" } };
static const struct policy close_policy = { .boundaries = close_lines, .boundary_count = 3, .bands = policy_bands, .floor = 1 };
static const struct policy never_above = { .boundaries = hundred_inclusive, .boundary_count = 2, .bands = policy_bands, .floor = 20 };
static const struct policy never_again = { .boundaries = hundred, .boundary_count = 1, .bands = policy_bands, .floor = 20 };
static const struct policy no_lines = { .bands = policy_bands, .floor = 20 };
static const struct policy no_floor = { .boundaries = common_lines, .boundary_count = 4, .bands = policy_bands };

static const struct find_row {
	const char *name;
	const struct policy *policy;
	const char *letters, *want;
} finds[] = {
	{ "no marks", &policy_common, "", "" },
	{ "nothing possible in a whole year", &policy_common, "200# 180X 10Z", "" },
	{ "week one is not noise: 19 sessions, 9 missed", &policy_common, "9N 10/", "" },
	{ "who is below at the floor crosses there", &policy_common, "9N 11/", "-95@20 -90@20 -80@20" },
	{ "exactly 95 at the floor is above", &policy_common, "N 19/", "" },
	{ "exactly 90 at the floor is below an inclusive line", &policy_common, "2N 18/", "-95@20 -90@20" },
	{ "exactly 80 at the floor is above", &policy_common, "4N 16/", "-95@20 -90@20" },
	{ "exactly 50 at the floor is below", &policy_common, "10N 10/", "-95@20 -90@20 -80@20 -50@20" },
	{ "missed before the floor, and made good by it", &policy_common, "N 18/ /", "" },
	{ "the floor counts possible sessions only", &policy_common, "2N 30X 17/ /", "-95@50 -90@50" },
	{ "a blank session is none", &policy_common, "2N 30. 17/ /", "-95@50 -90@50" },
	{ "down, and up again", &policy_common, "20/ 2N 18/", "-95@22 +95@40" },
	{ "down, up, down", &policy_common, "20/ 2N 18/ N", "-95@22 +95@40 -95@41" },
	{ "two runs of absence", &policy_common, "40/ 3I 40/ 8I", "-95@43 +95@60 -95@85 -90@89" },
	{ "down several lines at one session, the highest first", &policy_common, "20N", "-95@20 -90@20 -80@20 -50@20" },
	{ "without a floor the first session may cross all", &no_floor, "N", "-95@1 -90@1 -80@1 -50@1" },
	{ "up several lines at one session, the lowest first", &close_policy, "N/", "-60@1 -50@1 -40@1 +40@2 +50@2" },
	{ "a line of 100 that nobody can be above", &never_above, "40/", "-100@20" },
	{ "a line of 1 that nobody is below who ever came", &never_above, "/ 39N", "-100@20" },
	{ "a line of 100 that nobody comes above again", &never_again, "30/ N 300/", "-100@31" },
	{ "a line of 100 until something is missed", &never_again, "40/", "" },
	{ "a policy without lines", &no_lines, "40N", "" },
	{ "38 of 380 is exactly 90", &policy_common, "342/ 38I", "-95@361 -90@380" },
	{ "37 of 380 is above 90", &policy_common, "343/ 37I", "-95@362" },
	{ "20 of 201 prints 90.0 and is above", &policy_common, "181/ 20I", "-95@191" },
	{ "21 of 211 prints 90.0 and is above", &policy_common, "190/ 21I", "-95@201" },
	{ "190 of 380 is exactly 50", &policy_common, "190/ 190I", "-95@201 -90@212 -80@238 -50@380" },
	{ "189 of 380 is above 50", &policy_common, "191/ 189I", "-95@202 -90@213 -80@239" },
	{ "76 of 380 is exactly 80, and above", &policy_common, "304/ 76I", "-95@321 -90@338" },
	{ "77 of 380 is below 80", &policy_common, "303/ 77I", "-95@319 -90@337 -80@379" },
	{ "19 of 380 is exactly 95, and above", &policy_common, "361/ 19I", "" },
	{ "1 of 8, with the floor", &policy_common, "7/ I", "" },
	{ "1 of 8, without", &no_floor, "7/ I", "-95@8 -90@8" },
	{ "380 of 380", &policy_common, "380/", "" },
	{ "late and visits are attended", &policy_common, "10L 10V 10B 10P", "" },
	{ "each kind of absence is missed", &policy_common, "18/ U N", "-95@20 -90@20" },
};

static void find_row(void **state)
{
	static struct mark of[LETTERS_MOST];
	CLEAN_CROSSINGS struct crossings c = { 0 };
	CLEAN_BUF struct buf text = { 0 };
	const struct find_row *row = *state;
	struct marks m = { of, letters_read(row->letters, first_session(), of) };

	crossings_find(row->policy, m, &c);
	assert_string_equal(crossings_text(row->policy, &c, first_session(), &text), row->want);
}

/* J attended an interview until 18 August 2024 and is no mark since; J1 and K begin with the 19th. */
static void over_two_code_sets(void **state)
{
	static struct mark of[LETTERS_MOST];
	CLEAN_CROSSINGS struct crossings c = { 0 };
	sitting change = sitting_of(CODES_2024, SESSION_AM);
	int count = 0;

	for (int i = 0; i < 20; i++)
		of[count++] = mark_at(change - 20 + i, code_number("J"));
	for (int i = 0; i < 2; i++)
		of[count++] = mark_at(change + i, code_number("J1"));
	crossings_find(&policy_common, (struct marks){ of, count }, &c);
	assert_int_equal(c.of.count, 1);
	assert_int_equal(c.of.items[0].at, change + 1);
	assert_int_equal(c.of.items[0].possible, 22);
	assert_int_equal(c.of.items[0].attended, 20);
}

/* AGAINST A NAIVE COUNT ----------------------------------------------------------------------------------------------------------------- */

static void count_plainly(struct marks m, int upto, int *ret_possible, int *ret_attended)
{
	*ret_possible = *ret_attended = 0;
	for (int i = 0; i <= upto; i++) {
		enum category c = code_category(m.of[i].code, sitting_day(m.of[i].at));

		*ret_attended += c == CATEGORY_PRESENT || c == CATEGORY_ACTIVITY;
		*ret_possible += c == CATEGORY_PRESENT || c == CATEGORY_ACTIVITY || c == CATEGORY_AUTHORISED || c == CATEGORY_UNAUTHORISED;
	}
}

static bool below_plainly(const struct boundary *line, int possible, int attended)
{
	enum side side = SIDE_ABOVE;

	assert_int_equal(boundary_side(line, possible, attended, &side), 0);
	return side == SIDE_BELOW;
}

static void cross_plainly(const struct policy *p, sitting at, int line, bool down, int possible, int attended, struct crossings *to)
{
	vec_push(&to->of, (struct crossing){ at, (int16_t)line, down, possible, attended });
}

/* At each session all marks so far are counted again, and every line looked at. */
static void crossings_plainly(const struct policy *p, struct marks m, struct crossings *to)
{
	bool below[POLICY_LINES] = { false };

	to->of.count = 0;
	for (int i = 0; i < m.count; i++) {
		int possible, attended;

		count_plainly(m, i, &possible, &attended);
		if (possible < p->floor || possible == 0)
			continue;
		for (int line = 0; line < p->boundary_count; line++)
			if (!below[line] && below_plainly(&p->boundaries[line], possible, attended)) {
				below[line] = true;
				cross_plainly(p, m.of[i].at, line, true, possible, attended, to);
			}
		for (int line = p->boundary_count - 1; line >= 0; line--)
			if (below[line] && !below_plainly(&p->boundaries[line], possible, attended)) {
				below[line] = false;
				cross_plainly(p, m.of[i].at, line, false, possible, attended, to);
			}
	}
}

static bool crossings_equal(const struct crossings *a, const struct crossings *b)
{
	if (a->of.count != b->of.count)
		return false;
	for (int i = 0; i < a->of.count; i++) {
		const struct crossing *x = &a->of.items[i], *y = &b->of.items[i];

		if (x->at != y->at || x->line != y->line || x->down != y->down || x->possible != y->possible || x->attended != y->attended)
			return false;
	}
	return true;
}

struct found {
	const struct policy *policy;
	struct crossings fast, plain;
	struct crossing_changes changed;
	int count;
};

static bool find_agrees(void *ctx, struct marks m)
{
	struct found *f = ctx;

	crossings_find(f->policy, m, &f->fast);
	crossings_plainly(f->policy, m, &f->plain);
	f->count += f->fast.of.count;
	return crossings_equal(&f->fast, &f->plain);
}

static void found_hold(const char *what, property *holds, struct found *f, int sessions)
{
	static struct mark of[LETTERS_MOST];

	letters_hold(policy_says(what, f->policy), holds, f, of, letters_make(first_session(), sessions, of));
}

static void found_finish(struct found *f)
{
	crossings_finish(&f->fast);
	crossings_finish(&f->plain);
	crossing_changes_finish(&f->changed);
}

static void finds_agree(void **state)
{
	static struct mark of[LETTERS_MOST];
	struct policy_made made;
	struct found f = { 0 };

	for (int round = 0; round < 600; round++) {
		sitting first = sitting_of(day_of(2024, 8, 19), SESSION_AM) + (int)chance(1000);
		int count = letters_make(first, 10 + (int)chance(chance(4) ? 120 : 500), of);

		f.policy = round % 3 ? policy_make(&made) : &policy_common;
		letters_hold(policy_says("what is found is what a count at each session finds", f.policy), find_agrees, &f, of, count);
	}
	assert_true(f.count > 1000);
	found_finish(&f);
}

static bool sides_agree(void *ctx, struct marks m)
{
	struct found *f = ctx;
	int possible, attended;

	crossings_find(f->policy, m, &f->fast);
	count_plainly(m, m.count - 1, &possible, &attended);
	for (int line = 0; line < f->policy->boundary_count; line++) {
		const struct crossing *last = crossings_last(&f->fast, line);

		if ((last && last->down) != (possible >= f->policy->floor && below_plainly(&f->policy->boundaries[line], possible, attended)))
			return false;
	}
	return true;
}

/* The last crossing of a line says on which side the pupil is now. */
static void last_is_side(void **state)
{
	struct policy_made made;
	struct found f = { 0 };

	for (int round = 0; round < 600; round++) {
		f.policy = policy_make(&made);
		found_hold("the last crossing says the side", sides_agree, &f, 1 + (int)chance(300));
	}
	found_finish(&f);
}

/* WHAT IS NO POSSIBLE SESSION CHANGES NOTHING --------------------------------------------------------------------------------------------- */

static const char *const nothing_codes[] = { "X", "#", "Y1", "Y3", "Z", "D", "Q" };

/* Into every gap between two marks. */
static int gaps_fill(struct marks m, struct mark to[static LETTERS_MOST])
{
	int count = 0;

	for (int i = 0; i < m.count; i++) {
		if (i > 0)
			for (sitting at = m.of[i - 1].at + 1; at < m.of[i].at; at++)
				to[count++] = mark_at(at, code_number(nothing_codes[at % 7]));
		to[count++] = m.of[i];
	}
	return count;
}

static bool nothing_changes(void *ctx, struct marks m)
{
	static struct mark filled[LETTERS_MOST];
	struct found *f = ctx;
	struct marks more = { filled, gaps_fill(m, filled) };
	struct stage_at was, is;

	crossings_find(f->policy, m, &f->fast);
	stage_find(f->policy, m, &f->fast, &was);
	crossings_find(f->policy, more, &f->plain);
	stage_find(f->policy, more, &f->plain, &is);
	return crossings_equal(&f->fast, &f->plain) && was.stage == is.stage && was.since == is.since;
}

static void not_possible(void **state)
{
	struct policy_made made;
	struct found f = { 0 };

	for (int round = 0; round < 600; round++) {
		f.policy = policy_make(&made);
		found_hold("X, #, Y, Z, D, Q change nothing", nothing_changes, &f, 1 + (int)chance(300));
	}
	found_finish(&f);
}

/* STAGES --------------------------------------------------------------------------------------------------------------------------------- */

static const struct stage_row {
	const char *name;
	const struct policy *policy;
	const char *letters;
	int stage, since; /* since: session from 1; 0: no stage */
} stages[] = {
	{ "a policy without stages", &policy_common, "40N", -1, 0 },
	{ "no marks", &policy_tiers, "", -1, 0 },
	{ "nothing possible", &policy_tiers, "40X", -1, 0 },
	{ "nothing before the floor", &policy_tiers, "19N", -1, 0 },
	{ "the highest from the floor on", &policy_tiers, "60/", 0, 20 },
	{ "a lower one from the floor on", &policy_tiers, "4N 56/", 0, 58 },
	{ "the second", &policy_tiers, "20/ 2N 4/", 1, 22 },
	{ "down two at one session is one stage", &policy_tiers, "9N 11/", 2, 20 },
	{ "the fourth at exactly 50", &policy_tiers, "20/ 20N", 3, 40 },
	{ "not the fourth above 50", &policy_tiers, "21/ 20N", 2, 27 },
	{ "above 50, and held in the fourth until 55", &policy_tiers, "20/ 20N 4/", 3, 40 },
	{ "one session short of 55", &policy_tiers, "20/ 20N 4/ /", 2, 45 },
	{ "exactly 55 leaves it", &policy_tiers, "18/ 18N 4/", 2, 40 },
	{ "left, and in it again at 50", &policy_tiers, "18/ 18N 4/ 4N", 3, 44 },
	{ "back in a stage begins it again", &policy_tiers, "20/ 2N 20/ 2N", 1, 44 },
};

static void stage_row(void **state)
{
	static struct mark of[LETTERS_MOST];
	CLEAN_CROSSINGS struct crossings c = { 0 };
	const struct stage_row *row = *state;
	struct marks m = { of, letters_read(row->letters, first_session(), of) };
	struct stage_at got = { 7, 7 };

	crossings_find(row->policy, m, &c);
	stage_find(row->policy, m, &c, &got);
	assert_int_equal(got.stage, row->stage);
	if (row->stage >= 0)
		assert_int_equal(got.since - first_session() + 1, row->since);
}

/* At each session what the figures say, with the stage before. */
static struct stage_at stage_plainly(const struct policy *p, struct marks m)
{
	struct stage_at s = { .stage = -1 };

	for (int i = 0; i < m.count; i++) {
		int possible, attended;

		count_plainly(m, i, &possible, &attended);
		int stage = possible < p->floor ? -1 : policy_stage(p, possible, attended, s.stage);
		if (stage != s.stage)
			s = (struct stage_at){ stage, m.of[i].at };
	}
	return s;
}

static bool stage_agrees(void *ctx, struct marks m)
{
	struct found *f = ctx;
	struct stage_at fast, plain = stage_plainly(f->policy, m);

	crossings_find(f->policy, m, &f->fast);
	stage_find(f->policy, m, &f->fast, &fast);
	f->count += fast.stage > 0;
	return fast.stage == plain.stage && (fast.stage < 0 || fast.since == plain.since);
}

static void stages_agree(void **state)
{
	struct policy_made made;
	struct found f = { 0 };

	for (int round = 0; round < 1500; round++) {
		f.policy = round % 3 ? policy_make(&made) : &policy_tiers;
		found_hold("the stage is the one replayed", stage_agrees, &f, 1 + (int)chance(250));
	}
	assert_true(f.count > 100);
	found_finish(&f);
}

/* AMENDING -------------------------------------------------------------------------------------------------------------------------------- */

static const struct change_row {
	const char *name, *then, *now, *want;
} changes[] = {
	{ "nothing changed", "20/ 2N", "20/ 2N", "" },
	{ "a new one at the end", "20/ N", "20/ NN", "new -95@22" },
	{ "one that does not hold any more", "20/ 2N", "20/ N/", "withdrawn -95@22" },
	{ "one that an earlier mark moved", "20/ 2N 9/", "19/ N 2N 9/", "late -95@21 withdrawn -95@22 late -90@22 late +90@31" },
	{ "a closure of the week that made it", "20/ 2N 3/", "20/ 2# 3/", "withdrawn -95@22" },
	{ "another count, and the same crossing", "20/ N/ N", "20/ I/ I", "" },
	{ "both withdrawn, down and up", "20/ 2N 18/", "20/ N 19/", "withdrawn -95@22 withdrawn +95@40" },
	{ "before there was anything", "", "20N", "new -95@20 new -90@20 new -80@20 new -50@20" },
	{ "all of it erased", "20N", "", "withdrawn -95@20 withdrawn -90@20 withdrawn -80@20 withdrawn -50@20" },
};

static void change_row(void **state)
{
	static struct mark then_of[LETTERS_MOST], now_of[LETTERS_MOST];
	CLEAN_CROSSINGS struct crossings then = { 0 }, now = { 0 };
	CLEAN_BUF struct buf text = { 0 };
	const struct change_row *row = *state;
	struct marks m = { then_of, letters_read(row->then, first_session(), then_of) };
	struct crossing_changes changed = { 0 };

	crossings_find(&policy_common, m, &then);
	crossings_find(&policy_common, (struct marks){ now_of, letters_read(row->now, first_session(), now_of) }, &now);
	crossings_compare(&then, m.count ? m.of[m.count - 1].at : first_session() - 1, &now, &changed);
	for (int i = 0; i < changed.of.count; i++) {
		const struct crossing_change *x = &changed.of.items[i];

		buf_printf(&text, "%s%s %c%d@%d", i > 0 ? " " : "", x->withdrawn ? "withdrawn" : x->late ? "late" : "new", x->crossing.down ? '-' : '+',
			   policy_common.boundaries[x->crossing.line].percent, x->crossing.at - first_session() + 1);
	}
	assert_string_equal(buf_string(&text), row->want);
	crossing_changes_finish(&changed);
}

static bool among(const struct crossings *c, const struct crossing *x)
{
	for (int i = 0; i < c->of.count; i++)
		if (c->of.items[i].at == x->at && c->of.items[i].line == x->line && c->of.items[i].down == x->down)
			return true;
	return false;
}

static bool told(const struct crossing_changes *c, const struct crossing *x, bool withdrawn, bool late)
{
	for (int i = 0; i < c->of.count; i++) {
		const struct crossing_change *y = &c->of.items[i];

		if (y->crossing.at == x->at && y->crossing.line == x->line && y->crossing.down == x->down && y->withdrawn == withdrawn && y->late == late &&
		    y->crossing.possible == x->possible && y->crossing.attended == x->attended)
			return true;
	}
	return false;
}

static bool compare_is_difference(const struct crossings *then, sitting last, const struct crossings *now, const struct crossing_changes *c)
{
	int want = 0;

	for (int i = 0; i < then->of.count; i++)
		if (!among(now, &then->of.items[i])) {
			want++;
			if (!told(c, &then->of.items[i], true, false))
				return false;
		}
	for (int i = 0; i < now->of.count; i++)
		if (!among(then, &now->of.items[i])) {
			want++;
			if (!told(c, &now->of.items[i], false, now->of.items[i].at <= last))
				return false;
		}
	for (int i = 1; i < c->of.count; i++)
		if (c->of.items[i - 1].crossing.at > c->of.items[i].crossing.at)
			return false;
	return c->of.count == want;
}

static bool change_agrees(void *ctx, struct marks m)
{
	static struct mark amended[LETTERS_MOST];
	struct found *f = ctx;
	int then = m.count * 2 / 3;

	memcpy(amended, m.of, sizeof *amended * (size_t)m.count);
	for (int i = 0; i < then; i += 9) /* amended since; the last third is new */
		amended[i] = mark_at(amended[i].at, mark_is_attended(&amended[i]) ? CODE_I : CODE_LATE);
	crossings_find(f->policy, (struct marks){ m.of, then }, &f->plain);
	crossings_find(f->policy, (struct marks){ amended, m.count }, &f->fast);
	sitting last = then > 0 ? m.of[then - 1].at : INT32_MIN;
	crossings_compare(&f->plain, last, &f->fast, &f->changed);
	f->count += f->changed.of.count;
	return compare_is_difference(&f->plain, last, &f->fast, &f->changed);
}

static void changes_agree(void **state)
{
	struct policy_made made;
	struct found f = { 0 };

	for (int round = 0; round < 800; round++) {
		f.policy = policy_make(&made);
		found_hold("what changed is the difference of the two", change_agrees, &f, 1 + (int)chance(300));
	}
	assert_true(f.count > 1000);
	found_finish(&f);
}

/* WORDS ----------------------------------------------------------------------------------------------------------------------------------- */

#define WORKED \
	"Marks: 22, sessions that were marked; Possible: 22, what is left; Present: 20, / 20; Attended: 20, of them; Unauthorised absence: 2, N 2; " \
	"Missed: 2, of them; Line of 95: 20 of 22: 2,000 is less than 95 x 22 = 2,090, so below 95; " \
	"Counted from: 20, possible sessions on, so that the first days do not decide"

static void working_said(void **state)
{
	static struct mark of[LETTERS_MOST];
	CLEAN_ARENA struct arena a = { 0 };
	CLEAN_STEPS struct working_steps s = { .arena = &a };
	CLEAN_CROSSINGS struct crossings c = { 0 };

	struct marks m = { of, letters_read("20/ 2N 2X 3/", first_session(), of) };

	crossings_find(&policy_common, m, &c);
	assert_int_equal(c.of.count, 1);
	crossing_working(&policy_common, &c.of.items[0], m, &s);
	assert_string_equal(working_line(&s, &a), "Up to: Thu 17 Sep 2026, pm; " WORKED);
}

/* The one that was found stands no more: what it was found in is said, then what stands. */
static void working_changed(void **state)
{
	static struct mark of[LETTERS_MOST];
	CLEAN_ARENA struct arena a = { 0 };
	CLEAN_STEPS struct working_steps s = { .arena = &a };
	struct crossing was = { .at = first_session() + 21, .line = 0, .down = true, .possible = 22, .attended = 19 };

	crossing_working(&policy_common, &was, (struct marks){ of, letters_read("20/ 2N 3/", first_session(), of) }, &s);
	assert_string_equal(working_line(&s, &a), "Up to: Thu 17 Sep 2026, pm; Before the change: 19, attended of 22 possible; " WORKED);
}

int main(void)
{
	static struct rows r;

	rows_add(&r, find_row, finds);
	rows_case(&r, "over two sets of codes", over_two_code_sets, NULL);
	rows_case(&r, "as a naive count finds them", finds_agree, NULL);
	rows_case(&r, "the last crossing is the side", last_is_side, NULL);
	rows_case(&r, "what is no possible session changes nothing", not_possible, NULL);
	rows_add(&r, stage_row, stages);
	rows_case(&r, "stages as replayed", stages_agree, NULL);
	rows_add(&r, change_row, changes);
	rows_case(&r, "changes as a difference of sets", changes_agree, NULL);
	rows_case(&r, "the working of a crossing", working_said, NULL);
	rows_case(&r, "the working of a crossing that a change undid", working_changed, NULL);
	return rows_run(&r, "rules/crossing");
}
