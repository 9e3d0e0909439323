#ifndef TEST_STORE_SCHOOL_H
#define TEST_STORE_SCHOOL_H

/* A small school on a real disk: two classes, six pupils, one member of staff.  Everything of it goes with school_finish(). */

#include "rows.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "rules/code.h"
#include "seal/seal.h"
#include "store/store.h"

#define PUPILS 6
#define GROUPS 2

struct school {
	char directory[128];
	struct store *st;
	struct arena a;
	int64_t group[GROUPS], pupil[PUPILS], staff;
};

#define STARTED day_of(2024, 9, 1)
static const struct moment CLOCK = { 1795165620 }; /* 2026-11-20T09:07:00Z */

/* A negative answer ends the test with the store's own sentence. */
static inline int must(struct school *s, int r)
{
	if (r < 0)
		fail_msg("%d: %s", r, s->st ? store_trouble(s->st)->text : "");
	return r;
}

static inline struct act_head head_of(const char *kind)
{
	return (struct act_head){ .kind = kind, .at = CLOCK, .staff_name = "Ann Osei", .position = "Office manager", .roles = "office head",
		.uid = 1000, .terminal = "pts/3", .version = "0.1.0", .day = DAY_NONE, .session = -1 };
}

static inline struct key key_of(char kind, int n)
{
	struct key k = { { (uint8_t)kind, (uint8_t)(n + 1) } };

	return k;
}

static inline void act_begin(struct school *s, const char *kind)
{
	struct act_head h = head_of(kind);

	must(s, store_begin(s->st));
	must(s, store_act_begin(s->st, &h));
}

static inline int64_t act_save(struct school *s)
{
	int64_t seq;

	must(s, store_act_end(s->st, false, &seq));
	must(s, store_commit(s->st));
	return seq;
}

static inline int act_mark(struct school *s, int64_t pupil, struct day day, enum session session, uint8_t before, uint8_t after)
{
	struct entry e = { .pupil = pupil, .day = day, .session = session, .before = before, .after = after, .minutes_late = -1, .arrival = -1, .stands = true };

	return store_act_mark(s->st, &e);
}

/* One mark in an act of its own. */
static inline int64_t mark_one(struct school *s, int64_t pupil, struct day day, enum session session, uint8_t before, uint8_t after)
{
	act_begin(s, "mark");
	must(s, act_mark(s, pupil, day, session, before, after));
	return act_save(s);
}

static inline void put_pupil(struct school *s, int n)
{
	static const char *const surnames[PUPILS] = { "Okafor", "O'Brien", "Łukasik", "Smith", "Smith", "" };
	static const char *const forenames[PUPILS] = { "Chidi", "Aoife", "Zoë", "Ben", "Ada", "Madonna" };
	struct pupil_row p = PUPIL_NEW;
	struct enrolment_row e = ENROLMENT_NEW;
	struct membership_row m = MEMBERSHIP_NEW;
	struct pupil_year_row y = PUPIL_YEAR_NEW;
	char upn[16], admission[16];

	snprintf(upn, sizeof upn, "A%012d", n);
	snprintf(admission, sizeof admission, "%05d", 100 + n);
	p.key = key_of('p', n);
	p.upn = n == 5 ? NULL : upn;
	p.admission_number = admission;
	p.surname = surnames[n];
	p.forename = forenames[n];
	p.born_day = day_of(2016, 1, 1 + n);
	p.sex = n % 2 ? "F" : "M";
	must(s, store_act_put(s->st, THING_PUPIL, &p));
	s->pupil[n] = p.id;
	e.pupil = m.pupil = y.pupil = p.id;
	e.kind = "single";
	e.from_day = m.from_day = y.from_day = STARTED;
	m.roll_group = s->group[n % GROUPS];
	m.weekdays = 31;
	m.sessions = 3;
	y.year = 4;
	must(s, store_act_put(s->st, THING_ENROLMENT, &e));
	must(s, store_act_put(s->st, THING_MEMBERSHIP, &m));
	must(s, store_act_put(s->st, THING_PUPIL_YEAR, &y));
}

static inline void put_school(struct school *s)
{
	static const char *const names[GROUPS] = { "Ash", "Oak" };
	struct school_row school = SCHOOL_NEW;
	struct staff_row staff = STAFF_NEW;

	school.key = key_of('s', 0);
	school.name = "Harbourside";
	school.authority = "845";
	school.establishment = "2001";
	school.timezone = "Europe/London";
	must(s, store_act_put(s->st, THING_SCHOOL, &school));
	staff.key = key_of('t', 0);
	staff.sign_in = "ann";
	staff.name = "Ann Osei";
	staff.position = "Office manager";
	staff.kind = "person";
	staff.from_day = STARTED;
	must(s, store_act_put(s->st, THING_STAFF, &staff));
	s->staff = staff.id;
	for (int g = 0; g < GROUPS; g++) {
		struct roll_group_row row = ROLL_GROUP_NEW;

		row.key = key_of('g', g);
		row.name = names[g];
		row.kind = "class";
		row.from_day = STARTED;
		must(s, store_act_put(s->st, THING_ROLL_GROUP, &row));
		s->group[g] = row.id;
	}
}

static inline void school_directory(struct school *s)
{
	const char *under = getenv("TMPDIR");

	*s = (struct school){ 0 };
	snprintf(s->directory, sizeof s->directory, "%s/firstbell-store-XXXXXX", under ? under : "/tmp");
	assert_non_null(mkdtemp(s->directory));
}

static inline void school_start(struct school *s, const struct moment *clock)
{
	struct err e = { 0 };

	school_directory(s);
	if (store_create(s->directory, clock, &s->st, &e) < 0)
		fail_msg("%s", e.text);
	act_begin(s, "school begun");
	put_school(s);
	for (int n = 0; n < PUPILS; n++)
		put_pupil(s, n);
	assert_int_equal(act_save(s), 1);
}

static inline void school_close(struct school *s)
{
	store_close(s->st);
	s->st = NULL;
}

static inline void school_open(struct school *s)
{
	struct err e = { 0 };

	if (store_open(s->directory, &s->st, &e) < 0)
		fail_msg("%s", e.text);
}

static inline void school_path(const struct school *s, const char *name, char to[static 256])
{
	snprintf(to, 256, "%s/%s", s->directory, name);
}

static inline void school_finish(struct school *s)
{
	char path[256];
	struct dirent *entry;

	school_close(s);
	arena_finish(&s->a);
	DIR *directory = opendir(s->directory);
	while (directory && (entry = readdir(directory)))
		if (entry->d_name[0] != '.') {
			snprintf(path, sizeof path, "%.120s/%.120s", s->directory, entry->d_name);
			unlink(path);
		}
	if (directory)
		closedir(directory);
	rmdir(s->directory);
}

/* Does the whole record hold?  The first sentence against it in `said`. */
static inline bool school_holds(struct school *s, char said[static 256])
{
	CLEAN_ARENA struct arena a = { 0 };
	struct verify_result v;

	snprintf(said, 256, "%s", "");
	must(s, store_verify(s->st, &a, &v));
	if (v.faults.count)
		snprintf(said, 256, "%s", v.faults.items[0]);
	bool holds = v.ok;
	assert_int_equal(holds, v.faults.count == 0);
	vec_finish(&v.faults);
	return holds;
}

static inline void assert_holds(struct school *s)
{
	char said[256];

	if (!school_holds(s, said))
		fail_msg("%s", said);
}

/* Every program of this directory: a table of cases. */
struct case_row {
	const char *name;
	CMUnitTestFunction f;
};

static inline int cases_run(const struct case_row *cases, size_t count, const char *group)
{
	static struct rows r;
	struct err e;

	if (seal_start(&e) < 0)
		return 1;
	for (size_t i = 0; i < count; i++)
		rows_case(&r, cases[i].name, cases[i].f, NULL);
	return _cmocka_run_group_tests(group, r.tests, r.count, NULL, NULL);
}

#define CASES_RUN(cases, group) cases_run(cases, sizeof(cases) / sizeof *(cases), group)

#endif
