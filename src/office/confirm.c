/* Those who are expected elsewhere are there: somebody who was with them says so (A10, A30). */
#include "office/plans.h"

#include "internal.h"

static int not_built(struct err *e)
{
	return err_refuse(e, "This is not built yet.");
}

int office_confirms_open(struct office *o, struct day day, int64_t plan, struct confirms_view *ret, struct err *e)
{
	(void)o; (void)day; (void)plan; (void)ret;
	return not_built(e);
}

void confirms_view_finish(struct confirms_view *v)
{
	arena_finish(&v->arena);
}

int office_confirm(struct office *o, const struct confirm_wish *w, struct buf *ret_said, struct mark_result *ret, struct err *e)
{
	(void)o; (void)w; (void)ret_said; (void)ret;
	return not_built(e);
}

int office_trip_stay(struct office *o, int64_t plan, int64_t pupil, struct day day, const char *group, struct buf *ret_said, int64_t *ret_act, struct err *e)
{
	(void)o; (void)plan; (void)pupil; (void)day; (void)group; (void)ret_said; (void)ret_act;
	return not_built(e);
}

int office_trip_goer(struct office *o, int64_t plan, const int64_t *pupils, int count, int consent, const char *with_whom, int64_t *ret_act, struct err *e)
{
	(void)o; (void)plan; (void)pupils; (void)count; (void)consent; (void)with_whom; (void)ret_act;
	return not_built(e);
}
