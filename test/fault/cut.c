/*
 * Power cuts, numbered: cut FIRST COUNT [lying | ringing | after SYNC] makes COUNT schools lose their power, each at a place and with a plan
 * that follow from its number, and looks at what is left.  After SYNC: that one fails, in days whose second register sees the log
 * moved into the file, and the power goes NUMBER writes and syncs later.  ringing: before each register a line is rung, and after it no more: what
 * is written then is no part of the record.  At the end: cuts N told N lost N partial N broken N wrong N
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
static bool rings;

/* What the store is when the day begins. */
static struct image {
	struct buf store, log, queue;
	int steps; /* of a day that begins with it and that nothing cuts short */
} images[3];

enum { IMAGE_NEW, IMAGE_LONG_LOG, IMAGE_EMPTIED_LOG };

static void path_of(const char *name, char to[static 200])
{
	snprintf(to, 200, "%s/%s", directory, name);
}

static void put_file(const char *name, const struct buf *bytes)
{
	char path[200];

	path_of(name, path);
	FILE *f = fopen(path, "wb");
	if (!f || (bytes->length && fwrite(bytes->text, 1, bytes->length, f) != bytes->length) || fclose(f))
		BUG("%s cannot be written", path);
}

static void take_file(const char *name, struct buf *to)
{
	char path[200];

	path_of(name, path);
	if (file_read(path, 1 << 30, to, NULL) < 0)
		BUG("%s cannot be read", path);
}

static void put_back(const struct image *image)
{
	char index[200];

	path_of(STORE_FILE "-shm", index);
	unlink(index);
	put_file(STORE_FILE, &image->store);
	put_file(STORE_FILE "-wal", &image->log);
	put_file(STORE_FILE "-queue", &image->queue);
}

static void take(struct image *image)
{
	take_file(STORE_FILE, &image->store);
	take_file(STORE_FILE "-wal", &image->log);
	take_file(STORE_FILE "-queue", &image->queue);
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
	for (size_t length = 0; length < (size_t)970 * 4120; n++) {
		CLEAN_BUF struct buf log = { 0 };

		if (school_set(st, n, &seq) < 0)
			BUG("%s", store_trouble(st)->text);
		take_file(STORE_FILE "-wal", &log);
		length = log.length;
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

/* In a transaction without an act; whatever comes of it, the register after it is saved as ever. */
static void ring(struct store *st, int n, bool on)
{
	const struct ringing_row row = { 1 + n % REGISTER_PUPILS, 1, { 1795165620 + n } };

	if (rings && on)
		(void)store_ringing_put(st, &row);
	else if (rings)
		(void)store_ringing_clear(st, row.pupil, row.staff);
}

/* Registers from..to, until the power is gone; what the person is told of each. */
static void take_registers(int from, int to, bool beside, enum told told[static REGISTERS_MOST])
{
	struct store *st = NULL, *other = NULL;
	struct err e;
	int64_t seq;

	if (store_open(directory, &st, &e) < 0)
		return;
	if (beside && store_open(directory, &other, &e) < 0) /* another has it open too: the index of the log outlives us */
		other = NULL;
	for (int n = from; n < to && !cut_is_off(); n++) {
		ring(st, n, true);
		int r = school_set(st, n, &seq);

		if (r == 0)
			ring(st, n, false);
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

static void measure_images(void)
{
	static const struct cut_plan whole = { .power_off_at = -1, .sync_fails_at = -1 };

	for (size_t i = 0; i < sizeof images / sizeof *images; i++) {
		enum told told[REGISTERS_MOST] = { 0 };

		put_back(&images[i]);
		cut_begin(directory, &whole);
		take_registers(0, 4, false, told);
		images[i].steps = cut_steps();
		cut_power();
	}
}

static uint64_t scatter(uint64_t x)
{
	x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
	x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
	return x ^ (x >> 31);
}

/* Anywhere in the day; every fourth school has a sync that fails too, two in three of them lose their power not long after it. */
static struct cut_plan plan_of(long number, const struct image *image, uint64_t x)
{
	struct cut_plan plan = { .seed = x, .sync_fails_at = -1 };

	plan.power_off_at = (int)((x >> 8) % (uint64_t)(image->steps + 8));
	if (number % 4 != 3)
		return plan;
	plan.sync_fails_at = (int)((x >> 40) % 8);
	plan.more_fail = (int)((x >> 44) % 3);
	plan.off_after = 1 + (int)((x >> 24) % (uint64_t)((x >> 48) % 2 ? 40 : image->steps));
	if ((x >> 50) % 3)
		plan.power_off_at = -1;
	else
		plan.off_after = 0;
	return plan;
}

/* Two days with a cut each: the second may come while the first is being recovered from. */
static void one(long number, bool lying)
{
	static const int beginnings[] = { IMAGE_NEW, IMAGE_NEW, IMAGE_LONG_LOG, IMAGE_NEW, IMAGE_EMPTIED_LOG };
	const struct image *image = &images[beginnings[number % 5]];
	enum told told[REGISTERS_MOST] = { 0 };

	put_back(image);
	for (int day = 0; day < 2; day++) {
		uint64_t x = scatter((uint64_t)number * 2 + (uint64_t)day + 1);
		struct cut_plan plan = plan_of(number, image, x);

		plan.lying = lying;
		cut_begin(directory, &plan);
		take_registers(4 * day, 4 * day + 4, (x >> 56) % 4 == 0, told);
		cut_power();
	}
	look(told, number);
}

/* Met once in thousands unless it is pinned: a sync about the moving of the log fails, and what mends it is cut. */
static void one_after(long number, int sync)
{
	struct cut_plan plan = { .seed = scatter((uint64_t)number), .power_off_at = -1, .sync_fails_at = sync, .off_after = 1 + (int)number };
	enum told told[REGISTERS_MOST] = { 0 };

	put_back(&images[IMAGE_LONG_LOG]);
	cut_begin(directory, &plan);
	take_registers(0, 4, false, told);
	cut_power();
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
	rings = count > 3 && strcmp(words[3], "ringing") == 0;
	make_images();
	measure_images();
	for (long i = first; i < first + n; i++)
		if (count > 4 && strcmp(words[3], "after") == 0)
			one_after(i, atoi(words[4]));
		else if (i % 10 == 9 && !lying)
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
