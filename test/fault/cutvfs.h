#ifndef TEST_FAULT_CUTVFS_H
#define TEST_FAULT_CUTVFS_H

#include <stdbool.h>
#include <stdint.h>

/*
 * A disk that can lose its power (reliability 3).  A shim over SQLite's own VFS: what is written to the store and its log
 * goes to the files, as to a page cache, and is noted in order; only a sync makes it certain.  At the cut the files are made
 * again from what they were at the start, from every certain write, and from those others that a numbered plan keeps: whole,
 * torn at a sector, or not at all.  Shared memory is gone, as it is after a power cut.
 */

/** Makes the shim SQLite's VFS.  @return 0 or -EIO */
int cut_install(void);

struct cut_plan {
	uint64_t seed;     /**< which of the uncertain writes are kept, and torn */
	int power_off_at;  /**< after that many writes and syncs nothing more reaches the disk; -1: when cut_power() is called */
	int sync_fails_at; /**< that sync answers with an error, and what it should have made certain never is; -1: none */
	int more_fail;     /**< as many syncs after it do the same */
	int off_after;     /**< the power goes when as many writes and syncs have followed the one that failed first; 0: it does not */
	bool lying;        /**< syncs do nothing: what a test that cannot fail would look like */
};

/** From here on every write is noted, and the files are as they stand in `directory`. */
void cut_begin(const char *directory, const struct cut_plan *plan);
/** Writes and syncs so far. */
int cut_steps(void);
bool cut_is_off(void);
/** The power goes.  Everything must be closed: the files are then as the disk has them. */
void cut_power(void);
/** Forgets what was noted and leaves the files as they are. */
void cut_end(void);

#endif
