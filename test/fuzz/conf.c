#include "fuzz.h"

#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

#include "config/conf.h"

static char path[32];

/** The settings are read from a file: this one never touches a disk. */
static void fill(const uint8_t *bytes, size_t n)
{
	static int fd = -1;

	if (fd < 0)
		fd = memfd_create("firstbell.conf", MFD_CLOEXEC);
	BUG_UNLESS(fd >= 0 && ftruncate(fd, 0) == 0 && pwrite(fd, bytes, n, 0) == (ssize_t)n);
	snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct conf c;
	struct err e = { 0 };

	fill(bytes, n);
	int r = conf_read(path, &c, &e);
	must_be_said(r, &e);
	if (r < 0)
		return 0;
	BUG_UNLESS(c.lock_minutes >= 1 && c.lock_minutes <= 60 && c.backup_days >= 1);
	BUG_UNLESS(c.printer && c.printer[0] != '-' && c.theme && c.out && c.evacuation_copy);
	for (int i = 0; i < c.key_count; i++)
		BUG_UNLESS(c.keys[i].name && c.keys[i].key && c.keys[i].line > 0);
	conf_finish(&c);
	return 0;
}
