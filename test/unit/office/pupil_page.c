#include "rows.h"

#include "office/pupil_page.h"
#include "rules/span.h"
#include "store/store.h"
#include "world.h"

/* What the rules say on a pupil's page, in the school of world.h. */

#define BEGIN day_of(2026, 9, 2)

static struct pupil_page page_open(struct world *w, int64_t pupil)
{
	struct pupil_page p = { 0 };

	assert_done(office_pupil_page_open(w->o, pupil, DAY_NONE, &p, &w->e));
	return p;
}

static const char *fact(const struct pupil_facts *f, const char *label)
{
	for (int i = 0; i < f->count; i++)
		if (strcmp(f->of[i].label, label) == 0)
			return f->of[i].text;
	return "";
}

static void trend(struct world *w)
{
	RUN(w, { AMARA, BEGIN, 100, 10, "I" });
	as(w, "ann");
	struct pupil_page p = page_open(w, AMARA);

	assert_true(p.measured);
	assert_int_equal(p.trend.count, 11);
	assert_int_equal(p.trend.points[0].value, 0);   /* 0 of 6 */
	assert_int_equal(p.trend.points[1].value, 375); /* 6 of 16 */
	assert_int_equal(p.trend.points[10].value, 900);
	assert_string_equal(p.trend.points[0].label, "Sep");
	assert_null(p.trend.points[1].label);
	assert_int_equal(p.trend.rule_count, 4);
	assert_int_equal(p.trend.from, 0);
	assert_int_equal(p.trend.to, 900); /* the highest is on a line */
	assert_string_equal(p.trend.text, "90.0% now");
	assert_string_equal(p.trend.sentence, "Attended to date, week by week: 0.0% after the first, 0.0% at the lowest, 90 of 100 (90.0%) now.");
	pupil_page_finish(&p);
}

/* Ten of twenty missed when the floor is reached; what is in the way of each line. */
static void ahead(struct world *w)
{
	RUN(w, { AMARA, BEGIN, 100, 10, "I" });
	as(w, "ann");
	struct pupil_page p = page_open(w, AMARA);

	assert_words(fact(&p.ahead, "Below 95"), ": 10 of 20 (50.0%)");
	assert_words(fact(&p.ahead, "Below 50"), ": 10 of 20 (50.0%)");
	assert_words(fact(&p.ahead, "Above 50"), ": 11 of 21 (52.4%)");
	assert_words(fact(&p.ahead, "Line of 90"), "below; 1 more attended in a row brings it above");
	assert_words(fact(&p.ahead, "Line of 80"), "above; 13 more missed in a row bring it below");
	assert_words(fact(&p.ahead, "Year's end"), " at this rate; at best ");
	assert_words(fact(&p.ahead, "Penalty notice"), "0 of 10 sessions of G, N, O or U since ");
	pupil_page_finish(&p);
}

static void habits(struct world *w)
{
	RUN(w, { AMARA, BEGIN, 100, 10, "I" }, { BEN, BEGIN, 20, 2, "I" });
	as(w, "ann");
	struct pupil_page p = page_open(w, AMARA), few = page_open(w, BEN);

	assert_string_equal(fact(&few.habits, "Patterns"), "too few to say: 2 sessions missed");
	assert_string_equal(fact(&few.habits, "Runs of absence"), "1, 1 of them of one session or day; the longest of 2 sessions");
	assert_string_equal(fact(&few.habits, "Run"), "Wed 2 Sep 2026: 2 sessions, I illness");
	assert_string_equal(fact(&p.habits, "Run"), "Wed 2 Sep 2026 to Tue 8 Sep 2026: 10 sessions, I illness");
	assert_string_equal(fact(&p.habits, "Weeks"), "1 of 11 broken, 1 missed whole");
	pupil_page_finish(&p);
	pupil_page_finish(&few);
}

/* A Mum of two: off together on the first day. */
static void together(struct world *w)
{
	struct adult_row mum = ADULT_NEW;
	struct contact_row link = CONTACT_NEW;

	mum.id = link.adult = 1;
	mum.key = (struct key){ { 9 } };
	mum.forename = "Grace";
	mum.surname = "Okafor";
	world_put(w, THING_ADULT, &mum);
	link.relation = "mother";
	link.from_day = BEGIN;
	link.pupil = AMARA;
	world_put(w, THING_CONTACT, &link);
	link.id = 0;
	link.pupil = FINN;
	world_put(w, THING_CONTACT, &link);
	RUN(w, { AMARA, BEGIN, 100, 10, "I" }, { FINN, BEGIN, 20, 2, "O" });
	as(w, "ann");
	struct pupil_page p = page_open(w, AMARA);
	assert_words(fact(&p.habits, "Off together"), "with Finnley Oakley (Oak): 2 of the 10 sessions missed");
	pupil_page_finish(&p);
	as(w, "tom"); /* Oak is not hers to see */
	p = page_open(w, AMARA);
	assert_string_equal(fact(&p.habits, "Off together"), "");
	pupil_page_finish(&p);
}

static void agreed(struct world *w)
{
	struct review_row review = REVIEW_NEW;
	struct reviewed_row row = REVIEWED_NEW;

	RUN(w, { AMARA, BEGIN, 100, 10, "I" });
	review.id = row.review = 1;
	review.policy = "national";
	review.opened_day = review.closed_day = day_of(2026, 11, 6);
	review.through_day = day_of(2026, 11, 5);
	review.roll_group = NONE;
	world_put(w, THING_REVIEW, &review);
	row.pupil = AMARA;
	row.day = day_of(2026, 11, 6).n;
	row.possible = 80;
	row.attended = 70;
	row.decision = "Rang home";
	row.next = "Meeting with both parents";
	row.next_day = day_of(2026, 11, 27);
	world_put(w, THING_REVIEWED, &row);
	as(w, "ann");
	struct pupil_page p = page_open(w, AMARA);

	assert_string_equal(fact(&p.ahead, "Last review"), "Rang home on Fri 6 Nov 2026, at 70 of 80 (87.5%)");
	assert_string_equal(fact(&p.ahead, "Agreed"), "Meeting with both parents, by Fri 27 Nov 2026");
	pupil_page_finish(&p);
	as(w, "tom"); /* her teacher, who reviews nobody */
	p = page_open(w, AMARA);
	assert_string_equal(fact(&p.ahead, "Last review"), "");
	assert_string_equal(fact(&p.ahead, "Agreed"), "");
	pupil_page_finish(&p);
}

static void steps(struct world *w)
{
	struct report_wish wish = { .date = DAY_NONE, .from = DAY_NONE, .to = DAY_NONE, .session = -1, .pupil = "101", .kind = "line_90" };
	struct report r = { 0 };

	RUN(w, { AMARA, BEGIN, 100, 10, "I" });
	as(w, "ann");
	assert_done(report_fill_pupil_steps(w->o, &wish, &r, &w->e));
	assert_true(r.rows.count > 1);
	assert_words(r.title, "Line of 90: below");
	report_finish(&r);
	wish.kind = "nothing";
	assert_refused(report_fill_pupil_steps(w->o, &wish, &r, &w->e), "no longer holds");
}

/* Every fact that offers a working has one. */
static void every_step(struct world *w)
{
	RUN(w, { AMARA, BEGIN, 100, 12, "O" });
	as(w, "ann");
	struct pupil_page p = page_open(w, AMARA);
	const struct pupil_facts *all[] = { &p.ahead, &p.habits };

	for (int part = 0; part < 2; part++)
		for (int i = 0; i < all[part]->count; i++) {
			const struct report_wish wish = { .date = DAY_NONE, .from = DAY_NONE, .to = DAY_NONE, .session = -1, .pupil = "101",
							  .kind = all[part]->of[i].name };
			struct report r = { 0 };

			if (!wish.kind)
				continue;
			assert_done(report_fill_pupil_steps(w->o, &wish, &r, &w->e));
			assert_true(r.rows.count > 0);
			report_finish(&r);
		}
	pupil_page_finish(&p);
}

static void unmarked(struct world *w)
{
	as(w, "ann");
	struct pupil_page p = page_open(w, AMARA);

	assert_true(p.measured);
	assert_string_equal(p.trend.text, "no figure");
	assert_string_equal(p.trend.sentence, "No session was possible, so there is no line to draw.");
	assert_string_equal(fact(&p.habits, "Patterns"), "too few to say: 0 sessions missed");
	assert_string_equal(fact(&p.ahead, "Year's end"), "");
	pupil_page_finish(&p);
}

static void boarder(struct world *w)
{
	CLEAN_ARENA struct arena a = { 0 };

	as(w, "ann");
	struct pupil_row row = PUPIL_NEW;
	row.id = 20;
	row.key = (struct key){ { 7, 7 } };
	row.forename = "Bo";
	row.surname = "Ard";
	row.sex = "M";
	row.born_day = day_of(2019, 5, 3);
	row.boarder = 1;
	world_put(w, THING_PUPIL, &row);
	struct pupil_page p = { 0 };
	assert_done(office_pupil_page_open(w->o, 20, DAY_NONE, &p, &w->e));
	assert_false(p.measured);
	assert_int_equal(p.ahead.count + p.habits.count, 0);
	pupil_page_finish(&p);
}

static const struct world_case cases[] = {
	{ "the trend is to date, week by week", trend, false },
	{ "lines, what is ahead, the penalty threshold", ahead, false },
	{ "patterns and runs of absence", habits, false },
	{ "off together with a brother, for who may see him", together, false },
	{ "what was agreed last", agreed, false },
	{ "the working of a fact", steps, false },
	{ "every fact that offers a working has one", every_step, false },
	{ "a pupil without a mark", unmarked, false },
	{ "a boarder is in no figure", boarder, false },
};

int main(void)
{
	static struct rows r;

	rows_add(&r, world_case, cases);
	return rows_run(&r, "office/pupil_page");
}
