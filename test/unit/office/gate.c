#include "rows.h"

#include <errno.h>

#include "gate_world.h"
#include "office/calls.h"
#include "rules/code.h"
#include "store/store.h"

/* Out of the gate and back (A18), and who fetches a child (B19). */

static int64_t act;

static struct sign_out_wish wish_of(const int64_t *pupils, int count, const char *reason)
{
	struct sign_out_wish wish = SIGN_OUT_WISH;

	wish.pupils = pupils;
	wish.count = count;
	wish.reason = reason;
	return wish;
}

static int out_by(struct world *w, const struct sign_out_wish *wish)
{
	err_clear(&w->e);
	buf_reset(&w->said);
	act = 0;
	return office_gate_out(w->o, wish, &w->said, &act, &w->e);
}

static int out(struct world *w, int64_t pupil, const char *reason)
{
	const struct sign_out_wish wish = wish_of(&pupil, 1, reason);

	return out_by(w, &wish);
}

static int back(struct world *w, int64_t pupil, int minute)
{
	err_clear(&w->e);
	buf_reset(&w->said);
	return office_gate_back(w->o, &pupil, 1, minute, &w->said, &act, &w->e);
}

/* AN APPOINTMENT */

static void dentist(struct world *w)
{
	struct gate_view v;
	const int64_t amara = AMARA;
	struct sign_out_wish wish = wish_of(&amara, 1, "dentist");

	as(w, "ann");
	assert_done(mark(w, WILLOW_AM, AMARA, "/", NULL));
	at(w, "2026-11-20T10:31");
	wish.minute = 10 * 60 + 30;
	wish.due_back = 11 * 60 + 40;
	wish.code = "m";
	wish.collected_by = "Grace Okafor";
	assert_done(out_by(w, &wish));
	assert_said("Amara Okafor: out at 10:30, dentist, with Grace Okafor, due back at 11:40; / stays\n");
	assert_string_equal(stands(w, WILLOW_AM, AMARA), "/");
	at(w, "2026-11-20T11:40");
	assert_done(office_gate_open(w->o, &v, &w->e));
	assert_int_equal(v.count, 1);
	assert_false(v.lines[0].overdue);
	gate_view_finish(&v);
	at(w, "2026-11-20T11:41");
	assert_done(office_gate_open(w->o, &v, &w->e));
	assert_int_equal(v.overdue, 1);
	assert_string_equal(v.lines[0].with, "Grace Okafor");
	assert_string_equal(v.lines[0].code, "M");
	assert_int_equal(v.lines[0].in, -1);
	gate_view_finish(&v);
	assert_done(back(w, AMARA, -1));
	assert_said("out since 10:30: back, / present stays");
	assert_done(office_gate_open(w->o, &v, &w->e));
	assert_int_equal(v.out, 0);
	assert_int_equal(v.lines[0].in, 11 * 60 + 41);
	gate_view_finish(&v);
	assert_done(out(w, AMARA, "dentist again")); /* a day has room for two */
}

static void undone(struct world *w)
{
	struct gate_view v;
	struct mark_result done;

	as(w, "ann");
	assert_done(mark(w, WILLOW_AM, AMARA, "/", NULL));
	at(w, "2026-11-20T10:30");
	assert_done(out(w, AMARA, "dentist"));
	assert_done(office_undo(w->o, act, "the wrong child", &w->said, &done, &w->e));
	assert_done(office_gate_open(w->o, &v, &w->e));
	assert_int_equal(v.count, 0);
	gate_view_finish(&v);
	assert_done(out(w, AMARA, "dentist"));
	assert_done(back(w, AMARA, -1));
	assert_done(office_undo(w->o, act, "not back after all", &w->said, &done, &w->e));
	assert_done(office_gate_open(w->o, &v, &w->e));
	assert_int_equal(v.out, 1);
	assert_int_equal(v.lines[0].in, -1);
	gate_view_finish(&v);
	at(w, "2026-11-20T10:40"); /* by the desk, beside a mark that comes of it */
	assert_done(late(w, AMARA, -1, NULL, NULL));
	assert_done(office_undo(w->o, w->got.act, "not back after all", &w->said, &done, &w->e));
	assert_done(office_gate_open(w->o, &v, &w->e));
	assert_int_equal(v.out, 1);
	gate_view_finish(&v);
}

/* WHO WAS NEVER IN */

static const struct in_row {
	const char *name, *am, *pm;  /* marks that stand; "-": the register was sent without one */
	const char *clock, *words;   /* words NULL: goes */
} in_rows[] = {
	{ "seen this morning", "/", "", "2026-11-20T10:30", NULL },
	{ "late this morning", "L", "", "2026-11-20T10:30", NULL },
	{ "after the close, and here", "U", "", "2026-11-20T10:30", NULL },
	{ "no register yet: the word of the office", "", "", "2026-11-20T08:50", NULL },
	{ "marked N", "N", "", "2026-11-20T10:30", "is marked N" },
	{ "ill", "I", "", "2026-11-20T10:30", "Record the arrival first" },
	{ "on a visit", "V", "", "2026-11-20T10:30", "is marked V" },
	{ "blank in a register that was sent", "-", "", "2026-11-20T10:30", "is blank in a register that was taken" },
	{ "here this morning, no register this afternoon yet", "/", "", "2026-11-20T13:05", NULL },
	{ "here this morning, N this afternoon", "/", "N", "2026-11-20T14:00", "is marked N" },
	{ "absent this morning, here this afternoon", "I", "\\", "2026-11-20T14:00", NULL },
};

static void in_case(void **state)
{
	const struct in_row *row = *state;
	CLEAN_BUF struct buf summary = { 0 };
	struct world world, *w = &world;
	struct mark_result done;

	world_make(w, false);
	as(w, "ann");
	if (*row->am == '-') {
		assert_done(mark(w, WILLOW_AM, BEN, "/", NULL));
		assert_done(office_register_send(w->o, WILLOW_AM, &summary, &done, &w->e));
	} else if (*row->am) {
		assert_done(mark(w, WILLOW_AM, AMARA, row->am, NULL));
	}
	at(w, row->clock);
	if (*row->pm)
		assert_done(mark(w, WILLOW_PM, AMARA, row->pm, NULL));
	if (row->words)
		assert_refused(out(w, AMARA, "dentist"), row->words);
	else
		assert_done(out(w, AMARA, "dentist"));
	world_end(w);
}

static void said_of_the_unseen(struct world *w)
{
	as(w, "ann");
	at(w, "2026-11-20T08:50");
	assert_done(out(w, AMARA, "sick at the gate"));
	assert_said("no register has seen the child yet");
}

/* A desk's M with a signing in is a child who is here. */
static void came_with_a_code(struct world *w)
{
	as(w, "ann");
	assert_done(mark(w, WILLOW_AM, AMARA, "M", NULL));
	at(w, "2026-11-20T10:30");
	assert_done(late(w, AMARA, -1, NULL, NULL));
	assert_refused(({ const struct sign_out_wish early = { .pupils = &(int64_t){ AMARA }, .count = 1, .minute = 10 * 60 + 29, .due_back = -1,
			 .reason = "again" }; out_by(w, &early); }), "was signed in at 10:30: 10:29 is before that");
	assert_done(out(w, AMARA, "home again"));
}

/* WISHES THAT CANNOT BE */

static const struct wish_row {
	const char *name, *reason, *code;
	int minute, due_back;
	const char *words;
} wish_rows[] = {
	{ "no reason", NULL, NULL, -1, -1, "Say why" },
	{ "a blank reason", "  ", NULL, -1, -1, "reason" },
	{ "a reason of two lines", "dentist\nlater", NULL, -1, -1, "reason" },
	{ "a reason with a terminal's escape", "dentist \x1b[2J", NULL, -1, -1, "reason" },
	{ "a reason that nobody can see", "\xe2\x80\x8b\xe2\x80\x8b", NULL, -1, -1, "reason" },
	{ "still to come", "dentist", NULL, 10 * 60 + 31, -1, "10:31 is still to come" },
	{ "due back before it began", "dentist", NULL, -1, 10 * 60 + 30, "give a later time" },
	{ "due back tomorrow", "dentist", NULL, -1, 24 * 60, "a time of today" },
	{ "a code of somebody who is here", "dentist", "L", -1, -1, "the code of a child who is here" },
	{ "no such code", "dentist", "QQ", -1, -1, "QQ" },
};

static void wish_case(void **state)
{
	const struct wish_row *row = *state;
	struct world world, *w = &world;
	const int64_t amara = AMARA;

	world_make(w, false);
	as(w, "ann");
	assert_done(mark(w, WILLOW_AM, AMARA, "/", NULL));
	at(w, "2026-11-20T10:30");
	struct sign_out_wish wish = wish_of(&amara, 1, row->reason);
	wish.code = row->code;
	wish.minute = row->minute;
	wish.due_back = row->due_back;
	assert_true(out_by(w, &wish) < 0);
	assert_words(w->e.text, row->words);
	world_end(w);
}

static void not_for_everybody(struct world *w)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct collector *list;
	struct gate_view v;

	as(w, "tom");
	assert_refused(out(w, AMARA, "dentist"), "may not record arrivals");
	assert_refused(back(w, AMARA, -1), "may not record arrivals");
	as(w, "yaz"); /* of year 1, in Oak */
	assert_refused(out(w, AMARA, "dentist"), "may not");
	as(w, "gus");
	assert_refused(office_gate_open(w->o, &v, &w->e), "may not");
	assert_refused(office_collectors(w->o, AMARA, &a, &list, &w->e), "may not");
}

static void not_on_the_roll(struct world *w)
{
	as(w, "ann");
	assert_refused(out(w, ED, "dentist"), "not on the roll");
	assert_refused(out(w, DEV, "dentist"), "not on the roll"); /* from noon on */
}

/* A CLASS */

static void class_and_back(struct world *w)
{
	const int64_t oak[] = { FINN, GIA };
	struct sign_out_wish wish = wish_of(oak, 2, "swimming");
	CLEAN_BUF struct buf slips = { 0 };

	as(w, "ann");
	assert_done(mark(w, REF(OAK, TODAY, SESSION_AM), FINN, "/", NULL));
	assert_done(mark(w, REF(OAK, TODAY, SESSION_AM), GIA, "/", NULL));
	at(w, "2026-11-20T11:00");
	wish.place = "swimming, with Tom Bell";
	assert_done(out_by(w, &wish));
	assert_int_equal(act > 0, true);
	at(w, "2026-11-20T13:20"); /* after the close: their register sees them, the gate makes no mark */
	err_clear(&w->e);
	assert_done(office_gate_back(w->o, oak, 2, -1, &w->said, &act, &w->e));
	assert_string_equal(stands(w, REF(OAK, TODAY, SESSION_PM), FINN), "");
	assert_refused(office_gate_back(w->o, oak, 2, -1, &w->said, &act, &w->e), "was signed in at 13:20 already by Ann Reed");
}

static void all_or_none(struct world *w)
{
	const int64_t both[] = { FINN, AMARA };
	struct sign_out_wish wish = wish_of(both, 2, "swimming");
	struct gate_view v;

	as(w, "ann");
	assert_done(mark(w, WILLOW_AM, AMARA, "N", NULL));
	at(w, "2026-11-20T09:05");
	assert_refused(out_by(w, &wish), "Amara Okafor is marked N");
	assert_done(office_gate_open(w->o, &v, &w->e));
	assert_int_equal(v.count, 0);
	gate_view_finish(&v);
}

/* TWO CLERKS */

static void two_clerks(struct world *w)
{
	const struct office_options options = { .directory = w->directory, .as = "hal", .uid = 9999, .terminal = "test" };
	const int64_t amara = AMARA;
	const struct sign_out_wish wish = wish_of(&amara, 1, "dentist");
	struct office *other;

	as(w, "ann");
	assert_done(mark(w, WILLOW_AM, AMARA, "/", NULL));
	at(w, "2026-11-20T10:30");
	assert_done(office_open(&options, &other, &w->e));
	assert_done(out(w, AMARA, "dentist"));
	assert_refused(office_gate_out(other, &wish, &w->said, &act, &w->e), "is out already: signed out at 10:30 by Ann Reed");
	assert_done(office_gate_back(other, &amara, 1, -1, &w->said, &act, &w->e));
	assert_refused(back(w, AMARA, -1), "was signed in at 10:30 already by Hal Moor");
	assert_refused(back(w, BEN, -1), "is not out of the gate");
	office_close(other);
}

/* WHO FETCHES (B19) */

static int64_t father(struct world *w, const char *court, int do_not_contact, int may_collect)
{
	const int64_t amara = AMARA;
	struct contact_wish as_father = CONTACT_WISH;

	as_father.relation = "father";
	as_father.court_order = court;
	as_father.do_not_contact = do_not_contact;
	as_father.may_collect = may_collect;
	return mother_of(w, &amara, 1, "Sam Okafor", &as_father);
}

static int64_t mother(struct world *w)
{
	const int64_t amara = AMARA;
	struct contact_wish as_mother = CONTACT_WISH;

	as_mother.may_collect = 1;
	return mother_of(w, &amara, 1, "Grace Okafor", &as_mother);
}

static const struct collect_row {
	const char *name, *court;
	int do_not_contact, may_collect;
	bool father, mother;       /* who fetches, of the contacts */
	const char *typed, *place; /* or by name; or with us */
	const char *words;         /* of the warning; NULL: none */
} collect_rows[] = {
	{ "the mother, who may", NULL, 0, 1, false, true, NULL, NULL, NULL },
	{ "the mother, whatever the court said of the father", "no contact", 0, 0, false, true, NULL, NULL, NULL },
	{ "the father, who may", NULL, 0, 1, true, false, NULL, NULL, NULL },
	{ "the father, who may not collect", NULL, 0, 0, true, false, NULL, NULL, "Sam Okafor (father): may not collect" },
	{ "the father, who is not to be contacted", NULL, 1, 1, true, false, NULL, NULL, "not to be contacted" },
	{ "the father, and a court order", "supervised only", 0, 1, true, false, NULL, NULL, "court order: supervised only" },
	{ "the father by name", "supervised only", 0, 1, false, false, "sam OKAFOR", NULL, "court order: supervised only" },
	{ "the mother by name", "supervised only", 0, 1, false, false, "Grace Okafor", NULL, NULL },
	{ "somebody unknown, where there is a court order", "supervised only", 0, 1, false, false, "Uncle Bob", NULL, "court order: supervised only" },
	{ "somebody unknown, where there is none", NULL, 0, 0, false, false, "Uncle Bob", NULL, NULL },
	{ "alone, where there is a court order", "supervised only", 0, 1, false, false, NULL, NULL, "court order" },
	{ "with us, where there is a court order", "supervised only", 0, 1, false, false, NULL, "swimming", NULL },
};

static int open_tasks(struct world *w)
{
	struct store *st;
	CLEAN_ARENA struct arena a = { 0 };
	struct task_row *rows;

	assert_done(store_open(w->directory, &st, &w->e));
	int n = store_tasks_open(st, &a, &rows);
	for (int i = 0; i < n; i++) {
		assert_string_equal(rows[i].for_role, "dsl");
		assert_int_equal(rows[i].pupil, AMARA);
	}
	store_close(st);
	return n;
}

static void collect_case(void **state)
{
	const struct collect_row *row = *state;
	struct world world, *w = &world;
	const int64_t amara = AMARA;

	world_make(w, false);
	as(w, "ann");
	int64_t her = mother(w), him = father(w, row->court, row->do_not_contact, row->may_collect);
	assert_done(mark(w, WILLOW_AM, AMARA, "/", NULL));
	at(w, "2026-11-20T10:30");
	struct sign_out_wish wish = wish_of(&amara, 1, "dentist");
	wish.adult = row->father ? him : row->mother ? her : 0;
	wish.collected_by = row->typed;
	wish.place = row->place;
	int r = out_by(w, &wish);
	if (!row->words) {
		assert_done(r);
		assert_int_equal(open_tasks(w), 0);
	} else {
		assert_int_equal(r, -EEXIST);
		assert_words(w->e.text, row->words);
		wish.sure = true; /* and the DSL is told */
		assert_done(out_by(w, &wish));
		assert_int_equal(open_tasks(w), 1);
	}
	world_end(w);
}

static void collectors(struct world *w)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct collector *list;
	const int64_t ben = BEN;
	struct sign_out_wish wish = wish_of(&ben, 1, "dentist");

	as(w, "ann");
	mother(w);
	wish.adult = father(w, "supervised only", 0, 1);
	assert_int_equal(office_collectors(w->o, AMARA, &a, &list, &w->e), 2);
	assert_string_equal(list[0].name, "Grace Okafor");
	assert_true(list[0].may_collect);
	assert_null(list[0].warning);
	assert_false(list[1].may_collect);
	assert_string_equal(list[1].warning, "court order: supervised only");
	assert_int_equal(office_collectors(w->o, BEN, &a, &list, &w->e), 0);
	assert_refused(out_by(w, &wish), "is no contact of Ben Ash");
}

static const struct world_case cases[] = {
	{ "out to the dentist and back", dentist, false },
	{ "a signing out undone", undone, false },
	{ "a child whom no register has seen yet", said_of_the_unseen, false },
	{ "a child who came with a code", came_with_a_code, false },
	{ "the gate is not for everybody", not_for_everybody, false },
	{ "whoever is not on the roll", not_on_the_roll, false },
	{ "a class with us and back", class_and_back, false },
	{ "all of them or none", all_or_none, false },
	{ "two clerks at one child", two_clerks, false },
	{ "who may fetch a child", collectors, false },
};

int main(void)
{
	static struct rows rows;

	rows_add(&rows, in_case, in_rows);
	rows_add(&rows, wish_case, wish_rows);
	rows_add(&rows, collect_case, collect_rows);
	rows_add(&rows, world_case, cases);
	return rows_run(&rows, "gate");
}
