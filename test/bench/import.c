/* A school moves in: years of marks from a file into the record, beside the sqlite3 shell's .import of that file into one plain table. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/file.h"
#include "office/import.h"
#include "rules/code.h"
#include "school.h"

#define SHELL "/usr/bin/sqlite3"

/** What came of one import, for the process that asked for it. */
struct answer {
	double seconds, reading;
	long kib;
	int64_t marks;
};
struct question {
	const char *directory, *file;
	struct answer *answer;
};

/* THE FILE: as a product lists its registers, day by day */

struct lines {
	FILE *to;
	const struct sizes *sizes;
	int64_t count;
};

static void put_day(void *ctx, struct day day)
{
	struct lines *l = ctx;
	int year, month, date;

	day_to_ymd(day, &year, &month, &date);
	for (int n = 1; n <= l->sizes->pupils; n++)
		for (enum session s = SESSION_AM; s <= SESSION_PM; s++, l->count++) {
			uint8_t mark = school_mark(n, day, s);

			fprintf(l->to, "A%06d,%02d/%02d/%d,%s,%s,", n, date, month, year, s == SESSION_AM ? "AM" : "PM", code_symbol(mark));
			fprintf(l->to, mark == CODE_LATE ? "%d\r\n" : "\r\n", n % 20 + 1);
		}
}

/* Kept for the next run: it is the same at each. */
static const char *marks_file(const struct bench *b, struct arena *a, int years, int64_t *ret_marks)
{
	const char *path = arena_printf(a, "%s/marks-%d-%d.csv", b->data, b->sizes->pupils, years), *half = arena_printf(a, "%s.half", path);
	struct lines l = { NULL, b->sizes, 0 };

	l.to = fopen(file_exists(path) ? "/dev/null" : half, "we");
	MUST(l.to);
	fputs("admission_number,date,session,code,minutes_late\r\n", l.to);
	school_each_day(years, put_day, &l);
	MUST(fflush(l.to) == 0 && !ferror(l.to));
	fclose(l.to);
	MUST(file_exists(path) || rename(half, path) == 0);
	*ret_marks = l.count;
	return path;
}

/* MEASURING */

static double shell_import(const struct bench *b, struct arena *a, const char *file)
{
	const char *db = arena_printf(a, "%s/plain.db", b->data), *script = arena_printf(a, "%s/plain.sql", b->data);
	const char *const command[] = { SHELL, "-batch", db, NULL };
	FILE *to = fopen(script, "we");

	MUST(to && (unlink(db) == 0 || errno == ENOENT));
	fprintf(to, "CREATE TABLE marks (admission_number TEXT, date TEXT, session TEXT, code TEXT, minutes_late TEXT);\n.mode csv\n.import --skip 1 \"%s\" marks\n", file);
	MUST(fclose(to) == 0);
	double began = seconds_now();
	MUST(program_wait(program_start(command, script)));
	return seconds_now() - began;
}

static double import_apart(const void *ctx)
{
	const struct question *q = ctx;
	struct office_options options = { .directory = q->directory, .uid = getuid(), .terminal = "" };
	struct import_wish wish = { .kind = FILE_MARKS, .file = q->file };
	struct import_job *job;
	struct office *o;
	struct err e = { 0 };
	double began = seconds_now();
	int r;

	if (office_open(&options, &o, &e) < 0 || office_import_begin(o, &wish, &job, &e) < 0)
		wrong("%s", e.text);
	do {
		r = import_step(job, &e);
		(void)import_said(job);
		if (import_progress(job)->phase < IMPORT_WRITING)
			q->answer->reading = seconds_now() - began;
	} while (r > 0);
	if (r < 0)
		wrong("%s", e.text);
	q->answer->marks = import_result(job)->added;
	import_close(job);
	office_close(o);
	q->answer->seconds = seconds_now() - began;
	q->answer->kib = memory_most_kib();
	return 0;
}

static struct answer import_years(const struct bench *b, struct arena *a, int years, const char *file, int64_t marks)
{
	struct answer *shared = mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0), got;
	const char *directory = school_roll(b, a, years == 1 ? "import-one" : "import");
	const struct question q = { directory, file, shared };

	MUST(shared != MAP_FAILED);
	answer_apart(import_apart, &q);
	got = *shared;
	munmap(shared, sizeof *shared);
	MUST(got.marks == marks);
	return got;
}

#define TURNS 3 /* each beside the shell's, so that a machine that is busy now and then moves both */

/** All the years, in turn with the shell. */
struct turns {
	struct samples seconds, reading, shell;
	long kib;
};

static void take_turns(const struct bench *b, struct arena *a, const char *file, int64_t marks, struct turns *to)
{
	for (int i = 0; i < TURNS && i < b->sizes->repeats; i++) {
		if (file_exists(SHELL))
			vec_push(&to->shell, shell_import(b, a, file));
		struct answer all = import_years(b, a, b->sizes->years, file, marks);
		vec_push(&to->seconds, all.seconds);
		vec_push(&to->reading, all.reading);
		to->kib = all.kib > to->kib ? all.kib : to->kib;
	}
}

/* Every mark of the file stands, and the record holds. */
static void check_imported(const struct bench *b, struct arena *a, int64_t marks)
{
	struct store *st = school_open(arena_printf(a, "%s/import-%d-%d", b->data, b->sizes->pupils, b->sizes->years));
	struct verify_result v;

	DO(st, store_verify(st, a, &v));
	if (!v.ok)
		wrong("the record does not hold: %s", v.faults.items[0]);
	MUST(v.entries == marks);
	vec_finish(&v.faults);
	store_close(st);
}

void row_import(const struct bench *b)
{
	CLEAN_ARENA struct arena a = { 0 };
	int64_t marks, of_a_year;
	const char *file = marks_file(b, &a, b->sizes->years, &marks), *year = marks_file(b, &a, 1, &of_a_year);
	struct answer one = import_years(b, &a, 1, year, of_a_year);
	struct turns t = { 0 };

	take_turns(b, &a, file, marks, &t);
	print_heading(arena_printf(&a, "%.2f million marks imported: %d pupils, %d years", (double)marks / 1e6, b->sizes->pupils, b->sizes->years));
	if (t.shell.count > 0)
		print_pairs(b, "read, judged, written, durable; floor: sqlite3's .import", &t.seconds, &t.shell, 5);
	print_limit(b, "a mark (300,000 a second)", samples_percentile(&t.seconds, 50) * 1e6 / (double)marks, 1e6 / 300000, "us");
	print_limit(b, "of it read and judged", samples_percentile(&t.reading, 50) * 1e6 / (double)marks, 0.8, "us");
	print_limit(b, arena_printf(&a, "peak memory: %d years against one", b->sizes->years), (double)t.kib / (double)one.kib, 1.25, "times");
	print_limit(b, "peak memory", (double)t.kib / 1024, 64, "MiB");
	if (!b->timed)
		check_imported(b, &a, marks);
	vec_finish(&t.seconds);
	vec_finish(&t.reading);
	vec_finish(&t.shell);
}
