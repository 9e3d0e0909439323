/* A register sent, by itself or with the marks typed on a screen: whole acts of one transaction (design 2). */
#include "marking.h"

/* 1 if a mark was made or changed since the register was sent, 0 if not. */
static int changed_since(struct marking *m)
{
	for (int i = 0; i < m->count; i++) {
		struct entry_row *chain;
		int n = store_entries_of_mark(m->o->store, m->due[i].pupil, m->ref.day, m->ref.session, &m->arena, &chain);

		if (n < 0)
			return office_fail(m->o, n, m->e);
		const struct entry_row *standing = chain_standing(chain, n);
		if (standing && standing->act > m->row.sent_act)
			return 1;
	}
	return 0;
}

/* Of a class that is away, or shut, what was known before is all there is to send; one that is there is taken first. */
static bool is_untaken(const struct marking *m)
{
	int open = 0;

	for (int i = 0; i < m->count; i++)
		open += m->due[i].mark == CODE_NONE && !m->expected[i];
	return count_marked(m->due, m->count) == 0 && (m->result.planned == 0 || open > 0);
}

static int send_check(struct marking *m)
{
	const char *group = office_group_name(m->o, m->ref.roll_group);
	char day[DAY_TEXT];

	day_long(m->ref.day, day);
	if (m->count == 0)
		return err_refuse(m->e, "Nobody is in %s on the %s of %s: there is no register to send.", group,
				  session_words(m->ref.session), day);
	if (is_untaken(m))
		return err_refuse(m->e, "No mark has been made in %s on the %s of %s: take the register, then send it.", group,
				  session_words(m->ref.session), day);
	return 0;
}

static int send_act(struct marking *m)
{
	int r = office_act_open(m->o, ACT_SEND, NULL, &m->ref, 0, m->e);

	if (r == 0)
		r = marking_items(m);
	if (r < 0)
		return r;
	r = store_act_end(m->o->store, true, &m->result.act);
	if (r < 0)
		return office_fail(m->o, r, m->e);
	marking_follow(m);
	return 0;
}

/* In the act that sends it: what is planned or reported of the blanks. */
static int plan_blanks(struct marking *m)
{
	int r = marking_expected(m);

	m->entries.count = m->notes.count = 0; /* what was typed is written */
	for (int i = 0; r == 0 && i < m->count; i++)
		m->result.expected += marking_is_awaited(m, i);
	return r < 0 ? r : marking_planned_put(m);
}

/* Sent once, it is sent again only where it differs. */
static int send_changed(struct marking *m)
{
	int r = plan_blanks(m);

	if (r == 0)
		r = send_check(m);
	if (r < 0)
		return r;
	int changed = m->sent && m->result.planned == 0 ? changed_since(m) : 1;
	return changed > 0 ? send_act(m) : changed;
}

static int save_and_say(struct marking *m, struct buf *ret_summary, struct mark_result *ret)
{
	int r = m->result.act ? office_write_end(m->o, m->e) : say_already(m, m->row.sent_act, "sent", ret_summary);

	if (r < 0)
		return r;
	if (m->result.act) {
		counts_say(m->due, m->count, m->ref.day, ret_summary);
		marking_planned_say(m, ret_summary);
	}
	*ret = m->result;
	return 0;
}

int office_register_send(struct office *o, const struct register_ref *ref, struct buf *ret_summary, struct mark_result *ret, struct err *e)
{
	struct marking m;
	int r = marking_begin(&m, o, ref, ACTION_TAKE_REGISTER, NULL, e);

	if (r == 0) {
		m.result.standing = count_marked(m.due, m.count);
		r = send_changed(&m);
	}
	if (r == 0)
		r = save_and_say(&m, ret_summary, ret);
	marking_finish(&m);
	return r;
}

/* Whoever takes a register sends it; the office's change of one that was sent is a change, and no taking again. */
static int submit(struct marking *m, const struct mark_wish *wishes, int count)
{
	int r = marking_judge_all(m, wishes, count, true);

	if (r == 0)
		r = marking_write(m, "register", MARKING_TAKEN);
	return r < 0 || (m->sent && m->all_codes) ? r : send_changed(m);
}

int office_register_submit(struct office *o, const struct register_ref *ref, const struct mark_wish *wishes, int count, const char *reason,
			   struct buf *ret_summary, struct mark_result *ret, struct err *e)
{
	struct marking m;
	int r = marking_begin(&m, o, ref, ACTION_TAKE_REGISTER, reason, e);

	if (r == 0)
		r = submit(&m, wishes, count);
	if (r == 0)
		r = save_and_say(&m, ret_summary, ret);
	marking_finish(&m);
	return r;
}
