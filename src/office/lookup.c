#include "lookup.h"

#include <search.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/mem.h"

struct lookup {
	struct hsearch_data table;
};

struct lookup *lookup_new(int most)
{
	struct lookup *l = mem_new(1, sizeof *l);

	if (!hcreate_r((size_t)most * 2 + 16, &l->table))
		mem_exhausted();
	return l;
}

void lookup_free(struct lookup *l)
{
	if (l)
		hdestroy_r(&l->table);
	free(l);
}

int lookup_get(struct lookup *l, const char *key)
{
	ENTRY item = { .key = (char *)(uintptr_t)key }, *found = NULL;

	return key && hsearch_r(item, FIND, &found, &l->table) ? (int)(intptr_t)found->data : -1;
}

int lookup_add(struct lookup *l, const char *key, int value)
{
	ENTRY item = { .key = (char *)(uintptr_t)key, .data = (void *)(intptr_t)value }, *found = NULL;
	int there = lookup_get(l, key);

	if (key && there < 0 && !hsearch_r(item, ENTER, &found, &l->table))
		mem_exhausted();
	return there;
}
