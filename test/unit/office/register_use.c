#include "rows.h"

#include <errno.h>

#include "rules/code.h"
#include "store/store.h"
#include "world.h"

#define THURSDAY day_of(2026, 11, 19)
#define WILLOW_THURSDAY REF(WILLOW, THURSDAY, SESSION_AM)

/* Rows into the school behind the office's back, as another clerk's program would. */
static void setting(struct world *w, const char *name, const char *value)
{
	struct setting_row row = { .name = name, .from_day = day_of(2026, 9, 1), .value = value };
	struct act_head head = { .kind = "setting", .staff_name = "", .position = "", .roles = "", .terminal = "", .version = "test",
				 .day = DAY_NONE, .session = -1 };
	struct store *st;
	int64_t act;

	assert_done(store_open(w->directory, &st, &w->e));
	head.at = store_now(st);
	assert_int_equal(store_begin(st), 0);
	assert_int_equal(store_act_begin(st, &head), 0);
	assert_true(store_act_put(st, THING_SETTING, &row) > 0);
	assert_int_equal(store_act_end(st, false, &act), 0);
	assert_int_equal(store_commit(st), 0);
	store_close(st);
}

static enum register_state state_of(struct world *w, const struct register_ref *ref)
{
	struct register_view v;

	assert_done(office_register_open(w->o, ref, &v, &w->e));
	enum register_state state = v.state;
	register_view_finish(&v);
	return state;
}

/* WHICH REGISTERS THERE ARE */

static const struct check_row {
	const char *name;
	int year, month, date;
	const char *refusal; /* NULL: there is one */
} check_rows[] = {
	{ "today", 2026, 11, 20, NULL },
	{ "a day of this term", 2026, 9, 2, NULL },
	{ "out of term", 2026, 9, 1, "out of term" },
	{ "a weekend", 2026, 11, 14, "a weekend" },
	{ "half-term", 2026, 10, 28, "a school holiday (Autumn half-term)" },
	{ "tomorrow", 2026, 11, 21, "still to come" },
	{ "before the codes begin", 2006, 8, 31, "before 1 September 2006" },
	{ "when the codes begin there was no such class", 2006, 9, 1, "There was no class Willow" },
	{ "a closure that nobody planned is recorded", 2026, 11, 9, NULL },
};

static void check_case(void **state)
{
	const struct check_row *row = *state;
	struct world world, *w = &world;
	const struct register_ref ref = { WILLOW, day_of(row->year, row->month, row->date), SESSION_AM };

	world_make(w, false);
	as(w, "ann");
	int r = office_register_check(w->o, &ref, &w->e);
	if (row->refusal)
		assert_refused(r, row->refusal);
	else
		assert_done(r);
	world_end(w);
}

static void view_lines(struct world *w)
{
	struct register_view v;

	as(w, "tom");
	assert_done(office_register_open(w->o, WILLOW_AM, &v, &w->e));
	assert_string_equal(v.title, "Willow: morning of Fri 20 Nov 2026");
	assert_int_equal(v.count, 3); /* Dev comes at noon, Ed has left */
	assert_string_equal(v.lines[0].name, "Ben Ash");
	assert_string_equal(v.lines[2].upn, "A823432120001");
	assert_int_equal(v.state, REGISTER_NOT_TAKEN);
	assert_int_equal(v.times->closes, 9 * 60 + 15);
	assert_false(v.closed);
	register_view_finish(&v);
	assert_done(office_register_open(w->o, WILLOW_PM, &v, &w->e));
	assert_int_equal(v.count, 4);
	register_view_finish(&v);
}

static void view_before(struct world *w)
{
	struct register_view v;

	as(w, "ann");
	assert_done(mark(w, WILLOW_THURSDAY, BEN, "I", "rang today"));
	assert_done(mark(w, REF(WILLOW, day_of(2026, 11, 6), SESSION_AM), BEN, "M", "note found"));
	assert_done(mark(w, REF(WILLOW, day_of(2026, 11, 5), SESSION_PM), BEN, "M", "note found"));
	assert_done(mark(w, WILLOW_AM, BEN, "L", NULL));
	assert_done(office_register_open(w->o, WILLOW_AM, &v, &w->e));
	assert_int_equal(v.lines[0].before[18], CODE_I);
	assert_int_equal(v.lines[0].before[0], code_number("M")); /* ten days of the week ago */
	assert_int_equal(v.lines[0].before[1], CODE_NONE);
	register_view_finish(&v);
	assert_done(office_register_open(w->o, WILLOW_PM, &v, &w->e));
	assert_int_equal(v.lines[0].am, CODE_LATE);
	assert_int_equal(v.lines[0].before[19], CODE_LATE);
	register_view_finish(&v);
}

/* MARKS */

static void first_marks(struct world *w)
{
	as(w, "tom");
	assert_done(mark(w, WILLOW_AM, AMARA, "/", NULL));
	assert_true(w->got.act > 1);
	assert_int_equal(w->got.entries, 1);
	assert_string_equal(stands(w, WILLOW_AM, AMARA), "/");
	assert_refused(mark(w, WILLOW_PM, AMARA, "/", NULL), "nobody can be marked \\ yet");
	at(w, "2026-11-20T13:05");
	as(w, "tom");
	assert_done(mark(w, WILLOW_PM, AMARA, "/", NULL));
	assert_string_equal(stands(w, WILLOW_PM, AMARA), "\\");
	assert_int_equal(state_of(w, WILLOW_AM), REGISTER_PARTLY_TAKEN);
}

static void standing_marks(struct world *w)
{
	as(w, "tom");
	assert_done(mark(w, WILLOW_AM, AMARA, "/", NULL));
	assert_done(mark(w, WILLOW_AM, AMARA, "\\", NULL));
	assert_int_equal(w->got.act, 0);
	assert_int_equal(w->got.standing, 1);
	assert_int_equal(w->got.entries, 0);
}

static void all_or_nothing(struct world *w)
{
	const struct mark_wish wishes[] = { { AMARA, "/", -1, -1, NULL }, { BEN, "I", -1, -1, NULL } };

	as(w, "tom");
	assert_refused(office_marks_set(w->o, WILLOW_AM, wishes, 2, NULL, &w->got, &w->e), "The office records I (illness)");
	assert_string_equal(stands(w, WILLOW_AM, AMARA), "");
}

static void twice_in_one(struct world *w)
{
	const struct mark_wish wishes[] = { { AMARA, "/", -1, -1, NULL }, { AMARA, "N", -1, -1, NULL } };

	as(w, "tom");
	assert_refused(office_marks_set(w->o, WILLOW_AM, wishes, 2, NULL, &w->got, &w->e), "given two marks");
}

static void short_list(struct world *w)
{
	as(w, "tom");
	assert_done(mark(w, WILLOW_AM, AMARA, "L", NULL));
	assert_done(mark(w, WILLOW_AM, AMARA, "N", NULL));
	assert_done(mark(w, WILLOW_AM, AMARA, "", NULL));
	assert_string_equal(stands(w, WILLOW_AM, AMARA), "");
	assert_refused(mark(w, WILLOW_AM, AMARA, "M", NULL), "The office records M");
	as(w, "ann");
	assert_done(mark(w, WILLOW_AM, AMARA, "M", NULL));
	as(w, "tom"); /* a mark of the office that stands is no mark of the teacher's */
	assert_done(mark(w, WILLOW_AM, AMARA, "M", NULL));
	assert_int_equal(w->got.standing, 1);
}

static void wider_list(struct world *w)
{
	as(w, "tom");
	assert_refused(mark(w, WILLOW_AM, AMARA, "I", NULL), "The office records I");
	setting(w, "codes.teacher", "/ L N I");
	assert_done(mark(w, WILLOW_AM, AMARA, "i", NULL));
	assert_refused(mark(w, WILLOW_AM, AMARA, "M", NULL), "The office records M");
}

static void eras(struct world *w)
{
	as(w, "ann");
	assert_refused(mark(w, WILLOW_AM, AMARA, "H", NULL), "C");
	assert_int_equal(mark(w, WILLOW_AM, AMARA, "qq", NULL), -EINVAL);
	assert_refused(mark(w, WILLOW_AM, AMARA, "#", NULL), "");
}

static void compulsory(struct world *w)
{
	as(w, "ann");
	assert_refused(mark(w, WILLOW_AM, AMARA, "X", NULL), "C2");
	assert_done(mark(w, WILLOW_AM, CHLOE, "X", NULL));
}

static void not_enrolled(struct world *w)
{
	as(w, "ann");
	assert_refused(mark(w, WILLOW_AM, DEV, "/", NULL), "Dev Rao was not on the roll yet on the morning of Fri 20 Nov 2026");
	assert_refused(mark(w, WILLOW_AM, ED, "/", NULL), "the last day was Fri 13 Nov 2026");
	assert_refused(mark(w, WILLOW_AM, FINN, "/", NULL), "Finnley Oakley is in Oak, not in Willow");
	assert_done(mark(w, WILLOW_PM, DEV, "I", NULL));
	assert_done(mark(w, REF(WILLOW, day_of(2026, 11, 13), SESSION_PM), ED, "/", "forgotten"));
}

static void shut(struct world *w)
{
	const struct register_ref *boiler = REF(WILLOW, day_of(2026, 11, 9), SESSION_AM);

	as(w, "ann");
	assert_refused(mark(w, boiler, AMARA, "/", "late"), "only Y4");
	assert_done(mark(w, boiler, AMARA, "Y4", "boiler"));
}

static void minutes(struct world *w)
{
	struct mark_wish wish = { AMARA, "/", -1, 7, NULL };
	struct register_view v;

	as(w, "tom");
	assert_refused(office_marks_set(w->o, WILLOW_AM, &wish, 1, NULL, &w->got, &w->e), "Minutes late go with L or U");
	wish.code = "L";
	assert_done(office_marks_set(w->o, WILLOW_AM, &wish, 1, NULL, &w->got, &w->e));
	assert_done(office_register_open(w->o, WILLOW_AM, &v, &w->e));
	assert_int_equal(v.lines[2].minutes_late, 7);
	register_view_finish(&v);
}

static void notes(struct world *w)
{
	struct mark_wish wish = { AMARA, "B", -1, -1, NULL };
	struct register_view v;

	as(w, "ann");
	assert_done(office_marks_set(w->o, WILLOW_AM, &wish, 1, NULL, &w->got, &w->e));
	assert_done(office_register_open(w->o, WILLOW_AM, &v, &w->e));
	assert_true(v.lines[2].needs_note);
	register_view_finish(&v);
	wish.note = "Forest school";
	assert_done(office_marks_set(w->o, WILLOW_AM, &wish, 1, NULL, &w->got, &w->e));
	assert_true(w->got.act > 0);
	assert_int_equal(w->got.entries, 0);
	assert_done(office_register_open(w->o, WILLOW_AM, &v, &w->e));
	assert_false(v.lines[2].needs_note);
	assert_string_equal(v.lines[2].note, "Forest school");
	register_view_finish(&v);
	assert_done(office_marks_set(w->o, WILLOW_AM, &wish, 1, NULL, &w->got, &w->e));
	assert_int_equal(w->got.act, 0);
	wish.note = " ";
	assert_refused(office_marks_set(w->o, WILLOW_AM, &wish, 1, NULL, &w->got, &w->e), "blank");
}

static void stale(struct world *w)
{
	struct mark_wish wish = { AMARA, "/", CODE_NONE, -1, NULL };

	as(w, "ann");
	at(w, "2026-11-20T08:52");
	assert_done(mark(w, WILLOW_AM, AMARA, "I", NULL));
	as(w, "tom");
	assert_int_equal(office_marks_set(w->o, WILLOW_AM, &wish, 1, NULL, &w->got, &w->e), -ESTALE);
	assert_words(w->e.text, "Amara Okafor was blank when you typed, and is I now, by Ann Reed at 08:52");
	assert_int_equal(w->e.kind, ERR_REFUSED);
	wish.before = CODE_I; /* seen, and the child is here: A22 */
	assert_done(office_marks_set(w->o, WILLOW_AM, &wish, 1, NULL, &w->got, &w->e));
	assert_string_equal(stands(w, WILLOW_AM, AMARA), "/");
}

/* AFTER THE CLOSE */

static void after_close(struct world *w)
{
	as(w, "ann");
	assert_done(mark(w, WILLOW_AM, AMARA, "N", NULL));
	at(w, "2026-11-20T09:15");
	assert_done(mark(w, WILLOW_AM, AMARA, "I", NULL)); /* the close is the last minute */
	at(w, "2026-11-20T09:16");
	assert_refused(mark(w, WILLOW_AM, AMARA, "M", NULL), "needs a reason");
	assert_refused(mark(w, WILLOW_AM, AMARA, "M", "  "), "blank");
	assert_done(mark(w, WILLOW_AM, AMARA, "M", "dentist rang"));
	assert_done(mark(w, WILLOW_AM, BEN, "/", NULL)); /* a first entry is no amendment */
}

static void teacher_after_close(struct world *w)
{
	as(w, "tom");
	assert_done(mark(w, WILLOW_AM, AMARA, "/", NULL));
	at(w, "2026-11-20T09:16");
	assert_refused(mark(w, WILLOW_AM, AMARA, "N", "she went home"), "may not change marks after the close");
	assert_done(mark(w, WILLOW_AM, BEN, "N", NULL));
}

static void past_day(struct world *w)
{
	as(w, "ann");
	assert_refused(mark(w, WILLOW_THURSDAY, AMARA, "/", NULL), "needs a reason");
	assert_done(mark(w, WILLOW_THURSDAY, AMARA, "/", "keyed from paper"));
	assert_done(mark(w, WILLOW_THURSDAY, AMARA, "/", NULL));
	assert_int_equal(w->got.act, 0);
	as(w, "tom");
	assert_refused(mark(w, WILLOW_THURSDAY, BEN, "/", "keyed from paper"), "may not change marks");
}

/* FILL AND OVERWRITE */

static void fill(struct world *w)
{
	as(w, "tom");
	assert_done(mark(w, WILLOW_AM, BEN, "N", NULL));
	assert_done(office_register_fill(w->o, WILLOW_AM, NULL, &w->got, &w->e));
	assert_int_equal(w->got.entries, 2);
	assert_int_equal(w->got.standing, 1);
	assert_string_equal(stands(w, WILLOW_AM, BEN), "N");
	assert_done(office_register_fill(w->o, WILLOW_AM, NULL, &w->got, &w->e));
	assert_int_equal(w->got.act, 0);
	assert_int_equal(w->got.standing, 3);
}

static void overwrite(struct world *w)
{
	as(w, "tom");
	assert_done(mark(w, WILLOW_AM, BEN, "N", NULL));
	assert_done(mark(w, WILLOW_AM, AMARA, "N", NULL));
	assert_done(mark(w, WILLOW_AM, CHLOE, "L", NULL));
	assert_done(office_register_overwrite(w->o, WILLOW_AM, "/", NULL, false, &w->said, &w->got, &w->e));
	assert_string_equal(buf_string(&w->said), "1 L, 2 N");
	assert_int_equal(w->got.act, 0);
	assert_string_equal(stands(w, WILLOW_AM, BEN), "N");
	assert_done(office_register_overwrite(w->o, WILLOW_AM, "/", NULL, true, &w->said, &w->got, &w->e));
	assert_int_equal(w->got.entries, 3);
	assert_string_equal(stands(w, WILLOW_AM, CHLOE), "/");
}

/* SEND */

static void send(struct world *w)
{
	as(w, "tom");
	at(w, "2026-11-20T09:02");
	assert_refused(office_register_send(w->o, WILLOW_AM, &w->said, &w->got, &w->e), "No mark has been made");
	assert_done(mark(w, WILLOW_AM, BEN, "N", NULL));
	assert_done(office_register_fill(w->o, WILLOW_AM, NULL, &w->got, &w->e));
	assert_int_equal(state_of(w, WILLOW_AM), REGISTER_PARTLY_TAKEN);
	assert_done(office_register_send(w->o, WILLOW_AM, &w->said, &w->got, &w->e));
	assert_true(w->got.act > 0);
	assert_string_equal(buf_string(&w->said), "2 here, 1 absent, 0 blank");
	assert_int_equal(state_of(w, WILLOW_AM), REGISTER_TAKEN);
	buf_reset(&w->said);
	at(w, "2026-11-20T09:03");
	assert_done(office_register_send(w->o, WILLOW_AM, &w->said, &w->got, &w->e));
	assert_int_equal(w->got.act, 0);
	assert_string_equal(buf_string(&w->said), "already sent at 09:02 by Tom Bell");
	assert_done(mark(w, WILLOW_AM, BEN, "L", NULL));
	assert_int_equal(state_of(w, WILLOW_AM), REGISTER_AMENDED);
	buf_reset(&w->said);
	assert_done(office_register_send(w->o, WILLOW_AM, &w->said, &w->got, &w->e));
	assert_true(w->got.act > 0);
	assert_string_equal(buf_string(&w->said), "3 here, 0 absent, 0 blank");
	assert_int_equal(state_of(w, WILLOW_AM), REGISTER_AMENDED); /* sent again, it is still not what was sent first */
}

static void send_blank(struct world *w)
{
	as(w, "tom");
	assert_done(mark(w, WILLOW_AM, BEN, "/", NULL));
	assert_done(office_register_send(w->o, WILLOW_AM, &w->said, &w->got, &w->e));
	assert_string_equal(buf_string(&w->said), "1 here, 0 absent, 2 blank");
	assert_int_equal(state_of(w, WILLOW_AM), REGISTER_PARTLY_TAKEN);
	assert_done(office_register_fill(w->o, WILLOW_AM, NULL, &w->got, &w->e));
	assert_int_equal(state_of(w, WILLOW_AM), REGISTER_TAKEN); /* first entries amend nothing */
}

/* CLOSE */

static int close_it(struct world *w, int64_t group, bool confirm_n)
{
	buf_reset(&w->said);
	err_clear(&w->e);
	return office_session_close(w->o, REF(group, TODAY, SESSION_AM), confirm_n, &w->said, &w->got, &w->e);
}

static void close_early(struct world *w)
{
	as(w, "ann");
	at(w, "2026-11-20T09:14");
	assert_refused(close_it(w, WILLOW, false), "closes at 09:15; it is 09:14 now");
	assert_done(close_it(w, 0, false));
	assert_int_equal(w->got.act, 0);
	assert_string_equal(buf_string(&w->said), "no register is due to close before 09:15\n");
	as(w, "tom");
	assert_refused(close_it(w, WILLOW, false), "may not close a register");
	assert_refused(close_it(w, 0, false), "may not close a register");
}

static void close_all(struct world *w)
{
	as(w, "tom");
	assert_done(mark(w, WILLOW_AM, BEN, "/", NULL));
	assert_done(mark(w, WILLOW_AM, CHLOE, "/", NULL));
	assert_done(office_register_send(w->o, WILLOW_AM, &w->said, &w->got, &w->e));
	as(w, "ann");
	at(w, "2026-11-20T09:15");
	assert_done(close_it(w, 0, false));
	assert_words(buf_string(&w->said), "Willow: 2 here, 0 absent, 1 blank: Amara Okafor; closed by act ");
	assert_words(buf_string(&w->said), "Oak: not taken\n");
	assert_int_equal(w->got.entries, 0);
	assert_true(w->got.act > 0);
	assert_done(close_it(w, 0, true));
	assert_words(buf_string(&w->said), "1 blank, now N: Amara Okafor");
	assert_int_equal(w->got.entries, 1);
	assert_string_equal(stands(w, WILLOW_AM, AMARA), "N");
	assert_string_equal(stands(w, REF(OAK, TODAY, SESSION_AM), FINN), "");
	assert_done(close_it(w, 0, true));
	assert_int_equal(w->got.act, 0);
	assert_words(buf_string(&w->said), "already closed at 09:15 by Ann Reed");
	assert_int_equal(state_of(w, REF(OAK, TODAY, SESSION_AM)), REGISTER_NOT_TAKEN);
}

/* One child signed in by the office is no register taken: nobody else becomes N. */
static void close_unsent(struct world *w)
{
	as(w, "ann");
	assert_done(mark(w, WILLOW_AM, BEN, "/", NULL));
	at(w, "2026-11-20T09:20");
	assert_done(close_it(w, WILLOW, true));
	assert_int_equal(w->got.act, 0);
	assert_string_equal(buf_string(&w->said), "Willow: not sent, 1 of 3 marked\n");
	assert_string_equal(stands(w, WILLOW_AM, AMARA), "");
}

static void close_closed_days(struct world *w)
{
	struct register_ref sunday = { 0, day_of(2026, 11, 15), SESSION_AM }, half = { 0, day_of(2026, 10, 28), SESSION_AM };

	as(w, "ann");
	assert_refused(office_session_close(w->o, &sunday, false, &w->said, &w->got, &w->e), "Nobody is due");
	assert_refused(office_session_close(w->o, &half, false, &w->said, &w->got, &w->e), "a school holiday");
	half.day = day_of(2026, 11, 23);
	assert_refused(office_session_close(w->o, &half, false, &w->said, &w->got, &w->e), "still to come");
}

static void close_shut_day(struct world *w)
{
	struct register_ref boiler = { WILLOW, day_of(2026, 11, 9), SESSION_AM };

	as(w, "ann");
	assert_done(mark(w, &boiler, AMARA, "Y4", "boiler"));
	assert_refused(mark(w, &boiler, BEN, "N", "boiler"), "only Y4");
	assert_done(office_register_send(w->o, &boiler, &w->said, &w->got, &w->e));
	assert_int_equal(w->got.planned, 3);
	assert_done(office_session_close(w->o, &boiler, true, &w->said, &w->got, &w->e));
	assert_int_equal(w->got.entries, 0);
	assert_string_equal(stands(w, &boiler, BEN), "Y4");
}

/* PR24 reg 10(1): a boarder needs no mark, so a register without one is whole. */
static void boarder(struct world *w)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct act_head head = { .kind = "pupil", .staff_name = "Ann Reed", .position = "office", .roles = "office", .terminal = "", .version = "1",
				 .session = -1 };
	struct pupil_row ben;
	struct store *st;
	int64_t act;

	head.day = DAY_NONE;
	assert_done(store_open(w->directory, &st, &w->e));
	head.at = store_now(st);
	assert_int_equal(store_begin(st), 0);
	assert_int_equal(store_thing_get(st, THING_PUPIL, BEN, &a, &ben), 0);
	ben.boarder = 1;
	assert_int_equal(store_act_begin(st, &head), 0);
	assert_int_equal(store_act_put(st, THING_PUPIL, &ben), 1);
	assert_int_equal(store_act_end(st, false, &act), 0);
	assert_int_equal(store_commit(st), 0);
	store_close(st);
	as(w, "tom");
	assert_done(office_register_fill(w->o, WILLOW_AM, NULL, &w->got, &w->e));
	assert_int_equal(w->got.entries, 2);
	assert_refused(mark(w, WILLOW_AM, BEN, "/", NULL), "Ben Ash is a boarder");
	assert_done(office_register_send(w->o, WILLOW_AM, &w->said, &w->got, &w->e));
	assert_string_equal(buf_string(&w->said), "2 here, 0 absent, 0 blank");
}

/* ONE ACT, WITH ITS FIVE PARTICULARS */

static void particulars(struct world *w)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct store *st;
	struct act_row act;

	as(w, "tom");
	assert_done(mark(w, WILLOW_AM, AMARA, "/", NULL));
	assert_done(store_open(w->directory, &st, &w->e));
	assert_int_equal(store_act_get(st, w->got.act, &a, &act), 0);
	store_close(st);
	assert_string_equal(act.head.kind, "register");
	assert_string_equal(act.head.staff_name, "Tom Bell");
	assert_string_equal(act.head.position, "teacher");
	assert_string_equal(act.head.roles, "teacher");
	assert_string_equal(act.head.reason, "register being taken");
	assert_string_equal(act.head.terminal, "test");
	assert_int_equal(act.head.uid, 9999);
	assert_int_equal(act.head.roll_group, WILLOW);
	assert_int_equal(act.head.day.n, TODAY.n);
	assert_int_equal(act.head.session, SESSION_AM);
	assert_int_equal(act.head.at.seconds, moment_of(TODAY, 8 * 60 + 30, 0).seconds);
}

static const struct world_case cases[] = {
	{ "a register shows who is due that session", view_lines, false },
	{ "the last two weeks stand beside every name", view_before, false },
	{ "a first mark is an act, and the right slash", first_marks, false },
	{ "a mark that stands makes no act", standing_marks, false },
	{ "one refused mark saves none", all_or_nothing, false },
	{ "one child has one mark", twice_in_one, false },
	{ "the teacher's list is short", short_list, false },
	{ "the teacher's list is a setting", wider_list, false },
	{ "codes are those of the day", eras, false },
	{ "X is not for compulsory school age", compulsory, false },
	{ "a mark outside enrolment is refused by name", not_enrolled, false },
	{ "an unexpected closure is recorded as Y4", shut, false },
	{ "minutes late go with L", minutes, false },
	{ "a code that needs a note waits for it", notes, false },
	{ "a mark that somebody else changed is said", stale, false },
	{ "after the close a change needs a reason", after_close, false },
	{ "after the close a teacher changes nothing", teacher_after_close, false },
	{ "a past day needs a reason, and the office", past_day, false },
	{ "fill touches blanks only", fill, false },
	{ "overwrite says what it replaces first", overwrite, false },
	{ "a register is sent once for what it holds", send, false },
	{ "a register sent with blanks is partly taken", send_blank, false },
	{ "a register closes at its time, by the office", close_early, false },
	{ "closing lists blanks, and makes them N if told", close_all, false },
	{ "a register not sent is not closed", close_unsent, false },
	{ "nothing closes where nothing is held", close_closed_days, false },
	{ "a boarder is not due", boarder, false },
	{ "no blank becomes N while the school is shut", close_shut_day, false },
	{ "an act has who, when, where and why", particulars, false },
};

int main(void)
{
	static struct rows rows;

	rows_add(&rows, check_case, check_rows);
	rows_add(&rows, world_case, cases);
	return rows_run(&rows, "register_use");
}
