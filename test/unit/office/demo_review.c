#include "made.h"

#include <unistd.h>

#include "../../../src/office/measure.h"
#include "office/bands.h"
#include "office/school.h"
#include "store/store.h"

/* What the thresholds engine has to find in the practice school, by the clock alone. */

static char place[64];
static struct office *o;
static struct err e;

static void open_at(const char *clock)
{
	struct office_options options = { .directory = place, .as = "priya", .uid = 1000, .terminal = "test" };

	strcpy(place, "/tmp/firstbell-review-XXXXXX");
	assert_non_null(mkdtemp(place));
	made_copy(clock, place);
	if (office_open(&options, &o, &e) != 0)
		fail_msg("%s", e.text);
}

static void close_it(void)
{
	office_close(o);
	directory_remove(place);
}

/** How many pupils of each kind there are. */
struct found {
	int met, nearly, with_n, ten_days, twelve_days, fridays;
};

static bool has_run(const struct engine_result *r, int days, uint8_t code)
{
	for (int i = 0; i < r->spells.of.count; i++)
		if (r->spells.of.items[i].sessions >= 2 * days && r->spells.of.items[i].code == code)
			return true;
	return false;
}

static void look(void *ctx, const struct measure *m, const struct measured *p)
{
	const struct pattern_rule rule = { m->policy.pattern_least, m->policy.pattern_times };
	const struct engine_result *r = p->result;
	struct found *f = ctx;

	f->met += r->penalty.now >= PENALTY_SESSIONS;
	f->nearly += r->penalty.lacking == 2;
	f->with_n += r->penalty.lacking == 2 && r->penalty.now_provisional > 0;
	f->ten_days += has_run(r, 10, CODE_O);
	f->twelve_days += has_run(r, 12, CODE_I);
	f->fridays += pattern_is_worth(&rule, &r->patterns, PLACE_FRIDAY);
}

static int ask(struct office *office, const struct report_asked *k, void *ctx, struct err *why)
{
	const struct measure_wish w = { .asked = k, .parts = ENGINE_ALL & ~(ENGINE_RETURNS | ENGINE_FORECAST), .year = SESSION_ANY_YEAR };
	CLEAN_MEASURE struct measure m = { 0 };
	int r = measure_begin(office, &w, &m, why);

	return r == 0 ? measure_each(&m, look, ctx, why) : r;
}

/* At every kind of clock that is far enough in the year. */
static const struct clock {
	const char *name, *clock;
} clocks[] = {
	{ "2026-11-20T09:07", "2026-11-20T09:07" }, { "2026-10-28T10:00", "2026-10-28T10:00" }, { "2027-03-04T08:00", "2027-03-04T08:00" },
	{ "2026-07-22T15:40", "2026-07-22T15:40" },
};

static void cases_case(void **state)
{
	const struct clock *c = *state;
	const struct report_wish wish = { .date = DAY_NONE, .from = DAY_NONE, .to = DAY_NONE, .session = -1 };
	struct found f = { 0 };

	open_at(c->clock);
	if (report_read(o, &wish, ACTION_SEE_TOTALS, ask, &f, &e) < 0)
		fail_msg("%s", e.text);
	assert_true(f.met >= 2); /* leave that was not granted, and ten days without a reason */
	assert_true(f.nearly >= 1 && f.with_n >= 1);
	assert_true(f.ten_days >= 1);
	assert_true(f.twelve_days >= 1);
	assert_true(f.fridays >= 1);
	close_it();
}

static void review_case(void **state)
{
	const struct clock *c = *state;
	const struct bands_wish wish = { .from = DAY_NONE, .to = DAY_NONE, .year = SESSION_ANY_YEAR, .band = -1, .new_only = true };
	struct bands_view v;
	int below[8] = { 0 };

	open_at(c->clock);
	if (office_bands_open(o, &wish, &v, &e) < 0)
		fail_msg("%s", e.text);
	assert_false(day_is_none(v.reviewed));
	assert_int_equal(v.withdrawn, 1);
	for (int i = 0; i < v.count; i++)
		if (v.lines[i].crossed && v.lines[i].crossed->down)
			below[v.lines[i].crossed->line]++;
	for (int i = 0; i < v.policy.boundary_count; i++)
		assert_true(below[i] >= 1);
	bands_view_finish(&v);
	close_it();
}

static void decisions(void **state)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct review_row *reviews;
	struct reviewed_row *said;
	struct target_row *targets;
	struct store *st;
	int staged = 0, agreed = 0;

	open_at("2026-11-20T09:07");
	assert_int_equal(store_open(place, &st, &e), 0);
	assert_int_equal(store_reviews(st, &a, &reviews), 1);
	assert_int_equal(reviews->closed_day.n, day_of(2026, 11, 6).n);
	assert_int_equal(reviews->through_day.n, day_of(2026, 11, 6).n);
	int n = store_reviewed_of_review(st, reviews->id, &a, &said);
	for (int i = 0; i < n; i++) {
		staged += said[i].stage != NULL;
		agreed += !day_is_none(said[i].next_day);
	}
	assert_true(n > 20 && staged == n && agreed > 10);
	assert_int_equal(store_targets(st, 2026, &a, &targets), 2);
	store_close(st);
	close_it();
}

/* A year that is too young has the targets, and no review. */
static void young(void **state)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct review_row *reviews;
	struct store *st;

	open_at("2026-09-29T09:07");
	assert_int_equal(store_open(place, &st, &e), 0);
	assert_int_equal(store_reviews(st, &a, &reviews), 0);
	store_close(st);
	close_it();
}

int main(void)
{
	static struct rows r;

	rows_add(&r, cases_case, clocks);
	rows_add(&r, review_case, clocks);
	rows_case(&r, "what the review decided, and the targets", decisions, NULL);
	rows_case(&r, "a year that is too young for a review", young, NULL);
	return rows_run(&r, "office/demo_review");
}
