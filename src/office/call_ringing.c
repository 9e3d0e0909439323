/* A line that somebody is ringing: the other clerk sees it. */
#include "office/calls.h"

int office_ringing(struct office *, int64_t, bool, struct err *e)
{
	return err_refuse(e, "This is not built yet.");
}
