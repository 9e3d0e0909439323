#include "rows.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "seal/seal.h"
#include "store/draft.h"

static char school[4096];
static const struct draft_name name = { { { 1 } }, { { 2 } }, { 20777 }, SESSION_AM }; /* 20 November 2026 */
#define FILE_NAME "01000000000000000000000000000000-02000000000000000000000000000000-2026-11-20-am"

static const char *path_of(const char *file)
{
	static char path[4400];

	snprintf(path, sizeof path, "%s/drafts%s%s", school, file ? "/" : "", file ? file : "");
	return path;
}

static void empty_drafts(void)
{
	DIR *d = opendir(path_of(NULL));
	struct dirent *f;

	while (d && (f = readdir(d)))
		unlinkat(dirfd(d), f->d_name, 0);
	if (d)
		closedir(d);
	rmdir(path_of(NULL));
}

static int files_now(void)
{
	DIR *d = opendir(path_of(NULL));
	struct dirent *f;
	int n = 0;

	while (d && (f = readdir(d)))
		n += f->d_name[0] != '.';
	if (d)
		closedir(d);
	return n;
}

static struct key pupil(int i)
{
	return (struct key){ { 4, (uint8_t)i, (uint8_t)(i >> 8) } };
}

static int put(struct draft_file *f, int i, const char *code, int64_t at, const char *note)
{
	struct draft_typed t = { .pupil = pupil(i), .at = { at }, .before = 1, .minutes_late = -1, .note = note };

	snprintf(t.code, sizeof t.code, "%s", code);
	return draft_file_put(f, &t);
}

static struct draft_file *opened(void)
{
	struct draft_file *f;

	assert_int_equal(draft_file_open(school, &name, &f), 0);
	return f;
}

/* "1N 3/": what stands, in order. */
static void assert_typed(const struct draft_file *f, const char *want)
{
	CLEAN_BUF struct buf got = { 0 };
	const struct draft_typed *t;
	int count = draft_file_typed(f, &t);

	for (int i = 0; i < count; i++)
		buf_printf(&got, "%s%d%s", i ? " " : "", t[i].pupil.bytes[1] | t[i].pupil.bytes[2] << 8, t[i].code);
	assert_string_equal(buf_string(&got), want);
}

static void assert_left(const char *want, int passed_over)
{
	struct draft_file *f = opened();

	assert_typed(f, want);
	assert_int_equal(draft_file_passed_over(f), passed_over);
	draft_file_close(f);
}

static void write_file(const char *file, const char *how, const void *bytes, size_t n)
{
	FILE *f = fopen(path_of(file), how);

	assert_non_null(f);
	assert_int_equal(fwrite(bytes, 1, n, f), n);
	assert_int_equal(fclose(f), 0);
}

static off_t size_of(const char *file)
{
	struct stat st;

	assert_int_equal(stat(path_of(file), &st), 0);
	return st.st_size;
}

/* TYPED AND FOUND AGAIN */

static void kept(void)
{
	struct draft_file *f = opened();
	struct stat st;

	assert_typed(f, "");
	assert_int_equal(files_now(), 0); /* looking begins none */
	assert_int_equal(put(f, 1, "/", 100, NULL), 0);
	assert_int_equal(put(f, 2, "N", 101, NULL), 0);
	assert_int_equal(put(f, 3, "", 102, NULL), 0);
	assert_int_equal(stat(path_of(FILE_NAME), &st), 0);
	assert_int_equal(st.st_mode & 07777, 0600);
	assert_int_equal(stat(path_of(NULL), &st), 0);
	assert_int_equal(st.st_mode & 07777, 0700);
	assert_typed(f, "1/ 2N 3");
	draft_file_close(f);
	assert_left("1/ 2N 3", 0);
}

static void last_holds(void)
{
	struct draft_file *f = opened();

	for (int i = 1; i <= 3; i++)
		assert_int_equal(put(f, i, "/", 100 + i, NULL), 0);
	assert_int_equal(put(f, 1, "I", 110, NULL), 0);
	assert_int_equal(draft_file_drop(f, &(struct key){ { 4, 2 } }, (struct moment){ 111 }), 0);
	assert_int_equal(draft_file_drop(f, &(struct key){ { 4, 9 } }, (struct moment){ 112 }), 0);
	assert_typed(f, "3/ 1I");
	draft_file_close(f);
	assert_left("3/ 1I", 0);
}

static void every_field(void)
{
	static const char note[] = "50% sure\nmother rang\t\x01\x7f \"sick\" = \xc3\xa9 #";
	struct draft_typed t = { .pupil = pupil(7), .at = { 1795165200 }, .before = 255, .minutes_late = 1439, .code = "Y3", .note = note };
	struct draft_file *f = opened();
	const struct draft_typed *got;

	assert_int_equal(draft_file_put(f, &t), 0);
	draft_file_close(f);
	f = opened();
	assert_int_equal(draft_file_typed(f, &got), 1);
	assert_true(key_equal(&got->pupil, &t.pupil));
	assert_int_equal(got->at.seconds, t.at.seconds);
	assert_int_equal(got->before, 255);
	assert_int_equal(got->minutes_late, 1439);
	assert_string_equal(got->code, "Y3");
	assert_string_equal(got->note, note);
	assert_int_equal(put(f, 8, "%\n ", 1, "\xff"), 0);
	draft_file_close(f);
	f = opened();
	assert_int_equal(draft_file_typed(f, &got), 2);
	assert_string_equal(got[1].code, "%\n ");
	assert_string_equal(got[1].note, "\xef\xbf\xbd");
	draft_file_close(f);
}

static void taken_back(void)
{
	struct draft_file *f = opened();

	assert_int_equal(put(f, 1, "/", 1, NULL), 0);
	assert_int_equal(draft_file_drop(f, &(struct key){ { 4, 1 } }, (struct moment){ 2 }), 0);
	draft_file_close(f);
	assert_int_equal(files_now(), 0);
}

static void discarded(void)
{
	struct draft_file *f = opened();

	assert_int_equal(draft_file_discard(f), 0); /* of nothing */
	assert_int_equal(put(f, 1, "/", 1, "n"), 0);
	assert_int_equal(draft_file_rest(f), 0);
	assert_int_equal(draft_file_discard(f), 0);
	assert_typed(f, "");
	assert_int_equal(files_now(), 0);
	assert_int_equal(put(f, 2, "N", 2, NULL), 0); /* and it goes on */
	draft_file_close(f);
	assert_left("2N", 0);
}

static void removed_under_us(void)
{
	struct draft_file *f = opened();

	assert_int_equal(put(f, 1, "/", 1, "n"), 0);
	assert_int_equal(unlink(path_of(FILE_NAME)), 0);
	assert_int_equal(put(f, 2, "N", 2, NULL), 0);
	draft_file_close(f);
	assert_left("1/ 2N", 0);
}

/* KILLED AT ANY MOMENT */

static void killed_after(int marks, bool rests)
{
	CLEAN_BUF struct buf want = { 0 };
	int status;
	pid_t child = fork();

	assert_true(child >= 0);
	if (child == 0) {
		struct draft_file *f;

		if (draft_file_open(school, &name, &f) < 0)
			_exit(1);
		for (int i = 1; i <= marks; i++) {
			if (put(f, i, i % 2 ? "N" : "/", i, NULL) < 0)
				_exit(1);
			if (rests)
				draft_file_rest(f);
		}
		kill(getpid(), SIGKILL);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
	for (int i = 1; i <= marks; i++)
		buf_printf(&want, "%s%d%s", i > 1 ? " " : "", i, i % 2 ? "N" : "/");
	assert_left(buf_string(&want), 0);
}

static void killed(void)
{
	for (int marks = 0; marks <= 30; marks++) {
		killed_after(marks, marks % 3 == 0);
		empty_drafts();
	}
}

/* A line half written: every length of a file is what a power cut may leave. */
static void torn_anywhere(void)
{
	CLEAN_BUF struct buf whole = { 0 };
	struct draft_file *f = opened();

	for (int i = 1; i <= 3; i++)
		assert_int_equal(put(f, i, "N", i, "a note"), 0);
	draft_file_close(f);
	off_t size = size_of(FILE_NAME), header = (off_t)strlen("firstbell draft 1\n"), line = (size - header) / 3;
	for (off_t n = header; n < size; n++) {
		assert_int_equal(truncate(path_of(FILE_NAME), size - (n - header) - 1), 0);
		off_t left = size - (n - header) - 1 - header, lines = (left + 1) / line; /* an end of line more or less */
		assert_left(lines == 3 ? "1N 2N 3N" : lines == 2 ? "1N 2N" : lines == 1 ? "1N" : "", lines * line < left);
		if (left == 0)
			break;
	}
}

static void goes_on_behind_torn(void)
{
	struct draft_file *f = opened();

	assert_int_equal(put(f, 1, "N", 1, NULL), 0);
	assert_int_equal(put(f, 2, "N", 1, NULL), 0);
	draft_file_close(f);
	assert_int_equal(truncate(path_of(FILE_NAME), size_of(FILE_NAME) - 5), 0);
	f = opened();
	assert_int_equal(put(f, 3, "I", 3, NULL), 0);
	draft_file_close(f);
	assert_left("1N 3I", 1);
}

/* DAMAGED, FOREIGN */

static void any_byte_damaged(void)
{
	struct draft_file *f = opened();

	for (int i = 1; i <= 2; i++)
		assert_int_equal(put(f, i, "N", i, "x"), 0);
	draft_file_close(f);
	off_t size = size_of(FILE_NAME), header = (off_t)strlen("firstbell draft 1\n"), line = (size - header) / 2;
	int fd = open(path_of(FILE_NAME), O_RDWR);
	assert_true(fd >= 0);
	for (off_t at = header; at < header + line; at++) {
		for (int bit = 0; bit < 8; bit++) {
			unsigned char good, bad;

			assert_int_equal(pread(fd, &good, 1, at), 1);
			bad = (unsigned char)(good ^ 1u << bit);
			assert_int_equal(pwrite(fd, &bad, 1, at), 1);
			f = opened();
			const struct draft_typed *t;
			int count = draft_file_typed(f, &t);
			assert_true(count == 1 || (count == 0 && at == header + line - 1)); /* two lines run together are none */
			assert_true(draft_file_passed_over(f) >= 1);
			draft_file_close(f);
			assert_int_equal(pwrite(fd, &good, 1, at), 1);
		}
	}
	close(fd);
	assert_left("1N 2N", 0);
}

static const struct foreign_row {
	const char *name, *bytes;
	size_t n;
} foreign_rows[] = {
#define BYTES(s) s, sizeof s - 1
	{ "a draft of another version", BYTES("firstbell draft 2\n00000000 mark x\n") },
	{ "a header cut short", BYTES("firstbell dra") },
	{ "anything", BYTES("\0\0\0\0\0\0\0\0\n\xff\xfe") },
	{ "one byte", BYTES("f") },
};

static void foreign_row(void **state)
{
	const struct foreign_row *row = *state;
	CLEAN_ARENA struct arena a = { 0 };
	struct draft_found *found;
	int strange = 0;

	empty_drafts();
	assert_int_equal(mkdir(path_of(NULL), 0700), 0);
	write_file(FILE_NAME, "w", row->bytes, row->n);
	struct draft_file *f = opened();
	assert_typed(f, "");
	assert_int_equal(put(f, 1, "N", 1, NULL), 0);
	draft_file_close(f);
	assert_int_equal(size_of(FILE_NAME), row->n); /* left alone */
	assert_left("1N", 0);
	assert_int_equal(draft_files_find(school, &name.staff, &a, &found, &strange), 1);
	assert_int_equal(strange, 1);
}

static const struct line_row {
	const char *name, *line;
} line_rows[] = {
	{ "nothing said", "" },
	{ "no such thing", "mist 04010000000000000000000000000000 1 1 -1 =N" },
	{ "a key too short", "mark 0401 1 1 -1 =N" },
	{ "a key of no hex", "mark 0401000000000000000000000000000g 1 1 -1 =N" },
	{ "no such code number", "mark 04010000000000000000000000000000 1 256 -1 =N" },
	{ "a number below none", "mark 04010000000000000000000000000000 1 -1 -1 =N" },
	{ "a day late", "mark 04010000000000000000000000000000 1 1 1440 =N" },
	{ "late before none", "mark 04010000000000000000000000000000 1 1 -2 =N" },
	{ "a code too long", "mark 04010000000000000000000000000000 1 1 -1 =NNNN" },
	{ "no code", "mark 04010000000000000000000000000000 1 1 -1" },
	{ "a % of nothing", "mark 04010000000000000000000000000000 1 1 -1 =N 100%" },
	{ "a zero byte in a note", "mark 04010000000000000000000000000000 1 1 -1 =N a%00b" },
	{ "a drop of more", "drop 04010000000000000000000000000000 1 x" },
	{ "a figure without end", "mark 04010000000000000000000000000000 99999999999999999999 1 -1 =N" },
};

/* Its check fits: somebody wrote it, or a later version. */
static void line_row(void **state)
{
	const struct line_row *row = *state;
	struct hashing h;
	struct hash digest;
	char text[300], check[9];

	empty_drafts();
	struct draft_file *f = opened();
	assert_int_equal(put(f, 2, "N", 1, NULL), 0);
	draft_file_close(f);
	hash_begin(&h);
	hash_more(&h, row->line, strlen(row->line));
	hash_end(&h, &digest);
	hex_write(digest.bytes, 4, check);
	int n = snprintf(text, sizeof text, "%s %s\n", check, row->line);
	write_file(FILE_NAME, "a", text, (size_t)n);
	assert_left("2N", 1);
}

static void strange_files(void)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct draft_found *found;
	struct draft_file *f = opened();
	int strange = 0;

	assert_int_equal(put(f, 1, "N", 1, NULL), 0);
	draft_file_close(f);
	write_file("notes.txt", "w", "x", 1);
	write_file(FILE_NAME "-2~", "w", "x", 1);
	write_file(FILE_NAME "-1", "w", "x", 1);
	assert_int_equal(symlink(FILE_NAME, path_of(FILE_NAME "-2")), 0);
	assert_int_equal(mkfifo(path_of(FILE_NAME "-3"), 0600), 0);
	assert_left("1N", 0);
	assert_int_equal(draft_files_find(school, NULL, &a, &found, &strange), 1);
	assert_int_equal(strange, 5);
	assert_int_equal(found[0].count, 1);
	assert_true(key_equal(&found[0].name.staff, &name.staff) && key_equal(&found[0].name.group, &name.group));
	assert_true(day_equal(found[0].name.day, name.day) && found[0].name.session == SESSION_AM);
	assert_int_equal(draft_files_find(school, &name.group, &a, &found, NULL), 0); /* nobody's */
}

/* SEVERAL TERMINALS */

static void two_terminals(void)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct draft_file *first = opened(), *second;
	struct draft_found *found;

	assert_int_equal(put(first, 1, "N", 1, NULL), 0);
	assert_int_equal(put(first, 2, "N", 1, NULL), 0);
	second = opened();
	assert_typed(second, "");
	assert_int_equal(draft_file_elsewhere(second), 2);
	assert_int_equal(draft_file_elsewhere(first), 0);
	assert_int_equal(put(second, 2, "/", 2, NULL), 0);
	assert_int_equal(put(second, 3, "/", 2, NULL), 0);
	assert_int_equal(files_now(), 2);
	assert_int_equal(draft_files_find(school, &name.staff, &a, &found, NULL), 2);
	assert_int_equal(draft_file_discard(first), 0); /* sent: the other's marks are not touched */
	assert_typed(second, "2/ 3/");
	draft_file_close(first);
	draft_file_close(second);
	assert_left("2/ 3/", 0);
}

/* Both are gone: the next one has all of it, the later typing of a pupil. */
static void made_one(void)
{
	struct draft_file *first = opened(), *second;

	assert_int_equal(put(first, 1, "N", 10, NULL), 0);
	assert_int_equal(put(first, 2, "N", 10, NULL), 0);
	assert_int_equal(put(first, 3, "N", 30, NULL), 0);
	second = opened();
	assert_int_equal(put(second, 2, "/", 20, "late again"), 0);
	assert_int_equal(put(second, 3, "/", 20, NULL), 0);
	assert_int_equal(put(second, 4, "/", 20, NULL), 0);
	draft_file_close(first);
	draft_file_close(second);
	assert_left("1N 3N 2/ 4/", 0);
	assert_int_equal(files_now(), 1);
	assert_left("1N 3N 2/ 4/", 0);
}

static void many_terminals(void)
{
	struct draft_file *all[21];

	for (int i = 0; i < 20; i++) {
		all[i] = opened();
		assert_int_equal(put(all[i], i, "N", i, NULL), 0);
	}
	all[20] = opened();
	assert_int_equal(put(all[20], 20, "N", 20, NULL), -EBUSY);
	for (int i = 0; i < 21; i++)
		draft_file_close(all[i]);
	assert_left("0N 1N 2N 3N 4N 5N 6N 7N 8N 9N 10N 11N 12N 13N 14N 15N 16N 17N 18N 19N", 0);
	assert_int_equal(files_now(), 1);
}

/* BAD DISKS */

static void full_at(struct draft_file *f, rlim_t bytes)
{
	struct rlimit old, small;

	assert_int_equal(getrlimit(RLIMIT_FSIZE, &old), 0);
	small = (struct rlimit){ bytes, old.rlim_max };
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
	int r = put(f, 2, "N", 2, NULL);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &old), 0);
	assert_int_equal(r, -EFBIG);
}

/* A file that may not grow stands for a full disk: the write is cut short first, then refused. */
static void disk_full(void)
{
	signal(SIGXFSZ, SIG_IGN);
	struct draft_file *f = opened();
	full_at(f, 0);
	assert_typed(f, "");
	assert_int_equal(files_now(), 0);
	full_at(f, 10); /* within the header */
	assert_int_equal(files_now(), 0);
	assert_int_equal(put(f, 1, "N", 1, NULL), 0);
	off_t size = size_of(FILE_NAME);
	for (off_t more = 0; more < 20; more++) {
		full_at(f, (rlim_t)(size + more));
		assert_int_equal(size_of(FILE_NAME), size);
		assert_typed(f, "1N");
	}
	assert_int_equal(put(f, 3, "I", 3, NULL), 0);
	draft_file_close(f);
	assert_left("1N 3I", 0);
}

static void no_place(void)
{
	struct draft_file *f = opened();

	write_file(NULL, "w", "x", 1); /* drafts is a file */
	assert_int_equal(put(f, 1, "N", 1, NULL), -ENOTDIR);
	assert_typed(f, "");
	draft_file_close(f);
	assert_int_equal(draft_file_open(school, &name, &f), -ENOTDIR);
	assert_int_equal(unlink(path_of(NULL)), 0);
}

static const struct case_row {
	const char *name;
	void (*run)(void);
} cases[] = {
	{ "marks typed are found again", kept },
	{ "the last typing of a pupil holds", last_holds },
	{ "every field comes back, whatever bytes are in it", every_field },
	{ "all taken back leaves no file", taken_back },
	{ "discarded, the file goes, and a new one begins", discarded },
	{ "a file removed under our hands begins again whole", removed_under_us },
	{ "a kill after any mark loses none", killed },
	{ "a file cut short at any byte keeps the lines before", torn_anywhere },
	{ "behind a torn line it goes on", goes_on_behind_torn },
	{ "any bit damaged costs its line only", any_byte_damaged },
	{ "strange files are left alone and counted", strange_files },
	{ "two terminals do not touch each other's marks", two_terminals },
	{ "what two terminals left becomes one", made_one },
	{ "more terminals than there are files", many_terminals },
	{ "a full disk refuses the mark and leaves the file as it was", disk_full },
	{ "no place for drafts", no_place },
};

static void case_row(void **state)
{
	const struct case_row *row = *state;

	empty_drafts();
	row->run();
}

int main(void)
{
	static struct rows rows;
	const char *temporary = getenv("TMPDIR");

	snprintf(school, sizeof school, "%s/draft-XXXXXX", temporary ? temporary : "/tmp");
	if (!mkdtemp(school) || seal_start(NULL) < 0)
		return 1;
	rows_add(&rows, case_row, cases);
	rows_add(&rows, foreign_row, foreign_rows);
	rows_add(&rows, line_row, line_rows);
	int failed = rows_run(&rows, "draft");
	empty_drafts();
	rmdir(school);
	return failed;
}
