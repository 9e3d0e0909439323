/* The roll as the office works on it: its list, a pupil added, a thousand moved, a record and the families, each beside the rows that it needs. */
#include <stdio.h>
#include <unistd.h>

#include <sqlite3.h>

#include "office/pupils.h"
#include "office/register.h"
#include "school.h"

#define SQL_DO(call) ((call) == SQLITE_OK ? (void)0 : wrong("SQLite: %s", #call))
#define BULKS 5 /* how often a thousand are moved and put back */

enum figure { LIST_AFTER, LIST_AGAIN, ADDED, MOVED, UNDONE, RECORD, FAMILIES, FIGURES };

static const struct {
	const char *what;
	double most;
} figures[FIGURES] = {
	[LIST_AFTER] = { "the list of pupils after a change; floor: its rows, by SQL", 4 },
	[LIST_AGAIN] = { "  and again", 1 },
	[ADDED] = { "a pupil added, durable; floor: the same rows in plain tables", 10 },
	[MOVED] = { "half of them moved in one act, durable; floor likewise", 15 },
	[UNDONE] = { "  and undone", 30 },
	[RECORD] = { "a record; floor: its rows and those of the families", 6 },
	[FAMILIES] = { "the families; floor: their rows, by SQL", 5 },
};

struct roll {
	const struct bench *b;
	struct arena *a;
	struct office *o;
	sqlite3 *read, *write; /* the floors': of the school, and of plain tables */
	int added;
	struct samples took[FIGURES], least[FIGURES];
};

/* THE SCHOOL: two children and two adults a family */

static int64_t put_adult(struct store *st, int n)
{
	char name[32], text[32];
	struct adult_row adult = ADULT_NEW;
	struct adult_number_row number = ADULT_NUMBER_NEW;
	struct address_row address = ADDRESS_NEW;

	snprintf(name, sizeof name, "Surname%05d", n / 2 * 7919 % 10007);
	adult.key = (struct key){ { 5, (uint8_t)(n >> 8), (uint8_t)n } };
	adult.forename = n % 2 ? "Grace" : "Samuel";
	adult.surname = name;
	DO(st, store_act_put(st, THING_ADULT, &adult));
	snprintf(text, sizeof text, "07700 %06d", 900000 + n);
	number.adult = address.adult = adult.id;
	number.kind = "mobile";
	number.number = text;
	number.rank = 1;
	DO(st, store_act_put(st, THING_ADULT_NUMBER, &number));
	snprintf(text, sizeof text, "%d Quay Street\nMarlow", n / 2 + 1);
	address.lines = text;
	address.postcode = "SL7 1AA";
	address.from_day = school_today();
	DO(st, store_act_put(st, THING_ADDRESS, &address));
	return adult.id;
}

static void put_contact(struct store *st, int64_t pupil, int64_t adult, int priority)
{
	struct contact_row contact = CONTACT_NEW;

	contact.pupil = pupil;
	contact.adult = adult;
	contact.priority = priority;
	contact.relation = "parent";
	contact.lives_with = contact.parental_responsibility = contact.letters = contact.texts = contact.may_collect = 1;
	contact.from_day = school_today();
	DO(st, store_act_put(st, THING_CONTACT, &contact));
}

void school_families(const struct bench *b, const char *directory)
{
	struct store *st = school_open(directory);
	struct act_head head = { .kind = "contacts", .at = store_now(st), .staff_name = "Margaret Osei", .position = "", .roles = "", .terminal = "",
				 .version = "", .day = DAY_NONE, .session = -1 };
	int64_t act;

	DO(st, store_begin(st));
	DO(st, store_act_begin(st, &head));
	for (int n = 0; n < b->sizes->pupils; n += 2) {
		int64_t one = put_adult(st, n), other = put_adult(st, n + 1);

		for (int64_t pupil = n + 1; pupil <= n + 2 && pupil <= b->sizes->pupils; pupil++) {
			put_contact(st, pupil, one, 1);
			put_contact(st, pupil, other, 2);
		}
	}
	DO(st, store_act_end(st, true, &act));
	DO(st, store_commit(st));
	store_rest(st);
	store_close(st);
}

/* FLOORS */

/* Every row and each column of it, read. */
static int floor_read(sqlite3 *db, const char *sql, int64_t of)
{
	sqlite3_stmt *q;
	size_t bytes = 0;
	int rows = 0;

	SQL_DO(sqlite3_prepare_v2(db, sql, -1, &q, NULL));
	if (of)
		SQL_DO(sqlite3_bind_int64(q, 1, of));
	for (; sqlite3_step(q) == SQLITE_ROW; rows++)
		for (int i = 0; i < sqlite3_column_count(q); i++) {
			sqlite3_column_text(q, i);
			bytes += (size_t)sqlite3_column_bytes(q, i);
		}
	SQL_DO(sqlite3_finalize(q));
	MUST(rows == 0 || bytes > 0);
	return rows;
}

static double floor_list(const struct roll *r)
{
	double began = seconds_now();
	int rows = floor_read(r->read, "SELECT p.*, e.kind, e.from_day, e.to_day, g.name, y.year FROM pupil p JOIN enrolment e ON e.pupil = p.id"
			      " JOIN membership m ON m.pupil = p.id AND m.to_day IS NULL JOIN roll_group g ON g.id = m.roll_group"
			      " JOIN pupil_year y ON y.pupil = p.id AND y.to_day IS NULL ORDER BY p.surname, p.forename", 0);

	began = seconds_now() - began;
	MUST(rows == r->b->sizes->pupils + r->added);
	return began;
}

static double floor_families(const struct roll *r)
{
	double began = seconds_now();

	MUST(floor_read(r->read, "SELECT p.surname, p.forename, c.*, a.*, d.* FROM pupil p LEFT JOIN contact c ON c.pupil = p.id"
			" LEFT JOIN adult a ON a.id = c.adult LEFT JOIN address d ON d.adult = a.id ORDER BY p.born_day", 0) > r->b->sizes->pupils);
	return seconds_now() - began;
}

/* A record names brothers and sisters, who are found by the homes of the school. */
static double floor_record(const struct roll *r, int64_t pupil)
{
	static const char *const tables[] = { "pupil WHERE id", "pupil_name WHERE pupil", "enrolment WHERE pupil", "membership WHERE pupil",
					      "pupil_year WHERE pupil", "elsewhere WHERE pupil", "pupil_flag WHERE pupil", "address WHERE pupil",
					      "contact c JOIN adult a ON a.id = c.adult JOIN adult_number n ON n.adult = a.id"
					      " LEFT JOIN address d ON d.adult = a.id WHERE c.pupil" };
	double began = seconds_now();

	for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
		floor_read(r->read, arena_printf(r->a, "SELECT * FROM %s = ?", tables[i]), pupil);
	return seconds_now() - began + floor_families(r);
}

static void floor_open(struct roll *r, const char *directory)
{
	static const char *const ends[] = { "", "-wal", "-shm" };
	const char *path = arena_printf(r->a, "%s/roll-floor.db", r->b->data);

	for (int i = 0; i < 3; i++)
		unlink(arena_printf(r->a, "%s%s", path, ends[i]));
	SQL_DO(sqlite3_open(path, &r->write));
	SQL_DO(sqlite3_exec(r->write, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 0;"
			    "CREATE TABLE thing (id INTEGER PRIMARY KEY, pupil INTEGER, a TEXT, from_day INTEGER, to_day INTEGER);"
			    "CREATE TABLE history (thing TEXT, id INTEGER, field TEXT, before TEXT, after TEXT)", NULL, NULL, NULL));
	SQL_DO(sqlite3_open_v2(arena_printf(r->a, "%s/" STORE_FILE, directory), &r->read, SQLITE_OPEN_READWRITE, NULL));
}

static void floor_put(sqlite3 *db, const char *sql, int64_t rows)
{
	sqlite3_stmt *put;

	SQL_DO(sqlite3_prepare_v2(db, sql, -1, &put, NULL));
	for (int64_t n = 0; n < rows; n++) {
		SQL_DO(sqlite3_bind_int64(put, 1, n));
		MUST(sqlite3_step(put) == SQLITE_DONE);
		SQL_DO(sqlite3_reset(put));
	}
	SQL_DO(sqlite3_finalize(put));
}

static int64_t count(const struct roll *r, const char *what, int64_t act)
{
	sqlite3_stmt *q;

	SQL_DO(sqlite3_prepare_v2(r->read, arena_printf(r->a, "SELECT count(%s) FROM change WHERE act = ?", what), -1, &q, NULL));
	SQL_DO(sqlite3_bind_int64(q, 1, act));
	MUST(sqlite3_step(q) == SQLITE_ROW);
	int64_t n = sqlite3_column_int64(q, 0);
	SQL_DO(sqlite3_finalize(q));
	return n;
}

/* As many things and as many lines of history as that act has, in one durable transaction. */
static double floor_act(const struct roll *r, int64_t act)
{
	int64_t things = count(r, "DISTINCT thing || ' ' || thing_id", act), changes = count(r, "*", act);

	MUST(things > 0 && changes >= things);
	double began = seconds_now();
	SQL_DO(sqlite3_exec(r->write, "BEGIN", NULL, NULL, NULL));
	floor_put(r->write, "INSERT INTO thing VALUES (NULL, ?, 'Okafor', 20000, NULL)", things);
	floor_put(r->write, "INSERT INTO history VALUES ('membership', ?, 'from_day', NULL, '20000')", changes);
	SQL_DO(sqlite3_exec(r->write, "COMMIT", NULL, NULL, NULL));
	began = seconds_now() - began;
	SQL_DO(sqlite3_exec(r->write, "PRAGMA wal_checkpoint(TRUNCATE)", NULL, NULL, NULL));
	return began;
}

/* WHAT THE OFFICE DOES */

static void taken(struct roll *r, enum figure figure, double seconds, double least)
{
	vec_push(&r->took[figure], seconds);
	vec_push(&r->least[figure], least);
}

static void list_open(struct roll *r, enum figure figure)
{
	struct pupils_view v;
	struct err e = { 0 };
	double began = seconds_now();

	if (office_pupils_open(r->o, &(struct pupils_wish){ .year = SESSION_ANY_YEAR, .day = DAY_NONE }, &v, &e) < 0)
		wrong("%s", e.text);
	began = seconds_now() - began;
	MUST(v.count == r->b->sizes->pupils + r->added);
	pupils_view_finish(&v);
	taken(r, figure, began, floor_list(r));
}

static int64_t add(struct roll *r)
{
	CLEAN_BUF struct buf said = { 0 };
	struct contact_wish contact = CONTACT_WISH;
	struct pupil_new w = { .who = PUPIL_WISH, .spell = SPELL_WISH, .group = "C01", .year = SESSION_ANY_YEAR, .contact = &contact };
	enum pupil_known known;
	struct err e = { 0 };
	int64_t pupil = 0, act = 0;

	w.who.surname = "Okafor";
	w.who.forename = arena_printf(r->a, "Chidi %c", 'A' + r->added);
	w.who.born = day_of(2014, 9, 3);
	contact.name = arena_printf(r->a, "Joy Okafor %c", 'A' + r->added);
	contact.relation = "mother";
	contact.mobile = arena_printf(r->a, "07700 800%03d", r->added);
	double began = seconds_now();
	if (office_pupil_add(r->o, &w, &pupil, &known, &said, &act, &e) < 0)
		wrong("%s", e.text);
	began = seconds_now() - began;
	r->added++;
	taken(r, ADDED, began, floor_act(r, act));
	return pupil;
}

static void record_open(struct roll *r, int64_t pupil)
{
	struct pupil_record record;
	struct err e = { 0 };
	double began = seconds_now();

	if (office_pupil_record_open(r->o, pupil, &record, &e) < 0)
		wrong("%s", e.text);
	began = seconds_now() - began;
	MUST(record.pupil == pupil && record.count > 10);
	pupil_record_finish(&record);
	taken(r, RECORD, began, floor_record(r, pupil));
}

static void families_open(struct roll *r)
{
	struct families_view v;
	struct err e = { 0 };
	double began = seconds_now();

	if (office_families_open(r->o, NULL, &v, &e) < 0)
		wrong("%s", e.text);
	began = seconds_now() - began;
	MUST(v.count >= r->b->sizes->pupils / 2);
	families_view_finish(&v);
	taken(r, FAMILIES, began, floor_families(r));
}

/* Half of the school goes to one class, and back. */
static void move_half(struct roll *r)
{
	CLEAN_BUF struct buf said = { 0 };
	struct move_wish w = { .count = r->b->sizes->pupils / 2, .group = "C01", .from = DAY_NONE, .to = DAY_NONE };
	int64_t *pupils = arena_new(r->a, (size_t)w.count, sizeof *pupils), act = 0;
	struct mark_result got;
	struct err e = { 0 };

	for (int i = 0; i < w.count; i++)
		pupils[i] = r->b->sizes->pupils - i;
	w.pupils = pupils;
	double began = seconds_now();
	if (office_pupils_move(r->o, &w, NULL, &said, &act, &e) < 0)
		wrong("%s", e.text);
	began = seconds_now() - began;
	double least = floor_act(r, act);
	taken(r, MOVED, began, least);
	began = seconds_now();
	if (office_undo(r->o, act, NULL, &said, &got, &e) < 0)
		wrong("%s", e.text);
	taken(r, UNDONE, seconds_now() - began, least);
}

static void check_record(const struct roll *r, const char *directory)
{
	struct store *st = school_open(directory);
	struct verify_result v;

	DO(st, store_verify(st, r->a, &v));
	if (!v.ok)
		wrong("the record does not hold: %s", v.faults.items[0]);
	vec_finish(&v.faults);
	store_close(st);
}

void row_roll(const struct bench *b)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct roll r = { .b = b, .a = &a };
	const char *directory = school_copy(b, &a, "office");
	const struct office_options options = { .directory = directory, .uid = getuid(), .terminal = "" };
	struct err e = { 0 };

	DO(NULL, zone_set("Europe/London"));
	school_families(b, directory);
	if (office_open(&options, &r.o, &e) < 0)
		wrong("%s", e.text);
	floor_open(&r, directory);
	for (int i = 0; i < b->sizes->repeats; i++) {
		int64_t pupil = add(&r);

		list_open(&r, LIST_AFTER);
		list_open(&r, LIST_AGAIN);
		record_open(&r, i % 2 ? pupil : i + 1);
		families_open(&r);
	}
	for (int i = 0; i < BULKS && i < b->sizes->repeats; i++)
		move_half(&r);
	print_heading(arena_printf(&a, "The roll of %d pupils", b->sizes->pupils));
	for (int i = 0; i < FIGURES; i++) {
		print_pairs(b, figures[i].what, &r.took[i], &r.least[i], figures[i].most);
		vec_finish(&r.took[i]);
		vec_finish(&r.least[i]);
	}
	SQL_DO(sqlite3_close(r.read));
	SQL_DO(sqlite3_close(r.write));
	office_close(r.o);
	check_record(&r, directory);
}
