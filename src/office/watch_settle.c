/* Somebody says what is so: the line is at rest (A15, A22, B5, B17). */
#include <errno.h>
#include <string.h>

#include "call_facts.h"
#include "call_marks.h"
#include "office/plans.h"
#include "watch_parts.h"

struct settling {
	struct contact_work *work;
	enum watch_kind kind;
	int64_t pupil;
	struct register_ref ref;
	const char *words;
	int64_t act;
};

/* "Hal Moor settled that at 10:02: in the medical room. Nothing was changed." */
static int refuse_settled(struct settling *s, int64_t seq, const char *words)
{
	struct act_row act;
	int r = store_act_get(s->work->o->store, seq, s->work->arena, &act);

	if (r < 0)
		return contact_fail(s->work, r);
	err_refuse(s->work->e, "%s settled that %s%s%.200s. Nothing was changed.", act.head.staff_name,
		   when_words(act.head.at, s->work->today, s->work->arena), words ? ": " : "", words ? words : "");
	return -EEXIST;
}

static int first_check(struct settling *s)
{
	struct settled_row *rows;
	int n = store_settled_between(s->work->o->store, s->ref.day, s->ref.day, s->work->arena, &rows);
	int64_t seq = 0;

	for (int i = 0; i < n; i++) {
		if (rows[i].pupil != s->pupil || strcmp(rows[i].kind, watch_name(s->kind)) != 0 ||
		    (rows[i].of_session != NONE && rows[i].of_session != (int64_t)s->ref.session))
			continue;
		int r = store_change_last(s->work->o->store, THING_SETTLED, rows[i].id, "words", &seq);
		return r < 0 ? contact_fail(s->work, r) : refuse_settled(s, seq, rows[i].words);
	}
	return n < 0 ? contact_fail(s->work, n) : 0;
}

/* SIGNED IN, NOT IN CLASS: the mark that stands, given again, says that the child has been seen ---------------------------------------------- */

static int alarm_settle(struct settling *s)
{
	struct call_marks marks = { .work = s->work, .day = s->ref.day, .result = &(struct mark_result){ 0 } };
	struct entry_row *chain;
	int n = store_entries_of_mark(s->work->o->store, s->pupil, s->ref.day, s->ref.session, s->work->arena, &chain);
	const struct entry_row *in = n > 0 ? chain_alarm(chain, n) : NULL;

	if (n < 0)
		return contact_fail(s->work, n);
	if (!in)
		return n > 0 ? refuse_settled(s, chain[n - 1].act, NULL) : err_refuse(s->work->e, "No mark stands there: look again at the list.");
	int r = office_act_open(s->work->o, "settled", s->words, &s->ref, 0, s->work->e);
	if (r == 0)
		r = call_mark_put(&marks, &s->ref, s->pupil, code_symbol(in->entry.after), s->words);
	return r < 0 ? r : 0;
}

/* HERE AFTER ALL: what the family said ends with the session in which the child is seen ----------------------------------------------------- */

static int report_cut(struct settling *s, struct reported_row *row)
{
	sitting at = sitting_of(s->ref.day, s->ref.session), first = sitting_of(row->from_day, (enum session)row->from_session);
	sitting end = day_is_none(row->back_day) ? sitting_of(row->from_day, SESSION_PM) + 1 : sitting_of(row->back_day, (enum session)row->back_session);
	int r = 0;

	if (at < first || at >= end)
		return 0;
	if (at == first)
		r = store_act_remove(s->work->o->store, THING_REPORTED, row->id);
	else {
		row->back_day = s->ref.day;
		row->back_session = s->ref.session;
		r = store_act_put(s->work->o->store, THING_REPORTED, row);
	}
	return r < 0 ? contact_fail(s->work, r) : 0;
}

static int reports_cut(struct settling *s)
{
	struct reported_row *rows;
	int n = store_reported_of_pupil(s->work->o->store, s->pupil, s->work->arena, &rows), r = 0;

	for (int i = 0; r == 0 && i < n; i++)
		r = report_cut(s, &rows[i]);
	return n < 0 ? contact_fail(s->work, n) : r;
}

/* ALL THE OTHERS ------------------------------------------------------------------------------------------------------------------------------ */

static int row_put(struct settling *s)
{
	struct settled_row row = SETTLED_NEW;
	int r = first_check(s);

	if (r == 0)
		r = office_act_open(s->work->o, "settled", NULL, NULL, 0, s->work->e);
	if (r == 0 && s->kind == WATCH_HERE_AFTER_ALL)
		r = reports_cut(s);
	if (r < 0)
		return r;
	row.pupil = s->pupil;
	row.of_day = s->ref.day;
	if (s->kind != WATCH_NOT_SPOKEN) /* that is of the day */
		row.of_session = s->ref.session;
	row.kind = watch_name(s->kind);
	row.words = s->words;
	return contact_put(s->work, THING_SETTLED, &row);
}

static int settle(struct settling *s, int64_t *ret_act)
{
	struct pupil_row pupil;
	int r = said_may(s->work->o, ACTION_CALL, s->pupil, s->ref.day, s->work->e);

	if (r == 0)
		r = contact_pupil_get(s->work, s->pupil, &pupil);
	if (r == 0)
		r = s->kind == WATCH_NOT_IN_CLASS ? alarm_settle(s) : row_put(s);
	return r < 0 ? r : office_act_end(s->work->o, false, ret_act, s->work->e);
}

static int settle_begin(struct contact_work *work, enum watch_kind kind, int64_t pupil, const struct register_ref *ref, const char *words,
			int64_t *ret_act)
{
	struct settling s = { .work = work, .kind = kind, .pupil = pupil, .ref = *ref };
	int r = said_line_needed("What is so", words, work->arena, &s.words, work->e);

	return r < 0 ? r : settle(&s, ret_act);
}

int office_watch_settle(struct office *o, enum watch_kind kind, int64_t pupil, const struct register_ref *ref, const char *words, int64_t *ret_act,
			struct err *e)
{
	if (kind >= WATCH_KINDS || day_is_none(ref->day))
		return err_usage(e, "There is no such list, or no such day.");
	if (kind == WATCH_NEEDS_NOTE)
		return office_note_put(o, ref, pupil, words, ret_act, e);
	CONTACT_USE_CASE(o, NULL, e, settle_begin(&work, kind, pupil, ref, words, ret_act));
}
