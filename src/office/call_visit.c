/* What two people take to the door (B16). */
#include "office/calls.h"

int office_visit_sheet(struct office *, int64_t, struct day, struct buf *, struct err *e)
{
	return err_refuse(e, "This is not built yet.");
}
