#include "rows.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include "office/school.h"
#include "rules/code.h"
#include "store/store.h"
#include "world.h"

void assert_done_at(const struct err *e, int r, const char *what, const char *file, int line)
{
	if (r == 0)
		return;
	print_error("%s: %d: %s\n", what, r, e->text);
	_fail(file, line);
}

void assert_words_at(const char *text, const char *words, const char *file, int line)
{
	if (strstr(text, words))
		return;
	print_error("not in it: %s\nsaid: %s\n", words, text);
	_fail(file, line);
}

void assert_refused_at(const struct err *e, int r, const char *words, const char *file, int line)
{
	if (r == 0 || e->kind != ERR_REFUSED) {
		print_error("not refused: %d, kind %d: %s\n", r, e->kind, e->text);
		_fail(file, line);
	}
	assert_words_at(e->text, words, file, line);
}

/* MAKING IT */

static struct store *st;

static void put(enum thing thing, void *row)
{
	assert_true(store_act_put(st, thing, row) > 0);
}

static struct key key_of(int kind, int64_t id)
{
	return (struct key){ { 1, (uint8_t)kind, (uint8_t)id } };
}

static void put_calendar(void)
{
	struct term_row autumn = { .name = "Autumn", .from_day = day_of(2026, 9, 2), .to_day = day_of(2026, 12, 18) };
	struct closure_row half = CLOSURE_NEW, boiler = CLOSURE_NEW;
	struct session_time_row am = SESSION_TIME_NEW, pm = SESSION_TIME_NEW;

	put(THING_TERM, &autumn);
	half.name = "Autumn half-term";
	half.kind = "holiday";
	half.from_day = day_of(2026, 10, 26);
	half.to_day = day_of(2026, 10, 30);
	half.to_session = 1;
	put(THING_CLOSURE, &half);
	boiler.name = "Boiler";
	boiler.kind = "unplanned";
	boiler.from_day = boiler.to_day = day_of(2026, 11, 9);
	boiler.to_session = 1;
	put(THING_CLOSURE, &boiler);
	am.from_day = pm.from_day = day_of(2020, 9, 1);
	am.gate = 8 * 60 + 40;
	am.starts = 9 * 60;
	am.closes = 9 * 60 + 15;
	am.ends = 12 * 60;
	put(THING_SESSION_TIME, &am);
	pm.session = 1;
	pm.gate = pm.starts = 13 * 60;
	pm.closes = 13 * 60 + 15;
	pm.ends = 15 * 60 + 30;
	put(THING_SESSION_TIME, &pm);
}

static void put_school(void)
{
	struct school_row school = { .id = 1, .key = key_of(1, 1), .name = "Brook Street Primary", .authority = "901", .establishment = "2345",
				     .timezone = "Europe/London" };
	struct roll_group_row willow = ROLL_GROUP_NEW, oak = ROLL_GROUP_NEW;

	put(THING_SCHOOL, &school);
	willow.id = WILLOW;
	willow.key = key_of(2, WILLOW);
	willow.name = "Willow";
	willow.kind = "class";
	willow.from_day = day_of(2020, 9, 1);
	put(THING_ROLL_GROUP, &willow);
	oak = willow;
	oak.id = OAK;
	oak.key = key_of(2, OAK);
	oak.name = "Oak";
	oak.from_day = day_of(2026, 9, 1);
	put(THING_ROLL_GROUP, &oak);
}

static const struct {
	int64_t id;
	const char *sign_in, *name, *role;
	int64_t uid;
} staff[] = {
	{ ANN, "ann", "Ann Reed", "office", 501 },         { TOM, "tom", "Tom Bell", "teacher", 502 },
	{ HAL, "hal", "Hal Moor", "head", 503 },           { ADA, "ada", "Ada King", "admin", 0 },
	{ GUS, "gus", "Gus Vale", "governor", 0 },         { INA, "ina", "Ina Ford", "inspector", 0 },
	{ YAZ, "yaz", "Yaz Khan", "head_of_year", 0 },     { SUE, "sue", "Sue Lane", "supply", 0 },
	{ MIA, "mia", "Mia West", "governor", 504 },       { DES, "des", "Des Hill", "dsl", 504 },
	{ LOU, "lou", "Lou Nash", "attendance_officer", 0 },
};

static void put_staff(void)
{
	for (size_t i = 0; i < sizeof staff / sizeof *staff; i++) {
		struct staff_row row = STAFF_NEW;
		struct staff_role_row role = STAFF_ROLE_NEW;
		struct staff_login_row login = STAFF_LOGIN_NEW;

		row.id = role.staff = login.staff = staff[i].id;
		row.key = key_of(3, staff[i].id);
		row.sign_in = login.login = staff[i].sign_in;
		row.name = staff[i].name;
		row.position = staff[i].role;
		row.kind = "person";
		row.from_day = role.from_day = login.from_day = day_of(2020, 9, 1);
		if (staff[i].id == LOU) /* left in the summer */
			row.to_day = day_of(2026, 7, 31);
		put(THING_STAFF, &row);
		role.role = staff[i].role;
		if (staff[i].id == YAZ)
			role.year = 1;
		put(THING_STAFF_ROLE, &role);
		login.uid = staff[i].uid;
		if (login.uid)
			put(THING_STAFF_LOGIN, &login);
	}
}

static void put_places(void)
{
	struct staff_group_row own = STAFF_GROUP_NEW, cover = STAFF_GROUP_NEW;
	struct staff_acting_row acting = STAFF_ACTING_NEW;

	own.staff = TOM;
	own.roll_group = cover.roll_group = WILLOW;
	own.kind = "teacher";
	own.from_day = day_of(2026, 9, 1);
	put(THING_STAFF_GROUP, &own);
	cover.staff = SUE;
	cover.kind = "cover";
	cover.from_day = cover.to_day = TODAY;
	put(THING_STAFF_GROUP, &cover);
	acting.staff = MIA;
	acting.for_staff = ANN;
	acting.from_day = acting.to_day = day_of(2026, 11, 23);
	put(THING_STAFF_ACTING, &acting);
}

static const struct {
	int64_t id, group, year;
	const char *forename, *surname, *upn;
	int born_year, born_month, born_date;
} pupils[] = {
	{ AMARA, WILLOW, 2, "Amara", "Okafor", "A823432120001", 2019, 5, 3 },
	{ BEN, WILLOW, 2, "Ben", "Ash", NULL, 2019, 5, 4 },
	{ CHLOE, WILLOW, 0, "Chloé", "Dunn", NULL, 2022, 6, 1 },
	{ DEV, WILLOW, 2, "Dev", "Rao", NULL, 2019, 5, 6 },
	{ ED, WILLOW, 2, "Ed", "Left", NULL, 2019, 5, 7 },
	{ FINN, OAK, 1, "Finnley", "Oakley", NULL, 2020, 10, 1 },
	{ GIA, OAK, 1, "Finn", "Oakley", NULL, 2020, 10, 1 },
};

static void put_pupil(size_t i)
{
	struct pupil_row row = PUPIL_NEW;
	struct enrolment_row spell = ENROLMENT_NEW;
	struct membership_row in = MEMBERSHIP_NEW;
	struct pupil_year_row year = PUPIL_YEAR_NEW;
	char number[8];

	snprintf(number, sizeof number, "10%d", (int)pupils[i].id);
	row.id = spell.pupil = in.pupil = year.pupil = pupils[i].id;
	row.key = key_of(4, pupils[i].id);
	row.upn = pupils[i].upn;
	row.admission_number = number;
	row.surname = pupils[i].surname;
	row.forename = pupils[i].forename;
	row.born_day = day_of(pupils[i].born_year, pupils[i].born_month, pupils[i].born_date);
	row.sex = "F";
	put(THING_PUPIL, &row);
	spell.kind = "single";
	spell.from_day = in.from_day = year.from_day = day_of(2026, 9, 1);
	if (row.id == DEV) {
		spell.from_day = TODAY;
		spell.from_session = 1;
	}
	if (row.id == ED) {
		spell.to_day = day_of(2026, 11, 13);
		spell.to_session = 1;
	}
	put(THING_ENROLMENT, &spell);
	in.roll_group = pupils[i].group;
	in.weekdays = 31;
	in.sessions = 3;
	put(THING_MEMBERSHIP, &in);
	year.year = pupils[i].year;
	put(THING_PUPIL_YEAR, &year);
}

static void put_all(void)
{
	struct act_head head = { .kind = "school", .at = store_now(st), .staff_name = "", .position = "", .roles = "", .terminal = "",
				 .version = "test", .day = DAY_NONE, .session = -1 };
	int64_t act = 0;

	assert_int_equal(store_begin(st), 0);
	assert_int_equal(store_act_begin(st, &head), 0);
	put_school();
	put_calendar();
	put_staff();
	put_places();
	for (size_t i = 0; i < sizeof pupils / sizeof *pupils; i++)
		put_pupil(i);
	assert_int_equal(store_act_end(st, true, &act), 0);
	for (int64_t id = ANN; id <= LOU; id++) {
		char hash[PASSWORD_TEXT];

		if (store_is_practice(st) || (id > HAL && id < LOU))
			continue;
		assert_int_equal(password_hash(id == ANN ? "daffodil" : "bluebell", 8, hash, NULL), 0);
		assert_int_equal(store_password_put(st, id, hash), 0);
	}
	assert_int_equal(store_commit(st), 0);
}

void world_make(struct world *w, bool real)
{
	struct moment clock;
	const char *temporary = getenv("TMPDIR");

	*w = (struct world){ 0 };
	assert_int_equal(seal_start(&w->e), 0);
	assert_int_equal(zone_set("Europe/London"), 0);
	clock = moment_of(TODAY, 8 * 60 + 30, 0);
	snprintf(w->directory, sizeof w->directory, "%s/office-XXXXXX", temporary ? temporary : "/tmp");
	assert_non_null(mkdtemp(w->directory));
	int r = store_create(w->directory, real ? NULL : &clock, &st, &w->e);
	assert_done_at(&w->e, r, "store_create", __FILE__, __LINE__);
	put_all();
	store_close(st);
}

static void remove_directory(const char *path)
{
	DIR *d = opendir(path);
	struct dirent *f;

	while (d && (f = readdir(d)))
		unlinkat(dirfd(d), f->d_name, 0);
	if (d)
		closedir(d);
	rmdir(path);
}

void world_end(struct world *w)
{
	char below[sizeof w->directory + 8];

	office_close(w->o);
	buf_finish(&w->said);
	snprintf(below, sizeof below, "%s/drafts", w->directory);
	remove_directory(below);
	snprintf(below, sizeof below, "%s/out", w->directory);
	remove_directory(below);
	remove_directory(w->directory);
}

/* WHO AND WHEN */

static int say_password(void *ctx, const char *prompt, char *to, size_t size)
{
	const char *password = ctx;

	assert_words(prompt, "Password of ");
	return snprintf(to, size, "%s", password);
}

int sign_in(struct world *w, const char *name, int64_t uid, const char *password)
{
	struct office_options options = { .directory = w->directory, .as = name, .uid = uid, .terminal = "test",
					  .ask = password ? say_password : NULL, .ask_ctx = (void *)(uintptr_t)password };

	office_close(w->o);
	w->o = NULL;
	err_clear(&w->e);
	return office_open(&options, &w->o, &w->e);
}

void as(struct world *w, const char *sign_in_name)
{
	assert_done(sign_in(w, sign_in_name, 9999, NULL));
}

void at(struct world *w, const char *clock)
{
	assert_done(office_clock(w->o, clock, &w->e));
}

/* WHAT IS DONE */

int mark(struct world *w, const struct register_ref *ref, int64_t pupil, const char *code, const char *reason)
{
	struct mark_wish wish = { .pupil = pupil, .code = code, .before = -1, .minutes_late = -1 };

	err_clear(&w->e);
	w->got = (struct mark_result){ .act = -1 };
	return office_marks_set(w->o, ref, &wish, 1, reason, &w->got, &w->e);
}

int late(struct world *w, int64_t pupil, int minute, const char *code, const char *why)
{
	struct late_wish wish = { .pupil = pupil, .day = DAY_NONE, .session = -1, .minute = minute, .code = code, .why = why };

	err_clear(&w->e);
	buf_reset(&w->said);
	w->got = (struct mark_result){ .act = -1 };
	return office_late(w->o, &wish, &w->said, &w->got, &w->e);
}

static bool held(struct day d)
{
	return day_weekday(d) < 5 && !day_within(d, day_of(2026, 10, 26), day_of(2026, 10, 30)) && !day_equal(d, day_of(2026, 11, 9));
}

static void put_marks(const struct world_run *r)
{
	sitting s = sitting_of(r->from, SESSION_AM);

	for (int n = 0; n < r->sessions; s++) {
		struct day day = sitting_day(s);
		uint8_t here = sitting_session(s) == SESSION_AM ? CODE_PRESENT_AM : CODE_PRESENT_PM;
		struct entry e = { .pupil = r->pupil, .day = day, .session = sitting_session(s), .minutes_late = -1, .arrival = -1, .stands = true };

		if (!held(day))
			continue;
		e.after = n++ < r->missed ? code_number(r->code) : here;
		assert_int_equal(store_act_mark(st, &e), 1);
	}
}

static void act_begin(struct world *w, const char *kind)
{
	struct act_head head = { .kind = kind, .staff_name = "", .position = "", .roles = "", .terminal = "", .version = "test", .day = DAY_NONE,
				 .session = -1 };

	assert_done(store_open(w->directory, &st, &w->e));
	head.at = store_now(st);
	assert_int_equal(store_begin(st), 0);
	assert_int_equal(store_act_begin(st, &head), 0);
}

static void act_end(void)
{
	int64_t act;

	assert_int_equal(store_act_end(st, true, &act), 0);
	assert_int_equal(store_commit(st), 0);
	store_close(st);
}

void world_runs(struct world *w, const struct world_run *runs, size_t n)
{
	act_begin(w, "marks");
	for (size_t i = 0; i < n; i++)
		put_marks(&runs[i]);
	act_end();
}

void world_put(struct world *w, enum thing thing, void *row)
{
	act_begin(w, "change");
	put(thing, row);
	act_end();
}

const char *stands(struct world *w, const struct register_ref *ref, int64_t pupil)
{
	struct store *reader;
	uint8_t code = 0;

	assert_done(store_open(w->directory, &reader, &w->e));
	assert_int_equal(store_mark_get(reader, pupil, ref->day, ref->session, &code), 0);
	store_close(reader);
	return code_symbol(code);
}

void world_case(void **state)
{
	const struct world_case *c = *state;
	struct world w;

	world_make(&w, c->real);
	c->run(&w);
	world_end(&w);
}
