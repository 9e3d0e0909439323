/* Returns that are due, where the office looks: a line on Today (C9). */
#include "returns_parts.h"
#include "today_parts.h"

/* Asked anew when something was saved, or another session has begun: everybody's marks are behind the number. */
static int due_count(struct office *o, int *ret, int *ret_overdue, struct err *e)
{
	const struct returns_wish all = { .kind = -1 };
	struct returns_view v;
	int64_t act, version = store_data_version(o->store);
	sitting now = sitting_of(office_today(o), office_session_now(o));
	struct hash head;
	int r = store_act_last(o->store, &act, &head);

	if (r < 0)
		return office_fail(o, r, e);
	struct returns_due *kept = &o->returns_due;
	if (kept->act != act || kept->version != version || kept->now != now || kept->staff != o->person.staff) {
		r = office_returns_open(o, &all, &v, e);
		if (r < 0)
			return r;
		*kept = (struct returns_due){ .act = act, .version = version, .staff = o->person.staff, .now = now, .due = v.due };
		for (int i = 0; i < v.count; i++)
			kept->overdue += v.lines[i].overdue;
		returns_view_finish(&v);
	}
	*ret = kept->due;
	*ret_overdue = kept->overdue;
	return 0;
}

int due_returns(struct due_list *d, struct err *e)
{
	const struct register_ref ref = { 0, d->facts->day, d->facts->session };
	struct office *o = d->facts->office;
	int due, overdue;

	if (office_reach(o, ACTION_REVIEW) == REACH_NONE || office_may(o, ACTION_SEE_TOTALS, 0, NULL) < 0)
		return 0;
	int r = due_count(o, &due, &overdue, e);
	if (r < 0 || due == 0)
		return r;
	due_add(d, DUE_RETURN, -1, due, &ref, arena_printf(&d->view->arena, "Returns to the authority: %d due", due))->overdue = overdue > 0;
	return 0;
}
