/* Session times by school, year, class and single day (A26); the page of a school year. */
#include "rows.h"

#include <errno.h>
#include <stdio.h>

#include "office/classes.h"
#include "office/school.h"
#include "store/store.h"
#include "world.h"

#define MONDAY day_of(2026, 11, 23)

static int64_t act;

static struct times_wish wish(struct day from, struct day to)
{
	return (struct times_wish){ .year = SESSION_ANY_YEAR, .from = from, .to = to, .session = SESSION_AM, .times = { 530, 540, 565, 720 } };
}

static void begin(struct world *w)
{
	as(w, "ada");
	buf_reset(&w->said);
	act = -1;
}

static int close_of(struct world *w, struct day day, int64_t group)
{
	const struct session_times *t = office_times(w->o, day, SESSION_AM, group);

	assert_non_null(t);
	return t->closes;
}

/* The times are read anew with the next use case. */
static void refreshed(struct world *w)
{
	struct year_view v;

	assert_done(office_year_open(w->o, DAY_NONE, &v, &w->e));
	year_view_finish(&v);
}

/* A26: the office moves the times of one date, and no others. */
static void the_office_moves_one_date(struct world *w)
{
	struct times_wish day = wish(MONDAY, MONDAY), week = wish(MONDAY, day_add(MONDAY, 1)), on = wish(MONDAY, DAY_NONE);

	begin(w);
	as(w, "ann");
	day.times.closes = 564;
	assert_done(office_times_put(w->o, &day, &w->said, &act, &w->e));
	assert_true(act > 0);
	refreshed(w);
	assert_int_equal(close_of(w, MONDAY, 0), 564);
	assert_refused(office_times_put(w->o, &week, &w->said, &act, &w->e), "may not change the school's settings");
	assert_refused(office_times_put(w->o, &on, &w->said, &act, &w->e), "may not change the school's settings");
	as(w, "tom");
	assert_refused(office_times_put(w->o, &day, &w->said, &act, &w->e), "may not change the school's settings");
}

static void nearest_wins(struct world *w)
{
	struct times_wish school = wish(MONDAY, DAY_NONE), class = wish(MONDAY, DAY_NONE), year = wish(MONDAY, DAY_NONE), day = wish(MONDAY, MONDAY);

	begin(w);
	school.times.closes = 561;
	year.year = 1;
	year.times.closes = 562;
	class.group = "willow";
	class.times.closes = 563;
	day.times.closes = 564;
	assert_done(office_times_put(w->o, &school, &w->said, &act, &w->e));
	assert_done(office_times_put(w->o, &year, &w->said, &act, &w->e));
	assert_done(office_times_put(w->o, &class, &w->said, &act, &w->e));
	assert_done(office_times_put(w->o, &day, &w->said, &act, &w->e));
	assert_words(buf_string(&w->said), "Times of the morning of Willow from Mon 23 Nov 2026: gate 08:50, register 09:00 to 09:23, end 12:00.");
	assert_words(buf_string(&w->said), "Times of the morning of Year 1 from");
	assert_words(buf_string(&w->said), "Times of the morning on Mon 23 Nov 2026:");
	refreshed(w);
	assert_int_equal(close_of(w, TODAY, WILLOW), 555);
	assert_int_equal(close_of(w, MONDAY, WILLOW), 564);
	assert_int_equal(close_of(w, day_add(MONDAY, 1), WILLOW), 563);
	assert_int_equal(close_of(w, day_add(MONDAY, 1), OAK), 562);
	assert_done(office_undo(w->o, act, NULL, &w->said, &w->got, &w->e));
	refreshed(w);
	assert_int_equal(close_of(w, MONDAY, WILLOW), 563);
}

static void put_again_and_taken_away(struct world *w)
{
	struct times_wish t = wish(MONDAY, day_add(MONDAY, 4));

	begin(w);
	assert_done(office_times_put(w->o, &t, &w->said, &act, &w->e));
	assert_done(office_times_put(w->o, &t, &w->said, &act, &w->e));
	assert_int_equal(act, 0);
	t.times.closes = 560;
	assert_done(office_times_put(w->o, &t, &w->said, &act, &w->e));
	refreshed(w);
	assert_int_equal(close_of(w, day_add(MONDAY, 4), OAK), 560);
	assert_int_equal(close_of(w, day_add(MONDAY, 5), OAK), 555);
	t.remove = true;
	assert_done(office_times_put(w->o, &t, &w->said, &act, &w->e));
	assert_words(buf_string(&w->said), "from Mon 23 Nov 2026 to Fri 27 Nov 2026: taken away.");
	refreshed(w);
	assert_int_equal(close_of(w, MONDAY, OAK), 555);
	assert_int_equal(office_times_put(w->o, &t, &w->said, &act, &w->e), -ENOENT);
	assert_words(w->e.text, "There are no times of the morning from Mon 23 Nov 2026 to Fri 27 Nov 2026 of their own");
}

static void the_last_stay(struct world *w)
{
	struct times_wish t = wish(day_of(2020, 9, 1), DAY_NONE);

	begin(w);
	t.remove = true;
	assert_refused(office_times_put(w->o, &t, &w->said, &act, &w->e), "The school would have no times for the morning");
}

struct window {
	const char *name;
	int starts, closes;
	bool said;
};

static const struct window windows[] = {
	{ "a register open for 30 minutes is well", 540, 570, false },
	{ "31 minutes are said", 540, 571, true },
	{ "40 minutes from 8:45 are said, and saved", 525, 565, true },
};

static void window_row(void **state)
{
	const struct window *row = *state;
	struct world world, *w = &world;
	struct times_wish t = wish(MONDAY, DAY_NONE);

	world_make(w, false);
	begin(w);
	t.times = (struct session_times){ 520, row->starts, row->closes, 720 };
	assert_done(office_times_put(w->o, &t, &w->said, &act, &w->e));
	assert_true(act > 0);
	assert_int_equal(strstr(buf_string(&w->said), "may not stay open longer than 30") != NULL, row->said);
	world_end(w);
}

struct refused {
	const char *name;
	enum session session;
	struct session_times times;
	struct day from, to;
	const char *group;
	int year;
	const char *words;
};

static const struct refused refusals[] = {
	{ "a close before the start", SESSION_AM, { 530, 540, 539, 720 }, { 20780 }, { INT32_MIN }, NULL, SESSION_ANY_YEAR, "closes at 08:59" },
	{ "a morning that ends in the afternoon", SESSION_AM, { 530, 540, 560, 781 }, { 20780 }, { INT32_MIN }, NULL, SESSION_ANY_YEAR,
	  "The morning would end at 13:01" },
	{ "an afternoon that starts in the morning", SESSION_PM, { 719, 719, 740, 900 }, { 20780 }, { INT32_MIN }, NULL, SESSION_ANY_YEAR,
	  "after the afternoon starts at 11:59" },
	{ "of a class and a year", SESSION_AM, { 530, 540, 560, 720 }, { 20780 }, { INT32_MIN }, "Oak", 1, "not of both" },
	{ "a class that there is not", SESSION_AM, { 530, 540, 560, 720 }, { 20780 }, { INT32_MIN }, "Elm", SESSION_ANY_YEAR, "There is no class Elm" },
	{ "a year that there is not", SESSION_AM, { 530, 540, 560, 720 }, { 20780 }, { INT32_MIN }, NULL, 15, "from N1 to 14" },
	{ "days the wrong way round", SESSION_AM, { 530, 540, 560, 720 }, { 20780 }, { 20779 }, NULL, SESSION_ANY_YEAR, "before the first" },
};

static void refused_row(void **state)
{
	const struct refused *row = *state;
	const struct times_wish t = { .group = row->group, .year = row->year, .from = row->from, .to = row->to, .session = row->session,
				      .times = row->times };
	struct world world, *w = &world;

	world_make(w, false);
	begin(w);
	assert_true(office_times_put(w->o, &t, &w->said, &act, &w->e) < 0);
	assert_words(w->e.text, row->words);
	assert_int_equal(act, -1);
	world_end(w);
}

static void ends_as_the_afternoon_starts(struct world *w)
{
	struct times_wish t = wish(MONDAY, DAY_NONE);

	begin(w);
	t.times.ends = 780;
	assert_done(office_times_put(w->o, &t, &w->said, &act, &w->e));
}

static void what_is_closed_stays_closed(struct world *w)
{
	struct times_wish t = wish(TODAY, DAY_NONE), afternoon = wish(TODAY, DAY_NONE), oak = wish(TODAY, DAY_NONE);

	as(w, "ann");
	assert_done(mark(w, WILLOW_AM, AMARA, "/", NULL));
	assert_done(office_register_send(w->o, WILLOW_AM, &w->said, &w->got, &w->e));
	at(w, "2026-11-20T09:20");
	assert_done(office_session_close(w->o, WILLOW_AM, true, &w->said, &w->got, &w->e));
	begin(w);
	assert_done(office_times_put(w->o, &t, &w->said, &act, &w->e));
	assert_words(buf_string(&w->said), "1 register of these days was closed by other times: it stays closed as it was.");
	buf_reset(&w->said);
	oak.group = "Oak";
	assert_done(office_times_put(w->o, &oak, &w->said, &act, &w->e));
	assert_null(strstr(buf_string(&w->said), "closed by other times"));
	afternoon.session = SESSION_PM;
	afternoon.times = (struct session_times){ 780, 780, 800, 930 };
	assert_done(office_times_put(w->o, &afternoon, &w->said, &act, &w->e));
	assert_null(strstr(buf_string(&w->said), "closed by other times"));
	oak.from = MONDAY;
	oak.group = NULL;
	oak.year = 2;
	assert_done(office_times_put(w->o, &oak, &w->said, &act, &w->e));
	assert_null(strstr(buf_string(&w->said), "closed by other times"));
}

static void only_an_administrator(struct world *w)
{
	struct times_wish t = wish(MONDAY, DAY_NONE);

	as(w, "ann");
	assert_refused(office_times_put(w->o, &t, &w->said, &act, &w->e), "may not change the school's settings");
}

/* THE PAGE */

static const struct year_line *line(const struct year_view *v, const char *label, int nth)
{
	for (int i = 0; i < v->count; i++)
		if (strcmp(v->lines[i].label, label) == 0 && nth-- == 0)
			return &v->lines[i];
	print_error("no line %s\n", label);
	fail();
	return NULL;
}

static void the_year(struct world *w)
{
	struct times_wish t = wish(MONDAY, MONDAY);
	struct year_view v;

	begin(w);
	t.year = 3;
	assert_done(office_times_put(w->o, &t, &w->said, &act, &w->e));
	assert_done(office_year_open(w->o, TODAY, &v, &w->e));
	assert_true(day_equal(v.first, day_of(2026, 9, 1)));
	assert_true(day_equal(v.last, day_of(2027, 8, 31)));
	assert_int_equal(v.lines[0].kind, YEAR_TERM);
	assert_string_equal(line(&v, "Autumn", 0)->value, "Wed 2 Sep to Fri 18 Dec 2026");
	assert_string_equal(line(&v, "Autumn half-term", 0)->value, "Mon 26 Oct to Fri 30 Oct 2026");
	assert_string_equal(line(&v, "Autumn half-term", 0)->detail, "holiday");
	assert_string_equal(line(&v, "Boiler", 0)->value, "Mon 9 Nov 2026");
	assert_string_equal(line(&v, "Morning", 0)->value, "08:40, 09:00 to 09:15, 12:00");
	assert_null(line(&v, "Morning", 0)->detail);
	assert_string_equal(line(&v, "Morning", 1)->detail, "for Year 3, Mon 23 Nov 2026");
	/* 2 September to 18 December are 78 weekdays; five of half-term and one without heating */
	assert_int_equal(v.sessions, 2 * (78 - 5 - 1));
	assert_words(v.remark, "144 sessions are held in this year");
	assert_int_equal(v.on_roll, 6); /* Dev comes today */
	assert_int_equal(v.to_come, 0);
	assert_int_equal(v.leaving, 0);
	year_view_finish(&v);
}

/* An autumn term that begins in August begins its year. */
static void a_year_from_august(struct world *w)
{
	struct term_row term = { .name = "Autumn", .from_day = day_of(2027, 8, 30), .to_day = day_of(2027, 12, 17) };
	struct year_view v;

	world_put(w, THING_TERM, &term);
	begin(w);
	assert_done(office_year_open(w->o, day_of(2027, 8, 30), &v, &w->e));
	assert_true(day_equal(v.first, day_of(2027, 8, 30)));
	assert_int_equal(v.count, 1 + 2);
	year_view_finish(&v);
	assert_done(office_year_open(w->o, day_of(2027, 8, 29), &v, &w->e));
	assert_true(day_equal(v.first, day_of(2026, 9, 1)));
	assert_true(day_equal(v.last, day_of(2027, 8, 29)));
	year_view_finish(&v);
}

static void sessions_enough(struct world *w)
{
	struct term_row spring = { .name = "Spring", .from_day = day_of(2027, 1, 4), .to_day = day_of(2027, 3, 25) };
	struct term_row summer = { .name = "Summer", .from_day = day_of(2027, 4, 12), .to_day = day_of(2027, 7, 21) };
	struct year_view v;
	int held;

	world_put(w, THING_TERM, &spring);
	world_put(w, THING_TERM, &summer);
	begin(w);
	assert_done(office_year_open(w->o, TODAY, &v, &w->e));
	held = v.sessions;
	assert_int_equal(v.remark == NULL, held >= 380);
	year_view_finish(&v);
	summer.to_day = day_of(2027, 8, 31);
	world_put(w, THING_TERM, &summer);
	begin(w);
	assert_done(office_year_open(w->o, TODAY, &v, &w->e));
	assert_true(v.sessions > held && v.sessions >= 380);
	assert_null(v.remark);
	year_view_finish(&v);
}

static const struct world_case cases[] = {
	{ "the office moves one date, and no others", the_office_moves_one_date },
	{ "the nearest times win: day, class, year, school", nearest_wins },
	{ "times are put again and taken away", put_again_and_taken_away },
	{ "the school's last times stay", the_last_stay },
	{ "the morning may end as the afternoon starts", ends_as_the_afternoon_starts },
	{ "what was closed by other times stays closed", what_is_closed_stays_closed },
	{ "only an administrator sets times", only_an_administrator },
	{ "a school year: terms, closures, times, sessions", the_year },
	{ "a year that begins in August", a_year_from_august },
	{ "fewer than 380 sessions are said", sessions_enough },
};

int main(void)
{
	static struct rows rows;

	rows_add(&rows, world_case, cases);
	rows_add(&rows, window_row, windows);
	rows_add(&rows, refused_row, refusals);
	return rows_run(&rows, "times");
}
