#include "school.h"

/* What stands: strips, registers, who is due, who is who. */

#define DAY day_of(2026, 11, 20) /* a Friday */

/* Days that a strip might put in the wrong place, and the storage year each is in. */
static const struct strip_row {
	const char *name;
	int year, month, date, storage;
} strip_rows[] = {
	{ "the first day of a storage year", 2026, 9, 1, 2026 },
	{ "the last day of one", 2027, 8, 31, 2026 },
	{ "the last day of one with 29 February in it", 2024, 8, 31, 2023 },
	{ "29 February", 2024, 2, 29, 2023 },
	{ "1 March after it", 2024, 3, 1, 2023 },
	{ "28 February of a common year", 2025, 2, 28, 2024 },
	{ "29 February 2000", 2000, 2, 29, 1999 },
	{ "the clocks go forward", 2026, 3, 29, 2025 },
	{ "the clocks go back", 2026, 10, 25, 2026 },
	{ "New Year's Day", 2027, 1, 1, 2026 },
	{ "before 1970", 1969, 12, 31, 1969 },
	{ "an early year", 1901, 9, 1, 1901 },
	{ "the last day there is", 2199, 12, 31, 2199 },
};

static void strip_case(void **state)
{
	const struct strip_row *row = *state;
	struct day day = day_of(row->year, row->month, row->date);
	struct school s;
	const uint8_t *const *strips;
	uint8_t mark;

	school_start(&s, NULL);
	mark_one(&s, s.pupil[0], day, SESSION_AM, CODE_NONE, CODE_N);
	mark_one(&s, s.pupil[0], day, SESSION_PM, CODE_NONE, CODE_I);
	must(&s, store_mark_get(s.st, s.pupil[0], day, SESSION_AM, &mark));
	assert_int_equal(mark, CODE_N);
	must(&s, store_mark_get(s.st, s.pupil[0], day, SESSION_PM, &mark));
	assert_int_equal(mark, CODE_I);
	for (int by = -1; by <= 1; by += 2) {
		must(&s, store_mark_get(s.st, s.pupil[0], day_add(day, by), SESSION_AM, &mark));
		assert_int_equal(mark, CODE_NONE);
	}
	must(&s, store_strips(s.st, s.pupil[0], row->storage - 1, row->storage + 1, &s.a, &strips));
	assert_null(strips[0]);
	assert_non_null(strips[1]);
	assert_null(strips[2]);
	assert_int_equal(strips[1][strip_slot(sitting_of(day, SESSION_AM))], CODE_N);
	assert_int_equal(strips[1][strip_slot(sitting_of(day, SESSION_PM))], CODE_I);
	assert_holds(&s);
	school_finish(&s);
}

/* One act over the end of August, several pupils, entries out of order. */
static void over_the_year(void **state)
{
	struct school s;
	uint8_t mark;

	school_start(&s, NULL);
	act_begin(&s, "import");
	for (int back = 0; back < 8; back++)
		for (int n = PUPILS; n-- > 0;)
			assert_int_equal(act_mark(&s, s.pupil[n], day_add(day_of(2026, 9, 3), -back), (enum session)(n % 2), CODE_NONE, (uint8_t)(1 + n)), 1);
	act_save(&s);
	for (int back = 0; back < 8; back++)
		for (int n = 0; n < PUPILS; n++) {
			must(&s, store_mark_get(s.st, s.pupil[n], day_add(day_of(2026, 9, 3), -back), (enum session)(n % 2), &mark));
			assert_int_equal(mark, 1 + n);
			must(&s, store_mark_get(s.st, s.pupil[n], day_add(day_of(2026, 9, 3), -back), (enum session)((n + 1) % 2), &mark));
			assert_int_equal(mark, CODE_NONE);
		}
	assert_holds(&s);
	school_finish(&s);
}

static int sum_marks(void *ctx, int64_t pupil, const uint8_t *marks)
{
	int *sum = ctx;

	for (int i = 0; i < STRIP_BYTES; i++)
		*sum += marks[i] != CODE_NONE;
	return pupil == 99 ? 7 : 0;
}

static int stop_at_once(void *ctx, int64_t pupil, const uint8_t *marks)
{
	++*(int *)ctx;
	return -ECANCELED;
}

static void each_strip(void **state)
{
	struct school s;
	int sum = 0, calls = 0;

	school_start(&s, NULL);
	for (int n = 0; n < PUPILS; n++)
		mark_one(&s, s.pupil[n], day_add(DAY, -n), SESSION_AM, CODE_NONE, CODE_N);
	mark_one(&s, s.pupil[0], day_of(2025, 10, 1), SESSION_AM, CODE_NONE, CODE_N);
	mark_one(&s, s.pupil[0], DAY, SESSION_AM, CODE_N, CODE_NONE); /* a blank again */
	assert_int_equal(store_strips_each(s.st, 2026, sum_marks, &sum), 0);
	assert_int_equal(sum, PUPILS - 1);
	assert_int_equal(store_strips_each(s.st, 2024, sum_marks, &sum), 0);
	assert_int_equal(sum, PUPILS - 1);
	assert_int_equal(store_strips_each(s.st, 2026, stop_at_once, &calls), -ECANCELED);
	assert_int_equal(calls, 1);
	assert_int_equal(store_strips_each(s.st, 2025, sum_marks, &sum), 0);
	assert_int_equal(sum, PUPILS);
	assert_holds(&s);
	school_finish(&s);
}

static void entries_lists(void **state)
{
	struct school s;
	struct entry_row *rows;

	school_start(&s, NULL);
	mark_one(&s, s.pupil[0], DAY, SESSION_AM, CODE_NONE, CODE_N);
	mark_one(&s, s.pupil[1], day_add(DAY, 1), SESSION_AM, CODE_NONE, CODE_N);
	mark_one(&s, s.pupil[0], DAY, SESSION_AM, CODE_N, CODE_I);
	act_begin(&s, "attempt");
	struct entry e = { .pupil = s.pupil[0], .day = DAY, .session = SESSION_AM, .before = CODE_I, .after = CODE_LATE, .minutes_late = -1, .arrival = 560 };
	must(&s, store_act_mark(s.st, &e));
	act_save(&s);
	assert_int_equal(must(&s, store_entries_between(s.st, 0, DAY, DAY, &s.a, &rows)), 3);
	assert_int_equal(must(&s, store_entries_between(s.st, 0, DAY, day_add(DAY, 1), &s.a, &rows)), 4);
	assert_int_equal(must(&s, store_entries_between(s.st, s.pupil[1], DAY, day_add(DAY, 1), &s.a, &rows)), 1);
	assert_int_equal(must(&s, store_entries_between(s.st, s.pupil[1], DAY, DAY, &s.a, &rows)), 0);
	assert_int_equal(must(&s, store_entries_standing(s.st, DAY, SESSION_AM, &s.a, &rows)), 1);
	assert_int_equal(rows->entry.after, CODE_I);
	assert_int_equal(must(&s, store_entries_standing(s.st, DAY, SESSION_PM, &s.a, &rows)), 0);
	school_finish(&s);
}

/* REGISTERS */

static int64_t register_act(struct school *s, const char *kind, enum session session)
{
	struct act_head h = head_of(kind);
	int64_t seq;

	h.roll_group = s->group[0];
	h.day = DAY;
	h.session = session;
	must(s, store_begin(s->st));
	must(s, store_act_begin(s->st, &h));
	must(s, store_act_end(s->st, true, &seq));
	must(s, store_commit(s->st));
	return seq;
}

static void registers(void **state)
{
	/* what is done in turn, and what then stands: opened, sent, closed */
	static const struct { const char *kind; int64_t opened, sent, closed; } steps[] = {
		{ "register", 2, 0, 0 }, { ACT_SEND, 2, 3, 0 }, { ACT_CLOSE, 2, 3, 4 }, { ACT_REOPEN, 2, 3, 0 }, { ACT_SEND, 2, 6, 0 }, { ACT_CLOSE, 2, 6, 7 },
		{ "mark", 2, 6, 7 },
	};
	struct school s;
	struct register_row row, *rows;
	int64_t first = 0;

	school_start(&s, NULL);
	assert_int_equal(store_register_get(s.st, DAY, SESSION_AM, s.group[0], &row), -ENOENT);
	for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
		register_act(&s, steps[i].kind, SESSION_AM);
		must(&s, store_register_get(s.st, DAY, SESSION_AM, s.group[0], &row));
		assert_int_equal(row.opened_act, steps[i].opened);
		assert_int_equal(row.sent_act, steps[i].sent);
		assert_int_equal(row.closed_act, steps[i].closed);
		assert_holds(&s);
	}
	must(&s, store_register_first_sent(s.st, &row, &first));
	assert_int_equal(first, 3);
	assert_int_equal(register_act(&s, ACT_CLOSE, SESSION_PM), 9);
	assert_int_equal(must(&s, store_registers_between(s.st, DAY, DAY, &s.a, &rows)), 2);
	assert_int_equal(rows[1].session, SESSION_PM);
	assert_int_equal(rows[1].opened_act, 9);
	assert_int_equal(store_register_first_sent(s.st, &rows[1], &first), -ENOENT);
	assert_int_equal(first, 3);
	assert_int_equal(must(&s, store_registers_between(s.st, day_add(DAY, 1), day_add(DAY, 9), &s.a, &rows)), 0);
	assert_holds(&s);
	school_finish(&s);
}

/* DUE */

/* A membership and a spell of pupil 0, and whether the pupil is due in class Ash. */
static const struct due_case_row {
	const char *name;
	struct { int from, from_session, to, to_session; } spell; /* days from Friday; 99: no end */
	struct { int from, to, weekdays, sessions; } member;
	struct { int day; enum session session; } at;
	bool due;
} due_rows[] = {
	{ "on the roll", { -9, 0, 99, 0 }, { -9, 99, 31, 3 }, { 0, SESSION_AM }, true },
	{ "joins at noon: not the morning", { 0, 1, 99, 0 }, { -9, 99, 31, 3 }, { 0, SESSION_AM }, false },
	{ "joins at noon: the afternoon", { 0, 1, 99, 0 }, { -9, 99, 31, 3 }, { 0, SESSION_PM }, true },
	{ "joins that morning", { 0, 0, 99, 0 }, { -9, 99, 31, 3 }, { 0, SESSION_AM }, true },
	{ "joins tomorrow", { 1, 0, 99, 0 }, { -9, 99, 31, 3 }, { 0, SESSION_PM }, false },
	{ "leaves at noon: the morning", { -9, 0, 0, 0 }, { -9, 99, 31, 3 }, { 0, SESSION_AM }, true },
	{ "leaves at noon: not the afternoon", { -9, 0, 0, 0 }, { -9, 99, 31, 3 }, { 0, SESSION_PM }, false },
	{ "the last day is on the roll", { -9, 0, 0, 1 }, { -9, 99, 31, 3 }, { 0, SESSION_PM }, true },
	{ "left yesterday", { -9, 0, -1, 1 }, { -9, 99, 31, 3 }, { 0, SESSION_AM }, false },
	{ "in the class from tomorrow", { -9, 0, 99, 0 }, { 1, 99, 31, 3 }, { 0, SESSION_AM }, false },
	{ "in the class until today", { -9, 0, 99, 0 }, { -9, 0, 31, 3 }, { 0, SESSION_PM }, true },
	{ "in the class until yesterday", { -9, 0, 99, 0 }, { -9, -1, 31, 3 }, { 0, SESSION_AM }, false },
	{ "Fridays only, on Friday", { -9, 0, 99, 0 }, { -9, 99, 16, 3 }, { 0, SESSION_AM }, true },
	{ "Fridays only, on Thursday", { -9, 0, 99, 0 }, { -9, 99, 16, 3 }, { -1, SESSION_AM }, false },
	{ "Mondays only, on Friday", { -9, 0, 99, 0 }, { -9, 99, 1, 3 }, { 0, SESSION_AM }, false },
	{ "Sundays only, on Sunday", { -9, 0, 99, 0 }, { -9, 99, 64, 3 }, { 2, SESSION_AM }, true },
	{ "mornings only, in the morning", { -9, 0, 99, 0 }, { -9, 99, 31, 1 }, { 0, SESSION_AM }, true },
	{ "mornings only, in the afternoon", { -9, 0, 99, 0 }, { -9, 99, 31, 1 }, { 0, SESSION_PM }, false },
	{ "afternoons only, in the afternoon", { -9, 0, 99, 0 }, { -9, 99, 31, 2 }, { 0, SESSION_PM }, true },
};

static struct day off(int days)
{
	return days == 99 ? DAY_NONE : day_add(DAY, days);
}

static void due_case(void **state)
{
	const struct due_case_row *row = *state;
	struct school s;
	struct enrolment_row *spell;
	struct membership_row *member;
	struct due_row *due;
	bool found = false;
	int n;

	school_start(&s, NULL);
	assert_int_equal(must(&s, store_enrolments_of_pupil(s.st, s.pupil[0], &s.a, &spell)), 1);
	assert_int_equal(must(&s, store_memberships_of_pupil(s.st, s.pupil[0], &s.a, &member)), 1);
	spell->from_day = off(row->spell.from);
	spell->from_session = row->spell.from_session;
	spell->to_day = off(row->spell.to);
	spell->to_session = row->spell.to == 99 ? NONE : row->spell.to_session;
	member->from_day = off(row->member.from);
	member->to_day = off(row->member.to);
	member->weekdays = row->member.weekdays;
	member->sessions = row->member.sessions;
	act_begin(&s, "pupil");
	must(&s, store_act_put(s.st, THING_ENROLMENT, spell));
	must(&s, store_act_put(s.st, THING_MEMBERSHIP, member));
	act_save(&s);
	for (int all = 0; all < 2; all++) {
		n = must(&s, store_due(s.st, off(row->at.day), row->at.session, all ? 0 : s.group[0], &s.a, &due));
		found = false;
		for (int i = 0; i < n; i++)
			found |= due[i].pupil == s.pupil[0];
		assert_int_equal(found, row->due);
	}
	school_finish(&s);
}

static void due_order_and_marks(void **state)
{
	struct school s;
	struct due_row *due;

	school_start(&s, NULL);
	mark_one(&s, s.pupil[0], DAY, SESSION_AM, CODE_NONE, CODE_N);
	assert_int_equal(must(&s, store_due(s.st, DAY, SESSION_AM, s.group[0], &s.a, &due)), 3);
	/* Łukasik Zoë, Okafor Chidi, Smith Ada */
	assert_int_equal(due[0].pupil, s.pupil[2]);
	assert_int_equal(due[1].pupil, s.pupil[0]);
	assert_int_equal(due[2].pupil, s.pupil[4]);
	assert_int_equal(due[0].mark, CODE_NONE);
	assert_int_equal(due[1].mark, CODE_N);
	assert_int_equal(due[1].year, 4);
	assert_string_equal(due[1].enrolment, "single");
	/* Oak: Madonna (one name), O'Brien, Smith Ben */
	assert_int_equal(must(&s, store_due(s.st, DAY, SESSION_PM, 0, &s.a, &due)), PUPILS);
	assert_int_equal(due[3].pupil, s.pupil[5]);
	assert_int_equal(due[4].pupil, s.pupil[1]);
	assert_int_equal(due[5].pupil, s.pupil[3]);
	assert_int_equal(due[0].roll_group, s.group[0]);
	assert_int_equal(due[3].roll_group, s.group[1]);
	assert_int_equal(must(&s, store_due(s.st, DAY, SESSION_PM, 12345, &s.a, &due)), 0);
	school_finish(&s);
}

/* Two spells that touch, a main and a guest enrolment: still one pupil. */
static void due_once(void **state)
{
	struct school s;
	struct enrolment_row e = ENROLMENT_NEW;
	struct due_row *due;

	school_start(&s, NULL);
	e.pupil = s.pupil[0];
	e.kind = "guest";
	e.from_day = day_add(DAY, -3);
	act_begin(&s, "pupil");
	must(&s, store_act_put(s.st, THING_ENROLMENT, &e));
	act_save(&s);
	assert_int_equal(must(&s, store_due(s.st, DAY, SESSION_AM, s.group[0], &s.a, &due)), 3);
	school_finish(&s);
}

/* WHO IS WHO */

static const struct find_row {
	const char *name, *identifier;
	int pupil; /* -1: nobody */
} find_rows[] = {
	{ "by UPN", "A000000000003", 3 },
	{ "by admission number", "00102", 2 },
	{ "by key", "70020000000000000000000000000000", 1 },
	{ "a UPN of nobody", "A000000000009", -1 },
	{ "half a key", "7002", -1 },
	{ "a key of nobody", "70990000000000000000000000000000", -1 },
	{ "nothing", "", -1 },
	{ "a name", "Okafor", -1 },
	{ "something hostile", "' OR 1=1 --", -1 },
};

static void find_case(void **state)
{
	const struct find_row *row = *state;
	struct school s;
	int64_t got = -1;

	school_start(&s, NULL);
	assert_int_equal(store_pupil_find(s.st, row->identifier, &got), row->pupil < 0 ? -ENOENT : 0);
	assert_int_equal(got, row->pupil < 0 ? -1 : s.pupil[row->pupil]);
	school_finish(&s);
}

static void staff(void **state)
{
	struct school s;
	struct staff_row row, *rows;
	struct staff_login_row login = STAFF_LOGIN_NEW;
	struct staff_role_row role = STAFF_ROLE_NEW, *roles;
	struct staff_group_row group = STAFF_GROUP_NEW, *groups;
	const char *hash;

	school_start(&s, NULL);
	act_begin(&s, "staff");
	login.staff = role.staff = group.staff = s.staff;
	login.uid = 1000;
	login.login = "ann";
	login.from_day = STARTED;
	login.to_day = DAY;
	must(&s, store_act_put(s.st, THING_STAFF_LOGIN, &login));
	role.role = "office";
	role.from_day = STARTED;
	must(&s, store_act_put(s.st, THING_STAFF_ROLE, &role));
	group.roll_group = s.group[1];
	group.kind = "teacher";
	group.from_day = STARTED;
	must(&s, store_act_put(s.st, THING_STAFF_GROUP, &group));
	act_save(&s);
	must(&s, store_staff_by_sign_in(s.st, "ann", &s.a, &row));
	assert_int_equal(row.id, s.staff);
	assert_int_equal(store_staff_by_sign_in(s.st, "Ann", &s.a, &row), -ENOENT);
	assert_int_equal(must(&s, store_staff_by_uid(s.st, 1000, DAY, &s.a, &rows)), 1);
	assert_int_equal(must(&s, store_staff_by_uid(s.st, 1000, day_add(DAY, 1), &s.a, &rows)), 0);
	assert_int_equal(must(&s, store_staff_by_uid(s.st, 1001, DAY, &s.a, &rows)), 0);
	assert_int_equal(must(&s, store_roles_of_staff(s.st, s.staff, &s.a, &roles)), 1);
	assert_string_equal(roles->role, "office");
	assert_int_equal(must(&s, store_groups_of_staff(s.st, s.staff, &s.a, &groups)), 1);
	assert_int_equal(groups->roll_group, s.group[1]);
	assert_int_equal(store_password_get(s.st, s.staff, &s.a, &hash), -ENOENT);
	assert_holds(&s);
	school_finish(&s);
}

/* A line a mark; stops after `most`. */
struct marks_said {
	struct buf text;
	int most;
};

static int say_mark(void *ctx, const struct entry *e)
{
	struct marks_said *m = ctx;
	char day[DAY_TEXT];

	buf_printf(&m->text, "%s %s %s>%s %d %d\n", day_iso(e->day, day), e->session == SESSION_AM ? "am" : "pm", e->before ? code_symbol(e->before) : "-",
		   code_symbol(e->after), e->minutes_late, e->arrival);
	return --m->most == 0 ? 7 : 0;
}

static const struct marks_row {
	const char *name;
	int pupil, first, last, most, want_r;
	const char *want;
} marks_rows[] = {
	{ "each mark once, as its last entry left it", 0, 0, 9, 0, 0,
	  "2026-11-20 am N>L 12 547\n2026-11-20 pm ->/ -1 -1\n2026-11-22 am I>/ -1 -1\n2026-11-23 pm ->I -1 -1\n" },
	{ "of some days only", 0, 1, 2, 0, 0, "2026-11-22 am I>/ -1 -1\n" },
	{ "to the day before, and none after", 0, 4, 9, 0, 0, "" },
	{ "stops at once where it is told to", 0, 0, 9, 2, 7, "2026-11-20 am N>L 12 547\n2026-11-20 pm ->/ -1 -1\n" },
	{ "another pupil's", 1, 0, 9, 0, 0, "2026-11-20 am ->N -1 -1\n" },
	{ "of a pupil without marks", 2, 0, 9, 0, 0, "" },
};

/* Several acts, out of the order of days: late, an attempt that does not stand, marks taken away, put back, and last of all. */
static void put_marks(struct school *s)
{
	struct entry late = { .pupil = s->pupil[0], .day = DAY, .before = CODE_N, .after = CODE_LATE, .minutes_late = 12, .arrival = 547, .stands = true };
	struct entry attempt = { .pupil = s->pupil[0], .day = DAY, .before = CODE_LATE, .after = CODE_C2, .minutes_late = -1, .arrival = -1 };

	mark_one(s, s->pupil[0], day_add(DAY, 3), SESSION_PM, CODE_NONE, CODE_I);
	mark_one(s, s->pupil[0], day_add(DAY, 2), SESSION_AM, CODE_NONE, CODE_I);
	mark_one(s, s->pupil[0], DAY, SESSION_AM, CODE_NONE, CODE_N);
	act_begin(s, "late");
	must(s, store_act_mark(s->st, &late));
	must(s, act_mark(s, s->pupil[1], DAY, SESSION_AM, CODE_NONE, CODE_N));
	must(s, act_mark(s, s->pupil[0], DAY, SESSION_PM, CODE_NONE, CODE_PRESENT_AM));
	act_save(s);
	act_begin(s, "attempt");
	must(s, store_act_mark(s->st, &attempt));
	act_save(s);
	mark_one(s, s->pupil[0], day_add(DAY, 2), SESSION_AM, CODE_I, CODE_PRESENT_AM);
	mark_one(s, s->pupil[0], day_add(DAY, 1), SESSION_AM, CODE_NONE, CODE_N);
	mark_one(s, s->pupil[0], day_add(DAY, 1), SESSION_AM, CODE_N, CODE_NONE);
	mark_one(s, s->pupil[0], day_add(DAY, 5), SESSION_PM, CODE_NONE, CODE_N);
	mark_one(s, s->pupil[0], day_add(DAY, 5), SESSION_PM, CODE_N, CODE_NONE);
}

static void marks_case(void **state)
{
	const struct marks_row *row = *state;
	struct marks_said said = { .most = row->most };
	struct school s;

	school_start(&s, NULL);
	put_marks(&s);
	assert_int_equal(store_marks_each(s.st, s.pupil[row->pupil], day_add(DAY, row->first), day_add(DAY, row->last), say_mark, &said), row->want_r);
	assert_string_equal(buf_string(&said.text), row->want);
	buf_finish(&said.text);
	assert_holds(&s);
	school_finish(&s);
}

static int64_t put_address(struct school *s, int64_t pupil, int64_t adult, const char *lines, struct day from)
{
	struct address_row address = ADDRESS_NEW;

	address.pupil = pupil;
	address.adult = adult;
	address.lines = lines;
	address.from_day = from;
	must(s, store_act_put(s->st, THING_ADDRESS, &address));
	return address.id;
}

static void addresses(void **state)
{
	struct school s;
	struct adult_row adult = ADULT_NEW;
	struct address_row *rows;

	school_start(&s, NULL);
	act_begin(&s, "addresses");
	adult.key = key_of('a', 0);
	adult.surname = "Okafor";
	adult.forename = "Ada";
	must(&s, store_act_put(s.st, THING_ADULT, &adult));
	put_address(&s, s.pupil[0], NONE, "2 New Road", DAY);
	put_address(&s, s.pupil[0], NONE, "1 Old Lane", STARTED);
	put_address(&s, NONE, adult.id, "3 Mill Street", DAY);
	act_save(&s);
	assert_int_equal(must(&s, store_addresses_of_pupil(s.st, s.pupil[0], &s.a, &rows)), 2);
	assert_string_equal(rows[0].lines, "1 Old Lane");
	assert_string_equal(rows[1].lines, "2 New Road");
	assert_int_equal(must(&s, store_addresses_of_adult(s.st, adult.id, &s.a, &rows)), 1);
	assert_string_equal(rows[0].lines, "3 Mill Street");
	assert_int_equal(must(&s, store_addresses_of_pupil(s.st, s.pupil[1], &s.a, &rows)), 0);
	assert_holds(&s);
	school_finish(&s);
}

/* A file of marks that was half in, then finished: a thing of the second migration. */
static void import_file(void **state)
{
	struct school s;
	struct import_file_row row = { .kind = "marks", .name = "marks.csv", .digest = "ab", .marks = 240, .left_out = 3, .begun_day = DAY,
				       .taken_from_day = DAY_NONE, .taken_to_day = DAY_NONE }, *rows;

	school_start(&s, NULL);
	act_begin(&s, "import marks");
	assert_int_equal(must(&s, store_act_put(s.st, THING_IMPORT_FILE, &row)), 7);
	act_save(&s);
	row.finished = 1;
	act_begin(&s, "import marks");
	assert_int_equal(must(&s, store_act_put(s.st, THING_IMPORT_FILE, &row)), 1);
	act_save(&s);
	assert_int_equal(must(&s, store_thing_all(s.st, THING_IMPORT_FILE, &s.a, &rows)), 1);
	assert_string_equal(rows[0].name, "marks.csv");
	assert_int_equal(rows[0].marks, 240);
	assert_int_equal(rows[0].left_out, 3);
	assert_int_equal(rows[0].begun_day.n, DAY.n);
	assert_int_equal(rows[0].finished, 1);
	assert_holds(&s);
	school_finish(&s);
}

static const struct case_row cases[] = {
	{ "one act over the end of August", over_the_year },
	{ "every strip of a year", each_strip },
	{ "lists of entries", entries_lists },
	{ "a register opened, sent, closed, opened again", registers },
	{ "who is due, in order, with marks", due_order_and_marks },
	{ "a pupil with two spells is due once", due_once },
	{ "staff", staff },
	{ "addresses, by the day they hold from", addresses },
	{ "a file of marks begun and finished", import_file },
};

int main(void)
{
	static struct rows r;
	struct err e;

	if (seal_start(&e) < 0)
		return 1;
	rows_add(&r, strip_case, strip_rows);
	rows_add(&r, due_case, due_rows);
	rows_add(&r, find_case, find_rows);
	rows_add(&r, marks_case, marks_rows);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		rows_case(&r, cases[i].name, cases[i].f, NULL);
	return rows_run(&r, "store/marks");
}
