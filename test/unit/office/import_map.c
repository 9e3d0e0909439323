#include "import_desk.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

/* Header maps, and what every file has alike: how it is read, its refused rows, its steps. */

#define OURS "admission_number,surname,forename,dob,sex,year,class\n"
#define SIMS "Adno,Legal Surname,Legal Forename,DOB,Gender,Year Taught In,Reg Group"
#define DI "1009,Ash,Di,31/10/2019,Female,Year 2,Maple"

static void own_map(struct desk *x, const char *name, const char *text)
{
	char path[160];

	snprintf(path, sizeof path, "%s/headers", x->place);
	(void)mkdir(path, 0700);
	snprintf(path, sizeof path, "%s/headers/%s.csv", x->place, name);
	desk_write(path, text, strlen(text));
}

/* HOW A FILE IS READ: the first line that is said */

static const struct reading {
	const char *name, *own, *map, *file, *words;
} readings[] = {
	{ "our own headings", NULL, NULL, OURS DI "\n", "pupils.csv: firstbell's own headings, comma, UTF-8.\n" },
	{ "our own, apart by semicolons", NULL, NULL, "admission_number;surname;forename;dob;sex;year;class\n1009;Ash;Di;31/10/2019;F;2;Maple\n",
	  "firstbell's own headings, semicolon, UTF-8.\n" },
	{ "our own, apart by tabs", NULL, NULL, "admission_number\tsurname\tforename\tdob\tsex\tyear\tclass\n1009\tAsh\tDi\t31/10/2019\tF\t2\tMaple\n",
	  "firstbell's own headings, tab, UTF-8.\n" },
	{ "SIMS by name", NULL, "sims", SIMS "\n" DI "\n", "pupils.csv: headings of SIMS (sims), comma, UTF-8.\n" },
	{ "what a map does not know is left out, and named", NULL, "sims", SIMS ",Shoe,Hat\n" DI ",1,2\n", "not known and left out: Shoe, Hat.\n" },
	{ "a third that no map knows is let be where all that matters is known", NULL, NULL, SIMS ",A,B,C\n" DI ",1,2,3\n",
	  "not known and left out: A, B, C.\n" },
	{ "a file of refused rows has a column of its own", NULL, NULL, SIMS ",A,B,C,refused\n" DI ",1,2,3,\n", "not known and left out: A, B, C.\n" },
	{ "several products' headings", NULL, NULL, "Admission Number,Legal Surname,Legal Forename,DOB,Gender,Year,Form\n" DI "\n",
	  "pupils.csv: headings known from 4 products, all read alike (arbor), comma, UTF-8.\n" },
	{ "the school's own by name", "product,,Our MIS\npupils,admission_number,Nr\npupils,surname,N\npupils,forename,V\npupils,dob,B\npupils,sex,S\npupils,year,Y\n"
	  "pupils,class,C\npupils,,Lunch\n", "own", "Nr,N,V,B,S,Y,C,Lunch\n" DI ",yes\n", "headings of Our MIS (own), comma, UTF-8; left out: Lunch.\n" },
	{ "the school's own fits best", "product,,Our MIS\npupils,admission_number,Nr\npupils,surname,N\npupils,forename,V\npupils,dob,B\npupils,sex,S\npupils,year,Y\n"
	  "pupils,class,C\n", NULL, "Nr,N,V,B,S,Y,C,Lunch\n" DI ",yes\n", "headings of Our MIS (own)" },
	{ "of two that fit the school's own comes first", "product,,Our MIS\npupils,admission_number,Adno\npupils,surname,Legal Surname\npupils,forename,Legal Forename\n"
	  "pupils,dob,DOB\npupils,sex,Gender\npupils,year,Year Taught In\npupils,class,Reg Group\n", NULL, SIMS "\n" DI "\n", "headings of Our MIS (own)" },
};

static void reading_row(void **state)
{
	const struct reading *row = *state;
	CLEAN_BUF struct buf map = { 0 };
	struct desk x;

	desk_begin(&x);
	if (row->own) {
		buf_printf(&map, "file,column,heading\n%s", row->own);
		own_map(&x, "own", map.text);
	}
	x.wish.map = row->map;
	desk_take(&x, FILE_PUPILS, row->file);
	assert_true(desk_heard(&x, row->words));
	assert_int_equal(x.got.added, 1);
	desk_end(&x);
}

static void shipped_maps_fit(void **state)
{
	struct desk x;

	desk_begin(&x);
	desk_take(&x, FILE_PUPILS, SIMS ",Email\n" DI ",a@example.org\n");
	assert_true(desk_heard(&x, "headings of "));
	assert_true(desk_heard(&x, "SIMS"));
	assert_true(desk_heard(&x, "left out: Email.\n"));
	struct store *st = desk_look(&x);
	CLEAN_ARENA struct arena a = { 0 };
	struct act_row act;
	assert_int_equal(store_act_get(st, x.got.last_act, &a, &act), 0);
	assert_non_null(strstr(act.head.reason, "taken from pupils.csv ("));
	store_close(st);
	desk_end(&x);
}

/* WHAT CANNOT BE READ */

#define TWO_MAPS "file,column,heading\nproduct,,%s\npupils,upn,Nr\npupils,%s,A\npupils,%s,B\n"

static const struct fault {
	const char *name, *map, *file;
	int r, line, column;
	const char *words;
} faults[] = {
	{ "a map that is not there", "lotus", OURS, -ENOENT, 0, 0, "no header map lotus. There are: " },
	{ "a map with a path in its name", "../sims", OURS, -ENOENT, 0, 0, "no header map ../sims" },
	{ "headings that nobody knows", NULL, "Fish,Fowl\n1,2\n", -EBADMSG, 1, 1,
	  "No header map fits these headings (not known: Fish, Fowl). Say what they are: `firstbell import map /tmp/firstbell-files-" },
	{ "what to type names the file, then its kind", NULL, "Fish,Fowl\n1,2\n", -EBADMSG, 1, 1, "/pupils.csv pupils`, or Tab on the Import screen.\n" },
	{ "a product that is not known, and some of whose headings are any's", NULL,
	  "Ref,Pupil No,Given Name,Surname,M/F,Date of birth,Year,Form,Start Date\n1,9,Di,Ash,F,31/10/2019,2,Maple,2026-09-02\n", -EBADMSG, 1, 1,
	  "not known: Ref, Pupil No, Given Name, M/F)." },
	{ "all that matters is known, and more than a third is not", NULL, SIMS ",A,B,C,D\n" DI ",1,2,3,4\n", -EBADMSG, 1, 8, "not known: A, B, C, D)." },
	{ "little is not known, and it matters", NULL, "Adno,Legal Surname,Vorname,DOB,Gender,Year Taught In,Reg Group\n" DI "\n", -EBADMSG, 1, 3,
	  "not known: Vorname)." },
	{ "our own but for one", NULL, "admission_number,surname,forename,dob,sex,year,class,shoe,hat\n", -EBADMSG, 1, 8, "no column \"shoe\", nor: hat" },
	{ "our own but for one, and what to type", NULL, "admission_number,surname,forename,dob,sex,year,class,shoe\n", -EBADMSG, 1, 8,
	  "/pupils.csv pupils`, or Tab on the Import screen.\n" },
	{ "two headings for one column", "sims", "Adno,Admission Number,Surname\n", -EBADMSG, 1, 2, "another heading stands for" },
};

static void fault_row(void **state)
{
	const struct fault *row = *state;
	struct desk x;

	desk_begin(&x);
	x.wish.map = row->map;
	assert_int_equal(desk_import(&x, FILE_PUPILS, row->file), row->r);
	assert_true(desk_heard(&x, row->words));
	assert_int_equal(x.e.line, row->line);
	assert_int_equal(x.e.column, row->column);
	desk_end(&x);
}

static void two_that_differ_are_refused(void **state)
{
	char map[200];
	struct desk x;

	desk_begin(&x);
	snprintf(map, sizeof map, TWO_MAPS, "One", "surname", "forename");
	own_map(&x, "one", map);
	snprintf(map, sizeof map, TWO_MAPS, "Two", "forename", "surname");
	own_map(&x, "two", map);
	assert_int_equal(desk_import(&x, FILE_PUPILS, "Nr,A,B\n,Di,Ash\n"), -EBADMSG);
	assert_true(desk_heard(&x, "fit One and Two alike"));
	assert_true(desk_heard(&x, "--map one, or --map two"));
	desk_end(&x);
}

static void a_broken_map_is_named(void **state)
{
	struct desk x;

	desk_begin(&x);
	own_map(&x, "own", "file,column,heading\nproduct,,Ours\npupils,shoe,Nr\n");
	assert_int_equal(desk_import(&x, FILE_PUPILS, "Nr,A\n1,2\n"), -EBADMSG);
	assert_string_equal(x.e.file, "headers/own.csv");
	assert_int_equal(x.e.line, 3);
	desk_take(&x, FILE_PUPILS, OURS DI "\n"); /* which needs no map */
	desk_end(&x);
}

/* MAPS THERE ARE, LOOKING, REMEMBERING */

static void maps_are_listed(void **state)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct import_map_line *lines = NULL;
	int shipped = 0;
	struct desk x;

	desk_begin(&x);
	own_map(&x, "zebra", "file,column,heading\nproduct,,Zebra\npupils,upn,Nr\n");
	own_map(&x, "sims", "file,column,heading\nproduct,,Our SIMS\npupils,upn,Nr\n");
	int n = office_import_maps(x.o, &a, &lines, &x.e);
	assert_true(n >= 6);
	assert_string_equal(lines[0].name, "sims");
	assert_string_equal(lines[0].title, "Our SIMS");
	assert_true(lines[0].own && lines[1].own);
	assert_string_equal(lines[1].name, "zebra");
	for (int i = 2; i < n; i++) {
		assert_false(lines[i].own);
		assert_string_not_equal(lines[i].name, "sims");
		shipped++;
	}
	assert_int_equal(shipped, n - 2);
	desk_end(&x);
}

static int look(struct desk *x, enum file_kind kind, const char *bytes, struct import_look *ret)
{
	struct import_wish wish = x->wish;
	char path[160];

	wish.kind = kind;
	wish.file = desk_path(x, "look.csv", path);
	desk_write(path, bytes, strlen(bytes));
	return office_import_look(x->o, &wish, ret, &x->e);
}

static void a_look_shows_the_head(void **state)
{
	struct import_look l;
	struct desk x;

	desk_begin(&x);
	assert_int_equal(look(&x, FILE_PUPILS, "Adno;Legal Surname;Email;Shoe\n1;a;b;c\n2;a;b;c\n3;a;b;c\n4;a;b;c\n5;a;b;c\n6;a;b;c\n", &l), 0);
	assert_int_equal(l.delimiter, ';');
	assert_non_null(l.map);
	assert_non_null(l.map_title);
	assert_int_equal(l.heading_count, 4);
	assert_string_equal(l.headings[3], "Shoe");
	assert_int_equal(l.row_count, IMPORT_LOOK_ROWS);
	assert_string_equal(l.rows[4][0], "5");
	assert_int_equal(l.column[0], PUPILS_ADMISSION_NUMBER);
	assert_int_equal(l.column[1], PUPILS_SURNAME);
	assert_int_equal(l.column[2], COLUMN_LEFT_OUT);
	assert_int_equal(l.column[3], COLUMN_UNKNOWN);
	import_look_finish(&l);
	assert_int_equal(look(&x, FILE_MARKS, "Fish,02/09/2026 AM,Wed 02/09/2026 (PM)\n1,/,\\\n", &l), 0);
	assert_null(l.map);
	assert_int_equal(l.column[0], COLUMN_UNKNOWN);
	assert_int_equal(l.column[1], COLUMN_SESSION);
	assert_int_equal(l.column[2], COLUMN_SESSION);
	import_look_finish(&l);
	assert_int_equal(look(&x, FILE_PUPILS, "", &l), -EBADMSG);
	desk_end(&x);
}

static const char *const odd_headings[] = { "Nr", "Nachname", "Vorname", "Geb", "Geschlecht", "Stufe", "Klasse", "Essen", "Rest" };
static const int odd_columns[] = { PUPILS_ADMISSION_NUMBER, PUPILS_SURNAME, PUPILS_FORENAME, PUPILS_DOB, PUPILS_SEX, PUPILS_YEAR, PUPILS_CLASS,
				    COLUMN_LEFT_OUT, COLUMN_UNKNOWN };
#define ODD "Nr,Nachname,Vorname,Geb,Geschlecht,Stufe,Klasse,Essen,Rest\n"

static void a_mapping_is_remembered(void **state)
{
	char path[160];
	struct desk x;

	desk_begin(&x);
	assert_int_equal(office_import_map_save(x.o, "odd", "Odd MIS", FILE_PUPILS, odd_headings, odd_columns, 9, &x.e), 0);
	desk_take(&x, FILE_PUPILS, ODD DI ",x,y\n");
	assert_true(desk_heard(&x, "headings of Odd MIS (odd), comma, UTF-8; left out: Essen; not known and left out: Rest.\n"));
	snprintf(path, sizeof path, "%s/headers/odd.csv", x.place);
	char *text = desk_read(path);
	assert_non_null(strstr(text, "product,,Odd MIS"));
	assert_non_null(strstr(text, "pupils,,Essen"));
	free(text);
	/* another file of that product: what is known of the first stays */
	assert_int_equal(office_import_map_save(x.o, "odd", "Even MIS", FILE_STAFF, (const char *const[]){ "Wer" }, (const int[]){ STAFF_NAME }, 1, &x.e), -EINVAL);
	assert_string_equal(x.e.text, "There is a header map odd already, of the product \"Odd MIS\". Give that product, or keep this one under another name.");
	assert_int_equal(office_import_map_save(x.o, "sims", "Even MIS", FILE_STAFF, (const char *const[]){ "Wer" }, (const int[]){ STAFF_NAME }, 1, &x.e), -EINVAL);
	assert_int_equal(office_import_map_save(x.o, "odd", "odd mis", FILE_STAFF, (const char *const[]){ "Wo" }, (const int[]){ STAFF_POSITION }, 1, &x.e), 0);
	assert_int_equal(office_import_map_save(x.o, "odd", NULL, FILE_STAFF, (const char *const[]){ "Wer" }, (const int[]){ STAFF_NAME }, 1, &x.e), 0);
	assert_int_equal(office_import_map_save(x.o, "odd", NULL, FILE_PUPILS, (const char *const[]){ "essen", "Nr" }, (const int[]){ PUPILS_FSM, -1 }, 2, &x.e), 0);
	text = desk_read(path);
	assert_non_null(strstr(text, "product,,Odd MIS"));
	assert_non_null(strstr(text, "staff,name,Wer"));
	assert_non_null(strstr(text, "pupils,fsm,essen"));
	assert_null(strstr(text, "Essen"));
	assert_null(strstr(text, "Nr"));
	assert_non_null(strstr(text, "pupils,surname,Nachname"));
	free(text);
	desk_end(&x);
}

static void a_shipped_map_is_taken_on(void **state)
{
	char path[160];
	struct desk x;

	desk_begin(&x);
	assert_int_equal(office_import_map_save(x.o, "sims", NULL, FILE_PUPILS, (const char *const[]){ "Haus" }, (const int[]){ PUPILS_CLASS }, 1, &x.e), 0);
	snprintf(path, sizeof path, "%s/headers/sims.csv", x.place);
	char *text = desk_read(path);
	assert_non_null(strstr(text, "product,,SIMS"));
	assert_non_null(strstr(text, "Haus"));
	assert_non_null(strstr(text, "Legal Surname"));
	free(text);
	desk_end(&x);
}

static const struct bad_save {
	const char *name, *map;
	const char *headings[2];
	int columns[2];
	int r;
	const char *words;
} bad_saves[] = {
	{ "a name with a path", "../x", { "A", "B" }, { 1, 2 }, -EINVAL, "small letters" },
	{ "a name with capitals", "Ours", { "A", "B" }, { 1, 2 }, -EINVAL, "small letters" },
	{ "no name", "", { "A", "B" }, { 1, 2 }, -EINVAL, "small letters" },
	{ "one column twice", "odd", { "A", "B" }, { 1, 1 }, -EINVAL, "Two headings stand for UPN" },
	{ "nothing said", "odd", { "A", "B" }, { COLUMN_UNKNOWN, COLUMN_SESSION }, -EINVAL, "nothing to remember" },
};

static void bad_save_row(void **state)
{
	const struct bad_save *row = *state;
	char path[160];
	struct stat st;
	struct desk x;

	desk_begin(&x);
	assert_int_equal(office_import_map_save(x.o, row->map, "T", FILE_PUPILS, row->headings, row->columns, 2, &x.e), row->r);
	assert_non_null(strstr(x.e.text, row->words));
	snprintf(path, sizeof path, "%s/headers", x.place);
	assert_int_not_equal(stat(path, &st), 0);
	desk_end(&x);
}

/* REFUSED ROWS, AS A FILE */

static int lines_of(const char *text)
{
	int lines = 0;

	for (; *text; text++)
		lines += *text == '\n';
	return lines;
}

static void refused_rows_are_a_file(void **state)
{
	char path[160];
	struct desk x;

	desk_begin(&x);
	x.wish.refused = desk_path(&x, "refused.csv", path);
	assert_int_equal(desk_import(&x, FILE_PUPILS, OURS "1009,Ash,\"Di, =1\",31/10/2019,Z,99,Maple\n1010,Fox,Flo,31/10/2019,F,2,Maple\n"
						      "1009,Elm,Ed,31/10/2019,M,2,Maple\n1011,Oak,Ida,31/10/2019,F,2,\n"), -EBADMSG);
	assert_int_equal(x.refused, 4);
	char *text = desk_read(path);
	assert_non_null(text);
	assert_int_equal(lines_of(text), 4); /* each row once, with all that is said of it */
	assert_non_null(strstr(text, "admission_number,surname,forename,dob,sex,year,class,refused\r\n"));
	assert_non_null(strstr(text, "1009,Ash,\"Di, =1\",31/10/2019,Z,99,Maple,"));
	assert_non_null(strstr(text, "no sex"));
	assert_non_null(strstr(text, "no year group"));
	assert_non_null(strstr(text, "stands in line 2 already"));
	assert_non_null(strstr(text, "needs a class"));
	assert_null(strstr(text, "Flo"));
	free(text);
	desk_take(&x, FILE_PUPILS, OURS DI "\n"); /* read again when it is right: nothing is left to correct */
	text = desk_read(path);
	assert_int_equal(lines_of(text), 1);
	free(text);
	desk_end(&x);
}

static void a_few_are_said_and_all_are_kept(void **state)
{
	CLEAN_BUF struct buf file = { 0 };
	char path[160];
	struct desk x;

	desk_begin(&x);
	x.wish.refused = desk_path(&x, "refused.csv", path);
	buf_text(&file, OURS);
	for (int i = 0; i < 5000; i++) /* more than is kept in memory */
		buf_printf(&file, "%d,Ash,Di,31/10/2019,%s,2,Maple\n", 2000 + i, i % 33 == 0 ? "Z" : "F");
	assert_int_equal(desk_import(&x, FILE_PUPILS, file.text), -EBADMSG);
	assert_int_equal(x.refused, 152);
	assert_int_equal(lines_of(buf_string(&x.said)), 8);
	assert_true(desk_heard(&x, "and 147 more like line 2: "));
	assert_true(desk_heard(&x, "\n152 rows refused: nothing was written.\n"));
	char *text = desk_read(path);
	assert_int_equal(lines_of(text), 153);
	free(text);
	desk_end(&x);
}

static void all_of_5000_are_kept(void **state)
{
	CLEAN_BUF struct buf file = { 0 };
	char path[160];
	struct desk x;

	desk_begin(&x);
	x.wish.refused = desk_path(&x, "refused.csv", path);
	buf_text(&file, OURS);
	for (int i = 0; i < 5000; i++)
		buf_printf(&file, "%d,Ash,Di,31/10/2019,Z,2,Maple\n", 2000 + i);
	assert_int_equal(desk_import(&x, FILE_PUPILS, file.text), -EBADMSG);
	char *text = desk_read(path);
	assert_int_equal(lines_of(text), 5001);
	free(text);
	desk_end(&x);
}

/* WISHES, STEPS */

static const struct wish_row {
	const char *name;
	enum file_kind kind;
	struct import_wish wish;
	int r;
	const char *words;
} wishes[] = {
	{ "figures are not taken over", FILE_FIGURES, { .map = NULL }, -EINVAL, "report reconcile" },
	{ "moving in is not for contacts", FILE_CONTACTS, { .moving_in = true }, -EINVAL, "--moving-in" },
	{ "moving in is not for groups", FILE_GROUPS, { .moving_in = true }, -EINVAL, "--moving-in" },
	{ "moving in is not for staff", FILE_STAFF, { .moving_in = true }, -EINVAL, "--moving-in" },
	{ "replacing is for marks", FILE_PUPILS, { .replace = true }, -EINVAL, "--replace" },
	{ "a reason is no blank", FILE_PUPILS, { .reason = "  " }, -EPERM, "reason is blank" },
	{ "a file of refused rows that cannot be", FILE_PUPILS, { .refused = "/nowhere/x.csv" }, -ENOENT, "" },
};

static void wish_case(void **state)
{
	const struct wish_row *row = *state;
	struct desk x;

	desk_begin(&x);
	x.wish = row->wish;
	assert_int_equal(desk_import(&x, row->kind, OURS DI "\n"), row->r);
	assert_true(desk_heard(&x, row->words));
	desk_end(&x);
}

static void a_file_that_is_not_there(void **state)
{
	struct import_wish wish = { .kind = FILE_PUPILS, .file = "/nowhere/pupils.csv" };
	struct import_job *job = NULL;
	struct desk x;

	desk_begin(&x);
	assert_true(office_import_begin(x.o, &wish, &job, &x.e) < 0);
	assert_null(job);
	import_close(job);
	desk_end(&x);
}

static void closed_at_any_step_nothing_is_written(void **state)
{
	struct desk x;

	desk_begin(&x);
	int64_t before = desk_last_act(&x);
	for (int steps = 0; steps < 3; steps++) {
		char path[160];
		struct import_wish wish = { .kind = FILE_PUPILS, .file = desk_path(&x, "p.csv", path) };
		struct import_job *job = NULL;

		desk_write(path, OURS DI "\n", sizeof(OURS DI "\n") - 1);
		assert_int_equal(office_import_begin(x.o, &wish, &job, &x.e), 0);
		assert_int_equal(import_progress(job)->bytes_all, sizeof(OURS DI "\n") - 1);
		for (int i = 0; i < steps; i++)
			assert_int_equal(import_step(job, &x.e), 1);
		import_close(job);
		assert_int_equal(desk_last_act(&x), before);
	}
	desk_take(&x, FILE_PUPILS, OURS DI "\n");
	desk_end(&x);
}

static void a_reason_is_kept(void **state)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct act_row act;
	struct desk x;

	desk_begin(&x);
	x.wish.reason = "we move in";
	desk_take(&x, FILE_PUPILS, OURS DI "\n");
	struct store *st = desk_look(&x);
	assert_int_equal(store_act_get(st, x.got.last_act, &a, &act), 0);
	assert_string_equal(act.head.reason, "we move in");
	store_close(st);
	desk_end(&x);
}

static void windows_1252_is_said(void **state)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct pupil_row *rows;
	struct desk x;

	desk_begin(&x);
	assert_int_equal(desk_import(&x, FILE_PUPILS, OURS "1009,Ash,Zo\xeb,31/10/2019,F,2,Maple\n"), -EBADMSG);
	assert_int_equal(x.e.line, 2);
	x.wish.form.encoding = CSV_WINDOWS_1252;
	desk_take(&x, FILE_PUPILS, OURS "1009,Ash,Zo\xeb,31/10/2019,F,2,Maple\n");
	assert_true(desk_heard(&x, "comma, Windows-1252.\n"));
	struct store *st = desk_look(&x);
	assert_int_equal(store_thing_all(st, THING_PUPIL, &a, &rows), 1);
	assert_string_equal(rows[0].forename, "Zoë");
	store_close(st);
	desk_end(&x);
}

static struct rows cases;

int main(void)
{
	struct err e = { 0 };

	if (seal_start(&e) < 0)
		return 1;
	rows_add(&cases, reading_row, readings);
	rows_case(&cases, "shipped maps fit", shipped_maps_fit, NULL);
	rows_add(&cases, fault_row, faults);
	rows_case(&cases, "two that differ are refused", two_that_differ_are_refused, NULL);
	rows_case(&cases, "a broken map is named", a_broken_map_is_named, NULL);
	rows_case(&cases, "maps are listed", maps_are_listed, NULL);
	rows_case(&cases, "a look shows the head", a_look_shows_the_head, NULL);
	rows_case(&cases, "a mapping is remembered", a_mapping_is_remembered, NULL);
	rows_case(&cases, "a shipped map is taken on", a_shipped_map_is_taken_on, NULL);
	rows_add(&cases, bad_save_row, bad_saves);
	rows_case(&cases, "refused rows are a file", refused_rows_are_a_file, NULL);
	rows_case(&cases, "a few are said and all are kept", a_few_are_said_and_all_are_kept, NULL);
	rows_case(&cases, "all of 5,000 are kept", all_of_5000_are_kept, NULL);
	rows_add(&cases, wish_case, wishes);
	rows_case(&cases, "a file that is not there", a_file_that_is_not_there, NULL);
	rows_case(&cases, "closed at any step nothing is written", closed_at_any_step_nothing_is_written, NULL);
	rows_case(&cases, "a reason is kept", a_reason_is_kept, NULL);
	rows_case(&cases, "Windows-1252 is said", windows_1252_is_said, NULL);
	return rows_run(&cases, "office/import_map");
}
