#include "rows.h"

#include <errno.h>
#include <stdio.h>

#include "marks_desk.h"
#include "office/register.h"
#include "office/reports.h"

/* MOVING IN: a calendar from the marks */

static int put_year(struct buf *to, int pupils)
{
	buf_text(to, HEADING);
	return put_held(to, day_of(2023, 9, 1), day_of(2024, 8, 31), pupils);
}

static void moving_in(void **state)
{
	static const struct {
		const char *name;
		int from[3], to[3];
	} want[] = {
		{ "Autumn 2023 (1)", { 2023, 9, 5 }, { 2023, 10, 20 } }, { "Autumn 2023 (2)", { 2023, 10, 30 }, { 2023, 12, 15 } },
		{ "Spring 2024 (1)", { 2024, 1, 3 }, { 2024, 2, 9 } },   { "Spring 2024 (2)", { 2024, 2, 19 }, { 2024, 3, 28 } },
		{ "Summer 2024 (1)", { 2024, 4, 15 }, { 2024, 5, 24 } }, { "Summer 2024 (2)", { 2024, 6, 3 }, { 2024, 7, 19 } },
	};
	CLEAN_ARENA struct arena a = { 0 };
	CLEAN_BUF struct buf file = { 0 };
	struct desk x;
	struct term_row *terms;
	struct closure_row *closures;
	int wrong = 0;

	desk_begin(&x);
	int marks = put_year(&file, 10);
	import_n(&x, file.text, file.length, (struct import_wish){ .moving_in = true, .dry_run = true });
	must(&x, 0);
	has(x.said.text, "calendar would be made from the marks: Autumn 2023 (1), Tue 5 Sep 2023 to Fri 20 Oct 2023\n");
	import_n(&x, file.text, file.length, (struct import_wish){ .moving_in = true });
	must(&x, 0);
	assert_int_equal(x.got.added, marks);
	assert_int_equal(x.got.set_aside, 0);
	struct store *st = look(&x);
	assert_int_equal(store_thing_all(st, THING_TERM, &a, &terms), 7);
	for (size_t i = 0; i < sizeof want / sizeof *want; i++) {
		assert_string_equal(terms[1 + i].name, want[i].name);
		assert_int_equal(terms[1 + i].from_day.n, day_of(want[i].from[0], want[i].from[1], want[i].from[2]).n);
		assert_int_equal(terms[1 + i].to_day.n, day_of(want[i].to[0], want[i].to[1], want[i].to[2]).n);
	}
	int n = store_thing_all(st, THING_CLOSURE, &a, &closures);
	assert_int_equal(n, 2 + 4); /* the Saturday, the INSET day, the bank holiday that was held, the last afternoon */
	assert_string_equal(closures[2].kind, "open");
	assert_string_equal(closures[3].name, "Shut (from the marks)");
	assert_string_equal(closures[3].kind, "planned");
	store_close(st);
	for (sitting s = sitting_of(day_of(2023, 9, 1), SESSION_AM); s <= sitting_of(day_of(2024, 8, 31), SESSION_PM); s++)
		wrong += calendar_is_open(office_calendar(x.o), s) != held_2023(s);
	assert_int_equal(wrong, 0);
	assert_holds(&x);
	int64_t before = last_act(&x);
	import_n(&x, file.text, file.length, (struct import_wish){ .moving_in = true });
	must(&x, 0);
	assert_int_equal(x.got.same, marks);
	assert_int_equal(last_act(&x), before);
	desk_end(&x);
}

static void put_week(struct buf *to, struct day from, struct day last)
{
	char day[DAY_TEXT];

	for (struct day d = from; d.n <= last.n; d = day_add(d, 1))
		for (int n = 1; day_weekday(d) < 5 && n <= 10; n++)
			buf_printf(to, "%d,%s,am,/,,\n%d,%s,pm,\\,,\n", n, day_iso(d, day), n, day);
}

/* Years with one between them that nobody has marks of; and a term that begins in the last days of August. */
static void years_apart(void **state)
{
	CLEAN_ARENA struct arena a = { 0 };
	CLEAN_BUF struct buf file = { 0 };
	struct term_row *terms;
	struct closure_row *closures;
	struct desk x;

	desk_begin(&x);
	buf_text(&file, HEADING);
	put_week(&file, day_of(2022, 9, 5), day_of(2022, 9, 9));
	put_week(&file, day_of(2024, 8, 28), day_of(2024, 9, 6));
	put_week(&file, day_of(2026, 9, 3), day_of(2026, 9, 4)); /* of a year that it knows */
	import_n(&x, file.text, file.length, (struct import_wish){ .moving_in = true });
	must(&x, 0);
	assert_int_equal(x.got.set_aside, 0);
	struct store *st = look(&x);
	assert_int_equal(store_thing_all(st, THING_TERM, &a, &terms), 3);
	assert_string_equal(terms[1].name, "Autumn 2022");
	assert_int_equal(terms[1].to_day.n, day_of(2022, 9, 9).n);
	assert_string_equal(terms[2].name, "Autumn 2024");
	assert_int_equal(terms[2].from_day.n, day_of(2024, 8, 28).n);
	assert_int_equal(terms[2].to_day.n, day_of(2024, 9, 6).n);
	assert_int_equal(store_thing_all(st, THING_CLOSURE, &a, &closures), 2);
	store_close(st);
	assert_holds(&x);
	desk_end(&x);
}

/* One child in ten makes no session of what the other nine had off; in a week of ten one does. */
static void slips(void **state)
{
	CLEAN_BUF struct buf file = { 0 };
	struct desk x;

	desk_begin(&x);
	put_year(&file, 11);
	buf_text(&file, "1,2023-11-17,am,/,,\n1,2024-08-14,am,/,,\n"); /* the INSET day; the summer holidays */
	import_n(&x, file.text, file.length, (struct import_wish){ .moving_in = true });
	must(&x, 0);
	assert_int_equal(x.got.set_aside, 2);
	has(x.said.text, "Child1 Okafor, Fri 17 Nov 2023 morning: /, and by the marks of that week the session was not held.");
	has(x.said.text, "Wed 14 Aug 2024 morning");
	desk_end(&x);
	file.length = 0;
	desk_begin(&x);
	put_year(&file, 10);
	buf_text(&file, "1,2023-11-17,am,/,,\n");
	import_n(&x, file.text, file.length, (struct import_wish){ .moving_in = true });
	must(&x, 0);
	assert_int_equal(x.got.set_aside, 0);
	assert_true(calendar_is_open(office_calendar(x.o), sitting_of(day_of(2023, 11, 17), SESSION_AM)));
	desk_end(&x);
}

/* Without the right to change the school nobody makes a calendar. */
static void may_not(void **state)
{
	struct desk x;

	desk_begin(&x);
	open_as(&x, 1001);
	import(&x, HEADING THREE, (struct import_wish){ .moving_in = true });
	must(&x, -EPERM);
	has(x.e.text, "change the school's settings");
	import(&x, HEADING THREE, (struct import_wish){ 0 });
	must(&x, 0);
	assert_int_equal(x.got.added, 3);
	desk_end(&x);
}

/* HALF IN */

static void put_begun(struct desk *x, const char *bytes)
{
	struct act_head head = { .kind = "import begun", .at = moment_of(day_of(2026, 11, 20), 9 * 60 + 7, 0), .staff_name = "Amy Reed", .position = "",
				 .roles = "", .terminal = "", .version = "", .day = DAY_NONE, .session = -1 };
	struct import_file_row row = { .kind = "marks", .name = "marks.csv", .marks = 3, .begun_day = day_of(2026, 11, 19), .taken_from_day = DAY_NONE,
				       .taken_to_day = DAY_NONE };
	struct hashing h;
	struct hash hash;
	char digest[2 * HASH_BYTES + 1];
	struct store *st = look(x);
	struct entry first = { 1, day_of(2026, 9, 3), SESSION_AM, CODE_NONE, CODE_PRESENT_AM, -1, -1, false, true };
	int64_t seq;

	hash_begin(&h);
	hash_more(&h, bytes, strlen(bytes));
	hash_end(&h, &hash);
	for (int i = 0; i < HASH_BYTES; i++)
		snprintf(digest + 2 * i, 3, "%02x", hash.bytes[i]);
	row.digest = digest;
	assert_int_equal(store_begin(st), 0);
	assert_int_equal(store_act_begin(st, &head), 0);
	put(st, THING_IMPORT_FILE, &row);
	assert_int_equal(store_act_mark(st, &first), 1);
	assert_int_equal(store_act_end(st, true, &seq), 0);
	assert_int_equal(store_commit(st), 0);
	store_close(st);
}

static bool check_says(struct desk *x, const char *words)
{
	struct report r;
	bool said = false;
	int found;

	assert_int_equal(report_fill_check(x->o, &found, &r, &x->e), 0);
	for (int i = 0; i < r.rows.count; i++)
		for (int c = 0; c < r.column_count; c++)
			said |= r.rows.items[i].cells[c].text && strstr(r.rows.items[i].cells[c].text, words);
	report_finish(&r);
	return said;
}

static void goes_on(void **state)
{
	struct desk x;

	desk_begin(&x);
	assert_false(check_says(&x, "half in"));
	put_begun(&x, HEADING THREE);
	assert_true(check_says(&x, "The marks of marks.csv, begun on Thu 19 Nov 2026, are half in"));
	import(&x, HEADING "3,2026-09-03,am,/,,\n", (struct import_wish){ 0 }); /* another file: it is in, and the first still is not */
	must(&x, 0);
	assert_true(check_says(&x, "half in"));
	import(&x, HEADING THREE, (struct import_wish){ 0 });
	must(&x, 0);
	has(x.said.text, "This file was begun on Thu 19 Nov 2026 and not finished");
	has(x.said.text, "2 marks new, 0 changed, 1 the same");
	assert_int_equal(count_acts(&x, "import begun"), 2);
	assert_int_equal(count_acts(&x, "import finished"), 2);
	assert_false(check_says(&x, "half in"));
	assert_holds(&x);
	desk_end(&x);
}

/* All was written but that it is finished. */
static void only_the_end(void **state)
{
	struct desk x;

	desk_begin(&x);
	put_begun(&x, HEADING "1,2026-09-03,am,/,,\n");
	import(&x, HEADING "1,2026-09-03,am,/,,\n", (struct import_wish){ 0 });
	must(&x, 0);
	assert_int_equal(x.got.added, 0);
	assert_int_equal(x.got.first_act, x.got.last_act);
	assert_false(check_says(&x, "half in"));
	desk_end(&x);
}

/* REGISTERS: those of the days in the file were taken elsewhere; a blank in them is a blank */

static int missing(struct desk *x, struct day from, struct day to)
{
	struct report_wish w = { DAY_NONE, from, to, -1, NULL, NULL, false, 0 };
	struct report r;

	assert_int_equal(report_fill_missing(x->o, &w, &r, &x->e), 0);
	int n = r.rows.count;
	report_finish(&r);
	return n;
}

static void put_days(struct buf *to, struct day from, struct day last, int pupils)
{
	char iso[DAY_TEXT];

	buf_text(to, "admission_number,date,am,pm\n");
	for (struct day d = from; d.n <= last.n; d = day_add(d, 1))
		for (int n = 1; day_weekday(d) < 5 && n <= pupils; n++)
			buf_printf(to, "%d,%s,/,%s\n", n, day_iso(d, iso), n == 2 && d.n == from.n + 1 ? "" : "\\");
}

static void registers(void **state)
{
	CLEAN_BUF struct buf file = { 0 }, few = { 0 };
	struct register_ref ref = { 1, day_of(2026, 10, 5), SESSION_AM };
	struct register_view v;
	struct desk x;

	desk_begin(&x);
	assert_int_equal(missing(&x, day_of(2026, 10, 5), day_of(2026, 10, 9)), 10);
	put_days(&few, day_of(2026, 10, 12), day_of(2026, 10, 16), 2); /* two children of ten: another school's */
	import_n(&x, few.text, few.length, (struct import_wish){ 0 });
	must(&x, 0);
	assert_int_equal(missing(&x, day_of(2026, 10, 12), day_of(2026, 10, 16)), 10);
	put_days(&file, day_of(2026, 10, 5), day_of(2026, 10, 9), 10);
	import_n(&x, file.text, file.length, (struct import_wish){ 0 });
	must(&x, 0);
	assert_int_equal(missing(&x, day_of(2026, 10, 5), day_of(2026, 10, 9)), 1);
	assert_int_equal(missing(&x, day_of(2026, 10, 5), day_of(2026, 10, 16)), 11);
	assert_int_equal(office_register_open(x.o, &ref, &v, &x.e), 0);
	assert_int_equal(v.state, REGISTER_TAKEN);
	register_view_finish(&v);
	desk_end(&x);
}

static const struct {
	const char *name;
	CMUnitTestFunction f;
} cases[] = {
	{ "a calendar made from the marks", moving_in },
	{ "years apart, and a term from August on", years_apart },
	{ "a slip of the pen makes no session", slips },
	{ "a calendar is made by who may", may_not },
	{ "goes on where it stopped", goes_on },
	{ "only its end was missing", only_the_end },
	{ "registers taken elsewhere are not missing", registers },
};

int main(void)
{
	static struct rows r;
	struct err e = { 0 };

	if (seal_start(&e) < 0)
		return 1;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		rows_case(&r, cases[i].name, cases[i].f, NULL);
	return rows_run(&r, "office/import_years");
}
