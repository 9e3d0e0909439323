#ifndef CLI_CLI_H
#define CLI_CLI_H

#include <stdint.h>

#include "base/err.h"
#include "office/schools.h"

/* The command line: the use cases of the office for people at a shell, for scripts and for cron (design 6). */

/** Who is at the keys, and where.  The wiring finds out; the commands pass it on. */
struct cli_seat {
	int64_t uid;
	const char *login;    /**< the system's name for that user */
	const char *terminal; /**< "/dev/pts/3", "ssh 192.0.2.7", "none" */
	/**
	 * What runs where no command is named and there is a terminal: 0, or -errno with `e` said.  NULL: nothing.  `open` opens the school that
	 * the person goes to; *o is always the one that is open, the others are closed.
	 */
	int (*screens)(struct office **o, office_opener *open, void *ctx, struct err *e);
};

/** Runs one command line on descriptors 0 to 2.  @return the exit status (design 6) */
int cli_run(const struct cli_seat *seat, int argc, char **argv);

#endif
