#include "rows.h"

#include <errno.h>

#include "office/plans.h"
#include "office/school.h"
#include "rules/code.h"
#include "store/store.h"
#include "world.h"

#define OAK_AM REF(OAK, TODAY, SESSION_AM)

static int shut(struct world *w, const struct closure_wish *wish, const char *reason)
{
	buf_reset(&w->said);
	err_clear(&w->e);
	w->got = (struct mark_result){ .act = -1 };
	return office_closure(w->o, wish, reason, &w->said, &w->got, &w->e);
}

static struct closure_wish wish_of(const char *kind, const char *name)
{
	struct closure_wish wish = CLOSURE_WISH;

	wish.kind = kind;
	wish.name = name;
	return wish;
}

/* THE RULES */

static const struct rule {
	const char *name, *kind;
	struct day from, to;
	int from_session, to_session, year;
	const char *group, *refused;
} rules[] = {
	{ "Y4 today", "unplanned", DAY_NONE, DAY_NONE, -1, -1, SESSION_ANY_YEAR, NULL, NULL },
	{ "Y3 for a class", "partial", DAY_NONE, DAY_NONE, -1, -1, SESSION_ANY_YEAR, "Oak", NULL },
	{ "Y3 for a year", "partial", DAY_NONE, DAY_NONE, -1, -1, 1, NULL, NULL },
	{ "Y3 for nobody", "partial", DAY_NONE, DAY_NONE, -1, -1, SESSION_ANY_YEAR, NULL, "for a year or a class: say which" },
	{ "Y7 for a year", "staggered", DAY_NONE, DAY_NONE, -1, -1, 0, NULL, NULL },
	{ "Y7 for nobody", "staggered", DAY_NONE, DAY_NONE, -1, -1, SESSION_ANY_YEAR, NULL, "for a year or a class: say which" },
	{ "# for a class", "planned", { 20780 }, DAY_NONE, -1, -1, SESSION_ANY_YEAR, "Oak", "is for the whole school" },
	{ "# for a year", "planned", { 20780 }, DAY_NONE, -1, -1, 1, NULL, "is for the whole school" },
	{ "# on a day to come", "planned", { 20780 }, DAY_NONE, -1, -1, SESSION_ANY_YEAR, NULL, NULL },
	{ "# today before any mark", "planned", DAY_NONE, DAY_NONE, -1, -1, SESSION_ANY_YEAR, NULL, NULL },
	{ "Y4 for a class", "unplanned", DAY_NONE, DAY_NONE, -1, -1, SESSION_ANY_YEAR, "Oak", "is for the whole school" },
	{ "no kind", "fun", DAY_NONE, DAY_NONE, -1, -1, SESSION_ANY_YEAR, NULL, "no kind of closure" },
	{ "no such year", "partial", DAY_NONE, DAY_NONE, -1, -1, 15, NULL, "no such year" },
	{ "no such class", "partial", DAY_NONE, DAY_NONE, -1, -1, SESSION_ANY_YEAR, "Ash", "no class Ash" },
	{ "the wrong way round", "unplanned", { 20780 }, { 20779 }, -1, -1, SESSION_ANY_YEAR, NULL, "ends before it begins" },
	{ "afternoon to morning", "unplanned", DAY_NONE, DAY_NONE, 1, 0, SESSION_ANY_YEAR, NULL, "ends before it begins" },
	{ "a morning", "unplanned", DAY_NONE, DAY_NONE, 0, 0, SESSION_ANY_YEAR, NULL, NULL },
};

static void rule_row(void **state)
{
	const struct rule *row = *state;
	struct world world, *w = &world;
	struct closure_wish wish = wish_of(row->kind, "Roof");

	world_make(w, false);
	as(w, "ann");
	wish.from = row->from;
	wish.to = row->to;
	wish.from_session = row->from_session;
	wish.to_session = row->to_session;
	wish.year = row->year;
	wish.group = row->group;
	int r = shut(w, &wish, NULL);
	if (row->refused) {
		assert_int_not_equal(r, 0);
		assert_non_null(strstr(w->e.text, row->refused));
	} else {
		assert_done(r);
		assert_true(w->got.act > 0);
	}
	world_end(w);
}

static void planned_after_marks(struct world *w)
{
	const struct init_closure year = { "Roof", "planned", TODAY, TODAY };
	struct closure_wish wish = wish_of("planned", "Roof");
	int64_t act = 0;

	as(w, "ann");
	assert_done(mark(w, OAK_AM, FINN, "/", NULL));
	assert_refused(shut(w, &wish, NULL), "1 mark stands in these sessions");
	wish.from_session = 1;
	assert_done(shut(w, &wish, NULL));
	wish.from = day_of(2026, 11, 20);
	as(w, "ada");
	assert_refused(office_closure_put(w->o, &year, false, &w->said, &act, &w->e), "Use unplanned");
	at(w, "2026-11-23T08:00"); /* the record holds that Friday: it is past */
	wish.from_session = -1;
	assert_refused(shut(w, &wish, NULL), "Fri 20 Nov 2026 is past");
}

/* MARKS */

static void at_eleven(struct world *w)
{
	struct closure_wish wish = wish_of("unplanned", "Heating");

	as(w, "ann");
	at(w, "2026-11-20T09:05");
	assert_done(mark(w, OAK_AM, FINN, "/", NULL));
	at(w, "2026-11-20T11:00");
	wish.dry = true;
	assert_done(shut(w, &wish, NULL));
	assert_int_equal(w->got.act, 0);
	assert_string_equal(buf_string(&w->said), "unplanned: Heating, Fri 20 Nov 2026, afternoon\n");
	wish.dry = false;
	assert_done(shut(w, &wish, NULL));
	assert_string_equal(stands(w, OAK_AM, FINN), "/");
	at(w, "2026-11-20T13:05");
	assert_refused(mark(w, REF(OAK, TODAY, SESSION_PM), FINN, "/", NULL), "only Y4");
	assert_done(office_register_send(w->o, REF(OAK, TODAY, SESSION_PM), &w->said, &w->got, &w->e));
	assert_int_equal(w->got.planned, 2);
	assert_string_equal(stands(w, REF(OAK, TODAY, SESSION_PM), FINN), "Y4");
}

static void replaces_by_a_word(struct world *w)
{
	struct closure_wish wish = wish_of("unplanned", "Snow");

	as(w, "ann");
	at(w, "2026-11-20T09:05");
	assert_done(mark(w, OAK_AM, FINN, "/", NULL));
	assert_done(mark(w, OAK_AM, GIA, "N", NULL));
	wish.from_session = 0;
	wish.dry = true;
	assert_done(shut(w, &wish, NULL));
	assert_string_equal(buf_string(&w->said), "unplanned: Snow, Fri 20 Nov 2026\nY4 would take the place of 2 marks: / 1, N 1\n");
	assert_string_equal(stands(w, OAK_AM, FINN), "/");
	wish.dry = false;
	at(w, "2026-11-20T09:16"); /* closed: a reason, once */
	assert_refused(shut(w, &wish, NULL), "say why");
	assert_string_equal(stands(w, OAK_AM, FINN), "/");
	assert_done(shut(w, &wish, "nobody was let in"));
	assert_int_equal(w->got.entries, 3);
	assert_int_equal(w->got.facts, 1);
	assert_string_equal(stands(w, OAK_AM, FINN), "Y4");
	assert_string_equal(stands(w, OAK_AM, GIA), "Y4");
	assert_done(office_undo(w->o, w->got.act, "it was open", &w->said, &w->got, &w->e));
	assert_string_equal(stands(w, OAK_AM, FINN), "/");
}

/* Of a part of the school: who is seen is here all the same (PR24 reg 10(2)). */
static void class_shut(struct world *w)
{
	struct closure_wish wish = wish_of("partial", "Roof of Oak");
	struct register_view v;

	as(w, "ann");
	at(w, "2026-11-20T09:05");
	assert_done(mark(w, OAK_AM, FINN, "/", NULL));
	assert_done(mark(w, OAK_AM, GIA, "I", NULL));
	wish.group = "oak";
	wish.from_session = 0;
	assert_done(shut(w, &wish, NULL));
	assert_string_equal(buf_string(&w->said),
			    "partial: Roof of Oak (Oak), Fri 20 Nov 2026\nY3 takes the place of 1 mark: I 1\n1 mark stays: / 1\n");
	assert_string_equal(stands(w, OAK_AM, FINN), "/");
	assert_string_equal(stands(w, OAK_AM, GIA), "Y3");
	assert_refused(mark(w, OAK_AM, FINN, "N", NULL), "a child is here, or Y3");
	assert_done(mark(w, OAK_AM, FINN, "L", NULL));
	assert_done(mark(w, WILLOW_AM, BEN, "N", NULL)); /* open */
	assert_done(office_register_open(w->o, REF(OAK, TODAY, SESSION_PM), &v, &w->e));
	assert_int_equal(v.lines[0].expected, CODE_Y3);
	assert_string_equal(v.lines[0].expected_words, "Roof of Oak");
	register_view_finish(&v);
}

/* Y7 with its reason: the note is the name of the closure (A13, A15). */
static void staggered_start(struct world *w)
{
	struct closure_wish wish = wish_of("staggered", "Staggered start of reception");
	struct register_view v;

	as(w, "ann");
	wish.year = 0;
	assert_done(shut(w, &wish, NULL));
	assert_words(buf_string(&w->said), "(Reception)");
	at(w, "2026-11-20T09:05");
	assert_done(office_register_fill(w->o, WILLOW_AM, NULL, &w->got, &w->e));
	assert_int_equal(w->got.planned, 1); /* Chloé alone is in reception */
	assert_int_equal(w->got.entries, 2);
	buf_reset(&w->said);
	assert_done(office_register_send(w->o, WILLOW_AM, &w->said, &w->got, &w->e));
	assert_string_equal(buf_string(&w->said), "2 here, 1 absent, 0 blank; 1 as planned or reported: Chloé Dunn Y7");
	assert_done(office_register_open(w->o, WILLOW_AM, &v, &w->e));
	for (int i = 0; i < v.count; i++)
		if (v.lines[i].pupil == CHLOE) {
			assert_string_equal(v.lines[i].note, "Staggered start of reception");
			assert_false(v.lines[i].needs_note);
		}
	register_view_finish(&v);
}

/* Nobody is there to take the register: the close sends it as it is known, and no other. */
static void closed_without_a_teacher(struct world *w)
{
	struct closure_wish wish = wish_of("partial", "Roof of Oak");
	struct register_ref all = { 0, TODAY, SESSION_AM };

	as(w, "ann");
	wish.group = "Oak";
	assert_done(shut(w, &wish, NULL));
	at(w, "2026-11-20T09:20");
	buf_reset(&w->said);
	assert_done(office_session_close(w->o, &all, true, &w->said, &w->got, &w->e));
	assert_words(buf_string(&w->said), "Willow: not taken\n");
	assert_words(buf_string(&w->said), "Oak: 0 here, 2 absent, 0 blank; 2 as planned or reported: ");
	assert_string_equal(stands(w, OAK_AM, FINN), "Y3");
	assert_string_equal(stands(w, WILLOW_AM, BEN), "");
	buf_reset(&w->said);
	assert_done(office_session_close(w->o, &all, true, &w->said, &w->got, &w->e));
	assert_words(buf_string(&w->said), "Oak: already closed at 09:20 by Ann Reed");
}

static void changed_and_gone(struct world *w)
{
	struct closure_wish wish = wish_of("unplanned", "Snow");

	as(w, "ann");
	wish.from = day_of(2026, 11, 23);
	assert_done(shut(w, &wish, NULL));
	assert_done(shut(w, &wish, NULL));
	assert_int_equal(w->got.act, 0); /* it stands */
	wish.to = day_of(2026, 11, 24);
	assert_done(shut(w, &wish, NULL));
	assert_words(buf_string(&w->said), "(was unplanned, Mon 23 Nov 2026)");
	wish.remove = true;
	wish.to = DAY_NONE;
	assert_int_equal(shut(w, &wish, NULL), -ENOENT);
	wish.to = day_of(2026, 11, 24);
	wish.dry = true;
	assert_done(shut(w, &wish, NULL));
	assert_words(buf_string(&w->said), "would be taken away");
	wish.dry = false;
	assert_done(shut(w, &wish, NULL));
	assert_words(buf_string(&w->said), "2026 taken away");
	assert_int_equal(shut(w, &wish, NULL), -ENOENT);
}

/* Its marks outlive it: they are said, or a child who is Y3 would be looked for by nobody. */
static void gone_and_marked(struct world *w)
{
	struct closure_wish wish = wish_of("partial", "Roof of Oak");
	struct register_ref oak = *OAK_AM;

	as(w, "ann");
	wish.group = "Oak";
	assert_done(shut(w, &wish, NULL));
	at(w, "2026-11-20T09:20");
	assert_done(office_session_close(w->o, &oak, true, &w->said, &w->got, &w->e));
	buf_reset(&w->said);
	wish.remove = true;
	assert_done(shut(w, &wish, NULL));
	assert_words(buf_string(&w->said), "taken away\n2 marks stand of it: change the registers, or undo the act that made them.\n");
}

static void who_may(struct world *w)
{
	struct closure_wish wish = wish_of("unplanned", "Snow");

	as(w, "tom");
	assert_refused(shut(w, &wish, NULL), "may not say that the school is shut");
	as(w, "yaz"); /* of one year */
	assert_refused(shut(w, &wish, NULL), "may not say that the school is shut");
	as(w, "ann");
	assert_done(mark(w, OAK_AM, FINN, "/", NULL));
	as(w, "ada"); /* looks after the school, changes no marks */
	wish.from_session = 0;
	assert_refused(shut(w, &wish, "snow"), "may not use every code");
	wish.from_session = 1;
	assert_done(shut(w, &wish, NULL));
}

static const struct world_case cases[] = {
	{ "a planned closure after marks, or afterwards", planned_after_marks, false },
	{ "closed at eleven: the morning stays", at_eleven, false },
	{ "marks give way to a person's word, with a reason after the close", replaces_by_a_word, false },
	{ "a class is shut, and one child is seen", class_shut, false },
	{ "a staggered start says its reason", staggered_start, false },
	{ "the close sends the register of a class that is shut", closed_without_a_teacher, false },
	{ "changed, and taken away", changed_and_gone, false },
	{ "gone, and its marks stand", gone_and_marked, false },
	{ "who may say so", who_may, false },
};

int main(void)
{
	static struct rows all;

	rows_add(&all, rule_row, rules);
	rows_add(&all, world_case, cases);
	return rows_run(&all, "closure");
}
