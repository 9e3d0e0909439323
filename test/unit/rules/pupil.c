#include "rows.h"

#include <errno.h>

#include "rules/pupil.h"

/* Domain 2.8, the oracle table; leap-day births derived. */
static const struct compulsory_row {
	const char *name, *start, *end; /* name: date of birth */
} compulsory[] = {
	{ "2020-08-31", "2025-08-31", "2036-06-27" },
	{ "2020-09-01", "2025-12-31", "2037-06-26" },
	{ "2020-12-31", "2025-12-31", "2037-06-26" },
	{ "2021-01-01", "2026-03-31", "2037-06-26" },
	{ "2021-03-31", "2026-03-31", "2037-06-26" },
	{ "2021-04-01", "2026-08-31", "2037-06-26" },
	{ "2009-08-31", "2014-08-31", "2025-06-27" },
	{ "2009-09-01", "2014-12-31", "2026-06-26" },
	{ "2010-07-15", "2015-08-31", "2026-06-26" },
	{ "2020-02-29", "2025-03-31", "2036-06-27" },
};

static void compulsory_row(void **state)
{
	const struct compulsory_row *row = *state;
	char text[DAY_TEXT];
	struct day dob;

	assert_int_equal(day_parse(row->name, &dob), 0);
	struct day start = compulsory_start(dob), end = compulsory_end(dob);
	assert_string_equal(day_iso(start, text), row->start);
	assert_string_equal(day_iso(end, text), row->end);
	assert_false(compulsory_on(dob, day_add(start, -1)));
	assert_true(compulsory_on(dob, start));
	assert_true(compulsory_on(dob, end));
	assert_false(compulsory_on(dob, day_add(end, 1)));
	assert_int_equal(year_of_birth_on(dob, end), 11);
}

static const struct june_row {
	const char *name;
	int year, date;
} junes[] = {
	{ "2024", 2024, 28 }, { "2025", 2025, 27 }, { "2026", 2026, 26 }, { "2027", 2027, 25 }, { "2028", 2028, 30 },
};

static void june_row(void **state)
{
	const struct june_row *row = *state;

	assert_int_equal(last_friday_in_june(row->year).n, day_of(row->year, 6, row->date).n);
}

static const struct birth_row {
	const char *name, *dob, *on;
	int want;
} births[] = {
	{ "a twin of before midnight on 31 August", "2020-08-31", "2026-11-20", 2 },
	{ "a twin of after it", "2020-09-01", "2026-11-20", 1 },
	{ "the last day of a school year", "2020-09-01", "2026-08-31", 0 },
	{ "the first day of the next", "2020-09-01", "2026-09-01", 1 },
	{ "before midnight, on the last day", "2020-08-31", "2026-08-31", 1 },
	{ "the year of the fifth birthday is reception", "2021-09-01", "2026-09-01", 0 },
	{ "who will be five on its last day too", "2022-08-31", "2026-09-01", 0 },
	{ "a day younger is in the nursery", "2022-09-01", "2026-09-01", -1 },
	{ "the first nursery year", "2023-09-01", "2026-12-31", -2 },
	{ "too young for any", "2024-09-01", "2026-12-31", -3 },
	{ "29 February", "2020-02-29", "2026-11-20", 2 },
	{ "New Year's Eve and New Year are one school year", "2015-12-31", "2027-01-01", 6 },
	{ "sixth form", "2008-09-01", "2027-08-31", 13 },
	{ "too old for any", "2006-08-31", "2026-09-01", 16 },
};

static void birth_row(void **state)
{
	const struct birth_row *row = *state;
	struct day dob, on;

	assert_int_equal(day_parse(row->dob, &dob), 0);
	assert_int_equal(day_parse(row->on, &on), 0);
	assert_int_equal(year_of_birth_on(dob, on), row->want);
}

static const struct age_row {
	const char *name, *dob, *on;
	int want;
} ages[] = {
	{ "the day before a birthday", "2016-11-20", "2026-11-19", 9 },
	{ "a birthday", "2016-11-20", "2026-11-20", 10 },
	{ "born today", "2026-11-20", "2026-11-20", 0 },
	{ "29 February, on 28 February", "2016-02-29", "2026-02-28", 9 },
	{ "29 February, on 1 March", "2016-02-29", "2026-03-01", 10 },
	{ "29 February, in a leap year", "2016-02-29", "2028-02-29", 12 },
};

static void age_row(void **state)
{
	const struct age_row *row = *state;
	struct day dob, on;

	assert_int_equal(day_parse(row->dob, &dob), 0);
	assert_int_equal(day_parse(row->on, &on), 0);
	assert_int_equal(age_on(dob, on), row->want);
}

/* Domain 10.1 */
static const struct upn_row {
	const char *name; /* the UPN */
	int want_r;
	enum upn_kind want;
	int column;
	const char *word;
} upns[] = {
	{ "B801200005001", 0, UPN_PERMANENT, 0, NULL },
	{ "P931204325001", 0, UPN_PERMANENT, 0, NULL },
	{ "D931204325002", 0, UPN_PERMANENT, 0, NULL },
	{ "Y886540125003", 0, UPN_PERMANENT, 0, NULL },
	{ "P207000016049", 0, UPN_PERMANENT, 0, NULL },
	{ "W82032191200A", 0, UPN_TEMPORARY, 0, NULL },
	{ "G82032191200Z", 0, UPN_TEMPORARY, 0, NULL },
	{ "E20440712500A", 0, UPN_TEMPORARY, 0, NULL },
	{ "B207000016049", -EINVAL, 0, 1, "is B and would be P" },
	{ "Q207000016049", -EINVAL, 0, 1, "is Q and would be P" },
	{ "B", -EINVAL, 0, 2, "too short" },
	{ "B80120000500", -EINVAL, 0, 13, "too short" },
	{ "B8012000050011", -EINVAL, 0, 14, "too long" },
	{ "b801200005001", -EINVAL, 0, 1, "capital" },
	{ "I801200005001", -EINVAL, 0, 1, "other than I, O and S" },
	{ "B80120000500O", -EINVAL, 0, 13, "other than I, O and S" },
	{ "B80l200005001", -EINVAL, 0, 4, "digits" },
	{ "B8012\xc3\xa9" "0005001", -EINVAL, 0, 6, "digits" },
	{ "1801200005001", -EINVAL, 0, 1, "begin" },
};

static void upn_row(void **state)
{
	const struct upn_row *row = *state;
	struct err e = { 0 };
	enum upn_kind kind = (enum upn_kind)99;

	assert_int_equal(upn_check(row->name, &kind, &e), row->want_r);
	assert_int_equal(kind, row->want_r == 0 ? (int)row->want : 99);
	assert_int_equal(e.column, row->column);
	if (row->word)
		assert_non_null(strstr(e.text, row->word));
	assert_int_equal(upn_check(row->name, &kind, NULL), row->want_r);
}

static const struct year_row {
	const char *name; /* as typed */
	int want_r, want;
	const char *short_name, *title;
} years[] = {
	{ "N1", 0, -2, "N1", "Nursery 1" },
	{ "n2", 0, -1, "N2", "Nursery 2" },
	{ "Nursery 2", 0, -1, "N2", "Nursery 2" },
	{ "R", 0, 0, "R", "Reception" },
	{ "Reception", 0, 0, "R", "Reception" },
	{ "YR", 0, 0, "R", "Reception" },
	{ "Year R", 0, 0, "R", "Reception" },
	{ "3", 0, 3, "3", "Year 3" },
	{ " 3 ", 0, 3, "3", "Year 3" },
	{ "03", 0, 3, "3", "Year 3" },
	{ "Year 3", 0, 3, "3", "Year 3" },
	{ "YEAR13", 0, 13, "13", "Year 13" },
	{ "Yr 3", 0, 3, "3", "Year 3" },
	{ "Y3", 0, 3, "3", "Year 3" },
	{ "1", 0, 1, "1", "Year 1" },
	{ "14", 0, 14, "14", "Year 14" },
	{ "0", -EINVAL, 0, NULL, NULL },
	{ "15", -EINVAL, 0, NULL, NULL },
	{ "-1", -EINVAL, 0, NULL, NULL },
	{ "003", -EINVAL, 0, NULL, NULL },
	{ "3A", -EINVAL, 0, NULL, NULL },
	{ "N3", -EINVAL, 0, NULL, NULL },
	{ "N", -EINVAL, 0, NULL, NULL },
	{ "Year", -EINVAL, 0, NULL, NULL },
	{ " ", -EINVAL, 0, NULL, NULL },
	{ "Year 3 and a great deal more", -EINVAL, 0, NULL, NULL },
};

static void year_row(void **state)
{
	const struct year_row *row = *state;
	char name[8], title[16];
	int got = -99;

	assert_int_equal(year_parse(row->name, &got), row->want_r);
	if (row->want_r != 0) {
		assert_int_equal(got, -99);
		return;
	}
	assert_int_equal(got, row->want);
	assert_string_equal(year_name(got, name), row->short_name);
	assert_string_equal(year_title(got, title), row->title);
}

static void no_year_has_words(void **state)
{
	char name[8], title[16];

	assert_string_equal(year_name(-3, name), "none");
	assert_string_equal(year_title(-3, title), "no year");
	assert_string_equal(year_title(-2, title), "Nursery 1");
}

int main(void)
{
	static struct rows r;

	rows_add(&r, compulsory_row, compulsory);
	rows_add(&r, june_row, junes);
	rows_add(&r, age_row, ages);
	rows_add(&r, birth_row, births);
	rows_add(&r, upn_row, upns);
	rows_add(&r, year_row, years);
	rows_case(&r, "no year has words of its own", no_year_has_words, NULL);
	return rows_run(&r, "rules/pupil");
}
