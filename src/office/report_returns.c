#include "report_parts.h"

int report_fill_returns(struct office *o, const struct report_wish *w, struct report *ret, struct err *e)
{
	(void)o, (void)w, (void)ret;
	return err_refuse(e, "This is not built yet.");
}
