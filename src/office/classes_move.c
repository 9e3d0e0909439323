/* A class becomes two; two registers are taken as one. */
#include "internal.h"
#include "office/classes.h"

int office_class_split(struct office *o, const char *group, const char *new_name, const int64_t *pupils, int count, struct day from, struct buf *ret_said,
		       int64_t *ret_act, struct err *e)
{
	(void)o;
	(void)group;
	(void)new_name;
	(void)pupils;
	(void)count;
	(void)from;
	(void)ret_said;
	(void)ret_act;
	return err_refuse(e, "This is not built yet.");
}

int office_class_join(struct office *o, const char *group, const char *with, struct day from, struct day to, int session, struct buf *ret_said,
		      int64_t *ret_act, struct err *e)
{
	(void)o;
	(void)group;
	(void)with;
	(void)from;
	(void)to;
	(void)session;
	(void)ret_said;
	(void)ret_act;
	return err_refuse(e, "This is not built yet.");
}
