#include "rows.h"

#include <errno.h>
#include <stdio.h>

#include "office/pupils.h"
#include "store/store.h"
#include "world.h"

static int64_t act;

static int change(struct world *w, int64_t pupil, const struct pupil_wish *wish, struct day from)
{
	err_clear(&w->e);
	buf_reset(&w->said);
	act = -1;
	return office_pupil_change(w->o, pupil, wish, from, NULL, &w->said, &act, &w->e);
}

static struct pupil_row row_of(struct world *w, int64_t pupil, struct arena *a)
{
	struct pupil_row row;
	struct store *st;

	assert_done(store_open(w->directory, &st, &w->e));
	assert_int_equal(store_thing_get(st, THING_PUPIL, pupil, a, &row), 0);
	store_close(st);
	return row;
}

/* "Ann Ash until 2026-11-19" a former name, the oldest first. */
static const char *former(struct world *w, int64_t pupil)
{
	static char text[600];
	CLEAN_ARENA struct arena a = { 0 };
	struct pupil_name_row *rows;
	struct store *st;
	size_t length = 0;

	text[0] = '\0';
	assert_done(store_open(w->directory, &st, &w->e));
	int n = store_names_of_pupil(st, pupil, &a, &rows);
	store_close(st);
	for (int i = 0; i < n; i++) {
		char to[DAY_TEXT];

		length += (size_t)snprintf(text + length, sizeof text - length, "%s%s %s until %s", i ? "; " : "",
					   rows[i].preferred_name ? rows[i].preferred_name : rows[i].forename,
					   rows[i].preferred_surname ? rows[i].preferred_surname : rows[i].surname, day_iso(rows[i].to_day, to));
	}
	return text;
}

static void legal_name(struct world *w)
{
	struct pupil_wish wish = PUPIL_WISH;

	as(w, "ann");
	wish.surname = "Jones";
	assert_done(change(w, BEN, &wish, day_of(2026, 11, 16)));
	assert_string_equal(buf_string(&w->said), "Ben Jones from Mon 16 Nov 2026; was Ben Ash.\n");
	assert_string_equal(former(w, BEN), "Ben Ash until 2026-11-15");
	wish.surname = "Smith";
	assert_done(change(w, BEN, &wish, DAY_NONE));
	assert_string_equal(former(w, BEN), "Ben Ash until 2026-11-15; Ben Jones until 2026-11-19");
	wish.surname = "Smyth"; /* mistyped: nobody was called so on any day */
	assert_done(change(w, BEN, &wish, DAY_NONE));
	assert_string_equal(former(w, BEN), "Ben Ash until 2026-11-15; Ben Jones until 2026-11-19");
	assert_refused(change(w, BEN, &(struct pupil_wish){ .surname = "Ash", .born = DAY_NONE, .boarder = -1 }, day_of(2026, 11, 19)),
		       "Ben Smyth has this name since Fri 20 Nov 2026 only");
	assert_refused(change(w, BEN, &(struct pupil_wish){ .surname = "Ash", .born = DAY_NONE, .boarder = -1 }, day_of(2026, 11, 21)),
		       "Record it when Sat 21 Nov 2026 has come");
	assert_done(change(w, BEN, &wish, DAY_NONE));
	assert_int_equal(act, 0);
}

/* Put right from the first day on the roll on, it was never a name; a day later it was one for a day. */
static void a_slip(struct world *w)
{
	struct pupil_wish wish = PUPIL_WISH;

	as(w, "ann");
	wish.surname = "Asch";
	assert_done(change(w, BEN, &wish, day_of(2026, 9, 1)));
	assert_string_equal(former(w, BEN), "");
	wish.surname = "Ashe";
	assert_done(change(w, BEN, &wish, day_of(2026, 9, 2)));
	assert_string_equal(former(w, BEN), "Ben Asch until 2026-09-01");
}

static void known_name(struct world *w)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct pupil_wish wish = PUPIL_WISH;

	as(w, "ann");
	wish.preferred_name = "Amy";
	wish.preferred_surname = "Bell";
	wish.middle_names = "Rose";
	wish.sort_name = "Bell-Okafor";
	assert_done(change(w, AMARA, &wish, DAY_NONE));
	assert_string_equal(buf_string(&w->said), "Amy Bell from Fri 20 Nov 2026; was Amara Okafor.\n");
	assert_string_equal(former(w, AMARA), "Amara Okafor until 2026-11-19");
	wish = PUPIL_WISH;
	wish.preferred_name = wish.preferred_surname = wish.sort_name = "";
	assert_done(change(w, AMARA, &wish, DAY_NONE));
	struct pupil_row row = row_of(w, AMARA, &a);
	assert_null(row.preferred_name);
	assert_null(row.preferred_surname);
	assert_null(row.sort_name);
	assert_string_equal(row.middle_names, "Rose");
	assert_string_equal(row.forename, "Amara");
}

static void upn_changes(struct world *w)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct pupil_wish wish = PUPIL_WISH;

	as(w, "ann");
	wish.upn = "B801200005001";
	assert_done(change(w, AMARA, &wish, DAY_NONE));
	assert_string_equal(buf_string(&w->said), "The former UPN is kept: A823432120001.\n");
	struct pupil_row row = row_of(w, AMARA, &a);
	assert_string_equal(row.upn, "B801200005001");
	assert_string_equal(row.former_upn, "A823432120001");
	assert_int_equal(change(w, BEN, &wish, DAY_NONE), -EEXIST);
	assert_words(w->e.text, "Amara Okafor (Willow, born 3 May 2019)");
	wish.upn = "B801200005002";
	assert_int_equal(change(w, BEN, &wish, DAY_NONE), -EINVAL);
	wish.upn = NULL;
	wish.admission_number = "101";
	assert_int_equal(change(w, BEN, &wish, DAY_NONE), -EEXIST);
	assert_done(office_undo(w->o, 2, NULL, &w->said, &w->got, &w->e));
	row = row_of(w, AMARA, &a);
	assert_string_equal(row.upn, "A823432120001");
	assert_null(row.former_upn);
}

static void birthday(struct world *w)
{
	struct pupil_wish wish = PUPIL_WISH;

	as(w, "ann");
	wish.born = day_of(2020, 9, 1);
	wish.sex = "m";
	wish.boarder = 1;
	assert_done(change(w, BEN, &wish, DAY_NONE));
	assert_string_equal(buf_string(&w->said), "Year 2 stands; by date of birth it would be Year 1.\n");
	wish.born = day_of(2020, 8, 31);
	assert_done(change(w, BEN, &wish, DAY_NONE));
	assert_string_equal(buf_string(&w->said), "");
	wish.born = day_of(2026, 11, 21);
	assert_int_equal(change(w, BEN, &wish, DAY_NONE), -EINVAL);
}

static void refused(struct world *w)
{
	struct pupil_wish wish = PUPIL_WISH;
	struct pupil_row row = PUPIL_NEW;

	as(w, "ann");
	wish.surname = "";
	assert_done(change(w, BEN, &wish, DAY_NONE)); /* one name is enough */
	wish.forename = " ";
	assert_int_equal(change(w, BEN, &wish, DAY_NONE), -EINVAL);
	assert_words(w->e.text, "neither a surname nor a forename");
	assert_int_equal(change(w, 99, &wish, DAY_NONE), -ENOENT);
	row.key = (struct key){ { 5 } };
	row.surname = "Twice";
	row.forename = "Tia";
	row.born_day = day_of(2019, 1, 1);
	row.merged_into = BEN;
	world_put(w, THING_PUPIL, &row);
	wish.forename = "Tina";
	assert_int_equal(change(w, row.id, &wish, DAY_NONE), -ENOENT);
	assert_words(w->e.text, "merged into another");
	as(w, "tom");
	assert_refused(change(w, BEN, &wish, DAY_NONE), "change the roll");
	as(w, "ann");
	assert_refused(office_pupil_change(w->o, BEN, &wish, DAY_NONE, "\t", &w->said, &act, &w->e), "blank");
}

static void undone(struct world *w)
{
	struct pupil_wish wish = PUPIL_WISH;
	struct register_view v;

	as(w, "ann");
	wish.surname = "Jones";
	assert_done(change(w, BEN, &wish, DAY_NONE));
	assert_done(office_undo(w->o, act, NULL, &w->said, &w->got, &w->e));
	assert_string_equal(former(w, BEN), "");
	assert_done(office_register_open(w->o, WILLOW_AM, &v, &w->e));
	assert_string_equal(v.lines[0].name, "Ben Ash");
	register_view_finish(&v);
}

/* An old register calls a child as they were called on that day (H2). */
static void names_of_the_day(struct world *w)
{
	struct pupil_wish wish = PUPIL_WISH;
	static const struct { int month, date; const char *name; } days[] = {
		{ 11, 12, "Ben Ash" }, { 11, 13, "Ben Ash" }, { 11, 16, "Ben Jones" }, { 11, 19, "Ben Jones" }, { 11, 20, "Ben Smith" },
	};

	as(w, "ann");
	wish.surname = "Jones";
	assert_done(change(w, BEN, &wish, day_of(2026, 11, 16)));
	wish.surname = "Smith";
	assert_done(change(w, BEN, &wish, DAY_NONE));
	for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
		struct register_view v;
		bool seen = false;

		assert_done(office_register_open(w->o, REF(WILLOW, day_of(2026, days[i].month, days[i].date), SESSION_AM), &v, &w->e));
		for (int k = 0; k < v.count; k++)
			if (v.lines[k].pupil == BEN) {
				assert_string_equal(v.lines[k].name, days[i].name);
				seen = true;
			}
		assert_true(seen);
		register_view_finish(&v);
	}
}

static const struct world_case cases[] = {
	{ "a legal name changes, and the old one is kept with its last day", legal_name },
	{ "a slip is put right", a_slip },
	{ "a known name too", known_name },
	{ "a UPN that changes, and whose it may not be", upn_changes },
	{ "a birthday that was wrong", birthday },
	{ "what is refused", refused },
	{ "undone, nobody was called otherwise", undone },
	{ "old registers call a child as they were called", names_of_the_day },
};

int main(void)
{
	struct rows r = { 0 };

	rows_add(&r, world_case, cases);
	return rows_run(&r, "office/pupils_change");
}
