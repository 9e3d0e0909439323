/* A session that was closed too early, opened again: each close is undone as any other act is (design 2; A7, A27). */
#include <errno.h>

#include "undo.h"

struct reopening {
	struct office *o;
	struct err *e;
	const struct register_ref *ref;
	const char *reason;
	struct buf *left;
	struct mark_result result;
};

static void result_add(struct mark_result *to, const struct mark_result *done)
{
	to->act = done->act;
	to->entries += done->entries;
	to->facts += done->facts;
	to->standing += done->standing;
	to->opened += done->opened;
}

static bool is_meant(const struct reopening *p, const struct register_row *row)
{
	if (!row->closed_act || row->session != p->ref->session)
		return false;
	if (p->ref->roll_group)
		return row->roll_group == p->ref->roll_group;
	return office_may_on(p->o, ACTION_CLOSE_SESSION, row->roll_group, p->ref->day, NULL) == 0;
}

static int reopen_each(struct reopening *p)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct register_row *rows;
	int n = store_registers_between(p->o->store, p->ref->day, p->ref->day, &a, &rows), r = n < 0 ? office_fail(p->o, n, p->e) : 0;

	for (int i = 0; r == 0 && i < n; i++) {
		struct mark_result done = { 0 };

		if (!is_meant(p, &rows[i]))
			continue;
		r = undo_within(p->o, rows[i].closed_act, p->reason, p->left, &done, p->e);
		if (r == 0)
			result_add(&p->result, &done);
	}
	return r;
}

static int reopen(struct reopening *p)
{
	char day[DAY_TEXT];
	int r = office_may_on(p->o, ACTION_CLOSE_SESSION, p->ref->roll_group, p->ref->day, p->e);

	if (r == 0)
		r = reopen_each(p);
	if (r == 0 && p->result.opened == 0)
		r = err_refuse(p->e, "No register of the %s of %s is closed: there is none to open again.", session_words(p->ref->session),
			       day_long(p->ref->day, day));
	return r < 0 ? r : office_write_end(p->o, p->e);
}

int office_session_reopen(struct office *o, const struct register_ref *ref, const char *reason, struct buf *ret_left, struct mark_result *ret, struct err *e)
{
	CLEAN_BUF struct buf left = { 0 };
	struct reopening p = { .o = o, .e = e, .ref = ref, .reason = reason, .left = &left };
	int r = reason ? office_words_check("reason", reason, e) : 0;

	if (r == 0)
		r = office_write_begin(o, e);
	if (r < 0)
		return r;
	r = reopen(&p);
	if (r == 0) {
		buf_text(ret_left, buf_string(&left));
		*ret = p.result;
	}
	office_act_abandon(o);
	return r;
}
