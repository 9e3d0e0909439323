/* The chain, act by act with its items in order: five cursors that walk in step, used by COMMIT and by verify. */
#include <errno.h>
#include <string.h>

#include "internal.h"

enum { CURSOR_ENTRY, CURSOR_CHANGE, CURSOR_NOTE, CURSOR_ERASED, CURSORS };

#define ACTS_AN_ARENA 64 /* a record of a hundred thousand acts needs no memory of its own for each */

struct cursor {
	struct stmt *q;
	bool there;      /**< on a row */
	int64_t act, ordinal;
};

struct walk {
	struct store *st;
	struct cursor cursors[CURSORS];
	struct { VEC(struct item); } items;
	struct arena arena;    /* texts of the act, and of some before it */
	int acts;
	struct buf work;
};

static int cursor_next(struct cursor *c)
{
	int r = stmt_row(c->q);

	c->there = r > 0;
	if (r > 0) {
		c->act = stmt_int(c->q, 0);
		c->ordinal = stmt_int(c->q, 1);
		r = 0;
	}
	return r;
}

static void entry_read(struct stmt *q, struct arena *a, struct item *i)
{
	i->entry.pupil = stmt_int(q, 2);
	i->entry.day = stmt_int(q, 3);
	i->entry.session = stmt_int(q, 4);
	i->entry.before = stmt_int(q, 5);
	i->entry.after = stmt_int(q, 6);
	i->entry.minutes_late = stmt_int(q, 7);
	i->entry.arrival = stmt_int(q, 8);
	i->entry.planned = stmt_int(q, 9);
	i->entry.stands = stmt_int(q, 10);
}

static void change_read(struct stmt *q, struct arena *a, struct item *i)
{
	i->change.thing = stmt_keep_said(q, 2, a);
	i->change.id = stmt_int(q, 3);
	i->change.field = stmt_keep_said(q, 4, a);
	i->change.before = stmt_keep(q, 5, a);
	i->change.after = stmt_keep(q, 6, a);
}

static void note_read(struct stmt *q, struct arena *a, struct item *i)
{
	i->note.pupil = stmt_int(q, 2);
	i->note.day = stmt_int(q, 3);
	i->note.session = stmt_int(q, 4);
	i->note.audience = stmt_keep_said(q, 5, a);
	i->note.text = stmt_keep_said(q, 6, a);
}

static void erased_read(struct stmt *q, struct arena *a, struct item *i)
{
	int size;
	const void *leaf = stmt_blob(q, 2, &size);

	if (size == HASH_BYTES)
		memcpy(i->erased.bytes, leaf, HASH_BYTES);
}

static const struct {
	enum statement statement;
	enum item_kind kind;
	void (*read)(struct stmt *q, struct arena *a, struct item *i);
} sources[CURSORS] = {
	[CURSOR_ENTRY] = { SQL_ENTRY_CHAIN, ITEM_ENTRY, entry_read },
	[CURSOR_CHANGE] = { SQL_CHANGE_CHAIN, ITEM_CHANGE, change_read },
	[CURSOR_NOTE] = { SQL_NOTE_CHAIN, ITEM_NOTE, note_read },
	[CURSOR_ERASED] = { SQL_ERASED_CHAIN, ITEM_ERASED, erased_read },
};

static int cursors_begin(struct walk *w, int64_t from)
{
	for (int c = 0; c < CURSORS; c++) {
		int r = stmt_borrow(w->st, sources[c].statement, &w->cursors[c].q);

		if (r < 0)
			return r;
		stmt_bind_int(w->cursors[c].q, 1, from);
		if ((r = cursor_next(&w->cursors[c])) < 0)
			return r;
	}
	return 0;
}

/* The items of one act, merged by ordinal.  -EUCLEAN if an ordinal is missing or stands twice. */
static int gather(struct walk *w, int64_t seq, int *ret_erased)
{
	*ret_erased = 0;
	w->items.count = 0;
	for (;;) {
		struct cursor *least = NULL;
		int kind = 0;

		for (int c = 0; c < CURSORS; c++)
			if (w->cursors[c].there && w->cursors[c].act <= seq && (!least || w->cursors[c].ordinal < least->ordinal)) {
				least = &w->cursors[c];
				kind = c;
			}
		if (!least)
			return 0;
		if (least->act != seq || least->ordinal != w->items.count)
			return -EUCLEAN;
		struct item item = { .kind = sources[kind].kind, .act = seq, .ordinal = least->ordinal };
		sources[kind].read(least->q, &w->arena, &item);
		vec_push(&w->items, item);
		*ret_erased += item.kind == ITEM_ERASED;
		int r = cursor_next(least);
		if (r < 0)
			return r;
	}
}

/* After a fault: past what is left of the act, so that the next ones are still read. */
static int skip(struct walk *w, int64_t seq)
{
	int r = 0;

	for (int c = 0; c < CURSORS && r == 0; c++)
		while (r == 0 && w->cursors[c].there && w->cursors[c].act <= seq)
			r = cursor_next(&w->cursors[c]);
	return r;
}

static const char *salt_fault(int items, int erased, int salt_size)
{
	if (items == 0)
		return salt_size < 0 ? NULL : "an act without items has a salt";
	if (salt_size != (erased ? (items - erased) * SALT_BYTES : SEED_BYTES))
		return "its salt has the wrong length";
	return NULL;
}

static void columns_read(struct stmt *q, struct arena *a, struct act_columns *c)
{
	int size;
	const void *key = stmt_blob(q, 1, &size);

	*c = (struct act_columns){ .seq = stmt_int(q, 0), .kind = stmt_keep_said(q, 2, a), .at = stmt_int(q, 3), .staff = stmt_int(q, 4),
		.staff_name = stmt_keep_said(q, 5, a), .position = stmt_keep_said(q, 6, a), .roles = stmt_keep_said(q, 7, a),
		.acting_for = stmt_int(q, 8), .uid = stmt_int(q, 9), .terminal = stmt_keep_said(q, 10, a),
		.version = stmt_keep_said(q, 11, a), .reason = stmt_keep(q, 12, a), .roll_group = stmt_int(q, 13),
		.day = stmt_int(q, 14), .session = stmt_int(q, 15), .undoes = stmt_int(q, 16) };
	if (size == (int)sizeof c->key)
		memcpy(c->key.bytes, key, sizeof c->key);
}

/* One of another length would be taken for that of nothing before the first act: 32 zeros. */
static bool hash_read(struct stmt *q, int column, struct hash *to)
{
	int size;
	const void *bytes = stmt_blob(q, column, &size);

	if (size == HASH_BYTES)
		memcpy(to->bytes, bytes, HASH_BYTES);
	return size == HASH_BYTES;
}

static int one_act(struct walk *w, struct stmt *q, struct chain_act *act)
{
	int salt_size;

	if (w->acts++ % ACTS_AN_ARENA == 0)
		arena_finish(&w->arena);
	*act = (struct chain_act){ 0 };
	columns_read(q, &w->arena, &act->columns);
	int r = gather(w, act->columns.seq, &act->erased);
	if (r == -EUCLEAN) {
		act->fault = "its items are not numbered without a gap";
		return skip(w, act->columns.seq);
	}
	if (r < 0)
		return r;
	act->items = w->items.items;
	act->item_count = w->items.count;
	bool hashes = hash_read(q, 18, &act->previous) & hash_read(q, 19, &act->hash);
	const void *salt = stmt_blob(q, 17, &salt_size);
	act->fault = hashes ? salt_fault(act->item_count, act->erased, salt_size) : "it has a hash that is none";
	if (!act->fault)
		act_hash(&act->previous, &act->columns, act->items, act->item_count, salt, act->erased > 0, &w->work, &act->again);
	return 0;
}

int chain_walk(struct store *st, int64_t from, int (*f)(void *ctx, const struct chain_act *act), void *ctx)
{
	struct walk w = { .st = st };
	STMT q = NULL;
	int r = cursors_begin(&w, from);

	if (r == 0)
		r = stmt_borrow(st, SQL_ACT_CHAIN, &q);
	if (r == 0)
		stmt_bind_int(q, ACT_CHAIN_SEQ, from);
	while (r == 0 && (r = stmt_row(q)) > 0) {
		struct chain_act act;

		r = one_act(&w, q, &act);
		if (r == 0)
			r = f(ctx, &act);
	}
	for (int c = 0; r == 0 && c < CURSORS; c++)
		if (w.cursors[c].there)
			r = f(ctx, &(struct chain_act){ .fault = "there are items after the last act" });
	for (int c = 0; c < CURSORS; c++)
		stmt_return(&w.cursors[c].q);
	vec_finish(&w.items);
	arena_finish(&w.arena);
	buf_finish(&w.work);
	return r;
}
