/* One family on the telephone (B2-B4, B9). */
#include "office/calls.h"

int office_call_open(struct office *, int64_t, struct day, struct call_page *, struct err *e)
{
	return err_refuse(e, "This is not built yet.");
}

void call_page_finish(struct call_page *p)
{
	arena_finish(&p->arena);
}
