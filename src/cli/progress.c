/* How far a long command is, on a terminal; and Ctrl+C, which it looks at where nothing is half done. */
#include "internal.h"

#include <signal.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/text.h"

#define EVERY_MS 1000
#define LINE_CELLS 72

static int64_t steady_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

bool progress_is_due(struct progress *p)
{
	int64_t now = steady_ms();

	if (p->next == 0) /* what is done within a second needs no line at all */
		p->next = now + EVERY_MS;
	if (now < p->next || !isatty(STDERR_FILENO))
		return false;
	p->next = now + EVERY_MS;
	return true;
}

static void put_line(const char *line)
{
	CLEAN_BUF struct buf text = { 0 };

	buf_char(&text, '\r');
	text_pad(&text, line, LINE_CELLS, false);
	buf_char(&text, '\r');
	if (write(STDERR_FILENO, text.text, text.length) < 0)
		return; /* nobody is left to be told how far it is */
}

void progress_show(struct progress *p, const char *line)
{
	put_line(line);
	p->shown = true;
}

void progress_clear(struct progress *p)
{
	if (p->shown)
		put_line("");
	p->shown = false;
}

const char *progress_count(int64_t n, char to[static 32])
{
	char digits[24];
	int count = snprintf(digits, sizeof digits, "%lld", (long long)n), k = 0;

	for (int i = 0; i < count; i++) {
		if (i > 0 && (count - i) % 3 == 0 && digits[i - 1] != '-')
			to[k++] = ',';
		to[k++] = digits[i];
	}
	to[k] = '\0';
	return to;
}

/* CTRL+C */

static volatile sig_atomic_t interrupted;

static void note_interrupt(int signal)
{
	interrupted = signal;
}

void progress_catch_interrupt(void)
{
	struct sigaction action = { .sa_handler = note_interrupt, .sa_flags = SA_RESTART | (int)SA_RESETHAND };

	sigemptyset(&action.sa_mask);
	sigaction(SIGINT, &action, NULL);
	sigaction(SIGTERM, &action, NULL);
}

bool progress_interrupted(void)
{
	return interrupted;
}
