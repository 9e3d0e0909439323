/* A report as a person waits for it: from the start of its process. */
#include <stdio.h>

#include "school.h"

static double program_seconds(const char *const *arguments)
{
	double began = seconds_now();

	if (!program_wait(program_start(arguments, NULL)))
		wrong("%s did not end well", arguments[0]);
	return seconds_now() - began;
}

/* The roll as `check` and an inspector read it: nothing in it may grow with the square of the pupils. */
static void roll_reports(const struct bench *b, struct arena *a, const char *directory, double floor)
{
	static const struct {
		const char *name, *words[3];
		int most;
	} commands[] = {
		{ "report admission", { "report", "admission" }, 200 },
		{ "report contacts", { "report", "contacts" }, 20 },
		{ "history of a pupil", { "history", "--pupil", "A000001" }, 40 },
	};

	for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
		const char *command[] = { b->firstbell, "--school", directory, commands[i].words[0], commands[i].words[1], commands[i].words[2], NULL };
		struct samples taken = { 0 };

		for (int n = 0; n < b->sizes->repeats; n++)
			vec_push(&taken, program_seconds(command));
		print_ratio(b, arena_printf(a, "%s; floor: the same", commands[i].name), samples_percentile(&taken, 50), floor, commands[i].most);
	}
}

void row_report(const struct bench *b)
{
	CLEAN_ARENA struct arena a = { 0 };
	const char *directory = school_directory(b, &a);
	char from[DAY_TEXT], to[DAY_TEXT];
	const char *opener[] = { b->opener, arena_printf(&a, "%s/" STORE_FILE, directory), NULL };
	const char *report[] = { b->firstbell, "--school", directory, "report", "bands", "--from",
				 day_iso(day_of(SCHOOL_YEAR - b->sizes->years + 1, 9, 1), from), "--to", day_iso(school_today(), to), NULL };
	struct samples floor = { 0 }, taken = { 0 };

	if (!b->firstbell)
		return;
	for (int i = 0; i < 3 * b->sizes->repeats; i++) {
		vec_push(&floor, program_seconds(opener));
		vec_push(&taken, program_seconds(report));
	}
	print_heading(arena_printf(&a, "report bands, %d years of %d pupils, its start included", b->sizes->years, b->sizes->pupils));
	print_ratio(b, "until its end; floor: a program that only opens the store", samples_percentile(&taken, 50), samples_percentile(&floor, 50), 8);
	roll_reports(b, &a, directory, samples_percentile(&floor, 50));
}
