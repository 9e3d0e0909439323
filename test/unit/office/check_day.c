/* What `check` says of what times the day: policy, windows, reviews (A12, B4; domain 2.3). */
#include "rows.h"

#include "base/file.h"
#include "office/clocks.h"
#include "office/reports.h"
#include "store/store.h"
#include "world.h"

/* "look No policy is adopted: ..." a line, of one area. */
static const char *findings(struct world *w, const char *area)
{
	struct report r = { 0 };
	int found = 0;

	buf_reset(&w->said);
	err_clear(&w->e);
	assert_done(report_fill_check(w->o, &found, &r, &w->e));
	for (int i = 0; i < r.rows.count; i++) {
		const struct cell *c = r.rows.items[i].cells;

		if (strcmp(c[0].text, area) == 0)
			buf_printf(&w->said, "%s %s\n", c[1].text, c[2].text);
	}
	report_finish(&r);
	return buf_string(&w->said);
}

static void adopt(struct world *w, const char *name, struct day from, bool times)
{
	int64_t act;

	assert_done(office_policy_adopt(w->o, name, from, times, NULL, &w->said, &act, &w->e));
}

static void a_policy(struct world *w)
{
	as(w, "ada");
	assert_string_equal(findings(w, "policy"), "look No policy is adopted: bands and clocks are the national ones.\n");
	adopt(w, "national", day_add(TODAY, 1), false); /* not yet */
	assert_words(findings(w, "policy"), "look No policy is adopted");
	adopt(w, "federation-hamsey-plumpton", TODAY, false);
	assert_string_equal(findings(w, "policy"), "ok Federation, Hamsey and Plumpton: 97, 95 and 90 per cent, in force from Fri 20 Nov 2026\n");
}

static void a_policy_that_changed(struct world *w)
{
	struct policy_row row = POLICY_NEW;

	row.name = "national";
	row.from_day = TODAY;
	row.text = "name = \"national\"\ntitle = \"Ours\"\nboundary a { percent = 93 inclusive = no above = x source = s }\nlowest = y\n";
	world_put(w, THING_POLICY, &row);
	as(w, "ada");
	assert_words(findings(w, "policy"), "look The file of national says something else now than what was adopted.\n");
}

static void own_file(struct world *w, const char *name, const char *text)
{
	CLEAN_BUF struct buf path = { 0 };

	buf_printf(&path, "%s/policies", w->directory);
	if (!file_exists(buf_string(&path)))
		assert_int_equal(file_make_directory(buf_string(&path), 0700, &w->e), 0);
	buf_printf(&path, "/%s", name);
	assert_int_equal(file_replace(buf_string(&path), text, strlen(text), 0600, &w->e), 0);
}

#define HEAD "name = \"ours\"\ntitle = \"Ours\"\nlowest = low\nboundary a { percent = 93 inclusive = no above = x source = s }\n" /* 4 lines */
#define GAP HEAD "stage 1 {\ntitle = t\ndown_to = 93\nwho = w\nsource = s\n}\n"

static void a_policy_by_its_line(struct world *w)
{
	as(w, "ada");
	own_file(w, "ours.conf", GAP);
	assert_words(findings(w, "policy"), "look ours.conf:7: stage: 1: Below 93 nobody is in a stage.");
	own_file(w, "ours.conf", HEAD);
	assert_null(strstr(findings(w, "policy"), "ours.conf"));
	adopt(w, "ours", TODAY, false);
	own_file(w, "ours.conf", HEAD "review = never\n");
	assert_words(findings(w, "policy"), "ok Ours, in force from Fri 20 Nov 2026\n");
	assert_words(findings(w, "policy"), "look ours.conf:5: review: never: Write a whole number from 1 to 400.");
}

/* Adopted by another firstbell, which took it. */
static void an_adopted_policy_by_its_line(struct world *w)
{
	struct policy_row row = POLICY_NEW;

	row.name = "ours";
	row.from_day = day_of(2026, 9, 1);
	row.text = GAP;
	world_put(w, THING_POLICY, &row);
	as(w, "ada");
	adopt(w, "national", TODAY, false);
	assert_words(findings(w, "policy"), "act ours, adopted from Tue 1 Sep 2026:7: stage: 1: Below 93 nobody is in a stage.");
	assert_words(findings(w, "policy"), "ok National: 95, 90, 80 and 50 per cent, in force from Fri 20 Nov 2026\n");
}

static void a_window(struct world *w)
{
	as(w, "ada");
	assert_null(strstr(findings(w, "times"), "too long"));
	adopt(w, "veritas-mundella", TODAY, true);
	assert_words(findings(w, "times"), "look The morning register is open from 08:45 to 09:25, 10 minutes too long.\n");
}

/* Times of days that are past are nobody's to change. */
static void a_window_that_is_past(struct world *w)
{
	struct session_time_row row = SESSION_TIME_NEW;

	row.from_day = row.to_day = day_add(TODAY, -1);
	row.gate = row.starts = 525;
	row.closes = 565;
	row.ends = 720;
	world_put(w, THING_SESSION_TIME, &row);
	as(w, "ada");
	assert_null(strstr(findings(w, "times"), "too long"));
	row.id = 0;
	row.from_day = row.to_day = TODAY;
	world_put(w, THING_SESSION_TIME, &row);
	assert_words(findings(w, "times"), "10 minutes too long.\n");
}

static void plan(struct world *w, struct day to, struct day review)
{
	struct plan_row row = PLAN_NEW;

	row.kind = "pattern";
	row.code = "C2";
	row.from_day = day_of(2026, 9, 7);
	row.to_day = to;
	row.weekdays = 31;
	row.sessions = 3;
	row.review_day = review;
	world_put(w, THING_PLAN, &row);
}

static void reviews(struct world *w)
{
	as(w, "ada");
	plan(w, day_of(2026, 12, 18), TODAY);                               /* due today: not past */
	plan(w, day_add(TODAY, -1), day_of(2026, 11, 2));                   /* over */
	assert_string_equal(findings(w, "plans"), "");
	plan(w, TODAY, day_add(TODAY, -1));
	assert_string_equal(findings(w, "plans"), "look 1 plan is past its review, the first since Thu 19 Nov 2026.\n");
	plan(w, day_of(2026, 12, 18), day_of(2026, 11, 3));
	assert_string_equal(findings(w, "plans"), "look 2 plans are past their review, the first since Tue 3 Nov 2026.\n");
}

int main(void)
{
	static const struct world_case cases[] = {
		{ "a policy is adopted, or not", a_policy },
		{ "a policy whose file changed", a_policy_that_changed },
		{ "a policy that does not hold, by its line", a_policy_by_its_line },
		{ "an adopted policy that does not hold", an_adopted_policy_by_its_line },
		{ "a register that stays open too long", a_window },
		{ "but not of days that are past", a_window_that_is_past },
		{ "plans past their review", reviews },
	};
	static struct rows r;

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		rows_case(&r, cases[i].name, world_case, &cases[i]);
	return rows_run(&r, "check_day");
}
