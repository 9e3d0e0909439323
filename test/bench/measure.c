/* Time taken, processes run, figures printed. */
#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "bench.h"
#include "store/store.h"

extern char **environ;

static bool missed;

void wrong(const char *format, ...)
{
	va_list ap;

	fflush(stdout);
	fputs("  WRONG: ", stderr);
	va_start(ap, format);
	vfprintf(stderr, format, ap);
	va_end(ap);
	fputc('\n', stderr);
	exit(2);
}

int must_do(struct store *st, int r, const char *call)
{
	if (r < 0)
		wrong("%s: %s (%s)", call, strerror(-r), st ? store_trouble(st)->text : "no store");
	return r;
}

double seconds_now(void)
{
	struct timespec t;

	MUST(clock_gettime(CLOCK_MONOTONIC, &t) == 0);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static int by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

double samples_percentile(struct samples *s, int percent)
{
	MUST(s->count > 0);
	qsort(s->items, (size_t)s->count, sizeof *s->items, by_size);
	return s->items[(s->count - 1) * percent / 100];
}

double answer_apart(double (*f)(const void *ctx), const void *ctx)
{
	double answer;
	int ends[2], status;

	fflush(stdout);
	MUST(pipe(ends) == 0);
	pid_t child = fork();
	MUST(child >= 0);
	if (child == 0) {
		answer = f(ctx);
		_exit(write(ends[1], &answer, sizeof answer) == sizeof answer ? 0 : 2);
	}
	close(ends[1]);
	bool told = read(ends[0], &answer, sizeof answer) == sizeof answer;
	close(ends[0]);
	MUST(waitpid(child, &status, 0) == child);
	if (!told || status != 0)
		wrong("a process that measures apart did not answer");
	return answer;
}

long memory_most_kib(void)
{
	FILE *f = fopen("/proc/self/status", "re");
	char line[256];
	long kib = -1;

	MUST(f);
	while (kib < 0 && fgets(line, sizeof line, f))
		(void)sscanf(line, "VmHWM: %ld", &kib); /* another line leaves it as it is */
	fclose(f);
	MUST(kib > 0);
	return kib;
}

int program_start(const char *const *arguments, const char *input)
{
	posix_spawn_file_actions_t files;
	pid_t process;

	fflush(stdout);
	MUST(posix_spawn_file_actions_init(&files) == 0);
	MUST(posix_spawn_file_actions_addopen(&files, STDIN_FILENO, input ? input : "/dev/null", O_RDONLY, 0) == 0);
	MUST(posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, "/dev/null", O_WRONLY, 0) == 0);
	if (posix_spawn(&process, arguments[0], &files, NULL, (char *const *)arguments, environ) != 0)
		wrong("%s does not start", arguments[0]);
	posix_spawn_file_actions_destroy(&files);
	return process;
}

bool program_wait(int process)
{
	int status;

	MUST(waitpid(process, &status, 0) == process);
	return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

/* THE TABLE */

static const char *time_text(double seconds, char to[static 32])
{
	if (seconds >= 1)
		snprintf(to, 32, "%.2f s", seconds);
	else if (seconds >= 1e-3)
		snprintf(to, 32, "%.2f ms", seconds * 1e3);
	else
		snprintf(to, 32, "%.0f us", seconds * 1e6);
	return to;
}

void print_heading(const char *title)
{
	printf("\n%-62s %10s %10s %7s %7s\n", title, "measured", "floor", "ratio", "goal");
}

static const char *verdict(const struct bench *b, bool held)
{
	if (!b->timed)
		return "";
	missed |= !held;
	return held ? "  held" : "  MISSED";
}

static void print_line(const struct bench *b, const char *what, double seconds, double floor, double ratio, double most)
{
	char one[32], other[32];

	printf("%-62s %10s %10s %7.2f %7.2f%s\n", what, time_text(seconds, one), time_text(floor, other), ratio, most, verdict(b, ratio <= most));
}

void print_ratio(const struct bench *b, const char *what, double seconds, double floor, double most)
{
	print_line(b, what, seconds, floor, seconds / floor, most);
}

void print_pairs(const struct bench *b, const char *what, const struct samples *seconds, const struct samples *floor, double most)
{
	struct samples one = { 0 }, other = { 0 }, ratios = { 0 };

	for (int i = 0; i < seconds->count; i++) {
		vec_push(&one, seconds->items[i]);
		vec_push(&other, floor->items[i]);
		vec_push(&ratios, seconds->items[i] / floor->items[i]);
	}
	print_line(b, what, samples_percentile(&one, 50), samples_percentile(&other, 50), samples_percentile(&ratios, 50), most);
	vec_finish(&one);
	vec_finish(&other);
	vec_finish(&ratios);
}

void print_limit(const struct bench *b, const char *what, double measured, double most, const char *unit)
{
	char text[32], limit[32];

	snprintf(text, sizeof text, "%.2f %s", measured, unit);
	snprintf(limit, sizeof limit, "%g %s", most, unit);
	printf("%-62s %10s %10s %7s %7s%s\n", what, text, "", "", limit, verdict(b, measured <= most));
}

void print_beside(const char *what, double seconds)
{
	char text[32];

	printf("  %-60s %10s\n", what, time_text(seconds, text));
}

bool any_missed(void)
{
	return missed;
}
