/* Marks set one by one, filled, overwritten (A2, A3, A5). */
#include <errno.h>
#include <string.h>

#include "marking.h"

int office_marks_set(struct office *o, const struct register_ref *ref, const struct mark_wish *wishes, int count, const char *reason,
		     struct mark_result *ret, struct err *e)
{
	struct marking m;
	int r = marking_begin(&m, o, ref, ACTION_TAKE_REGISTER, reason, e);

	if (r == 0)
		r = marking_judge_all(&m, wishes, count, false);
	if (r == 0)
		r = marking_save(&m, "register", MARKING_TAKEN, ret);
	marking_finish(&m);
	return r;
}

/* Nobody has seen those who are blank and of whom something else is expected: they stay blank. */
static int fill(struct marking *m)
{
	int r = marking_expected(m);

	for (int i = 0; r == 0 && i < m->count; i++) {
		if (m->due[i].mark != CODE_NONE)
			m->result.standing++;
		else if (marking_is_awaited(m, i))
			m->result.expected++;
		else if (marking_is_planned(m, i))
			m->result.planned++;
		else
			r = marking_judge(m, &(struct mark_wish){ .pupil = m->due[i].pupil, .code = "/", .before = -1, .minutes_late = -1 });
	}
	return r;
}

int office_register_fill(struct office *o, const struct register_ref *ref, const char *reason, struct mark_result *ret, struct err *e)
{
	struct marking m;
	int r = marking_begin(&m, o, ref, ACTION_TAKE_REGISTER, reason, e);

	if (r == 0)
		r = fill(&m);
	if (r == 0)
		r = marking_save(&m, "fill", MARKING_TAKEN, ret);
	marking_finish(&m);
	return r;
}

/* "2 N, 1 I": the marks that stand and would not, in the order of the codes' numbers. */
static void replaces_say(const struct marking *m, uint8_t code, struct buf *to)
{
	int counts[256] = { 0 };
	bool any = false;

	for (int i = 0; i < m->count; i++)
		if (m->due[i].mark != code)
			counts[m->due[i].mark]++;
	for (int c = 1; c < 256; c++) {
		if (counts[c] == 0)
			continue;
		buf_printf(to, "%s%d %s", any ? ", " : "", counts[c], code_symbol((uint8_t)c));
		any = true;
	}
}

static int overwrite(struct marking *m, const char *code, bool sure, struct buf *ret_replaces, struct mark_result *ret)
{
	uint8_t number;
	int r = code_read(code, m->ref.day, m->ref.session, &number, m->e);

	if (r < 0)
		return r;
	replaces_say(m, number, ret_replaces);
	if (!sure) {
		*ret = (struct mark_result){ 0 };
		return 0;
	}
	for (int i = 0; r == 0 && i < m->count; i++)
		r = marking_judge(m, &(struct mark_wish){ .pupil = m->due[i].pupil, .code = code, .before = -1, .minutes_late = -1 });
	return r < 0 ? r : marking_save(m, "overwrite", MARKING_TAKEN, ret);
}

int office_register_overwrite(struct office *o, const struct register_ref *ref, const char *code, const char *reason, bool sure,
			      struct buf *ret_replaces, struct mark_result *ret, struct err *e)
{
	struct marking m;
	int r = marking_begin(&m, o, ref, ACTION_TAKE_REGISTER, reason, e);

	if (r == 0)
		r = overwrite(&m, code, sure, ret_replaces, ret);
	marking_finish(&m);
	return r;
}
