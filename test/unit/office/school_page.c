#include "rows.h"

#include "office/school_page.h"
#include "rules/span.h"
#include "store/store.h"
#include "world.h"

/* The head's page of the school of world.h: two classes, seven children, the half-term of October, a boiler on Mon 9 Nov. */

#define BEGIN day_of(2026, 9, 2)

static struct school_page page_open(struct world *w)
{
	struct school_page p = { 0 };

	assert_done(office_school_page_open(w->o, &p, &w->e));
	return p;
}

/* Every line of a part: "Today 1 of 2 (50.0%); This week ... +1.0". */
static void assert_part(struct world *w, const struct school_page *p, enum school_part part, const char *want)
{
	buf_reset(&w->said);
	for (int i = 0; i < p->n[part]; i++) {
		const struct school_item *item = &p->items[p->at[part] + i];

		assert_int_equal(item->part, part);
		buf_printf(&w->said, "%s%s %s%s%s", i > 0 ? "; " : "", item->label, item->text, item->beside ? " " : "", item->beside ? item->beside : "");
	}
	assert_string_equal(buf_string(&w->said), want);
}

/* Amara missed 10 of 100, Ben 1 of 20, Finn 12 of 20: Gia, Chloe and Ed have no mark. */
static void some_marks(struct world *w)
{
	RUN(w, { AMARA, BEGIN, 100, 10, "I" }, { BEN, BEGIN, 20, 1, "N" }, { FINN, BEGIN, 20, 12, "O" });
}

static void put_flag(struct world *w, int64_t pupil, const char *flag)
{
	struct pupil_flag_row row = PUPIL_FLAG_NEW;

	row.pupil = pupil;
	row.flag = flag;
	row.value = "yes";
	row.from_day = BEGIN;
	world_put(w, THING_PUPIL_FLAG, &row);
}

static void by_the_head(struct world *w)
{
	some_marks(w);
	put_flag(w, FINN, "fsm");
	as(w, "hal");
	struct school_page p = page_open(w);

	assert_true(p.names && p.whole);
	assert_int_equal(p.items[0].part, SCHOOL_NOT_KNOWN);
	assert_part(w, &p, SCHOOL_SHARE, "Today –; This week 6 of 6 (100.0%); Autumn 117 of 140 (83.6%); This year 117 of 140 (83.6%)");
	assert_part(w, &p, SCHOOL_BAND, "A 95 and above 1 of 3 (33.3%); B 90 to 95 0 of 3 (0.0%); C 80 to 90 1 of 3 (33.3%); D 50 to 80 0 of 3 (0.0%); "
					"E 50 or less 1 of 3 (33.3%)");
	assert_part(w, &p, SCHOOL_ABSENCE, "Persistent (DfE) 2 of 3 (66.7%); Severe (DfE) 1 of 3 (33.3%)");
	assert_part(w, &p, SCHOOL_CLASS, "Willow 109 of 120 (90.8%); Oak 8 of 20 (40.0%)");
	assert_part(w, &p, SCHOOL_GROUP, "FSM 8 of 20 (40.0%) -50.8");
	assert_int_equal(p.bands.part_count, 5);
	assert_int_equal(p.bands.all, 3);
	assert_int_equal(p.trend.count, 11);
	assert_int_equal(p.trend.points[0].value, 278); /* 5 of 18: Ben missed the first of his six */
	school_page_finish(&p);
}

/* Of two classes that both print 90.0 the higher share stands first: 181 of 201 is more than 190 of 211 (style). */
static void exact_order(struct world *w)
{
	RUN(w, { AMARA, BEGIN, 99, 11, "I" }, { FINN, BEGIN, 100, 11, "I" });
	as(w, "hal");
	struct school_page p = page_open(w);

	assert_part(w, &p, SCHOOL_CLASS, "Oak 89 of 100 (89.0%); Willow 88 of 99 (88.9%)");
	school_page_finish(&p);
}

static void last_year(struct world *w)
{
	RUN(w, { AMARA, BEGIN, 100, 10, "I" });
	as(w, "hal");
	struct school_page p = page_open(w);

	assert_int_equal(p.n[SCHOOL_SHARE], 4);
	for (int i = 0; i < p.n[SCHOOL_COMPARED]; i++) /* the roll begins this year: nothing is compared with it */
		assert_string_not_equal(p.items[p.at[SCHOOL_COMPARED] + i].label, "Last year to date");
	school_page_finish(&p);
}

static void target(struct world *w)
{
	struct target_row row = TARGET_NEW;

	RUN(w, { AMARA, BEGIN, 100, 10, "I" });
	row.kind = "attendance";
	row.year = 2026;
	row.hundredths = 9650;
	world_put(w, THING_TARGET, &row);
	as(w, "hal");
	struct school_page p = page_open(w);
	const struct school_item *last = NULL;

	for (int i = 0; i < p.n[SCHOOL_COMPARED]; i++)
		if (strcmp(p.items[p.at[SCHOOL_COMPARED] + i].label, "Target") == 0)
			last = &p.items[p.at[SCHOOL_COMPARED] + i];
	assert_non_null(last);
	assert_string_equal(last->text, "96.50%");
	assert_string_equal(last->beside, "-6.5");
	school_page_finish(&p);
}

static void by_a_teacher(struct world *w)
{
	some_marks(w);
	as(w, "tom");
	struct school_page p = page_open(w);

	assert_true(p.names);
	assert_false(p.whole);
	assert_part(w, &p, SCHOOL_CLASS, "Willow 109 of 120 (90.8%)");
	assert_int_equal(p.n[SCHOOL_COMPARED], 0);
	assert_int_equal(p.n[SCHOOL_GROUP], 0);
	school_page_finish(&p);
}

/* Two classes of five and two: neither is told. */
static void by_a_governor(struct world *w)
{
	some_marks(w);
	as(w, "gus");
	struct school_page p = page_open(w);

	assert_false(p.names);
	assert_int_equal(p.not_known, -1); /* five are due this morning */
	assert_part(w, &p, SCHOOL_NOT_KNOWN, "Not known not shown: too few");
	assert_part(w, &p, SCHOOL_SHARE, "Today –; This week not shown: too few; Autumn not shown: too few; This year not shown: too few");
	assert_part(w, &p, SCHOOL_CLASS, "Oak not shown: too few; Willow not shown: too few");
	assert_part(w, &p, SCHOOL_ABSENCE, "Persistent (DfE) not shown: too few; Severe (DfE) not shown: too few");
	assert_part(w, &p, SCHOOL_BAND, "All bands not shown: too few");
	assert_int_equal(p.bands.part_count, 0);
	assert_int_equal(p.n[SCHOOL_COMPARED], 0);
	for (int i = 0; i < p.count; i++)
		assert_true(!p.items[i].hidden || (p.items[i].of == 0 && p.items[i].all == 0 && !p.items[i].beside));
	school_page_finish(&p);
}

static void nothing_yet(struct world *w)
{
	as(w, "hal");
	struct school_page p = page_open(w);

	assert_part(w, &p, SCHOOL_SHARE, "Today –; This week –; Autumn –; This year –");
	assert_part(w, &p, SCHOOL_ABSENCE, "Persistent (DfE) –; Severe (DfE) –");
	assert_int_equal(p.bands.all, 0);
	assert_string_equal(p.trend.sentence, "No session was possible, so there is no attendance figure.");
	school_page_finish(&p);
}

static void as_rows(struct world *w)
{
	const struct report_wish wish = { .date = DAY_NONE, .from = DAY_NONE, .to = DAY_NONE, .session = -1 };
	struct report_wish narrowed = wish;
	struct report r = { 0 };

	some_marks(w);
	as(w, "hal");
	assert_done(report_fill_school_page(w->o, &wish, &r, &w->e));
	assert_string_equal(r.rows.items[0].heading, "Where each child is");
	assert_string_equal(r.rows.items[0].cells[0].text, "not_known");
	assert_string_equal(r.rows.items[1].cells[1].text, "Today");
	assert_true(r.rows.items[1].cells[3].empty);
	assert_int_equal(r.rows.items[4].cells[3].number, 117);
	assert_int_equal(r.rows.items[4].cells[4].number, 140);
	assert_int_equal(r.rows.items[4].cells[5].number, 836);
	report_finish(&r);
	narrowed.group = "Willow";
	assert_true(report_fill_school_page(w->o, &narrowed, &r, &w->e) < 0);
	assert_words(w->e.text, "whole school today");
}

static void assert_steps(struct world *w, const char *label, const char *want)
{
	const struct report_wish wish = { .date = DAY_NONE, .from = DAY_NONE, .to = DAY_NONE, .session = -1, .kind = label };
	struct report r = { 0 };

	assert_done(report_fill_school_steps(w->o, &wish, &r, &w->e));
	buf_reset(&w->said);
	for (int i = 0; i < r.rows.count; i++) {
		const struct cell *c = r.rows.items[i].cells;

		buf_printf(&w->said, "%s%s", i > 0 ? "; " : "", c[0].text);
		if (!c[1].empty)
			buf_printf(&w->said, " %d", (int)c[1].number);
	}
	assert_string_equal(buf_string(&w->said), want);
	report_finish(&r);
}

/* Chloe is 4 on 31 August; three have no mark. */
static void workings(struct world *w)
{
	const struct report_wish gone = { .date = DAY_NONE, .from = DAY_NONE, .to = DAY_NONE, .session = -1, .kind = "Nobody" };
	struct report r = { 0 };

	some_marks(w);
	as(w, "hal");
	assert_steps(w, "Persistent (DfE)", "Pupils 7; Left out 4; Counted 3; Persistent (DfE) 2; Share");
	assert_steps(w, "C 80 to 90", "Pupils 7; In a band 3; C 80 to 90 1; Share");
	assert_refused(report_fill_school_steps(w->o, &gone, &r, &w->e), "no longer on the page");
	as(w, "gus");
	assert_refused(report_fill_school_steps(w->o, &(struct report_wish){ .kind = "Severe (DfE)" }, &r, &w->e), "too few pupils");
}

static void by_an_administrator(struct world *w)
{
	struct school_page p;

	as(w, "ada");
	assert_refused(office_school_page_open(w->o, &p, &w->e), "");
}

static const struct world_case cases[] = {
	{ "the head has all of it", by_the_head, false },
	{ "classes stand by exact shares", exact_order, false },
	{ "a year before the roll begins is not compared", last_year, false },
	{ "the school's own target stands before the policy's", target, false },
	{ "a teacher has her own classes", by_a_teacher, false },
	{ "who sees figures alone has none of few pupils", by_a_governor, false },
	{ "a year without a mark", nothing_yet, false },
	{ "the same as rows", as_rows, false },
	{ "much absence and a band have their working", workings, false },
	{ "an administrator sees no figures", by_an_administrator, false },
};

int main(void)
{
	static struct rows r;

	rows_add(&r, world_case, cases);
	return rows_run(&r, "office/school_page");
}
