/* Who is on the site now (B13). */
#include "internal.h"
#include "office/gate.h"

const char *where_words(enum whereabouts w)
{
	static const char *const words[WHERES] = {
		[WHERE_NOT_SEEN] = "expected and not yet registered",
		[WHERE_OFF_SITE] = "off site with us",
		[WHERE_HERE] = "here",
		[WHERE_ABSENT] = "known absent",
	};

	return words[w];
}

int office_onsite_open(struct office *, struct onsite_view *, struct err *e)
{
	return err_refuse(e, "This is not built yet.");
}

void onsite_view_finish(struct onsite_view *v)
{
	arena_finish(&v->arena);
}
