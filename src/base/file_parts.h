#ifndef BASE_FILE_PARTS_H
#define BASE_FILE_PARTS_H

#include <sys/types.h>

#include "base/err.h"
#include "base/mem.h"

/* What file.c and stream.c share; no other layer includes it. */

/** Says why the system refused a path.  @return r */
int file_said(struct err *e, enum err_kind kind, const char *path, int r);
int file_sync_parent(const char *path);

#endif
