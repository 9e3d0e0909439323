#include "import_desk.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

/* Ben is in Maple, year 2, since 2 September 2026; today is 20 November. */
static const char roll[] = "admission_number,surname,forename,dob,sex,year,class,start_date\n1001,Okafor,Amara,2019-10-01,F,2,Maple,2026-09-02\n"
			   "1002,Hall,Ben,2019-11-12,M,2,Maple,2026-09-02\n1003,Ash,Cy,2020-05-05,M,1,Hazel,2026-09-02\n";
#define HEADING "admission_number,group,kind,from_date,to_date,school_year,year,weekdays,sessions\n"

static void roll_begin(struct desk *x)
{
	desk_begin(x);
	desk_take(x, FILE_PUPILS, roll);
}

static const struct desk_fault faults[] = {
	{ "nothing tells whose", "!group,kind\nMaple,class\n", 1, 1, "whose groups" },
	{ "no group's name", "!upn,kind\nx,class\n", 1, 1, "groups' names" },
	{ "an unknown heading", "!admission_number,group,shoe\n1001,Maple,1\n", 1, 3, "\"shoe\"" },
	{ "a pupil that is not here", "1009,Maple,,,,2026/27,,,\n", 2, 1, "No pupil here" },
	{ "an empty group", "1001,,,,,2026/27,,,\n", 2, 2, "has no group" },
	{ "a kind that is none", "1001,Maple,choir,,,2026/27,,,\n", 2, 3, "no kind of group" },
	{ "a kind that it is not", "1001,Maple,other,,,2026/27,,,\n", 2, 3, "of the kind class" },
	{ "a first day that is none", "1001,Maple,,soon,,,,,\n", 2, 4, "no date" },
	{ "a last day that is none", "1001,Maple,,2026-09-02,31/02/2026,,,,\n", 2, 5, "no date" },
	{ "the last day before the first", "1001,Maple,,2026-09-02,2026-09-01,,,,\n", 2, 5, "before the first" },
	{ "a school year that is none", "1001,Maple,,,,2026/28,,,\n", 2, 6, "no school year" },
	{ "a year group that is none", "1001,Maple,,,,2026/27,15,,\n", 2, 7, "no year group" },
	{ "a day that is none", "1001,Maple,,,,2026/27,,mon noon,\n", 2, 8, "days like mon" },
	{ "a session that is none", "1001,Maple,,,,2026/27,,,noon\n", 2, 9, "am or pm" },
	{ "a control character", "1001,Ma\033ple,,,,2026/27,,,\n", 2, 2, "control character" },
	{ "two classes at once", "1001,Maple,,,,2024/25,,,\n1002,Maple,,,,2024/25,,,\n1001,Hazel,,2025-08-31,2026-01-01,,,,\n", 4, 1,
	  "in Maple on Sun 31 Aug 2025 in line 2, and in Hazel here (line 4)" },
	{ "one class twice", "1001,Maple,,,,2024/25,,,\n1001,Maple,,,,2024/25,,,\n", 3, 1, "in line 2 already" },
	{ "two years at once", "1001,Maple,,,,2024/25,1,,am\n1001,Hazel,,,,2024/25,2,,pm\n1001,Choir,other,,,2024/25,3,,\n", 4, 7, "in year 1 on" },
};

static void fault_row(void **state)
{
	struct desk x;

	roll_begin(&x);
	desk_refuses(&x, FILE_GROUPS, HEADING, *state);
	desk_end(&x);
}

/* WHERE BEN IS: "Maple 2026-09-02.. | ..." by first day; a mask where it is not all week */

static const char *places_of(struct desk *x, const char *number, struct arena *a)
{
	CLEAN_BUF struct buf text = { 0 };
	struct membership_row *rows;
	struct roll_group_row *groups;
	struct store *st = desk_look(x);
	char from[DAY_TEXT], to[DAY_TEXT];
	int64_t pupil = 0;

	assert_int_equal(store_pupil_find(st, number, &pupil), 0);
	int n = store_memberships_of_pupil(st, pupil, a, &rows), g = store_thing_all(st, THING_ROLL_GROUP, a, &groups);
	for (int i = 0; i < n; i++) {
		for (int k = 0; k < g; k++)
			if (groups[k].id == rows[i].roll_group)
				buf_printf(&text, "%s%s", i ? " | " : "", groups[k].name);
		buf_printf(&text, " %s..%s", day_iso(rows[i].from_day, from), day_iso(rows[i].to_day, to));
		if (rows[i].weekdays != 31 || rows[i].sessions != 3)
			buf_printf(&text, " %d/%d", (int)rows[i].weekdays, (int)rows[i].sessions);
	}
	store_close(st);
	return arena_text(a, buf_string(&text));
}

static const char *years_of(struct desk *x, const char *number, struct arena *a)
{
	CLEAN_BUF struct buf text = { 0 };
	struct pupil_year_row *rows;
	struct store *st = desk_look(x);
	char from[DAY_TEXT], to[DAY_TEXT];
	int64_t pupil = 0;

	assert_int_equal(store_pupil_find(st, number, &pupil), 0);
	int n = store_years_of_pupil(st, pupil, a, &rows);
	for (int i = 0; i < n; i++)
		buf_printf(&text, "%s%d %s..%s", i ? " | " : "", (int)rows[i].year, day_iso(rows[i].from_day, from), day_iso(rows[i].to_day, to));
	store_close(st);
	return arena_text(a, buf_string(&text));
}

/* On any day and session a pupil is in one register at most. */
static void check_one_place(struct desk *x, const char *number)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct membership_row *rows;
	struct roll_group_row *groups;
	struct store *st = desk_look(x);
	int64_t pupil = 0;

	assert_int_equal(store_pupil_find(st, number, &pupil), 0);
	int n = store_memberships_of_pupil(st, pupil, &a, &rows), g = store_thing_all(st, THING_ROLL_GROUP, &a, &groups);
	for (struct day d = day_of(2020, 9, 1); d.n < day_of(2028, 9, 1).n; d.n++)
		for (int s = 0; s < 2; s++) {
			int in = 0;

			for (int i = 0; i < n; i++)
				for (int k = 0; k < g; k++)
					in += groups[k].id == rows[i].roll_group && strcmp(groups[k].kind, "other") != 0 &&
					      day_within(d, rows[i].from_day, rows[i].to_day) && (rows[i].weekdays >> day_weekday(d) & 1) && (rows[i].sessions >> s & 1);
			assert_true(in <= 1);
		}
	store_close(st);
}

static const struct place {
	const char *name, *rows, *places, *years; /**< years NULL: 2 2026-09-02.. */
	int same;                                 /**< rows of the file that change nothing */
} places[] = {
	{ "as it is", "1002,Maple,,2026-09-02,,,,,\n", "Maple 2026-09-02..", NULL, 1 },
	{ "a school year of what is", "1002,Maple,,,,2026/27,2,,\n", "Maple 2026-09-01..", "2 2026-09-01..", 0 },
	{ "within what is", "1002,maple,,2026-10-01,,,,,\n", "Maple 2026-09-02..", NULL, 1 },
	{ "a year before", "1002,Acorn,form,,,2025/26,1,,\n", "Acorn 2025-09-01..2026-08-31 | Maple 2026-09-02..", "1 2025-09-01..2026-08-31 | 2 2026-09-02..", 0 },
	{ "the same class the year before", "1002,Maple,,,,2025/26,,,\n", "Maple 2025-09-01..2026-08-31 | Maple 2026-09-02..", NULL, 0 },
	{ "another class from a day on", "1002,Hazel,,2026-11-02,,,,,\n", "Maple 2026-09-02..2026-11-01 | Hazel 2026-11-02..", NULL, 0 },
	{ "another class for a time", "1002,Hazel,,2026-11-02,2026-11-27,,,,\n",
	  "Maple 2026-09-02..2026-11-01 | Hazel 2026-11-02..2026-11-27 | Maple 2026-11-28..", NULL, 0 },
	{ "another class all the time", "1002,Hazel,,2026-09-01,,,,,\n", "Hazel 2026-09-01..", NULL, 0 },
	{ "afternoons elsewhere", "1002,Unit,,2026-09-02,,,,,pm\n", "Maple 2026-09-02.. 31/1 | Unit 2026-09-02.. 31/2", NULL, 0 },
	{ "Tuesday afternoons elsewhere", "1002,Unit,,2026-11-02,,,,tue,pm\n",
	  "Maple 2026-09-02..2026-11-01 | Maple 2026-11-02.. 29/3 | Maple 2026-11-02.. 2/1 | Unit 2026-11-02.. 2/2", NULL, 0 },
	{ "another class this school year, and on", "1002,Hazel,,,,2026/27,3,,\n", "Hazel 2026-09-01..", "3 2026-09-01..", 0 },
	{ "another class this year, and a third next", "1002,Hazel,,,,2026/27,,,\n1002,Oak,,,,2027/28,,,\n",
	  "Hazel 2026-09-01..2027-08-31 | Oak 2027-09-01..", NULL, 0 },
	{ "another class last school year alone", "1002,Hazel,,,,2025/26,,,\n", "Hazel 2025-09-01..2026-08-31 | Maple 2026-09-02..", NULL, 0 },
	{ "it ended", "1002,Maple,,2026-09-02,2026-11-06,,,,\n", "Maple 2026-09-02..2026-11-06", NULL, 0 },
	{ "it ended, another began", "1002,Maple,,2026-09-02,2026-11-06,,,,\n1002,Hazel,,2026-11-07,,,,,\n", "Maple 2026-09-02..2026-11-06 | Hazel 2026-11-07..", NULL, 0 },
	{ "an other group is beside the class", "1002,Choir,other,,,2026/27,,,\n", "Choir 2026-09-01..2027-08-31 | Maple 2026-09-02..", NULL, 0 },
	{ "three years of it", "1002,Nest,,,,2023/24,N2,,\n1002,Acorn,,,,2024/25,R,,\n1002,Acorn,,,,2025/26,1,,\n",
	  "Nest 2023-09-01..2024-08-31 | Acorn 2024-09-01..2025-08-31 | Acorn 2025-09-01..2026-08-31 | Maple 2026-09-02..",
	  "-1 2023-09-01..2024-08-31 | 0 2024-09-01..2025-08-31 | 1 2025-09-01..2026-08-31 | 2 2026-09-02..", 0 },
};

static void place_row(void **state)
{
	const struct place *row = *state;
	CLEAN_ARENA struct arena a = { 0 };
	CLEAN_BUF struct buf file = { 0 };
	struct desk x;

	roll_begin(&x);
	int64_t before = desk_last_act(&x);
	buf_printf(&file, HEADING "%s", row->rows);
	assert_int_equal(desk_dry(&x, FILE_GROUPS, file.text), 0);
	char *said = mem_text(buf_string(&x.said));
	assert_int_equal(desk_last_act(&x), before);
	desk_take(&x, FILE_GROUPS, file.text);
	desk_same_but_last(said, buf_string(&x.said));
	free(said);
	assert_string_equal(places_of(&x, "1002", &a), row->places);
	assert_string_equal(years_of(&x, "1002", &a), row->years ? row->years : "2 2026-09-02..");
	assert_int_equal(x.got.same, row->same);
	check_one_place(&x, "1002");
	desk_take(&x, FILE_GROUPS, file.text);
	assert_int_equal(x.got.added, 0);
	assert_int_equal(x.got.last_act, 0);
	desk_verify(&x);
	desk_end(&x);
}

static void groups_are_made_and_stretched(void **state)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct roll_group_row *groups;
	struct desk x;

	roll_begin(&x);
	desk_take(&x, FILE_GROUPS, HEADING "1001,Acorn,form,,,2024/25,,,\n1002,acorn,,,,2023/24,,,\n1003,Maple,,,,2020/21,,,\n1003,Choir,other,,,2026/27,,,\n");
	assert_true(desk_heard(&x, "form Acorn: new"));
	struct store *st = desk_look(&x);
	int n = store_thing_all(st, THING_ROLL_GROUP, &a, &groups);
	assert_int_equal(n, 4); /* Maple, Hazel, Acorn, Choir */
	assert_string_equal(groups[0].name, "Maple");
	assert_int_equal(groups[0].from_day.n, day_of(2020, 9, 1).n);
	assert_string_equal(groups[2].name, "Acorn");
	assert_string_equal(groups[2].kind, "form");
	assert_int_equal(groups[2].from_day.n, day_of(2023, 9, 1).n);
	assert_string_equal(groups[3].kind, "other");
	store_close(st);
	desk_end(&x);
}

static void others_are_left_alone(void **state)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct desk x;

	roll_begin(&x);
	desk_take(&x, FILE_GROUPS, HEADING "1002,Hazel,,2026-11-20,,,,,\n");
	assert_string_equal(places_of(&x, "1001", &a), "Maple 2026-09-02..");
	assert_int_equal(x.got.first_act, x.got.last_act);
	desk_end(&x);
}

static void one_bad_row_stops_all(void **state)
{
	struct desk x;

	roll_begin(&x);
	int64_t before = desk_last_act(&x);
	assert_int_equal(desk_import(&x, FILE_GROUPS, HEADING "1001,Oak,,,,2026/27,,,\n1009,Oak,,,,2026/27,,,\n"), -EBADMSG);
	assert_int_equal(desk_last_act(&x), before);
	desk_end(&x);
}

/* Whatever files come after one another: nobody is in two places, each row is taken, and the same file changes nothing. */
static uint32_t dice(uint32_t *seed, uint32_t sides)
{
	*seed = *seed * 1664525 + 1013904223;
	return (*seed >> 8) % sides;
}

static void random_rows(struct buf *file, uint32_t *seed)
{
	static const char *const groups[] = { "Maple", "Hazel", "Oak", "Unit" }, *const weekdays[] = { "", "mon tue", "wed thu fri", "tue" },
				 *const sessions[] = { "", "", "am", "pm" };
	int from = day_of(2025, 9, 1).n + (int)dice(seed, 200);

	buf_text(file, HEADING);
	for (uint32_t i = 1 + dice(seed, 4); i > 0; i--) {
		char first[DAY_TEXT], last[DAY_TEXT];
		int to = from + (int)dice(seed, 300);
		bool open = i == 1 && dice(seed, 2);

		buf_printf(file, "1002,%s,,%s,%s,,,%s,%s\n", groups[dice(seed, 4)], day_iso((struct day){ from }, first), open ? "" : day_iso((struct day){ to }, last),
			   weekdays[dice(seed, 4)], sessions[dice(seed, 4)]);
		from = to + 1 + (int)dice(seed, 60) * (int)dice(seed, 2);
	}
}

static void any_files_one_after_another(void **state)
{
	uint32_t seed = 20261120;
	struct desk x;

	roll_begin(&x);
	for (int i = 0; i < 80; i++) {
		CLEAN_BUF struct buf file = { 0 };

		random_rows(&file, &seed);
		desk_take(&x, FILE_GROUPS, file.text);
		check_one_place(&x, "1002");
		desk_take(&x, FILE_GROUPS, file.text);
		if (x.got.last_act)
			print_error("read again it changes something:\n%s%s", file.text, buf_string(&x.said));
		assert_int_equal(x.got.last_act, 0);
	}
	desk_verify(&x);
	desk_end(&x);
}

static struct rows cases;

int main(void)
{
	struct err e = { 0 };

	if (seal_start(&e) < 0)
		return 1;
	rows_add(&cases, fault_row, faults);
	rows_add(&cases, place_row, places);
	rows_case(&cases, "groups are made and stretched", groups_are_made_and_stretched, NULL);
	rows_case(&cases, "others are left alone", others_are_left_alone, NULL);
	rows_case(&cases, "any files one after another", any_files_one_after_another, NULL);
	rows_case(&cases, "one bad row stops all", one_bad_row_stops_all, NULL);
	return rows_run(&cases, "office/import_groups");
}
