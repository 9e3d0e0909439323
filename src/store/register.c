/* Registers: opened, sent and closed as their acts say. */
#include <errno.h>
#include <string.h>

#include "internal.h"

/* No act has the number 0: a 0 that somebody wrote there is not the same as nothing. */
static int64_t zero_if_none(int64_t v)
{
	return v == NONE ? 0 : v == 0 ? NONE : v;
}

static void read_row(struct stmt *q, struct register_row *ret)
{
	*ret = (struct register_row){ .day = stmt_day(q, 0), .session = (enum session)stmt_small(q, 1), .roll_group = stmt_int(q, 2),
		.opened_act = zero_if_none(stmt_int(q, 3)), .sent_act = zero_if_none(stmt_int(q, 4)), .closed_act = zero_if_none(stmt_int(q, 5)) };
}

int store_register_get(struct store *st, struct day day, enum session session, int64_t roll_group, struct register_row *ret)
{
	STMT q = NULL;
	int r = stmt_borrow(st, SQL_REGISTER_GET, &q);

	if (r < 0)
		return r;
	stmt_bind_day(q, REGISTER_GET_DAY, day);
	stmt_bind_int(q, REGISTER_GET_SESSION, session);
	stmt_bind_int(q, REGISTER_GET_ROLL_GROUP, roll_group);
	r = stmt_row(q);
	if (r > 0)
		read_row(q, ret);
	return r > 0 ? 0 : r == 0 ? -ENOENT : r;
}

int store_register_first_sent(struct store *st, const struct register_row *of, int64_t *ret_act)
{
	STMT q = NULL;
	int r = stmt_borrow(st, SQL_REGISTER_FIRST_SENT, &q);

	if (r < 0)
		return r;
	stmt_bind_day(q, REGISTER_FIRST_SENT_DAY, of->day);
	stmt_bind_int(q, REGISTER_FIRST_SENT_SESSION, of->session);
	stmt_bind_int(q, REGISTER_FIRST_SENT_ROLL_GROUP, of->roll_group);
	stmt_bind_text(q, REGISTER_FIRST_SENT_KIND, ACT_SEND);
	r = stmt_row(q);
	if (r > 0)
		*ret_act = stmt_int(q, 0);
	return r > 0 ? 0 : r == 0 ? -ENOENT : r;
}

int store_registers_between(struct store *st, struct day first, struct day last, struct arena *a, struct register_row **ret)
{
	struct { VEC(struct register_row); } rows = { 0 };
	STMT q = NULL;
	int r = stmt_borrow(st, SQL_REGISTERS_BETWEEN, &q);

	if (r < 0)
		return r;
	stmt_bind_day(q, REGISTERS_BETWEEN_FIRST, first);
	stmt_bind_day(q, REGISTERS_BETWEEN_LAST, last);
	while ((r = stmt_row(q)) > 0) {
		struct register_row row;

		read_row(q, &row);
		vec_push(&rows, row);
	}
	if (r == 0) {
		*ret = arena_new(a, (size_t)rows.count + 1, sizeof **ret);
		if (rows.count)
			memcpy(*ret, rows.items, (size_t)rows.count * sizeof **ret);
		r = rows.count;
	}
	vec_finish(&rows);
	return r;
}

void register_apply(struct register_row *row, const struct act_columns *act)
{
	if (!row->opened_act)
		row->opened_act = act->seq;
	if (strcmp(act->kind, ACT_SEND) == 0)
		row->sent_act = act->seq;
	else if (strcmp(act->kind, ACT_CLOSE) == 0)
		row->closed_act = act->seq;
	else if (strcmp(act->kind, ACT_REOPEN) == 0)
		row->closed_act = 0;
}

int register_follow(struct store *st, const struct act_columns *act)
{
	struct register_row row = { .day = { (int32_t)act->day }, .session = (enum session)act->session, .roll_group = act->roll_group };
	STMT q = NULL;

	if (act->roll_group == NONE || act->day == NONE || act->session == NONE)
		return 0;
	int r = store_register_get(st, row.day, row.session, row.roll_group, &row);
	if (r < 0 && r != -ENOENT)
		return r;
	register_apply(&row, act);
	r = stmt_borrow(st, SQL_REGISTER_PUT, &q);
	if (r < 0)
		return r;
	stmt_bind_day(q, REGISTER_PUT_DAY, row.day);
	stmt_bind_int(q, REGISTER_PUT_SESSION, row.session);
	stmt_bind_int(q, REGISTER_PUT_ROLL_GROUP, row.roll_group);
	stmt_bind_int(q, REGISTER_PUT_OPENED_ACT, row.opened_act);
	stmt_bind_int(q, REGISTER_PUT_SENT_ACT, row.sent_act ? row.sent_act : NONE);
	stmt_bind_int(q, REGISTER_PUT_CLOSED_ACT, row.closed_act ? row.closed_act : NONE);
	return stmt_done(q);
}
