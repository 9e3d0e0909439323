/* The history, read: changes, and which act made a row or a field what it is. */
#include <errno.h>
#include <string.h>

#include "history.h"

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
		r = history_hand_over(a, rows.items, rows.count, sizeof **ret, ret);
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
		r = history_hand_over(a, uses.items, uses.count, sizeof **ret, ret);
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
