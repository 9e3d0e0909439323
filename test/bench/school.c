/* The school of the benchmark: made once, by the store's own acts, so that its file is laid out as a real one is. */
#include "school.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <unistd.h>

#include <sqlite3.h>

#include "base/file.h"
#include "rules/calendar.h"
#include "rules/code.h"

/* Weeks of term, every year: first and last day of each half-term, as month and date (of the next year below September). */
static const struct half_term {
	int month, date, last_month, last_date;
} half_terms[] = { { 9, 1, 10, 22 }, { 11, 1, 12, 17 }, { 1, 4, 2, 12 }, { 2, 22, 3, 26 }, { 4, 12, 5, 28 }, { 6, 7, 7, 16 } };
enum { HALF_TERMS = sizeof half_terms / sizeof *half_terms };

struct day school_today(void)
{
	return day_of(SCHOOL_YEAR + 1, 7, 17);
}

static struct moment school_clock(void)
{
	return moment_of(school_today(), 8 * 60 + 52, 0);
}

int school_classes(const struct sizes *s)
{
	return (s->pupils + CLASS_SIZE - 1) / CLASS_SIZE;
}

static struct day date_in(int year, int month, int date)
{
	return day_of(month >= 9 ? year : year + 1, month, date);
}

uint8_t school_mark(int64_t pupil, struct day day, enum session session)
{
	static const char *const absent[] = { "I", "I", "I", "M", "N", "O", "U", "G", "E", "C" };
	uint64_t dice = (uint64_t)pupil * 0x9e3779b97f4a7c15u + (uint64_t)(2 * day.n + (int)session) * 0xc2b2ae3d27d4eb4fu;

	dice ^= dice >> 29;
	dice *= 0xbf58476d1ce4e5b9u;
	dice ^= dice >> 32;
	unsigned often = pupil % 20 ? 4 : 25, percent = (unsigned)(dice % 100);
	if (percent < often)
		return code_number(absent[dice / 100 % 10]);
	if (percent < often + 2)
		return CODE_LATE;
	return session == SESSION_AM ? CODE_PRESENT_AM : CODE_PRESENT_PM;
}

struct store *school_open(const char *directory)
{
	struct store *st;
	struct err e = { 0 };

	if (store_open(directory, &st, &e) < 0)
		wrong("%s", e.text);
	return st;
}

static struct act_head head_of(const char *kind, struct day day, int minute)
{
	return (struct act_head){ .kind = kind, .at = moment_of(day, minute, 0), .staff_name = "Margaret Osei", .position = "Office manager",
		.roles = "office head admin", .uid = getuid(), .terminal = "pts/3", .version = "0.1.0", .day = DAY_NONE, .session = -1 };
}

/* THE ROLL */

static struct key key_of(int kind, int64_t n)
{
	struct key k = { { 0 } };

	k.bytes[0] = (uint8_t)kind;
	memcpy(k.bytes + 8, &n, sizeof n);
	return k;
}

static void put_calendar(struct store *st, const struct sizes *s)
{
	char name[32];

	for (int year = SCHOOL_YEAR - s->years + 1; year <= SCHOOL_YEAR; year++)
		for (int h = 0; h < HALF_TERMS; h++) {
			struct term_row term = TERM_NEW;

			snprintf(name, sizeof name, "Half-term %d of %d", h + 1, year);
			term.name = name;
			term.from_day = date_in(year, half_terms[h].month, half_terms[h].date);
			term.to_day = day_add(date_in(year, half_terms[h].last_month, half_terms[h].last_date), 7);
			DO(st, store_act_put(st, THING_TERM, &term));
		}
	for (enum session session = SESSION_AM; session <= SESSION_PM; session++) {
		struct session_time_row times = SESSION_TIME_NEW;
		int noon = session == SESSION_AM ? 0 : 260;

		times.from_day = date_in(SCHOOL_YEAR - s->years + 1, 9, 1);
		times.session = session;
		times.gate = 530 + noon;
		times.starts = 535 + noon;
		times.closes = 560 + noon;
		times.ends = 720 + noon;
		DO(st, store_act_put(st, THING_SESSION_TIME, &times));
	}
}

static void put_staff(struct store *st, struct day first)
{
	static const char *const roles[] = { "office", "head", "admin" };
	struct staff_row staff = STAFF_NEW;
	struct staff_login_row login = STAFF_LOGIN_NEW;

	staff.key = key_of(1, 1);
	staff.sign_in = "mosei";
	staff.name = "Margaret Osei";
	staff.position = "Office manager";
	staff.kind = "person";
	staff.from_day = first;
	DO(st, store_act_put(st, THING_STAFF, &staff));
	login.staff = staff.id;
	login.uid = getuid();
	login.login = "bench";
	login.from_day = first;
	DO(st, store_act_put(st, THING_STAFF_LOGIN, &login));
	for (size_t i = 0; i < sizeof roles / sizeof *roles; i++) {
		struct staff_role_row role = STAFF_ROLE_NEW;

		role.staff = staff.id;
		role.role = roles[i];
		role.from_day = first;
		DO(st, store_act_put(st, THING_STAFF_ROLE, &role));
	}
}

static void put_pupil(struct store *st, int n, int64_t class, struct day first)
{
	char surname[32], number[16];
	struct pupil_row pupil = PUPIL_NEW;
	struct enrolment_row enrolment = ENROLMENT_NEW;
	struct membership_row membership = MEMBERSHIP_NEW;
	struct pupil_year_row year = PUPIL_YEAR_NEW;

	snprintf(surname, sizeof surname, "Surname%05d", n * 7919 % 10007);
	snprintf(number, sizeof number, "A%06d", n + 1);
	pupil.key = key_of(2, n + 1);
	pupil.admission_number = number;
	pupil.surname = surname;
	pupil.forename = n % 2 ? "Amelia" : "Oluwaseun";
	pupil.born_day = day_add(day_of(2009, 9, 1), n % 1800);
	pupil.sex = n % 2 ? "F" : "M";
	DO(st, store_act_put(st, THING_PUPIL, &pupil));
	enrolment.pupil = membership.pupil = year.pupil = pupil.id;
	enrolment.kind = "single";
	enrolment.from_day = membership.from_day = year.from_day = first;
	membership.roll_group = class;
	membership.weekdays = 31;
	membership.sessions = 3;
	year.year = 7;
	DO(st, store_act_put(st, THING_ENROLMENT, &enrolment));
	DO(st, store_act_put(st, THING_MEMBERSHIP, &membership));
	DO(st, store_act_put(st, THING_PUPIL_YEAR, &year));
}

static void put_class(struct store *st, int class, const struct sizes *s, struct day first)
{
	char name[16];
	struct roll_group_row group = ROLL_GROUP_NEW;

	snprintf(name, sizeof name, "C%02d", class + 1);
	group.key = key_of(3, class + 1);
	group.name = name;
	group.kind = "class";
	group.from_day = first;
	DO(st, store_act_put(st, THING_ROLL_GROUP, &group));
	for (int n = class * CLASS_SIZE; n < s->pupils && n < (class + 1) * CLASS_SIZE; n++)
		put_pupil(st, n, group.id, first);
}

static void put_school(struct store *st, const struct sizes *s)
{
	struct day first = date_in(SCHOOL_YEAR - s->years + 1, 9, 1);
	struct act_head head = head_of("school begun", first, 8 * 60);
	struct school_row school = SCHOOL_NEW;
	int64_t seq;

	DO(st, store_begin(st));
	DO(st, store_act_begin(st, &head));
	school.key = key_of(4, 1);
	school.name = "Benchmark School";
	school.authority = "845";
	school.establishment = "2345";
	school.timezone = "Europe/London";
	DO(st, store_act_put(st, THING_SCHOOL, &school));
	put_calendar(st, s);
	put_staff(st, first);
	for (int class = 0; class < school_classes(s); class++)
		put_class(st, class, s, first);
	DO(st, store_act_end(st, true, &seq));
	DO(st, store_commit(st));
}

/* THE REGISTERS */

static int write_register(struct store *st, int class, struct day day, enum session session, const struct sizes *s, int64_t *ret_act)
{
	struct act_head head = head_of(ACT_SEND, day, session == SESSION_AM ? 540 : 800);
	int marks = 0;

	head.staff = 1;
	head.roll_group = class + 1;
	head.day = day;
	head.session = (int)session;
	DO(st, store_act_begin(st, &head));
	for (int n = class * CLASS_SIZE; n < s->pupils && n < (class + 1) * CLASS_SIZE; n++) {
		struct entry e = { n + 1, day, session, CODE_NONE, school_mark(n + 1, day, session), -1, -1, false, true };

		if (e.after == CODE_LATE)
			e.minutes_late = (int)(n % 20) + 1;
		marks += DO(st, store_act_mark(st, &e));
	}
	DO(st, store_act_end(st, true, ret_act));
	return marks;
}

int64_t school_register(struct store *st, int class, struct day day, enum session session, const struct sizes *s)
{
	int64_t act;

	DO(st, store_begin(st));
	write_register(st, class, day, session, s, &act);
	DO(st, store_commit(st));
	return act;
}

/* A week from Monday to Friday, as far as it is term.  @return the entries made */
static long put_week(struct store *st, struct day from, struct day last, const struct sizes *s)
{
	long entries = 0;
	int64_t act;

	DO(st, store_begin(st));
	for (struct day day = from; day.n <= last.n && day_weekday(day) < 5; day = day_add(day, 1))
		for (enum session session = SESSION_AM; session <= SESSION_PM; session++)
			for (int class = 0; class < school_classes(s); class++)
				entries += write_register(st, class, day, session, s, &act);
	DO(st, store_commit(st));
	store_rest(st);
	return entries;
}

void school_each_day(int years, void (*f)(void *ctx, struct day day), void *ctx)
{
	for (int year = SCHOOL_YEAR - years + 1; year <= SCHOOL_YEAR; year++)
		for (int h = 0; h < HALF_TERMS; h++) {
			struct day last = date_in(year, half_terms[h].last_month, half_terms[h].last_date);

			for (struct day day = date_in(year, half_terms[h].month, half_terms[h].date); day.n <= last.n; day = day_add(day, 1))
				if (day_weekday(day) < 5 && !bank_holiday(day))
					f(ctx, day);
		}
}

/* KEEPING */

/* All of the log into the file, and the log away: the file alone is the store then. */
static void settle(const char *directory)
{
	CLEAN_BUF struct buf path = { 0 };
	sqlite3 *db = NULL;

	buf_printf(&path, "%s/" STORE_FILE, directory);
	MUST(sqlite3_open_v2(path.text, &db, SQLITE_OPEN_READWRITE, NULL) == SQLITE_OK);
	MUST(sqlite3_exec(db, "SELECT * FROM store_info", NULL, NULL, NULL) == SQLITE_OK); /* opens the log, which the next line does not */
	MUST(sqlite3_wal_checkpoint_v2(db, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL) == SQLITE_OK);
	MUST(sqlite3_close(db) == SQLITE_OK);
}

static void copy_store(const char *from, const char *to)
{
	CLEAN_BUF struct buf source = { 0 }, target = { 0 }, copy = { 0 };
	struct stat size;

	MUST(mkdir(to, 0700) == 0 || errno == EEXIST);
	buf_printf(&target, "%s/" STORE_FILE "-wal", to);
	MUST(unlink(target.text) == 0 || errno == ENOENT);
	buf_reset(&target);
	buf_printf(&target, "%s/" STORE_FILE, to);
	buf_printf(&source, "%s/" STORE_FILE, from);
	buf_printf(&copy, "%s.copy", target.text);
	int in = open(source.text, O_RDONLY | O_CLOEXEC), out = open(copy.text, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	MUST(in >= 0 && out >= 0 && fstat(in, &size) == 0);
	for (off_t at = 0; at < size.st_size;)
		MUST(sendfile(out, in, &at, (size_t)(size.st_size - at)) > 0);
	MUST(fsync(out) == 0 && rename(copy.text, target.text) == 0);
	close(in);
	close(out);
}

static void make_school(const struct bench *b, const char *making, const char *record)
{
	const struct sizes *s = b->sizes;
	struct moment clock = school_clock();
	struct store *st;
	struct err e = { 0 };
	long entries = 0;
	bool recorded = false;

	if (store_create(making, &clock, &st, &e) < 0)
		wrong("%s", e.text);
	put_school(st, s);
	for (int year = SCHOOL_YEAR - s->years + 1; year <= SCHOOL_YEAR; year++)
		for (int h = 0; h < HALF_TERMS; h++) {
			struct day day = date_in(year, half_terms[h].month, half_terms[h].date);
			struct day last = date_in(year, half_terms[h].last_month, half_terms[h].last_date);

			for (; day.n <= last.n; day = day_add(day, 7 - day_weekday(day))) {
				entries += put_week(st, day, last, s);
				if (entries < s->entries || recorded)
					continue;
				store_close(st);
				settle(making);
				copy_store(making, record);
				st = school_open(making);
				recorded = true;
			}
		}
	store_close(st);
	MUST(recorded);
}

static const char *in_data(const struct bench *b, struct arena *a, const char *name)
{
	return arena_printf(a, "%s/%s-%d-%d", b->data, name, b->sizes->pupils, b->sizes->years);
}

void school_directory_new(const char *directory)
{
	static const char *const files[] = { "", "-wal", "-shm", "-in", "-queue" };
	CLEAN_BUF struct buf path = { 0 };

	MUST(mkdir(directory, 0700) == 0 || errno == EEXIST);
	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		buf_reset(&path);
		buf_printf(&path, "%s/" STORE_FILE "%s", directory, files[i]);
		MUST(unlink(path.text) == 0 || errno == ENOENT);
	}
}

static const char *schema_of(const char *directory, struct arena *a)
{
	CLEAN_BUF struct buf path = { 0 };
	sqlite3_stmt *q;
	sqlite3 *db;

	buf_printf(&path, "%s/" STORE_FILE, directory);
	MUST(sqlite3_open_v2(path.text, &db, SQLITE_OPEN_READWRITE, NULL) == SQLITE_OK);
	MUST(sqlite3_prepare_v2(db, "SELECT group_concat(sql, ';') FROM (SELECT sql FROM sqlite_schema ORDER BY name)", -1, &q, NULL) == SQLITE_OK);
	MUST(sqlite3_step(q) == SQLITE_ROW);
	const char *text = arena_text(a, (const char *)sqlite3_column_text(q, 0));
	sqlite3_finalize(q);
	sqlite3_close(db);
	return text;
}

bool school_is_kept(const struct bench *b, struct arena *a, const char *directory)
{
	const char *empty = arena_printf(a, "%s/empty", b->data);
	struct moment clock = school_clock();
	struct store *st;
	struct err e = { 0 };

	if (!file_exists(arena_printf(a, "%s/" STORE_FILE, directory)))
		return false;
	school_directory_new(empty);
	if (store_create(empty, &clock, &st, &e) < 0)
		wrong("%s", e.text);
	DO(st, store_begin(st));
	DO(st, store_commit(st));
	store_close(st);
	return strcmp(schema_of(empty, a), schema_of(directory, a)) == 0;
}

void school_keep(const char *making, const char *directory)
{
	school_directory_new(directory);
	settle(making);
	copy_store(making, directory);
	school_directory_new(making);
}

const char *school_directory(const struct bench *b, struct arena *a)
{
	const char *school = in_data(b, a, "school"), *making = in_data(b, a, "making");

	if (school_is_kept(b, a, school))
		return school;
	double began = seconds_now();
	school_directory_new(making);
	DO(NULL, zone_set("Europe/London"));
	make_school(b, making, in_data(b, a, "record"));
	school_keep(making, school);
	printf("A school of %d pupils and %d years was made in %.0f s; it is kept for the next run.\n", b->sizes->pupils, b->sizes->years,
	       seconds_now() - began);
	return school;
}

const char *school_record(const struct bench *b, struct arena *a)
{
	school_directory(b, a);
	return in_data(b, a, "record");
}

const char *school_copy(const struct bench *b, struct arena *a, const char *name)
{
	const char *copy = in_data(b, a, name);

	copy_store(school_directory(b, a), copy);
	return copy;
}

const char *school_roll(const struct bench *b, struct arena *a, const char *name)
{
	const char *roll = in_data(b, a, "roll"), *making = in_data(b, a, "making"), *copy = in_data(b, a, name);
	struct moment clock = school_clock();
	struct store *st;
	struct err e = { 0 };

	if (!school_is_kept(b, a, roll)) {
		school_directory_new(making);
		DO(NULL, zone_set("Europe/London"));
		if (store_create(making, &clock, &st, &e) < 0)
			wrong("%s", e.text);
		put_school(st, b->sizes);
		store_close(st);
		school_keep(making, roll);
	}
	copy_store(roll, copy);
	return copy;
}
