#ifndef TEST_MADE_H
#define TEST_MADE_H

/* Practice schools to spoil: one is made once a clock, and copied, for making one takes longer than most stories. */

#include "directory.h"
#include "rows.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "office/school.h"

#define MADE_MOST 32

static struct made {
	char directory[40], clock[24];
} made_schools[MADE_MOST];
static int made_count;

static inline void made_remove(void)
{
	for (int i = 0; i < made_count; i++)
		directory_remove(made_schools[i].directory);
}

static inline const struct made *made_at(const char *clock)
{
	CLEAN_BUF struct buf said = { 0 };
	struct err e = { 0 };

	for (int i = 0; i < made_count; i++)
		if (strcmp(made_schools[i].clock, clock) == 0)
			return &made_schools[i];
	if (made_count == 0)
		atexit(made_remove);
	assert_true(made_count < MADE_MOST);
	struct made *m = &made_schools[made_count++];
	snprintf(m->directory, sizeof m->directory, "/tmp/firstbell-made-XXXXXX");
	snprintf(m->clock, sizeof m->clock, "%s", clock);
	assert_non_null(mkdtemp(m->directory));
	if (office_demo(m->directory, clock, 1000, "priya", "", &said, &e) < 0)
		fail_msg("%s", e.text);
	return m;
}

/** A practice school of that clock into a directory that is there and empty. */
static inline void made_copy(const char *clock, const char *directory)
{
	char command[256];

	snprintf(command, sizeof command, "/bin/cp -r '%s'/. '%s'", made_at(clock)->directory, directory);
	assert_int_equal(system(command), 0);
}

#endif
