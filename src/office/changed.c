/* Who did it last: what people are told when somebody else was first, and what stands beside a row on screen. */
#include <errno.h>

#include "internal.h"

int changed_last_by(struct office *o, enum thing thing, int64_t id, const char *field, struct arena *a, struct act_row *ret)
{
	int64_t seq = 0;
	int r = field ? store_change_last(o->store, thing, id, field, &seq) : store_row_change_last(o->store, thing, id, "", &seq);

	return r < 0 ? r : store_act_get(o->store, seq, a, ret);
}

int changed_standing_by(struct office *o, const struct thing_ref *row, const char *field, const char *beside, struct arena *a, struct act_row *ret)
{
	struct act_row act = { 0 }, undone;
	int64_t seq = 0;
	int r = store_change_standing(o->store, row->thing, row->id, field, beside, &seq);

	if (r == 0)
		r = seq ? store_act_get(o->store, seq, a, &act) : -ENOENT;
	while (r == 0 && act.head.undoes) {
		r = store_act_get(o->store, act.head.undoes, a, &undone);
		if (r < 0 || !undone.head.undoes)
			break; /* a plain undo: what stands is of whoever took the other thing back */
		r = store_act_get(o->store, undone.head.undoes, a, &act);
	}
	if (r == 0)
		*ret = act;
	return r;
}
