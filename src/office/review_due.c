/* When the next review is due, for Today (C19): by the reviews that there were, without a figure. */
#include "policies.h"
#include "review_parts.h"
#include "rules/period.h"

/* Where there was none yet: as if one had been done as the school year began, once the school has taken a policy that asks for them. */
static int due_day(struct office *o, const struct policy *p, int64_t before, struct arena *a, struct day *ret, struct err *e)
{
	struct day today = office_today(o);
	struct review_last last;
	struct policy_row *adopted;
	int in_force = -1, r = 0;

	if (before && review_last(o, 0, &last) == 0) {
		*ret = calendar_school_day(&o->calendar, last.day, p->review);
		return 0;
	}
	r = policies_adopted(o, today, a, &adopted, &in_force, e);
	*ret = r < 0 || in_force < 0 ? DAY_NONE : calendar_school_day(&o->calendar, school_year_first(&o->calendar, today), p->review);
	return r < 0 ? r : 0;
}

int review_due_read(struct office *o, struct arena *a, struct review_due *ret, struct err *e)
{
	struct day today = office_today(o);
	struct reviews of;
	struct reviewed_row *rows;
	struct policy policy;
	int r = reviews_find(o, 0, a, &of, e);

	if (r == 0)
		r = report_policy_named(o, NULL, today, a, &policy, e);
	if (r < 0)
		return r;
	*ret = (struct review_due){ .due = of.open.opened_day, .open = of.open.id != 0 };
	if (!of.open.id) {
		r = due_day(o, &policy, of.before.id, a, &ret->due, e);
		return r < 0 ? r : !day_is_none(ret->due) && ret->due.n <= today.n;
	}
	int n = review_said_read(o, &of, a, &rows, e);
	ret->looked = n;
	return n < 0 ? n : 1;
}
