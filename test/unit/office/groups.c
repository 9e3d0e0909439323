#include "rows.h"
#include "directory.h"

#include "office/pupils.h"
#include "office/register.h"
#include "office/reports.h"
#include "office/school.h"
#include "office/school_page.h"

/* The reports of groups, codes, lates, praise and registers on the practice school: what they say of parts adds up, to one another and to every pupil's figures. */

static char place[] = "/tmp/firstbell-groups-XXXXXX";
static struct office *o;
static struct err e;

static int begin(void **state)
{
	const struct office_options options = { .directory = place, .uid = 1000, .terminal = "test" };
	CLEAN_BUF struct buf said = { 0 };

	assert_non_null(mkdtemp(place));
	assert_int_equal(office_demo(place, "2026-11-20T13:30", 1000, "priya", "", &said, &e), 0);
	assert_int_equal(office_open(&options, &o, &e), 0);
	return 0;
}

static int end(void **state)
{
	office_close(o);
	directory_remove(place);
	return 0;
}

typedef int filler(struct office *o, const struct report_wish *w, struct report *ret, struct err *e);
#define ALL ((struct report_wish){ .date = DAY_NONE, .from = DAY_NONE, .to = DAY_NONE, .session = -1 })

static struct report fill(filler *f, const struct report_wish *w)
{
	struct report r = { 0 };

	if (f(o, w, &r, &e) < 0)
		fail_msg("%s", e.text);
	return r;
}

static const struct cell *cell_of(const struct report *r, int row, const char *name)
{
	for (int i = 0; i < r->column_count; i++)
		if (strcmp(r->columns[i].name, name) == 0)
			return &r->rows.items[row].cells[i];
	fail_msg("no column %s", name);
	return NULL;
}

static bool is(const struct report *r, int row, const char *column, const char *text)
{
	const struct cell *c = cell_of(r, row, column);

	return !c->empty && c->text && strcmp(c->text, text) == 0;
}

/* Of the rows where `column` says `text`; NULL: of all. */
static int64_t sum_of(const struct report *r, const char *column, const char *text, const char *number)
{
	int64_t sum = 0;

	for (int i = 0; i < r->rows.count; i++)
		if (!column || is(r, i, column, text))
			sum += cell_of(r, i, number)->number;
	return sum;
}

static int count_of(const struct report *r, const char *column, const char *text)
{
	int n = 0;

	for (int i = 0; i < r->rows.count; i++)
		n += is(r, i, column, text);
	return n;
}

/* GROUPS ------------------------------------------------------------------------------------------------------------------------------- */

static const struct wish_row {
	const char *name;
	struct report_wish wish;
} wishes[] = {
	{ "the school, the year", { .date = { INT32_MIN }, .from = { INT32_MIN }, .to = { INT32_MIN }, .session = -1 } },
	{ "a class", { .date = { INT32_MIN }, .from = { INT32_MIN }, .to = { INT32_MIN }, .session = -1, .group = "Oak" } },
	{ "some days", { .date = { INT32_MIN }, .from = { 20740 }, .to = { 20760 }, .session = -1 } },
	{ "one day", { .date = { INT32_MIN }, .from = { 20775 }, .to = { 20775 }, .session = -1 } },
};

static void parts_add_up(void **state)
{
	static const char *const parts[] = { "year", "class", "sex" }, *const numbers[] = { "possible", "attended", "authorised", "unauthorised", "late" };
	const struct wish_row *row = *state;
	struct report groups = fill(report_fill_groups, &row->wish);

	assert_true(sum_of(&groups, "of", "school", "possible") > 0);
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		for (size_t k = 0; k < sizeof numbers / sizeof *numbers; k++)
			assert_int_equal(sum_of(&groups, "of", parts[i], numbers[k]), sum_of(&groups, "of", "school", numbers[k]));
	assert_int_equal(sum_of(&groups, "of", "sex", "pupils"), sum_of(&groups, "of", "school", "pupils"));
	report_finish(&groups);
}

static void the_rest_is_the_rest(void **state)
{
	struct report groups = fill(report_fill_groups, &ALL);
	int64_t possible = sum_of(&groups, "of", "school", "possible"), attended = sum_of(&groups, "of", "school", "attended");

	for (int i = 1; i < groups.rows.count; i++) {
		assert_int_equal(cell_of(&groups, i, "possible")->number + cell_of(&groups, i, "rest_possible")->number, possible);
		assert_int_equal(cell_of(&groups, i, "attended")->number + cell_of(&groups, i, "rest_attended")->number, attended);
	}
	report_finish(&groups);
	(void)state;
}

/* Everybody's row is the sum of the pupils of the bands; so are persistent and severe. */
static void groups_are_their_pupils(void **state)
{
	const struct wish_row *row = *state;
	struct report groups = fill(report_fill_groups, &row->wish), bands = fill(report_fill_bands, &row->wish);
	int64_t possible = sum_of(&bands, NULL, NULL, "possible");

	if (!row->wish.group) { /* of a class: by the class of the last day there, by that of each day here */
		assert_int_equal(sum_of(&groups, "of", "school", "possible"), possible);
		assert_int_equal(sum_of(&groups, "of", "school", "attended"), possible - sum_of(&bands, NULL, NULL, "missed"));
		assert_int_equal(sum_of(&groups, "of", "school", "persistent"), sum_of(&bands, NULL, NULL, "persistent"));
		assert_int_equal(sum_of(&groups, "of", "school", "severe"), sum_of(&bands, NULL, NULL, "severe"));
	}
	report_finish(&groups);
	report_finish(&bands);
}

static void codes_are_the_statistics(void **state)
{
	const struct wish_row *row = *state;
	struct report codes_said = fill(report_fill_codes, &row->wish), statistics = fill(report_fill_statistics, &row->wish);
	const struct cell *counts = cell_of(&statistics, 0, "codes");

	assert_int_equal(sum_of(&codes_said, "category", "present", "count"), cell_of(&statistics, 0, "present")->number);
	assert_int_equal(sum_of(&codes_said, "category", "authorised", "count"), cell_of(&statistics, 0, "authorised")->number);
	assert_int_equal(sum_of(&codes_said, "category", "unauthorised", "count"), cell_of(&statistics, 0, "unauthorised")->number);
	for (int i = 0; i < counts->pair_count; i++)
		assert_int_equal(sum_of(&codes_said, "code", counts->pairs[i].name, "count"), counts->pairs[i].number);
	report_finish(&codes_said);
	report_finish(&statistics);
}

/* A flag's row is what the codes of its holders come to. */
static void flags_are_their_codes(void **state)
{
	struct report groups = fill(report_fill_groups, &ALL);
	int flags = 0;

	for (int i = 0; i < groups.rows.count; i++) {
		struct report_wish w = ALL;

		if (!is(&groups, i, "of", "flag"))
			continue;
		w.flag = cell_of(&groups, i, "name")->text;
		struct report codes_said = fill(report_fill_codes, &w);
		int64_t missed = sum_of(&codes_said, "category", "authorised", "count") + sum_of(&codes_said, "category", "unauthorised", "count");
		assert_int_equal(missed, cell_of(&groups, i, "possible")->number - cell_of(&groups, i, "attended")->number);
		assert_int_equal(cell_of(&codes_said, 0, "possible")->number, cell_of(&groups, i, "possible")->number);
		struct report statistics = fill(report_fill_statistics, &w);
		assert_int_equal(cell_of(&statistics, 0, "possible")->number, cell_of(&groups, i, "possible")->number);
		assert_int_equal(cell_of(&statistics, 0, "attended")->number, cell_of(&groups, i, "attended")->number);
		report_finish(&statistics);
		report_finish(&codes_said);
		flags++;
	}
	assert_true(flags > 3);
	report_finish(&groups);
	(void)state;
}

static void years_are_their_statistics(void **state)
{
	static const struct { const char *title, *year; } years[] = { { "Nursery 2", "N2" }, { "Reception", "R" }, { "Year 3", "3" }, { "Year 6", "6" } };
	struct report groups = fill(report_fill_groups, &ALL);
	int said = 0;

	for (size_t k = 0; k < sizeof years / sizeof *years; k++) {
		struct report_wish w = ALL;

		w.year = years[k].year;
		struct report statistics = fill(report_fill_statistics, &w);
		for (int i = 0; i < groups.rows.count; i++)
			if (is(&groups, i, "of", "year") && is(&groups, i, "name", years[k].title)) {
				assert_int_equal(cell_of(&statistics, 0, "possible")->number, cell_of(&groups, i, "possible")->number);
				assert_int_equal(cell_of(&statistics, 0, "attended")->number, cell_of(&groups, i, "attended")->number);
				said++;
			}
		report_finish(&statistics);
	}
	assert_int_equal(said, 4);
	report_finish(&groups);
	(void)state;
}

/* LATES, THE ANNUAL LINE, REGISTERS, PRAISE ------------------------------------------------------------------------------------------------ */

static void lates_add_up(void **state)
{
	static const char *const parts[] = { "class", "weekday", "reason", "pupil" }, *const numbers[] = { "late", "late_after_close", "minutes_late",
													    "minutes_known_of" };
	const struct wish_row *row = *state;
	struct report r = fill(report_fill_punctuality, &row->wish), annual = fill(report_fill_annual, &row->wish);

	for (size_t i = row->wish.group ? 1 : 0; i < sizeof parts / sizeof *parts; i++)
		for (size_t k = 0; k < sizeof numbers / sizeof *numbers; k++)
			assert_int_equal(sum_of(&r, "of", parts[i], numbers[k]), sum_of(&r, "of", "school", numbers[k]));
	assert_int_equal(sum_of(&r, "of", "class", "possible"), row->wish.group ? 0 : sum_of(&r, "of", "school", "possible"));
	for (int i = 0; i < r.rows.count; i++)
		assert_int_equal(cell_of(&r, i, "days_lost")->number * 330 + cell_of(&r, i, "minutes_lost_over")->number,
				 cell_of(&r, i, "minutes_late")->number);
	assert_int_equal(sum_of(&annual, NULL, NULL, "late"), sum_of(&r, "of", "school", "late"));
	assert_int_equal(sum_of(&annual, NULL, NULL, "late_after_close"), sum_of(&r, "of", "school", "late_after_close"));
	assert_int_equal(sum_of(&annual, NULL, NULL, "minutes_late"), sum_of(&r, "of", "school", "minutes_late"));
	report_finish(&r);
	report_finish(&annual);
}

/* A pupil who changed class is in both, as in the groups: each session in the class of that day (C14). */
static void lates_are_in_the_class_of_then(void **state)
{
	const struct wish_row *row = *state;
	struct report lates = fill(report_fill_punctuality, &row->wish), groups = fill(report_fill_groups, &row->wish);
	int said = 0;

	for (int i = 0; i < groups.rows.count; i++)
		for (int k = 0; k < lates.rows.count; k++)
			if (is(&groups, i, "of", "class") && is(&lates, k, "of", "class") && is(&lates, k, "name", cell_of(&groups, i, "name")->text)) {
				assert_int_equal(cell_of(&lates, k, "possible")->number, cell_of(&groups, i, "possible")->number);
				assert_int_equal(cell_of(&lates, k, "late")->number, cell_of(&groups, i, "late")->number);
				said++;
			}
	assert_int_equal(said, row->wish.group ? 0 : 8);
	report_finish(&lates);
	report_finish(&groups);
}

static void annual_is_the_bands(void **state)
{
	const struct wish_row *row = *state;
	struct report annual = fill(report_fill_annual, &row->wish), bands = fill(report_fill_bands, &row->wish);

	assert_int_equal(annual.rows.count, bands.rows.count);
	assert_int_equal(sum_of(&annual, NULL, NULL, "possible"), sum_of(&bands, NULL, NULL, "possible"));
	for (int i = 0; i < annual.rows.count; i++) {
		int64_t missed = cell_of(&annual, i, "authorised")->number + cell_of(&annual, i, "unauthorised")->number;

		assert_int_equal(cell_of(&annual, i, "attended")->number + missed, cell_of(&annual, i, "possible")->number);
		assert_int_equal(missed, cell_of(&bands, i, "missed")->number);
		assert_int_equal(strtol(cell_of(&annual, i, "days_missed")->text, NULL, 10), missed / 2);
		assert_int_equal(strstr(cell_of(&annual, i, "days_missed")->text, ".5") != NULL, missed % 2);
	}
	report_finish(&annual);
	report_finish(&bands);
}

static void registers_add_up(void **state)
{
	static const char *const numbers[] = { "registers_due", "sent_in_time", "sent_late", "never_sent", "marks_blank", "minutes_after_start" };
	const struct wish_row *row = *state;
	struct report r = fill(report_fill_registers, &row->wish);

	for (size_t k = 0; k < sizeof numbers / sizeof *numbers; k++)
		assert_int_equal(sum_of(&r, "of", "class", numbers[k]), sum_of(&r, "of", "school", numbers[k]));
	for (int i = 0; i < r.rows.count; i++)
		assert_int_equal(cell_of(&r, i, "sent_in_time")->number + cell_of(&r, i, "sent_late")->number + cell_of(&r, i, "never_sent")->number,
				 cell_of(&r, i, "registers_due")->number);
	assert_int_equal(sum_of(&r, "of", "person", "registers_due"), sum_of(&r, "of", "school", "sent_in_time") + sum_of(&r, "of", "school", "sent_late"));
	report_finish(&r);
}

static void league_is_the_groups(void **state)
{
	struct report_wish w = ALL;
	struct report groups = fill(report_fill_groups, &w), league, weeks, full, annual = fill(report_fill_annual, &w);
	int all = 0;

	w.kind = "classes";
	league = fill(report_fill_league, &w);
	w.kind = "weeks";
	weeks = fill(report_fill_league, &w);
	w.kind = "full";
	full = fill(report_fill_league, &w);
	for (int i = 0; i < league.rows.count; i++) {
		const char *name = cell_of(&league, i, "name")->text;

		for (int k = 0; k < groups.rows.count; k++)
			if (is(&groups, k, "of", "class") && is(&groups, k, "name", name)) {
				assert_int_equal(cell_of(&league, i, "possible")->number, cell_of(&groups, k, "possible")->number);
				assert_int_equal(cell_of(&league, i, "attended")->number, cell_of(&groups, k, "attended")->number);
			}
		if (i > 0) /* rightly ordered, by fractions */
			assert_true(cell_of(&league, i, "attended")->number * cell_of(&league, i - 1, "possible")->number <=
				    cell_of(&league, i - 1, "attended")->number * cell_of(&league, i, "possible")->number);
	}
	for (int i = 0; i < annual.rows.count; i++)
		all += cell_of(&annual, i, "possible")->number > 0 && cell_of(&annual, i, "attended")->number == cell_of(&annual, i, "possible")->number;
	assert_int_equal(full.rows.count, all);
	assert_true(weeks.rows.count >= 11);
	report_finish(&groups);
	report_finish(&league);
	report_finish(&weeks);
	report_finish(&full);
	report_finish(&annual);
	(void)state;
}

/* PATTERNS, THE SHEET, INSPECTION ------------------------------------------------------------------------------------------------------------ */

static void patterns_hold_the_rule(void **state)
{
	struct report_wish w = ALL;
	struct report r = fill(report_fill_patterns, &w);

	assert_true(r.rows.count > 0);
	for (int i = 0; i < r.rows.count; i++) {
		int64_t there = cell_of(&r, i, "missed_there")->number;

		assert_true(there >= 6);
		assert_true(there * cell_of(&r, i, "possible")->number >=
			    2 * cell_of(&r, i, "possible_there")->number * cell_of(&r, i, "missed")->number);
	}
	w.pupil = cell_of(&r, 0, "upn")->text;
	struct report one = fill(report_fill_patterns, &w);
	assert_true(count_of(&one, "name", cell_of(&r, 0, "name")->text) == one.rows.count);
	assert_true(one.rows.count > 1);
	/* what is missed on weekdays is all that is missed */
	static const char *const weekdays[] = { "monday", "tuesday", "wednesday", "thursday", "friday" };
	int64_t sum = 0;
	for (size_t i = 0; i < sizeof weekdays / sizeof *weekdays; i++)
		sum += sum_of(&one, "pattern", weekdays[i], "missed_there");
	assert_int_equal(sum, cell_of(&one, 0, "missed")->number);
	assert_int_equal(sum_of(&one, "pattern", "am", "missed_there") + sum_of(&one, "pattern", "pm", "missed_there"), sum);
	report_finish(&one);
	report_finish(&r);
	(void)state;
}

static void sheet_is_the_bands(void **state)
{
	struct report_wish w = ALL;

	w.group = "Oak";
	struct report sheet = fill(report_fill_class_sheet, &w), bands = fill(report_fill_bands, &w);
	for (int i = 0; i < sheet.rows.count; i++)
		for (int k = 0; k < bands.rows.count; k++)
			if (is(&bands, k, "pupil", cell_of(&sheet, i, "pupil")->text))
				assert_int_equal(cell_of(&sheet, i, "possible")->number - cell_of(&sheet, i, "attended")->number,
						 cell_of(&bands, k, "missed")->number);
	assert_true(sheet.rows.count > 20);
	assert_true(count_of(&sheet, "mon_am", "/") > 10);
	assert_int_equal(count_of(&sheet, "fri_pm", "/"), 0);
	report_finish(&sheet);
	report_finish(&bands);
	(void)state;
}

static void inspection_is_the_bands(void **state)
{
	struct report_wish w = ALL;
	struct report r = fill(report_fill_inspection, &w), bands = fill(report_fill_bands, &w);

	assert_int_equal(count_of(&r, "section", "severe"), sum_of(&bands, NULL, NULL, "severe"));
	assert_int_equal(count_of(&r, "section", "severe") + count_of(&r, "section", "persistent"), sum_of(&bands, NULL, NULL, "persistent"));
	assert_true(count_of(&r, "section", "part_time") > 0);
	for (int i = 0; i < r.rows.count; i++)
		if (is(&r, i, "section", "part_time") && is(&r, i, "class", "Acorn")) /* the nursery's mornings are no timetable that lacks its plan */
			assert_non_null(strstr(cell_of(&r, i, "words")->text, "below compulsory school age"));
	assert_true(count_of(&r, "section", "leavers") > 0);
	report_finish(&r);
	report_finish(&bands);
	(void)state;
}

/* WHO SEES FIGURES ALONE ----------------------------------------------------------------------------------------------------------------------- */

#define FEWEST 6

static void governor(void **state)
{
	const struct office_options options = { .directory = place, .uid = 77, .terminal = "test", .as = "hilary" };
	static const char *const parts[] = { "year", "class", "sex" };
	struct office *own = o;
	struct report_wish w = ALL;
	struct report r = { 0 };

	if (office_open(&options, &o, &e) < 0)
		fail_msg("%s", e.text);
	struct report groups = fill(report_fill_groups, &w), codes_said = fill(report_fill_codes, &w);
	int64_t all = sum_of(&groups, "of", "school", "pupils");

	assert_true(all > 100);
	for (int i = 0; i < groups.rows.count; i++) {
		int64_t n = cell_of(&groups, i, "pupils")->number;

		assert_true(n >= FEWEST);
		assert_true(all - n == 0 || all - n >= FEWEST);
		assert_true(cell_of(&groups, i, "severe")->empty && cell_of(&groups, i, "persistent")->empty == (i > 0)); /* severely absent are three */
	}
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		int64_t rest = sum_of(&groups, "of", "school", "possible") - sum_of(&groups, "of", parts[i], "possible");

		assert_true(rest == 0 || rest >= FEWEST);
	}
	for (int i = 0; i < codes_said.rows.count; i++)
		assert_true(cell_of(&codes_said, i, "pupils")->number >= FEWEST);
	assert_int_equal(count_of(&groups, "name", "looked_after"), 0); /* two children */
	assert_int_equal(count_of(&groups, "name", "fsm"), 1);
	assert_true(report_fill_patterns(o, &w, &r, &e) < 0);
	assert_true(report_fill_annual(o, &w, &r, &e) < 0);
	assert_true(report_fill_league(o, &w, &r, &e) < 0);
	assert_true(report_fill_inspection(o, &w, &r, &e) < 0);
	report_finish(&groups);
	report_finish(&codes_said);
	office_close(o);
	o = own;
	(void)state;
}

static void flag_put(const struct report *pupils, int row, const char *flag)
{
	int64_t pupil, act;

	if (office_pupil_find(o, cell_of(pupils, row, "pupil")->text, false, &pupil, &e) < 0 ||
	    office_pupil_flag(o, pupil, flag, "yes", day_of(2026, 9, 1), DAY_NONE, false, &act, &e) < 0)
		fail_msg("%s", e.text);
}

/* Twelve in a club, ten of them in its choir: one less the other would be two.  Both are large enough, and so is the rest of each. */
static void one_group_within_another(void **state)
{
	const struct office_options options = { .directory = place, .uid = 77, .terminal = "test", .as = "hilary" };
	struct office *own = o;
	struct report_wish w = ALL;
	struct report annual;

	w.group = "Birch";
	annual = fill(report_fill_annual, &w);
	for (int i = 0; i < 12; i++)
		flag_put(&annual, i, "club");
	for (int i = 0; i < 10; i++)
		flag_put(&annual, i, "choir");
	w.group = NULL;
	struct report seen = fill(report_fill_groups, &w);
	assert_int_equal(count_of(&seen, "name", "club") + count_of(&seen, "name", "choir"), 2);
	if (office_open(&options, &o, &e) < 0)
		fail_msg("%s", e.text);
	struct report groups = fill(report_fill_groups, &w);
	assert_int_equal(count_of(&groups, "name", "club"), 1);
	assert_int_equal(count_of(&groups, "name", "choir"), 0);
	report_finish(&annual);
	report_finish(&seen);
	report_finish(&groups);
	office_close(o);
	o = own;
	(void)state;
}

/* The text that the head's page has beside a class or a group. */
static const char *page_text(const struct school_page *p, const char *name)
{
	for (int i = 0; i < p->count; i++)
		if (p->items[i].name && strcmp(p->items[i].name, name) == 0)
			return strchr(p->items[i].label, '_') ? "a word of files is no name" : p->items[i].text;
	fail_msg("%s is not on the page", name);
	return NULL;
}

/* Two figures for one class would be one too many: a pupil who changed class counts in each for the days there. */
static void page_is_the_groups(void **state)
{
	struct report groups = fill(report_fill_groups, &ALL);
	struct school_page page = { 0 };
	int compared = 0;

	(void)state;
	assert_int_equal(office_school_page_open(o, &page, &e), 0);
	for (int i = 0; i < groups.rows.count; i++) {
		const struct cell *name = cell_of(&groups, i, "name"), *share = cell_of(&groups, i, "attended_share");

		if (!is(&groups, i, "of", "class") && !is(&groups, i, "of", "flag"))
			continue;
		assert_string_equal(page_text(&page, name->text), share->text);
		compared++;
	}
	assert_true(compared > 8);
	school_page_finish(&page);
	report_finish(&groups);
}

int main(void)
{
	static struct rows r;

	rows_add(&r, parts_add_up, wishes);
	rows_add(&r, groups_are_their_pupils, wishes);
	rows_add(&r, codes_are_the_statistics, wishes);
	rows_add(&r, lates_add_up, wishes);
	rows_add(&r, lates_are_in_the_class_of_then, wishes);
	rows_add(&r, annual_is_the_bands, wishes);
	rows_add(&r, registers_add_up, wishes);
	rows_case(&r, "the rest is everybody less the group", the_rest_is_the_rest, NULL);
	rows_case(&r, "a flag's figures are what its pupils' codes come to", flags_are_their_codes, NULL);
	rows_case(&r, "a year's figures are its statistics", years_are_their_statistics, NULL);
	rows_case(&r, "the league is the groups, in order", league_is_the_groups, NULL);
	rows_case(&r, "the head's page is the groups", page_is_the_groups, NULL);
	rows_case(&r, "patterns hold the rule, and add up", patterns_hold_the_rule, NULL);
	rows_case(&r, "the class sheet is the bands", sheet_is_the_bands, NULL);
	rows_case(&r, "the inspector's list is the bands", inspection_is_the_bands, NULL);
	rows_case(&r, "who sees figures alone sees no small group, and no names", governor, NULL);
	rows_case(&r, "nor one group that another holds but for a few", one_group_within_another, NULL);
	return _cmocka_run_group_tests("office/groups", r.tests, r.count, begin, end);
}
