/* The files of drafts: opened, held, added to, made one, removed. */
#include "store/draft.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "draft_text.h"

struct draft_file {
	struct arena arena; /* of notes */
	char *directory;    /* drafts/ of the school */
	struct draft_name name;
	struct draft_text text;
	int elsewhere;
	int fd;             /* -1: no file yet, or no longer */
	char *path;         /* of it */
	off_t length;
	bool torn;          /* its last line has no end */
	bool unsynced, unlisted; /* since the last fsync; of its directory */
};

static char *file_path(const struct draft_file *f, int number)
{
	char staff[KEY_TEXT], group[KEY_TEXT], day[DAY_TEXT];
	CLEAN_BUF struct buf b = { 0 };

	buf_printf(&b, "%s/%s-%s-%s-%s", f->directory, key_hex(&f->name.staff, staff), key_hex(&f->name.group, group),
		   day_iso(f->name.day, day), f->name.session == SESSION_AM ? "am" : "pm");
	if (number > 1)
		buf_printf(&b, "-%d", number);
	return mem_text(buf_string(&b));
}

/* WRITING ---------------------------------------------------------------------------------------------------------------------------- */

/* The whole in one write(); where that fails the file is as it was. */
static int append(struct draft_file *f, const char *bytes, size_t n)
{
	for (size_t done = 0; done < n;) {
		ssize_t more = write(f->fd, bytes + done, n - done);

		if (more < 0 && errno == EINTR)
			continue;
		if (more <= 0) {
			int r = more < 0 ? -errno : -EIO;

			f->torn = f->torn || (done > 0 && ftruncate(f->fd, f->length) < 0);
			return r;
		}
		done += (size_t)more;
	}
	f->length += (off_t)n;
	f->torn = false;
	f->unsynced = true;
	return 0;
}

static void let_go(struct draft_file *f)
{
	if (f->fd >= 0)
		close(f->fd); /* and with it the lock */
	free(f->path);
	f->fd = -1;
	f->path = NULL;
	f->length = 0;
	f->torn = f->unsynced = f->unlisted = false;
}

/* @return a descriptor that is locked, of a file that nobody else had; -errno */
static int make_file(struct draft_file *f, char **ret_path)
{
	for (int number = 1; number <= TERMINALS_MOST; number++) {
		CLEAN_FREE char *path = file_path(f, number);
		int fd = open(path, O_RDWR | O_APPEND | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);

		if (fd < 0 && errno != EEXIST)
			return -errno;
		if (fd >= 0 && flock(fd, LOCK_EX | LOCK_NB) == 0) {
			*ret_path = path;
			path = NULL;
			return fd;
		}
		if (fd >= 0)
			close(fd); /* another terminal was quicker, and has it now */
	}
	return -EBUSY;
}

/* A file with all that stands: the first one, or a new one where somebody removed it under our hands. */
static int begin_file(struct draft_file *f)
{
	CLEAN_BUF struct buf all = { 0 };
	char *path = NULL;
	int fd = make_file(f, &path);

	if (fd == -ENOENT && (mkdir(f->directory, 0700) == 0 || errno == EEXIST))
		fd = make_file(f, &path);
	if (fd < 0)
		return fd;
	let_go(f);
	f->fd = fd;
	f->path = path;
	buf_text(&all, DRAFT_HEADER);
	for (int i = 0; i < f->text.typed.count; i++)
		draft_line_mark(&all, &f->text.typed.items[i]);
	int r = append(f, all.text, all.length);
	f->unlisted = true;
	if (r < 0) {
		unlink(f->path);
		let_go(f);
	}
	return r;
}

static bool is_gone(const struct draft_file *f)
{
	struct stat st;

	return f->fd < 0 || (fstat(f->fd, &st) == 0 && st.st_nlink == 0);
}

static int add_line(struct draft_file *f, const struct buf *line)
{
	CLEAN_BUF struct buf bytes = { 0 };
	int r = is_gone(f) ? begin_file(f) : 0;

	if (r < 0)
		return r;
	if (f->length == 0) /* begun by a program that was ended before it wrote */
		buf_text(&bytes, DRAFT_HEADER);
	else if (f->torn)
		buf_char(&bytes, '\n');
	buf_put(&bytes, line->text, line->length);
	return append(f, bytes.text, bytes.length);
}

int draft_file_put(struct draft_file *f, const struct draft_typed *t)
{
	CLEAN_BUF struct buf line = { 0 };
	struct draft_typed kept = *t;

	draft_line_mark(&line, t);
	int r = add_line(f, &line);
	if (r < 0)
		return r;
	kept.note = arena_text(&f->arena, t->note);
	draft_text_put(&f->text, &kept);
	return 0;
}

int draft_file_drop(struct draft_file *f, const struct key *pupil, struct moment at)
{
	CLEAN_BUF struct buf line = { 0 };
	struct key kept = *pupil;

	if (!draft_text_get(&f->text, pupil))
		return 0;
	draft_line_drop(&line, &kept, at);
	int r = add_line(f, &line);
	if (r == 0)
		draft_text_drop(&f->text, &kept);
	return r;
}

int draft_file_rest(struct draft_file *f)
{
	if (f->fd < 0)
		return 0;
	if (f->unsynced && fsync(f->fd) < 0)
		return -errno;
	f->unsynced = false;
	int r = f->unlisted ? file_sync_directory(f->directory) : 0;
	if (r == 0)
		f->unlisted = false;
	return r;
}

/* In a directory that takes nothing it stays, without a mark. */
static int remove_or_empty(struct draft_file *f)
{
	if (is_gone(f) || unlink(f->path) == 0)
		return 0;
	int r = -errno;
	return ftruncate(f->fd, 0) < 0 ? r : 0;
}

int draft_file_discard(struct draft_file *f)
{
	int removed = remove_or_empty(f);

	if (removed < 0)
		return removed;
	int r = f->fd >= 0 ? file_sync_directory(f->directory) : 0;
	let_go(f);
	f->text.typed.count = f->text.passed_over = 0;
	arena_finish(&f->arena);
	return r;
}

/* OPENING ---------------------------------------------------------------------------------------------------------------------------- */

/* What another program left, into ours; the later typing of a pupil holds. */
static int merge(struct draft_file *f, const struct draft_text *other, const char *path)
{
	int r = 0;

	for (int i = 0; r == 0 && i < other->typed.count; i++) {
		const struct draft_typed *t = &other->typed.items[i], *ours = draft_text_get(&f->text, &t->pupil);

		if (!ours || ours->at.seconds <= t->at.seconds)
			r = draft_file_put(f, t);
	}
	if (r == 0)
		r = draft_file_rest(f);
	return r == 0 && unlink(path) < 0 ? -errno : r;
}

/* `fd` is ours from here on.  Where two cannot be made one the other stays as it is, for the next time. */
static void take(struct draft_file *f, int fd, char *path, struct draft_text *text, const struct buf *bytes)
{
	f->text.passed_over += text->passed_over;
	if (f->fd >= 0) {
		if (merge(f, text, path) < 0)
			f->elsewhere += text->typed.count;
		vec_finish(&text->typed);
		close(fd);
		free(path);
		return;
	}
	f->fd = fd;
	f->path = path;
	f->length = (off_t)bytes->length;
	f->torn = bytes->length > 0 && bytes->text[bytes->length - 1] != '\n';
	text->passed_over = f->text.passed_over;
	f->text = *text;
}

/* Locked by us and still there under its name: whoever removes one holds it. */
static bool hold(int fd)
{
	struct stat st;

	return flock(fd, LOCK_EX | LOCK_NB) == 0 && fstat(fd, &st) == 0 && st.st_nlink > 0;
}

static int open_one(struct draft_file *f, int number)
{
	CLEAN_FREE char *path = file_path(f, number);
	CLEAN_BUF struct buf bytes = { 0 };
	struct draft_text text = { 0 };
	int fd = open(path, O_RDWR | O_APPEND | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);

	if (fd < 0)
		return errno == ENOENT || errno == ELOOP || errno == EISDIR || errno == ENXIO ? 0 : -errno;
	bool ours = hold(fd);
	int r = draft_text_load(fd, &f->arena, &text, &bytes);
	if (r == 0 && ours) {
		take(f, fd, path, &text, &bytes);
		path = NULL;
		return 0;
	}
	f->elsewhere += text.typed.count;
	vec_finish(&text.typed);
	close(fd);
	return r == -EBADMSG ? 0 : r;
}

int draft_file_open(const char *school, const struct draft_name *name, struct draft_file **ret)
{
	CLEAN_BUF struct buf directory = { 0 };
	struct draft_file *f = mem_new(1, sizeof *f);
	int r = 0;

	buf_printf(&directory, "%s/drafts", school);
	*f = (struct draft_file){ .directory = mem_text(buf_string(&directory)), .name = *name, .fd = -1 };
	for (int number = 1; r == 0 && number <= TERMINALS_MOST; number++)
		r = open_one(f, number);
	if (r < 0)
		draft_file_close(f);
	else
		*ret = f;
	return r;
}

void draft_file_close(struct draft_file *f)
{
	if (!f)
		return;
	/* a line that counts for nothing today may be worth a look by somebody */
	if (f->fd >= 0 && f->text.typed.count == 0 && f->text.passed_over == 0)
		unlink(f->path);
	draft_file_rest(f);
	let_go(f);
	vec_finish(&f->text.typed);
	arena_finish(&f->arena);
	free(f->directory);
	free(f);
}

int draft_file_typed(const struct draft_file *f, const struct draft_typed **ret)
{
	*ret = f->text.typed.items;
	return f->text.typed.count;
}

int draft_file_passed_over(const struct draft_file *f)
{
	return f->text.passed_over;
}

int draft_file_elsewhere(const struct draft_file *f)
{
	return f->elsewhere;
}
