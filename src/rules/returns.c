/* Returns to the authority: which are due for a pupil, and which are near (C9; PR24 reg 9 and 13; domain 3.2 to 3.4). */
#include "rules/returns.h"

#include <errno.h>
#include <string.h>

static const struct {
	const char *name, *title;
} kinds[RETURN_KINDS] = {
	[RETURN_ATTENDANCE] = { "attendance", "Attendance return" },
	[RETURN_SICKNESS] = { "sickness", "Sickness return" },
	[RETURN_LEAVE] = { "leave", "Not back after leave" },
	[RETURN_GROUND_I] = { "ground_i", "Absent for 20 school days" },
	[RETURN_SUSPENSION_6] = { "suspension_6", "Suspended: provision from day 6" },
	[RETURN_SUSPENSION_45] = { "suspension_45", "Suspended: 45 days in the year" },
	[RETURN_EXAM] = { "exam", "Study leave is over" },
	[RETURN_OFF_ROLL] = { "off_roll", "Past compulsory school age" },
	[RETURN_NEW_PUPIL] = { "new_pupil", "New-pupil return" },
	[RETURN_DELETION] = { "deletion", "Deletion return" },
};

const char *return_name(enum return_kind k)
{
	return kinds[k].name;
}

const char *return_title(enum return_kind k)
{
	return kinds[k].title;
}

int return_parse(const char *name, enum return_kind *ret)
{
	for (enum return_kind k = 0; k < RETURN_KINDS; k++)
		if (strcmp(kinds[k].name, name) == 0) {
			*ret = k;
			return 0;
		}
	return -EINVAL;
}

void returns_find(struct marks m, const struct school_days *d, const struct return_known *k, struct returns *to)
{
	(void)m, (void)d, (void)k;
	to->of.count = 0;
}

void returns_finish(struct returns *r)
{
	vec_finish(&r->of);
	day_runs_finish(&r->runs);
}

void return_working(const struct return_found *f, const struct return_known *k, struct working_steps *to)
{
	(void)f, (void)k, (void)to;
}
