#include "rows.h"
#include "directory.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "office/import.h"
#include "office/school.h"
#include "store/store.h"

/* A directory of its own for each case. */
static char place[64], school[80];

static int place_make(void **state)
{
	strcpy(place, "/tmp/firstbell-school-XXXXXX");
	if (!mkdtemp(place))
		return -1;
	snprintf(school, sizeof school, "%s/school", place);
	return 0;
}

static int place_remove(void **state)
{
	directory_remove(place);
	return 0;
}

static const struct init_term terms[] = {
	{ "Autumn", { 20698 }, { 20805 } }, /* 2 September to 18 December 2026 */
	{ "Spring", { 20822 }, { 20901 } },
};
static const struct init_closure closures[] = { { "Autumn half-term", "holiday", { 20752 }, { 20756 } } };

static struct init_wish wish(void)
{
	return (struct init_wish){
		.name = "Saltmarsh Primary School", .authority = "845", .establishment = "9998", .timezone = "Europe/London",
		.am = { 520, 525, 555, 720 }, .pm = { 780, 780, 795, 930 }, .terms = terms, .term_count = 2, .closures = closures, .closure_count = 1,
		.staff_sign_in = "amara", .staff_name = "Amara Okafor", .staff_position = "Office manager",
		.uid = 1000, .login = "amara", .terminal = "/dev/pts/1",
	};
}

static struct office *open_school(void)
{
	struct office_options options = { .directory = school, .uid = 1000, .terminal = "/dev/pts/1" };
	struct office *o = NULL;
	struct err e = { 0 };

	if (office_open(&options, &o, &e) != 0)
		print_error("%s\n", e.text);
	assert_non_null(o);
	return o;
}

static void init_school(void)
{
	struct init_wish w = wish();
	struct err e = { 0 };

	if (office_init(school, &w, &e) != 0)
		print_error("%s\n", e.text);
	assert_int_equal(e.kind, ERR_NONE);
}

static void assert_mode(const char *name, mode_t want)
{
	char path[256];
	struct stat s;

	snprintf(path, sizeof path, "%s/%s", school, name);
	assert_int_equal(stat(path, &s), 0);
	assert_int_equal(s.st_mode & 07777, want);
}

/* INIT */

static void init_makes_a_school(void **state)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct store *st = NULL;
	struct act_row act;
	struct staff_row *staff;
	struct term_row *all;
	struct err e = { 0 };

	init_school();
	assert_mode(".", 0700);
	assert_mode("letters", 0700);
	assert_mode("backups", 0700);
	assert_mode("drafts", 0700);
	assert_mode("out", 0700);
	assert_mode("firstbell.conf", 0600);
	assert_int_equal(store_open(school, &st, &e), 0);
	assert_false(store_is_practice(st));
	assert_int_equal(store_act_get(st, 1, &a, &act), 0);
	assert_string_equal(act.head.kind, "school begun");
	assert_string_equal(act.head.staff_name, "Amara Okafor");
	assert_int_equal(act.head.staff, 0);
	assert_int_equal(store_staff_by_uid(st, 1000, (struct day){ 40000 }, &a, &staff), 1);
	assert_string_equal(staff->sign_in, "amara");
	assert_int_equal(store_thing_all(st, THING_TERM, &a, &all), 2);
	store_close(st);
}

static void init_gives_the_first_their_roles(void **state)
{
	struct err e = { 0 };

	init_school();
	struct office *o = open_school();
	assert_string_equal(office_person(o)->name, "Amara Okafor");
	assert_int_equal(office_person(o)->roles, 1u << ROLE_OFFICE | 1u << ROLE_HEAD | 1u << ROLE_ADMIN);
	assert_int_equal(office_may(o, ACTION_CHANGE_STAFF, 0, &e), 0);
	assert_int_equal(office_may(o, ACTION_CHANGE_ROLL, 0, &e), 0);
	assert_null(office_banner(o));
	office_close(o);
}

static void init_refuses_a_school(void **state)
{
	struct init_wish w = wish();
	struct err e = { 0 };

	init_school();
	assert_int_not_equal(office_init(school, &w, &e), 0);
	assert_int_equal(e.kind, ERR_REFUSED);
}

static void init_refuses_other_things(void **state)
{
	struct init_wish w = wish();
	struct err e = { 0 };
	char path[128];

	assert_int_equal(mkdir(school, 0755), 0);
	snprintf(path, sizeof path, "%s/homework.txt", school);
	close(open(path, O_CREAT | O_WRONLY, 0600));
	assert_int_not_equal(office_init(school, &w, &e), 0);
	assert_int_equal(e.kind, ERR_REFUSED);
	assert_non_null(strstr(e.text, "homework.txt"));
	snprintf(path, sizeof path, "%s/school.db", school);
	assert_int_not_equal(access(path, F_OK), 0);
}

static void init_goes_on_where_it_stopped(void **state)
{
	char path[128];

	assert_int_equal(mkdir(school, 0755), 0);
	snprintf(path, sizeof path, "%s/letters", school);
	assert_int_equal(mkdir(path, 0700), 0);
	snprintf(path, sizeof path, "%s/school.db", school);
	close(open(path, O_CREAT | O_WRONLY, 0600));
	init_school();
	assert_mode(".", 0700);
	office_close(open_school());
}

static const struct answer {
	const char *name;
	struct init_wish wish;
	const char *words; /**< NULL: taken */
} answers[] = {
	{ "nothing asked yet", { .name = NULL }, NULL },
	{ "a name", { .name = "St Ælfric’s" }, NULL },
	{ "a blank name", { .name = "  " }, "name is empty" },
	{ "a name with an escape", { .name = "St \033[2J" }, "cannot be printed" },
	{ "a name that is no UTF-8", { .name = "St \xff" }, "cannot be printed" },
	{ "authority of two digits", { .authority = "84" }, "3 digits" },
	{ "authority of letters", { .authority = "84x" }, "3 digits" },
	{ "authority", { .authority = "845" }, NULL },
	{ "establishment of three digits", { .establishment = "234" }, "4 digits" },
	{ "establishment", { .establishment = "2345" }, NULL },
	{ "no such zone", { .timezone = "Europe/Lodnon" }, "no time zone" },
	{ "times in order", { .am = { 520, 525, 555, 720 } }, NULL },
	{ "closes before it starts", { .am = { 520, 525, 525, 720 } }, "Morning" },
	{ "ends at the close", { .pm = { 780, 780, 795, 795 } }, "Afternoon" },
	{ "a term the wrong way round", { .terms = &(struct init_term){ "Autumn", { 20805 }, { 20698 } }, .term_count = 1 }, "ends before" },
	{ "terms that overlap", { .terms = (const struct init_term[]){ { "A", { 10 }, { 20 } }, { "B", { 20 }, { 30 } } }, .term_count = 2 }, "in common" },
	{ "terms side by side", { .terms = (const struct init_term[]){ { "A", { 10 }, { 20 } }, { "B", { 21 }, { 30 } } }, .term_count = 2 }, NULL },
	{ "a closure of no kind", { .closures = &(struct init_closure){ "Fair", "fun", { 1 }, { 1 } }, .closure_count = 1 }, "no kind" },
	{ "a sign-in name with a blank", { .staff_sign_in = "amara okafor" }, "sign-in name" },
	{ "a sign-in name in capitals", { .staff_sign_in = "Amara" }, "sign-in name" },
	{ "a sign-in name", { .staff_sign_in = "a.okafor-2" }, NULL },
};

static void answer_row(void **state)
{
	const struct answer *row = *state;
	struct err e = { 0 };
	int r = office_init_check(&row->wish, &e);

	if (!row->words) {
		assert_int_equal(r, 0);
		return;
	}
	assert_int_equal(r, -EINVAL);
	assert_non_null(strstr(e.text, row->words));
}

static void init_needs_every_answer(void **state)
{
	struct init_wish w = wish();
	struct err e = { 0 };

	w.authority = NULL;
	assert_int_equal(office_init(school, &w, &e), -EINVAL);
	assert_non_null(strstr(e.text, "local authority"));
	assert_int_not_equal(access(school, F_OK), 0);
}

/* STAFF */

static struct staff_row staff_get(const char *sign_in, struct arena *a)
{
	struct store *st = NULL;
	struct staff_row row = STAFF_NEW;
	struct err e = { 0 };

	assert_int_equal(store_open(school, &st, &e), 0);
	assert_int_equal(store_staff_by_sign_in(st, sign_in, a, &row), 0);
	store_close(st);
	return row;
}

static void staff_is_added_once(void **state)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct err e = { 0 };
	int64_t act = 0;

	init_school();
	struct office *o = open_school();
	assert_int_equal(office_staff_add(o, "ben", "Ben Ash", "Teacher", false, &act, &e), 0);
	assert_int_equal(act, 2);
	assert_int_equal(office_staff_add(o, "ben", "Ben Oak", "Teacher", false, &act, &e), -EPERM);
	assert_int_equal(office_staff_add(o, "Ben", "Ben Oak", "Teacher", false, &act, &e), -EINVAL);
	assert_int_equal(office_staff_add(o, "bea", "", "Teacher", false, &act, &e), -EINVAL);
	office_close(o);
	struct staff_row row = staff_get("ben", &a);
	assert_string_equal(row.name, "Ben Ash");
	assert_string_equal(row.kind, "person");
}

static void staff_is_bound(void **state)
{
	struct office_options options = { .directory = school, .uid = 1001, .terminal = "" };
	struct office *other = NULL;
	struct err e = { 0 };
	int64_t act = 0;

	init_school();
	struct office *o = open_school();
	assert_int_equal(office_staff_add(o, "ben", "Ben Ash", "Teacher", false, &act, &e), 0);
	assert_int_equal(office_staff_bind(o, "ben", "ben", 1001, &act, &e), 0);
	assert_int_equal(act, 3);
	assert_int_equal(office_staff_bind(o, "ben", "ben", 1001, &act, &e), 0);
	assert_int_equal(act, 0);
	assert_int_equal(office_staff_bind(o, "nobody", "ben", 1001, &act, &e), -ENOENT);
	office_close(o);
	assert_int_equal(office_open(&options, &other, &e), 0);
	assert_string_equal(office_person(other)->name, "Ben Ash");
	assert_int_equal(office_may(other, ACTION_CHANGE_STAFF, 0, &e), -EPERM);
	assert_int_equal(office_staff_add(other, "eve", "Eve", "Head", false, &act, &e), -EPERM);
	assert_int_equal(office_staff_role(other, "ben", ROLE_HEAD, SESSION_ANY_YEAR, NULL, DAY_NONE, DAY_NONE, false, &act, &e), -EPERM);
	office_close(other);
}

static void staff_roles_are_given_and_ended(void **state)
{
	struct err e = { 0 };
	int64_t act = 0;

	init_school();
	struct office *o = open_school();
	assert_int_equal(office_staff_add(o, "ben", "Ben Ash", "Teacher", false, &act, &e), 0);
	assert_int_equal(office_staff_role(o, "ben", ROLE_DSL, SESSION_ANY_YEAR, NULL, DAY_NONE, DAY_NONE, false, &act, &e), 0);
	assert_int_equal(act, 3);
	assert_int_equal(office_staff_role(o, "ben", ROLE_DSL, SESSION_ANY_YEAR, NULL, DAY_NONE, DAY_NONE, false, &act, &e), 0);
	assert_int_equal(act, 0);
	assert_int_equal(office_staff_role(o, "ben", ROLE_DSL, 3, NULL, DAY_NONE, DAY_NONE, false, &act, &e), 0);
	assert_int_equal(act, 4);
	assert_int_equal(office_staff_role(o, "ben", ROLE_DSL, SESSION_ANY_YEAR, NULL, DAY_NONE, DAY_NONE, true, &act, &e), 0);
	assert_int_equal(act, 5);
	assert_int_equal(office_staff_role(o, "ben", ROLE_GOVERNOR, SESSION_ANY_YEAR, NULL, DAY_NONE, DAY_NONE, true, &act, &e), -EPERM);
	assert_int_equal(office_staff_role(o, "ben", ROLE_GOVERNOR, SESSION_ANY_YEAR, NULL, (struct day){ 30000 }, (struct day){ 29999 }, false, &act, &e), -EINVAL);
	office_close(o);
}

static void the_last_who_can_change_staff_stays(void **state)
{
	struct err e = { 0 };
	int64_t act = 0;

	init_school();
	struct office *o = open_school();
	assert_int_equal(office_staff_role(o, "amara", ROLE_ADMIN, SESSION_ANY_YEAR, NULL, DAY_NONE, DAY_NONE, true, &act, &e), -EPERM);
	assert_non_null(strstr(e.text, "Nobody would be left"));
	assert_int_equal(office_staff_add(o, "ben", "Ben Ash", "Technician", false, &act, &e), 0);
	assert_int_equal(office_staff_role(o, "ben", ROLE_ADMIN, SESSION_ANY_YEAR, NULL, DAY_NONE, DAY_NONE, false, &act, &e), 0);
	assert_int_equal(office_staff_role(o, "amara", ROLE_ADMIN, SESSION_ANY_YEAR, NULL, DAY_NONE, DAY_NONE, true, &act, &e), 0);
	office_close(o);
}

static void staff_have_classes(void **state)
{
	static const char pupils[] = "surname,forename,dob,sex,year,class\nAsh,Cy,2020-05-05,M,1,Hazel\n";
	char file[96];
	const struct import_wish taken = { .kind = FILE_PUPILS, .file = file };
	struct import_job *job = NULL;
	struct err e = { 0 };
	int64_t act = 0;

	snprintf(file, sizeof file, "%s/p.csv", place);
	init_school();
	struct office *o = open_school();
	assert_int_equal(file_replace(file, pupils, sizeof pupils - 1, 0600, &e), 0);
	assert_int_equal(office_import_begin(o, &taken, &job, &e), 0);
	while (import_step(job, &e) > 0)
		;
	assert_int_equal(import_result(job)->added, 1);
	import_close(job);
	assert_int_equal(office_staff_class(o, "amara", "hazel", false, DAY_NONE, DAY_NONE, false, &act, &e), 0);
	assert_int_not_equal(act, 0);
	assert_int_equal(office_staff_class(o, "amara", "Hazel", false, DAY_NONE, DAY_NONE, false, &act, &e), 0);
	assert_int_equal(act, 0);
	assert_int_equal(office_staff_class(o, "amara", "Hazel", true, DAY_NONE, DAY_NONE, false, &act, &e), 0);
	assert_int_not_equal(act, 0);
	assert_int_equal(office_staff_class(o, "amara", "Oak", false, DAY_NONE, DAY_NONE, false, &act, &e), -ENOENT);
	assert_int_equal(office_staff_class(o, "amara", "Hazel", false, DAY_NONE, DAY_NONE, true, &act, &e), 0);
	assert_int_not_equal(act, 0);
	assert_int_equal(office_staff_class(o, "amara", "Hazel", false, DAY_NONE, DAY_NONE, true, &act, &e), -EPERM);
	office_close(o);
}

static void a_password_is_sealed(void **state)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct store *st = NULL;
	const char *hash = NULL;
	struct hashing h;
	struct hash digest;
	char hex[2 * HASH_BYTES + 1];
	struct err e = { 0 };
	int64_t act = 0;

	init_school();
	struct office *o = open_school();
	assert_int_equal(office_staff_password(o, "amara", "short", 5, &act, &e), -EINVAL);
	assert_int_equal(office_staff_password(o, "amara", "three small words", 17, &act, &e), 0);
	assert_int_not_equal(act, 0);
	office_close(o);
	struct staff_row row = staff_get("amara", &a);
	assert_int_equal(store_open(school, &st, &e), 0);
	assert_int_equal(store_password_get(st, row.id, &a, &hash), 0);
	store_close(st);
	assert_true(password_holds(hash, "three small words", 17));
	hash_begin(&h);
	hash_more(&h, hash, strlen(hash));
	hash_end(&h, &digest);
	hex_write(digest.bytes, HASH_BYTES, hex);
	assert_string_equal(row.password_seal, hex);
}

static void all_of_it_verifies(void **state)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct store *st = NULL;
	struct verify_result verified = { 0 };
	struct err e = { 0 };

	staff_roles_are_given_and_ended(state);
	assert_int_equal(store_open(school, &st, &e), 0);
	assert_int_equal(store_verify(st, &a, &verified), 0);
	assert_true(verified.ok);
	vec_finish(&verified.faults);
	store_close(st);
}

static struct rows rows;

static void add(const char *name, CMUnitTestFunction f)
{
	rows_case(&rows, name, f, NULL);
	rows.tests[rows.count - 1].setup_func = place_make;
	rows.tests[rows.count - 1].teardown_func = place_remove;
}

int main(void)
{
	struct err e = { 0 };

	if (seal_start(&e) < 0)
		return 1;
	add("init makes a school", init_makes_a_school);
	add("the first member of staff holds office, head and admin", init_gives_the_first_their_roles);
	add("init refuses what is a school already", init_refuses_a_school);
	add("init refuses a directory with other things", init_refuses_other_things);
	add("init goes on where it was stopped", init_goes_on_where_it_stopped);
	add("init needs every answer", init_needs_every_answer);
	rows_add(&rows, answer_row, answers);
	add("staff is added once", staff_is_added_once);
	add("staff is bound to an operating-system user", staff_is_bound);
	add("roles are given and ended", staff_roles_are_given_and_ended);
	add("the last who can change staff keeps the role", the_last_who_can_change_staff_stays);
	add("staff have classes", staff_have_classes);
	add("a password is sealed", a_password_is_sealed);
	add("all of it verifies", all_of_it_verifies);
	return rows_run(&rows, "office/school");
}
