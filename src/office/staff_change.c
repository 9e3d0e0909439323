/* Staff: a teacher who marries; a last day. */
#include "internal.h"
#include "office/classes.h"

int office_staff_change(struct office *o, const char *sign_in, const char *name, const char *position, int64_t *ret_act, struct err *e)
{
	(void)o;
	(void)sign_in;
	(void)name;
	(void)position;
	(void)ret_act;
	return err_refuse(e, "This is not built yet.");
}

int office_staff_leave(struct office *o, const char *sign_in, struct day last, struct buf *ret_said, int64_t *ret_act, struct err *e)
{
	(void)o;
	(void)sign_in;
	(void)last;
	(void)ret_said;
	(void)ret_act;
	return err_refuse(e, "This is not built yet.");
}
