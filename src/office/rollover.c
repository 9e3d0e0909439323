/* The turn of the year: one act for the whole school (H5). */
#include "internal.h"
#include "office/classes.h"

int office_rollover_open(struct office *o, const struct rollover_wish *w, struct rollover_view *ret, struct err *e)
{
	(void)o;
	(void)w;
	(void)ret;
	return err_refuse(e, "This is not built yet.");
}

void rollover_view_finish(struct rollover_view *v)
{
	arena_finish(&v->arena);
	*v = (struct rollover_view){ 0 };
}

int office_rollover(struct office *o, const struct rollover_wish *w, const char *reason, struct buf *ret_said, int64_t *ret_act, struct err *e)
{
	(void)o;
	(void)w;
	(void)reason;
	(void)ret_said;
	(void)ret_act;
	return err_refuse(e, "This is not built yet.");
}
