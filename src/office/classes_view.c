/* The classes of a day, and who teaches them. */
#include "internal.h"
#include "office/classes.h"

int office_classes_open(struct office *o, struct day day, struct classes_view *ret, struct err *e)
{
	(void)o;
	(void)day;
	(void)ret;
	return err_refuse(e, "This is not built yet.");
}

void classes_view_finish(struct classes_view *v)
{
	arena_finish(&v->arena);
	*v = (struct classes_view){ 0 };
}
