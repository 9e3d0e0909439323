#include "rows.h"

#include <errno.h>
#include <stdio.h>

#include "callers.h"
#include "rules/code.h"

/* The list of the day and one family on it: order, contacts, clocks (B2-B4, B9, B19; domain 7). */

static void open_list(struct world *w, bool everybody, struct calls_view *v)
{
	assert_done(office_calls_open(w->o, DAY_NONE, SESSION_AM, everybody, v, &w->e));
}

/* "Amara Okafor, Ben Ash" */
static const char *order_of(const struct calls_view *v, struct arena *a)
{
	const char *text = "";

	for (int i = 0; i < v->count; i++)
		text = arena_printf(a, "%s%s%s", text, i ? ", " : "", v->lines[i].name);
	return text;
}

static void assert_order(struct world *w, bool everybody, const char *want)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct calls_view v;

	open_list(w, everybody, &v);
	assert_string_equal(order_of(&v, &a), want);
	calls_view_finish(&v);
}

/* WHO IS ON IT, AND IN WHAT ORDER */

static void who(struct world *w)
{
	as(w, "ann");
	absent(w, AMARA, "N");
	absent(w, BEN, "I");
	absent(w, CHLOE, "/");
	absent(w, FINN, "O");
	absent(w, GIA, "Y3"); /* the school is shut to her: no absence */
	assert_order(w, false, "Finnley Oakley, Amara Okafor");
	assert_order(w, true, "Finnley Oakley, Amara Okafor, Ben Ash");
	as(w, "yaz"); /* year 1 alone: Oak */
	assert_order(w, true, "Finnley Oakley");
	as(w, "tom");
	struct calls_view v;
	assert_refused(office_calls_open(w->o, DAY_NONE, SESSION_AM, false, &v, &w->e), "Tom Bell may not log calls");
}

/* A teacher's N beside what the family told the office: the list says so, and nobody rings in vain. */
static void said_before(struct world *w)
{
	struct call_given child = { .pupil = AMARA, .code = "I" };
	struct reported_wish wish = REPORTED_WISH;
	struct calls_view v;

	wish.children = &child;
	wish.count = 1;
	wish.caller = "her mother";
	wish.words = "temperature";
	as(w, "ann");
	assert_done(office_reported_put(w->o, &wish, &w->said, &w->got, &w->e));
	absent(w, AMARA, "N");
	absent(w, BEN, "N");
	open_list(w, false, &v);
	for (int i = 0; i < v.count; i++)
		if (v.lines[i].pupil == AMARA)
			assert_string_equal(v.lines[i].said, "I, temperature");
		else
			assert_null(v.lines[i].said);
	calls_view_finish(&v);
	absent(w, AMARA, "M");
	open_list(w, true, &v);
	for (int i = 0; i < v.count; i++)
		assert_null(v.lines[i].said);
	calls_view_finish(&v);
}

static void by_risk(struct world *w)
{
	as(w, "ann");
	RUN(w, { AMARA, day_of(2026, 11, 18), 4, 0, "N" }, { BEN, day_of(2026, 11, 18), 4, 3, "N" }, { GIA, day_of(2026, 11, 18), 4, 4, "N" });
	flag(w, CHLOE, "looked_after");
	flag(w, FINN, "social_worker");
	flag(w, AMARA, "fsm");
	absent(w, AMARA, "N");
	absent(w, BEN, "N");
	absent(w, CHLOE, "N");
	absent(w, FINN, "N");
	absent(w, GIA, "N");
	assert_order(w, false, "Finnley Oakley, Chloé Dunn, Finn Oakley, Ben Ash, Amara Okafor");
	struct calls_view v;
	open_list(w, false, &v);
	assert_true(v.lines[0].priority);
	assert_true(v.lines[1].priority);
	assert_false(v.lines[2].priority);
	assert_int_equal(v.lines[2].since_seen, -1); /* never, as far as is known */
	assert_int_equal(v.lines[3].since_seen, 1);
	assert_int_equal(v.lines[4].since_seen, 1);
	calls_view_finish(&v);
}

static void families(struct world *w)
{
	struct calls_view v;

	as(w, "ann");
	int64_t rosa = caller(w, FINN, "Rosa Oakley", "mother", "07700 900200");
	caller_too(w, GIA, rosa, "mother");
	flag(w, GIA, "cp");
	absent(w, AMARA, "N");
	absent(w, FINN, "N");
	absent(w, GIA, "N");
	assert_order(w, false, "Finn Oakley, Finnley Oakley, Amara Okafor");
	open_list(w, false, &v);
	assert_true(v.lines[0].family > 0);
	assert_int_equal(v.lines[0].family, v.lines[1].family);
	assert_int_equal(v.lines[2].family, 0);
	calls_view_finish(&v);
	assert_done(CALL(w, FINN, "I", .kind = CALL_CALL, .outcome = CALL_SPOKE, .adult = rosa));
	open_list(w, false, &v);
	assert_int_equal(v.lines[0].family, 0); /* the brother is on it no more */
	calls_view_finish(&v);
}

/* HOW LONG */

static const struct run_row {
	const char *name;
	const char *marks; /* from the morning of Wednesday 18 November to that of Friday 20 November; a dot: none */
	int want_day, want_seen;
	const char *why;
} run_rows[] = {
	{ "the first day", "////N", 1, 1, "absent since Fri 20 Nov 2026, no reason yet" },
	{ "the second day", "//IIN", 2, 2, "absent since Thu 19 Nov 2026, no reason yet" },
	{ "gone home ill in the afternoon before", "///IN", 2, 1, "absent since Thu 19 Nov 2026" },
	{ "a morning that was missed is over once they were back", "//I/N", 1, 1, "absent since Fri 20 Nov 2026" },
	{ "learning elsewhere is no absence", "//BBN", 1, 2, "absent since Fri 20 Nov 2026" },
	{ "a register nobody took divides nothing", "/I..N", 2, 2, "absent since Wed 18 Nov 2026" },
	{ "late is seen", "IIULI", 1, 1, "absent since Fri 20 Nov 2026, illness" },
	{ "never seen", "....N", 1, -1, "absent since Fri 20 Nov 2026" },
};

static void run_case(void **state)
{
	const struct run_row *row = *state;
	struct world world, *w = &world;
	struct call_page p;

	world_make(w, false);
	as(w, "ann");
	for (int i = 0; i < 5; i++) {
		char code[2] = { row->marks[i], '\0' };

		if (*code != '.')
			assert_done(mark(w, REF(WILLOW, day_of(2026, 11, 18 + i / 2), i % 2 ? SESSION_PM : SESSION_AM), AMARA, code, "from paper"));
	}
	assert_done(office_call_open(w->o, AMARA, DAY_NONE, &p, &w->e));
	assert_int_equal(p.line.day_of, row->want_day);
	assert_int_equal(p.line.since_seen, row->want_seen);
	assert_int_equal(p.line.since_spoken, -1);
	assert_words(p.why, row->why);
	call_page_finish(&p);
	world_end(w);
}

/* CONTACTS */

static void next_of(struct world *w, const char *want)
{
	struct calls_view v;

	open_list(w, false, &v);
	if (want)
		assert_string_equal(v.lines[0].next_name, want);
	else
		assert_null(v.lines[0].next_name);
	calls_view_finish(&v);
}

static void contact_end(struct world *w, int64_t adult, const char *court_order, int do_not_contact)
{
	struct contact_wish wish = CONTACT_WISH;
	struct family_view v;
	int64_t act = 0;

	assert_done(office_family_open(w->o, AMARA, &v, &w->e));
	for (int i = 0; i < v.contact_count; i++) {
		if (v.contacts[i].adult != adult)
			continue;
		wish.court_order = court_order;
		wish.do_not_contact = do_not_contact;
		assert_done(office_contact_change(w->o, v.contacts[i].contact, &wish, NULL, &w->said, &act, &w->e));
	}
	family_view_finish(&v);
}

/* Never next: who died, who has no number, an order of a court, one not to be contacted; but they are shown, with why (B19). */
static void barred(struct world *w)
{
	struct call_page p;
	int64_t act = 0;

	as(w, "ann");
	int64_t grace = caller(w, AMARA, "Grace Okafor", "mother", "07700 900123");
	int64_t sam = caller(w, AMARA, "Sam Okafor", "father", "07700 900456");
	int64_t vic = caller(w, AMARA, "Vic Okafor", "uncle", "07700 900457");
	caller(w, AMARA, "Una Okafor", "aunt", "07700 900458");
	absent(w, AMARA, "N");
	next_of(w, "Grace Okafor");
	assert_done(office_adult_died(w->o, grace, DAY_NONE, &w->said, &act, &w->e));
	next_of(w, "Sam Okafor");
	contact_end(w, sam, "no contact with the children", -1);
	next_of(w, "Vic Okafor");
	contact_end(w, vic, NULL, 1);
	next_of(w, "Una Okafor");
	assert_done(office_call_open(w->o, AMARA, DAY_NONE, &p, &w->e));
	assert_int_equal(p.contact_count, 4);
	assert_string_equal(p.contacts[0].warning, "has died");
	assert_string_equal(p.contacts[1].warning, "court order: no contact with the children");
	assert_string_equal(p.contacts[2].warning, "do not contact");
	assert_null(p.contacts[3].warning);
	assert_true(p.contacts[3].next);
	assert_string_equal(p.warnings[0], "Sam Okafor (father): court order: no contact with the children");
	assert_string_equal(p.warnings[1], "Vic Okafor (uncle): do not contact");
	assert_null(p.warnings[2]);
	call_page_finish(&p);
}

/* THE CLOCK: first calls at 9:30, a second message at 13:00 (domain 7) */

static const struct clock_row {
	const char *name, *at, *code;
	bool rung;              /* her mother was, in vain */
	const char *step;
	int due;
	bool overdue;
	enum call_state state;
} clock_rows[] = {
	{ "before the first calls", "2026-11-20T09:29", "N", false, "first calls", 570, false, CALL_DUE },
	{ "at the first calls", "2026-11-20T09:30", "N", false, "first calls", 570, false, CALL_DUE },
	{ "a minute after", "2026-11-20T09:31", "N", false, "first calls", 570, true, CALL_DUE },
	{ "nobody is left: the second message", "2026-11-20T09:31", "N", true, "second message", 780, false, CALL_FAILED },
	{ "at the second message", "2026-11-20T13:00", "N", true, "second message", 780, false, CALL_FAILED },
	{ "a minute after that", "2026-11-20T13:01", "N", true, "second message", 780, true, CALL_FAILED },
	{ "a reason ends the clock", "2026-11-20T13:01", "I", false, NULL, -1, false, CALL_DONE },
};

static void clock_case(void **state)
{
	const struct clock_row *row = *state;
	struct world world, *w = &world;
	struct calls_view v;

	world_make(w, false);
	as(w, "ann");
	int64_t grace = caller(w, AMARA, "Grace Okafor", "mother", "07700 900123");
	absent(w, AMARA, row->code);
	at(w, "2026-11-20T09:20");
	if (row->rung)
		assert_done(CALL(w, AMARA, NULL, .kind = CALL_CALL, .outcome = CALL_NO_REPLY, .adult = grace));
	at(w, row->at);
	open_list(w, true, &v);
	assert_int_equal(v.count, 1);
	assert_int_equal(v.lines[0].state, row->state);
	if (row->step)
		assert_string_equal(v.lines[0].step, row->step);
	else
		assert_null(v.lines[0].step);
	assert_int_equal(v.lines[0].due, row->due);
	assert_int_equal(v.lines[0].overdue, row->overdue);
	calls_view_finish(&v);
	world_end(w);
}

/* Missed in the afternoon alone: a quarter of an hour after its own close. */
static void afternoon(struct world *w)
{
	struct calls_view v;

	as(w, "ann");
	caller(w, AMARA, "Grace Okafor", "mother", "07700 900123");
	absent(w, AMARA, "/");
	absent(w, BEN, "N");
	at(w, "2026-11-20T13:10");
	assert_done(mark(w, WILLOW_PM, AMARA, "N", NULL));
	assert_done(office_calls_open(w->o, TODAY, SESSION_PM, false, &v, &w->e));
	assert_int_equal(v.count, 2); /* nobody has marked Ben this afternoon: he is asked about still */
	assert_string_equal(v.lines[0].name, "Ben Ash");
	assert_int_equal(v.lines[0].ref.session, SESSION_AM);
	assert_string_equal(v.lines[1].name, "Amara Okafor");
	assert_int_equal(v.lines[1].due, 13 * 60 + 30);
	calls_view_finish(&v);
	assert_done(mark(w, WILLOW_PM, BEN, "\\", NULL));
	assert_done(office_calls_open(w->o, TODAY, SESSION_PM, false, &v, &w->e));
	assert_int_equal(v.count, 1);
	calls_view_finish(&v);
}

/* Each further day is a new call, and the log of the day before stays in sight. */
static void further_day(struct world *w)
{
	struct call_page p;
	struct calls_view v;

	as(w, "ann");
	int64_t grace = caller(w, AMARA, "Grace Okafor", "mother", "07700 900123");
	absent(w, AMARA, "N");
	at(w, "2026-11-20T09:34");
	assert_done(CALL(w, AMARA, "I", .kind = CALL_CALL, .outcome = CALL_SPOKE, .adult = grace, .number = "07700 900123", .words = "tummy ache",
			 .child_spoken = true));
	at(w, "2026-11-23T09:10");
	assert_done(mark(w, REF(WILLOW, day_of(2026, 11, 23), SESSION_AM), AMARA, "N", NULL));
	open_list(w, false, &v);
	assert_int_equal(v.lines[0].state, CALL_DUE);
	assert_int_equal(v.lines[0].day_of, 2);
	assert_int_equal(v.lines[0].since_spoken, 3);
	assert_null(v.lines[0].last);
	calls_view_finish(&v);
	assert_done(office_call_open(w->o, AMARA, DAY_NONE, &p, &w->e));
	assert_int_equal(p.log_count, 1);
	assert_string_equal(p.log[0].line, "Fri 20 Nov 09:34 spoke: Grace Okafor (mother), 07700 900123; \"tummy ache\"; I; child spoken to, by Ann Reed");
	call_page_finish(&p);
}

static void siblings(struct world *w)
{
	struct call_page p;

	as(w, "ann");
	int64_t rosa = caller(w, FINN, "Rosa Oakley", "mother", "07700 900200");
	caller_too(w, GIA, rosa, "mother");
	assert_done(mark(w, REF(OAK, day_of(2026, 11, 19), SESSION_AM), GIA, "I", "from paper"));
	absent(w, FINN, "N");
	absent(w, GIA, "N");
	assert_done(office_call_open(w->o, FINN, DAY_NONE, &p, &w->e));
	assert_int_equal(p.sibling_count, 1);
	assert_string_equal(p.siblings[0].name, "Finn Oakley");
	assert_string_equal(p.siblings[0].proposed, "I"); /* what it was yesterday */
	call_page_finish(&p);
	absent(w, GIA, "/");
	assert_done(office_call_open(w->o, FINN, DAY_NONE, &p, &w->e));
	assert_int_equal(p.sibling_count, 0);
	call_page_finish(&p);
}

/* A LINE THAT IS RUNG */

static void ringing(struct world *w)
{
	struct calls_view v;

	as(w, "ann");
	int64_t rosa = caller(w, FINN, "Rosa Oakley", "mother", "07700 900200");
	caller_too(w, GIA, rosa, "mother");
	absent(w, FINN, "N");
	absent(w, GIA, "N");
	at(w, "2026-11-20T09:41");
	assert_done(office_ringing(w->o, FINN, true, &w->e));
	assert_done(office_ringing(w->o, FINN, true, &w->e)); /* again is no matter */
	open_list(w, false, &v);
	assert_null(v.lines[0].ringing);
	calls_view_finish(&v);
	as(w, "hal");
	open_list(w, false, &v);
	assert_string_equal(v.lines[0].ringing, "Ann Reed is ringing since 09:41");
	assert_string_equal(v.lines[1].ringing, "Ann Reed is ringing since 09:41"); /* the same line */
	calls_view_finish(&v);
	assert_int_equal(office_ringing(w->o, FINN, true, &w->e), -EEXIST);
	assert_words(w->e.text, "Ann Reed is ringing since 09:41");
	assert_int_equal(office_ringing(w->o, GIA, true, &w->e), -EEXIST); /* about the brother: the same line */
	at(w, "2026-11-20T09:51");
	assert_int_equal(office_ringing(w->o, FINN, true, &w->e), -EEXIST);
	at(w, "2026-11-20T09:52"); /* stale */
	assert_done(office_ringing(w->o, FINN, true, &w->e));
	as(w, "ann");
	assert_int_equal(office_ringing(w->o, FINN, true, &w->e), -EEXIST);
	as(w, "hal");
	assert_done(office_ringing(w->o, FINN, false, &w->e));
	as(w, "ann");
	assert_done(office_ringing(w->o, FINN, true, &w->e));
}

static const struct world_case cases[] = {
	{ "who is on the list, for whom", who, false },
	{ "what the family said, beside a mark without a reason", said_before, false },
	{ "those at risk first, then the longest not seen", by_risk, false },
	{ "families stand together", families, false },
	{ "who is never rung is shown, with why", barred, false },
	{ "the afternoon has a clock of its own", afternoon, false },
	{ "each further day is a new call", further_day, false },
	{ "a sibling who is absent too", siblings, false },
	{ "a line that somebody rings", ringing, false },
};

int main(void)
{
	static struct rows r;

	rows_add(&r, run_case, run_rows);
	rows_add(&r, clock_case, clock_rows);
	rows_add(&r, world_case, cases);
	return rows_run(&r, "calls");
}
