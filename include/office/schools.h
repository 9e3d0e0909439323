#ifndef OFFICE_SCHOOLS_H
#define OFFICE_SCHOOLS_H

#include "base/err.h"
#include "base/mem.h"

/* The schools that one person switches between (feature F17): $XDG_CONFIG_HOME/firstbell/schools, a line each: name, tab, directory (design 2). */

struct school_line {
	const char *name, *directory;
	int line;
};
struct school_list {
	struct arena arena;
	const char *file;            /**< its path, there or not */
	const struct school_line *lines;
	int count;
};
/** No file is an empty list; a line that cannot be read is refused with file, line and column. */
int schools_read(struct school_list *ret, struct err *e);
void school_list_finish(struct school_list *l);
/** Adds, changes or (directory NULL) takes away the one of that name: the file is replaced whole. */
int schools_put(const char *name, const char *directory, struct err *e);
/** `--school DIR|NAME`: the directory of that name, else `named` itself. */
int schools_find(const char *named, struct arena *a, const char **ret, struct err *e);

#endif
