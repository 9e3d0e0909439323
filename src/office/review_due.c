/* When the next review is due, for Today (C19): by the reviews that there were, without a figure. */
#include "review_parts.h"
#include "rules/period.h"

/* Where there was none yet: as if one had been done as the school year began. */
static struct day due_day(struct office *o, const struct policy *p, int64_t before, struct day today)
{
	struct review_last last = { 0 };
	bool any = before && review_last(o, 0, &last) == 0;

	return calendar_school_day(&o->calendar, any ? last.day : school_year_first(&o->calendar, today), p->review);
}

static int due_read(struct office *o, struct arena *a, struct review_due *ret, struct err *e)
{
	struct day today = office_today(o);
	struct review_row open;
	struct reviewed_row *rows;
	struct policy policy;
	int64_t before = 0;
	int r = reviews_find(o, 0, a, &open, &before, e);

	if (r == 0)
		r = report_policy_named(o, NULL, today, a, &policy, e);
	if (r < 0)
		return r;
	*ret = (struct review_due){ .due = open.id ? open.opened_day : due_day(o, &policy, before, today), .open = open.id != 0 };
	if (!open.id)
		return !day_is_none(ret->due) && ret->due.n <= today.n;
	int n = store_reviewed_of_review(o->store, open.id, a, &rows);
	ret->looked = n;
	return n < 0 ? office_fail(o, n, e) : 1;
}

int office_review_due(struct office *o, struct review_due *ret, struct err *e)
{
	CLEAN_ARENA struct arena a = { 0 };
	int r = store_read_begin(o->store);

	if (r < 0)
		return office_fail(o, r, e);
	r = due_read(o, &a, ret, e);
	store_read_end(o->store);
	return r;
}
