/*
 * The log after a sync that failed.  The kernel may then count its pages as written although they are not: the next sync answers
 * well and writes nothing.  Only bytes written anew are sure to be tried again (reliability 2.3).
 */
#include <string.h>

#include "internal.h"

/* https://www.sqlite.org/fileformat2.html#the_write_ahead_log */
#define HEAD_BYTES 32
#define FRAME_HEAD_BYTES 24
#define PAGE_AT 8  /* of the head: bytes in a page */
#define SALT_AT 16 /* of the head; a frame has its own at SALT_OF_FRAME_AT */
#define SALT_OF_FRAME_AT 8
#define SALT_BYTES_OF_LOG 8
#define FRAMES_AT_ONCE 16

static int size_of_frame(const unsigned char *head)
{
	const unsigned char *p = head + PAGE_AT;
	unsigned page = (unsigned)p[0] << 24 | (unsigned)p[1] << 16 | (unsigned)p[2] << 8 | p[3];

	return page >= 512 && page <= 65536 ? FRAME_HEAD_BYTES + (int)page : 0;
}

/* How many of the frames at `piece` are of this log; what follows them is left of an earlier one. */
static int count_frames(const unsigned char *piece, int count, int frame, const unsigned char *head)
{
	int n = 0;

	while (n < count && memcmp(piece + (size_t)n * (size_t)frame + SALT_OF_FRAME_AT, head + SALT_AT, SALT_BYTES_OF_LOG) == 0)
		n++;
	return n;
}

static int rewrite_frames(sqlite3_file *log, const unsigned char *head, sqlite3_int64 size)
{
	int frame = size_of_frame(head), rc = SQLITE_OK, count = FRAMES_AT_ONCE, ours = count;
	CLEAN_FREE unsigned char *piece = frame ? mem_new(FRAMES_AT_ONCE, (size_t)frame) : NULL;

	for (sqlite3_int64 at = HEAD_BYTES; frame && rc == SQLITE_OK && at + frame <= size && ours == count; at += (sqlite3_int64)count * frame) {
		if (at + (sqlite3_int64)count * frame > size)
			count = (int)((size - at) / frame);
		rc = log->pMethods->xRead(log, piece, count * frame, at);
		ours = rc == SQLITE_OK ? count_frames(piece, count, frame, head) : 0;
		if (ours)
			rc = log->pMethods->xWrite(log, piece, ours * frame, at);
	}
	return rc;
}

int log_rewrite(sqlite3_file *log)
{
	unsigned char head[HEAD_BYTES];
	sqlite3_int64 size = 0;
	int rc = log->pMethods->xFileSize(log, &size);

	if (rc == SQLITE_OK && size >= HEAD_BYTES) {
		rc = log->pMethods->xRead(log, head, HEAD_BYTES, 0);
		if (rc == SQLITE_OK)
			rc = log->pMethods->xWrite(log, head, HEAD_BYTES, 0);
		if (rc == SQLITE_OK)
			rc = rewrite_frames(log, head, size);
	}
	return rc == SQLITE_OK ? log->pMethods->xSync(log, SQLITE_SYNC_NORMAL) : rc;
}
