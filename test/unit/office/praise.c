#include "rows.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "office/clocks.h"
#include "office/league.h"
#include "office/register.h"
#include "office/reports.h"
#include "rules/code.h"
#include "store/store.h"
#include "world.h"

/* What the school praises and whom it leaves out; membership on the day; siblings; small groups: the practice school of world.h. */

#define BEGIN day_of(2026, 9, 2)
#define ALL ((struct report_wish){ .date = DAY_NONE, .from = day_of(2026, 9, 1), .to = TODAY, .session = -1 })

typedef int filler(struct office *o, const struct report_wish *w, struct report *ret, struct err *e);

static struct report fill(struct world *w, filler *f, const struct report_wish *wish)
{
	struct report r = { 0 };

	assert_done(f(w->o, wish, &r, &w->e));
	return r;
}

static const struct cell *cell_of(const struct report *r, int row, const char *name)
{
	for (int i = 0; i < r->column_count; i++)
		if (strcmp(r->columns[i].name, name) == 0)
			return &r->rows.items[row].cells[i];
	fail_msg("no column %s", name);
	return NULL;
}

/* The row where two columns say so; -1: none. */
static int row_of(const struct report *r, const char *a, const char *x, const char *b, const char *y)
{
	for (int i = 0; i < r->rows.count; i++) {
		const struct cell *c = cell_of(r, i, a), *d = cell_of(r, i, b);

		if (!c->empty && c->text && strcmp(c->text, x) == 0 && !d->empty && d->text && strcmp(d->text, y) == 0)
			return i;
	}
	return -1;
}

static int64_t number_at(const struct report *r, const char *a, const char *x, const char *b, const char *y, const char *number)
{
	int i = row_of(r, a, x, b, y);

	if (i < 0)
		fail_msg("no row %s %s", x, y);
	return cell_of(r, i, number)->number;
}

/* LEAGUE AND PRAISE ------------------------------------------------------------------------------------------------------------------------ */

static void codes_are_set(struct world *w)
{
	bool unbroken[256];
	int64_t act = 0;

	as(w, "tom");
	assert_refused(office_league_codes_set(w->o, "R", &act, &w->e), "Ask the office");
	as(w, "ann");
	assert_done(office_league_codes_set(w->o, " r,C1  R ", &act, &w->e));
	assert_true(act > 0);
	office_league_codes(w->o, TODAY, unbroken);
	assert_true(unbroken[code_number("R")] && unbroken[code_number("C1")] && !unbroken[code_number("I")] && !unbroken[CODE_NONE]);
	office_league_codes(w->o, day_of(2026, 11, 19), unbroken); /* from today on: what was praised before stays as it was */
	assert_false(unbroken[code_number("R")]);
	assert_done(office_league_codes_set(w->o, "R, C1", &act, &w->e));
	assert_int_equal(act, 0);
	assert_refused(office_league_codes_set(w->o, "R, V", &act, &w->e), "V is no absence");
	assert_true(office_league_codes_set(w->o, "R, QQ", &act, &w->e) < 0);
	assert_true(office_league_codes_set(w->o, "R\n", &act, &w->e) < 0);
	office_league_codes(w->o, TODAY, unbroken);
	assert_true(unbroken[code_number("R")]);
	assert_done(office_league_codes_set(w->o, "", &act, &w->e));
	assert_true(act > 0);
	office_league_codes(w->o, TODAY, unbroken);
	assert_false(unbroken[code_number("R")]);
}

static int undo(struct world *w, int64_t act)
{
	struct mark_result got = { 0 };

	buf_reset(&w->said);
	return office_undo(w->o, act, "mistake", &w->said, &got, &w->e);
}

/* Who set it may take it back, with no other setting in reach; also where a row of the day was changed, whose name was not. */
static void codes_are_taken_back(struct world *w)
{
	bool unbroken[256];
	int64_t first = 0, second = 0;

	as(w, "ann");
	assert_done(office_league_codes_set(w->o, "R", &first, &w->e));
	assert_done(office_league_codes_set(w->o, "R, C1", &second, &w->e));
	as(w, "tom");
	assert_true(undo(w, second) < 0);
	as(w, "ann");
	assert_done(undo(w, second));
	office_league_codes(w->o, TODAY, unbroken);
	assert_true(unbroken[code_number("R")] && !unbroken[code_number("C1")]);
	assert_done(undo(w, first));
	office_league_codes(w->o, TODAY, unbroken);
	assert_false(unbroken[code_number("R")]);
}

static void a_streak_that_is_not_broken(struct world *w)
{
	struct report_wish wish = ALL;
	int64_t act;

	RUN(w, { AMARA, BEGIN, 20, 2, "R" }, { BEN, BEGIN, 20, 2, "I" }, { CHLOE, BEGIN, 20, 0, "I" });
	as(w, "ann");
	wish.kind = "full";
	struct report before = fill(w, report_fill_league, &wish);
	assert_int_equal(before.rows.count, 1);
	assert_done(office_league_codes_set(w->o, "R", &act, &w->e));
	struct report after = fill(w, report_fill_league, &wish);
	assert_int_equal(after.rows.count, 2);
	/* attended sessions alone make a streak longer */
	wish.kind = "streaks";
	struct report streaks = fill(w, report_fill_league, &wish);
	assert_int_equal(cell_of(&streaks, 0, "streak")->number, 20);
	assert_int_equal(cell_of(&streaks, 1, "streak")->number, 18);
	assert_int_equal(cell_of(&streaks, 2, "streak")->number, 18);
	assert_int_equal(cell_of(&streaks, 1, "place")->number, 2);
	assert_int_equal(cell_of(&streaks, 2, "place")->number, 2);
	report_finish(&before);
	report_finish(&after);
	report_finish(&streaks);
}

static void left_out(struct world *w)
{
	struct report_wish wish = ALL;
	int64_t act = 0;

	RUN(w, { AMARA, BEGIN, 20, 20, "I" }, { BEN, BEGIN, 20, 0, "I" }, { FINN, BEGIN, 20, 2, "I" });
	as(w, "tom");
	assert_refused(office_league_leave_out(w->o, AMARA, 0, "in hospital", &act, &w->e), "Ask the office");
	as(w, "ann");
	wish.kind = "classes";
	struct report r = fill(w, report_fill_league, &wish);
	assert_string_equal(cell_of(&r, 0, "name")->text, "Oak"); /* 18 of 20; Willow 20 of 40 */
	assert_int_equal(cell_of(&r, 1, "possible")->number, 40);
	report_finish(&r);
	assert_done(office_league_leave_out(w->o, AMARA, 0, "in hospital", &act, &w->e));
	assert_true(act > 0);
	assert_done(office_league_leave_out(w->o, AMARA, 0, NULL, &act, &w->e));
	assert_int_equal(act, 0);
	assert_true(office_league_leave_out(w->o, AMARA, 0, "two\nlines", &act, &w->e) < 0);
	assert_true(office_league_leave_out(w->o, 0, 999, "no such class", &act, &w->e) < 0);
	assert_true(office_league_leave_out(w->o, 999, 0, "no such pupil", &act, &w->e) < 0);
	r = fill(w, report_fill_league, &wish);
	assert_string_equal(cell_of(&r, 0, "name")->text, "Willow");
	assert_int_equal(cell_of(&r, 0, "possible")->number, 20);
	report_finish(&r);
	assert_done(office_league_leave_out(w->o, 0, WILLOW, "a class of its own", &act, &w->e));
	r = fill(w, report_fill_league, &wish);
	assert_int_equal(r.rows.count, 1);
	assert_string_equal(cell_of(&r, 0, "name")->text, "Oak");
	report_finish(&r);
	wish.kind = "out";
	r = fill(w, report_fill_league, &wish);
	assert_int_equal(r.rows.count, 2);
	assert_true(row_of(&r, "words", "in hospital", "class", "Willow") >= 0);
	report_finish(&r);
	as(w, "tom"); /* that she is, not why */
	r = fill(w, report_fill_league, &wish);
	assert_int_equal(r.rows.count, 2);
	assert_true(row_of(&r, "words", "in hospital", "class", "Willow") < 0);
	report_finish(&r);
	as(w, "ann");
	assert_done(office_league_take_back(w->o, 0, WILLOW, &act, &w->e));
	assert_true(act > 0);
	assert_done(office_league_take_back(w->o, AMARA, 0, &act, &w->e));
	assert_done(office_league_take_back(w->o, AMARA, 0, &act, &w->e));
	assert_int_equal(act, 0);
	r = fill(w, report_fill_league, &wish);
	assert_int_equal(r.rows.count, 0);
	report_finish(&r);
	wish.kind = "medals";
	assert_true(report_fill_league(w->o, &wish, &r, &w->e) < 0);
}

static void equal_classes(struct world *w)
{
	struct report_wish wish = ALL;

	RUN(w, { AMARA, BEGIN, 20, 2, "I" }, { BEN, BEGIN, 20, 2, "I" }, { FINN, BEGIN, 10, 1, "I" });
	as(w, "ann");
	wish.kind = "classes";
	struct report r = fill(w, report_fill_league, &wish);
	assert_int_equal(cell_of(&r, 0, "place")->number, 1);
	assert_int_equal(cell_of(&r, 1, "place")->number, 1);
	report_finish(&r);
}

/* MEMBERSHIP ON THE DAY ----------------------------------------------------------------------------------------------------------------------- */

static void put_flag(struct world *w, int64_t pupil, const char *flag, const char *value, struct day from, struct day to)
{
	struct pupil_flag_row row = PUPIL_FLAG_NEW;

	row.pupil = pupil;
	row.flag = flag;
	row.value = value;
	row.from_day = from;
	row.to_day = to;
	world_put(w, THING_PUPIL_FLAG, &row);
}

static void flags_by_day(struct world *w)
{
	struct report_wish wish = ALL;

	/* twenty sessions from 2 to 15 September, the first six missed: 2, 3, 4 September */
	RUN(w, { AMARA, BEGIN, 20, 6, "I" }, { BEN, BEGIN, 20, 0, "I" });
	put_flag(w, AMARA, "fsm", "yes", day_of(2026, 9, 4), day_of(2026, 9, 8));
	put_flag(w, AMARA, "sen", "no", day_of(2026, 9, 1), DAY_NONE);
	put_flag(w, BEN, "eal", "yes", day_of(2026, 9, 1), DAY_NONE);
	as(w, "ann");
	struct report r = fill(w, report_fill_groups, &wish);
	/* Fri 4, Mon 7, Tue 8: six sessions, the two of Friday missed */
	assert_int_equal(number_at(&r, "of", "flag", "name", "fsm", "possible"), 6);
	assert_int_equal(number_at(&r, "of", "flag", "name", "fsm", "attended"), 4);
	assert_int_equal(number_at(&r, "of", "flag", "name", "fsm", "rest_possible"), 34);
	assert_int_equal(number_at(&r, "of", "flag", "name", "fsm", "persistent"), 1); /* 2 of 6, while in it */
	assert_int_equal(number_at(&r, "of", "flag", "name", "eal", "attended"), 20);
	assert_int_equal(row_of(&r, "of", "flag", "name", "sen"), -1);
	/* 4/6 less 30/34: -21.6 points */
	assert_int_equal(number_at(&r, "of", "flag", "name", "fsm", "gap_tenths"), -216);
	report_finish(&r);
	wish.flag = "fsm";
	r = fill(w, report_fill_codes, &wish);
	assert_int_equal(number_at(&r, "code", "I", "category", "authorised", "count"), 2);
	report_finish(&r);
	wish.flag = "nobody";
	assert_refused(report_fill_codes(w->o, &wish, &r, &w->e), "There is no group of pupils");
}

/* Finn leaves Oak for Willow on 9 September: what was before stays Oak's. */
static void class_of_the_day(struct world *w)
{
	struct report_wish wish = ALL;
	struct membership_row moved = MEMBERSHIP_NEW;

	RUN(w, { FINN, BEGIN, 40, 10, "I" }, { GIA, BEGIN, 10, 0, "I" });
	moved.pupil = FINN;
	moved.roll_group = WILLOW;
	moved.weekdays = 31;
	moved.sessions = 3;
	moved.from_day = day_of(2026, 9, 9);
	world_put(w, THING_MEMBERSHIP, &moved);
	as(w, "ann");
	struct report r = fill(w, report_fill_groups, &wish);
	assert_int_equal(number_at(&r, "of", "class", "name", "Oak", "possible"), 20);
	assert_int_equal(number_at(&r, "of", "class", "name", "Oak", "attended"), 10);
	assert_int_equal(number_at(&r, "of", "class", "name", "Oak", "severe"), 1); /* of his time there */
	assert_int_equal(number_at(&r, "of", "class", "name", "Willow", "possible"), 30);
	assert_int_equal(number_at(&r, "of", "class", "name", "Willow", "severe"), 0);
	assert_int_equal(number_at(&r, "of", "school", "name", "Everybody", "persistent"), 1);
	report_finish(&r);
	wish.kind = "classes";
	r = fill(w, report_fill_league, &wish);
	assert_string_equal(cell_of(&r, 0, "name")->text, "Willow");
	assert_int_equal(cell_of(&r, 0, "pupils_at_100")->number, 1); /* none missed while in it */
	assert_int_equal(cell_of(&r, 1, "pupils_at_100")->number, 1); /* Gia */
	assert_int_equal(cell_of(&r, 1, "pupils")->number, 2);
	report_finish(&r);
	wish.group = "Oak";
	wish.kind = NULL;
	r = fill(w, report_fill_codes, &wish);
	assert_int_equal(number_at(&r, "code", "I", "category", "authorised", "count"), 10);
	report_finish(&r);
}

static void lates_with_their_reasons(struct world *w)
{
	struct report_wish wish = ALL;
	int64_t act;

	as(w, "ann");
	assert_done(office_choices_put(w->o, CHOICES_LATE, "bus\nslept in", &act, &w->e));
	at(w, "2026-11-20T09:07");
	assert_done(late(w, AMARA, -1, NULL, "Bus"));
	assert_done(late(w, FINN, -1, NULL, "the dog ran off"));
	at(w, "2026-11-20T09:20");
	assert_done(late(w, BEN, -1, NULL, NULL));
	struct report r = fill(w, report_fill_punctuality, &wish);
	assert_int_equal(number_at(&r, "of", "school", "name", "Everybody", "late"), 2);
	assert_int_equal(number_at(&r, "of", "school", "name", "Everybody", "late_after_close"), 1);
	assert_int_equal(number_at(&r, "of", "school", "name", "Everybody", "minutes_late"), 7 + 7 + 20);
	assert_int_equal(number_at(&r, "of", "reason", "name", "bus", "late"), 1);
	assert_int_equal(number_at(&r, "of", "reason", "name", "Another reason", "late"), 1);
	assert_int_equal(number_at(&r, "of", "reason", "name", "No reason given", "late_after_close"), 1);
	assert_int_equal(number_at(&r, "of", "weekday", "name", "Friday", "late"), 2);
	assert_int_equal(number_at(&r, "of", "class", "name", "Willow", "minutes_late"), 27);
	/* 180 and 150 minutes are a day of lessons */
	assert_int_equal(number_at(&r, "of", "class", "name", "Willow", "days_lost"), 0);
	report_finish(&r);
}

/* A register that nobody sent was never sent, whatever marks it has. */
static void registers_never_sent(struct world *w)
{
	struct report_wish wish = ALL;

	RUN(w, { FINN, BEGIN, 4, 0, "I" });
	as(w, "ann");
	wish.to = day_of(2026, 9, 3);
	wish.group = "Oak";
	struct report r = fill(w, report_fill_registers, &wish);
	assert_int_equal(number_at(&r, "of", "class", "name", "Oak", "registers_due"), 4);
	assert_int_equal(number_at(&r, "of", "class", "name", "Oak", "never_sent"), 4);
	assert_int_equal(number_at(&r, "of", "class", "name", "Oak", "marks_due"), 8);
	assert_int_equal(number_at(&r, "of", "class", "name", "Oak", "marks_blank"), 4);
	assert_int_equal(row_of(&r, "of", "class", "name", "Willow"), -1);
	report_finish(&r);
}

static void few_for_governors(struct world *w)
{
	struct report_wish wish = ALL;
	struct report r = { 0 };

	RUN(w, { AMARA, BEGIN, 20, 6, "I" }, { BEN, BEGIN, 20, 0, "I" }, { CHLOE, BEGIN, 20, 0, "I" }, { ED, BEGIN, 20, 0, "I" },
	    { FINN, BEGIN, 20, 0, "I" }, { GIA, BEGIN, 20, 0, "I" });
	put_flag(w, AMARA, "fsm", "yes", BEGIN, DAY_NONE);
	as(w, "gus");
	/* seven children: the whole is told, and no part of it */
	r = fill(w, report_fill_groups, &wish);
	assert_true(r.rows.count > 0);
	for (int i = 0; i < r.rows.count; i++) { /* of nobody is the sex said: that part is the whole */
		assert_int_equal(cell_of(&r, i, "possible")->number, 120);
		assert_int_equal(cell_of(&r, i, "pupils")->number, 6); /* with a session: not that one has none */
	}
	report_finish(&r);
	wish.group = "Oak";
	assert_refused(report_fill_groups(w->o, &wish, &r, &w->e), "of the whole school");
	assert_refused(report_fill_codes(w->o, &wish, &r, &w->e), "of the whole school");
	wish.group = NULL;
	wish.pupil = "101";
	assert_refused(report_fill_codes(w->o, &wish, &r, &w->e), "one pupil");
	wish.pupil = NULL;
	assert_true(report_fill_punctuality(w->o, &wish, &r, &w->e) < 0);
	assert_true(report_fill_class_sheet(w->o, &wish, &r, &w->e) < 0);
	assert_true(report_fill_registers(w->o, &wish, &r, &w->e) < 0);
}

static void teachers_see_their_own(struct world *w)
{
	struct report_wish wish = ALL;

	RUN(w, { AMARA, BEGIN, 20, 6, "I" }, { FINN, BEGIN, 20, 6, "I" });
	as(w, "tom");
	struct report r = fill(w, report_fill_annual, &wish);
	for (int i = 0; i < r.rows.count; i++)
		assert_string_equal(cell_of(&r, i, "class")->text, "Willow");
	report_finish(&r);
	r = fill(w, report_fill_groups, &wish);
	assert_int_equal(number_at(&r, "of", "school", "name", "All of these", "possible"), 20);
	report_finish(&r);
	wish.group = "Oak";
	assert_true(report_fill_annual(w->o, &wish, &r, &w->e) < 0);
}

/* SIBLINGS ------------------------------------------------------------------------------------------------------------------------------------- */

static void child_put(struct world *w, int64_t id, const char *name, struct day born, int boarder)
{
	struct pupil_row row = PUPIL_NEW;

	row.id = id;
	row.key = (struct key){ { 1, 4, (uint8_t)id } };
	row.surname = "Moor";
	row.forename = name;
	row.born_day = born;
	row.sex = "F";
	row.boarder = boarder;
	world_put(w, THING_PUPIL, &row);
}

static void siblings(struct world *w)
{
	struct report_wish wish = ALL;
	struct pupil_pair_row pair = PUPIL_PAIR_NEW;
	struct report r = { 0 };

	RUN(w, { AMARA, BEGIN, 60, 6, "I" }, { FINN, BEGIN, 60, 8, "I" });
	pair.pupil = AMARA;
	pair.other = FINN;
	pair.said = "siblings";
	world_put(w, THING_PUPIL_PAIR, &pair);
	as(w, "ann");
	r = fill(w, report_fill_patterns, &wish);
	int i = row_of(&r, "pattern", "sibling", "class", "Willow");
	assert_true(i >= 0);
	/* eight sessions when Finn is off, six of them Amara too: all that she missed of 60 */
	assert_int_equal(cell_of(&r, i, "missed_there")->number, 6);
	assert_int_equal(cell_of(&r, i, "possible_there")->number, 8);
	assert_int_equal(cell_of(&r, i, "missed")->number, 6);
	i = row_of(&r, "pattern", "sibling", "class", "Oak");
	assert_true(i >= 0);
	assert_int_equal(cell_of(&r, i, "possible_there")->number, 6);
	report_finish(&r);
	as(w, "tom"); /* Finn is in another's class */
	r = fill(w, report_fill_patterns, &wish);
	assert_int_equal(row_of(&r, "pattern", "sibling", "class", "Willow"), -1);
	report_finish(&r);
	wish.as_dfe = true;
	as(w, "ann");
	r = fill(w, report_fill_patterns, &wish);
	assert_true(row_of(&r, "pattern", "sibling", "class", "Willow") >= 0);
	report_finish(&r);
	child_put(w, FINN, "Finnley", day_of(2021, 10, 1), 0); /* four: in no figure of the Department's, beside a sibling neither */
	r = fill(w, report_fill_patterns, &wish);
	assert_int_equal(row_of(&r, "pattern", "sibling", "class", "Willow"), -1);
	report_finish(&r);
}

/* Expected and not confirmed is no mark: it counts nowhere. */
static void expected_counts_nowhere(struct world *w)
{
	struct report_wish wish = ALL;

	RUN(w, { AMARA, BEGIN, 40, 0, "I" });
	as(w, "ann");
	struct report r = fill(w, report_fill_annual, &wish);
	int64_t possible = number_at(&r, "admission_number", "101", "class", "Willow", "possible");
	report_finish(&r);
	assert_int_equal(possible, 40);
	wish.pupil = "101";
	r = fill(w, report_fill_patterns, &wish);
	assert_int_equal(r.rows.count, 0);
	report_finish(&r);
}

/* AS THE DEPARTMENT COUNTS: 31 May 2027 is the spring bank holiday --------------------------------------------------------------------------- */

/* Amara was 15 on 31 August, Ben 16, Chloe 4, Dev is 7, Ed 7 with none that was possible, Finn boards, Gia came in June. */
static void summer_put(struct world *w)
{
	struct term_row summer = { .name = "Summer", .from_day = day_of(2027, 4, 12), .to_day = day_of(2027, 7, 21) };
	struct enrolment_row spell = ENROLMENT_NEW;

	world_put(w, THING_TERM, &summer);
	child_put(w, AMARA, "Amara", day_of(2010, 9, 1), 0);
	child_put(w, BEN, "Ben", day_of(2010, 8, 31), 0);
	child_put(w, FINN, "Finn", day_of(2019, 5, 3), 1);
	spell.id = GIA;
	spell.pupil = GIA;
	spell.kind = "single";
	spell.from_day = day_of(2027, 6, 7);
	world_put(w, THING_ENROLMENT, &spell);
	spell.id = ED;
	spell.pupil = ED;
	spell.from_day = day_of(2026, 9, 1);
	world_put(w, THING_ENROLMENT, &spell);
	RUN(w, { AMARA, day_of(2027, 5, 17), 40, 4, "I" }, { BEN, day_of(2027, 5, 17), 40, 4, "I" }, { CHLOE, day_of(2027, 5, 17), 40, 4, "I" },
	    { DEV, day_of(2027, 6, 7), 10, 1, "O" }, { ED, day_of(2027, 6, 7), 10, 10, "X" }, { FINN, day_of(2027, 5, 17), 40, 4, "I" },
	    { GIA, day_of(2027, 6, 7), 10, 2, "I" });
	as(w, "ann");
	at(w, "2027-06-18T16:00");
}

static void has_line(const struct report *r, const char *words)
{
	for (int i = 0; i < r->lines.count; i++)
		if (strcmp(r->lines.items[i], words) == 0)
			return;
	fail_msg("%s has no line: %s", r->name, words);
}

#define SUMMER ((struct report_wish){ .date = DAY_NONE, .from = day_of(2027, 5, 17), .to = day_of(2027, 6, 18), .session = -1, .as_dfe = true })
#define LEFT_OUT "As the Department counts: left out 4: under 5 on 31 August 1, over 15 on 31 August 1, here only since the second half of the summer term 1, " \
		 "without a possible session 1."

static void statistics_as_dfe(struct world *w)
{
	struct report_wish wish = SUMMER;

	summer_put(w);
	struct report r = fill(w, report_fill_statistics, &wish);
	assert_int_equal(cell_of(&r, 0, "possible")->number, 30); /* Amara's up to 28 May, and Dev's */
	assert_int_equal(cell_of(&r, 0, "attended")->number, 25);
	has_line(&r, LEFT_OUT);
	has_line(&r, "2 pupils. Attended 25 of 30 (83.3%).");
	report_finish(&r);
	wish.group = "Oak";
	r = fill(w, report_fill_statistics, &wish);
	assert_int_equal(cell_of(&r, 0, "possible")->number, 0);
	has_line(&r, "As the Department counts: left out 1: here only since the second half of the summer term 1.");
	report_finish(&r);
	wish.group = NULL;
	wish.year = "2";
	r = fill(w, report_fill_statistics, &wish);
	assert_int_equal(cell_of(&r, 0, "possible")->number, 30);
	has_line(&r, "As the Department counts: left out 2: over 15 on 31 August 1, without a possible session 1.");
	report_finish(&r);
	wish.as_dfe = false;
	r = fill(w, report_fill_statistics, &wish);
	assert_int_equal(cell_of(&r, 0, "possible")->number, 90);
	report_finish(&r);
}

static void codes_as_dfe(struct world *w)
{
	struct report_wish wish = SUMMER;

	summer_put(w);
	struct report r = fill(w, report_fill_codes, &wish);
	has_line(&r, LEFT_OUT);
	assert_int_equal(number_at(&r, "code", "I", "category", "authorised", "count"), 4);
	assert_int_equal(number_at(&r, "code", "I", "category", "authorised", "possible"), 30);
	assert_int_equal(number_at(&r, "code", "O", "category", "unauthorised", "pupils"), 1);
	assert_int_equal(row_of(&r, "code", "X", "code", "X"), -1);
	report_finish(&r);
	as(w, "gus"); /* beside the report without it, the codes of four pupils */
	wish.as_dfe = true;
	assert_true(report_fill_codes(w->o, &wish, &r, &w->e) < 0);
	assert_true(report_fill_groups(w->o, &wish, &r, &w->e) < 0);
	assert_true(report_fill_statistics(w->o, &wish, &r, &w->e) < 0);
}

static void groups_as_dfe(struct world *w)
{
	struct report_wish wish = SUMMER;

	summer_put(w);
	struct report r = fill(w, report_fill_groups, &wish);
	has_line(&r, LEFT_OUT);
	assert_int_equal(number_at(&r, "of", "school", "name", "Everybody", "pupils"), 2);
	assert_int_equal(number_at(&r, "of", "school", "name", "Everybody", "possible"), 30);
	assert_int_equal(number_at(&r, "of", "school", "name", "Everybody", "persistent"), 2);
	assert_int_equal(number_at(&r, "of", "class", "name", "Willow", "attended"), 25);
	assert_int_equal(row_of(&r, "of", "class", "name", "Oak"), -1);
	report_finish(&r);
}

static void league_as_dfe(struct world *w)
{
	struct report_wish wish = SUMMER;

	summer_put(w);
	wish.kind = "classes";
	wish.working = true;
	struct report r = fill(w, report_fill_league, &wish);
	has_line(&r, LEFT_OUT);
	assert_int_equal(r.rows.count, 1);
	assert_int_equal(cell_of(&r, 0, "possible")->number, 30);
	assert_string_equal(cell_of(&r, 0, "working")->text,
			    "Marks: 30, sessions that were marked; Possible: 30, what is left; Present: 25, \\ 13, / 12; Attended: 25, of them; Authorised absence: 4, I 4; "
			    "Unauthorised absence: 1, O 1; Missed: 5, of them; Pupils at 100%: 0, of 2 with a possible session; So: 25 of 30 (83.3%)");
	report_finish(&r);
	wish.kind = "streaks";
	r = fill(w, report_fill_league, &wish);
	assert_int_equal(cell_of(&r, 0, "streak")->number, 16); /* Amara's, up to 28 May */
	assert_words(cell_of(&r, 0, "working")->text, "Broken: I on the afternoon of Tue 18 May 2027; Streak: 16, attended since");
	assert_words(cell_of(&r, 1, "working")->text, "Broken: O on the morning of Mon 7 Jun 2027; Streak: 9, attended since");
	report_finish(&r);
}

static const struct world_case cases[] = {
	{ "codes that break no streak are set, told apart, taken back", codes_are_set, false },
	{ "who set them takes them back", codes_are_taken_back, false },
	{ "a streak that such a code does not break", a_streak_that_is_not_broken, false },
	{ "pupils and classes are left out, and taken back", left_out, false },
	{ "classes of equal share have one place", equal_classes, false },
	{ "a flag counts on the days on which it stood", flags_by_day, false },
	{ "a session counts in the class of its day", class_of_the_day, false },
	{ "lates with the reasons of the school's own list", lates_with_their_reasons, false },
	{ "registers that nobody sent", registers_never_sent, false },
	{ "for governors no part of a few, and no whole of fewer", few_for_governors, false },
	{ "teachers see their own classes", teachers_see_their_own, false },
	{ "siblings off together, for who may see both", siblings, false },
	{ "what is expected counts nowhere", expected_counts_nowhere, false },
	{ "statistics as the Department counts", statistics_as_dfe, false },
	{ "codes as the Department counts", codes_as_dfe, false },
	{ "groups as the Department counts", groups_as_dfe, false },
	{ "praise as the Department counts", league_as_dfe, false },
};

int main(void)
{
	static struct rows r;

	rows_add(&r, world_case, cases);
	return rows_run(&r, "office/praise");
}
