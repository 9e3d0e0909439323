#ifndef CLI_PLAN_H
#define CLI_PLAN_H

/* What the commands of plans and trips share. */

#include "office/plans.h"
#include "roll.h"

/** PLAN: the number that plan add and plan list print. */
int plan_read(const char *text, int64_t *ret, struct err *e);

#endif
