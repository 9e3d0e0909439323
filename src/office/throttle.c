/* Wrong passwords of late, between one run of the program and the next. */
#include "office/throttle.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/day.h"
#include "base/file.h"
#include "base/mem.h"
#include "seal/seal.h"

#define LONGEST 8
#define LINES_MOST 200 /* the latest; more are somebody trying every name */
#define FILE_MOST 65536

struct wrong {
	uint32_t account;
	int64_t uid;
	int count;
	int64_t at;
};

/* Where they are kept, those that still count, and the one asked about. */
struct wrongs {
	VEC(struct wrong);
	struct buf path;
	int64_t now;
	int mine; /* with a count of 0 where there is none */
};

int throttle_seconds(int wrong)
{
	if (wrong <= 0)
		return 0;
	return wrong > 3 ? LONGEST : 1 << (wrong - 1);
}

static uint32_t account_number(const char *account)
{
	struct hashing h;
	struct hash digest;
	uint32_t number;

	hash_begin(&h);
	hash_more(&h, account, strlen(account));
	hash_end(&h, &digest);
	memcpy(&number, digest.bytes, sizeof number);
	return number;
}

static bool line_read(const char *line, int64_t now, struct wrong *ret)
{
	int end = 0;

	return sscanf(line, "%8" SCNx32 " %18" SCNd64 " %4d %18" SCNd64 "%n", &ret->account, &ret->uid, &ret->count, &ret->at, &end) == 4 &&
	       !line[end] && ret->count > 0 && ret->at <= now && now - ret->at < THROTTLE_FORGETS;
}

static void wrongs_read(const char *directory, const char *account, int64_t uid, struct wrongs *w)
{
	CLEAN_BUF struct buf text = { 0 };
	uint32_t number = account_number(account);
	char *line, *rest;

	*w = (struct wrongs){ .now = moment_now().seconds, .mine = -1 };
	buf_printf(&w->path, "%s/sign-in", directory);
	rest = file_read(buf_string(&w->path), FILE_MOST, &text, NULL) == 0 ? text.text : NULL;
	while ((line = strsep(&rest, "\n"))) {
		struct wrong one;

		if (!line_read(line, w->now, &one))
			continue;
		if (one.account == number && one.uid == uid)
			w->mine = w->count;
		vec_push(w, one);
	}
	if (w->mine < 0) {
		vec_push(w, (struct wrong){ .account = number, .uid = uid });
		w->mine = w->count - 1;
	}
}

static void wrongs_finish(struct wrongs *w)
{
	vec_finish(w);
	buf_finish(&w->path);
}

/* A failure is let go: it must not keep anybody out. */
static void wrongs_write(const struct wrongs *w)
{
	CLEAN_BUF struct buf text = { 0 };

	for (int i = w->count > LINES_MOST ? w->count - LINES_MOST : 0; i < w->count; i++) {
		const struct wrong *one = &w->items[i];

		if (one->count > 0)
			buf_printf(&text, "%08" PRIx32 " %" PRId64 " %d %" PRId64 "\n", one->account, one->uid, one->count, one->at);
	}
	if (text.length > 0)
		file_replace(w->path.text, text.text, text.length, 0600, NULL);
	else
		unlink(w->path.text);
}

int throttle_count(const char *directory, const char *account, int64_t uid)
{
	struct wrongs w;

	wrongs_read(directory, account, uid, &w);
	int count = w.items[w.mine].count;
	wrongs_finish(&w);
	return count;
}

int throttle_left(const char *directory, const char *account, int64_t uid, int *ret_wrong)
{
	struct wrongs w;

	wrongs_read(directory, account, uid, &w);
	const struct wrong mine = w.items[w.mine];
	int64_t left = mine.at + throttle_seconds(mine.count) - w.now;
	wrongs_finish(&w);
	*ret_wrong = mine.count;
	return mine.count > 0 && left > 0 ? (int)left : 0;
}

void throttle_wrong(const char *directory, const char *account, int64_t uid)
{
	struct wrongs w;

	wrongs_read(directory, account, uid, &w);
	struct wrong *mine = &w.items[w.mine];
	if (mine->count < 9999)
		mine->count++;
	mine->at = w.now;
	wrongs_write(&w);
	wrongs_finish(&w);
}

void throttle_right(const char *directory, const char *account, int64_t uid)
{
	struct wrongs w;

	wrongs_read(directory, account, uid, &w);
	w.items[w.mine].count = 0;
	wrongs_write(&w);
	wrongs_finish(&w);
}

void throttle_wait(int seconds)
{
	struct timespec until;

	if (seconds <= 0)
		return;
	clock_gettime(CLOCK_MONOTONIC, &until);
	until.tv_sec += seconds;
	while (clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &until, NULL) == EINTR)
		;
}
