/* The absentee report: what was expected and what was tried beside each child; those at risk first, and no paper says why (B1; design 4, 5). */
#include "rows.h"

#include "exchange/csv.h"
#include "office/reports.h"
#include "print/text.h"
#include "rules/code.h"
#include "store/store.h"
#include "world.h"

#define OAK_AM REF(OAK, TODAY, SESSION_AM)

static const char *cell(const struct report *r, int row, const char *column)
{
	for (int i = 0; i < r->column_count; i++)
		if (strcmp(r->columns[i].name, column) == 0)
			return r->rows.items[row].cells[i].text ? r->rows.items[row].cells[i].text : "-";
	return "?";
}

static struct report filled(struct world *w)
{
	const struct report_wish wish = { .date = TODAY, .session = SESSION_AM, .from = DAY_NONE, .to = DAY_NONE };
	struct report r = { 0 };

	err_clear(&w->e);
	assert_done(report_fill_absentees(w->o, &wish, &r, &w->e));
	return r;
}

/* "# heading", "name: reason; contact" a line each. */
static const char *listed(struct world *w)
{
	struct report r = filled(w);

	buf_reset(&w->said);
	for (int i = 0; i < r.rows.count; i++) {
		if (r.rows.items[i].heading)
			buf_printf(&w->said, "# %s\n", r.rows.items[i].heading);
		buf_printf(&w->said, "%s: %s; %s\n", cell(&r, i, "name"), cell(&r, i, "reason"), cell(&r, i, "contact_state"));
	}
	report_finish(&r);
	return buf_string(&w->said);
}

static const char *on_paper(struct world *w)
{
	struct report r = filled(w);

	buf_reset(&w->said);
	print_report(&r, 80, &w->said);
	report_finish(&r);
	return buf_string(&w->said);
}

static void plan(struct world *w, int64_t pupil, const char *kind, const char *code, const char *words, const char *place)
{
	struct plan_row plan = PLAN_NEW;
	struct plan_pupil_row on = PLAN_PUPIL_NEW;

	plan.kind = kind;
	plan.code = code;
	plan.words = words;
	plan.place = place;
	plan.from_day = plan.to_day = TODAY;
	plan.to_session = 1;
	plan.weekdays = 127;
	plan.sessions = 3;
	world_put(w, THING_PLAN, &plan);
	on.plan = plan.id;
	on.pupil = pupil;
	world_put(w, THING_PLAN_PUPIL, &on);
}

static void reported(struct world *w, int64_t pupil)
{
	struct reported_row row = REPORTED_NEW;

	row.pupil = pupil;
	row.code = "I";
	row.words = "a cold";
	row.caller = "Grace Okafor (mother)";
	row.from_day = TODAY;
	world_put(w, THING_REPORTED, &row);
}

static void flag(struct world *w, int64_t pupil, const char *name)
{
	struct pupil_flag_row row = PUPIL_FLAG_NEW;

	row.pupil = pupil;
	row.flag = name;
	row.value = "yes";
	row.from_day = day_of(2026, 9, 1);
	world_put(w, THING_PUPIL_FLAG, &row);
}

static void called(struct world *w, int64_t pupil, struct day of, struct day made, int minute, const char *outcome)
{
	struct call_row call = CALL_NEW;

	call.pupil = pupil;
	call.of_day = of;
	call.made_day = made;
	call.made_minute = minute;
	call.kind = "call";
	call.outcome = outcome;
	world_put(w, THING_CALL, &call);
}

/* CASES */

static void expected_and_not_known(struct world *w)
{
	as(w, "ann");
	at(w, "2026-11-20T09:05");
	reported(w, AMARA);
	plan(w, BEN, "absence", "M", "dentist", NULL);
	plan(w, FINN, "trip", "V", NULL, "Hever Castle");
	assert_string_equal(listed(w), "# Not known: Oak, register not taken (2)\n"
				       "Finn Oakley: not known; -\nFinnley Oakley: expected at Hever Castle (V); -\n"
				       "# Not known: Willow, register not taken (3)\n"
				       "Ben Ash: planned appointment: dentist; -\nChloé Dunn: not known; -\nAmara Okafor: reported illness, register not taken; -\n");
	assert_words(on_paper(w), "Not known where: 5 of 5.\nOf these expected elsewhere, and nobody has confirmed it: 1.\n"
				  "Of these planned or reported to be absent: 2.\n");
	assert_done(mark(w, WILLOW_AM, CHLOE, "/", NULL));
	assert_words(listed(w), "Amara Okafor: reported illness, no mark; -\n");
}

static void tried_so_far(struct world *w)
{
	as(w, "ann");
	at(w, "2026-11-20T09:35");
	assert_done(mark(w, WILLOW_AM, AMARA, "N", NULL));
	assert_done(mark(w, WILLOW_AM, BEN, "I", NULL));
	assert_done(mark(w, WILLOW_AM, CHLOE, "N", NULL));
	called(w, AMARA, TODAY, TODAY, 9 * 60 + 32, "message left");
	called(w, AMARA, TODAY, TODAY, 9 * 60 + 34, "no reply");
	called(w, AMARA, day_of(2026, 11, 19), TODAY, 9 * 60 + 35, "spoke"); /* of yesterday's absence */
	assert_words(listed(w), "# No reason yet: N (2)\nChloé Dunn: no reason yet; not called\nAmara Okafor: no reason yet; no reply 09:34\n"
				"# I illness (1)\nBen Ash: illness; -\n");
	called(w, BEN, TODAY, TODAY, 9 * 60 + 35, "spoke");
	assert_words(listed(w), "Ben Ash: illness; spoke 09:35\n");
	assert_words(on_paper(w), "no reason yet; no reply 09:34\n");
}

/* The reason stands in place of U; whoever reads the list sees that the child is in the school. */
static void came_with_a_reason(struct world *w)
{
	as(w, "ann");
	at(w, "2026-11-20T09:50");
	plan(w, AMARA, "absence", "M", "dentist", NULL);
	assert_done(late(w, AMARA, -1, NULL, NULL));
	assert_words(on_paper(w), "appointment; came at 09:50\n");
}

/* In each part; to whoever may not see flags they are like the others, and no word of it is on paper. */
static void those_at_risk_first(struct world *w)
{
	as(w, "ann");
	at(w, "2026-11-20T09:35");
	flag(w, AMARA, "social_worker");
	flag(w, CHLOE, "sen");
	assert_words(listed(w), "# Not known: Willow, register not taken (3)\nAmara Okafor: not known; -\nBen Ash:");
	assert_done(mark(w, WILLOW_AM, AMARA, "N", NULL));
	assert_done(mark(w, WILLOW_AM, BEN, "N", NULL));
	assert_done(mark(w, OAK_AM, FINN, "N", NULL));
	assert_words(listed(w), "# No reason yet: N (3)\nAmara Okafor: no reason yet; not called\nFinnley Oakley: no reason yet; not called\nBen Ash:");
	const char *paper = on_paper(w);
	assert_null(strstr(paper, "social"));
	assert_null(strstr(paper, "risk"));
	assert_null(strstr(paper, "priority"));
	as(w, "tom");
	assert_words(listed(w), "# No reason yet: N (2)\nBen Ash: no reason yet; not called\nAmara Okafor:");
}

static void as_csv(struct world *w)
{
	struct report r;

	as(w, "ann");
	at(w, "2026-11-20T09:35");
	assert_done(mark(w, OAK_AM, FINN, "N", NULL));
	called(w, FINN, TODAY, TODAY, 9 * 60 + 34, "no reply");
	r = filled(w);
	buf_reset(&w->said);
	csv_report(&r, &w->said);
	report_finish(&r);
	assert_words(buf_string(&w->said), "Oak,am,N,no reason yet,,no reply 09:34,");
	assert_null(strstr(buf_string(&w->said), "remark"));
}

int main(void)
{
	static const struct world_case cases[] = {
		{ "expected, and still not known", expected_and_not_known },
		{ "what was tried so far", tried_so_far },
		{ "with a reason, and here since", came_with_a_reason },
		{ "those at risk first, and nobody is told why", those_at_risk_first },
		{ "the same as CSV", as_csv },
	};
	static struct rows r;

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		rows_case(&r, cases[i].name, world_case, &cases[i]);
	return rows_run(&r, "absentees");
}
