#ifndef OFFICE_CALL_LOG_H
#define OFFICE_CALL_LOG_H

/* One contact being logged, and what follows from it in the same act. */

#include "call_facts.h"
#include "call_marks.h"

struct logging {
	struct contact_work *work;
	const struct call_wish *wish;
	struct mark_result result;
	struct call_row row;          /**< what is the same for every child */
	struct caller *callers;       /**< of the first child */
	int caller_count;
	const struct caller *caller;  /**< NULL: nobody of the contacts */
	const char *reason;
	struct day day;
	int minute;                   /**< now */
};

/** A call back promised, a next step, somebody who is not to be contacted, nobody left to ring: as tasks, and as what is said.  call_follow.c */
int call_follow(struct logging *l);

#endif
