/* Our side of a reconciliation: every session of a pupil, by what it counts as and why (domain 1.1, 4). */
#include "report_reconcile.h"

/* What other products mark # while a term goes on; half-terms they leave blank. */
static bool planned_closing(uint8_t opening)
{
	return opening == OPENING_BANK_HOLIDAY || opening == OPENING_INSET || opening == OPENING_PLANNED;
}

static void count_closed(uint8_t opening, struct reconcile_ours *to)
{
	to->closed += planned_closing(opening);
	to->unplanned += opening == OPENING_UNPLANNED;
}

static void count_on_roll(const struct roll_at *where, uint8_t mark, uint8_t opening, sitting at,
			  struct reconcile_ours *to)
{
	if (mark == CODE_CLOSED)
		to->closed++;
	if (mark != CODE_NONE)
		to->count[code_category(mark, sitting_day(at))][mark]++;
	else if (!where->held)
		count_closed(opening, to);
	else
		to->unmarked += where->group != 0 && where->closed;
}

static void count_off_roll(const struct roll_pupil *p, const struct roll_at *where, uint8_t mark, sitting at, struct reconcile_ours *to)
{
	enum category c = mark == CODE_NONE ? CATEGORY_NONE : code_category(mark, sitting_day(at));

	to->off_roll[c] += mark != CODE_NONE;
	to->off_roll_late += mark == CODE_LATE && c == CATEGORY_PRESENT;
	if (!where->held || !where->closed)
		return;
	if (!p->spells || at < p->spells->first)
		to->before_joining++;
	else
		to->after_leaving++;
}

int reconcile_count(struct roll *roll, const uint8_t *school, int64_t pupil, sitting first, sitting last, struct reconcile_ours *ret, struct err *e)
{
	CLEAN_ARENA struct arena a = { 0 };
	const struct roll_pupil *p = &roll->pupils[pupil];
	int year = strip_year(sitting_day(first)), years = strip_year(sitting_day(last)) - year + 1;
	const uint8_t *const *strips;
	int r = store_strips(roll->office->store, pupil, year, year + years - 1, &a, &strips);

	if (r < 0)
		return office_fail(roll->office, r, e);
	const struct span span = { first, last, year, years, strips };
	*ret = (struct reconcile_ours){ 0 };
	for (sitting at = first; at <= last; at++) {
		struct roll_at where = roll_at(roll, p, at);
		uint8_t mark = span_mark(&span, at);

		if (where.on)
			count_on_roll(&where, mark, school[at - roll->first], at, ret);
		else
			count_off_roll(p, &where, mark, at, ret);
	}
	return 0;
}
