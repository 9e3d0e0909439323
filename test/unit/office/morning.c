#include "rows.h"

#include <errno.h>
#include <stdio.h>

#include "office/today.h"
#include "rules/calendar.h"
#include "rules/code.h"
#include "store/store.h"
#include "world.h"

#define OAK_AM REF(OAK, TODAY, SESSION_AM)

static struct morning_view opened(struct world *w, enum session session)
{
	struct morning_view v = { 0 };

	err_clear(&w->e);
	assert_done(office_morning_open(w->o, TODAY, session, &v, &w->e));
	return v;
}

/* "name, group: remark!", a line each; ! for a child who comes first. */
static const char *list_text(struct world *w, const struct morning_list *l)
{
	buf_reset(&w->said);
	for (int i = 0; i < l->count; i++)
		buf_printf(&w->said, "%s, %s: %s%s\n", l->items[i].name, l->items[i].group, l->items[i].remark ? l->items[i].remark : "-",
			   l->items[i].priority ? "!" : "");
	return buf_string(&w->said);
}

static void put_flag(struct world *w, int64_t pupil, const char *flag, struct day to)
{
	struct pupil_flag_row row = PUPIL_FLAG_NEW;

	row.pupil = pupil;
	row.flag = flag;
	row.value = "yes";
	row.from_day = day_of(2026, 9, 1);
	row.to_day = to;
	world_put(w, THING_PUPIL_FLAG, &row);
}

/* NEWLY BELOW: the sessions before today, and today's mark */

static const struct below_row {
	const char *name;
	int possible, missed; /* up to the day before */
	const char *am, *pm;  /* of today; pm NULL: asked in the morning */
	const char *want;     /* "": not newly below */
} below_rows[] = {
	{ "38 of 40: exactly 95% is not below 95", 39, 1, "I", NULL, "" },
	{ "37 of 39: below 95", 38, 1, "I", NULL, "below 95%: 37 of 39 (94.9%)" },
	{ "18 of 20: exactly 90% is below 90", 19, 1, "I", NULL, "below 90%: 18 of 20 (90.0%)" },
	{ "19 of 21: above 90, and below 95 before", 20, 1, "I", NULL, "below 95%: 19 of 21 (90.5%)" },
	{ "below 90 before: nothing new", 30, 4, "I", NULL, "" },
	{ "18 of 20, then 18 of 21: past 90 already", 20, 2, "I", NULL, "" },
	{ "16 of 20, exactly 80% is not below 80", 19, 3, "N", NULL, "below 90%: 16 of 20 (80.0%)" },
	{ "15 of 20: two lines at once, the lowest is named", 19, 4, "G", NULL, "below 80%: 15 of 20 (75.0%)" },
	{ "the first session of all is no news", 0, 0, "N", NULL, "" },
	{ "15 of 19: before the floor nobody is below", 18, 3, "I", NULL, "" },
	{ "late counts as attended", 38, 1, "L", NULL, "" },
	{ "after the close counts as missed", 38, 1, "U", NULL, "below 95%: 37 of 39 (94.9%)" },
	{ "not possible moves nothing", 38, 1, "Y1", NULL, "" },
	{ "a blank moves nothing", 38, 1, "", NULL, "" },
	{ "missed in the morning, seen in the afternoon", 37, 1, "I", "/", "below 95%: 37 of 39 (94.9%)" },
	{ "the afternoon takes them below", 20, 0, "I", "I", "below 95%: 20 of 22 (90.9%)" },
	{ "the afternoon has no mark yet: the morning's counts", 38, 1, "I", "", "below 95%: 37 of 39 (94.9%)" },
};

/* So many marks on the sessions before today, the missed ones first. */
static void put_past(struct world *w, int possible, int missed)
{
	sitting at = sitting_of(TODAY, SESSION_AM);

	for (int i = possible; i > 0; i--) {
		do
			at--;
		while (!calendar_is_open(office_calendar(w->o), at));
		assert_done(mark(w, REF(WILLOW, sitting_day(at), sitting_session(at)), AMARA, i <= missed ? "I" : "/", "from the paper register"));
	}
}

static void below_case(void **state)
{
	const struct below_row *row = *state;
	struct world world, *w = &world;
	char want[200];

	world_make(w, false);
	as(w, "ann");
	at(w, row->pm ? "2026-11-20T13:20" : "2026-11-20T09:20");
	put_past(w, row->possible, row->missed);
	if (row->am[0])
		assert_done(mark(w, WILLOW_AM, AMARA, row->am, NULL));
	if (row->pm && row->pm[0])
		assert_done(mark(w, WILLOW_PM, AMARA, row->pm, NULL));
	as(w, "hal");
	struct morning_view v = opened(w, row->pm ? SESSION_PM : SESSION_AM);
	snprintf(want, sizeof want, row->want[0] ? "Amara Okafor, Willow: %s\n" : "%s", row->want);
	assert_string_equal(list_text(w, &v.newly_below), want);
	assert_string_equal(v.line, "90 to 95");
	morning_view_finish(&v);
	world_end(w);
}

/* THE PAGE */

static void lists(struct world *w)
{
	as(w, "ann");
	at(w, "2026-11-20T08:52");
	assert_done(late(w, CHLOE, -1, NULL, NULL));
	put_flag(w, FINN, "looked_after", DAY_NONE);
	put_flag(w, BEN, "cp", day_of(2026, 11, 19)); /* ended yesterday */
	put_flag(w, AMARA, "sen", DAY_NONE);          /* in a return, not at risk */
	as(w, "tom");
	at(w, "2026-11-20T09:05");
	assert_done(mark(w, WILLOW_AM, CHLOE, "N", NULL)); /* signed in */
	assert_done(mark(w, WILLOW_AM, BEN, "N", NULL));
	as(w, "ann");
	at(w, "2026-11-20T09:10");
	assert_done(mark(w, OAK_AM, FINN, "N", NULL));
	assert_done(late(w, GIA, 9 * 60 + 8, NULL, NULL));
	as(w, "hal");
	struct morning_view v = opened(w, SESSION_AM);
	assert_string_equal(list_text(w, &v.not_known), "Chloé Dunn, Willow: signed in at 08:52, not in class\nAmara Okafor, Willow: blank\n");
	assert_string_equal(list_text(w, &v.no_reason), "Finnley Oakley, Oak: not called!\nBen Ash, Willow: not called\n");
	assert_string_equal(list_text(w, &v.call_first), "Finnley Oakley, Oak: not called!\nBen Ash, Willow: not called\n");
	assert_string_equal(list_text(w, &v.late), "Finn Oakley, Oak: 8 min\n");
	assert_int_equal(v.today.counts.attended, 2); /* Chloé's arrival and Gia of four */
	assert_int_equal(v.today.counts.possible, 4);
	assert_int_equal(v.today.counts.not_known, 2);
	assert_int_equal(v.no_reason.items[1].ref.roll_group, WILLOW);
	morning_view_finish(&v);
}

/* The one at risk is in the later class: first to call, and not before the others elsewhere. */
static void call_first(struct world *w)
{
	as(w, "ann");
	at(w, "2026-11-20T09:20");
	put_flag(w, BEN, "social_worker", DAY_NONE);
	assert_done(mark(w, WILLOW_AM, BEN, "N", NULL));
	assert_done(mark(w, OAK_AM, FINN, "N", NULL));
	struct morning_view v = opened(w, SESSION_AM);
	assert_string_equal(list_text(w, &v.no_reason), "Finnley Oakley, Oak: not called\nBen Ash, Willow: not called!\n");
	assert_string_equal(list_text(w, &v.call_first), "Ben Ash, Willow: not called!\nFinnley Oakley, Oak: not called\n");
	morning_view_finish(&v);
	as(w, "tom"); /* a teacher sees no flag, and no other class */
	v = opened(w, SESSION_AM);
	assert_string_equal(list_text(w, &v.call_first), "Ben Ash, Willow: not called\n");
	morning_view_finish(&v);
	as(w, "ina"); /* an inspector sees every class and no flag */
	v = opened(w, SESSION_AM);
	assert_string_equal(list_text(w, &v.call_first), "Finnley Oakley, Oak: not called\nBen Ash, Willow: not called\n");
	morning_view_finish(&v);
}

static void not_taken_by_class_and_surname(struct world *w)
{
	struct pupil_row row;
	CLEAN_ARENA struct arena a = { 0 };
	struct store *st;

	assert_done(store_open(w->directory, &st, &w->e));
	assert_int_equal(store_thing_get(st, THING_PUPIL, FINN, &a, &row), 0);
	store_close(st);
	row.forename = "Finn"; /* two of one name in one class */
	row.born_day = day_of(2021, 1, 9);
	world_put(w, THING_PUPIL, &row);
	as(w, "hal");
	struct morning_view v = opened(w, SESSION_AM);
	assert_string_equal(list_text(w, &v.not_known), "Finn Oakley, Oak: born 9 Jan 2021; register not taken\n"
							"Finn Oakley, Oak: born 1 Oct 2020; register not taken\nBen Ash, Willow: register not taken\n"
							"Chloé Dunn, Willow: register not taken\nAmara Okafor, Willow: register not taken\n");
	assert_int_equal(v.today.counts.possible, 0);
	morning_view_finish(&v);
}

static void last_week(struct world *w)
{
	struct morning_view v;

	as(w, "ann");
	assert_done(mark(w, REF(WILLOW, day_of(2026, 11, 13), SESSION_AM), AMARA, "/", "from the paper register"));
	assert_done(mark(w, REF(WILLOW, day_of(2026, 11, 13), SESSION_AM), BEN, "I", "from the paper register"));
	assert_done(mark(w, REF(WILLOW, day_of(2026, 11, 13), SESSION_AM), ED, "/", "from the paper register")); /* it was his last day */
	v = opened(w, SESSION_AM);
	assert_int_equal(v.last_week.n, day_of(2026, 11, 13).n);
	assert_int_equal(v.last_week_attended, 2);
	assert_int_equal(v.last_week_possible, 3);
	morning_view_finish(&v);
	/* the week before 16 November was the boiler's on the Monday, before that half-term was on the 26th: the 2nd is the last with school */
	assert_done(office_morning_open(w->o, day_of(2026, 11, 16), SESSION_AM, &v, &w->e));
	assert_int_equal(v.last_week.n, day_of(2026, 11, 2).n);
	assert_int_equal(v.last_week_possible, 0);
	morning_view_finish(&v);
	assert_done(office_morning_open(w->o, day_of(2026, 9, 3), SESSION_AM, &v, &w->e));
	assert_true(day_is_none(v.last_week));
	morning_view_finish(&v);
}

static void kinds_and_target(struct world *w)
{
	struct setting_row target = { .name = "target", .from_day = day_of(2026, 9, 1), .value = "96" };

	as(w, "ann");
	at(w, "2026-11-20T09:20");
	assert_done(mark(w, WILLOW_AM, AMARA, "M", NULL));
	assert_done(mark(w, WILLOW_AM, BEN, "I", NULL));
	assert_done(mark(w, OAK_AM, FINN, "I", NULL));
	assert_done(mark(w, OAK_AM, GIA, "Y1", NULL)); /* not possible: no absence */
	struct morning_view v = opened(w, SESSION_AM);
	assert_int_equal(v.kind_count, 2);
	assert_int_equal(v.kinds[0].code, CODE_I);
	assert_int_equal(v.kinds[0].count, 2);
	assert_string_equal(code_symbol(v.kinds[1].code), "M");
	assert_int_equal(v.kinds[0].count + v.kinds[1].count, v.today.counts.with_reason);
	assert_int_equal(v.target, 0);
	morning_view_finish(&v);
	world_put(w, THING_SETTING, &target);
	v = opened(w, SESSION_AM);
	assert_int_equal(v.target, 96);
	morning_view_finish(&v);
}

static void figures_only(struct world *w)
{
	as(w, "ann");
	at(w, "2026-11-20T13:20");
	assert_done(mark(w, WILLOW_PM, AMARA, "I", NULL));
	assert_done(mark(w, WILLOW_PM, BEN, "N", NULL));
	as(w, "gus");
	struct morning_view v = opened(w, SESSION_PM);
	assert_false(v.today.names);
	assert_int_equal(v.today.counts.absent, 2);
	assert_int_equal(v.not_known.count + v.call_first.count + v.no_reason.count + v.late.count + v.newly_below.count, 0);
	assert_int_equal(v.kind_count, 1);
	morning_view_finish(&v);
	as(w, "ada");
	assert_refused(office_morning_open(w->o, TODAY, SESSION_PM, &v, &w->e), "may not");
}

static const struct world_case cases[] = {
	{ "who is where, by name", lists, false },
	{ "the child at risk is called first", call_first, false },
	{ "a register not taken, by class and surname", not_taken_by_class_and_surname, false },
	{ "the same session a school week before", last_week, false },
	{ "reasons by code, and the target", kinds_and_target, false },
	{ "a governor has figures without names", figures_only, false },
};

int main(void)
{
	static struct rows rows;

	rows_add(&rows, below_case, below_rows);
	rows_add(&rows, world_case, cases);
	return rows_run(&rows, "morning");
}
