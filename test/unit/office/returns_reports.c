#include "rows.h"

#include <stdio.h>

#include "office/reports.h"
#include "store/store.h"
#include "world.h"

/* The reports of returns, the penalty threshold, crossings and forecasts, over the practice school of world.h. */
#define NOVEMBER day_of(2026, 11, 2)
#define SEPTEMBER day_of(2026, 9, 2)

typedef int filler(struct office *o, const struct report_wish *w, struct report *ret, struct err *e);
#define WISH(...) (struct report_wish){ .date = DAY_NONE, .from = DAY_NONE, .to = DAY_NONE, .session = -1, __VA_ARGS__ }

static const struct cell *cell_of(const struct report *r, int row, const char *column, enum cell_kind *ret_kind)
{
	for (int i = 0; i < r->column_count; i++)
		if (strcmp(r->columns[i].name, column) == 0) {
			*ret_kind = r->columns[i].kind;
			return &r->rows.items[row].cells[i];
		}
	fail_msg("there is no column %s", column);
	return NULL;
}

static void cell_put(const struct report *r, int row, const char *column, struct buf *to)
{
	enum cell_kind kind;
	const struct cell *c = cell_of(r, row, column, &kind);
	char day[DAY_TEXT];

	if (kind == CELL_TEXT || kind == CELL_LIST)
		buf_text(to, c->text ? c->text : "-");
	else if (c->empty)
		buf_char(to, '-');
	else if (kind == CELL_DAY)
		buf_text(to, day_iso((struct day){ (int32_t)c->number }, day));
	else
		buf_printf(to, "%d", (int)c->number);
}

/* The columns named, parted by blanks; a row a line. */
static const char *rows_of(struct world *w, filler *fill, struct report_wish wish, const char *names)
{
	struct report r = { 0 };
	char column[40];
	int used;

	buf_reset(&w->said);
	err_clear(&w->e);
	assert_done(fill(w->o, &wish, &r, &w->e));
	for (int row = 0; row < r.rows.count; row++) {
		for (const char *at = names; sscanf(at, "%39s%n", column, &used) == 1; at += used) {
			buf_text(&w->said, at == names ? "" : " ");
			cell_put(&r, row, column, &w->said);
		}
		buf_char(&w->said, '\n');
	}
	report_finish(&r);
	return buf_string(&w->said);
}

/* Every sentence above and below the table. */
static const char *sentences_of(struct world *w, filler *fill, struct report_wish wish)
{
	struct report r = { 0 };

	buf_reset(&w->said);
	assert_done(fill(w->o, &wish, &r, &w->e));
	buf_printf(&w->said, "%s\n", r.title);
	for (int i = 0; i < r.lines.count; i++)
		buf_printf(&w->said, "%s\n", r.lines.items[i]);
	for (int i = 0; i < r.notes.count; i++)
		buf_printf(&w->said, "%s\n", r.notes.items[i]);
	report_finish(&r);
	return buf_string(&w->said);
}

/* THE PENALTY THRESHOLD ---------------------------------------------------------------------------------------------------------------- */

static void marks_penalty(struct world *w)
{
	RUN(w, { AMARA, NOVEMBER, 26, 12, "O" }, { BEN, day_of(2026, 11, 10), 16, 8, "N" }, { CHLOE, NOVEMBER, 26, 26, "G" }, { FINN, NOVEMBER, 26, 6, "U" },
	    { GIA, NOVEMBER, 26, 10, "G" }, { ED, NOVEMBER, 18, 9, "G" });
	as(w, "ann");
}

static void penalty(struct world *w)
{
	marks_penalty(w);
	assert_string_equal(rows_of(w, report_fill_penalty, WISH(0), "name class state sessions_now provisional lacking met_date met_session windows"),
			    "Finn Oakley Oak met 10 0 0 2026-11-06 pm 2026-08-31..2026-11-08 10\n"
			    "Amara Okafor Willow met 12 0 0 2026-11-06 pm 2026-08-31..2026-11-08 10; 2026-08-31..2026-11-15 12\n"
			    "Ed Left Willow near 9 0 1 - - -\n"
			    "Ben Ash Willow near 8 8 2 - - -\n");
	assert_string_equal(rows_of(w, report_fill_penalty, WISH(.within = 1), "name lacking"), "Finn Oakley 0\nAmara Okafor 0\nEd Left 1\n");
	assert_string_equal(rows_of(w, report_fill_penalty, WISH(.within = 4, .group = "Oak"), "name lacking"), "Finn Oakley 0\nFinnley Oakley 4\n");
	assert_string_equal(rows_of(w, report_fill_penalty, WISH(.pupil = "102"), "name sessions_now lacking"), "Ben Ash 8 2\n");
	assert_string_equal(rows_of(w, report_fill_penalty, WISH(.group = "Oak"), "sessions"),
			    "2026-11-02 am G; 2026-11-02 pm G; 2026-11-03 am G; 2026-11-03 pm G; 2026-11-04 am G; 2026-11-04 pm G; 2026-11-05 am G; 2026-11-05 pm G; "
			    "2026-11-06 am G; 2026-11-06 pm G\n");
}

static void penalty_said(struct world *w)
{
	marks_penalty(w);
	const char *said = sentences_of(w, report_fill_penalty, WISH(.group = "Oak", .working = true));
	assert_words(said, "Penalty threshold of Oak, Tue 1 Sep 2026 to Fri 20 Nov 2026\n");
	assert_words(said, "The ten school weeks are Mon 7 Sep 2026 to Sun 22 Nov 2026.");
	assert_words(said, "Finn Oakley: School weeks: 9, ");
	assert_words(said, "Met now: 1. Met before, not now: 0. Close to it: 0.");
	assert_words(sentences_of(w, report_fill_penalty, WISH(.group = "Oak")), "Finn Oakley: Mon 2 Nov 2026 am G, pm G; Tue 3 Nov 2026 am G, pm G;");
}

/* Met in September; by the end of the year it is met no more. */
static void penalty_before(struct world *w)
{
	RUN(w, { AMARA, SEPTEMBER, 98, 10, "O" });
	as(w, "ann");
	assert_string_equal(rows_of(w, report_fill_penalty, WISH(0), "name state sessions_now lacking met_date"), "Amara Okafor met_before 4 6 2026-09-08\n");
}

static void refusals(struct world *w)
{
	struct report r = { 0 };

	marks_penalty(w);
	assert_int_not_equal(report_fill_penalty(w->o, &WISH(.within = 11), &r, &w->e), 0);
	assert_words(w->e.text, "a number from 1 to 10");
	assert_int_not_equal(report_fill_returns(w->o, &WISH(.kind = "holiday"), &r, &w->e), 0);
	assert_words(w->e.text, "\"holiday\" is no kind of return. There are: attendance, sickness, leave, ");
	assert_int_not_equal(report_fill_forecast(w->o, &WISH(.within = -1), &r, &w->e), 0);
	as(w, "gus");
	assert_refused(report_fill_penalty(w->o, &WISH(0), &r, &w->e), "Gus Vale may not see pupils' figures");
	assert_refused(report_fill_returns(w->o, &WISH(0), &r, &w->e), "Gus Vale may not see pupils' figures");
	assert_refused(report_fill_crossings(w->o, &WISH(0), &r, &w->e), "Gus Vale may not see pupils' figures");
	assert_refused(report_fill_forecast(w->o, &WISH(0), &r, &w->e), "Gus Vale may not see pupils' figures");
	as(w, "tom"); /* his class alone */
	assert_string_equal(rows_of(w, report_fill_penalty, WISH(0), "name"), "Amara Okafor\nEd Left\nBen Ash\n");
	assert_refused(report_fill_penalty(w->o, &WISH(.group = "Oak"), &r, &w->e), "Tom Bell may not");
}

/* RETURNS -------------------------------------------------------------------------------------------------------------------------------- */

static void returns(struct world *w)
{
	RUN(w, { AMARA, NOVEMBER, 26, 26, "O" }, { BEN, SEPTEMBER, 98, 21, "I" });
	as(w, "ann");
	assert_string_equal(rows_of(w, report_fill_returns, WISH(0), "name class kind state named from due school_days half_a_day ahead words"),
			    "Ed Left Willow deletion due 0 2026-11-13 2026-11-13 0 0 0 last day Fri 13 Nov 2026\n"
			    "Amara Okafor Willow attendance due 0 2026-11-02 - 13 0 0 13 school days in a row of G, N, O or U\n"
			    "Dev Rao Willow new_pupil due 0 2026-11-20 2026-11-25 0 0 0 starting day Fri 20 Nov 2026\n"
			    "Ben Ash Willow sickness near 0 2026-09-02 - 10 1 0 10 1/2 school days of illness this year\n");
	assert_string_equal(rows_of(w, report_fill_returns, WISH(.kind = "sickness"), "name"), "Ben Ash\n");
	const char *said = sentences_of(w, report_fill_returns, WISH(.kind = "sickness", .working = true));
	assert_words(said, "Sickness return, Tue 1 Sep 2026 to Fri 20 Nov 2026\n");
	assert_words(said, "Ben Ash: Sessions: 21, of illness this school year, since Wed 2 Sep 2026; Line: 21 is less than 30.");
	assert_words(said, "On Fri 20 Nov 2026: due 0, near 1, made 0.");
}

/* CROSSINGS ------------------------------------------------------------------------------------------------------------------------------ */

#define CROSSED "name line inclusive direction date session possible attended state"

static void crossed(struct world *w)
{
	as(w, "ann");
	RUN(w, { AMARA, SEPTEMBER, 18, 0, "O" }, { AMARA, day_of(2026, 9, 15), 2, 2, "O" }, { AMARA, day_of(2026, 9, 16), 30, 0, "O" });
	assert_string_equal(rows_of(w, report_fill_crossings, WISH(0), CROSSED), "Amara Okafor 95 0 below 2026-09-15 pm 20 18 -\n"
										 "Amara Okafor 90 1 below 2026-09-15 pm 20 18 -\n"
										 "Amara Okafor 90 1 above 2026-09-16 am 21 19 -\n"
										 "Amara Okafor 95 0 above 2026-09-29 pm 40 38 -\n");
	struct report_wish before = WISH(0);
	before.to = day_of(2026, 9, 15);
	assert_string_equal(rows_of(w, report_fill_crossings, before, "line direction"), "95 below\n90 below\n");
	const char *said = sentences_of(w, report_fill_crossings, WISH(.working = true));
	assert_words(said, "Nothing is looked at before 20 sessions were possible.");
	assert_words(said, "Amara Okafor, below 90%: Up to: Tue 15 Sep 2026, pm; Marks: 20, sessions that were marked; Possible: 20, ");
}

static void review_put(struct world *w)
{
	struct review_row row = REVIEW_NEW;
	struct hash head;
	struct store *st;

	assert_int_equal(store_open(w->directory, &st, &w->e), 0);
	assert_int_equal(store_act_last(st, &row.of_act, &head), 0);
	store_close(st);
	row.policy = "national";
	row.opened_day = row.closed_day = day_of(2026, 9, 15);
	row.through_day = day_of(2026, 9, 15);
	row.through_session = 1;
	world_put(w, THING_REVIEW, &row);
}

static void crossed_since(struct world *w)
{
	as(w, "ann");
	RUN(w, { AMARA, SEPTEMBER, 18, 0, "O" }, { AMARA, day_of(2026, 9, 15), 2, 2, "O" }, { BEN, SEPTEMBER, 20, 0, "O" });
	assert_words(sentences_of(w, report_fill_crossings, WISH(.new_only = true)), "No review was closed yet, so all of them are new.");
	review_put(w);
	as(w, "ann");
	assert_string_equal(rows_of(w, report_fill_crossings, WISH(.new_only = true), CROSSED), "");
	RUN(w, { AMARA, day_of(2026, 9, 16), 1, 0, "O" });
	as(w, "ann");
	assert_string_equal(rows_of(w, report_fill_crossings, WISH(.new_only = true), CROSSED), "Amara Okafor 90 1 above 2026-09-16 am 21 19 new\n");
	assert_done(mark(w, REF(WILLOW, day_of(2026, 9, 15), SESSION_PM), AMARA, "/", "was there after all"));
	assert_string_equal(rows_of(w, report_fill_crossings, WISH(.new_only = true), CROSSED " why"),
			    "Amara Okafor 95 0 below 2026-09-15 pm 20 18 withdrawn a mark up to that session was changed since the review\n"
			    "Amara Okafor 90 1 below 2026-09-15 pm 20 18 withdrawn a mark up to that session was changed since the review\n");
	assert_words(sentences_of(w, report_fill_crossings, WISH(.new_only = true)), "Amara Okafor, not below 90% now: a mark up to that session was changed since");
	assert_done(mark(w, REF(WILLOW, day_of(2026, 9, 15), SESSION_AM), BEN, "O", "was away"));
	assert_done(mark(w, REF(WILLOW, day_of(2026, 9, 15), SESSION_PM), BEN, "O", "was away"));
	assert_words(rows_of(w, report_fill_crossings, WISH(.new_only = true), CROSSED " why"),
		     "Ben Ash 90 1 below 2026-09-15 pm 20 18 new a mark up to that session was changed since the review, and brought it\n");
}

/* FORECAST ------------------------------------------------------------------------------------------------------------------------------- */

static void forecast(struct world *w)
{
	RUN(w, { AMARA, SEPTEMBER, 100, 10, "O" }, { BEN, SEPTEMBER, 100, 0, "O" });
	as(w, "ann");
	/* The world's year ends on 18 December: 20 school days and this Friday. */
	assert_string_equal(rows_of(w, report_fill_forecast, WISH(.pupil = "101"), "line below missed_in_row attended_in_row may_miss in_reach_down left best worst"),
			    "95 1 - 100 - 1 42 132 90\n90 1 - 1 4 1 42 132 90\n80 0 13 - 18 1 42 132 90\n50 0 80 - 42 0 42 132 90\n");
	assert_string_equal(rows_of(w, report_fill_forecast, WISH(.within = 1), "name line in_a_row"), "Amara Okafor 90 1 attended\n");
	const char *said = sentences_of(w, report_fill_forecast, WISH(.within = 1, .working = true));
	assert_words(said, "Within 1 session in a row of a line: 1 of ");
	assert_words(said, "Amara Okafor: Marks: 100, sessions that were marked; Possible: 100, what is left; ");
}

static const struct world_case cases[] = {
	{ "who meets the threshold, and who lacks few", penalty },
	{ "the threshold in words, and its working", penalty_said },
	{ "met before, and not now", penalty_before },
	{ "refused", refusals },
	{ "returns, a row each", returns },
	{ "below a line, and above it again", crossed },
	{ "since the last review: new, withdrawn, brought by a change", crossed_since },
	{ "what may come of the year", forecast },
};

int main(void)
{
	static struct rows all;

	rows_add(&all, world_case, cases);
	return rows_run(&all, "office/returns_reports");
}
