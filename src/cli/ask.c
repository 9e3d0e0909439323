#include "internal.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "base/text.h"

/* With `open`, signals are blocked but for the wait itself: none can slip in between a look at it and the read. */
static ssize_t read_byte(int fd, const sigset_t *open, char *to)
{
	struct pollfd wait = { .fd = fd, .events = POLLIN };

	if (open && ppoll(&wait, 1, NULL, open) < 0)
		return -1;
	return read(fd, to, 1);
}

/* Byte by byte: what stands behind the newline belongs to whoever reads next. */
static int read_line(int fd, const sigset_t *open, char *to, size_t size)
{
	size_t n = 0;

	for (;;) {
		char byte;
		ssize_t got = read_byte(fd, open, &byte);
		if (got < 0)
			return -errno;
		if (got == 0 && n == 0)
			return -ENODATA;
		if (got == 0 || byte == '\n')
			break;
		if (n + 1 >= size)
			return -E2BIG;
		to[n++] = byte;
	}
	to[n] = '\0';
	return (int)n;
}

int ask_descriptor(int fd, char *to, size_t size)
{
	return read_line(fd, NULL, to, size);
}

bool ask_can(void)
{
	return isatty(STDIN_FILENO);
}

/* Standard input may be a file of marks: then the terminal behind standard error is asked. */
static int terminal_descriptor(void)
{
	return isatty(STDIN_FILENO) ? STDIN_FILENO : isatty(STDERR_FILENO) ? STDERR_FILENO : -ENOTTY;
}

static void put_prompt(int fd, const char *prompt)
{
	CLEAN_BUF struct buf clean = { 0 };

	text_clean(prompt, &clean);
	if (write(fd, buf_string(&clean), clean.length) < 0)
		return; /* the answer that never comes says the same */
}

int ask_line(const char *prompt, char *to, size_t size)
{
	int fd = terminal_descriptor(), r;

	if (fd < 0)
		return fd;
	put_prompt(fd, prompt);
	do
		r = ask_descriptor(fd, to, size);
	while (r == -EINTR);
	return r;
}

/* WITHOUT ECHO: whatever ends or stops the program gets a terminal that shows what is typed ------------------------------- */

static const int watched[] = { SIGINT, SIGQUIT, SIGTERM, SIGHUP, SIGTSTP };
enum { WATCHED = sizeof watched / sizeof *watched };

static volatile sig_atomic_t caught;

static void catch_signal(int signal)
{
	caught = signal;
}

/* Caught, and blocked until somebody waits; what was blocked before in *ret_open. */
static void signals_watch(struct sigaction old[static WATCHED], sigset_t *ret_open)
{
	struct sigaction action = { .sa_handler = catch_signal };
	sigset_t set;

	sigemptyset(&set);
	for (int i = 0; i < WATCHED; i++) {
		sigaddset(&set, watched[i]);
		sigaction(watched[i], NULL, &old[i]);
		if (old[i].sa_handler != SIG_IGN)
			sigaction(watched[i], &action, NULL);
	}
	sigprocmask(SIG_BLOCK, &set, ret_open);
}

static void signals_restore(const struct sigaction old[static WATCHED], const sigset_t *open)
{
	for (int i = 0; i < WATCHED; i++)
		sigaction(watched[i], &old[i], NULL);
	sigprocmask(SIG_SETMASK, open, NULL);
}

static int secret_once(int fd, const char *prompt, const sigset_t *open, char *to, size_t size)
{
	struct termios shown, hidden;

	if (tcgetattr(fd, &shown) < 0)
		return -errno;
	hidden = shown;
	hidden.c_lflag &= ~(tcflag_t)(ECHO | ECHONL);
	hidden.c_lflag |= ICANON | ISIG;
	if (tcsetattr(fd, TCSADRAIN, &hidden) < 0)
		return -errno;
	put_prompt(fd, prompt);
	int r = read_line(fd, open, to, size);
	tcsetattr(fd, TCSADRAIN, &shown);
	/* the newline that was typed was not shown */
	return write(fd, "\n", 1) == 1 || r < 0 ? r : -EIO;
}

int ask_secret(const char *prompt, char *to, size_t size)
{
	struct sigaction old[WATCHED];
	sigset_t open;
	int fd = terminal_descriptor(), r;

	if (fd < 0)
		return fd;
	do {
		caught = 0;
		signals_watch(old, &open);
		r = secret_once(fd, prompt, &open, to, size);
		signals_restore(old, &open);
		if (caught)
			raise(caught);
	} while (r == -EINTR); /* it was stopped and goes on, or the signal did not concern us */
	return r;
}

int ask_password(void *ctx, const char *prompt, char *to, size_t size)
{
	const struct cli *c = ctx;
	int64_t fd = given_number(c, OPTION_PASSWORD_FD, -1);

	return fd >= 0 && fd <= INT32_MAX ? ask_descriptor((int)fd, to, size) : ask_secret(prompt, to, size);
}
