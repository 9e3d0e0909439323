/* Classes: made, renamed, ended, lined up, split, joined for a day; and the page of them all. */
#include "rows.h"

#include <stdio.h>

#include "office/classes.h"
#include "office/reports.h"
#include "office/today.h"
#include "store/store.h"
#include "world.h"

#define MONDAY day_of(2026, 11, 23)
#define FRIDAY day_of(2026, 11, 27)

static const struct class_wish nothing = { .from = { INT32_MIN }, .to = { INT32_MIN } };

static int64_t act;

/* Every place of everybody, and every class, as text. */
static const char *rows_text(struct world *w)
{
	static char text[8192];
	CLEAN_ARENA struct arena a = { 0 };
	struct store *st;
	struct membership_row *m;
	struct roll_group_row *g;
	int at = 0;

	assert_done(store_open(w->directory, &st, &w->e));
	for (int i = 0, n = store_thing_all(st, THING_MEMBERSHIP, &a, &m); i < n; i++)
		at += snprintf(text + at, sizeof text - (size_t)at, "m %d %d %d %d %d %d %d\n", (int)m[i].pupil, (int)m[i].roll_group, (int)m[i].weekdays,
			       (int)m[i].sessions, m[i].from_day.n, m[i].to_day.n, m[i].place == NONE ? 0 : (int)m[i].place);
	for (int i = 0, n = store_thing_all(st, THING_ROLL_GROUP, &a, &g); i < n; i++)
		at += snprintf(text + at, sizeof text - (size_t)at, "g %d %s %s %s %d %d\n", (int)g[i].id, g[i].name, g[i].kind,
			       g[i].name_order ? g[i].name_order : "-", g[i].from_day.n, g[i].to_day.n);
	store_close(st);
	return text;
}

/* What an act did is gone with its undo. */
static void undone(struct world *w, const char *before)
{
	assert_string_not_equal(before, rows_text(w));
	assert_done(office_undo(w->o, act, NULL, &w->said, &w->got, &w->e));
	assert_string_equal(before, rows_text(w));
}

static char *kept(struct world *w)
{
	return strdup(rows_text(w));
}

/* "Willow" of a pupil on that day and session; "" where they are in none. */
static const char *class_of(struct world *w, int64_t pupil, struct day day, enum session session)
{
	static char name[64];
	CLEAN_ARENA struct arena a = { 0 };
	struct store *st;
	struct due_row *due;
	struct roll_group_row g;

	name[0] = '\0';
	assert_done(store_open(w->directory, &st, &w->e));
	int n = store_due(st, day, session, 0, &a, &due), found = 0;
	for (int i = 0; i < n; i++)
		if (due[i].pupil == pupil) {
			assert_int_equal(store_thing_get(st, THING_ROLL_GROUP, due[i].roll_group, &a, &g), 0);
			snprintf(name, sizeof name, "%s", g.name);
			found++;
		}
	assert_true(found <= 1); /* exactly one register at a session */
	store_close(st);
	return name;
}

static const struct class_line *line(const struct classes_view *v, const char *name)
{
	for (int i = 0; i < v->count; i++)
		if (strcmp(v->lines[i].name, name) == 0)
			return &v->lines[i];
	print_error("no class %s\n", name);
	fail();
	return NULL;
}

static void begin(struct world *w)
{
	as(w, "ann");
	buf_reset(&w->said);
	act = -1;
}

/* MADE, RENAMED, ENDED */

static void add_a_class(struct world *w)
{
	const struct class_wish wish = { .name = "Elm", .order = "forename", .from = MONDAY, .to = DAY_NONE };
	struct classes_view v;

	begin(w);
	char *before = kept(w);
	assert_done(office_class_add(w->o, &wish, &w->said, &act, &w->e));
	assert_true(act > 0);
	assert_words(buf_string(&w->said), "Elm is a class from Mon 23 Nov 2026");
	assert_done(office_classes_open(w->o, DAY_NONE, &v, &w->e));
	assert_string_equal(line(&v, "Elm")->order, "forename");
	assert_string_equal(line(&v, "Elm")->kind, "class");
	assert_int_equal(line(&v, "Elm")->pupils, 0);
	assert_string_equal(v.lines[2].name, "Elm"); /* to come: behind those there are */
	classes_view_finish(&v);
	undone(w, before);
	free(before);
}

struct wrong {
	const char *name;
	struct class_wish wish;
	const char *words;
};

static const struct wrong wrongs[] = {
	{ "no name", { .from = { INT32_MIN }, .to = { INT32_MIN } }, "Give the class a name" },
	{ "an empty name", { .name = " ", .from = { INT32_MIN }, .to = { INT32_MIN } }, "is empty" },
	{ "two lines", { .name = "E\nlm", .from = { INT32_MIN }, .to = { INT32_MIN } }, "cannot be printed" },
	{ "a character that nobody sees", { .name = "E\xe2\x80\x8blm", .from = { INT32_MIN }, .to = { INT32_MIN } }, "cannot be seen" },
	{ "a blank behind it", { .name = "Elm ", .from = { INT32_MIN }, .to = { INT32_MIN } }, "has a blank at an end" },
	{ "a name that is there, written another way", { .name = "WILLOW", .from = { INT32_MIN }, .to = { INT32_MIN } }, "There is a class Willow already" },
	{ "a kind that there is not", { .name = "Elm", .kind = "set", .from = { INT32_MIN }, .to = { INT32_MIN } }, "no kind of class set" },
	{ "an order that there is not", { .name = "Elm", .order = "height", .from = { INT32_MIN }, .to = { INT32_MIN } }, "no order of names height" },
	{ "days the wrong way round", { .name = "Elm", .from = { 20780 }, .to = { 20779 } }, "The other way round" },
};

static void wrong_row(void **state)
{
	const struct wrong *row = *state;
	struct world world, *w = &world;

	world_make(w, false);
	begin(w);
	assert_true(office_class_add(w->o, &row->wish, &w->said, &act, &w->e) < 0);
	assert_non_null(strcasestr(w->e.text, row->words));
	assert_int_equal(act, -1);
	world_end(w);
}

static void rename_keeps_old_registers(struct world *w)
{
	struct class_wish wish = nothing;
	struct register_view v;

	begin(w);
	assert_done(mark(w, WILLOW_AM, AMARA, "/", NULL));
	at(w, "2026-11-23T08:50");
	wish.name = "Willow Green";
	assert_done(office_class_change(w->o, "Willow", &wish, &w->said, &act, &w->e));
	assert_words(buf_string(&w->said), "Willow is called Willow Green now");
	assert_done(office_register_open(w->o, WILLOW_AM, &v, &w->e));
	assert_string_equal(v.group, "Willow");
	assert_words(v.title, "Willow: morning of Fri 20 Nov 2026");
	register_view_finish(&v);
	assert_done(office_register_open(w->o, REF(WILLOW, MONDAY, SESSION_AM), &v, &w->e));
	assert_string_equal(v.group, "Willow Green");
	register_view_finish(&v);
	/* two days later once more: each day has its own */
	at(w, "2026-11-25T08:50");
	char *before = kept(w);
	wish.name = "Ash";
	assert_done(office_class_change(w->o, "Willow Green", &wish, &w->said, &act, &w->e));
	assert_done(office_register_open(w->o, REF(WILLOW, day_of(2026, 11, 24), SESSION_AM), &v, &w->e));
	assert_string_equal(v.group, "Willow Green");
	register_view_finish(&v);
	assert_done(office_register_open(w->o, WILLOW_AM, &v, &w->e));
	assert_string_equal(v.group, "Willow");
	register_view_finish(&v);
	undone(w, before);
	free(before);
}

static void rename_to_another_is_refused(struct world *w)
{
	struct class_wish wish = nothing;

	begin(w);
	wish.name = "oak";
	assert_refused(office_class_change(w->o, "Willow", &wish, &w->said, &act, &w->e), "There is a class Oak already");
	wish.name = "WILLOW"; /* its own name in other letters */
	assert_done(office_class_change(w->o, "Willow", &wish, &w->said, &act, &w->e));
	assert_true(act > 0);
	assert_done(office_class_change(w->o, "Willow", &wish, &w->said, &act, &w->e));
	assert_int_equal(act, 0);
}

static void order_of_names(struct world *w)
{
	struct class_wish wish = nothing;

	begin(w);
	wish.order = "forename";
	assert_done(office_class_change(w->o, "Willow", &wish, &w->said, &act, &w->e));
	assert_words(buf_string(&w->said), "in the order of: forename");
	assert_non_null(strstr(rows_text(w), "Willow class forename"));
}

static void kind_of_a_class_with_pupils(struct world *w)
{
	struct class_wish wish = nothing;

	begin(w);
	wish.kind = "other";
	assert_refused(office_class_change(w->o, "Willow", &wish, &w->said, &act, &w->e), "in Willow");
	wish.kind = "form";
	assert_done(office_class_change(w->o, "Willow", &wish, &w->said, &act, &w->e));
}

static void end_is_refused_while_pupils_are_in_it(struct world *w)
{
	begin(w);
	/* Ed left a week ago: five rows, four pupils */
	assert_refused(office_class_end(w->o, "Willow", day_of(2026, 12, 18), &w->said, &act, &w->e), "4 pupils are in Willow after Fri 18 Dec 2026");
	assert_refused(office_class_end(w->o, "Oak", TODAY, &w->said, &act, &w->e), "2 pupils are in Oak");
	assert_true(office_class_end(w->o, "Elm", TODAY, &w->said, &act, &w->e) < 0);
	assert_words(w->e.text, "There are: Willow, Oak");
}

static void end_an_empty_class(struct world *w)
{
	const struct class_wish wish = { .name = "Elm", .from = day_of(2026, 11, 2), .to = DAY_NONE };
	struct classes_view v;

	begin(w);
	assert_done(office_class_add(w->o, &wish, &w->said, &act, &w->e));
	char *before = kept(w);
	assert_done(office_class_end(w->o, "Elm", day_of(2026, 11, 19), &w->said, &act, &w->e));
	assert_done(office_classes_open(w->o, DAY_NONE, &v, &w->e));
	assert_true(line(&v, "Elm")->past);
	assert_string_equal(v.lines[v.count - 1].name, "Elm");
	classes_view_finish(&v);
	undone(w, before);
	free(before);
	assert_true(office_class_end(w->o, "Elm", day_of(2026, 11, 1), &w->said, &act, &w->e) < 0);
	assert_words(w->e.text, "before it begins");
}

static void begins_later_than_its_pupils(struct world *w)
{
	struct class_wish wish = nothing;

	begin(w);
	wish.from = day_of(2026, 9, 7);
	assert_refused(office_class_change(w->o, "Oak", &wish, &w->said, &act, &w->e), "2 pupils are in Oak before Mon 7 Sep 2026");
	wish.from = day_of(2026, 8, 31);
	assert_done(office_class_change(w->o, "Oak", &wish, &w->said, &act, &w->e));
}

/* THE LINE */

static void line_up(struct world *w)
{
	const int64_t order[] = { CHLOE, AMARA }, stranger[] = { FINN }, twice[] = { BEN, BEN };

	begin(w);
	char *before = kept(w);
	assert_done(office_class_line(w->o, "Willow", order, 2, &w->said, &act, &w->e));
	const char *now = rows_text(w);
	char want[64];
	snprintf(want, sizeof want, "m %d %d 31 3 %d %d 1\n", CHLOE, WILLOW, day_of(2026, 9, 1).n, INT32_MIN);
	assert_non_null(strstr(now, want));
	snprintf(want, sizeof want, "m %d %d 31 3 %d %d 0\n", BEN, WILLOW, day_of(2026, 9, 1).n, INT32_MIN);
	assert_non_null(strstr(now, want));
	assert_non_null(strstr(now, "Willow class line"));
	undone(w, before);
	free(before);
	assert_refused(office_class_line(w->o, "Willow", stranger, 1, &w->said, &act, &w->e), "is not in Willow");
	assert_true(office_class_line(w->o, "Willow", twice, 2, &w->said, &act, &w->e) < 0);
	assert_words(w->e.text, "named twice");
}

/* SPLIT */

static void split_in_two(struct world *w)
{
	const int64_t go[] = { AMARA, CHLOE };
	struct register_view v;

	begin(w);
	assert_done(mark(w, WILLOW_AM, AMARA, "/", NULL));
	char *before = kept(w);
	assert_done(office_class_split(w->o, "Willow", "Willow B", go, 2, MONDAY, &w->said, &act, &w->e));
	assert_words(buf_string(&w->said), "2 pupils of Willow are in Willow B from Mon 23 Nov 2026");
	assert_string_equal(class_of(w, AMARA, TODAY, SESSION_PM), "Willow");
	assert_string_equal(class_of(w, AMARA, MONDAY, SESSION_AM), "Willow B");
	assert_string_equal(class_of(w, BEN, MONDAY, SESSION_AM), "Willow");
	assert_string_equal(class_of(w, CHLOE, day_of(2027, 6, 1), SESSION_PM), "Willow B");
	assert_done(office_register_open(w->o, WILLOW_AM, &v, &w->e));
	assert_int_equal(v.count, 3); /* Dev comes at noon */
	register_view_finish(&v);
	undone(w, before);
	free(before);
}

static void split_refused(struct world *w)
{
	const int64_t stranger[] = { FINN }, gone[] = { ED };

	begin(w);
	assert_refused(office_class_split(w->o, "Willow", "Oak", stranger, 1, MONDAY, &w->said, &act, &w->e), "There is a class Oak already");
	assert_refused(office_class_split(w->o, "Willow", "Elm", stranger, 1, MONDAY, &w->said, &act, &w->e), "is not in Willow");
	assert_true(office_class_split(w->o, "Willow", "Elm", stranger, 0, MONDAY, &w->said, &act, &w->e) < 0);
	assert_true(office_class_split(w->o, "Willow", "", stranger, 1, MONDAY, &w->said, &act, &w->e) < 0);
	assert_true(office_class_split(w->o, "Birch", "Elm", gone, 1, MONDAY, &w->said, &act, &w->e) < 0);
	assert_int_equal(act, -1);
	assert_null(strstr(rows_text(w), "Elm"));
}

/* JOINED FOR A DAY */

static int missing_of(struct world *w, struct day day, const char *class)
{
	const struct report_wish wish = { .date = day, .from = DAY_NONE, .to = DAY_NONE, .session = SESSION_AM };
	struct report r;
	int found = 0;

	assert_done(report_fill_missing(w->o, &wish, &r, &w->e));
	for (int i = 0; i < r.rows.count; i++)
		found += strcmp(r.rows.items[i].cells[0].text, class) == 0;
	report_finish(&r);
	return found;
}

static bool today_says(struct world *w, const char *class)
{
	struct today_view v;
	bool found = false;

	assert_done(office_today_open(w->o, office_today(w->o), office_session_now(w->o), &v, &w->e));
	for (int i = 0; i < v.due_count; i++)
		found |= strstr(v.due[i].text, class) != NULL;
	today_view_finish(&v);
	return found;
}

static void join_for_two_days(struct world *w)
{
	begin(w);
	char *before = kept(w);
	assert_done(office_class_join(w->o, "Oak", "Willow", MONDAY, day_of(2026, 11, 24), -1, &w->said, &act, &w->e));
	assert_words(buf_string(&w->said), "2 pupils of Oak are in the register of Willow from Mon 23 Nov 2026 to Tue 24 Nov 2026");
	assert_string_equal(class_of(w, FINN, TODAY, SESSION_AM), "Oak");
	assert_string_equal(class_of(w, FINN, MONDAY, SESSION_AM), "Willow");
	assert_string_equal(class_of(w, GIA, day_of(2026, 11, 24), SESSION_PM), "Willow");
	assert_string_equal(class_of(w, FINN, day_of(2026, 11, 25), SESSION_AM), "Oak");
	at(w, "2026-11-23T09:05");
	/* nobody is in Oak: no register is missing, due or closed */
	assert_int_equal(missing_of(w, MONDAY, "Oak"), 0);
	assert_int_equal(missing_of(w, MONDAY, "Willow"), 1);
	assert_false(today_says(w, "Oak: "));
	assert_true(today_says(w, "Willow: "));
	at(w, "2026-11-23T11:00");
	struct buf closed = { 0 };
	assert_done(office_session_close(w->o, REF(0, MONDAY, SESSION_AM), false, &closed, &w->got, &w->e));
	assert_null(strstr(buf_string(&closed), "Oak"));
	buf_finish(&closed);
	undone(w, before);
	assert_int_equal(missing_of(w, MONDAY, "Oak"), 1);
	free(before);
}

static void join_an_afternoon(struct world *w)
{
	begin(w);
	assert_done(office_class_join(w->o, "Oak", "Willow", TODAY, DAY_NONE, SESSION_PM, &w->said, &act, &w->e));
	assert_words(buf_string(&w->said), "in the afternoon on Fri 20 Nov 2026");
	assert_string_equal(class_of(w, FINN, TODAY, SESSION_AM), "Oak");
	assert_string_equal(class_of(w, FINN, TODAY, SESSION_PM), "Willow");
	assert_string_equal(class_of(w, FINN, MONDAY, SESSION_PM), "Oak");
}

static void join_refused(struct world *w)
{
	struct class_wish other = { .name = "Choir", .kind = "other", .from = day_of(2026, 9, 1), .to = DAY_NONE };

	begin(w);
	assert_done(office_class_add(w->o, &other, &w->said, &act, &w->e));
	char *before = kept(w);
	assert_true(office_class_join(w->o, "Oak", "oak", TODAY, DAY_NONE, -1, &w->said, &act, &w->e) < 0);
	assert_words(w->e.text, "with itself");
	assert_refused(office_class_join(w->o, "Oak", "Choir", TODAY, DAY_NONE, -1, &w->said, &act, &w->e), "No register is taken of Choir");
	assert_refused(office_class_join(w->o, "Choir", "Oak", TODAY, DAY_NONE, -1, &w->said, &act, &w->e), "Nobody is in the register of Choir");
	assert_true(office_class_join(w->o, "Oak", "Willow", FRIDAY, MONDAY, -1, &w->said, &act, &w->e) < 0);
	assert_words(w->e.text, "The last day is before the first");
	assert_string_equal(before, rows_text(w));
	free(before);
}

/* THE PAGE, AND WHO MAY */

static void the_page(struct world *w)
{
	struct classes_view v;

	begin(w);
	assert_done(office_classes_open(w->o, TODAY, &v, &w->e));
	assert_int_equal(v.count, 2);
	assert_string_equal(v.lines[0].name, "Oak");
	assert_string_equal(line(&v, "Willow")->teachers, "Tom Bell; cover: Sue Lane");
	assert_string_equal(line(&v, "Willow")->years, "R, 2");
	assert_string_equal(line(&v, "Willow")->order, "surname");
	assert_int_equal(line(&v, "Willow")->pupils, 3);
	assert_null(line(&v, "Oak")->teachers);
	assert_int_equal(v.without, 0);
	classes_view_finish(&v);
	/* at the weekend as on the Monday behind it, on which nobody covers */
	assert_done(office_classes_open(w->o, day_of(2026, 11, 21), &v, &w->e));
	assert_string_equal(line(&v, "Willow")->teachers, "Tom Bell");
	assert_int_equal(line(&v, "Willow")->pupils, 4);
	classes_view_finish(&v);
}

static void counts_who_is_in_none(struct world *w)
{
	struct membership_row m = { .id = 6, .pupil = FINN, .roll_group = OAK, .weekdays = 31, .sessions = 3, .from_day = day_of(2026, 9, 1),
				    .to_day = day_of(2026, 11, 19), .place = NONE };
	struct classes_view v;

	world_put(w, THING_MEMBERSHIP, &m);
	begin(w);
	assert_done(office_classes_open(w->o, TODAY, &v, &w->e));
	assert_int_equal(v.without, 1);
	classes_view_finish(&v);
	assert_done(office_classes_open(w->o, day_of(2026, 11, 19), &v, &w->e));
	assert_int_equal(v.without, 0);
	classes_view_finish(&v);
}

static void teachers_may_not(struct world *w)
{
	const int64_t pupils[] = { AMARA };
	struct class_wish wish = nothing;
	const char *words = "Tom Bell may not change the roll";

	as(w, "tom");
	wish.name = "Elm";
	assert_refused(office_class_add(w->o, &wish, &w->said, &act, &w->e), words);
	assert_refused(office_class_change(w->o, "Willow", &wish, &w->said, &act, &w->e), words);
	assert_refused(office_class_end(w->o, "Willow", TODAY, &w->said, &act, &w->e), words);
	assert_refused(office_class_line(w->o, "Willow", pupils, 1, &w->said, &act, &w->e), words);
	assert_refused(office_class_split(w->o, "Willow", "Elm", pupils, 1, TODAY, &w->said, &act, &w->e), words);
	assert_refused(office_class_join(w->o, "Willow", "Oak", TODAY, TODAY, -1, &w->said, &act, &w->e), words);
	struct classes_view v;
	as(w, "gus");
	assert_true(office_classes_open(w->o, TODAY, &v, &w->e) < 0);
}

static const struct world_case cases[] = {
	{ "a class is added, and the act undone", add_a_class },
	{ "a class that is renamed keeps its name in old registers", rename_keeps_old_registers },
	{ "no class takes another's name", rename_to_another_is_refused },
	{ "the order of names is a class's own", order_of_names },
	{ "a class with pupils does not stop taking registers", kind_of_a_class_with_pupils },
	{ "a class does not end while pupils are in it", end_is_refused_while_pupils_are_in_it },
	{ "an empty class ends", end_an_empty_class },
	{ "a class does not begin later than its pupils", begins_later_than_its_pupils },
	{ "a class lines up", line_up },
	{ "a class becomes two from a day on", split_in_two },
	{ "a split that cannot be", split_refused },
	{ "two registers are one for two days, and the empty one is not missed", join_for_two_days },
	{ "two registers are one in an afternoon", join_an_afternoon },
	{ "a join that cannot be", join_refused },
	{ "the page: teachers, years, counts", the_page },
	{ "the page counts who is in no class", counts_who_is_in_none },
	{ "a teacher changes no class", teachers_may_not },
};

int main(void)
{
	static struct rows rows;

	rows_add(&rows, world_case, cases);
	rows_add(&rows, wrong_row, wrongs);
	return rows_run(&rows, "classes");
}
