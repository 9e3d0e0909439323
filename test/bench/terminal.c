/* The pty: what is typed goes in, what comes out is counted up to the mark. */
#include "terminal.h"

#include <errno.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define WAIT_MOST 60000 /* ms */
#define MARK "\033]7777;"

static void run(const char *const *arguments, int tick)
{
	char text[16];

	snprintf(text, sizeof text, "%d", tick);
	setenv("FIRSTBELL_TEST_MARK", text, 1);
	setenv("TERM", "xterm-256color", 1);
	setenv("LC_ALL", "C.UTF-8", 1);
	unsetenv("NO_COLOR");
	unsetenv("ESCDELAY");
	execv(arguments[0], (char *const *)arguments);
	_exit(127);
}

/* Takes a whole mark out of what came, and counts what is before it. */
static bool take_mark(struct terminal *t)
{
	const size_t begins = sizeof MARK - 1;
	char *mark = t->received.length ? memmem(t->received.text, t->received.length, MARK, begins) : NULL;
	char *end = mark ? memchr(mark, '\a', t->received.length - (size_t)(mark - t->received.text)) : NULL;

	if (!end)
		return false;
	MUST(sscanf(mark + begins, "%zu;%u", &t->taken, &t->ticks) == 2);
	size_t before = (size_t)(mark - t->received.text), used = (size_t)(end + 1 - t->received.text);
	t->painted += before;
	buf_put(&t->shown, t->received.text, before);
	t->received.length -= used;
	memmove(t->received.text, end + 1, t->received.length);
	return true;
}

static void take_bytes(struct terminal *t)
{
	struct pollfd line = { .fd = t->line, .events = POLLIN };
	char bytes[65536];

	if (poll(&line, 1, WAIT_MOST) != 1)
		wrong("no mark came after %zu bytes were typed, of which %zu were taken", t->typed, t->taken);
	ssize_t n = read(t->line, bytes, sizeof bytes);
	if (n <= 0)
		wrong("the program on the terminal has ended: %.*s", (int)t->received.length, t->received.text ? t->received.text : "");
	buf_put(&t->received, bytes, (size_t)n);
}

static void wait_for_mark(struct terminal *t)
{
	while (!take_mark(t))
		take_bytes(t);
}

static void begin(struct terminal *t)
{
	t->painted = 0;
	buf_reset(&t->shown);
}

double terminal_start(struct terminal *t, const char *const *arguments, int tick)
{
	const struct winsize size = { .ws_row = 24, .ws_col = 80 };
	double began = seconds_now();

	fflush(stdout);
	*t = (struct terminal){ 0 };
	t->process = forkpty(&t->line, NULL, NULL, &size);
	MUST(t->process >= 0);
	if (t->process == 0)
		run(arguments, tick);
	wait_for_mark(t);
	return seconds_now() - began;
}

double terminal_type(struct terminal *t, const char *keys)
{
	size_t length = strlen(keys);

	begin(t);
	double began = seconds_now();
	MUST(write(t->line, keys, length) == (ssize_t)length);
	t->typed += length;
	while (t->taken < t->typed)
		wait_for_mark(t);
	return seconds_now() - began;
}

void terminal_tick(struct terminal *t, unsigned ticks)
{
	unsigned until = t->ticks + ticks;

	begin(t);
	while (t->ticks < until)
		wait_for_mark(t);
}

bool terminal_shows(const struct terminal *t, const char *part)
{
	return t->shown.length && memmem(t->shown.text, t->shown.length, part, strlen(part));
}

double terminal_mib(const struct terminal *t, const char *field)
{
	char path[64], line[256];
	size_t length = strlen(field);
	double kib = -1;

	snprintf(path, sizeof path, "/proc/%d/status", (int)t->process);
	FILE *f = fopen(path, "re");
	MUST(f);
	while (fgets(line, sizeof line, f))
		if (strncmp(line, field, length) == 0 && line[length] == ':')
			kib = strtod(line + length + 1, NULL);
	fclose(f);
	MUST(kib > 0);
	return kib / 1024;
}

/* The line stays open until it has gone, so that it can say its farewell. */
void terminal_end(struct terminal *t)
{
	MUST(kill(t->process, SIGTERM) == 0);
	(void)program_wait(t->process);
	close(t->line);
	buf_finish(&t->received);
	buf_finish(&t->shown);
}
