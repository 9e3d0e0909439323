/*
 * What the fault tests run, to kill it or to starve it.  It says what a person would be told, and only then:
 *
 *   driver make DIR          saved 1
 *   driver set DIR N ...     for each N: saved SEQ | not saved: WHY | not known: WHY
 *   driver serve DIR         the same for each N on standard input, with a rest after each, until it ends
 *   driver chance DIR P N ...   as set, under libfiu (fiu-run -x): while a register is saved every call fails with probability P
 *   driver hold DIR          of any school: its acts, entries, notes and head in one line; then as look
 *   driver look DIR          has N, for every register N below 200 that is there; then holds, or does not hold
 *
 * Exit status 0 everything saved (or held); 1 something was not; 3 the school could not be opened, and why.
 */
#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "school.h"

#define REGISTERS_MOST 200

static int say_set(struct store *st, int n)
{
	int64_t seq;
	int r = school_set(st, n, &seq);

	if (r == 0)
		printf("saved %lld\n", (long long)seq);
	else
		printf("%s: %s\n", r == -EINPROGRESS ? "not known" : "not saved", store_trouble(st)->text);
	fflush(stdout);
	return r < 0;
}

static int set_all(struct store *st, char **numbers)
{
	int status = 0;

	for (; *numbers; numbers++)
		status |= say_set(st, atoi(*numbers));
	return status;
}

/* Opened in peace, and told in peace: at 5% hardly any run would come as far as saving. */
static int set_by_chance(struct store *st, char **words)
{
	int (*on)(const char *, int, void *, unsigned int, float) = NULL;
	int (*off)(const char *) = NULL;
	float probability = strtof(words[0], NULL);
	int64_t seq;

	*(void **)&on = dlsym(RTLD_DEFAULT, "fiu_enable_random");
	*(void **)&off = dlsym(RTLD_DEFAULT, "fiu_disable");
	if (!on || !off)
		return 2;
	for (words++; *words; words++) {
		on("posix/io/*", 1, NULL, 0, probability);
		int r = school_set(st, atoi(*words), &seq);
		off("posix/io/*");
		printf("%s: %s\n", r == 0 ? "saved" : r == -EINPROGRESS ? "not known" : "not saved", r == 0 ? *words : store_trouble(st)->text);
	}
	return 0;
}

static int serve(struct store *st)
{
	char line[64];
	int status = 0;

	while (fgets(line, sizeof line, stdin)) {
		status |= say_set(st, atoi(line));
		store_rest(st);
	}
	return status;
}

static int look(struct store *st)
{
	bool whole = true;

	if (store_read_only(st))
		printf("only read: %s\n", store_read_only(st));
	for (int n = 0; n < REGISTERS_MOST; n++) {
		int r = school_has(st, n);

		if (r > 0)
			printf("has %d\n", n);
		if (r < 0) {
			printf("has a part of %d (%d)\n", n, r);
			whole = false;
		}
	}
	whole &= school_holds(st);
	puts(whole ? "holds" : "does not hold");
	return !whole;
}

static int hold(struct store *st)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct verify_result v;
	char head[2 * HASH_BYTES + 1];

	if (store_verify(st, &a, &v) < 0)
		return 1;
	vec_finish(&v.faults);
	hex_write(v.head.bytes, HASH_BYTES, head);
	printf("acts %lld entries %lld notes %lld head %s\n", (long long)v.acts, (long long)v.entries, (long long)v.notes, head);
	bool whole = school_holds(st);
	puts(whole ? "holds" : "does not hold");
	return !whole;
}

static int make(const char *directory)
{
	struct store *st = NULL;
	struct err e = { 0 };
	int r = school_make(directory, &st, &e);

	if (r < 0)
		printf("%s: %s\n", r == -EINPROGRESS ? "not known" : "not saved", e.text);
	else
		puts("saved 1");
	fflush(stdout);
	store_close(st);
	return r < 0;
}

int main(int count, char **words)
{
	struct store *st = NULL;
	struct err e = { 0 };
	int status;

	if (count < 3 || seal_start(&e) < 0)
		return 2;
	if (strcmp(words[1], "make") == 0)
		return make(words[2]);
	if (store_open(words[2], &st, &e) < 0) {
		printf("not opened: %s\n", e.text);
		return 3;
	}
	if (strcmp(words[1], "look") == 0)
		status = look(st);
	else if (strcmp(words[1], "hold") == 0)
		status = hold(st);
	else if (strcmp(words[1], "serve") == 0)
		status = serve(st);
	else if (strcmp(words[1], "chance") == 0)
		status = set_by_chance(st, words + 3);
	else
		status = set_all(st, words + 3);
	store_close(st);
	return status;
}
