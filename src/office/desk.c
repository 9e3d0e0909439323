/* The late desk: who stands at it, and what their arrival would be (A16, A17; domain 2.3). */
#include "internal.h"
#include "office/gate.h"

int office_desk_search(struct office *, const char *, int, struct arena *, struct desk_hit **, struct err *e)
{
	return err_refuse(e, "This is not built yet.");
}

int office_desk_look(struct office *, int64_t, int, const char *, struct arena *, struct desk_arrival *, struct err *e)
{
	return err_refuse(e, "This is not built yet.");
}
