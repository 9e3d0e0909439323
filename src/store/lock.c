/*
 * Two advisory locks beside the store: school.db-in says who has it open, school.db-queue lets one writer at a time in.
 * The queue's file says in one line who wrote last, and in the next how the record ended when all of it was on the disk.
 */
#include <errno.h>
#include <fcntl.h>
#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "internal.h"

static int lock_open(const struct store *st, const char *suffix, struct err *e)
{
	CLEAN_BUF struct buf path = { 0 };

	buf_printf(&path, "%s/" STORE_FILE "-%s", st->directory, suffix);
	int fd = open(path.text, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	if (fd < 0 && (errno == EROFS || errno == EACCES))
		fd = open(path.text, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return err_store(e, -errno, "%s cannot be opened: %s.", path.text, strerror(errno));
	return fd;
}

/* Names of those who hold a lock on the file behind fd, from the kernel's own list. */
static void lock_holders(int fd, struct buf *to)
{
	struct stat own, process;
	char line[256], path[64];
	FILE *locks = fopen("/proc/locks", "re");

	if (!locks || fstat(fd, &own) != 0) {
		if (locks)
			fclose(locks);
		return;
	}
	while (fgets(line, sizeof line, locks)) {
		int pid = 0;
		unsigned long inode = 0;

		if (sscanf(line, "%*d: %*s %*s %*s %d %*x:%*x:%lu", &pid, &inode) != 2 || inode != own.st_ino || pid <= 0 || pid == getpid())
			continue;
		snprintf(path, sizeof path, "/proc/%d", pid);
		const struct passwd *who = stat(path, &process) == 0 ? getpwuid(process.st_uid) : NULL;
		buf_printf(to, "%s%s (process %d)", to->length ? ", " : "", who ? who->pw_name : "somebody", pid);
	}
	fclose(locks);
}

int lock_in(struct store *st, bool exclusive, struct err *e)
{
	CLEAN_BUF struct buf holders = { 0 };

	if (st->in_fd < 0) {
		struct err said;
		int fd = lock_open(st, "in", &said);
		if (fd == -EROFS || fd == -EACCES || fd == -ENOENT)
			return 0; /* nothing can be written there, by us or beside us */
		if (fd < 0) {
			*e = said;
			return fd;
		}
		st->in_fd = fd;
	}
	if (flock(st->in_fd, (exclusive ? LOCK_EX : LOCK_SH) | LOCK_NB) == 0)
		return 0;
	if (errno != EWOULDBLOCK)
		return err_store(e, -errno, "school.db-in cannot be locked: %s.", strerror(errno));
	lock_holders(st->in_fd, &holders);
	return err_store(e, -EBUSY, exclusive ? "Others have this school open: %s. Ask them to leave, then do the same again."
					      : "This school is being upgraded or restored by %s. Try again in a minute.",
			 holders.length ? holders.text : "another process");
}

/* From exclusive to shared.  What was saved is saved, so there is nothing to refuse here: at worst others wait until this store is closed. */
void lock_share(struct store *st)
{
	while (st->in_fd >= 0 && flock(st->in_fd, LOCK_SH) != 0 && errno == EINTR)
		continue;
}

void lock_leave(struct store *st)
{
	if (st->in_fd >= 0)
		close(st->in_fd);
	st->in_fd = -1;
}

#define WHO_BYTES 21
#define HEAD_DIGITS (2 * HASH_BYTES)

static int queue_open(struct store *st)
{
	struct err e;
	int fd = st->queue_fd >= 0 ? st->queue_fd : lock_open(st, "queue", &e);

	if (fd < 0) {
		st->trouble = e;
		return fd;
	}
	st->queue_fd = fd;
	return 0;
}

int lock_queue(struct store *st)
{
	char who[64];
	int r = queue_open(st);

	if (r < 0)
		return r;
	while (flock(st->queue_fd, LOCK_EX) != 0)
		if (errno != EINTR)
			return err_store(&st->trouble, -errno, "The queue of writers cannot be joined: %s.", strerror(errno));
	int n = snprintf(who, sizeof who, "%-10d%-10d\n", getpid(), getuid());
	BUG_UNLESS(n == WHO_BYTES);
	/* Only for a person who wonders who is writing: the lock itself does not need it, and a full disk must not stop a reader. */
	if (pwrite(st->queue_fd, who, (size_t)n, 0) != n)
		errno = 0;
	return 0;
}

void unlock_queue(struct store *st)
{
	if (st->queue_fd >= 0 && flock(st->queue_fd, LOCK_UN) != 0) {
		close(st->queue_fd); /* lets the next one in whatever the lock says */
		st->queue_fd = -1;
	}
}

bool lock_head_is(struct store *st, const struct hash *head)
{
	char noted[HEAD_DIGITS], text[HEAD_DIGITS + 1];

	if (queue_open(st) < 0 || pread(st->queue_fd, noted, sizeof noted, WHO_BYTES) != (ssize_t)sizeof noted)
		return false;
	hex_write(head->bytes, HASH_BYTES, text);
	return memcmp(noted, text, sizeof noted) == 0;
}

int lock_note_head(struct store *st, const struct hash *head)
{
	char text[HEAD_DIGITS + 1];

	memset(text, '-', HEAD_DIGITS);
	if (head)
		hex_write(head->bytes, HASH_BYTES, text);
	text[HEAD_DIGITS] = '\n';
	if (pwrite(st->queue_fd, text, sizeof text, WHO_BYTES) == (ssize_t)sizeof text)
		return 0;
	return err_store(&st->trouble, -EIO, "school.db-queue cannot be written: %s. Nothing was saved.", strerror(errno));
}
