/* What is due, or near, across kinds of returns (C9). */
#include "internal.h"
#include "office/returns.h"

int office_returns_open(struct office *o, const struct returns_wish *w, struct returns_view *ret, struct err *e)
{
	(void)o, (void)w, (void)ret;
	return err_refuse(e, "This is not built yet.");
}

void returns_view_finish(struct returns_view *v)
{
	arena_finish(&v->arena);
}
