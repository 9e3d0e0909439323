#include "rows.h"

#include <errno.h>

#include "office/reports.h"
#include "rules/code.h"
#include "store/store.h"
#include "world.h"

/* By the clock (domain 2.3): gate 08:40, starts 09:00, closes 09:15, ends 12:00. */
static const struct clock_row {
	const char *name;
	const char *before; /* the mark that stands */
	int minute;
	const char *code;
	const char *want, *slip; /* slip NULL: none */
	int want_late;
} clock_rows[] = {
	{ "by the gate: present, no slip", "", 8 * 60 + 40, NULL, "/", NULL, -1 },
	{ "after the gate: present, a slip", "", 8 * 60 + 41, NULL, "/", "Mark: / (present)", -1 },
	{ "as the register starts: present", "", 9 * 60, NULL, "/", "Arrived: Fri 20 Nov 2026 at 09:00\n", -1 },
	{ "a minute after it starts: L", "", 9 * 60 + 1, NULL, "L", "1 minute after the register began", 1 },
	{ "at the close: still L", "", 9 * 60 + 15, NULL, "L", "15 minutes after", 15 },
	{ "a minute after the close: U", "", 9 * 60 + 16, NULL, "U", "16 minutes after", 16 },
	{ "after the close with a reason: M", "", 9 * 60 + 16, "m", "M", "Mark: M (appointment)", -1 },
	{ "N gives way to U", "N", 9 * 60 + 30, NULL, "U", "Mark: U", 30 },
	{ "a holiday not granted gives way to U", "G", 9 * 60 + 30, NULL, "U", "Mark: U", 30 },
	{ "U stays U", "U", 9 * 60 + 30, NULL, "U", "Mark: U", -1 },
	{ "an appointment stands", "M", 9 * 60 + 30, NULL, "M", "Mark: M", -1 },
	{ "a child reported ill who is seen is present", "I", 8 * 60 + 50, NULL, "/", "Mark: /", -1 },
	{ "a child reported ill who comes late is L", "I", 9 * 60 + 5, NULL, "L", "Mark: L", 5 },
	{ "marked present too early is L", "/", 9 * 60 + 5, NULL, "L", "Mark: L", 5 },
};

static void clock_case(void **state)
{
	const struct clock_row *row = *state;
	struct world world, *w = &world;

	world_make(w, false);
	as(w, "ann");
	if (*row->before)
		assert_done(mark(w, WILLOW_AM, AMARA, row->before, NULL));
	at(w, "2026-11-20T11:00");
	assert_done(late(w, AMARA, row->minute, row->code, NULL));
	assert_string_equal(stands(w, WILLOW_AM, AMARA), row->want);
	if (row->slip) {
		assert_words(buf_string(&w->said), row->slip);
		assert_words(buf_string(&w->said), "PRACTICE\nBrook Street Primary\nPupil: Amara Okafor\nClass: Willow\n");
	} else {
		assert_string_equal(buf_string(&w->said), "");
	}
	struct register_view v;
	assert_done(office_register_open(w->o, WILLOW_AM, &v, &w->e));
	assert_int_equal(v.lines[2].minutes_late, row->want_late);
	register_view_finish(&v);
	world_end(w);
}

/* Two clerks at one child within a minute: one slip. */
static void twice(struct world *w)
{
	as(w, "ann");
	at(w, "2026-11-20T09:20");
	assert_done(late(w, AMARA, -1, NULL, NULL));
	assert_words(buf_string(&w->said), "Mark: U");
	as(w, "hal");
	assert_done(late(w, AMARA, -1, NULL, NULL));
	assert_int_equal(w->got.act, 0);
	assert_string_equal(buf_string(&w->said), "");
}

static void now(struct world *w)
{
	as(w, "ann");
	at(w, "2026-11-20T09:07");
	assert_done(late(w, AMARA, -1, NULL, "bus"));
	assert_int_equal(w->got.entries, 1);
	assert_words(buf_string(&w->said), "at 09:07, 7 minutes");
	assert_words(buf_string(&w->said), "Reason: bus\n");
	assert_done(late(w, AMARA, -1, NULL, "bus"));
	assert_int_equal(w->got.act, 0);
	at(w, "2026-11-20T09:09");
	assert_refused(late(w, AMARA, -1, NULL, NULL), "signed in at 09:07 already");
	assert_refused(late(w, BEN, 9 * 60 + 10, NULL, NULL), "09:10 is still to come: it is 09:09 now");
	assert_refused(late(w, BEN, -1, "M", NULL), "is present or L");
}

static void refusals(struct world *w)
{
	as(w, "ann");
	assert_done(mark(w, WILLOW_AM, BEN, "/", NULL));
	at(w, "2026-11-20T12:30");
	assert_refused(late(w, AMARA, -1, NULL, NULL), "The morning ended at 12:00");
	assert_refused(late(w, BEN, 10 * 60, NULL, NULL), "Ben Ash is marked / (present) already");
	assert_refused(late(w, BEN, 10 * 60, "M", NULL), "already");
	assert_refused(late(w, ED, 9 * 60, NULL, NULL), "the last day was");
	assert_refused(late(w, DEV, 9 * 60, NULL, NULL), "not on the roll yet");
	as(w, "tom");
	assert_refused(late(w, AMARA, 9 * 60, NULL, NULL), "may not record arrivals");
}

static void kept_reason(struct world *w)
{
	struct register_view v;

	as(w, "ann");
	assert_done(mark(w, WILLOW_AM, AMARA, "M", NULL));
	at(w, "2026-11-20T10:30");
	assert_done(late(w, AMARA, -1, NULL, "dentist"));
	assert_int_equal(w->got.entries, 0);
	assert_true(w->got.act > 0);
	assert_done(office_register_open(w->o, WILLOW_AM, &v, &w->e));
	assert_string_equal(v.lines[2].note, "arrived at 10:30: dentist");
	register_view_finish(&v);
}

/* The teacher's L has no time: the desk's goes beside it, once. */
static void teachers_l(struct world *w)
{
	struct register_view v;

	as(w, "ann");
	at(w, "2026-11-20T09:07");
	assert_done(mark(w, WILLOW_AM, AMARA, "L", NULL));
	assert_done(late(w, AMARA, -1, NULL, NULL));
	assert_int_equal(w->got.entries, 0);
	assert_done(office_register_open(w->o, WILLOW_AM, &v, &w->e));
	assert_string_equal(v.lines[2].note, "arrived at 09:07");
	register_view_finish(&v);
	assert_done(late(w, AMARA, -1, NULL, NULL));
	assert_int_equal(w->got.act, 0);
}

static void past_days(struct world *w)
{
	struct late_wish wish = { .pupil = AMARA, .day = day_of(2026, 11, 19), .session = SESSION_AM, .minute = -1 };

	as(w, "ann");
	assert_refused(office_late(w->o, &wish, &w->said, &w->got, &w->e), "say at what time Amara Okafor arrived");
	wish.minute = 9 * 60 + 5;
	assert_refused(office_late(w->o, &wish, &w->said, &w->got, &w->e), "needs a reason");
	wish.reason = "slip found";
	assert_done(office_late(w->o, &wish, &w->said, &w->got, &w->e));
	assert_string_equal(stands(w, REF(WILLOW, day_of(2026, 11, 19), SESSION_AM), AMARA), "L");
}

/* A22: SIGNED IN, NOT IN CLASS */

static void signed_in_not_in_class(struct world *w)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct entry_row *chain;
	struct store *st;

	as(w, "ann");
	at(w, "2026-11-20T09:05");
	assert_done(late(w, AMARA, -1, NULL, NULL));
	as(w, "tom");
	assert_done(mark(w, WILLOW_AM, AMARA, "N", NULL));
	assert_true(w->got.act > 0);
	assert_int_equal(w->got.entries, 0);
	assert_int_equal(w->got.standing, 1);
	assert_int_equal(w->got.attempts, 1);
	assert_string_equal(stands(w, WILLOW_AM, AMARA), "L");
	assert_done(mark(w, WILLOW_AM, AMARA, "N", NULL)); /* said once */
	assert_int_equal(w->got.act, 0);
	assert_int_equal(w->got.attempts, 1);
	assert_done(store_open(w->directory, &st, &w->e));
	assert_int_equal(store_entries_of_mark(st, AMARA, TODAY, SESSION_AM, &a, &chain), 2);
	assert_false(chain[1].entry.stands);
	assert_int_equal(chain[1].entry.after, CODE_N);
	assert_int_equal(chain[0].entry.arrival, 9 * 60 + 5);
	store_close(st);
	as(w, "ann"); /* the office may still say otherwise */
	assert_done(mark(w, WILLOW_AM, AMARA, "N", NULL));
	assert_string_equal(stands(w, WILLOW_AM, AMARA), "N");
}

/* Another mark of somebody who is here, the teacher's own, does not make the office's arrival forgotten. */
static void arrival_under_a_later_mark(struct world *w)
{
	as(w, "ann");
	at(w, "2026-11-20T09:05");
	assert_done(late(w, AMARA, -1, NULL, NULL));
	as(w, "tom");
	assert_done(mark(w, WILLOW_AM, AMARA, "/", NULL));
	assert_done(mark(w, WILLOW_AM, AMARA, "N", NULL));
	assert_int_equal(w->got.attempts, 1);
	assert_string_equal(stands(w, WILLOW_AM, AMARA), "/");
}

static bool missing_after_arrival(struct world *w)
{
	struct report_wish wish = { .session = SESSION_AM };
	struct report report = { 0 };
	bool missing = false;

	wish.date = wish.from = wish.to = DAY_NONE;
	assert_done(report_fill_absentees(w->o, &wish, &report, &w->e));
	for (int i = 0; i < report.lines.count; i++)
		missing |= strstr(report.lines.items[i], "marked absent in class: 1") != NULL;
	report_finish(&report);
	return missing;
}

static void seen_after_all(struct world *w)
{
	as(w, "ann");
	at(w, "2026-11-20T09:05");
	assert_done(late(w, AMARA, -1, NULL, NULL));
	as(w, "tom");
	assert_done(mark(w, WILLOW_AM, AMARA, "N", NULL));
	assert_true(missing_after_arrival(w));
	assert_done(mark(w, WILLOW_AM, AMARA, "L", NULL));
	assert_true(w->got.act > 0);
	assert_false(missing_after_arrival(w));
	assert_done(mark(w, WILLOW_AM, AMARA, "L", NULL)); /* said once */
	assert_int_equal(w->got.act, 0);
	assert_done(mark(w, WILLOW_AM, AMARA, "N", NULL)); /* and gone again */
	assert_true(missing_after_arrival(w));
}

static void not_theirs_to_ask(struct world *w)
{
	as(w, "ada"); /* the administrator has no pupil data: not even who is in no class */
	assert_refused(late(w, ED, -1, NULL, NULL), "Ada King may not record arrivals");
}

/* The register that comes in after the close, with an absence typed before the child was signed in. */
static void late_register(struct world *w)
{
	struct mark_wish wish = { AMARA, "N", CODE_NONE, -1, NULL };

	as(w, "ann");
	at(w, "2026-11-20T09:20");
	assert_done(late(w, AMARA, -1, NULL, NULL));
	as(w, "tom");
	assert_done(office_marks_set(w->o, WILLOW_AM, &wish, 1, NULL, &w->got, &w->e));
	assert_int_equal(w->got.attempts, 1);
	assert_string_equal(stands(w, WILLOW_AM, AMARA), "U");
}

static const struct world_case cases[] = {
	{ "an arrival now has its minutes, reason and slip", now, false },
	{ "two clerks within a minute: one slip", twice, false },
	{ "arrivals that cannot be", refusals, false },
	{ "a reason that stands keeps the time as a note", kept_reason, false },
	{ "a teacher's L keeps the time as a note", teachers_l, false },
	{ "an arrival of a past day says when and why", past_days, false },
	{ "an arrival stands over a teacher's absence", signed_in_not_in_class, false },
	{ "an arrival stands under a later present mark", arrival_under_a_later_mark, false },
	{ "a child seen after all ends the alarm", seen_after_all, false },
	{ "who may not record arrivals learns no name", not_theirs_to_ask, false },
	{ "an arrival stands over a register sent late", late_register, false },
};

int main(void)
{
	static struct rows rows;

	rows_add(&rows, clock_case, clock_rows);
	rows_add(&rows, world_case, cases);
	return rows_run(&rows, "arrival");
}
