#include "rows.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "office/draft.h"
#include "office/reports.h"
#include "store/store.h"
#include "world.h"

static struct draft *draft_of(struct world *w, const struct register_ref *ref)
{
	struct draft *d = NULL;

	err_clear(&w->e);
	assert_done(office_draft_open(w->o, ref, &d, &w->e));
	return d;
}

static int put(struct world *w, struct draft *d, int64_t pupil, const char *code, const char *note)
{
	struct draft_mark m = { .pupil = pupil, .before = CODE_NONE, .minutes_late = -1, .note = note };

	err_clear(&w->e);
	snprintf(m.code, sizeof m.code, "%s", code);
	return draft_put(d, &m, &w->e);
}

static const char *marks_of(const struct draft *d)
{
	static char text[400];
	const struct draft_mark *marks;
	struct moment since;
	int count = draft_marks(d, &marks, &since), n = 0;

	text[0] = '\0';
	for (int i = 0; i < count; i++)
		n += snprintf(text + n, sizeof text - (size_t)n, "%s%d%s", i ? " " : "", (int)marks[i].pupil, marks[i].code);
	return text;
}

static int left_of(struct world *w, struct arena *a, struct draft_left **ret)
{
	int n = office_drafts_left(w->o, a, ret);

	assert_true(n >= 0);
	return n;
}

static int left(struct world *w)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct draft_left *all;

	return left_of(w, &a, &all);
}

/* TYPED, LEFT, TAKEN UP AGAIN */

static void typed_and_left(struct world *w)
{
	CLEAN_ARENA struct arena a = { 0 };
	const struct draft_mark *marks;
	struct draft_left *all;
	struct moment since;

	as(w, "tom");
	struct draft *d = draft_of(w, WILLOW_AM);
	assert_string_equal(marks_of(d), "");
	assert_int_equal(left(w), 0);
	assert_done(put(w, d, AMARA, "/", NULL));
	at(w, "2026-11-20T08:52");
	assert_done(put(w, d, BEN, "N", "bus"));
	assert_done(put(w, d, CHLOE, "c1", NULL));
	assert_done(put(w, d, BEN, "I", "fever"));
	assert_done(draft_drop(d, AMARA, &w->e));
	assert_done(draft_drop(d, AMARA, &w->e));
	assert_done(draft_drop(d, GIA, &w->e));
	draft_rest(d);
	assert_string_equal(marks_of(d), "3c1 2I");
	draft_close(d);

	as(w, "tom");
	assert_int_equal(left_of(w, &a, &all), 1);
	assert_int_equal(all[0].marks, 2);
	assert_int_equal(all[0].ref.roll_group, WILLOW);
	assert_true(day_equal(all[0].ref.day, TODAY) && all[0].ref.session == SESSION_AM);
	assert_int_equal(moment_civil(all[0].since).minute, 8 * 60 + 52);
	d = draft_of(w, WILLOW_AM);
	assert_int_equal(draft_marks(d, &marks, &since), 2);
	assert_int_equal(moment_civil(since).minute, 8 * 60 + 52);
	assert_int_equal(marks[1].pupil, BEN);
	assert_string_equal(marks[1].note, "fever");
	assert_int_equal(marks[1].before, CODE_NONE);
	assert_int_equal(marks[1].minutes_late, -1);
	assert_null(marks[0].note);
	assert_int_equal(draft_passed_over(d), 0);
	assert_done(draft_discard(d, &w->e));
	assert_string_equal(marks_of(d), "");
	assert_int_equal(left(w), 0);
	draft_close(d);
}

static void since_the_first(struct world *w)
{
	const struct draft_mark *marks;
	struct moment since;

	as(w, "tom");
	struct draft *d = draft_of(w, WILLOW_AM);
	struct draft_mark m = { .pupil = AMARA, .code = "N", .minutes_late = 7, .at = moment_of(TODAY, 8 * 60, 0) };
	assert_done(put(w, d, BEN, "/", NULL));
	assert_done(draft_put(d, &m, &w->e)); /* its own time */
	assert_int_equal(draft_marks(d, &marks, &since), 2);
	assert_int_equal(marks[0].at.seconds, office_now(w->o).seconds);
	assert_int_equal(marks[1].at.seconds, m.at.seconds);
	assert_int_equal(marks[1].minutes_late, 7);
	assert_int_equal(since.seconds, m.at.seconds);
	draft_close(d);
}

/* Each person and each register has its own. */
static void whose_and_where(struct world *w)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct draft_left *all;

	as(w, "ann");
	struct draft *pm = draft_of(w, WILLOW_PM), *am = draft_of(w, WILLOW_AM), *oak = draft_of(w, REF(OAK, TODAY, SESSION_AM)),
		     *before = draft_of(w, REF(WILLOW, day_add(TODAY, -1), SESSION_PM));
	assert_done(put(w, pm, AMARA, "/", NULL));
	assert_done(put(w, am, AMARA, "N", NULL));
	assert_done(put(w, am, BEN, "N", NULL));
	assert_done(put(w, oak, FINN, "/", NULL));
	assert_done(put(w, before, BEN, "I", NULL));
	assert_string_equal(marks_of(pm), "1/");
	assert_int_equal(left_of(w, &a, &all), 4); /* open ones too */
	assert_int_equal(all[0].ref.day.n, TODAY.n - 1);
	assert_true(all[1].ref.roll_group == WILLOW && all[1].ref.session == SESSION_AM && all[1].marks == 2);
	assert_true(all[2].ref.roll_group == OAK && all[2].ref.session == SESSION_AM);
	assert_true(all[3].ref.session == SESSION_PM);
	draft_close(before);
	draft_close(oak);
	draft_close(am);
	draft_close(pm);
	as(w, "tom");
	assert_int_equal(left(w), 0);
	struct draft *d = draft_of(w, WILLOW_AM);
	assert_string_equal(marks_of(d), "");
	draft_close(d);
}

/* A draft sent is what sending takes. */
static void sent(struct world *w)
{
	struct mark_wish wishes[8];
	const struct draft_mark *marks;
	struct moment since;

	as(w, "tom");
	struct draft *d = draft_of(w, WILLOW_AM);
	assert_done(put(w, d, AMARA, "n", NULL));
	assert_done(put(w, d, BEN, "/", NULL));
	int count = draft_marks(d, &marks, &since);
	for (int i = 0; i < count; i++)
		wishes[i] = (struct mark_wish){ .pupil = marks[i].pupil, .code = marks[i].code, .before = marks[i].before,
						.minutes_late = marks[i].minutes_late, .note = marks[i].note };
	assert_done(office_marks_set(w->o, WILLOW_AM, wishes, count, NULL, &w->got, &w->e));
	assert_done(draft_discard(d, &w->e));
	draft_close(d);
	assert_string_equal(stands(w, WILLOW_AM, AMARA), "N");
	assert_int_equal(left(w), 0);
}

static void two_terminals(struct world *w)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct draft_left *all;

	as(w, "tom");
	struct draft *first = draft_of(w, WILLOW_AM);
	assert_int_equal(draft_elsewhere(first), 0);
	assert_done(put(w, first, AMARA, "/", NULL));
	struct draft *second = draft_of(w, WILLOW_AM);
	assert_int_equal(draft_elsewhere(second), 1);
	assert_string_equal(marks_of(second), "");
	assert_done(put(w, second, BEN, "N", NULL));
	assert_int_equal(left_of(w, &a, &all), 1);
	assert_int_equal(all[0].marks, 2);
	assert_done(draft_discard(first, &w->e));
	draft_close(first);
	draft_close(second);
	second = draft_of(w, WILLOW_AM);
	assert_string_equal(marks_of(second), "2N");
	draft_close(second);
}

/* A killed program: everything that draft_put() acknowledged. */
static void killed(struct world *w)
{
	static const int64_t pupils[] = { AMARA, BEN, CHLOE };
	int status;

	for (int marks = 0; marks <= 3; marks++) {
		as(w, "tom");
		office_close(w->o);
		w->o = NULL;
		pid_t child = fork();
		assert_true(child >= 0);
		if (child == 0) {
			struct office_options options = { .directory = w->directory, .as = "tom", .uid = 9999 };
			struct draft *d;

			if (office_open(&options, &w->o, NULL) < 0 || office_draft_open(w->o, WILLOW_AM, &d, NULL) < 0 || draft_discard(d, NULL) < 0)
				_exit(1);
			for (int i = 0; i < marks; i++)
				if (put(w, d, pupils[i], "N", NULL) < 0)
					_exit(1);
			kill(getpid(), SIGKILL);
		}
		assert_int_equal(waitpid(child, &status, 0), child);
		assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
		as(w, "tom");
		struct draft *d = draft_of(w, WILLOW_AM);
		assert_int_equal(strlen(marks_of(d)), marks ? 3 * marks - 1 : 0);
		assert_int_equal(left(w), marks > 0);
		draft_close(d);
	}
}

/* WHAT CANNOT BE KEPT */

static void refused(struct world *w)
{
	struct draft *d;

	as(w, "gus");
	assert_refused(office_draft_open(w->o, WILLOW_AM, &d, &w->e), "may not see this register");
	as(w, "tom");
	assert_refused(office_draft_open(w->o, REF(OAK, TODAY, SESSION_AM), &d, &w->e), "may not see this register (Oak)");
	d = draft_of(w, WILLOW_AM);
	assert_refused(put(w, d, AMARA, "Q9", NULL), "There is no code Q9.");
	assert_refused(put(w, d, 999, "/", NULL), "not in the school's records");
	assert_refused(put(w, d, AMARA, "/", "   "), "note is blank");
	assert_refused(put(w, d, AMARA, "/", "\xff"), "not UTF-8");
	assert_string_equal(marks_of(d), "");
	assert_done(put(w, d, AMARA, "", "")); /* takes a mark away */
	assert_string_equal(marks_of(d), "1");
	draft_close(d);
}

static void nobody(struct world *w)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct draft_left *all;
	struct draft *d;

	as(w, "tom");
	struct draft *mine = draft_of(w, WILLOW_AM);
	assert_done(put(w, mine, AMARA, "/", NULL));
	office_sign_out(w->o);
	assert_refused(office_draft_open(w->o, WILLOW_AM, &d, &w->e), "Nobody is signed in");
	assert_int_equal(office_drafts_left(w->o, &a, &all), -EPERM);
	assert_done(put(w, mine, BEN, "/", NULL)); /* it stays theirs until it is closed */
	draft_close(mine);
	assert_done(office_sign_in(w->o, "tom", NULL, 0, &w->e));
	assert_int_equal(left_of(w, &a, &all), 1);
	assert_int_equal(all[0].marks, 2);
}

static void full(struct world *w)
{
	struct rlimit old, small;

	signal(SIGXFSZ, SIG_IGN);
	as(w, "tom");
	struct draft *d = draft_of(w, WILLOW_AM);
	assert_done(put(w, d, AMARA, "/", NULL));
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &old), 0);
	small = (struct rlimit){ 100, old.rlim_max };
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
	int r = put(w, d, BEN, "N", NULL);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &old), 0);
	assert_true(r < 0);
	assert_int_equal(w->e.kind, ERR_STORE);
	assert_string_equal(w->e.text, "Not kept as a draft: the disk could not be written. Send the register (F10).");
	assert_string_equal(marks_of(d), "1/");
	draft_close(d);
}

static void lock_file(struct world *w, const char *name, bool locked)
{
	char path[4400];

	snprintf(path, sizeof path, "%s/%s", w->directory, name);
	chmod(path, locked ? 0444 : 0600);
}

/* For root, whom no mode stops, as somebody else. */
static void lock_school(struct world *w, bool locked)
{
	static const char *const files[] = { "school.db", "school.db-wal", "school.db-shm", "school.db-in", "school.db-queue" };

	if (!locked && getuid() == 0)
		assert_int_equal(seteuid(0), 0);
	for (size_t i = 0; i < sizeof files / sizeof *files; i++)
		lock_file(w, files[i], locked);
	assert_int_equal(chmod(w->directory, locked ? 0555 : 0700), 0);
	if (locked && getuid() == 0)
		assert_int_equal(seteuid(65534), 0);
}

static void read_only(struct world *w)
{
	struct draft *d;

	lock_school(w, true);
	as(w, "tom");
	int r = office_draft_open(w->o, WILLOW_AM, &d, &w->e);
	const char *why = office_read_only(w->o);
	lock_school(w, false);
	assert_non_null(why);
	assert_int_equal(r, -EROFS);
	assert_words(w->e.text, "Nothing can be saved in this school now");
}

/* WHAT IS NOT OURS TO READ */

static void path_in(struct world *w, char to[static 4400], const char *file)
{
	snprintf(to, 4400, "%s/drafts/%s", w->directory, file);
}

static void unknown_left_alone(struct world *w)
{
	char willow[4400], other[4400], birch[4400];
	struct stat st;

	as(w, "tom");
	struct draft *d = draft_of(w, WILLOW_AM);
	assert_done(put(w, d, AMARA, "/", NULL));
	draft_close(d);
	path_in(w, willow, "01030200000000000000000000000000-01020100000000000000000000000000-2026-11-20-am");
	path_in(w, other, "01030300000000000000000000000000-01020100000000000000000000000000-2026-11-20-am");
	path_in(w, birch, "01030200000000000000000000000000-01020900000000000000000000000000-2026-11-20-am");
	assert_int_equal(link(willow, birch), 0); /* a class that is not here */
	assert_int_equal(left(w), 1);
	assert_int_equal(rename(willow, other), 0); /* somebody else's */
	assert_int_equal(left(w), 0);
	assert_int_equal(stat(birch, &st), 0);
}

/* A child or a code that only another version knows. */
static void unknown_marks(struct world *w)
{
	static const char lines[] = "firstbell draft 1\n"
				    "garbled\n";
	char path[4400];

	as(w, "tom");
	struct draft *d = draft_of(w, WILLOW_AM);
	assert_done(put(w, d, AMARA, "/", NULL));
	draft_close(d);
	path_in(w, path, "01030200000000000000000000000000-01020100000000000000000000000000-2026-11-20-am");
	FILE *f = fopen(path, "a");
	assert_non_null(f);
	fputs(lines, f);
	fclose(f);
	d = draft_of(w, WILLOW_AM);
	assert_string_equal(marks_of(d), "1/");
	assert_int_equal(draft_passed_over(d), 2);
	draft_close(d);
}

/* What check says of the drafts, "" for nothing. */
static const char *check_says(struct world *w)
{
	static char text[400];
	struct report report;
	int found;

	text[0] = '\0';
	assert_done(report_fill_check(w->o, &found, &report, &w->e));
	for (int i = 0; i < report.rows.count; i++)
		if (strcmp(report.rows.items[i].cells[0].text, "drafts") == 0)
			snprintf(text + strlen(text), sizeof text - strlen(text), "%s|", report.rows.items[i].cells[2].text);
	report_finish(&report);
	return text;
}

static void checked(struct world *w)
{
	char path[4400];

	as(w, "tom");
	struct draft *d = draft_of(w, WILLOW_AM);
	assert_done(put(w, d, AMARA, "/", NULL));
	draft_close(d);
	as(w, "hal");
	assert_string_equal(check_says(w), "");
	path_in(w, path, "notes");
	FILE *f = fopen(path, "w");
	assert_non_null(f);
	fclose(f);
	assert_string_equal(check_says(w), "1 file in drafts/ can be read as no draft of this version.|");
	assert_int_equal(unlink(path), 0);
	path_in(w, path, "01030200000000000000000000000000-01020100000000000000000000000000-2026-11-20-am");
	f = fopen(path, "a");
	assert_non_null(f);
	fputs("torn", f);
	fclose(f);
	assert_string_equal(check_says(w), "1 draft in drafts/ has damaged lines, which count for nothing.|");
}

static const struct world_case cases[] = {
	{ "check speaks of what nobody will be offered", checked, false },
	{ "marks typed and left are taken up again", typed_and_left, false },
	{ "a draft says since when", since_the_first, false },
	{ "each person and each register has its own", whose_and_where, false },
	{ "a draft sent is gone", sent, false },
	{ "a second terminal has its own, and is told", two_terminals, false },
	{ "a kill after any mark loses none", killed, false },
	{ "what cannot be a mark is refused", refused, false },
	{ "with nobody signed in there is no draft", nobody, false },
	{ "a disk that takes no more is said", full, false },
	{ "where nothing can be saved no draft is kept", read_only, false },
	{ "another's and unknown drafts are left alone", unknown_left_alone, false },
	{ "lines that say nothing are counted", unknown_marks, false },
};

int main(void)
{
	static struct rows rows;

	rows_add(&rows, world_case, cases);
	return rows_run(&rows, "draft");
}
