#include "rows.h"

#include <errno.h>

#include "office/trend.h"
#include "office/reports.h"
#include "rules/span.h"
#include "store/store.h"
#include "world.h"

/* Weeks of the practice school of world.h: six sessions in the first, from Wed 2 Sep; eight in that of Mon 9 Nov, when the boiler was out. */

#define BEGIN day_of(2026, 9, 2)
#define ALL ((struct bands_wish){ .from = DAY_NONE, .to = DAY_NONE, .year = SESSION_ANY_YEAR, .band = -1 })
#define WISH ((struct report_wish){ .date = DAY_NONE, .from = DAY_NONE, .to = DAY_NONE, .session = -1 })

static struct trend_view view_open(struct world *w, const struct bands_wish *wish)
{
	struct trend_view v = { 0 };

	assert_done(office_trend_open(w->o, wish, &v, &w->e));
	return v;
}

/* "31 Aug 0/6, 7 Sep 6/10 +60.0": and what is to date agrees with the rows. */
static void assert_weeks(struct world *w, const struct bands_wish *wish, const char *want)
{
	struct trend_view v = view_open(w, wish);
	char change[TREND_CHANGE], day[DAY_TEXT];
	int possible = 0, attended = 0;

	buf_reset(&w->said);
	for (int i = 0; i < v.count; i++) {
		const struct trend_week *t = &v.weeks[i];
		const char *text = trend_change_text(t, change);

		day_long(t->monday, day);
		buf_printf(&w->said, "%s%.*s %d/%d%s%s%s", i > 0 ? ", " : "", (int)strlen(day) - 9, day + 4, t->attended, t->possible, text ? " " : "",
			   text ? text : "", t->so_far ? " so far" : "");
		assert_int_equal(t->missed, t->possible - t->attended);
		assert_int_equal(t->possible_to_date, possible += t->possible);
		assert_int_equal(t->attended_to_date, attended += t->attended);
		assert_int_equal(v.bars.bars[i].value, percent_tenths(t->attended, t->possible));
	}
	assert_string_equal(buf_string(&w->said), want);
	trend_view_finish(&v);
}

static void weeks(struct world *w)
{
	RUN(w, { AMARA, BEGIN, 100, 10, "I" });
	as(w, "ann");
	assert_weeks(w, &ALL, "31 Aug 0/6, 7 Sep 6/10 +60.0, 14 Sep 10/10 +40.0, 21 Sep 10/10 0.0, 28 Sep 10/10 0.0, 5 Oct 10/10 0.0, 12 Oct 10/10 0.0, "
			      "19 Oct 10/10 0.0, 2 Nov 10/10 0.0, 9 Nov 8/8 0.0, 16 Nov 6/6 0.0 so far");
	struct trend_view v = view_open(w, &ALL);
	assert_string_equal(v.of, "the school");
	assert_string_equal(v.weeks[0].term, "Autumn");
	assert_int_equal(v.weeks[0].first.n, day_of(2026, 9, 1).n);
	assert_int_equal(v.weeks[0].last.n, day_of(2026, 9, 6).n);
	assert_int_equal(v.weeks[10].last.n, TODAY.n);
	assert_string_equal(v.bars.sentence, "Attendance was 26 of 36 (72.2%) in the first four weeks and 34 of 34 (100.0%) in the last four.");
	assert_string_equal(v.bars.scale, "Bars from 0% to 100%.");
	assert_int_equal(v.bars.bars[0].role, PICTURE_BAR_WHOLE);
	assert_string_equal(v.bars.bars[0].label, "31 Aug 2026");
	assert_string_equal(v.bars.bars[0].text, "0 of 6 (0.0%)");
	assert_int_equal(v.bars.bars[10].role, PICTURE_BAR_SO_FAR);
	assert_string_equal(v.bars.bars[10].text, "6 of 6 (100.0%) so far");
	trend_view_finish(&v);
}

static void put_closed(struct world *w, struct day from, int from_session, struct day to, int to_session)
{
	struct closure_row closed = CLOSURE_NEW;

	closed.name = "Works";
	closed.kind = "planned";
	closed.from_day = from;
	closed.from_session = from_session;
	closed.to_day = to;
	closed.to_session = to_session;
	world_put(w, THING_CLOSURE, &closed);
}

#define WEEK_FROM day_of(2026, 9, 14)
#define WEEK ((struct bands_wish){ .from = WEEK_FROM, .to = day_of(2026, 9, 20), .year = SESSION_ANY_YEAR, .band = -1 })

static void one_session(struct world *w)
{
	struct bands_wish before = WEEK;

	as(w, "ann");
	put_closed(w, WEEK_FROM, 0, day_of(2026, 9, 18), 0); /* all but Friday afternoon */
	assert_weeks(w, &WEEK, "14 Sep 0/0");
	assert_done(mark(w, REF(WILLOW, day_of(2026, 9, 18), SESSION_PM), AMARA, "I", "from the paper register"));
	assert_done(mark(w, REF(WILLOW, day_of(2026, 9, 18), SESSION_PM), BEN, "\\", "from the paper register"));
	assert_weeks(w, &WEEK, "14 Sep 1/2");
	before.from = day_of(2026, 9, 7); /* nothing was marked: no change on it, and no bar */
	assert_weeks(w, &before, "7 Sep 0/0, 14 Sep 1/2");
	struct trend_view v = view_open(w, &before);
	assert_int_equal(v.bars.bars[0].role, PICTURE_BAR_NONE);
	assert_int_equal(v.bars.bars[0].value, -1);
	assert_string_equal(v.bars.bars[0].text, "–");
	assert_string_equal(v.bars.sentence, "Attendance was 1 of 2 (50.0%) in the one week that there is.");
	trend_view_finish(&v);
}

static void no_session(struct world *w)
{
	as(w, "ann");
	put_closed(w, WEEK_FROM, 0, day_of(2026, 9, 18), 1);
	assert_weeks(w, &WEEK, "");
	struct trend_view v = view_open(w, &WEEK);
	assert_string_equal(v.bars.sentence, "No session was possible, so there is no attendance figure.");
	trend_view_finish(&v);
	RUN(w, { AMARA, WEEK_FROM, 10, 3, "I" }); /* marked all the same: it counts, as in every figure */
	assert_weeks(w, &WEEK, "14 Sep 7/10");
}

static void bank_holiday_week(struct world *w)
{
	struct term_row summer = { .name = "Summer", .from_day = day_of(2027, 4, 12), .to_day = day_of(2027, 7, 20) };
	struct bands_wish wish = { .from = day_of(2027, 4, 26), .to = day_of(2027, 5, 9), .year = SESSION_ANY_YEAR, .band = -1 };

	world_put(w, THING_TERM, &summer);
	RUN(w, { AMARA, day_of(2027, 4, 26), 10, 0, "" }, { AMARA, day_of(2027, 5, 4), 8, 2, "I" });
	as(w, "ann");
	at(w, "2027-05-07T16:00");
	assert_weeks(w, &wish, "26 Apr 10/10, 3 May 6/8 -25.0");
	wish.from = day_of(2026, 12, 14);
	wish.to = day_of(2027, 4, 18); /* the week without a term between them is none */
	assert_weeks(w, &wish, "14 Dec 0/0, 12 Apr 0/0");
	struct trend_view v = view_open(w, &wish);
	assert_string_equal(v.weeks[0].term, "Autumn");
	assert_string_equal(v.weeks[1].term, "Summer");
	trend_view_finish(&v);
}

/* The class has two of its weeks cut off by the days asked for; the week now goes on behind them. */
static void days_asked_for(struct world *w)
{
	struct bands_wish wish = { .from = day_of(2026, 11, 12), .to = day_of(2026, 11, 17), .year = SESSION_ANY_YEAR, .band = -1 };

	RUN(w, { AMARA, day_of(2026, 11, 10), 14, 14, "I" });
	as(w, "ann");
	assert_weeks(w, &wish, "9 Nov 0/4, 16 Nov 0/4 0.0");
	wish.to = DAY_NONE;
	assert_weeks(w, &wish, "9 Nov 0/4, 16 Nov 0/6 0.0 so far");
	at(w, "2026-11-20T13:15"); /* the last minute of L */
	assert_weeks(w, &wish, "9 Nov 0/4, 16 Nov 0/6 0.0 so far");
	at(w, "2026-11-20T13:16");
	assert_weeks(w, &wish, "9 Nov 0/4, 16 Nov 0/6 0.0");
	wish.to = day_of(2026, 12, 31); /* what is to come has no row */
	assert_weeks(w, &wish, "9 Nov 0/4, 16 Nov 0/6 0.0");
	wish.from = day_of(2026, 12, 1);
	assert_refused(office_trend_open(w->o, &wish, &(struct trend_view){ 0 }, &w->e), "has not come yet");
	at(w, "2026-11-23T16:00"); /* all of Monday's registers have closed; Tuesday's have not */
	wish.from = day_of(2026, 11, 16);
	wish.to = DAY_NONE;
	assert_weeks(w, &wish, "16 Nov 0/6, 23 Nov 0/0 so far");
	wish.to = day_of(2026, 11, 23);
	assert_weeks(w, &wish, "16 Nov 0/6, 23 Nov 0/0");
}

/* Ed left on 13 Nov, Dev joins at noon today; Gia moves into Willow on 12 Oct. */
static void joiners_and_leavers(struct world *w)
{
	struct bands_wish willow = ALL, november = { .from = day_of(2026, 11, 9), .to = DAY_NONE, .group = "Willow", .year = SESSION_ANY_YEAR, .band = -1 };
	struct membership_row in = MEMBERSHIP_NEW;

	RUN(w, { ED, BEGIN, 100, 10, "I" }, { DEV, day_of(2026, 11, 16), 10, 10, "I" });
	as(w, "ann");
	assert_weeks(w, &november, "9 Nov 8/8, 16 Nov 0/1 -100.0 so far");
	RUN(w, { GIA, day_of(2026, 10, 5), 20, 0, "" });
	in.pupil = GIA;
	in.roll_group = WILLOW;
	in.weekdays = 31;
	in.sessions = 3;
	in.from_day = day_of(2026, 10, 12);
	world_put(w, THING_MEMBERSHIP, &in);
	willow.from = day_of(2026, 10, 5);
	willow.to = day_of(2026, 10, 18);
	willow.group = "Willow";
	assert_weeks(w, &willow, "5 Oct 10/10, 12 Oct 20/20 0.0");
	willow.group = "Oak";
	assert_weeks(w, &willow, "5 Oct 10/10, 12 Oct 0/0");
	willow.year = 2; /* of year 2 nobody was ever in Oak */
	assert_weeks(w, &willow, "");
	willow.group = NULL;
	assert_weeks(w, &willow, "5 Oct 10/10, 12 Oct 10/10 0.0");
}

/* Amara is in Willow from Monday to Thursday, and on Fridays in no class: then she counts in the school alone. */
static void days_in_no_class(struct world *w)
{
	struct membership_row in = MEMBERSHIP_NEW;
	struct bands_wish willow = WEEK;

	in.id = in.pupil = AMARA;
	in.roll_group = WILLOW;
	in.weekdays = 15;
	in.sessions = 3;
	in.from_day = day_of(2026, 9, 1);
	world_put(w, THING_MEMBERSHIP, &in);
	RUN(w, { AMARA, WEEK_FROM, 10, 1, "I" });
	as(w, "ann");
	assert_weeks(w, &WEEK, "14 Sep 9/10");
	willow.group = "Willow";
	assert_weeks(w, &willow, "14 Sep 7/8");
	as(w, "tom");
	assert_weeks(w, &WEEK, "14 Sep 7/8");
}

static void groups(struct world *w)
{
	struct pupil_flag_row fsm = { .pupil = BEN, .flag = "fsm", .value = "yes", .from_day = day_of(2026, 11, 2), .to_day = DAY_NONE };
	struct pupil_flag_row was = { .pupil = AMARA, .flag = "fsm", .value = "yes", .from_day = BEGIN, .to_day = day_add(TODAY, -1) };
	struct bands_wish wish = WEEK;

	wish.flag = "fsm";
	RUN(w, { AMARA, BEGIN, 100, 0, "" }, { BEN, BEGIN, 100, 17, "I" });
	as(w, "ann");
	assert_refused(office_trend_open(w->o, &wish, &(struct trend_view){ 0 }, &w->e), "the roll says nothing of groups yet");
	world_put(w, THING_PUPIL_FLAG, &fsm);
	world_put(w, THING_PUPIL_FLAG, &was);
	assert_weeks(w, &wish, "14 Sep 10/10"); /* it is Amara who has it */
	wish.to = DAY_NONE;
	wish.from = day_of(2026, 11, 16);
	assert_weeks(w, &wish, "16 Nov 12/12 so far"); /* both */
	wish.to = day_of(2026, 11, 20);
	wish.from = wish.to; /* Amara had it to the day before, and the marks end before that */
	assert_weeks(w, &wish, "16 Nov 0/0 so far");
	wish.from = BEGIN; /* Ben was absent before he had it: that is not the group's */
	wish.to = DAY_NONE;
	struct trend_view v = view_open(w, &wish);
	assert_int_equal(v.weeks[0].missed, 0);
	assert_int_equal(v.weeks[1].attended, 10);
	assert_int_equal(v.weeks[1].missed, 0);
	assert_string_equal(v.of, "FSM");
	trend_view_finish(&v);
	as(w, "tom");
	assert_refused(office_trend_open(w->o, &wish, &v, &w->e), "see why a child comes first");
}

static void empty_group(struct world *w)
{
	struct roll_group_row ash = ROLL_GROUP_NEW;
	struct report_wish wish = WISH;
	struct report r = { 0 };

	ash.key = (struct key){ { 1, 2, 9 } };
	ash.name = "Ash";
	ash.kind = "class";
	ash.from_day = day_of(2026, 9, 1);
	world_put(w, THING_ROLL_GROUP, &ash);
	as(w, "ann");
	wish.group = "Ash";
	assert_done(report_fill_trend(w->o, &wish, &r, &w->e));
	assert_int_equal(r.rows.count, 0);
	assert_int_equal(r.lines.count, 0);
	assert_string_equal(r.none, "No pupil was on the roll in a week of school.");
	assert_string_equal(r.title, "Attendance week by week of Ash, Tue 1 Sep 2026 to Fri 20 Nov 2026");
	report_finish(&r);
	wish = WISH;
	wish.year = "9";
	assert_refused(report_fill_trend(w->o, &wish, &r, &w->e), "No pupil is in a year 9. The years there are: R, 1, 2.");
	wish = WISH;
	wish.pupil = "101";
	assert_int_equal(report_fill_trend(w->o, &wish, &r, &w->e), -EINVAL);
}

static void put_moved(struct world *w)
{
	struct membership_row in = MEMBERSHIP_NEW;

	in.pupil = GIA;
	in.roll_group = WILLOW;
	in.weekdays = 31;
	in.sessions = 3;
	in.from_day = day_of(2026, 11, 18);
	world_put(w, THING_MEMBERSHIP, &in);
}

/* Ed leaves on 13 Nov and Dev comes on the 23rd: between them is a week of five. */
static void gap(struct world *w)
{
	struct bands_wish wish = { .from = day_of(2026, 11, 9), .to = DAY_NONE, .year = SESSION_ANY_YEAR, .band = -1 };
	struct enrolment_row dev = ENROLMENT_NEW;

	dev.id = dev.pupil = DEV;
	dev.kind = "single";
	dev.from_day = day_of(2026, 11, 23);
	world_put(w, THING_ENROLMENT, &dev);
	RUN(w, { AMARA, day_of(2026, 11, 10), 24, 12, "I" }, { BEN, day_of(2026, 11, 2), 4, 0, "" });
	as(w, "ann");
	at(w, "2026-11-27T16:00");
	assert_weeks(w, &wish, "9 Nov 0/8, 16 Nov 6/10 +60.0, 23 Nov 6/6 +40.0");
	as(w, "gus"); /* the week of five, and the first of those of six */
	assert_weeks(w, &wish, "23 Nov 6/6");
	wish.from = day_of(2026, 11, 2);
	assert_weeks(w, &wish, "9 Nov 0/8, 23 Nov 6/6");
}

/* A week of five pupils is in no figure of a governor's, and no sum has it either (reliability 5). */
static void who_sees_what(struct world *w)
{
	struct bands_wish until = { .from = day_of(2026, 11, 2), .to = day_of(2026, 11, 19), .year = SESSION_ANY_YEAR, .band = -1 }, oak = ALL;

	oak.group = "Oak";
	RUN(w, { AMARA, BEGIN, 100, 0, "" }, { GIA, BEGIN, 100, 100, "I" });
	as(w, "tom");
	assert_weeks(w, &until, "2 Nov 10/10, 9 Nov 8/8 0.0, 16 Nov 6/6 0.0");
	assert_refused(office_trend_open(w->o, &oak, &(struct trend_view){ 0 }, &w->e), "Tom Bell may not see pupils' figures (Oak)");
	as(w, "hal");
	assert_weeks(w, &until, "2 Nov 10/20, 9 Nov 8/16 0.0, 16 Nov 6/12 0.0");
	as(w, "gus"); /* with the week of five goes one of six: all three are told together elsewhere */
	assert_weeks(w, &until, "9 Nov 8/16");
	struct trend_view v = view_open(w, &until);
	assert_int_equal(v.few, 2);
	trend_view_finish(&v);
	put_moved(w); /* in two classes in one week, and still one pupil */
	assert_weeks(w, &until, "9 Nov 8/16");
	until.to = TODAY; /* Dev is the sixth */
	assert_weeks(w, &until, "2 Nov 10/20, 9 Nov 8/16 0.0, 16 Nov 6/12 0.0 so far");
	assert_refused(office_trend_open(w->o, &oak, &v, &w->e), "That class or year is not shown to you");
	as(w, "ada");
	assert_refused(office_trend_open(w->o, &ALL, &v, &w->e), "may not see the school's figures");
}

static const struct world_case cases[] = {
	{ "trend: a row a week of school, the change and the figure to date", weeks },
	{ "trend: a week with one session held", one_session },
	{ "trend: a week with none, and marks all the same", no_session },
	{ "trend: a bank holiday week, and the holidays between two terms", bank_holiday_week },
	{ "trend: weeks cut off by the days asked for, and the week that goes on", days_asked_for },
	{ "trend: who joins, leaves, or comes from another class", joiners_and_leavers },
	{ "trend: days in no class", days_in_no_class },
	{ "trend: a session counts in a group where the pupil had the flag then", groups },
	{ "trend: a class without pupils, and words that nobody knows", empty_group },
	{ "trend: no change on a week that is not shown", gap },
	{ "trend: who sees what", who_sees_what },
};

int main(void)
{
	static struct rows rows;

	rows_add(&rows, world_case, cases);
	return rows_run(&rows, "office/trend");
}
