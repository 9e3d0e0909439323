/* What families say before anybody asks (B5). */
#include "office/calls.h"

int office_reported_put(struct office *, const struct reported_wish *, struct buf *, struct mark_result *, struct err *e)
{
	return err_refuse(e, "This is not built yet.");
}

int office_reported_open(struct office *, struct day, struct reported_view *, struct err *e)
{
	return err_refuse(e, "This is not built yet.");
}

void reported_view_finish(struct reported_view *v)
{
	arena_finish(&v->arena);
}

int office_reported_end(struct office *, int64_t, const char *, int64_t *, struct err *e)
{
	return err_refuse(e, "This is not built yet.");
}
