/* A school year: its terms, closures and times, and how many sessions it holds. */
#include "internal.h"
#include "office/classes.h"

int office_year_open(struct office *o, struct day day, struct year_view *ret, struct err *e)
{
	(void)o;
	(void)day;
	(void)ret;
	return err_refuse(e, "This is not built yet.");
}

void year_view_finish(struct year_view *v)
{
	arena_finish(&v->arena);
	*v = (struct year_view){ 0 };
}
