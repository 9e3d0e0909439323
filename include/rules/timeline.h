#ifndef RULES_TIMELINE_H
#define RULES_TIMELINE_H

#include "rules/session.h"

/* The clocks of a policy (domain 7): what is due at what minute of the day, and the session times that it asks for.  Data of share/policies. */

enum policy_clock {
	CLOCK_REPORT_BY,      /**< families report an absence by then */
	CLOCK_REPORT,         /**< the absentee report goes to the head; without one: when the session is closed */
	CLOCK_FIRST_CALLS,    /**< families not heard from are rung */
	CLOCK_SECOND_MESSAGE, /**< no reason yet: a second message */
	CLOCK_HOME_VISIT,     /**< a visit is considered */
	CLOCK_WELFARE_CHECK,  /**< all contacts have failed: a welfare check is considered */
	CLOCK_FRIENDLY_CALL,  /**< about the next day */
	POLICY_CLOCKS
};
const char *policy_clock_name(enum policy_clock c); /**< "first_calls", as a policy file has it */
int policy_clock_parse(const char *name, enum policy_clock *ret);

struct policy_step {
	enum policy_clock clock;
	int minute;           /**< of the day */
	const char *title;    /**< "Calls home to families not heard from" */
	const char *who;      /**< "Secretary" */
	const char *source;   /**< "East Sussex federation, App 6" */
};
/** Session times that a policy gives; `year_from`..`year_to` SESSION_ANY_YEAR: of every year. */
struct policy_times {
	enum session session;
	int year_from, year_to;
	struct session_times times;
	const char *source;
};

#endif
