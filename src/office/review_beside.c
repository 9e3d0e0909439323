/* Reviews that are open at the same time, of a class and of everybody: whoever was decided about in one is done in the other (C19). */
#include <stdlib.h>
#include <string.h>

#include "review_parts.h"

/* Was `other` still open when `open` was opened?  By their acts: two may have come on one day. */
static int is_beside(struct office *o, const struct review_row *open, const struct review_row *other)
{
	int64_t closing = 0;

	if (other->id == open->id)
		return 0;
	if (day_is_none(other->closed_day))
		return 1;
	if (!open->id || other->closed_day.n < open->opened_day.n)
		return 0;
	int r = store_change_last(o->store, THING_REVIEW, other->id, "closed_day", &closing);
	return r < 0 ? r : closing > open->of_act;
}

int reviews_beside(struct office *o, struct reviews *of, const struct review_row *rows, int n, struct arena *a, struct err *e)
{
	of->beside = arena_new(a, (size_t)n + 1, sizeof *of->beside);
	of->beside_count = 0;
	for (int i = 0; i < n; i++) {
		int beside = is_beside(o, &of->open, &rows[i]);

		if (beside < 0)
			return office_fail(o, beside, e);
		if (beside)
			of->beside[of->beside_count++] = rows[i];
	}
	return 0;
}

const struct review_row *review_beside(const struct reviews *of, int64_t review)
{
	for (int i = 0; i < of->beside_count; i++)
		if (of->beside[i].id == review)
			return &of->beside[i];
	return NULL;
}

/* WHAT WAS DECIDED IN THEM -------------------------------------------------------------------------------------------------------------- */

struct said_rows {
	VEC(struct reviewed_row);
};

static int add_said(struct office *o, int64_t review, struct arena *a, struct said_rows *to)
{
	struct reviewed_row *rows;
	int n = store_reviewed_of_review(o->store, review, a, &rows);

	for (int i = 0; i < n; i++)
		vec_push(to, rows[i]);
	return n;
}

/* Of two decisions about one pupil the later stands first. */
static int said_compare(const void *a, const void *b)
{
	const struct reviewed_row *x = a, *y = b;

	if (x->pupil != y->pupil)
		return x->pupil < y->pupil ? -1 : 1;
	return x->id == y->id ? 0 : x->id > y->id ? -1 : 1;
}

/* One a pupil: that of the review itself, else the last of the others. */
static int one_each(struct said_rows *of, int64_t review, struct reviewed_row *to)
{
	int count = 0;

	for (int i = 0; i < of->count; i++) {
		const struct reviewed_row *row = &of->items[i];

		if (count == 0 || to[count - 1].pupil != row->pupil)
			to[count++] = *row;
		else if (row->review == review)
			to[count - 1] = *row;
	}
	return count;
}

int review_said_read(struct office *o, const struct reviews *of, struct arena *a, struct reviewed_row **ret, struct err *e)
{
	struct said_rows all = { 0 };
	int r = of->open.id ? add_said(o, of->open.id, a, &all) : 0, count = 0;

	for (int i = 0; r >= 0 && i < of->beside_count; i++)
		r = add_said(o, of->beside[i].id, a, &all);
	if (r >= 0) {
		*ret = arena_new(a, (size_t)all.count + 1, sizeof **ret);
		if (all.count > 0)
			qsort(all.items, (size_t)all.count, sizeof *all.items, said_compare);
		count = one_each(&all, of->open.id, *ret);
	}
	vec_finish(&all);
	return r < 0 ? office_fail(o, r, e) : count;
}

/* THE ONES BEFORE ----------------------------------------------------------------------------------------------------------------------- */

/* What was decided beside this review is of now: the one before it is looked for.  1 a row, 0 none */
static int said_before(struct review_work *w, int64_t pupil, struct reviewed_row *ret)
{
	struct reviewed_row *rows;
	int n = store_reviewed_of_pupil(w->o->store, pupil, &w->arena, &rows);

	for (int i = 0; i < n; i++)
		if ((!w->open.id || rows[i].review < w->open.id) && !review_beside(&w->of, rows[i].review)) {
			*ret = rows[i];
			return 1;
		}
	return n < 0 ? n : 0;
}

int review_said_last(struct review_work *w)
{
	int n = store_reviewed_last(w->o->store, w->open.id, &w->arena, &w->said_last), kept = 0;

	for (int i = 0; i < n; i++) {
		int r = review_beside(&w->of, w->said_last[i].review) ? said_before(w, w->said_last[i].pupil, &w->said_last[i]) : 1;

		if (r < 0)
			return office_fail(w->o, r, w->e);
		if (r > 0)
			w->said_last[kept++] = w->said_last[i];
	}
	w->said_last_count = kept;
	return n < 0 ? office_fail(w->o, n, w->e) : 0;
}

/* SAID ---------------------------------------------------------------------------------------------------------------------------------- */

const char *review_of_whom(struct review_work *w, const struct review_row *row)
{
	return row->roll_group == NONE ? "everybody" : arena_text(&w->v->arena, office_group_name(w->o, row->roll_group));
}

/* Those that are open, and of children on this list. */
static bool is_told(const struct review_work *w, const struct review_row *row)
{
	return day_is_none(row->closed_day) && (!w->group || row->roll_group == NONE || row->roll_group == w->group);
}

void review_beside_say(struct review_work *w)
{
	struct arena *a = &w->v->arena;
	const char *said = NULL;
	struct act_row act;
	char day[DAY_TEXT];

	for (int i = 0; i < w->of.beside_count; i++) {
		const struct review_row *row = &w->of.beside[i];

		if (!is_told(w, row))
			continue;
		bool known = changed_standing_by(w->o, &(struct thing_ref){ THING_REVIEW, row->id }, "opened_day", NULL, &w->arena, &act) == 0;
		said = arena_printf(a, "%s%s%s since %s%s%s%s", said ? said : "", said ? ", " : "", review_of_whom(w, row), day_long(row->opened_day, day),
				    known ? " (" : "", known ? act.head.staff_name : "", known ? ")" : "");
	}
	if (said)
		w->v->beside = arena_printf(a, "Also open: a review of %s. Whoever is decided in one is done in both.", said);
}
