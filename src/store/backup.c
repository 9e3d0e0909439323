/* A copy of the store while it is in use, made by SQLite itself and looked at before it counts (design 2, F6). */
#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "internal.h"

static int copy_pages(struct store *st, sqlite3 *to)
{
	sqlite3_backup *b = sqlite3_backup_init(to, "main", st->db, "main");

	if (!b)
		return sqlite3_extended_errcode(to);
	int rc = sqlite3_backup_step(b, -1);
	int end = sqlite3_backup_finish(b);
	return rc == SQLITE_DONE ? end : rc;
}

/* The copy reads as a whole store, by itself. */
static int copy_is_whole(sqlite3 *copy)
{
	sqlite3_stmt *raw = NULL;
	int rc = sqlite3_prepare_v2(copy, statement_text[SQL_INTEGRITY], -1, &raw, NULL);

	if (rc == SQLITE_OK)
		rc = sqlite3_step(raw);
	bool whole = rc == SQLITE_ROW && strcmp((const char *)sqlite3_column_text(raw, 0), "ok") == 0;
	(void)sqlite3_finalize(raw); /* repeats the step's answer */
	return whole ? SQLITE_OK : rc == SQLITE_ROW ? SQLITE_CORRUPT : rc;
}

static int write_copy(struct store *st, const char *path)
{
	sqlite3 *copy = NULL;
	int rc = sqlite3_open_v2(path, &copy, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_EXRESCODE, NULL);

	if (rc == SQLITE_OK)
		rc = copy_pages(st, copy);
	if (rc == SQLITE_OK)
		rc = copy_is_whole(copy);
	int closed = sqlite3_close(copy);
	return rc == SQLITE_OK ? closed : rc;
}

static int make_durable(const char *temporary, const char *path, struct err *e)
{
	CLEAN_FREE char *directory = mem_text(path);
	int fd = open(temporary, O_RDONLY | O_CLOEXEC), r = 0;

	if (fd < 0 || fchmod(fd, 0600) != 0 || fsync(fd) != 0)
		r = err_store(e, -errno, "%s cannot be written to the disk: %s. No backup was made.", path, strerror(errno));
	if (fd >= 0)
		close(fd);
	if (r == 0 && link(temporary, path) != 0)
		r = err_store(e, -errno, "%s cannot be made: %s. No backup was made.", path, strerror(errno));
	if (r == 0 && (r = file_sync_directory(dirname(directory))) < 0)
		err_store(e, r, "The directory of %s cannot be written to the disk: %s. Make the backup again.", path, strerror(-r));
	return r;
}

int store_backup(struct store *st, const char *path, struct err *e)
{
	CLEAN_BUF struct buf temporary = { 0 };
	int r;

	if (file_exists(path))
		return err_refuse(e, "There is a file %s already: it was left as it is. Give the backup a name of its own.", path);
	buf_printf(&temporary, "%s.making", path);
	unlink(temporary.text);
	int rc = write_copy(st, temporary.text);
	if ((rc & 0xff) == SQLITE_FULL)
		r = err_store(e, -ENOSPC, "There is no room left on the disk for the backup %s. Make room, then do the same again.", path);
	else if (rc != SQLITE_OK)
		r = err_store(e, -EIO, "The backup %s cannot be written (SQLite %d: %s). No backup was made.", path, rc, sqlite3_errstr(rc));
	else
		r = make_durable(temporary.text, path, e);
	unlink(temporary.text);
	return r;
}
