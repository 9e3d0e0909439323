/*
 * A commit's pages on their way into the log.  SQLite writes each in two pieces of its own, a hundred calls for a register; put
 * together they are two.  Only between gather_begin() and gather_end(), which stand round COMMIT: nothing is kept back when another
 * may write, and SQLite syncs the log (synchronous = FULL, asserted at open) before it counts a page of it.  What the disk refuses
 * is the answer to the call that sends it, so COMMIT has it.
 */
#include <stddef.h>
#include <string.h>

#include "internal.h"

#define GATHER_MOST ((size_t)31 * 4120) /* pages with their heads; SQLite's own VFS takes less than 128 KiB at once */

struct gathering {
	sqlite3_io_methods methods; /* in the place of the file's own */
	const sqlite3_io_methods *own;
	sqlite3_int64 at;
	size_t length;
	char bytes[GATHER_MOST];
};

static struct gathering *gathering_of(sqlite3_file *log)
{
	return (struct gathering *)((char *)(uintptr_t)log->pMethods - offsetof(struct gathering, methods));
}

/* What the disk refuses is not kept: SQLite is told, and gives the commit up. */
static int give(sqlite3_file *log)
{
	struct gathering *g = gathering_of(log);
	int n = (int)g->length;

	g->length = 0;
	return n ? g->own->xWrite(log, g->bytes, n, g->at) : SQLITE_OK;
}

static int gather_write(sqlite3_file *log, const void *from, int n, sqlite3_int64 at)
{
	struct gathering *g = gathering_of(log);
	int rc = SQLITE_OK;

	if (at != g->at + (sqlite3_int64)g->length || g->length + (size_t)n > sizeof g->bytes)
		rc = give(log);
	if (rc != SQLITE_OK || (size_t)n > sizeof g->bytes)
		return rc == SQLITE_OK ? g->own->xWrite(log, from, n, at) : rc;
	if (g->length == 0)
		g->at = at;
	memcpy(g->bytes + g->length, from, (size_t)n);
	g->length += (size_t)n;
	return SQLITE_OK;
}

static int gather_read(sqlite3_file *log, void *to, int n, sqlite3_int64 at)
{
	int rc = give(log);

	return rc == SQLITE_OK ? gathering_of(log)->own->xRead(log, to, n, at) : rc;
}

static int gather_truncate(sqlite3_file *log, sqlite3_int64 size)
{
	int rc = give(log);

	return rc == SQLITE_OK ? gathering_of(log)->own->xTruncate(log, size) : rc;
}

static int gather_sync(sqlite3_file *log, int flags)
{
	int rc = give(log);

	return rc == SQLITE_OK ? gathering_of(log)->own->xSync(log, flags) : rc;
}

static int gather_size(sqlite3_file *log, sqlite3_int64 *ret)
{
	int rc = give(log);

	return rc == SQLITE_OK ? gathering_of(log)->own->xFileSize(log, ret) : rc;
}

bool gather_begin(struct store *st, sqlite3_file *log)
{
	/* elsewhere SQLite pads a commit to a sector, and syncs before the last of the padding */
	if (!(log->pMethods->xDeviceCharacteristics(log) & SQLITE_IOCAP_POWERSAFE_OVERWRITE))
		return false;
	struct gathering *g = st->gathering;

	if (!g)
		g = st->gathering = mem_new(1, sizeof *g);
	g->own = log->pMethods;
	g->methods = *log->pMethods;
	g->methods.xWrite = gather_write;
	g->methods.xRead = gather_read;
	g->methods.xTruncate = gather_truncate;
	g->methods.xSync = gather_sync;
	g->methods.xFileSize = gather_size;
	g->length = 0;
	log->pMethods = &g->methods;
	return true;
}

void gather_end(sqlite3_file *log, bool committed)
{
	const struct gathering *g = gathering_of(log);

	/* what a failed COMMIT leaves here was never counted, and must not be written once the queue is another's */
	BUG_UNLESS(!committed || g->length == 0);
	log->pMethods = g->own;
}
