#include "rows.h"

#include <errno.h>
#include <stdio.h>

#include "office/pupils.h"
#include "office/returns.h"
#include "office/today.h"
#include "store/store.h"
#include "world.h"

/* The practice school of world.h: 13 school days without a reason, an illness that is expected to go on, four days of suspension, one who comes and one who left. */
#define NOVEMBER day_of(2026, 11, 2)
#define TWO_RETURNS "attendance due Amara 2026-11-02 13 school days in a row of G, N, O or U; sickness due Ben 2026-11-10 7 school days of illness this year, " \
	"31 sessions to come"

static void plan(struct world *w, int64_t pupil, const char *code, struct day from, struct day to)
{
	struct plan_row row = PLAN_NEW;
	struct plan_pupil_row of = PLAN_PUPIL_NEW;

	row.kind = "absence";
	row.code = code;
	row.from_day = from;
	row.to_day = to;
	row.to_session = 1;
	row.weekdays = 31;
	row.sessions = 3;
	world_put(w, THING_PLAN, &row);
	of.plan = row.id;
	of.pupil = pupil;
	world_put(w, THING_PLAN_PUPIL, &of);
}

static void ill_until(struct world *w, int64_t pupil, struct day from, struct day back)
{
	struct reported_row row = REPORTED_NEW;

	row.pupil = pupil;
	row.code = "I";
	row.words = "in hospital";
	row.caller = "Grace";
	row.from_day = from;
	row.back_day = back;
	row.back_session = 0;
	world_put(w, THING_REPORTED, &row);
}

static void marks_common(struct world *w)
{
	RUN(w, { AMARA, NOVEMBER, 26, 26, "O" }, { BEN, day_of(2026, 11, 10), 14, 14, "I" }, { GIA, day_of(2026, 11, 16), 8, 8, "E" },
	    { FINN, NOVEMBER, 26, 0, "O" });
	ill_until(w, BEN, day_of(2026, 11, 19), day_of(2026, 12, 14));
}

/* "attendance due Amara 2026-11-02 13 school days ...; ...": kinds in the order of the list, first names alone. */
static const char *lines_of(struct world *w, struct returns_wish wish)
{
	static const char *const states[] = { "near", "due", "made" };
	struct returns_view v;
	char day[DAY_TEXT], first[40];

	buf_reset(&w->said);
	assert_done(office_returns_open(w->o, &wish, &v, &w->e));
	for (int i = 0; i < v.count; i++) {
		const struct return_line *l = &v.lines[i];

		snprintf(first, sizeof first, "%.*s", (int)strcspn(l->name, " "), l->name);
		buf_printf(&w->said, "%s%s %s%s%s %s %s %s", i > 0 ? "; " : "", return_name(l->found.kind), l->overdue ? "over" : "", states[l->found.state],
			   l->found.named ? " named" : "", first, day_iso(l->found.from, day), l->words);
		if (l->said)
			buf_printf(&w->said, " (%s)", l->said);
	}
	returns_view_finish(&v);
	return buf_string(&w->said);
}
#define ALL(...) lines_of(w, (struct returns_wish){ .kind = -1, __VA_ARGS__ })
#define KIND(k, ...) lines_of(w, (struct returns_wish){ .kind = (k), __VA_ARGS__ })

static int made(struct world *w, int64_t pupil, enum return_kind kind, struct day day, const char *words, int64_t *ret_act)
{
	*ret_act = 0;
	err_clear(&w->e);
	return office_return_made(w->o, pupil, kind, day, words, ret_act, &w->e);
}

static void undo(struct world *w, int64_t act)
{
	CLEAN_BUF struct buf said = { 0 };
	struct mark_result got;

	err_clear(&w->e);
	assert_done(office_undo(w->o, act, NULL, &said, &got, &w->e));
}

/* WHAT IS DUE ------------------------------------------------------------------------------------------------------------------------ */

static void due(struct world *w)
{
	marks_common(w);
	as(w, "ann");
	assert_string_equal(ALL(0), "deletion overdue Ed 2026-11-13 last day Fri 13 Nov 2026; " TWO_RETURNS
				    "; new_pupil due Dev 2026-11-20 starting day Fri 20 Nov 2026; suspension_6 near Finn 2026-11-16 4 school days of suspension");
	assert_string_equal(KIND(RETURN_SICKNESS, .pupil = BEN), "sickness due Ben 2026-11-10 7 school days of illness this year, 31 sessions to come");
	assert_string_equal(KIND(-1, .group = "Oak"), "suspension_6 near Finn 2026-11-16 4 school days of suspension");
	assert_string_equal(KIND(-1, .pupil = FINN), "");
}

static void counts(struct world *w)
{
	struct returns_view v;

	marks_common(w);
	as(w, "ann");
	assert_done(office_returns_open(w->o, &(struct returns_wish){ .kind = -1 }, &v, &w->e));
	assert_int_equal(v.due, 4);
	assert_int_equal(v.near, 1);
	assert_true(v.may_change);
	assert_string_equal(v.lines[1].group, "Willow");
	assert_true(day_equal(v.day, TODAY));
	returns_view_finish(&v);
}

static void who_sees(struct world *w)
{
	struct returns_view v;
	int64_t act;

	marks_common(w);
	as(w, "yaz"); /* year 1 alone */
	assert_string_equal(ALL(0), "suspension_6 near Finn 2026-11-16 4 school days of suspension");
	assert_refused(made(w, AMARA, RETURN_ATTENDANCE, DAY_NONE, "told", &act), "Yaz Khan may not ");
	as(w, "tom"); /* Willow's teacher */
	assert_words(ALL(0), TWO_RETURNS);
	assert_refused(made(w, AMARA, RETURN_ATTENDANCE, DAY_NONE, "told", &act), "Tom Bell may not ");
	as(w, "gus");
	assert_refused(office_returns_open(w->o, &(struct returns_wish){ .kind = -1 }, &v, &w->e), "Gus Vale may not see pupils' figures");
}

/* Expected: what a plan and a family say of the same session counts once, and what is past does not. */
static void expected_once(struct world *w)
{
	RUN(w, { AMARA, day_of(2026, 11, 16), 8, 8, "I" });
	plan(w, AMARA, "I", day_of(2026, 11, 16), day_of(2026, 11, 27));
	ill_until(w, AMARA, day_of(2026, 11, 19), day_of(2026, 11, 28));
	as(w, "ann");
	assert_string_equal(KIND(RETURN_SICKNESS), ""); /* 8 and 11 */
	plan(w, AMARA, "I", day_of(2026, 11, 30), day_of(2026, 11, 30));
	assert_string_equal(KIND(RETURN_SICKNESS), "sickness near Amara 2026-11-16 4 school days of illness this year, 13 sessions to come");
	at(w, "2026-11-20T14:00"); /* the afternoon has begun */
	assert_string_equal(KIND(RETURN_SICKNESS), "sickness near Amara 2026-11-16 4 school days of illness this year, 12 sessions to come");
}

static void suspension_planned(struct world *w)
{
	RUN(w, { AMARA, day_of(2026, 11, 18), 4, 4, "E" });
	plan(w, AMARA, "E", day_of(2026, 11, 18), day_of(2026, 11, 26));
	as(w, "ann");
	assert_string_equal(KIND(RETURN_SUSPENSION_6), "suspension_6 due Amara 2026-11-18 2 school days of suspension, 4 planned");
}

static void after_leave(struct world *w)
{
	RUN(w, { AMARA, day_of(2026, 11, 2), 10, 10, "C" }, { AMARA, day_of(2026, 11, 10), 16, 16, "O" });
	plan(w, AMARA, "C", day_of(2026, 11, 2), day_of(2026, 11, 6));
	as(w, "ann");
	assert_string_equal(KIND(RETURN_LEAVE), "leave near Amara 2026-11-07 8 school days since leave ended");
	plan(w, AMARA, "C", day_of(2026, 11, 20), day_of(2026, 11, 27)); /* leave that runs today */
	assert_string_equal(KIND(RETURN_LEAVE), "");
}

static void other_year(struct world *w)
{
	RUN(w, { CHLOE, NOVEMBER, 26, 26, "O" }); /* four years old */
	as(w, "ann");
	assert_string_equal(KIND(RETURN_ATTENDANCE), "");
}

/* MADE ------------------------------------------------------------------------------------------------------------------------------- */

static void made_and_undone(struct world *w)
{
	int64_t act;

	marks_common(w);
	as(w, "ann");
	assert_done(made(w, AMARA, RETURN_ATTENDANCE, DAY_NONE, "e-mailed to the authority", &act));
	assert_true(act > 0);
	assert_string_equal(KIND(RETURN_ATTENDANCE), "");
	assert_string_equal(KIND(RETURN_ATTENDANCE, .made = true),
			    "attendance made Amara 2026-11-02 13 school days in a row of G, N, O or U (e-mailed to the authority)");
	undo(w, act);
	assert_string_equal(KIND(RETURN_ATTENDANCE), "attendance due Amara 2026-11-02 13 school days in a row of G, N, O or U");
	assert_done(made(w, AMARA, RETURN_ATTENDANCE, day_of(2026, 11, 19), "by telephone", &act));
	assert_string_equal(KIND(RETURN_ATTENDANCE), "");
}

static void made_by_another(struct world *w)
{
	int64_t act;

	marks_common(w);
	as(w, "ann");
	assert_done(made(w, BEN, RETURN_SICKNESS, DAY_NONE, "sent", &act));
	as(w, "hal");
	assert_refused(made(w, BEN, RETURN_SICKNESS, DAY_NONE, "sent", &act), "Sickness return of Ben Ash (Willow): made on Fri 20 Nov 2026 (Ann Reed, at 08:30)");
	assert_int_equal(act, 0);
	assert_refused(made(w, FINN, RETURN_SICKNESS, DAY_NONE, "sent", &act), "Sickness return: nothing is due for Finnley Oakley (Oak). Add the pupil");
}

static void made_what_and_when(struct world *w)
{
	int64_t act;

	marks_common(w);
	as(w, "ann");
	assert_int_not_equal(made(w, AMARA, RETURN_ATTENDANCE, DAY_NONE, NULL, &act), 0);
	assert_words(w->e.text, "To whom it went, and how");
	assert_int_not_equal(made(w, AMARA, RETURN_ATTENDANCE, DAY_NONE, "  ", &act), 0);
	assert_int_not_equal(made(w, AMARA, RETURN_ATTENDANCE, DAY_NONE, "two\nlines", &act), 0);
	assert_refused(made(w, AMARA, RETURN_ATTENDANCE, day_of(2026, 11, 21), "sent", &act), "Sat 21 Nov 2026 has not come yet");
	assert_refused(made(w, AMARA, RETURN_ATTENDANCE, day_of(2026, 8, 31), "sent", &act), "made on Tue 1 Sep 2026 or later");
	assert_int_equal(act, 0);
	assert_words(ALL(0), TWO_RETURNS);
}

/* Back, and away again: that is another return. */
static void another_episode(struct world *w)
{
	int64_t act;

	RUN(w, { AMARA, day_of(2026, 9, 2), 20, 20, "O" }, { AMARA, day_of(2026, 9, 16), 4, 0, "O" });
	as(w, "ann");
	assert_done(made(w, AMARA, RETURN_ATTENDANCE, day_of(2026, 9, 15), "sent", &act));
	assert_string_equal(KIND(RETURN_ATTENDANCE), "");
	RUN(w, { AMARA, day_of(2026, 9, 18), 20, 20, "O" });
	assert_string_equal(KIND(RETURN_ATTENDANCE, .made = true), "attendance due Amara 2026-09-18 10 school days in a row of G, N, O or U; "
								   "attendance made Amara 2026-09-02 10 school days in a row of G, N, O or U (sent)");
}

/* A mark that is changed takes the episode away, and brings it back. */
static void amended(struct world *w)
{
	RUN(w, { AMARA, day_of(2026, 11, 5), 20, 20, "O" }, { AMARA, day_of(2026, 11, 2), 6, 0, "O" });
	as(w, "ann");
	assert_string_equal(KIND(RETURN_ATTENDANCE), "attendance due Amara 2026-11-05 10 school days in a row of G, N, O or U");
	assert_done(mark(w, REF(WILLOW, day_of(2026, 11, 19), SESSION_PM), AMARA, "I", "a note"));
	assert_string_equal(KIND(RETURN_ATTENDANCE), "");
	assert_done(mark(w, REF(WILLOW, day_of(2026, 11, 19), SESSION_PM), AMARA, "O", "a mistake"));
	assert_string_equal(KIND(RETURN_ATTENDANCE), "attendance due Amara 2026-11-05 10 school days in a row of G, N, O or U");
}

static void roll_returns(struct world *w)
{
	int64_t act;

	as(w, "ann");
	assert_string_equal(ALL(0), "deletion overdue Ed 2026-11-13 last day Fri 13 Nov 2026; new_pupil due Dev 2026-11-20 starting day Fri 20 Nov 2026");
	assert_done(made(w, DEV, RETURN_NEW_PUPIL, DAY_NONE, "sent", &act));
	assert_done(made(w, ED, RETURN_DELETION, DAY_NONE, "sent", &act));
	assert_string_equal(ALL(0), "");
	assert_string_equal(ALL(.made = true), "new_pupil made Dev 2026-11-20 starting day Fri 20 Nov 2026; deletion made Ed 2026-11-13 last day Fri 13 Nov 2026");
	undo(w, act);
	assert_string_equal(ALL(0), "deletion overdue Ed 2026-11-13 last day Fri 13 Nov 2026");
}

/* NAMED ------------------------------------------------------------------------------------------------------------------------------ */

static int add(struct world *w, int64_t pupil, enum return_kind kind, const char *words, int64_t *ret_act)
{
	*ret_act = 0;
	err_clear(&w->e);
	return office_return_add(w->o, pupil, kind, words, ret_act, &w->e);
}

static int drop(struct world *w, int64_t pupil, enum return_kind kind, const char *words, int64_t *ret_act)
{
	*ret_act = 0;
	err_clear(&w->e);
	return office_return_drop(w->o, pupil, kind, words, ret_act, &w->e);
}

static void named(struct world *w)
{
	int64_t act;

	as(w, "ann");
	assert_done(add(w, FINN, RETURN_ATTENDANCE, "fails to attend regularly", &act));
	assert_string_equal(KIND(RETURN_ATTENDANCE), "attendance due named Finnley 2026-11-20 named on Fri 20 Nov 2026 (fails to attend regularly)");
	assert_int_equal(add(w, FINN, RETURN_ATTENDANCE, "again", &act), -EEXIST);
	assert_words(w->e.text, "Finnley Oakley (Oak) is on it already (Ann Reed, at 08:30): fails to attend regularly");
	at(w, "2026-11-23T09:00");
	assert_done(made(w, FINN, RETURN_ATTENDANCE, DAY_NONE, "on the November return", &act));
	assert_string_equal(KIND(RETURN_ATTENDANCE), "");
	int64_t again;
	assert_refused(made(w, FINN, RETURN_ATTENDANCE, DAY_NONE, "again", &again), "made on Mon 23 Nov 2026 (Ann Reed, at 09:00), and nothing is due since.");
	undo(w, act);
	assert_string_equal(KIND(RETURN_ATTENDANCE), "attendance due named Finnley 2026-11-20 named on Fri 20 Nov 2026 (fails to attend regularly)");
}

static void named_and_found(struct world *w)
{
	int64_t act;

	marks_common(w);
	as(w, "ann");
	assert_done(add(w, AMARA, RETURN_ATTENDANCE, "worried", &act));
	assert_string_equal(KIND(RETURN_ATTENDANCE), "attendance due named Amara 2026-11-02 13 school days in a row of G, N, O or U (worried)");
	assert_done(made(w, AMARA, RETURN_ATTENDANCE, DAY_NONE, "sent", &act));
	assert_string_equal(KIND(RETURN_ATTENDANCE), "");
	assert_string_equal(KIND(RETURN_ATTENDANCE, .made = true), "attendance made Amara 2026-11-02 13 school days in a row of G, N, O or U (sent)");
}

static void dropped(struct world *w)
{
	int64_t act;

	as(w, "ann");
	assert_int_equal(drop(w, FINN, RETURN_SICKNESS, "not needed", &act), -ENOENT);
	assert_words(w->e.text, "nobody has added Finnley Oakley (Oak) to it");
	assert_done(add(w, FINN, RETURN_SICKNESS, "an operation in spring", &act));
	assert_int_not_equal(drop(w, FINN, RETURN_SICKNESS, NULL, &act), 0);
	assert_done(drop(w, FINN, RETURN_SICKNESS, "put off", &act));
	assert_string_equal(KIND(RETURN_SICKNESS), "");
	undo(w, act);
	assert_string_equal(KIND(RETURN_SICKNESS), "sickness due named Finnley 2026-11-20 named on Fri 20 Nov 2026 (an operation in spring)");
}

static void named_to_the_roll(struct world *w)
{
	int64_t act;

	as(w, "ann");
	assert_done(add(w, FINN, RETURN_NEW_PUPIL, "the authority asks for it", &act));
	assert_done(made(w, FINN, RETURN_NEW_PUPIL, DAY_NONE, "sent", &act));
	assert_string_equal(KIND(RETURN_NEW_PUPIL, .pupil = FINN), "");
}

static void named_wrongly(struct world *w)
{
	int64_t act;

	as(w, "ann");
	assert_int_not_equal(add(w, FINN, RETURN_ATTENDANCE, "", &act), 0);
	assert_int_not_equal(add(w, FINN, RETURN_ATTENDANCE, NULL, &act), 0);
	assert_int_not_equal(add(w, 99, RETURN_ATTENDANCE, "who?", &act), 0);
	as(w, "gus");
	assert_refused(add(w, FINN, RETURN_ATTENDANCE, "why", &act), "Gus Vale may not");
}

/* TODAY ------------------------------------------------------------------------------------------------------------------------------ */

static const char *today_line(struct world *w)
{
	struct today_view v;

	buf_reset(&w->said);
	assert_done(office_today_open(w->o, TODAY, SESSION_AM, &v, &w->e));
	for (int i = 0; i < v.due_count; i++)
		if (v.due[i].kind == DUE_RETURN)
			buf_printf(&w->said, "%s, %d%s", v.due[i].text, v.due[i].count, v.due[i].overdue ? ", overdue" : "");
	today_view_finish(&v);
	return buf_string(&w->said);
}

static void on_today(struct world *w)
{
	int64_t act;

	marks_common(w);
	as(w, "ann");
	assert_string_equal(today_line(w), "Returns to the authority: 4 due, 4, overdue");
	assert_done(made(w, ED, RETURN_DELETION, DAY_NONE, "sent", &act));
	assert_string_equal(today_line(w), "Returns to the authority: 3 due, 3");
	assert_string_equal(today_line(w), "Returns to the authority: 3 due, 3");
	as(w, "tom"); /* who makes no returns */
	assert_string_equal(today_line(w), "");
}

static const struct world_case cases[] = {
	{ "what is due, and near", due },
	{ "how many are due and near", counts },
	{ "who sees what, and who may change it", who_sees },
	{ "what is expected counts once", expected_once },
	{ "a suspension that is planned to go on", suspension_planned },
	{ "not back after leave", after_leave },
	{ "below compulsory age", other_year },
	{ "a return is made, and that is undone", made_and_undone },
	{ "made already, by another", made_by_another },
	{ "made: to whom, and when", made_what_and_when },
	{ "another episode asks again", another_episode },
	{ "an amended mark takes an episode away and brings it back", amended },
	{ "who came and who left: noted on the roll", roll_returns },
	{ "a person names a pupil", named },
	{ "named, and found by the marks", named_and_found },
	{ "a naming ends, and that is undone", dropped },
	{ "named for a return of the roll", named_to_the_roll },
	{ "named without a reason, or by nobody who may", named_wrongly },
	{ "a line on Today", on_today },
};

int main(void)
{
	static struct rows all;

	rows_add(&all, world_case, cases);
	return rows_run(&all, "office/returns");
}
