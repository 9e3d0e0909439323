/* Classes: made, renamed, ended, and the order in which they line up. */
#include "internal.h"
#include "office/classes.h"

int office_class_add(struct office *o, const struct class_wish *w, struct buf *ret_said, int64_t *ret_act, struct err *e)
{
	(void)o;
	(void)w;
	(void)ret_said;
	(void)ret_act;
	return err_refuse(e, "This is not built yet.");
}

int office_class_change(struct office *o, const char *group, const struct class_wish *w, struct buf *ret_said, int64_t *ret_act, struct err *e)
{
	(void)o;
	(void)group;
	(void)w;
	(void)ret_said;
	(void)ret_act;
	return err_refuse(e, "This is not built yet.");
}

int office_class_end(struct office *o, const char *group, struct day last, struct buf *ret_said, int64_t *ret_act, struct err *e)
{
	(void)o;
	(void)group;
	(void)last;
	(void)ret_said;
	(void)ret_act;
	return err_refuse(e, "This is not built yet.");
}

int office_class_line(struct office *o, const char *group, const int64_t *pupils, int count, struct buf *ret_said, int64_t *ret_act, struct err *e)
{
	(void)o;
	(void)group;
	(void)pupils;
	(void)count;
	(void)ret_said;
	(void)ret_act;
	return err_refuse(e, "This is not built yet.");
}
