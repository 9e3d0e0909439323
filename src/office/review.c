/* The fortnight's list (C19): everyone in a stage, everyone newly below a line. */
#include "office/review.h"

#include "internal.h"

void review_view_finish(struct review_view *v)
{
	arena_finish(&v->arena);
	*v = (struct review_view){ 0 };
}

int office_review_open(struct office *o, const struct review_wish *w, struct review_view *ret, struct err *e)
{
	(void)o, (void)w, (void)ret;
	return err_refuse(e, "This is not built yet.");
}

int office_review_log(struct office *o, const struct review_decision *d, struct buf *ret_said, int64_t *ret_act, struct err *e)
{
	(void)o, (void)d, (void)ret_said, (void)ret_act;
	return err_refuse(e, "This is not built yet.");
}

int office_review_begin(struct office *o, const struct review_wish *w, int64_t *ret_act, struct err *e)
{
	(void)o, (void)w, (void)ret_act;
	return err_refuse(e, "This is not built yet.");
}

int office_review_close(struct office *o, const struct review_wish *w, bool sure, int64_t *ret_act, struct err *e)
{
	(void)o, (void)w, (void)sure, (void)ret_act;
	return err_refuse(e, "This is not built yet.");
}

int office_review_due(struct office *o, struct review_due *ret, struct err *e)
{
	(void)o, (void)ret, (void)e;
	return 0;
}
