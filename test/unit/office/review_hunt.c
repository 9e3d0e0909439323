#include "rows.h"

#include <errno.h>
#include <stdio.h>

#include "office/bands.h"
#include "office/calls.h"
#include "office/clocks.h"
#include "office/league.h"
#include "office/plans.h"
#include "office/pupils.h"
#include "office/returns.h"
#include "office/review.h"
#include "office/school.h"
#include "office/targets.h"
#include "rules/code.h"
#include "store/store.h"
#include "world.h"

/* Fortnights that nobody has thought of: the office and the head review at once while marks are put right, policies change and what was done is taken back.  After
 * each act the record holds, what is on the list is what a program that reads for the first time finds, and nothing is asked twice. */

enum { STEPS = 110, PEOPLE = 2, ADMIN = PEOPLE, OFFICES, PUPILS = GIA };

struct hunt {
	struct world *w;
	uint32_t state;
	struct office *office[OFFICES];      /* Ann and Hal, who review; Ada, who sets the policy */
	struct office *o;
	int who;                             /* whose turn it is: index into office */
	struct store *st;
	int64_t acts;
	struct day day;
	struct review_view seen[PEOPLE];     /* what each last had before them */
	char said[256];
	bool gone[PUPILS + 1];               /* died, merged into another */
	int compared, beside;
	struct err e;
};

static uint32_t below(struct hunt *h, uint32_t n)
{
	h->state = h->state * 1664525u + 1013904223u;
	return (h->state >> 8) % n;
}

static int64_t some_pupil(struct hunt *h)
{
	return 1 + (int64_t)below(h, PUPILS);
}

static const char *some_class(struct hunt *h)
{
	static const char *const classes[] = { NULL, NULL, NULL, NULL, "Willow", "Oak" };

	return classes[below(h, 6)];
}

static struct day some_day(struct hunt *h)
{
	return day_add(h->day, -(int)below(h, 60));
}

#define DID(h, ...) snprintf((h)->said, sizeof (h)->said, __VA_ARGS__)

/* WHAT THEY DO ------------------------------------------------------------------------------------------------------------------------------ */

/* From what the person has before them, which may be old: then nothing is written over what came since. */
static int step_log(struct hunt *h)
{
	static const char *const decisions[] = { NULL, NULL, "Rang mother", "Wait until Monday" };
	CLEAN_BUF struct buf said = { 0 };
	struct review_view *v = &h->seen[h->who];
	const struct review_line *l = v->count ? &v->lines[below(h, (uint32_t)v->count)] : NULL;
	int64_t act;
	struct review_decision d = { .pupil = l ? l->pupil : some_pupil(h), .decision = decisions[below(h, 4)], .next_day = DAY_NONE, .review = v->review,
				     .seen = l ? l->now.act : 0 };

	if (below(h, 4) == 0) {
		d.review = d.seen = REVIEW_ANY;
		d.group = some_class(h);
		d.pupil = some_pupil(h);
	}
	if (d.decision && below(h, 2)) {
		d.next = "Look again";
		d.next_day = day_add(h->day, (int)below(h, 20));
	}
	d.no_tasks = below(h, 5) == 0;
	DID(h, "log %d %s in %s, review %d seen %d", (int)d.pupil, d.decision ? d.decision : "as proposed", d.group ? d.group : "all", (int)d.review, (int)d.seen);
	return office_review_log(h->o, &d, &said, &act, &h->e);
}

/* Hal has begun with a class: whoever reviews everybody then has two reviews open. */
static int step_class(struct hunt *h)
{
	struct review_decision d = { .group = "Willow", .pupil = BEN, .next_day = DAY_NONE, .review = REVIEW_ANY, .seen = REVIEW_ANY };
	CLEAN_BUF struct buf said = { 0 };
	int64_t act;

	DID(h, "a review of Willow");
	return office_review_log(h->office[1], &d, &said, &act, &h->e);
}

static int step_close(struct hunt *h)
{
	const struct review_wish wish = { .group = some_class(h) };
	bool sure = below(h, 2), any = below(h, 2);
	int64_t act;

	DID(h, "close %s %s", wish.group ? wish.group : "all", sure ? "surely" : "");
	return office_review_close(h->o, &wish, any ? REVIEW_ANY : h->seen[h->who].review, sure, &act, &h->e);
}

static int step_stage(struct hunt *h)
{
	static const char *const stages[] = { NULL, "1", "2", "3", "4" };
	const struct stage_wish wish = { .pupil = some_pupil(h), .stage = stages[below(h, 5)], .words = "as agreed", .from = below(h, 2) ? DAY_NONE : some_day(h) };
	int64_t act;

	DID(h, "stage %d %s", (int)wish.pupil, wish.stage ? wish.stage : "ends");
	return office_stage_put(h->o, &wish, &act, &h->e);
}

static int step_return(struct hunt *h)
{
	enum return_kind kind = (enum return_kind)below(h, RETURN_KINDS);
	int64_t pupil = some_pupil(h), act;
	uint32_t k = below(h, 4);

	DID(h, "return %s %s of %d", return_name(kind), k == 0 ? "added" : k == 1 ? "dropped" : "made", (int)pupil);
	if (k == 0)
		return office_return_add(h->o, pupil, kind, "asked by the authority", &act, &h->e);
	return k == 1 ? office_return_drop(h->o, pupil, kind, "not needed", &act, &h->e)
		      : office_return_made(h->o, pupil, kind, below(h, 3) ? DAY_NONE : some_day(h), "by the portal", &act, &h->e);
}

static int step_mark(struct hunt *h)
{
	static const char *const given_codes[] = { "/", "/", "\\", "O", "O", "G", "I", "I", "E", "X", "M", "N", "" };
	struct mark_wish wish = { .pupil = some_pupil(h), .code = given_codes[below(h, 13)], .before = -1, .minutes_late = -1 };
	const struct register_ref ref = { wish.pupil >= FINN ? OAK : WILLOW, some_day(h), (enum session)below(h, 2) };
	struct mark_result got;

	if (below(h, 4) == 0)
		wish.code = ref.session == SESSION_AM ? "/" : "\\";
	DID(h, "mark %d %s %d days ago", (int)wish.pupil, wish.code, h->day.n - ref.day.n);
	return office_marks_set(h->o, &ref, &wish, 1, "put right", &got, &h->e);
}

static int step_undo(struct hunt *h)
{
	CLEAN_BUF struct buf left = { 0 };
	struct mark_result got;
	int64_t act = h->acts - below(h, 10);

	DID(h, "undo %d", (int)act);
	return office_undo(h->o, act > 2 ? act : 3, "taken back", &left, &got, &h->e);
}

static int step_policy(struct hunt *h)
{
	static const char *const names[] = { "national", "federation-hamsey-plumpton", "east-sussex-tiers", "hackney-2012", "veritas-mundella" };
	CLEAN_BUF struct buf said = { 0 };
	const char *name = names[below(h, 5)];
	struct day from = below(h, 2) ? DAY_NONE : some_day(h);
	int64_t act;

	DID(h, "adopt %s", name);
	return office_policy_adopt(h->office[ADMIN], name, from, false, "governors", &said, &act, &h->e);
}

static int step_closure(struct hunt *h)
{
	CLEAN_BUF struct buf said = { 0 };
	struct closure_wish wish = CLOSURE_WISH;
	struct mark_result got;

	wish.name = "Flood";
	wish.kind = "unplanned";
	wish.from = wish.to = some_day(h);
	wish.remove = below(h, 3) == 0;
	DID(h, "closure %d days ago", h->day.n - wish.from.n);
	return office_closure(h->o, &wish, "river", &said, &got, &h->e);
}

static int step_target(struct hunt *h)
{
	struct target_wish wish = { .kind = TARGET_ATTENDANCE, .year = 2026, .pupil = below(h, 2) ? some_pupil(h) : 0, .hundredths = 9000 + (int)below(h, 900) };
	int64_t act;

	DID(h, "target of %d", (int)wish.pupil);
	return below(h, 4) ? office_target_set(h->o, &wish, &act, &h->e) : office_target_remove(h->o, &wish, &act, &h->e);
}

static int step_league(struct hunt *h)
{
	int64_t pupil = some_pupil(h), act;

	DID(h, "league %d", (int)pupil);
	return below(h, 2) ? office_league_leave_out(h->o, pupil, 0, "asked", &act, &h->e) : office_league_take_back(h->o, pupil, 0, &act, &h->e);
}

static int step_task(struct hunt *h)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct task_row *rows;
	int64_t act;
	int n = store_tasks_open(h->st, &a, &rows);
	int64_t task = n > 0 ? rows[below(h, (uint32_t)n)].id : 1;

	DID(h, "task %d done", (int)task);
	return office_task_done(h->o, task, "done", &act, &h->e);
}

static int step_merge(struct hunt *h)
{
	CLEAN_BUF struct buf said = { 0 };
	int64_t from = some_pupil(h), to = some_pupil(h), act = 0;

	DID(h, "merge %d into %d", (int)from, (int)to);
	return below(h, 3) || h->gone[from] || h->gone[to] ? 0 : office_pupils_merge(h->o, from, to, (int)below(h, 2), false, &said, &act, &h->e);
}

static int step_went(struct hunt *h)
{
	CLEAN_BUF struct buf said = { 0 };
	struct leave_wish wish = { .to = DAY_NONE, .to_session = -1, .ground = "f", .destination = "Hill School" };
	int64_t pupil = some_pupil(h), act = 0;
	uint32_t k = below(h, 8);

	DID(h, "%s %d", k == 0 ? "died" : k == 1 ? "left" : "stays", (int)pupil);
	if (k == 0)
		return office_pupil_died(h->o, pupil, h->day, &said, &act, &h->e);
	return k == 1 ? office_pupil_leave(h->o, pupil, &wish, "moved", &said, &act, &h->e) : 0;
}

static int step_days(struct hunt *h)
{
	char clock[32], text[DAY_TEXT];

	h->day = day_add(h->day, 1 + (int)below(h, 4));
	snprintf(clock, sizeof clock, "%sT%02d:20", day_iso(h->day, text), 8 + (int)below(h, 8));
	DID(h, "%s", clock);
	return office_clock(h->office[0], clock, &h->e);
}

static int (*const steps[])(struct hunt *) = {
	step_log, step_log, step_log, step_log, step_log, step_log, step_close, step_close, step_stage, step_stage, step_return, step_return, step_mark,
	step_mark, step_mark, step_undo, step_undo, step_policy, step_closure, step_target, step_league, step_task, step_merge, step_went, step_days, step_days,
};

/* WHAT HOLDS BEHIND EACH ----------------------------------------------------------------------------------------------------------------------- */

static void fail_step(struct hunt *h, const char *what, int64_t pupil)
{
	char text[DAY_TEXT];

	fail_msg("%s: pupil %d, on %s, act %d, after: %s (%s)", what, (int)pupil, day_iso(h->day, text), (int)h->acts, h->said, h->e.text);
}

static const char *or_none(const char *s)
{
	return s ? s : "-";
}

/* Who is not here any more: the row says so. */
static void gone_look(struct hunt *h)
{
	for (int64_t p = 1; p <= PUPILS; p++) {
		CLEAN_ARENA struct arena a = { 0 };
		struct pupil_row row = PUPIL_NEW;

		assert_int_equal(store_thing_get(h->st, THING_PUPIL, p, &a, &row), 0);
		h->gone[p] = row.merged_into != NONE || !day_is_none(row.died_day);
	}
}

static void line_words(const struct review_line *l, struct buf *to)
{
	char next[DAY_TEXT] = "";

	if (!day_is_none(l->next_day))
		day_iso(l->next_day, next);
	buf_printf(to, "%d %s (%s) why %u %d/%d then %d/%d %d %s", (int)l->pupil, l->name, or_none(l->class), l->why, l->attended, l->possible, l->attended_then,
		   l->possible_then, l->change, l->sessions);
	for (int i = 0; i < l->week_count; i++)
		buf_printf(to, " %d/%d", l->weeks[i].attended, l->weeks[i].possible);
	buf_printf(to, " u %d n %d seen %d spoken %d stage %s since %d days %d %s", l->unauthorised, l->provisional, l->seen_days, l->spoken_days, or_none(l->stage_title),
		   l->stage_since.n, l->stage_days, or_none(l->stage_words));
	buf_printf(to, " [%s] [%s] due [%s] %d proposed [%s] next [%s] %s", or_none(l->crossed), or_none(l->withdrawn), or_none(l->due), l->due_count, l->proposed,
		   or_none(l->next), next);
	buf_printf(to, " last [%s] %d/%d now [%s] %d/%d\n", or_none(l->last.decision), l->last.attended, l->last.possible, or_none(l->now.decision), l->now.attended,
		   l->now.possible);
}

/* All that stands on the list, without the numbers of acts. */
static void review_words(struct hunt *h, struct office *o, const char *group, struct buf *to)
{
	const struct review_wish wish = { .group = group };
	struct review_view v;

	assert_done_at(&h->e, office_review_open(o, &wish, &v, &h->e), "review", __FILE__, __LINE__);
	buf_printf(to, "%s: review %d %d, last %d, due %d, %s, looked %d of %d\n", or_none(group), v.review != 0, v.opened.n, v.last_closed.n, v.due.n, v.policy.name,
		   v.looked, v.count);
	for (int i = 0; i < v.count; i++)
		line_words(&v.lines[i], to);
	review_view_finish(&v);
}

static void returns_words(struct hunt *h, struct office *o, struct buf *to)
{
	struct returns_view v;

	gone_look(h);
	assert_done_at(&h->e, office_returns_open(o, &(struct returns_wish){ .kind = -1, .made = true }, &v, &h->e), "returns", __FILE__, __LINE__);
	for (int i = 0; i < v.count; i++) {
		const struct return_line *l = &v.lines[i];

		buf_printf(to, "%d %s %s: %s; %s; %s\n", (int)l->pupil, return_name(l->found.kind), return_heading(&l->found, l->overdue), l->words, l->working,
			   or_none(l->said));
		if (h->gone[l->pupil])
			fail_step(h, "a return of who is not here any more", l->pupil);
	}
	returns_view_finish(&v);
}

static void all_words(struct hunt *h, struct office *o, struct buf *to)
{
	review_words(h, o, NULL, to);
	review_words(h, o, "Willow", to);
	review_words(h, o, "Oak", to);
	returns_words(h, o, to);
}

/* Says the first line in which they differ. */
static bool same(const char *what, const struct buf *a, const struct buf *b)
{
	if (strcmp(buf_string(a), buf_string(b)) == 0)
		return true;
	const char *x = buf_string(a), *y = buf_string(b), *line = x, *other = y;
	for (; *x && *x == *y; x++, y++)
		if (*x == '\n') {
			line = x + 1;
			other = y + 1;
		}
	print_error("%s\n%.900s\n\ninstead of\n%.900s\n", what, other, line);
	return false;
}

/* One program's memory of the school, and one that reads it for the first time. */
static void same_for_all(struct hunt *h)
{
	struct office_options options = { .directory = h->w->directory, .as = "ann", .uid = 9999, .terminal = "test" };
	CLEAN_BUF struct buf kept = { 0 }, anew = { 0 };
	struct office *fresh;

	assert_done_at(&h->e, office_open(&options, &fresh, &h->e), "open", __FILE__, __LINE__);
	all_words(h, h->office[0], &kept);
	all_words(h, fresh, &anew);
	office_close(fresh);
	if (!same("read anew", &kept, &anew))
		fail_step(h, "kept and read anew differ", 0);
}

/* No task stands twice, and nobody who is not here has one. */
static void tasks_once(struct hunt *h)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct task_row *rows;
	int n = store_tasks_open(h->st, &a, &rows);

	for (int i = 0; i < n; i++) {
		for (int k = 0; k < i; k++)
			if (rows[i].pupil == rows[k].pupil && strcmp(rows[i].kind, "stage") == 0 && strcmp(rows[i].text, rows[k].text) == 0)
				fail_step(h, rows[i].text, rows[i].pupil);
		if (strcmp(rows[i].kind, "stage") == 0 && rows[i].pupil != NONE && h->gone[rows[i].pupil])
			fail_step(h, "a task for who is not here any more", rows[i].pupil);
	}
}

/* The figures on the list are those of the bands in the same days. */
static void bands_agree(struct hunt *h, const struct review_view *v)
{
	struct bands_wish wish = { .from = v->from, .to = v->to, .year = SESSION_ANY_YEAR, .band = -1, .policy = v->policy.name };
	struct bands_view b;

	assert_done_at(&h->e, office_bands_open(h->o, &wish, &b, &h->e), "bands", __FILE__, __LINE__);
	for (int i = 0; i < v->count; i++) {
		const struct review_line *l = &v->lines[i];
		bool found = false;

		for (int k = 0; k < b.count; k++) {
			if (b.lines[k].pupil != l->pupil)
				continue;
			found = true;
			if (b.lines[k].possible != l->possible || b.lines[k].attended != l->attended)
				fail_step(h, "another figure in the bands", l->pupil);
		}
		if (!found)
			fail_step(h, "in no band", l->pupil);
	}
	bands_view_finish(&b);
}

static void list_holds(struct hunt *h, const struct review_view *v)
{
	bool on[PUPILS + 1] = { 0 };
	int looked = 0;

	for (int i = 0; i < v->count; i++) {
		const struct review_line *l = &v->lines[i];

		if (l->pupil < 1 || l->pupil > PUPILS || on[l->pupil] || h->gone[l->pupil])
			fail_step(h, "on the list twice, or not here", l->pupil);
		on[l->pupil] = true;
		looked += l->now.act != 0;
		if (i > 0 && v->lines[i - 1].now.act && !l->now.act)
			fail_step(h, "who was looked at stands above who was not", l->pupil);
		if (!l->proposed || !*l->proposed)
			fail_step(h, "nothing is proposed", l->pupil);
		if (l->stage >= 0 && (l->stage_days < 0 || l->stage_since.n > h->day.n))
			fail_step(h, "in a stage from a day to come", l->pupil);
		if (!day_is_none(l->next_day) && l->next_day.n < h->day.n)
			fail_step(h, "the next step was due before today", l->pupil);
	}
	assert_int_equal(looked, v->looked);
}

/* Of a review of everybody and one of a class that are both open: what was decided in one stands in the other. */
static void done_in_both(struct hunt *h, const struct review_view *from, const struct review_view *to)
{
	for (int i = 0; from->review && to->review && i < from->count; i++) {
		const struct review_line *l = &from->lines[i];

		for (int k = 0; l->now.act && !l->now.of && k < to->count; k++)
			if (to->lines[k].pupil == l->pupil && !to->lines[k].now.act)
				fail_step(h, "decided in one of two open reviews alone", l->pupil);
	}
}

static void beside_holds(struct hunt *h, const struct review_view *all)
{
	static const char *const classes[] = { "Willow", "Oak" };

	for (int i = 0; i < 2; i++) {
		const struct review_wish wish = { .group = classes[i] };
		struct review_view v;

		assert_done_at(&h->e, office_review_open(h->o, &wish, &v, &h->e), "review", __FILE__, __LINE__);
		list_holds(h, &v);
		done_in_both(h, all, &v);
		done_in_both(h, &v, all);
		h->beside += all->review && v.review && all->review != v.review;
		review_view_finish(&v);
	}
}

/* What the last acts did is taken back, and done again: the same stands as before, each time. */
static void there_and_back(struct hunt *h, int64_t from, const struct buf *before)
{
	CLEAN_BUF struct buf left = { 0 }, after = { 0 }, back = { 0 }, again = { 0 };
	struct mark_result got;
	int64_t undone[8], n = h->acts - from;

	if (n < 1 || n > 8)
		return;
	all_words(h, h->o, &after);
	for (int64_t i = 0; i < n; i++) {
		if (office_undo(h->office[1], h->acts - i, "taken back", &left, &got, &h->e) < 0)
			return; /* what cannot be undone is another test's */
		undone[i] = got.act;
	}
	all_words(h, h->o, &back);
	gone_look(h);
	tasks_once(h);
	for (int64_t i = n; i-- > 0;)
		assert_done_at(&h->e, office_undo(h->office[1], undone[i], "done again", &left, &got, &h->e), "redo", __FILE__, __LINE__);
	all_words(h, h->o, &again);
	if (!same("undone", before, &back) || !same("done again", &after, &again))
		fail_step(h, "undo did not give back what stood", 0);
	h->compared++;
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

/* Somebody looks at the screen now and then, and not after each act of the other. */
static void look(struct hunt *h)
{
	struct review_view v;

	err_clear(&h->e);
	gone_look(h);
	assert_done_at(&h->e, office_review_open(h->o, &(struct review_wish){ 0 }, &v, &h->e), "review", __FILE__, __LINE__);
	list_holds(h, &v);
	beside_holds(h, &v);
	bands_agree(h, &v);
	tasks_once(h);
	if (below(h, 3)) {
		review_view_finish(&h->seen[h->who]);
		h->seen[h->who] = v;
	} else {
		review_view_finish(&v);
	}
	if (below(h, 6) == 0)
		same_for_all(h);
}

/* FORTNIGHTS ----------------------------------------------------------------------------------------------------------------------------------- */

static void one_step(struct hunt *h)
{
	CLEAN_BUF struct buf before = { 0 };
	bool back = below(h, 4) == 0;
	int64_t act;
	struct hash head;

	h->who = (int)below(h, PEOPLE);
	h->o = h->office[h->who];
	err_clear(&h->e);
	gone_look(h);
	if (back)
		all_words(h, h->o, &before);
	err_clear(&h->e);
	struct day day = h->day;
	int r = steps[below(h, sizeof steps / sizeof *steps)](h);
	if (getenv("HUNT"))
		print_message("%s: %s %d %s\n", office_person(h->o)->name, h->said, r, r < 0 ? h->e.text : "");
	assert_int_equal(store_act_last(h->st, &act, &head), 0);
	if (r < 0 && act != h->acts)
		fail_step(h, "refused, and half of it is saved", 0);
	if (r < 0 && !*h->e.text)
		fail_step(h, "refused without a word", 0);
	int64_t from = h->acts;
	h->acts = act;
	look(h);
	if (back && r == 0 && day_equal(day, h->day))
		there_and_back(h, from, &before);
	assert_int_equal(store_act_last(h->st, &h->acts, &head), 0);
}

static void open_all(struct hunt *h)
{
	static const char *const who[OFFICES] = { "ann", "hal", "ada" };

	for (int i = 0; i < OFFICES; i++) {
		struct office_options options = { .directory = h->w->directory, .as = who[i], .uid = 9999, .terminal = "test" };

		assert_done_at(&h->e, office_open(&options, &h->office[i], &h->e), "open", __FILE__, __LINE__);
	}
	assert_done_at(&h->e, store_open(h->w->directory, &h->st, &h->e), "store", __FILE__, __LINE__);
}

static void fortnights(struct world *w, uint32_t seed)
{
	struct hunt h = { .w = w, .state = seed * 2654435761u, .day = TODAY };
	const struct day first = day_of(2026, 9, 2);
	struct hash head;

	RUN(w, { AMARA, first, 102, 7 + (int)(seed % 5), "I" }, { BEN, first, 102, 20 + (int)(seed % 9), "O" }, { CHLOE, first, 102, 5, "I" }, { ED, first, 60, 13, "O" },
	    { FINN, first, 102, (int)(seed % 7), "I" }, { GIA, first, 102, 40 + (int)(seed % 20), "N" });
	open_all(&h);
	if (seed % 2)
		assert_done_at(&h.e, step_class(&h), h.said, __FILE__, __LINE__);
	assert_int_equal(store_act_last(h.st, &h.acts, &head), 0);
	for (int i = 0; i < STEPS; i++) {
		one_step(&h);
		if (i % 16 == 15)
			verify(&h);
	}
	verify(&h);
	if (getenv("HUNT"))
		print_message("undone and done again: %d; two reviews open: %d\n", h.compared, h.beside);
	assert_true(h.compared > 0);
	if (seed % 2 && !getenv("HUNT_SEED"))
		assert_true(h.beside > 0);
	for (int i = 0; i < PEOPLE; i++)
		review_view_finish(&h.seen[i]);
	for (int i = 0; i < OFFICES; i++)
		office_close(h.office[i]);
	store_close(h.st);
}

static struct fortnight_row {
	const char *name;
	uint32_t seed;
} seeds[8];

static void fortnight_case(void **state)
{
	const struct fortnight_row *row = *state;
	struct world w;

	world_make(&w, false);
	fortnights(&w, row->seed);
	world_end(&w);
}

int main(void)
{
	static struct rows rows;
	static char names[8][40];
	const char *from = getenv("HUNT_SEED");

	for (uint32_t i = 0; i < 8; i++) {
		seeds[i].seed = i + 1 + (from ? (uint32_t)strtoul(from, NULL, 10) : 0);
		snprintf(names[i], sizeof names[i], "fortnights of the seed %u", seeds[i].seed);
		seeds[i].name = names[i];
	}
	rows_add(&rows, fortnight_case, seeds);
	return rows_run(&rows, "review_hunt");
}
