/* Drafts as they lie in their files, whoever has them open. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "draft_text.h"

#define FILE_MOST (16 * 1024 * 1024)

static int read_all(int fd, struct buf *to)
{
	char piece[16384];

	for (;;) {
		ssize_t n = pread(fd, piece, sizeof piece, (off_t)to->length);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return n < 0 ? -errno : 0;
		if (to->length + (size_t)n > FILE_MOST)
			return -EFBIG;
		buf_put(to, piece, (size_t)n);
	}
}

int draft_text_load(int fd, struct arena *a, struct draft_text *ret, struct buf *bytes)
{
	struct stat st;

	if (fstat(fd, &st) < 0)
		return -errno;
	if (!S_ISREG(st.st_mode))
		return -EBADMSG;
	int r = read_all(fd, bytes);
	return r < 0 ? (r == -EFBIG ? -EBADMSG : r) : draft_text_read(buf_string(bytes), bytes->length, a, ret);
}

static bool name_read(const char *s, struct draft_name *ret)
{
	char staff[KEY_TEXT], group[KEY_TEXT], day[11], session[3];
	int end = 0, number = 2;

	sscanf(s, "%32[0-9a-f]-%32[0-9a-f]-%10[0-9-]-%2[amp]%n-%2d%n", staff, group, day, session, &end, &number, &end);
	if (end == 0 || s[end] || number < 2 || number > TERMINALS_MOST)
		return false;
	if (strcmp(session, "am") != 0 && strcmp(session, "pm") != 0)
		return false;
	ret->session = session[0] == 'a' ? SESSION_AM : SESSION_PM;
	return key_parse(staff, &ret->staff) == 0 && key_parse(group, &ret->group) == 0 && day_parse(day, &ret->day) == 0;
}

static int find_one(int directory, const char *file, struct arena *a, struct draft_found *ret)
{
	CLEAN_BUF struct buf bytes = { 0 };
	struct draft_text text = { 0 };
	int fd = openat(directory, file, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);

	if (fd < 0)
		return -errno;
	int r = draft_text_load(fd, a, &text, &bytes);
	close(fd);
	if (r == 0) {
		ret->count = text.typed.count;
		ret->passed_over = text.passed_over;
		ret->typed = arena_new(a, (size_t)text.typed.count + 1, sizeof *ret->typed);
		for (int i = 0; i < text.typed.count; i++)
			ret->typed[i] = text.typed.items[i];
	}
	vec_finish(&text.typed);
	return r;
}

int draft_files_find(const char *school, const struct key *staff, struct arena *a, struct draft_found **ret, int *ret_strange)
{
	struct { VEC(struct draft_found); } found = { 0 };
	CLEAN_BUF struct buf path = { 0 };
	struct dirent *entry;
	int strange = 0;

	buf_printf(&path, "%s/drafts", school);
	DIR *d = opendir(buf_string(&path));
	if (!d) {
		mem_check();
		if (errno != ENOENT)
			return -errno;
	}
	while (d && (entry = readdir(d))) {
		struct draft_found one = { 0 };

		if (entry->d_name[0] == '.')
			continue;
		bool named = name_read(entry->d_name, &one.name);
		if (named && staff && !key_equal(&one.name.staff, staff))
			continue;
		int r = named ? find_one(dirfd(d), entry->d_name, a, &one) : -EBADMSG;
		if (r == 0)
			vec_push(&found, one);
		else
			strange += r != -ENOENT; /* that one was sent meanwhile */
	}
	if (d)
		closedir(d);
	*ret = arena_new(a, (size_t)found.count + 1, sizeof **ret);
	if (found.count > 0)
		memcpy(*ret, found.items, (size_t)found.count * sizeof **ret);
	if (ret_strange)
		*ret_strange = strange;
	int count = found.count;
	vec_finish(&found);
	return count;
}
