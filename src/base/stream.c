#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include "file_parts.h"

/* READING */

static void stream_measure(struct file_stream *s)
{
	struct stat st;

	off_t at = lseek(s->fd, 0, SEEK_CUR);
	s->size = at >= 0 && fstat(s->fd, &st) == 0 && S_ISREG(st.st_mode) && st.st_size >= at ? st.st_size - at : -1;
	posix_fadvise(s->fd, 0, 0, POSIX_FADV_SEQUENTIAL);
}

static int stream_may_read(int fd)
{
	struct stat st;

	if (fd < 0 || fstat(fd, &st) < 0)
		return -errno;
	return S_ISDIR(st.st_mode) ? -EISDIR : 0;
}

int file_stream_open(const char *path, struct file_stream *ret, struct err *e)
{
	bool standard = strcmp(path, "-") == 0;
	const char *name = standard ? "standard input" : path;
	struct file_stream s = { .fd = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY) };

	int r = stream_may_read(s.fd);
	if (r < 0) {
		if (s.fd > STDIN_FILENO)
			close(s.fd);
		return file_said(e, ERR_INPUT, name, r);
	}
	stream_measure(&s);
	s.path = mem_text(name);
	*ret = s;
	return 0;
}

long file_stream_read(struct file_stream *s, void *to, size_t room, struct err *e)
{
	ssize_t n;

	do
		n = read(s->fd, to, room < SSIZE_MAX ? room : SSIZE_MAX);
	while (n < 0 && errno == EINTR);
	return n < 0 ? file_said(e, ERR_INPUT, s->path, -errno) : n;
}

void file_stream_close(struct file_stream *s)
{
	if (s->path && s->fd > STDIN_FILENO)
		close(s->fd);
	free(s->path);
	*s = (struct file_stream){ .fd = -1, .size = -1 };
}

/* WRITING */

#define WRITER_ROOM 65536

struct file_writer {
	int fd;
	char *path;
	struct buf beside;      /* the name of what is being written */
	size_t n;               /* bytes in `held` */
	int r;                  /* the first failure: what came behind it is not written either */
	bool done;
	char held[WRITER_ROOM];
};

static int writer_write(struct file_writer *w, const char *bytes, size_t n)
{
	while (n > 0 && w->r == 0) {
		ssize_t done = write(w->fd, bytes, n < SSIZE_MAX ? n : SSIZE_MAX);
		if (done < 0 && errno != EINTR)
			w->r = -errno;
		if (done > 0) {
			bytes += done;
			n -= (size_t)done;
		}
	}
	return w->r;
}

static int writer_flush(struct file_writer *w)
{
	size_t n = w->n;

	w->n = 0;
	return writer_write(w, w->held, n);
}

/* A device, a pipe or a link of this name is not for us to replace: /dev/stdout is one. */
static int writer_may_replace(const char *path)
{
	struct stat st;

	if (lstat(path, &st) < 0)
		return errno == ENOENT ? 0 : -errno;
	if (S_ISDIR(st.st_mode))
		return -EISDIR;
	return S_ISREG(st.st_mode) ? 0 : -EMEDIUMTYPE;
}

/* Made with open(), not mkstemp(), so that the umask counts.  @return a descriptor or -errno */
static int writer_make_beside(const char *path, mode_t mode, struct buf *ret_name)
{
	for (int tries = 0; tries < 100; tries++) {
		unsigned int random;
		if (getrandom(&random, sizeof random, 0) != sizeof random)
			return -EIO;
		buf_reset(ret_name);
		buf_printf(ret_name, "%s.new-%08x", path, random);
		int fd = open(buf_string(ret_name), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode);
		if (fd >= 0)
			return fd;
		if (errno != EEXIST)
			return -errno;
	}
	return -EEXIST;
}

int file_writer_open(const char *path, mode_t mode, struct file_writer **ret, struct err *e)
{
	struct buf beside = { 0 };

	int r = writer_may_replace(path);
	if (r == 0)
		r = writer_make_beside(path, mode, &beside);
	if (r < 0) {
		buf_finish(&beside);
		return file_said(e, ERR_STORE, path, r);
	}
	struct file_writer *w = mem_new(1, sizeof *w);
	w->fd = r;
	w->path = mem_text(path);
	w->beside = beside;
	*ret = w;
	return 0;
}

int file_writer_put(struct file_writer *w, const void *bytes, size_t n, struct err *e)
{
	int r = n > WRITER_ROOM - w->n ? writer_flush(w) : w->r;

	if (r == 0 && n > WRITER_ROOM) {
		r = writer_write(w, bytes, n);
	} else if (r == 0 && n > 0) {
		memcpy(w->held + w->n, bytes, n);
		w->n += n;
	}
	return r < 0 ? file_said(e, ERR_STORE, w->path, r) : 0;
}

static int writer_close(struct file_writer *w)
{
	int fd = w->fd;

	w->fd = -1;
	return close(fd) < 0 ? -errno : 0;
}

int file_writer_end(struct file_writer *w, struct err *e)
{
	int r = writer_flush(w);

	if (r == 0 && fsync(w->fd) < 0)
		r = -errno;
	if (r == 0)
		r = writer_close(w);
	if (r == 0 && rename(buf_string(&w->beside), w->path) < 0)
		r = -errno;
	w->done = r == 0;
	if (r == 0)
		r = file_sync_parent(w->path);
	return r < 0 ? file_said(e, ERR_STORE, w->path, r) : 0;
}

void file_writer_close(struct file_writer *w)
{
	if (!w)
		return;
	if (w->fd >= 0)
		writer_close(w);
	if (!w->done)
		unlink(buf_string(&w->beside));
	buf_finish(&w->beside);
	free(w->path);
	free(w);
}
