#include "rows.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"
#include "gate_world.h"
#include "office/reports.h"

/* Paper through lp, or a text file in out/ (A17, F16). */

/* A directory with an lp of our own, or with none; the shell that starts it is found in the system's. */
static void use_lp(struct world *w, const char *script)
{
	char path[sizeof w->directory + 64];
	FILE *f;

	snprintf(path, sizeof path, "%s/out", w->directory);
	assert_int_equal(mkdir(path, 0700), 0);
	snprintf(path, sizeof path, "%s/drafts", w->directory); /* goes with the school */
	assert_true(mkdir(path, 0700) == 0 || errno == EEXIST);
	setenv("PATH", path, 1);
	if (!script)
		return;
	snprintf(path, sizeof path, "%s/drafts/lp", w->directory);
	f = fopen(path, "w");
	assert_non_null(f);
	fprintf(f, "#!/bin/sh\n%s\n", script);
	assert_int_equal(fchmod(fileno(f), 0700), 0);
	assert_int_equal(fclose(f), 0);
	snprintf(path, sizeof path, "%s/drafts/sh", w->directory);
	assert_int_equal(symlink("/bin/sh", path), 0);
	snprintf(path, sizeof path, "%s/drafts/rm", w->directory);
	assert_int_equal(symlink("/bin/rm", path), 0);
}

static int texts(struct world *w, struct buf *ret)
{
	char path[sizeof w->directory + 512];
	struct dirent *f;
	int n = 0;

	snprintf(path, sizeof path, "%s/out", w->directory);
	DIR *d = opendir(path);
	assert_non_null(d);
	while ((f = readdir(d)))
		if (strstr(f->d_name, ".txt")) {
			snprintf(path, sizeof path, "%s/out/%s", w->directory, f->d_name);
			assert_int_equal(file_read(path, 1 << 20, ret, &w->e), 0);
			n++;
		}
	closedir(d);
	return n;
}

static int print(struct world *w, const char *name, const char *text)
{
	err_clear(&w->e);
	buf_reset(&w->said);
	return office_paper_text(w->o, name, text, 1, &w->said, &w->e);
}

/* Without a look at the clock: the child is there until it has ended. */
static void wait_for_lp(void)
{
	siginfo_t at = { 0 };

	assert_int_equal(waitid(P_ALL, 0, &at, WEXITED | WNOWAIT), 0);
}

static void no_lp(struct world *w)
{
	CLEAN_BUF struct buf text = { 0 };

	use_lp(w, NULL);
	as(w, "ann");
	assert_done(print(w, "late slip", "Pupil: Amara\n\fPupil: Ben\n"));
	assert_said("There is no printer here (no lp): the text is in ");
	assert_said("/out/late-slip-2026-11-20-0830-");
	assert_int_equal(texts(w, &text), 1);
	assert_string_equal(buf_string(&text), "Pupil: Amara\n\fPupil: Ben\n");
	assert_done(print(w, "late slip", "another\n"));
	buf_reset(&text);
	assert_int_equal(texts(w, &text), 2); /* in the same minute, beside it */
}

static void through_lp(struct world *w)
{
	CLEAN_BUF struct buf text = { 0 }, given = { 0 };
	char path[sizeof w->directory + 64];

	snprintf(path, sizeof path, "%s/drafts/given", w->directory);
	setenv("GIVEN", path, 1);
	use_lp(w, "echo \"$@\" >\"$GIVEN\"; for f; do :; done; while read -r line; do echo \"$line\" >>\"$GIVEN\"; done <\"$f\"");
	as(w, "ann");
	assert_done(print(w, "late slip", "Pupil: Amara\n"));
	assert_said("Sent to the printer.");
	wait_for_lp();
	office_rest(w->o);
	assert_null(office_paper_trouble(w->o));
	assert_int_equal(texts(w, &text), 0);
	assert_int_equal(file_read(path, 4096, &given, &w->e), 0);
	assert_words(buf_string(&given), "-s -t late slip -- ");
	assert_words(buf_string(&given), "\nPupil: Amara\n");
}

static void spool_refuses(struct world *w)
{
	CLEAN_BUF struct buf text = { 0 };

	use_lp(w, "exit 1");
	as(w, "ann");
	assert_done(print(w, "late slip", "Pupil: Amara\n"));
	wait_for_lp();
	office_rest(w->o);
	const char *trouble = office_paper_trouble(w->o);
	assert_non_null(trouble);
	assert_words(trouble, "The printer did not take it: the text is in ");
	assert_null(office_paper_trouble(w->o)); /* said once */
	assert_int_equal(texts(w, &text), 1);
	assert_string_equal(buf_string(&text), "Pupil: Amara\n");
}

static void queue_of_conf(struct world *w)
{
	CLEAN_BUF struct buf given = { 0 };
	char path[sizeof w->directory + 64], conf[sizeof w->directory + 64];

	snprintf(conf, sizeof conf, "%s/firstbell.conf", w->directory);
	assert_int_equal(file_replace(conf, "printer = \"Office\"\n", 19, 0600, &w->e), 0);
	snprintf(path, sizeof path, "%s/drafts/given", w->directory);
	setenv("GIVEN", path, 1);
	use_lp(w, "echo \"$@\" >\"$GIVEN\"");
	as(w, "ann");
	assert_done(print(w, "list", "x\n"));
	wait_for_lp();
	assert_int_equal(file_read(path, 4096, &given, &w->e), 0);
	assert_words(buf_string(&given), "-s -t list -d Office -- ");
}

static void cleaned(struct world *w)
{
	CLEAN_BUF struct buf text = { 0 };

	use_lp(w, NULL);
	as(w, "ann");
	assert_done(print(w, "late slip", "Pupil: Am\x1b[31mara\n"));
	assert_int_equal(texts(w, &text), 1);
	assert_null(strchr(buf_string(&text), '\x1b'));
	assert_words(buf_string(&text), "Pupil: Am\xef\xbf\xbd[31mara\n");
	assert_int_equal(print(w, "../../etc/x\n", "x"), -EINVAL);
	assert_done(print(w, "../up", "x")); /* and leads nowhere else */
	assert_said("/out/---up-2026");
}

static void in_the_history(struct world *w)
{
	struct report report = { 0 };
	struct report_wish wish = { .session = -1 };
	bool found = false;

	use_lp(w, NULL);
	as(w, "ann");
	assert_done(print(w, "late slip", "x\n"));
	wish.date = wish.from = wish.to = DAY_NONE;
	assert_done(report_fill_history(w->o, &wish, &report, &w->e));
	for (int i = 0; i < report.rows.count; i++)
		for (int k = 0; k < report.column_count; k++)
			found |= report.rows.items[i].cells[k].text && strstr(report.rows.items[i].cells[k].text, "late slip: 1 page");
	assert_true(found);
	report_finish(&report);
	as(w, "gus");
	assert_refused(print(w, "late slip", "x\n"), "may not");
}

static const struct world_case cases[] = {
	{ "without lp it is a text file", no_lp, false },
	{ "lp gets the text, and the file goes", through_lp, false },
	{ "a spool that refuses leaves the file, and is told", spool_refuses, false },
	{ "the queue of firstbell.conf", queue_of_conf, false },
	{ "control characters do not reach paper", cleaned, false },
	{ "what was printed is in the history", in_the_history, false },
};

int main(void)
{
	static struct rows rows;

	rows_add(&rows, world_case, cases);
	return rows_run(&rows, "paper");
}
