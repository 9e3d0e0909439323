/* What is to be settled (A15, A22, B5, B17). */
#include "office/calls.h"

const char *watch_title(enum watch_kind k)
{
	static const char *const titles[WATCH_KINDS] = {
		[WATCH_NOT_IN_CLASS] = "Signed in, not in class",
		[WATCH_OUT_OVERDUE] = "Signed out, due back, not here",
		[WATCH_NOT_BACK] = "Expected back today, absent",
		[WATCH_HERE_AFTER_ALL] = "Here, though an absence was expected",
		[WATCH_NO_REASON] = "Back, and an absence has no reason",
		[WATCH_NOT_SPOKEN] = "Ill for days and not spoken to",
		[WATCH_NEEDS_NOTE] = "A code that must say what kind",
	};

	return k < WATCH_KINDS ? titles[k] : "?";
}

int office_watch_open(struct office *, struct day, struct watch_view *, struct err *e)
{
	return err_refuse(e, "This is not built yet.");
}

void watch_view_finish(struct watch_view *v)
{
	arena_finish(&v->arena);
}

int office_watch_settle(struct office *, enum watch_kind, int64_t, const struct register_ref *, const char *, int64_t *, struct err *e)
{
	return err_refuse(e, "This is not built yet.");
}
