/* A contact made or tried: one act (B3, B9, B18). */
#include "office/calls.h"

int office_call_log(struct office *, const struct call_wish *, struct buf *, struct mark_result *, struct err *e)
{
	return err_refuse(e, "This is not built yet.");
}
