/* The turn of the year (H5): what is proposed, what becomes of each pupil, one act, one undo. */
#include "rows.h"

#include <stdio.h>

#include "office/classes.h"
#include "office/pupils.h"
#include "store/store.h"
#include "world.h"

#define FIRST day_of(2027, 9, 2)
#define JULY "2027-07-15T10:00"
#define SEPTEMBER "2027-09-10T10:00"

/* A pupil of a school beside the seven of the world, who are in Willow and Oak, Reception to Year 2. */
struct kid {
	const char *name, *group;
	int year;
	const char *destination;
	struct day from, to;    /* { 0 }: since 1 September 2026; open */
	const char *kind;       /* of the spell; NULL: single */
	int weekdays;           /* 0: Monday to Friday */
	int older;              /* years than their year is in 2026/27 */
};

static struct store *st;

static void put(enum thing thing, void *row)
{
	assert_true(store_act_put(st, thing, row) > 0);
}

static void act_begin(struct world *w)
{
	struct act_head head = { .kind = "roll", .staff_name = "", .position = "", .roles = "", .terminal = "", .version = "test", .day = DAY_NONE,
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

static int64_t group_named(const char *name)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct roll_group_row *rows, row = ROLL_GROUP_NEW;
	int n = store_thing_all(st, THING_ROLL_GROUP, &a, &rows);

	for (int i = 0; i < n; i++)
		if (strcmp(rows[i].name, name) == 0)
			return rows[i].id;
	row.key = (struct key){ { 9, (uint8_t)n } };
	row.name = name;
	row.kind = "class";
	row.from_day = day_of(2026, 9, 1);
	put(THING_ROLL_GROUP, &row);
	return row.id;
}

static int64_t put_place(int64_t pupil, const char *group, int weekdays, struct day from, struct day to)
{
	struct membership_row in = MEMBERSHIP_NEW;

	in.pupil = pupil;
	in.roll_group = group_named(group);
	in.weekdays = weekdays;
	in.sessions = 3;
	in.from_day = from;
	in.to_day = to;
	put(THING_MEMBERSHIP, &in);
	return in.id;
}

static int64_t put_kid(const struct kid *k, int n)
{
	struct pupil_row row = PUPIL_NEW;
	struct enrolment_row spell = ENROLMENT_NEW;
	struct pupil_year_row year = PUPIL_YEAR_NEW;

	row.key = (struct key){ { 8, (uint8_t)(n >> 8), (uint8_t)n } };
	row.surname = k->name;
	row.forename = "Kim";
	row.born_day = day_of(2026 - 5 - (k->year == SESSION_ANY_YEAR ? 5 : k->year) - k->older, 11, 2);
	row.sex = "F";
	put(THING_PUPIL, &row);
	spell.pupil = year.pupil = row.id;
	spell.kind = k->kind ? k->kind : "single";
	spell.from_day = year.from_day = k->from.n ? k->from : day_of(2026, 9, 1);
	spell.to_day = k->to.n ? k->to : DAY_NONE;
	spell.to_session = k->to.n ? 1 : NONE;
	spell.destination = k->destination;
	put(THING_ENROLMENT, &spell);
	year.year = k->year;
	if (k->year != SESSION_ANY_YEAR)
		put(THING_PUPIL_YEAR, &year);
	if (k->group)
		put_place(row.id, k->group, k->weekdays ? k->weekdays : 31, spell.from_day, DAY_NONE);
	return row.id;
}

static void put_term(const char *name, struct day from, struct day to)
{
	struct term_row term = { .name = name, .from_day = from, .to_day = to };

	put(THING_TERM, &term);
}

/* The roll of a year, its terms and those of the autumn behind it; the office at the keys in the middle of July. */
static void school(struct world *w, const struct kid *kids, int n)
{
	as(w, "ann");
	at(w, JULY);
	act_begin(w);
	put_term("Spring", day_of(2027, 1, 4), day_of(2027, 3, 25));
	put_term("Summer", day_of(2027, 4, 12), day_of(2027, 7, 21));
	put_term("Autumn", FIRST, day_of(2027, 12, 17));
	for (int i = 0; i < n; i++)
		put_kid(&kids[i], i);
	act_end();
	as(w, "ann");
}
#define SCHOOL(w, ...) \
	school(w, (const struct kid[]){ __VA_ARGS__ }, (int)(sizeof (const struct kid[]){ __VA_ARGS__ } / sizeof(struct kid)))

static const struct rollover_wish plain = { .first = { INT32_MIN }, .last_year = SESSION_ANY_YEAR, .leave = { INT32_MIN } };

/* LOOKING */

static struct rollover_view look(struct world *w, const struct rollover_wish *wish)
{
	struct rollover_view v;

	assert_done(office_rollover_open(w->o, wish, &v, &w->e));
	return v;
}

static const struct rollover_pupil *of(const struct rollover_view *v, const char *surname)
{
	for (int i = 0; i < v->pupil_count; i++)
		if (strncmp(v->pupils[i].name, surname, strlen(surname)) == 0 && v->pupils[i].name[strlen(surname)] == ',')
			return &v->pupils[i];
	print_error("%s is not in it\n", surname);
	fail();
	return NULL;
}

static const struct rollover_line *line(const struct rollover_view *v, const char *name, int year)
{
	for (int i = 0; i < v->line_count; i++)
		if (strcmp(v->lines[i].name, name) == 0 && v->lines[i].map.year == year)
			return &v->lines[i];
	print_error("no line %s, Year %d\n", name, year);
	fail();
	return NULL;
}

static bool remarked(const struct rollover_view *v, const char *words)
{
	for (const char *const *r = v->remarks; *r; r++)
		if (strstr(*r, words))
			return true;
	return false;
}

static int64_t turn(struct world *w, const struct rollover_wish *wish)
{
	int64_t act = -1;

	buf_reset(&w->said);
	assert_done(office_rollover(w->o, wish, NULL, &w->said, &act, &w->e));
	return act;
}

/* "4B" on that day's morning by surname: who is due, as the store says. */
static const char *due_in(struct world *w, struct day day, const char *surname)
{
	static char name[64];
	CLEAN_ARENA struct arena a = { 0 };
	struct due_row *due;
	struct roll_group_row group;
	struct pupil_row pupil;

	name[0] = '\0';
	assert_done(store_open(w->directory, &st, &w->e));
	int n = store_due(st, day, SESSION_AM, 0, &a, &due);
	for (int i = 0; i < n; i++) {
		assert_int_equal(store_thing_get(st, THING_PUPIL, due[i].pupil, &a, &pupil), 0);
		if (strcmp(pupil.surname, surname) != 0)
			continue;
		assert_int_equal(store_thing_get(st, THING_ROLL_GROUP, due[i].roll_group, &a, &group), 0);
		snprintf(name + strlen(name), sizeof name - strlen(name), "%s%s:%d", name[0] ? "," : "", group.name, due[i].year);
	}
	store_close(st);
	return name;
}

/* Every row that a roll-over may touch, as text. */
static char *rows_text(struct world *w)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct buf b = { 0 };
	struct membership_row *m;
	struct pupil_year_row *y;
	struct enrolment_row *s;
	struct roll_group_row *g;

	assert_done(store_open(w->directory, &st, &w->e));
	for (int i = 0, n = store_thing_all(st, THING_MEMBERSHIP, &a, &m); i < n; i++)
		buf_printf(&b, "m %d %d %d %d %d %d %d\n", (int)m[i].id, (int)m[i].pupil, (int)m[i].roll_group, (int)m[i].weekdays, m[i].from_day.n,
			   m[i].to_day.n, (int)m[i].place);
	for (int i = 0, n = store_thing_all(st, THING_PUPIL_YEAR, &a, &y); i < n; i++)
		buf_printf(&b, "y %d %d %d %d %d\n", (int)y[i].id, (int)y[i].pupil, (int)y[i].year, y[i].from_day.n, y[i].to_day.n);
	for (int i = 0, n = store_thing_all(st, THING_ENROLMENT, &a, &s); i < n; i++)
		buf_printf(&b, "e %d %d %d %d %s %s\n", (int)s[i].id, (int)s[i].pupil, s[i].from_day.n, s[i].to_day.n, s[i].ground ? s[i].ground : "-",
			   s[i].destination ? s[i].destination : "-");
	for (int i = 0, n = store_thing_all(st, THING_ROLL_GROUP, &a, &g); i < n; i++)
		buf_printf(&b, "g %d %s %d %d\n", (int)g[i].id, g[i].name, g[i].from_day.n, g[i].to_day.n);
	store_close(st);
	return b.text;
}

static void verified(struct world *w)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct verify_result v;

	assert_done(store_open(w->directory, &st, &w->e));
	assert_int_equal(store_verify(st, &a, &v), 0);
	assert_true(v.ok);
	vec_finish(&v.faults);
	store_close(st);
}

/* PROPOSED */

static void by_the_number_in_the_name(struct world *w)
{
	SCHOOL(w, { "A", "3B", 3 }, { "B", "4B", 4 }, { "C", "Year 5", 5 }, { "D", "Year 6", 6 }, { "E", "13B", 3 }, { "F", "RB", 0 },
	       { "G", "1B", 1 });
	struct rollover_view v = look(w, &plain);

	assert_string_equal(line(&v, "3B", 3)->map.to, "4B");
	assert_string_equal(line(&v, "Year 5", 5)->map.to, "Year 6");
	assert_string_equal(line(&v, "Year 6", 6)->map.to, "");
	assert_string_equal(line(&v, "RB", 0)->map.to, "1B");
	assert_int_equal(v.last_year, 6);
	assert_true(day_equal(v.first, FIRST));
	assert_true(day_equal(v.leave, day_of(2027, 9, 1)));
	/* 13B carries no 3: its pupils go where those of Year 4 are */
	assert_string_equal(line(&v, "13B", 3)->map.to, "4B");
	rollover_view_finish(&v);
}

static void by_where_the_next_year_sits(struct world *w)
{
	SCHOOL(w, { "A", "Hazel", 3 }, { "B", "Maple", 4 }, { "C", "Maple", 4 }, { "D", "Rowan", 4 }, { "E", "Ash", 5 }, { "F", "Elm", 5 },
	       { "G", "Mix", 4 }, { "H", "Mix", 5 }, { "I", "Top", 6 });
	struct rollover_view v = look(w, &plain);

	/* of four in Year 4 two are in Maple, no more than half: nobody guesses */
	assert_null(line(&v, "Hazel", 3)->map.to);
	assert_int_equal(of(&v, "A")->fate, FATE_UNDECIDED);
	/* a class of both years keeps them */
	assert_string_equal(line(&v, "Mix", 4)->map.to, "Mix");
	assert_string_equal(line(&v, "Ash", 5)->map.to, "Top");
	rollover_view_finish(&v);
}

static void by_title(struct world *w)
{
	SCHOOL(w, { "A", "Reception", 0 }, { "B", "Year 1", 1 }, { "C", "Nursery 1", -2 }, { "D", "Nursery 2", -1 }, { "E", "Year 6", 6 });
	struct rollover_view v = look(w, &plain);

	assert_string_equal(line(&v, "Reception", 0)->map.to, "Year 1");
	assert_string_equal(line(&v, "Nursery 1", -2)->map.to, "Nursery 2");
	assert_int_equal(of(&v, "D")->new_year, 0);
	assert_int_equal(of(&v, "A")->new_year, 1);
	rollover_view_finish(&v);
}

/* WHAT BECOMES OF EACH */

static void one_act_from_the_first_day_on(struct world *w)
{
	SCHOOL(w, { "Elder", "3B", 3 }, { "Birch", "4B", 4 });
	struct rollover_view v = look(w, &(struct rollover_wish){ .first = DAY_NONE, .last_year = 6, .leave = DAY_NONE });
	int64_t act;

	assert_int_equal(of(&v, "Elder")->fate, FATE_MOVES);
	assert_string_equal(of(&v, "Elder")->from, "3B");
	assert_string_equal(of(&v, "Elder")->to, "4B");
	assert_int_equal(of(&v, "Elder")->new_year, 4);
	rollover_view_finish(&v);
	act = turn(w, &(struct rollover_wish){ .first = DAY_NONE, .last_year = 6, .leave = DAY_NONE });
	assert_true(act > 0);
	assert_words(buf_string(&w->said), "on Thu 2 Sep 2027");
	assert_string_equal(due_in(w, day_of(2027, 7, 15), "Elder"), "3B:3");
	assert_string_equal(due_in(w, day_of(2027, 9, 1), "Elder"), "3B:3");
	assert_string_equal(due_in(w, FIRST, "Elder"), "4B:4");
	assert_string_equal(due_in(w, FIRST, "Birch"), "");
	verified(w);
}

static int register_count(struct world *w, int64_t group, struct day day)
{
	struct register_view v;
	int n = office_register_open(w->o, REF(group, day, SESSION_AM), &v, &w->e) < 0 ? -1 : v.count;

	if (n >= 0)
		register_view_finish(&v);
	return n;
}

/* Two days with the register in hand: one in July, one in September. */
static void registers_of_both_years(struct world *w)
{
	const struct day july = day_of(2027, 7, 15);

	SCHOOL(w, { "Elder", "3B", 3 }, { "Young", "2B", 2 }, { "Twin", "2B", 2 }, { "Six", "6", 6 });
	assert_int_equal(register_count(w, 3, july), 1);
	turn(w, &(struct rollover_wish){ .first = DAY_NONE, .last_year = 6, .leave = DAY_NONE });
	assert_int_equal(register_count(w, 3, july), 1);
	assert_int_equal(register_count(w, 4, july), 2);
	assert_done(mark(w, REF(4, july, SESSION_AM), 9, "/", NULL));
	at(w, "2027-09-02T09:05");
	assert_int_equal(register_count(w, 3, FIRST), 2 + 3); /* and Willow's Year 2, for whom it is the class of Year 3 */
	assert_int_equal(register_count(w, 4, FIRST), 0);
	assert_done(mark(w, REF(3, FIRST, SESSION_AM), 9, "/", NULL));
	assert_string_equal(stands(w, REF(4, july, SESSION_AM), 9), "/");
}

static void twice_is_nothing(struct world *w)
{
	const struct rollover_wish wish = { .first = DAY_NONE, .last_year = 6, .leave = DAY_NONE };

	SCHOOL(w, { "Elder", "3B", 3 }, { "Birch", "4B", 4 }, { "Cole", "5B", 5 });
	turn(w, &wish);
	struct rollover_view v = look(w, &wish);
	assert_int_equal(of(&v, "Elder")->fate, FATE_DONE);
	assert_string_equal(of(&v, "Elder")->to, "4B");
	rollover_view_finish(&v);
	/* those left over are so still, and nothing is written for them again */
	assert_int_equal(turn(w, &wish), 0);
}

static const struct rollover_map map_new[] = { { 3, 3, "4 Blue" } };

static void makes_a_new_class(struct world *w)
{
	const struct rollover_wish wish = { .first = DAY_NONE, .last_year = 6, .leave = DAY_NONE, .map = map_new, .map_count = 1 };

	SCHOOL(w, { "Elder", "3B", 3 }, { "Birch", "4B", 4 });
	struct rollover_view v = look(w, &wish);
	assert_true(line(&v, "3B", 3)->new_class);
	assert_true(remarked(&v, "New classes, which nobody teaches yet: 4 Blue."));
	assert_true(remarked(&v, "Nobody is in these classes from then on:"));
	rollover_view_finish(&v);
	turn(w, &wish);
	assert_string_equal(due_in(w, FIRST, "Elder"), "4 Blue:4");
	/* the old class is there still: nobody ends it in silence */
	char *rows = rows_text(w);
	assert_non_null(strstr(rows, " 3B "));
	free(rows);
}

static void leavers_go_where_it_is_known(struct world *w)
{
	SCHOOL(w, { "Known", "6A", 6, "Hill School, Lewes" }, { "Nobody", "6A", 6 }, { "Blank", "6A", 6, "" },
	       { "Early", "6A", 6, .to = day_of(2027, 7, 16) }, { "Past", "6A", 6, .to = day_of(2027, 3, 16) });
	struct rollover_view v = look(w, &plain);

	assert_int_equal(of(&v, "Known")->fate, FATE_LEAVES);
	assert_null(of(&v, "Known")->why);
	assert_int_equal(of(&v, "Nobody")->fate, FATE_HELD);
	assert_string_equal(of(&v, "Nobody")->why, "destination not known");
	assert_int_equal(of(&v, "Blank")->fate, FATE_HELD);
	assert_int_equal(of(&v, "Early")->fate, FATE_LEAVES);
	assert_words(of(&v, "Early")->why, "leaves on Fri 16 Jul 2027 already");
	assert_int_equal(v.of_fate[FATE_LEAVES], 2);
	assert_int_equal(v.of_fate[FATE_HELD], 2);
	for (int i = 0; i < v.pupil_count; i++)
		assert_null(strstr(v.pupils[i].name, "Past"));
	/* leavers first, then who is held */
	assert_int_equal(v.pupils[0].fate, FATE_LEAVES);
	assert_int_equal(v.pupils[2].fate, FATE_HELD);
	rollover_view_finish(&v);
	turn(w, &plain);
	assert_string_equal(due_in(w, day_of(2027, 9, 1), "Known"), "6A:6");
	assert_string_equal(due_in(w, FIRST, "Known"), "");
	assert_string_equal(due_in(w, FIRST, "Nobody"), "");
	assert_string_equal(due_in(w, day_of(2027, 7, 20), "Nobody"), "6A:6");
	char *rows = rows_text(w);
	assert_non_null(strstr(rows, " a Hill School, Lewes"));
	free(rows);
}

static void flag(struct world *w, const char *surname, const char *name)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct pupil_flag_row row = PUPIL_FLAG_NEW;
	struct pupil_row *pupils;

	act_begin(w);
	for (int i = 0, n = store_thing_all(st, THING_PUPIL, &a, &pupils); i < n; i++)
		if (strcmp(pupils[i].surname, surname) == 0)
			row.pupil = pupils[i].id;
	row.flag = name;
	row.value = "yes";
	row.from_day = day_of(2026, 9, 1);
	put(THING_PUPIL_FLAG, &row);
	act_end();
}

static void blocked_as_one_who_leaves(struct world *w)
{
	SCHOOL(w, { "Lake", "6A", 6, "Hill School" });
	flag(w, "Lake", "looked_after");
	struct rollover_view v = look(w, &plain);
	assert_int_equal(of(&v, "Lake")->fate, FATE_HELD);
	assert_words(of(&v, "Lake")->why, "virtual school");
	rollover_view_finish(&v);
	v = look(w, &(struct rollover_wish){ .first = DAY_NONE, .last_year = SESSION_ANY_YEAR, .leave = DAY_NONE, .ground = "zz" });
	assert_words(of(&v, "Lake")->why, "There is no ground zz");
	rollover_view_finish(&v);
}

/* Begun in July, finished in September: whoever was held leaves on that day, and nobody else is touched. */
static void finished_in_september(struct world *w)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct enrolment_row *spells;
	const struct rollover_map map[] = { { 4, 3, "4B" } };

	SCHOOL(w, { "Held", "6A", 6 }, { "Elder", "3B", 3 }, { "Odd", "Hazel", 3 }, { "Top", "4B", 4 }, { "Five", "Five", 4 });
	turn(w, &plain);
	assert_string_equal(due_in(w, FIRST, "Odd"), "");
	at(w, SEPTEMBER);
	act_begin(w);
	for (int i = 0, n = store_thing_all(st, THING_ENROLMENT, &a, &spells); i < n; i++)
		if (spells[i].pupil == 8) {
			spells[i].destination = "Hill School";
			put(THING_ENROLMENT, &spells[i]);
		}
	act_end();
	struct rollover_view v = look(w, &plain);
	assert_true(day_equal(v.first, FIRST));
	assert_true(day_equal(v.leave, day_of(2027, 9, 10)));
	assert_int_equal(v.last_year, 6);
	assert_int_equal(of(&v, "Held")->fate, FATE_LEAVES);
	assert_int_equal(of(&v, "Elder")->fate, FATE_DONE);
	assert_int_equal(of(&v, "Odd")->fate, FATE_UNDECIDED);
	rollover_view_finish(&v);
	const struct rollover_wish wish = { .first = DAY_NONE, .last_year = SESSION_ANY_YEAR, .leave = DAY_NONE, .map = map, .map_count = 1 };
	v = look(w, &wish);
	int64_t hazel = line(&v, "Hazel", 3)->map.group;
	rollover_view_finish(&v);
	const struct rollover_map decided[] = { { hazel, 3, "4B" } };
	turn(w, &(struct rollover_wish){ .first = DAY_NONE, .last_year = SESSION_ANY_YEAR, .leave = DAY_NONE, .map = decided, .map_count = 1 });
	assert_string_equal(due_in(w, FIRST, "Odd"), "4B:4");
	assert_string_equal(due_in(w, FIRST, "Elder"), "4B:4");
	char *rows = rows_text(w), want[64];
	snprintf(want, sizeof want, "%d %d a Hill School", day_of(2026, 9, 1).n, day_of(2027, 9, 10).n);
	assert_non_null(strstr(rows, want));
	free(rows);
	verified(w);
}

static void who_is_left_alone(struct world *w)
{
	struct pupil_year_row kept = PUPIL_YEAR_NEW;

	SCHOOL(w, { "Joins", "RB", 0, .from = FIRST }, { "Later", NULL, 0, .from = day_of(2027, 9, 6) },
	       { "Guest", "3B", 3, .to = day_of(2027, 7, 31), .kind = "guest" }, { "Kept", "3B", 3 }, { "Four", "4B", 4 }, { "Six", "6", 6 });
	act_begin(w);
	CLEAN_ARENA struct arena a = { 0 };
	struct pupil_year_row *years;
	for (int i = 0, n = store_thing_all(st, THING_PUPIL_YEAR, &a, &years); i < n; i++)
		if (years[i].pupil == 11) {
			years[i].to_day = day_of(2027, 9, 1);
			put(THING_PUPIL_YEAR, &years[i]);
		}
	kept.pupil = 11;
	kept.year = 3;
	kept.from_day = FIRST;
	put(THING_PUPIL_YEAR, &kept);
	act_end();
	struct rollover_view v = look(w, &plain);
	assert_int_equal(of(&v, "Joins")->fate, FATE_JOINS);
	assert_string_equal(of(&v, "Joins")->to, "RB");
	assert_int_equal(of(&v, "Joins")->new_year, 0);
	assert_int_equal(of(&v, "Later")->fate, FATE_JOINS);
	assert_null(of(&v, "Later")->to);
	assert_int_equal(of(&v, "Guest")->fate, FATE_LEAVES);
	assert_int_equal(of(&v, "Kept")->fate, FATE_DONE);
	assert_string_equal(of(&v, "Kept")->to, "3B");
	rollover_view_finish(&v);
	turn(w, &plain);
	assert_string_equal(due_in(w, FIRST, "Joins"), "RB:0");
	assert_string_equal(due_in(w, FIRST, "Guest"), "");
	assert_string_equal(due_in(w, FIRST, "Kept"), "3B:3");
	assert_string_equal(due_in(w, FIRST, "Four"), ""); /* nobody is in Year 5: undecided, and so in no class */
}

static void part_of_a_week(struct world *w)
{
	SCHOOL(w, { "Part", "3B", 3, .weekdays = 15 }, { "Four", "4B", 4 }, { "Unit", "Unit", 4 }, { "Six", "6", 6 });
	act_begin(w);
	put_place(8, "Unit", 16, day_of(2026, 9, 1), DAY_NONE);
	act_end();
	struct rollover_view v = look(w, &plain);
	assert_string_equal(line(&v, "Unit", 3)->map.to, "Unit");
	assert_int_equal(of(&v, "Part")->fate, FATE_MOVES);
	rollover_view_finish(&v);
	turn(w, &plain);
	assert_string_equal(due_in(w, FIRST, "Part"), "4B:4");
	assert_string_equal(due_in(w, day_add(FIRST, 1), "Part"), "Unit:4"); /* a Friday */
	assert_string_equal(due_in(w, day_of(2027, 7, 16), "Part"), "Unit:3");
}

/* A piece of the old class behind a move for September is no class of the new year. */
static void moved_in_part_before(struct world *w)
{
	SCHOOL(w, { "Part", "3B", 3 }, { "Four", "4B", 4 }, { "Six", "6", 6 }, { "Unit", "Unit", 4 });
	const int64_t part = 8;
	struct move_wish move = { &part, 1, "Unit", day_of(2027, 9, 1), DAY_NONE, 16, 0 };
	int64_t act;

	assert_done(office_pupils_move(w->o, &move, NULL, &w->said, &act, &w->e));
	turn(w, &plain);
	assert_string_equal(due_in(w, day_of(2027, 9, 6), "Part"), "4B:4");
	assert_string_equal(due_in(w, day_of(2027, 9, 3), "Part"), "Unit:4");
}

static void without_a_class_or_year(struct world *w)
{
	const struct rollover_map map[] = { { 0, 3, "4B" } };

	SCHOOL(w, { "None", NULL, 3 }, { "Four", "4B", 4 }, { "Six", "6", 6 });
	struct rollover_view v = look(w, &plain);
	assert_int_equal(of(&v, "None")->fate, FATE_UNDECIDED);
	rollover_view_finish(&v);
	turn(w, &(struct rollover_wish){ .first = DAY_NONE, .last_year = SESSION_ANY_YEAR, .leave = DAY_NONE, .map = map, .map_count = 1 });
	assert_string_equal(due_in(w, FIRST, "None"), "4B:4");
}

static void without_a_year(struct world *w)
{
	SCHOOL(w, { "Noyear", "3B", SESSION_ANY_YEAR }, { "Six", "6", 6 });
	struct rollover_view v = look(w, &plain);
	const struct rollover_line *l = line(&v, "3B", SESSION_ANY_YEAR);
	const struct rollover_map map[] = { { l->map.group, SESSION_ANY_YEAR, "4B" } };

	assert_null(l->map.to);
	assert_int_equal(of(&v, "Noyear")->fate, FATE_UNDECIDED);
	assert_true(remarked(&v, "1 pupil is in no year group: set it by hand."));
	rollover_view_finish(&v);
	turn(w, &(struct rollover_wish){ .first = DAY_NONE, .last_year = SESSION_ANY_YEAR, .leave = DAY_NONE, .map = map, .map_count = 1 });
	assert_string_equal(due_in(w, FIRST, "Noyear"), "4B:-100");
}

/* In September those of the last year have all gone: the year below is not the last one for that. */
static void the_last_year_has_gone(struct world *w)
{
	SCHOOL(w, { "Five", "Oak Five", 5 }, { "Fifth", "5B", 5 }, { "Six", "Ash", 6, "Hill School" }, { "Sixth", "Elm", 6, "Hill School" });
	turn(w, &plain);
	assert_string_equal(due_in(w, FIRST, "Five"), "");
	at(w, SEPTEMBER);
	struct rollover_view v = look(w, &plain);
	assert_int_equal(v.last_year, 6);
	assert_int_equal(of(&v, "Five")->fate, FATE_UNDECIDED);
	assert_int_equal(of(&v, "Five")->new_year, 6);
	rollover_view_finish(&v);
	/* nor where a person says that it is */
	v = look(w, &(struct rollover_wish){ .first = DAY_NONE, .last_year = 5, .leave = DAY_NONE });
	assert_int_equal(of(&v, "Five")->fate, FATE_UNDECIDED);
	rollover_view_finish(&v);
}

/* Whoever comes in July, behind the roll-over, has this year's class only: the next one moves them, and nobody else. */
static void came_behind_it(struct world *w)
{
	SCHOOL(w, { "Elder", "3B", 3 }, { "Four", "4B", 4 }, { "Six", "6", 6 });
	turn(w, &plain);
	act_begin(w);
	put_kid(&(struct kid){ "Fresh", "3B", 3, .from = day_of(2027, 7, 19) }, 90);
	act_end();
	as(w, "ann");
	struct rollover_view v = look(w, &plain);
	assert_int_equal(of(&v, "Fresh")->fate, FATE_MOVES);
	assert_int_equal(v.of_fate[FATE_MOVES], 1);
	rollover_view_finish(&v);
	at(w, SEPTEMBER);
	turn(w, &plain);
	assert_string_equal(due_in(w, FIRST, "Fresh"), "4B:4");
}

/* A leaver who stays after all has the old class back until the year turns, as one who was let go by hand. */
static void a_leaver_stays(struct world *w)
{
	int64_t act;

	SCHOOL(w, { "Known", "6A", 6, "Hill School" });
	turn(w, &(struct rollover_wish){ .first = DAY_NONE, .last_year = SESSION_ANY_YEAR, .leave = day_of(2027, 7, 21) });
	assert_string_equal(due_in(w, day_of(2027, 7, 21), "Known"), "6A:6");
	assert_string_equal(due_in(w, day_of(2027, 7, 22), "Known"), "");
	assert_done(office_pupil_stay(w->o, 8, "Hill School has no place", &w->said, &act, &w->e));
	assert_string_equal(due_in(w, day_of(2027, 7, 22), "Known"), "6A:6");
	verified(w);
}

static void sessions_elsewhere_end(struct world *w)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct elsewhere_row row = ELSEWHERE_NEW, *rows;

	SCHOOL(w, { "Known", "6A", 6, "Hill School" });
	row.pupil = 8;
	row.code = "D";
	row.place = "Unit";
	row.weekdays = 1;
	row.sessions = 3;
	row.from_day = day_of(2027, 1, 4);
	struct roll_group_row choir = ROLL_GROUP_NEW;
	choir.key = (struct key){ { 7 } };
	choir.name = "Choir";
	choir.kind = "other";
	choir.from_day = day_of(2026, 9, 1);
	act_begin(w);
	put(THING_ELSEWHERE, &row);
	put(THING_ROLL_GROUP, &choir);
	int64_t sings = put_place(8, "Choir", 31, day_of(2026, 9, 1), DAY_NONE), stays = put_place(AMARA, "Choir", 31, day_of(2026, 9, 1), DAY_NONE);
	act_end();
	turn(w, &plain);
	assert_done(store_open(w->directory, &st, &w->e));
	struct membership_row in;
	assert_int_equal(store_thing_get(st, THING_MEMBERSHIP, sings, &a, &in), 0);
	assert_true(day_equal(in.to_day, day_of(2027, 9, 1)));
	assert_int_equal(store_thing_get(st, THING_MEMBERSHIP, stays, &a, &in), 0);
	assert_true(day_is_none(in.to_day));
	assert_int_equal(store_thing_all(st, THING_ELSEWHERE, &a, &rows), 1);
	assert_true(day_equal(rows[0].to_day, day_of(2027, 9, 1)));
	store_close(st);
}

/* A person's line goes before what would be proposed: those of the last year stay, another class leaves. */
static void a_person_says_otherwise(struct world *w)
{
	SCHOOL(w, { "Six", "6A", 6, "Hill School" }, { "Five", "5A", 5, "Dale School" }, { "Four", "4A", 4 });
	const struct rollover_map map[] = { { 3, 6, "7a" }, { 4, 5, "" }, { 5, 4, "7A" } };
	const struct rollover_wish wish = { .first = DAY_NONE, .last_year = SESSION_ANY_YEAR, .leave = DAY_NONE, .map = map, .map_count = 3 };
	struct rollover_view v = look(w, &wish);

	assert_int_equal(of(&v, "Six")->fate, FATE_MOVES);
	assert_int_equal(of(&v, "Six")->new_year, 7);
	assert_int_equal(of(&v, "Five")->fate, FATE_LEAVES);
	assert_string_equal(of(&v, "Four")->to, "7a"); /* one class, however it is written */
	rollover_view_finish(&v);
	turn(w, &wish);
	assert_string_equal(due_in(w, FIRST, "Six"), "7a:7");
	assert_string_equal(due_in(w, FIRST, "Four"), "7a:5");
	/* and once more, with nothing said, they stay where they are */
	assert_int_equal(turn(w, &plain), 0);
}

static void begins_with_the_year(struct world *w)
{
	struct class_wish later = { .name = "4B", .from = day_of(2027, 9, 6), .to = DAY_NONE };
	const struct rollover_map map[] = { { 3, 3, "4B" } };
	int64_t act;

	SCHOOL(w, { "Elder", "3B", 3 }, { "Six", "6", 6 });
	assert_done(office_class_add(w->o, &later, &w->said, &act, &w->e));
	turn(w, &(struct rollover_wish){ .first = DAY_NONE, .last_year = SESSION_ANY_YEAR, .leave = DAY_NONE, .map = map, .map_count = 1 });
	char *rows = rows_text(w), want[40];
	snprintf(want, sizeof want, "4B %d %d", FIRST.n, INT32_MIN);
	assert_non_null(strstr(rows, want));
	free(rows);
	assert_string_equal(due_in(w, FIRST, "Elder"), "4B:4");
}

static void says_that_there_is_no_term(struct world *w)
{
	as(w, "ann");
	at(w, JULY);
	struct rollover_view v = look(w, &plain);
	assert_true(day_equal(v.first, day_of(2027, 9, 1)));
	assert_true(remarked(&v, "There is no first term of 2027/28 yet"));
	rollover_view_finish(&v);
}

static struct day meant(struct world *w)
{
	struct rollover_view v = look(w, &plain);
	struct day first = v.first;

	rollover_view_finish(&v);
	return first;
}

static void which_year_is_meant(struct world *w)
{
	as(w, "ann");
	/* in November everybody has a year and class of this year already: nothing is to be done, and next year is not begun by mistake */
	assert_true(day_equal(meant(w), day_of(2026, 9, 2)));
	assert_int_equal(turn(w, &plain), 0);
	SCHOOL(w, { "Elder", "3B", 3 });
	assert_true(day_equal(meant(w), FIRST));
	/* nobody turned the year in the summer: in September it is still that one */
	at(w, SEPTEMBER);
	assert_true(day_equal(meant(w), FIRST));
	turn(w, &plain);
	assert_true(day_equal(meant(w), FIRST));
	/* on New Year's Day the next one is the one to come */
	at(w, "2027-12-31T09:00");
	assert_true(day_equal(meant(w), FIRST));
	at(w, "2028-01-01T09:00");
	assert_true(day_equal(meant(w), day_of(2028, 9, 1)));
}

/* A school that came in with one year for each pupil, since they began: in November they are where they belong. */
static void moved_in_where_they_belong(struct world *w)
{
	const struct day since = day_of(2024, 9, 1);

	as(w, "ann");
	act_begin(w);
	for (int i = 0; i < 20; i++)
		put_kid(&(struct kid){ "Belongs", "Year 4", i % 2 ? 4 : 5, .from = since }, i);
	act_end();
	as(w, "ann");
	assert_true(day_equal(meant(w), day_of(2027, 9, 1)));
	/* and where they are a year behind, nobody has moved them up yet */
	act_begin(w);
	for (int i = 20; i < 60; i++)
		put_kid(&(struct kid){ "Behind", "Year 3", 3, .from = since, .older = 1 }, i);
	act_end();
	as(w, "ann");
	assert_true(day_equal(meant(w), day_of(2026, 9, 2)));
}

/* UNDONE */

static void undone_gives_everything_back(struct world *w)
{
	SCHOOL(w, { "Elder", "3B", 3 }, { "Birch", "4B", 4 }, { "Known", "6A", 6, "Hill School" }, { "Held", "6A", 6 }, { "Odd", "Hazel", 3 });
	char *before = rows_text(w), *after;
	const struct rollover_wish wish = { .first = DAY_NONE, .last_year = SESSION_ANY_YEAR, .leave = DAY_NONE, .map = map_new, .map_count = 1 };
	int64_t act = turn(w, &wish);

	after = rows_text(w);
	assert_string_not_equal(before, after);
	free(after);
	assert_done(office_undo(w->o, act, NULL, &w->said, &w->got, &w->e));
	after = rows_text(w);
	assert_string_equal(before, after);
	free(after);
	free(before);
	verified(w);
}

#define MANY 2000

/* Year 7 to 11, ten classes a year. */
static void two_thousand(struct world *w)
{
	static struct kid kids[MANY];
	static char names[MANY][12], classes[50][8];

	for (int i = 0; i < MANY; i++) {
		int class = i % 50;

		snprintf(names[i], sizeof names[i], "P%d", i);
		snprintf(classes[class], sizeof classes[class], "%d%c", 7 + class / 10, 'A' + class % 10);
		kids[i] = (struct kid){ names[i], classes[class], 7 + class / 10, class >= 40 && i % 2 ? "College" : NULL };
	}
	school(w, kids, MANY);
	char *before = rows_text(w), *after;
	struct rollover_view v = look(w, &plain);
	assert_int_equal(v.of_fate[FATE_LEAVES], 200);
	assert_int_equal(v.of_fate[FATE_HELD], 200);
	/* and those of the world, of whom Years 2 has no class to go to */
	assert_int_equal(v.of_fate[FATE_MOVES] + v.of_fate[FATE_UNDECIDED], 1600 + 6);
	rollover_view_finish(&v);
	int64_t act = turn(w, &plain);
	assert_true(act > 0);
	assert_string_equal(due_in(w, FIRST, "P10"), "9A:9");
	assert_done(office_undo(w->o, act, NULL, &w->said, &w->got, &w->e));
	after = rows_text(w);
	assert_string_equal(before, after);
	free(after);
	free(before);
	verified(w);
}

/* REFUSED */

static void teachers_may_not(struct world *w)
{
	struct rollover_view v;
	int64_t act = -1;

	as(w, "tom");
	assert_refused(office_rollover_open(w->o, &plain, &v, &w->e), "Tom Bell may not change the roll");
	assert_refused(office_rollover(w->o, &plain, NULL, &w->said, &act, &w->e), "Tom Bell may not change the roll");
}

struct refused {
	const char *name;
	struct day first, leave;
	int last_year;
	const char *to;
	const char *words;
};

static const struct refused refusals[] = {
	{ "a day that is no beginning", { 20820 }, { INT32_MIN }, SESSION_ANY_YEAR, "4B", "is not the beginning of a school year" },
	{ "a year that is over", { 20332 }, { INT32_MIN }, SESSION_ANY_YEAR, "4B", "is over" },
	{ "three years ahead", { 22158 }, { INT32_MIN }, SESSION_ANY_YEAR, "4B", "too far ahead" },
	{ "leavers yesterday", { INT32_MIN }, { 21013 }, SESSION_ANY_YEAR, "4B", "before today" },
	{ "a last year that is none", { INT32_MIN }, { INT32_MIN }, 15, "4B", "from N1 to 14" },
	{ "a class of two lines", { INT32_MIN }, { INT32_MIN }, SESSION_ANY_YEAR, "4\nB", "cannot be printed" },
	{ "a class that nobody can see", { INT32_MIN }, { INT32_MIN }, SESSION_ANY_YEAR, "4\xe2\x80\x8b" "B", "cannot be seen" },
};

static void refused_row(void **state)
{
	const struct refused *row = *state;
	const struct rollover_map map[] = { { 3, 3, row->to } };
	struct world world, *w = &world;
	struct rollover_view v;
	int64_t act = -1;

	world_make(w, false);
	SCHOOL(w, { "Elder", "3B", 3 });
	const struct rollover_wish wish = { .first = row->first, .leave = row->leave, .last_year = row->last_year, .map = map, .map_count = 1 };
	assert_true(office_rollover_open(w->o, &wish, &v, &w->e) < 0);
	assert_words(w->e.text, row->words);
	assert_true(office_rollover(w->o, &wish, NULL, &w->said, &act, &w->e) < 0);
	assert_int_equal(act, -1);
	world_end(w);
}

static void mapped_twice(struct world *w)
{
	const struct rollover_map map[] = { { 3, 3, "4B" }, { 3, 3, "4C" } };
	const struct rollover_wish wish = { .first = DAY_NONE, .last_year = 6, .leave = DAY_NONE, .map = map, .map_count = 2 };
	struct rollover_view v;

	SCHOOL(w, { "Elder", "3B", 3 });
	assert_true(office_rollover_open(w->o, &wish, &v, &w->e) < 0);
	assert_words(w->e.text, "mapped twice");
}

static const struct world_case cases[] = {
	{ "classes whose name carries the year move up by it", by_the_number_in_the_name },
	{ "other classes go where the next year sits, if most of it does", by_where_the_next_year_sits },
	{ "Reception goes into Year 1, Nursery 1 into Nursery 2", by_title },
	{ "one act: nothing in July, all of it from the first day on", one_act_from_the_first_day_on },
	{ "registers of July are as they were, those of September are new", registers_of_both_years },
	{ "a second time there is nothing to change", twice_is_nothing },
	{ "a class that is not there yet is made, and no old one is ended", makes_a_new_class },
	{ "leavers go where the destination is known, others are held", leavers_go_where_it_is_known },
	{ "what holds one who leaves holds a leaver of the last year", blocked_as_one_who_leaves },
	{ "begun in July and finished in September", finished_in_september },
	{ "joiners, guests and who is kept down a year are left alone", who_is_left_alone },
	{ "places of part of a week are carried likewise", part_of_a_week },
	{ "a piece of the old class behind a move for September moves up", moved_in_part_before },
	{ "pupils in no class are a line of their own", without_a_class_or_year },
	{ "pupils of no year are moved by class alone", without_a_year },
	{ "the last year has gone when it is finished", the_last_year_has_gone },
	{ "who comes behind it is moved by the next one", came_behind_it },
	{ "a leaver who stays after all", a_leaver_stays },
	{ "sessions elsewhere and groups without a register end with a leaver", sessions_elsewhere_end },
	{ "what a person says goes before what is proposed", a_person_says_otherwise },
	{ "a class that was to begin later begins with the year", begins_with_the_year },
	{ "without a first term it is 1 September, and said", says_that_there_is_no_term },
	{ "which year is meant where none is said", which_year_is_meant },
	{ "a school that moved in where everybody belongs", moved_in_where_they_belong },
	{ "its undo gives everything back", undone_gives_everything_back },
	{ "two thousand pupils, and undone", two_thousand },
	{ "a teacher is refused", teachers_may_not },
	{ "a class mapped twice is refused", mapped_twice },
};

int main(void)
{
	static struct rows rows;

	rows_add(&rows, world_case, cases);
	rows_add(&rows, refused_row, refusals);
	return rows_run(&rows, "rollover");
}
