/* A family's line that somebody is ringing now: beside the record, in transactions of their own. */
#include <errno.h>

#include "internal.h"

/* Longer than any school day: what is left of a program that was killed is in nobody's way tomorrow. */
#define RINGING_SECONDS_MOST (16 * 60 * 60)

/* Runs what `write` does under the queue and saves it; the record and its head stay as they are. */
static int passing(struct store *st, int (*write)(struct store *st, const struct ringing_row *row), const struct ringing_row *row)
{
	int r = store_begin(st);

	if (r < 0)
		return r;
	st->passing = true;
	r = write(st, row);
	if (r == 0)
		r = store_commit(st);
	else
		store_abandon(st);
	st->passing = false;
	return r;
}

static int clear_before(struct store *st, struct moment at)
{
	STMT q = NULL;
	int r = stmt_borrow(st, SQL_RINGING_CLEAR_BEFORE, &q);

	if (r < 0)
		return r;
	stmt_bind_int(q, RINGING_CLEAR_BEFORE_SINCE, at.seconds);
	return stmt_done(q);
}

/* Who rings that line: 0 nobody. */
static int ringing_by(struct store *st, int64_t pupil, int64_t *ret_staff)
{
	STMT q = NULL;
	int r = stmt_borrow(st, SQL_RINGING_GET, &q);

	if (r < 0)
		return r;
	stmt_bind_int(q, RINGING_GET_PUPIL, pupil);
	r = stmt_row(q);
	*ret_staff = r > 0 ? stmt_int(q, 0) : 0;
	return r < 0 ? r : 0;
}

static int write_put(struct store *st, const struct ringing_row *row)
{
	STMT q = NULL;
	int64_t by = 0;
	int r = clear_before(st, (struct moment){ row->since.seconds - RINGING_SECONDS_MOST });

	if (r == 0)
		r = ringing_by(st, row->pupil, &by);
	if (r == 0 && by != 0 && by != row->staff)
		return err_store(&st->trouble, -EEXIST, "Somebody else is ringing that family now.");
	if (r == 0)
		r = stmt_borrow(st, SQL_RINGING_PUT, &q);
	if (r < 0)
		return r;
	stmt_bind_int(q, RINGING_PUT_PUPIL, row->pupil);
	stmt_bind_int(q, RINGING_PUT_STAFF, row->staff);
	stmt_bind_int(q, RINGING_PUT_SINCE, row->since.seconds);
	return stmt_done(q);
}

static int write_clear(struct store *st, const struct ringing_row *row)
{
	STMT q = NULL;
	int r = stmt_borrow(st, row->pupil ? SQL_RINGING_CLEAR : SQL_RINGING_CLEAR_ALL, &q);

	if (r < 0)
		return r;
	if (row->pupil)
		stmt_bind_int(q, RINGING_CLEAR_PUPIL, row->pupil);
	stmt_bind_int(q, row->pupil ? RINGING_CLEAR_STAFF : RINGING_CLEAR_ALL_STAFF, row->staff);
	return stmt_done(q);
}

int store_ringing_put(struct store *st, const struct ringing_row *row)
{
	return passing(st, write_put, row);
}

int store_ringing_clear(struct store *st, int64_t pupil, int64_t staff)
{
	return passing(st, write_clear, &(struct ringing_row){ .pupil = pupil, .staff = staff });
}

static void read_ringing(struct stmt *q, struct arena *a, void *row)
{
	(void)a;
	*(struct ringing_row *)row = (struct ringing_row){ stmt_int(q, 0), stmt_int(q, 1), { stmt_int(q, 2) } };
}

int store_ringing_all(struct store *st, struct arena *a, struct ringing_row **ret)
{
	STMT q = NULL;
	int r = stmt_borrow(st, SQL_RINGING_ALL, &q);

	return r < 0 ? r : rows_keep(q, sizeof **ret, read_ringing, a, ret);
}
