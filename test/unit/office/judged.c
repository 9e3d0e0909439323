/* Which days a figure is of, and which policy judges it (C7; domain 6.4): periods, a policy changed in mid-year, two policies side by side. */
#include "rows.h"

#include <errno.h>

#include "office/bands.h"
#include "office/clocks.h"
#include "office/review.h"
#include "store/store.h"
#include "world.h"

#define BEGIN day_of(2026, 9, 2)

static void adopt(struct world *w, const char *name, struct day from)
{
	int64_t act;

	as(w, "ada");
	assert_done(office_policy_adopt(w->o, name, from, false, NULL, &w->said, &act, &w->e));
	as(w, "ann");
}

static struct bands_wish wish_of(const char *policy, const char *period)
{
	return (struct bands_wish){ .from = DAY_NONE, .to = DAY_NONE, .year = SESSION_ANY_YEAR, .band = -1, .policy = policy, .period = period };
}

/* "2026-09-01..2026-11-20 by national: Amara Okafor 90/100 80 to 90 (support)" of Amara alone */
static const char *judged(struct world *w, const struct bands_wish *wish)
{
	char from[DAY_TEXT], to[DAY_TEXT];
	struct bands_view v;

	err_clear(&w->e);
	assert_done(office_bands_open(w->o, wish, &v, &w->e));
	buf_reset(&w->said);
	buf_printf(&w->said, "%s..%s by %s:", day_iso(v.from, from), day_iso(v.to, to), v.policy.name);
	for (int i = 0; i < v.count; i++)
		if (v.lines[i].pupil == AMARA)
			buf_printf(&w->said, " %d/%d %s (%s)", v.lines[i].attended, v.lines[i].possible, v.lines[i].band < 0 ? "-" : v.policy.bands[v.lines[i].band],
				   v.lines[i].stage ? v.lines[i].stage : "-");
	bands_view_finish(&v);
	return buf_string(&w->said);
}

static void marks(struct world *w)
{
	RUN(w, { AMARA, BEGIN, 100, 10, "I" });
}

/* Two policies on one school: exactly 90 lies where each says. */
static void side_by_side(struct world *w)
{
	struct bands_wish national = wish_of("national", NULL), federation = wish_of("federation-hamsey-plumpton", NULL), none = wish_of("nothing", NULL);
	struct bands_view v;

	marks(w);
	as(w, "ann");
	assert_string_equal(judged(w, &national), "2026-09-01..2026-11-20 by national: 90/100 80 to 90 (support)");
	assert_string_equal(judged(w, &federation), "2026-09-01..2026-11-20 by federation-hamsey-plumpton: 90/100 90 to 95 (2)");
	assert_string_equal(judged(w, &national), "2026-09-01..2026-11-20 by national: 90/100 80 to 90 (support)");
	assert_int_equal(office_bands_open(w->o, &none, &v, &w->e), -ENOENT);
	assert_words(w->e.text, "There is no policy \"nothing\". There are: east-sussex-tiers,");
}

/* Figures up to a day are judged by the policy in force on it. */
static void changed_in_mid_year(struct world *w)
{
	struct bands_wish now = wish_of(NULL, NULL), before = wish_of(NULL, NULL), first = wish_of(NULL, NULL);

	marks(w);
	adopt(w, "federation-hamsey-plumpton", day_of(2026, 10, 1));
	adopt(w, "east-sussex-tiers", day_of(2026, 11, 20));
	before.to = day_of(2026, 11, 19);
	first.to = day_of(2026, 9, 30);
	assert_string_equal(judged(w, &now), "2026-09-01..2026-11-20 by east-sussex-tiers: 90/100 80 to 92 (2)");
	assert_string_equal(judged(w, &before), "2026-09-01..2026-11-19 by federation-hamsey-plumpton: 90/100 90 to 95 (2)");
	assert_string_equal(judged(w, &first), "2026-09-01..2026-09-30 by national: 32/42 50 to 80 (support)");
}

/* Hackney samples the half-term before: 2 September to 23 October, 76 sessions of which the ten were missed. */
static void its_own_period(struct world *w)
{
	struct bands_wish own = wish_of("hackney-2012", NULL), year = wish_of("hackney-2012", "year"), days = wish_of("hackney-2012", NULL);

	marks(w);
	as(w, "ann");
	assert_string_equal(judged(w, &own), "2026-09-02..2026-10-23 by hackney-2012: 66/76 85 to 90 (90)");
	assert_string_equal(judged(w, &year), "2026-09-01..2026-11-20 by hackney-2012: 90/100 85 to 90 (90)");
	days.from = day_of(2026, 11, 2);
	assert_string_equal(judged(w, &days), "2026-11-02..2026-11-20 by hackney-2012: 24/24 over 95 (-)");
	adopt(w, "hackney-2012", TODAY); /* it judges its own half-term, though another was in force then */
	own.policy = NULL;
	assert_string_equal(judged(w, &own), "2026-09-02..2026-10-23 by hackney-2012: 66/76 85 to 90 (90)");
}

/* In the first half-term there is none before it: the year, then. */
static void its_period_to_come(struct world *w)
{
	struct term_row later = { .id = 1, .name = "Autumn", .from_day = day_of(2026, 11, 2), .to_day = day_of(2026, 12, 18) };
	struct bands_wish own = wish_of("hackney-2012", NULL), asked = wish_of("hackney-2012", "previous half-term");
	struct bands_view v;

	world_put(w, THING_TERM, &later);
	marks(w);
	as(w, "ann");
	assert_string_equal(judged(w, &own), "2026-09-01..2026-11-20 by hackney-2012: 90/100 85 to 90 (90)");
	assert_int_equal(office_bands_open(w->o, &asked, &v, &w->e), -EINVAL);
	assert_words(w->e.text, "The school's calendar has no earlier half-term then.");
}

static void by_name(struct world *w)
{
	struct bands_wish term = wish_of(NULL, "term"), half = wish_of(NULL, "half-term"), week = wish_of(NULL, "1 week"), both = wish_of(NULL, "term"),
			  odd = wish_of(NULL, "month");
	struct bands_view v;

	marks(w);
	as(w, "ann");
	assert_string_equal(judged(w, &term), "2026-09-02..2026-11-20 by national: 90/100 80 to 90 (support)");
	assert_string_equal(judged(w, &half), "2026-11-02..2026-11-20 by national: 24/24 95 and above (-)");
	assert_words(judged(w, &week), "2026-11-16..2026-11-20 by national: ");
	both.from = day_of(2026, 9, 1);
	assert_int_equal(office_bands_open(w->o, &both, &v, &w->e), -EINVAL);
	assert_words(w->e.text, "Give --period, or --from and --to: not both.");
	assert_int_equal(office_bands_open(w->o, &odd, &v, &w->e), -EINVAL);
	assert_words(w->e.text, "\"month\" is no period.");
}

static void since_the_review(struct world *w)
{
	struct bands_wish wish = wish_of(NULL, "review");
	struct review_row review = REVIEW_NEW;
	struct bands_view v;

	marks(w);
	as(w, "ann");
	assert_int_equal(office_bands_open(w->o, &wish, &v, &w->e), -EINVAL);
	assert_words(w->e.text, "There was no review yet");
	review.policy = "national";
	review.of_act = 1;
	review.through_day = review.opened_day = review.closed_day = day_of(2026, 11, 6);
	review.through_session = 1;
	world_put(w, THING_REVIEW, &review);
	assert_words(judged(w, &wish), "2026-11-07..2026-11-20 by national: ");
}

/* "Amara Okafor 66/76 90 //////////////////// " a line of the review */
static const char *reviewed(struct world *w)
{
	struct review_view v = { 0 };

	err_clear(&w->e);
	assert_done(office_review_open(w->o, &(struct review_wish){ 0 }, &v, &w->e));
	buf_reset(&w->said);
	for (int i = 0; i < v.count; i++)
		buf_printf(&w->said, "%s %d/%d %s %s\n", v.lines[i].name, v.lines[i].attended, v.lines[i].possible, v.lines[i].stage_name ? v.lines[i].stage_name : "-",
			   v.lines[i].sessions);
	review_view_finish(&v);
	return buf_string(&w->said);
}

/* The stage is of the half-term before; the letters are of these days. */
static void reviewed_by_its_period(struct world *w)
{
	RUN(w, { AMARA, BEGIN, 102, 10, "I" });
	adopt(w, "hackney-2012", day_of(2026, 9, 1));
	at(w, "2026-11-20T10:00");
	assert_words(reviewed(w), "Amara Okafor 66/76 90 \\/\\/\\/\\/\\/\\/\\/\\/\\/\\-\n");
}

/* A stage that begins at 100 is everybody else: on no list for that. */
static void not_everybody(struct world *w)
{
	RUN(w, { AMARA, BEGIN, 102, 10, "I" }, { BEN, BEGIN, 102, 7, "I" }, { CHLOE, BEGIN, 102, 0, "I" });
	adopt(w, "east-sussex-tiers", day_of(2026, 9, 1));
	at(w, "2026-11-20T10:00");
	const char *said = reviewed(w);
	assert_words(said, "Amara Okafor 92/102 2 ");
	assert_null(strstr(said, "Ben Ash"));
	assert_null(strstr(said, "Chloé Dunn"));
}

/* The first day of a year that begins in August is in it, and the marks of both storage years are one. */
static void begins_in_august(struct world *w)
{
	struct term_row early = { .id = 1, .name = "Autumn", .from_day = day_of(2026, 8, 24), .to_day = day_of(2026, 12, 18) };
	struct enrolment_row before = ENROLMENT_NEW;
	struct bands_wish year = wish_of(NULL, NULL), term = wish_of(NULL, "term");

	before.pupil = AMARA;
	before.kind = "single";
	before.from_day = day_of(2026, 8, 24);
	before.to_day = day_of(2026, 9, 1);
	before.to_session = 1;
	world_put(w, THING_TERM, &early);
	world_put(w, THING_ENROLMENT, &before);
	RUN(w, { AMARA, day_of(2026, 8, 24), 100, 10, "I" });
	as(w, "ann");
	assert_string_equal(judged(w, &year), "2026-08-24..2026-11-20 by national: 90/100 80 to 90 (support)");
	assert_string_equal(judged(w, &term), "2026-08-24..2026-11-20 by national: 90/100 80 to 90 (support)");
}

int main(void)
{
	static const struct world_case cases[] = {
		{ "two policies side by side on one school", side_by_side },
		{ "a policy changed in mid-year", changed_in_mid_year },
		{ "a policy's own period", its_own_period },
		{ "a policy's own period that is still to come", its_period_to_come },
		{ "periods by name", by_name },
		{ "since the last review", since_the_review },
		{ "a review by a policy's own period", reviewed_by_its_period },
		{ "nobody is reviewed for a stage of everybody", not_everybody },
		{ "a year that begins in August", begins_in_august },
	};
	static struct rows r;

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		rows_case(&r, cases[i].name, world_case, &cases[i]);
	return rows_run(&r, "judged");
}
