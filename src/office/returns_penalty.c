/* Who meets the threshold of penalty notices, or lacks few (C8; domain 5.1). */
#include "internal.h"
#include "office/returns.h"

int office_penalty_open(struct office *o, const struct penalty_wish *w, struct penalty_view *ret, struct err *e)
{
	(void)o, (void)w, (void)ret;
	return err_refuse(e, "This is not built yet.");
}

void penalty_view_finish(struct penalty_view *v)
{
	arena_finish(&v->arena);
}
