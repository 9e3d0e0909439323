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

static const struct world_case cases[] = {
	{ "a new contact with all that is said, and its undo", added, false },
};

int main(void)
{
	static struct rows rows;

	rows_add(&rows, world_case, cases);
	return rows_run(&rows, "contact");
}
