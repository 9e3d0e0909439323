/* Files that a command writes where it is told to: never over the school's own. */
#include <errno.h>
#include <libgen.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "internal.h"

/* What is in the school's directory (design 2): files that begin so, and directories that are the program's alone. */
static const char *const own_files[] = { "school.db", "firstbell.conf", "sign-in" };
static const char *const own_directories[] = { "backups", "drafts", "headers", "letters" };

static bool is_own_file(const char *name)
{
	for (size_t i = 0; i < sizeof own_files / sizeof *own_files; i++)
		if (strncmp(name, own_files[i], strlen(own_files[i])) == 0)
			return true;
	return false;
}

/* "drafts/...": what follows the school's directory in the path of the file's. */
static bool is_own_directory(const char *below)
{
	for (size_t i = 0; i < sizeof own_directories / sizeof *own_directories; i++) {
		size_t n = strlen(own_directories[i]);

		if (strncmp(below, own_directories[i], n) == 0 && (below[n] == '\0' || below[n] == '/'))
			return true;
	}
	return false;
}

int office_output_check(const struct office *o, const char *path, struct err *e)
{
	CLEAN_ARENA struct arena a = { 0 };
	char school[PATH_MAX], in[PATH_MAX];
	size_t n;

	/* what cannot be found is said by whoever writes there */
	if (!realpath(o->directory, school) || !realpath(dirname(arena_text(&a, path)), in))
		return 0;
	n = strlen(school);
	if (strncmp(in, school, n) != 0 || (in[n] != '\0' && in[n] != '/'))
		return 0;
	if (in[n] == '\0' ? !is_own_file(basename(arena_text(&a, path))) : !is_own_directory(in + n + 1))
		return 0;
	return err_usage(e, "%.200s is where the school's own records are. Choose another place for this file.", path);
}

int office_output_write(const struct office *o, const char *path, const void *bytes, size_t n, struct err *e)
{
	int r = office_output_check(o, path, e);

	return r < 0 ? r : file_replace(path, bytes, n, 0600, e);
}
