#include "rows.h"

#include <errno.h>

#include "office/pupils.h"
#include "office/returns.h"
#include "office/review.h"
#include "office/school.h"
#include "office/targets.h"
#include "world.h"

/* A child has died: what the engine lists and asks for stops with that act (H8), on that very day and at every later one. */

static void begin(struct world *w)
{
	const struct day september = day_of(2026, 9, 2);
	int64_t act;

	RUN(w, { AMARA, september, 102, 7, "I" }, { BEN, september, 80, 20, "O" }, { BEN, day_of(2026, 11, 10), 18, 18, "O" }, { FINN, september, 102, 0, "I" });
	as(w, "ann");
	assert_done(office_return_add(w->o, BEN, RETURN_SICKNESS, "so the authority asked", &act, &w->e));
}

static bool has_name(const struct report *r, const char *name)
{
	bool has = false;

	for (int i = 0; i < r->rows.count; i++)
		for (int c = 0; c < r->column_count; c++)
			has |= r->rows.items[i].cells[c].text && strstr(r->rows.items[i].cells[c].text, name);
	for (int i = 0; i < r->notes.count; i++)
		has |= strstr(r->notes.items[i], name) != NULL;
	return has;
}

static bool is_on(struct world *w, const char *report, const char *name)
{
	const struct report_wish wish = { .date = DAY_NONE, .from = DAY_NONE, .to = DAY_NONE, .session = -1, .working = true };
	const struct report_kind *k = report_kinds;
	struct report r = { 0 };

	while (strcmp(k->name, report) != 0)
		k++;
	assert_done(k->fill(w->o, &wish, &r, &w->e));
	bool has = has_name(&r, name);
	report_finish(&r);
	return has;
}

static struct list_row {
	const char *name;
} lists[] = { { "review" }, { "returns" }, { "penalty" }, { "crossings" }, { "forecast" }, { "annual" }, { "class_sheet" }, { "league" } };

static void dies(struct world *w, const char *list)
{
	CLEAN_BUF struct buf said = { 0 };
	int64_t act;

	begin(w);
	assert_true(is_on(w, list, "Ben Ash"));
	assert_done(office_pupil_died(w->o, BEN, TODAY, &said, &act, &w->e));
	assert_false(is_on(w, list, "Ben Ash"));
	at(w, "2026-11-24T10:00");
	assert_false(is_on(w, list, "Ben Ash"));
}

static void on_no_list(void **state)
{
	const struct list_row *row = *state;
	struct world w;

	world_make(&w, false);
	dies(&w, row->name);
	world_end(&w);
}

/* Figures stay as they are: the time on the roll counts. */
static void in_figures(struct world *w)
{
	CLEAN_BUF struct buf said = { 0 };
	int64_t act;

	begin(w);
	assert_done(office_pupil_died(w->o, BEN, TODAY, &said, &act, &w->e));
	assert_true(is_on(w, "bands", "Ben Ash"));
}

static void asked_for_nothing(struct world *w)
{
	CLEAN_BUF struct buf said = { 0 };
	const struct stage_wish stage = { .pupil = BEN, .stage = "watch", .words = "as agreed", .from = DAY_NONE };
	const struct review_decision d = { .pupil = BEN, .next_day = DAY_NONE, .review = REVIEW_ANY, .seen = REVIEW_ANY };
	int64_t act;

	begin(w);
	assert_done(office_pupil_died(w->o, BEN, TODAY, &said, &act, &w->e));
	assert_refused(office_return_add(w->o, BEN, RETURN_ATTENDANCE, "by mistake", &act, &w->e), "has died");
	assert_refused(office_stage_put(w->o, &stage, &act, &w->e), "has died");
	assert_refused(office_review_log(w->o, &d, &said, &act, &w->e), "nothing to review");
}

static const char *said_of_return(struct world *w, const char *who)
{
	struct returns_view v;

	as(w, who);
	assert_done(office_returns_open(w->o, &(struct returns_wish){ .kind = RETURN_SICKNESS }, &v, &w->e));
	assert_true(v.count > 0);
	buf_reset(&w->said);
	buf_text(&w->said, v.lines[0].said ? v.lines[0].said : "(not said)");
	returns_view_finish(&v);
	return buf_string(&w->said);
}

/* Why a child was named for a return is for who reviews. */
static void said_to_whom(struct world *w)
{
	begin(w);
	assert_string_equal(said_of_return(w, "tom"), "(not said)");
	assert_string_equal(said_of_return(w, "ina"), "(not said)");
	assert_string_equal(said_of_return(w, "ann"), "so the authority asked");
}

int main(void)
{
	static const struct world_case cases[] = {
		{ "in the figures for the time on the roll", in_figures, false },
		{ "nothing is asked for", asked_for_nothing, false },
		{ "why a child was named for a return", said_to_whom, false },
	};
	static struct rows rows;

	rows_add(&rows, on_no_list, lists);
	rows_add(&rows, world_case, cases);
	return rows_run(&rows, "office/died");
}
