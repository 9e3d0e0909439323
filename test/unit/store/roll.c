#include "school.h"

/* What the use cases of the roll ask for: whose contacts, who is elsewhere when, who was called what. */

#define DAY day_of(2026, 11, 20) /* a Friday */

static int64_t put_adult(struct school *s, int n, const char *surname)
{
	struct adult_row a = ADULT_NEW;

	a.key = key_of('a', n);
	a.surname = surname;
	a.forename = "Grace";
	must(s, store_act_put(s->st, THING_ADULT, &a));
	return a.id;
}

static int64_t put_contact(struct school *s, int64_t adult, int pupil, int priority)
{
	struct contact_row c = CONTACT_NEW;

	c.adult = adult;
	c.pupil = s->pupil[pupil];
	c.priority = priority;
	c.relation = "mother";
	c.lives_with = c.parental_responsibility = c.letters = c.texts = c.may_collect = c.do_not_contact = 0;
	c.from_day = STARTED;
	must(s, store_act_put(s->st, THING_CONTACT, &c));
	return c.id;
}

static void children(void **state)
{
	struct school s;
	struct contact_row *rows;

	school_start(&s, NULL);
	act_begin(&s, "contacts");
	int64_t mother = put_adult(&s, 0, "Okafor"), other = put_adult(&s, 1, "Smith");
	int64_t second = put_contact(&s, mother, 3, 1), first = put_contact(&s, mother, 1, 2);
	put_contact(&s, other, 1, 1);
	act_save(&s);
	assert_int_equal(must(&s, store_children_of_adult(s.st, mother, &s.a, &rows)), 2);
	assert_int_equal(rows[0].id, first); /* by pupil, not by when they came */
	assert_int_equal(rows[1].id, second);
	assert_int_equal(rows[1].pupil, s.pupil[3]);
	assert_int_equal(must(&s, store_children_of_adult(s.st, other + 1, &s.a, &rows)), 0);
	assert_holds(&s);
	school_finish(&s);
}

static void put_elsewhere(struct school *s, int pupil, const char *code, int weekdays, int sessions, struct day from, struct day to)
{
	struct elsewhere_row w = ELSEWHERE_NEW;

	w.pupil = s->pupil[pupil];
	w.code = code;
	w.place = "Hill School";
	w.weekdays = weekdays;
	w.sessions = sessions;
	w.from_day = from;
	w.to_day = to;
	must(s, store_act_put(s->st, THING_ELSEWHERE, &w));
}

static void elsewhere(void **state)
{
	struct school s;
	struct agreed_row *at;
	struct elsewhere_row *rows;

	school_start(&s, NULL);
	act_begin(&s, "elsewhere");
	put_elsewhere(&s, 4, "D", 16, 3, STARTED, DAY_NONE);               /* Fridays */
	put_elsewhere(&s, 2, "K", 31, 2, DAY, DAY);                        /* one afternoon */
	put_elsewhere(&s, 2, "D", 31, 3, STARTED, day_add(DAY, -1));       /* over */
	put_elsewhere(&s, 0, "D", 31, 3, day_add(DAY, 1), DAY_NONE);       /* to come */
	act_save(&s);
	assert_int_equal(must(&s, store_elsewhere_between(s.st, DAY, DAY, &s.a, &at)), 2);
	assert_int_equal(at[0].at.pupil, s.pupil[2]);
	assert_string_equal(at[0].code, "K");
	assert_string_equal(at[0].place, "Hill School");
	assert_false(place_covers(&at[0].at, sitting_of(DAY, SESSION_AM)));
	assert_true(place_covers(&at[0].at, sitting_of(DAY, SESSION_PM)));
	assert_false(place_covers(&at[0].at, sitting_of(day_add(DAY, 3), SESSION_PM)));
	assert_true(place_covers(&at[1].at, sitting_of(DAY, SESSION_AM)));
	assert_false(place_covers(&at[1].at, sitting_of(day_add(DAY, -1), SESSION_AM)));
	assert_true(place_covers(&at[1].at, sitting_of(day_add(DAY, 700), SESSION_AM)));
	assert_int_equal(must(&s, store_elsewhere_between(s.st, day_add(DAY, -1), day_add(DAY, 1), &s.a, &at)), 4);
	assert_int_equal(must(&s, store_elsewhere_of_pupil(s.st, s.pupil[2], &s.a, &rows)), 2);
	assert_int_equal(rows[0].to_day.n, day_add(DAY, -1).n);
	assert_string_equal(rows[1].code, "K");
	assert_holds(&s);
	school_finish(&s);
}

static void pairs(void **state)
{
	struct school s;
	struct pupil_pair_row p = PUPIL_PAIR_NEW, *rows;

	school_start(&s, NULL);
	act_begin(&s, "pair");
	p.pupil = s.pupil[1];
	p.other = s.pupil[3];
	p.said = "not siblings";
	must(&s, store_act_put(s.st, THING_PUPIL_PAIR, &p));
	p = PUPIL_PAIR_NEW;
	p.pupil = s.pupil[3];
	p.other = s.pupil[4];
	p.said = "not the same";
	must(&s, store_act_put(s.st, THING_PUPIL_PAIR, &p));
	act_save(&s);
	assert_int_equal(must(&s, store_pairs_of_pupil(s.st, s.pupil[3], &s.a, &rows)), 2);
	assert_int_equal(rows[0].pupil, s.pupil[1]);
	assert_int_equal(rows[1].other, s.pupil[4]);
	assert_int_equal(must(&s, store_pairs_of_pupil(s.st, s.pupil[1], &s.a, &rows)), 1);
	assert_int_equal(must(&s, store_pairs_of_pupil(s.st, s.pupil[0], &s.a, &rows)), 0);
	act_begin(&s, "pair");
	p = PUPIL_PAIR_NEW;
	p.pupil = s.pupil[4];
	p.other = s.pupil[3];
	p.said = "siblings";
	assert_true(store_act_put(s.st, THING_PUPIL_PAIR, &p) < 0); /* the lower one first */
	store_abandon(s.st);
	assert_holds(&s);
	school_finish(&s);
}

/* The class on a day, and whoever was in it. */
static void group(void **state)
{
	struct school s;
	struct membership_row *rows, left;

	school_start(&s, NULL);
	assert_int_equal(must(&s, store_memberships_of_pupil(s.st, s.pupil[2], &s.a, &rows)), 1);
	left = rows[0];
	left.to_day = day_add(DAY, -1);
	act_begin(&s, "pupil moved");
	must(&s, store_act_put(s.st, THING_MEMBERSHIP, &left));
	act_save(&s);
	assert_int_equal(must(&s, store_memberships_of_group(s.st, s.group[0], day_add(DAY, -1), &s.a, &rows)), 3);
	assert_int_equal(must(&s, store_memberships_of_group(s.st, s.group[0], DAY, &s.a, &rows)), 2);
	assert_int_equal(rows[0].pupil, s.pupil[0]);
	assert_int_equal(rows[1].pupil, s.pupil[4]);
	assert_int_equal(must(&s, store_memberships_of_group(s.st, s.group[0], day_add(STARTED, -1), &s.a, &rows)), 0);
	assert_int_equal(must(&s, store_memberships_of_group(s.st, s.group[0], DAY_NONE, &s.a, &rows)), 3);
	assert_int_equal(must(&s, store_memberships_of_group(s.st, s.group[1], DAY, &s.a, &rows)), 3);
	assert_holds(&s);
	school_finish(&s);
}

/* NAMES */

static void put_former(struct school *s, int pupil, const char *surname, const char *middle, struct day to)
{
	struct pupil_name_row n = PUPIL_NAME_NEW;

	n.pupil = s->pupil[pupil];
	n.surname = surname;
	n.forename = "Ada";
	n.middle_names = middle;
	n.to_day = to;
	must(s, store_act_put(s->st, THING_PUPIL_NAME, &n));
}

/* Two former names, given up on DAY and 100 days before it: the later one is written first. */
static const struct then_row {
	const char *name;
	int after;            /* days after DAY */
	const char *surname;  /* NULL: as now */
} then_rows[] = {
	{ "long before", -1000, "First" },
	{ "the last day of the first one", -100, "First" },
	{ "the day after it", -99, "Second" },
	{ "the last day of the second", 0, "Second" },
	{ "the day after that", 1, NULL },
};

static void then_case(void **state)
{
	const struct then_row *row = *state;
	struct school s;
	struct name_row *then;
	struct pupil_name_row *all;

	school_start(&s, NULL);
	act_begin(&s, "names");
	put_former(&s, 4, "Second", "May June", DAY);
	put_former(&s, 4, "First", NULL, day_add(DAY, -100));
	act_save(&s);
	assert_int_equal(must(&s, store_names_on(s.st, day_add(DAY, row->after), &s.a, &then)), row->surname != NULL);
	if (row->surname) {
		assert_int_equal(then[0].pupil, s.pupil[4]);
		assert_string_equal(then[0].surname, row->surname);
		assert_int_equal(then[0].middle_names != NULL, row->after > -100);
	}
	assert_int_equal(must(&s, store_names_of_pupil(s.st, s.pupil[4], &s.a, &all)), 2);
	assert_string_equal(all[0].surname, "First");
	assert_string_equal(all[1].middle_names, "May June");
	assert_int_equal(must(&s, store_names_of_pupil(s.st, s.pupil[3], &s.a, &all)), 0);
	school_finish(&s);
}

static void known(void **state)
{
	struct school s;
	struct pupil_row *rows;
	struct name_row *names;

	school_start(&s, NULL);
	assert_int_equal(must(&s, store_pupils_born_on(s.st, day_of(2016, 1, 4), &s.a, &rows)), 1);
	assert_int_equal(rows[0].id, s.pupil[3]);
	struct pupil_row p = rows[0];
	assert_int_equal(must(&s, store_pupils_born_on(s.st, day_of(2016, 2, 1), &s.a, &rows)), 0);
	act_begin(&s, "pupil changed");
	p.former_upn = p.upn;
	p.upn = "B823432100123";
	p.preferred_surname = "Jones";
	p.middle_names = "Max";
	p.sex = NULL;
	must(&s, store_act_put(s.st, THING_PUPIL, &p));
	act_save(&s);
	assert_int_equal(must(&s, store_names_now(s.st, &s.a, &names)), PUPILS);
	assert_string_equal(names[3].preferred_surname, "Jones");
	assert_string_equal(names[3].middle_names, "Max");
	assert_string_equal(names[3].former_upn, "A000000000003");
	assert_null(names[2].preferred_surname);
	assert_null(names[2].former_upn);
	assert_int_equal(must(&s, store_pupils_born_on(s.st, p.born_day, &s.a, &rows)), 1);
	assert_null(rows[0].sex);
	act_begin(&s, "pupil merged");
	p.merged_into = s.pupil[2];
	must(&s, store_act_put(s.st, THING_PUPIL, &p));
	act_save(&s);
	assert_int_equal(must(&s, store_pupils_born_on(s.st, p.born_day, &s.a, &rows)), 0);
	assert_holds(&s);
	school_finish(&s);
}

static const struct case_row cases[] = {
	{ "the children of an adult", children },
	{ "sessions agreed elsewhere", elsewhere },
	{ "what somebody said of two pupils", pairs },
	{ "a class as it is on a day", group },
	{ "what identifies a pupil", known },
};

int main(void)
{
	static struct rows r;
	struct err e;

	if (seal_start(&e) < 0)
		return 1;
	rows_add(&r, then_case, then_rows);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		rows_case(&r, cases[i].name, cases[i].f, NULL);
	return rows_run(&r, "store/roll");
}
