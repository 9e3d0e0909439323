/* What is planned before its day (A10-A12). */
#include "office/plans.h"

#include "internal.h"

const char *plan_kind_name(enum plan_kind k)
{
	static const char *const names[PLAN_KINDS] = { "absence", "pattern", "trip" };

	return names[k];
}

static int not_built(struct err *e)
{
	return err_refuse(e, "This is not built yet.");
}

int office_plan_preview(struct office *o, int64_t plan, const struct plan_wish *w, struct plan_preview *ret, struct err *e)
{
	(void)o; (void)plan; (void)w; (void)ret;
	return not_built(e);
}

void plan_preview_finish(struct plan_preview *v)
{
	arena_finish(&v->arena);
}

int office_plan_put(struct office *o, int64_t plan, const struct plan_wish *w, const char *reason, int64_t *ret_plan, struct buf *ret_said,
		    int64_t *ret_act, struct err *e)
{
	(void)o; (void)plan; (void)w; (void)reason; (void)ret_plan; (void)ret_said; (void)ret_act;
	return not_built(e);
}

int office_plan_cancel(struct office *o, int64_t plan, const int64_t *pupils, int count, struct day from, int session, const char *reason,
		       struct buf *ret_said, int64_t *ret_act, struct err *e)
{
	(void)o; (void)plan; (void)pupils; (void)count; (void)from; (void)session; (void)reason; (void)ret_said; (void)ret_act;
	return not_built(e);
}

int office_plans_open(struct office *o, const struct plans_wish *w, struct plans_view *ret, struct err *e)
{
	(void)o; (void)w; (void)ret;
	return not_built(e);
}

void plans_view_finish(struct plans_view *v)
{
	arena_finish(&v->arena);
}

int office_plan_facts(struct office *o, int64_t plan, struct arena *a, struct plan_wish *ret, struct err *e)
{
	(void)o; (void)plan; (void)a; (void)ret;
	return not_built(e);
}
