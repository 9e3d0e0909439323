/* The clocks of a policy, by their names (domain 7). */
#include "rules/timeline.h"

#include <errno.h>
#include <stddef.h>
#include <string.h>

static const char *const names[POLICY_CLOCKS] = {
	[CLOCK_REPORT_BY] = "report_by",
	[CLOCK_REPORT] = "report",
	[CLOCK_FIRST_CALLS] = "first_calls",
	[CLOCK_SECOND_MESSAGE] = "second_message",
	[CLOCK_HOME_VISIT] = "home_visit",
	[CLOCK_WELFARE_CHECK] = "welfare_check",
	[CLOCK_FRIENDLY_CALL] = "friendly_call",
};

const char *policy_clock_name(enum policy_clock c)
{
	return names[c];
}

int policy_clock_parse(const char *name, enum policy_clock *ret)
{
	for (enum policy_clock c = 0; c < POLICY_CLOCKS; c++)
		if (strcmp(names[c], name) == 0) {
			*ret = c;
			return 0;
		}
	return -EINVAL;
}
