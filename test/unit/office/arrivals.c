#include "rows.h"

#include <errno.h>
#include <stdio.h>

#include "gate_world.h"
#include "office/today.h"
#include "rules/code.h"
#include "store/store.h"

/* Several at once (A29); back through the desk (A18); beside a register that is being taken (A21, A22). */

static int come_all(struct world *w, const int64_t *pupils, int count, int minute, const char *code, const char *why)
{
	const struct arrivals_wish wish = { .pupils = pupils, .count = count, .day = DAY_NONE, .session = -1, .minute = minute, .code = code, .why = why };
	static struct buf slips;

	err_clear(&w->e);
	buf_reset(&w->said);
	buf_finish(&slips);
	w->got = (struct mark_result){ .act = -1 };
	return office_arrivals(w->o, &wish, &slips, &w->said, &w->got, &w->e);
}

static int out(struct world *w, int64_t pupil, const char *code, const char *place)
{
	struct sign_out_wish wish = SIGN_OUT_WISH;
	int64_t act;

	wish.pupils = &pupil;
	wish.count = 1;
	wish.reason = "dentist";
	wish.code = code;
	wish.place = place;
	return office_gate_out(w->o, &wish, &w->said, &act, &w->e);
}

/* A FAMILY, A BUS */

static void family(struct world *w)
{
	const int64_t three[] = { AMARA, BEN, FINN };

	as(w, "ann");
	at(w, "2026-11-20T09:10");
	assert_done(come_all(w, three, 3, -1, NULL, "the car broke down"));
	assert_int_equal(w->got.entries, 3);
	assert_said("Amara Okafor: L, 10 minutes late\nBen Ash: L, 10 minutes late\nFinnley Oakley");
	assert_string_equal(stands(w, WILLOW_AM, AMARA), "L");
	assert_string_equal(stands(w, REF(OAK, TODAY, SESSION_AM), FINN), "L");
	int64_t act = w->got.act; /* one act, so one undo takes it all back */
	assert_done(office_undo(w->o, act, NULL, &w->said, &w->got, &w->e));
	assert_int_equal(w->got.entries, 3);
	assert_string_equal(stands(w, REF(OAK, TODAY, SESSION_AM), FINN), "");
}

static void in_both(struct world *w, enum register_state state)
{
	const struct register_ref *refs[] = { REF(OAK, TODAY, SESSION_AM), WILLOW_AM };
	struct today_view today;
	struct register_view v;

	assert_done(office_today_open(w->o, TODAY, SESSION_AM, &today, &w->e));
	for (int i = 0; i < 2; i++) {
		assert_int_equal(today.registers[i].state, state);
		assert_done(office_register_open(w->o, refs[i], &v, &w->e));
		assert_int_equal(v.state, state);
		register_view_finish(&v);
	}
	today_view_finish(&today);
}

static void fill_and_send(struct world *w, const struct register_ref *ref)
{
	assert_done(office_register_fill(w->o, ref, NULL, &w->got, &w->e));
	assert_done(office_register_send(w->o, ref, &w->said, &w->got, &w->e));
}

/* One visit to the desk changes the registers of both classes, and both say so (A4); sent again they still do. */
static void two_registers(struct world *w)
{
	const int64_t two[] = { AMARA, FINN };

	as(w, "ann");
	at(w, "2026-11-20T09:10");
	assert_done(mark(w, WILLOW_AM, AMARA, "N", NULL));
	assert_done(mark(w, REF(OAK, TODAY, SESSION_AM), FINN, "N", NULL));
	fill_and_send(w, WILLOW_AM);
	fill_and_send(w, REF(OAK, TODAY, SESSION_AM));
	in_both(w, REGISTER_TAKEN);
	assert_done(come_all(w, two, 2, -1, NULL, "the car broke down"));
	in_both(w, REGISTER_AMENDED);
	assert_done(mark(w, WILLOW_AM, BEN, "N", NULL));
	assert_done(office_register_send(w->o, WILLOW_AM, &w->said, &w->got, &w->e));
	in_both(w, REGISTER_AMENDED);
}

enum { BUS = 12 };

/* Twelve more in Oak; their ids follow those of the world. */
static void fill_bus(struct world *w, int64_t *ids)
{
	for (int i = 0; i < BUS; i++) {
		struct pupil_row row = PUPIL_NEW;
		struct enrolment_row spell = ENROLMENT_NEW;
		struct membership_row in = MEMBERSHIP_NEW;
		char surname[16], number[16];

		snprintf(surname, sizeof surname, "Rider%c", 'A' + i);
		snprintf(number, sizeof number, "20%02d", i);
		row.id = spell.pupil = in.pupil = ids[i] = 50 + i;
		row.key.bytes[0] = (uint8_t)(100 + i);
		row.admission_number = number;
		row.surname = surname;
		row.forename = "Sam";
		row.born_day = day_of(2019, 1, 1);
		row.sex = "M";
		world_put(w, THING_PUPIL, &row);
		spell.kind = "single";
		spell.from_day = in.from_day = day_of(2026, 9, 1);
		world_put(w, THING_ENROLMENT, &spell);
		in.roll_group = i % 2 ? OAK : WILLOW;
		in.weekdays = 31;
		in.sessions = 3;
		world_put(w, THING_MEMBERSHIP, &in);
	}
}

/* One is here already: nobody is saved, and the name says whom to untick; without that one the others are. */
static void bus(struct world *w)
{
	int64_t ids[BUS];

	as(w, "ann");
	fill_bus(w, ids);
	at(w, "2026-11-20T09:20");
	assert_done(late(w, ids[5], 9 * 60 + 5, NULL, NULL));
	assert_refused(come_all(w, ids, BUS, -1, NULL, "bus"), "Sam RiderF");
	assert_string_equal(stands(w, WILLOW_AM, ids[0]), "");
	int64_t eleven[BUS];
	int n = 0;
	for (int i = 0; i < BUS; i++)
		if (i != 5)
			eleven[n++] = ids[i];
	assert_done(come_all(w, eleven, n, 9 * 60 + 18, NULL, "bus"));
	assert_int_equal(w->got.entries, 11);
	assert_string_equal(stands(w, WILLOW_AM, ids[0]), "U");
	assert_string_equal(stands(w, REF(OAK, TODAY, SESSION_AM), ids[11]), "U");
}

static void refusals(struct world *w)
{
	const int64_t twice[] = { AMARA, AMARA };

	as(w, "ann");
	at(w, "2026-11-20T09:10");
	assert_int_equal(come_all(w, twice, 2, -1, NULL, NULL), -EINVAL);
	assert_words(w->e.text, "is given twice");
	assert_int_equal(come_all(w, twice, 0, -1, NULL, NULL), -EINVAL);
	assert_int_equal(come_all(w, twice, 1, -1, NULL, "\x1b[2J"), -EINVAL);
	assert_int_equal(come_all(w, twice, 1, -1, NULL, "two\nlines"), -EINVAL);
	assert_int_equal(come_all(w, twice, 1, -1, NULL, "abc \xe2\x80\xae def"), -EINVAL);
	assert_string_equal(stands(w, WILLOW_AM, AMARA), "");
}

static void pages(struct world *w)
{
	const int64_t two[] = { AMARA, BEN };
	const struct arrivals_wish wish = { .pupils = two, .count = 2, .day = DAY_NONE, .session = -1, .minute = -1, .why = "bus" };
	CLEAN_BUF struct buf slips = { 0 };

	as(w, "ann");
	at(w, "2026-11-20T09:10");
	assert_done(office_arrivals(w->o, &wish, &slips, &w->said, &w->got, &w->e));
	const char *second = strchr(buf_string(&slips), '\f');
	assert_non_null(second);
	assert_null(strchr(second + 1, '\f'));
	assert_words(second, "Pupil: Ben Ash\nClass: Willow\nYear: 2\nArrived: Fri 20 Nov 2026 at 09:10");
	assert_words(second, "Reason: bus\n");
}

/* BY THE CHILD'S OWN YEAR: Warden House has two afternoons (domain 7.2) */

static void two_afternoons(struct world *w)
{
	struct session_time_row young = SESSION_TIME_NEW;

	young.from_day = day_of(2026, 9, 1);
	young.session = 1;
	young.year = 1; /* Oak's */
	young.gate = young.starts = 12 * 60 + 40;
	young.closes = 12 * 60 + 50;
	young.ends = 15 * 60 + 30;
	world_put(w, THING_SESSION_TIME, &young);
	as(w, "ann");
	at(w, "2026-11-20T12:45");
	assert_done(late(w, FINN, -1, NULL, NULL)); /* their afternoon has begun, Willow's has not */
	assert_string_equal(stands(w, REF(OAK, TODAY, SESSION_PM), FINN), "L");
	at(w, "2026-11-20T13:00");
	assert_done(late(w, AMARA, -1, NULL, NULL));
	assert_string_equal(stands(w, WILLOW_PM, AMARA), "\\");
	assert_done(late(w, GIA, 12 * 60 + 51, NULL, NULL));
	assert_string_equal(stands(w, REF(OAK, TODAY, SESSION_PM), GIA), "U");
}

/* THE RECORD BESIDE A CODE THAT STAYS */

static void kept_is_here(struct world *w)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct entry_row *chain;
	struct store *st;

	as(w, "ann");
	assert_done(mark(w, WILLOW_AM, AMARA, "M", NULL));
	at(w, "2026-11-20T10:30");
	assert_done(late(w, AMARA, -1, NULL, NULL));
	assert_done(late(w, AMARA, -1, NULL, NULL)); /* said once */
	assert_int_equal(w->got.act, 0);
	assert_done(store_open(w->directory, &st, &w->e));
	assert_int_equal(store_entries_of_mark(st, AMARA, TODAY, SESSION_AM, &a, &chain), 2);
	assert_int_equal(chain[1].entry.arrival, 10 * 60 + 30);
	assert_false(chain[1].entry.stands);
	store_close(st);
	assert_done(late(w, AMARA, 10 * 60 + 20, NULL, NULL)); /* the other clock was right */
	assert_true(w->got.act > 0);
	assert_string_equal(stands(w, WILLOW_AM, AMARA), "M");
}

static enum whereabouts where_is(struct world *w, int64_t pupil)
{
	enum whereabouts where = WHERES;
	struct onsite_view v;

	assert_done(office_onsite_open(w->o, &v, &w->e));
	for (int i = 0; i < v.count; i++)
		if (v.lines[i].pupil == pupil)
			where = v.lines[i].where;
	onsite_view_finish(&v);
	return where;
}

/* The wrong child at the desk: the mark was never changed, and the child is not on the site. */
static void kept_is_taken_back(struct world *w)
{
	as(w, "ann");
	assert_done(mark(w, WILLOW_AM, AMARA, "M", NULL));
	at(w, "2026-11-20T10:30");
	assert_int_equal(where_is(w, AMARA), WHERE_ABSENT);
	for (int again = 0; again < 2; again++) { /* and the right one may come later, and be taken for another as well */
		assert_done(late(w, AMARA, -1, NULL, NULL));
		assert_int_equal(where_is(w, AMARA), WHERE_HERE);
		int64_t act = w->got.act;
		assert_done(office_undo(w->o, act, "wrong child", &w->said, &w->got, &w->e));
		assert_int_equal(where_is(w, AMARA), WHERE_ABSENT);
		assert_string_equal(stands(w, WILLOW_AM, AMARA), "M");
	}
	assert_done(late(w, AMARA, 10 * 60 + 20, NULL, NULL));
	assert_int_equal(where_is(w, AMARA), WHERE_HERE);
}

static void planned_code_is_entered(struct world *w)
{
	struct register_view v;

	as(w, "ann");
	planned(w, CHLOE, "C2", "mornings from ten");
	at(w, "2026-11-20T10:02");
	assert_done(late(w, CHLOE, -1, NULL, NULL));
	assert_string_equal(stands(w, WILLOW_AM, CHLOE), "C2");
	assert_done(office_register_open(w->o, WILLOW_AM, &v, &w->e));
	for (int i = 0; i < v.count; i++)
		if (v.lines[i].pupil == CHLOE)
			assert_string_equal(v.lines[i].note, "arrived at 10:02");
	register_view_finish(&v);
}

/* BACK THROUGH THE DESK */

static void back_in_the_session(struct world *w)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct desk_arrival look;

	as(w, "ann");
	assert_done(mark(w, WILLOW_AM, AMARA, "/", NULL));
	at(w, "2026-11-20T10:30");
	assert_done(out(w, AMARA, "M", NULL));
	at(w, "2026-11-20T11:40");
	assert_done(office_desk_look(w->o, AMARA, -1, NULL, &a, &look, &w->e));
	assert_int_equal(look.outcome, DESK_BACK);
	assert_words(look.words, "out since 10:30: back, / present stays");
	assert_refused(late(w, AMARA, 10 * 60 + 29, NULL, NULL), "went out at 10:30: 10:29 is before that");
	assert_done(come_all(w, (const int64_t[]){ AMARA }, 1, -1, NULL, NULL));
	assert_said("Amara Okafor: out since 10:30: back, / present stays");
	assert_string_equal(stands(w, WILLOW_AM, AMARA), "/");
	assert_refused(late(w, AMARA, -1, NULL, NULL), "already");
}

static void back_after_lunch(struct world *w)
{
	as(w, "ann");
	assert_done(mark(w, WILLOW_AM, AMARA, "/", NULL));
	at(w, "2026-11-20T11:00");
	assert_done(out(w, AMARA, "M", NULL));
	at(w, "2026-11-20T13:30"); /* after the close: what the child went out for, not U */
	assert_done(late(w, AMARA, -1, NULL, NULL));
	assert_string_equal(stands(w, WILLOW_PM, AMARA), "M");
}

static void back_in_time_for_the_afternoon(struct world *w)
{
	as(w, "ann");
	assert_done(mark(w, WILLOW_AM, AMARA, "/", NULL));
	at(w, "2026-11-20T11:00");
	assert_done(out(w, AMARA, "M", NULL));
	at(w, "2026-11-20T13:10");
	assert_done(late(w, AMARA, -1, NULL, NULL));
	assert_string_equal(stands(w, WILLOW_PM, AMARA), "L");
}

/* The morning is over and the afternoon has not begun: there is no mark to make, and the child is back. */
static void back_at_noon(struct world *w)
{
	as(w, "ann");
	assert_done(mark(w, WILLOW_AM, AMARA, "/", NULL));
	at(w, "2026-11-20T10:30");
	assert_done(out(w, AMARA, NULL, NULL));
	at(w, "2026-11-20T12:20");
	assert_done(late(w, AMARA, -1, NULL, NULL));
	assert_true(w->got.act > 0);
	assert_string_equal(stands(w, WILLOW_AM, AMARA), "/");
	assert_string_equal(stands(w, WILLOW_PM, AMARA), "");
}

/* A REGISTER BEING TAKEN: a teacher's typed marks are hers until she sends them */

static void register_being_taken(struct world *w)
{
	struct mark_wish typed[] = { { AMARA, "/", CODE_NONE, -1, NULL, 0 }, { BEN, "/", CODE_NONE, -1, NULL, 0 }, { CHLOE, "N", CODE_NONE, -1, NULL, 0 } };

	as(w, "ann");
	at(w, "2026-11-20T09:05");
	assert_done(late(w, AMARA, -1, NULL, NULL)); /* while the teacher types */
	as(w, "tom");
	assert_int_equal(office_register_submit(w->o, WILLOW_AM, typed, 3, NULL, &w->said, &w->got, &w->e), -ESTALE);
	assert_words(w->e.text, "Amara Okafor was blank when you typed, and is L now, by Ann Reed at 09:05");
	assert_string_equal(stands(w, WILLOW_AM, BEN), ""); /* nothing is half sent */
	typed[0].before = CODE_LATE;
	typed[0].code = "L";
	assert_done(office_register_submit(w->o, WILLOW_AM, typed, 3, NULL, &w->said, &w->got, &w->e));
	assert_string_equal(stands(w, WILLOW_AM, BEN), "/");
	assert_string_equal(stands(w, WILLOW_AM, CHLOE), "N");
}

/* An absence typed over an arrival stands beside it: the others are sent (A22). */
static void absence_beside_arrival(struct world *w)
{
	const struct mark_wish typed[] = { { AMARA, "N", CODE_NONE, -1, NULL, 0 }, { BEN, "/", CODE_NONE, -1, NULL, 0 } };

	as(w, "ann");
	at(w, "2026-11-20T09:05");
	assert_done(late(w, AMARA, -1, NULL, NULL));
	as(w, "tom");
	assert_done(office_register_submit(w->o, WILLOW_AM, typed, 2, NULL, &w->said, &w->got, &w->e));
	assert_int_equal(w->got.attempts, 1);
	assert_string_equal(stands(w, WILLOW_AM, AMARA), "L");
	assert_string_equal(stands(w, WILLOW_AM, BEN), "/");
}

/* TWO CLERKS */

static struct office *second_clerk(struct world *w)
{
	const struct office_options options = { .directory = w->directory, .as = "hal", .uid = 9999, .terminal = "test" };
	struct office *o;

	assert_done(office_open(&options, &o, &w->e));
	return o;
}

static void two_clerks(struct world *w)
{
	const struct late_wish wish = { .pupil = AMARA, .day = DAY_NONE, .session = -1, .minute = 9 * 60 + 6 };

	as(w, "ann");
	at(w, "2026-11-20T09:07");
	struct office *other = second_clerk(w);
	assert_done(late(w, AMARA, -1, NULL, NULL));
	buf_reset(&w->said);
	assert_refused(office_late(other, &wish, &w->said, &w->got, &w->e), "was signed in at 09:07 already");
	office_close(other);
	assert_string_equal(stands(w, WILLOW_AM, AMARA), "L");
}

static const struct world_case cases[] = {
	{ "a family is one act, and one undo", family, false },
	{ "two classes in one visit: both registers are amended", two_registers, false },
	{ "a bus of twelve, and one who is here already", bus, false },
	{ "wishes that cannot be", refusals, false },
	{ "a slip a page", pages, false },
	{ "by the clock of each child's own year", two_afternoons, false },
	{ "a code that stays has the signing in beside it", kept_is_here, false },
	{ "the signing in beside a code is taken back", kept_is_taken_back, false },
	{ "a planned code is entered, with the time", planned_code_is_entered, false },
	{ "back in the same session: the mark stays", back_in_the_session, false },
	{ "back after the close: the code of the outing", back_after_lunch, false },
	{ "back in time for the afternoon: L by the clock", back_in_time_for_the_afternoon, false },
	{ "back between the sessions: no mark", back_at_noon, false },
	{ "a register being taken loses nothing", register_being_taken, false },
	{ "an absence typed over an arrival stands beside it", absence_beside_arrival, false },
	{ "two clerks at one child", two_clerks, false },
};

int main(void)
{
	static struct rows rows;

	rows_add(&rows, world_case, cases);
	return rows_run(&rows, "arrivals");
}
