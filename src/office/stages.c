/* A stage that a person sets, or holds a pupil in (domain 6.5). */
#include "office/review.h"

#include "internal.h"

int office_stage_put(struct office *o, const struct stage_wish *w, int64_t *ret_act, struct err *e)
{
	(void)o, (void)w, (void)ret_act;
	return err_refuse(e, "This is not built yet.");
}
