#include "rows.h"

#include <errno.h>
#include <inttypes.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "office/reports.h"
#include "office/school.h"
#include "office/throttle.h"
#include "world.h"

/* WHO IS AT THE KEYS (design 4) */

static void bound_alone(struct world *w)
{
	assert_done(sign_in(w, NULL, 502, NULL));
	assert_string_equal(office_person(w->o)->name, "Tom Bell");
	assert_int_equal(office_person(w->o)->roles, 1u << ROLE_TEACHER);
}

static void bound_to_nobody(struct world *w)
{
	assert_refused(sign_in(w, NULL, 9999, NULL), "nobody at this school");
	assert_null(w->o);
}

static void bound_to_several(struct world *w)
{
	assert_refused(sign_in(w, NULL, 504, NULL), "--as NAME");
}

static void as_oneself(struct world *w)
{
	assert_done(sign_in(w, "tom", 502, NULL));
}

static void as_another(struct world *w)
{
	assert_done(sign_in(w, "ann", 502, "daffodil"));
	assert_string_equal(office_person(w->o)->name, "Ann Reed");
}

static void same_words(struct world *w)
{
	char first[sizeof w->e.text];

	assert_refused(sign_in(w, "ann", 502, "bluebell"), "do not go together");
	strcpy(first, w->e.text);
	assert_refused(sign_in(w, "nobody", 502, "bluebell"), "do not go together");
	assert_string_equal(w->e.text, first);
	assert_refused(sign_in(w, "ada", 502, "bluebell"), "do not go together"); /* has none */
	assert_string_equal(w->e.text, first);
	assert_refused(sign_in(w, "lou", 502, "bluebell"), "do not go together"); /* has left */
	assert_string_equal(w->e.text, first);
}

/* WRONG PASSWORDS WAIT (reliability 5) */

static const struct wait_row {
	const char *name;
	int wrong, want;
} waits[] = {
	{ "the first password does not wait", 0, 0 }, { "after one wrong", 1, 1 }, { "after two", 2, 2 }, { "after three", 3, 4 },
	{ "after four", 4, 8 }, { "never longer than after four", 5, 8 }, { "however many", 9999, 8 },
};

static void wait_row(void **state)
{
	const struct wait_row *row = *state;

	assert_int_equal(throttle_seconds(row->wrong), row->want);
}

static int64_t milliseconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000LL + t.tv_nsec / 1000000;
}

static const char *wrong_file(struct world *w, char to[static 4200])
{
	snprintf(to, 4200, "%s/sign-in", w->directory);
	return to;
}

static void wrong_then_right(struct world *w)
{
	char path[4200];
	struct stat st;

	assert_refused(sign_in(w, "ann", 502, "bluebell"), "do not go together");
	assert_int_equal(throttle_count(w->directory, "ann", 502), 1);
	assert_int_equal(throttle_count(w->directory, "ann", 504), 0); /* nobody is kept out by another */
	assert_int_equal(throttle_count(w->directory, "hal", 502), 0);
	assert_int_equal(stat(wrong_file(w, path), &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	int64_t before = milliseconds();
	assert_done(sign_in(w, "ann", 502, "daffodil"));
	assert_true(milliseconds() - before >= 1000);
	assert_int_equal(throttle_count(w->directory, "ann", 502), 0);
	assert_int_equal(stat(path, &st), -1);
}

static void wrong_counts(struct world *w)
{
	for (int i = 0; i < 3; i++)
		throttle_wrong(w->directory, "ann", 502);
	throttle_wrong(w->directory, "tom", 502);
	throttle_wrong(w->directory, "ann", 504);
	assert_int_equal(throttle_count(w->directory, "ann", 502), 3);
	throttle_right(w->directory, "ann", 502);
	assert_int_equal(throttle_count(w->directory, "ann", 502), 0);
	assert_int_equal(throttle_count(w->directory, "ann", 504), 1);
	assert_int_equal(throttle_count(w->directory, "tom", 502), 1);
	for (int i = 0; i < 300; i++) {
		char name[16];

		snprintf(name, sizeof name, "nobody%d", i);
		throttle_wrong(w->directory, name, 502);
	}
	assert_int_equal(throttle_count(w->directory, "nobody299", 502), 1);
	assert_int_equal(throttle_count(w->directory, "nobody0", 502), 0); /* the file does not grow for ever */
}

/* What counts where ann's line says that, with the time between. */
static int count_with(struct world *w, const char *before, int64_t at, const char *after)
{
	char path[4200], account[9] = "";

	throttle_wrong(w->directory, "ann", 502);
	FILE *f = fopen(wrong_file(w, path), "r");
	assert_non_null(f);
	assert_int_equal(fread(account, 1, 8, f), 8);
	fclose(f);
	f = fopen(path, "w");
	assert_non_null(f);
	fprintf(f, "%s%s%" PRId64 "%s", account, before, at, after);
	fclose(f);
	int count = throttle_count(w->directory, "ann", 502);
	assert_int_equal(unlink(path), 0);
	return count;
}

static void wrong_lines(struct world *w)
{
	int64_t now = moment_now().seconds;

	assert_int_equal(count_with(w, " 502 4 ", now, "\n"), 4);
	assert_int_equal(count_with(w, " 502 4 ", now - THROTTLE_FORGETS + 60, ""), 4);
	assert_int_equal(count_with(w, " 502 4 ", now - THROTTLE_FORGETS, "\n"), 0);
	assert_int_equal(count_with(w, " 502 4 ", now + 3600, "\n"), 0); /* the clock was put back since */
	assert_int_equal(count_with(w, " 502 4 ", now, " more\n"), 0);
	assert_int_equal(count_with(w, " 502 -4 ", now, "\n"), 0);
	assert_int_equal(count_with(w, " 502 99999999999999999999 ", now, "\n"), 0);
	assert_int_equal(count_with(w, " ", now, "\n"), 0);
	assert_int_equal(count_with(w, "\n", now, "\n\n"), 0);
}

static void wrong_not_kept(struct world *w)
{
	char path[4200];

	assert_int_equal(mkdir(wrong_file(w, path), 0700), 0); /* so that nothing can be written there */
	for (int i = 0; i < 2; i++)
		assert_refused(sign_in(w, "ann", 502, "bluebell"), "do not go together");
	assert_done(sign_in(w, "ann", 502, "daffodil"));
	assert_int_equal(rmdir(path), 0);
}

static void shared_asks(struct world *w)
{
	assert_refused(sign_in(w, "des", 504, "bluebell"), "do not go together");
}

static void nobody_to_ask(struct world *w)
{
	assert_refused(sign_in(w, "ann", 502, NULL), "--password-fd");
}

static void real_clock(struct world *w)
{
	assert_done(sign_in(w, "tom", 502, NULL));
	assert_refused(office_clock(w->o, "2026-11-20T09:07", &w->e), "Only a practice school keeps its own clock.");
	assert_null(office_banner(w->o));
}

static void practice_needs_none(struct world *w)
{
	as(w, "hal");
	assert_string_equal(office_person(w->o)->name, "Hal Moor");
	assert_string_equal(office_banner(w->o), "PRACTICE");
}

static void practice_unknown(struct world *w)
{
	assert_refused(sign_in(w, "nobody", 502, NULL), "Nobody at this practice school");
	assert_refused(sign_in(w, "lou", 502, NULL), "Nobody at this practice school");
}

static void clock_forward(struct world *w)
{
	as(w, "ann");
	at(w, "2026-11-20T09:07");
	assert_int_equal(moment_civil(office_now(w->o)).minute, 9 * 60 + 7);
	assert_refused(office_clock(w->o, "2026-11-20T09:06", &w->e), "moves forward only");
	assert_int_equal(office_clock(w->o, "tomorrow", &w->e), -EINVAL);
	assert_int_equal(w->e.kind, ERR_USAGE);
	assert_int_equal(office_session_now(w->o), SESSION_AM);
	at(w, "2026-11-20T12:59");
	assert_int_equal(office_session_now(w->o), SESSION_AM);
	at(w, "2026-11-20T13:00");
	assert_int_equal(office_session_now(w->o), SESSION_PM);
}

/* WHAT THEY MAY DO */

static void own_groups(struct world *w)
{
	as(w, "tom");
	assert_done(office_may(w->o, ACTION_TAKE_REGISTER, WILLOW, &w->e));
	assert_refused(office_may(w->o, ACTION_TAKE_REGISTER, OAK, &w->e), "Tom Bell may not take this register (Oak). Ask the office.");
	assert_done(office_may(w->o, ACTION_TAKE_REGISTER, 0, &w->e));
	assert_refused(office_may(w->o, ACTION_CHANGE_ROLL, 0, &w->e), "may not change the roll");
	assert_int_equal(office_reach(w->o, ACTION_SEE_REGISTER), REACH_OWN);
	assert_int_equal(office_reach(w->o, ACTION_VERIFY), REACH_NONE);
}

static void cover_for_a_day(struct world *w)
{
	as(w, "sue");
	assert_done(office_may(w->o, ACTION_TAKE_REGISTER, WILLOW, &w->e));
	assert_refused(office_may(w->o, ACTION_TAKE_REGISTER, OAK, &w->e), "may not");
	at(w, "2026-11-23T08:30");
	assert_refused(office_may(w->o, ACTION_TAKE_REGISTER, WILLOW, &w->e), "may not");
}

static void year_scope(struct world *w)
{
	as(w, "yaz");
	assert_done(office_may(w->o, ACTION_AMEND, OAK, &w->e));
	assert_refused(office_may(w->o, ACTION_AMEND, WILLOW, &w->e), "may not");
	assert_refused(office_may(w->o, ACTION_VERIFY, 0, &w->e), "may not"); /* a year is not the whole school */
	at(w, "2026-11-22T10:00");                                            /* on a Sunday too */
	assert_done(office_may(w->o, ACTION_AMEND, OAK, &w->e));
}

static void year_and_cover(struct world *w)
{
	int64_t act;

	as(w, "ada");
	assert_done(office_staff_class(w->o, "yaz", "Willow", true, DAY_NONE, DAY_NONE, false, &act, &w->e));
	as(w, "yaz");
	assert_done(office_may(w->o, ACTION_TAKE_REGISTER, WILLOW, &w->e));
	assert_refused(office_may(w->o, ACTION_AMEND, WILLOW, &w->e), "may not");
	assert_refused(office_may(w->o, ACTION_ALL_CODES, WILLOW, &w->e), "may not");
}

/* "Nobody is absent" would be a lie to somebody who has no class today. */
static void no_class_no_report(struct world *w)
{
	struct report_wish wish = { .session = SESSION_AM };
	struct report report = { 0 };

	wish.date = wish.from = wish.to = DAY_NONE;
	as(w, "sue");
	at(w, "2026-11-20T09:05");
	assert_done(report_fill_absentees(w->o, &wish, &report, &w->e));
	report_finish(&report);
	at(w, "2026-11-23T09:05");
	assert_refused(report_fill_absentees(w->o, &wish, &report, &w->e), "Sue Lane has no class today");
}

/* Why a child comes first is for those who follow it up, not for every teacher's CSV. */
static void flags_follow_up(struct world *w)
{
	as(w, "tom");
	assert_refused(office_may(w->o, ACTION_SEE_FLAGS, WILLOW, &w->e), "designated safeguarding lead");
	as(w, "des");
	assert_done(office_may(w->o, ACTION_SEE_FLAGS, WILLOW, &w->e));
}

static void acting_for(struct world *w)
{
	as(w, "mia");
	assert_refused(office_may(w->o, ACTION_TAKE_REGISTER, OAK, &w->e), "may not");
	at(w, "2026-11-23T08:30");
	assert_done(office_may(w->o, ACTION_TAKE_REGISTER, OAK, &w->e));
	assert_int_equal(office_person(w->o)->roles, 1u << ROLE_GOVERNOR | 1u << ROLE_OFFICE);
	at(w, "2026-11-24T08:30");
	assert_refused(office_may(w->o, ACTION_TAKE_REGISTER, OAK, &w->e), "may not");
}

static void no_pupil_data(struct world *w)
{
	int64_t pupil;

	as(w, "ada");
	assert_done(office_may(w->o, ACTION_CHANGE_STAFF, 0, &w->e));
	assert_refused(office_may(w->o, ACTION_SEE_REGISTER, 0, &w->e), "may not");
	assert_refused(office_pupil_find(w->o, "Okafor", true, &pupil, &w->e), "may not");
}

static void reads_only(struct world *w)
{
	struct register_view v;

	as(w, "ina");
	assert_done(office_register_open(w->o, WILLOW_AM, &v, &w->e));
	register_view_finish(&v);
	assert_refused(mark(w, WILLOW_AM, AMARA, "/", NULL), "may not take this register");
	as(w, "gus");
	assert_refused(office_register_open(w->o, WILLOW_AM, &v, &w->e), "may not see this register");
}

/* WHICH CLASS, WHICH CHILD */

static void groups_by_name(struct world *w)
{
	int64_t group = 0;

	as(w, "ann");
	assert_done(office_group_find(w->o, "willow", TODAY, &group, &w->e));
	assert_int_equal(group, WILLOW);
	assert_int_equal(office_group_find(w->o, "Birch", TODAY, &group, &w->e), -ENOENT);
	assert_words(w->e.text, "Willow, Oak");
	assert_int_equal(office_group_find(w->o, "Oak", day_of(2026, 8, 31), &group, &w->e), -ENOENT);
}

static void pupils_by_name(struct world *w)
{
	int64_t pupil = 0;

	as(w, "ann");
	assert_done(office_pupil_find(w->o, "A823432120001", false, &pupil, &w->e));
	assert_int_equal(pupil, AMARA);
	assert_done(office_pupil_find(w->o, "102", false, &pupil, &w->e));
	assert_int_equal(pupil, BEN);
	assert_done(office_pupil_find(w->o, "chloe", true, &pupil, &w->e));
	assert_int_equal(pupil, CHLOE);
	assert_done(office_pupil_find(w->o, "oka am", true, &pupil, &w->e));
	assert_int_equal(pupil, AMARA);
	assert_int_equal(office_pupil_find(w->o, "Chloé", false, &pupil, &w->e), -ENOENT);
	assert_int_equal(office_pupil_find(w->o, "kafor", true, &pupil, &w->e), -ENOENT);
	assert_int_equal(office_pupil_find(w->o, "", true, &pupil, &w->e), -ENOENT);
	assert_refused(office_pupil_find(w->o, "Oakley", true, &pupil, &w->e), "2 pupils fit Oakley: Finnley Oakley");
	assert_done(office_pupil_find(w->o, "finn oakley", true, &pupil, &w->e)); /* the whole name, not the longer one */
	assert_int_equal(pupil, GIA);
	as(w, "tom");
	assert_int_equal(office_pupil_find(w->o, "Oakley", true, &pupil, &w->e), -ENOENT); /* not of his class */
}

static const struct world_case cases[] = {
	{ "a user bound to one person is that person", bound_alone, false },
	{ "a user bound to nobody says who", bound_to_nobody, false },
	{ "a user bound to several says who", bound_to_several, false },
	{ "naming oneself asks no password", as_oneself, true },
	{ "naming another asks that one's password", as_another, true },
	{ "the same words for a wrong password and for nobody", same_words, true },
	{ "a wrong password makes the next wait, and a right one ends it", wrong_then_right, true },
	{ "wrong passwords are counted by account and user", wrong_counts, true },
	{ "what is old or damaged counts for nothing", wrong_lines, true },
	{ "where nothing can be remembered people still sign in", wrong_not_kept, true },
	{ "a shared login asks the password of each", shared_asks, true },
	{ "a password with nobody to ask is refused", nobody_to_ask, true },
	{ "only a practice school keeps its own clock", real_clock, true },
	{ "a practice school asks no password", practice_needs_none, false },
	{ "a practice school knows its people", practice_unknown, false },
	{ "the practice clock moves forward only", clock_forward, false },
	{ "a teacher has their own groups", own_groups, false },
	{ "supply has the class on the day of cover", cover_for_a_day, false },
	{ "a head of year has the classes of that year", year_scope, false },
	{ "cover gives a head of year no more than a teacher's", year_and_cover, false },
	{ "without a class there is no report", no_class_no_report, false },
	{ "why a child comes first is for those who follow it up", flags_follow_up, false },
	{ "acting for somebody lends their roles, for those days", acting_for, false },
	{ "an administrator has no pupil data", no_pupil_data, false },
	{ "an inspector reads, a governor does not even that", reads_only, false },
	{ "a class by its name, case aside, on its days", groups_by_name, false },
	{ "a pupil by number, and by part of a name", pupils_by_name, false },
};

int main(void)
{
	static struct rows rows;

	rows_add(&rows, world_case, cases);
	rows_add(&rows, wait_row, waits);
	return rows_run(&rows, "people");
}
