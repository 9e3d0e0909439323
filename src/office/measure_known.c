/* What returns need beside the marks: one reading for everybody (C9). */
#include "known.h"

int known_read(struct office *o, int64_t only, struct day today, struct day year_first, struct day year_last, const struct school_days *d,
	       int64_t count, struct arena *a, struct return_known **ret, struct err *e)
{
	struct return_known *k = arena_new(a, (size_t)count + 1, sizeof *k);

	(void)o, (void)only, (void)d, (void)e;
	for (int64_t id = 0; id < count; id++)
		k[id] = (struct return_known){ .born = DAY_NONE, .today = today, .year_first = year_first, .year_last = year_last,
					       .leave_ended = DAY_NONE, .exam_last = DAY_NONE, .on_roll_since = DAY_NONE };
	*ret = k;
	return 0;
}
