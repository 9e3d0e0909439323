/* Arguments and wiring: what the rest may take for granted about the process is made true here. */
#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <pwd.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "cli/cli.h"
#include "seal/seal.h"
#include <ui/ui.h> /* not the ui/ui.h beside this file */

/* A descriptor that was closed would be given to the store, and a message written into it.  The wrong way round, so that using one still fails. */
static int open_standard(void)
{
	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
		if (fcntl(fd, F_GETFD) < 0 && open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY) != fd)
			return -errno;
	return 0;
}

/* Where the C library gets no memory for the tables, or has none, it goes on with ASCII: names would be cut, and set otherwise than they are. */
static bool knows_letters(void)
{
	wchar_t letter;

	return setlocale(LC_CTYPE, "C.UTF-8") && mbtowc(&letter, "\xc3\xa9", 2) == 2;
}

static const char *login_name(uid_t uid)
{
	static char name[256];
	CLEAN_FREE void *room = mem_reserve((size_t)64 * 1024); /* the C library falls over where it gets none to look names up */
	const struct passwd *user;

	errno = 0;
	user = getpwuid(uid);
	if (!user)
		mem_check();
	if (user)
		snprintf(name, sizeof name, "%s", user->pw_name);
	else
		snprintf(name, sizeof name, "uid %lu", (unsigned long)uid);
	return name;
}

/* The terminal, else the address that ssh names, else nothing: what an act says about where it was done. */
static const char *terminal_name(void)
{
	static char name[128];
	const char *ssh = getenv("SSH_CONNECTION");

	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
		if (ttyname_r(fd, name, sizeof name) == 0)
			return name;
	size_t address = ssh ? strcspn(ssh, " ") : 0;
	if (address == 0 || strspn(ssh, "0123456789abcdefABCDEF.:%") < address)
		return "none";
	snprintf(name, sizeof name, "ssh %.*s", (int)(address < 64 ? address : 64), ssh);
	return name;
}

int main(int argc, char **argv)
{
	struct err e = { 0 };

	if (open_standard() < 0)
		return ERR_STORE;
	if (!knows_letters()) {
		fputs("firstbell: letters such as é cannot be read: there is not enough memory, or no locale C.UTF-8 here.\n", stderr);
		return ERR_STORE;
	}
	umask(077);
	signal(SIGPIPE, SIG_IGN);
	if (seal_start(&e) < 0) {
		fprintf(stderr, "%s\n", e.text);
		return ERR_STORE;
	}
	uid_t uid = getuid();
	const struct cli_seat seat = { .uid = uid, .login = login_name(uid), .terminal = terminal_name(), .screens = ui_run };
	return cli_run(&seat, argc, argv);
}
