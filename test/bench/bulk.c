/* Six years of marks entered at once, as an import enters them: an act a pupil; beside it SQLite and one plain table. */
#include <stdio.h>
#include <time.h>
#include <unistd.h>

#include <sqlite3.h>

#include "rules/code.h"
#include "school.h"

#define ACTS_A_TRANSACTION 16
#define SESSIONS_A_YEAR 380

struct bulk {
	const struct bench *b;
	struct store *st;
	const char *directory;
	int64_t pupils;
	struct { VEC(struct day); } days; /* of every year, two sessions each */
	long marks;
	double entering, resting, ending, committing;
};

static void put_roll(struct bulk *u)
{
	struct act_head head = { .kind = "import pupils", .at = moment_of(school_today(), 600, 0), .staff_name = "", .position = "", .roles = "", .terminal = "",
				 .version = "", .day = DAY_NONE, .session = -1 };
	int64_t seq;

	DO(u->st, store_begin(u->st));
	DO(u->st, store_act_begin(u->st, &head));
	for (int64_t n = 1; n <= u->pupils; n++) {
		struct pupil_row pupil = PUPIL_NEW;

		pupil.key.bytes[0] = (uint8_t)(n >> 8);
		pupil.key.bytes[1] = (uint8_t)n;
		pupil.surname = "Okafor";
		pupil.forename = "Chidi";
		pupil.born_day = day_of(2012, 1, 1);
		pupil.sex = "F";
		DO(u->st, store_act_put(u->st, THING_PUPIL, &pupil));
	}
	DO(u->st, store_act_end(u->st, true, &seq));
	DO(u->st, store_commit(u->st));
}

static void find_days(struct bulk *u)
{
	for (int year = SCHOOL_YEAR - u->b->sizes->years + 1; year <= SCHOOL_YEAR; year++) {
		struct day day = day_of(year, 9, 1);

		for (int n = 0; n < SESSIONS_A_YEAR / 2; day = day_add(day, 1))
			if (day_weekday(day) < 5) {
				vec_push(&u->days, day);
				n++;
			}
	}
	u->pupils = u->b->sizes->entries / ((long)u->b->sizes->years * SESSIONS_A_YEAR);
}

static void enter_pupil(struct bulk *u, int64_t pupil)
{
	struct act_head head = { .kind = "import marks", .at = moment_of(school_today(), 601, 0), .staff_name = "Margaret Osei", .position = "Office manager",
				 .roles = "office head admin", .uid = getuid(), .terminal = "pts/3", .version = "0.1.0", .day = DAY_NONE, .session = -1 };
	int64_t seq;

	DO(u->st, store_act_begin(u->st, &head));
	for (int i = 0; i < 2 * u->days.count; i++) {
		struct entry e = { .pupil = pupil, .day = u->days.items[i / 2], .session = i % 2 ? SESSION_PM : SESSION_AM, .minutes_late = -1, .arrival = -1,
				   .stands = true };

		e.after = school_mark(pupil, e.day, e.session);
		MUST(store_act_mark(u->st, &e) == 1);
	}
	u->marks += 2 * u->days.count;
	double began = seconds_now();
	DO(u->st, store_act_end(u->st, false, &seq));
	u->ending += seconds_now() - began;
}

static void enter(struct bulk *u)
{
	for (int64_t pupil = 1; pupil <= u->pupils;) {
		double began = seconds_now();

		DO(u->st, store_begin(u->st));
		for (int i = 0; i < ACTS_A_TRANSACTION && pupil <= u->pupils; i++)
			enter_pupil(u, pupil++);
		double entered = seconds_now();
		DO(u->st, store_commit(u->st));
		double saved = seconds_now();
		store_rest(u->st);
		u->entering += saved - began;
		u->committing += saved - entered;
		u->resting += seconds_now() - saved;
	}
}

static void check_entered(struct bulk *u)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct verify_result v;

	DO(u->st, store_verify(u->st, &a, &v));
	if (!v.ok)
		wrong("the record does not hold: %s", v.faults.items[0]);
	MUST(v.entries == u->marks && v.acts == u->pupils + 1);
	vec_finish(&v.faults);
}

#define SQL_DO(call) ((call) == SQLITE_OK ? (void)0 : wrong("SQLite: %s", #call))

/* The same number of rows of text in one transaction. */
static double floor_rows(const struct bulk *u, const char *path)
{
	sqlite3 *db;
	sqlite3_stmt *put;
	char upn[24], day[DAY_TEXT];
	unlink(path);
	double began = seconds_now();
	SQL_DO(sqlite3_open(path, &db));
	SQL_DO(sqlite3_exec(db, "CREATE TABLE mark (upn TEXT, date TEXT, session TEXT, code TEXT); BEGIN", NULL, NULL, NULL));
	SQL_DO(sqlite3_prepare_v2(db, "INSERT INTO mark VALUES (?, ?, ?, ?)", -1, &put, NULL));
	for (int64_t pupil = 1; pupil <= u->pupils; pupil++) {
		snprintf(upn, sizeof upn, "A%012lld", (long long)pupil);
		for (int i = 0; i < 2 * u->days.count; i++) {
			struct day d = u->days.items[i / 2];

			day_iso(d, day);
			SQL_DO(sqlite3_bind_text(put, 1, upn, -1, SQLITE_STATIC));
			SQL_DO(sqlite3_bind_text(put, 2, day, -1, SQLITE_STATIC));
			SQL_DO(sqlite3_bind_text(put, 3, i % 2 ? "PM" : "AM", -1, SQLITE_STATIC));
			SQL_DO(sqlite3_bind_text(put, 4, code_symbol(school_mark(pupil, d, i % 2 ? SESSION_PM : SESSION_AM)), -1, SQLITE_STATIC));
			MUST(sqlite3_step(put) == SQLITE_DONE);
			SQL_DO(sqlite3_reset(put));
		}
	}
	SQL_DO(sqlite3_finalize(put));
	SQL_DO(sqlite3_exec(db, "COMMIT", NULL, NULL, NULL));
	SQL_DO(sqlite3_close(db));
	return seconds_now() - began;
}

static double processor_seconds(void)
{
	struct timespec t;

	MUST(clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t) == 0);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

void row_bulk(const struct bench *b)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct bulk u = { .b = b, .directory = arena_printf(&a, "%s/bulk", b->data) };
	struct err e = { 0 };

	find_days(&u);
	school_directory_new(u.directory);
	if (store_create(u.directory, NULL, &u.st, &e) < 0)
		wrong("%s", e.text);
	put_roll(&u);
	double began = seconds_now(), began_processor = processor_seconds();
	enter(&u);
	double taken = seconds_now() - began, processor = processor_seconds() - began_processor, floor = floor_rows(&u, arena_printf(&a, "%s/plain.db", u.directory));
	print_heading(arena_printf(&a, "%ld marks of %lld pupils entered at once", u.marks, (long long)u.pupils));
	print_ratio(b, "with history, chain and strips; floor: rows of one plain table", taken, floor, 5);
	print_limit(b, "a mark", taken / (double)u.marks * 1e6, 2.3, "us");
	print_beside("time of both processors", processor);
	print_beside("looked at and gathered", u.entering - u.ending - u.committing);
	print_beside("hashed and written", u.ending);
	print_beside("read back, hashed again, COMMIT", u.committing);
	print_beside("checkpoints after the answers", u.resting);
	check_entered(&u);
	store_close(u.st);
	vec_finish(&u.days);
}
