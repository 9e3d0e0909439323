/* A flag of a pupil (sen, fsm, looked after ...), from a day on (C14: in the group on the day). */
#include <string.h>

#include "lanes.h"
#include "names.h"
#include "pupils_parts.h"

#define FLAG_MOST 32

/* As in a file of pupils: a column's name. */
static int flag_check(const char *flag, struct err *e)
{
	size_t n = strlen(flag);

	if (n == 0 || n > FLAG_MOST || *flag < 'a' || *flag > 'z' || strspn(flag, "abcdefghijklmnopqrstuvwxyz0123456789_") != n)
		return err_usage(e, "The name of a flag has small letters, digits and _, like sen or young_carer.");
	return 0;
}

static int days_check(struct day from, struct day to, struct err *e)
{
	if (!day_is_none(to) && to.n < from.n)
		return err_usage(e, "The last day is before the first. Give them the other way round.");
	return 0;
}

static int flag_put(struct office *o, int64_t pupil, const char *flag, const char *value, struct day from, struct day to, bool remove,
		    struct arena *a, int64_t *ret_act, struct err *e)
{
	struct pupil_row row;
	const char *kept;
	char day[DAY_TEXT];
	int r = office_may(o, ACTION_CHANGE_ROLL, 0, e);

	from = day_or_today(o, from);
	if (r == 0)
		r = flag_check(flag, e);
	if (r == 0)
		r = pupil_line("The value", value ? value : "", a, &kept, e);
	if (r == 0)
		r = days_check(from, to, e);
	if (r == 0)
		r = pupil_row_get(o, pupil, a, &row, e);
	if (r == 0)
		r = office_act_open(o, "flag", NULL, NULL, 0, e);
	if (r == 0)
		r = lane_flag_put(o, pupil, flag, remove ? NULL : *kept ? kept : "yes", from, remove ? DAY_NONE : to, e);
	if (r == 0 && remove)
		return err_refuse(e, "%s has no %s from %s on. Nothing was changed.", pupil_display_name(&row, a), flag, day_long(from, day));
	return r < 0 ? r : pupil_act_end(o, ret_act, e);
}

int office_pupil_flag(struct office *o, int64_t pupil, const char *flag, const char *value, struct day from, struct day to, bool remove,
		      int64_t *ret_act, struct err *e)
{
	CLEAN_ARENA struct arena a = { 0 };

	IN_TRANSACTION(o, e, flag_put(o, pupil, flag, value, from, to, remove, &a, ret_act, e));
}
