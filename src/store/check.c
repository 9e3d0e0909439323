/* SQLite's own checks, in words. */
#include <errno.h>
#include <string.h>

#include "internal.h"

struct findings {
	VEC(const char *);
};

static int integrity(struct store *st, struct arena *a, struct findings *found)
{
	STMT q = NULL;
	int r = stmt_borrow(st, SQL_INTEGRITY, &q);

	while (r >= 0 && (r = stmt_row(q)) > 0)
		if (strcmp(stmt_said(q, 0), "ok") != 0)
			vec_push(found, arena_printf(a, "SQLite finds the file damaged: %s", stmt_said(q, 0)));
	return r;
}

static int foreign_keys(struct store *st, struct arena *a, struct findings *found)
{
	STMT q = NULL;
	int r = stmt_borrow(st, SQL_FOREIGN_KEYS, &q);

	while (r >= 0 && (r = stmt_row(q)) > 0)
		vec_push(found, arena_printf(a, "A row of %s (%lld) names a %s that is not there.", stmt_said(q, 0), (long long)stmt_int(q, 1), stmt_said(q, 2)));
	return r;
}

/* A trigger taken away, or a view that leaves something out: nothing that the chain could see. */
static int schema(struct store *st, struct arena *a, struct findings *found)
{
	STMT q = NULL;
	struct hashing h;
	struct hash digest;
	int r = stmt_borrow(st, SQL_SCHEMA_ALL, &q);

	hash_begin(&h);
	while (r >= 0 && (r = stmt_row(q)) > 0)
		for (int i = 0; i < 4; i++) {
			const char *text = stmt_said(q, i);

			hash_more(&h, text, strlen(text) + 1);
		}
	hash_end(&h, &digest);
	if (r == 0 && memcmp(digest.bytes, schema_digest, sizeof digest.bytes) != 0)
		vec_push(found, arena_text(a, "The tables, triggers or views of the store are not as firstbell made them. Restore the newest backup."));
	return r;
}

int store_integrity(struct store *st, struct arena *a, const char ***ret)
{
	struct findings found = { 0 };
	int r = integrity(st, a, &found);

	if (r == 0)
		r = foreign_keys(st, a, &found);
	if (r == 0)
		r = schema(st, a, &found);
	if (r == 0) {
		*ret = arena_new(a, (size_t)found.count + 1, sizeof **ret);
		for (int i = 0; i < found.count; i++)
			(*ret)[i] = found.items[i];
		r = found.count;
	}
	vec_finish(&found);
	return r;
}
