/* Session times of the school, a year or a class, from a day on or of single days (A26). */
#include "internal.h"
#include "office/classes.h"

int office_times_put(struct office *o, const struct times_wish *w, struct buf *ret_said, int64_t *ret_act, struct err *e)
{
	(void)o;
	(void)w;
	(void)ret_said;
	(void)ret_act;
	return err_refuse(e, "This is not built yet.");
}
