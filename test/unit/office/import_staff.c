#include "import_desk.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

/* Amy Reed (amy: office, admin) is at the keys; classes Maple and Hazel are there. */
static const char roll[] = "admission_number,surname,forename,dob,sex,year,class,start_date\n1001,Okafor,Amara,2019-10-01,F,2,Maple,2026-09-02\n"
			   "1003,Ash,Cy,2020-05-05,M,1,Hazel,2026-09-02\n";
#define HEADING "sign_in,name,forename,surname,position,kind,roles,classes,from_date,to_date\n"

static void school_begin(struct desk *x)
{
	desk_begin(x);
	desk_take(x, FILE_PUPILS, roll);
}

static const struct desk_fault faults[] = {
	{ "nothing tells who", "!position,kind\nHead,person\n", 1, 1, "members of staff apart" },
	{ "an unknown heading", "!name,shoe\nKate,1\n", 1, 2, "\"shoe\"" },
	{ "no name", ",,,,Teacher,,,,,\n", 2, 2, "no name" },
	{ "a sign-in name that cannot be", "K Hall,Kate Hall,,,,,,,,\n", 2, 1, "begins with a small letter" },
	{ "a sign-in name that nobody has, and no name", "khall,,,,,,,,,\n", 2, 1, "Nobody signs in as khall" },
	{ "a kind that is none", ",Kate Hall,,,,cat,,,,\n", 2, 6, "no kind of staff" },
	{ "a role that is none", ",Kate Hall,,,,,king,,,\n", 2, 7, "no role" },
	{ "a role of no class", ",Kate Hall,,,,,pastoral Oak,,,\n", 2, 7, "no class Oak" },
	{ "a class that is none", ",Kate Hall,,,,,,Oak,,\n", 2, 8, "no class Oak" },
	{ "a first day that is none", ",Kate Hall,,,,,,,soon,\n", 2, 9, "no date" },
	{ "a last day that is none", ",Kate Hall,,,,,,,,soon\n", 2, 10, "no date" },
	{ "the last day before the first", ",Kate Hall,,,,,,,2026-09-02,2026-09-01\n", 2, 10, "before the first" },
	{ "the same person twice", ",Kate Hall,,,,,,,,\n,kate hall,,,,,,,,\n", 3, 1, "in line 2 already" },
	{ "the same sign-in name twice", "kate,Kate Hall,,,,,,,,\nkate,Kate Ash,,,,,,,,\n", 3, 1, "in line 2 already" },
	{ "an administrator does not leave by a file", "amy,Amy Reed,,,,,,,,2026-12-18\n", 2, 10, "can change staff" },
	{ "a control character", ",Ka\033te Hall,,,,,,,,\n", 2, 2, "control character" },
};

static void fault_row(void **state)
{
	struct desk x;

	school_begin(&x);
	desk_refuses(&x, FILE_STAFF, HEADING, *state);
	desk_end(&x);
}

/* One by one, each row after kate's: what it says, and what stands then. */
#define KATE "kate,Kate Hall,,,Teacher,,teacher,Maple,2024-09-01,\n"
static const struct change {
	const char *name, *row, *words;
} changes[] = {
	{ "a name", "kate,Kate Ash,,,,,,,,\n", "name Kate Hall to Kate Ash" },
	{ "a name in two cells", "kate,,Kate,Ash,,,,,,\n", "name Kate Hall to Kate Ash" },
	{ "a position", ",Kate Hall,,,Deputy head,,,,,\n", "position Teacher to Deputy head" },
	{ "a kind", "kate,Kate Hall,,,,machine,,,,\n", "kind person to machine" },
	{ "a role more", "kate,Kate Hall,,,,,dsl,,,\n", "role dsl" },
	{ "a role of a year", "kate,Kate Hall,,,,,Head of year 4,,,\n", "role head_of_year 4" },
	{ "a role of a class", "kate,Kate Hall,,,,,teacher; pastoral Hazel,,,\n", "role pastoral Hazel" },
	{ "a class more", "kate,Kate Hall,,,,,,Maple; hazel,,\n", "class Hazel" },
	{ "a first day", "kate,Kate Hall,,,,,,,2023-09-01,\n", "first day 2024-09-01 to 2023-09-01" },
	{ "a last day", "kate,Kate Hall,,,,,,,,2026-12-18\n", "last day none to 2026-12-18" },
};

static void change_row(void **state)
{
	const struct change *row = *state;
	CLEAN_BUF struct buf file = { 0 };
	struct desk x;

	school_begin(&x);
	desk_take(&x, FILE_STAFF, HEADING KATE);
	assert_int_equal(x.got.added, 1);
	int64_t before = desk_last_act(&x);
	buf_printf(&file, HEADING "%s", row->row);
	assert_int_equal(desk_dry(&x, FILE_STAFF, file.text), 0);
	char *said = mem_text(buf_string(&x.said));
	assert_int_equal(desk_last_act(&x), before);
	desk_take(&x, FILE_STAFF, file.text);
	desk_same_but_last(said, buf_string(&x.said));
	free(said);
	assert_true(desk_heard(&x, row->words));
	assert_int_equal(x.got.changed, 1);
	assert_int_equal(desk_last_act(&x), before + 1);
	desk_take(&x, FILE_STAFF, file.text);
	assert_int_equal(x.got.same, 1);
	assert_int_equal(x.got.last_act, 0);
	desk_verify(&x);
	desk_end(&x);
}

static void names_make_sign_ins(void **state)
{
	static const char file[] = "name,forename,surname,roles\nKate Hall,,,teacher\n,Kit,Hall,teacher\nMs Zoë O'Brien-Łaska,,,\nCher,,,\n";
	CLEAN_ARENA struct arena a = { 0 };
	struct staff_row row;
	struct desk x;

	school_begin(&x);
	desk_take(&x, FILE_STAFF, file);
	assert_true(desk_heard(&x, "line 2: Kate Hall: new, signs in as khall; role teacher"));
	assert_true(desk_heard(&x, "line 3: Kit Hall: new, signs in as khall2"));
	assert_true(desk_heard(&x, "signs in as cher"));
	struct store *st = desk_look(&x);
	assert_int_equal(store_staff_by_sign_in(st, "khall2", &a, &row), 0);
	assert_string_equal(row.name, "Kit Hall");
	assert_string_equal(row.kind, "person");
	assert_int_equal(row.from_day.n, day_of(2026, 11, 20).n);
	store_close(st);
	desk_take(&x, FILE_STAFF, file);
	assert_int_equal(x.got.same, 4);
	assert_int_equal(x.got.last_act, 0);
	desk_end(&x);
}

static void what_is_not_named_is_left_alone(void **state)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct staff_role_row *roles;
	struct desk x;

	school_begin(&x);
	desk_take(&x, FILE_STAFF, HEADING KATE "amy,Amy Reed,,,,,head,,,\n");
	struct store *st = desk_look(&x);
	assert_int_equal(store_roles_of_staff(st, 1, &a, &roles), 3); /* office, admin, head */
	for (int i = 0; i < 3; i++)
		assert_true(day_is_none(roles[i].to_day));
	store_close(st);
	desk_take(&x, FILE_STAFF, HEADING "kate,Kate Hall,,,,,,,,\n");
	assert_int_equal(x.got.same, 1);
	desk_end(&x);
}

static void two_of_one_name_need_a_sign_in(void **state)
{
	struct desk x;

	school_begin(&x);
	desk_take(&x, FILE_STAFF, "sign_in,name\nkate,Kate Hall\nkate2,Kate Hall\n");
	assert_int_equal(x.got.added, 2);
	assert_int_equal(desk_import(&x, FILE_STAFF, "name,position\nKate Hall,Head\n"), -EBADMSG);
	assert_true(desk_heard(&x, "Two members of staff are called Kate Hall: kate and kate2"));
	desk_end(&x);
}

static void an_office_alone_may_not(void **state)
{
	struct desk x;
	int64_t act;

	school_begin(&x);
	assert_int_equal(office_staff_add(x.o, "ben", "Ben", "Clerk", false, &act, &x.e), 0);
	assert_int_equal(office_staff_role(x.o, "ben", ROLE_OFFICE, SESSION_ANY_YEAR, NULL, DAY_NONE, DAY_NONE, false, &act, &x.e), 0);
	assert_int_equal(office_staff_bind(x.o, "ben", "ben", 1001, &act, &x.e), 0);
	office_close(x.o);
	struct office_options options = { .directory = x.place, .uid = 1001, .terminal = "" };
	assert_int_equal(office_open(&options, &x.o, &x.e), 0);
	assert_int_equal(desk_import(&x, FILE_STAFF, HEADING KATE), -EPERM);
	assert_int_equal(desk_dry(&x, FILE_STAFF, HEADING KATE), -EPERM);
	desk_end(&x);
}

static struct rows cases;

int main(void)
{
	struct err e = { 0 };

	if (seal_start(&e) < 0)
		return 1;
	rows_add(&cases, fault_row, faults);
	rows_add(&cases, change_row, changes);
	rows_case(&cases, "names make sign-ins", names_make_sign_ins, NULL);
	rows_case(&cases, "what is not named is left alone", what_is_not_named_is_left_alone, NULL);
	rows_case(&cases, "two of one name need a sign-in", two_of_one_name_need_a_sign_in, NULL);
	rows_case(&cases, "an office alone may not", an_office_alone_may_not, NULL);
	return rows_run(&cases, "office/import_staff");
}
