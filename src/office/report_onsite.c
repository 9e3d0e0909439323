/* Who is on the site now, as a report (B13). */
#include "report_parts.h"

int report_fill_onsite(struct office *, const struct report_wish *, struct report *, struct err *e)
{
	return err_refuse(e, "This is not built yet.");
}
