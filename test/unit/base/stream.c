#include "rows.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"

static char place[64]; /* the tests' own directory; each leaves it empty */

static const char *at(const char *name)
{
	static char path[400];

	snprintf(path, sizeof path, "%s/%s", place, name);
	return path;
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

static void assert_reads(struct file_stream *s, const char *want)
{
	CLEAN_BUF struct buf got = { 0 };
	struct err e = { 0 };
	char piece[3];
	long n;

	while ((n = file_stream_read(s, piece, sizeof piece, &e)) > 0)
		buf_put(&got, piece, (size_t)n);
	assert_int_equal(n, 0);
	assert_string_equal(buf_string(&got), want);
}

static void a_file_is_read_in_pieces(void **state)
{
	const char *path = at("a");
	struct file_stream s;
	struct err e = { 0 };

	assert_int_equal(file_replace(path, "12345", 5, 0600, &e), 0);
	assert_int_equal(file_stream_open(path, &s, &e), 0);
	assert_int_equal(s.size, 5);
	assert_string_equal(s.path, path);
	assert_reads(&s, "12345");
	file_stream_close(&s);
	file_stream_close(&s);
	assert_int_equal(e.kind, ERR_NONE);
	unlink(path);
}

static void what_cannot_be_read_is_said(void **state)
{
	struct file_stream s = { .fd = 77 };
	struct err e = { 0 };

	assert_int_equal(file_stream_open(at("none"), &s, &e), -ENOENT);
	assert_int_equal(e.kind, ERR_INPUT);
	assert_string_equal(e.file, at("none"));
	assert_int_equal(file_stream_open(place, &s, &e), -EISDIR);
	assert_int_equal(file_stream_open(at("none"), &s, NULL), -ENOENT);
	assert_int_equal(s.fd, 77);
}

/* Runs with another standard input, and gives back what was there. */
static void with_input(int fd, void (*f)(struct file_stream *s))
{
	int saved = dup(STDIN_FILENO);
	struct file_stream s;
	struct err e = { 0 };

	dup2(fd, STDIN_FILENO);
	close(fd);
	assert_int_equal(file_stream_open("-", &s, &e), 0);
	assert_string_equal(s.path, "standard input");
	f(&s);
	file_stream_close(&s);
	assert_true(fcntl(STDIN_FILENO, F_GETFD) >= 0);
	dup2(saved, STDIN_FILENO);
	close(saved);
}

static void read_of_no_size(struct file_stream *s)
{
	assert_int_equal(s->size, -1);
	assert_reads(s, "abc");
}

static void a_pipe_has_no_size(void **state)
{
	int ends[2];

	assert_int_equal(pipe(ends), 0);
	assert_int_equal(write(ends[1], "abc", 3), 3);
	close(ends[1]);
	with_input(ends[0], read_of_no_size);
}

static void read_from_where_it_stood(struct file_stream *s)
{
	assert_int_equal(s->size, 3);
	assert_reads(s, "345");
}

static void a_file_as_input_begins_where_it_stood(void **state)
{
	const char *path = at("a");
	struct err e = { 0 };
	char two[2];

	assert_int_equal(file_replace(path, "12345", 5, 0600, &e), 0);
	int fd = open(path, O_RDONLY);
	assert_int_equal(read(fd, two, 2), 2);
	with_input(fd, read_from_where_it_stood);
	unlink(path);
}

static void assert_holds(const char *path, size_t want)
{
	CLEAN_BUF struct buf b = { 0 };

	assert_int_equal(file_read(path, 1 << 22, &b, NULL), 0);
	assert_int_equal(b.length, want);
	for (size_t i = 0; i < want; i++)
		if (b.text[i] != (char)('a' + i % 23))
			fail_msg("byte %zu", i);
}

static const struct piece_row {
	const char *name;
	size_t piece, all;
} piece_rows[] = {
	{ "nothing", 1, 0 }, { "a byte at a time", 1, 200000 }, { "just what is held", 65536, 3 * 65536 },
	{ "a byte less than is held", 65535, 5 * 65535 }, { "more than is held", 100000, 300000 }, { "two bytes more", 65538, 65538 * 2 },
};

static void piece_case(void **state)
{
	const struct piece_row *row = *state;
	const char *path = at("out.csv");
	struct file_writer *w = NULL;
	struct err e = { 0 };
	struct stat st;
	char *piece = mem_new(row->piece, 1);

	umask(022);
	assert_int_equal(file_writer_open(path, 0640, &w, &e), 0);
	for (size_t done = 0; done < row->all; done += row->piece) {
		for (size_t i = 0; i < row->piece; i++)
			piece[i] = (char)('a' + (done + i) % 23);
		assert_int_equal(file_writer_put(w, piece, row->piece, &e), 0);
	}
	assert_false(file_exists(path));
	assert_int_equal(file_writer_end(w, &e), 0);
	file_writer_close(w);
	free(piece);
	assert_holds(path, row->all);
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0640);
	assert_int_equal(place_count(), 1);
	unlink(path);
}

static void closed_without_an_end_leaves_the_old(void **state)
{
	const char *path = at("out.csv");
	struct file_writer *w = NULL;
	struct err e = { 0 };

	assert_int_equal(file_replace(path, "a", 1, 0600, &e), 0);
	assert_int_equal(file_writer_open(path, 0600, &w, &e), 0);
	assert_int_equal(file_writer_put(w, "new", 3, &e), 0);
	assert_int_equal(place_count(), 2);
	file_writer_close(w);
	file_writer_close(NULL);
	assert_holds(path, 1);
	assert_int_equal(place_count(), 1);
	unlink(path);
	assert_int_equal(file_writer_open(place, 0600, &w, &e), -EISDIR);
	assert_int_equal(e.kind, ERR_STORE);
	assert_int_equal(file_writer_open(at("none/a"), 0600, &w, &e), -ENOENT);
}

/* A limit on the size of files, as a full disk: whoever does not look at the first failure hears of it at the end. */
static void a_failure_is_not_forgotten(void **state)
{
	static char much[100000];
	struct rlimit old, little = { 5000, RLIM_INFINITY };
	const char *path = at("out.csv");
	struct file_writer *w = NULL;
	struct err e = { 0 };

	assert_int_equal(file_writer_open(path, 0600, &w, &e), 0);
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &old), 0);
	little.rlim_max = old.rlim_max;
	signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &little), 0);
	int put = file_writer_put(w, much, sizeof much, &e), again = file_writer_put(w, "x", 1, &e);
	setrlimit(RLIMIT_FSIZE, &old);
	signal(SIGXFSZ, SIG_DFL);
	assert_int_equal(put, -EFBIG);
	assert_int_equal(again, -EFBIG);
	assert_int_equal(file_writer_end(w, &e), -EFBIG);
	assert_string_equal(e.file, path);
	file_writer_close(w);
	assert_int_equal(place_count(), 0);
}

int main(void)
{
	static struct rows tests;
	const char *tmp = getenv("TMPDIR");

	snprintf(place, sizeof place, "%s/firstbell-stream-XXXXXX", tmp && strlen(tmp) < 32 ? tmp : "/tmp");
	if (!mkdtemp(place))
		return 99;
	rows_case(&tests, "a file is read in pieces", a_file_is_read_in_pieces, NULL);
	rows_case(&tests, "what cannot be read is said", what_cannot_be_read_is_said, NULL);
	rows_case(&tests, "a pipe has no size", a_pipe_has_no_size, NULL);
	rows_case(&tests, "a file as input begins where it stood", a_file_as_input_begins_where_it_stood, NULL);
	rows_add(&tests, piece_case, piece_rows);
	rows_case(&tests, "closed without an end", closed_without_an_end_leaves_the_old, NULL);
	rows_case(&tests, "a failure is not forgotten", a_failure_is_not_forgotten, NULL);
	int failed = rows_run(&tests, "base/stream");
	return rmdir(place) < 0 && failed == 0 ? 98 : failed;
}
