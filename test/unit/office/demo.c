#include "rows.h"
#include "directory.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "office/school.h"
#include "rules/pupil.h"
#include "store/store.h"

static char place[64];

static void place_make(void)
{
	strcpy(place, "/tmp/firstbell-demo-XXXXXX");
	assert_non_null(mkdtemp(place));
}

/* A practice school, looked at through its store. */
struct sight {
	struct arena arena;
	struct store *st;
	struct buf said;
	struct pupil_row *pupils;
	int pupil_count;
	int year;
};

static void make(const char *clock, struct buf *said)
{
	struct err e = { 0 };

	if (office_demo(place, clock, 1000, "priya", "", said, &e) != 0)
		print_error("%s\n", e.text);
	assert_int_equal(e.kind, ERR_NONE);
}

static void look(struct sight *x, const char *clock)
{
	struct err e = { 0 };

	*x = (struct sight){ 0 };
	place_make();
	make(clock, &x->said);
	assert_int_equal(store_open(place, &x->st, &e), 0);
	x->pupil_count = store_thing_all(x->st, THING_PUPIL, &x->arena, &x->pupils);
	x->year = strip_year(moment_civil(store_now(x->st)).day);
}

static void look_away(struct sight *x)
{
	store_close(x->st);
	buf_finish(&x->said);
	arena_finish(&x->arena);
	directory_remove(place);
}

static struct tally tally_of(struct sight *x, int64_t pupil)
{
	const uint8_t *const *strips = NULL;
	struct tally t = { 0 };

	assert_int_equal(store_strips(x->st, pupil, x->year, x->year, &x->arena, &strips), 0);
	struct span s = { sitting_of(day_of(x->year, 9, 1), SESSION_AM), sitting_of(day_of(x->year + 1, 8, 31), SESSION_PM), x->year, 1, strips };
	tally_span(&s, &t);
	return t;
}

static const struct pupil_row *pupil_of(struct sight *x, const char *surname, const char *forename)
{
	for (int i = 0; i < x->pupil_count; i++)
		if (strcmp(x->pupils[i].surname, surname) == 0 && (!forename || strcmp(x->pupils[i].forename, forename) == 0))
			return &x->pupils[i];
	print_error("no %s\n", surname);
	fail();
	return NULL;
}

/* THE LINES: exactly 95, 90, 80 and 50 per cent, and a session above and below each */

static const struct line {
	const char *name, *surname;
	int percent, beside;
} lines[] = {
	{ "exactly 95", "Pemberton", 95, 0 },  { "above 95", "Hoàng", 95, 1 },      { "below 95", "Fitzgerald-Hughes", 95, -1 },
	{ "exactly 90", "Kowalczyk", 90, 0 },  { "above 90", "Adébáyò", 90, 1 },    { "below 90", "Bracewell", 90, -1 },
	{ "exactly 80", "O'Brien", 80, 0 },    { "above 80", "Türkmen", 80, 1 },    { "below 80", "Loveridge", 80, -1 },
	{ "exactly 50", "Marsh", 50, 0 },      { "above 50", "Haddad", 50, 1 },     { "below 50", "Draycott", 50, -1 },
};

/* At every kind of clock: a morning being taken, an afternoon, a break, a weekend, the last day, another year. */
static const struct clock {
	const char *name, *clock;
} clocks[] = {
	{ "2026-11-20T09:07", "2026-11-20T09:07" }, { "2026-09-22T12:00", "2026-09-22T12:00" }, { "2026-10-01T13:08", "2026-10-01T13:08" },
	{ "2026-10-28T10:00", "2026-10-28T10:00" }, { "2027-03-04T08:00", "2027-03-04T08:00" }, { "2026-07-22T15:40", "2026-07-22T15:40" },
	{ "2025-03-30T01:30", "2025-03-30T01:30" }, { "2028-02-29T08:51", "2028-02-29T08:51" }, { "2024-10-17T09:00", "2024-10-17T09:00" },
};

static void assert_line(struct sight *x, const struct line *l)
{
	struct tally t = tally_of(x, pupil_of(x, l->surname, NULL)->id);
	int possible = tally_possible(&t), exact = possible * l->percent / 100;

	if (possible < 20 || possible % 20 || tally_attended(&t) != exact + l->beside)
		print_error("%s: %d of %d\n", l->name, tally_attended(&t), possible);
	assert_true(possible >= 20);
	assert_int_equal(possible % 20, 0);
	assert_int_equal(tally_attended(&t), exact + l->beside);
}

static void assert_verified(struct sight *x)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct verify_result v = { 0 };

	assert_int_equal(store_verify(x->st, &a, &v), 0);
	for (int i = 0; i < v.faults.count; i++)
		print_error("%s\n", v.faults.items[i]);
	assert_true(v.ok);
	vec_finish(&v.faults);
}

static void assert_moments_rise(struct sight *x)
{
	struct act_row *acts = NULL;
	int n = store_acts_between(x->st, (struct moment){ 0 }, (struct moment){ INT32_MAX }, &x->arena, &acts);

	assert_true(n > 200);
	for (int i = 1; i < n; i++)
		assert_true(acts[i].head.at.seconds >= acts[i - 1].head.at.seconds);
	assert_true(acts[n - 1].head.at.seconds <= store_now(x->st).seconds);
}

static void clock_row(void **state)
{
	const struct clock *row = *state;
	struct sight x;

	look(&x, row->clock);
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
		assert_line(&x, &lines[i]);
	assert_null(strstr(buf_string(&x.said), "95.0"));
	assert_verified(&x);
	assert_moments_rise(&x);
	look_away(&x);
}

/* 20 of 201 prints 90.0 and is not persistent; it needs a clock after February. */
static void twenty_of_201(void **state)
{
	struct sight x;

	look(&x, "2027-03-04T09:07");
	struct tally t = tally_of(&x, pupil_of(&x, "Castellanos", NULL)->id);
	assert_int_equal(tally_possible(&t), 201);
	assert_int_equal(tally_missed(&t), 20);
	assert_string_equal(buf_string(&x.said), "");
	look_away(&x);
	look(&x, "2027-02-26T09:07");
	assert_non_null(strstr(buf_string(&x.said), "20 of 201"));
	look_away(&x);
}

static void a_young_year_says_what_it_cannot(void **state)
{
	struct sight x;

	look(&x, "2026-09-03T09:07");
	assert_non_null(strstr(buf_string(&x.said), "95.0, 90.0, 80.0 and 50.0%"));
	assert_non_null(strstr(buf_string(&x.said), "a leaver"));
	assert_non_null(strstr(buf_string(&x.said), "a joiner last week"));
	assert_verified(&x);
	look_away(&x);
}

/* WHO IS IN IT */

static void the_school_is_whole(void **state)
{
	static const char *const class_names[] = { "Acorn", "Willow", "Hazel", "Maple", "Rowan", "Birch", "Beech", "Oak" };
	struct roll_group_row *groups = NULL;
	struct staff_row *bound = NULL;
	struct staff_role_row *roles = NULL;
	struct sight x;
	uint32_t held = 0;

	look(&x, "2026-11-20T09:07");
	assert_in_range(x.pupil_count, 205, 220);
	assert_true(store_is_practice(x.st));
	assert_int_equal(store_thing_all(x.st, THING_ROLL_GROUP, &x.arena, &groups), 8);
	for (int i = 0; i < 8; i++)
		assert_string_equal(groups[i].name, class_names[i]);
	int n = store_thing_all(x.st, THING_STAFF_ROLE, &x.arena, &roles);
	for (int i = 0; i < n; i++) {
		enum role role;

		assert_int_equal(role_parse(roles[i].role, &role), 0);
		held |= 1u << role;
	}
	assert_int_equal(held, (1u << ROLES) - 1);
	assert_int_equal(store_staff_by_uid(x.st, 1000, day_of(2026, 11, 20), &x.arena, &bound), 1);
	assert_int_equal(store_roles_of_staff(x.st, bound->id, &x.arena, &roles), 3);
	look_away(&x);
}

static void upns_hold(void **state)
{
	struct sight x;
	int none = 0;

	look(&x, "2026-11-20T09:07");
	for (int i = 0; i < x.pupil_count; i++) {
		enum upn_kind kind;

		if (!x.pupils[i].upn)
			none++;
		else
			assert_int_equal(upn_check(x.pupils[i].upn, &kind, NULL), 0);
	}
	assert_int_equal(none, 4); /* one has none yet, nor have one who came today and one to come; and the guest's is the other school's */
	look_away(&x);
}

/* Numbers of England's drama ranges only, and each person has one. */
static void numbers_are_nobodys(void **state)
{
	struct adult_number_row *numbers = NULL;
	struct adult_row *adults = NULL;
	struct sight x;

	look(&x, "2026-11-20T09:07");
	int n = store_thing_all(x.st, THING_ADULT_NUMBER, &x.arena, &numbers), people = store_thing_all(x.st, THING_ADULT, &x.arena, &adults);
	assert_true(n >= people);
	for (int i = 0; i < n; i++)
		assert_true(strncmp(numbers[i].number, "07700 900", 9) == 0 || strncmp(numbers[i].number, "01632 960", 9) == 0);
	look_away(&x);
}

static void children_are_of_their_year(void **state)
{
	struct pupil_year_row *years = NULL;
	struct sight x;

	look(&x, "2026-11-20T09:07");
	for (int i = 0; i < x.pupil_count; i++) {
		assert_int_equal(store_years_of_pupil(x.st, x.pupils[i].id, &x.arena, &years), 1);
		assert_int_equal(age_on(x.pupils[i].born_day, day_of(2026, 8, 31)), 4 + years->year);
	}
	look_away(&x);
}

static struct enrolment_row spell_of(struct sight *x, const char *surname)
{
	struct enrolment_row *rows = NULL;

	assert_int_equal(store_enrolments_of_pupil(x->st, pupil_of(x, surname, NULL)->id, &x->arena, &rows), 1);
	return rows[0];
}

static void comings_and_goings(void **state)
{
	struct sight x;

	look(&x, "2026-11-20T09:07");
	assert_int_equal(spell_of(&x, "Whitlock").from_day.n, day_of(2026, 11, 9).n);
	struct enrolment_row leaver = spell_of(&x, "Nkemelu");
	assert_int_equal(leaver.to_day.n, day_of(2026, 11, 10).n);
	assert_string_equal(leaver.ground, "a");
	assert_string_equal(spell_of(&x, "Villeneuve").kind, "guest");
	struct enrolment_row dual = spell_of(&x, "Ostrowski");
	assert_string_equal(dual.kind, "main");
	assert_string_equal(dual.other_school, "Saltmarsh School");
	look_away(&x);
}

static int32_t code_count(struct sight *x, const char *surname, uint8_t code)
{
	const uint8_t *const *strips = NULL;
	int32_t count[256] = { 0 };

	assert_int_equal(store_strips(x->st, pupil_of(x, surname, NULL)->id, x->year, x->year, &x->arena, &strips), 0);
	struct span s = { sitting_of(day_of(x->year, 9, 1), SESSION_AM), sitting_of(day_of(x->year + 1, 8, 31), SESSION_PM), x->year, 1, strips };
	span_codes(&s, count);
	return count[code];
}

static void sessions_that_do_not_count(void **state)
{
	struct sight x;

	look(&x, "2026-11-20T09:07");
	assert_true(code_count(&x, "Ostrowski", CODE_D) > 10);
	assert_int_equal(code_count(&x, "Thornbury", CODE_X), code_count(&x, "Thornbury", CODE_PRESENT_AM) - 1);
	assert_int_equal(code_count(&x, "Thornbury", CODE_PRESENT_PM), 0);
	struct tally none = tally_of(&x, pupil_of(&x, "Ravensdale", NULL)->id);
	assert_int_equal(tally_possible(&none), 0);
	assert_true(none.count[CATEGORY_NOT_POSSIBLE] > 0);
	look_away(&x);
}

static struct contact_row contact_of(struct sight *x, const char *surname, int n)
{
	struct contact_row *rows = NULL;

	assert_true(store_contacts_of_pupil(x->st, pupil_of(x, surname, NULL)->id, &x->arena, &rows) > n);
	assert_int_equal(rows[n].priority, n + 1);
	return rows[n];
}

static void families(void **state)
{
	struct address_row *addresses = NULL;
	struct sight x;
	int secret = 0;

	look(&x, "2026-11-20T09:07");
	assert_int_equal(pupil_of(&x, "Ap Gwynfor", "Llŷr")->born_day.n, pupil_of(&x, "Ap Gwynfor", "Siân")->born_day.n);
	assert_int_equal(contact_of(&x, "Bright", 0).adult, contact_of(&x, "Osei-Tutu", 0).adult);
	assert_string_equal(contact_of(&x, "Bright", 0).relation, "Foster carer");
	assert_int_equal(contact_of(&x, "Radcliffe", 1).do_not_contact, 1);
	assert_int_equal(contact_of(&x, "Radcliffe", 1).letters, 0);
	assert_int_equal(contact_of(&x, "Radcliffe", 1).may_collect, 0);
	int n = store_thing_all(x.st, THING_ADDRESS, &x.arena, &addresses);
	for (int i = 0; i < n; i++)
		if (addresses[i].secret) {
			assert_int_equal(addresses[i].adult, contact_of(&x, "Calloway", 0).adult);
			secret++;
		}
	assert_int_equal(secret, 1);
	look_away(&x);
}

static void two_of_one_name(void **state)
{
	struct sight x;
	int found = 0;

	look(&x, "2026-11-20T09:07");
	for (int i = 0; i < x.pupil_count; i++)
		found += strcmp(x.pupils[i].surname, "Smith") == 0 && strcmp(x.pupils[i].forename, "Oliver") == 0;
	assert_int_equal(found, 3); /* two of them in one class */
	assert_string_equal(pupil_of(&x, "", NULL)->forename, "Adhitya");
	look_away(&x);
}

/* THE FIGURES */

static void the_whole_is_as_schools_are(void **state)
{
	struct tally all = { 0 };
	struct sight x;

	look(&x, "2026-11-20T09:07");
	for (int i = 0; i < x.pupil_count; i++) {
		struct tally t = tally_of(&x, x.pupils[i].id);

		tally_add(&all, &t);
	}
	assert_in_range(percent_tenths(tally_attended(&all), tally_possible(&all)), 940, 950);
	assert_true(all.late > 50);
	look_away(&x);
}

static void today_is_part_taken(void **state)
{
	struct register_row *rows = NULL;
	struct sight x;
	struct day today = day_of(2026, 11, 20);
	int sent = 0, closed = 0;

	look(&x, "2026-11-20T09:07");
	int n = store_registers_between(x.st, today, today, &x.arena, &rows);
	for (int i = 0; i < n; i++) {
		sent += rows[i].sent_act != 0;
		closed += rows[i].closed_act != 0;
	}
	assert_int_equal(n, 6);
	assert_int_equal(sent, 5);
	assert_int_equal(closed, 0);
	n = store_registers_between(x.st, day_add(today, -1), day_add(today, -1), &x.arena, &rows);
	assert_int_equal(n, 16);
	for (int i = 0; i < n; i++)
		assert_true(rows[i].sent_act && rows[i].closed_act);
	look_away(&x);
}

/* Every change of a first entry has its reason (A20). */
static void amendments_have_reasons(void **state)
{
	struct entry_row *entries = NULL;
	struct sight x;
	int amended = 0;

	look(&x, "2026-11-20T09:07");
	int n = store_entries_between(x.st, 0, day_of(2026, 9, 1), day_of(2026, 11, 20), &x.arena, &entries);
	for (int i = 0; i < n; i++) {
		struct act_row act;

		if (entries[i].entry.before == CODE_NONE)
			continue;
		assert_int_equal(store_act_get(x.st, entries[i].act, &x.arena, &act), 0);
		assert_non_null(act.head.reason);
		assert_true(act.head.staff > 0);
		amended++;
	}
	assert_true(amended > 300);
	look_away(&x);
}

/* THE SAME EACH TIME, AND WHOLE OR NOT AT ALL */

static struct hash head_at(const char *clock)
{
	struct sight x;
	struct hash head;
	int64_t seq;

	look(&x, clock);
	assert_int_equal(store_act_last(x.st, &seq, &head), 0);
	look_away(&x);
	return head;
}

static void the_same_clock_gives_the_same_store(void **state)
{
	struct hash one = head_at("2026-10-02T09:07"), two = head_at("2026-10-02T09:07"), other = head_at("2026-10-02T09:08");

	assert_memory_equal(one.bytes, two.bytes, HASH_BYTES);
	assert_memory_not_equal(one.bytes, other.bytes, HASH_BYTES);
}

static void killed_it_leaves_nothing(void **state)
{
	struct timespec wait = { .tv_nsec = 2000000 };

	for (int i = 0; i < 8; i++, wait.tv_nsec *= 2) {
		struct store *st = NULL;
		struct err e = { 0 };
		int status;

		place_make();
		pid_t child = fork();
		if (child == 0) {
			office_demo(place, "2026-09-18T09:07", 1000, "priya", "", NULL, &e);
			_exit(0);
		}
		assert_true(child > 0);
		nanosleep(&wait, NULL);
		kill(child, SIGKILL);
		assert_int_equal(waitpid(child, &status, 0), child);
		if (store_open(place, &st, &e) == 0) {
			struct sight x = { .st = st };

			assert_verified(&x);
			store_close(st);
		} else {
			make("2026-09-18T09:07", NULL);
		}
		directory_remove(place);
	}
}

static void a_school_is_not_overwritten(void **state)
{
	struct err e = { 0 };

	place_make();
	make("2026-09-04T09:07", NULL);
	assert_int_not_equal(office_demo(place, "2026-09-04T09:07", 1000, "priya", "", NULL, &e), 0);
	assert_int_equal(e.kind, ERR_REFUSED);
	directory_remove(place);
}

static void no_clock_is_a_school_day(void **state)
{
	struct sight x;

	look(&x, NULL);
	struct civil now = moment_civil(store_now(x.st));
	assert_true(day_weekday(now.day) < 5);
	assert_in_range(now.minute, 9 * 60, 15 * 60 + 30);
	look_away(&x);
}

static const struct clock wrong[] = {
	{ "no time", "2026-11-20" },          { "no such day", "2026-11-31T09:07" }, { "no such time", "2026-11-20T25:00" },
	{ "words", "this morning at nine" },  { "before the codes of 2024", "2024-08-31T09:07" }, { "after this century", "2100-01-04T09:07" },
};

static void wrong_clock_row(void **state)
{
	const struct clock *row = *state;
	struct err e = { 0 };

	place_make();
	assert_int_equal(office_demo(place, row->clock, 1000, "priya", "", NULL, &e), -EINVAL);
	assert_int_equal(e.kind, ERR_USAGE);
	assert_int_equal(rmdir(place), 0); /* nothing was made */
}

static struct rows cases;

int main(void)
{
	struct err e = { 0 };

	if (seal_start(&e) < 0)
		return 1;
	rows_add(&cases, clock_row, clocks);
	rows_case(&cases, "20 of 201 missed", twenty_of_201, NULL);
	rows_case(&cases, "a young year says what it cannot", a_young_year_says_what_it_cannot, NULL);
	rows_case(&cases, "the school is whole", the_school_is_whole, NULL);
	rows_case(&cases, "UPNs hold", upns_hold, NULL);
	rows_case(&cases, "numbers are nobody's", numbers_are_nobodys, NULL);
	rows_case(&cases, "children are of their year", children_are_of_their_year, NULL);
	rows_case(&cases, "comings and goings", comings_and_goings, NULL);
	rows_case(&cases, "sessions that do not count", sessions_that_do_not_count, NULL);
	rows_case(&cases, "families", families, NULL);
	rows_case(&cases, "two of one name, and a mononym", two_of_one_name, NULL);
	rows_case(&cases, "the whole is as schools are", the_whole_is_as_schools_are, NULL);
	rows_case(&cases, "today is part taken", today_is_part_taken, NULL);
	rows_case(&cases, "amendments have reasons", amendments_have_reasons, NULL);
	rows_case(&cases, "the same clock gives the same store", the_same_clock_gives_the_same_store, NULL);
	rows_case(&cases, "killed it leaves nothing", killed_it_leaves_nothing, NULL);
	rows_case(&cases, "a school is not overwritten", a_school_is_not_overwritten, NULL);
	rows_case(&cases, "no clock is a school day", no_clock_is_a_school_day, NULL);
	rows_add(&cases, wrong_clock_row, wrong);
	return rows_run(&cases, "office/demo");
}
