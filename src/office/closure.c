/* The school, a year or a class is shut (A13; domain 1.2). */
#include "office/plans.h"

#include "internal.h"

int office_closure(struct office *o, const struct closure_wish *w, const char *reason, struct buf *ret_said, struct mark_result *ret, struct err *e)
{
	(void)o; (void)w; (void)reason; (void)ret_said; (void)ret;
	return err_refuse(e, "This is not built yet.");
}
