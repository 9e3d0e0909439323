/* Where a child is, as far as anybody knows. */
#include "presence.h"

#include <stdlib.h>
#include <strings.h>

#include "marking.h"
#include "rules/few.h"

enum presence presence_of(uint8_t mark, const struct code *code, enum register_state state, bool contradicted)
{
	if (mark == CODE_NONE)
		return state == REGISTER_NOT_TAKEN ? NOT_TAKEN : BLANK;
	if (contradicted)
		return SIGNED_IN;
	if (!code || mark == CODE_N)
		return NO_REASON;
	if (mark == CODE_LATE || mark == CODE_U)
		return LATE;
	if (code->physical == PHYSICAL_IN)
		return HERE;
	if (code->physical == PHYSICAL_ELSEWHERE)
		return ELSEWHERE;
	return mark == CODE_X || code->category == CATEGORY_ADMINISTRATIVE ? NOT_REQUIRED : ABSENT;
}

const struct entry_row *chain_alarm(const struct entry_row *chain, int n)
{
	const struct entry_row *standing = chain_standing(chain, n);

	if (!standing || chain[n - 1].entry.stands || !code_is_out(chain[n - 1].entry.after, chain[n - 1].entry.day) ||
	    !code_is_in(standing->entry.after, standing->entry.day))
		return NULL;
	return standing;
}

/* 1 if the child is one. */
static int read_alarm(struct office *o, int64_t pupil, struct day day, enum session session, struct alarm *ret)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct entry_row *chain;
	int n = store_entries_of_mark(o->store, pupil, day, session, &a, &chain);

	const struct entry_row *standing = n > 0 ? chain_alarm(chain, n) : NULL;

	if (!standing)
		return n < 0 ? n : 0;
	*ret = (struct alarm){ pupil, standing->entry.arrival, standing->entry.minutes_late };
	return 1;
}

static int change_compare(const void *a, const void *b)
{
	const struct session_change *x = a, *y = b;

	return (x->pupil > y->pupil) - (x->pupil < y->pupil);
}

int presence_alarms(struct office *o, struct day day, enum session session, struct session_change *changes, int n, struct arena *a,
		    struct alarm **ret)
{
	struct alarm *alarms = arena_new(a, (size_t)n + 1, sizeof *alarms);
	int count = 0;

	if (n > 0)
		qsort(changes, (size_t)n, sizeof *changes, change_compare);
	for (int i = 0; i < n; i++) {
		if (changes[i].stands || (count > 0 && alarms[count - 1].pupil == changes[i].pupil))
			continue;
		int r = read_alarm(o, changes[i].pupil, day, session, &alarms[count]);
		if (r < 0)
			return r;
		count += r;
	}
	*ret = alarms;
	return count;
}

const struct alarm *alarm_of(const struct alarm *alarms, int n, int64_t pupil)
{
	for (int low = 0, high = n; low < high;) {
		int middle = (low + high) / 2;

		if (alarms[middle].pupil == pupil)
			return &alarms[middle];
		if (alarms[middle].pupil < pupil)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

int figures_few(struct err *e)
{
	return err_refuse(e, "Figures of fewer than %d pupils are not shown to you: ask for a larger class or the whole school.", FIGURES_FEWEST);
}

void figures_absence(int pupils, int persistent, int severe, bool *ret_persistent, bool *ret_severe)
{
	const int sides[] = { persistent, pupils - persistent }, parts[] = { severe, persistent - severe, pupils - persistent };
	bool few_sides[2], few_parts[3];

	few_hide(sides, 2, FIGURES_FEWEST, few_sides);
	few_hide(parts, 3, FIGURES_FEWEST, few_parts);
	*ret_persistent = !few_sides[0] && !few_sides[1];
	*ret_severe = *ret_persistent && !few_parts[0] && !few_parts[1];
}

bool flag_stands(const struct pupil_flag_row *f, struct day day)
{
	static const char *const none[] = { "", "0", "n", "no", "false" };

	if (!day_within(day, f->from_day, f->to_day))
		return false;
	for (size_t i = 0; i < sizeof none / sizeof *none; i++)
		if (strcasecmp(f->value, none[i]) == 0)
			return false;
	return true;
}
