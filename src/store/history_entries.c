/* The history, read: entries, and the marks that they leave. */
#include "history.h"

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
		r = history_hand_over(a, rows.items, rows.count, sizeof **ret, ret);
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
