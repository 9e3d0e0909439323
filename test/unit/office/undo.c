#include "rows.h"

#include <errno.h>

#include "office/school.h"
#include "store/store.h"
#include "world.h"

static int undo(struct world *w, int64_t act, const char *reason)
{
	buf_reset(&w->said);
	err_clear(&w->e);
	w->got = (struct mark_result){ .act = -1 };
	return office_undo(w->o, act, reason, &w->said, &w->got, &w->e);
}

static void own_act(struct world *w)
{
	as(w, "tom");
	assert_done(office_register_fill(w->o, WILLOW_AM, NULL, &w->got, &w->e));
	int64_t fill = w->got.act;
	assert_done(undo(w, fill, NULL));
	assert_int_equal(w->got.entries, 3);
	assert_string_equal(stands(w, WILLOW_AM, AMARA), "");
	assert_refused(undo(w, fill, NULL), "was undone already, by Tom Bell at 08:30");
}

static void redo(struct world *w)
{
	as(w, "tom");
	assert_done(mark(w, WILLOW_AM, AMARA, "L", NULL));
	assert_done(undo(w, w->got.act, NULL));
	assert_string_equal(stands(w, WILLOW_AM, AMARA), "");
	assert_done(undo(w, w->got.act, NULL));
	assert_string_equal(stands(w, WILLOW_AM, AMARA), "L");
}

static void keeps_later(struct world *w)
{
	as(w, "tom");
	assert_done(office_register_fill(w->o, WILLOW_AM, NULL, &w->got, &w->e));
	int64_t fill = w->got.act;
	assert_done(mark(w, WILLOW_AM, BEN, "L", NULL));
	assert_done(undo(w, fill, NULL));
	assert_int_equal(w->got.entries, 2);
	assert_int_equal(w->got.standing, 1);
	assert_words(buf_string(&w->said), "Ben Ash, morning of Fri 20 Nov 2026: now L, changed by Tom Bell at 08:30");
	assert_string_equal(stands(w, WILLOW_AM, BEN), "L");
	assert_string_equal(stands(w, WILLOW_AM, AMARA), "");
}

static void nothing_left(struct world *w)
{
	as(w, "tom");
	assert_done(mark(w, WILLOW_AM, AMARA, "N", NULL));
	int64_t first = w->got.act;
	assert_done(mark(w, WILLOW_AM, AMARA, "L", NULL));
	assert_done(mark(w, WILLOW_AM, AMARA, "N", NULL)); /* the same mark again is not the same entry */
	assert_refused(undo(w, first, NULL), "stands as it left it: Amara Okafor, morning of Fri 20 Nov 2026: now N, changed by Tom Bell");
	assert_null(strchr(w->e.text, '\n'));
	assert_int_equal(undo(w, 9999, NULL), -ENOENT);
}

/* What was said of a late child stays in the history: that is no mark which somebody changed since. */
static void a_note_is_not_left(struct world *w)
{
	as(w, "ann");
	at(w, "2026-11-20T09:05");
	assert_done(late(w, AMARA, -1, NULL, "overslept"));
	assert_done(undo(w, w->got.act, NULL));
	assert_int_equal(w->got.entries, 1);
	assert_int_equal(w->got.standing, 0);
	assert_string_equal(buf_string(&w->said), "a note stays in the history: overslept\n");
}

static void minutes_come_back(struct world *w)
{
	struct register_view v;

	as(w, "ann");
	at(w, "2026-11-20T09:05");
	assert_done(late(w, AMARA, -1, NULL, NULL));
	assert_done(mark(w, WILLOW_AM, AMARA, "M", NULL));
	assert_done(undo(w, w->got.act, NULL));
	assert_done(office_register_open(w->o, WILLOW_AM, &v, &w->e));
	assert_int_equal(v.lines[2].minutes_late, 5);
	register_view_finish(&v);
	as(w, "tom"); /* and the arrival stands again */
	assert_done(mark(w, WILLOW_AM, AMARA, "N", NULL));
	assert_int_equal(w->got.attempts, 1);
}

static void whose(struct world *w)
{
	as(w, "ann");
	assert_done(mark(w, WILLOW_AM, AMARA, "I", NULL));
	int64_t act = w->got.act;
	as(w, "tom");
	assert_refused(undo(w, act, NULL), "may not undo what somebody else did");
	as(w, "sue");
	assert_refused(undo(w, act, NULL), "may not undo");
	as(w, "hal");
	assert_done(undo(w, act, NULL));
	assert_string_equal(stands(w, WILLOW_AM, AMARA), "");
}

static void after_close(struct world *w)
{
	as(w, "tom");
	assert_done(mark(w, WILLOW_AM, AMARA, "N", NULL));
	int64_t act = w->got.act;
	at(w, "2026-11-20T09:16");
	assert_refused(undo(w, act, "wrong child"), "may not change marks after the close");
	as(w, "ann");
	assert_refused(undo(w, act, NULL), "needs a reason");
	assert_done(undo(w, act, "wrong child"));
	assert_string_equal(stands(w, WILLOW_AM, AMARA), "");
}

static void past_day(struct world *w)
{
	const struct register_ref *thursday = REF(WILLOW, day_of(2026, 11, 19), SESSION_AM);

	as(w, "ann");
	assert_done(mark(w, thursday, AMARA, "I", "rang on Friday"));
	int64_t act = w->got.act;
	assert_refused(undo(w, act, NULL), "needs a reason");
	assert_done(undo(w, act, "wrong child"));
	assert_string_equal(stands(w, thursday, AMARA), "");
}

static void only_sent(struct world *w)
{
	as(w, "tom");
	assert_done(mark(w, WILLOW_AM, AMARA, "/", NULL));
	assert_done(office_register_send(w->o, WILLOW_AM, &w->said, &w->got, &w->e));
	assert_refused(undo(w, w->got.act, NULL), "changed nothing that could be put back");
}

/* A row through the store as a use case of the school's would write it. */
static int64_t put_row(struct world *w, enum thing thing, void *row)
{
	struct act_head head = { .kind = "row", .staff = ADA, .staff_name = "Ada King", .position = "", .roles = "", .terminal = "",
				 .version = "test", .day = DAY_NONE, .session = -1 };
	struct store *st;
	int64_t act;

	assert_done(store_open(w->directory, &st, &w->e));
	head.at = store_now(st);
	assert_int_equal(store_begin(st), 0);
	assert_int_equal(store_act_begin(st, &head), 0);
	assert_true(store_act_put(st, thing, row) > 0);
	assert_int_equal(store_act_end(st, false, &act), 0);
	assert_int_equal(store_commit(st), 0);
	store_close(st);
	return act;
}

static void fields(struct world *w)
{
	struct setting_row row = { .name = "codes.teacher", .from_day = day_of(2026, 9, 1), .value = "/ L N I" };
	int64_t made = put_row(w, THING_SETTING, &row);

	row.value = "/ L N M";
	int64_t changed = put_row(w, THING_SETTING, &row);
	as(w, "hal");
	assert_refused(undo(w, changed, NULL), "may not change the school's settings");
	as(w, "ada");
	assert_refused(undo(w, made, NULL), "Nothing of act"); /* the row goes whole or not at all */
	assert_done(undo(w, changed, NULL));
	as(w, "tom");
	assert_done(mark(w, WILLOW_AM, AMARA, "I", NULL));
	assert_refused(mark(w, WILLOW_AM, BEN, "M", NULL), "The office records M");
}

static void last_admin(struct world *w)
{
	int64_t given, ended;

	as(w, "ada");
	assert_done(office_staff_role(w->o, "hal", ROLE_ADMIN, SESSION_ANY_YEAR, NULL, DAY_NONE, DAY_NONE, false, &given, &w->e));
	as(w, "hal");
	assert_done(office_staff_role(w->o, "ada", ROLE_ADMIN, SESSION_ANY_YEAR, NULL, DAY_NONE, DAY_NONE, true, &ended, &w->e));
	assert_refused(undo(w, given, NULL), "Nobody would be left who can change staff");
	assert_done(undo(w, ended, NULL));
	assert_done(undo(w, given, NULL));
}

/* An administrator of one year, or one who left, is nobody to leave the school to. */
static void admin_in_name(struct world *w)
{
	int64_t act;

	as(w, "ada");
	assert_done(office_staff_role(w->o, "hal", ROLE_ADMIN, 2, NULL, DAY_NONE, DAY_NONE, false, &act, &w->e));
	assert_done(office_staff_role(w->o, "lou", ROLE_ADMIN, SESSION_ANY_YEAR, NULL, DAY_NONE, DAY_NONE, false, &act, &w->e));
	assert_refused(office_staff_role(w->o, "ada", ROLE_ADMIN, SESSION_ANY_YEAR, NULL, DAY_NONE, DAY_NONE, true, &act, &w->e),
		       "Nobody would be left");
}

static void made_row(struct world *w)
{
	struct setting_row row = { .name = "codes.teacher", .from_day = day_of(2026, 9, 1), .value = "/ L N I" };
	int64_t made = put_row(w, THING_SETTING, &row);

	as(w, "ada");
	assert_done(undo(w, made, NULL));
	int64_t undone = w->got.act;
	as(w, "tom");
	assert_refused(mark(w, WILLOW_AM, AMARA, "I", NULL), "The office records I");
	as(w, "ada");
	assert_done(undo(w, undone, NULL));
	as(w, "tom");
	assert_done(mark(w, WILLOW_AM, AMARA, "I", NULL));
}

/* What was entered later needs the row: nothing is half undone. */
static void needed_row(struct world *w)
{
	struct roll_group_row group = ROLL_GROUP_NEW;
	struct staff_group_row in = STAFF_GROUP_NEW;

	group.key = (struct key){ { 9, 9 } };
	group.name = "Elm";
	group.kind = "class";
	group.from_day = in.from_day = day_of(2026, 9, 1);
	int64_t made = put_row(w, THING_ROLL_GROUP, &group);
	in.staff = TOM;
	in.roll_group = group.id;
	in.kind = "teacher";
	put_row(w, THING_STAFF_GROUP, &in);
	as(w, "ann");
	assert_refused(undo(w, made, NULL), "what was recorded later needs it");
	int64_t elm;
	assert_done(office_group_find(w->o, "Elm", TODAY, &elm, &w->e));
}

static void record_holds(struct world *w)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct verify_result v = { 0 };
	struct store *st;

	minutes_come_back(w);
	assert_done(store_open(w->directory, &st, &w->e));
	assert_int_equal(store_verify(st, &a, &v), 0);
	for (int i = 0; i < v.faults.count; i++)
		print_error("%s\n", v.faults.items[i]);
	assert_true(v.ok);
	store_close(st);
	vec_finish(&v.faults);
}

static const struct world_case cases[] = {
	{ "an own act goes back, once", own_act, false },
	{ "undoing an undo is redo", redo, false },
	{ "what was changed since stays and is listed", keeps_later, false },
	{ "where nothing stands it is refused", nothing_left, false },
	{ "minutes and arrival come back", minutes_come_back, false },
	{ "a note is listed, and is nothing that was left", a_note_is_not_left, false },
	{ "office and head undo anybody's", whose, false },
	{ "after the close it needs the office, and a reason", after_close, false },
	{ "of a past day it needs a reason, at any hour", past_day, false },
	{ "sending alone leaves nothing to undo", only_sent, false },
	{ "a field goes back, by who may change it", fields, false },
	{ "a row made goes, and comes again", made_row, false },
	{ "an undo leaves somebody who can change staff", last_admin, false },
	{ "an administrator in name is none", admin_in_name, false },
	{ "a row that others need stays", needed_row, false },
	{ "the record holds after undo", record_holds, false },
};

int main(void)
{
	static struct rows rows;

	rows_add(&rows, world_case, cases);
	return rows_run(&rows, "undo");
}
