#include "rows.h"

#include <errno.h>
#include <stdio.h>

#include "base/file.h"
#include "gate_world.h"
#include "office/calls.h"
#include "office/clocks.h"
#include "office/plans.h"
#include "office/school.h"
#include "office/today.h"
#include "rules/code.h"
#include "store/store.h"

/* Days that nobody has thought of: two clerks and a teacher do what comes to their minds, and after each act nobody is lost, nothing seen gives way to a plan,
 * and the record holds (design 2 Strips, design 5 "Not known"). */

enum { STEPS = 240, CLERKS = 3, PUPILS = GIA, YEAR_2_STARTS = 13 * 60 + 40 };

struct hunt {
	struct world *w;
	uint32_t state;
	struct office *office[CLERKS];       /* Ann, Hal, and Tom, who teaches Willow */
	struct office *o;                    /* whose turn it is */
	struct store *st;                    /* behind their backs */
	int64_t acts, first, plan;
	int minute;
	int compared;                        /* lists that were written this minute */
	bool two_afternoons;                 /* that of year 2 begins later */
	uint8_t before[2][PUPILS + 1];
	bool may_replace;                    /* the step may take a present mark away */
	char said[256];                      /* what the step was */
	struct err e;
};

static uint32_t below(struct hunt *h, uint32_t n)
{
	h->state = h->state * 1664525u + 1013904223u;
	return (h->state >> 8) % n;
}

static int64_t some_pupil(struct hunt *h)
{
	static const int64_t pupils[] = { AMARA, BEN, CHLOE, DEV, FINN, GIA, AMARA, BEN, CHLOE, FINN, GIA, ED };

	return pupils[below(h, sizeof pupils / sizeof *pupils)];
}

static struct register_ref some_register(struct hunt *h)
{
	return (struct register_ref){ below(h, 2) ? WILLOW : OAK, TODAY, h->minute < 12 * 60 ? SESSION_AM : (enum session)below(h, 2) };
}

#define DID(h, ...) snprintf((h)->said, sizeof (h)->said, __VA_ARGS__)

/* WHAT THEY DO ------------------------------------------------------------------------------------------------------------------------------ */

static int step_late(struct hunt *h)
{
	struct mark_result got;
	CLEAN_BUF struct buf slip = { 0 };
	struct late_wish wish = { .pupil = some_pupil(h), .day = DAY_NONE, .session = -1, .minute = -1, .code = below(h, 6) ? NULL : "M" };

	if (below(h, 3) == 0)
		wish.minute = h->minute - (int)below(h, 60);
	h->may_replace = wish.code; /* in place of U */
	DID(h, "late %d at %d %s", (int)wish.pupil, wish.minute, wish.code ? wish.code : "");
	return office_late(h->o, &wish, &slip, &got, &h->e);
}

static int step_out(struct hunt *h)
{
	static const char *const given_codes[] = { NULL, "M", "I" };
	CLEAN_BUF struct buf said = { 0 };
	const int64_t pupil = some_pupil(h);
	struct sign_out_wish wish = SIGN_OUT_WISH;
	int64_t act;

	wish.pupils = &pupil;
	wish.count = 1;
	wish.reason = "dentist";
	wish.code = given_codes[below(h, 3)];
	wish.due_back = below(h, 2) ? h->minute + 1 + (int)below(h, 90) : -1;
	wish.place = below(h, 4) ? NULL : "swimming";
	DID(h, "out %d, %s, due %d", (int)pupil, wish.code ? wish.code : "no code", wish.due_back);
	return office_gate_out(h->o, &wish, &said, &act, &h->e);
}

static int step_back(struct hunt *h)
{
	CLEAN_BUF struct buf said = { 0 };
	const int64_t pupil = some_pupil(h);
	int64_t act;

	DID(h, "back %d", (int)pupil);
	return office_gate_back(h->o, &pupil, 1, -1, &said, &act, &h->e);
}

static int step_mark(struct hunt *h)
{
	static const char *const given_codes[] = { "/", "/", "/", "N", "N", "I", "L", "", "V", "X", "M" };
	struct mark_wish wish = { .pupil = some_pupil(h), .code = given_codes[below(h, 11)], .before = -1, .minutes_late = -1 };
	struct register_ref ref = some_register(h);
	struct mark_result got;

	if (below(h, 4))
		ref.roll_group = wish.pupil >= FINN ? OAK : WILLOW;
	h->may_replace = true;
	DID(h, "mark %d %s in %d %s", (int)wish.pupil, wish.code, (int)ref.roll_group, session_name(ref.session));
	return office_marks_set(h->o, &ref, &wish, 1, "put right", &got, &h->e);
}

static int step_fill(struct hunt *h)
{
	struct register_ref ref = some_register(h);
	struct mark_result got;

	DID(h, "fill %d %s", (int)ref.roll_group, session_name(ref.session));
	return office_register_fill(h->o, &ref, NULL, &got, &h->e);
}

static int step_send(struct hunt *h)
{
	struct register_ref ref = some_register(h);
	CLEAN_BUF struct buf said = { 0 };
	struct mark_result got;

	DID(h, "send %d %s", (int)ref.roll_group, session_name(ref.session));
	return office_register_send(h->o, &ref, &said, &got, &h->e);
}

static int step_close(struct hunt *h)
{
	struct register_ref ref = some_register(h);
	CLEAN_BUF struct buf said = { 0 };
	struct mark_result got;

	ref.roll_group = below(h, 2) ? 0 : ref.roll_group;
	DID(h, "close %d %s", (int)ref.roll_group, session_name(ref.session));
	return office_session_close(h->o, &ref, below(h, 2), &said, &got, &h->e);
}

static int step_plan(struct hunt *h)
{
	static const struct { enum plan_kind kind; const char *code; } what[] = {
		{ PLAN_ABSENCE, "M" }, { PLAN_ABSENCE, "X" }, { PLAN_TRIP, "V" }, { PLAN_TRIP, "P" }, { PLAN_PATTERN, "C2" }, { PLAN_ABSENCE, "I" }, { PLAN_PATTERN, "D" },
	};
	CLEAN_BUF struct buf said = { 0 };
	struct plan_wish wish = PLAN_WISH;
	int64_t pupils[2] = { some_pupil(h), some_pupil(h) }, act;
	uint32_t k = below(h, 7);

	wish.kind = what[k].kind;
	wish.code = what[k].code;
	wish.name = "Hever Castle";
	wish.place = "Hill School";
	wish.leader = "Tom Bell";
	wish.granted_by = "Hal Moor";
	wish.words = "as agreed";
	wish.to = wish.review = wish.from = TODAY;
	wish.from_session = (int)below(h, 3) - 1;
	wish.pupils = pupils;
	wish.count = pupils[0] == pupils[1] ? 1 : (int)below(h, 2) + 1;
	DID(h, "plan %s for %d of %d %d", wish.code, wish.count, (int)pupils[0], (int)pupils[1]);
	return office_plan_put(h->o, below(h, 6) ? 0 : h->plan, &wish, "asked", &h->plan, &said, &act, &h->e);
}

static int step_cancel(struct hunt *h)
{
	CLEAN_BUF struct buf said = { 0 };
	const int64_t pupil = some_pupil(h);
	int64_t act;

	DID(h, "cancel plan %d", (int)h->plan);
	return office_plan_cancel(h->o, h->plan, &pupil, (int)below(h, 2), DAY_NONE, (int)below(h, 2), "over", &said, &act, &h->e);
}

static int step_confirm(struct hunt *h)
{
	CLEAN_BUF struct buf said = { 0 };
	const int64_t missing = some_pupil(h);
	struct confirm_wish wish = { .from = EXPECTED_TRIP, .plan = h->plan, .day = TODAY, .session = (int)below(h, 3) - 1, .missing = &missing,
				     .missing_count = (int)below(h, 2) };
	struct mark_result got;

	if (below(h, 4) == 0)
		wish = (struct confirm_wish){ .from = EXPECTED_AGREED, .place = "Hill School", .day = TODAY, .session = -1 };
	DID(h, "confirm plan %d", (int)wish.plan);
	return office_confirm(h->o, &wish, &said, &got, &h->e);
}

static int step_stay(struct hunt *h)
{
	CLEAN_BUF struct buf said = { 0 };
	int64_t act, pupil = some_pupil(h);

	DID(h, "stay %d of plan %d", (int)pupil, (int)h->plan);
	return office_trip_stay(h->o, h->plan, pupil, TODAY, below(h, 2) ? "Oak" : NULL, &said, &act, &h->e);
}

static int step_report(struct hunt *h)
{
	static const char *const given_codes[] = { "I", "M", "C" };
	CLEAN_BUF struct buf said = { 0 };
	const struct call_given given = { .pupil = some_pupil(h), .code = given_codes[below(h, 3)] };
	struct reported_wish wish = REPORTED_WISH;
	struct mark_result got;

	wish.children = &given;
	wish.count = 1;
	wish.caller = "Grace Okafor";
	wish.words = "said so";
	wish.from_session = (int)below(h, 3) - 1;
	wish.back = below(h, 3) ? DAY_NONE : below(h, 2) ? day_add(TODAY, 3) : TODAY;
	wish.back_session = (int)below(h, 2);
	DID(h, "report %d %s from %d", (int)given.pupil, given.code, wish.from_session);
	return office_reported_put(h->o, &wish, &said, &got, &h->e);
}

static int step_report_end(struct hunt *h)
{
	int64_t act;

	DID(h, "end report");
	return office_reported_end(h->o, 1 + below(h, 6), "it was wrong", &act, &h->e);
}

static int step_call(struct hunt *h)
{
	static const char *const given_codes[] = { NULL, "I", "M" };
	CLEAN_BUF struct buf said = { 0 };
	const struct call_given given = { .pupil = some_pupil(h), .code = given_codes[below(h, 3)] };
	struct call_wish wish = CALL_WISH;
	struct mark_result got;

	wish.children = &given;
	wish.count = 1;
	wish.kind = CALL_CALL;
	wish.outcome = given.code ? CALL_SPOKE : CALL_NO_REPLY;
	wish.words = "said so";
	DID(h, "call %d %s", (int)given.pupil, given.code ? given.code : "no reply");
	return office_call_log(h->o, &wish, &said, &got, &h->e);
}

static int step_undo(struct hunt *h)
{
	CLEAN_BUF struct buf left = { 0 };
	struct mark_result got;
	int64_t act = h->acts - below(h, 12);

	h->may_replace = true;
	DID(h, "undo %d", (int)act);
	return office_undo(h->o, act > h->first ? act : h->first + 1, "taken back", &left, &got, &h->e);
}

static int step_closure(struct hunt *h)
{
	CLEAN_BUF struct buf said = { 0 };
	struct closure_wish wish = CLOSURE_WISH;
	struct mark_result got;
	uint32_t k = below(h, 3);

	wish.name = "Boiler";
	wish.kind = k == 0 ? "unplanned" : k == 1 ? "partial" : "staggered";
	wish.group = k == 0 ? NULL : "Oak";
	wish.from_session = (int)below(h, 3) - 1;
	wish.remove = below(h, 2);
	h->may_replace = k == 0;
	DID(h, "closure %s %s %d", wish.remove ? "gone" : "", wish.kind, wish.from_session);
	return office_closure(h->o, &wish, "burst", &said, &got, &h->e);
}

static int step_settle(struct hunt *h)
{
	struct register_ref ref = some_register(h);
	int64_t pupil = some_pupil(h), act;
	enum watch_kind kind = (enum watch_kind)below(h, WATCH_KINDS);

	DID(h, "settle %d of %d", (int)kind, (int)pupil);
	return office_watch_settle(h->o, kind, pupil, &ref, "in the medical room", &act, &h->e);
}

static int step_clock(struct hunt *h)
{
	char clock[32];

	h->minute += 1 + (int)below(h, 28);
	if (h->minute > 15 * 60 + 20)
		h->minute = 15 * 60 + 20;
	snprintf(clock, sizeof clock, "2026-11-20T%02d:%02d", h->minute / 60, h->minute % 60);
	DID(h, "%s", clock);
	return office_clock(h->office[0], clock, &h->e);
}

static int (*const steps[])(struct hunt *) = {
	step_late, step_late, step_out, step_back, step_mark, step_mark, step_mark, step_fill, step_send, step_close, step_plan, step_plan, step_cancel, step_confirm,
	step_stay, step_report, step_report_end, step_call, step_undo, step_undo, step_closure, step_settle, step_clock, step_clock, step_clock,
};

/* WHAT HOLDS BEHIND EACH ----------------------------------------------------------------------------------------------------------------------- */

static void fail_step(struct hunt *h, const char *what, int64_t pupil)
{
	fail_msg("%s: pupil %d, at %02d:%02d, act %d, after: %s (%s)", what, (int)pupil, h->minute / 60, h->minute % 60, (int)h->acts, h->said, h->e.text);
}

static void marks_keep(struct hunt *h)
{
	for (int s = 0; s < 2; s++)
		for (int64_t p = 1; p <= PUPILS; p++)
			assert_int_equal(store_mark_get(h->st, p, TODAY, (enum session)s, &h->before[s][p]), 0);
}

/* A child seen is a child here: only a person who says so, or a school that is shut, takes that back. */
static void seen_stay(struct hunt *h)
{
	for (int s = 0; s < 2; s++)
		for (int64_t p = 1; p <= PUPILS; p++) {
			CLEAN_ARENA struct arena a = { 0 };
			struct entry_row *chain;
			uint8_t now;

			assert_int_equal(store_mark_get(h->st, p, TODAY, (enum session)s, &now), 0);
			if (code_is_in(h->before[s][p], TODAY) && !code_is_in(now, TODAY) && !h->may_replace)
				fail_step(h, "was seen, and is not any more", p);
			int n = store_entries_of_mark(h->st, p, TODAY, (enum session)s, &a, &chain);
			for (int i = 0; i < n; i++) {
				if (chain[i].entry.stands && chain[i].entry.before == chain[i].entry.after)
					fail_step(h, "an entry equal to what stood", p);
				if (chain[i].entry.planned && chain[i].entry.before != CODE_NONE && strncmp(h->said, "undo", 4) != 0 && chain[i].act > h->acts)
					fail_step(h, "a plan took a mark's place", p);
				if (chain[i].entry.stands && chain[i].entry.after == CODE_X && chain[i].act > h->acts && p != CHLOE)
					fail_step(h, "X at compulsory age", p);
			}
		}
}

static bool on_roll(int64_t pupil, int minute)
{
	return pupil == DEV ? minute >= 12 * 60 : pupil == GIA ? minute < 13 * 60 : pupil != ED;
}

/* Each child of the school is on the list once, and its counts are those of its lines. */
static void nobody_lost(struct hunt *h, const struct onsite_view *v)
{
	int of[WHERES] = { 0 }, on[PUPILS + 1] = { 0 };

	for (int i = 0; i < v->count; i++) {
		of[v->lines[i].where]++;
		on[v->lines[i].pupil]++;
		if (!v->lines[i].last || !*v->lines[i].last)
			fail_step(h, "no words for where the child is", v->lines[i].pupil);
	}
	for (int where = 0; where < WHERES; where++)
		assert_int_equal(of[where], v->of[where]);
	for (int64_t p = 1; p <= PUPILS; p++)
		if (on[p] != on_roll(p, h->minute))
			fail_step(h, on[p] ? "on the list twice, or not on the roll" : "on no list", p);
}

static int afternoon_of(const struct hunt *h, int64_t pupil)
{
	return h->two_afternoons && pupil != CHLOE && pupil < FINN ? YEAR_2_STARTS : 13 * 60;
}

/* Who has a mark of one who is here now, and did not go out since, is to be found in the playground. */
static void here_is_here(struct hunt *h, const struct onsite_view *v)
{
	CLEAN_ARENA struct arena a = { 0 };

	for (int i = 0; i < v->count; i++) {
		const struct onsite_line *l = &v->lines[i];
		struct sign_out_row *outs;
		uint8_t am, pm;
		bool out = false;
		int n = store_sign_outs_of_pupil(h->st, l->pupil, &a, &outs);

		for (int k = 0; k < n; k++)
			out |= outs[k].in_minute == NONE;
		assert_int_equal(store_mark_get(h->st, l->pupil, TODAY, SESSION_AM, &am), 0);
		assert_int_equal(store_mark_get(h->st, l->pupil, TODAY, SESSION_PM, &pm), 0);
		if (!out && (h->minute < afternoon_of(h, l->pupil) ? code_is_in(am, TODAY) && pm == CODE_NONE : code_is_in(pm, TODAY)) && l->where != WHERE_HERE && l->where != WHERE_NOT_SEEN)
			fail_step(h, "is marked here, and known absent", l->pupil);
		if (!out && code_is_in(pm, TODAY) && l->where == WHERE_ABSENT)
			fail_step(h, "is marked here for the afternoon, and known absent", l->pupil);
	}
}

/* One program's memory of the day, and one that reads it for the first time. */
static void same_for_all(struct hunt *h, const struct onsite_view *kept)
{
	struct office_options options = { .directory = h->w->directory, .as = "ann", .uid = 9999, .terminal = "test" };
	struct office *fresh;
	struct onsite_view v;

	assert_done_at(&h->e, office_open(&options, &fresh, &h->e), "open", __FILE__, __LINE__);
	assert_done_at(&h->e, office_onsite_open(fresh, &v, &h->e), "onsite", __FILE__, __LINE__);
	assert_int_equal(v.count, kept->count);
	for (int i = 0; i < v.count; i++)
		if (v.lines[i].pupil != kept->lines[i].pupil || v.lines[i].where != kept->lines[i].where || strcmp(v.lines[i].last, kept->lines[i].last) != 0) {
			print_error("kept: %s %s\nread: %s %s\n", where_words(kept->lines[i].where), kept->lines[i].last, where_words(v.lines[i].where), v.lines[i].last);
			fail_step(h, "kept and read anew differ", v.lines[i].pupil);
		}
	onsite_view_finish(&v);
	office_close(fresh);
}

/* The file says what the screen says: it is followed act by act in a way of its own. */
static void file_says_so(struct hunt *h, const struct onsite_view *v)
{
	CLEAN_BUF struct buf text = { 0 };
	char path[sizeof h->w->directory + 32], head[64];

	snprintf(path, sizeof path, "%s/out/evacuation.txt", h->w->directory);
	snprintf(head, sizeof head, " at %02d:%02d, %s; act %d\n", h->minute / 60, h->minute % 60, h->minute < 13 * 60 ? "morning" : "afternoon", (int)h->acts);
	if (!file_exists(path) || file_read(path, 1 << 20, &text, &h->e) < 0 || !strstr(buf_string(&text), head))
		return; /* nothing that it shows was saved this minute */
	for (int where = 0; where < WHERES; where++) {
		char line[64];

		snprintf(line, sizeof line, "\n%5d  %s\n", v->of[where], where_words((enum whereabouts)where));
		if (!strstr(buf_string(&text), line)) {
			print_error("%s", buf_string(&text));
			fail_step(h, line, 0);
		}
	}
	h->compared++;
}

static void today_adds_up(struct hunt *h)
{
	struct today_view v;
	enum session s = h->minute < 13 * 60 ? SESSION_AM : SESSION_PM;

	if (office_today_open(h->office[0], TODAY, s, &v, &h->e) < 0)
		return;
	const struct session_counts *c = &v.counts;
	assert_int_equal(c->on_roll, c->here + c->off_site + c->absent + c->not_known + c->not_required);
	assert_int_equal(c->absent, c->with_reason + c->no_reason);
	today_view_finish(&v);
}

/* Nobody without a reason is on no list of whom to ring. */
static void all_are_rung(struct hunt *h)
{
	enum session s = h->minute < 13 * 60 ? SESSION_AM : SESSION_PM;
	struct calls_view v;

	assert_done_at(&h->e, office_calls_open(h->office[0], TODAY, s, false, &v, &h->e), "calls", __FILE__, __LINE__);
	for (int64_t p = 1; p <= PUPILS; p++) {
		uint8_t mark;
		bool on = false;

		assert_int_equal(store_mark_get(h->st, p, TODAY, s, &mark), 0);
		for (int i = 0; i < v.count; i++)
			on |= v.lines[i].pupil == p;
		if (mark == CODE_N && !on && on_roll(p, h->minute))
			fail_step(h, "has no reason, and nobody rings", p);
	}
	calls_view_finish(&v);
}

static void verify(struct hunt *h)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct verify_result v = { 0 };

	assert_int_equal(store_verify(h->st, &a, &v), 0);
	for (int i = 0; i < v.faults.count; i++)
		print_error("%s\n", v.faults.items[i]);
	vec_finish(&v.faults);
	if (!v.ok)
		fail_step(h, "the record does not hold", 0);
}

static void look(struct hunt *h, int r)
{
	struct onsite_view v;
	struct hash head;
	int64_t act;

	seen_stay(h);
	assert_int_equal(store_act_last(h->st, &act, &head), 0);
	if (r < 0 && act != h->acts)
		fail_step(h, "refused, and half of it is saved", 0);
	if (r < 0 && !*h->e.text)
		fail_step(h, "refused without a word", 0);
	h->acts = act;
	office_rest(h->o);
	assert_null(office_evacuation_trouble(h->o));
	assert_done_at(&h->e, office_onsite_open(h->office[below(h, 2)], &v, &h->e), "onsite", __FILE__, __LINE__);
	nobody_lost(h, &v);
	file_says_so(h, &v);
	here_is_here(h, &v);
	if (below(h, 8) == 0)
		same_for_all(h, &v);
	onsite_view_finish(&v);
	today_adds_up(h);
	all_are_rung(h);
}

/* A DAY ---------------------------------------------------------------------------------------------------------------------------------------- */

/* Gia leaves at noon, Chloé is below compulsory age, Finnley is at another school on Friday afternoons; Ben is a guest. */
/* What makes this day another one: two afternoons, none, a child in two classes, a boarder. */
static void another_day(struct world *w, uint32_t seed)
{
	struct session_time_row late = SESSION_TIME_NEW;
	struct closure_row shut = CLOSURE_NEW;
	struct membership_row in = MEMBERSHIP_NEW;

	switch (seed % 5) {
	case 1:
		late.from_day = day_of(2026, 9, 1);
		late.session = SESSION_PM;
		late.year = 2;
		late.gate = late.starts = YEAR_2_STARTS;
		late.closes = YEAR_2_STARTS + 15;
		late.ends = 15 * 60 + 30;
		world_put(w, THING_SESSION_TIME, &late);
		break;
	case 2:
		shut.name = "Polling";
		shut.kind = "planned";
		shut.from_day = shut.to_day = TODAY;
		shut.from_session = shut.to_session = SESSION_PM;
		world_put(w, THING_CLOSURE, &shut);
		break;
	case 3: /* of two the later one, as in the register */
		in.pupil = AMARA;
		in.roll_group = OAK;
		in.from_day = day_of(2026, 11, 2);
		in.weekdays = 31;
		in.sessions = 2;
		world_put(w, THING_MEMBERSHIP, &in);
		break;
	default:
		break;
	}
}

static void people(struct world *w, uint32_t seed)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct elsewhere_row agreed = ELSEWHERE_NEW;
	struct enrolment_row *spells;
	struct store *st;

	assert_done(store_open(w->directory, &st, &w->e));
	int n = store_thing_all(st, THING_ENROLMENT, &a, &spells);
	store_close(st);
	for (int i = 0; i < n; i++) {
		if (spells[i].pupil == GIA) {
			spells[i].to_day = TODAY;
			spells[i].to_session = SESSION_AM;
			world_put(w, THING_ENROLMENT, &spells[i]);
		} else if (spells[i].pupil == BEN && seed % 2) {
			spells[i].kind = "guest";
			world_put(w, THING_ENROLMENT, &spells[i]);
		}
	}
	agreed.pupil = FINN;
	agreed.code = "D";
	agreed.place = "Hill School";
	agreed.from_day = day_of(2026, 9, 1);
	agreed.weekdays = 31;
	agreed.sessions = 2;
	world_put(w, THING_ELSEWHERE, &agreed);
}

static void open_all(struct hunt *h)
{
	static const char *const who[CLERKS] = { "ann", "hal", "tom" };

	for (int i = 0; i < CLERKS; i++) {
		struct office_options options = { .directory = h->w->directory, .as = who[i], .uid = 9999, .terminal = "test" };

		assert_done_at(&h->e, office_open(&options, &h->office[i], &h->e), "open", __FILE__, __LINE__);
	}
	assert_done_at(&h->e, store_open(h->w->directory, &h->st, &h->e), "store", __FILE__, __LINE__);
}

static void a_day(struct world *w, uint32_t seed)
{
	struct hunt h = { .w = w, .state = seed * 2654435761u, .minute = 8 * 60 + 30 };
	struct hash head;

	people(w, seed);
	another_day(w, seed);
	h.two_afternoons = seed % 5 == 1;
	open_all(&h);
	assert_int_equal(store_act_last(h.st, &h.acts, &head), 0);
	h.first = h.acts; /* nobody undoes the school itself */
	for (int i = 0; i < STEPS; i++) {
		h.o = h.office[below(&h, 5) % CLERKS % 4 == 2 ? 2 : below(&h, 2)];
		h.may_replace = false;
		err_clear(&h.e);
		marks_keep(&h);
		int r = steps[below(&h, sizeof steps / sizeof *steps)](&h);
		if (getenv("HUNT"))
			print_message("%02d:%02d %s: %s %d %s\n", h.minute / 60, h.minute % 60, office_person(h.o)->name, h.said, r, r < 0 ? h.e.text : "");
		look(&h, r);
	}
	verify(&h);
	assert_true(h.compared > 10);
	store_close(h.st);
	for (int i = 0; i < CLERKS; i++)
		office_close(h.office[i]);
}

static struct day_row {
	const char *name;
	uint32_t seed;
} days[12];

static void day_case(void **state)
{
	const struct day_row *row = *state;
	struct world w;

	world_make(&w, false);
	a_day(&w, row->seed);
	world_end(&w);
}

int main(void)
{
	static struct rows rows;
	static char names[12][32];
	const char *from = getenv("HUNT_SEED");

	for (uint32_t i = 0; i < 12; i++) {
		days[i].seed = i + 1 + (from ? (uint32_t)strtoul(from, NULL, 10) : 0);
		snprintf(names[i], sizeof names[i], "a day of the seed %u", days[i].seed);
		days[i].name = names[i];
	}
	rows_add(&rows, day_case, days);
	return rows_run(&rows, "day_hunt");
}
