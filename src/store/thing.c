/* Things: a row and the changes that make it, written together, whatever the table (design 2). */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "internal.h"
#include "thing.h"

int thing_find(const char *name)
{
	for (int t = 0; t < THINGS; t++)
		if (strcmp(thing_shapes[t].name, name) == 0)
			return t;
	return -1;
}

const char *store_thing_name(enum thing thing)
{
	return thing < THINGS ? thing_shapes[thing].name : "";
}

bool store_field_required(enum thing thing, const char *field)
{
	const struct thing_shape *s = &thing_shapes[thing];

	for (int i = 0; thing < THINGS && i < s->count; i++)
		if (strcmp(s->columns[i].name, field) == 0)
			return s->columns[i].required;
	return false;
}

/* READING */

static void read_column(struct stmt *q, int n, const struct thing_column *c, struct arena *a, void *row)
{
	void *at = (char *)row + c->offset;
	int size;

	switch (c->kind) {
	case COLUMN_INTEGER:
		*(int64_t *)at = stmt_int(q, n);
		break;
	case COLUMN_DAY:
		*(struct day *)at = stmt_day(q, n);
		break;
	case COLUMN_TEXT:
		*(const char **)at = c->required ? stmt_keep_said(q, n, a) : stmt_keep(q, n, a);
		break;
	case COLUMN_KEY: {
		const void *bytes = stmt_blob(q, n, &size);

		if (size == (int)sizeof(struct key))
			memcpy(at, bytes, sizeof(struct key));
		break;
	}
	}
}

static void read_row(struct stmt *q, const struct thing_shape *s, struct arena *a, void *row)
{
	memset(row, 0, s->size);
	*(int64_t *)row = stmt_int(q, 0);
	for (int i = 0; i < s->count; i++)
		read_column(q, i + 1, &s->columns[i], a, row);
}

int store_thing_get(struct store *st, enum thing thing, int64_t id, struct arena *a, void *ret_row)
{
	const struct thing_shape *s = &thing_shapes[thing];
	STMT q = NULL;
	int r = stmt_borrow(st, s->get, &q);

	if (r < 0)
		return r;
	stmt_bind_int(q, 1, id);
	r = stmt_row(q);
	if (r > 0)
		read_row(q, s, a, ret_row);
	return r > 0 ? 0 : r == 0 ? -ENOENT : r;
}

int thing_rows(struct stmt *q, enum thing thing, struct arena *a, void *ret_array)
{
	const struct thing_shape *s = &thing_shapes[thing];
	char *rows = NULL;
	int count = 0, room = 0, r;

	while ((r = stmt_row(q)) > 0) {
		if (count == room) {
			room = room ? room * 2 : 64;
			rows = mem_grow(rows, (size_t)room, s->size);
		}
		read_row(q, s, a, rows + s->size * (size_t)count++);
	}
	if (r == 0) {
		char *kept = arena_new(a, (size_t)count + 1, s->size);

		if (count)
			memcpy(kept, rows, s->size * (size_t)count);
		*(void **)ret_array = kept;
		r = count;
	}
	mem_cleanup(&rows);
	return r;
}

int store_thing_all(struct store *st, enum thing thing, struct arena *a, void *ret_array)
{
	STMT q = NULL;
	int r = stmt_borrow(st, thing_shapes[thing].all, &q);

	return r < 0 ? r : thing_rows(q, thing, a, ret_array);
}

/* WRITING */

/* A column's value as the record keeps it: digits, text, hex; NULL for none. */
static const char *column_text(const struct thing_column *c, const void *row, struct arena *a)
{
	const void *at = (const char *)row + c->offset;
	char hex[KEY_TEXT];

	switch (c->kind) {
	case COLUMN_INTEGER:
		return *(const int64_t *)at == NONE ? NULL : arena_printf(a, "%lld", (long long)*(const int64_t *)at);
	case COLUMN_DAY:
		return day_is_none(*(const struct day *)at) ? NULL : arena_printf(a, "%d", ((const struct day *)at)->n);
	case COLUMN_TEXT:
		return *(const char *const *)at;
	case COLUMN_KEY:
		return key_is_none(at) ? NULL : arena_text(a, key_hex(at, hex));
	}
	return NULL;
}

/* The same back into a row. */
static int column_parse(const struct thing_column *c, const char *text, void *row)
{
	void *at = (char *)row + c->offset;
	char *end = NULL;
	long long v = text && (c->kind == COLUMN_INTEGER || c->kind == COLUMN_DAY) ? strtoll(text, &end, 10) : 0;

	if (end && (*end || end == text))
		return -EINVAL;
	switch (c->kind) {
	case COLUMN_INTEGER:
		*(int64_t *)at = text ? v : NONE;
		return 0;
	case COLUMN_DAY:
		*(struct day *)at = text ? (struct day){ (int32_t)v } : DAY_NONE;
		return 0;
	case COLUMN_TEXT:
		*(const char **)at = text;
		return 0;
	case COLUMN_KEY:
		*(struct key *)at = (struct key){ 0 };
		return text ? key_parse(text, at) : 0;
	}
	return -EINVAL;
}

static void empty_row(const struct thing_shape *s, int64_t id, void *row)
{
	memset(row, 0, s->size);
	for (int i = 0; i < s->count; i++)
		BUG_UNLESS(column_parse(&s->columns[i], NULL, row) == 0);
	*(int64_t *)row = id;
}

static void bind_column(struct stmt *q, int n, const struct thing_column *c, const void *row)
{
	const void *at = (const char *)row + c->offset;

	switch (c->kind) {
	case COLUMN_INTEGER:
		stmt_bind_int(q, n, *(const int64_t *)at);
		break;
	case COLUMN_DAY:
		stmt_bind_day(q, n, *(const struct day *)at);
		break;
	case COLUMN_TEXT:
		stmt_bind_text(q, n, *(const char *const *)at);
		break;
	case COLUMN_KEY:
		stmt_bind_blob(q, n, key_is_none(at) ? NULL : at, sizeof(struct key));
		break;
	}
}

static int row_put(struct store *st, const struct thing_shape *s, const void *row)
{
	STMT q = NULL;
	int r = txn_defer(st);

	if (r == 0)
		r = stmt_borrow(st, s->put, &q);
	if (r < 0)
		return r;
	stmt_bind_int(q, 1, *(const int64_t *)row);
	for (int i = 0; i < s->count; i++)
		bind_column(q, i + 2, &s->columns[i], row);
	return stmt_done(q);
}

static int row_remove(struct store *st, const struct thing_shape *s, int64_t id)
{
	STMT q = NULL;
	int r = txn_defer(st);

	if (r == 0)
		r = stmt_borrow(st, s->remove, &q);
	if (r < 0)
		return r;
	stmt_bind_int(q, 1, id);
	return stmt_done(q);
}

static int next_id(struct store *st, const struct thing_shape *s, int64_t *ret)
{
	STMT q = NULL;
	int r = stmt_borrow(st, s->next, &q);

	if (r == 0 && (r = stmt_row(q)) > 0) {
		*ret = stmt_int(q, 0);
		r = 0;
	}
	return r;
}

static bool same_text(const char *a, const char *b)
{
	return a == b || (a && b && strcmp(a, b) == 0);
}

/* Changes of every field that differs between two rows of one id; how many. */
static int add_changes(struct store *st, const struct thing_shape *s, const void *before, const void *after, struct arena *a)
{
	int changes = 0;

	for (int i = 0; i < s->count; i++) {
		const char *old = column_text(&s->columns[i], before, a), *new = column_text(&s->columns[i], after, a);

		if (same_text(old, new))
			continue;
		act_add_change(st, s->name, *(const int64_t *)after, s->columns[i].name, old, new);
		changes++;
	}
	return changes;
}

static bool row_is_empty(const struct thing_shape *s, const void *row, struct arena *a)
{
	for (int i = 0; i < s->count; i++)
		if (column_text(&s->columns[i], row, a))
			return false;
	return true;
}

/* The row that is being put back, if there is one, is written before anything else is. */
int thing_patch_end(struct store *st)
{
	struct open_act *act = &st->act;

	if (!act->patching)
		return 0;
	act->patching = false;
	const struct thing_shape *s = &thing_shapes[act->patch_thing];
	if (add_changes(st, s, act->patch_before, act->patch_after, &act->arena) == 0)
		return 0;
	if (row_is_empty(s, act->patch_after, &act->arena))
		return row_remove(st, s, *(int64_t *)act->patch_after);
	return row_put(st, s, act->patch_after);
}

int store_act_put(struct store *st, enum thing thing, void *row)
{
	const struct thing_shape *s = &thing_shapes[thing];
	CLEAN_ARENA struct arena a = { 0 };
	void *before = arena_new(&a, 1, s->size);
	int64_t *id = row;
	int r = thing_patch_end(st);

	if (r == 0)
		r = *id ? store_thing_get(st, thing, *id, &a, before) : -ENOENT;
	if (r < 0 && r != -ENOENT)
		return r;
	if (r == -ENOENT) {
		if (!*id && (r = next_id(st, s, id)) < 0)
			return r;
		empty_row(s, *id, before);
	}
	int changes = add_changes(st, s, before, row, &a);
	r = changes ? row_put(st, s, row) : 0;
	return r < 0 ? r : changes;
}

int store_act_remove(struct store *st, enum thing thing, int64_t id)
{
	const struct thing_shape *s = &thing_shapes[thing];
	CLEAN_ARENA struct arena a = { 0 };
	void *before = arena_new(&a, 1, s->size), *after = arena_new(&a, 1, s->size);
	int r = thing_patch_end(st);

	if (r == 0)
		r = store_thing_get(st, thing, id, &a, before);
	if (r < 0)
		return r;
	empty_row(s, id, after);
	add_changes(st, s, before, after, &a);
	return row_remove(st, s, id);
}

/* PUTTING BACK, FIELD BY FIELD (undo) */

static int patch_begin(struct store *st, enum thing thing, int64_t id)
{
	struct open_act *act = &st->act;
	const struct thing_shape *s = &thing_shapes[thing];
	int r = thing_patch_end(st);

	if (r < 0)
		return r;
	act->patch_thing = thing;
	act->patch_before = arena_new(&act->arena, 1, s->size);
	act->patch_after = arena_new(&act->arena, 1, s->size);
	r = store_thing_get(st, thing, id, &act->arena, act->patch_before);
	if (r == -ENOENT)
		empty_row(s, id, act->patch_before);
	else if (r < 0)
		return r;
	memcpy(act->patch_after, act->patch_before, s->size);
	act->patching = true;
	return 0;
}

int store_act_field(struct store *st, enum thing thing, int64_t id, const char *field, const char *text)
{
	struct open_act *act = &st->act;
	const struct thing_shape *s = &thing_shapes[thing];
	int r = 0;

	BUG_UNLESS(thing < THINGS);
	if (!act->patching || act->patch_thing != thing || *(int64_t *)act->patch_after != id)
		r = patch_begin(st, thing, id);
	for (int i = 0; r == 0 && i < s->count; i++)
		if (strcmp(s->columns[i].name, field) == 0)
			return column_parse(&s->columns[i], arena_text(&act->arena, text), act->patch_after);
	return r < 0 ? r : -EINVAL;
}

int thing_each(struct store *st, enum thing thing, int (*f)(void *ctx, enum thing thing, int64_t id, const char *field, const char *text), void *ctx)
{
	const struct thing_shape *s = &thing_shapes[thing];
	STMT q = NULL;
	int r = stmt_borrow(st, s->all, &q);

	while (r >= 0 && (r = stmt_row(q)) > 0) {
		CLEAN_ARENA struct arena a = { 0 };
		void *row = arena_new(&a, 1, s->size);

		read_row(q, s, &a, row);
		for (int i = 0; i < s->count && r >= 0; i++)
			r = f(ctx, thing, *(int64_t *)row, s->columns[i].name, column_text(&s->columns[i], row, &a));
	}
	return r;
}
