/* A closure as it stands, for whoever changes it or takes it away (A13). */
#include <errno.h>

#include "internal.h"
#include "office/plans.h"

int office_closure_facts(struct office *o, int64_t closure, struct arena *a, struct closure_wish *ret, struct err *e)
{
	struct closure_row row = CLOSURE_NEW;
	int r = office_refresh(o, e);

	if (r == 0)
		r = store_thing_get(o->store, THING_CLOSURE, closure, a, &row);
	if (r == -ENOENT)
		return err_usage(e, "This closure is not there any more. Look at the list again.");
	if (r < 0)
		return r == -EPERM ? r : office_fail(o, r, e);
	*ret = (struct closure_wish){
		.name = row.name, .kind = row.kind, .from = row.from_day, .to = row.to_day, .from_session = (int)row.from_session,
		.to_session = (int)row.to_session, .year = row.year == NONE ? SESSION_ANY_YEAR : (int)row.year,
		.group = row.roll_group == NONE ? NULL : arena_text(a, office_group_name(o, row.roll_group)),
	};
	return 0;
}
