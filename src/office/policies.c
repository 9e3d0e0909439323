/* Which policy a school has: those that come with firstbell, its own, and the one that it adopted (domain 6, 7). */
#include "office/clocks.h"

#include "internal.h"

int office_policies(struct office *o, struct arena *a, struct policy_line **ret, struct err *e)
{
	(void)o, (void)a, (void)ret;
	return err_refuse(e, "This is not built yet.");
}

int office_policy_adopt(struct office *o, const char *name, struct day from, bool times, const char *reason, struct buf *ret_said, int64_t *ret_act,
			struct err *e)
{
	(void)o, (void)name, (void)from, (void)times, (void)reason, (void)ret_said, (void)ret_act;
	return err_refuse(e, "This is not built yet.");
}

int office_policy_text(struct office *o, const char *name, struct arena *a, const char **ret, struct err *e)
{
	(void)o, (void)name, (void)a, (void)ret;
	return err_refuse(e, "This is not built yet.");
}
