/* Staff: a teacher who marries, another name to sign in with, a last day; and the list of who works here. */
#include "rows.h"

#include <stdio.h>

#include "office/classes.h"
#include "store/store.h"
#include "world.h"

static int64_t act;

static void begin(struct world *w)
{
	as(w, "ada");
	buf_reset(&w->said);
	act = -1;
}

static const struct staff_line *line(const struct staff_view *v, const char *sign_in)
{
	for (int i = 0; i < v->count; i++)
		if (strcmp(v->lines[i].sign_in, sign_in) == 0)
			return &v->lines[i];
	print_error("no %s\n", sign_in);
	fail();
	return NULL;
}

/* Every dated row of staff as text. */
static const char *rows_text(struct world *w)
{
	static char text[8192];
	CLEAN_ARENA struct arena a = { 0 };
	struct store *st;
	struct staff_row *s;
	struct staff_role_row *r;
	struct staff_group_row *g;
	struct staff_login_row *l;
	struct staff_acting_row *c;
	int at = 0;

	assert_done(store_open(w->directory, &st, &w->e));
	for (int i = 0, n = store_thing_all(st, THING_STAFF, &a, &s); i < n; i++)
		at += snprintf(text + at, sizeof text - (size_t)at, "s %d %s %s, %s %d\n", (int)s[i].id, s[i].sign_in, s[i].name, s[i].position, s[i].to_day.n);
	for (int i = 0, n = store_thing_all(st, THING_STAFF_ROLE, &a, &r); i < n; i++)
		at += snprintf(text + at, sizeof text - (size_t)at, "r %d %s %d %d\n", (int)r[i].staff, r[i].role, r[i].from_day.n, r[i].to_day.n);
	for (int i = 0, n = store_thing_all(st, THING_STAFF_GROUP, &a, &g); i < n; i++)
		at += snprintf(text + at, sizeof text - (size_t)at, "g %d %d %d %d\n", (int)g[i].staff, (int)g[i].roll_group, g[i].from_day.n, g[i].to_day.n);
	for (int i = 0, n = store_thing_all(st, THING_STAFF_LOGIN, &a, &l); i < n; i++)
		at += snprintf(text + at, sizeof text - (size_t)at, "l %d %s %d\n", (int)l[i].staff, l[i].login, l[i].to_day.n);
	for (int i = 0, n = store_thing_all(st, THING_STAFF_ACTING, &a, &c); i < n; i++)
		at += snprintf(text + at, sizeof text - (size_t)at, "a %d %d %d\n", (int)c[i].staff, (int)c[i].for_staff, c[i].to_day.n);
	store_close(st);
	return text;
}

static void undone(struct world *w, const char *before)
{
	assert_string_not_equal(before, rows_text(w));
	assert_done(office_undo(w->o, act, NULL, &w->said, &w->got, &w->e));
	assert_string_equal(before, rows_text(w));
}

static void marries(struct world *w)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct store *st;
	struct act_row row;
	int64_t taken;

	as(w, "tom");
	assert_done(mark(w, WILLOW_AM, AMARA, "/", NULL));
	taken = w->got.act;
	begin(w);
	char *before = strdup(rows_text(w));
	assert_done(office_staff_change(w->o, "tom", "Tom Lovelace-Bell", NULL, &act, &w->e));
	assert_true(act > 0);
	as(w, "tom");
	assert_string_equal(office_person(w->o)->name, "Tom Lovelace-Bell");
	assert_string_equal(office_person(w->o)->position, "teacher");
	assert_done(store_open(w->directory, &st, &w->e));
	assert_int_equal(store_act_get(st, taken, &a, &row), 0);
	assert_string_equal(row.head.staff_name, "Tom Bell"); /* as it was that day */
	store_close(st);
	begin(w);
	assert_done(office_staff_change(w->o, "tom", "Tom Lovelace-Bell", NULL, &act, &w->e));
	assert_int_equal(act, 0);
	assert_done(office_staff_change(w->o, "tom", NULL, "Deputy head", &act, &w->e));
	assert_done(office_undo(w->o, act, NULL, &w->said, &w->got, &w->e));
	assert_done(office_staff_change(w->o, "tom", "Tom Bell", NULL, &act, &w->e));
	assert_string_equal(before, rows_text(w));
	free(before);
}

/* At the keys while somebody changes the name: the next act has the new one. */
static void marries_at_the_keys(struct world *w)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct world other = *w;
	struct store *st;
	struct act_row row;

	as(w, "tom");
	other.o = NULL;
	begin(&other);
	assert_done(office_staff_change(other.o, "tom", "Tom Lovelace-Bell", "Year 2 teacher", &act, &other.e));
	assert_done(office_staff_sign_in(other.o, "tom", "tlb", &act, &other.e));
	office_close(other.o);
	assert_done(mark(w, WILLOW_AM, AMARA, "/", NULL));
	assert_string_equal(office_person(w->o)->name, "Tom Lovelace-Bell");
	assert_string_equal(office_person(w->o)->sign_in, "tlb");
	assert_done(store_open(w->directory, &st, &w->e));
	assert_int_equal(store_act_get(st, w->got.act, &a, &row), 0);
	assert_string_equal(row.head.staff_name, "Tom Lovelace-Bell");
	assert_string_equal(row.head.position, "Year 2 teacher");
	store_close(st);
}

static void another_sign_in(struct world *w)
{
	begin(w);
	char *before = strdup(rows_text(w));
	assert_done(office_staff_sign_in(w->o, "tom", "tlovelace", &act, &w->e));
	as(w, "tlovelace");
	assert_string_equal(office_person(w->o)->name, "Tom Bell");
	assert_true(sign_in(w, "tom", 9999, NULL) < 0);
	begin(w);
	assert_done(office_staff_sign_in(w->o, "tlovelace", "tlovelace", &act, &w->e));
	assert_int_equal(act, 0);
	assert_refused(office_staff_sign_in(w->o, "tlovelace", "ann", &act, &w->e), "Ann Reed signs in as ann already");
	assert_true(office_staff_sign_in(w->o, "tlovelace", "Tom B", &act, &w->e) < 0);
	assert_words(w->e.text, "begins with a small letter");
	assert_done(office_staff_sign_in(w->o, "tlovelace", "tom", &act, &w->e));
	assert_string_equal(before, rows_text(w));
	free(before);
}

static void names_that_cannot_be(struct world *w)
{
	begin(w);
	assert_true(office_staff_change(w->o, "tom", "", NULL, &act, &w->e) < 0);
	assert_true(office_staff_change(w->o, "tom", "Tom\tBell", NULL, &act, &w->e) < 0);
	assert_true(office_staff_change(w->o, "tom", "Tom\xe2\x80\xae" "Bell", NULL, &act, &w->e) < 0);
	assert_words(w->e.text, "cannot be seen");
	assert_true(office_staff_change(w->o, "tom", NULL, " ", &act, &w->e) < 0);
	assert_true(office_staff_change(w->o, "nobody", "Tom", NULL, &act, &w->e) < 0);
	assert_words(w->e.text, "Nobody signs in as nobody");
	assert_int_equal(act, -1);
}

static void leaves(struct world *w)
{
	struct staff_view v;

	begin(w);
	char *before = strdup(rows_text(w));
	assert_done(office_staff_leave(w->o, "tom", TODAY, &w->said, &act, &w->e));
	assert_words(buf_string(&w->said), "The last day of Tom Bell is Fri 20 Nov 2026.");
	assert_words(buf_string(&w->said), "Roles that end: teacher.");
	assert_words(buf_string(&w->said), "Classes that somebody else has to take: Willow.");
	assert_words(buf_string(&w->said), "Logins of this computer that end: tom.");
	/* today they are here still, on Monday no longer */
	as(w, "tom");
	at(w, "2026-11-23T08:30");
	assert_true(sign_in(w, "tom", 9999, NULL) < 0);
	assert_true(sign_in(w, NULL, 502, NULL) < 0);
	as(w, "ada");
	assert_done(office_staff_open(w->o, DAY_NONE, &v, &w->e));
	assert_null(line(&v, "tom")->roles);
	assert_null(line(&v, "tom")->classes);
	assert_null(line(&v, "tom")->logins);
	staff_view_finish(&v);
	undone(w, before);
	free(before);
}

/* Mia acts for Ann on Monday: who leaves on Friday has nobody who acts for them. */
static void who_acts_for_them(struct world *w)
{
	begin(w);
	assert_non_null(strstr(rows_text(w), "a 9 1"));
	assert_done(office_staff_leave(w->o, "ann", TODAY, &w->said, &act, &w->e));
	assert_null(strstr(rows_text(w), "a 9 1"));
}

static void somebody_must_be_left(struct world *w)
{
	begin(w);
	char *before = strdup(rows_text(w));
	assert_refused(office_staff_leave(w->o, "ada", TODAY, &w->said, &act, &w->e), "Nobody would be left who can change staff");
	assert_refused(office_staff_leave(w->o, "ada", day_of(2027, 7, 31), &w->said, &act, &w->e), "Nobody would be left");
	assert_string_equal(before, rows_text(w));
	assert_string_equal(buf_string(&w->said), "");
	assert_refused(office_staff_leave(w->o, "tom", day_of(2020, 8, 31), &w->said, &act, &w->e), "works here from Tue 1 Sep 2020 only");
	assert_done(office_staff_leave(w->o, "tom", day_of(2020, 9, 1), &w->said, &act, &w->e));
	free(before);
}

static void the_list(struct world *w)
{
	struct staff_view v;

	begin(w);
	assert_done(office_staff_open(w->o, TODAY, &v, &w->e));
	assert_int_equal(v.count, 11);
	assert_string_equal(v.lines[0].name, "Ada King");
	assert_string_equal(v.lines[v.count - 1].name, "Lou Nash"); /* left in the summer */
	assert_string_equal(line(&v, "tom")->roles, "teacher");
	assert_string_equal(line(&v, "tom")->classes, "Willow");
	assert_string_equal(line(&v, "tom")->logins, "tom");
	assert_string_equal(line(&v, "sue")->classes, "cover: Willow");
	assert_string_equal(line(&v, "yaz")->roles, "head of year (Year 1)");
	assert_null(line(&v, "yaz")->logins);
	staff_view_finish(&v);
	/* the office sees who teaches what, and no logins */
	as(w, "ann");
	assert_done(office_staff_open(w->o, day_of(2026, 7, 31), &v, &w->e));
	assert_string_equal(line(&v, "lou")->roles, "attendance officer");
	assert_null(line(&v, "tom")->logins);
	assert_null(line(&v, "tom")->classes);
	staff_view_finish(&v);
	as(w, "tom");
	assert_refused(office_staff_open(w->o, TODAY, &v, &w->e), "may not change the roll");
}

static void the_office_may_not(struct world *w)
{
	as(w, "ann");
	assert_refused(office_staff_change(w->o, "tom", "Tom", NULL, &act, &w->e), "may not change staff");
	assert_refused(office_staff_sign_in(w->o, "tom", "tim", &act, &w->e), "may not change staff");
	assert_refused(office_staff_leave(w->o, "tom", TODAY, &w->said, &act, &w->e), "may not change staff");
}

static const struct world_case cases[] = {
	{ "a teacher marries: acts keep the name of their day", marries },
	{ "a name that changes while its owner is at the keys", marries_at_the_keys },
	{ "another name to sign in with", another_sign_in },
	{ "names that cannot be", names_that_cannot_be },
	{ "a last day ends roles, classes and logins", leaves },
	{ "nobody acts for who has left", who_acts_for_them },
	{ "somebody is left who can change staff", somebody_must_be_left },
	{ "the list of who works here", the_list },
	{ "the office changes no staff", the_office_may_not },
};

int main(void)
{
	static struct rows rows;

	rows_add(&rows, world_case, cases);
	return rows_run(&rows, "staff_change");
}
