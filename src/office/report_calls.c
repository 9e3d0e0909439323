/* report calls: the first-day calls of a day (B2-B4, B9). */
#include "office/reports.h"

int report_fill_calls(struct office *, const struct report_wish *, struct report *, struct err *e)
{
	return err_refuse(e, "This is not built yet.");
}
