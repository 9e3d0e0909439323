#include "rows.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/file.h"

static char place[64]; /* the tests' own directory; each leaves it empty */

/* Stands before the C library's: when told to, it writes little at a time, and every other time nothing, interrupted. */
static size_t write_most;

ssize_t write(int fd, const void *bytes, size_t n)
{
	static int turn;

	if (write_most && turn++ % 2) {
		errno = EINTR;
		return -1;
	}
	return syscall(SYS_write, fd, bytes, write_most && n > write_most ? write_most : n);
}

static int place_count(void)
{
	DIR *d = opendir(place);
	int n = 0;

	assert_non_null(d);
	while (readdir(d))
		n++;
	closedir(d);
	return n - 2; /* . and .. */
}

static const char *at(const char *name)
{
	static char path[2][400];
	static int turn;

	turn = !turn;
	snprintf(path[turn], sizeof path[turn], "%s/%s", place, name);
	return path[turn];
}

static void assert_holds(const char *path, const char *want)
{
	CLEAN_BUF struct buf b = { 0 };
	struct err e = { 0 };

	assert_int_equal(file_read(path, 1 << 20, &b, &e), 0);
	assert_string_equal(buf_string(&b), want);
}

static void a_new_file_is_made_and_replaced(void **state)
{
	const char *path = at("a");
	struct err e = { 0 };
	struct stat st;

	umask(022);
	assert_int_equal(file_replace(path, "one", 3, 0600, &e), 0);
	assert_holds(path, "one");
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	assert_int_equal(file_replace(path, "two2", 4, 0666, &e), 0);
	assert_holds(path, "two2");
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0644);
	assert_int_equal(file_replace(path, NULL, 0, 0600, &e), 0);
	assert_holds(path, "");
	assert_int_equal(e.kind, ERR_NONE);
	assert_int_equal(place_count(), 1);
	unlink(path);
}

static void short_writes_are_gone_on_with(void **state)
{
	const char *path = at("a");
	struct err e = { 0 };

	write_most = 3;
	int r = file_replace(path, "0123456789", 10, 0600, &e);
	write_most = 0;
	assert_int_equal(r, 0);
	assert_holds(path, "0123456789");
	unlink(path);
}

/* A limit on the size of files cuts one write short and refuses the next, as a full disk does. */
static void a_full_disk_leaves_the_old_file(void **state)
{
	static char much[100000];
	struct rlimit old, little = { 5000, RLIM_INFINITY };
	const char *path = at("a");
	struct err e = { 0 };

	assert_int_equal(file_replace(path, "old", 3, 0600, &e), 0);
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &old), 0);
	little.rlim_max = old.rlim_max;
	signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &little), 0);
	int r = file_replace(path, much, sizeof much, 0600, &e);
	setrlimit(RLIMIT_FSIZE, &old);
	signal(SIGXFSZ, SIG_DFL);
	assert_int_equal(r, -EFBIG);
	assert_int_equal(e.kind, ERR_STORE);
	assert_string_equal(e.file, path);
	assert_holds(path, "old");
	assert_int_equal(place_count(), 1);
	unlink(path);
}

static void what_is_no_file_is_left_alone(void **state)
{
	struct err e = { 0 };
	struct stat st;

	assert_int_equal(mkdir(at("d"), 0700), 0);
	assert_int_equal(file_replace(at("d"), "x", 1, 0600, &e), -EISDIR);
	assert_int_equal(mkfifo(at("p"), 0600), 0);
	assert_int_equal(file_replace(at("p"), "x", 1, 0600, &e), -EMEDIUMTYPE);
	assert_int_equal(symlink("/dev/null", at("l")), 0);
	assert_int_equal(file_replace(at("l"), "x", 1, 0600, &e), -EMEDIUMTYPE);
	assert_int_equal(lstat(at("l"), &st), 0);
	assert_true(S_ISLNK(st.st_mode));
	assert_int_equal(file_replace(at("none/a"), "x", 1, 0600, &e), -ENOENT);
	assert_true(strlen(e.text) > 0);
	assert_int_equal(place_count(), 3);
	rmdir(at("d"));
	unlink(at("p"));
	unlink(at("l"));
}

static void a_name_without_a_directory_is_here(void **state)
{
	struct err e = { 0 };
	int home = open(".", O_RDONLY | O_DIRECTORY);

	assert_int_equal(chdir(place), 0);
	assert_int_equal(file_replace("b", "here", 4, 0600, &e), 0);
	assert_holds("b", "here");
	assert_int_equal(unlink("b"), 0);
	assert_int_equal(fchdir(home), 0);
	close(home);
}

static const struct limit_row {
	const char *name;
	size_t most;
	int want;
} limit_rows[] = {
	{ "exactly as much",  50000, 0 },
	{ "one byte too few", 49999, -EFBIG },
	{ "none at all",      0, -EFBIG },
	{ "far more",         SIZE_MAX, 0 },
};

static void limit_row(void **state)
{
	static char bytes[50000];
	const struct limit_row *row = *state;
	CLEAN_BUF struct buf b = { 0 };
	const char *path = at("big");
	struct err e = { 0 };

	assert_int_equal(file_replace(path, bytes, sizeof bytes, 0600, &e), 0);
	buf_text(&b, "before");
	assert_int_equal(file_read(path, row->most, &b, &e), row->want);
	assert_int_equal(b.length, row->want ? 6 : 6 + sizeof bytes);
	assert_int_equal(b.text[b.length], '\0');
	assert_int_equal(e.kind, row->want ? ERR_INPUT : ERR_NONE);
	assert_string_equal(e.file, row->want ? path : "");
	unlink(path);
}

static void what_cannot_be_read_is_said(void **state)
{
	CLEAN_BUF struct buf b = { 0 };
	struct err e = { 0 };

	assert_int_equal(file_read(at("none"), 100, &b, &e), -ENOENT);
	assert_int_equal(e.kind, ERR_INPUT);
	assert_string_equal(e.file, at("none"));
	assert_true(strlen(e.text) > 0);
	assert_int_equal(file_read(place, 100, &b, &e), -EISDIR);
	assert_int_equal(file_read(at("none"), 100, &b, NULL), -ENOENT);
	assert_string_equal(buf_string(&b), "");
}

static void a_dash_is_standard_input(void **state)
{
	CLEAN_BUF struct buf b = { 0 };
	struct err e = { 0 };
	int saved = dup(STDIN_FILENO), ends[2];

	assert_int_equal(pipe(ends), 0);
	assert_int_equal(write(ends[1], "abc", 3), 3);
	close(ends[1]);
	dup2(ends[0], STDIN_FILENO);
	close(ends[0]);
	int r = file_read("-", 100, &b, &e);
	bool open_still = fcntl(STDIN_FILENO, F_GETFD) >= 0;
	dup2(saved, STDIN_FILENO);
	close(saved);
	assert_int_equal(r, 0);
	assert_string_equal(buf_string(&b), "abc");
	assert_true(open_still);
}

static void a_directory_is_made_once(void **state)
{
	struct err e = { 0 };
	struct stat st;

	assert_int_equal(file_make_directory(at("school"), 0700, &e), 0);
	assert_int_equal(stat(at("school"), &st), 0);
	assert_int_equal(st.st_mode & 07777, 0700);
	assert_int_equal(file_make_directory(at("school"), 0700, &e), -EEXIST);
	assert_int_equal(e.kind, ERR_STORE);
	assert_string_equal(e.file, at("school"));
	assert_int_equal(file_make_directory(at("a/b"), 0700, &e), -ENOENT);
	rmdir(at("school"));
}

static void a_place_is_looked_at(void **state)
{
	assert_true(file_exists(place));
	assert_false(file_exists(at("none")));
	assert_int_equal(file_sync_directory(place), 0);
	assert_int_equal(file_sync_directory(at("none")), -ENOENT);
	assert_false(file_read_only(place));
	assert_false(file_read_only(at("none/yet"))); /* it would be made here */
	assert_true(file_free_mib(place) >= 0);
	assert_int_equal(file_free_mib("/proc/version"), 0);
	assert_null(file_network("/proc/version"));
	assert_null(file_network(at("none/yet")));
}

/* Root may write anything, so it looks with another's eyes. */
static void a_file_of_others_is_read_only(void **state)
{
	const char *path = at("a");
	bool root = geteuid() == 0;
	struct err e = { 0 };

	assert_int_equal(file_replace(path, "x", 1, 0444, &e), 0);
	assert_int_equal(chmod(place, 0755), 0);
	if (root)
		assert_int_equal(seteuid(65534), 0);
	bool read_only = file_read_only(path), tmp = file_read_only("/tmp");
	if (root)
		assert_int_equal(seteuid(0), 0);
	assert_true(read_only);
	assert_false(tmp);
	unlink(path);
}

static struct rows tests;

int main(void)
{
	const char *tmp = getenv("TMPDIR");

	snprintf(place, sizeof place, "%s/firstbell-file-XXXXXX", tmp && strlen(tmp) < 32 ? tmp : "/tmp");
	if (!mkdtemp(place))
		return 99;
	rows_case(&tests, "a new file is made and replaced", a_new_file_is_made_and_replaced, NULL);
	rows_case(&tests, "short writes", short_writes_are_gone_on_with, NULL);
	rows_case(&tests, "a full disk leaves the old file", a_full_disk_leaves_the_old_file, NULL);
	rows_case(&tests, "what is no file is left alone", what_is_no_file_is_left_alone, NULL);
	rows_case(&tests, "a name without a directory", a_name_without_a_directory_is_here, NULL);
	rows_add(&tests, limit_row, limit_rows);
	rows_case(&tests, "what cannot be read is said", what_cannot_be_read_is_said, NULL);
	rows_case(&tests, "a dash is standard input", a_dash_is_standard_input, NULL);
	rows_case(&tests, "a directory is made once", a_directory_is_made_once, NULL);
	rows_case(&tests, "a place is looked at", a_place_is_looked_at, NULL);
	rows_case(&tests, "a file of others is read-only", a_file_of_others_is_read_only, NULL);
	int failed = rows_run(&tests, "base/file");
	return rmdir(place) < 0 && failed == 0 ? 98 : failed;
}
