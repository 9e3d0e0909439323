#ifndef OFFICE_SCHOOLS_H
#define OFFICE_SCHOOLS_H

#include "base/err.h"
#include "base/mem.h"

struct office;

/*
 * The schools that one person switches between (feature F17): $XDG_CONFIG_HOME/firstbell/schools, else ~/.config/firstbell/schools, a line
 * each: name, tab, directory (design 2).  Blank lines, and lines that begin with #, are passed over, and kept.
 */

struct school_line {
	const char *name, *directory; /**< no two names are the same to the eye; a directory begins with / */
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
/**
 * Adds, changes or (directory NULL) takes away the one of that name: the file is replaced whole.  A directory is kept as it is from /, and
 * must hold a school.  0; -EINVAL for a name or a directory that cannot be; -ENOENT where there is none of that name to take away.
 */
int schools_put(const char *name, const char *directory, struct err *e);
/**
 * `--school DIR|NAME`: the directory of that name, else `named` itself.  A name has no slash: with one it is a directory, and the list is
 * not looked at.
 */
int schools_find(const char *named, struct arena *a, const char **ret, struct err *e);
/** The line whose directory that office has open; -1: none. */
int schools_of(const struct school_list *l, struct office *o);

/** How the wiring opens another school for the person at the keys: as the operating-system user that they are. */
typedef int office_opener(void *ctx, const char *directory, struct office **ret, struct err *e);
/** Back in this one, after another was opened and closed again: a process has one time zone. */
void office_resume(struct office *o);

#endif
