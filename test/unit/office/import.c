#include "import_desk.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

/* Three pupils on the roll (line 2 to 4 of `roll`). */
#define HEADING "upn,admission_number,surname,forename,preferred_name,dob,sex,year,class,start_date,leave_date,sen,fsm\n"
#define AMARA "B801200005001,1001,Okafor,Amara,,2019-10-01,F,2,Maple,2026-09-02,,K,\n"
#define BEN ",1002,Hall,Ben,Benji,2019-11-12,M,2,Maple,2026-09-02,,,\n"
#define CY ",,,Cy,,2020-05-05,M,1,Hazel,2026-09-02,,,yes\n"
static const char roll[] = HEADING AMARA BEN CY;

static int import(struct desk *x, const char *bytes, bool dry_run)
{
	return (dry_run ? desk_dry : desk_import)(x, FILE_PUPILS, bytes);
}

static void roll_begin(struct desk *x)
{
	desk_begin(x);
	desk_take(x, FILE_PUPILS, roll);
	assert_int_equal(x->got.added, 3);
}

/* FAULTS: nothing is written, the first is said with its place */

#define LONG_20 "aaaaaaaaaaaaaaaaaaaa"
static const struct fault {
	const char *name, *rows; /**< after HEADING, unless it begins with "!" */
	int line, column;
	const char *words;
} faults[] = {
	{ "a heading nobody knows", "!upn,shoe_size\n", 1, 2, "shoe_size" },
	{ "nothing to tell pupils apart by", "!surname,forename,class\n", 1, 1, "Nothing tells pupils apart" },
	{ "the same heading twice", "!upn,upn\n", 1, 0, "" },
	{ "no heading", "!", 1, 0, "" },
	{ "UPN with a wrong check letter", "C801200005001,1001,Okafor,Amara,,2019-10-01,F,2,Maple,,,,\n", 2, 1, "C801200005001" },
	{ "UPN too short", "B80120000500,1001,Okafor,Amara,,2019-10-01,F,2,Maple,,,,\n", 2, 1, "13 characters" },
	{ "UPN with a letter inside", "B8012000X5001,,Okafor,Amara,,2019-10-01,F,2,Maple,,,,\n", 2, 1, "digits" },
	{ "no such date", ",,Ash,Di,,2019-02-30,F,2,Maple,,,,\n", 2, 6, "2019-02-30" },
	{ "a date the American way", ",,Ash,Di,,10/31/2019,F,2,Maple,,,,\n", 2, 6, "no date" },
	{ "start that is no date", ",,Ash,Di,,2019-10-31,F,2,Maple,soon,,,\n", 2, 10, "soon" },
	{ "no such year group", ",,Ash,Di,,2019-10-31,F,15,Maple,,,,\n", 2, 8, "year group" },
	{ "no such sex", ",,Ash,Di,,2019-10-31,Z,2,Maple,,,,\n", 2, 7, "F or M" },
	{ "the same UPN in two rows", AMARA "B801200005001,1009,Okafor,Amara,,2019-10-01,F,2,Maple,,,,\n", 3, 1, "line 2" },
	{ "the same admission number in two rows", BEN ",1002,Hall,Ben,,2019-11-12,M,2,Maple,,,,\n", 3, 2, "line 2" },
	{ "the same new pupil in two rows", ",,Ash,Di,,2019-10-31,F,2,Maple,,,,\n,,Ash,Di,,2019-10-31,F,2,Maple,,,,\n", 3, 1, "line 2" },
	{ "two rows for one on the roll", AMARA ",1001,Okafor,Amara,,2019-10-01,F,2,Maple,,,,\n", 3, 2, "line 2" },
	{ "a row that fits two", "B801200005001,1002,Okafor,Amara,,2019-10-01,F,2,Maple,,,,\n", 2, 1, "fits two pupils" },
	{ "somebody else's admission number", ",1001,Ash,Di,,2019-10-31,F,2,Maple,,,,\n", 2, 2, "another name and date of birth" },
	{ "somebody else's UPN", "B801200005001,,Ash,Di,,2019-10-31,F,2,Maple,,,,\n", 2, 1, "another name and date of birth" },
	{ "a number of one and the name of another", ",1001,Hall,Ben,,2019-11-12,M,2,Maple,,,,\n", 2, 2, "another name and date of birth" },
	{ "no name at all", ",1003,,,,2019-10-31,F,2,Maple,,,,\n", 2, 3, "neither a surname nor a forename" },
	{ "born tomorrow", ",,Ash,Di,,2190-10-31,F,2,Maple,,,,\n", 2, 6, "still to come" },
	{ "one year old at the start", ",,Ash,Di,,2025-10-31,F,N1,Acorn,2026-11-02,,,\n", 2, 6, "1 years old" },
	{ "twenty at the start", ",,Ash,Di,,2005-10-31,F,14,Oak,2026-11-02,,,\n", 2, 6, "21 years old" },
	{ "leaves before the start", ",,Ash,Di,,2019-10-31,F,2,Maple,2026-09-02,2026-09-01,,\n", 2, 11, "before the starting date" },
	{ "new and gone yesterday", ",,Ash,Di,,2019-10-31,F,2,Maple,2026-09-02,2026-11-19,,\n", 2, 11, "left already" },
	{ "new without a class", ",,Ash,Di,,2019-10-31,F,2,,,,,\n", 2, 9, "needs a class" },
	{ "new without a year", ",,Ash,Di,,2019-10-31,F,,Maple,,,,\n", 2, 8, "needs a year group" },
	{ "new without a date of birth", ",,Ash,Di,,,F,2,Maple,,,,\n", 2, 6, "needs a date of birth" },
	{ "an escape in a name", ",,As\033h,Di,,2019-10-31,F,2,Maple,,,,\n", 2, 3, "control character" },
	{ "a C1 control in a name", ",,As\xc2\x9bh,Di,,2019-10-31,F,2,Maple,,,,\n", 2, 3, "control character" },
	{ "a line end in a name", ",,\"As\nh\",Di,,2019-10-31,F,2,Maple,,,,\n", 2, 3, "control character" },
	{ "a letter that nobody can see", ",,As\xe2\x80\x8bh,Di,,2019-10-31,F,2,Maple,,,,\n", 2, 3, "nobody can see" },
	{ "a letter that turns the line around", ",,Ash,Di,,2019-10-31,F,2,\xe2\x80\xaeMaple,,,,\n", 2, 9, "nobody can see" },
	{ "not UTF-8", ",,As\xff,Di,,2019-10-31,F,2,Maple,,,,\n", 2, 5, "" },
	{ "a quote that never closes", ",,\"Ash,Di,,2019-10-31,F,2,Maple,,,,\n", 2, 3, "" },
	{ "a field too few", ",,Ash,Di\n", 2, 0, "" },
};

static void fault_row(void **state)
{
	const struct fault *row = *state;
	CLEAN_BUF struct buf file = { 0 };
	struct desk x;

	roll_begin(&x);
	int64_t before = desk_last_act(&x);
	buf_printf(&file, "%s%s", *row->rows == '!' ? "" : HEADING, *row->rows == '!' ? row->rows + 1 : row->rows);
	assert_int_equal(import(&x, buf_string(&file), false), -EBADMSG);
	assert_int_equal(x.e.kind, ERR_INPUT);
	assert_string_equal(x.e.file, "pupils.csv");
	assert_int_equal(x.e.line, row->line);
	if (row->column)
		assert_int_equal(x.e.column, row->column);
	if (!strstr(x.e.text, row->words))
		print_error("said: %s\n", x.e.text);
	assert_non_null(strstr(x.e.text, row->words));
	assert_non_null(strstr(buf_string(&x.said), "pupils.csv:"));
	assert_int_equal(desk_last_act(&x), before);
	desk_end(&x);
}

static void a_field_of_100000_is_refused(void **state)
{
	CLEAN_BUF struct buf file = { 0 };
	struct desk x;

	roll_begin(&x);
	buf_text(&file, HEADING ",,");
	for (int i = 0; i < 5000; i++)
		buf_text(&file, LONG_20);
	buf_text(&file, ",Di,,2019-10-31,F,2,Maple,,,,\n");
	assert_int_equal(import(&x, file.text, false), -EBADMSG);
	assert_int_equal(x.e.line, 2);
	assert_int_equal(x.e.column, 3);
	desk_end(&x);
}

static int lines_of(const char *text)
{
	int lines = 0;

	for (const char *p = text; (p = strchr(p, '\n')); p++)
		lines++;
	return lines;
}

static void the_first_100_faults_are_listed(void **state)
{
	CLEAN_BUF struct buf file = { 0 };
	struct desk x;

	roll_begin(&x);
	buf_text(&file, HEADING);
	for (int i = 0; i < 120; i++)
		buf_printf(&file, ",2%03d,Ash,Di,,2019-10-31,Z%03d,2,Maple,,,,\n", i, i);
	assert_int_equal(import(&x, file.text, false), -EBADMSG);
	assert_int_equal(lines_of(buf_string(&x.said)), 103); /* how it is read, 100, how many more, and what became of it */
	assert_int_equal(x.refused, 120);
	assert_non_null(strstr(buf_string(&x.said), "\nand 20 more\n120 rows refused: nothing was written.\n"));
	desk_end(&x);
}

static void one_fault_of_many_rows_is_said_of_the_first_few(void **state)
{
	CLEAN_BUF struct buf file = { 0 };
	struct desk x;

	roll_begin(&x);
	buf_text(&file, HEADING);
	for (int i = 0; i < 120; i++)
		buf_printf(&file, ",2%03d,Ash,Di,,2019-10-31,%s,%s,Maple,,,,\n", i, i % 2 ? "Z" : "F", i % 30 == 29 ? "99" : "2");
	assert_int_equal(import(&x, file.text, false), -EBADMSG);
	assert_int_equal(lines_of(buf_string(&x.said)), 12); /* how it is read, 5, 4, how many more, and what became of it */
	assert_int_equal(x.refused, 64);
	assert_non_null(strstr(buf_string(&x.said), "pupils.csv:121:"));
	assert_non_null(strstr(buf_string(&x.said), "\nand 55 more like line 3: \"Z\" is no sex."));
	assert_non_null(strstr(buf_string(&x.said), "\n60 rows refused: nothing was written.\n"));
	desk_end(&x);
}

/* Twins who have each other's numbers in the file keep their own names on the roll. */
static void twins_are_not_merged(void **state)
{
	static const char twin[] = ",1011,Okafor,Amina,,2019-10-01,F,2,Maple,2026-09-02,,,\n";
	struct desk x;

	roll_begin(&x);
	CLEAN_BUF struct buf file = { 0 };
	buf_printf(&file, "%s%s", HEADING, twin);
	assert_int_equal(import(&x, file.text, false), 0);
	int64_t before = desk_last_act(&x);
	assert_int_equal(import(&x, HEADING ",1001,Okafor,Amina,,2019-10-01,F,2,Maple,2026-09-02,,,\n", false), -EBADMSG);
	assert_non_null(strstr(x.e.text, "the number is Amara Okafor's"));
	assert_int_equal(import(&x, HEADING "B801200005001,,Okafor,Amina,,2019-10-01,F,2,Maple,2026-09-02,,,\n", false), -EBADMSG);
	assert_int_equal(desk_last_act(&x), before);
	desk_end(&x);
}

/* WHAT CHANGES */

static void the_same_file_changes_nothing(void **state)
{
	struct desk x;

	roll_begin(&x);
	int64_t before = desk_last_act(&x);
	assert_int_equal(import(&x, roll, false), 0);
	assert_int_equal(x.got.same, 3);
	assert_int_equal(x.got.added + x.got.changed, 0);
	assert_int_equal(x.got.last_act, 0);
	assert_int_equal(desk_last_act(&x), before);
	assert_non_null(strstr(buf_string(&x.said), "nothing to change"));
	desk_end(&x);
}

/* Written in one way and exported in the other. */
static void letters_in_two_ways_are_one(void **state)
{
	struct desk x;

	desk_begin(&x);
	desk_take(&x, FILE_PUPILS, HEADING ",1003,Garci\xcc\x81""a,Di,,2019-10-31,F,2,Ch\xc3\xa2taignier,2026-09-02,,,\n");
	desk_take(&x, FILE_PUPILS, HEADING ",1003,Garc\xc3\xad""a,Di,,2019-10-31,F,2,Cha\xcc\x82taignier,2026-09-02,,,\n");
	assert_int_equal(x.got.same, 1);
	desk_end(&x);
}

static void a_dry_run_says_it_line_by_line(void **state)
{
	struct desk x;

	roll_begin(&x);
	int64_t before = desk_last_act(&x);
	assert_int_equal(import(&x, HEADING AMARA ",1002,Hull,Ben,Benji,2019-11-12,M,2,Oak,2026-09-02,,,\n" ",,Ash,Di,,2019-10-31,F,2,Maple,,,,\n", true), 0);
	assert_int_equal(x.got.added, 1);
	assert_int_equal(x.got.changed, 1);
	assert_int_equal(x.got.same, 1);
	assert_int_equal(x.got.last_act, 0);
	assert_int_equal(desk_last_act(&x), before);
	assert_non_null(strstr(buf_string(&x.said), "class Oak: new\n"));
	assert_non_null(strstr(buf_string(&x.said), "line 3: Benji Hull: surname Hall to Hull; class Maple to Oak\n"));
	assert_non_null(strstr(buf_string(&x.said), "line 4: Di Ash: new in Maple"));
	assert_null(strstr(buf_string(&x.said), "line 2"));
	desk_end(&x);
}

/* A row that differs changes that pupil alone, in one act. */
static const struct change {
	const char *name, *row;
	const char *kind, *thing, *field, *after; /**< the act has this change */
} changes[] = {
	{ "a surname", ",1002,Hull,Ben,Benji,2019-11-12,M,2,Maple,2026-09-02,,,\n", "pupil", "pupil", "surname", "Hull" },
	{ "a surname keeps the former one", ",1002,Hull,Ben,Benji,2019-11-12,M,2,Maple,2026-09-02,,,\n", "pupil", "pupil_name", "surname", "Hall" },
	{ "a preferred name goes", ",1002,Hall,Ben,,2019-11-12,M,2,Maple,2026-09-02,,,\n", "pupil", "pupil", "preferred_name", NULL },
	{ "a UPN comes", "P931204325001,1002,Hall,Ben,Benji,2019-11-12,M,2,Maple,2026-09-02,,,\n", "pupil", "pupil", "upn", "P931204325001" },
	{ "a UPN comes by name and birth", "P931204325001,,Hall,Ben,Benji,2019-11-12,M,2,Maple,2026-09-02,,,\n", "pupil", "pupil", "upn", "P931204325001" },
	{ "a new UPN keeps the former one", "P931204325001,1001,Okafor,Amara,,2019-10-01,F,2,Maple,2026-09-02,,K,\n", "pupil", "pupil", "former_upn", "B801200005001" },
	{ "a date of birth, with slashes", ",1002,Hall,Ben,Benji,13/11/2019,M,2,Maple,2026-09-02,,,\n", "pupil", "pupil", "born_day", "18213" },
	{ "a flag comes", ",1002,Hall,Ben,Benji,2019-11-12,M,2,Maple,2026-09-02,,E,\n", "pupil", "pupil_flag", "value", "E" },
	{ "a flag ends yesterday", "B801200005001,1001,Okafor,Amara,,2019-10-01,F,2,Maple,2026-09-02,,no,\n", "pupil", "pupil_flag", "to_day", "20776" },
	{ "another value of a flag begins today", "B801200005001,1001,Okafor,Amara,,2019-10-01,F,2,Maple,2026-09-02,,E,\n", "pupil", "pupil_flag", "from_day", "20777" },
	{ "a leaving date", ",1002,Hall,Ben,Benji,2019-11-12,M,2,Maple,2026-09-02,2026-11-27,,\n", "pupil", "enrolment", "to_day", "20784" },
	{ "a start", ",1002,Hall,Ben,Benji,2019-11-12,M,2,Maple,2026-09-03,,,\n", "pupil", "enrolment", "from_day", "20699" },
	{ "a year", ",1002,Hall,Ben,Benji,2019-11-12,M,3,Maple,2026-09-02,,,\n", "pupil", "pupil_year", "year", "3" },
	{ "a class that is there", ",1002,Hall,Ben,Benji,2019-11-12,M,2,hazel,2026-09-02,,,\n", "pupil", "membership", "weekdays", "31" },
	{ "a mononym", ",,,Cy,Sy,2020-05-05,M,1,Hazel,2026-09-02,,,yes\n", "pupil", "pupil", "preferred_name", "Sy" },
	{ "a new pupil with hostile names", ",,\"Robert'); DROP TABLE pupil;--\",=HYPERLINK(0),,2019-10-31,F,2,Maple,,,,\n", "pupil added", "pupil", "surname",
	  "Robert'); DROP TABLE pupil;--" },
};

static void change_row(void **state)
{
	const struct change *row = *state;
	CLEAN_ARENA struct arena a = { 0 };
	CLEAN_BUF struct buf file = { 0 };
	struct change_row *items = NULL;
	struct act_row act;
	bool found = false;
	struct desk x;

	roll_begin(&x);
	int64_t before = desk_last_act(&x);
	buf_printf(&file, "%s%s", HEADING, row->row);
	assert_int_equal(import(&x, file.text, false), 0);
	assert_int_equal(x.got.added + x.got.changed, 1);
	assert_int_equal(x.got.first_act, before + 1);
	assert_int_equal(x.got.last_act, before + 1);
	struct store *st = desk_look(&x);
	assert_int_equal(store_act_get(st, before + 1, &a, &act), 0);
	assert_string_equal(act.head.kind, row->kind);
	int n = store_changes_of_act(st, before + 1, &a, &items);
	for (int i = 0; i < n; i++)
		if (strcmp(store_thing_name(items[i].thing), row->thing) == 0 && strcmp(items[i].field, row->field) == 0 &&
		    (row->after ? items[i].after && strcmp(items[i].after, row->after) == 0 : !items[i].after))
			found = true;
	assert_true(found);
	store_close(st);
	assert_int_equal(import(&x, file.text, false), 0);
	assert_int_equal(x.got.same, 1);
	assert_int_equal(x.got.last_act, 0);
	desk_end(&x);
}

/* Classes first, an act each, then an act a pupil. */
static void a_first_import_has_an_act_each(void **state)
{
	static const char *const kinds[] = { "school begun", "class", "class", "pupil added", "pupil added", "pupil added" };
	CLEAN_ARENA struct arena a = { 0 };
	struct act_row act;
	struct desk x;

	roll_begin(&x);
	assert_int_equal(x.got.first_act, 2);
	assert_int_equal(x.got.last_act, 6);
	struct store *st = desk_look(&x);
	for (int i = 0; i < 6; i++) {
		assert_int_equal(store_act_get(st, i + 1, &a, &act), 0);
		assert_string_equal(act.head.kind, kinds[i]);
	}
	store_close(st);
	desk_end(&x);
}

/* An old register prints as it was taken: the class before stays until yesterday. */
static void a_class_change_closes_the_membership_before(void **state)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct membership_row *rows = NULL;
	int64_t pupil = 0;
	struct desk x;

	roll_begin(&x);
	assert_int_equal(import(&x, HEADING ",1002,Hall,Ben,Benji,2019-11-12,M,2,Hazel,2026-09-02,,,\n", false), 0);
	struct day today = office_today(x.o);
	struct store *st = desk_look(&x);
	assert_int_equal(store_pupil_find(st, "1002", &pupil), 0);
	assert_int_equal(store_memberships_of_pupil(st, pupil, &a, &rows), 2);
	assert_int_equal(rows[0].from_day.n, day_of(2026, 9, 2).n);
	assert_int_equal(rows[0].to_day.n, today.n - 1);
	assert_int_equal(rows[1].from_day.n, today.n);
	assert_true(day_is_none(rows[1].to_day));
	assert_int_not_equal(rows[0].roll_group, rows[1].roll_group);
	store_close(st);
	desk_end(&x);
}

static void a_flag_given_today_goes_without_a_trace_on_the_roll(void **state)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct pupil_flag_row *rows = NULL;
	int64_t pupil = 0;
	struct desk x;

	roll_begin(&x);
	assert_int_equal(import(&x, "admission_number,cp\n1002,yes\n", false), 0);
	assert_int_equal(import(&x, "admission_number,cp\n1002,\n", false), 0);
	assert_int_equal(x.got.changed, 1);
	struct store *st = desk_look(&x);
	assert_int_equal(store_pupil_find(st, "1002", &pupil), 0);
	assert_int_equal(store_flags_of_pupil(st, pupil, &a, &rows), 0);
	store_close(st);
	desk_end(&x);
}

/* Who left comes back with a start after that: a second spell. */
static void a_pupil_returns(void **state)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct enrolment_row *rows = NULL;
	int64_t pupil = 0;
	struct desk x;

	roll_begin(&x);
	x.wish.moving_in = true;
	assert_int_equal(import(&x, "admission_number,leave_date\n1002,2026-10-23\n", false), 0);
	x.wish.moving_in = false;
	assert_int_equal(import(&x, "admission_number,leave_date\n1002,\n", false), 0);
	assert_int_equal(x.got.same, 1);
	assert_int_equal(import(&x, "admission_number,leave_date\n1002,2026-10-23\n", false), 0);
	assert_int_equal(x.got.same, 1); /* it stands already */
	assert_int_equal(import(&x, "admission_number,start_date,leave_date\n1002,2026-11-02,\n", false), 0);
	assert_int_equal(x.got.changed, 1);
	struct store *st = desk_look(&x);
	assert_int_equal(store_pupil_find(st, "1002", &pupil), 0);
	assert_int_equal(store_enrolments_of_pupil(st, pupil, &a, &rows), 2);
	assert_int_equal(rows[0].to_day.n, day_of(2026, 10, 23).n);
	assert_int_equal(rows[1].from_day.n, day_of(2026, 11, 2).n);
	assert_true(day_is_none(rows[1].to_day));
	store_close(st);
	desk_end(&x);
}

static void a_leaving_to_come_is_taken_back(void **state)
{
	struct desk x;

	roll_begin(&x);
	assert_int_equal(import(&x, "admission_number,leave_date\n1002,2026-12-18\n", false), 0);
	assert_int_equal(import(&x, "admission_number,leave_date\n1002,\n", true), 0);
	assert_non_null(strstr(buf_string(&x.said), "does not leave"));
	desk_end(&x);
}

static void columns_that_are_not_there_change_nothing(void **state)
{
	struct desk x;

	roll_begin(&x);
	assert_int_equal(import(&x, "Admission Number,class\n1001,Maple\n1002,Maple\n", false), 0);
	assert_int_equal(x.got.same, 2);
	assert_int_equal(import(&x, "admission_number,class\n1001,Maple\n1002,Hazel\n", false), 0);
	assert_int_equal(x.got.same, 1);
	assert_int_equal(x.got.changed, 1);
	desk_end(&x);
}

static void two_of_one_name_and_birth_need_a_number(void **state)
{
	struct desk x;

	roll_begin(&x);
	assert_int_equal(import(&x, HEADING ",2001,Ash,Di,,2019-10-31,F,2,Maple,,,,\n,2002,Ash,Di,,2019-10-31,F,2,Maple,,,,\n", false), 0);
	assert_int_equal(x.got.added, 2);
	assert_int_equal(import(&x, HEADING ",,Ash,Di,,2019-10-31,F,2,Maple,,,,\n", false), -EBADMSG);
	assert_non_null(strstr(x.e.text, "fits two pupils"));
	desk_end(&x);
}

static void one_fault_stops_all_of_it(void **state)
{
	struct desk x;

	roll_begin(&x);
	int64_t before = desk_last_act(&x);
	assert_int_equal(import(&x, HEADING ",,Ash,Di,,2019-10-31,F,2,Maple,,,,\n,,Ash,Ed,,2019-10-32,M,2,Maple,,,,\n", false), -EBADMSG);
	assert_int_equal(x.e.line, 3);
	assert_int_equal(desk_last_act(&x), before);
	desk_end(&x);
}

static void a_teacher_may_not(void **state)
{
	struct desk x;
	int64_t act;

	roll_begin(&x);
	assert_int_equal(office_staff_add(x.o, "ben", "Ben", "Teacher", false, &act, &x.e), 0);
	assert_int_equal(office_staff_role(x.o, "ben", ROLE_TEACHER, SESSION_ANY_YEAR, NULL, DAY_NONE, DAY_NONE, false, &act, &x.e), 0);
	assert_int_equal(office_staff_bind(x.o, "ben", "ben", 1001, &act, &x.e), 0);
	office_close(x.o);
	struct office_options options = { .directory = x.place, .uid = 1001, .terminal = "" };
	assert_int_equal(office_open(&options, &x.o, &x.e), 0);
	assert_int_equal(import(&x, HEADING ",,Ash,Di,,2019-10-31,F,2,Maple,,,,\n", false), -EPERM);
	assert_int_equal(import(&x, HEADING ",,Ash,Di,,2019-10-31,F,2,Maple,,,,\n", true), -EPERM);
	desk_end(&x);
}

static void all_of_it_verifies(void **state)
{
	struct desk x;

	roll_begin(&x);
	assert_int_equal(import(&x, HEADING "P931204325001,1002,Hull,Ben,,2019-11-12,M,3,Hazel,2026-09-02,2190-01-01,E,yes\n", false), 0);
	desk_verify(&x);
	desk_end(&x);
}

/* KEYS, SESSIONS, ENROLMENT */

#define MORE "pupil,admission_number,surname,forename,dob,sex,year,class,start_date,start_session,leave_date,leave_session,enrolment\n"

static const struct more_fault {
	const char *name, *row; /**< after MORE */
	int column;
	const char *words;
} more_faults[] = {
	{ "a key that is none", "12,1002,Hall,Ben,2019-11-12,M,2,Maple,2026-09-02,,,,\n", 1, "no key of a pupil" },
	{ "a key that nobody has", "00112233445566778899aabbccddeeff,1002,Hall,Ben,2019-11-12,M,2,Maple,2026-09-02,,,,\n", 1, "No pupil here has this key" },
	{ "a start session that is none", ",1002,Hall,Ben,2019-11-12,M,2,Maple,2026-09-02,noon,,,\n", 10, "no session" },
	{ "a start session without a day", ",1002,Hall,Ben,2019-11-12,M,2,Maple,,pm,,,\n", 10, "Give the start_date" },
	{ "a last session that is none", ",1002,Hall,Ben,2019-11-12,M,2,Maple,2026-09-02,,2026-12-18,eve,\n", 12, "no session" },
	{ "a last session without a day", ",1002,Hall,Ben,2019-11-12,M,2,Maple,2026-09-02,,,pm,\n", 12, "Give the leave_date" },
	{ "leaves before the start of that day", ",1009,Ash,Di,2019-10-31,F,2,Maple,2026-11-23,pm,2026-11-23,am,\n", 12, "Check both sessions" },
	{ "an enrolment that is none", ",1002,Hall,Ben,2019-11-12,M,2,Maple,2026-09-02,,,,half\n", 13, "single, main, subsidiary or guest" },
	{ "left last week", ",1002,Hall,Ben,2019-11-12,M,2,Maple,2026-09-02,,2026-11-13,,\n", 11, "did not leave on Fri 13 Nov 2026, which has passed. If the date is right, say --moving-in" },
	{ "new, and left last week", ",1009,Ash,Di,2019-10-31,F,2,Maple,2026-09-02,,2026-11-13,,\n", 11, "ay --moving-in if the school is moving in" },
};

static void more_fault_row(void **state)
{
	const struct more_fault *row = *state;
	CLEAN_BUF struct buf file = { 0 };
	struct desk x;

	roll_begin(&x);
	int64_t before = desk_last_act(&x);
	buf_printf(&file, MORE "%s", row->row);
	assert_int_equal(import(&x, file.text, false), -EBADMSG);
	if (!strstr(x.e.text, row->words))
		print_error("said: %s\n", x.e.text);
	assert_non_null(strstr(x.e.text, row->words));
	assert_int_equal(x.e.line, 2);
	assert_int_equal(x.e.column, row->column);
	assert_int_equal(desk_last_act(&x), before);
	desk_end(&x);
}

static struct enrolment_row spell_of(struct desk *x, const char *number)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct enrolment_row *rows = NULL;
	struct store *st = desk_look(x);
	int64_t pupil = 0;

	assert_int_equal(store_pupil_find(st, number, &pupil), 0);
	int n = store_enrolments_of_pupil(st, pupil, &a, &rows);
	assert_true(n > 0);
	struct enrolment_row last = rows[n - 1];
	last.kind = strcmp(last.kind, "single") == 0 ? "single" : strcmp(last.kind, "guest") == 0 ? "guest" : strcmp(last.kind, "main") == 0 ? "main" : "subsidiary";
	store_close(st);
	return last;
}

static const struct spell {
	const char *name, *row; /**< after MORE */
	const char *number, *kind;
	int from_session, to_session; /**< to -1: does not leave */
	const char *words;
} spells[] = {
	{ "joins at noon", ",1009,Ash,Di,2019-10-31,F,2,Maple,2026-11-23,PM,,,\n", "1009", "single", 1, -1, "starts 2026-11-23 pm" },
	{ "leaves at noon", ",1002,Hall,Ben,2019-11-12,M,2,Maple,2026-09-02,,2026-12-18,am,\n", "1002", "single", 0, 0, "leaves 2026-12-18 am" },
	{ "leaves in the afternoon", ",1002,Hall,Ben,2019-11-12,M,2,Maple,2026-09-02,,2026-12-18,,\n", "1002", "single", 0, 1, "leaves 2026-12-18" },
	{ "began at noon after all", ",1002,Hall,Ben,2019-11-12,M,2,Maple,2026-09-02,pm,,,\n", "1002", "single", 1, -1, "start 2026-09-02 to 2026-09-02 pm" },
	{ "a guest", ",1009,Ash,Di,2019-10-31,F,2,Maple,2026-11-23,,,,Guest\n", "1009", "guest", 0, -1, "enrolment guest" },
	{ "registered here in the main", ",1002,Hall,Ben,2019-11-12,M,2,Maple,2026-09-02,,,,Main - dual registration\n", "1002", "main", 0, -1, "enrolment single to main" },
	{ "registered here as well", ",1002,Hall,Ben,2019-11-12,M,2,Maple,2026-09-02,,,,S\n", "1002", "subsidiary", 0, -1, "enrolment single to subsidiary" },
};

static void spell_row(void **state)
{
	const struct spell *row = *state;
	CLEAN_BUF struct buf file = { 0 };
	struct desk x;

	roll_begin(&x);
	buf_printf(&file, MORE "%s", row->row);
	assert_int_equal(import(&x, file.text, true), 0);
	char *dry = mem_text(buf_string(&x.said));
	desk_take(&x, FILE_PUPILS, file.text);
	desk_same_but_last(dry, buf_string(&x.said));
	free(dry);
	assert_true(desk_heard(&x, row->words));
	struct enrolment_row spell = spell_of(&x, row->number);
	assert_string_equal(spell.kind, row->kind);
	assert_int_equal(spell.from_session, row->from_session);
	assert_int_equal(spell.to_session == NONE ? -1 : spell.to_session, row->to_session);
	desk_take(&x, FILE_PUPILS, file.text);
	assert_int_equal(x.got.same, 1);
	desk_end(&x);
}

static void a_key_finds_who_changed_every_name(void **state)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct pupil_row row;
	int64_t pupil = 0;
	char key[KEY_TEXT], file[300];
	struct desk x;

	roll_begin(&x);
	struct store *st = desk_look(&x);
	assert_int_equal(store_pupil_find(st, "1002", &pupil), 0);
	assert_int_equal(store_thing_get(st, THING_PUPIL, pupil, &a, &row), 0);
	store_close(st);
	snprintf(file, sizeof file, "pupil,admission_number,surname,forename\n%s,1077,Ash,Max\n", key_hex(&row.key, key));
	desk_take(&x, FILE_PUPILS, file);
	assert_int_equal(x.got.changed, 1);
	assert_true(desk_heard(&x, "admission number 1002 to 1077; surname Hall to Ash; forename Ben to Max"));
	snprintf(file, sizeof file, "pupil,admission_number\n%s,1001\n", key);
	assert_int_equal(import(&x, file, false), -EBADMSG);
	assert_true(desk_heard(&x, "the key is Benji Ash's, the admission number Amara Okafor's"));
	desk_end(&x);
}

/* MOVING IN */

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

static const struct moved {
	const char *name, *row; /**< after MORE */
	const char *number, *years, *class_from;
} moved[] = {
	{ "three years ago, from Reception", ",1009,Ash,Di,2018-10-31,F,3,Maple,2023-09-04,,,,\n", "1009",
	  "0 2023-09-04..2024-08-31 | 1 2024-09-01..2025-08-31 | 2 2025-09-01..2026-08-31 | 3 2026-09-01..", "2026-09-01" },
	{ "in the middle of a year", ",1009,Ash,Di,2018-10-31,F,3,Maple,2025-02-24,pm,,,\n", "1009",
	  "1 2025-02-24..2025-08-31 | 2 2025-09-01..2026-08-31 | 3 2026-09-01..", "2026-09-01" },
	{ "this year", ",1009,Ash,Di,2018-10-31,F,3,Maple,2026-10-05,,,,\n", "1009", "3 2026-10-05..", "2026-10-05" },
	{ "nobody is before N1", ",1009,Ash,Di,2022-10-31,F,N2,Maple,2024-10-31,,,,\n", "1009", "-2 2024-10-31..2026-08-31 | -1 2026-09-01..", "2026-09-01" },
	{ "one who left", ",1009,Ash,Di,2012-10-31,F,6,Maple,2021-09-06,,2023-07-21,,\n", "1009",
	  "5 2021-09-06..2022-08-31 | 6 2022-09-01..", "2022-09-01" },
	{ "one who left, of no class and year", ",1009,Ash,Di,2012-10-31,F,,,2021-09-06,,2023-07-21,,\n", "1009", "", NULL },
};

static void moved_row(void **state)
{
	const struct moved *row = *state;
	CLEAN_ARENA struct arena a = { 0 };
	CLEAN_BUF struct buf file = { 0 };
	struct membership_row *rows;
	int64_t pupil = 0;
	char day[DAY_TEXT];
	struct desk x;

	roll_begin(&x);
	x.wish.moving_in = true;
	buf_printf(&file, MORE "%s", row->row);
	desk_take(&x, FILE_PUPILS, file.text);
	assert_int_equal(x.got.added, 1);
	assert_string_equal(years_of(&x, row->number, &a), row->years);
	struct store *st = desk_look(&x);
	assert_int_equal(store_pupil_find(st, row->number, &pupil), 0);
	assert_int_equal(store_memberships_of_pupil(st, pupil, &a, &rows), row->class_from ? 1 : 0);
	if (row->class_from)
		assert_string_equal(day_iso(rows[0].from_day, day), row->class_from);
	store_close(st);
	desk_take(&x, FILE_PUPILS, file.text);
	assert_int_equal(x.got.same, 1);
	x.wish.moving_in = false; /* the day stands already: read again it is refused by nobody */
	desk_take(&x, FILE_PUPILS, file.text);
	assert_int_equal(x.got.same, 1);
	desk_verify(&x);
	desk_end(&x);
}

static void a_leaver_needs_a_start(void **state)
{
	struct desk x;

	roll_begin(&x);
	x.wish.moving_in = true;
	assert_int_equal(import(&x, MORE ",1009,Ash,Di,2012-10-31,F,,,,,2023-07-21,,\n", false), -EBADMSG);
	assert_true(desk_heard(&x, "needs the date when they started"));
	desk_end(&x);
}

/* THE ADMISSION REGISTER'S OWN (PR24 reg 8) */

#define ROLL "admission_number,arrangement,surname,forename,dob,sex,year,class,middle_names,preferred_surname,last_school,other_school,other_school_contact\n"
#define DI "1009,Managed move,Ash,Di,2019-10-31,,2,Maple,May June,Ashe,\"Hill School, 1 High Street, Leeds\",Dale School,\"Ann Reed, 01632 960200\"\n"

static void roll_of(struct desk *x, const char *number, struct arena *a, struct pupil_row *ret_pupil, struct enrolment_row *ret_spell)
{
	struct store *st = desk_look(x);
	struct enrolment_row *found = NULL;
	int64_t pupil;

	assert_int_equal(store_pupil_find(st, number, &pupil), 0);
	assert_int_equal(store_thing_get(st, THING_PUPIL, pupil, a, ret_pupil), 0);
	assert_int_equal(store_enrolments_of_pupil(st, pupil, a, &found), 1);
	*ret_spell = found[0];
	store_close(st);
}

static void schools_and_names_are_taken(void **state)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct pupil_row p;
	struct enrolment_row spell;
	struct desk x;

	roll_begin(&x);
	desk_take(&x, FILE_PUPILS, ROLL DI);
	roll_of(&x, "1009", &a, &p, &spell);
	assert_null(p.sex); /* not known yet */
	assert_string_equal(p.middle_names, "May June");
	assert_string_equal(p.preferred_surname, "Ashe");
	assert_string_equal(spell.last_school, "Hill School, 1 High Street, Leeds");
	assert_string_equal(spell.other_school, "Dale School");
	assert_string_equal(spell.other_school_contact, "Ann Reed, 01632 960200");
	assert_string_equal(spell.arrangement, "managed move");
	desk_take(&x, FILE_PUPILS, ROLL DI);
	assert_int_equal(x.got.same, 1);
	desk_verify(&x);
	desk_end(&x);
}

/* Names can go; a school that is not said again stays. */
static void empty_cells_take_names_alone(void **state)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct pupil_row p;
	struct enrolment_row spell;
	struct desk x;

	roll_begin(&x);
	desk_take(&x, FILE_PUPILS, ROLL DI);
	desk_take(&x, FILE_PUPILS, ROLL "1009,,Ash,Di,2019-10-31,F,2,Maple,,,,,\n");
	assert_true(desk_heard(&x, "middle names May June to none; preferred surname Ashe to none; sex none to F"));
	roll_of(&x, "1009", &a, &p, &spell);
	assert_null(p.middle_names);
	assert_null(p.preferred_surname);
	assert_string_equal(p.sex, "F");
	assert_string_equal(spell.last_school, "Hill School, 1 High Street, Leeds");
	assert_string_equal(spell.arrangement, "managed move");
	desk_end(&x);
}

/* What was the whole name goes with it into the former names. */
static void the_former_name_is_whole(void **state)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct pupil_name_row *names = NULL;
	int64_t pupil;
	struct desk x;

	roll_begin(&x);
	desk_take(&x, FILE_PUPILS, ROLL DI);
	desk_take(&x, FILE_PUPILS, ROLL "1009,,Birch,Di,2019-10-31,,2,Maple,May,Birch,,,\n");
	struct store *st = desk_look(&x);
	assert_int_equal(store_pupil_find(st, "1009", &pupil), 0);
	assert_int_equal(store_names_of_pupil(st, pupil, &a, &names), 1);
	assert_string_equal(names[0].surname, "Ash");
	assert_string_equal(names[0].middle_names, "May June");
	assert_string_equal(names[0].preferred_surname, "Ashe");
	struct pupil_row p;
	assert_int_equal(store_thing_get(st, THING_PUPIL, pupil, &a, &p), 0);
	assert_null(p.preferred_surname); /* the legal one again is no other */
	store_close(st);
	desk_end(&x);
}

static void no_such_arrangement(void **state)
{
	struct desk x;

	roll_begin(&x);
	assert_int_equal(import(&x, "admission_number,arrangement\n1001,swap\n", false), -EBADMSG);
	assert_true(desk_heard(&x, "\"swap\" is no arrangement. Write dual registration, managed move, off-site direction or mobile child."));
	desk_end(&x);
}

/* SOMEBODY ELSE WRITES BETWEEN JUDGING AND WRITING */

static void it_is_judged_again(void **state)
{
	struct desk x;

	roll_begin(&x);
	int64_t before = desk_last_act(&x);
	x.between = "zed";
	desk_take(&x, FILE_PUPILS, HEADING ",,Ash,Di,,2019-10-31,F,2,Maple,,,,\n");
	assert_true(desk_heard(&x, "changed meanwhile"));
	assert_int_equal(x.got.added, 1);
	assert_int_equal(desk_last_act(&x), before + 2);
	desk_verify(&x);
	desk_end(&x);
}

static void as_it_was(void *ctx)
{
	struct desk *x = ctx;
	struct desk other = { .o = NULL };
	struct office_options options = { .directory = x->place, .uid = 1000, .terminal = "" };

	strcpy(other.in, x->in);
	strcpy(other.place, x->place);
	assert_int_equal(office_open(&options, &other.o, &other.e), 0);
	desk_take(&other, FILE_PUPILS, HEADING ",3001,Fox,Flo,,2019-10-31,F,2,Maple,,,,\n");
	office_close(other.o);
	buf_finish(&other.said);
}

/* The number that this file gives to a new child was given to another meanwhile. */
static void what_was_written_meanwhile_counts(void **state)
{
	struct desk x;

	roll_begin(&x);
	x.meanwhile = as_it_was;
	assert_int_equal(import(&x, HEADING ",3001,Ash,Di,,2018-10-31,F,2,Oak,,,,\n", false), -EBADMSG);
	assert_true(desk_heard(&x, "Admission number 3001 is Flo Fox's"));
	assert_int_equal(x.got.last_act, 0);
	struct store *st = desk_look(&x);
	CLEAN_ARENA struct arena a = { 0 };
	struct roll_group_row *groups;
	assert_int_equal(store_thing_all(st, THING_ROLL_GROUP, &a, &groups), 2); /* no Oak */
	store_close(st);
	assert_int_equal(import(&x, HEADING ",3002,Ash,Di,,2018-10-31,F,2,Oak,,,,\n", false), 0); /* nothing is left open */
	desk_end(&x);
}

static struct rows cases;

int main(void)
{
	struct err e = { 0 };

	if (seal_start(&e) < 0)
		return 1;
	rows_add(&cases, fault_row, faults);
	rows_case(&cases, "a field of 100,000 characters", a_field_of_100000_is_refused, NULL);
	rows_case(&cases, "one fault of many rows is said of the first few", one_fault_of_many_rows_is_said_of_the_first_few, NULL);
	rows_case(&cases, "the first 100 faults are listed", the_first_100_faults_are_listed, NULL);
	rows_case(&cases, "the same file changes nothing", the_same_file_changes_nothing, NULL);
	rows_case(&cases, "letters in two ways are one", letters_in_two_ways_are_one, NULL);
	rows_case(&cases, "a dry run says it line by line", a_dry_run_says_it_line_by_line, NULL);
	rows_case(&cases, "twins are not merged", twins_are_not_merged, NULL);
	rows_add(&cases, change_row, changes);
	rows_case(&cases, "a first import has an act each", a_first_import_has_an_act_each, NULL);
	rows_case(&cases, "a class change closes the membership before", a_class_change_closes_the_membership_before, NULL);
	rows_case(&cases, "a flag given today is taken away", a_flag_given_today_goes_without_a_trace_on_the_roll, NULL);
	rows_case(&cases, "a pupil returns", a_pupil_returns, NULL);
	rows_case(&cases, "a leaving to come is taken back", a_leaving_to_come_is_taken_back, NULL);
	rows_case(&cases, "columns that are not there change nothing", columns_that_are_not_there_change_nothing, NULL);
	rows_case(&cases, "two of one name and birth need a number", two_of_one_name_and_birth_need_a_number, NULL);
	rows_case(&cases, "one fault stops all of it", one_fault_stops_all_of_it, NULL);
	rows_case(&cases, "a teacher may not", a_teacher_may_not, NULL);
	rows_case(&cases, "all of it verifies", all_of_it_verifies, NULL);
	rows_add(&cases, more_fault_row, more_faults);
	rows_add(&cases, spell_row, spells);
	rows_case(&cases, "a key finds who changed every name", a_key_finds_who_changed_every_name, NULL);
	rows_add(&cases, moved_row, moved);
	rows_case(&cases, "a leaver needs a start", a_leaver_needs_a_start, NULL);
	rows_case(&cases, "schools and names are taken", schools_and_names_are_taken, NULL);
	rows_case(&cases, "empty cells take names alone", empty_cells_take_names_alone, NULL);
	rows_case(&cases, "the former name is whole", the_former_name_is_whole, NULL);
	rows_case(&cases, "no such arrangement", no_such_arrangement, NULL);
	rows_case(&cases, "it is judged again", it_is_judged_again, NULL);
	rows_case(&cases, "what was written meanwhile counts", what_was_written_meanwhile_counts, NULL);
	return rows_run(&cases, "office/import");
}
