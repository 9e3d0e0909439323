/* Twenty past nine: every clerk sends a register at once, each from a process of its own. */
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "rules/code.h"
#include "school.h"

/* What one clerk sends: the marks of a class, as `register set` reads them. */
static const char *marks_file(const struct bench *b, struct arena *a, int class)
{
	CLEAN_BUF struct buf text = { 0 };
	const char *path = arena_printf(a, "%s/marks-of-class-%d.csv", b->data, class + 1);
	struct err e = { 0 };

	buf_text(&text, "admission_number,code\n");
	for (int n = class * CLASS_SIZE; n < b->sizes->pupils && n < (class + 1) * CLASS_SIZE; n++)
		buf_printf(&text, "A%06d,%s\n", n + 1, code_symbol(school_mark(n + 1, school_today(), SESSION_AM)));
	DO(NULL, file_replace(path, text.text, text.length, 0600, &e));
	return path;
}

static int clerk_start(const struct bench *b, struct arena *a, const char *directory, int class)
{
	const char *arguments[] = { b->firstbell, "--school", directory, "register", "set", "--class", arena_printf(a, "C%02d", class + 1),
				    "--session", "am", NULL };

	return program_start(arguments, arena_printf(a, "%s/marks-of-class-%d.csv", b->data, class + 1));
}

static double one_after_the_other(const struct bench *b, struct arena *a, const char *directory)
{
	double began = seconds_now();

	for (int class = 0; class < b->sizes->clerks; class++)
		if (!program_wait(clerk_start(b, a, directory, class)))
			wrong("class %d was not saved", class + 1);
	return seconds_now() - began;
}

static double all_at_once(const struct bench *b, struct arena *a, const char *directory)
{
	CLEAN_FREE int *clerks = mem_new((size_t)b->sizes->clerks, sizeof *clerks);
	double began = seconds_now();

	for (int class = 0; class < b->sizes->clerks; class++)
		clerks[class] = clerk_start(b, a, directory, class);
	for (int class = 0; class < b->sizes->clerks; class++)
		if (!program_wait(clerks[class]))
			wrong("class %d was not saved", class + 1);
	return seconds_now() - began;
}

static void check_all_landed(const struct bench *b, const char *directory)
{
	struct store *st = school_open(directory);

	for (int n = 0; n < b->sizes->clerks * CLASS_SIZE; n++) {
		uint8_t mark;

		DO(st, store_mark_get(st, n + 1, school_today(), SESSION_AM, &mark));
		MUST(mark == school_mark(n + 1, school_today(), SESSION_AM));
	}
	store_close(st);
}

void row_crowd(const struct bench *b)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct samples alone = { 0 }, together = { 0 };

	if (!b->firstbell)
		return;
	for (int class = 0; class < b->sizes->clerks; class++)
		marks_file(b, &a, class);
	for (int i = 0; i < 3; i++) {
		const char *directory = school_copy(b, &a, "crowd");

		vec_push(&alone, one_after_the_other(b, &a, directory));
		directory = school_copy(b, &a, "crowd");
		vec_push(&together, all_at_once(b, &a, directory));
		check_all_landed(b, directory);
	}
	print_heading(arena_printf(&a, "%d processes, each one register; floor: one after the other", b->sizes->clerks));
	print_ratio(b, "started together, until the last has saved", samples_percentile(&together, 50), samples_percentile(&alone, 50), 1.5);
}
