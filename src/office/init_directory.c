/* The directory of a new school, with everything but the store. */
#include <dirent.h>
#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "base/file.h"
#include "internal.h"
#include "practice.h"
#include "school.h"

static const char *const places[] = { "letters", "backups", "drafts", "out" };

/* What a school's directory, or one whose making was stopped half way, may hold. */
static bool is_ours(const char *name)
{
	if (strcmp(name, ".") == 0 || strcmp(name, "..") == 0 || strcmp(name, "lost+found") == 0)
		return true;
	for (size_t i = 0; i < sizeof places / sizeof *places; i++)
		if (strcmp(name, places[i]) == 0)
			return true;
	return strncmp(name, "firstbell.conf", 14) == 0 || strncmp(name, STORE_FILE, strlen(STORE_FILE)) == 0;
}

static int refuse_strange(const char *directory, struct err *e)
{
	DIR *d = opendir(directory);
	struct dirent *entry;
	int r = 0;

	if (!d)
		return err_store(e, -errno, "%s cannot be read: %s.", directory, strerror(errno));
	while (r == 0 && (entry = readdir(d)))
		if (!is_ours(entry->d_name))
			r = err_refuse(e, "%s holds other things (%s). Name a directory that is empty or not there yet.", directory, entry->d_name);
	closedir(d);
	return r;
}

/* Made, or there already. */
static int make_place(const char *path, struct err *e)
{
	struct stat s;

	if (stat(path, &s) == 0 && S_ISDIR(s.st_mode))
		return 0;
	return file_make_directory(path, 0700, e);
}

int school_directory_make(const char *directory, struct err *e)
{
	CLEAN_BUF struct buf path = { 0 };
	int r = make_place(directory, e);

	if (r == 0)
		r = refuse_strange(directory, e);
	if (r == 0 && chmod(directory, 0700) != 0)
		r = err_store(e, -errno, "%s cannot be kept to yourself: %s.", directory, strerror(errno));
	for (size_t i = 0; r == 0 && i < sizeof places / sizeof *places; i++) {
		buf_reset(&path);
		buf_printf(&path, "%s/%s", directory, places[i]);
		r = make_place(path.text, e);
	}
	buf_reset(&path);
	buf_printf(&path, "%s/firstbell.conf", directory);
	if (r == 0 && !file_exists(path.text))
		r = file_replace(path.text, share_firstbell_conf, strlen(share_firstbell_conf), 0600, e);
	return r;
}
