#include "rows.h"

#include <errno.h>
#include <stdio.h>
#include <sys/stat.h>

#include "marks_desk.h"

/* ONE ROW: what stands afterwards */

static const struct good_row {
	const char *name, *line;
	const char *want;           /* of pupil 1, on 3 September 2026, morning and afternoon */
} good_rows[] = {
	{ "a mark", "1,2026-09-03,am,I,,", "I," },
	{ "a day as English files have it", "1,03/09/2026,AM,I,,", "I," },
	{ "with Excel's midnight", "1,03/09/2026 00:00,PM,I,,", ",I" },
	{ "with seconds", "1,2026-09-03 00:00:00,A.M.,M,,", "M," },
	{ "a morning", "1,2026-09-03,Morning,/,,", "/," },
	{ "an afternoon", "1,2026-09-03,Afternoon,/,,", ",\\" },
	{ "sessions by number", "1,2026-09-03,2,\\,,", ",\\" },
	{ "either slash is present", "1,2026-09-03,am,\\,,", "/," },
	{ "small letters", "1,2026-09-03,am,c2,,", "C2," },
	{ "minutes late", "1,2026-09-03,am,L,12,", "L," },
	{ "no minutes late of a present child", "1,2026-09-03,am,/,0,", "/," },
	{ "no mark", "1,2026-09-03,am,,,", "," },
	{ "a closure that the calendar has too", "1,2026-10-27,am,#,,", "," },
	{ "an unexpected closure that the calendar has too", "1,2026-11-04,am,Y4,,", "," },
	{ "of this morning", "1,2026-11-20,am,/,,", "," },
	{ "not on the roll, and the roll says so", "11,2026-10-01,am,Z,,", "," },
	{ "of a year that nobody knows, shut", "1,2021-09-03,am,#,,", "," },
	{ "the same mark twice", "1,2026-09-03,am,I,,\n1,2026-09-03,am,I,,", "I," },
};

static void good_case(void **state)
{
	const struct good_row *row = *state;
	struct desk x;
	char file[256], stands[16];

	desk_begin(&x);
	snprintf(file, sizeof file, HEADING "%s\n", row->line);
	import(&x, file, (struct import_wish){ 0 });
	must(&x, 0);
	assert_int_equal(x.got.set_aside, 0);
	snprintf(stands, sizeof stands, "%s,%s", mark_of(&x, 1, day_of(2026, 9, 3), SESSION_AM), mark_of(&x, 1, day_of(2026, 9, 3), SESSION_PM));
	assert_string_equal(stands, row->want);
	assert_holds(&x);
	desk_end(&x);
}

/* ONE ROW: refused, and nothing is written */

static const struct bad_row {
	const char *name, *lines;
	int line, column;
	const char *want;
} bad_rows[] = {
	{ "a pupil whom nobody knows", "99,2026-09-03,am,/,,", 2, 1, "Import the pupil first" },
	{ "a boarder", "12,2026-09-03,am,/,,", 2, 1, "boards" },
	{ "no date", "1,3.9.2026,am,/,,", 2, 2, "is no date" },
	{ "a date and a time", "1,2026-09-03 09:05,am,/,,", 2, 2, "is no date" },
	{ "a day that there is not", "1,31/09/2026,am,/,,", 2, 2, "is no date" },
	{ "no session", "1,2026-09-03,night,/,,", 2, 3, "is no session" },
	{ "a code that there is not", "1,2026-09-03,am,?,,", 2, 4, "There is no code ?" },
	{ "a product's word for no mark", "1,2026-09-03,am,-,,", 2, 4,
	  "no code -, and other products have. Say which the file is from: --map arbor, bromcom, integris, scholarpack or sims." },
	{ "a longer word of products", "1,2026-09-03,am,not taken,,", 2, 4, "no code not taken, and other products have" },
	{ "a day to come", "1,2026-11-23,am,/,,", 2, 4, "has not begun" },
	{ "a session to come", "1,2026-11-20,pm,/,,", 2, 4, "has not begun" },
	{ "before there were codes", "1,2006-08-31,pm,/,,", 2, 4, "1 September 2006" },
	{ "H is retired", "1,2026-09-03,am,H,,", 2, 4, "Use C." },
	{ "F is retired", "1,2026-09-03,am,F,,", 2, 4, "Use C." },
	{ "J is retired", "1,2026-09-03,am,J,,", 2, 4, "Use J1." },
	{ "Y is retired", "1,2026-09-03,am,Y,,", 2, 4, "Use Y1 to Y7." },
	{ "H on its last day but one", "1,2024-08-19,am,H,,", 2, 4, "Use C." },
	{ "C2 before it came in", "1,2024-08-18,am,C2,,", 2, 4, "Use C." },
	{ "J1 before it came in", "1,2024-07-18,am,J1,,", 2, 4, "Use J." },
	{ "minutes late of an illness", "1,2026-09-03,am,I,5,", 2, 5, "go with L or U" },
	{ "minutes late of no mark", "1,2026-09-03,am,,5,", 2, 5, "go with L or U" },
	{ "minutes late in words", "1,2026-09-03,am,L,ten,", 2, 5, "no number of minutes" },
	{ "more minutes late than a session has", "1,2026-09-03,am,L,721,", 2, 5, "no number of minutes" },
	{ "two marks for one session", "1,2026-09-03,am,/,,\n1,2026-09-03,am,I,,", 3, 4, "two marks, / and here I" },
	{ "one good row and one bad", "1,2026-09-03,am,/,,\n1,2026-09-04,am,H,,", 3, 4, "Use C." },
};

static void bad_case(void **state)
{
	const struct bad_row *row = *state;
	struct desk x;
	char file[256];

	desk_begin(&x);
	int64_t before = last_act(&x);
	snprintf(file, sizeof file, HEADING "%s\n", row->lines);
	import(&x, file, (struct import_wish){ .moving_in = true, .leave_out = true });
	must(&x, -EBADMSG);
	has(x.e.text, row->want);
	assert_int_equal(x.e.line, row->line);
	assert_int_equal(x.e.column, row->column);
	assert_int_equal(last_act(&x), before);
	desk_end(&x);
}

static void long_note(void **state)
{
	struct desk x;
	CLEAN_BUF struct buf file = { 0 };

	desk_begin(&x);
	buf_text(&file, HEADING "1,2026-09-03,am,I,,");
	for (int i = 0; i < 2001; i++)
		buf_char(&file, 'a');
	buf_char(&file, '\n');
	import(&x, file.text, (struct import_wish){ 0 });
	must(&x, -EBADMSG);
	has(x.e.text, "The note is 2001 bytes long");
	assert_int_equal(x.e.column, 6);
	desk_end(&x);
}

/* ONE ROW: for a person to decide */

static const struct aside_row {
	const char *name, *line, *want;
} aside_rows[] = {
	{ "after the pupil left", "11,2026-10-01,am,/,,", "Child11 Okafor, Thu 1 Oct 2026 morning: /, and the pupil was not on the roll" },
	{ "before the pupil came", "1,2020-08-31,am,/,,", "not on the roll" },
	{ "in a half-term", "1,2026-10-26,pm,/,,", "Mon 26 Oct 2026 afternoon: \\, and the session was not held (a school holiday: Half-term)" },
	{ "on a Saturday", "1,2026-09-05,am,/,,", "not held (a weekend)" },
	{ "while the boiler was broken", "1,2026-11-04,am,I,,", "not held (an unexpected closure: Boiler)" },
	{ "a year that nobody entered", "1,2021-09-03,am,/,,",
	  "the calendar has no term in 2021/22. Enter its terms (firstbell term), or have them made from the marks: --moving-in" },
	{ "# where the calendar holds a session", "1,2026-09-03,am,#,,", "# says that the school was shut" },
	{ "Z of a pupil on the roll", "1,2026-09-03,am,Z,,", "Z says that the pupil was not on the roll" },
};

static void aside_case(void **state)
{
	const struct aside_row *row = *state;
	struct desk x;
	char file[256];

	desk_begin(&x);
	int64_t before = last_act(&x);
	snprintf(file, sizeof file, HEADING "2,2026-09-03,am,/,,\n%s\n", row->line);
	import(&x, file, (struct import_wish){ 0 });
	must(&x, 0);
	has(x.said.text, row->want);
	has(x.said.text, "marks.csv:3:");
	assert_int_equal(x.got.set_aside, 1);
	assert_true(x.got.undecided);
	assert_int_equal(last_act(&x), before);
	import(&x, file, (struct import_wish){ .leave_out = true });
	must(&x, 0);
	assert_false(x.got.undecided);
	assert_int_equal(x.got.added, 1);
	assert_string_equal(mark_of(&x, 2, day_of(2026, 9, 3), SESSION_AM), "/");
	assert_holds(&x);
	desk_end(&x);
}

/* SHAPES */

static const struct shape_row {
	const char *name, *file, *want; /* pupil 1, then 2, on 3 September */
	int r;
} shape_rows[] = {
	{ "a row a day", "admission_number,date,am,pm\n1,2026-09-03,/,I\n2,2026-09-03,,L\n", "/I L", 0 },
	{ "a row a day with minutes late and a note", "admission_number,date,am,pm,minutes_late,note\n1,2026-09-03,/,L,7,bus\n", "/L ", 0 },
	{ "minutes late of nobody knows which", "admission_number,date,am,pm,minutes_late\n1,2026-09-03,L,U,7\n", " ", -EBADMSG },
	{ "mornings only", "admission_number,date,am\n1,2026-09-03,I\n", "I ", 0 },
	{ "a column a session", "admission_number,2026-09-03 am,03/09/2026 PM\n1,/,\\\n2,I,\n", "/\\ I", 0 },
	{ "a column a session, minutes of nobody knows which", "admission_number,2026-09-03 am,minutes_late\n1,L,5\n", " ", -EBADMSG },
	{ "a column a session that has not begun", "admission_number,2026-09-03 am,2026-12-01 am\n1,/,\n", "/ ", 0 },
	{ "a mark in one that has not begun", "admission_number,2026-09-03 am,2026-12-01 am\n1,/,/\n", " ", -EBADMSG },
	{ "no code", "admission_number,date,session\n1,2026-09-03,am\n", " ", -EBADMSG },
	{ "no date", "admission_number,session,code\n1,am,/\n", " ", -EBADMSG },
	{ "both a row a mark and a row a day", "admission_number,date,session,code,am\n1,2026-09-03,am,/,/\n", " ", -EBADMSG },
	{ "both a row a mark and a column a session", "admission_number,date,session,code,2026-09-03 am\n1,2026-09-03,am,/,/\n", " ", -EBADMSG },
};

static void shape_case(void **state)
{
	const struct shape_row *row = *state;
	struct day day = day_of(2026, 9, 3);
	struct desk x;
	char stands[16];

	desk_begin(&x);
	import(&x, row->file, (struct import_wish){ 0 });
	must(&x, row->r);
	snprintf(stands, sizeof stands, "%s%s %s%s", mark_of(&x, 1, day, SESSION_AM), mark_of(&x, 1, day, SESSION_PM), mark_of(&x, 2, day, SESSION_AM),
		 mark_of(&x, 2, day, SESSION_PM));
	assert_string_equal(stands, row->want);
	desk_end(&x);
}

static void wide_place(void **state)
{
	struct desk x;

	desk_begin(&x);
	import(&x, "admission_number,2026-09-03 pm,2026-09-03 am,2026-09-04 am\n1,\\,/,H\n", (struct import_wish){ 0 });
	must(&x, -EBADMSG);
	has(x.e.text, "Use C.");
	assert_int_equal(x.e.column, 4);
	desk_end(&x);
}

/* WHAT LIES BESIDE A MARK */

static void beside(void **state)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct entry_row *chain;
	struct note_row *notes;
	struct desk x;

	desk_begin(&x);
	import(&x, HEADING "1,2026-09-04,am,L,3,\n1,2026-09-03,am,L,12,\"the bus, again\"\n1,2026-09-03,pm,I,,sick\n1,2026-09-07,pm,U,0,\n", (struct import_wish){ 0 });
	must(&x, 0);
	assert_int_equal(x.got.added, 4);
	struct store *st = look(&x);
	assert_int_equal(store_entries_of_act(st, x.got.last_act - 1, &a, &chain), 4);
	assert_int_equal(chain[0].entry.minutes_late, 12);
	assert_int_equal(chain[0].entry.arrival, -1);
	assert_int_equal(chain[1].entry.minutes_late, -1);
	assert_int_equal(chain[2].entry.minutes_late, 3);
	assert_int_equal(chain[3].entry.after, CODE_U);
	assert_int_equal(chain[3].entry.minutes_late, -1);
	assert_int_equal(store_notes_of_pupil(st, 1, &a, &notes), 2);
	assert_string_equal(notes[0].text, "the bus, again");
	assert_string_equal(notes[1].text, "sick");
	assert_int_equal(notes[1].session, SESSION_PM);
	store_close(st);
	assert_holds(&x);
	desk_end(&x);
}

/* AGAIN, AND OTHERWISE */


static void again(void **state)
{
	struct desk x;

	desk_begin(&x);
	import(&x, HEADING THREE, (struct import_wish){ 0 });
	must(&x, 0);
	assert_int_equal(x.got.added, 3);
	assert_int_equal(x.got.last_act - x.got.first_act, 3); /* begun, two pupils, finished */
	has(x.said.text, "3 marks new, 0 changed, 0 the same");
	int64_t before = last_act(&x);
	import(&x, HEADING THREE, (struct import_wish){ 0 });
	must(&x, 0);
	has(x.said.text, "nothing to change: 3 marks stand as in the file");
	assert_int_equal(x.got.same, 3);
	assert_int_equal(x.got.last_act, 0);
	assert_int_equal(last_act(&x), before);
	desk_end(&x);
}

static void otherwise(void **state)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct desk x;
	struct act_row act;

	desk_begin(&x);
	import(&x, HEADING THREE, (struct import_wish){ 0 });
	import(&x, HEADING "1,2026-09-03,am,I,,\n1,2026-09-03,pm,I,,\n", (struct import_wish){ 0 });
	must(&x, 0);
	assert_true(x.got.undecided);
	has(x.said.text, "Child1 Okafor, Thu 3 Sep 2026 morning: I in the file, and / stands");
	import(&x, HEADING "1,2026-09-03,am,I,,\n1,2026-09-03,pm,I,,\n", (struct import_wish){ .replace = true, .reason = "the old product is right" });
	must(&x, 0);
	assert_int_equal(x.got.changed, 1);
	assert_int_equal(x.got.same, 1);
	assert_string_equal(mark_of(&x, 1, day_of(2026, 9, 3), SESSION_AM), "I");
	struct store *st = look(&x);
	assert_int_equal(store_act_get(st, x.got.first_act + 1, &a, &act), 0);
	assert_string_equal(act.head.kind, "marks imported");
	assert_string_equal(act.head.reason, "the old product is right");
	store_close(st);
	assert_holds(&x);
	desk_end(&x);
}

static void dry_run(void **state)
{
	struct desk x;

	desk_begin(&x);
	import(&x, HEADING THREE, (struct import_wish){ 0 });
	int64_t before = last_act(&x);
	import(&x, HEADING "1,2026-09-03,pm,L,4,\n2,2026-09-03,am,C,,\n3,2026-09-03,pm,/,,\n", (struct import_wish){ .dry_run = true, .replace = true });
	must(&x, 0);
	has(x.said.text, "line 2: Child1 Okafor, Thu 3 Sep 2026 afternoon: I to L\n");
	has(x.said.text, "line 4: Child3 Okafor, Thu 3 Sep 2026 afternoon: \\ present\n");
	has(x.said.text, "1 mark would be new, 1 would be changed, 1 the same");
	assert_null(strstr(x.said.text, "line 3:"));
	assert_int_equal(last_act(&x), before);
	desk_end(&x);
}

/* X of a pupil who must be at school is kept, and counted (domain 2.8). */
static void not_required(void **state)
{
	struct desk x;

	desk_begin(&x);
	import(&x, HEADING "1,2026-09-03,am,X,,\n1,2026-09-04,am,X,,\n", (struct import_wish){ 0 });
	must(&x, 0);
	has(x.said.text, "2 X are of pupils of compulsory school age");
	assert_string_equal(mark_of(&x, 1, day_of(2026, 9, 3), SESSION_AM), "X");
	desk_end(&x);
}

/* What a product calls its codes; "-" is no mark. */
static void mapped(void **state)
{
	static const char map[] = "file,column,heading\nproduct,,Oldreg\nmarks,admission_number,Adno\nmarks,date,Date\nmarks,session,Session\nmarks,code,Mark\n"
				  "codes,,-\ncodes,J1,INT\n";
	struct desk x;
	char path[96];

	desk_begin(&x);
	snprintf(path, sizeof path, "%s/headers", x.place);
	assert_int_equal(mkdir(path, 0700), 0);
	write_file(&x, "headers/oldreg.csv", map, strlen(map));
	import(&x, "Adno,Date,Session,Mark\n1,03/09/2026,AM,INT\n1,03/09/2026,PM,-\n2,03/09/2026,AM,/\n", (struct import_wish){ .map = "oldreg" });
	must(&x, 0);
	has(x.said.text, "1 cell without a mark was passed over");
	assert_string_equal(mark_of(&x, 1, day_of(2026, 9, 3), SESSION_AM), "J1");
	assert_int_equal(x.got.added, 2);
	desk_end(&x);
}

/* The roll is changed while the file is read: nothing is written by what was true before. */
static void changed_meanwhile(void **state)
{
	struct act_head head = { .kind = "pupil", .staff_name = "", .position = "", .roles = "", .terminal = "", .version = "", .day = DAY_NONE, .session = -1 };
	struct import_job *job;
	struct desk x;
	char path[128];
	int64_t seq, before;
	int r;

	desk_begin(&x);
	snprintf(path, sizeof path, "%s/marks.csv", x.place);
	write_file(&x, "marks.csv", HEADING THREE, strlen(HEADING THREE));
	assert_int_equal(office_import_begin(x.o, &(struct import_wish){ .kind = FILE_MARKS, .file = path }, &job, &x.e), 0);
	assert_int_equal(import_step(job, &x.e), 1);
	struct store *st = look(&x);
	assert_int_equal(store_begin(st), 0);
	assert_int_equal(store_act_begin(st, &head), 0);
	assert_true(store_act_remove(st, THING_ENROLMENT, 1) >= 0);
	assert_int_equal(store_act_end(st, true, &seq), 0);
	assert_int_equal(store_commit(st), 0);
	store_close(st);
	before = last_act(&x);
	do
		r = import_step(job, &x.e);
	while (r > 0);
	import_close(job);
	assert_int_equal(r, -EPERM);
	has(x.e.text, "was changed while the file was read");
	assert_int_equal(last_act(&x), before);
	desk_end(&x);
}

/* A mark is made in a register while the file is read: it stays, and the file is refused. */
static void marked_meanwhile(void **state)
{
	struct act_head head = { .kind = "register", .staff_name = "", .position = "", .roles = "", .terminal = "", .version = "", .day = DAY_NONE, .session = -1 };
	struct entry late = { 1, day_of(2026, 9, 3), SESSION_AM, CODE_NONE, CODE_LATE, -1, -1, false, true };
	struct import_job *job;
	struct desk x;
	char path[128];
	int64_t seq, before;
	int r;

	desk_begin(&x);
	snprintf(path, sizeof path, "%s/marks.csv", x.place);
	write_file(&x, "marks.csv", HEADING THREE, strlen(HEADING THREE));
	assert_int_equal(office_import_begin(x.o, &(struct import_wish){ .kind = FILE_MARKS, .file = path }, &job, &x.e), 0);
	do
		r = import_step(job, &x.e);
	while (r > 0 && import_progress(job)->phase != IMPORT_WRITING);
	struct store *st = look(&x);
	assert_int_equal(store_begin(st), 0);
	assert_int_equal(store_act_begin(st, &head), 0);
	assert_true(store_act_mark(st, &late) >= 0);
	assert_int_equal(store_act_end(st, true, &seq), 0);
	assert_int_equal(store_commit(st), 0);
	store_close(st);
	before = last_act(&x);
	while (r > 0)
		r = import_step(job, &x.e);
	import_close(job);
	assert_int_equal(r, -ESTALE);
	assert_int_equal(x.e.kind, ERR_REFUSED);
	has(x.e.text, "changed this mark while the file was read");
	assert_int_equal(last_act(&x), before);
	assert_string_equal(mark_of(&x, 1, day_of(2026, 9, 3), SESSION_AM), "L");
	desk_end(&x);
}

static const struct {
	const char *name;
	CMUnitTestFunction f;
} cases[] = {
	{ "a note that is too long", long_note },
	{ "minutes late and notes", beside },
	{ "the same file again changes nothing", again },
	{ "a mark that stands is replaced where that is wished", otherwise },
	{ "a dry run says each row", dry_run },
	{ "X of compulsory school age", not_required },
	{ "codes by a map", mapped },
	{ "the roll changed meanwhile", changed_meanwhile },
	{ "a register marked meanwhile", marked_meanwhile },
};

/* WHAT IS SAID OF MANY */

static void a_closure_of_many_marks_is_said_once(void **state)
{
	CLEAN_BUF struct buf file = { 0 };
	struct desk x;

	desk_begin(&x);
	buf_text(&file, HEADING);
	for (int day = 26; day <= 30; day++)
		for (int pupil = 1; pupil <= 5; pupil++)
			buf_printf(&file, "%d,2026-10-%d,am,/,,\n", pupil, day);
	import(&x, file.text, (struct import_wish){ 0 });
	must(&x, 0);
	assert_int_equal(x.got.set_aside, 25);
	has(x.said.text, "marks.csv:6:4: Child5 Okafor, Mon 26 Oct 2026 morning: /, and");
	assert_null(strstr(x.said.text, "marks.csv:7:"));
	has(x.said.text, "\nand 20 more set aside like line 2: /, and the session was not held (a school holiday: Half-term).\n"
			 "25 set aside, so nothing was written. Put the roll or the calendar right (firstbell term, firstbell "
			 "closure) and read the file again, or leave them out "
			 "(--leave-out).\n");
	desk_end(&x);
}

static const struct advice {
	const char *name, *lines, *want, *lacks;
} advices[] = {
	{ "one other mark stands", "1,2026-09-03,am,I,,", "1 set aside, so nothing was written. Take the file's marks (--replace), or leave them out", "roll" },
	{ "the calendar differs", "1,2026-10-26,am,I,,",
	  "Put the roll or the calendar right (firstbell term, firstbell closure) and read the file again, or leave them out", "replace" },
	{ "both", "1,2026-09-03,am,I,,\n1,2026-10-26,am,I,,",
	  "2 set aside, so nothing was written. Put the roll or the calendar right (firstbell term, firstbell closure) and read the file again, "
	  "or leave them out (--leave-out); where another mark stands, take the file's with --replace.", "stand as in the file" },
};

static void advice_case(void **state)
{
	const struct advice *row = *state;
	char file[256];
	struct desk x;

	desk_begin(&x);
	import(&x, HEADING "1,2026-09-03,am,/,,\n", (struct import_wish){ 0 });
	must(&x, 0);
	snprintf(file, sizeof file, HEADING "%s\n", row->lines);
	import(&x, file, (struct import_wish){ 0 });
	must(&x, 0);
	has(x.said.text, row->want);
	assert_null(strstr(strstr(x.said.text, " set aside, so"), row->lacks));
	assert_null(strstr(x.said.text, "nothing to change"));
	desk_end(&x);
}

int main(void)
{
	static struct rows r;
	struct err e = { 0 };

	if (seal_start(&e) < 0)
		return 1;
	rows_add(&r, good_case, good_rows);
	rows_add(&r, bad_case, bad_rows);
	rows_add(&r, aside_case, aside_rows);
	rows_add(&r, advice_case, advices);
	rows_case(&r, "a closure of many marks is said once", a_closure_of_many_marks_is_said_once, NULL);
	rows_add(&r, shape_case, shape_rows);
	rows_case(&r, "a column a session: what is wrong has its column", wide_place, NULL);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		rows_case(&r, cases[i].name, cases[i].f, NULL);
	return rows_run(&r, "office/import_marks");
}
