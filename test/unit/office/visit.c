#include "rows.h"

#include <errno.h>
#include <stdio.h>

#include "callers.h"
#include "office/reports.h"

/* What two people take to the door (B16), and the reports of calls: no flag, no order of a court, no secret address. */

static int sheet(struct world *w, int64_t pupil)
{
	buf_reset(&w->said);
	err_clear(&w->e);
	return office_visit_sheet(w->o, pupil, DAY_NONE, &w->said, &w->e);
}

static void home(struct world *w, int64_t adult, const char *lines, int secret)
{
	int64_t act = 0;

	assert_done(office_address_put(w->o, 0, adult, lines, "LS1 1AA", secret, DAY_NONE, false, &w->said, &act, &w->e));
}

static int64_t grace, sam;

static void family(struct world *w)
{
	struct contact_wish lives = CONTACT_WISH, order = CONTACT_WISH;
	struct family_view v;
	int64_t act = 0;

	as(w, "ann");
	grace = caller(w, AMARA, "Grace Okafor", "mother", "07700 900123");
	sam = caller(w, AMARA, "Sam Okafor", "father", "07700 900456");
	lives.lives_with = 1;
	lives.language = "Igbo";
	order.court_order = "prohibited steps of 3 May";
	assert_done(office_family_open(w->o, AMARA, &v, &w->e));
	assert_done(office_contact_change(w->o, v.contacts[0].contact, &lives, NULL, &w->said, &act, &w->e));
	assert_done(office_contact_change(w->o, v.contacts[1].contact, &order, NULL, &w->said, &act, &w->e));
	family_view_finish(&v);
	flag(w, AMARA, "social_worker");
	assert_done(mark(w, REF(WILLOW, day_of(2026, 11, 18), SESSION_AM), AMARA, "/", "from paper"));
	absent(w, AMARA, "N");
	at(w, "2026-11-20T09:34");
	assert_done(CALL(w, AMARA, NULL, .kind = CALL_CALL, .outcome = CALL_NO_REPLY, .adult = grace, .number = "07700 900123"));
}

static void on_paper(struct world *w)
{
	family(w);
	home(w, grace, "5 Elm Street, Leeds", 0);
	assert_done(sheet(w, AMARA));
	const char *text = buf_string(&w->said);
	assert_words(text, "PRACTICE\nBrook Street Primary\nHome visit, Fri 20 Nov 2026\n\nPupil: Amara Okafor\nClass: Willow\n"
			   "Why: absent since Fri 20 Nov 2026, no reason yet\nLast seen: Wed 18 Nov 2026, 2 days ago\nLast spoken to: not known\n"
			   "Home: 5 Elm Street, Leeds, LS1 1AA\n");
	assert_words(text, "  Grace Okafor (mother), 07700 900123, speaks Igbo\n");
	assert_words(text, "  Sam Okafor (father), 07700 900456: NOT TO BE CONTACTED\n");
	assert_words(text, "\nWhat was tried\n  Fri 20 Nov 09:34 no reply: Grace Okafor (mother), 07700 900123, by Ann Reed\n");
	assert_words(text, "Who went (two people): ___");
	assert_null(strstr(text, "prohibited"));
	assert_null(strstr(text, "social"));
	as(w, "tom");
	assert_refused(sheet(w, AMARA), "may not log calls");
}

static void secret_home(struct world *w)
{
	family(w);
	as(w, "hal");
	home(w, grace, "9 Hidden Lane, Leeds", 1);
	assert_done(sheet(w, AMARA));
	assert_words(buf_string(&w->said), "Home: 9 Hidden Lane, Leeds, LS1 1AA\n");
	assert_words(buf_string(&w->said), "This address is secret: do not copy it");
	as(w, "ann");
	assert_done(sheet(w, AMARA));
	assert_null(strstr(buf_string(&w->said), "Hidden"));
	assert_null(strstr(buf_string(&w->said), "LS1"));
	assert_words(buf_string(&w->said), "Home: kept secret\n");
}

static void nobody(struct world *w)
{
	as(w, "ann");
	absent(w, BEN, "N");
	assert_done(sheet(w, BEN));
	assert_words(buf_string(&w->said), "Home: not known\n");
	assert_words(buf_string(&w->said), "Last seen: not known\n");
	assert_words(buf_string(&w->said), "What was tried\n  nothing yet\n");
}

/* REPORTS */

static const char *cell(const struct report *r, int row, const char *name, struct arena *a)
{
	for (int i = 0; i < r->column_count; i++)
		if (strcmp(r->columns[i].name, name) == 0) {
			const struct cell *c = &r->rows.items[row].cells[i];

			return c->empty ? "-" : c->text ? c->text : arena_printf(a, "%ld", (long)c->number);
		}
	fail();
	return "";
}

static void report_day(struct world *w)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct report r = { 0 };

	family(w);
	absent(w, FINN, "I");
	assert_done(report_fill_calls(w->o, &(struct report_wish){ .date = DAY_NONE, .from = DAY_NONE, .to = DAY_NONE, .session = -1 }, &r, &w->e));
	assert_int_equal(r.rows.count, 2);
	assert_string_equal(r.title, "First-day calls, Fri 20 Nov 2026");
	assert_string_equal(cell(&r, 0, "name", &a), "Amara Okafor");
	assert_string_equal(cell(&r, 0, "state", &a), "failed"); /* her mother did not answer, and her father is not rung */
	assert_string_equal(cell(&r, 0, "next_contact", &a), "-");
	assert_string_equal(cell(&r, 0, "last", &a), "no reply 09:34, mother");
	assert_string_equal(cell(&r, 0, "days_since_seen", &a), "2");
	assert_string_equal(cell(&r, 0, "days_since_spoken", &a), "-");
	assert_string_equal(cell(&r, 1, "name", &a), "Finnley Oakley");
	assert_string_equal(cell(&r, 1, "state", &a), "done");
	report_finish(&r);
	assert_done(report_fill_calls(w->o, &(struct report_wish){ .date = DAY_NONE, .from = DAY_NONE, .to = DAY_NONE, .session = -1, .group = "Oak" }, &r,
				      &w->e));
	assert_int_equal(r.rows.count, 1);
	report_finish(&r);
}

static void report_pupil(struct world *w)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct report r = { 0 };

	family(w);
	assert_done(CALL(w, AMARA, "I", .kind = CALL_RANG_US, .outcome = CALL_SPOKE, .adult = grace, .words = "tummy ache", .child_spoken = true));
	struct report_wish wish = { .date = DAY_NONE, .from = DAY_NONE, .to = DAY_NONE, .session = -1, .pupil = "A823432120001" };
	assert_done(report_fill_calls(w->o, &wish, &r, &w->e));
	assert_int_equal(r.rows.count, 2);
	assert_string_equal(cell(&r, 0, "outcome", &a), "no reply");
	assert_string_equal(cell(&r, 1, "outcome", &a), "spoke");
	assert_string_equal(cell(&r, 1, "kind", &a), "rang us");
	assert_string_equal(cell(&r, 1, "code", &a), "I");
	assert_string_equal(cell(&r, 1, "child_spoken", &a), "1");
	assert_string_equal(cell(&r, 1, "words", &a), "tummy ache");
	assert_string_equal(cell(&r, 1, "by", &a), "Ann Reed");
	report_finish(&r);
	as(w, "tom");
	assert_refused(report_fill_calls(w->o, &wish, &r, &w->e), "may not log calls");
}

static const struct world_case cases[] = {
	{ "the sheet: contacts, last seen, what was tried", on_paper, false },
	{ "a secret address is for those who may see it", secret_home, false },
	{ "a child of whom nothing is known", nobody, false },
	{ "report calls: a row a child", report_day, false },
	{ "report calls of a pupil: a row a contact made", report_pupil, false },
};

int main(void)
{
	static struct rows r;

	rows_add(&r, world_case, cases);
	return rows_run(&r, "visit");
}
