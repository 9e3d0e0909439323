/* First-day calls: whom the office rings, in what order (B2-B4). */
#include "office/calls.h"

#include "internal.h"

const char *call_kind_name(enum call_kind k)
{
	static const char *const names[CALL_KINDS] = { "call", "rang us", "text", "e-mail", "in person", "visit" };

	return k < CALL_KINDS ? names[k] : "?";
}

const char *call_outcome_name(enum call_outcome c)
{
	static const char *const names[CALL_OUTCOMES] = { "spoke", "message left", "no reply", "wrong number", "will call back", "sent",
							  "nobody in", "seen" };

	return c < CALL_OUTCOMES ? names[c] : "?";
}

int office_calls_open(struct office *, struct day, enum session, bool, struct calls_view *, struct err *e)
{
	return err_refuse(e, "This is not built yet.");
}

void calls_view_finish(struct calls_view *v)
{
	arena_finish(&v->arena);
}
