#include "rows.h"

#include <errno.h>
#include <stdio.h>

#include "office/pupils.h"
#include "store/store.h"
#include "world.h"

static int64_t act;

static int move(struct world *w, const struct move_wish *wish)
{
	err_clear(&w->e);
	buf_reset(&w->said);
	act = -1;
	return office_pupils_move(w->o, wish, NULL, &w->said, &act, &w->e);
}

static struct day day_or_none(const char *text)
{
	struct day d = DAY_NONE;

	if (text)
		assert_int_equal(day_parse(text, &d), 0);
	return d;
}

static const char *group_of(int64_t id)
{
	return id == WILLOW ? "Willow" : id == OAK ? "Oak" : "Club";
}

/* "Willow 2026-09-01..2026-11-19; Oak 2026-11-20.. 31/3": weekdays and sessions where they are not the whole week. */
static const char *places(struct world *w, int64_t pupil)
{
	static char text[1000];
	CLEAN_ARENA struct arena a = { 0 };
	struct membership_row *rows;
	struct store *st;
	size_t length = 0;

	text[0] = '\0';
	assert_done(store_open(w->directory, &st, &w->e));
	int n = store_memberships_of_pupil(st, pupil, &a, &rows);
	store_close(st);
	for (int i = 0; i < n; i++) {
		char from[DAY_TEXT], to[DAY_TEXT];

		length += (size_t)snprintf(text + length, sizeof text - length, "%s%s %s..%s", i ? "; " : "", group_of(rows[i].roll_group),
					   day_iso(rows[i].from_day, from), day_is_none(rows[i].to_day) ? "" : day_iso(rows[i].to_day, to));
		if (rows[i].weekdays != 31 || rows[i].sessions != 3)
			length += (size_t)snprintf(text + length, sizeof text - length, " %d/%d", (int)rows[i].weekdays, (int)rows[i].sessions);
	}
	return text;
}

/* In exactly one registering group at each session of a year. */
static void assert_one_place(struct world *w, int64_t pupil)
{
	struct store *st;

	assert_done(store_open(w->directory, &st, &w->e));
	for (struct day d = day_of(2026, 9, 1); d.n < day_of(2027, 9, 1).n; d = day_add(d, 1))
		for (enum session s = SESSION_AM; day_weekday(d) < 5 && s <= SESSION_PM; s++) {
			CLEAN_ARENA struct arena a = { 0 };
			struct due_row *due;
			int n = store_due(st, d, s, 0, &a, &due), times = 0;

			for (int i = 0; i < n; i++)
				times += due[i].pupil == pupil;
			if (times != 1)
				print_error("day %d session %d: %d\n", d.n, (int)s, times);
			assert_int_equal(times, 1);
		}
	store_close(st);
}

/* ONE AFTER ANOTHER: Ben, who is in Willow from 1 September for good */

static const struct move_row {
	const char *name;
	struct { const char *group, *from, *to; int weekdays, sessions; } moves[3];
	const char *want;
} move_rows[] = {
	{ "from today", { { "Oak" } }, "Willow 2026-09-01..2026-11-19; Oak 2026-11-20.." },
	{ "yesterday, told today", { { "Oak", "2026-11-19" } }, "Willow 2026-09-01..2026-11-18; Oak 2026-11-19.." },
	{ "from the very beginning", { { "Oak", "2026-09-01" } }, "Oak 2026-09-01.." },
	{ "before the first day on the roll: from that day", { { "Oak", "2026-09-01" }, { "Willow", "2026-09-01" } }, "Willow 2026-09-01.." },
	{ "for a week, then back", { { "Oak", "2026-11-23", "2026-11-27" } },
	  "Willow 2026-09-01..2026-11-22; Oak 2026-11-23..2026-11-27; Willow 2026-11-28.." },
	{ "for a day", { { "Oak", "2026-11-20", "2026-11-20" } }, "Willow 2026-09-01..2026-11-19; Oak 2026-11-20..2026-11-20; Willow 2026-11-21.." },
	{ "there already", { { "Willow" } }, "Willow 2026-09-01.." },
	{ "there and back on one day", { { "Oak" }, { "Willow" } }, "Willow 2026-09-01.." },
	{ "and a day later", { { "Oak", "2026-11-19" }, { "Willow", "2026-11-20" } },
	  "Willow 2026-09-01..2026-11-18; Oak 2026-11-19..2026-11-19; Willow 2026-11-20.." },
	{ "a wrong day put right", { { "Oak", "2026-11-20" }, { "Oak", "2026-11-19" } }, "Willow 2026-09-01..2026-11-18; Oak 2026-11-19.." },
	{ "a week away, then for good", { { "Oak", "2026-11-23", "2026-11-27" }, { "Oak", "2026-11-25" } },
	  "Willow 2026-09-01..2026-11-22; Oak 2026-11-23.." },
	{ "mornings", { { "Oak", "2026-11-20", NULL, 0, 1 } },
	  "Willow 2026-09-01..2026-11-19; Oak 2026-11-20.. 31/1; Willow 2026-11-20.. 31/2" },
	{ "Tuesday afternoons", { { "Oak", "2026-11-20", NULL, 2, 2 } },
	  "Willow 2026-09-01..2026-11-19; Oak 2026-11-20.. 2/2; Willow 2026-11-20.. 29/3; Willow 2026-11-20.. 2/1" },
	{ "Tuesdays, then no more", { { "Oak", "2026-11-20", NULL, 2, 0 }, { "Willow", "2026-12-01" } },
	  "Willow 2026-09-01..2026-11-19; Oak 2026-11-20..2026-11-30 2/3; Willow 2026-11-20..2026-11-30 29/3; Willow 2026-12-01.." },
	{ "a roll-over that was made stands", { { "Oak", "2027-09-01" }, { "Oak", "2026-11-23", "2026-11-27" }, { "Willow", "2026-11-25" } },
	  "Willow 2026-09-01..2026-11-22; Oak 2026-11-23..2026-11-24; Willow 2026-11-25..2027-08-31; Oak 2027-09-01.." },
};

static void move_case(void **state)
{
	const struct move_row *row = *state;
	const int64_t ben = BEN;
	struct world world, *w = &world;
	char got[1000];

	world_make(w, false);
	as(w, "ann");
	for (int i = 0; i < 3 && row->moves[i].group; i++) {
		const struct move_wish wish = { &ben, 1, row->moves[i].group, day_or_none(row->moves[i].from), day_or_none(row->moves[i].to),
						row->moves[i].weekdays, row->moves[i].sessions };

		assert_done(move(w, &wish));
	}
	snprintf(got, sizeof got, "%s", places(w, BEN));
	/* rows of one day in no certain order: each is in it, and there are as many */
	CLEAN_ARENA struct arena a = { 0 };
	char *rest = arena_text(&a, row->want), *part;
	while ((part = strsep(&rest, ";")))
		assert_words(got, part + (*part == ' '));
	assert_int_equal(strlen(got), strlen(row->want));
	assert_one_place(w, BEN);
	world_end(w);
}

/* WHAT IS SAID AND REFUSED */

static void said(struct world *w)
{
	const int64_t ben = BEN, both[] = { BEN, AMARA, FINN };

	as(w, "ann");
	assert_done(move(w, &(struct move_wish){ &ben, 1, "Oak", day_of(2026, 11, 19), day_of(2026, 11, 27), 0, 0 }));
	assert_string_equal(buf_string(&w->said), "Ben Ash: Willow to Oak from Thu 19 Nov 2026, until Fri 27 Nov 2026, then back again.\n"
						  "Registers taken since print as they were taken; the marks count in Oak.\n");
	assert_true(act > 0);
	assert_done(move(w, &(struct move_wish){ both, 3, "Oak", DAY_NONE, DAY_NONE, 0, 0 }));
	assert_string_equal(buf_string(&w->said), "2 pupils: Oak from Fri 20 Nov 2026.\n1 pupil was in Oak already.\n");
	assert_done(move(w, &(struct move_wish){ both, 3, "Oak", DAY_NONE, DAY_NONE, 0, 0 }));
	assert_int_equal(act, 0);
	assert_string_equal(buf_string(&w->said), "3 pupils were in Oak already.\n");
}

static void refused(struct world *w)
{
	const int64_t ben = BEN, ed[] = { BEN, ED }, dev = DEV, nobody = 99;
	struct roll_group_row club = ROLL_GROUP_NEW;

	club.key = (struct key){ { 7 } };
	club.name = "Chess";
	club.kind = "other";
	club.from_day = day_of(2026, 9, 1);
	world_put(w, THING_ROLL_GROUP, &club);
	as(w, "tom");
	assert_refused(move(w, &(struct move_wish){ &ben, 1, "Oak", DAY_NONE, DAY_NONE, 0, 0 }), "change the roll");
	as(w, "ann");
	assert_refused(move(w, &(struct move_wish){ ed, 2, "Oak", DAY_NONE, DAY_NONE, 0, 0 }),
		       "Ed Left is off the roll: the last day was Fri 13 Nov 2026");
	assert_string_equal(places(w, BEN), "Willow 2026-09-01.."); /* all or nothing */
	assert_refused(move(w, &(struct move_wish){ &dev, 1, "Oak", day_of(2026, 11, 16), day_of(2026, 11, 18), 0, 0 }), "not on the roll yet");
	assert_refused(move(w, &(struct move_wish){ &nobody, 1, "Oak", DAY_NONE, DAY_NONE, 0, 0 }), "no such pupil");
	assert_refused(move(w, &(struct move_wish){ &ben, 1, "Chess", DAY_NONE, DAY_NONE, 0, 0 }), "takes no register");
	assert_int_equal(move(w, &(struct move_wish){ &ben, 1, "Elm", DAY_NONE, DAY_NONE, 0, 0 }), -ENOENT);
	assert_int_equal(move(w, &(struct move_wish){ &ben, 1, "Oak", day_of(2026, 8, 31), DAY_NONE, 0, 0 }), -ENOENT); /* no Oak then */
	assert_int_equal(move(w, &(struct move_wish){ &ben, 1, "Oak", TODAY, day_of(2026, 11, 19), 0, 0 }), -EINVAL);
	assert_int_equal(move(w, &(struct move_wish){ &ben, 1, "Oak", TODAY, DAY_NONE, 0, 4 }), -EINVAL);
	const struct move_wish oak = { &ben, 1, "Oak", DAY_NONE, DAY_NONE, 0, 0 };
	assert_refused(office_pupils_move(w->o, &oak, " ", &w->said, &act, &w->e), "blank");
	assert_int_equal(act, -1);
}

/* A child to come is moved from the first day; a club is no class, and stays. */
static void to_come_and_club(struct world *w)
{
	const int64_t dev = DEV;
	struct roll_group_row club = ROLL_GROUP_NEW;
	struct membership_row in = MEMBERSHIP_NEW;

	club.key = (struct key){ { 7 } };
	club.name = "Chess";
	club.kind = "other";
	club.from_day = day_of(2026, 9, 1);
	world_put(w, THING_ROLL_GROUP, &club);
	in.pupil = DEV;
	in.roll_group = club.id;
	in.weekdays = 31;
	in.sessions = 3;
	in.from_day = day_of(2026, 11, 2);
	world_put(w, THING_MEMBERSHIP, &in);
	as(w, "ann");
	assert_done(move(w, &(struct move_wish){ &dev, 1, "Oak", day_of(2026, 11, 16), DAY_NONE, 0, 0 }));
	assert_string_equal(places(w, DEV), "Willow 2026-09-01..2026-11-19; Club 2026-11-02..; Oak 2026-11-20..");
	struct register_view v;
	assert_done(office_register_open(w->o, REF(OAK, TODAY, SESSION_PM), &v, &w->e));
	assert_int_equal(v.count, 3); /* once, and in no register of the club */
	register_view_finish(&v);
	assert_int_not_equal(office_register_open(w->o, REF(club.id, TODAY, SESSION_PM), &v, &w->e), 0);
	assert_words(w->e.text, "Chess is no class");
}

static void marks_stay_and_undo(struct world *w)
{
	const int64_t both[] = { BEN, AMARA };

	as(w, "ann");
	assert_done(mark(w, WILLOW_AM, BEN, "L", NULL));
	assert_done(move(w, &(struct move_wish){ both, 2, "Oak", DAY_NONE, DAY_NONE, 0, 0 }));
	assert_string_equal(stands(w, WILLOW_AM, BEN), "L");
	assert_done(office_undo(w->o, act, NULL, &w->said, &w->got, &w->e));
	assert_string_equal(places(w, BEN), "Willow 2026-09-01..");
	assert_string_equal(places(w, AMARA), "Willow 2026-09-01..");
	assert_string_equal(stands(w, WILLOW_AM, BEN), "L");
}

/* YEARS */

static const char *years(struct world *w, int64_t pupil)
{
	static char text[400];
	CLEAN_ARENA struct arena a = { 0 };
	struct pupil_year_row *rows;
	struct store *st;
	size_t length = 0;

	text[0] = '\0';
	assert_done(store_open(w->directory, &st, &w->e));
	int n = store_years_of_pupil(st, pupil, &a, &rows);
	store_close(st);
	for (int i = 0; i < n; i++) {
		char from[DAY_TEXT], to[DAY_TEXT];

		length += (size_t)snprintf(text + length, sizeof text - length, "%s%d %s..%s", i ? "; " : "", (int)rows[i].year,
					   day_iso(rows[i].from_day, from), day_is_none(rows[i].to_day) ? "" : day_iso(rows[i].to_day, to));
	}
	return text;
}

static void year(struct world *w)
{
	const int64_t two[] = { BEN, CHLOE }, chloe = CHLOE;

	as(w, "ann");
	assert_done(office_pupils_year(w->o, &chloe, 1, 1, day_of(2026, 11, 2), "placed a year up", &w->said, &act, &w->e));
	assert_string_equal(buf_string(&w->said), "Chloé Dunn: Year 1 from Mon 2 Nov 2026.\n");
	assert_string_equal(years(w, CHLOE), "0 2026-09-01..2026-11-01; 1 2026-11-02..");
	assert_done(office_undo(w->o, act, NULL, &w->said, &w->got, &w->e));
	assert_string_equal(years(w, CHLOE), "0 2026-09-01..");
	buf_reset(&w->said);
	assert_done(office_pupils_year(w->o, two, 2, 2, DAY_NONE, NULL, &w->said, &act, &w->e));
	assert_string_equal(buf_string(&w->said), "1 pupil: Year 2 from Fri 20 Nov 2026.\n1 pupil was in Year 2 already.\n");
	assert_int_equal(office_pupils_year(w->o, two, 2, 15, DAY_NONE, NULL, &w->said, &act, &w->e), -EINVAL);
	as(w, "tom");
	assert_refused(office_pupils_year(w->o, two, 2, 3, DAY_NONE, NULL, &w->said, &act, &w->e), "change the roll");
}

/* The class and the year are one act, and one undo puts both back. */
static void class_and_year(struct world *w)
{
	const int64_t ben = BEN;
	const int third = 3, none = 15;
	struct move_wish wish = { .pupils = &ben, .count = 1, .group = "Oak", .from = DAY_NONE, .to = DAY_NONE, .year = &third };

	as(w, "ann");
	assert_done(move(w, &wish));
	assert_string_equal(buf_string(&w->said), "Ben Ash: Willow to Oak from Fri 20 Nov 2026.\nBen Ash: Year 3 from Fri 20 Nov 2026.\n");
	assert_string_equal(places(w, BEN), "Willow 2026-09-01..2026-11-19; Oak 2026-11-20..");
	assert_non_null(strstr(years(w, BEN), "3 2026-11-20.."));
	assert_done(office_undo(w->o, act, NULL, &w->said, &w->got, &w->e));
	assert_string_equal(places(w, BEN), "Willow 2026-09-01..");
	assert_null(strstr(years(w, BEN), "3 2026-11-20.."));
	wish.year = &none;
	assert_int_equal(move(w, &wish), -EINVAL);
	assert_string_equal(places(w, BEN), "Willow 2026-09-01..");
}

/* FLAGS */

static const char *flags(struct world *w, int64_t pupil)
{
	static char text[400];
	CLEAN_ARENA struct arena a = { 0 };
	struct pupil_flag_row *rows;
	struct store *st;
	size_t length = 0;

	text[0] = '\0';
	assert_done(store_open(w->directory, &st, &w->e));
	int n = store_flags_of_pupil(st, pupil, &a, &rows);
	store_close(st);
	for (int i = 0; i < n; i++) {
		char from[DAY_TEXT], to[DAY_TEXT];

		length += (size_t)snprintf(text + length, sizeof text - length, "%s%s %s %s..%s", i ? "; " : "", rows[i].flag, rows[i].value,
					   day_iso(rows[i].from_day, from), day_is_none(rows[i].to_day) ? "" : day_iso(rows[i].to_day, to));
	}
	return text;
}

static int flag(struct world *w, const char *name, const char *value, const char *from, const char *to, bool remove)
{
	err_clear(&w->e);
	act = -1;
	return office_pupil_flag(w->o, BEN, name, value, day_or_none(from), day_or_none(to), remove, &act, &w->e);
}

static void flag_walk(struct world *w)
{
	as(w, "ann");
	assert_done(flag(w, "sen", "K", "2026-09-01", NULL, false));
	assert_done(flag(w, "fsm", NULL, NULL, "2027-07-31", false));
	assert_string_equal(flags(w, BEN), "fsm yes 2026-11-20..2027-07-31; sen K 2026-09-01..");
	assert_done(flag(w, "sen", "E", "2026-11-02", NULL, false));
	assert_done(flag(w, "sen", "E", "2026-11-02", NULL, false));
	assert_int_equal(act, 0);
	assert_string_equal(flags(w, BEN), "fsm yes 2026-11-20..2027-07-31; sen K 2026-09-01..2026-11-01; sen E 2026-11-02..");
	assert_done(flag(w, "fsm", "", "2027-01-01", NULL, true));
	assert_done(flag(w, "sen", NULL, NULL, NULL, true));
	assert_string_equal(flags(w, BEN), "fsm yes 2026-11-20..2026-12-31; sen K 2026-09-01..2026-11-01; sen E 2026-11-02..2026-11-19");
	assert_done(office_undo(w->o, act, NULL, &w->said, &w->got, &w->e));
	assert_string_equal(flags(w, BEN), "fsm yes 2026-11-20..2026-12-31; sen K 2026-09-01..2026-11-01; sen E 2026-11-02..");
	assert_done(flag(w, "fsm", NULL, "2026-11-01", NULL, true)); /* it never was */
	assert_string_equal(flags(w, BEN), "sen K 2026-09-01..2026-11-01; sen E 2026-11-02..");
}

static void flag_refused(struct world *w)
{
	as(w, "tom");
	assert_refused(flag(w, "sen", "K", NULL, NULL, false), "change the roll");
	as(w, "ann");
	assert_refused(flag(w, "sen", NULL, NULL, NULL, true), "Ben Ash has no sen from Fri 20 Nov 2026 on");
	assert_int_equal(flag(w, "SEN", "K", NULL, NULL, false), -EINVAL);
	assert_int_equal(flag(w, "", "K", NULL, NULL, false), -EINVAL);
	assert_int_equal(flag(w, "sen", "K\n", NULL, NULL, false), 0); /* blanks about it are nothing */
	assert_int_equal(flag(w, "sen", "K\x01", NULL, NULL, false), -EINVAL);
	assert_int_equal(flag(w, "sen", "K", "2026-11-20", "2026-11-19", false), -EINVAL);
	assert_string_equal(flags(w, BEN), "sen K 2026-11-20..");
}

static const struct world_case cases[] = {
	{ "what is said of a move", said },
	{ "what is refused, all or nothing", refused },
	{ "a child to come is moved from the first day, and a club is no class", to_come_and_club },
	{ "marks stay, and the move is undone", marks_stay_and_undo },
	{ "a year from a day on, undone", year },
	{ "a class and a year in one act", class_and_year },
	{ "flags come, change and end by the day", flag_walk },
	{ "flags that are refused", flag_refused },
};

int main(void)
{
	struct rows r = { 0 };

	rows_add(&r, move_case, move_rows);
	rows_add(&r, world_case, cases);
	return rows_run(&r, "office/pupils_move");
}
