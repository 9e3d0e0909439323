/* Who did it last: what people are told when somebody else was first, and what stands beside a row on screen. */
#include "internal.h"

int changed_last_by(struct office *o, enum thing thing, int64_t id, const char *field, struct arena *a, struct act_row *ret)
{
	int64_t seq = 0;
	int r = field ? store_change_last(o->store, thing, id, field, &seq) : store_row_change_last(o->store, thing, id, "", &seq);

	return r < 0 ? r : store_act_get(o->store, seq, a, ret);
}
