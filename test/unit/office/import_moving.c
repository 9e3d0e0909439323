/* Keys that come from another firstbell, and the times on the roll that a file may not undo. */
#include "import_desk.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#define HEADING "pupil,upn,admission_number,surname,forename,dob,sex,year,class,start_date,start_session,leave_date,leave_session\n"
#define KEY_1 "00112233445566778899aabbccddeeff"
#define AMARA "," "B801200005001,1001,Okafor,Amara,2019-10-01,F,2,Maple,2026-09-02,,,\n"
#define BEN ",,1002,Hall,Ben,2019-11-12,M,2,Maple,2026-09-02,,,\n"
#define DI ",,1009,Ash,Di,2019-10-31,F,2,Maple,2026-09-07,,,\n"

/* Amara has been here since September; Ben from September to October, and again from the afternoon of 9 November. */
static void roll_begin(struct desk *x)
{
	desk_begin(x);
	desk_take(x, FILE_PUPILS, HEADING AMARA BEN);
	x->wish.moving_in = true;
	desk_take(x, FILE_PUPILS, "admission_number,leave_date\n1002,2026-10-16\n");
	desk_take(x, FILE_PUPILS, "admission_number,start_date,start_session\n1002,2026-11-09,pm\n");
	x->wish.moving_in = false;
}

/* KEYS */

static void a_key_comes_with_a_new_pupil(void **state)
{
	CLEAN_ARENA struct arena a = { 0 };
	int64_t pupil = 0;
	struct pupil_row row;
	char key[KEY_TEXT];
	struct desk x;

	roll_begin(&x);
	x.wish.moving_in = true;
	desk_take(&x, FILE_PUPILS, HEADING KEY_1 DI);
	assert_int_equal(x.got.added, 1);
	struct store *st = desk_look(&x);
	assert_int_equal(store_pupil_find(st, "1009", &pupil), 0);
	assert_int_equal(store_thing_get(st, THING_PUPIL, pupil, &a, &row), 0);
	assert_string_equal(key_hex(&row.key, key), KEY_1);
	store_close(st);
	x.wish.moving_in = false;
	desk_take(&x, FILE_PUPILS, HEADING KEY_1 DI);
	assert_int_equal(x.got.same, 1);
	desk_verify(&x);
	desk_end(&x);
}

/* WHAT IS REFUSED: nothing is written */

static const struct fault {
	const char *name, *file;
	int line, column;
	const char *words;
} faults[] = {
	{ "a key of nobody where somebody has the UPN", HEADING KEY_1 AMARA, 2, 1, "Amara Okafor, who has another key here" },
	{ "a key of nobody where somebody has the name", HEADING KEY_1 ",,,Okafor,Amara,2019-10-01,F,2,Maple,2026-09-02,,,\n", 2, 1, "another key here" },
	{ "a key of nobody in two rows", HEADING KEY_1 DI KEY_1 ",,1010,Ash,Bo,2019-10-31,M,2,Maple,2026-09-07,,,\n", 3, 1,
	  "This key stands in line 2 already" },
	{ "left before the start, which the file does not have", "admission_number,leave_date\n1001,2026-09-01\n", 2, 2, "started on Wed 2 Sep 2026" },
	{ "left in the morning before the afternoon of the start", "admission_number,leave_date,leave_session\n1002,2026-11-09,am\n", 2, 2,
	  "started on Mon 9 Nov 2026" },
	{ "back before having gone", "admission_number,start_date\n1002,2026-10-16\n", 2, 2, "here from Wed 2 Sep 2026 to Fri 16 Oct 2026, and came back" },
	{ "back on the first day of all", "admission_number,start_date\n1002,2026-09-02\n", 2, 2, "and came back" },
	{ "back before ever having come", "admission_number,start_date\n1002,2026-08-31\n", 2, 2, "and came back" },
};

static void fault_row(void **state)
{
	const struct fault *row = *state;
	struct desk x;

	roll_begin(&x);
	int64_t before = desk_last_act(&x);
	x.wish.moving_in = true;
	assert_int_equal(desk_import(&x, FILE_PUPILS, row->file), -EBADMSG);
	assert_true(desk_heard(&x, row->words));
	assert_int_equal(x.e.line, row->line);
	assert_int_equal(x.e.column, row->column);
	assert_int_equal(desk_last_act(&x), before);
	desk_end(&x);
}

static void without_moving_in_a_key_of_nobody_is_refused(void **state)
{
	struct desk x;

	roll_begin(&x);
	assert_int_equal(desk_import(&x, FILE_PUPILS, HEADING KEY_1 DI), -EBADMSG);
	assert_true(desk_heard(&x, "No pupil here has this key"));
	desk_end(&x);
}

/* WHAT STILL GOES */

static const struct welcome {
	const char *name, *file, *words;
} welcomes[] = {
	{ "a later day of coming back", "admission_number,start_date\n1002,2026-11-10\n", "start 2026-11-09 pm to 2026-11-10" },
	{ "an earlier day of coming back, after having gone", "admission_number,start_date\n1002,2026-10-17\n", "to 2026-10-17" },
	{ "gone on the afternoon of the start", "admission_number,leave_date\n1002,2026-11-09\n", "leaves 2026-11-09" },
	{ "both days, before the start that was", "admission_number,start_date,leave_date\n1001,2026-06-01,2026-07-17\n", "leaves 2026-07-17" },
};

static void welcome_row(void **state)
{
	const struct welcome *row = *state;
	struct desk x;

	roll_begin(&x);
	x.wish.moving_in = true;
	desk_take(&x, FILE_PUPILS, row->file);
	assert_true(desk_heard(&x, row->words));
	assert_int_equal(x.got.changed, 1);
	desk_end(&x);
}

/* PUPILS, GROUPS, PUPILS AGAIN: the same unchanged file changes nothing, whatever the groups file said in between */

#define ROLL "admission_number,surname,forename,dob,sex,year,class,start_date,leave_date\n"
#define GROUPS "admission_number,group,kind,from_date,to_date,year,sessions\n"
#define CY "2001,Ash,Cy,2018-05-05,M,3,Hawks,2023-09-04,"

static const struct again {
	const char *name, *pupils, *groups, *third; /**< read last; NULL: the first file again */
} agains[] = {
	{ "one who has left", CY "2026-10-16\n", "2001,Hawks,class,2026-09-01,2026-10-16,3,\n", NULL },
	{ "one who left years ago", "2001,Ash,Cy,2014-05-05,M,6,Hawks,2018-09-04,2025-07-22\n", "2001,Hawks,class,2024-09-02,2025-07-22,6,\n", NULL },
	{ "one who has left, by the roll alone", CY "2026-10-16\n", "2001,Hawks,class,2026-09-01,2026-10-16,3,\n",
	  "admission_number,year,class\n2001,3,Hawks\n" },
	{ "one who has left, in another class and year now", CY "2026-10-16\n", "2001,Hawks,class,2026-09-01,2026-10-16,3,\n",
	  "admission_number,year,class,leave_date\n2001,4,Owls,2026-10-16\n" },
	{ "one who leaves today", CY "2026-11-20\n", "2001,Hawks,class,2026-09-01,2026-11-20,3,\n", NULL },
	{ "one who is to leave", CY "2026-12-18\n", "2001,Hawks,class,2026-09-01,2026-12-18,3,\n", NULL },
	{ "one who is to come", "2001,Ash,Cy,2018-05-05,M,3,Hawks,2027-01-05,\n", "2001,Hawks,class,2027-01-05,,3,\n", NULL },
	{ "one who is to come, by name of the class alone", "2001,Ash,Cy,2018-05-05,M,3,Hawks,2027-01-05,\n", "2001,Hawks,class,2027-01-05,,3,\n",
	  "admission_number,year,class\n2001,3,Hawks\n" },
	{ "one who has moved", CY "\n", "2001,Owls,class,2026-09-01,2026-10-31,3,\n2001,Hawks,class,2026-11-01,,3,\n", NULL },
	{ "one who is to move", CY "\n", "2001,Hawks,class,2026-09-01,2026-12-31,3,\n2001,Owls,class,2027-01-01,,4,\n", NULL },
	{ "one of a club too", CY "\n", "2001,Hawks,class,2026-09-01,,3,\n2001,Choir,other,2026-10-01,,3,\n", NULL },
	{ "mornings here, afternoons there", CY "\n", "2001,Hawks,class,2026-09-01,,3,am\n2001,Owls,class,2026-09-01,,3,pm\n", NULL },
};

static void again_row(void **state)
{
	const struct again *row = *state;
	CLEAN_BUF struct buf pupils = { 0 }, groups = { 0 };
	struct desk x;

	buf_printf(&pupils, "%s%s", ROLL, row->pupils);
	buf_printf(&groups, "%s%s", GROUPS, row->groups);
	desk_begin(&x);
	x.wish.moving_in = true;
	desk_take(&x, FILE_PUPILS, buf_string(&pupils));
	x.wish.moving_in = false;
	desk_take(&x, FILE_GROUPS, buf_string(&groups));
	int64_t before = desk_last_act(&x);
	desk_take(&x, FILE_PUPILS, row->third ? row->third : buf_string(&pupils));
	assert_true(desk_heard(&x, "nothing to change: 1 pupil is as in the file"));
	assert_int_equal(desk_last_act(&x), before);
	desk_take(&x, FILE_GROUPS, buf_string(&groups));
	assert_true(desk_heard(&x, "nothing to change"));
	desk_end(&x);
}

/* Who is to move goes on to the class to come, in which ever class the file has them until then. */
static void a_change_ends_where_the_next_class_begins(void **state)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct membership_row *m;
	struct desk x;

	desk_begin(&x);
	desk_take(&x, FILE_PUPILS, ROLL "2001,Ash,Cy,2018-05-05,M,3,Hawks,2026-09-02,\n");
	desk_take(&x, FILE_GROUPS, GROUPS "2001,Hawks,class,2026-09-02,2026-12-31,3,\n2001,Owls,class,2027-01-01,,3,\n");
	desk_take(&x, FILE_PUPILS, ROLL "2001,Ash,Cy,2018-05-05,M,3,Kites,2026-09-02,\n");
	assert_true(desk_heard(&x, "class Hawks to Kites\n"));
	struct store *st = desk_look(&x);
	assert_int_equal(store_thing_all(st, THING_MEMBERSHIP, &a, &m), 3);
	for (int i = 0; i < 3; i++) {
		const struct { struct day from, to; } spans[] = { { day_of(2026, 9, 2), day_of(2026, 11, 19) }, { day_of(2026, 11, 20), day_of(2026, 12, 31) },
								  { day_of(2027, 1, 1), DAY_NONE } };
		int k = m[i].from_day.n < spans[1].from.n ? 0 : m[i].from_day.n < spans[2].from.n ? 1 : 2;

		assert_int_equal(m[i].from_day.n, spans[k].from.n);
		assert_int_equal(m[i].to_day.n, spans[k].to.n);
	}
	store_close(st);
	desk_end(&x);
}

static struct rows cases;

int main(void)
{
	struct err e = { 0 };

	if (seal_start(&e) < 0)
		return 1;
	rows_case(&cases, "a key comes with a new pupil", a_key_comes_with_a_new_pupil, NULL);
	rows_add(&cases, fault_row, faults);
	rows_case(&cases, "without moving in a key of nobody is refused", without_moving_in_a_key_of_nobody_is_refused, NULL);
	rows_add(&cases, welcome_row, welcomes);
	rows_add(&cases, again_row, agains);
	rows_case(&cases, "a change ends where the next class begins", a_change_ends_where_the_next_class_begins, NULL);
	return rows_run(&cases, "office/import_moving");
}
