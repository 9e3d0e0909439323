#include "rows.h"

#include <errno.h>
#include <stdio.h>

#include "callers.h"
#include "office/gate.h"
#include "office/plans.h"
#include "rules/code.h"

/* What is to be settled, and that it is at rest then (A15, A22, B5, B17). */

/* "not in class Amara Okafor: ...", a line each; of one kind where it is not -1 */
static const char *list(struct world *w, int kind, struct arena *a)
{
	struct watch_view v;
	const char *text = "";
	int n = 0;

	assert_done(office_watch_open(w->o, DAY_NONE, &v, &w->e));
	for (int i = 0; i < v.count; i++)
		if (kind < 0 || (int)v.lines[i].kind == kind) {
			text = arena_printf(a, "%s%s: %s\n", text, v.lines[i].name, v.lines[i].words);
			n++;
		}
	if (kind >= 0)
		assert_int_equal(v.of[kind], n);
	watch_view_finish(&v);
	return text;
}

static int settle(struct world *w, enum watch_kind kind, const char *words, int64_t *ret_act)
{
	struct watch_view v;
	int r = -ENOENT;

	assert_done(office_watch_open(w->o, DAY_NONE, &v, &w->e));
	for (int i = 0; i < v.count; i++)
		if (v.lines[i].kind == kind) {
			r = office_watch_settle(w->o, kind, v.lines[i].pupil, &v.lines[i].ref, words, ret_act, &w->e);
			break;
		}
	watch_view_finish(&v);
	return r;
}

static void undo(struct world *w, int64_t act)
{
	CLEAN_BUF struct buf left = { 0 };
	struct mark_result got;

	assert_done(office_undo(w->o, act, "mistake", &left, &got, &w->e));
}

static void report(struct world *w, int64_t pupil, const char *code, struct day from, struct day back)
{
	const struct call_given given = { .pupil = pupil, .code = code };
	struct reported_wish wish = REPORTED_WISH;

	wish.children = &given;
	wish.count = 1;
	wish.caller = "Grace";
	wish.from = from;
	wish.back = back;
	assert_done(office_reported_put(w->o, &wish, &w->said, &w->got, &w->e));
}

/* A22 */
static void not_in_class(struct world *w)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct register_view v;
	int64_t act = 0, again = 0;

	as(w, "ann");
	at(w, "2026-11-20T08:52");
	assert_done(late(w, AMARA, -1, NULL, NULL));
	as(w, "tom");
	at(w, "2026-11-20T09:03");
	assert_done(mark(w, WILLOW_AM, AMARA, "N", NULL));
	as(w, "ann");
	assert_string_equal(list(w, WATCH_NOT_IN_CLASS, &a), "Amara Okafor: signed in at 08:52 by Ann Reed, N in Willow by Tom Bell\n");
	assert_done(settle(w, WATCH_NOT_IN_CLASS, "in the medical room since 9:00", &act));
	assert_string_equal(list(w, -1, &a), "");
	assert_string_equal(stands(w, WILLOW_AM, AMARA), "/");
	assert_done(office_register_open(w->o, WILLOW_AM, &v, &w->e));
	assert_string_equal(v.lines[2].note, "in the medical room since 9:00");
	register_view_finish(&v);
	as(w, "hal");
	assert_refused(office_watch_settle(w->o, WATCH_NOT_IN_CLASS, AMARA, WILLOW_AM, "found", &again, &w->e), "Ann Reed settled that at 09:03");
	as(w, "ann");
	undo(w, act); /* it was another child */
	assert_words(list(w, WATCH_NOT_IN_CLASS, &a), "Amara Okafor: signed in at 08:52");
	assert_string_equal(stands(w, WILLOW_AM, AMARA), "/");
	assert_done(settle(w, WATCH_NOT_IN_CLASS, "found", &act));
	assert_string_equal(list(w, -1, &a), "");
}

static void out_overdue(struct world *w)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct sign_out_row row = SIGN_OUT_NEW;
	int64_t act = 0;

	row.pupil = AMARA;
	row.out_day = TODAY;
	row.out_minute = 630;
	row.due_minute = 690;
	row.reason = "dentist";
	world_put(w, THING_SIGN_OUT, &row);
	as(w, "ann");
	at(w, "2026-11-20T11:30");
	assert_string_equal(list(w, WATCH_OUT_OVERDUE, &a), ""); /* due this very minute */
	at(w, "2026-11-20T11:31");
	assert_string_equal(list(w, WATCH_OUT_OVERDUE, &a), "Amara Okafor: out at 10:30, due back at 11:30: dentist\n");
	assert_done(settle(w, WATCH_OUT_OVERDUE, "her mother rang: at 13:00", &act));
	assert_string_equal(list(w, -1, &a), "");
	as(w, "hal");
	assert_int_equal(office_watch_settle(w->o, WATCH_OUT_OVERDUE, AMARA, WILLOW_AM, "x", &act, &w->e), -EEXIST);
	assert_words(w->e.text, "Ann Reed settled that at 11:31: her mother rang: at 13:00.");
	as(w, "ann");
	undo(w, act);
	assert_words(list(w, WATCH_OUT_OVERDUE, &a), "Amara Okafor");
}

/* Out, overdue and settled; back; out again: that is to be settled anew. */
static void out_overdue_again(struct world *w)
{
	CLEAN_ARENA struct arena a = { 0 };
	const int64_t amara = AMARA;
	struct sign_out_wish out = SIGN_OUT_WISH;
	int64_t act = 0;

	out.pupils = &amara;
	out.count = 1;
	out.reason = "dentist";
	as(w, "ann");
	absent(w, AMARA, "/");
	for (int i = 0; i < 2; i++) {
		at(w, i ? "2026-11-20T11:00" : "2026-11-20T10:00");
		out.due_back = i ? 11 * 60 + 20 : 10 * 60 + 20;
		assert_done(office_gate_out(w->o, &out, &w->said, &act, &w->e));
		at(w, i ? "2026-11-20T11:21" : "2026-11-20T10:21");
		assert_words(list(w, WATCH_OUT_OVERDUE, &a), i ? "out at 11:00, due back at 11:20" : "out at 10:00, due back at 10:20");
		assert_done(settle(w, WATCH_OUT_OVERDUE, "her mother rang", &act));
		assert_string_equal(list(w, WATCH_OUT_OVERDUE, &a), "");
		if (i == 0)
			assert_done(office_gate_back(w->o, &amara, 1, -1, &w->said, &act, &w->e));
	}
}

static void not_back(struct world *w)
{
	CLEAN_ARENA struct arena a = { 0 };
	int64_t act = 0;

	as(w, "ann");
	report(w, AMARA, "I", day_of(2026, 11, 18), TODAY);
	report(w, BEN, "I", day_of(2026, 11, 18), TODAY);
	assert_string_equal(list(w, WATCH_NOT_BACK, &a), ""); /* before the register nobody knows */
	absent(w, AMARA, "N");
	absent(w, BEN, "/");
	assert_string_equal(list(w, WATCH_NOT_BACK, &a), "Amara Okafor: Grace said: back this morning; N stands\n");
	report(w, AMARA, "I", TODAY, day_of(2026, 11, 24)); /* rang again: it lasts longer */
	assert_string_equal(list(w, WATCH_NOT_BACK, &a), "");
	undo(w, w->got.act);
	assert_done(settle(w, WATCH_NOT_BACK, "missed the bus", &act));
	assert_string_equal(list(w, WATCH_NOT_BACK, &a), "");
}

/* "Back tomorrow", said on a Friday. */
static void not_back_on_monday(struct world *w)
{
	CLEAN_ARENA struct arena a = { 0 };

	as(w, "ann");
	report(w, AMARA, "I", TODAY, day_of(2026, 11, 21));
	at(w, "2026-11-23T08:50");
	assert_done(mark(w, REF(WILLOW, day_of(2026, 11, 23), SESSION_AM), AMARA, "N", NULL));
	assert_string_equal(list(w, WATCH_NOT_BACK, &a), "Amara Okafor: Grace said: back on Sat 21 Nov 2026; N stands\n");
	at(w, "2026-11-24T08:50");
	assert_done(mark(w, REF(WILLOW, day_of(2026, 11, 24), SESSION_AM), AMARA, "N", NULL));
	assert_string_equal(list(w, WATCH_NOT_BACK, &a), "");
}

/* Leave that ended on the last school day, with a weekend between. */
static void leave_over(struct world *w)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct plan_row plan = PLAN_NEW;
	struct plan_pupil_row in = PLAN_PUPIL_NEW;

	plan.kind = "absence";
	plan.code = "C";
	plan.from_day = day_of(2026, 11, 18);
	plan.to_day = day_of(2026, 11, 20);
	plan.to_session = 1;
	plan.weekdays = 31;
	plan.sessions = 3;
	world_put(w, THING_PLAN, &plan);
	in.plan = plan.id;
	in.pupil = AMARA;
	world_put(w, THING_PLAN_PUPIL, &in);
	as(w, "ann");
	at(w, "2026-11-23T08:50");
	assert_done(mark(w, REF(WILLOW, day_of(2026, 11, 23), SESSION_AM), AMARA, "N", NULL));
	assert_string_equal(list(w, WATCH_NOT_BACK, &a), "Amara Okafor: C was planned until Fri 20 Nov 2026; N stands\n");
}

/* A child who is seen is here; what the family said ends with it (B5). */
static void here_after_all(struct world *w)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct reported_view v;
	int64_t act = 0;

	as(w, "ann");
	report(w, AMARA, "I", DAY_NONE, day_of(2026, 11, 24));
	assert_string_equal(list(w, WATCH_HERE_AFTER_ALL, &a), "");
	absent(w, AMARA, "/");
	assert_words(list(w, WATCH_HERE_AFTER_ALL, &a), "Amara Okafor: expected: I, ");
	assert_words(list(w, WATCH_HERE_AFTER_ALL, &a), ", and is / in the morning\n");
	assert_done(settle(w, WATCH_HERE_AFTER_ALL, "better in the car", &act));
	assert_string_equal(list(w, -1, &a), "");
	assert_done(office_reported_open(w->o, DAY_NONE, &v, &w->e));
	assert_int_equal(v.count, 0);
	reported_view_finish(&v);
	undo(w, act);
	assert_words(list(w, WATCH_HERE_AFTER_ALL, &a), "Amara Okafor");
}

static const struct reason_row {
	const char *name;
	const char *marks; /* Wednesday morning to Friday morning */
	const char *want;
} reason_rows[] = {
	{ "back, one session", "//N//", "Amara Okafor: N in the morning of Thu 19 Nov 2026\n" },
	{ "back, several", "N/NN/", "Amara Okafor: N in 3 sessions since Wed 18 Nov 2026\n" },
	{ "late is back", "//N/L", "Amara Okafor: N in the morning of Thu 19 Nov 2026\n" },
	{ "not back", "//NNN", "" },
	{ "nobody has seen them yet", "//NN.", "" },
	{ "O was decided", "//OO/", "" },
	{ "a reason is known", "//II/", "" },
};

static void reason_case(void **state)
{
	CLEAN_ARENA struct arena a = { 0 };
	const struct reason_row *row = *state;
	struct world world, *w = &world;

	world_make(w, false);
	as(w, "ann");
	for (int i = 0; i < 5; i++) {
		char code[2] = { row->marks[i], '\0' };

		if (*code != '.')
			assert_done(mark(w, REF(WILLOW, day_of(2026, 11, 18 + i / 2), i % 2 ? SESSION_PM : SESSION_AM), AMARA, code, "from paper"));
	}
	assert_string_equal(list(w, WATCH_NO_REASON, &a), row->want);
	world_end(w);
}

/* No further back than fifteen school days: the half-term and the boiler's day are none. */
static void fifteen_days(struct world *w)
{
	CLEAN_ARENA struct arena a = { 0 };
	int64_t act = 0;

	as(w, "ann");
	absent(w, AMARA, "/");
	assert_done(mark(w, REF(WILLOW, day_of(2026, 10, 21), SESSION_AM), AMARA, "N", "from paper"));
	assert_string_equal(list(w, WATCH_NO_REASON, &a), "");
	assert_done(mark(w, REF(WILLOW, day_of(2026, 10, 22), SESSION_AM), AMARA, "N", "from paper"));
	assert_string_equal(list(w, WATCH_NO_REASON, &a), "Amara Okafor: N in the morning of Thu 22 Oct 2026\n");
	assert_done(settle(w, WATCH_NO_REASON, "the family will not say", &act));
	assert_string_equal(list(w, WATCH_NO_REASON, &a), "");
	assert_done(mark(w, REF(WILLOW, day_of(2026, 11, 19), SESSION_AM), AMARA, "N", "from paper")); /* a later one is another matter */
	assert_words(list(w, WATCH_NO_REASON, &a), "Amara Okafor");
}

static void not_spoken(struct world *w)
{
	CLEAN_ARENA struct arena a = { 0 };
	int64_t act = 0;

	as(w, "ann");
	int64_t grace = caller(w, AMARA, "Grace Okafor", "mother", "07700 900123");
	for (int i = 0; i < 4; i++)
		assert_done(mark(w, REF(WILLOW, day_of(2026, 11, 18 + i / 2), i % 2 ? SESSION_PM : SESSION_AM), AMARA, "I", "from paper"));
	assert_string_equal(list(w, WATCH_NOT_SPOKEN, &a), "");
	absent(w, AMARA, "I"); /* the third day */
	absent(w, BEN, "I");
	assert_string_equal(list(w, WATCH_NOT_SPOKEN, &a), "Amara Okafor: absent since Wed 18 Nov 2026, 3 school days: nobody has spoken to the child\n");
	assert_done(settle(w, WATCH_NOT_SPOKEN, "in hospital", &act));
	assert_string_equal(list(w, WATCH_NOT_SPOKEN, &a), "");
	undo(w, act);
	assert_done(CALL(w, AMARA, NULL, .kind = CALL_CALL, .outcome = CALL_SPOKE, .adult = grace, .child_spoken = true));
	assert_string_equal(list(w, WATCH_NOT_SPOKEN, &a), "");
	at(w, "2026-11-23T09:10"); /* settled for a day, spoken to in this absence */
	assert_done(mark(w, REF(WILLOW, day_of(2026, 11, 23), SESSION_AM), AMARA, "I", NULL));
	assert_string_equal(list(w, WATCH_NOT_SPOKEN, &a), "");
}

static void not_spoken_setting(struct world *w)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct setting_row row = SETTING_NEW;

	row.name = "watch.ill";
	row.value = "1";
	row.from_day = day_of(2026, 9, 1);
	world_put(w, THING_SETTING, &row);
	as(w, "ann");
	absent(w, AMARA, "I");
	assert_words(list(w, WATCH_NOT_SPOKEN, &a), "Amara Okafor: absent since Fri 20 Nov 2026, 1 school day: nobody");
}

/* A15: the words are the note itself. */
static void needs_note(struct world *w)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct register_view v;
	int64_t act = 0;

	as(w, "ann");
	absent(w, AMARA, "B");
	assert_string_equal(list(w, WATCH_NEEDS_NOTE, &a), "Amara Okafor: B, and not what kind\n");
	assert_done(settle(w, WATCH_NEEDS_NOTE, "sports day at Hill School", &act));
	assert_string_equal(list(w, WATCH_NEEDS_NOTE, &a), "");
	assert_done(office_register_open(w->o, WILLOW_AM, &v, &w->e));
	assert_string_equal(v.lines[2].note, "sports day at Hill School");
	register_view_finish(&v);
}

static void who_sees(struct world *w)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct watch_view v;
	int64_t act = 0;

	as(w, "ann");
	report(w, AMARA, "I", DAY_NONE, DAY_NONE);
	report(w, FINN, "I", DAY_NONE, DAY_NONE);
	absent(w, AMARA, "/");
	absent(w, FINN, "/");
	as(w, "yaz");
	assert_null(strstr(list(w, -1, &a), "Amara"));
	assert_words(list(w, -1, &a), "Finnley Oakley");
	assert_refused(office_watch_settle(w->o, WATCH_HERE_AFTER_ALL, AMARA, WILLOW_AM, "here", &act, &w->e), "may not log calls");
	as(w, "tom");
	assert_refused(office_watch_open(w->o, DAY_NONE, &v, &w->e), "may not log calls");
}

static const struct world_case cases[] = {
	{ "signed in, not in class: until somebody says where", not_in_class, false },
	{ "out, due back and not here", out_overdue, false },
	{ "out again, due back again", out_overdue_again, false },
	{ "expected back, and absent", not_back, false },
	{ "expected back on a Saturday, and absent on Monday", not_back_on_monday, false },
	{ "leave is over, and nobody came", leave_over, false },
	{ "here, though an absence was reported", here_after_all, false },
	{ "back without a reason: fifteen school days", fifteen_days, false },
	{ "ill and not spoken to", not_spoken, false },
	{ "after so many days as the school has set", not_spoken_setting, false },
	{ "a code that must say what kind", needs_note, false },
	{ "who sees which", who_sees, false },
};

int main(void)
{
	static struct rows r;

	rows_add(&r, reason_case, reason_rows);
	rows_add(&r, world_case, cases);
	return rows_run(&r, "watch");
}
