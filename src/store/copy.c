/* A store that can only be read: as it lies on the disk where its log is empty, else from a private copy of both (design 2; R8). */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "internal.h"

static int copy_file(const char *from, const char *to, struct err *e)
{
	CLEAN_BUF struct buf bytes = { 0 };
	int r = file_read(from, SIZE_MAX, &bytes, e);

	return r < 0 ? r : file_replace(to, buf_string(&bytes), bytes.length, 0600, e);
}

/* A log that is not empty holds acknowledged marks: it is read from a private copy, never passed over (R8). */
static int connect_copy(struct store *st, const char *wal, bool logged, struct err *e)
{
	const char *under = getenv("TMPDIR");
	CLEAN_BUF struct buf path = { 0 };
	int queue = -1, r;

	buf_printf(&path, "%s/" STORE_FILE "-queue", st->directory);
	queue = open(path.text, O_RDONLY | O_CLOEXEC);
	if (queue >= 0 && flock(queue, LOCK_SH) != 0)
		errno = 0; /* nobody can write there, or it is only held a moment */
	buf_reset(&path);
	buf_printf(&path, "%s/firstbell-XXXXXX", under && *under ? under : "/tmp");
	if (!mkdtemp(path.text)) {
		r = err_store(e, -errno, "%s cannot be made: %s. A private copy of the school's records is needed to read them.", path.text, strerror(errno));
		goto out;
	}
	st->copy = mem_text(path.text);
	buf_text(&path, "/" STORE_FILE);
	r = copy_file(st->file, path.text, e);
	if (r == 0 && logged) {
		CLEAN_BUF struct buf log = { 0 };

		buf_printf(&log, "%s-wal", path.text);
		r = copy_file(wal, log.text, e);
	}
	if (r == 0 && (r = store_connect_file(st, path.text, SQLITE_OPEN_READWRITE)) < 0 && e)
		*e = st->trouble;
out:
	if (queue >= 0)
		close(queue);
	return r;
}

int copy_connect(struct store *st, struct err *e)
{
	CLEAN_BUF struct buf wal = { 0 }, uri = { 0 };
	struct stat s;

	buf_printf(&wal, "%s-wal", st->file);
	bool logged = stat(wal.text, &s) == 0 && s.st_size > 0;
	if (logged || st->from_copy)
		return connect_copy(st, wal.text, logged, e);
	buf_text(&uri, "file:");
	for (const char *p = st->file; *p; p++)
		buf_printf(&uri, strchr("?#%", *p) ? "%%%02x" : "%c", (unsigned char)*p);
	buf_text(&uri, "?immutable=1");
	int r = store_connect_file(st, uri.text, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI);
	if (r < 0 && e)
		*e = st->trouble;
	return r;
}

void copy_remove(struct store *st)
{
	static const char *const files[] = { STORE_FILE, STORE_FILE "-wal", STORE_FILE "-shm" };
	CLEAN_BUF struct buf path = { 0 };

	if (!st->copy)
		return;
	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		buf_reset(&path);
		buf_printf(&path, "%s/%s", st->copy, files[i]);
		unlink(path.text);
	}
	rmdir(st->copy);
	free(st->copy);
	st->copy = NULL;
}
