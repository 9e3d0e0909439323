/* Time zones, by the C library's own table (design 2: the school's zone, never the host's). */
#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "base/day.h"
#include "base/err.h"
#include "base/mem.h"

static bool zone_known;

static bool zone_name_plain(const char *name)
{
	if (!isalpha((unsigned char)name[0]) || strlen(name) > 64)
		return false;
	/* no dot, so no way upwards */
	return name[strspn(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_+-/")] == '\0';
}

/* The directory holds tables and a leap second list as well as zones: only a zone begins so. */
static bool zone_file_holds(const char *name)
{
	char path[128], head[4] = "";

	snprintf(path, sizeof path, "/usr/share/zoneinfo/%s", name);
	FILE *f = fopen(path, "re");
	if (!f) {
		mem_check();
		return false;
	}
	bool holds = fread(head, sizeof head, 1, f) == 1 && memcmp(head, "TZif", 4) == 0;
	fclose(f);
	return holds;
}

static void zone_use(const char *tz)
{
	unsetenv("TZDIR"); /* it would lead the C library to other tables than those looked at above */
	if (setenv("TZ", tz, 1) < 0)
		mem_exhausted(); /* the one way to fail: a name without = in it */
	errno = 0;
	tzset(); /* which goes on with UTC where it gets no memory for the table */
	mem_check();
	zone_known = true;
}

int zone_set(const char *name)
{
	char tz[80];

	if (!zone_name_plain(name) || !zone_file_holds(name))
		return -ENOENT;
	snprintf(tz, sizeof tz, ":%s", name);
	zone_use(tz);
	return 0;
}

struct moment moment_now(void)
{
	return (struct moment){ time(NULL) };
}

static int zone_offset(int64_t seconds)
{
	time_t t = seconds;
	struct tm tm;

	if (!zone_known)
		zone_use("UTC0");
	return localtime_r(&t, &tm) ? (int)tm.tm_gmtoff : 0;
}

struct civil moment_civil(struct moment m)
{
	const int64_t least = (int64_t)DAY_MIN.n * 86400, most = ((int64_t)DAY_MAX.n + 1) * 86400;

	if (m.seconds < least || m.seconds >= most)
		return (struct civil){ .day = DAY_NONE, .minute = -1 };
	int offset = zone_offset(m.seconds);
	int64_t local = m.seconds + offset, n = local / 86400, rest = local % 86400;
	if (rest < 0) {
		rest += 86400;
		n--;
	}
	return (struct civil){
		.day = { (int32_t)n }, .minute = (int)rest / 60, .second = (int)rest % 60, .offset = offset / 60,
	};
}

/* The first moment after `before` that has the offset of `after`. */
static int64_t zone_change(int64_t before, int64_t after)
{
	int offset = zone_offset(after);

	while (after - before > 1) {
		int64_t middle = before + (after - before) / 2;
		if (zone_offset(middle) == offset)
			after = middle;
		else
			before = middle;
	}
	return after;
}

struct moment moment_of(struct day d, int minute, int second)
{
	BUG_UNLESS(!day_is_none(d));
	int64_t local = (int64_t)d.n * 86400 + minute * 60 + second;
	int earlier = zone_offset(local - 86400), later = zone_offset(local + 86400);
	int64_t a = local - earlier, b = local - later;
	bool a_is = zone_offset(a) == earlier, b_is = zone_offset(b) == later;

	if (a_is && b_is)
		return (struct moment){ a < b ? a : b };
	if (a_is || b_is)
		return (struct moment){ a_is ? a : b };
	return (struct moment){ zone_change(b, a) }; /* the clocks went forward over it */
}
