/* The list of schools that one person switches between: read, found in, changed, and left as the person wrote it. */
#include "rows.h"

#include <errno.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "office/school.h"
#include "office/schools.h"

static char home[64] = "/tmp/firstbell-schools-XXXXXX";
static char list[128], first[128], second[128];

static void write_list(const char *text)
{
	struct err e = { 0 };
	char path[160];

	snprintf(path, sizeof path, "%s/firstbell", home);
	mkdir(path, 0700);
	assert_int_equal(file_replace(list, text, strlen(text), 0600, &e), 0);
}

static void no_list(void)
{
	char command[160];

	snprintf(command, sizeof command, "rm -rf '%s/firstbell'", home);
	assert_int_equal(system(command), 0);
}

static void assert_list(const char *want)
{
	CLEAN_BUF struct buf got = { 0 };

	assert_int_equal(file_read(list, 10000, &got, NULL), 0);
	assert_string_equal(buf_string(&got), want);
}

/* READING ------------------------------------------------------------------------------------------------------------------------------- */

static const struct read_row {
	const char *name, *text;
	int count;        /* -1: refused */
	int line, column; /* where */
} reads[] = {
	{ "an empty file", "", 0, 0, 0 },
	{ "two schools", "Oakfield\t/srv/oak\nElm Bank\t/srv/elm\n", 2, 0, 0 },
	{ "blank lines and remarks", "# mine\n\nOakfield\t/srv/oak\n", 1, 0, 0 },
	{ "no end of line at the end", "Oakfield\t/srv/oak", 1, 0, 0 },
	{ "lines ended as Windows does", "Oakfield\t/srv/oak\r\n", 1, 0, 0 },
	{ "a directory with blanks", "Oakfield\t/srv/our school\n", 1, 0, 0 },
	{ "no tab", "Oakfield /srv/oak\n", -1, 1, 1 },
	{ "no name", "# mine\n\t/srv/oak\n", -1, 2, 1 },
	{ "no directory", "Élan\t\n", -1, 1, 6 },
	{ "a directory from nowhere", "Élan\tsrv/oak\n", -1, 1, 6 },
	{ "a slash in the name", "Oak/Elm\t/srv/oak\n", -1, 1, 1 },
	{ "a blank before the name", " Oak\t/srv/oak\n", -1, 1, 1 },
	{ "the same name twice", "Oakfield\t/srv/oak\nOakfield\t/srv/elm\n", -1, 2, 1 },
	{ "the same name to the eye", "Oakfield\t/srv/oak\nOAKFIELD\t/srv/elm\n", -1, 2, 1 },
	{ "a control character", "Oak\033[2J\t/srv/oak\n", -1, 1, 1 },
	{ "a letter that cannot be seen", "Oak\u200bfield\t/srv/oak\n", -1, 1, 1 },
	{ "no UTF-8", "Oak\xff\t/srv/oak\n", -1, 0, 0 },
};

static void read_row(void **state)
{
	const struct read_row *row = *state;
	struct school_list l = { 0 };
	struct err e = { 0 };

	write_list(row->text);
	int r = schools_read(&l, &e);
	if (row->count < 0) {
		assert_true(r < 0);
		assert_string_equal(e.file, list);
		assert_int_equal(e.line, row->line);
		assert_int_equal(e.column, row->column);
		assert_int_equal(e.kind, ERR_USAGE);
		return;
	}
	assert_int_equal(r, 0);
	assert_int_equal(l.count, row->count);
	assert_string_equal(l.file, list);
	for (int i = 0; i < l.count; i++)
		assert_int_equal(l.lines[i].directory[0], '/');
	school_list_finish(&l);
}

static void no_file_is_an_empty_list(void **state)
{
	struct school_list l = { .count = 7 };

	no_list();
	assert_int_equal(schools_read(&l, NULL), 0);
	assert_int_equal(l.count, 0);
	assert_string_equal(l.file, list);
	school_list_finish(&l);
}

/* FINDING ------------------------------------------------------------------------------------------------------------------------------- */

static const struct find_row {
	const char *name, *named, *want;
} finds[] = {
	{ "by its name", "Elm Bank", "/srv/elm" },
	{ "in other letters", "elm bank", "/srv/elm" },
	{ "of nobody", "Ash", "Ash" },
	{ "a directory here", "./Elm Bank", "./Elm Bank" },
	{ "a directory from /", "/srv/oak", "/srv/oak" },
	{ "a directory that is nearly called so", "oakfield", "oakfield" },
	{ "the name beside a directory called so", "Beech", "/srv/beech" },
};

static void find_row(void **state)
{
	const struct find_row *row = *state;
	CLEAN_ARENA struct arena a = { 0 };
	const char *got;
	struct err e = { 0 };

	write_list("Oakfield\t/srv/oak\nElm Bank\t/srv/elm\nBeech\t/srv/beech\n");
	assert_int_equal(chdir(home), 0);
	mkdir("oakfield", 0700);
	mkdir("Beech", 0700);
	assert_int_equal(schools_find(row->named, &a, &got, &e), 0);
	assert_string_equal(got, row->want);
}

static void a_list_that_cannot_be_read_is_no_matter_of_a_directory(void **state)
{
	CLEAN_ARENA struct arena a = { 0 };
	const char *got = NULL;
	struct err e = { 0 };

	write_list("Oakfield\n");
	assert_int_equal(schools_find("/srv/oak", &a, &got, &e), 0);
	assert_string_equal(got, "/srv/oak");
	assert_true(schools_find("oak", &a, &got, &e) < 0);
	assert_int_equal(e.line, 1);
}

/* CHANGING ------------------------------------------------------------------------------------------------------------------------------ */

static void put_changes_and_takes_away(void **state)
{
	struct err e = { 0 };
	char want[512];

	no_list();
	assert_int_equal(schools_put("Oakfield", first, &e), 0);
	snprintf(want, sizeof want, "Oakfield\t%s\n", first);
	assert_list(want);
	assert_int_equal(schools_put("Elm Bank", second, &e), 0);
	assert_int_equal(schools_put("oakfield", second, &e), 0);
	snprintf(want, sizeof want, "oakfield\t%s\nElm Bank\t%s\n", second, second);
	assert_list(want);
	assert_int_equal(schools_put("Oakfield", NULL, &e), 0);
	snprintf(want, sizeof want, "Elm Bank\t%s\n", second);
	assert_list(want);
	assert_int_equal(schools_put("Oakfield", NULL, &e), -ENOENT);
	assert_list(want);
}

static void what_a_person_wrote_besides_is_kept(void **state)
{
	struct err e = { 0 };
	char want[512];

	write_list("# mine\n\nOakfield\t/srv/oak");
	assert_int_equal(schools_put("Elm Bank", second, &e), 0);
	snprintf(want, sizeof want, "# mine\n\nOakfield\t/srv/oak\nElm Bank\t%s\n", second);
	assert_list(want);
}

static const struct put_row {
	const char *name, *school, *directory;
} refused[] = {
	{ "no such directory", "Ash", "/nowhere" },
	{ "a directory without a school", "Ash", "/tmp" },
	{ "no name", "", first },
	{ "a tab in the name", "A\tB", first },
	{ "a slash in the name", "A/B", first },
	{ "a name that would be a remark", "#1", first },
};

static void put_row(void **state)
{
	const struct put_row *row = *state;
	struct err e = { 0 };

	write_list("Oakfield\t/srv/oak\n");
	assert_true(schools_put(row->school, row->directory, &e) < 0);
	assert_int_equal(e.kind, ERR_USAGE);
	assert_true(strlen(e.text) > 20);
	assert_list("Oakfield\t/srv/oak\n");
}

/* WHICH IS OPEN --------------------------------------------------------------------------------------------------------------------------- */

static void the_open_one_is_found_by_any_path_to_it(void **state)
{
	const struct office_options options = { .directory = first, .uid = 1000, .terminal = "test" };
	struct school_list l = { 0 };
	struct office *o = NULL;
	struct err e = { 0 };
	char text[512], way[160];

	snprintf(way, sizeof way, "%s/way", home);
	assert_int_equal(symlink(first, way), 0);
	snprintf(text, sizeof text, "Elm\t%s\nOak\t%s\n", second, way);
	write_list(text);
	assert_int_equal(office_open(&options, &o, &e), 0);
	assert_int_equal(schools_read(&l, &e), 0);
	assert_int_equal(schools_of(&l, o), 1);
	school_list_finish(&l);
	snprintf(text, sizeof text, "Elm\t%s\n", second);
	write_list(text);
	assert_int_equal(schools_read(&l, &e), 0);
	assert_int_equal(schools_of(&l, o), -1);
	school_list_finish(&l);
	office_close(o);
}

static int make_school(const char *directory)
{
	const struct init_term term = { "Autumn term", day_of(2026, 9, 1), day_of(2026, 12, 18) };
	const struct init_wish w = {
		.terms = &term, .term_count = 1,
		.name = "Oakfield", .authority = "901", .establishment = "2345", .timezone = "Europe/London", .am = { 525, 530, 560, 720 },
		.pm = { 775, 780, 790, 920 }, .staff_sign_in = "pat", .staff_name = "Pat Lee", .staff_position = "Office", .uid = 1000,
		.login = "pat", .terminal = "test",
	};
	struct err e = { 0 };

	if (office_init(directory, &w, &e) == 0)
		return 0;
	fprintf(stderr, "%s\n", e.text);
	return -1;
}

static int make(void **state)
{
	if (!mkdtemp(home) || setenv("XDG_CONFIG_HOME", home, 1) < 0)
		return -1;
	snprintf(list, sizeof list, "%s/firstbell/schools", home);
	snprintf(first, sizeof first, "%s/oak", home);
	snprintf(second, sizeof second, "%s/elm", home);
	return make_school(first) < 0 ? -1 : make_school(second);
}

static int unmake(void **state)
{
	char command[128];

	if (chdir("/") < 0)
		return -1;
	snprintf(command, sizeof command, "rm -rf '%s'", home);
	return system(command);
}

int main(void)
{
	static struct rows all;

	rows_add(&all, read_row, reads);
	rows_case(&all, "no file is an empty list", no_file_is_an_empty_list, NULL);
	rows_add(&all, find_row, finds);
	rows_case(&all, "a list that cannot be read is no matter of a directory", a_list_that_cannot_be_read_is_no_matter_of_a_directory, NULL);
	rows_case(&all, "put, changed and taken away", put_changes_and_takes_away, NULL);
	rows_case(&all, "what a person wrote besides is kept", what_a_person_wrote_besides_is_kept, NULL);
	rows_add(&all, put_row, refused);
	rows_case(&all, "the open one is found by any path to it", the_open_one_is_found_by_any_path_to_it, NULL);
	return _cmocka_run_group_tests("office/schools", all.tests, all.count, make, unmake);
}
