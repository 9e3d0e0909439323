/* The history, read: acts and notes as plain rows. */
#include <errno.h>
#include <string.h>

#include "history.h"

int history_hand_over(struct arena *a, const void *items, int count, size_t size, void *ret_array)
{
	void *kept = arena_new(a, (size_t)count + 1, size);

	if (count)
		memcpy(kept, items, (size_t)count * size);
	*(void **)ret_array = kept;
	return count;
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
		r = history_hand_over(a, rows.items, rows.count, sizeof **ret, ret);
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
		r = history_hand_over(a, rows.items, rows.count, sizeof **ret, ret);
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
