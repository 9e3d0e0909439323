/* What was decided about a pupil, by whom, and whether the marks that it was decided on still stand (C19, D3). */
#include "review_parts.h"

/* Was another entry of that session after the act before this one?  What stood then is what the first of them found. */
static bool is_first(const struct entry_row *rows, int i, int64_t act)
{
	for (int k = 0; k < i; k++)
		if (rows[k].act > act && rows[k].entry.stands && day_equal(rows[k].entry.day, rows[i].entry.day) && rows[k].entry.session == rows[i].entry.session)
			return false;
	return true;
}

/* Marks up to then that are others now; one that was blank then and was entered since is none of them. */
static int amended(struct review_work *w, const struct measure *m, const struct measured *p, struct day day, int64_t act)
{
	struct entry_row *rows;
	struct day first = sitting_day(m->terms.first);
	int count = 0, n = first.n > day.n ? 0 : store_entries_between(w->o->store, p->id, first, day, &w->arena, &rows);

	for (int i = 0; i < n; i++) {
		const struct entry *e = &rows[i].entry;

		if (rows[i].act > act && e->stands && e->before != CODE_NONE && is_first(rows, i, act))
			count += span_mark(p->span, sitting_of(e->day, e->session)) != e->before;
	}
	return count;
}

void review_said_fill(struct review_work *w, const struct measure *m, const struct measured *p, const struct reviewed_row *row, struct review_said *ret)
{
	struct arena *a = &w->v->arena;
	struct act_row act;

	if (!row || changed_last_by(w->o, THING_REVIEWED, row->id, NULL, &w->arena, &act) < 0)
		return;
	struct day day = { (int32_t)row->day };
	int64_t last = act.seq;
	/* Whoever brought two rows of one child together decided nothing. */
	changed_standing_by(w->o, &(struct thing_ref){ THING_REVIEWED, row->id }, NULL, "pupil", &w->arena, &act);
	*ret = (struct review_said){
		.act = last, .day = day, .who = arena_text(a, act.head.staff_name), .stage = arena_text(a, row->stage),
		.possible = (int)row->possible, .attended = (int)row->attended, .decision = arena_text(a, row->decision), .next = arena_text(a, row->next),
		.next_day = row->next_day, .amended = amended(w, m, p, day, act.seq),
	};
}
