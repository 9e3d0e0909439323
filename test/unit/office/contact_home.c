#include "rows.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "office/export.h"
#include "office/family.h"
#include "office/import.h"
#include "office/pupils.h"
#include "office/reports.h"
#include "print/text.h"
#include "store/store.h"
#include "world.h"

/* Where people live: from which day on, who moves with whom (PR24 reg 8(3)), and who may not see it (H3, B19). */

static int64_t act;

static int64_t live(struct world *w, int64_t pupil, const char *name, const char *relation, const char *address, const char *postcode, int64_t adult)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct contact_wish wish = CONTACT_WISH;
	int64_t contact = 0;

	wish.name = name;
	wish.relation = relation;
	wish.address = address;
	wish.postcode = postcode;
	wish.adult = adult;
	wish.lives_with = wish.parental_responsibility = 1;
	assert_done(office_contact_add(w->o, pupil, &wish, true, &contact, &w->said, &act, &w->e));
	assert_done(office_contact_facts(w->o, contact, &a, &wish, &w->e));
	return wish.adult;
}

static int put_full(struct world *w, int64_t pupil, int64_t adult, const char *lines, const char *postcode, int secret, struct day from, bool household)
{
	buf_reset(&w->said);
	return office_address_put(w->o, pupil, adult, lines, postcode, secret, from, household, &w->said, &act, &w->e);
}

static int move_to(struct world *w, int64_t adult, const char *lines, struct day from)
{
	return put_full(w, 0, adult, lines, NULL, -1, from, false);
}

/* "5 Elm 2026-11-20..2026-11-24, 9 Oak 2026-11-25.. secret" */
static const char *addresses(struct world *w, int64_t pupil, int64_t adult, struct arena *a)
{
	struct store *st = NULL;
	struct address_row *rows;
	char *words = arena_text(a, ""), from[DAY_TEXT], to[DAY_TEXT];

	assert_int_equal(store_open(w->directory, &st, &w->e), 0);
	int n = adult ? store_addresses_of_adult(st, adult, a, &rows) : store_addresses_of_pupil(st, pupil, a, &rows);
	for (int i = 0; i < n; i++)
		words = arena_printf(a, "%s%s%s%s%s %s..%s%s", words, i ? ", " : "", rows[i].lines, rows[i].postcode ? " " : "",
				     rows[i].postcode ? rows[i].postcode : "", day_iso(rows[i].from_day, from), day_iso(rows[i].to_day, to),
				     rows[i].secret ? " secret" : "");
	store_close(st);
	return words;
}

static void lives_at(struct world *w, int64_t pupil, int64_t adult, const char *want)
{
	CLEAN_ARENA struct arena a = { 0 };

	assert_string_equal(addresses(w, pupil, adult, &a), want);
}

static void undo(struct world *w)
{
	assert_done(office_undo(w->o, act, "by mistake", &w->said, &w->got, &w->e));
}

/* FROM WHICH DAY ON */

static const struct {
	const char *name, *lines, *postcode;
	int from;               /* days from the 20th */
	bool changes;
	const char *want;
} timelines[] = { /* after "5 Elm" from the 10th */
	{ "the same place", "5, ELM", NULL, 0, true, "5, ELM 2026-11-10.." },
	{ "the very same", "5 Elm", NULL, 0, false, "5 Elm 2026-11-10.." },
	{ "the same with a postcode", "5 Elm", "LS1 1AA", 0, true, "5 Elm LS1 1AA 2026-11-10.." },
	{ "another from today on", "9 Oak", NULL, 0, true, "5 Elm 2026-11-10..2026-11-19, 9 Oak 2026-11-20.." },
	{ "another from the second day on", "9 Oak", NULL, -9, true, "5 Elm 2026-11-10..2026-11-10, 9 Oak 2026-11-11.." },
	{ "another from the first day on: it never was theirs", "9 Oak", NULL, -10, true, "9 Oak 2026-11-10.." },
	{ "another before it", "9 Oak", NULL, -11, true, "9 Oak 2026-11-09..2026-11-09, 5 Elm 2026-11-10.." },
	{ "the same from earlier on", "5 Elm", NULL, -30, true, "5 Elm 2026-10-21.." },
	{ "another from a day to come", "9 Oak", NULL, 30, true, "5 Elm 2026-11-10..2026-12-19, 9 Oak 2026-12-20.." },
	{ "none any more", "", NULL, 0, true, "5 Elm 2026-11-10..2026-11-19" },
	{ "none, from its first day on", "", NULL, -10, true, "" },
};

static void timelines_all(struct world *w)
{
	as(w, "ann");
	int64_t adult = live(w, AMARA, "Grace Okafor", "mother", NULL, NULL, 0);

	assert_done(move_to(w, adult, "5 Elm", day_add(TODAY, -10)));
	for (size_t i = 0; i < sizeof timelines / sizeof *timelines; i++) {
		act = 0;
		assert_done(put_full(w, 0, adult, timelines[i].lines, timelines[i].postcode, -1, day_add(TODAY, timelines[i].from), false));
		lives_at(w, 0, adult, timelines[i].want);
		assert_int_equal(act != 0, timelines[i].changes);
		if (act)
			undo(w);
		lives_at(w, 0, adult, "5 Elm 2026-11-10..");
	}
}

static void next_home_known(struct world *w)
{
	as(w, "ann");
	int64_t adult = live(w, AMARA, "Grace Okafor", "mother", "5 Elm", NULL, 0);

	assert_done(move_to(w, adult, "9 Oak", day_of(2027, 1, 4)));
	lives_at(w, 0, adult, "5 Elm 2026-11-20..2027-01-03, 9 Oak 2027-01-04..");
	assert_done(move_to(w, adult, "1 Ash", day_of(2026, 12, 1)));
	assert_words(buf_string(&w->said), "From Mon 4 Jan 2027 another address stands: this one ends the day before.");
	lives_at(w, 0, adult, "5 Elm 2026-11-20..2026-11-30, 1 Ash 2026-12-01..2027-01-03, 9 Oak 2027-01-04..");
	undo(w);
	lives_at(w, 0, adult, "5 Elm 2026-11-20..2027-01-03, 9 Oak 2027-01-04..");
	assert_done(move_to(w, adult, "9 oak", day_of(2026, 12, 1))); /* sooner than they thought */
	lives_at(w, 0, adult, "5 Elm 2026-11-20..2026-11-30, 9 oak 2026-12-01..");
}

static void address_refused(struct world *w)
{
	as(w, "ann");
	assert_int_equal(move_to(w, 99, "5 Elm", DAY_NONE), -ENOENT);
	assert_int_equal(put_full(w, 99, 0, "5 Elm", NULL, -1, DAY_NONE, false), -ENOENT);
	int64_t adult = live(w, AMARA, "Grace Okafor", "mother", NULL, NULL, 0);
	assert_int_not_equal(move_to(w, adult, "5\nElm", DAY_NONE), 0);
	assert_words(w->e.text, "cannot be printed");
	assert_int_not_equal(put_full(w, 0, adult, NULL, NULL, 1, DAY_NONE, false), 0);
	assert_words(w->e.text, "no address yet");
	assert_int_not_equal(move_to(w, adult, "5 Elm", (struct day){ 100000 }), 0);
	assert_words(w->e.text, "1900 to 2199");
	assert_done(move_to(w, adult, "", DAY_NONE));
	assert_int_equal(act, 0);
	lives_at(w, 0, adult, "");
}

static void moves_alone(struct world *w)
{
	as(w, "ann");
	int64_t grace = live(w, AMARA, "Grace Okafor", "mother", "5 Elm", NULL, 0), sam = live(w, AMARA, "Sam Okafor", "father", "5, elm", NULL, 0);

	live(w, AMARA, "Joy Okafor", "aunt", "7 Quay", NULL, 0);
	live(w, BEN, NULL, "father", NULL, NULL, sam);
	live(w, BEN, NULL, "mother", NULL, NULL, grace);
	assert_done(move_to(w, grace, "9 Oak", DAY_NONE));
	assert_string_equal(buf_string(&w->said), "Sam Okafor stays at the address before: move the household if they moved too.\n");
	assert_done(move_to(w, sam, "9 Oak", DAY_NONE));
	assert_string_equal(buf_string(&w->said), "");
}

/* Undone in part there would be two homes: all of it stays, and the rest of its act goes back. */
static void moved_since(struct world *w)
{
	as(w, "ann");
	int64_t grace = live(w, AMARA, "Grace Okafor", "mother", "5 Elm", NULL, 0), sam = live(w, AMARA, "Sam Okafor", "father", NULL, NULL, 0);

	at(w, "2026-11-23T09:00");
	assert_done(put_full(w, 0, grace, "9 Oak", NULL, -1, DAY_NONE, true));
	int64_t first = act;
	at(w, "2026-11-24T09:00");
	assert_done(move_to(w, grace, "1 Ash", DAY_NONE));
	act = first;
	buf_reset(&w->said);
	undo(w);
	assert_true(w->got.standing > 0);
	lives_at(w, 0, grace, "5 Elm 2026-11-20..2026-11-22, 9 Oak 2026-11-23..2026-11-23, 1 Ash 2026-11-24..");
	lives_at(w, 0, sam, "");
}

/* A form says only what was changed in it. */
static void lines_alone(struct world *w)
{
	struct contact_wish wish = CONTACT_WISH;
	struct family_view v = { 0 };

	as(w, "ann");
	int64_t adult = live(w, AMARA, "Grace Okafor", "mother", "5 Elm", "LS1 1AA", 0);
	assert_done(office_family_open(w->o, AMARA, &v, &w->e));
	int64_t contact = v.contacts[0].contact;
	family_view_finish(&v);
	wish.address = "5 Elm Street";
	buf_reset(&w->said);
	assert_done(office_contact_change(w->o, contact, &wish, NULL, &w->said, &act, &w->e));
	lives_at(w, 0, adult, "5 Elm Street LS1 1AA 2026-11-20..");
	assert_words(buf_string(&w->said), "The postcode stays LS1 1AA");
	assert_done(put_full(w, 0, adult, NULL, NULL, 1, DAY_NONE, false));
	wish.address = "9 Oak Road"; /* who cannot see the old postcode gives none */
	buf_reset(&w->said);
	assert_done(office_contact_change(w->o, contact, &wish, NULL, &w->said, &act, &w->e));
	lives_at(w, 0, adult, "9 Oak Road 2026-11-20.. secret");
	assert_null(strstr(buf_string(&w->said), "LS1"));
}

/* WHO MOVES WITH WHOM */

static void household_moves(struct world *w)
{
	as(w, "ann");
	int64_t grace = live(w, AMARA, "Grace Okafor", "mother", "5 Elm", NULL, 0), sam = live(w, AMARA, "Sam Okafor", "stepfather", NULL, NULL, 0);
	int64_t ian = live(w, BEN, "Ian Ash", "father", "9 Oak", NULL, 0);

	live(w, BEN, NULL, "mother", NULL, NULL, grace);
	assert_done(put_full(w, BEN, 0, "9 Oak", NULL, -1, DAY_NONE, false));   /* with his father */
	assert_done(put_full(w, AMARA, 0, "5 Elm", NULL, -1, DAY_NONE, false)); /* with her mother */
	assert_done(put_full(w, 0, grace, "2 Hill", "HX1 1AA", -1, day_add(TODAY, 3), true));
	assert_string_equal(buf_string(&w->said), "There from Mon 23 Nov 2026: Grace Okafor, Sam Okafor and Amara Okafor (Willow).\n");
	lives_at(w, 0, grace, "5 Elm 2026-11-20..2026-11-22, 2 Hill HX1 1AA 2026-11-23..");
	lives_at(w, 0, sam, "2 Hill HX1 1AA 2026-11-23..");
	lives_at(w, AMARA, 0, "5 Elm 2026-11-20..2026-11-22, 2 Hill HX1 1AA 2026-11-23..");
	lives_at(w, BEN, 0, "9 Oak 2026-11-20.."); /* two homes: his other one */
	lives_at(w, 0, ian, "9 Oak 2026-11-20..");
	undo(w);
	lives_at(w, 0, grace, "5 Elm 2026-11-20..");
	lives_at(w, 0, sam, "");
	lives_at(w, AMARA, 0, "5 Elm 2026-11-20..");
}

static void child_moves(struct world *w)
{
	as(w, "ann");
	int64_t grace = live(w, AMARA, "Grace Okafor", "mother", "5 Elm", NULL, 0);

	assert_done(put_full(w, AMARA, 0, "2 Hill", NULL, -1, DAY_NONE, true)); /* by the child: the same home */
	lives_at(w, 0, grace, "2 Hill 2026-11-20..");
	lives_at(w, AMARA, 0, "");
	live(w, AMARA, "Sam Okafor", "father", "9 Oak", NULL, 0);
	assert_refused(put_full(w, AMARA, 0, "3 Quay", NULL, -1, DAY_NONE, true), "has 2 homes");
	assert_done(put_full(w, AMARA, 0, "3 Quay", NULL, -1, DAY_NONE, false));
	lives_at(w, AMARA, 0, "3 Quay 2026-11-20..");
	assert_done(put_full(w, CHLOE, 0, "4 Quay", NULL, -1, DAY_NONE, true)); /* alone, as far as is known */
	lives_at(w, CHLOE, 0, "4 Quay 2026-11-20..");
}

/* SECRET ADDRESSES */

/* Grace's home is secret; Sam's, elsewhere, is not. */
static int64_t hide(struct world *w)
{
	as(w, "ann");
	int64_t grace = live(w, AMARA, "Grace Okafor", "mother", "5 Elm Street", "LS1 1AA", 0);

	live(w, AMARA, "Sam Okafor", "father", "9 Oak Road", "HX1 1AA", 0);
	assert_done(put_full(w, 0, grace, NULL, NULL, 1, DAY_NONE, false));
	return grace;
}

static void shown(struct world *w, const char *who, const char *mother, const char *homes)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct family_view v = { 0 };
	struct families_view all = { 0 };
	char *text = arena_text(&a, "");

	as(w, who);
	assert_done(office_family_open(w->o, AMARA, &v, &w->e));
	assert_string_equal(v.contacts[0].address, mother);
	assert_true(v.contacts[0].address_secret);
	assert_int_equal(v.contacts[0].address_masked, strcmp(mother, "kept secret") == 0);
	assert_string_equal(v.contacts[1].address, "9 Oak Road, HX1 1AA");
	assert_false(v.contacts[1].address_masked || v.contacts[1].address_secret);
	for (int i = 0; i < v.home_count; i++)
		text = arena_printf(&a, "%s%s%s: %s", text, i ? "; " : "", v.homes[i].address, v.homes[i].adults);
	assert_string_equal(text, homes);
	assert_done(office_families_open(w->o, "amara", &all, &w->e));
	assert_int_equal(all.count, v.home_count);
	text = arena_text(&a, "");
	for (int i = 0; i < all.count; i++)
		text = arena_printf(&a, "%s%s%s: %s", text, i ? "; " : "", all.homes[i].address, all.homes[i].adults);
	assert_string_equal(text, homes);
	families_view_finish(&all);
	family_view_finish(&v);
}

static void on_screens(struct world *w)
{
	hide(w);
	shown(w, "ann", "kept secret", "kept secret: Grace Okafor (mother); 9 Oak Road, HX1 1AA: Sam Okafor (father)");
	shown(w, "tom", "kept secret", "kept secret: Grace Okafor (mother); 9 Oak Road, HX1 1AA: Sam Okafor (father)");
	shown(w, "hal", "5 Elm Street, LS1 1AA", "5 Elm Street, LS1 1AA: Grace Okafor (mother); 9 Oak Road, HX1 1AA: Sam Okafor (father)");
	shown(w, "des", "5 Elm Street, LS1 1AA", "5 Elm Street, LS1 1AA: Grace Okafor (mother); 9 Oak Road, HX1 1AA: Sam Okafor (father)");
}

/* Another row of the same place, or of the child alone, must not tell. */
static void by_inference(struct world *w)
{
	static const struct { const char *lines, *postcode; } same[] = {
		{ "5 Elm Street", "LS1 1AA" }, { "5, elm street", "ls11aa" }, { "5 Elm Street", NULL }, { "5 Elm Street LS1 1AA", NULL },
	};

	hide(w);
	int64_t joy = live(w, AMARA, "Joy Okafor", "aunt", "1 Low Lane", NULL, 0);
	for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
		struct family_view v = { 0 };

		assert_done(put_full(w, 0, joy, same[i].lines, same[i].postcode, -1, DAY_NONE, false));
		assert_done(office_family_open(w->o, AMARA, &v, &w->e));
		assert_string_equal(v.contacts[2].address, "kept secret");
		assert_false(v.contacts[2].address_secret);
		for (int k = 0; k < v.home_count; k++)
			assert_null(strstr(v.homes[k].address, "Elm"));
		family_view_finish(&v);
	}
	assert_done(put_full(w, AMARA, 0, "5 Elm St", NULL, -1, DAY_NONE, false)); /* written otherwise, and it can be but hers */
	struct family_view v = { 0 };
	assert_done(office_family_open(w->o, AMARA, &v, &w->e));
	for (int k = 0; k < v.home_count; k++)
		assert_null(strstr(v.homes[k].address, "Elm"));
	family_view_finish(&v);
}

/* What was secret before they moved stays so, and the new one is as secret. */
static void moves_in_secret(struct world *w)
{
	int64_t grace = hide(w);
	struct family_view v = { 0 };

	at(w, "2026-11-24T09:00");
	assert_done(put_full(w, 0, grace, "2 Hill", NULL, -1, DAY_NONE, true));
	assert_null(strstr(buf_string(&w->said), "Elm"));
	lives_at(w, 0, grace, "5 Elm Street LS1 1AA 2026-11-20..2026-11-23 secret, 2 Hill 2026-11-24.. secret");
	assert_done(office_family_open(w->o, AMARA, &v, &w->e));
	assert_string_equal(v.contacts[0].address, "kept secret");
	family_view_finish(&v);
}

/* Whoever takes the mask off sees it: not the office, be it by an undo. */
static void lifted_by_named_roles(struct world *w)
{
	CLEAN_ARENA struct arena a = { 0 };
	int64_t grace = hide(w), hid = act;

	assert_refused(put_full(w, 0, grace, NULL, NULL, 0, DAY_NONE, false), "Ask the head or the designated safeguarding lead");
	assert_refused(put_full(w, 0, grace, "2 Hill", NULL, 0, DAY_NONE, false), "Ask the head or the designated safeguarding lead");
	assert_refused(office_undo(w->o, hid, NULL, &w->said, &w->got, &w->e), "Ask the head or the designated safeguarding lead");
	as(w, "hal");
	assert_done(office_undo(w->o, hid, NULL, &w->said, &w->got, &w->e));
	lives_at(w, 0, grace, "5 Elm Street LS1 1AA 2026-11-20..");
	assert_done(put_full(w, 0, grace, NULL, NULL, 1, DAY_NONE, false));
	assert_done(put_full(w, 0, grace, NULL, NULL, 0, DAY_NONE, false));
	lives_at(w, 0, grace, "5 Elm Street LS1 1AA 2026-11-20..");
}

/* A form that began with a masked address leaves it as it is. */
static void facts_of_a_secret(struct world *w)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct contact_wish facts = CONTACT_WISH;
	struct family_view v = { 0 };
	int64_t grace = hide(w);

	assert_done(office_family_open(w->o, AMARA, &v, &w->e));
	int64_t contact = v.contacts[0].contact;
	family_view_finish(&v);
	assert_done(office_contact_facts(w->o, contact, &a, &facts, &w->e));
	assert_null(facts.address);
	assert_null(facts.postcode);
	assert_int_equal(facts.secret, 1);
	facts.language = "Yoruba";
	assert_done(office_contact_change(w->o, contact, &facts, NULL, &w->said, &act, &w->e));
	lives_at(w, 0, grace, "5 Elm Street LS1 1AA 2026-11-20.. secret");
	as(w, "hal");
	assert_done(office_contact_facts(w->o, contact, &a, &facts, &w->e));
	assert_string_equal(facts.address, "5 Elm Street");
}

/* A secret home in common is not told by "she is here already" either. */
static void not_by_asking(struct world *w)
{
	struct contact_wish wish = CONTACT_WISH;
	int64_t contact;

	hide(w);
	wish.name = "Grace Okafor";
	wish.address = "5 Elm Street";
	wish.postcode = "LS1 1AA";
	assert_done(office_contact_add(w->o, BEN, &wish, false, &contact, &w->said, &act, &w->e));
	as(w, "hal");
	assert_int_equal(office_contact_add(w->o, CHLOE, &wish, false, &contact, &w->said, &act, &w->e), -EEXIST);
}

/* THE HISTORY */

static const char *history(struct world *w, int64_t of_act, struct arena *a)
{
	struct report_wish wish = { .date = DAY_NONE, .from = DAY_NONE, .to = DAY_NONE, .session = -1, .act = of_act, .pupil = of_act ? NULL : "101" };
	CLEAN_BUF struct buf text = { 0 };
	struct report report = { 0 };

	assert_done(report_fill_history(w->o, &wish, &report, &w->e));
	print_report(&report, 400, &text);
	report_finish(&report);
	return arena_text(a, buf_string(&text));
}

static void in_the_history(struct world *w)
{
	CLEAN_ARENA struct arena a = { 0 };
	int64_t grace = hide(w), hid = act;

	assert_done(put_full(w, 0, grace, "2 Quince Row", "ZX9 9ZZ", -1, DAY_NONE, false)); /* given today: in place of the other */
	int64_t moved = act;
	assert_done(put_full(w, AMARA, 0, "2 Quince Row", NULL, -1, DAY_NONE, false)); /* her own row, not secret by itself */
	int64_t own = act;
	for (int64_t of = 0; of <= own; of++) {
		const char *text = history(w, of, &a);

		assert_null(strstr(text, "Elm"));
		assert_null(strstr(text, "LS1"));
		assert_null(strstr(text, "Quince"));
		assert_null(strstr(text, "ZX9"));
	}
	assert_words(history(w, own, &a), "(not shown)");
	as(w, "hal");
	assert_words(history(w, own, &a), "2 Quince Row");
	assert_words(history(w, moved, &a), "2 Quince Row");
	assert_true(hid < moved);
}

/* Where the child of a secret home moves to is as secret. */
static void new_address(struct world *w)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct enrolment_row *spells;
	struct pupil_record record = { 0 };
	struct pupil_wish who;
	struct spell_wish spell;
	struct leave_wish leave;
	struct store *st = NULL;

	hide(w);
	assert_int_equal(store_open(w->directory, &st, &w->e), 0);
	assert_int_equal(store_enrolments_of_pupil(st, AMARA, &a, &spells), 1);
	store_close(st);
	spells[0].new_address = "4 Quince Row, Hull";
	world_put(w, THING_ENROLMENT, &spells[0]);
	for (int sees = 0; sees < 2; sees++) {
		bool found = false;

		as(w, sees ? "hal" : "ann");
		assert_done(office_pupil_record_open(w->o, AMARA, &record, &w->e));
		for (int i = 0; i < record.count; i++)
			if (strcmp(record.lines[i].label, "New address") == 0) {
				found = true;
				assert_string_equal(record.lines[i].value, sees ? "4 Quince Row, Hull" : "kept secret");
			}
		assert_true(found);
		pupil_record_finish(&record);
		assert_done(office_pupil_facts(w->o, AMARA, &a, &who, &spell, &leave, &w->e));
		assert_int_equal(leave.new_address != NULL, sees);
		assert_int_equal(strstr(history(w, 0, &a), "Quince") != NULL, sees);
	}
}

/* FILES */

static int keep(void *ctx, const char *bytes, size_t n, struct err *e)
{
	buf_put(ctx, bytes, n);
	return 0;
}

static void out(struct world *w, struct buf *to, struct buf *said)
{
	struct export_wish wish = { .kind = FILE_CONTACTS, .from = DAY_NONE, .to = DAY_NONE, .said = said };

	buf_reset(to);
	buf_reset(said);
	assert_done(office_export(w->o, &wish, keep, to, &act, &w->e));
}

static void in_again(struct world *w, const struct buf *file, struct buf *said)
{
	CLEAN_ARENA struct arena a = { 0 };
	const char *path = arena_printf(&a, "%s/contacts.csv", w->directory);
	struct import_wish wish = { .kind = FILE_CONTACTS, .file = path };
	struct import_job *job = NULL;
	FILE *f = fopen(path, "w");
	int r = 1;

	assert_non_null(f);
	assert_int_equal(fwrite(file->text, 1, file->length, f), file->length);
	assert_int_equal(fclose(f), 0);
	buf_reset(said);
	assert_done(office_import_begin(w->o, &wish, &job, &w->e));
	while (r > 0) {
		r = import_step(job, &w->e);
		buf_text(said, import_said(job));
	}
	assert_done(r);
	import_close(job);
}

static void in_a_file(struct world *w)
{
	CLEAN_BUF struct buf file = { 0 }, said = { 0 };
	int64_t grace = hide(w);

	live(w, AMARA, "Joy Okafor", "aunt", "5 Elm Street", NULL, 0); /* the same place */
	out(w, &file, &said);
	assert_null(strstr(buf_string(&file), "Elm"));
	assert_null(strstr(buf_string(&file), "LS1"));
	assert_words(buf_string(&file), "9 Oak Road");
	assert_string_equal(buf_string(&said), "2 addresses are kept secret, and left out.\n");
	in_again(w, &file, &said); /* wipes nothing */
	lives_at(w, 0, grace, "5 Elm Street LS1 1AA 2026-11-20.. secret");
	as(w, "hal");
	out(w, &file, &said);
	assert_words(buf_string(&file), "5 Elm Street,LS1 1AA");
	assert_string_equal(buf_string(&said), "1 address is kept secret, and in this file all the same.\n");
	in_again(w, &file, &said);
	lives_at(w, 0, grace, "5 Elm Street LS1 1AA 2026-11-20.. secret");
}

/* What a file would change of somebody at the same place says no more. */
static void in_a_dry_run(struct world *w)
{
	CLEAN_BUF struct buf file = { 0 }, said = { 0 };

	hide(w);
	live(w, AMARA, "Joy Okafor", "aunt", "5 Elm Street", NULL, 0);
	at(w, "2026-11-24T09:00");
	buf_text(&file, "admission_number,name,relation,address\n101,Joy Okafor,aunt,7 Quay\n101,Grace Okafor,mother,8 Quay\n");
	in_again(w, &file, &said);
	assert_null(strstr(buf_string(&said), "Elm"));
	assert_words(buf_string(&said), "address kept secret to another");
}

/* Whom nobody may contact gets no letters, whatever a file says of them; and the file read again says the same (B19). */
static void barred_by_a_file(struct world *w)
{
	CLEAN_BUF struct buf file = { 0 }, said = { 0 };
	struct family_view v = { 0 };

	as(w, "ann");
	live(w, AMARA, "Sam Okafor", "father", NULL, NULL, 0);
	buf_text(&file, "admission_number,name,relation,do_not_contact,letters,texts\n101,Sam Okafor,father,yes,yes,\n101,Joy Okafor,aunt,yes,yes,yes\n");
	in_again(w, &file, &said);
	assert_words(buf_string(&said), "do not contact no to yes");
	assert_words(buf_string(&said), "letters yes to no");
	assert_words(buf_string(&said), "texts yes to no");
	in_again(w, &file, &said);
	assert_null(strstr(buf_string(&said), "yes"));
	assert_done(office_family_open(w->o, AMARA, &v, &w->e));
	assert_int_equal(v.contact_count, 2);
	for (int i = 0; i < 2; i++)
		assert_true(v.contacts[i].do_not_contact && !v.contacts[i].letters && !v.contacts[i].texts);
	family_view_finish(&v);
}

static const struct world_case cases[] = {
	{ "from which day on, whatever stood then", timelines_all, false },
	{ "a home that is known already comes after it", next_home_known, false },
	{ "an address that makes no sense", address_refused, false },
	{ "who moves alone is asked about the others", moves_alone, false },
	{ "a move that was followed by another is not half undone", moved_since, false },
	{ "a postcode that was not said stays, unless it is masked", lines_alone, false },
	{ "a household moves, and the child's other home does not", household_moves, false },
	{ "by the child, unless there are two homes", child_moves, false },
	{ "a secret address is masked for all but named roles", on_screens, false },
	{ "nor can it be found by what else is shown", by_inference, false },
	{ "who moves in secret lives in secret", moves_in_secret, false },
	{ "named roles take the mask off, and no undo of others does", lifted_by_named_roles, false },
	{ "a form leaves a masked address as it is", facts_of_a_secret, false },
	{ "nor is it told by asking", not_by_asking, false },
	{ "nor by the history", in_the_history, false },
	{ "nor by where the child moves to", new_address, false },
	{ "nor by a file, which wipes nothing when it comes back", in_a_file, false },
	{ "nor by what a file would change", in_a_dry_run, false },
	{ "a file that bars somebody turns letters and texts off", barred_by_a_file, false },
};

int main(void)
{
	static struct rows rows;

	rows_add(&rows, world_case, cases);
	return rows_run(&rows, "homes");
}
