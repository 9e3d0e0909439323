#include "rows.h"
#include "directory.h"

#include <stdio.h>

#include "marks_desk.h"
#include "rules/calendar.h"

/* THE SCHOOL */

void put(struct store *st, enum thing thing, void *row)
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

void open_as(struct desk *x, int64_t uid)
{
	struct office_options options = { .directory = x->place, .uid = uid, .terminal = "" };

	office_close(x->o);
	x->o = NULL;
	if (office_open(&options, &x->o, &x->e) != 0)
		print_error("%s\n", x->e.text);
	assert_non_null(x->o);
}

void desk_begin(struct desk *x)
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

void desk_end(struct desk *x)
{
	office_close(x->o);
	buf_finish(&x->said);
	directory_remove(x->place);
}

/* THE FILE */

void write_file(struct desk *x, const char *name, const char *bytes, size_t n)
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

int import_n(struct desk *x, const char *bytes, size_t n, struct import_wish w)
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

int import(struct desk *x, const char *bytes, struct import_wish w)
{
	return import_n(x, bytes, strlen(bytes), w);
}

void must(struct desk *x, int wanted)
{
	if (x->r != wanted)
		print_error("%d: %s\n%s\n", x->r, x->e.text, buf_string(&x->said));
	assert_int_equal(x->r, wanted);
}

void has(const char *text, const char *part)
{
	if (!strstr(text, part))
		print_error("\"%s\" is not in:\n%s\n", part, text);
	assert_non_null(strstr(text, part));
}

/* A SCHOOL YEAR */

bool held_2023(sitting s)
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

int put_held(struct buf *to, struct day from, struct day last, int pupils)
{
	char day[DAY_TEXT];
	int marks = 0;

	for (sitting s = sitting_of(from, SESSION_AM); s <= sitting_of(last, SESSION_PM); s++)
		for (int n = 1; held_2023(s) && n <= pupils; n++, marks++)
			buf_printf(to, "%d,%s,%s,%s,,\n", n, day_iso(sitting_day(s), day), session_name(sitting_session(s)), (n + s) % 9 ? "/" : "I");
	return marks;
}

/* LOOKING */

struct store *look(struct desk *x)
{
	struct store *st = NULL;
	struct err e = { 0 };

	assert_int_equal(store_open(x->place, &st, &e), 0);
	return st;
}

int64_t last_act(struct desk *x)
{
	struct store *st = look(x);
	struct hash head;
	int64_t seq = 0;

	assert_int_equal(store_act_last(st, &seq, &head), 0);
	store_close(st);
	return seq;
}

const char *mark_of(struct desk *x, int pupil, struct day day, enum session session)
{
	struct store *st = look(x);
	uint8_t mark = 255;

	assert_int_equal(store_mark_get(st, pupil, day, session, &mark), 0);
	store_close(st);
	return code_symbol(mark);
}

void assert_holds(struct desk *x)
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

int count_acts(struct desk *x, const char *kind)
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
