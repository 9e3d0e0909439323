#include "rows.h"

#include <errno.h>

#include "office/plans.h"
#include "rules/code.h"
#include "store/store.h"
#include "world.h"

#define THURSDAY day_of(2026, 11, 19)

/* How many lack their note; "Ben B Thu 19 Nov 2026 am (swimming)" lines of the first of them in w->said. */
static int lacking(struct world *w, int most)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct lacking_note *list;
	char day[DAY_TEXT];

	buf_reset(&w->said);
	err_clear(&w->e);
	int n = office_notes_lacking(w->o, most, &a, &list, &w->e);
	for (int i = 0; i < n && i < most; i++)
		buf_printf(&w->said, "%s %s %s %s %s%s%s\n", list[i].name, list[i].group, list[i].code, day_iso(list[i].ref.day, day),
			   session_name(list[i].ref.session), list[i].last ? " last " : "", list[i].last ? list[i].last : "");
	return n;
}

static int note(struct world *w, const struct register_ref *ref, int64_t pupil, const char *text)
{
	int64_t act = 0;

	err_clear(&w->e);
	return office_note_put(w->o, ref, pupil, text, &act, &w->e);
}

static void until_it_is_said(struct world *w)
{
	as(w, "ann");
	assert_int_equal(lacking(w, 5), 0);
	assert_done(mark(w, WILLOW_AM, BEN, "B", NULL));
	assert_done(mark(w, WILLOW_AM, AMARA, "I", NULL));
	assert_int_equal(lacking(w, 5), 1);
	assert_string_equal(buf_string(&w->said), "Ben Ash Willow B 2026-11-20 am\n");
	assert_done(note(w, WILLOW_AM, BEN, "swimming gala"));
	assert_int_equal(lacking(w, 5), 0);
}

static void last_is_offered(struct world *w)
{
	as(w, "ann");
	assert_done(mark(w, REF(WILLOW, THURSDAY, SESSION_AM), BEN, "B", "late news"));
	assert_done(note(w, REF(WILLOW, THURSDAY, SESSION_AM), BEN, "Hill Provision"));
	assert_done(mark(w, REF(WILLOW, THURSDAY, SESSION_PM), BEN, "Y7", "late news"));
	assert_done(mark(w, WILLOW_AM, BEN, "B", NULL));
	assert_int_equal(lacking(w, 5), 2);
	assert_string_equal(buf_string(&w->said), "Ben Ash Willow B 2026-11-20 am last Hill Provision\nBen Ash Willow Y7 2026-11-19 pm\n");
	assert_int_equal(lacking(w, 1), 2);
	assert_string_equal(buf_string(&w->said), "Ben Ash Willow B 2026-11-20 am last Hill Provision\n");
}

/* A note is about the mark that stood when it was written. */
static void note_of_another_mark(struct world *w)
{
	as(w, "ann");
	assert_done(mark(w, WILLOW_AM, BEN, "I", NULL));
	assert_done(note(w, WILLOW_AM, BEN, "a cold"));
	assert_done(mark(w, WILLOW_AM, BEN, "Y7", NULL));
	assert_int_equal(lacking(w, 5), 1);
	assert_done(note(w, WILLOW_AM, BEN, "river in flood"));
	assert_int_equal(lacking(w, 5), 0);
	assert_done(mark(w, WILLOW_AM, BEN, "I", NULL));
	assert_done(mark(w, WILLOW_AM, BEN, "Y7", NULL));
	assert_int_equal(lacking(w, 5), 1);
}

/* B needed no note before 19 August 2024, and last year's marks are last year's. */
static void this_year_only(struct world *w)
{
	as(w, "ann");
	RUN(w, { BEN, day_of(2026, 9, 2), 4, 1, "B" });
	assert_int_equal(lacking(w, 5), 1);
	assert_string_equal(buf_string(&w->said), "Ben Ash Willow B 2026-09-02 am\n");
	at(w, "2027-09-01T09:00");
	assert_int_equal(lacking(w, 5), 0);
}

static void of_own_classes(struct world *w)
{
	as(w, "ann");
	assert_done(mark(w, WILLOW_AM, BEN, "B", NULL));
	assert_done(mark(w, REF(OAK, TODAY, SESSION_AM), FINN, "B", NULL));
	assert_int_equal(lacking(w, 5), 2);
	as(w, "tom");
	assert_int_equal(lacking(w, 5), 1);
	assert_done(note(w, WILLOW_AM, BEN, "swimming"));
	assert_refused(note(w, REF(OAK, TODAY, SESSION_AM), FINN, "swimming"), "may not take this register");
	as(w, "gus");
	assert_int_equal(lacking(w, 5), -EPERM);
}

static void what_is_said(struct world *w)
{
	as(w, "ann");
	assert_refused(note(w, WILLOW_AM, BEN, "swimming"), "has no mark");
	assert_done(mark(w, WILLOW_AM, BEN, "B", NULL));
	assert_int_equal(note(w, WILLOW_AM, BEN, " "), -EINVAL);
	assert_int_equal(note(w, WILLOW_AM, BEN, "two\nlines"), -EINVAL);
	assert_int_equal(note(w, WILLOW_AM, BEN, NULL), -EINVAL);
	assert_int_equal(lacking(w, 5), 1);
}

static const struct world_case cases[] = {
	{ "on the list until it is said", until_it_is_said, false },
	{ "the last text of that code is offered, the newest mark first", last_is_offered, false },
	{ "a note is about the mark that stood", note_of_another_mark, false },
	{ "of this school year", this_year_only, false },
	{ "of the classes that one may see", of_own_classes, false },
	{ "a note of a mark, in one line", what_is_said, false },
};

int main(void)
{
	static struct rows all;

	rows_add(&all, world_case, cases);
	return rows_run(&all, "notes_lacking");
}
