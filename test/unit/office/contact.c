#include "rows.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "office/family.h"
#include "store/store.h"
#include "world.h"

/* Contacts: a new one, a change, an end (H3, B18, B19), each with its undo. */

#pragma GCC diagnostic ignored "-Woverride-init"
#define WISH(...) (&(struct contact_wish){ .priority = -1, .secret = -1, .lives_with = -1, .parental_responsibility = -1, .letters = -1, .texts = -1, \
	.may_collect = -1, .do_not_contact = -1, .from = DAY_NONE, __VA_ARGS__ })

static int64_t act;

/* A contact that must be taken; what was said is in w->said. */
static int64_t add(struct world *w, int64_t pupil, const struct contact_wish *wish)
{
	int64_t contact = 0;

	buf_reset(&w->said);
	assert_done(office_contact_add(w->o, pupil, wish, false, &contact, &w->said, &act, &w->e));
	assert_true(contact > 0);
	return contact;
}

static const struct contact_wish *const grace = &(struct contact_wish){
	.name = "Mrs Grace Okafor", .relation = "Mother", .mobile = "07700 900123", .email = "grace@example.org", .address = "5 Elm Street, Leeds",
	.postcode = "LS1 1AA", .lives_with = 1, .parental_responsibility = 1, .priority = -1, .secret = -1, .letters = -1, .texts = -1, .may_collect = -1,
	.do_not_contact = -1, .from = { INT32_MIN },
};

/* ROWS, as another program reads them */

static struct store *look(struct world *w)
{
	struct store *st = NULL;

	assert_int_equal(store_open(w->directory, &st, &w->e), 0);
	return st;
}

static struct contact_row contact_of(struct world *w, int64_t id, struct arena *a)
{
	struct store *st = look(w);
	struct contact_row row;

	assert_int_equal(store_thing_get(st, THING_CONTACT, id, a, &row), 0);
	store_close(st);
	return row;
}

static struct adult_row adult_of(struct world *w, int64_t contact, struct arena *a)
{
	struct contact_row of = contact_of(w, contact, a);
	struct store *st = look(w);
	struct adult_row row;

	assert_int_equal(store_thing_get(st, THING_ADULT, of.adult, a, &row), 0);
	store_close(st);
	return row;
}

/* "mobile 07700 900123, home 0113 496 0000 (dead)", by rank */
static const char *numbers_of(struct world *w, int64_t contact, struct arena *a)
{
	struct contact_row of = contact_of(w, contact, a);
	struct store *st = look(w);
	struct adult_number_row *rows;
	char *words = arena_text(a, "");
	int n = store_numbers_of_adult(st, of.adult, a, &rows);

	for (int i = 0; i < n; i++) {
		assert_int_equal(rows[i].rank, i + 1);
		words = arena_printf(a, "%s%s%s %s%s", words, i ? ", " : "", rows[i].kind, rows[i].number, rows[i].dead ? " (dead)" : "");
	}
	store_close(st);
	return words;
}

static int rows_of(struct world *w, enum thing thing)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct store *st = look(w);
	void *rows;
	int n = store_thing_all(st, thing, &a, &rows);

	store_close(st);
	return n;
}

static void undo(struct world *w)
{
	struct buf left = { 0 };

	assert_done(office_undo(w->o, act, "by mistake", &left, &w->got, &w->e));
	assert_int_equal(w->got.standing, 0);
	buf_finish(&left);
}

/* A NEW ONE */

static void added(struct world *w)
{
	CLEAN_ARENA struct arena a = { 0 };
	as(w, "ann");
	int64_t id = add(w, AMARA, grace);
	struct contact_row row = contact_of(w, id, &a);
	struct adult_row adult = adult_of(w, id, &a);

	assert_string_equal(adult.title, "Mrs");
	assert_string_equal(adult.forename, "Grace");
	assert_string_equal(adult.surname, "Okafor");
	assert_string_equal(adult.email, "grace@example.org");
	assert_string_equal(row.relation, "Mother");
	assert_int_equal(row.priority, 1);
	assert_true(row.lives_with && row.parental_responsibility && row.letters && row.texts && row.may_collect);
	assert_false(row.do_not_contact);
	assert_int_equal(row.from_day.n, TODAY.n);
	assert_string_equal(numbers_of(w, id, &a), "mobile 07700 900123");
	assert_int_equal(rows_of(w, THING_ADDRESS), 1);
	undo(w);
	assert_int_equal(rows_of(w, THING_CONTACT), 0);
	assert_int_equal(rows_of(w, THING_ADULT), 0);
	assert_int_equal(rows_of(w, THING_ADULT_NUMBER), 0);
	assert_int_equal(rows_of(w, THING_ADDRESS), 0);
}


static void few_words(struct world *w)
{
	CLEAN_ARENA struct arena a = { 0 };

	as(w, "ann");
	int64_t id = add(w, AMARA, WISH(.name = "Cher"));
	struct contact_row row = contact_of(w, id, &a);
	struct adult_row adult = adult_of(w, id, &a);

	assert_string_equal(adult.surname, "Cher");
	assert_string_equal(adult.forename, "");
	assert_string_equal(row.relation, "contact");
	assert_false(row.letters || row.texts || row.may_collect || row.lives_with || row.parental_responsibility);
	assert_int_equal(rows_of(w, THING_ADULT_NUMBER), 0);
	assert_int_equal(rows_of(w, THING_ADDRESS), 0);
}

/* Whom a court keeps away gets nothing unless somebody says so. */
static void barred(struct world *w)
{
	CLEAN_ARENA struct arena a = { 0 };

	as(w, "ann");
	int64_t id = add(w, AMARA, WISH(.name = "Sam Okafor", .parental_responsibility = 1, .court_order = "Prohibited steps, 3 Mar 2026"));
	struct contact_row row = contact_of(w, id, &a);
	assert_false(row.letters || row.texts || row.may_collect);
	assert_string_equal(row.court_order, "Prohibited steps, 3 Mar 2026");
	id = add(w, AMARA, WISH(.name = "Ian Okafor", .parental_responsibility = 1, .do_not_contact = 1, .letters = 1, .may_collect = 1));
	row = contact_of(w, id, &a);
	assert_false(row.letters || row.texts);
	assert_true(row.may_collect);
	assert_words(buf_string(&w->said), "No letters or texts go to Ian Okafor: do not contact.");
	assert_words(buf_string(&w->said), "Ian Okafor may collect the child: look whether that is right.");
	assert_done(office_contact_change(w->o, id, WISH(.do_not_contact = 0), NULL, &w->said, &act, &w->e));
	row = contact_of(w, id, &a);
	assert_false(row.letters || row.texts || row.do_not_contact);
	assert_words(buf_string(&w->said), "Letters and texts stay off until you turn them on.");
}

/* REFUSED, and nothing left of it */

static const struct refusal {
	const char *name;
	struct contact_wish wish;
	const char *words;
} refusals[] = {
#define BLANK .priority = -1, .secret = -1, .lives_with = -1, .parental_responsibility = -1, .letters = -1, .texts = -1, .may_collect = -1, \
	.do_not_contact = -1, .from = { INT32_MIN }
	{ "no name at all", { BLANK, .relation = "mother" }, "has no name" },
	{ "a blank name", { BLANK, .name = "  " }, "has no name" },
	{ "letters for a number", { BLANK, .name = "Joy", .mobile = "ask her" }, "no telephone number" },
	{ "two figures for a number", { BLANK, .name = "Joy", .home = "99" }, "no telephone number" },
	{ "an e-mail without an @", { BLANK, .name = "Joy", .email = "joy.example.org" }, "no e-mail address" },
	{ "priority 0", { BLANK, .name = "Joy", .priority = 0 }, "to 99" },
	{ "priority 100", { BLANK, .name = "Joy", .priority = 100 }, "to 99" },
	{ "a line end in a name", { BLANK, .name = "Joy\nOkafor" }, "cannot be printed" },
	{ "an escape in an address", { BLANK, .name = "Joy", .address = "\x1b[2J" }, "cannot be printed" },
	{ "what nobody can see in a name", { BLANK, .name = "Jo\xe2\x80\x8by" }, "nobody can see" },
	{ "bytes that are no UTF-8", { BLANK, .name = "Jo\xff" }, "cannot be printed" },
	{ "a name of 201 bytes", { BLANK, .name = "JoyJoyJoyJoyJoyJoyJoyJoyJoyJoyJoyJoyJoyJoyJoyJoyJoyJoyJoyJoyJoyJoyJoyJoyJoyJoyJoyJoyJoyJoyJoyJoyJoyJoyJoy"
		"JoyJoyJoyJoyJoyJoyJoyJoyJoyJoyJoyJoyJoyJoyJoyJoyJoyJoyJoyJoyJoyJoyJoyJoyJoyJoyJoyJoyJoyJoyJoyJoy" }, "too long" },
	{ "a postcode without an address", { BLANK, .name = "Joy", .postcode = "LS1 1AA" }, "no address yet" },
	{ "a secret without an address", { BLANK, .name = "Joy", .secret = 1 }, "no address yet" },
	{ "a day before every calendar", { BLANK, .name = "Joy", .from = { -60000 } }, "1900 to 2199" },
	{ "an adult who is not there", { BLANK, .adult = 99 }, "no such contact" },
	{ "who was never offered", { BLANK, .adult = CONTACT_SAME, .name = "Joy" }, "Nobody of that name" },
};

static void refused_row(struct world *w, const struct refusal *row)
{
	int64_t contact = 77;

	as(w, "ann");
	act = 77;
	assert_int_not_equal(office_contact_add(w->o, AMARA, &row->wish, false, &contact, &w->said, &act, &w->e), 0);
	assert_words(w->e.text, row->words);
	assert_int_equal(contact, 77);
	assert_int_equal(act, 77);
	assert_int_equal(rows_of(w, THING_CONTACT), 0);
	assert_int_equal(rows_of(w, THING_ADULT), 0);
}

static void refusals_all(struct world *w)
{
	for (size_t i = 0; i < sizeof refusals / sizeof *refusals; i++)
		refused_row(w, &refusals[i]);
}

static void whose_pupil(struct world *w)
{
	struct pupil_row gone = PUPIL_NEW;
	int64_t contact;

	gone.key = (struct key){ { 9 } };
	gone.surname = gone.forename = "Twice";
	gone.born_day = TODAY;
	gone.boarder = 0;
	gone.merged_into = AMARA;
	world_put(w, THING_PUPIL, &gone);
	as(w, "ann");
	assert_int_equal(office_contact_add(w->o, 99, grace, false, &contact, &w->said, &act, &w->e), -ENOENT);
	assert_refused(office_contact_add(w->o, gone.id, grace, false, &contact, &w->said, &act, &w->e), "one child with another row");
}

/* WHO IS HERE ALREADY */

static void offered(struct world *w, const struct contact_wish *wish, const char *words)
{
	int64_t contact;

	buf_reset(&w->said);
	assert_int_equal(office_contact_add(w->o, BEN, wish, false, &contact, &w->said, &act, &w->e), -EEXIST);
	assert_words(w->e.text, "Grace Okafor may be here already.");
	assert_words(buf_string(&w->said), words);
}

static void same_person(struct world *w)
{
	CLEAN_ARENA struct arena a = { 0 };

	as(w, "ann");
	int64_t first = add(w, AMARA, grace), other;
	offered(w, WISH(.name = "grace OKAFOR", .home = "+44 (0)7700 900123"), "Grace Okafor, contact of Amara Okafor (Willow) has the same name, and the number");
	offered(w, WISH(.name = "Ms Grace Okafor", .address = "5, Elm Street Leeds", .postcode = "ls11aa"), "the home in common");
	other = add(w, BEN, WISH(.adult = CONTACT_SAME, .name = "Grace Okafor", .mobile = "07700900123", .home = "0113 496 0001", .relation = "Mother"));
	assert_int_equal(contact_of(w, other, &a).adult, contact_of(w, first, &a).adult);
	assert_words(buf_string(&w->said), "Grace Okafor is a contact of Amara Okafor (Willow) too.");
	assert_words(buf_string(&w->said), "What is new of Grace Okafor holds for them as well.");
	assert_string_equal(numbers_of(w, other, &a), "mobile 07700 900123, home 0113 496 0001");
	assert_int_equal(rows_of(w, THING_ADULT), 1);
}

static void another_person(struct world *w)
{
	CLEAN_ARENA struct arena a = { 0 };
	int64_t contact = 0;

	as(w, "ann");
	int64_t first = add(w, AMARA, grace);
	assert_done(office_contact_add(w->o, BEN, grace, true, &contact, &w->said, &act, &w->e));
	assert_int_not_equal(contact_of(w, contact, &a).adult, contact_of(w, first, &a).adult);
	contact = add(w, CHLOE, WISH(.name = "Grace Okafor")); /* a name alone makes nobody the same */
	assert_int_equal(rows_of(w, THING_ADULT), 3);
	contact = add(w, FINN, WISH(.name = "Graça Okafor", .mobile = "07700 900124"));
	assert_int_equal(rows_of(w, THING_ADULT), 4);
}

/* The home of the child's other contacts counts, without being typed. */
static void home_of_the_child(struct world *w)
{
	as(w, "ann");
	add(w, AMARA, grace);
	add(w, BEN, WISH(.name = "Sam Okafor", .lives_with = 1, .address = "5 Elm Street, Leeds", .postcode = "LS1 1AA"));
	offered(w, WISH(.name = "Grace Okafor"), "the home in common");
}

/* Two clerks: what the first saved stands when the second one is judged. */
static void two_clerks(struct world *w)
{
	struct office_options options = { .directory = w->directory, .as = "ann", .uid = 501, .terminal = "" };
	struct office *second = NULL;
	int64_t contact;

	as(w, "ann");
	assert_int_equal(office_open(&options, &second, &w->e), 0);
	add(w, AMARA, grace);
	assert_int_equal(office_contact_add(second, AMARA, grace, false, &contact, &w->said, &act, &w->e), -EEXIST);
	assert_int_equal(office_contact_add(second, AMARA, WISH(.name = "Grace Okafor"), false, &contact, &w->said, &act, &w->e), -EEXIST);
	assert_words(buf_string(&w->said), "this child in common");
	assert_int_not_equal(office_contact_add(second, AMARA, WISH(.name = "Grace Okafor", .adult = CONTACT_SAME), false, &contact, &w->said, &act, &w->e), 0);
	assert_words(w->e.text, "is a contact of Amara Okafor already");
	office_close(second);
}

/* A CHANGE */

static void change_for_all(struct world *w)
{
	CLEAN_ARENA struct arena a = { 0 };

	as(w, "ann");
	int64_t first = add(w, AMARA, grace);
	int64_t other = add(w, BEN, WISH(.adult = contact_of(w, first, &a).adult, .relation = "Stepmother"));
	buf_reset(&w->said);
	assert_done(office_contact_change(w->o, first, WISH(.name = "Grace Bello", .email = "", .language = "Yoruba", .relation = "Mum"), "she married", &w->said,
					  &act, &w->e));
	assert_words(buf_string(&w->said), "Grace Okafor is a contact of Ben Ash (Willow) too: it is changed for them as well.");
	struct adult_row adult = adult_of(w, other, &a);
	assert_string_equal(adult.surname, "Bello");
	assert_string_equal(adult.title, "Mrs");
	assert_string_equal(adult.language, "Yoruba");
	assert_null(adult.email);
	assert_string_equal(contact_of(w, other, &a).relation, "Stepmother");
	assert_string_equal(contact_of(w, first, &a).relation, "Mum");
	undo(w);
	assert_string_equal(adult_of(w, first, &a).surname, "Okafor");
	assert_string_equal(contact_of(w, first, &a).relation, "Mother");
	buf_reset(&w->said);
	assert_done(office_contact_change(w->o, first, WISH(.relation = "Mam"), NULL, &w->said, &act, &w->e)); /* of this child alone */
	assert_string_equal(buf_string(&w->said), "");
}

static void change_nothing(struct world *w)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct contact_wish facts = CONTACT_WISH;

	as(w, "ann");
	int64_t id = add(w, AMARA, grace);
	assert_done(office_contact_facts(w->o, id, &a, &facts, &w->e));
	assert_string_equal(facts.name, "Grace Okafor");
	assert_string_equal(facts.mobile, "07700 900123");
	assert_null(facts.home);
	assert_string_equal(facts.postcode, "LS1 1AA");
	assert_int_equal(facts.priority, 1);
	assert_done(office_contact_change(w->o, id, &facts, NULL, &w->said, &act, &w->e));
	assert_int_equal(act, 0);
	facts.name = "Grace Bello"; /* one line of the form changed */
	assert_done(office_contact_change(w->o, id, &facts, NULL, &w->said, &act, &w->e));
	assert_string_equal(adult_of(w, id, &a).surname, "Bello");
	assert_done(office_contact_change(w->o, id, WISH(.forename = "Gracie"), NULL, &w->said, &act, &w->e));
	assert_string_equal(adult_of(w, id, &a).forename, "Gracie");
	assert_string_equal(adult_of(w, id, &a).surname, "Bello");
	assert_int_not_equal(office_contact_change(w->o, id, WISH(.forename = "", .surname = ""), NULL, &w->said, &act, &w->e), 0);
	assert_int_not_equal(office_contact_change(w->o, id, WISH(.relation = "x"), "  ", &w->said, &act, &w->e), 0);
	assert_words(w->e.text, "reason is blank");
	assert_int_equal(office_contact_change(w->o, 99, WISH(.relation = "x"), NULL, &w->said, &act, &w->e), -ENOENT);
	assert_refused(office_contact_change(w->o, id, WISH(.adult = 99), NULL, &w->said, &act, &w->e), "For another person");
}

/* THE ORDER: "BAC" of the names by priority */

static const char *order_of(struct world *w, int64_t pupil, struct arena *a)
{
	struct store *st = look(w);
	struct contact_row *rows;
	struct adult_row adult;
	char *order = arena_text(a, "");
	int n = store_contacts_of_pupil(st, pupil, a, &rows);

	for (int i = 0; i < n; i++) {
		assert_int_equal(rows[i].priority, i + 1);
		assert_int_equal(store_thing_get(st, THING_ADULT, rows[i].adult, a, &adult), 0);
		order = arena_printf(a, "%s%s", order, adult.surname);
	}
	store_close(st);
	return order;
}

static const struct {
	int from, to;
	const char *order;
} moves[] = {
	{ 3, 1, "CABD" }, { 1, 3, "BCAD" }, { 1, 4, "BCDA" }, { 4, 1, "DABC" }, { 2, 2, "ABCD" }, { 1, 99, "BCDA" }, { 2, 3, "ACBD" },
};

static void order_moves(struct world *w)
{
	as(w, "ann");
	int64_t ids[5];
	const char *const names[] = { "", "A", "B", "C", "D" };

	for (int i = 1; i <= 4; i++)
		ids[i] = add(w, AMARA, WISH(.name = names[i]));
	for (size_t i = 0; i < sizeof moves / sizeof *moves; i++) {
		CLEAN_ARENA struct arena a = { 0 };

		assert_string_equal(order_of(w, AMARA, &a), "ABCD");
		assert_done(office_contact_change(w->o, ids[moves[i].from], WISH(.priority = moves[i].to), NULL, &w->said, &act, &w->e));
		assert_string_equal(order_of(w, AMARA, &a), moves[i].order);
		if (act)
			undo(w);
	}
}

static void order_of_a_new_one(struct world *w)
{
	CLEAN_ARENA struct arena a = { 0 };

	as(w, "ann");
	add(w, AMARA, WISH(.name = "A"));
	add(w, AMARA, WISH(.name = "B"));
	add(w, AMARA, WISH(.name = "C", .priority = 1));
	add(w, AMARA, WISH(.name = "D"));
	assert_string_equal(order_of(w, AMARA, &a), "CABD");
}

/* NUMBERS */

static void numbers_change(struct world *w)
{
	CLEAN_ARENA struct arena a = { 0 };

	as(w, "ann");
	int64_t id = add(w, AMARA, WISH(.name = "Joy", .mobile = "07700 900001", .home = "0113 496 0001"));
	buf_reset(&w->said);
	assert_done(office_contact_change(w->o, id, WISH(.mobile = "07700 900002"), NULL, &w->said, &act, &w->e));
	assert_string_equal(numbers_of(w, id, &a), "mobile 07700 900002, mobile 07700 900001, home 0113 496 0001");
	assert_words(buf_string(&w->said), "07700 900001 stays behind it");
	assert_done(office_contact_change(w->o, id, WISH(.mobile = "+44 7700 900001"), NULL, &w->said, &act, &w->e));
	assert_int_equal(act, 0); /* it is there */
	assert_done(office_number_dead(w->o, adult_of(w, id, &a).id, "07700900001", true, &w->said, &act, &w->e));
	assert_string_equal(numbers_of(w, id, &a), "mobile 07700 900002, mobile 07700 900001 (dead), home 0113 496 0001");
	buf_reset(&w->said);
	assert_done(office_contact_change(w->o, id, WISH(.mobile = "07700 900 001"), NULL, &w->said, &act, &w->e));
	assert_words(buf_string(&w->said), "07700 900001 was struck out and is called again.");
	assert_string_equal(numbers_of(w, id, &a), "mobile 07700 900002, mobile 07700 900001, home 0113 496 0001");
	assert_done(office_contact_change(w->o, id, WISH(.home = "", .work = "0113 496 0009"), NULL, &w->said, &act, &w->e));
	assert_string_equal(numbers_of(w, id, &a), "mobile 07700 900002, mobile 07700 900001, work 0113 496 0009");
	undo(w);
	assert_string_equal(numbers_of(w, id, &a), "mobile 07700 900002, mobile 07700 900001, home 0113 496 0001");
}

static void dead_for_all(struct world *w)
{
	CLEAN_ARENA struct arena a = { 0 };

	as(w, "ann");
	int64_t id = add(w, AMARA, WISH(.name = "Joy Okafor", .home = "0113 496 0001")), adult = adult_of(w, id, &a).id;
	int64_t sam = add(w, BEN, WISH(.name = "Sam Okafor", .home = "01134960001"));
	add(w, BEN, WISH(.adult = adult));
	add(w, CHLOE, WISH(.name = "Nobody Near", .home = "01134960001"));
	buf_reset(&w->said);
	assert_done(office_number_dead(w->o, adult, "+44 113 4960001", true, &w->said, &act, &w->e));
	assert_string_equal(buf_string(&w->said), "It is struck out for Amara Okafor (Willow) and Ben Ash (Willow).\n"
						  "Sam Okafor has this number too: there it stays as it is.\n");
	assert_string_equal(numbers_of(w, id, &a), "home 0113 496 0001 (dead)");
	assert_string_equal(numbers_of(w, sam, &a), "home 01134960001");
	assert_done(office_number_dead(w->o, adult, "0113 496 0001", true, &w->said, &act, &w->e));
	assert_int_equal(act, 0);
	buf_reset(&w->said);
	assert_done(office_number_dead(w->o, adult, "0113 496 0001", false, &w->said, &act, &w->e));
	assert_string_equal(buf_string(&w->said), "It is called again for Amara Okafor (Willow) and Ben Ash (Willow).\n");
	undo(w);
	assert_string_equal(numbers_of(w, id, &a), "home 0113 496 0001 (dead)");
	assert_refused(office_number_dead(w->o, adult, "0113 496 0002", true, &w->said, &act, &w->e), "no such number");
	assert_int_equal(office_number_dead(w->o, 99, "0113 496 0001", true, &w->said, &act, &w->e), -ENOENT);
}

/* AN END, A CONFIRMATION, A DEATH */

static void ended(struct world *w)
{
	CLEAN_ARENA struct arena a = { 0 };

	as(w, "ann");
	int64_t id = add(w, AMARA, grace);
	assert_refused(office_contact_end(w->o, id, day_add(TODAY, -1), NULL, &act, &w->e), "cannot be before it");
	assert_done(office_contact_end(w->o, id, TODAY, "moved abroad", &act, &w->e));
	assert_int_equal(contact_of(w, id, &a).to_day.n, TODAY.n);
	assert_true(contact_of(w, id, &a).letters);
	undo(w);
	assert_true(day_is_none(contact_of(w, id, &a).to_day));
	at(w, "2026-11-24T09:00");
	assert_done(office_contact_end(w->o, id, day_add(TODAY, 2), NULL, &act, &w->e)); /* told too late: nothing goes out any more */
	assert_false(contact_of(w, id, &a).letters || contact_of(w, id, &a).texts);
	undo(w);
	assert_true(contact_of(w, id, &a).letters);
	assert_done(office_contact_end(w->o, id, DAY_NONE, NULL, &act, &w->e));
	assert_int_equal(contact_of(w, id, &a).to_day.n, day_of(2026, 11, 24).n);
	at(w, "2026-11-25T09:00");
	int64_t again = add(w, AMARA, WISH(.adult = contact_of(w, id, &a).adult)); /* a second time, another row */
	assert_int_not_equal(again, id);
}

static void confirmed(struct world *w)
{
	CLEAN_ARENA struct arena a = { 0 };

	as(w, "ann");
	assert_refused(office_contacts_confirm(w->o, AMARA, DAY_NONE, &act, &w->e), "no contact that could be right");
	int64_t id = add(w, AMARA, grace), two = add(w, AMARA, WISH(.name = "Joy"));
	assert_int_not_equal(office_contacts_confirm(w->o, AMARA, day_add(TODAY, 1), &act, &w->e), 0);
	assert_words(w->e.text, "has not come yet");
	assert_done(office_contacts_confirm(w->o, AMARA, DAY_NONE, &act, &w->e));
	assert_int_equal(contact_of(w, id, &a).confirmed_day.n, TODAY.n);
	assert_int_equal(contact_of(w, two, &a).confirmed_day.n, TODAY.n);
	undo(w);
	assert_true(day_is_none(contact_of(w, id, &a).confirmed_day));
	assert_done(office_contacts_confirm(w->o, AMARA, TODAY, &act, &w->e));
	assert_done(office_contacts_confirm(w->o, AMARA, day_add(TODAY, -5), &act, &w->e)); /* older news */
	assert_int_equal(act, 0);
}

static void died(struct world *w)
{
	CLEAN_ARENA struct arena a = { 0 };

	as(w, "ann");
	int64_t id = add(w, AMARA, grace), adult = contact_of(w, id, &a).adult, other = add(w, BEN, WISH(.adult = adult, .letters = 1));
	assert_int_not_equal(office_adult_died(w->o, adult, day_add(TODAY, 1), &w->said, &act, &w->e), 0);
	buf_reset(&w->said);
	assert_done(office_adult_died(w->o, adult, day_add(TODAY, -3), &w->said, &act, &w->e));
	assert_words(buf_string(&w->said), "No call, letter or text goes to Grace Okafor any more, for Amara Okafor (Willow) and Ben Ash (Willow).");
	assert_int_equal(adult_of(w, id, &a).died_day.n, TODAY.n - 3);
	assert_false(contact_of(w, id, &a).letters || contact_of(w, id, &a).texts || contact_of(w, id, &a).may_collect || contact_of(w, other, &a).letters);
	int64_t died_act = act;
	assert_done(office_contact_change(w->o, id, WISH(.letters = 1), NULL, &w->said, &act, &w->e));
	assert_int_equal(act, 0);
	assert_words(buf_string(&w->said), "No letters or texts go to Grace Okafor: they died.");
	act = died_act;
	undo(w);
	assert_true(day_is_none(adult_of(w, id, &a).died_day));
	assert_true(contact_of(w, id, &a).letters && contact_of(w, other, &a).letters);
}

/* WHO MAY */

static void for_the_office(struct world *w)
{
	CLEAN_ARENA struct arena a = { 0 };
	static const char *const people[] = { "tom", "sue", "yaz", "des", "ina", "gus", "ada" };

	as(w, "ann");
	int64_t id = add(w, AMARA, grace), adult = contact_of(w, id, &a).adult, contact;
	for (size_t i = 0; i < sizeof people / sizeof *people; i++) {
		as(w, people[i]);
		assert_refused(office_contact_add(w->o, AMARA, grace, true, &contact, &w->said, &act, &w->e), "may not change the roll");
		assert_refused(office_contact_change(w->o, id, WISH(.relation = "x"), NULL, &w->said, &act, &w->e), "may not change the roll");
		assert_refused(office_contact_end(w->o, id, DAY_NONE, NULL, &act, &w->e), "may not change the roll");
		assert_refused(office_number_dead(w->o, adult, "07700 900123", true, &w->said, &act, &w->e), "may not change the roll");
		assert_refused(office_address_put(w->o, 0, adult, "1 Low Lane", NULL, -1, DAY_NONE, true, &w->said, &act, &w->e), "may not change the roll");
		assert_refused(office_contacts_confirm(w->o, AMARA, DAY_NONE, &act, &w->e), "may not change the roll");
		assert_refused(office_adult_died(w->o, adult, DAY_NONE, &w->said, &act, &w->e), "may not change the roll");
	}
}

static const struct world_case cases[] = {
	{ "a new contact with all that is said, and its undo", added, false },
	{ "a name is enough", few_words, false },
	{ "whom a court keeps away", barred, false },
	{ "what makes no sense is refused, and nothing is left of it", refusals_all, false },
	{ "of a pupil who is there, and is not another's row", whose_pupil, false },
	{ "the same person is offered, and joined when somebody says so", same_person, false },
	{ "another of that name is another", another_person, false },
	{ "the home of the child is a home in common", home_of_the_child, false },
	{ "two clerks at once", two_clerks, false },
	{ "what belongs to the adult changes for every child", change_for_all, false },
	{ "what a form began with changes nothing", change_nothing, false },
	{ "moving one of the contacts shifts the others", order_moves, false },
	{ "a new one among them", order_of_a_new_one, false },
	{ "a number that is typed comes first of its kind", numbers_change, false },
	{ "a dead number is dead for every child, and nobody else", dead_for_all, false },
	{ "a contact ends, and may come again", ended, false },
	{ "the family said that all is right", confirmed, false },
	{ "one act stops everything to who has died", died, false },
	{ "only the office and the head change contacts", for_the_office, false },
};

int main(void)
{
	static struct rows rows;

	rows_add(&rows, world_case, cases);
	return rows_run(&rows, "contact");
}
