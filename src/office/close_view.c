/* Closing the session: who is not known, what is missing, what is blank, who is absent and why (A27). */
#include "office/clocks.h"

#include "internal.h"

static const char *const titles[CLOSE_PARTS] = { "Not known", "Registers missing", "Blank", "Expected", "Absent" };

const char *close_title(enum close_part p)
{
	return titles[p];
}

int office_close_open(struct office *o, struct day day, enum session session, struct close_view *ret, struct err *e)
{
	(void)o, (void)day, (void)session, (void)ret;
	return err_refuse(e, "This is not built yet.");
}

void close_view_finish(struct close_view *v)
{
	arena_finish(&v->arena);
	*v = (struct close_view){ 0 };
}
