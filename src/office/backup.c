/* A backup: made first, told in the history afterwards (F6, F16). */
#include "internal.h"

int office_backup(struct office *o, const char *path, int64_t *ret_act, struct err *e)
{
	CLEAN_BUF struct buf reason = { 0 };
	int r = office_may(o, ACTION_BACKUP, 0, e);

	*ret_act = 0;
	if (r == 0)
		r = store_backup(o->store, path, e);
	if (r < 0 || office_read_only(o))
		return r;
	buf_printf(&reason, "to %s", path);
	r = office_act_begin(o, "backup", buf_string(&reason), NULL, e);
	return r < 0 ? r : office_act_end(o, true, ret_act, e);
}
