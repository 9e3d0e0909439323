/* The floors: what no program can do without, in its plainest form (design 7). */
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include "bench.h"
#include "rules/span.h"

__attribute__((noinline)) void floor_tally(const uint8_t *strips, int pupils, const uint8_t class_of[static 256], int32_t (*counts)[8])
{
	for (int i = 0; i < pupils; i++) {
		int32_t count[8] = { 0 };

		for (int k = 0; k < STRIP_BYTES; k++)
			count[class_of[strips[(size_t)i * STRIP_BYTES + (size_t)k]]]++;
		for (int c = 0; c < 8; c++)
			counts[i][c] += count[c];
	}
}

int floor_commit_open(const char *directory)
{
	CLEAN_BUF struct buf path = { 0 };

	buf_printf(&path, "%s/commit-floor", directory);
	int fd = open(path.text, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0600);
	MUST(fd >= 0);
	return fd;
}

double floor_commit(int fd)
{
	static char page[4096];
	double began = seconds_now();

	page[0]++;
	MUST(write(fd, page, sizeof page) == sizeof page);
	MUST(fdatasync(fd) == 0);
	return seconds_now() - began;
}
