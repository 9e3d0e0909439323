/*
 * Power cuts, numbered: cut FIRST COUNT [lying] makes COUNT schools lose their power, each at a place and with a plan that
 * follow from its number, and looks at what is left.  One line at the end: cuts N told N lost N partial N broken N wrong N
 *
 *   told      registers that the person was told were saved
 *   lost      told saved, and not there
 *   partial   there in part
 *   broken    verify or SQLite's own check does not hold, or the school cannot be opened
 *   wrong     told not saved, and there
 */
#include "school.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "cutvfs.h"

#define REGISTERS_MOST 8

enum told { TOLD_NOTHING, TOLD_SAVED, TOLD_NOT_SAVED };

static struct {
	int told, lost, partial, broken, wrong;
} counts;

static char directory[128];

/* What the store is when the day begins. */
static struct image {
	struct buf store, log;
} images[3];

enum { IMAGE_NEW, IMAGE_LONG_LOG, IMAGE_EMPTIED_LOG };

static void path_of(const char *name, char to[static 200])
{
	snprintf(to, 200, "%s/%s", directory, name);
}

static void put_back(const struct image *image)
{
	char store[200], log[200], index[200];

	path_of(STORE_FILE, store);
	path_of(STORE_FILE "-wal", log);
	path_of(STORE_FILE "-shm", index);
	unlink(index);
	FILE *f = fopen(store, "wb"), *g = fopen(log, "wb");
	if (!f || !g || fwrite(image->store.text, 1, image->store.length, f) != image->store.length ||
	    (image->log.length && fwrite(image->log.text, 1, image->log.length, g) != image->log.length) || fclose(f) || fclose(g))
		BUG("%s cannot be written", directory);
}

static void take(struct image *image)
{
	char path[200];

	path_of(STORE_FILE, path);
	if (file_read(path, 1 << 30, &image->store, NULL) < 0)
		BUG("%s cannot be read", path);
	path_of(STORE_FILE "-wal", path);
	if (file_read(path, 1 << 30, &image->log, NULL) < 0)
		BUG("%s cannot be read", path);
}

static struct store *must_open(void)
{
	struct store *st = NULL;
	struct err e = { 0 };

	if (store_open(directory, &st, &e) < 0)
		BUG("%s", e.text);
	return st;
}

/* The three beginnings: a new school; a log about to be moved into the file; a log that was, and is written from its start again. */
static void make_images(void)
{
	struct store *st = NULL;
	struct err e = { 0 };
	int64_t seq;
	int n = 100;

	if (school_make(directory, &st, &e) < 0)
		BUG("%s", e.text);
	store_close(st);
	take(&images[IMAGE_NEW]);
	st = must_open();
	/* one register is some 20 pages of 4 KiB, and the log is moved when it has passed 1,000 */
	for (struct buf log = { 0 }; log.length < (size_t)970 * 4120; n++) {
		char path[200];

		if (school_set(st, n, &seq) < 0)
			BUG("%s", store_trouble(st)->text);
		path_of(STORE_FILE "-wal", path);
		buf_finish(&log);
		if (file_read(path, 1 << 30, &log, NULL) < 0)
			BUG("%s cannot be read", path);
		if (log.length >= (size_t)970 * 4120) {
			buf_finish(&log);
			break;
		}
	}
	store_close(st);
	take(&images[IMAGE_LONG_LOG]);
	st = must_open();
	for (int i = 0; i < 8; i++) {
		if (school_set(st, n++, &seq) < 0)
			BUG("%s", store_trouble(st)->text);
		store_rest(st);
	}
	store_close(st);
	take(&images[IMAGE_EMPTIED_LOG]);
}

/* Registers from..to, until the power is gone; what the person is told of each. */
static void take_registers(int from, int to, enum told told[static REGISTERS_MOST])
{
	struct store *st = NULL, *other = NULL;
	struct err e;
	int64_t seq;

	if (store_open(directory, &st, &e) < 0)
		return;
	if (from % 2 && store_open(directory, &other, &e) < 0) /* another has it open too: the index of the log outlives us */
		other = NULL;
	for (int n = from; n < to && !cut_is_off(); n++) {
		int r = school_set(st, n, &seq);

		if (r == 0)
			told[n] = TOLD_SAVED; /* also where the power went in this very step: it was said */
		else if (r != -EINPROGRESS && !cut_is_off())
			told[n] = TOLD_NOT_SAVED;
		store_rest(st);
		if (store_trouble(st)->text[0] && r < 0) { /* as a person would: start again */
			store_close(st);
			st = NULL;
			if (cut_is_off() || store_open(directory, &st, &e) < 0)
				break;
		}
	}
	store_close(st);
	store_close(other);
}

static void look(const enum told told[static REGISTERS_MOST], long number)
{
	struct store *st = NULL;
	struct err e = { 0 };

	if (store_open(directory, &st, &e) < 0) {
		counts.broken++;
		printf("cut %ld: %s\n", number, e.text);
		return;
	}
	for (int n = 0; n < REGISTERS_MOST; n++) {
		int there = school_has(st, n);
		const char *what = NULL;

		counts.told += told[n] == TOLD_SAVED;
		if (there < 0)
			counts.partial++, what = "in part";
		else if (told[n] == TOLD_SAVED && !there)
			counts.lost++, what = "lost";
		else if (told[n] == TOLD_NOT_SAVED && there)
			counts.wrong++, what = "there after all";
		if (what)
			printf("cut %ld: register %d is %s\n", number, n, what);
	}
	if (!school_holds(st)) {
		counts.broken++;
		printf("cut %ld: does not hold\n", number);
	}
	store_close(st);
}

/* Two days with a cut each: the second may come while the first is being recovered from. */
static void one(long number, bool lying)
{
	static const int beginnings[] = { IMAGE_NEW, IMAGE_NEW, IMAGE_LONG_LOG, IMAGE_NEW, IMAGE_EMPTIED_LOG };
	enum told told[REGISTERS_MOST] = { 0 };
	uint64_t x = (uint64_t)number * 0x9e3779b97f4a7c15u;

	x ^= x >> 29;
	put_back(&images[beginnings[number % 5]]);
	for (int day = 0; day < 2; day++) {
		struct cut_plan plan = { .seed = x + (uint64_t)day, .power_off_at = (int)((x >> (8 + 16 * day)) % 160), .sync_fails_at = -1, .lying = lying };

		if (number % 4 == 3)
			plan.sync_fails_at = (int)((x >> 40) % 6);
		cut_begin(directory, &plan);
		take_registers(4 * day, 4 * day + 4, told);
		cut_power();
	}
	look(told, number);
}

/* A school that loses its power while it is made: whole, or made again. */
static void one_new(long number)
{
	struct cut_plan plan = { .seed = (uint64_t)number, .power_off_at = (int)(number / 10 % 160), .sync_fails_at = number % 5 ? -1 : (int)(number % 7) };
	static const char *const names[] = { STORE_FILE, STORE_FILE "-wal", STORE_FILE "-shm" };
	struct store *st = NULL;
	struct err e = { 0 };
	char path[200];

	for (int i = 0; i < 3; i++) {
		path_of(names[i], path);
		unlink(path);
	}
	cut_begin(directory, &plan);
	bool saved = school_make(directory, &st, &e) == 0;
	store_close(st);
	cut_power();
	st = NULL;
	int r = store_open(directory, &st, &e);
	if (r == -ENOENT && !saved)
		r = school_make(directory, &st, &e); /* nothing was promised, and nothing is in the way */
	if (r < 0 || !school_holds(st)) {
		counts.broken++;
		printf("cut %ld: %s\n", number, e.text);
	}
	counts.told += saved;
	store_close(st);
}

int main(int count, char **words)
{
	const char *under = getenv("TMPDIR");
	struct err e;

	if (count < 3 || seal_start(&e) < 0 || cut_install() < 0)
		return 2;
	snprintf(directory, sizeof directory, "%s/firstbell-cut-XXXXXX", under ? under : "/tmp");
	if (!mkdtemp(directory))
		return 2;
	long first = atol(words[1]), n = atol(words[2]);
	bool lying = count > 3 && strcmp(words[3], "lying") == 0;
	make_images();
	for (long i = first; i < first + n; i++)
		if (i % 10 == 9 && !lying)
			one_new(i);
		else
			one(i, lying);
	printf("cuts %ld told %d lost %d partial %d broken %d wrong %d\n", n, counts.told, counts.lost, counts.partial, counts.broken, counts.wrong);
	static const char *const names[] = { STORE_FILE, STORE_FILE "-wal", STORE_FILE "-shm", STORE_FILE "-in", STORE_FILE "-queue" };
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		char path[200];

		path_of(names[i], path);
		unlink(path);
	}
	rmdir(directory);
	return 0;
}
