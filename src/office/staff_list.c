/* Who works here on a day, and what they may do. */
#include "internal.h"
#include "office/classes.h"

int office_staff_open(struct office *o, struct day day, struct staff_view *ret, struct err *e)
{
	(void)o;
	(void)day;
	(void)ret;
	return err_refuse(e, "This is not built yet.");
}

void staff_view_finish(struct staff_view *v)
{
	arena_finish(&v->arena);
	*v = (struct staff_view){ 0 };
}
