/* The evacuation list: who is on the site, as a text file beside the school (B13). */
#include "internal.h"
#include "office/gate.h"

int office_evacuation_write(struct office *, bool, struct buf *, struct err *e)
{
	return err_refuse(e, "This is not built yet.");
}

int office_evacuation_print(struct office *, struct buf *, struct err *e)
{
	return err_refuse(e, "This is not built yet.");
}
