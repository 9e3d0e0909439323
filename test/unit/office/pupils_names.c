#include "rows.h"

#include <errno.h>
#include <stdio.h>

#include "office/bands.h"
#include "office/pupils.h"
#include "office/register.h"
#include "office/reports.h"
#include "office/today.h"
#include "store/store.h"
#include "world.h"

static int64_t act;

static void change(struct world *w, int64_t pupil, const struct pupil_wish *wish)
{
	assert_done(office_pupil_change(w->o, pupil, wish, DAY_NONE, NULL, &w->said, &act, &w->e));
}

/* Finnley, known as Finn, beside Finn: both Oakley, both in Oak. */
static void two_of_one_name(struct world *w)
{
	struct pupil_wish wish = PUPIL_WISH;

	wish.preferred_name = "Finn";
	as(w, "ann");
	change(w, FINN, &wish);
	wish = PUPIL_WISH;
	wish.born = day_of(2020, 10, 2);
	change(w, GIA, &wish);
}

static const char *find(struct world *w, const char *typed)
{
	static char text[600];
	CLEAN_ARENA struct arena a = { 0 };
	int64_t pupil;

	err_clear(&w->e);
	if (office_pupil_find(w->o, typed, true, &pupil, &w->e) < 0)
		snprintf(text, sizeof text, "%s", w->e.text);
	else
		snprintf(text, sizeof text, "%s", office_name_of_pupil(w->o, pupil, &a));
	return text;
}

static void found_by_every_name(struct world *w)
{
	struct pupil_wish wish = PUPIL_WISH;

	as(w, "ann");
	wish.preferred_name = "Benny";
	wish.preferred_surname = "Zander";
	wish.middle_names = "Oswald";
	change(w, BEN, &wish);
	assert_string_equal(find(w, "benny zander"), "Benny Zander");
	assert_string_equal(find(w, "ben ash"), "Benny Zander");
	assert_string_equal(find(w, "oswald"), "Benny Zander");
	wish = PUPIL_WISH;
	wish.surname = "Moss";
	change(w, BEN, &wish);
	assert_string_equal(find(w, "ash"), "Benny Zander"); /* of before */
	assert_string_equal(find(w, "moss"), "Benny Zander");
	assert_words(find(w, "birch"), "No pupil here is birch");
	wish.surname = "Ash";
	change(w, DEV, &wish);
	assert_string_equal(find(w, "ash"), "Dev Ash"); /* who has the name now comes first */
	as(w, "tom");
	assert_words(find(w, "finnley"), "No pupil here is finnley"); /* of another class */
}

static void told_apart_in_a_register(struct world *w)
{
	struct register_view v;

	two_of_one_name(w);
	assert_done(office_register_open(w->o, REF(OAK, TODAY, SESSION_AM), &v, &w->e));
	assert_string_equal(v.lines[0].name, "Finn Oakley (Oak, born 2 Oct 2020)");
	assert_string_equal(v.lines[1].name, "Finn Oakley (Oak, born 1 Oct 2020)");
	register_view_finish(&v);
}

static void told_apart_in_bands(struct world *w)
{
	const struct bands_wish all = { .from = DAY_NONE, .to = DAY_NONE, .year = SESSION_ANY_YEAR, .band = -1 };
	struct bands_view v;
	int twins = 0;

	two_of_one_name(w);
	assert_done(office_bands_open(w->o, &all, &v, &w->e));
	for (int i = 0; i < v.count; i++)
		twins += strcmp(v.lines[i].name, "Finn Oakley (Oak, born 1 Oct 2020)") == 0 ||
			 strcmp(v.lines[i].name, "Finn Oakley (Oak, born 2 Oct 2020)") == 0;
	assert_int_equal(twins, 2);
	bands_view_finish(&v);
}

/* A cell of a report by its column's name. */
static const char *cell(const struct report *r, int row, const char *column)
{
	for (int i = 0; i < r->column_count; i++)
		if (strcmp(r->columns[i].name, column) == 0)
			return r->rows.items[row].cells[i].text ? r->rows.items[row].cells[i].text : "";
	return "?";
}

static void told_apart_in_absentees(struct world *w)
{
	const struct report_wish wish = { .date = TODAY, .session = -1, .from = DAY_NONE, .to = DAY_NONE };
	struct report r = { 0 };
	int twins = 0;

	two_of_one_name(w);
	at(w, "2026-11-20T09:30");
	assert_done(report_fill_absentees(w->o, &wish, &r, &w->e));
	for (int i = 0; i < r.rows.count; i++)
		if (strcmp(cell(&r, i, "name"), "Finn Oakley") == 0) {
			assert_words(cell(&r, i, "remark"), "Oct 2020");
			twins++;
		} else {
			assert_null(strstr(cell(&r, i, "remark"), "born"));
		}
	assert_int_equal(twins, 2);
	report_finish(&r);
}

static void told_apart_at_the_close(struct world *w)
{
	const int64_t ben = BEN;

	two_of_one_name(w);
	assert_done(office_pupils_move(w->o, &(struct move_wish){ &ben, 1, "Oak", DAY_NONE, DAY_NONE, 0, 0 }, NULL, &w->said, &act, &w->e));
	assert_done(mark(w, REF(OAK, TODAY, SESSION_AM), BEN, "/", NULL));
	assert_done(office_register_send(w->o, REF(OAK, TODAY, SESSION_AM), &w->said, &w->got, &w->e));
	at(w, "2026-11-20T09:30");
	buf_reset(&w->said);
	assert_done(office_session_close(w->o, REF(OAK, TODAY, SESSION_AM), false, &w->said, &w->got, &w->e));
	assert_words(buf_string(&w->said), "Finn Oakley (Oak, born 2 Oct 2020), Finn Oakley (Oak, born 1 Oct 2020)");
}

static const struct world_case cases[] = {
	{ "a child is found by every name, now and before", found_by_every_name },
	{ "two of one name in a register", told_apart_in_a_register },
	{ "and among the bands", told_apart_in_bands },
	{ "and among the absentees", told_apart_in_absentees },
	{ "and where a close lists blanks", told_apart_at_the_close },
};

int main(void)
{
	struct rows r = { 0 };

	rows_add(&r, world_case, cases);
	return rows_run(&r, "office/pupils_names");
}
