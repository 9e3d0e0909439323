#include "made.h"

#include <string.h>
#include <unistd.h>

#include "office/school.h"
#include "store/store.h"

/* The cases that a roll has, in the practice school: each is there, and was made by an act. */

static struct {
	char place[64];
	struct arena a;
	struct store *st;
	struct pupil_row *pupils;
	int count;
} x;

static void look(const char *clock)
{
	struct err e = { 0 };

	memset(&x, 0, sizeof x);
	strcpy(x.place, "/tmp/firstbell-demo-XXXXXX");
	assert_non_null(mkdtemp(x.place));
	made_copy(clock, x.place);
	if (store_open(x.place, &x.st, &e) != 0)
		fail_msg("%s", e.text);
	x.count = store_thing_all(x.st, THING_PUPIL, &x.a, &x.pupils);
}

static void look_away(void)
{
	store_close(x.st);
	arena_finish(&x.a);
	directory_remove(x.place);
}

#define NOW "2026-11-20T09:07"
#define TODAY day_of(2026, 11, 20)

static const struct pupil_row *pupil(const char *forename)
{
	for (int i = 0; i < x.count; i++)
		if (strcmp(x.pupils[i].forename, forename) == 0)
			return &x.pupils[i];
	fail_msg("no %s", forename);
	return NULL;
}

/* Whoever has something in that text. */
static const struct pupil_row *pupil_with(size_t field)
{
	for (int i = 0; i < x.count; i++)
		if (*(const char *const *)((const char *)&x.pupils[i] + field))
			return &x.pupils[i];
	fail_msg("nobody");
	return NULL;
}

static struct enrolment_row *spells_of(const struct pupil_row *p, int count)
{
	struct enrolment_row *rows = NULL;

	assert_int_equal(store_enrolments_of_pupil(x.st, p->id, &x.a, &rows), count);
	return rows;
}

static void twins(void)
{
	const struct pupil_row *first = pupil("Imogen"), *second = pupil("Wilfred");
	struct pupil_year_row *years = NULL;
	struct contact_row *a = NULL, *b = NULL;

	assert_true(day_equal(first->born_day, day_of(2021, 8, 31)));
	assert_true(day_equal(second->born_day, day_of(2021, 9, 1)));
	assert_string_equal(first->surname, second->surname);
	assert_int_equal(store_years_of_pupil(x.st, first->id, &x.a, &years), 1);
	assert_int_equal(years->year, 1);
	assert_int_equal(store_years_of_pupil(x.st, second->id, &x.a, &years), 1);
	assert_int_equal(years->year, 0);
	int n = store_contacts_of_pupil(x.st, first->id, &x.a, &a);
	assert_true(n > 0);
	assert_int_equal(store_contacts_of_pupil(x.st, second->id, &x.a, &b), n);
	for (int i = 0; i < n; i++)
		assert_int_equal(a[i].adult, b[i].adult);
}

static void names(void)
{
	struct pupil_name_row *former = NULL;
	struct name_row *then = NULL;
	const struct pupil_row *known = pupil_with(offsetof(struct pupil_row, preferred_surname));

	assert_string_equal(known->preferred_surname, "Fairbrother");
	assert_string_not_equal(known->surname, "Fairbrother");
	assert_int_equal(store_thing_all(x.st, THING_PUPIL_NAME, &x.a, &former), 1);
	assert_true(day_equal(former->to_day, day_of(2026, 10, 11)));
	assert_int_equal(store_names_on(x.st, day_of(2026, 10, 11), &x.a, &then), 1);
	assert_int_equal(store_names_on(x.st, day_of(2026, 10, 12), &x.a, &then), 0);
	assert_non_null(pupil_with(offsetof(struct pupil_row, former_upn))->upn);
}

static void namesakes(void)
{
	struct membership_row *rows = NULL;
	int64_t groups[3] = { 0 };
	int n = 0;

	for (int i = 0; i < x.count; i++)
		if (strcmp(x.pupils[i].surname, "Smith") == 0 && strcmp(x.pupils[i].forename, "Oliver") == 0 && n < 3) {
			assert_int_equal(store_memberships_of_pupil(x.st, x.pupils[i].id, &x.a, &rows), 1);
			groups[n++] = rows->roll_group;
		}
	assert_int_equal(n, 3);
	assert_true(groups[0] == groups[1] || groups[1] == groups[2] || groups[0] == groups[2]);
}

static void elsewhere(void)
{
	struct agreed_row *at = NULL;
	int today = 0, n = store_elsewhere_between(x.st, TODAY, TODAY, &x.a, &at);

	assert_int_equal(n, 3);
	for (int i = 0; i < n; i++)
		today += place_covers(&at[i].at, sitting_of(TODAY, SESSION_AM)) || place_covers(&at[i].at, sitting_of(TODAY, SESSION_PM));
	assert_int_equal(today, 2); /* the dual pupil's days are Tuesday and Thursday */
	const struct enrolment_row *dual = spells_of(pupil("Kacper"), 1);
	assert_string_equal(dual->arrangement, "dual registration");
	assert_string_equal(dual->kind, "main");
	assert_non_null(dual->other_school_contact);
}

static void moved(void)
{
	struct membership_row *rows = NULL;
	int found = 0;

	for (int i = 0; i < x.count; i++) {
		if (store_memberships_of_pupil(x.st, x.pupils[i].id, &x.a, &rows) != 2)
			continue;
		assert_true(day_equal(rows[0].to_day, day_of(2026, 11, 1)));
		assert_true(day_equal(rows[1].from_day, day_of(2026, 11, 2)));
		assert_int_not_equal(rows[0].roll_group, rows[1].roll_group);
		found++;
	}
	assert_int_equal(found, 1);
}

/* Acts keep the name of their day. */
static void married(void)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct staff_row staff;
	struct act_row *acts;
	int before = 0, after = 0;

	assert_int_equal(store_staff_by_sign_in(x.st, "magda", &x.a, &staff), 0);
	assert_string_equal(staff.name, "Magda Whitfield");
	int n = store_acts_between(x.st, (struct moment){ 0 }, (struct moment){ INT64_MAX }, &a, &acts);
	for (int i = 0; i < n; i++)
		if (acts[i].head.staff == staff.id) {
			bool new = strcmp(acts[i].head.staff_name, "Magda Whitfield") == 0;

			assert_true(new || strcmp(acts[i].head.staff_name, "Magda Zielińska") == 0);
			assert_true(new ? acts[i].head.at.seconds >= moment_of(day_of(2026, 11, 2), 0, 0).seconds : !after);
			before += !new;
			after += new;
		}
	assert_true(before > 10 && after > 10);
}

static void families(void)
{
	struct contact_row *own = NULL, *fostered = NULL, *all = NULL;
	struct adult_number_row *numbers = NULL;
	const struct pupil_row *child = NULL;
	int dead = 0, confirmed = 0, homes = 0;

	for (int i = 0; i < x.count; i++)
		if (strcmp(x.pupils[i].surname, "Hathaway") == 0)
			child = &x.pupils[i];
	assert_non_null(child);
	assert_int_equal(store_contacts_of_pupil(x.st, child->id, &x.a, &own), 1);
	assert_true(store_contacts_of_pupil(x.st, pupil("Kayleigh")->id, &x.a, &fostered) > 1);
	assert_int_equal(own->adult, fostered->adult);
	assert_string_equal(own->relation, "Mother");
	assert_string_equal(fostered->relation, "Foster carer");
	assert_int_equal(own->parental_responsibility, 1);
	assert_int_equal(fostered->parental_responsibility, 0);
	for (int i = 0, n = store_thing_all(x.st, THING_ADULT_NUMBER, &x.a, &numbers); i < n; i++)
		dead += numbers[i].dead != 0;
	assert_int_equal(dead, 5);
	for (int i = 0, n = store_thing_all(x.st, THING_CONTACT, &x.a, &all); i < n; i++) {
		confirmed += day_equal(all[i].confirmed_day, day_of(2026, 10, 2));
		homes += strcmp(all[i].relation, "Father") == 0 && all[i].lives_with;
	}
	assert_in_range(confirmed, 60, 200);
	assert_true(homes > 0);
}

static void comings(void)
{
	const struct pupil_row *to_come = pupil("Robin"), *today = pupil("Noor");
	struct enrolment_row *all = NULL;
	int last_schools = 0, returned = 0;

	assert_null(to_come->upn);
	assert_null(to_come->sex);
	assert_true(day_equal(spells_of(to_come, 1)->from_day, day_of(2027, 1, 5)));
	assert_true(day_equal(spells_of(today, 1)->from_day, TODAY));
	for (int i = 0, n = store_thing_all(x.st, THING_ENROLMENT, &x.a, &all); i < n; i++) {
		last_schools += all[i].last_school != NULL;
		returned += all[i].to_day.n < day_of(2026, 1, 1).n && !day_is_none(all[i].to_day);
	}
	assert_true(last_schools > 15);
	assert_int_equal(returned, 1);
	const struct enrolment_row *left = spells_of(pupil("Chidiebere"), 1);
	assert_string_equal(left->ground, "a");
	assert_non_null(left->destination);
	assert_non_null(left->new_address);
}

/* BEFORE THE BELL */

static void trip(void)
{
	struct plan_row *plans, *trip = NULL;
	struct plan_pupil_row *goers;
	int n = store_plans_between(x.st, TODAY, TODAY, &x.a, &plans), without = 0;

	for (int i = 0; i < n; i++)
		trip = strcmp(plans[i].kind, "trip") == 0 ? &plans[i] : trip;
	assert_non_null(trip);
	assert_string_equal(trip->code, "V");
	assert_string_equal(trip->leader, "Peter Goldsmith");
	assert_int_equal(trip->leaves, 9 * 60 + 20);
	n = store_pupils_of_plan(x.st, trip->id, &x.a, &goers);
	assert_in_range(n, 20, 24);
	for (int i = 0; i < n; i++) {
		uint8_t mark;

		without += strcmp(goers[i].consent, "no") == 0;
		assert_int_equal(store_mark_get(x.st, goers[i].pupil, TODAY, SESSION_AM, &mark), 0);
		assert_int_equal(mark, CODE_NONE); /* nobody has confirmed it */
	}
	assert_int_equal(without, 1);
}

/* One of each: no mark stands in a session that it is laid over. */
static void plans(void)
{
	static const struct { const char *code, *kind; bool morning, afternoon; int review; } wanted[] = {
		{ "M", "absence", true, false, 0 }, { "M", "absence", false, true, 0 }, { "C", "absence", true, true, 0 }, { "R", "absence", true, true, 0 },
		{ "B", "pattern", true, false, 28 }, { "C2", "pattern", false, true, 4 },
	};
	struct planned_row *rows;
	int n = store_planned_between(x.st, TODAY, TODAY, &x.a, &rows);

	for (size_t w = 0; w < sizeof wanted / sizeof *wanted; w++) {
		struct plan_row plan;
		int found = 0;

		for (int i = 0; i < n; i++) {
			if (strcmp(rows[i].code, wanted[w].code) != 0 || strcmp(rows[i].kind, wanted[w].kind) != 0 ||
			    place_covers(&rows[i].at, sitting_of(TODAY, SESSION_AM)) != wanted[w].morning ||
			    place_covers(&rows[i].at, sitting_of(TODAY, SESSION_PM)) != wanted[w].afternoon)
				continue;
			found++;
			assert_int_equal(store_thing_get(x.st, THING_PLAN, rows[i].plan, &x.a, &plan), 0);
			assert_int_equal(day_is_none(plan.review_day) ? 0 : plan.review_day.n - TODAY.n, wanted[w].review);
			assert_int_equal(plan.granted_by != NULL, strchr(plan.code, 'C') != NULL);
		}
		if (found != 1)
			fail_msg("%d of %s %s", found, wanted[w].kind, wanted[w].code);
	}
}

static void reports(void)
{
	struct reported_row *rows;
	int n = store_reported_between(x.st, TODAY, TODAY, &x.a, &rows), siblings = 0, back = 0;

	assert_int_equal(n, 3);
	for (int i = 0; i < n; i++) {
		back += !day_is_none(rows[i].back_day) && rows[i].back_day.n > TODAY.n;
		for (int k = 0; k < i; k++)
			siblings += rows[i].adult == rows[k].adult;
	}
	assert_int_equal(siblings, 1);
	assert_int_equal(back, 2);
	n = store_reported_back(x.st, TODAY, TODAY, &x.a, &rows);
	assert_int_equal(n, 1);
	assert_int_equal(rows[0].from_day.n, TODAY.n - 2);
	for (int days = 1; days <= 2; days++) {
		uint8_t mark;

		assert_int_equal(store_mark_get(x.st, rows[0].pupil, day_add(TODAY, -days), SESSION_AM, &mark), 0);
		assert_string_equal(code_symbol(mark), "I");
	}
}

/* Of the children who are absent without a reason at 9:07: one has a social worker, of one all numbers are dead, of one the first. */
static void hard_to_reach(void)
{
	int worker = 0, nobody = 0, first = 0, order = 0;

	for (int i = 0; i < x.count; i++) {
		struct contact_row *contacts;
		struct pupil_flag_row *flags;
		uint8_t mark;
		int n = store_contacts_of_pupil(x.st, x.pupils[i].id, &x.a, &contacts), all = 0, dead = 0, first_dead = 0;

		for (int c = 0; c < n; c++) {
			struct adult_number_row *numbers;
			int k = store_numbers_of_adult(x.st, contacts[c].adult, &x.a, &numbers);

			order += contacts[c].court_order && contacts[c].do_not_contact;
			for (int m = 0; m < k; m++, all++)
				dead += numbers[m].dead != 0;
			first_dead |= c == 0 && k > 0 && numbers[0].dead;
		}
		assert_int_equal(store_mark_get(x.st, x.pupils[i].id, TODAY, SESSION_AM, &mark), 0);
		if (mark != CODE_N)
			continue;
		nobody += all > 0 && dead == all;
		first += first_dead && dead == 1 && all > 1;
		n = store_flags_of_pupil(x.st, x.pupils[i].id, &x.a, &flags);
		for (int f = 0; f < n; f++)
			worker += strcmp(flags[f].flag, "social_worker") == 0;
	}
	assert_int_equal(worker, 1);
	assert_int_equal(nobody, 1);
	assert_int_equal(first, 1);
	assert_int_equal(order, 1);
}

static void calls_and_tasks(void)
{
	struct call_row *calls;
	struct task_row *tasks;
	struct class_note_row *notes;
	int n = store_calls_between(x.st, day_add(TODAY, -10), day_add(TODAY, -1), &x.a, &calls), spoke = 0, no_reply = 0, child = 0;

	for (int i = 0; i < n; i++) {
		spoke += strcmp(calls[i].outcome, "spoke") == 0;
		no_reply += strcmp(calls[i].outcome, "no reply") == 0;
		child += calls[i].child_spoken != 0;
	}
	assert_true(spoke > 3 && no_reply > 2 && child > 0);
	assert_int_equal(store_calls_between(x.st, TODAY, TODAY, &x.a, &calls), 0);
	assert_int_equal(store_tasks_open(x.st, &x.a, &tasks), 1);
	assert_string_equal(tasks[0].for_role, "dsl");
	assert_string_equal(tasks[0].kind, "contacts failed");
	assert_int_equal(store_class_notes_on(x.st, TODAY, &x.a, &notes), 2);
}

static void case_at_its_clock(void **state)
{
	void (*const *check)(void) = *state;

	look(NOW);
	(*check)();
	look_away();
}

/* Whatever the day: before the cases happened, in the holidays, on the last day. */
static const char *const clocks[] = { "2026-09-02T08:30", "2026-10-05T12:00", "2026-10-30T12:00", "2026-11-02T09:10", "2026-12-25T10:00", "2027-01-05T09:30",
				      "2027-07-21T15:40", "2027-08-31T23:59", "2026-09-01T00:00", "2026-11-20T08:40", "2026-11-20T13:40" };

static void holds_at(void **state)
{
	const char *const *clock = *state;
	struct verify_result v;
	const char **said = NULL;

	look(*clock);
	assert_int_equal(store_verify(x.st, &x.a, &v), 0);
	if (!v.ok)
		fail_msg("%s", v.faults.items[0]);
	vec_finish(&v.faults);
	assert_int_equal(store_integrity(x.st, &x.a, &said), 0);
	look_away();
}

static const struct {
	const char *name;
	void (*check)(void);
} checks[] = {
	{ "twins either side of midnight on 31 August", twins }, { "former, known and new names, and a new UPN", names },
	{ "two of one name in one class", namesakes }, { "sessions agreed elsewhere", elsewhere }, { "one who moved class in October", moved },
	{ "a teacher who married", married }, { "families", families }, { "who comes, came back and left", comings },
	{ "a trip that leaves at twenty past nine", trip }, { "absences and patterns that were planned", plans }, { "what families said", reports },
	{ "families who are hard to reach", hard_to_reach }, { "calls of the days before, a task, notes", calls_and_tasks },
};

int main(void)
{
	static struct rows rows;
	struct err e = { 0 };

	if (seal_start(&e) < 0)
		return 1;
	for (size_t i = 0; i < sizeof checks / sizeof *checks; i++)
		rows_case(&rows, checks[i].name, case_at_its_clock, &checks[i].check);
	for (size_t i = 0; i < sizeof clocks / sizeof *clocks; i++)
		rows_case(&rows, clocks[i], holds_at, &clocks[i]);
	return rows_run(&rows, "office/demo_cases");
}
