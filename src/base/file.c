#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "file_parts.h"

static const struct reason {
	int r;
	const char *text;
} file_reasons[] = {
	{ ENOENT,       "There is no file or directory of this name. Check the spelling." },
	{ ENOTDIR,      "Part of this path is a file, not a directory. Check the spelling." },
	{ EISDIR,       "This is a directory, not a file. Name a file in it." },
	{ EEXIST,       "This is there already. Choose another name." },
	{ EACCES,       "You do not have permission for this file or its directory. Ask whoever looks after this computer." },
	{ EPERM,        "The system does not allow it. Ask whoever looks after this computer." },
	{ ENOSPC,       "The disk is full. Make room, then try again." },
	{ EDQUOT,       "Your share of the disk is used up. Make room, then try again." },
	{ EROFS,        "This disk can only be read. Choose another place." },
	{ EFBIG,        "The file is larger than is allowed. Split it, or choose another." },
	{ EIO,          "The disk could not be read or written, and may be failing. Ask whoever looks after this computer." },
	{ ENAMETOOLONG, "This name is too long. Choose a shorter one." },
	{ ELOOP,        "This name is a chain of links with no end. Name the file itself." },
	{ EMFILE,       "Too many files are open. Close other programs, then try again." },
	{ ENFILE,       "Too many files are open. Close other programs, then try again." },
	{ EMEDIUMTYPE,  "This is not an ordinary file, so it is left as it is. Choose another name." },
};

static const char *file_reason(int r)
{
	for (size_t i = 0; i < sizeof file_reasons / sizeof *file_reasons; i++)
		if (file_reasons[i].r == -r)
			return file_reasons[i].text;
	return NULL;
}

int file_said(struct err *e, enum err_kind kind, const char *path, int r)
{
	const char *reason = file_reason(r), *name = strerrorname_np(-r);

	if (reason)
		err_input(e, path, 0, 0, "%s", reason);
	else
		err_input(e, path, 0, 0, "The system refused it (%s). Ask whoever looks after this computer.", name ? name : "no reason given");
	if (e)
		e->kind = kind;
	return r;
}

static void file_close(const int *fd)
{
	if (*fd > STDIN_FILENO)
		close(*fd);
}
#define CLEAN_FD __attribute__((cleanup(file_close))) int

static int file_read_all(int fd, size_t most, struct buf *to)
{
	char piece[16384];
	size_t had = to->length;

	for (;;) {
		ssize_t n = read(fd, piece, sizeof piece);
		if (n == 0)
			return 0;
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return -errno;
		if ((size_t)n > most - (to->length - had))
			return -EFBIG;
		buf_put(to, piece, (size_t)n);
	}
}

int file_read(const char *path, size_t most, struct buf *to, struct err *e)
{
	bool standard = strcmp(path, "-") == 0;
	CLEAN_FD fd = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	size_t had = to->length;

	int r = fd < 0 ? -errno : file_read_all(fd, most, to);
	if (r == 0) {
		buf_put(to, "", 0);
		return 0;
	}
	if (to->text) {
		to->length = had;
		to->text[had] = '\0';
	}
	return file_said(e, ERR_INPUT, standard ? "standard input" : path, r);
}

static char *file_parent(const char *path)
{
	CLEAN_FREE char *copy = mem_text(path);

	return mem_text(dirname(copy));
}

int file_sync_directory(const char *path)
{
	CLEAN_FD fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (fd < 0)
		return -errno;
	/* some file systems have nothing to sync in a directory, and say so */
	return fsync(fd) < 0 && errno != EINVAL ? -errno : 0;
}

int file_sync_parent(const char *path)
{
	CLEAN_FREE char *parent = file_parent(path);

	return file_sync_directory(parent);
}

int file_replace(const char *path, const void *bytes, size_t n, mode_t mode, struct err *e)
{
	struct file_writer *w = NULL;

	int r = file_writer_open(path, mode, &w, e);
	if (r == 0)
		r = file_writer_put(w, bytes, n, e);
	if (r == 0)
		r = file_writer_end(w, e);
	file_writer_close(w);
	return r;
}

int file_make_directory(const char *path, mode_t mode, struct err *e)
{
	int r = mkdir(path, mode) < 0 ? -errno : file_sync_parent(path);

	return r < 0 ? file_said(e, ERR_STORE, path, r) : 0;
}

bool file_exists(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0;
}
