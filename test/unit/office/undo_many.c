#include "rows.h"

#include <errno.h>
#include <string.h>

#include "office/reports.h"
#include "office/school.h"
#include "store/store.h"
#include "world.h"

/* One act about a whole school: a thousand pupils moved by mistake, a roll-over, undone and undone again.  The time goes with the pupils, not with their square. */

#define MOST 2000
#define FIRST 100 /* id of the first of them: the world's own children come before */

static int64_t moved, went;

static struct store *writer(struct world *w, const char *kind)
{
	struct act_head head = { .kind = kind, .at = { 1795163400 }, .staff = ANN, .staff_name = "Ann Osei", .position = "Office manager", .roles = "office",
		.terminal = "none", .version = "0", .day = DAY_NONE, .session = -1 };
	struct store *st = NULL;

	assert_done(store_open(w->directory, &st, &w->e));
	assert_int_equal(store_begin(st), 0);
	head.at = store_now(st);
	assert_int_equal(store_act_begin(st, &head), 0);
	return st;
}

static void save(struct store *st, int64_t *ret_act)
{
	if (store_act_end(st, false, ret_act) < 0 || store_commit(st) < 0)
		fail_msg("%s", store_trouble(st)->text);
	store_close(st);
}

static void put(struct store *st, enum thing thing, void *row)
{
	if (store_act_put(st, thing, row) <= 0)
		fail_msg("%s", store_trouble(st)->text);
}

static int64_t enrol(struct world *w, int count)
{
	struct store *st = writer(w, "import");
	int64_t act;

	for (int i = 0; i < count; i++) {
		struct pupil_row p = PUPIL_NEW;
		struct enrolment_row e = ENROLMENT_NEW;
		struct membership_row m = MEMBERSHIP_NEW;
		struct pupil_year_row y = PUPIL_YEAR_NEW;
		char name[16];

		snprintf(name, sizeof name, "Child%d", i);
		p.id = FIRST + i;
		p.key = (struct key){ { 'm', (uint8_t)(i >> 8), (uint8_t)i } };
		p.surname = p.forename = name;
		p.born_day = day_of(2016, 1, 1);
		e.pupil = m.pupil = y.pupil = p.id;
		e.kind = "single";
		e.from_day = m.from_day = y.from_day = day_of(2025, 9, 1);
		m.roll_group = WILLOW;
		m.weekdays = 31;
		m.sessions = 3;
		y.year = 4;
		put(st, THING_PUPIL, &p);
		put(st, THING_ENROLMENT, &e);
		put(st, THING_MEMBERSHIP, &m);
		put(st, THING_PUPIL_YEAR, &y);
	}
	save(st, &act);
	return act;
}

/* Everybody from Willow to Oak, and to the next year. */
static void move(struct world *w, int count)
{
	struct store *st = writer(w, "pupils moved");
	CLEAN_ARENA struct arena a = { 0 };

	for (int i = 0; i < count; i++) {
		struct membership_row *m, to;
		struct pupil_year_row *y, next;

		assert_int_equal(store_memberships_of_pupil(st, FIRST + i, &a, &m), 1);
		to = *m;
		m->to_day = day_add(TODAY, -1);
		put(st, THING_MEMBERSHIP, m);
		to.id = 0;
		to.roll_group = OAK;
		to.from_day = TODAY;
		put(st, THING_MEMBERSHIP, &to);
		assert_int_equal(store_years_of_pupil(st, FIRST + i, &a, &y), 1);
		next = *y;
		y->to_day = day_add(TODAY, -1);
		put(st, THING_PUPIL_YEAR, y);
		next.id = 0;
		next.year = 5;
		next.from_day = TODAY;
		put(st, THING_PUPIL_YEAR, &next);
	}
	save(st, &moved);
}

/* What stands of the rows that moved. */
struct picture {
	struct arena a;
	struct membership_row *places;
	struct pupil_year_row *years;
	int place_count, year_count;
};

static void look(struct world *w, struct picture *ret)
{
	struct store *st = NULL;

	*ret = (struct picture){ 0 };
	assert_done(store_open(w->directory, &st, &w->e));
	ret->place_count = store_thing_all(st, THING_MEMBERSHIP, &ret->a, &ret->places);
	ret->year_count = store_thing_all(st, THING_PUPIL_YEAR, &ret->a, &ret->years);
	store_close(st);
}

static bool same(const struct picture *x, const struct picture *y)
{
	return x->place_count == y->place_count && x->year_count == y->year_count &&
	       memcmp(x->places, y->places, (size_t)x->place_count * sizeof *x->places) == 0 &&
	       memcmp(x->years, y->years, (size_t)x->year_count * sizeof *x->years) == 0;
}

static void undo_what_stands(struct world *w, int64_t act, int changes, int left)
{
	buf_reset(&w->said);
	assert_done(office_undo(w->o, act, "moved by mistake", &w->said, &w->got, &w->e));
	assert_int_equal(w->got.facts, changes);
	assert_int_equal(w->got.standing, left);
}

static void holds(struct world *w)
{
	struct store *st = NULL;
	CLEAN_ARENA struct arena a = { 0 };
	struct verify_result v;

	assert_done(store_open(w->directory, &st, &w->e));
	assert_int_equal(store_verify(st, &a, &v), 0);
	if (!v.ok)
		fail_msg("%s", v.faults.items[0]);
	vec_finish(&v.faults);
	store_close(st);
}

static void history(struct world *w, int64_t act, int least)
{
	struct report_wish wish = { .date = DAY_NONE, .from = DAY_NONE, .to = DAY_NONE, .session = -1 };
	struct report r = { 0 };

	wish.act = act;
	assert_done(report_fill_history(w->o, &wish, &r, &w->e));
	assert_in_range(r.rows.count, least, 1000000);
	report_finish(&r);
}

/* Moved, undone, done again, undone again. */
static void back_and_forth(struct world *w, int count)
{
	struct picture before, after, now;
	int changes = count * (1 + 5 + 1 + 3); /* a row closed and one made, of the class and of the year */

	enrol(w, count);
	look(w, &before);
	move(w, count);
	look(w, &after);
	assert_false(same(&before, &after));
	as(w, "ann");
	undo_what_stands(w, moved, changes, 0);
	went = w->got.act;
	look(w, &now);
	assert_true(same(&before, &now));
	arena_finish(&now.a);
	undo_what_stands(w, went, changes, 0);
	look(w, &now);
	assert_true(same(&after, &now));
	arena_finish(&now.a);
	undo_what_stands(w, w->got.act, changes, 0);
	look(w, &now);
	assert_true(same(&before, &now));
	arena_finish(&now.a);
	arena_finish(&before.a);
	arena_finish(&after.a);
	holds(w);
}

/* How long it takes is the benchmark's (row roll). */
static void whole_school(struct world *w)
{
	back_and_forth(w, MOST);
	history(w, moved, MOST);
}

/* Every tenth was moved on since: those stay where they are, the others go back. */
static void moved_on(struct world *w)
{
	struct membership_row *rows;
	CLEAN_ARENA struct arena a = { 0 };
	int64_t later;

	enrol(w, MOST / 2);
	move(w, MOST / 2);
	struct store *st = writer(w, "pupils moved");
	for (int i = 0; i < MOST / 2; i += 10) {
		assert_int_equal(store_memberships_of_pupil(st, FIRST + i, &a, &rows), 2);
		rows[1].to_day = day_add(TODAY, 3);
		put(st, THING_MEMBERSHIP, &rows[1]);
	}
	save(st, &later);
	as(w, "ann");
	undo_what_stands(w, moved, MOST / 20 * 9 * 10 + MOST / 20 * 4, MOST / 20 * 2);
	assert_words(buf_string(&w->said), ": changed by Ann Osei at"); /* the class that was joined, */
	assert_words(buf_string(&w->said), ": stays with what was changed since"); /* and the one that was left for it */
	assert_done(store_open(w->directory, &st, &w->e));
	assert_int_equal(store_memberships_of_pupil(st, FIRST + 10, &a, &rows), 2);
	assert_int_equal(store_memberships_of_pupil(st, FIRST + 11, &a, &rows), 1);
	assert_true(day_is_none(rows[0].to_day));
	store_close(st);
	holds(w);
}

/* A place in the line keeps nobody in the class. */
static void in_line(struct world *w)
{
	struct membership_row *rows;
	CLEAN_ARENA struct arena a = { 0 };
	int64_t later;

	enrol(w, 1);
	move(w, 1);
	struct store *st = writer(w, "line");
	assert_int_equal(store_memberships_of_pupil(st, FIRST, &a, &rows), 2);
	rows[1].place = 1;
	put(st, THING_MEMBERSHIP, &rows[1]);
	save(st, &later);
	as(w, "ann");
	undo_what_stands(w, moved, 10, 0);
	assert_done(store_open(w->directory, &st, &w->e));
	assert_int_equal(store_memberships_of_pupil(st, FIRST, &a, &rows), 1);
	assert_int_equal(rows[0].roll_group, WILLOW);
	store_close(st);
	holds(w);
}

/* A pupil who was added in it and known better since stays, with all that makes a pupil of them; the others go. */
static void known_since(struct world *w)
{
	struct pupil_row p;
	CLEAN_ARENA struct arena a = { 0 };
	struct enrolment_row *spells;
	int64_t later, added;

	added = enrol(w, 3);
	struct store *st = writer(w, "pupil changed");
	assert_int_equal(store_thing_get(st, THING_PUPIL, FIRST + 1, &a, &p), 0);
	p.admission_number = "4711";
	put(st, THING_PUPIL, &p);
	save(st, &later);
	as(w, "ann");
	buf_reset(&w->said);
	assert_done(office_undo(w->o, added, "wrong file", &w->said, &w->got, &w->e));
	assert_int_equal(w->got.standing, 4);
	assert_done(store_open(w->directory, &st, &w->e));
	assert_int_equal(store_thing_get(st, THING_PUPIL, FIRST, &a, &p), -ENOENT);
	assert_int_equal(store_thing_get(st, THING_PUPIL, FIRST + 1, &a, &p), 0);
	assert_int_equal(store_enrolments_of_pupil(st, FIRST + 1, &a, &spells), 1);
	store_close(st);
	holds(w);
}

static const struct world_case cases[] = {
	{ "a whole school moved, undone, moved again", whole_school, false },
	{ "who was moved on since stays", moved_on, false },
	{ "a place in the line keeps nobody", in_line, false },
	{ "who is known better since stays", known_since, false },
};

int main(void)
{
	static struct rows rows;

	rows_add(&rows, world_case, cases);
	return rows_run(&rows, "undo_many");
}
