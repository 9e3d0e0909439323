#include "rows.h"

#include <errno.h>
#include <inttypes.h>
#include <unistd.h>

#include "office/reports.h"
#include "office/school.h"
#include "office/throttle.h"
#include "store/store.h"
#include "world.h"

#define KEYS 502 /* the login of Tom alone */
#define SHARED 504 /* of Mia and Des */

static int nobody_answers(void *ctx, const char *prompt, char *to, size_t size)
{
	return -EIO;
}

/* As a screen opens the school: nobody need be at the keys. */
static int open_later(struct world *w, const char *as, int64_t uid, office_ask *ask)
{
	struct office_options options = { .directory = w->directory, .as = as, .uid = uid, .terminal = "test", .ask = ask, .later = true };

	office_close(w->o);
	w->o = NULL;
	err_clear(&w->e);
	return office_open(&options, &w->o, &w->e);
}

static int type(struct world *w, const char *sign_in_name, const char *password)
{
	err_clear(&w->e);
	return office_sign_in(w->o, sign_in_name, password, password ? strlen(password) : 0, &w->e);
}

static void assert_nobody(struct world *w)
{
	const struct person *p = office_person(w->o);

	assert_false(office_is_signed_in(w->o));
	assert_int_equal(p->staff, 0);
	assert_int_equal(p->roles, 0);
	assert_string_equal(p->sign_in, "");
	assert_string_equal(p->name, "");
	assert_string_equal(p->position, "");
}

static void assert_person(struct world *w, const char *name, uint32_t roles)
{
	assert_true(office_is_signed_in(w->o));
	assert_string_equal(office_person(w->o)->name, name);
	assert_int_equal(office_person(w->o)->roles, roles);
}

/* OPENING */

static void opens_for_nobody(struct world *w)
{
	assert_done(open_later(w, NULL, 9999, NULL));
	assert_nobody(w);
	assert_string_equal(office_school_name(w->o), "Brook Street Primary");
	assert_non_null(office_times(w->o, TODAY, SESSION_AM, WILLOW));
}

static void opens_for_several(struct world *w)
{
	assert_done(open_later(w, NULL, SHARED, NULL));
	assert_nobody(w);
}

static void opens_for_one(struct world *w)
{
	assert_done(open_later(w, NULL, KEYS, NULL));
	assert_person(w, "Tom Bell", 1u << ROLE_TEACHER);
}

static void opens_as_oneself(struct world *w)
{
	assert_done(open_later(w, "tom", KEYS, NULL));
	assert_person(w, "Tom Bell", 1u << ROLE_TEACHER);
}

static void opens_as_another(struct world *w)
{
	assert_done(open_later(w, "ann", KEYS, NULL)); /* the screen asks */
	assert_nobody(w);
	assert_refused(open_later(w, "ann", KEYS, nobody_answers), "No password was given");
	assert_null(w->o);
}

static void practice_opens_as(struct world *w)
{
	assert_done(open_later(w, "ann", 9999, NULL));
	assert_person(w, "Ann Reed", 1u << ROLE_OFFICE);
	assert_refused(open_later(w, "lou", 9999, NULL), "Nobody at this practice school signs in as lou.");
}

static void clock_without_anybody(struct world *w)
{
	assert_done(open_later(w, NULL, 9999, NULL));
	at(w, "2026-11-20T09:07");
	assert_int_equal(moment_civil(office_now(w->o)).minute, 9 * 60 + 7);
	assert_nobody(w);
}

/* NOBODY AT THE KEYS: every use case is refused */

#define NOBODY "Nobody is signed in: sign in first."

static void nobody_may(struct world *w)
{
	struct report_wish wish = { .session = SESSION_AM };
	struct report report = { 0 };
	struct register_view v;
	int64_t act;

	wish.date = wish.from = wish.to = DAY_NONE;
	for (enum action a = 0; a < ACTIONS; a++) {
		assert_refused(office_may(w->o, a, 0, &w->e), NOBODY);
		assert_refused(office_may(w->o, a, WILLOW, &w->e), NOBODY);
		assert_int_equal(office_reach(w->o, a), REACH_NONE);
	}
	assert_refused(mark(w, WILLOW_AM, AMARA, "/", NULL), NOBODY);
	assert_refused(late(w, AMARA, -1, NULL, NULL), NOBODY);
	assert_refused(office_register_open(w->o, WILLOW_AM, &v, &w->e), NOBODY);
	assert_refused(office_register_fill(w->o, WILLOW_AM, NULL, &w->got, &w->e), NOBODY);
	assert_refused(office_register_send(w->o, WILLOW_AM, &w->said, &w->got, &w->e), NOBODY);
	assert_refused(office_session_close(w->o, WILLOW_AM, true, &w->said, &w->got, &w->e), NOBODY);
	assert_refused(office_undo(w->o, 1, NULL, &w->said, &w->got, &w->e), NOBODY);
	assert_refused(office_pupil_find(w->o, "okafor", true, &act, &w->e), NOBODY);
	assert_refused(office_staff_password(w->o, "", "daffodils", 9, &act, &w->e), NOBODY);
	assert_refused(office_staff_class(w->o, "tom", "Oak", true, DAY_NONE, DAY_NONE, false, &act, &w->e), NOBODY);
	assert_refused(report_fill_absentees(w->o, &wish, &report, &w->e), NOBODY);
}

static void before_anybody(struct world *w)
{
	assert_done(open_later(w, NULL, 9999, NULL));
	nobody_may(w);
}

static void after_signing_out(struct world *w)
{
	as(w, "ann");
	assert_done(office_may(w->o, ACTION_AMEND, OAK, &w->e));
	office_sign_out(w->o);
	assert_nobody(w);
	nobody_may(w);
	office_sign_out(w->o); /* twice is once */
	assert_nobody(w);
	assert_done(type(w, "ann", NULL));
	assert_done(office_may(w->o, ACTION_AMEND, OAK, &w->e));
	assert_done(mark(w, WILLOW_AM, AMARA, "/", NULL));
}

/* SIGNING IN */

/* Nothing of the former person is left: neither roles nor groups, nor whom they acted for. */
static void one_after_another(struct world *w)
{
	as(w, "tom");
	assert_done(office_may(w->o, ACTION_TAKE_REGISTER, WILLOW, &w->e));
	assert_done(type(w, "gus", NULL));
	assert_person(w, "Gus Vale", 1u << ROLE_GOVERNOR);
	assert_refused(office_may(w->o, ACTION_SEE_REGISTER, WILLOW, &w->e), "Gus Vale may not see this register (Willow).");
	at(w, "2026-11-23T08:30");
	assert_done(type(w, "mia", NULL));
	assert_person(w, "Mia West", 1u << ROLE_GOVERNOR | 1u << ROLE_OFFICE); /* for Ann */
	assert_done(type(w, "ina", NULL));
	assert_person(w, "Ina Ford", 1u << ROLE_INSPECTOR);
}

static void acts_are_theirs(struct world *w)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct store *reader;
	struct act_row act;

	as(w, "tom");
	assert_done(type(w, "ann", NULL));
	assert_done(mark(w, WILLOW_AM, AMARA, "N", NULL));
	assert_done(store_open(w->directory, &reader, &w->e));
	assert_int_equal(store_act_get(reader, w->got.act, &a, &act), 0);
	assert_int_equal(act.head.staff, ANN);
	assert_string_equal(act.head.staff_name, "Ann Reed");
	assert_string_equal(act.head.roles, "office");
	store_close(reader);
}

static void unknown_stays(struct world *w)
{
	as(w, "tom");
	assert_refused(type(w, "nobody", NULL), "Nobody at this practice school signs in as nobody.");
	assert_person(w, "Tom Bell", 1u << ROLE_TEACHER);
	assert_done(office_may(w->o, ACTION_TAKE_REGISTER, WILLOW, &w->e));
}

static void same_words(struct world *w)
{
	static const char *const names[] = { "nobody", "ada" /* has none */, "lou" /* has left */ };
	char first[sizeof w->e.text];

	assert_done(open_later(w, NULL, SHARED, NULL));
	assert_refused(type(w, "ann", "bluebell"), "do not go together");
	strcpy(first, w->e.text);
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		assert_refused(type(w, names[i], "bluebell"), "do not go together");
		assert_string_equal(w->e.text, first);
		assert_int_equal(throttle_count(w->directory, names[i], SHARED), 1);
		assert_nobody(w);
	}
}

static void no_password_typed(struct world *w)
{
	assert_done(open_later(w, NULL, KEYS, NULL));
	assert_refused(type(w, "ann", NULL), "Your password is needed");
	assert_refused(type(w, "nobody", NULL), "Your password is needed");
	assert_int_equal(throttle_count(w->directory, "ann", KEYS), 0); /* that was no try */
	assert_person(w, "Tom Bell", 1u << ROLE_TEACHER);
	assert_done(type(w, "tom", NULL));
	assert_refused(type(w, "ann", ""), "do not go together");
	assert_int_equal(throttle_count(w->directory, "ann", KEYS), 1);
}

/* As if the last wrong password had been typed so long ago. */
static void age_wrong(struct world *w, const char *account, int wrong, int64_t seconds)
{
	char path[4200], line[100] = "";
	unsigned int number;

	throttle_right(w->directory, account, KEYS);
	throttle_wrong(w->directory, account, KEYS);
	snprintf(path, sizeof path, "%s/sign-in", w->directory);
	FILE *f = fopen(path, "r");
	assert_non_null(f);
	assert_non_null(fgets(line, sizeof line, f));
	fclose(f);
	assert_int_equal(sscanf(line, "%x", &number), 1);
	f = fopen(path, "w");
	assert_non_null(f);
	fprintf(f, "%08x %d %d %" PRId64 "\n", number, KEYS, wrong, moment_now().seconds - seconds);
	fclose(f);
}

static void never_waits(struct world *w)
{
	assert_done(open_later(w, NULL, KEYS, NULL));
	age_wrong(w, "ann", 4, 0);
	assert_int_equal(type(w, "ann", "daffodil"), -EAGAIN);
	assert_int_equal(w->e.kind, ERR_REFUSED);
	assert_words(w->e.text, "4 wrong passwords: try again in ");
	assert_int_equal(throttle_count(w->directory, "ann", KEYS), 4); /* it was not looked at */
	assert_person(w, "Tom Bell", 1u << ROLE_TEACHER);
	assert_refused(type(w, "hal", "daffodil"), "do not go together"); /* nobody else waits */
	age_wrong(w, "ann", 4, 8);
	assert_done(type(w, "ann", "daffodil"));
	assert_person(w, "Ann Reed", 1u << ROLE_OFFICE);
	assert_int_equal(throttle_count(w->directory, "ann", KEYS), 0);
}

static void unknown_waits_alike(struct world *w)
{
	assert_done(open_later(w, NULL, KEYS, NULL));
	age_wrong(w, "nobody", 3, 0);
	assert_int_equal(type(w, "nobody", "daffodil"), -EAGAIN);
	assert_words(w->e.text, "3 wrong passwords: try again in ");
	age_wrong(w, "nobody", 3, 4);
	assert_refused(type(w, "nobody", "daffodil"), "do not go together");
}

static const struct left_row {
	const char *name;
	int wrong;
	int64_t seconds;
	int least, most; /* a second may pass meanwhile */
} left_rows[] = {
	{ "one wrong just now", 1, 0, 0, 1 },         { "one wrong a second ago", 1, 1, 0, 0 },
	{ "three wrong just now", 3, 0, 3, 4 },       { "three wrong four seconds ago", 3, 4, 0, 0 },
	{ "many wrong just now", 9999, 0, 7, 8 },     { "many wrong six seconds ago", 9999, 6, 1, 2 },
	{ "many wrong, clock put back", 9999, -60, 0, 0 }, { "forgotten", 9, THROTTLE_FORGETS, 0, 0 },
};

static void left_each(struct world *w)
{
	int wrong = -1;

	assert_int_equal(throttle_left(w->directory, "ann", KEYS, &wrong), 0);
	assert_int_equal(wrong, 0);
	for (size_t i = 0; i < sizeof left_rows / sizeof *left_rows; i++) {
		const struct left_row *row = &left_rows[i];

		age_wrong(w, "ann", row->wrong, row->seconds);
		int left = throttle_left(w->directory, "ann", KEYS, &wrong);
		if (left < row->least || left > row->most)
			fail_msg("%s: %d", row->name, left);
	}
}

static void asks_or_not(struct world *w)
{
	assert_done(open_later(w, NULL, KEYS, NULL));
	assert_false(office_asks_password(w->o, "tom"));
	assert_true(office_asks_password(w->o, "ann"));
	assert_true(office_asks_password(w->o, "nobody"));
	assert_true(office_asks_password(w->o, "lou"));
	assert_done(open_later(w, NULL, SHARED, NULL));
	assert_true(office_asks_password(w->o, "mia"));
	assert_true(office_asks_password(w->o, "tom"));
}

static void practice_asks_nobody(struct world *w)
{
	assert_done(open_later(w, NULL, KEYS, NULL));
	assert_false(office_asks_password(w->o, "ann"));
	assert_false(office_asks_password(w->o, "nobody"));
}

/* HANDS, VERSION */

static void put_conf(struct world *w, const char *text)
{
	char path[4200];

	snprintf(path, sizeof path, "%s/firstbell.conf", w->directory);
	FILE *f = fopen(path, "w");
	assert_non_null(f);
	fputs(text, f);
	fclose(f);
}

static void hands_as_written(struct world *w)
{
	put_conf(w, "theme = mono\nreader = true\nsounds = off\nlock_minutes = 2\nkey \"register.send\" { is = \"F12\" }\n");
	assert_done(open_later(w, NULL, 9999, NULL));
	const struct office_hands *h = office_hands(w->o);
	assert_string_equal(h->theme, "mono");
	assert_true(h->reader);
	assert_false(h->sounds);
	assert_int_equal(h->lock_minutes, 2);
	assert_int_equal(h->key_count, 1);
	assert_string_equal(h->keys[0].name, "register.send");
	assert_string_equal(h->keys[0].key, "F12");
	assert_int_equal(h->keys[0].line, 5);
	assert_words(h->file, "/firstbell.conf");
}

static void hands_of_nothing(struct world *w)
{
	assert_done(open_later(w, NULL, 9999, NULL));
	const struct office_hands *h = office_hands(w->o);
	assert_string_equal(h->theme, "default");
	assert_true(!h->reader && h->sounds);
	assert_int_equal(h->lock_minutes, 5);
	assert_int_equal(h->key_count, 0);
}

static void version_changes(struct world *w)
{
	struct office_options options = { .directory = w->directory, .as = "ann", .uid = 9999, .terminal = "other" };
	struct mark_wish wish = { .pupil = AMARA, .code = "/", .before = -1, .minutes_late = -1 };
	struct office *other;

	as(w, "tom");
	int64_t before = office_version(w->o);
	assert_int_equal(office_version(w->o), before);
	assert_done(mark(w, WILLOW_AM, BEN, "/", NULL));
	assert_int_equal(office_version(w->o), before); /* that was ourselves */
	assert_done(office_open(&options, &other, &w->e));
	assert_done(office_marks_set(other, WILLOW_AM, &wish, 1, NULL, &w->got, &w->e));
	assert_true(office_version(w->o) != before);
	office_close(other);
}

static const struct world_case cases[] = {
	{ "a login of nobody opens with nobody signed in", opens_for_nobody, false },
	{ "a login of several opens with nobody signed in", opens_for_several, true },
	{ "a login of one person opens as that person", opens_for_one, true },
	{ "naming oneself opens as oneself", opens_as_oneself, true },
	{ "naming another without anybody to ask opens with nobody signed in", opens_as_another, true },
	{ "a practice school opens as whoever is named", practice_opens_as, false },
	{ "the practice clock moves with nobody signed in", clock_without_anybody, false },
	{ "before anybody signed in everything is refused", before_anybody, false },
	{ "after signing out everything is refused", after_signing_out, false },
	{ "nothing of the former person is left", one_after_another, false },
	{ "what is saved is the new person's", acts_are_theirs, false },
	{ "who cannot sign in changes nothing", unknown_stays, false },
	{ "the same words for a wrong password and for nobody", same_words, true },
	{ "without a password nothing is tried", no_password_typed, true },
	{ "wrong passwords make the next one wait, and the screen never", never_waits, true },
	{ "a name that nobody has waits alike", unknown_waits_alike, true },
	{ "how long is left", left_each, false },
	{ "a password is asked but of one whose login it is", asks_or_not, true },
	{ "a practice school asks no password", practice_asks_nobody, false },
	{ "hands as firstbell.conf has them", hands_as_written, false },
	{ "hands where nothing is said", hands_of_nothing, false },
	{ "the version changes when somebody else has saved", version_changes, false },
};

int main(void)
{
	static struct rows rows;

	rows_add(&rows, world_case, cases);
	return rows_run(&rows, "sign_in");
}
