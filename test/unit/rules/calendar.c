#include "rows.h"

#include "rules/calendar.h"

/* Bank holidays: the table of domain 11, whole years, so that a day too many is found too. */
static const struct year_row {
	const char *name;
	int year;
	const char *days[8], *easter;
} years[] = {
	{ "2024", 2024, { "01-01", "03-29", "04-01", "05-06", "05-27", "08-26", "12-25", "12-26" }, "03-31" },
	{ "2025", 2025, { "01-01", "04-18", "04-21", "05-05", "05-26", "08-25", "12-25", "12-26" }, "04-20" },
	{ "2026", 2026, { "01-01", "04-03", "04-06", "05-04", "05-25", "08-31", "12-25", "12-28" }, "04-05" },
	{ "2027", 2027, { "01-01", "03-26", "03-29", "05-03", "05-31", "08-30", "12-27", "12-28" }, "03-28" },
	{ "2028", 2028, { "01-03", "04-14", "04-17", "05-01", "05-29", "08-28", "12-25", "12-26" }, "04-16" },
	/* 1 January and Christmas on a Sunday; derived by the rule of domain 11 */
	{ "2022", 2022, { "01-03", "04-15", "04-18", "05-02", "05-30", "08-29", "12-26", "12-27" }, "04-17" },
	{ "2023", 2023, { "01-02", "04-07", "04-10", "05-01", "05-29", "08-28", "12-25", "12-26" }, "04-09" },
};

static void year_row(void **state)
{
	const struct year_row *row = *state;
	char text[DAY_TEXT];
	int found = 0;

	for (struct day d = day_of(row->year, 1, 1); d.n <= day_of(row->year, 12, 31).n; d = day_add(d, 1)) {
		if (!bank_holiday(d))
			continue;
		assert_in_range(found, 0, 7);
		assert_string_equal(day_iso(d, text) + 5, row->days[found++]);
	}
	assert_int_equal(found, 8);
	assert_string_equal(day_iso(easter_sunday(row->year), text) + 5, row->easter);
}

static const struct named_row {
	const char *name;
	int year, month, date;
} names[] = {
	{ "New Year's Day", 2026, 1, 1 },
	{ "New Year's Day, substitute day", 2028, 1, 3 },
	{ "Good Friday", 2026, 4, 3 },
	{ "Easter Monday", 2026, 4, 6 },
	{ "Early May bank holiday", 2026, 5, 4 },
	{ "Spring bank holiday", 2026, 5, 25 },
	{ "Summer bank holiday", 2026, 8, 31 },
	{ "Christmas Day", 2026, 12, 25 },
	{ "Boxing Day, substitute day", 2026, 12, 28 },
	{ "Christmas Day, substitute day", 2027, 12, 27 },
	{ "Boxing Day", 2028, 12, 26 },
};

static void named_row(void **state)
{
	const struct named_row *row = *state;

	assert_string_equal(bank_holiday(day_of(row->year, row->month, row->date)), row->name);
}

/* Easter's extremes, and the rule that it is a Sunday from 22 March to 25 April. */
static void easters(void **state)
{
	for (int year = 1900; year < 2200; year++) {
		struct day d = easter_sunday(year);

		assert_int_equal(day_weekday(d), 6);
		assert_in_range(d.n - day_of(year, 3, 22).n, 0, 34);
	}
	assert_int_equal(easter_sunday(2008).n, day_of(2008, 3, 23).n);
	assert_int_equal(easter_sunday(2038).n, day_of(2038, 4, 25).n);
	assert_int_equal(easter_sunday(1981).n, day_of(1981, 4, 19).n);
}

/* A school's year, 2026/27.  sitting_of() is not constant, so the table is filled once. */
static struct term terms[3];
static struct closure closures[16];
static struct calendar school = { terms, 3, closures, 0, false };

static sitting at(int month, int date, enum session s)
{
	return sitting_of(day_of(month < 9 ? 2027 : 2026, month, date), s);
}

static void close_school(enum closing kind, sitting from, sitting to, int year, int64_t group, const char *name)
{
	closures[school.closure_count++] = (struct closure){ from, to, kind, year, group, name };
}

static void make_school(void)
{
	const int any = SESSION_ANY_YEAR;

	terms[0] = (struct term){ "Autumn", day_of(2026, 9, 2), day_of(2026, 12, 18) };
	terms[1] = (struct term){ "Spring", day_of(2027, 1, 4), day_of(2027, 3, 25) };
	terms[2] = (struct term){ "Summer", day_of(2027, 4, 12), day_of(2027, 7, 21) };
	close_school(CLOSING_INSET, at(9, 2, SESSION_AM), at(9, 2, SESSION_PM), any, 0, "INSET");
	close_school(CLOSING_HOLIDAY, at(10, 26, SESSION_AM), at(10, 30, SESSION_PM), any, 0, "Autumn half-term");
	close_school(CLOSING_UNPLANNED, at(10, 23, SESSION_AM), at(11, 2, SESSION_AM), any, 0, "Boiler");
	close_school(CLOSING_UNPLANNED, at(12, 18, SESSION_PM), at(12, 18, SESSION_PM), any, 0, "Snow");
	close_school(CLOSING_PLANNED, at(12, 18, SESSION_PM), at(12, 18, SESSION_PM), any, 0, "Early finish");
	close_school(CLOSING_PARTIAL, at(11, 20, SESSION_AM), at(11, 20, SESSION_AM), 3, 0, "Roof of Year 3");
	close_school(CLOSING_PARTIAL, at(11, 20, SESSION_PM), at(11, 20, SESSION_PM), any, 42, "Roof of Oak");
	close_school(CLOSING_PARTIAL, at(11, 23, SESSION_AM), at(11, 23, SESSION_PM), 3, 42, "Year 3 of Oak");
	close_school(CLOSING_OPEN, at(11, 14, SESSION_AM), at(11, 14, SESSION_AM), any, 0, "Open Saturday");
	close_school(CLOSING_OPEN, at(5, 3, SESSION_AM), at(5, 3, SESSION_PM), any, 0, "Early May worked");
	close_school(CLOSING_OPEN, at(7, 26, SESSION_AM), at(7, 26, SESSION_PM), 5, 0, "Year 5 camp");
	close_school(CLOSING_UNPLANNED, at(5, 3, SESSION_PM), at(5, 3, SESSION_PM), any, 0, "Flood");
	close_school(CLOSING_OPEN, at(10, 27, SESSION_AM), at(10, 27, SESSION_PM), any, 0, "Opens nothing");
}

#define ANY SESSION_ANY_YEAR

static const struct opening_row {
	const char *name;
	int month, date;
	enum session session;
	int year;
	int64_t group;
	enum opening want;
	const char *want_name; /* NULL: none */
} openings[] = {
	{ "a school day", 9, 3, SESSION_AM, ANY, 0, OPENING_OPEN, NULL },
	{ "the day before term", 9, 1, SESSION_PM, ANY, 0, OPENING_OUT_OF_TERM, NULL },
	{ "the first day of term is INSET", 9, 2, SESSION_AM, ANY, 0, OPENING_INSET, "INSET" },
	{ "the last day of term, morning", 12, 18, SESSION_AM, ANY, 0, OPENING_OPEN, NULL },
	{ "the last day of term, afternoon", 12, 18, SESSION_PM, ANY, 0, OPENING_PLANNED, "Early finish" },
	{ "the day after term", 12, 19, SESSION_AM, ANY, 0, OPENING_OUT_OF_TERM, NULL },
	{ "Christmas out of term", 12, 25, SESSION_AM, ANY, 0, OPENING_OUT_OF_TERM, NULL },
	{ "a Saturday", 9, 5, SESSION_AM, ANY, 0, OPENING_WEEKEND, NULL },
	{ "a Sunday", 9, 6, SESSION_PM, ANY, 0, OPENING_WEEKEND, NULL },
	{ "spring bank holiday", 5, 31, SESSION_AM, ANY, 0, OPENING_BANK_HOLIDAY, "Spring bank holiday" },
	{ "a bank holiday worked, morning", 5, 3, SESSION_AM, ANY, 0, OPENING_OPEN, NULL },
	{ "a bank holiday worked, then a flood", 5, 3, SESSION_PM, ANY, 0, OPENING_UNPLANNED, "Flood" },
	{ "an open Saturday, morning", 11, 14, SESSION_AM, ANY, 0, OPENING_OPEN, NULL },
	{ "an open Saturday, afternoon", 11, 14, SESSION_PM, ANY, 0, OPENING_WEEKEND, NULL },
	{ "out of term, for those who come", 7, 26, SESSION_AM, 5, 0, OPENING_OPEN, NULL },
	{ "out of term, for the others", 7, 26, SESSION_AM, 4, 0, OPENING_OUT_OF_TERM, NULL },
	{ "out of term, for the school", 7, 26, SESSION_AM, ANY, 0, OPENING_OUT_OF_TERM, NULL },
	{ "unplanned, the afternoon before", 10, 22, SESSION_PM, ANY, 0, OPENING_OPEN, NULL },
	{ "unplanned, its first session", 10, 23, SESSION_AM, ANY, 0, OPENING_UNPLANNED, "Boiler" },
	{ "half-term is a holiday, boiler or not", 10, 26, SESSION_AM, ANY, 0, OPENING_HOLIDAY, "Autumn half-term" },
	{ "a weekend is a weekend, boiler or not", 10, 24, SESSION_AM, ANY, 0, OPENING_WEEKEND, NULL },
	{ "open does not undo a holiday", 10, 27, SESSION_AM, ANY, 0, OPENING_HOLIDAY, "Autumn half-term" },
	{ "unplanned, its last session", 11, 2, SESSION_AM, ANY, 0, OPENING_UNPLANNED, "Boiler" },
	{ "unplanned, the session after", 11, 2, SESSION_PM, ANY, 0, OPENING_OPEN, NULL },
	{ "a year's closure for that year", 11, 20, SESSION_AM, 3, 7, OPENING_PARTIAL, "Roof of Year 3" },
	{ "a year's closure for another year", 11, 20, SESSION_AM, 4, 7, OPENING_OPEN, NULL },
	{ "a year's closure for the school", 11, 20, SESSION_AM, ANY, 0, OPENING_OPEN, NULL },
	{ "a group's closure for that group", 11, 20, SESSION_PM, 3, 42, OPENING_PARTIAL, "Roof of Oak" },
	{ "a group's closure for another group", 11, 20, SESSION_PM, 3, 43, OPENING_OPEN, NULL },
	{ "a year of a group", 11, 23, SESSION_PM, 3, 42, OPENING_PARTIAL, "Year 3 of Oak" },
	{ "another year of that group", 11, 23, SESSION_PM, 4, 42, OPENING_OPEN, NULL },
	{ "that year of another group", 11, 23, SESSION_PM, 3, 43, OPENING_OPEN, NULL },
};

static void opening_row(void **state)
{
	const struct opening_row *row = *state;
	const char *name = "untouched";
	sitting s = at(row->month, row->date, row->session);

	assert_int_equal(calendar_opening(&school, s, row->year, row->group, &name), row->want);
	assert_int_equal(calendar_opening(&school, s, row->year, row->group, NULL), row->want);
	if (row->want_name)
		assert_string_equal(name, row->want_name);
	else
		assert_null(name);
	assert_true(strlen(opening_words(row->want)) > 3);
}

static void ranges_agree(void **state)
{
	static const struct {
		int year;
		int64_t group;
	} who[] = { { ANY, 0 }, { 3, 42 }, { 3, 7 }, { 5, 0 }, { 4, 42 } };
	sitting first = at(9, 1, SESSION_AM) - 41, last = first + 1000;
	static uint8_t to[1001];

	for (size_t i = 0; i < sizeof who / sizeof *who; i++)
		for (int skip = 0; skip < 400; skip += 57) {
			calendar_openings(&school, first + skip, last, who[i].year, who[i].group, to);
			for (sitting s = first + skip; s <= last; s++)
				assert_int_equal(to[s - first - skip],
						 calendar_opening(&school, s, who[i].year, who[i].group, NULL));
		}
}

static const struct count_row {
	const char *name;
	int month, date, k;
	int want_month, want_date; /* 0: none */
} counts[] = {
	{ "the next day", 9, 3, 1, 9, 4 },
	{ "over a weekend", 9, 4, 1, 9, 7 },
	{ "N: five school days", 11, 20, 5, 11, 27 },
	{ "N: over half-term and the boiler", 10, 22, 5, 11, 6 },
	{ "a day with one session counts", 12, 17, 1, 12, 18 },
	{ "over Christmas", 12, 18, 1, 1, 4 },
	{ "from a day that is none", 12, 25, 1, 1, 4 },
	{ "onto an open Saturday", 11, 13, 1, 11, 14 },
	{ "back over a weekend", 9, 7, -1, 9, 4 },
	{ "back over Christmas", 1, 4, -1, 12, 18 },
	{ "back to the first day", 9, 4, -1, 9, 3 },
	{ "back before the first day", 9, 3, -1, 0, 0 },
	{ "after the last day", 7, 21, 1, 0, 0 },
	{ "back from long after", 8, 31, -1, 7, 21 },
	{ "none at all", 9, 3, 0, 9, 3 },
};

static void count_row(void **state)
{
	const struct count_row *row = *state;
	struct day d = sitting_day(at(row->month, row->date, SESSION_AM));
	struct day got = calendar_school_day(&school, d, row->k);

	assert_int_equal(got.n, row->want_month ? sitting_day(at(row->want_month, row->want_date, SESSION_AM)).n : DAY_NONE.n);
}

static void far_away(void **state)
{
	static const struct calendar none = { 0 };
	struct calendar plain = { terms, 3, NULL, 0, false };

	assert_int_equal(calendar_school_day(&plain, DAY_MIN, 1).n, day_of(2026, 9, 2).n);
	assert_int_equal(calendar_school_day(&plain, DAY_MAX, -1).n, day_of(2027, 7, 21).n);
	assert_int_equal(calendar_school_day(&school, DAY_MIN, 1).n, day_of(2026, 9, 3).n);
	assert_int_equal(calendar_school_day(&school, DAY_MAX, -1).n, day_of(2027, 7, 21).n);
	assert_true(day_is_none(calendar_school_day(&none, day_of(2026, 9, 3), 1)));
	assert_true(day_is_none(calendar_school_day(&none, day_of(2026, 9, 3), -1)));
	assert_int_equal(calendar_opening(&none, sitting_of(day_of(2026, 9, 3), SESSION_AM), ANY, 0, NULL), OPENING_OUT_OF_TERM);
}

static void own_bank_holidays(void **state)
{
	struct calendar own = school;

	own.no_bank_holidays = true;
	assert_true(calendar_is_open(&own, at(5, 31, SESSION_AM)));
	assert_true(calendar_is_school_day(&own, sitting_day(at(5, 31, SESSION_AM))));
	assert_false(calendar_is_school_day(&school, sitting_day(at(5, 31, SESSION_AM))));
}

static void september(void **state)
{
	assert_int_equal(school_year_start(day_of(2026, 9, 1)).n, day_of(2026, 9, 1).n);
	assert_int_equal(school_year_start(day_of(2027, 8, 31)).n, day_of(2026, 9, 1).n);
	assert_int_equal(school_year_start(day_of(2026, 12, 31)).n, day_of(2026, 9, 1).n);
	assert_true(day_is_none(school_year_start(DAY_NONE)));
	for (struct day d = DAY_MIN; d.n <= DAY_MAX.n; d.n++) {
		int year, month, date;

		day_to_ymd(school_year_start(d), &year, &month, &date);
		assert_true(month == 9 && date == 1);
		assert_in_range(d.n - school_year_start(d).n, 0, 365);
	}
}

int main(void)
{
	static struct rows r;

	make_school();
	rows_add(&r, year_row, years);
	rows_add(&r, named_row, names);
	rows_case(&r, "Easter from 1900 to 2199", easters, NULL);
	rows_add(&r, opening_row, openings);
	rows_case(&r, "a range says what each session says", ranges_agree, NULL);
	rows_add(&r, count_row, counts);
	rows_case(&r, "counting from far away, and without terms", far_away, NULL);
	rows_case(&r, "a school with its own list of bank holidays", own_bank_holidays, NULL);
	rows_case(&r, "the school year begins on 1 September", september, NULL);
	return rows_run(&r, "rules/calendar");
}
