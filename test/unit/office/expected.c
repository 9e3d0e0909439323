#include "rows.h"

#include "../../../src/office/expected.h"
#include "office/plans.h"
#include "rules/code.h"
#include "world.h"

#define DAY(n) { 20777 + (n) } /* from today, Friday 20 November 2026 */
#define NEVER { INT32_MIN }
#define MORNINGS 1
#define AFTERNOONS 2

/* Everything that is laid over Ben (of Willow, year 2), a row each, and one session asked for. */
static const struct row {
	const char *name;
	struct { const char *kind, *code; struct day from; int64_t from_session; struct day to; int64_t to_session; int weekdays, sessions; struct day until;
		 int64_t until_session; } plan;
	struct { const char *code; struct day from; int64_t from_session; struct day back; int64_t back_session; } reported;
	struct { const char *code; int64_t out, due, in; } out; /* of today */
	struct { const char *kind; int64_t year, group; } closure; /* of today */
	const char *agreed;              /* a code; every day */
	const char *clock;               /* NULL: half past eight today */
	sitting at;                      /* from this morning */
	const char *want;                /* "" nothing */
	enum expected_from from;
} rows[] = {
	{ .name = "nothing", .want = "" },
	{ .name = "a plan, its first session", .plan = { "absence", "M", DAY(0), 1, DAY(3), 0, 127, 3 }, .at = 1, .want = "M", .from = EXPECTED_PLAN },
	{ .name = "the session before it", .plan = { "absence", "M", DAY(0), 1, DAY(3), 0, 127, 3 }, .at = 0, .want = "" },
	{ .name = "its last session", .plan = { "absence", "M", DAY(0), 1, DAY(3), 0, 127, 3 }, .at = 6, .want = "M", .from = EXPECTED_PLAN },
	{ .name = "the session after it", .plan = { "absence", "M", DAY(0), 1, DAY(3), 0, 127, 3 }, .at = 7, .want = "" },
	{ .name = "ended for the child before the plan", .plan = { "absence", "M", DAY(0), 0, DAY(3), 1, 127, 3, DAY(0), 0 }, .at = 1, .want = "" },
	{ .name = "the last session for the child", .plan = { "absence", "M", DAY(0), 0, DAY(3), 1, 127, 3, DAY(0), 0 }, .at = 0, .want = "M", .from = EXPECTED_PLAN },
	{ .name = "Fridays alone, on Friday", .plan = { "pattern", "K", DAY(0), 0, DAY(14), 1, 16, 3 }, .at = 14, .want = "K", .from = EXPECTED_PATTERN },
	{ .name = "Fridays alone, on Monday", .plan = { "pattern", "K", DAY(0), 0, DAY(14), 1, 16, 3 }, .at = 6, .want = "" },
	{ .name = "mornings, in the morning", .plan = { "pattern", "C2", DAY(0), 0, DAY(14), 1, 127, MORNINGS }, .at = 0, .want = "C2", .from = EXPECTED_PATTERN },
	{ .name = "mornings, in the afternoon", .plan = { "pattern", "C2", DAY(0), 0, DAY(14), 1, 127, MORNINGS }, .at = 1, .want = "" },
	{ .name = "afternoons, in the afternoon", .plan = { "pattern", "C2", DAY(0), 0, DAY(14), 1, 127, AFTERNOONS }, .at = 1, .want = "C2", .from = EXPECTED_PATTERN },
	{ .name = "a trip waits", .plan = { "trip", "V", DAY(0), 0, DAY(0), 1, 127, 3 }, .at = 0, .want = "V", .from = EXPECTED_TRIP },
	{ .name = "X at compulsory age", .plan = { "pattern", "X", DAY(0), 0, DAY(14), 1, 127, 3 }, .at = 0, .want = "" },
	{ .name = "a code that was retired", .plan = { "absence", "H", DAY(0), 0, DAY(0), 1, 127, 3 }, .at = 0, .want = "" },
	{ .name = "a leap day", .plan = { "absence", "C", { 21243 }, 0, { 21243 }, 1, 127, 3 }, .at = 2 * (21243 - 20777), .want = "C", .from = EXPECTED_PLAN },
	{ .name = "the day after a leap day", .plan = { "absence", "C", { 21243 }, 0, { 21243 }, 1, 127, 3 }, .at = 2 * (21244 - 20777), .want = "" },
	{ .name = "reported of that day alone", .reported = { "I", DAY(0), 0, NEVER, 0 }, .at = 1, .want = "I", .from = EXPECTED_REPORTED },
	{ .name = "and not of the next", .reported = { "I", DAY(0), 0, NEVER, 0 }, .at = 2, .want = "" },
	{ .name = "reported from the afternoon", .reported = { "I", DAY(0), 1, NEVER, 0 }, .at = 0, .want = "" },
	{ .name = "until the session before the child is back", .reported = { "I", DAY(0), 0, DAY(3), 1 }, .at = 6, .want = "I", .from = EXPECTED_REPORTED },
	{ .name = "and not when the child is back", .reported = { "I", DAY(0), 0, DAY(3), 1 }, .at = 7, .want = "" },
	{ .name = "what the family said is nearer than a plan", .plan = { "absence", "M", DAY(0), 0, DAY(0), 1, 127, 3 }, .reported = { "I", DAY(0), 0, NEVER, 0 },
	  .want = "I", .from = EXPECTED_REPORTED },
	{ .name = "a trip is nearer than sessions agreed", .plan = { "trip", "V", DAY(0), 0, DAY(0), 1, 127, 3 }, .agreed = "D", .want = "V", .from = EXPECTED_TRIP },
	{ .name = "sessions agreed", .agreed = "D", .want = "D", .from = EXPECTED_AGREED },
	{ .name = "out before the afternoon, and not back", .out = { "M", 630, NONE, NONE }, .clock = "2026-11-20T13:00", .at = 1, .want = "M", .from = EXPECTED_SIGNED_OUT },
	{ .name = "the morning that was begun stays", .out = { "M", 630, NONE, NONE }, .clock = "2026-11-20T13:00", .at = 0, .want = "" },
	{ .name = "out in the very minute that the register begins", .out = { "M", 780, NONE, NONE }, .clock = "2026-11-20T13:05", .at = 1, .want = "" },
	{ .name = "out in the minute before", .out = { "M", 779, NONE, NONE }, .clock = "2026-11-20T13:05", .at = 1, .want = "M", .from = EXPECTED_SIGNED_OUT },
	{ .name = "back in the last minute of the register", .out = { "M", 630, NONE, 795 }, .clock = "2026-11-20T14:00", .at = 1, .want = "" },
	{ .name = "back in the minute after", .out = { "M", 630, NONE, 796 }, .clock = "2026-11-20T14:00", .at = 1, .want = "M", .from = EXPECTED_SIGNED_OUT },
	{ .name = "due back before the afternoon: awaited", .out = { "M", 630, 700, NONE }, .clock = "2026-11-20T12:59", .at = 1, .want = "" },
	{ .name = "due back, and it begins without the child", .out = { "M", 630, 700, NONE }, .clock = "2026-11-20T13:00", .at = 1, .want = "M", .from = EXPECTED_SIGNED_OUT },
	{ .name = "due back in the afternoon", .out = { "M", 630, 781, NONE }, .clock = "2026-11-20T10:35", .at = 1, .want = "M", .from = EXPECTED_SIGNED_OUT },
	{ .name = "out without a code", .out = { NULL, 630, NONE, NONE }, .clock = "2026-11-20T13:00", .at = 1, .want = "" },
	{ .name = "the whole school is shut", .closure = { "unplanned", NONE, NONE }, .reported = { "I", DAY(0), 0, NEVER, 0 }, .want = "Y4", .from = EXPECTED_CLOSURE },
	{ .name = "the class is shut", .closure = { "partial", NONE, WILLOW }, .want = "Y3", .from = EXPECTED_CLOSURE },
	{ .name = "another class is shut", .closure = { "partial", NONE, OAK }, .want = "" },
	{ .name = "the year is not in yet", .closure = { "staggered", 2, NONE }, .want = "Y7", .from = EXPECTED_CLOSURE },
	{ .name = "another year is not in yet", .closure = { "staggered", 1, NONE }, .want = "" },
	{ .name = "a holiday is no code", .closure = { "holiday", NONE, NONE }, .want = "" },
	{ .name = "the boiler of the ninth", .at = -22, .want = "Y4", .from = EXPECTED_CLOSURE },
};

static void lay_plan(struct world *w, const struct row *row)
{
	struct plan_row plan = PLAN_NEW;
	struct plan_pupil_row of = PLAN_PUPIL_NEW;

	plan.id = 1;
	plan.kind = row->plan.kind;
	plan.code = row->plan.code;
	plan.from_day = row->plan.from;
	plan.from_session = row->plan.from_session;
	plan.to_day = row->plan.to;
	plan.to_session = row->plan.to_session;
	plan.weekdays = row->plan.weekdays;
	plan.sessions = row->plan.sessions;
	world_put(w, THING_PLAN, &plan);
	of.plan = 1;
	of.pupil = BEN;
	if (row->plan.until.n) {
		of.until_day = row->plan.until;
		of.until_session = row->plan.until_session;
	}
	world_put(w, THING_PLAN_PUPIL, &of);
}

static void lay_reported(struct world *w, const struct row *row)
{
	struct reported_row said = REPORTED_NEW;

	said.pupil = BEN;
	said.code = row->reported.code;
	said.words = "a cold";
	said.caller = "Grace Ash (mother)";
	said.from_day = row->reported.from;
	said.from_session = row->reported.from_session;
	said.back_day = row->reported.back;
	said.back_session = day_is_none(row->reported.back) ? NONE : row->reported.back_session;
	world_put(w, THING_REPORTED, &said);
}

static void lay_out(struct world *w, const struct row *row)
{
	struct sign_out_row out = SIGN_OUT_NEW;

	out.pupil = BEN;
	out.out_day = TODAY;
	out.out_minute = row->out.out;
	out.due_minute = row->out.due;
	out.in_minute = row->out.in;
	out.reason = "dentist";
	out.code = row->out.code;
	world_put(w, THING_SIGN_OUT, &out);
}

static void lay_closure(struct world *w, const struct row *row)
{
	struct closure_row shut = CLOSURE_NEW;

	shut.name = "Roof";
	shut.kind = row->closure.kind;
	shut.from_day = shut.to_day = TODAY;
	shut.to_session = 1;
	shut.year = row->closure.year;
	shut.roll_group = row->closure.group;
	world_put(w, THING_CLOSURE, &shut);
}

static void lay_agreed(struct world *w, const struct row *row)
{
	struct elsewhere_row agreed = ELSEWHERE_NEW;

	agreed.pupil = BEN;
	agreed.code = row->agreed;
	agreed.place = "Hill School";
	agreed.weekdays = 127;
	agreed.sessions = 3;
	agreed.from_day = day_of(2026, 9, 1);
	world_put(w, THING_ELSEWHERE, &agreed);
}

static void expected_row(void **state)
{
	CLEAN_ARENA struct arena a = { 0 };
	const struct row *row = *state;
	struct world world, *w = &world;
	struct expectations *x;

	world_make(w, false);
	if (row->plan.kind)
		lay_plan(w, row);
	if (row->reported.code)
		lay_reported(w, row);
	if (row->out.out)
		lay_out(w, row);
	if (row->closure.kind)
		lay_closure(w, row);
	if (row->agreed)
		lay_agreed(w, row);
	as(w, "ann");
	if (row->clock)
		at(w, row->clock);
	sitting s = sitting_of(TODAY, SESSION_AM) + row->at;
	assert_int_equal(expectations_read(w->o, sitting_day(s), sitting_day(s), &a, &x), 0);
	const struct expected *got = expected_at(x, BEN, 2, WILLOW, s);
	assert_string_equal(got ? code_symbol(got->code) : "", row->want);
	if (got) {
		assert_int_equal(got->from, row->from);
		assert_int_equal(got->waits, code_on(got->code, sitting_day(s))->confirm);
	}
	world_end(w);
}

/* IN THE REGISTER */

static const struct register_line *line_of(const struct register_view *v, int64_t pupil)
{
	for (int i = 0; i < v->count; i++)
		if (v->lines[i].pupil == pupil)
			return &v->lines[i];
	fail();
	return NULL;
}

static void plan_today(struct world *w, int64_t pupil, const char *code, const char *words)
{
	struct plan_wish wish = PLAN_WISH;
	int64_t plan, act;

	wish.code = code;
	wish.words = words;
	wish.granted_by = "Hal Moor";
	wish.pupils = &pupil;
	wish.count = 1;
	assert_done(office_plan_put(w->o, 0, &wish, NULL, &plan, &w->said, &act, &w->e));
	buf_reset(&w->said);
}

static void seen_in_register(struct world *w)
{
	struct register_view v;

	as(w, "ann");
	plan_today(w, BEN, "M", "dentist");
	assert_done(office_register_open(w->o, WILLOW_AM, &v, &w->e));
	assert_int_equal(line_of(&v, BEN)->expected, code_number("M"));
	assert_false(line_of(&v, BEN)->expected_waits);
	assert_string_equal(line_of(&v, BEN)->expected_words, "dentist");
	assert_int_equal(line_of(&v, AMARA)->expected, CODE_NONE);
	assert_int_equal(v.facts.marked, 0); /* no plan is a mark */
	register_view_finish(&v);
}

/* A10: a mark with the register, by whoever sends it, whatever their list of codes. */
/* A plan for one is no register of the others: they would be N by the close. */
static void not_taken(struct world *w)
{
	CLEAN_BUF struct buf said = { 0 };

	as(w, "ann");
	plan_today(w, BEN, "M", "dentist");
	at(w, "2026-11-20T09:00");
	assert_refused(office_register_send(w->o, WILLOW_AM, &said, &w->got, &w->e), "No mark has been made in Willow");
	plan_today(w, AMARA, "M", "optician");
	plan_today(w, CHLOE, "X", "mornings only");
	assert_done(office_register_send(w->o, WILLOW_AM, &said, &w->got, &w->e)); /* nobody is there to take it */
	assert_int_equal(w->got.planned, 3);
}

static void sent_by_the_teacher(struct world *w)
{
	const struct mark_wish typed[] = { { AMARA, "/", CODE_NONE, -1, NULL, 0 } };

	as(w, "ann");
	plan_today(w, BEN, "M", "dentist");
	plan_today(w, CHLOE, "X", "mornings only");
	as(w, "tom");
	at(w, "2026-11-20T09:00");
	assert_done(office_register_submit(w->o, WILLOW_AM, typed, 1, NULL, &w->said, &w->got, &w->e));
	assert_string_equal(buf_string(&w->said), "1 here, 2 absent, 0 blank; 2 as planned or reported: Ben Ash M, Chloé Dunn X");
	assert_int_equal(w->got.planned, 2);
	assert_int_equal(w->got.entries, 3);
	assert_string_equal(stands(w, WILLOW_AM, BEN), "M");
	buf_reset(&w->said);
	assert_done(office_register_send(w->o, WILLOW_AM, &w->said, &w->got, &w->e));
	assert_int_equal(w->got.act, 0);
	assert_words(buf_string(&w->said), "already sent at 09:00 by Tom Bell");
}

/* PR24 reg 10(2): seen, so here. */
static void seen_all_the_same(struct world *w)
{
	const struct mark_wish typed[] = { { AMARA, "/", CODE_NONE, -1, NULL, 0 }, { BEN, "/", CODE_NONE, -1, NULL, 0 }, { CHLOE, "/", CODE_NONE, -1, NULL, 0 } };

	as(w, "ann");
	plan_today(w, BEN, "M", "dentist");
	as(w, "tom");
	at(w, "2026-11-20T09:00");
	assert_done(office_register_submit(w->o, WILLOW_AM, typed, 3, NULL, &w->said, &w->got, &w->e));
	assert_string_equal(buf_string(&w->said), "3 here, 0 absent, 0 blank");
	assert_string_equal(stands(w, WILLOW_AM, BEN), "/");
}

/* Planned after it was sent: a mark once it is sent again, or closed; the other blanks become N. */
static void at_the_close(struct world *w)
{
	const struct mark_wish typed[] = { { AMARA, "/", CODE_NONE, -1, NULL, 0 } };

	as(w, "ann");
	at(w, "2026-11-20T09:00");
	assert_done(office_register_submit(w->o, WILLOW_AM, typed, 1, NULL, &w->said, &w->got, &w->e));
	plan_today(w, BEN, "M", "dentist");
	at(w, "2026-11-20T09:15");
	buf_reset(&w->said);
	assert_done(office_session_close(w->o, WILLOW_AM, true, &w->said, &w->got, &w->e));
	assert_words(buf_string(&w->said), "Willow: 1 here, 1 absent, 1 blank, now N: Chloé Dunn; 1 as planned or reported: Ben Ash M; closed by act");
	assert_int_equal(w->got.planned, 1);
	assert_int_equal(w->got.entries, 2);
	assert_string_equal(stands(w, WILLOW_AM, BEN), "M");
	assert_string_equal(stands(w, WILLOW_AM, CHLOE), "N");
	buf_reset(&w->said);
	assert_done(office_session_close(w->o, WILLOW_AM, true, &w->said, &w->got, &w->e));
	assert_int_equal(w->got.act, 0);
}

static void filled(struct world *w)
{
	as(w, "ann");
	plan_today(w, BEN, "M", "dentist");
	at(w, "2026-11-20T09:00");
	assert_done(office_register_fill(w->o, WILLOW_AM, NULL, &w->got, &w->e));
	assert_int_equal(w->got.planned, 1);
	assert_int_equal(w->got.entries, 2);
	assert_string_equal(stands(w, WILLOW_AM, BEN), "");
}

static void of_the_sending(struct world *w)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct entry_row *entries;
	struct store *st;

	as(w, "ann");
	plan_today(w, BEN, "M", "dentist");
	at(w, "2026-11-20T09:00");
	assert_done(mark(w, WILLOW_AM, AMARA, "/", NULL));
	assert_done(office_register_send(w->o, WILLOW_AM, &w->said, &w->got, &w->e));
	assert_done(store_open(w->directory, &st, &w->e));
	assert_int_equal(store_entries_of_act(st, w->got.act, &a, &entries), 1);
	assert_true(entries[0].entry.planned);
	store_close(st);
	assert_true(office_act_to_undo(w->o, WILLOW_AM) == w->got.act - 1); /* what a person typed */
	assert_done(office_undo(w->o, w->got.act, NULL, &w->said, &w->got, &w->e));
	assert_string_equal(stands(w, WILLOW_AM, BEN), "");
}

/* More than one would think speak of one session: the nearest is heard all the same. */
static void many(struct world *w)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct expectations *x;
	const struct expected *got[32];
	struct elsewhere_row agreed = ELSEWHERE_NEW;

	agreed.pupil = BEN;
	agreed.code = "D";
	agreed.place = "Hill School";
	agreed.weekdays = 127;
	agreed.sessions = 3;
	agreed.from_day = day_of(2026, 9, 1);
	world_put(w, THING_ELSEWHERE, &agreed);
	for (int i = 0; i < 20; i++) {
		struct plan_row plan = PLAN_NEW;
		struct plan_pupil_row of = PLAN_PUPIL_NEW;

		plan.id = of.plan = 100 + i;
		plan.kind = i < 19 ? "pattern" : "absence";
		plan.code = i < 19 ? "C2" : "M";
		plan.from_day = plan.to_day = plan.review_day = TODAY;
		plan.to_session = 1;
		plan.weekdays = 127;
		plan.sessions = 3;
		of.pupil = BEN;
		world_put(w, THING_PLAN, &plan);
		world_put(w, THING_PLAN_PUPIL, &of);
	}
	as(w, "ann");
	assert_int_equal(expectations_read(w->o, TODAY, TODAY, &a, &x), 0);
	int n = expected_all(x, BEN, 2, WILLOW, sitting_of(TODAY, SESSION_AM), got, 32);
	assert_int_equal(n, 16);
	assert_string_equal(code_symbol(got[0]->code), "M");
	assert_int_equal(got[1]->id, 118); /* of equals the later */
	assert_int_equal(got[15]->id, 104);
}

static const struct world_case cases[] = {
	{ "the register shows it, and counts nothing", seen_in_register, false },
	{ "a plan for one makes no register of the others", not_taken, false },
	{ "a mark with the register, whoever sends it", sent_by_the_teacher, false },
	{ "a child who is seen is here", seen_all_the_same, false },
	{ "a mark at the close, and N for the other blanks alone", at_the_close, false },
	{ "fill leaves it", filled, false },
	{ "twenty plans, and the nearest", many, false },
	{ "it is of the act that sent the register", of_the_sending, false },
};

int main(void)
{
	static struct rows all;

	rows_add(&all, expected_row, rows);
	rows_add(&all, world_case, cases);
	return rows_run(&all, "expected");
}
