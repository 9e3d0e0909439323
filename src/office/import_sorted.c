/* Rows of the store by whom they belong to. */
#include <stdlib.h>

#include "import_plan.h"

static int compare(const void *a, const void *b)
{
	const struct sorted_row *x = a, *y = b;

	return x->key != y->key ? (x->key < y->key ? -1 : 1) : (x->order > y->order) - (x->order < y->order);
}

struct sorted sorted_make(struct arena *a, void *rows, int count, size_t size, size_t key)
{
	struct sorted s = { .rows = arena_new(a, (size_t)count + 1, sizeof *s.rows), .count = count };

	for (int i = 0; i < count; i++) {
		char *row = (char *)rows + (size_t)i * size;

		s.rows[i] = (struct sorted_row){ *(int64_t *)(row + key), row, i };
	}
	qsort(s.rows, (size_t)count, sizeof *s.rows, compare);
	return s;
}

const struct sorted_row *sorted_of(const struct sorted *s, int64_t key, int *ret_count)
{
	int low = 0, high = s->count, end;

	while (low < high) {
		int middle = (low + high) / 2;

		if (s->rows[middle].key < key)
			low = middle + 1;
		else
			high = middle;
	}
	for (end = low; end < s->count && s->rows[end].key == key; end++)
		;
	*ret_count = end - low;
	return s->rows + low;
}
