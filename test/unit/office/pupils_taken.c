#include "rows.h"

#include <stdio.h>

#include "office/pupils.h"
#include "office/reports.h"
#include "office/today.h"
#include "rules/code.h"
#include "store/store.h"
#include "world.h"

#define THURSDAY day_of(2026, 11, 19)
#define WILLOW_THEN REF(WILLOW, THURSDAY, SESSION_AM)
#define OAK_THEN REF(OAK, THURSDAY, SESSION_AM)

static int64_t act;

/* A register as it is printed: "Ben Ash /; Chloé Dunn N (moved to ...)", then its state and how many are due and marked. */
static const char *printed(struct world *w, const struct register_ref *ref)
{
	static char text[2000];
	struct register_view v;
	size_t n = 0;

	err_clear(&w->e);
	assert_done(office_register_open(w->o, ref, &v, &w->e));
	text[0] = '\0';
	for (int i = 0; i < v.count + v.moved_count; i++) {
		const struct register_line *l = v.printed[i];

		n += (size_t)snprintf(text + n, sizeof text - n, "%s%s %s%s%s%s", i ? "; " : "", l->name, l->mark ? code_symbol(l->mark) : "-",
				      l->remark ? " (" : "", l->remark ? l->remark : "", l->remark ? ")" : "");
	}
	snprintf(text + n, sizeof text - n, ". %s, %d of %d", register_state_words(v.state), v.facts.marked, v.facts.due);
	register_view_finish(&v);
	return text;
}

static void move(struct world *w, int64_t pupil, const char *group, struct day from)
{
	buf_reset(&w->said);
	assert_done(office_pupils_move(w->o, &(struct move_wish){ &pupil, 1, group, from, DAY_NONE, 0, 0 }, NULL, &w->said, &act, &w->e));
}

static void send(struct world *w, const struct register_ref *ref)
{
	buf_reset(&w->said);
	assert_done(office_register_send(w->o, ref, &w->said, &w->got, &w->e));
}

/* Willow as it was taken on Thursday: Ben late, Chloé with a reason, Amara here. */
static void take_thursday(struct world *w)
{
	as(w, "ann");
	assert_done(mark(w, WILLOW_THEN, BEN, "L", "found"));
	assert_done(mark(w, WILLOW_THEN, CHLOE, "I", "found"));
	assert_done(mark(w, WILLOW_THEN, AMARA, "/", "found"));
	send(w, WILLOW_THEN);
}

static void yesterday_told_today(struct world *w)
{
	take_thursday(w);
	assert_string_equal(printed(w, WILLOW_THEN), "Ben Ash L; Chloé Dunn I; Amara Okafor /. taken, 3 of 3");
	move(w, BEN, "Oak", THURSDAY);
	assert_string_equal(printed(w, WILLOW_THEN), "Ben Ash L (moved to Oak from Thu 19 Nov 2026); Chloé Dunn I; Amara Okafor /. taken, 2 of 2");
	assert_string_equal(printed(w, OAK_THEN), "Ben Ash L; Finn Oakley -; Finnley Oakley -. partly taken, 1 of 3");
	/* one who was there before: no register was sent with him in it */
	assert_string_equal(printed(w, REF(WILLOW, THURSDAY, SESSION_PM)), "Chloé Dunn -; Amara Okafor -. not taken, 0 of 2");
	assert_done(office_undo(w->o, act, NULL, &w->said, &w->got, &w->e));
	assert_string_equal(printed(w, WILLOW_THEN), "Ben Ash L; Chloé Dunn I; Amara Okafor /. taken, 3 of 3");
}

static void from_today(struct world *w)
{
	take_thursday(w);
	move(w, BEN, "Oak", DAY_NONE);
	assert_string_equal(printed(w, WILLOW_THEN), "Ben Ash L; Chloé Dunn I; Amara Okafor /. taken, 3 of 3");
	assert_string_equal(printed(w, WILLOW_AM), "Chloé Dunn -; Amara Okafor -. not taken, 0 of 2");
}

/* Into a register that was sent: the blank is said. */
static void into_a_sent_register(struct world *w)
{
	as(w, "ann");
	assert_done(mark(w, REF(OAK, TODAY, SESSION_AM), FINN, "/", NULL));
	assert_done(mark(w, REF(OAK, TODAY, SESSION_AM), GIA, "/", NULL));
	send(w, REF(OAK, TODAY, SESSION_AM));
	move(w, BEN, "Oak", DAY_NONE);
	assert_words(buf_string(&w->said), "Oak's register of this morning was sent before: 1 of them is without a mark in it.");
	assert_string_equal(printed(w, REF(OAK, TODAY, SESSION_AM)), "Ben Ash -; Finn Oakley /; Finnley Oakley /. partly taken, 2 of 3");
	assert_done(mark(w, WILLOW_AM, AMARA, "/", NULL));
	move(w, AMARA, "Oak", DAY_NONE);
	assert_null(strstr(buf_string(&w->said), "without a mark"));
}

/* Moved after this morning's register was sent. */
static void today_after_sending(struct world *w)
{
	as(w, "tom");
	assert_done(mark(w, WILLOW_AM, BEN, "/", NULL));
	assert_done(mark(w, WILLOW_AM, AMARA, "N", NULL));
	send(w, WILLOW_AM);
	as(w, "ann");
	move(w, BEN, "Oak", DAY_NONE);
	assert_string_equal(printed(w, WILLOW_AM),
			    "Ben Ash / (moved to Oak from Fri 20 Nov 2026); Chloé Dunn -; Amara Okafor N. partly taken, 1 of 2");
	/* typed on by somebody whose screen is old */
	assert_refused(mark(w, WILLOW_AM, BEN, "N", NULL), "Ben Ash is in Oak, not in Willow");
	assert_done(mark(w, REF(OAK, TODAY, SESSION_AM), BEN, "I", NULL));
	assert_string_equal(printed(w, WILLOW_AM),
			    "Ben Ash / (moved to Oak from Fri 20 Nov 2026; now I); Chloé Dunn -; Amara Okafor N. partly taken, 1 of 2");
}

static void sent_again_and_closed(struct world *w)
{
	struct mark_result got = { 0 };

	as(w, "tom");
	assert_done(mark(w, WILLOW_AM, BEN, "/", NULL));
	assert_done(mark(w, WILLOW_AM, AMARA, "N", NULL));
	send(w, WILLOW_AM);
	as(w, "ann");
	move(w, BEN, "Oak", DAY_NONE);
	send(w, WILLOW_AM);
	assert_words(buf_string(&w->said), "already sent");
	assert_done(mark(w, WILLOW_AM, CHLOE, "/", NULL));
	send(w, WILLOW_AM);
	assert_words(buf_string(&w->said), "1 here, 1 absent, 0 blank");
	assert_done(office_register_fill(w->o, WILLOW_AM, NULL, &got, &w->e));
	assert_int_equal(got.entries, 0);
	assert_int_equal(got.standing, 2);
	at(w, "2026-11-20T09:20");
	buf_reset(&w->said);
	assert_done(office_session_close(w->o, WILLOW_AM, true, &w->said, &w->got, &w->e));
	assert_words(buf_string(&w->said), "Willow: 1 here, 1 absent, 0 blank; closed");
	assert_string_equal(stands(w, WILLOW_AM, BEN), "/");
	assert_string_equal(printed(w, WILLOW_AM), "Ben Ash / (moved to Oak from Fri 20 Nov 2026); Chloé Dunn /; Amara Okafor N. taken, 2 of 2");
}

/* A mark that was taken back there is no mark of that register. */
static void taken_back(struct world *w)
{
	take_thursday(w);
	assert_done(mark(w, WILLOW_THEN, BEN, "", "not here"));
	move(w, BEN, "Oak", THURSDAY);
	assert_string_equal(printed(w, WILLOW_THEN), "Chloé Dunn I; Amara Okafor /. taken, 2 of 2");
}

static void everybody_moved(struct world *w)
{
	const int64_t all[] = { BEN, CHLOE, AMARA };

	take_thursday(w);
	assert_done(office_pupils_move(w->o, &(struct move_wish){ all, 3, "Oak", THURSDAY, DAY_NONE, 0, 0 }, NULL, &w->said, &act, &w->e));
	assert_string_equal(printed(w, WILLOW_THEN),
			    "Ben Ash L (moved to Oak from Thu 19 Nov 2026); Chloé Dunn I (moved to Oak from Thu 19 Nov 2026); "
			    "Amara Okafor / (moved to Oak from Thu 19 Nov 2026). nobody due, 0 of 0");
	assert_refused(office_register_send(w->o, WILLOW_THEN, &w->said, &w->got, &w->e), "Nobody is in Willow");
}

/* Figures follow the date, and no mark counts twice. */
static void counted_once(struct world *w)
{
	struct today_view v;

	as(w, "tom");
	at(w, "2026-11-20T09:05");
	assert_done(mark(w, WILLOW_AM, BEN, "/", NULL));
	assert_done(mark(w, WILLOW_AM, AMARA, "/", NULL));
	assert_done(mark(w, WILLOW_AM, CHLOE, "/", NULL));
	send(w, WILLOW_AM);
	as(w, "ann");
	move(w, BEN, "Oak", DAY_NONE);
	assert_done(office_today_open(w->o, TODAY, SESSION_AM, &v, &w->e));
	assert_int_equal(v.counts.on_roll, 5);
	assert_int_equal(v.counts.here, 3);
	today_view_finish(&v);
}

/* THE ORDER OF NAMES (A9) */

static void order(struct world *w, const char *by, const char *want)
{
	struct roll_group_row *rows;
	CLEAN_ARENA struct arena a = { 0 };
	struct store *st;

	assert_done(store_open(w->directory, &st, &w->e));
	assert_true(store_thing_all(st, THING_ROLL_GROUP, &a, &rows) >= 2);
	store_close(st);
	rows[0].name_order = by;
	world_put(w, THING_ROLL_GROUP, &rows[0]);
	assert_string_equal(printed(w, WILLOW_PM), want);
}

static void orders(struct world *w)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct membership_row *rows;
	struct store *st;

	as(w, "ann");
	order(w, "forename", "Amara Okafor -; Ben Ash -; Chloé Dunn -; Dev Rao -. not taken, 0 of 4");
	order(w, "admission_number", "Amara Okafor -; Ben Ash -; Chloé Dunn -; Dev Rao -. not taken, 0 of 4");
	order(w, NULL, "Ben Ash -; Chloé Dunn -; Amara Okafor -; Dev Rao -. not taken, 0 of 4");
	for (int64_t i = 0; i < 2; i++) {
		const int64_t line[] = { DEV, CHLOE };

		assert_done(store_open(w->directory, &st, &w->e));
		assert_int_equal(store_memberships_of_pupil(st, line[i], &a, &rows), 1);
		store_close(st);
		rows[0].place = 1 + i;
		world_put(w, THING_MEMBERSHIP, &rows[0]);
	}
	order(w, "line", "Dev Rao -; Chloé Dunn -; Ben Ash -; Amara Okafor -. not taken, 0 of 4");
	order(w, "surname", "Ben Ash -; Chloé Dunn -; Amara Okafor -; Dev Rao -. not taken, 0 of 4");
	struct pupil_wish wish = PUPIL_WISH;
	wish.admission_number = "99";
	assert_done(office_pupil_change(w->o, DEV, &wish, DAY_NONE, NULL, &w->said, &act, &w->e));
	wish.admission_number = "";
	assert_done(office_pupil_change(w->o, AMARA, &wish, DAY_NONE, NULL, &w->said, &act, &w->e));
	order(w, "admission_number", "Dev Rao -; Ben Ash -; Chloé Dunn -; Amara Okafor -. not taken, 0 of 4");
}

static void line_goes_with_the_class(struct world *w)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct membership_row *rows;
	struct store *st;

	assert_done(store_open(w->directory, &st, &w->e));
	assert_int_equal(store_memberships_of_pupil(st, BEN, &a, &rows), 1);
	store_close(st);
	rows[0].place = 4;
	world_put(w, THING_MEMBERSHIP, &rows[0]);
	as(w, "ann");
	buf_reset(&w->said);
	const int64_t ben = BEN;
	assert_done(office_pupils_move(w->o, &(struct move_wish){ &ben, 1, "Oak", TODAY, day_of(2026, 11, 27), 0, 0 }, NULL, &w->said, &act, &w->e));
	assert_done(store_open(w->directory, &st, &w->e));
	assert_int_equal(store_memberships_of_pupil(st, BEN, &a, &rows), 3);
	store_close(st);
	assert_int_equal(rows[0].place, 4);
	assert_true(rows[1].place == NONE); /* Oak */
	assert_int_equal(rows[2].place, 4); /* back in the same line */
}

static const struct world_case cases[] = {
	{ "yesterday, told today: the register that was taken stands", yesterday_told_today },
	{ "moved from today: yesterday's register is as it was", from_today },
	{ "moved after this morning's register was sent", today_after_sending },
	{ "moved into a register that was sent already", into_a_sent_register },
	{ "sending again, filling and closing leave such a line alone", sent_again_and_closed },
	{ "a mark that was taken back is in no old register", taken_back },
	{ "a class whose pupils have all moved", everybody_moved },
	{ "no mark counts twice", counted_once },
	{ "names stand in the order of the class", orders },
	{ "a place in the line is the class's", line_goes_with_the_class },
};

int main(void)
{
	struct rows r = { 0 };

	rows_add(&r, world_case, cases);
	return rows_run(&r, "office/pupils_taken");
}
