#ifndef BENCH_TERMINAL_H
#define BENCH_TERMINAL_H

/* A program of screens in a pty of 24 by 80, and how long it takes over a key: until the mark that it writes behind what it has painted
 * (FIRSTBELL_TEST_MARK; src/ui/loop.c).  What it paints is counted and not looked at. */

#include <sys/types.h>

#include "bench.h"

#define KEY_UP "\033OA"
#define KEY_DOWN "\033OB"
#define KEY_HOME "\033OH"
#define KEY_PAGE_UP "\033[5~"
#define KEY_PAGE_DOWN "\033[6~"
#define KEY_ESC "\033"
#define KEY_ENTER "\r"
#define KEY_BACKSPACE "\177"
#define KEY_F2 "\020" /* Ctrl+P */

struct terminal {
	int line;
	pid_t process;
	size_t typed;         /**< bytes */
	size_t taken;         /**< of them, as the last mark says */
	unsigned ticks;       /**< the same mark */
	size_t painted;       /**< bytes since terminal_type() or terminal_tick() began, marks not counted */
	struct buf received;  /**< behind the last mark */
	struct buf shown;     /**< what was painted, as bytes */
};

/** Starts it and waits until its first screen is painted.  tick: ms without a key that are a second of idleness.  @return seconds */
double terminal_start(struct terminal *t, const char *const *arguments, int tick);
/** Types, and waits until all of it is taken and painted.  @return seconds */
double terminal_type(struct terminal *t, const char *keys);
/** Types nothing for so many ticks. */
void terminal_tick(struct terminal *t, unsigned ticks);
bool terminal_shows(const struct terminal *t, const char *part); /**< among what was painted last */
/** "VmRSS" or "VmHWM" of the program. */
double terminal_mib(const struct terminal *t, const char *field);
void terminal_end(struct terminal *t); /**< tells it to end, and waits */

#endif
