/* The school beside the nation, last year and its targets (C16, C18). */
#include "office/reports.h"

int report_fill_compare(struct office *o, const struct report_wish *w, struct report *ret, struct err *e)
{
	(void)o;
	(void)w;
	(void)ret;
	return err_refuse(e, "This is not built yet.");
}
