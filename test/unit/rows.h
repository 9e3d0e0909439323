#ifndef TEST_ROWS_H
#define TEST_ROWS_H

/* Each row of a table is a case of its own, with its own name. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define ROWS_MOST 8192

struct rows {
	struct CMUnitTest tests[ROWS_MOST];
	size_t count;
};

static inline void rows_case(struct rows *r, const char *name, CMUnitTestFunction f, const void *row)
{
	if (r->count == ROWS_MOST)
		abort();
	r->tests[r->count++] = (struct CMUnitTest){ .name = name, .test_func = f, .initial_state = (void *)(uintptr_t)row };
}

/** Adds every row of a table whose first member is `const char *name`. */
#define rows_add(r, f, table) \
	do { \
		for (size_t i_ = 0; i_ < sizeof(table) / sizeof *(table); i_++) \
			rows_case(r, (table)[i_].name, f, &(table)[i_]); \
	} while (0)

#define rows_run(r, group) _cmocka_run_group_tests(group, (r)->tests, (r)->count, NULL, NULL)

#endif
