#ifndef BASE_FILE_H
#define BASE_FILE_H

#include <stdbool.h>
#include <stddef.h>
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

/** Is it on a network file system (NFS, SMB, 9P, AFS, FUSE sshfs ...)?  @return its name, or NULL */
const char *file_network(const char *path);

/** Is the file system, or the file for us, read-only? */
bool file_read_only(const char *path);

/** Room left, in MiB; -1 if not known. */
long file_free_mib(const char *path);

#endif
