#include "rows.h"

#include "gate_world.h"
#include "office/reports.h"
#include "rules/code.h"
#include "store/store.h"

/* Who is on the site now (B13). */

static const char *line_of(struct world *w, int64_t pupil, enum whereabouts want, struct arena *a)
{
	struct onsite_view v;
	const char *last = NULL;

	assert_done(office_onsite_open(w->o, &v, &w->e));
	for (int i = 0; i < v.count; i++)
		if (v.lines[i].pupil == pupil) {
			assert_string_equal(where_words(v.lines[i].where), where_words(want));
			last = arena_text(a, v.lines[i].last);
		}
	onsite_view_finish(&v);
	assert_non_null(last);
	return last;
}

static void a_morning(struct world *w)
{
	CLEAN_ARENA struct arena a = { 0 };
	CLEAN_BUF struct buf summary = { 0 };
	struct mark_result done;
	struct onsite_view v;

	as(w, "ann");
	assert_done(office_onsite_open(w->o, &v, &w->e));
	assert_int_equal(v.count, 5); /* Dev comes at noon, Ed has left */
	assert_int_equal(v.of[WHERE_NOT_SEEN], 5);
	assert_string_equal(v.lines[0].name, "Ash, Ben"); /* by name */
	assert_string_equal(v.lines[4].name, "Okafor, Amara");
	assert_string_equal(v.lines[0].group, "Willow");
	onsite_view_finish(&v);
	at(w, "2026-11-20T09:02");
	assert_done(mark(w, WILLOW_AM, AMARA, "/", NULL));
	assert_done(mark(w, WILLOW_AM, BEN, "I", NULL));
	assert_done(office_register_send(w->o, WILLOW_AM, &summary, &done, &w->e));
	at(w, "2026-11-20T09:07");
	assert_done(late(w, FINN, -1, NULL, NULL));
	assert_string_equal(line_of(w, AMARA, WHERE_HERE, &a), "register of Willow at 09:02");
	assert_string_equal(line_of(w, FINN, WHERE_HERE, &a), "signed in at 09:07");
	assert_string_equal(line_of(w, BEN, WHERE_ABSENT, &a), "I illness");
	assert_string_equal(line_of(w, CHLOE, WHERE_NOT_SEEN, &a), "blank in the register");
	assert_string_equal(line_of(w, GIA, WHERE_NOT_SEEN, &a), "register not taken yet");
	assert_done(office_onsite_open(w->o, &v, &w->e));
	assert_int_equal(v.of[WHERE_HERE], 2);
	assert_int_equal(v.lines[2].pupil, FINN); /* here by class: Oak before Willow */
	assert_int_equal(v.lines[3].pupil, AMARA);
	assert_int_equal(v.lines[4].pupil, BEN);
	onsite_view_finish(&v);
}

/* A22: a pair that nobody has looked into is a child to be found. */
static void not_in_class(struct world *w)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct settled_row settled = { .pupil = AMARA, .of_day = TODAY, .of_session = 0, .kind = "not in class", .words = "in the medical room" };

	as(w, "ann");
	at(w, "2026-11-20T09:05");
	assert_done(late(w, AMARA, -1, NULL, NULL));
	as(w, "tom");
	assert_done(mark(w, WILLOW_AM, AMARA, "N", NULL));
	assert_string_equal(line_of(w, AMARA, WHERE_NOT_SEEN, &a), "signed in at 09:05, and not in class");
	assert_done(mark(w, WILLOW_AM, AMARA, "L", NULL)); /* seen after all */
	line_of(w, AMARA, WHERE_HERE, &a);
	assert_done(mark(w, WILLOW_AM, AMARA, "N", NULL));
	world_put(w, THING_SETTLED, &settled);
	assert_string_equal(line_of(w, AMARA, WHERE_HERE, &a), "in the medical room");
}

static void a_code_that_stays(struct world *w)
{
	CLEAN_ARENA struct arena a = { 0 };

	as(w, "ann");
	assert_done(mark(w, WILLOW_AM, AMARA, "M", NULL));
	line_of(w, AMARA, WHERE_ABSENT, &a);
	at(w, "2026-11-20T10:30");
	assert_done(late(w, AMARA, -1, NULL, NULL));
	assert_string_equal(line_of(w, AMARA, WHERE_HERE, &a), "signed in at 10:30");
	as(w, "hal"); /* read anew by another program */
	assert_string_equal(line_of(w, AMARA, WHERE_HERE, &a), "signed in at 10:30");
}

/* U, and the note of the dentist comes at eleven: the child is in class all the while. */
static void a_reason_afterwards(struct world *w)
{
	CLEAN_ARENA struct arena a = { 0 };
	const int64_t amara = AMARA;
	struct sign_out_wish out = SIGN_OUT_WISH;
	int64_t act;

	as(w, "ann");
	at(w, "2026-11-20T09:40");
	assert_done(late(w, AMARA, -1, NULL, NULL));
	int64_t came = w->got.act;
	at(w, "2026-11-20T11:00");
	assert_done(mark(w, WILLOW_AM, AMARA, "M", "a note of the dentist"));
	int64_t changed = w->got.act;
	assert_string_equal(line_of(w, AMARA, WHERE_HERE, &a), "signed in at 09:40");
	out.pupils = &amara;
	out.count = 1;
	out.reason = "dentist";
	assert_done(office_gate_out(w->o, &out, &w->said, &act, &w->e)); /* and may go again */
	assert_done(office_undo(w->o, act, NULL, &w->said, &w->got, &w->e));
	assert_done(office_undo(w->o, changed, "wrong child", &w->said, &w->got, &w->e));
	assert_done(office_undo(w->o, came, "wrong child", &w->said, &w->got, &w->e));
	line_of(w, AMARA, WHERE_NOT_SEEN, &a);
}

static void planned_today(struct world *w)
{
	CLEAN_ARENA struct arena a = { 0 };

	as(w, "ann");
	planned(w, AMARA, "M", "optician");
	planned(w, BEN, "V", "Hever Castle");
	assert_words(line_of(w, AMARA, WHERE_ABSENT, &a), "optician");
	assert_words(line_of(w, BEN, WHERE_NOT_SEEN, &a), "Hever Castle");
	assert_done(mark(w, WILLOW_AM, BEN, "V", NULL)); /* somebody has confirmed it */
	assert_words(line_of(w, BEN, WHERE_OFF_SITE, &a), "Hever Castle");
	assert_done(mark(w, WILLOW_AM, AMARA, "/", NULL)); /* a child seen is a child here */
	line_of(w, AMARA, WHERE_HERE, &a);
}

static void undone(struct world *w)
{
	CLEAN_ARENA struct arena a = { 0 };

	as(w, "ann");
	at(w, "2026-11-20T09:07");
	assert_done(late(w, AMARA, -1, NULL, NULL));
	line_of(w, AMARA, WHERE_HERE, &a);
	assert_done(office_undo(w->o, w->got.act, NULL, &w->said, &w->got, &w->e));
	line_of(w, AMARA, WHERE_NOT_SEEN, &a);
}

/* At lunch a child comes for the afternoon: nobody lists one who has signed in by the morning alone. */
static void at_noon(struct world *w)
{
	CLEAN_ARENA struct arena a = { 0 };
	CLEAN_BUF struct buf said = { 0 };
	const int64_t amara = AMARA;
	struct sign_out_wish out = SIGN_OUT_WISH;
	int64_t act;

	as(w, "ann");
	at(w, "2026-11-20T09:10");
	assert_done(mark(w, WILLOW_AM, AMARA, "I", NULL));
	at(w, "2026-11-20T12:00");
	assert_string_equal(line_of(w, DEV, WHERE_ABSENT, &a), "not due this morning"); /* joins at noon */
	at(w, "2026-11-20T12:45");
	assert_done(late(w, AMARA, -1, NULL, NULL));
	assert_done(late(w, DEV, -1, NULL, NULL));
	assert_string_equal(line_of(w, AMARA, WHERE_HERE, &a), "signed in at 12:45");
	assert_string_equal(line_of(w, DEV, WHERE_HERE, &a), "signed in at 12:45");
	line_of(w, BEN, WHERE_NOT_SEEN, &a);
	out.pupils = &amara;
	out.count = 1;
	out.reason = "ill again";
	assert_done(office_gate_out(w->o, &out, &said, &act, &w->e)); /* she has been seen */
	assert_string_equal(line_of(w, AMARA, WHERE_ABSENT, &a), "out since 12:45: ill again");
}

static void boarders_and_guests(struct world *w)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct pupil_row row;
	struct enrolment_row *spells;
	struct store *st;

	assert_done(store_open(w->directory, &st, &w->e));
	assert_int_equal(store_thing_get(st, THING_PUPIL, AMARA, &a, &row), 0);
	assert_int_equal(store_enrolments_of_pupil(st, BEN, &a, &spells), 1);
	store_close(st);
	row.boarder = 1;
	world_put(w, THING_PUPIL, &row);
	spells[0].kind = "guest";
	world_put(w, THING_ENROLMENT, &spells[0]);
	as(w, "ann");
	assert_string_equal(line_of(w, AMARA, WHERE_NOT_SEEN, &a), "boarder: in no register");
	assert_string_equal(line_of(w, BEN, WHERE_NOT_SEEN, &a), "register not taken yet"); /* in our register, so on our list */
}

static void who_may_see(struct world *w)
{
	struct onsite_view v;

	as(w, "tom");
	assert_done(office_onsite_open(w->o, &v, &w->e));
	assert_int_equal(v.count, 3); /* Willow alone */
	onsite_view_finish(&v);
	as(w, "gus");
	assert_refused(office_onsite_open(w->o, &v, &w->e), "may not");
}

/* The first day that this program sees is not the last. */
static void day_after(struct world *w)
{
	CLEAN_ARENA struct arena a = { 0 };

	as(w, "ann");
	assert_done(mark(w, WILLOW_AM, AMARA, "/", NULL));
	line_of(w, AMARA, WHERE_HERE, &a);
	at(w, "2026-11-21T10:00");
	assert_string_equal(line_of(w, AMARA, WHERE_ABSENT, &a), "school is shut");
	at(w, "2026-11-23T08:00");
	line_of(w, AMARA, WHERE_NOT_SEEN, &a);
}

/* AS A REPORT */

static const char *cell_of(const struct report *r, const char *name, const char *column)
{
	for (int i = 0; i < r->rows.count; i++) {
		const struct cell *c = r->rows.items[i].cells;
		bool here = false;

		for (int k = 0; k < r->column_count; k++)
			here |= strcmp(r->columns[k].name, "name") == 0 && strcmp(c[k].text, name) == 0;
		for (int k = 0; here && k < r->column_count; k++)
			if (strcmp(r->columns[k].name, column) == 0)
				return c[k].text;
	}
	return NULL;
}

static void report_now(struct world *w)
{
	struct report report = { 0 };
	struct report_wish wish = { .session = -1 };

	as(w, "ann");
	at(w, "2026-11-20T09:07");
	assert_done(late(w, AMARA, -1, NULL, NULL));
	wish.date = wish.from = wish.to = DAY_NONE;
	assert_done(report_fill_onsite(w->o, &wish, &report, &w->e));
	assert_int_equal(report.rows.count, 5);
	assert_string_equal(cell_of(&report, "Okafor, Amara", "where"), "here");
	assert_string_equal(cell_of(&report, "Okafor, Amara", "last"), "signed in at 09:07");
	assert_string_equal(cell_of(&report, "Okafor, Amara", "upn"), "A823432120001");
	assert_string_equal(cell_of(&report, "Ash, Ben", "where"), "not_seen");
	report_finish(&report);
	report = (struct report){ 0 };
	wish.group = "Oak";
	assert_done(report_fill_onsite(w->o, &wish, &report, &w->e));
	assert_int_equal(report.rows.count, 2);
	report_finish(&report);
}

static void report_then(struct world *w)
{
	struct report report = { 0 };
	struct report_wish wish = { .session = SESSION_AM };
	struct sign_out_wish out = { .pupils = &(int64_t){ BEN }, .count = 1, .minute = -1, .due_back = -1, .reason = "ill" };
	int64_t act;

	as(w, "ann");
	at(w, "2026-11-20T09:07");
	assert_done(late(w, AMARA, -1, NULL, NULL));
	assert_done(mark(w, WILLOW_AM, BEN, "/", NULL));
	assert_done(mark(w, WILLOW_AM, CHLOE, "I", NULL));
	at(w, "2026-11-20T10:30");
	assert_done(office_gate_out(w->o, &out, &w->said, &act, &w->e));
	at(w, "2026-11-20T14:00");
	wish.date = wish.from = wish.to = DAY_NONE;
	assert_done(report_fill_onsite(w->o, &wish, &report, &w->e));
	assert_string_equal(cell_of(&report, "Amara Okafor", "last"), "signed in at 09:07");
	assert_string_equal(cell_of(&report, "Ben Ash", "where"), "absent");
	assert_string_equal(cell_of(&report, "Chloé Dunn", "where"), "absent");
	assert_string_equal(cell_of(&report, "Finn Oakley", "where"), "not_seen");
	report_finish(&report);
}

static const struct world_case cases[] = {
	{ "a morning: who is where, in order", a_morning, false },
	{ "signed in and not in class", not_in_class, false },
	{ "a child who came with a code that stays", a_code_that_stays, false },
	{ "planned, confirmed, seen", planned_today, false },
	{ "an arrival undone is nobody here", undone, false },
	{ "a reason is found out for one who has come", a_reason_afterwards, false },
	{ "who comes at lunch is here before the afternoon begins", at_noon, false },
	{ "boarders and guests", boarders_and_guests, false },
	{ "who may see whom", who_may_see, false },
	{ "the day after", day_after, false },
	{ "the report of now", report_now, false },
	{ "the report of a session that is over", report_then, false },
};

int main(void)
{
	static struct rows rows;

	rows_add(&rows, world_case, cases);
	return rows_run(&rows, "onsite");
}
