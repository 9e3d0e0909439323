#ifndef BASE_FILE_H
#define BASE_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "base/err.h"
#include "base/mem.h"

/** The whole of a file, "-" for standard input; at most `most` bytes.  @return 0 or -errno with `e` said */
int file_read(const char *path, size_t most, struct buf *to, struct err *e);

/**
 * Temporary file beside it (its mode as `mode` less the umask), fsync, rename, fsync of the directory.  A directory, link,
 * pipe or device of that name is left alone.  @return 0 or -errno with `e` said; the old file stands on failure
 */
int file_replace(const char *path, const void *bytes, size_t n, mode_t mode, struct err *e);

int file_make_directory(const char *path, mode_t mode, struct err *e); /**< fsync of its parent too; -EEXIST said */
bool file_exists(const char *path);
int file_sync_directory(const char *path);

/** A file read once, piece by piece; "-" is standard input, from where it stands. */
struct file_stream {
	int fd;
	int64_t size;  /**< bytes to read, -1 where that cannot be known (a pipe) */
	char *path;    /**< as a person knows it: "standard input" for "-" */
};
int file_stream_open(const char *path, struct file_stream *ret, struct err *e);
long file_stream_read(struct file_stream *s, void *to, size_t room, struct err *e); /**< bytes, 0 at the end, or -errno with `e` said */
void file_stream_close(struct file_stream *s);

/** As file_replace, piece by piece: nothing has that name before file_writer_end() answers 0.  Closed without it, nothing is left. */
struct file_writer;
int file_writer_open(const char *path, mode_t mode, struct file_writer **ret, struct err *e);
int file_writer_put(struct file_writer *w, const void *bytes, size_t n, struct err *e);
int file_writer_end(struct file_writer *w, struct err *e);
void file_writer_close(struct file_writer *w); /**< NULL is welcome */

/** Is it on a network file system (NFS, SMB, 9P, AFS, FUSE sshfs ...)?  @return its name, or NULL */
const char *file_network(const char *path);

/** Is the file system, or the file for us, read-only? */
bool file_read_only(const char *path);

/** Room left, in MiB; -1 if not known. */
long file_free_mib(const char *path);

#endif
