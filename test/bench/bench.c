/*
 * The numbers of design 7, measured: bench [--small] --data DIR --opener PROGRAM --paper PROGRAM [--firstbell PROGRAM] [ROW ...]
 *
 * Each row runs in a process of its own and prints its figures beside the floors that were measured in the same minute.
 * Exit 1 if a goal was missed, 2 if a result is wrong.  --small: small sizes, no goals, only whether all is right.
 */
#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "bench.h"
#include "seal/seal.h"

static const struct row {
	const char *name;
	void (*measure)(const struct bench *b);
} rows[] = {
	{ "school", row_school }, { "authority", row_authority }, { "save", row_save },   { "crowd", row_crowd },
	{ "verify", row_verify }, { "report", row_report },       { "bulk", row_bulk },   { "import", row_import },
	{ "engine", row_engine }, { "engine-authority", row_engine_authority }, { "engine-store", row_engine_store }, { "measured", row_measured },
	{ "bands", row_bands },   { "working", row_working },     { "trend", row_trend }, { "school_page", row_school_page }, { "key", row_key },
	{ "near", row_near },     { "start", row_start },         { "memory", row_memory }, { "rollover", row_rollover },
	{ "roll", row_roll },     { "names", row_names },         { "desk", row_desk },     { "evacuation", row_evacuation }, { "today", row_today },
};
enum { ROWS = sizeof rows / sizeof *rows };

static const struct sizes full = { .pupils = 2000, .years = 6, .entries = 3000000, .authority = 150000, .rows_of_marks = 15000,
				   .registers = 1000, .clerks = 60, .keys = 580, .many_keys = 100000, .repeats = 15 };
static const struct sizes small = { .pupils = 120, .years = 2, .entries = 60000, .authority = 500, .rows_of_marks = 100,
				    .registers = 20, .clerks = 4, .keys = 58, .many_keys = 600, .repeats = 2 };

static bool wanted(const struct row *row, char **names, int count)
{
	for (int i = 0; i < count; i++)
		if (strcmp(names[i], row->name) == 0)
			return true;
	return count == 0;
}

/* @return its exit status */
static int run_apart(const struct row *row, const struct bench *b)
{
	int status;

	fflush(stdout);
	pid_t child = fork();
	MUST(child >= 0);
	if (child == 0) {
		row->measure(b);
		exit(any_missed());
	}
	MUST(waitpid(child, &status, 0) == child);
	if (!WIFEXITED(status)) {
		fprintf(stderr, "%s ended by signal %d\n", row->name, WTERMSIG(status));
		return 2;
	}
	return WEXITSTATUS(status);
}

static int usage(void)
{
	fputs("bench [--small] --data DIR --opener PROGRAM --paper PROGRAM [--firstbell PROGRAM] [ROW ...]\nrows:", stderr);
	for (int i = 0; i < ROWS; i++)
		fprintf(stderr, " %s", rows[i].name);
	fputc('\n', stderr);
	return 2;
}

static bool read_options(int argc, char **argv, struct bench *b)
{
	static const struct option options[] = { { "small", no_argument, NULL, 's' }, { "data", required_argument, NULL, 'd' },
						 { "opener", required_argument, NULL, 'o' }, { "paper", required_argument, NULL, 'p' },
						 { "firstbell", required_argument, NULL, 'f' }, { 0 } };
	int option;

	while ((option = getopt_long(argc, argv, "", options, NULL)) != -1) {
		if (option == 's')
			b->sizes = &small, b->timed = false;
		else if (option == 'd')
			b->data = optarg;
		else if (option == 'o')
			b->opener = optarg;
		else if (option == 'p')
			b->paper = optarg;
		else if (option == 'f')
			b->firstbell = optarg;
		else
			return false;
	}
	return b->data && b->opener && b->paper;
}

int main(int argc, char **argv)
{
	struct bench b = { .sizes = &full, .timed = true };
	struct err e = { 0 };
	int worst = 0;

	if (!read_options(argc, argv, &b))
		return usage();
	MUST(mkdir(b.data, 0700) == 0 || errno == EEXIST);
	MUST(seal_start(&e) == 0);
	for (int i = 0; i < ROWS; i++)
		if (wanted(&rows[i], argv + optind, argc - optind)) {
			int status = run_apart(&rows[i], &b);

			worst = status > worst ? status : worst;
		}
	return worst;
}
