#include "rows.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "office/import.h"
#include "office/register.h"
#include "office/reports.h"
#include "rules/code.h"
#include "store/store.h"

/*
 * A school with twelve pupils, admission numbers 1 to 12, in one class; its clock stands at Fri 20 Nov 2026, 09:07.  It knows the autumn
 * of 2026 with a half-term and a boiler that broke; pupil 11 left on 30 September 2026, pupil 12 boards.  Each case has it anew.
 */
enum { PUPILS = 12, LEFT = 11, BOARDS = 12 };
#define HEADING "admission_number,date,session,code,minutes_late,note\n"

struct desk {
	char place[64];
	struct office *o;
	struct buf said;
	struct err e;
	struct import_result got;
	int r;
};

/* THE SCHOOL */

static void remove_all(const char *path)
{
	char under[512];
	DIR *d = opendir(path);
	struct dirent *entry;

	while (d && (entry = readdir(d))) {
		if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
			continue;
		snprintf(under, sizeof under, "%s/%s", path, entry->d_name);
		if (unlink(under) != 0)
			remove_all(under);
	}
	if (d)
		closedir(d);
	rmdir(path);
}

static void put(struct store *st, enum thing thing, void *row)
{
	assert_true(store_act_put(st, thing, row) > 0);
}

static void put_calendar(struct store *st)
{
	struct term_row term = { .name = "Autumn", .from_day = day_of(2026, 9, 2), .to_day = day_of(2026, 12, 18) };
	struct closure_row half = { .name = "Half-term", .kind = "holiday", .from_day = day_of(2026, 10, 26), .to_day = day_of(2026, 10, 30),
				    .to_session = SESSION_PM, .year = SESSION_ANY_YEAR };
	struct closure_row boiler = { .name = "Boiler", .kind = "unplanned", .from_day = day_of(2026, 11, 4), .to_day = day_of(2026, 11, 4),
				      .to_session = SESSION_PM };

	half.year = boiler.year = CLOSURE_NEW.year;
	half.roll_group = boiler.roll_group = CLOSURE_NEW.roll_group;
	put(st, THING_TERM, &term);
	put(st, THING_CLOSURE, &half);
	put(st, THING_CLOSURE, &boiler);
	for (int s = SESSION_AM; s <= SESSION_PM; s++) {
		struct session_time_row times = SESSION_TIME_NEW;
		int noon = s == SESSION_AM ? 0 : 260;

		times.from_day = day_of(2020, 9, 1);
		times.session = s;
		times.gate = 530 + noon;
		times.starts = 535 + noon;
		times.closes = 560 + noon;
		times.ends = 720 + noon;
		put(st, THING_SESSION_TIME, &times);
	}
}

static void put_staff(struct store *st, int64_t uid, const char *sign_in, const char *const *roles)
{
	struct staff_row staff = STAFF_NEW;
	struct staff_login_row login = STAFF_LOGIN_NEW;

	staff.key = (struct key){ { 2, (uint8_t)(uid & 255) } };
	staff.sign_in = login.login = sign_in;
	staff.name = sign_in;
	staff.position = "Office manager";
	staff.kind = "person";
	staff.from_day = login.from_day = day_of(2020, 9, 1);
	put(st, THING_STAFF, &staff);
	login.staff = staff.id;
	login.uid = uid;
	put(st, THING_STAFF_LOGIN, &login);
	for (; *roles; roles++) {
		struct staff_role_row role = STAFF_ROLE_NEW;

		role.staff = staff.id;
		role.role = *roles;
		role.from_day = staff.from_day;
		put(st, THING_STAFF_ROLE, &role);
	}
}

static void put_pupil(struct store *st, int n)
{
	struct pupil_row pupil = PUPIL_NEW;
	struct enrolment_row spell = ENROLMENT_NEW;
	struct membership_row place = MEMBERSHIP_NEW;
	char number[8], forename[16];

	snprintf(number, sizeof number, "%d", n);
	snprintf(forename, sizeof forename, "Child%d", n);
	pupil.key = (struct key){ { 3, (uint8_t)n } };
	pupil.admission_number = number;
	pupil.surname = "Okafor";
	pupil.forename = forename;
	pupil.born_day = day_of(2016, 10, n);
	pupil.sex = "F";
	pupil.boarder = n == BOARDS;
	put(st, THING_PUPIL, &pupil);
	spell.pupil = place.pupil = pupil.id;
	spell.kind = "single";
	spell.from_day = place.from_day = day_of(2020, 9, 1);
	if (n == LEFT) {
		spell.to_day = day_of(2026, 9, 30);
		spell.to_session = SESSION_PM;
	}
	place.roll_group = 1;
	place.weekdays = 31;
	place.sessions = 3;
	put(st, THING_ENROLMENT, &spell);
	put(st, THING_MEMBERSHIP, &place);
}

static void put_rows(struct store *st)
{
	static const char *const all[] = { "office", "head", "admin", NULL }, *const office[] = { "office", NULL };
	struct school_row school = { .key = { { 1 } }, .name = "Saltmarsh", .authority = "845", .establishment = "9998", .timezone = "Europe/London" };
	struct roll_group_row group = ROLL_GROUP_NEW;

	put(st, THING_SCHOOL, &school);
	put_calendar(st);
	put_staff(st, 1000, "amy", all);
	put_staff(st, 1001, "ben", office);
	group.key = (struct key){ { 4 } };
	group.name = "Maple";
	group.kind = "class";
	group.from_day = day_of(2020, 9, 1);
	put(st, THING_ROLL_GROUP, &group);
	for (int n = 1; n <= PUPILS; n++)
		put_pupil(st, n);
}

static void open_as(struct desk *x, int64_t uid)
{
	struct office_options options = { .directory = x->place, .uid = uid, .terminal = "" };

	office_close(x->o);
	x->o = NULL;
	if (office_open(&options, &x->o, &x->e) != 0)
		print_error("%s\n", x->e.text);
	assert_non_null(x->o);
}

static void desk_begin(struct desk *x)
{
	struct act_head head = { .kind = "school begun", .staff_name = "Amy Reed", .position = "", .roles = "", .terminal = "", .version = "",
				 .day = DAY_NONE, .session = -1 };
	struct store *st = NULL;
	int64_t seq;

	*x = (struct desk){ .place = "/tmp/firstbell-marks-XXXXXX" };
	assert_non_null(mkdtemp(x->place));
	assert_int_equal(zone_set("Europe/London"), 0);
	head.at = moment_of(day_of(2026, 11, 20), 9 * 60 + 7, 0);
	assert_int_equal(store_create(x->place, &head.at, &st, &x->e), 0);
	assert_int_equal(store_begin(st), 0);
	assert_int_equal(store_act_begin(st, &head), 0);
	put_rows(st);
	assert_int_equal(store_act_end(st, true, &seq), 0);
	assert_int_equal(store_commit(st), 0);
	store_close(st);
	open_as(x, 1000);
}

static void desk_end(struct desk *x)
{
	office_close(x->o);
	buf_finish(&x->said);
	remove_all(x->place);
}

/* THE FILE */

static void write_file(struct desk *x, const char *name, const char *bytes, size_t n)
{
	char path[128];

	snprintf(path, sizeof path, "%s/%s", x->place, name);
	FILE *f = fopen(path, "we");
	assert_non_null(f);
	assert_int_equal(fwrite(bytes, 1, n, f), n);
	assert_int_equal(fclose(f), 0);
}

static int run_job(struct desk *x, const struct import_wish *w)
{
	struct import_job *job;
	int r = office_import_begin(x->o, w, &job, &x->e);

	if (r < 0)
		return r;
	do {
		r = import_step(job, &x->e);
		buf_text(&x->said, import_said(job));
	} while (r > 0);
	x->got = *import_result(job);
	import_close(job);
	return r;
}

/* The whole of a file; what was said, and how it ended. */
static int import_n(struct desk *x, const char *bytes, size_t n, struct import_wish w)
{
	char path[128];

	snprintf(path, sizeof path, "%s/marks.csv", x->place);
	write_file(x, "marks.csv", bytes, n);
	buf_reset(&x->said);
	x->e = (struct err){ 0 };
	x->got = (struct import_result){ 0 };
	w.kind = FILE_MARKS;
	w.file = path;
	x->r = run_job(x, &w);
	return x->r;
}

static int import(struct desk *x, const char *bytes, struct import_wish w)
{
	return import_n(x, bytes, strlen(bytes), w);
}

static void must(struct desk *x, int wanted)
{
	if (x->r != wanted)
		print_error("%d: %s\n%s\n", x->r, x->e.text, buf_string(&x->said));
	assert_int_equal(x->r, wanted);
}

static void has(const char *text, const char *part)
{
	if (!strstr(text, part))
		print_error("\"%s\" is not in:\n%s\n", part, text);
	assert_non_null(strstr(text, part));
}

/* LOOKING */

static struct store *look(struct desk *x)
{
	struct store *st = NULL;
	struct err e = { 0 };

	assert_int_equal(store_open(x->place, &st, &e), 0);
	return st;
}

static int64_t last_act(struct desk *x)
{
	struct store *st = look(x);
	struct hash head;
	int64_t seq = 0;

	assert_int_equal(store_act_last(st, &seq, &head), 0);
	store_close(st);
	return seq;
}

static const char *mark_of(struct desk *x, int pupil, struct day day, enum session session)
{
	struct store *st = look(x);
	uint8_t mark = 255;

	assert_int_equal(store_mark_get(st, pupil, day, session, &mark), 0);
	store_close(st);
	return code_symbol(mark);
}

static void assert_holds(struct desk *x)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct store *st = look(x);
	struct verify_result v;

	assert_int_equal(store_verify(st, &a, &v), 0);
	if (!v.ok)
		print_error("%s\n", v.faults.items[0]);
	assert_true(v.ok);
	vec_finish(&v.faults);
	store_close(st);
}

static int count_acts(struct desk *x, const char *kind)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct store *st = look(x);
	int64_t last = last_act(x);
	int n = 0;

	for (int64_t seq = 1; seq <= last; seq++) {
		struct act_row act;

		assert_int_equal(store_act_get(st, seq, &a, &act), 0);
		n += strcmp(act.head.kind, kind) == 0;
	}
	store_close(st);
	return n;
}

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
	{ "a code of a product's own", "1,2026-09-03,am,-,,", 2, 4, "There is no code -" },
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
	{ "a year that nobody entered", "1,2021-09-03,am,/,,", "the calendar has no term in 2021/22. Enter its terms, or have them made from the marks: --moving-in" },
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

#define THREE "1,2026-09-03,am,/,,\n1,2026-09-03,pm,I,,\n2,2026-09-03,am,C,,\n"

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

/* MOVING IN: a calendar from the marks */

/* Was school held then, in 2023/24?  A half-term, Christmas, half-term, Easter, half-term; an INSET day, a Saturday, a half day. */
static bool held(sitting s)
{
	static const int terms[][6] = { { 2023, 9, 5, 2023, 10, 20 }, { 2023, 10, 30, 2023, 12, 15 }, { 2024, 1, 3, 2024, 2, 9 },
					{ 2024, 2, 19, 2024, 3, 28 }, { 2024, 4, 15, 2024, 5, 24 }, { 2024, 6, 3, 2024, 7, 19 } };
	struct day d = sitting_day(s);

	if (day_equal(d, day_of(2023, 9, 23)))
		return sitting_session(s) == SESSION_AM; /* a Saturday morning */
	if (day_weekday(d) >= 5 || (bank_holiday(d) && !day_equal(d, day_of(2024, 5, 6))))
		return false;
	if (day_equal(d, day_of(2023, 11, 17)) || (day_equal(d, day_of(2024, 7, 19)) && sitting_session(s) == SESSION_PM))
		return false;
	for (size_t i = 0; i < sizeof terms / sizeof *terms; i++)
		if (day_within(d, day_of(terms[i][0], terms[i][1], terms[i][2]), day_of(terms[i][3], terms[i][4], terms[i][5])))
			return true;
	return false;
}

static int put_year(struct buf *to, int pupils)
{
	char day[DAY_TEXT];
	int marks = 0;

	buf_text(to, HEADING);
	for (sitting s = sitting_of(day_of(2023, 9, 1), SESSION_AM); s <= sitting_of(day_of(2024, 8, 31), SESSION_PM); s++)
		for (int n = 1; held(s) && n <= pupils; n++, marks++)
			buf_printf(to, "%d,%s,%s,%s,,\n", n, day_iso(sitting_day(s), day), session_name(sitting_session(s)), (n + s) % 9 ? "/" : "I");
	return marks;
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
		wrong += calendar_is_open(office_calendar(x.o), s) != held(s);
	assert_int_equal(wrong, 0);
	assert_holds(&x);
	int64_t before = last_act(&x);
	import_n(&x, file.text, file.length, (struct import_wish){ .moving_in = true });
	must(&x, 0);
	assert_int_equal(x.got.same, marks);
	assert_int_equal(last_act(&x), before);
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
	{ "a calendar made from the marks", moving_in },
	{ "a slip of the pen makes no session", slips },
	{ "a calendar is made by who may", may_not },
	{ "goes on where it stopped", goes_on },
	{ "only its end was missing", only_the_end },
	{ "registers taken elsewhere are not missing", registers },
	{ "the roll changed meanwhile", changed_meanwhile },
};

int main(void)
{
	static struct rows r;
	struct err e = { 0 };

	if (seal_start(&e) < 0)
		return 1;
	rows_add(&r, good_case, good_rows);
	rows_add(&r, bad_case, bad_rows);
	rows_add(&r, aside_case, aside_rows);
	rows_add(&r, shape_case, shape_rows);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		rows_case(&r, cases[i].name, cases[i].f, NULL);
	return rows_run(&r, "office/import_marks");
}
