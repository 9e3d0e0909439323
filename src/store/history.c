/* The history, read: acts, entries, changes and notes as plain rows. */
#include <errno.h>
#include <string.h>

#include "internal.h"

static int64_t zero_if_none(int64_t v)
{
	return v == NONE ? 0 : v;
}

/* A vector's rows into the arena: the one shape in which lists leave this layer. */
static int hand_over(struct arena *a, const void *items, int count, size_t size, void *ret_array)
{
	void *kept = arena_new(a, (size_t)count + 1, size);

	if (count)
		memcpy(kept, items, (size_t)count * size);
	*(void **)ret_array = kept;
	return count;
}

/* ENTRIES */

static void entry_row_read(struct stmt *q, struct entry_row *ret)
{
	int64_t late = stmt_int(q, 7), arrival = stmt_int(q, 8);

	*ret = (struct entry_row){ .act = stmt_int(q, 0), .ordinal = stmt_small(q, 1),
		.entry = { .pupil = stmt_int(q, 2), .day = stmt_day(q, 3), .session = (enum session)stmt_small(q, 4), .before = (uint8_t)stmt_int(q, 5),
			   .after = (uint8_t)stmt_int(q, 6), .minutes_late = late == NONE ? -1 : (int)late, .arrival = arrival == NONE ? -1 : (int)arrival,
			   .planned = stmt_int(q, 9) == 1, .stands = stmt_int(q, 10) == 1 } };
}

static int entries_list(struct stmt *q, struct arena *a, struct entry_row **ret)
{
	struct { VEC(struct entry_row); } rows = { 0 };
	int r;

	while ((r = stmt_row(q)) > 0) {
		struct entry_row row;

		entry_row_read(q, &row);
		vec_push(&rows, row);
	}
	if (r == 0)
		r = hand_over(a, rows.items, rows.count, sizeof **ret, ret);
	vec_finish(&rows);
	return r;
}

int store_entries_of_mark(struct store *st, int64_t pupil, struct day day, enum session session, struct arena *a, struct entry_row **ret)
{
	STMT q = NULL;
	int r = stmt_borrow(st, SQL_ENTRIES_OF_MARK, &q);

	if (r < 0)
		return r;
	stmt_bind_int(q, ENTRIES_OF_MARK_PUPIL, pupil);
	stmt_bind_day(q, ENTRIES_OF_MARK_DAY, day);
	stmt_bind_int(q, ENTRIES_OF_MARK_SESSION, session);
	return entries_list(q, a, ret);
}

int store_entries_of_act(struct store *st, int64_t act, struct arena *a, struct entry_row **ret)
{
	STMT q = NULL;
	int r = stmt_borrow(st, SQL_ENTRIES_OF_ACT, &q);

	if (r < 0)
		return r;
	stmt_bind_int(q, ENTRIES_OF_ACT_ACT, act);
	return entries_list(q, a, ret);
}

int store_entries_between(struct store *st, int64_t pupil, struct day first, struct day last, struct arena *a, struct entry_row **ret)
{
	STMT q = NULL;
	int r = stmt_borrow(st, pupil ? SQL_ENTRIES_OF_PUPIL : SQL_ENTRIES_BETWEEN, &q);

	if (r < 0)
		return r;
	if (pupil)
		stmt_bind_int(q, ENTRIES_OF_PUPIL_PUPIL, pupil);
	stmt_bind_day(q, pupil ? ENTRIES_OF_PUPIL_FIRST : ENTRIES_BETWEEN_FIRST, first);
	stmt_bind_day(q, pupil ? ENTRIES_OF_PUPIL_LAST : ENTRIES_BETWEEN_LAST, last);
	return entries_list(q, a, ret);
}

int store_entries_standing(struct store *st, struct day day, enum session session, struct arena *a, struct entry_row **ret)
{
	STMT q = NULL;
	int r = stmt_borrow(st, SQL_ENTRIES_STANDING, &q);

	if (r < 0)
		return r;
	stmt_bind_day(q, ENTRIES_STANDING_DAY, day);
	stmt_bind_int(q, ENTRIES_STANDING_SESSION, session);
	return entries_list(q, a, ret);
}

int store_entries_through(struct store *st, struct day day, enum session session, int64_t roll_group, struct arena *a, struct entry_row **ret)
{
	STMT q = NULL;
	int r = stmt_borrow(st, SQL_ENTRIES_THROUGH, &q);

	if (r < 0)
		return r;
	stmt_bind_day(q, ENTRIES_THROUGH_DAY, day);
	stmt_bind_int(q, ENTRIES_THROUGH_SESSION, session);
	stmt_bind_int(q, ENTRIES_THROUGH_ROLL_GROUP, roll_group);
	return entries_list(q, a, ret);
}

/* One row behind: the last of a mark's entries is known when another mark's comes. */
static int marks_list(struct stmt *q, int (*f)(void *ctx, const struct entry *e), void *ctx)
{
	struct entry_row last = { 0 }, row;
	int r, stop = 0;

	while (stop == 0 && (r = stmt_row(q)) > 0) {
		entry_row_read(q, &row);
		if (last.entry.after && (row.entry.day.n != last.entry.day.n || row.entry.session != last.entry.session))
			stop = f(ctx, &last.entry);
		last = row;
	}
	if (stop == 0 && r == 0 && last.entry.after)
		return f(ctx, &last.entry);
	return stop ? stop : r;
}

int store_marks_each(struct store *st, int64_t pupil, struct day first, struct day last, int (*f)(void *ctx, const struct entry *e), void *ctx)
{
	STMT q = NULL;
	int r = stmt_borrow(st, SQL_MARKS_OF_PUPIL, &q);

	if (r < 0)
		return r;
	stmt_bind_int(q, MARKS_OF_PUPIL_PUPIL, pupil);
	stmt_bind_day(q, MARKS_OF_PUPIL_FIRST, first);
	stmt_bind_day(q, MARKS_OF_PUPIL_LAST, last);
	return marks_list(q, f, ctx);
}

/* NOTES */

static int notes_list(struct stmt *q, struct arena *a, struct note_row **ret)
{
	struct { VEC(struct note_row); } rows = { 0 };
	int r;

	while ((r = stmt_row(q)) > 0) {
		int64_t session = stmt_int(q, 4);

		vec_push(&rows, ((struct note_row){ .act = stmt_int(q, 0), .ordinal = stmt_small(q, 1), .pupil = zero_if_none(stmt_int(q, 2)),
			.day = stmt_day(q, 3), .session = session == NONE ? -1 : (int)session, .audience = stmt_keep_said(q, 5, a),
			.text = stmt_keep_said(q, 6, a) }));
	}
	if (r == 0)
		r = hand_over(a, rows.items, rows.count, sizeof **ret, ret);
	vec_finish(&rows);
	return r;
}

int store_notes_of_pupil(struct store *st, int64_t pupil, struct arena *a, struct note_row **ret)
{
	STMT q = NULL;
	int r = stmt_borrow(st, SQL_NOTES_OF_PUPIL, &q);

	if (r < 0)
		return r;
	stmt_bind_int(q, NOTES_OF_PUPIL_PUPIL, pupil);
	return notes_list(q, a, ret);
}

int store_notes_of_act(struct store *st, int64_t act, struct arena *a, struct note_row **ret)
{
	STMT q = NULL;
	int r = stmt_borrow(st, SQL_NOTES_OF_ACT, &q);

	if (r < 0)
		return r;
	stmt_bind_int(q, NOTES_OF_ACT_ACT, act);
	return notes_list(q, a, ret);
}

int store_notes_of_session(struct store *st, struct day day, enum session session, struct arena *a, struct note_row **ret)
{
	STMT q = NULL;
	int r = stmt_borrow(st, SQL_NOTES_OF_SESSION, &q);

	if (r < 0)
		return r;
	stmt_bind_day(q, NOTES_OF_SESSION_DAY, day);
	stmt_bind_int(q, NOTES_OF_SESSION_SESSION, session);
	return notes_list(q, a, ret);
}

/* ACTS */

static void act_row_read(struct stmt *q, struct arena *a, struct act_row *ret)
{
	int size;
	int64_t session = stmt_int(q, 15);

	*ret = (struct act_row){ .seq = stmt_int(q, 0), .undone_by = zero_if_none(stmt_int(q, 18)) };
	ret->head = (struct act_head){ .kind = stmt_keep_said(q, 2, a), .at = { stmt_int(q, 3) }, .staff = zero_if_none(stmt_int(q, 4)),
		.staff_name = stmt_keep_said(q, 5, a), .position = stmt_keep_said(q, 6, a), .roles = stmt_keep_said(q, 7, a),
		.acting_for = zero_if_none(stmt_int(q, 8)), .uid = stmt_int(q, 9), .terminal = stmt_keep_said(q, 10, a),
		.version = stmt_keep_said(q, 11, a), .reason = stmt_keep(q, 12, a), .roll_group = zero_if_none(stmt_int(q, 13)),
		.day = stmt_day(q, 14), .session = session == NONE ? -1 : (int)session, .undoes = zero_if_none(stmt_int(q, 16)) };
	const void *key = stmt_blob(q, 1, &size);
	if (size == (int)sizeof ret->key)
		memcpy(ret->key.bytes, key, sizeof ret->key);
	const void *hash = stmt_blob(q, 17, &size);
	if (size == HASH_BYTES)
		memcpy(ret->hash.bytes, hash, HASH_BYTES);
}

static int acts_list(struct stmt *q, struct arena *a, struct act_row **ret)
{
	struct { VEC(struct act_row); } rows = { 0 };
	int r;

	while ((r = stmt_row(q)) > 0) {
		struct act_row row;

		act_row_read(q, a, &row);
		vec_push(&rows, row);
	}
	if (r == 0)
		r = hand_over(a, rows.items, rows.count, sizeof **ret, ret);
	vec_finish(&rows);
	return r;
}

int store_act_get(struct store *st, int64_t seq, struct arena *a, struct act_row *ret)
{
	STMT q = NULL;
	int r = stmt_borrow(st, SQL_ACT_GET, &q);

	if (r < 0)
		return r;
	stmt_bind_int(q, ACT_GET_SEQ, seq);
	r = stmt_row(q);
	if (r > 0)
		act_row_read(q, a, ret);
	return r > 0 ? 0 : r == 0 ? -ENOENT : r;
}

int store_act_find(struct store *st, const struct key *key, int64_t *ret_seq)
{
	STMT q = NULL;
	int r = stmt_borrow(st, SQL_ACT_BY_KEY, &q);

	if (r < 0)
		return r;
	stmt_bind_blob(q, ACT_BY_KEY_KEY, key->bytes, sizeof key->bytes);
	r = stmt_row(q);
	if (r > 0)
		*ret_seq = stmt_int(q, 0);
	return r > 0 ? 0 : r == 0 ? -ENOENT : r;
}

int store_act_standing(struct store *st, const struct register_row *of, int64_t staff, int64_t below, int64_t *ret_seq)
{
	STMT q = NULL;
	int r = stmt_borrow(st, SQL_ACT_STANDING, &q);

	if (r < 0)
		return r;
	stmt_bind_day(q, ACT_STANDING_DAY, of->day);
	stmt_bind_int(q, ACT_STANDING_SESSION, of->session);
	stmt_bind_int(q, ACT_STANDING_ROLL_GROUP, of->roll_group);
	stmt_bind_int(q, ACT_STANDING_STAFF, staff);
	stmt_bind_int(q, ACT_STANDING_BELOW, below);
	r = stmt_row(q);
	if (r > 0)
		*ret_seq = stmt_int(q, 0);
	return r > 0 ? 0 : r == 0 ? -ENOENT : r;
}

int store_act_last(struct store *st, int64_t *ret_seq, struct hash *ret_hash)
{
	STMT q = NULL;
	int r = stmt_borrow(st, SQL_ACT_LAST, &q), size;

	if (r < 0)
		return r;
	r = stmt_row(q);
	if (r < 0)
		return r;
	*ret_seq = r > 0 ? stmt_int(q, 0) : 0;
	*ret_hash = (struct hash){ 0 };
	const void *hash = r > 0 ? stmt_blob(q, 1, &size) : NULL;
	if (hash && size == HASH_BYTES)
		memcpy(ret_hash->bytes, hash, HASH_BYTES);
	return 0;
}

int store_acts_between(struct store *st, struct moment first, struct moment last, struct arena *a, struct act_row **ret)
{
	STMT q = NULL;
	int r = stmt_borrow(st, SQL_ACTS_BETWEEN, &q);

	if (r < 0)
		return r;
	stmt_bind_int(q, ACTS_BETWEEN_FIRST, first.seconds);
	stmt_bind_int(q, ACTS_BETWEEN_LAST, last.seconds);
	return acts_list(q, a, ret);
}

int store_acts_of_pupil(struct store *st, int64_t pupil, struct arena *a, struct act_row **ret)
{
	STMT q = NULL;
	int r = stmt_borrow(st, SQL_ACTS_OF_PUPIL, &q);

	if (r < 0)
		return r;
	stmt_bind_int(q, ACTS_OF_PUPIL_PUPIL, pupil);
	return acts_list(q, a, ret);
}

/* CHANGES */

static int changes_list(struct stmt *q, struct arena *a, struct change_row **ret)
{
	struct { VEC(struct change_row); } rows = { 0 };
	int r;

	while ((r = stmt_row(q)) > 0) {
		int thing = thing_find(stmt_said(q, 2));

		vec_push(&rows, ((struct change_row){ .act = stmt_int(q, 0), .ordinal = stmt_small(q, 1), .thing = thing < 0 ? THINGS : (enum thing)thing,
			.id = stmt_int(q, 3), .field = stmt_keep_said(q, 4, a), .before = stmt_keep(q, 5, a),
			.after = stmt_keep(q, 6, a) }));
	}
	if (r == 0)
		r = hand_over(a, rows.items, rows.count, sizeof **ret, ret);
	vec_finish(&rows);
	return r;
}

int store_changes_of_act(struct store *st, int64_t act, struct arena *a, struct change_row **ret)
{
	STMT q = NULL;
	int r = stmt_borrow(st, SQL_CHANGES_OF_ACT, &q);

	if (r < 0)
		return r;
	stmt_bind_int(q, CHANGES_OF_ACT_ACT, act);
	return changes_list(q, a, ret);
}

int store_changes_of_pupil(struct store *st, int64_t pupil, struct arena *a, struct change_row **ret)
{
	STMT q = NULL;
	int r = stmt_borrow(st, SQL_CHANGES_OF_PUPIL, &q);

	if (r < 0)
		return r;
	stmt_bind_int(q, CHANGES_OF_PUPIL_PUPIL, pupil);
	return changes_list(q, a, ret);
}

int store_changes_of_thing(struct store *st, enum thing thing, struct arena *a, struct change_row **ret)
{
	STMT q = NULL;
	int r = stmt_borrow(st, SQL_CHANGES_OF_THING, &q);

	if (r < 0)
		return r;
	stmt_bind_text(q, CHANGES_OF_THING_THING, store_thing_name(thing));
	return changes_list(q, a, ret);
}

int store_change_last(struct store *st, enum thing thing, int64_t id, const char *field, int64_t *ret_act)
{
	STMT q = NULL;
	int r = stmt_borrow(st, SQL_CHANGE_LAST, &q);

	if (r < 0)
		return r;
	stmt_bind_text(q, CHANGE_LAST_THING, store_thing_name(thing));
	stmt_bind_int(q, CHANGE_LAST_THING_ID, id);
	stmt_bind_text(q, CHANGE_LAST_FIELD, field);
	r = stmt_row(q);
	if (r > 0)
		*ret_act = zero_if_none(stmt_int(q, 0));
	return r > 0 ? 0 : r == 0 ? -ENOENT : r;
}

int store_group_uses(struct store *st, int64_t roll_group, struct arena *a, struct thing_ref **ret)
{
	STMT q = NULL;
	struct { VEC(struct thing_ref); } uses = { 0 };
	int r = stmt_borrow(st, SQL_GROUP_USES, &q);

	if (r < 0)
		return r;
	stmt_bind_int(q, GROUP_USES_ROLL_GROUP, roll_group);
	while ((r = stmt_row(q)) > 0) {
		int thing = thing_find(stmt_said(q, 0));

		vec_push(&uses, ((struct thing_ref){ thing < 0 ? THINGS : (enum thing)thing, stmt_int(q, 1) }));
	}
	if (r == 0)
		r = hand_over(a, uses.items, uses.count, sizeof **ret, ret);
	vec_finish(&uses);
	return r;
}

int store_row_change_last(struct store *st, enum thing thing, int64_t id, const char *beside, int64_t *ret_act)
{
	STMT q = NULL;
	int r = stmt_borrow(st, SQL_ROW_CHANGE_LAST, &q);

	if (r < 0)
		return r;
	stmt_bind_text(q, ROW_CHANGE_LAST_THING, store_thing_name(thing));
	stmt_bind_int(q, ROW_CHANGE_LAST_THING_ID, id);
	stmt_bind_text(q, ROW_CHANGE_LAST_BESIDE, beside);
	r = stmt_row(q);
	if (r > 0)
		*ret_act = zero_if_none(stmt_int(q, 0));
	return r > 0 ? 0 : r == 0 ? -ENOENT : r;
}

/* WHAT STANDS: of each field the acts that made it what it is; one that was undone is taken off again, and its undo is none of them */

struct standing {
	const char *field;
	int64_t act, undid; /* 0, and by which act, where it was taken off */
};

struct standings {
	struct arena arena;
	struct { VEC(struct standing); } acts; /* in the order of acts */
};

static struct standing *standing_of(struct standings *s, const char *field)
{
	for (int i = s->acts.count; i-- > 0;)
		if (s->acts.items[i].act && strcmp(s->acts.items[i].field, field) == 0)
			return &s->acts.items[i];
	return NULL;
}

/* An act may change a field twice. */
static bool was_taken(const struct standings *s, const char *field, int64_t act)
{
	for (int i = 0; i < s->acts.count; i++)
		if ((s->acts.items[i].act == act || s->acts.items[i].undid == act) && strcmp(s->acts.items[i].field, field) == 0)
			return true;
	return false;
}

static void standing_take(struct standings *s, int64_t act, const char *field, int64_t undoes)
{
	struct standing *top = standing_of(s, field);

	if (was_taken(s, field, act))
		return;
	if (undoes && top && top->act == undoes) {
		top->act = 0;
		top->undid = act;
		return;
	}
	vec_push(&s->acts, ((struct standing){ arena_text(&s->arena, field), act, 0 }));
}

int store_change_standing(struct store *st, enum thing thing, int64_t id, const char *field, const char *beside, int64_t *ret_act)
{
	STMT q = NULL;
	struct standings s = { 0 };
	int64_t last = 0;
	int r = stmt_borrow(st, SQL_CHANGES_OF_ROW, &q);

	if (r < 0)
		return r;
	stmt_bind_text(q, CHANGES_OF_ROW_THING, store_thing_name(thing));
	stmt_bind_int(q, CHANGES_OF_ROW_THING_ID, id);
	while ((r = stmt_row(q)) > 0)
		if (field ? strcmp(stmt_said(q, 1), field) == 0 : strcmp(stmt_said(q, 1), beside) != 0)
			standing_take(&s, stmt_int(q, 0), stmt_said(q, 1), zero_if_none(stmt_int(q, 2)));
	for (int i = 0; i < s.acts.count; i++)
		last = s.acts.items[i].act > last ? s.acts.items[i].act : last;
	vec_finish(&s.acts);
	arena_finish(&s.arena);
	if (r == 0)
		*ret_act = last;
	return r;
}
